"""Customers who help customers, and what customers propose, choose, test and pay for."""

from __future__ import annotations

from typing import Any, Dict, Mapping, Optional

from scvm.score_table import ScoreTable

#: How many helpers and ideas the page shows.
MOST_HELPERS, MOST_IDEAS = 25, 25


def helpers(summary: Mapping[str, Any], names: Mapping[str, str]) -> Optional[Dict[str, Any]]:
    """The helpers' figures; None without service rules."""
    found = summary.get("helpers")
    return None if found is None else {"found": found, "best": found["helpers"][:MOST_HELPERS], "names": names}


def cocreation(table: ScoreTable, summary: Mapping[str, Any], names: Mapping[str, str]) -> Optional[Dict[str, Any]]:
    """The figures of ideas, votes, tests and capital; None without cocreation rules. Who was drawn is not named where the number of those
    who could be is hidden: with places for all, the list would tell it."""
    found = summary.get("cocreation")
    if found is None:
        return None
    drawn = table.matters()["tests"] if found["tests"] else []
    tests = [
        {"draw": draw, "out": _out(draw), "testers": None if None in [each["drawn"] for each in draw["quotas"]] else of["testers"]}
        for draw, of in zip(found["tests"], drawn)
    ]
    return {"found": found, "ideas": found["ranking"][:MOST_IDEAS], "tests": tests, "names": names}


def _out(draw: Mapping[str, Any]) -> Optional[int]:
    """How many of those who applied may not test; None where the summary does not tell."""
    eligible = [quota["eligible"] for quota in draw["quotas"]]
    return None if draw["applied"] is None or None in eligible else int(draw["applied"] - sum(eligible))
