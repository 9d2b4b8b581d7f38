"""Customers who help customers, and what customers propose, choose, test and pay for."""

from __future__ import annotations

from typing import Any, Dict, Mapping, Optional

from scvm.report import disclosure
from scvm.score_table import ScoreTable

#: How many helpers and ideas the page shows.
MOST_HELPERS, MOST_IDEAS = 25, 25


def helpers(table: ScoreTable, summary: Mapping[str, Any], names: Mapping[str, str]) -> Optional[Dict[str, Any]]:
    """The helpers' figures; None without service rules. Of few helpers nobody is named, and of nobody it is said how far he has come where
    the summary does not tell how many have come so far."""
    found = summary.get("helpers")
    if found is None:
        return None
    known = table.matters()["helpers"]
    few = disclosure.too_few(len(known), table._native.fewest_shown())
    best = [{**each, "told": found["states"][each["state"]] is not None} for each in known[:MOST_HELPERS]]
    return {"found": found, "n": len(known), "best": [] if few else best, "names": names}


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
