"""Replications: against a plain walk of one case at a time, and what must hold whatever is drawn."""

import warnings

import numpy as np
import pytest
from chain.lines import ALWAYS, NOW, OFFICE, graph_of, hours_of, reading, times_of, work_of
from chain.test_graph import chains
from hypothesis import given, settings
from hypothesis import strategies as st

from thepass.chain.rules import durations, passes
from thepass.chain.rules.hours import CELL
from thepass.chain.rules.simulate import Luck, forecast

pytestmark = pytest.mark.once
HOURS = hours_of(ALWAYS, OFFICE)
START = HOURS.minute(NOW)
TABLE = np.stack([reading(lambda share: -300 * np.log1p(-share)), reading(lambda share: 50 + 400 * share)])
LUCK = Luck(table=TABLE)
CASES = 60


def told(graph, work, **more):
    goals = more.pop("goals", range(graph.count))
    return forecast(graph, HOURS, work, more.pop("luck", LUCK), goals=goals, **{"replications": CASES} | more)


@st.composite
def work(draw):
    count, links = draw(chains(most=7))
    each = lambda of: draw(st.lists(of, min_size=count, max_size=count))  # noqa: E731
    columns = {
        "pool": each(st.sampled_from([-1, 0, 1])), "calendar": each(st.integers(0, 1)),
        "own": each(st.integers(0, 40).map(lambda n: n * CELL)),
        "floor": each(st.sampled_from([0, START + 600])), "key": each(st.integers(0, 9)),
        "release": [START + n for n in each(st.sampled_from([0, 300]))],
    }  # fmt: skip
    columns["key"] = [key * 10 + n for n, key in enumerate(columns["key"])]
    return count, links, columns


@given(work())
@settings(max_examples=30, deadline=None)
def test_each_case_is_a_pass_over_what_it_drew(case):
    """What was drawn is read from the same item standing alone; then the passes say when each is done, and why."""
    count, links, columns = case
    graph, calendar = graph_of(count, links), np.array(columns["calendar"])
    alone = told(graph_of(count, []), work_of(HOURS, columns["pool"], key=columns["key"], own=columns["own"]))
    found = told(graph, work_of(HOURS, **columns))
    on_path = np.zeros((count, count))
    for n in range(CASES):
        own = alone.finish[:, n] - START
        times = times_of(HOURS, own, calendar=calendar, release=columns["release"], floor=columns["floor"])
        ends = passes.earliest(graph, HOURS, times)
        assert found.finish[:, n].tolist() == ends.tolist()
        for goal in range(count):
            for item in way_back(goal, links, ends, columns):
                on_path[goal, item] += 1
    shares = [[found.criticality(goal).get(item, 0) for item in range(count)] for goal in range(count)]
    assert shares == pytest.approx(on_path / CASES)


def way_back(item, links, ends, columns):
    """The items that decide when this one is done."""
    yield item
    needs = [needed for waiter, needed in links if waiter == item]
    if not needs or ends[item] <= columns["floor"][item]:
        return
    last = min(needs, key=lambda one: (-ends[one], columns["key"][one]))
    if ends[last] > columns["release"][item]:
        yield from way_back(last, links, ends, columns)


@given(work(), st.data())
@settings(max_examples=25, deadline=None)
def test_what_if(case, data):
    """Done today raises no finish, a delay lowers none, other numbers change nothing: the same luck is met."""
    count, links, columns = case
    graph, item = graph_of(count, links), data.draw(st.integers(0, count - 1))
    before = told(graph, work_of(HOURS, **columns)).finish
    cap = [START if n == item else passes.NO_DUE for n in range(count)]
    today = told(graph, work_of(HOURS, **columns, cap=cap)).finish
    assert (today <= before).all() and (today[item] == START).all()
    extra = [960 if n == item else 0 for n in range(count)]
    assert (told(graph, work_of(HOURS, **columns, extra=extra)).finish >= before).all()
    names = data.draw(st.permutations(range(count)))
    others = {name: [column[names.index(n)] for n in range(count)] for name, column in columns.items()}
    moved = told(graph_of(count, [(names[a], names[b]) for a, b in links]), work_of(HOURS, **others))
    assert moved.finish[list(names)].tolist() == before.tolist()


def test_the_same_seed_says_the_same_in_any_blocks(monkeypatch):
    from thepass.chain.rules import simulate

    graph, work = graph_of(3, [(1, 0), (2, 1)]), work_of(HOURS, [0, 1, 0], team=[0, 0, -1])
    luck = Luck(table=TABLE, factors=(np.array([0.5, 1.0, 2.0], dtype=np.float32),))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        one = told(graph, work, luck=luck, seed=7)
    monkeypatch.setattr(simulate, "BLOCK", 30)
    two = told(graph, work, luck=luck, seed=7, threads=3)
    assert one.finish.tolist() == two.finish.tolist() and one.criticality(2) == two.criticality(2)
    assert told(graph, work, luck=luck, seed=8).finish.tolist() != one.finish.tolist()


def test_bad_weeks_make_a_chain_wider():
    graph, count = graph_of(20, [(i, i - 1) for i in range(1, 20)]), 4000
    factors = (np.array([0.6, 1.0, 1.4], dtype=np.float32),)
    apart = told(graph, work_of(HOURS, [0] * 20), goals=[19], replications=count).finish[0]
    common = told(
        graph, work_of(HOURS, [0] * 20, team=[0] * 20), goals=[19], replications=count,
        luck=Luck(table=TABLE, factors=factors),
    ).finish[0]  # fmt: skip
    assert common.std() > 1.4 * apart.std()
    assert common.mean() - START == pytest.approx(apart.mean() - START, rel=0.03)


def test_draws_of_different_items_know_nothing_of_each_other():
    graph = graph_of(40, [])
    found = told(graph, work_of(HOURS, [1] * 40), replications=3000).finish.astype(float)
    off = np.corrcoef(found) - np.eye(40)
    assert np.abs(off).max() < 0.09  # five times the chance error of 1 / sqrt(3000)
    assert found.mean() - START == pytest.approx(250, abs=3)


def test_an_old_request_draws_from_what_lasts_longer_than_it_has():
    graph = graph_of(1, [])
    work = work_of(HOURS, [1], age=[250], spent=[0.5])
    left = told(graph, work, replications=2000).finish[0] - START
    assert left.max() <= 200 and left.mean() == pytest.approx(100, abs=4)


def test_where_the_curve_ends_there_is_no_date():
    half = np.where(np.arange(durations.STEPS) < durations.STEPS * 0.7, np.float32(60), durations.UNKNOWN)
    found = told(graph_of(2, [(1, 0)]), work_of(HOURS, [0, -1]), luck=Luck(table=half[None]), replications=2000)
    assert [HOURS.instant(found.by(share)[1]) is None for share in (0.5, 0.85, 0.95)] == [False, True, True]
    assert found.late(np.array([START + 60, START + 60])) == pytest.approx([0.3, 0.3], abs=0.03)


def test_nearest_rank():
    found = told(graph_of(1, []), work_of(HOURS, [1]), replications=1000)
    in_order = np.sort(found.finish[0])
    assert [found.by(share)[0] for share in (0.5, 0.85, 0.95)] == [in_order[499], in_order[849], in_order[949]]
