"""What stands beside one customer names nobody else: so an export of one person's rows is whole, and so is an erasure."""

from __future__ import annotations

import csv
import json
import pathlib
import re
import sqlite3
import subprocess
import sys
from typing import Any, Dict, Iterator, List, Tuple

import pytest

from made_by_command import Made

pytest_plugins = ["report_fixtures"]


def command(*arguments: Any, code: int = 0) -> str:
    done = subprocess.run([sys.executable, "-m", "scvm", *map(str, arguments)], capture_output=True, text=True)
    assert done.returncode == code and "Traceback" not in done.stderr, done.stderr
    return done.stdout


@pytest.fixture(scope="module", params=["csv", "sql"])
def scored(request: Any, made: Made, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tuple[pathlib.Path, Made]]:
    """Everything that the command writes, by a model with everything, explanations as factors and as sentences."""
    folder = tmp_path_factory.mktemp("scored")
    for source in made.folder.iterdir():
        if source.suffix != ".html":
            (folder / source.name).write_bytes(source.read_bytes())
    mapping: Dict[str, Any] = json.loads((folder / f"{request.param}.json").read_text(encoding="utf-8"))
    if request.param == "sql":
        mapping["database"] = f"sqlite:///{folder}/crm.sqlite"
    path = folder / "mapping.json"
    for explain, language in (("json", "en"), ("text", "en"), ("text", "de")):
        mapping["language"] = language
        mapping["output"].update({"explain": explain, **({"history": "history.csv"} if request.param == "csv" else {})})
        path.write_text(json.dumps(mapping), encoding="utf-8")
        more = ["--add-columns"] if request.param == "sql" else []
        command("score", "--source", path, *more, code=1)
        if explain == "json" or language == "en":
            check(folder, made)
    yield path, made


def stored(folder: pathlib.Path) -> List[Dict[str, Any]]:
    """Every row that the command keeps."""
    rows: List[Dict[str, Any]] = []
    for name in ("scores.csv", "history.csv"):
        if (folder / name).exists():
            with open(folder / name, encoding="utf-8", newline="") as file:
                rows += csv.DictReader(file)
    if not rows:
        connection = sqlite3.connect(folder / "crm.sqlite")
        connection.row_factory = sqlite3.Row
        for table in ("scvm_scores", "scvm_score_history"):
            rows += [dict(row) for row in connection.execute(f"SELECT * FROM {table}")]
        connection.close()
    return rows


def check(folder: pathlib.Path, made: Made) -> None:
    people = re.compile("|".join([r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b", r"\bstaff-\d{3}\b", *sorted(map(re.escape, set(made.data.customers["name"])))]))
    rows = stored(folder)
    assert len(rows) >= 1100
    for row in rows:
        named = set(people.findall(" ".join(str(value) for value in row.values())))
        assert named == {row["id"]}, row


def test_what_is_stored_about_one_person_names_nobody_else(scored: Tuple[pathlib.Path, Made]) -> None:
    path, made = scored
    check(path.parent, made)
    told = [row for row in stored(path.parent) if row.get("network_value")]
    assert len(told) > 500, "the explanations do speak of others"


def test_an_export_holds_every_stored_row_that_names_the_person_and_an_erasure_leaves_none(scored: Tuple[pathlib.Path, Made]) -> None:
    path, made = scored
    id = made.data.referrals["referrer"].value_counts().index[0]  # somebody who stands in the rows of many others
    before = [row for row in stored(path.parent) if id in " ".join(map(str, row.values()))]
    document = json.loads(command("export", "--source", path, "--id", id))
    assert len(before) == len(document["history"]) + 1 >= 2
    assert {row["target"] for row in document["held"]["interactions"]} | {row["actor"] for row in document["held"]["interactions"]} > {id}
    command("erase", "--source", path, "--id", id, "--yes")
    command("score", "--source", path, code=1)
    assert not [row for row in stored(path.parent) if id in " ".join(map(str, row.values()))]
