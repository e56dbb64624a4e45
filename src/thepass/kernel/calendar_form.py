"""The plain form in which a calendar is kept and typed: JSON lists and objects, days as text."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from thepass.kernel.holidays_by_region import known_region
from thepass.kernel.hours import Hours, Windows, read_windows
from thepass.kernel.refusal import Refused
from thepass.kernel.words import _
from thepass.kernel.working_time import Calendar, EveryYear

LEAP_YEAR = 2000  # so that 02-29 is a day that comes round

_MONTH_AND_DAY = re.compile(r"\d\d-\d\d", re.ASCII)


def calendar_from(
    *, hours: Any, zone: str, region: str = "", half_days: Any = None, closed: Any = None, opened: Any = None
) -> Calendar:
    """A calendar from its plain parts. Refused names what is wrong: a day, a window, the zone, or the region's form.

    `hours` {"mon": ["09:00-17:00"]}; `half_days` {"12-24": ["09:00-12:00"], "2026-12-31": [...]}; `closed`
    ["2026-12-28"]; `opened` {"2026-05-02": ["10:00-14:00"]}. An unknown region is refused when it is first needed; say
    so at once, where somebody types it, with `checked`.
    """
    return Calendar(
        hours=Hours.parse(hours),
        zone=zone,
        region=region,
        half_days=read_half_days(half_days or {}),
        closed=read_closed(closed or ()),
        opened=read_opened(opened or {}),
    )


def checked(calendar: Calendar) -> Calendar:
    """The same calendar, its region known to have holidays. Refused otherwise."""
    known_region(calendar.region)
    return calendar


def read_half_days(plain: Any) -> dict[date | EveryYear, Windows]:
    """Half days by date, or by month and day for every year. Refused for another key or for bad windows."""
    return {
        _day_or_every_year(day): read_windows(windows, day=str(day), field="half_days")
        for day, windows in _pairs(plain, "half_days")
    }


def read_opened(plain: Any) -> dict[date, Windows]:
    """Extra open days and their windows. Refused for what is no date or for bad windows."""
    return {
        _day(day, "opened"): read_windows(windows, day=str(day), field="opened")
        for day, windows in _pairs(plain, "opened")
    }


def read_closed(plain: Any) -> frozenset[date]:
    """Extra closed days. Refused for what is no date."""
    if not isinstance(plain, list | tuple):
        raise Refused(_("Give the closed days as a list of dates, such as 2026-12-28."), field="closed")
    return frozenset(_day(day, "closed") for day in plain)


def _pairs(plain: Any, field: str) -> list[tuple[Any, Any]]:
    if not isinstance(plain, Mapping):
        raise Refused(_("Give each day with its hours, such as 2026-12-24: 09:00-12:00."), field=field)
    return list(plain.items())


def _day(text: Any, field: str) -> date:
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError):
        raise Refused(
            _("“%(day)s” is not a date. Write it like 2026-12-24."), field=field, day=str(text)[:40]
        ) from None


def _day_or_every_year(text: Any) -> date | EveryYear:
    if isinstance(text, str) and _MONTH_AND_DAY.fullmatch(text):
        every = _day(f"{LEAP_YEAR}-{text}", "half_days")
        return every.month, every.day
    return _day(text, "half_days")
