"""The command on a generated SugarCRM-style database: what it prints, writes, refuses, and leaves alone."""

from __future__ import annotations

import csv
import json
import os
import pathlib
import sqlite3
import subprocess
import sys
from typing import Any, Dict, List

import click.testing
import pytest
import sqlalchemy as sa

import scvm
from scvm.command import demo_crm, sugar
from scvm.command.verbs import main

AS_OF = demo_crm.AS_OF.isoformat()


def run(*arguments: Any, code: int = 0) -> str:
    result = click.testing.CliRunner(mix_stderr=False).invoke(main, [str(a) for a in arguments], prog_name="scvm")
    assert result.exit_code == code, (result.output, result.stderr, result.exception)
    if code == 2:
        assert result.stdout == "" and "Traceback" not in result.stderr
        return result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Dict[str, Any]:
    """A folder that `scvm demo` filled, and what it printed."""
    folder = tmp_path_factory.mktemp("demo")
    printed = run("demo", "--folder", folder, "--customers", 500, "--seed", 3)
    return {"folder": folder, "printed": printed, "url": f"sqlite:///{folder}/crm.sqlite"}


@pytest.fixture()
def copy(world: Dict[str, Any], tmp_path: pathlib.Path) -> Dict[str, Any]:
    """A copy of it, to be changed."""
    for name in ("crm.sqlite", "model.json"):
        (tmp_path / name).write_bytes((world["folder"] / name).read_bytes())
    return {"path": tmp_path / "crm.sqlite", "common": common(tmp_path)}


def common(folder: pathlib.Path) -> List[str]:
    return ["--database", f"sqlite:///{folder}/crm.sqlite", "--model", f"{folder}/model.json", "--as-of", AS_OF]


def execute(path: pathlib.Path, *statements: str) -> None:
    with sqlite3.connect(path) as connection:
        for statement in statements:
            connection.execute(statement)


def scores(path: pathlib.Path) -> Dict[str, Any]:
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    rows = connection.execute("SELECT * FROM contacts_cstm").fetchall()
    return {row["id_c"]: dict(row) for row in rows}


def test_the_demo_shows_the_groups_the_rows_and_one_customer(world: Dict[str, Any]) -> None:
    printed = world["printed"]
    for word in ("fan", "sympathizer", "mercenary", "captive", "opponent", "BG/NBD", "log-likelihood", "EUR",
                 "95 % interval", "REJECTED", "The group is", "Customer equity"):  # fmt: skip
        assert word in printed, word
    assert (world["folder"] / "portfolio.png").stat().st_size > 20_000
    fitted = scvm.ScoringModel.from_file(world["folder"] / "model.json").to_dict()
    assert fitted["value"]["bg_nbd"]["fit"]["as_of"] == AS_OF


def test_the_demo_can_be_run_again_and_gives_the_same(world: Dict[str, Any], tmp_path: pathlib.Path) -> None:
    before = scores(world["folder"] / "crm.sqlite")
    for _ in range(2):
        again = run("demo", "--folder", tmp_path / "deep" / "er", "--customers", 500, "--seed", 3)
    assert again.replace(str(tmp_path / "deep" / "er"), "X") == world["printed"].replace(str(world["folder"]), "X")
    assert scores(tmp_path / "deep" / "er" / "crm.sqlite") == before


def test_the_demo_overwrites_no_database_but_its_own(tmp_path: pathlib.Path) -> None:
    (tmp_path / "crm.sqlite").write_bytes(b"precious")
    assert "scvm demo did not make it" in run("demo", "--folder", tmp_path, code=2)
    assert (tmp_path / "crm.sqlite").read_bytes() == b"precious"


def test_every_row_is_accounted_for(world: Dict[str, Any]) -> None:
    base, accounts = sugar.SugarDatabase(world["url"]).read()
    model = scvm.ScoringModel.from_file(world["folder"] / "model.json")
    summary = scvm.Scorer(model).score(base, AS_OF).summary()
    for account in accounts:
        assert account.rows == account.deleted + account.of_deleted_contacts + account.not_paid + account.read
        assert account.rows > account.read, f"the demo has rows of {account.name} that do not count"
    contacts, answers, purchases = accounts
    assert contacts.read == summary["customers"]
    for read, account in ((answers.read, summary["answer_rows"]), (purchases.read, summary["purchase_rows"])):
        assert read == account["rows"] == sum(n for name, n in account.items() if name != "rows")
        assert account["rejected"] > 0


def test_a_second_score_changes_no_row(copy: Dict[str, Any]) -> None:
    before = scores(copy["path"])
    (kept,) = sqlite3.connect(copy["path"]).execute("SELECT count(*) FROM contacts WHERE deleted = 0").fetchone()
    assert f"0 of {kept} rows changed" in run("score", *copy["common"], code=1)
    assert scores(copy["path"]) == before


def test_only_changed_rows_are_written(copy: Dict[str, Any]) -> None:
    before = scores(copy["path"])
    id = next(id for id, row in before.items() if row["scvm_segment_c"] == "fan")
    execute(
        copy["path"],
        f"UPDATE contacts_cstm SET scvm_segment_c = 'opponent' WHERE id_c = '{id}'",
        "CREATE TABLE touched (id TEXT)",
        "CREATE TRIGGER watch AFTER UPDATE ON contacts_cstm BEGIN INSERT INTO touched VALUES (new.id_c); END",
    )
    assert "1 of " in run("score", *copy["common"], code=1)
    assert sqlite3.connect(copy["path"]).execute("SELECT id FROM touched").fetchall() == [(id,)]
    assert scores(copy["path"]) == before


def test_what_stands_in_the_database_is_what_the_core_says(copy: Dict[str, Any], world: Dict[str, Any]) -> None:
    base, _ = sugar.SugarDatabase(world["url"]).read()
    model = scvm.ScoringModel.from_file(world["folder"] / "model.json")
    table = scvm.Scorer(model).score(base, AS_OF)
    written = scores(copy["path"])
    for id, row in table.to_frame().iterrows():
        card, mine = table.explain(str(id)), written[str(id)]
        assert mine["scvm_status_c"] == card["status"]
        assert mine["scvm_segment_c"] == card["survey"]["segment"]
        for name in ("satisfaction", "attachment"):
            assert mine[f"scvm_{name}_c"] == card["survey"][name]
        assert mine["scvm_p_alive_c"] == card["value"]["p_alive"]
        assert mine["scvm_lifetime_value_c"] == pytest.approx(card["value"]["lifetime_value"], abs=5e-7)
        assert (mine["scvm_score_date_c"], mine["scvm_model_c"]) == (AS_OF, model.id)
        assert (mine["scvm_model_hash_c"], mine["scvm_currency_c"]) == (model.hash, "EUR")


def test_deleted_rows_count_nowhere(copy: Dict[str, Any]) -> None:
    database = sugar.SugarDatabase(copy["common"][1])
    base, _ = database.read()
    with sqlite3.connect(copy["path"]) as connection:
        for table in ("contacts", "aos_invoices", "survey_answers"):
            connection.execute(f"DELETE FROM {table} WHERE deleted = 1")
        kept = "SELECT id FROM contacts"
        gone = [row[0] for row in connection.execute("SELECT id_c FROM contacts_cstm WHERE id_c NOT IN (" + kept + ")")]
        for id in gone:
            connection.execute("DELETE FROM aos_invoices WHERE billing_contact_id = ?", (id,))
            connection.execute("DELETE FROM survey_answers WHERE contact_id = ?", (id,))
        connection.execute("DELETE FROM aos_invoices WHERE status <> 'Paid'")
    without, _ = database.read()
    assert gone and repr(without) == repr(base)
    model = scvm.ScoringModel.from_file(copy["common"][3])
    scorer = scvm.Scorer(model)
    assert scorer.score(without, AS_OF)["revenue"].tolist() == scorer.score(base, AS_OF)["revenue"].tolist()


def test_bad_values_in_the_database_reject_their_rows_alone(copy: Dict[str, Any]) -> None:
    base, _ = sugar.SugarDatabase(copy["common"][1]).read()
    rejected = len(base.rejected)
    used = "(SELECT a.id FROM {0} a JOIN contacts c ON c.id = a.{1} WHERE a.deleted = 0 AND c.deleted = 0 {2} LIMIT 1 OFFSET {3})"
    paid = ("aos_invoices", "billing_contact_id", "AND a.status = 'Paid'")
    asked = ("survey_answers", "contact_id", "")
    execute(
        copy["path"],
        f"UPDATE aos_invoices SET invoice_date = '0000-00-00' WHERE id = {used.format(*paid, 0)}",
        f"UPDATE aos_invoices SET total_amount = 'a lot' WHERE id = {used.format(*paid, 1)}",
        f"UPDATE aos_invoices SET total_amount = NULL WHERE id = {used.format(*paid, 2)}",
        f"UPDATE aos_invoices SET invoice_date = NULL WHERE id = {used.format(*paid, 3)}",
        f"UPDATE survey_answers SET answer = 'very' WHERE id = {used.format(*asked, 0)}",
        f"UPDATE survey_answers SET wave = 'second' WHERE id = {used.format(*asked, 1)}",
    )
    again, _ = sugar.SugarDatabase(copy["common"][1]).read()
    assert len(again.rejected) == rejected + 6
    assert "REJECTED" in run("score", *copy["common"], "--dry-run", code=1)


def test_rejected_rows_go_to_a_file_with_their_reasons(copy: Dict[str, Any], tmp_path: pathlib.Path) -> None:
    run("score", *copy["common"], "--dry-run", "--rejected", tmp_path / "rejected.csv", code=1)
    rows = list(csv.DictReader((tmp_path / "rejected.csv").open(encoding="utf-8")))
    base, _ = sugar.SugarDatabase(copy["common"][1]).read()
    assert [row["reason"] for row in rows] == list(base.rejected["reason"]) and rows


def test_without_rejected_rows_the_exit_code_is_zero(copy: Dict[str, Any]) -> None:
    orphans = "NOT IN (SELECT id FROM contacts)"
    execute(
        copy["path"],
        f"DELETE FROM aos_invoices WHERE billing_contact_id {orphans}",
        f"DELETE FROM survey_answers WHERE contact_id {orphans}",
    )
    run("score", *copy["common"], code=0)


def test_a_dry_run_writes_nothing(copy: Dict[str, Any]) -> None:
    execute(copy["path"], "UPDATE contacts_cstm SET scvm_segment_c = NULL")
    before = scores(copy["path"])
    assert "dry run" in run("score", *copy["common"], "--dry-run", code=1)
    assert scores(copy["path"]) == before


def test_missing_columns_and_rows_are_added_on_request(copy: Dict[str, Any]) -> None:
    before = scores(copy["path"])
    execute(
        copy["path"],
        "DROP TABLE contacts_cstm",
        "CREATE TABLE contacts_cstm (id_c char(36) PRIMARY KEY, loyalty_c int, scvm_segment_c varchar(20))",
        f"INSERT INTO contacts_cstm VALUES ('{next(iter(before))}', 7, NULL)",
    )
    assert "scvm_lifetime_value_c" in run("score", *copy["common"], code=2)
    run("score", *copy["common"], "--add-columns", code=1)
    after = scores(copy["path"])
    assert after[next(iter(before))]["loyalty_c"] == 7, "other columns stay as they are"
    scored = {id: row for id, row in before.items() if row["scvm_status_c"]}
    assert {id: {k: v for k, v in row.items() if k != "loyalty_c"} for id, row in after.items() if id in scored} == scored


def test_fit_says_what_it_estimated(copy: Dict[str, Any], tmp_path: pathlib.Path) -> None:
    output = tmp_path / "fitted.json"
    printed = run("fit", *copy["common"], "--output", output, code=1)
    fit = scvm.ScoringModel.from_file(output).to_dict()["value"]["bg_nbd"]
    for text in ("BG/NBD", "converged", f"{fit['fit']['customers']:,}", f"{fit['fit']['log_likelihood']:,.3f}",
                 f"{fit['r']:.4f}", "Gamma-Gamma", "standard error"):  # fmt: skip
        assert text in printed, text


def test_fit_without_customers_fails_in_one_line(copy: Dict[str, Any], tmp_path: pathlib.Path) -> None:
    execute(copy["path"], "UPDATE contacts SET deleted = 1")
    assert "could not be fitted" in run("fit", *copy["common"], "--output", tmp_path / "x.json", code=2)
    assert not (tmp_path / "x.json").exists()


def test_explain_tells_what_the_table_tells(copy: Dict[str, Any]) -> None:
    base, _ = sugar.SugarDatabase(copy["common"][1]).read()
    model = scvm.ScoringModel.from_file(copy["common"][3])
    table = scvm.Scorer(model).score(base, AS_OF)
    for id in table.ids[:50]:
        card = json.loads(run("explain", *copy["common"], "--id", id, "--json"))
        assert card == table.explain(id)
        printed = " ".join(run("explain", *copy["common"], "--id", id).split())
        for reason in card["explanation"]:
            assert reason["sentence"] in printed


BAD_CALLS: Dict[str, Any] = {
    "no such database": (["--database", "sqlite:////none/crm.sqlite"], "No such file"),
    "no URL": (["--database", "crm.sqlite"], "URL"),
    "no such model": (["--model", "/none/model.json"], "No such file"),
    "no such day": (["--as-of", "2026-02-30"], "expected a date"),
}


@pytest.mark.parametrize("verb", ["score", "fit", "explain"])
@pytest.mark.parametrize("name", BAD_CALLS)
def test_user_errors_are_one_line_and_exit_code_two(name: str, verb: str, copy: Dict[str, Any]) -> None:
    arguments, reason = BAD_CALLS[name]
    more = {"score": [], "fit": ["--output", "x.json"], "explain": ["--id", "x"]}[verb]
    message = run(verb, *copy["common"], *more, *arguments, code=2)
    assert reason in message
    assert len([line for line in message.splitlines() if line.startswith("Error:")]) == 1


def test_a_bad_model_file_is_named_with_its_fault(copy: Dict[str, Any], tmp_path: pathlib.Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text('{"schema": "scvm-model/1", "id": "m", "walue": {}}')
    message = run("score", *copy["common"], "--model", bad, code=2)
    assert message == f"Error: {bad}: model.walue: unknown key; expected one of schema, id, currency, survey, value\n"


def test_an_unknown_contact_and_a_missing_table_are_named(copy: Dict[str, Any]) -> None:
    assert 'contact "nobody"' in run("explain", *copy["common"], "--id", "nobody", code=2)
    execute(copy["path"], "DROP TABLE survey_answers")
    assert "no table survey_answers" in run("score", *copy["common"], code=2)


def test_a_failing_write_changes_nothing(copy: Dict[str, Any]) -> None:
    execute(copy["path"], "UPDATE contacts_cstm SET scvm_segment_c = NULL")
    execute(
        copy["path"],
        "CREATE TRIGGER full BEFORE UPDATE ON contacts_cstm WHEN (SELECT count(*) FROM contacts_cstm"
        " WHERE scvm_segment_c IS NOT NULL) > 100 BEGIN SELECT RAISE(ABORT, 'disk full'); END",
    )
    before = scores(copy["path"])
    result = click.testing.CliRunner(mix_stderr=False).invoke(main, ["score", *copy["common"]])
    assert result.exit_code == 2 and "disk full" in result.stderr
    assert scores(copy["path"]) == before


@pytest.mark.parametrize("verb", ["demo", "score", "fit", "explain"])
def test_every_help_shows_an_example(verb: str) -> None:
    assert f"  scvm {verb} --" in run(verb, "--help")


def test_the_module_runs_in_a_process_of_its_own_and_is_silent_when_piped(tmp_path: pathlib.Path) -> None:
    command = [sys.executable, "-m", "scvm", "demo", "--folder", str(tmp_path), "--customers", "200"]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "PYTHONIOENCODING": "utf-8"})
    assert done.returncode == 0 and done.stderr == "", "no progress bar and no warning, where nobody watches"
    assert "\x1b" not in done.stdout


def on_a_terminal(*arguments: str) -> str:
    """What a process with a terminal of its own prints there."""
    import pty

    shown: List[bytes] = []

    def read(descriptor: int) -> bytes:
        shown.append(os.read(descriptor, 1024))
        return b""  # kept, not passed on

    pty.spawn([sys.executable, *arguments], read)
    return b"".join(shown).decode("utf-8", "replace")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs a pseudo-terminal")
def test_progress_is_shown_on_a_terminal_after_a_second_and_not_before() -> None:
    program = (
        "import time; from scvm.command.progress import progress\n"
        "with progress(4, 'working') as bar:\n"
        "    for _ in range(4): time.sleep({}); bar.update(1)\n"
    )
    assert "working" in on_a_terminal("-c", program.format(0.4))
    assert "working" not in on_a_terminal("-c", program.format(0.01))


def test_without_its_libraries_the_command_says_what_to_install(tmp_path: pathlib.Path) -> None:
    (tmp_path / "click.py").write_text("raise ModuleNotFoundError('no click', name='click')")
    path = f"{tmp_path}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"
    environment = {**os.environ, "PYTHONPATH": path}
    done = subprocess.run([sys.executable, "-m", "scvm", "demo"], capture_output=True, text=True, env=environment)
    assert done.returncode == 2 and "pip install 'scvm[command]'" in done.stderr and "Traceback" not in done.stderr


def test_another_seed_is_another_world_and_the_same_seed_the_same() -> None:
    assert demo_crm.generate(60, 1) == demo_crm.generate(60, 1) != demo_crm.generate(60, 2)


def test_many_columns_at_once_and_row_by_row_are_the_same(copy: Dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    whole, _ = sugar.SugarDatabase(copy["common"][1]).read()
    monkeypatch.setattr(sugar, "_ROWS_AT_ONCE", 7)
    parts, _ = sugar.SugarDatabase(copy["common"][1]).read()
    model = scvm.ScoringModel.from_file(copy["common"][3])
    assert scvm.Scorer(model).score(parts, AS_OF).to_json() == scvm.Scorer(model).score(whole, AS_OF).to_json()


def test_the_tables_can_be_made_in_mysql_and_postgresql_too() -> None:
    from sqlalchemy.dialects import mysql, postgresql
    from sqlalchemy.schema import CreateTable

    for dialect in (mysql.dialect(), postgresql.dialect()):
        for table in sugar.metadata.sorted_tables:
            assert table.name in str(CreateTable(table).compile(dialect=dialect))
    assert sa.__version__.startswith(("1.4", "2."))
