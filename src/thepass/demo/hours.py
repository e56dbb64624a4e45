"""Everybody's working time over the whole window, worked out once for each calendar at each place."""

from datetime import date, timedelta
from functools import lru_cache

from thepass.demo.blueprint import HOURS, PLACES
from thepass.demo.presence import Span, Windows
from thepass.demo.roster import Somebody
from thepass.demo.window import Window
from thepass.kernel.hours import Hours, read_windows
from thepass.kernel.working_time import Calendar


class Rota:
    """Working windows and working days of everybody."""

    def __init__(self, window: Window) -> None:
        self._between = window.first_day, window.ends.date() + timedelta(days=31)

    def windows(self, one: Somebody) -> Windows:
        return _worked_out(one.hours, one.place, *self._between)[0]

    def days(self, one: Somebody) -> list[Span]:
        """First minute and last of each working day; of a night shift the last is the next morning."""
        return _worked_out(one.hours, one.place, *self._between)[1]


@lru_cache(maxsize=64)
def _worked_out(hours: str, place: str, first: date, end: date) -> tuple[Windows, list[Span]]:
    counts = calendar(hours, place)
    every = (first + timedelta(days=n) for n in range((end - first).days))
    days = [spans for day in every if (spans := list(counts.windows(day, day)))]
    return Windows.of(span for day in days for span in day), [(day[0][0], day[-1][1]) for day in days]


def calendar(hours: str, place: str) -> Calendar:
    """The calendar of these hours at this place, with its public holidays."""
    of = next(one for one in HOURS if one.key == hours)
    site = next(one for one in PLACES if one.key == place)
    half_days: dict[date | tuple[int, int], tuple[tuple[int, int], ...]] = {
        (int(day[:2]), int(day[3:])): read_windows(windows, day=day) for day, windows in of.half_days.items()
    }
    return Calendar(Hours.parse(of.plain), site.zone, region=site.region, half_days=half_days)
