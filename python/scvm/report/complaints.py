"""Complaints and praise: who waits, how long it takes, what it is about, and whether it ends well."""

from __future__ import annotations

from typing import Any, Dict, Mapping, Optional

#: How much of the queue the page shows.
MOST_WAITING = 25


def complaints(summary: Mapping[str, Any], names: Mapping[str, str]) -> Optional[Dict[str, Any]]:
    """The section's figures; None without service rules."""
    found = summary.get("complaints")
    if found is None:
        return None
    # Who was kept out by lot says nothing about a customer, and a table that hides every number nothing at all.
    attributes = [
        each for each in found["attributes"]
        if each["attribute"] != "holdout" and any(of["complained"] or of["praised"] for of in each["categories"] if of["name"])
    ]  # fmt: skip
    return {"found": found, "attributes": attributes, "queue": found["queue"][:MOST_WAITING], "most": MOST_WAITING, "names": names}
