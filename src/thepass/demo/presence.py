"""When somebody is at work: the windows of their calendar, without the times they are away."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

Span = tuple[datetime, datetime]  # from, and up to but not with


@dataclass(frozen=True)
class Windows:
    """Working time in order, none overlapping. Shared by everyone who has the same calendar."""

    begins: list[datetime]
    ends: list[datetime]

    @classmethod
    def of(cls, spans: Iterable[Span]) -> "Windows":
        found = sorted(spans)
        return cls([begins for begins, _ in found], [ends for _, ends in found])


@dataclass(frozen=True)
class Leave:
    """Away from `begins` up to `ends`; the substitute does the work that asks for this person by name."""

    begins: datetime
    ends: datetime
    substitute: str | None = None


class Presence:
    """One worker's working time. Leaves must not overlap."""

    def __init__(self, windows: Windows, leaves: Iterable[Leave] = ()) -> None:
        self._windows = windows
        self._leaves = sorted(leaves, key=lambda leave: leave.begins)
        self._back = [leave.ends for leave in self._leaves]

    def next_span(self, at: datetime) -> Span | None:
        """The stretch of work that runs now, from now on, or else the next one; None when none comes."""
        begins, ends = self._windows.begins, self._windows.ends
        i = bisect_right(ends, at)
        while i < len(ends):
            start, end = max(begins[i], at), ends[i]
            leave = self.next_leave(start)
            if leave and leave.begins <= start:
                at = leave.ends
            elif start < end:
                return start, min(end, leave.begins) if leave else end
            i = bisect_right(ends, at, lo=i)
        return None

    def is_here(self, at: datetime) -> bool:
        span = self.next_span(at)
        return span is not None and span[0] <= at

    def away(self, at: datetime) -> Leave | None:
        """The leave that runs at this time."""
        leave = self.next_leave(at)
        return leave if leave and leave.begins <= at else None

    def next_leave(self, at: datetime) -> Leave | None:
        """The leave that runs at this time, or else the next one."""
        i = bisect_right(self._back, at)
        return self._leaves[i] if i < len(self._leaves) else None

    def substitutes(self) -> set[str]:
        return {leave.substitute for leave in self._leaves if leave.substitute}

    def next_turn(self, at: datetime) -> datetime | None:
        """When they next go away or come back."""
        leave = self.next_leave(at)
        return None if leave is None else leave.ends if leave.begins <= at else leave.begins
