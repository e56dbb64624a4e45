"""How fast a chain is reckoned: build, passes, reach, replications, a long line; the same by SQL and by libraries.

    PYTHONPATH=src .venv/bin/python bench/chain.py [--items N] [--links M] [--ripple K]

Makes N items in forty steps with M links, three calendars, a due on one item in a hundred. "ms" by the clock, the
best of three; memory is the most this process has held until then. Libraries that are not installed are left out:
they are no part of the product. Keeps nothing.
"""

import argparse
import resource
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.util import find_spec
from time import perf_counter
from typing import Any

import numpy as np

from thepass.chain.rules import durations, graph, passes, simulate
from thepass.chain.rules.hours import Hours, table_of
from thepass.kernel.hours import WHOLE_DAY
from thepass.kernel.hours import Hours as Week
from thepass.kernel.working_time import Calendar

NOW = datetime(2026, 11, 23, 9, 7, tzinfo=UTC)
OFFICE = Week.parse(dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), ["09:00-12:30", "13:30-17:30"]))
CALENDARS = (
    Calendar(OFFICE, "Europe/Berlin"), Calendar(OFFICE, "America/New_York"),
    Calendar(Week((((0, WHOLE_DAY),),) * 7), "UTC"),
)  # fmt: skip
STEPS, LINE, POOLS, GOALS = 40, 200_000, 200, 50


def best(says: str, run: Callable[[], Any], *, times: int = 3) -> Any:
    """Run it, print the quickest, give back what it made."""
    took = []
    for _n in range(times):
        start = perf_counter()
        made = run()
        took.append(perf_counter() - start)
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{says:<60}{min(took) * 1000:>10.1f} ms {held:>8.0f} MiB", flush=True)
    return made


def links(items: int, many: int, dice: Any) -> tuple[Any, Any]:
    """(waiter, needs), from each step to the three before it, the numbers shuffled."""
    width = items // STEPS
    waiter = dice.integers(width, items, many)
    needs = np.maximum(waiter - dice.integers(1, 3 * width, many), dice.integers(0, width, many))
    needs = np.where(needs // width < waiter // width, needs, waiter - width)
    number = dice.permutation(items)
    return number[waiter], number[needs]


def times_of(items: int, hours: Hours, dice: Any) -> passes.Times:
    zero, now = np.zeros(items, dtype=np.int32), hours.minute(NOW)
    due = np.where(dice.random(items) < 0.01, now + 50_000, passes.NO_DUE)
    return passes.Times(
        own=dice.integers(10, 600, items).astype(np.int32), calendar=dice.integers(0, 3, items).astype(np.int32),
        release=zero + now, floor=zero, due=due.astype(np.int32),
    )  # fmt: skip


def whole(items: int, many: int, hours: Hours, dice: Any) -> None:
    waiter, needs = links(items, many, dice)
    made = best(f"build, {items:,} items and {many:,} links", lambda: graph.build(items, waiter, needs))
    times = times_of(items, hours, dice)
    best("forward pass", lambda: passes.earliest(made, hours, times))
    best("backward pass", lambda: passes.latest(made, hours, times))
    beginnings = np.diff(made.waiters_at[: made.level_at[1] + 1])
    first = int(made.items[np.argmax(beginnings)])
    reached = best("reach of the beginning with most waiters", lambda: graph.following(made, [first]))
    print(f"  it reaches {len(reached):,}")
    by_sql(waiter, needs, first)
    for name, run in (("networkx", by_networkx), ("rustworkx", by_rustworkx)):
        if find_spec(name):
            run(items, waiter, needs, first)
        else:
            print(f"  {name} is not installed")


def by_sql(waiter: Any, needs: Any, first: int) -> None:
    base = sqlite3.connect(":memory:")
    base.execute("create table link (waiter integer, needs integer)")
    base.executemany("insert into link values (?, ?)", zip(waiter.tolist(), needs.tolist(), strict=True))
    base.execute("create index needed on link (needs, waiter)")
    asked = "with recursive up (n) as (values (?) union select waiter from link join up on needs = n)"

    def run() -> Any:
        return base.execute(asked + " select count(*) from up", [first]).fetchone()

    best("  the same reach by recursive SQL (SQLite, in memory)", run, times=1)


def by_networkx(items: int, waiter: Any, needs: Any, first: int) -> None:
    import networkx

    made = best("  build by networkx", lambda: networkx.DiGraph(list(zip(needs, waiter, strict=True))), times=1)
    best("  the same reach by networkx", lambda: networkx.descendants(made, first), times=1)


def by_rustworkx(items: int, waiter: Any, needs: Any, first: int) -> None:
    import rustworkx

    made = rustworkx.PyDiGraph()
    made.add_nodes_from(range(items))
    pairs = list(zip(needs.tolist(), waiter.tolist(), strict=True))
    best("  build by rustworkx", lambda: made.add_edges_from_no_data(pairs), times=1)
    best("  the same reach by rustworkx", lambda: rustworkx.descendants(made, first), times=1)


def ripple(items: int, hours: Hours, dice: Any) -> None:
    made = graph.build(items, *links(items, items * 3, dice))
    shares = (np.arange(durations.STEPS) + 0.5) / durations.STEPS
    luck = simulate.Luck(
        table=np.tile((-600 * np.log1p(-shares)).astype(np.float32), (POOLS, 1)),
        factors=tuple(np.exp(dice.normal(0, 0.2, 12)).astype(np.float32) for _team in range(20)),
    )
    zero = np.zeros(items, dtype=np.int32)
    work = simulate.Work(
        key=np.arange(items), pool=dice.integers(0, POOLS, items), age=zero, spent=zero.astype(float), own=zero,
        team=dice.integers(0, 20, items), calendar=dice.integers(0, 3, items), release=zero + hours.minute(NOW),
        floor=zero, cap=zero + passes.NO_DUE, extra=zero,
    )  # fmt: skip
    goals = made.items[np.flatnonzero(np.diff(made.waiters_at) == 0)][:GOALS].tolist()
    says = f"1,000 replications of {items:,} items, {GOALS} ends"
    best(says, lambda: simulate.forecast(made, hours, work, luck, goals=goals, paths=False))
    best("… and what decides each end", lambda: simulate.forecast(made, hours, work, luck, goals=goals))


def line(hours: Hours, dice: Any) -> None:
    waiter = np.arange(1, LINE)
    made = best(f"build, {LINE:,} in a row", lambda: graph.build(LINE, waiter, waiter - 1))
    times = times_of(LINE, hours, dice)
    best("forward pass", lambda: passes.earliest(made, hours, times))
    best("backward pass", lambda: passes.latest(made, hours, times))
    best("reach of the first", lambda: graph.following(made, [0]))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--items", type=int, default=1_000_000, metavar="N")
    parser.add_argument("--links", type=int, default=3_000_000, metavar="M")
    parser.add_argument("--ripple", type=int, default=30_000, metavar="K")
    options = parser.parse_args()
    dice = np.random.default_rng(7)
    hours = best("hours of three calendars, three years", lambda: table_of(CALENDARS, now=NOW))
    whole(options.items, options.links, hours, dice)
    ripple(options.ripple, hours, dice)
    line(hours, dice)


if __name__ == "__main__":
    main()
