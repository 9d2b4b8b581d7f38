"""What is too small is not on the page: neither by itself, nor by what else the page and the tables say."""

from __future__ import annotations

import random
from typing import Any, Dict, List, Optional, Tuple

import pandas as pd
import pytest

import scvm
from html_tree import Element, read
from scvm.report import page
from scvm.report.wording import LANGUAGES, texts

GROUPS = ("fan", "sympathizer", "mercenary", "captive", "opponent")
ANSWERS = ((5, 5), (5, 4), (5, 1), (1, 5), (1, 1))
ITEMS = [
    {"id": "s", "dimension": "satisfaction", "lowest": 1, "highest": 5},
    {"id": "a", "dimension": "attachment", "lowest": 1, "highest": 5},
]
VALUE = {
    "bg_nbd": {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426},
    "gamma_gamma": {"p": 6.25, "q": 3.74, "v": 15.44},
}
TREATMENT = {
    "actions": [{"id": "thank", "contacts": False}, {"id": "listen", "contacts": False}],
    "rules": [
        {"when": {"segment": ["fan"]}, "action": "thank", "reason": "a fan"},
        {
            "when": {"segment": ["unclassified", "sympathizer", "mercenary", "captive", "opponent"]},
            "action": "listen",
            "reason": "not a fan",
        },
    ],
}

Person = Tuple[Optional[int], str, Optional[float]]  # group, territory, what was spent


def table_of(persons: List[Person], moved: int = 0) -> scvm.ScoreTable:
    """The first `moved` of them answer anew, as the next group."""
    base = scvm.CustomerBase([f"c{i}" for i in range(len(persons))])
    rows = [(f"c{i}", *ANSWERS[group]) for i, (group, _, _) in enumerate(persons) if group is not None]
    base.add_answer_sheet(pd.DataFrame(rows, columns=["customer", "s", "a"]), time="2026-06-01", wave=1)
    if moved:
        again = [(f"c{i}", *ANSWERS[((g or 0) + 1) % 5]) for i, (g, _, _) in enumerate(persons[:moved])]
        base.add_answer_sheet(pd.DataFrame(again, columns=["customer", "s", "a"]), time="2026-06-20", wave=2)
    bought = [(f"c{i}", spent) for i, (_, _, spent) in enumerate(persons) if spent is not None]
    if bought:
        base.add_purchases([id for id, _ in bought], ["2026-05-05"] * len(bought), [spent for _, spent in bought])
    placed = [(f"c{i}", where) for i, (_, where, _) in enumerate(persons) if where]
    base.add_attributes("territory", [id for id, _ in placed], [where for _, where in placed])
    model = {"schema": "scvm-model/1", "id": "x", "survey": {"items": ITEMS}, "value": VALUE, "treatment": TREATMENT}
    return scvm.Scorer(scvm.ScoringModel(model)).score(base, "2026-06-30")


@pytest.fixture(params=LANGUAGES)
def language(request: Any) -> str:
    return str(request.param)


def rows_of(tree: Element, section: str, code: str) -> Dict[str, Optional[List[Any]]]:
    """By group what a scope's table says; None for what is not shown."""
    scope = tree.one("section", id=section).one("div", data_scope=code)
    result: Dict[str, Optional[List[Any]]] = {}
    for group in GROUPS:
        row = scope.one("tr", data_group=group)
        hidden = any("data-suppressed" in cell.attributes for cell in row.all("td"))
        result[group] = None if hidden else row.cells()
    return result


def random_persons(seed: int) -> List[Person]:
    draw = random.Random(seed)
    weights = [draw.choice((0.05, 0.3, 1.0)) for _ in range(6)]
    share = draw.choice((0.2, 0.7, 1.0))
    result: List[Person] = []
    for where in ["", "North", "South", "East", "West", "Isles"]:
        for _ in range(draw.choice((0, 1, 2, 4, 12, 25, 40))):
            group = draw.choices([0, 1, 2, 3, 4, None], weights)[0]
            result.append((group, where, draw.randint(100, 99999) / 100 if draw.random() < share else None))
    return [*result, (0, "North", 81.25)]


@pytest.mark.parametrize("seed", range(12))
def test_the_page_shows_no_small_number_and_none_that_the_others_tell(seed: int) -> None:
    persons = random_persons(seed)
    table = table_of(persons)
    tree = read(page(table, language=LANGUAGES[seed % 2]))
    options = {each.text.strip(): each.attributes["value"] for each in tree.one("select").all("option")}
    places = [name for name in options if options[name] != "-1"]
    counts: Dict[str, Dict[str, Optional[float]]] = {}
    money: Dict[str, Dict[str, Optional[float]]] = {}
    for name, code in options.items():
        where = [p for p in persons if code == "-1" or p[1] == name]
        shares, revenue = rows_of(tree, "shares", code), rows_of(tree, "revenue", code)
        counts[name] = {group: None if row is None else row[1] for group, row in shares.items()}
        money[name] = {group: None if row is None else row[1] for group, row in revenue.items()}
        for g, group in enumerate(GROUPS):
            n, buyers = counts[name][group], [p[2] for p in where if p[0] == g and p[2] is not None]
            assert n is None or n == sum(p[0] == g for p in where) and not 0 < n < 5
            if money[name][group] is not None:
                assert n is not None and not 0 < len(buyers) < 5
                assert money[name][group] == pytest.approx(sum(b for b in buyers if b is not None))
    whole = next(name for name, code in options.items() if code == "-1")
    unknown = any(p[0] is not None and not p[1] for p in persons)
    for known in (counts, money):
        for group in GROUPS:  # a group's total is known: one gap alone is none
            gaps = sum(known[name][group] is None for name in places)
            assert known[whole][group] is None or gaps != 1 or unknown
    for name in places:  # so is a territory's, unless it is too small itself
        assert sum(n is None for n in counts[name].values()) != 1
    rows = {row.one("th").text: row for row in tree.one("table", class_="territories").one("tbody").all("tr")}
    for each in table.breakdown("territory")["rows"]:
        cells = rows[each["category"]].cells()
        assert (cells == []) == (each["n"] is None)
        if each["n"] is not None:
            shown = [cell["count"] for cell in each["segments"] if not cell["suppressed"]]
            assert cells[0] == each["n"] and cells[1 : 1 + len(shown)] == shown
    shown = sum(n or 0 for n in counts[whole].values())
    charts = list(tree.all("svg", id="portfolio-chart"))
    assert shown == sum(int(chart.attributes["data-dots"]) for chart in charts) and len(charts) == (shown > 0)


def test_the_only_opponent_and_what_she_spent_are_nowhere_on_the_page(language: str) -> None:
    persons: List[Person] = [(0, "North", 10.0)] * 30 + [(1, "North", 12.0)] * 30 + [(4, "South", 81.25)]
    table = table_of(persons)
    text = page(table, language=language, names={"c60": "Vera"}, network=pd.DataFrame({"actor": ["c60"], "target": ["c1"]}))
    tree = read(text)
    revenue = tree.one("section", id="revenue").one("div", data_scope="-1")
    assert "81" not in revenue.one("tr", data_group="opponent").text
    assert rows_of(tree, "shares", "-1")["opponent"] is None and rows_of(tree, "shares", "-1")["fan"] is not None
    assert "81.25" not in text and "81,25" not in text
    actions = tree.one("section", id="treatments")
    # Fans are shown, and all others are hidden together: an action for either tells nothing that the page does not.
    for action, customers in (("thank", 30), ("listen", 31)):
        assert [cell for cell in actions.one("tr", data_action=action).cells() if cell is not None][0] == customers


def test_an_action_that_would_count_a_hidden_group_has_no_list(language: str) -> None:
    persons: List[Person] = [(0, "North", 10.0)] * 3 + [(1, "North", 12.0)] * 30 + [(4, "South", 8.0)] * 20
    section = read(page(table_of(persons), language=language)).one("section", id="treatments")
    assert not [cell for cell in section.one("tr", data_action="thank").cells() if cell is not None]
    assert not list(section.all("table", class_="action"))
    assert len(table_of(persons).treatments()["actions"][0]["customers"]) == 3  # for those who act on it


@pytest.mark.parametrize("moved", (1, 12))
def test_who_moved_is_told_only_where_it_betrays_nobody(moved: int, language: str) -> None:
    persons: List[Person] = [(g, "North", 10.0) for g in range(5) for _ in range(20)]
    before, after = table_of(persons), table_of(persons, moved)
    found = after.migration(before)
    assert found["n"] == moved and found["suppressed"] != "table"
    section = read(page(after, before=before, language=language)).one("section", id="migration")
    tables = [each.attributes.get("class") for each in section.all("table")]
    if found["suppressed"] == "movement":
        assert found["moved_share"] is None and not tables
        assert texts(language)["migration_hidden"].format(n="|", fewest=5).split("|")[1] in section.text
    else:
        assert tables == ["migration", "changes"]
        rows = list(section.one("table", class_="migration").one("tbody").all("tr"))
        assert [row.cells()[:5] for row in rows] == found["table"]
        assert float(section.one("p").attributes["data-moved"]) == found["moved_share"]
        changes = [row.cells() for row in section.one("table", class_="changes").one("tbody").all("tr")]
        keys = ("joined", "left", "change", "holm_p")
        assert changes == [[each[key] for key in keys] for each in found["segments"]]


@pytest.mark.parametrize("without", (0, 3, 9))
def test_the_filter_does_not_tell_how_few_have_no_territory(without: int, language: str) -> None:
    persons: List[Person] = [(0, "North", 10.0)] * 40 + [(1, "South", 12.0)] * 20 + [(None, "", None)] * without
    notes = {each.text.strip(): each.attributes["data-note"] for each in read(page(table_of(persons), language=language)).all("option")}
    numbers = {name: [int(word) for word in note.replace(",", "").split() if word.isdigit()] for name, note in notes.items()}
    assert numbers["North"] == [40, 40] and numbers["South"] == ([20] if without == 3 else [20, 20])


@pytest.mark.parametrize("answered", [0, 1, 3, 6, 8])
def test_stages_are_told_by_the_page_as_by_the_summary_and_few_by_neither(answered: int) -> None:
    ids = [f"c{i:02}" for i in range(20)]
    base = scvm.CustomerBase(ids)
    base.add("employees", {"id": ["staff"]})
    day = "2026-06-01"
    base.add("interactions", {"actor": ids[:12], "target": [""] * 12, "kind": ["post"] * 12, "time": [day] * 12})
    if answered:
        some = {"actor": ["staff"] * answered, "target": ids[:answered], "kind": ["answer"] * answered, "time": [day] * answered}
        base.add("interactions", some)
        base.add("contributions", {"customer": ids[:answered], "kind": ["ideas"] * answered, "time": [day] * answered})
    rules = {"schema": "scvm-model/1", "id": "x", "value": VALUE, "network": {}, "equity": {}}
    table = scvm.Scorer(scvm.ScoringModel(rules)).score(base, "2026-06-30")
    found = table.summary()["equity"]
    reached = [step["reached"] for step in found["stages"]["funnel"]]
    at = [8, 12 - answered, answered, 0, 0, 0]
    assert found["stages"]["customers"] == 20
    for k, further in enumerate(reached, 1):
        assert further is None or further == sum(at[k:]) and all(not 0 < n < 5 for n in (further, 20 - further))
    tree = read(page(table))
    rows = {each.attributes["data-stage"]: each.cells()[0] for each in tree.one("table", class_="stages").one("tbody").all("tr")}
    edges = [20, *[n for n in reached if n is not None], 0]
    assert list(rows.values()) == [a - b for a, b in zip(edges, edges[1:])] and sum(rows.values()) == 20
    assert all(not 0 < n < 5 for n in rows.values())
    ideas = next(each for each in tree.one("table", class_="sharing").all("tr") if each.attributes.get("data-kind") == "ideas")
    assert (found["sharing"]["ideas"]["sharers"] is None) == (0 < answered < 5) == (not ideas.cells())
    assert (found["sharers"] is None) == (0 < answered < 5)


@pytest.mark.parametrize("fans", [3, 8])
def test_lists_of_persons_tell_no_size_of_a_hidden_group_and_no_sum_of_few(fans: int, language: str) -> None:
    groups = [0] * fans + [1] * 8 + [2] * 20 + [3] * 20 + [4] * 20
    ids = [f"c{i:02}" for i in range(len(groups))]
    base = scvm.CustomerBase(ids)
    base.add_answer_sheet(pd.DataFrame([(id, *ANSWERS[g]) for id, g in zip(ids, groups)], columns=["customer", "s", "a"]), time="2026-06-01")
    base.add_purchases(ids, ["2026-05-05"] * len(ids), [20.0] * len(ids))
    chosen, others = [ids[i] for i, g in enumerate(groups) if g == 0], ids[-40:]
    pairs = [(other, target) for i, other in enumerate(others) for j, target in enumerate(chosen) if (i + j) % 3 == 0]
    posts = [(id, "", "post", f"2026-05-{day:02}") for id in chosen for day in (10, 15, 20)]
    acts = [*posts, *((a, b, "comment", "2026-06-10") for a, b in pairs)]
    base.add("interactions", dict(zip(("actor", "target", "kind", "time"), map(list, zip(*acts)))))
    base.add("tests", {"test": ["app"] * len(ids), "customer": ids, "time": ["2026-06-02"] * len(ids)})
    sharing = ids[:1] if fans == 3 else ids[:fans]
    base.add("contributions", {"customer": sharing, "kind": ["capital"] * len(sharing), "time": ["2026-06-03"] * len(sharing),
                               "accepted": [1] * len(sharing), "value": [5000] * len(sharing)})  # fmt: skip
    rules = {"schema": "scvm-model/1", "id": "x", "survey": {"items": ITEMS}, "value": VALUE, "network": {}, "equity": {},
             "ambassadors": {"count": 6, "segments": ["fan"], "least_p_fan": 0},
             "cocreation": {"tests": [{"test": "app", "places": 5, "seed": 7, "segments": ["sympathizer", "mercenary"]}]}}  # fmt: skip
    table = scvm.Scorer(scvm.ScoringModel(rules)).score(base, "2026-06-30")
    summary, plan = table.summary(), table.matters()["ambassadors"]
    draw, equity = summary["cocreation"]["tests"][0], summary["equity"]
    text = page(table, language=language)
    tree, said = read(text), texts(language)
    assert draw["applied"] == len(ids)
    hidden = [plan["eligible"], draw["wrong_segment"], draw["quotas"][0]["eligible"], equity["knowledge_value"], equity["engagement_value"]]
    steps = [row.attributes["data-step"] for row in tree.one("table", class_="waterfall").all("tr") if "data-step" in row.attributes]
    if fans == 3:
        assert hidden == [None] * 5 and "engagement" not in steps and "None" not in text
        assert said["cocreation_test_hidden"].split(";")[1] in text
        assert said["equity_knowledge_hidden"].split("{")[0] in text
    else:
        assert hidden[:4] == [8, 48, 28, 40_000] and "engagement" in steps
