"""Forecasts by replication: every item draws what own time it has left, and instants follow the links.

Monte Carlo on a graph of needs with working time inside every replication (lookup by cells of five minutes). Draws
come from the item's own key, the seed and the number of the replication: the same data gives the same answer in any
order, and two questions about the same items meet the same luck (common random numbers), so that "done today" never
raises a risk. Worked on in blocks that stay near the processor, on two threads: numpy lets them run side by side.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from thepass.chain.rules.durations import STEPS
from thepass.chain.rules.graph import Graph, spread
from thepass.chain.rules.hours import CELL, Hours

Array = NDArray[Any]
REPLICATIONS = 1000
BLOCK = 1_500_000  # items x replications at a time
LONGEST = 10.0**7  # minutes; longer than any table of hours


@dataclass(frozen=True, kw_only=True)
class Work:
    """Of each item. `key`: its identity, whatever its place; `pool`: its row of the table, -1: `own` minutes, no draw;
    `age`: minutes spent already, `spent`: the share of its pool that lasted no longer; `team`: row of the factors, -1
    none; `calendar`, `release`, `floor` as for the passes; `cap`: it is done by then whatever happens (what if it is
    done today); `extra`: working minutes it takes longer than drawn.
    """

    key: Array
    pool: Array
    age: Array
    spent: Array
    own: Array
    team: Array
    calendar: Array
    release: Array
    floor: Array
    cap: Array
    extra: Array


@dataclass(frozen=True, kw_only=True)
class Luck:
    """Row p of `table`: lengths of pool p in equal shares. Row t of `factors`: how slow the weeks of team t were."""

    table: Array
    factors: tuple[Array, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Forecast:
    """Row g of `finish`: minutes at which goal g is done, in every replication; `on_path`: (goal, item, in how many
    replications the item lies on the path that decides the finish), goals by their row, in order.
    """

    goals: Array
    finish: Array
    never: int
    on_path: tuple[Array, Array, Array]

    def by(self, share: float) -> Array:
        """By when each goal is done in so many of the cases; `never` where there is no such date."""
        rank = int(np.ceil(round(share * self.finish.shape[1], 6))) - 1
        found: Array = np.partition(self.finish, rank, axis=1)[:, rank]
        return found

    def late(self, due: Array) -> Array:
        """The share of cases in which each goal is done after its due."""
        found: Array = (self.finish > due[:, None]).mean(axis=1)
        return found

    def criticality(self, goal: int) -> dict[int, float]:
        """By item, the share of cases in which it lies on the path that decides this goal (by its row)."""
        goals, items, counts = self.on_path
        here = slice(*np.searchsorted(goals, [goal, goal + 1]))
        shares = counts[here] / self.finish.shape[1]
        return dict(zip(items[here].tolist(), shares.tolist(), strict=True))


def forecast(
    graph: Graph, hours: Hours, work: Work, luck: Luck, *, goals: Sequence[int], seed: int = 1,
    replications: int = REPLICATIONS, threads: int = 2, paths: bool = True,
) -> Forecast:  # fmt: skip
    """When these items are done, and what decides it."""
    run = _Run(graph, hours, work, luck, np.asarray(goals, dtype=np.int64), seed)
    size = min(replications, max(8, BLOCK // max(graph.count, 1)))
    size = min(size, -(-replications // threads))
    blocks = [(first, min(first + size, replications)) for first in range(0, replications, size)]
    with ThreadPoolExecutor(threads) as pool:
        done = list(pool.map(lambda block: run.block(*block, paths=paths), blocks))
    finish = np.concatenate([ends for ends, _keys, _counts in done], axis=1)
    keys, back = np.unique(np.concatenate([keys for _ends, keys, _counts in done]), return_inverse=True)
    counts = np.bincount(back, weights=np.concatenate([counts for _ends, _keys, counts in done]), minlength=len(keys))
    goal, place = np.divmod(keys, max(graph.count, 1))
    return Forecast(
        goals=run.goals, finish=finish, never=hours.never, on_path=(goal, graph.items[place], counts.astype(np.int64))
    )


class _Run:
    """One forecast: everything by place, times in cells."""

    def __init__(self, graph: Graph, hours: Hours, work: Work, luck: Luck, goals: Array, seed: int) -> None:
        self.graph, self.goals, self.seed = graph, goals, seed
        items, self.width = graph.items, hours.width
        self.worked, self.ends = hours.worked, hours.ends
        self.row = (work.calendar[items].astype(np.int64) * hours.width)[:, None]
        self.release, self.floor, self.cap = (
            np.clip(-(-column[items] // CELL), 0, hours.width - 1).astype(np.int32)[:, None]
            for column in (work.release, work.floor, work.cap)
        )
        self.capped = bool((self.cap < hours.width - 1).any())
        self.key = _mixed(work.key[items].astype(np.uint64) + _stirred(seed, 0x9E3779B97F4A7C15))
        self._draws(work, luck, items)
        # Of needs that are done at the same time the one with the lowest key decides, whatever their places.
        edges, counts = spread(graph.needs_at, np.arange(graph.count))
        waiter = np.repeat(np.arange(graph.count), counts)
        self.needs = graph.needs[edges][np.lexsort((work.key[items][graph.needs[edges]], waiter))]
        self.columns = [list(self._columns(level)) for level in range(len(graph.level_at) - 1)]

    def _draws(self, work: Work, luck: Luck, items: Array) -> None:
        """An item draws table[base + share * span] - age; one that draws nothing has no span, and minus its own."""
        table = luck.table.reshape(-1, STEPS)
        self.table = np.append(table.ravel(), np.float32(0))
        pool, drawn = work.pool[items], work.pool[items] >= 0
        spent = np.where(drawn, work.spent[items], 0)
        self.base = np.where(drawn, (pool + spent) * STEPS, len(self.table) - 1).astype(np.float64)[:, None]
        self.span = np.where(drawn, (1 - spent) * STEPS, 0).astype(np.float32)[:, None]
        self.first = np.floor(self.base).astype(np.int64)
        self.base = (self.base - self.first).astype(np.float32)
        self.last = np.where(drawn, (pool.astype(np.int64) + 1) * STEPS - 1, len(self.table) - 1)[:, None]
        self.age = np.where(drawn, work.age[items], -work.own[items]).astype(np.float32)[:, None]
        self.extra = work.extra[items].astype(np.float32)[:, None]
        self.slower = bool(work.extra.any())
        self.factors = luck.factors
        self.team = np.where(drawn, work.team[items], -1)

    def _columns(self, level: int) -> Any:
        """The j-th need of each item of a level that has so many: those with most stand first."""
        first, last = self.graph.level_at[level : level + 2]
        rows = self.graph.needs_at[first:last]
        counts = np.diff(self.graph.needs_at[first : last + 1])
        for j in range(int(counts.max(initial=0))):
            many = int(np.searchsorted(-counts, -j, side="left"))
            yield many, self.needs[rows[:many] + j].astype(np.int64)

    def block(self, first: int, last: int, *, paths: bool) -> tuple[Array, Array, Array]:
        """Replications from .. to: minutes by goal, and what lay on the deciding paths, as goal x item and count."""
        finish = np.empty((self.graph.count, last - first), dtype=np.int32)
        luck = _mixed(np.arange(first, last, dtype=np.uint64) + _stirred(self.seed, 0xD1B54A32D192ED03))
        factors = self._factors(first, last)
        for level, columns in enumerate(self.columns):
            a, b = (int(edge) for edge in self.graph.level_at[level : level + 2])
            step = max(1, 65_536 // (last - first))
            for top in range(a, b, step):
                self._level(finish, top, min(top + step, b), a, columns, luck, factors)
        at = self.graph.place[self.goals]
        keys, counts = self._paths(finish, at) if paths else (np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))
        return finish[at] * np.int32(CELL), keys, counts

    def _level(self, finish: Array, a: int, b: int, top: int, columns: Any, luck: Array, factors: Any) -> None:
        """Finish the items at these places, of one level that begins at `top`."""
        start = np.repeat(self.release[a:b], finish.shape[1], axis=1)
        for many, needs in columns:
            here = needs[a - top : min(b, top + many) - top]
            if not len(here):
                break
            np.maximum(start[: len(here)], finish.take(here, axis=0), out=start[: len(here)])
        own = self._own(a, b, luck, factors)
        cell = self.worked.take(self.row[a:b] + start)
        cell += own
        np.minimum(cell, self.width - 1, out=cell)
        ended = self.ends.take(self.row[a:b] + cell)
        np.maximum(ended, start, out=ended)
        np.maximum(ended, self.floor[a:b], out=ended)
        if self.capped:
            np.minimum(ended, self.cap[a:b], out=ended)
        finish[a:b] = ended

    def _own(self, a: int, b: int, luck: Array, factors: Any) -> Array:
        """Cells of own time, drawn."""
        share = _shares(self.key[a:b, None], luck)
        share *= self.span[a:b]
        share += self.base[a:b]
        at = share.astype(np.int64)
        at += self.first[a:b]
        np.minimum(at, self.last[a:b], out=at)
        own = self.table.take(at)
        own -= self.age[a:b]
        if factors is not None:
            own *= factors.take(self.team[a:b], axis=0)
        if self.slower:
            own += self.extra[a:b]
        np.clip(own, 0, LONGEST, out=own)
        own *= np.float32(1 / CELL)
        own += np.float32(0.5)
        cells: Array = np.minimum(own, self.width - 1).astype(np.int32)
        return cells

    def _factors(self, first: int, last: int) -> Array | None:
        """A row a team, drawn anew in each replication; the last row is for those without: 1."""
        if not self.factors:
            return None
        found = np.ones((len(self.factors) + 1, last - first), dtype=np.float32)
        luck = np.arange(first, last, dtype=np.uint64)
        for row, some in enumerate(self.factors):
            if len(some):
                drawn = _mixed(luck + _stirred(self.seed * 7919 + row + 1, 0xA24BAED4963EE407))
                found[row] = some[drawn % np.uint32(len(some))]
        return found

    def _paths(self, finish: Array, goals: Array) -> tuple[Array, Array]:
        """Walk back from every goal in every replication, from each item to the need that decided its start."""
        count, size = self.graph.count, finish.shape[1]
        goal, case = (part.ravel() for part in np.indices((len(goals), size)))
        at, seen = goals[goal], list[Array]()
        tallied = list[Array]()
        while len(at):
            keys, counts = np.unique(goal * count + at, return_counts=True)
            seen.append(keys)
            tallied.append(counts)
            ends = finish[at, case]
            waits = self.graph.needs_at[at + 1] > self.graph.needs_at[at]
            own = (ends > self.floor[at, 0]) & ((ends < self.cap[at, 0]) if self.capped else True)
            goes = np.flatnonzero(waits & own)
            at, goal, case = at[goes], goal[goes], case[goes]
            if not len(at):
                break
            best, ready = self._decided(finish, at, case)
            goes = np.flatnonzero(ready > self.release[at, 0])
            at, goal, case = best[goes], goal[goes], case[goes]
        keys = np.concatenate(seen) if seen else np.zeros(0, dtype=np.int64)
        return keys, np.concatenate(tallied) if tallied else keys

    def _decided(self, finish: Array, at: Array, case: Array) -> tuple[Array, Array]:
        """Of what each of these needs, that which is done last, and when."""
        edges, counts = spread(self.graph.needs_at, at)
        needs = self.needs[edges].astype(np.int64)
        ends = finish[needs, np.repeat(case, counts)]
        rows = np.cumsum(counts) - counts
        ready = np.maximum.reduceat(ends, rows)
        last = np.where(ends == np.repeat(ready, counts), np.arange(len(ends)), len(ends))
        return needs[np.minimum.reduceat(last, rows)], ready


def _stirred(seed: int, by: int) -> Any:
    return np.uint64(seed * by % 2**64)


def _mixed(keys: Array) -> Array:
    """32 bits that look like chance, of each key (splitmix64: Steele, Lea & Flood 2014)."""
    x = keys + np.uint64(0x9E3779B97F4A7C15)
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    found: Array = ((x ^ (x >> np.uint64(31))) >> np.uint64(32)).astype(np.uint32)
    return found


def _shares(keys: Array, luck: Array) -> Array:
    """A share of 0 .. 1 for each key and replication (the finisher of murmur3, twice stirred)."""
    x: Array = keys ^ luck
    x ^= x >> np.uint32(16)
    x *= np.uint32(0x85EBCA6B)
    x ^= x >> np.uint32(13)
    x *= np.uint32(0xC2B2AE35)
    x ^= x >> np.uint32(16)
    x >>= np.uint32(8)
    share = x.astype(np.float32)
    share *= np.float32(2**-24)
    return share
