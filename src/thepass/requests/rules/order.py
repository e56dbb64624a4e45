"""The order of an inbox: by when, and nothing that has used up its time ever sinks."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from thepass.requests.rules.request import AMONG_TWO, Kind

USED = 0.8  # of the time there is to hear or deliver
NEVER_SINKS = AMONG_TWO | {Kind.APPROVAL}


class Group(StrEnum):
    TURN = "turn"
    LATE = "late"
    TODAY = "today"
    WEEK = "week"
    LATER = "later"


def group_of(at: datetime, *, now: datetime, today: date, day: date) -> Group:
    """`day` is the reader's day of `at`, `today` of `now`."""
    if at < now:
        return Group.LATE
    if day <= today:
        return Group.TODAY
    return Group.WEEK if day <= today + timedelta(days=6 - today.weekday()) else Group.LATER


def nearly_used(line: Any, *, now: datetime) -> bool:
    """Whether four fifths of the time between the beginning and the next instant are gone."""
    whole = (line.next_at - line.own_at).total_seconds()
    return bool(whole > 0 and (now - line.own_at).total_seconds() >= USED * whole)


def sort(lines: Iterable[Any], *, now: datetime) -> list[Any]:
    """Within a group: first whose time is nearly used, then what people ask of people, then by when, asked, number."""
    return sorted(
        lines,
        key=lambda one: (
            not nearly_used(one, now=now), one.kind not in NEVER_SINKS, one.next_at, one.asked_at, one.id,
        ),
    )  # fmt: skip
