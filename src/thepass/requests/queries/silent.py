"""Requests whose time of silence is over."""

from datetime import datetime

from thepass.people.queries.seen import SHOWN
from thepass.requests.models import Request


def lapsed(now: datetime, *, limit: int = 200) -> list[tuple[int, int]]:
    """(id, version), the longest silent first."""
    found = Request.objects.filter(SHOWN, lapses_at__lte=now).order_by("lapses_at", "id")
    return list(found.values_list("pk", "version")[:limit])
