"""The sections that need more than answers and purchases: participation, influence, network equity, treatments.

A table that holds none of it is no error: each section is then None, and the page says why.
"""

from __future__ import annotations

import json
from typing import Any, Dict, List, Mapping, Optional, Tuple

import numpy as np

from scvm.report import charts, figures
from scvm.score_table import ScoreTable

CLASSES = ("heavy", "intermittent", "lurker")
RULE_OF_THUMB = {"lurker": 0.90, "intermittent": 0.09, "heavy": 0.01}  # Nielsen 2006, "The 90-9-1 Rule"
TOP = 30


def community(table: ScoreTable, summary: Mapping[str, Any]) -> Optional[Dict[str, Any]]:
    """The participation pyramid against 90-9-1."""
    found = summary.get("participation")
    if not found or not any(found.get(name) for name in CLASSES):
        return None
    return {"found": found, "rows": [(name, found[name], RULE_OF_THUMB[name]) for name in CLASSES]}


def influence(table: ScoreTable, network: Any, names: Mapping[str, str]) -> Optional[Dict[str, Any]]:
    """The most influential customers, and the ties among them where a network was handed over."""
    if "influence" not in table.columns:
        return None
    share = np.asarray(table["influence"], dtype=float)
    order = sorted(np.flatnonzero(np.nan_to_num(share) > 0).tolist(), key=lambda row: (-share[row], str(table.ids[row])))
    if not order:
        return None
    segment = np.asarray(table["segment"], dtype=object)
    people: List[Tuple[str, str, str, float]] = []
    for row in order[:TOP]:
        id = str(table.ids[row])
        people.append((id, names.get(id, id), str(segment[row]), float(share[row])))
    place = {person[0]: i for i, person in enumerate(people)}
    met = {} if network is None else figures.ties(table, network)
    inside = {(place[a], place[b]): weight for (a, b), weight in met.items() if a in place and b in place}
    return {
        "net": charts.net(people, inside),
        "people": people,
        "has_ties": network is not None,
        "of": len(order),
        "top_share": sum(person[3] for person in people[:10]),
    }


def equity(table: ScoreTable, summary: Mapping[str, Any]) -> Optional[Dict[str, Any]]:
    """From the customers' lifetime values to the network equity, step by step."""
    found = summary.get("equity")
    if not found or found.get("network_equity") is None:
        return None
    return {"found": found}


def treatments(table: ScoreTable, names: Mapping[str, str]) -> Optional[Dict[str, Any]]:
    """Who gets which treatment, and who needs a person's attention."""
    call = getattr(table, "treatments", None)
    if call is None:
        return None
    found = call()
    plan = json.loads(found) if isinstance(found, str) else found
    return {"plan": plan, "names": names} if plan else None
