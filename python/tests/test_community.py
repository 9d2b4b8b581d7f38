"""What moves a community, and how late: the methods from Python, and that they are the core's."""

from __future__ import annotations

import dataclasses
import json
import math
import pathlib
from typing import Any, Callable, Dict

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


WRAPPED: Dict[str, Callable[..., Any]] = {
    "cut_off": network.cut_off, "find_bursts_of_people": network.find_bursts_of_people, "internal_maturity": network.internal_maturity, "lead_lag": network.lead_lag,
    "who_matters": equity.who_matters,
}  # fmt: skip
ONE_COLUMN = {"cut_off": "value", "find_bursts_of_people": "bursts"}


def vector_cases() -> Any:
    folder = pathlib.Path(__file__).parents[2] / "tests" / "vectors"
    for room in ("network", "equity"):
        for case in json.loads((folder / f"{room}_called.json").read_text(encoding="utf-8"))["cases"]:
            if case.get("call") in WRAPPED and "result" in case:
                yield pytest.param(case, id=f"{case['call']}: {case['name']}")


def same(expected: Any, got: Any) -> None:
    """`got` has what a vector says: null stands for what is not known, NaN in a column of numbers and 0 in one of places."""
    if isinstance(expected, dict):
        for name, each in expected.items():
            same(each, getattr(got, name))
    elif isinstance(expected, list) and isinstance(got, list):
        assert len(got) == len(expected)
        for each, found in zip(expected, got):
            same(each, found)
    elif isinstance(expected, list):
        missing = math.nan if got.dtype.kind == "f" else 0
        np.testing.assert_allclose(got, [missing if each is None else each for each in expected], rtol=1e-10)
    else:
        assert got == (pytest.approx(expected, rel=1e-10) if isinstance(expected, float) else expected)


@pytest.mark.parametrize("case", vector_cases())
def test_methods_that_have_a_name_in_every_language_give_the_shared_vectors_in_python(case: Dict[str, Any]) -> None:
    given = dict(case["arguments"])
    if "graph" in given:
        given["graph"] = network.Graph.from_edges(**given["graph"])
    found = WRAPPED[case["call"]](**given)
    expected = case["result"]
    same(expected[ONE_COLUMN[case["call"]]] if case["call"] in ONE_COLUMN else expected, found)


def test_every_one_of_them_has_a_vector() -> None:
    assert {case.values[0]["call"] for case in vector_cases()} == set(WRAPPED)


def test_weights_decide_where_they_are_asked_to() -> None:
    by_value = equity.who_matters([3, 1, 2], [2, 1, 3], [10, 30, 20], order="weights", weights={"activity": 0, "influence": 0})
    assert by_value.place.tolist() == [3, 1, 2] and by_value.index.tolist() == pytest.approx([100 / 3, 100, 200 / 3])
    with pytest.raises(Error, match='order = "weight": expected one of layers, weights'):
        equity.who_matters([1], [1], [1], order="weight")
    with pytest.raises(Error, match='weights\\["money"\\]: expected one of activity, influence, value'):
        equity.who_matters([1], [1], [1], weights={"money": 1})
    with pytest.raises(Error, match="the sum of the weights = 0: expected above 0"):
        equity.who_matters([1], [1], [1], weights={"activity": 0, "influence": 0, "value": 0})
    with pytest.raises(Error, match="influence"):
        equity.who_matters([1, 2], [1], [1, 2])


def test_what_makes_no_sense_is_refused_before_it_is_computed() -> None:
    counts = list(range(60))
    for named in ({"block": 0}, {"most_lag": 0}, {"most_lag": 521}, {"shuffles": 18}, {"level": 1.5}):
        with pytest.raises(Error, match=f"{next(iter(named))} = "):
            network.lead_lag(counts, counts, **named)  # type: ignore[arg-type]
    assert network.lead_lag(counts[:10], counts[:10]).status == "not_identified"
    ties = network.Graph.from_edges([0, 1, 2, 3], [1, 0, 3, 0])
    with pytest.raises(Error, match="active\\[2\\] = 7: expected true or false, or 1 or 0"):
        network.internal_maturity(ties, np.array([1, 1, 7, 1], dtype=np.uint8), [0] * 4, [0] * 4)
    unknown = network.internal_maturity(ties, [1] * 4, [network.NO_GROUP] * 4, [0] * 4)
    assert unknown.employees == 4 and math.isnan(unknown.index) and math.isnan(unknown.parts.across_departments)
    assert {field.name for field in dataclasses.fields(unknown)} > {"low", "high", "parts"}
