"""From customer value to the value of the customer network; the names are those of the C++ room ``scvm::equity``.

>>> found = network_value([200, 1000, 500], receiver=[0, 1, 0], giver=[1, 2, 2], share=[0.3, 0.3, 0.1])
>>> found.value.tolist(), found.value_sum
([550.0, 850.0, 300.0], 1700.0)

Customers are the numbers 0 … n - 1; ``pandas.factorize`` makes them of any ids. Columns may be lists, numpy arrays or
pandas Series; None and NaN mean unknown, and what follows from it is NaN. A contiguous array of the right type is lent
to the core as it is; anything else is converted once, here. Times are seconds since 1970-01-01 UTC, or whatever
``scvm.dates.DateReader`` reads.
"""

from __future__ import annotations

import enum
import math
from dataclasses import dataclass, field
from typing import Any, Dict, List, Mapping, NamedTuple, Optional, Sequence, Tuple, Type, TypeVar, Union

import numpy as np
import numpy.typing as npt
import pandas as pd

from scvm import columns
from scvm._core import equity as _core
from scvm.arguments import Remade, judge_all, judge_made
from scvm.columns import flags, floats, optional, whole
from scvm.dates import NO_TIME, DateReader
from scvm.errors import Error, ErrorCode
from scvm.method_texts import describe_all

__all__ = [
    "Account", "Credits", "CreditLine", "EngagementValues", "ExternalValue", "FunnelStep", "HelperChange", "HelperState",
    "HelperStep", "HelperTrust", "IntegrationBarrier", "LagEstimate", "Measurability", "Money", "MoneyColumn", "NO_RELEASE", "NO_TIER",
    "NetworkStatus", "NetworkValues", "Points", "RankChange", "RatingSummary", "RecommendationGate", "ReferralSegment",
    "ReferralValues", "ReleaseMonth", "Routing", "SHARING_KINDS", "SeededDraw", "SharingKindSummary", "SharingProfiles",
    "SocialReturn", "Stage", "Stages", "TierBoundaries", "TreatmentStatus", "TreatmentTable", "Treatments", "UNKNOWN_STEP",
    "ValueTiers", "WayChoice", "WayRouting", "WhoMatters", "activation_potential", "attention_list", "boundaries_by_share", "choose_way",
    "company_stage", "compare_ranks", "credits_from_influence", "credits_from_referrals", "deflected_contacts", "deflection_saving",
    "distributed_lag", "draw_winners",
    "effective_kinds", "engagement_value", "external_value", "gate_recommendation", "helper_trust", "idea_value",
    "integration_barriers", "knowledge_value", "network_value", "next_state", "opponent_priority", "reference_value",
    "referral_segments", "referral_value", "return_on_social", "revenue_at_release", "route", "sharing_profile",
    "split_by_weight", "stages", "steps_reached", "summarise_ratings", "tester_value", "value_tiers", "who_matters",
]  # fmt: skip

Floats = npt.NDArray[np.float64]
Indices = npt.NDArray[np.uint32]
Bytes = npt.NDArray[np.uint8]
Rejected = List[Tuple[int, str]]

Money = _core.Money
Points = _core.Points
judge_made(Money, amount=float, currency=str)
judge_made(Points, count=float)

#: A step of a customer of which nothing is known.
UNKNOWN_STEP: int = _core.unknown_step
#: The tier of a customer without a value, and the previous tier of a new customer.
NO_TIER: int = _core.no_tier
#: The month of a customer whose release is not known.
NO_RELEASE: int = _core.no_release
#: The seven kinds of sharing, in the order of their numbers.
SHARING_KINDS = ("products", "ideas", "know_how", "capital", "content", "experience", "trends")


class NetworkStatus(enum.IntEnum):
    """Whether a customer takes part. The numbers are stable."""

    COUNTED = 0
    NO_LIFETIME_VALUE = 1
    WITHDRAWN = 2


class ReferralSegment(enum.IntEnum):
    """Where a customer stands by lifetime and referral value. The numbers are stable."""

    UNKNOWN = 0
    CHAMPION = 1
    AFFLUENT = 2
    ADVOCATE = 3
    MISER = 4


class Stage(enum.IntEnum):
    """How far a customer, or the company, has come. The numbers are stable."""

    NONE = 0
    FIND = 1
    UNDERSTAND = 2
    BIND = 3
    DELIGHT = 4
    INTEGRATE = 5


class IntegrationBarrier(enum.IntFlag):
    """What keeps a customer from being integrated. The numbers are stable."""

    READY = 0
    NO_HEAVY_CONTRIBUTOR = 1
    NO_FAN_OR_SYMPATHIZER = 2
    NO_CONSENT = 4


class HelperState(enum.IntEnum):
    """A customer who helps customers. The numbers are stable."""

    APPLICANT = 0
    VETTED = 1
    HELPER = 2
    FRIEND = 3


class HelperChange(enum.IntEnum):
    """Why a helper's state is what it is. The numbers are stable."""

    STAYS = 0
    VETTED = 1
    FIRST_JOBS = 2
    BADGE_EARNED = 3
    BADGE_LOST = 4
    VETTING_LOST = 5


class Measurability(enum.IntEnum):
    """How a benefit is known: grades A to D. The numbers are stable."""

    EXPERIMENT = 0
    QUASI_EXPERIMENT = 1
    ATTRIBUTION = 2
    ASSUMPTION = 3


class TreatmentStatus(enum.IntEnum):
    """Why a customer gets an action or none. The numbers are stable."""

    TREATED = 0
    NOT_KNOWN = 1
    NO_CAPACITY = 2


class RecommendationGate(enum.IntEnum):
    """Whether a customer may be asked for a recommendation. The numbers are stable."""

    ASK = 0
    DO_NOT_ASK = 1
    NOT_KNOWN = 2


_ATTRIBUTION_REASONS = ("unknown_receiver", "unknown_giver", "self_credit", "bad_share")
_CREDIT_REASONS = ("unknown_customer", "self", "referrer_joined_later", "referred_before", "second")
_CONTRIBUTION_REASONS = ("unknown_person", "unknown_kind", "bad_units", "bad_accepted", "bad_worth", "bad_age")


def _ties(values: Any) -> Optional[npt.NDArray[np.uint64]]:
    return optional(whole, values, "tie", np.uint64)


def _reasons(rejected: Tuple[npt.NDArray[np.uint64], Bytes], names: Sequence[str]) -> Rejected:
    return [(row, names[reason]) for row, reason in zip(rejected[0].tolist(), rejected[1].tolist())]


_Code = TypeVar("_Code", bound=enum.IntEnum)


def _code(value: Union[str, int], kind: Type[_Code], what: str) -> _Code:
    try:
        return kind[value.upper()] if isinstance(value, str) else kind(value)
    except (KeyError, ValueError):
        expected = ", ".join(each.name.lower() for each in kind)
        raise Error(f"{what} = {value!r}: expected one of {expected}", ErrorCode.DOMAIN) from None


class CreditLine(NamedTuple):
    """One line of the account between a customer and another one."""

    customer: int
    share: float
    amount: float


@dataclass(frozen=True)
class Account:
    """How a network value comes about: lifetime value, less what goes to others, plus what comes from others."""

    lifetime_value: float  #: NaN, and no lines, unless counted
    given: List[CreditLine]
    received: List[CreditLine]
    value: float


@dataclass(frozen=True)
class NetworkValues:
    """The value of every customer in the network, in the unit of the lifetime values.

    The network moves value between customers: the sum stays.
    """

    value: Floats = field(repr=False)  #: NaN unless counted
    given: Floats = field(repr=False)
    received: Floats = field(repr=False)
    status: Bytes = field(repr=False)  #: NetworkStatus
    lifetime_sum: float
    value_sum: float  #: Customer Network Equity within the base
    credit_sum: float
    counted: int
    rounds: int  #: of the chain; 0 for one step
    settled: bool
    scaled: int  #: customers whose shares were scaled to the ceiling
    left_out: int  #: rows that touch a customer who is not counted
    rejected: Rejected
    _core: _core.NetworkValues = field(repr=False, compare=False)

    def credit_received(self, credits: Credits) -> Floats:
        """What each customer receives by the rows of one rule, which were among those that this was made of."""
        return self._core.credit_received(credits.receiver, credits.giver, credits.share)

    def account(self, customer: int) -> Account:
        """Who was credited with what, largest first."""
        found = self._core.account(customer)
        for side in ("given", "received"):
            found[side] = [CreditLine(*line) for line in found[side]]
        return Account(**found)


def network_value(
    value: Any,
    receiver: Any,
    giver: Any,
    share: Any,
    *,
    withdrawn: Any = None,
    ceiling: float = 1.0,
    passed_on: float = 0.0,
    losses: str = "shared",
    tolerance: float = 1e-15,
    max_rounds: int = 1000,
    threads: int = 1,
) -> NetworkValues:
    """Credits `share` of the giver's value to the receiver; the sum of all values stays.

    `passed_on` 0 is one step, above it credit is itself credited onwards. `losses` may be "kept" by the customer.
    """
    if losses not in ("shared", "kept"):
        raise Error(f'losses = "{losses}": expected shared or kept', ErrorCode.DOMAIN)
    found = _core.network_value(
        floats(value, "value"),
        columns.persons(receiver, "receiver"),
        columns.persons(giver, "giver"),
        floats(share, "share"),
        optional(flags, withdrawn, "withdrawn"),
        ceiling,
        passed_on,
        losses == "kept",
        tolerance,
        max_rounds,
        threads,
    )
    rejected = _reasons(found.rejected, _ATTRIBUTION_REASONS)
    return NetworkValues(
        found.value, found.given, found.received, found.status, rejected=rejected, _core=found, **found.summary
    )


@dataclass(frozen=True)
class RankChange:
    """How the order of customers changes from one value to another."""

    customers: int
    spearman: float
    kendall: float
    top_from_before: float
    top_from_after: float
    entered: Indices  #: in the top part afterwards only
    left: Indices
    stayed: int
    moved_share: float


def compare_ranks(before: Any, after: Any, top_share: float = 0.1) -> RankChange:
    """Rank correlations, and who moves in and out of the top decile; ties go upward."""
    return RankChange(**_core.compare_ranks(floats(before, "before"), floats(after, "after"), top_share))


@dataclass(frozen=True)
class Credits:
    """Attributions that a rule made: columns for network_value(). Add two of them to use both."""

    receiver: Indices
    giver: Indices
    share: Floats
    rejected: Rejected = field(default_factory=list)

    def __add__(self, other: Credits) -> Credits:
        return Credits(
            np.concatenate((self.receiver, other.receiver)),
            np.concatenate((self.giver, other.giver)),
            np.concatenate((self.share, other.share)),
            self.rejected + other.rejected,
        )


def credits_from_referrals(
    referrer: Any,
    referred: Any,
    time: Any,
    *,
    customers: int,
    as_of: Any,
    share: float = 0.3,
    half_life_days: float = math.inf,
    grace_days: float = 30,
    joined: Any = None,
    date_format: Union[str, Sequence[str]] = "",
) -> Credits:
    """The share of each referred customer's value that is owed to the referrer; what cannot be is rejected by row.

    ``date_format``: of dates that are not ISO 8601, see ``scvm.dates.DateReader``.
    """
    dates = DateReader(date_format)
    to, of = columns.persons(referrer, "referrer"), columns.persons(referred, "referred")
    moments, faults = dates.required(time, "time")
    columns.require_rows(len(to), referred=of, time=moments)
    joins = None
    if joined is not None:
        joins, unread = dates.column(joined, "joined")
        of_whom = dict(unread)  # when they came cannot be told: nor whether they came after the referral
        known = {row for row, _ in faults}
        faults += [(row, of_whom[who]) for row, who in enumerate(of.tolist()) if who in of_whom and row not in known]
        joins = np.where(joins == NO_TIME, _core.join_unknown, joins)
    rows = columns.readable_rows(len(to), faults)
    if rows is not None:
        to, of, moments = to[rows], of[rows], moments[rows]
    now = dates.first_second(as_of, "as_of")
    receiver, giver, part, rejected = _core.credits_from_referrals(
        to, of, moments, customers, now, share, half_life_days, grace_days, joins
    )
    return Credits(receiver, giver, part, columns.with_faults(_reasons(rejected, _CREDIT_REASONS), rows, faults))


def credits_from_influence(influencer: Any, influenced: Any, weight: Any, *, customers: int, share: float) -> Credits:
    """`share` of everybody's value, divided among those who influence them by weight."""
    rows = _core.credits_from_influence(
        columns.persons(influencer, "influencer"),
        columns.persons(influenced, "influenced"),
        floats(weight, "weight"),
        customers,
        share,
    )
    return Credits(*rows)


@dataclass(frozen=True)
class ReferralValues:
    """What the referrals of each customer are worth, by parts."""

    value: Floats
    type_one_margin: Floats
    type_one_savings: Floats
    type_two_savings: Floats
    rewards: Floats
    overlap: Floats  #: the part of the margin that stands in lifetime values of others, too
    rejected: npt.NDArray[np.uint64]
    currency: str


def referral_value(
    referrer: Any,
    period: Any,
    *,
    customers: int,
    margin: Any = None,
    reward: Any = None,
    marketing: Any = None,
    saved_type_one: Any = None,
    saved_type_two: Any = None,
    type_one: Any = None,
    has_own_value: Any = None,
    rate: float = 0.1,
    reward_paid_to_type_two: bool = False,
    currency: str = "",
) -> ReferralValues:
    """Referral value of Kumar, Petersen and Leone: one row for each referred customer and period."""
    found = _core.referral_value(
        columns.persons(referrer, "referrer"),
        floats(period, "period"),
        optional(floats, margin, "margin"),
        optional(floats, reward, "reward"),
        optional(floats, marketing, "marketing"),
        optional(floats, saved_type_one, "saved_type_one"),
        optional(floats, saved_type_two, "saved_type_two"),
        optional(floats, type_one, "type_one"),
        optional(flags, has_own_value, "has_own_value"),
        customers,
        rate,
        reward_paid_to_type_two,
        currency,
    )
    return ReferralValues(**found)


def referral_segments(lifetime_value: Any, referral_value: Any, *, lifetime_split: float, referral_split: float) -> Bytes:
    """ReferralSegment of each customer; a value at or above its split is high."""
    return _core.referral_segments(
        floats(lifetime_value, "lifetime_value"),
        floats(referral_value, "referral_value"),
        lifetime_split,
        referral_split,
    )


def reference_value(
    net_reference_rate: Any,
    gross_contribution: Any,
    network_size: Any,
    opinion_leadership: Any,
    satisfied: Any = 1.0,
    dissatisfied: Any = 0.0,
) -> Any:
    """What a customer's talk is worth, numbers or columns; an opponent's reach is worth less than nothing."""
    return _core.reference_value(
        _one_or_each(net_reference_rate, "net_reference_rate"), _one_or_each(gross_contribution, "gross_contribution"),
        _one_or_each(network_size, "network_size"), _one_or_each(opinion_leadership, "opinion_leadership"),
        _one_or_each(satisfied, "satisfied"), _one_or_each(dissatisfied, "dissatisfied"),
    )  # fmt: skip


@dataclass(frozen=True)
class MoneyColumn:
    """A column of money with a currency of its own."""

    amount: Any
    currency: str


@dataclass(frozen=True)
class EngagementValues:
    """Customer engagement value of each customer, in `currency`."""

    value: Floats  #: NaN where a component of the model is unknown
    missing: Bytes  #: bits: lifetime 1, referral 2, influence 4, knowledge 8, overlap 16
    sum: Dict[str, float]  #: of each component over the valued customers
    total: float
    valued: int
    currency: str


def engagement_value(
    lifetime: Any,
    referral: Any = None,
    influence: Any = None,
    knowledge: Any = None,
    overlap: Any = None,
    *,
    currency: str = "",
) -> EngagementValues:
    """CLV + CRV + CIV + CKV - overlap. None: no part of the model. A MoneyColumn of another currency is an error."""
    names = ("lifetime", "referral", "influence", "knowledge", "overlap")
    parts = []
    for name, part in zip(names, (lifetime, referral, influence, knowledge, overlap)):
        code = part.currency if isinstance(part, MoneyColumn) else currency
        amount = part.amount if isinstance(part, MoneyColumn) else part
        parts.append((optional(floats, amount, name), code))
    found = _core.engagement_value(parts)
    found["sum"] = dict(zip(names, found["sum"]))
    return EngagementValues(**found)


class ExternalValue(NamedTuple):
    """New customers whom today's customers will bring, and what they are worth."""

    expected: float
    value: float


def external_value(
    expected: Any, value_of_new: float, *, saved: float = 0.0, rate: float = 0.0, periods: float = 0.0
) -> ExternalValue:
    """What referrals to come bring from outside the base; never part of the network values."""
    return ExternalValue(*_core.external_value(floats(expected, "expected"), value_of_new, saved, rate, periods))


def deflected_contacts(visits: float, support_share: float, resolved: float, would_have_contacted: float) -> float:
    """Service contacts that did not come because customers found their answer at other customers: the product of all four,
    of which the last three are shares."""
    return _core.deflected_contacts(visits, support_share, resolved, would_have_contacted)


def deflection_saving(contacts: float, contact_cost: Money, community_cost: Money) -> Money:
    """What deflected contacts save: contacts times the cost of one, less that of the same answer in the community.

    Negative if the community costs more.
    """
    return _core.deflection_saving(contacts, contact_cost, community_cost)


def idea_value(implemented: float, mean_value: Money) -> Money:
    """What ideas bring: so many implemented ones times their mean value."""
    return _core.idea_value(implemented, mean_value)


def tester_value(completed: float, hours_per_test: float, hour: Money, days_earlier: float, day: Money) -> Money:
    """What product tests by customers are worth: paid hours that they save, and days earlier to market."""
    return _core.tester_value(completed, hours_per_test, hour, days_earlier, day)


def split_by_weight(total: float, weight: Any) -> Floats:
    """Divides a total in proportion to weights; NaN for everybody where nobody has any."""
    return _core.split_by_weight(total, floats(weight, "weight"))


def knowledge_value(*parts: Any) -> Floats:
    """The sum of its parts in money per customer; NaN where a part is not known."""
    return _core.knowledge_value([floats(part, f"parts[{i}]") for i, part in enumerate(parts)])


@dataclass(frozen=True)
class SocialReturn:
    """The return on a programme; NaN where grade D allows no point value."""

    benefit: float
    cost: float
    net: float
    ratio: float
    ratio_low: float
    ratio_high: float
    payback: float  #: first period, from 1, after which the discounted sum stays >= 0
    mean_lag: float
    truncated: bool
    outside: float  #: benefit that arrives after the horizon
    sustained: bool
    grade: str
    net_by_period: Floats
    currency: str


def return_on_social(
    benefit: Any,
    cost: Any,
    *,
    how: Union[str, int] = "assumption",
    rate: float = 0.0,
    carry_over: float = 0.0,
    benefit_low: Any = None,
    benefit_high: Any = None,
    currency: str = "",
) -> SocialReturn:
    """Discounted benefit less cost, with lag and payback. `how`: a Measurability; grade D gives limits alone."""
    found = _core.return_on_social(
        floats(benefit, "benefit"),
        floats(cost, "cost"),
        optional(floats, benefit_low, "benefit_low"),
        optional(floats, benefit_high, "benefit_high"),
        rate,
        carry_over,
        int(_code(how, Measurability, "how")),
        currency,
    )
    return SocialReturn(**found)


@dataclass(frozen=True)
class LagEstimate:
    """How many weeks activity takes to show in an outcome."""

    status: str  #: estimated, too_few_weeks, no_variation, collinear, no_effect
    mean_lag: float  #: in weeks; NaN unless estimated
    low: float  #: Fieller's interval
    high: float
    total: float  #: outcomes that one unit of activity moves in the end
    total_low: float
    total_high: float
    r_squared: float
    placebo_p: float  #: share of shuffled weeks that explain as much
    weeks: int
    effect: Floats  #: by lag, from 0
    effect_low: Floats
    effect_high: Floats


def distributed_lag(
    activity: Any, outcome: Any, *, longest: int = 12, confidence: float = 0.95, placebos: int = 999, block: int = 4, seed: int = 1
) -> LagEstimate:  # fmt: skip
    """The mean lag of weekly activity on a weekly outcome, of any shape up to `longest` weeks, with a placebo on shuffled weeks."""
    found = _core.distributed_lag(floats(activity, "activity"), floats(outcome, "outcome"), longest, confidence, placebos, block, seed)
    return LagEstimate(**found)


@dataclass(frozen=True)
class SharingKindSummary:
    """What one kind of sharing amounts to; acceptance with Wilson's interval."""

    events: int
    sharers: int
    decided: int
    accepted: float
    acceptance: float
    acceptance_low: float
    acceptance_high: float


@dataclass(frozen=True)
class SharingProfiles:
    """Who shares what, and what it is worth, in money or in points: the two never add."""

    profile: Floats = field(repr=False)  #: persons × 7
    diversity: Floats = field(repr=False)
    points: Floats = field(repr=False)
    worth: Floats = field(repr=False)  #: money of the contributions with a price
    events: Indices = field(repr=False)
    priced: Indices = field(repr=False)  #: contributions with a price
    company: List[float]
    kinds: Dict[str, SharingKindSummary]
    sharers: int
    sharer_share: float
    sharer_low: float
    sharer_high: float
    rejected: Rejected
    currency: str

    def frame(self) -> pd.DataFrame:
        """The profiles with the kinds as columns, and diversity, points and worth."""
        frame = pd.DataFrame(self.profile, columns=list(SHARING_KINDS))
        return frame.assign(diversity=self.diversity, points=self.points, worth=self.worth)


def sharing_profile(
    person: Any,
    kind: Any,
    *,
    persons: int,
    units: Any = None,
    accepted: Any = None,
    worth: Any = None,
    age_days: Any = None,
    points_per_unit: Optional[Mapping[str, float]] = None,
    half_life_days: float = math.inf,
    undecided: float = 1.0,
    currency: str = "",
    confidence: float = 0.95,
) -> SharingProfiles:
    """The profile over the seven kinds of sharing, numbers or SHARING_KINDS names. Points default to 1 a unit."""
    kinds = np.asarray(columns.unmasked(kind))
    if kinds.dtype.kind in "UO":
        number = {name: k for k, name in enumerate(SHARING_KINDS)}
        kinds = np.array([number.get(str(name), 255) for name in kinds.tolist()], dtype=np.uint8)
    weights = dict(points_per_unit or {})
    unknown = set(weights) - set(SHARING_KINDS)
    if unknown:
        expected = ", ".join(SHARING_KINDS)
        raise Error(f"points_per_unit: {sorted(unknown)[0]}: expected one of {expected}", ErrorCode.DOMAIN)
    found = _core.sharing_profile(
        columns.persons(person, "person"),
        whole(kinds, "kind", np.uint8),
        optional(floats, units, "units"),
        optional(floats, accepted, "accepted"),
        optional(floats, worth, "worth"),
        optional(floats, age_days, "age_days"),
        persons,
        [weights.get(name, 1.0) for name in SHARING_KINDS],
        half_life_days,
        undecided,
        currency,
        confidence,
    )
    found["kinds"] = {name: SharingKindSummary(**summary) for name, summary in found["kinds"].items()}
    found["rejected"] = [(row, _CONTRIBUTION_REASONS[reason]) for row, reason in found["rejected"]]
    return SharingProfiles(**found)


def effective_kinds(parts: Any) -> float:
    """How many kinds, equally used, would be as diverse: exp(Shannon)."""
    return _core.effective_kinds(floats(parts, "parts"))


def steps_reached(
    *,
    customers: int,
    contacts: Any = None,
    answered: Any = None,
    returns: Any = None,
    satisfaction: Any = None,
    recommendations: Any = None,
    contributions: Any = None,
    least: Optional[Mapping[str, float]] = None,
) -> Bytes:
    """The five steps of each customer from what is known of them; `least` replaces limits (satisfaction 87.5, else 1)."""
    evidence = {
        "contacts": contacts,
        "answered": answered,
        "returns": returns,
        "satisfaction": satisfaction,
        "recommendations": recommendations,
        "contributions": contributions,
    }
    limits = {name: 87.5 if name == "satisfaction" else 1.0 for name in evidence}
    for name, limit in (least or {}).items():
        if name not in limits:
            raise Error(f"least: {name}: expected one of {', '.join(limits)}", ErrorCode.DOMAIN)
        limits[name] = limit
    known = [optional(floats, column, name) for name, column in evidence.items()]
    return _core.steps_reached(known, customers, list(limits.values())).reshape(customers, 5)


@dataclass(frozen=True)
class FunnelStep:
    """One step of the funnel, with Wilson's intervals."""

    reached: int
    share: float
    low: float
    high: float
    conversion: float
    conversion_low: float
    conversion_high: float


@dataclass(frozen=True)
class Stages:
    """Where customers stand on find, understand, bind, delight, integrate."""

    of_customer: Bytes = field(repr=False)  #: Stage
    premature: Bytes = field(repr=False)  #: bits of the steps that are reached although a lower one is not
    incomplete: Bytes = field(repr=False)
    funnel: List[FunnelStep]
    scaled: int
    errors: int
    reproducibility: float
    minimal_reproducibility: float
    scalability: float


def stages(reached: Any, confidence: float = 0.95) -> Stages:
    """Stages of customers × 5 steps: 0, 1, or UNKNOWN_STEP."""
    found = _core.stages(whole(np.ravel(reached), "reached", np.uint8), confidence)
    found["funnel"] = [FunnelStep(**step) for step in found["funnel"]]
    return Stages(**found)


def company_stage(index: Sequence[float], threshold: float = 0.5) -> Tuple[Stage, List[Stage]]:
    """The company's stage from one index per stage, and the stages that come too early."""
    if len(index) != 5:
        raise Error(f"index has {len(index)} values: expected five", ErrorCode.SIZE_MISMATCH)
    at, early = _core.company_stage(list(floats(index, "index")), threshold)
    return Stage(at), [Stage(k + 1) for k in range(5) if early >> k & 1]


def integration_barriers(heavy: Any, fan_or_sympathizer: Any, consented: Any) -> Bytes:
    """IntegrationBarrier bits of each customer; 0: ready to be integrated."""
    return _core.integration_barriers(flags(heavy, "heavy"), flags(fan_or_sympathizer, "fan_or_sympathizer"), flags(consented, "consented"))


class HelperStep(NamedTuple):
    """The state of a helper today, and why."""

    state: HelperState
    since_day: int
    reason: HelperChange
    lower_limit: float


def next_state(
    state: Union[str, int],
    since_day: int,
    *,
    vetted: bool,
    jobs: float,
    successes: float,
    today: int,
    jobs_of_helper: float = 1,
    successes_of_friend: float = 5,
    earn_above: float = 0.6,
    lose_below: float = 0.5,
    confidence: float = 0.9,
) -> HelperStep:
    """applicant → vetted → helper → friend; the badge is earned at one mark and lost at a lower one. Days since 1970."""
    rules = [jobs_of_helper, successes_of_friend, earn_above, lose_below, confidence]
    number = int(_code(state, HelperState, "state"))
    to, since, reason, lower = _core.next_state(number, since_day, vetted, jobs, successes, today, rules)
    return HelperStep(HelperState(to), since, HelperChange(reason), lower)


@dataclass(frozen=True)
class HelperTrust:
    """P(the next job succeeds), its cautious quantile, and how much of it is the prior."""

    mean: Floats
    cautious: Floats
    prior_weight: Floats
    rejected: List[int]


def helper_trust(
    successes: Any,
    jobs: Any,
    vetted: Any = None,
    *,
    of_vetted: Tuple[float, float] = (4, 1),
    of_others: Tuple[float, float] = (1, 1),
    quantile: float = 0.05,
) -> HelperTrust:
    """Trust as a Beta posterior; vetted helpers start from the better prior. `vetted` None: nobody is."""
    done = floats(successes, "successes")
    checked = np.zeros(len(done), np.uint8) if vetted is None else flags(vetted, "vetted")
    return HelperTrust(**_core.helper_trust(done, floats(jobs, "jobs"), checked, of_vetted, of_others, quantile))


@dataclass(frozen=True)
class Routing:
    """The offer with the lowest expected cost, and what would tip the balance."""

    chosen: Optional[int]
    cost: float
    runner_up: float
    break_even_p_fail: float
    break_even_status: str
    costs: Floats


def route(
    price: Any, p_fail: Any, loss: Any, waiting_hours: Any, *, value_of_hour: float, most_p_fail: float = 1.0
) -> Routing:
    """Chooses by price + P(fail) · loss + waiting · value of an hour; columns with a row per offer."""
    found = _core.route(
        floats(price, "price"),
        floats(p_fail, "p_fail"),
        floats(loss, "loss"),
        floats(waiting_hours, "waiting_hours"),
        value_of_hour,
        most_p_fail,
    )
    return Routing(**found)


@dataclass(frozen=True)
class WayChoice:
    """One way as a request meets it; what cannot be chosen has no cost, and a status that says why."""

    name: str
    way: str
    status: str
    cost: float
    price: float
    success: float
    waiting_hours: float
    km: float


@dataclass(frozen=True)
class WayRouting:
    """Which way to take, and what the others would be."""

    chosen: Optional[int]
    cost: float
    runner_up: float
    break_even_p_fail: float
    break_even_status: str
    ways: Tuple[WayChoice, ...]


def choose_way(
    ways: Sequence[Mapping[str, Any]],
    *,
    skill: str = "",
    hour: float = 12,
    latitude: float = math.nan,
    longitude: float = math.nan,
    value_of_hour: float = 10,
    loss: float = 50,
    price_per_km: float = 0.3,
    km_per_hour: float = 40,
    most_km: float = 100,
    most_p_fail: float = 1,
) -> WayRouting:
    """Who solves a problem at the lowest expected cost: helper, technician, shop or hotline, at the customer's hour.

    Each way says ``way``, and may say name, price, success, waiting_hours, from_hour, to_hour, latitude, longitude and
    skills, as the ways of a model's service section do.
    """
    numbers = ("price", "success", "waiting_hours", "from_hour", "to_hour", "latitude", "longitude")
    otherwise = dict(zip(numbers, (0.0, 0.9, 0.0, 0.0, 24.0, math.nan, math.nan)))
    for each in ways:
        for key in each:
            if key not in (*numbers, "way", "name", "skills"):
                raise Error(f"way: unknown key {key!r}", ErrorCode.BAD_RECORD)
    found = _core.choose_way(
        [str(each.get("name", "")) for each in ways],
        [str(each["way"]) for each in ways],
        floats([float(each.get(name, otherwise[name])) for each in ways for name in numbers], "ways"),
        [list(each.get("skills", ())) for each in ways],
        skill,
        [hour, latitude, longitude],
        [value_of_hour, loss, price_per_km, km_per_hour, most_km, most_p_fail],
    )
    choices: Any = tuple(WayChoice(**each) for each in found.pop("ways"))
    return WayRouting(**found, ways=choices)


@dataclass(frozen=True)
class RatingSummary:
    """Shrunk ratings of both sides, and whether ratings answer one another."""

    helper_rating: Floats
    seeker_rating: Floats
    helper_ratings: Indices
    seeker_ratings: Indices
    revealed: Bytes
    pairs: int
    correlation: float
    correlation_low: float
    correlation_high: float


def summarise_ratings(
    helper: Any,
    seeker: Any,
    of_helper: Any,
    of_seeker: Any,
    closed: Any,
    *,
    helpers: int,
    seekers: int,
    usual: float = 4.0,
    weight: float = 5.0,
    confidence: float = 0.95,
) -> RatingSummary:
    """Two-sided ratings: revealed when both are given or the time is over, shrunk towards the usual one."""
    found = _core.summarise_ratings(
        columns.persons(helper, "helper"),
        columns.persons(seeker, "seeker"),
        floats(of_helper, "of_helper"),
        floats(of_seeker, "of_seeker"),
        flags(closed, "closed"),
        helpers,
        seekers,
        usual,
        weight,
        confidence,
    )
    return RatingSummary(**found)


@dataclass(frozen=True)
class Treatments:
    """Who gets what."""

    action: npt.NDArray[np.object_]  #: id of the action, also of who finds no capacity; None where not known
    reason: npt.NDArray[np.object_]
    status: Bytes  #: TreatmentStatus
    given: Dict[str, int]
    waiting: Dict[str, int]


class TreatmentTable(Remade):
    """A table of rules that answers every case once; gaps and overlaps are refused when it is made.

    `rules` are dicts: a category, a list of them, or nothing per dimension, "action", and optionally "reason".

    >>> table = TreatmentTable({"group": ["fan", "opponent"]}, {"invite": 100, "call": None},
    ...                        [{"group": "fan", "action": "invite"}, {"group": "opponent", "action": "call"}])
    >>> table.treat({"group": ["opponent", "fan"]}, priority=[1, 2]).action.tolist()
    ['call', 'invite']
    """

    def __init__(
        self,
        dimensions: Mapping[str, Sequence[str]],
        actions: Mapping[str, Optional[int]],
        rules: Sequence[Mapping[str, Any]],
    ) -> None:
        self.dimensions = {name: list(categories) for name, categories in dimensions.items()}
        self.actions = dict(actions)
        self._rules = [self._plain(rule, f"rules[{i}]") for i, rule in enumerate(rules)]
        self._core = _core.TreatmentTable(list(self.dimensions.items()), list(self.actions.items()), self._rules)

    def _plain(self, rule: Mapping[str, Any], name: str) -> Tuple[List[List[int]], int, str]:
        unknown = set(rule) - set(self.dimensions) - {"action", "reason"}
        if unknown:
            expected = ", ".join([*self.dimensions, "action", "reason"])
            raise Error(f"{name}: {sorted(unknown)[0]}: expected one of {expected}", ErrorCode.BAD_MODEL)
        if rule.get("action") not in self.actions:
            expected = ", ".join(self.actions)
            raise Error(f"{name}: action = {rule.get('action')!r}: expected one of {expected}", ErrorCode.BAD_MODEL)
        accepted = []
        for dimension, categories in self.dimensions.items():
            wanted = rule.get(dimension, [])
            wanted = [wanted] if isinstance(wanted, str) else list(wanted)
            for category in wanted:
                if category not in categories:
                    expected = ", ".join(categories)
                    raise Error(f"{name}: {dimension} = {category!r}: expected one of {expected}", ErrorCode.BAD_MODEL)
            accepted.append([categories.index(category) for category in wanted])
        return accepted, list(self.actions).index(str(rule["action"])), str(rule.get("reason", ""))

    def treat(self, cases: Any, priority: Any, tie: Any = None) -> Treatments:
        """Applies the table to columns of categories by dimension (a DataFrame will do); None: not known.

        Scarce actions go to the highest priority, ties to the lower `tie`, then to the earlier row.
        """
        ranks = floats(priority, "priority")
        codes = np.full((len(ranks), len(self.dimensions)), 255, dtype=np.uint8)
        for place, (dimension, categories) in enumerate(self.dimensions.items()):
            number = {category: code for code, category in enumerate(categories)}
            column = list(cases[dimension])
            if len(column) != len(ranks):
                message = f"{dimension} has {len(column)} rows: expected {len(ranks)}, as priority has"
                raise Error(message, ErrorCode.SIZE_MISMATCH)
            for row, category in enumerate(column):
                if category is None or category != category:
                    continue
                if category not in number:
                    expected = ", ".join(categories)
                    message = f"{dimension}[{row}] = {category!r}: expected one of {expected}"
                    raise Error(message, ErrorCode.DOMAIN)
                codes[row, place] = number[category]
        found = self._core.treat(codes.reshape(-1), ranks, _ties(tie))
        names = np.array([*self.actions, None], dtype=object)
        reasons = np.array([*(rule[2] for rule in self._rules), None], dtype=object)
        return Treatments(
            action=names[np.minimum(found["action"], len(names) - 1)],
            reason=reasons[np.minimum(found["rule"], len(reasons) - 1)],
            status=found["status"],
            given=dict(zip(self.actions, found["given"])),
            waiting=dict(zip(self.actions, found["waiting"])),
        )


@dataclass(frozen=True)
class TierBoundaries:
    """Tier k is entered at enter[k - 1] and left below stay[k - 1]."""

    enter: List[float]
    stay: List[float]


@dataclass(frozen=True)
class ValueTiers:
    """The tier of each customer, 0 the lowest."""

    tier: Bytes
    held: Bytes  #: 1: by the previous tier alone
    customers: List[int]
    held_count: int


def value_tiers(value: Any, boundaries: TierBoundaries, before: Any = None) -> ValueTiers:
    """Tiers with hysteresis; `before` holds the last tiers, NO_TIER for who is new."""
    was = None if before is None else whole(before, "before", np.uint8)
    return ValueTiers(**_core.value_tiers(floats(value, "value"), was, boundaries.enter, boundaries.stay))


def boundaries_by_share(value: Any, top_shares: Sequence[float], slack: float = 0.1) -> TierBoundaries:
    """Boundaries that put the given shares of today's customers into the upper tiers, for the model file."""
    return TierBoundaries(*_core.boundaries_by_share(floats(value, "value"), list(top_shares), slack))


def gate_recommendation(p_fan: Any, p_sympathizer: Any, least: float = 0.8) -> Any:
    """RecommendationGate of one customer or of columns: ask only who is satisfied and attached."""
    both = _one_or_each(p_fan, "p_fan"), _one_or_each(p_sympathizer, "p_sympathizer")
    found = _core.gate_recommendation(*both, np.asarray(least))
    return RecommendationGate(int(found)) if np.ndim(found) == 0 else found


def opponent_priority(damage: Any, p_opponent: Any) -> Any:
    """The damage that an opponent may do, times the probability of being one; of one customer or of columns."""
    return _core.opponent_priority(_one_or_each(damage, "damage"), _one_or_each(p_opponent, "p_opponent"))


def activation_potential(p_sympathizer: Any, of_fan: Any, of_sympathizer: Any) -> Any:
    """Recommendations in a year that a sympathizer who speaks up would add, at least 0; of one customer or of columns."""
    return _core.activation_potential(
        _one_or_each(p_sympathizer, "p_sympathizer"), _one_or_each(of_fan, "of_fan"),
        _one_or_each(of_sympathizer, "of_sympathizer"),
    )  # fmt: skip


def _one_or_each(value: Any, name: str) -> Any:
    return floats(value, name) if hasattr(value, "__len__") and not isinstance(value, str) else floats([value], name)[0]


class ReleaseMonth(NamedTuple):
    """The revenue of captives who come free in one month (whole months since 1970-01)."""

    month: int
    customers: int
    revenue: float


def revenue_at_release(month: Any, p_captive: Any, revenue: Any) -> List[ReleaseMonth]:
    """What may leave when the contracts of captives end, by month; NO_RELEASE where none is known."""
    found = _core.revenue_at_release(
        whole(month, "month", np.int32), floats(p_captive, "p_captive"), floats(revenue, "revenue")
    )
    return [ReleaseMonth(*each) for each in found]


def attention_list(
    participation: Any, influence: Any, value: Any, count: int, *, tie: Any = None, eligible: Any = None
) -> Indices:
    """The first `count` customers by participation class, influence and value, with stable ties."""
    return _core.attention_list(
        whole(participation, "participation", np.uint8),
        floats(influence, "influence"),
        floats(value, "value"),
        _ties(tie),
        optional(flags, eligible, "eligible"),
        count,
    )


@dataclass(frozen=True)
class WhoMatters:
    """Who matters, in which order; a row of every column for each customer. 0 and NaN: not in the order."""

    layer: Indices  #: the Pareto layer, from 1; 0: not in the order
    index: Floats  #: 0 to 100, of the order "weights"; NaN: not in the order
    place: Indices  #: 1 more than the number of those who are before; 0: not in the order
    shared_by: Indices  #: how many have that place; 1: the customer alone
    ranked: int  #: customers in the order


_ORDERS = {"layers": 0, "weights": 1}


def who_matters(
    activity: Any, influence: Any, value: Any, *, order: str = "layers", weights: Optional[Mapping[str, float]] = None
) -> WhoMatters:
    """The customers who are active and influential and valuable, in one order; equal ones share a place.

    Three columns of one length, `value` in money; None and NaN: not known. Only who has more than 0 of each is in the
    order. `order` "layers": Pareto layers, in which only the order of the numbers counts (Kung, Luccio, Preparata 1975);
    "weights": 100 times the geometric mean of percentile ranks, weighted by `weights` of "activity", "influence" and "value",
    1 where none is given. Raises Error for columns of different lengths, an infinite number, another `order`, and weights of
    another name, negative, infinite or all 0.

    >>> who_matters([3, 1, 2], [2, 1, 3], [10, 1, 20]).place.tolist()
    [1, 3, 1]
    """
    code = _ORDERS.get(order)
    if code is None:
        raise Error(f'order = "{order}": expected one of {", ".join(_ORDERS)}', ErrorCode.DOMAIN)
    of = floats(activity, "activity"), floats(influence, "influence"), floats(value, "value")
    weight = dict.fromkeys(("activity", "influence", "value"), 1.0)
    for name, given in (weights or {}).items():
        if name not in weight:
            raise Error(f'weights["{name}"]: expected one of {", ".join(weight)}', ErrorCode.DOMAIN)
        weight[name] = given
    return WhoMatters(**_core.who_matters(*of, code, list(weight.values())))


@dataclass(frozen=True)
class SeededDraw:
    """A draw that anybody can repeat."""

    seed: int
    fingerprint: int  #: of the set of eligible ids; publish it before the seed is known
    winners: List[int]  #: rows, in the order of the draw
    tickets: List[int]
    excluded: List[int]
    repeated: List[int]


def draw_winners(id: Sequence[str], count: int, *, seed: int, eligible: Any = None) -> SeededDraw:
    """Draws winners without replacement; a ticket depends on seed and id alone."""
    return SeededDraw(**_core.draw_winners([str(each) for each in id], count, seed, optional(flags, eligible, "eligible")))


describe_all(globals())
judge_all(globals())
