"""Pictures of customer value: what a model expects of whom, and how that compares with what came."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, List, Optional, Union

import numpy as np
import pandas as pd

from scvm.dates import DateReader
from scvm.plots.axes import BLUE, RED, axes_for, without_box
from scvm.value import Fit, Holdout, PurchaseSummary, _BuyingModel, _fitted_unit, _same_unit

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Model = Union[_BuyingModel, Fit[Any]]

ACTUAL, EXPECTED, MARK = "#000000", BLUE, RED

__all__ = ["frequencies", "frequency_recency", "history", "holdout", "tracking"]


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
