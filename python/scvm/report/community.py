"""The sections that need more than answers and purchases: participation, influence, network equity, treatments.

A table that holds none of it is no error: each section is then None, and the page says why.
"""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple

import numpy as np

from scvm import survey
from scvm.report import charts, disclosure, figures
from scvm.score_table import ScoreTable

CLASSES = ("heavy", "intermittent", "lurker")
RULE_OF_THUMB = {"lurker": 0.90, "intermittent": 0.09, "heavy": 0.01}  # Nielsen 2006, "The 90-9-1 Rule"
TOP, MOST_OF_ACTION, KNOWN_BY_NAME = 30, 25, 20


def community(summary: Mapping[str, Any], rules: Mapping[str, Any]) -> Optional[Dict[str, Any]]:
    """The participation pyramid against 90-9-1; neighbouring classes that the summary tells together are one. No rows: of too few."""
    found = (summary.get("network") or {}).get("participation")
    if not found or found["members"] == 0:
        return None
    rows = [] if found["members"] is None else _classes(found)
    by_rank = rules["network"]["participation"]["by"] == "members"
    return {"found": found, "rows": rows, "by_rank": by_rank}


def _classes(found: Mapping[str, Any]) -> List[Dict[str, Any]]:
    """Shares of the members and of their contributions by class, the most active first. Those that are hidden are neighbours: together
    they are what the others leave."""
    classes = found["classes"]
    shown = [name for name in CLASSES if classes[name]["members"] is not None]
    hidden = [name for name in CLASSES if name not in shown]
    rows = [{"names": [name], "share": classes[name]} for name in shown]
    if hidden:
        left = found["members"] - sum(classes[name]["members"] for name in shown)
        joined = survey.wilson_interval(left, found["members"])
        effort = 1.0 - sum(classes[name]["effort"] or 0.0 for name in shown) if found["contributions"] else None
        of = {"share": joined.estimate, "low": joined.low, "high": joined.high, "effort": effort}
        rows.insert(CLASSES.index(hidden[0]), {"names": hidden, "share": of})
    return [{**row, "thumb": sum(RULE_OF_THUMB[name] for name in row["names"])} for row in rows]


def influence(
    table: ScoreTable, network: Any, names: Mapping[str, str], hidden: Sequence[str]
) -> Optional[Dict[str, Any]]:
    """The most influential customers, and the ties among them where a network was handed over; nobody's group is told if
    it is among the `hidden`."""
    met = None if network is None else figures.ties(table, network)
    if "influence" not in table.columns:
        return None
    share = np.nan_to_num(np.asarray(table["influence"], dtype=float))
    order = _by_influence(table)
    if not order:
        return None
    segment = np.asarray(table["segment"], dtype=object)
    segment = np.where(np.isin(segment, list(hidden)), "", segment)
    people: List[Tuple[str, str, str, float]] = []
    for row in order[:TOP]:
        id = str(table.ids[row])
        people.append((id, names.get(id, id), str(segment[row]), float(share[row])))
    place = {person[0]: i for i, person in enumerate(people)}
    inside = {(place[a], place[b]): weight for (a, b), weight in (met or {}).items() if a in place and b in place}
    return {
        "net": charts.net(people, inside),
        "people": people,
        "has_ties": met is not None,
        "of": len(order),
        "top_share": sum(person[3] for person in people[:10]),
    }


def most_influential(table: ScoreTable) -> List[str]:
    """The customers among whom the page shows ties."""
    return [str(table.ids[row]) for row in _by_influence(table)[:TOP]] if "influence" in table.columns else []


def _by_influence(table: ScoreTable) -> List[int]:
    return _highest(np.nan_to_num(np.asarray(table["influence"], dtype=float)), table.ids)


def _highest(values: Any, ids: Sequence[Any]) -> List[int]:
    """The rows of values above 0, the highest first, equal ones by id."""
    return sorted(np.flatnonzero(values > 0).tolist(), key=lambda row: (-values[row], str(ids[row])))


def equity(table: ScoreTable, summary: Mapping[str, Any], names: Mapping[str, str]) -> Optional[Dict[str, Any]]:
    """From the customers' lifetime values to the network equity and the engagement value, step by step."""
    found = summary.get("equity")
    if not found or found["counted"] == 0:
        return None
    if found["lifetime_value"] is None:  # with the customers' own it would tell what few are worth
        return {"found": found, "steps": []}
    column = {name: np.asarray(table[name], dtype=float) for name in
              ("lifetime_value", "referral_value", "influence_value", "credit_given", "network_value")}  # fmt: skip
    total = {name: float(np.nansum(values)) for name, values in column.items()}
    steps = [
        ("lifetime", 0.0, found["lifetime_value"], "total"),
        ("given", found["lifetime_value"], found["lifetime_value"] - total["credit_given"], "minus"),
    ]
    for name in ("referral", "influence"):
        steps.append((name, steps[-1][2], steps[-1][2] + total[f"{name}_value"], "value"))
    steps.append(("network", 0.0, found["customer_network_equity"], "total"))
    if found["engagement_value"] is not None:  # else it would tell what few contributed
        steps.append(("knowledge", found["customer_network_equity"], found["engagement_value"], "value"))
        steps.append(("engagement", 0.0, found["engagement_value"], "total"))
    movers = table.matters()["top_decile"]
    entered = set(movers["entered"])
    top = [
        {"id": str(table.ids[row]), "name": names.get(str(table.ids[row]), str(table.ids[row])),
         "new": str(table.ids[row]) in entered, **{name: float(values[row]) for name, values in column.items()}}
        for row in _highest(np.nan_to_num(column["network_value"]), table.ids)[:10]
    ]  # fmt: skip
    most = max((end for _, start, end, _ in steps), default=0.0)
    moved = {name: len(movers[name]) if found["ranks"]["top_decile"]["stayed"] is not None else None for name in ("entered", "left")}
    return {"found": found, "steps": steps, "top": top, "moved": moved, "most": max(most, *(start for _, start, _, _ in steps))}


def treatments(
    table: ScoreTable, rules: Mapping[str, Any], names: Mapping[str, str], hidden: Sequence[str]
) -> Optional[Dict[str, Any]]:
    """Who gets which treatment, and who needs a person's attention. An action that tells the `hidden` groups apart would
    count them: the page only says that there is one. Nor is the number told that would leave one of too few."""
    if not rules.get("treatment"):
        return None
    telling = set()
    for line in rules["treatment"].get("rules", []):
        asked = set(line.get("when", {}).get("segment", hidden)) & set(hidden)
        if asked and asked != set(hidden):
            telling.add(line["action"])
    plan = table.treatments()
    numbers = [len(action["customers"]) for action in plan["actions"]]
    may = disclosure.told([*numbers, len(table) - sum(numbers)], table._native.fewest_shown())
    for action, shown in zip(plan["actions"], may):
        action["telling"] = action["action"] in telling
        action["hidden"] = action["telling"] or not (shown or disclosure.too_few(len(action["customers"]), table._native.fewest_shown()))
    return {"plan": plan, "names": names, "most": MOST_OF_ACTION, "known": KNOWN_BY_NAME}
