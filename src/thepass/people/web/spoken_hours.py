"""Working hours as people read them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from thepass.frame.moment import elsewhere_text
from thepass.kernel.hours import DAY_NAMES, Hours, Windows, write_window
from thepass.kernel.working_time import Calendar


@dataclass(frozen=True)
class Today:
    """A day at work where somebody is: their windows, and their clock where it differs from the reader's."""

    windows: str
    there: str
    open: bool


def today(calendar: Calendar, *, now: datetime) -> Today:
    """On the wall clock of the calendar's own place."""
    zone = ZoneInfo(calendar.zone)
    return Today(
        windows=windows_text(calendar.on(now.astimezone(zone).date())),
        there=elsewhere_text(now, zone=zone),
        open=calendar.is_open(now),
    )


def windows_text(windows: Windows) -> str:
    """ "09:00-12:30, 13:30-17:30", or "not at work"."""
    return ", ".join(write_window(window).replace("-", "–") for window in windows)


def week(hours: Hours) -> Sequence[tuple[str, str]]:
    """Days with the same windows together: ("Monday to Friday", "09:00–17:30")."""
    days = list(zip(DAY_NAMES, hours.days, strict=True))
    rows = []
    for windows, same in groupby(days, key=lambda day: day[1]):
        names = [_(name) for name, _windows in same]
        if windows:
            rows.append((_span(names), windows_text(windows)))
    return rows


def _span(names: Sequence[str]) -> str:
    if len(names) == 1:
        return names[0]
    return _("%(first)s to %(last)s") % {"first": names[0], "last": names[-1]}


def days_text(days: Iterable[datetime]) -> list[str]:
    """Days with their weekday and year."""
    return [date_format(day, pgettext("day with year", "D j M Y")) for day in days]
