"""What moves a community, and how late: the methods from Python, and that they are the core's."""

from __future__ import annotations

import numpy as np
import pytest

from scvm import Error, equity, network


def test_a_burst_is_found_where_it_was_put() -> None:
    random = np.random.default_rng(4)
    counts = random.poisson(4, size=(3, 104))
    counts[1, 30] += 25
    found = network.find_bursts(counts, [200] * 104)
    assert [(each.series, each.first) for each in found if each.alarm] == [(1, 30)]
    assert {each.series for each in found} == {0, 1, 2}
    with pytest.raises(Error, match="expected \\(series, 103\\)"):
        network.find_bursts(counts, [200] * 103)


def test_the_best_hour_is_the_one_with_the_highest_lower_limit() -> None:
    hour = [10] * 3 + [45] * 60 + [100] * 60
    success = [True] * 3 + [True] * 45 + [False] * 15 + [True] * 20 + [False] * 40
    found = network.hour_profile(hour, success)
    assert found.best[0] == 45 and found.n[45] == 60 and found.better[45] == 0 and found.share[10] == 1
    assert found.shrunk_low[45] < found.shrunk[45] < found.share[45]


def test_people_are_compared_once_each() -> None:
    found = network.compare_persons([0, 0, 0, 1, 2, 3], [1, 1, 1, 0, 2, np.nan], [0, 0, 0, 0, 1, 1])
    assert (found.first, found.second, found.mean_first, found.difference) == (2, 1, 0.5, 1.5)


def test_a_lag_of_six_weeks_comes_out_with_a_placebo() -> None:
    random = np.random.default_rng(2)
    activity = 100 + 20 * random.standard_normal(104)
    outcome = 50 + 0.3 * np.roll(activity, 6) + 3 * random.standard_normal(104)
    found = equity.distributed_lag(activity, outcome)
    assert found.status == "estimated" and found.low <= 6 <= found.high and found.placebo_p <= 0.01
    assert int(np.argmax(found.effect)) == 6
    assert equity.distributed_lag(activity[:20], outcome[:20]).status == "too_few_weeks"


def test_points_come_from_different_others_and_cannot_be_farmed() -> None:
    farm = [(0, 1, day) for day in range(365) for _ in range(10)]
    honest = [(2, other, other) for other in range(3, 23)]
    receiver, giver, day = zip(*farm, *honest)
    found = network.community_points(receiver, giver, day, [1.0] * 23)
    assert found.points[0] == pytest.approx(3 * np.log(2)) and found.points[2] == pytest.approx(20 * np.log(2))
    assert found.level[0] == 0 and found.level[2] == 1
    assert network.community_points(receiver, giver, day, [1.0] * 23, [0] * 23).points.sum() == 0
    assert network.community_points(receiver, giver, day, [0.0] * 23).points.sum() == 0
