"""All that calls scvm: from plain records to the values of a party's fields."""

import datetime
import hashlib
import json
import os
import threading
import zoneinfo
from decimal import Decimal

from trytond.config import config

#: Those that rest on what others do. A party's own data do not tell: the nightly job stores its place, from which they are renewed.
AMONG_OTHERS = [
    "scvm_influence", "scvm_social_score", "scvm_network_value", "scvm_engagement_value", "scvm_value_tier", "scvm_treatment",
    "scvm_network_explanation",
]  # fmt: skip
#: The fields that are emptied for whom nobody may score.
SCORES = [
    "scvm_segment", "scvm_satisfaction", "scvm_attachment", "scvm_revenue", "scvm_p_alive", "scvm_expected_purchases",
    "scvm_lifetime_value", "scvm_currency", *AMONG_OTHERS, "scvm_explanation", "scvm_input_hash", "scvm_place",
]  # fmt: skip
_OWN = ["satisfaction", "attachment", "barrier", "segment", "lifetime_value"]  # scores that one party's own data tell
_CARRIED = ["network", "equity", "treatment", "matters", "account"]  # the objects of a card that are a place
_HASHED = {
    "answers": ["item", "value", "time", "wave"], "purchases": ["time", "amount"],
    "consents": ["purpose", "state", "time", "expires", "evidence", "source"],
}  # fmt: skip

_lock = threading.Lock()
_opened = {}


class NoModel(Exception):
    """There is nothing to score with."""


def scorer():
    """The scorer of the model file that trytond.conf names; read again when the file changes."""
    path = config.get("scvm", "model")
    if not path:
        raise NoModel('trytond.conf: no "model" in the section [scvm]')
    try:
        import scvm

        stat = os.stat(path)
        stamp = (path, stat.st_mtime_ns, stat.st_size)
        with _lock:
            if stamp not in _opened:
                _opened.clear()
                _opened[stamp] = scvm.Scorer(scvm.ScoringModel.from_file(path))
            return _opened[stamp]
    except (ImportError, OSError, ValueError) as error:  # scvm.Error is a ValueError
        raise NoModel(f"{path}: {error}") from error


def today():
    """The day where the customers live, by the model; by UTC where there is no model."""
    try:
        zone = scorer().model.time_zone
    except NoModel:
        zone = "UTC"
    return datetime.datetime.now(zoneinfo.ZoneInfo(zone)).date()


def _tier_attribute():
    """The attribute that holds the previous tier; None for a model that keeps no tiers."""
    return scorer().model.to_dict().get("treatment", {}).get("previous_tier") or None


def card_of(record, place, tier):
    """One party's score card; `place` is what the last card of everybody said of the party's place among them."""
    if "treatment" in place:
        place = {**place, "treatment": {**place["treatment"], "value_tier": tier}}
    return scorer().score_customer({**record, **place})


def cards_of(records, interactions, referrals, tiers, as_of):
    """The score cards of everybody in one base, by id; `tiers` has the previous tiers, by id."""
    import scvm

    applied = scorer()
    base = scvm.CustomerBase(customers=[record["id"] for record in records], time_zone=applied.model.time_zone)

    def columns(table, *names):
        rows = [(record["id"], row) for record in records for row in record[table]]
        return [[id for id, _ in rows]] + [[row[name] for _, row in rows] for name in names]

    base.add_answers(*columns("answers", "item", "value", "time", "wave"))
    base.add_purchases(*columns("purchases", "time", "amount"))
    base.add_consents(*columns("consents", "purpose", "state", "time", "expires"))
    if any(record["contributions"] for record in records):
        base.add_contributions(*columns("contributions", "kind", "time", "units", "accepted", "value"))
    if interactions:
        base.add_interactions(*map(list, zip(*interactions)))
    if referrals:
        base.add_referrals(*map(list, zip(*referrals)))
    if tiers and _tier_attribute():
        base.add_attributes(_tier_attribute(), list(tiers), list(tiers.values()))
    table = applied.score(base, as_of)
    return {record["id"]: table.explain(record["id"]) for record in records}


def values_for_all(card, record):
    """The party's fields that a card of the whole base fills, with the place for the saves of the day."""
    if card["status"] == "excluded":
        return excluded(why_excluded(card["consent"]), card["as_of"])
    place = {name: card[name] for name in _CARRIED if card.get(name)}
    stored = json.dumps(place, ensure_ascii=False, sort_keys=True, separators=(",", ":")) if place else None
    return own_values(card, record) | values_among_others(card) | {"scvm_place": stored}


def values_for_one(card, record, place):
    """The party's fields that a card of one record fills: those among others only where it had the whole place."""
    if card["status"] == "excluded":
        return excluded(why_excluded(card["consent"]), card["as_of"])
    needed = [name for name in _CARRIED if card.get(name)]
    if not needed or any(name not in place for name in needed):
        return own_values(card, record)
    return own_values(card, record) | values_among_others(card)


def own_values(card, record):
    survey, value = card["survey"], card["value"]
    # Interactions alone are no score of a customer: a change and the nightly job must say the same.
    usable = survey["segment"] not in (None, "unclassified") or value["lifetime_value"] is not None
    return {
        "scvm_status": "scored" if usable else "insufficient_data",
        "scvm_reason": reason(survey, value),
        "scvm_segment": survey["segment"],
        "scvm_satisfaction": rounded(survey["satisfaction"]),
        "scvm_attachment": rounded(survey["attachment"]),
        "scvm_revenue": money(value["revenue"]),
        "scvm_p_alive": never_sure(value["p_alive"]),
        "scvm_expected_purchases": rounded(value["expected_purchases"]),
        "scvm_lifetime_value": money(value["lifetime_value"]),
        "scvm_currency": value.get("currency") or None,
        "scvm_score_date": datetime.date.fromisoformat(card["as_of"]),
        "scvm_model": card["model"]["id"],
        "scvm_model_hash": card["model"]["hash"],
        "scvm_input_hash": input_hash(record),
        "scvm_explanation": explanation(card, own=True),
    }


def values_among_others(card):
    network, equity, treatment = (card.get(name) or {} for name in _CARRIED[:3])
    return {
        "scvm_influence": rounded(network.get("influence")),
        "scvm_social_score": rounded(network.get("social_score")),
        "scvm_network_value": money(equity.get("network_value")),
        "scvm_engagement_value": money(equity.get("engagement_value")),
        "scvm_value_tier": treatment.get("value_tier"),
        "scvm_treatment": treatment.get("action") if treatment.get("status") == "treated" else None,
        "scvm_network_explanation": explanation(card, own=False),
    }


def place_of(stored):
    """A stored place; empty if it cannot be read."""
    try:
        place = json.loads(stored or "{}")
    except ValueError:
        return {}
    return {name: place[name] for name in _CARRIED if isinstance(place.get(name), dict)} if isinstance(place, dict) else {}


def excluded(reason, as_of):
    """What is left of somebody whom nobody may score."""
    return dict.fromkeys(SCORES) | {
        "scvm_status": "excluded",
        "scvm_reason": reason,
        "scvm_score_date": datetime.date.fromisoformat(as_of),
    }


def why_excluded(consent):
    said = [consent.get(use) for use in ("survey", "value", "network")]
    return "consent_" + next((each for each in said if each not in (None, "included")), "missing")


def reason(survey, value):
    """Why a part of the scores is absent."""
    reasons = [] if survey["status"] in ("scored", "not_asked") else ["survey_" + survey["status"]]
    reasons += [] if value["status"] in ("scored", "population_spend", "not_asked") else ["value_" + value["status"]]
    return ", ".join(reasons) or None


def explanation(card, own):
    """A line a score, and for those that add up the parts that count most and least."""
    german = config.get("scvm", "language", default="en") == "de"  # one for all, or each user would rewrite the others'
    lines = []
    for score in card["explanation"]:
        if (score["score"] in _OWN) != own:
            continue
        lines.append(score.get("sentence_de", score["sentence"]) if german else score["sentence"])
        parts = [(part["contribution"], part["name"]) for part in score["parts"] if "contribution" in part]
        parts.sort(reverse=True)
        lines += [f"  {name}: {contribution:.2f}" for contribution, name in parts[:3] + parts[3:][-3:]]
    lines += [f'! {row["table"]} {row["row"]}: {row["reason"]}' for row in card.get("rejected", []) if own]
    return "\n".join(lines) or None


def input_hash(record):
    """What the scores were made of, as every integration of scvm writes it (docs/fields.md)."""
    lines = []
    for table, names in _HASHED.items():
        for row in record[table]:
            values = [_seconds(row.get(name)) if name in ("time", "expires") else row.get(name) for name in names]
            lines.append("\t".join([table, *map(_hashed_text, values)]).encode())
    return hashlib.sha256(b"\n".join([record["id"].encode(), *sorted(lines)])).hexdigest()


def _seconds(day):
    if day is None:
        return None
    midnight = datetime.datetime.combine(datetime.date.fromisoformat(day), datetime.time(), zoneinfo.ZoneInfo(scorer().model.time_zone))
    return int(midnight.timestamp())


def _hashed_text(value):
    if value is None:
        return ""
    if isinstance(value, str):
        return value.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")
    text = str(value) if isinstance(value, int) else f"{value:.6f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def rounded(number):
    return None if number is None else round(number, 6)


def never_sure(probability):
    return None if probability is None else min(max(round(probability, 6), 1e-6), 1 - 1e-6)


def money(amount):
    return None if amount is None else Decimal(repr(amount)).quantize(Decimal("0.01"))
