"""What the rules ask before a change: who acts, what is above what, what is taken."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Exists, FilteredRelation, Q, QuerySet
from django.db.models.functions import Now

from thepass.kernel.intent import person_of
from thepass.kernel.words import _
from thepass.people.models import Absence, Membership, Person, Team
from thepass.people.rules.absences import Away, stand_in, stood_in_for
from thepass.people.rules.persons import Standing
from thepass.people.rules.who_may import Actor

BELOW = """
WITH RECURSIVE below(id) AS (
    SELECT id FROM people_team WHERE id IN ({tops})
    UNION SELECT people_team.id FROM people_team JOIN below ON people_team.parent_id = below.id
)
SELECT id FROM below
"""


def actor(by: str) -> Actor:
    """Who is behind an intent. Whoever has left may do nothing. Two statements, three for an ordinary person."""
    id = person_of(by)
    if id is None:
        return Actor(id=None)
    person = Person.objects.filter(pk=id).exclude(standing=Standing.LEFT).first()
    if person is None:
        return Actor(id=-1, ask=administrators())
    return Actor(
        id=id,
        administrator=person.is_administrator,
        steward=person.is_steward,
        leader=person.is_leader,
        guest=person.is_guest,
        leads=led_by(id),
        ask="" if person.is_administrator else contacts(id) if person.is_guest else administrators(),
    )


def administrators() -> str:
    """Whom to ask: up to three names."""
    found = Person.objects.filter(is_administrator=True).exclude(standing=Standing.LEFT).order_by("name", "id")
    return ", ".join(found.values_list("name", flat=True)[:3])


def contacts(guest_id: int) -> str:
    """Whom a partner's person asks: their contact with us, for they are told no other name."""
    own = Membership.objects.filter(person=guest_id, ended=False, team__contact__isnull=False)
    found = own.exclude(team__contact__standing=Standing.LEFT).order_by("team__contact__name")
    names = dict.fromkeys(found.values_list("team__contact__name", flat=True)[:3])
    return ", ".join(names) or _("your contact with us")


def is_here(person_id: int) -> bool:
    """Whether this person can sign in."""
    return Person.objects.filter(pk=person_id, standing=Standing.HERE).exists()


def here_by_address(email: str) -> int | None:
    """Who signs in with this address."""
    found = Person.objects.filter(email=email.strip().lower(), standing=Standing.HERE)
    return found.values_list("pk", flat=True).first()


def led_by(person_id: int) -> frozenset[int]:
    """The teams a person leads, with every team below them."""
    own = list(Membership.objects.filter(person=person_id, lead=True, ended=False).values_list("team_id", flat=True))
    return teams_below(own)


def teams_below(tops: Collection[int]) -> frozenset[int]:
    """These teams and every one under them, however many others there are. One statement, none for none."""
    if not tops:
        return frozenset()
    with connection.cursor() as cursor:
        cursor.execute(BELOW.format(tops=", ".join(["%s"] * len(tops))), list(tops))
        return frozenset(pk for (pk,) in cursor.fetchall())


class Parts(NamedTuple):
    """Where somebody belongs: their teams, those they lead with every one below, whether they are a partner's; and
    for whom they stand in."""

    teams: frozenset[int]
    leads: frozenset[int]
    guest: bool
    stands_for: frozenset[int] = frozenset()


def parts_of(person_id: int, at: datetime | None = None) -> Parts | None:
    """At a time, or now. None for who has left. One statement; one more for leads, and for who stands in for others."""
    away = _away(at or Now())
    here = Person.objects.filter(pk=person_id).exclude(standing=Standing.LEFT)
    own = here.annotate(part=FilteredRelation("memberships", condition=Q(memberships__ended=False)))
    lends = Exists(away.filter(substitute=person_id))
    rows = list(own.values_list("is_guest", "part__team_id", "part__lead", lends))
    if not rows:
        return None
    guest, _team, _lead, any_ = rows[0]
    teams = frozenset(team for _guest, team, _lead, _any in rows if team is not None)
    leads = [team for _guest, team, lead, _any in rows if lead]
    return Parts(teams, teams_below(leads), guest, _for(person_id, away, any_))


def own_parts(reader: Any) -> Parts | None:
    """The reader's, asked once for a page however many parts of it want to know."""
    kept = reader.__dict__
    if "_parts" not in kept:
        kept["_parts"] = parts_of(reader.pk)
    found: Parts | None = kept["_parts"]
    return found


def _away(at: Any) -> QuerySet[Absence]:
    return Absence.objects.filter(cancelled=False, begins__lte=at, ends__gt=at)


def _for(person_id: int, away: QuerySet[Absence], anybody: bool) -> frozenset[int]:
    return stood_in_for(person_id, dict(away.values_list("person_id", "substitute_id"))) if anybody else frozenset()


def anybody_here(person_id: int) -> bool:
    """Whether there is such a person who has not left."""
    return Person.objects.filter(pk=person_id).exclude(standing=Standing.LEFT).exists()


def team_lines() -> dict[int, int | None]:
    """Every team, and the one it stands under."""
    return dict(Team.objects.values_list("pk", "parent_id"))


def manager_line(person_id: int | None) -> dict[int, int | None]:
    """The managers above a person, step by step: as many statements as there are steps."""
    lines: dict[int, int | None] = {}
    while person_id is not None and person_id not in lines:
        lines[person_id] = person_id = Person.objects.values_list("manager_id", flat=True).get(pk=person_id)
    return lines


def person_names(ids: list[int]) -> dict[int, str]:
    return dict(Person.objects.filter(pk__in=ids).values_list("pk", "name"))


def team_names(ids: list[int]) -> dict[int, str]:
    return dict(Team.objects.filter(pk__in=ids).values_list("pk", "name"))


def address_taken(email: str, *, but: int = 0) -> bool:
    return Person.objects.filter(email=email.strip().lower()).exclude(pk=but).exists()


def team_name_taken(name: str, *, parent_id: int | None, but: int = 0) -> bool:
    sisters = Team.objects.filter(parent_id=parent_id, closed=False).exclude(pk=but)
    return sisters.filter(name__iexact=" ".join(name.split())).exists()


def team_closed(team_id: int) -> bool:
    """Closed, or not there at all."""
    return not Team.objects.filter(pk=team_id, closed=False).exists()


def last_administrator(person_id: int) -> bool:
    rest = Person.objects.filter(is_administrator=True).exclude(standing=Standing.LEFT)
    return rest.filter(pk=person_id).exists() and not rest.exclude(pk=person_id).exists()


def anybody() -> bool:
    """Whether a person exists: then there is no first run."""
    return Person.objects.exists()


def teams_of(person_id: int) -> frozenset[int]:
    return frozenset(Membership.objects.filter(person=person_id, ended=False).values_list("team_id", flat=True))


def absences_around(begins: datetime, ends: datetime, *, but: int = 0) -> list[Away]:
    """Every absence that counts and touches this time."""
    found = Absence.objects.filter(cancelled=False, begins__lt=ends, ends__gt=begins).exclude(pk=but)
    return [Away(*row) for row in found.values_list("person_id", "begins", "ends", "substitute_id")]


def standing_in(person_id: int, at: datetime) -> int | None:
    """Who does this person's work at that time: themselves, or the first in the chain who is there, or nobody."""

    away = Absence.objects.filter(cancelled=False, begins__lte=at, ends__gt=at)
    return stand_in(
        person_id, at, [Away(*row) for row in away.values_list("person_id", "begins", "ends", "substitute_id")]
    )


def present_in(team_id: int, at: datetime) -> list[int]:
    """The team's people who are not away at that time, by id."""
    away = Absence.objects.filter(cancelled=False, begins__lte=at, ends__gt=at).values("person")
    here = Membership.objects.filter(team=team_id, ended=False).exclude(person__standing=Standing.LEFT)
    return sorted(here.exclude(person__in=away).values_list("person_id", flat=True))
