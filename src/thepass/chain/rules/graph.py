"""What waits for what, as arrays: rows of needs and of waiters, levels, the ways from an item, a loop found and named.

Items are numbered 0 .. count - 1 by the caller. Inside, they are put in places by level, so that a level is a slice:
whatever an item needs stands at a lower place. Plain numpy: 1,000,000 items and 3,000,000 links are one and a half
seconds to build. Levels with few items are walked one by one, for a call to numpy costs as much as twenty items.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
FEW = 64  # items in a level that are quicker one by one


class Loop(ValueError):
    """These wait for each other: each for the next, the last for the first."""

    def __init__(self, items: Sequence[int]) -> None:
        super().__init__(f"a loop of {len(items)}")
        self.items = list(items)


@dataclass(frozen=True)
class Graph:
    """`items[p]` stands at place p, `place[i]` is where item i stands; all else is in places.

    Level l is the places level_at[l] .. level_at[l + 1]; what p needs is needs[needs_at[p] : needs_at[p + 1]], and the
    same of what waits for p. Within a level those who need most stand first.
    """

    items: Array
    place: Array
    level_at: Array
    needs_at: Array
    needs: Array
    waiters_at: Array
    waiters: Array

    @property
    def count(self) -> int:
        return len(self.items)

    def level(self) -> Array:
        """The level of each item: 0 needs nothing, else one above the highest that it needs."""
        steps = np.repeat(np.arange(len(self.level_at) - 1), np.diff(self.level_at))
        found: Array = steps[self.place]
        return found


def build(count: int, waiter: Array, needs: Array) -> Graph:
    """The graph of these links. Raises Loop when some wait for each other."""
    waiter, needs = np.asarray(waiter, dtype=np.int32), np.asarray(needs, dtype=np.int32)
    needs_at, needs_of = _rows(count, waiter, needs)
    waiters_at, waiters_of = _rows(count, needs, waiter)
    order, level = _by_level(needs_at, waiters_at, waiters_of)
    if len(order) < count:
        raise Loop(_loop(order, needs_at, needs_of))
    items = _most_first(order, level, np.diff(needs_at)[order])
    place = np.empty(count, dtype=np.int32)
    place[items] = np.arange(count, dtype=np.int32)
    level_at = np.searchsorted(level, np.arange(level[-1] + 2 if count else 1))
    return Graph(
        items, place, level_at, *_moved(items, place, needs_at, needs_of), *_moved(items, place, waiters_at, waiters_of)
    )


def part(graph: Graph, places: Array) -> tuple[Graph, Array]:
    """The graph of these places alone, and which item of the whole each of its items is."""
    items = np.sort(graph.items[places])
    number = np.full(graph.count, -1, dtype=np.int32)
    number[graph.place[items]] = np.arange(len(items), dtype=np.int32)
    at = graph.place[items]
    edges, counts = spread(graph.needs_at, at)
    waiter, needs = np.repeat(np.arange(len(items), dtype=np.int32), counts), number[graph.needs[edges]]
    inside = needs >= 0
    return build(len(items), waiter[inside], needs[inside]), items


def feeding(graph: Graph, items: Iterable[int]) -> Array:
    """The places of these items and of all they wait for, however far."""
    return _reach(graph, items, graph.needs_at, graph.needs)


def following(graph: Graph, items: Iterable[int]) -> Array:
    """The places of these items and of all that waits for them, however far."""
    return _reach(graph, items, graph.waiters_at, graph.waiters)


def spread(at: Array, rows: Array) -> tuple[Array, Array]:
    """Where the entries of these rows stand, one row after the other, and how many each has."""
    starts = at[rows]
    counts = at[rows + 1] - starts
    ends = np.cumsum(counts)
    return np.repeat(starts - ends + counts, counts) + np.arange(ends[-1] if len(ends) else 0), counts


def _rows(count: int, by: Array, of: Array) -> tuple[Array, Array]:
    at = np.zeros(count + 1, dtype=np.int64)
    np.cumsum(np.bincount(by, minlength=count), out=at[1:])
    both = (by.astype(np.int64) << 32) | of  # one number is sorted ten times as fast as one by another
    both.sort()
    return at, both.astype(np.int32)


def _moved(items: Array, place: Array, at: Array, of: Array) -> tuple[Array, Array]:
    """Rows by item as rows by place."""
    edges, counts = spread(at, items)
    moved = np.zeros(len(at), dtype=np.int64)
    np.cumsum(counts, out=moved[1:])
    return moved, place[of[edges]]


def _by_level(needs_at: Array, waiters_at: Array, waiters: Array) -> tuple[Array, Array]:
    """Items in an order in which nothing comes before what it needs, and the level of each; loops are left out."""
    left = np.diff(needs_at).astype(np.int32)
    counts, at, of = left.data, waiters_at.data, waiters.data
    frontier: Any = np.flatnonzero(left == 0).astype(np.int32)
    found, sizes = list[Any](), list[int]()
    while len(frontier):
        found.append(frontier)
        sizes.append(len(frontier))
        if len(frontier) < FEW:
            ready = list[int]()
            for item in frontier.tolist() if isinstance(frontier, np.ndarray) else frontier:
                for waiter in of[at[item] : at[item + 1]]:
                    counts[waiter] -= 1
                    if not counts[waiter]:
                        ready.append(waiter)
            frontier = ready if len(ready) < FEW else np.array(ready, dtype=np.int32)
        else:
            edges, _counts = spread(waiters_at, frontier)
            reached = waiters[edges]
            np.subtract.at(left, reached, 1)
            frontier = np.unique(reached[left[reached] == 0])
    return _joined(found), np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)


def _most_first(order: Array, level: Array, needs: Array) -> Array:
    """The same order by level, within a level those that need most first, then by number."""
    most, count = int(needs.max(initial=0)) + 1, max(len(order), 1)
    key = (level.astype(np.int64) * most + (most - 1 - needs)) * count + order
    key.sort()
    items: Array = (key % count).astype(np.int32)
    return items


def _joined(found: Iterable[Any]) -> Array:
    """One row of arrays and lists; the many small lists of a long chain are put together first."""
    parts, few = list[Array](), list[int]()
    for some in found:
        if isinstance(some, list):
            few += some
        else:
            parts += [np.array(few, dtype=np.int32), some]
            few = []
    return np.concatenate([*parts, np.array(few, dtype=np.int32)])


def _loop(order: Array, needs_at: Array, needs: Array) -> list[int]:
    """One loop among those never reached: each of them needs another of them."""
    stuck = np.ones(len(needs_at) - 1, dtype=bool)
    stuck[order] = False
    item, seen = int(np.flatnonzero(stuck)[0]), dict[int, None]()
    while item not in seen:
        seen[item] = None
        item = next(int(other) for other in needs[needs_at[item] : needs_at[item + 1]] if stuck[other])
    way = list(seen)
    return way[way.index(item) :]


def _reach(graph: Graph, items: Iterable[int], at: Array, of: Array) -> Array:
    seen = np.zeros(graph.count, dtype=bool)
    marks, rows, ends = seen.data, at.data, of.data
    frontier: Any = np.unique(graph.place[np.fromiter(items, np.int64)])
    seen[frontier] = True
    while len(frontier):
        if len(frontier) < FEW:
            fresh = list[int]()
            for place in frontier.tolist() if isinstance(frontier, np.ndarray) else frontier:
                for other in ends[rows[place] : rows[place + 1]]:
                    if not marks[other]:
                        marks[other] = True
                        fresh.append(other)
            frontier = fresh if len(fresh) < FEW else np.array(fresh)
        else:
            edges, _counts = spread(at, frontier)
            reached = of[edges]
            frontier = np.unique(reached[~seen[reached]])
            seen[frontier] = True
    return np.flatnonzero(seen)
