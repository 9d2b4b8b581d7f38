"""All of it: the tables of the company's database, the truths planted in them, and the same as frames for a customer base."""

from __future__ import annotations

import datetime
import functools
from dataclasses import dataclass
from typing import Any, Dict, List, Sequence

import numpy as np
import pandas as pd

from scvm.demo import campaign, community, outside, permission, programme, service, sharing, shop, survey
from scvm.demo.people import COUNTRIES, DEPARTMENTS, People, guid, make
from scvm.demo.truth import START, Truth

Rows = List[Dict[str, Any]]

_BASES = [("^consent^", 0.6), ("^consent^,^contract^", 0.3), ("^legitimate_interest^", 0.07), ("^withdrawn^", 0.02), ("", 0.01)]
_INDUSTRIES = ["Courier services", "Retail", "Tourism", "Health care", "Education", "Crafts"]
_MORNING = datetime.datetime.combine(START, datetime.time(8))


@dataclass(frozen=True)
class Company:
    """What its database holds. The frames have the columns of a customer base's tables, and rows that can be read and count."""

    tables: Dict[str, Rows]  #: the rows of each table, by the table's name: SugarCRM's, and those named community_…
    truth: Truth

    @functools.cached_property
    def customers(self) -> pd.DataFrame:
        """id, name, territory (their country)."""
        rows = [row for row in self.tables["contacts"] if not row["deleted"]]
        names = [f"{row['first_name']} {row['last_name']}" for row in rows]
        return pd.DataFrame({"id": [row["id"] for row in rows], "name": names, "territory": [row["primary_address_country"] for row in rows]})

    @functools.cached_property
    def answers(self) -> pd.DataFrame:
        """customer, item, value, time, wave."""
        kept = {row["id"]: row for row in self.tables["surveyresponses"] if not row["deleted"]}
        items = {row["id"]: row["name"] for row in self.tables["surveyquestions"]}
        rows = [
            (kept[row["surveyresponse_id"]], items[row["surveyquestion_id"]], float(row["answer"]) if row["answer"] else np.nan)
            for row in self.tables["surveyquestionresponses"]
            if not row["deleted"] and row["surveyresponse_id"] in kept
        ]
        values = [(of["contact_id"], item, value, of["date_entered"], survey.wave_of(of["date_entered"])) for of, item, value in rows]
        return self._of_customers(pd.DataFrame(values, columns=["customer", "item", "value", "time", "wave"]))

    @functools.cached_property
    def purchases(self) -> pd.DataFrame:
        """customer, time, amount: paid invoices, and refunds."""
        rows = [
            (row["billing_contact_id"], row["invoice_date"], row["total_amount"])
            for row in self.tables["aos_invoices"]
            if not row["deleted"] and row["status"] == "Paid"
        ]
        return self._of_customers(pd.DataFrame(rows, columns=["customer", "time", "amount"]))

    @functools.cached_property
    def employees(self) -> List[str]:
        """The ids of whoever works here."""
        return [row["id"] for row in self.tables["community_employees"]]

    @functools.cached_property
    def interactions(self) -> pd.DataFrame:
        """actor, target, kind, time, channel, sentiment, count: of customers and employees, under accounts or names."""
        frame = self._frame("community_interactions", customer_id="actor", date="time")
        linked = {row["account"]: row["customer_id"] for row in self.tables["community_accounts"] if not row["withdrawn"]}
        linked.update(self._became)
        for column in ("actor", "target"):
            frame[column] = frame[column].map(lambda name: linked.get(name, name)).fillna("")
        known = {*self._ids, *self.employees}
        frame = frame[frame["actor"].isin(known) & frame["target"].isin({*known, ""})]
        return frame[["actor", "target", "kind", "time", "channel", "sentiment", "count"]].reset_index(drop=True)

    @functools.cached_property
    def referrals(self) -> pd.DataFrame:
        """referrer, referred, time; whoever was a lead before under the customer's id."""
        frame = self._frame("community_referrals", customer_id="referrer", date="time")
        frame["referred"] = frame["referred"].map(lambda id: self._became.get(id, id))
        return self._of_customers(frame, ["referrer", "referred"])

    @functools.cached_property
    def prospects(self) -> pd.DataFrame:
        """id, since, became, converted: people outside the base, and who of them is a customer by now."""
        kept = [row for row in self.tables["community_prospects"] if not row["became"] or row["became"] in self._ids]
        return pd.DataFrame(kept)[["id", "since", "became", "converted"]]

    @functools.cached_property
    def _became(self) -> Dict[str, str]:
        return {row["id"]: row["became"] for row in self.tables["community_prospects"] if row["became"]}

    @functools.cached_property
    def contributions(self) -> pd.DataFrame:
        """customer, kind, time, units, accepted, value."""
        return self._of_customers(self._frame("community_contributions", customer_id="customer", date="time"))

    @functools.cached_property
    def consents(self) -> pd.DataFrame:
        """customer, purpose, state, time: the lawful basis of the contact, and what the table of consents says besides."""
        rows = [
            (row["id"], purpose, "withdrawn" if "withdrawn" in row["lawful_basis"] else "granted", pd.Timestamp(row["date_reviewed"]))
            for row in self.tables["contacts"]
            if row["lawful_basis"]
            for purpose in ("scoring", "contact")
        ]
        more = self._frame("community_consents", customer_id="customer", date="time")[["customer", "purpose", "state", "time"]]
        return self._of_customers(pd.concat([pd.DataFrame(rows, columns=more.columns), more]))

    @functools.cached_property
    def _ids(self) -> List[str]:
        return [row["id"] for row in self.tables["contacts"] if not row["deleted"]]

    def _frame(self, table: str, **names: str) -> pd.DataFrame:
        """A table of the community with other names of its columns; rows whose date cannot be read are left out."""
        frame = pd.DataFrame(self.tables[table]).rename(columns=names)
        frame["time"] = pd.to_datetime(frame["time"].map(_time))
        return frame[frame["time"].notna()].reset_index(drop=True)

    def _of_customers(self, frame: pd.DataFrame, columns: Sequence[str] = ("customer",)) -> pd.DataFrame:
        """The rows of customers who are not deleted."""
        for column in columns:
            frame = frame[frame[column].isin(self._ids)]
        if "time" in frame:
            frame = frame.assign(time=pd.to_datetime(frame["time"]))
        return frame.reset_index(drop=True)


def generate(customers: int = 2000, seed: int = 1) -> Company:
    """The company with so many customers; the same rows for the same seed. Sizes grow in proportion to the customers.

    Each part draws from a stream of its own, so that a change of one leaves the others as they were.
    """

    def stream(part: int) -> np.random.Generator:
        return np.random.default_rng([seed, part])

    people = make(stream(0), customers)
    truth = _truth(people, ())
    interactions = community.interactions(stream(1), people, truth)
    first = shop.first_weeks(stream(2), people, community.activity(people, interactions), truth)
    truth = _truth(people, tuple(people.ids[i] for i in shop.referred(people, first)))
    accounts = permission.accounts(stream(3), people)
    permission.under_accounts(interactions, accounts)
    complaints, leaves = service.complaints(stream(4), people, first, truth)
    helpers, jobs = service.helpers(stream(5), people, truth)
    ideas, votes = sharing.ideas(stream(6), people, accounts, truth)
    contacts = _contacts(stream(7), people)
    invoices = shop.invoices(stream(9), people, first, leaves, truth)
    holdout, vouchers = programme.welcome(stream(40), people, first, invoices, truth)
    referrals = shop.referrals(stream(11), people, first, truth)
    around = outside.outside(stream(17), people, first, referrals, truth)
    interactions = sorted(interactions + around.interactions, key=lambda row: (row["date"], row["event"]))
    return Company(
        {
            "contacts": contacts,
            "contacts_cstm": [{"id_c": each["id"]} for each in contacts],
            **_companies(stream(8), people),
            "aos_invoices": invoices,
            **survey.answers(stream(10), people),
            **service.cases(complaints, people.ids),
            "community_interactions": interactions + community.unreadable(people),
            "community_employees": [
                {"id": id, "name": f"{id.title()}", "department": DEPARTMENTS[people.department[i]], "level": int(people.level[i])}
                for i, id in enumerate(people.employees)
            ],
            "community_accounts": accounts,
            "community_prospects": around.prospects,
            "community_referrals": referrals,
            "community_contributions": sharing.contributions(stream(12), people),
            "community_contracts": permission.contracts(stream(13), people),
            "community_consents": permission.consents(stream(14), people) + around.consents,
            "community_complaints": complaints,
            "community_helpers": helpers,
            "community_jobs": jobs,
            "community_ideas": ideas,
            "community_votes": votes,
            "community_tests": sharing.tests(stream(15), people),
            "community_costs": permission.costs(stream(16), customers) + vouchers,
            "community_attributes": holdout,
            "community_views": campaign.views(stream(41), customers, truth),
            "community_offers": campaign.offers(stream(42), people, first, holdout, invoices, truth),
        },
        around.truth,
    )


def _time(text: Any) -> Any:
    try:
        return datetime.datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return pd.NaT


def _truth(people: People, referred: Any) -> Truth:
    def id(role: str) -> str:
        return people.ids[people.role[role]]

    product = [i for i in range(len(people.employees)) if DEPARTMENTS[people.department[i]] == "product" and people.level[i] < 3]
    return Truth(
        star=id("star"),
        moved_up=id("moved_up"),
        referred=referred,
        bridges=(id("bridge_1"), id("bridge_2"), id("bridge_3")),
        bought_hub=id("bought_hub"),
        bought=tuple(people.ids[i] for i in np.flatnonzero(people.bought)),
        bought_outside=tuple(people.bought_outside),
        hostile=id("hostile"),
        copier=id("copier"),
        spammers=tuple(people.ids[i] for i in people.spammers),
        bridge_employee=people.employees[product[0]],
        double_voter=id("double_voter"),
        unfair_idea=sharing.UNFAIR,
        fair_idea=sharing.FAIR,
        best_helper=id("best_helper"),
        lucky_helper=id("lucky_helper"),
        lost=id("lost"),
        recovered=id("recovered"),
        unlinked=id("unlinked"),
        unlinked_account=permission.account_of(people, people.role["unlinked"], permission.UNLINKED),
    )


def _contacts(random: np.random.Generator, people: People) -> Rows:
    n = len(people)
    ordinary = np.arange(n) >= people.planted
    deleted = (random.random(n) < 0.02) & ordinary
    basis = np.where(ordinary & ~people.bought, random.choice(len(_BASES), p=[share for _, share in _BASES], size=n), 0)
    return [
        {
            "id": id,
            "first_name": people.first[i],
            "last_name": people.last[i],
            "date_entered": _MORNING,
            "date_modified": _MORNING,
            "primary_address_country": COUNTRIES[people.country[i]][0],
            "lawful_basis": _BASES[basis[i]][0],
            "date_reviewed": START,
            "lawful_basis_source": "website",
            "deleted": int(deleted[i]),
        }
        for i, id in enumerate(people.ids)
    ]


def _companies(random: np.random.Generator, people: People) -> Dict[str, Rows]:
    """The companies that some customers buy for; every fifth belongs to the one before it."""
    accounts = [
        {"id": guid(random), "name": f"{people.last[int(random.integers(len(people)))]} & Co. {n}", "industry": _INDUSTRIES[n % 6], "deleted": 0}
        for n in range(max(3, len(people) // 40))
    ]
    for n, account in enumerate(accounts):
        account["parent_id"] = accounts[n - 1]["id"] if n % 5 == 4 else None
    links = [
        {"id": guid(random), "contact_id": id, "account_id": accounts[int(random.integers(len(accounts)))]["id"], "deleted": 0}
        for i, id in enumerate(people.ids)
        if random.random() < 0.35 and not people.bought[i]
    ]
    return {"accounts": accounts, "accounts_contacts": links}
