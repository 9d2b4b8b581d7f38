"""The page without a browser: its structure, its numbers, its texts, and that nothing gets out of its place."""

from __future__ import annotations

import base64
import hashlib
import json
import pathlib
import re
import string
from typing import Any, Dict, List

import numpy as np
import pandas as pd
import pytest

import scvm
from html_tree import Element, read
from report_world import HOSTILE, Waves, World
from scvm.report import charts, page, write_page
from scvm.report.disclosure import runs
from scvm.report.wording import LANGUAGES, Wording, texts
from scvm.survey import wilson_interval

pytest_plugins = ["report_fixtures"]

SECTIONS = [
    "portfolio", "shares", "recommendation", "benchmark", "revenue", "territories", "migration", "value", "participation", "influence", "equity",
    "treatments", "outside", "companies", "matters", "stages", "staff", "complaints", "helpers", "cocreation", "movements", "return", "campaigns",
]  # fmt: skip
SAME_IN_BOTH = {"n", "rule_of_thumb", "p_holm", "portfolio", "status", "alpha", "dimension", "person", "footer_hash"}
GROUPS = ["fan", "sympathizer", "mercenary", "captive", "opponent"]


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: Any) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def whole(world: World) -> Element:
    return read(page(world.table, before=world.before, territory=world.territory, rejected=world.base.rejected))


def test_every_section_is_there_with_a_heading_in_both_languages(world: World, language: str) -> None:
    tree = read(page(world.table, language=language))
    assert tree.one("html").attributes["lang"] == language
    found = list(tree.all("section"))
    shown = [each.attributes["id"] for each in found]
    folded = [each.attributes["id"] for each in tree.one("dl", class_="why").all("div")]
    assert shown[-2:] == ["without", "quality"] and folded
    assert [name for name in SECTIONS if name not in folded] == [name for name in shown if name in SECTIONS]
    assert set(shown) & set(folded) == set() and set(SECTIONS) <= {*shown, *folded}
    for section in found:
        heading = section.one("h2", id=section.attributes["aria-labelledby"])
        assert heading.text.strip()


def test_the_shares_are_those_of_the_analysis(world: World, whole: Element) -> None:
    found = world.table.analysis()["survey"]["shares"]["groups"]
    scope = whole.one("section", id="shares").one("div", data_scope=-1)
    for group in found:
        row = scope.one("tr", data_group=group["segment"])
        assert row.cells() == [group["share"]["value"], group["n"], group["expected_share"]]
        low, high = (f"{100 * group['share'][end]:.1f}" for end in ("low", "high"))
        assert f"{low} to {high}\u00a0%" in row.text


def test_revenue_is_that_of_summary_and_analysis(world: World, whole: Element) -> None:
    summary, found = world.table.summary(), world.table.analysis()["survey"]["revenue_by_segment"]["groups"]
    scope = whole.one("section", id="revenue").one("div", data_scope=-1)
    for mine, group in zip(summary["segments"], found):
        cells = scope.one("tr", data_group=group["segment"]).cells()
        expected = [group["mean"]["value"], mine["revenue"], group["share"]["value"], mine["mean_lifetime_value"]]
        assert cells == expected
    assert float(whole.one(id="tile-equity").attributes["data-value"]) == summary["customer_equity"]
    assert float(whole.one(id="tile-customers").attributes["data-value"]) == summary["customers"]


def test_every_customer_with_a_group_is_a_dot(world: World, whole: Element) -> None:
    chart = whole.one("svg", id="portfolio-chart")
    dots = {
        group: sum(1 for g in chart.all("g", data_group=group) for d in g.children if d.tag in ("circle", "rect"))
        for group in GROUPS
    }
    assert dots == {each["segment"]: each["customers"] for each in world.table.summary()["segments"][:5]}
    assert int(chart.attributes["data-dots"]) == world.table.summary()["classified"]


def test_the_distribution_holds_every_valued_customer_and_the_curve_the_gini_of_the_analysis(
    world: World, whole: Element
) -> None:
    scope = whole.one("section", id="value").one("div", data_scope=-1)
    bars = [int(bar.attributes["data-n"]) for bar in scope.all("rect") if "data-n" in bar.attributes]
    table = [row.cells()[0] for row in scope.one("table", class_="bins").one("tbody").all("tr")]
    value = np.asarray(world.table["lifetime_value"])
    assert sum(bars) == int((~np.isnan(value)).sum()) and bars == table
    gini = world.table.analysis()["value"]["lifetime_value_concentration"]["gini"]
    assert float(scope.one("svg", class_="square").attributes["data-gini"]) == gini
    assert f"{gini:.2f}" in scope.text


def test_who_moved_is_what_migration_says(world: World, whole: Element) -> None:
    found, section = world.table.migration(world.before), whole.one("section", id="migration")
    assert found["suppressed"] == "table" and not list(section.all("table")), "some of its numbers are below 5"
    assert float(section.one("p").attributes["data-moved"]) == found["moved_share"]
    assert texts("en")["migration_table_hidden"].format(fewest=5) in section.one("p").text


def test_movement_that_asking_again_would_have_made_is_called_noise(waves: Waves) -> None:
    found = waves.second.migration(waves.first)
    text = read(page(waves.second, before=waves.first)).one("section", id="migration").one("p").text
    assert found["noise"]["noise_share"] < found["moved_share"], "people changed between the waves"
    assert f"{100 * found['noise']['noise_share']:.0f} of these percentage points" in text
    text = read(page(waves.second, before=waves.again)).one("section", id="migration").one("p").text
    assert "measurement error, not change" in text


def test_who_was_asked_only_once_is_not_praised_for_staying(waves: Waves) -> None:
    found = waves.first.migration(waves.first)
    assert found["n"] == 0 and found["not_asked_again"] > 0
    section = read(page(waves.first, before=waves.first)).one("section", id="migration")
    assert not list(section.all("table")) and "measurement error, not change" not in section.text


def test_every_row_of_the_data_is_accounted_for(world: World, whole: Element) -> None:
    summary = world.table.summary()
    tables = list(whole.all("table", class_="account"))
    for table, name in zip(tables, ("answer_rows", "purchase_rows")):
        numbers = [row.cells()[0] for row in table.one("tbody").all("tr")]
        assert sum(n or 0 for n in numbers) == int(table.attributes["data-rows"]) == summary[name]["rows"]
    rejected = [row.cells()[0] for row in whole.one("table", class_="rejected").one("tbody").all("tr")]
    assert sum(n or 0 for n in rejected) == len(world.base.rejected) == summary["rejected_rows"] > 0
    for name in ("survey_status", "value_status"):
        assert sum(summary[name].values()) == summary["customers"]


def _columns(world: World) -> Any:
    names = sorted(set(world.territory.values()))
    return names, [names.index(world.territory[id]) if id in world.territory else 0xFFFFFFFF for id in world.table.ids]


def test_the_territories_are_ranked_by_the_lower_bound_of_their_fan_quota(world: World, whole: Element) -> None:
    segment = np.asarray(world.table["segment"], dtype=object)
    of = np.array([world.territory.get(id, "") for id in world.table.ids])
    known = segment != "unclassified"
    names = [row.one("th").text for row in whole.one("table", class_="territories").one("tbody").all("tr")]
    bound = {
        name: wilson_interval(((of == name) & (segment == "fan")).sum(), ((of == name) & known).sum()).low for name in names
    }
    found = json.loads(world.table._native.breakdown_of(*_columns(world)))
    shown = [row["category"] for row in found["rows"] if row["fan_quota"]]
    assert names[: len(shown)] == shown == sorted(shown, key=lambda name: -bound[name])
    assert names[len(shown) :] == sorted(names[len(shown) :]) and set(names) == set(world.territory.values())
    for row in whole.one("table", class_="territories").one("tbody").all("tr"):
        n = int(((of == row.one("th").text) & known).sum())
        assert not row.cells() or row.cells()[0] == n >= 5


def test_the_page_says_which_model_made_it(world: World, whole: Element) -> None:
    assert whole.one("code", id="model-id").text == world.table.model_id
    assert whole.one("code", id="model-hash").text == world.table.model_hash
    assert whole.one("time", id="as-of").attributes["datetime"] == world.table.as_of


def test_each_scope_of_the_filter_has_its_own_numbers(world: World, whole: Element) -> None:
    segment = np.asarray(world.table["segment"], dtype=object)
    of = np.array([world.territory.get(id, "") for id in world.table.ids])
    options = {each.text.strip(): each.attributes["value"] for each in whole.one("select").all("option")}
    assert set(options) == {"All customers", *world.territory.values()}
    for name in ("Germany", "Austria", "United Kingdom", "Ireland"):
        shares = whole.one("section", id="shares").one("div", data_scope=options[name])
        mine = segment[of == name]
        for group in GROUPS:
            row, n = shares.one("tr", data_group=group), int((mine == group).sum())
            hidden = any("data-suppressed" in cell.attributes for cell in row.all("td"))
            assert hidden or row.cells()[1] == n
            assert hidden or n >= 5 or n == 0


def test_what_is_too_small_is_nowhere_on_the_page(world: World, whole: Element) -> None:
    """The Isles have three customers: neither their groups, nor their revenue, nor their value may be read."""
    code = next(each.attributes["value"] for each in whole.one("select").all("option") if each.text.strip() == "Isles")
    for name in ("shares", "revenue"):
        scope = whole.one("section", id=name).one("div", data_scope=code)
        for row in scope.one("tbody").all("tr"):
            hidden = [cell for cell in row.all("td") if "data-suppressed" in cell.attributes]
            assert hidden or row.cells()[1] == 0
    value = whole.one("section", id="value").one("div", data_scope=code)
    assert not list(value.all("svg")) and "fewer than 5" in value.text


def test_a_group_that_is_too_small_shows_neither_its_number_nor_its_revenue(quickstart: Dict[str, Any]) -> None:
    table = scvm.Scorer(scvm.ScoringModel(quickstart["model"])).score(
        scvm.CustomerBase.from_json(quickstart["base"]), "2026-11-21"
    )
    tree = read(page(table))
    for name in ("shares", "revenue"):
        for group in GROUPS:
            row = tree.one("section", id=name).one("tr", data_group=group)
            assert "fewer than 5" in row.text and not row.cells()
    assert "302.50" not in tree.text, "the revenue of the only fan"
    assert texts("en")["absent_small"].format(fewest=5) in tree.one("div", id="portfolio").text
    assert not list(tree.all("svg", id="portfolio-chart")), "dots could be counted"


@pytest.mark.parametrize("without", ["survey", "value"])
def test_a_section_without_data_says_why(quickstart: Dict[str, Any], without: str, language: str) -> None:
    rules = {key: value for key, value in quickstart["model"].items() if key != without}
    table = scvm.Scorer(scvm.ScoringModel(rules)).score(scvm.CustomerBase.from_json(quickstart["base"]), "2026-11-21")
    tree, say = read(page(table, language=language)), texts(language)
    for name in ("portfolio", "shares", "revenue") if without == "survey" else ("revenue", "value"):
        assert say[f"absent_{without}"] in tree.one("div", id=name).text
    for name in ("territories", "migration"):
        assert say[f"absent_{name}"] in tree.one("div", id=name).text


def test_values_that_are_all_zero_are_said_to_be_and_not_drawn(quickstart: Dict[str, Any]) -> None:
    rules = {**quickstart["model"], "value": {**quickstart["model"]["value"], "margin": 0}}
    table = scvm.Scorer(scvm.ScoringModel(rules)).score(scvm.CustomerBase.from_json(quickstart["base"]), "2026-11-21")
    section = read(page(table)).one("section", id="value")
    assert "The lifetime values of 6 customers are all zero." in section.text and not list(section.all("svg"))


@pytest.mark.parametrize("fewest", [1, 5])
@pytest.mark.parametrize("values", [[0.0] * 99 + [7.0], [5.0], [1e-9, 1e9], list(range(1000)), [3.0] * 50])
def test_a_histogram_holds_every_value_in_the_bin_that_names_it(values: List[float], fewest: int) -> None:
    known = np.array(values, dtype=float)
    begins = charts.edges(float(np.percentile(known, 97)) or float(known.max()))
    bins = charts.histogram(known, begins, runs([charts.numbers(known, begins)], fewest))
    assert sum(each.n for each in bins) == (len(values) if len(values) >= fewest else 0)
    assert all(each.n == 0 or each.n >= fewest for each in bins)
    for each in bins:
        upper = np.inf if each.high is None else each.high
        assert each.n == sum(each.low * (1 - 1e-12) <= v < upper * (1 - 1e-12) for v in values), each


def test_a_table_of_nobody_makes_a_page(nobody: scvm.ScoreTable, language: str) -> None:
    tree = read(page(nobody, language=language))
    assert [each.attributes["id"] for each in tree.all("section")] == ["monday", "without", "quality"]
    assert texts(language)["absent_classified"] in tree.one("div", id="shares").text


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_markup(text: str, quickstart: Dict[str, Any], language: str) -> None:
    model, base = dict(quickstart["model"]), scvm.CustomerBase.from_json(quickstart["base"])
    model["id"] = model["currency"] = text
    model["survey"] = {**model["survey"], "labels": {"fan": text}, "language": language}
    base.add_customers([text])
    base.add_answers([text + str(i) for i in range(3)], ["sat_overall"] * 3, [1.0] * 3, time="2026-01-01")
    table = scvm.Scorer(scvm.ScoringModel(model)).score(base, "2026-11-21")
    ids = list(table.ids)
    arguments: Dict[str, Any] = {
        "territory": {id: text for id in ids},
        "names": {id: text for id in ids},
        "rejected": pd.DataFrame({"table": [text], "reason": [text]}),
        "network": pd.DataFrame({"actor": ids, "target": ids[::-1]}),
        "sources": [{"source": text, "kind": text, "lines": 1, "read": 1, text: 1}],
        "title": text,
    }
    plain = page(table, language=language, **{**arguments, **{"title": "x", "names": None, "territory": {id: "x" for id in ids},
                                              "rejected": pd.DataFrame({"table": ["x"], "reason": ["x"]}),
                                              "sources": [{"source": "x", "kind": "x", "lines": 1, "read": 1, "x": 1}]}})  # fmt: skip
    tree, same = read(page(table, language=language, **arguments)), read(plain)
    assert [each.tag for each in tree.all()] == [each.tag for each in same.all()], "the same elements, whatever the text"
    for element, other in zip(tree.all(), same.all()):
        assert element.attributes.keys() == other.attributes.keys()
        assert not any(name.startswith("on") for name in element.attributes)
    if "\u0000" not in text:
        assert text in tree.one("h1").text
    assert len(list(tree.all("script"))) == 1


def test_the_page_runs_and_looks_like_what_its_policy_hashes(world: World) -> None:
    text = page(world.table)
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    assert policy and policy[1].startswith("default-src 'none'; ")
    for tag, kind in (("style", "style-src"), ("script", "script-src")):
        (inside,) = re.findall(f"<{tag}>(.*?)</{tag}>", text, re.S)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{kind} 'sha256-{digest}'" in policy[1].replace("&#39;", "'")
    assert "unsafe" not in policy[1]


def test_the_page_asks_nothing_of_the_network(whole: Element) -> None:
    for element in whole.all():
        for name, value in element.attributes.items():
            assert name not in ("src", "srcset", "style", "action", "data", "poster", "background"), (element.tag, name)
            assert name != "href" or value.startswith("#")
            assert "//" not in value, (element.tag, name, value)
    assert not list(whole.all("link")) and not list(whole.all("img")) and not list(whole.all("iframe"))


def test_the_same_table_gives_the_same_bytes_and_a_file_of_them(world: World, tmp_path: pathlib.Path) -> None:
    write_page(world.table, tmp_path / "report.html", language="de")
    assert (tmp_path / "report.html").read_bytes() == page(world.table, language="de").encode("utf-8")


def test_names_and_territories_may_be_series_with_gaps(world: World) -> None:
    ids = list(world.table.ids)
    series = pd.Series([world.territory.get(id) for id in ids], index=ids)
    series.iloc[-1] = np.nan
    holes = series.astype("string")
    assert holes.isna().any()
    given = {id: name for id, name in series.items() if isinstance(name, str)}
    assert page(world.table, territory=holes, names=holes) == page(world.table, territory=given, names=given)


def test_territories_come_from_the_table_where_it_tells_them(world: World) -> None:
    class Telling(scvm.ScoreTable):
        __slots__ = ()

        def attribute(self, name: str) -> Any:
            if name != "territory":
                raise scvm.Error(name, scvm.ErrorCode.UNKNOWN_ID)
            return [world.territory.get(id) for id in self.ids]

    assert page(Telling(world.table._native)) == page(world.table, territory=world.territory)


def test_without_territories_of_single_customers_there_is_a_table_of_the_attribute(quickstart: Dict[str, Any]) -> None:
    base = scvm.CustomerBase.from_json(quickstart["base"])
    copies = [f"copy {i}" for i in range(20)]
    base.add_customers(copies)
    for item in quickstart["model"]["survey"]["items"]:
        base.add_answers(copies, [item["id"]] * 20, [float(item["highest"])] * 20, time="2026-01-01")
    base.add_attributes("territory", copies, ["<b>North</b>"] * 12 + ["South"] * 8)
    table = scvm.Scorer(scvm.ScoringModel(quickstart["model"])).score(base, "2026-11-21")
    rows = list(read(page(table)).one("table", class_="territories").one("tbody").all("tr"))
    found = table.breakdown("territory")["rows"]
    assert [row.one("th").text for row in rows] == [each["category"] for each in found] == ["<b>North</b>", "South"]
    assert [row.cells()[0] for row in rows] == [12, 8]


def test_a_large_portfolio_is_drawn_from_a_sample_that_does_not_depend_on_the_order(quickstart: Dict[str, Any]) -> None:
    n = 5200

    def drawn(order: List[int]) -> str:
        base = scvm.CustomerBase([f"c{i}" for i in order])
        items = [each["id"] for each in quickstart["model"]["survey"]["items"]]
        sheet = pd.DataFrame({item: [1 + (i * 7 + k) % 5 for i in order] for k, item in enumerate(items)})
        sheet.insert(0, "customer", [f"c{i}" for i in order])
        base.add_answer_sheet(sheet, time="2026-01-01")
        return page(scvm.Scorer(scvm.ScoringModel(quickstart["model"])).score(base, "2026-11-21"))

    first, second = drawn(list(range(n))), drawn(list(range(n))[::-1])
    chart = read(first).one("svg", id="portfolio-chart")
    assert chart.attributes["data-dots"] == "5000" and chart.attributes["data-of"] == str(n)
    dots = [sorted(re.findall(r"<(?:circle|rect) [^>]*>", text)) for text in (first, second)]
    assert dots[0] == dots[1]
    assert "sample of 5,000 of 5,200" in read(first).one("section", id="portfolio").text


def test_accessible_names_and_headers_are_complete(whole: Element) -> None:
    ids = [each.attributes["id"] for each in whole.all() if "id" in each.attributes]
    assert len(ids) == len(set(ids)), "an id names one element"
    for chart in whole.all("svg"):
        if chart.attributes.get("role") == "img":
            for id in chart.attributes["aria-labelledby"].split():
                assert chart.one(id=id).text.strip()
        else:
            assert chart.attributes.get("aria-hidden") == "true"
    for table in whole.all("table"):
        assert table.one("caption").text.strip()
        for header in table.all("th"):
            assert header.attributes["scope"] in ("col", "row")
    assert whole.one("label").attributes["for"] == whole.one("select").attributes["id"]


def test_text_has_contrast_enough(world: World) -> None:
    """WCAG 2.1, 1.4.3: 4.5 to 1 for text; 1.4.11: 3 to 1 for the outlines of marks."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    def contrast(a: str, b: str) -> float:
        low, high = sorted((luminance(a), luminance(b)))
        return (high + 0.05) / (low + 0.05)

    style = re.findall("<style>(.*?)</style>", page(world.table), re.S)[0]
    named = dict(re.findall(r"--(\w+): (#\w{6})", style))
    for ink in ("ink", "soft", "accent"):
        for paper in ("paper", "wash"):
            assert contrast(named[ink], named[paper]) >= 4.5, (ink, paper)
    for heat in re.findall(r"\.heat-\d \{ background: (#\w{6})", style):
        assert contrast(named["ink"], heat) >= 4.5, heat
    header = re.search(r"header\.top \{ background: (#\w{6}); color: (#\w{6})", style)
    assert header and contrast(header[1], header[2]) >= 4.5
    quiet = re.search(r"header\.top p \{[^}]*color: (#\w{6})", style)
    assert quiet and contrast(header[1], quiet[1]) >= 4.5
    outline = re.search(r"\.edged \{ stroke: (#\w{6})", style)
    assert outline and contrast(outline[1], named["paper"]) >= 3


def test_both_languages_say_the_same_things() -> None:
    english, german = texts("en"), texts("de")
    assert english.keys() == german.keys()
    for key, text in english.items():
        places = [sorted(name for _, name, _, _ in string.Formatter().parse(each[key]) if name) for each in (english, german)]
        assert places[0] == places[1], key
        assert text.strip() and german[key].strip()
    same = {key for key in english if english[key] == german[key]}
    assert same <= SAME_IN_BOTH, "forgotten in the translation"


def test_every_text_is_used() -> None:
    import scvm.command
    import scvm.report

    folders = [pathlib.Path(str(package.__file__)).parent for package in (scvm.report, scvm.command)]
    files = [path for folder in folders for path in folder.iterdir() if path.suffix in (".py", ".j2")]
    source = "".join(path.read_text(encoding="utf-8") for path in files)
    made = ("row_", "recommendation_by_", "matters_", "outside_", "companies_", "complaints_", "helpers_", "cocreation_", "service_", "benchmark_", "movements_", "return_", "campaigns_by_", "survey_status_", "value_status_", "units_", "dimension_", "absent_", "class_", "consent_", "step_", "priority_", "way_", "fault_", "part_", "unit_of_", "bound_", "attribute_", "category_")
    unused = [key for key in texts("en") if not re.search(f"[\"']{key}[\"']", source) and not key.startswith(made)]
    assert not unused


def test_numbers_are_written_as_each_language_writes_them() -> None:
    english, german = Wording("en", "EUR"), Wording("de", "EUR")
    assert (english.count(1234567), german.count(1234567)) == ("1,234,567", "1.234.567")
    assert (english.money(1234.5), german.money(12.5)) == ("1,234\u00a0EUR", "12,50\u00a0EUR")
    assert (english.percent(0.0961), german.percent(0.0961)) == ("9.6\u00a0%", "9,6\u00a0%")
    assert (english.points(-0.061), german.points(0.061)) == ("\u22126.1", "+6,1")
    assert (english.day("2026-06-30"), german.day("2026-06-30")) == ("30\u00a0June 2026", "30.\u00a0Juni 2026")
    assert english.decimal(-0.001, 2) == "0.00" and english.p_value(0.0001) == "<\u00a00.001"
    for absent in (None, float("nan")):
        assert {english.count(absent), english.money(absent), english.percent(absent), english.p_value(absent)} == {"–"}


@pytest.mark.parametrize("language", ["fr", "", None, "../en"])
def test_an_unknown_language_raises(world: World, language: Any) -> None:
    with pytest.raises(scvm.Error, match="expected one of en, de"):
        page(world.table, language=language)


def test_what_is_no_table_raises(world: World) -> None:
    with pytest.raises(scvm.Error, match="expected a ScoreTable, got DataFrame"):
        page(world.table.to_frame())  # type: ignore[arg-type]
