"""What customers buy: invoices with refunds, from the very world that BG/NBD and Gamma-Gamma assume.

Fader, Hardie & Lee 2005, Marketing Science 24(2); Fader & Hardie 2013, "The Gamma-Gamma Model of Monetary Value". Only when
somebody buys first is another matter: that follows what the community did some weeks before. On top comes what real
databases have: unpaid invoices, deleted rows, and invoices of contacts that are gone.
"""

from __future__ import annotations

import datetime
from typing import Any, Dict, List

import numpy as np

from scvm.demo.people import People, guid
from scvm.demo.truth import AS_OF, PURCHASING, START, WEEKS, Truth

Rows = List[Dict[str, Any]]

_NEVER_BOUGHT = 0.1  # known to the CRM only


def first_weeks(random: np.random.Generator, people: People, activity: Any, truth: Truth) -> Any:
    """The week of each customer's first purchase, as a number with a fraction; NaN: never."""
    n = len(people)
    before = np.concatenate([np.full(truth.lag_weeks, activity.mean()), activity[: -truth.lag_weeks]])
    weights = (before / activity.mean()) ** 1.3
    result = random.choice(WEEKS, size=n, p=weights / weights.sum()) + random.random(n)
    result[random.random(n) < _NEVER_BOUGHT] = np.nan
    result[people.bought] = np.nan
    for name, week in (("star", 4), ("moved_up", 2), ("lost", 10), ("recovered", 8), ("hostile", 30), ("best_helper", 20)):
        result[people.role[name]] = week + 0.4
    return result


def referred(people: People, first: Any) -> List[int]:
    """The customers whom the one brought who is planted as moved up: they buy much, and came later."""
    worth = people.rate * people.spend * (1 - people.dropout) ** 5
    later = (first > 12) & (first < WEEKS - 20) & (np.arange(len(people)) >= people.planted)
    order = np.argsort(np.where(later, -worth, np.inf), kind="stable")
    return [int(i) for i in order[: max(8, len(people) // 100)]]


def invoices(random: np.random.Generator, people: People, first: Any, leaves: Dict[int, float], truth: Truth) -> Rows:
    """An invoice for each purchase and refund. `leaves`: the week in which a customer has had enough."""
    end = WEEKS + 0.2
    rows: Rows = []
    for i, id in enumerate(people.ids):
        if np.isnan(first[i]):
            continue
        if id == truth.lost:
            weeks = _every(random, first[i], _week(truth.lost_on) - 0.5, 1.5, 2.5)
        elif id == truth.recovered:
            before = _every(random, first[i], _week(truth.recovered_on) - 6, 5.0, 7.0)
            weeks = before + _every(random, _week(truth.recovered_on) + 2, end, 2.0, 3.0)
        else:
            weeks = _purchase_weeks(random, first[i], people.rate[i], people.dropout[i], min(end, leaves.get(i, end)))
        rows += _invoices_of(random, id, weeks, people.spend[i], len(rows))
    for _ in range(max(3, len(people) // 150)):  # their contacts were purged from the database
        day = START + datetime.timedelta(days=int(random.integers((AS_OF - START).days)))
        rows.append(_invoice(random, len(rows), guid(random), day, round(random.gamma(6, 10), 2), status="Paid"))
    return rows


def _week(day: datetime.date) -> float:
    return (day - START).days / 7


def _every(random: np.random.Generator, week: float, end: float, least: float, most: float) -> List[float]:
    """Weeks from one on, at intervals between two lengths."""
    result = []
    while week < end:
        result.append(week)
        week += random.uniform(least, most)
    return result


def _purchase_weeks(random: np.random.Generator, week: float, rate: float, dropout: float, end: float) -> List[float]:
    """The first purchase, then one after another until the customer leaves or the end comes."""
    weeks = [week]
    week += random.exponential(1 / rate)
    while week < end:
        weeks.append(week)
        if random.random() < dropout:  # BG/NBD: nobody leaves before the first repeat purchase
            break
        week += random.exponential(1 / rate)
    return weeks


def _invoices_of(random: np.random.Generator, id: str, weeks: List[float], spend: float, number: int) -> Rows:
    """An invoice for each purchase, and some refunds."""
    rows: Rows = []
    for week in weeks:
        amount = round(random.gamma(PURCHASING["p"], spend / PURCHASING["p"]), 2)
        day = START + datetime.timedelta(days=int(7 * week))
        rows.append(_invoice(random, number + len(rows), id, day, amount))
        if random.random() < 0.03:
            part = round(-amount * random.choice([0.25, 0.5, 1.0]), 2)
            back = min(day + datetime.timedelta(days=int(random.integers(2, 20))), AS_OF)
            rows.append(_invoice(random, number + len(rows), id, back, part, status="Paid"))
    return rows


def _invoice(
    random: np.random.Generator, number: int, contact: str, day: datetime.date, amount: float, status: str = ""
) -> Dict[str, Any]:
    unpaid = random.random() < 0.03
    return {
        "id": guid(random),
        "number": number + 1,
        "billing_contact_id": contact,
        "total_amount": amount,
        "total_amount_usdollar": amount,
        "currency_id": "-99",
        "invoice_date": day,
        "status": status or (str(random.choice(["Unpaid", "Cancelled"])) if unpaid else "Paid"),
        "deleted": int(random.random() < 0.005),
    }


def referrals(random: np.random.Generator, people: People, first: Any, truth: Truth) -> Rows:
    """Every seventh buyer came on the word of somebody who had bought before; talkative people bring more."""
    brought = set(truth.referred)
    rows: Rows = []
    known: List[int] = []
    weights: List[float] = []
    words = np.exp(1.2 * np.minimum(people.talk, 1.2))
    words[people.role["moved_up"]] = 0
    for i in np.argsort(first, kind="stable"):
        if np.isnan(first[i]):
            break
        id, day = people.ids[i], START + datetime.timedelta(days=int(7 * first[i]))
        if id in brought:
            rows.append({"customer_id": truth.moved_up, "referred": id, "date": day.isoformat()})
        elif len(known) > 20 and random.random() < 0.15:
            lately = np.cumsum(weights[-2000:])
            place = int(np.searchsorted(lately, random.random() * lately[-1]))
            rows.append({"customer_id": people.ids[known[-2000:][place]], "referred": id, "date": day.isoformat()})
        known.append(int(i))
        weights.append(float(words[i]))
    rows.append({"customer_id": "guest-0001", "referred": people.ids[int(np.nanargmax(first))], "date": AS_OF.isoformat()})
    return rows
