"""A picture of a score table: satisfaction by attachment, one dot a customer."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Dict, Optional, Union

import numpy as np

from scvm.plots.axes import axes_for
from scvm.plots.plane import COLOURS, HIGH, LOW, regions, sizes, spread, tint

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from scvm.score_table import ScoreTable

__all__ = ["customers", "save_customers"]


def customers(table: ScoreTable, ax: Optional[Axes] = None) -> Axes:
    """Draws the customers with a group into the axes; dots grow with the lifetime value."""
    ax = axes_for(ax, (9.5, 7))
    summary, rules = table.summary(), table.model_rules().get("survey", {})
    if rules:
        _regions(ax, rules)
    x, y = np.asarray(table["satisfaction"]), np.asarray(table["attachment"])
    segment = np.asarray(table["segment"], dtype=object)
    value = np.array(table["lifetime_value"])
    value[np.isin(segment, [group["segment"] for group in summary["segments"] if group["suppressed"] != "nothing"])] = np.nan
    size = sizes(value)  # dots can be measured: where amounts are not shown, all are of one size
    x, y = spread(x, y, rules)
    for group in summary["segments"]:
        name, share = group["segment"], group["share"]
        if share is None:
            continue
        mine = segment == name
        label = f"{name}: {group['customers']:,} ({100 * share['value']:.1f} %)"
        ax.scatter(x[mine], y[mine], s=size[mine], color=COLOURS[name], label=label, alpha=0.6, linewidth=0, zorder=3)
    _frame(ax, table, summary)
    return ax


def save_customers(table: ScoreTable, path: Union[str, os.PathLike[str]]) -> None:
    """Saves the picture; needs no display."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9.5, 7))
    FigureCanvasAgg(figure)
    customers(table, figure.subplots())
    figure.tight_layout()
    figure.savefig(path, dpi=150)


def _regions(ax: Axes, rules: Dict[str, Any]) -> None:
    from matplotlib.patches import Rectangle

    for name, (left, bottom, right, top) in regions(rules["boundaries"], rules["captive_rule"], rules["fan_rule"]):
        ax.add_patch(Rectangle((left, bottom), right - left, top - bottom, color=tint(name), linewidth=0))
    cuts = rules["boundaries"]
    satisfied, captive = cuts["satisfied"], cuts["captive_bound"]
    style: Dict[str, Any] = {"color": "0.35", "linewidth": 0.8, "linestyle": (0, (4, 3))}
    ax.plot([satisfied, satisfied], [LOW, HIGH], **style)
    ax.plot([satisfied, HIGH], [cuts["bound"], cuts["bound"]], **style)
    if rules["captive_rule"] != "barrier":
        ax.plot([LOW, satisfied], [captive, captive], **style)
    if rules["fan_rule"] == "attachment":
        fan_satisfied, fan_bound = cuts["fan_satisfied"], cuts["fan_bound"]
        ax.plot([fan_satisfied, HIGH], [fan_bound, fan_bound], **style)
        if fan_satisfied > satisfied:
            ax.plot([fan_satisfied, fan_satisfied], [fan_bound, HIGH], **style)
    _label(ax, "mercenary", HIGH - 1, LOW + 1, "right", "bottom")
    _label(ax, "sympathizer", HIGH - 1, cuts["bound"] + 1, "right", "bottom")
    _label(ax, "fan", cuts["fan_satisfied"] + 1, HIGH - 1, "left", "top")
    _label(ax, "captive", LOW + 1, HIGH - 1, "left", "top")
    held = rules["captive_rule"] != "attachment"
    text = "opponent" + (", or captive held by barriers" if held else "")
    _label(ax, text, LOW + 1, LOW + 1, "left", "bottom", "opponent")


def _label(ax: Axes, text: str, x: float, y: float, across: str, along: str, colour: str = "") -> None:
    from matplotlib.patheffects import withStroke

    label = ax.text(x, y, text, ha=across, va=along, fontsize=12, fontweight="bold", color=COLOURS[colour or text], zorder=5)
    label.set_path_effects([withStroke(linewidth=3, foreground="white")])


def _frame(ax: Axes, table: ScoreTable, summary: Dict[str, Any]) -> None:
    ax.set(xlim=(LOW, HIGH), ylim=(LOW, HIGH), xlabel="satisfaction, 0 to 100", ylabel="attachment, 0 to 100")
    drawn = [group["customers"] for group in summary["segments"] if group["share"] is not None]
    hidden = "" if sum(drawn) == summary["classified"] else ", groups hidden that are too small to be shown"
    ax.set_title(f"{sum(drawn):,} of {summary['customers']:,} customers, as of {table.as_of}{hidden}", loc="left")
    if any(drawn):
        legend = ax.legend(loc="upper left", bbox_to_anchor=(1.01, 1), frameon=False)
        legend.set_title("customers (share)\ndot size: lifetime value", prop={"size": 9})
        for handle in getattr(legend, "legend_handles", None) or legend.legendHandles:  # its name since matplotlib 3.7
            handle.set_sizes([60])  # the first dot's own size says nothing here
            handle.set_alpha(1)
