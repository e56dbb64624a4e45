"""What happens when: events in the order of their times; at one time what is `last` comes after the rest."""

from collections.abc import Callable
from datetime import datetime
from heapq import heappop, heappush
from itertools import count


class Timeline:
    """A heap of things to do; `now` is the time of the one being done."""

    def __init__(self, begins: datetime) -> None:
        self.now = begins
        self._heap: list[tuple[datetime, bool, int, Callable[[], None]]] = []
        self._order = count()

    def at(self, time: datetime, do: Callable[[], None], *, last: bool = False) -> None:
        """Do this then. Raises ValueError for a time that is over."""
        if time < self.now:
            raise ValueError(f"{time} is over: it is {self.now}")
        heappush(self._heap, (time, last, next(self._order), do))

    def run(self, until: datetime) -> None:
        """Do everything up to this time, and with it."""
        while self._heap and self._heap[0][0] <= until:
            self.now, _, _, do = heappop(self._heap)
            do()
        self.now = max(self.now, until)
