"""A person's card, and a team's: what stands on them for one reader."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import QuerySet

from thepass.people.models import Membership, Person, Team
from thepass.people.queries import hours
from thepass.people.queries.seen import here, memberships_visible_to, only, persons_visible_to, teams_visible_to

MOST_TEAMS = 30
MOST_REPORTS = 12
MOST_IN_TREE = 100
PART = ("person_id", "team_id", "team__name", "lead")
MEMBER = ("version", "team_id", "lead", "person__name", "person__title", "person__email")
LEAD = ("person_id", "person__name", "person__title")


def person(reader: Person | None, person_id: int) -> Person | None:
    """With site and calendars, ready for `hours.of_person`."""
    return only(persons_visible_to(reader).select_related(*hours.ALWAYS_ASKED).filter(pk=person_id))


def team(reader: Person | None, team_id: int) -> Team | None:
    return only(teams_visible_to(reader).select_related(*hours.ALWAYS_ASKED, "contact").filter(pk=team_id))


class Part(NamedTuple):
    """A person's part in an open team."""

    person_id: int
    team_id: int
    team: str
    lead: bool


def parts_of(reader: Person, ids: Iterable[int]) -> dict[int, list[Part]]:
    """Parts in teams by person, leads first. One statement."""
    parts = memberships_visible_to(reader).filter(person__in=list(ids), team__closed=False)
    found: dict[int, list[Part]] = {}
    for row in parts.order_by("person_id", "-lead", "team__name", "pk").values_list(*PART):
        mine = found.setdefault(row[0], [])
        if len(mine) < MOST_TEAMS:
            mine.append(Part(*row))
    return found


def own_parts(reader: Person) -> list[Part]:
    """The reader's own, read once for a page however often it is asked."""
    kept: list[Part] | None = reader.__dict__.get("_own_parts")
    if kept is None:
        kept = reader.__dict__["_own_parts"] = parts_of(reader, [reader.pk]).get(reader.pk, [])
    return kept


def manager_of(reader: Person, shown: Person) -> Person | None:
    """None also where the reader may not see them."""
    if shown.manager_id is None:
        return None
    return only(persons_visible_to(reader).only("name").filter(pk=shown.manager_id))


def reports_of(reader: Person, shown: Person) -> tuple[list[Person], bool]:
    """The first few who report to this person, and whether there are more. A partner's people are not told."""
    if reader.is_guest:
        return [], False
    reports = here(persons_visible_to(reader)).filter(manager=shown).only("name", "title")
    few = list(reports.order_by("name", "pk")[: MOST_REPORTS + 1])
    return few[:MOST_REPORTS], len(few) > MOST_REPORTS


class Lead(NamedTuple):
    """Who leads a team."""

    pk: int
    name: str
    title: str


def leads_of(reader: Person, teams: Iterable[int]) -> dict[int, list[Lead]]:
    """Leads by team. One statement."""
    parts = memberships_visible_to(reader).filter(team__in=list(teams), lead=True)
    rows = parts.order_by("team_id", "person__name", "pk").values_list("team_id", *LEAD)
    found: dict[int, list[Lead]] = {}
    for team_id, *lead in rows:
        found.setdefault(team_id, []).append(Lead(*lead))
    return found


def members_of(reader: Person, team_id: int) -> QuerySet[Membership]:
    """Parts in one team, to be ordered by ("person__name", "id")."""
    return memberships_visible_to(reader).filter(team=team_id).select_related("person").only(*MEMBER)


def under(reader: Person, team_id: int, *, limit: int = 50) -> list[Team]:
    """The open teams right under this one."""
    teams = teams_visible_to(reader).filter(parent=team_id, closed=False).only("name", "icon")
    return list(teams.order_by("name", "pk")[:limit])


def above(reader: Person, shown: Team) -> list[Team]:
    """From the top of the tree down to the team above this one. One statement for four steps."""
    if shown.parent_id is None:
        return []
    seen = only(teams_visible_to(reader).select_related("parent__parent__parent").filter(pk=shown.parent_id))
    way: list[Team] = []
    while seen is not None and len(way) < 4 and not (reader.is_guest and way):
        way.insert(0, seen)
        seen = seen.parent
    return way


def tree(reader: Person) -> list[tuple[int, Team]] | None:
    """Open teams as (depth, team), each under its own. None where there are more than one page holds. One statement."""
    every = list(_lean(teams_visible_to(reader).filter(closed=False))[: MOST_IN_TREE + 1])
    return _nested(sorted(every, key=lambda team: (team.name, team.pk))) if len(every) <= MOST_IN_TREE else None


def called(reader: Person, typed: str) -> QuerySet[Team]:
    """Open teams of whose names every typed word is a part, in no order; without words those at the top."""
    teams = _lean(teams_visible_to(reader).filter(closed=False))
    for word in typed.split()[:5]:
        teams = teams.filter(name__icontains=word)
    return teams if typed.strip() else teams.filter(parent=None)


def _lean(teams: QuerySet[Team]) -> QuerySet[Team]:
    return teams.only("name", "icon", "partner", "parent_id")


def team_choices(reader: Person, *, limit: int = 2000) -> list[tuple[int, str]]:
    """Open teams to choose from, each set in under its own."""
    every = list(teams_visible_to(reader).filter(closed=False).order_by("name", "pk")[:limit])
    return [(team.pk, "\N{EN SPACE}\N{EN SPACE}" * depth + team.name) for depth, team in _nested(every)]


def _nested(teams: list[Team]) -> list[tuple[int, Team]]:
    shown = {team.pk for team in teams}
    under: dict[int | None, list[Team]] = {}
    for team in teams:
        under.setdefault(team.parent_id if team.parent_id in shown else None, []).append(team)
    rows: list[tuple[int, Team]] = []
    rest = [(0, team) for team in reversed(under.get(None, ()))]
    while rest:
        depth, team = rest.pop()
        rows.append((depth, team))
        rest += [(depth + 1, child) for child in reversed(under.get(team.pk, ()))]
    return rows
