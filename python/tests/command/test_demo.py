"""`scvm demo` and the behaviour of every verb: help, exit codes, progress, what is missing."""

from __future__ import annotations

import html
import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
from typing import Any, Dict, List

import click
import pytest

import scvm
from conftest import invoke
from scvm import demo
from scvm.command import run
from scvm.command.mapping import Mapping
from scvm.scoring import Scorer

AS_OF = demo.AS_OF.isoformat()
VERBS = ["init", "check", "fit", "score", "report", "benchmark", "explain", "export", "erase", "history", "demo"]
CUSTOMERS, SEED = 1000, 3


@pytest.fixture(scope="module")
def world(scvm_command: Any, tmp_path_factory: pytest.TempPathFactory) -> Dict[str, Any]:
    """A folder that `scvm demo` filled, and what it printed."""
    folder = tmp_path_factory.mktemp("demo")
    printed = scvm_command("demo", "--folder", folder, "--customers", CUSTOMERS, "--seed", SEED)
    return {"folder": folder, "printed": printed, "source": ["--source", f"{folder}/mapping.json"]}


@pytest.fixture(scope="module")
def table(world: Dict[str, Any]) -> scvm.ScoreTable:
    """The scores of the same data and the same model, by the library."""
    mapping = Mapping.from_file(world["folder"] / "mapping.json")
    with run.reading(mapping) as read:
        return Scorer(scvm.ScoringModel.from_file(world["folder"] / "model.json")).score(run.whole_base(read), AS_OF)


def scores(folder: pathlib.Path) -> List[Any]:
    with sqlite3.connect(folder / "crm.sqlite") as connection:
        return connection.execute("SELECT * FROM contacts_cstm ORDER BY id_c").fetchall()


def names() -> Dict[str, str]:
    rows = demo.generate(CUSTOMERS, SEED).tables["contacts"]
    return {row["id"]: f"{row['first_name']} {row['last_name']}" for row in rows}


def test_everything_is_on_the_first_screen(world: Dict[str, Any]) -> None:
    lines = click.unstyle(world["printed"]).splitlines()
    assert len(lines) <= 60
    place = len(str(world["folder"])) - len("scvm-demo")  # the test's folder has a longer name than one that people give
    assert max(len(line.rstrip()) - (place * line.count(str(world["folder"]))) for line in lines) <= 120
    for title in ("The portfolio", "Customer Network Equity", "Who matters", "What else the report shows", "The files"):
        assert any(line.startswith(title) for line in lines), title


def test_the_portfolio_is_the_tables(world: Dict[str, Any], table: scvm.ScoreTable) -> None:
    summary, frame = table.summary(), table.to_frame()
    scored = (frame["segment"] == "unclassified") & (frame["consent_status"] == "included")
    (line,) = re.findall(r"^  without a group .*$", world["printed"], re.MULTILINE)
    assert f" {scored.sum():,} " in line and f" {frame.loc[scored, 'revenue'].sum():,.2f} " in line
    for group in summary["segments"]:
        if group["suppressed"] == "nothing" and group["segment"] != "unclassified":
            (line,) = re.findall(rf"^  {group['segment']} .*$", world["printed"], re.MULTILINE)
            assert f" {group['customers']:,} " in line and f" {group['revenue']:,.2f} " in line, line
            assert f" {group['mean_lifetime_value']:,.2f} " in line and line.endswith(f" {group['valued']:,}")


def test_network_equity_and_who_moved_up_are_the_tables(world: Dict[str, Any], table: scvm.ScoreTable) -> None:
    found, said = table.summary()["equity"], " ".join(click.unstyle(world["printed"]).split())
    for name in ("customer_network_equity", "credited"):
        assert f"{found[name]:,.2f}" in said, name
    engagement = found["engagement_value"]  # none where it would tell what few contributed
    assert "With what they share" not in said if engagement is None else f"{engagement:,.2f}" in said
    assert f"of {found['counted']:,} customers" in said
    frame = table.to_frame()
    assert frame["network_value"].sum() == pytest.approx(found["customer_network_equity"])
    gain = (frame["network_value"] - frame["lifetime_value"]).dropna().sort_values(ascending=False)
    known = names()
    for id in gain.index[:3]:
        (sentence,) = [each["sentence"] for each in table.explain(id)["explanation"] if each["score"] == "network_value"]
        assert f"{known[id]}: {sentence}" in said
    assert gain.index[0] == demo.generate(CUSTOMERS, SEED).truth.moved_up


def test_the_three_lists_are_the_tables(world: Dict[str, Any], table: scvm.ScoreTable) -> None:
    found, known, lines = table.matters(), names(), click.unstyle(world["printed"]).splitlines()
    first = next(n for n, line in enumerate(lines) if "ambassadors to win" in line) + 2
    order, plan = found["matters"], found["ambassadors"]
    lists = [order["customers"], plan["customers"], order["between"]["hubs"], order["between"]["bridges"]]
    for n, line in enumerate(lines[first : first + 5]):
        wanted = [known[of[n]["id"]] for of in lists if n < len(of)]
        assert re.sub(r"\d+\. ", "", line).split() == " ".join(wanted).split()
    truth = demo.generate(CUSTOMERS, SEED).truth
    assert truth.star in [each["id"] for each in order["customers"] if each["place"] == 1]
    assert f"reach {plan['persons']:.1f} customers ({plan['persons_low']:.1f} to" in " ".join(" ".join(lines).split())


def test_who_waits_and_who_is_sent_are_the_tables(world: Dict[str, Any], table: scvm.ScoreTable) -> None:
    first, known = table.matters()["queue"][0], names()
    said = " ".join(click.unstyle(world["printed"]).split())
    assert f"most urgent is {known[first['id']]}, open for {first['open_hours']:,.0f} hours" in said
    assert f"missed by {first['missed_hours']:,.0f}" in said and f"{first['damage_at_risk']:,.2f} EUR at risk" in said
    topic = demo.generate(CUSTOMERS, SEED).truth.burst_topic
    arguments = ["route", *world["source"], "--id", first["id"], "--skill", topic, "--at", "21:00", "--json"]
    route = json.loads(invoke(*arguments, code=None))
    sent = route["chosen"]
    assert f"{known[sent['name']]} (helper) is sent" in said and f"{sent['cost']:,.2f} EUR expected" in said


def test_most_customers_have_a_place_a_tier_and_a_treatment(world: Dict[str, Any]) -> None:
    with sqlite3.connect(world["folder"] / "crm.sqlite") as connection:
        (rows,) = connection.execute("SELECT count(*) FROM contacts").fetchone()
        for field, least in (("influence", 0.7), ("network_value", 0.6), ("value_tier", 0.7), ("treatment", 0.5), ("segment", 0.9)):
            (filled,) = connection.execute(f"SELECT count(scvm_{field}_c) FROM contacts_cstm").fetchone()
            assert filled > least * rows, field


def test_every_section_of_the_report_is_filled(world: Dict[str, Any]) -> None:
    page = html.unescape((world["folder"] / "report.html").read_text(encoding="utf-8"))
    assert page.count('class="absent"') == 1 and page.split('<dl class="why">')[1].split("</dl>")[0].count("<div") == 1, "nobody was asked who recommends"
    for word in ("No interactions were handed over", "no treatment section", "without territories", "suppressed: table"):
        assert word not in page, word
    assert page.count("<section ") >= 11 and "Germany" in page


def test_the_same_seed_gives_the_same_bytes(world: Dict[str, Any], scvm_command: Any, tmp_path: pathlib.Path) -> None:
    folder = tmp_path / "deep" / "er"
    for _ in range(2):  # the second run takes the place of the first
        again = scvm_command("demo", "--folder", folder, "--customers", CUSTOMERS, "--seed", SEED)
    assert again.replace(str(folder), "X").split() == world["printed"].replace(str(world["folder"]), "X").split()
    for name in ("model.json", "benchmark.json", "report.html", "portfolio.png"):
        assert (folder / name).read_bytes() == (world["folder"] / name).read_bytes(), name
    tables = ["contacts", "aos_invoices", "surveyquestionresponses", *(f"community_{name}" for name in ("interactions", "votes", "jobs"))]
    for name in tables:
        rows = []
        for place in (folder, world["folder"]):
            with sqlite3.connect(place / "crm.sqlite") as connection:
                rows.append(connection.execute(f"SELECT * FROM {name}").fetchall())
        assert rows[0] == rows[1], name
    own = ["scvm_segment_c", "scvm_lifetime_value_c", "scvm_network_value_c", "scvm_treatment_c", "scvm_explain_c", "scvm_place_c"]
    found = []
    for place in (folder, world["folder"]):
        with sqlite3.connect(place / "crm.sqlite") as connection:
            found.append(connection.execute(f"SELECT id_c, {', '.join(own)} FROM contacts_cstm ORDER BY id_c").fetchall())
    assert found[0] == found[1]


@pytest.mark.parametrize("name", ["crm.sqlite", "mapping.json", "model.json", "benchmark.json", "report.html", "portfolio.png"])
def test_the_demo_overwrites_nothing_that_it_did_not_make(name: str, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    (tmp_path / name).write_bytes(b"precious")
    assert "scvm demo did not make it" in scvm_command("demo", "--folder", tmp_path, code=2)
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == {name: b"precious"}


def test_what_was_changed_since_is_not_overwritten(world: Dict[str, Any], scvm_command: Any, tmp_path: pathlib.Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(world["folder"], folder)
    rules = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    rules["id"] = "mine"
    (folder / "model.json").write_text(json.dumps(rules), encoding="utf-8")
    before = {each.name: each.read_bytes() for each in folder.iterdir()}
    assert "model.json: was changed since scvm demo made it" in scvm_command("demo", "--folder", folder, code=2)
    assert {each.name: each.read_bytes() for each in folder.iterdir()} == before


def test_what_the_demo_proposes_works(world: Dict[str, Any], scvm_command: Any, tmp_path: pathlib.Path) -> None:
    commands = [line.split("   ")[0].split() for line in world["printed"].splitlines() if line.startswith("  scvm ")]
    assert [command[1] for command in commands] == ["report", "explain", "score"]
    report, explain, score = (command[1:] for command in commands)
    report[report.index("--out") + 1] = str(tmp_path / "bericht.html")
    assert "bericht.html" in scvm_command(*report, code=1), "some rows of the community cannot be read"
    assert '<html lang="de"' in (tmp_path / "bericht.html").read_text(encoding="utf-8")
    assert explain[-1] in scvm_command(*explain)
    assert "0 of " in scvm_command(*score, code=1)
    fitted = scvm_command("fit", *world["source"], "--model", demo_model(tmp_path), "--as-of", AS_OF, "--output", tmp_path / "m.json", code=1)
    assert "converged" in fitted and "log-likelihood" in fitted and "standard error" in fitted
    assert scvm.ScoringModel.from_file(tmp_path / "m.json") == scvm.ScoringModel.from_file(world["folder"] / "model.json")


def demo_model(folder: pathlib.Path) -> pathlib.Path:
    """The model of the package, before it was fitted."""
    from scvm.demo import model

    (folder / "rules.json").write_bytes(model.path().read_bytes())
    return folder / "rules.json"


def test_a_dry_run_and_a_picture(world: Dict[str, Any], scvm_command: Any, tmp_path: pathlib.Path) -> None:
    with sqlite3.connect(world["folder"] / "crm.sqlite") as connection:
        (without,) = connection.execute("SELECT count(*) FROM contacts_cstm s JOIN contacts c ON c.id = s.id_c WHERE scvm_segment_c IS NULL AND deleted = 0").fetchone()
        connection.execute("UPDATE contacts_cstm SET scvm_segment_c = NULL")
    before = scores(world["folder"])
    printed = scvm_command("score", *world["source"], "--dry-run", "--picture", tmp_path / "p.png", code=1)
    assert "dry run" in printed and scores(world["folder"]) == before and (tmp_path / "p.png").stat().st_size > 20_000
    written = scvm_command("score", *world["source"], code=1)
    assert f", {without:,} stayed as they were" in written, "those who had no segment"


def test_fit_without_customers_fails_in_one_line(world: Dict[str, Any], scvm_command: Any, tmp_path: pathlib.Path) -> None:
    copy = tmp_path / "crm.sqlite"
    copy.write_bytes((world["folder"] / "crm.sqlite").read_bytes())
    with sqlite3.connect(copy) as connection:
        connection.execute("UPDATE contacts SET deleted = 1")
    common = ["--model", world["folder"] / "model.json", "--as-of", AS_OF]
    message = scvm_command("fit", "--database", f"sqlite:///{copy}", *common, "--output", tmp_path / "x.json", code=2)
    assert "could not be fitted" in message and not (tmp_path / "x.json").exists()


@pytest.mark.parametrize("verb", VERBS)
def test_every_help_shows_an_example(verb: str, scvm_command: Any) -> None:
    text = scvm_command(verb, "--help")
    assert f"  scvm {verb} --" in text and verb in scvm_command("--help")


def test_what_is_missing_on_the_command_line_is_said(world: Dict[str, Any], scvm_command: Any) -> None:
    folder = world["folder"]
    common = ["--database", f"sqlite:///{folder}/crm.sqlite", "--model", f"{folder}/model.json", "--as-of", AS_OF]
    assert "give --source (or --database)" in scvm_command("score", *common[2:], code=2)
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
