"""All that is not finished yet, what waits for what, and how long things took, as the chain reckons with it.

For the workers alone: nothing of this is shown before it has gone through the doors of whoever reads it.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from thepass.people.queries.seen import SHOWN
from thepass.requests.models import Link, Request, Times
from thepass.requests.rules.request import UNFINISHED

BATCH = 10_000


class Work(NamedTuple):
    """A request that is not delivered yet."""

    id: int
    state: str
    kind: str
    service_id: int | None
    team_id: int | None
    person_id: int | None
    holder_id: int | None
    asked_at: datetime | None
    own_at: datetime | None
    waiting_since: datetime | None
    due: datetime | None
    needed_by: datetime | None
    deliver_by: datetime | None


class Length(NamedTuple):
    """One supplier's turn: seconds of their own time where it ended with a delivery."""

    service_id: int | None
    team_id: int | None
    person_id: int | None
    began_at: datetime
    ended_at: datetime | None
    own: int | None


def unfinished() -> list[Work]:
    """By number. One statement."""
    rows = Request.objects.filter(SHOWN, open=True, state__in=UNFINISHED).order_by("pk")
    return [Work(*row) for row in rows.values_list("pk", *Work._fields[1:])]


def links() -> list[tuple[str, str]]:
    """(waiter, needs) of every link. One statement."""
    return list(Link.objects.filter(SHOWN, released=False).order_by("pk").values_list("waiter", "needs"))


def delivered(ids: Iterable[int]) -> dict[int, datetime]:
    """When each of these was delivered last. A statement for each ten thousand."""
    every, found = sorted(set(ids)), dict[int, datetime]()
    for first in range(0, len(every), BATCH):
        rows = Request.objects.filter(pk__in=every[first : first + BATCH], delivered_at__isnull=False)
        found |= dict(rows.values_list("pk", "delivered_at"))
    return found


def lengths(since: datetime) -> list[Length]:
    """Every turn that began since then; not what was answered on the spot, and nothing that stands in no figure of
    others. One statement."""
    rows = Times.objects.filter(began_at__gte=since, on_the_spot=False, narrow=False).order_by("pk")
    return [Length(*row) for row in rows.values_list(*Length._fields)]
