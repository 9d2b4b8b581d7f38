"""What to do on Monday: each sentence says a figure that its section shows, and nothing that is hidden."""

from __future__ import annotations

import re
from typing import Any, Dict, List

import pytest

import scvm
from html_tree import Element, read
from report_world import Community, World
from scvm.report import page
from scvm.report.monday import MOST_STEPS

pytest_plugins = ["report_fixtures"]

NUMBER = re.compile(r"\d[\d,.]*\d|\d")


def steps(tree: Element) -> List[Element]:
    return list(tree.one("section", id="monday").all("li"))


@pytest.fixture(scope="module", params=["en", "de"])
def trees(request: Any, community: Community, world: World) -> List[Element]:
    names = dict(zip(community.data.customers["id"], community.data.customers["name"]))
    return [
        read(page(community.table, language=request.param, names=names, network=community.data.interactions)),
        read(page(world.table, language=request.param, before=world.before, territory=world.territory, rejected=world.base.rejected)),
    ]


def test_each_sentence_links_to_the_section_that_shows_its_figures(trees: List[Element]) -> None:
    for tree in trees:
        found = steps(tree)
        assert 1 <= len(found) <= MOST_STEPS
        assert len({each.attributes["data-step"] for each in found}) == len(found), "one of a section"
        for each in found:
            link = each.one("a")
            section = tree.one("section", id=link.attributes["href"][1:])
            assert link.text == section.one("h2").own_text[0].strip() and link.attributes["href"][1:] == each.attributes["data-step"]
            numbers = NUMBER.findall(each.text)
            assert numbers and all(number in section.text for number in numbers), (each.text, numbers)


def test_it_is_the_first_section_and_ends_its_page_on_paper(trees: List[Element]) -> None:
    for tree in trees:
        assert next(tree.all("section")).attributes["id"] == "monday"
        assert re.search(r"@media print \{.*#monday \{ break-after: page; \}", tree.one("style").text, re.S)


def test_who_is_named_is_named_by_the_section_as_well(trees: List[Element], community: Community) -> None:
    names = set(community.data.customers["name"])
    named = [(name, each) for each in steps(trees[0]) for name in names if name in each.text]
    assert named
    for name, each in named:
        assert name in trees[0].one("section", id=each.attributes["data-step"]).text


def test_an_action_that_tells_hidden_groups_apart_is_not_proposed(community: Community) -> None:
    tree = read(page(community.table))
    told = [row.attributes["data-action"] for row in tree.one("table", class_="actions").one("tbody").all("tr") if row.cells() and row.cells()[0]]
    said = [each.text for each in steps(tree) if each.attributes["data-step"] == "treatments"]
    assert said and any(action.replace("_", " ") in said[0] for action in told)


def test_a_table_that_tells_nothing_asks_for_nothing(quickstart: Dict[str, Any]) -> None:
    base = scvm.CustomerBase.from_json(quickstart["base"])
    table = scvm.Scorer(scvm.ScoringModel(quickstart["model"])).score(base, "2026-11-21")
    section = read(page(table)).one("section", id="monday")
    assert not list(section.all("li")) and "Nothing that the figures below show" in section.text


def test_too_many_unusable_rows_come_before_all_else(community: Community) -> None:
    again = scvm.CustomerBase(community.data.customers["id"], community.data.answers, community.data.purchases)
    n = 1000
    again.add_purchases(["nobody"] * n, ["2026-01-01"] * n, [1.0] * n)
    table = scvm.Scorer(scvm.ScoringModel(community.table.model_rules())).score(again, "2026-06-30")
    found = steps(read(page(table)))
    assert found[0].attributes["data-step"] == "quality" and "1,000 rows" in found[0].text
