"""Who may see which services, and who supports whom by them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from thepass.people.queries.seen import SHOWN, memberships_visible_to, only, teams_visible_to
from thepass.people.rules import loops
from thepass.services.models import Service

MOST_LINES = 2000


def services_visible_to(reader: Any, *, kept: bool = True) -> QuerySet[Service]:
    """Everyone in the organisation sees what is for everybody, or for their teams; administrators all.

    A partner's people see what is offered to partners or to them alone, and their own team's. What only the team
    served may see shows to both teams, the teams under them and whoever leads above. Asks one statement beforehand;
    none for administrators and partners' people, and none without what is `kept` for one team alone.
    """
    if reader is None:
        return Service.objects.none()
    every = Service.objects.filter(SHOWN)
    if reader.is_guest:
        own = teams_visible_to(reader).values("pk")
        to_all = Q(for_partners=True) & Q(serves=None)
        to_them = (Q(for_partners=True) | Q(only_served=True)) & Q(serves__in=own)
        return every.filter((to_all | to_them) & Q(withdrawn=False) | Q(team__in=own))
    every = every.filter(Q(team__run=None) | Q(team__run__applied=True))
    if reader.is_administrator:
        return every
    near = _near(reader) if kept else set()
    return every.filter(Q(only_served=False) | Q(team__in=near) | Q(serves__in=near))


def _near(reader: Any) -> set[int]:
    """The reader's teams, the teams above them, and every team under those they lead; none where no service asks."""
    mine = memberships_visible_to(reader).filter(person=reader, team=OuterRef("pk"))
    teams = list(
        teams_visible_to(reader)
        .filter(Exists(Service.objects.filter(only_served=True)))
        .annotate(mine=Exists(mine), led=Exists(mine.filter(lead=True)))
        .values_list("pk", "parent_id", "mine", "led")
    )
    above = {pk: up for pk, up, _mine, _led in teams}
    near = {team for pk, _up, is_mine, _led in teams if is_mine for team in loops.line(pk, above)}
    return near.union(*(loops.below(pk, above) for pk, _up, _mine, leads in teams if leads))


def service(reader: Any, service_id: int) -> Service | None:
    """With its teams and whoever takes it: whether the reader may see those is another question, `named`."""
    rows = services_visible_to(reader).select_related("team", "serves", "named_person")
    found: Service | None = only(rows.filter(pk=service_id))
    return found


def named(reader: Any, services: Iterable[Service]) -> set[int]:
    """Of the teams that these services name, those this reader may know of. A statement for guests only."""
    ids = {id for one in services for id in (one.team_id, one.serves_id) if id is not None}
    if not reader.is_guest or not ids:
        return ids
    return set(teams_visible_to(reader).filter(pk__in=ids).values_list("pk", flat=True))


def supports(team_ids: Iterable[int], *, reader: Any, now: datetime) -> set[tuple[int, int]]:
    """Pairs (the team that offers, the team it is for above all), by services the reader may see."""
    ids = list(team_ids)
    found = services_visible_to(reader).filter(Q(team__in=ids) | Q(serves__in=ids), withdrawn=False)
    return set(found.filter(serves__isnull=False).order_by().values_list("team_id", "serves_id")[:MOST_LINES])
