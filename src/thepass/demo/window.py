"""Which demo organisation: how large, over which time, from which seed. The same again gives the same again."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from thepass.demo.blueprint import ZONE

AHEAD = timedelta(days=92)  # how far people plan
_SOURCE = re.compile(r"demo (\d{4}-\d\d-\d\d) seed=(-?\d+) people=(\d+) months=(\d+)")


@dataclass(frozen=True, kw_only=True)
class Window:
    """What is told: from so many months ago up to the first minute of today."""

    today: date
    seed: int = 7
    people: int = 60
    months: int = 12

    @property
    def first_day(self) -> date:
        months = self.today.year * 12 + self.today.month - 1 - self.months
        year, month = divmod(months, 12)
        return date(year, month + 1, min(self.today.day, monthrange(year, month + 1)[1]))

    @property
    def begins(self) -> datetime:
        return _midnight(self.first_day)

    @property
    def now(self) -> datetime:
        return _midnight(self.today)

    @property
    def ends(self) -> datetime:
        """The last day anybody plans for."""
        return self.now + AHEAD

    def rng(self, purpose: str) -> Random:
        """Chance for one purpose: drawing more for one never changes another."""
        return Random(f"{self.seed}:{purpose}")

    @property
    def source(self) -> str:
        """How the journal names where all this came from; `read` turns it back."""
        return f"demo {self.today.isoformat()} seed={self.seed} people={self.people} months={self.months}"

    @classmethod
    def read(cls, source: str) -> "Window | None":
        found = _SOURCE.fullmatch(source)
        if not found:
            return None
        day, seed, people, months = found.groups()
        return cls(today=date.fromisoformat(day), seed=int(seed), people=int(people), months=int(months))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(ZONE)).astimezone(UTC)
