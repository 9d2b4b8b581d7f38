"""Sections without anything to show are one line; what is not known is no zero; no mark leaves its axis."""

from __future__ import annotations

import dataclasses
import re
from typing import Any, Dict

import pytest

import scvm
from html_tree import read
from report_world import Waves
from scvm.command.printing import portfolio_notes
from scvm.report import figures, page
from scvm.report.absences import SECTIONS
from scvm.report.wording import texts

pytest_plugins = ["report_fixtures"]


def scored(quickstart: Dict[str, Any], **changes: Any) -> scvm.ScoreTable:
    """The quickstart's scores by a model with some sections changed; None: without it."""
    rules = {key: value for key, value in {**quickstart["model"], **changes}.items() if value is not None}
    return scvm.Scorer(scvm.ScoringModel(rules)).score(scvm.CustomerBase.from_json(quickstart["base"]), "2026-11-21")


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_small_shop_reads_one_line_of_what_there_is_nothing_of(quickstart: Dict[str, Any], language: str) -> None:
    tree, say = read(page(scored(quickstart), language=language)), texts(language)
    assert [each.attributes["id"] for each in tree.all("section") if list(each.all("p", class_="absent"))] == ["without"]
    section = tree.one("section", id="without")
    entries = list(section.one("dl").all("div"))
    line = section.one("p").text
    for each in entries:
        heading = say[dict(SECTIONS)[each.attributes["id"]]]
        assert each.one("dt").text == heading and heading in line and len(each.one("dd").text) > 20
    assert len(entries) >= 15 and not list(section.all("h3"))
    shown = {each.attributes["id"] for each in tree.all("section")}
    assert shown.isdisjoint(each.attributes["id"] for each in entries)


def test_a_link_to_any_section_finds_it(quickstart: Dict[str, Any]) -> None:
    tree = read(page(scored(quickstart)))
    for name, _ in SECTIONS:
        assert len(list(tree.all(id=name))) == 1, name


def test_lifetime_values_that_nobody_has_come_to_no_customer_equity(quickstart: Dict[str, Any]) -> None:
    unfitted = {key: each for key, each in quickstart["model"]["value"].items() if key in ("horizon", "margin", "unit", "yearly_discount")}
    table = scored(quickstart, value=unfitted)
    assert table.summary()["valued"] == 0 and table.summary()["customer_equity"] == 0
    tree = read(page(table))
    tile = tree.one("dd", id="tile-equity")
    assert tile.text == "–" and tile.attributes["data-value"] == ""
    said = portfolio_notes(table.summary(), table.model_rules())
    assert "0.00" not in said and "Customer equity: not known" in said


@pytest.mark.parametrize("currency, said", [("EUR", False), ("", True)])
def test_amounts_without_a_currency_are_said_to_have_none(quickstart: Dict[str, Any], currency: str, said: bool) -> None:
    table = scored(quickstart, currency=currency)
    assert (texts("en")["no_currency"] in read(page(table)).one("header").text) == said
    notes = portfolio_notes(table.summary(), table.model_rules())
    assert ("names none" in notes) == said and " ," not in notes


def test_a_mark_beyond_every_share_is_still_on_the_axis(waves: Waves, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = figures.whole

    def moved(*given: Any) -> figures.Scope:
        scope = whole(*given)
        return dataclasses.replace(scope, groups=[*scope.groups[:4], dataclasses.replace(scope.groups[4], expected=0.9)])

    monkeypatch.setattr(figures, "whole", moved)
    section = read(page(waves.first)).one("section", id="shares")
    marks = [float(re.findall(r"M([\d.]+) ", each.attributes["d"])[0]) for each in section.all("path", class_="mark")]
    assert len(marks) == 5 and max(marks) == 1000.0 and min(marks) >= 0


def test_who_has_a_group_on_both_days_and_was_not_asked_again_is_not_denied(waves: Waves) -> None:
    found = waves.first.migration(waves.first)
    assert found["n"] == 0 and found["not_asked_again"] > 100
    section = read(page(waves.first, before=waves.first)).one("section", id="migration")
    assert texts("en")["migration_nobody_again"] in section.text
    assert f"{found['not_asked_again']:,} more gave the same response at both times" in section.text
    assert texts("en")["absent_panel"] not in section.text
