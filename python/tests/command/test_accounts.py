"""Social accounts: linked to a person by permission alone, network by network, and unlinked everywhere when it is taken back."""

from __future__ import annotations

import csv
import json
import pathlib
from typing import Any, Dict, List, Optional, Tuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scvm.command import run
from scvm.command.links import Links
from scvm.command.mapping import Mapping

from small_world import AS_OF, MODEL, World

INTERACTIONS = """customer_id,target,kind,date,channel
a,b,like,2026-05-01,
@ann,@bob,share,2026-05-02,Birdsong
@ann,b,comment,2026-05-03,pictures
@stranger,b,like,2026-05-03,birdsong
b,@ann,answer,2026-05-04,birdsong
"""


def world(folder: pathlib.Path, accounts: str, **more: str) -> Dict[str, Any]:
    tables = {"customers": "id\na\nb\nc\n", "purchases": "customer_id,date,amount\na,2026-01-05,20\nb,2026-01-06,30\nc,2026-01-06,30\n", "interactions": INTERACTIONS, **more}
    tables["accounts"] = "customer_id,network,account,granted,withdrawn\n" + accounts
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    document = {"schema": "scvm-mapping/1", "sources": {name: {"path": f"{name}.csv"} for name in tables},
                "output": {"format": "csv", "path": "scores.csv", "history": "history.csv", "explain": "none",
                           "columns": {name: name for name in ("id", "status", "influence", "social_score", "revenue", "score_date")}}}  # fmt: skip
    (folder / "m.json").write_text(json.dumps(document), encoding="utf-8")
    (folder / "model.json").write_text(json.dumps({"schema": "scvm-model/1", "id": "n", "value": MODEL["value"], "network": {}}), encoding="utf-8")
    return document


def seen(folder: pathlib.Path) -> Tuple[List[Any], Dict[str, int], List[Tuple[str, int]]]:
    """The interactions that count by who and to whom, the ways of their lines, and the rejected rows by reason."""
    with run.reading(Mapping.from_file(folder / "m.json")) as read:
        (chunk,) = read.staging.chunks(None)
        (account,) = [each for each in read.accounts if each.kind == "interactions"]
        rejected = [(reason, n) for _, reason, n in read.rejected.rows()]
    return [(row[0], row[3], row[4]) for row in chunk.of("interactions")], {way: n for way, n in account.ways.items() if n}, rejected


def test_accounts_are_persons_while_they_permit_it_network_by_network(tmp_path: pathlib.Path) -> None:
    world(tmp_path, "a,Birdsong,@ann,2026-01-01,\na,Pictures,@ann,,\nb,birdsong,@bob,2026-01-01,\n")
    rows, ways, _ = seen(tmp_path)
    assert rows == [("a", "b", "like"), ("a", "b", "share"), ("b", "a", "answer")]
    assert ways == {"read": 3, "of accounts without permission": 1, "of unknown customers": 1}


def test_a_withdrawal_unlinks_all_that_was_ever_done(tmp_path: pathlib.Path) -> None:
    world(tmp_path, "a,birdsong,@ann,2026-01-01,2026-09-09\na,pictures,@ann,2026-01-01,\nb,birdsong,@bob,2026-01-01,no\n")
    rows, ways, _ = seen(tmp_path)
    assert rows == [("a", "b", "like"), ("a", "b", "comment")] and ways["of accounts without permission"] == 2


@pytest.mark.parametrize("more", ["a,birdsong,@ann2,2026-01-01,2026-02-02\n", "a,birdsong,@ann,2026-01-01,yes\n", "a,birdsong,@ann,2026-01-01,some day\n", "a,birdsong,@ann,one day,\n"])
def test_within_one_network_a_refusal_wins(tmp_path: pathlib.Path, more: str) -> None:
    world(tmp_path, "a,birdsong,@ann,2026-01-01,\na,pictures,@ann,2026-01-01,\nb,birdsong,@bob,2026-01-01,\n" + more)
    assert seen(tmp_path)[0] == [("a", "b", "like"), ("a", "b", "comment")]


def test_an_account_that_two_claim_is_nobodys_and_is_told(tmp_path: pathlib.Path) -> None:
    world(tmp_path, "a,birdsong,@ann,2026-01-01,\nc,birdsong,@ann,2026-01-01,\nb,birdsong,@bob,2026-01-01,\n")
    rows, ways, rejected = seen(tmp_path)
    assert rows == [("a", "b", "like")] and ways["of accounts without permission"] == 2
    assert [n for reason, n in rejected if "2 persons claim it, and it is linked to none" in reason] == [2], "each of the two rows is told"
    with run.reading(Mapping.from_file(tmp_path / "m.json"), str(tmp_path / "no.csv")) as read:
        (account,) = [each for each in read.accounts if each.kind == "accounts"]
    assert {way: n for way, n in account.ways.items() if n} == {"read": 1, "rejected": 2} and account.lines == 3
    with open(tmp_path / "no.csv", encoding="utf-8", newline="") as file:
        assert [(row["line"], row["id"]) for row in csv.DictReader(file)] == [("2", "a"), ("3", "c")]


def test_an_account_called_as_somebody_is_rejected_and_nothing_is_guessed(tmp_path: pathlib.Path) -> None:
    world(tmp_path, "a,birdsong,@ANN,2026-01-01,\na,birdsong,@ann ,2026-01-01,\nb,birdsong,c,2026-01-01,\nb,birdsong,@bob,2027-01-01,\n", employees="id\ne\n")
    rows, ways, rejected = seen(tmp_path)
    assert ("a", "b", "like") in rows and not any(kind == "comment" for _, _, kind in rows)
    assert any("is the id of a customer or an employee" in reason for reason, _ in rejected)


def test_the_future_permits_nothing_yet(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    world(tmp_path, "a,birdsong,@ann,2026-12-01,\nb,birdsong,@bob,2026-01-01,\n")
    common = ["score", "--source", tmp_path / "m.json", "--model", tmp_path / "model.json", "--json", "--as-of"]
    read = {}
    for day in (AS_OF, "2026-12-02"):  # a permission that begins only later is none, and closes nothing
        read[day] = next(each for each in json.loads(scvm_command(*common, day))["sources"] if each["kind"] == "interactions")
    assert (read[AS_OF]["read"], read["2026-12-02"]["read"]) == (1, 3)


def test_a_history_loses_what_an_unlinked_account_gave(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    accounts = "a,birdsong,@ann,2026-01-01,{}\nb,birdsong,@bob,2026-01-01,\n"
    world(tmp_path, accounts.format(""))
    common = ["score", "--source", tmp_path / "m.json", "--model", tmp_path / "model.json", "--json", "--as-of"]
    scvm_command(*common, "2026-10-01")
    scvm_command(*common, "2026-10-05")

    def entries(id: str) -> List[Dict[str, str]]:
        with open(tmp_path / "history.csv", encoding="utf-8", newline="") as file:
            return [row for row in csv.DictReader(file) if row["id"] == id]

    before = entries("a")
    assert len(before) == 2 and all(each["influence"] and each["social_score"] and each["revenue"] for each in before)
    world(tmp_path, accounts.format("2026-10-05"))
    scvm_command(*common, "2026-10-09")
    after = entries("a")
    assert [(bool(each["influence"] or each["social_score"]), bool(each["revenue"])) for each in after[:2]] == [(False, True)] * 2
    assert all(each["influence"] for each in entries("b")), "whoever took nothing back keeps it"


ROWS = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from(["x", "y"]), st.sampled_from(["@1", "@2"]), st.sampled_from([None, 5, 15]), st.sampled_from([None, 7])), max_size=8)  # fmt: skip


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROWS)
def test_a_link_follows_from_the_rows_alone(rows: List[Tuple[str, str, str, Optional[int], Optional[int]]]) -> None:
    import sqlite3

    links = Links(sqlite3.connect(":memory:"))
    for number, row in enumerate(rows):
        links.add(*row, number)
    links.finish(10)
    for network in "xy":
        for account in ("@1", "@2"):
            claims = [row for row in rows if row[1:3] == (network, account)]
            persons = {row[0] for row in claims}
            closed = {row[0] for row in rows if row[1] == network and row[4] is not None}
            permitted = {row[0] for row in claims if row[3] is not None and row[3] <= 10} - closed
            expected = persons.pop() if len(persons) == 1 and permitted else None if claims else account
            assert links.person(network.upper(), account) == expected
    assert links.person("z", "@1") == "@1" == links.person(None, "@1")


def test_each_rejected_line_stands_once_in_the_table_and_once_in_the_file(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    """Accounts that two claim, also where one is unknown or his row is unreadable; and who works here and is a customer, too."""
    tables = {
        "customers": "id\na\nb\nc\n", "purchases": "cid,date,amount\n" + "".join(f"{id},2026-05-05,10\n" for id in "abc"),
        "employees": "id\ns\nb\n", "interactions": "customer_id,target,kind,date\na,b,answer,2026-05-05\nb,a,wave,2026-05-06\n",
        "accounts": "customer_id,network,account,granted,withdrawn\na,x,anna,2026-01-01,\nb,x,anna,2026-01-01,\n"
                    "a,y,ann,2026-01-01,\nghost,y,ann,2026-01-01,\na,z,an,2026-01-01,\nc,z,an,2026-01-01,perhaps\n",
    }  # fmt: skip
    others = ("employees", "interactions", "accounts")
    plain = {name: tables[name] for name in ("customers", "purchases")}
    world = World(tmp_path, scvm_command, plain, {name: {"path": f"{name}.csv"} for name in others})
    for name in others:
        (tmp_path / f"{name}.csv").write_text(tables[name])
    (tmp_path / "model.json").write_text(json.dumps({**MODEL, "network": {}}))
    said = json.loads(
        world.command("score", "--model", tmp_path / "model.json", "--as-of", AS_OF, "--accept-loss", "--json", "--rejected", tmp_path / "r.csv", code=1)
    )
    with open(tmp_path / "r.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    lines = [(row["source"], int(row["line"]), row["id"]) for row in rows]
    assert sorted(lines) == [
        *(("accounts.csv", line, id) for line, id in [(2, "a"), (3, "b"), (4, "a"), (5, "ghost"), (6, "a"), (7, "c")]),
        ("employees.csv", 3, "b"), ("interactions.csv", 3, "b"),
    ]  # fmt: skip
    for source in said["sources"]:
        assert source.get("rejected", 0) == sum(line[0] == source["source"] for line in lines)
        assert source["lines"] == sum(n for way, n in source.items() if way not in ("source", "kind", "lines", "decided_later"))
