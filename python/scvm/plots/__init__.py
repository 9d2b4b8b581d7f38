"""Pictures, drawn with matplotlib: each function draws into the axes it is given, or into a new figure, and returns the axes.

>>> ax = scvm.plots.customers(table)                    # doctest: +SKIP
>>> ax.figure.savefig("portfolio.png")                  # doctest: +SKIP

None needs a display. matplotlib is imported by the first picture, not by this package.
"""

from __future__ import annotations

from scvm.arguments import judge_all
from scvm.plots.network import influence_network, participation_pyramid, score_waterfall, spread_against_budget
from scvm.plots.plane import COLOURS
from scvm.plots.survey import drivers, migration, portfolio, shares
from scvm.plots.table import customers, save_customers
from scvm.plots.value import (
    cohorts, dropout_heterogeneity, exposure, frequencies, frequency_recency, history, holdout, lorenz, rate_heterogeneity, spend_density, tracking,
)  # fmt: skip

__all__ = [
    "COLOURS", "cohorts", "customers", "drivers", "dropout_heterogeneity", "exposure", "frequencies", "frequency_recency", "history", "holdout",
    "influence_network", "lorenz", "migration", "participation_pyramid", "portfolio", "rate_heterogeneity", "save_customers", "score_waterfall",
    "shares", "spend_density", "spread_against_budget", "tracking",
]  # fmt: skip

judge_all(globals())
