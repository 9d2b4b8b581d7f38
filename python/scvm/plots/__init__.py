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
from scvm.plots.value import frequencies, frequency_recency, history, holdout, tracking

__all__ = [
    "COLOURS", "customers", "drivers", "frequencies", "frequency_recency", "history", "holdout", "influence_network",
    "migration", "participation_pyramid", "portfolio", "save_customers", "score_waterfall", "shares",
    "spread_against_budget", "tracking",
]  # fmt: skip

judge_all(globals())
