"""Sources beside a SugarCRM-style database, and several systems that tell of one person."""

from __future__ import annotations

import json
import pathlib
from typing import Any, Dict, List

import pytest
import sqlalchemy as sa

from scvm.command import run
from scvm.command.mapping import Mapping
from scvm.command.refusal import Refused
from scvm.demo import suitecrm

from conftest import AS_OF, Crm
from small_world import World
from test_databases import invoice, person

COMMUNITY = [
    "CREATE TABLE community_interactions (customer_id VARCHAR(36), target VARCHAR(36), kind VARCHAR(20), date DATETIME, note VARCHAR(20), deleted INTEGER)",
    "CREATE TABLE community_employees (id VARCHAR(36))",
    "CREATE TABLE community_referrals (customer_id VARCHAR(36), referred VARCHAR(36), date DATE)",
]
NETWORK = {"damping": 0.85}


def mapping_of(crm: Crm, **sources: Any) -> Dict[str, Any]:
    return {"schema": "scvm-mapping/1", "preset": "suitecrm", "database": crm.url, "sources": sources}


def with_community(crm: Crm) -> List[str]:
    """Four people beside the demo's, of whom three talk to each other and one works here."""
    people = ["p1", "p2", "p3"]
    suitecrm.add(crm.engine, {"contacts": [person(id) for id in people]})
    for i, id in enumerate(people):
        suitecrm.add(crm.engine, {"aos_invoices": [invoice(f"i{i}", id, 50.0)]})
    moment = "TIMESTAMP" if crm.dialect == "postgresql" else "DATETIME"  # which PostgreSQL has not, and MariaDB changes by itself
    crm.execute(*(statement.replace("DATETIME", moment) for statement in COMMUNITY))
    rows = [("p1", "p2", "post", 0), ("p2", "p1", "comment", 0), ("staff", "p1", "answer", 0), ("nobody", "p1", "like", 0),
            ("p3", "nobody", "like", 0), ("p3", "p1", "like", 1)]  # fmt: skip
    for who, target, kind, deleted in rows:
        crm.execute("INSERT INTO community_interactions VALUES (:who, :target, :kind, '2026-06-01 08:00:00', 'x', :deleted)",
                    who=who, target=target, kind=kind, deleted=deleted)  # fmt: skip
    crm.execute("INSERT INTO community_employees VALUES ('staff')", "INSERT INTO community_referrals VALUES ('p1', 'p3', '2026-05-01')")
    return people


def network_model(crm: Crm, folder: pathlib.Path) -> pathlib.Path:
    document = json.loads(crm.model.read_text())
    document["network"] = {}
    (folder / "network.json").write_text(json.dumps(document))
    return folder / "network.json"


def score(scvm_command: Any, folder: pathlib.Path, document: Dict[str, Any], model: pathlib.Path, *more: str, code: int = 0) -> Any:
    (folder / "m.json").write_text(json.dumps(document))
    printed = scvm_command("score", "--source", folder / "m.json", "--model", model, "--as-of", AS_OF, "--json", "--add-columns", *more, code=code)
    return printed if code == 2 else json.loads(printed)


def ways(result: Dict[str, Any], source: str) -> Dict[str, int]:
    return next({way: n for way, n in each.items() if way not in ("source", "kind")} for each in result["sources"] if each["source"] == source)


def test_tables_beside_the_crm_are_read_and_each_has_its_account(crm: Crm, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    with_community(crm)
    (tmp_path / "extra.csv").write_text("customer_id,date,amount\np2,2026-05-05,70\nnobody,2026-05-05,70\n")
    document = mapping_of(
        crm, interactions={"table": "community_interactions"}, employees={"table": "community_employees"},
        referrals={"table": "community_referrals"}, purchases={"path": "extra.csv"},
    )  # fmt: skip
    result = score(scvm_command, tmp_path, document, network_model(crm, tmp_path))
    assert ways(result, "community_interactions") == {"lines": 6, "read": 3, "deleted": 1, "of_unknown_customers": 1, "with_an_unknown_person": 1}
    assert ways(result, "community_employees") == {"lines": 1, "read": 1}
    assert ways(result, "community_referrals") == {"lines": 1, "read": 1}
    assert ways(result, "extra.csv") == {"lines": 2, "read": 1, "of_unknown_customers": 1}
    invoices = ways(result, "aos_invoices")  # the stranger of the file is none of the invoices'
    assert invoices["of_unknown_customers"] == crm.all("SELECT count(*) FROM aos_invoices i WHERE i.deleted = 0 AND i.status = 'Paid'"
                                                       " AND i.billing_contact_id NOT IN (SELECT id FROM contacts)")[0][0]  # fmt: skip
    scores = crm.scores()
    assert scores["p1"]["scvm_influence_c"] > scores["p3"]["scvm_influence_c"] >= 0
    assert scores["p2"]["scvm_revenue_c"] == 120  # an invoice, and a line of the file


def test_a_table_may_stand_in_a_database_of_its_own(sqlite_crm: Crm, scvm_command: Any, tmp_path: pathlib.Path, monkeypatch: Any) -> None:
    suitecrm.add(sqlite_crm.engine, {"contacts": [person("p1"), person("p2")], "aos_invoices": [invoice("i1", "p1", 50.0)]})
    engine = sa.create_engine(f"sqlite:///{tmp_path}/community.sqlite")
    with engine.begin() as connection:
        for statement in COMMUNITY:
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql("INSERT INTO community_interactions VALUES ('p1', 'p2', 'like', '2026-06-01', '', 0)")
    monkeypatch.setenv("COMMUNITY_URL", str(engine.url))
    document = mapping_of(sqlite_crm, interactions={"table": "community_interactions", "database": "env:COMMUNITY_URL"})
    result = score(scvm_command, tmp_path, document, network_model(sqlite_crm, tmp_path))
    assert ways(result, "community_interactions") == {"lines": 1, "read": 1}
    assert sqlite_crm.scores()["p2"]["scvm_influence_c"] > 0
    monkeypatch.delenv("COMMUNITY_URL")
    message = score(scvm_command, tmp_path, document, network_model(sqlite_crm, tmp_path), code=2)
    assert "sources.interactions.database: the environment has no variable COMMUNITY_URL" in message


def test_a_database_that_is_read_beside_is_not_written_over(sqlite_crm: Crm, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    (tmp_path / "other.sqlite").write_bytes(b"")
    document = mapping_of(sqlite_crm, interactions={"table": "t", "database": f"sqlite:///{tmp_path}/other.sqlite"})
    message = score(scvm_command, tmp_path, document, sqlite_crm.model, "--rejected", str(tmp_path / "other.sqlite"), code=2)
    assert "other.sqlite: is read by this run, and would be written over" in message


def test_the_urls_of_databases_are_in_no_hash_and_in_no_message(tmp_path: pathlib.Path) -> None:
    def of(url: Any) -> Mapping:
        sources = {"customers": {"table": "c", "database": url}}
        return Mapping({"schema": "scvm-mapping/1", "sources": sources}, tmp_path, "m.json")

    assert of("sqlite:///a").hash == of("sqlite:///b").hash
    with pytest.raises(Refused) as refused:
        of({"mysql://me:secret@host": 1})
    assert "secret" not in str(refused.value) and "sources.customers.database" in str(refused.value)


FAULTS: Dict[str, Any] = {
    "customers": ({"customers": {"table": "c"}}, "sources.customers: the preset reads the customers"),
    "a file in a database": ({"referrals": {"path": "r.csv", "database": "sqlite://"}}, "sources.referrals.database: r.csv is a file"),
    "json without columns": ({"referrals": {"path": "r.json"}}, "sources.referrals: columns is missing"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_cannot_stand_beside_a_preset_is_said(name: str) -> None:
    sources, message = FAULTS[name]
    with pytest.raises(Refused) as refused:
        Mapping({"schema": "scvm-mapping/1", "preset": "suitecrm", "database": "sqlite://", "sources": sources}, pathlib.Path(), "m.json")
    assert message in str(refused.value)


def test_a_source_without_columns_takes_those_that_are_called_as_a_mapping_calls_them(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    tables = {"customers": "ID,Name\na,Ada\nb,Bob\n", "purchases": "amount,customer_id,DATE,remark\n5,a,2026-01-02,x\n7,a,2026-02-02,y\n"}
    world = World(tmp_path, scvm_command, tables)
    for source in world.document["sources"].values():
        del source["columns"]
    assert world.score()["purchase_rows"]["used"] == 2 and world.column("revenue") == ["12.0", "0.0"]
    world.write("purchases", "customer_id,day,amount\na,2026-01-02,5\n")
    assert "there is no column 'date', and the mapping names no columns" in world.score(code=2)


def test_an_idea_on_the_board_is_no_second_contribution(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    """Of the same customer and local day; what stands only among the contributions counts, and so does what is of several units."""
    (tmp_path / "ideas.csv").write_text("idea,customer_id,date,state\ni1,a,2026-05-01T23:30:00Z,accepted\ni2,a,2026-05-02,accepted\n")
    (tmp_path / "shared.csv").write_text(
        "customer_id,kind,date,units\na,ideas,2026-05-02,\na,ideas,2026-05-02,1\na,ideas,2026-05-02,\na,ideas,2026-05-03,\na,content,2026-05-02,\na,ideas,2026-05-02,4\nb,ideas,2026-05-02,\n"
    )
    sources = {"ideas": {"path": "ideas.csv"}, "contributions": {"path": "shared.csv"}}
    world = World(tmp_path, scvm_command, {"customers": "id\na\nb\n", "purchases": "cid,date,amount\na,2026-01-02,5\nb,2026-01-02,5\n"}, sources, timezone="Europe/Berlin")
    model = json.loads((tmp_path / "model.json").read_text())
    model.update(time_zone="Europe/Berlin", network={}, equity={})
    (tmp_path / "model.json").write_text(json.dumps(model))
    result = world.score()
    assert ways(result, "shared.csv") == {"lines": 7, "read": 5, "also_among_the_ideas": 2}
    assert world.column("shared_ideas") == ["8.0", "1.0"], "two of the board, one of the third row of that day, one of the next day, four units"


def test_who_was_erased_helps_nobody_and_is_named_by_no_verb(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    (tmp_path / "helpers.csv").write_text("id,since,vetted\nb,2026-01-01,yes\nc,2026-01-01,yes\nout,2026-01-01,yes\n")
    (tmp_path / "jobs.csv").write_text("helper,customer_id,asked,done,outcome\n" + "".join(f"{id},a,2026-05-0{i},2026-05-0{i},solved\n" for i, id in enumerate(["b", "c", "out"], 1)))
    (tmp_path / "ideas.csv").write_text("idea,customer_id,date\ni1,b,2026-05-01\n")
    (tmp_path / "votes.csv").write_text("idea,customer_id,date\ni1,a,2026-05-02\n")
    sources = {name: {"path": f"{name}.csv"} for name in ("helpers", "jobs", "ideas", "votes")}
    world = World(tmp_path, scvm_command, {"customers": "id\na\nb\nc\n", "purchases": "cid,date,amount\na,2026-01-02,5\nb,2026-01-02,5\n"}, sources)
    model = {"schema": "scvm-model/1", "id": "t", "value": json.loads((tmp_path / "model.json").read_text())["value"], "network": {}, "service": {}, "cocreation": {}}
    (tmp_path / "model.json").write_text(json.dumps(model))
    common = ["--model", tmp_path / "model.json", "--as-of", "2026-06-30"]
    world.command("score", *common)
    routed = ["route", *common, "--id", "a", "--json"]
    assert {each["name"] for each in json.loads(world.command(*routed))["ways"]} == {"b", "c", "out"}
    for id in ("b", "out"):
        scvm_command("erase", "--source", tmp_path / "mapping.json", "--id", id, "--yes")
    assert {each["name"] for each in json.loads(world.command(*routed))["ways"]} == {"c"}
    assert 'customer "b": was erased' in world.command("explain", *common, "--id", "b", code=2)
    world.command("explain", *common, "--id", "a")
    said = json.loads(world.command("score", *common, "--json"))
    assert (said["erased"], said["rejected"]) == (1, 0), "the jobs and the votes that name them are no faults"
    world.command("fit", *common, "--output", tmp_path / "fitted.json")
    world.command("report", *common, "--out", tmp_path / "page.html")


def test_a_refusal_of_one_system_wins_over_a_later_grant_of_another(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    customers = "id,basis,day\nnewer,legal_obligation,2026-01-01\nolder,legal_obligation,2026-09-01\nchanged,consent,2026-09-01\nfree,consent,2026-01-01\n"
    consents = "cid,p,s,d\nnewer,scoring,granted,2026-05-01\nolder,scoring,granted,2026-05-01\nfree,scoring,granted,2026-05-01\n" + (
        "changed,scoring,refused,2026-01-01\nchanged,scoring,granted,2026-02-01\n"
    )
    world = World(tmp_path, scvm_command, {"customers": customers, "purchases": "cid,date,amount\nnewer,2026-01-02,5\n", "consents": consents},
                  {"customers": {"columns": {"consent": "basis", "consent_date": "day"}, "consent": {"missing": "exclude"}}})  # fmt: skip
    world.score()
    assert world.column("status") == ["excluded", "excluded", "insufficient_data", "insufficient_data"]
    assert world.column("reason")[:2] == ["consent_refused", "consent_refused"]


def test_a_consent_beside_the_crm_counts_and_refuses(sqlite_crm: Crm, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    suitecrm.add(sqlite_crm.engine, {"contacts": [person("yes"), person("no"), person("other")]})
    suitecrm.add(sqlite_crm.engine, {"aos_invoices": [invoice(f"i{id}", id, 50.0) for id in ("yes", "no", "other")]})
    (tmp_path / "c.csv").write_text("customer_id,purpose,state,date\nno,*,withdrawn,2025-01-01\nother,scoring,refused,2025-01-01\n")
    result = score(scvm_command, tmp_path, mapping_of(sqlite_crm, consents={"path": "c.csv"}), sqlite_crm.model)
    scores = sqlite_crm.scores()
    assert [scores[id]["scvm_status_c"] for id in ("yes", "no", "other")] == ["scored", "excluded", "excluded"]
    assert scores["other"]["scvm_reason_c"] == "consent_refused"  # the basis in the CRM was reviewed a year later, and grants
    assert ways(result, "c.csv") == {"lines": 2, "read": 2}


def test_rows_that_the_core_rejects_are_named_by_their_own_source(sqlite_crm: Crm, tmp_path: pathlib.Path) -> None:
    people = ["p1", "p2"]
    suitecrm.add(sqlite_crm.engine, {"contacts": [person(id) for id in people]})
    suitecrm.add(sqlite_crm.engine, {"campaign_log": [
        {"id": "k1", "target_id": "p1", "target_type": "Contacts", "activity_type": "Survey", "activity_date": None, "deleted": 0}]})  # fmt: skip
    (tmp_path / "i.csv").write_text("customer_id,target,kind,date\np1,p2,like,2026-05-01\np1,p2,hug,2026-05-01\n")
    mapping = Mapping(mapping_of(sqlite_crm, interactions={"path": "i.csv"}), tmp_path, "m.json")
    with run.reading(mapping) as read:
        run.whole_base(read)
        assert [(source, n) for source, reason, n in read.rejected.rows() if "hug" in reason or "kind" in reason] == [("i.csv", 1)]
        (_, line, *_), *_ = next(read.staging.by_batches("interactions", set()))
        assert line > 1_000_000  # the second source's
