"""Between the clock on a wall and instants, across daylight saving.

A wall time means the first instant at which the clock on that wall has reached it. So a time that the clocks skip
is the instant they jump, and of a time that comes twice the first one counts: a window that starts or ends in the
repeated hour does so the first time round. Wall times never change their order, and windows that meet on the wall
meet in real time too.
"""

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from thepass.kernel.refusal import Refused
from thepass.kernel.words import _

EPOCH_DAY = date(1970, 1, 1).toordinal()
DAY_SECONDS = 24 * 60 * 60
_NOT_PLACES = ("localtime", "posix", "right/")  # files beside the zones: the machine's own zone, and leap seconds


@lru_cache(maxsize=1024)
def zone(key: str) -> ZoneInfo:
    """The time zone of that name. Refused when there is none."""
    try:
        if key.startswith(_NOT_PLACES):
            raise KeyError(key)
        return ZoneInfo(key)
    except (KeyError, ValueError, OSError):  # unknown; not a plain name; a folder of zones such as "Europe"
        raise Refused(
            _("“%(zone)s” is not a time zone we know. Write it like Europe/London."),
            field="zone",
            zone=key[:40],
        ) from None


def second_of(zone: ZoneInfo, day: int, minute: int) -> int:
    """The instant, in seconds since 1970 UTC, of so many minutes after the midnight that begins `day`, an ordinal."""
    wall = datetime.fromordinal(day) + timedelta(minutes=minute)
    seconds = (day - EPOCH_DAY) * DAY_SECONDS + minute * 60
    first, second = _offset(zone, wall), _offset(zone, wall.replace(fold=1))
    if first >= second:  # a usual time, or the first of two
        return seconds - first
    before, after = (
        seconds - second,
        seconds - first,
    )  # skipped: the clocks jump in between
    while after - before > 1:
        middle = (before + after) // 2
        if _offset_at(zone, middle) == first:
            before = middle
        else:
            after = middle
    return after


def _offset(zone: ZoneInfo, wall: datetime) -> int:
    offset = zone.utcoffset(wall)
    assert offset is not None  # a ZoneInfo answers None only for no date at all
    return offset.days * DAY_SECONDS + offset.seconds


def _offset_at(zone: ZoneInfo, second: int) -> int:
    return _offset(zone, datetime.fromtimestamp(second, zone))
