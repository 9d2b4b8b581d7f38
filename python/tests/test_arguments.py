"""Whatever is given to a public function, what comes back is a result or an ``scvm.Error`` that names the argument."""

from __future__ import annotations

import json
import math
import pathlib
import subprocess
import sys
from typing import Any, Callable

import numpy as np
import pandas as pd
import pytest

import scvm
from scvm import equity, network, survey, value

SWEEP = pathlib.Path(__file__).parent / "argument_sweep.py"


@pytest.mark.parametrize(
    ("module", "every", "calls"),
    [
        ("scvm", 1, 2000), ("scvm.dates", 1, 500), ("scvm.survey", 1, 15000), ("scvm.value", 1, 10000),
        ("scvm.network", 1, 10000), ("scvm.equity", 1, 8000), ("scvm.plots", 6, 200), ("scvm.report", 6, 20),
    ],
)  # fmt: skip
def test_every_public_function_takes_or_refuses_whatever_it_is_given(module: str, every: int, calls: int) -> None:
    if module in ("scvm.plots", "scvm.report"):
        pytest.importorskip("matplotlib")
    done = subprocess.run([sys.executable, str(SWEEP), module, str(every)], capture_output=True, text=True)
    assert done.returncode == 0, (done.returncode, done.stderr[-500:])
    *wrong, counts = done.stdout.splitlines()
    assert wrong == []
    assert json.loads(counts)["calls"] >= calls and json.loads(counts)["results"] >= calls / 50


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: network.pagerank("x"), "graph = 'x': expected a Graph, got str"),
        (lambda: network.pagerank(None), "graph: expected a Graph, got None"),
        (lambda: network.pagerank(GRAPH, "x"), "damping = 'x': expected a number, got str"),
        (lambda: network.pagerank(GRAPH, threads=-1), "threads = -1: expected 0 or more"),
        (lambda: network.pagerank(GRAPH, threads=2.5), "threads = 2.5: expected a whole number, got float"),
        (lambda: network.Graph.from_edges([0], [1], nodes=2**40), f"nodes = {2**40}: expected less than 2^32"),
        (lambda: network.Graph.from_edges([0], [1], nodes=None), "nodes: expected a whole number, got None"),
        (lambda: network.Graph.from_edges([0], [1], directed="no"), "directed = 'no': expected True or False, got str"),
        (lambda: value.BgNbd("x", 1, 1, 1), "r = 'x': expected a number, got str"),
        (lambda: value.BgNbd(10**400, 1, 1, 1), "r = a number of many digits: expected a number, got int"),
        (lambda: equity.Money("2", "EUR"), "amount = '2': expected a number, got str"),
        (lambda: equity.Money(2, None), "currency: expected a text of Unicode characters, got None"),
        (lambda: survey.Questionnaire([None]), None),
        (lambda: scvm.set_limits("x"), "seconds = 'x': expected a number, got str"),
    ],
)  # fmt: skip
def test_the_error_names_the_argument(call: Callable[[], Any], message: str) -> None:
    with pytest.raises(scvm.Error) as caught:
        call()
    assert caught.value.code is scvm.ErrorCode.DOMAIN or message is None
    assert message is None or str(caught.value) == message


GRAPH = network.Graph.from_edges([0, 1], [1, 0])


def test_a_wrong_call_stays_a_type_error_of_python() -> None:
    with pytest.raises(TypeError, match=r"pagerank\(\) got an unexpected keyword argument 'dampin'"):
        network.pagerank(GRAPH, dampin=0.5)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match=r"hubbell\(\) got an unexpected keyword argument 'iterations'"):
        network.katz(GRAPH, iterations=3)
    with pytest.raises(TypeError, match=r"pagerank\(\) missing 1 required positional argument: 'graph'"):
        network.pagerank()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match=r"Money\(\) got an unexpected keyword argument 'amout'"):
        equity.Money(1, "EUR", amout=1)  # type: ignore[call-arg]


def test_fields_that_may_be_set_say_what_they_take() -> None:
    rules = network.InteractionRules()
    with pytest.raises(scvm.Error, match="half_life_days = 'x': expected a number, got str"):
        rules.half_life_days = "x"  # type: ignore[assignment]
    with pytest.raises(scvm.Error, match="window_days = -1: expected a whole number"):
        rules.window_days = -1
    with pytest.raises(scvm.Error, match="weight: expected a list, got NoneType|weight: expected a list, got None"):
        rules.weight = None  # type: ignore[assignment]
    with pytest.raises(AttributeError):
        rules.half_live = 3  # type: ignore[attr-defined]


def test_a_judged_function_shows_what_it_is() -> None:
    assert network.pagerank.__doc__ and network.pagerank.__module__ == "scvm.network"
    assert "damping: 'float' = 0.85" in str(__import__("inspect").signature(network.pagerank))


def test_a_warning_points_to_the_line_that_gave_the_rows() -> None:
    model = value.BgNbd(0.24, 4.4, 0.8, 2.4)
    with pytest.warns(scvm.RejectedRowsWarning) as caught:
        model.p_alive(np.array([1.0, 2.0]), np.array([50.0, 1.0]), np.array([39.0, 39.0]))
    assert caught[0].filename == __file__


def test_rows_that_a_constructor_rejects_are_told_once() -> None:
    with pytest.warns(scvm.RejectedRowsWarning) as caught:
        base = scvm.CustomerBase(["a", "a"], purchases=PURCHASES)
    assert len(caught) == 1 and caught[0].filename == __file__
    assert str(caught[0].message) == 'row 1: customers: customer "a": a duplicate, the first one counts, and 1 more'
    warning = caught[0].message
    assert isinstance(warning, scvm.RejectedRowsWarning)
    assert warning.rows[1] == (0, 'purchases: customer "nobody": not in the customers table')
    assert len(base.rejected) == 2
    with pytest.warns(scvm.RejectedRowsWarning, match='row 0: purchases: customer "nobody": not in the customers table'):
        scvm.CustomerBase.from_json({"schema": "scvm-base/1", "customers": {"id": ["a"]}, "purchases": PURCHASES.to_dict("list")})


PURCHASES = __import__("pandas").DataFrame({"customer": ["nobody"], "time": ["2026-01-05"], "amount": [1.0]})


@pytest.mark.parametrize("given", [["yes", "no", "yes"], [2, 1, 0], [1.0, math.nan, 0.0], [None, 1, 0], [0.5, 0, 1], [[1], [0], [1]], np.array([1, -1, 0])])
def test_what_is_neither_true_nor_false_is_no_flag(given: Any) -> None:
    ring = network.Graph.from_edges([0, 1, 2], [1, 2, 0])
    with pytest.raises(scvm.Error, match=r"active\[[01]\] = .*: expected true or false, or 1 or 0"):
        network.internal_maturity(ring, given, [0, 1, 0], [1, 2, 1])
    for good in ([True, False, True], [1, 0, 1], [1.0, 0.0, 1.0], np.array([1, 0, 1], dtype=np.uint8), pd.Series([True, False, True], dtype="boolean")):
        assert network.internal_maturity(ring, good, [0, 1, 0], [1, 2, 1]).parts.taking_part == pytest.approx(2 / 3)
    assert network.standings(ring, [1.0, 1.0, 1.0], staff=[True, False, False]).standing[0] == 0


@pytest.mark.parametrize("given", [[[1, 2], [3, 4]], [[1], [2]], np.ones((2, 2)), pd.DataFrame({"a": [1, 2]}), [np.ones(2), np.ones(2)]])
def test_rows_of_numbers_are_no_column(given: Any) -> None:
    for call in (lambda: network.gini(given), lambda: network.Graph.from_edges(given, [0, 1]), lambda: network.lead_lag(given, [0, 1]),
                 lambda: equity.who_matters(given, [1.0, 2.0], [1.0, 2.0])):  # fmt: skip
        with pytest.raises(scvm.Error, match="expected one column, got "):
            call()


@pytest.mark.parametrize("given", ["1.5", "1_000", " 2 ", "\u0663", b"1", True, 1j, np.complex64(1), "2026-01-05", np.datetime64("2026-01-05"), {}])
def test_a_text_is_no_number_nor_is_a_date(given: Any) -> None:
    day = ["2026-01-05"] * 2
    for call in (lambda: network.gini([1.0, given]), lambda: network.gini(pd.Series([1.0, given], dtype=object)),
                 lambda: value.purchase_summary(["a", "b"], day, [1.0, given], observation_end="2026-03-01"),
                 lambda: survey.barrier_with_contract([50.0, 50], [20500.0, given], 20454),
                 lambda: survey.reliability([[1.0, 2], [2, given if given is not True else "x"], [3, 1]])):  # fmt: skip
        with pytest.raises(scvm.Error, match=r"expected (a number|numbers|rows of numbers)"):
            call()
    assert network.gini([1, 2.0, np.float32(1), np.int8(2), __import__("decimal").Decimal("1.5")]) > 0


def test_what_a_mask_hides_is_missing() -> None:
    hidden = np.ma.masked_array([4, 0, 1], mask=[True, False, False])
    assert survey.shares(hidden).n == survey.shares([None, "unclassified", "fan"]).n
    rows = np.ma.masked_array([[1.0, 2], [2, 4], [3, 1], [4, 5]], mask=[[0, 0], [0, 1], [0, 0], [0, 0]])
    assert survey.reliability(rows).rows == 3
    features = np.ma.masked_array(np.ones((2, 3)), mask=[[1, 1, 1], [0, 0, 0]])
    assert np.isnan(network.social_score(features).score).tolist() == [True, False]
    assert np.isnan(value.Times.of(np.ma.masked_array([1.0, 2], mask=[True, False]), "week")).tolist() == [True, False]
    with pytest.raises(scvm.Error, match="stratum"):
        survey.post_stratify(np.ma.masked_array(["a", "b"], mask=[True, False]), {"a": 0.5, "b": 0.5})
