"""Where the items of a chain stand on the page: columns from left to right, few crossings, the ends at the right.

Sugiyama, Tagawa & Toda 1981: layers by longest way to the end, a long link runs through a place of its own in every
column it passes, barycentres up and down until no fewer links cross, then each place drawn towards its neighbours.
The same chain is always drawn the same way.
"""

from bisect import bisect_right, insort
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SWEEPS = 12
Place = tuple[int, int]  # an item and -1, or the number of a link and its column
Columns = list[list[Place]]
Beside = Mapping[Place, Sequence[Place]]


@dataclass(frozen=True)
class Layout:
    """`at[i]`: the column of item i and how far down it stands, in rows from 0; `ways[k]`: the places link k passes
    from what is needed to what waits; `columns`, `rows`: how much there is of both."""

    at: dict[int, tuple[int, float]]
    ways: list[list[tuple[int, float]]]
    columns: int
    rows: float


def laid_out(count: int, links: Sequence[tuple[int, int]]) -> Layout:
    """Places for items 0 .. count - 1 and their links (waiter, needs), which have no loop."""
    column = _columns(count, links)
    last = max(column, default=-1)
    columns: Columns = [[(item, -1) for item in range(count) if column[item] == c] for c in range(last + 1)]
    ways: list[list[Place]] = []
    for number, (waiter, needs) in enumerate(links):
        through = [(number, c) for c in range(column[needs] + 1, column[waiter])]
        for place in through:
            columns[place[1]].append(place)
        ways.append([(needs, -1), *through, (waiter, -1)])
    left: dict[Place, list[Place]] = {place: [] for row in columns for place in row}
    right: dict[Place, list[Place]] = {place: [] for row in columns for place in row}
    for way in ways:
        for here, there in zip(way, way[1:], strict=False):
            right[here].append(there)
            left[there].append(here)
    columns = _fewest_crossings(columns, left, right)
    down = _drawn(columns, left, right)
    at = {item: (column[item], down[item, -1]) for item in range(count)}
    spots = [[(column[a] if c < 0 else c, down[a, c]) for a, c in way] for way in ways]
    return Layout(at, spots, last + 1, round(max(down.values(), default=-1) + 1, 3))


def crossings(columns: Columns, left: Beside) -> int:
    """How many pairs of links cross between neighbouring columns (by inversions)."""
    found = 0
    for before, here in zip(columns, columns[1:], strict=False):
        rank = {place: n for n, place in enumerate(before)}
        passed: list[int] = []
        for place in here:
            ends = sorted(rank[one] for one in left[place])
            found += sum(len(passed) - bisect_right(passed, end) for end in ends)
            for end in ends:
                insort(passed, end)
    return found


def _columns(count: int, links: Sequence[tuple[int, int]]) -> list[int]:
    """What ends a chain stands in the last column, the rest as many columns before as its longest way has steps."""
    waiters: list[list[int]] = [[] for _item in range(count)]
    needed: list[list[int]] = [[] for _item in range(count)]
    for waiter, needs in links:
        waiters[needs].append(waiter)
        needed[waiter].append(needs)
    left, steps = [len(some) for some in waiters], [0] * count
    ready = [item for item in range(count) if not left[item]]
    for item in ready:
        for needs in needed[item]:
            steps[needs] = max(steps[needs], steps[item] + 1)
            left[needs] -= 1
            if not left[needs]:
                ready.append(needs)
    longest = max(steps, default=0)
    return [longest - step for step in steps]


def _fewest_crossings(columns: Columns, left: Beside, right: Beside) -> Columns:
    best, fewest = columns, crossings(columns, left)
    for sweep in range(SWEEPS):
        if not fewest:
            break
        onward = sweep % 2 == 0
        columns = _swept(columns, left if onward else right, onward=onward)
        crossed = crossings(columns, left)
        if crossed < fewest:
            best, fewest = columns, crossed
    return best


def _swept(columns: Columns, beside: Beside, *, onward: bool) -> Columns:
    """Every column in the order of the middle of those each place hangs on, from one side to the other."""
    found = list(columns)
    order = range(1, len(columns)) if onward else range(len(columns) - 2, -1, -1)
    for c in order:
        rank = {place: n for n, place in enumerate(found[c - 1 if onward else c + 1])}
        spots = {
            place: sum(rank[one] for one in beside[place]) / len(beside[place]) if beside[place] else float(n)
            for n, place in enumerate(found[c])
        }
        found[c] = sorted(found[c], key=lambda place: spots[place])
    return found


def _drawn(columns: Columns, left: Beside, right: Beside) -> dict[Place, float]:
    """How far down each place is: near the middle of its neighbours, in its order, never less than a row apart."""
    down = {place: float(n) for row in columns for n, place in enumerate(row)}
    for sweep in range(SWEEPS):
        onward = sweep % 2 == 0
        beside = left if onward else right
        for row in columns if onward else reversed(columns):
            wished = [_middle([down[one] for one in beside[place]], down[place]) for place in row]
            for place, spot in zip(row, _apart(wished), strict=True):
                down[place] = spot
    top = min(down.values(), default=0.0)
    return {place: round(spot - top, 3) for place, spot in down.items()}


def _middle(some: Sequence[float], else_: float) -> float:
    return sum(some) / len(some) if some else else_


def _apart(wished: Sequence[float]) -> list[float]:
    """The spots nearest to those wished that are in order and a row apart (pooling neighbours that are too near)."""
    blocks: list[tuple[float, int]] = []  # the mean of what is wished less the place in the row, and of how many
    for n, wish in enumerate(wished):
        mean, size = wish - n, 1
        while blocks and blocks[-1][0] > mean:
            other, many = blocks.pop()
            mean, size = (mean * size + other * many) / (size + many), size + many
        blocks.append((mean, size))
    shifts = [mean for mean, size in blocks for _one in range(size)]
    return [shift + n for n, shift in enumerate(shifts)]
