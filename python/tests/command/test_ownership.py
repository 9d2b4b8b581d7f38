"""Two mappings write into one table: each fills its own fields, and a refusal counts whoever found it."""

from __future__ import annotations

import csv
import itertools
import json
import pathlib
from typing import Any, Callable, Dict, List, Optional

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from scvm.command.fields import FIELDS
from scvm.command.ownership import PARTS, Ownership, Sharing, fields_of

from small_world import AS_OF, MODEL

PEOPLE = ["a", "b", "c", "d", "e", "f", "g"]
ANSWERS = "customer_id,question,answer\n" + "".join(f"{id},sat,5\n{id},att,{1 + i % 5}\n" for i, id in enumerate(PEOPLE))
PURCHASES = "customer_id,date,amount\n" + "".join(f"{id},2026-0{1 + i},{10 * (i + 1)}\n".replace(",2026-0", ",2026-0").replace(f"0{1 + i},", f"0{1 + i}-01,") for i, id in enumerate(PEOPLE)) + (
    "a,2026-09-01,30\nb,2026-09-01,20\n"
)  # fmt: skip
INTERACTIONS = "customer_id,target,kind,date\n" + "".join(f"{one},{other},like,2026-10-01\n" for one, other in itertools.permutations(PEOPLE[:5], 2))

COMPANY = ("segment", "satisfaction", "attachment", "revenue", "lifetime_value")
COMMUNITY = ("influence", "social_score")


class Two:
    """The company's mapping (answers and purchases) and the community's (interactions), with one target."""

    def __init__(self, folder: pathlib.Path, run: Callable[..., str], output: Dict[str, Any], read: Callable[[], List[Dict[str, Any]]], url: Optional[str]) -> None:
        self.folder, self.run, self.read = folder, run, read
        self.refusals: Dict[str, List[str]] = {"company": [], "community": []}
        (folder / "answers.csv").write_text(ANSWERS)
        (folder / "purchases.csv").write_text(PURCHASES)
        (folder / "interactions.csv").write_text(INTERACTIONS)
        (folder / "company.model").write_text(json.dumps({**MODEL, "id": "company"}))
        (folder / "community.model").write_text(json.dumps({"schema": "scvm-model/1", "id": "community", "network": {}}))
        sources = {"company": ["answers", "purchases"], "community": ["interactions"]}
        for name, tables in sources.items():
            document: Dict[str, Any] = {"schema": "scvm-mapping/1", "model": f"{name}.model", "output": output}
            document["sources"] = {table: {"path": f"{table}.csv"} for table in tables}
            document["sources"]["customers"] = {"path": f"{name}-people.csv"}
            document["sources"]["consents"] = {"path": f"{name}-consents.csv"}
            if url:
                document["database"] = url
            (folder / f"{name}.json").write_text(json.dumps(document))
            self.people(name, PEOPLE)

    def people(self, name: str, ids: List[str]) -> None:
        (self.folder / f"{name}-people.csv").write_text("id\n" + "".join(f"{id}\n" for id in ids))

    def refuse(self, name: str, *rows: str) -> None:
        self.refusals[name] = list(rows)

    def score(self, name: str, *more: str) -> Dict[str, Any]:
        rows = "".join(f"{each}\n" for each in ["c,contact,granted,2020-01-01", *self.refusals[name]])
        (self.folder / f"{name}-consents.csv").write_text("customer_id,purpose,state,date\n" + rows)
        printed = self.run("score", "--source", self.folder / f"{name}.json", "--as-of", AS_OF, "--json", *more, code=None)
        assert printed.startswith("{"), printed
        result: Dict[str, Any] = json.loads(printed)
        return result

    def rows(self) -> Dict[str, Dict[str, Any]]:
        return {str(row["id"]): row for row in self.read()}


@pytest.fixture(params=["csv", "ndjson", "sqlite", "mariadb", "postgresql"])
def two(request: Any, scvm_command: Any, tmp_path: pathlib.Path) -> Two:
    if request.param in ("csv", "ndjson"):
        path = tmp_path / f"scores.{request.param}"
        columns = {"columns": {field.name: field.name for field in FIELDS if field.name != "place"}} if request.param == "ndjson" else {}
        output = {"format": request.param, "path": path.name, "history": "history.csv", **columns}

        def read() -> List[Dict[str, Any]]:
            with open(path, encoding="utf-8", newline="") as file:
                return list(csv.DictReader(file)) if request.param == "csv" else [json.loads(line) for line in file]

        return Two(tmp_path, scvm_command, output, read, None)
    if request.param == "sqlite":
        sqlite = tmp_path / "scores.sqlite"
        sqlite.write_bytes(b"")
        url = f"sqlite:///{sqlite}"
    else:
        server = request.getfixturevalue(request.param)
        url = server.url(server.new_database())
    engine = sa.create_engine(url)
    request.addfinalizer(engine.dispose)

    def rows() -> List[Dict[str, Any]]:
        with engine.connect() as connection:
            return [dict(row._mapping) for row in connection.execute(sa.text("SELECT * FROM scvm_scores"))]

    result = Two(tmp_path, scvm_command, {"format": "sql"}, rows, url)
    add = ["--add-columns"]
    score = result.score
    result.score = lambda name, *more: score(name, *add, *more)  # type: ignore[method-assign]
    return result


def known(row: Dict[str, Any], fields: Any) -> Dict[str, bool]:
    return {name: row[name] not in (None, "") for name in fields}


def values(row: Dict[str, Any], fields: Any) -> List[Any]:
    return [None if row[name] in (None, "") else str(row[name]) if name == "segment" else float(row[name]) for name in fields]


@pytest.mark.parametrize("order", [["company", "community"], ["community", "company"]])
def test_neither_empties_the_other_in_any_order_and_what_stands_there_does_not_depend_on_it(two: Two, order: List[str]) -> None:
    for name in [*order, *order]:
        result = two.score(name)
    seen = two.rows()
    assert all(all(known(row, COMPANY).values()) for row in seen.values())
    assert all(all(known(seen[id], COMMUNITY).values()) for id in PEOPLE[:5])
    for name in [*order, *order, order[0]]:
        result = two.score(name)
        assert result["written"]["changed"] == 0, "each has said all that it has to say"
        assert two.rows() == seen
    assert result["left_alone"] == ({"network": 7} if order[0] == "company" else {"survey": 7, "value": 7}) or result["left_alone"]["network"] >= 5
    assert {row["status"] for row in seen.values()} == {"scored"}
    assert {row["model_version"] for row in seen.values()} == {"company"}, "the first part's"


def test_the_order_of_first_runs_leaves_no_trace(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    seen = []
    for order in (["company", "community"], ["community", "company"]):
        folder = tmp_path / order[0]
        folder.mkdir()
        path = folder / "scores.csv"

        def read() -> List[Dict[str, Any]]:
            with open(path, encoding="utf-8", newline="") as file:
                return list(csv.DictReader(file))

        two = Two(folder, scvm_command, {"format": "csv", "path": "scores.csv"}, read, None)
        for name in [*order, *order]:
            two.score(name)
        seen.append(two.rows())
    assert seen[0] == seen[1]


@pytest.mark.parametrize("who", ["company", "community"])
def test_whoever_withdraws_is_emptied_in_all_fields_whichever_mapping_knows(two: Two, who: str) -> None:
    other = "community" if who == "company" else "company"
    for name in ("company", "community"):
        two.score(name)
    two.refuse(who, "b,*,withdrawn,2026-10-10")
    for name in (who, other, other, who, other):
        two.score(name, "--accept-loss")
        row = two.rows()["b"]
        assert not any(known(row, COMPANY + COMMUNITY).values()), f"after {name}"
        assert row["status"] == "excluded"
        assert all(known(two.rows()["a"], COMPANY + COMMUNITY).values())
    two.refuse(who)
    two.score(other)
    assert two.rows()["b"]["status"] == "excluded", "only who knows of the refusal knows of its end"
    two.score(who)
    two.score(other)
    assert all(known(two.rows()["b"], COMPANY + COMMUNITY).values())


def test_the_screen_says_of_a_refusal_of_another_mapping_what_stands_in_the_table_and_what_to_run(two: Two) -> None:
    for name in ("company", "community"):
        two.score(name)
    influence = {id: row["influence"] for id, row in two.rows().items()}
    two.refuse("company", "b,*,withdrawn,2026-10-10")
    two.score("company", "--accept-loss")
    two.refuse("company")  # she agrees again, and only the company's source knows
    for more in (["--dry-run"], []):
        said = two.score("community", *more)
        assert said["excluded"] == {"consent_withdrawn": 1} and said["customers"] == 7, more
        assert said["refused_elsewhere"] == [{"by": ["survey", "value"], "fields": None, "customers": 1}]
    rows = two.rows()
    assert rows["b"]["status"] == "excluded" and said["insufficient_data"] + said["scored"] == 6
    assert rows["a"]["influence"] != influence["a"], "who is excluded is nobody's neighbour either"
    source = two.folder / "community.json"
    asked = json.loads(two.run("check", "--source", source, "--as-of", AS_OF, "--json"))
    assert (asked["excluded"], asked["refused_elsewhere"]) == (said["excluded"], said["refused_elsewhere"])
    printed = " ".join(two.run("score", "--source", source, "--as-of", AS_OF).split())
    assert "Another mapping (survey, value) found a refusal: all fields of 1 customer stay empty." in printed
    assert "run that mapping first, then this one" in printed and "EXCLUDED: consent_withdrawn 1" in printed
    explained = " ".join(two.run("explain", "--source", source, "--as-of", AS_OF, "--id", "b").split())
    assert "Another mapping (survey, value) found a refusal: all fields of this customer stay empty." in explained
    assert "Another mapping" not in two.run("explain", "--source", source, "--as-of", AS_OF, "--id", "a")
    assert "6 customers" in two.run("report", "--source", source, "--as-of", AS_OF, "--out", two.folder / "page.html")

    assert two.score("company", "--dry-run")["excluded"] == {}
    printed = " ".join(two.run("score", "--source", two.folder / "company.json", "--as-of", AS_OF).split())
    assert "1 customer is excluded no more. Run the other mapping (network), too: its fields stay empty until then." in printed
    assert two.score("community")["excluded"] == {} and two.score("community")["refused_elsewhere"] == []
    assert {id: row["influence"] for id, row in two.rows().items()} == influence


def test_a_use_that_was_refused_in_one_mapping_is_filled_by_none(two: Two) -> None:
    consents = {"missing": "include", "network": "community"}
    for name in ("company", "community"):
        model = json.loads((two.folder / f"{name}.model").read_text())
        (two.folder / f"{name}.model").write_text(json.dumps({**model, "consent": consents}))
        two.score(name)
    assert known(two.rows()["b"], COMMUNITY) == dict.fromkeys(COMMUNITY, True)
    two.refuse("company", "b,community,withdrawn,2026-10-10")  # the community's mapping hears nothing of it
    for name in ("company", "community", "community", "company"):
        two.score(name)
        row = two.rows()["b"]
        assert not any(known(row, COMMUNITY).values()) and all(known(row, COMPANY).values()), f"after {name}"
    two.refuse("company")
    two.score("company")
    two.score("community")
    assert all(known(two.rows()["b"], COMPANY + COMMUNITY).values())


def test_who_leaves_one_mapping_keeps_what_the_other_says(two: Two) -> None:
    for name in ("company", "community"):
        two.score(name)
    two.people("community", [id for id in PEOPLE if id != "a"])
    for _ in range(2):
        two.score("community")
        row = two.rows()["a"]
        assert all(known(row, COMPANY).values()) and not any(known(row, COMMUNITY).values()) and row["status"] == "scored"
        two.score("company")
    two.people("company", [id for id in PEOPLE if id != "a"])
    two.score("company")
    rows = two.rows()
    assert "a" not in rows or rows["a"]["status"] == "stale"


def history(two: Two, id: str) -> List[Dict[str, Any]]:
    found: List[Dict[str, Any]] = json.loads(two.run("history", "--source", two.folder / "company.json", "--id", id, "--json"))["rows"]
    return found


def test_a_history_loses_what_a_withdrawal_takes_back_and_keeps_the_rest(two: Two) -> None:
    consents = {"missing": "include", "network": "community", "survey": "surveys"}
    for name in ("company", "community"):
        model = json.loads((two.folder / f"{name}.model").read_text())
        (two.folder / f"{name}.model").write_text(json.dumps({**model, "consent": consents}))
        two.score(name)
    entries = history(two, "b")
    assert len(entries) >= 2 and any(all(known(each, COMMUNITY).values()) for each in entries)
    two.refuse("community", "b,community,withdrawn,2026-10-10")
    two.score("community")
    after = history(two, "b")
    assert len(after) >= len(entries) and not any(any(known(each, COMMUNITY).values()) for each in after)
    assert any(all(known(each, COMPANY).values()) for each in after), "what was not taken back stays"
    assert any(all(known(each, COMMUNITY).values()) for each in history(two, "a")), "and what others did not take back"
    two.refuse("company", "b,surveys,withdrawn,2026-10-10")
    two.score("company")
    after = history(two, "b")
    assert not any(each["segment"] or each["satisfaction"] for each in after) and any(each["lifetime_value"] for each in after)
    two.refuse("company", "b,*,withdrawn,2026-10-10")
    two.score("company", "--accept-loss")
    after = history(two, "b")
    assert after and not any(any(known(each, COMPANY + COMMUNITY + ("currency", "input_hash")).values()) for each in after)
    assert len(after) > len(entries), "that there were scores stays, and that there are none now"


def test_a_run_says_what_it_owns(two: Two) -> None:
    two.score("company")
    two.score("community")
    runs = json.loads(two.run("history", "--source", two.folder / "company.json", "--json"))["rows"]
    assert [each["parts"] for each in runs] == ["survey,value", "network"]
    said = two.run("score", "--source", two.folder / "company.json", "--as-of", AS_OF)
    left = "Left alone, written by another mapping: influence, social_score, community_points, community_badge, participation of 7 customers."
    assert left in " ".join(said.split())


def test_every_score_is_of_one_part() -> None:
    assert {field.part for field in FIELDS if field.column} == set(PARTS)
    assert sorted(fields_of(PARTS)) == sorted(field.name for field in FIELDS if field.column)


def test_a_run_owns_what_its_model_and_its_data_can_fill() -> None:
    everything = {"survey": {}, "value": {}, "network": {}, "equity": {}, "treatment": {}}
    assert Ownership.of(everything, {"answers", "purchases", "interactions"}).parts == tuple(everything)
    assert Ownership.of(everything, {"answers"}).parts == ("survey", "treatment")
    assert Ownership.of(everything, {"interactions"}).parts == ("network", "treatment"), "no network value without lifetime values"
    assert Ownership.of({"value": {}}, {"answers", "purchases"}).parts == ("value",)
    assert Ownership.of({"network": {}}, {"answers"}).parts == ()


# Any runs of two mappings in any order, people refusing and granting in between: the table is a function of what each said last.
STEPS = st.lists(st.tuples(st.booleans(), st.sampled_from(["", "all", "network", "survey"])), min_size=1, max_size=8)


def fresh(company: bool, refused: str) -> Dict[str, Any]:
    """A row as a run makes it."""
    uses = {"": [], "all": ["survey", "value", "network", "contact"], "network": ["network"], "survey": ["survey"]}[refused]
    row: Dict[str, Any] = {each.name: None for each in FIELDS}
    stamp = "company" if company else "community"
    row.update(id="x", as_of=AS_OF, score_date=AS_OF, model_version=stamp, model_hash=stamp, refused=uses, told={}, status="insufficient_data")
    if refused == "all":
        return {**row, "status": "excluded", "reason": "consent_withdrawn"}
    if company:
        row.update(lifetime_value=5.0, revenue=7.0, told={"value": "worth 5"})
        if "survey" not in uses:
            row.update(segment="fan", satisfaction=90.0, attachment=80.0, told={"survey": "a fan", "value": "worth 5"})
        row["status"] = "scored"
    elif "network" not in uses:
        row.update(influence=0.5, social_score=50.0, place='{"network":{"published_score":50.0}}')
    row["explain"] = "\n".join(row["told"].values()) or "nothing"
    return row


@settings(deadline=None)
@given(STEPS)
def test_what_stands_there_follows_from_what_each_mapping_said_last(steps: Any) -> None:
    owners = {True: Ownership(("survey", "value")), False: Ownership(("network",))}
    stored: Optional[Dict[str, Any]] = None
    last: Dict[bool, str] = {}
    for company, refused in steps:
        others = owners[company].others
        filled = {part for part in others if stored and any(stored.get(name) is not None for name in fields_of([part]))}
        if len(last) == 2 or (last and company not in last):
            filled |= set(owners[not company].parts)  # of other customers, something of the other mapping always stands there
        sharing = Sharing(owners[company], filled, bool(stored and '"by":' in (stored["place"] or "").replace(owners[company].mark, "")))
        new = sharing.merged(fresh(company, refused), stored if sharing.is_shared else None)
        stored = {name: new[name] for name in [each.name for each in FIELDS] + ["id", "as_of"]}
        last[company] = refused
        again = Sharing(owners[company], filled, sharing.marked).merged(fresh(company, refused), stored if sharing.is_shared else None)
        assert {name: again[name] for name in stored} == stored, "a run that follows itself changes nothing"
        if "all" in last.values():
            assert stored["status"] == "excluded" and not any(stored[name] is not None for name in fields_of(PARTS))
            continue
        refusals = set(last.values())
        if "network" in refusals:
            assert stored["influence"] is None
        if "survey" in refusals:
            assert stored["segment"] is None
        if company and "survey" not in refusals:
            assert stored["segment"] == "fan"
        if not company and "network" not in refusals:
            assert stored["influence"] == 0.5
