"""What campaigns did, from data: how often what was shown is clicked, which coupons were redeemed, and what of that came on top.

Views and clicks are sums that networks and mailing programs export, a row for each post, mailing or day; nobody stands in them.
Offers name people: whom a coupon or the invitation to a sale reached, or whom a lot left without one.
"""

from __future__ import annotations

import bisect
import math
from collections import defaultdict
from typing import Any, Dict, List, Mapping, Optional, Sequence, Set, Tuple

import numpy as np

from scvm import network, survey
from scvm.command.staging import Chunk
from scvm.report.disclosure import may_show_sum

WINDOW_DAYS = 30  #: what is bought so long after an offer is compared
FEWEST_COMPARED = 30  #: people on each side
GROUPS = ("fan", "sympathizer", "mercenary", "captive", "opponent")
_MOST_NAMES = 12
_CONFIDENCE = 0.95

Document = Dict[str, Any]
View = Tuple[Any, ...]  # time, views, clicks, channel, format, campaign


def campaigns(
    chunk: Chunk, views: Sequence[View], agreed: Set[str], segment: Mapping[str, str], end: int, margin: float, currency: str, fewest: int, percent: float
) -> Optional[Document]:  # fmt: skip
    """The whole section, or None without a view or an offer up to `end`. `agreed`: whose purchases may be looked at; `segment`: the group of
    each of those whose answers may be; `fewest`, `percent`: `fewest_shown` and `p_percent` of the model's privacy."""
    shown = [row for row in views if row[0] <= end]
    offers = [row for row in chunk.of("offers") if row[4] <= end and row[0] in agreed]
    if not shown and not offers:
        return None
    clicks: Dict[str, Any] = {"all": click_rate([(row[1], row[2]) for row in shown])}
    for place, name in ((3, "channel"), (4, "format"), (5, "campaign")):
        rows: Dict[str, List[Tuple[float, float]]] = defaultdict(list)
        for row in shown:
            if row[place] is not None:
                rows[str(row[place])].append((row[1], row[2]))
        named: List[Document] = [{"name": each, **rate} for each, of in rows.items() if (rate := click_rate(of))]
        clicks[name] = sorted(named, key=lambda each: (-each["low"], each["name"]))[:_MOST_NAMES]
    return {
        "currency": currency, "margin": margin, "window_days": WINDOW_DAYS,
        "clicks": clicks if shown else None, "offers": _offers(chunk, offers, agreed, segment, end, margin, fewest, percent),
    }  # fmt: skip


def click_rate(rows: Sequence[Tuple[float, float]]) -> Optional[Document]:
    """Clicks for each view, of rows of (views, clicks); None without a view.

    Clicks on one post are no draws of their own: a good post is clicked by many. So Wilson's interval is taken of views and clicks divided by
    the dispersion of the rows, Pearson's chi squared by its degrees of freedom (McCullagh & Nelder 1989, 4.5), at least 1: rows that differ
    more than chance make it wide. `dispersion` is None of one row, which tells nothing of the next one: then there are limits as of
    independent views, and no more is known.
    """
    n, k = math.fsum(row[0] for row in rows), math.fsum(row[1] for row in rows)
    if not n > 0:
        return None
    rate, used = k / n, [row for row in rows if row[0] > 0]
    spread = None
    if len(used) > 1 and 0 < rate < 1:
        spread = max(1.0, math.fsum((clicks - views * rate) ** 2 / (views * rate * (1 - rate)) for views, clicks in used) / (len(used) - 1))
    found = survey.wilson_interval(k / (spread or 1.0), n / (spread or 1.0), _CONFIDENCE)
    return {"rows": len(used), "views": n, "clicks": k, "value": rate, "low": float(found.low), "high": float(found.high), "dispersion": spread}


def _offers(
    chunk: Chunk, offers: Sequence[Tuple[Any, ...]], agreed: Set[str], segment: Mapping[str, str], end: int, margin: float, fewest: int, percent: float
) -> List[Document]:  # fmt: skip
    bought: Dict[str, List[Tuple[int, float]]] = defaultdict(list)
    for id, _, _, time, amount, *_ in chunk.of("purchases"):
        if id in agreed and amount is not None:
            bought[id].append((time, amount))
    for each in bought.values():
        each.sort()
    named: Dict[str, Dict[str, Tuple[Any, ...]]] = defaultdict(dict)  # by campaign and person: one offer each
    for row in offers:
        before = named[row[3]].get(row[0])
        if before is None or (before[6] is None and row[6] is not None):  # of several the one that was redeemed
            named[row[3]][row[0]] = row
    ordered = sorted(named.items(), key=lambda each: (-len(each[1]), each[0]))[:_MOST_NAMES]
    return [_offer(name, of, bought, segment, end, margin, fewest, percent) for name, of in ordered]


def _offer(
    name: str, of: Mapping[str, Tuple[Any, ...]], bought: Mapping[str, List[Tuple[int, float]]], segment: Mapping[str, str], end: int, margin: float, fewest: int, percent: float
) -> Document:  # fmt: skip
    people = sorted(of)
    reached = [id for id in people if not of[id][5]]
    redeemed = [id for id in reached if of[id][6] is not None and of[id][6] <= end]
    parts = [of[id][7] or 0.0 for id in redeemed]
    revenue = math.fsum(parts) if may_show_sum(parts, fewest, percent) else None
    result: Document = {"name": name, "reached": None, "held_out": None, "redeemed": None, "revenue": None, "groups": [], "compared": False, "on_top": None, "anyway": None}
    if not _enough(len(reached), len(people) - len(reached), fewest):
        return result
    result.update(reached=len(reached), held_out=len(people) - len(reached))
    if _enough(len(redeemed), len(reached) - len(redeemed), fewest):
        result.update(redeemed=_share(len(redeemed), len(reached)), revenue=revenue)
        counts = [sum(segment.get(id) == group for id in reached) for group in GROUPS]
        used = [sum(segment.get(id) == group for id in redeemed) for group in GROUPS]
        hidden = [a or b or c for a, b, c in zip(*(survey.suppress_small(each, fewest) for each in (counts, used, [n - k for n, k in zip(counts, used)])))]
        result["groups"] = [{"segment": group, **(dict.fromkeys(("n", "value", "low", "high")) if hide or not n else _share(k, n))}
                            for group, n, k, hide in zip(GROUPS, counts, used, hidden)]  # fmt: skip
    result.update(_on_top(of, people, bought, end, margin, revenue if result["redeemed"] else None, fewest, percent))
    return result


def _on_top(
    of: Mapping[str, Tuple[Any, ...]], people: Sequence[str], bought: Mapping[str, List[Tuple[int, float]]], end: int, margin: float, revenue: Optional[float], fewest: int, percent: float
) -> Document:  # fmt: skip
    """What came on top, against those whom a lot left out; and which part of what was redeemed would have been bought anyway. Only people of
    whom the whole window is over; without enough of them on both sides nothing, since a coupon that was redeemed proves nothing. Nor where it would tell one person's
    purchases: the difference rests on the sum of each side, its interval on the squares, which leave half the room."""
    window = WINDOW_DAYS * 86_400
    over = [id for id in people if of[id][4] + window <= end]
    inside = [not of[id][5] for id in over]
    n = sum(inside)
    if min(n, len(over) - n) < FEWEST_COMPARED:
        return {}
    amounts = [_between(bought.get(id, []), of[id][4], of[id][4] + window) for id in over]
    sides = [[amount for amount, is_in in zip(amounts, inside) if is_in == side] for side in (True, False)]
    squares = [amount * amount for amount in amounts]
    if not all(may_show_sum(side, fewest, percent) for side in sides) or not may_show_sum(squares, fewest, 2 * percent):
        return {"compared": True}
    found = network.compare_persons(np.arange(len(over), dtype=np.uint32), np.array(amounts), np.array(inside), confidence=_CONFIDENCE)
    if math.isnan(found.low):
        return {"compared": True}
    reached = sum(not of[id][5] for id in people)
    each = {"value": found.difference, "low": found.low, "high": found.high}
    result: Document = {"compared": True, "on_top": {"n": n, "held_out": len(over) - n, **{key: reached * margin * value for key, value in each.items()}}}
    if revenue is not None and revenue > 0:
        anyway = {"value": "value", "low": "high", "high": "low"}
        result["anyway"] = {key: min(1.0, max(0.0, 1 - reached * each[of_revenue] / revenue)) for key, of_revenue in anyway.items()}
    return result


def _between(purchases: List[Tuple[int, float]], begin: int, end: int) -> float:
    first, last = (bisect.bisect_left(purchases, (time,)) for time in (begin, end))
    return math.fsum(amount for _, amount in purchases[first:last])


def _enough(k: int, others: int, fewest: int) -> bool:
    """Whether two numbers of people that make up a third one may be told: none of them is of few."""
    return k + others > 0 and not 0 < k < fewest and not 0 < others < fewest


def _share(k: int, n: int) -> Document:
    found = survey.wilson_interval(k, n, _CONFIDENCE)
    return {"n": n, "value": float(found.estimate), "low": float(found.low), "high": float(found.high)}
