"""What one has begun to ask: one's own, with one's own eyes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from thepass.people.queries.seen import only
from thepass.requests.models import Draft

SHOWN = 8


@dataclass(frozen=True)
class Begun:
    """A draft in the list."""

    key: str
    title: str
    at: datetime


def drafts_visible_to(reader: Any) -> Any:
    """Nobody else's, and none through another's eyes."""
    if reader is None or reader.viewed_by is not None:
        return Draft.objects.none()
    return Draft.objects.filter(person=reader.pk).exclude(data={})  # of what was sent nothing is left


def begun(reader: Any) -> list[Begun]:
    """The latest first. One statement."""
    rows = drafts_visible_to(reader).order_by("-at", "-pk").values_list("key", "data", "at")[:SHOWN]
    return [Begun(key, _first(data), at) for key, data, at in rows]


def draft(reader: Any, key: str) -> Any:
    """The row, or None."""
    return only(drafts_visible_to(reader).filter(key=key))


def _first(data: dict[str, list[str]]) -> str:
    """What it may be called: what is needed, what for, or anything that was written."""
    for name in ("title", "need", "details"):
        if text := " ".join("".join(data.get(name, [])).split()):
            return text[:100]
    return ""
