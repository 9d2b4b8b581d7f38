"""Pictures of customer value: the numbers in the artists against a second method."""

from __future__ import annotations

import datetime
from typing import Any, Dict, Set

import matplotlib
import numpy as np
import pytest

import scvm
from scvm import network, plots, value

matplotlib.use("Agg")
RNG = np.random.default_rng(11)


@pytest.fixture()
def ax() -> Any:
    from matplotlib.figure import Figure

    return Figure().subplots()


def below(line: Any, at: float) -> float:
    """The part of a density below a place, by the rectangles around the line's points."""
    x, y = line.get_data()
    return float((y * (x[1] - x[0]))[x <= at].sum())


@pytest.mark.parametrize("model", [value.BgNbd(2.0, 5.0, 0.8, 2.5), value.ParetoNbd(3.0, 7.0, 2.0, 9.0)])
def test_the_density_of_purchase_rates_has_the_parts_of_drawn_rates(model: Any, ax: Any) -> None:
    line = plots.rate_heterogeneity(model, ax=ax).lines[0]
    drawn = RNG.gamma(model.r, 1 / model.alpha, 200_000)
    for quantile in (0.1, 0.5, 0.9):
        assert below(line, np.quantile(drawn, quantile)) == pytest.approx(quantile, abs=0.01)
    assert below(line, np.inf) == pytest.approx(0.99, abs=0.01)


@pytest.mark.parametrize("model", [value.BgNbd(0.3, 5.0, 1.5, 2.5), value.MbgNbd(0.3, 5.0, 2.0, 2.0), value.ParetoNbd(0.5, 7.0, 2.0, 9.0)])
def test_the_density_of_leaving_has_the_parts_of_drawn_customers(model: Any, ax: Any) -> None:
    line = plots.dropout_heterogeneity(model, ax=ax).lines[0]
    drawn = RNG.gamma(model.s, 1 / model.beta, 200_000) if isinstance(model, value.ParetoNbd) else RNG.beta(model.a, model.b, 200_000)
    for quantile in (0.1, 0.5, 0.9):
        assert below(line, np.quantile(drawn, quantile)) == pytest.approx(quantile, abs=0.015)


def test_a_model_without_rates_is_refused(ax: Any) -> None:
    spend: Any = value.GammaGamma(6.25, 3.74, 15.44)
    for picture in (plots.rate_heterogeneity, plots.dropout_heterogeneity):
        with pytest.raises(scvm.Error, match="model: expected one"):
            picture(spend, ax=ax)


def test_the_expected_spend_is_the_mean_of_the_models_own_densities(ax: Any) -> None:
    model = value.GammaGamma(6.25, 3.74, 15.44)
    x = np.array([0, 1, 1, 2, 5, 3, 1, np.nan])
    m = np.array([np.nan, 20.0, 35.0, 28.0, 40.0, 90.0, 12.0, 3.0])
    plots.spend_density(model, x, m, bins=12, ax=ax)
    at, line = ax.lines[0].get_data()
    for place, found in zip(at, line):
        assert found == pytest.approx(np.mean([np.exp(model.log_likelihood(n, place)) for n in x[1:7]]), rel=1e-9)
    inside = m[1:7] <= np.percentile(m[1:7], 99)
    assert sum(bar.get_height() * bar.get_width() for bar in ax.patches) == pytest.approx(inside.mean())
    with pytest.raises(scvm.Error, match="expected a customer with repeat purchases"):
        plots.spend_density(model, [0], [np.nan], ax=ax)


def test_each_cell_of_the_cohorts_is_the_share_that_counting_gives(ax: Any) -> None:
    start = datetime.date(2025, 1, 1)
    rows = [(f"c{RNG.integers(0, 60)}", int(RNG.integers(0, 150))) for _ in range(400)]
    dates = [(start + datetime.timedelta(days=day)).isoformat() for _, day in rows]
    found = value.cohorts([who for who, _ in rows], dates, start=start.isoformat(), observation_end="2025-05-30", days_per_period=30)
    plots.cohorts(found, ax=ax)
    shown = np.ma.filled(ax.collections[0].get_array(), np.nan).reshape(len(found.customers), -1)
    first: Dict[str, int] = {}
    for who, day in rows:
        first[who] = min(first.get(who, 999), day // 30)
    for cohort in range(shown.shape[0]):
        members: Set[str] = {who for who, period in first.items() if period == cohort}
        for age in range(shown.shape[1] - cohort):
            bought = {who for who, day in rows if who in members and day // 30 == cohort + age}
            assert not members and np.isnan(shown[cohort, age]) or shown[cohort, age] == pytest.approx(len(bought) / len(members))
        assert np.isnan(shown[cohort, shown.shape[1] - cohort :]).all()


def test_exposure_draws_each_customer_as_long_as_observed_and_as_long_as_buying(ax: Any) -> None:
    summary = value.purchase_summary(
        ["a", "a", "b", "c", "c"], ["2026-01-01", "2026-02-05", "2026-03-05", "2026-01-15", "2026-01-29"], observation_end="2026-04-01", unit="week"
    )
    plots.exposure(summary, ax=ax)
    long, bought = (sorted(segment[1][0] for segment in each.get_segments()) for each in ax.collections)
    assert long == sorted(summary.T) and bought == sorted(summary.t_x)
    for full, part in zip(*(each.get_segments() for each in ax.collections)):
        assert full[0][1] == part[0][1] and part[1][0] <= full[1][0], "the same customer in both"
    assert "weeks" in ax.get_xlabel()


def test_exposure_of_many_shows_so_many_from_the_newest_to_the_oldest(ax: Any) -> None:
    n = 1000
    days = RNG.integers(0, 300, n)
    dates = [(datetime.date(2025, 1, 1) + datetime.timedelta(days=int(day))).isoformat() for day in days]
    summary = value.purchase_summary([f"c{i}" for i in range(n)], dates, observation_end="2025-12-31", unit="day")
    plots.exposure(summary, most=50, ax=ax)
    drawn = [segment[1][0] for segment in ax.collections[0].get_segments()]
    assert len(drawn) == 50 and drawn == sorted(drawn) and (drawn[0], drawn[-1]) == (min(summary.T), max(summary.T))
    with pytest.raises(scvm.Error, match="expected 1 or more"):
        plots.exposure(summary, most=0, ax=ax)


def test_the_lorenz_curve_has_the_area_of_the_gini_coefficient(ax: Any) -> None:
    amounts = RNG.lognormal(3, 1, 5000)
    plots.lorenz([*amounts, np.nan], ax=ax)
    x, y = ax.lines[1].get_data()
    area = float(np.sum((x[1:] - x[:-1]) * (y[1:] + y[:-1]) / 2))
    assert 1 - 2 * area == pytest.approx(network.gini(amounts), abs=1e-3)
    ordered = np.sort(amounts)
    for share in (0.2, 0.5, 0.9):
        assert np.interp(share, x, y) == pytest.approx(ordered[: int(share * 5000)].sum() / ordered.sum(), abs=1e-3)
    assert f"{network.gini(amounts):.2f}" in ax.get_title() and "5,000" in ax.get_title()


def test_the_map_of_p_alive_is_the_models_p_alive(ax: Any) -> None:
    model = value.BgNbd(0.2426, 4.4136, 0.7929, 2.4259)
    plots.frequency_recency(model, 39.0, 6, ax=ax)
    shown = np.ma.filled(ax.collections[0].get_array(), np.nan).reshape(60, 7)
    for row, x in ((0, 1), (30, 3), (59, 6)):
        assert shown[row, x] == pytest.approx(model.p_alive(x, (row + 0.5) / 60 * 39, 39.0))
    assert shown[0, 0] == pytest.approx(model.p_alive(0, 0, 39.0)) and np.isnan(shown[1:, 0]).all()
