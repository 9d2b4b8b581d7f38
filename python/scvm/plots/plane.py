"""The plane of satisfaction by attachment: colours and regions of the groups, places and sizes of the dots."""

from __future__ import annotations

from typing import Any, List, Mapping, Tuple

import numpy as np

__all__ = ["COLOURS", "HIGH", "LOW", "Rectangle", "regions", "sizes", "spread", "tint"]

# Told apart by people who see no red or green, too (Okabe & Ito 2008).
COLOURS = {
    "fan": "#0072B2",
    "sympathizer": "#56B4E9",
    "mercenary": "#E69F00",
    "captive": "#CC79A7",
    "opponent": "#D55E00",
}
LOW, HIGH = -2.0, 102.0  # a little more than the scale, so that dots on its ends are whole

Rectangle = Tuple[float, float, float, float]  #: left, bottom, right, top


def regions(
    boundaries: Mapping[str, Any], captive_rule: str, fan_rule: str, low: float = LOW, high: float = HIGH
) -> List[Tuple[str, Rectangle]]:
    """The group of each part of the plane from `low` to `high`; a later part lies on top of an earlier one.

    The boundaries are those of a model's ``survey.boundaries``.
    """
    satisfied = boundaries["satisfied"]
    result = [
        ("opponent", (low, low, satisfied, high)),
        ("mercenary", (satisfied, low, high, high)),
        ("sympathizer", (satisfied, boundaries["bound"], high, high)),
    ]
    if captive_rule != "barrier":
        result.append(("captive", (low, boundaries["captive_bound"], satisfied, high)))
    if fan_rule == "attachment":  # who must also speak up to be a fan has no place of his own in this plane
        result.append(("fan", (boundaries["fan_satisfied"], boundaries["fan_bound"], high, high)))
    return result


def tint(name: str) -> Tuple[float, float, float]:
    """The group's colour, thinned with white: opaque, so that regions on top of each other do not mix."""
    from matplotlib.colors import to_rgb

    red, green, blue = (1 - 0.12 * (1 - each) for each in to_rgb(COLOURS[name]))
    return red, green, blue


def spread(x: Any, y: Any, rules: Mapping[str, Any]) -> Tuple[Any, Any]:
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


def sizes(value: Any) -> Any:
    """Areas from 10 to 130 square points, by the lifetime value up to its 98th percentile."""
    known = value[~np.isnan(value)]
    top = np.percentile(known, 98) if known.size else 0
    share = np.clip(np.nan_to_num(value) / top, 0, 1) if top > 0 else np.zeros(len(value))
    return 10 + 120 * share
