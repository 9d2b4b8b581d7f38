"""Rows that go into the core by batches: the same scores and the same rejected lines as of all at once, whatever the size of a batch."""

from __future__ import annotations

import csv
import json
import pathlib
from typing import Any, List, Tuple

import pytest

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
