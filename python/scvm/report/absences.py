"""The sections that have nothing to show, and why: each is one entry of a line at the page's end instead of a heading above a gap."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Optional, Tuple

#: Every section in the order of the page, with the key of its heading.
SECTIONS: Tuple[Tuple[str, str], ...] = (
    ("portfolio", "portfolio"), ("shares", "shares"), ("recommendation", "recommendation"), ("benchmark", "benchmark"), ("revenue", "revenue"),
    ("territories", "territories"), ("migration", "migration"), ("value", "value"), ("participation", "participation"),
    ("influence", "influence"), ("equity", "equity"), ("treatments", "treatments"), ("outside", "outside"), ("companies", "companies"),
    ("matters", "matters"), ("stages", "matters_stages"), ("staff", "matters_staff"), ("complaints", "complaints"),
    ("helpers", "helpers"), ("cocreation", "cocreation"), ("movements", "movements"), ("return", "return"), ("campaigns", "campaigns"),
)  # fmt: skip

#: What the context calls otherwise than the section.
_HELD_AS = {"return": "returned", "participation": "community", "territories": "breakdown"}
#: Of sections that are there or not, why they are not.
_WHY = {
    "recommendation": "absent_recommendation", "benchmark": "absent_benchmark", "territories": "absent_territories",
    "migration": "absent_migration", "participation": "absent_participation", "influence": "absent_influence", "equity": "absent_equity",
    "treatments": "absent_treatments", "outside": "outside_absent", "companies": "companies_absent", "matters": "matters_absent",
    "stages": "absent_equity", "staff": "matters_staff_absent", "complaints": "complaints_absent", "helpers": "complaints_absent",
    "cocreation": "cocreation_absent", "movements": "absent_movements", "return": "absent_return", "campaigns": "absent_campaigns",
}  # fmt: skip


def absences(context: Mapping[str, Any]) -> Dict[str, str]:
    """The key of the reason of each section of the page that has nothing to show; of no other section."""
    found = ((name, _reason(name, context)) for name, _ in SECTIONS)
    return {name: reason for name, reason in found if reason is not None}


def folded(absent: Mapping[str, str]) -> List[Tuple[str, str, str]]:
    """Section, key of its heading and key of the reason of each absent section, in the order of the page."""
    return [(name, heading, absent[name]) for name, heading in SECTIONS if name in absent]


def _reason(name: str, context: Mapping[str, Any]) -> Optional[str]:
    if name in ("portfolio", "shares", "revenue"):
        return _of_groups(name, context)
    if name == "value":
        return "absent_value" if not context["analysis"].get("value") else None if context["scopes"][0].value else "absent_valued"
    held = context[_HELD_AS.get(name, name)]
    if not held:
        return _WHY[name]
    if name == "migration" and not held["found"]["n"] and not held["found"]["not_asked_again"]:
        return "absent_panel"
    if name == "complaints" and held["found"]["complaints"] == 0 and held["found"]["praises"] == 0:
        return "complaints_none"
    if name == "helpers" and not held["n"]:
        return "helpers_none"
    few = {"participation": "rows", "equity": "steps", "stages": "rows"}
    return "suppressed_scope" if name in few and not held[few[name]] else None


def _of_groups(name: str, context: Mapping[str, Any]) -> Optional[str]:
    analysis = context["analysis"]
    if not analysis.get("survey"):
        return "absent_survey"
    if name == "revenue" and not analysis.get("value"):
        return "absent_value"
    if not context["summary"]["classified"]:
        return "absent_classified"
    return "absent_small" if name == "portfolio" and not context["scatter"] else None
