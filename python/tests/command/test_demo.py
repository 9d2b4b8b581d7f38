"""`scvm demo` and the behaviour of every verb: help, exit codes, progress, what is missing."""

from __future__ import annotations

import os
import pathlib
import sqlite3
import subprocess
import sys
from typing import Any, Dict, List

import pytest

import scvm
from scvm import demo

AS_OF = demo.AS_OF.isoformat()
VERBS = ["init", "check", "fit", "score", "report", "explain", "export", "erase", "history", "demo"]


@pytest.fixture(scope="module")
def world(scvm_command: Any, tmp_path_factory: pytest.TempPathFactory) -> Dict[str, Any]:
    """A folder that `scvm demo` filled, and what it printed."""
    folder = tmp_path_factory.mktemp("demo")
    printed = scvm_command("demo", "--folder", folder, "--customers", 400, "--seed", 3)
    common = ["--database", f"sqlite:///{folder}/crm.sqlite", "--model", f"{folder}/model.json", "--as-of", AS_OF]
    return {"folder": folder, "printed": printed, "common": common}


def scores(folder: pathlib.Path) -> List[Any]:
    with sqlite3.connect(folder / "crm.sqlite") as connection:
        return connection.execute("SELECT * FROM contacts_cstm ORDER BY id_c").fetchall()


def test_the_demo_shows_the_groups_the_rows_and_one_customer(world: Dict[str, Any]) -> None:
    printed = world["printed"]
    for word in ("fan", "sympathizer", "mercenary", "captive", "opponent", "BG/NBD", "log-likelihood", "EUR", "95 % interval",
                 "of unknown customers", "EXCLUDED: consent_withdrawn", "The group is", "Customer equity"):  # fmt: skip
        assert word in printed, word
    assert (world["folder"] / "portfolio.png").stat().st_size > 20_000
    fitted = scvm.ScoringModel.from_file(world["folder"] / "model.json").to_dict()
    assert fitted["value"]["bg_nbd"]["fit"]["as_of"] == AS_OF


def test_the_demo_can_be_run_again_and_gives_the_same(world: Dict[str, Any], scvm_command: Any, tmp_path: pathlib.Path) -> None:
    folder = tmp_path / "deep" / "er"
    for _ in range(2):
        again = scvm_command("demo", "--folder", folder, "--customers", 400, "--seed", 3)
    assert again.replace(str(folder), "X") == world["printed"].replace(str(world["folder"]), "X")
    assert scores(folder) == scores(world["folder"])


def test_the_demo_overwrites_no_database_but_its_own(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    (tmp_path / "crm.sqlite").write_bytes(b"precious")
    assert "scvm demo did not make it" in scvm_command("demo", "--folder", tmp_path, code=2)
    assert (tmp_path / "crm.sqlite").read_bytes() == b"precious"


def test_what_the_demo_proposes_works(world: Dict[str, Any], scvm_command: Any, tmp_path: pathlib.Path) -> None:
    assert "0 of " in scvm_command("score", *world["common"])
    id = world["printed"].rpartition("--id ")[2].strip()
    printed = scvm_command("explain", *world["common"], "--id", id)
    assert id in printed and "The group is fan" in printed
    fitted = scvm_command("fit", *world["common"], "--output", tmp_path / "m.json")
    assert "converged" in fitted and "standard error" in fitted
    assert scvm.ScoringModel.from_file(tmp_path / "m.json") == scvm.ScoringModel.from_file(world["folder"] / "model.json")


def test_a_dry_run_and_a_picture(world: Dict[str, Any], scvm_command: Any, tmp_path: pathlib.Path) -> None:
    with sqlite3.connect(world["folder"] / "crm.sqlite") as connection:
        connection.execute("UPDATE contacts_cstm SET scvm_segment_c = NULL")
    before = scores(world["folder"])
    printed = scvm_command("score", *world["common"], "--dry-run", "--picture", tmp_path / "p.png")
    assert "dry run" in printed and scores(world["folder"]) == before and (tmp_path / "p.png").stat().st_size > 20_000
    written = scvm_command("score", *world["common"])
    assert " of 396 rows changed, 8 stayed as they were" in written, "the eight who withdrew had no segment"


def test_fit_without_customers_fails_in_one_line(world: Dict[str, Any], scvm_command: Any, tmp_path: pathlib.Path) -> None:
    copy = tmp_path / "crm.sqlite"
    copy.write_bytes((world["folder"] / "crm.sqlite").read_bytes())
    with sqlite3.connect(copy) as connection:
        connection.execute("UPDATE contacts SET deleted = 1")
    message = scvm_command("fit", "--database", f"sqlite:///{copy}", *world["common"][2:], "--output", tmp_path / "x.json", code=2)
    assert "could not be fitted" in message and not (tmp_path / "x.json").exists()


@pytest.mark.parametrize("verb", VERBS)
def test_every_help_shows_an_example(verb: str, scvm_command: Any) -> None:
    text = scvm_command(verb, "--help")
    assert f"  scvm {verb} --" in text and verb in scvm_command("--help")


def test_what_is_missing_on_the_command_line_is_said(world: Dict[str, Any], scvm_command: Any) -> None:
    common = world["common"]
    assert "either --source or --database" in scvm_command("score", *common[2:], code=2)
    assert "which model?" in scvm_command("score", *common[:2], code=2)
    assert "give --as-of" in scvm_command("score", *common[:4], code=2)
    assert "No such file" in scvm_command("score", "--source", "none.json", *common[2:], code=2)
    assert "No such file" in scvm_command("score", *common[:2], "--model", "none.json", *common[4:], code=2)


def test_the_module_runs_in_a_process_of_its_own_and_is_silent_when_piped(tmp_path: pathlib.Path) -> None:
    command = [sys.executable, "-m", "scvm", "demo", "--folder", str(tmp_path), "--customers", "200"]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "PYTHONIOENCODING": "utf-8"})
    assert done.returncode == 0 and done.stderr == "", "no progress bar and no warning, where nobody watches"
    assert "\x1b" not in done.stdout


def on_a_terminal(*arguments: str) -> str:
    """What a process with a terminal of its own prints there."""
    import pty

    shown: List[bytes] = []

    def read(descriptor: int) -> bytes:
        shown.append(os.read(descriptor, 1024))
        return b""  # kept, not passed on

    pty.spawn([sys.executable, *arguments], read)
    return b"".join(shown).decode("utf-8", "replace")


PROGRAM = (
    "import time; from scvm.command.progress import be_quiet, progress\n"
    "be_quiet({})\n"
    "with progress(4, 'working') as bar:\n"
    "    for _ in range(4): time.sleep({}); bar.update(1)\n"
)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs a pseudo-terminal")
def test_progress_is_shown_on_a_terminal_after_a_second_and_not_before_and_not_where_quiet() -> None:
    assert "working" in on_a_terminal("-c", PROGRAM.format(False, 0.4))
    assert "working" not in on_a_terminal("-c", PROGRAM.format(False, 0.01))
    assert "working" not in on_a_terminal("-c", PROGRAM.format(True, 0.4))


def test_without_its_libraries_the_command_says_what_to_install(tmp_path: pathlib.Path) -> None:
    (tmp_path / "click.py").write_text("raise ModuleNotFoundError('no click', name='click')")
    path = f"{tmp_path}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"
    environment = {**os.environ, "PYTHONPATH": path}
    done = subprocess.run([sys.executable, "-m", "scvm", "demo"], capture_output=True, text=True, env=environment)
    assert done.returncode == 2 and "pip install 'scvm[command]'" in done.stderr and "Traceback" not in done.stderr
