"""A whole report of a small company: no number of people of 1 to fewest - 1 stands anywhere, nor follows from the others."""

from __future__ import annotations

import json
import pathlib
import re
import sys
import zoneinfo
from typing import Any, Dict, Iterator, List, Optional, Set, Tuple

import pytest

from conftest import invoke
from scvm.command.movements import _Row, _told, _trends
from scvm.report.movements import line

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "report"))

from html_tree import Element, read  # noqa: E402

REPORT = pathlib.Path(__file__).parents[2] / "scvm" / "report"

#: What the templates count that is no people. Whoever adds a number says what it counts: here, or by `t.people`.
THINGS = {
    "all.views", "c.clicks", "c.views", "companies.more", "found.accounts|length",
    "a.capacity", "b.person_weeks", "benchmark.comparisons", "benchmark.samples|length", "c.layer", "c.layer_high", "c.layer_low", "c.place", "cell.posts", "f.posts",
    "found.accepted", "found.hours.answers", "found.hours.posts", "found.ideas", "found.jobs", "found.lag.placebos", "found.lag.weeks",
    "found.moods.given", "found.moods.posts", "found.pairs", "found.payback", "found.rejected_votes.values()|sum", "found.rows", "found.solved",
    "found.votes", "found.weeks", "h.jobs", "h.ratings", "h.solved", "lines", "list.draws", "m.posts", "n", "net.ties|length", "of.events",
    "of.lead.lag", "of.lead.steps", "of.pairs", "of[name].ties", "p.level", "rejected", "small|length",
}  # fmt: skip
#: Attributes with a number that is none of people.
MARKS = {"data-low", "data-high", "data-scope", "data-dots-of", "data-hour", "data-ties", "data-gini", "data-rows", "data-external", "data-moved", "data-layer"}

Page = Tuple[Element, int]


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """Of 150 customers, with everything that a report may show."""
    folder: pathlib.Path = tmp_path_factory.mktemp("small")
    invoke("demo", "--folder", folder, "--customers", 150, "--seed", 2)
    return folder


@pytest.fixture(scope="module", params=[("en", 5), ("de", 5), ("en", 13)], ids=["English", "German", "stricter"])
def page(request: Any, company: pathlib.Path) -> Page:
    language, fewest = request.param
    model = json.loads((company / "model.json").read_text(encoding="utf-8"))
    model["privacy"]["fewest_shown"] = fewest
    model.pop("hash", None)
    (company / "own.json").write_text(json.dumps(model), encoding="utf-8")
    arguments = ["--source", company / "mapping.json", "--model", company / "own.json", "--language", language, "--compare-with", "2025-06-30"]
    invoke("report", *arguments, "--benchmark", company / "benchmark.json", "--out", company / "own.html", "--quiet", code=None)
    return read((company / "own.html").read_text(encoding="utf-8")), fewest


def number(text: str) -> Optional[int]:
    found = re.fullmatch(r"[0-9]{1,3}(?:[.,][0-9]{3})*", text)
    return int(re.sub("[.,]", "", text)) if found else None


def small(n: Optional[float], fewest: int) -> bool:
    return n is not None and 0 < n < fewest


def test_no_number_of_people_is_too_small(page: Page) -> None:
    tree, fewest = page
    marked = [each.text for each in tree.all("span", class_="people")]
    assert len(marked) > 60 and sum(number(text) is None for text in marked) > 3, "some are too few, and said to be"
    for text in marked:
        assert number(text) is not None or str(fewest) in text or text in ("–", "some", "einige"), text
        assert not small(number(text), fewest), text


def test_nor_is_it_in_an_attribute_or_a_picture(page: Page) -> None:
    tree, fewest = page
    for each in tree.all():
        counts_people = any(True for _ in each.all("span", class_="people"))
        for name, value in each.attributes.items():
            if name.startswith("data-") and re.fullmatch(r"[0-9]+(\.0)?", value) and name not in MARKS:
                if name != "data-value" or counts_people:
                    assert not small(float(value), fewest), (each.tag, name, value)
            if name in ("aria-label", "title", "data-note"):
                people = re.sub(r"[0-9]+\s?(?:weeks|Wochen|days|Tagen|%)", "", value)
                assert not any(small(number(word), fewest) for word in re.findall(r"[0-9.,]*[0-9]", people)), value
    bars = [int(each.attributes["data-n"]) for each in tree.all("rect") if "data-n" in each.attributes]
    assert bars and not any(small(n, fewest) for n in bars)
    for text in tree.all("text", class_="over"):
        assert not small(number(text.text), fewest), text.text
    people = [each.text for each in tree.all("desc") if each.attributes["id"].startswith(("portfolio", "value", "network"))]
    assert people
    for text in people:
        assert not small(number(re.findall(r"[0-9][0-9.,]*", text)[0].rstrip(".,")), fewest), text


def test_differences_to_the_totals_tell_none_of_it(page: Page) -> None:
    tree, fewest = page
    customers = int(tree.one("dd", id="tile-customers").attributes["data-value"])
    for table in tree.all("table", class_="status"):
        rows = [row.cells()[0] for row in table.one("tbody").all("tr")]
        assert rows and sum(n or 0 for n in rows) == customers and not any(small(n, fewest) for n in rows)
    scopes = {each.attributes["data-scope"]: bins(each) for each in tree.one("section", id="value").all("div") if "data-scope" in each.attributes}
    whole = scopes.pop("-1")
    for edges in {tuple(each) for each in scopes.values() if each}:
        mine = [each for each in scopes.values() if tuple(each) == edges]
        for (low, high), n in rest(whole, mine, edges).items():
            assert not small(n, fewest) and n >= 0, (low, high)
    assert len({tuple(each) for each in scopes.values() if each}) <= 1, "the same bins for every territory"
    for row in tree.one("table", class_="staff").one("tbody").all("tr"):
        if row.attributes["data-figure"] in ("taking_part", "bridging", "coverage") and len(row.cells()) == 2:
            share, n = (each or 0.0 for each in row.cells())
            assert not small(round(share * n), fewest) and not small(n - round(share * n), fewest), "a share tells a number"
    for row in tree.one("table", class_="waits").one("tbody").all("tr"):
        known = [number(each.text) for each in row.all("span", class_="people")]
        assert len(known) < 2 or not small((known[0] or 0) - (known[1] or 0), fewest), "who still waits"
    told = [row.cells() for row in tree.one("table", class_="actions").one("tbody").all("tr")]
    numbers = [cells[0] for cells in told if len(cells) == 2]
    assert not any(small(n, fewest) for n in numbers)
    missing = customers - sum(n or 0 for n in numbers)
    assert missing == 0 or missing >= fewest


def bins(scope: Element) -> Dict[Tuple[float, Optional[float]], int]:
    """Customers by bin of a scope, as the table says them."""
    result = {}
    for table in scope.all("table", class_="bins"):
        for row in table.one("tbody").all("tr"):
            ends = [float(re.sub("[,.](?=[0-9]{3})", "", text).replace(",", ".")) for text in re.findall("[0-9][0-9.,]*", row.one("th").text)]
            result[ends[0], ends[1] if len(ends) > 1 else None] = int(row.cells()[0] or 0)
    return result


def rest(whole: Dict[Tuple[float, Optional[float]], int], parts: List[Dict[Tuple[float, Optional[float]], int]], edges: Any) -> Dict[Any, float]:
    """By bin of the territories, what the whole has more than all of them."""
    result = {}
    for low, high in edges:
        inside = sum(n for (a, b), n in whole.items() if a >= low and (high is None or (b is not None and b <= high)))
        result[low, high] = inside - sum(part[low, high] for part in parts)
    return result


def counted(text: str, word: str) -> Iterator[str]:
    """The arguments of each call of a word in a text."""
    for found in re.finditer(re.escape(word) + r"\(", text):
        depth, end = 1, found.end()
        while depth:
            depth += {"(": 1, ")": -1}.get(text[end], 0)
            end += 1
        yield text[found.end() : end - 1]


def test_whatever_the_templates_count_is_known_to_be_people_or_not() -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in REPORT.glob("*.j2")}
    things: Set[str] = {each for text in texts.values() for each in counted(text, "t.count")}
    assert things == THINGS, things ^ THINGS
    for name, text in texts.items():
        for said in re.findall(r"\{\{(.*?)\}\}", text):
            for place in re.finditer(r"\|length", said):
                known = re.search(r"(t\.people|t\.count|t\.told|persons)\([^)]*$|bins=v\.bins$", said[: place.start()])
                assert known or "if t.told(" in said or said.strip() in ("s.dots|length", "net.ties|length"), (name, said)


def test_testers_are_not_named_where_the_length_of_the_list_tells_how_many_could_be(page: Any) -> None:
    tree, _ = page
    section = tree.one("section", id="cocreation")
    draws = [each for each in section.all("p") if "data-test" in each.attributes]
    assert draws
    hidden = [each for each in draws if "not shown" in each.text or "nicht gezeigt" in each.text]
    named = {each.attributes["data-tester"] for each in section.all("li") if "data-tester" in each.attributes}
    assert bool(named) == (len(hidden) < len(draws)), [each.text for each in draws]


def test_the_line_of_people_by_week_is_flat_where_they_are_too_few() -> None:
    series = _told([0, 1, 4, 30, 6, 5, 0], 5)
    assert series == [0, None, None, 30, 6, None, 0], "the sum of all weeks is known, so the least that is enough goes with those two"
    heights = [60 - float(point.split(",")[1]) for point in line(series, 3, 3)["points"].split()]
    assert [round(each * 30 / 60) for each in heights] == [0, 0, 0, 30, 6, 0, 0]


def test_a_burst_counts_a_person_once_and_says_how_many_weeks_of_persons_were_expected() -> None:
    rows = []
    for week in range(40):
        topics = ["bread"] * 30 if week not in range(20, 25) else ["bread"] * 18 + ["bikes"] * 12
        if week in (3, 11, 30):
            topics[0] = "bikes"
        rows += [_Row(f"c{i:02}", None, "post", 86_400 * (7 * week + 4), None, None, None, None, topic) for i, topic in enumerate(topics)]
    found = _trends(rows, zoneinfo.ZoneInfo("UTC"), 5)
    assert found is not None
    burst = next(each for each in found["bursts"] if each["term"] == "bikes")
    assert (burst["people"], burst["person_weeks"], burst["first"], burst["last"]) == (12, 60, 20, 24)
    assert burst["expected"] == pytest.approx((60 + 3) * 5 / 40)
    assert {each["term"]: each["people"] for each in found["terms"]} == {"bread": 30, "bikes": 13}
