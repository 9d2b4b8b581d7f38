"""How exports are told apart in a mapping: several files, packed ones, headers of several lines, totals, joins, constants, texts as answers."""

from __future__ import annotations

import bz2
import datetime
import gzip
import lzma
import pathlib
import zipfile
from typing import Any, Dict

import pytest
from small_world import World

from scvm.command.answer_words import folded_answer, list_of, number_in, says_nothing, shipped

PEOPLE = {"customers": "id\n1\n2\n3\n"}
BOUGHT = {"customer_id": "cid", "date": "date", "amount": "amount"}
ROWS = "cid,date,amount\n1,2026-01-05,10\n2,2026-01-06,20\n"


def world_of(run: Any, folder: pathlib.Path, kind: str = "purchases", **source: Any) -> World:
    return World(folder, run, PEOPLE, {kind: {"columns": BOUGHT, **source}})


def test_several_files_are_one_source_and_each_has_its_line(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    (tmp_path / "o-1.csv").write_text(ROWS)
    (tmp_path / "o-2.csv").write_text("cid;date;amount\n3;2026-02-01;30\n")
    world = world_of(scvm_command, tmp_path, path="o-*.csv")
    said = world.score()
    assert [(each["source"], each["read"]) for each in said["sources"]] == [("customers.csv", 3), ("o-1.csv", 2), ("o-2.csv", 1)]
    assert world.column("revenue") == ["10.0", "20.0", "30.0"]
    world.document["sources"]["purchases"]["path"] = ["o-2.csv"]
    world.score("--accept-loss")
    assert world.column("revenue") == ["0.0", "0.0", "30.0"]
    world.document["sources"]["purchases"]["path"] = "p-*.csv"
    assert "p-*.csv: no file is called so" in world.score(code=2)


@pytest.mark.parametrize("name, pack", [("t.csv", gzip.compress), ("t.gz", lzma.compress), ("t", bz2.compress), ("t.csv.xz", lzma.compress)])
def test_what_is_packed_is_known_by_its_bytes(name: str, pack: Any, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    (tmp_path / name).write_bytes(pack(ROWS.encode()))
    world = world_of(scvm_command, tmp_path, path=name)
    world.score()
    assert world.column("revenue") == ["10.0", "20.0", "0.0"]
    packed = pack(bytes(range(256)).replace(b"\n", b"") + ROWS.encode() * 50)
    (tmp_path / name).write_bytes(packed[: len(packed) // 2])
    assert "Error: " in world.score(code=2)


def test_a_zip_is_read_by_its_only_file_or_the_one_that_is_named(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    with zipfile.ZipFile(tmp_path / "t.zip", "w") as packed:
        packed.writestr("__MACOSX/._t.csv", "x")
        packed.writestr("in/t.csv", ROWS)
    world = world_of(scvm_command, tmp_path, path="t.zip")
    world.score()
    assert world.column("revenue") == ["10.0", "20.0", "0.0"]
    with zipfile.ZipFile(tmp_path / "t.zip", "a") as packed:
        packed.writestr("more.ndjson", '{"cid": 3, "date": "2026-01-05", "amount": 7}\n')
    assert 't.zip: the zip has in/t.csv, more.ndjson: name the one to read as "entry"' in world.score(code=2)
    world.document["sources"]["purchases"]["entry"] = "more.ndjson"
    world.score("--accept-loss")
    assert world.column("revenue") == ["0.0", "0.0", "7.0"]


def test_headers_over_several_lines_name_their_columns_by_both(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    (tmp_path / "s.csv").write_text("Survey of 2026\nID,Rate us,,Comment\n,Speed,Price,\n1,4,5,fine\n2,3,9,\n")
    columns = {"customer_id": "ID", "questions": ["Rate us/Speed", "Rate us/Price"]}
    sources = {"answers": {"path": "s.csv", "header_lines": 2, "columns": columns, "items": {"Rate us/Speed": "sat", "Rate us/Price": "att"}}}
    world = World(tmp_path, scvm_command, PEOPLE, sources)
    world.score()
    assert world.column("satisfaction") == ["75.0", "50.0", ""] and world.column("attachment") == ["100.0", "", ""]


def test_a_file_without_a_header_counts_its_columns_and_blanks_may_separate(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    (tmp_path / "t.txt").write_text(" 1 20260105  2   11.77\r\n 2 20260112 10  120.50\r\n")
    world = World(tmp_path, scvm_command, PEOPLE, {"purchases": {
        "path": "t.txt", "header_lines": 0, "delimiter": " ", "date_format": "yyyymmdd", "columns": {"customer_id": "1", "date": "2", "amount": "4"}}})  # fmt: skip
    world.score()
    assert world.column("revenue") == ["11.77", "120.5", "0.0"]


@pytest.mark.parametrize("quote, text", [("'", "cid,date,amount\n'1','2026-01-05','10'\n"), ("none", 'cid,date,amount,x\n1,2026-01-05,10,"5" pipe"\n'), ("line", '"cid,date,amount,x"\n"1,2026-01-05,10,""a, b"""\n')])
def test_quotes_of_all_kinds(quote: str, text: str, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    (tmp_path / "t.csv").write_text(text)
    world = world_of(scvm_command, tmp_path, path="t.csv", quote=quote)
    world.score()
    assert world.column("revenue") == ["10.0", "0.0", "0.0"]


@pytest.mark.parametrize("end", ["Total,,30\n", "\nTOTAL\n", "total\nConfidential Information - Do Not Distribute\n", '"Total of 2026",,30\n3,2026-01-05,5\n'])
def test_totals_below_a_table_are_counted_and_never_bought(end: str, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    (tmp_path / "t.csv").write_text(ROWS + end)
    world = world_of(scvm_command, tmp_path, path="t.csv", ends_at=["Total"])
    said = world.score()
    assert said["rejected"] == 0 and said["sources"][1]["below_the_table"] == end.strip().count("\n") + 1
    assert world.column("revenue") == ["10.0", "20.0", "0.0"]


def test_blank_cells_say_what_the_one_above_says(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    (tmp_path / "t.csv").write_text("cid,date,amount\n1,2026-01-05,10\n,2026-01-06,20\n2,,5\n")
    world = world_of(scvm_command, tmp_path, path="t.csv", fill_down=["cid", "date"])
    world.score()
    assert world.column("revenue") == ["30.0", "5.0", "0.0"]


def test_a_joined_table_says_whose_a_row_is(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    (tmp_path / "lines.csv").write_text("order,n,price\nA,2,10\nB,1,5\nZ,1,1\nA,1,1\n")
    (tmp_path / "orders.csv").write_text("no;who;day\nA;x;2026-01-05\nB;y;2026-01-06\n")
    (tmp_path / "people.ndjson").write_text('{"mail": "x", "id": 1}\n{"mail": "y", "id": 2}\n')
    join = [{"as": "o", "path": "orders.csv", "on": {"order": "no"}}, {"as": "p", "path": "people.ndjson", "on": {"o.who": "mail"}}]
    source: Dict[str, Any] = {"path": "lines.csv", "join": join, "columns": {"customer_id": "p.id", "date": "o.day", "amount": {"product": ["n", "price"]}}}
    world = World(tmp_path, scvm_command, PEOPLE, {"purchases": source})
    said = world.score()
    assert world.column("revenue") == ["21.0", "5.0", "0.0"] and said["sources"][1]["without_a_customer"] == 1
    (tmp_path / "orders.csv").write_text("no;who;day\nA;x;2026-01-05\nA;y;2026-01-06\n")
    assert 'orders.csv: line 3: "A" was there before, with other values' in world.score(code=2)
    world.document["sources"]["purchases"]["join"][0]["on"] = {"order": "number"}
    assert 'orders.csv: there is no column "number"' in world.score(code=2)


def test_what_every_row_says_and_what_words_mean(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    (tmp_path / "c.csv").write_text("who,day,answer\n1,2026-01-05,OK\n2,2026-01-05,never\n3,2026-01-05,granted\n")
    columns = {"customer_id": "who", "purpose": {"constant": "scoring"}, "state": {"column": "answer", "values": {"ok": "granted", "Never": "withdrawn"}}, "date": "day"}
    world = World(tmp_path, scvm_command, PEOPLE, {"consents": {"path": "c.csv", "columns": columns}})
    assert world.score()["rejected"] == 0 and [each == "excluded" for each in world.column("status")] == [False, True, False]
    (tmp_path / "scores.csv").unlink()
    (tmp_path / "t.csv").write_text("cid,date,amount,s\n1,2026-01-05,10,wc-completed\n2,2026-01-06,20,wc-trash\n")
    world = world_of(scvm_command, tmp_path, path="t.csv", columns={**BOUGHT, "status": {"column": "s", "values": {"wc-completed": "paid", "wc-trash": "void"}}})
    world.score()
    assert world.column("revenue") == ["10.0", "0.0", "0.0"]
    (tmp_path / "i.csv").write_text("who,day\n1,2026-01-05\n")
    world = World(tmp_path, scvm_command, PEOPLE, {"interactions": {"path": "i.csv", "columns": {"customer_id": "who", "date": "day", "kind": {"constant": "hug"}}}})
    assert "REJECTED: kind" in world.command("init", "--output", tmp_path / "new.jsonc", code=1)


@pytest.mark.parametrize("form, written, there", [("whole numbers", "001", "1.0"), ("lower case", "Ada@X.org", "ada@x.ORG")])
def test_ids_that_two_sources_write_differently(form: str, written: str, there: str, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    (tmp_path / "t.csv").write_text(f"cid,date,amount\n{there},2026-01-05,10\n")
    world = World(tmp_path, scvm_command, {"customers": f"id\n{written}\n"}, {"purchases": {"path": "t.csv", "columns": BOUGHT, "ids": form}})
    world.document["sources"]["customers"]["ids"] = form
    world.score()
    assert world.column("revenue") == ["10.0"]


def test_customers_come_from_whatever_they_did(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    (tmp_path / "s.csv").write_text("sat,att\n5,4\n1,2\n")
    sources: Dict[str, Any] = {"customers": {"from": "answers"}, "answers": {"path": "s.csv", "columns": {"customer_id": {"numbered": "R"}, "questions": ["sat", "att"]}}}
    world = World(tmp_path, scvm_command, {}, sources)
    world.score()
    assert world.column("id") == ["R2", "R3"] and world.column("satisfaction") == ["100.0", "0.0"]
    (tmp_path / "t.csv").write_text("cid,date,amount\nR3,2026-01-05,10\nx,2026-01-05,20\n")
    world.document["sources"]["purchases"] = {"path": "t.csv", "columns": BOUGHT}
    world.document["sources"]["customers"]["from"] = ["answers", "purchases"]
    world.score()
    assert world.column("id") == ["R2", "R3", "x"] and world.column("revenue") == ["0.0", "10.0", "20.0"]


def test_zones_that_forms_name_and_several_formats_of_one_file(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    times = ["2026/01/05 11:30:00 PM GMT+1", "2026/01/05 11:30:00 PM MEZ", "2026/01/05 11:30:00 PM UTC", "17/02/2026", "2026/01/05 3:04:05 PM XYZ", "1/5/2026"]
    (tmp_path / "t.csv").write_text("cid,date,amount\n" + "".join(f"1,{time},10\n" for time in times))
    world = world_of(scvm_command, tmp_path, path="t.csv", date_format=["%Y/%m/%d %I:%M:%S %p %Z", "%d/%m/%Y", "%m/%d/%Y"])
    assert world.score("--rejected", tmp_path / "no.csv", code=1)["rejected"] == 2
    assert [line.split(",")[1] for line in (tmp_path / "no.csv").read_text().splitlines()[1:]] == ["6", "7"], "an unknown zone, and a day that two formats read differently"


@pytest.mark.parametrize("document, said", [
    ({"join": [{"as": "o", "on": {"a": "b"}}]}, "purchases.join.0: expected path, or table or query"),
    ({"join": [{"as": "o", "path": "x", "on": {"a": "b"}}] * 2}, 'join.1.as: "o" is the name of another table'),
    ({"quote": "x"}, "quote"), ({"header_lines": 9}, "header_lines"), ({"columns": {**BOUGHT, "date": {"fixed": "x"}}}, "date"),
])  # fmt: skip
def test_what_makes_no_sense_is_one_line(document: Dict[str, Any], said: str, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    (tmp_path / "t.csv").write_text(ROWS)
    assert said in world_of(scvm_command, tmp_path, path="t.csv", **document).score(code=2)


def test_every_shipped_list_tells_its_answers_apart() -> None:
    for name, words in shipped().items():
        assert len(set(words.values())) == int(max(words.values()) - min(words.values())) + 1, name
    for name in shipped():
        ends = {min(shipped()[name], key=lambda said: shipped()[name][said]), max(shipped()[name], key=lambda said: shipped()[name][said])}
        assert list_of(ends) is not None


@pytest.mark.parametrize("answers, name", [
    (["Strongly agree", "agree", "Disagree"], "agreement-5"), (["stimme voll zu", "Stimme eher nicht zu", "teils/teils"], "agreement-5"),
    (["trifft zu", "trifft eher zu", "trifft eher nicht zu", "trifft nicht zu"], "agreement-5-plain"), (["Slightly agree", "agree"], "agreement-7"),
    (["Sehr zufrieden", "ZUFRIEDEN", "eher unzufrieden"], "satisfaction-5"), (["Extremely satisfied", "Not so satisfied"], "satisfaction-5-degrees"),
    (["sehr gut", "befriedigend"], "grades-6"), (["Ueberhaupt nicht wichtig", "sehr wichtig"], "importance-5"), (["ja", "nein"], "yes-no"), (["blau", "rot"], None), ([], None),
])  # fmt: skip
def test_the_list_that_has_all_answers_and_tells_most_apart(answers: Any, name: Any) -> None:
    found = list_of(answers)
    assert (found and found[0]) == name


@pytest.mark.parametrize("answer, number", [
    ("5 - sehr zufrieden", 5), ("5: great", 5), ("1 (gar nicht)", 1), ("sehr gut (5)", 5), ("4 von 5", 4), ("4/5", 4), ("3,5 out of 5 stars", 3.5), ("★★★★", 4), ("★★★☆☆", 3),
    ("80 %", 80), ("4 Sterne", 4), ("3-5 times", None), ("1.", None), ("2 Kinder", None), ("sehr gut", None), ("2026-01-05", None), ("", None), ("5 - 6", None),
])  # fmt: skip
def test_the_number_that_stands_in_an_answer(answer: str, number: Any) -> None:
    found = number_in(answer)
    assert (found and found.number) == number


def test_nothing_is_said_in_many_ways() -> None:
    assert all(map(says_nothing, ["N/A", "n.a.", "Weiß nicht", "weiss nicht", "k. A.", "Don’t know", " - ", "Keine Angabe"]))
    assert not any(map(says_nothing, ["neutral", "0", "nein"])) and folded_answer("Teils/teils.") == "teils teils"


def test_answers_as_texts_are_read_by_the_list_of_their_question(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    (tmp_path / "s.csv").write_text("ID,sat,att\n1,sehr zufrieden,Stimme voll zu\n2,eher unzufrieden,weiß nicht\n3,2 von 5,passt scho\n", encoding="utf-8")
    columns = {"customer_id": "ID", "questions": ["sat", "att"]}
    more = {"labels_of": {"sat": "satisfaction-5", "att": "agreement-5"}, "labels": {"passt scho": 4}, "missing_codes": ["weiß nicht"], "scales": {"sat": [1, 5]}}
    world = World(tmp_path, scvm_command, PEOPLE, {"answers": {"path": "s.csv", "columns": columns, **more}})
    assert world.score()["rejected"] == 0
    assert world.column("satisfaction") == ["100.0", "25.0", "25.0"] and world.column("attachment") == ["100.0", "", "75.0"]
    (tmp_path / "s.csv").write_text("ID,sat,att\n1,9 von 10,4\n", encoding="utf-8")
    world.document["sources"]["answers"]["scales"] = {"sat": [1, 10]}
    world.document["sources"]["answers"]["labels_of"]["sat"] = "satisfction-5"
    assert 'there is no list "satisfction-5"; did you mean "satisfaction-5"?' in world.score(code=2)


def test_a_workbook_that_counts_from_1904_and_hides_its_first_sheet(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active.title, book.active.sheet_state = "Old", "hidden"
    sheet = book.create_sheet("Now")
    for row in (["cid", "date", "amount"], [1, (datetime.date(2026, 1, 5) - datetime.date(1904, 1, 1)).days, 10], [2, (datetime.date(2030, 1, 5) - datetime.date(1904, 1, 1)).days, 10]):
        sheet.append(row)
    book.save(tmp_path / "t.dat")
    world = world_of(scvm_command, tmp_path, path="t.dat", date_format="excel")
    assert world.score(code=1)["rejected"] == 1, "the second day is four years after the day of scoring; read from 1900, it would have counted"
    assert world.column("revenue") == ["10.0", "0.0", "0.0"]


def test_parquet_is_read_where_a_reader_is_installed(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    (tmp_path / "t.parquet").write_bytes(b"PAR1 and no more")
    world = world_of(scvm_command, tmp_path, path="t.parquet")
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        assert "t.parquet: files of Parquet need pyarrow or fastparquet" in world.score(code=2)
        return
    assert "t.parquet: cannot be read as Parquet" in world.score(code=2)
    table = pyarrow.table({"cid": ["1", "2"], "date": [datetime.date(2026, 1, 5), datetime.datetime(2026, 1, 6, 12).date()], "amount": [10.0, 2.5]})
    pyarrow.parquet.write_table(table, tmp_path / "t.parquet")
    world.score()
    assert world.column("revenue") == ["10.0", "2.5", "0.0"]


def test_what_was_given_back_is_taken_from_an_amount(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    """In the amount's own currency, by the sign of whichever cell has one."""
    (tmp_path / "t.csv").write_text('cid,date,total,back,due\n1,2026-01-05,"$1,000.50",$0.50,\n2,2026-01-05,20,30,5\n2,2026-01-06,,3,\n3,2026-01-06,9,x,\n3,2026-01-07,€8,,1\n')
    columns = {**BOUGHT, "amount": {"difference": ["total", "back", "due"]}}
    world = world_of(scvm_command, tmp_path, path="t.csv", columns=columns, thousands=",", strip_currency_sign=True)
    world.document["currency"] = "USD"
    said = world.score(code=1)
    assert said["sources"][1]["read"] == 2 and world.column("revenue") == ["1000.0", "-15.0", "0.0"]
    reasons = [each["reason"] for each in said["rejected_by_reason"]]
    assert sorted(reasons) == ["amount in EUR: expected USD, or one rate for it in rates", "amount is missing", "back = …: expected a number"]


def test_of_a_cell_that_lists_several_the_first_counts(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    (tmp_path / "t.csv").write_text("cid,date,amount\n2; 1,2026-01-05,10\n;,2026-01-06,20\n 3,2026-01-07,30\nAda;9,2026-01-07,5\n")
    columns = {**BOUGHT, "customer_id": {"column": "cid", "first_before": ";", "values": {"ada": "1"}}}
    world = world_of(scvm_command, tmp_path, path="t.csv", columns=columns)
    said = world.score()
    assert world.column("revenue") == ["5.0", "10.0", "30.0"] and said["sources"][1]["without_a_customer"] == 1
    world.document["sources"]["purchases"]["columns"]["customer_id"] = {"column": "cid"}
    assert "customer_id" in world.score(code=2)


def test_only_may_ask_for_any_value(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    (tmp_path / "t.csv").write_text("cid,date,amount,paid\n1,2026-01-05,10,yes\n2,2026-01-06,20, \n3,2026-01-07,30,*\n")
    world = world_of(scvm_command, tmp_path, path="t.csv", only={"paid": ["*"]})
    said = world.score()
    assert world.column("revenue") == ["10.0", "0.0", "30.0"] and said["sources"][1]["not_selected"] == 1


def test_any_of_several_flags_of_refusal_refuses(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    """Without a section of consents in the model, who refused anything is left out; what cannot be read refuses."""
    world = World(tmp_path, scvm_command, {"customers": "id,mail,phone\n1,0,0\n2,0,1\n3,yes,\n4,,perhaps\n5,,\n", "purchases": "cid,date,amount\n1,2026-01-05,10\n"})
    world.document["sources"]["purchases"]["columns"] = BOUGHT
    world.document["sources"]["customers"]["columns"] = {"id": "id", "opt_out": ["mail", "phone"]}
    world.score(code=1)
    assert world.column("status") == ["scored", "excluded", "excluded", "excluded", "insufficient_data"]
