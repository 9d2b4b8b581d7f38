"""The fields that the command writes about a customer (docs/fields.md): their names, types and where they come from."""

from __future__ import annotations

import hashlib
import json
import math
from dataclasses import dataclass
from typing import Any, Dict, Iterable, Iterator, List, Optional, Sequence, Tuple

import numpy as np
import pandas as pd
import sqlalchemy as sa

from scvm.command.staging import Chunk
from scvm.score_table import ScoreTable

#: Decimals that a number keeps: enough for people, few enough that every database gives back what was written.
_DECIMALS = 6


@dataclass(frozen=True)
class Field:
    """One field: its type in a database, the column of the score table behind it, its label for people, and what it means
    beyond the column's description (docs/reference/fields.md is rendered from both).

    `part`: of the scores, which owns it (ownership.PARTS). `card`: where it stands on a score card; by default its name, in the
    object of its part. `none`: the word that says that there is none. `given`: a member of the card, and what it must say for
    the field to be told. `decimals`: how many of a number's six a CRM shows. `for_people` is false for what only programs read: no
    file of scores, history or list shows it unless it is asked for.
    """

    name: str
    type: Any
    label: str
    label_de: str
    column: str = ""
    part: str = ""
    card: str = ""
    none: str = ""
    given: Tuple[str, ...] = ()
    probability: bool = False
    override: bool = False
    decimals: int = 1
    for_people: bool = True
    meaning: str = ""


_NUMBER = sa.Float(53)
_MONEY = sa.Numeric(26, 6, asdecimal=False)

FIELDS: List[Field] = [
    Field("status", sa.String(20), "scvm: scoring status", "scvm: Stand der Bewertung",
          meaning="`scored`; `insufficient_data`: neither a group nor a lifetime value; `excluded`: no consent, every score is null; "
                  "`stale`: no customer any more, scores reset."),
    Field("reason", sa.String(100), "scvm: reason of the scoring status", "scvm: Grund des Bewertungsstands",
          meaning="Why: `consent_withdrawn`, `consent_missing`, `consent_refused`, `consent_expired`, `survey_no_answers`, "
                  "`value_no_purchases`, … A section that the model does not have is no reason."),
    Field("segment", sa.String(20), "scvm: group", "scvm: Gruppe", "segment", "survey", override=True),
    Field("satisfaction", _NUMBER, "scvm: satisfaction (0 to 100)", "scvm: Zufriedenheit (0 bis 100)", "satisfaction", "survey"),
    Field("attachment", _NUMBER, "scvm: attachment (0 to 100)", "scvm: Verbundenheit (0 bis 100)", "attachment", "survey"),
    Field("revenue", _MONEY, "scvm: revenue, net of refunds", "scvm: Umsatz abzüglich Erstattungen", "revenue", "value", decimals=2),
    Field("p_alive", _NUMBER, "scvm: probability of still being a customer", "scvm: Wahrscheinlichkeit, noch Kunde zu sein", "p_alive", "value", probability=True,
          meaning="Shown as 0.000001 to 0.999999, never as sure.", decimals=6),
    Field("expected_purchases", _NUMBER, "scvm: expected purchases", "scvm: erwartete Käufe", "expected_purchases", "value", decimals=2),
    Field("lifetime_value", _MONEY, "scvm: lifetime value", "scvm: Kundenwert", "lifetime_value", "value", override=True, decimals=2),
    Field("currency", sa.String(10), "scvm: currency of the amounts", "scvm: Währung der Beträge", meaning="Of all amounts."),
    Field("influence", _NUMBER, "scvm: influence (share of the network's attention)", "scvm: Einfluss (Anteil an der Aufmerksamkeit)", "influence", "network", decimals=4),
    Field("social_score", _NUMBER, "scvm: social score (0 to 100)", "scvm: sozialer Punktwert (0 bis 100)", "social_score", "network"),
    Field("community_points", _NUMBER, "scvm: points for being recognised by others", "scvm: Punkte für Anerkennung durch andere", "community_points", "network", decimals=2),
    Field("community_badge", _NUMBER, "scvm: badge for being recognised (1 to 3)", "scvm: Abzeichen für Anerkennung (1 bis 3)", "community_badge", "network", decimals=0),
    Field("network_value", _MONEY, "scvm: network value", "scvm: Netzwerkwert", "network_value", "equity", decimals=2),
    Field("engagement_value", _MONEY, "scvm: engagement value", "scvm: Engagementwert", "engagement_value", "equity", decimals=2),
    Field("open_referrals", _NUMBER, "scvm: referred, and no customers yet", "scvm: empfohlen und noch keine Kunden", "open_referrals", "equity", decimals=0),
    Field("open_complaints", _NUMBER, "scvm: open complaints", "scvm: offene Beschwerden", "open_complaints", "service", "service.open", decimals=0),
    Field("open_hours", _NUMBER, "scvm: hours since the oldest open complaint", "scvm: Stunden seit der ältesten offenen Beschwerde", "open_hours", "service"),
    Field("promised_hours", _NUMBER, "scvm: hours within which an answer was promised", "scvm: versprochene Stunden bis zur Antwort", "promised_hours", "service"),
    Field("missed_hours", _NUMBER, "scvm: hours by which the promise was missed", "scvm: Überschreitung des Versprechens in Stunden", "missed_hours", "service"),
    Field("damage_at_risk", _MONEY, "scvm: damage at risk", "scvm: drohender Schaden", "damage_at_risk", "service", decimals=2),
    Field("queue_place", _NUMBER, "scvm: place in the complaint queue", "scvm: Platz in der Beschwerdeschlange", "queue_place", "service", decimals=0),
    Field("recovered", sa.String(20), "scvm: satisfied again after a complaint", "scvm: nach einer Beschwerde wieder zufrieden", "recovered", "service", none="none"),
    Field("helper_state", sa.String(20), "scvm: helper", "scvm: Helfer", "helper_state", "service", "helper.state", given=("helper.status", "scored"),
          meaning="Null for who is no helper."),
    Field("helper_trust", _NUMBER, "scvm: probability that the next job as a helper goes well", "scvm: Wahrscheinlichkeit, dass der nächste Einsatz gelingt",
          "helper_trust", "service", "helper.trust", probability=True, decimals=6),
    Field("value_tier", sa.String(20), "scvm: value tier", "scvm: Wertklasse", "value_tier", "treatment", none="none"),
    Field("treatment", sa.String(100), "scvm: treatment", "scvm: Maßnahme", "treatment", "treatment", "treatment.action", none="none", given=("treatment.status", "treated"),
          meaning="Null for whom the action's capacity has no room, who may not be contacted, or whose recommendation is not asked for."),
    Field("participation", sa.String(20), "scvm: participation", "scvm: Beteiligung", "participation", "network", none="inactive",
          meaning="`heavy`, `intermittent` or `lurker`; null: inactive."),
    Field("stage", sa.String(20), "scvm: stage", "scvm: Stufe", "stage", "equity", none="none", meaning="Null: not even found."),
    Field("stage_premature", sa.String(3), "scvm: stage without a lower one", "scvm: Stufe ohne eine tiefere", "stage_premature", "equity", none="no", meaning="`yes` or null."),
    Field("sharing_points", _NUMBER, "scvm: sharing points", "scvm: Punkte fürs Teilen", "sharing_points", "equity", "sharing.points"),
    Field("sharing_diversity", _NUMBER, "scvm: kinds of sharing (effective)", "scvm: Arten des Teilens (effektiv)", "sharing_diversity", "equity", "sharing.diversity", decimals=2),
    Field("shared_products", _NUMBER, "scvm: shared products", "scvm: geteilte Produkte", "shared_products", "equity", "sharing.units.products"),
    Field("shared_ideas", _NUMBER, "scvm: shared ideas", "scvm: geteilte Ideen", "shared_ideas", "equity", "sharing.units.ideas"),
    Field("shared_know_how", _NUMBER, "scvm: shared know-how", "scvm: geteiltes Wissen", "shared_know_how", "equity", "sharing.units.know_how"),
    Field("shared_capital", _NUMBER, "scvm: shared capital", "scvm: geteiltes Kapital", "shared_capital", "equity", "sharing.units.capital"),
    Field("shared_content", _NUMBER, "scvm: shared content", "scvm: geteilte Inhalte", "shared_content", "equity", "sharing.units.content"),
    Field("shared_experience", _NUMBER, "scvm: shared experience", "scvm: geteilte Erfahrung", "shared_experience", "equity", "sharing.units.experience"),
    Field("shared_trends", _NUMBER, "scvm: shared trends", "scvm: geteilte Trends", "shared_trends", "equity", "sharing.units.trends"),
    Field("matters_place", _NUMBER, "scvm: place among those who matter", "scvm: Platz unter denen, auf die es ankommt", "matters_place", "matters", "matters.place", decimals=0),
    Field("matters_shared_by", _NUMBER, "scvm: customers who share that place", "scvm: Kunden auf demselben Platz", "matters_shared_by", "matters", "matters.shared_by", decimals=0),
    Field("matters_layer", _NUMBER, "scvm: layer of those who matter", "scvm: Schicht derer, auf die es ankommt", "matters_layer", "matters", "matters.layer", decimals=0),
    Field("matters_first_layer", _NUMBER, "scvm: probability of the first layer", "scvm: Wahrscheinlichkeit der ersten Schicht", "matters_first_layer", "matters", "matters.first_layer",
          probability=True, meaning="Shown as 0.000001 to 0.999999.", decimals=6),
    Field("active", sa.String(3), "scvm: among the most active", "scvm: unter den Aktivsten", "active", "matters", none="no", meaning="`yes` or null."),
    Field("influential", sa.String(3), "scvm: among the most influential", "scvm: unter den Einflussreichsten", "influential", "matters", none="no", meaning="`yes` or null."),
    Field("valuable", sa.String(3), "scvm: among the most valuable", "scvm: unter den Wertvollsten", "valuable", "matters", none="no", meaning="`yes` or null."),
    Field("hub", sa.String(3), "scvm: hub", "scvm: Knotenpunkt", "hub", "matters", none="no", meaning="`yes` or null."),
    Field("bridge", sa.String(3), "scvm: bridge", "scvm: Brücke", "bridge", "matters", none="no", meaning="`yes` or null."),
    Field("spanner", sa.String(3), "scvm: ties to employees and customers", "scvm: Verbindungen zu Mitarbeitern und Kunden", "spanner", "matters", none="no",
          meaning="`yes` or null."),
    Field("betweenness", _NUMBER, "scvm: betweenness", "scvm: Zwischenzentralität", "betweenness", "matters", decimals=4),
    Field("ambassador", sa.String(3), "scvm: ambassador", "scvm: Botschafter", "ambassador", "ambassadors", "matters.ambassador", none="no", meaning="`yes` or null."),
    Field("ambassador_place", _NUMBER, "scvm: place in the plan of ambassadors", "scvm: Platz im Plan der Botschafter", "ambassador_place", "ambassadors", "matters.ambassador_place", decimals=0),
    Field("ambassador_gain", _NUMBER, "scvm: what the ambassador adds", "scvm: Zugewinn durch den Botschafter", "ambassador_gain", "ambassadors", "matters.ambassador_gain", decimals=2),
    Field("account_revenue", _MONEY, "scvm: revenue of the account", "scvm: Umsatz des Kontos", "account_revenue", "accounts", "account.revenue", decimals=2),
    Field("account_lifetime_value", _MONEY, "scvm: lifetime value of the account", "scvm: Kundenwert des Kontos", "account_lifetime_value", "accounts", "account.lifetime_value", decimals=2),
    Field("account_network_value", _MONEY, "scvm: network value of the account", "scvm: Netzwerkwert des Kontos", "account_network_value", "accounts", "account.network_value", decimals=2),
    Field("account_segment", sa.String(20), "scvm: group of the account", "scvm: Gruppe des Kontos", "account_segment", "accounts", "account.segment", none="unclassified",
          meaning="Null where too few of its people answered."),
    Field("account_satisfaction", _NUMBER, "scvm: satisfaction of the account (0 to 100)", "scvm: Zufriedenheit des Kontos (0 bis 100)", "account_satisfaction", "accounts", "account.satisfaction"),
    Field("account_attachment", _NUMBER, "scvm: attachment of the account (0 to 100)", "scvm: Verbundenheit des Kontos (0 bis 100)", "account_attachment", "accounts", "account.attachment"),
    Field("model_version", sa.String(255), "scvm: scoring model", "scvm: Bewertungsmodell", meaning="The name of the model that made the scores; null for who is excluded."),
    Field("model_hash", sa.String(64), "scvm: hash of the scoring model", "scvm: Prüfsumme des Bewertungsmodells", meaning="SHA-256 of its canonical form."),
    Field("input_hash", sa.String(64), "scvm: hash of the scored data", "scvm: Prüfsumme der bewerteten Daten",
          meaning="SHA-256 of the customer's own data: the same hash, the same input ([how](../fields.md#the-hash-of-the-input))."),
    Field("score_date", sa.Date(), "scvm: day of scoring", "scvm: Tag der Bewertung", meaning="Day of scoring; `as_of` in NDJSON."),
    Field("explain", sa.Text(), "scvm: explanation of the scores", "scvm: Erklärung der Werte", meaning="The reasons."),
    Field("place", sa.Text(), "scvm: place among others, for save hooks", "scvm: Platz unter anderen, für Speicher-Hooks", for_people=False,
          meaning="JSON for save hooks, not for people ([what it holds](../fields.md#the-place))."),
]  # fmt: skip
BY_NAME: Dict[str, Field] = {field.name: field for field in FIELDS}

#: What people read in CRM systems for the words that fields hold, in English and German, where core/messages says none
#: (describe/choices.py renders their lists). Tiers and treatments have the names that the scoring model gives them.
WORDS: Dict[str, Dict[str, Tuple[str, str]]] = {
    "status": {
        "scored": ("Scored", "Bewertet"),
        "excluded": ("Excluded: no legal basis", "Ausgeschlossen: keine Rechtsgrundlage"),
        "insufficient_data": ("Not enough data", "Zu wenig Daten"),
        "stale": ("Old score: waiting for scoring", "Alte Bewertung: wartet auf Bewertung"),
        "error": ("Old score: the last scoring failed", "Alte Bewertung: die letzte Bewertung schlug fehl"),
    },
    "recovered": {
        "open": ("A complaint is still open", "Eine Beschwerde ist noch offen"),
        "unknown": ("Not asked since", "Seither nicht gefragt"),
        "yes": ("Satisfied again", "Wieder zufrieden"),
        "no": ("Not satisfied", "Nicht zufrieden"),
    },
    "helper_state": {
        "applicant": ("Applicant", "Bewerber"),
        "vetted": ("Vetted", "Geprüft"),
        "helper": ("Helper", "Helfer"),
        "friend": ("Friend of the company", "Freund des Unternehmens"),
    },
    "participation": {
        "lurker": ("Reads, hardly contributes", "Liest mit, trägt kaum bei"),
        "intermittent": ("Contributes at times", "Trägt gelegentlich bei"),
        "heavy": ("Contributes much", "Trägt viel bei"),
    },
    "yes": {"yes": ("Yes", "Ja")},
}
#: The same of reasons that neither core/messages nor a withheld consent tells, and how those of answers and purchases begin.
REASONS: Dict[str, Tuple[str, str]] = {
    "survey": ("Answers", "Antworten"),
    "value": ("Purchases", "Käufe"),
    "survey_out_of_range": ("one lies outside its scale", "eine liegt außerhalb ihrer Skala"),
    "value_from_prior": ("all together are too few, a prior fills in", "alle zusammen sind zu wenige, eine Vorannahme füllt auf"),
    "erased": ("Erased on the person's demand", "Auf Verlangen der Person gelöscht"),
    "no_customer": ("No customer any more", "Nicht mehr Kunde"),
}
#: What is no reason: the scores are there as they should be, or nobody asked for them.
_NO_REASON = ("scored", "population_spend", "not_asked")

#: What is null for a customer who has no scores.
SCORES = [field.name for field in FIELDS if field.column] + ["currency", "input_hash", "place"]

#: What is null for a customer who is excluded: the model made nothing, and a withdrawal is written down where there is none.
EMPTIED = [*SCORES, "model_version", "model_hash"]

#: The objects of a card that a save hook cannot make from one customer's data, and hands back as the batch made them.
CARRIED = ("network", "equity", "service", "helper", "treatment", "matters", "account")

#: The parts of the scores that one customer's own data give; the others rest on what others do, too.
ALONE = ("survey", "value")

#: What a person may refuse, use by use, and how a consent that was taken back says so.
USES = ("survey", "value", "network", "contact")
_REFUSALS = ("withdrawn", "refused")

_LONGEST_PLACE = 50_000  # bytes; a column of MariaDB's type TEXT holds 65,535, and another mapping may have something to say

#: The tables whose rows are a customer's own: what `input_hash` is made of. What others do moves a place, and is not in it.
OWN_TABLES = ("answers", "purchases", "contracts", "consents", "complaints")

#: What an NDJSON line says, in this order; as_of is score_date.
NDJSON_FIELDS = ["status", "segment", "lifetime_value", "influence", "network_value", "model_version", "input_hash", "as_of", "explain"]

Scored = Dict[str, Any]


class CardMaker:
    """Makes the fields of each customer of a score table."""

    def __init__(self, model: Dict[str, Any], model_hash: str, version: str, currency: str, language: str, explain: str, beside: Optional[Dict[str, int]] = None) -> None:
        self.version = version
        self.model_hash = model_hash
        self.currency = currency
        self.language = language
        self.explain = explain
        self._beside = beside  # from which number on rows are not the CRM's; None where all are
        self._weights = {item["id"]: float(item.get("weight", 1.0)) for item in model.get("survey", {}).get("items", [])}
        self._carries = any(section in model for section in (*CARRIED, "ambassadors"))

    def rows(self, table: ScoreTable, chunk: Chunk) -> Iterator[Scored]:
        """One dictionary of all fields a customer, in the table's order."""
        known = [field for field in FIELDS if field.column in ScoreTable.columns]
        names, columns = [field.name for field in known], [_values(table, field) for field in known]
        consent = _categories(table, "consent_status")
        refusals = [(use, said) for use in USES if (said := _categories(table, f"consent_{use}"))]
        survey, value = _categories(table, "survey_status"), _categories(table, "value_status")
        hashes = input_hashes(chunk)
        beside = rows_beside(chunk, self._beside) if self._beside is not None else {}
        same: Scored = {field.name: None for field in FIELDS}
        same.update(as_of=table.as_of, score_date=table.as_of, model_version=self.version, model_hash=self.model_hash)
        for i, (id, values) in enumerate(zip(table.ids.tolist(), zip(*columns))):
            row: Scored = same.copy()
            row.update(zip(names, values))
            excluded = consent[i] if consent and consent[i] not in (None, "included") else None
            row.update(id=id, told={}, refused=[use for use, said in refusals if said[i] in _REFUSALS])
            if excluded:
                row.update({name: None for name in EMPTIED}, status="excluded", reason=f"consent_{excluded}", explain=self._excluded(str(excluded)))
            else:
                self._say_scored(row, self._card(table, id), survey[i] if survey else None, value[i] if value else None)
                row.update(currency=self.currency or None, input_hash=hashes[i])
                if self._beside is not None:
                    row["place"] = place_with(row["place"], beside.get(id, {}))
            yield row

    def _card(self, table: ScoreTable, id: str) -> Dict[str, Any]:
        """As much of a card as the fields need: its sentences are those of one language."""
        if self.explain == "none" and not self._carries:
            return {}
        name = id.encode("utf-8", "replace")
        card: Dict[str, Any] = json.loads(table._native.card(name))
        if self.explain != "none":
            card["explanation"] = table._native.reasons(name, self.language)
        return card

    def of_card(self, card: Dict[str, Any], hash: str) -> Scored:
        """The same of one card, as `score_customer` gives it to a save hook; `hash`: of the record that it was made of (`input_hash`)."""
        row: Scored = {field.name: None for field in FIELDS}
        row.update({field.name: _told(card, field) for field in FIELDS if field.part})
        row.update(id=card["id"], as_of=card["as_of"], score_date=card["as_of"], model_version=self.version, model_hash=self.model_hash)
        if card["status"] == "excluded":
            said = [card["consent"].get(use) for use in USES[:3]]
            why = next((each for each in said if each not in (None, "included")), "missing")
            row.update({name: None for name in EMPTIED}, status="excluded", reason=f"consent_{why}", explain=self._excluded(why))
        else:
            self._say_scored(row, card, card["survey"]["status"], card["value"]["status"])
            row.update(currency=self.currency or None, input_hash=hash)
        return row

    def of_save(self, card: Dict[str, Any], hash: str, place: Dict[str, Any]) -> Scored:
        """What a save hook writes: all but the place, which is the batch's; where the `place` that the record was made with lacks what
        this card needs, nothing of what rests on other people either, and no word about it."""
        needed = [name for name in CARRIED if card.get(name) is not None]
        fits = bool(needed) and all(name in place for name in needed)
        of_others = {score for part, score in _SENTENCES if part not in ALONE}
        if not fits:
            card = {**card, "explanation": [reason for reason in card["explanation"] if reason["score"] not in of_others]}
        row = self.of_card(card, hash)
        if row["status"] == "excluded":
            return row
        left = {"place"} if fits else {"place", *(field.name for field in FIELDS if field.part and field.part not in ALONE)}
        return {name: value for name, value in row.items() if name not in left}

    def _say_scored(self, row: Scored, card: Dict[str, Any], survey: Optional[str], value: Optional[str]) -> None:
        usable = row["segment"] not in (None, "unclassified") or row["lifetime_value"] is not None
        row["status"] = "scored" if usable else "insufficient_data"
        reasons = [f"{part}_{said}" for part, said in (("survey", survey), ("value", value)) if said is not None and said not in _NO_REASON]
        row["reason"] = ",".join(reasons) or None
        if self.explain == "json":
            factors = self.factors(card)
            answers = len(factors) - (bool(factors) and factors[-1]["feature"] == "purchases")  # the money stands last
            survey_told, value_told = _factor_list(factors[:answers]), _factor_list(factors[answers:])
            both = survey_told != "[]" and value_told != "[]"
            row["explain"] = f"{survey_told[:-1]},{value_told[1:]}" if both else value_told if survey_told == "[]" else survey_told
            row["told"] = {"survey": survey_told, "value": value_told}
        elif self.explain == "text":
            row["explain"], row["told"] = self._text(card)
        row["place"] = place_of(card)

    def _excluded(self, reason: str) -> Optional[str]:
        if self.explain == "json":
            return "[]"
        if self.explain == "none":
            return None
        german = self.language == "de"
        why = (_WHY_NOT_GERMAN if german else _WHY_NOT)[reason]
        return f"Nicht bewertet: {why}." if german else f"Not scored: {why}."

    def factors(self, card: Dict[str, Any]) -> List[Dict[str, Any]]:
        """The three answers that raise satisfaction and attachment most, the three that lower them, and the money."""
        effects: List[Dict[str, Any]] = []
        for reason in card["explanation"]:
            if reason["score"] in ("satisfaction", "attachment") and all("contribution" in part for part in reason["parts"]):
                weights = [self._weights.get(part["name"], 1.0) for part in reason["parts"]]
                total = sum(weights) or 1.0
                for part, weight in zip(reason["parts"], weights):
                    effects.append({"feature": part["name"], "value": part["evidence"], "effect": _round(part["contribution"] - 50 * weight / total)})
        effects.sort(key=lambda each: (-each["effect"], each["feature"]))
        top = [each for each in effects if each["effect"] > 0][:3]
        low = [each for each in effects if each["effect"] < 0][-3:]
        money = [r for r in card["explanation"] if r["score"] == "lifetime_value" and r["value"] is not None]
        repeats = card["value"].get("x")
        values = [{"feature": "purchases", "value": (repeats or 0) + 1, "effect": _round(r["value"])} for r in money]
        return top + low + values

    def _text(self, card: Dict[str, Any]) -> Tuple[str, Dict[str, str]]:
        """The explanation, and its lines by the part of the scores that they tell of."""
        key = f"sentence_{self.language}"  # English has none: its sentence has the plain key
        said = {reason["score"]: reason.get(key) or reason["sentence"] for reason in card["explanation"]}
        there = {reason["score"] for reason in card["explanation"] if reason["value"] is not None}
        lines = [(part, said[name]) for part, name in _SENTENCES if name in said and (name in _ALWAYS or name in there)]
        factors = [each for each in self.factors(card) if each["feature"] != "purchases"]
        if factors:
            lines.append(("survey", ", ".join(f"{each['feature']} {number_text(each['value'])} ({each['effect']:+.1f})" for each in factors)))
        told = {part: "\n".join(line for of, line in lines if of == part) for part, _ in lines}
        if not lines:
            return ("Keine verwertbaren Antworten oder Käufe." if self.language == "de" else "No usable answers or purchases."), {}
        return "\n".join(line for _, line in lines), told


#: The sentences of a card that the field `explain` says, in this order, with the part of the scores that each tells of.
_SENTENCES = (
    ("survey", "segment"), ("value", "lifetime_value"), ("network", "community_points"), ("equity", "network_value"), ("equity", "stage"), ("equity", "sharing"), ("equity", "open_referrals"),
    ("matters", "matters"), ("matters", "betweenness"), ("ambassadors", "ambassador"), ("service", "complaint_priority"), ("service", "recovered"), ("service", "helper_trust"),
    ("accounts", "account"), ("treatment", "treatment"),
)  # fmt: skip
#: Those that are said where there is no score, too; of what a customer shares or is among others, only what there is.
_ALWAYS = ("segment", "lifetime_value", "network_value", "complaint_priority", "treatment")


def _factor_list(factors: List[Dict[str, Any]]) -> str:
    return json.dumps(factors, ensure_ascii=False, separators=(",", ":"))


_WHY_NOT = {
    "missing": "there is no consent", "refused": "consent is refused",
    "withdrawn": "consent is withdrawn", "expired": "consent is expired",
}  # fmt: skip
_WHY_NOT_GERMAN = {
    "missing": "die Einwilligung fehlt", "refused": "die Einwilligung ist verweigert",
    "withdrawn": "die Einwilligung ist widerrufen", "expired": "die Einwilligung ist abgelaufen",
}  # fmt: skip


def _values(table: ScoreTable, field: Field) -> List[Any]:
    column = table[field.column]
    if not isinstance(column, pd.Categorical):
        if field.probability:
            return [_number(value, True) for value in column.tolist()]
        return [round(value, _DECIMALS) + 0.0 if finite else None for value, finite in zip(column.tolist(), np.isfinite(column).tolist())]
    labels = [None if label == field.none else label for label in column.categories]
    values = [None if code == -1 else labels[code] for code in column.codes.tolist()]
    if field.given:
        member, word = field.given
        values = [value if said == word else None for value, said in zip(values, table[member.replace(".", "_")].tolist())]
    return values


def _told(card: Dict[str, Any], field: Field) -> Any:
    """A field as a card tells it."""
    if field.given and _at(card, field.given[0]) != field.given[1]:
        return None
    value = _at(card, field.card or f"{field.part}.{field.name}")
    if isinstance(value, bool):
        return "yes" if value else None
    if isinstance(value, str):
        return None if value == field.none else value
    return None if value is None else _number(float(value), field.probability)


def _at(card: Dict[str, Any], path: str) -> Any:
    value: Any = card
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _categories(table: ScoreTable, name: str) -> Optional[List[Any]]:
    return list(table[name].tolist()) if name in ScoreTable.columns else None


def _number(value: float, probability: bool) -> Optional[float]:
    """None for an absent score. A probability is never shown as sure: 0.000001 to 0.999999."""
    if not math.isfinite(value):
        return None
    if probability:
        return min(max(_round(value), 1e-6), 1 - 1e-6)
    return _round(value)


def _round(value: float) -> float:
    return round(value, _DECIMALS) + 0.0  # no -0.0


def place_of(card: Dict[str, Any]) -> Optional[str]:
    """What a save hook hands back to `score_customer`: the objects of a card that tell of a customer's place among others."""
    carried = {name: card[name] for name in CARRIED if card.get(name) is not None}
    return place_text(carried) if carried else None


def place_text(parts: Dict[str, Any]) -> str:
    """A place as JSON, without a character that means something in HTML: SuiteCRM cleans texts of tags before it saves them."""
    said = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return said.replace("&", "\\u0026").replace("<", "\\u003C").replace(">", "\\u003E")


def rows_beside(chunk: Chunk, first: Dict[str, int]) -> Dict[str, Dict[str, List[List[Any]]]]:
    """By customer and table, the values of the customer's own rows that a save hook does not find in the CRM."""
    result: Dict[str, Dict[str, List[List[Any]]]] = {}
    for table, number in first.items():
        for row in chunk.of(table):
            if row[1] >= number:
                result.setdefault(row[0], {}).setdefault(table, []).append(list(row[3:]))
    return result


def place_with(place: Optional[str], beside: Dict[str, List[List[Any]]]) -> str:
    """A place with the rows that are not the CRM's; without them where a column of texts would not hold them: the hook waits then."""
    parts = json.loads(place) if place else {}
    said = place_text({**parts, "beside": beside})
    if len(said.encode("utf-8", "replace")) <= _LONGEST_PLACE:
        return said
    return place_text({**parts, "beside": None})


def published_in(place: Any) -> Optional[float]:
    """The social score that was published with a place; None where there was none."""
    try:
        score = json.loads(place)["network"]["published_score"]
    except (KeyError, TypeError, ValueError):  # no place, of a model without a network, or of an older version
        return None
    return None if score is None else float(score)


def input_hashes(chunk: Chunk) -> List[str]:
    """The hash of what was read about each customer."""
    lines: Dict[str, List[str]] = {id: [] for id in chunk.ids}
    texts = _HashedTexts()
    for table in OWN_TABLES:
        for customer, _, _, *values in chunk.of(table):
            lines[customer].append("\t".join([table, *map(texts.__getitem__, values)]))
    return [_hash_of(id, own) for id, own in lines.items()]


def input_hash(id: str, rows: Iterable[Sequence[Any]]) -> str:
    """SHA-256 of a customer's own rows, whatever their order: equal hash, equal input, in every language (docs/fields.md).

    A row is its table's name, then its values in the order of `staging.TABLES`.
    """
    texts = _HashedTexts()
    return _hash_of(id, ["\t".join(map(texts.__getitem__, row)) for row in rows])


def _hash_of(id: str, lines: List[str]) -> str:
    lines.sort()  # by code points, which is by the bytes of UTF-8
    return hashlib.sha256("\n".join([id, *lines]).encode("utf-8", "replace")).hexdigest()


class _HashedTexts(Dict[Any, str]):
    """The text of each value, made once: days, prices and questions come again and again."""

    def __missing__(self, value: Any) -> str:
        if value is None:
            text = ""
        elif isinstance(value, str):
            text = value.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")
        else:
            text = number_text(value)
        self[value] = text
        return text


def number_text(value: float) -> str:
    """A number as every language writes it: to six decimals, without zeros at the end."""
    if isinstance(value, int):
        return str(value)
    text = f"{value:.{_DECIMALS}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def json_value(row: Scored, name: str) -> Any:
    """A field for a JSON line: explanations as lists again."""
    if name == "explain":
        text = row["explain"]
        return json.loads(text) if text and text.startswith("[") else text
    return row[name]


def pick(row: Scored, names: Sequence[str]) -> Tuple[Any, ...]:
    """Some fields of a row, in order."""
    return tuple(row[name] for name in names)
