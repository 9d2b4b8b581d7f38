"""Return on social media from data: what it cost week by week, what it brought, how late, and how well that is known.

The grade is decided by the comparison that the data allow, never by anybody's wish: A against a random hold-out, B before
and after against customers who take no part, C where activity goes before first purchases more than shuffled weeks do, D an
opinion. What is graded D has limits and no point value. Formulas are the core's.
"""

from __future__ import annotations

import bisect
import contextlib
import datetime
import math
import zoneinfo
from collections import defaultdict
from typing import Any, Dict, List, Mapping, Optional, Sequence, Set, Tuple

import numpy as np

from scvm import equity, network
from scvm.command.cells import BadCell, yes
from scvm.command.movements import POSTS, PURCHASE_DAYS, REACTIONS, usable_rows
from scvm.command.staging import COSTS, Chunk

LONGEST_LAG, PLACEBO_LEVEL = 12, 0.05
HALF_YEAR = 26 * 7 * 86_400
FEWEST_COMPARED = 30  #: people on each side of a comparison
_ANSWERED_WITHIN = 48 * 3600

Document = Dict[str, Any]
Cost = Tuple[str, int, float]  # kind, time, amount


class _Margins:
    """What a customer's purchases of some time bring."""

    def __init__(self, rows: Sequence[Tuple[Any, ...]], agreed: Set[str], end: int, margin: float) -> None:
        sums: Dict[str, List[Tuple[int, float]]] = defaultdict(list)
        for id, _, _, time, amount, *_ in rows:
            if id in agreed and amount is not None and time <= end:
                sums[id].append((time, amount * margin))
        self.of = {id: sorted(each) for id, each in sums.items()}
        self._times = {id: [time for time, _ in each] for id, each in self.of.items()}

    def first(self, id: str) -> Optional[Tuple[int, float]]:
        """The first purchase: when, and what it brought."""
        return next(((time, amount) for time, amount in self.of.get(id, ()) if amount > 0), None)

    def between(self, id: str, begin: int, end: int) -> float:
        """What came from `begin` on and before `end`."""
        times = self._times.get(id, [])
        return math.fsum(amount for _, amount in self.of.get(id, [])[bisect.bisect_left(times, begin) : bisect.bisect_left(times, end)])


def social_return(
    chunk: Chunk, costs: Sequence[Cost], agreed: Set[str], bad: Set[int], end: int, zone: str, model: Mapping[str, Any],
    assumed: Mapping[str, Any], currency: str, fewest: int,
) -> Optional[Document]:  # fmt: skip
    """The whole section, or None without costs up to the day of scoring. `assumed`: "social_return" of the mapping."""
    spent = [each for each in costs if each[1] <= end]
    if not spent:
        return None
    local = zoneinfo.ZoneInfo(zone)
    value = model.get("value") or {}
    margin = float(value.get("margin", 1.0))
    rate = (1 + float(value.get("yearly_discount", 0.0))) ** (7 / 365.25) - 1
    rows = usable_rows(chunk.of("interactions"), agreed, bad, end)
    margins = _Margins(chunk.of("purchases"), agreed, end, margin)

    def week(time: int) -> int:
        return (datetime.datetime.fromtimestamp(time, local).toordinal() - 1) // 7

    last = week(end + 1) - 1  # the last week that is over
    begin = min([week(time) for _, time, _ in spent] + ([week(rows[0].time)] if rows else []))
    weeks = last - begin + 1
    if weeks < 1:
        return None
    cost, by_kind = np.zeros(weeks), dict.fromkeys(COSTS, 0.0)
    for kind, time, amount in spent:
        by_kind[kind] += amount
        cost[min(week(time) - begin, weeks - 1)] += amount
    activity = np.zeros(weeks)
    for row in rows:
        if week(row.time) <= last:
            activity[week(row.time) - begin] += 1
    first = {id: found for id in margins.of if (found := margins.first(id))}
    outcome = np.zeros(weeks)
    for time, _ in first.values():
        if 0 <= week(time) - begin < weeks:
            outcome[week(time) - begin] += 1
    start = min((i for i in range(weeks) if activity[i] > 0), default=weeks)
    lag = equity.distributed_lag(activity[start:], outcome[start:], longest=LONGEST_LAG)

    parts: List[Document] = []
    held = _against_holdout(chunk, margins, agreed, min(time for _, time, _ in spent), end)
    compared = held or _against_others(rows, margins, agreed, end)
    if compared:
        parts.append(_spread(compared, weeks))
    parts.append(_first_purchases(lag, activity, first, _touched(rows, chunk, agreed, first)))
    parts += [part for part in (_deflected(rows, end, assumed, currency, week, begin, weeks), _ideas(chunk, agreed, end, week, begin, weeks)) if part]
    known = [part for part in parts if part["grade"] != "D"]
    grade = max((part["grade"] for part in known), default="D")
    benefit, low, high = (np.sum([np.asarray(part[name], dtype=float) for part in of], axis=0) if of else np.zeros(weeks)
                          for name, of in (("by_week", known), ("low_by_week", parts), ("high_by_week", parts)))  # fmt: skip
    carried = lag.mean_lag / (1 + lag.mean_lag) if lag.status == "estimated" and lag.mean_lag > 0 and any(part["name"] == "first_purchases" for part in known) else 0.0
    returned = equity.return_on_social(
        benefit, cost, how=f"{_HOW[grade]}", rate=rate, carry_over=carried, benefit_low=np.minimum(low, benefit), benefit_high=np.maximum(high, benefit), currency=currency
    )  # fmt: skip
    shown = grade != "D"
    lines = []
    for part in parts:
        few = part["people"] is not None and part["people"] < fewest
        amounts = {name: None if few or (name == "amount" and part["grade"] == "D") else float(np.sum(part[column]))
                   for name, column in (("amount", "by_week"), ("low", "low_by_week"), ("high", "high_by_week"))}  # fmt: skip
        lines.append({"name": part["name"], "grade": part["grade"], "people": None if few else part["people"], "why": part["why"], **amounts})
    figures = ("benefit", "net", "ratio", "payback", "outside")
    return {
        "currency": currency, "weeks": weeks, "begin": datetime.date.fromordinal(7 * begin + 1).isoformat(), "margin": margin,
        "costs": {**by_kind, "total": math.fsum(by_kind.values())}, "cost_by_week": cost.tolist(),
        "benefits": lines, "grade": grade, "cost": _number(returned.cost),
        **{name: _number(getattr(returned, name)) if shown else None for name in figures},
        "ratio_low": _number(returned.ratio_low), "ratio_high": _number(returned.ratio_high),
        "net_by_week": np.cumsum(returned.net_by_period).tolist() if shown else [],
        "lag": {
            "status": lag.status, "weeks": lag.weeks, "longest": LONGEST_LAG, "placebos": 999,
            **{name: _number(getattr(lag, name)) for name in ("mean_lag", "low", "high", "total", "total_low", "total_high", "r_squared", "placebo_p")},
            "effects": [_number(each) for each in lag.effect], "effects_low": [_number(each) for each in lag.effect_low], "effects_high": [_number(each) for each in lag.effect_high],
        },
    }  # fmt: skip


_HOW = {"A": "experiment", "B": "quasi_experiment", "C": "attribution", "D": "assumption"}


def _spread(part: Document, weeks: int) -> Document:
    """A total, evenly over all weeks: when exactly it came nobody knows."""
    for name, column in (("amount", "by_week"), ("low", "low_by_week"), ("high", "high_by_week")):
        part[column] = np.full(weeks, part.pop(name) / weeks)
    return part


def _against_holdout(chunk: Chunk, margins: _Margins, agreed: Set[str], begin: int, end: int) -> Optional[Document]:
    """A: what customers brought since the first cost, against those whom a lot kept out (the attribute `holdout`: yes or no)."""
    kept_out: Dict[str, bool] = {}
    for id, _, _, name, value in chunk.of("attributes"):
        if name == "holdout" and value and id in agreed:
            with contextlib.suppress(BadCell):  # another word says of nobody where the lot put him
                kept_out[id] = yes(value, name)
    people = sorted(kept_out)
    inside = [not kept_out[id] for id in people]
    return _compared(people, [margins.between(id, begin, end + 1) for id in people], inside, "A", "holdout")


def _against_others(rows: Sequence[Any], margins: _Margins, agreed: Set[str], end: int) -> Optional[Document]:
    """B: half a year after joining the community less the half year before, against customers who take no part.

    Only who had bought before that year begins: who did not exist yet has no before.
    """
    joined: Dict[str, int] = {}
    for row in rows:
        joined.setdefault(row.actor, row.time)
    usable = {id: time for id, time in joined.items() if time + HALF_YEAR <= end and _knew(margins, id, time - HALF_YEAR)}
    if not usable:
        return None
    middle = sorted(usable.values())[len(usable) // 2]
    others = [id for id in sorted(agreed) if id not in joined and _knew(margins, id, middle - HALF_YEAR)]
    people = sorted(usable) + others
    times = [usable.get(id, middle) for id in people]
    change = [margins.between(id, at, at + HALF_YEAR) - margins.between(id, at - HALF_YEAR, at) for id, at in zip(people, times)]
    return _compared(people, change, [id in usable for id in people], "B", "joined")


def _knew(margins: _Margins, id: str, time: int) -> bool:
    found = margins.first(id)
    return found is not None and found[0] < time


def _compared(people: List[str], values: List[float], inside: List[bool], grade: str, why: str) -> Optional[Document]:
    n = sum(inside)
    if min(n, len(people) - n) < FEWEST_COMPARED:
        return None
    found = network.compare_persons(np.arange(len(people), dtype=np.uint32), np.array(values), np.array(inside))
    if math.isnan(found.low):
        return None
    return {"name": "members", "grade": grade, "why": why, "people": n, "amount": n * found.difference, "low": n * found.low, "high": n * found.high}


def _touched(rows: Sequence[Any], chunk: Chunk, agreed: Set[str], first: Mapping[str, Tuple[int, float]]) -> List[Tuple[int, float]]:
    """First purchases within the window after a referral, or after a reaction of one's own to another customer."""
    window = PURCHASE_DAYS * 86_400
    touched: Set[str] = set()
    for _, _, _, referred, time in (row[:5] for row in chunk.of("referrals")):
        if referred in first and referred in agreed and 0 <= first[referred][0] - time <= window:
            touched.add(referred)
    for row in rows:
        if row.kind in REACTIONS and row.target is not None and row.actor in first and 0 <= first[row.actor][0] - row.time <= window:
            touched.add(row.actor)
    return [first[id] for id in sorted(touched)]


def _first_purchases(lag: Any, activity: Any, first: Mapping[str, Tuple[int, float]], touched: List[Tuple[int, float]]) -> Document:
    """C where activity surely goes before first purchases, and does so more than in shuffled weeks: its effect times the activity, and what a first
    purchase brings on average. Else D: from nothing to all first purchases that a touch went before."""
    usual = math.fsum(amount for _, amount in first.values()) / len(first) if first else 0.0
    follows = lag.status == "estimated" and lag.placebo_p <= PLACEBO_LEVEL and lag.low > 0
    if follows and first:
        each = activity * usual
        return {"name": "first_purchases", "grade": "C", "why": "lag", "people": len(first), "by_week": lag.total * each, "low_by_week": lag.total_low * each, "high_by_week": lag.total_high * each}
    most = np.zeros(len(activity))
    if len(activity):
        most[:] = math.fsum(amount for _, amount in touched) / len(activity)
    return {"name": "first_purchases", "grade": "D", "why": "touched", "people": len(touched), "by_week": most, "low_by_week": 0 * most, "high_by_week": most}


def _deflected(
    rows: Sequence[Any], end: int, assumed: Mapping[str, Any], currency: str, week: Any, begin: int, weeks: int
) -> Optional[Document]:
    """D: questions that another customer answered within two days, and what their contacts would have cost. How many would have
    called is assumed, so that there are limits only: from none of them to all."""
    if "contact_cost" not in assumed or not currency:
        return None
    heard: Dict[str, List[int]] = defaultdict(list)
    for row in rows:
        if row.target is not None and row.kind in ("answer", "comment"):
            heard[row.target].append(row.time)
    most, people = np.zeros(weeks), set()
    for row in rows:
        times = heard.get(row.actor, [])
        place = bisect.bisect_right(times, row.time)
        if row.kind == POSTS[0] and place < len(times) and times[place] <= row.time + _ANSWERED_WITHIN and week(row.time) - begin < weeks:
            contacts = equity.deflected_contacts(1, 1, 1, float(assumed.get("would_have_contacted", 1.0)))
            saved = equity.deflection_saving(contacts, equity.Money(float(assumed["contact_cost"]), currency), equity.Money(float(assumed.get("answer_cost", 0.0)), currency))
            most[week(row.time) - begin] += saved.amount
            people.add(row.actor)
    return {"name": "deflected", "grade": "D", "why": "assumed", "people": len(people), "by_week": most, "low_by_week": np.minimum(0 * most, most), "high_by_week": np.maximum(most, 0)}


def _ideas(chunk: Chunk, agreed: Set[str], end: int, week: Any, begin: int, weeks: int) -> Optional[Document]:
    """D: accepted contributions and ideas at the value that the source names; somebody's opinion."""
    most, people = np.zeros(weeks), set()
    named = [(id, time, accepted, value) for id, _, _, _, time, _, accepted, value, *_ in chunk.of("contributions")]
    ideas = {idea: (id, time, state == "accepted", value) for id, _, _, idea, state, time, value, *_ in reversed(chunk.of("ideas"))}
    for id, time, accepted, value in [*named, *ideas.values()]:
        if id in agreed and time <= end and accepted and value is not None and value > 0 and 0 <= week(time) - begin < weeks:
            most[week(time) - begin] += value
            people.add(id)
    return {"name": "ideas", "grade": "D", "why": "named", "people": len(people), "by_week": most, "low_by_week": 0 * most, "high_by_week": most} if people else None


def _number(value: Any) -> Optional[float]:
    return None if value is None or math.isnan(value) else float(value)
