"""No verb writes over what it reads, over the scores, or twice into one file; and what is no file of scores is no output."""

from __future__ import annotations

import json
import os
import pathlib
from typing import Any, Dict, List

import pytest
from small_world import AS_OF, World

CUSTOMERS = "id\n1\n2\n"
PURCHASES = "cid,date,amount\n1,2026-01-05,10\n1,2026-02-05,10\n2,2026-01-05,10\n"
SCORES = "scores.csv, history.csv, history.runs.csv, scores.csv.part, scores.csv.erased, scores.csv.scvm-lock".split(", ")
READ = ["customers.csv", "purchases.csv", "mapping.json"]


@pytest.fixture()
def world(scvm_command: Any, tmp_path: pathlib.Path) -> World:
    """Two customers, scored once, with a history; one more was erased."""
    result = World(tmp_path, scvm_command, {"customers": CUSTOMERS + "3\n", "purchases": PURCHASES})
    result.document["output"]["history"] = "history.csv"
    result.score()
    result.command("erase", "--id", "3", "--yes")
    return result


def files(world: World) -> Dict[str, bytes]:
    return {path.name: path.read_bytes() for path in world.folder.iterdir() if path.is_file()}


def refused(world: World, verb: str, *more: str) -> str:
    """The line that refuses, after which every file is as it was."""
    arguments = [world.folder / each if "." in each else each for each in more]
    day = ["--as-of", AS_OF] if verb in ("fit", "score", "check", "report") else []
    model = ["--model", world.folder / "model.json"] if day and "--model" not in more else []
    before = files(world)
    said = world.command(verb, *model, *day, *arguments, code=2)
    assert files(world) == before and len(said.splitlines()) == 1, said
    return said


#: Every option that names a file which a verb writes, with what else the verb needs.
OPTIONS: Dict[str, List[str]] = {
    "fit --output": [], "fit --rejected": ["--output", "new.json"], "check --rejected": [], "report --out": [],
    "report --rejected": ["--out", "new.html"], "score --rejected": [], "score --picture": [], "export --to": ["--id", "1"], "init --output": ["--force"],
}  # fmt: skip


@pytest.mark.parametrize("option", OPTIONS)
def test_no_verb_writes_over_what_it_reads_or_over_the_scores(option: str, world: World) -> None:
    verb, name = option.split()
    for file in READ:
        assert "is read by this run, and would be written over" in refused(world, verb, *OPTIONS[option], name, file), file
    for file in SCORES:
        assert f"would be written over by {name}" in refused(world, verb, *OPTIONS[option], name, file), file
    os.symlink(world.folder / "purchases.csv", world.folder / "soft.csv")
    os.link(world.folder / "scores.csv", world.folder / "hard.csv")
    assert "is read by this run" in refused(world, verb, *OPTIONS[option], name, "soft.csv")
    assert "would be written over" in refused(world, verb, *OPTIONS[option], name, "hard.csv")


def test_only_a_new_model_takes_the_place_of_the_one_that_was_read(world: World) -> None:
    for verb, *more in (["fit", "--output", "new.json", "--rejected"], ["score", "--picture"], ["check", "--rejected"], ["report", "--out"]):
        assert "is read by this run" in refused(world, verb, *more, "model.json"), verb
    world.document["model"] = "model.json"
    world.command("history")
    assert "is read by this run" in refused(world, "export", "--id", "1", "--to", "model.json")
    many = "cid,date,amount\n" + "".join(f"{i % 90},2026-{1 + i % 9:02}-{1 + i % 28:02},{10 + i % 7}\n" for i in range(400))
    world.write("customers", "id\n" + "".join(f"{i}\n" for i in range(90)))
    world.write("purchases", many)
    before = (world.folder / "model.json").read_bytes()
    world.command("fit", "--as-of", AS_OF, "--output", world.folder / "model.json")
    fitted = (world.folder / "model.json").read_bytes()
    assert fitted != before
    world.command("init", "--output", world.folder / "model.json", "--force", code=0)
    assert (world.folder / "model.json").read_bytes() != fitted


def test_no_run_writes_twice_into_one_file(world: World) -> None:
    for verb, first, second in (("fit", "--output", "--rejected"), ("report", "--out", "--rejected"), ("score", "--rejected", "--picture")):
        assert f"would be written twice, as {first} and as {second}" in refused(world, verb, first, "new.csv", second, "new.csv")
    for name in ("new.csv", "new.csv.part", "history.csv"):
        assert "would be written over by --rejected" in refused(world, "score", "--output", "new.csv", "--rejected", name), name
    assert "would be written twice" in refused(world, "score", "--output", "history.csv")
    assert "is read by this run" in refused(world, "erase", "--output", "purchases.csv", "--id", "1", "--yes")


def test_a_database_of_sqlite_is_a_file_that_is_read(sqlite_crm: Any, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    path = tmp_path / "crm.sqlite"
    before = path.read_bytes()
    for option in ("--output", "--rejected", "--picture"):
        assert "is read by this run" in scvm_command("score", *sqlite_crm.common, option, path, code=2)
    assert "is read by this run" in scvm_command("init", "--database", sqlite_crm.url, "--output", path, "--force", code=2)
    twice = scvm_command("init", "--database", sqlite_crm.url, "--output", tmp_path / "a.jsonc", "--mapping", tmp_path / "a.jsonc", code=2)
    assert "would be written twice, as --output and as --mapping" in twice
    assert path.read_bytes() == before


def test_the_scores_go_into_a_regular_file(world: World) -> None:
    os.mkfifo(world.folder / "pipe.csv")
    for name, message in ((world.folder, "is a folder"), (".", "is a folder"), ("/", "is a folder"), ("", "is a folder"),
                          ("/dev/null", "is no regular file"), (world.folder / "pipe.csv", "is no regular file")):  # fmt: skip
        before = files(world)
        for verb in ("score", "check"):
            said = world.command(verb, "--model", world.folder / "model.json", "--as-of", AS_OF, "--output", name, code=2)
            assert message in said and len(said.splitlines()) == 1 and "Error: PosixPath" not in said, said
        assert files(world) == before


FOREIGN = {
    "plain text": b"Dear diary,\nnothing happened.\n", "another table": b"id,colour\n1,red\n", "no text": b"\x89PNG\r\n\x1a\n\0\0\xff",
    "a broken row": b"id,status,segment\n1,scored,fan\n2,sco", "an end that is no text": b"id,status,segment\n1,scored,fan\n\xff\xff,scored,fan\n",
    "a header of scores without an id": b"status,segment\nscored,fan\n",
}  # fmt: skip


@pytest.mark.parametrize("name", FOREIGN)
def test_what_holds_no_scores_is_written_over_only_where_the_loss_is_accepted(name: str, world: World) -> None:
    for file in ("notes.csv", "notes.ndjson"):
        path = world.folder / file
        path.write_bytes(FOREIGN[name])
        assert "is no file of scores, or a broken one" in refused(world, "score", "--output", file)
        assert "is no file of scores, or a broken one" in refused(world, "check", "--output", file)
        (world.folder / "history.csv").unlink()
        world.score("--output", path, "--accept-loss")
        written = path.read_bytes()
        assert written != FOREIGN[name] and b"scored" in written
        assert world.score("--output", path)["written"]["changed"] == 0, "its own scores are no loss"


def test_scores_of_other_columns_and_an_empty_file_are_an_output(world: World) -> None:
    (world.folder / "other.csv").write_text("id,as_of,status\n1,2026-01-01,scored\n2,2026-01-01,scored\n", encoding="utf-8")
    (world.folder / "empty.csv").write_bytes(b"")
    for name in ("other.csv", "empty.csv"):
        assert world.score("--output", world.folder / name)["written"]["changed"] == 3, "who was erased is remembered beside each file of scores"


def test_every_output_is_tried_before_the_work_begins(world: World) -> None:
    (world.folder / "a-folder.png").mkdir()
    (world.folder / "sub").mkdir()
    for option in OPTIONS:
        verb, name = option.split()
        for path, message in (("a-folder.png", "is a folder; expected the name of a file"), ("nowhere/x.png", "there is no such folder")):
            assert message in refused(world, verb, *OPTIONS[option], name, path), option
    for name in ("picture", "picture.txt", "picture.png.gz"):
        assert "expected the name of a file that ends in .png, .svg or .pdf" in refused(world, "score", "--picture", str(world.folder / name)), name
    for history, message in (("sub", "is a folder"), ("nowhere/h.csv", "there is no such folder"), ("purchases2.csv", "is no history")):
        (world.folder / "purchases2.csv").write_text(PURCHASES, encoding="utf-8")
        world.document["output"]["history"] = history
        world.command("history")  # writes the mapping
        assert message in refused(world, "score"), history


@pytest.mark.parametrize("name", FOREIGN)
def test_no_verb_takes_a_foreign_file_for_scores(name: str, world: World) -> None:
    (world.folder / "notes.csv").write_bytes(FOREIGN[name])
    foreign = "notes.csv: is no file of scores, or a broken one, from "
    assert foreign in refused(world, "erase", "--id", "1", "--yes", "--output", "notes.csv")
    assert foreign in refused(world, "export", "--id", "1", "--output", "notes.csv")
    # The mapping's own file, too: it may be another's, or damaged.
    (world.folder / "scores.csv").write_bytes(FOREIGN[name])
    said = refused(world, "score")
    assert "scores.csv: is no file of scores, or a broken one, from " in said and "expected a CSV file with a column id" in said
    assert "--accept-loss writes over it" in said
    assert "is no file of scores" in refused(world, "check")
    assert "Nothing was erased" in refused(world, "erase", "--id", "1", "--yes")
    (world.folder / "history.csv").unlink()
    world.score("--accept-loss")
    assert world.score()["written"]["changed"] == 0


def test_a_foreign_history_is_neither_read_nor_gone_on_with(world: World) -> None:
    (world.folder / "history.csv").write_bytes(b"id,colour\n1,red\n")
    for verb, *more in (["score"], ["history", "--id", "1"], ["erase", "--id", "1", "--yes"], ["export", "--id", "1"]):
        assert "history.csv: is no history, or a broken one: expected a CSV file with a column written_at" in refused(world, verb, *more)


def test_a_history_of_an_earlier_release_gets_the_columns_that_it_lacks(world: World) -> None:
    path = world.folder / "history.csv"
    lines = [line.split(",") for line in path.read_text(encoding="utf-8").splitlines()]
    gone = lines[0].index("segment")
    path.write_text("".join(",".join(line[:gone] + line[gone + 1 :]) + "\n" for line in lines), encoding="utf-8")
    world.write("purchases", PURCHASES + "2,2026-03-05,77\n")
    world.score()
    rows = json.loads(world.command("history", "--id", "2", "--json"))["rows"]
    assert len(rows) == 2 and rows[0]["segment"] == "" and rows[1]["status"] == rows[0]["status"] == "scored"
    assert rows[1]["model_version"] == rows[0]["model_version"] != ""
