"""What other bounds on the leading reactors would give: the curve of docs/decisions/standing.md.

usage: leading_reactors.py [--check]   (--check: first compare with the library, whose Python package must be on the path)

A second implementation of the social score, from events to points, in numpy alone. On a community like that of
tests/crm/manipulation_test.cpp (another random stream) it lets the number of leading reactors, what they count beside
the others, and the number of lenders that are left out vary, and prints what the attacks add to the score of a customer whom few
regard, and the least rank correlation over six honest networks with the score in which every account counts alike. Before that it prints
what accounts add that accomplices invent, where each answers for itself and where those who lend to it do.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from typing import Any, Dict, List, Tuple

import numpy as np
from scipy.stats import spearmanr

TODAY = 20_000
WEIGHT = {"post": 0.5, "comment": 1, "like": 0.25, "share": 1, "answer": 1}
TYPICAL = 6.25 * 15.44 / 2.74  # the mean amount of the model in --check
DOUBT, DAMPING, LENT_ON, OWN = 2, 0.85, 0.5, 0.35
TARGET = 200


class World:
    """Events as (actor, target or -1, kind, days ago), purchases as (who, days ago, amount)."""

    def __init__(self, seed: int = 42, shape: str = "popular") -> None:
        self.people = self.honest = 300
        self.events: List[Tuple[int, int, str, int]] = []
        self.bought: List[Tuple[int, int, float]] = []
        draw = np.random.default_rng(seed)
        place = np.arange(300)
        popular = {"popular": (place + 1.0) ** -0.8, "lurkers": np.where(place < 30, 1, 0.1) * (place + 1.0) ** -0.8,
                   "groups": 0.2 + draw.exponential(size=300)}[shape]  # fmt: skip
        steps = np.cumsum(popular)
        kinds = ["comment"] * 3 + ["like"] * 5 + ["share", "answer"]
        for _ in range(4000):
            who = to = int(draw.integers(300))
            while True:
                to = int(np.searchsorted(steps, draw.random() * steps[-1]))
                if shape != "groups" or to % 6 == who % 6 or draw.random() >= 0.9:
                    break
            if who != to:
                self.events.append((who, to, kinds[draw.integers(10)], int(draw.integers(180))))
        for who in range(300):
            self.events += [(who, -1, "post", int(draw.integers(180))) for _ in range(draw.integers(5))]
            self.bought += [(who, 5 + int(draw.integers(695)), float(draw.gamma(2, 20))) for _ in range(1 + draw.integers(9))]

    def daily(self, *who: int) -> World:
        self.events += [(each, TARGET, "comment", ago) for each in who for ago in range(90)]
        return self

    def farm(self, popular: int, accounts: int = 500, target_too: bool = False, days: int = 1) -> World:
        new = range(self.people, self.people + accounts)
        self.people += accounts
        self.events += [(who, each, "like", 2) for each in new for who in [*range(popular), *([TARGET] if target_too else [])]]
        self.events += [(each, TARGET, "comment", 2 + ago) for each in new for ago in range(days)]
        return self

    def buyers(self, accounts: int = 100) -> World:
        self.bought += [(each, 100, 35.0) for each in range(self.people, self.people + accounts)]
        return self.farm(0, accounts)


Edges = Tuple[Any, Any, Any, Any, Any]


def edges(of: World, pair_cap: float) -> Edges:
    """Actor, target and weight of each edge; own contributions and activity of each person."""
    times: Dict[Tuple[int, int, int, str], int] = defaultdict(int)
    contributions, activity = np.zeros(of.people), np.zeros(of.people)
    for who, to, kind, ago in of.events:
        contributions[who] += (kind in ("post", "answer")) * 2 ** (-ago / 90)
        times[who, to, ago, kind] += 1
    days: Dict[Tuple[int, int, int], float] = defaultdict(float)
    for (who, to, ago, kind), n in times.items():
        days[who, to, ago] += WEIGHT[kind] * (1 + np.log(n))
    given: Dict[Tuple[int, int], float] = defaultdict(float)
    for (who, to, ago), weight in days.items():
        given[who, ago] += min(5, weight) if to >= 0 else weight
    pairs: Dict[Tuple[int, int], float] = defaultdict(float)
    for (who, to, ago), weight in days.items():
        part = 2 ** (-ago / 90) * min(1, 50 / given[who, ago]) * (min(5, weight) if to >= 0 else weight)
        activity[who] += part
        if to >= 0:
            pairs[who, to] += part
    source, target = (np.array(each) for each in zip(*pairs))
    return source, target, np.minimum(np.array(list(pairs.values())), pair_cap), contributions, activity


def ranked(target: Any, part: Any) -> Tuple[Any, Any, Any]:
    """The parts by target, the largest first, and the place of each among those of its target."""
    order = np.lexsort((-part, target))
    to, sorted_part = target[order], part[order]
    begins = np.r_[True, to[1:] != to[:-1]]
    return to, sorted_part, np.arange(len(to)) - np.maximum.accumulate(np.where(begins, np.arange(len(to)), 0))


class Standings:
    """How much each account's reactions count; of who has no backing, so many lenders are left out."""

    def __init__(self, of: World, found: Edges, left_out: int) -> None:
        self.source, self.target, self.weight, _, _ = found
        self.people, self.left_out = of.people, left_out
        spent = np.zeros(of.people)
        for who, ago, amount in of.bought:
            spent[who] += amount * (ago >= 30)
        self.backing = np.clip((spent / TYPICAL - 0.5) / 1.5, 0, 1)
        self.given = np.bincount(self.source, self.weight, of.people)
        self.lent, regard = self.backing / (DOUBT + self.given), np.zeros(of.people)
        for _ in range(60):
            regard = self._regard(np.ones(len(self.source), bool))
            self.lent = (self.backing - LENT_ON * np.expm1(-regard)) / (DOUBT + self.given)
        self.of_all = self._standing(regard)

    def _regard(self, counts: Any) -> Any:
        to, part, place = ranked(self.target[counts], (self.weight * self.lent[self.source])[counts])
        return np.bincount(to, part * np.where(place == 0, 0, np.where(place < self.left_out, self.backing[to], 1)), self.people)

    def _standing(self, regard: Any) -> Any:
        scale = self.backing * 0.05 + (1 - self.backing)
        return OWN * self.backing * self.given / (DOUBT + self.given) - (1 - OWN) * np.expm1(-regard / scale)

    def towards(self) -> Tuple[Any, Any]:
        """Of each edge the standing of its source without what the target lends it, and who answers for what backing does not carry."""
        lenders: List[List[Tuple[float, int]]] = [[] for _ in range(self.people)]
        for who, to, part in zip(self.source, self.target, self.weight * self.lent[self.source]):
            if part > 0:
                lenders[to].append((-part, int(who)))
        for each in lenders:
            each.sort()
        standing, voucher = self.of_all[self.source].copy(), np.full(len(self.source), self.people)
        for edge, (who, to) in enumerate(zip(self.source, self.target)):
            others = [each for each in lenders[who] if each[1] != to]
            if len(others) < len(lenders[who]):
                kept = [part * (0 if place == 0 else self.backing[who] if place < self.left_out else 1) for place, (part, _) in enumerate(others)]
                regard, backing = -sum(kept), self.backing[who]
                own = OWN * backing * self.given[who] / (DOUBT + self.given[who])
                standing[edge] = own - (1 - OWN) * np.expm1(-regard / (backing * 0.05 + 1 - backing))
            at, seen = others[0][1] if others else int(who), set()
            while at not in seen:
                seen.add(at)
                if lenders[at] and (self.backing[at] == 0 or self.backing[lenders[at][0][1]] > self.backing[at]) and others:
                    at = lenders[at][0][1]
                else:
                    break
            voucher[edge] = at if self.backing[at] > 0 else self.people
        return standing, voucher


def score(of: World, leading: int = 4, share: float = 0.25, left_out: int = 3, vouched: bool = True, unbacked: float = 1) -> Any:
    """The social score of everybody; leading 0: no bound; vouched False: every account answers for itself.

    Of a reaction, so much of what backing does not carry counts as `unbacked` says.
    """
    found = edges(of, 2)
    source, target, weight, contributions, _ = found
    by = Standings(of, found, left_out)
    standing = by.of_all
    mass = standing
    for _ in range(200):
        mass = standing + np.bincount(target, weight * (DAMPING * standing * mass / (DOUBT + by.given))[source], of.people)
    heard, voucher = by.towards() if vouched else (standing[source], source)
    own = by.backing[source] if vouched else np.ones(len(source))
    answers, to = np.concatenate([source, voucher]), np.concatenate([target, target])
    rest = np.where(voucher == target, 0, unbacked * heard * (1 - own))
    names, group = np.unique(to * (of.people + 1) + answers, return_inverse=True)

    def crowd(full: Any) -> Any:
        gives = np.concatenate([full * heard * own, full * rest])
        at_most = np.zeros(len(names))
        np.maximum.at(at_most, group, np.where(gives > 0, np.concatenate([full, unbacked * full]), 0))
        to, parts, place = ranked(names // (of.people + 1), np.minimum(np.bincount(group, gives), at_most))
        first, others = (np.bincount(to, parts * which, of.people) for which in (place < leading, place >= leading))
        return (np.minimum(first, 1 + share * others) if leading else first) + others

    once = np.minimum(1, weight)
    return points(crowd(once), crowd(weight), crowd(once * mass[source]), contributions, np.bincount(target, minlength=of.people))


def score_of_all_alike(of: World) -> Any:
    """The score in which every account counts alike, and so does every repetition and what somebody does himself."""
    source, target, weight, contributions, activity = edges(of, np.inf)
    given = np.bincount(source, weight, of.people)
    mass = 0.15 * activity
    for _ in range(200):
        mass = 0.15 * activity + np.bincount(target, weight * (DAMPING * mass / np.where(given > 0, given, 1))[source], of.people)
    sums = [np.bincount(target, each, of.people) for each in (np.minimum(1, weight), weight, np.minimum(1, weight) * mass[source])]
    return points(*sums, contributions, np.bincount(target, minlength=of.people))


def points(reach: Any, reactions: Any, network: Any, contributions: Any, reactors: Any) -> Any:
    amplification = (reactions + 5) / (contributions + 5)
    full = [np.minimum(1, np.log1p(x) / np.log1p(q)) for x, q in ((reach, 100), (amplification, 10), (network, 100))]
    return np.where((reactors == 0) & (contributions == 0), np.nan, 0.5 + 99 * 0.9 * sum(full) / 3)


def check() -> None:
    """Raises unless the library gives the same scores."""
    import scvm

    of = World().farm(4, 50).daily(0, 1)
    value = {"unit": "week", "bg_nbd": {"r": 0.2426, "alpha": 4.4136, "a": 0.7929, "b": 2.4259}, "gamma_gamma": {"p": 6.25, "q": 3.74, "v": 15.44}}
    base = scvm.CustomerBase([f"c{i:04}" for i in range(of.people)])
    actor, target, kind, ago = (list(each) for each in zip(*of.events))
    base.add_interactions([f"c{i:04}" for i in actor], ["" if i < 0 else f"c{i:04}" for i in target], kind, [(TODAY - each) * 86400 for each in ago])
    who, when, amount = (list(each) for each in zip(*of.bought))
    base.add_purchases([f"c{i:04}" for i in who], [(TODAY - each) * 86400 for each in when], amount)
    model = {"schema": "scvm-model/1", "id": "check", "currency": "EUR", "value": value, "network": {}, "equity": {}}
    table = scvm.Scorer(scvm.ScoringModel(model)).score(base, "2024-10-04")
    worst = np.nanmax(np.abs(table["social_score"] - score(of)))
    print(f"against the library: {worst:.1e} points apart at most")
    assert worst < 1e-6


def accomplices() -> None:
    """Prints what accounts add that accomplices invent, at worst in five communities: alone, and to what the accomplices' own comments give."""
    print("| accomplices | accounts | rule | their own comments | accounts alone | both | beyond their own | ranks beyond |\n|---|---|---|---|---|---|---|---|")
    seeds = [(42, "popular"), (3, "popular"), (3, "groups"), (4, "groups"), (3, "lurkers")]
    rules: Dict[str, Dict[str, Any]] = {"each for itself": {"vouched": False}, "vouched": {}}
    before = {(seed, name): score(World(*seed), **rule) for seed in seeds for name, rule in rules.items()}
    for popular, target_too in ((3, True), (4, False), (5, True), (6, False)):
        for accounts, days in ((50, 60), (200, 60), (2000, 1)):
            for name, rule in rules.items():
                worst = np.full(5, -np.inf)
                for seed in seeds:
                    own = score(World(*seed).daily(*range(popular)), **rule)
                    alone = score(World(*seed).farm(popular, accounts, target_too, days), **rule)
                    both = score(World(*seed).daily(*range(popular)).farm(popular, accounts, target_too, days), **rule)
                    was, *now = (each[TARGET] for each in (before[seed, name], own, alone, both))
                    places = [int(np.nansum(each[:300] > each[TARGET])) for each in (own, both)]
                    worst = np.maximum(worst, [now[0] - was, now[1] - was, now[2] - was, now[2] - now[0], places[0] - places[1]])
                who = f"{popular} and the target" if target_too else f"{popular}"
                print(f"| {who} | {accounts} | {name} | " + " | ".join(f"{each:+.1f}" for each in worst[:4]) + f" | {worst[4]:+.0f} |", flush=True)


def main(arguments: List[str]) -> None:
    if "--check" in arguments:
        check()
    accomplices()
    honest = [World(seed, shape) for shape in ("popular", "lurkers", "groups") for seed in (1, 2)]
    alike = [score_of_all_alike(each) for each in honest]
    attacks = {"c0": World().daily(0), "c150": World().daily(150), "c0, c1": World().daily(0, 1), "c0 to c2": World().daily(0, 1, 2),
               "3 vouch": World().farm(3), "4 vouch": World().farm(4), "100 buyers": World().buyers()}  # fmt: skip
    print("| leading, share, left out | before | " + " | ".join(attacks) + " | least correlation |\n|---" + "|---" * (len(attacks) + 2) + "|")
    for bound in [(0, 0, 2), (1, 1, 2), (0, 0, 3)] + [(k, share, 3) for k in (2, 3, 4, 5, 6) for share in (0, 0.25, 0.5, 1)] + [(4, 0.25, 2), (4, 0.25, 4)]:
        before = score(World(), *bound)[TARGET]
        lifts = [score(each, *bound)[TARGET] - before for each in attacks.values()]
        scores = [score(each, *bound) for each in honest]
        least = min(spearmanr(now, then, nan_policy="omit")[0] for now, then in zip(scores, alike))
        print(f"| {bound[0]}, {bound[1]:g}, {bound[2]} | {before:.1f} | " + " | ".join(f"{each:+.1f}" for each in lifts) + f" | {least:.3f} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
