"""scvm: Social Customer Value Management.

Turns what a CRM knows about its customers into one explained score card per customer:

>>> base = scvm.CustomerBase(customers, answers, purchases)      # doctest: +SKIP
>>> model = scvm.fit(base, rules, as_of="2026-11-21")            # doctest: +SKIP
>>> scores = scvm.Scorer(model).score(base, as_of="2026-11-21")  # doctest: +SKIP
"""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any, NamedTuple

from scvm import _core
from scvm._core import __version__
from scvm.arguments import judge_all
from scvm.customer_base import CustomerBase
from scvm.errors import Error, ErrorCode, RejectedRowsWarning
from scvm.score_table import ScoreTable
from scvm.scoring import Scorer, ScoringModel, fit

__all__ = [
    "CustomerBase", "Error", "ErrorCode", "Limits", "RejectedRowsWarning", "ScoreTable", "Scorer", "ScoringModel", "__version__",
    "example", "fit", "limits", "set_limits",
]


def example() -> tuple[CustomerBase, ScoringModel]:
    """Six customers with answers and purchases, and a model that scores them: what the first lines of the README use.

    >>> base, model = scvm.example()
    >>> scvm.Scorer(model).score(base, as_of="2026-11-21").card("ada")["segment"]["name"]  # doctest: +SKIP
    'fan'
    """
    data = Path(__file__).parent / "data"
    base = CustomerBase.from_json((data / "example_base.json").read_text(encoding="utf-8"))
    return base, ScoringModel.from_file(data / "example_model.json")


class Limits(NamedTuple):
    """What one call may cost: seconds of one core and bytes of memory, as estimated from its arguments."""

    seconds: float
    bytes: float


def limits() -> Limits:
    """What one call may cost in this process; at first 600 s and 4 GB."""
    return Limits(*_core.limits())


def set_limits(seconds: float = float("inf"), bytes: float = float("inf")) -> Limits:
    """Sets what one call may cost from now on, and returns what it was before.

    A call beyond it raises ``Error`` with ``ErrorCode.TOO_COSTLY``, where possible before anything is computed.
    """
    before = limits()
    _core.set_limits(float(seconds), float(bytes))
    return before


_ROOMS = ("survey", "value", "network", "equity", "dates", "plots", "report")


def __getattr__(name: str) -> Any:
    """The rooms, each imported when it is first asked for."""
    if name in _ROOMS:
        return importlib.import_module(f"scvm.{name}")
    raise AttributeError(f"module 'scvm' has no attribute '{name}'")


def __dir__() -> list[str]:
    return sorted([*__all__, *_ROOMS])


judge_all(globals(), ("limits", "set_limits"))
