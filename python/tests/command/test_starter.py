"""`scvm init`: a starter model that is never refused, and that says what nobody can know from the data."""

from __future__ import annotations

import json
import pathlib
from typing import Any, Dict, List, Optional

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_world import World

from scvm.command import run
from scvm.command.starter import doubts


def started(world: World, code: int = 0) -> Dict[str, Any]:
    """The items of the model that init writes, by id, each with the doubt that stands beside it."""
    path = world.folder / "new.jsonc"
    world.command("init", "--output", path, "--force", code=code)
    run.read_model(path)
    text = path.read_text(encoding="utf-8")
    lines = [line.strip(" /").split("  // ") for line in text.splitlines() if '"lowest"' in line]
    items = [{**json.loads(line[0].rstrip(",")), "doubt": line[-1]} for line in lines]
    return {item["id"]: item for item in items}


def world_of(scvm_command: Any, folder: pathlib.Path, answers: Dict[str, List[Any]], **more: Any) -> World:
    people = max(map(len, answers.values()))
    rows = "".join(f'{i},"{item}",{value}\n' for item, values in answers.items() for i, value in enumerate(values))
    tables = {"customers": "id\n" + "".join(f"{i}\n" for i in range(people)), "answers": f"cid,q,a\n{rows}"}
    return World(folder, scvm_command, tables, **more)


@pytest.mark.parametrize(
    "name, values, scale, codes, doubt",
    [
        ("sat", [1, 2, 3, 4, 5], (1, 5), None, None), ("sat", [0, 1, 2, 3, 4], (0, 4), None, None), ("sat", [1, 2, 7], (1, 7), None, None),
        ("sat", [0, 6, 3], (0, 6), None, None), ("sat", [0, 5, 10], (0, 10), None, None), ("sat", [1, 5, 10], (1, 10), None, "or 0 TO 10?"),
        ("nps", [1, 5, 10], (0, 10), None, None), ("recommend", [7, 8], (0, 10), None, None), ("sat", [2, 3, 4], (1, 5), None, "SCALE GUESSED: or 0 TO 4 or 1 TO 7?"),
        ("recommend", [1, 3, 5], (1, 5), None, "SCALE GUESSED: or 0 TO 10?"), ("nps", [0, 2, 4], (0, 4), None, "SCALE GUESSED: or 0 TO 10?"),
        ("recommend", [2, 4, 6, 8, 10], (0, 10), None, None), ("sat", [2, 4, 6, 8, 10], (0, 10), None, "SCALE GUESSED: or 1 TO 10"),
        ("sat", [4, 9], (0, 10), None, "SCALE GUESSED: or 1 TO 10 or 0 TO 100?"), ("sat", [0, 50, 100], (0, 100), None, None),
        ("sat", [0, 3, 98, 99, 100], (0, 100), None, None), ("sat", [20, 98, 99], (0, 100), None, None), ("sat", [1, 5, 99, 98], (1, 5), [98, 99], "MISSING CODES GUESSED: 98, 99 lie apart"),
        ("sat", [1, 5, -99, 999], (1, 5), [-99, 999], "MISSING CODES GUESSED: -99, 999"), ("sat", [0, 60, 999, -1], (0, 100), [-1, 999], "MISSING CODES GUESSED: -1, 999"),
        ("sat", [0, 99], (0, 4), [99], "SCALE GUESSED"),
        ("sat", [0, 150, 99], (0, 150), None, "SCALE GUESSED"), ("sat", [-2, 2], (-2, 2), None, "SCALE GUESSED"), ("sat", [3], (1, 5), None, "SCALE GUESSED"),
        ("sat", [98, 99], (0, 100), None, None), ("sat", [1.5, 4.5], (1, 5), None, "SCALE GUESSED"),
    ],
)  # fmt: skip
def test_scales_are_those_that_people_use_and_doubts_are_said(
    name: str, values: List[Any], scale: Any, codes: Optional[List[int]], doubt: Optional[str], scvm_command: Any, tmp_path: pathlib.Path
) -> None:
    world = world_of(scvm_command, tmp_path, {name: values, "attachment": [1, 5], "satisfaction": [1, 5]})
    item = started(world)[name]
    assert doubt is None or any(each.startswith(f"{name}: ") for each in doubts((tmp_path / "new.jsonc").read_text(encoding="utf-8")))
    assert (item["lowest"], item["highest"], item.get("missing_codes")) == (*scale, codes)
    if doubt is None:
        assert "?" not in item["doubt"] and "GUESSED" not in item["doubt"]
    else:
        assert doubt in item["doubt"] and any(doubt in each for each in doubts((tmp_path / "new.jsonc").read_text(encoding="utf-8")))


def test_scales_of_the_mapping_are_certain(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    world = world_of(scvm_command, tmp_path, {"Q1": [2, 3], "att": [1, 5]}, sources={"answers": {"items": {"Q1": "sat"}, "scales": {"Q1": [1, 10]}}})
    item = started(world)["sat"]
    assert (item["lowest"], item["highest"]) == (1, 10) and "GUESSED" not in item["doubt"]


NAMES = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=20).map(str.strip).filter(bool)
VALUES = st.lists(st.sampled_from([-99, -1, 0, 1, 2, 3, 4, 5, 7, 10, 11, 50, 98, 99, 100, 101, 999, 1e6, 0.5]), min_size=1, max_size=8)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answers=st.dictionaries(NAMES, VALUES, min_size=1, max_size=4), both=st.booleans())
def test_what_init_writes_is_never_refused(answers: Dict[str, List[Any]], both: bool, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    answers = {**answers, **({"sat  // x": [1, 5], 'att"\\': [1, 5]} if both else {})}
    quoted = {name.replace('"', '""'): values for name, values in answers.items()}
    world = world_of(scvm_command, tmp_path, quoted)
    world.command("init", "--output", tmp_path / "new.jsonc", "--force", code=None)  # type: ignore[arg-type]
    if (tmp_path / "new.jsonc").exists():
        run.read_model(tmp_path / "new.jsonc")


def test_doubts_about_money_are_said(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    world = World(tmp_path, scvm_command, {"customers": "id\n1\n", "purchases": "cid,date,amount\n" + "1,2026-01-05,4800\n" * 3})
    said = world.command("init", "--output", tmp_path / "new.jsonc")
    assert "To decide: CENTS? All amounts are whole numbers" in said and "To decide: TWICE? 2 purchases repeat" in said
    world.write("purchases", "cid,date,amount\n1,2026-01-05,48.00\n1,2026-01-06,48.50\n")
    said = world.command("init", "--output", tmp_path / "new.jsonc", "--force")
    assert "CENTS" not in said and "TWICE" not in said


def test_consents_are_told_by_customers_and_nobody_else_counts(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    consents = "cid,p,s,d\n1,scoring,granted,2025-01-01\n1,contact,granted,2025-01-01\n1,contact,withdrawn,2025-02-01\n2,scoring,refused,2025-01-01\nnobody,scoring,withdrawn,2025-01-01\n"
    world = World(tmp_path, scvm_command, {"customers": "id\n1\n2\n3\n", "consents": consents, "purchases": "cid,date,amount\n1,2026-01-05,48.5\nnobody,2026-01-05,7.5\n"})
    said = world.command("init", "--output", tmp_path / "new.jsonc")
    text = (tmp_path / "new.jsonc").read_text(encoding="utf-8")
    assert "// Of 3 customers 1 agreed to something, 1 refused something, 1 withdrew something" in text
    assert "// 1 purchase of 1 customer, 48.50 in all" in text and "\n  3 customers. Starter model" in said


def test_what_every_later_verb_would_reject_init_tells_at_once(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    (tmp_path / "i.csv").write_text("customer_id,target,kind,date\n1,2,like,2026-05-01\n1,2,hug,2026-05-01\n")
    (tmp_path / "j.csv").write_text("customer_id,kind,date\n1,ideas,2026-05-01\n1,juggling,2026-05-01\n")
    sources = {"interactions": {"path": "i.csv"}, "contributions": {"path": "j.csv"}}
    world = World(tmp_path, scvm_command, {"customers": "id\n1\n2\n"}, sources)
    said = world.command("init", "--output", tmp_path / "new.jsonc", code=1)
    rejected = [line.split("REJECTED: ")[1] for line in said.splitlines() if "REJECTED" in line]
    assert len(rejected) == 2 and all("kind" in each for each in rejected), said
    world = World(tmp_path, scvm_command, {"customers": "id\n1\n", "purchases": "cid,date,amount\n1,2026-01-05,48.5\n1,2026-01-06,2e15\n"})
    assert "REJECTED: amount = …: expected an amount of money" in world.command("init", "--output", tmp_path / "new.jsonc", "--force", code=1)


@pytest.mark.parametrize("day", ["yesterday", "30.06.2026", "2026-02-30", ""])
def test_a_day_that_is_none_is_one_clear_line(day: str, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    world = World(tmp_path, scvm_command, {"customers": "id\n1\n"})
    said = world.command("check", "--model", tmp_path / "model.json", "--as-of", day, code=2)
    assert said == f"Error: --as-of {day}: expected a date like 2026-11-21, or today\n"
    world.command("check", "--model", tmp_path / "model.json", "--as-of", " Today ")
    world.document["as_of"] = "Today"
    assert "as_of: expected a date like 2026-11-21, or today" in world.command("check", "--model", tmp_path / "model.json", code=2)


def test_a_second_row_of_headers_is_one_rejected_row(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    sheet = "Respondent ID,Start Date,How satisfied are you?,,Comment\n,,Response,Other,Open-Ended Response\n118,01/05/2026 10:00:00 AM,4,,ok\n"
    (tmp_path / "s.csv").write_text(sheet, encoding="utf-8")
    sources = {
        "customers": {"path": "s.csv", "columns": {"id": "Respondent ID"}},
        "answers": {"path": "s.csv", "date_format": "%m/%d/%Y %I:%M:%S %p", "columns": {"customer_id": "Respondent ID", "date": "Start Date", "questions": ["How satisfied are you?"]}},
    }  # fmt: skip
    world = World(tmp_path, scvm_command, {}, sources)
    (item,) = started(world, code=1).values()
    assert item["id"] == "How satisfied are you?"


def test_nothing_is_left_where_init_refuses(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    world = World(tmp_path, scvm_command, {"customers": "id\n1\n", "purchases": "cid;date;amount\n1;05.01.2026;1.234,50\n"})
    said = world.command("init", "--output", tmp_path / "new.jsonc", code=2)
    assert "date_format, such as %d.%m.%Y" in said and "decimal_mark" in said, "all that is wrong is said at once"
    assert not (tmp_path / "new.jsonc").exists()
