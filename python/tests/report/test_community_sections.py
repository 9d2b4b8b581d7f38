"""The sections on participation, influence, network equity and treatments, against the table's own figures."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

import scvm
from html_tree import Element, read
from report_world import Community
from scvm.report import page
from scvm.report.wording import Wording, texts

pytest_plugins = ["report_fixtures"]


@pytest.fixture(scope="module", params=["en", "de"])
def tree(request: Any, community: Community) -> Element:
    names = dict(zip(community.data.customers["id"], community.data.customers["name"]))
    text = page(community.table, language=request.param, names=names, network=community.data.interactions)
    return read(text)


def test_no_section_lacks_data(tree: Element) -> None:
    for name in ("participation", "influence", "equity", "treatments"):
        assert not list(tree.one("section", id=name).all("p", class_="absent")), name


def test_the_pyramid_has_the_shares_of_the_summary_beside_90_9_1(tree: Element, community: Community) -> None:
    members, found = (community.table.summary()["network"]["participation"][name] for name in ("members", "classes"))
    thumb_of = {"heavy": 0.01, "intermittent": 0.09, "lurker": 0.9}
    rows = list(tree.one("table", class_="pyramid").one("tbody").all("tr"))
    assert [name for row in rows for name in row.attributes["data-class"].split("-")] == list(thumb_of)
    for row in rows:
        names = row.attributes["data-class"].split("-")
        # What the summary hides is told together: it is what the other classes leave.
        of = found[names[0]]
        shown = [each for each in found.values() if each["members"] is not None]
        hides = of["members"] is None
        share, effort, n = ((whole - sum(each[key] for each in shown)) if hides else of[key] for key, whole in (("share", 1), ("effort", 1), ("members", members)))
        thumb = sum(thumb_of[name] for name in names)
        assert hides == (len(names) > 1) and all((found[name]["members"] is None) == hides for name in names)
        assert row.cells() == pytest.approx([share, thumb, effort])
        assert n >= 5
        bar, outline = row.one("svg").one("rect", class_="value"), row.one("svg").one("rect", class_="thumb")
        assert float(bar.attributes["width"]) == pytest.approx(1000 * share, abs=0.06)
        assert float(outline.attributes["width"]) == pytest.approx(1000 * thumb)


def test_the_network_shows_the_most_influential_and_only_their_ties(tree: Element, community: Community) -> None:
    influence = pd.Series(np.asarray(community.table["influence"]), index=community.table.ids).dropna()
    expected = influence.sort_values(ascending=False, kind="stable").head(30)
    rows = list(tree.one("table", class_="people").one("tbody").all("tr"))
    assert [row.cells()[0] for row in rows] == pytest.approx(expected.tolist())
    shown = {row.attributes["data-id"] for row in rows}
    events = community.data.interactions
    inside = events[events["actor"].isin(shown) & events["target"].isin(shown) & (events["actor"] != events["target"])]
    pairs = {frozenset(pair) for pair in zip(inside["actor"], inside["target"])}
    chart = tree.one("svg", id="network-chart")
    assert int(chart.attributes["data-ties"]) == len(list(chart.all("line"))) == len(pairs)
    assert len([each for each in chart.children if each.tag in ("circle", "rect")]) == len(rows)


def test_the_waterfall_adds_up_to_the_summary(tree: Element, community: Community) -> None:
    found = community.table.summary()["equity"]
    rows = {row.attributes["data-step"]: row.cells()[0] for row in tree.one("table", class_="waterfall").one("tbody").all("tr")}
    assert rows["lifetime"] == found["lifetime_value"]
    assert rows["network"] == found["customer_network_equity"]
    assert rows.get("engagement") == found["engagement_value"]  # both absent where it would tell what few contributed
    steps = rows["lifetime"] + rows["given"] + rows["referral"] + rows["influence"]
    assert steps == pytest.approx(rows["network"])
    if "engagement" in rows:
        assert rows["network"] + rows["knowledge"] == pytest.approx(rows["engagement"])
    assert -rows["given"] == pytest.approx(found["credited"]) and found["credited"] > 0


def test_the_highest_network_values_are_those_of_the_table(tree: Element, community: Community) -> None:
    value = pd.Series(np.asarray(community.table["network_value"]), index=community.table.ids).dropna()
    rows = list(tree.one("table", class_="top").one("tbody").all("tr"))
    assert [row.cells()[-1] for row in rows] == pytest.approx(value.sort_values(ascending=False).head(10).tolist())
    for row in rows:
        lifetime, given, referral, influence, network = row.cells()
        assert lifetime + given + referral + influence == pytest.approx(network)


def test_the_treatments_are_the_plan(tree: Element, community: Community) -> None:
    plan = community.table.treatments()
    for action in plan["actions"]:
        row = tree.one("table", class_="actions").one("tr", data_action=action["action"])
        assert row.cells() == [len(action["customers"]), action["waiting"]]
        if action["customers"]:
            listed = tree.one("table", class_="action", data_action=action["action"])
            ids = [each.attributes["data-id"] for each in listed.one("tbody").all("tr")]
            assert ids == [each["id"] for each in action["customers"]][:25]
            assert Wording(tree.one("html").attributes["lang"], "EUR").shipped(action["customers"][0]["reason"]) in listed.text
    attention = [each.attributes["data-id"] for each in tree.one("table", class_="attention").one("tbody").all("tr")]
    assert attention == [each["id"] for each in plan["attention"]][:20]


def test_nobody_without_consent_is_on_the_page(tree: Element, community: Community) -> None:
    status = np.asarray(community.table["consent_status"], dtype=object)
    excluded = {str(id) for id, each in zip(community.table.ids, status) if each != "included"}
    assert excluded
    named = {each.attributes["data-id"] for each in tree.all("tr") if "data-id" in each.attributes}
    assert named and not named & excluded


def test_every_interaction_and_every_consent_is_accounted_for(tree: Element, community: Community) -> None:
    summary = community.table.summary()
    tables = list(tree.all("table", class_="account"))
    assert len(tables) == 3
    for table in tables:
        numbers = [row.cells()[0] for row in table.one("tbody").all("tr")]
        assert sum(n or 0 for n in numbers) == int(table.attributes["data-rows"])
    assert int(tables[2].attributes["data-rows"]) == len(community.data.interactions)
    consent = list(tree.all("table", class_="status"))[2]
    assert sum(row.cells()[0] or 0 for row in consent.one("tbody").all("tr")) == summary["customers"]


def test_texts_of_the_model_are_no_markup(tree: Element) -> None:
    section = tree.one("section", id="treatments")
    assert not list(section.all("b")) and not list(section.all("i"))
    assert "<b>listen</b>" in section.text and "<i>would</i> gladly" in section.text


def test_without_ties_only_the_list_is_shown(community: Community) -> None:
    section = read(page(community.table)).one("section", id="influence")
    assert texts("en")["absent_ties"] in section.text and not list(section.all("svg", class_="wide"))
    assert list(section.one("table", class_="people").one("tbody").all("tr"))


@pytest.mark.parametrize("frame", [pd.DataFrame({"a": [1]}), pd.DataFrame({"actor": ["x"]})])
def test_a_network_without_its_columns_raises(community: Community, frame: pd.DataFrame) -> None:
    with pytest.raises(scvm.Error, match="network: expected the columns actor and target"):
        page(community.table, network=frame)
