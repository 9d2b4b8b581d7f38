"""Names that run from right to left turn nothing round that stands beside them."""

from __future__ import annotations

import unicodedata
from typing import Any, Dict

import pytest

import scvm
from html_tree import read
from scvm.report import page
from scvm.report.direction import isolated, plain
from scvm.report.wording import Wording

pytest_plugins = ["report_fixtures"]

HEBREW, ARABIC = "\u05e9\u05e8\u05d4 \u05dc\u05d5\u05d9", "\u0641\u0627\u0637\u0645\u0629 (2)"


def balance(text: str) -> int:
    """How many isolates are open at the end; an end without a start is an AssertionError."""
    depth = 0
    for each in text:
        kind = unicodedata.bidirectional(each)
        depth += (kind in ("LRI", "RLI", "FSI")) - (kind == "PDI")
        assert depth >= 0, repr(text)
    return depth


@pytest.mark.parametrize("name", ["Ada Lovelace", "Jürgen Öz", "Ólafur", "李雷", "", "12.5 %"])
def test_what_runs_from_left_to_right_stays_as_it_is(name: str) -> None:
    assert isolated(name) == name


@pytest.mark.parametrize(
    "name",
    [HEBREW, ARABIC, "\u0660\u0661", "a\u202eb", "\u2069" + HEBREW, HEBREW + "\u2067", "\u2066\u2066x", "\u2069\u2069", HEBREW + "\u2029b", "\u2066a\u2069\u2069b"],
)
def test_a_name_is_isolated_and_neither_ends_what_stands_before_it_nor_stays_open(name: str) -> None:
    found = isolated(name)
    assert found[0] == "\u2068" and found[-1] == "\u2069" and balance(found) == 0
    depth = 0
    for each in found[:-1]:  # its own end is the last character: what is after it is read as if it were not there
        depth += (unicodedata.bidirectional(each) in ("LRI", "RLI", "FSI")) - (unicodedata.bidirectional(each) == "PDI")
        assert depth > 0 and unicodedata.bidirectional(each) != "B"
    if not any(unicodedata.bidirectional(each) in ("B", "PDI", "LRI", "RLI", "FSI") for each in name):
        assert plain(found) == name


def test_a_name_in_a_sentence_is_isolated_and_a_number_is_not() -> None:
    say = Wording("en", "EUR")
    assert say("matters_company", stage=HEBREW) == say("matters_company", stage="X").replace("X", f"\u2068{HEBREW}\u2069")
    assert say("rows_of", table="x", n=5).isascii()


def test_every_name_on_the_page_is_isolated_wherever_it_stands(quickstart: Dict[str, Any]) -> None:
    base, model = scvm.CustomerBase.from_json(quickstart["base"]), scvm.ScoringModel(quickstart["model"])
    table = scvm.Scorer(model).score(base, "2026-11-21")
    given: Dict[str, Any] = {"title": ARABIC, "names": dict.fromkeys(table.ids, HEBREW), "territory": dict.fromkeys(table.ids, HEBREW)}
    text = page(table, **given, sources=[{"source": ARABIC, "kind": "csv", "lines": 1, "read": 1}])
    for name in (ARABIC, HEBREW):
        assert text.count(name) == text.count(f"\u2068{name}\u2069") > 0
    tree = read(text)
    assert plain(tree.one("h1").text) == ARABIC
