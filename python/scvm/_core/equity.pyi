from typing import Any, Dict, List, Optional, Sequence, Tuple

import numpy as np
import numpy.typing as npt

_Floats = npt.NDArray[np.float64]
_Indices = npt.NDArray[np.uint32]
_Bytes = npt.NDArray[np.uint8]
_Times = npt.NDArray[np.int64]
_Result = Dict[str, Any]

join_unknown: int
unknown_step: int
no_rule: int
no_tier: int
no_release: int

class Money:
    def __init__(self, amount: float, currency: str) -> None: ...
    @property
    def amount(self) -> float: ...
    @property
    def currency(self) -> str: ...
    def __add__(self, arg0: Money) -> Money: ...
    def __sub__(self, arg0: Money) -> Money: ...
    def __rmul__(self, arg0: float) -> Money: ...
    def __lt__(self, arg0: Money) -> bool: ...
    def __eq__(self, arg0: object) -> bool: ...
    def __hash__(self) -> int: ...

class Points:
    def __init__(self, count: float) -> None: ...
    @property
    def count(self) -> float: ...
    def __add__(self, arg0: Points) -> Points: ...
    def __rmul__(self, arg0: float) -> Points: ...
    def __lt__(self, arg0: Points) -> bool: ...
    def __eq__(self, arg0: object) -> bool: ...
    def __hash__(self) -> int: ...

class NetworkValues:
    @property
    def value(self) -> _Floats: ...
    @property
    def given(self) -> _Floats: ...
    @property
    def received(self) -> _Floats: ...
    @property
    def status(self) -> _Bytes: ...
    @property
    def summary(self) -> _Result: ...
    @property
    def rejected(self) -> Tuple[npt.NDArray[np.uint64], _Bytes]: ...
    def credit_received(self, receiver: _Indices, giver: _Indices, share: _Floats) -> _Floats: ...
    def account(self, customer: int) -> _Result: ...

class TreatmentTable:
    def __init__(
        self,
        dimensions: Sequence[Tuple[str, Sequence[str]]],
        actions: Sequence[Tuple[str, Optional[int]]],
        rules: Sequence[Tuple[Sequence[Sequence[int]], int, str]],
    ) -> None: ...
    def treat(self, codes: _Bytes, priority: _Floats, tie: Optional[npt.NDArray[np.uint64]]) -> _Result: ...

def network_value(
    value: _Floats,
    receiver: _Indices,
    giver: _Indices,
    share: _Floats,
    withdrawn: Optional[_Bytes],
    ceiling: float,
    passed_on: float,
    keep_losses: bool,
    tolerance: float,
    max_rounds: int,
    threads: int,
) -> NetworkValues: ...
def compare_ranks(before: _Floats, after: _Floats, top_share: float) -> _Result: ...
def credits_from_referrals(
    referrer: _Indices,
    referred: _Indices,
    time: _Times,
    customers: int,
    as_of: int,
    share: float,
    half_life_days: float,
    grace_days: float,
    joined: Optional[_Times],
) -> Tuple[_Indices, _Indices, _Floats, Tuple[npt.NDArray[np.uint64], _Bytes]]: ...
def credits_from_influence(
    influencer: _Indices, influenced: _Indices, weight: _Floats, customers: int, share: float
) -> Tuple[_Indices, _Indices, _Floats]: ...
def referral_value(
    referrer: _Indices,
    period: _Floats,
    margin: Optional[_Floats],
    reward: Optional[_Floats],
    marketing: Optional[_Floats],
    saved_type_one: Optional[_Floats],
    saved_type_two: Optional[_Floats],
    type_one: Optional[_Floats],
    has_own_value: Optional[_Bytes],
    customers: int,
    rate: float,
    reward_paid_to_type_two: bool,
    currency: str,
) -> _Result: ...
def referral_segments(
    lifetime_value: _Floats, referral_value: _Floats, lifetime_split: float, referral_split: float
) -> _Bytes: ...
def reference_value(
    net_reference_rate: Any,
    gross_contribution: Any,
    network_size: Any,
    opinion_leadership: Any,
    satisfied: Any,
    dissatisfied: Any,
) -> Any: ...
def engagement_value(parts: Sequence[Tuple[Optional[_Floats], str]]) -> _Result: ...
def external_value(
    expected: _Floats, value_of_new: float, saved: float, rate: float, periods: float
) -> Tuple[float, float]: ...
def deflected_contacts(
    visits: float, support_share: float, resolved: float, would_have_contacted: float
) -> float: ...
def deflection_saving(contacts: float, contact_cost: Money, community_cost: Money) -> Money: ...
def idea_value(implemented: float, mean_value: Money) -> Money: ...
def tester_value(
    completed: float, hours_per_test: float, hour: Money, days_earlier: float, day: Money
) -> Money: ...
def split_by_weight(total: float, weight: _Floats) -> _Floats: ...
def knowledge_value(parts: Sequence[_Floats]) -> _Floats: ...
def return_on_social(
    benefit: _Floats,
    cost: _Floats,
    benefit_low: Optional[_Floats],
    benefit_high: Optional[_Floats],
    rate: float,
    carry_over: float,
    how: int,
    currency: str,
) -> _Result: ...
def sharing_profile(
    person: _Indices,
    kind: _Bytes,
    units: Optional[_Floats],
    accepted: Optional[_Floats],
    worth: Optional[_Floats],
    age_days: Optional[_Floats],
    persons: int,
    points_per_unit: Sequence[float],
    half_life_days: float,
    undecided: float,
    currency: str,
    confidence: float,
) -> _Result: ...
def effective_kinds(parts: _Floats) -> float: ...
def steps_reached(
    evidence: Sequence[Optional[_Floats]], customers: int, least: Sequence[float]
) -> _Bytes: ...
def stages(reached: _Bytes, confidence: float) -> _Result: ...
def company_stage(index: Sequence[float], threshold: float) -> Tuple[int, int]: ...
def integration_barriers(heavy: _Bytes, fan_or_sympathizer: _Bytes, consented: _Bytes) -> _Bytes: ...
def next_state(
    state: int,
    since_day: int,
    vetted: bool,
    jobs: float,
    successes: float,
    today: int,
    rules: Sequence[float],
) -> Tuple[int, int, int, float]: ...
def helper_trust(
    successes: _Floats,
    jobs: _Floats,
    vetted: _Bytes,
    of_vetted: Tuple[float, float],
    of_others: Tuple[float, float],
    quantile: float,
) -> _Result: ...
def route(
    price: _Floats,
    p_fail: _Floats,
    loss: _Floats,
    waiting_hours: _Floats,
    value_of_hour: float,
    most_p_fail: float,
) -> _Result: ...
def summarise_ratings(
    helper: _Indices,
    seeker: _Indices,
    of_helper: _Floats,
    of_seeker: _Floats,
    closed: _Bytes,
    helpers: int,
    seekers: int,
    usual: float,
    weight: float,
    confidence: float,
) -> _Result: ...
def value_tiers(
    value: _Floats, before: Optional[_Bytes], enter: Sequence[float], stay: Sequence[float]
) -> _Result: ...
def boundaries_by_share(
    value: _Floats, top_shares: Sequence[float], slack: float
) -> Tuple[List[float], List[float]]: ...
def gate_recommendation(p_fan: Any, p_sympathizer: Any, least: Any) -> Any: ...
def opponent_priority(damage: Any, p_opponent: Any) -> Any: ...
def activation_potential(p_sympathizer: Any, of_fan: Any, of_sympathizer: Any) -> Any: ...
def revenue_at_release(
    month: npt.NDArray[np.int32], p_captive: _Floats, revenue: _Floats
) -> List[Tuple[int, int, float]]: ...
def attention_list(
    participation: _Bytes,
    influence: _Floats,
    value: _Floats,
    tie: Optional[npt.NDArray[np.uint64]],
    eligible: Optional[_Bytes],
    count: int,
) -> _Indices: ...
def draw_winners(id: Sequence[str], count: int, seed: int, eligible: Optional[_Bytes]) -> _Result: ...
