"""How forecasts fared, against figures that can be worked out on paper, and when a warning is due."""

import numpy as np
import pytest
from scipy.stats import norm

from thepass.chain.rules import score

pytestmark = pytest.mark.once


def test_crps_of_the_normal():
    """Gneiting & Raftery 2007: of a standard normal forecast, z (2 Phi(z) - 1) + 2 phi(z) - 1 / sqrt(pi)."""
    draws = norm.ppf((np.arange(4000) + 0.5) / 4000)
    happened = np.array([-1.5, 0.0, 0.7])
    right = happened * (2 * norm.cdf(happened) - 1) + 2 * norm.pdf(happened) - 1 / np.sqrt(np.pi)
    assert score.crps(np.tile(draws, (3, 1)), happened) == pytest.approx(right, abs=1e-3)


def test_crps_of_one_date_is_how_far_it_was_off():
    assert score.crps([[3.0], [5.0]], [5.0, 1.0]).tolist() == [2, 4]


def test_brier():
    assert score.brier([1, 0, 0.5], [True, False, True]) == pytest.approx(0.25 / 3)


def test_where_it_fell_among_the_draws():
    assert score.pit([[1, 2, 3, 4], [1, 2, 2, 4], [1, 2, 3, 4]], [2.5, 2, 9]).tolist() == [0.5, 0.5, 1]


def test_reliability():
    found = score.reliability([0.05, 0.05, 0.62, 0.68, 1.0], [False, True, True, True, True])
    assert [(one.n, one.said, one.came) for one in found] == [
        (2, 0.05, 0.5), (2, pytest.approx(0.65), 1), (1, 1, 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("n", "held", "calibrated"),
    [(19, 19, None), (20, 17, True), (100, 75, True), (100, 74, False), (100, 95, True), (100, 96, False)],
    ids=["too few to tell", "as it says", "just", "holds too seldom", "just, above", "holds too often"],
)
def test_warning(n, held, calibrated):
    done = np.where(np.arange(n) < held, 1, 3)
    told = score.record(
        p50=np.zeros(n), p85=np.full(n, 2), p95=np.full(n, 9), done=done, late=np.full(n, 0.5), was_late=done > 2,
        usual=np.full(n, 0.25),
    )  # fmt: skip
    assert told.calibrated is calibrated
    assert told.held == (0, held / n, 1)


def test_the_latest_hundred_count():
    done = np.concatenate([np.full(50, 9), np.full(100, 1)])
    same = np.full(150, 2)
    told = score.record(p50=same, p85=same, p95=same, done=done, late=same * 0, was_late=done > 2, usual=same * 0)
    assert told.n == 100 and told.held == (1, 1, 1) and told.brier == 0


def test_no_forecast_yet():
    told = score.record(p50=[], p85=[], p95=[], done=[], late=[], was_late=[], usual=[])
    assert (told.n, told.held, told.calibrated) == (0, None, None)
