"""Where the items of a chain stand: in order, apart, the same every time, and with few crossings."""

from itertools import combinations, pairwise

import pytest
from chain.test_graph import chains
from hypothesis import given, settings

from thepass.chain.rules.layout import laid_out

pytestmark = pytest.mark.once


def crossed(laid):
    """Pairs of pieces of ways that cross between two columns."""
    pieces = {}
    for way in laid.ways:
        for (column, a), (_next, b) in pairwise(way):
            pieces.setdefault(column, []).append((a, b))
    return sum(
        (a - c) * (b - d) < 0 for some in pieces.values() for (a, b), (c, d) in combinations(sorted(some), 2)
    )  # fmt: skip


@given(chains())
@settings(max_examples=50, deadline=None)
def test_any_chain(chain):
    count, links = chain
    laid = laid_out(count, links)
    assert laid == laid_out(count, links)
    ends = set(range(count)) - {needs for _waiter, needs in links}
    assert all(laid.at[item][0] == laid.columns - 1 for item in ends)
    for (waiter, needs), way in zip(links, laid.ways, strict=True):
        assert (way[0], way[-1]) == (laid.at[needs], laid.at[waiter])
        assert [column for column, _down in way] == list(range(laid.at[needs][0], laid.at[waiter][0] + 1))
    rows = {}
    for column, down in [*laid.at.values(), *(spot for way in laid.ways for spot in way[1:-1])]:
        rows.setdefault(column, []).append(down)
        assert 0 <= down <= laid.rows - 0.99
    for spots in rows.values():
        assert all(b - a >= 0.99 for a, b in pairwise(sorted(spots)))


@pytest.mark.parametrize(
    ("count", "links"),
    [
        (4, [(2, 1), (3, 0)]),
        (7, [(4, 0), (5, 1), (6, 2), (6, 3), (6, 4), (5, 4)]),
        (6, [(1, 0), (2, 1), (3, 2), (3, 0), (5, 4), (3, 4)]),
        (13, [(i, (i - 1) // 3) for i in range(1, 13)]),
    ],
    ids=["two lines", "two ends", "a long way round", "a tree"],
)
def test_what_can_be_drawn_without_crossings_is(count, links):
    assert crossed(laid_out(count, links)) == 0


def test_a_line_is_straight():
    laid = laid_out(4, [(1, 0), (2, 1), (3, 2)])
    assert [laid.at[item] for item in range(4)] == [(0, 0), (1, 0), (2, 0), (3, 0)]
    assert (laid.columns, laid.rows) == (4, 1)


def test_nothing_at_all():
    assert (laid_out(0, []).columns, laid_out(0, []).rows) == (0, 0)
