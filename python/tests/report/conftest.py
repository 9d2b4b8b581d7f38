"""Score tables for the report: a generated CRM with territories, the quickstart, and nobody at all."""

from __future__ import annotations

import json
import pathlib
import random
from typing import Any, Dict

import pytest

import scvm
from report_world import TERRITORIES, World
from scvm import demo_model
from scvm.command import demo_crm


@pytest.fixture(scope="session")
def world() -> World:
    """600 customers of the generated CRM, in four territories and one that is too small to be shown."""
    rows = demo_crm.generate(600, 7)
    base = scvm.CustomerBase([each["id"] for each in rows["contacts"]])
    answers = [each for each in rows["survey_answers"] if each["answer"]]
    base.add_answers(*([each[name] for each in answers] for name in ("contact_id", "item")),
                     value=[float(each["answer"]) for each in answers],
                     time=[each["date_answered"].replace(" ", "T") + "Z" for each in answers],
                     wave=[each["wave"] for each in answers])  # fmt: skip
    paid = [each for each in rows["aos_invoices"] if each["status"] == "Paid"]
    base.add_purchases(*([each[name] for each in paid] for name in ("billing_contact_id", "invoice_date", "total_amount")))
    chance = random.Random(7)
    ids = [each["id"] for each in rows["contacts"]]
    territory = {id: chance.choice(TERRITORIES) for id in ids if chance.random() < 0.95}
    for id in ids[:3]:
        territory[id] = "Isles"
    model = scvm.fit(base, demo_model.load(), as_of="2026-06-30")
    scorer = scvm.Scorer(model)
    return World(base, scorer.score(base, "2026-06-30"), scorer.score(base, "2025-06-30"), territory)


@pytest.fixture(scope="session")
def nobody() -> scvm.ScoreTable:
    """A table without customers."""
    return scvm.Scorer(demo_model.load()).score(scvm.CustomerBase([]), "2026-06-30")


@pytest.fixture(scope="session")
def quickstart() -> Dict[str, Any]:
    """The model and the base of the quickstart."""
    folder = pathlib.Path(__file__).resolve().parents[3] / "examples" / "quickstart"
    return {name: json.loads((folder / f"{name}.json").read_text(encoding="utf-8")) for name in ("model", "base")}
