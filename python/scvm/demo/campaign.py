"""What campaigns show and offer: posts with their views and clicks, and the coupon of the programme of `programme.py`."""

from __future__ import annotations

import datetime
from typing import Any, Dict, List

import numpy as np

from scvm.demo.people import People
from scvm.demo.truth import START, WEEKS, Truth

Rows = List[Dict[str, Any]]

CHANNELS = ["newsletter", "photo", "video", "microblog"]
_SEASON = 13  # weeks; a campaign runs in one of them
_OF_A_POST = 0.3  # by how much the posts of one form differ: the deviation of the logarithm of their rates


def views(random: np.random.Generator, customers: int, truth: Truth) -> Rows:
    """One post a week and channel: how often it was shown and clicked. How often depends on its form, and on the post."""
    rows: Rows = []
    for week in range(WEEKS):
        for channel in CHANNELS:
            form = str(random.choice(list(truth.click_rates)))
            at = datetime.datetime.combine(START, datetime.time()) + datetime.timedelta(weeks=week, hours=int(random.integers(8, 100)))
            shown = int(1 + customers * random.uniform(0.1, 0.4))
            rate = truth.click_rates[form] * float(np.exp(_OF_A_POST * random.standard_normal() - _OF_A_POST**2 / 2))
            rows.append({
                "date": at.isoformat(sep=" "), "channel": channel, "format": form, "campaign": f"season {week // _SEASON + 1}" if week % _SEASON == 6 else None,
                "views": shown, "clicks": int(random.binomial(shown, min(rate, 1.0))),
            })  # fmt: skip
    rows.append({**rows[-1], "views": 10, "clicks": 12})
    rows.append({**rows[-1], "date": None, "views": 12})
    return rows


def offers(random: np.random.Generator, people: People, first: Any, holdout: Rows, invoices: Rows, truth: Truth) -> Rows:
    """The voucher of every new customer: most redeem it with the first order, and those whom a lot left out have none."""
    place = {id: i for i, id in enumerate(people.ids)}
    spent: Dict[Any, float] = {}
    for row in invoices:
        if row["status"] == "Paid" and not row["deleted"] and row["total_amount"] > 0:
            key = row["billing_contact_id"], row["invoice_date"]
            spent[key] = spent.get(key, 0.0) + row["total_amount"]
    rows: Rows = []
    for each in holdout:
        id, day = each["customer_id"], START + datetime.timedelta(days=int(7 * first[place[each["customer_id"]]]))
        used = random.random() < truth.redeemed_share and each["value"] == "no" and (id, day) in spent
        rows.append({
            "customer_id": id, "campaign": "welcome voucher", "date": day.isoformat(), "held_out": each["value"],
            "redeemed": day.isoformat() if used else None, "amount": round(spent[id, day], 2) if used else None,
        })  # fmt: skip
    kept_out = next((row for row in rows if row["held_out"] == "yes"), None)
    return rows + ([{**kept_out, "redeemed": kept_out["date"]}] if kept_out else [])
