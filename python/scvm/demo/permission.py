"""What customers agreed to, the social accounts that they let be linked, their contracts, and what all of it costs."""

from __future__ import annotations

import datetime
from typing import Any, Dict, List

import numpy as np

from scvm.demo.community import CHANNELS
from scvm.demo.people import People
from scvm.demo.truth import AS_OF, START, WEEKS

Rows = List[Dict[str, Any]]

NETWORKS = CHANNELS[1:]  # the forum is the company's own
UNLINKED = "video"  # the network that the one planted as unlinked withdrew


def accounts(random: np.random.Generator, people: People) -> Rows:
    """One row an account: whose it is, and since when and until when it may be linked."""
    rows: Rows = []
    for i in np.flatnonzero(people.activity > 0):
        if i < people.planted or random.random() < 0.5:
            continue
        for network in random.choice(NETWORKS, size=1 + int(random.random() < 0.3), replace=False):
            granted = START + datetime.timedelta(days=int(random.integers(300)))
            withdrawn = granted + datetime.timedelta(days=int(random.integers(30, 400))) if random.random() < 0.05 else None
            rows.append(_account(people, int(i), str(network), granted, withdrawn))
    rows += [_account(people, people.role["double_voter"], network, START, None) for network in NETWORKS]
    rows.append(_account(people, people.role["unlinked"], UNLINKED, START, datetime.date(2026, 2, 1)))
    rows.append(_account(people, people.role["unlinked"], "photo", START, None))
    return rows


def account_of(people: People, i: int, network: str) -> str:
    """What a person is called on a network."""
    return f"@{people.first[i].lower()}.{i}.{network}"


def _account(people: People, i: int, network: str, granted: datetime.date, withdrawn: Any) -> Dict[str, Any]:
    return {
        "customer_id": people.ids[i], "network": network, "account": account_of(people, i, network),
        "granted": granted.isoformat(), "withdrawn": withdrawn.isoformat() if withdrawn else None,
    }  # fmt: skip


def under_accounts(interactions: Rows, accounts: Rows) -> None:
    """What somebody does on a network stands there under the account, and nothing says whose it is but the table of accounts."""
    names = {(row["customer_id"], row["network"]): row["account"] for row in accounts}
    for row in interactions:
        for column in ("customer_id", "target"):
            row[column] = names.get((row[column], row["channel"]), row[column])


def consents(random: np.random.Generator, people: People) -> Rows:
    """Beside the lawful basis of the contact: whether what somebody does in the community may be used, and whether we may call."""
    rows = []
    for i, id in enumerate(people.ids):
        chance, day = random.random(), START + datetime.timedelta(days=int(random.integers(60)))
        planted = i < people.planted or people.bought[i]
        if planted or chance < 0.95:
            state = "granted" if planted or chance < 0.9 else "refused"
            rows.append(_consent(id, "community", state, day, "forum's terms"))
            if not planted and random.random() < 0.015:
                rows.append(_consent(id, "community", "withdrawn", AS_OF - datetime.timedelta(days=int(random.integers(1, 200))), "e-mail"))
        if not planted and random.random() < 0.06:
            rows.append(_consent(id, "contact", "refused", START + datetime.timedelta(days=int(random.integers(100, 700))), "phone"))
    return rows


def _consent(id: str, purpose: str, state: str, day: datetime.date, source: str) -> Dict[str, Any]:
    return {
        "customer_id": id, "purpose": purpose, "state": state, "date": day.isoformat(), "expires": None, "evidence": None,
        "source": source,
    }  # fmt: skip


def contracts(random: np.random.Generator, people: People) -> Rows:
    """Maintenance contracts: some end soon, some have ended."""
    rows = []
    for i in np.flatnonzero((random.random(len(people)) < 0.12) & ~people.bought):
        end = AS_OF + datetime.timedelta(days=int(random.integers(-90, 500)))
        rows.append({"customer_id": people.ids[i], "end": end.isoformat(), "notice_days": int(random.choice([30, 60, 90]))})
    return rows


def costs(random: np.random.Generator, customers: int) -> Rows:
    """What the community and the campaigns cost, week by week; in proportion to the customers."""
    size, rows = customers / 2000, []
    for week in range(WEEKS):
        day = START + datetime.timedelta(weeks=week)
        hours = round(float(3 * size * random.uniform(0.7, 1.3)), 2)
        rows.append({"date": day.isoformat(), "kind": "staff", "amount": round(38 * hours, 2), "hours": hours})
        if week % 4 == 0:
            rows.append({"date": day.isoformat(), "kind": "community", "amount": round(100 * size, 2), "hours": None})
        if week % 13 == 6:
            rows.append({"date": day.isoformat(), "kind": "campaign", "amount": round(500 * size * random.uniform(0.6, 1.4), 2), "hours": None})
    rows.append({"date": None, "kind": "campaign", "amount": round(90 * size, 2), "hours": None})
    rows.append({"date": "2026-13-01", "kind": "staff", "amount": round(38 * size, 2), "hours": round(size, 2)})
    return rows
