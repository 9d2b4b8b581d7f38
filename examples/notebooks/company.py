"""An invented company with customers, for the notebooks: the same seed gives the same people, whatever the day.

Everybody has hidden traits. Answers, purchases and what people do with each other all come from them, so that the
notebooks can be checked against the truth: who is attached buys more often and talks more about the company, who is
dissatisfied leaves sooner. Purchases come from the world that BG/NBD and Gamma-Gamma assume (Fader, Hardie & Lee 2005).
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any, Dict, List

import numpy as np
import pandas as pd

AS_OF = "2026-06-30"
START, END = datetime.date(2024, 7, 1), datetime.date(2026, 6, 30)
WAVES = {1: datetime.date(2025, 5, 12), 2: datetime.date(2026, 5, 11)}
TERRITORIES = ["North", "South", "East", "West"]
EMPLOYEES = ["E1", "E2", "E3"]

FIRST_NAMES = (
    "Ada Grace Alan Edsger Barbara Donald Katherine Dennis Frances Ken Hedy Tim Radia Linus Margaret Niklaus "
    "Sophie Émilie Johann Maryam Srinivasa Leonhard Karen Ólafur Zoë Jürgen Noor Wisława Søren Chiara"
).split()
LAST_NAMES = (
    "Lovelace Hopper Turing Liskov Knuth Johnson Ritchie Allen Lamarr Perlman Hamilton Wirth Germain Noether "
    "Müller Mirzakhani Euler Jónsdóttir Okafor Nakamura García Rossi Novák Lindqvist Dubois O’Brien Yılmaz"
).split()

# Item, worst answer, best answer, trait, and where on the scale (0 to 1) an average customer answers.
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


@dataclass
class Company:
    """What its CRM knows, one frame a table."""

    customers: pd.DataFrame  #: id, name, territory
    answers: pd.DataFrame  #: customer, item, value, time, wave
    purchases: pd.DataFrame  #: customer, time, amount
    interactions: pd.DataFrame  #: actor, target, kind, time, channel, sentiment, count
    referrals: pd.DataFrame  #: referrer, referred, time
    contributions: pd.DataFrame  #: customer, kind, time, units, accepted, value
    consents: pd.DataFrame  #: customer, purpose, state, time


def generate(customers: int = 1500, seed: int = 1) -> Company:
    """A company of so many customers."""
    random = np.random.default_rng(seed)
    ids = [f"C{i:05}" for i in range(1, customers + 1)]
    first, last = (random.integers(len(names), size=customers) for names in (FIRST_NAMES, LAST_NAMES))
    satisfaction = random.standard_normal(customers)
    traits = {
        "satisfaction": satisfaction,
        "attachment": 0.6 * satisfaction + 0.8 * random.standard_normal(customers),
        "barrier": random.standard_normal(customers),
    }
    people = pd.DataFrame(
        {
            "id": ids,
            "name": [f"{FIRST_NAMES[f]} {LAST_NAMES[n]}" for f, n in zip(first, last)],
            "territory": random.choice(TERRITORIES, size=customers, p=[0.4, 0.3, 0.2, 0.1]),
        }
    )
    purchases = _purchases(random, ids, traits)
    talk = 0.6 * traits["attachment"] + 0.8 * random.standard_normal(customers)
    return Company(
        customers=people,
        answers=_answers(random, ids, traits),
        purchases=purchases,
        interactions=_interactions(random, ids, talk),
        referrals=_referrals(random, purchases, dict(zip(ids, talk))),
        contributions=_contributions(random, ids, talk),
        consents=_consents(random, ids),
    )


def _tied(values: Any, latent: Any) -> Any:
    """The same values, handed out so that their ranks follow `latent`."""
    result = np.empty_like(values)
    result[np.argsort(latent, kind="stable")] = np.sort(values)
    return result


def _purchases(random: np.random.Generator, ids: List[str], traits: Dict[str, Any]) -> pd.DataFrame:
    n, weeks = len(ids), (END - START).days / 7
    noise = random.standard_normal((3, n))
    rate = _tied(random.gamma(0.9, 1 / 8.0, n), 0.6 * traits["attachment"] + 0.8 * noise[0])
    dropout = _tied(random.beta(0.7, 3.5, n), -0.6 * traits["satisfaction"] - 0.2 * traits["barrier"] + 0.77 * noise[1])
    spend = 6.0 * _tied(1 / random.gamma(4.0, 1 / 36.0, n), noise[2])  # spending knows nothing of frequency
    rows = []
    for i, id in enumerate(ids):
        if random.random() < 0.08:
            continue  # known to the CRM, never bought
        week, bought = random.uniform(0, 0.85 * weeks), 0
        while week < weeks:
            amount = round(float(random.gamma(6.0, spend[i] / 6.0)), 2)
            rows.append((id, START + datetime.timedelta(days=int(7 * week)), amount))
            bought += 1
            if bought > 1 and random.random() < dropout[i]:
                break
            week += random.exponential(1 / rate[i])
    return pd.DataFrame(rows, columns=["customer", "time", "amount"]).astype({"time": "datetime64[ns]"})


def _answers(random: np.random.Generator, ids: List[str], traits: Dict[str, Any]) -> pd.DataFrame:
    rows = []
    now = {name: values.copy() for name, values in traits.items()}
    for wave, day in WAVES.items():
        willing = 0.2 * traits["attachment"] + random.standard_normal(len(ids)) > -0.3
        for i in np.flatnonzero(willing):
            when = day + datetime.timedelta(days=int(random.integers(21)))
            for item, worst, best, trait, mean in ITEMS:
                place = mean + 0.17 * now[trait][i] + 0.11 * random.standard_normal()
                answer = float(round(worst + min(max(place, 0.0), 1.0) * (best - worst)))
                rows.append((ids[i], item, np.nan if random.random() < 0.05 else answer, when, wave))
        for name in now:  # people change between the waves
            now[name] = 0.95 * now[name] + 0.31 * random.standard_normal(len(ids))
    return pd.DataFrame(rows, columns=["customer", "item", "value", "time", "wave"]).astype({"time": "datetime64[ns]"})


def _interactions(random: np.random.Generator, ids: List[str], talk: Any) -> pd.DataFrame:
    """What members of the community did within the last year: few act often, most never; attention goes to the few."""
    n = len(ids)
    activity = np.exp(1.1 * talk + 1.3 * random.standard_normal(n))
    activity[random.random(n) < 0.45] = 0  # no members, or only readers
    popular = np.exp(0.9 * talk + 1.4 * random.standard_normal(n))
    popular[activity == 0] = 0
    actors = random.choice(n, size=8 * n, p=activity / activity.sum())
    targets = random.choice(n, size=8 * n, p=popular / popular.sum())
    kinds = random.choice(
        ["post", "comment", "like", "share", "answer", "mention"], size=8 * n, p=[0.12, 0.2, 0.4, 0.1, 0.1, 0.08]
    )
    staff = random.random(8 * n) < 0.03
    rows = []
    for actor, target, kind, of_staff in zip(actors, targets, kinds, staff):
        day = END - datetime.timedelta(days=int(random.integers(1, 365)))
        who = EMPLOYEES[int(random.integers(3))] if of_staff and kind != "post" else ids[actor]
        whom = "" if kind == "post" else ids[target]
        if who == whom:
            continue
        tone = round(float(np.clip(0.3 + 0.3 * random.standard_normal(), -1, 1)), 2) if kind == "comment" else np.nan
        rows.append((who, whom, str(kind), day, "community", tone, 1))
    names = ["actor", "target", "kind", "time", "channel", "sentiment", "count"]
    return pd.DataFrame(rows, columns=names).astype({"time": "datetime64[ns]"})


def _referrals(random: np.random.Generator, purchases: pd.DataFrame, talk: Dict[str, float]) -> pd.DataFrame:
    """Every seventh buyer came on the word of somebody who had bought before."""
    first = purchases.groupby("customer")["time"].min().sort_values(kind="stable")
    known: List[str] = []
    rows = []
    for customer, day in first.items():
        if len(known) > 50 and random.random() < 0.15:
            weight = np.exp([1.2 * talk[each] for each in known])
            rows.append((known[int(random.choice(len(known), p=weight / weight.sum()))], customer, day))
        known.append(str(customer))
    return pd.DataFrame(rows, columns=["referrer", "referred", "time"])


def _contributions(random: np.random.Generator, ids: List[str], talk: Any) -> pd.DataFrame:
    """Ideas, know-how and tests of products, some of them worth money to the company."""
    rows = []
    for i in np.flatnonzero(talk + 0.5 * random.standard_normal(len(ids)) > 1.6):
        for _ in range(1 + int(random.poisson(1.0))):
            kind = str(random.choice(["ideas", "know_how", "experience", "content"], p=[0.4, 0.3, 0.2, 0.1]))
            accepted = float(random.random() < 0.4)
            value = round(float(random.gamma(2, 40)), 2) if accepted and kind == "ideas" else np.nan
            day = END - datetime.timedelta(days=int(random.integers(1, 365)))
            rows.append((ids[i], kind, day, 1.0, accepted, value))
    names = ["customer", "kind", "time", "units", "accepted", "value"]
    return pd.DataFrame(rows, columns=names).astype({"time": "datetime64[ns]"})


def _consents(random: np.random.Generator, ids: List[str]) -> pd.DataFrame:
    """Nearly all agreed to be scored, most to be contacted; a few changed their mind."""
    rows = []
    for id in ids:
        if random.random() < 0.96:
            rows.append((id, "scoring", "granted", START))
            rows.append((id, "contact", "granted" if random.random() < 0.8 else "refused", START))
            if random.random() < 0.02:
                rows.append((id, "scoring", "withdrawn", END - datetime.timedelta(days=int(random.integers(1, 300)))))
    return pd.DataFrame(rows, columns=["customer", "purpose", "state", "time"]).astype({"time": "datetime64[ns]"})
