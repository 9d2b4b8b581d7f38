"""What customers answer: two waves of one survey, as the module Surveys stores them, with gaps and "don't know" codes."""

from __future__ import annotations

import datetime
from typing import Any, Dict, List

import numpy as np

from scvm.demo.people import People, guid
from scvm.demo.truth import START, WAVES

Rows = List[Dict[str, Any]]

#: Item, worst answer, best answer, trait, and the answer of an average customer on a scale from 0 to 1.
ITEMS = [
    ("sat_overall", 1, 5, "satisfaction", 0.72),
    ("sat_expectations", 0, 10, "satisfaction", 0.68),
    ("sat_problems", 5, 1, "satisfaction", 0.70),
    ("att_proud", 1, 5, "attachment", 0.64),
    ("att_trust", 1, 5, "attachment", 0.70),
    ("att_miss", 1, 7, "attachment", 0.60),
    ("bar_effort", 1, 5, "barrier", 0.45),
    ("bar_contract", 1, 5, "barrier", 0.40),
]
DO_NOT_KNOW = 99


def answers(random: np.random.Generator, people: People) -> Dict[str, Rows]:
    """The tables of the module, filled."""
    survey, opened = guid(random), datetime.datetime.combine(START, datetime.time(8))
    questions: Rows = [
        {"id": guid(random), "name": item, "survey_id": survey, "type": "Scale", "sort_order": n, "deleted": 0}
        for n, (item, *_) in enumerate(ITEMS)
    ]
    result: Dict[str, Rows] = {
        "surveys": [{"id": survey, "name": "How are we doing?", "status": "Public", "date_entered": opened, "deleted": 0}],
        "surveyquestions": questions,
        "surveyresponses": [],
        "surveyquestionresponses": [],
    }
    n, planted = len(people), np.arange(len(people)) < people.planted
    traits = {name: getattr(people, name).copy() for name in ("satisfaction", "attachment", "barrier")}
    for wave, day in WAVES.items():
        willing = 0.2 * people.attachment + random.standard_normal(n) > (-0.35 if wave == 1 else -0.25)
        willing = (willing | planted) & ~people.bought
        for i in np.flatnonzero(willing):
            when = day + datetime.timedelta(days=int(random.integers(21)))
            _respond(random, people.ids[i], {name: each[i] for name, each in traits.items()}, when, questions, result, not planted[i])
        for name in traits:  # people change between the waves
            traits[name] = np.where(planted, traits[name], 0.95 * traits[name] + 0.31 * random.standard_normal(n))
        for role, change in (("lost", -1), ("recovered", 1)):
            for name in ("satisfaction", "attachment"):
                traits[name][people.role[role]] = change * 1.5
    for _ in range(max(2, n // 400)):  # of contacts who were purged from the database
        response = _response(random, guid(random), survey, WAVES[2])
        result["surveyresponses"].append(response)
        result["surveyquestionresponses"].append(_answer(random, response["id"], questions[0]["id"], 4))
    return result


def wave_of(time: datetime.datetime) -> int:
    """The wave in which an answer was given."""
    return max(wave for wave, day in WAVES.items() if day <= time.date())


def _respond(
    random: np.random.Generator, contact: str, traits: Dict[str, float], day: datetime.date, questions: Rows, result: Dict[str, Rows],
    gaps: bool,
) -> None:  # fmt: skip
    """One customer's answers to all items, perhaps with gaps."""
    response = _response(random, contact, questions[0]["survey_id"], day, gaps)
    result["surveyresponses"].append(response)
    empty = 0.6 if random.random() < 0.03 else 0.05  # some are in a hurry
    for question, (_, worst, best, trait, mean) in zip(questions, ITEMS):
        place = mean + 0.17 * traits[trait] + 0.11 * random.standard_normal()
        answer: Any = int(round(worst + min(max(place, 0.0), 1.0) * (best - worst)))
        chance = random.random() if gaps else 0.8
        if chance < empty:
            answer = ""
        elif chance > 0.985:
            answer = DO_NOT_KNOW
        result["surveyquestionresponses"].append(_answer(random, response["id"], question["id"], answer))


def _response(random: np.random.Generator, contact: str, survey: str, day: datetime.date, deletable: bool = True) -> Dict[str, Any]:
    at = datetime.time(int(random.integers(8, 20)), int(random.integers(60)))
    return {
        "id": guid(random),
        "contact_id": contact,
        "survey_id": survey,
        "date_entered": datetime.datetime.combine(day, at),
        "happiness": -1,
        "deleted": int(random.random() < 0.004 and deletable),
    }


def _answer(random: np.random.Generator, response: str, question: str, answer: Any) -> Dict[str, Any]:
    return {
        "id": guid(random),
        "surveyresponse_id": response,
        "surveyquestion_id": question,
        "answer": str(answer),
        "deleted": int(random.random() < 0.004),
    }
