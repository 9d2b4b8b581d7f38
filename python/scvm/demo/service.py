"""Complaints and praise, neighbours who help, and what they were asked to do."""

from __future__ import annotations

import datetime
from typing import Any, Dict, List, Tuple

import numpy as np

from scvm.demo.community import an_hour, moment
from scvm.demo.people import COUNTRIES, People
from scvm.demo.truth import AS_OF, START, WEEKS, Truth
from scvm.demo.words import TOPICS

Rows = List[Dict[str, Any]]

_CHANNELS = ["e-mail", "phone", "forum"]
_NOW = datetime.datetime.combine(AS_OF, datetime.time(18))


def complaints(random: np.random.Generator, people: People, first: Any, truth: Truth) -> Tuple[Rows, Dict[int, float]]:
    """The rows, and the week in which whoever was answered too late has had enough."""
    n, rows = len(people), []
    leaves: Dict[int, float] = {}
    buyers = ~np.isnan(first) & (np.arange(n) >= people.planted)
    weights = np.where(buyers, np.exp(-0.6 * people.satisfaction), 0)
    upset = random.choice(n, size=max(8, n * 6 // 100), replace=False, p=weights / weights.sum())
    for i in map(int, upset):
        opened = moment(random.uniform(first[i], WEEKS), an_hour(random), random.random())
        late = random.random() < 0.3
        days = random.uniform(truth.late_days, truth.late_days + 20) if late else random.exponential(3)
        if late and random.random() < 2 / 3:
            leaves[i] = (opened.date() - START).days / 7
        topic = truth.burst_topic if random.random() < 0.4 else TOPICS[int(random.integers(6))]
        rows.append(_complaint(random, people.ids[i], opened, days, topic, -0.6))
    pleased = np.where(buyers, np.exp(0.6 * people.satisfaction), 0)
    for i in random.choice(n, size=max(6, n * 4 // 100), replace=False, p=pleased / pleased.sum()):
        opened = moment(random.uniform(first[i], WEEKS), an_hour(random), random.random())
        others = [topic for topic in TOPICS if topic != truth.burst_topic]
        topic = others[int(random.integers(5))] if random.random() < 0.95 else truth.burst_topic
        rows.append({**_complaint(random, people.ids[i], opened, random.exponential(4), topic, 0.7), "kind": "praise"})
    noon = datetime.time(12)
    lost, recovered = (datetime.datetime.combine(day, noon) for day in (truth.lost_on, truth.recovered_on))
    rows.append(_complaint(random, truth.lost, lost, truth.late_days + 3, truth.burst_topic, -0.7))
    rows.append(_complaint(random, truth.recovered, recovered, 1, truth.burst_topic, -0.7))
    rows.append(_complaint(random, truth.hostile, _NOW - datetime.timedelta(days=20), 1000, truth.burst_topic, -0.9))
    rows.sort(key=lambda row: str(row["opened"]))
    rows.append(_complaint(random, "guest-0002", _NOW - datetime.timedelta(days=40), 2, "app", -0.5))
    rows.append({**_complaint(random, people.ids[int(upset[0])], _NOW, 1, "app", -0.5), "opened": "31.06.2026"})
    for n, row in enumerate(rows, 1):
        row["case_id"] = f"case-{n:05}"
    return rows, leaves


def _complaint(
    random: np.random.Generator, customer: str, opened: datetime.datetime, days: float, topic: str, mood: float
) -> Dict[str, Any]:
    """Answered after so many days, closed some days later; what would be after the day of scoring has not happened."""
    opened = min(opened, _NOW)
    answered = opened + datetime.timedelta(days=float(days))
    closed = answered + datetime.timedelta(days=float(random.exponential(2)), hours=1)
    return {
        "customer_id": customer, "opened": _said(opened), "answered": _said(answered), "closed": _said(closed),
        "channel": _CHANNELS[int(random.integers(3))], "kind": "complaint",
        "sentiment": round(float(np.clip(mood + 0.2 * random.standard_normal(), -1, 1)), 2), "topic": topic, "case_id": "",
    }  # fmt: skip


def _said(at: datetime.datetime) -> Any:
    return at.isoformat(sep=" ", timespec="seconds") if at <= _NOW else None


def cases(complaints: Rows, ids: List[str]) -> Dict[str, Rows]:
    """The complaints as the CRM itself keeps them."""
    known = set(ids)
    mine = [row for row in complaints if row["kind"] == "complaint" and row["customer_id"] in known]
    state = {row["case_id"]: "Closed" if row["closed"] else "Open" for row in mine}
    return {
        "cases": [
            {"id": row["case_id"], "name": f"About {row['topic']}", "state": state[row["case_id"]],
             "status": "Closed_Closed" if row["closed"] else "Open_New", "account_id": None, "deleted": 0}
            for row in mine
        ],
        "contacts_cases": [
            {"id": f"link-{row['case_id']}", "contact_id": row["customer_id"], "case_id": row["case_id"], "deleted": 0} for row in mine
        ],
    }  # fmt: skip


def helpers(random: np.random.Generator, people: People, truth: Truth) -> Tuple[Rows, Rows]:
    """Customers who help others for a small price, and their jobs."""
    n = len(people)
    ordinary = np.where(np.arange(n) < people.planted, 0, people.activity)
    chosen = [int(i) for i in random.choice(n, size=max(6, n // 50), replace=False, p=ordinary / ordinary.sum())]
    german, rows, jobs = people.german, [], []
    near = {part: np.flatnonzero((german == part) & ~people.bought) for part in (False, True)}
    for i in [people.role["best_helper"], people.role["lucky_helper"], *chosen]:
        _, _, _, latitude, longitude = COUNTRIES[people.country[i]]
        evening = random.random() < 0.4 or people.ids[i] == truth.best_helper
        since = START + datetime.timedelta(days=int(random.integers(200)))
        helper = {
            "id": people.ids[i], "since": since.isoformat(),
            "vetted": int(random.random() < 0.7 or people.ids[i] == truth.best_helper), "price": float(random.integers(10, 35)),
            "skill": TOPICS[int(random.integers(6))] if people.ids[i] != truth.best_helper else truth.burst_topic,
            "latitude": round(float(latitude + 0.4 * random.standard_normal()), 4),
            "longitude": round(float(longitude + 0.6 * random.standard_normal()), 4),
            "from_hour": 17 if evening else 8, "to_hour": 22 if evening else 18,
        }  # fmt: skip
        rows.append(helper)
        jobs += _jobs(random, people, helper, since, near[bool(german[i])], truth)
    jobs.sort(key=lambda row: str(row["asked"]))
    jobs.append({**jobs[-1], "helper": "guest-0003"})
    jobs.append({**next(job for job in jobs if job["helper"] == rows[-1]["id"]), "asked": "soon"})
    for n, job in enumerate(jobs, 1):
        job["job"] = f"job-{n:05}"
    return rows, jobs


def _jobs(random: np.random.Generator, people: People, helper: Dict[str, Any], since: datetime.date, others: Any, truth: Truth) -> Rows:
    """What neighbours asked of one helper: anybody of the same language, the helper aside."""
    if helper["id"] == truth.best_helper:
        count = max(30, len(people) // 40)
        solved = [n % 20 != 13 for n in range(count)]
    elif helper["id"] == truth.lucky_helper:
        count, solved = 2, [True, True]
    else:
        count = 3 + int(random.poisson(8))
        solved = list(random.random(count) < min(random.beta(5, 3), 0.8))
    rows = []
    for n in range(count):
        asked = moment(random.integers((since - START).days // 7 + 1, WEEKS), an_hour(random), random.random())
        is_open = asked > _NOW - datetime.timedelta(days=10) and helper["id"] not in (truth.best_helper, truth.lucky_helper)
        good = 4.5 if solved[n] else 2.2
        done = None if is_open else min(asked + datetime.timedelta(hours=float(2 + random.exponential(20))), _NOW)
        seeker = helper["id"]
        while seeker == helper["id"]:
            seeker = people.ids[int(random.choice(others))]
        rated, rated_back = not is_open and random.random() < 0.85, not is_open and random.random() < 0.7
        rows.append(
            {
                "helper": helper["id"], "customer_id": seeker, "asked": _said(asked),
                "done": None if done is None else _said(done),
                "skill": helper["skill"], "outcome": "open" if is_open else "solved" if solved[n] else "failed",
                "price": round(helper["price"] * (0.5 + random.random()), 2),
                "rating_of_helper": int(np.clip(round(good + 0.6 * random.standard_normal()), 1, 5)) if rated else None,
                "rating_of_seeker": int(random.integers(3, 6)) if rated_back else None, "job": "",
            }
        )  # fmt: skip
    return rows
