"""Pictures of customer value: what a model expects of whom, and how that compares with what came."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, List, Optional, Union

import numpy as np
import pandas as pd

from scvm.dates import DateReader
from scvm import network
from scvm.columns import floats, require_rows
from scvm.errors import Error, ErrorCode
from scvm.plots.axes import BLUE, GREY, RED, axes_for, without_box
from scvm.value import Cohorts, Fit, GammaGamma, Holdout, PurchaseSummary, _BuyingModel, _fitted_unit, _same_unit

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Model = Union[_BuyingModel, Fit[Any]]

ACTUAL, EXPECTED, MARK = "#000000", BLUE, RED

__all__ = [
    "cohorts", "dropout_heterogeneity", "exposure", "frequencies", "frequency_recency", "history", "holdout", "lorenz", "rate_heterogeneity",
    "spend_density", "tracking",
]  # fmt: skip


def frequency_recency(
    model: Model, T: float, most: int, t: Optional[float] = None, unit: Optional[str] = None, ax: Optional[Axes] = None
) -> Axes:
    """A map of customers of age T by their purchases (0 … most) and the time of the last one: of P(alive), or, with a t,
    of the purchases expected in the next t units. Cells that no customer can be in stay white. ``unit`` is the fit's (or
    week, where that does not say); another one is an error."""
    unit = _same_unit(_fitted_unit(model), unit) or "week"
    ax = axes_for(ax, (8, 5.5))
    steps = 60
    edges = np.linspace(0, T, steps + 1)
    middle = (edges[1:] + edges[:-1]) / 2
    x, t_x = np.meshgrid(np.arange(1, most + 1, dtype=float), middle)
    ends = np.full(x.size, float(T))
    if t is None:
        values, label = model.p_alive(x.ravel(), t_x.ravel(), ends), "P(alive)"
    else:
        values = model.expected_purchases(t, x.ravel(), t_x.ravel(), ends)
        label = f"expected purchases in the next {t:g} {unit}s"
    grid = np.full((steps, most + 1), np.nan)
    grid[:, 1:] = values.reshape(x.shape)
    none = model.p_alive(0, 0, T) if t is None else model.expected_purchases(t, 0, 0, T)
    grid[0, 0] = none  # without a repeat purchase the last one is the first
    high = 1.0 if t is None else float(np.nanmax(grid))
    columns = np.arange(most + 2) - 0.5
    picture = ax.pcolormesh(columns, edges, grid, cmap="viridis", vmin=0, vmax=high)
    ax.figure.colorbar(picture, ax=ax, label=label)
    ax.set_xlabel("repeat purchases x")
    ax.set_ylabel(f"time of the last purchase, {unit}s after the first")
    ax.set_title(f"Customers of age {T:g} {unit}s")
    return ax


def tracking(
    table: pd.DataFrame, cumulative: bool = True, split: Optional[float] = None, ax: Optional[Axes] = None
) -> Axes:
    """Repeat purchases by period as ``track`` gives them, actual and expected; ``split`` marks the calibration's end."""
    ax = axes_for(ax, (8, 5.5))
    prefix = "cumulative_" if cumulative else ""
    period = np.arange(1, len(table) + 1)
    ax.plot(period, table[f"{prefix}actual"], color=ACTUAL, label="actual")
    ax.plot(period, table[f"{prefix}expected"], color=EXPECTED, linestyle="--", label="expected by the model")
    if split is not None:
        ax.axvline(split, color=MARK, linewidth=1, label="end of the calibration")
    ax.set_xlabel("period")
    ax.set_ylabel("repeat purchases" + (", cumulated" if cumulative else " in the period"))
    ax.set_ylim(bottom=0)
    ax.legend(frameon=False)
    return without_box(ax)


def frequencies(check: Any, ax: Optional[Axes] = None) -> Axes:
    """The histogram of repeat purchases as ``check_frequencies`` gives it, actual beside expected."""
    ax = axes_for(ax, (8, 5.5))
    bins = np.arange(len(check.actual))
    ax.bar(bins - 0.2, check.actual, width=0.38, color=ACTUAL, label="actual")
    ax.bar(bins + 0.2, check.expected, width=0.38, color=EXPECTED, label="expected by the model")
    ax.set_xticks(bins, [str(n) for n in bins[:-1]] + [f"{bins[-1]}+"])
    ax.set_xlabel("repeat purchases")
    ax.set_ylabel("customers")
    if np.isfinite(check.p_value):
        ax.set_title(f"chi² = {check.chi_square:.1f}, {check.degrees_of_freedom:.0f} df, p = {check.p_value:.3f}")
    ax.legend(frameon=False)
    return without_box(ax)


def holdout(split: Holdout, model: Model, most: int = 7, ax: Optional[Axes] = None) -> Axes:
    """Mean purchases in the holdout by purchases in the calibration (most: that many or more), with 95 % bars."""
    ax = axes_for(ax, (8, 5.5))
    early = split.calibration
    known = ~np.isnan(early.x)
    columns = early.x[known], early.t_x[known], early.T[known]
    expected = model.expected_purchases(split.holdout_duration, *columns)
    frame = pd.DataFrame({"x": np.minimum(columns[0], most), "actual": split.holdout_x[known], "expected": expected})
    group = frame.groupby("x")
    mean = group.mean()
    bar = 1.96 * group["actual"].sem()
    ax.errorbar(mean.index, mean["actual"], yerr=bar, color=ACTUAL, marker="o", capsize=3, label="actual")
    ax.plot(mean.index, mean["expected"], color=EXPECTED, linestyle="--", marker="s", label="expected by the model")
    ticks = mean.index.astype(int)
    ax.set_xticks(mean.index, [f"{n}+" if n == most else str(n) for n in ticks])
    ax.set_xlabel("repeat purchases in the calibration")
    ax.set_ylabel(f"purchases in the next {split.holdout_duration:g} {early.unit}s")
    ax.set_ylim(bottom=0)
    ax.legend(frameon=False)
    return without_box(ax)


def history(
    model: Model, purchases: Any, *, observation_end: Any, unit: Optional[str] = None, ax: Optional[Axes] = None
) -> Axes:
    """One customer's life: P(alive) day after day, as it was known at the time, and the purchases as marks.

    ``purchases`` are times; ``unit`` is the fit's (or day, where that does not say); another one is an error.
    """
    from scvm.value import purchase_summary

    ax = axes_for(ax, (8, 5.5))
    unit = _same_unit(_fitted_unit(model), unit) or "day"
    times: List[int] = sorted(DateReader().all_of(purchases, "purchases").tolist())
    end = DateReader().last_second(observation_end, "observation_end")
    day = 86400
    moments = np.arange(times[0] // day, end // day + 1) * day
    rows: List[PurchaseSummary] = []
    for now in moments:
        known = [t for t in times if t // day <= now // day]
        rows.append(purchase_summary(["one"] * len(known), known, observation_end=int(now), unit=unit))
    alive = model.p_alive(*(np.array([getattr(row, name)[0] for row in rows]) for name in ("x", "t_x", "T")))
    ax.plot(pd.to_datetime(moments, unit="s"), alive, color=EXPECTED, label="P(alive)")
    marks = pd.to_datetime(np.array(times), unit="s")
    ax.vlines(marks, 0, 1, color=MARK, linewidth=1, label="purchase")
    ax.set_ylim(0, 1.02)
    ax.set_ylabel("P(alive)")
    ax.legend(frameon=False, loc="lower left")
    ax.tick_params(axis="x", rotation=30)
    return without_box(ax)


def rate_heterogeneity(model: Model, ax: Optional[Axes] = None) -> Axes:
    """How the purchase rate differs between customers while they are alive: the density of Gamma(r, alpha), in purchases per unit of time, up to
    the rate that 99 of 100 stay below. The line has 200 points.

    Source: Fader, Hardie, Lee (2005), equation 1; Schmittlein, Morrison, Colombo (1987). Raises ``Error`` for a model without such a rate.
    """
    return _density(_gamma(model, "r", "alpha"), f"purchases per {_fitted_unit(model) or 'unit'} while alive", "Purchase rates of the customers", ax)


def dropout_heterogeneity(model: Model, ax: Optional[Axes] = None) -> Axes:
    """How the inclination to leave differs between customers: of BG/NBD and MBG/NBD the density of the chance to leave after a purchase, Beta(a, b);
    of Pareto/NBD that of the rate of leaving, Gamma(s, beta), per unit of time. The line has 200 points.

    Source: Fader, Hardie, Lee (2005), equation 2; Schmittlein, Morrison, Colombo (1987). Raises ``Error`` for another model.
    """
    if _parameter(model, "s") is not None:
        return _density(_gamma(model, "s", "beta"), f"rate of leaving, per {_fitted_unit(model) or 'unit'}", "Inclination to leave", ax)
    a, b = _parameter(model, "a"), _parameter(model, "b")
    if a is None or b is None:
        raise Error(f"model: expected one in which customers leave, got {type(model).__name__}", ErrorCode.DOMAIN)
    at = (np.arange(200) + 0.5) / 200
    log = (a - 1) * np.log(at) + (b - 1) * np.log1p(-at) + math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    return _density((at, np.exp(log)), "chance to leave after a purchase", "Inclination to leave", ax)


def spend_density(model: Union[GammaGamma, Fit[GammaGamma]], x: Any, m: Any, bins: int = 40, ax: Optional[Axes] = None) -> Axes:
    """Mean amounts of the customers with repeat purchases, as a histogram of area 1, and the density that Gamma-Gamma expects of them.

    ``x``, ``m``: repeat purchases and their mean amount by customer, in money; customers with x = 0 or without m are left out. The expected
    density is the mean over these customers of f(m | p, q, v, x), at the middle of each of the ``bins``. Amounts above the 99th percentile are
    in neither. Source: Fader, Hardie (2013), equation 3. Raises ``Error`` where no customer is left.
    """
    ax = axes_for(ax, (8, 5.5))
    times, amount = floats(x, "x"), floats(m, "m")
    require_rows(len(times), m=amount)
    known = (times > 0) & (amount > 0)
    times, amount = times[known], amount[known]
    if not len(times) or bins < 1:
        raise Error("x, m: expected a customer with repeat purchases and their mean amount, and a bin", ErrorCode.DOMAIN)
    edges = np.linspace(0.0, float(np.percentile(amount, 99)), bins + 1)
    width = edges[1]
    height = np.histogram(amount, edges)[0] / (len(amount) * width)
    middle = (edges[1:] + edges[:-1]) / 2
    p, q, v = (float(_parameter(model, name) or math.nan) for name in "pqv")
    expected = np.zeros(bins)
    for n, customers in zip(*np.unique(times, return_counts=True)):
        constant = math.lgamma(p * n + q) - math.lgamma(p * n) - math.lgamma(q) + q * math.log(v) + p * n * math.log(n)
        expected += customers * np.exp(constant + (p * n - 1) * np.log(middle) - (p * n + q) * np.log(v + middle * n))
    ax.bar(middle, height, width=width, color=GREY, label="actual")
    ax.plot(middle, expected / len(times), color=EXPECTED, label="expected by the model")
    ax.set_xlabel("mean amount of the repeat purchases, money")
    ax.set_ylabel("density")
    ax.legend(frameon=False)
    return without_box(ax)


def cohorts(found: Cohorts, ax: Optional[Axes] = None) -> Axes:
    """A heat map of cohorts (rows, the first one above) by age in periods: the share of each cohort's customers who bought in that period, 0 to 1.
    Periods after the end of the observation, and cohorts of nobody, stay white."""
    ax = axes_for(ax, (8, 5.5))
    size = np.asarray(found.customers, dtype=float)[:, None]
    share = np.where(size > 0, np.asarray(found.active, dtype=float) / np.where(size > 0, size, 1.0), np.nan)
    picture = ax.pcolormesh(np.arange(share.shape[1] + 1) - 0.5, np.arange(share.shape[0] + 1) - 0.5, share, cmap="viridis", vmin=0, vmax=1)
    ax.figure.colorbar(picture, ax=ax, label="share of the cohort that bought")
    ax.invert_yaxis()
    ax.set_xlabel("age in periods")
    ax.set_ylabel("cohort, by the period of the first purchase")
    return ax


def exposure(summary: PurchaseSummary, most: int = 100, ax: Optional[Axes] = None) -> Axes:
    """How long customers have been observed: a line from the first purchase to the end of the observation, grey, and over it the part up to the last
    purchase, each in the summary's unit; those observed longest above. Of more than ``most`` customers, every so-many-th by that order."""
    from matplotlib.collections import LineCollection

    ax = axes_for(ax, (8, 5.5))
    t_x, T = np.asarray(summary.t_x, dtype=float), np.asarray(summary.T, dtype=float)
    order = np.lexsort((t_x, T))
    order = order[~np.isnan(T[order])]
    if most < 1:
        raise Error(f"most = {most}: expected 1 or more", ErrorCode.DOMAIN)
    chosen = order[np.unique(np.linspace(0, len(order) - 1, min(most, len(order))).round().astype(int))] if len(order) else order
    for ends, colour, label in ((T, GREY, "observed"), (t_x, EXPECTED, "up to the last purchase")):
        lines = [[(0.0, row), (float(ends[who]), row)] for row, who in enumerate(chosen)]
        ax.add_collection(LineCollection(lines, colors=colour, linewidths=1.5, label=label))
    ax.set_xlim(0, float(T[chosen].max()) if len(chosen) else 1.0)
    ax.set_ylim(-1, max(1, len(chosen)))
    ax.set_xlabel(f"{summary.unit}s since the first purchase")
    ax.set_ylabel("customers")
    ax.legend(frameon=False, loc="lower right")
    return without_box(ax)


def lorenz(quantity: Any, ax: Optional[Axes] = None) -> Axes:
    """The Lorenz curve of a quantity by customer (revenue, lifetime values, contributions): which part of the whole the least part of the customers
    holds, both 0 to 1, beside the line of equal shares; Gini's coefficient stands above it. Values that are NaN are left out.

    Raises ``Error`` for a negative value.
    """
    ax = axes_for(ax, (5.5, 5.5))
    values = floats(quantity, "quantity")
    values = values[~np.isnan(values)]
    population, share = network.lorenz_curve(values)
    ax.plot([0, 1], [0, 1], color=GREY, linestyle="--", label="equal shares")
    ax.plot(population, share, color=EXPECTED, label="actual")
    ax.set(xlim=(0, 1), ylim=(0, 1), xlabel="share of the customers, least first", ylabel="share of the whole", aspect="equal")
    ax.set_title(f"Gini coefficient {network.gini(values):.2f}, n = {len(values):,}")
    ax.legend(frameon=False, loc="upper left")
    return without_box(ax)


def _parameter(model: Any, name: str) -> Optional[float]:
    """A parameter of a model or of a fit's; None where there is none of this name."""
    value = getattr(model.model if isinstance(model, Fit) else model, name, None)
    return value if isinstance(value, float) else None


def _gamma(model: Any, shape: str, rate: str) -> Any:
    """Points of a gamma density, up to where 99 of 100 lie below."""
    k, per = _parameter(model, shape), _parameter(model, rate)
    if k is None or per is None:
        raise Error(f"model: expected one with {shape} and {rate}, got {type(model).__name__}", ErrorCode.DOMAIN)
    # Wilson & Hilferty (1931) for the end, which only bounds the picture; of a small shape its cube is too small.
    end = max(k * (1 - 1 / (9 * k) + 2.3263 / (3 * math.sqrt(k))) ** 3, 4.6052) / per
    at = end * (np.arange(200) + 0.5) / 200
    return at, np.exp(k * math.log(per) - math.lgamma(k) + (k - 1) * np.log(at) - per * at)


def _density(points: Any, across: str, title: str, ax: Optional[Axes]) -> Axes:
    ax = axes_for(ax, (8, 5.5))
    ax.plot(*points, color=EXPECTED)
    ax.fill_between(*points, color=EXPECTED, alpha=0.2, linewidth=0)
    ax.set(xlabel=across, ylabel="density", title=title, ylim=(0, None), xlim=(0, None))
    return without_box(ax)
