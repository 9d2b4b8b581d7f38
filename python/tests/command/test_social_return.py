"""The return on social media from typed data: which comparison makes which grade, and that an opinion has no figure."""

from __future__ import annotations

import datetime
import json
import pathlib
import types
from typing import Any, Dict, List, Optional

import numpy as np
import pytest

from conftest import invoke
from scvm import demo
from scvm.command.mapping import Mapping
from scvm.command.movements import _conversion, _recognised, _Row
from scvm.command.social_return import HALF_YEAR, _first_purchases, social_return
from scvm.command.staging import Chunk

WEEK = 7 * 86_400
START = 1_700_000_000 - 1_700_000_000 % WEEK + 4 * 86_400  # a Monday of 2023, UTC
END = START + 104 * WEEK - 1
COSTS = [("staff", START + 5, 100.0), ("campaign", START + 10 * WEEK, 50.0), ("community", END + WEEK, 9_999.0)]


def chunk(people: List[str], **rows: List[Any]) -> Chunk:
    """Rows by table; each begins with its customer."""
    made = {name: [(row[0], i, None, *row[1:]) for i, row in enumerate(each)] for name, each in rows.items()}
    return Chunk(people, [None] * len(people), list(range(len(people))), made)


def post(who: str, time: int, target: Optional[str] = None, kind: str = "post") -> Any:
    return (who, target, kind, time, None, None, None, None, None, None, None, None)


def found(data: Chunk, assumed: Optional[Dict[str, Any]] = None, agreed: Any = None, model: Optional[Dict[str, Any]] = None) -> Any:
    people = set(data.ids) if agreed is None else agreed
    return social_return(data, COSTS, people, set(), END, "UTC", model or {}, assumed or {}, "EUR", 5)


PEOPLE = [f"p{i:02}" for i in range(80)]


def test_a_hold_out_makes_grade_a_and_the_difference_times_the_people() -> None:
    attributes = [(id, "holdout", ("no", "Nein", "off")[i % 3] if i < 40 else ("yes", "on", "ja")[i % 3]) for i, id in enumerate(PEOPLE)]
    attributes.append(("p00", "holdout_of_last_year", "yes"))
    purchases = [(id, START + (5 + i % 7) * WEEK, (20.0 if i < 40 else 10.0) + i % 4) for i, id in enumerate(PEOPLE)]
    purchases += [(id, START - WEEK, 500.0) for id in PEOPLE[:40]]  # before the first cost: no part of it
    result = found(chunk(PEOPLE, attributes=attributes, purchases=purchases))
    part = {each["name"]: each for each in result["benefits"]}["members"]
    assert (part["grade"], part["people"], part["why"]) == ("A", 40, "holdout")
    assert part["amount"] == pytest.approx(400) and part["low"] < 400 < part["high"]
    assert result["grade"] == "A" and result["ratio"] == pytest.approx((400 - 150) / 150)
    assert result["costs"] == {"campaign": 50, "community": 0, "staff": 100, "total": 150}, "what is spent later is no cost yet"
    assert result["payback"] is not None and len(result["net_by_week"]) == 104 and result["net_by_week"][-1] == pytest.approx(250)
    half = found(chunk(PEOPLE, attributes=attributes, purchases=purchases), model={"value": {"margin": 0.5}})
    assert {each["name"]: each for each in half["benefits"]}["members"]["amount"] == pytest.approx(200)


def test_before_and_after_against_others_makes_grade_b() -> None:
    joined = START + 50 * WEEK
    rows = [post(id, joined + i * 60) for i, id in enumerate(PEOPLE[:40])]
    purchases = []
    for i, id in enumerate(PEOPLE):
        purchases.append((id, joined - 2 * HALF_YEAR, 5.0))  # known long before
        purchases.append((id, joined - WEEK, 30.0 + i % 3))
        purchases.append((id, joined + WEEK, (45.0 if i < 40 else 35.0) + i % 5))
    result = found(chunk(PEOPLE, interactions=rows, purchases=purchases))
    part = {each["name"]: each for each in result["benefits"]}["members"]
    assert (part["grade"], part["people"], part["why"]) == ("B", 40, "joined")
    assert part["amount"] == pytest.approx(40 * 10, rel=0.02) and part["low"] < part["amount"] < part["high"]
    assert result["grade"] == "B" and result["ratio"] is not None


def test_an_opinion_has_limits_and_no_figure() -> None:
    rows = [post("p00", START + 3 * WEEK), *(post(id, START + 3 * WEEK + 60, "p00", "answer") for id in PEOPLE[1:9])]
    purchases = [(id, START + 4 * WEEK, 25.0) for id in PEOPLE[1:9]]
    data = chunk(PEOPLE, interactions=rows, purchases=purchases, contributions=[(id, "idea", START + WEEK, 1.0, 1.0, 10.0) for id in PEOPLE[:6]])
    result = found(data, {"contact_cost": 8.0, "would_have_contacted": 0.5})
    part = {each["name"]: each for each in result["benefits"]}
    assert {each["grade"] for each in part.values()} == {"D"} and result["grade"] == "D"
    assert result["ratio"] is None and result["benefit"] is None and result["payback"] is None and result["net_by_week"] == []
    assert part["first_purchases"]["amount"] is None and part["first_purchases"]["high"] == pytest.approx(8 * 25)
    assert part["ideas"]["high"] == pytest.approx(60)
    assert part["deflected"]["high"] is None, "the questions of one person may not be shown"
    assert result["ratio_low"] == pytest.approx(-1) and result["ratio_high"] == pytest.approx((200 + 60 + 4 - 150) / 150)
    assert result["lag"]["status"] in ("no_variation", "collinear", "no_effect", "too_few_weeks")


def test_an_accepted_idea_counts_once_wherever_it_stands() -> None:
    ideas = [("p00", "i0", "accepted", START + WEEK, 30.0), ("p01", "i1", "accepted", START + WEEK, 30.0), ("p01", "i1", "accepted", START + WEEK, 30.0)]
    ideas += [("p02", "i2", "open", START + WEEK, 99.0), ("p03", "i3", "accepted", END + WEEK, 99.0), ("p04", "i4", "accepted", START + WEEK, None)]
    people = [(id, f"x{id}", "accepted", START + 2 * WEEK, 10.0) for id in PEOPLE[5:10]]
    result = found(chunk(PEOPLE, ideas=ideas + people, contributions=[("p10", "ideas", START + WEEK, 1.0, 1.0, 5.0)]))
    (part,) = [each for each in result["benefits"] if each["name"] == "ideas"]
    assert (part["people"], part["high"], part["grade"]) == (8, pytest.approx(60 + 50 + 5), "D")


def test_who_refuses_is_in_no_figure_and_no_cost_is_no_section() -> None:
    attributes = [(id, "holdout", "no" if i < 40 else "yes") for i, id in enumerate(PEOPLE)]
    purchases = [(id, START + WEEK, 10.0 + i % 4) for i, id in enumerate(PEOPLE)]
    data = chunk(PEOPLE, attributes=attributes, purchases=purchases)
    few = found(data, agreed=set(PEOPLE[:60]))
    assert not [each for each in few["benefits"] if each["name"] == "members"], "twenty are too few to compare with"
    assert social_return(data, COSTS[2:], set(PEOPLE), set(), END, "UTC", {}, {}, "EUR", 5) is None


def test_each_cost_is_read_or_rejected_with_its_reason(tmp_path: pathlib.Path) -> None:
    (tmp_path / "customers.csv").write_text("id\na\n")
    lines = ["2026-01-05,campaign,100,", "05.01.2026,staff,,2", ",campaign,5,", "2026-01-05,party,5,", "2026-01-05,staff,-5,", "2026-01-05,staff,,", "2026-01-06,Community,7.5,", "2026-01-07,staff,,2", "2026-01-08,staff,,400", "2026-01-09,staff,5,-3"]
    (tmp_path / "costs.csv").write_text("date,kind,amount,hours\n" + "\n".join(lines) + "\n")
    (tmp_path / "model.json").write_text(json.dumps({"schema": "scvm-model/1", "id": "m", "currency": "EUR", "network": {}}))
    columns = {name: name for name in ("date", "kind", "amount", "hours")}
    sources = {"customers": {"path": "customers.csv", "columns": {"id": "id"}}, "costs": {"path": "costs.csv", "staff_rate": 38, "columns": columns}}
    mapping = {"schema": "scvm-mapping/1", "as_of": "2026-06-30", "model": "model.json", "sources": sources}
    (tmp_path / "mapping.json").write_text(json.dumps(mapping))
    Mapping.from_file(tmp_path / "mapping.json")
    invoke("report", "--source", tmp_path / "mapping.json", "--out", tmp_path / "page.html", "--rejected", tmp_path / "rejected.csv", "--quiet", code=1)
    rejected = (tmp_path / "rejected.csv").read_text()
    for reason in ("05.01.2026", "date is missing", "expected one of campaign, community, staff", "expected 0 or more", "amount is missing", "hours = 400: expected 0 to 168", "hours = -3"):
        assert reason in rejected, rejected
    section = (tmp_path / "page.html").read_text().split('<section id="return"')[1].split("</section>")[0]
    assert 'data-cost="campaign"' in section and 'data-value="-100.0"' in section and 'data-value="-7.5"' in section and 'data-value="-76.0"' in section


@pytest.mark.parametrize("low, grade", [(0.5, "C"), (0.0, "D"), (-4.9, "D")])
def test_activity_follows_nothing_where_the_lag_may_be_none(low: float, grade: str) -> None:
    lag = types.SimpleNamespace(status="estimated", placebo_p=0.001, low=low, total=0.1, total_low=0.05, total_high=0.2)
    made = _first_purchases(lag, np.ones(104), {"p01": (START, 20.0)}, [(START, 20.0)])
    assert made["grade"] == grade


def row(actor: str, target: str, time: int) -> _Row:
    return _Row(actor, target, "comment", time, None, None, None, None, None)


@pytest.mark.parametrize("alone, shown", [(1, False), (4, False), (5, True), (0, True)])
def test_parts_that_tell_of_too_few_by_their_union_are_not_shown(alone: int, shown: bool) -> None:
    """`alone` people bought after a recommendation and nothing else: the union of the two touches less the second is their number."""
    acted, brought = PEOPLE[:40], PEOPLE[20 : 40 + alone]
    bought = {id: [START + 10 * WEEK] for id in PEOPLE}
    touches = [row(id, "p79", START + 10 * WEEK - 86_400) for id in acted]
    referrals = [("p78", id, START + 10 * WEEK - 86_400) for id in brought]
    made = _conversion(touches, chunk(PEOPLE, referrals=referrals), set(PEOPLE), bought, END, 5)
    assert made is not None and made["touched"]["value"] == pytest.approx((40 + alone) / made["touched"]["n"])
    assert (made["by_recommendation"] is not None) == shown and (made["by_taking_part"] is not None) == shown


def test_a_badge_of_fewer_than_may_be_shown_has_no_number() -> None:
    ids = PEOPLE[:3]
    points, others, badge = np.array([9.0, np.nan, 0]), np.array([19.0, np.nan, 0]), np.array([1.0, np.nan, 0])
    assert _recognised(points, others, badge, ids, 5)["levels"] == [None, 0, 0]
    found = _recognised(points, others, badge, ids, 1)
    assert found == {"best": [{"id": "p00", "points": 9, "others": 19, "level": 1}], "levels": [1, 0, 0]}


def test_the_planted_effect_of_the_welcome_is_recovered_within_its_interval() -> None:
    """Over twenty companies: 95 % intervals leave out the planted effect in three cases at most (more has a probability of 2 %)."""
    inside, amounts = 0, []
    for seed in range(20):
        company = demo.generate(600, seed)
        bought = company.purchases
        seconds = [int(time.timestamp()) for time in bought["time"]]
        data = chunk(
            list(company.customers["id"]),
            purchases=list(zip(bought["customer"], seconds, bought["amount"].astype(float))),
            attributes=[(row["customer_id"], row["name"], row["value"]) for row in company.tables["community_attributes"]],
        )
        begin, end = int(datetime.datetime.combine(demo.START, datetime.time(), datetime.timezone.utc).timestamp()), max(seconds) + 1
        result = social_return(data, [("campaign", begin, 100.0)], set(data.ids), set(), end, "UTC", {}, {}, "EUR", 5)
        assert result is not None
        part = {each["name"]: each for each in result["benefits"]}["members"]
        assert part["grade"] == "A"
        effect = part["people"] * company.truth.welcome_effect
        inside += part["low"] <= effect <= part["high"]
        amounts.append(part["amount"] / part["people"])
    assert inside >= 17
    assert np.mean(amounts) == pytest.approx(company.truth.welcome_effect, abs=3 * np.std(amounts) / np.sqrt(len(amounts)))
