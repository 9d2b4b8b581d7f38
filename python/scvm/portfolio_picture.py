"""A picture of the portfolio: satisfaction by attachment, one dot a customer."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Dict, List, Optional, Tuple, Union

import numpy as np

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from scvm.score_table import ScoreTable

# Told apart by people who see no red or green, too (Okabe & Ito 2008).
COLOURS = {
    "fan": "#0072B2",
    "sympathizer": "#56B4E9",
    "mercenary": "#E69F00",
    "captive": "#CC79A7",
    "opponent": "#D55E00",
}
LOW, HIGH = -2.0, 102.0  # a little more than the scale, so that dots on its ends are whole


def draw(table: ScoreTable, ax: Optional[Axes] = None) -> Axes:
    """Draws the customers with a group into the axes; dots grow with the lifetime value."""
    if ax is None:
        import matplotlib.pyplot as plt

        _, ax = plt.subplots(figsize=(9.5, 7))
    summary, rules = table.summary(), table.model_rules().get("survey", {})
    if rules:
        _regions(ax, rules)
    x, y = np.asarray(table["satisfaction"]), np.asarray(table["attachment"])
    segment = np.asarray(table["segment"], dtype=object)
    size = _sizes(np.asarray(table["lifetime_value"]))
    x, y = _spread(x, y, rules)
    for group in summary["segments"]:
        name, share = group["segment"], group["share"]
        if share is None:
            continue
        mine = segment == name
        label = f"{name}: {group['customers']:,} ({100 * share['value']:.1f} %)"
        ax.scatter(x[mine], y[mine], s=size[mine], color=COLOURS[name], label=label, alpha=0.6, linewidth=0, zorder=3)
    _frame(ax, table, summary)
    return ax


def save(table: ScoreTable, path: Union[str, os.PathLike[str]]) -> None:
    """Saves the picture; needs no display."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9.5, 7))
    FigureCanvasAgg(figure)
    draw(table, figure.subplots())
    figure.tight_layout()
    figure.savefig(path, dpi=150)


def _regions(ax: Axes, rules: Dict[str, Any]) -> None:
    from matplotlib.patches import Rectangle

    for name, (left, bottom, right, top) in _rectangles(rules):
        ax.add_patch(Rectangle((left, bottom), right - left, top - bottom, color=_tint(name), linewidth=0))
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


def _rectangles(rules: Dict[str, Any]) -> List[Tuple[str, Tuple[float, float, float, float]]]:
    """The group of each part of the plane as (left, bottom, right, top); a later one lies on top of an earlier one."""
    cuts = rules["boundaries"]
    satisfied = cuts["satisfied"]
    result = [
        ("opponent", (LOW, LOW, satisfied, HIGH)),
        ("mercenary", (satisfied, LOW, HIGH, HIGH)),
        ("sympathizer", (satisfied, cuts["bound"], HIGH, HIGH)),
    ]
    if rules["captive_rule"] != "barrier":
        result.append(("captive", (LOW, cuts["captive_bound"], satisfied, HIGH)))
    if rules["fan_rule"] == "attachment":  # a fan by voice is no place in this plane
        result.append(("fan", (cuts["fan_satisfied"], cuts["fan_bound"], HIGH, HIGH)))
    return result


def _tint(name: str) -> Tuple[float, float, float]:
    """The group's colour, thinned with white: opaque, so that regions on top of each other do not mix."""
    from matplotlib.colors import to_rgb

    red, green, blue = (1 - 0.12 * (1 - each) for each in to_rgb(COLOURS[name]))
    return red, green, blue


def _spread(x: Any, y: Any, rules: Dict[str, Any]) -> Tuple[Any, Any]:
    """The dots, each moved by up to 0.9 points: answer scales are coarse, so many customers share one point.

    The same way every time, and never over a boundary: a dot stays in the region of its group.
    """
    shift = np.random.default_rng(0).uniform(-0.9, 0.9, (2, len(x)))
    cuts = rules.get("boundaries", {})
    moved = []
    for values, move, names in (
        (x, shift[0], ("satisfied", "fan_satisfied")),
        (y, shift[1], ("bound", "fan_bound", "captive_bound")),
    ):
        result = values + move
        for cut in sorted({cuts[name] for name in names if name in cuts}):
            result = np.where(values >= cut, np.maximum(result, cut + 0.25), np.minimum(result, cut - 0.25))
        moved.append(result)
    return moved[0], moved[1]


def _sizes(value: Any) -> Any:
    """Areas from 10 to 130 square points, by the lifetime value up to its 98th percentile."""
    known = value[~np.isnan(value)]
    top = np.percentile(known, 98) if known.size else 0
    share = np.clip(np.nan_to_num(value) / top, 0, 1) if top > 0 else np.zeros(len(value))
    return 10 + 120 * share


def _frame(ax: Axes, table: ScoreTable, summary: Dict[str, Any]) -> None:
    ax.set(xlim=(LOW, HIGH), ylim=(LOW, HIGH), xlabel="satisfaction, 0 to 100", ylabel="attachment, 0 to 100")
    ax.set_title(f"{summary['classified']:,} of {summary['customers']:,} customers, as of {table.as_of}", loc="left")
    if summary["classified"]:
        legend = ax.legend(loc="upper left", bbox_to_anchor=(1.01, 1), frameon=False)
        legend.set_title("customers (share)\ndot size: lifetime value", prop={"size": 9})
        for handle in getattr(legend, "legend_handles", None) or legend.legendHandles:  # its name since matplotlib 3.7
            handle.set_sizes([60])  # the first dot's own size says nothing here
            handle.set_alpha(1)
