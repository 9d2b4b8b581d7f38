"""People outside the base: leads who became customers, or did not, members of the community whom nobody knows, bought accounts.

Whom somebody referred becomes a customer in one case of two, who only takes part in one of five, and who does neither in one of
twenty. What a lead did stands under the lead's own id, and so does the referral.
"""

from __future__ import annotations

import dataclasses
import datetime
from dataclasses import dataclass, field
from typing import Any, Dict, List, Optional

import numpy as np

from scvm.demo.community import an_hour
from scvm.demo.people import People, guid
from scvm.demo.truth import AS_OF, START, Truth
from scvm.demo.words import TOPICS

Rows = List[Dict[str, Any]]

_LEADS = 0.6  # of those who were referred and bought, known to the company as leads before
_AFTER_REFERRAL, _AFTER_TOUCH, _AFTER_NEITHER = 0.5, 0.2, 0.05


@dataclass
class Outside:
    """The rows, and the truth with what is planted in them."""

    truth: Truth
    prospects: Rows = field(default_factory=list)
    interactions: Rows = field(default_factory=list)
    consents: Rows = field(default_factory=list)


def outside(random: np.random.Generator, people: People, first: Any, referrals: Rows, truth: Truth) -> Outside:
    """Who is outside, and what they do; the referrals of leads are put under their ids, and new ones are added."""
    result = Outside(truth)
    buys = {people.ids[i]: START + datetime.timedelta(days=int(7 * first[i])) for i in np.flatnonzero(~np.isnan(first))}
    place = {id: i for i, id in enumerate(people.ids)}
    brought = {row["referred"] for row in referrals}

    def lead(since: datetime.date, customer: Optional[str] = None) -> str:
        id = guid(random)
        day = buys[customer].isoformat() if customer else None
        result.prospects.append({"id": id, "since": since.isoformat(), "became": customer, "converted": day})
        return id

    converted: List[str] = []
    for row in referrals:
        customer, referrer = row["referred"], row["customer_id"]
        if referrer not in buys or customer in truth.referred or place[customer] < people.planted or random.random() >= _LEADS:
            continue
        since = _some_day(random, max(buys[referrer], buys[customer] - datetime.timedelta(days=60)), buys[customer])
        row.update(referred=lead(since, customer), date=since.isoformat())
        converted.append(row["referred"])
        _take_part(random, people, result, row["referred"], place[customer], since, buys[customer])
    # Each who was referred and did not buy, beside one who did; some of them by the one who is planted as moved up.
    known = [id for id in buys if place[id] >= people.planted and not people.bought[place[id]]]
    words = np.array([np.exp(1.2 * min(people.talk[place[id]], 1.2)) for id in known])
    mine = max(6, len(people) // 200)
    still_open = []
    for n in range(max(mine + 6, round(len(converted) * (1 / _AFTER_REFERRAL - 1)))):
        referrer = truth.moved_up if n < mine else known[int(random.choice(len(known), p=words / words.sum()))]
        since = _some_day(random, max(buys[referrer], AS_OF - datetime.timedelta(days=400)), AS_OF)
        id = lead(since)
        referrals.append({"customer_id": referrer, "referred": id, "date": since.isoformat()})
        still_open += [id] if n < mine else []
    # Members of the community are there already; some like them bought.
    result.prospects += [{"id": id, "since": START.isoformat(), "became": None, "converted": None} for id in people.prospects]
    result.prospects += [{"id": id, "since": None, "became": None, "converted": None} for id in people.bought_outside]
    others = iter([id for id in random.permutation(known) if id not in brought and (buys[id] - START).days > 70])
    members = len(people.prospects) + len(people.bought_outside)
    for _ in range(round(members * _AFTER_TOUCH / (1 - _AFTER_TOUCH))):
        if (customer := next(others, None)) is not None:
            since = buys[customer] - datetime.timedelta(days=int(random.integers(20, 60)))
            _take_part(random, people, result, lead(since, customer), place[customer], since, buys[customer], least=1)
    for n in range(members):
        customer = next(others, None) if n < members * _AFTER_NEITHER else None
        day = buys[customer] - datetime.timedelta(days=30) if customer else _some_day(random, START, AS_OF)
        lead(day, customer)
    for id in people.prospects[:: max(10, len(people.prospects) // 8)]:
        result.consents.append(
            {"customer_id": id, "purpose": "community", "state": "withdrawn", "date": AS_OF.isoformat(), "expires": None, "evidence": None, "source": "e-mail"}
        )  # fmt: skip
    result.truth = dataclasses.replace(truth, leads_by_referral=tuple(converted), open_referrals=tuple(still_open))
    return result


def _some_day(random: np.random.Generator, first: datetime.date, last: datetime.date) -> datetime.date:
    return first + datetime.timedelta(days=int(random.integers(max(0, (last - first).days) + 1)))


def _take_part(
    random: np.random.Generator, people: People, to: Outside, id: str, like: int, first: datetime.date, last: datetime.date, least: int = 0
) -> None:  # fmt: skip
    """What a lead likes and shares before the first purchase, in the part of the community that the customer belongs to later."""
    heard = np.where(people.german == people.german[like], people.popularity, 0)
    days = (last - first).days
    if days < 2 or heard.sum() == 0:
        return
    for _ in range(least + int(random.poisson(0.7))):
        at = datetime.datetime.combine(first, datetime.time(an_hour(random) % 24, int(random.integers(60)))) + datetime.timedelta(days=int(random.integers(days - 1)))
        target = people.ids[int(random.choice(len(people), p=heard / heard.sum()))]
        to.interactions.append(
            {
                "customer_id": id, "kind": str(random.choice(["like", "like", "share"])), "date": at.isoformat(sep=" "), "target": target,
                "channel": "forum", "sentiment": None, "count": 1, "event": f"o{len(to.interactions) + 1:07}", "text": None, "format": "text",
                "topic": TOPICS[int(random.integers(6))],
            }
        )  # fmt: skip
