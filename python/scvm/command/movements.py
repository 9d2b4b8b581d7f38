"""What moves the community, from staged rows: hours, formats and channels, first purchases after a touch, bursts, moods.

Only people whose place in the network may be used take part, on both sides of an interaction; employees do not. Every
figure says how many people it is of, and stands only where they are enough. Formulas are the core's.
"""

from __future__ import annotations

import array
import bisect
import datetime
import math
import zoneinfo
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any, Callable, Dict, Iterator, List, Optional, Sequence, Set, Tuple

import numpy as np

from scvm import network, survey
from scvm.command.mood import mood, stop_words
from scvm.command.staging import TABLES, Chunk, StagedRows
from scvm.command.texts import terms
from scvm.report.disclosure import told
from scvm.score_table import ScoreTable

GROUPS = ("fan", "sympathizer", "mercenary", "captive", "opponent")
POSTS = ("post", "review")
REACTIONS = ("comment", "like", "share", "answer", "mention")
WRITTEN = ("post", "review", "comment", "answer")
ANSWER_HOURS, PURCHASE_DAYS = 48, 30  #: how long after a post, and after a touch, something counts as its consequence
WEEKS, EVENT_WEEKS = 156, 4  #: that trends look back; before and after an event
FALSE_ALARMS = 0.05
_MOST_TERMS, _MOST_NAMES, _MOST_EVENTS = 60, 12, 5
_CONFIDENCE = 0.95

Document = Dict[str, Any]


@dataclass
class _Row:
    actor: str
    target: Optional[str]
    kind: str
    time: int
    channel: Optional[str]
    sentiment: Optional[float]
    text: Optional[str]
    format: Optional[str]
    topic: Optional[str]

    @property
    def mood(self) -> Optional[float]:
        """What the caller says, or else the lexicon; None: unknown."""
        return self.sentiment if self.sentiment is not None else mood(self.text) if self.text else None


def movements(chunk: Chunk, table: ScoreTable, agreed: Set[str], bad: Set[int], end: int, zone: str) -> Optional[Document]:
    """The whole section, or None where too few people take part. `bad`: rows that the core rejected, by place; `end`: the last second."""
    rows = usable_rows(chunk.of("interactions"), agreed, bad, end)
    fewest = int(table._native.fewest_shown())
    if len({row.actor for row in rows}) < fewest:
        return None
    local = zoneinfo.ZoneInfo(zone)
    grouped: Any = np.asarray(table["segment"], dtype=object) if "segment" in table.columns else ["unclassified"] * len(table)
    segment = dict(zip(map(str, table.ids), grouped))
    bought: Dict[str, List[int]] = defaultdict(list)
    for id, _, _, time, amount, *_ in chunk.of("purchases"):
        if id in agreed and amount is not None and amount > 0 and time <= end:
            bought[id].append(time)
    for times in bought.values():
        times.sort()
    trends = _trends(rows, local, fewest)
    return {
        "people": len({row.actor for row in rows}),
        "rows": len(rows),
        "zone": zone,
        "hours": _hours(rows, local, end, fewest),
        "formats": _by_name(rows, lambda row: row.format, bought, segment, end, fewest),
        "channels": _by_name(rows, lambda row: row.channel, bought, segment, end, fewest),
        "conversion": _conversion(rows, chunk, agreed, bought, end, fewest),
        "recognised": _recognised(
            table["community_points"], table["community_others"], table["community_badge"], [str(id) for id in table.ids], fewest
        ),
        "trends": trends,
        "moods": _moods(rows, fewest),
        "events": _events(rows, trends, local, fewest),
    }


class _StagedRow(_Row):
    """A row whose text stays in the staging until somebody asks for it."""

    def __init__(self, said: Callable[[], Optional[str]], *values: Any) -> None:
        self._said = said
        self.actor, self.target, self.kind, self.time, self.channel, self.sentiment, self.format, self.topic = values

    @property
    def text(self) -> Optional[str]:  # type: ignore[override]
        return self._said()


class Rows(Sequence[_Row]):
    """Rows by columns, in the order of their times: 52 bytes each, whatever their texts say; an object of each is made where it is looked at."""

    def __init__(self, staged: Any) -> None:
        self._staged = staged
        self._names: Dict[Optional[str], int] = {None: 0}
        self._named: List[Optional[str]] = [None]
        self._codes = [array.array("i") for _ in range(6)]  # actor, target, kind, channel, format, topic
        self._times, self._places, self._sentiments = array.array("q"), array.array("q"), array.array("d")
        self._order: Any = ()

    def add(self, place: int, time: int, sentiment: Optional[float], *named: Optional[str]) -> None:
        """Takes a row: its place among the staged ones, then who, with whom, kind, channel, format and topic."""
        for codes, name in zip(self._codes, named):
            code = self._names.setdefault(name, len(self._named))
            if code == len(self._named):
                self._named.append(name)
            codes.append(code)
        self._times.append(time)
        self._places.append(place)
        self._sentiments.append(math.nan if sentiment is None else sentiment)

    def sort(self) -> Rows:
        """Puts them in the order of their times, those of one second as they came."""
        self._order = np.argsort(np.frombuffer(self._times, dtype=np.int64), kind="stable") if len(self._times) else ()
        return self

    def _said(self, place: int) -> Optional[str]:
        column = TABLES["interactions"].index("text")
        found = self._staged.cell(place, "text") if isinstance(self._staged, StagedRows) else self._staged[place][3 + column]
        return None if found is None else str(found)

    def __len__(self) -> int:
        return len(self._times)

    def __getitem__(self, index: Any) -> Any:
        row = self._order[index]
        actor, target, kind, channel, form, topic = (self._named[codes[row]] for codes in self._codes)
        sentiment, place = self._sentiments[row], self._places[row]
        return _StagedRow(
            lambda: self._said(place), actor, target, kind, self._times[row], channel, None if math.isnan(sentiment) else sentiment, form, topic
        )  # fmt: skip


def placed(staged: Any) -> Iterator[Tuple[int, Tuple[Any, ...]]]:
    """Staged rows, each after its place."""
    return staged.placed() if isinstance(staged, StagedRows) else iter(enumerate(staged))


def _marks(row: Tuple[Any, ...]) -> List[Any]:
    """What no two rows that count have in common: the id of an event, and what one person wrote."""
    actor, event, fingerprint = row[0], row[9], row[10]
    return ([event] if event is not None else []) + ([(actor, fingerprint)] if fingerprint is not None else [])


def repeated(staged: Any) -> Set[int]:
    """The hashes of the marks that come more than once, so that only these need to be held: eight bytes a row, and no texts."""
    found = np.sort(np.array(array.array("q", (hash(mark) for row in staged for mark in _marks(row))), dtype=np.int64))
    return set(found[1:][found[1:] == found[:-1]].tolist())


def usable_rows(staged: Any, agreed: Set[str], bad: Set[int], end: int) -> Rows:
    """Rows that count, in the order of their times; an event with an id once, near-duplicates of one person once."""
    rows, seen, again = Rows(staged), set(), repeated(staged)  # type: Rows, Set[Any], Set[int]
    for place, row in placed(staged):
        actor, _, _, target, kind, time, channel, sentiment, _, _, _, _, form, topic = row
        if place in bad or time > end or actor not in agreed or actor == target or kind == "follow":
            continue
        marks = [mark for mark in _marks(row) if hash(mark) in again]
        if any(mark in seen for mark in marks):
            continue
        seen.update(marks)
        rows.add(place, time, sentiment, actor, target if target in agreed else None, kind, channel, form, topic)
    return rows.sort()


# ------------------------------------------------------------------------------------------------------- hours


def _hours(rows: Sequence[_Row], local: zoneinfo.ZoneInfo, end: int, fewest: int) -> Optional[Document]:
    """When to post, and when the community answers: by local hour of the week, from Monday's first."""
    heard: Dict[str, List[int]] = defaultdict(list)
    for row in rows:
        if row.target is not None and row.kind in REACTIONS:
            heard[row.target].append(row.time)
    wait = ANSWER_HOURS * 3600
    hour, success, authors = [], [], defaultdict(set)
    for row in rows:
        if row.kind in POSTS and row.time + wait <= end:  # of a later one nobody knows yet whether it is answered
            at = _hour(row.time, local)
            times = heard.get(row.actor, ())
            next_one = bisect.bisect_right(times, row.time)
            hour.append(at)
            success.append(next_one < len(times) and times[next_one] <= row.time + wait)
            authors[at].add(row.actor)
    answers = Counter(_hour(row.time, local) for row in rows if row.kind in ("answer", "comment"))
    answering = {_hour(row.time, local): set() for row in rows}  # type: Dict[int, Set[str]]
    for row in rows:
        if row.kind in ("answer", "comment"):
            answering[_hour(row.time, local)].add(row.actor)
    if not hour and not answers:
        return None
    found = network.hour_profile(np.array(hour, dtype=np.uint32), np.array(success, dtype=bool), confidence=_CONFIDENCE)
    total = sum(answers.values())
    cells: List[Document] = []
    for h in range(168):
        shown = len(authors[h]) >= fewest
        busy = len(answering.get(h, ())) >= fewest
        cells.append(
            {
                "hour": h, "posts": int(found.n[h]) if shown else None,
                "share": _number(found.shrunk[h]) if shown else None,
                "low": _number(found.shrunk_low[h]) if shown else None, "high": _number(found.shrunk_high[h]) if shown else None,
                "better": bool(found.better[h]) and shown,
                "answers": _share(answers[h], total) if busy else None,
            }
        )  # fmt: skip
    best = [cells[h] for h in found.best.tolist() if cells[h]["share"] is not None]
    busiest = sorted((each for each in cells if each["answers"]), key=lambda each: -float(each["answers"]["low"]))
    return {
        "posts": len(hour), "overall": _number(found.overall), "wait_hours": ANSWER_HOURS, "answers": total, "cells": cells,
        "best": [each["hour"] for each in best[:3]], "busiest": [each["hour"] for each in busiest[:3]],
    }  # fmt: skip


def _hour(time: int, local: zoneinfo.ZoneInfo) -> int:
    at = datetime.datetime.fromtimestamp(time, local)
    return 24 * at.weekday() + at.hour


# ------------------------------------------------------------------------------------------------- formats, channels


def _by_name(
    rows: Sequence[_Row], name_of: Callable[[_Row], Optional[str]], bought: Dict[str, List[int]], segment: Dict[str, Any], end: int, fewest: int
) -> List[Document]:  # fmt: skip
    """What is answered, shared and bought from, by what the rows name: a reaction names the format of what it is about."""
    posts, authors = Counter(), defaultdict(set)  # type: Counter[str], Dict[str, Set[str]]
    kinds: Dict[str, Counter[str]] = defaultdict(Counter)
    first: Dict[str, Dict[str, int]] = defaultdict(dict)  # by name, then person: the first reaction
    reacted: Set[str] = set()
    for row in rows:
        name = name_of(row)
        if name is None:
            continue
        if row.kind in POSTS:
            posts[name] += 1
            authors[name].add(row.actor)
        elif row.kind in REACTIONS:
            kinds[name][row.kind] += 1
            first[name].setdefault(row.actor, row.time)
            reacted.add(row.actor)
    of_group = Counter(segment.get(id) for id in reacted)
    result = []
    for name, n in sorted(posts.items(), key=lambda each: (-each[1], each[0]))[:_MOST_NAMES]:
        shown = len(authors[name]) >= fewest and len(first[name]) >= fewest
        people = [id for id, time in first[name].items() if time + PURCHASE_DAYS * 86_400 <= end]
        buyers = sum(_bought_within(bought.get(id, ()), first[name][id]) for id in people)
        counts = [sum(segment.get(id) == group for id in first[name]) for group in GROUPS]
        hidden = survey.suppress_small(counts, fewest)
        result.append(
            {
                "name": name, "posts": n if shown else None, "authors": len(authors[name]) if shown else None,
                "answers": _rate(kinds[name]["answer"] + kinds[name]["comment"], n) if shown else None,
                "shares": _rate(kinds[name]["share"], n) if shown else None,
                "bought": _people(buyers, len(people), fewest) if shown else None,
                "groups": [
                    {"segment": group, **(_share(count, of_group[group]) if shown and not hide and of_group[group] else dict.fromkeys(("n", "value", "low", "high")))}
                    for group, count, hide in zip(GROUPS, counts, hidden)
                ],
            }
        )  # fmt: skip
    return result


def _bought_within(times: Any, after: int) -> bool:
    place = bisect.bisect_right(times, after)
    return place < len(times) and times[place] <= after + PURCHASE_DAYS * 86_400


def _rate(k: int, n: int) -> Optional[Document]:
    """Events for each post, with the interval of a ratio of two counts: Wilson's of k / (k + n), as odds."""
    if not n:
        return None
    found = survey.wilson_interval(k, k + n, _CONFIDENCE)
    low, high = (share / (1 - share) if share < 1 else None for share in (found.low, found.high))
    return {"n": k, "value": k / n, "low": low, "high": high}


def _share(k: int, n: int) -> Document:
    if not n:
        return {"n": n, "value": None, "low": None, "high": None}
    found = survey.wilson_interval(k, n, _CONFIDENCE)
    return {"n": n, "value": float(found.estimate), "low": float(found.low), "high": float(found.high)}


def _people(k: int, n: int, fewest: int) -> Optional[Document]:
    """A share of people; None where it would tell of fewer than may be shown."""
    return None if n < fewest or 0 < k < fewest or 0 < n - k < fewest else _share(k, n)


# ---------------------------------------------------------------------------------------------------- conversion


def _conversion(
    rows: Sequence[_Row], chunk: Chunk, agreed: Set[str], bought: Dict[str, List[int]], end: int, fewest: int
) -> Optional[Document]:
    """First purchases that a social touch went before, and how many of those who were touched first bought."""
    people = sorted(agreed)
    place = {id: i for i, id in enumerate(people)}
    touches: List[Tuple[int, int, str]] = []
    for referrer, _, _, referred, time in chunk.of("referrals"):
        if referred in place and referrer in agreed and time <= end:
            touches.append((place[referred], time, "referral"))
    touches += [(place[row.actor], row.time, "review") for row in rows if row.target is not None and row.kind in REACTIONS]
    if not touches or not bought:
        return None
    first: List[Any] = [bought[id][0] if id in bought else None for id in people]
    who, when, what = zip(*touches)
    found = network.touched_first_purchases(first, list(who), list(when), list(what), window_days=PURCHASE_DAYS, confidence=_CONFIDENCE)
    start: Dict[int, int] = {}
    for person, time, _ in sorted(touches, key=lambda each: each[1]):
        start.setdefault(person, time)
    could = [p for p, time in start.items() if time + PURCHASE_DAYS * 86_400 <= end and (first[p] is None or first[p] > time)]
    did = sum(first[p] is not None and first[p] <= start[p] + PURCHASE_DAYS * 86_400 for p in could)
    # Both parts and their union tell how many had one touch alone, and how many had both.
    cells = (found.either - found.referral, found.either - found.review, found.referral + found.review - found.either)
    telling = any(0 < cell < fewest for cell in cells)
    return {
        "window_days": PURCHASE_DAYS,
        "touched": _people(found.either, found.first_purchases, fewest),
        "by_recommendation": None if telling else _people(found.referral, found.first_purchases, fewest),
        "by_taking_part": None if telling else _people(found.review, found.first_purchases, fewest),
        "bought_after": _people(did, len(could), fewest),
    }


# --------------------------------------------------------------------------------------------------- recognition


def _recognised(points: Any, others: Any, badge: Any, ids: Sequence[str], fewest: int) -> Document:
    """Who is recognised by different others, best first, and how many have each badge, None where that tells of too few: the columns of
    the table, NaN for who is in none of it."""
    order = sorted((i for i in range(len(ids)) if points[i] > 0), key=lambda i: (-points[i], ids[i]))[:10]
    best = [{"id": ids[i], "points": float(points[i]), "others": int(others[i]), "level": int(badge[i])} for i in order]
    levels = [int((np.asarray(badge) == level).sum()) for level in (1, 2, 3)]
    return {"best": best, "levels": [None if 0 < count < fewest else count for count in levels]}


# -------------------------------------------------------------------------------------------------------- trends


def _week(time: int, local: zoneinfo.ZoneInfo) -> int:
    """Weeks since the first Monday of the calendar."""
    return (datetime.datetime.fromtimestamp(time, local).toordinal() - 1) // 7


def week_day(week: int) -> str:
    """The Monday of a week."""
    return datetime.date.fromordinal(7 * week + 1).isoformat()


def _terms_of(row: _Row, stop: Any) -> List[Tuple[str, str]]:
    """What a row is about, as (kind, term): its topic, hashtags and words."""
    found = [("topic", row.topic)] if row.topic is not None else []
    if row.text:
        found += [("tag" if term[0] == "#" else "word", term) for term in terms(row.text, stop)]
    return found


def _trends(rows: Sequence[_Row], local: zoneinfo.ZoneInfo, fewest: int) -> Optional[Document]:
    """People a week by term, and the weeks in which a term holds more than its share of them. What is scanned are person-weeks: who keeps
    to a term for some weeks counts in each, which the test knows. `people` counts a person once."""
    stop, last = stop_words(), _week(rows[-1].time, local)
    begin = max(_week(rows[0].time, local), last - WEEKS + 1)
    people: Dict[Tuple[str, str], Dict[int, Set[str]]] = defaultdict(lambda: defaultdict(set))
    everybody: Dict[int, Set[str]] = defaultdict(set)
    for row in rows:
        week = _week(row.time, local) - begin
        if row.kind not in WRITTEN or week < 0:
            continue
        found = _terms_of(row, stop)
        if found:
            everybody[week].add(row.actor)
        for each in found:
            people[each][week].add(row.actor)
    size = {each: sum(map(len, weeks.values())) for each, weeks in people.items()}
    distinct = {each: len(set().union(*weeks.values())) for each, weeks in people.items()}
    wide = [each for each in people if distinct[each] >= 2 * fewest]
    chosen = sorted(wide, key=lambda each: (each[0] != "topic", -size[each], each))[:_MOST_TERMS]
    weeks = last - begin + 1
    if not chosen or weeks < 8:
        return None
    exposure = [len(everybody[week]) for week in range(weeks)]
    counts = [[len(people[each][week]) for week in range(weeks)] for each in chosen]
    number = {person: i for i, person in enumerate(sorted(set().union(*everybody.values())))}
    said = [(i, number[who], week) for i, each in enumerate(chosen) for week, of in people[each].items() for who in of]
    series, person, period = zip(*said)
    bursting = network.find_bursts_of_people(series, person, period, exposure, false_alarm_rate=FALSE_ALARMS)
    bursts = [
        {
            "kind": chosen[each.series][0], "term": chosen[each.series][1], "week": begin + each.first, "from": week_day(begin + each.first),
            "to": week_day(begin + each.last + 1), "people": each.people, "person_weeks": int(each.observed), "expected": each.expected, "p_value": each.adjusted_p,
            "ratio": each.log_likelihood_ratio, "series": _told(counts[each.series], fewest), "first": each.first, "last": each.last,
        }
        for each in sorted(bursting, key=lambda burst: -burst.log_likelihood_ratio)
        if each.alarm and each.people >= fewest
    ]  # fmt: skip
    named = [{"kind": kind, "term": term, "people": distinct[kind, term]} for kind, term in sorted(chosen, key=lambda each: -distinct[each])]
    return {"begin": week_day(begin), "weeks": weeks, "looked_at": len(chosen), "false_alarms": FALSE_ALARMS, "bursts": bursts, "terms": named[:20]}


def _told(series: List[int], fewest: int) -> List[Optional[int]]:
    """People week by week; None where they are too few, or would tell it with the sum of all weeks."""
    return [n if shown else None for n, shown in zip(series, told(series, fewest))]


# --------------------------------------------------------------------------------------------------------- moods


def _moods(rows: Sequence[_Row], fewest: int) -> Optional[Document]:
    """By topic: the share of people whose mean mood is in favour among those who are for or against, and what is unknown."""
    said: Dict[str, Dict[str, List[float]]] = defaultdict(lambda: defaultdict(list))
    posts, unknown = Counter(), Counter()  # type: Counter[str], Counter[str]
    writers: Dict[str, Set[str]] = defaultdict(set)
    given = 0
    for row in rows:
        if row.kind not in WRITTEN or row.topic is None:
            continue
        value = row.mood
        posts[row.topic] += 1
        writers[row.topic].add(row.actor)
        unknown[row.topic] += value is None
        given += row.sentiment is not None
        if value is not None:
            said[row.topic][row.actor].append(value)
    result = []
    for topic, n in sorted(posts.items(), key=lambda each: (-each[1], each[0]))[:_MOST_NAMES]:
        if len(writers[topic]) < fewest:
            continue
        means = [sum(values) / len(values) for values in said[topic].values()]
        favour, against = sum(mean > 0 for mean in means), sum(mean < 0 for mean in means)
        result.append({"topic": topic, "posts": n, "unknown": unknown[topic] / n, "favour": _people(favour, favour + against, fewest)})
    return {"topics": result, "given": given, "posts": sum(posts.values())} if result else None


def _events(rows: Sequence[_Row], trends: Optional[Document], local: zoneinfo.ZoneInfo, fewest: int) -> List[Document]:
    """The moods of people before and after a burst, about the term that burst."""
    if trends is None:
        return []
    stop, chosen = stop_words(), []  # type: Any, List[Any]
    for burst in trends["bursts"]:
        if len(chosen) < _MOST_EVENTS and burst["kind"] != "word" and (burst["kind"], burst["term"]) not in [(e["kind"], e["term"]) for e in chosen]:
            chosen.append(burst)
    found = []
    for burst in chosen:
        person: Dict[str, int] = {}
        who, values, later = [], [], []
        for row in rows:
            week = _week(row.time, local) - burst["week"]
            if row.kind in WRITTEN and -EVENT_WEEKS <= week < EVENT_WEEKS and (burst["kind"], burst["term"]) in _terms_of(row, stop):
                value = row.mood
                if value is not None:
                    who.append(person.setdefault(row.actor, len(person)))
                    values.append(value)
                    later.append(week >= 0)
        change = network.compare_persons(
            np.array(who, dtype=np.uint32), np.array(values, dtype=float), np.array(later, dtype=bool), confidence=1 - (1 - _CONFIDENCE) / len(chosen)
        )  # fmt: skip
        shown = min(change.first, change.second) >= fewest
        row_of = {"kind": burst["kind"], "term": burst["term"], "week": burst["from"], "weeks": EVENT_WEEKS}
        figures = ("first", "second", "both", "mean_first", "mean_second", "difference", "low", "high", "p_value")
        found.append({**row_of, **{name: _number(getattr(change, name)) if shown else None for name in figures}, "compared": len(chosen)})
    return found


def _number(value: Any) -> Any:
    return None if isinstance(value, float) and math.isnan(value) else value if isinstance(value, int) else float(value)
