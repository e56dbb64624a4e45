"""Who leads a team, and who stands above somebody: whom the house turns to. Not a door: nothing of it is shown."""

from collections.abc import Collection

from thepass.people.models import Membership, Person, Team
from thepass.people.queries.readers import readers
from thepass.people.queries.seen import SHOWN, here


def persons(ids: Collection[int]) -> list[Person]:
    """Those of these who have not left."""
    return readers(ids)


def leads_of(team_id: int | None) -> list[Person]:
    """The team's own leads; where it has none, those of the next team above that has. A statement a step."""
    seen: set[int] = set()
    while team_id is not None and team_id not in seen:
        seen.add(team_id)
        own = Membership.objects.filter(team=team_id, lead=True, ended=False).values("person")
        if found := list(here(Person.objects.filter(SHOWN, pk__in=own)).order_by("pk")):
            return found
        team_id = _above(team_id)
    return []


def managers_of(ids: Collection[int]) -> list[Person]:
    """The managers of these persons, each once. One statement."""
    above = Person.objects.filter(pk__in=list(ids), manager__isnull=False).values("manager")
    return list(here(Person.objects.filter(SHOWN, pk__in=above)).order_by("pk"))


def _above(team_id: int) -> int | None:
    return Team.objects.filter(pk=team_id).values_list("parent_id", flat=True).first()
