"""Survey answers to scores, groups and shares; the names are those of the C++ room ``scvm::survey``.

>>> asked = Questionnaire([Item("overall", "satisfaction"), Item("trust", "attachment")])
>>> scores = asked.score([[5, 4], [4, float("nan")], [2, 5]])
>>> Portfolio().place(scores.satisfaction, scores.attachment).names.tolist()
['sympathizer', 'unclassified', 'captive']

Columns may be lists, numpy arrays or pandas Series; NaN and None mean "not answered". A contiguous float64 array is
lent to the core as it is; anything else is converted once, here.
"""

from __future__ import annotations

import enum
import math
from dataclasses import dataclass, field
from typing import Any, Dict, List, Mapping, NamedTuple, Optional, Sequence, Tuple, Union, overload

import numpy as np
import numpy.typing as npt
import pandas as pd

from scvm import columns as _columns
from scvm._core import survey as _core
from scvm.arguments import Remade, judge_all
from scvm.errors import Error, ErrorCode
from scvm.method_texts import describe_all

__all__ = [
    "Boundaries", "Breakdown", "Calibration", "ChiSquaredTest", "ClassificationQuality", "Conformance", "Drivers",
    "Effort", "IncrementalValidity", "Interval", "Item", "Kano", "Measurement", "Migration", "MigrationNoise", "Panel",
    "PerceptionGap", "Placement", "Placements", "Portfolio", "Probabilities", "Questionnaire", "Raking",
    "RecommendationScore", "Reliability", "ResponseQuality", "Revenue", "SEGMENTS", "Scores", "Segment",
    "SegmentShares", "ShareComparison", "ShareOrigin", "Touchpoints", "acsi", "balance_interval",
    "barrier_with_contract", "benchmark", "bivariate_normal_cdf", "breakdown", "check_conformance",
    "compare_recommendation", "compare_shares", "count_recommendations", "disattenuated_correlation", "drivers_of",
    "effort_score", "expected_shares", "goodman_intervals", "group_names", "incremental_auc", "incremental_r_squared", "kano",
    "labels", "latest_responses", "measure", "migration", "migration_against_noise", "needed_n", "newcombe_interval",
    "panel", "perception_gap", "post_stratify", "rake", "recommendation_score", "release_dates", "reliability",
    "revenue_by_group", "sample_mean", "score_answers", "shares", "suppress_small", "top_box_share", "touchpoints",
    "wilson_interval",
]  # fmt: skip

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
Codes = npt.NDArray[np.uint8]

NAN = float("nan")


class Segment(enum.IntEnum):
    """The five groups, and "no group" for whoever lacks a score. The numbers are stable."""

    UNCLASSIFIED = 0
    FAN = 1
    SYMPATHIZER = 2
    MERCENARY = 3
    CAPTIVE = 4
    OPPONENT = 5


#: The names of the five groups, in the order of every table of five.
SEGMENTS: Tuple[str, ...] = ("fan", "sympathizer", "mercenary", "captive", "opponent")
_NAMES = np.array(("unclassified", *SEGMENTS))
_HELD_BY = ("none", "affective", "calculative", "both")
_STATUS = ("scored", "not_answered", "too_few_answers", "rejected")
_CODE_OF = {name: code for code, name in enumerate(_NAMES.tolist())}


class Interval(NamedTuple):
    """An estimate with the ends of its interval; NaN where absent."""

    estimate: float
    low: float
    high: float


class ChiSquaredTest(NamedTuple):
    """A test; all NaN where there is nothing to test."""

    statistic: float
    degrees_of_freedom: float
    p_value: float


# ---------------------------------------------------------------------------------------------------- columns


def _numbers(values: Any, name: str) -> Floats:
    foreign = hasattr(values, "to_numpy") and hasattr(values, "__len__") and not hasattr(values, "iloc")
    return _columns.floats(values.to_numpy() if foreign else values, name)


def _optional(values: Any, name: str) -> Optional[Floats]:
    return None if values is None else _numbers(values, name)


def _matrix(values: Any, name: str, columns: Optional[Sequence[str]] = None) -> Floats:
    if isinstance(values, pd.DataFrame):
        if columns is not None:
            missing = [column for column in columns if column not in values.columns]
            if missing:
                raise Error(f"{name} has no column '{missing[0]}'", ErrorCode.UNKNOWN_ID)
            values = values if list(values.columns) == list(columns) else values[list(columns)]
        plain = all(kind == np.float64 for kind in values.dtypes)  # then to_numpy lends what the frame holds
        each = [values.iloc[:, i] for i in range(values.shape[1])]
        columns = [f"{name}.{column}" for column in values.columns]
        array: Floats = values.to_numpy() if plain else np.column_stack([_numbers(*of) for of in zip(each, columns)])
    else:
        array = _columns.rows(values, name)
    if array.ndim != 2:
        raise Error(f"{name} has {array.ndim} dimensions: expected rows and columns", ErrorCode.SIZE_MISMATCH)
    aligned = all(step % array.itemsize == 0 for step in array.strides)
    return array if aligned and array.flags.aligned else np.ascontiguousarray(array)


def _segments(values: Any, name: str = "segment") -> Codes:
    """Segment numbers from Placements, numbers, or stable names; None and NaN are unclassified."""
    if isinstance(values, Placements):
        return values.segment
    array = values.to_numpy() if hasattr(values, "to_numpy") else np.asarray(_columns.unmasked(values))
    if array.ndim != 1:
        raise Error(f"{name} has {array.ndim} dimensions: expected a column", ErrorCode.SIZE_MISMATCH)
    if array.dtype == np.uint8:
        return np.ascontiguousarray(array)
    if array.dtype.kind == "f" and (np.isnan(array) | (array == np.floor(array))).all():
        array = np.where(np.isnan(array), 0, array).astype(np.int64)
    if array.dtype.kind in "iu" and array.size and (array.min() < 0 or array.max() > 5):
        raise Error(f"{name}: expected numbers from 0 to 5", ErrorCode.DOMAIN)
    if array.dtype.kind in "iu" or array.size == 0:
        numbers: Codes = array.astype(np.uint8)
        return numbers
    codes, known = pd.factorize(array)  # a missing name is -1: the last, unclassified
    unknown = [each for each in known if each not in _CODE_OF]
    if unknown:
        raise Error(f"{name}: '{unknown[0]}' is no segment: expected {', '.join(_NAMES)}", ErrorCode.UNKNOWN_ID)
    table = np.array([_CODE_OF[each] for each in known] + [0], dtype=np.uint8)
    return np.ascontiguousarray(table[codes])


def _categories(values: Any) -> Tuple[npt.NDArray[np.uint32], List[Any]]:
    """Numbers of the categories in the order of their values; a missing one is a category of its own, the last."""
    held = pd.Categorical(_columns.unmasked(values))
    names = list(held.categories)
    codes = held.codes.astype(np.int64)
    if (codes < 0).any():
        codes = np.where(codes < 0, len(names), codes)
        names.append("(missing)")
    return codes.astype(np.uint32), names


def _named(codes: Codes, names: Sequence[str]) -> pd.Categorical:
    """Names without a text for every row."""
    return pd.Categorical.from_codes(codes.view(np.int8), categories=list(names))


def _by_group(values: Any) -> Dict[str, Any]:
    return dict(zip(SEGMENTS, values))


# ---------------------------------------------------------------------------------------------------- questionnaire


@dataclass(frozen=True)
class Item:
    """One question with a numeric answer scale; see ``scvm::survey::item``."""

    id: str
    dimension: str
    lowest: float = 1
    highest: float = 5
    reversed: bool = False
    weight: float = 1
    missing_codes: Sequence[float] = ()
    not_shown_codes: Sequence[float] = ()


@dataclass(frozen=True)
class Scores:
    """The scores of a batch, by dimension; NaN where absent, and ``status`` says why."""

    value: Dict[str, Floats]  #: 0 to 100
    coverage: Dict[str, Floats]  #: answered share of the dimension's weight, 0 to 1
    answered: Dict[str, npt.NDArray[np.int32]]
    status: Dict[str, pd.Categorical]  #: scored, not_answered, too_few_answers or rejected
    rejected: List[Tuple[int, str, float]]  #: row, item and answer of each respondent with an answer off the scale
    counts: Dict[str, int]  #: what became of all answers

    def __getitem__(self, dimension: str) -> Floats:
        try:
            return self.value[dimension]
        except KeyError:
            known = ", ".join(self.value)
            raise Error(f"dimension '{dimension}' has no item: there are {known}", ErrorCode.UNKNOWN_ID) from None

    @property
    def satisfaction(self) -> Floats:
        return self["satisfaction"]

    @property
    def attachment(self) -> Floats:
        return self["attachment"]

    @property
    def barrier(self) -> Optional[Floats]:
        return self.value.get("barrier")

    def frame(self) -> pd.DataFrame:
        """One row a respondent, one column a dimension."""
        return pd.DataFrame(self.value)


@dataclass(frozen=True)
class ResponseQuality:
    """Signs that somebody did not really answer, and how the batch was answered. Nobody is deleted."""

    straight_lining: Bools
    all_extreme: Bools
    too_fast: Bools
    broken_off_rows: Bools
    longest_run: Ints
    respondents: int
    complete: int
    broken_off: int
    partial: int
    blank: int


@dataclass(frozen=True)
class Reliability:
    """How far items measure one thing; NaN where a figure cannot be computed, and ``flags`` names why."""

    rows: int
    items: int
    alpha: float
    alpha_low: float
    alpha_high: float
    standardised_alpha: float
    mean_correlation: float
    lambda6: float
    omega_total: float
    mean: float
    sd: float
    standard_error_of_measurement: float
    item_mean: Floats
    item_sd: Floats
    corrected_item_total: Floats
    alpha_if_deleted: Floats
    loading: Floats
    flags: Tuple[str, ...]


class Questionnaire(Remade):
    """A validated set of items with the rules of scoring them. Immutable."""

    def __init__(
        self,
        items: Sequence[Union[Item, Mapping[str, Any]]],
        *,
        out_of_range: str = "error",
        minimum_coverage: float = 0.5,
        minimum_items: int = 1,
        dimensions: Sequence[str] = (),
        item_means: Sequence[float] = (),
    ) -> None:
        made = tuple(each if isinstance(each, Item) else _item_of(each) for each in items)
        rows = [
            (
                each.id, each.dimension, float(each.lowest), float(each.highest), bool(each.reversed),
                float(each.weight), [float(x) for x in each.missing_codes], [float(x) for x in each.not_shown_codes],
            )
            for each in made
        ]  # fmt: skip
        self.items: Tuple[Item, ...] = made
        self._core = _core.Questionnaire(
            rows, out_of_range, float(minimum_coverage), int(minimum_items), list(dimensions), list(item_means)
        )

    @property
    def dimensions(self) -> List[str]:
        return self._core.dimensions()

    @property
    def fingerprint(self) -> str:
        """Differs whenever the same answers could score differently."""
        return self._core.fingerprint()

    def classify(self, item: str, answer: float) -> str:
        """What this answer is: valid, not_answered, missing_code, not_shown, clamped or out_of_range."""
        ids = [each.id for each in self.items]
        if item not in ids:
            raise Error(f"item '{item}' is not in this questionnaire", ErrorCode.UNKNOWN_ID)
        return self._core.classify(ids.index(item), NAN if answer is None else float(answer))

    def score(self, answers: Any) -> Scores:
        """Scores by dimension; a DataFrame is read by the items' ids, anything else in the order of the items."""
        found = self._core.score(self._answers(answers))
        names = self.dimensions
        return Scores(
            value=dict(zip(names, found["value"])),
            coverage=dict(zip(names, found["coverage"])),
            answered=dict(zip(names, found["answered"])),
            status={name: _named(codes, _STATUS) for name, codes in zip(names, found["status"])},
            rejected=found["rejected"],
            counts=found["counts"],
        )

    def contributions(self, answers: Any) -> Dict[str, float]:
        """What each item adds to its dimension's score of one respondent; NaN where it adds nothing."""
        if isinstance(answers, Mapping):
            answers = [answers.get(each.id) for each in self.items]
        row = self._core.contributions(_numbers(answers, "answers"))
        return {each.id: float(points) for each, points in zip(self.items, row)}

    def inspect(
        self, answers: Any, duration: Any = None, *, straight_run: int = 0, fastest: float = NAN
    ) -> ResponseQuality:
        """Flags of response quality; ``duration`` in any unit, ``fastest`` the least believable one."""
        found = self._core.inspect(
            self._answers(answers), _optional(duration, "duration"), int(straight_run), float(fastest)
        )
        return ResponseQuality(**found)

    def reliability(
        self, dimension: str, answers: Any, missing: str = "listwise", confidence: float = 0.95
    ) -> Reliability:
        """The reliability of one dimension from raw answers, in POMP points."""
        return Reliability(**self._core.reliability(dimension, self._answers(answers), missing, confidence))

    def _answers(self, answers: Any) -> Floats:
        return _matrix(answers, "answers", [each.id for each in self.items])


def _item_of(fields: Mapping[str, Any]) -> Item:
    try:
        return Item(**fields)
    except TypeError as cause:
        raise Error(f"item {dict(fields)!r}: {cause}", ErrorCode.BAD_MODEL) from None


def score_answers(questionnaire: Questionnaire, answers: Any) -> Scores:
    """The same as ``questionnaire.score(answers)``."""
    return questionnaire.score(answers)


def reliability(
    matrix: Any, weights: Any = None, missing: str = "listwise", confidence: float = 0.95
) -> Reliability:
    """Alpha with its interval, lambda 6, omega and what each item adds; ``weights`` one an item.

    The numbers are used as they are: reverse the reversed items first, or use ``Questionnaire.reliability``.
    """
    given = [] if weights is None else _numbers(weights, "weights").tolist()
    return Reliability(**_core.reliability(_matrix(matrix, "matrix"), given, missing, confidence))


def latest_responses(respondent: Any, wave: Any, time: Any, valid: Any = None) -> Bools:
    """Which answers stand for their respondent in each wave: the latest valid one."""
    who, _ = pd.factorize(np.asarray(_columns.unmasked(respondent)))
    when, _ = pd.factorize(np.asarray(_columns.unmasked(wave)))
    moments = np.asarray(_columns.unmasked(time))
    if moments.dtype.kind == "M":
        moments = np.where(np.isnat(moments), np.nan, moments.astype("datetime64[s]").astype(np.float64))
    stands = None if valid is None else _columns.flags(valid, "valid")
    return _core.latest_responses(who.astype(np.uint32), when.astype(np.uint32), _numbers(moments, "time"), stands)


# ---------------------------------------------------------------------------------------------------- portfolio


@dataclass(frozen=True)
class Boundaries:
    """The cuts of the portfolio in POMP points. ``fan_satisfied`` and ``captive_bound`` follow unless they are set."""

    satisfied: float = 62.5
    bound: float = 62.5
    fan_bound: float = 87.5
    fan_satisfied: Optional[float] = None
    captive_bound: Optional[float] = None
    barrier: float = 62.5
    voice: float = 85.0
    strict: bool = False

    def _tuple(self) -> Tuple[float, float, float, float, float, float, float, bool]:
        fan_satisfied = self.satisfied if self.fan_satisfied is None else self.fan_satisfied
        captive_bound = self.bound if self.captive_bound is None else self.captive_bound
        return (
            float(self.satisfied), float(self.bound), float(self.fan_bound), float(fan_satisfied),
            float(captive_bound), float(self.barrier), float(self.voice), bool(self.strict),
        )  # fmt: skip

    @staticmethod
    def strict_fan() -> Boundaries:
        """Cuts under which a fan is "fully" satisfied as well as "fully" attached."""
        return Boundaries(fan_satisfied=87.5)


@dataclass(frozen=True)
class Calibration:
    """Cuts with where they come from."""

    cuts: Boundaries = Boundaries()
    method: str = "absolute"
    rule_id: str = _core.portfolio_rule_id
    source: str = ""
    date: str = ""
    n: int = 0
    guarded: bool = False

    def frozen(self) -> Calibration:
        """The same cuts for a later wave."""
        if self.rule_id != _core.portfolio_rule_id:
            raise Error(
                f"boundaries of rule '{self.rule_id}': expected {_core.portfolio_rule_id}", ErrorCode.BAD_MODEL
            )
        return Calibration(self.cuts, "frozen", self.rule_id, self.source, self.date, self.n, self.guarded)


def _calibration(found: Dict[str, Any]) -> Calibration:
    cuts = Boundaries(*found.pop("cuts"))
    return Calibration(cuts, **found)


def benchmark(
    name: str,
    date: str,
    n: int,
    *,
    satisfaction_mean: float,
    attachment_mean: float,
    attachment_fan_quantile: float,
) -> Calibration:
    """Cuts at the means of a named, dated reference."""
    return _calibration(
        _core.benchmark(name, date, n, satisfaction_mean, attachment_mean, attachment_fan_quantile)
    )


def sample_mean(
    satisfaction: Any,
    attachment: Any,
    weights: Any = None,
    *,
    fan_quantile: float = 28 / 47,
    guard: bool = True,
    fewest: int = 20,
    source: str = "",
    date: str = "",
) -> Calibration:
    """Cuts at the sample's own means, "above average"; freeze them before comparing waves."""
    return _calibration(
        _core.sample_mean(
            _numbers(satisfaction, "satisfaction"), _numbers(attachment, "attachment"),
            _optional(weights, "weights"), fan_quantile, guard, fewest, source, date,
        )  # fmt: skip
    )


@dataclass(frozen=True)
class Measurement:
    """How scores vary between customers, and how much of that is error of measurement. POMP points."""

    satisfaction_mean: float
    attachment_mean: float
    satisfaction_variance: float
    attachment_variance: float
    covariance: float
    satisfaction_error: float
    attachment_error: float
    error_correlation: float = 0.0
    barrier_mean: float = 0.0
    barrier_variance: float = 0.0
    barrier_error: float = 0.0
    n: int = 0

    def _tuple(self) -> Tuple[Any, ...]:
        return tuple(getattr(self, name) for name in self.__dataclass_fields__)


def measure(
    satisfaction: Any,
    attachment: Any,
    satisfaction_reliability: float,
    attachment_reliability: float,
    weights: Any = None,
    *,
    barrier: Any = None,
    barrier_reliability: float = NAN,
) -> Measurement:
    """Means, covariance and errors of measurement of a wave's scores; barriers are exact unless they are given."""
    return Measurement(
        *_core.measure(
            _numbers(satisfaction, "satisfaction"), _numbers(attachment, "attachment"),
            float(satisfaction_reliability), float(attachment_reliability), _optional(weights, "weights"),
            _optional(barrier, "barrier"), float(barrier_reliability),
        )  # fmt: skip
    )


@dataclass(frozen=True)
class Placement:
    """Where one customer stands."""

    segment: Segment
    held_by: str
    hurt_fan: bool
    latched: bool
    on_boundary: bool
    voice_missing: bool

    @property
    def name(self) -> str:
        return self.segment.name.lower()


@dataclass(frozen=True)
class Placements:
    """Where the customers of a batch stand, by row."""

    segment: Codes  #: numbers of ``Segment``
    held_by: pd.Categorical  #: none, affective, calculative or both
    hurt_fan: Bools
    latched: Bools
    on_boundary: Bools
    voice_missing: Bools
    _held: Codes = field(repr=False)

    @property
    def names(self) -> npt.NDArray[np.str_]:
        """The stable names."""
        return _NAMES[self.segment]

    def categorical(self, language: Optional[str] = None) -> pd.Categorical:
        """The groups as pandas holds categories; with stable names, or labels in a language."""
        texts = _NAMES.tolist() if language is None else labels(language)
        return _named(self.segment, texts)

    def __len__(self) -> int:
        return len(self.segment)


@dataclass(frozen=True)
class Probabilities:
    """The probabilities of the five groups, by row; NaN where a score is absent."""

    of: Floats  #: n x 5, in the order of SEGMENTS; rows sum to 1
    modal: Codes
    assigned: Codes
    assigned_probability: Floats
    boundary_distance: Floats  #: to the nearest cut that would change the group, in standard errors of measurement
    stable: Bools
    fell_back: bool  #: the reliabilities claim more error than there is variance: centred at the observed scores

    def frame(self) -> pd.DataFrame:
        return pd.DataFrame(self.of, columns=list(SEGMENTS))


class ClassificationQuality(NamedTuple):
    """How well a wave is classified."""

    accuracy: float  #: mean probability of the assigned group
    consistency: float  #: expected share of the same group if asked again
    n: int


class ShareOrigin(NamedTuple):
    """Which rule and which questions made some shares."""

    rule_id: str
    fingerprint: str
    questionnaire: str = ""


_NO_ORIGIN = ShareOrigin("", "", "")


class Portfolio(Remade):
    """The attachment portfolio, rule scvm-ap/1. Immutable.

    ``fan_rule``: attachment, voice or both; ``captive_rule``: attachment, barrier or either.
    """

    def __init__(
        self,
        boundaries: Union[Boundaries, Calibration, None] = None,
        *,
        fan_rule: str = "attachment",
        captive_rule: str = "either",
    ) -> None:
        calibration = boundaries if isinstance(boundaries, Calibration) else Calibration(boundaries or Boundaries())
        self.calibration: Calibration = calibration
        self.boundaries: Boundaries = calibration.cuts
        self.fan_rule: str = fan_rule
        self.captive_rule: str = captive_rule
        self._core = _core.Portfolio(calibration.cuts._tuple(), fan_rule, captive_rule)

    @property
    def fingerprint(self) -> str:
        """Differs whenever the rule does; shares are comparable only under equal ones."""
        return self._core.fingerprint()

    def origin(self, questionnaire: Optional[Questionnaire] = None) -> ShareOrigin:
        """What shares made by this rule should carry."""
        asked = "" if questionnaire is None else questionnaire.fingerprint
        return ShareOrigin(_core.portfolio_rule_id, self.fingerprint, asked)

    @overload
    def place(  # type: ignore[misc]  # a column is Any to mypy, which holds numbers too
        self, satisfaction: float, attachment: float, barrier: Optional[float] = None, voice: Optional[float] = None
    ) -> Placement: ...

    @overload
    def place(self, satisfaction: Any, attachment: Any, barrier: Any = None, voice: Any = None) -> Placements: ...

    def place(
        self, satisfaction: Any, attachment: Any, barrier: Any = None, voice: Any = None
    ) -> Union[Placement, Placements]:
        """The group of one customer (numbers in, a Placement out) or of columns of them."""
        one = _is_number(satisfaction) and _is_number(attachment)
        if one:
            satisfaction, attachment = [satisfaction], [attachment]
            barrier = None if barrier is None else [barrier]
            voice = None if voice is None else [voice]
        found = self._core.place(
            _numbers(satisfaction, "satisfaction"), _numbers(attachment, "attachment"),
            _optional(barrier, "barrier"), _optional(voice, "voice"),
        )  # fmt: skip
        held = found.pop("held_by")
        if one:
            flags = {name: bool(found[name][0]) for name in ("hurt_fan", "latched", "on_boundary", "voice_missing")}
            return Placement(Segment(int(found["segment"][0])), _HELD_BY[held[0]], **flags)
        return Placements(**found, held_by=_named(held, _HELD_BY), _held=held)

    def probabilities(
        self,
        satisfaction: Any,
        attachment: Any,
        barrier: Any = None,
        voice: Any = None,
        *,
        measurement: Measurement,
        posterior: str = "kelley",
        satisfaction_coverage: Any = None,
        attachment_coverage: Any = None,
        stable_from: float = 0.8,
    ) -> Probabilities:
        """The probability of each group; ``posterior``: kelley (default), observed or retest."""
        found = self._core.probabilities(
            measurement._tuple(), posterior, stable_from,
            _column_or_one(satisfaction, "satisfaction"), _column_or_one(attachment, "attachment"),
            _column_or_one(barrier, "barrier"), _column_or_one(voice, "voice"),
            _column_or_one(satisfaction_coverage, "satisfaction_coverage"),
            _column_or_one(attachment_coverage, "attachment_coverage"),
        )  # fmt: skip
        return Probabilities(**found)

    def quality(
        self,
        satisfaction: Any,
        attachment: Any,
        barrier: Any = None,
        voice: Any = None,
        *,
        measurement: Measurement,
        posterior: str = "kelley",
    ) -> ClassificationQuality:
        """Accuracy, and consistency if the same customers were asked again."""
        return ClassificationQuality(
            *self._core.quality(
                measurement._tuple(), posterior, _numbers(satisfaction, "satisfaction"),
                _numbers(attachment, "attachment"), _optional(barrier, "barrier"), _optional(voice, "voice"),
            )  # fmt: skip
        )

    def belief(self, measurement: Measurement, posterior: str = "kelley") -> Dict[str, Any]:
        """The spread of one fully measured customer's true scores: gain, standard deviations, correlation."""
        return self._core.belief(measurement._tuple(), posterior)


def _is_number(value: Any) -> bool:
    return not hasattr(value, "__len__") and np.ndim(value) == 0 and not isinstance(value, str)


def _column_or_one(values: Any, name: str) -> Optional[Floats]:
    if values is None:
        return None
    return _numbers([values] if _is_number(values) else values, name)


def labels(language: str) -> List[str]:
    """What people read: "unclassified" and the five groups, in "en" or "de"."""
    return _core.labels(language)


def group_names(language: str, labels: Optional[Sequence[str]] = None) -> List[str]:
    """What one customer is told for "unclassified" and the five groups: the label that somebody chose, else what the answers say, in no word that judges.

    ``labels`` are those of a model in that language, in the same order.
    """
    return _core.group_names(language, [""] * len(Segment) if labels is None else list(labels))


def barrier_with_contract(barrier: Any, contract_end: Any, as_of: float, notice: float = 0) -> Floats:
    """The barrier scores with the contracts in them: 100 while a contract holds. Times in one unit, e.g. days."""
    return _core.barrier_with_contract(
        _numbers(barrier, "barrier"), _numbers(contract_end, "contract_end"), float(notice), float(as_of)
    )


def release_dates(placed: Placements, contract_end: Any, as_of: float, notice: float = 0) -> Floats:
    """When customers whom only barriers hold may leave; NaN for everybody else."""
    return _core.release_dates(
        placed._held, placed.latched.view(np.uint8), _numbers(contract_end, "contract_end"), float(notice), float(as_of)
    )


# ---------------------------------------------------------------------------------------------------- shares


def wilson_interval(k: float, n: float, confidence: float = 0.95) -> Interval:
    """The share k of n with Wilson's interval."""
    return Interval(*_core.wilson_interval(float(k), float(n), confidence))


def goodman_intervals(counts: Any, confidence: float = 0.95) -> List[Interval]:
    """Intervals that hold for all shares of one sample at once."""
    return [Interval(*row) for row in _core.goodman_intervals(_numbers(counts, "counts").tolist(), confidence)]


def newcombe_interval(k1: float, n1: float, k2: float, n2: float, confidence: float = 0.95) -> Interval:
    """The difference k1/n1 - k2/n2 of two independent shares."""
    return Interval(*_core.newcombe_interval(float(k1), float(n1), float(k2), float(n2), confidence))


def balance_interval(plus: float, minus: float, n: float, confidence: float = 0.95) -> Interval:
    """The balance (plus - minus)/n of two exclusive groups of one sample, -1 to 1."""
    return Interval(*_core.balance_interval(float(plus), float(minus), float(n), confidence))


def needed_n(
    half_width: float, confidence: float = 0.95, share: float = 0.5, population: float = math.inf
) -> int:
    """The number of answers for an interval no wider than +- half_width."""
    return int(_core.needed_n(half_width, confidence, share, float(population)))


def suppress_small(counts: Any, minimum: float = 5) -> List[bool]:
    """Which counts of a known total may not be shown: those above 0 and below `minimum`, with the neighbours that they are
    put together with until together they are enough."""
    return _core.suppress_small(_numbers(counts, "counts").tolist(), float(minimum))


@dataclass(frozen=True)
class SegmentShares:
    """The five groups of a sample with their uncertainty."""

    share: Dict[str, Interval]  #: of the classified, 0 to 1, with Wilson's interval
    simultaneous: Dict[str, Interval]  #: the same with Goodman's, which holds for all five at once
    counts: Dict[str, int]
    weight: Dict[str, float]
    suppressed: Dict[str, bool]  #: too few respondents to be shown, or would betray a group that has
    fan_balance: Interval  #: fans less opponents, -1 to 1
    n: int
    unclassified: int
    effective_n: float
    confidence: float
    origin: ShareOrigin
    _segment: Codes = field(repr=False)
    _weights: Optional[Floats] = field(repr=False)
    _population: float = field(repr=False)

    def frame(self, *, show_suppressed: bool = False) -> pd.DataFrame:
        """A table for people: suppressed groups are blank unless asked for."""
        rows = []
        for name in SEGMENTS:
            hidden = self.suppressed[name] and not show_suppressed
            share = Interval(NAN, NAN, NAN) if hidden else self.share[name]
            rows.append((name, None if hidden else self.counts[name], *share))
        columns = ["segment", "n", "share", "low", "high"]
        return pd.DataFrame(rows, columns=columns).astype({"n": "Int64"}).set_index("segment")


def shares(
    segment: Any,
    weights: Any = None,
    *,
    confidence: float = 0.95,
    population: float = math.inf,
    minimum_cell: float = 5,
    origin: ShareOrigin = _NO_ORIGIN,
) -> SegmentShares:
    """The shares of the five groups; pass ``portfolio.origin(questionnaire)`` so that waves can be compared."""
    codes, given = _segments(segment), _optional(weights, "weights")
    found = _core.shares(codes, given, confidence, float(population), float(minimum_cell), tuple(origin))
    return SegmentShares(
        share=_by_group(Interval(*row) for row in found["share"].tolist()),
        simultaneous=_by_group(Interval(*row) for row in found["simultaneous"].tolist()),
        counts=_by_group(found["counts"].tolist()),
        weight=_by_group(found["weight"].tolist()),
        suppressed=_by_group(found["suppressed"]),
        fan_balance=Interval(*found["fan_balance"]),
        n=found["n"],
        unclassified=found["unclassified"],
        effective_n=found["effective_n"],
        confidence=confidence,
        origin=origin,
        _segment=codes,
        _weights=given,
        _population=float(population),
    )


def expected_shares(probabilities: Union[Probabilities, Any], weights: Any = None) -> Dict[str, float]:
    """The mean probability of each group: unbiased where counting is not, if the probabilities are Kelley's."""
    table = probabilities.of if isinstance(probabilities, Probabilities) else probabilities
    return _by_group(_core.expected_shares(_flat(table), _optional(weights, "weights")))


def _flat(table: Any) -> Floats:
    array = _columns.rows(table, "probabilities")
    if array.ndim != 2 or array.shape[1] != 5:
        raise Error(f"probabilities have the shape {array.shape}: expected (rows, 5)", ErrorCode.SIZE_MISMATCH)
    return array.reshape(-1)


@dataclass(frozen=True)
class ShareComparison:
    """How the shares of two independent samples differ."""

    difference: Dict[str, Interval]  #: second less first
    chi_squared: ChiSquaredTest


def compare_shares(first: SegmentShares, second: SegmentShares) -> ShareComparison:
    """Compares two waves of different respondents; an Error unless one rule and one questionnaire made both."""
    found = _core.compare_shares(
        first._segment, first._weights, tuple(first.origin), second._segment, second._weights, tuple(second.origin),
        first.confidence, first._population, second._population,
    )  # fmt: skip
    return ShareComparison(
        _by_group(Interval(*row) for row in found["difference"].tolist()),
        ChiSquaredTest(found["chi_squared"], found["degrees_of_freedom"], found["p_value"]),
    )


@dataclass(frozen=True)
class Raking:
    """Weights whose sums match every margin; their mean is 1."""

    weights: Floats
    sweeps: int
    worst_factor: float
    trimmed_rounds: int
    effective_n: float


def rake(
    margins: Mapping[str, Mapping[Any, float]],
    data: Union[pd.DataFrame, Mapping[str, Any]],
    initial: Any = None,
    *,
    tolerance: float = 1e-12,
    sweeps: int = 500,
    most: float = math.inf,
    least: float = 0.0,
) -> Raking:
    """Weights under which ``data`` has the population's distribution of every margin.

    >>> rake({"sex": {"f": 520, "m": 480}}, {"sex": ["f", "m", "m", "m"]}).weights.round(3).tolist()
    [2.08, 0.64, 0.64, 0.64]
    """
    made = []
    for name, population in margins.items():
        names = list(population)
        given = np.asarray(_columns.unmasked(data[name]), dtype=object)
        place = {category: number for number, category in enumerate(names)}
        codes = np.fromiter((place.get(value, -1) for value in given), dtype=np.int64, count=len(given))
        if (codes < 0).any():
            row = int(np.argmax(codes < 0))
            raise Error(
                f"margin '{name}': respondent {row} has {given[row]!r}: expected one of {names}", ErrorCode.DOMAIN
            )
        made.append(
            (name, codes.astype(np.uint32), [float(population[each]) for each in names], [str(each) for each in names])
        )
    return Raking(**_core.rake(made, _optional(initial, "initial"), tolerance, sweeps, float(most), float(least)))


def post_stratify(stratum: Any, population: Mapping[Any, float]) -> Floats:
    """Weights by strata: (N_h/N) / (n_h/n)."""
    return rake({"stratum": population}, {"stratum": stratum}).weights


@dataclass(frozen=True)
class Breakdown:
    """The groups by category of an attribute. ``frame()`` is what may be shown."""

    categories: List[Any]
    n: Ints
    unclassified: Ints
    count: Floats
    share: Floats
    shrunk: Floats
    adjusted_residual: Floats
    suppressed: Bools
    pooled: Bools  #: n may not be shown either, nor what depends on it
    fan_quota: List[Interval]
    ranking: Ints  #: rows by falling lower bound of the fan quota
    chi_squared: ChiSquaredTest
    fewest_expected: float
    concentration: float

    def frame(self) -> pd.DataFrame:
        """One row a category, best fan quota first; counts that may not be shown are missing."""
        shown = np.where(self.suppressed, np.nan, self.count)
        frame = pd.DataFrame(shown, columns=list(SEGMENTS), index=pd.Index(self.categories, name="category"))
        frame.insert(0, "n", np.where(self.pooled, np.nan, self.n) if self.pooled.any() else self.n)
        quota = np.array(self.fan_quota, dtype=np.float64).reshape(-1, 3)
        quota[self.suppressed[:, 0] | self.pooled] = np.nan
        frame["fan_quota"], frame["fan_quota_low"], frame["fan_quota_high"] = quota.T
        # Their order would tell something of the quotas that are not shown.
        ranked = [row for row in self.ranking if not np.isnan(quota[row, 0])]
        return frame.iloc[ranked + [row for row in range(len(frame)) if np.isnan(quota[row, 0])]]


def breakdown(segment: Any, category: Any, *, confidence: float = 0.95, minimum_cell: float = 5) -> Breakdown:
    """The groups by any attribute, e.g. territory; a missing category is one of its own."""
    codes, names = _categories(category)
    found = _core.breakdown(_segments(segment), codes, len(names), confidence, float(minimum_cell))
    test = ChiSquaredTest(found.pop("chi_squared"), found.pop("degrees_of_freedom"), found.pop("p_value"))
    quota = [Interval(*row) for row in found.pop("fan_quota").tolist()]
    suppressed, pooled = found.pop("suppressed").astype(bool), np.array(found.pop("pooled"), dtype=bool)
    return Breakdown(categories=names, chi_squared=test, fan_quota=quota, suppressed=suppressed, pooled=pooled, **found)


class Revenue(NamedTuple):
    """What one group spends."""

    n: int
    sum: float
    mean: Interval  #: per customer, bootstrap interval
    median: float
    share: Interval  #: of the revenue of all five, bootstrap interval
    top_by_mean: float  #: probability that no group spends more per customer
    top_by_sum: float


def revenue_by_group(
    segment: Any,
    amounts: Any,
    *,
    samples: int = 1000,
    seed: int = 1,
    confidence: float = 0.95,
    threads: int = 1,
) -> Dict[str, Revenue]:
    """Revenue by group with bootstrap intervals and the probability of being the top group."""
    found = _core.revenue_by_group(
        _segments(segment), _numbers(amounts, "amounts"), samples, seed, confidence, threads
    )
    rows = zip(
        found["n"].tolist(), found["sum"].tolist(), (Interval(*row) for row in found["mean"].tolist()),
        found["median"].tolist(), (Interval(*row) for row in found["share"].tolist()),
        found["top_by_mean"].tolist(), found["top_by_sum"].tolist(),
    )  # fmt: skip
    return _by_group(Revenue(*row) for row in rows)


# ---------------------------------------------------------------------------------------------------- waves and panels


@dataclass(frozen=True)
class Panel:
    """The same customers in two waves: row = group before, column = group after."""

    count: Floats
    joiners: int
    leavers: int
    absent: int

    def frame(self) -> pd.DataFrame:
        return pd.DataFrame(self.count.astype(np.int64), index=list(SEGMENTS), columns=list(SEGMENTS))


def panel(
    before: Any, after: Any, before_origin: ShareOrigin = _NO_ORIGIN, after_origin: ShareOrigin = _NO_ORIGIN
) -> Panel:
    """Counts who went where; row i of both is the same customer. An Error if different rules made the two waves."""
    return Panel(
        *_core.count_panel(
            _segments(before, "before"), tuple(before_origin), _segments(after, "after"), tuple(after_origin)
        )
    )


@dataclass(frozen=True)
class Migration:
    """What a k x k table of movements says."""

    n: float
    moved_share: float
    change: Floats  #: share after less share before, by group
    stuart_maxwell: ChiSquaredTest  #: did the shares change?
    stuart_maxwell_full: ChiSquaredTest  #: the same statistic at k - 1 degrees of freedom
    bhapkar: ChiSquaredTest
    bowker: ChiSquaredTest  #: is the flow one-sided?
    bowker_full: ChiSquaredTest  #: the same statistic at k (k - 1)/2 degrees of freedom
    joined: Floats
    left: Floats
    mcnemar_p: Floats
    holm_p: Floats


def migration(table: Any) -> Migration:
    """Tests of a square table of the same customers before (rows) and after (columns), or of a Panel."""
    counts = table.count if isinstance(table, Panel) else table
    found = _core.migration(_matrix(counts, "table"))
    tests = ("stuart_maxwell", "stuart_maxwell_full", "bhapkar", "bowker", "bowker_full")
    return Migration(**{**found, **{name: ChiSquaredTest(*found[name]) for name in tests}})


@dataclass(frozen=True)
class MigrationNoise:
    """Observed movement beside what asking the same, unchanged people again would have produced."""

    expected: Floats
    excess: Floats
    moved_share: float
    noise_share: float
    excess_share: float
    excess_z: float
    excess_p: float
    n: int
    headline: str


def migration_against_noise(before: Any, after: Any, retest: Union[Probabilities, Any]) -> MigrationNoise:
    """``retest``: the first wave's ``Portfolio.probabilities(..., posterior="retest")``."""
    table = retest.of if isinstance(retest, Probabilities) else retest
    return MigrationNoise(
        **_core.migration_against_noise(_segments(before, "before"), _segments(after, "after"), _flat(table))
    )


# ---------------------------------------------------------------------------------------------------- drivers, validity


@dataclass(frozen=True)
class Drivers:
    """How much each driver adds to the explanation of an outcome; lmg and johnson sum to r_squared."""

    names: List[str]
    correlation: Floats
    beta: Floats
    lmg: Floats
    johnson: Floats
    lmg_share: Floats
    johnson_share: Floats
    r_squared: float
    adjusted_r_squared: float
    rows: int
    status: str

    def frame(self) -> pd.DataFrame:
        columns = ("correlation", "beta", "lmg", "johnson", "lmg_share", "johnson_share")
        frame = pd.DataFrame({name: getattr(self, name) for name in columns}, index=pd.Index(self.names, name="driver"))
        return frame.sort_values("lmg", ascending=False, kind="stable")


def drivers_of(drivers: Any, outcome: Any) -> Drivers:
    """Drivers (columns of a DataFrame or matrix, up to 20) of one outcome: LMG/Shapley and Johnson's weights."""
    table = _matrix(drivers, "drivers")
    names = [str(name) for name in drivers.columns] if isinstance(drivers, pd.DataFrame) else []
    found = _core.drivers_of(table, _numbers(outcome, "outcome"))
    return Drivers(names=names or [f"x{i + 1}" for i in range(table.shape[1])], **found)


def disattenuated_correlation(
    r: float, reliability_x: float, reliability_y: float, n: float, confidence: float = 0.95
) -> Interval:
    """The correlation of two true scores; above 1 it says that the reliabilities cannot be true."""
    return Interval(*_core.disattenuated_correlation(r, reliability_x, reliability_y, float(n), confidence))


@dataclass(frozen=True)
class IncrementalValidity:
    """Whether attachment says more about an outcome than satisfaction alone."""

    rows: int
    satisfaction_only: float
    both: float
    gain: float
    statistic: float
    p_value: float
    attachment_slope: float
    status: str


def incremental_r_squared(satisfaction: Any, attachment: Any, outcome: Any) -> IncrementalValidity:
    """The gain of R squared of a numeric outcome by attachment, beyond satisfaction."""
    columns = (_numbers(satisfaction, "satisfaction"), _numbers(attachment, "attachment"), _numbers(outcome, "outcome"))
    return IncrementalValidity(**_core.incremental_r_squared(*columns))


def incremental_auc(satisfaction: Any, attachment: Any, outcome: Any) -> IncrementalValidity:
    """The gain of AUC for an outcome of 0 or 1 by attachment, beyond satisfaction."""
    columns = (_numbers(satisfaction, "satisfaction"), _numbers(attachment, "attachment"), _numbers(outcome, "outcome"))
    return IncrementalValidity(**_core.incremental_auc(*columns))


@dataclass(frozen=True)
class Conformance:
    """Does a sample behave as the theory says? The three means of attachment, and the answer."""

    captive_mean: float
    sympathizer_mean: float
    fan_mean: float
    attached_mean: float
    known: bool
    captives_weaker: bool
    captives_weaker_than_attached: bool


def check_conformance(segment: Any, attachment: Any) -> Conformance:
    """Captives attached, but less than sympathizers, and those less than fans?"""
    return Conformance(**_core.check_conformance(_segments(segment), _numbers(attachment, "attachment")))


# ---------------------------------------------------------------------------------------------------- CRM measures


@dataclass(frozen=True)
class RecommendationScore:
    """Promoters less detractors, -1 to 1, with three intervals; ``score_interval`` is the one to show."""

    n: float
    score: float
    variance: float
    standard_error: float
    wald: Interval
    adjusted_wald: Interval
    score_interval: Interval
    counts: Tuple[float, float, float] = field(repr=False)


def recommendation_score(
    detractors: float, passives: float, promoters: float, confidence: float = 0.95
) -> RecommendationScore:
    """The recommendation score of counts; see ``count_recommendations`` for raw answers 0 to 10."""
    counts = (float(detractors), float(passives), float(promoters))
    found = _core.recommendation_score(*counts, confidence)
    kinds = ("wald", "adjusted_wald", "score_interval")
    return RecommendationScore(**{**found, **{kind: Interval(*found[kind]) for kind in kinds}}, counts=counts)


def count_recommendations(answers: Any) -> Tuple[float, float, float]:
    """Detractors, passives and promoters among raw answers 0 to 10; NaN counts nowhere."""
    found: Tuple[float, float, float] = _core.count_recommendations(_numbers(answers, "answers"))
    return found


def compare_recommendation(
    first: RecommendationScore, second: RecommendationScore, confidence: float = 0.95
) -> Tuple[Interval, float, float]:
    """The difference (second less first) of two independent scores, z and the two-sided p."""
    difference, z, p = _core.compare_recommendation(first.counts, second.counts, confidence)
    return Interval(*difference), z, p


def top_box_share(counts: Any, top: int = 2, confidence: float = 0.95) -> Interval:
    """CSAT: the share of answers in the best boxes; counts by answer, worst first."""
    return Interval(*_core.top_box_share(_numbers(counts, "counts").tolist(), top, confidence))


@dataclass(frozen=True)
class Effort:
    """Customer effort in its three usual forms, which are not comparable."""

    n: float
    mean: Interval  #: of the answers 1 to 7
    index: Interval  #: share of 6 and 7 less share of 1 to 3
    easy_share: Interval  #: share of 5 to 7


def effort_score(counts: Any, confidence: float = 0.95) -> Effort:
    """The effort score from the counts of the answers 1 to 7."""
    given = _numbers(counts, "counts").tolist()
    if len(given) != 7:
        raise Error(f"counts has {len(given)} rows: expected 7, of the answers 1 to 7", ErrorCode.SIZE_MISMATCH)
    n, mean, index, easy = _core.effort_score(given, confidence)
    return Effort(n, Interval(*mean), Interval(*index), Interval(*easy))


def acsi(
    overall: float, expectation: float, ideal: float, weights: Tuple[float, float, float] = (1.0, 1.0, 1.0)
) -> float:
    """The customer satisfaction index of three answers (or means) from 1 to 10; 0 to 100."""
    first, second, third = (float(weight) for weight in weights)
    return _core.acsi(float(overall), float(expectation), float(ideal), (first, second, third))


@dataclass(frozen=True)
class Kano:
    """A feature as its customers see it."""

    count: Dict[str, float]
    n: float
    most: str
    better: float
    worse: float
    total_strength: float
    category_strength: float


_KANO = ("attractive", "one_dimensional", "must_be", "indifferent", "reverse", "questionable")


def kano(there: Any = None, not_there: Any = None, *, counts: Optional[Mapping[str, float]] = None) -> Kano:
    """Kano's classes from pairs of answers 1 (like) to 5 (dislike), or from the counts of the classes by name."""
    if counts is None:
        given = list(_core.kano(_numbers(there, "there"), _numbers(not_there, "not_there")))
    else:
        unknown = [name for name in counts if name not in _KANO]
        if unknown:
            raise Error(f"'{unknown[0]}' is no class of Kano: expected {', '.join(_KANO)}", ErrorCode.UNKNOWN_ID)
        given = [float(counts.get(name, 0)) for name in _KANO]
    found = _core.kano_of_counts(given)
    count = dict(zip(_KANO, found.pop("count").tolist()))
    return Kano(count=count, **found)


@dataclass(frozen=True)
class Touchpoints:
    """The matrix customer x touchpoint: each touchpoint's mean, and what each customer experienced."""

    names: List[str]
    n: Ints
    mean: List[Interval]
    importance: Floats
    opportunity: Floats
    weakest_for: Ints
    index: Floats  #: by customer: importance-weighted mean
    weakest_rating: Floats  #: by customer
    weakest_at: List[Optional[str]]  #: by customer
    peak_end: Floats  #: by customer
    weakest: str
    most_to_gain: str

    def frame(self) -> pd.DataFrame:
        estimate, low, high = np.array(self.mean, dtype=np.float64).reshape(-1, 3).T
        columns = {
            "n": self.n, "mean": estimate, "low": low, "high": high, "importance": self.importance,
            "opportunity": self.opportunity, "weakest_for": self.weakest_for,
        }  # fmt: skip
        return pd.DataFrame(columns, index=pd.Index(self.names, name="touchpoint"))


def touchpoints(ratings: Any, importance: Any = None, confidence: float = 0.95) -> Touchpoints:
    """Ratings 0 to 100, one row a customer, one column a touchpoint in the order of the journey."""
    table = _matrix(ratings, "ratings")
    names = [str(name) for name in ratings.columns] if isinstance(ratings, pd.DataFrame) else []
    names = names or [f"touchpoint {i + 1}" for i in range(table.shape[1])]
    found = _core.touchpoints(table, _optional(importance, "importance"), confidence)
    at = [None if np.isnan(y) else names[i] for y, i in zip(found["weakest_rating"], found.pop("weakest_at"))]
    mean = [Interval(*row) for row in found.pop("mean").tolist()]
    weakest, most = names[found.pop("weakest")], names[found.pop("most_to_gain")]
    return Touchpoints(names=names, mean=mean, weakest_at=at, weakest=weakest, most_to_gain=most, **found)


@dataclass(frozen=True)
class PerceptionGap:
    """What customers find important less what managers think they do, by topic."""

    names: List[str]
    gap: List[Interval]
    p_value: Floats
    rank_correlation: float


def perception_gap(customers: Any, managers: Any, confidence: float = 0.95) -> PerceptionGap:
    """The same topics (columns) rated by two groups (rows); two DataFrames are matched by column names."""
    names = [str(name) for name in customers.columns] if isinstance(customers, pd.DataFrame) else []
    columns = list(customers.columns) if isinstance(customers, pd.DataFrame) else None
    mine = _matrix(customers, "customers")
    gap, p_value, rank = _core.perception_gap(mine, _matrix(managers, "managers", columns), confidence)
    names = names or [f"topic {i + 1}" for i in range(mine.shape[1])]
    return PerceptionGap(names, [Interval(*row) for row in gap.tolist()], p_value, rank)


@overload
def bivariate_normal_cdf(x: float, y: float, rho: float) -> float: ...


@overload
def bivariate_normal_cdf(x: Any, y: Any, rho: float) -> Union[float, Floats]: ...


def bivariate_normal_cdf(x: Any, y: Any, rho: float) -> Union[float, Floats]:
    """P(X <= x and Y <= y) of two standard normal variables with correlation rho; numbers or columns."""
    if _is_number(x) and _is_number(y):
        return float(_core.bivariate_normal_cdf(_numbers([x], "x"), _numbers([y], "y"), float(rho))[0])
    a, b = (_numbers([of] if _is_number(of) else of, name) for of, name in ((x, "x"), (y, "y")))
    rows = len(b) if _is_number(x) else len(a)
    if len(b) not in (rows, 1 if _is_number(y) else rows):
        raise Error(f"y has {len(b)} rows: expected {rows}, as x has", ErrorCode.SIZE_MISMATCH)
    first, second = (each if len(each) == rows else np.full(rows, each[0]) for each in (a, b))
    return _core.bivariate_normal_cdf(first, second, float(rho))


describe_all(globals())
judge_all(globals())
