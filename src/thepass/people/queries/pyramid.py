"""The inverted pyramid: outside customers on top, then the teams row by row, leaders at the bottom."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from thepass.people.models import Membership, Person, Team
from thepass.people.queries import questions
from thepass.people.queries.questions import OutsideCustomer
from thepass.people.queries.seen import here, persons_visible_to, teams_visible_to
from thepass.people.rules.teams import Tier

SHOWN = 24  # chips in a row
COUNTED = 124  # "and 99+ more" beyond that
LEADERS = 12
MOST_LINES = 2000
UP = ("team", "team__parent", *(f"team__parent{'__parent' * steps}" for steps in range(1, 4)))  # to one's own chip


class Chip(NamedTuple):
    """A team as it is drawn."""

    pk: int
    name: str
    about: str
    icon: str
    tier: str
    partner: bool


@dataclass
class Row:
    """One row of teams. `more` stand further on in the list."""

    tier: str
    teams: list[Chip]
    more: int = 0


@dataclass(frozen=True)
class Pyramid:
    customers: list[OutsideCustomer]
    more_customers: bool
    rows: list[Row]
    leaders: list[Person]
    mine: set[int]

    def team(self, team_id: int) -> Chip | None:
        return next((team for row in self.rows for team in row.teams if team.pk == team_id), None)


@dataclass(frozen=True)
class Lines:
    """Who supports whom, by the team asked about."""

    supports: dict[int, list[Team]] = field(default_factory=dict)
    supported_by: dict[int, list[Team]] = field(default_factory=dict)


def pyramid(reader: Person, *, now: datetime) -> Pyramid:
    """One statement for the rows, one for the reader's own teams, one for the leaders; and what apps above ask."""
    customers = [
        one
        for answer in questions.outside_customers.under("*").values()
        for one in answer(reader=reader, now=now, limit=SHOWN + 1)
    ]
    rows = _rows(reader)
    leaders = here(persons_visible_to(reader)).filter(is_leader=True).order_by("name", "pk")
    return Pyramid(
        customers=customers[:SHOWN],
        more_customers=len(customers) > SHOWN,
        rows=rows,
        leaders=[] if reader.is_guest else list(leaders.only("name")[:LEADERS]),
        mine=_marked(reader, {team.pk for row in rows for team in row.teams}),
    )


def in_pyramid(reader: Person) -> QuerySet[Team]:
    """Every team that has a chip. A team under one of the same row stands with that one."""
    teams = teams_visible_to(reader).filter(closed=False)
    if reader.is_guest:
        return teams
    return teams.filter(Q(parent=None) | ~Q(parent__tier=F("tier")) | Q(parent__closed=True))


def lines(reader: Person, team_ids: Iterable[int], *, now: datetime) -> Lines:
    """Who supports these teams and whom they support: by manager lines and by what apps above know."""
    ids = set(team_ids)
    pairs = _by_managers(ids)
    for answer in questions.supports.under("*").values():
        pairs |= set(answer(ids, reader=reader, now=now))
    pairs = {(by, to) for by, to in pairs if by != to and (by in ids or to in ids)}
    seen = teams_visible_to(reader).filter(pk__in={pk for pair in pairs for pk in pair}, closed=False)
    seen = seen.only("name", "icon")
    named = {team.pk: team for team in seen.order_by("name", "pk")}
    found = Lines()
    order = {pk: place for place, pk in enumerate(named)}
    for by, to in sorted(pairs & {(b, t) for b in named for t in named}, key=lambda p: (order[p[0]], order[p[1]])):
        found.supports.setdefault(by, []).append(named[to])
        found.supported_by.setdefault(to, []).append(named[by])
    return found


def _rows(reader: Person) -> list[Row]:
    """The first teams of every row."""
    rows = {str(tier): Row(str(tier), []) for tier in Tier}
    place = Window(RowNumber(), partition_by="tier", order_by=("name", "pk"))
    first = in_pyramid(reader).annotate(place=place).filter(place__lte=COUNTED).order_by("name", "pk")
    for chip in map(Chip._make, first.values_list(*Chip._fields)):
        row = rows[chip.tier]
        if len(row.teams) < SHOWN:
            row.teams.append(chip)
        else:
            row.more += 1
    return list(rows.values())


def _marked(reader: Person, shown: set[int]) -> set[int]:
    """The reader's own teams, each by the chip that stands for it."""
    ways = Membership.objects.filter(person=reader, ended=False).values_list(*UP)
    return {found for way in ways if (found := next((pk for pk in way if pk in shown), None)) is not None}


def _by_managers(ids: set[int]) -> set[tuple[int, int]]:
    """A leader clears the way for their people: the leader's team supports the team of each who reports to them."""
    here = Q(ended=False, team__closed=False, person__manager__memberships__ended=False)
    over = Membership.objects.filter(here, team__in=ids)
    within = Q(
        person__manager__memberships__team__in=ids,
        person__manager__memberships__team__closed=False,
    )
    pairs = [
        parts.values_list("person__manager__memberships__team", "team")
        for parts in (over, Membership.objects.filter(here & within))
    ]
    return set(pairs[0].union(pairs[1])[:MOST_LINES])
