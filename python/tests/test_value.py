"""scvm.value: the shared vectors, published numbers on real files, and properties of what it does with any input."""

from __future__ import annotations

import gzip
import json
import math
import pathlib
import pickle
import warnings
from typing import Any, Dict, List

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import scvm
from scvm import value

SHARED = pathlib.Path(__file__).resolve().parents[3] / "shared" / "data"
VECTORS = pathlib.Path(__file__).resolve().parents[2] / "tests" / "vectors"
START = 1577836800  # 2020-01-01
BG, GG = value.BgNbd(0.24, 4.4, 0.79, 2.43), value.GammaGamma(6.25, 3.74, 15.44)


def number(v: Any) -> float:
    return float(v)


def cases(name: str) -> List[Any]:
    file = json.loads((VECTORS / name).read_text(encoding="utf-8"))
    return [pytest.param(c, file["tolerance"], id=c["name"]) for c in file["cases"]]


def check(case: Dict[str, Any], tolerance: Dict[str, float], call: Any) -> None:
    if "error" in case:
        with pytest.raises(scvm.Error) as raised:
            call()
        assert raised.value.code == case["error"]
        return
    want, got = number(case["value"]), call()
    if math.isnan(want):
        assert math.isnan(got)
    else:
        assert got == pytest.approx(want, rel=tolerance["relative"], abs=tolerance["absolute"])


def history(c: Dict[str, Any], last: str = "T") -> List[float]:
    return [number(c[name]) for name in ("x", "t_x", last)]


def buying(model: Any, c: Dict[str, Any]) -> float:
    name = c["call"]
    if name in ("log_likelihood", "p_alive"):
        return float(getattr(model, name)(*history(c)))
    if name == "expected_purchases":
        return float(model.expected_purchases(c["t"], *history(c)))
    if name == "expected_purchases_new":
        return float(model.expected_purchases_new(c["t"]))
    if name == "probability_of":
        return float(model.probability_of(c["n"], c["t"]))
    horizon = None if number(c["horizon"]) == math.inf else number(c["horizon"])
    if name == "discounted_expected_purchases_new":
        return float(model.discounted_expected_purchases_new(c["rate"], horizon))
    return float(model.discounted_expected_purchases(c["rate"], *history(c), horizon))


@pytest.mark.parametrize("case, tolerance", cases("value_bg_nbd.json"))
def test_bg_nbd_vectors(case: Dict[str, Any], tolerance: Dict[str, float]) -> None:
    names = ("r", "alpha", "a", "b")
    check(case, tolerance, lambda: buying(value.BgNbd(*(number(case[n]) for n in names)), case))


@pytest.mark.parametrize("case, tolerance", cases("value_mbg_nbd.json"))
def test_mbg_nbd_vectors(case: Dict[str, Any], tolerance: Dict[str, float]) -> None:
    check(case, tolerance, lambda: buying(value.MbgNbd(*(case[n] for n in ("r", "alpha", "a", "b"))), case))


@pytest.mark.parametrize("case, tolerance", cases("value_pareto_nbd.json"))
def test_pareto_nbd_vectors(case: Dict[str, Any], tolerance: Dict[str, float]) -> None:
    check(case, tolerance, lambda: buying(value.ParetoNbd(*(case[n] for n in ("r", "alpha", "s", "beta"))), case))


@pytest.mark.parametrize("case, tolerance", cases("value_gamma_gamma.json"))
def test_gamma_gamma_vectors(case: Dict[str, Any], tolerance: Dict[str, float]) -> None:
    check(
        case,
        tolerance,
        lambda: getattr(value.GammaGamma(case["p"], case["q"], case["v"]), case["call"])(case["x"], case["m"]),
    )


@pytest.mark.parametrize("case, tolerance", cases("value_bg_bb.json"))
def test_bg_bb_vectors(case: Dict[str, Any], tolerance: Dict[str, float]) -> None:
    model = value.BgBb(*(case[n] for n in ("alpha", "beta", "gamma", "delta")))

    def call() -> float:
        name = case["call"]
        if name == "probability_of":
            return model.probability_of(case["x"], case["n"])
        if name == "expected_purchases":
            return float(model.expected_purchases(case["opportunities"], *history(case, "n")))
        if name == "discounted_expected_purchases":
            x, t_x, n = history(case, "n")
            return model.discounted_expected_purchases(case["rate"], x, t_x, n)
        return float(getattr(model, name)(*history(case, "n")))

    check(case, tolerance, call)


@pytest.mark.parametrize("case, tolerance", cases("value_beta_geometric.json"))
def test_beta_geometric_vectors(case: Dict[str, Any], tolerance: Dict[str, float]) -> None:
    model = value.BetaGeometric(case["a"], case["b"])
    arguments = [case["rate"], case["n"]] if "rate" in case else [case["t"]]
    check(case, tolerance, lambda: getattr(model, case["call"])(*arguments))


@pytest.fixture(scope="module")
def purchases() -> pd.DataFrame:
    """CDNOW's sample if it lies beside the checkout, else generated purchases of the same shape."""
    file = SHARED / "purchases" / "CDNOW_sample.txt"
    if file.exists():
        names = ["master", "customer", "day", "units", "amount"]
        frame = pd.read_csv(file, sep=r"\s+", header=None, names=names, dtype={"customer": str})
        return frame.assign(time=pd.to_datetime(frame["day"].astype(str)))
    random = np.random.default_rng(1)
    rows = []
    for customer in range(2000):
        start, rate, leave = random.integers(84), random.gamma(0.3) / 4.0, random.beta(0.8, 2.4)
        scale = 15.4 / random.gamma(3.7)  # customers differ in what they spend, else there is no Gamma-Gamma to find
        time = float(start)
        while time <= 545:
            rows.append((f"{customer:04d}", pd.Timestamp("1997-01-01") + pd.Timedelta(days=int(time)), random.gamma(6.2) * scale))
            if rows[-1][1] != pd.Timestamp("1997-01-01") + pd.Timedelta(days=int(start)) and random.random() < leave:
                break
            time += random.exponential() / max(rate, 1e-9) * 7
    return pd.DataFrame(rows, columns=["customer", "time", "amount"])


@pytest.fixture(scope="module")
def summary(purchases: pd.DataFrame) -> value.PurchaseSummary:
    p = purchases
    return value.purchase_summary(p["customer"], p["time"], p["amount"], observation_end="1997-09-30", unit="week")


@pytest.fixture(scope="module")
def fit(summary: value.PurchaseSummary) -> value.Fit[value.BgNbd]:
    return value.fit_bg_nbd(summary.x, summary.t_x, summary.T)


@pytest.fixture(scope="module")
def spend(summary: value.PurchaseSummary) -> value.Fit[value.GammaGamma]:
    return value.fit_gamma_gamma(summary.x, summary.monetary)


real = pytest.mark.skipif(not (SHARED / "purchases").exists(), reason="the shared data are not beside the checkout")


@real
def test_cdnow_gives_the_published_parameters(
    summary: value.PurchaseSummary, fit: value.Fit[value.BgNbd], spend: value.Fit[value.GammaGamma]
) -> None:
    assert len(summary.customer) == 2357 and summary.x.sum() == 2457 and (summary.x == 0).sum() == 1411
    assert fit.status == "converged" and fit.reason == ""
    assert list(fit.model.parameters.values()) == pytest.approx([0.24259452, 4.41360202, 0.79292202, 2.42590678], 1e-7)
    assert fit.log_likelihood_value == pytest.approx(-9582.429206674, abs=1e-8)
    assert fit.standard_errors == pytest.approx([0.0125574, 0.3782239, 0.1857328, 0.7054068], rel=2e-5)
    assert fit.r == fit.model.r  # what the model can, the fit can
    assert list(spend.model.parameters.values()) == pytest.approx([6.25, 3.74, 15.44], rel=2e-3)
    pareto = value.fit_pareto_nbd(summary.x, summary.t_x, summary.T, threads=2)
    assert list(pareto.model.parameters.values()) == pytest.approx([0.553, 10.578, 0.606, 11.669], rel=1e-3)


@real
def test_the_online_retail_file_loses_no_line() -> None:
    with gzip.open(SHARED / "retail" / "online_retail_slim.csv.gz", "rt", encoding="utf-8") as file:
        lines = pd.read_csv(file, dtype={"CustomerID": str, "InvoiceNo": str})
    assert len(lines) == 541_909
    named = lines[lines["CustomerID"].notna()]
    assert len(lines) - len(named) == 135_080
    amount = named["Quantity"] * named["UnitPrice"]
    end = named["InvoiceDate"].max()
    found = value.purchase_summary(
        named["CustomerID"], pd.to_datetime(named["InvoiceDate"]), amount, observation_end=end, time_zone="Europe/London"
    )
    assert len(found.customer) == 4372
    account = found.account
    parts = ("used", "merged", "refunds", "zeros_ignored", "after_end", "rejected")
    assert account["rows"] == len(named) == sum(account[part] for part in parts)
    assert account["refunds"] == (named["Quantity"] < 0).sum()
    assert found.revenue.sum() == pytest.approx(amount.sum(), rel=1e-12)
    bought = ~np.isnan(found.x)
    assert 4200 < bought.sum() < 4372  # some gave back all that they bought
    model = value.fit_bg_nbd(found.x, found.t_x, found.T)
    assert model.customers == bought.sum()
    # Half of the customers come back every few weeks for a year: the data do not show who leaves, and the fit says so.
    assert model.converged or model.reason


def test_days_of_a_time_zone_are_days_there() -> None:
    times = ["2024-07-02T03:00:00Z", "2024-07-03T12:00:00Z", "2024-07-04T12:00:00Z"]
    rows: Dict[str, Any] = {"customer": ["a"] * 3, "time": times, "observation_end": "2024-07-09", "unit": "day"}
    assert value.purchase_summary(**rows).t_x[0] == 2
    assert value.purchase_summary(**rows, time_zone="America/New_York").t_x[0] == 3
    with pytest.raises(scvm.Error, match='zone = "Mars/Olympus"') as raised:
        value.purchase_summary(**rows, time_zone="Mars/Olympus")
    assert raised.value.code is scvm.ErrorCode.UNKNOWN_ID


@pytest.mark.filterwarnings("ignore::scvm.errors.RejectedRowsWarning")
@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["ann", "bob", "cid", "😀"]),
            st.integers(0, 400),
            st.one_of(st.integers(-5000, 9000).map(lambda c: c / 100), st.just(math.nan), st.just(0.0)),
        ),
        max_size=40,
    ),
    st.sampled_from(["net", "ignore", "reject"]),
    st.sampled_from(["count", "ignore", "reject"]),
    st.randoms(use_true_random=False),
)
def test_every_row_is_accounted_for_in_any_order_and_in_any_parts(
    rows: List[Any], refunds: str, zeros: str, random: Any
) -> None:
    def table(some: List[Any]) -> value.PurchaseSummary:
        customer, day, amount = ([row[i] for row in some] for i in range(3))
        return value.purchase_summary(
            customer, [START + d * 86400 for d in day], amount, observation_end=START + 300 * 86400, refunds=refunds,
            zeros=zeros,
        )

    whole = table(rows)
    account = whole.account
    parts = ("used", "merged", "refunds", "zeros_ignored", "after_end", "rejected")
    assert account["rows"] == len(rows) == sum(account[part] for part in parts)
    assert len(whole.rejected) == account["rejected"]
    known = ~np.isnan(whole.x)
    assert ((whole.t_x >= 0) & (whole.t_x <= whole.T))[known].all()
    assert (whole.monetary[known & (whole.x > 0)] >= 0).all()
    assert np.isnan(whole.monetary[~(whole.x > 0)]).all()

    shuffled = list(rows)
    random.shuffle(shuffled)
    other = table(shuffled)
    ledger = value.PurchaseLedger(refunds=refunds, zeros=zeros)
    for at in range(0, len(shuffled), 7):
        customer, day, amount = ([row[i] for row in shuffled[at : at + 7]] for i in range(3))
        ledger.add(customer, [START + d * 86400 for d in day], amount)
    grown = ledger.summary(START + 300 * 86400)
    assert len(ledger) == len(rows)
    frame = grown.to_frame()
    for name in ("x", "t_x", "T", "monetary", "revenue"):
        np.testing.assert_array_equal(getattr(whole, name), getattr(other, name))
        np.testing.assert_array_equal(getattr(whole, name), frame.loc[list(whole.customer), name].to_numpy(float))
    assert {**grown.account} == account


@settings(max_examples=60, deadline=None)
@given(
    st.tuples(*[st.floats(1e-3, 1e3)] * 4),
    st.integers(0, 2000),
    st.floats(0, 1),
    st.floats(0, 5000),
    st.floats(0, 1000),
)
def test_no_model_gives_a_nan_or_leaves_its_range(p: Any, x: int, share: float, T: float, t: float) -> None:
    t_x = share * T if x > 0 else 0.0
    for model in (value.BgNbd(*p), value.MbgNbd(*p), value.ParetoNbd(*p)):
        assert 0 <= model.p_alive(x, t_x, T) <= 1
        assert math.isfinite(model.log_likelihood(x, t_x, T))
        expected = model.expected_purchases(t, x, t_x, T)
        assert 0 <= expected < math.inf
        # Near 1e-300 a product of small factors passes through numbers of fewer digits.
        assert 0 <= model.discounted_expected_purchases(0.01, x, t_x, T, t) <= expected * (1 + 1e-9) + 1e-290


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.one_of(st.integers(-1, 6).map(float), st.just(math.nan), st.just(0.5)),
            st.integers(-1, 60).map(float),
            st.one_of(st.integers(-1, 60).map(float), st.just(math.inf)),
        ),
        max_size=12,
    )
)
def test_a_fit_of_anything_ends_with_a_status(rows: List[Any]) -> None:
    x, t_x, T = ([row[i] for row in rows] for i in range(3))
    for fit_of in (value.fit_bg_nbd, value.fit_mbg_nbd, value.fit_pareto_nbd):
        fit = fit_of(x, t_x, T)
        assert fit.status in ("converged", "not_identified", "not_converged", "no_data")
        if fit.converged:
            assert np.isfinite(fit.standard_errors).all() and math.isfinite(fit.log_likelihood_value)
            assert (np.linalg.eigvalsh(fit.covariance) > 0).all()
        else:
            assert fit.reason and np.isnan(fit.standard_errors).all()
        assert fit.customers + len(fit.rejected) + int(np.isnan(x).sum()) == len(rows)


def test_columns_and_single_values_agree(fit: value.Fit[value.BgNbd], summary: value.PurchaseSummary) -> None:
    s = summary
    column = fit.expected_purchases(39, s.x, s.t_x, s.T)
    for row in (0, 5, 17):
        assert column[row] == fit.expected_purchases(39, s.x[row], s.t_x[row], s.T[row])
    many = fit.model.discounted_expected_purchases(0.002, s.x, s.t_x, s.T, 52, threads=2)
    assert many[3] == fit.model.discounted_expected_purchases(0.002, s.x[3], s.t_x[3], s.T[3], 52)
    assert fit.model.expected_purchases_new([1.0, 2.0])[1] == fit.model.expected_purchases_new(2)
    assert fit.model.p_alive([1.0, 2.0], 3, 9).shape == (2,)


def test_a_bad_row_of_a_column_is_a_warning_and_a_bad_value_an_error() -> None:
    model = value.BgNbd(0.25, 4, 0.8, 2.4)
    with pytest.warns(value.RejectedRowsWarning, match="row 1: expected 0 <= t_x <= T, and 1 more") as caught:
        result = model.p_alive([1.0, 1.0, 1.5, math.nan], [1.0, 9.0, 1.0, 1.0], [2.0, 2.0, 2.0, 2.0])
    warning = caught[0].message
    assert isinstance(warning, value.RejectedRowsWarning) and [row for row, _ in warning.rows] == [1, 2]
    assert np.isnan(result).tolist() == [False, True, True, True]
    with pytest.raises(scvm.Error, match="expected 0 <= t_x <= T"):
        model.p_alive(1, 9, 2)
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # absence is no fault
        assert np.isnan(model.p_alive([math.nan], [math.nan], [math.nan])).all()


@pytest.mark.parametrize(
    "call, words",
    [
        (lambda: value.BgNbd(0, 1, 1, 1), "r = 0: expected a positive, finite number"),
        (lambda: value.ParetoNbd(1, 1, math.nan, 1), "s = nan"),
        (lambda: value.GammaGamma(1, math.inf, 1), "q = inf"),
        (lambda: value.fit_bg_nbd([1, 2], [1], [3, 4]), "t_x has 1 rows: expected 2, as x has"),
        (lambda: value.fit_bg_nbd([1], [1], [2], prior=([0], [1])), "prior.mean has 1 rows"),
        (lambda: value.fit_bg_nbd(["one"], [1], [2]), "x\\[0\\] = 'one': expected a number"),
        (lambda: value.purchase_summary(["a"], [START], observation_end="never"), 'observation_end = "never": expected a'),
        (lambda: value.purchase_summary(["a"], [START], observation_end=1), "observation_end = 1: expected seconds since"),
        (lambda: value.purchase_summary(["a"], [START], observation_end=None), "observation_end: expected a date"),
        (lambda: value.purchase_summary(["a"], [START], observation_end="2026-01-05", date_format="%H"), "date_format"),
        (lambda: value.purchase_summary([None], [START], observation_end=START), r"customer\[0\]: expected an id"),
        (lambda: value.purchase_summary(["a"], [START], observation_end=START, unit="year"), "expected one of hour"),
        (lambda: value.purchase_summary(["a"], [START], observation_end=START, refunds="keep"), "expected one of net"),
        (lambda: value.purchase_summary(["a", "b"], [START], observation_end=START), "time has 1 rows: expected 2"),
        (lambda: value.BgNbd(1, 1, 1, 1).probability_of(-1, 3), "n = -1"),
        (lambda: value.continuous_rate(-1, "week"), "yearly_discount = -1"),
        (lambda: value.continuous_rate(10, "week"), "yearly_discount = 10: .* as a fraction: 0.1 is 10 %"),
        (lambda: value.lifetime_value_new(BG, GG, yearly_discount=10, unit="week"), "yearly_discount = 10: .* as a fraction"),
        (lambda: value.lifetime_value_new(BG, GG, margin=40, unit="week"), "margin = 40: .* as a fraction: 0.4 is 40 %"),
        (lambda: value.lifetime_value(BG, GG, [0], [0], [1], [1], margin=40, unit="week"), "margin = 40: .* as a fraction"),
        (lambda: value.lifetime_value(BG, GG, [0], [0], [1], [1], margin=-1.5, unit="week"), "margin = -1.5: .* as a fraction"),
        (lambda: value.lifetime_value(BG, GG, [0], [0], [1], [1], yearly_discount=math.nan, unit="week"), "yearly_discount = nan"),
        (lambda: value.lifetime_value_new(BG, GG, margin="0.4", unit="week"), "margin = '0.4': expected a number"),  # type: ignore[arg-type]
        (lambda: value.lifetime_value_new(BG, GG, margin=True, unit="week"), "margin = True: expected a number"),
        (lambda: value.lifetime_value_new(BG, GG), "unit is missing"),
        (lambda: value.lifetime_value(BG, GG, [0], [0], [1], [1]), "unit is missing"),
        (lambda: value.rfm_segments([1.0], [1.0], [1.0], levels=1), "levels = 1"),
        (lambda: value.contracts_of_survivors([3, 4]), r"survivors\[1\] = 4"),
    ],
)
def test_bad_input_is_named(call: Any, words: str) -> None:
    with pytest.raises(scvm.Error, match=words):
        call()


def test_few_customers_are_estimated_with_a_prior_that_is_visible() -> None:
    x, t_x, T = [0, 1, 0, 2, 0] * 8, [0, 5, 0, 9, 0] * 8, [20, 25, 30, 35, 40] * 8
    assert value.fit_bg_nbd(x, t_x, T).status == "not_identified"
    for estimate in (value.estimate_bg_nbd, value.estimate_mbg_nbd, value.estimate_pareto_nbd):
        fit = estimate(x, t_x, T, unit="week")
        assert fit.status == "from_prior" and fit.usable and not fit.converged and fit.unit == "week"
        assert fit.reason.startswith("40 customers: ")
        assert fit.log_covariance.shape == (4, 4)
        assert not estimate(x, t_x, T, weak_prior=False).usable
    price = value.estimate_gamma_gamma([1, 2, 0, 3], [49, 49, 0, 49])
    assert price.status == "pooled" and "49" in price.reason
    assert price.expected_spend_new() == pytest.approx(49)
    near = price.interval(lambda model: model.expected_spend_new())
    assert near.low == pytest.approx(49, abs=0.01) and near.high == pytest.approx(49, abs=0.01)


def test_no_data_is_a_status_not_a_model() -> None:
    fit = value.fit_bg_nbd([], [], [])
    assert fit.status == "no_data" and fit.reason and repr(fit.model) == "no model"
    with pytest.raises(scvm.Error) as raised:
        value.lifetime_value(fit, value.GammaGamma(6, 4, 15), [1.0], [1.0], [2.0], [3.0])
    assert raised.value.code is scvm.ErrorCode.NOT_FITTED
    constant = value.fit_gamma_gamma([1, 2, 3], [20, 20, 20])
    assert not constant.converged and constant.reason


def test_lifetime_values_have_factors_intervals_and_reasons(
    fit: value.Fit[value.BgNbd], spend: value.Fit[value.GammaGamma], summary: value.PurchaseSummary
) -> None:
    s = summary
    terms: Dict[str, Any] = {"horizon": 52, "yearly_discount": 0.1, "margin": 0.4, "unit": "week"}
    found = value.lifetime_value(fit, spend, s.x, s.t_x, s.T, s.monetary, **terms, confidence=0.9)
    product = found.p_alive * found.purchases_if_alive * found.expected_spend * found.margin
    np.testing.assert_array_equal(product, found.value)
    assert found.continuous_rate == pytest.approx(math.log(1.1) / (365.25 / 7), rel=1e-15)
    assert found.low is not None and found.high is not None
    assert (found.low < found.value).all() and (found.value < found.high).all()
    assert set(found.status) == {"valued", "population_spend"}
    assert found.to_frame(s.customer).index[0] == s.customer[0]
    plain = value.lifetime_value(fit.model, spend.model, s.x, s.t_x, s.T, s.monetary, **terms, threads=2)
    np.testing.assert_array_equal(plain.value, found.value)
    with pytest.raises(scvm.Error):
        value.lifetime_value(fit.model, spend.model, s.x, s.t_x, s.T, s.monetary, **terms, confidence=0.9)
    absent = value.lifetime_value(fit, spend, [math.nan, 1], [math.nan, 3], [math.nan, 2], [math.nan, 5], **terms)
    assert absent.status == ["no_purchase", "rejected"] and np.isnan(absent.value).all()
    assert absent.rejected == [(1, "expected 0 <= t_x <= T")]
    new = value.lifetime_value_new(fit, spend, **terms)
    assert new == pytest.approx(value.lifetime_value(fit, spend, [0], [0], [0], [0], **terms).value[0])
    with pytest.raises(scvm.Error, match="where the horizon is infinite"):
        value.lifetime_value(fit, spend, [0], [0], [0], [0], horizon=None)


def test_a_fit_knows_its_unit_and_a_valuation_in_another_one_is_refused(summary: value.PurchaseSummary) -> None:
    columns = summary.x, summary.t_x, summary.T
    fit = value.fit_bg_nbd(*columns)
    spend = value.GammaGamma(6.25, 3.74, 15.44)
    assert fit.unit == "week" and value.fit_bg_nbd(*(np.asarray(column) for column in columns)).unit is None
    assert value.fit_bg_nbd(*(np.asarray(column) for column in columns), unit="week").unit == "week"
    worth = value.lifetime_value(fit, spend, *columns, summary.monetary, yearly_discount=0.1)
    assert worth.unit == "week"
    for call in (
        lambda: value.lifetime_value(fit, spend, *columns, summary.monetary, unit="day"),
        lambda: value.lifetime_value_new(fit, spend, unit="day"),
    ):
        with pytest.raises(scvm.Error, match="unit = day: expected week, the unit that the model was fitted in"):
            call()
    with pytest.raises(scvm.Error, match="fortnight"):
        value.fit_bg_nbd(*columns, unit="fortnight")


@pytest.fixture(scope="module")
def by_day(purchases: pd.DataFrame) -> value.PurchaseSummary:
    p = purchases
    return value.purchase_summary(p["customer"], p["time"], p["amount"], observation_end="1997-09-30", unit="day")


def test_units_travel_with_the_data(by_day: value.PurchaseSummary, summary: value.PurchaseSummary) -> None:
    d, w = by_day, summary
    frame = d.to_frame()
    daily = value.fit_bg_nbd(d.x, d.t_x, d.T)
    assert daily.unit == "day"
    assert value.fit_bg_nbd(frame["x"], frame["t_x"], frame["T"]).unit == "day"
    assert value.fit_mbg_nbd(d.x[:500], d.t_x[:500], d.T[:500]).unit == "day"
    assert value.fit_pareto_nbd(frame[:500].x, frame[:500].t_x, frame[:500]["T"]).unit == "day"
    assert value.fit_by_cohort(value.fit_bg_nbd, d.x, d.t_x, d.T, d.x > 1).cohorts[True].unit == "day"
    weekly = value.fit_bg_nbd(w.x, w.t_x, w.T)
    spend = value.GammaGamma(6.25, 3.74, 15.44)
    year = {"yearly_discount": 0.1}
    by_days = value.lifetime_value(daily, spend, d.x, d.t_x, d.T, d.monetary, horizon=364, **year)
    by_weeks = value.lifetime_value(weekly, spend, w.x, w.t_x, w.T, w.monetary, horizon=52, **year)
    assert (by_days.unit, by_weeks.unit) == ("day", "week")
    np.testing.assert_allclose(by_days.value, by_weeks.value, rtol=1e-5)
    assert value.lifetime_value(daily.model, spend, d.x, d.t_x, d.T, d.monetary, horizon=364, **year).unit == "day"
    assert value.simulate_histories(daily, [300.0], 1).attrs["unit"] == "day"
    for call in (
        lambda: value.lifetime_value(weekly, spend, d.x, d.t_x, d.T, d.monetary),
        lambda: value.lifetime_value(weekly.model, spend, d.x, d.t_x, d.T, d.monetary, unit="week"),
        lambda: weekly.p_alive(d.x, d.t_x, d.T),
        lambda: weekly.expected_purchases(39, frame["x"], frame["t_x"], frame["T"]),
        lambda: value.probability_in_top(weekly, spend, d.x, d.t_x, d.T, d.monetary, t=1, k=1),
        lambda: value.check_frequencies(weekly, d.x, d.t_x, d.T),
        lambda: value.simulate_histories(weekly, d.T, 1),
        lambda: value.fit_bg_nbd(d.x, d.t_x, d.T, unit="week"),
    ):
        with pytest.raises(scvm.Error, match="day.*week|week.*day") as caught:
            call()
        assert caught.value.code is scvm.ErrorCode.DOMAIN
    with pytest.raises(scvm.Error, match="expected one unit"):
        value.fit_bg_nbd(d.x, d.t_x, w.T)


def test_times_of_a_summary_are_plain_numbers_once_they_are_changed(by_day: value.PurchaseSummary) -> None:
    assert isinstance(by_day.T, value.Times) and by_day.T[:3].unit == "day"
    for changed in (by_day.T / 7, 7 * by_day.T, by_day.T - by_day.t_x, by_day.T.mean(), np.sqrt(by_day.T)):
        assert not isinstance(changed, value.Times)
    again = pickle.loads(pickle.dumps(by_day))
    assert again.T.unit == "day" and (np.asarray(again.T) == np.asarray(by_day.T)).all()
    frame = by_day.to_frame()
    frame.attrs["unit"] = "EUR"  # somebody else's
    assert value.fit_bg_nbd(frame["x"][:300], frame["t_x"][:300], frame["T"][:300]).unit is None


def test_tracking_and_pictures_take_the_unit_of_the_fit(
    purchases: pd.DataFrame, by_day: value.PurchaseSummary, summary: value.PurchaseSummary
) -> None:
    p = purchases
    between: Dict[str, Any] = {"start": "1997-01-01", "observation_end": "1998-06-30"}
    daily = value.fit_bg_nbd(by_day.x, by_day.t_x, by_day.T)
    weekly = value.fit_bg_nbd(summary.x, summary.t_x, summary.T)
    found = value.track(daily, p["customer"], p["time"], **between)
    expected = value.track(weekly, p["customer"], p["time"], **between)
    np.testing.assert_allclose(found["expected"], expected["expected"], rtol=1e-4)
    with pytest.raises(scvm.Error, match="unit = week: expected day"):
        value.track(daily, p["customer"], p["time"], **between, unit="week")


def test_a_date_that_cannot_be_read_costs_its_row_and_says_so() -> None:
    times = ["2026-01-05", "13.01.2026", "now", "10:30", 19970101, 46027, 1e12, "9999-12-31", "1989-12-31", None]
    with pytest.warns(value.RejectedRowsWarning) as caught:
        found = value.purchase_summary(["a"] * len(times), times, observation_end="2026-02-02", unit="day")
    assert found.x.tolist() == [0] and found.T.tolist() == [28]
    assert found.account["rejected"] == 9 and found.account["used"] == 1
    rows, reasons = zip(*found.rejected)
    assert rows == tuple(range(1, 10))
    assert reasons[0] == 'time[1] = "13.01.2026": expected a date like 2026-08-01, or a time like 2026-08-01T14:30:00Z'
    assert "looks like yyyymmdd" in reasons[3] and "looks like excel" in reasons[4]
    assert reasons[8] == "expected a time"
    warning = caught[0].message
    assert isinstance(warning, value.RejectedRowsWarning) and list(warning.rows) == found.rejected
    german = value.purchase_summary(["a"], ["05.01.2026"], observation_end="2026-02-02", unit="day", date_format="%d.%m.%Y")
    assert german.T.tolist() == [28] and german.rejected == []
    with pytest.warns(value.RejectedRowsWarning):
        ledger = value.PurchaseLedger(unit="day")
        ledger.add(["a", "a"], ["2026-01-05", "05.02.2026"])
        ledger.add(["a"], ["now"])
        assert [row for row, _ in ledger.summary("2026-02-02").rejected] == [1, 2]
        assert ledger.summary("2026-02-02").rejected[1][1].startswith('time[0] = "now"')


def test_an_end_includes_its_day_wherever_the_customer_lives() -> None:
    for zone, evening, next_day in (
        ("America/New_York", "2024-07-09T23:30", "2024-07-10T00:30"),
        ("Asia/Kolkata", "2024-07-09T23:30", "2024-07-10T00:30"),
        ("Europe/Berlin", "2024-03-31T23:30", "2024-04-01T00:30"),
        ("America/New_York", "2024-11-03T23:30", "2024-11-04T00:30"),
        ("", "2024-07-09T23:30", "2024-07-10T00:30"),
    ):
        day = evening[:10]
        rows: Dict[str, Any] = {"customer": ["a"] * 3, "time": ["2024-01-05", evening, next_day], "time_zone": zone}
        for unit in ("day", "hour"):
            found = value.purchase_summary(**rows, observation_end=day, unit=unit)
            assert found.x.tolist() == [1] and found.account["after_end"] == 1, (zone, unit)
            split = value.calibration_and_holdout(**rows, calibration_end=day, observation_end="2024-12-31", unit=unit)
            assert split.calibration.x.tolist() == [1] and split.holdout_x.tolist() == [1], (zone, unit)
            ledger = value.PurchaseLedger(unit=unit, time_zone=zone)
            ledger.add(rows["customer"], rows["time"])
            assert ledger.summary(day).x.tolist() == [1]
    with pytest.raises(scvm.Error, match="calibration_end = 2018-12-31: expected a day before .*, 2018-12-31"):
        value.calibration_and_holdout(["a"], ["2018-01-05"], calibration_end="2018-12-31", observation_end="2018-12-31")


def test_a_customer_with_covariates_has_a_model() -> None:
    bg = value.BgNbdCovariates(value.BgNbd(0.5, 6, 0.8, 2.5), (0.4, 0.0), (0.3, -1.0), (0.0, 0.2))
    assert bg.of([0, 0]) == bg.base
    one = bg.of(np.array([1.0, 2.0]))
    assert one.parameters == pytest.approx(
        {"r": 0.5, "alpha": 6 * math.exp(-0.4), "a": 0.8 * math.exp(0.3 - 2), "b": 2.5 * math.exp(0.4)}
    )
    pareto = value.ParetoNbdCovariates(value.ParetoNbd(0.5, 6, 0.8, 20), (0.4,), (-0.3,))
    assert pareto.of(1).parameters == pytest.approx(
        {"r": 0.5, "alpha": 6 * math.exp(-0.4), "s": 0.8, "beta": 20 * math.exp(0.3)}
    )
    with pytest.raises(scvm.Error, match="covariates has 1 rows: expected 2"):
        bg.of([1])
    with pytest.raises(scvm.Error, match="finite"):
        pareto.of(math.nan)


def test_cohorts_have_models_of_their_own() -> None:
    frames = []
    for seed, (name, r, size) in enumerate([("2024-01", 0.5, 3000), ("2024-02", 1.0, 3000), ("2024-03", 0.7, 40)]):
        drawn = value.simulate_histories(value.BgNbd(r, 6, 0.8, 2.5), np.full(size, 60.0), seed=seed)
        frames.append(drawn.assign(cohort=name))
    data = pd.concat(frames, ignore_index=True)
    data.loc[0, "cohort"] = None
    data.loc[3001, "t_x"] = -1
    columns = data["x"], data["t_x"], data["T"]
    apart = value.fit_by_cohort(value.fit_bg_nbd, *columns, data["cohort"], pooling="separate")
    pooled = value.fit_by_cohort(value.fit_bg_nbd, *columns, data["cohort"], spread=0.3, unit="week")
    assert list(apart.cohorts) == ["2024-01", "2024-02", "2024-03"]
    assert apart.all.customers == 6039 and apart.cohorts["2024-01"].customers == 2999
    assert apart.cohorts["2024-02"].rejected == [(3001, "expected 0 <= t_x <= T")]
    alone = data[data["cohort"] == "2024-01"]
    same = value.fit_bg_nbd(alone["x"], alone["t_x"], alone["T"])
    assert apart.cohorts["2024-01"].model == same.model
    for name, r in (("2024-01", 0.5), ("2024-02", 1.0)):
        fit = apart.cohorts[name]
        assert fit.converged and abs(fit.model.r - r) < 4 * fit.standard_errors[0]
    small = pooled.cohorts["2024-03"]
    assert small.converged and small.unit == "week"
    assert (np.sqrt(np.diag(small.log_covariance)) < 0.3).all()
    assert pooled.to_frame().loc["2024-03", "customers"] == 40
    with pytest.raises(scvm.Error, match="pooling"):
        value.fit_by_cohort(value.fit_bg_nbd, *columns, data["cohort"], pooling="some")
    with pytest.raises(scvm.Error, match="spread"):
        value.fit_by_cohort(value.fit_bg_nbd, *columns, data["cohort"], spread=0)
    with pytest.raises(scvm.Error, match="cohort has 1 rows"):
        value.fit_by_cohort(value.fit_bg_nbd, *columns, ["a"])


def test_intervals_of_any_question(fit: value.Fit[value.BgNbd]) -> None:
    found = fit.interval(lambda m: m.expected_purchases(39, 2, 30, 38))
    assert found.low < found.estimate < found.high
    drawn = fit.interval(lambda m: m.expected_purchases(39, 2, 30, 38), draws=1000, seed=3)
    assert drawn == fit.interval(lambda m: m.expected_purchases(39, 2, 30, 38), draws=1000, seed=3)
    assert drawn.low == pytest.approx(found.low, rel=0.05)
    with pytest.raises(ZeroDivisionError):
        fit.interval(lambda m: 1 / 0)
    with pytest.raises(scvm.Error, match="scale"):
        fit.interval(lambda m: m.r, scale="odd")


def test_models_and_fits_are_values(fit: value.Fit[value.BgNbd]) -> None:
    model = value.BgNbd(0.25, 4, 0.8, 2.4)
    assert pickle.loads(pickle.dumps(model)) == model and hash(model) == hash(value.BgNbd(0.25, 4, 0.8, 2.4))
    assert pickle.loads(pickle.dumps(fit)).model == fit.model
    with pytest.raises(AttributeError):
        model.r = 1.0  # type: ignore[misc]
    assert "BgNbd(r=0.25" in repr(model)


def test_holdout_tracking_and_checks(purchases: pd.DataFrame) -> None:
    p = purchases
    split = value.calibration_and_holdout(
        p["customer"], p["time"], p["amount"], calibration_end="1997-09-30", observation_end="1998-06-30"
    )
    early = split.calibration
    fit = value.fit_mbg_nbd(early.x, early.t_x, early.T)
    predicted = fit.expected_purchases(split.holdout_duration, early.x, early.t_x, early.T)
    check = value.check_forecast(predicted, split.holdout_x)
    assert split.holdout_duration == 39 and check.rank_correlation > 0.2 and len(check.bands) == 10
    assert check.bands["cumulative_share_of_actual"].iloc[-1] == pytest.approx(1)
    counted = value.check_frequencies(fit, early.x, early.t_x, early.T)
    known = int((~np.isnan(early.x)).sum())
    assert counted.actual.sum() == known and counted.expected.sum() == pytest.approx(known)
    table = value.track(fit, p["customer"], p["time"], start="1997-01-01", observation_end="1998-06-30")
    assert len(table) == 78 and table["cumulative_actual"].is_monotonic_increasing
    cohorts = value.cohorts(
        p["customer"], p["time"], p["amount"], start="1997-01-01", observation_end="1998-06-30", days_per_period=28
    )
    assert cohorts.customers.sum() == (cohorts.cohort_of >= 0).sum()
    assert np.isnan(cohorts.active[-1, -1])


def test_rfm_segments_have_names() -> None:
    table = value.rfm_segments([1, 2, 30, 40, math.nan], [9, 8, 1, 1, math.nan], [50, 60, 5, 6, math.nan])
    assert table["segment"].tolist() == ["premium", "premium", "at risk", "at risk", None]
    own = [value.RfmRule("dear", monetary=(4, 4))]
    assert value.rfm_segments([1, 2, 3, 4], [1, 2, 3, 4], [1, 2, 3, 4], rules=own)["segment"].tolist() == [
        "other",
        "other",
        "other",
        "dear",
    ]


def test_simulated_customers_are_the_same_every_time_and_fit_their_model() -> None:
    model = value.ParetoNbd(0.8, 8, 0.7, 15)
    found = value.simulate_histories(model, np.full(3000, 52.0), seed=4)
    pd.testing.assert_frame_equal(found, value.simulate_histories(model, np.full(3000, 52.0), seed=4, threads=2))
    fit = value.fit_pareto_nbd(found["x"], found["t_x"], found["T"])
    assert fit.converged and abs(fit.r - 0.8) < 5 * fit.standard_errors[0]
    z = np.arange(3000) % 2
    with_covariate = value.fit_pareto_nbd_covariates(found["x"], found["t_x"], found["T"], z)
    assert with_covariate.converged and len(with_covariate.standard_errors) == 6
    assert abs(with_covariate.model.purchase[0]) < 4 * with_covariate.standard_errors[4]
    p = value.probability_in_top(fit, value.GammaGamma(6, 4, 15), found["x"][:50], found["t_x"][:50], found["T"][:50],
                                 np.full(50, 20.0), t=52, k=5, simulations=200)  # fmt: skip
    assert p.sum() == pytest.approx(5)


def test_contracts(recwarn: Any) -> None:
    renewals, left, weights = value.contracts_of_survivors([1000, 869, 743, 653, 593, 551, 517, 491])
    fit = value.fit_beta_geometric(renewals, left, weights)
    assert [fit.a, fit.b] == pytest.approx([0.668, 3.806], rel=1e-3)
    assert fit.retention_rate([1, 2])[1] > fit.retention_rate(1)
    assert fit.model.discounted_expected_residual_lifetime(0.1, 1, 500) == pytest.approx(
        fit.model.discounted_expected_residual_lifetime(0.1, 1)
    )
    assert not recwarn.list


def test_pictures_are_drawn(purchases: pd.DataFrame, tmp_path: pathlib.Path) -> None:
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    from scvm import plots

    p = purchases
    split = value.calibration_and_holdout(
        p["customer"], p["time"], p["amount"], calibration_end="1997-09-30", observation_end="1998-06-30"
    )
    early = split.calibration
    fit = value.fit_bg_nbd(early.x, early.t_x, early.T)
    track = value.track(fit, p["customer"], p["time"], start="1997-01-01", observation_end="1998-06-30")
    one = p.loc[p["customer"] == p["customer"].iloc[0], "time"]
    axes = [
        plots.frequency_recency(fit, 39, 10),
        plots.frequency_recency(fit.model, 39, 10, t=39),
        plots.tracking(track, split=39),
        plots.tracking(track, cumulative=False),
        plots.holdout(split, fit),
        plots.frequencies(value.check_frequencies(fit, early.x, early.t_x, early.T)),
        plots.history(fit, one, observation_end="1998-06-30", unit="week"),
    ]
    for i, ax in enumerate(axes):
        assert ax.get_xlabel() or ax.get_ylabel()
        ax.figure.savefig(tmp_path / f"{i}.png")
        assert (tmp_path / f"{i}.png").stat().st_size > 5000
    plt.close("all")


def test_fits_let_other_threads_run() -> None:
    from concurrent.futures import ThreadPoolExecutor

    found = value.simulate_histories(value.BgNbd(0.4, 5, 0.8, 2.5), np.full(5000, 52.0), seed=1)
    with ThreadPoolExecutor(4) as pool:
        fits = list(pool.map(lambda _: value.fit_bg_nbd(found["x"], found["t_x"], found["T"]), range(8)))
    assert len({fit.model for fit in fits}) == 1
