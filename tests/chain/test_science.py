"""Figures from outside that the arithmetic of chains has to meet."""

import math

import numpy as np
import pytest
from chain.lines import NOW, graph_of, hours_of, reading, times_of, work_of

from thepass.chain.rules import durations, passes, simulate

UNIT = 2000  # minutes to one unit of time
SIX_MP = [6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
pytestmark = pytest.mark.once


def ended(graph, pool, table, goal, replications, **more):
    hours = hours_of()
    work = work_of(hours, pool, **more)
    told = simulate.forecast(
        graph, hours, work, simulate.Luck(table=np.stack(table)), goals=[goal], replications=replications
    )
    return (told.finish[0] - hours.minute(NOW)) / UNIT, told


def test_kaplan_meier_of_freireich():
    """Six-mercaptopurine, 21 patients, 9 relapses (Freireich et al. 1963)."""
    curve = durations.kaplan_meier(SIX_MP, np.arange(21) < 9)
    assert curve.times.tolist() == [6, 7, 10, 13, 16, 22, 23]
    assert curve.open == pytest.approx([0.857143, 0.806723, 0.752941, 0.690196, 0.627451, 0.537815, 0.448179], abs=5e-7)


def test_competing_risks():
    times, still, by = durations.incidence(np.arange(1, 11), [1, 2, 0, 1, 1, 2, 0, 1, 2, 0], causes=2)
    assert by[0, times.tolist().index(5)] == pytest.approx(0.3286, abs=5e-5)
    assert (by[0, -1], by[1, -1]) == (pytest.approx(0.4810, abs=5e-5), pytest.approx(0.367, abs=5e-4))
    assert still + by.sum(axis=0) == pytest.approx(np.ones(len(times)))


EXPONENTIAL = reading(lambda share: -UNIT * np.log1p(-share))


def test_ten_in_a_row_are_erlang():
    graph = graph_of(10, [(i, i - 1) for i in range(1, 10)])
    took, _told = ended(graph, [0] * 10, [EXPONENTIAL], 9, 40_000)
    assert took.mean() == pytest.approx(10, abs=0.06)
    assert took.var() == pytest.approx(10, abs=0.35)
    assert (took > 15).mean() == pytest.approx(0.0698537, abs=0.005)


def test_the_last_of_ten_side_by_side():
    graph = graph_of(11, [(10, i) for i in range(10)])
    took, told = ended(graph, [0] * 10 + [-1], [EXPONENTIAL], 10, 40_000)
    assert took.mean() == pytest.approx(7381 / 2520, abs=0.02)
    assert (took <= 3).mean() == pytest.approx((1 - math.exp(-3)) ** 10, abs=0.01)
    shares = told.criticality(0)
    assert [shares[i] for i in range(10)] == pytest.approx([0.1] * 10, abs=0.01) and shares[10] == 1


def test_wheatstone_bridge():
    """Five activities, paths 1-4, 2-5 and 1-3-5: the mean of the longest is 83/24 exactly."""
    graph = graph_of(6, [(3, 0), (2, 0), (4, 1), (4, 2), (5, 3), (5, 4)])
    took, _told = ended(graph, [0] * 5 + [-1], [EXPONENTIAL], 5, 40_000)
    assert took.mean() == pytest.approx(83 / 24, abs=0.03)


FOUNDRY = [(1, 2, 3), (2, 3, 4), (1, 2, 3), (2, 4, 6), (1, 4, 7), (1, 2, 9), (3, 4, 11), (1, 2, 3)]
FOUNDRY_LINKS = [(2, 0), (3, 0), (3, 1), (4, 2), (5, 2), (6, 3), (6, 4), (7, 5), (7, 6)]
WEEK = 10_000  # minutes; none in it is closed


def test_general_foundry():
    """Heizer & Render: A-C-E-G-H, 15 weeks, variance 3.1111; where ways meet the mean is later than that."""
    graph, hours = graph_of(8, FOUNDRY_LINKS), hours_of()
    mean = [(a + 4 * m + b) / 6 for a, m, b in FOUNDRY]
    times = times_of(hours, [round(each * WEEK) for each in mean])
    ends = passes.earliest(graph, hours, times)
    assert (ends[7] - hours.minute(NOW)) / WEEK == pytest.approx(15, abs=1e-3)
    times.due[7] = ends[7]
    spare = passes.slack(hours, times, earliest=ends, latest=passes.latest(graph, hours, times))
    path = [i for i in range(8) if spare[i] == 0]
    assert "".join("ABCDEFGH"[i] for i in path) == "ACEGH"
    assert sum(((FOUNDRY[i][2] - FOUNDRY[i][0]) / 6) ** 2 for i in path) == pytest.approx(3.1111, abs=5e-5)


def test_where_ways_meet_the_mean_is_later():
    from scipy.stats import beta

    graph, table = graph_of(8, FOUNDRY_LINKS), []
    for a, m, b in FOUNDRY:
        shape = beta(1 + 4 * (m - a) / (b - a), 1 + 4 * (b - m) / (b - a), loc=a * UNIT, scale=(b - a) * UNIT)
        table.append(reading(shape.ppf))
    took, told = ended(graph, list(range(8)), table, 7, 20_000)
    assert took.mean() == pytest.approx(15.24, abs=0.04)
    assert told.criticality(0)[0] > told.criticality(0)[1] and told.criticality(0)[7] == 1


def test_within_the_range_of_those_before():
    assert durations.within_range(19) == pytest.approx(0.9)
