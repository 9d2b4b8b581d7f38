"""The section on companies: what they come to, how their people feel, and that nothing is told of a few."""

from __future__ import annotations

from typing import Any, Dict

import numpy as np
import pytest

import scvm
from html_tree import read
from scvm.report import page
from scvm.report.wording import Wording

AS_OF = "2026-06-30"
RULES: Dict[str, Any] = {
    "schema": "scvm-model/1", "id": "b2b", "currency": "EUR", "accounts": {},
    "survey": {"items": [{"id": "s", "dimension": "satisfaction", "lowest": 1, "highest": 5}, {"id": "a", "dimension": "attachment", "lowest": 1, "highest": 5}]},
    "value": {"horizon": 52, "unit": "week", "margin": 0.3, "bg_nbd": {"r": 0.3, "alpha": 5, "a": 0.8, "b": 2.4}, "gamma_gamma": {"p": 6, "q": 3.7, "v": 15}},
}  # fmt: skip


@pytest.fixture(scope="module")
def table() -> Any:
    """Nord has six people, Süd & Söhne two; both belong to a group. Companies buy, people answer."""
    people = [f"c{i}" for i in range(14)]
    base = scvm.CustomerBase()
    base.add_customers(["nord", "sued", *people])
    base.add_purchases(["nord", "nord", "sued"], ["2026-01-05", "2026-03-01", "2026-02-01"], [1000.0, 500.0, 70.0])
    base.add_answers(np.repeat(people, 2), ["s", "a"] * 14, [4.0, 4.0, 5.0, 5.0, 3.0, 4.0, 5.0, 4.0] * 3 + [4.0] * 4, time=["2026-05-01"] * 28)
    base.add_memberships([*people[:6], *people[6:8], "nord", "sued"], ["nord"] * 6 + ["sued"] * 2 + ["<group>"] * 2)
    return scvm.Scorer(scvm.ScoringModel(RULES)).score(base, AS_OF)


@pytest.mark.parametrize("language, hidden, group", [("en", "not shown", "satisfied, attached"), ("de", "nicht gezeigt", "zufrieden, verbunden")])
def test_companies_stand_with_what_is_told_of_them_and_no_more(table: Any, language: str, hidden: str, group: str) -> None:
    found = table.accounts()
    text = page(table, language=language, names={"sued": "Süd & Söhne"})
    section = read(text).one("section", id="companies")
    rows = {row.attributes["data-id"]: row for row in section.one("table", class_="companies").one("tbody").all("tr") if "data-id" in row.attributes}
    assert list(rows) == [each["id"] for each in found["accounts"]] == ["<group>", "nord", "sued"]
    for each in found["accounts"]:
        said = rows[each["id"]].text
        assert (hidden in said) == (each["members"] is None or each["satisfaction"] is None), said
    nord = next(each for each in found["accounts"] if each["id"] == "nord")
    assert nord["members"] == 6 and group in rows["nord"].text and f"{nord['satisfaction']:.1f}"[:2] in rows["nord"].text
    assert "Süd & Söhne" in rows["sued"].text and "&lt;group&gt;" in text and "<group>" not in text
    worth = found["total"]["lifetime_value"] - found["rest"]["lifetime_value"]
    assert f" {Wording(language, 'EUR').money(worth)} " in section.one("p", class_="lead").text


@pytest.mark.parametrize("language, hidden", [("en", "not shown"), ("de", "nicht gezeigt")])
def test_where_one_person_alone_bought_the_money_of_companies_is_not_shown(language: str, hidden: str) -> None:
    base = scvm.CustomerBase()
    base.add_customers(["nord", "sued", *(f"c{i}" for i in range(12))])
    base.add_purchases(["nord", "sued", "c0"], ["2026-01-05", "2026-02-01", "2026-03-01"], [1000.0, 700.0, 40.0])
    base.add_memberships([f"c{i}" for i in range(12)], ["nord"] * 6 + ["sued"] * 6)
    table = scvm.Scorer(scvm.ScoringModel(RULES)).score(base, AS_OF)
    found = table.accounts()
    assert found["total"]["revenue"] == 1740 and found["rest"] == {"revenue": None, "lifetime_value": None, "network_value": None}
    assert all(each["revenue"] is None and each["status"] == "too_few" for each in found["accounts"])
    section = read(page(table, language=language)).one("section", id="companies")
    assert Wording(language, "EUR").money(found["total"]["lifetime_value"]) in section.one("p", class_="lead").text
    for row in section.one("table", class_="companies").one("tbody").all("tr"):
        assert row.text.count(hidden) >= 2, row.text
        assert "EUR" not in row.text


@pytest.mark.parametrize("language", ["en", "de"])
def test_without_companies_one_line_says_so(table: Any, language: str) -> None:
    base = scvm.CustomerBase()
    base.add_customers(["a", "b"])
    base.add_purchases(["a"], ["2026-01-05"], [10.0])
    for rules in (RULES, {key: value for key, value in RULES.items() if key != "accounts"}):
        alone = scvm.Scorer(scvm.ScoringModel(rules)).score(base, AS_OF)
        tree = read(page(alone, language=language))
        assert not list(tree.all("section", id="companies")) and len(tree.one("div", id="companies").one("dd").text) > 20
