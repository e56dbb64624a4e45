"""The slow and obvious answer: walk the minutes with a wall clock that never runs backwards."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from thepass.kernel.working_time import Calendar

MINUTE = timedelta(minutes=1)
WALKED_BEFORE = timedelta(hours=6)  # so that clocks just put back are known


def windows_on(calendar, day):
    """Written again from the sentences in DOMAIN and the docstring, to differ from the code if either is wrong."""
    if day in calendar.opened:
        return calendar.opened[day]
    if day in calendar.closed or day in calendar.holidays:
        return ()
    usual = calendar.hours.days[day.weekday()]
    if usual and day in calendar.half_days:
        return calendar.half_days[day]
    if usual and (day.month, day.day) in calendar.half_days:
        return calendar.half_days[day.month, day.day]
    return usual


def open_minutes(calendar: Calendar, start: datetime, end: datetime) -> set[datetime]:
    """Every minute (by its first instant) from start until end in which work goes on."""
    zone = ZoneInfo(calendar.zone)
    minute, windows, found = start - WALKED_BEFORE, {}, set()
    reached = minute.astimezone(zone).replace(tzinfo=UTC)  # the wall's time, not UTC: named so only to be counted with
    while minute < end:
        reached = max(reached, minute.astimezone(zone).replace(tzinfo=UTC))
        today = reached.date()
        for day in (today, today - timedelta(days=1)):
            if day not in windows:
                windows[day] = windows_on(calendar, day)
            passed = (reached - datetime(day.year, day.month, day.day, tzinfo=UTC)) // MINUTE
            if minute >= start and any(first <= passed < last for first, last in windows[day]):
                found.add(minute)
        minute += MINUTE
    return found


def slow_add(opened: set[datetime], at: datetime, minutes: int) -> datetime:
    """The end of the last of so many open minutes from `at` on."""
    return sorted(minute for minute in opened if minute >= at)[minutes - 1] + MINUTE


def slow_take(opened: set[datetime], at: datetime, minutes: int) -> datetime:
    """The start of the first of so many open minutes that lead up to `at`."""
    return sorted((minute for minute in opened if minute < at), reverse=True)[minutes - 1]


def utc(text: str) -> datetime:
    """2026-01-05 09:00 in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
