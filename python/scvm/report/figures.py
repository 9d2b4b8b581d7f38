"""The figures of the page, taken from a score table. What may not be shown is taken out here, before any text is made."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any, Dict, List, Mapping, Optional, Sequence, Set, Tuple

import numpy as np
import pandas as pd

from scvm import network, survey
from scvm.errors import Error, ErrorCode, without_offender
from scvm.report import charts, disclosure
from scvm.score_table import ScoreTable

GROUPS = ("fan", "sympathizer", "mercenary", "captive", "opponent")
ALL, MOST_TERRITORIES = -1, 40  # a territory is a number from 0; further ones are in the table, not in the filter
_NO_PLACE = 0xFFFFFFFF  # of a row without a value, as the core writes it

Span = Optional[Tuple[float, float, float]]  # value, low, high


@dataclass(frozen=True)
class Group:
    """One group of one scope; everything is None where it has to stay unknown."""

    name: str
    suppressed: bool
    money_suppressed: bool
    n: Optional[int] = None
    share: Span = None
    simultaneous: Span = None
    expected: Optional[float] = None
    revenue: Optional[float] = None
    revenue_share: Span = None
    mean_revenue: Span = None
    lifetime_value: Optional[float] = None
    mean_lifetime_value: Optional[float] = None
    valued: Optional[int] = None


@dataclass(frozen=True)
class Concentration:
    """How the lifetime value is spread over customers; no bins where they would tell of too few."""

    n: int
    total: float
    bins: List[charts.Bin]
    curve: str
    points: List[Tuple[float, float]]
    gini: Optional[float]
    top_1: Optional[float]
    top_10: Optional[float]
    top_20: Optional[float]


@dataclass(frozen=True)
class Scope:
    """All customers, or those of one territory."""

    code: int
    name: str
    few: bool  # too few customers to show anything, their numbers included
    few_valued: bool  # too few customers to show any amount
    customers: Optional[int]  # None: with the others it would tell a number that is too small
    classified: int
    groups: List[Group]
    value: Optional[Concentration]


@dataclass(frozen=True)
class Territories:
    """The territory of each customer as a number into names, -1 where it is not known."""

    names: List[str]
    of_row: Any


def texts_by_id(given: Any) -> Dict[str, str]:
    """A mapping or a Series from id to text, as a dict of texts; ids without a text are left out."""
    if given is None:
        return {}
    return {str(id): str(text) for id, text in dict(given).items() if not pd.isna(text) and str(text)}


def territories(table: ScoreTable, given: Any) -> Optional[Territories]:
    """The territories as a mapping or a Series from id to text gives them, else as the table's own attribute of that
    name does, the largest first; None for none at all."""
    held = _own_territories(table) if given is None else texts_by_id(given)
    of_row = [held.get(str(id)) for id in table.ids]
    known = pd.Series([name for name in of_row if name is not None], dtype=object)
    if known.empty:
        return None
    size = known.value_counts()
    names = sorted(size.index, key=lambda name: (-int(size[name]), name))
    place = {name: i for i, name in enumerate(names)}
    codes = np.array([-1 if name is None else place[name] for name in of_row], dtype=np.int64)
    return Territories(names, codes)


def _own_territories(table: ScoreTable) -> Dict[str, str]:
    try:
        return texts_by_id(dict(zip(table.ids, table.attribute("territory"))))
    except Error:  # the base had no such attribute
        return {}


def whole(table: ScoreTable, summary: Mapping[str, Any], analysis: Mapping[str, Any]) -> Scope:
    """All customers, with the very numbers of the table's summary and analysis."""
    found = analysis.get("survey")
    groups = [_whole_group(i, summary, found) for i in range(len(GROUPS))] if found else []
    value = None
    if analysis.get("value"):
        value = _concentration(table, np.asarray(table["lifetime_value"]), *_bins(table))
    return Scope(ALL, "", False, False, summary["customers"], summary["classified"], groups, value)


def _whole_group(place: int, summary: Mapping[str, Any], found: Mapping[str, Any]) -> Group:
    share, money = found["shares"]["groups"][place], found["revenue_by_segment"]["groups"][place]
    mine = summary["segments"][place]
    if share["suppressed"]:
        return Group(GROUPS[place], True, True)
    return Group(
        name=GROUPS[place],
        suppressed=False,
        money_suppressed=mine["suppressed"] != "nothing",
        n=share["n"],
        share=_span(share["share"]),
        simultaneous=_span(share["simultaneous"]),
        expected=share["expected_share"],
        revenue=mine["revenue"],
        revenue_share=_span(money["share"]),
        mean_revenue=_span(money["mean"]),
        lifetime_value=mine["lifetime_value"],
        mean_lifetime_value=mine["mean_lifetime_value"],
        valued=mine["valued"],
    )


def _span(interval: Optional[Mapping[str, Any]]) -> Span:
    if interval is None or interval["value"] is None:
        return None
    low, high = interval["low"], interval["high"]
    return interval["value"], interval["value"] if low is None else low, interval["value"] if high is None else high


def by_territory(
    table: ScoreTable, places: Territories, counts: Optional[Mapping[str, Any]], with_value: bool
) -> List[Scope]:
    """The largest territories, each computed by the same functions as the whole; `counts` is their breakdown, if any."""
    segment = np.asarray(table["segment"], dtype=object)
    revenue, value = np.asarray(table["revenue"]), np.asarray(table["lifetime_value"])
    rows = {row["category"]: row for row in counts["rows"]} if counts else {}
    without_money, money_hidden = hidden_money(table, places)
    begins, together, drawn = _bins_of_all(table, places, without_money) if with_value else ([], [], set())
    scopes = []
    for code, name in enumerate(places.names[:MOST_TERRITORIES]):
        mine = places.of_row == code
        few = rows[name]["suppressed"] if rows else bool(without_money[code])
        groups = []
        if rows:
            hidden = [group["suppressed"] or few for group in rows[name]["segments"]]
            groups = _groups(segment[mine], revenue[mine], value[mine], hidden, money_hidden[code])
        spread = None
        if with_value and not without_money[code]:
            spread = _concentration(table, value[mine], begins, together if code in drawn else [])
        classified = int((segment[mine] != "unclassified").sum())
        scopes.append(Scope(code, name, few, bool(without_money[code]), int(mine.sum()), classified, groups, spread))
    return _told(scopes, len(table), table._native.fewest_shown())


def _told(scopes: List[Scope], everybody: int, fewest: float) -> List[Scope]:
    """The scopes without those numbers of customers that leave too few to everybody else: who is hidden, or has no territory."""
    shown = [each.customers or 0 for each in scopes if not each.few]
    told = iter(disclosure.told([*shown, everybody - sum(shown)], fewest))
    return [each if each.few or next(told) else replace(each, customers=None) for each in scopes]


def breakdown(table: ScoreTable, places: Territories) -> Dict[str, Any]:
    """The groups by territory, in the shape of ScoreTable.breakdown()."""
    result: Dict[str, Any] = json.loads(table._native.breakdown_of(places.names, _codes(places)))
    return result


def hidden_money(table: ScoreTable, places: Territories) -> Tuple[Any, Any]:
    """The territories without any amounts, and by territory the groups without: the five, and customers without one."""
    pooled, hidden = table._native.disclosure_of(places.names, _codes(places))
    return np.array(pooled, dtype=bool), np.array(hidden, dtype=bool).reshape(-1, len(GROUPS) + 1)


def _codes(places: Territories) -> List[int]:
    return np.where(places.of_row < 0, _NO_PLACE, places.of_row).tolist()  # type: ignore[no-any-return]


def _groups(segment: Any, revenue: Any, value: Any, hidden: Sequence[bool], money_hidden: Any) -> List[Group]:
    shares = survey.shares(segment)
    classified = segment != "unclassified"
    # Groups whose amounts are not shown are one, so that the intervals of the others do not depend on who is in which.
    together = [name for i, name in enumerate(GROUPS) if money_hidden[i]]
    joined = np.where(np.isin(segment, together), together[0] if together else "", segment)
    money = survey.revenue_by_group(joined[classified], np.nan_to_num(revenue[classified]))
    groups = []
    for i, name in enumerate(GROUPS):
        if hidden[i]:
            groups.append(Group(name, True, True))
            continue
        if money_hidden[i]:
            share, simultaneous = _finite(shares.share[name]), _finite(shares.simultaneous[name])
            groups.append(Group(name, False, True, shares.counts[name], share, simultaneous))
            continue
        mine = value[segment == name]
        known = mine[~np.isnan(mine)]
        groups.append(
            Group(
                name=name,
                suppressed=False,
                money_suppressed=False,
                n=shares.counts[name],
                share=_finite(shares.share[name]),
                simultaneous=_finite(shares.simultaneous[name]),
                revenue=float(money[name].sum),
                revenue_share=None if money_hidden[len(GROUPS)] else _finite(money[name].share),
                mean_revenue=_finite(money[name].mean),
                lifetime_value=float(known.sum()),
                mean_lifetime_value=float(known.mean()) if known.size else None,
                valued=int(known.size),
            )
        )
    return groups


def _finite(interval: Any) -> Span:
    return _span({name: None if np.isnan(x) else float(x) for name, x in zip(("value", "low", "high"), interval)})


def _bins(table: ScoreTable) -> Tuple[List[float], List[range]]:
    """Where the bins of the lifetime value begin, and which of them are put together since they hold too few."""
    value = np.asarray(table["lifetime_value"])
    known = value[~np.isnan(value)]
    if not known.size:
        return [], []
    begins = charts.edges(float(np.percentile(known, 97)) or float(known.max()))
    return begins, disclosure.runs([charts.numbers(known, begins)], table._native.fewest_shown())


_FEWEST_BINS, _DRAWN_FROM = 4, 10  # bins that make a picture; so many times the fewest that may be told


def _bins_of_all(table: ScoreTable, places: Territories, without_money: Any) -> Tuple[List[float], List[range], Set[int]]:
    """The bins for territories, and which ones are drawn. They are unions of those of the whole, the same for all, and hold
    nobody or enough of each territory that is drawn and of all the others together: what is subtracted leaves nothing small."""
    fewest, value = table._native.fewest_shown(), np.asarray(table["lifetime_value"])
    begins, whole = _bins(table)
    if not begins:
        return [], [], set()

    def count(rows: Any) -> Any:
        numbers = charts.numbers(value[rows & ~np.isnan(value)], begins)
        return np.array([sum(numbers[i] for i in run) for run in whole])

    of = {code: count(places.of_row == code) for code in range(min(len(places.names), MOST_TERRITORIES)) if not without_money[code]}
    drawn = sorted((code for code in of if of[code].sum() >= _DRAWN_FROM * fewest), key=lambda code: (-of[code].sum(), code))
    everybody = count(np.ones(len(value), dtype=bool))
    while drawn:
        mine = [of[code] for code in drawn]
        found = disclosure.runs([row.tolist() for row in (*mine, everybody - sum(mine))], fewest)
        if len(found) >= _FEWEST_BINS:
            return begins, [range(whole[run.start].start, whole[run.stop - 1].stop) for run in found], set(drawn)
        drawn.pop()
    return begins, [], set()


def _concentration(table: ScoreTable, value: Any, begins: List[float], together: List[range]) -> Optional[Concentration]:
    known = value[~np.isnan(value)]
    if not known.size:
        return None
    fewest = table._native.fewest_shown()
    total = float(known.sum())
    gini, top_1, top_10, top_20 = (None if np.isnan(each) else each for each in table._native.concentration_of(known))
    steps = max(1, min(50, int(known.size // fewest)))  # each is of as many customers as may be told apart
    population, quantity = network.lorenz_curve(known, steps) if total > 0 else (np.zeros(0), np.zeros(0))
    return Concentration(
        n=int(known.size),
        total=total,
        bins=charts.histogram(known, begins, together),
        curve=charts.curve(population, quantity),
        points=[(float(p), float(q)) for p, q in zip(population, quantity)][:: max(1, steps // 10)],
        gini=gini,
        top_1=top_1,
        top_10=top_10,
        top_20=top_20,
    )


def ties(table: ScoreTable, given: Any) -> Dict[Tuple[str, str], float]:
    """How often two customers met: a frame of actor and target, with a weight (or count) where it has one."""
    frame = given if isinstance(given, pd.DataFrame) else pd.DataFrame(given)
    names = [next((n for n in pair if n in frame.columns), None) for pair in (("actor", "source"), ("target",))]
    if names[0] is None or names[1] is None:
        raise Error("network: expected the columns actor and target, and weight if there is one", ErrorCode.BAD_RECORD)
    weight = next((n for n in ("weight", "count") if n in frame.columns), None)
    customers = set(str(id) for id in table.ids)
    result: Dict[Tuple[str, str], float] = {}
    columns: Sequence[Any] = [frame[names[0]], frame[names[1]], [1.0] * len(frame) if weight is None else frame[weight]]
    for actor, target, times in zip(*columns):
        a, b = str(actor), str(target)
        if a != b and a in customers and b in customers:
            pair = (a, b) if a < b else (b, a)
            result[pair] = result.get(pair, 0.0) + (1.0 if times is None or times != times else float(times))
    return result


def sources(given: Sequence[Mapping[str, Any]]) -> Optional[Dict[str, Any]]:
    """The lines of each source and what became of them: the ways that any source knows, and a row of numbers each."""
    if not given:
        return None
    known = ("source", "kind", "lines", "decided_later")
    ways = list(dict.fromkeys(way for each in given for way in each if way not in known))
    ways.sort(key=lambda way: (way == "rejected", way != "read"))  # what was read comes first, what was rejected last
    later = [str(each["source"]) for each in given if each.get("decided_later")]
    return {"ways": ways, "later": later, "rows": [(str(each["source"]), int(each["lines"]), [int(each.get(way, 0)) for way in ways]) for each in given]}


def reasons(rejected: Any) -> List[Tuple[str, str, int]]:
    """The rejected rows by table and reason, the offender's value taken out; a frame with `rows` has them counted."""
    if rejected is None or not len(rejected):
        return []
    texts = rejected["reason"].map(lambda reason: without_offender(str(reason)))
    rows = rejected["rows"] if "rows" in rejected.columns else pd.Series(1, index=rejected.index)
    counts = rows.groupby([rejected["table"], texts], sort=True).sum()
    return [(str(table), str(reason), int(n)) for (table, reason), n in counts.items()]
