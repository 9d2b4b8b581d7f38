"""Rows that go into the core by batches: the same scores and the same rejected lines as of all at once, whatever the size of a batch."""

from __future__ import annotations

import csv
import json
import pathlib
import tracemalloc
from typing import Any, List, Tuple

import pytest

from scvm.command import run
from scvm.command.mapping import Mapping
from scvm.command.movements import usable_rows
from scvm.command.staging import StagedRows, Staging

ROWS = 60


def _write(folder: pathlib.Path) -> None:
    (folder / "customers.csv").write_text("id\n" + "".join(f"c{i}\n" for i in range(8)), encoding="utf-8")
    (folder / "employees.csv").write_text("id\ne1\n", encoding="utf-8")
    lines = ["source,target,type,date,mood"]
    for i in range(ROWS):
        actor = ("c", "a")[i % 3 == 0] + str(i * 7 % 8)
        mood = 9 if i in (17, 41) else ""  # no mood is so good
        lines.append(f"{'e1' if i % 11 == 0 else actor},{'' if i % 5 == 0 else 'c' + str(i * 3 % 8)},{('post', 'comment', 'share')[i % 3]},2026-05-{1 + i % 28:02},{mood}")
    (folder / "interactions.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    columns = {"customer_id": "source", "target": "target", "kind": "type", "date": "date", "sentiment": "mood"}
    (folder / "mapping.json").write_text(json.dumps({
        "schema": "scvm-mapping/1", "as_of": "2026-06-30", "model": "model.json",
        "sources": {"customers": {"path": "customers.csv"}, "employees": {"path": "employees.csv"},
                    "interactions": {"path": "interactions.csv", "columns": columns}, "prospects": {"from": "interactions"}},
        "output": {"format": "csv", "path": "scores.csv", "explain": "none"},
    }), encoding="utf-8")  # fmt: skip
    model = {"schema": "scvm-model/1", "id": "m", "currency": "EUR", "network": {}}
    (folder / "model.json").write_text(json.dumps(model), encoding="utf-8")


def _run(scvm_command: Any, folder: pathlib.Path) -> Tuple[str, List[Any]]:
    (folder / "scores.csv").unlink(missing_ok=True)
    scvm_command("score", "--source", folder / "mapping.json", "--rejected", folder / "rejected.csv", code=1)
    with open(folder / "rejected.csv", encoding="utf-8") as file:
        return (folder / "scores.csv").read_text(encoding="utf-8"), list(csv.DictReader(file))


def test_batches_of_any_size_give_the_same_scores_and_name_the_same_lines(scvm_command: Any, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(tmp_path)
    scores, rejected = _run(scvm_command, tmp_path)
    assert sorted(row["line"] for row in rejected) == ["19", "43"] and all("sentiment" in row["reason"] for row in rejected)
    assert [row["id"] for row in sorted(rejected, key=lambda row: row["line"])] == ["c7", "c7"]
    assert len(set(scores.splitlines())) > 4
    monkeypatch.setattr("scvm.command.staging._ROWS_AT_ONCE", 7)
    assert _run(scvm_command, tmp_path) == (scores, rejected)
    monkeypatch.setattr("scvm.command.run._STREAMED", ())  # all at once, as the report has them
    monkeypatch.setattr("scvm.command.run.Streamed", lambda *_: None)
    assert _run(scvm_command, tmp_path) == (scores, rejected)


def test_rows_that_are_read_by_columns_are_those_that_are_read_one_by_one(scvm_command: Any, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(tmp_path)
    lines = (tmp_path / "interactions.csv").read_text(encoding="utf-8").splitlines()
    odd = {5: "nobody,c1,post,2026-05-01,", 9: ",c1,post,2026-05-01,", 14: "c1,stranger,like,2026-05-02,", 15: "c1,c2,like,2026-05-32,", 22: "c1,c2,,2026-05-02,",
           23: " c1 ,'-c2,like,2026-05-02,n/a", 32: "c1,c2,like", 33: "c2,c1,like,2026-05-03,much", 44: "c1,c2,hug,2026-05-03,"}  # fmt: skip
    for place, line in odd.items():
        lines[place] = line
    (tmp_path / "interactions.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    mapping = json.loads((tmp_path / "mapping.json").read_text(encoding="utf-8"))
    mapping["sources"]["interactions"]["missing_codes"] = ["n/a"]
    mapping["sources"]["prospects"] = {"path": "prospects.csv"}
    (tmp_path / "prospects.csv").write_text("id\n" + "".join(f"a{i}\n" for i in range(8)), encoding="utf-8")
    (tmp_path / "mapping.json").write_text(json.dumps(mapping), encoding="utf-8")
    by_columns = _run(scvm_command, tmp_path)
    assert [row["line"] for row in by_columns[1]][:4] == ["16", "23", "33", "34"]  # in the order of the file, though not read one by one
    monkeypatch.setattr("scvm.command.readers._BLOCK", 4)
    assert _run(scvm_command, tmp_path) == by_columns
    monkeypatch.setattr("scvm.command.readers._BY_COLUMNS", {})
    assert _run(scvm_command, tmp_path) == by_columns
    with run.reading(Mapping(mapping, tmp_path, "m.json")) as read:
        (account,) = (each for each in read.accounts if each.kind == "interactions")
        assert {way: n for way, n in account.ways.items() if n} == {
            "read": ROWS - 8, "of unknown customers": 1, "without a customer": 1, "with an unknown person": 2, "rejected": 4}  # fmt: skip


def test_a_column_in_which_nothing_stands_is_none_at_all(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    _write(tmp_path)
    lines = (tmp_path / "interactions.csv").read_text(encoding="utf-8").splitlines()
    (tmp_path / "interactions.csv").write_text("\n".join(line if i == 0 else f"c{i % 8},,post,2026-05-01," for i, line in enumerate(lines)) + "\n", encoding="utf-8")
    scvm_command("score", "--source", tmp_path / "mapping.json")
    assert len((tmp_path / "scores.csv").read_text(encoding="utf-8").splitlines()) == 9


def test_the_report_holds_rows_without_their_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scvm.command.staging._ROWS_AT_ONCE", 100)
    rows, people = 5_000, [f"c{i}" for i in range(20)]
    with Staging() as staging:
        staging.add_customers([(id, True, None, i) for i, id in enumerate(people)])
        for i in range(rows):  # the newest first, and one event twice
            event = "e" if i in (7, 9) else None
            staging.add("interactions", people[i % 20], i, None, None, "post", rows - i, None, None, None, event, None, f"{i}: " + "x" * 1_000, "film", None)
        staging.finish()
        staged = StagedRows(staging, "interactions", set())
        tracemalloc.start()
        found = usable_rows(staged, set(people), set(), rows)
        grown = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert grown < 200 * rows  # of texts alone there are a thousand bytes in each
        assert [row.text[:7] for row in (found[0], found[1], found[-1])] == ["4999: x", "4998: x", "0: xxxx"]
        assert len(found) == rows - 1 and found[3].format == "film" and found[3].target is None and found[3].sentiment is None
        held = [row[:-1] for rows in staging.by_customers("interactions") for row in rows]
        assert [vars(row)["time"] for row in usable_rows(held, set(people), set(), rows)] == [row.time for row in found]
