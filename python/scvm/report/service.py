"""Customers who help customers, and what customers propose, choose, test and pay for."""

from __future__ import annotations

from typing import Any, Dict, Mapping, Optional

#: How many helpers and ideas the page shows.
MOST_HELPERS, MOST_IDEAS = 25, 25


def helpers(summary: Mapping[str, Any], names: Mapping[str, str]) -> Optional[Dict[str, Any]]:
    """The helpers' figures; None without service rules."""
    found = summary.get("helpers")
    return None if found is None else {"found": found, "best": found["helpers"][:MOST_HELPERS], "names": names}


def cocreation(summary: Mapping[str, Any], names: Mapping[str, str]) -> Optional[Dict[str, Any]]:
    """The figures of ideas, votes, tests and capital; None without cocreation rules."""
    found = summary.get("cocreation")
    if found is None:
        return None
    return {"found": found, "ideas": found["ranking"][:MOST_IDEAS], "out": [_out(draw) for draw in found["tests"]], "names": names}


def _out(draw: Mapping[str, Any]) -> Optional[int]:
    """How many of those who applied may not test; None where the summary does not tell."""
    eligible = [quota["eligible"] for quota in draw["quotas"]]
    return None if draw["applied"] is None or None in eligible else int(draw["applied"] - sum(eligible))
