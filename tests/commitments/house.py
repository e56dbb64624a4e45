"""Commitments of the small house of tests, on the real clock as its pages are."""

from datetime import UTC, datetime, timedelta
from typing import Any

from conftest import intent

from thepass.commitments import changes

NOW = datetime.now(UTC).replace(second=0, microsecond=0)
MENU: dict[str, Any] = {"customer": "Saltmarsh Hotels", "title": "Launch menu on the tables"}


def made(team_id: int, *, days: float = 7, now: datetime = NOW, **more: Any) -> int:
    """A commitment of this team, due so many days from now."""
    due = more.pop("due", now + timedelta(days=days))
    return changes.make(intent(now=now), team_id, **({"due": due} | MENU | more)).id


def later(**more: float) -> datetime:
    return NOW + timedelta(**more)
