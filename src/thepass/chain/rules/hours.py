"""Working time by lookup: every calendar as two rows of a table, in minutes since one origin.

A cell is five minutes and is worked or not: windows are taken to the nearest five minutes. What is asked for minutes
is answered to the minute. Before the table nothing is worked; what would end after it ends at its end, `never`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from thepass.kernel.working_time import Calendar

Array = NDArray[Any]
CELL = 5  # minutes
BACK, AHEAD = 366, 2 * 366  # days a table usually has before and after now


@dataclass(frozen=True)
class Hours:
    """Row c of `worked`: how many cells of calendar c are worked before each cell; of `ends`: when the k-th worked cell
    of it ends, in cells. Both are flat; `width` entries make a row. `origin` is in minutes since 1970.
    """

    origin: int
    width: int
    worked: Array
    ends: Array

    @property
    def never(self) -> int:
        """The end of the table in minutes: what comes then, or later, has no date."""
        return (self.width - 1) * CELL

    def minute(self, at: datetime) -> int:
        """An instant as minutes since the origin, begun minutes counted whole."""
        return -int((datetime.fromtimestamp(self.origin * 60, UTC) - at) // timedelta(minutes=1))

    def instant(self, minute: int) -> datetime | None:
        """… and back; None at the end of the table."""
        return None if minute >= self.never else datetime.fromtimestamp((self.origin + int(minute)) * 60, UTC)

    def worked_by(self, calendar: Array, at: Array) -> Array:
        """Minutes worked from the origin until these minutes, each in its calendar."""
        at = np.clip(at, 0, self.never - 1)
        cell = at // CELL
        row = calendar * self.width + cell
        before = self.worked[row]
        worked: Array = before * CELL + (at - cell * CELL) * (self.worked[row + 1] - before)
        return worked

    def finish(self, calendar: Array, start: Array, own: Array) -> Array:
        """The first minute by which `own` minutes have been worked since `start`; with nothing to do, `start`."""
        need = self.worked_by(calendar, start) + np.minimum(own, self.never)
        cell = np.minimum((need + CELL - 1) // CELL, self.width - 1)
        ended = self.ends[calendar * self.width + cell] * CELL - (cell * CELL - need)
        finish: Array = np.minimum(np.maximum(start, ended), self.never)
        return finish

    def start(self, calendar: Array, finish: Array, own: Array) -> Array:
        """The last minute from which `own` minutes of work lead up to `finish`; with nothing to do, `finish`."""
        left = np.maximum(self.worked_by(calendar, finish) - np.minimum(own, self.never), 0)
        cell = np.minimum(left // CELL + 1, self.width - 1)
        began = (self.ends[calendar * self.width + cell] - 1) * CELL + (left - (cell - 1) * CELL)
        start: Array = np.minimum(finish, began)
        return start


def table_of(calendars: Sequence[Calendar], *, now: datetime, back: int = BACK, ahead: int = AHEAD) -> Hours:
    """The working time of these calendars around now, in days before and after."""
    first = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=back)
    origin, cells = int(first.timestamp()) // 60, (back + ahead) * 24 * 60 // CELL
    worked = np.zeros((len(calendars), cells + 1), dtype=np.int32)
    ends = np.full((len(calendars), cells + 1), cells, dtype=np.int32)
    for row, calendar in enumerate(calendars):
        days = (first.date() - timedelta(days=1), first.date() + timedelta(days=back + ahead))
        open = _open(calendar.table(*days), origin, cells)
        np.cumsum(open, out=worked[row, 1:])
        done = np.flatnonzero(open) + 1
        ends[row, 0] = 0
        ends[row, 1 : len(done) + 1] = done
    return Hours(origin, cells + 1, worked.ravel(), ends.ravel())


def _open(table: Any, origin: int, cells: int) -> Array:
    """Which cells are worked."""
    open = np.zeros(cells, dtype=bool)
    for (start, before), (_next, after) in pairwise(zip(table.starts, table.before, strict=True)):
        at = start - origin * 60
        open[max(0, round(at / 60 / CELL)) : max(0, round((at + after - before) / 60 / CELL))] = True
    return open
