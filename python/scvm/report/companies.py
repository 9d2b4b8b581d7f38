"""Companies: what they are worth with all who belong to them, and how their people feel, as far as the core tells it."""

from __future__ import annotations

from typing import Any, Dict, Mapping, Optional

from scvm.score_table import ScoreTable

#: How many companies the page shows.
MOST_COMPANIES = 20


def companies(table: ScoreTable, rules: Mapping[str, Any], names: Mapping[str, str]) -> Optional[Dict[str, Any]]:
    """The section's figures; None where the model adds nobody up, or nobody belongs to a company."""
    if rules.get("accounts") is None:
        return None
    found = table.accounts()
    accounts = found["accounts"]
    if not accounts:
        return None
    total, rest = found["total"]["lifetime_value"], found["rest"]["lifetime_value"]
    shown = accounts[:MOST_COMPANIES]
    return {
        "found": found,
        "names": names,
        "shown": shown,
        "more": len(accounts) - len(shown),
        "nested": any(each["above"] is not None for each in shown),
        "worth": None if total is None or rest is None else total - rest,
        "untold": total is not None and rest is None,
    }
