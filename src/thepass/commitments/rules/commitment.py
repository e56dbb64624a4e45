"""What a commitment is: its state, and how events fold into it."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from thepass.kernel.happened import Happened
from thepass.kernel.words import _


class State(StrEnum):
    OPEN = "open"
    FULFILLED = "fulfilled"
    MISSED = "missed"
    WITHDRAWN = "withdrawn"


class Source(StrEnum):
    """Where it came in."""

    MANUAL = "manual"
    IMPORT = "import"
    API = "api"


SPOKEN = {
    State.OPEN: _("Open"),
    State.FULFILLED: _("Fulfilled"),
    State.MISSED: _("Missed"),
    State.WITHDRAWN: _("Withdrawn"),
}


@dataclass(frozen=True, kw_only=True)
class Commitment:
    """Everything about it but its words. Instants are aware datetimes; `worth` counts minor units, such as pence."""

    state: str = State.OPEN
    team_id: int | None = None
    contact_id: int | None = None  # whoever of us the customer deals with
    due: datetime | None = None
    first_due: datetime | None = None
    moved: int = 0  # how often a new time was agreed
    made_at: datetime | None = None
    ended_at: datetime | None = None  # when the customer had it, or when it was called missed or withdrawn
    worth: int | None = None
    currency: str = ""
    source: str = Source.MANUAL
    outside_id: str = ""  # what the source calls it


INSTANTS = frozenset({"due", "first_due", "made_at", "ended_at"})
NAMES = frozenset(field.name for field in fields(Commitment))


def after(one: Commitment, happened: Happened) -> Commitment:
    """Every fact is a column and its new value: taking back is writing what stood there."""
    return replace(one, **{name: _value(name, value) for name, value in happened.facts.items() if name in NAMES})


def _value(name: str, value: Any) -> Any:
    return datetime.fromisoformat(value) if name in INSTANTS and isinstance(value, str) else value


def is_late(one: Any, now: datetime) -> bool:
    """Open past its due, or fulfilled after it; a missed one is."""
    if one.state in (State.OPEN, State.MISSED):
        return bool(one.state == State.MISSED or one.due < now)
    return bool(one.state == State.FULFILLED and one.ended_at > one.due)


def changed(one: Commitment, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """What of this would be new."""
    return {name: value for name, value in wanted.items() if getattr(one, name) != value}
