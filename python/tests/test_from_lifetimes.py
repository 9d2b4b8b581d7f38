"""What docs/from-lifetimes.md promises: the numbers that lifetimes' own tests assert come out of scvm, too.

The expected values are quoted from lifetimes 0.11.3 (tests/test_estimation.py, tests/test_utils.py).
"""

from __future__ import annotations

import math
import pathlib

import numpy as np
import pandas as pd
import pytest

from scvm import value

PURCHASES = pathlib.Path(__file__).resolve().parents[3] / "shared" / "data" / "purchases"
real = pytest.mark.skipif(not PURCHASES.exists(), reason="the shared data are not beside the checkout")

BG = value.BgNbd(0.24259, 4.4136, 0.79292, 2.4259)


def test_conditional_expected_number_of_purchases_up_to_time() -> None:
    assert BG.expected_purchases(39, 2, 30.43, 38.86) == pytest.approx(1.226, abs=0.001)


def test_expected_number_of_purchases_up_to_time() -> None:
    times = [0.1429, 1.0, 3.00, 31.8571, 32.00, 78.00]
    assert BG.expected_purchases_new(times) == pytest.approx([0.0078, 0.0532, 0.1506, 1.0405, 1.0437, 1.8576], abs=1.5e-3)


def test_probability_of_n_purchases_up_to_time() -> None:
    model = value.BgNbd(0.243, 4.414, 0.793, 2.426)
    assert model.probability_of(10, 2) == pytest.approx(1.07869e-07, rel=1e-5)
    assert model.probability_of(0, 39) == pytest.approx(0.5737864, abs=1e-6)
    wanted = [0.0019995214, 0.0015170236, 0.0011633150, 0.0009003148, 0.0007023638]
    wanted += [0.0005517902, 0.0004361913, 0.0003467171, 0.0002769613, 0.0002222260]
    assert [model.probability_of(n, 30) for n in range(11, 21)] == pytest.approx(wanted, abs=5e-11)


def test_conditional_probability_alive() -> None:
    assert BG.p_alive(1000, 10, 100) < 1e-100  # and no warning
    assert BG.p_alive(0, 0, 39) == 1
    pareto = value.ParetoNbd(0.5534, 10.5802, 0.6061, 11.6562)
    assert pareto.p_alive(26, 30.86, 31) == pytest.approx(0.9979, abs=1e-4)
    assert pareto.expected_purchases(52, 26, 30.86, 31) == pytest.approx(25.46, abs=0.01)
    wanted = [0, 0.05077821, 0.09916088, 0.14542507, 0.18979930, 0.23247466, 0.27361274, 0.31335159, 0.35181024, 0.38909211]
    assert pareto.expected_purchases_new(list(range(10))) == pytest.approx(wanted, abs=0.01)


def test_pareto_neither_underflows_nor_overflows() -> None:
    model = value.ParetoNbd(0.55, 10.58, 0.61, 11.67)
    assert model.expected_purchases(10, 132, 200, 200) == pytest.approx(6.2060517889632418, rel=1e-12)
    assert model.expected_purchases(10, 133, 200, 200) == pytest.approx(6.2528722475748113, rel=1e-12)
    extreme = value.ParetoNbd(10.465, 7.98565181e-03, 3.0516, 2.820)
    found = extreme.log_likelihood([400.0, 500.0, 500.0], [5.0, 1.0, 4.0], [6.0, 37.0, 37.0])
    assert np.isfinite(found).all()


@real
def test_fitters_on_the_rounded_summary_that_lifetimes_ships() -> None:
    data = pd.read_csv(PURCHASES / "cdnow_customers_summary.csv")
    columns = data["frequency"], data["recency"], data["T"]
    bg = value.fit_bg_nbd(*columns)
    assert list(bg.model.parameters.values()) == pytest.approx([0.24259291, 4.41353156, 0.79288615, 2.42575344], rel=1e-6)
    assert bg.log_likelihood_value == pytest.approx(-9582.425560567, abs=1e-7)
    # lifetimes reports minus the mean log-likelihood of times scaled to a maximum of 1.
    scale = 1 / data["T"].max()
    theirs = -(bg.log_likelihood_value - data["frequency"].sum() * math.log(scale)) / len(data)
    assert -len(data) * theirs + data["frequency"].sum() * math.log(scale) == pytest.approx(-9582.4256, abs=1e-4)
    mbg = value.fit_mbg_nbd(*columns)
    assert list(mbg.model.parameters.values()) == pytest.approx([0.525, 6.183, 0.891, 1.614], abs=2e-3)
    pareto = value.fit_pareto_nbd(*columns)
    assert list(pareto.model.parameters.values()) == pytest.approx([0.553, 10.578, 0.606, 11.669], rel=5e-3)
    money = pd.read_csv(PURCHASES / "cdnow_customers_summary_with_transactions.csv")
    spend = value.fit_gamma_gamma(money["x"], money["zbar"])
    assert list(spend.model.parameters.values()) == pytest.approx([6.24880249, 3.74458845, 15.44774801], rel=1e-5)
    assert spend.log_likelihood_value == pytest.approx(-4055.923243503, abs=1e-6)


@real
def test_beta_geo_beta_binom_fitter() -> None:
    data = pd.read_csv(PURCHASES / "donations.csv")
    fit = value.fit_bg_bb(data["frequency"], data["recency"], data["periods"], data["weights"])
    assert list(fit.model.parameters.values()) == pytest.approx([1.204, 0.750, 0.657, 2.783], abs=1e-2)


@real
def test_customer_lifetime_value_in_days() -> None:
    data = pd.read_csv(PURCHASES / "example_transactions.csv", parse_dates=["date"])
    table = value.purchase_summary(data["id"], data["date"], observation_end=data["date"].max(), unit="day")
    fit = value.fit_bg_nbd(table.x, table.t_x, table.T)
    assert list(fit.model.parameters.values()) == pytest.approx([0.16, 1.86, 1.85, 3.18], abs=2e-2)
    # lifetimes: monetary value 1, time = 1 month, discount 0: the purchases expected in 30 days.
    month = fit.expected_purchases(30, table.x, table.t_x, table.T)
    assert month[:5] == pytest.approx([0.016053, 0.021171, 0.030461, 0.031686, 0.001607], rel=5e-3)


def test_penaliser_becomes_a_prior_that_does_not_ruin_the_mean() -> None:
    """penalizer_coef = 0.01 on CDNOW's Gamma-Gamma gives lifetimes q = 0.968 and a mean spend of -491.43."""
    rng = np.random.default_rng(7)
    x = rng.integers(1, 8, 900).astype(float)
    m = rng.gamma(6.25 * x) / rng.gamma(3.74, 1 / 15.44, 900) / x
    fit = value.fit_gamma_gamma(x, m, prior=([1, 1, 3], [1, 1, 1]))
    assert fit.converged and fit.q > 1 and fit.model.expected_spend_new() > 0


def test_covariance_is_a_covariance() -> None:
    """lifetimes' variance_matrix_ multiplies by params² instead of their outer product: it is not symmetric."""
    data = value.simulate_histories(value.BgNbd(0.4, 5, 0.8, 2.5), np.full(2000, 52.0), seed=1)
    fit = value.fit_bg_nbd(data["x"], data["t_x"], data["T"])
    assert np.array_equal(fit.covariance, fit.covariance.T)
    assert (np.linalg.eigvalsh(fit.covariance) > 0).all()
    assert fit.standard_errors == pytest.approx(np.sqrt(np.diag(fit.covariance)))


@pytest.mark.parametrize("a", [0.3, 1.0])
def test_no_nan_where_lifetimes_has_one(a: float) -> None:
    """a + b < 1 with x = 0 (lifetimes issue 302), and a = 1: both give lifetimes a NaN."""
    model = value.BgNbd(0.8, 10, a, 0.4)
    assert model.expected_purchases(39, 0, 0, 38) > 0
    assert value.ParetoNbd(0.8, 10, 1, 12).expected_purchases(39, 2, 30, 38) > 0
