"""The order of an inbox by consequence: what is lost if this is late, then slack, then who asked first.

Within a group of `requests.rules.order` the guarantees stay: what has used four fifths of its time stands first, and
what people ask of people never sinks for want of a commitment.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import Any

from thepass.requests.rules.order import NEVER_SINKS, nearly_used

PLAIN = 1.0  # what a commitment counts where no worth is known at all


@dataclass(frozen=True, kw_only=True)
class Stake:
    """One commitment an item leads to: how likely it is late, and in which share of cases the item decides it."""

    commitment: int
    late: float
    criticality: float
    worth: float

    @property
    def loss(self) -> float:
        return self.late * self.criticality * self.worth


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What is known of an item: its stakes, and the working minutes it may still slip (None: nothing due waits)."""

    stakes: Sequence[Stake] = ()
    slack: int | None = None

    @property
    def loss(self) -> float:
        """What is lost on average if nothing changes."""
        return sum(stake.loss for stake in self.stakes)


@dataclass(frozen=True, kw_only=True)
class Why:
    """The facts of one sentence: the commitment that counts most, how likely it is late, in how many cases of ten one
    is on its path, and how many commitments more there are."""

    commitment: int
    late: float
    in_ten: int
    others: int


def worths(known: Mapping[int, tuple[int | None, str]]) -> dict[int, float]:
    """What each commitment counts, from (worth, currency): the most usual currency; what is not known, or in another
    one, counts as the median."""
    currencies = Counter(currency for worth, currency in known.values() if worth is not None)
    usual = min(currencies, key=lambda one: (-currencies[one], one), default="")
    sums = {id: float(worth) for id, (worth, currency) in known.items() if worth is not None and currency == usual}
    middle = median(sums.values()) if sums else PLAIN
    return {id: sums.get(id, middle) for id in known}


def sort(lines: Iterable[Any], *, standing: Mapping[int, Standing], now: datetime) -> list[Any]:
    """The lines of one group, which have `id`, `kind`, `next_at`, `own_at` and `asked_at`; the highest loss first."""
    plain = Standing()

    def place(line: Any) -> tuple[Any, ...]:
        one = standing.get(line.id, plain)
        slack = float("inf") if one.slack is None else one.slack
        among = line.kind not in NEVER_SINKS
        return not nearly_used(line, now=now), among, -one.loss, slack, line.asked_at, line.id

    return sorted(lines, key=place)


def why(one: Standing) -> Why | None:
    """Why an item stands where it stands; None when no commitment does it."""
    stakes = [stake for stake in one.stakes if stake.loss > 0]
    if not stakes:
        return None
    most = max(stakes, key=lambda stake: (stake.loss, -stake.commitment))
    in_ten = max(1, round(10 * most.criticality))
    return Why(commitment=most.commitment, late=most.late, in_ten=in_ten, others=len(stakes) - 1)


def overtaken(lines: Sequence[Any], *, id: int) -> list[Any]:
    """Who waits longer if this one is moved to the front of these lines."""
    ids = [line.id for line in lines]
    return list(lines[: ids.index(id)]) if id in ids else []
