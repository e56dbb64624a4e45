"""How forecasts fared: coverage, Brier, CRPS, reliability, beside plain baselines; and when to warn.

Gneiting & Raftery 2007 for the scores (both proper: lower is better, and honest forecasts cannot be beaten by others).
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
LATEST = 100  # forecasts that a warning is judged by
FEWEST = 20  # of them, before anything is said
HELD = (0.75, 0.95)  # within which a P85 should hold


def coverage(quantiles: Array, happened: Array) -> float:
    """The share of cases that were done by the time forecast."""
    return float(np.mean(np.asarray(happened) <= np.asarray(quantiles)))


def brier(late: Array, was_late: Array) -> float:
    """The mean squared distance of a probability from what happened: 0 is perfect, .25 is a coin."""
    return float(np.mean((np.asarray(late, dtype=float) - np.asarray(was_late, dtype=float)) ** 2))


def crps(draws: Array, happened: Array) -> Array:
    """Of each row of draws, in its own unit: how far the whole distribution was from what happened.

    E|X - y| - E|X - X'| / 2, by sorting. With one draw a row it is the plain distance, so that a date without a
    distribution (the team's median) can be compared.
    """
    rows = np.sort(np.asarray(draws, dtype=float), axis=1)
    m = rows.shape[1]
    away = np.abs(rows - np.asarray(happened, dtype=float)[:, None]).mean(axis=1)
    weights = (2 * np.arange(m) - m + 1) / m**2
    found: Array = away - rows @ weights
    return found


def pit(draws: Array, happened: Array) -> Array:
    """The share of each row's draws below what happened, ties half: level over 0 .. 1 when forecasts are honest."""
    rows, truth = np.asarray(draws), np.asarray(happened)[:, None]
    found: Array = ((rows < truth).mean(axis=1) + (rows <= truth).mean(axis=1)) / 2
    return found


@dataclass(frozen=True)
class Bin:
    """Forecasts of about the same probability: how many, what they said on average, and how often it came so."""

    n: int
    said: float
    came: float


def reliability(late: Array, was_late: Array, *, bins: int = 10) -> list[Bin]:
    """Forecast against what happened, in equal steps of probability; empty steps are left out."""
    said, came = np.asarray(late, dtype=float), np.asarray(was_late, dtype=float)
    step = np.minimum((said * bins).astype(int), bins - 1)
    rows = [step == one for one in range(bins)]
    return [Bin(int(here.sum()), float(said[here].mean()), float(came[here].mean())) for here in rows if here.any()]


@dataclass(frozen=True, kw_only=True)
class Record:
    """How past forecasts fared. `held`: the share of P50, P85, P95 that held; `plain_brier`: of saying the share that
    was late before, every time. None: there were none.
    """

    n: int
    held: tuple[float, float, float] | None
    brier: float | None
    plain_brier: float | None
    reliability: list[Bin]

    @property
    def calibrated(self) -> bool | None:
        """Whether the P85 holds about as often as it says; None while there are too few to tell."""
        if self.held is None or self.n < FEWEST:
            return None
        return HELD[0] <= self.held[1] <= HELD[1]


def record(*, p50: Array, p85: Array, p95: Array, done: Array, late: Array, was_late: Array, usual: Array) -> Record:
    """Of the latest forecasts, in the order in which they came true. `usual`: what the plain baseline said of each."""
    n = min(len(done), LATEST)
    if not n:
        return Record(n=0, held=None, brier=None, plain_brier=None, reliability=[])
    p50, p85, p95, done, late, was_late, usual = (
        np.asarray(column)[-n:] for column in (p50, p85, p95, done, late, was_late, usual)
    )
    return Record(
        n=n, held=(coverage(p50, done), coverage(p85, done), coverage(p95, done)), brier=brier(late, was_late),
        plain_brier=brier(usual, was_late), reliability=reliability(late, was_late),
    )  # fmt: skip
