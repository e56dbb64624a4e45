"""Small chains for tests: items 0, 1, 2 … of one calendar that never closes, unless a test says otherwise."""

from datetime import UTC, datetime

import numpy as np

from thepass.chain.rules import durations, passes, simulate
from thepass.chain.rules.graph import build
from thepass.chain.rules.hours import table_of
from thepass.kernel.hours import WHOLE_DAY, Hours
from thepass.kernel.working_time import Calendar

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # a Monday
ALWAYS = Calendar(Hours((((0, WHOLE_DAY),),) * 7), "UTC")
OFFICE = Calendar(Hours.parse(dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), ["09:00-17:00"])), "UTC")
NEVER = 2**30


def graph_of(count, links):
    """The graph of (waiter, needs) pairs."""
    waiter, needs = zip(*links, strict=True) if links else ((), ())
    return build(count, np.array(waiter, dtype=int), np.array(needs, dtype=int))


def hours_of(*calendars, ahead=400):
    return table_of(calendars or [ALWAYS], now=NOW, back=30, ahead=ahead)


def times_of(hours, own, *, calendar=0, release=None, floor=None, due=None):
    count = len(own)
    return passes.Times(
        own=np.array(own, dtype=np.int32),
        calendar=np.zeros(count, dtype=np.int32) + np.asarray(calendar, dtype=np.int32),
        release=np.full(count, hours.minute(NOW)) if release is None else np.array(release),
        floor=np.zeros(count, dtype=np.int32) if floor is None else np.array(floor),
        due=np.full(count, passes.NO_DUE) if due is None else np.array(due),
    )


def work_of(hours, pool, **others):
    """Items that draw from these pools; -1 takes `own` minutes and draws nothing."""
    count, zero = len(pool), np.zeros(len(pool), dtype=np.int32)
    given = {
        "key": np.arange(1, count + 1), "pool": np.array(pool), "age": zero, "spent": zero.astype(float), "own": zero,
        "team": zero - 1, "calendar": zero, "release": zero + hours.minute(NOW), "floor": zero, "cap": zero + NEVER,
        "extra": zero,
    }  # fmt: skip
    return simulate.Work(**given | {name: np.array(value) for name, value in others.items()})


def reading(inverse):
    """A pool's row from the inverse of a distribution function."""
    return inverse((np.arange(durations.STEPS) + 0.5) / durations.STEPS).astype(np.float32)
