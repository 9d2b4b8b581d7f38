"""What moves the community, and its return: what is planted in the invented company comes out of `scvm report`."""

from __future__ import annotations

import csv
import datetime
import json
import pathlib
from typing import Any, Dict, List

import pytest

from conftest import invoke
from scvm import demo
from scvm.command import page_data

SOURCES = {
    "interactions": ["customer_id", "kind", "date", "target", "channel", "sentiment", "count", "event", "text", "format", "topic"],
    "referrals": ["customer_id", "referred", "date"],
    "contributions": ["customer_id", "kind", "date", "units", "accepted", "value"],
    "costs": ["date", "kind", "amount", "hours"],
    "employees": ["id"],
}


def table(path: pathlib.Path, header: List[str], rows: Any) -> None:
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)


@pytest.fixture(scope="module")
def company() -> demo.Company:
    return demo.generate(1000, seed=1)


@pytest.fixture(scope="module")
def folder(company: demo.Company, tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """The company's exports and a mapping of them."""
    result = tmp_path_factory.mktemp("company")
    table(result / "customers.csv", ["id"], [[row["id"]] for row in company.tables["contacts"] if not row["deleted"]])
    bought = company.purchases
    table(result / "purchases.csv", ["customer_id", "date", "amount"], zip(bought["customer"], bought["time"], bought["amount"]))
    sources: Dict[str, Any] = {
        "customers": {"path": "customers.csv", "columns": {"id": "id"}},
        "purchases": {"path": "purchases.csv", "columns": {name: name for name in ("customer_id", "date", "amount")}},
    }
    for name, columns in SOURCES.items():
        rows = company.tables[f"community_{name}"]
        table(result / f"{name}.csv", columns, [[row[column] for column in columns] for row in rows])
        sources[name] = {"path": f"{name}.csv", "columns": {column: column for column in columns}}
    (result / "model.json").write_text(json.dumps({"schema": "scvm-model/1", "id": "m", "currency": "EUR", "network": {}}))
    mapping = {"schema": "scvm-mapping/1", "as_of": demo.AS_OF.isoformat(), "model": "model.json", "social_return": {"contact_cost": 8}, "sources": sources}
    (result / "mapping.json").write_text(json.dumps(mapping))
    return result


@pytest.fixture(scope="module")
def found(folder: pathlib.Path) -> Dict[str, Any]:
    """What the page is made of."""
    kept: Dict[str, Any] = {}
    made = page_data.made

    def keep(*arguments: Any, **named: Any) -> Any:
        kept.update(named)
        return made(*arguments, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(page_data, "made", keep)
        invoke("report", "--source", folder / "mapping.json", "--out", folder / "page.html", "--figures", folder / "figures.json", "--quiet", code=None)
    return kept


def test_the_burst_of_week_30_is_found_in_its_week(found: Dict[str, Any], company: demo.Company) -> None:
    trends, truth = found["movements"]["trends"], company.truth
    first = trends["bursts"][0]
    assert (first["kind"], first["term"]) == ("topic", truth.burst_topic)
    begin = datetime.date.fromisoformat(first["from"])
    assert begin <= truth.burst_week < datetime.date.fromisoformat(first["to"]) and (truth.burst_week - begin).days <= 7
    assert first["person_weeks"] > 2 * first["expected"] and first["p_value"] <= trends["false_alarms"]
    assert not [each for each in trends["bursts"] if each["kind"] == "topic" and each["term"] != truth.burst_topic]


def test_the_mood_about_it_falls_and_the_test_is_of_people(found: Dict[str, Any], company: demo.Company) -> None:
    event = found["movements"]["events"][0]
    assert event["term"] == company.truth.burst_topic
    assert event["high"] < 0 and event["difference"] == pytest.approx(company.truth.burst_mood - company.truth.usual_mood, abs=0.35)
    assert event["second"] <= found["movements"]["people"]


def test_the_busiest_hour_is_the_planted_one(found: Dict[str, Any], company: demo.Company) -> None:
    hours, (day, hour) = found["movements"]["hours"], company.truth.answers_at
    assert hours["busiest"][0] == 24 * day + hour
    best, next_one = (hours["cells"][each]["answers"] for each in hours["busiest"][:2])
    assert best["low"] > next_one["value"]


def test_the_best_format_is_answered_twice_as_often(found: Dict[str, Any], company: demo.Company) -> None:
    formats = {each["name"]: each["answers"] for each in found["movements"]["formats"]}
    best = formats.pop(company.truth.best_format)
    assert all(best["low"] > other["value"] for other in formats.values())


def test_recognition_is_of_different_others_and_no_employee_has_points(found: Dict[str, Any], company: demo.Company) -> None:
    recognised, truth = found["movements"]["recognised"], company.truth
    best = recognised["best"]
    assert best[0]["id"] == truth.star and best[0]["level"] == 2
    assert [each["points"] for each in best] == sorted((each["points"] for each in best), reverse=True)
    assert all(each["points"] <= 3 * 3 * each["others"] for each in best)
    assert not {each["id"] for each in best} & {*company.employees, truth.bought_hub, *truth.spammers}


def test_the_lag_of_six_weeks_lies_in_its_interval_and_makes_grade_c(found: Dict[str, Any], company: demo.Company) -> None:
    returned = found["social_return"]
    lag = returned["lag"]
    assert lag["status"] == "estimated" and lag["low"] <= company.truth.lag_weeks <= lag["high"]
    assert lag["placebo_p"] <= 0.01 and max(range(13), key=lag["effects"].__getitem__) == company.truth.lag_weeks
    part = {each["name"]: each for each in returned["benefits"]}
    assert part["first_purchases"]["grade"] == "C" and part["first_purchases"]["low"] > 0
    assert part["deflected"]["grade"] == "D" and part["deflected"]["amount"] is None and part["deflected"]["high"] > 0
    assert returned["grade"] == "C" and returned["ratio_low"] <= returned["ratio"] <= returned["ratio_high"]


def test_costs_without_a_day_are_rejected_and_the_others_add_up(found: Dict[str, Any], company: demo.Company, folder: pathlib.Path) -> None:
    rows = [row for row in company.tables["community_costs"] if row["date"] and row["date"] != "2026-13-01"]
    assert found["social_return"]["costs"]["total"] == pytest.approx(sum(row["amount"] for row in rows))
    rejected = found["rejected"]
    mine = rejected[rejected["table"] == "costs.csv"] if "costs.csv" in set(rejected["table"]) else rejected[rejected["table"].str.contains("costs")]
    assert int(mine["rows"].sum() if "rows" in mine else len(mine)) == 2


def test_the_figures_are_one_document_for_whoever_wants_no_page(found: Dict[str, Any], folder: pathlib.Path) -> None:
    document = json.loads((folder / "figures.json").read_text(encoding="utf-8"), parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))
    assert document["movements"] == json.loads(json.dumps(found["movements"])) and document["social_return"] == json.loads(json.dumps(found["social_return"]))
    assert document["as_of"] == demo.AS_OF.isoformat() and document["benchmark"] is None


def test_the_page_shows_it_with_pictures(found: Dict[str, Any], company: demo.Company, folder: pathlib.Path) -> None:
    text = (folder / "page.html").read_text(encoding="utf-8")
    section = text.split('<section id="movements"')[1].split("</section>")[0]
    assert 'id="heat-posts-title"' in section and section.count('class="track"') >= 2 * 168
    assert f'data-term="{company.truth.burst_topic}"' in section and 'data-value="2025-07-' in section
    section = text.split('<section id="return"')[1].split("</section>")[0]
    assert 'data-grade="C"' in section and 'data-lag="estimated"' in section and section.count("<circle") == 13
    invoke("report", "--source", folder / "mapping.json", "--out", folder / "seite.html", "--quiet", "--language", "de", code=None)
    german = (folder / "seite.html").read_text(encoding="utf-8")
    assert "Was die Community bewegt" in german and "Ertrag der sozialen Medien" in german


def test_who_withdraws_is_in_no_figure(found: Dict[str, Any], folder: pathlib.Path, company: demo.Company) -> None:
    """Everybody but one refuses: nothing is left to tell."""
    people = [row["id"] for row in company.tables["contacts"] if not row["deleted"]]
    table(folder / "consents.csv", ["customer_id", "purpose", "state", "date"], [(id, "*", "refused", "2026-01-01") for id in people[1:]] + [(people[0], "*", "granted", "2026-01-01")])
    mapping = json.loads((folder / "mapping.json").read_text())
    mapping["sources"]["consents"] = {"path": "consents.csv", "columns": {name: name for name in ("customer_id", "purpose", "state", "date")}}
    (folder / "refused.json").write_text(json.dumps(mapping))
    invoke("report", "--source", folder / "refused.json", "--out", folder / "none.html", "--quiet", "--accept-loss", code=None)
    text = (folder / "none.html").read_text(encoding="utf-8")
    assert '<section id="movements"' not in text and '<div id="movements">' in text
