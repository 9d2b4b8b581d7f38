"""Complaints, helpers, ideas and votes of the generated company, through the command: what is planted comes out."""

from __future__ import annotations

import csv
import json
import pathlib
from typing import Any, Dict

import pytest
import sqlalchemy as sa
from click.testing import CliRunner

from scvm import demo
from scvm.command.verbs import main
from scvm.demo import model as demo_model, tables

COLUMNS = {
    "interactions": "customer_id kind date target channel sentiment count event",
    "complaints": "customer_id opened answered closed channel kind sentiment topic case_id",
    "helpers": "id since vetted price skill latitude longitude from_hour to_hour",
    "jobs": "helper customer_id asked done skill outcome price rating_of_helper rating_of_seeker job",
    "ideas": "idea customer_id date state value",
    "votes": "idea customer_id date",
    "tests": "test customer_id date",
    "contributions": "customer_id kind date units accepted value",
    "employees": "id",
}
ANSWERS = """SELECT r.contact_id, q.name AS question, a.answer, substr(r.date_entered, 1, 19) AS date_entered FROM surveyquestionresponses a
    JOIN surveyresponses r ON r.id = a.surveyresponse_id JOIN surveyquestions q ON q.id = a.surveyquestion_id
    WHERE a.deleted = 0 AND r.deleted = 0"""
INVOICES = "SELECT billing_contact_id, invoice_date, total_amount FROM aos_invoices WHERE deleted = 0 AND status = 'Paid'"


class World:
    """The company in a database, fitted, scored and reported once."""

    def __init__(self, folder: pathlib.Path) -> None:
        self.folder = folder
        self.company = demo.generate(800, seed=3)
        url = f"sqlite:///{folder / 'crm.sqlite'}"
        engine = sa.create_engine(url)
        tables.write(engine, self.company)
        engine.dispose()
        sources: Dict[str, Any] = {
            "customers": {"query": "SELECT id, deleted, primary_address_country FROM contacts", "columns": {"id": "id", "deleted": "deleted"}},
            "answers": {"query": ANSWERS, "columns": {"customer_id": "contact_id", "question": "question", "answer": "answer", "date": "date_entered"}},
            "purchases": {"query": INVOICES, "columns": {"customer_id": "billing_contact_id", "date": "invoice_date", "amount": "total_amount"}},
            "attributes": {
                "query": "SELECT id, 'territory' AS name, primary_address_country AS value FROM contacts",
                "columns": {"customer_id": "id", "name": "name", "value": "value"},
            },
        }
        for name, columns in COLUMNS.items():
            sources[name] = {"table": f"community_{name}", "columns": {column: column for column in columns.split()}}
        self.mapping = self.write("mapping.json", {
            "schema": "scvm-mapping/1", "database": url, "as_of": demo.AS_OF.isoformat(), "currency": "EUR", "sources": sources,
            "output": {"format": "csv", "path": "scores.csv"},
        })  # fmt: skip
        rules = {name: section for name, section in demo_model.load().to_dict().items() if name not in ("treatment", "equity", "network", "consent")}
        rules.update(
            network={}, equity={},
            service={
                "promises": [{"channel": "phone", "hours": 24}], "fewest_recovered": 5, "window_days": 730, "recovery_days": 365,
                "ways": [{"way": "technician", "price": 90, "success": 0.98, "waiting_hours": 24, "from_hour": 8, "to_hour": 18},
                         {"way": "hotline", "price": 4, "success": 0.3, "from_hour": 8, "to_hour": 20}],
            },
            cocreation={"tests": [{"test": "test-1", "places": 10, "seed": 7, "segments": ["fan", "sympathizer", "mercenary"]}]},
        )  # fmt: skip
        rules.pop("hash", None)
        self.rules = self.write("rules.json", rules)
        self.model = str(folder / "model.json")
        self.run("fit", "--source", self.mapping, "--model", self.rules, "--output", self.model)
        self.run("score", "--source", self.mapping, "--model", self.model, "--rejected", str(folder / "rejected.csv"))
        rows = (folder / "scores.csv").read_text(encoding="utf-8").splitlines()
        self.scores = {row["id"]: row for row in csv.DictReader(rows)}
        self.rejected = (folder / "rejected.csv").read_text(encoding="utf-8")

    def write(self, name: str, document: Any) -> str:
        path = self.folder / name
        path.write_text(json.dumps(document), encoding="utf-8")
        return str(path)

    def run(self, *arguments: str) -> str:
        result = CliRunner().invoke(main, list(arguments), catch_exceptions=False)
        assert result.exit_code in (0, 1), result.output
        return result.output

    def card(self, id: str, *more: str) -> Any:
        return json.loads(self.run("explain", "--source", self.mapping, "--model", self.model, "--id", id, "--json", *more))


@pytest.fixture(scope="module")
def world(tmp_path_factory: Any) -> World:
    return World(tmp_path_factory.mktemp("service"))


@pytest.fixture(scope="module")
def table(world: World) -> Any:
    from scvm import Scorer
    from scvm.command import run
    from scvm.command.mapping import Mapping

    mapping = Mapping.from_file(pathlib.Path(world.mapping))
    model = run.effective_model(run.read_model(pathlib.Path(world.model)), mapping)
    with run.reading(mapping, attributes=True) as read:
        return Scorer(model).score(run.whole_base(read), demo.AS_OF)


@pytest.fixture(scope="module")
def summary(table: Any) -> Any:
    return table.summary()


def test_the_opponent_whom_nobody_has_answered_waits_and_is_no_more_valuable_for_it(world: World) -> None:
    row = world.scores[world.company.truth.hostile]
    assert float(row["open_complaints"]) == 1
    assert float(row["open_hours"]) == pytest.approx(20 * 24 + 6, abs=0.1)  # from 18 h on, up to the end of the day
    promised = float(row["promised_hours"])
    assert float(row["missed_hours"]) == pytest.approx(20 * 24 + 6 - promised, abs=0.1)
    assert float(row["damage_at_risk"]) > max(0.0, float(row["lifetime_value"] or 0))
    assert float(row["network_value"]) <= float(row["lifetime_value"]) + 1e-6
    assert 1 <= float(row["queue_place"]) <= 5
    reasons = {each["score"]: each for each in world.card(world.company.truth.hostile)["explanation"]}
    assert "promised" in reasons["complaint_priority"]["sentence"]
    assert "versprochen" in reasons["complaint_priority"]["sentence_de"]


def test_the_customer_who_was_answered_the_next_day_is_satisfied_again(world: World) -> None:
    truth = world.company.truth
    assert world.scores[truth.recovered]["recovered"] == "yes"
    assert world.scores[truth.lost]["recovered"] != "yes"
    card = world.card(truth.recovered)
    assert card["service"]["satisfaction_after"] > card["service"]["satisfaction_before"]


def test_times_and_the_praise_of_topics_are_those_of_the_rows(world: World, summary: Any, table: Any) -> None:
    found = summary["complaints"]
    assert found["rows"] == sum(found[name] for name in ("no_consent", "after_as_of", "repeated", "too_old", "complaints", "praises"))
    # Seven in ten are answered within days, the others after six weeks or more.
    assert 0 < found["response"]["median"]["low"] <= found["response"]["median"]["value"] < 14 * 24
    assert found["response"]["p90"]["value"] > world.company.truth.late_days * 24
    battery = next(each for each in found["topics"] if each["name"] == world.company.truth.burst_topic)
    assert battery["complained"] is None or battery["complained"] >= 5
    assert battery["ratio"]["value"] is None or battery["ratio"]["value"] < 1
    assert [each["place"] for each in table.matters()["queue"]] == list(range(1, len(table.matters()["queue"]) + 1))
    assert "guest-0002" not in json.dumps(found)
    assert "31.06.2026" in world.rejected


def test_the_best_helper_is_first_and_luck_is_not_trust(world: World, summary: Any, table: Any) -> None:
    truth, found, known = world.company.truth, summary["helpers"], table.matters()["helpers"]
    assert known[0]["id"] == truth.best_helper
    assert known[0]["badge"]
    place = [each["id"] for each in known].index(truth.lucky_helper)
    assert place > 0
    assert known[place]["state"] != "friend"
    assert found["rows"] == sum(found[name] for name in ("no_consent", "after_as_of", "repeated", "jobs"))
    assert found["jobs"] == found["solved"] + found["failed"] + found["open"]
    assert found["fill_rate"]["low"] < found["solved"] / found["jobs"] < found["fill_rate"]["high"]
    helper = world.card(truth.best_helper)["helper"]
    assert helper["state"] == "friend" and helper["trust_low"] > 0.7


def test_two_sides_of_a_rating_do_not_answer_each_other_here(summary: Any) -> None:
    assert summary["helpers"]["retaliation"] == "not_found"  # the generator draws them apart


def test_at_21_hours_a_helper_comes_and_in_the_morning_others_may(world: World) -> None:
    truth = world.company.truth
    found = json.loads(world.run("route", "--source", world.mapping, "--model", world.model, "--id", truth.recovered,
                                 "--skill", truth.burst_topic, "--at", "21:00", "--json"))  # fmt: skip
    assert found["chosen"]["way"] == "helper"
    assert found["break_even_status"] in ("probability", "never")
    assert found["break_even_p_fail"] is None or 0 <= found["break_even_p_fail"] <= 1
    costs = [each["cost"] for each in found["ways"] if each["cost"] is not None]
    assert costs == sorted(costs) and found["chosen"]["cost"] == costs[0]
    assert truth.best_helper in [each["name"] for each in found["ways"]]
    assert "expected" in world.run("route", "--source", world.mapping, "--model", world.model, "--id", truth.recovered)


def test_votes_are_of_persons_and_the_unfair_idea_is_not_first(world: World, summary: Any) -> None:
    truth, found = world.company.truth, summary["cocreation"]
    assert found["ranking"][0]["idea"] == truth.fair_idea
    assert found["rejected_votes"]["second_vote"] >= 1
    assert found["votes"] <= sum(row["idea"] != "" for row in world.company.tables["community_votes"])
    by_rows: Dict[str, int] = {}
    for row in world.company.tables["community_votes"]:
        by_rows[row["idea"]] = by_rows.get(row["idea"], 0) + 1
    assert max(by_rows, key=by_rows.__getitem__) == truth.unfair_idea


def test_a_draw_of_testers_can_be_repeated_by_hand(world: World, summary: Any, table: Any) -> None:
    from scvm import equity

    draw = summary["cocreation"]["tests"][0]
    ((test, testers),) = [each.values() for each in table.matters()["tests"]]
    assert test == draw["test"] and draw["applied"] > len(testers) == draw["quotas"][0]["drawn"] == 10
    applied = {row["customer_id"] for row in world.company.tables["community_tests"] if row["test"] == "test-1"}
    assert set(testers) <= applied
    eligible = [id for id in applied if id in world.scores and world.scores[id]["segment"] in ("fan", "sympathizer", "mercenary")]
    again = equity.draw_winners(eligible, 10, seed=7)
    assert f"{again.fingerprint:016x}" == draw["fingerprint"]
    assert [eligible[i] for i in again.winners] == testers


def test_the_page_shows_all_of_it_in_both_languages(world: World) -> None:
    for language, said in (("en", "Complaints and praise"), ("de", "Beschwerden und Lob")):
        out = world.folder / f"page.{language}.html"
        world.run("report", "--source", world.mapping, "--model", world.model, "--out", str(out), "--language", language)
        page = out.read_text(encoding="utf-8")
        assert said in page
        for part in ('id="complaints"', 'id="helpers"', 'id="cocreation"', 'class="queue"', 'data-wait="response"'):
            assert part in page
        assert world.company.truth.best_helper in page and f'data-idea="{world.company.truth.fair_idea}"' in page
