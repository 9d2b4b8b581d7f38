"""One customer's score card as text, in the reader's language: the numbers, then the sentences with their evidence."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Set

from scvm.command.screen import width, wrapped
from scvm.report.wording import Wording, group_names


def card_text(card: Dict[str, Any], name: str, rules: Mapping[str, Any], language: str = "en") -> str:
    """A card as `ScoreTable.explain` gives it, for one to read; `rules` is the model's document, for its labels of groups.

    English says the stable names of what the scores are made of, as tables and columns do. Throws scvm.Error for a language without texts.
    """
    say = Wording(language, card["value"].get("currency", ""))
    title = f"{name} ({card['id']})" if name else str(card["id"])
    group = group_names(rules, language)[card["survey"]["segment"]]
    head = say("card_title", title=title, day=card["as_of"], model=card["model"]["id"], hash=(card["model"]["hash"] or "")[:12])
    return "\n".join([wrapped(head, "") if width() else head, "", *_numbers(card, group, say), "", *_reasons(card, rules, say), *_rejected(card, say)])


def _numbers(card: Dict[str, Any], group: str, say: Wording) -> List[str]:
    survey, value = card["survey"], card["value"]
    horizon = ""
    if "horizon" in value:
        unit = value.get("unit", "unit")
        horizon = say("card_horizon", horizon=f"{value['horizon']:g}", units=say.known(f"units_{unit}", f"{unit}s"))
    status = survey["status"] if say.language == "en" else say.known(f"survey_status_{survey['status']}", survey["status"])
    rows = [(say("card_group"), group, "" if survey["status"] == "scored" else status)]
    for name in ("satisfaction", "attachment", "barrier"):
        coverage, note = survey.get(f"{name}_coverage"), ""
        if survey[name] is not None:
            note = say("card_of_100") + (say("card_coverage", share=say.percent(coverage, 0)) if coverage is not None else "")
        rows.append((say(f"dimension_{name}"), say.decimal(survey[name]), note))
    rows += [
        (say("card_purchases"), say.decimal(value["x"], 0), say("card_repeat_purchases")),
        (say("card_revenue"), say.decimal(value["revenue"]), say.currency),
        (say("card_p_alive"), say.decimal(value["p_alive"], 4), say("card_probability")),
        (say("card_expected"), say.decimal(value["expected_purchases"]), say("card_purchases_in", horizon=horizon)),
        (say("card_spend"), say.decimal(value["expected_spend"]), say("card_money_a_purchase", currency=say.currency)),
        (say("card_lifetime_value"), say.decimal(value["lifetime_value"]), f"{say.currency} {horizon}".strip()),
    ]
    low, high = value.get("lifetime_value_low"), value.get("lifetime_value_high")
    if low is not None and high is not None:
        confidence = say.percent(value["confidence"], 0)
        rows.append(("", "", say("card_interval", low=say.decimal(low), high=say.decimal(high), confidence=confidence)))
    names, numbers = max(len(row[0]) for row in rows), max(len(row[1]) for row in rows)
    return [f"  {n.ljust(names)}   {x.rjust(numbers)}   {note}".rstrip() for n, x, note in rows]


def _reasons(card: Dict[str, Any], rules: Mapping[str, Any], say: Wording) -> List[str]:
    questions = {item["id"] for item in (rules.get("survey") or {}).get("items", [])}
    key = f"sentence_{say.language}"  # English has none: its sentence has the plain key
    lines = []
    for reason in card["explanation"]:
        sentence = reason.get(key) or reason["sentence"]
        lines.append(wrapped(sentence))
        parts = [_part(part, questions, say) for part in reason["parts"]]
        widths = [max((len(part[c]) for part in parts), default=0) for c in range(2)]
        lines += [f"    {n.ljust(widths[0])}   {x.rjust(widths[1])}   {note}".rstrip() for n, x, note in parts]
        if reason["missing"]:
            lines.append(f"    {say('card_not_answered', items=', '.join(reason['missing']))}")
        lines.append("")
    return lines[:-1] or [f"  {say('card_nothing')}"]


def _named(kind: str, name: str, say: Wording) -> str:
    """What a card is made of, in the reader's language; what nobody here has named is as it is."""
    key = f"{kind}_{name.replace(' ', '_')}"
    return name if say.language == "en" or not say.has(key) else say(key)


def _part(part: Dict[str, Any], questions: Set[str], say: Wording) -> List[str]:
    name = part["name"] if part["name"] in questions else _named("part", part["name"], say)
    if "factor" in part:
        return [name, say.decimal(part["factor"], 4), _named("unit_of", part["unit"], say)]
    if "boundary" in part:
        against = say("card_against", boundary=_named("bound", part["boundary"], say), at=say.shortly(part["at"]))
        return [name, say.decimal(part["evidence"]), against]
    evidence = part.get("evidence")
    said = say.shortly(evidence) if isinstance(evidence, (int, float)) else str(evidence or "")
    adds = say("card_adds", points=say.decimal(part["contribution"])) if "contribution" in part else _named("unit_of", str(part.get("unit", "")), say)
    return [name, said, adds]


def _rejected(card: Dict[str, Any], say: Wording) -> List[str]:
    return ["", *(f"  {say('card_rejected', reason=say.fault(row['reason']))}" for row in card["rejected"])] if card["rejected"] else []
