"""The axes that a picture is drawn into."""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional, Tuple

from scvm.errors import Error, ErrorCode

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Told apart by people who see no red or green, too (Okabe & Ito 2008).
BLUE, ORANGE, RED, GREY = "#0072B2", "#E69F00", "#D55E00", "0.75"


def axes_for(ax: Optional[Axes], size: Tuple[float, float]) -> Axes:
    """The axes given, or those of a new figure of this size in inches."""
    if ax is not None:
        if not hasattr(ax, "add_patch"):
            raise Error(f"ax: expected axes of matplotlib, got {type(ax).__name__}", ErrorCode.DOMAIN)
        return ax
    import matplotlib.pyplot as plt

    made: Axes = plt.subplots(figsize=size, constrained_layout=True)[1]
    return made


def without_box(ax: Axes) -> Axes:
    """The same axes without the lines above and to the right."""
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
    return ax
