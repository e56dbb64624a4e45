"""Who is away, and who stands in."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from thepass.people.models import Absence, Membership, Person
from thepass.people.queries.seen import absences_visible_to, persons_visible_to
from thepass.people.rules.absences import stand_in

OWN = tuple(field.name for field in Absence._meta.concrete_fields)
CHAIN = (
    "person_id", "begins", "ends", "substitute_id",
    "substitute__name", "substitute__run_id", "substitute__run__applied",
)  # fmt: skip


class StandsIn(NamedTuple):
    """Who does the work meanwhile."""

    pk: int
    name: str


class AwayNow(NamedTuple):
    """Somebody is away now, until when, and who does the work: the first in the chain of substitutes who is there."""

    person_id: int
    name: str
    ends: datetime
    stands_in: StandsIn | None


class _Link(NamedTuple):
    """An absence that runs, and who was asked to stand in: as `rules.absences.Away`, with the substitute's name."""

    person_id: int
    begins: datetime
    ends: datetime
    substitute_id: int | None
    substitute: str
    run_id: Any  # the import that brought the substitute: shown once it is applied, as in `seen.SHOWN`
    applied: bool | None


def now_of(reader: Person, ids: Iterable[int], *, now: datetime) -> dict[int, AwayNow]:
    """By person, for those of `ids` who are away. One statement, and one for each step of substitutes."""
    return _with_substitutes(reader, running(reader, now).filter(person__in=list(ids)), now)


def in_teams(reader: Person, teams: Iterable[int], *, now: datetime, limit: int = 20) -> list[AwayNow]:
    """Who of these teams is away now, the soonest back first. One statement, and one for each step of substitutes."""
    away = running(reader, now).filter(_part_of(teams)).order_by("ends", "pk")
    return list(_with_substitutes(reader, away[:limit], now).values())


def coming_in_team(reader: Person, team_id: int, *, now: datetime, until: datetime) -> QuerySet[Absence]:
    """Absences of a team's people that touch this time."""
    coming = absences_visible_to(reader).filter(_part_of([team_id]), ends__gt=now, begins__lt=until)
    return coming.select_related("person", "substitute")


def coming_of(reader: Person, person_id: int, *, now: datetime, limit: int = 5) -> list[Absence]:
    """This person's absences that are not over."""
    coming = absences_visible_to(reader).filter(person=person_id, ends__gt=now)
    rows = coming.select_related("person", "substitute").only(*OWN, "person__manager", "substitute__name")
    return list(rows.order_by("begins", "pk")[:limit])


def running(reader: Person, now: datetime) -> QuerySet[Absence]:
    """Absences that run now, of people the reader may see."""
    return absences_visible_to(reader).filter(begins__lte=now, ends__gt=now)


def _part_of(teams: Iterable[int]) -> Q:
    """Named by a list, not by a question about each absence: SQLite would go through all of them."""
    return Q(person__in=Membership.objects.filter(team__in=list(teams), ended=False).values("person"))


def _with_substitutes(reader: Person, absences: QuerySet[Absence], now: datetime) -> dict[int, AwayNow]:
    rows = list(absences.values_list(*CHAIN, "person__name"))
    chain = [_Link(*row[:-1]) for row in rows]
    chain += _substitutes_away(chain, now)
    standing_in = {row[0]: stand_in(row[0], now, chain) for row in rows}
    named = _named(reader, chain, standing_in.values())
    return {row[0]: AwayNow(row[0], row[-1], row[2], named.get(standing_in[row[0]])) for row in rows}


def _substitutes_away(chain: list[_Link], now: datetime) -> list[_Link]:
    """Of those who stand in, the ones who are away themselves: step by step, while there are any."""
    found: list[_Link] = []
    asked = {link.person_id for link in chain}
    ask = {link.substitute_id for link in chain} - {None} - asked
    while ask:
        rows = Absence.objects.filter(cancelled=False, begins__lte=now, ends__gt=now, person__in=ask)
        step = [_Link(*row) for row in rows.values_list(*CHAIN)]
        found += step
        asked |= ask
        ask = {link.substitute_id for link in step} - {None} - asked
    return found


def _named(reader: Person, chain: list[_Link], ids: Iterable[int | None]) -> dict[int | None, StandsIn]:
    """Those of `ids` whom the reader may see. One statement for a partner's people, else none."""
    wanted = set(ids)
    seen = {
        link.substitute_id: StandsIn(link.substitute_id, link.substitute)
        for link in chain
        if link.substitute_id in wanted and (link.run_id is None or link.applied)
    }
    if seen and reader.is_guest:
        own = set(persons_visible_to(reader).filter(pk__in=seen).values_list("pk", flat=True))
        return {pk: one for pk, one in seen.items() if pk in own}
    return seen
