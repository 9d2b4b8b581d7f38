"""Pictures of surveys: the portfolio, its shares, who moved between two waves, and what drives an outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, List, Mapping, Optional, Sequence, Union

import numpy as np

from scvm.plots.axes import BLUE, ORANGE, axes_for, without_box
from scvm.plots.plane import COLOURS, regions, tint
from scvm.survey import (
    SEGMENTS,
    Drivers,
    Measurement,
    MigrationNoise,
    Panel,
    Portfolio,
    SegmentShares,
    labels as labels_in,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["drivers", "migration", "portfolio", "shares"]

Labels = Union[str, Sequence[str]]


def portfolio(
    satisfaction: Any,
    attachment: Any,
    rule: Optional[Portfolio] = None,
    *,
    barrier: Any = None,
    measurement: Optional[Measurement] = None,
    ellipses: int = 12,
    coverage: float = 0.8,
    language: Labels = "en",
    ax: Optional[Axes] = None,
) -> Axes:
    """Customers by satisfaction and attachment, over the regions of the rule.

    With a measurement, ``ellipses`` customers spread over the plane show where their true scores lie with probability
    ``coverage``. ``language``: "en", "de", or six labels (unclassified first).
    """
    from matplotlib.patches import Rectangle

    rule = rule or Portfolio()
    ax = axes_for(ax, (8, 7))
    cuts = rule.boundaries
    captive = cuts.bound if cuts.captive_bound is None else cuts.captive_bound
    fan_satisfied = cuts.satisfied if cuts.fan_satisfied is None else cuts.fan_satisfied
    boundaries = {
        "satisfied": cuts.satisfied, "bound": cuts.bound, "captive_bound": captive, "fan_satisfied": fan_satisfied,
        "fan_bound": cuts.fan_bound,
    }  # fmt: skip
    names = _labels(language)
    x, y = np.asarray(satisfaction, dtype=float), np.asarray(attachment, dtype=float)
    known = ~(np.isnan(x) | np.isnan(y))
    for name, (left, bottom, right, top) in regions(boundaries, rule.captive_rule, rule.fan_rule, 0, 100):
        ax.add_patch(Rectangle((left, bottom), right - left, top - bottom, color=tint(name), linewidth=0, zorder=0))
        # In the corner that customers reach last: outside for all but the middle band.
        upper, outer = name in ("fan", "captive"), name in ("fan", "sympathizer", "mercenary")
        ax.text(
            right - 1.5 if outer else left + 1.5, top - 1.5 if upper else bottom + 1.5, names[name],
            ha="right" if outer else "left", va="top" if upper else "bottom", color=COLOURS[name], weight="bold",
            zorder=4, bbox={"facecolor": "white", "alpha": 0.75, "edgecolor": "none", "pad": 1.5},
        )  # fmt: skip
    placed = rule.place(x, y, None if barrier is None else np.asarray(barrier, dtype=float)).names
    for name in SEGMENTS:
        mine = placed == name
        ax.scatter(x[mine], y[mine], s=12, color=COLOURS[name], alpha=0.55, linewidth=0, zorder=2)
    if measurement is not None:
        _ellipses(ax, rule, measurement, x[known], y[known], ellipses, coverage)
    title = f"{int(known.sum()):,} customers with both scores of {len(x):,}"
    ax.set(xlim=(0, 100), ylim=(0, 100), xlabel="satisfaction, 0 to 100", ylabel="attachment, 0 to 100", title=title)
    return ax


def shares(found: SegmentShares, *, language: Labels = "en", ax: Optional[Axes] = None) -> Axes:
    """The shares of the five groups with their intervals; what may not be shown is not drawn, and says so."""
    ax = axes_for(ax, (7, 4))
    names = _labels(language)
    for place, name in enumerate(SEGMENTS):
        share = found.share[name]
        if found.suppressed[name] or np.isnan(share.estimate):
            text = "too few to show" if found.suppressed[name] else "nobody classified"
            ax.text(0.5, place, text, va="center", color="0.4", style="italic")
            continue
        ax.barh(place, 100 * share.estimate, color=COLOURS[name], height=0.6)
        ax.errorbar(
            100 * share.estimate, place, fmt="none", ecolor="0.15", capsize=4,
            xerr=[[100 * (share.estimate - share.low)], [100 * (share.high - share.estimate)]],
        )  # fmt: skip
        ax.text(100 * share.high + 1, place, f"{100 * share.estimate:.1f} %", va="center")
    ax.set_yticks(range(5))
    ax.set_yticklabels([names[name] for name in SEGMENTS])
    ax.invert_yaxis()
    ax.margins(x=0.15)
    ax.set_xlim(left=0)
    ax.set_xlabel(f"share of classified customers, % with {100 * found.confidence:g} % interval")
    ax.set_title(f"n = {found.n:,}, without group {found.unclassified:,}, rule {found.origin.rule_id or 'not stated'}")
    return without_box(ax)


def migration(
    moved: Panel, noise: Optional[MigrationNoise] = None, *, language: Labels = "en", ax: Optional[Axes] = None
) -> Axes:
    """Who went where between two waves: ribbons from the first to the second, the part that noise explains hatched."""
    ax = axes_for(ax, (8, 6))
    names = _labels(language)
    count = np.asarray(moved.count, dtype=float)
    total = count.sum()
    if total == 0:
        ax.text(0.5, 0.5, "nobody is classified in both waves", ha="center", va="center", transform=ax.transAxes)
        ax.set_axis_off()
        return ax
    gap = 0.03 * total
    starts = [_stack(count.sum(axis=1), gap), _stack(count.sum(axis=0), gap)]
    for side, (edges, sums) in enumerate(zip(starts, (count.sum(axis=1), count.sum(axis=0)))):
        for place, name in enumerate(SEGMENTS):
            if sums[place] == 0:
                continue
            ax.barh(
                edges[place] + sums[place] / 2, 0.04, left=side - (0.04 if side == 0 else 0), height=sums[place],
                color=COLOURS[name],
            )  # fmt: skip
            ax.text(
                -0.06 if side == 0 else 1.06, edges[place] + sums[place] / 2,
                f"{names[name]}\n{sums[place]:.0f} ({100 * sums[place] / total:.0f} %)",
                ha="right" if side == 0 else "left", va="center", fontsize=9,
            )  # fmt: skip
    leave, enter = starts[0].copy(), starts[1].copy()
    for a, name in enumerate(SEGMENTS):
        for b in range(5):
            size = count[a, b]
            if size == 0:
                continue
            stay = a == b
            expected = 0.0 if noise is None or stay else min(size, float(noise.expected[a, b]))
            _ribbon(ax, leave[a], enter[b], size, COLOURS[name], 0.2 if stay else 0.6, None)
            if expected > 0:
                _ribbon(ax, leave[a], enter[b], expected, "white", 0.55, "////")
            leave[a] += size
            enter[b] += size
    ax.set_xlim(-0.45, 1.45)
    ax.set_ylim(max(starts[0][-1] + count[4].sum(), starts[1][-1] + count[:, 4].sum()) + gap, -gap)
    ax.set_axis_off()
    sentence = "" if noise is None else noise.headline.replace(", of which", ",\nof which") + " (hatched)\n"
    ax.set_title(f"{sentence}n = {total:.0f}, joined {moved.joiners}, left {moved.leavers}", fontsize=11)
    return ax


def drivers(found: Drivers, *, ax: Optional[Axes] = None) -> Axes:
    """What drives an outcome: LMG beside Johnson's weights, in points of R squared."""
    ax = axes_for(ax, (7, 0.5 * len(found.names) + 1.8))
    if found.status != "fitted":
        ax.text(0.5, 0.5, f"no drivers: {found.status}", ha="center", va="center", transform=ax.transAxes)
        ax.set_axis_off()
        return ax
    frame = found.frame()
    place = np.arange(len(frame))
    ax.barh(place - 0.2, 100 * frame["lmg"], height=0.38, color=BLUE, label="LMG (Shapley)")
    ax.barh(place + 0.2, 100 * frame["johnson"], height=0.38, color=ORANGE, label="Johnson's relative weights")
    ax.set_yticks(place)
    signs = np.where(frame["beta"] < 0, " (-)", "")
    ax.set_yticklabels([f"{name}{sign}" for name, sign in zip(frame.index, signs)])
    ax.invert_yaxis()
    ax.set_xlabel("points of R², %")
    ax.set_title(f"R² = {found.r_squared:.2f}, n = {found.rows:,}")
    ax.legend(frameon=False, loc="lower right")
    return without_box(ax)


def _labels(language: Labels) -> Mapping[str, str]:
    texts = labels_in(language) if isinstance(language, str) else list(language)
    return dict(zip(SEGMENTS, texts[1:]))


def _ellipses(
    ax: Axes, rule: Portfolio, measured: Measurement, x: Any, y: Any, wanted: int, coverage: float
) -> None:
    from matplotlib.patches import Ellipse

    spread = rule.belief(measured)
    sd = np.array([spread["satisfaction_sd"], spread["attachment_sd"]])
    covariance = np.outer(sd, sd) * np.array([[1, spread["correlation"]], [spread["correlation"], 1]])
    size, direction = np.linalg.eigh(covariance)
    radius = np.sqrt(-2 * np.log(1 - coverage))
    mean = np.array([measured.satisfaction_mean, measured.attachment_mean])
    gain = np.asarray(spread["gain"]).reshape(2, 2)
    identity = np.array_equal(gain, np.eye(2))
    for row in _spread_out(x, y, wanted):
        seen = np.array([x[row], y[row]])
        centre = seen if identity else mean + gain @ (seen - mean)
        angle = np.degrees(np.arctan2(direction[1, 1], direction[0, 1]))
        width, height = 2 * radius * np.sqrt(size[1]), 2 * radius * np.sqrt(size[0])
        ax.add_patch(Ellipse(tuple(centre), width, height, angle=angle, fill=False, color="0.3", linewidth=0.8, zorder=3))
        ax.plot([seen[0], centre[0]], [seen[1], centre[1]], color="0.3", linewidth=0.8, zorder=3)


def _spread_out(x: Any, y: Any, wanted: int) -> List[int]:
    """Rows far from each other, the first nearest to the middle: the same ones every time."""
    if len(x) == 0 or wanted < 1:
        return []
    points = np.column_stack([x, y])
    chosen = [int(np.argmin(((points - points.mean(axis=0)) ** 2).sum(axis=1)))]
    nearest = ((points - points[chosen[0]]) ** 2).sum(axis=1)
    while len(chosen) < wanted and nearest.max() > 0:
        chosen.append(int(np.argmax(nearest)))
        nearest = np.minimum(nearest, ((points - points[chosen[-1]]) ** 2).sum(axis=1))
    return chosen


def _stack(sizes: Any, gap: float) -> Any:
    return np.concatenate([[0.0], np.cumsum(sizes + gap)[:-1]])


def _ribbon(ax: Axes, left: float, right: float, size: float, colour: str, alpha: float, hatch: Optional[str]) -> None:
    t = np.linspace(0, 1, 40)
    bend = t * t * (3 - 2 * t)
    low = left + (right - left) * bend
    edge = {"edgecolor": "0.25", "hatch": hatch} if hatch else {}
    ax.fill_between(t, low, low + size, facecolor=colour, alpha=alpha, linewidth=0, **edge)
