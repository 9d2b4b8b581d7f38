"""The sections on who matters, how far customers have come and what they share, and the staff."""

from __future__ import annotations

import math
from typing import Any, Dict, List, Mapping, Optional, Tuple

from scvm import equity, survey
from scvm.score_table import ScoreTable

STAGES = ("none", "find", "understand", "bind", "delight", "integrate")
SHOWN, BETWEEN_SHOWN = 20, 8


def matters(table: ScoreTable, rules: Mapping[str, Any], names: Mapping[str, str]) -> Optional[Dict[str, Any]]:
    """Who is active, influential and valuable, who stands between others, and the plan of ambassadors."""
    if not (rules.get("matters") or rules.get("ambassadors")):
        return None
    found = table.matters()
    top = rules["matters"]["top_share"] if rules.get("matters") else None
    return {"found": found, "names": names, "most": SHOWN, "between": BETWEEN_SHOWN, "top": top}


def stages(table: ScoreTable, summary: Mapping[str, Any]) -> Optional[Dict[str, Any]]:
    """How many customers stand on which stage; where the summary tells neighbouring stages together, they are one row."""
    found = summary.get("equity")
    n, fewest = (found or {"stages": {"customers": 0}})["stages"]["customers"], table._native.fewest_shown()
    if not found or n == 0:
        return None
    if n is None:  # who is placed is not told, and so no share of them
        return {"n": n, "rows": [], "found": found["stages"], "sharing": found["sharing"]}
    rows: List[Tuple[List[str], int, Any]] = []
    further = [n, *(step["reached"] for step in found["stages"]["funnel"]), 0]
    for i, stage in enumerate(STAGES):
        if further[i] is None:
            rows[-1][0].append(stage)
            continue
        count = further[i] - next(each for each in further[i + 1 :] if each is not None)
        rows.append(([stage], count, survey.wilson_interval(count, n)))
    if n < fewest:  # of so few not even where they stand
        rows = []
    return {"n": n, "rows": rows, "found": found["stages"], "sharing": found["sharing"]}


def company(summary: Mapping[str, Any]) -> Optional[Dict[str, Any]]:
    """The company's own stage: the highest one that at least half of the customers reach who have come to the stage before, and that of all
    stages below, too (`company_stage` of the shares). Where a share is not told, nothing above it can be said. `sure`: the lower limits alone
    say so as well; `next`: of the stage that is missing.
    """
    found = summary.get("equity")
    if not found:
        return None
    steps = [step["conversion"] for step in found["stages"]["funnel"]]

    def stage_of(limit: str) -> Any:
        return equity.company_stage([math.nan if step[limit] is None else step[limit] for step in steps])

    at, early = stage_of("value")
    return {"stage": at.name.lower(), "premature": [each.name.lower() for each in early], "sure": stage_of("low")[0] == at, "index": steps,
            "next": None if at == len(steps) else {"stage": STAGES[at + 1], **steps[at]}}  # fmt: skip


def staff(table: ScoreTable, summary: Mapping[str, Any]) -> Optional[Dict[str, Any]]:
    """How the employees take part, and who of them stands between colleagues and customers."""
    found = summary.get("employees")
    if not found:
        return None
    rules = table.model_rules()
    listed = table.matters()["employees"] if rules.get("matters") or rules.get("ambassadors") else []
    return {"found": found, "listed": listed[:SHOWN]}
