"""Workbooks: dates are dates, numbers numbers, formulas their results, and what is damaged is one line."""

from __future__ import annotations

import datetime
import json
import pathlib
import sys
import zipfile
from typing import Any, Dict, List

import pytest
from small_world import World

openpyxl = pytest.importorskip("openpyxl")

NOON = datetime.datetime(2026, 1, 6, 12, 30)
COLUMNS = {"customer_id": "Kunde", "date": "Datum", "amount": "Betrag"}
HEADER = ["Kunde", "Datum", "Betrag"]


def world_of(scvm_command: Any, folder: pathlib.Path, rows: List[List[Any]], **more: Any) -> World:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.create_sheet("Notes").append(["nothing"])
    book.save(folder / "t.xlsx")
    return World(folder, scvm_command, {"customers": "id\n7\nb\n007\n"}, {"purchases": {"path": "t.xlsx", "columns": COLUMNS, **more}})


def test_cells_are_read_by_their_types(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    rows = [["Orders of 2026"], [], HEADER + ["Note"], [7, datetime.date(2026, 1, 5), 10], ["b", NOON, 20.5, "late"], [], ["007", "2026-02-01", "3"], [7.0, datetime.date(2026, 3, 1), -4]]
    world = world_of(scvm_command, tmp_path, rows)
    assert world.score()["rejected"] == 0
    assert world.column("revenue") == ["6.0", "20.5", "3.0"]


def test_what_no_cell_may_hold_is_rejected_by_its_row(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    broken = [[7, 46027, 10], [7, datetime.time(12, 0), 10], [7, datetime.date(2026, 1, 5), "12 or so"], [7, datetime.date(2026, 1, 5), True],
              [7, datetime.date(2026, 1, 5), "#DIV/0!"], [7, datetime.timedelta(3), 10]]  # fmt: skip
    world = world_of(scvm_command, tmp_path, [HEADER, *broken, ["b", datetime.date(2026, 1, 5), 20]])
    said = world.score("--rejected", tmp_path / "no.csv", code=1)
    assert said["rejected"] == len(broken) and world.column("revenue") == ["0.0", "20.0", "0.0"]
    lines = [line.split(",")[1] for line in (tmp_path / "no.csv").read_text(encoding="utf-8").splitlines()[1:]]
    assert lines == ["2", "3", "4", "5", "6", "7"], "rows as the sheet numbers them"


def test_a_formula_counts_by_what_it_gave_and_never_by_nothing(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    day = datetime.date(2026, 1, 5)
    world = world_of(scvm_command, tmp_path, [HEADER, [7, day, "=2*6"], ["b", day, 20], ["b", day, "=1/0"]])
    said = world.score("--rejected", tmp_path / "no.csv", code=1)
    assert said["rejected"] == 2 and "a formula without a result" in (tmp_path / "no.csv").read_text(encoding="utf-8")
    calculated = {"<f>2*6</f><v></v>": "<f>2*6</f><v>12</v>", "<f>2*6</f><v />": "<f>2*6</f><v>12</v>"}
    with zipfile.ZipFile(tmp_path / "t.xlsx") as packed:
        parts = {name: packed.read(name).decode("utf-8") for name in packed.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    for before, after in calculated.items():
        sheet = sheet.replace(before, after)
    assert "<v>12</v>" in sheet
    with zipfile.ZipFile(tmp_path / "t.xlsx", "w") as packed:
        for name, part in parts.items():
            packed.writestr(name, sheet if name == "xl/worksheets/sheet1.xml" else part)
    assert world.score(code=1)["rejected"] == 1
    assert world.column("revenue") == ["12.0", "20.0", "0.0"]


def test_the_sheet_may_be_named(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["nothing here"])
    sheet = book.create_sheet("Sales")
    for row in (HEADER, [7, datetime.date(2026, 1, 5), 10]):
        sheet.append(row)
    book.save(tmp_path / "t.xlsx")
    source = {"path": "t.xlsx", "sheet": "Sales", "columns": COLUMNS}
    world = World(tmp_path, scvm_command, {"customers": "id\n7\n"}, {"purchases": source})
    world.score()
    assert world.column("revenue") == ["10.0"]
    source["sheet"] = "Sale"
    assert 'no sheet "Sale": Sheet, Sales' in World(tmp_path, scvm_command, {"customers": "id\n7\n"}, {"purchases": source}).score(code=2)
    del source["sheet"]
    assert "Kunde" in World(tmp_path, scvm_command, {"customers": "id\n7\n"}, {"purchases": source}).score(code=2)
    world.document["sources"]["customers"]["sheet"] = "Sales"
    assert "customers.csv is no workbook" in world.score(code=2)


def test_consents_in_a_workbook_refuse_as_everywhere(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    book = openpyxl.Workbook()
    day = datetime.date(2025, 1, 1)
    for row in (["cid", "p", "s", "d"], [1, "scoring", True, day], [2, "scoring", False, day], [3, "scoring", "=TRUE()", day], [4, "scoring", "Gesperrt", day], [5, "scoring", 1, None]):
        book.active.append(row)
    book.save(tmp_path / "consents.xlsx")
    source = {"path": "consents.xlsx", "columns": {"customer_id": "cid", "purpose": "p", "state": "s", "date": "d"}}
    tables = {"customers": "id\n1\n2\n3\n4\n5\n", "purchases": "cid,date,amount\n" + "".join(f"{id},2026-05-05,10\n" for id in range(1, 6))}
    world = World(tmp_path, scvm_command, tables, {"consents": source})
    world.score(code=1)
    assert world.column("status") == ["scored", *["excluded"] * 4]


def test_damaged_workbooks_and_a_missing_library_are_one_line(scvm_command: Any, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = world_of(scvm_command, tmp_path, [HEADER, [7, datetime.date(2026, 1, 5), 10]])
    whole = (tmp_path / "t.xlsx").read_bytes()
    for broken in (b"", b"PK\x03\x04", whole[:1500], b"id,date\n", whole.replace(b"sheet1.xml", b"sheet9.xml"), whole[:600] + b"\0" * 60 + whole[660:]):
        (tmp_path / "t.xlsx").write_bytes(broken)
        said = world.score(code=2)
        assert "t.xlsx" in said and said.count("\n") <= 1 and "Traceback" not in said, broken[:20]
    (tmp_path / "t.xlsx").write_bytes(whole)
    with zipfile.ZipFile(tmp_path / "far.xlsx", "w") as packed, zipfile.ZipFile(tmp_path / "t.xlsx") as of:
        for name in of.namelist():
            packed.writestr(name, of.read(name).replace(b'r="2"', b'r="999999999"').replace(b'"A2"', b'"A999999999"'))
    (tmp_path / "far.xlsx").replace(tmp_path / "t.xlsx")
    assert "t.xlsx" in world.score(code=2)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    assert "workbooks need openpyxl" in world.score(code=2)


def formatted(scvm_command: Any, folder: pathlib.Path, rows: List[List[Any]], forms: Dict[str, str], epoch: Any = None, **more: Any) -> World:
    """The same with formats of some cells, and days counted from another first one."""
    world = world_of(scvm_command, folder, rows, **more)
    book = openpyxl.load_workbook(folder / "t.xlsx")
    book.epoch = epoch or book.epoch
    for cell, form in forms.items():
        book.active[cell].number_format = form
    book.save(folder / "t.xlsx")
    return world


EUROS, DOLLARS = ["#,##0.00 [$€-407]", '#,##0.00 "€"', "[$EUR] #,##0.00", '#,##0.00\\ "EUR"', "_-* #,##0.00 €_-"], ["[$$-409]#,##0.00", "[$USD]\\ 0.00", '"US$"0']
NO_CURRENCIES = ["0.00%", "[$-407]#,##0.00", '0.00 "PCS"', "General", "[Red]0.00", "0.00E+00", '_("$"* #,##0.00_)_("$"* \\(#,##0.00\\)_("$"* "-"??_)_(@_)']


def test_amounts_that_a_sheet_shows_in_several_currencies_do_not_add_up(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    day = datetime.date(2026, 1, 5)
    for euro, dollar in zip(EUROS, DOLLARS + DOLLARS):
        world = formatted(scvm_command, tmp_path, [HEADER, [7, day, 10], ["b", day, 20]], {"C2": euro, "C3": dollar})
        assert "amounts in dollars after amounts in EUR: name the currency" in world.score(code=2).replace("USD", "dollars"), (euro, dollar)
        world.document.update(currency="EUR", rates={"USD": 0.5})
        world.score("--accept-loss")
        assert world.column("revenue") == ["10.0", "10.0", "0.0"], (euro, dollar)
    for plain in NO_CURRENCIES:
        world = formatted(scvm_command, tmp_path, [HEADER, [7, day, 10], ["b", day, 20]], {"C2": EUROS[0], "C3": plain})
        world.score("--accept-loss")
        assert world.column("revenue") == ["10.0", "20.0", "0.0"], plain


def test_days_are_counted_from_where_the_workbook_says_numbers_and_texts_alike(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

    for epoch, serial in ((CALENDAR_WINDOWS_1900, 46027), (CALENDAR_MAC_1904, 44565)):
        rows = [HEADER, [7, serial, 1], [7, f"{serial}", 2], [7, serial + 0.75, 4], [7, f" {serial}.75", 8], [7, 60, 16], [7, 0.5, 32], [7, -1, 64]]
        world = formatted(scvm_command, tmp_path, rows, {}, epoch, date_format="excel")
        assert world.score("--accept-loss", code=1)["rejected"] == 3
        days = [row["time"][:10] for row in json.loads(world.command("export", "--id", "7"))["held"]["purchases"]]
        assert days == ["2026-01-05"] * 4, epoch
