"""The usual alternatives of a service as one reader may know them."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from thepass.people.queries.seen import here, persons_visible_to, teams_visible_to
from thepass.services.models import Service
from thepass.services.queries.seen import services_visible_to
from thepass.services.rules import alternatives
from thepass.services.rules.alternatives import Alternative, Kind


class Shown(NamedTuple):
    """An alternative, and what the service, team or person it names is called."""

    alternative: Alternative
    name: str


def of(reader: Any, service: Service) -> list[Shown]:
    """Those of one service."""
    return of_many(reader, [service])[service.pk]


def of_many(reader: Any, services: Sequence[Service]) -> dict[int, list[Shown]]:
    """By service those that can be taken today, as far as the reader may see what they name.

    A statement for each kind named, whatever the number of services.
    """
    every = {one.pk: alternatives.read(one.alternatives, one.alternatives_words) for one in services}
    names = _names(reader, [one for some in every.values() for one in some])
    return {
        pk: [
            Shown(one, names.get((one.kind, one.id), ""))
            for one in some
            if one.id is None or (one.kind, one.id) in names
        ]
        for pk, some in every.items()
    }


def services_to_name(reader: Any, *, but: int | None, limit: int = 300) -> list[tuple[int, str]]:
    """Services that may be named as an alternative: those that whoever asks can ask for. One statement."""
    offered = services_visible_to(reader, kept=False).filter(withdrawn=False, team__closed=False).exclude(pk=but or 0)
    return list(offered.order_by("name", "pk").values_list("pk", "name")[:limit])


def _names(reader: Any, every: Sequence[Alternative]) -> dict[tuple[str, int | None], str]:
    doors = {
        Kind.SERVICE: lambda: services_visible_to(reader).filter(withdrawn=False),
        Kind.TEAM: lambda: teams_visible_to(reader).filter(closed=False),
        Kind.PERSON: lambda: here(persons_visible_to(reader)),
    }
    found: dict[tuple[str, int | None], str] = {}
    for kind, door in doors.items():
        if ids := _ids(every, kind):
            found |= {(kind, pk): name for pk, name in door().filter(pk__in=ids).values_list("pk", "name")}
    return found


def _ids(every: Iterable[Alternative], kind: Kind) -> list[int]:
    return [one.id for one in every if one.kind == kind and one.id is not None]
