from typing import Any, Callable, Dict, List, Optional, Sequence, Tuple

import numpy as np
import numpy.typing as npt

_Floats = npt.NDArray[np.float64]
_Indices = npt.NDArray[np.uint32]
_Flags = npt.NDArray[np.uint8]
_Times = npt.NDArray[np.int64]
_Result = Dict[str, Any]

nobody: int
no_purchase: int

class Graph:
    @staticmethod
    def from_edges(
        source: _Indices, target: _Indices, weight: Optional[_Floats], nodes: int, directed: bool, threads: int
    ) -> Graph: ...
    @property
    def node_count(self) -> int: ...
    @property
    def edge_count(self) -> int: ...
    @property
    def weighted(self) -> bool: ...
    def reversed(self) -> Graph: ...
    def edges(self) -> Tuple[_Indices, _Indices, _Floats]: ...

class InteractionRules:
    def __init__(self) -> None: ...
    weight: List[float]
    tone_weight: List[float]
    channel_weight: List[float]
    half_life_days: float
    window_days: int
    skew_days: int
    daily_pair_cap: float
    daily_actor_cap: float
    pair_cap: float
    repeats_counted: int

class InteractionLedger:
    def __init__(self) -> None: ...
    def append(
        self,
        time: _Times,
        actor: _Indices,
        target: _Indices,
        kind: _Flags,
        channel: Optional[_Flags],
        sentiment: Optional[_Floats],
        count: Optional[_Indices],
        id: Optional[npt.NDArray[np.uint64]],
        fingerprint: Optional[npt.NDArray[np.uint64]],
        tone_threshold: float,
        threads: int,
    ) -> Tuple[npt.NDArray[np.uint64], _Flags]: ...
    def merge(self, other: InteractionLedger) -> None: ...
    def erase(self, person: int) -> None: ...
    @property
    def person_count(self) -> int: ...
    def weigh(self, rules: InteractionRules, as_of: int, persons: int, threads: int) -> _Result: ...

def pagerank(
    graph: Graph,
    damping: float,
    teleport: Optional[_Floats],
    dangling: int,
    start: Optional[_Floats],
    tolerance: float,
    max_iterations: int,
    threads: int,
) -> _Result: ...
def hubbell(
    graph: Graph, exogenous: _Floats, factor: float, tolerance: float, max_iterations: int, threads: int
) -> _Result: ...
def spectral_radius(graph: Graph, tolerance: float, max_iterations: int) -> _Result: ...
def attention_mass(
    graph: Graph, activity: _Floats, damping: float, tolerance: float, max_iterations: int, threads: int
) -> _Result: ...
def standings(
    graph: Graph,
    backing: _Floats,
    own_part: float,
    regard_scale: float,
    lent_on: float,
    doubt: float,
    staff: Optional[_Flags],
    threads: int,
) -> _Result: ...
def attention_heard(
    graph: Graph,
    standing: _Floats,
    damping: float,
    doubt: float,
    tolerance: float,
    max_iterations: int,
    threads: int,
) -> _Result: ...
def adoption(
    influence: Graph, alone: _Floats, own: _Floats, tolerance: float, max_iterations: int, threads: int
) -> _Result: ...
def linear_network_value(
    influence: Graph, value: _Floats, own: _Floats, tolerance: float, max_iterations: int, threads: int
) -> _Result: ...
def influence_value(
    influence: Graph, lifetime_value: _Floats, ceiling: float, tolerance: float, max_iterations: int, threads: int
) -> _Result: ...
def hits(graph: Graph, tolerance: float, max_iterations: int, threads: int) -> _Result: ...
def degrees(graph: Graph, direction: int) -> _Indices: ...
def strengths(graph: Graph, direction: int) -> _Floats: ...
def core_numbers(graph: Graph, direction: int) -> _Indices: ...
def h_indices(graph: Graph, direction: int) -> _Indices: ...
def betweenness(
    graph: Graph,
    weights_are_lengths: bool,
    undirected: bool,
    sources: int,
    confidence: float,
    seed: int,
    threads: int,
) -> _Result: ...
def reciprocity(graph: Graph) -> _Result: ...
def mixing(graph: Graph, group: _Indices, groups: int) -> _Result: ...
def steps_from(graph: Graph, sources: _Indices) -> _Indices: ...
def hubs(degree: _Floats, betweenness: _Floats, quantile: float) -> _Flags: ...
def cut_vertices(graph: Graph) -> _Flags: ...
def parts(graph: Graph, strong: bool) -> _Indices: ...
def participation(
    contributions: _Floats,
    present: Optional[_Flags],
    absolute: bool,
    heavy: float,
    intermittent: float,
    confidence: float,
) -> _Result: ...
def gini(quantity: _Floats) -> float: ...
def top_share(quantity: _Floats, share: float) -> float: ...
def lorenz_curve(quantity: _Floats, points: int) -> Tuple[_Floats, _Floats]: ...
def notable_posts(engagement: _Floats, notable: float, expected: float, confidence: float) -> _Result: ...
def super_users(
    of_person: _Flags, helpful: _Indices, answers: _Indices, quantile: float, confidence: float
) -> _Flags: ...
def early_signal(early: _Floats, later_heavy: _Flags) -> _Result: ...
def effective_followers(
    last_active_day: npt.NDArray[np.int32],
    followed_on_day: npt.NDArray[np.int32],
    follows: _Indices,
    followers: _Indices,
    repeated: _Floats,
    today: int,
    inactive_days: int,
    repeated_above: float,
    follows_at_least: int,
    follows_per_follower: float,
    burst_at_least: int,
    burst_factor: float,
) -> Tuple[_Flags, List[int]]: ...

class SocialChannel:
    def __init__(self) -> None: ...
    weight: List[float]
    reference: List[float]
    strength: float
    usual_reactions: float
    shrinkage: float

class SocialScoreModel:
    def __init__(self) -> None: ...
    channels: List[SocialChannel]
    floor: float
    max_change_per_day: float

def social_features(
    graph: Graph,
    contributions: _Floats,
    influence: _Floats,
    channel: SocialChannel,
    standing: Optional[_Floats],
) -> _Floats: ...
def social_scores(
    features: _Floats, model: SocialScoreModel, followers: Optional[_Floats], threads: int
) -> _Result: ...
def fit_reference(
    features: _Floats, channel: SocialChannel, reactions: float, contributions: float, quantile: float
) -> SocialChannel: ...
def published_score(score: float, last_published: float, days: float, model: SocialScoreModel) -> float: ...
def weight_sensitivities(features: _Floats, model: SocialScoreModel, change: float) -> List[Dict[str, float]]: ...

class LiveFeatures:
    def __init__(
        self,
        ledger: InteractionLedger,
        rules: InteractionRules,
        as_of: int,
        influence: _Floats,
        channel: SocialChannel,
        standing: Optional[_Floats],
    ) -> None: ...
    def apply(
        self, time: int, actor: int, target: int, kind: int, tone: int, channel: int, count: int
    ) -> None: ...
    def features_of(self, arg0: int) -> Tuple[float, float, float]: ...

def referral_trees(referrer: _Indices, referred: _Indices, time: _Times, persons: int) -> _Result: ...
def k_factor(users: int, invites: int, accepted: int, confidence: float) -> _Result: ...
def type_one_probability(
    converted_referred: float, referred: float, converted_others: float, others: float
) -> float: ...
def referral_types(referrer: _Indices, type_one_probability: _Floats) -> _Result: ...
def touched_first_purchases(
    first_purchase: _Times, customer: _Indices, time: _Times, kind: _Flags, window: int, confidence: float
) -> _Result: ...
def trivalency(influence: Graph, seed: int, levels: Sequence[float]) -> Graph: ...
def learned_probabilities(
    graph: Graph, contributions: _Floats, shrinkage: float, max_probability: float
) -> Graph: ...
def attention_shares(graph: Graph, part: float, max_probability: float) -> Graph: ...
def spread(
    influence: Graph,
    seeds: _Indices,
    kind: int,
    probability: float,
    simulations: int,
    seed: int,
    value: Optional[_Floats],
    threads: int,
) -> _Result: ...
def negative_reach(
    influence: Graph,
    opponents: _Indices,
    each: bool,
    kind: int,
    probability: float,
    value: Optional[_Floats],
    simulations: int,
    seed: int,
    threads: int,
) -> List[_Result]: ...
def programme_effect(
    influence: Graph,
    organic: _Indices,
    ambassadors: _Indices,
    rival: _Indices,
    kind: int,
    probability: float,
    discount: float,
    value: Optional[_Floats],
    simulations: int,
    seed: int,
    threads: int,
) -> _Result: ...
def ambassadors(
    influence: Graph,
    count: int,
    budget: float,
    cost: Optional[_Floats],
    value: Optional[_Floats],
    eligible: Optional[_Flags],
    barred: Optional[_Flags],
    active: Optional[_Indices],
    kind: int,
    probability: float,
    epsilon: float,
    delta: float,
    check_sets: int,
    simulations: int,
    max_sets: int,
    max_bytes: int,
    keep_going: Optional[Callable[[], bool]],
    seed: int,
    threads: int,
) -> _Result: ...
def reach_of(
    influence: Graph,
    people: _Indices,
    value: Optional[_Floats],
    barred: Optional[_Flags],
    active: Optional[_Indices],
    kind: int,
    probability: float,
    sets: int,
    simulated: bool,
    seed: int,
    threads: int,
) -> _Result: ...
