"""The willingness to recommend by group and over time, against the analysis and a second count; nothing of few."""

from __future__ import annotations

from typing import Any, Dict, List, Tuple

import numpy as np
import pandas as pd
import pytest

import scvm
from html_tree import read
from scvm import survey
from scvm.demo import model as demo_model
from scvm.report import page
from scvm.report.recommendation import recommendation

GROUPS = ("fan", "sympathizer", "mercenary", "captive", "opponent", "unclassified")


def company(seed: int, people: int) -> Tuple[scvm.ScoreTable, pd.DataFrame]:
    """A company that asks some of its customers twice, in quarters and waves, and some not for a recommendation."""
    rng = np.random.default_rng(seed)
    rules = demo_model.load("survey").to_dict()
    rules["survey"]["items"].append({"id": "recommend", "dimension": "outcome", "lowest": 0, "highest": 10})
    rules["survey"]["voice_item"] = "recommend"
    rows: List[Tuple[str, str, float, str, int]] = []
    for i in range(people):
        for wave in range(int(rng.integers(1, 3))):
            time = f"2026-0{rng.integers(1, 4) + 3 * wave}-1{rng.integers(0, 10)}"
            mood = rng.uniform()
            for item in rules["survey"]["items"][:-1]:
                high = int(item["highest"])
                rows.append((f"c{i}", item["id"], float(np.clip(round(high * mood + rng.normal(0, 1)), item["lowest"], high)), time, wave))
            if rng.uniform() < 0.8:
                rows.append((f"c{i}", "recommend", float(np.clip(round(10 * mood + rng.normal(0, 2)), 0, 10)), time, wave))
    answers = pd.DataFrame(rows, columns=["customer", "item", "value", "time", "wave"])
    base = scvm.CustomerBase([f"c{i}" for i in range(people)], answers)
    return scvm.Scorer(scvm.ScoringModel(rules)).score(base, "2026-06-30"), answers


def found_of(table: scvm.ScoreTable, answers: Any) -> Dict[str, Any]:
    found = recommendation(table, table.analysis(), table.summary(), table.model_rules(), answers)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def large() -> Tuple[scvm.ScoreTable, pd.DataFrame]:
    return company(1, 900)


def test_groups_add_up_to_the_whole_of_the_analysis(large: Tuple[scvm.ScoreTable, pd.DataFrame]) -> None:
    table, answers = large
    found, whole = found_of(table, answers), table.analysis()["survey"]["recommendation"]
    told = [kind for kinds, _ in found["groups"] for kind in kinds]
    assert len(found["groups"]) >= 2 and told == [kind for kind in GROUPS if kind in told] and set(told) >= set(GROUPS[:5])
    assert sum(each["n"] for _, each in found["groups"]) == whole["n"]
    balance = sum(each["n"] * each["score"] for _, each in found["groups"])
    assert balance / whole["n"] == pytest.approx(whole["score"], abs=1e-12)


def test_each_group_and_quarter_is_what_counting_by_hand_gives(large: Tuple[scvm.ScoreTable, pd.DataFrame]) -> None:
    table, answers = large
    found, segment = found_of(table, answers), dict(zip(table.ids, np.asarray(table["segment"], dtype=object)))
    newest = answers.groupby("customer")["wave"].max().to_dict()
    asked = answers[answers["item"] == "recommend"]
    for kinds, each in found["groups"]:
        values = [row.value for row in asked.itertuples() if row.wave == newest[row.customer] and segment[row.customer] in kinds]
        score = survey.recommendation_score(*survey.count_recommendations(values))
        assert (each["n"], each["score"], each["low"], each["high"]) == (len(values), score.score, score.score_interval.low, score.score_interval.high)
    for (first, last), each in found["periods"]:
        names = [f"2026-Q{q}" for q in range(int(first[-1]), int(last[-1]) + 1)]
        values = [row.value for row in asked.itertuples() if f"2026-Q{(int(row.time[5:7]) + 2) // 3}" in names]
        assert each["n"] == len(values) and each["score"] == pytest.approx((sum(v >= 9 for v in values) - sum(v <= 6 for v in values)) / len(values))
    assert [name for name, _ in found["periods"]] == [("2026-Q1", "2026-Q1"), ("2026-Q2", "2026-Q2")]


@pytest.mark.parametrize("seed", range(6))
def test_no_kind_of_answer_in_any_part_is_of_few(seed: int) -> None:
    table, answers = company(seed, 60 + 40 * seed)
    found, segment = found_of(table, answers), dict(zip(table.ids, np.asarray(table["segment"], dtype=object)))
    newest = answers.groupby("customer")["wave"].max().to_dict()
    hidden = [each["segment"] for each in table.summary()["segments"] if each["suppressed"] == "everything"]
    for kinds, _ in found["groups"]:
        members = [id for id in table.ids if segment[id] in kinds]
        said = {row.customer: row.value for row in answers.itertuples() if row.item == "recommend" and row.wave == newest[row.customer]}
        values = [said.get(id) for id in members]
        parts = [sum(v is not None and v >= 9 for v in values), sum(v is not None and 7 <= v < 9 for v in values),
                 sum(v is not None and v < 7 for v in values), sum(v is None for v in values)]  # fmt: skip
        assert all(n == 0 or n >= 5 for n in parts), (kinds, parts)
        assert not (len(kinds) == 1 and kinds[0] in hidden and len(hidden) > 1)


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_page_shows_them_with_their_intervals(large: Tuple[scvm.ScoreTable, pd.DataFrame], language: str) -> None:
    table, answers = large
    found = found_of(table, answers)
    section = read(page(table, language=language, answers=answers)).one("section", id="recommendation")
    assert float(section.one("p").attributes["data-score"]) == found["whole"]["score"]
    for name, key in (("group", "groups"), ("quarter", "periods")):
        rows = list(section.one("table", class_=f"by-{name}").one("tbody").all("tr"))
        assert [row.cells() for row in rows] == [[each["score"], each["n"]] for _, each in found[key]]
        ends = [[float(cell.attributes[end]) for cell in row.all("td") if end in cell.attributes] for row in rows for end in ("data-low", "data-high")]
        assert ends == [[each[end]] for _, each in found[key] for end in ("low", "high")]


def test_without_answers_only_the_whole_is_told_and_it_is_said_so(large: Tuple[scvm.ScoreTable, pd.DataFrame]) -> None:
    section = read(page(large[0])).one("section", id="recommendation")
    assert not list(section.all("table")) and "answers were not handed over" in section.text


def test_a_frame_without_times_raises(large: Tuple[scvm.ScoreTable, pd.DataFrame]) -> None:
    with pytest.raises(scvm.Error, match="there is no time"):
        page(large[0], answers=large[1][["customer", "item", "value"]])
