"""Who matters, bridges, ambassadors and the staff in the generated company: what is planted comes out again."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import scvm
from scvm import demo
from scvm.demo import model as demo_model
from scvm.report import page

from small_world import MODEL


@pytest.fixture(scope="module")
def company() -> demo.Company:
    return demo.generate(demo.FEWEST, seed=5)


@pytest.fixture(scope="module")
def table(company: demo.Company) -> scvm.ScoreTable:
    base = scvm.CustomerBase(company.customers["id"])
    base.add_employees(pd.DataFrame(company.tables["community_employees"])[["id", "department", "level"]].astype(str))
    for name in ("consents", "answers", "purchases", "interactions", "referrals", "contributions"):
        getattr(base, f"add_{name}")(getattr(company, name))
    model = demo_model.load()
    return scvm.Scorer(scvm.fit(base, model, as_of=demo.AS_OF)).score(base, demo.AS_OF)


def test_the_star_is_first_of_who_matters(company: demo.Company, table: scvm.ScoreTable) -> None:
    star = table.explain(company.truth.star)["matters"]
    assert star["layer"] == star["place"] == 1 and star["active"] and star["influential"] and star["valuable"]
    listed = table.matters()["matters"]["customers"]
    assert listed[0]["place"] == 1 and company.truth.star in [each["id"] for each in listed if each["place"] == 1]
    assert np.nanmax(table["matters_index"]) == star["index"], "and by weights as well"


def test_the_planted_bridges_join_the_two_parts(company: demo.Company, table: scvm.ScoreTable) -> None:
    frame = table.to_frame()
    for id in company.truth.bridges:
        of = table.explain(id)["matters"]
        assert of["betweenness"] >= frame["betweenness"].quantile(0.95), id
        assert of["bridge"], id
    listed = [each["id"] for each in table.matters()["matters"]["between"]["bridges"]]
    assert set(listed[:4]) >= set(company.truth.bridges), "the three that are planted come first, but for one at most"


def test_bought_attention_makes_nobody_matter(company: demo.Company, table: scvm.ScoreTable) -> None:
    hub = table.explain(company.truth.bought_hub)["matters"]
    assert hub["layer"] is None or hub["layer"] > 1
    assert not hub["ambassador"] and not hub["influential"]
    chosen = {each["id"] for each in table.matters()["ambassadors"]["customers"]}
    assert chosen and not chosen & {*company.truth.bought, company.truth.bought_hub, company.truth.hostile}


def test_the_plan_asks_fans_who_may_be_contacted_and_not_simply_the_richest(table: scvm.ScoreTable) -> None:
    plan, frame = table.matters()["ambassadors"], table.to_frame()
    chosen = [each["id"] for each in plan["customers"]]
    assert (frame.loc[chosen, "segment"] == "fan").all() and (frame.loc[chosen, "consent_contact"] == "included").all()
    fans = frame[(frame["segment"] == "fan") & (frame["consent_contact"] == "included")]
    richest = fans["network_value"].sort_values(ascending=False).index[: len(chosen)]
    assert set(chosen) != set(richest)
    assert 0 < plan["reached_low"] < plan["reached"] < plan["reached_high"]


def test_the_employee_between_colleagues_and_customers_comes_first(company: demo.Company, table: scvm.ScoreTable) -> None:
    assert table.matters()["employees"][0]["id"] == company.truth.bridge_employee


def test_talk_among_employees_rises_before_the_dialogue_with_customers() -> None:
    company = demo.generate(2000, seed=1)
    base = scvm.CustomerBase(company.customers["id"])
    base.add_employees(company.employees)
    base.add_interactions(company.interactions)
    model = scvm.ScoringModel({"schema": "scvm-model/1", "id": "network", "currency": "EUR", "network": {}})
    lead = scvm.Scorer(model).score(base, demo.AS_OF).summary()["employees"]["lead"]
    assert lead["status"] == "leads" and abs(lead["lag"] - company.truth.internal_lead) <= 1, lead


def test_the_staff_has_a_maturity_with_an_interval_and_few_ties_across_departments(table: scvm.ScoreTable) -> None:
    found = table.summary()["employees"]
    maturity = found["maturity"]
    assert (maturity["index"] is None) == (None in maturity["parts"].values()), "with the other parts it would tell the one of few"
    assert maturity["index"] is None or maturity["low"] < maturity["index"] < maturity["high"] <= 5
    assert found["departments"]["against_chance"] < 1
    assert found["taking_part"]["n"] == found["employees"]


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_page_has_the_sections_with_these_figures(table: scvm.ScoreTable, language: str) -> None:
    text = page(table, language=language)
    for name in ("matters", "stages", "staff"):
        assert f'<section id="{name}"' in text
    first = table.matters()["matters"]["customers"][0]["id"]
    assert f'data-id="{first}"' in text and "ambassadors" in text


@pytest.mark.parametrize("language, each, at_once, top", [
    ("en", "have something of each", "active and influential and valuable at once", "the top 20\u00a0%"),
    ("de", "haben von jedem etwas", "zugleich aktiv, einflussreich und wertvoll", "obersten 20\u00a0%"),
])  # fmt: skip
def test_the_page_tells_something_of_each_from_the_top_of_each(language: str, each: str, at_once: str, top: str) -> None:
    """The list and the eight profiles below it count by different thresholds, and so in different words."""
    ids = [f"c{i}" for i in range(30)]
    base = scvm.CustomerBase(ids)
    base.add_purchases(ids * 2, ["2026-01-02"] * 30 + ["2026-05-02"] * 30, [10.0 + i for i in range(60)])
    base.add_interactions(ids, [f"c{(i * 7 + 1) % 30}" for i in range(30)], ["answer"] * 30, ["2026-05-01"] * 30)
    model = scvm.ScoringModel({"schema": "scvm-model/1", "id": "t", "value": MODEL["value"], "network": {}, "matters": {"top_share": 0.2}})
    text = page(scvm.Scorer(model).score(base, "2026-06-30"), language=language)
    assert each in text and at_once not in text
    assert text.count(top) == 3, "in the lead, and in the caption and the label of the table of profiles"
