"""scvm: Social Customer Value Management.

Turns what a CRM knows about its customers into one explained score card per customer:

>>> base = scvm.CustomerBase(customers, answers, purchases)      # doctest: +SKIP
>>> model = scvm.fit(base, rules, as_of="2026-11-21")            # doctest: +SKIP
>>> scores = scvm.Scorer(model).score(base, as_of="2026-11-21")  # doctest: +SKIP
"""

from __future__ import annotations

from scvm._core import __version__
from scvm.customer_base import CustomerBase
from scvm.errors import Error, ErrorCode
from scvm.score_table import ScoreTable
from scvm.scoring import Scorer, ScoringModel, fit

__all__ = ["CustomerBase", "Error", "ErrorCode", "ScoreTable", "Scorer", "ScoringModel", "__version__", "fit"]
