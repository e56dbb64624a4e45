"""Everybody's working time over the whole window, worked out once for each calendar at each place."""

from datetime import date, timedelta

from thepass.demo.blueprint import HOURS, PLACES
from thepass.demo.presence import Span, Windows
from thepass.demo.roster import Somebody
from thepass.demo.window import Window
from thepass.kernel.hours import Hours, read_windows
from thepass.kernel.working_time import Calendar


class Rota:
    """Working windows and working days by (hours, place)."""

    def __init__(self, window: Window) -> None:
        self._from, self._to = window.first_day, window.ends.date() + timedelta(days=31)
        self._windows: dict[tuple[str, str], Windows] = {}
        self._days: dict[tuple[str, str], list[Span]] = {}

    def windows(self, one: Somebody) -> Windows:
        return self._of(one)[0]

    def days(self, one: Somebody) -> list[Span]:
        """First minute and last of each working day; of a night shift the last is the next morning."""
        return self._of(one)[1]

    def _of(self, one: Somebody) -> tuple[Windows, list[Span]]:
        key = one.hours, one.place
        if key not in self._windows:
            days = self._work_out(calendar(*key))
            self._windows[key] = Windows.of(span for day in days for span in day)
            self._days[key] = [(day[0][0], day[-1][1]) for day in days]
        return self._windows[key], self._days[key]

    def _work_out(self, hours: Calendar) -> list[list[Span]]:
        every = (self._from + timedelta(days=n) for n in range((self._to - self._from).days))
        return [spans for day in every if (spans := list(hours.windows(day, day)))]


def calendar(hours: str, place: str) -> Calendar:
    """The calendar of these hours at this place, with its public holidays."""
    of = next(one for one in HOURS if one.key == hours)
    site = next(one for one in PLACES if one.key == place)
    half_days: dict[date | tuple[int, int], tuple[tuple[int, int], ...]] = {
        (int(day[:2]), int(day[3:])): read_windows(windows, day=day) for day, windows in of.half_days.items()
    }
    return Calendar(Hours.parse(of.plain), site.zone, region=site.region, half_days=half_days)
