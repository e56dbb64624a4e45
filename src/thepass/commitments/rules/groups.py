"""In which group an open commitment stands on the board: by the day on the reader's clock."""

from datetime import datetime, timedelta, tzinfo
from enum import StrEnum

from thepass.kernel.words import _


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
    """The week ends on Sunday."""
    if due < now:
        return Group.LATE
    day, today = due.astimezone(zone).date(), now.astimezone(zone).date()
    if day == today:
        return Group.TODAY
    return Group.WEEK if day <= today + timedelta(days=6 - today.weekday()) else Group.LATER
