"""Where the marks of the charts stand. The template draws them; nothing here knows HTML."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass, field
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple

import numpy as np

from scvm.plots.network import layout
from scvm.plots.plane import HIGH, LOW, regions, sizes, spread

MOST_DOTS = 5000


@dataclass(frozen=True)
class Dot:
    """One customer of the portfolio."""

    x: float
    y: float
    r: float
    group: str
    scope: int


@dataclass(frozen=True)
class Scatter:
    """The portfolio: regions and cuts in the units of the chart, and the customers' dots."""

    dots: List[Dot]
    of: int  # customers with a group
    regions: List[Tuple[str, float, float, float, float]]  # group, x, y, width, height
    ticks: List[Tuple[int, float, float]]  # value, x, y

    def by_scope(self) -> Dict[int, Dict[str, List[Dot]]]:
        """The dots by territory, then by group."""
        result: Dict[int, Dict[str, List[Dot]]] = {}
        for dot in self.dots:
            result.setdefault(dot.scope, {}).setdefault(dot.group, []).append(dot)
        return result


SIDE, EDGE = 560.0, 56.0  # the plane of the scatter, and the room left of and below it


def scatter(
    ids: Sequence[Any],
    satisfaction: Any,
    attachment: Any,
    group: Any,
    value: Any,
    scope: Any,
    rules: Mapping[str, Any],
) -> Scatter:
    """The portfolio's picture; above 5,000 customers a sample of them, the same one whatever the order of the rows."""
    rows = np.flatnonzero(~np.isnan(satisfaction) & ~np.isnan(attachment) & (group != "unclassified"))
    digest = {int(row): hashlib.sha256(str(ids[row]).encode("utf-8", "replace")).digest() for row in rows}
    chosen = np.array(sorted(digest, key=lambda row: digest[row])[:MOST_DOTS], dtype=int)
    x, y = spread(satisfaction[chosen], attachment[chosen], rules)
    radius = np.sqrt(sizes(value)[chosen] / np.pi) * 1.25
    dots = [
        Dot(round(_across(a), 1), round(_up(b), 1), round(float(r), 1), str(group[row]), int(scope[row]))
        for row, a, b, r in zip(chosen, x, y, radius)
    ]
    parts = regions(rules["boundaries"], rules["captive_rule"], rules["fan_rule"]) if rules else []
    placed = [
        (name, round(_across(left), 1), round(_up(top), 1), round(_across(right) - _across(left), 1),
         round(_up(bottom) - _up(top), 1))
        for name, (left, bottom, right, top) in parts
    ]  # fmt: skip
    ticks = [(tick, round(_across(tick), 1), round(_up(tick), 1)) for tick in (0, 25, 50, 75, 100)]
    return Scatter(dots, len(rows), placed, ticks)


def _across(value: Any) -> float:
    return float(EDGE + SIDE * (value - LOW) / (HIGH - LOW))


def _up(value: Any) -> float:
    return float(SIDE * (HIGH - value) / (HIGH - LOW))


def place_of(dot: Dot) -> Tuple[float, float]:
    """The satisfaction and attachment at which a dot is drawn, 0 to 100."""
    unit = (HIGH - LOW) / SIDE
    return round(LOW + unit * (dot.x - EDGE), 1), round(HIGH - unit * dot.y, 1)


@dataclass(frozen=True)
class Bin:
    """Customers whose value lies in [low, high), or in the last bin at low or above. Its area is their number."""

    low: float
    high: Optional[float]
    n: int
    x: float
    y: float
    width: float
    height: float


WIDTH, HEIGHT = 600.0, 220.0


def edges(most: float) -> List[float]:
    """Where bins of a round width begin, up to the one for what lies above `most`."""
    step = _round_step(most / 20)
    count = max(1, math.ceil(most / step)) if step > 0 else 1
    return [step * i for i in range(count + 1)]


def numbers(values: Any, begins: Sequence[float]) -> List[int]:
    """How many of the values, none negative, lie in each of the bins; the last one is open."""
    step = begins[1] - begins[0]
    place = np.minimum(np.floor(values / step).astype(int), len(begins) - 1) if step > 0 else np.zeros(len(values), dtype=int)
    result: List[int] = np.bincount(place, minlength=len(begins)).tolist()
    return result


def histogram(values: Any, begins: Sequence[float], together: Sequence[range]) -> List[Bin]:
    """Bars of the bins that begin there, some of them put together."""
    count, width = numbers(values, begins), WIDTH / len(begins)
    dense = [sum(count[i] for i in run) / len(run) for run in together]
    highest = max(dense, default=0.0) or 1.0
    bins = []
    for run, each in zip(together, dense):
        tall = HEIGHT * each / highest
        bins.append(
            Bin(begins[run.start], begins[run.stop] if run.stop < len(begins) else None, sum(count[i] for i in run),
                round(run.start * width + 1, 1), round(HEIGHT - tall, 1), round(len(run) * width - 2, 1), round(tall, 1))
        )  # fmt: skip
    return bins


def _round_step(rough: float) -> float:
    """The next of 1, 2, 5 times a power of ten."""
    if not rough > 0:
        return 0.0
    power = 10.0 ** math.floor(math.log10(rough))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough * (1 - 1e-12))


def curve(population: Any, quantity: Any, side: float = 260.0) -> str:
    """The points of a polyline from (0, 0) at the lower left to (1, 1)."""
    return " ".join(f"{side * p:.1f},{side * (1 - q):.1f}" for p, q in zip(population, quantity))


@dataclass(frozen=True)
class Person:
    """A node of the network."""

    id: str
    name: str
    x: float
    y: float
    r: float
    group: str
    share: float  # of the network's attention


@dataclass(frozen=True)
class Net:
    """The most influential persons, the ties among them as (x1, y1, x2, y2, width), and whom each tie joins."""

    people: List[Person] = field(default_factory=list)
    ties: List[Tuple[float, float, float, float, float]] = field(default_factory=list)
    pairs: List[Tuple[int, int]] = field(default_factory=list)


def net(people: List[Tuple[str, str, str, float]], ties: Mapping[Tuple[int, int], float]) -> Net:
    """Persons as (id, name, group, share) with weighted ties by their places; the same picture every time."""
    at = layout(len(people), [(a, b, weight) for (a, b), weight in sorted(ties.items())])
    low, high = at.min(axis=0), at.max(axis=0)
    extent = np.maximum(high - low, 1e-9)
    place = 40 + (at - low) / extent * np.array([520.0, 350.0])
    largest = max((share for *_, share in people), default=0.0) or 1.0
    drawn = [
        Person(id, name, round(float(x), 1), round(float(y), 1), round(9 + 13 * math.sqrt(share / largest), 1), group, share)
        for (id, name, group, share), (x, y) in zip(people, place)
    ]
    strongest = max(ties.values(), default=1.0)
    lines = [
        (drawn[a].x, drawn[a].y, drawn[b].x, drawn[b].y, round(0.6 + 3 * weight / strongest, 1))
        for (a, b), weight in sorted(ties.items())
    ]
    return Net(drawn, lines, sorted(ties))
