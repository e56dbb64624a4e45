"""How much own time is left, drawn from what history shows; open requests count as lasting longer than they have yet.

Kaplan & Meier 1958 with open requests censored; Aalen & Johansen 1978 where declined and withdrawn compete with
delivered. Lengths are minutes of working time, of the supplier, less waiting (`own` in DOMAIN).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
ENOUGH = 30  # completed cases, for a pool to speak for itself
BEYOND = 5  # of them longer than the time already spent: fewer say nothing about what is left
STEPS = 4096  # equal shares a curve is read at
UNKNOWN = np.float32(1e8)  # minutes: where the curve ends above nothing, there is no date
SOME = 4  # cases a week, and weeks, for a week to be seen


class Level(IntEnum):
    """Whose history a forecast is from."""

    NONE = -1
    BOTH = 0  # this service of this team
    SERVICE = 1
    TEAM = 2
    ORGANISATION = 3


@dataclass(frozen=True)
class Curve:
    """The share still open just after each time at which some were completed."""

    times: Array
    open: Array

    def at(self, times: Array) -> Array:
        """The share still open after these times."""
        found: Array = np.concatenate([[1.0], self.open])[np.searchsorted(self.times, times, side="right")]
        return found


def kaplan_meier(lengths: Array, done: Array) -> Curve:
    """The curve of these lengths; what is not done was open that long when looked at."""
    times, ended, at_risk = _counted(np.asarray(lengths, dtype=float), np.asarray(done, dtype=bool)[None, :])
    return Curve(times, np.cumprod(1 - ended[0] / at_risk))


def incidence(lengths: Array, cause: Array, *, causes: int) -> tuple[Array, Array, Array]:
    """Times, the share still open after each, and by cause 1 .. `causes` the share that has ended so (0: still open).

    Aalen-Johansen: 1 minus Kaplan-Meier of one cause overstates it where others compete.
    """
    cause = np.asarray(cause)
    each = np.stack([cause == one for one in range(1, causes + 1)])
    times, ended, at_risk = _counted(np.asarray(lengths, dtype=float), each)
    open = np.cumprod(1 - ended.sum(axis=0) / at_risk)
    before = np.concatenate([[1.0], open[:-1]])
    return times, open, np.cumsum(before * ended / at_risk, axis=1)


def within_range(n: int) -> float:
    """How likely the next case lies within the range of n past ones."""
    return max(n - 1, 0) / (n + 1)


@dataclass(frozen=True, kw_only=True)
class Pools:
    """History by service and team. Row p of `table` is what a share of 0 .. 1 of pool p takes, in STEPS equal steps;
    `keys` are the pools' names in order, `level` and `n` (completed cases) stand beside; `lengths[p]` are those of its
    completed cases in order, `curves[p]` its curve.
    """

    keys: Array
    level: Array
    n: Array
    table: Array
    curves: tuple[Curve, ...]
    lengths: tuple[Array, ...]

    def choose(self, *, service: Array, team: Array, age: Array) -> tuple[Array, Array]:
        """The pool of each item and the share of it that lasted no longer than its age. -1: not enough history.

        The first of service x team, service, team and organisation that has ENOUGH completed cases, BEYOND of them
        longer than the age. No service or no team is -1.
        """
        pool = np.full(len(age), -1, dtype=np.int32)
        spent = np.zeros(len(age), dtype=np.float32)
        for level in (Level.BOTH, Level.SERVICE, Level.TEAM, Level.ORGANISATION):
            keys = _keys(level, np.asarray(service), np.asarray(team))
            at = np.searchsorted(self.keys, keys)
            known = (pool < 0) & (at < len(self.keys)) & (keys >= 0)
            known[known] = self.keys[at[known]] == keys[known]
            waiting = np.flatnonzero(known)
            for one, rows in _grouped(at[waiting]):
                here = waiting[rows]
                longer = self.n[one] - np.searchsorted(self.lengths[one], age[here], side="right")
                here = here[longer >= BEYOND]
                pool[here], spent[here] = one, 1 - self.curves[one].at(age[here])
        return pool, spent

    def level_of(self, pool: Array) -> Array:
        """Whose history each is from, as a Level."""
        found: Array = np.where(pool < 0, Level.NONE, np.append(self.level, Level.NONE)[pool])
        return found


def pools(*, service: Array, team: Array, lengths: Array, done: Array, enough: int = ENOUGH) -> Pools:
    """Every pool with enough completed cases, of every level. No service or no team is -1."""
    service, team, done = np.asarray(service), np.asarray(team), np.asarray(done, dtype=bool)
    lengths = np.asarray(lengths, dtype=np.float32)
    found: list[tuple[int, Level, Array]] = []
    for level in (Level.BOTH, Level.SERVICE, Level.TEAM, Level.ORGANISATION):
        keys = _keys(level, service, team)
        for name, rows in _grouped(keys):
            if name >= 0 and np.count_nonzero(done[rows]) >= enough:
                found.append((name, level, rows))
    found.sort(key=lambda one: one[0])
    curves = tuple(kaplan_meier(lengths[rows], done[rows]) for _name, _level, rows in found)
    ended = tuple(np.sort(lengths[rows][done[rows]]) for _name, _level, rows in found)
    return Pools(
        keys=np.array([name for name, _level, _rows in found], dtype=np.int64),
        level=np.array([level for _name, level, _rows in found], dtype=np.int8),
        n=np.array([len(some) for some in ended], dtype=np.int64),
        table=np.array([read(curve) for curve in curves], dtype=np.float32).reshape(len(found), STEPS),
        curves=curves, lengths=ended,
    )  # fmt: skip


def read(curve: Curve) -> Array:
    """The curve the other way round: by when each of STEPS equal shares has ended, UNKNOWN where none of them does."""
    shares = 1 - (np.arange(STEPS) + 0.5) / STEPS
    at = np.searchsorted(-curve.open, -shares, side="left")
    found: Array = np.append(curve.times.astype(np.float32), UNKNOWN)[at]
    return found


def quantile(table: Array, spent: float, age: float, share: float) -> float | None:
    """What is left after `age` in `share` of the cases that lasted longer; None where the curve ends before."""
    at = max(int(np.ceil(round((spent + share * (1 - spent)) * STEPS, 3))) - 1, 0)
    return None if table[at] >= UNKNOWN else max(float(table[at]) - age, 0.0)


def weekly(*, team: Array, week: Array, lengths: Array, some: int = SOME) -> dict[int, Array]:
    """Per team, by how much each of its weeks was slower or quicker than it usually is, as factors around 1.

    The median of a week's log lengths less that of them all, of weeks with `some` cases, drawn in to what is more than
    chance: independent draws make the sum of a chain too narrow, for a bad week is bad for everything in it.
    """
    found: dict[int, Array] = {}
    logs = np.log(np.maximum(np.asarray(lengths, dtype=float), 1))
    for one, mine in _grouped(np.asarray(team)):
        weeks = [logs[mine[rows]] for _week, rows in _grouped(week[mine]) if len(rows) >= some]
        if one < 0 or len(weeks) < some:
            continue
        usual = np.median(logs[mine])
        off = np.array([np.median(each) - usual for each in weeks])
        chance = np.mean([np.pi / 2 * np.var(each, ddof=1) / len(each) for each in weeks])  # of a median
        real = max(0.0, 1 - chance / max(float(np.var(off, ddof=1)), 1e-12))
        found[one] = np.exp((off - off.mean()) * np.sqrt(real)).astype(np.float32)
    return found


def _grouped(keys: Array) -> Iterator[tuple[int, Array]]:
    """Each key, and the rows it stands in."""
    if len(keys):
        order = np.argsort(keys, kind="stable")
        names, starts = np.unique(keys[order], return_index=True)
        yield from zip(names.tolist(), np.split(order, starts[1:]), strict=True)


def _counted(lengths: Array, ended: Array) -> tuple[Array, Array, Array]:
    """The times at which anything ended, how many ended so at each, and how many were open until then."""
    order = np.argsort(lengths, kind="stable")
    times, starts = np.unique(lengths[order], return_index=True)
    counts = np.add.reduceat(ended[:, order].astype(float), starts, axis=1) if len(times) else np.zeros((len(ended), 0))
    at_risk = len(lengths) - starts
    some = counts.any(axis=0)
    return times[some], counts[:, some], at_risk[some]


def _keys(level: Level, service: Array, team: Array) -> Array:
    """One number a pool: level, service and team; -1 where one of them is not there."""
    service, team = service.astype(np.int64), team.astype(np.int64)
    one = np.full(len(service), int(level) << 60, dtype=np.int64)
    if level in (Level.BOTH, Level.SERVICE):
        one |= np.maximum(service, 0) << 30
        one = np.where(service < 0, -1, one)
    if level in (Level.BOTH, Level.TEAM):
        one = np.where((team < 0) | (one < 0), -1, one | np.maximum(team, 0))
    return one
