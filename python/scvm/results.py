# Rendered by describe/render.py from the descriptions in core/; do not edit.
"""What scoring gives, as types: a frozen dataclass for each object of the JSON, an enum for each list of words.

>>> card = ScoreCard.of(table.explain("c17"))      # doctest: +SKIP
>>> card.survey.segment is Segment.FAN             # doctest: +SKIP
True
"""

from __future__ import annotations

import datetime
import enum
from dataclasses import dataclass
from typing import Mapping, Optional, Tuple, Union

from scvm.result import Result

__all__ = [
    "AccountList",
    "AccountMoney",
    "AccountScores",
    "AccountStatus",
    "ActivationEstimate",
    "AmbassadorEntry",
    "AmbassadorObjective",
    "AmbassadorPlan",
    "AmbassadorStanding",
    "AmbassadorStatus",
    "Analysis",
    "AnonymousFigures",
    "AnonymousGroup",
    "AnonymousShare",
    "AnswerRows",
    "ApproachFigures",
    "AttachmentOrder",
    "AttachmentValidity",
    "AttentionEntry",
    "Breakdown",
    "BreakdownCell",
    "BreakdownRow",
    "BridgingEmployee",
    "CapitalFigures",
    "CaptiveKind",
    "CardStatus",
    "ChiSquaredTest",
    "ClassFigures",
    "ClassificationQuality",
    "CocreationFigures",
    "ComplaintFigures",
    "ComplaintScores",
    "ComplaintStatus",
    "Concentration",
    "ConsentScores",
    "ConsentStatus",
    "CountedShare",
    "CrossingFigures",
    "CustomerBetween",
    "DifferenceFromNewcomer",
    "DriverAnalysis",
    "DriversStatus",
    "EmployeeFigures",
    "EquityFigures",
    "EquityScores",
    "EquityStatus",
    "ExpectedNewcomers",
    "ExplainedPart",
    "Explanation",
    "FrequencyCheck",
    "FunnelFigures",
    "GroupAnalysis",
    "HelperFigure",
    "HelperFigures",
    "HelperScores",
    "HelperState",
    "HelperStatus",
    "HiddenFigures",
    "IdeaFigure",
    "IdeaState",
    "IndependenceAnalysis",
    "InteractionRows",
    "Interval",
    "ItemAnalysis",
    "LeadLagResult",
    "LeadStatus",
    "ListedAccount",
    "ListedAction",
    "ListedCustomer",
    "MatterList",
    "MatteringCustomer",
    "MattersList",
    "MattersOrder",
    "MattersScores",
    "MattersStatus",
    "MaturityParts",
    "MaturityResult",
    "Migration",
    "MigrationBaseline",
    "ModelName",
    "MovementShown",
    "NetworkFigures",
    "NetworkScoreStatus",
    "NetworkScores",
    "OutcomeAnalysis",
    "OutsideFigures",
    "ParticipationClass",
    "ParticipationClasses",
    "ParticipationFigures",
    "ParticipationTest",
    "PlacesBetween",
    "PortfolioAnalysis",
    "PraiseByAttribute",
    "PraiseRatio",
    "PriorityRule",
    "ProfileCell",
    "PurchaseEvidence",
    "PurchaseRows",
    "PurchasingKind",
    "QueueEntry",
    "QuotaFigure",
    "RankFigures",
    "RecommendationAnalysis",
    "Recovery",
    "RecoveryFigures",
    "RecoveryStatus",
    "ReferralRows",
    "RejectedRow",
    "ReleaseEntry",
    "ReliabilityFlags",
    "ResponseMarks",
    "RetaliationStatus",
    "RevenueAnalysis",
    "RuleOrigin",
    "ScaleAnalysis",
    "ScoreCard",
    "Segment",
    "SegmentChange",
    "SegmentFigures",
    "SegmentProbabilities",
    "SegmentRevenue",
    "SegmentShare",
    "SharingFigures",
    "SharingScores",
    "SmallCategories",
    "Stage",
    "StageFigures",
    "SuppressedFigures",
    "SurveyAnalysis",
    "SurveyScores",
    "SurveyStatus",
    "Table",
    "TableSummary",
    "TesterDraw",
    "TesterList",
    "TimeFigures",
    "TimeUnit",
    "TopDecileChange",
    "TopDecileMovers",
    "TreatmentCounts",
    "TreatmentList",
    "TreatmentScores",
    "TreatmentStatus",
    "ValidityStatus",
    "ValueAnalysis",
    "ValueScores",
    "ValueStatus",
]


class CardStatus(str, enum.Enum):
    #: there is a group, a lifetime value or a social score
    SCORED = "scored"
    #: there is none of them
    INSUFFICIENT_DATA = "insufficient_data"
    #: nothing of the customer may be used
    EXCLUDED = "excluded"


class Segment(str, enum.Enum):
    #: no score, hence no group
    UNCLASSIFIED = "unclassified"
    #: satisfied and closely attached
    FAN = "fan"
    #: satisfied and attached
    SYMPATHIZER = "sympathizer"
    #: satisfied, not attached
    MERCENARY = "mercenary"
    #: dissatisfied, held by attachment or by barriers
    CAPTIVE = "captive"
    #: neither satisfied nor held
    OPPONENT = "opponent"


class SurveyStatus(str, enum.Enum):
    SCORED = "scored"
    #: the model has no questionnaire
    NOT_ASKED = "not_asked"
    #: no answer of this customer counts
    NO_ANSWERS = "no_answers"
    #: of satisfaction or of attachment
    TOO_FEW_ANSWERS = "too_few_answers"
    #: an answer is off its scale, and the model's policy is to reject
    OUT_OF_RANGE = "out_of_range"
    #: the customer did not agree to it
    NO_CONSENT = "no_consent"


class CaptiveKind(str, enum.Enum):
    #: no captive
    NONE = "none"
    #: attachment alone
    AFFECTIVE = "affective"
    #: barriers alone
    CALCULATIVE = "calculative"
    #: attachment and barriers
    BOTH = "both"


class ResponseMarks(str, enum.Enum):
    #: Every answer lies at an end of its scale: doubt the response.
    ALL_EXTREME = "all_extreme"
    #: Nothing is answered from some item on: doubt the response.
    BROKEN_OFF = "broken_off"
    #: Dissatisfied, attached like a fan, not held: first in complaint handling.
    HURT_FAN = "hurt_fan"
    #: Satisfied, unattached, held by barriers.
    LATCHED = "latched"
    #: A score lies on a boundary that mattered.
    ON_BOUNDARY = "on_boundary"
    #: One answer along a block with reversed items: doubt the response.
    STRAIGHT_LINING = "straight_lining"


class ValueStatus(str, enum.Enum):
    #: from the customer's own repeat purchases
    SCORED = "scored"
    #: scored; without a repeat purchase, the mean spend of all customers stands in
    POPULATION_SPEND = "population_spend"
    #: scored; the data alone do not determine the parameters: the model's purchasing_fit says more
    FROM_PRIOR = "from_prior"
    #: the model has no value rules
    NOT_ASKED = "not_asked"
    #: the model lacks parameters of purchasing or of spending
    NOT_FITTED = "not_fitted"
    #: no purchase of this customer counts, or refunds have undone them all
    NO_PURCHASES = "no_purchases"
    #: the mean spend does not exist under the model's parameters
    NO_SPENDING = "no_spending"
    #: the parameters allow no finite value for this customer
    UNDEFINED = "undefined"
    #: the customer did not agree to it
    NO_CONSENT = "no_consent"


class TimeUnit(str, enum.Enum):
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class NetworkScoreStatus(str, enum.Enum):
    SCORED = "scored"
    #: the model has no network rules
    NOT_ASKED = "not_asked"
    #: nobody reacted and nothing was contributed, or it was hostile: nothing is known, which is not nothing
    NO_INTERACTIONS = "no_interactions"
    #: the customer did not agree to it
    NO_CONSENT = "no_consent"
    #: a record of one customer, which brought no place in the network along
    NOT_CARRIED = "not_carried"


class ParticipationClass(str, enum.Enum):
    INACTIVE = "inactive"
    LURKER = "lurker"
    INTERMITTENT = "intermittent"
    HEAVY = "heavy"


class EquityStatus(str, enum.Enum):
    SCORED = "scored"
    #: the model has no equity rules
    NOT_ASKED = "not_asked"
    #: there is no lifetime value to start from: unknown is not zero
    NO_VALUE = "no_value"
    #: the customer did not agree to it
    NO_CONSENT = "no_consent"
    #: a record of one customer, which brought no credit along
    NOT_CARRIED = "not_carried"


class Stage(str, enum.Enum):
    NONE = "none"
    FIND = "find"
    UNDERSTAND = "understand"
    BIND = "bind"
    DELIGHT = "delight"
    INTEGRATE = "integrate"


class ComplaintStatus(str, enum.Enum):
    SCORED = "scored"
    #: the model has no service rules
    NOT_ASKED = "not_asked"
    #: no complaint or praise of this customer counts
    NONE = "none"
    #: the customer did not agree to it
    NO_CONSENT = "no_consent"
    #: a record of one customer, which did not say who listens: the complaints count, and what is at risk is not known
    NOT_CARRIED = "not_carried"


class Recovery(str, enum.Enum):
    #: no complaint of this customer counts
    NONE = "none"
    #: a complaint is not settled yet
    OPEN = "open"
    #: settled, but nobody asked, or the answers after it are too few
    UNKNOWN = "unknown"
    #: satisfied in the survey after the complaint was settled
    YES = "yes"
    #: not satisfied in it
    NO = "no"


class HelperStatus(str, enum.Enum):
    SCORED = "scored"
    #: the model has no service rules
    NOT_ASKED = "not_asked"
    #: the customer is not among the helpers
    NO_HELPER = "no_helper"
    #: the customer did not agree to it
    NO_CONSENT = "no_consent"
    #: a record of one customer, which did not say what helper the customer is
    NOT_CARRIED = "not_carried"


class HelperState(str, enum.Enum):
    APPLICANT = "applicant"
    VETTED = "vetted"
    HELPER = "helper"
    FRIEND = "friend"


class TreatmentStatus(str, enum.Enum):
    TREATED = "treated"
    #: the model has no treatments
    NOT_ASKED = "not_asked"
    #: the treatment would contact a customer who did not agree, or nothing of the customer may be used
    NO_CONSENT = "no_consent"
    #: it would ask for a recommendation, and the customer is not surely satisfied and attached
    GATE_CLOSED = "gate_closed"
    #: it would ask for a recommendation, and the model has no probabilities: see measurement_fit
    GATE_UNKNOWN = "gate_unknown"
    #: others have a higher priority
    NO_CAPACITY = "no_capacity"


class MattersStatus(str, enum.Enum):
    RANKED = "ranked"
    #: the model has no such section
    NOT_ASKED = "not_asked"
    #: activity, influence or value is not above 0: what is missing is not made up for by the rest
    NOT_TOGETHER = "not_together"
    #: there is no value to compare: unknown is not zero
    NO_VALUE = "no_value"
    #: the customer did not agree to it
    NO_CONSENT = "no_consent"
    #: a record of one customer, which brought no place among the others along
    NOT_CARRIED = "not_carried"


class AmbassadorStanding(str, enum.Enum):
    CHOSEN = "chosen"
    #: the model has no such section
    NOT_ASKED = "not_asked"
    #: others reach more for the number and the budget that there is
    NOT_CHOSEN = "not_chosen"
    #: of another group, not surely enough a fan, or without a cost that can be read
    NOT_ELIGIBLE = "not_eligible"
    #: the customer may not be contacted, or the place in the network may not be used
    NO_CONSENT = "no_consent"
    #: a record of one customer, which brought no plan along
    NOT_CARRIED = "not_carried"


class AccountStatus(str, enum.Enum):
    SCORED = "scored"
    #: the model has no such section
    NOT_ASKED = "not_asked"
    #: the customer belongs to no account on the day, and is none
    NO_ACCOUNT = "no_account"
    #: money is left out, or means are hidden, since too few persons are behind them or answered too much alike, alone or beside the accounts below it
    TOO_FEW = "too_few"
    #: the customer did not agree to it
    NO_CONSENT = "no_consent"
    #: a record of one customer, which brought no account along
    NOT_CARRIED = "not_carried"


class ConsentStatus(str, enum.Enum):
    INCLUDED = "included"
    MISSING = "missing"
    REFUSED = "refused"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


class Table(str, enum.Enum):
    CUSTOMERS = "customers"
    ANSWERS = "answers"
    PURCHASES = "purchases"
    ATTRIBUTES = "attributes"
    CONTRACTS = "contracts"
    CONSENTS = "consents"
    EMPLOYEES = "employees"
    INTERACTIONS = "interactions"
    REFERRALS = "referrals"
    CONTRIBUTIONS = "contributions"
    ANONYMOUS_ANSWERS = "anonymous_answers"
    PUBLISHED_SCORES = "published_scores"
    COMPLAINTS = "complaints"
    HELPERS = "helpers"
    JOBS = "jobs"
    IDEAS = "ideas"
    VOTES = "votes"
    TESTS = "tests"
    PROSPECTS = "prospects"
    MEMBERSHIPS = "memberships"


class SuppressedFigures(str, enum.Enum):
    NOTHING = "nothing"
    MONEY = "money"
    EVERYTHING = "everything"


class LeadStatus(str, enum.Enum):
    #: more than chance and a course that both have in common give
    LEADS = "leads"
    #: chance, or a course that both have in common, gives as much
    DOES_NOT_LEAD = "does_not_lead"
    #: too few moments, or a series that does not vary
    NOT_IDENTIFIED = "not_identified"


class RecoveryStatus(str, enum.Enum):
    IDENTIFIED = "identified"
    #: fewer than the model's `fewest_recovered` were asked before and after: nothing is said
    TOO_FEW = "too_few"
    #: the model does not know how surely the scores are measured: the change stands without what asking again would have shown
    NO_MEASUREMENT = "no_measurement"
    #: the model has no survey
    NO_SURVEY = "no_survey"


class RetaliationStatus(str, enum.Enum):
    #: fewer than four jobs were rated by both sides, or by too few persons to be shown
    TOO_FEW = "too_few"
    #: the interval of the correlation holds 0
    NOT_FOUND = "not_found"
    #: who is rated well rates well in return, more than chance would have it: retaliation, or favours
    FOUND = "found"


class IdeaState(str, enum.Enum):
    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class ValidityStatus(str, enum.Enum):
    TESTED = "tested"
    #: fewer than ten complete customers, or no outcome of one kind
    TOO_FEW_ROWS = "too_few_rows"
    #: satisfaction, attachment or the outcome does not vary
    CONSTANT = "constant"
    #: attachment is a function of satisfaction
    COLLINEAR = "collinear"
    #: satisfaction and attachment tell the outcome perfectly
    SEPARATED = "separated"


class ReliabilityFlags(str, enum.Enum):
    #: Fewer than two items: there is no alpha.
    TOO_FEW_ITEMS = "too_few_items"
    #: Fewer than two respondents: nothing can be computed.
    TOO_FEW_ROWS = "too_few_rows"
    #: Fewer than 30 respondents.
    UNSTABLE = "unstable"
    #: Everybody gave the same answer to some item.
    ZERO_VARIANCE = "zero_variance"
    #: No lambda 6 and no omega: an item repeats others, or pairs contradict.
    NOT_POSITIVE_DEFINITE = "not_positive_definite"
    #: An item points the wrong way: is it reversed?
    NEGATIVE_ALPHA = "negative_alpha"
    #: The factor behind omega explains some item wholly.
    HEYWOOD = "heywood"
    #: No omega: two items leave the factor open, or the search found none.
    NO_FACTOR = "no_factor"


class DriversStatus(str, enum.Enum):
    FITTED = "fitted"
    #: fewer complete respondents than drivers + 2
    TOO_FEW_ROWS = "too_few_rows"
    #: a driver or the outcome does not vary
    CONSTANT = "constant"
    #: a driver repeats others
    COLLINEAR = "collinear"


class PurchasingKind(str, enum.Enum):
    BG_NBD = "bg_nbd"
    MBG_NBD = "mbg_nbd"
    PARETO_NBD = "pareto_nbd"


class MovementShown(str, enum.Enum):
    NOTHING = "nothing"
    TABLE = "table"
    MOVEMENT = "movement"


class PriorityRule(str, enum.Enum):
    VALUE = "value"
    DAMAGE = "damage"
    RELEASE = "release"
    ACTIVATION = "activation"


class MattersOrder(str, enum.Enum):
    #: Pareto layers: the first holds those whom nobody equals in everything and exceeds in something
    LAYERS = "layers"
    #: a weighted geometric mean of percentile ranks
    WEIGHTS = "weights"


class AmbassadorStatus(str, enum.Enum):
    COMPLETE = "complete"
    SET_LIMIT = "set_limit"
    MEMORY_LIMIT = "memory_limit"
    STOPPED = "stopped"
    NOTHING_TO_REACH = "nothing_to_reach"
    NOBODY_ELIGIBLE = "nobody_eligible"
    NOTHING_AFFORDABLE = "nothing_affordable"


class AmbassadorObjective(str, enum.Enum):
    #: the network value, else the lifetime value, of the customers whom they reach
    VALUE = "value"
    #: the customers whom they reach, each by the standing of the account
    PERSONS = "persons"


@dataclass(frozen=True)
class ModelName(Result):
    """Which model, by name and by content."""

    #: The vendor's name.
    id: str
    #: SHA-256 of the model's canonical form, in hexadecimal; null for one that was never written.
    hash: Optional[str]


@dataclass(frozen=True)
class SegmentProbabilities(Result):
    """Of each group for the true scores, given how surely they are measured; null without a measurement."""

    #: Of being one. Unit: probability.
    fan: Optional[float]
    #: Of being one. Unit: probability.
    sympathizer: Optional[float]
    #: Of being one. Unit: probability.
    mercenary: Optional[float]
    #: Of being one. Unit: probability.
    captive: Optional[float]
    #: Of being one. Unit: probability.
    opponent: Optional[float]
    #: Of the customer's group. Unit: probability.
    assigned: Optional[float]
    #: The most probable group; unclassified without probabilities. `unclassified`: no score, hence no group; `fan`: satisfied and closely attached; `sympathizer`: satisfied and attached; `mercenary`: satisfied, not attached; `captive`: dissatisfied, held by attachment or by barriers; `opponent`: neither satisfied nor held.
    modal: Segment
    #: The probability of the customer's group is 0.8 or more.
    stable: bool
    #: To the nearest boundary that would change the group. Unit: standard errors of measurement.
    boundary_distance: Optional[float]


@dataclass(frozen=True)
class SurveyScores(Result):
    """The place in the portfolio."""

    #: Group of the portfolio. `unclassified`: no score, hence no group; `fan`: satisfied and closely attached; `sympathizer`: satisfied and attached; `mercenary`: satisfied, not attached; `captive`: dissatisfied, held by attachment or by barriers; `opponent`: neither satisfied nor held.
    segment: Segment
    #: Why there is a group, or none. `not_asked`: the model has no questionnaire; `no_answers`: no answer of this customer counts; `too_few_answers`: of satisfaction or of attachment; `out_of_range`: an answer is off its scale, and the model's policy is to reject; `no_consent`: the customer did not agree to it.
    status: SurveyStatus
    #: What the customer's group is called: the model's label, else its neutral name in the model's language.
    label: Optional[str]
    #: The id of the rule that placed the customer.
    rule: Optional[str]
    #: In percent of what could be reached. Unit: 0 to 100.
    satisfaction: Optional[float]
    #: Answered part of the weights. Unit: share.
    satisfaction_coverage: Optional[float]
    #: In percent of what could be reached. Unit: 0 to 100.
    attachment: Optional[float]
    #: Answered part of the weights. Unit: share.
    attachment_coverage: Optional[float]
    #: What keeps the customer from leaving; a contract that holds makes it 100. Unit: 0 to 100.
    barrier: Optional[float]
    #: P(satisfied) - P(dissatisfied): the sign that the customer's reach has. Unit: -1 to 1.
    advocacy: Optional[float]
    #: Of each group for the true scores, given how surely they are measured; null without a measurement.
    probabilities: Optional[SegmentProbabilities]
    #: What holds a captive. `none`: no captive; `affective`: attachment alone; `calculative`: barriers alone; `both`: attachment and barriers.
    captive_kind: CaptiveKind
    #: What is special about the response. `all_extreme`: Every answer lies at an end of its scale: doubt the response; `broken_off`: Nothing is answered from some item on: doubt the response; `hurt_fan`: Dissatisfied, attached like a fan, not held: first in complaint handling; `latched`: Satisfied, unattached, held by barriers; `on_boundary`: A score lies on a boundary that mattered; `straight_lining`: One answer along a block with reversed items: doubt the response.
    flags: Tuple[ResponseMarks, ...]
    #: When a contract lets a held customer go.
    release_date: Optional[datetime.date]
    #: Of the response that was scored. Unit: survey wave.
    wave: Optional[int]


@dataclass(frozen=True)
class ValueScores(Result):
    """The customer value."""

    #: Why there is a lifetime value, or none. `scored`: from the customer's own repeat purchases; `population_spend`: scored; without a repeat purchase, the mean spend of all customers stands in; `from_prior`: scored; the data alone do not determine the parameters: the model's purchasing_fit says more; `not_asked`: the model has no value rules; `not_fitted`: the model lacks parameters of purchasing or of spending; `no_purchases`: no purchase of this customer counts, or refunds have undone them all; `no_spending`: the mean spend does not exist under the model's parameters; `undefined`: the parameters allow no finite value for this customer; `no_consent`: the customer did not agree to it.
    status: ValueStatus
    #: Repeat purchases. Unit: purchases.
    x: Optional[float]
    #: From the first to the last purchase. Unit: model unit.
    t_x: Optional[float]
    #: From the first purchase to the day of scoring. Unit: model unit.
    T: Optional[float]
    #: Mean repeat purchase. Unit: money.
    monetary: Optional[float]
    #: Sum of all amounts, refunds deducted. Unit: money.
    revenue: Optional[float]
    #: Of still being a customer. Unit: probability.
    p_alive: Optional[float]
    #: Within the horizon. Unit: purchases.
    expected_purchases: Optional[float]
    #: Within the horizon, discounted to the day of scoring. Unit: purchases.
    discounted_expected_purchases: Optional[float]
    #: Per purchase. Unit: money.
    expected_spend: Optional[float]
    #: Discounted purchases x spend x margin. Unit: money.
    lifetime_value: Optional[float]
    #: Lower end of the interval that the uncertainty of the parameters makes; it says nothing of how much single customers scatter. Unit: money.
    lifetime_value_low: Optional[float]
    #: Its upper end. Unit: money.
    lifetime_value_high: Optional[float]
    #: Of the interval. Unit: probability.
    confidence: Optional[float]
    #: How far ahead purchases count. Unit: model unit.
    horizon: Optional[float]
    #: The model unit: of t_x, T and horizon.
    unit: Optional[TimeUnit]
    #: Of all amounts.
    currency: Optional[str]
    #: What made the value.
    rule: Optional[str]


@dataclass(frozen=True)
class NetworkScores(Result):
    """The place in the network; left out without network rules."""

    #: Why there is a social score, or none. `not_asked`: the model has no network rules; `no_interactions`: nobody reacted and nothing was contributed, or it was hostile: nothing is known, which is not nothing; `no_consent`: the customer did not agree to it; `not_carried`: a record of one customer, which brought no place in the network along.
    status: NetworkScoreStatus
    #: How much the customer contributes.
    participation: ParticipationClass
    #: An open formula of reach, amplification and reactor_influence; never exactly 0 or 100. Unit: 0 to 100.
    social_score: Optional[float]
    #: The social score to show and to act on: from what was published last it moves by the model's max_change_per_day at most, so that no burst of a day lifts anybody. Unit: 0 to 100.
    published_score: Optional[float]
    #: Distinct reactors, faded. Unit: persons.
    reach: Optional[float]
    #: Reactions per own contribution, shrunk. Unit: reactions per contribution.
    amplification: Optional[float]
    #: Influence of the reactors, added up. Unit: decayed interactions.
    reactor_influence: Optional[float]
    #: Own posts, answers and reviews. Unit: decayed contributions.
    contributions: Optional[float]
    #: Of the attention that comes from accounts with a standing; sums to 1 over the customers. Unit: share.
    influence: Optional[float]
    #: Who follow the customer. Unit: persons.
    followers: Optional[float]
    #: Of these, who reacted. Unit: persons.
    engaged_followers: Optional[float]
    #: Persons who answer for those followers who act, look like persons and have a standing: whoever others vouch for counts as these, and whom only the customer vouches for not at all. Unit: persons.
    effective_followers: Optional[float]
    #: Engaged followers / followers: a number of followers never stands without what it is worth. Unit: share.
    engagement_rate: Optional[float]
    #: What those are worth who listen to the customer, in any tone, each times the part of attention that goes to the customer: what talk puts at risk, and no worth of the customer. Where complaints, or a treatment by damage, ask for it. Unit: money.
    audience_value: Optional[float]
    #: For being recognised by different others with a standing, by likes, comments, shares and mentions; they cannot be farmed. Unit: points.
    community_points: Optional[float]
    #: Different others with a standing who reacted. Unit: persons.
    community_others: Optional[float]
    #: What points and others come to, 1 to 3; 0: no badge yet. Unit: level.
    community_badge: Optional[float]
    #: The customer follows the brand: a follow without a target.
    follows_brand: bool


@dataclass(frozen=True)
class EquityScores(Result):
    """The value in the network; left out without equity rules."""

    #: Why there is a network value, or none. `not_asked`: the model has no equity rules; `no_value`: there is no lifetime value to start from: unknown is not zero; `no_consent`: the customer did not agree to it; `not_carried`: a record of one customer, which brought no credit along.
    status: EquityStatus
    #: The highest stage up to which none is missing.
    stage: Stage
    #: A higher stage is reached although a lower one is not.
    stage_premature: bool
    #: Credit received for those whom the customer brought. Unit: money.
    referral_value: Optional[float]
    #: Credit received for those whom the customer influences. Unit: money.
    influence_value: Optional[float]
    #: Referral value + influence value. Unit: money.
    credit_received: Optional[float]
    #: Part of the own value that is credited to others. Unit: money.
    credit_given: Optional[float]
    #: Lifetime value - credit given + credit received; the sum over all customers is that of the lifetime values. Unit: money.
    network_value: Optional[float]
    #: What contributions are worth. Unit: money.
    knowledge_value: Optional[float]
    #: Network value + knowledge value. Unit: money.
    engagement_value: Optional[float]
    #: Of the own value that is credited to others. Unit: share.
    given_share: Optional[float]
    #: Of the own value for who brought the customer, were all of it borne out by purchases. Unit: share.
    owed_for_referral: Optional[float]
    #: The same for those who influence the customer. Unit: share.
    owed_for_influence: Optional[float]
    #: Interactions that the customer took part in. Unit: interactions.
    contacts: Optional[float]
    #: Utterances of the customer that an employee answered. Unit: utterances.
    answered: Optional[float]
    #: Customers who came on the customer's word. Unit: customers.
    recommendations: Optional[float]
    #: Answers to other customers. Unit: answers.
    helped: Optional[float]
    #: People outside the base whom the customer brought first, and who are no customers yet. Unit: persons.
    open_referrals: Optional[float]


@dataclass(frozen=True)
class SharingScores(Result):
    """What the customer shared with the company; left out without equity rules."""

    #: What no formula turns into money; never added to money. Unit: points.
    points: Optional[float]
    #: Of what is shared. Unit: effective kinds, 1 to 7.
    diversity: Optional[float]
    #: That were accepted. Unit: contributions.
    accepted: Optional[float]
    #: What contributions are worth. Unit: money.
    money: Optional[float]
    #: Units shared of each kind, times acceptance. Unit: units.
    units: Mapping[str, Optional[float]]


@dataclass(frozen=True)
class ComplaintScores(Result):
    """What the customer complained about, and what is at risk; left out without service rules."""

    #: Whether anything is known of complaints. `not_asked`: the model has no service rules; `none`: no complaint or praise of this customer counts; `no_consent`: the customer did not agree to it; `not_carried`: a record of one customer, which did not say who listens: the complaints count, and what is at risk is not known.
    status: ComplaintStatus
    #: That are not settled. Unit: complaints.
    open: Optional[float]
    #: In the model's window, and those that are open. Unit: complaints.
    complaints: Optional[float]
    #: Praise in the model's window. Unit: rows.
    praises: Optional[float]
    #: Since the oldest open one came in, up to the end of the day. Unit: hours.
    open_hours: Optional[float]
    #: Within which the open one is to be answered that is latest, or has least time left. Unit: hours.
    promised_hours: Optional[float]
    #: By which that promise was missed, or is by now; 0: kept so far. Unit: hours.
    missed_hours: Optional[float]
    #: The own lifetime value and the audience's, while a complaint is open. Unit: money.
    damage_at_risk: Optional[float]
    #: That the customer is an opponent; of who was never asked, the model's assumption. Unit: probability.
    p_opponent: Optional[float]
    #: Damage x P(opponent): higher first. Unit: money.
    priority: Optional[float]
    #: Among those with an open complaint, from 1. Unit: place.
    queue_place: Optional[float]
    #: Whether the customer is satisfied again since the last complaint was settled. `none`: no complaint of this customer counts; `open`: a complaint is not settled yet; `unknown`: settled, but nobody asked, or the answers after it are too few; `yes`: satisfied in the survey after the complaint was settled; `no`: not satisfied in it.
    recovered: Recovery
    #: In the last survey before the last complaint that was settled. Unit: 0 to 100.
    satisfaction_before: Optional[float]
    #: In the last survey after it was settled. Unit: 0 to 100.
    satisfaction_after: Optional[float]


@dataclass(frozen=True)
class HelperScores(Result):
    """The customer as somebody who helps customers; left out without service rules."""

    #: Whether the customer is a helper. `not_asked`: the model has no service rules; `no_helper`: the customer is not among the helpers; `no_consent`: the customer did not agree to it; `not_carried`: a record of one customer, which did not say what helper the customer is.
    status: HelperStatus
    #: How far the helper has come.
    state: HelperState
    #: Certified by several jobs that went well.
    badge: bool
    #: That ended. Unit: jobs.
    jobs: Optional[float]
    #: Of these, that went well. Unit: jobs.
    solved: Optional[float]
    #: That the next job goes well. Unit: probability.
    trust: Optional[float]
    #: The lower end of its interval. Unit: probability.
    trust_low: Optional[float]
    #: Its upper end. Unit: probability.
    trust_high: Optional[float]
    #: Mean of the ratings that count, drawn to the usual one. Unit: stars.
    rating: Optional[float]
    #: That count. Unit: ratings.
    ratings: Optional[float]


@dataclass(frozen=True)
class TreatmentScores(Result):
    """What is done for the customer; left out without treatment rules."""

    #: Whether something is done, and why not. `not_asked`: the model has no treatments; `no_consent`: the treatment would contact a customer who did not agree, or nothing of the customer may be used; `gate_closed`: it would ask for a recommendation, and the customer is not surely satisfied and attached; `gate_unknown`: it would ask for a recommendation, and the model has no probabilities: see measurement_fit; `no_capacity`: others have a higher priority.
    status: TreatmentStatus
    #: The id of the action.
    action: Optional[str]
    #: Of the rule that decided.
    reason: Optional[str]
    #: By network value, else lifetime value.
    value_tier: Optional[str]
    #: The recommendation gate is open, and contact is allowed.
    may_ask_referral: bool
    #: Heavy contributor, fan or sympathizer, contact allowed.
    integrable: bool
    #: Among those who get the same action; higher first. Unit: of the action.
    priority: Optional[float]


@dataclass(frozen=True)
class MattersScores(Result):
    """Whether the customer matters to the others; left out without rules of who matters or of ambassadors."""

    #: Why there is a place among those who matter, or none. `not_asked`: the model has no such section; `not_together`: activity, influence or value is not above 0: what is missing is not made up for by the rest; `no_value`: there is no value to compare: unknown is not zero; `no_consent`: the customer did not agree to it; `not_carried`: a record of one customer, which brought no place among the others along.
    status: MattersStatus
    #: Pareto layer of activity, influence and value: 1 holds those before whom there is nobody. Unit: layer.
    layer: Optional[float]
    #: 1 more than the number of those who are before; equal ones share a place. Unit: place.
    place: Optional[float]
    #: How many have that place; 1: the customer alone. Unit: customers.
    shared_by: Optional[float]
    #: Weighted geometric mean of percentile ranks; decides the place by the order weights. Unit: 0 to 100.
    index: Optional[float]
    #: Of being in the first layer, as far as the parameters of the lifetime values are known; absent without a fit. Unit: probability.
    first_layer: Optional[float]
    #: The best layer that the same uncertainty leaves, at the model's confidence. Unit: layer.
    layer_low: Optional[float]
    #: The worst one. Unit: layer.
    layer_high: Optional[float]
    #: Among those who contribute most; copies of one text count once.
    active: bool
    #: Among those who get most attention.
    influential: bool
    #: Among those of the highest network value, else lifetime value.
    valuable: bool
    #: Of the pairs of other customers with ties, the part whose shortest way runs through the customer. Unit: share.
    betweenness: Optional[float]
    #: Who could not reach the largest rest of the customer's part of the network if the customer left. Unit: customers.
    cut_off: Optional[float]
    #: Without a tie to an employee of their own, who have one to this customer, who has one. Unit: customers.
    spans: Optional[float]
    #: Among the 5 % with most ties and among the 5 % with the highest betweenness.
    hub: bool
    #: Joins parts that few others join: among the 5 % with most betweenness per tie, or at least 5 are cut off.
    bridge: bool
    #: Has ties to an employee and to other customers.
    spanner: bool
    #: Whether the customer is in the plan of ambassadors, and why not. `not_asked`: the model has no such section; `not_chosen`: others reach more for the number and the budget that there is; `not_eligible`: of another group, not surely enough a fan, or without a cost that can be read; `no_consent`: the customer may not be contacted, or the place in the network may not be used; `not_carried`: a record of one customer, which brought no plan along.
    ambassador_status: AmbassadorStanding
    #: In the plan of ambassadors.
    ambassador: bool
    #: In the order of the plan. Unit: place.
    ambassador_place: Optional[float]
    #: What the customer adds to those before in the plan: money, or persons. Unit: of the plan.
    ambassador_gain: Optional[float]


@dataclass(frozen=True)
class AccountScores(Result):
    """The account that the customer belongs to, or is; left out without a section of accounts."""

    #: Whether the account's figures are known. `not_asked`: the model has no such section; `no_account`: the customer belongs to no account on the day, and is none; `too_few`: money is left out, or means are hidden, since too few persons are behind them or answered too much alike, alone or beside the accounts below it; `no_consent`: the customer did not agree to it; `not_carried`: a record of one customer, which brought no account along.
    status: AccountStatus
    #: Persons who belong to it; who agreed to nothing counts nowhere. Null: too few, alone or beside the accounts below it. Unit: customers.
    members: Optional[float]
    #: Of these, who have a group. Null, as all that follows of answers: too few, or the mean would tell an answer. Unit: customers.
    respondents: Optional[float]
    #: Mean of the respondents', weighted as the model says. Unit: 0 to 100.
    satisfaction: Optional[float]
    #: The lower end of its 95 % interval, were the respondents a sample of the account: Wilson's, made of the mean and their number alone, and so rather wide. Unit: 0 to 100.
    satisfaction_low: Optional[float]
    #: Its upper end. Unit: 0 to 100.
    satisfaction_high: Optional[float]
    #: The same of their attachment. Unit: 0 to 100.
    attachment: Optional[float]
    #: The lower end of its interval. Unit: 0 to 100.
    attachment_low: Optional[float]
    #: Its upper end. Unit: 0 to 100.
    attachment_high: Optional[float]
    #: Group of the portfolio to which both means belong. `unclassified`: no score, hence no group; `fan`: satisfied and closely attached; `sympathizer`: satisfied and attached; `mercenary`: satisfied, not attached; `captive`: dissatisfied, held by attachment or by barriers; `opponent`: neither satisfied nor held.
    segment: Segment
    #: Of the accounts, and of those of their persons whose sum may be told. Unit: money.
    revenue: Optional[float]
    #: The same. Unit: money.
    lifetime_value: Optional[float]
    #: The same. Unit: money.
    network_value: Optional[float]


@dataclass(frozen=True)
class ConsentScores(Result):
    """What may be done with the customer's data, use by use."""

    #: Whether survey answers may be linked to the person.
    survey: ConsentStatus
    #: Whether purchases and contracts may be valued.
    value: ConsentStatus
    #: Whether interactions, referrals and contributions may be used.
    network: ConsentStatus
    #: Whether a treatment that approaches the person may be proposed.
    contact: ConsentStatus


@dataclass(frozen=True)
class ExplainedPart(Result):
    """Contributions that sum, or factors that multiply, to the value, or what was compared."""

    #: What it is: the id of an item, a column of the score table, a factor.
    name: str
    #: What it adds, in the unit of the score.
    contribution: Optional[float]
    #: By what it multiplies.
    factor: Optional[float]
    #: What was observed; null for a constant.
    evidence: Optional[float]
    #: Where the boundary lies.
    at: Optional[float]
    #: The boundary that the evidence was compared with.
    boundary: Optional[str]
    #: The unit of the factor.
    unit: Optional[str]


@dataclass(frozen=True)
class PurchaseEvidence(Result):
    """Of a lifetime value: what it rests on."""

    #: Repeat purchases. Unit: purchases.
    x: Optional[float]
    #: From the first to the last purchase. Unit: model unit.
    t_x: Optional[float]
    #: From the first purchase to the day of scoring. Unit: model unit.
    T: Optional[float]
    #: Of still being a customer. Unit: probability.
    p_alive: Optional[float]


@dataclass(frozen=True)
class DifferenceFromNewcomer(Result):
    """Of a lifetime value: Shapley values against a newcomer; null where there is none to compare with."""

    #: The lifetime value of the newcomer. Unit: money.
    baseline: Optional[float]
    #: Who the newcomer is.
    baseline_is: str
    #: What the difference of each factor adds.
    parts: Tuple[ExplainedPart, ...]


@dataclass(frozen=True)
class Explanation(Result):
    """The reasons, one entry a score; left out in a list of cards."""

    #: Which score.
    score: str
    #: The score, the word of a group or of a treatment, or null where it is absent.
    value: Union[None, Optional[float], str]
    #: The unit of the value.
    unit: Optional[str]
    #: Why there is no value; of a treatment, what became of it.
    status: Optional[str]
    #: The id of the rule that placed the customer in a group.
    rule: Optional[str]
    #: Contributions that sum, or factors that multiply, to the value, or what was compared.
    parts: Tuple[ExplainedPart, ...]
    #: The items that were not answered.
    missing: Tuple[str, ...]
    #: Of a lifetime value: what it rests on.
    evidence: Optional[PurchaseEvidence]
    #: Of a lifetime value: Shapley values against a newcomer; null where there is none to compare with.
    contributions: Optional[DifferenceFromNewcomer]
    #: For the person, in English.
    sentence: str
    #: For the person, in the language that the key names.
    sentence_de: str


@dataclass(frozen=True)
class RejectedRow(Result):
    """Rows of the record that could not be used; left out in a list of cards."""

    #: The table, or the part of the record.
    table: Table
    #: Its place there, from 0.
    row: int
    #: The stable number of the rule that it breaks.
    code: int
    #: Names the offender.
    reason: str


@dataclass(frozen=True)
class ScoreCard(Result):
    """One customer's score card: what ``ScoreTable.explain`` gives."""

    #: The customer.
    id: str
    #: The day of scoring.
    as_of: datetime.date
    #: Which model, by name and by content.
    model: ModelName
    #: Whether the card says anything. `scored`: there is a group, a lifetime value or a social score; `insufficient_data`: there is none of them; `excluded`: nothing of the customer may be used.
    status: CardStatus
    #: The place in the portfolio.
    survey: SurveyScores
    #: The customer value.
    value: ValueScores
    #: The place in the network; left out without network rules.
    network: Optional[NetworkScores]
    #: The value in the network; left out without equity rules.
    equity: Optional[EquityScores]
    #: What the customer shared with the company; left out without equity rules.
    sharing: Optional[SharingScores]
    #: What the customer complained about, and what is at risk; left out without service rules.
    service: Optional[ComplaintScores]
    #: The customer as somebody who helps customers; left out without service rules.
    helper: Optional[HelperScores]
    #: What is done for the customer; left out without treatment rules.
    treatment: Optional[TreatmentScores]
    #: Whether the customer matters to the others; left out without rules of who matters or of ambassadors.
    matters: Optional[MattersScores]
    #: The account that the customer belongs to, or is; left out without a section of accounts.
    account: Optional[AccountScores]
    #: What may be done with the customer's data, use by use.
    consent: ConsentScores
    #: The reasons, one entry a score; left out in a list of cards.
    explanation: Optional[Tuple[Explanation, ...]]
    #: Rows of the record that could not be used; left out in a list of cards.
    rejected: Optional[Tuple[RejectedRow, ...]]


@dataclass(frozen=True)
class SegmentShare(Result):
    """Of all with a group; null for those without one, and where there is none."""

    #: The share, 0 to 1.
    value: Optional[float]
    #: The lower end of its interval.
    low: Optional[float]
    #: The upper end.
    high: Optional[float]
    #: Level of the interval.
    confidence: Optional[float]
    #: Customers with a group.
    n: int


@dataclass(frozen=True)
class SegmentFigures(Result):
    """The five groups, fans first, then the customers without one."""

    #: The group. `unclassified`: no score, hence no group; `fan`: satisfied and closely attached; `sympathizer`: satisfied and attached; `mercenary`: satisfied, not attached; `captive`: dissatisfied, held by attachment or by barriers; `opponent`: neither satisfied nor held.
    segment: Segment
    #: What is null since too few customers are behind it, or behind what could be worked out from it: nothing, the money (revenue and all that follows), or everything.
    suppressed: SuppressedFigures
    #: Customers in the group.
    customers: Optional[int]
    #: Of all with a group; null for those without one, and where there is none.
    share: Optional[SegmentShare]
    #: Of its customers who bought. Unit: money.
    revenue: Optional[float]
    #: Sum over its customers. Unit: money.
    lifetime_value: Optional[float]
    #: Customers with a lifetime value.
    valued: Optional[int]
    #: Per valued customer. Unit: money.
    mean_lifetime_value: Optional[float]


@dataclass(frozen=True)
class HiddenFigures(Result):
    """What is suppressed, together: with what is shown it adds up to the totals; absent where nothing is."""

    #: In groups whose number is not shown.
    customers: int
    #: Of groups whose money is not shown. Unit: money.
    revenue: Optional[float]
    #: Of the same. Unit: money.
    lifetime_value: Optional[float]
    #: Customers with a lifetime value among them.
    valued: int


@dataclass(frozen=True)
class AnswerRows(Result):
    """Where every answer went."""

    #: Rows of the table; the others add up to it.
    rows: int
    #: Rows in the newest response of their customer.
    used: int
    #: Rows of an older wave, or answered again later in the same one.
    superseded: int
    #: Rows that were shown, but left empty.
    not_answered: int
    #: Rows later than the day of scoring; null together with no_consent.
    after_as_of: Optional[int]
    #: Rows of items that the model's questionnaire does not have.
    other_items: int
    #: Rows of customers who did not agree to be linked with their answers; null where few refuse the same uses.
    no_consent: Optional[int]
    #: Rows that were not taken into the base.
    rejected: int


@dataclass(frozen=True)
class PurchaseRows(Result):
    """Where every purchase went."""

    #: Rows of the table; the others add up to it.
    rows: int
    #: Rows that opened a purchase occasion of their own.
    used: int
    #: Rows that joined the occasion of the same customer and day.
    merged: int
    #: Rows with a negative amount, netted or ignored.
    refunds: int
    #: Rows of amount 0 that the model's policy leaves out.
    zeros_ignored: int
    #: Rows later than the day of scoring; null together with no_consent.
    after_as_of: Optional[int]
    #: Rows of customers who did not agree; null where few refuse the same uses.
    no_consent: Optional[int]
    #: Rows that were not taken into the base.
    rejected: int


@dataclass(frozen=True)
class AnonymousShare(Result):
    """Of customers and anonymous respondents together; null where one of both is suppressed."""

    #: The share, 0 to 1.
    value: Optional[float]
    #: The lower end of its interval.
    low: Optional[float]
    #: The upper end.
    high: Optional[float]
    #: Level of the interval.
    confidence: Optional[float]
    #: Customers and anonymous respondents with a group.
    n: Optional[float]


@dataclass(frozen=True)
class AnonymousGroup(Result):
    """The five groups, fans first."""

    #: The group. `unclassified`: no score, hence no group; `fan`: satisfied and closely attached; `sympathizer`: satisfied and attached; `mercenary`: satisfied, not attached; `captive`: dissatisfied, held by attachment or by barriers; `opponent`: neither satisfied nor held.
    segment: Segment
    #: Anonymous ones in it; null where they are too few to be shown.
    respondents: Optional[int]
    #: Of customers and anonymous respondents together; null where one of both is suppressed.
    share_of_all: Optional[AnonymousShare]


@dataclass(frozen=True)
class AnonymousFigures(Result):
    """Answers under a promise of anonymity; absent without any."""

    #: Persons who answered anonymously.
    respondents: int
    #: Of them with a group.
    classified: Optional[float]
    #: Respondents below which a group is not shown.
    minimum_cell: Optional[float]
    #: The five groups, fans first.
    segments: Tuple[AnonymousGroup, ...]


@dataclass(frozen=True)
class ClassFigures(Result):
    """Members who read."""

    #: How many belong to this class; null, as is the rest, where neighbouring classes are told together, since one of them has few.
    members: Optional[int]
    #: Of all members.
    share: Optional[float]
    #: Lower confidence limit, of three shares at once.
    low: Optional[float]
    #: Upper one.
    high: Optional[float]
    #: The part of all contributions that this class made.
    effort: Optional[float]


@dataclass(frozen=True)
class ParticipationClasses(Result):
    """The members by class."""

    #: Members who read.
    lurker: ClassFigures
    #: Members who contribute now and then.
    intermittent: ClassFigures
    #: Members who contribute most.
    heavy: ClassFigures


@dataclass(frozen=True)
class ParticipationTest(Result):
    """Do the classes differ from 90-9-1? Null, as are the two numbers below, where a class is hidden."""

    #: The G statistic of the three counts against 90-9-1.
    g: Optional[float]
    #: Of g, with 2 degrees of freedom.
    p_value: Optional[float]


@dataclass(frozen=True)
class ParticipationFigures(Result):
    """How the customers take part."""

    #: Customers whose place in the network may be used; null, as is the rest, where they are few. Where few refuse the same uses, these count among the lurkers.
    members: Optional[int]
    #: Of members in the window.
    contributions: Optional[float]
    #: The members by class.
    classes: ParticipationClasses
    #: Do the classes differ from 90-9-1? Null, as are the two numbers below, where a class is hidden.
    against_90_9_1: ParticipationTest
    #: Of the members' contributions: 0 all contribute the same, 1 one does all; null of fewer than four times as many members as a figure needs.
    gini: Optional[float]
    #: Part of the contributions made by the 1 percent who made most; null where these are few.
    top_1_percent: Optional[float]
    #: Contributions that make an intermittent contributor.
    intermittent_from: Optional[float]
    #: Contributions that make a heavy contributor; null, too: nobody's do.
    heavy_from: Optional[float]


@dataclass(frozen=True)
class InteractionRows(Result):
    """Where every interaction went."""

    #: Rows of the table.
    rows: int
    #: Interactions that the rows stand for; what follows adds up to it.
    events: int
    #: Interactions that made a weight, an activity or a follower; null together with hostile.
    used: Optional[int]
    #: Interactions with the id, or the text, of an event that was there already.
    retries: int
    #: Interactions of a person with herself.
    upon_oneself: int
    #: Interactions later than the day of scoring; null together with no_consent.
    after_as_of: Optional[int]
    #: Interactions before the window.
    too_old: int
    #: Interactions between persons of whom one did not agree; null where few refuse the same uses.
    no_consent: Optional[int]
    #: Interactions against somebody, and those of or upon a dissatisfied customer in no known tone: they spread damage, and make nobody valuable. Null where a group is hidden.
    hostile: Optional[int]
    #: Interactions of a time that none can have.
    out_of_range: int
    #: Rows that were not taken into the base; one interaction each.
    rejected: int


@dataclass(frozen=True)
class NetworkFigures(Result):
    """How the customers take part; absent without network rules."""

    #: How the customers take part.
    participation: ParticipationFigures
    #: Customers with a social score; null, as are the next numbers, where they or the other customers are few.
    scored: Optional[int]
    #: Of the social score with the logarithm of 1 + followers.
    follower_correlation: Optional[float]
    #: Customers who interact with an employee.
    employee_contacts: Optional[int]
    #: Customers who follow the brand: a follow without a target.
    brand_followers: Optional[int]
    #: Of these, whose account has a standing.
    brand_followers_heard: Optional[int]
    #: Where every interaction went.
    interaction_rows: InteractionRows


@dataclass(frozen=True)
class ExpectedNewcomers(Result):
    """New customers whom today's would bring; never part of the sums above."""

    #: New customers within the horizon if referrals went on as in the year before.
    expected_customers: Optional[float]
    #: What they would be worth. Unit: money.
    value: Optional[float]


@dataclass(frozen=True)
class TopDecileChange(Result):
    """How many enter and leave it."""

    #: Customers in the top decile by either; null where they, or those who entered or left it, are few.
    stayed: Optional[int]
    #: Of those in it by lifetime value, who are not by network value; likewise.
    moved_share: Optional[float]


@dataclass(frozen=True)
class RankFigures(Result):
    """Lifetime value against network value."""

    #: Rank correlation, ties averaged.
    spearman: Optional[float]
    #: Tau-b.
    kendall: Optional[float]
    #: How many enter and leave it.
    top_decile: TopDecileChange


@dataclass(frozen=True)
class Interval(Result):
    """Of the customers who are placed, with Wilson's interval."""

    #: The estimate.
    value: Optional[float]
    #: The lower end of its interval.
    low: Optional[float]
    #: The upper end.
    high: Optional[float]


@dataclass(frozen=True)
class StageFigures(Result):
    """Stage by stage."""

    #: The stage.
    stage: Stage
    #: Customers who stand here or higher; null where those of neighbouring stages are told together, since they are few.
    reached: Optional[int]
    #: Of the customers who are placed, with Wilson's interval.
    share: Interval
    #: Of those at the stage before, with Wilson's interval.
    conversion: Interval


@dataclass(frozen=True)
class FunnelFigures(Result):
    """How far customers have come."""

    #: Who are placed, on a stage or on none: those whose place in the network may be used; null, as are the shares of them, where they are few, or those who did not agree to it.
    customers: Optional[int]
    #: Stage by stage.
    funnel: Tuple[StageFigures, ...]
    #: Customers of whom every step is known: the n of what follows; null where they, or the others, are few.
    scaled: Optional[int]
    #: Steps that differ from the ideal pattern of the same number of steps; null, as is what follows, where that or a stage would tell of few.
    errors: Optional[int]
    #: Guttman's coefficient: a scale from 0.9.
    reproducibility: Optional[float]
    #: What the marginals alone would give.
    minimal_reproducibility: Optional[float]
    #: Menzel's coefficient: good from 0.6.
    scalability: Optional[float]


@dataclass(frozen=True)
class SharingFigures(Result):
    """Kind by kind."""

    #: Contributions of this kind; null, as is the rest, of few sharers.
    events: Optional[int]
    #: Customers with at least one.
    sharers: Optional[int]
    #: Contributions that were accepted or refused; null, as is acceptance, where few were accepted, refused or are open.
    decided: Optional[int]
    #: Accepted share of the decided, with Wilson's interval.
    acceptance: Interval


@dataclass(frozen=True)
class ReferralRows(Result):
    """Where every referral went."""

    #: Usable rows.
    rows: int
    #: Rows that gave no credit, by reason.
    rejected: Mapping[str, int]


@dataclass(frozen=True)
class EquityFigures(Result):
    """Customer Network Equity; absent without equity rules."""

    #: Customers with a lifetime value whose place in the network may be used; null where those whose may not are few.
    counted: Optional[int]
    #: These customers alone; null, as is the next, where customer_equity less this would tell what few are worth. Unit: money.
    lifetime_value: Optional[float]
    #: Sum of the network values, which equals lifetime_value to the last cent. Unit: money.
    customer_network_equity: Optional[float]
    #: Value that changes hands. Unit: money.
    credited: Optional[float]
    #: What accepted contributions are worth; null where they, or a part that is published as well, are of few. Unit: money.
    knowledge_value: Optional[float]
    #: Of it, what those contributed who have no network value: it is in no engagement value. Null like the next one. Unit: money.
    knowledge_value_apart: Optional[float]
    #: Customer Network Equity and knowledge value, less the knowledge value apart; null where that would tell what few contributed. Unit: money.
    engagement_value: Optional[float]
    #: New customers whom today's would bring; never part of the sums above.
    external: ExpectedNewcomers
    #: Lifetime value against network value.
    ranks: RankFigures
    #: How far customers have come.
    stages: FunnelFigures
    #: Kind by kind.
    sharing: Mapping[str, SharingFigures]
    #: Customers who shared anything; null where they, or those of a kind, are few.
    sharers: Optional[int]
    #: Of the network values above 0.
    gini: Optional[float]
    #: Where every referral went.
    referrals: ReferralRows


@dataclass(frozen=True)
class CountedShare(Result):
    """Employees who did anything but follow in the window; absent where they are few."""

    #: Of how many.
    n: int
    #: How many.
    count: int
    #: With Wilson's interval.
    share: Interval


@dataclass(frozen=True)
class CrossingFigures(Result):
    """Ties across departments; absent where none are known, or those that cross, or do not, are few."""

    #: Ordered pairs of employees with a tie whose groups are known.
    ties: int
    #: Share of them between different groups, with Wilson's interval.
    crossed: Interval
    #: Between less inside, by both together: -1 closed, 1 open. Unit: -1 to 1.
    ei_index: Optional[float]
    #: That share, by the one that ties without regard to groups would have; 1: groups do not matter. Unit: ratio.
    against_chance: Optional[float]


@dataclass(frozen=True)
class MaturityParts(Result):
    """What it is made of."""

    #: Of all employees, those who did anything but follow. Unit: share.
    taking_part: Optional[float]
    #: Of the ordered pairs of employees with a tie, those with one in both directions. Unit: share.
    returned: Optional[float]
    #: Ties between departments, as a part of those that ties without regard to departments would give; at most 1. Unit: share.
    across_departments: Optional[float]
    #: The same of levels of the hierarchy. Unit: share.
    across_levels: Optional[float]


@dataclass(frozen=True)
class MaturityResult(Result):
    """Maturity of internal use; absent where employees, or their ties, are few. Its index is null where a part is that would tell of few."""

    #: 5 times the geometric mean of the parts that are known. Unit: 0 to 5.
    index: Optional[float]
    #: Lower end of the interval from employees drawn anew. Unit: 0 to 5.
    low: Optional[float]
    #: Its upper end. Unit: 0 to 5.
    high: Optional[float]
    #: The n of it all.
    employees: int
    #: Ordered pairs of employees with a tie.
    ties: int
    #: What it is made of.
    parts: MaturityParts


@dataclass(frozen=True)
class LeadLagResult(Result):
    """Whether acts among employees go before acts between employees and customers, in weeks; no proof of a cause."""

    #: Whether the one goes before the other. `leads`: more than chance and a course that both have in common give; `does_not_lead`: chance, or a course that both have in common, gives as much; `not_identified`: too few moments, or a series that does not vary.
    status: LeadStatus
    #: How long both series are.
    steps: int
    #: How much later the other follows, by the rises or the correlation. Unit: steps.
    lag: Optional[float]
    #: The highest one.
    correlation: Optional[float]
    #: The highest one at the same moment or the other way round.
    without_lead: Optional[float]
    #: Part of what chance gives that leads as much.
    p_value: Optional[float]


@dataclass(frozen=True)
class EmployeeFigures(Result):
    """How the staff takes part; its activity is in no customer's score. Absent without network rules, or without employees."""

    #: In the base; null, as is the rest but for coverage, where they are few.
    employees: Optional[int]
    #: Employees who did anything but follow in the window; absent where they are few.
    taking_part: Optional[CountedShare]
    #: Employees with ties to other employees and to customers; absent where they are few.
    bridging: Optional[CountedShare]
    #: Customers two steps or less from an employee; absent where they, or the others, are few.
    coverage: Optional[CountedShare]
    #: Ordered pairs of employees with a tie; null where they are few.
    pairs: Optional[int]
    #: Of these, those with a tie in both directions; null where they, or the others, are few. Unit: share.
    returned: Optional[float]
    #: Ties across departments; absent where none are known, or those that cross, or do not, are few.
    departments: Optional[CrossingFigures]
    #: The same of levels of the hierarchy.
    levels: Optional[CrossingFigures]
    #: Maturity of internal use; absent where employees, or their ties, are few. Its index is null where a part is that would tell of few.
    maturity: Optional[MaturityResult]
    #: Whether acts among employees go before acts between employees and customers, in weeks; no proof of a cause.
    lead: LeadLagResult


@dataclass(frozen=True)
class TimeFigures(Result):
    """From coming in to the first answer; complaints of the window."""

    #: Whether too few customers are behind it to be shown.
    suppressed: bool
    #: How many waited, or still wait.
    n: Optional[int]
    #: Of these, for whom it has happened; the others count for as long as they wait. Null where either are of few persons.
    over: Optional[int]
    #: Until it has happened to half, by Kaplan and Meier with the log-log interval; null: it has not, by now. Unit: hours.
    median: Interval
    #: Until it has happened to nine of ten. Unit: hours.
    p90: Interval


@dataclass(frozen=True)
class PraiseRatio(Result):
    """Praise against complaints by topic."""

    #: The topic or the category; null: none named.
    name: Optional[str]
    #: Whether a number is not shown, as it is of too few, or would betray one that is.
    suppressed: bool
    #: Customers who complained; null where hidden.
    complained: Optional[int]
    #: Customers who praised; null where hidden.
    praised: Optional[int]
    #: Who praised for each who complained, with the interval that Wilson's of their share makes; null where one of both is hidden, or nobody complained.
    ratio: Interval


@dataclass(frozen=True)
class PraiseByAttribute(Result):
    """The same by what the base knows of the customers."""

    #: Say `territory`.
    attribute: str
    #: In the order of their names.
    categories: Tuple[PraiseRatio, ...]


@dataclass(frozen=True)
class RecoveryFigures(Result):
    """Whether customers are satisfied again afterwards."""

    #: Whether anything can be said. `too_few`: fewer than the model's `fewest_recovered` were asked before and after: nothing is said; `no_measurement`: the model does not know how surely the scores are measured: the change stands without what asking again would have shown; `no_survey`: the model has no survey.
    status: RecoveryStatus
    #: Customers with a settled complaint who were asked before and after; null where they are too few.
    n: Optional[int]
    #: Satisfied afterwards, with Wilson's interval. Unit: share.
    recovered: Interval
    #: Mean satisfaction after less before, with Student's interval. Unit: points.
    change: Interval
    #: Mean satisfaction after less what it would be if nothing had changed, which lies nearer to everybody's mean than what was measured before. Unit: points.
    beyond_noise: Interval
    #: In another group of the portfolio than before. Unit: share.
    moved_share: Optional[float]
    #: The same if nobody had changed and all were asked again. Unit: share.
    noise_share: Optional[float]
    #: The difference. Unit: share.
    excess_share: Optional[float]
    #: Of so much movement or more by noise. Unit: probability.
    excess_p: Optional[float]


@dataclass(frozen=True)
class ComplaintFigures(Result):
    """Complaints and praise; absent without service rules."""

    #: Rows of the table that were taken; the next six but `open` and `overdue` add up to it.
    rows: int
    #: Rows of customers who did not agree; null where few refuse the same uses. Unit: rows.
    no_consent: Optional[float]
    #: Rows later than the day of scoring; null together with no_consent. Unit: rows.
    after_as_of: Optional[float]
    #: Rows with the case of another row of the same customer.
    repeated: int
    #: Settled rows, or praise, before the window.
    too_old: int
    #: Complaints that count.
    complaints: int
    #: Praise that counts.
    praises: int
    #: Complaints that are not settled; null where the customers with one, or with a settled one, are few. Unit: complaints.
    open: Optional[float]
    #: Of these, not answered within the time promised; null where the customers with such a one, or with another open one, are few. Unit: complaints.
    overdue: Optional[float]
    #: Of all in the queue together; null where they are few, or one of them could be told from it. Unit: money.
    damage_at_risk: Optional[float]
    #: Complaints of the window that were answered in time, of those whose time is over or that were answered, with Wilson's interval; null where few customers were answered in time, or few were not. Unit: share.
    promise_kept: Interval
    #: How many it is of; null, as is the share, where few wait longer than promised, or wait and may. Unit: promises.
    promises: Optional[float]
    #: From coming in to the first answer; complaints of the window.
    response: TimeFigures
    #: From coming in to the settlement; complaints of the window.
    resolution: TimeFigures
    #: Praise against complaints by topic.
    topics: Tuple[PraiseRatio, ...]
    #: The same by what the base knows of the customers.
    attributes: Tuple[PraiseByAttribute, ...]
    #: Whether customers are satisfied again afterwards.
    recovery: RecoveryFigures


@dataclass(frozen=True)
class HelperFigures(Result):
    """What helpers do; absent without service rules."""

    #: Rows of the table of jobs that were taken; the next four add up to it.
    rows: int
    #: Jobs of persons who did not agree; null where few refuse the same uses. Unit: rows.
    no_consent: Optional[float]
    #: Jobs later than the day of scoring; null together with no_consent. Unit: rows.
    after_as_of: Optional[float]
    #: Rows with the job of another row of the same customer.
    repeated: int
    #: Jobs that count.
    jobs: int
    #: Of these, that went well.
    solved: int
    #: That went badly.
    failed: int
    #: That have not ended.
    open: int
    #: Solved of all that was asked for, with Wilson's interval. Unit: share.
    fill_rate: Interval
    #: Of the solved, what was asked for while the company's own service was closed, with Wilson's interval. Unit: share.
    off_hours: Interval
    #: From asking to a solution; what failed counts for as long as it was tried.
    solution: TimeFigures
    #: Jobs that both sides have rated.
    pairs: int
    #: Of the two ratings, each less what its person usually gets, by Fisher's z; null below four pairs. Unit: correlation.
    answering: Interval
    #: Whether ratings answer one another. `too_few`: fewer than four jobs were rated by both sides, or by too few persons to be shown; `not_found`: the interval of the correlation holds 0; `found`: who is rated well rates well in return, more than chance would have it: retaliation, or favours.
    retaliation: RetaliationStatus
    #: Helpers by how far they have come; null where these are few, or others that would follow.
    states: Mapping[str, Optional[int]]


@dataclass(frozen=True)
class IdeaFigure(Result):
    """The ideas, the most surely wanted one first."""

    #: Its id.
    idea: str
    #: Whether its votes are too few to be shown, or would betray others that are.
    suppressed: bool
    #: By the lower end of the interval, from 1; equal ones share a place. Null where suppressed.
    place: Optional[int]
    #: What the company says of it.
    state: IdeaState
    #: Customers who voted for it and have a standing; one counts for each.
    votes: Optional[int]
    #: Of all customers whose votes count, with Wilson's interval.
    share: Interval


@dataclass(frozen=True)
class QuotaFigure(Result):
    """Places by value of the attribute."""

    #: Of the attribute; empty: without quotas, everybody.
    value: str
    #: That were to be given.
    places: int
    #: Who could get one; null where suppressed.
    eligible: Optional[int]
    #: Who got one; null where `eligible` is, since where there are places for all both are the same.
    drawn: Optional[int]


@dataclass(frozen=True)
class TesterDraw(Result):
    """Draws of testers, in the order of the model."""

    #: Of which product.
    test: str
    #: Customers who applied; the next four but `repeated` are not eligible, in this order. Null, here and there, where that would tell of few, or a part of a group or a territory that is hidden elsewhere.
    applied: Optional[int]
    #: Applications of who had applied before.
    repeated: int
    #: Who may not be contacted.
    no_contact: Optional[int]
    #: Whose group may not test.
    wrong_segment: Optional[int]
    #: Whose value tier may not test.
    wrong_tier: Optional[int]
    #: Whose value of the attribute has no places.
    no_quota: Optional[int]
    #: Of the draw.
    seed: int
    #: Of the set of eligible ids, 16 hexadecimal digits: publish it before the seed. Empty where their number is hidden.
    fingerprint: str
    #: Places by value of the attribute.
    quotas: Tuple[QuotaFigure, ...]


@dataclass(frozen=True)
class CapitalFigures(Result):
    """What customers gave of their money."""

    #: Customers whose stake was accepted; null where they are too few, or those whose stake was not.
    backers: Optional[int]
    #: Together; null where one of them could be told from it. Unit: money.
    amount: Optional[float]
    #: Herfindahl's and Hirschman's index, the sum of the squared shares: 1 is one backer alone; null where it would tell how many backers there are, or what one of them gave. Unit: share.
    concentration: Optional[float]


@dataclass(frozen=True)
class CocreationFigures(Result):
    """Ideas, votes, tests and capital; absent without cocreation rules."""

    #: Ideas up to the day of scoring.
    ideas: int
    #: Of these.
    accepted: int
    #: Of these.
    declined: int
    #: Accepted share of what was decided, with Wilson's interval.
    adoption: Interval
    #: What accepted ideas say that they are worth: it is in the knowledge value of who had them, once; null where one of them could be told from it, or they are of few. Unit: money.
    accepted_value: Optional[float]
    #: Customers whose votes count; null, as is the next, where they are few.
    voters: Optional[int]
    #: Votes that count.
    votes: Optional[int]
    #: Votes that do not, by reason: no_idea, before_idea, after_end, second_vote, and no_standing, of customers who have hardly bought and whom hardly anybody regards.
    rejected_votes: Mapping[str, int]
    #: The ideas, the most surely wanted one first.
    ranking: Tuple[IdeaFigure, ...]
    #: Draws of testers, in the order of the model.
    tests: Tuple[TesterDraw, ...]
    #: What customers gave of their money.
    capital: CapitalFigures


@dataclass(frozen=True)
class ApproachFigures(Result):
    """The same by what went before; no proof of a cause."""

    #: Of those whom somebody had referred, who became customers.
    referral: CountedShare
    #: Of the others who took part in the networks, who became customers afterwards.
    touch: CountedShare
    #: Of those who did nothing of the kind, or only as customers.
    neither: CountedShare


@dataclass(frozen=True)
class OutsideFigures(Result):
    """People outside the base; absent without network and equity rules, or where nobody is named."""

    #: In the base by the day of scoring, customers of today among them; without those who refused.
    prospects: Optional[int]
    #: Of all who react to customers, those who are outside the base.
    audience: Optional[CountedShare]
    #: Of these, to whom customers who have bought pay attention: their reactions count.
    regarded: Optional[int]
    #: People outside whom a customer brought first, and who are no customers yet.
    open_referrals: Optional[int]
    #: Customers who brought them.
    bringing: Optional[int]
    #: Of the prospects, those who became customers.
    converted: Optional[CountedShare]
    #: Of these, of whom nobody knows when: they are in none of the groups that follow.
    undated: Optional[int]
    #: The same by what went before; no proof of a cause.
    by_approach: Optional[ApproachFigures]


@dataclass(frozen=True)
class TreatmentCounts(Result):
    """Customers by why they are treated, or not; absent without treatments."""

    #: Customers; null where these or others are few, and all where few refuse the same uses.
    treated: Optional[int]
    #: Customers; null where these or others are few, and all where few refuse the same uses.
    not_asked: Optional[int]
    #: Customers; null where these or others are few, and all where few refuse the same uses.
    no_consent: Optional[int]
    #: Customers; null where these or others are few, and all where few refuse the same uses.
    gate_closed: Optional[int]
    #: Customers; null where these or others are few, and all where few refuse the same uses.
    gate_unknown: Optional[int]
    #: Customers; null where these or others are few, and all where few refuse the same uses.
    no_capacity: Optional[int]


@dataclass(frozen=True)
class TableSummary(Result):
    """The company's figures: what ``ScoreTable.summary`` gives."""

    #: The day of scoring.
    as_of: datetime.date
    #: Which model.
    model: ModelName
    #: Of all amounts.
    currency: str
    #: The rule that places customers into groups; absent without a questionnaire.
    rule: Optional[str]
    #: In the base.
    customers: int
    #: Customers with a group.
    classified: int
    #: Customers with a lifetime value.
    valued: int
    #: Of its customers who bought. Unit: money.
    revenue: Optional[float]
    #: Sum of the lifetime values. Unit: money.
    customer_equity: Optional[float]
    #: The five groups, fans first, then the customers without one.
    segments: Tuple[SegmentFigures, ...]
    #: What is suppressed, together: with what is shown it adds up to the totals; absent where nothing is.
    hidden: Optional[HiddenFigures]
    #: Customers by why they have a group, or none; null where these are few, or others that would follow.
    survey_status: Mapping[str, Optional[int]]
    #: Customers by why they have a lifetime value, or none; likewise.
    value_status: Mapping[str, Optional[int]]
    #: Customers by consent to the uses that are scored; likewise, and all null where few refuse the same uses.
    consent: Mapping[str, Optional[int]]
    #: Where every answer went.
    answer_rows: AnswerRows
    #: Where every purchase went.
    purchase_rows: PurchaseRows
    #: Rows of all tables that were not taken.
    rejected_rows: int
    #: Answers under a promise of anonymity; absent without any.
    anonymous: Optional[AnonymousFigures]
    #: How the customers take part; absent without network rules.
    network: Optional[NetworkFigures]
    #: Customer Network Equity; absent without equity rules.
    equity: Optional[EquityFigures]
    #: How the staff takes part; its activity is in no customer's score. Absent without network rules, or without employees.
    employees: Optional[EmployeeFigures]
    #: Complaints and praise; absent without service rules.
    complaints: Optional[ComplaintFigures]
    #: What helpers do; absent without service rules.
    helpers: Optional[HelperFigures]
    #: Ideas, votes, tests and capital; absent without cocreation rules.
    cocreation: Optional[CocreationFigures]
    #: People outside the base; absent without network and equity rules, or where nobody is named.
    outside: Optional[OutsideFigures]
    #: Customers by why they are treated, or not; absent without treatments.
    treatment: Optional[TreatmentCounts]


@dataclass(frozen=True)
class RuleOrigin(Result):
    """What made the shares: they compare only where rule, boundaries and questionnaire agree."""

    #: The rule that places customers into groups.
    id: str
    #: Fingerprint of the rule's boundaries.
    boundaries: str
    #: Fingerprint of the questions.
    questionnaire: str


@dataclass(frozen=True)
class GroupAnalysis(Result):
    """The five groups, fans first."""

    #: The group. `unclassified`: no score, hence no group; `fan`: satisfied and closely attached; `sympathizer`: satisfied and attached; `mercenary`: satisfied, not attached; `captive`: dissatisfied, held by attachment or by barriers; `opponent`: neither satisfied nor held.
    segment: Segment
    #: Whether the group is too small to be shown, or would betray one that is.
    suppressed: bool
    #: Customers in it; null where suppressed.
    n: Optional[int]
    #: Of the classified, with Wilson's interval; null where suppressed.
    share: Optional[Interval]
    #: The same with Goodman's interval, which holds for all five at once; null where suppressed.
    simultaneous: Optional[Interval]
    #: The mean of the probabilities, unbiased where counting is not; null without a measurement, and where suppressed.
    expected_share: Optional[float]


@dataclass(frozen=True)
class PortfolioAnalysis(Result):
    """The five groups, with everything that doubts their shares."""

    #: Customers with a group.
    n: int
    #: Customers without one, who are no part of any share.
    unclassified: int
    #: Level of the intervals.
    confidence: Optional[float]
    #: The five groups, fans first.
    groups: Tuple[GroupAnalysis, ...]
    #: Fans less opponents, as a share of the classified; null without any, and where one of them is suppressed.
    net_fan_balance: Optional[Interval]


@dataclass(frozen=True)
class AttachmentOrder(Result):
    """Do captives feel less attached than sympathizers, and those less than fans?"""

    #: Whether captives, sympathizers and fans all have members, and none is suppressed.
    known: bool
    #: Whether captives feel less attached than sympathizers, and those less than fans; says something only if known.
    captives_weaker: bool
    #: The weaker claim: captives feel less attached than sympathizers and fans together.
    captives_weaker_than_attached: bool
    #: Mean attachment of captives, 0 to 100.
    captive_mean: Optional[float]
    #: Mean attachment of sympathizers, 0 to 100.
    sympathizer_mean: Optional[float]
    #: Mean attachment of fans, 0 to 100; each is null where its group is suppressed.
    fan_mean: Optional[float]


@dataclass(frozen=True)
class AttachmentValidity(Result):
    """Does attachment explain revenue beyond satisfaction? It may not: then the theory fails on these data."""

    #: What is to be explained.
    outcome: str
    #: Whether it could be tested, or why not. `too_few_rows`: fewer than ten complete customers, or no outcome of one kind; `constant`: satisfaction, attachment or the outcome does not vary; `collinear`: attachment is a function of satisfaction; `separated`: satisfaction and attachment tell the outcome perfectly.
    status: ValidityStatus
    #: Customers with satisfaction, attachment and the outcome.
    n: int
    #: Share of the variance that satisfaction alone explains.
    r_squared_satisfaction: Optional[float]
    #: Share of the variance that satisfaction and attachment explain.
    r_squared_both: Optional[float]
    #: The difference: what attachment adds.
    gain: Optional[float]
    #: Of "attachment adds nothing".
    p_value: Optional[float]


@dataclass(frozen=True)
class SegmentRevenue(Result):
    """The five groups, fans first."""

    #: The group. `unclassified`: no score, hence no group; `fan`: satisfied and closely attached; `sympathizer`: satisfied and attached; `mercenary`: satisfied, not attached; `captive`: dissatisfied, held by attachment or by barriers; `opponent`: neither satisfied nor held.
    segment: Segment
    #: Whether too few customers are behind the amounts, or would be behind those that can be worked out from them.
    suppressed: bool
    #: Customers with a known revenue; null, as all that follows, where suppressed.
    n: Optional[int]
    #: Of all its customers. Unit: money.
    sum: Optional[float]
    #: Per customer, with its bootstrap interval. Unit: money.
    mean: Interval
    #: Per customer. Unit: money.
    median: Optional[float]
    #: Of the revenue of all five groups, with its bootstrap interval.
    share: Interval
    #: Probability that no group spends more per customer; those whose amounts are suppressed are one group.
    top_by_mean: Optional[float]
    #: Probability that no group spends more together.
    top_by_sum: Optional[float]


@dataclass(frozen=True)
class RevenueAnalysis(Result):
    """What each group spends."""

    #: Samples behind the intervals and probabilities.
    bootstrap_samples: int
    #: The five groups, fans first.
    groups: Tuple[SegmentRevenue, ...]


@dataclass(frozen=True)
class ItemAnalysis(Result):
    """Item by item."""

    #: The question.
    item: str
    #: Of the answers, in the unit of the item. It and sd are null where a group of the portfolio is suppressed: they tell how many gave extreme answers.
    mean: Optional[float]
    #: Standard deviation of the answers, in the unit of the item.
    sd: Optional[float]
    #: Correlation with the weighted sum of the other items.
    corrected_item_total: Optional[float]
    #: Alpha of the other items.
    alpha_if_deleted: Optional[float]
    #: On the one factor behind omega.
    loading: Optional[float]


@dataclass(frozen=True)
class ScaleAnalysis(Result):
    """How surely each dimension is measured."""

    #: What its items measure.
    dimension: str
    #: Complete responses.
    n: int
    #: Cronbach's alpha with Feldt's interval.
    alpha: Interval
    #: Alpha of items of equal variance.
    standardised_alpha: Optional[float]
    #: Of the pairs of items.
    mean_correlation: Optional[float]
    #: Guttman's lambda 6.
    lambda6: Optional[float]
    #: McDonald's omega of one factor.
    omega_total: Optional[float]
    #: Of the weighted mean of the items, in their unit; null, as sd, where a group of the portfolio is suppressed.
    mean: Optional[float]
    #: Standard deviation of the same.
    sd: Optional[float]
    #: In the unit of sd.
    standard_error_of_measurement: Optional[float]
    #: Item by item.
    items: Tuple[ItemAnalysis, ...]
    #: What to know before believing the figures. `too_few_items`: Fewer than two items: there is no alpha; `too_few_rows`: Fewer than two respondents: nothing can be computed; `unstable`: Fewer than 30 respondents; `zero_variance`: Everybody gave the same answer to some item; `not_positive_definite`: No lambda 6 and no omega: an item repeats others, or pairs contradict; `negative_alpha`: An item points the wrong way: is it reversed?; `heywood`: The factor behind omega explains some item wholly; `no_factor`: No omega: two items leave the factor open, or the search found none.
    flags: Tuple[ReliabilityFlags, ...]


@dataclass(frozen=True)
class DriverAnalysis(Result):
    """The sub-scales, in the order of the questionnaire."""

    #: The sub-scale of the questionnaire.
    dimension: str
    #: With the outcome.
    correlation: Optional[float]
    #: Standardised regression coefficient.
    beta: Optional[float]
    #: Shapley's (LMG) part of the explained variance, 0 to 1.
    lmg_share: Optional[float]
    #: Johnson's relative weight, as a part of the explained variance, 0 to 1.
    johnson_share: Optional[float]


@dataclass(frozen=True)
class OutcomeAnalysis(Result):
    """What moves satisfaction and attachment; empty for a questionnaire without sub-scales or with more than 15."""

    #: The dimension that is driven.
    outcome: str
    #: Whether it could be fitted, or why not. `too_few_rows`: fewer complete respondents than drivers + 2; `constant`: a driver or the outcome does not vary; `collinear`: a driver repeats others.
    status: DriversStatus
    #: Complete responses.
    n: int
    #: Share of the variance that the drivers explain.
    r_squared: Optional[float]
    #: The sub-scales, in the order of the questionnaire.
    drivers: Tuple[DriverAnalysis, ...]


@dataclass(frozen=True)
class RecommendationAnalysis(Result):
    """Willingness to recommend; null where the model has no item for it on a scale of 0 to 10, and where promoters, passives, detractors or those who did not answer are few."""

    #: The question that asks for it.
    item: str
    #: Answers.
    n: Optional[float]
    #: Promoters less detractors, as a share of the answers, -1 to 1.
    score: Optional[float]
    #: The score with Wald's interval, which collapses where all answers agree.
    wald: Interval
    #: The score with the interval after adding three answers.
    adjusted_wald: Interval
    #: The score with the interval of the score test: the one to show.
    score_interval: Interval


@dataclass(frozen=True)
class ClassificationQuality(Result):
    """How surely customers are placed; null without a measurement."""

    #: Mean probability of the assigned group.
    accuracy: Optional[float]
    #: Expected share of the same group if everybody were asked again.
    consistency: Optional[float]
    #: Customers with a group.
    n: int


@dataclass(frozen=True)
class SurveyAnalysis(Result):
    """What the answers say; null for a model without a questionnaire."""

    #: What made the shares: they compare only where rule, boundaries and questionnaire agree.
    rule: RuleOrigin
    #: The five groups, with everything that doubts their shares.
    shares: PortfolioAnalysis
    #: Do captives feel less attached than sympathizers, and those less than fans?
    conformance: AttachmentOrder
    #: Does attachment explain revenue beyond satisfaction? It may not: then the theory fails on these data.
    incremental_validity: AttachmentValidity
    #: What each group spends.
    revenue_by_segment: RevenueAnalysis
    #: How surely each dimension is measured.
    reliability: Tuple[ScaleAnalysis, ...]
    #: What moves satisfaction and attachment; empty for a questionnaire without sub-scales or with more than 15.
    drivers: Tuple[OutcomeAnalysis, ...]
    #: Willingness to recommend; null where the model has no item for it on a scale of 0 to 10, and where promoters, passives, detractors or those who did not answer are few.
    recommendation: Optional[RecommendationAnalysis]
    #: How surely customers are placed; null without a measurement.
    classification: Optional[ClassificationQuality]


@dataclass(frozen=True)
class Concentration(Result):
    """How unequal the lifetime values are."""

    #: Customers with a value of 0 or more, and all others where these are few: they count as 0. Null where n is few.
    n: Optional[int]
    #: Gini's coefficient: 0 all hold the same, 1 one holds all.
    gini: Optional[float]
    #: Part of the sum that the top 1 percent hold.
    top_1_percent: Optional[float]
    #: Part of the sum that the top 10 percent hold.
    top_10_percent: Optional[float]
    #: Part of the sum that the top 20 percent hold.
    top_20_percent: Optional[float]


@dataclass(frozen=True)
class IndependenceAnalysis(Result):
    """Correlation of frequency and amount, which Gamma-Gamma takes as 0."""

    #: Of the number of repeat purchases with their mean amount.
    correlation: Optional[float]
    #: Of the 95 % interval by Fisher's z; null where n is, which it tells.
    low: Optional[float]
    #: Of the 95 % interval by Fisher's z.
    high: Optional[float]
    #: Customers with a repeat purchase and an amount; null where they, or those with a history and none, are few.
    n: Optional[float]
    #: Whether Gamma-Gamma may take it as 0.
    plausible: bool


@dataclass(frozen=True)
class FrequencyCheck(Result):
    """Customers by number of repeat purchases, against the model; null until it is fitted. Numbers of few are null, as is the test where it would tell them."""

    #: Customers by number of repeat purchases from 0; the last: that many or more.
    actual: Tuple[Optional[float], ...]
    #: The same, from the model.
    expected: Tuple[Optional[float], ...]
    #: How far the two are apart.
    chi_square: Optional[float]
    #: Of chi_square.
    degrees_of_freedom: Optional[float]
    #: Of chi_square; null without a degree of freedom.
    p_value: Optional[float]


@dataclass(frozen=True)
class ValueAnalysis(Result):
    """What the purchases say; null for a model without value rules."""

    #: The model of purchasing.
    model: PurchasingKind
    #: Of time.
    unit: TimeUnit
    #: How unequal the lifetime values are.
    lifetime_value_concentration: Concentration
    #: How unequal the revenues are.
    revenue_concentration: Concentration
    #: Correlation of frequency and amount, which Gamma-Gamma takes as 0.
    spend_independence: IndependenceAnalysis
    #: Customers by number of repeat purchases, against the model; null until it is fitted. Numbers of few are null, as is the test where it would tell them.
    repeat_purchases: Optional[FrequencyCheck]


@dataclass(frozen=True)
class Analysis(Result):
    """What an analyst asks of a table: what ``ScoreTable.analysis`` gives."""

    #: The day of scoring.
    as_of: datetime.date
    #: What the answers say; null for a model without a questionnaire.
    survey: Optional[SurveyAnalysis]
    #: What the purchases say; null for a model without value rules.
    value: Optional[ValueAnalysis]


@dataclass(frozen=True)
class BreakdownCell(Result):
    """The five groups, fans first."""

    #: The group. `unclassified`: no score, hence no group; `fan`: satisfied and closely attached; `sympathizer`: satisfied and attached; `mercenary`: satisfied, not attached; `captive`: dissatisfied, held by attachment or by barriers; `opponent`: neither satisfied nor held.
    segment: Segment
    #: Whether the count may not be shown.
    suppressed: bool
    #: Customers; null where suppressed.
    count: Optional[float]
    #: Of the category's classified customers; null where suppressed.
    share: Optional[float]
    #: The share drawn to that of all, the more the fewer customers; null where suppressed.
    shrunk_share: Optional[float]
    #: How far the count stands out, in standard errors: beyond -2 or 2 it does; null where suppressed. Where any cell is, these two compare with the shares of all customers, of unknown category as well.
    adjusted_residual: Optional[float]


@dataclass(frozen=True)
class BreakdownRow(Result):
    """The categories, ranked by the lower bound of the fan quota; those without one follow by name."""

    #: The attribute's value.
    category: str
    #: Whether the category is too small to show anything of it.
    suppressed: bool
    #: Customers with a group; null where suppressed.
    n: Optional[int]
    #: Customers without one; null where suppressed.
    unclassified: Optional[int]
    #: Customers in the groups that are not shown: with those that are, they add up to n.
    hidden: Optional[int]
    #: Share of fans with Wilson's interval; null where suppressed.
    fan_quota: Optional[Interval]
    #: The five groups, fans first.
    segments: Tuple[BreakdownCell, ...]


@dataclass(frozen=True)
class SmallCategories(Result):
    """The suppressed categories together; null if there are none."""

    #: How many; customers of an unknown one may be one more.
    categories: int
    #: Their customers with a group.
    n: int
    #: Their customers without one.
    unclassified: int


@dataclass(frozen=True)
class Breakdown(Result):
    """The groups by category of an attribute: what ``ScoreTable.breakdown`` gives."""

    #: What the customers are broken down by.
    attribute: str
    #: The categories, ranked by the lower bound of the fan quota; those without one follow by name.
    rows: Tuple[BreakdownRow, ...]
    #: The suppressed categories together; null if there are none.
    too_small: Optional[SmallCategories]
    #: Customers of whom the attribute is not known; null where they are among the suppressed, or few.
    unknown: Optional[int]
    #: Statistic of "the categories do not differ"; it and what follows are null where any cell is suppressed, which could be worked out from them.
    chi_squared: Optional[float]
    #: Of chi_squared.
    degrees_of_freedom: Optional[float]
    #: Of chi_squared.
    p_value: Optional[float]
    #: Customers expected in the smallest cell; below 5 the p-value is rough.
    fewest_expected: Optional[float]
    #: The rule that places customers into groups.
    rule: str


@dataclass(frozen=True)
class SegmentChange(Result):
    """Who won and who lost, fans first."""

    #: The group. `unclassified`: no score, hence no group; `fan`: satisfied and closely attached; `sympathizer`: satisfied and attached; `mercenary`: satisfied, not attached; `captive`: dissatisfied, held by attachment or by barriers; `opponent`: neither satisfied nor held.
    segment: Segment
    #: Share after less share before, -1 to 1; null where the movement is suppressed.
    change: Optional[float]
    #: Customers who came from another group; it and what follows are null where the table is.
    joined: Optional[float]
    #: Customers who went to another group.
    left: Optional[float]
    #: Of McNemar's exact test, two-sided.
    p_value: Optional[float]
    #: The same, adjusted by Holm for asking about every group.
    holm_p: Optional[float]


@dataclass(frozen=True)
class ChiSquaredTest(Result):
    """Did the shares change? Degrees of freedom: groups that anybody left."""

    #: Chi-squared; null with a p-value of 0: infinite.
    statistic: Optional[float]
    #: Its degrees of freedom.
    degrees_of_freedom: Optional[float]
    #: Probability of so large a statistic if there were no change.
    p_value: Optional[float]


@dataclass(frozen=True)
class MigrationBaseline(Result):
    """What asking the same people again would have produced; null without a measurement, and where the movement is suppressed."""

    #: The finding as an English sentence.
    headline: str
    #: Share of customers who would move if nobody's mind had changed.
    noise_share: Optional[float]
    #: Share who moved beyond that; may be negative.
    excess_share: Optional[float]
    #: The same in standard deviations of the noise.
    excess_z: Optional[float]
    #: Probability of so much movement or more by noise.
    excess_p: Optional[float]
    #: Customers by group before and group if asked again, fans first; null where the table is.
    expected: Tuple[Tuple[Optional[float], ...], ...]


@dataclass(frozen=True)
class Migration(Result):
    """Who moved between two tables: what ``ScoreTable.migration`` gives."""

    #: The day of the earlier table.
    from_: datetime.date
    #: The day of the later table.
    to: datetime.date
    #: Customers with a group in both, asked again in between.
    n: Optional[float]
    #: Customers with a group in the later table only.
    joiners: int
    #: Customers with a group in the earlier table only, those not asked again left out.
    leavers: int
    #: Customers with the same response in both tables.
    not_asked_again: int
    #: What is too small to be shown, or would betray what is: nothing, the table with all that depends on its cells, or all of the movement.
    suppressed: MovementShown
    #: Share of n that changed the group; null where the movement is suppressed.
    moved_share: Optional[float]
    #: Customers by group before and group after, fans first; null where suppressed.
    table: Tuple[Tuple[Optional[float], ...], ...]
    #: Who won and who lost, fans first.
    segments: Tuple[SegmentChange, ...]
    #: Did the shares change? Degrees of freedom: groups that anybody left.
    stuart_maxwell: ChiSquaredTest
    #: The same statistic with all degrees of freedom.
    stuart_maxwell_full: ChiSquaredTest
    #: The same question, a little more powerful.
    bhapkar: ChiSquaredTest
    #: Is the flow one-sided? Degrees of freedom: pairs with any movement.
    bowker: ChiSquaredTest
    #: The same statistic with all degrees of freedom.
    bowker_full: ChiSquaredTest
    #: What asking the same people again would have produced; null without a measurement, and where the movement is suppressed.
    noise: Optional[MigrationBaseline]


@dataclass(frozen=True)
class ListedCustomer(Result):
    """Who gets it, the most urgent first; equal priorities by id."""

    #: The customer.
    id: str
    #: Higher comes first; compares within one action only.
    priority: Optional[float]
    #: Why this rule applies, in the words of the model.
    reason: str


@dataclass(frozen=True)
class ListedAction(Result):
    """In the order of the model."""

    #: What is done.
    action: str
    #: Customers whom it can reach; null: everybody.
    capacity: Optional[int]
    #: What decides who comes first.
    priority: PriorityRule
    #: Who gets it, the most urgent first; equal priorities by id.
    customers: Tuple[ListedCustomer, ...]
    #: Customers who would get it if the capacity were larger.
    waiting: int


@dataclass(frozen=True)
class AttentionEntry(Result):
    """The first by participation class, then influence, then value; ties by id; only who may be contacted."""

    #: The customer.
    id: str
    #: How much the customer contributes.
    participation: ParticipationClass
    #: Share of all attention.
    influence: Optional[float]
    #: Network value, or lifetime value for a model without equity rules. Unit: money.
    value: Optional[float]


@dataclass(frozen=True)
class ReleaseEntry(Result):
    """The earliest month first."""

    #: In which contracts let captives go, e.g. "2027-01".
    month: str
    #: Who may then leave; null where they are too few to be shown.
    customers: Optional[int]
    #: What may leave with them: revenue times the probability of being a captive; null where they are too few. Unit: money.
    revenue: Optional[float]


@dataclass(frozen=True)
class ActivationEstimate(Result):
    """What sympathizers could add."""

    #: Recommendations; mean of the fans, null where they are suppressed or too few of them are known.
    recommendations_per_fan: Optional[float]
    #: Recommendations; mean of the sympathizers, null in the same cases.
    recommendations_per_sympathizer: Optional[float]
    #: Recommendations more if sympathizers spoke up like fans.
    potential: Optional[float]


@dataclass(frozen=True)
class TreatmentList(Result):
    """What is done for whom: what ``ScoreTable.treatments`` gives."""

    #: The day of scoring.
    as_of: datetime.date
    #: Which model.
    model: ModelName
    #: In the order of the model.
    actions: Tuple[ListedAction, ...]
    #: The first by participation class, then influence, then value; ties by id; only who may be contacted.
    attention: Tuple[AttentionEntry, ...]
    #: The earliest month first.
    releases: Tuple[ReleaseEntry, ...]
    #: What sympathizers could add.
    activation: ActivationEstimate


@dataclass(frozen=True)
class MatteringCustomer(Result):
    """The first of them; those who share a place stand side by side, by falling index, then by id."""

    #: The customer.
    id: str
    #: 1 more than the number of those who are before; equal ones share it. Unit: place.
    place: Optional[float]
    #: How many have that place. Unit: customers.
    shared_by: Optional[float]
    #: Pareto layer of activity, influence and value. Unit: layer.
    layer: Optional[float]
    #: Of being in the first layer, as far as the lifetime values are known; null where the model has no fit. Unit: probability.
    first_layer: Optional[float]
    #: The best layer that this leaves, at the model's confidence. Unit: layer.
    layer_low: Optional[float]
    #: The worst one. Unit: layer.
    layer_high: Optional[float]
    #: Weighted geometric mean of percentile ranks. Unit: 0 to 100.
    index: Optional[float]
    #: Own posts, answers and reviews, copies counted once. Unit: decayed contributions.
    activity: Optional[float]
    #: Of the attention that comes from accounts with a standing. Unit: share.
    influence: Optional[float]
    #: Network value, or lifetime value for a model without equity rules. Unit: money.
    value: Optional[float]
    #: Among the most active.
    active: bool
    #: Among the most influential.
    influential: bool
    #: Among the most valuable.
    valuable: bool


@dataclass(frozen=True)
class ProfileCell(Result):
    """All customers whose place may be used, by what they are among the most of."""

    #: Among the most active.
    active: bool
    #: Among the most influential.
    influential: bool
    #: Among the most valuable.
    valuable: bool
    #: How many; null where they are too few to be shown.
    customers: Optional[int]
    #: Of them together; null where it is not shown. Unit: money.
    value: Optional[float]


@dataclass(frozen=True)
class CustomerBetween(Result):
    """The highest betweenness first; equal ones by id."""

    #: The customer.
    id: str
    #: Of the shortest ways between others, those that run here. Unit: share.
    betweenness: Optional[float]
    #: Who could not reach the rest without the customer. Unit: customers.
    cut_off: Optional[float]
    #: Without a tie to an employee of their own, tied to this one, who has one. Unit: customers.
    spans: Optional[float]


@dataclass(frozen=True)
class PlacesBetween(Result):
    """Who stands between others."""

    #: Customers with ties among each other; null where they, or the others, are too few to be shown.
    tied: Optional[int]
    #: From how many of them shortest ways were looked for; null where that is all, and their number is not shown.
    sources: Optional[int]
    #: Whether that is all of them; else betweenness is an estimate.
    exact: bool
    #: With probability 0.95 no betweenness is further from the exact one; 0 if exact. Unit: share.
    error: Optional[float]
    #: The highest betweenness first; equal ones by id.
    hubs: Tuple[CustomerBetween, ...]
    #: The highest betweenness first; equal ones by id.
    bridges: Tuple[CustomerBetween, ...]
    #: Those who span most first; then by betweenness and id.
    spanners: Tuple[CustomerBetween, ...]


@dataclass(frozen=True)
class MattersList(Result):
    """Who is active and influential and valuable; absent without such a section."""

    #: What decides who is before whom. `layers`: Pareto layers: the first holds those whom nobody equals in everything and exceeds in something; `weights`: a weighted geometric mean of percentile ranks.
    order: MattersOrder
    #: Customers in the order: active and influential and valuable, each above 0; null where they, or the others, are too few to be shown.
    ranked: Optional[int]
    #: Of lifetime values, behind the probabilities of the first layer; 0: none are told.
    draws: int
    #: The first of them; those who share a place stand side by side, by falling index, then by id.
    customers: Tuple[MatteringCustomer, ...]
    #: All customers whose place may be used, by what they are among the most of.
    profiles: Tuple[ProfileCell, ...]
    #: Who stands between others.
    between: PlacesBetween


@dataclass(frozen=True)
class AmbassadorEntry(Result):
    """The plan, the first one first."""

    #: The customer.
    id: str
    #: In the order of choice. Unit: place.
    place: Optional[float]
    #: What the customer adds to those before. Unit: of the objective.
    gain: Optional[float]
    #: Of being a fan, which is taken as that of acting; null: not known. Unit: probability.
    p_fan: Optional[float]
    #: Of all attention. Unit: share.
    influence: Optional[float]
    #: The own value, which counts for nothing here: it is there already. Unit: money.
    value: Optional[float]


@dataclass(frozen=True)
class AmbassadorPlan(Result):
    """Whom to win; absent without such a section."""

    #: How far the search went.
    status: AmbassadorStatus
    #: What they are to bring. `value`: the network value, else the lifetime value, of the customers whom they reach; `persons`: the customers whom they reach, each by the standing of the account.
    objective: AmbassadorObjective
    #: Customers who could be chosen; null where they, or the others of their groups, are too few to be shown, or where some of the groups that are hidden are among them and some are not.
    eligible: Optional[int]
    #: How many at most. Unit: customers.
    count: Optional[float]
    #: The costs together; null: no limit.
    budget: Optional[float]
    #: The costs of the plan.
    spent: Optional[float]
    #: Expected, by all together; nobody counts as reached by himself. Unit: of the objective.
    reached: Optional[float]
    #: Lower end of the 95 % interval of the simulation; it says nothing of how well the model of spread fits. Unit: of the objective.
    reached_low: Optional[float]
    #: Its upper end. Unit: of the objective.
    reached_high: Optional[float]
    #: What the plan brings at least, nearly for sure. Unit: of the objective.
    at_least: Optional[float]
    #: So much of the best possible is proven for this plan. Unit: share.
    proven: Optional[float]
    #: Expected to be reached, each by the standing of the account. Unit: customers.
    persons: Optional[float]
    #: Lower end of the interval of the simulation. Unit: customers.
    persons_low: Optional[float]
    #: Its upper end. Unit: customers.
    persons_high: Optional[float]
    #: The plan, the first one first.
    customers: Tuple[AmbassadorEntry, ...]


@dataclass(frozen=True)
class BridgingEmployee(Result):
    """Employees with ties inside and outside; those with most ties on the side where they have fewer, first."""

    #: The employee.
    id: str
    #: Employees with a tie.
    inside: int
    #: Customers with a tie.
    outside: int


@dataclass(frozen=True)
class TesterList(Result):
    """Who was drawn to test, in the order of the model's tests."""

    #: Of which product.
    test: str
    #: Who was drawn, quota by quota in the order of the draw.
    testers: Tuple[str, ...]


@dataclass(frozen=True)
class TopDecileMovers(Result):
    """Who enters and who leaves it where the network counts."""

    #: Customers in the top decile by network value only.
    entered: Tuple[str, ...]
    #: Customers in the top decile by lifetime value only.
    left: Tuple[str, ...]


@dataclass(frozen=True)
class QueueEntry(Result):
    """Who waits with a complaint, in the order in which to turn to them."""

    #: The customer.
    id: str
    #: In the queue, from 1.
    place: int
    #: That are not settled. Unit: complaints.
    open: Optional[float]
    #: Since the oldest one came in. Unit: hours.
    open_hours: Optional[float]
    #: Within which the most urgent one is to be answered. Unit: hours.
    promised_hours: Optional[float]
    #: By which that was missed; 0: kept so far. Unit: hours.
    missed_hours: Optional[float]
    #: The own lifetime value and the audience's. Unit: money.
    damage_at_risk: Optional[float]
    #: That the customer is an opponent. Unit: probability.
    p_opponent: Optional[float]
    #: Damage x P(opponent). Unit: money.
    priority: Optional[float]


@dataclass(frozen=True)
class HelperFigure(Result):
    """Every helper by name, the most surely good one first: for those who send them, not to be passed on."""

    #: The helper.
    id: str
    #: Whether the helper is a customer.
    customer: bool
    #: How far the helper has come.
    state: HelperState
    #: Certified by several jobs that went well.
    badge: bool
    #: That ended. Unit: jobs.
    jobs: Optional[float]
    #: Of these, that went well. Unit: jobs.
    solved: Optional[float]
    #: That the next job goes well, with its interval; who is at least how good orders the list. Unit: probability.
    trust: Interval
    #: Mean of the ratings that count, drawn to the usual one. Unit: stars.
    rating: Optional[float]
    #: That count. Unit: ratings.
    ratings: Optional[float]


@dataclass(frozen=True)
class MatterList(Result):
    """Who matters, and whom to win: what ``ScoreTable.matters`` gives."""

    #: The day of scoring.
    as_of: datetime.date
    #: Which model.
    model: ModelName
    #: Who is active and influential and valuable; absent without such a section.
    matters: Optional[MattersList]
    #: Whom to win; absent without such a section.
    ambassadors: Optional[AmbassadorPlan]
    #: Employees with ties inside and outside; those with most ties on the side where they have fewer, first.
    employees: Tuple[BridgingEmployee, ...]
    #: Who was drawn to test, in the order of the model's tests.
    tests: Tuple[TesterList, ...]
    #: Who enters and who leaves it where the network counts.
    top_decile: TopDecileMovers
    #: Who waits with a complaint, in the order in which to turn to them.
    queue: Tuple[QueueEntry, ...]
    #: Every helper by name, the most surely good one first: for those who send them, not to be passed on.
    helpers: Tuple[HelperFigure, ...]


@dataclass(frozen=True)
class ListedAccount(Result):
    """The highest lifetime value first, then those of which it is not told; equal ones by id."""

    #: The account.
    id: str
    #: The account that it belongs to; null: none.
    above: Optional[str]
    #: Whether all figures are told. `not_asked`: the model has no such section; `no_account`: the customer belongs to no account on the day, and is none; `too_few`: money is left out, or means are hidden, since too few persons are behind them or answered too much alike, alone or beside the accounts below it; `no_consent`: the customer did not agree to it; `not_carried`: a record of one customer, which brought no account along.
    status: AccountStatus
    #: Persons who belong to it; who agreed to nothing counts nowhere. Null: too few, alone or beside the accounts below it. Unit: customers.
    members: Optional[float]
    #: Of these, who have a group. Null, as all that follows of answers: too few, or the mean would tell an answer. Unit: customers.
    respondents: Optional[float]
    #: Mean of the respondents', weighted as the model says. Unit: 0 to 100.
    satisfaction: Optional[float]
    #: The lower end of its 95 % interval, were the respondents a sample of the account: Wilson's, made of the mean and their number alone, and so rather wide. Unit: 0 to 100.
    satisfaction_low: Optional[float]
    #: Its upper end. Unit: 0 to 100.
    satisfaction_high: Optional[float]
    #: The same of their attachment. Unit: 0 to 100.
    attachment: Optional[float]
    #: The lower end of its interval. Unit: 0 to 100.
    attachment_low: Optional[float]
    #: Its upper end. Unit: 0 to 100.
    attachment_high: Optional[float]
    #: Group of the portfolio to which both means belong. `unclassified`: no score, hence no group; `fan`: satisfied and closely attached; `sympathizer`: satisfied and attached; `mercenary`: satisfied, not attached; `captive`: dissatisfied, held by attachment or by barriers; `opponent`: neither satisfied nor held.
    segment: Segment
    #: Of the accounts, and of those of their persons whose sum may be told. Unit: money.
    revenue: Optional[float]
    #: The same. Unit: money.
    lifetime_value: Optional[float]
    #: The same. Unit: money.
    network_value: Optional[float]


@dataclass(frozen=True)
class AccountMoney(Result):
    """Of customers in no account, or in none of which money is told; null: it would tell of few, and no money is told but the total."""

    #: Revenue. Unit: money.
    revenue: Optional[float]
    #: Lifetime values. Unit: money.
    lifetime_value: Optional[float]
    #: Network values; null without equity rules. Unit: money.
    network_value: Optional[float]


@dataclass(frozen=True)
class AccountList(Result):
    """What accounts are worth: what ``ScoreTable.accounts`` gives."""

    #: The day of scoring.
    as_of: datetime.date
    #: Which model.
    model: ModelName
    #: Of all amounts.
    currency: str
    #: The highest lifetime value first, then those of which it is not told; equal ones by id.
    accounts: Tuple[ListedAccount, ...]
    #: Of customers in no account, or in none of which money is told; null: it would tell of few, and no money is told but the total.
    rest: AccountMoney
    #: Of all customers.
    total: AccountMoney
    #: Memberships of the day that count for nothing, since the same member has a newer one.
    superseded: int
