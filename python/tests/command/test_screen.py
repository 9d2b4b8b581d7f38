"""What is printed fits the terminal: nothing is lost, and nothing runs over the edge."""

from __future__ import annotations

import pathlib
from typing import Any, List

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scvm.command.screen import grid, held, width, wrapped

from conftest import AS_OF, Crm

WORDS = st.lists(st.text("abcxyz0189.,-", min_size=1, max_size=9), max_size=6).map(" ".join)
TABLES = st.integers(1, 9).flatmap(lambda n: st.lists(st.lists(WORDS, min_size=n, max_size=n), min_size=1, max_size=4))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TABLES, st.integers(0, 3), st.sampled_from([30, 80, 100]))
def test_a_table_fits_and_keeps_every_word(monkeypatch: Any, table: List[List[str]], left: int, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    header, *rows = table
    shown = grid(header, rows, left)
    assert all(len(line) <= columns for line in shown.splitlines())
    words = sorted(word for row in rows for cell in row if cell != "-" for word in cell.split())
    found = shown.split()
    assert all(found.count(word) >= words.count(word) for word in set(words))


def test_where_there_is_no_terminal_a_table_is_as_wide_as_it_is(monkeypatch: Any) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    assert width() == 0
    assert grid(["a", "b " * 200], [["1", "2"]]).count("\n") == 2


def test_headers_fold_first_then_texts_and_numbers_last(monkeypatch: Any) -> None:
    rows = [["somebody from somewhere", "1,000.00"], ["x", "2 to 30 %"]]
    header = ["who it is", "mean lifetime value"]
    for columns, expected in (
        (60, "  who it is                 mean lifetime value\n  ---------------------------------------------\n  somebody from somewhere              1,000.00\n  x                                   2 to 30 %"),
        (40, "  who it is                 mean lifetime\n                                    value\n"),
    ):  # fmt: skip
        monkeypatch.setenv("COLUMNS", str(columns))
        shown = grid(header, rows)
        assert all(len(line) <= columns for line in shown.splitlines())
        if columns == 60:
            assert shown == expected
    assert "2 to 30 %" in shown, "a number stays on its line as long as there is room"
    monkeypatch.setenv("COLUMNS", "20")
    assert grid(["n", "share"], [["a", "8 % " + held("(6 to 10 %)")]], 2).splitlines()[2:] == ["  a   8 %", "      (6 to 10 %)"]
    monkeypatch.setenv("COLUMNS", "22")
    assert grid(["name", "a very long header"], [["x", "1 2"]]).splitlines()[-1].endswith("1 2")


def test_sentences_break_between_words_only(monkeypatch: Any) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    path = "/tmp/" + "x" * 60
    lines = wrapped(f"The scores are in {path}, all of them").splitlines()
    assert f"  {path}," in lines and max(len(line) for line in lines if path not in line) <= 40


@pytest.mark.parametrize("columns", [80, 100])
def test_every_verb_fits_the_terminal(columns: int, sqlite_crm: Crm, scvm_command: Any, tmp_path: pathlib.Path, monkeypatch: Any) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    common = ["--database", sqlite_crm.url, "--model", sqlite_crm.model, "--as-of", AS_OF]
    source = ["--database", sqlite_crm.url]
    (id,) = sqlite_crm.all("SELECT id FROM contacts WHERE deleted = 0 ORDER BY id LIMIT 1")[0]
    for verb, *more in (
        ["init", *source, "--output", tmp_path / "new.jsonc", "--mapping", tmp_path / "m.jsonc"], ["check", *common],
        ["fit", *common, "--output", tmp_path / "fitted.json"], ["score", *common, "--add-columns"], ["score", *common],
        ["history", *source], ["history", *source, "--id", id], ["explain", *common, "--id", id],
    ):  # fmt: skip
        printed = scvm_command(verb, *more, code=None)
        assert printed, verb
        for line in printed.splitlines():
            command_or_path = "To decide" in line or "then: scvm" in line or str(tmp_path) in line or "ALTER TABLE" in line or "CREATE" in line
            assert len(line) <= columns or command_or_path, (verb, line)
