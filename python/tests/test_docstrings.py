"""Docstrings: what the descriptions of the core say of a method stands in the help of the function of the same name."""

from __future__ import annotations

import inspect
import json
import pathlib
from typing import Any, Iterator, Tuple

import pytest

import scvm

ROOMS = ("survey", "value", "network", "equity")


def methods() -> Any:
    return json.loads((pathlib.Path(scvm.__file__).parent / "data" / "methods.json").read_text(encoding="utf-8"))["methods"]


def functions() -> Iterator[Tuple[str, str]]:
    for room in ROOMS:
        module = getattr(scvm, room)
        for name in module.__all__:
            if inspect.isfunction(getattr(module, name)) and name in methods():
                yield room, name


@pytest.mark.parametrize("room, name", functions())
def test_help_tells_each_described_argument_once_and_what_it_is(room: str, name: str) -> None:
    function = getattr(getattr(scvm, room), name)
    lines = inspect.getdoc(function).splitlines()
    told = [line.partition(" : ")[0] for line in lines if " : " in line and not line.startswith(" ")]
    described = methods()[name]["arguments"]
    assert told == [each for each in inspect.signature(function).parameters if each in described]
    assert lines.count("Raises") == 1


def test_help_names_the_section_that_has_formula_and_sources_and_it_exists() -> None:
    root = pathlib.Path(__file__).resolve().parents[2]
    for name, method in methods().items():
        page, _, section = method["source"].partition(", ")
        titles = [line[3:] for line in (root / page).read_text(encoding="utf-8").splitlines() if line.startswith("## ")]
        assert any(title == section or title.startswith(f"{section} ") for title in titles), name


def test_help_of_a_function_with_words_is_whole() -> None:
    assert inspect.getdoc(scvm.survey.wilson_interval) == """The share k of n with Wilson's interval.

Parameters
----------
k : number
    Successes, may be weighted
n : number
    Trials, or their effective number
confidence : number (above 0, below 1), default 0.95
    Of the intervals

Raises
------
Error
    Names the argument that does not fit, and what was expected; its ``code`` is stable.

Notes
-----
Formula and sources: docs/methods/survey.md, Shares."""
