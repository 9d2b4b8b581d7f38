"""How far somebody can push up a customer's scores: attacks on an honest community of 300, and with ten times the accounts.

The same attacks in C++, and what is proved in general: tests/crm/manipulation_test.cpp, tests/network/standing_test.cpp.
"""

import dataclasses
import datetime as dt
from typing import Dict, List, Optional, Tuple

import numpy as np
import pytest
import scvm

TODAY = dt.date(2026, 6, 30)
TARGET = "c200"
MODEL = scvm.ScoringModel(
    {
        "schema": "scvm-model/1",
        "id": "attacks",
        "currency": "EUR",
        "value": {
            "unit": "week",
            "margin": 0.4,
            "bg_nbd": {"r": 0.2426, "alpha": 4.4136, "a": 0.7929, "b": 2.4259},
            "gamma_gamma": {"p": 6.25, "q": 3.74, "v": 15.44},
        },
        "network": {},
        "equity": {},
    }
)
Event = Tuple[str, Optional[str], str, int, int, Optional[float]]


def ago(days: int) -> str:
    return (TODAY - dt.timedelta(days=int(days))).isoformat()


@dataclasses.dataclass
class Community:
    """Customers, and what they do; an attack adds its own."""

    ids: List[str]
    events: List[Event]  # actor, target, kind, days ago, count, sentiment
    purchases: List[Tuple[str, int, float]]
    referrals: List[Tuple[str, str, int]] = dataclasses.field(default_factory=list)

    def joined(
        self,
        ids: List[str] = [],
        events: List[Event] = [],
        purchases: List[Tuple[str, int, float]] = [],
        referrals: List[Tuple[str, str, int]] = [],
    ) -> "Community":
        return Community(self.ids + ids, self.events + events, self.purchases + purchases, self.referrals + referrals)

    def scores(self) -> Dict[str, Dict[str, float]]:
        base = scvm.CustomerBase(self.ids)
        actor, target, kind, day, count, sentiment = zip(*self.events)
        base.add_interactions(actor, target, kind, [ago(d) for d in day], count=count, sentiment=sentiment)
        customer, day, amount = zip(*self.purchases)
        base.add_purchases(customer, [ago(d) for d in day], amount)
        if self.referrals:
            referrer, referred, day = zip(*self.referrals)
            base.add_referrals(referrer, referred, [ago(d) for d in day])
        frame = scvm.Scorer(MODEL).score(base, TODAY).to_frame()
        columns = ("social_score", "influence", "network_value")
        return {c: {"value": frame[c][TARGET], "rank": 1 + int((frame[c] > frame[c][TARGET]).sum())} for c in columns}


@pytest.fixture(scope="module")
def honest() -> Community:
    rng = np.random.default_rng(42)
    ids = [f"c{i}" for i in range(300)]
    popularity = 1 / np.arange(1, 301) ** 0.8
    events: List[Event] = []
    pairs = zip(rng.integers(300, size=4000), rng.choice(300, 4000, p=popularity / popularity.sum()))
    kinds = rng.choice(["comment", "like", "share", "answer"], 4000, p=[0.3, 0.5, 0.1, 0.1])
    for (a, b), kind, day in zip(pairs, kinds, rng.integers(0, 180, 4000)):
        if a != b:
            events.append((ids[a], ids[b], str(kind), int(day), 1, None))
    for one in ids:
        events += [(one, None, "post", int(rng.integers(0, 180)), 1, None) for _ in range(rng.poisson(2))]
    purchases = [
        (one, int(day), round(float(rng.gamma(2, 20)), 2))
        for one in ids
        for day in rng.integers(5, 700, rng.poisson(4) + 1)
    ]
    return Community(ids, events, purchases)


@pytest.fixture(scope="module")
def before(honest: Community) -> Dict[str, Dict[str, float]]:
    return honest.scores()


def withstands(attacked: Community, before: Dict[str, Dict[str, float]], bought: float = 0) -> None:
    after = attacked.scores()
    for column in before:
        assert after[column]["rank"] >= before[column]["rank"] - 10, column
    assert after["social_score"]["value"] <= before["social_score"]["value"] + 5
    assert after["network_value"]["value"] <= before["network_value"]["value"] + max(1, bought)


def bots(count: int) -> List[str]:
    return [f"b{i}" for i in range(count)]


@pytest.mark.parametrize("crowd", [10_000, 100_000])
def test_bought_followers_who_post_and_bought_for_a_euro_lift_nobody(honest, before, crowd):
    who = bots(crowd)
    events = [(b, TARGET, "follow", 3, 1, None) for b in who] + [(b, None, "post", 3, 1, None) for b in who]
    withstands(honest.joined(who, events), before)
    withstands(honest.joined(who, events, [(b, 100, 1.0) for b in who]), before)


@pytest.mark.parametrize("times", [1, 10])
def test_accounts_that_like_each_other_and_the_target_lift_nobody(honest, before, times):
    who = bots(50 * times)
    clique = [(a, who[(i + k) % len(who)], "like", k, 1, None) for i, a in enumerate(who) for k in range(1, 31)]
    praise = [(a, TARGET, "like", k, 1, None) for a in who for k in range(30)]
    thanks = [(TARGET, a, "answer", k, 1, None) for a in who for k in range(30)]
    withstands(honest.joined(who, clique + praise), before)
    withstands(honest.joined(who, clique + praise + thanks), before)


@pytest.mark.parametrize("times", [1, 10])
def test_one_account_counts_once_and_own_acts_not_at_all(honest, before, times):
    who = bots(times)
    for a_day in (1, 10_000):
        withstands(honest.joined(who, [(b, TARGET, "comment", k, a_day, None) for b in who for k in range(90)]), before)
    withstands(honest.joined([], [(TARGET, None, "post", k, 1000 * times, None) for k in range(90)]), before)
    mentions = [(TARGET, i, "mention", k, times, None) for k in range(90) for i in honest.ids if i != TARGET]
    withstands(honest.joined([], mentions), before)


@pytest.mark.parametrize("times", [1, 10])
def test_negative_reviews_lift_nobody(honest, before, times):
    who = bots(50 * times)
    withstands(honest.joined(who, [(b, TARGET, "review", 3, 1, -0.9) for b in who]), before)
    withstands(honest.joined([], [(i, TARGET, "review", 3, 1, -0.9) for i in honest.ids[:150]]), before)


@pytest.mark.parametrize("times", [1, 10])
@pytest.mark.parametrize("age", [1, 1095])
def test_a_like_of_a_rich_customer_moves_little_money(honest, before, times, age):
    who = bots(times)
    rich = [(b, day, 5000.0) for b in who for day in range(5, 700, 30)]
    withstands(honest.joined(who, [(b, TARGET, "like", age, 1, None) for b in who], rich), before, 1)


@pytest.mark.parametrize("times", [1, 10])
@pytest.mark.parametrize("age", [5, 100])
def test_invented_referrals_are_worth_no_more_than_they_bought(honest, before, times, age):
    who = bots(50 * times)
    invented = honest.joined(who, [], [(b, age, 1.0) for b in who], [(TARGET, b, age + 1) for b in who])
    withstands(invented, before, 50 * times)


def test_repeated_and_copied_texts_count_once():
    base = scvm.CustomerBase(["a", "b", "c"])
    days = [ago(90), ago(0), ago(0), ago(0), ago(0)]
    texts = ["t", "t", "t", None, None]
    kinds = ["post", "post", "review", "post", "post"]
    assert base.add_interactions(["a", "a", "b", "c", "c"], [""] * 5, kinds, days, fingerprint=texts) == 5
    assert scvm.Scorer(MODEL).score(base, TODAY)["contributions"].tolist() == pytest.approx([0.5, 0, 2])


def test_standings_by_hand_and_attention_that_is_heard():
    graph = scvm.network.Graph.from_edges([0, 0, 1], [2, 3, 2], [1.0, 1.0, 2.0], nodes=4)
    found = scvm.network.standings(graph, [1, 0.5, 0.4, 0], own_part=0.4, regard_scale=0.1)
    assert found.regard.tolist() == pytest.approx([0, 0, 0.1, 0])
    assert found.standing.tolist() == pytest.approx([0.2, 0.1, 0.6 * (1 - np.exp(-0.1 / 0.64)), 0])
    heard = scvm.network.attention_heard(graph, found.standing)
    assert heard.received.tolist() == pytest.approx([0, 0, 0.85 * (0.2 * 0.2 / 4 + 0.1 * 0.1 * 2 / 4), 0.85 * 0.2 * 0.2 / 4])
    assert heard.mass.tolist() == pytest.approx((heard.received + found.standing).tolist())
    with pytest.raises(scvm.Error, match=r"backing\[0\] = 2"):
        scvm.network.standings(graph, [2, 0, 0, 0])


@pytest.mark.parametrize("vouching, effective", [([TARGET, "h1", "h2", "h3"], 0), ([TARGET, "h1", "h2", "h3", "h4"], 1), (["h1", "h2", "h3", "h4", "h5"], 1)])
def test_effective_followers_are_those_who_answer_for_them(vouching: List[str], effective: int) -> None:
    """Six accounts without purchases follow the target; customers comment on them, and lend them all the standing they have."""
    buyers = [f"h{i}" for i in range(12)]
    accounts = [f"f{i}" for i in range(6)]
    base = scvm.CustomerBase([TARGET, *buyers, *accounts])
    for day in ("2025-01-05", "2025-06-05", "2026-01-05"):
        base.add_purchases([TARGET, *buyers], [day] * 13, [50.0] * 13)
    events = [(id, TARGET, "follow", "2026-06-01") for id in accounts] + [(id, "h0", "comment", "2026-06-10") for id in accounts]
    events += [(who, id, "comment", f"2026-06-0{day}") for id in accounts for who in vouching for day in (2, 3, 4)]
    events += [(f"h{i}", f"h{(i + 1) % 12}", "comment", "2026-06-05") for i in range(12)]
    base.add_interactions(*zip(*events))
    table = scvm.Scorer(MODEL).score(base, TODAY)
    row = list(table.ids).index(TARGET)
    assert (table["followers"][row], table["effective_followers"][row]) == (6, effective)
