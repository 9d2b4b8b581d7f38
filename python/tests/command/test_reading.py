"""Tables as they are found: amounts, ids, days, orders, headers; what is read is exact, and what is not is rejected."""

from __future__ import annotations

import contextlib
import csv
import gzip
import json
import os
import pathlib
import resource
import sqlite3
import stat
import subprocess
import sys
from typing import Any, Dict, List, Optional

import pytest
import sqlalchemy as sa
from small_world import AS_OF, MODEL, World

from scvm.command.cells import BadCell, Money, MixedCurrencies, NumberStyle, text
from scvm.command.mapping import Mapping
from scvm.command.refusal import Refused, without_password

US, GERMAN, SWISS = NumberStyle(".", ",", True), NumberStyle(",", ".", True), NumberStyle(".", "'", True)
PLAIN, UNNAMED = NumberStyle(), NumberStyle(named=False)


@pytest.mark.parametrize(
    "style, cell, amount",
    [
        (GERMAN, "12,-", 12), (GERMAN, "12,--", 12), (GERMAN, "12,–", 12), (GERMAN, "12,—", 12), (GERMAN, "1.250,- €", 1250), (GERMAN, "€ 1.250,-", 1250),
        (GERMAN, "-12,-", -12), (GERMAN, "1.234,00 EUR", 1234), (GERMAN, "12,50-", -12.5), (GERMAN, "1.234.567,89", 1234567.89),
        (GERMAN, "12.-", None), (GERMAN, "1.25", None), (GERMAN, "0.500", None), (GERMAN, "1.234.5", None), (GERMAN, "1,234,567", None), (GERMAN, "12,5,-", None),
        (US, "$480", 480), (US, "€480", 480), (US, "¥48000", 48000), (US, "US$480", 480), (US, "480 USD", 480), (US, "USD480.50", 480.5), (US, "12.-", 12), (US, "12.–", 12),
        (US, "(480.00)", -480), (US, "($480.00)", -480), (US, "$(480.00)", -480), (US, "(USD 480.00)", -480), (US, "(-480.00)", None), (US, "(+480)", None), (US, "--480", None),
        (US, "−480", -480), (US, "﹣480", -480), (US, "–480", None), (US, "1,234,5", None), (US, "1,23,4", None), (US, "0,500", None), (US, "480 - 490", None),
        (US, "12,-", None), (US, "12%", None), (US, "480 zł", 480), (US, "480 złotych", None), (US, "1,234.50,", None), (US, "$", None), (US, "-", None), (US, "( )", None), (US, "()", None),
        (SWISS, "CHF 1'200.50", 1200.5), (SWISS, "CHF 1’200.50", 1200.5), (SWISS, "1'200.–", 1200), (SWISS, "1'20", None),
        (NumberStyle(",", " "), "1\u00a0234,50", 1234.5), (NumberStyle(",", " "), "1\u202f234,50", 1234.5), (NumberStyle(",", " "), "1\u2009234,50", 1234.5),
        (PLAIN, "1\u00a0234", None), (PLAIN, "1,234", None), (PLAIN, "12,50", None), (PLAIN, "12,-", None), (PLAIN, "480-", -480), (PLAIN, "1.250", 1.25),
        (UNNAMED, "1.250", None), (UNNAMED, "-12.345", None), (UNNAMED, "0.125", 0.125), (UNNAMED, "1.25", 1.25), (UNNAMED, "1234.567", 1234.567),
        (UNNAMED, "480.500000", 480.5), (UNNAMED, 1.25, 1.25),
    ],
)  # fmt: skip
def test_an_amount_is_exact_or_rejected(style: NumberStyle, cell: Any, amount: Any) -> None:
    if amount is None:
        with pytest.raises(BadCell, match="amount = "):
            style.money(cell, "amount")
    else:
        assert style.money(cell, "amount") == amount


def test_amounts_of_several_currencies_are_one_only_by_their_rates() -> None:
    euro = Money("EUR", {"USD": 0.5, "JPY": 0.01})
    for said, amount in (("€480", 480), ("480 EUR", 480), ("480", 480), ("$480", 240), ("USD 480", 240), ("US$480", 240), ("¥480", 4.8)):
        assert euro.own_amount(480.0, said) == pytest.approx(amount), said
    assert euro.own_amount(480.0, 480.0, "usd") == 240 and euro.own_amount(480.0, "480", None) == 480
    for said, column in (("£480", None), ("CHF480.00", None), ("C$480", None), ("480", "GBP"), ("480", "euros")):
        with pytest.raises(BadCell):
            euro.own_amount(480.0, said, column)
    with pytest.raises(BadCell, match="CAD or USD"):
        Money("EUR", {"USD": 0.5, "CAD": 0.4}).own_amount(1.0, "$1")
    assert Money("€").own_amount(1.0, "1 EUR") == Money("eur").own_amount(1.0, "€1") == 1
    with pytest.raises(BadCell, match="amount = true"):
        NumberStyle().money(True, "amount")
    dollars = Money("CAD")
    assert dollars.own_amount(480.0, "$480") == dollars.own_amount(480.0, "CA$480") == 480
    unnamed = Money()
    assert [unnamed.own_amount(1.0, said) for said in ("$1", "1 USD", "1", "US$1")] == [1.0] * 4
    with pytest.raises(MixedCurrencies, match="amounts in CAD after amounts in USD"):
        unnamed.own_amount(1.0, "CAD 1")


MIXED = "cid,date,amount,cur\n1,2026-05-04,$480.00,USD\n2,2026-05-04,€480.00,EUR\n3,2026-05-04,480.00,\n"


def test_a_source_in_two_currencies_is_refused_until_one_is_named(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    world = World(tmp_path, scvm_command, {"customers": "id\n1\n2\n3\n", "purchases": MIXED}, {"purchases": {"strip_currency_sign": True}})
    assert "purchases.csv: line 3: amounts in EUR after amounts in dollars" in world.score(code=2)
    world.document["currency"] = "EUR"
    assert world.score(code=1)["rejected"] == 1
    assert world.column("revenue") == ["0.0", "480.0", "480.0"]
    world.document["rates"] = {"USD": 0.9}
    world.score()
    assert world.column("revenue") == ["432.0", "480.0", "480.0"]
    world.document["sources"]["purchases"] = {"path": "purchases.csv", "strip_currency_sign": True, "columns": {"customer_id": "cid", "date": "date", "amount": "amount", "currency": "cur"}}  # fmt: skip
    world.score()
    assert world.column("revenue") == ["432.0", "480.0", "480.0"]
    del world.document["currency"]
    assert "rates: needs currency" in world.score(code=2)


def test_the_currency_of_the_model_decides_where_the_mapping_names_none(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    world = World(tmp_path, scvm_command, {"customers": "id\n1\n2\n3\n", "purchases": MIXED}, {"purchases": {"strip_currency_sign": True}})
    (tmp_path / "model.json").write_text(json.dumps({**MODEL, "currency": "USD"}), encoding="utf-8")
    assert world.score(code=1)["rejected"] == 1
    assert world.column("revenue") == ["480.0", "0.0", "480.0"]


def test_an_order_counts_once_and_its_refund_besides(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    lines = (
        "inv,cid,date,amount\nR1,1,2026-01-05,100\nR1,1,2026-01-05,100\nR1,1,2026-01-05,100\nR2,1,2026-02-05,50\nR2,1,,\nR2,1,2026-02-09,-20\nR2,1,2026-02-09,-20\n"
        "R3,2,2026-01-05,100\nR3,2,2026-01-05,120\nR1,2,2026-01-05,7\n,2,2026-03-05,1\n,2,2026-03-05,1\n"
    )
    world = World(tmp_path, scvm_command, {"customers": "id\n1\n2\n", "purchases": lines}, {"purchases": {"columns": {"order": "inv"}}})
    result = world.score("--rejected", tmp_path / "no.csv", code=1)
    assert world.column("revenue") == ["130.0", "109.0"]
    (account,) = [each for each in result["sources"] if each["kind"] == "purchases"]
    assert (account["lines"], account["read"], account["of_an_order_read_before"], account["rejected"]) == (12, 7, 4, 1)
    assert 'order ""R3"" was there before, with another amount' in (tmp_path / "no.csv").read_text(encoding="utf-8")


def test_lines_of_a_shop_that_repeat_their_order_without_its_total(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    lines = (
        "Name,Email,Financial Status,Currency,Total,Created at,Lineitem name\n"
        "#1001,ada@example.com,paid,USD,56.29,2026-09-03 10:14:00 -0400,Fern Print\n#1001,ada@example.com,,,,,Canvas Tote\n"
        "#1002,bo@example.com,paid,USD,20.00,2026-09-10 09:00:00 -0400,Print\n#1003,bo@example.com,voided,USD,99.00,2026-09-11 09:00:00 -0400,Print\n"
    )
    columns = {"customer_id": "Email", "date": "Created at", "amount": "Total", "order": "Name", "status": "Financial Status", "currency": "Currency"}
    world = World(tmp_path, scvm_command, {"purchases": lines}, {"customers": {"from": "purchases"}, "purchases": {"columns": columns}})
    world.score()
    assert (world.column("id"), world.column("revenue")) == (["ada@example.com", "bo@example.com"], ["56.29", "20.0"])


@pytest.mark.parametrize("word, counts", [("Paid", True), ("COMPLETED", True), ("bezahlt", True), ("shipped", True), ("Cancelled", False), ("draft", False),
                                          ("Refunded", False), ("storniert", False), ("on hold", False), ("Perhaps", None), ("", None)])  # fmt: skip
def test_the_status_of_a_purchase_selects(word: str, counts: Any, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    lines = f"cid,date,amount,st\n1,2026-01-05,10,{word}\n2,2026-01-05,10,Paid\n"
    world = World(tmp_path, scvm_command, {"customers": "id\n1\n2\n", "purchases": lines}, {"purchases": {"columns": {"status": "st"}}})
    result = world.score(code=1 if counts is None else 0)
    assert world.column("revenue") == ["10.0" if counts else "0.0", "10.0"]
    (account,) = [each for each in result["sources"] if each["kind"] == "purchases"]
    assert (account["read"], account.get("not_selected", 0), account.get("rejected", 0)) == (1 + bool(counts), int(counts is False), int(counts is None))
    world.document["sources"]["purchases"]["only"] = {"st": [word]}
    world.document["sources"]["purchases"]["columns"]["status"] = "st"
    world.score("--accept-loss")
    assert world.column("revenue")[0] == "10.0", "only decides where it names the column"


def test_optional_columns_may_be_absent_or_empty(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    files = {"k": "cid,end,n\n1,2028-12-31,\n2,2028-12-31,30\n", "i": "a,b,k,d\n1,2,like,2026-10-01\n", "w": "c,k,d\n1,ideas,2026-03-01\n", "s": "cid,q,a\n1,sat,5\n1,att,2\n2,sat,5\n2,att,2\n"}
    for name, content in files.items():
        (tmp_path / f"{name}.csv").write_text(content, encoding="utf-8")
    sources: Dict[str, Any] = {
        "contracts": {"path": "k.csv", "columns": {"customer_id": "cid", "end": "end"}},
        "interactions": {"path": "i.csv", "columns": {"customer_id": "a", "target": "b", "kind": "k", "date": "d"}},
        "contributions": {"path": "w.csv", "columns": {"customer_id": "c", "kind": "k", "date": "d"}},
        "answers": {"path": "s.csv", "columns": {"customer_id": "cid", "question": "q", "answer": "a"}},
    }
    world = World(tmp_path, scvm_command, {"customers": "id\n1\n2\n"}, sources)
    assert world.score()["rejected"] == 0 and set(world.column("segment")) == {"mercenary"}
    world.document["sources"]["contracts"]["columns"]["notice_days"] = "n"
    assert world.score()["rejected"] == 0, "an empty cell is no notice"
    (tmp_path / "model.json").write_text(json.dumps({"schema": "scvm-model/1", "id": "t", "network": {}, "equity": {}, "value": MODEL["value"]}), encoding="utf-8")
    assert world.score("--accept-loss")["rejected"] == 0


def test_an_end_that_means_never(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    tables = {"customers": "id\n1\n2\n3\n", "answers": "cid,q,a\n" + "".join(f"{id},sat,2\n{id},att,4\n" for id in "123"),
              "contracts": "cid,end\n1,9999-12-31\n2,2026-11-22\n3,2025-01-01\n"}  # fmt: skip
    world = World(tmp_path, scvm_command, tables)
    assert world.score()["rejected"] == 0
    assert world.column("segment")[0] == world.column("segment")[1]


@pytest.mark.parametrize("form, good", [("%d.%m.%Y %H:%M", "05.01.2026 10:00"), ("%d.%m.%Y", "05.01.2026"), ("yyyymmdd", "20260105"), ("excel", "46027")])
def test_one_day_that_cannot_be_read_rejects_its_row_alone(form: str, good: str, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    for bad in ("2026-13-05", "5.1.26x", "soon", "13/13/2026"):
        world = World(tmp_path, scvm_command, {"customers": "id\n1\n2\n", "purchases": f"cid,date,amount\n1,{good},10\n2,{bad},10\n"}, {"purchases": {"date_format": form}})
        assert world.score(code=1)["rejected"] == 1
        assert world.column("revenue") == ["10.0", "0.0"]


def test_a_format_that_is_none_is_one_line(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    world = World(tmp_path, scvm_command, {"customers": "id\n1\n", "purchases": "cid,date,amount\n1,x,1\n"}, {"purchases": {"date_format": "%Y/%m/%d %Z"}})
    said = world.score(code=2)
    assert "date_format" in said and len(said.splitlines()) == 1


@pytest.mark.parametrize("day", [20260105, 46027, -1, 0, 1767571200000])
def test_numbers_of_databases_and_lines_are_no_days_unless_they_count_seconds(day: int, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    lines = f'{{"cid": 1, "date": {day}, "amount": 10}}\n{{"cid": 2, "date": 1767571200, "amount": 10}}\n'
    (tmp_path / "t.ndjson").write_text(lines, encoding="utf-8")
    more = {"format": "ndjson", "path": "t.ndjson", "columns": {"customer_id": "cid", "date": "date", "amount": "amount"}}
    world = World(tmp_path, scvm_command, {"customers": "id\n1\n2\n"}, {"purchases": more})
    assert world.score(code=1)["rejected"] == 1
    assert world.column("revenue") == ["0.0", "10.0"]


@pytest.mark.parametrize("zone, said", [("Europe/Berln", "did you mean Europe/Berlin?"), ("Europe", "unknown time zone"), ("../etc", "unknown time zone"), ("", "unknown time zone")])
def test_an_unknown_zone_is_one_line(zone: str, said: str, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    world = World(tmp_path, scvm_command, {"customers": "id\n1\n"}, timezone=zone)
    message = world.score(code=2)
    assert said in message and len(message.splitlines()) == 1


HEADERS: Dict[str, Any] = {
    "commas": "id,name\n1,Ann\n",
    "semicolons": "id;name\n1;Ann\n",
    "tabs": "name\tid\nAnn\t1\n",
    "a line that names the delimiter": "sep=;\nid;name\n1;Ann\n",
    "the same, quoted": '"sep=|"\r\nid|name\r\n1|Ann\r\n',
    "a title": "Customer list,\n\nid,name\n1,Ann\n",
    "a title with other delimiters": "Customers; exported, by Ann\n2026-01-05\n\nid;name\n1;Ann\n",
    "a delimiter at the end of rows": "id;name\n1;Ann;\n",
    "a delimiter at the end of the header": "id;name;\n1;Ann\n",
    "a delimiter at the end of both": "id,name,,\n1,Ann,,\n",
    "a byte-order mark before the delimiter": "\ufeffsep=;\nid;name\n1;Ann\n",
}


@pytest.mark.parametrize("name", HEADERS)
def test_the_header_is_found(name: str, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    world = World(tmp_path, scvm_command, {"customers": HEADERS[name]}, {"customers": {"columns": {"name": "name"}}})
    assert world.score()["customers"] == 1
    assert world.column("id") == ["1"]


def test_what_is_no_table_says_what_it_is(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    columns = {"customer_id": "cid", "date": "date", "amount": "amount"}
    for name, content, said in (("t.json", b'{\n "cid": 1\n}', "one object a line, or one array"), ("t.csv", b"PK\x03\x04xxxx", "a workbook or an archive"),
                                ("t.csv", b"\xd0\xcf\x11\xe0xxxx", "the old form .xls"), ("t.json", '[{"cid": 1}]'.encode("utf-16"), "no UTF-8"),
                                ("t.csv", b"Kunde;Wert\n1;2\n", 'no column "cid": Kunde, Wert'), ("t.csv", b"", "the file is empty")):  # fmt: skip
        (tmp_path / name).write_bytes(content)
        form = "ndjson" if name.endswith("json") else "csv"
        world = World(tmp_path, scvm_command, {"customers": "id\n1\n"}, {"purchases": {"path": name, "format": form, "columns": columns}})
        assert said in world.score(code=2)


ARRAY_COLUMNS = {"customer_id": "who.id", "date": "date", "amount": "amount"}
ROW = '{"who": {"id": "1"}, "date": "2026-01-05", "amount": 10}'


@pytest.mark.parametrize(
    "text, lines, rejected, revenue",
    [
        (f"[{ROW}]", 1, 0, "10.0"), (f"\ufeff [\n{ROW},\n\n{ROW.replace('10}', '5}')}\n]\n", 2, 0, "15.0"),
        (f'[{ROW}, {{"who": {{"id": "1"}}, "date": "x]}},[\\"", "amount": 1}}, 7, {{"who": 1 "date"}}, {ROW}]', 5, 3, "20.0"),
        (f"[{ROW}, {ROW[:-9]}", 2, 1, "10.0"), (f"[{ROW}, {ROW}", 2, 1, "10.0"), (f"[{ROW}]\n[{ROW}]", 2, 1, "10.0"), (f"[{ROW}, {ROW},]", 2, 0, "20.0"),
        (f'[{ROW}, {{"amount": 1, {ROW[1:]}]', 2, 1, "10.0"), (f'[{ROW}, [[{ROW}]], {{"a": [{ROW}], {ROW[1:]}]', 3, 1, "20.0"),
    ],
)  # fmt: skip
def test_an_array_of_objects_is_read_and_its_elements_are_numbered(text: str, lines: int, rejected: int, revenue: str, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    (tmp_path / "t.json").write_text(text, encoding="utf-8")
    world = World(tmp_path, scvm_command, {"customers": "id\n1\n"}, {"purchases": {"path": "t.json", "columns": ARRAY_COLUMNS}})
    for form in ("json", "ndjson"):
        result = world.score("--rejected", tmp_path / "no.csv", code=int(bool(rejected)))
        (source,) = [each for each in result["sources"] if each["kind"] == "purchases"]
        assert (source["lines"], source.get("rejected", 0), world.column("revenue")) == (lines, rejected, [revenue])
        world.document["sources"]["purchases"]["format"] = form
    if lines == 5:
        assert [line.split(",")[1] for line in (tmp_path / "no.csv").read_text(encoding="utf-8").splitlines()[1:]] == ["2", "3", "4"]


@pytest.mark.parametrize(
    "currency, amounts, rejected, revenue",
    [
        ("", "Rs. 10,kr 12", None, ""), ("", "$10,€12", None, ""), ("", "10 €,€12", 0, "22.0"), ("", "$10,12 US$", 0, "22.0"), ("", "CA$10,$12,12 US$", None, ""),
        ("SEK", "10 kr,kr. 12,12 SEK", 0, "34.0"), ("INR", "Rs.10,₹12", 0, "22.0"), ("INR", "Rs.10,kr 12", 1, "10.0"), ("USD", "$10,12 US$,5 CA$,$3", 1, "25.0"),
        ("EUR", "10 €,12 €,$5,7 €", 1, "29.0"),
    ],
)  # fmt: skip
def test_signs_of_one_currency_add_up_and_others_do_not(currency: str, amounts: str, rejected: Optional[int], revenue: str, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    rows = "".join(f"1,2026-01-{day:02},{amount}\n" for day, amount in enumerate(amounts.split(","), 1))
    more = {"currency": currency} if currency else {}
    world = World(tmp_path, scvm_command, {"customers": "id\n1\n", "purchases": "cid,date,amount\n" + rows}, {"purchases": {"strip_currency_sign": True}}, **more)
    if rejected is None:
        assert "amounts in" in world.score(code=2)
    else:
        assert (world.score(code=int(bool(rejected)))["rejected"], world.column("revenue")) == (rejected, [revenue])


HOSTILE: Dict[str, Any] = {  # of a file of purchases: its bytes, and what the one line says
    "UTF-16 without a mark": ("t.csv", "cid,date,amount\n1,2026-01-05,10\n".encode("utf-16-le"), "NUL bytes: is the file UTF-16?"),
    "lines, cut while packed": ("t.ndjson.gz", gzip.compress(b'{"cid": 1}\n' * 999)[:-9], "t.ndjson.gz: Compressed file ended"),
    "an array, cut while packed": ("t.json.gz", gzip.compress(b'[{"cid": 1}' + b', {"cid": 2}' * 999 + b"]")[:-9], "t.json.gz: Compressed file ended"),
    "damaged while packed": ("t.csv.gz", gzip.compress(b"cid,date,amount\n")[:12] + b"\xff" * 40, "t.csv.gz: "),
    "brackets without end": ("t.json", b"[" * 100_000, "none of 1 row counts"),
    "a cell without end": ("t.json.gz", gzip.compress(b'[{"a": "' + b"x" * 30_000_000), "t.json.gz: element 1: more than 10,000,000 bytes"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_end_in_one_line(name: str, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    path, content, said = HOSTILE[name]
    (tmp_path / path).write_bytes(content)
    source = {"path": path, "columns": {"customer_id": "cid", "date": "date", "amount": "amount"}}
    world = World(tmp_path, scvm_command, {"customers": "id\n1\n"}, {"purchases": source})
    line = world.score(code=2)
    assert said in line and line.count("\n") <= 1 and ".py" not in line


def test_what_is_no_single_value_is_nobodys_id(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    (tmp_path / "c.json").write_text('[{"id": {"a": 1}}, {"id": [1]}, {"id": "1\\u0000"}, {"id": 1.0}, {"id": "1 "}, {"id": 2}]', encoding="utf-8")
    (tmp_path / "t.json").write_text('[{"cid": [1], "date": "2026-01-05", "amount": 9}, {"cid": 1, "date": ["2026-01-05"], "amount": 9}, {"cid": 1, "date": "2026-01-05", "amount": 7}]', encoding="utf-8")
    columns = {"customer_id": "cid", "date": "date", "amount": "amount"}
    world = World(tmp_path, scvm_command, {}, {"customers": {"path": "c.json", "columns": {"id": "id"}}, "purchases": {"path": "t.json", "columns": columns}})
    assert world.score(code=1)["rejected"] == 6
    assert (world.column("id"), world.column("revenue")) == (["1", "2"], ["7.0", "0.0"])
    records = '[{"id": {"a": 1}}, {"id": 1, "attributes": [1]}, {"id": 2, "attributes": {"territory": ["n"], "b": "c"}}, {"id": "3\\u0000"}]'
    (tmp_path / "r.json").write_text(records, encoding="utf-8")
    world = World(tmp_path, scvm_command, {}, {"customers": {"path": "r.json"}})
    assert world.score("--accept-loss", code=1)["rejected"] == 4
    assert world.column("id") == ["1", "2"]


def test_a_consent_that_names_nobody_counts_unless_its_row_is_deleted(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    tables = {"customers": "id\n1\n", "purchases": "cid,date,amount\n1,2026-01-05,7\n", "consents": "cid,p,s,d,gone\n1,scoring,granted,2025-01-01,0\n,scoring,withdrawn,2025-01-01,0\n"}
    world = World(tmp_path, scvm_command, tables, {"consents": {"columns": {"deleted": "gone"}}})
    assert "not whose it is" in world.score(code=2)
    world.write("consents", tables["consents"].replace("2025-01-01,0\n,", "2025-01-01,0\n,").replace("withdrawn,2025-01-01,0", "withdrawn,2025-01-01,1"))
    world.score()
    assert world.column("status") == ["scored"]


def test_an_array_is_streamed_and_what_never_ends_is_refused(scvm_command: Any, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scvm.command.json_file._CHUNK", 7)
    rows = [f'{{"who": {{"id": "{i % 3}"}}, "date": "2026-01-{1 + i % 28:02}", "amount": {i}, "note": "\\"]}}\\\\ä, {i}"}}' for i in range(500)]
    (tmp_path / "t.json").write_text("[" + ",".join(rows) + "]", encoding="utf-8")
    world = World(tmp_path, scvm_command, {"customers": "id\n0\n1\n2\n"}, {"purchases": {"path": "t.json", "columns": ARRAY_COLUMNS}})
    assert world.score()["rejected"] == 0
    assert sum(map(float, world.column("revenue"))) == sum(range(500))
    monkeypatch.setattr("scvm.command.json_file.LONGEST_CELL", 1000)
    (tmp_path / "t.json").write_text("[" + ",".join(rows) + ', {"a": "' + "x" * 2000, encoding="utf-8")
    assert "element 501: more than 1,000 bytes" in world.score(code=2)


def test_records_may_stand_in_an_array_and_an_order_counts_once(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    bought = [{"order": "R1", "date": "2026-01-05", "amount": 100}] * 3 + [{"order": "R1", "date": "2026-02-05", "amount": -30}, {"order": 2, "date": "2026-02-05", "amount": 7}]
    records = [{"id": "1", "purchases": bought}, {"id": "2", "purchases": [{"order": "R1", "date": "2026-01-05", "amount": 8}, {"order": "R1", "date": "2026-01-05", "amount": 9}]}]
    (tmp_path / "r.json").write_text(json.dumps(records, indent=1), encoding="utf-8")
    world = World(tmp_path, scvm_command, {}, {"customers": {"path": "r.json"}})
    result = world.score(code=1)
    assert world.column("revenue") == ["77.0", "8.0"]
    (source,) = [each for each in result["sources"] if each["kind"] == "purchases"]
    assert (source["lines"], source["rejected"], source["of_an_order_read_before"]) == (7, 1, 2)


def test_what_stands_within_an_object_and_amounts_in_cents(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    (tmp_path / "t.ndjson").write_text('{"billing_details": {"email": "a@b.c"}, "created": 1767607200, "amount": 4800}\n', encoding="utf-8")
    columns: Dict[str, Any] = {"customer_id": "billing_details.email", "date": "created", "amount": {"product": ["amount", 0.01]}}
    more = {"format": "ndjson", "path": "t.ndjson", "columns": columns}
    world = World(tmp_path, scvm_command, {"customers": "id\na@b.c\n"}, {"purchases": more})
    world.score()
    assert world.column("revenue") == ["48.0"]


def test_a_sheet_with_a_column_a_question_and_answers_in_words(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    sheet = "id,submitdate,sat,att[SQ001]\n1,2026-01-05,Strongly agree,4\n2,2026-01-05,3,N/A\n3,2026-01-05,passt scho,2\n"
    (tmp_path / "s.csv").write_text(sheet, encoding="utf-8")
    columns = {"customer_id": "id", "date": "submitdate", "questions": ["sat", "att[SQ001]"]}
    more = {"path": "s.csv", "columns": columns, "labels": {"strongly agree": 5}, "missing_codes": ["N/A"], "items": {"att[SQ001]": "att"}}
    world = World(tmp_path, scvm_command, {"customers": "id\n1\n2\n3\n"}, {"answers": more})
    world.document["output"]["columns"] = {"id": "id", "satisfaction": "satisfaction", "attachment": "attachment"}
    result = world.score(code=1)
    assert (world.column("satisfaction"), world.column("attachment")) == (["100.0", "50.0", ""], ["75.0", "", ""])
    assert "labels give the number of each text" in result["rejected_by_reason"][0]["reason"]
    more["columns"] = {"customer_id": "id", "question": "sat", "answer": "att[SQ001]"}
    (tmp_path / "s.csv").write_text("id,sat,att[SQ001]\n1,5,4\n2,3,\n", encoding="utf-8")
    world = World(tmp_path, scvm_command, {"customers": "id\n1\n2\n"}, {"answers": more})
    assert '"questions": ["sat", "att[SQ001]"]' in world.command("init", "--output", tmp_path / "new.jsonc", code=2)


INJECTIONS = ["=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(1+1)", '=HYPERLINK("http://x")', "<script>", "; DROP TABLE x", "a\nb", "'tis", "-5"]


def test_no_cell_of_a_table_is_run_and_ids_read_back_as_they_were(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    def table(header: List[str], rows: List[List[str]]) -> str:
        return "\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in [header, *rows]) + "\n"

    purchases = table(["cid", "date", "amount"], [[id, "2026-01-05", "-10" if i else "x"] for i, id in enumerate([*INJECTIONS, "-5"])])
    world = World(tmp_path, scvm_command, {"customers": table(["id"], [[id] for id in INJECTIONS]), "purchases": purchases})
    world.document["output"].update(columns={"id": "id", "=x": "status", "revenue": "revenue"}, history="history.csv")
    world.score("--rejected", tmp_path / "no.csv", code=1)
    for name in ("scores.csv", "history.csv", "history.runs.csv", "no.csv"):
        with open(tmp_path / name, encoding="utf-8", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert not [cell for cell in cells if cell[:1] in ("=", "+", "@", "\t", "\r") or (cell[:1] == "-" and not cell[1:].replace(".", "").isdigit())], name
    assert [text(cell) for cell in world.column("id")] == INJECTIONS
    before = world.rows()
    back = World(tmp_path, scvm_command, {}, {"customers": {"path": "scores.csv", "columns": {"id": "id"}}})
    back.document["output"]["path"] = "again.csv"
    back.score()
    with open(tmp_path / "again.csv", encoding="utf-8", newline="") as file:
        assert [row["id"] for row in csv.DictReader(file)] == [row["id"] for row in before]
    world.command("score", "--model", tmp_path / "model.json", "--as-of", AS_OF, code=1)
    assert json.loads(world.command("history", "--id", "+1+1", "--json"))["rows"][0]["id"] == "'+1+1"
    assert json.loads(world.command("erase", "--id", "+1+1", "--yes", "--json"))["removed"] == {"scores.csv": 1, "history.csv": 1}


def test_what_is_written_is_readable_by_its_owner_alone(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    world = World(tmp_path, scvm_command, {"customers": "id\n1\n2\n", "purchases": "cid,date,amount\n1,2026-01-05,10\n2,x,1\n"})
    world.document["output"]["history"] = "history.csv"
    (tmp_path / "scores.csv").write_text("id\n", encoding="utf-8")
    (tmp_path / "scores.csv").chmod(0o644)
    world.score("--rejected", tmp_path / "no.csv", "--picture", tmp_path / "p.svg", code=1)
    world.command("report", "--model", tmp_path / "model.json", "--as-of", AS_OF, "--out", tmp_path / "page.html", code=1)
    scvm_command("export", "--source", tmp_path / "mapping.json", "--id", "1", "--to", tmp_path / "1.json")
    world.command("erase", "--id", "2", "--yes")
    for name in ("scores.csv", "history.csv", "history.runs.csv", "no.csv", "p.svg", "page.html", "1.json", "scores.csv.erased"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600, name


@pytest.mark.parametrize("kind", ["csv", "csv.gz", "ndjson", "ndjson.gz"])
def test_a_line_without_an_end_is_refused_before_it_fills_the_memory(kind: str, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    head = b"cid,date,amount\n1,2026-01-05,1" if kind.startswith("csv") else b'{"cid": "'
    with (gzip.open if kind.endswith(".gz") else open)(tmp_path / f"t.{kind}", "wb") as file:
        file.write(head)
        for _ in range(30):
            file.write(b"0" * 1_000_000)
    more = {"path": f"t.{kind}", "format": kind.partition(".")[0], "columns": {"customer_id": "cid", "date": "date", "amount": "amount"}}
    world = World(tmp_path, scvm_command, {"customers": "id\n1\n"}, {"purchases": more})
    assert "more than 10,000,000 characters without an end" in world.score(code=2)


def in_a_process(world: World, *more: Any, **environment: str) -> "subprocess.CompletedProcess[str]":
    (world.folder / "mapping.json").write_text(json.dumps(world.document), encoding="utf-8")
    command = [sys.executable, "-m", "scvm", "score", "--source", "mapping.json", "--model", "model.json", "--as-of", AS_OF, *map(str, more)]
    return subprocess.run(command, cwd=world.folder, capture_output=True, text=True, env={**os.environ, **environment})


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
def test_a_run_that_is_killed_leaves_nothing_in_the_temporary_folder(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    (tmp_path / "tmp").mkdir()
    os.mkfifo(tmp_path / "purchases.csv")
    world = World(tmp_path, scvm_command, {"customers": "id\n" + "".join(f"{'x' * 60}{i}\n" for i in range(100_000))})
    world.document["sources"]["purchases"] = {"path": "fifo.csv", "columns": {"customer_id": "cid", "date": "date", "amount": "amount"}}
    os.mkfifo(tmp_path / "fifo.csv")
    (tmp_path / "mapping.json").write_text(json.dumps(world.document), encoding="utf-8")
    command = [sys.executable, "-m", "scvm", "score", "--source", "mapping.json", "--model", "model.json", "--as-of", AS_OF]
    process = subprocess.Popen(command, cwd=tmp_path, env={**os.environ, "TMPDIR": str(tmp_path / "tmp")}, stderr=subprocess.DEVNULL)
    with open(tmp_path / "fifo.csv", "wb"):  # opens once the customers are staged and the purchases are asked for
        held = [os.readlink(f"/proc/{process.pid}/fd/{each}") for each in os.listdir(f"/proc/{process.pid}/fd")]
        assert any(str(tmp_path / "tmp") in each and each.endswith("(deleted)") for each in held), held
        process.kill()
    process.wait()
    assert list((tmp_path / "tmp").iterdir()) == []


def test_a_full_temporary_folder_is_one_line(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    world = World(tmp_path, scvm_command, {"customers": "id\n" + "".join(f"{'x' * 60}{i}\n" for i in range(400_000))})
    (tmp_path / "mapping.json").write_text(json.dumps(world.document), encoding="utf-8")
    command = [sys.executable, "-m", "scvm", "score", "--source", "mapping.json", "--model", "model.json", "--as-of", AS_OF]
    limit = 8 * 1024 * 1024

    def no_more_than() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, preexec_fn=no_more_than)
    assert done.returncode == 2 and len(done.stderr.splitlines()) == 1 and "the temporary database in" in done.stderr, done.stderr
    assert not (tmp_path / "scores.csv").exists()


@pytest.mark.parametrize(
    "url",
    [
        "mysql+pymysql://crm:tops3cret@localhost:port/x", "mysql+pymysql://crm:tops3cret@localhost:99999999/x", "postgresql://crm:top@s3cret@localhost/x",
        "mysql+pymysql:/crm:tops3cret@localhost/x", "mysql+pymysql:crm:tops3cret@localhost/x", "crm:tops3cret@localhost/x", "nothing+here://crm:tops3cret@localhost/x",
        "mysql+pymysql://crm@127.0.0.1:1/x?password=tops3cret", "mysql+pymysql://crm:tops3cret@127.0.0.1:1/x", "postgresql://crm:tops3cret/x", "mysql+pymysql://crm:tops3cret",
        "sqlite:///none/crm:tops3cret@x.sqlite",
    ],
)  # fmt: skip
def test_no_message_shows_the_password_of_a_database(url: str, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    (tmp_path / "model.json").write_text(json.dumps(MODEL), encoding="utf-8")
    (tmp_path / "m.json").write_text(json.dumps({"schema": "scvm-mapping/1", "preset": "suitecrm", "database": url}), encoding="utf-8")
    more = ["--model", tmp_path / "model.json", "--as-of", AS_OF]
    for where in (["--database", url], ["--source", url], ["--source", tmp_path / "m.json"]):
        said = scvm_command("score", *where, *more, code=2)
        assert "s3cret" not in said and "tops" not in said and len(said.splitlines()) == 1, said
    with pytest.raises(Refused) as refused:
        Mapping({"schema": "scvm-mapping/1", "preset": "suitecrm", "database": [url]}, tmp_path, "m.json")
    assert "s3cret" not in str(refused.value)


def test_only_what_may_be_a_password_is_taken_away() -> None:
    said = 't.csv: line 3: date = "10:30": expected a date; https://example.org/a:b'
    assert without_password(said) == said


@pytest.mark.parametrize("dialect", ["sqlite", "mariadb", "postgresql"])
def test_ids_are_what_their_bytes_are(dialect: str, scvm_command: Any, tmp_path: pathlib.Path, request: Any) -> None:
    url = f"sqlite:///{tmp_path}/x.sqlite"
    if dialect != "sqlite":
        server = request.getfixturevalue(dialect)
        url = server.url(server.new_database())
    engine, kind = sa.create_engine(url), {"sqlite": "BLOB", "mariadb": "BINARY(16)", "postgresql": "BYTEA"}[dialect]
    keys = [bytes(range(16)), bytes(range(240, 256)), b"abcdefghijklmnop"]
    with engine.begin() as connection:
        connection.execute(sa.text(f"CREATE TABLE p (id {kind}, cid {kind}, d DATE, a FLOAT)"))
        for key in keys:
            connection.execute(sa.text("INSERT INTO p VALUES (:key, :key, '2026-01-05', 10)"), {"key": key})
    sources = {"customers": {"table": "p", "columns": {"id": "id"}}, "purchases": {"table": "p", "columns": {"customer_id": "cid", "date": "d", "amount": "a"}}}
    world = World(tmp_path, scvm_command, {}, sources, database=url)
    world.score()
    assert sorted(world.column("id")) == [keys[0].hex(), "abcdefghijklmnop", keys[1].hex()] and set(world.column("revenue")) == {"10.0"}

    people = ["Ann@x.de", "ann@x.de", "änn@x.de", "bob"]
    lines = "cid,date,amount\n" + "".join(f"{id},2026-0{i}-05,{10 * 2 ** (i - 1)}\n" for i, id in enumerate(people, 1))
    (tmp_path / "t.csv").write_text(lines, encoding="utf-8")
    columns = {"customer_id": "cid", "date": "date", "amount": "amount"}
    world = World(tmp_path, scvm_command, {}, {"customers": {"from": "purchases"}, "purchases": {"path": "t.csv", "columns": columns}}, database=url)
    world.document["output"] = {"format": "sql", "table": "case_scores", "columns": {"revenue": "revenue", "status": "status"}}

    def stored() -> Dict[str, float]:
        with engine.connect() as connection:
            return {row[0]: row[1] for row in connection.execute(sa.text("SELECT id, revenue FROM case_scores"))}

    assert world.score("--add-columns")["written"]["changed"] == 4
    assert stored() == dict(zip(people, (10, 20, 40, 80)))
    assert world.score()["written"] == {"changed": 0, "unchanged": 4, "reset": 0}
    history = json.loads(world.command("history", "--id", "ann@x.de", "--json"))["rows"]
    assert [row["id"] for row in history] == ["ann@x.de"]

    if dialect == "mariadb":  # tables of a version before
        with engine.begin() as connection:
            for statement in ("DELETE FROM case_scores WHERE id <> 'bob'", "ALTER TABLE case_scores MODIFY id VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci NOT NULL",
                              "ALTER TABLE scvm_score_history MODIFY id VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci NOT NULL"):  # fmt: skip
                connection.execute(sa.text(statement))
        said = world.score(code=2)
        assert "ALTER TABLE case_scores MODIFY id VARCHAR(255)" in said and "ALTER TABLE scvm_score_history MODIFY id" in said and "utf8mb4_bin" in said
        world.score("--add-columns")
        assert stored() == dict(zip(people, (10, 20, 40, 80)))
        assert world.score()["written"]["changed"] == 0

    other = "VARCHAR(255) COLLATE NOCASE" if dialect == "sqlite" else "VARCHAR(255)"
    with engine.begin() as connection:
        connection.execute(sa.text(f"CREATE TABLE theirs (id {other} PRIMARY KEY, something INTEGER, revenue FLOAT, status VARCHAR(20))"))
    world.document["output"]["table"] = "theirs"
    if dialect == "postgresql":
        assert world.score()["written"]["changed"] == 4
        return
    assert "give it a collation, or a type, that tells them apart" in world.score(code=2)
    with engine.connect() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM theirs")).scalar() == 0
    lines = lines.replace("änn", "dan")
    (tmp_path / "t.csv").write_text(lines.replace("\nann", "\ncat"), encoding="utf-8")
    assert world.score()["written"]["changed"] == 4
    (tmp_path / "t.csv").write_text(lines.replace("Ann", "fay").replace("\nann", "\nCAT"), encoding="utf-8")
    assert 'ids "CAT@x.de" and "cat@x.de" are one to the column id' in world.score("--accept-loss", code=2)
    with engine.connect() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM theirs WHERE status = 'scored'")).scalar() == 4


def test_odd_values_in_lines_reject_their_line_alone(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    good = '{"cid": "1", "q": "sat", "a": 5, "d": "2026-01-05", "w": 1}'
    odd = ['"d": {"$date": "2026-01-05"}', '"d": [1]', '"a": {"n": 5}', '"w": 1e300', '"w": 4294967296', '"w": 1.5', '"q": "\\ud800"', '"d": true', '"d": 1e400']
    lines = [good] + ["{" + ", ".join([*(part for part in good[1:-1].split(", ") if part[:4] != bad[:4]), bad]) + "}" for bad in odd]
    (tmp_path / "s.ndjson").write_text("\n".join(lines) + "\n", encoding="utf-8")
    columns = {"customer_id": "cid", "question": "q", "answer": "a", "date": "d", "wave": "w"}
    world = World(tmp_path, scvm_command, {"customers": "id\n1\n"}, {"answers": {"format": "ndjson", "path": "s.ndjson", "columns": columns}})
    result = world.score(code=1)
    (account,) = [each for each in result["sources"] if each["kind"] == "answers"]
    assert (account["lines"], account["rejected"]) == (len(lines), len(odd)), result["rejected_by_reason"]


def test_a_header_in_the_middle_is_no_customer(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    world = World(tmp_path, scvm_command, {"customers": "id,name\n1,Ann\nid,name\n2,Bob\n"})
    assert "the header again" in world.score(code=1)["rejected_by_reason"][0]["reason"]
    assert world.column("id") == ["1", "2"]


def test_scores_of_before_that_are_broken_are_written_over_only_where_that_is_said(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    world = World(tmp_path, scvm_command, {"customers": "id\n1\n"})
    for name, content in (("s.ndjson", b'{"id": "1", "status": "scored"\n\xff'), ("s.csv", b'id,status\n"1\x00,"scored\xff')):
        (tmp_path / name).write_bytes(content)
        world.document["output"] = {"format": name[2:], "path": name}
        assert f"{name}: is no file of scores, or a broken one" in world.score(code=2)
        assert (tmp_path / name).read_bytes() == content
        world.score("--accept-loss")


def test_odd_values_of_databases_reject_their_row_and_colons_are_no_parameters(scvm_command: Any, tmp_path: pathlib.Path, postgresql: Any) -> None:
    url = postgresql.url(postgresql.new_database())
    odd = ["'NaN'::float", "'infinity'::date", "INTERVAL '1 day'", "'{\"a\":1}'::jsonb", "ARRAY[1]", "true", "1767571200.5"]
    columns = {"customer_id": "cid", "date": "date", "amount": "amount"}
    for value in odd:
        query = f"SELECT '1:x' AS cid, CAST({value} AS text)::text IS NULL AS no, {value} AS date, 10 AS amount UNION ALL SELECT '1:x', false, NULL, 10"
        if value == "'infinity'::date":
            query = f"SELECT '1:x' AS cid, {value} AS date, 10 AS amount"
        sources = {"customers": {"query": "SELECT '1:x' AS id", "columns": {"id": "id"}}, "purchases": {"query": query, "columns": columns}}
        world = World(tmp_path, scvm_command, {}, sources, database=url)
        assert world.score("--accept-loss", code=1)["rejected"] >= 1, value
        assert world.column("id") == ["1:x"]
    sources["purchases"]["query"] = "SELECT '1:x' AS cid, '4713-01-01 BC'::date AS date, 10 AS amount"
    assert World(tmp_path, scvm_command, {}, sources, database=url).score("--accept-loss", code=1)["rejected"] == 1


def test_rejected_rows_name_their_customer(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    purchases = "cid,date,amount\n1,2026-01-05,10\n2,soon,10\n1,2026-01-05\n"
    world = World(tmp_path, scvm_command, {"customers": "id\n1\n2\n1\n\"\"\n", "purchases": purchases})
    world.score("--rejected", world.folder / "no.csv", code=1)
    with open(world.folder / "no.csv", encoding="utf-8", newline="") as file:
        found = {(row["source"], row["line"]): row["id"] for row in csv.DictReader(file)}
    assert found == {("customers.csv", "4"): "1", ("customers.csv", "5"): "", ("purchases.csv", "3"): "2", ("purchases.csv", "4"): ""}


def test_rows_that_the_core_rejects_name_their_customer(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    contracts = "cid,end,days\n1,2027-01-01,30\n2,2027-01-01,-30\n"
    world = World(tmp_path, scvm_command, {"customers": "id\n1\n2\n", "contracts": contracts}, {"contracts": {"columns": {"notice_days": "days"}}})
    world.score("--rejected", world.folder / "no.csv", code=1)
    assert "contracts.csv,3,2," in (world.folder / "no.csv").read_text(encoding="utf-8")


def test_rejected_records_name_their_customer(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    World(tmp_path, scvm_command, {})
    lines = ['{"id": "a"}', '{"id": "a"}', '{"id": "b", "colour": 1}', '{"id": ["c"]}', '{"id": "d", "purchases": [{"date": "soon", "amount": 1}]}', "none"]
    (tmp_path / "r.ndjson").write_text("\n".join(lines), encoding="utf-8")
    scvm_command("score", "--source", tmp_path / "r.ndjson", "--model", tmp_path / "model.json", "--as-of", AS_OF, "--output", tmp_path / "out.ndjson",
                 "--rejected", tmp_path / "no.csv", "--accept-loss", code=1)  # fmt: skip
    with open(tmp_path / "no.csv", encoding="utf-8", newline="") as file:
        assert [(row["line"], row["id"]) for row in csv.DictReader(file)] == [("2", "a"), ("3", "b"), ("4", ""), ("5", "d"), ("6", "")]


def test_what_ended_after_the_day_of_scoring_was_open_then(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    """Of a look back; what began later is no row of that day."""
    (tmp_path / "trouble.csv").write_text(
        "customer_id,opened,answered,closed\n1,2026-05-01,2026-08-01,2026-09-01\n1,2026-05-02,2026-05-03,2026-05-04\n2,2026-09-01,,2026-09-02\n"
    )
    (tmp_path / "helpers.csv").write_text("id,since\n2,2026-01-01\n")
    (tmp_path / "jobs.csv").write_text("helper,customer_id,asked,done,outcome\n2,1,2026-05-01,2026-09-01,solved\n")
    sources = {"complaints": {"path": "trouble.csv"}, "helpers": {"path": "helpers.csv"}, "jobs": {"path": "jobs.csv"}}
    world = World(tmp_path, scvm_command, {"customers": "id\n1\n2\n"}, sources)
    (tmp_path / "model.json").write_text(json.dumps({"schema": "scvm-model/1", "id": "t", "value": {}, "network": {}, "service": {}}))
    common = ["--model", tmp_path / "model.json", "--as-of", "2026-06-30", "--json"]
    said = json.loads(world.command("score", *common, code=1))
    assert [(each["source"], each["rows"]) for each in said["rejected_by_reason"]] == [("trouble.csv", 1)]
    assert world.column("open_complaints") == ["1.0", "0.0"]
    (tmp_path / "r.ndjson").write_text('{"id": "1", "complaints": [{"opened": "2026-05-01", "closed": "2026-09-01"}]}\n')
    world = World(tmp_path, scvm_command, {}, {"customers": {"format": "ndjson", "path": "r.ndjson"}})
    (tmp_path / "model.json").write_text(json.dumps({"schema": "scvm-model/1", "id": "t", "value": {}, "network": {}, "service": {}}))
    assert json.loads(world.command("score", *common, "--accept-loss"))["rejected"] == 0 and world.column("open_complaints") == ["1.0"]
    trouble, jobs = ((tmp_path / f"{name}.csv").read_text().splitlines() for name in ("trouble", "jobs"))
    with contextlib.closing(sqlite3.connect(tmp_path / "crm.sqlite")) as database, database:
        for name, (header, *rows) in {"trouble": trouble, "helpers": ["id,since", "2,2026-01-01"], "jobs": jobs, "people": ["id", "1", "2"]}.items():
            database.execute(f"CREATE TABLE {name} ({header})")
            database.executemany(f"INSERT INTO {name} VALUES ({','.join('?' * len(header.split(',')))})", [row.split(",") for row in rows])
    tables = {"customers": "people", "complaints": "trouble", "helpers": "helpers", "jobs": "jobs"}
    world = World(tmp_path, scvm_command, {}, {name: {"table": table} for name, table in tables.items()}, database=f"sqlite:///{tmp_path}/crm.sqlite")
    (tmp_path / "model.json").write_text(json.dumps({"schema": "scvm-model/1", "id": "t", "value": {}, "network": {}, "service": {}}))
    said = json.loads(world.command("score", *common, "--accept-loss", code=1))
    assert [(each["source"], each["rows"]) for each in said["rejected_by_reason"]] == [("trouble", 1)]
    assert world.column("open_complaints") == ["1.0", "0.0"]


def test_a_look_back_counts_what_came_later_and_rejects_what_is_no_day_yet(scvm_command: Any, tmp_path: pathlib.Path, sqlite_crm: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("scvm.command.verbs._today", lambda zone: "2026-11-30")
    (tmp_path / "liked.csv").write_text("customer_id,target,kind,date\n1,2,like,2026-05-01\n1,2,like,2026-12-01\n1,2,like,2026-12-02\n")
    purchases = "cid,date,amount\n1,2026-05-05,10\n1,2026-07-01,10\n1,2026-07-02,10\n1,2026-12-01,10\n1,2026-12-02,10\n1,2062-05-05,10\n"
    world = World(tmp_path, scvm_command, {"customers": "id\n1\n2\n", "purchases": purchases}, {"interactions": {"path": "liked.csv"}})
    common = ["--model", tmp_path / "model.json", "--as-of", "2026-06-30", "--json"]
    said = json.loads(world.command("score", *common, "--rejected", tmp_path / "no.csv", code=1))
    ways = {each["source"]: {name: n for name, n in each.items() if name not in ("source", "kind")} for each in said["sources"]}
    assert ways["purchases.csv"] == {"lines": 6, "read": 2, "after_the_day_of_scoring": 2, "rejected": 2}
    assert ways["liked.csv"] == {"lines": 3, "read": 1, "after_the_day_of_scoring": 1, "rejected": 1}
    assert said["purchase_rows"]["used"] == 1, "the day after that of scoring is read, and does not count"
    rejected = (tmp_path / "no.csv").read_text(encoding="utf-8")
    assert rejected.count("2026-12-02") == 2 and rejected.count("2062-05-05") == 1 and len(rejected.splitlines()) == 4
    line = '{"id": "1", "purchases": [{"date": "2026-05-05", "amount": 10}, {"date": "2026-08-05", "amount": 10}]}\n'
    (tmp_path / "r.ndjson").write_text(line, encoding="utf-8")
    world = World(tmp_path, scvm_command, {}, {"customers": {"format": "ndjson", "path": "r.ndjson"}})
    said = json.loads(world.command("score", *common, "--accept-loss"))
    assert said["rejected"] == 0 and [each.get("after_the_day_of_scoring", 0) for each in said["sources"]] == [0, 1]
    said = json.loads(scvm_command("check", "--database", sqlite_crm.url, "--model", sqlite_crm.model, "--as-of", "2025-12-31", "--json", code=None))
    ways = {each["source"]: each for each in said["sources"]}
    assert ways["aos_invoices"]["after_the_day_of_scoring"] > 20 < ways["surveyquestionresponses"]["after_the_day_of_scoring"]
    assert not any("expected a date up to" in each["reason"] for each in said["rejected_by_reason"])


def test_complaints_and_praise_by_the_words_that_exports_have_for_them(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    words = ["", "complaint", " Complaint ", "Beschwerde", "REKLAMATION", "Beanstandung", "praise", "Lob", "Compliment", "feedback"]
    rows = [{"customer_id": str(i), "opened": "2026-05-01", "kind": word} for i, word in enumerate(words)]
    (tmp_path / "trouble.csv").write_text("customer_id,opened,kind\n" + "".join(f"{','.join(row.values())}\n" for row in rows))
    (tmp_path / "r.ndjson").write_text("".join(json.dumps({"id": row.pop("customer_id"), "complaints": [row]}) + "\n" for row in rows))
    model = {"schema": "scvm-model/1", "id": "t", "value": {}, "network": {}, "service": {}}
    plain = World(tmp_path, scvm_command, {"customers": "id\n" + "".join(f"{i}\n" for i in range(len(words)))}, {"complaints": {"path": "trouble.csv"}})
    for world, source in ((plain, "trouble.csv"), (World(tmp_path, scvm_command, {}, {"customers": {"format": "ndjson", "path": "r.ndjson"}}), "r.ndjson")):
        (tmp_path / "model.json").write_text(json.dumps(model))
        more = ["--model", tmp_path / "model.json", "--as-of", "2026-06-30", "--rejected", tmp_path / "no.csv", "--accept-loss"]
        world.command("score", *more, code=1)
        assert world.column("open_complaints") == ["1.0"] * 6 + ["0.0"] * 4, source
        with open(tmp_path / "no.csv", newline="") as file:
            (row,) = csv.DictReader(file)
        assert row["source"] == source and 'kind = "feedback": expected one of complaint' in row["reason"] and "beschwerde" in row["reason"]


def test_seconds_in_a_text_file_are_read_by_their_name_alone(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    purchases = "cid,date,amount\na,1769500000,10\na,1769600000,10\n"
    world = World(tmp_path, scvm_command, {"customers": "id\na\n", "purchases": purchases})
    said = world.score("--accept-loss", "--rejected", tmp_path / "no.csv", code=1)
    with open(tmp_path / "no.csv", newline="") as file:
        reason = next(csv.DictReader(file))["reason"]
    assert said["rejected"] == 2 and reason.startswith('date = "1769500000"') and "date_format = seconds" in reason
    world.document["sources"]["purchases"]["date_format"] = "seconds"
    assert world.score()["rejected"] == 0 and world.column("revenue") == ["20.0"]


def test_hours_below_zero_are_named_as_hours(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    (tmp_path / "costs.csv").write_text("date,kind,hours\n2026-05-01,staff,-3\n2026-05-01,staff,3\n")
    world = World(tmp_path, scvm_command, {"customers": "id\na\n"}, {"costs": {"path": "costs.csv", "staff_rate": 40}})
    world.score("--accept-loss", "--rejected", tmp_path / "no.csv", code=1)
    assert "hours = -3: expected 0 to 168" in (tmp_path / "no.csv").read_text() and "-120" not in (tmp_path / "no.csv").read_text()


def test_votes_after_the_day_of_scoring_have_a_column_in_the_closing_table(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    tables = {"customers": "id\n1\n2\n3\n", "ideas": "idea,customer_id,date\ni,1,2025-11-01\n", "votes": "idea,customer_id,date\ni,1,2025-11-02\ni,2,2025-12-09\ni,3,2025-12-10\n"}
    for name, text_of in tables.items():
        (tmp_path / f"{name}.csv").write_text(text_of, encoding="utf-8")
    (tmp_path / "m.json").write_text(json.dumps({"schema": "scvm-mapping/1", "sources": {name: {"path": f"{name}.csv"} for name in tables}}), encoding="utf-8")
    (tmp_path / "model.json").write_text(json.dumps(MODEL), encoding="utf-8")
    asked = ["check", "--source", tmp_path / "m.json", "--model", tmp_path / "model.json", "--as-of", "2025-11-30"]
    votes = next(each for each in json.loads(scvm_command(*asked, "--json"))["sources"] if each["kind"] == "votes")
    assert (votes["lines"], votes["read"], votes["after_the_day_of_scoring"]) == (3, 1, 2)
    assert "after the day of scoring" in scvm_command(*asked)
