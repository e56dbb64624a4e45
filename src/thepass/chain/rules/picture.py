"""Everything open as columns of numbers, and what follows from it: passes, forecasts, and answers to "what if".

A picture is taken at one instant. Items are named by stream ("request:12"); goals are the requests and the promises to
customers that wait for something.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from thepass.chain.rules import graph as graphs
from thepass.chain.rules import passes, simulate
from thepass.chain.rules.durations import STEPS, UNKNOWN, Pools
from thepass.chain.rules.graph import Graph
from thepass.chain.rules.hours import Hours
from thepass.chain.rules.order import Stake, Standing

Array = NDArray[Any]
AT_ONCE = 20_000  # goals in one run of replications
SHARES = (0.5, 0.85, 0.95)


@dataclass(frozen=True, kw_only=True)
class Items:
    """Columns over `streams`, in order of the streams. Times in minutes since the origin of the hours.

    `begun`: what it needs is there and it has used `age` working minutes of its own; `usual`: working minutes it takes
    where no history speaks; `ends`: a promise to a customer, which takes no time of its own.
    """

    streams: list[str]
    service: Array
    team: Array
    calendar: Array
    age: Array
    usual: Array
    release: Array
    floor: Array
    due: Array
    ends: Array


@dataclass(frozen=True, kw_only=True)
class Change:
    """What if: `done_at` it is done by then; `later`: it takes so many working minutes more; `to`: it is handed to the
    team of this number, with that calendar (a row of the hours), and begins anew there."""

    stream: str
    done_at: int | None = None
    later: int = 0
    to: tuple[int, int] | None = None


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """Of one goal. None for an instant: no such date, or not enough history (`known` False: then no probability
    either)."""

    stream: str
    by: tuple[datetime | None, datetime | None, datetime | None]
    late: float | None
    known: bool
    criticality: Mapping[str, float]


class Picture:
    """All that is open, ready to be asked. Raises graph.Loop where some wait for each other."""

    def __init__(
        self, items: Items, links: Iterable[tuple[str, str]], *, hours: Hours, pools: Pools,
        weeks: Mapping[int, Array] | None = None,
    ) -> None:  # fmt: skip
        """`weeks`: by team, how slow its weeks were (durations.weekly); what it does shares one of them in a case."""
        self.items, self.hours, self.pools = items, hours, pools
        self.row_of_team = {team: row for row, team in enumerate(weeks or {})}
        self.luck = simulate.Luck(table=pools.table, factors=tuple((weeks or {}).values()))
        self.number = {stream: n for n, stream in enumerate(items.streams)}
        ends = [(self.number[w], self.number[n]) for w, n in links if w in self.number and n in self.number]
        pairs = np.array(ends, dtype=np.int32).reshape(-1, 2)
        self.graph = graphs.build(len(items.streams), pairs[:, 0], pairs[:, 1])
        self.pool, self.spent = pools.choose(service=items.service, team=items.team, age=items.age)
        self.pool[items.ends] = -1
        self.times = self._times()
        self.earliest = passes.earliest(self.graph, hours, self.times)
        self.latest = passes.latest(self.graph, hours, self.times)
        self.slack = passes.slack(hours, self.times, earliest=self.earliest, latest=self.latest)

    @property
    def goals(self) -> list[int]:
        """What waits for something open. Of a promise to a customer that nothing leads to, nothing can be said."""
        waits = np.zeros(self.graph.count, dtype=bool)
        waits[self.graph.items] = np.diff(self.graph.needs_at) > 0
        return [int(n) for n in np.flatnonzero(waits)]

    def spare(self, stream: str) -> int | None:
        """Working minutes this may still slip; None when nothing with a due waits for it."""
        spare = int(self.slack[self.number[stream]])
        return None if spare >= passes.NO_DUE else spare

    def outlooks(
        self, goals: Sequence[int] | None = None, *, change: Change | None = None, seed: int = 1,
        replications: int = simulate.REPLICATIONS, paths: bool = False,
    ) -> list[Outlook]:  # fmt: skip
        """What is to be expected of these goals, all of them where none are named; of promises to customers, with
        `paths` of all, also which items decide it. The same seed meets the same luck: answers with and without a
        change can be compared."""
        every = self.goals if goals is None else list(goals)
        found: dict[int, Outlook] = {}
        for ends in (True, False):
            some = [goal for goal in every if self.items.ends[goal] == ends]
            for first in range(0, len(some), AT_ONCE):
                here = some[first : first + AT_ONCE]
                told = self._some(here, change, seed, replications, paths=paths or ends)
                found |= dict(zip(here, told, strict=True))
        return [found[goal] for goal in every]

    def standing(self, outlooks: Iterable[Outlook], worth: Mapping[int, float]) -> dict[str, Standing]:
        """What every item has to do with the promises to customers, and its slack."""
        stakes: dict[str, list[Stake]] = {}
        for one in outlooks:
            word, _sign, id = one.stream.partition(":")
            if word != "commitment" or one.late is None:
                continue
            for stream, share in one.criticality.items():
                stake = Stake(commitment=int(id), late=one.late, criticality=share, worth=worth[int(id)])
                stakes.setdefault(stream, []).append(stake)
        return {stream: Standing(stakes=stakes.get(stream, ()), slack=self.spare(stream)) for stream in self.number}

    def around(self, stream: str) -> tuple[list[str], list[str], list[tuple[str, str]]]:
        """What this waits for, what waits for it, however far, and the links among all of them and itself."""
        n, names = self.number[stream], self.items.streams
        down, up = graphs.feeding(self.graph, [n]), graphs.following(self.graph, [n])
        small, items = graphs.part(self.graph, np.union1d(down, up))
        rows = np.repeat(np.arange(small.count), np.diff(small.needs_at))
        links = [(names[items[small.items[a]]], names[items[small.items[b]]]) for a, b in zip(rows, small.needs)]  # noqa: B905
        others = ([names[i] for i in np.sort(self.graph.items[way]) if i != n] for way in (down, up))
        return next(others), next(others), sorted(links)

    def _times(self) -> passes.Times:
        """Own time left: what half of the cases take that lasted as long, else what is usual."""
        items = self.items
        at = np.ceil((self.spent.astype(np.float64) + 1) / 2 * STEPS).astype(np.int64) - 1
        half = np.full(len(at), UNKNOWN) if not len(self.pools.keys) else self.pools.table[self.pool, at]
        known = (self.pool >= 0) & (half < UNKNOWN)
        own = np.where(known, np.maximum(half - items.age, 0), items.usual)
        return passes.Times(
            own=np.where(items.ends, 0, np.rint(own)).astype(np.int32), calendar=items.calendar,
            release=items.release, floor=items.floor, due=items.due,
        )  # fmt: skip

    def _some(
        self, goals: Sequence[int], change: Change | None, seed: int, replications: int, *, paths: bool
    ) -> list[Outlook]:  # fmt: skip
        graph, members = graphs.part(self.graph, graphs.feeding(self.graph, goals))
        work = self._work(members, change)
        rows = np.searchsorted(members, goals)
        told = simulate.forecast(
            graph, self.hours, work, self.luck, goals=rows.tolist(), seed=seed,
            replications=replications, paths=paths,
        )  # fmt: skip
        late, known = told.late(self.items.due[goals]), self._known(graph, work, members)[rows]
        by = [told.by(share) for share in SHARES]
        return [self._outlook(told, n, goal, late[n], bool(known[n]), by, members) for n, goal in enumerate(goals)]

    def _outlook(
        self, told: simulate.Forecast, n: int, goal: int, late: float, known: bool, by: list[Array], members: Array
    ) -> Outlook:
        names, dated = self.items.streams, self.items.due[goal] < passes.NO_DUE
        p50, p85, p95 = (self.hours.instant(int(each[n])) if known else None for each in by)
        shares = {names[members[item]]: share for item, share in told.criticality(n).items()}
        return Outlook(
            stream=names[goal], by=(p50, p85, p95), late=float(late) if known and dated else None, known=known,
            criticality=shares if known else {},
        )  # fmt: skip

    def _known(self, graph: Graph, work: simulate.Work, members: Array) -> Array:
        """Whether history speaks for all that an item waits for and, unless it takes no time, for itself."""
        open = work.cap[graph.items] >= passes.NO_DUE  # what is taken as done keeps nothing unknown behind it
        behind = ((work.pool < 0) & ~self.items.ends[members])[graph.items] & open
        for first, last in zip(graph.level_at[1:-1], graph.level_at[2:], strict=True):
            rows = graph.needs_at[first : last + 1]
            some = np.logical_or.reduceat(behind[graph.needs[rows[0] : rows[-1]]], rows[:-1] - rows[0])
            behind[first:last] |= some & open[first:last]
        found: Array = ~behind[graph.place]
        return found

    def _work(self, members: Array, change: Change | None) -> simulate.Work:
        items = self.items
        word = np.array([int(items.streams[n].partition(":")[2]) * 2 + bool(items.ends[n]) for n in members])
        zero = np.zeros(len(members), dtype=np.int32)
        team = np.array([self.row_of_team.get(one, -1) for one in items.team[members].tolist()], dtype=np.int32)
        work = simulate.Work(
            key=word, pool=self.pool[members], age=items.age[members], spent=self.spent[members],
            own=self.times.own[members], team=team, calendar=items.calendar[members],
            release=items.release[members], floor=items.floor[members], cap=zero + passes.NO_DUE, extra=zero.copy(),
        )  # fmt: skip
        at = np.flatnonzero(members == self.number[change.stream]) if change is not None else zero[:0]
        return self._changed(work, int(at[0]), change) if change is not None and len(at) else work

    def _changed(self, work: simulate.Work, at: int, change: Change) -> simulate.Work:
        if change.done_at is not None:
            work.cap[at] = change.done_at
        work.extra[at] = change.later
        if change.to is None:
            return work
        team, calendar = change.to
        service = self.items.service[self.number[change.stream]]
        new, spent = self.pools.choose(service=np.array([service]), team=np.array([team]), age=np.array([0.0]))
        work = replace(work, calendar=work.calendar.copy())
        work.pool[at], work.spent[at], work.age[at], work.calendar[at] = new[0], spent[0], 0, calendar
        work.team[at] = self.row_of_team.get(team, -1)
        work.floor[at] = 0  # their promise is not made yet
        return work


def chase(
    picture: Picture, outlooks: Sequence[Outlook], worth: Mapping[int, float], *, now: int, most: int = 3,
    tried: int = 10,
) -> list[tuple[str, float]]:  # fmt: skip
    """Which answers today would save most, and how much: each of the likeliest tried as if it were done now."""
    ends = [one for one in outlooks if one.stream.startswith("commitment:") and one.late]
    loss: dict[str, float] = {}
    for one in ends:
        for stream, share in one.criticality.items():
            if stream != one.stream:
                loss[stream] = loss.get(stream, 0) + (one.late or 0) * share * worth[int(one.stream[11:])]
    saved: list[tuple[str, float]] = []
    for stream in sorted(loss, key=lambda stream: (-loss[stream], stream))[:tried]:
        hit = [one for one in ends if stream in one.criticality]
        after = picture.outlooks(
            [picture.number[one.stream] for one in hit], change=Change(stream=stream, done_at=now)
        )  # fmt: skip
        less = sum(
            worth[int(one.stream[11:])] * ((one.late or 0) - (then.late or 0))
            for one, then in zip(hit, after, strict=True)
        )
        saved.append((stream, less))
    return sorted([one for one in saved if one[1] > 0], key=lambda one: (-one[1], one[0]))[:most]
