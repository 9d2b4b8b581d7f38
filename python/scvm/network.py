"""Who moves others, and whom to win first; the names are those of the C++ room ``scvm::network``.

>>> friends = Graph.from_edges([0, 0, 0, 3], [1, 2, 3, 4], [0.2, 0.2, 0.2, 0.2])
>>> found = ambassadors(friends, 2, value=[1, 1, 1, 1, 100], model="probabilities")
>>> found.person.tolist()
[4, 0]

Persons are the numbers 0 … n - 1; ``pandas.factorize`` makes them of any ids. Columns may be lists, numpy arrays or
pandas Series. A contiguous array of the right type is lent to the core as it is; anything else is converted once, here.
In graphs of attention an edge runs from who reacts to whom; influence runs the other way: ``graph.reversed()``.
Times are whatever ``scvm.dates.DateReader`` reads; a row whose time cannot be read is rejected.
"""

from __future__ import annotations

import enum
import math
from dataclasses import dataclass, field
from typing import Any, Callable, Dict, List, Optional, Sequence, Tuple, Type, TypeVar, Union

import numpy as np
import numpy.typing as npt

from scvm import columns
from scvm._core import network as _core
from scvm.arguments import judge_all, judge_fields
from scvm.columns import flags, floats, optional, whole
from scvm.dates import NO_TIME, DateReader
from scvm.errors import Error, ErrorCode, warn_of_rejected
from scvm.method_texts import describe_all

__all__ = [
    "AmbassadorStatus", "Ambassadors", "Betweenness", "Burst", "EarlySignal", "EffectiveFollowers", "Estimate", "FollowerStatus",
    "Graph", "Hits", "InfluenceValue", "InteractionGraph", "InteractionKind", "InteractionLedger", "InteractionRules",
    "InternalMaturity", "Iterated", "KFactor", "LeadLag", "LiveFeatures", "MaturityParts", "Mixing", "MixingCounts", "NOBODY", "NO_GROUP", "PeopleBurst", "PersonDifference", "PostingHours", "NegativeReach", "Participation",
    "ParticipationClass", "ParticipationShare", "ProgrammeEffect", "Reach", "Reciprocity", "ReferralForest",
    "ReferralTypes", "SocialChannel", "SocialScoreModel", "SocialScores", "Recognition", "SpectralRadius", "TestedShare",
    "Standings", "TouchedPurchases", "HeardAttention", "adoption", "ambassadors", "attention_heard", "attention_mass",
    "attention_shares", "betweenness", "community_points", "compare_persons",
    "connected_parts", "core_numbers", "cut_off", "cut_vertices", "degrees", "early_signal", "effective_followers",
    "find_bursts", "find_bursts_of_people", "fit_reference", "gini", "h_indices", "hits", "hour_profile", "hubbell", "hubs", "influence_value",
    "internal_maturity", "k_factor", "katz", "lead_lag", "learned_probabilities", "linear_network_value", "lorenz_curve", "mixing", "negative_reach",
    "negative_reach_of_each", "notable_posts", "pagerank", "participation", "programme_effect", "published_score",
    "reach_of", "reciprocity", "referral_trees", "referral_types", "simulated_reach_of", "social_features",
    "social_score", "spectral_radius", "spread", "standings", "steps_from", "strengths", "strongly_connected_parts", "super_users",
    "top_share", "touched_first_purchases", "trivalency", "type_one_probability", "weight_sensitivities",
]  # fmt: skip

Floats = npt.NDArray[np.float64]
Indices = npt.NDArray[np.uint32]
Flags = npt.NDArray[np.uint8]

#: The target of an interaction that addresses nobody, and the referrer of who came alone.
NOBODY: int = _core.nobody
#: The department, or level of the hierarchy, of an employee of whom it is not known.
NO_GROUP: int = _core.no_group

InteractionRules = _core.InteractionRules
SocialChannel = _core.SocialChannel
SocialScoreModel = _core.SocialScoreModel
for _fields in (InteractionRules, SocialChannel, SocialScoreModel):
    judge_fields(_fields)

_DIRECTIONS = {"out": 0, "in": 1, "both": 2}
_DANGLING = {"teleports": 0, "to_everybody": 1, "stays": 2}
_MODELS = {"weighted": 0, "constant": 1, "probabilities": 2, "linear_threshold": 3}


class InteractionKind(enum.IntEnum):
    """What a person did. The numbers are stable."""

    POST = 0
    COMMENT = 1
    LIKE = 2
    SHARE = 3
    MENTION = 4
    ANSWER = 5
    REVIEW = 6
    REFERRAL = 7
    FOLLOW = 8


class ParticipationClass(enum.IntEnum):
    """How much somebody contributes. The numbers are stable."""

    INACTIVE = 0
    LURKER = 1
    INTERMITTENT = 2
    HEAVY = 3


class FollowerStatus(enum.IntEnum):
    """What a follower is worth, and if nothing, why. The numbers are stable."""

    EFFECTIVE = 0
    NEVER_ACTS = 1
    INACTIVE = 2
    REPEATS_ITSELF = 3
    FOLLOWS_MASSES = 4
    CAME_IN_BURST = 5


class AmbassadorStatus(enum.IntEnum):
    """How far the search for ambassadors went. The numbers are stable."""

    COMPLETE = 0
    SET_LIMIT = 1
    MEMORY_LIMIT = 2
    STOPPED = 3
    NOTHING_TO_REACH = 4
    NOBODY_ELIGIBLE = 5
    NOTHING_AFFORDABLE = 6


def _code(value: str, names: Dict[str, int], what: str) -> int:
    if value not in names:
        raise Error(f'{what} = "{value}": expected one of {", ".join(names)}', ErrorCode.DOMAIN)
    return names[value]


_Result = TypeVar("_Result")


def _as(kind: Type[_Result], values: Dict[str, Any]) -> _Result:
    return kind(**values)


class Graph:
    """A weighted directed multigraph. Immutable, hence thread-safe; picklable."""

    __slots__ = ("_core",)

    def __init__(self, core: _core.Graph) -> None:
        self._core = core

    @staticmethod
    def from_edges(
        source: Any,
        target: Any,
        weight: Any = None,
        *,
        nodes: int = 0,
        directed: bool = True,
        threads: int = 1,
    ) -> Graph:
        """Edges by columns. Undirected, every edge also runs backwards. `nodes` 0: as many as occur."""
        return Graph(
            _core.Graph.from_edges(
                columns.persons(source, "source"),
                columns.persons(target, "target"),
                optional(floats, weight, "weight"),
                nodes,
                directed,
                threads,
            )
        )

    @staticmethod
    def from_interactions(
        time: Any,
        actor: Any,
        target: Any,
        kind: Any,
        *,
        as_of: Any,
        rules: Optional[InteractionRules] = None,
        persons: int = 0,
        threads: int = 1,
        **optional: Any,
    ) -> InteractionGraph:
        """Weighs events that nobody appends to later; for the optional columns see InteractionLedger.append."""
        ledger = InteractionLedger()
        rejected = ledger.append(time, actor, target, kind, threads=threads, **optional)
        warn_of_rejected(rejected)
        return ledger.weigh(as_of, rules=rules, persons=persons, threads=threads)

    @property
    def node_count(self) -> int:
        """How many persons there are."""
        return self._core.node_count

    @property
    def edge_count(self) -> int:
        """How many edges there are, parallel ones counted."""
        return self._core.edge_count

    @property
    def weighted(self) -> bool:
        """False: every edge weighs 1."""
        return self._core.weighted

    def reversed(self) -> Graph:
        """The same edges backwards, without copying them."""
        return Graph(self._core.reversed())

    def edges(self) -> Tuple[Indices, Indices, Floats]:
        """Source, target and weight of every edge, sorted."""
        found: Tuple[Indices, Indices, Floats] = self._core.edges()
        return found

    def __reduce__(self) -> Tuple[Callable[..., Graph], Tuple[Any, ...]]:
        source, target, weight = self.edges()
        return _graph_of, (source, target, weight if self.weighted else None, self.node_count)

    def __repr__(self) -> str:
        return f"Graph({self.node_count:,} persons, {self.edge_count:,} edges)"


def _graph_of(source: Indices, target: Indices, weight: Optional[Floats], nodes: int) -> Graph:
    return Graph.from_edges(source, target, weight, nodes=nodes)


@dataclass(frozen=True)
class InteractionGraph:
    """Who pays attention to whom, at one moment. A follower count stands beside its engagement rate."""

    graph: Graph
    activity: Floats  #: decayed weight of own actions, follows excepted
    contributions: Floats  #: decayed number of own posts, answers and reviews
    last_active_day: npt.NDArray[np.int32]  #: days since 1970-01-01; -1: never
    followers: Indices
    active_followers: Indices
    engaged_followers: Indices
    engagement_rate: Floats  #: engaged / followers; NaN without followers
    report: Dict[str, int]  #: what became of the events


class InteractionLedger:
    """Events in a form that grows and merges: the order of appending leaves no trace in the result. Picklable."""

    def __init__(self) -> None:
        self._core = _core.InteractionLedger()

    def append(
        self,
        time: Any,
        actor: Any,
        target: Any,
        kind: Any,
        *,
        channel: Any = None,
        sentiment: Any = None,
        count: Any = None,
        id: Any = None,
        fingerprint: Any = None,
        tone_threshold: float = 0.25,
        date_format: Union[str, Sequence[str]] = "",
        threads: int = 1,
    ) -> List[Tuple[int, str]]:
        """Adds events; returns the rejected rows with the reason. `kind` holds InteractionKind, or its names.

        `date_format`: of times that are not ISO 8601, see scvm.dates.DateReader.
        """
        kinds = np.asarray(columns.unmasked(kind))
        if kinds.dtype.kind in "UO":
            try:
                kinds = np.array([InteractionKind[str(name).upper()] for name in kinds.tolist()], dtype=np.uint8)
            except KeyError as unknown:
                raise Error(f"kind = {unknown}: expected an InteractionKind", ErrorCode.DOMAIN) from None
        moments, faults = DateReader(date_format).required(time, "time")
        further = {
            "channel": optional(whole, channel, "channel", np.uint8),
            "sentiment": optional(floats, sentiment, "sentiment"),
            "count": optional(whole, count, "count", np.uint32),
            "id": optional(whole, id, "id", np.uint64),
            "fingerprint": optional(whole, fingerprint, "fingerprint", np.uint64),
        }
        given = {
            "actor": columns.persons(actor, "actor"),
            "target": columns.persons(target, "target"),
            "kind": whole(kinds, "kind", np.uint8),
            **{name: column for name, column in further.items() if column is not None},
        }
        kept = columns.readable_rows(len(moments), faults)
        if kept is not None:
            columns.require_rows(len(moments), **given)
            moments, given = moments[kept], {name: column[kept] for name, column in given.items()}
        rows, reasons = self._core.append(
            moments, given["actor"], given["target"], given["kind"], given.get("channel"), given.get("sentiment"),
            given.get("count"), given.get("id"), given.get("fingerprint"), tone_threshold, threads,
        )  # fmt: skip
        names = ("time_out_of_range", "no_actor", "unknown_kind", "bad_sentiment", "zero_count")
        rejected = [(row, names[reason]) for row, reason in zip(rows.tolist(), reasons.tolist())]
        return columns.with_faults(rejected, kept, faults)

    def merge(self, other: InteractionLedger) -> None:
        """Adds all that the other ledger holds."""
        self._core.merge(other._core)

    def erase(self, person: int) -> None:
        """Forgets whatever this person did and whatever was done to them."""
        self._core.erase(person)

    @property
    def person_count(self) -> int:
        """One more than the largest number of a person."""
        return self._core.person_count

    def weigh(
        self, as_of: Any, *, rules: Optional[InteractionRules] = None, persons: int = 0, threads: int = 1
    ) -> InteractionGraph:
        """The events as they look at the end of the day of `as_of`."""
        moment = DateReader().last_second(as_of, "as_of")
        result = self._core.weigh(rules or InteractionRules(), moment, persons, threads)
        result["graph"] = Graph(result["graph"])
        return _as(InteractionGraph, result)

    def __reduce__(self) -> Tuple[Callable[..., InteractionLedger], Tuple[Any, ...]]:
        return _ledger_of, (self._core.events(),)


def _ledger_of(events: Dict[str, npt.NDArray[Any]]) -> InteractionLedger:
    result = InteractionLedger()
    result._core.append(**events, tone_threshold=0.25, threads=1)
    return result


@dataclass(frozen=True)
class Iterated:
    """One value per person, and how it was reached."""

    value: Floats
    iterations: int
    converged: bool
    change: float


def pagerank(
    graph: Graph,
    damping: float = 0.85,
    *,
    teleport: Any = None,
    dangling: str = "teleports",
    start: Any = None,
    tolerance: float = 1e-10,
    max_iterations: int = 1000,
    threads: int = 1,
) -> Iterated:
    """PageRank, summing to 1. Give InteractionGraph.activity as teleport: bought followers then move nobody."""
    return _as(
        Iterated,
        _core.pagerank(
            graph._core,
            damping,
            optional(floats, teleport, "teleport"),
            _code(dangling, _DANGLING, "dangling"),
            optional(floats, start, "start"),
            tolerance,
            max_iterations,
            threads,
        ),
    )


def hubbell(
    graph: Graph,
    exogenous: Any,
    factor: float = 0.1,
    *,
    tolerance: float = 1e-12,
    max_iterations: int = 100000,
    threads: int = 1,
) -> Iterated:
    """Status scores s = e + factor Aᵀ s. Weights beyond the spectral radius are refused, with the radius."""
    outside = floats(exogenous, "exogenous")
    return _as(Iterated, _core.hubbell(graph._core, outside, factor, tolerance, max_iterations, threads))


def katz(graph: Graph, factor: float = 0.1, base: float = 1.0, **options: Any) -> Iterated:
    """Katz centrality, not normalised: hubbell() with the same base for everybody."""
    return hubbell(graph, np.full(graph.node_count, base), factor, **options)


@dataclass(frozen=True)
class SpectralRadius:
    """The largest absolute eigenvalue of the weights, between proven bounds."""

    value: float
    low: float
    high: float
    iterations: int
    converged: bool


def spectral_radius(graph: Graph, tolerance: float = 1e-12, max_iterations: int = 20000) -> SpectralRadius:
    """Bounds of the spectral radius; 0 without a directed cycle."""
    return _as(SpectralRadius, _core.spectral_radius(graph._core, tolerance, max_iterations))


def attention_mass(
    graph: Graph,
    activity: Any,
    damping: float = 0.85,
    *,
    tolerance: float = 1e-10,
    max_iterations: int = 1000,
    threads: int = 1,
) -> Iterated:
    """PageRank before it is rescaled, in units of activity: others do not move it unless they point here."""
    own = floats(activity, "activity")
    return _as(Iterated, _core.attention_mass(graph._core, own, damping, tolerance, max_iterations, threads))


@dataclass(frozen=True)
class Standings:
    """What accounts count, and why."""

    regard: Floats  #: what backed accounts lend each account, beyond the one that lends most
    standing: Floats  #: how much its reactions count, 0 to 1


def standings(
    graph: Graph,
    backing: Any,
    *,
    own_part: float = 0.35,
    regard_scale: float = 0.05,
    unbacked_scale: float = 1.0,
    lent_on: float = 0.5,
    doubt: float = 2.0,
    staff: Any = None,
    threads: int = 1,
) -> Standings:
    """How much each account's reactions count: as much as it is backed (0 to 1), and regarded by others who are.

    `staff` marks accounts that lend nothing and count nothing, whoever regards them.
    """
    own = floats(backing, "backing")
    marks = optional(flags, staff, "staff")
    rules = (own_part, regard_scale, unbacked_scale, lent_on, doubt)
    return _as(Standings, _core.standings(graph._core, own, *rules, marks, threads))


@dataclass(frozen=True)
class HeardAttention:
    """The attention of those who have a standing, in accounts of full standing."""

    received: Floats  #: attention that comes from others
    mass: Floats  #: the same and the own standing: what an account has to pass on


def attention_heard(
    graph: Graph,
    standing: Any,
    damping: float = 0.85,
    *,
    doubt: float = 2.0,
    tolerance: float = 1e-10,
    max_iterations: int = 1000,
    threads: int = 1,
) -> HeardAttention:
    """How much attention of accounts with a standing reaches each account, directly and through others."""
    own = floats(standing, "standing")
    return _as(
        HeardAttention, _core.attention_heard(graph._core, own, damping, doubt, tolerance, max_iterations, threads)
    )


def adoption(
    influence: Graph, alone: Any, own: Any, *, tolerance: float = 1e-10, max_iterations: int = 1000, threads: int = 1
) -> Iterated:
    """The probability that each person adopts, when neighbours persuade each other without end."""
    p, beta = floats(alone, "alone"), floats(own, "own")
    return _as(Iterated, _core.adoption(influence._core, p, beta, tolerance, max_iterations, threads))


def linear_network_value(
    influence: Graph, value: Any, own: Any, *, tolerance: float = 1e-10, max_iterations: int = 1000, threads: int = 1
) -> Iterated:
    """What one more unit of a person's own conviction is worth across the network, in the unit of value."""
    v, beta = floats(value, "value"), floats(own, "own")
    return _as(Iterated, _core.linear_network_value(influence._core, v, beta, tolerance, max_iterations, threads))


@dataclass(frozen=True)
class InfluenceValue:
    """What customers are worth through others. Add `attributed`, never lifetime value + influence value."""

    influence_value: Floats
    attributed: Floats
    iterations: int
    converged: bool


def influence_value(
    influence: Graph,
    lifetime_value: Any,
    ceiling: float = 0.3,
    *,
    tolerance: float = 1e-12,
    max_iterations: int = 1000,
    threads: int = 1,
) -> InfluenceValue:
    """Which part of everybody's lifetime value is owed to whom: (I - Φ) CIV = Φ CLV, conserved."""
    value = floats(lifetime_value, "lifetime_value")
    return _as(
        InfluenceValue, _core.influence_value(influence._core, value, ceiling, tolerance, max_iterations, threads)
    )


@dataclass(frozen=True)
class Hits:
    """Hubs and authorities, both with maximum 1."""

    hub: Floats
    authority: Floats
    eigenvalue: float
    iterations: int
    converged: bool


def hits(graph: Graph, *, tolerance: float = 1e-13, max_iterations: int = 10000, threads: int = 1) -> Hits:
    """Kleinberg's hub and authority scores, with weights."""
    return _as(Hits, _core.hits(graph._core, tolerance, max_iterations, threads))


def degrees(graph: Graph, direction: str = "both") -> Indices:
    """The number of edges of every person: "out", "in" or "both"."""
    return _core.degrees(graph._core, _code(direction, _DIRECTIONS, "direction"))


def strengths(graph: Graph, direction: str = "both") -> Floats:
    """The summed weights of every person's edges."""
    return _core.strengths(graph._core, _code(direction, _DIRECTIONS, "direction"))


def core_numbers(graph: Graph, direction: str = "both") -> Indices:
    """The core number of every person; for an undirected graph, which holds each edge twice, choose "out"."""
    return _core.core_numbers(graph._core, _code(direction, _DIRECTIONS, "direction"))


def h_indices(graph: Graph, direction: str = "both") -> Indices:
    """The largest h such that h neighbours have degree h or more."""
    return _core.h_indices(graph._core, _code(direction, _DIRECTIONS, "direction"))


@dataclass(frozen=True)
class Betweenness:
    """Shortest paths through each person; errors are 0 when every source was used."""

    value: Floats
    standard_error: Floats
    error_bound: float
    sources: int


def betweenness(
    graph: Graph,
    *,
    weights_are_lengths: bool = False,
    undirected: bool = False,
    sources: int = 0,
    confidence: float = 0.95,
    seed: int = 1,
    threads: int = 1,
) -> Betweenness:
    """Exact, or from a sample of sources with an error bound. `undirected` counts each pair once."""
    return _as(
        Betweenness,
        _core.betweenness(graph._core, weights_are_lengths, undirected, sources, confidence, seed, threads),
    )


@dataclass(frozen=True)
class Reciprocity:
    """How much of what is given comes back."""

    share: float
    weighted: float
    pairs: int


def reciprocity(graph: Graph) -> Reciprocity:
    """The share of joined ordered pairs that are joined in both directions."""
    return _as(Reciprocity, _core.reciprocity(graph._core))


@dataclass(frozen=True)
class MixingCounts:
    """Weight of ties inside the own group and to others, and the E-I index, -1 closed to 1 open."""

    internal: float
    external: float
    ei_index: float


@dataclass(frozen=True)
class Mixing:
    """Ties within and between groups; a person with `external` > 0 spans a boundary."""

    all: MixingCounts
    group: List[MixingCounts]
    internal: Floats
    external: Floats
    ei_index: Floats
    assortativity: float


def mixing(graph: Graph, group: Any, groups: Optional[int] = None) -> Mixing:
    """How ties run within and between groups, such as customers and employees, numbered from 0."""
    of_person = columns.persons(group, "group")
    count = groups if groups is not None else int(of_person.max(initial=0)) + 1
    result = _core.mixing(graph._core, of_person, count)
    result["all"] = _as(MixingCounts, result["all"])
    result["group"] = [_as(MixingCounts, counts) for counts in result["group"]]
    return _as(Mixing, result)


def steps_from(graph: Graph, sources: Any) -> Indices:
    """How far each person is from the nearest source, direction ignored; NOBODY: out of reach."""
    return _core.steps_from(graph._core, columns.persons(sources, "sources"))


def hubs(degree: Any, betweenness: Any, quantile: float = 0.95) -> Flags:
    """1 for each person above the quantile both in degree and in betweenness."""
    return _core.hubs(floats(degree, "degree"), floats(betweenness, "betweenness"), quantile)


def cut_off(graph: Graph) -> Indices:
    """How many persons each person's part loses beside him when he leaves, direction ignored; 0: nobody.

    Without him his part falls into pieces; all but the largest are cut off. Linear time. Source: Hopcroft and Tarjan 1973,
    Communications of the ACM 16(6).

    >>> cut_off(Graph.from_edges([0, 1, 1, 3], [1, 2, 3, 4])).tolist()
    [0, 2, 0, 1, 0]
    """
    return _core.cut_off(graph._core)


def cut_vertices(graph: Graph) -> Flags:
    """1 for each person without whom some cannot reach others, direction ignored."""
    return _core.cut_vertices(graph._core)


def connected_parts(graph: Graph) -> Indices:
    """Which part each person belongs to, direction ignored; parts are numbered by their smallest person."""
    return _core.parts(graph._core, False)


def strongly_connected_parts(graph: Graph) -> Indices:
    """Which strongly connected part each person belongs to."""
    return _core.parts(graph._core, True)


@dataclass(frozen=True)
class MaturityParts:
    """What an index of internal use is made of, each 0 to 1; NaN: not known."""

    taking_part: float  #: of all employees, those who acted
    returned: float  #: of the ordered pairs with a tie, those with one in both directions
    across_departments: float  #: ties between departments, of those that ties without regard to departments would give
    across_levels: float  #: the same of levels of the hierarchy


@dataclass(frozen=True)
class InternalMaturity:
    """How far a company has come in using its own network; NaN: fewer than 5 employees, or than two parts known."""

    index: float  #: 0 to 5: 5 times the geometric mean of the parts that are known
    low: float  #: ends of the interval from employees drawn anew
    high: float
    employees: int  #: the n of it all
    ties: int  #: ordered pairs of employees with a tie
    parts: MaturityParts


def internal_maturity(
    graph: Graph, active: Any, department: Any, level: Any, *, draws: int = 400, seed: int = 1, confidence: float = 0.95
) -> InternalMaturity:
    """How far a company has come in using its own network, 0 to 5, with an interval.

    `graph`: who acts upon whom among the employees; three columns of one row for each of its persons: `active` whether he
    acted at all, `department` and `level` numbers below 100,000, NO_GROUP where not known. `draws`: samples of employees
    behind the interval; 0: none. Raises Error for columns of another length and larger numbers. Own definition, after
    Simmet 2013; crossing against chance after Newman 2003, the interval after Snijders and Borgatti 1999.
    """
    result = _core.internal_maturity(
        graph._core, flags(active, "active"), columns.persons(department, "department"), columns.persons(level, "level"), draws, seed,
        confidence,
    )  # fmt: skip
    result["parts"] = _as(MaturityParts, result["parts"])
    return _as(InternalMaturity, result)


@dataclass(frozen=True)
class LeadLag:
    """Whether one series goes before another; NaN: not identified."""

    status: str  #: leads, does_not_lead, not_identified
    steps: int  #: how long both series are
    lag: float  #: in steps: how much later the second follows, by the rises or the correlation
    correlation: float  #: the highest one
    without_lead: float  #: the highest one at the same moment or the other way round
    p_value: float  #: part of what chance gives that leads as much


def lead_lag(
    first: Any, second: Any, *, most_lag: int = 12, block: int = 4, shuffles: int = 999, level: float = 0.05, seed: int = 1
) -> LeadLag:
    """Whether the counts of `first` go before those of `second`, by rises and by ups and downs, each at half the `level`.

    Two columns of one length, a count for each step, say a week. `most_lag` and `block` in steps: how far apart the series are
    compared, and what stays side by side when they are shuffled. Not identified with fewer than 3 `most_lag` steps, or than
    20. A lead is no cause. Raises Error for columns of different lengths, negative counts, and options outside their ranges.
    Source: Hinkley 1970; after Box and Jenkins 1970; Künsch 1989 (blocks); the decision is our own.
    """
    return _as(
        LeadLag, _core.lead_lag(floats(first, "first"), floats(second, "second"), most_lag, block, shuffles, level, seed)
    )


@dataclass(frozen=True)
class ParticipationShare:
    """A share of the members with Goodman's simultaneous interval, and the part of the effort it makes."""

    members: int
    share: float
    low: float
    high: float
    effort: float


@dataclass(frozen=True)
class Participation:
    """Who contributes how much; `shares` are lurkers, intermittent and heavy contributors."""

    of_person: Flags  #: ParticipationClass
    members: int
    contributions: float
    shares: List[ParticipationShare]
    heavy_from: float
    intermittent_from: float
    g: float
    p_value: float
    gini: float
    top_1_percent: float


def participation(
    contributions: Any,
    present: Any = None,
    *,
    rule: str = "members",
    heavy: Optional[float] = None,
    intermittent: Optional[float] = None,
    confidence: float = 0.95,
) -> Participation:
    """90-9-1: heavy and intermittent contributors, lurkers, by rank of members or, with rule="absolute", by number."""
    absolute = _code(rule, {"members": 0, "absolute": 1}, "rule") == 1
    result = _core.participation(
        floats(contributions, "contributions"),
        optional(flags, present, "present"),
        absolute,
        heavy if heavy is not None else (10.0 if absolute else 0.01),
        intermittent if intermittent is not None else (1.0 if absolute else 0.09),
        confidence,
    )
    result["shares"] = [_as(ParticipationShare, share) for share in result["shares"]]
    return _as(Participation, result)


def gini(quantity: Any) -> float:
    """0 when all have the same, (n - 1) / n when one has everything; NaN when there is nothing."""
    return _core.gini(floats(quantity, "quantity"))


def top_share(quantity: Any, share: float = 0.01) -> float:
    """The part of the whole that the largest hold."""
    return _core.top_share(floats(quantity, "quantity"), share)


def lorenz_curve(quantity: Any, points: int = 100) -> Tuple[Floats, Floats]:
    """Population share and quantity share, from (0, 0) to (1, 1); empty when there is nothing."""
    found: Tuple[Floats, Floats] = _core.lorenz_curve(floats(quantity, "quantity"), points)
    return found


@dataclass(frozen=True)
class TestedShare:
    """A share with its Wilson interval, tested against an expected share."""

    hits: int
    total: int
    share: float
    low: float
    high: float
    p_value: float


def notable_posts(engagement: Any, notable: float, expected: float = 0.01, confidence: float = 0.95) -> TestedShare:
    """The share of posts with notable engagement, against the 1 % of the rule of thumb."""
    return _as(TestedShare, _core.notable_posts(floats(engagement, "engagement"), notable, expected, confidence))


def super_users(
    of_person: Any, helpful: Any, answers: Any, quantile: float = 0.9, confidence: float = 0.95
) -> Flags:
    """1 for each heavy contributor who is helpful beyond doubt, by the lower Wilson limit."""
    return _core.super_users(
        whole(of_person, "of_person", np.uint8),
        whole(helpful, "helpful", np.uint32),
        whole(answers, "answers", np.uint32),
        quantile,
        confidence,
    )


@dataclass(frozen=True)
class EarlySignal:
    """How well an early number tells who becomes a heavy contributor, and where to draw the line."""

    auc: float
    standard_error: float
    threshold: float
    sensitivity: float
    specificity: float
    precision: float
    lift: float


def early_signal(early: Any, later_heavy: Any) -> EarlySignal:
    """Judges an early value by who was heavy later."""
    return _as(EarlySignal, _core.early_signal(floats(early, "early"), flags(later_heavy, "later_heavy")))


@dataclass(frozen=True)
class EffectiveFollowers:
    """Followers minus the inactive minus the suspicious, each with its reason."""

    of_follower: Flags  #: FollowerStatus
    count: Dict[FollowerStatus, int]


def effective_followers(
    last_active_day: Any,
    followed_on_day: Any,
    follows: Any,
    followers: Any,
    repeated: Any,
    today: int,
    *,
    inactive_days: int = 90,
    repeated_above: float = 0.5,
    follows_at_least: int = 2000,
    follows_per_follower: float = 20.0,
    burst_at_least: int = 20,
    burst_factor: float = 10.0,
) -> EffectiveFollowers:
    """What the followers of one person are worth; days are counted from 1970-01-01."""
    status, count = _core.effective_followers(
        whole(last_active_day, "last_active_day", np.int32),
        whole(followed_on_day, "followed_on_day", np.int32),
        whole(follows, "follows", np.uint32),
        whole(followers, "followers", np.uint32),
        floats(repeated, "repeated"),
        today,
        inactive_days,
        repeated_above,
        follows_at_least,
        follows_per_follower,
        burst_at_least,
        burst_factor,
    )
    return EffectiveFollowers(status, {FollowerStatus(code): number for code, number in enumerate(count)})


def _features(features: Any, channels: int) -> Floats:
    array = columns.rows(features, "features")
    if array.ndim == 2 and channels == 1:
        array = array[:, np.newaxis, :]
    if array.ndim != 3 or array.shape[1:] != (channels, 3):
        message = f"features has the shape {array.shape}: expected persons x {channels} channels x 3 features"
        raise Error(message, ErrorCode.SIZE_MISMATCH)
    return array


def social_features(
    interactions: InteractionGraph, influence: Any, channel: Optional[SocialChannel] = None, standing: Any = None
) -> Floats:
    """Reach, amplification and network of every person in one channel: persons x 3, NaN where absent.

    A reaction counts as much as the standing of who reacts; without standings, 1.
    """
    return _core.social_features(
        interactions.graph._core,
        interactions.contributions,
        floats(influence, "influence"),
        channel or SocialChannel(),
        optional(floats, standing, "standing"),
    )


@dataclass(frozen=True)
class SocialScores:
    """Scores above 0 and below 100, NaN where absent, with the points of each channel and feature."""

    score: Floats
    reasons: Floats  #: persons x channels x 3; with the model's floor they sum to the score
    scored: int
    follower_correlation: float  #: with ln(1 + followers): near 1, the score counts followers and little else


def social_score(
    features: Any, model: Optional[SocialScoreModel] = None, followers: Any = None, threads: int = 1
) -> SocialScores:
    """The open social score. `features` are persons x channels x 3, or persons x 3 for a single channel."""
    model = model or SocialScoreModel()
    array = _features(features, len(model.channels))
    result = _core.social_scores(array.reshape(-1), model, optional(floats, followers, "followers"), threads)
    result["reasons"] = result["reasons"].reshape(array.shape)
    return _as(SocialScores, result)


def fit_reference(
    features: Any,
    channel: Optional[SocialChannel] = None,
    *,
    reactions: float = 0.0,
    contributions: float = 0.0,
    quantile: float = 0.999,
) -> SocialChannel:
    """The channel with its reference frozen at the quantile of each feature over those present.

    `reactions` and `contributions` are sums over the channel; without contributions it keeps its usual number of
    reactions.
    """
    array = _features(features, 1)
    return _core.fit_reference(array.reshape(-1), channel or SocialChannel(), reactions, contributions, quantile)


def published_score(
    score: float, last_published: float, days: float, model: Optional[SocialScoreModel] = None
) -> float:
    """The score, moved at most max_change_per_day for each day since the last one."""
    return _core.published_score(score, last_published, days, model or SocialScoreModel())


def weight_sensitivities(
    features: Any, model: Optional[SocialScoreModel] = None, change: float = 0.5
) -> List[Dict[str, float]]:
    """What scores would be under each weight changed by ± `change`: rows for a pandas.DataFrame."""
    model = model or SocialScoreModel()
    return _core.weight_sensitivities(_features(features, len(model.channels)).reshape(-1), model, change)


class LiveFeatures:
    """One channel's features, kept up to date event by event; same bits as the batch. Not thread-safe."""

    def __init__(
        self,
        ledger: InteractionLedger,
        as_of: Any,
        influence: Any,
        *,
        rules: Optional[InteractionRules] = None,
        channel: Optional[SocialChannel] = None,
        standing: Any = None,
    ) -> None:
        moment = DateReader().last_second(as_of, "as_of")
        influence = floats(influence, "influence")
        self._core = _core.LiveFeatures(
            ledger._core,
            rules or InteractionRules(),
            moment,
            influence,
            channel or SocialChannel(),
            optional(floats, standing, "standing"),
        )

    def apply(
        self, time: Any, actor: int, target: int, kind: Union[InteractionKind, str], *, channel: int = 0, count: int = 1
    ) -> None:
        """Takes in one event."""
        code = InteractionKind[kind.upper()] if isinstance(kind, str) else kind
        self._core.apply(DateReader().first_second(time, "time"), actor, target, int(code), 0, channel, count)

    def features_of(self, person: int) -> Tuple[float, float, float]:
        """Reach, amplification and network of one person now."""
        found: Tuple[float, float, float] = self._core.features_of(person)
        return found


@dataclass(frozen=True)
class Estimate:
    """A mean of simulations with its standard error."""

    mean: float
    standard_error: float
    simulations: int


def trivalency(influence: Graph, seed: int = 1, levels: Sequence[float] = (0.1, 0.01, 0.001)) -> Graph:
    """Probabilities drawn for each pair from three levels, as weights."""
    return Graph(_core.trivalency(influence._core, seed, list(levels)))


def learned_probabilities(
    interactions: InteractionGraph, shrinkage: float = 5.0, max_probability: float = 0.5
) -> Graph:
    """The graph of influence that the events teach, with probabilities as weights."""
    return Graph(
        _core.learned_probabilities(
            interactions.graph._core, interactions.contributions, shrinkage, max_probability
        )
    )


def attention_shares(interactions: InteractionGraph, part: float = 1.0, max_probability: float = 1.0) -> Graph:
    """The graph of influence whose weights are shares of attention: probabilities, or weights for thresholds."""
    return Graph(_core.attention_shares(interactions.graph._core, part, max_probability))


def spread(
    graph: Graph,
    seeds: Any,
    simulations: int = 10000,
    seed: int = 1,
    *,
    model: str = "weighted",
    probability: float = 0.01,
    value: Any = None,
    threads: int = 1,
) -> Estimate:
    """The expected number, or value, of people whom a cascade reaches. Edges run from who influences to whom."""
    return _as(
        Estimate,
        _core.spread(
            graph._core,
            columns.persons(seeds, "seeds"),
            _code(model, _MODELS, "model"),
            probability,
            simulations,
            seed,
            optional(floats, value, "value"),
            threads,
        ),
    )


@dataclass(frozen=True)
class NegativeReach:
    """Whom opponents reach with what they say against us, they themselves not counted."""

    people: Estimate
    value: Estimate  #: what these people are worth: the value at risk, not the value lost


def _negative_reach(
    each: bool,
    graph: Graph,
    opponents: Any,
    simulations: int,
    seed: int,
    model: str,
    probability: float,
    value: Any,
    threads: int,
) -> List[NegativeReach]:
    results = _core.negative_reach(
        graph._core,
        columns.persons(opponents, "opponents"),
        each,
        _code(model, _MODELS, "model"),
        probability,
        optional(floats, value, "value"),
        simulations,
        seed,
        threads,
    )
    return [NegativeReach(**{part: _as(Estimate, mean) for part, mean in result.items()}) for result in results]


def negative_reach(
    graph: Graph,
    opponents: Any,
    simulations: int = 10000,
    seed: int = 1,
    *,
    model: str = "weighted",
    probability: float = 0.01,
    value: Any = None,
    threads: int = 1,
) -> NegativeReach:
    """What opponents reach together. Consent plays no part: bad words ask nobody's leave, and nobody is addressed."""
    return _negative_reach(False, graph, opponents, simulations, seed, model, probability, value, threads)[0]


def negative_reach_of_each(
    graph: Graph,
    opponents: Any,
    simulations: int = 10000,
    seed: int = 1,
    *,
    model: str = "weighted",
    probability: float = 0.01,
    value: Any = None,
    threads: int = 1,
) -> List[NegativeReach]:
    """The negative reach of each opponent alone, in the same worlds."""
    return _negative_reach(True, graph, opponents, simulations, seed, model, probability, value, threads)


@dataclass(frozen=True)
class ProgrammeEffect:
    """What a programme brings: total = expansion + acceleration."""

    total: Estimate
    expansion: Estimate
    acceleration: Estimate


def programme_effect(
    graph: Graph,
    organic: Any,
    ambassadors: Any,
    rival: Any = (),
    *,
    model: str = "weighted",
    probability: float = 0.01,
    discount: float = 0.9,
    value: Any = None,
    simulations: int = 10000,
    seed: int = 1,
    threads: int = 1,
) -> ProgrammeEffect:
    """With and without the programme on the same random numbers, split into expansion and acceleration."""
    result = _core.programme_effect(
        graph._core,
        columns.persons(organic, "organic"),
        columns.persons(ambassadors, "ambassadors"),
        columns.persons(rival, "rival"),
        _code(model, _MODELS, "model"),
        probability,
        discount,
        optional(floats, value, "value"),
        simulations,
        seed,
        threads,
    )
    return ProgrammeEffect(**{part: _as(Estimate, value) for part, value in result.items()})


@dataclass(frozen=True)
class Ambassadors:
    """Whom to win first, what it brings, and how sure that is."""

    person: Indices  #: in the order of choice
    gain: Floats  #: value that each adds to those before
    value: float  #: expected value reached beyond `already`; unbiased
    standard_error: float
    already: float  #: expected value that the active people reach anyway
    negative: float  #: expected negative value reached, <= 0
    spent: float
    at_least: float
    best_at_most: float
    proven: float  #: so much of the best possible is proven for this choice
    sets: int
    check_sets: int
    status: AmbassadorStatus

    def __str__(self) -> str:
        return (
            f"{len(self.person)} people reach {self.value:,.2f} ± {self.standard_error:,.2f}; "
            f"at least {100 * self.proven:.0f} % of the best possible is proven ({self.status.name.lower()})"
        )


def ambassadors(
    graph: Graph,
    k: int = 10,
    value: Any = None,
    cost: Any = None,
    epsilon: float = 0.1,
    delta: float = 0.0,
    seed: int = 1,
    threads: int = 1,
    *,
    budget: float = math.inf,
    eligible: Any = None,
    barred: Any = None,
    active: Any = None,
    model: str = "weighted",
    probability: float = 0.01,
    check_sets: int = 0,
    simulations: int = 0,
    max_sets: Optional[int] = None,
    max_bytes: int = 4 << 30,
    keep_going: Optional[Callable[[], bool]] = None,
) -> Ambassadors:
    """The people who, won first, make the largest expected value follow; `delta` 0: 1 / number of people.

    Consent (`eligible`) binds the choice alone: everybody can be reached. `keep_going` is asked between batches of
    samples: return False to choose from what is there. The estimate comes from `check_sets` fresh samples (0: as many
    as the choice), or from `simulations` whole cascades: the cheap way to a small error where few are reached.
    """
    result = _core.ambassadors(
        graph._core,
        k,
        budget,
        optional(floats, cost, "cost"),
        optional(floats, value, "value"),
        optional(flags, eligible, "eligible"),
        optional(flags, barred, "barred"),
        optional(columns.persons, active, "active"),
        _code(model, _MODELS, "model"),
        probability,
        epsilon,
        delta,
        check_sets,
        simulations,
        2**64 - 1 if max_sets is None else max_sets,
        max_bytes,
        keep_going,
        seed,
        threads,
    )
    result["status"] = AmbassadorStatus(result["status"])
    return _as(Ambassadors, result)


@dataclass(frozen=True)
class Reach:
    """Expected reach of given people."""

    value: float  #: beyond what the active people reach
    standard_error: float
    gain: Floats
    already: float
    negative: float  #: expected negative value reached, <= 0; from simulations only
    sets: int  #: how many reverse samples, or simulations, are behind it


def _reach(
    simulated: bool,
    graph: Graph,
    people: Any,
    value: Any,
    barred: Any,
    active: Any,
    model: str,
    probability: float,
    sets: int,
    seed: int,
    threads: int,
) -> Reach:
    return _as(
        Reach,
        _core.reach_of(
            graph._core,
            columns.persons(people, "people"),
            optional(floats, value, "value"),
            optional(flags, barred, "barred"),
            optional(columns.persons, active, "active"),
            _code(model, _MODELS, "model"),
            probability,
            sets,
            simulated,
            seed,
            threads,
        ),
    )


def reach_of(
    graph: Graph,
    people: Any,
    *,
    value: Any = None,
    barred: Any = None,
    active: Any = None,
    model: str = "weighted",
    probability: float = 0.01,
    sets: int = 100000,
    seed: int = 1,
    threads: int = 1,
) -> Reach:
    """The expected value reached by given people, from reverse samples."""
    return _reach(False, graph, people, value, barred, active, model, probability, sets, seed, threads)


def simulated_reach_of(
    graph: Graph,
    people: Any,
    *,
    value: Any = None,
    barred: Any = None,
    active: Any = None,
    model: str = "weighted",
    probability: float = 0.01,
    simulations: int = 10000,
    seed: int = 1,
    threads: int = 1,
) -> Reach:
    """The same from whole simulated cascades: sharper where people reach a small part of everybody."""
    return _reach(True, graph, people, value, barred, active, model, probability, simulations, seed, threads)


@dataclass(frozen=True)
class ReferralForest:
    """Who brought whom; row i of every column is person i."""

    referrer: Indices  #: NOBODY: came alone
    root: Indices
    depth: Indices
    brought: Indices
    descendants: Indices
    generation: Indices  #: how many persons there are at each depth
    longest_chain: int
    rejected: List[Tuple[int, str]] = field(default_factory=list)


def referral_trees(referrer: Any, referred: Any, time: Any, persons: int) -> ReferralForest:
    """Builds the trees from accepted referrals, in any order; the first referral of a person counts."""
    to, of = columns.persons(referrer, "referrer"), columns.persons(referred, "referred")
    moments, faults = DateReader().required(time, "time")
    columns.require_rows(len(to), referred=of, time=moments)
    kept = columns.readable_rows(len(to), faults)
    if kept is not None:
        to, of, moments = to[kept], of[kept], moments[kept]
    result = _core.referral_trees(to, of, moments, persons)
    names = ("self", "already_there", "second")
    rows, reasons = result.pop("rejected_row"), result.pop("rejected_reason")
    rejected = [(row, names[reason]) for row, reason in zip(rows.tolist(), reasons.tolist())]
    result["rejected"] = columns.with_faults(rejected, kept, faults)
    return _as(ReferralForest, result)


@dataclass(frozen=True)
class KFactor:
    """How a referral programme feeds itself."""

    invites_per_user: float
    conversion: float
    conversion_low: float
    conversion_high: float
    k: float
    total_per_user: float


def k_factor(users: int, invites: int, accepted: int, confidence: float = 0.95) -> KFactor:
    """Invites per user times conversion: new users that one user brings."""
    return _as(KFactor, _core.k_factor(users, invites, accepted, confidence))


def type_one_probability(
    converted_referred: float, referred: float, converted_others: float, others: float
) -> float:
    """P(would not have come otherwise), from a comparison with prospects whom nobody referred."""
    return _core.type_one_probability(converted_referred, referred, converted_others, others)


@dataclass(frozen=True)
class ReferralTypes:
    """Expected numbers of the two types of referred customers."""

    type_one: float
    type_two: float
    type_one_of_referrer: Floats


def referral_types(forest: ReferralForest, type_one_probability: Any) -> ReferralTypes:
    """Splits the referred into type one and type two by the probability of each; NaN counts for neither."""
    probability = floats(type_one_probability, "type_one_probability")
    return _as(ReferralTypes, _core.referral_types(forest.referrer, probability))


@dataclass(frozen=True)
class TouchedPurchases:
    """The share of first purchases that a referral or a review went before."""

    first_purchases: int
    referral: int
    review: int
    either: int
    share: float
    low: float
    high: float


def touched_first_purchases(
    first_purchase: Any, customer: Any, time: Any, kind: Any, *, window_days: float = 30.0, confidence: float = 0.95
) -> TouchedPurchases:
    """`first_purchase` is a time per customer, None without one; `kind` is "referral", "review" or "other"."""
    bought, no_purchase = DateReader().column(first_purchase, "first_purchase")
    bought = np.where(bought == NO_TIME, _core.no_purchase, bought)
    moments, faults = DateReader().required(time, "time")
    warn_of_rejected([*no_purchase, *faults])
    who = columns.persons(customer, "customer")
    names = {"other": 0, "referral": 1, "review": 2}
    codes = np.array([_code(str(name), names, "kind") for name in columns.unmasked(kind)], dtype=np.uint8)
    columns.require_rows(len(who), time=moments, kind=codes)
    kept = columns.readable_rows(len(who), faults)
    if kept is not None:
        who, moments, codes = who[kept], moments[kept], codes[kept]
    found = _core.touched_first_purchases(bought, who, moments, codes, int(window_days * 86400), confidence)
    return _as(TouchedPurchases, found)


@dataclass(frozen=True)
class Burst:
    """A stretch of periods in which a series holds more than its share."""

    series: int
    first: int  #: period in which it begins, from 0
    last: int  #: period in which it ends, included
    observed: float
    expected: float  #: events in it, were the series' share of all events the same all the time
    log_likelihood_ratio: float
    p_value: float
    adjusted_p: float  #: for all series together (Holm)
    alarm: bool  #: adjusted_p is at most the false-alarm rate


def find_bursts(
    counts: Any, exposure: Any, *, false_alarm_rate: float = 0.05, longest: int = 8, replicates: int = 999, seed: int = 1
) -> List[Burst]:
    """Bursts in series of counts, a row each: the best window of every series, and what else is an alarm. Where nothing
    bursts, any alarm of the call has at most the probability `false_alarm_rate`. `exposure`: events of all kinds by period.
    Events are taken for independent; where the same people come back, use find_bursts_of_people().

    >>> [(b.first, b.last, b.alarm) for b in find_bursts([[2, 1, 2, 30, 2, 1]], [100] * 6)]
    [(3, 3, True)]
    """
    rows = columns.rows(counts, "counts")
    all_events = floats(exposure, "exposure")
    if rows.size and (rows.ndim != 2 or rows.shape[1] != len(all_events)):
        raise Error(f"counts have the shape {rows.shape}: expected (series, {len(all_events)})", ErrorCode.SIZE_MISMATCH)
    found = _core.find_bursts(rows.reshape(-1), all_events, false_alarm_rate, longest, replicates, seed)
    return _bursts_of(found, Burst)


@dataclass(frozen=True)
class PeopleBurst(Burst):
    """A stretch of periods in which more people than usual come; `observed` counts a person in each of its periods."""

    people: int  #: different people in it


def find_bursts_of_people(
    series: Any,
    person: Any,
    period: Any,
    exposure: Any,
    *,
    false_alarm_rate: float = 0.05,
    longest: int = 8,
    replicates: int = 999,
    seed: int = 1,
) -> List[PeopleBurst]:
    """The same of people who come back, every period or in runs: by rows, who is in which series in which period.

    Three columns of numbers from 0, of one length; a row told twice counts once. `exposure`: different people of all kinds, by
    period. Where people come independently of each other, each with habits of his own, any alarm of the call has at most the
    probability `false_alarm_rate`. Raises Error for columns of different lengths and a period beyond the exposure. Source:
    Kulldorff 1997; each person's periods are moved together around a circle after Lotwick and Silverman 1982, JRSS B 44.

    >>> rows = [(0, who, 3 if who < 20 else who - 20) for who in range(40)]
    >>> [(b.first, b.last, b.people, b.alarm) for b in find_bursts_of_people(*zip(*rows), [100] * 20, longest=1)]
    [(3, 3, 21, True)]
    """
    found = _core.find_bursts_of_people(
        columns.persons(series, "series"), columns.persons(person, "person"), whole(period, "period", np.uint32),
        floats(exposure, "exposure"), false_alarm_rate, longest, replicates, seed,
    )  # fmt: skip
    return _bursts_of(found, PeopleBurst)


def _bursts_of(found: Dict[str, Any], kind: Type[_Result]) -> List[_Result]:
    found["alarm"] = found["alarm"].astype(bool)
    return [_as(kind, dict(zip(found, row))) for row in zip(*(column.tolist() for column in found.values()))]


@dataclass(frozen=True)
class PostingHours:
    """The share of posts that were answered by hour of the week, from Monday's first."""

    n: Floats  #: posts by hour
    successes: Floats
    share: Floats
    low: Floats  #: Wilson's interval
    high: Floats
    shrunk: Floats  #: drawn towards the share of all hours
    shrunk_low: Floats
    shrunk_high: Floats
    better: Flags  #: above the share of all, at a level that holds for all 168 hours at once
    best: Indices  #: hours with posts, by falling shrunk_low
    posts: float
    overall: float  #: share of all hours together
    concentration: float  #: posts that the prior is worth


def hour_profile(hour: Any, success: Any, *, confidence: float = 0.95) -> PostingHours:
    """When to post: `hour` is the local hour of the week of each post, 0 to 167; `success` whether it was answered."""
    return _as(PostingHours, _core.hour_profile(whole(hour, "hour", np.uint32), flags(success, "success"), confidence))


@dataclass(frozen=True)
class PersonDifference:
    """How persons' means differ between two sides."""

    first: int  #: persons
    second: int
    both: int
    mean_first: float
    mean_second: float
    difference: float  #: second less first
    low: float
    high: float
    degrees_of_freedom: float
    p_value: float


def compare_persons(person: Any, value: Any, second: Any, *, confidence: float = 0.95) -> PersonDifference:
    """Whether persons differ between two sides, e.g. before and after an event: each counts with the mean of his values;
    NaN: unknown."""
    who = columns.persons(person, "person")
    return _as(PersonDifference, _core.compare_persons(who, floats(value, "value"), flags(second, "second"), confidence))


@dataclass(frozen=True)
class Recognition:
    """What persons have been recognised for by different others."""

    points: Floats
    others: Indices  #: different people with a standing who reacted
    days: Indices  #: with points
    level: Indices  #: the badge, 0 to 3; 0: none


def community_points(
    receiver: Any,
    giver: Any,
    day: Any,
    standing: Any,
    eligible: Any = None,
    *,
    daily_cap: float = 3.0,
    days_of_one: int = 3,
    level_points: Sequence[float] = (5, 20, 60),
    level_others: Sequence[float] = (5, 15, 40),
) -> Recognition:
    """Points and badges that cannot be farmed: the logarithm of the different others with a standing who reacted, day by day,
    one and the same other on `days_of_one` days only. `eligible`: who may get points; None: everybody."""
    weight = floats(standing, "standing")
    may = np.ones(len(weight), dtype=np.uint8) if eligible is None else flags(eligible, "eligible")
    found = _core.community_points(
        columns.persons(receiver, "receiver"), columns.persons(giver, "giver"), whole(day, "day", np.int64), weight, may,
        daily_cap, days_of_one, list(level_points), list(level_others),
    )  # fmt: skip
    return _as(Recognition, found)


describe_all(globals())
judge_all(globals())
