"""The one place that calls scvm: from plain records to the values of a party's fields."""

import datetime
import hashlib
import json
import os
import threading
from decimal import Decimal

from trytond.config import config

#: The fields that hold scores, and are emptied for whom nobody may score.
SCORES = [
    "scvm_segment", "scvm_satisfaction", "scvm_attachment", "scvm_p_alive", "scvm_lifetime_value", "scvm_currency",
    "scvm_network_value", "scvm_social_score", "scvm_input_hash",
]  # fmt: skip
#: Those of them that only a run over everybody can make.
OF_THE_NETWORK = ["scvm_network_value", "scvm_social_score", "scvm_network_explanation"]
_OWN = ["satisfaction", "attachment", "barrier", "segment", "lifetime_value"]  # scores that one party's own data tell

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


def card_of(record):
    """One party's score card."""
    return scorer().score_customer(record)


def cards_of(records, referrals, as_of):
    """The score cards of everybody, with the values of the network, by id."""
    import scvm

    applied = scorer()
    base = scvm.CustomerBase(customers=[record["id"] for record in records])

    def columns(table, *names):
        rows = [(record["id"], row) for record in records for row in record[table]]
        return [[id for id, _ in rows]] + [[row[name] for _, row in rows] for name in names]

    base.add_answers(*columns("answers", "item", "value", "time", "wave"))
    base.add_purchases(*columns("purchases", "time", "amount"))
    base.add_consents(*columns("consents", "purpose", "state", "time", "expires"))
    if referrals:
        base.add_referrals(*map(list, zip(*referrals)))
    table = applied.score(base, as_of)
    return {record["id"]: table.explain(record["id"]) for record in records}


def values_of(card, record):
    """The party's fields that a card fills."""
    if card["status"] == "excluded":
        return excluded(why_excluded(card["consent"]), card["as_of"])
    survey, value, equity = card["survey"], card["value"], card.get("equity") or {}
    # Interactions alone are no score of a customer: the hook, which sees none, and the nightly job must say the same.
    usable = survey["segment"] not in (None, "unclassified") or value["lifetime_value"] is not None
    return {
        "scvm_status": "scored" if usable else "insufficient_data",
        "scvm_reason": reason(survey, value),
        "scvm_segment": survey["segment"],
        "scvm_satisfaction": rounded(survey["satisfaction"]),
        "scvm_attachment": rounded(survey["attachment"]),
        "scvm_p_alive": never_sure(value["p_alive"]),
        "scvm_lifetime_value": money(value["lifetime_value"]),
        "scvm_currency": value.get("currency") or None,
        "scvm_network_value": money(equity.get("network_value")),
        "scvm_social_score": rounded((card.get("network") or {}).get("social_score")),
        "scvm_score_date": datetime.date.fromisoformat(card["as_of"]),
        "scvm_model": f'{card["model"]["id"]} {card["model"]["hash"][:12]}',
        "scvm_input_hash": input_hash(record),
        "scvm_explanation": explanation(card, own=True),
        "scvm_network_explanation": explanation(card, own=False),
    }


def excluded(reason, as_of):
    """What is left of somebody whom nobody may score."""
    return dict.fromkeys(SCORES) | {
        "scvm_status": "excluded",
        "scvm_reason": reason,
        "scvm_score_date": datetime.date.fromisoformat(as_of),
        "scvm_explanation": None,
        "scvm_network_explanation": None,
    }


def why_excluded(consent):
    said = [consent.get(use) for use in ("survey", "value", "network")]
    return "consent_" + next((each for each in said if each not in (None, "included")), "missing")


def reason(survey, value):
    """Why a part of the scores is absent."""
    reasons = [] if survey["status"] == "scored" else ["survey_" + survey["status"]]
    reasons += [] if value["status"] in ("scored", "population_spend") else ["value_" + value["status"]]
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
    """What the scores were made of; the day of scoring is a field of its own."""
    return hashlib.sha256(json.dumps({**record, "as_of": None}, sort_keys=True).encode()).hexdigest()


def rounded(number):
    return None if number is None else round(number, 6)


def never_sure(probability):
    return None if probability is None else min(max(round(probability, 6), 1e-6), 1 - 1e-6)


def money(amount):
    return None if amount is None else Decimal(repr(amount)).quantize(Decimal("0.01"))
