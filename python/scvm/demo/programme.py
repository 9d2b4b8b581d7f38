"""A programme whose effect is known: new customers are welcomed with a voucher, save for those whom a lot keeps out."""

from __future__ import annotations

import datetime
from typing import Any, Dict, List, Tuple

import numpy as np

from scvm.demo.people import People, guid
from scvm.demo.truth import START, Truth

Rows = List[Dict[str, Any]]

_VOUCHER = 4.0  # EUR, what one costs
_SHAPE = 4.0  # of the gamma distribution of what the order is larger by


def welcome(random: np.random.Generator, people: People, first: Any, invoices: Rows, truth: Truth) -> Tuple[Rows, Rows]:
    """The attribute `holdout` of every new customer, and the costs week by week. Adds to the invoices what welcomed customers
    order besides, on the day of their first order: so neither their number of orders nor what repeat orders cost knows of it."""
    new = np.flatnonzero((first >= truth.welcome_week) & (np.arange(len(people)) >= people.planted) & ~people.bought)
    kept_out = set(random.permutation(new)[: round(truth.holdout_share * len(new))].tolist())
    costs: Dict[int, float] = {}
    for i in new.tolist():
        if i in kept_out:
            continue
        day = START + datetime.timedelta(days=int(7 * first[i]))
        costs[int(first[i])] = costs.get(int(first[i]), 0.0) + _VOUCHER
        amount = round(float(random.gamma(_SHAPE, truth.welcome_effect / _SHAPE)), 2)
        invoices.append({
            **invoices[0], "id": guid(random), "number": len(invoices) + 1, "billing_contact_id": people.ids[i], "total_amount": amount,
            "total_amount_usdollar": amount, "invoice_date": day, "status": "Paid", "deleted": 0,
        })  # fmt: skip
    rows = [{"customer_id": people.ids[i], "name": "holdout", "value": "yes" if i in kept_out else "no"} for i in new.tolist()]
    spent = [{"date": (START + datetime.timedelta(weeks=week)).isoformat(), "kind": "campaign", "amount": costs[week], "hours": None} for week in sorted(costs)]
    return rows, spent
