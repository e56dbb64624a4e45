"""Who is away, and who stands in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from thepass.people.models import Absence, Membership, Person
from thepass.people.queries.seen import absences_visible_to, persons_visible_to
from thepass.people.rules.absences import Away, stand_in

OWN = tuple(field.name for field in Absence._meta.concrete_fields)


@dataclass(frozen=True, kw_only=True)
class AwayNow:
    """An absence that runs now, and who does the work: the first in the chain of substitutes who is there."""

    absence: Absence
    stands_in: Person | None


def now_of(reader: Person, ids: Iterable[int], *, now: datetime) -> dict[int, AwayNow]:
    """By person, for those of `ids` who are away. One statement; three where somebody is."""
    away = running(reader, now).filter(person__in=list(ids))
    return _with_substitutes(reader, list(away), now)


def in_teams(reader: Person, teams: Iterable[int], *, now: datetime, limit: int = 20) -> list[AwayNow]:
    """Who of these teams is away now, the soonest back first. One statement; three where somebody is."""
    away = running(reader, now).filter(_part_of(teams)).select_related("person").only(*OWN, "person__name")
    away = away.order_by("ends", "pk")
    return list(_with_substitutes(reader, list(away[:limit]), now).values())


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


def _with_substitutes(reader: Person, absences: list[Absence], now: datetime) -> dict[int, AwayNow]:
    if not absences:
        return {}
    known = {row.person_id: Away(row.person_id, row.begins, row.ends, row.substitute_id) for row in absences}
    known |= _substitutes_away(known, now)
    standing_in = {row.person_id: stand_in(row.person_id, now, known.values()) for row in absences}
    shown = persons_visible_to(reader).in_bulk([pk for pk in standing_in.values() if pk is not None])
    return {
        row.person_id: AwayNow(absence=row, stands_in=shown.get(standing_in[row.person_id] or 0)) for row in absences
    }


def _substitutes_away(known: dict[int, Away], now: datetime) -> dict[int, Away]:
    """Of those who stand in, the ones who are away themselves: step by step, while there are any."""
    found: dict[int, Away] = {}
    ask = {away.substitute_id for away in known.values()} - {None} - known.keys()
    while ask:
        rows = Absence.objects.filter(cancelled=False, begins__lte=now, ends__gt=now, person__in=ask)
        step = {row[0]: Away(*row) for row in rows.values_list("person_id", "begins", "ends", "substitute_id")}
        found |= step
        ask = {away.substitute_id for away in step.values()} - {None} - known.keys() - found.keys()
    return found
