"""`scvm init` of exports: every format is read or ends in one line, dates are never guessed, and what it writes works as it is."""

from __future__ import annotations

import datetime
import gzip
import json
import pathlib
import random
import zipfile
from typing import Any, Dict, List, Optional

import pytest
import sqlalchemy as sa

from scvm.command.cell_forms import day_form, number_form
from scvm.command.exports import looks_of_files
from scvm.command.mapping import without_comments
from scvm.command.column_parts import name_of
from scvm.command.proposal import propose
from scvm.command.refusal import Refused


class Place:
    """A folder of exports; `init` runs in it."""

    def __init__(self, run: Any, folder: pathlib.Path) -> None:
        self.run, self.folder = run, folder

    def write(self, **files: Any) -> None:
        for name, content in files.items():
            path = self.folder / name.replace("__", ".")
            path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))

    def init(self, *more: Any, code: Optional[int] = 0) -> str:
        said: str = self.run("init", self.folder, "--output", self.folder / "model.jsonc", "--mapping", self.folder / "mapping.jsonc", "--force", *more, code=code)
        return said

    @property
    def mapping(self) -> Dict[str, Any]:
        result: Dict[str, Any] = json.loads(without_comments((self.folder / "mapping.jsonc").read_text(encoding="utf-8")))
        return result

    @property
    def sources(self) -> Dict[str, Any]:
        result: Dict[str, Any] = self.mapping["sources"]
        return result

    def score(self) -> Dict[str, Any]:
        """Check, fit and score, with nothing but what init wrote."""
        mapping, model = self.folder / "mapping.jsonc", self.folder / "model.jsonc"
        self.run("check", "--source", mapping, "--model", model, "--as-of", "2026-11-21", code=None)
        self.run("fit", "--source", mapping, "--model", model, "--as-of", "2026-11-21", "--output", self.folder / "model.json", code=None)
        found: Dict[str, Any] = json.loads(self.run("score", "--source", mapping, "--as-of", "2026-11-21", "--json", "--accept-loss", code=None))
        return found


@pytest.fixture
def place(scvm_command: Any, tmp_path: pathlib.Path) -> Place:
    return Place(scvm_command, tmp_path)


def buyers(delimiter: str = ";", encoding: str = "utf-8", n: int = 60) -> bytes:
    chance = random.Random(1)
    rows = [["KundenNr", "Größe", "Datum", "Betrag"]]
    for i in range(n):
        for _ in range(chance.randint(1, 4)):
            rows.append([f"{i + 100}", "Ü", f"{chance.randint(1, 28):02}.{chance.randint(1, 10):02}.2026", f"1.{chance.randint(100, 999)},{chance.randint(10, 99)}"])
    return "".join(delimiter.join(row) + "\r\n" for row in rows).encode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "mac_roman"])
@pytest.mark.parametrize("delimiter", [";", "\t", "|", "^"])
def test_delimiter_and_encoding_by_what_is_there(delimiter: str, encoding: str, place: Place) -> None:
    place.write(t__csv=buyers(delimiter, encoding))
    (look,), _ = looks_of_files([str(place.folder)], place.folder)
    assert look.header == ["KundenNr", "Größe", "Datum", "Betrag"] and look.rows[0][1] == "Ü"
    (part,) = propose([look]).parts
    assert part.document["columns"] == {"customer_id": "KundenNr", "date": "Datum", "amount": "Betrag"}
    assert (part.document["date_format"], part.document["decimal_mark"], part.document["thousands"]) == ("%d.%m.%Y", ",", ".")


def test_another_script_is_found_out_where_the_library_is_there(place: Place) -> None:
    pytest.importorskip("charset_normalizer")
    rows = "клиент;имя;заметка\n" + "".join(f"{i};Анна Иванова;постоянный покупатель нашего магазина\n" for i in range(40))
    place.write(customers__csv=rows.encode("cp1251"))
    (look,), _ = looks_of_files([str(place.folder)], place.folder)
    assert look.header == ["клиент", "имя", "заметка"] and look.reading["encoding"] == "cp1251"


GERMAN_CUSTOMERS = "Kundenliste Stand 1.11.;;;\n;;;\nKundenNr;Vorname;Nachname;Einwilligung\n" + "".join(f"{100 + i};V{i};N{i};{'erteilt' if i % 5 else 'widerrufen'}\n" for i in range(60)) + "Summe;60;;\n"
WORDS = ["sehr unzufrieden", "eher unzufrieden", "teils/teils", "zufrieden", "sehr zufrieden"]
AGREE = ["stimme gar nicht zu", "stimme eher nicht zu", "weder noch", "stimme eher zu", "stimme voll und ganz zu"]


def german_survey() -> str:
    chance = random.Random(2)
    rows = "ID;KundenNr;Wie zufrieden sind Sie?;Ich bin stolz, Kunde zu sein;Ich würde Sie nicht vermissen;Kommentar\n"
    for i in range(60):
        level = chance.randint(0, 4)
        rows += f"R{i};{100 + i};{WORDS[level]};{AGREE[level] if i % 9 else 'weiß nicht'};{AGREE[4 - level]};gut\n"
    return rows


def test_a_german_set_is_three_commands_and_no_edit(place: Place) -> None:
    place.write(Kunden__csv=GERMAN_CUSTOMERS, Bestellungen__csv=buyers(encoding="cp1252"), Umfrage__csv=german_survey())
    said = place.init()
    assert "Next: scvm fit" in said and "Then: scvm score" in said
    sources = place.sources
    assert sources["customers"]["columns"] == {"id": "KundenNr", "name": ["Vorname", "Nachname"], "consent": "Einwilligung"} and sources["customers"]["ends_at"] == ["Summe"]
    assert sources["purchases"]["encoding"] == "cp1252"
    assert sources["answers"]["columns"]["questions"] == ["Wie zufrieden sind Sie?", "Ich bin stolz, Kunde zu sein", "Ich würde Sie nicht vermissen"]
    assert sources["answers"]["labels_of"]["Wie zufrieden sind Sie?"] == "satisfaction-5" and sources["answers"]["missing_codes"] == ["weiß nicht"]
    model = (place.folder / "model.jsonc").read_text(encoding="utf-8")
    assert "// " in (place.folder / "mapping.jsonc").read_text(encoding="utf-8") and "REVERSED? its answers run against those of the others, r = -1.00" in model
    scored = place.score()
    assert scored["scored"] == 48 and scored["excluded"] == {"consent_withdrawn": 12} and scored["rejected"] == 0
    assert (place.folder / "scores.csv").read_text(encoding="utf-8").count(",fan,") > 5


def test_a_day_that_nothing_decides_is_asked_and_never_guessed(place: Place) -> None:
    rows = "id,day,total\n" + "".join(f"{i % 9},{i % 11 + 1:02}/{i % 7 + 1:02}/2026,10.50\n" for i in range(40))
    place.write(orders__csv=rows)
    for more in ([], ["--yes"]):
        said = place.run("init", place.folder, "--output", place.folder / "m.jsonc", "--mapping", place.folder / "n.jsonc", *more, code=2)
        assert "1 thing to decide, and nothing was written: purchases.date_format" in said and "--set 'purchases.date_format=%d/%m/%Y'" in said
        assert not (place.folder / "m.jsonc").exists() and not (place.folder / "n.jsonc").exists()
    place.init("--set", "purchases.date_format=%d/%m/%Y")
    assert place.sources["purchases"]["date_format"] == "%d/%m/%Y"
    place.write(orders__csv=rows + "1,13/02/2026,1.00\n")
    place.init()
    assert place.sources["purchases"]["date_format"] == "%d/%m/%Y"
    place.write(orders__csv=rows, more__csv="customer_id,kind,date,text\n1,post,31/01/2026,x\n")
    place.init(code=None)
    assert place.sources["purchases"]["date_format"] == "%d/%m/%Y", "one export writes its days in one way"


def test_a_13_beyond_the_sample_decides(place: Place) -> None:
    rows = "id,day,total\n" + "1,02/03/2026,10.50\n" * 6_000
    place.write(orders__csv=rows + "2,02/17/2026,9.50\n")
    place.init()
    assert place.sources["purchases"]["date_format"] == "%m/%d/%Y"


def shown(form: Any) -> Any:
    return None if form is None else form.formats or form.choices or "ISO"


@pytest.mark.parametrize("cells, is_named, found", [
    (["2026-01-05", "2026-01-06 10:00"], False, "ISO"), (["05.01.2026", "17.01.2026"], False, ["%d.%m.%Y"]), (["05.01.2026", "06.01.2026"], False, ["%d.%m.%Y", "%m.%d.%Y"]),
    (["2026/01/05"], False, ["%Y/%m/%d"]), (["1/5/2026 3:04 PM", "1/25/2026 3:04 PM"], False, ["%m/%d/%Y"]), (["25.01.26"], False, ["%d.%m.%y"]),
    (["13/02/2026", "02/13/2026"], False, ["%d/%m/%Y", "%m/%d/%Y"]), (["2026/01/25 3:04:05 PM MEZ"], False, ["%Y/%m/%d %I:%M:%S %p %Z"]), (["20260105"], False, ["yyyymmdd"]),
    (["1767607200"], True, ["seconds"]), (["1767607200"], False, None), (["1767607200000"], True, ["milliseconds"]), (["46027"], True, ["excel"]), (["46027"], False, None),
    (["05 Jan 2026"], False, ["%d %b %Y"]), (["January 5, 2026"], False, ["%B %d, %Y"]), (["1", "2"], True, None), (["x"], True, None), ([""], True, None),
    ([datetime.date(2026, 1, 5), datetime.datetime(2026, 1, 5, 3)], False, "ISO"), (["1.2.2026", "10.50"], False, None),
])  # fmt: skip
def test_how_days_are_written(cells: List[Any], is_named: bool, found: Any) -> None:
    form = shown(day_form(cells, is_named=is_named))
    assert form == found or (isinstance(form, list) and [each.replace("%b", "%B") for each in form] == found)


@pytest.mark.parametrize("cells, words, choices", [
    (["1.234,50", "99,90"], {"decimal_mark": ",", "thousands": "."}, []), (["1,234.50"], {"decimal_mark": ".", "thousands": ","}, []), (["12,5"], {"decimal_mark": ","}, []),
    (["1.250", "2.500"], {}, [",", "."]), (["1,250"], {}, [",", "."]), (["12.50"], {}, []), (["7"], {}, []), (["$480.00", "($5.25)"], {"strip_currency_sign": True}, []),
    (["1 234,50 €"], {"strip_currency_sign": True, "decimal_mark": ",", "thousands": " "}, []), (["12,-", "12,50"], {"decimal_mark": ","}, []), (["CHF 1'200.50"], {"strip_currency_sign": True, "decimal_mark": ".", "thousands": "'"}, []),
    (["1.234.567"], {"decimal_mark": ",", "thousands": "."}, []), ([12, 12.5], {}, []), (["80 %"], None, []), (["a"], None, []), ([True], None, []), ([], None, []),
])  # fmt: skip
def test_how_numbers_are_written(cells: List[Any], words: Any, choices: List[str]) -> None:
    form = number_form(cells)
    if words is None:
        assert form is None or cells == ["80 %"]
    else:
        assert form is not None and (form.words, form.choices) == (words, choices)


def test_an_amount_that_may_be_a_thousand_times_as_much_is_asked(place: Place) -> None:
    place.write(orders__csv="cust_id,day,total\n1,2026-01-05,1.250\n2,2026-01-06,2.500\n")
    said = place.init(code=2)
    assert "purchases.decimal_mark" in said and "--set 'purchases.decimal_mark=,'" in said
    place.init("--set", "purchases.decimal_mark=,", "--set", "purchases.thousands=.")
    assert place.score()["scored"] == 2


HEAD = "cust_id,day,total\n"
ONE = HEAD + "1,2026-01-05,10.5\n2,2026-01-06,20.5\n1,2026-01-15,11\n"


@pytest.mark.parametrize("name, content, said", [
    ("t.csv", b"", "the file is empty"), ("t.csv", b"%PDF-1.4 x", "t.csv: is a PDF: export the data as CSV or .xlsx"), ("t.xls", b"<html><table>", "is HTML or XML, whatever its name says"),
    ("t.xls", b"\xd0\xcf\x11\xe0xxxx", "the old form .xls"), ("t.csv", b"\0\1\2" * 9000, "t.csv: "), ("t.json", b'{\n "a": 1\n}', "one object a line, or one array"),
    ("t.csv", b"x" * (3 << 20), "line 1 goes on for more than"), ("t.csv.gz", gzip.compress(b"a,b\n1,2\n")[:-9], "t.csv.gz"), ("t.xlsx", b"PK\x03\x04xxxx", "damaged, or cut"),
    ("t.csv", b"colour,shape\nred,round\nblue,flat\n", "no table of customers, purchases or answers was found: t.csv has colour, shape"), ("t.db", b"SQLite format 3\0", "give sqlite:///"),
    ("c.csv", b"id,name\n1,Ann\n", "customers alone have nothing to score"),
    ("t.parquet", b"PAR1 cut", "Parquet"),
])  # fmt: skip
def test_what_cannot_be_read_is_one_line_that_says_what_to_do(name: str, content: bytes, said: str, place: Place) -> None:
    (place.folder / name).write_bytes(content)
    found = place.run("init", place.folder / name, "--output", place.folder / "m.jsonc", "--mapping", place.folder / "n.jsonc", code=2)
    assert said in found and found.count("\n") == 1, found


@pytest.mark.parametrize("content", [
    ONE, "Orders of 2026\nexported today\n\n" + ONE, ONE.replace("\n", ",\n"), "sep=,\n" + ONE, '"' + ONE.strip().replace("\n", '"\n"') + '"\n', ONE + "Total,,42\n", ONE + "\nTotal of all,,\nprinted by x\n",
    "'" + ONE.strip().replace(",", "','").replace("\n", "'\n'") + "'\n", ONE.replace("10.5", '"10.5"'), ONE.replace("\n", "\r\n"), ONE.replace("\n", "\r"),
])  # fmt: skip
def test_titles_totals_quotes_and_ends_of_lines(content: str, place: Place) -> None:
    place.write(t__csv=content)
    place.init()
    scored = place.score()
    assert (scored["scored"], scored["rejected"]) == (2, 0)


def test_a_zip_a_gzip_and_files_of_the_same_columns(place: Place) -> None:
    with zipfile.ZipFile(place.folder / "all.zip", "w") as packed:
        packed.writestr("customers.csv", "id,name\n1,Ann\n2,Bob\n3,Cy\n")
        packed.writestr("readme.md", "no data")
    place.write(**{"orders-2025__csv__gz": gzip.compress(ONE.encode()), "orders-2026__csv__gz": gzip.compress((HEAD + "3,2026-02-05,7.5\n").encode())})
    place.init()
    assert place.sources["customers"]["path"] == "all.zip" and place.sources["purchases"]["path"] == ["orders-2025.csv.gz", "orders-2026.csv.gz"]
    assert place.score()["scored"] == 3


def test_nested_json_and_order_lines_that_name_only_their_order(place: Place) -> None:
    customers = "".join(json.dumps({"id": f"c{i}", "profile": {"email": f"c{i}@x.org"}, "tags": []}) + "\n" for i in range(20))
    orders = json.dumps([{"order_id": f"A{i}", "customer": {"id": f"c{i % 20}"}, "created": f"2026-01-{i % 28 + 1:02}T10:00:00Z"} for i in range(40)])
    lines = "order_id;quantity;unit_price\n" + "".join(f"A{i % 40};{i % 3 + 1};2.50\n" for i in range(90))
    place.write(customers__ndjson=customers, orders__json=orders, lines__csv=lines)
    place.init()
    purchases = place.sources["purchases"]
    assert purchases["columns"]["customer_id"] == "order.customer.id" and purchases["columns"]["amount"] == {"product": ["quantity", "unit_price"]}
    assert purchases["join"] == [{"as": "order", "path": "orders.json", "format": "ndjson", "on": {"order_id": "order_id"}}] and purchases["columns"]["date"] == "order.created"
    assert place.score()["scored"] == 20


def test_a_survey_that_names_people_by_mail_finds_them(place: Place) -> None:
    place.write(
        customers__csv="id,email,name\n" + "".join(f"{i},P{i}@x.org,N{i}\n" for i in range(1, 41)),
        survey__csv="Timestamp,Email Address,How satisfied are you?,Would you recommend us?\n" + "".join(f"2026-02-{i % 28 + 1:02} 10:00:00,p{i}@X.org,{i % 5 + 1},{i % 11}\n" for i in range(1, 41)),
    )  # fmt: skip
    place.init()
    answers = place.sources["answers"]
    assert answers["columns"]["customer_id"] == "customer.id"
    assert answers["join"] == [{"as": "customer", "path": "customers.csv", "delimiter": ",", "ids": "lower case", "on": {"Email Address": "email"}}]
    assert place.score()["scored"] == 40


def test_ids_that_lost_their_zeros_are_told_and_strangers_are_asked_about(place: Place) -> None:
    place.write(customers__csv="id,name\n" + "".join(f"{i:05},N{i}\n" for i in range(1, 21)), orders__csv=HEAD + "".join(f"{i},2026-01-{i:02},10.5\n" for i in range(1, 21)))
    place.init()
    assert place.sources["customers"]["ids"] == place.sources["purchases"]["ids"] == "whole numbers" and place.score()["scored"] == 20
    place.write(orders__csv=HEAD + "".join(f"x{i},2026-01-{i:02},10.5\n" for i in range(1, 21)))
    said = place.init(code=2)
    assert "purchases.columns.customer_id" in said


def test_a_survey_with_300_columns_and_codes_for_nothing(place: Place) -> None:
    chance = random.Random(3)
    names = ["sat_1", "sat_2", "loyal_1", *(f"Q{i}" for i in range(4, 301))]
    rows = [names + ["age", "comment"]] + [[str(chance.choice([1, 2, 3, 4, 5, 99])) for _ in names] + [str(chance.randint(18, 80)), f"text {i}"] for i in range(60)]
    place.write(survey__csv="".join(",".join(row) + "\n" for row in rows))
    said = place.init()
    assert len(place.sources["answers"]["columns"]["questions"]) == 300 and "297 questions without a dimension" in said
    assert '"missing_codes": [99]' in (place.folder / "model.jsonc").read_text()
    assert place.sources["customers"] == {"from": "answers"} and place.score()["customers"] == 60


def test_qualtrics_three_lines_and_dimensions_that_the_user_names(place: Place) -> None:
    rows = 'ResponseId,Q1,Q2\nResponse ID,"How content are you with the service, overall?","Would you come back?"\n"{""ImportId"":""_recordId""}","{""ImportId"":""QID1""}","{""ImportId"":""QID2""}"\n'
    place.write(export__csv=rows + "".join(f"R_{i},{i % 5 + 1},{i % 7 + 1}\n" for i in range(30)))
    place.init("--set", "dimensions.Q2=attachment")
    assert place.sources["answers"]["header_lines"] == 3
    model = json.loads(without_comments((place.folder / "model.jsonc").read_text(encoding="utf-8")))
    assert [(each["id"], each["dimension"]) for each in model["survey"]["items"]] == [("Q1", "satisfaction"), ("Q2", "attachment")]
    assert place.score()["scored"] == 30
    assert "there is no such question" in place.init("--set", "dimensions.Q9=attachment", code=2)


def test_refusals_are_never_left_out_in_silence(place: Place) -> None:
    place.write(orders__csv=ONE, consents__csv="cust_id,topic,answer,day\n1,scoring,withdrawn,2026-01-01\n2,scoring,granted,2026-01-01\n")
    place.init()
    assert place.sources["consents"]["columns"] == {"customer_id": "cust_id", "purpose": "topic", "state": "answer", "date": "day"}
    assert place.score()["excluded"] == {"consent_withdrawn": 1}
    place.write(consents__csv="what,answer\nscoring,withdrawn\nscoring,granted\nscoring,refused\n")
    assert "tells of consents" in place.init(code=2)


def test_who_wants_no_newsletter_is_scored_and_not_contacted(place: Place) -> None:
    place.write(customers__csv="id,name,Newsletter\n1,Ann,ja\n2,Bob,nein\n", orders__csv=ONE)
    place.init()
    assert place.sources["customers"]["columns"]["opt_out"] == {"column": "Newsletter", "values": {"nein": "yes", "ja": "no"}}
    assert place.score()["excluded"] == {}


def workbook(path: pathlib.Path, sheets: Dict[str, List[List[Any]]], merged: Optional[str] = None, hidden: str = "") -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        if name == hidden:
            sheet.sheet_state = "hidden"
        elif merged:
            sheet.merge_cells(merged)
    book.save(path)


def test_workbooks_with_merged_cells_and_hidden_sheets(place: Place) -> None:
    day = datetime.date(2026, 1, 5)
    rows: List[List[Any]] = [["Sales"], [], ["Customer ID", "Order date", "Total"], ["a", day, 10.5], [None, day + datetime.timedelta(7), 20], ["b", day, 5.25], ["Total", None, 35.75]]
    workbook(place.folder / "sales.xlsx", {"Old": [["Customer ID", "Order date", "Total"], ["z", day, 1]], "Sales": rows}, merged="A4:A5", hidden="Old")
    said = place.init()
    assert "hidden sheets are left out: Old" in said and "merged over several rows" in said
    assert place.sources["purchases"]["fill_down"] == ["Customer ID"] and place.sources["purchases"]["ends_at"] == ["Total"] and place.sources["purchases"]["sheet"] == "Sales"
    scored = place.score()
    assert (scored["scored"], scored["rejected"]) == (2, 0)


def test_a_database_of_any_kind_is_looked_at(place: Place) -> None:
    engine = sa.create_engine(f"sqlite:///{place.folder}/shop.db")
    with engine.begin() as connection:
        for statement in ("CREATE TABLE clients (client_id TEXT, full_name TEXT)", "CREATE TABLE sales (client_id TEXT, sold_on TEXT, total REAL)"):
            connection.execute(sa.text(statement))
        for i in range(9):
            connection.execute(sa.text(f"INSERT INTO clients VALUES ('k{i}', 'N{i}')"))
            connection.execute(sa.text(f"INSERT INTO sales VALUES ('k{i}', '2026-01-0{i + 1}', 10.5)"))
    engine.dispose()
    place.run("init", f"sqlite:///{place.folder}/shop.db", "--output", place.folder / "model.jsonc", "--mapping", place.folder / "mapping.jsonc")
    assert place.sources["purchases"]["table"] == "sales" and place.sources["customers"]["columns"]["id"] == "client_id"
    assert place.score()["scored"] == 9


def test_a_mapping_and_records_are_taken_for_what_they_are(place: Place) -> None:
    place.write(mapping__json=json.dumps({"schema": "scvm-mapping/1", "sources": {"customers": {"from": "purchases"}, "purchases": {"path": "orders.csv", "columns": {"customer_id": "cust_id", "date": "day", "amount": "total"}}}}), orders__csv=ONE)
    said = place.run("init", place.folder / "mapping.json", "--output", place.folder / "new.jsonc")
    assert "Starter model" in said
    assert "scvm init" in place.run("check", "--source", place.folder / "orders.csv", "--model", "x", "--as-of", "today", code=2)


@pytest.mark.parametrize("column, name", [("KundenNr.", "kunden_nr"), ("Order Date", "order_date"), ("Größe (cm)", "groesse_cm"), ("billing_details.email", "billing_details_email")])
def test_names_are_compared_in_one_form(column: str, name: str) -> None:
    assert name_of(column) == name


def test_the_exports_that_others_broke_are_read_or_refused_in_one_line(place: Place, shared: pathlib.Path) -> None:
    cases = shared.parent / "cases"
    if not cases.is_dir():
        pytest.skip("there are no shared cases")
    for folder in sorted([*(cases / "exports").iterdir(), *(cases / "files").iterdir()]):
        if folder.is_dir() and any(each.suffix != ".json" or each.name != "mapping.json" for each in folder.iterdir()) and not any(each.suffix == ".sqlite" for each in folder.iterdir()):
            try:
                looks, _ = looks_of_files([str(folder)], place.folder)
                propose(looks)
            except Refused as e:
                assert "\n" not in str(e), folder


@pytest.mark.parametrize("verb, more, example", [
    ("init", [], "scvm init customers.csv orders.csv"), ("score", [], "scvm score --source mapping.json;"), ("check", [], "scvm check --source mapping.json;"),
    ("report", [], "scvm report --source mapping.json --out report.html;"), ("explain", ["--id", "7"], "scvm explain --source mapping.json --id ID;"),
])  # fmt: skip
def test_a_verb_that_is_not_told_where_the_customers_are_gives_an_example(scvm_command: Any, verb: str, more: List[str], example: str) -> None:
    said = scvm_command(verb, *more, code=2)
    assert example in said and ("scvm demo" if verb == "init" else "scvm init customers.csv orders.csv writes the mapping") in said


def test_a_report_that_is_not_told_where_to_says_so(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    (tmp_path / "people.ndjson").write_text('{"id": "1"}\n', encoding="utf-8")
    path = tmp_path / "people.ndjson"
    assert f"give --out, where the page goes: scvm report --source {path} --out report.html" in scvm_command("report", "--source", path, code=2).replace("\n", " ")
    assert "not both" in scvm_command("check", "--source", path, "--database", "sqlite:///crm.sqlite", code=2)
