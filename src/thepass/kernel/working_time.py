"""Working-time calendars: turn instants into working time and back.

Instants are aware datetimes; answers are in UTC. How wall-clock windows meet daylight saving is told in `wall_clock`:
a window lasts as long as it really lasts that day. A window belongs to the day it starts on: a holiday closes what
starts on it, and leaves the end of the night shift that began the evening before. Where a half day or an extra open
day would overlap a window already running, the later one starts when the earlier one ends.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from thepass.kernel.holidays_by_region import holidays_in
from thepass.kernel.hours import Hours, Windows
from thepass.kernel.refusal import Refused
from thepass.kernel.wall_clock import DAY_SECONDS, EPOCH_DAY, second_of, zone
from thepass.kernel.words import _

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SECOND = 1_000_000  # inside, time is counted in whole microseconds, so that nothing is ever rounded
MICROSECOND = timedelta(microseconds=1)

BLOCK_DAYS = 28  # days of windows worked out and kept at a time; day 1 was a Monday, so a block is four weeks
LONGEST_CLOSED = 2 * 366  # days searched for an open hour
CLOSED_BLOCKS = LONGEST_CLOSED // BLOCK_DAYS + 1
CENTURY = 100 * 366
LONGEST_WALK = CENTURY // BLOCK_DAYS  # blocks one sum may cross
FIRST_DAY, LAST_DAY = date(2, 1, 1).toordinal(), date(9998, 12, 31).toordinal()

EveryYear = tuple[int, int]  # month, day


class Table(NamedTuple):
    """Working time by instant, for arrays. Row i: a window starts at `starts[i]` (seconds since 1970 UTC) after
    `before[i]` working seconds; the last row is the end of the last window. So with i the last row whose start is
    <= t, the working time up to t is before[i] + min(t - starts[i], before[i + 1] - before[i]).
    """

    starts: list[int]
    before: list[int]


class _Block(NamedTuple):
    """The windows that start in four weeks, in microseconds since 1970 UTC, and how much was worked around each."""

    opens: int  # the block's first midnight
    closes: int  # the next block's
    carry: int  # when the last window of the day before ends; it may be after `opens`
    starts: list[int]
    ends: list[int]
    before: list[int]  # worked in this block when the window starts
    through: list[int]  # … and when it ends
    total: int

    def worked(self, at: int) -> int:
        """How much of this block's working time lies before the instant."""
        i = bisect_right(self.ends, at)
        return self.total if i == len(self.ends) else self.before[i] + max(0, at - self.starts[i])


@dataclass(frozen=True)
class Calendar:
    """Working hours in a time zone, with the days that differ. Refused for an unknown zone.

    For one day, the first that applies: `opened` (its own windows, even on a Sunday or a holiday); `closed`, `holidays`
    and the region's public holidays; `half_days` by date, then by (month, day) every year; the usual week. A half day
    changes the windows of a day that would be open and never opens one. The region is looked up when it is first
    needed; `holidays_by_region.known_region` says beforehand whether there is such a one.
    """

    hours: Hours
    zone: str
    region: str = ""
    holidays: frozenset[date] = frozenset()
    half_days: Mapping[date | EveryYear, Windows] = field(default_factory=dict)
    closed: frozenset[date] = frozenset()
    opened: Mapping[date, Windows] = field(default_factory=dict)
    _zone: ZoneInfo = field(init=False, repr=False, compare=False)
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        both = sorted(self.closed & self.opened.keys())
        if both:
            raise Refused(_("%(day)s is both closed and open. Leave it in one list."), day=both[0].isoformat())
        half_days, opened = dict(self.half_days), dict(self.opened)
        parts = (self.hours, self.zone, self.region, self.holidays, self.closed)
        whole = hash((*parts, frozenset(half_days.items()), frozenset(opened.items())))
        for name, value in {"half_days": half_days, "opened": opened, "_zone": zone(self.zone), "_hash": whole}.items():
            object.__setattr__(self, name, value)

    def __hash__(self) -> int:
        return self._hash

    def is_open(self, at: datetime) -> bool:
        """Whether work goes on at this instant. A window's end is no longer in it."""
        now = _micros(at)
        _index, block = self._holding(now)
        i = bisect_right(block.ends, now)
        return i < len(block.ends) and block.starts[i] <= now

    def next_open(self, at: datetime) -> datetime:
        """This instant if it is working time, else the next that is. Refused after two closed years."""
        return _instant(self._open_from(_micros(at)))

    def add(self, at: datetime, working: timedelta) -> datetime:
        """The first instant by which so much working time has passed; it may be the very end of a window.

        Nothing to add: the instant itself, or the next open one when it lies in closed hours. Less than nothing: the
        last instant from which so much working time leads up to `at`. Refused when no open hour comes for two years,
        or when the answer is more than a century away.
        """
        now, length = _micros(at), working // MICROSECOND
        if length > 0:
            return _instant(self._after(now, length))
        return _instant(self._before(now, -length) if length else self._touching(now))

    def between(self, a: datetime, b: datetime) -> timedelta:
        """The working time from a to b; negative when b is the earlier. Refused over more than a century."""
        first, last = _micros(a), _micros(b)
        if last < first:
            return -self.between(b, a)
        (start, start_block), (end, end_block) = self._holding(first), self._holding(last)
        if end - start > LONGEST_WALK:
            raise _too_far()
        whole = sum(_block(self, index).total for index in range(start, end))
        return timedelta(microseconds=whole + end_block.worked(last) - start_block.worked(first))

    def end_of_day(self, day: date) -> datetime:
        """When the last window that starts on this day ends; of a closed day, that of the next working day.

        Of a night shift that is the next morning. Refused when no working day comes for two years.
        """
        return _instant(self._working_day(day.toordinal())[1] * SECOND)

    def working_days(self, at: datetime, n: int) -> datetime:
        """The end of the n-th working day after the one `at` lies in; the rest of today is not counted.

        During a night shift today is the day it began on. With 0, the end of the first working day not yet over.
        """
        if n < 0:
            raise ValueError("working days are counted forwards")
        if n > CENTURY:
            raise _too_far()
        day = self._day_of(at)
        if n == 0:
            end = self.end_of_day(date.fromordinal(day))
            return end if end > at else self.end_of_day(date.fromordinal(day + 1))
        for _nth in range(n - 1):
            day, _end = self._working_day(day + 1)
        return self.end_of_day(date.fromordinal(day + 1))

    def windows(self, date_from: date, date_to: date) -> Iterator[tuple[datetime, datetime]]:
        """Start and end of every window that starts on these days, the last day included, in order."""
        for start, end in self._through(date_from.toordinal(), date_to.toordinal()):
            yield _instant(start * SECOND), _instant(end * SECOND)

    def table(self, date_from: date, date_to: date) -> Table:
        """Working time over these days, the last included, as plain lists for arrays; empty without windows."""
        table = Table([], [])
        worked = end = 0
        for start, end in self._through(date_from.toordinal(), date_to.toordinal()):
            table.starts.append(start)
            table.before.append(worked)
            worked += end - start
        if table.starts:
            table.starts.append(end)
            table.before.append(worked)
        return table

    def on(self, day: date) -> Windows:
        """The wall-clock windows that start on this day, whatever made them so."""
        if day in self.opened:
            return self.opened[day]
        if day in self.closed or day in self.holidays or (self.region and day in holidays_in(self.region, day.year)):
            return ()
        usual = self.hours.on(day)
        if not usual:
            return ()
        return self.half_days.get(day, self.half_days.get((day.month, day.day), usual))

    def _on(self, day: int) -> list[tuple[int, int]]:
        """The windows of one day in seconds; what daylight saving swallows whole is left out."""
        tz = self._zone
        found = ((second_of(tz, day, start), second_of(tz, day, end)) for start, end in self.on(date.fromordinal(day)))
        return [(start, end) for start, end in found if start < end]

    def _through(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """The windows that start on these days in seconds, none beginning before the one ahead of it has ended."""
        if not FIRST_DAY < first <= last + 1 <= LAST_DAY:
            raise _too_far()
        free = max((end for _start, end in self._on(first - 1)), default=None)
        for day in range(first, last + 1):
            for start, end in self._on(day):
                start = start if free is None else max(start, free)
                if start < end:
                    yield start, end
                    free = end

    def _working_day(self, day: int) -> tuple[int, int]:
        """This day or the next one with hours of its own, and the second its last window ends."""
        for candidate in range(day, day + LONGEST_CLOSED):
            windows = list(self._through(candidate, candidate))
            if windows:
                return candidate, windows[-1][1]
        raise _never_open()

    def _day_of(self, at: datetime) -> int:
        """The day an instant counts to: on a night shift the one it began on, else the date on the wall."""
        day = at.astimezone(self._zone).toordinal()
        if not FIRST_DAY < day < LAST_DAY:
            raise _too_far()
        overnight = any(end * SECOND > _micros(at) for _start, end in self._on(day - 1))
        return day - 1 if overnight else day

    def _holding(self, now: int) -> tuple[int, _Block]:
        """The block whose window runs at this instant if any does; else the one it falls in."""
        index = (now // (DAY_SECONDS * SECOND) + EPOCH_DAY - 1) // BLOCK_DAYS
        block = _block(self, index)
        while now >= block.closes:
            index += 1
            block = _block(self, index)
        while now < block.opens or now < block.carry:
            index -= 1
            block = _block(self, index)
        return index, block

    def _open_from(self, now: int) -> int:
        first, _block_now = self._holding(now)
        for index in range(first, first + CLOSED_BLOCKS + 1):
            block = _block(self, index)
            i = bisect_right(block.ends, now)
            if i < len(block.ends):
                return max(now, block.starts[i])
        raise _never_open()

    def _touching(self, now: int) -> int:
        """This instant when it lies in a window or is the end of one, else the next open one."""
        _index, block = self._holding(now)
        i = bisect_left(block.ends, now)
        ended = now == block.carry or (i < len(block.ends) and block.ends[i] == now)
        return now if ended else self._open_from(now)

    def _after(self, now: int, length: int) -> int:
        index, block = self._holding(now)
        need = length + block.worked(now)
        walked = closed = 0
        while need > block.total:
            need -= block.total
            walked, closed = _one_more(block, walked, closed)
            index += 1
            block = _block(self, index)
        i = bisect_left(block.through, need)
        return block.starts[i] + need - block.before[i]

    def _before(self, now: int, length: int) -> int:
        index, block = self._holding(now)
        need = block.worked(now) - length
        walked = closed = 0
        while need < 0:
            index -= 1
            block = _block(self, index)
            need += block.total
            walked, closed = _one_more(block, walked, closed)
        i = bisect_right(block.through, need)
        return block.starts[i] + need - block.before[i]


@lru_cache(maxsize=4096)
def _block(calendar: Calendar, index: int) -> _Block:
    first = index * BLOCK_DAYS + 1
    windows = list(calendar._through(first, first + BLOCK_DAYS - 1))
    opens, closes = (second_of(calendar._zone, day, 0) for day in (first, first + BLOCK_DAYS))
    carry = max((end for _start, end in calendar._on(first - 1)), default=opens - DAY_SECONDS)
    before, through, total = [], [], 0
    for start, end in windows:
        before.append(total)
        total += (end - start) * SECOND
        through.append(total)
    return _Block(
        opens=opens * SECOND,
        closes=closes * SECOND,
        carry=carry * SECOND,
        starts=[start * SECOND for start, _end in windows],
        ends=[end * SECOND for _start, end in windows],
        before=before,
        through=through,
        total=total,
    )


def _one_more(block: _Block, walked: int, closed: int) -> tuple[int, int]:
    """Count a block passed, and how many without an open hour in a row. Refused when either goes too far."""
    walked, closed = walked + 1, 0 if block.total else closed + 1
    if closed > CLOSED_BLOCKS:
        raise _never_open()
    if walked > LONGEST_WALK:
        raise _too_far()
    return walked, closed


def _micros(at: datetime) -> int:
    if at.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return (at - EPOCH) // MICROSECOND


def _instant(micros: int) -> datetime:
    return EPOCH + timedelta(microseconds=micros)


def _never_open() -> Refused:
    return Refused(_("This calendar has no working hours for two years on end. Give it some first."))


def _too_far() -> Refused:
    return Refused(_("That is more than a century away. Choose a date that is nearer."))
