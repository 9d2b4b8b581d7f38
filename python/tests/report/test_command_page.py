"""The page that `scvm report` makes, against the library's own figures: from an export, and from a database."""

from __future__ import annotations

import json
import pathlib
import subprocess
import sys
from typing import Any, Dict

import numpy as np
import pandas as pd
import pytest

import scvm
from html_tree import Element, read
from made_by_command import COLUMNS, EARLIER, Made
from report_world import AS_OF, Community
from scvm.report.figures import reasons

pytest_plugins = ["report_fixtures"]


@pytest.fixture(scope="module", params=["csv", "sql"])
def text(request: Any, made: Made) -> str:
    return made.page(request.param, "--compare-with", EARLIER).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def tree(text: str) -> Element:
    return read(text)


#: Sections whose data or rules this company has not.
WITHOUT_DATA = ["recommendation", "benchmark", "outside", "companies", "matters", "complaints", "helpers", "cocreation", "return", "campaigns"]


def test_no_section_lacks_data_but_those_of_what_nobody_handed_over(tree: Element) -> None:
    sections = list(tree.all("section"))
    assert len(sections) >= 14
    assert [each.attributes["id"] for each in tree.one("dl", class_="why").all("div")] == WITHOUT_DATA
    assert [each.attributes["id"] for each in sections if list(each.all("p", class_="absent"))] == ["without"]


def test_its_numbers_are_those_of_the_library(tree: Element, community: Community) -> None:
    summary = community.table.summary()
    for name in ("shares", "revenue"):
        scope = tree.one("section", id=name).one("div", data_scope=-1)
        for group, share in zip(summary["segments"], community.table.analysis()["survey"]["shares"]["groups"]):
            cells = scope.one("tr", data_group=group["segment"]).cells()
            assert (cells[0] == share["share"]["value"]) if name == "shares" else (cells[1] == group["revenue"])
    assert float(tree.one(id="tile-equity").attributes["data-value"]) == summary["customer_equity"]
    pyramid = {row.attributes["data-class"]: row.cells()[0] for row in tree.one("table", class_="pyramid").one("tbody").all("tr")}
    classes = summary["network"]["participation"]["classes"]
    shown = {name: each["share"] for name, each in classes.items() if each["share"] is not None}
    assert pyramid == pytest.approx({names: shown.get(names, 1 - sum(shown.values())) for names in pyramid})
    steps = {row.attributes["data-step"]: row.cells()[0] for row in tree.one("table", class_="waterfall").one("tbody").all("tr")}
    # Two more interactions between the same two people move some influence, and no value.
    assert steps["lifetime"] == summary["equity"]["lifetime_value"]
    engagement = summary["equity"]["engagement_value"]  # none where it would tell what few contributed
    assert steps.get("engagement") == (None if engagement is None else pytest.approx(engagement))
    assert {row.attributes["data-action"] for row in tree.one("table", class_="actions").one("tbody").all("tr")} == {
        each["action"] for each in community.table.treatments()["actions"]
    }


def test_the_territories_are_those_of_the_source(tree: Element, community: Community) -> None:
    segment = pd.Series(np.asarray(community.table["segment"], dtype=object), index=community.table.ids)
    of = community.data.customers.set_index("id")["territory"]
    rows = list(tree.one("table", class_="territories").one("tbody").all("tr"))
    assert {row.one("th").text: row.cells()[0] for row in rows} == {
        name: int((segment[of[of == name].index] != "unclassified").sum()) for name in of.unique()
    }
    assert [each.text.strip() for each in tree.one("select").all("option")][1:] == of.value_counts().index.tolist()


def test_who_moved_is_what_an_earlier_table_of_the_same_people_says(tree: Element, community: Community) -> None:
    """The same model on the same data as of the earlier day, without those who do not agree today."""
    data, table = community.data, community.table
    agreed = [id for id, status in zip(table.ids, table["consent_status"]) if status == "included"]
    base = scvm.CustomerBase(agreed, data.answers[data.answers["customer"].isin(agreed)])
    rules = {**table.model_rules()}
    rules["consent"] = {"missing": "include"}
    del rules["network"], rules["equity"], rules["treatment"]
    scorer = scvm.Scorer(scvm.ScoringModel(rules))
    found = scorer.score(base, AS_OF).migration(scorer.score(base, EARLIER))
    assert found["n"] > 100 and found["not_asked_again"] > 50
    section = tree.one("section", id="migration")
    assert float(section.one("p").attributes["data-moved"]) == found["moved_share"]
    assert found["suppressed"] == "table" and not list(section.all("table")), "some of its numbers are below 5"


def test_people_are_called_by_their_names(tree: Element, community: Community) -> None:
    names = dict(zip(community.data.customers["id"], community.data.customers["name"] + " " + community.data.customers["id"]))
    for table in ("people", "top", "attention"):
        rows = list(tree.one("table", class_=table).one("tbody").all("tr"))
        assert rows
        for row in rows:
            assert row.one("th").text.startswith(names[row.attributes["data-id"]])


def test_the_ties_are_the_interactions_up_to_the_day_each_event_once(tree: Element, made: Made) -> None:
    events = pd.read_csv(made.folder / "interactions.csv", dtype=str, keep_default_na=False)
    events = events[(events["time"] <= AS_OF) & (events["kind"] != "dance")]
    events = events[~(events["event"].duplicated() & (events["event"] != ""))]
    shown = {row.attributes["data-id"] for row in tree.one("table", class_="people").one("tbody").all("tr")}
    inside = events[events["actor"].isin(shown) & events["target"].isin(shown) & (events["actor"] != events["target"])]
    pairs = {frozenset(pair) for pair in zip(inside["actor"], inside["target"])}
    chart = tree.one("svg", id="network-chart")
    assert len(list(chart.all("line"))) == int(chart.attributes["data-ties"]) == len(pairs) > 20


def test_whoever_did_not_agree_is_nowhere_on_the_page(text: str, made: Made, community: Community) -> None:
    """Neither by id nor by name: as a dot, as a tie, in a list, or in the reason why a row was rejected."""
    for secret in made.secret:
        assert secret not in text
    agreed = set(made.data.customers["id"]) - set(made.secret)
    assert any(id in text for id in agreed), "the page does name people"
    dots = sum(1 for g in read(text).one("svg", id="portfolio-chart").all("g", class_="dots") for _ in g.children)
    status = np.asarray(community.table["consent_status"], dtype=object)
    assert dots <= (status == "included").sum()


def test_every_line_of_every_source_is_accounted_for(tree: Element, made: Made) -> None:
    table = tree.one("table", class_="sources")
    for row in table.one("tbody").all("tr"):
        lines, *ways = row.cells()
        name = row.one("th").text.removesuffix(".csv")
        assert lines == sum(each or 0 for each in ways) == len(pd.read_csv(made.folder / f"{name}.csv"))
    heads = [each.text for each in table.one("thead").all("th")]
    orphans = {row.one("th").text: row.cells()[heads.index("of unknown customers") - 1] for row in table.one("tbody").all("tr")}
    assert {name.removesuffix(".csv") for name, n in orphans.items() if n} == {"purchases"}


def test_every_row_and_every_interaction_that_a_row_stands_for_is_accounted_for(tree: Element, made: Made) -> None:
    events = pd.read_csv(made.folder / "interactions.csv")
    tables = list(tree.all("table", class_="account"))
    for table in tables:
        assert sum(row.cells()[0] for row in table.one("tbody").all("tr")) == int(table.attributes["data-rows"])
    caption = tables[2].one("caption").text
    taken = len(events) - 1  # one is dated in a year that has not come, and is rejected where it is read
    assert int(tables[2].attributes["data-rows"]) > len(events) and f"from {taken:,} rows" in caption


def test_rows_that_readers_and_core_rejected_are_counted_by_reason(tree: Element) -> None:
    rows = {row.one("td", class_="text").text: row.cells()[0] for row in tree.one("table", class_="rejected").one("tbody").all("tr")}
    assert rows == {
        "kind …: expected one of post, comment, like, share, mention, answer, review, referral, follow": 1,
        "date = …: expected a date like 2026-08-01, or a time like 2026-08-01T14:30:00Z": 1,
        "date = …: expected a date up to 2026-07-01T23:59:59Z": 1,
    }
    assert "Rejected as unusable: 3" in tree.one("section", id="quality").text


@pytest.mark.parametrize("kind", ["withdrawal", "erasure"])
def test_whoever_withdraws_or_is_erased_leaves_the_page(made: Made, kind: str, tmp_path: pathlib.Path) -> None:
    """The most influential person of all, who is also in the lists, in the drawing and in the portfolio."""
    def run(*arguments: str, code: int) -> str:
        done = subprocess.run([sys.executable, "-m", "scvm", *arguments], capture_output=True, text=True)
        assert done.returncode == code, done.stderr
        return done.stdout

    mapping: Dict[str, Any] = json.loads((made.folder / "csv.json").read_text(encoding="utf-8"))
    mapping["model"] = str(made.folder / "model.json")
    for name, source in mapping["sources"].items():
        source["path"] = str(made.folder / source["path"])
    path, out = tmp_path / "mapping.json", tmp_path / "page.html"
    path.write_text(json.dumps(mapping), encoding="utf-8")
    report = ["report", "--source", str(path), "--out", str(out), "--compare-with", EARLIER]
    run(*report, code=1)
    first = next(read(out.read_text(encoding="utf-8")).one("table", class_="people").one("tbody").all("tr")).attributes["data-id"]
    if kind == "erasure":
        run("erase", "--source", str(path), "--id", first, "--yes", code=0)
    else:
        consents = (made.folder / "consents.csv").read_text(encoding="utf-8")
        (tmp_path / "consents.csv").write_text(f"{consents}{first},scoring,withdrawn,2026-06-01\n", encoding="utf-8")
        mapping["sources"]["consents"]["path"] = "consents.csv"
        path.write_text(json.dumps(mapping), encoding="utf-8")
    run(*report, code=1)
    assert first not in out.read_text(encoding="utf-8")


def test_a_day_that_cannot_be_compared_with_is_refused(made: Made) -> None:
    for day in (AS_OF, "2027-01-01"):
        command = [sys.executable, "-m", "scvm", "report", "--source", str(made.folder / "csv.json"), "--compare-with", day]
        done = subprocess.run([*command, "--out", str(made.folder / "no.html")], capture_output=True, text=True)
        assert done.returncode == 2 and "expected a day before" in done.stderr and not (made.folder / "no.html").exists()


def test_no_value_of_a_rejected_row_is_left_in_its_reason() -> None:
    frame = pd.DataFrame({"table": ["t"] * 3, "rows": [2, 3, 4], "reason": [
        'customer "Ada "the first" Lovelace": doubled id', 'customer "Grace\nHopper…" (1200 bytes): doubled id', "answer = 17: expected 1 to 5"]})  # fmt: skip
    assert reasons(frame) == [("t", "answer = …: expected 1 to 5", 4), ("t", "customer …: doubled id", 5)]


def test_an_earlier_day_shows_only_whose_answers_may_be_looked_at_today(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ada agrees to everything, Bo to scoring but no longer to being asked, Cy to being asked alone."""
    from scvm.command import page_data, run
    from scvm.command.mapping import Mapping

    ids = ["ada", "bo", "cy"]
    pd.DataFrame({"id": ids, "name": ids}).to_csv(tmp_path / "customers.csv", index=False)
    answers = [(id, item, 5, day) for id in ids for item in ("s", "a") for day in ("2025-01-01", "2026-01-01")]
    pd.DataFrame(answers, columns=["customer", "item", "value", "time"]).to_csv(tmp_path / "surveys.csv", index=False)
    consents = [("ada", "*", "granted"), ("bo", "scoring", "granted"), ("bo", "asking", "withdrawn"), ("cy", "asking", "granted")]
    rows = [(id, purpose, state, "2025-06-01") for id, purpose, state in consents]
    pd.DataFrame(rows, columns=["customer", "purpose", "state", "time"]).to_csv(tmp_path / "consents.csv", index=False)
    sources = {name: {"path": f"{name}.csv", "columns": COLUMNS[name]} for name in ("customers", "consents")}
    sources["answers"] = {"path": "surveys.csv", "columns": {key: of for key, of in COLUMNS["answers"].items() if of != "wave"}}
    (tmp_path / "m.json").write_text(json.dumps({"schema": "scvm-mapping/1", "sources": sources}), encoding="utf-8")
    item = {"lowest": 1, "highest": 5}
    model = scvm.ScoringModel({
        "schema": "scvm-model/1", "id": "m", "value": {}, "consent": {"survey": "asking", "missing": "exclude"},
        "survey": {"items": [{"id": "s", "dimension": "satisfaction", **item}, {"id": "a", "dimension": "attachment", **item}]},
    })  # fmt: skip
    seen: Dict[str, Any] = {}
    monkeypatch.setattr(page_data, "made", lambda table, **more: seen.update(more) or ("", dict))
    with run.reading(Mapping.from_file(tmp_path / "m.json")) as source:
        table = page_data.write(source, None, model, "2026-06-30", "2025-03-01", str(tmp_path / "page.html"), "en").table
    assert list(table["survey_status"]) == ["scored", "no_consent", "scored"]
    assert list(seen["before"].ids) == ["ada", "cy"] and list(seen["before"]["segment"]) == ["fan", "fan"]
