"""Nothing is wiped by accident, and every failure is one line and exit code 2."""

from __future__ import annotations

import json
import pathlib
from typing import Any, Dict

import pytest
import sqlalchemy as sa
from small_world import AS_OF, World

from scvm.command import run as run_module

CUSTOMERS = "id\n1\n2\n3\n4\n"
PURCHASES = "cid,date,amount,st\n1,2026-01-05,10,Paid\n2,2026-01-05,10,Paid\n3,2026-01-05,10,Paid\n4,2026-01-05,10,Paid\n"
ANSWERS = "cid,q,a\n" + "".join(f"{id},sat,5\n{id},att,{id}\n" for id in range(1, 5))
PAID = {"purchases": {"only": {"st": ["Paid"]}}}


@pytest.fixture()
def world(scvm_command: Any, tmp_path: pathlib.Path) -> World:
    """Four customers, scored once."""
    result = World(tmp_path, scvm_command, {"customers": CUSTOMERS, "purchases": PURCHASES, "answers": ANSWERS}, PAID)
    result.document["output"]["history"] = "history.csv"
    assert result.score()["scored"] == 4
    return result


LOSSES: Dict[str, Any] = {
    "only the header of purchases": ("purchases", "cid,date,amount,st\n", "purchases.csv: there is no row", 0),
    "only the header of customers": ("customers", "id\n", "customers.csv: there is no row", 0),
    "ids of another program": (
        "purchases", PURCHASES.replace("1,2026", "1.0,2026").replace("\n2,", "\n2.0,").replace("\n3,", "\n3.0,").replace("\n4,", "\n4.0,"),
        'none of 4 rows counts, 4 are of unknown customers: "1.0", "2.0" here, customers are "1", "2"', 0),
    "a selection in another case": (
        "purchases", PURCHASES.replace("Paid", "paid"), 'only st in ["Paid"] selects none of 4 rows; there is "paid"', 0),
    "unreadable days": (
        "purchases", PURCHASES.replace("2026-01-05", "05.01.2026"), 'none of 4 rows counts, 4 are rejected: date = "05.01.2026": expected a date', 1),
    "answers without customers": ("answers", ANSWERS.replace("\n1,", "\n,").replace("\n2,", "\n,").replace("\n3,", "\n,").replace("\n4,", "\n,"),
                                  "8 are without a customer", 0),
    "other customers": ("customers", "id\n5\n6\n", "purchases.csv: none of 4 rows counts", 0),
    "most customers gone": ("customers", "id\n1\n", "of 4 customers who had scores last time, 1 would have scores now", 0),
    "most values gone": ("purchases", PURCHASES.replace("\n2,", "\n7,").replace("\n3,", "\n8,").replace("\n4,", "\n9,"),
                         "of 4 customers who had a lifetime value last time, 1 would have a lifetime value now", 0),
    "most groups gone": ("answers", "cid,q,a\n1,sat,5\n1,att,1\n2,sat,5\n", "of 4 customers who had a group last time, 1 would have a group now", 0),
}  # fmt: skip


@pytest.mark.parametrize("name", LOSSES)
def test_a_loss_is_one_line_and_nothing_is_written_until_it_is_accepted(name: str, world: World) -> None:
    table, text, message, code = LOSSES[name]
    before = {path.name: path.read_bytes() for path in world.folder.glob("*.csv")}
    world.write(table, text)
    said = world.score(code=2)
    assert message in said and "--accept-loss" in said and len(said.splitlines()) == 1
    after = {path.name: path.read_bytes() for path in world.folder.glob("*.csv")}
    assert {**after, f"{table}.csv": b""} == {**before, f"{table}.csv": b""} and not list(world.folder.glob("*.part"))
    checked = world.command("check", "--model", world.folder / "model.json", "--as-of", AS_OF, code=2)
    assert message in checked and "scvm score would refuse" in checked
    world.score("--accept-loss", code=code)
    assert (world.folder / "scores.csv").read_bytes() != before["scores.csv"]


def test_half_of_the_customers_is_no_loss(world: World) -> None:
    world.write("customers", "id\n1\n2\n")
    assert world.score()["customers"] == 2


def test_everybody_excluded_at_once_is_a_loss(world: World, scvm_command: Any) -> None:
    world.document["sources"]["consents"] = {"path": "consents.csv", "columns": {"customer_id": "cid", "purpose": "p", "state": "s", "date": "d"}}
    world.write("consents", "cid,p,s,d\n" + "".join(f"{id},scoring,maybe,2026-01-01\n" for id in range(1, 5)))
    assert "none of 4 rows counts" in world.score(code=2)
    world.write("consents", "cid,p,s,d\n1,scoring,granted,2026-01-01\n" + "".join(f"{id},scoring,maybe,2026-01-01\n" for id in range(2, 5)))
    assert "of 4 customers who had scores last time, 1 would have scores now" in world.score(code=2)


def test_a_flag_selects_by_its_meaning(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    engine = sa.create_engine(f"sqlite:///{tmp_path}/x.sqlite")
    flags = sa.Table("o", sa.MetaData(), sa.Column("cid", sa.Integer), sa.Column("date", sa.Date), sa.Column("amount", sa.Float), sa.Column("off", sa.Boolean))
    flags.metadata.create_all(engine)
    with engine.begin() as connection:
        connection.execute(sa.text("INSERT INTO o VALUES (1, '2026-01-05', 10, 0), (1, '2026-02-05', 20, 1)"))
    engine.dispose()
    lines = '{"cid": 1, "date": "2026-01-05", "amount": 10, "off": false}\n{"cid": 1, "date": "2026-02-05", "amount": 20, "off": true}\n'
    (tmp_path / "o.ndjson").write_text(lines, encoding="utf-8")
    for more in ({"format": "sql", "table": "o"}, {"format": "ndjson", "path": "o.ndjson"}):
        for wanted, revenue in (("false", "10.0"), ("0", "10.0"), ("TRUE", "20.0")):
            only = {"off": [wanted]}
            world = World(tmp_path, scvm_command, {"customers": "id\n1\n"}, {"purchases": {**more, "columns": {"customer_id": "cid", "date": "date", "amount": "amount"}, "only": only}}, database=f"sqlite:///{tmp_path}/x.sqlite")  # fmt: skip
            world.score()
            assert world.column("revenue") == [revenue]


def test_a_misspelt_key_of_lines_is_named_as_a_misspelt_column_is(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    (tmp_path / "t.ndjson").write_text('{"Cid": 1, "date": "2026-01-05", "amount": 10}\n', encoding="utf-8")
    more = {"format": "ndjson", "path": "t.ndjson", "columns": {"customer_id": "cid", "date": "date", "amount": "amount"}}
    world = World(tmp_path, scvm_command, {"customers": "id\n1\n"}, {"purchases": more})
    assert 't.ndjson: there is no key "cid"; did you mean "Cid"?' in world.score(code=2)
    more["columns"] = {**more["columns"], "customer_id": "Cid", "deleted": "is_deleted"}  # type: ignore[dict-item]
    world = World(tmp_path, scvm_command, {"customers": "id\n1\n"}, {"purchases": more})
    assert 'no key "is_deleted": Cid, amount, date' in world.score(code=2)


def test_a_database_is_not_touched_before_the_last_customer_is_scored(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    database = f"sqlite:///{tmp_path}/x.sqlite"
    sa.create_engine(database).connect().close()
    world = World(tmp_path, scvm_command, {"customers": CUSTOMERS, "purchases": PURCHASES}, PAID, database=database)
    world.document["output"] = {"format": "sql", "columns": {"status": "status", "revenue": "revenue", "lifetime_value": "lifetime_value"}}
    world.score("--add-columns")

    def stored() -> Any:
        with sa.create_engine(database).connect() as connection:
            scores = connection.execute(sa.text("SELECT * FROM scvm_scores ORDER BY id")).fetchall()
            return scores, connection.execute(sa.text("SELECT count(*) FROM scvm_score_history")).scalar()

    before = stored()
    assert [row.status for row in before[0]] == ["scored"] * 4
    world.write("purchases", PURCHASES.replace("10,Paid", "12,Paid").replace("\n2,", "\n9,").replace("\n3,", "\n9,").replace("\n4,", "\n9,"))
    assert "table scvm_scores: of 4 customers who had scores last time, 1 would have scores now" in world.score("--chunk-size", 1, code=2)
    assert stored() == before
    world.write("purchases", PURCHASES.replace("10,Paid", "12,Paid").replace("\n3,", "\n9,").replace("\n4,", "\n9,"))
    assert world.score("--chunk-size", 1)["written"]["changed"] == 4, "what was held back is written once half of them is safe"
    assert [row.status for row in stored()[0]] == ["scored", "scored", "insufficient_data", "insufficient_data"]


def test_invoices_of_a_crm_that_none_is_selected_of(sqlite_crm: Any, scvm_command: Any) -> None:
    sqlite_crm.score("--add-columns")
    before = sqlite_crm.scores()
    sqlite_crm.execute("UPDATE aos_invoices SET status = 'Bezahlt' WHERE deleted = 0")
    said = scvm_command("score", *sqlite_crm.common, code=2)
    assert 'aos_invoices: only status in ["Paid"] selects none of' in said and '"Bezahlt"' in said
    assert sqlite_crm.scores() == before


@pytest.mark.parametrize("verb", ["fit", "report"])
def test_other_verbs_write_nothing_of_an_empty_source_either(verb: str, world: World) -> None:
    world.write("answers", "cid,q,a\n")
    file = world.folder / ("model2.json" if verb == "fit" else "page.html")
    option = "--output" if verb == "fit" else "--out"
    said = world.command(verb, "--model", world.folder / "model.json", "--as-of", AS_OF, option, file, code=2)
    assert len(said.splitlines()) == 1 and not file.exists()


def test_what_nobody_foresaw_is_one_line_and_no_traceback(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    for error, message in ((KeyError("lost"), "KeyError: 'lost' (test_losses.py, line "), (KeyboardInterrupt(), "broken off: nothing more was written"),
                           (MemoryError(), "MemoryError: no more is known"), (RuntimeError("a\nb"), "RuntimeError: a (")):  # fmt: skip
        def fails(*_: Any, **__: Any) -> None:
            raise error

        monkeypatch.setattr(run_module, "score", fails)
        said = world.score(code=2)
        assert message in said and len(said.splitlines()) == 1


def test_what_was_erased_or_set_by_hand_is_no_loss(world: World, scvm_command: Any) -> None:
    for id in ("1", "2", "3"):
        scvm_command("erase", "--source", world.folder / "mapping.json", "--id", id, "--yes")
    assert json.loads(world.command("score", "--model", world.folder / "model.json", "--as-of", AS_OF, "--json"))["customers"] == 1


def test_no_file_that_is_read_is_written_over(world: World) -> None:
    before = {path: path.read_bytes() for path in world.folder.iterdir() if path.is_file()}
    for name in ("customers.csv", "mapping.json", "model.json"):
        for option in ("--output", "--rejected", "--picture"):
            assert "is read by this run" in world.score(option, world.folder / name, code=2)
    world.document["output"]["path"] = "purchases.csv"
    assert "is read by this run" in world.score(code=2)
    del before[world.folder / "mapping.json"]
    assert {path: path.read_bytes() for path in before} == before


def test_an_id_that_is_no_text_is_one_line(world: World) -> None:
    for verb, *more in (["explain", "--model", world.folder / "model.json", "--as-of", AS_OF], ["export"], ["erase", "--yes"], ["history"]):
        said = world.command(verb, *more, "--id", "\udcff", code=2)
        assert said.splitlines() == ["Error: --id: no UTF-8 text, which every id is"], verb
