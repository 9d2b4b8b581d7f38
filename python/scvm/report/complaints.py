"""Complaints and praise: who waits, how long it takes, what it is about, and whether it ends well."""

from __future__ import annotations

from typing import Any, Dict, Mapping, Optional

from scvm.score_table import ScoreTable

#: How much of the queue the page shows.
MOST_WAITING = 25


def complaints(table: ScoreTable, summary: Mapping[str, Any], names: Mapping[str, str]) -> Optional[Dict[str, Any]]:
    """The section's figures; None without service rules. Who waits is named where the summary tells how many do, and how many for longer
    than promised: the list would tell it."""
    found = summary.get("complaints")
    if found is None:
        return None
    # Who was kept out by lot says nothing about a customer, and a table that hides every number nothing at all.
    attributes = [
        each for each in found["attributes"]
        if each["attribute"] != "holdout" and any(of["complained"] or of["praised"] for of in each["categories"] if of["name"])
    ]  # fmt: skip
    told = found["open"] is not None and found["overdue"] is not None
    queue = table.matters()["queue"][:MOST_WAITING] if told else None
    return {"found": found, "attributes": attributes, "queue": queue, "most": MOST_WAITING, "names": names}
