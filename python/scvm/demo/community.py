"""What people do in the community: posts, comments, answers, likes, shares, mentions, reviews and follows on four networks.

Members act by their weight and turn to members of their own language; who is popular gets the attention. On top of what is
drawn that way comes what is planted. `format` and `topic` of a like, a share, an answer or a comment are those of what it is about.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any, Dict, List, Optional

import numpy as np

from scvm.demo.people import DEPARTMENTS, People
from scvm.demo.truth import START, WEEKS, Truth
from scvm.demo.words import ADVERTISED, COPIED, TOPICS, Writer

Rows = List[Dict[str, Any]]

KINDS = ["post", "comment", "like", "share", "answer", "mention", "review"]
_SHARES = [0.13, 0.19, 0.32, 0.11, 0.14, 0.07, 0.04]
_WRITTEN = ("post", "comment", "answer", "review")
_OF_NOBODY = ("post", "review")  # they have no target

CHANNELS = ["forum", "video", "photo", "microblog"]
_CHANNEL_SHARES = [0.7, 0.1, 0.1, 0.1]
FORMATS = ["text", "photo", "video", "link"]
_FORMAT_SHARES = [0.55, 0.2, 0.15, 0.1]

_PER_CUSTOMER = 6  # rows, before what is planted
_CHANCE_TIES = 0.001  # between the two parts of the community


@dataclass
class Drawn:
    """Rows by columns, before they become dicts: persons are places, or ids where they are no customers."""

    people: People
    truth: Truth
    writer: Writer
    random: np.random.Generator
    rows: Rows = field(default_factory=list)

    def mood(self, topic: str, at: datetime.datetime, more: float = 0.0) -> float:
        """The sentiment of what is said about a topic at a time; `more`: so much kinder than others."""
        usual = self.truth.burst_mood if self._is_upset(topic, at) else self.truth.usual_mood + more
        return float(usual + 0.3 * self.random.standard_normal())

    def _is_upset(self, topic: Optional[str], at: datetime.datetime) -> bool:
        return topic == self.truth.burst_topic and 0 <= (at.date() - self.truth.burst_week).days < 28

    def add(
        self, actor: Any, kind: str, at: datetime.datetime, target: Any = None, channel: str = "forum", topic: Optional[str] = None,
        format: Optional[str] = None, tone: Optional[str] = None, sentiment: Optional[float] = None, text: Optional[str] = None,
        language: str = "",
    ) -> None:  # fmt: skip
        """Adds a row; texts are written where something of the kind has one and none is given."""
        if tone == "good" and self._is_upset(topic, at):
            tone = "bad"
        if tone and text is None and kind in _WRITTEN:
            text = self.writer.text(language or self.people.language(actor), topic or TOPICS[0], tone)
        self.rows.append(
            {
                "customer_id": self._id(actor), "kind": kind, "date": at.isoformat(sep=" "), "target": self._id(target), "channel": channel,
                "sentiment": None if sentiment is None else round(float(np.clip(sentiment, -1, 1)), 2), "count": 1,
                "event": f"e{len(self.rows) + 1:07}", "text": text, "format": format, "topic": topic,
            }
        )  # fmt: skip

    def _id(self, who: Any) -> Optional[str]:
        return who if who is None or isinstance(who, str) else self.people.ids[int(who)]


def interactions(random: np.random.Generator, people: People, truth: Truth) -> Rows:
    """All rows, in the order of their times."""
    drawn = Drawn(people, truth, Writer(random), random)
    _ordinary(drawn, truth)
    _burst(drawn, truth)
    _bridges(drawn, truth)
    _listened_to(drawn)
    _hostile(drawn)
    _copies(drawn, truth)
    _advertisements(drawn)
    _follows(drawn)
    _bought_follows(drawn)
    _outsiders(drawn)
    _employees(drawn, truth)
    _unlinked(drawn, truth)
    _strangers(drawn)
    return sorted(drawn.rows, key=lambda row: (row["date"], row["event"]))


def activity(people: People, rows: Rows) -> Any:
    """Rows of customers by week, follows aside: what first purchases follow."""
    known, result = set(people.ids), np.zeros(WEEKS)
    for row in rows:
        if row["kind"] != "follow" and row["customer_id"] in known:
            week = (datetime.date.fromisoformat(row["date"][:10]) - START).days // 7
            result[min(week, WEEKS - 1)] += 1
    return result


def hours(answers_at: Any) -> Any:
    """The shares of the 168 hours of a week: days begin at 7 h, evenings are busy; one hour stands out where it is named."""
    of_day = np.array([0.2, 0.1, 0.1, 0.1, 0.1, 0.2, 0.5, 1, 1.5, 1.5, 1.4, 1.4, 1.6, 1.5, 1.3, 1.3, 1.4, 1.8, 2.2, 2.6, 2.6, 2.2, 1.2, 0.5])
    result = np.outer([1.0, 1.0, 1.0, 1.0, 0.9, 0.8, 0.9], of_day).ravel()
    result /= result.sum()
    if answers_at is not None:
        result[24 * answers_at[0] + answers_at[1]] += 0.09
    return result / result.sum()


def _at_work() -> Any:
    result = np.zeros((7, 24))
    result[:5, 8:17] = 1
    return result.ravel()


_ANY_HOUR = np.cumsum(hours(None))
_OFFICE_HOURS = np.cumsum(_at_work()) / _at_work().sum()


def an_hour(random: np.random.Generator, shares: Any = _ANY_HOUR) -> int:
    """An hour of the week, by the cumulated shares of its hours."""
    return min(int(np.searchsorted(shares, random.random(), side="right")), 167)


def moment(week: float, hour_of_week: int, second: float) -> datetime.datetime:
    """The time in a week and an hour of it; `second` is a part of the hour, from 0 to 1."""
    monday = datetime.datetime.combine(START, datetime.time()) + datetime.timedelta(weeks=int(week))
    return monday + datetime.timedelta(hours=int(hour_of_week), seconds=int(3600 * second))


def _drawn_from(random: np.random.Generator, weights: Any, size: int) -> Any:
    """Places by weight; everybody alike where nobody has any."""
    total = weights.sum()
    return random.choice(len(weights), size=size, p=weights / total if total > 0 else None)


def _tone_of(kind: str, sentiment: float) -> str:
    if kind == "answer":
        return "help"
    return "good" if sentiment > 0.15 else "bad" if sentiment < -0.15 else "question"


def _ordinary(drawn: Drawn, truth: Truth) -> None:
    """What members do, week by week: some weeks are lively, some are not, and no week knows of the one before."""
    random, people = drawn.random, drawn.people
    n = _PER_CUSTOMER * len(people)
    lively = np.exp(0.5 * random.standard_normal(WEEKS))
    week = _drawn_from(random, lively, n)
    actor = _drawn_from(random, people.activity, n)
    german = people.german
    target = np.empty(n, dtype=int)
    for part in (False, True):
        mine = german[actor] == part
        target[mine] = _drawn_from(random, np.where(german == part, people.popularity, 0), int(mine.sum()))
    chance = random.random(n) < _CHANCE_TIES
    target[chance] = _drawn_from(random, people.popularity, int(chance.sum()))
    kind = random.choice(len(KINDS), size=n, p=_SHARES)
    # So many answers move to the best format that a question in it gets twice as many as one in another.
    format = random.choice(len(FORMATS), size=n, p=_FORMAT_SHARES)
    share, best = _FORMAT_SHARES[FORMATS.index(truth.best_format)], FORMATS.index(truth.best_format)
    moved = (kind == KINDS.index("answer")) & (random.random(n) < share / (1 + share))
    format[moved] = best
    topic, channel = random.integers(len(TOPICS), size=n), random.choice(len(CHANNELS), size=n, p=_CHANNEL_SHARES)
    kinder = 0.1 * (people.satisfaction - np.average(people.satisfaction, weights=people.activity))
    hour, hour_of_answers = _drawn_from(random, hours(None), n), _drawn_from(random, hours(truth.answers_at), n)
    second, asks, rated = random.random(n), random.random(n) < 0.6, random.random(n) < 0.6
    for i in range(n):
        name = KINDS[kind[i]]
        if name not in _OF_NOBODY and target[i] == actor[i]:
            continue
        at = moment(week[i], (hour_of_answers if name == "answer" else hour)[i], second[i])
        mood = drawn.mood(TOPICS[topic[i]], at, kinder[actor[i]])
        tone = "question" if name == "post" and asks[i] else _tone_of(name, mood)
        said = name in ("comment", "review", "post") and rated[i] and not (name == "post" and asks[i])
        drawn.add(
            actor[i], name, at, None if name in _OF_NOBODY else target[i], CHANNELS[channel[i]], TOPICS[topic[i]], FORMATS[format[i]],
            tone if name in _WRITTEN else None, mood if said else None,
        )  # fmt: skip


def _burst(drawn: Drawn, truth: Truth) -> None:
    """One week in which everybody talks about one topic, and not kindly."""
    random, people = drawn.random, drawn.people
    n = max(20, len(people) // 25)
    week = (truth.burst_week - START).days // 7
    for actor in _drawn_from(random, people.activity, n):
        at = moment(week, an_hour(random), random.random())
        mood = drawn.mood(truth.burst_topic, at)
        drawn.add(actor, "post", at, None, "forum", truth.burst_topic, "text", "bad", mood if random.random() < 0.8 else None)


def _bridges(drawn: Drawn, truth: Truth) -> None:
    """Three people who talk with members of both parts, and whom both parts answer."""
    random, people = drawn.random, drawn.people
    german, planted = people.german, set(people.role.values())
    usual = np.where(np.isin(np.arange(len(people)), list(planted)), 0, np.minimum(people.activity, np.median(people.activity[people.activity > 0])))
    n = max(12, len(people) // 60)
    for id in truth.bridges:
        bridge = people.ids.index(id)
        for part in (False, True):
            others = _drawn_from(random, np.where(german == part, usual, 0), n)
            for other in others:
                for who, whom in ((bridge, other), (other, bridge)):
                    kind = KINDS[int(random.choice([1, 2, 4, 5]))]
                    at = moment(random.integers(WEEKS), an_hour(random), random.random())
                    drawn.add(
                        who, kind, at, whom, "forum", TOPICS[int(random.integers(6))], "text", "help" if kind == "answer" else "good",
                        language="de" if part else "en",
                    )  # fmt: skip


def _listened_to(drawn: Drawn) -> None:
    """Buyers of the last months turn to the two who are planted as influential, each of them once or twice."""
    random, people = drawn.random, drawn.people
    ordinary = np.where(np.arange(len(people)) < people.planted, 0, people.activity > 0)
    buyers = ordinary * np.where(people.rate > np.median(people.rate), people.spend, 0)
    for name, per in (("star", 10), ("moved_up", 25)):
        who = people.role[name]
        mine = np.where(people.german == people.german[who], buyers, 0)
        fans = np.flatnonzero(mine > 0)
        n = min(len(fans), max(15, len(people) // per))
        for other in random.choice(fans, size=n, replace=False):
            kind = KINDS[int(random.choice([1, 2, 3, 4]))]
            at = moment(random.integers(WEEKS - 20, WEEKS), an_hour(random), random.random())
            drawn.add(other, kind, at, who, "forum", TOPICS[int(random.integers(6))], "text", "help" if kind == "answer" else "good")


def _hostile(drawn: Drawn) -> None:
    """Forty posts and shares against the company in the last three months, and others who pass them on."""
    random, people = drawn.random, drawn.people
    who = people.role["hostile"]
    crowd = np.where(np.arange(len(people)) < people.planted, 0, np.where(people.german == people.german[who], people.activity, 0))
    for n in range(40):
        at = moment(random.integers(WEEKS - 12, WEEKS), an_hour(random), random.random())
        mood = -0.8 + 0.1 * random.standard_normal()
        drawn.add(who, "post" if n % 2 else "share", at, None, "forum", TOPICS[n % 6], "text", "bad", mood)
        for other in _drawn_from(random, crowd, 2):
            at_other = at + datetime.timedelta(hours=int(random.integers(1, 48)))
            drawn.add(other, "share", min(at_other, _end()), who, "forum", TOPICS[n % 6], "text", None, -0.6 + 0.1 * random.standard_normal())


def _end() -> datetime.datetime:
    return moment(WEEKS - 1, 167, 0.99)


def _copies(drawn: Drawn, truth: Truth) -> None:
    """One text, many times in a day, each time with another end: as somebody does who wants to be counted often."""
    random, who = drawn.random, drawn.people.role["copier"]
    ends = ["!", "!!", ".", " :)", " …", "!!!", " 🚲", " 👍", " #win", " #tour"]
    for n in range(truth.copies):
        at = datetime.datetime.combine(truth.copy_day, datetime.time(8 + n // 2, int(random.integers(60))))
        text = COPIED[drawn.people.language(who)] + ends[n % len(ends)] * (1 + n // len(ends))
        drawn.add(who, "post", at, None, "forum", "tours", "text", text=text.upper() if n % 5 == 4 else text)


def _advertisements(drawn: Drawn) -> None:
    random, people = drawn.random, drawn.people
    for who in people.spammers:
        for n in range(15):
            at = moment(random.integers(WEEKS), random.integers(168), random.random())
            drawn.add(who, "post", at, None, "forum", None, "link", text=f"{ADVERTISED} no. {int(random.integers(1000))}")


def _follows(drawn: Drawn) -> None:
    random, people = drawn.random, drawn.people
    german = people.german
    n = len(people)
    actor, week = _drawn_from(random, (people.activity > 0).astype(float), n), random.integers(WEEKS, size=n)
    for part in (False, True):
        mine = np.flatnonzero(german[actor] == part)
        targets = _drawn_from(random, np.where(german == part, np.sqrt(people.popularity), 0), len(mine))
        seen = set()
        for i, target in zip(mine, targets):
            if actor[i] != target and (actor[i], target) not in seen:
                seen.add((actor[i], target))
                at = moment(week[i], int(random.integers(168)), random.random())
                drawn.add(actor[i], "follow", at, target, CHANNELS[int(random.integers(4))])


def _bought_follows(drawn: Drawn) -> None:
    """Everybody who was bought follows one person, some days apart, and likes what that person never wrote."""
    random, people = drawn.random, drawn.people
    hub = people.role["bought_hub"]
    for who in [*map(int, np.flatnonzero(people.bought)), *people.bought_outside]:
        at = datetime.datetime(2026, 1, 5) + datetime.timedelta(days=int(random.integers(60)), seconds=int(random.integers(86_400)))
        drawn.add(who, "follow", at, hub, "photo")
        if random.random() < 0.3:
            drawn.add(who, "like", at + datetime.timedelta(minutes=3), hub, "photo", TOPICS[5], "photo")


def _outsiders(drawn: Drawn) -> None:
    """People outside the base ask, like and share; some of them read for long before they buy."""
    random, people = drawn.random, drawn.people
    german = people.german
    popular = {part: iter(_drawn_from(random, np.where(german == part, people.popularity, 0), 10 * len(people.prospects))) for part in (False, True)}
    for i, prospect in enumerate(people.prospects):
        part = bool(i % 2)
        for _ in range(1 + min(int(random.poisson(4)), 9)):
            kind = KINDS[int(random.choice([0, 1, 2, 3], p=[0.3, 0.2, 0.35, 0.15]))]
            target = None if kind == "post" else next(popular[part])
            at = moment(random.integers(WEEKS), an_hour(random), random.random())
            tone = "question" if kind == "post" else "good"
            drawn.add(prospect, kind, at, target, "forum", TOPICS[int(random.integers(6))], "text", tone, language="de" if part else "en")


def _employees(drawn: Drawn, truth: Truth) -> None:
    """Employees among themselves, then with customers: the first rises before the second; one of them does both."""
    random, people = drawn.random, drawn.people
    staff = people.employees
    bridge = staff.index(truth.bridge_employee)
    talking = [i for i in range(len(staff)) if DEPARTMENTS[people.department[i]] in ("service", "sales") and i != bridge]
    weeks = np.arange(WEEKS)
    inside = np.where(weeks >= truth.internal_rise, 3.0, 1.0)
    outside = np.where(weeks >= truth.internal_rise + truth.internal_lead, 3.0, 1.0)
    for week in _drawn_from(random, inside, 40 * len(staff)):
        actor = int(random.integers(len(staff)))
        near = [i for i in range(len(staff)) if people.department[i] == people.department[actor] and i not in (actor, bridge)]
        _inside(drawn, staff[actor], staff[int(random.choice(near))], week)
        if actor != bridge and random.random() < 0.2:  # to whom one turns with what is another department's
            _inside(drawn, staff[actor], staff[bridge], week)
            _inside(drawn, staff[bridge], staff[actor], week + (week < WEEKS - 1) * (random.random() < 0.2))
        elif random.random() < 0.01:
            other = int(random.integers(len(staff)))
            if other not in (actor, bridge):
                _inside(drawn, staff[actor], staff[other], week)
    n = max(400, len(people) // 3)
    for week, customer in zip(_drawn_from(random, outside, n), _drawn_from(random, people.popularity + 0.1 * people.activity, n)):
        # The bridge talks to customers as much as anybody does whose work it is; these are enough to be counted on the page.
        who = staff[int(random.choice([*talking, bridge]))]
        at = moment(week, an_hour(random, _OFFICE_HOURS), random.random())
        topic, language = TOPICS[int(random.integers(6))], people.language(int(customer))
        kind = "answer" if random.random() < 0.8 else "comment"
        drawn.add(who, kind, at, customer, "forum", topic, "text", "help", language=language)
        if random.random() < 0.4:
            at = min(at + datetime.timedelta(hours=int(random.integers(1, 30))), _end())
            drawn.add(customer, "comment", at, who, "forum", topic, "text", "good", drawn.mood(topic, at))


def _inside(drawn: Drawn, actor: str, target: str, week: float) -> None:
    random = drawn.random
    kind = KINDS[int(random.choice([1, 2, 4, 5]))]
    at = moment(week, an_hour(random, _OFFICE_HOURS), random.random())
    drawn.add(actor, kind, at, target, "intranet")


def _unlinked(drawn: Drawn, truth: Truth) -> None:
    """What somebody did under an account whose permission is withdrawn by now."""
    random, people = drawn.random, drawn.people
    members = np.flatnonzero((people.popularity > 0) & (people.german == people.german[people.role["unlinked"]]))
    for n in range(20):
        at = moment(random.integers(WEEKS), random.integers(168), random.random())
        drawn.add(truth.unlinked_account, KINDS[1 + n % 3], at, int(random.choice(members)), "video", TOPICS[n % 6], "video")


def _strangers(drawn: Drawn) -> None:
    """Rows of accounts that nobody knows."""
    random, people = drawn.random, drawn.people
    members = np.flatnonzero(people.popularity > 0)
    for n in range(max(5, len(people) // 100)):
        at = moment(random.integers(WEEKS), random.integers(168), random.random())
        drawn.add(f"guest-{n:04}", KINDS[1 + n % 3], at, int(random.choice(members)), "forum", TOPICS[n % 6], "text")


def unreadable(people: People) -> Rows:
    """A few rows whose dates nobody can read."""
    return [
        {
            "customer_id": people.ids[people.planted + n], "kind": "like", "date": date, "target": people.ids[0], "channel": "forum",
            "sentiment": None, "count": 1, "event": f"f{n}", "text": None, "format": "text", "topic": TOPICS[n],
        }
        for n, date in enumerate(["2026-02-30 10:00:00", "last Tuesday", "0000-00-00 00:00:00"])
    ]  # fmt: skip
