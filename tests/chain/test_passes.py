"""Earliest and latest finish against a wall clock walked by the minute, and what must hold of any chain."""

import os
import re
from bisect import bisect_left
from datetime import timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from chain.lines import ALWAYS, NOW, OFFICE, graph_of, hours_of, times_of
from chain.test_graph import chains
from hypothesis import given, settings
from hypothesis import strategies as st
from kernel.working_time_oracle import open_minutes

from thepass.chain.rules import passes
from thepass.chain.rules.graph import FEW, following
from thepass.kernel.hours import Hours
from thepass.kernel.working_time import Calendar

NIGHTS = Calendar(
    Hours.parse({"mon": ["22:00-06:00"], "wed": ["22:00-06:00"], "sat": ["08:05-12:35"]}), "Europe/Berlin"
)
CALENDARS = (ALWAYS, OFFICE, NIGHTS)
DAYS = 60
pytestmark = pytest.mark.once


@cache
def opened(calendar):
    """The open minutes from now on, in order, as minutes from now."""
    found = open_minutes(CALENDARS[calendar], NOW, NOW + timedelta(days=DAYS))
    return sorted((minute - NOW) // timedelta(minutes=1) for minute in found)


def walked(calendar, start, minutes):
    """The end of the last of so many open minutes from `start` on."""
    if not minutes:
        return start
    return opened(calendar)[bisect_left(opened(calendar), start) + minutes - 1] + 1


def walked_back(calendar, end, minutes):
    """The first of so many open minutes that lead up to `end`; None where that is before now."""
    first = bisect_left(opened(calendar), end) - minutes
    return end if not minutes else opened(calendar)[first] if first >= 0 else None


@cache
def tables():
    return hours_of(*CALENDARS, ahead=DAYS + 30)


MINUTES = st.integers(0, 900)


@st.composite
def days(draw):
    """A chain with work to do, in working minutes, and instants, in minutes from now."""
    count, links = draw(chains(most=7))
    each = lambda of: draw(st.lists(of, min_size=count, max_size=count))  # noqa: E731
    return (
        count, links, each(MINUTES), each(st.integers(0, 2)), each(st.integers(0, 3000)),
        each(st.one_of(st.just(0), st.integers(0, 9000))), each(st.one_of(st.none(), st.integers(5000, 20000))),
    )  # fmt: skip


def given_times(day):
    _count, _links, own, calendar, release, floor, due = day
    zero = tables().minute(NOW)
    return times_of(
        tables(), own, calendar=calendar, release=[zero + at for at in release],
        floor=[zero + at if at else 0 for at in floor], due=[passes.NO_DUE if at is None else zero + at for at in due],
    )  # fmt: skip


@given(days())
@settings(max_examples=40, deadline=None)
def test_finishes_are_those_of_a_clock_walked_by_the_minute(day):
    count, links, own, calendar, release, floor, due = day
    graph, times, zero = graph_of(count, links), given_times(day), tables().minute(NOW)
    first, last = [None] * count, [None] * count
    for item in graph.items.tolist():
        start = max([release[item], *(first[needs] for waiter, needs in links if waiter == item)])
        first[item] = max(walked(calendar[item], start, own[item]), floor[item])
    assert (passes.earliest(graph, tables(), times) - zero).tolist() == first
    for item in reversed(graph.items.tolist()):
        waiters = [waiter for waiter, needs in links if needs == item and last[waiter] is not None]
        begins = [walked_back(calendar[waiter], last[waiter], own[waiter]) for waiter in waiters]
        if None in begins:
            return  # before the clock of this test begins
        last[item] = min([*begins, *([due[item]] if due[item] is not None else [])], default=None)
    found = passes.latest(graph, tables(), times)
    assert [None if at == passes.NO_DUE else at - zero for at in found.tolist()] == last


@given(days())
@settings(max_examples=40, deadline=None)
def test_slack_is_how_far_an_item_may_slip_and_no_further(day):
    count, links, *_rest = day
    graph, times = graph_of(count, links), given_times(day)
    first, last = passes.earliest(graph, tables(), times), passes.latest(graph, tables(), times)
    spare = passes.slack(tables(), times, earliest=first, latest=last)
    for item in range(count):
        if last[item] >= passes.NO_DUE or last[item] < first[item]:
            assert last[item] >= first[item] or spare[item] <= 0
            continue
        for more, kept in ((0, True), (1, False)):
            times.floor[item], was = last[item] + more, times.floor[item]
            slipped = passes.earliest(graph, tables(), times)
            times.floor[item] = was
            late = slipped > times.due
            if kept:
                assert not (late & (slipped > first)).any()
            else:
                assert late[graph.items[following(graph, [item])]].any()


@given(chains(), st.data())
@settings(max_examples=40, deadline=None)
def test_what_must_hold_of_any_chain(chain, data):
    """A link more lowers no finish; a delay of d raises each by 0 .. d; other numbers change nothing."""
    count, links = chain
    own = data.draw(st.lists(MINUTES, min_size=count, max_size=count))
    hours = tables()
    before = passes.earliest(graph_of(count, links), hours, times_of(hours, own, calendar=1))
    order = graph_of(count, links).items.tolist()
    low, high = sorted(data.draw(st.tuples(st.integers(0, count - 1), st.integers(0, count - 1))))
    if low < high:
        more = graph_of(count, [*links, (order[high], order[low])])
        assert (passes.earliest(more, hours, times_of(hours, own, calendar=1)) >= before).all()
    item, delay = data.draw(st.integers(0, count - 1)), data.draw(MINUTES)
    slower = [minutes + delay * (n == item) for n, minutes in enumerate(own)]
    after = passes.earliest(graph_of(count, links), hours, times_of(hours, slower, calendar=1))
    office = np.ones(count, dtype=int)
    raised = hours.worked_by(office, after) - hours.worked_by(office, before)
    assert (raised >= 0).all() and (raised <= delay).all()
    names = data.draw(st.permutations(range(count)))
    graph = graph_of(count, [(names[waiter], names[needs]) for waiter, needs in links])
    moved = passes.earliest(graph, hours, times_of(hours, [own[names.index(n)] for n in range(count)], calendar=1))
    assert moved[list(names)].tolist() == before.tolist()


def test_narrow_levels_and_wide_ones_are_reckoned_alike():
    """The same work in a line of its own, and beside so many others that its levels are worked on whole."""
    hours, line = tables(), 12
    own = np.tile(np.arange(line) * 35 + 5, 2 * FEW)
    links = [(row * line + i + 1, row * line + i) for row in range(2 * FEW) for i in range(line - 1)]
    many, one = graph_of(len(own), links), graph_of(line, links[: line - 1])
    for calendar in range(3):
        due = [passes.NO_DUE] * (line - 1) + [hours.minute(NOW) + 30_000]
        wide = times_of(hours, own, calendar=calendar, due=due * (2 * FEW))
        thin = times_of(hours, own[:line], calendar=calendar, due=due)
        for way in (passes.earliest, passes.latest):
            assert way(many, hours, wide).tolist() == way(one, hours, thin).tolist() * (2 * FEW)


def test_a_promise_is_an_earliest_finish_and_no_proof():
    hours, graph = tables(), graph_of(2, [(1, 0)])
    zero = hours.minute(NOW)
    times = times_of(hours, [60, 60], floor=[zero + 30, zero + 500])
    assert (passes.earliest(graph, hours, times) - zero).tolist() == [60, 500]
    times.own[0] = 600
    assert (passes.earliest(graph, hours, times) - zero).tolist() == [600, 660]


def networks():
    folders = [Path(__file__).parent / "psplib", *map(Path, filter(None, [os.environ.get("PSPLIB_J30")]))]
    return sorted(path for folder in folders for path in folder.glob("*.sm"))


@pytest.mark.parametrize("path", networks(), ids=lambda path: path.stem)
def test_psplib_critical_paths(path):
    """`MPM-Time` of PSPLIB's networks; PSPLIB_J30 may name a folder with all 480 of j30."""
    links, own, wanted = network(path.read_text("utf-8"))
    hours = tables()
    ends = passes.earliest(graph_of(len(own), links), hours, times_of(hours, own))
    assert ends.max() - hours.minute(NOW) == wanted


def network(text):
    """Links (waiter, needs), durations and the length of the critical path of one file."""
    parts = [[line.split() for line in part.splitlines() if line.strip()] for part in re.split(r"\*{9,}", text)]
    named = {one[0][0].rstrip(":"): one[1:] for one in parts if one}
    follow = {int(row[0]) - 1: [int(to) - 1 for to in row[3:]] for row in named["PRECEDENCE"][1:]}
    took = {int(row[0]) - 1: int(row[2]) for row in named["REQUESTS/DURATIONS"] if row[0].isdigit()}
    links = [(to, job) for job, tos in follow.items() for to in tos]
    return links, [took[job] for job in sorted(took)], int(named["PROJECT"][1][5])


def test_a_long_line_takes_its_turn():
    count, hours = 20_000, tables()
    graph = graph_of(count, list(pairwise(range(count - 1, -1, -1))))
    ends = passes.earliest(graph, hours, times_of(hours, np.ones(count)))
    assert ends.max() - hours.minute(NOW) == count
