"""What a German page says where only the library has words: why rows were rejected."""

from __future__ import annotations

import re
from typing import Any, List

import pandas as pd
import pytest

import scvm
from scvm.command import cells
from scvm.demo import model as demo_model
from scvm.errors import without_offender
from scvm.report.wording import Wording

ENGLISH = re.compile(r"\b(expected|missing|not|neither|duplicate|doubled|before|nobody|customer|helper|idea|person|taken|the|is|an?)\b")


def _rejected_rows() -> List[str]:
    """Every reason that a base has for rows like these."""
    base = scvm.CustomerBase()
    base.add_customers(["c1", "c2", "c1", ""])
    base.add_employees(["e1", "c1", "e1"])
    base.add_answers(["c1", "nobody", "c1"], ["q", "q", "q"], [1.0, 1.0, float("inf")], time=["2026-01-01", "2026-01-01", "01.02.2026"])
    base.add_purchases(["c1", "c1", "c1", "c1"], ["1985-01-01", "2026-01-02", "2026-01-02", "46027"], [5.0, 5.0, 6.0, 1.0], order=["", "o", "o", ""])
    base.add_referrals(["c1", "c1"], ["c1", "c9"], ["2026-01-01", "2026-01-01"])
    base.add_helpers(["e1", "h1"], ["2025-01-01", "2025-01-01"])
    base.add_jobs(["h1", "h9", "h1"], ["c1", "c1", "h1"], ["2026-01-05", "2026-01-05", "2026-01-05"], ["solved"] * 3, done=["2026-01-04", "2026-01-06", "2026-01-06"])
    base.add_ideas(["i1", "i1"], ["c1", "c2"], ["open", "open"], ["2026-01-05", "2026-01-05"])
    base.add_votes(["i1", "i9"], ["c1", "c1"], ["2026-01-06", "2026-01-06"])
    base.add_complaints(["c1"], ["complaint"], ["2026-01-05T10:00:00Z"], answered=["2026-01-04T09:30:00Z"])
    base.add_attributes("territory", ["c1", "c1"], ["N", "S"])
    return [str(each) for each in base.rejected["reason"]]


def test_every_reason_of_the_base_is_told_in_german_without_its_value() -> None:
    german, english = Wording("de", "EUR"), Wording("en", "EUR")
    found = {without_offender(reason) for reason in _rejected_rows()}
    assert len(found) >= 15
    for reason in found:
        said = german.fault(reason)
        assert said != reason and not ENGLISH.search(re.sub(r"\bin der Tabelle \w+|^\w+ = ", "", said)), (reason, said)
        assert english.fault(reason) == reason
        assert not re.search(r"2026-01-0|09:30", said), "a time of the row is no reason"


@pytest.mark.parametrize("reason, said", [
    ("customer …: not in the customers table", "Kunde …: steht nicht in der Tabelle customers"),
    ("date = …: expected a date like 2026-08-01, or a time like 2026-08-01T14:30:00Z; name the date_format, such as %d.%m.%Y",
     "date = …: erwartet wird ein Tag wie 2026-08-01 oder eine Zeit wie 2026-08-01T14:30:00Z; das date_format ist zu nennen, etwa %d.%m.%Y"),
    ("territory of customer …: a duplicate, the first one counts", "territory des Kunden …: doppelt, es zählt die erste Zeile"),
    ("unknown state …; expected granted, refused or withdrawn; taken as withdrawn", "unbekannter Stand …; erwartet wird granted, refused oder withdrawn; gilt als widerrufen"),
    ("amount is missing", "amount fehlt"),
    ("a reason that nobody here has", "a reason that nobody here has"),
])  # fmt: skip
def test_reasons_keep_the_names_of_columns_and_what_is_not_known(reason: str, said: str) -> None:
    assert Wording("de", "EUR").fault(reason) == said


def test_cells_that_cannot_be_read_are_told_in_german() -> None:
    style = cells.DayStyle()
    reasons = []
    for read in (lambda: style.read("01.02.2026", "opened"), lambda: cells.consent_state("maybe"), lambda: cells.consent_state(" ")):
        with pytest.raises(cells.BadCell) as found:
            read()
        reasons.append(without_offender(str(found.value)))
    for reason in reasons:
        assert Wording("de", "EUR").fault(reason) != reason, reason


def test_the_german_page_tells_them(few_rows: Any) -> None:
    table, rejected = few_rows
    page = scvm.report.page(table, language="de", rejected=rejected)
    shown = re.search(r'<table class="rejected">.*?</table>', page, re.S)
    assert shown and "Kunde …: steht nicht in der Tabelle customers" in shown[0] and "expected" not in shown[0]


@pytest.fixture
def few_rows() -> Any:
    rules = {"schema": "scvm-model/1", "id": "m", "currency": "EUR", "value": {"horizon": 52, "unit": "week", "margin": 0.3}}
    base = scvm.CustomerBase()
    base.add_customers(["c1"])
    base.add_purchases(["c1", "nobody"], ["2026-01-01", "2026-01-01"], [5.0, 5.0])
    table = scvm.Scorer(scvm.ScoringModel(rules)).score(base, "2026-06-30")
    return table, pd.DataFrame({"table": base.rejected["table"], "reason": base.rejected["reason"]})


def test_evidence_of_a_card_is_named_in_german_but_not_the_models_questions() -> None:
    from scvm.command.card_text import card_text

    rules = {"schema": "scvm-model/1", "id": "m", "currency": "EUR", "value": {"horizon": 52, "unit": "week", "margin": 0.3},
             "survey": {"items": [{"id": "contacts", "dimension": "satisfaction", "lowest": 1, "highest": 5}, {"id": "a", "dimension": "attachment", "lowest": 1, "highest": 5}]}}  # fmt: skip
    base = scvm.CustomerBase()
    base.add_customers(["c1"])
    base.add_answers(["c1", "c1"], ["contacts", "a"], [5.0, 4.0], time=["2026-01-01"] * 2)
    card = scvm.Scorer(scvm.ScoringModel(rules)).score(base, "2026-06-30").explain("c1")
    german, english = (card_text(card, "", rules, language) for language in ("de", "en"))
    assert "    contacts" in german and "gegen die Grenze der Zufriedenheit: 62,5" in german
    assert "against satisfied 62.5" in english and "    satisfaction" in english


def test_the_report_says_the_shipped_actions_and_reasons_as_the_cores_sentences_do_and_others_as_they_are() -> None:
    shipped = demo_model.load().to_dict()["treatment"]
    actions, reasons = [each["id"] for each in shipped["actions"]], sorted({each["reason"] for each in shipped["rules"]})
    assert len(actions) == len(reasons) == 8
    base = scvm.CustomerBase(["c1"])
    english, german = Wording("en", "EUR"), Wording("de", "EUR")

    def said(action: str, reason: str, language: str) -> str:
        groups = ["unclassified", "fan", "sympathizer", "mercenary", "captive", "opponent"]
        treatment = {"actions": [{"id": action}], "rules": [{"when": {"segment": groups}, "action": action, "reason": reason}]}
        model = scvm.ScoringModel({"schema": "scvm-model/1", "id": "m", "value": {}, "treatment": treatment})
        (found,) = [each for each in scvm.Scorer(model).score(base, "2026-06-30").explain("c1")["explanation"] if each["score"] == "treatment"]
        return str(found[f"sentence{language}"])

    for action, reason in zip(actions, reasons):
        assert german.action(action) != action.replace("_", " ") and german.shipped(reason) != reason
        assert said(action, reason, "_de") == f"Die Maßnahme ist {german.action(action)}: {german.shipped(reason)}."
        assert said(action, reason, "") == f"The treatment is {action}: {english.shipped(reason)}."
        assert english.action(action) == action.replace("_", " ")
    assert said("send_cake", "birthday", "_de") == "Die Maßnahme ist send_cake: birthday."
    assert german.action("send_cake") == "send cake"
