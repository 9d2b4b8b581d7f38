"""People outside the base: they take part without a score or a name, and become customers without losing anything."""

from __future__ import annotations

import csv
import json
import pathlib
from typing import Any, Dict, List

import pandas as pd
import pytest

import scvm
from scvm import demo
from scvm.command import run
from scvm.command.mapping import Mapping, without_comments
from scvm.demo import model as demo_model
from scvm.report import page

from conftest import AS_OF as CRM_DAY
from conftest import Crm
from small_world import AS_OF, MODEL

CUSTOMERS = "id,deleted\na,0\nb,0\nc,0\ngone,1\n"
PURCHASES = "customer_id,date,amount\na,2026-01-05,20\na,2026-02-05,25\nb,2026-01-06,30\nb,2026-03-06,35\nc,2026-07-06,30\nc,2026-08-16,20\n"
INTERACTIONS = """customer_id,target,kind,date,channel
a,b,comment,2026-05-01,
b,a,like,2026-05-02,
{0},a,comment,2026-05-03,
a,{0},answer,2026-05-04,
{0},b,like,2026-06-01,
b,lead 2,like,2026-06-02,
c,a,share,2026-08-01,
gone,a,like,2026-08-01,
nobody,a,like,2026-08-01,
"""
REFERRALS = "customer_id,referred,date\na,{0},2026-05-02\na,lead 2,2026-05-03\nb,lead 2,2026-05-04\n"
PROSPECTS = "id,since,became,converted\nlead 1,2026-04-01,c,2026-07-06\nlead 2,2026-04-02,,\n"


def world(folder: pathlib.Path, before: str = "lead 1", prospects: str = PROSPECTS, **more: str) -> pathlib.Path:
    """A mapping of small tables; `before`: under which id customer c did what came before the first purchase."""
    folder.mkdir(exist_ok=True)
    tables = {"customers": CUSTOMERS, "purchases": PURCHASES, "interactions": INTERACTIONS.format(before), "referrals": REFERRALS.format(before), "prospects": prospects, **more}
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    sources: Dict[str, Any] = {name: {"path": f"{name}.csv"} for name in tables}
    if prospects == "from":
        sources["prospects"] = {"from": "interactions"}
    document = {"schema": "scvm-mapping/1", "sources": sources, "output": {"format": "csv", "path": "scores.csv", "history": "history.csv"}}
    (folder / "m.json").write_text(json.dumps(document), encoding="utf-8")
    equity = {"referral_share": 0.3, "influence_share": 0.2}
    model = {"schema": "scvm-model/1", "id": "n", "value": MODEL["value"], "network": {}, "equity": equity, "consent": {"missing": "include"}}
    (folder / "model.json").write_text(json.dumps(model), encoding="utf-8")
    return folder


def scored(scvm_command: Any, folder: pathlib.Path, *more: str, code: Any = 0) -> Dict[str, Dict[str, str]]:
    """The rows of scores by id."""
    scvm_command("score", "--source", folder / "m.json", "--model", folder / "model.json", "--as-of", AS_OF, "--json", *more, code=code)
    with open(folder / "scores.csv", encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def summary(folder: pathlib.Path) -> Dict[str, Any]:
    with run.reading(Mapping.from_file(folder / "m.json")) as read:
        result: Dict[str, Any] = scvm.Scorer(run.read_model(folder / "model.json")).score(run.whole_base(read), AS_OF).summary()
    return result


def ways(folder: pathlib.Path) -> Dict[str, Dict[str, int]]:
    with run.reading(Mapping.from_file(folder / "m.json")) as read:
        return {account.kind: {way: n for way, n in account.ways.items() if n} for account in read.accounts}


def test_prospects_take_part_and_stand_in_no_output(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    folder = world(tmp_path / "w")
    rows = scored(scvm_command, folder)
    assert set(rows) == {"a", "b", "c"}
    assert (rows["a"]["open_referrals"], rows["b"]["open_referrals"]) == ("1.0", "0.0"), "the first who brought lead 2"
    assert "Referred by the customer, and no customers yet: 1." in json.loads(scvm_command(
        "explain", "--source", folder / "m.json", "--model", folder / "model.json", "--as-of", AS_OF, "--id", "a", "--json"))["explanation"][-1]["sentence"]  # fmt: skip
    assert ways(folder) == {
        "customers": {"read": 3, "deleted": 1}, "purchases": {"read": 6}, "prospects": {"read": 2},
        "interactions": {"read": 7, "of unknown customers": 1, "of deleted customers": 1}, "referrals": {"read": 3}}  # fmt: skip
    scvm_command("report", "--source", folder / "m.json", "--model", folder / "model.json", "--as-of", AS_OF, "--out", folder / "page.html")
    for path in folder.iterdir():
        if path.suffix != ".csv" or path.name.startswith(("scores", "history")):
            assert "lead 1" not in path.read_text(encoding="utf-8") and "lead 2" not in path.read_text(encoding="utf-8"), path
    scvm_command("explain", "--source", folder / "m.json", "--model", folder / "model.json", "--as-of", AS_OF, "--id", "lead 2", code=2)


def test_a_customer_has_the_history_of_whom_she_was_before(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    linked = scored(scvm_command, world(tmp_path / "linked"))
    own = scored(scvm_command, world(tmp_path / "own", before="c", prospects="id\nlead 2\n"))
    same = scored(scvm_command, world(tmp_path / "same", before="c", prospects="id,converted\nc,2026-07-06\nlead 2,\n"))
    for other in (own, same):
        for id, row in linked.items():
            assert {**row, "explain": ""} == {**other[id], "explain": ""}, id
    assert float(linked["a"]["network_value"]) > float(linked["a"]["lifetime_value"]), "the credit for c is there"


def test_everybody_whom_interactions_name_may_be_a_prospect(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    accounts = "customer_id,network,account,granted,withdrawn\na,birdsong,@ann,2026-01-01,2026-02-01\n"
    interactions = INTERACTIONS.format("lead 1") + "@ann,b,like,2026-08-02,birdsong\n@other,b,like,2026-08-02,birdsong\n"
    folder = world(tmp_path, prospects="from", accounts=accounts, interactions=interactions, employees="id\nstaff\n")
    scored(scvm_command, folder)
    found = ways(folder)
    assert found["prospects"] == {"read": 4}, "lead 1, lead 2, nobody and @other; neither who was deleted nor who withdrew an account"
    assert found["interactions"] == {"read": 9, "of deleted customers": 1, "of accounts without permission": 1}
    (folder / "m.json").write_text((folder / "m.json").read_text().replace('"interactions": {"path": "interactions.csv"}, ', ""))
    assert "there is no source interactions" in scvm_command("check", "--source", folder / "m.json", "--model", folder / "model.json", "--as-of", AS_OF, code=2)


@pytest.mark.parametrize("said", ["withdrawn", "no idea"])
def test_who_withdrew_is_in_nobodys_numbers(scvm_command: Any, tmp_path: pathlib.Path, said: str) -> None:
    silent = world(tmp_path / "silent", prospects="id\nlead 1\nlead 2\n")
    gone = world(tmp_path / "gone", prospects=f"id,consent\nlead 1,{said}\nlead 2,\n")
    without = world(tmp_path / "without", prospects="id\nlead 2\n")
    table = world(tmp_path / "table", prospects="id\nlead 1\nlead 2\n", consents="customer_id,purpose,state,date\nlead 1,scoring,withdrawn,2026-09-01\n")
    rows = {name: scored(scvm_command, folder, code=None) for name, folder in (("silent", silent), ("gone", gone), ("without", without), ("table", table))}
    plain = {name: {id: {**row, "explain": ""} for id, row in each.items()} for name, each in rows.items()}
    assert plain["gone"] == plain["without"] == plain["table"] != plain["silent"]
    assert summary(gone)["outside"]["prospects"] is summary(silent)["outside"]["prospects"] is None, "of so few no number is told"


def test_rows_that_contradict_others_are_told_with_their_reason(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    rows = "id,since,became,converted\nlead 1,2026-04-01,c,2026-07-06\nlead 2,2026-04-02,,\nlead 2,,,\nstaff,,,\n,2026-01-01,,\nold,2026-04-01,gone,\ngone,,,\n"
    rows += "chain,,lead 2,\nearly,2026-04-02,c,2026-04-01\nwhose,,,2026-04-01\nstrange,,unknown,\nwhen,soon,,\n"
    folder = world(tmp_path, prospects=rows, employees="id\nstaff\n")
    scvm_command("score", "--source", folder / "m.json", "--model", folder / "model.json", "--as-of", AS_OF, "--rejected", folder / "rejected.csv", code=1)
    with open(folder / "rejected.csv", encoding="utf-8", newline="") as file:
        told = {(row["id"], row["line"]): row["reason"] for row in csv.DictReader(file) if row["source"] == "prospects.csv"}
    expected = {"lead 2": "doubled id", "staff": "is an employee", "": "missing_id", "chain": "expected a customer", "early": "not before since",
                "whose": "nobody knows into whom", "strange": "not in the customers table", "when": "since"}  # fmt: skip
    assert len(told) == len(expected)
    for (id, line), reason in told.items():
        assert expected[id] in reason and int(line) > 1, (id, line, reason)
    assert ways(folder)["prospects"]["of deleted customers"] == 2


def test_an_erased_person_is_gone_under_all_ids(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    folder = world(tmp_path / "w")
    common = ["--source", folder / "m.json"]
    before = scored(scvm_command, folder)
    held = json.loads(scvm_command("export", *common, "--id", "lead 2"))["held"]
    assert held["kind"] == "prospect" and len(held["referrals"]) == 2 and len(held["interactions"]) == 1
    held = json.loads(scvm_command("export", *common, "--id", "c"))["held"]
    assert [each["id"] for each in held["prospects"]] == ["lead 1"] and len(held["interactions"]) == 4
    scvm_command("erase", *common, "--id", "lead 2", "--yes")
    scvm_command("erase", *common, "--id", "c", "--yes")
    after = scored(scvm_command, folder)
    assert set(after) == {"a", "b"} and after["a"]["open_referrals"] == "0.0" and before["a"]["open_referrals"] == "1.0"
    gone = world(tmp_path / "gone", prospects="id\nother\n", customers="id\na\nb\n")
    expected = scored(scvm_command, gone, "--accept-loss", code=None)
    for id, row in after.items():
        assert {name: row[name] for name in ("social_score", "influence", "network_value")} == {name: expected[id][name] for name in ("social_score", "influence", "network_value")}


@pytest.fixture()
def leads(sqlite_crm: Crm) -> Crm:
    """Leads and targets: one converted to a contact, one to a contact that is deleted, one to a lead, one purged, one withdrawn."""
    ids = [id for (id,) in sqlite_crm.all("SELECT id FROM contacts WHERE deleted = 0 ORDER BY id LIMIT 3")]
    gone = sqlite_crm.all("SELECT id FROM contacts WHERE deleted = 1 ORDER BY id LIMIT 1")[0][0]
    sqlite_crm.execute(f"UPDATE contacts SET date_entered = '2026-02-01 08:00:00' WHERE id = '{ids[0]}'")
    for id, contact, deleted, basis in [("l1", ids[0], 0, None), ("l2", gone, 0, None), ("l3", None, 0, None), ("l4", "purged", 0, None), ("l5", None, 1, None), ("l6", None, 0, "^withdrawn^")]:
        sqlite_crm.execute("INSERT INTO leads (id, date_entered, converted, contact_id, deleted, lawful_basis) VALUES (:id, '2026-01-01 08:00:00', 0, :contact, :deleted, :basis)",
                           id=id, contact=contact, deleted=deleted, basis=basis)  # fmt: skip
    for id, lead in (("t1", "l1"), ("t2", None), ("t3", "l5")):
        sqlite_crm.execute("INSERT INTO prospects (id, date_entered, lead_id, deleted) VALUES (:id, '2025-12-01 08:00:00', :lead, 0)", id=id, lead=lead)
    sqlite_crm.execute("CREATE TABLE forum (customer_id TEXT, target TEXT, kind TEXT, date TEXT)")
    for who, whom in [("l1", ids[1]), ("t1", ids[1]), ("l3", ids[1]), ("l6", ids[1]), (ids[2], ids[1]), ("l2", ids[1])]:
        sqlite_crm.execute("INSERT INTO forum VALUES (:who, :whom, 'comment', '2026-01-15')", who=who, whom=whom)
    for _ in range(8):
        sqlite_crm.execute("INSERT INTO forum VALUES (:who, :whom, 'like', '2026-01-16')", who=ids[0], whom=ids[1])
    return sqlite_crm


def test_init_proposes_leads_and_the_preset_reads_them(leads: Crm, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    scvm_command("init", "--database", leads.url, "--output", tmp_path / "model.jsonc", "--mapping", tmp_path / "m.jsonc", code=None)
    text = (tmp_path / "m.jsonc").read_text(encoding="utf-8")
    assert '"leads": true,  // GUESSED: 5 leads, 2 of them contacts by now; 3 targets.' in text, "one of them is deleted"
    document = json.loads(without_comments(text))
    assert document["suitecrm"]["leads"] is True and set(document["sources"]) == {"interactions"}
    with run.reading(Mapping.from_file(tmp_path / "m.jsonc")) as read:
        found = {account.name: {way: n for way, n in account.ways.items() if n} for account in read.accounts if account.kind in ("prospects", "interactions")}
        others = read.staging.others()
        table = scvm.Scorer(scvm.ScoringModel({**MODEL, "network": {}, "consent": {"missing": "include"}})).score(run.whole_base(read), CRM_DAY)
    assert found["leads"] == {"read": 3, "of deleted customers": 2, "deleted": 1} and found["prospects"] == {"read": 3}
    ids = {row[1]: (row[3], row[4] is not None) for row in others.prospects}
    contact = leads.all("SELECT contact_id FROM leads WHERE id = 'l1'")[0][0]
    assert ids == {"l1": (contact, True), "l3": (None, False), "l6": (None, False), "t1": (contact, True), "t2": (None, False), "t3": (None, False)}
    assert found["forum"]["of unknown customers"] == 1 and found["forum"]["read"] == 13
    assert table.summary()["outside"]["prospects"] == 5, "without who withdrew"
    assert table.summary()["network"]["interaction_rows"]["no_consent"] is None, "few refused: not told"


def test_a_crm_without_leads_has_none_proposed(sqlite_crm: Crm, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    scvm_command("init", "--database", sqlite_crm.url, "--output", tmp_path / "model.jsonc", "--mapping", tmp_path / "m.jsonc", code=None)
    text = (tmp_path / "m.jsonc").read_text(encoding="utf-8")
    assert "// No people outside the base: there are no leads and no targets." in text and "leads" not in json.loads(without_comments(text))["suitecrm"]


@pytest.fixture(scope="module")
def company() -> demo.Company:
    return demo.generate(1000, seed=3)


@pytest.fixture(scope="module")
def table(company: demo.Company) -> scvm.ScoreTable:
    """Of the company, with everybody who is outside."""
    base = scvm.CustomerBase(company.customers["id"])
    base.add_employees([row["id"] for row in company.tables["community_employees"]])
    base.add_prospects(company.prospects)
    for name in ("consents", "answers", "purchases", "contributions"):
        getattr(base, f"add_{name}")(getattr(company, name))
    withdrawn = [row["customer_id"] for row in company.tables["community_consents"] if row["customer_id"] in set(company.prospects["id"])]
    base.add_consents(withdrawn, "community", "withdrawn", CRM_DAY)
    acts = pd.DataFrame(company.tables["community_interactions"])
    acts = acts[acts["date"].str.match(r"20\d\d-(?!02-30)")]
    base.add_interactions(acts["customer_id"], acts["target"].fillna(""), acts["kind"], acts["date"].str[:10], acts["channel"])
    brought = pd.DataFrame(company.tables["community_referrals"])
    base.add_referrals(brought["customer_id"], brought["referred"], brought["date"])
    return scvm.Scorer(scvm.fit(base, demo_model.load(), as_of=demo.AS_OF)).score(base, demo.AS_OF)


def test_who_came_by_referral_comes_out_again(company: demo.Company, table: scvm.ScoreTable) -> None:
    found = table.summary()["outside"]
    lead = company.prospects.set_index("id")["became"]
    consent = table.to_frame()["consent_network"]
    counted = [id for id in company.truth.leads_by_referral if id in lead.index and consent[lead[id]] == "included"]
    referral = found["by_approach"]["referral"]
    # Of some, whoever referred them agreed to nothing: then nobody may know that they were referred.
    assert 0.8 * len(counted) <= referral["count"] <= len(counted)
    assert referral["share"]["low"] <= 0.5 <= referral["share"]["high"]
    assert referral["share"]["low"] > found["by_approach"]["touch"]["share"]["high"] > found["by_approach"]["neither"]["share"]["high"]
    assert sum(of["n"] for of in found["by_approach"].values()) + found["undated"] == found["prospects"]


def test_the_one_with_most_open_referrals_is_the_one_who_is_planted(company: demo.Company, table: scvm.ScoreTable) -> None:
    frame = table.to_frame()
    assert frame["open_referrals"].idxmax() == company.truth.moved_up
    assert frame["open_referrals"].max() == len(company.truth.open_referrals)


def test_bought_accounts_outside_are_followers_and_nothing_else(company: demo.Company, table: scvm.ScoreTable) -> None:
    hub = table.explain(company.truth.bought_hub)["network"]
    assert hub["followers"] >= len(company.truth.bought_outside) and hub["effective_followers"] == 0


@pytest.mark.parametrize("language, said", [("en", "somebody had referred them"), ("de", "jemand hatte sie empfohlen")])
def test_the_page_tells_of_them_and_names_none(language: str, said: str, company: demo.Company, table: scvm.ScoreTable) -> None:
    text = page(table, language=language)
    assert said in text and f'data-id="{company.truth.moved_up}"' in text
    assert not any(id in text for id in company.prospects["id"])


def test_a_base_of_python_takes_frames_and_columns() -> None:
    base = scvm.CustomerBase(["a", "b"])
    assert base.add_prospects(pd.DataFrame({"id": ["x", "y"], "became": ["b", None], "converted": ["2026-03-01", None]})) == 2
    assert base.add_prospects(["z", "z"], since=["2026-01-01", None]) == 1
    base.add_interactions(["x", "y", "z"], ["a", "a", "x"], "comment", ["2026-01-05"] * 3)
    assert list(base.rejected["reason"]) == ['prospect "z": a duplicate, the first one counts']
    held: List[Any] = base.export_person("b")["interactions"]
    assert len(held) == 2 and base.export_person("z")["kind"] == "prospect"
    assert base.erase_person("b")["removed"]["prospects"] == 1
    with pytest.raises(scvm.Error, match="nor a prospect"):
        base.export_person("x")
