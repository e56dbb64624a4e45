"""Figures one may act on: a share with how sure it is, the middle of many times, and when there are too few behind."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, sqrt

Z95 = 1.959963984540054  # of the normal distribution: 95 % lie within
FEWEST = 3  # suppliers behind a team's figure


@dataclass(frozen=True, kw_only=True)
class Share:
    """`kept` of `n`, and the 95 % interval of the share (Wilson 1927). No n: no share, and everything is possible."""

    kept: int
    n: int
    low: float
    high: float

    @property
    def share(self) -> float | None:
        return self.kept / self.n if self.n else None


def wilson(kept: int, n: int, *, z: float = Z95) -> Share:
    """The score interval without continuity correction: it lies within 0 and 1 and is never empty."""
    if not 0 <= kept <= n:
        raise ValueError("kept is a part of n")
    if n == 0:
        return Share(kept=0, n=0, low=0.0, high=1.0)
    p, zz = kept / n, z * z
    middle = (p + zz / (2 * n)) / (1 + zz / n)
    half = z * sqrt(p * (1 - p) / n + zz / (4 * n * n)) / (1 + zz / n)
    return Share(
        kept=kept, n=n, low=0.0 if kept == 0 else middle - half, high=1.0 if kept == n else min(1.0, middle + half)
    )


def places(n: int, shares: Sequence[float]) -> list[int]:
    """Where in n values, sorted and counted from 1, each quantile stands: the nearest rank, so that it is
    always a time that somebody really waited.
    """
    return [max(1, ceil(n * share - 1e-9)) for share in shares]


def enough(suppliers: int) -> bool:
    """Whether a team's figure may be shown: with fewer behind it, it would be about a person."""
    return suppliers >= FEWEST
