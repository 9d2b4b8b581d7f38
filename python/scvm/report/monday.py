"""What to do on Monday: up to five sentences. Each says a figure that its section shows, under the same rules, and links to it; what cannot
be said from what is shown is not said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable, List, Mapping, Optional, Tuple

from scvm.report.absences import SECTIONS
from scvm.report.direction import isolated
from scvm.report.wording import Wording

MOST_STEPS, _MOST_NAMES = 5, 3
_UNUSABLE = 0.05  # of the rows: from here on the source is mended first, since all else rests on it
_UNASKED = 0.2  # of the customers
_FEARED = {"fan": -1, "sympathizer": -1, "captive": 1, "opponent": 1}  # the direction in which a group should not change


@dataclass(frozen=True)
class Step:
    """One sentence, the section that it links to, and the key of that section's heading."""

    text: Any
    section: str
    heading: str


def monday(say: Wording, context: Mapping[str, Any]) -> List[Step]:
    """The first of what can be said, the most urgent one first; at most one of a section. ``context``: what the page is made of."""
    headings = {**dict(SECTIONS), "quality": "quality"}
    steps: List[Step] = []
    for section, text_of in _STEPS:
        if section not in context["without"] and len(steps) < MOST_STEPS and section not in [each.section for each in steps]:
            text = text_of(say, context)
            if text is not None:
                steps.append(Step(text, section, headings[section]))
    return steps


def _unusable_rows(say: Wording, context: Mapping[str, Any]) -> Any:
    rows = sum(total for _, total, _ in context["facts"]["accounts"])
    if not rows or context["rejected"] < _UNUSABLE * rows:
        return None
    return say("monday_quality", n=say.count(context["rejected"]))


def _complaint(say: Wording, context: Mapping[str, Any]) -> Any:
    found, names = context["complaints"]["found"], context["complaints"]["names"]
    if not context["complaints"]["queue"]:
        return None
    first = context["complaints"]["queue"][0]
    return say(
        "monday_complaints", name=names.get(first["id"], first["id"]), hours=say.decimal(first["open_hours"], 0), damage=say.money(first["damage_at_risk"]),
        open=say.people(found["open"]), overdue=say.people(found["overdue"]),
    )  # fmt: skip


def _action(say: Wording, context: Mapping[str, Any]) -> Any:
    of = context["treatments"]
    for action in of["plan"]["actions"]:
        n = len(action["customers"])
        if n and say.told(n) and not action["hidden"] and not action["telling"]:
            first = action["customers"][0]["id"]
            return say("monday_treatments", action=say.action(action["action"]), n=say.people(n), name=of["names"].get(first, first))
    return None


def _contracts(say: Wording, context: Mapping[str, Any]) -> Any:
    for month in context["treatments"]["plan"]["releases"]:
        if month["customers"] and say.told(month["customers"]) and month["revenue"] is not None:
            return say("monday_releases", month=month["month"], n=say.people(month["customers"]), revenue=say.money(month["revenue"]))
    return None


def _moved(say: Wording, context: Mapping[str, Any]) -> Any:
    of = context["migration"]
    if not of["rows"] or not of["found"]["n"]:
        return None
    worse = [each for each in of["found"]["segments"] if each["holm_p"] is not None and each["holm_p"] < 0.05
             and each["change"] * _FEARED.get(each["segment"], 0) > 0]  # fmt: skip
    if not worse:
        return None
    most = max(worse, key=lambda each: float(abs(each["change"])))
    key = "monday_more" if most["change"] > 0 else "monday_fewer"
    return say(key, label=context["labels"][most["segment"]], change=say.points(most["change"]), day=say.day(of["found"]["from"]))


def _territory(say: Wording, context: Mapping[str, Any]) -> Any:
    of, fans = context["breakdown"], context["scopes"][0].groups[0]
    shown = [row for row in of["rows"] if row["n"] is not None and row["quota"]]
    if of["p_value"] is None or of["p_value"] >= 0.05 or not shown or not fans.share:
        return None
    worst = min(shown, key=lambda row: (row["quota"][2], row["name"]))
    if worst["quota"][2] >= fans.share[0]:
        return None
    return say("monday_territories", name=worst["name"], label=context["labels"]["fan"], share=say.percent(worst["quota"][0]), whole=say.percent(fans.share[0]))


def _ambassadors(say: Wording, context: Mapping[str, Any]) -> Any:
    plan, names = context["matters"]["found"].get("ambassadors"), context["matters"]["names"]
    if not plan or not plan["customers"]:
        return None
    first = ", ".join(isolated(names.get(each["id"], each["id"])) for each in plan["customers"][:_MOST_NAMES])
    return say("monday_matters", names=first, n=say.people(len(plan["customers"])), persons=say.decimal(plan["persons"], 1))


def _referred(say: Wording, context: Mapping[str, Any]) -> Any:
    n = context["outside"]["found"]["open_referrals"]
    return say("monday_outside", n=say.people(n)) if n and say.told(n) and context["outside"]["bringing"] else None


def _campaign(say: Wording, context: Mapping[str, Any]) -> Any:
    known = [(each["on_top"], each["name"]) for each in context["campaigns"]["offers"] if each["reached"] is not None and each["on_top"]]
    lost = [each for each in known if each[0]["high"] < 0]
    won = [each for each in known if each[0]["low"] > 0]
    if lost:
        key, (found, name) = "monday_campaigns_stop", min(lost, key=lambda each: float(each[0]["high"]))
    elif won:
        key, (found, name) = "monday_campaigns", max(won, key=lambda each: float(each[0]["low"]))
    else:
        return None
    return say(key, name=name, value=say.money(found["value"]), span=say.money_span(found["low"], found["high"]))


def _hour(say: Wording, context: Mapping[str, Any]) -> Any:
    hours = context["movements"]["found"]["hours"]
    best = [h for h in (hours or {}).get("best", []) if hours["cells"][h]["better"]]
    if not best:
        return None
    hour, cell = best[0], hours["cells"][best[0]]
    named = say("movements_hour", day=say("movements_days").split()[hour // 24], first=hour % 24, last=hour % 24 + 1)
    return say("monday_movements", hour=named, share=say.percent(cell["share"]), whole=say.percent(hours["overall"]))


def _fans(say: Wording, context: Mapping[str, Any]) -> Any:
    fans = context["scopes"][0].groups[0]
    of = fans.revenue_share
    if fans.suppressed or fans.money_suppressed or not fans.share or not of or of[1] is None or not of[1] > fans.share[0]:
        return None
    return say("monday_revenue", label=context["labels"]["fan"], share=say.percent(fans.share[0]), revenue=say.percent(fans.revenue_share[0]))


def _most_valuable(say: Wording, context: Mapping[str, Any]) -> Any:
    top = context["scopes"][0].value.top_10
    return None if top is None else say("monday_value", top=say.percent(top, 0))


def _unasked(say: Wording, context: Mapping[str, Any]) -> Any:
    if not context["analysis"].get("survey"):
        return None
    silent, customers = (context["summary"]["survey_status"] or {}).get("no_answers"), context["summary"]["customers"]
    if not silent or not say.told(silent) or silent < _UNASKED * customers:
        return None
    return say("monday_unasked", n=say.people(silent))


_Text = Callable[[Wording, Mapping[str, Any]], Optional[Any]]
_STEPS: Tuple[Tuple[str, _Text], ...] = (
    ("quality", _unusable_rows), ("complaints", _complaint), ("treatments", _action), ("treatments", _contracts), ("migration", _moved),
    ("territories", _territory), ("campaigns", _campaign), ("matters", _ambassadors), ("outside", _referred), ("movements", _hour),
    ("revenue", _fans), ("value", _most_valuable), ("quality", _unasked),
)  # fmt: skip
