"""The sections on who matters, how far customers have come and what they share, and the staff."""

from __future__ import annotations

from typing import Any, Dict, Mapping, Optional

import numpy as np

from scvm import survey
from scvm.report import disclosure
from scvm.score_table import ScoreTable

STAGES = ("none", "find", "understand", "bind", "delight", "integrate")
SHOWN, BETWEEN_SHOWN = 20, 8


def matters(table: ScoreTable, rules: Mapping[str, Any], names: Mapping[str, str]) -> Optional[Dict[str, Any]]:
    """Who is active, influential and valuable, who stands between others, and the plan of ambassadors."""
    if not (rules.get("matters") or rules.get("ambassadors")):
        return None
    found = table.matters()
    return {"found": found, "names": names, "most": SHOWN, "between": BETWEEN_SHOWN}


def stages(table: ScoreTable, summary: Mapping[str, Any]) -> Optional[Dict[str, Any]]:
    """How many customers stand on which stage; neighbouring stages of too few customers are told together."""
    found = summary.get("equity")
    if not found:
        return None
    known = ~np.isin(np.asarray(table["equity_status"], dtype=object), ("not_asked", "no_consent", "not_carried"))
    at = np.asarray(table["stage"], dtype=object)[known]
    if not len(at):
        return None
    counts = [int((at == stage).sum()) for stage in STAGES]
    rows = [
        (group, count, survey.wilson_interval(count, len(at)))
        for group, count in (
            ([STAGES[i] for i in run], sum(counts[i] for i in run)) for run in disclosure.runs([counts], table._native.fewest_shown())
        )
    ]
    return {"n": len(at), "rows": rows, "found": found["stages"], "sharing": found["sharing"], "sharers": found["sharers"],
            "fewest": table._native.fewest_shown()}  # fmt: skip


def staff(table: ScoreTable, summary: Mapping[str, Any]) -> Optional[Dict[str, Any]]:
    """How the employees take part, and who of them stands between colleagues and customers."""
    found = summary.get("employees")
    if not found:
        return None
    rules = table.model_rules()
    listed = table.matters()["employees"] if rules.get("matters") or rules.get("ambassadors") else []
    return {"found": found, "listed": listed[:SHOWN]}
