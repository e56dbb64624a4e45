"""Weekly opening hours: windows of wall-clock time, read from and written as a compact JSON form."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from thepass.kernel.refusal import Refused
from thepass.kernel.words import _

Window = tuple[int, int]  # minutes after the midnight the day begins with; the end may lie in the next day
Windows = tuple[Window, ...]

WHOLE_DAY = 24 * 60
WHOLE_WEEK = 7 * WHOLE_DAY
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_NAMES = (
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
)

_WINDOW = re.compile(r"(\d{1,2}):(\d\d)\s*[-–]\s*(\d{1,2}):(\d\d)", re.ASCII)


@dataclass(frozen=True)
class Hours:
    """The windows of a usual week, Monday first. A window belongs to the day it starts on."""

    days: tuple[Windows, ...] = ((),) * 7

    @classmethod
    def parse(cls, plain: Any) -> "Hours":
        """Read `{"mon": ["09:00-12:30", "13:30-17:30"], …}`; a day left out is closed. Refused names day and window."""
        if not isinstance(plain, Mapping):
            raise Refused(
                _("Working hours are given day by day, such as mon: 09:00-17:30."),
                field="hours",
            )
        for day in plain:
            if day not in DAYS:
                raise Refused(
                    _("“%(day)s” is not a day. Write mon, tue, wed, thu, fri, sat or sun."),
                    field="hours",
                    day=_short(day),
                )
        week = tuple(read_windows(plain.get(day, ()), day=name) for day, name in zip(DAYS, DAY_NAMES, strict=True))
        _refuse_days_running_together(week)
        return cls(week)

    def plain(self) -> dict[str, list[str]]:
        """The JSON form that `parse` reads; closed days are left out."""
        return {day: write_windows(windows) for day, windows in zip(DAYS, self.days, strict=True) if windows}

    def on(self, day: date) -> Windows:
        return self.days[day.weekday()]


def read_windows(plain: Any, *, day: str, field: str = "hours") -> Windows:
    """The windows of one day, in order. Refused names `day` and the window that is wrong or overlaps another."""
    if not isinstance(plain, list | tuple):
        raise Refused(
            _("%(day)s: give the hours as a list of windows, such as 09:00-12:30 and 13:30-17:30."),
            field=field,
            day=day,
        )
    windows = sorted(_read_window(text, day=day, field=field) for text in plain)
    for one, other in pairwise(windows):
        if other[0] < one[1]:
            raise Refused(
                _("%(day)s: %(window)s and %(other)s overlap."),
                field=field,
                day=day,
                window=write_window(one),
                other=write_window(other),
            )
    return tuple(windows)


def write_windows(windows: Windows) -> list[str]:
    """The JSON form of one day."""
    return [write_window(window) for window in windows]


def write_window(window: Window) -> str:
    """A window as people read it: 22:00-06:00, or 00:00-24:00 for a whole day."""
    start, end = window
    end = end if end <= WHOLE_DAY else end - WHOLE_DAY
    return f"{start // 60:02}:{start % 60:02}-{end // 60:02}:{end % 60:02}"


def _read_window(text: Any, *, day: str, field: str) -> Window:
    found = _WINDOW.fullmatch(text.strip()) if isinstance(text, str) else None
    parts = [int(part) for part in found.groups()] if found else []
    if not parts or not _is_time(parts[0], parts[1]) or not (_is_time(parts[2], parts[3]) or parts[2:] == [24, 0]):
        raise Refused(
            _("%(day)s: “%(window)s” is not a window of time. Write it like 09:00-17:30."),
            field=field,
            day=day,
            window=_short(text),
        )
    start, end = parts[0] * 60 + parts[1], parts[2] * 60 + parts[3]
    if start == end:
        raise Refused(
            _("%(day)s: “%(window)s” begins and ends at the same time. For a whole day write 00:00-24:00."),
            field=field,
            day=day,
            window=_short(text),
        )
    return start, end if end > start else end + WHOLE_DAY


def _is_time(hour: int, minute: int) -> bool:
    return hour < 24 and minute < 60


def _refuse_days_running_together(week: tuple[Windows, ...]) -> None:
    flat = list(_week_through(week))
    if not flat:
        return
    first_day, first_window, first_start, first_end = flat[0]
    around = [
        *flat,
        (first_day, first_window, first_start + WHOLE_WEEK, first_end + WHOLE_WEEK),
    ]
    for (day, window, _start, end), (other_day, other, other_start, _end) in pairwise(around):
        if other_start < end:
            raise Refused(
                _("%(day)s: %(window)s runs into %(other_day)s's %(other)s."),
                field="hours",
                day=day,
                window=write_window(window),
                other_day=other_day,
                other=write_window(other),
            )


def _week_through(week: tuple[Windows, ...]) -> Iterator[tuple[str, Window, int, int]]:
    for weekday, windows in enumerate(week):
        for window in windows:
            yield (
                DAY_NAMES[weekday],
                window,
                weekday * WHOLE_DAY + window[0],
                weekday * WHOLE_DAY + window[1],
            )


def _short(given: Any) -> str:
    return str(given)[:40]
