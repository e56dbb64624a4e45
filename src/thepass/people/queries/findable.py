"""What the search index holds of persons and teams. Not a door: for the worker that writes the index only."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from thepass.journal.queries import history
from thepass.people.models import Membership, Organisation, Person, Team
from thepass.people.queries.seen import SHOWN


class FindablePerson(NamedTuple):
    """A person; the teams they are in or are the contact of, whose members may find them."""

    id: int
    name: str
    title: str
    email: str
    knows: str
    how: str
    teams: tuple[int, ...]


class FindableTeam(NamedTuple):
    """A team."""

    id: int
    name: str
    about: str


def house_language() -> str:
    """The language most texts of the organisation are in."""
    return Organisation.objects.order_by("pk").values_list("language", flat=True).first() or "en"


def persons(ids: list[int]) -> list[FindablePerson]:
    """Two statements more than the rows', however many."""
    teams: dict[int, set[int]] = defaultdict(set)
    for person, team in Membership.objects.filter(SHOWN, person__in=ids, ended=False).values_list("person_id", "team"):
        teams[person].add(team)
    for contact, team in Team.objects.filter(SHOWN, contact__in=ids).values_list("contact_id", "pk"):
        teams[contact].add(team)
    columns = ("pk", "name", "title", "email", "knows", "how_to_work_with_me")
    rows = Person.objects.filter(SHOWN, pk__in=ids).values_list(*columns)
    return [FindablePerson(*row, teams=tuple(sorted(teams[row[0]]))) for row in rows]


def teams(ids: list[int]) -> list[FindableTeam]:
    rows = Team.objects.filter(SHOWN, pk__in=ids).values_list("pk", "name", "about")
    return [FindableTeam(*row) for row in rows]


def person_ids_after(after: int, limit: int) -> list[int]:
    return list(Person.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:limit])


def team_ids_after(after: int, limit: int) -> list[int]:
    return list(Team.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:limit])


def of_memberships(ids: Iterable[int]) -> list[int]:
    """Whose parts in teams these are."""
    return list(Membership.objects.filter(pk__in=list(ids)).values_list("person_id", flat=True))


def contacts_of(ids: Iterable[int]) -> list[int]:
    """Who is, or ever was, the contact of these teams: whom a partner's people find, or find no more."""
    events = (event for id in ids for event in history(f"team:{id}"))
    return [event.facts["contact_id"] for event in events if event.facts.get("contact_id")]
