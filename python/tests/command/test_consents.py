"""Refusal wins: whoever has a row of consent that is not clearly a grant is not scored for that purpose."""

from __future__ import annotations

import contextlib
import csv
import json
import pathlib
import sqlite3
import unicodedata
from typing import Any, Dict, List

import pandas as pd
import pytest
import sqlalchemy as sa
from small_world import AS_OF, MODEL, World

import scvm
from scvm import _core
from scvm.command import run
from scvm.command.mapping import Mapping

GRANTS = ["granted", "Granted", "GIVEN", "opt-in", "Opted in", "yes", "true", "1", "ja", "erteilt", "Zugestimmt"]
REFUSALS = [
    "withdrawn", "Withdrawn", "REFUSED", "opt-out", "Opted Out", "OPT_OUT", "unsubscribed", "revoked", "objected", "abgemeldet", "Widerrufen",
    "widersprochen", "abgelehnt", "verweigert", "no", "No", "false", "0", "nein",
]  # fmt: skip
UNREADABLE = ["perhaps", "grnated", "", "2", "granted?", "not granted yet", "-", "NULL", "granted, refused"]
GRANTED = "1,scoring,granted,2025-01-01\n"


def world_of(scvm_command: Any, folder: pathlib.Path, rows: str, **more: Any) -> World:
    """Customer 0 agreed, customer 1 is the one of whom `rows` tell."""
    tables = {
        "customers": "id\n0\n1\n",
        "purchases": "cid,date,amount\n0,2026-05-05,10\n1,2026-05-05,10\n",
        "consents": f"cid,p,s,d\n0,scoring,granted,2025-01-01\n{rows}",
    }
    return World(folder, scvm_command, tables, **more)


@pytest.mark.parametrize("state", GRANTS)
def test_words_of_agreement_are_grants(state: str, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    world = world_of(scvm_command, tmp_path, f"1,scoring,{state},2025-01-01\n")
    world.score()
    assert world.column("status") == ["scored", "scored"]


@pytest.mark.parametrize("state", REFUSALS)
def test_words_of_refusal_exclude_and_are_no_faults(state: str, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    world = world_of(scvm_command, tmp_path, f"1,scoring,{state},2025-01-01\n")
    assert world.score()["rejected"] == 0
    assert world.column("status") == ["scored", "excluded"]


@pytest.mark.parametrize("state", UNREADABLE)
@pytest.mark.parametrize("also", ["", "1,scoring,granted,2026-06-01\n"])
def test_a_word_that_nobody_knows_excludes_whatever_else_was_said_and_is_reported(state: str, also: str, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    quoted = f'"{state}"' if "," in state else state
    world = world_of(scvm_command, tmp_path, also + f"1,scoring,{quoted},2025-01-01\n")
    result = world.score("--rejected", tmp_path / "no.csv", code=1)
    assert world.column("status") == ["scored", "excluded"] and result["rejected"] == 1
    assert result["rejected_by_reason"][0]["source"] == "consents.csv"
    (source,) = [each for each in result["sources"] if each["kind"] == "consents"]
    assert (source["lines"], source["rejected"]) == (2 + bool(also), 1), "every line is accounted for once"
    said = (tmp_path / "no.csv").read_text(encoding="utf-8")
    assert (state or "state is missing") in said.replace("_", " ").replace('""', '"').replace("null", "NULL") and "taken as withdrawn" in said


@pytest.mark.parametrize("state", ["granted", "withdrawn", "refused"])
@pytest.mark.parametrize("day", ["01.05.2025", "", "soon", "2025-02-30", "05/01/2025", "0000-00-00"])
def test_a_day_that_cannot_be_read_excludes(state: str, day: str, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    """A refusal without one is clear: it holds for ever, whatever was granted later."""
    world = world_of(scvm_command, tmp_path, f"1,scoring,granted,2026-06-01\n1,scoring,{state},{day}\n")
    is_clear = day == "" and state != "granted"
    assert world.score(code=int(not is_clear))["rejected"] == int(not is_clear)
    assert world.column("status") == ["scored", "excluded"]


def test_a_grant_whose_end_cannot_be_read_excludes_and_the_end_of_a_refusal_does_not_matter(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    for state, end, code in (("granted", "soon", 1), ("granted", "2024-01-01", 1), ("withdrawn", "2024-01-01", 0), ("refused", "soon", 0)):
        world = world_of(scvm_command, tmp_path, "")
        world.document["sources"]["consents"]["columns"]["expires"] = "x"
        world.write("consents", f"cid,p,s,d,x\n0,scoring,granted,2025-01-01,\n1,scoring,{state},2025-01-01,{end}\n")
        world.score(code=code)
        assert world.column("status") == ["scored", "excluded"], (state, end)


@pytest.mark.parametrize("row", ["1,scoring,withdrawn", "1,scoring,withdrawn,2025-01-01,x", "1,scoring", "1,,withdrawn,2025-01-01"])
def test_a_row_of_another_width_or_without_a_purpose_excludes_for_every_purpose(row: str, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    world = world_of(scvm_command, tmp_path, f"{row}\n{GRANTED.replace('1,', '0,')}")
    world.score(code=1)
    assert world.column("status") == ["scored", "excluded"]


@pytest.mark.parametrize("rows", ["scoring,,2025-01-01", '"', ",scoring,withdrawn,2025-01-01\n"])
def test_a_row_that_names_nobody_stops_the_run_until_that_is_accepted(rows: str, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    world = world_of(scvm_command, tmp_path, rows)
    said = world.score(code=2) if rows != "scoring,,2025-01-01" else ""
    if rows == "scoring,,2025-01-01":  # cut at the end: its first cell may be anybody's
        world.write("consents", "cid,p,s,d\n0,scoring,granted,2025-01-01\n1")
        said = world.score(code=2)
    assert "consents.csv: line 3" in said and "whose" in said
    assert not (tmp_path / "scores.csv").exists()


def test_purposes_are_known_in_any_case(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    for purpose in ("Scoring", "SCORING", "*", "All", "alle"):
        world = world_of(scvm_command, tmp_path, f"{GRANTED}1,{purpose},withdrawn,2025-01-01\n")
        world.score()
        assert world.column("status") == ["scored", "excluded"], purpose
    world = world_of(scvm_command, tmp_path, f"{GRANTED}1,newsletter,withdrawn,2025-01-01\n")
    asking = {**MODEL, "consent": {"missing": "include"}}
    (tmp_path / "model.json").write_text(json.dumps(asking), encoding="utf-8")
    world.score()
    assert world.column("status") == ["scored", "scored"], "another purpose is another question, where the model asks one"


@pytest.mark.parametrize("purpose", ["newsletter", "contact", "scoring", "*"])
@pytest.mark.parametrize("state", ["withdrawn", "widerrufen", "opt-out"])
def test_of_a_model_without_a_section_any_withdrawal_excludes_as_the_library_has_it(purpose: str, state: str, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    world = world_of(scvm_command, tmp_path, f"{GRANTED}1,{purpose},{state},2025-01-01\n")
    world.score()
    base = scvm.CustomerBase()
    base.add_customers(["0", "1"])
    base.add_consents(["0", "1", "1"], ["scoring", "scoring", purpose], ["granted", "granted", state], ["2025-01-01"] * 3)
    statuses = scvm.Scorer(scvm.ScoringModel(MODEL)).score(base, AS_OF)["consent_status"]
    assert world.column("status") == ["scored", "excluded"] and list(statuses) == ["included", "withdrawn"]
    held = json.loads(world.command("export", "--id", "1"))["rows"]["consents"]
    assert [row[0] for row in held] == ["scoring", purpose], "an export says what was said"

    record = {"id": "1", "consents": [{"purpose": purpose, "state": state, "time": "2025-01-01"}], "transactions": [{"date": "2026-05-05", "amount": 10}]}
    (tmp_path / "r.ndjson").write_text(json.dumps(record) + "\n", encoding="utf-8")
    scvm_command("score", "--source", tmp_path / "r.ndjson", "--model", tmp_path / "model.json", "--as-of", AS_OF, "--output", tmp_path / "r.csv", "--accept-loss")
    assert [row["status"] for row in csv.DictReader((tmp_path / "r.csv").open(encoding="utf-8"))] == ["excluded"]


@pytest.mark.parametrize(
    ("id", "said"), [("24", "24.0"), ("24", "024"), ("24", "24\u200b"), ("24", "\uff12\uff14"), ("Mia", "mia"), ("M\u00fcller", "Mu\u0308ller"), ("024", "24")]
)
def test_a_refusal_counts_whose_id_is_written_in_another_way(id: str, said: str, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    consents = f"cid,p,s,d\n0,scoring,granted,2025-01-01\n{said},scoring,opt-out,2025-01-01\n{said},scoring,granted,2026-01-01\nnobody,scoring,withdrawn,2025-01-01\n"
    tables = {"customers": f"id\n0\n{id}\n", "purchases": f"cid,date,amount\n0,2026-05-05,10\n{id},2026-05-05,10\n", "consents": consents}
    world = World(tmp_path, scvm_command, tables)
    world.score("--rejected", tmp_path / "rejected.csv", code=1)
    assert world.column("status") == ["scored", "excluded"]
    rejected = (tmp_path / "rejected.csv").read_text(encoding="utf-8")
    assert f'no such customer; taken as of ""{id}""' in rejected and rejected.count("consents.csv") == 1
    explained = world.command("explain", "--model", tmp_path / "model.json", "--as-of", AS_OF, "--id", id, "--json", code=None)  # type: ignore[arg-type]
    assert "did not agree" in explained or "no_consent" in explained


def test_a_refusal_counts_in_a_file_whose_columns_are_not_named(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    tables = {"customers": "id,consent\n0,granted\n1,refused\n", "purchases": "customer_id,date,amount\n0,2026-05-05,10\n1,2026-05-05,10\n"}
    world = World(tmp_path, scvm_command, tables)
    for source in world.document["sources"].values():
        source.pop("columns", None)
    world.score()
    assert world.column("status") == ["scored", "excluded"]


COLUMNS = {"sqlite": "BOOLEAN", "mariadb": "BIT(1)", "postgresql": "BOOLEAN"}


@pytest.mark.parametrize("dialect", ["sqlite", "mariadb", "postgresql"])
def test_flags_of_databases_are_states_and_opt_outs(dialect: str, scvm_command: Any, tmp_path: pathlib.Path, request: Any) -> None:
    url = f"sqlite:///{tmp_path}/x.sqlite"
    if dialect != "sqlite":
        server = request.getfixturevalue(dialect)
        url = server.url(server.new_database())
    engine, kind = sa.create_engine(url), COLUMNS[dialect]
    yes, no = ("true", "false") if dialect == "postgresql" else ("1", "0")
    with engine.begin() as connection:
        for statement in (
            f"CREATE TABLE people (id INTEGER, agreed {kind}, stopped {kind}, gone {kind})",
            f"INSERT INTO people VALUES (1, {yes}, {no}, {no}), (2, {no}, {no}, {no}), (3, NULL, {no}, {no}), (4, {yes}, {yes}, {no}), (5, {yes}, {no}, {yes})",
            f"CREATE TABLE said (cid INTEGER, p VARCHAR(20), s {kind}, d DATE)",
            f"INSERT INTO said VALUES (1, 'scoring', {yes}, '2025-01-01'), (2, 'scoring', {no}, '2025-01-01'), (3, 'scoring', NULL, '2025-01-01'), (4, 'scoring', {yes}, NULL)",
        ):
            connection.execute(sa.text(statement))
    sources: Dict[str, Any] = {
        "customers": {"table": "people", "columns": {"id": "id", "deleted": "gone"}},
        "consents": {"table": "said", "columns": {"customer_id": "cid", "purpose": "p", "state": "s", "date": "d"}},
    }
    (tmp_path / "t.csv").write_text("cid,date,amount\n" + "".join(f"{id},2026-01-05,10\n" for id in range(1, 6)), encoding="utf-8")
    sources["purchases"] = {"path": "t.csv", "columns": {"customer_id": "cid", "date": "date", "amount": "amount"}}
    world = World(tmp_path, scvm_command, {}, sources, database=url)
    world.score(code=1)
    assert world.column("id") == ["1", "2", "3", "4"] and world.column("status") == ["scored", "excluded", "excluded", "excluded"]

    del sources["consents"]
    sources["customers"]["columns"] = {"id": "id", "deleted": "gone", "consent": "agreed", "opt_out": "stopped"}
    sources["customers"]["consent"] = {"missing": "exclude", "purposes": ["scoring", "contact"]}
    world = World(tmp_path, scvm_command, {}, sources, database=url)
    world.score("--accept-loss")
    assert world.column("status") == ["scored", "excluded", "excluded", "excluded"], "of a silent model any withdrawal leaves a person out"
    held = json.loads(scvm_command("export", "--source", tmp_path / "mapping.json", "--id", "4"))["rows"]["consents"]
    assert ["contact", "withdrawn"] in [row[:2] for row in held]


def test_a_basis_and_an_opt_out_that_cannot_be_read_are_refusals(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    cells = {"1": ("Consent", "2025-01-01", "0"), "2": ("Consent", "01.05.2025", "0"), "3": ("opted out", "", "0"), "4": ("abgemeldet", "2025-01-01", ""),
             "5": ("perhaps", "2025-01-01", "0"), "6": ("Consent", "", "perhaps"), "7": ("true", "2025-01-01", "Opt-out")}  # fmt: skip
    people = "id,basis,day,stop\n" + "".join(f"{id},{','.join(row)}\n" for id, row in cells.items())
    columns = {"id": "id", "consent": "basis", "consent_date": "day", "opt_out": "stop"}
    world = World(tmp_path, scvm_command, {"customers": people, "purchases": "cid,date,amount\n1,2026-01-05,10\n"}, {"customers": {"columns": columns}})
    result = world.score(code=1)
    assert result["rejected"] == 4, "the day of 2, the basis of 5, the opt-outs of 6 and 7"
    assert world.column("status") == ["scored", *["excluded"] * 6]

    model = {**MODEL, "consent": {"survey": "scoring", "value": "scoring", "network": "scoring", "contact": "marketing", "missing": "exclude"}}
    (tmp_path / "model.json").write_text(json.dumps(model), encoding="utf-8")
    world.score("--accept-loss", code=1)
    assert world.column("status")[5:] == ["insufficient_data"] * 2, "a model says for itself what an opt-out of contact closes"
    for id in ("6", "7"):
        held = json.loads(scvm_command("export", "--source", tmp_path / "mapping.json", "--id", id))["rows"]["consents"]
        assert ["contact", "withdrawn"] in [row[:2] for row in held], id


def test_an_opt_out_closes_contact_under_the_name_that_the_model_has_for_it(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    people = "id,basis,day,stop\n1,Consent,2025-01-01,0\n2,Consent,2025-01-01,1\n3,Public Interest,2025-01-01,0\n"
    columns = {"id": "id", "consent": "basis", "consent_date": "day", "opt_out": "stop"}
    bought = "".join(f"{id},2026-05-05,10\n{id},2026-08-05,10\n" for id in (1, 2, 3))
    world = World(tmp_path, scvm_command, {"customers": people, "purchases": "cid,date,amount\n" + bought}, {"customers": {"columns": columns}})
    all_groups = ["unclassified", "fan", "sympathizer", "mercenary", "captive", "opponent"]
    treatment = {"actions": [{"id": "call"}], "rules": [{"when": {"segment": all_groups}, "action": "call"}]}
    model = {**MODEL, "consent": {"survey": "s", "value": "v", "contact": "marketing", "missing": "include"}, "treatment": treatment}
    (tmp_path / "model.json").write_text(json.dumps(model), encoding="utf-8")
    world.score()
    assert world.column("treatment") == ["call", "", ""], "the second opted out, and so did, of all uses, whose basis allows nothing"
    assert world.column("status")[2] == "excluded"
    held = json.loads(world.command("export", "--id", "2", "--model", tmp_path / "model.json"))["rows"]["consents"]
    assert ["marketing", "withdrawn"] in [row[:2] for row in held] and "contact" not in [row[0] for row in held if row[1] == "withdrawn"]


@pytest.mark.parametrize(
    "consents",
    [
        '[{"purpose": "scoring", "state": "Withdrawn", "date": "2025-01-01"}]', '[{"purpose": "scoring", "state": "maybe", "date": "2025-01-01"}]',
        '[{"purpose": "scoring", "state": "withdrawn"}]', '[{"purpose": "scoring", "state": "granted", "date": "01.05.2025"}]',
        '[{"state": "withdrawn", "date": "2025-01-01"}]', '[{"purpose": "scoring", "state": false, "date": "2025-01-01"}]', '"withdrawn"', "[null]",
        '[{"purpose": "scoring", "state": "granted", "date": "2025-01-01", "revoked": true}]', '[{"purpose": ["scoring"], "state": "withdrawn"}]',
    ],
)  # fmt: skip
def test_records_of_lines_refuse_in_the_same_way(consents: str, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    purchases = '"purchases": [{"date": "2026-01-05", "amount": 10}]'
    granted = '[{"purpose": "scoring", "state": "granted", "date": "2026-01-01"}]'
    lines = f'{{"id": "0", "consents": {granted}, {purchases}}}\n{{"id": "1", "consents": {consents}, {purchases}}}\n'
    (tmp_path / "r.ndjson").write_text(lines, encoding="utf-8")
    world = World(tmp_path, scvm_command, {}, {"customers": {"format": "ndjson", "path": "r.ndjson"}})
    world.score(code=1 if consents not in ('[{"purpose": "scoring", "state": "Withdrawn", "date": "2025-01-01"}]', '[{"purpose": "scoring", "state": "withdrawn"}]', '[{"purpose": "scoring", "state": false, "date": "2025-01-01"}]') else 0)  # fmt: skip
    assert world.column("status") == ["scored", "excluded"]


@pytest.mark.parametrize("consent", ['"perhaps"', '{"status": "consent", "date": "01.05.2025"}', '{"status": false}', '{"status": "opt-out"}', '{"state": "withdrawn"}', "0"])  # fmt: skip
def test_the_basis_in_a_record_refuses_in_the_same_way(consent: str, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    purchases = '"purchases": [{"date": "2026-01-05", "amount": 10}]'
    lines = f'{{"id": "0", "consent": "consent", {purchases}}}\n{{"id": "1", "consent": {consent}, {purchases}}}\n'
    (tmp_path / "r.ndjson").write_text(lines, encoding="utf-8")
    world = World(tmp_path, scvm_command, {}, {"customers": {"format": "ndjson", "path": "r.ndjson"}})
    world.command("score", "--model", tmp_path / "model.json", "--as-of", "2026-11-21", code=None)  # type: ignore[arg-type]
    assert world.column("status") == ["scored", "excluded"]


def test_an_opt_out_of_a_crm_counts_whatever_its_day(sqlite_crm: Any) -> None:
    cells = {"flag": ("perhaps", "", "2026-01-01"), "day": ("1", "", "once"), "opt_in": ("0", "confirmed-opt-in", "once"), "clear": ("0", "confirmed-opt-in", "2026-01-01")}
    for id, (opt_out, confirmed, day) in cells.items():
        sqlite_crm.execute(
            "INSERT INTO contacts (id, deleted) VALUES (:id, 0)",
            "INSERT INTO email_addresses (id, opt_out, confirm_opt_in, confirm_opt_in_date, date_modified, deleted) VALUES (:id, :out, :confirmed, :day, :day, 0)",
            "INSERT INTO email_addr_bean_rel (id, email_address_id, bean_id, bean_module, primary_address, deleted) VALUES (:id, :id, :id, 'Contacts', 1, 0)",
            id=id, out=opt_out, confirmed=confirmed, day=day,
        )  # fmt: skip
    with run.reading(Mapping.of_url(sqlite_crm.url)) as read:
        found = dict(read.staging.all("SELECT customer, state FROM consents WHERE purpose = 'contact' AND source = 'e-mail'"))
        (account,) = [each for each in read.accounts if each.name == "email_addresses"]
    assert found == {"flag": "withdrawn", "day": "withdrawn", "opt_in": "withdrawn", "clear": "granted"}
    assert (account.ways["rejected"], account.read) == (2, 2)


def test_a_refusal_without_a_time_in_a_record_is_a_good_row(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    lines = [{"id": state, "consents": [{"purpose": "scoring", "state": "granted", "time": "2026-01-01"}, {"purpose": "scoring", "state": state}]} for state in ("withdrawn", "refused", "granted")]
    (tmp_path / "r.ndjson").write_text("".join(json.dumps(each) + "\n" for each in lines), encoding="utf-8")
    world = World(tmp_path, scvm_command, {}, {"customers": {"format": "ndjson", "path": "r.ndjson"}})
    said = world.score("--rejected", tmp_path / "no.csv", code=1)
    assert said["rejected"] == 1 and "3,granted,consents[1]: time is missing; taken as withdrawn" in (tmp_path / "no.csv").read_text(encoding="utf-8")
    assert world.column("status") == ["excluded"] * 3


@pytest.mark.parametrize("columns", [", date_modified TEXT, confirm_opt_in TEXT, confirm_opt_in_date TEXT", ""])
def test_an_opt_out_of_a_crm_without_a_day_holds_for_ever(columns: str, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    url = f"sqlite:///{tmp_path}/crm.sqlite"
    with contextlib.closing(sqlite3.connect(tmp_path / "crm.sqlite")) as crm:
        crm.executescript(f"""
            CREATE TABLE contacts (id TEXT, deleted INTEGER);
            CREATE TABLE email_addresses (id TEXT, opt_out INTEGER, deleted INTEGER{columns});
            CREATE TABLE email_addr_bean_rel (id TEXT, email_address_id TEXT, bean_id TEXT, bean_module TEXT, primary_address INTEGER, deleted INTEGER);
            CREATE TABLE aos_invoices (id TEXT, billing_contact_id TEXT, invoice_date TEXT, total_amount REAL, currency_id TEXT, total_amount_usdollar REAL, status TEXT, deleted INTEGER);
            INSERT INTO contacts VALUES ('a', 0);
            INSERT INTO email_addresses (id, opt_out, deleted) VALUES ('m', 1, 0);
            INSERT INTO email_addr_bean_rel VALUES ('l', 'm', 'a', 'Contacts', 1, 0);
            INSERT INTO aos_invoices VALUES ('i', 'a', '2026-05-05', 20, '-99', 20, 'Paid', 0);
        """)
    (tmp_path / "model.json").write_text(json.dumps(MODEL), encoding="utf-8")
    said = json.loads(scvm_command("check", "--database", url, "--model", tmp_path / "model.json", "--as-of", "2026-06-30", "--json"))
    (account,) = [each for each in said["sources"] if each["source"] == "email_addresses"]
    assert (account["lines"], account["read"]) == (1, 1) and "rejected" not in account
    with run.reading(Mapping.of_url(url)) as read:
        assert read.staging.all("SELECT customer, state, time, evidence, source FROM consents WHERE purpose = 'contact'") == [("a", "withdrawn", 0, "opt_out", "e-mail")]


def test_a_customer_who_is_there_twice_is_refused_by_either_row(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    people = "id,c\n1,Consent\n2,Consent\n1,Withdrawn\n3,Consent\n3,perhaps\n4,Withdrawn\n4,Consent\n5,Consent\n5,Consent\n"
    world = World(tmp_path, scvm_command, {"customers": people}, {"customers": {"columns": {"consent": "c"}}})
    world.document["sources"]["customers"]["consent"] = {"missing": "exclude"}
    assert world.score(code=1)["rejected"] == 4
    assert [each == "excluded" for each in world.column("status")] == [True, False, True, True, False]

    granted = '{"id": "%s", "consents": [{"purpose": "scoring", "state": "granted", "date": "2026-01-01"}]}\n'
    lines = granted % 1 + '{"id": "1", "consent": "withdrawn"}\n' + granted % 2 + granted % 2
    lines += granted % 3 + '{"id": "3", "consents": [{"purpose": "scoring", "state": "maybe"}]}\n'
    (tmp_path / "r.ndjson").write_text(lines, encoding="utf-8")
    world = World(tmp_path, scvm_command, {}, {"customers": {"format": "ndjson", "path": "r.ndjson"}})
    assert world.score("--accept-loss", code=1)["rejected"] == 3
    assert [each == "excluded" for each in world.column("status")] == [True, False, True]


@pytest.mark.parametrize("column", ["HasOptedOutOfEmail", "opt_out", "Unsubscribed", "do_not_email", "is_blacklisted", "gesperrt"])
def test_a_flag_in_a_column_of_refusals_grants_nothing(column: str, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    tables = {"customers": f"id,{column}\n1,1\n2,0\n3,true\n4,no\n5,opted in\n", "purchases": "cid,date,amount\n" + "".join(f"{id},2026-05-05,10\n" for id in range(1, 6))}
    world = World(tmp_path, scvm_command, tables, {"customers": {"columns": {"consent": column}}})
    said = world.score("--rejected", tmp_path / "no.csv", code=1)
    assert world.column("status") == ["excluded"] * 4 + ["scored"] and said["rejected"] == 4
    assert f"in_{column}".lower() in (tmp_path / "no.csv").read_text(encoding="utf-8").lower().replace(" in ", "_in_")
    tables["consents"] = f"cid,p,{column},d\n" + "".join(f"{id},scoring,{state},2025-01-01\n" for id, state in enumerate(["1", "0", "Opted Out", "granted"], 1))
    world = World(tmp_path, scvm_command, tables, {"consents": {"columns": {"state": column}}})
    world.score(code=1)
    assert world.column("status")[:4] == ["excluded", "excluded", "excluded", "scored"]


def test_a_look_back_decides_as_the_core_does_and_says_in_a_line_what_is_later(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    """One and two decisions of each kind before, on, and after the day of scoring, by the table of consents and by the core."""
    day = "2026-06-30"
    decisions = [(state, when) for state in ("granted", "refused", "withdrawn") for when in ("2025-01-01", day, "2026-07-01", "2026-08-01", "2026-09-01")]
    told = {f"{i}-{j}": [one, other] for i, one in enumerate(decisions) for j, other in enumerate(decisions)}
    told.update({f"{i}": [one] for i, one in enumerate(decisions)})
    rows = [(id, "scoring", state, when) for id, said in told.items() for state, when in said]
    people = [*told, "silent"]
    tables = {
        "customers": "id\n" + "".join(f"{id}\n" for id in people), "purchases": "cid,date,amount\n" + "".join(f"{id},2026-05-05,10\n" for id in people),
        "consents": "cid,p,s,d\n" + "".join(",".join(row) + "\n" for row in rows),
    }  # fmt: skip
    world = World(tmp_path, scvm_command, tables)
    for missing in ("include", "exclude"):
        model = scvm.ScoringModel({**MODEL, "consent": {"missing": missing}})
        model.to_file(tmp_path / "model.json")
        printed = world.command("score", "--model", tmp_path / "model.json", "--as-of", day, "--accept-loss", "--json")
        base = scvm.CustomerBase(people)
        base.add_consents(*zip(*rows))
        core = scvm.Scorer(model).score(base, day)["consent_survey"].tolist()
        reasons = dict(zip(world.column("id"), world.column("reason")))
        assert {id: reasons[id].removeprefix("consent_") if "consent_" in reasons[id] else "included" for id in people} == dict(zip(people, core))
        said = json.loads(printed)
        (source,) = [each for each in said["sources"] if each["kind"] == "consents"]
        late = [(id, state == "granted") for id, _, state, when in rows if when > "2026-07-01"]
        assert said["rejected"] == 0, "what is later is no fault"
        later = source["decided_later"]
        assert (later["agreed"], later["refused"]) == tuple(len({id for id, agrees in late if agrees is each}) for each in (True, False))
        assert source["after_the_day_of_scoring"] == sum(agrees for _, agrees in late) and source["lines"] == len(rows)
    printed = " ".join(world.command("check", "--model", tmp_path / "model.json", "--as-of", day).split())
    assert f"consents.csv: {later['agreed']} customers agreed only after the day of scoring" in printed
    assert f"{later['refused']} customers refused or took back after the day of scoring, which counts: consent is as of today." in printed
    for language, said_there in (("en", "consents.csv: some customers decided only after the day of scoring."), ("de", "Manche Kunden haben erst nach dem Tag der Bewertung entschieden.")):
        world.command("report", "--model", tmp_path / "model.json", "--as-of", day, "--out", tmp_path / "page.html", "--language", language, "--accept-loss")
        page = (tmp_path / "page.html").read_text(encoding="utf-8")
        assert said_there in page and "decided_later" not in page and "after_the_day" not in page


def test_a_consent_that_was_renewed_later_holds_in_a_look_back_and_empties_no_history(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    """a: both in the table; b: the later one in the customer's own row; c: only a later one; d: a later refusal."""
    tables = {
        "customers": "id,c,d\na,,\nb,consent,2026-05-01\nc,consent,2026-05-01\nd,consent,2024-01-01\n",
        "purchases": "cid,date,amount\n" + "".join(f"{id},2024-05-05,10\n" for id in "abcd"),
        "consents": "cid,p,s,d\na,scoring,granted,2024-01-01\na,scoring,granted,2026-05-01\nb,scoring,granted,2024-01-01\nd,scoring,refused,2026-07-01\n",
    }
    customers = {"columns": {"id": "id", "consent": "c", "consent_date": "d"}, "consent": {"missing": "exclude"}}
    world = World(tmp_path, scvm_command, tables, {"customers": customers})
    world.document["output"]["history"] = "history.csv"

    def reasons(day: str) -> Dict[str, str]:
        printed = world.command("score", "--model", tmp_path / "model.json", "--as-of", day, "--accept-loss", "--json", code=0)
        assert json.loads(printed)["rejected"] == 0
        return {id: said.replace("survey_no_answers", "") for id, said in zip(world.column("id"), world.column("reason"))}

    world.write("consents", tables["consents"].replace("d,scoring,refused,2026-07-01\n", ""))
    assert reasons("2026-06-30") == {"a": "", "b": "", "c": "", "d": ""}
    world.write("consents", tables["consents"])
    assert reasons("2025-06-30") == {"a": "", "b": "", "c": "consent_missing", "d": "consent_refused"}
    with open(tmp_path / "history.csv", encoding="utf-8", newline="") as file:
        rows = [(row["id"], row["as_of"]) for row in csv.DictReader(file) if row["lifetime_value"]]
    assert rows == [(id, "2026-06-30") for id in "abc"] + [("a", "2025-06-30"), ("b", "2025-06-30")], "only d took anything back"


def test_a_basis_of_a_later_day_allows_nothing_and_refuses_nothing_wherever_it_stands(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    people = "id,c,d\n1,Consent,2025-01-01\n2,Consent,2026-09-01\n3,Withdrawn,2026-09-01\n"
    columns = {"id": "id", "consent": "c", "consent_date": "d"}
    world = World(tmp_path, scvm_command, {"customers": people}, {"customers": {"columns": columns, "consent": {"missing": "exclude"}}})
    world.command("score", "--model", tmp_path / "model.json", "--as-of", "2026-06-30", "--accept-loss")
    assert world.column("reason")[1:] == ["consent_missing", "consent_withdrawn"]
    rows = ['"consent": {"status": "consent", "date": "2026-09-01"}', '"consents": [{"purpose": "scoring", "state": "granted", "date": "2026-09-01"}]',
            '"consents": [{"purpose": "scoring", "state": "refused", "date": "2026-09-01"}]']  # fmt: skip
    (tmp_path / "r.ndjson").write_text("".join(f'{{"id": "{i}", {row}}}\n' for i, row in enumerate(rows)), encoding="utf-8")
    world = World(tmp_path, scvm_command, {}, {"customers": {"format": "ndjson", "path": "r.ndjson"}})
    world.command("score", "--model", tmp_path / "model.json", "--as-of", "2026-06-30", "--accept-loss")
    assert world.column("reason") == ["consent_missing", "consent_missing", "consent_refused"]


def spellings(word: str) -> List[str]:
    """The ways in which forms and exports write one of the core's words, which are plain."""
    said = [word, word.upper(), word.title(), f' "{word}" ', f"„{word}“", f"\u00a0{word}", f"\ufeff{word}"]
    if word.isalpha():
        half = max(len(word) // 2, 1)
        said += [f"{word}.", f"'{word}'", *(word[:half] + mark + word[half:] for mark in ("-", "_", " ", ".", "\u2011", " - ", "\u00ad"))]
    for plain, umlaut in (("ae", "ä"), ("oe", "ö"), ("ue", "ü")):
        if plain in word:
            said += [unicodedata.normalize(form, each) for form in ("NFC", "NFD") for each in (word.replace(plain, umlaut), word.replace(plain, umlaut).upper())]
    return said


def test_core_command_base_and_hook_read_every_word_alike(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    words = _core.consent_words() + [("perhaps", ""), ("-1", ""), ("2", ""), ("granted?", ""), ("not withdrawn", ""), ("gränted", "")]
    known = {f"c{i}": (each, state) for i, (each, state) in enumerate((each, state) for word, state in words for each in (spellings(word) if state else [word]))}
    assert len(known) > 2000 and {state for _, state in known.values()} == {"granted", "refused", "withdrawn", ""}
    for said, state in known.values():
        assert (_core.read_consent_state(said) or "") == state, said

    table = pd.DataFrame({"cid": list(known), "p": "scoring", "s": [said for said, _ in known.values()], "d": "2025-01-01"})
    world = world_of(scvm_command, tmp_path, "")
    world.write("customers", "id\n" + "".join(f"{id}\n" for id in known))
    world.write("consents", table.to_csv(index=False))
    world.score("--accept-loss", code=1)
    scored = dict(zip(world.column("id"), world.column("status")))
    with run.reading(Mapping.from_file(tmp_path / "mapping.json")) as read:
        staged = dict(read.staging.all("SELECT customer, state FROM consents"))
    base = scvm.CustomerBase(list(known))
    base.add_consents(table["cid"], table["p"], table["s"], table["d"])
    model = scvm.ScoringModel({**MODEL, "consent": {}})
    scorer = scvm.Scorer(model)
    by_base = dict(zip(known, scorer.score(base, AS_OF)["consent_survey"].tolist()))
    for id, (said, state) in known.items():
        consents = [{"purpose": "scoring", "state": said, "time": "2025-01-01"}]
        card = scorer.score_customer({"id": id, "as_of": AS_OF, "consents": consents})
        expected = {"granted": "included", "": "refused"}.get(state, state)
        assert by_base[id] == card["consent"]["survey"] == expected, said
        assert staged[id] == (state or "withdrawn") and (scored[id] == "excluded") == (state != "granted"), said


@pytest.mark.parametrize("named", [True, False])
def test_a_date_of_a_consent_without_the_consent_is_refused(named: bool, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    world = world_of(scvm_command, tmp_path, "")
    world.write("customers", "id,consent_date,agreed\n0,2025-01-01,yes\n1,2025-01-01,no\n")
    columns = {"id": "id", "consent_date": "consent_date"}
    world.document["sources"]["customers"] = {"path": "customers.csv", **({"columns": columns} if named else {})}
    assert "customers.csv: consent_date stands without consent" in world.score(code=2)
    world.document["sources"]["customers"]["columns"] = {**columns, "consent": "agreed"}
    world.score()
    assert world.column("status") == ["scored", "excluded"]
