"""Times to talk as people read them, and a field for choosing one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thepass.frame.moment import when_text
from thepass.requests.queries.meeting import places
from thepass.requests.rules.request import State


@dataclass(frozen=True)
class Shown:
    """A time: when, how long and where, and in whose evening it lies."""

    number: int
    at: datetime
    length: str
    place: str
    outside: str

    @property
    def url(self) -> str:
        """A link where the place is one."""
        return self.place if self.place.startswith(("https://", "http://")) else ""


def offered(one: Any) -> list[Shown]:
    """The times of which one is to be chosen."""
    if one.state != State.WAITING:
        return []
    where = places(one)
    return [
        Shown(
            n, datetime.fromisoformat(each["start"]), length(each["minutes"]), where[n], outside(one, each["outside"])
        )
        for n, each in enumerate(one.slots)
    ]


def chosen(one: Any) -> Shown | None:
    """The time that was."""
    if one.slot is None:
        return None
    at = datetime.fromisoformat(one.slot["start"])
    return Shown(0, at, length(one.slot["minutes"]), one.place, "")


def choices(one: Any, *, now: datetime) -> list[tuple[str, str]]:
    """As a field offers them."""
    return [
        (
            str(each.number),
            ", ".join(part for part in (when_text(each.at, now=now), each.length, each.place, each.outside) if part),
        )
        for each in offered(one)
        if each.at > now
    ]


def length(minutes: int) -> str:
    return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}


def outside(one: Any, sides: Sequence[str]) -> str:
    """Whose working time it lies outside of."""
    names = [one.supplier_name if side == "supplier" else one.customer_name for side in sides]
    if not names:
        return ""
    if len(names) == 2:
        return _("outside the working time of both")
    return _("outside the working time of %(name)s") % {"name": names[0]}


def begun(one: Any, *, now: datetime) -> bool:
    """Whether one can say that it took place."""
    return one.slot is not None and datetime.fromisoformat(one.slot["start"]) <= now


def ends(one: Any) -> datetime:
    return datetime.fromisoformat(one.slot["start"]) + timedelta(minutes=one.slot["minutes"])
