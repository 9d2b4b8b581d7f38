"""Contacts add up to the companies that they belong to, in the command: sources, fields, explanation, erasure."""

from __future__ import annotations

import csv
import json
import pathlib
from typing import Any, Dict

import scvm
from scvm.command import run
from scvm.command.mapping import Mapping

from conftest import AS_OF as CRM_DAY
from conftest import Crm
from small_world import AS_OF, MODEL

CUSTOMERS = "id,deleted\n" + "".join(f"{id},0\n" for id in ("nord", "sued", *(f"c{i}" for i in range(8)))) + "left,1\n"
INVOICES = "customer_id,date,amount\nnord,2026-01-05,1000\nnord,2026-03-01,500.10\nsued,2026-02-01,70\n"
MEMBERSHIPS = (
    "member,account,since,end\n"
    + "".join(f"c{i},nord,2025-01-01,\n" for i in range(6))
    + "c6,sued,2025-01-01,\nc7,sued,2025-01-01,2026-01-01\nleft,nord,,\nnord,group,,\nsued,group,,\nmisspelt,nord,,\n,nord,,\nc0,,,\nc1,sued,05/06/07,\n"
)
ANSWERS = "customer_id,question,answer,date\n" + "".join(f"c{i},{item},{value},2026-05-01\n" for i, value in enumerate((5, 4, 5, 4, 5, 3)) for item in ("s", "a"))


def world(folder: pathlib.Path) -> pathlib.Path:
    tables = {"customers": CUSTOMERS, "purchases": INVOICES, "memberships": MEMBERSHIPS, "answers": ANSWERS}
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    sources = {name: {"path": f"{name}.csv"} for name in tables}
    mapping = {"schema": "scvm-mapping/1", "sources": sources, "output": {"format": "csv", "path": "scores.csv"}}
    (folder / "m.json").write_text(json.dumps(mapping), encoding="utf-8")
    items = [{"id": "s", "dimension": "satisfaction", "lowest": 1, "highest": 5}, {"id": "a", "dimension": "attachment", "lowest": 1, "highest": 5}]
    model = {"schema": "scvm-model/1", "id": "b2b", "currency": "EUR", "survey": {"items": items}, "value": MODEL["value"], "accounts": {}}
    (folder / "model.json").write_text(json.dumps(model), encoding="utf-8")
    return folder


def scored(scvm_command: Any, folder: pathlib.Path, code: int = 1) -> Any:
    told = scvm_command("score", "--source", folder / "m.json", "--model", folder / "model.json", "--as-of", AS_OF, "--json", code=code)
    with open(folder / "scores.csv", encoding="utf-8", newline="") as file:
        rows: Dict[str, Dict[str, str]] = {row["id"]: row for row in csv.DictReader(file)}
    return json.loads(told), rows


def test_the_fields_of_a_contact_say_what_the_company_is_worth(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    told, rows = scored(scvm_command, world(tmp_path))
    source = next(each for each in told["sources"] if each["source"] == "memberships.csv")
    assert source["lines"] == 15
    assert source["rejected"] == 3 + 1, source  # no member, no account, a day that is not read; and who is nobody
    for id in ("c0", "c5", "nord"):
        assert float(rows[id]["account_revenue"]) == 1500.10
        assert float(rows[id]["account_satisfaction"]) == round(100 * (10 / 3 / 4), 6)
        assert rows[id]["account_segment"] == "sympathizer"
    assert float(rows["nord"]["account_lifetime_value"]) == float(rows["nord"]["lifetime_value"])
    assert float(rows["sued"]["account_revenue"]) == 70
    assert rows["sued"]["account_satisfaction"] == rows["sued"]["account_segment"] == ""
    assert rows["c7"]["account_revenue"] == ""  # whose membership has ended


def test_the_explanation_tells_of_the_account_in_both_languages(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    folder = world(tmp_path)
    common = ("--source", folder / "m.json", "--model", folder / "model.json", "--as-of", AS_OF, "--id", "c0")
    assert "The account has a lifetime value of" in " ".join(scvm_command("explain", *common).split())
    mapping = json.loads((folder / "m.json").read_text(encoding="utf-8"))
    (folder / "m.json").write_text(json.dumps({**mapping, "language": "de"}), encoding="utf-8")
    assert "Das Konto hat einen Kundenwert von" in " ".join(scvm_command("explain", *common).split())


def test_who_is_erased_counts_in_no_account(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    folder = world(tmp_path)
    scored(scvm_command, folder)
    held = json.loads(scvm_command("export", "--source", folder / "m.json", "--id", "c0"))
    assert '"account": "nord"' in json.dumps(held)
    scvm_command("erase", "--source", folder / "m.json", "--id", "c0", "--yes")
    scvm_command("erase", "--source", folder / "m.json", "--id", "c1", "--yes")
    _, rows = scored(scvm_command, folder)
    assert rows["c5"]["account_satisfaction"] == ""  # four respondents are left
    assert float(rows["c5"]["account_revenue"]) == 1500.10


def test_contacts_of_a_crm_belong_to_the_account_they_were_linked_to_last(sqlite_crm: Crm, tmp_path: pathlib.Path) -> None:
    (contact,) = sqlite_crm.all("SELECT contact_id FROM accounts_contacts WHERE deleted = 0 ORDER BY contact_id LIMIT 1")[0]
    one, other = (row[0] for row in sqlite_crm.all("SELECT id FROM accounts WHERE deleted = 0 ORDER BY id LIMIT 2"))
    sqlite_crm.execute(
        "UPDATE accounts SET parent_id = NULL",
        "UPDATE accounts_contacts SET deleted = 1 WHERE contact_id = :contact",
        "INSERT INTO accounts_contacts (id, contact_id, account_id, date_modified, deleted) VALUES ('x1', :contact, :one, '2026-01-01 00:00:00', 0)",
        "INSERT INTO accounts_contacts (id, contact_id, account_id, date_modified, deleted) VALUES ('x2', :contact, :other, '2026-02-01 00:00:00', 0)",
        "UPDATE accounts SET parent_id = :one WHERE id = :other",
        contact=contact, one=one, other=other,
    )  # fmt: skip
    mapping = {"schema": "scvm-mapping/1", "database": sqlite_crm.url, "preset": "suitecrm", "suitecrm": {"accounts": True}, "as_of": CRM_DAY}
    (tmp_path / "m.json").write_text(json.dumps(mapping), encoding="utf-8")
    with run.reading(Mapping.from_file(tmp_path / "m.json")) as read:
        model = {**json.loads(run.read_model(sqlite_crm.model).to_json()), "accounts": {}}
        table = scvm.Scorer(scvm.ScoringModel.from_json(json.dumps(model))).score(run.whole_base(read), CRM_DAY)
    listed = {each["id"]: each for each in table.accounts()["accounts"]}
    assert listed[other]["above"] == one
    members = dict(sqlite_crm.all("SELECT account_id, count(*) FROM accounts_contacts WHERE deleted = 0 AND id <> 'x1' GROUP BY account_id"))
    assert any(listed[id]["members"] == n for id, n in members.items() if id not in (one, other))
    assert sum(each["revenue"] is not None for each in listed.values()) > 2


def test_an_empty_table_of_memberships_stops_the_run(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    folder = world(tmp_path)
    _, before = scored(scvm_command, folder)
    (folder / "memberships.csv").write_text("member,account\n", encoding="utf-8")
    assert "memberships.csv: there is no row" in scvm_command("score", "--source", folder / "m.json", "--model", folder / "model.json", "--as-of", AS_OF, code=2)
    with open(folder / "scores.csv", encoding="utf-8", newline="") as file:
        assert {row["id"]: row for row in csv.DictReader(file)} == before


def test_an_end_far_off_is_never_and_rows_of_who_is_gone_are_counted_apart(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    folder = world(tmp_path)
    rows = [f"c{i},nord,,9999-12-31" for i in range(3)] + [f"c{i},nord,,2101-01-01" for i in range(3, 6)] + ["c6,left,,", "left,nord,,", "c7,sued,,"]
    (folder / "memberships.csv").write_text("member,account,since,end\n" + "\n".join(rows) + "\n", encoding="utf-8")
    told, scores = scored(scvm_command, folder, code=0)
    source = next(each for each in told["sources"] if each["source"] == "memberships.csv")
    assert (source["read"], source["of_deleted_customers"]) == (7, 2), source
    assert float(scores["c5"]["account_revenue"]) == 1500.10
    scvm_command("erase", "--source", folder / "m.json", "--id", "c0", "--yes")
    told, _ = scored(scvm_command, folder, code=0)
    source = next(each for each in told["sources"] if each["source"] == "memberships.csv")
    assert source["of_people_who_were_erased"] == 1


def test_deleted_accounts_of_a_crm_are_none(sqlite_crm: Crm, tmp_path: pathlib.Path) -> None:
    dead, parent = (row[0] for row in sqlite_crm.all("SELECT id FROM accounts WHERE deleted = 0 ORDER BY id LIMIT 2"))
    sqlite_crm.execute("UPDATE accounts SET deleted = 1 WHERE id = :dead", "UPDATE accounts SET parent_id = :dead WHERE id = :parent", dead=dead, parent=parent)
    mapping = {"schema": "scvm-mapping/1", "database": sqlite_crm.url, "preset": "suitecrm", "suitecrm": {"accounts": True}, "as_of": CRM_DAY}
    (tmp_path / "m.json").write_text(json.dumps(mapping), encoding="utf-8")
    with run.reading(Mapping.from_file(tmp_path / "m.json")) as read:
        named = {id for row in read.staging.memberships() for id in row[1:3]}
        names = dict(read.staging.all("SELECT id, name FROM account_names"))
    assert dead not in named and parent in named
    assert names and names == {id: name for id, name in sqlite_crm.all("SELECT id, name FROM accounts") if id in names} and dead not in names


def test_rows_of_a_crm_that_only_the_core_can_judge_are_told_under_the_tables_they_are_of(scvm_command: Any, sqlite_crm: Crm, tmp_path: pathlib.Path) -> None:
    account, other = (row[0] for row in sqlite_crm.all("SELECT id FROM accounts WHERE deleted = 0 ORDER BY id LIMIT 2"))
    sqlite_crm.execute(
        "INSERT INTO accounts_contacts (id, contact_id, account_id, date_modified, deleted) VALUES ('x1', 'nobody', :account, '2026-01-01 00:00:00', 0)",
        "UPDATE accounts SET parent_id = :other WHERE id = :account",
        "UPDATE accounts SET parent_id = :account WHERE id = :other",
        account=account, other=other,
    )  # fmt: skip
    mapping = {"schema": "scvm-mapping/1", "database": sqlite_crm.url, "preset": "suitecrm", "suitecrm": {"accounts": True}, "as_of": CRM_DAY}
    (tmp_path / "m.json").write_text(json.dumps(mapping), encoding="utf-8")
    model = {**json.loads(run.read_model(sqlite_crm.model).to_json()), "accounts": {}}
    (tmp_path / "model.json").write_text(json.dumps(model), encoding="utf-8")
    rejected = tmp_path / "rejected.csv"
    arguments = ("--source", tmp_path / "m.json", "--model", tmp_path / "model.json", "--as-of", CRM_DAY, "--json", "--add-columns", "--rejected", rejected)
    told = json.loads(scvm_command("score", *arguments, code=1))
    source = next(each for each in told["sources"] if each["source"] == "accounts_contacts, accounts.parent_id")
    assert source["rejected"] == 3 and source["read"] == source["lines"] - 3, source
    with open(rejected, encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["source"] == source["source"]]
    assert sorted(row["reason"].partition(":")[0] for row in rows) == sorted([f'account "{account}"', f'account "{other}"', 'member "nobody"']), rows


def test_a_misspelt_member_two_steps_below_a_company_makes_no_account(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    folder = world(tmp_path)
    with open(folder / "memberships.csv", "a", encoding="utf-8") as file:
        file.write("c9,norrd,,\nnorrd,group,,\nc4,nord,2027-01-01,\n")
    rejected = folder / "rejected.csv"
    scvm_command("score", "--source", folder / "m.json", "--model", folder / "model.json", "--as-of", AS_OF, "--rejected", rejected, code=1)
    with open(rejected, encoding="utf-8", newline="") as file:
        rows = {row["line"]: row["reason"] for row in csv.DictReader(file)}
    nobody = ": not in the customers table, and nobody belongs to such an account"
    assert (rows["17"], rows["18"]) == (f'member "c9"{nobody}', f'member "norrd"{nobody}'), rows
    assert rows["19"].startswith('since = "2027-01-01": expected a date up to'), rows
