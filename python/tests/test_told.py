"""What is told of a score table, over all bases of a few customers of a few kinds, with answers, purchases, posts, complaints, refusals and
employees: each number of people is true, and of nobody or of enough. `AUDITED_BASES` asks for more than 600 bases.

That other data would be published alike is looked for in tests/crm/disclosure_test.cpp (groups) and tests/crm/told_counts_test.cpp (refusals).
"""

from __future__ import annotations

import collections
import itertools
import os
import random
from typing import Any, Iterator, List, NamedTuple, Optional, Set, Tuple

import pytest

import scvm

DAY, TODAY = 86_400, 1_767_225_600  # 2026-01-01
FEWEST, PEOPLE, KINDS = 3, 6, 6
MODEL = scvm.ScoringModel({
    "schema": "scvm-model/1", "id": "told", "currency": "EUR", "privacy": {"fewest_shown": FEWEST}, "consent": {"missing": "include"},
    "survey": {"items": [{"id": "s", "dimension": "satisfaction", "lowest": 1, "highest": 5},
                         {"id": "a", "dimension": "attachment", "lowest": 1, "highest": 5}]},
    "value": {"unit": "week", "horizon": 52, "bg_nbd": {"r": 0.2426, "alpha": 4.4136, "a": 0.7929, "b": 2.4259},
              "gamma_gamma": {"p": 6.25, "q": 3.74, "v": 15.44}},
    "network": {}, "equity": {}, "matters": {"draws": 0}, "service": {"promised_hours": 48},
    "treatment": {"actions": [{"id": "call", "capacity": 4}, {"id": "ask"}],
                  "rules": [{"when": {"segment": ["unclassified", "mercenary", "captive", "opponent"]}, "action": "call"},
                            {"when": {"segment": ["fan", "sympathizer"]}, "action": "ask"}]},
})  # fmt: skip


class Kind(NamedTuple):
    """What a customer said and did."""

    answers: Optional[Tuple[int, Optional[int]]] = None  # satisfaction, attachment
    purchases: int = 0
    posts: bool = False
    refuses: str = ""
    complaint: str = ""
    later: bool = False  # a purchase, an answer, a post and praise after the day of scoring


POOL = [
    Kind((5, 5), 2, True), Kind((5, 1), 1), Kind((1, 1), 2), Kind((1, 5), 1, True), Kind((3, 3), 0), Kind((5, None), 3), Kind(), Kind(None, 2), Kind(None, 0, True),
    Kind(refuses="*"), Kind((5, 5), 2, True, "*"), Kind((1, 1), 1, False, "*"), Kind((5, 5), 2, True, "", "late"), Kind(None, 1, False, "", "waits"),
    Kind((5, 5), 0, False, "", "settled"), Kind(None, 0, False, "", "late"), Kind(None, 1, True, "", "settled"), Kind((5, 5), 2, True, later=True),
]  # fmt: skip


def base_of(people: Tuple[Kind, ...], employees: int) -> scvm.CustomerBase:
    ids = [f"c{i}" for i in range(len(people))]
    base = scvm.CustomerBase(ids)
    answers: List[Tuple[str, str, float, int]] = []
    purchases: List[Tuple[str, int, float]] = []
    posts: List[Tuple[str, str, str, int]] = []
    complaints: List[Tuple[str, str, int, int, int]] = []
    refused: List[Tuple[str, str, str, int]] = []
    for id, of in zip(ids, people):
        times = [TODAY - 50 * DAY] + ([TODAY + 9 * DAY] if of.later else [])
        for time in times:
            answers += [(id, item, value, time) for item, value in zip("sa", of.answers or ()) if value is not None]
            posts += [(id, "", "post", time)] if of.posts else []
        purchases += [(id, TODAY - (50 - 15 * i) * DAY, 30.0) for i in range(of.purchases)]
        purchases += [(id, TODAY + 9 * DAY, 30.0)] if of.later else []
        if of.complaint:
            opened, answered, closed = {"late": (100, 0, 0), "waits": (10, 0, 0), "settled": (100, 95, 90)}[of.complaint]
            complaints.append((id, "complaint", TODAY - opened * 3600, *(TODAY - h * 3600 if h else 0 for h in (answered, closed))))
        complaints += [(id, "praise", TODAY + 9 * DAY, 0, 0)] if of.later else []
        refused += [(id, of.refuses, "refused", TODAY - 50 * DAY)] if of.refuses else []
    if employees:
        base.add_employees([f"e{i}" for i in range(employees)])
    for name, rows in (("answers", answers), ("purchases", purchases), ("interactions", posts), ("consents", refused), ("complaints", complaints)):
        if rows:
            getattr(base, f"add_{name}")(*(list(column) for column in zip(*rows)))
    assert not len(base.rejected)
    return base


class Told(NamedTuple):
    hidden: int  # numbers that are null
    small: Set[str]  # what is told, and is of few


def read(people: Tuple[Kind, ...], employees: int) -> Told:
    table = scvm.Scorer(MODEL).score(base_of(people, employees), "2026-01-01")
    summary = table.summary()
    pairs: List[Tuple[str, Any, int]] = []
    for name, column in (("survey_status", "survey_status"), ("value_status", "value_status"), ("treatment", "treatment_status")):
        words = collections.Counter(str(word) for word in table[column])
        pairs += [(f"{name} {word}", n, words[word]) for word, n in summary[name].items()]
    groups = collections.Counter(str(group) for group in table["segment"])
    pairs += [(each["segment"], each["customers"], groups[each["segment"]]) for each in summary["segments"][:5]]
    refusing = sum(bool(each.refuses) for each in people)
    heard = [each for each in people if not each.refuses]
    complaints = collections.Counter(each.complaint for each in heard if each.complaint)
    wait = {name: complaints[name] for name in ("late", "waits")}
    pairs += [
        ("refused", summary["consent"]["refused"], refusing),
        ("placed", summary["equity"]["stages"]["customers"], len(heard)),
        ("purchases of who refused", summary["purchase_rows"]["no_consent"], sum(each.purchases + each.later for each in people if each.refuses)),
        ("answers of who refused", summary["answer_rows"]["no_consent"], sum(len([x for x in each.answers if x]) for each in people if each.refuses and each.answers)),
        ("posts of who refused", summary["network"]["interaction_rows"]["no_consent"], sum(each.posts for each in people if each.refuses)),
        ("complaints of who refused", summary["complaints"]["no_consent"], sum(bool(each.complaint) for each in people if each.refuses)),
        ("open", summary["complaints"]["open"], sum(wait.values())), ("overdue", summary["complaints"]["overdue"], wait["late"]),
    ]  # fmt: skip
    if employees:
        pairs.append(("employees", summary["employees"]["employees"], employees))
    # Rows are no people, and the customers with a group and with a lifetime value are the published bases of the rest.
    known = {"survey_status scored", "purchases of who refused", "answers of who refused", "posts of who refused", "complaints of who refused"}
    small = {name for name, told, n in pairs if told is not None and 0 < n < FEWEST and name not in known}
    assert all(told is None or told == n for _, told, n in pairs), pairs
    return Told(sum(told is None for _, told, _ in pairs), small)


def universes(bases: int) -> Iterator[List[Told]]:
    """All bases of so many customers of six kinds, other kinds each time, with none to five employees."""
    draw = random.Random(13)
    while bases > 0:
        kinds, made = draw.sample(POOL, KINDS), []
        for people in itertools.combinations_with_replacement(kinds, PEOPLE):
            made.append(read(people, 0))
        staff = [read(tuple(kinds), n) for n in range(6)]
        yield made + staff
        bases -= len(made) + len(staff)


def test_each_number_of_people_that_is_told_is_true_and_of_nobody_or_of_enough() -> None:
    hidden = 0
    for told in universes(int(os.environ.get("AUDITED_BASES", 600))):
        for each in told:
            assert not each.small, each
            hidden += each.hidden
    assert hidden > 1000


ASKED = [{"id": "s", "dimension": "satisfaction", "lowest": 0, "highest": 10}, {"id": "v", "dimension": "attachment", "lowest": 0, "highest": 10}]


@pytest.mark.parametrize("voices, told", [
    ([10] * 2 + [8] * 18, False), ([10] * 10 + [8] * 9 + [3], False), ([10] * 8 + [8] * 6 + [3] * 6, True), ([10] * 20, True),
])  # fmt: skip
def test_a_recommendation_score_is_told_where_it_tells_of_no_few(voices: List[int], told: bool) -> None:
    ids = [f"c{each}" for each in range(len(voices))]
    base = scvm.CustomerBase(ids)
    base.add_answers(ids * 2, ["s"] * len(ids) + ["v"] * len(ids), [9] * len(ids) + voices, ["2026-03-01"] * 2 * len(ids))
    model = scvm.ScoringModel({"schema": "scvm-model/1", "id": "t", "survey": {"voice_item": "v", "items": ASKED}})
    found = scvm.Scorer(model).score(base, "2026-06-30").analysis()["survey"]["recommendation"]
    assert (found is not None) == told


@pytest.mark.parametrize("refusals, told", [(0, True), (1, False), (4, False), (6, True)])
def test_who_refused_and_so_has_no_territory_is_told_by_no_breakdown(refusals: int, told: bool) -> None:
    ids = [f"c{each:02}" for each in range(60)]
    base = scvm.CustomerBase(ids)
    base.add_consents(ids, ["scoring"] * 60, ["refused" if each < refusals else "granted" for each in range(60)], ["2026-01-01"] * 60)
    who = ids[6:50]
    for item in "sv":
        base.add_answers(who, [item] * len(who), [10 if id < "c28" else 1 for id in who], ["2026-03-01"] * len(who))
    base.add_attributes("territory", ids, ["North", "South"] * 30)
    consent = {"survey": "scoring", "value": "scoring", "network": "scoring", "contact": "contact", "missing": "exclude"}
    model = scvm.ScoringModel({"schema": "scvm-model/1", "id": "t", "consent": consent, "survey": {"items": ASKED}})
    found = scvm.Scorer(model).score(base, "2026-06-30").breakdown("territory")
    assert found["unknown"] == (refusals if told else None)
    assert all((row["unclassified"] is not None) == told for row in found["rows"] if row["n"] is not None)
