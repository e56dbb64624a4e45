"""Whose history speaks for an item, and what it says of one that is as old as this."""

import numpy as np
import pytest

from thepass.chain.rules import durations
from thepass.chain.rules.durations import Level

pytestmark = pytest.mark.once
MENU, PRINT = 1, 2
KITCHEN, STUDIO = 10, 11


def history(*parts):
    """(service, team, lengths, done) of each part, put together."""
    service, team, lengths, done = [], [], [], []
    for of, by, took, ended in parts:
        service += [of] * len(took)
        team += [by] * len(took)
        lengths += list(took)
        done += [ended] * len(took)
    return durations.pools(service=np.array(service), team=np.array(team), lengths=np.array(lengths), done=done)


PAST = history(
    (MENU, KITCHEN, range(1, 41), True),  # forty of their own
    (MENU, STUDIO, range(100, 110), True),  # ten: the service speaks for them
    (-1, STUDIO, range(500, 525), True),  # with the ten, thirty-five of the team
)


@pytest.mark.parametrize(
    ("service", "team", "age", "level", "n"),
    [
        (MENU, KITCHEN, 0, Level.BOTH, 40),
        (MENU, STUDIO, 0, Level.SERVICE, 50),
        (PRINT, STUDIO, 0, Level.TEAM, 35),
        (-1, STUDIO, 0, Level.TEAM, 35),
        (PRINT, 12, 0, Level.ORGANISATION, 75),
        (-1, -1, 0, Level.ORGANISATION, 75),
        (MENU, KITCHEN, 36, Level.SERVICE, 50),  # four of their own lasted longer, and ten of the studio's
        (MENU, KITCHEN, 200, Level.ORGANISATION, 75),
        (MENU, KITCHEN, 520, Level.NONE, None),
    ],
    ids=[
        "their own", "too few: the service", "another service: the team", "no service: the team",
        "neither known: the organisation", "asked of a person", "older than most of their own",
        "older than any of the service", "older than almost all: not enough history",
    ],
)  # fmt: skip
def test_whose_history_speaks(service, team, age, level, n):
    pool, spent = PAST.choose(service=np.array([service]), team=np.array([team]), age=np.array([age]))
    assert PAST.level_of(pool).tolist() == [level]
    assert (None if pool[0] < 0 else PAST.n[pool[0]]) == n
    assert spent[0] == pytest.approx(0 if pool[0] < 0 else np.mean(PAST.lengths[pool[0]] <= age))


def test_fewer_than_thirty_are_not_enough():
    few = history((MENU, KITCHEN, range(29), True), (MENU, KITCHEN, range(100), False))
    assert len(few.keys) == 0
    pool, _spent = few.choose(service=np.array([MENU]), team=np.array([KITCHEN]), age=np.array([0]))
    assert few.level_of(pool).tolist() == [Level.NONE]


def test_open_requests_count_as_lasting_longer():
    """Half of sixty are open still, longer than any that is done: nothing is known of the later half."""
    pools = history((MENU, KITCHEN, range(1, 31), True), (MENU, KITCHEN, [50] * 30, False))
    row = pools.table[0]
    assert durations.quantile(row, 0.0, 0, 0.25) == 15
    assert durations.quantile(row, 0.0, 0, 0.85) is None
    without = history((MENU, KITCHEN, range(1, 31), True)).table[0]
    assert durations.quantile(without, 0.0, 0, 0.85) == 26


def test_given_the_time_already_spent():
    pools = history((MENU, KITCHEN, range(1, 41), True))
    pool, spent = pools.choose(service=np.array([MENU]), team=np.array([KITCHEN]), age=np.array([20]))
    left = [durations.quantile(pools.table[pool[0]], spent[0], 20, share) for share in (0.01, 0.5, 0.99)]
    assert left == [1, 10, 20]


def test_weeks_are_drawn_in_to_what_is_more_than_chance():
    draw, weeks = np.random.default_rng(3), np.repeat(np.arange(30), 25)
    level = draw.lognormal(3, 0.5, len(weeks))
    waves = np.tile([0.5, 2.0], 15)[weeks]
    told = durations.weekly(team=np.zeros(len(weeks), int), week=weeks, lengths=level)
    assert np.ptp(np.log(told[0])) < 0.5
    told = durations.weekly(team=np.zeros(len(weeks), int), week=weeks, lengths=level * waves)
    assert np.std(np.log(told[0])) == pytest.approx(np.log(2), abs=0.15)
    assert durations.weekly(team=np.zeros(5, int), week=np.arange(5), lengths=level[:5]) == {}
