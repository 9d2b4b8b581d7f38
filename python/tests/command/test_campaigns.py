"""Clicks and coupons from typed data: whose share of views is surely higher, and what a coupon brought that would not have come anyway."""

from __future__ import annotations

import csv
import json
import pathlib
import re
from typing import Any, Dict, List

import numpy as np
import pytest

from conftest import invoke
from scvm.command.campaigns import campaigns, click_rate
from scvm.command.staging import Chunk

DAY = 86_400
START = 1_750_000_000
END = START + 400 * DAY
PEOPLE = [f"p{i:03}" for i in range(200)]


def chunk(**rows: List[Any]) -> Chunk:
    """Rows by table; each begins with its customer."""
    made = {name: [(row[0], i, None, *row[1:]) for i, row in enumerate(each)] for name, each in rows.items()}
    return Chunk(PEOPLE, [None] * len(PEOPLE), list(range(len(PEOPLE))), made)


def found(data: Chunk, views: Any = (), fewest: int = 5, agreed: Any = None) -> Any:
    groups = {id: "fan" if i % 2 else "opponent" for i, id in enumerate(PEOPLE)}
    return campaigns(data, views, set(PEOPLE) if agreed is None else agreed, groups, END, 0.5, "EUR", fewest, 10)


def offers(redeems: Any, amount: float = 40.0, kept_out: int = 60) -> List[Any]:
    """Everybody on one day; the first ones are left out by lot."""
    day = START + 10 * DAY
    return [
        (id, "coupon", day, float(i < kept_out), day + DAY if i >= kept_out and redeems(i) else None, amount if i >= kept_out and redeems(i) else None)
        for i, id in enumerate(PEOPLE)
    ]  # fmt: skip


def test_the_interval_of_clicks_is_as_wide_as_posts_differ() -> None:
    even = click_rate([(100.0, 10.0)] * 20)
    uneven = click_rate([(100.0, 0.0), (100.0, 20.0)] * 10)
    assert even is not None and uneven is not None
    assert even["value"] == uneven["value"] == pytest.approx(0.1) and even["dispersion"] == 1
    assert uneven["dispersion"] == pytest.approx(20 * 10**2 / 9 / 19)
    assert uneven["high"] - uneven["low"] > 2 * (even["high"] - even["low"])
    assert click_rate([(0.0, 0.0)]) is None
    alone = click_rate([(50.0, 5.0)])
    assert alone is not None and alone["dispersion"] is None and alone["low"] < 0.1 < alone["high"]


def test_in_19_of_20_sets_of_posts_the_interval_holds_the_rate_they_are_drawn_from() -> None:
    random, held = np.random.default_rng(5), 0
    for _ in range(400):
        rates = 0.03 * np.exp(0.5 * random.standard_normal(60) - 0.125)
        shown = random.integers(200, 600, 60)
        rate = click_rate(list(zip(shown.astype(float), random.binomial(shown, rates).astype(float))))
        assert rate is not None
        held += rate["low"] <= 0.03 <= rate["high"]
    assert 0.92 < held / 400 < 0.98


def test_clicks_are_told_by_channel_form_and_campaign_the_surest_first() -> None:
    views = [(START + i * DAY, 1000.0, 30.0 + i % 3, "video", "clip", "spring" if i % 2 else None) for i in range(20)]
    views += [(START + i * DAY, 1000.0, 10.0 + i % 3, "mail", None, None) for i in range(20)] + [(END + 1, 1000.0, 900.0, "late", "late", "late")]
    clicks = found(chunk(), views)["clicks"]
    assert [each["name"] for each in clicks["channel"]] == ["video", "mail"] and clicks["channel"][0]["low"] > clicks["channel"][1]["high"]
    assert [(each["name"], each["rows"]) for each in clicks["format"]] == [("clip", 20)] and clicks["campaign"][0]["rows"] == 10
    assert clicks["all"]["views"] == 40_000, "what is later does not count"


def test_a_coupon_is_compared_with_those_whom_a_lot_left_out() -> None:
    """Everybody buys for 20 within the window anyway; who has the coupon buys for 30 more. Half redeem it, for 40 each."""
    purchases = [(id, START + 12 * DAY, 20.0 + i % 3) for i, id in enumerate(PEOPLE)] + [(id, START + 15 * DAY, 30.0) for id in PEOPLE[60:]]
    purchases += [(id, START + 90 * DAY, 500.0) for id in PEOPLE[:60]]  # after the window
    (offer,) = found(chunk(offers=offers(lambda i: i % 4 < 2), purchases=purchases))["offers"]
    assert (offer["reached"], offer["held_out"], offer["redeemed"]["n"], offer["redeemed"]["value"], offer["revenue"]) == (140, 60, 140, 0.5, 70 * 40)
    assert offer["on_top"]["value"] == pytest.approx(140 * 0.5 * 30, rel=0.01) and offer["on_top"]["low"] < 2100 < offer["on_top"]["high"]
    assert offer["anyway"]["value"] == 0 and offer["anyway"]["low"] == 0, "more came than was redeemed"
    groups = {each["segment"]: each for each in offer["groups"]}
    assert groups["fan"]["n"] == groups["opponent"]["n"] == 70 and groups["fan"]["value"] == 0.5 and groups["captive"]["value"] is None


def test_what_would_have_been_bought_anyway_is_told() -> None:
    """Half redeem for 40, but nobody buys more than those without."""
    purchases = [(id, START + 12 * DAY, 20.0 + i % 3) for i, id in enumerate(PEOPLE)]
    (offer,) = found(chunk(offers=offers(lambda i: i % 2 == 0), purchases=purchases))["offers"]
    assert offer["on_top"]["low"] < 0 < offer["on_top"]["high"] and offer["anyway"]["value"] > 0.97 and offer["anyway"]["high"] == 1


def test_without_a_lot_no_coupon_brings_anything_and_few_people_are_not_told() -> None:
    alone = found(chunk(offers=offers(lambda i: True, kept_out=0), purchases=[(id, START + 12 * DAY, 20.0) for id in PEOPLE]))["offers"][0]
    assert alone["reached"] == 200 and alone["on_top"] is None and alone["anyway"] is None
    assert alone["redeemed"]["value"] == 1
    few = found(chunk(offers=offers(lambda i: i in (70, 71, 72))))["offers"][0]
    assert few["redeemed"] is None and few["revenue"] is None and few["groups"] == []
    left_out = found(chunk(offers=offers(lambda i: True, kept_out=3)))["offers"][0]
    assert left_out["reached"] is None and left_out["redeemed"] is None
    assert found(chunk(offers=offers(lambda i: True)), agreed=set()) is None


def test_a_sum_that_tells_one_person_is_not_told() -> None:
    """Of six who redeem 1000, 10, 9, 8, 7 and 6 the second knows the largest from the sum to within 3 %."""
    day, amounts = START + 10 * DAY, {100 + i: amount for i, amount in enumerate((1000.0, 10.0, 9.0, 8.0, 7.0, 6.0))}

    def rows(of: Dict[int, float]) -> List[Any]:
        return [(id, "coupon", day, float(i < 60), day + DAY if i in of else None, of.get(i)) for i, id in enumerate(PEOPLE)]

    plain = [(id, START + 12 * DAY, 20.0 + i % 3) for i, id in enumerate(PEOPLE)]
    (offer,) = found(chunk(offers=rows(amounts), purchases=plain))["offers"]
    assert offer["redeemed"] is not None and offer["revenue"] is None and offer["anyway"] is None and offer["on_top"] is not None
    (even,) = found(chunk(offers=rows({**amounts, 100: 200.0}), purchases=plain))["offers"]
    assert even["revenue"] == 240 and even["anyway"] is not None
    few = found(chunk(offers=rows({i: float(i < 104) for i in amounts}), purchases=plain))["offers"][0]
    assert few["revenue"] is None, "four paid anything"

    for purchases in (plain + [("p150", day + 2 * DAY, 1e6)], plain + [("p010", day + 2 * DAY, 1e6)], plain[:3], plain[60:63] + plain[:60]):
        (offer,) = found(chunk(offers=rows({}), purchases=purchases))["offers"]
        assert offer["on_top"] is None and offer["compared"], len(purchases)


def test_one_person_counts_once_in_a_campaign() -> None:
    rows = offers(lambda i: i % 2 == 0)
    doubled = rows + [(row[0], row[1], row[2] + DAY, row[3], None, None) for row in rows]
    assert found(chunk(offers=doubled))["offers"][0] == found(chunk(offers=rows))["offers"][0]


def test_rows_that_contradict_each_other_are_rejected_and_nobody_is_on_both_sides(tmp_path: pathlib.Path) -> None:
    lines = [f"p{i:03},spring,2026-05-01,{'yes' if i < 60 else 'no'},{'' if i < 60 or i % 2 else '2026-05-04'},{'' if i < 60 or i % 2 else '9.50'}" for i in range(200)]
    more = ["p010,spring,2026-05-01,no,,", "p100,spring,2026-05-01,no,2026-05-03,20", "p102,spring,2026-05-01,no,2026-05-04,9.50", "p103,spring,2026-05-09,no,2026-05-10,7", "p104,spring,2026-05-02,,,", "p106,autumn,2026-05-01,no,2026-05-04,-3", "p107,autumn,2026-05-01,no,,5", "stranger,spring,2026-05-01,no,,"]
    files = {
        "customers": "id\n" + "".join(f"{id}\n" for id in PEOPLE), "purchases": "customer_id,date,amount\n" + "".join(f"{id},2026-05-05,20\n" for id in PEOPLE),
        "views": "date,views,clicks\n2026-05-01,100,5\n2026-05-02,100.5,5\n2026-05-03,100,0.5\n",
        "offers": "customer_id,campaign,date,held_out,redeemed,amount\n" + "".join(f"{line}\n" for line in lines + more),
    }  # fmt: skip
    for name, text in files.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    document = {"schema": "scvm-mapping/1", "as_of": "2026-06-30", "model": "model.json", "sources": {name: {"path": f"{name}.csv"} for name in files}}
    (tmp_path / "mapping.json").write_text(json.dumps(document))
    (tmp_path / "model.json").write_text('{"schema": "scvm-model/1", "id": "m", "currency": "EUR", "value": {"margin": 0.5}}')
    invoke("report", "--source", tmp_path / "mapping.json", "--out", tmp_path / "r.html", "--language", "de", "--figures", tmp_path / "f.json", "--rejected", tmp_path / "no.csv", code=None)
    (offer,) = json.loads((tmp_path / "f.json").read_text(encoding="utf-8"))["campaigns"]["offers"]
    assert (offer["reached"], offer["held_out"], offer["redeemed"]["value"]) == (140, 59, 71 / 140), "one of the held out was reached as well"
    assert offer["revenue"] == pytest.approx(69 * 9.5 + 20 + 7)
    with open(tmp_path / "no.csv", encoding="utf-8") as file:
        rejected = [(row["source"], int(row["line"]), row["id"], row["reason"]) for row in csv.DictReader(file)]
    both, second = ('offer "spring": held out in one row and reached in another; no row of the person counts', 'offer "spring": redeemed a second time, the first one counts')
    assert sorted(rejected) == sorted([
        ("views.csv", 3, "", "views = 100.5: expected a whole number"), ("views.csv", 4, "", "clicks = 0.5: expected a whole number"),
        ("offers.csv", 12, "p010", both), ("offers.csv", 202, "p010", both), ("offers.csv", 102, "p100", second), ("offers.csv", 204, "p102", second),
        ("offers.csv", 207, "p106", "amount = -3: expected 0 or more"), ("offers.csv", 208, "p107", "redeemed is missing, of an offer with an amount"),
    ])  # fmt: skip
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "Angebot …: ein zweites Mal eingelöst, es zählt das erste" in page and "Angebot …: in einer Zeile" in page
    counted = next(each for each in json.loads(invoke("check", "--source", tmp_path / "mapping.json", "--json", code=None))["sources"] if each["kind"] == "offers")
    assert (counted["lines"], counted["read"], counted["rejected"], counted["of_unknown_customers"]) == (208, 201, 6, 1)


def test_rows_that_cannot_be_are_rejected_with_their_reason(tmp_path: pathlib.Path) -> None:
    files: Dict[str, str] = {
        "customers.csv": "id\n" + "".join(f"{id}\n" for id in PEOPLE),
        "purchases.csv": "customer_id,date,amount\n" + "".join(f"{id},2026-05-05,20\n" for id in PEOPLE),
        "views.csv": "date,views,clicks,channel\n2026-05-01,100,5,mail\n2026-05-02,10,12,mail\n,10,1,mail\n2026-05-03,,1,mail\n2026-05-04,10,-1,mail\n",
        "offers.csv": "customer_id,campaign,date,held_out,redeemed,amount\n"
        + "".join(f"{id},spring,2026-05-01,{'yes' if i < 60 else 'no'},{'' if i < 60 or i % 2 else '2026-05-04'},{'' if i < 60 or i % 2 else '9.50'}\n" for i, id in enumerate(PEOPLE))
        + "".join(f"{id},winter,2026-05-01,no,{'2026-05-04' if i < 6 else ''},{[1000, 10, 9, 8, 7, 6][i] if i < 6 else ''}\n" for i, id in enumerate(PEOPLE))
        + "p001,spring,2026-05-01,yes,2026-05-02,\np199,autumn,2026-05-03,no,2026-05-01,\np198,,2026-05-03,no,,\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    sources = ", ".join(f'"{name[:-4]}": {{"path": "{name}"}}' for name in files)
    (tmp_path / "mapping.json").write_text(f'{{"schema": "scvm-mapping/1", "as_of": "2026-06-30", "model": "model.json", "sources": {{{sources}}}}}')
    (tmp_path / "model.json").write_text('{"schema": "scvm-model/1", "id": "m", "currency": "EUR", "value": {"margin": 0.5}}')
    invoke("report", "--source", tmp_path / "mapping.json", "--out", tmp_path / "r.html", "--figures", tmp_path / "f.json", "--rejected", tmp_path / "no.csv", code=None)
    reasons = (tmp_path / "no.csv").read_text(encoding="utf-8")
    for reason in ("clicks = 12 of views = 10: expected", "views.csv,4,,date is missing", "views is missing", "clicks = -1 of views = 10", "redeemed, though held_out",
                   "redeemed: expected no day before the offer's own", "campaign is missing"):  # fmt: skip
        assert reason in reasons, reason
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    (shown,) = re.findall(r'<tr data-name="winter">.*?</tr>', page, re.DOTALL)
    assert shown.count("data-suppressed") == 1 and "1,040" not in shown and "no lot" in shown
    assert 'id="campaigns"' in page and 'data-name="spring"' in page and "50.0" in page
    held = invoke("export", "--source", tmp_path / "mapping.json", "--id", "p100")
    assert "spring" in held, "what was offered to a person is in the export of the person"
