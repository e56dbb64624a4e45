"""Who may see which services, and who supports whom by them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from thepass.people.queries.seen import SHOWN, only, teams_visible_to
from thepass.services.models import Service

MOST_LINES = 2000


def services_visible_to(reader: Any) -> QuerySet[Service]:
    """Everyone in the organisation sees all; a partner's people what is offered to partners, and their own team's."""
    if reader is None:
        return Service.objects.none()
    every = Service.objects.filter(SHOWN)
    if not reader.is_guest:
        return every.filter(Q(team__run=None) | Q(team__run__applied=True))
    own = teams_visible_to(reader).values("pk")
    to_them = Q(for_partners=True, withdrawn=False) & (Q(serves=None) | Q(serves__in=own))
    return every.filter(to_them | Q(team__in=own))


def service(reader: Any, service_id: int) -> Service | None:
    """With its team and the team it serves: whether the reader may see those is another question, `named`."""
    found: Service | None = only(services_visible_to(reader).select_related("team", "serves").filter(pk=service_id))
    return found


def catalogue(reader: Any, words: str = "") -> QuerySet[Service]:
    """What is offered now. Every word stands in the name, in what one gets or in the team's name."""
    found = services_visible_to(reader).filter(withdrawn=False, team__closed=False).select_related("team", "serves")
    for word in words.split()[:5]:
        about = Q(name__icontains=word) | Q(gives__icontains=word)
        found = found.filter(about if reader.is_guest else about | Q(team__name__icontains=word))
    return found


def named(reader: Any, services: Iterable[Service]) -> set[int]:
    """Of the teams that these services name, those this reader may know of. A statement for guests only."""
    ids = {id for one in services for id in (one.team_id, one.serves_id) if id is not None}
    if not reader.is_guest or not ids:
        return ids
    return set(teams_visible_to(reader).filter(pk__in=ids).values_list("pk", flat=True))


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


def supports(team_ids: Iterable[int], *, reader: Any, now: datetime) -> set[tuple[int, int]]:
    """Pairs (the team that offers, the team it is for above all), by services the reader may see."""
    ids = list(team_ids)
    found = services_visible_to(reader).filter(Q(team__in=ids) | Q(serves__in=ids), withdrawn=False)
    return set(found.filter(serves__isnull=False).order_by().values_list("team_id", "serves_id")[:MOST_LINES])


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
