"""A seeded CRM for demonstrations: the same people, answers and purchases for the same seed.

Purchases come from the very world that BG/NBD and Gamma-Gamma assume (Fader, Hardie & Lee 2005, Marketing Science
24(2); Fader & Hardie 2013, "The Gamma-Gamma Model of Monetary Value"): every customer has a buying rate, a dropout
probability and a spending level of their own. Satisfaction and attachment are tied to them by rank: who is attached
buys more often, who is dissatisfied leaves sooner. On top comes what real databases have: missing answers, "don't
know" codes, refunds, unpaid invoices, deleted rows and invoices of contacts that are gone.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any, Dict, List

import numpy as np

from scvm.command.progress import progress

Rows = List[Dict[str, Any]]

AS_OF = datetime.date(2026, 6, 30)
START = datetime.date(2024, 7, 1)
WAVES = {1: datetime.date(2025, 5, 12), 2: datetime.date(2026, 5, 11)}

# Purchasing in weeks and spending in EUR. A fit comes near them, not onto them: the ties to the survey make frequent
# buyers loyal, while BG/NBD takes rate and dropout as independent.
TRUTH = {"r": 0.9, "alpha": 8.0, "a": 0.7, "b": 3.5, "p": 6.0, "q": 4.0, "v": 36.0}

FIRST_NAMES = (
    "Ada Grace Alan Edsger Barbara Donald Katherine Dennis Frances Ken Hedy Tim Radia Linus Margaret Niklaus "
    "Sophie Émilie Johann Maryam Srinivasa Leonhard Karen Ólafur Zoë Jürgen Noor Wisława Søren Chiara"
).split()
LAST_NAMES = (
    "Lovelace Hopper Turing Liskov Knuth Johnson Ritchie Allen Lamarr Perlman Hamilton Wirth Germain Noether "
    "Müller Mirzakhani Euler Jónsdóttir Okafor Nakamura García Rossi Novák Lindqvist Dubois O’Brien Yılmaz"
).split()

BASES = [("^consent^", 0.6), ("^consent^,^contract^", 0.3), ("^legitimate_interest^", 0.085), ("^withdrawn^", 0.015)]
_MORNING = datetime.datetime.combine(START, datetime.time(8))


@dataclass
class _People:
    """The hidden traits of everybody, as standard normal scores, and what follows from them."""

    satisfaction: Any
    attachment: Any
    barrier: Any
    rate: Any  # purchases a week while active
    dropout: Any  # probability of leaving after a purchase
    spend: Any  # mean amount of a purchase, EUR


def generate(customers: int, seed: int) -> Dict[str, Rows]:
    """The rows of each table, by the table's name."""
    random = np.random.default_rng(seed)
    people = _people(random, customers)
    ids = [_guid(random) for _ in range(customers)]
    contacts = _contacts(random, ids)
    return {
        "contacts": contacts,
        "contacts_cstm": [{"id_c": each["id"]} for each in contacts],
        "aos_invoices": _invoices(random, ids, people),
        **_answers(random, ids, people),
    }


def _people(random: np.random.Generator, n: int) -> _People:
    satisfaction = random.standard_normal(n)
    attachment = 0.6 * satisfaction + 0.8 * random.standard_normal(n)
    barrier = random.standard_normal(n)
    rate = random.gamma(TRUTH["r"], 1 / TRUTH["alpha"], n)
    dropout = random.beta(TRUTH["a"], TRUTH["b"], n)
    level = 1 / random.gamma(TRUTH["q"], 1 / TRUTH["v"], n)
    noise = random.standard_normal((3, n))
    return _People(
        satisfaction,
        attachment,
        barrier,
        _tied(rate, 0.6 * attachment + 0.8 * noise[0]),
        _tied(dropout, -0.6 * satisfaction - 0.2 * barrier + 0.77 * noise[1]),
        TRUTH["p"] * _tied(level, noise[2]),  # Gamma-Gamma assumes that spending knows nothing of frequency
    )


def _tied(values: Any, latent: Any) -> Any:
    """The same values, handed out so that their ranks follow `latent`: the marginal distribution stays exact."""
    result = np.empty_like(values)
    result[np.argsort(latent, kind="stable")] = np.sort(values)
    return result


def _contacts(random: np.random.Generator, ids: List[str]) -> Rows:
    first = random.integers(len(FIRST_NAMES), size=len(ids))
    last = random.integers(len(LAST_NAMES), size=len(ids))
    deleted = random.random(len(ids)) < 0.02
    basis = random.choice(len(BASES), p=[share for _, share in BASES], size=len(ids))
    return [
        {
            "id": id,
            "first_name": FIRST_NAMES[first[i]],
            "last_name": LAST_NAMES[last[i]],
            "date_entered": _MORNING,
            "date_modified": _MORNING,
            "lawful_basis": BASES[basis[i]][0],
            "date_reviewed": START,
            "lawful_basis_source": "website",
            "deleted": int(deleted[i]),
        }
        for i, id in enumerate(ids)
    ]


def _invoices(random: np.random.Generator, ids: List[str], people: _People) -> Rows:
    end = (AS_OF - START).days / 7
    rows: Rows = []
    with progress(len(ids), "making purchases", " customers") as bar:
        for i, id in enumerate(ids):
            bar.update(1)
            if random.random() < 0.1:
                continue  # known to the CRM, never bought
            weeks = _purchase_weeks(random, people.rate[i], people.dropout[i], end)
            rows += _invoices_of(random, id, weeks, people.spend[i], len(rows))
    for _ in range(max(3, len(ids) // 150)):  # their contacts were purged from the database
        day = START + datetime.timedelta(days=int(random.integers((AS_OF - START).days)))
        rows.append(_invoice(random, len(rows), _guid(random), day, round(random.gamma(6, 10), 2), status="Paid"))
    return rows


def _invoices_of(random: np.random.Generator, id: str, weeks: List[float], spend: float, number: int) -> Rows:
    """An invoice for each purchase, and some refunds."""
    rows: Rows = []
    for week in weeks:
        amount = round(random.gamma(TRUTH["p"], spend / TRUTH["p"]), 2)
        day = START + datetime.timedelta(days=int(7 * week))
        rows.append(_invoice(random, number + len(rows), id, day, amount))
        if random.random() < 0.03:
            part = round(-amount * random.choice([0.25, 0.5, 1.0]), 2)
            back = min(day + datetime.timedelta(days=int(random.integers(2, 20))), AS_OF)
            rows.append(_invoice(random, number + len(rows), id, back, part, status="Paid"))
    return rows


def _purchase_weeks(random: np.random.Generator, rate: float, dropout: float, end: float) -> List[float]:
    """The first purchase, then one after another until the customer leaves or the end comes."""
    week = random.uniform(0, 0.85 * end)
    weeks = []
    while week < end:
        weeks.append(week)
        if len(weeks) > 1 and random.random() < dropout:  # BG/NBD: nobody leaves before the first repeat purchase
            break
        week += random.exponential(1 / rate)
    return weeks


def _invoice(
    random: np.random.Generator, number: int, contact: str, day: datetime.date, amount: float, status: str = ""
) -> Dict[str, Any]:
    unpaid = random.random() < 0.03
    return {
        "id": _guid(random),
        "number": number + 1,
        "billing_contact_id": contact,
        "total_amount": amount,
        "total_amount_usdollar": amount,
        "currency_id": "-99",
        "invoice_date": day,
        "status": status or (str(random.choice(["Unpaid", "Cancelled"])) if unpaid else "Paid"),
        "deleted": int(random.random() < 0.005),
    }


# Item, worst answer, best answer, trait, and the answer of an average customer on a scale from 0 to 1.
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


def _answers(random: np.random.Generator, ids: List[str], people: _People) -> Dict[str, Rows]:
    """Two waves of one survey, as the module Surveys stores them."""
    survey = _guid(random)
    questions: Rows = [
        {"id": _guid(random), "name": item, "survey_id": survey, "type": "Scale", "sort_order": n, "deleted": 0}
        for n, (item, *_) in enumerate(ITEMS)
    ]
    result: Dict[str, Rows] = {
        "surveys": [{"id": survey, "name": "How are we doing?", "status": "Public", "date_entered": _MORNING, "deleted": 0}],
        "surveyquestions": questions,
        "surveyresponses": [],
        "surveyquestionresponses": [],
    }
    traits = {name: getattr(people, name).copy() for name in ("satisfaction", "attachment", "barrier")}
    for wave, day in WAVES.items():
        willing = 0.2 * people.attachment + random.standard_normal(len(ids)) > (-0.35 if wave == 1 else -0.25)
        with progress(int(willing.sum()), f"asking, wave {wave}", " customers") as bar:
            for i in np.flatnonzero(willing):
                bar.update(1)
                when = day + datetime.timedelta(days=int(random.integers(21)))
                _respond(random, ids[i], {name: each[i] for name, each in traits.items()}, when, questions, result)
        for name in traits:  # people change between the waves
            traits[name] = 0.95 * traits[name] + 0.31 * random.standard_normal(len(ids))
    for _ in range(max(2, len(ids) // 400)):  # of contacts who were purged from the database
        response = _response(random, _guid(random), survey, WAVES[2])
        result["surveyresponses"].append(response)
        result["surveyquestionresponses"].append(_answer(random, response["id"], questions[0]["id"], 4))
    return result


def _respond(
    random: np.random.Generator, contact: str, traits: Dict[str, float], day: datetime.date, questions: Rows, result: Dict[str, Rows]
) -> None:  # fmt: skip
    """One customer's answers to all items, with gaps."""
    response = _response(random, contact, questions[0]["survey_id"], day)
    result["surveyresponses"].append(response)
    empty = 0.6 if random.random() < 0.03 else 0.05  # some are in a hurry
    for question, (_, worst, best, trait, mean) in zip(questions, ITEMS):
        place = mean + 0.17 * traits[trait] + 0.11 * random.standard_normal()
        answer: Any = int(round(worst + min(max(place, 0.0), 1.0) * (best - worst)))
        chance = random.random()
        if chance < empty:
            answer = ""
        elif chance > 0.985:
            answer = 99  # "don't know"
        result["surveyquestionresponses"].append(_answer(random, response["id"], question["id"], answer))


def _response(random: np.random.Generator, contact: str, survey: str, day: datetime.date) -> Dict[str, Any]:
    at = datetime.time(int(random.integers(8, 20)), int(random.integers(60)))
    return {
        "id": _guid(random),
        "contact_id": contact,
        "survey_id": survey,
        "date_entered": datetime.datetime.combine(day, at),
        "happiness": -1,
        "deleted": int(random.random() < 0.004),
    }


def _answer(random: np.random.Generator, response: str, question: str, answer: Any) -> Dict[str, Any]:
    return {
        "id": _guid(random),
        "surveyresponse_id": response,
        "surveyquestion_id": question,
        "answer": str(answer),
        "deleted": int(random.random() < 0.004),
    }


def _guid(random: np.random.Generator) -> str:
    """Shaped as SugarCRM's ids: 36 characters that look like a UUID but are not."""
    digits = random.bytes(16).hex()
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
