"""What is asked before a service is changed: names taken, who is of the team, what there is to be named."""

from collections.abc import Iterable
from typing import Any

from thepass.people.queries import acting
from thepass.people.queries.seen import memberships_visible_to, teams_visible_to
from thepass.people.rules.persons import Standing
from thepass.services.models import Service
from thepass.services.rules.alternatives import Kind


def teams_to_serve(reader: Any, *, but: int, limit: int = 500) -> list[tuple[int, str]]:
    """Open teams a service may be for."""
    open_ = teams_visible_to(reader).filter(closed=False).exclude(pk=but).order_by("name", "pk")
    return list(open_.values_list("pk", "name")[:limit])


def teams_that_may_offer(reader: Any, led: frozenset[int] | None, *, limit: int = 300) -> list[tuple[int, str]]:
    """Open teams for which one may offer something: those `led`, or every one for None."""
    open_ = teams_visible_to(reader).filter(closed=False).order_by("name", "pk")
    if led is not None:
        open_ = open_.filter(pk__in=led)
    return list(open_.values_list("pk", "name")[:limit])


def takers_of(reader: Any, team_id: int, *, limit: int = 300) -> list[tuple[int, str]]:
    """Who may be named to take what comes in: the people of the team and of the teams under it. Two statements."""
    parts = memberships_visible_to(reader).filter(team__in=acting.teams_below([team_id]))
    here = parts.filter(person__standing=Standing.HERE).order_by("person__name", "person_id")
    return list(here.values_list("person_id", "person__name").distinct()[:limit])


def may_take(team_id: int, person_id: int) -> bool:
    """Whether this person is of the team or of one under it."""
    return bool(acting.teams_of(person_id) & acting.teams_below([team_id]))


def there(named: Iterable[tuple[str, int]]) -> set[tuple[str, int]]:
    """Of these (kind, id) of alternatives, those that exist. A statement for each kind."""
    ids: dict[str, list[int]] = {}
    for kind, id in named:
        ids.setdefault(kind, []).append(id)
    found = {
        Kind.SERVICE: lambda few: service_names(few),
        Kind.TEAM: lambda few: acting.team_names(few),
        Kind.PERSON: lambda few: acting.person_names(few),
    }
    return {(kind, id) for kind, few in ids.items() if kind in found for id in found[Kind(kind)](few)}


def service_names(ids: Iterable[int]) -> dict[int, str]:
    """What these services are called."""
    return dict(Service.objects.filter(pk__in=list(ids)).values_list("pk", "name"))


def name_taken(team_id: int | None, name: str, *, but: int | None = None) -> bool:
    """Whether the team offers something by this name now."""
    others = Service.objects.filter(team=team_id, withdrawn=False)
    if but is not None:
        others = others.exclude(pk=but)
    return others.filter(name__iexact=" ".join(name.split())).exists()


def team_and_name(service_id: int) -> tuple[int, str] | None:
    """Whose it is, and what it is called."""
    return Service.objects.filter(pk=service_id).values_list("team_id", "name").first()


def names_by_team(team_ids: Iterable[int]) -> set[tuple[int, str]]:
    """What these teams offer now: (team, name in small letters)."""
    found = Service.objects.filter(team__in=list(team_ids), withdrawn=False).values_list("team_id", "name")
    return {(team, name.casefold()) for team, name in found}
