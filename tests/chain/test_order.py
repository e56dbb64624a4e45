"""What stands first in an inbox, and why."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from thepass.chain.rules import order
from thepass.chain.rules.order import Stake, Standing, Why

pytestmark = pytest.mark.once
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@dataclass
class Line:
    id: int
    kind: str = "deliverable"
    asked: int = 0
    used: float = 0.1

    @property
    def asked_at(self):
        return NOW - timedelta(days=self.asked)

    @property
    def own_at(self):
        return NOW - timedelta(hours=10 * self.used)

    @property
    def next_at(self):
        return self.own_at + timedelta(hours=10)


def stake(late, criticality, worth, commitment=1):
    return Stake(commitment=commitment, late=late, criticality=criticality, worth=worth)


STANDING = {
    1: Standing(stakes=[stake(0.5, 0.2, 1000)], slack=60),  # 100
    2: Standing(stakes=[stake(0.1, 0.2, 1000), stake(0.9, 0.1, 1000, 2)], slack=600),  # 110
    3: Standing(slack=30),
    4: Standing(slack=-30),
}


@pytest.mark.parametrize(
    ("lines", "right"),
    [
        ([Line(1), Line(2)], [2, 1]),
        ([Line(3), Line(1), Line(4), Line(9)], [1, 4, 3, 9]),
        ([Line(8, asked=1), Line(9, asked=3), Line(7, asked=1)], [9, 7, 8]),
        ([Line(2), Line(8, kind="talk"), Line(9, kind="approval", asked=1)], [9, 8, 2]),
        ([Line(2), Line(8, kind="talk"), Line(3, used=0.8)], [3, 8, 2]),
    ],
    ids=[
        "what is lost on average", "then slack; nothing due last", "then who asked first, then the number",
        "what people ask of people never sinks", "four fifths of its time are used",
    ],
)  # fmt: skip
def test_order(lines, right):
    assert [line.id for line in order.sort(lines, standing=STANDING, now=NOW)] == right


def test_one_currency_and_the_median_for_the_rest():
    known = {1: (100, "EUR"), 2: (300, "EUR"), 3: (9_000_000, "JPY"), 4: (None, ""), 5: (500, "EUR")}
    assert order.worths(known) == {1: 100, 2: 300, 3: 300, 4: 300, 5: 500}
    assert order.worths({1: (None, ""), 2: (None, "")}) == {1: 1, 2: 1}
    assert order.worths({}) == {}


def test_why_is_this_here():
    one = Standing(stakes=[stake(0.1, 1.0, 10), stake(0.62, 0.9, 10, 7), stake(0.0, 1.0, 999, 8)])
    assert order.why(one) == Why(commitment=7, late=0.62, in_ten=9, others=1)
    assert order.why(Standing(stakes=[stake(0.5, 0.01, 10)])).in_ten == 1
    assert order.why(Standing(slack=4)) is None


def test_moving_one_up_says_who_waits_longer():
    lines = [Line(1), Line(2), Line(3)]
    assert [line.id for line in order.overtaken(lines, id=3)] == [1, 2]
    assert order.overtaken(lines, id=1) == order.overtaken(lines, id=9) == []
