"""In which group an open commitment stands on the board: by the day on the reader's clock."""

from datetime import datetime, timedelta, tzinfo
from enum import StrEnum

from thepass.kernel.words import _

SATURDAY = 5


class Group(StrEnum):
    LATE = "late"
    TODAY = "today"
    WEEK = "week"
    LATER = "later"


SPOKEN = {
    Group.LATE: _("Late"),
    Group.TODAY: _("Today"),
    Group.WEEK: _("This week"),
    Group.LATER: _("Later"),
}


def group_of(due: datetime, *, now: datetime, zone: tzinfo) -> Group:
    """The week ends on Sunday; at a weekend the coming one counts."""
    if due < now:
        return Group.LATE
    day, today = due.astimezone(zone).date(), now.astimezone(zone).date()
    if day == today:
        return Group.TODAY
    last = today + timedelta(days=6 - today.weekday() + (7 if today.weekday() >= SATURDAY else 0))
    return Group.WEEK if day <= last else Group.LATER
