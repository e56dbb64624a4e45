"""What waits for what as arrays: levels, ways and loops, against the plain way to do it."""

import numpy as np
import pytest
from chain.lines import graph_of
from hypothesis import given, settings
from hypothesis import strategies as st

from thepass.chain.rules.graph import FEW, Loop, build, feeding, following, part

pytestmark = pytest.mark.once


@st.composite
def chains(draw, most=9):
    """A number of items and links without a loop, in no order of their numbers."""
    count = draw(st.integers(1, most))
    names = draw(st.permutations(range(count)))
    pairs = st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)).filter(lambda pair: pair[0] > pair[1])
    links = draw(st.lists(pairs, max_size=3 * count)) if count > 1 else []
    return count, [(names[a], names[b]) for a, b in links]


def reached(links, items):
    found, new = set(items), set(items)
    while new:
        new = {needs for waiter, needs in links if waiter in new} - found
        found |= new
    return found


@given(chains())
@settings(max_examples=60, deadline=None)
def test_levels_and_ways_are_those_of_a_plain_walk(chain):
    count, links = chain
    graph, plain = graph_of(count, links), [0] * count
    for _round in range(count):
        for waiter, needs in links:
            plain[waiter] = max(plain[waiter], plain[needs] + 1)
    assert graph.level().tolist() == plain
    for item in range(count):
        assert set(graph.items[feeding(graph, [item])]) == reached(links, [item])
        assert set(graph.items[following(graph, [item])]) == reached([link[::-1] for link in links], [item])


@given(chains(), st.data())
@settings(max_examples=40, deadline=None)
def test_a_part_has_the_links_among_its_items(chain, data):
    count, links = chain
    kept = sorted(data.draw(st.sets(st.integers(0, count - 1), min_size=1)))
    graph = graph_of(count, links)
    small, items = part(graph, graph.place[kept])
    assert items.tolist() == kept
    found = [
        (kept[small.items[p]], kept[small.items[need]])
        for p in range(small.count)
        for need in small.needs[small.needs_at[p] : small.needs_at[p + 1]]
    ]
    assert sorted(found) == sorted(link for link in links if set(link) <= set(kept))


@pytest.mark.parametrize(
    ("links", "loop"),
    [
        ([(0, 0)], {0}),
        ([(0, 1), (1, 0)], {0, 1}),
        ([(0, 1), (1, 2), (2, 3), (3, 1), (4, 0)], {1, 2, 3}),
    ],
    ids=["itself", "two", "what hangs on a loop is not in it"],
)
def test_a_loop_is_named(links, loop):
    with pytest.raises(Loop) as found:
        graph_of(5, links)
    items = found.value.items
    assert set(items) == loop
    assert all(step in links for step in zip(items, items[1:] + items[:1], strict=True))


def test_nothing_at_all():
    assert graph_of(0, []).count == 0


def test_wide_and_narrow_levels_meet():
    """One behind four times as many as are walked one by one, twice, with a long line at the end."""
    wide = 4 * FEW
    links = [(wide, i) for i in range(wide)] + [(wide + 1 + i, wide) for i in range(wide)]
    last = 2 * wide + 1
    links += [(last, wide + 1 + i) for i in range(wide)] + [(last + 1 + i, last + i) for i in range(300)]
    graph = graph_of(last + 301, links)
    level = graph.level()
    assert level[[0, wide, wide + 1, last, last + 300]].tolist() == [0, 1, 2, 3, 303]
    assert len(feeding(graph, [last + 300])) == graph.count == len(following(graph, range(wide)))


def test_those_who_need_most_stand_first_in_their_level():
    graph = build(6, np.array([3, 4, 4, 5, 5, 5]), np.array([0, 0, 1, 0, 1, 2]))
    assert graph.items[3:].tolist() == [5, 4, 3]
