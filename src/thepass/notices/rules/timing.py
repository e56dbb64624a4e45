"""When a mail may leave: at once, with the hour, once a day; never in quiet hours. Times are on the person's wall."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from thepass.kernel.wall_clock import second_of

DAY = 24 * 60
NIGHT = (20 * 60, 7 * 60)  # when nobody is reminded of anything


class Pace(StrEnum):
    NOW = "now"
    HOURLY = "hourly"
    DAILY = "daily"


@dataclass(frozen=True, kw_only=True)
class Choice:
    """How somebody likes to be told. Minutes count from midnight; quiet hours that begin and end alike are none."""

    pace: str = Pace.NOW
    daily_at: int = 8 * 60
    quiet_from: int = 0
    quiet_to: int = 0
    off: tuple[str, ...] = ()  # kinds of news


def leaves_at(choice: Choice, *, now: datetime, zone: ZoneInfo) -> datetime:
    """The first instant from `now` on at which a mail may leave."""
    at = now
    if choice.pace == Pace.HOURLY:
        local = now.astimezone(zone)
        at = _instant(zone, local.toordinal(), (local.hour + 1) * 60)
    elif choice.pace == Pace.DAILY:
        today = now.astimezone(zone).toordinal()
        at = _instant(zone, today, choice.daily_at)
        at = at if at > now else _instant(zone, today + 1, choice.daily_at)
    return after_quiet(at, choice.quiet_from, choice.quiet_to, zone=zone)


def by_day(at: datetime, *, zone: ZoneInfo) -> datetime:
    """The same instant by day, else the next morning."""
    return after_quiet(at, *NIGHT, zone=zone)


def after_quiet(at: datetime, begins: int, ends: int, *, zone: ZoneInfo) -> datetime:
    """The same instant outside quiet hours, else their end."""
    local = at.astimezone(zone)
    minute, today = local.hour * 60 + local.minute, local.toordinal()
    if begins < ends:
        return _instant(zone, today, ends) if begins <= minute < ends else at
    if begins > ends and minute >= begins:
        return _instant(zone, today + 1, ends)
    return _instant(zone, today, ends) if begins > ends and minute < ends else at


def _instant(zone: ZoneInfo, day: int, minute: int) -> datetime:
    day, minute = day + minute // DAY, minute % DAY
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=second_of(zone, day, minute))
