"""What customers give: ideas and votes, applications to test products, money, know-how, content."""

from __future__ import annotations

import datetime
from typing import Any, Dict, List, Tuple

import numpy as np

from scvm.demo.people import People
from scvm.demo.truth import AS_OF, Truth

Rows = List[Dict[str, Any]]

_BOARD = datetime.date(2025, 7, 1)  # since then ideas stand on a board; those that came by mail are contributions
_FAIR, _UNFAIR = 3, 5  # places of the two ideas that the truth names
DOUBLE_VOTES = 12  # rows of the double voter: three under each name
BOUGHT_VOTES = 10


def idea_of(n: int) -> str:
    """The id of an idea by its number, from 1."""
    return f"idea-{n:03}"


FAIR, UNFAIR = idea_of(_FAIR), idea_of(_UNFAIR)


def ideas(random: np.random.Generator, people: People, accounts: Rows, truth: Truth) -> Tuple[Rows, Rows]:
    """The ideas and their votes."""
    n, count = len(people), max(8, len(people) // 160)
    voices = np.where((np.arange(n) < people.planted) | people.bought, 0, people.activity)
    voices = np.minimum(voices, 5 * np.median(voices[voices > 0]))
    chance, possible = voices / voices.sum(), int((voices > 0).sum())
    most = min(max(20, n // 33), possible * 3 // 4)  # votes of the best idea
    rows, votes = [], []
    for number in range(1, count + 1):
        by, day = int(random.choice(n, p=chance)), _BOARD + datetime.timedelta(days=int(random.integers(200)))
        accepted = random.random() < 0.3
        rows.append(
            {
                "idea": idea_of(number), "customer_id": people.ids[by], "date": day.isoformat(),
                "state": "accepted" if accepted else str(random.choice(["open", "declined"])),
                "value": round(float(random.gamma(2, 400)), 2) if accepted else None,
            }
        )  # fmt: skip
        size = most if number == _FAIR else max(0, most - 15) if number == _UNFAIR else int(most * random.uniform(0.1, 0.65))
        voters = [people.ids[int(i)] for i in random.choice(n, size=size, replace=False, p=chance)]
        if number == _UNFAIR:
            voters += truth.bought[:BOUGHT_VOTES]
            names = [truth.double_voter, *(row["account"] for row in accounts if row["customer_id"] == truth.double_voter)]
            voters += [names[i % len(names)] for i in range(DOUBLE_VOTES)]
        elif voters and random.random() < 0.5:
            voters.append(voters[0])  # pressed twice
        votes += [{"idea": idea_of(number), "customer_id": who, "date": _after(random, day)} for who in voters]
    votes.append({"idea": idea_of(1), "customer_id": "guest-0004", "date": AS_OF.isoformat()})
    votes.append({"idea": "idea-999", "customer_id": people.ids[0], "date": AS_OF.isoformat()})
    return rows, votes


def _after(random: np.random.Generator, day: datetime.date) -> str:
    return (day + datetime.timedelta(days=int(random.integers((AS_OF - day).days)))).isoformat()


def tests(random: np.random.Generator, people: People) -> Rows:
    """Applications to test three products; some press the button twice."""
    members = np.flatnonzero((people.activity > 0) & ~people.bought)
    rows = []
    for n, opened in enumerate([datetime.date(2025, 10, 1), datetime.date(2026, 2, 2), datetime.date(2026, 6, 1)], 1):
        for i in random.choice(members, size=max(10, len(people) // 25), replace=False):
            row = {"test": f"test-{n}", "customer_id": people.ids[int(i)], "date": None}
            row["date"] = (opened + datetime.timedelta(days=int(random.integers(28)))).isoformat()
            rows += [row, {**row}] if random.random() < 0.05 else [row]
    return rows


def contributions(random: np.random.Generator, people: People) -> Rows:
    """Ideas that came by mail, know-how, tests of products, content, and stakes in two rounds of crowdfunding."""
    rows = []
    first = datetime.date(2024, 9, 1)
    for i in np.flatnonzero((people.talk + 0.5 * random.standard_normal(len(people)) > 1.3) & ~people.bought):
        for _ in range(1 + int(random.poisson(1.0))):
            kind = str(random.choice(["ideas", "know_how", "experience", "content", "products", "trends"], p=[0.25, 0.25, 0.2, 0.15, 0.1, 0.05]))
            day = _after(random, first) if kind != "ideas" else (first + datetime.timedelta(days=int(random.integers(480)))).isoformat()
            accepted = float(random.random() < 0.5)
            value = round(float(random.gamma(2, 40)), 2) if accepted and kind in ("ideas", "know_how") and random.random() < 0.6 else None
            rows.append({"customer_id": people.ids[i], "kind": kind, "date": day, "units": 1.0, "accepted": accepted, "value": value})
    for opened in (datetime.date(2025, 3, 3), datetime.date(2026, 3, 2)):
        believes = np.flatnonzero((people.attachment + random.standard_normal(len(people)) > 2.2) & ~people.bought)
        for i in believes:
            stake = float(random.choice([25, 50, 100, 250, 500], p=[0.3, 0.3, 0.2, 0.15, 0.05]))
            day = (opened + datetime.timedelta(days=int(random.integers(30)))).isoformat()
            rows.append({"customer_id": people.ids[i], "kind": "capital", "date": day, "units": 1.0, "accepted": 1.0, "value": stake})
    rows.append({"customer_id": people.ids[0], "kind": "ideas", "date": "2026-04-31", "units": 1.0, "accepted": None, "value": None})
    return rows
