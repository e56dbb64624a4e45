"""Ready answers: a team's list, and one filled in for an item."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from thepass.talk.models import ReadyAnswer
from thepass.talk.queries.rooms import entered
from thepass.talk.rules.filling import filled

SHOWN = Q(run=None) | Q(run__applied=True)


def answers_of(team_ids: Iterable[int]) -> QuerySet[ReadyAnswer]:
    """What these teams keep ready, by name."""
    found = ReadyAnswer.objects.filter(SHOWN, team__in=list(team_ids), put_away=False)
    return found.select_related("team").order_by("name", "pk")


def answer(team_id: int, answer_id: int) -> ReadyAnswer | None:
    """One of the team's, also when it is put away."""
    return ReadyAnswer.objects.filter(SHOWN, pk=answer_id, team=team_id).first()


def team_of(answer_id: int) -> int | None:
    return ReadyAnswer.objects.filter(pk=answer_id).values_list("team_id", flat=True).first()


def answer_for(reader: Any, on: str, answer_id: int) -> str | None:
    """A ready answer of one of the reader's sides, filled in for this item."""
    place = entered(reader, on)
    found = answers_of(place.sides).filter(pk=answer_id).first()
    return filled(found.text, place.room.facts(reader, place.id)) if found else None


def offered(reader: Any, on: str, *, limit: int = 100) -> list[tuple[int, str, str]]:
    """(id, name, filled text) of everything the reader's sides keep ready for this item."""
    place = entered(reader, on)
    if not place.sides:
        return []
    facts = place.room.facts(reader, place.id)
    return [(one.pk, one.name, filled(one.text, facts)) for one in answers_of(place.sides)[:limit]]
