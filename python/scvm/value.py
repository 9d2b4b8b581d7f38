"""Customer value: purchases into histories, models that are fitted to them, and what customers are worth.

>>> table = purchase_summary(customer, time, amount, observation_end="1997-09-30", unit="week")  # doctest: +SKIP
>>> fit = fit_bg_nbd(table.x, table.t_x, table.T)                                                # doctest: +SKIP
>>> fit.model.expected_purchases(39, table.x, table.t_x, table.T)                                # doctest: +SKIP

Times are in the unit of the summary; columns are arrays, lists or Series, and come back as arrays. Where one value is
asked for, one comes back, and a bad one raises ``scvm.Error``. In a column a bad row gives NaN and one
``RejectedRowsWarning`` that names the rows; an absent customer (x NaN) gives NaN without a warning.
"""

from __future__ import annotations

import dataclasses
import functools
import math
from typing import Any, Callable, ClassVar, Dict, Generic, List, Optional, Sequence, Tuple, TypeVar, Union

import numpy as np
import numpy.typing as npt
import pandas as pd

from scvm._core import value as _core
from scvm.arguments import judge_all
from scvm.columns import floats, rows, unmasked
from scvm.dates import DateReader
from scvm.errors import Error, ErrorCode, RejectedRowsWarning, warn_of_rejected
from scvm.method_texts import describe_all
from scvm.result import html_table

__all__ = [
    "BetaGeometric",
    "BgBb",
    "BgNbd",
    "BgNbdCovariates",
    "CohortFits",
    "Cohorts",
    "Fit",
    "ForecastCheck",
    "FrequencyCheck",
    "GammaGamma",
    "Holdout",
    "Independence",
    "Interval",
    "LifetimeValue",
    "MbgNbd",
    "ParetoNbd",
    "ParetoNbdCovariates",
    "PurchaseLedger",
    "PurchaseSummary",
    "RejectedRowsWarning",
    "RfmRule",
    "Times",
    "calibration_and_holdout",
    "check_forecast",
    "check_frequencies",
    "cohorts",
    "continuous_rate",
    "contracts_of_survivors",
    "estimate_bg_nbd",
    "estimate_gamma_gamma",
    "estimate_mbg_nbd",
    "estimate_pareto_nbd",
    "fit_beta_geometric",
    "fit_bg_bb",
    "fit_bg_nbd",
    "fit_bg_nbd_covariates",
    "fit_by_cohort",
    "fit_gamma_gamma",
    "fit_mbg_nbd",
    "fit_pareto_nbd",
    "fit_pareto_nbd_covariates",
    "independence",
    "lifetime_value",
    "lifetime_value_new",
    "probability_in_top",
    "purchase_summary",
    "rfm_segments",
    "simulate_histories",
    "track",
]

Floats = npt.NDArray[np.float64]
_DateFormat = Union[str, Sequence[str]]
Rejected = List[Tuple[int, str]]


_UNITS = ("hour", "day", "week", "month")


class Times(np.ndarray):  # type: ignore[type-arg]
    """Times of histories that know their unit: an array whose parts keep it, and whose sums and multiples do not.

    They also know which rows of purchases were left out of them, so that a fit of nobody can say why; so do the columns
    beside them that are no times and have no unit.
    """

    unit: Optional[str]
    left_out: str

    @classmethod
    def of(cls, values: Floats, unit: Optional[str], left_out: str = "") -> Times:
        """The same numbers, not copied, with their unit."""
        result: Times = unmasked(values).view(cls)
        result.unit, result.left_out = unit, left_out
        return result

    def __array_finalize__(self, source: Any) -> None:
        self.unit, self.left_out = getattr(source, "unit", None), getattr(source, "left_out", "")

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **named: Any) -> Any:
        def plain(value: Any) -> Any:
            return value.view(np.ndarray) if isinstance(value, Times) else value

        if "out" in named:
            named["out"] = tuple(plain(each) for each in named["out"])
        return getattr(ufunc, method)(*(plain(each) for each in inputs), **named)

    def __reduce__(self) -> Any:
        return Times.of, (np.asarray(self), self.unit, self.left_out)


def _unit_in(values: Any) -> Optional[str]:
    """The unit that a column of a summary, or of its frame, knows; None: a column of somebody else's."""
    found = values.unit if isinstance(values, Times) else values.attrs.get("unit") if isinstance(values, pd.Series) else None
    return found if found in _UNITS else None


def _left_out_of(column: Any) -> str:
    """What a column of a summary, or of its frame, knows of rows that it lacks."""
    found = column.left_out if isinstance(column, Times) else column.attrs.get("left_out") if isinstance(column, pd.Series) else ""
    return found if isinstance(found, str) else ""


def _left_out(rejected: Rejected) -> str:
    """What a fit of nobody says of the rows that were left out of its summary."""
    if not rejected:
        return ""
    row, reason = rejected[0]
    help = "; date_format names how dates are written" if reason.startswith("time[") else ""
    return f"{len(rejected):,} rows of purchases were left out, the first, row {row}, for {reason}{help}"


def _unit_of(t_x: Any, T: Any) -> Optional[str]:
    """The one unit of two columns of times."""
    first, second = _unit_in(t_x), _unit_in(T)
    if first is not None and second is not None and first != second:
        raise Error(f"T is in units of a {second}, t_x of a {first}: expected one unit", ErrorCode.DOMAIN)
    return first or second


def _same_unit(fitted: Optional[str], given: Optional[str], what: str = "unit") -> Optional[str]:
    """The unit of both. Raises ``Error`` where both know one, and they differ."""
    if fitted is not None and given is not None and fitted != given:
        rule = f"{what} = {given}: expected {fitted}, the unit that the model was fitted in"
        raise Error(rule, ErrorCode.DOMAIN)
    return given or fitted


def _optional(values: Any, name: str) -> Floats:
    return np.empty(0) if values is None else floats(values, name)


def _three(
    x: Any, t_x: Any, T: Any, call: Callable[[Floats, Floats, Floats], Tuple[Floats, Rejected]], last: str = "T"
) -> Any:
    """call(columns) for columns; for three single values its single result."""
    single = all(np.ndim(value) == 0 for value in (x, t_x, T))
    if single:
        x, t_x, T = [x], [t_x], [T]
    else:
        length = max(len(value) for value in (x, t_x, T) if np.ndim(value) > 0)
        x, t_x, T = (np.full(length, value, dtype=np.float64) if np.ndim(value) == 0 else value for value in (x, t_x, T))
    result, rejected = call(floats(x, "x"), floats(t_x, "t_x"), floats(T, last))
    if single:
        if rejected:
            values = f"x = {x[0]}, t_x = {t_x[0]}, {last} = {T[0]}"
            raise Error(f"{values}: {rejected[0][1]}", ErrorCode.DOMAIN)
        return float(result[0])
    warn_of_rejected(rejected)
    return result


@dataclasses.dataclass(frozen=True)
class _Model:
    """Positive parameters, checked on construction; immutable, hashable, picklable and thread-safe."""

    _type: ClassVar[Any]

    def __post_init__(self) -> None:
        for field in dataclasses.fields(self):
            object.__setattr__(self, field.name, float(getattr(self, field.name)))
        self._native.require()

    @property
    def _native(self) -> Any:
        return self._type(*dataclasses.astuple(self))

    @property
    def parameters(self) -> Dict[str, float]:
        """The parameters by name."""
        return dataclasses.asdict(self)


class _BuyingModel(_Model):
    """What BG/NBD, MBG/NBD and Pareto/NBD can say. ``t``, ``horizon`` and the histories share one unit."""

    def log_likelihood(self, x: Any, t_x: Any, T: Any) -> Any:
        """ln of the probability density of each customer's history."""
        return _three(x, t_x, T, self._native.log_likelihood)

    def p_alive(self, x: Any, t_x: Any, T: Any) -> Any:
        """The probability that each customer has not left by T."""
        return _three(x, t_x, T, self._native.p_alive)

    def expected_purchases(self, t: float, x: Any, t_x: Any, T: Any, threads: int = 1) -> Any:
        """Purchases expected of each customer in the t units after T."""
        return _three(x, t_x, T, lambda *c: self._native.expected_purchases(float(t), *c, threads))

    def expected_purchases_new(self, t: Any) -> Any:
        """Repeat purchases expected of a new customer in the first t units."""
        return _each(t, self._native.expected_purchases_new)

    def probability_of(self, n: int, t: float, x: Any = None, t_x: Any = None, T: Any = None) -> Any:
        """The probability of exactly n purchases: of a new customer in the first t units, or of known ones after T."""
        if n < 0:
            raise Error(f"n = {n}: expected n >= 0", ErrorCode.DOMAIN)
        if x is None:
            return float(self._native.probability_of_new(n, float(t)))
        return _three(x, t_x, T, lambda *c: self._native.probability_of(n, float(t), *c))

    def discounted_expected_purchases(
        self, rate: float, x: Any, t_x: Any, T: Any, horizon: Optional[float] = None, threads: int = 1
    ) -> Any:
        """Purchases expected in the horizon after T (None: for ever), each discounted to T.

        ``rate`` is compounded continuously, per unit: see ``continuous_rate``.
        """
        end = math.inf if horizon is None else float(horizon)
        native = self._native
        return _three(x, t_x, T, lambda *c: native.discounted_expected_purchases(float(rate), *c, end, threads))

    def discounted_expected_purchases_new(self, rate: float, horizon: Optional[float] = None) -> float:
        """The same for the repeat purchases of a new customer, discounted to the first purchase."""
        end = math.inf if horizon is None else float(horizon)
        return float(self._native.discounted_expected_purchases_new(float(rate), end))


def _each(values: Any, call: Callable[[float], float]) -> Any:
    if np.ndim(values) == 0:
        return float(call(float(values)))
    return np.array([call(float(value)) for value in floats(values, "t")])


@dataclasses.dataclass(frozen=True)
class BgNbd(_BuyingModel):
    """BG/NBD: lambda ~ Gamma(r, alpha); after a repeat purchase a customer leaves with chance p ~ Beta(a, b).

    Source: Fader, Hardie, Lee (2005), Marketing Science 24(2).
    """

    r: float
    alpha: float
    a: float
    b: float
    _type: ClassVar[Any] = _core.BgNbd


@dataclasses.dataclass(frozen=True)
class MbgNbd(_BuyingModel):
    """MBG/NBD: as BG/NBD, but a customer may leave after the first purchase, too.

    Source: Batislam, Denizel, Filiztekin (2007), IJRM 24(3).
    """

    r: float
    alpha: float
    a: float
    b: float
    _type: ClassVar[Any] = _core.MbgNbd


@dataclasses.dataclass(frozen=True)
class ParetoNbd(_BuyingModel):
    """Pareto/NBD: lambda ~ Gamma(r, alpha); a customer leaves at a rate mu ~ Gamma(s, beta) at any time.

    Source: Schmittlein, Morrison, Colombo (1987), Management Science 33(1).
    """

    r: float
    alpha: float
    s: float
    beta: float
    _type: ClassVar[Any] = _core.ParetoNbd


@dataclasses.dataclass(frozen=True)
class GammaGamma(_Model):
    """Gamma-Gamma: amounts ~ Gamma(p, nu) around each customer's own mean, nu ~ Gamma(q, v).

    Source: Fader, Hardie (2013), note "The Gamma-Gamma model of monetary value".
    """

    p: float
    q: float
    v: float
    _type: ClassVar[Any] = _core.GammaGamma

    def log_likelihood(self, x: float, m: float) -> float:
        """ln of the density of a mean amount m over x purchases."""
        return float(self._native.log_likelihood(float(x), float(m)))

    def expected_spend(self, x: Any, m: Any) -> Any:
        """The mean amount expected of each customer; for x = 0, where m does not matter, that of all customers."""
        if np.ndim(x) == 0 and np.ndim(m) == 0:
            result, rejected = self._native.expected_spend(floats([x], "x"), floats([m], "m"))
            if rejected:
                raise Error(f"x = {x}, m = {m}: {rejected[0][1]}", ErrorCode.DOMAIN)
            return float(result[0])
        result, rejected = self._native.expected_spend(floats(x, "x"), floats(m, "m"))
        warn_of_rejected(rejected)
        return result

    def expected_spend_new(self) -> float:
        """The mean amount of a purchase over all customers; NaN where it does not exist (q <= 1)."""
        return float(self._native.expected_spend_new())


@dataclasses.dataclass(frozen=True)
class BgBb(_Model):
    """BG/BB: at each opportunity a living customer buys with chance p ~ Beta(alpha, beta); before it, it may leave with
    chance theta ~ Beta(gamma, delta).

    Source: Fader, Hardie, Shang (2010), Marketing Science 29(6).
    """

    alpha: float
    beta: float
    gamma: float
    delta: float
    _type: ClassVar[Any] = _core.BgBb

    def log_likelihood(self, x: Any, t_x: Any, n: Any) -> Any:
        """ln of the probability of x purchases in n opportunities, the last at opportunity t_x."""
        return _three(x, t_x, n, self._native.log_likelihood, "n")

    def p_alive(self, x: Any, t_x: Any, n: Any) -> Any:
        """The probability that each customer is alive after opportunity n."""
        return _three(x, t_x, n, self._native.p_alive, "n")

    def expected_purchases(self, opportunities: float, x: Any, t_x: Any, n: Any) -> Any:
        """Purchases expected at the next opportunities."""
        return _three(x, t_x, n, lambda *c: self._native.expected_purchases(float(opportunities), *c), "n")

    def expected_purchases_new(self, opportunities: float) -> float:
        """Purchases expected of a new customer at the first opportunities."""
        return float(self._native.expected_purchases_new(float(opportunities)))

    def probability_of(self, x: int, n: int) -> float:
        """The probability that a new customer buys at exactly x of the first n opportunities."""
        return float(self._native.probability_of_new(x, n))

    def discounted_expected_purchases(
        self, rate: float, x: float, t_x: float, n: float, opportunities: Optional[float] = None
    ) -> float:
        """Purchases expected at the next opportunities (None: all), the j-th divided by (1 + rate)**j."""
        end = math.inf if opportunities is None else float(opportunities)
        args = (float(rate), float(x), float(t_x), float(n), end)
        return float(self._native.discounted_expected_purchases(*args))


@dataclasses.dataclass(frozen=True)
class BetaGeometric(_Model):
    """Shifted beta-geometric, for contracts: at each renewal a customer leaves with chance theta ~ Beta(a, b).

    Source: Fader, Hardie (2007), Journal of Interactive Marketing 21(1).
    """

    a: float
    b: float
    _type: ClassVar[Any] = _core.BetaGeometric

    def log_likelihood(self, renewals: float, left: bool) -> float:
        """ln of the probability of so many renewals, then a departure, or none yet."""
        return float(self._native.log_likelihood(float(renewals), left))

    def churn_probability(self, t: Any) -> Any:
        """P(a customer leaves at the end of period t), t = 1, 2, …"""
        return _each(t, self._native.churn_probability)

    def survival(self, t: Any) -> Any:
        """P(a customer renews t times)."""
        return _each(t, self._native.survival)

    def retention_rate(self, t: Any) -> Any:
        """The share of the customers of period t that renew at its end."""
        return _each(t, self._native.retention_rate)

    def discounted_expected_residual_lifetime(self, rate: float, n: float, periods: Optional[float] = None) -> float:
        """Periods still to be paid for when the n-th renewal is due (DERL); for the next ``periods`` if given."""
        end = math.inf if periods is None else float(periods)
        return float(self._native.discounted_expected_residual_lifetime(float(rate), float(n), end))

    def discounted_expected_lifetime(self, rate: float) -> float:
        """Periods that a new customer pays for, discounted."""
        return float(self._native.discounted_expected_lifetime(float(rate)))


def _covariates_of_one(covariates: Any, coefficients: Tuple[float, ...]) -> Floats:
    z = floats(np.atleast_1d(covariates), "covariates")
    if len(z) != len(coefficients):
        rule = f"covariates has {len(z)} rows: expected {len(coefficients)}, as the model has"
        raise Error(rule, ErrorCode.SIZE_MISMATCH)
    if not np.isfinite(z).all():
        raise Error("covariates: expected finite numbers", ErrorCode.DOMAIN)
    return z


@dataclasses.dataclass(frozen=True)
class BgNbdCovariates:
    """BG/NBD with static covariates: alpha exp(-purchase·z), a exp(dropout·z), b exp(staying·z)."""

    base: BgNbd
    purchase: Tuple[float, ...]
    dropout: Tuple[float, ...]
    staying: Tuple[float, ...]

    def of(self, covariates: Any) -> BgNbd:
        """The BG/NBD model of a customer with these covariates."""
        z = _covariates_of_one(covariates, self.purchase)
        faster, leaves, stays = (math.exp(float(np.dot(c, z))) for c in (self.purchase, self.dropout, self.staying))
        return BgNbd(self.base.r, self.base.alpha / faster, self.base.a * leaves, self.base.b * stays)


@dataclasses.dataclass(frozen=True)
class ParetoNbdCovariates:
    """Pareto/NBD with static covariates: alpha exp(-purchase·z), beta exp(-dropout·z)."""

    base: ParetoNbd
    purchase: Tuple[float, ...]
    dropout: Tuple[float, ...]

    def of(self, covariates: Any) -> ParetoNbd:
        """The Pareto/NBD model of a customer with these covariates."""
        z = _covariates_of_one(covariates, self.purchase)
        faster, sooner = (math.exp(float(np.dot(c, z))) for c in (self.purchase, self.dropout))
        return ParetoNbd(self.base.r, self.base.alpha / faster, self.base.s, self.base.beta / sooner)


@dataclasses.dataclass(frozen=True)
class Interval:
    """A number that depends on estimated parameters, and how far their uncertainty carries."""

    estimate: float
    low: float
    high: float


M = TypeVar("M")


@dataclasses.dataclass(frozen=True, eq=False)
class Fit(Generic[M]):
    """A model whose parameters were estimated. What the model can do, the fit can do."""

    model: M  #: where the search ended; to be used only if ``usable``
    status: str  #: converged, shrunk_to_prior, from_prior, pooled; not_identified, undefined_mean, not_converged, no_data
    reason: str  #: of a status other than converged, in words, and what can be done about it
    log_likelihood_value: float  #: of all customers, without the prior
    standard_errors: Floats  #: of the parameters, in their order; NaN if not converged
    covariance: Floats  #: of the parameters
    log_covariance: Floats  #: of their logarithms
    customers: float  #: how many the likelihood is of
    distinct_rows: int  #: how many of their rows are different
    evaluations: int  #: of the likelihood of all of them
    aic: float
    bic: float
    rejected: Rejected  #: (row, reason)
    unit: Optional[str] = None  #: of the model's times, where these or the caller said it

    @property
    def converged(self) -> bool:
        return self.status == "converged"

    @property
    def usable(self) -> bool:
        """Whether the parameters can be scored with; unless ``converged``, a prior or a mean helped: see ``reason``."""
        return self.status in ("converged", "shrunk_to_prior", "from_prior", "pooled")

    def _repr_html_(self) -> str:
        """For notebooks: the parameters with their standard errors, and how the search ended."""
        errors = dict(zip(vars(self.model), self.standard_errors)) if self.usable else {}
        told = [(name, f"{value:.6g} ± {errors.get(name, math.nan):.2g}") for name, value in vars(self.model).items() if isinstance(value, float)]
        ended = [("status", self.status), *([("reason", self.reason)] if self.reason else []), ("customers", f"{self.customers:,.0f}")]
        return html_table(f"Fit of {type(self.model).__name__.lstrip('_')}", [*told, *ended])

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name == "model":
            raise AttributeError(name)
        found = getattr(self.model, name)
        if self.unit is None or not callable(found):
            return found

        @functools.wraps(found)
        def in_unit(*given: Any, **named: Any) -> Any:
            for each in (*given, *named.values()):
                _same_unit(self.unit, _unit_in(each), "the unit of the histories")
            return found(*given, **named)

        return in_unit

    def interval(
        self, function: Callable[[M], float], scale: str = "positive", confidence: float = 0.95,
        draws: Optional[int] = None, seed: int = 0,
    ) -> Interval:  # fmt: skip
        """An interval for function(model): by the delta method on the given scale ("plain", "positive" or
        "probability"), or by a parametric bootstrap over the fit if ``draws`` are given."""
        kind: Any = type(self.model)
        if not isinstance(self.model, _Model):
            raise Error("interval: expected a fit of a model without covariates", ErrorCode.DOMAIN)

        def of(native: Any) -> float:
            return float(function(kind(*native.parameters())))

        native = self.model._native
        if draws is None:
            found = _core.delta_interval(native, self.log_covariance, of, scale, float(confidence))
        else:
            found = _core.bootstrap_interval(native, self.log_covariance, of, int(draws), int(seed), float(confidence))
        return Interval(*found)


def _fit_of(
    make: Callable[..., M], parameters: Tuple[float, ...], fields: Dict[str, Any], *, unit: Optional[str] = None,
    column: Any = None,
) -> Fit[M]:  # fmt: skip
    if not fields["customers"] and (said := _left_out_of(column)):
        fields["reason"] += f"; {said}"
    return Fit(model=make(*parameters), unit=_unit(unit), **fields)


def _unit(unit: Optional[str]) -> Optional[str]:
    if unit is not None:
        _core.continuous_rate(0.0, unit)  # refuses what is no unit
    return unit


class _Unknown:
    """In place of a model whose parameters are no numbers: there were no data."""

    def __repr__(self) -> str:
        return "no model"


def _model_or_none(kind: Callable[..., M]) -> Callable[..., M]:
    def make(*parameters: float) -> M:
        if any(not (0 < p < math.inf) for p in parameters):
            nothing: Any = _Unknown()
            return nothing  # type: ignore[no-any-return]
        return kind(*parameters)

    return make


def _prior(prior: Optional[Tuple[Sequence[float], Sequence[float]]]) -> Tuple[List[float], List[float]]:
    return ([], []) if prior is None else ([float(v) for v in prior[0]], [float(v) for v in prior[1]])


Prior = Optional[Tuple[Sequence[float], Sequence[float]]]


def fit_bg_nbd(
    x: Any, t_x: Any, T: Any, weights: Any = None, *, prior: Prior = None, threads: int = 1, unit: Optional[str] = None
) -> Fit[BgNbd]:
    """The maximum-likelihood BG/NBD model.

    ``weights`` says how many customers a row stands for; ``prior`` is (means, standard deviations) of normal priors on
    the logarithms of the parameters. The result does not depend on the order of the rows or on threads. ``unit`` is that
    of the times; those of a summary know it. The fit keeps it, and refuses times of another one.
    """
    columns = floats(x, "x"), floats(t_x, "t_x"), floats(T, "T"), _optional(weights, "weights")
    unit = _same_unit(_unit_of(t_x, T), unit)
    return _fit_of(_model_or_none(BgNbd), *_core.fit_bg_nbd(*columns, *_prior(prior), threads), unit=unit, column=t_x)


def fit_mbg_nbd(
    x: Any, t_x: Any, T: Any, weights: Any = None, *, prior: Prior = None, threads: int = 1, unit: Optional[str] = None
) -> Fit[MbgNbd]:
    """The maximum-likelihood MBG/NBD model; everything as in fit_bg_nbd."""
    columns = floats(x, "x"), floats(t_x, "t_x"), floats(T, "T"), _optional(weights, "weights")
    unit = _same_unit(_unit_of(t_x, T), unit)
    return _fit_of(_model_or_none(MbgNbd), *_core.fit_mbg_nbd(*columns, *_prior(prior), threads), unit=unit, column=t_x)


def fit_pareto_nbd(
    x: Any, t_x: Any, T: Any, weights: Any = None, *, prior: Prior = None, threads: int = 1, unit: Optional[str] = None
) -> Fit[ParetoNbd]:
    """The maximum-likelihood Pareto/NBD model; everything as in fit_bg_nbd."""
    columns = floats(x, "x"), floats(t_x, "t_x"), floats(T, "T"), _optional(weights, "weights")
    unit = _same_unit(_unit_of(t_x, T), unit)
    return _fit_of(_model_or_none(ParetoNbd), *_core.fit_pareto_nbd(*columns, *_prior(prior), threads), unit=unit, column=t_x)


def fit_bg_bb(x: Any, t_x: Any, n: Any, weights: Any = None, *, prior: Prior = None, threads: int = 1) -> Fit[BgBb]:
    """The maximum-likelihood BG/BB model of x purchases in n opportunities, the last at opportunity t_x."""
    columns = floats(x, "x"), floats(t_x, "t_x"), floats(n, "n"), _optional(weights, "weights")
    return _fit_of(_model_or_none(BgBb), *_core.fit_bg_bb(*columns, *_prior(prior), threads))


def fit_gamma_gamma(x: Any, m: Any, weights: Any = None, *, prior: Prior = None, threads: int = 1) -> Fit[GammaGamma]:
    """The maximum-likelihood Gamma-Gamma model of customers with x repeat purchases worth m on average.

    Customers with x = 0 or m = 0 are left out. Status ``undefined_mean`` where q <= 1.
    """
    columns = floats(x, "x"), floats(m, "m"), _optional(weights, "weights")
    return _fit_of(_model_or_none(GammaGamma), *_core.fit_gamma_gamma(*columns, *_prior(prior), threads), column=m)


def estimate_bg_nbd(
    x: Any, t_x: Any, T: Any, weights: Any = None, *, prior: Prior = None, weak_prior: bool = True, threads: int = 1,
    unit: Optional[str] = None,
) -> Fit[BgNbd]:  # fmt: skip
    """The BG/NBD model of any number of customers, as ``scvm.fit`` estimates it.

    From 900 customers on it is that of ``fit_bg_nbd``. With fewer, and where the data alone do not determine the
    parameters, a weak prior counts beside them; ``status`` and ``reason`` say so. A ``prior`` of your own counts fully.
    """
    columns = floats(x, "x"), floats(t_x, "t_x"), floats(T, "T"), _optional(weights, "weights")
    found = _core.estimate_bg_nbd(*columns, *_prior(prior), threads, bool(weak_prior))
    return _fit_of(_model_or_none(BgNbd), *found, unit=_same_unit(_unit_of(t_x, T), unit), column=t_x)


def estimate_mbg_nbd(
    x: Any, t_x: Any, T: Any, weights: Any = None, *, prior: Prior = None, weak_prior: bool = True, threads: int = 1,
    unit: Optional[str] = None,
) -> Fit[MbgNbd]:  # fmt: skip
    """The MBG/NBD model of any number of customers; everything as in estimate_bg_nbd."""
    columns = floats(x, "x"), floats(t_x, "t_x"), floats(T, "T"), _optional(weights, "weights")
    found = _core.estimate_mbg_nbd(*columns, *_prior(prior), threads, bool(weak_prior))
    return _fit_of(_model_or_none(MbgNbd), *found, unit=_same_unit(_unit_of(t_x, T), unit), column=t_x)


def estimate_pareto_nbd(
    x: Any, t_x: Any, T: Any, weights: Any = None, *, prior: Prior = None, weak_prior: bool = True, threads: int = 1,
    unit: Optional[str] = None,
) -> Fit[ParetoNbd]:  # fmt: skip
    """The Pareto/NBD model of any number of customers; everything as in estimate_bg_nbd."""
    columns = floats(x, "x"), floats(t_x, "t_x"), floats(T, "T"), _optional(weights, "weights")
    found = _core.estimate_pareto_nbd(*columns, *_prior(prior), threads, bool(weak_prior))
    return _fit_of(_model_or_none(ParetoNbd), *found, unit=_same_unit(_unit_of(t_x, T), unit), column=t_x)


def estimate_gamma_gamma(
    x: Any, m: Any, weights: Any = None, *, prior: Prior = None, weak_prior: bool = True, threads: int = 1
) -> Fit[GammaGamma]:
    """The Gamma-Gamma model of any number of customers; everything as in estimate_bg_nbd.

    Where every amount is the same, that price stands for all customers: status ``pooled``.
    """
    columns = floats(x, "x"), floats(m, "m"), _optional(weights, "weights")
    found = _core.estimate_gamma_gamma(*columns, *_prior(prior), threads, bool(weak_prior))
    return _fit_of(_model_or_none(GammaGamma), *found, column=m)


def fit_beta_geometric(renewals: Any, left: Any, weights: Any = None, *, prior: Prior = None) -> Fit[BetaGeometric]:
    """The maximum-likelihood shifted beta-geometric model of contracts: how often they were renewed, and whether they
    ended then (1) or still run (0)."""
    columns = floats(renewals, "renewals"), floats(left, "left"), _optional(weights, "weights")
    return _fit_of(_model_or_none(BetaGeometric), *_core.fit_beta_geometric(*columns, *_prior(prior)))


def contracts_of_survivors(survivors: Any) -> Tuple[Floats, Floats, Floats]:
    """(renewals, left, weights) of a cohort whose customers were counted after 0, 1, 2, … renewals."""
    found: Tuple[Floats, Floats, Floats] = _core.contracts_of_survivors(floats(survivors, "survivors"))
    return found


def _covariate_table(covariates: Any) -> Tuple[Floats, int]:
    table = rows(covariates, "covariates")
    if table.ndim == 1:
        table = table.reshape(-1, 1)
    if table.ndim != 2:
        raise Error("covariates: expected a table of customers by covariates", ErrorCode.SIZE_MISMATCH)
    return table.reshape(-1), int(table.shape[1])


def fit_bg_nbd_covariates(
    x: Any, t_x: Any, T: Any, covariates: Any, weights: Any = None, *, threads: int = 1
) -> Fit[BgNbdCovariates]:
    """BG/NBD with static covariates, a table with a row for each customer; standard_errors are of (r, alpha, a, b,
    purchase…, dropout…, staying…)."""
    columns = floats(x, "x"), floats(t_x, "t_x"), floats(T, "T")
    found = _core.fit_bg_nbd_covariates(*columns, *_covariate_table(covariates), _optional(weights, "weights"), threads)
    parameters, blocks, fields = found
    model = BgNbdCovariates(_model_or_none(BgNbd)(*parameters), *(tuple(block) for block in blocks))
    return Fit(model=model, unit=_unit_of(t_x, T), **fields)


def fit_pareto_nbd_covariates(
    x: Any, t_x: Any, T: Any, covariates: Any, weights: Any = None, *, threads: int = 1
) -> Fit[ParetoNbdCovariates]:
    """Pareto/NBD with static covariates; standard_errors are of (r, alpha, s, beta, purchase…, dropout…)."""
    columns = floats(x, "x"), floats(t_x, "t_x"), floats(T, "T")
    table = _covariate_table(covariates)
    found = _core.fit_pareto_nbd_covariates(*columns, *table, _optional(weights, "weights"), threads)
    parameters, blocks, fields = found
    model = ParetoNbdCovariates(_model_or_none(ParetoNbd)(*parameters), *(tuple(block) for block in blocks))
    return Fit(model=model, unit=_unit_of(t_x, T), **fields)


@dataclasses.dataclass(frozen=True, eq=False)
class CohortFits(Generic[M]):
    """One model for all customers, and one for each cohort."""

    all: Fit[M]
    cohorts: Dict[Any, Fit[M]]  #: by the names of the cohorts, sorted

    def to_frame(self) -> pd.DataFrame:
        """Parameters, customers and status of each cohort."""
        rows = {
            cohort: {**getattr(fit.model, "parameters", {}), "customers": fit.customers, "status": fit.status}
            for cohort, fit in self.cohorts.items()
        }
        return pd.DataFrame.from_dict(rows, orient="index").rename_axis("cohort")


def fit_by_cohort(
    fit: Callable[..., Fit[M]], x: Any, t_x: Any, T: Any, cohort: Any, weights: Any = None, *,
    pooling: str = "towards_all", spread: float = 0.5, prior: Prior = None, threads: int = 1,
    unit: Optional[str] = None,
) -> CohortFits[M]:  # fmt: skip
    """A model of purchasing for each cohort: ``fit`` is fit_bg_nbd, fit_mbg_nbd or fit_pareto_nbd.

    pooling: towards_all puts a normal prior on each log parameter around the fit of all customers, with the standard
    deviation ``spread``, so that small cohorts borrow from the others; separate fits each by itself. ``prior`` holds for
    the fit of all, and for separate fits. A customer whose cohort is missing (None, NaN) counts in the fit of all only.
    """
    if pooling not in ("towards_all", "separate"):
        raise Error(f'pooling = "{pooling}": expected one of towards_all, separate', ErrorCode.DOMAIN)
    if not spread > 0:
        raise Error(f"spread = {spread}: expected spread > 0", ErrorCode.DOMAIN)
    columns = floats(x, "x"), floats(t_x, "t_x"), floats(T, "T")
    unit = _same_unit(_unit_of(t_x, T), unit)
    count = _optional(weights, "weights")
    codes, names = pd.factorize(pd.Series(cohort), sort=True)
    if len(codes) != len(columns[0]):
        rule = f"cohort has {len(codes)} rows: expected {len(columns[0])}, as x has"
        raise Error(rule, ErrorCode.SIZE_MISMATCH)
    every = fit(*columns, None if weights is None else count, prior=prior, threads=threads, unit=unit)
    own = prior
    if pooling == "towards_all" and every.converged:
        centre = [math.log(p) for p in every.model.parameters.values()]  # type: ignore[attr-defined]
        own = centre, [float(spread)] * len(centre)

    def of(code: int) -> Fit[M]:
        member = np.flatnonzero(codes == code)
        part = [column[member] for column in columns]
        found = fit(*part, None if weights is None else count[member], prior=own, threads=threads, unit=unit)
        rejected = [(int(member[row]), reason) for row, reason in found.rejected]
        return dataclasses.replace(found, rejected=rejected)

    return CohortFits(all=every, cohorts={name: of(code) for code, name in enumerate(names)})


@dataclasses.dataclass(frozen=True, eq=False)
class PurchaseSummary:
    """One row per customer; NaN where a customer has no purchase (left). ``account`` says where every row went.

    ``t_x`` and ``T`` know their ``unit``, as the columns of ``to_frame`` do: a fit takes it from them, and whoever
    applies a fit to times of another unit gets an error.
    """

    customer: npt.NDArray[Any]
    x: Floats
    t_x: Floats
    T: Floats
    monetary: Floats
    revenue: Floats
    unit: str
    account: Dict[str, int]
    rejected: Rejected

    def to_frame(self) -> pd.DataFrame:
        """The columns, indexed by customer."""
        columns = {name: np.asarray(getattr(self, name)) for name in ("x", "t_x", "T", "monetary", "revenue")}
        frame = pd.DataFrame(columns, index=pd.Index(self.customer, name="customer"))
        frame.attrs.update(unit=self.unit, left_out=_left_out(self.rejected))
        return frame


class _Purchases:
    """Purchases as the core takes them: ids as codes in sorted order, so that no order of the rows matters."""

    def __init__(self, customer: Any, time: Any, amount: Any, dates: DateReader) -> None:
        keys = customer if isinstance(customer, pd.Series) else pd.Series(customer, dtype=None if len(customer) else object)
        try:
            codes, names = pd.factorize(keys, sort=True)
        except TypeError:
            raise Error("customer: expected ids of one kind, texts or whole numbers", ErrorCode.BAD_RECORD) from None
        if len(codes) and codes.min() < 0:
            row = int(np.argmin(codes))
            raise Error(f"customer[{row}]: expected an id", ErrorCode.BAD_RECORD)
        self.names: npt.NDArray[Any] = np.asarray(names)
        self.codes = np.ascontiguousarray(codes, dtype=np.uint32)
        self.times, faults = dates.column(time, "time")
        self.faults = dict(faults)  #: what cannot be read as a date has no time, and is rejected for that
        self.amounts = _optional(amount, "amount")
        self.priced = amount is not None

    def rows(self, customers: Optional[int] = None) -> Any:
        count = len(self.names) if customers is None else customers
        return _core.PurchaseRows(self.codes, self.times, self.amounts, count, self.priced)


def _rejected(found: Rejected, faults: Dict[int, str]) -> Rejected:
    """The rows that the core rejected, with what the reader of dates said of them; warns of them."""
    rejected = [(row, faults.get(row, reason)) for row, reason in found]
    warn_of_rejected(rejected)
    return rejected


def _table(names: npt.NDArray[Any], unit: str, fields: Dict[str, Any], faults: Dict[int, str]) -> PurchaseSummary:
    fields["rejected"] = _rejected(fields["rejected"], faults)
    left_out = _left_out(fields["rejected"])
    for name in ("x", "t_x", "T", "monetary"):
        fields[name] = Times.of(fields[name], unit if name in ("t_x", "T") else None, left_out)
    return PurchaseSummary(customer=names, unit=unit, **fields)


def purchase_summary(
    customer: Any, time: Any, amount: Any = None, *, observation_end: Any, unit: str = "week", refunds: str = "net",
    zeros: str = "count", first: str = "acquires", time_zone: str = "", date_format: _DateFormat = "",
) -> PurchaseSummary:  # fmt: skip
    """x, t_x, T and monetary of every customer, from the rows up to the day of ``observation_end``.

    unit: hour, day, week or month (1/12 of 365.25 days). refunds (amounts below 0): net, ignore or reject. zeros: count,
    ignore or reject. first: acquires (for models) or counts (for RFM). time_zone: the IANA name of the place whose days
    count, and whose time it is where no offset is given; none: UTC. date_format: of times that are not ISO 8601, see
    ``scvm.dates.DateReader``. Rows of one customer and day merge; the order of the rows does not matter.
    """
    rules = _core.PurchaseRules(unit, refunds, zeros, first, time_zone)
    dates = DateReader(date_format, time_zone)
    data = _Purchases(customer, time, amount, dates)
    end = dates.last_second(observation_end, "observation_end")
    return _table(data.names, unit, _core.purchase_summary(data.rows(), end, rules), data.faults)


@dataclasses.dataclass(frozen=True, eq=False)
class Holdout:
    """What customers did up to the end of the calibration, and after it; NaN for those who came later."""

    calibration: PurchaseSummary
    holdout_x: Floats
    holdout_monetary: Floats
    holdout_duration: float
    account: Dict[str, int]

    def to_frame(self) -> pd.DataFrame:
        """The calibration's columns, and those of the holdout."""
        return self.calibration.to_frame().assign(holdout_x=self.holdout_x, holdout_monetary=self.holdout_monetary)


def calibration_and_holdout(
    customer: Any, time: Any, amount: Any = None, *, calibration_end: Any, observation_end: Any, unit: str = "week",
    refunds: str = "net", zeros: str = "count", first: str = "acquires", time_zone: str = "",
    date_format: _DateFormat = "",
) -> Holdout:  # fmt: skip
    """Splits purchases in time: fit on the calibration, compare with the holdout. Both ends include their day."""
    rules = _core.PurchaseRules(unit, refunds, zeros, first, time_zone)
    dates = DateReader(date_format, time_zone)
    data = _Purchases(customer, time, amount, dates)
    split = dates.last_second(calibration_end, "calibration_end")
    end = dates.last_second(observation_end, "observation_end")
    fields = _core.calibration_and_holdout(data.rows(), split, end, rules)
    calibration = _table(data.names, unit, fields.pop("calibration"), data.faults)
    return Holdout(calibration=calibration, **fields)


@dataclasses.dataclass(frozen=True, eq=False)
class Cohorts:
    """Customers by the period of their first purchase, and what each cohort did at each age (columns)."""

    customers: Floats
    active: Floats  #: [cohort, age]; NaN where the observation has ended before
    purchases: Floats
    revenue: Floats
    cohort_of: pd.Series  #: by customer; -1: first purchase before the start, or none


def cohorts(
    customer: Any, time: Any, amount: Any = None, *, start: Any, observation_end: Any, days_per_period: int,
    refunds: str = "net", zeros: str = "count", time_zone: str = "", date_format: _DateFormat = "",
) -> Cohorts:  # fmt: skip
    """Cohorts of ``days_per_period`` days from ``start`` on."""
    rules = _core.PurchaseRules("day", refunds, zeros, "acquires", time_zone)
    dates = DateReader(date_format, time_zone)
    data = _Purchases(customer, time, amount, dates)
    warn_of_rejected(list(data.faults.items()))
    ends = dates.first_second(start, "start"), dates.last_second(observation_end, "observation_end")
    fields = _core.cohorts(data.rows(), *ends, days_per_period, rules)
    shape = (fields["periods"], fields["periods"])
    cohort = pd.Series(fields["cohort_of"].astype(np.int64), index=pd.Index(data.names, name="customer"), name="cohort")
    return Cohorts(
        customers=fields["customers"],
        active=fields["active"].reshape(shape),
        purchases=fields["purchases"].reshape(shape),
        revenue=fields["revenue"].reshape(shape),
        cohort_of=cohort.where(cohort != 0xFFFFFFFF, -1),
    )


class PurchaseLedger:
    """Purchases kept as one entry per customer and day: ledgers of parts merge to that of the whole, new rows cost time
    for themselves alone, and a summary can be made for any observation end. Not thread-safe while it grows."""

    def __init__(
        self, unit: str = "week", refunds: str = "net", zeros: str = "count", first: str = "acquires",
        time_zone: str = "", date_format: _DateFormat = "",
    ) -> None:  # fmt: skip
        self._unit = unit
        self._dates = DateReader(date_format, time_zone)
        self._faults: Dict[int, str] = {}
        self._ledger = _core.PurchaseLedger(_core.PurchaseRules(unit, refunds, zeros, first, time_zone))
        self._codes: Dict[Any, int] = {}

    def __len__(self) -> int:
        return len(self._ledger)

    def add(self, customer: Any, time: Any, amount: Any = None) -> None:
        """Takes rows; customers that are new get their place."""
        data = _Purchases(customer, time, amount, self._dates)
        known = len(self._codes)
        codes = dict(self._codes)
        own = np.array([codes.setdefault(name, len(codes)) for name in data.names.tolist()], dtype=np.uint32)
        data.codes = np.ascontiguousarray(own[data.codes]) if len(data.codes) else data.codes
        before = len(self._ledger)
        self._ledger.add(data.rows(max(known, len(codes))))
        self._faults.update((before + row, reason) for row, reason in data.faults.items())
        self._codes = codes

    def merge(self, other: PurchaseLedger) -> None:
        """Takes all that the other ledger has taken; both know their customers by the same ids in the same order."""
        if list(other._codes) != list(self._codes)[: len(other._codes)] and self._codes:
            raise Error("merge: expected a ledger that met the same customers first", ErrorCode.DOMAIN)
        before = len(self._ledger)
        self._ledger.merge(other._ledger)
        self._faults.update([(before + row, reason) for row, reason in other._faults.items()])
        self._codes = self._codes or dict(other._codes)

    def summary(self, observation_end: Any) -> PurchaseSummary:
        """As purchase_summary of all rows taken so far; customers in the order in which they came."""
        names = np.array(list(self._codes), dtype=object)
        end = self._dates.last_second(observation_end, "observation_end")
        return _table(names, self._unit, self._ledger.summary(end), self._faults)

    def history_of(self, customer: Any, observation_end: Any) -> Dict[str, float]:
        """One row of the summary."""
        if customer not in self._codes:
            raise Error(f"customer {customer!r}: unknown", ErrorCode.UNKNOWN_ID)
        end = self._dates.last_second(observation_end, "observation_end")
        values = self._ledger.history_of(self._codes[customer], end)
        return dict(zip(("x", "t_x", "T", "monetary", "revenue"), values))


@dataclasses.dataclass(frozen=True)
class Independence:
    """The correlation of the number of purchases and their mean amount, with a 95 % interval."""

    correlation: float
    low: float
    high: float
    customers: float
    plausible: bool  #: False: the Gamma-Gamma model is doubtful


def independence(x: Any, m: Any) -> Independence:
    """Checks what the Gamma-Gamma model assumes: that spend does not depend on the number of purchases."""
    return Independence(*_core.independence(floats(x, "x"), floats(m, "m")))


def continuous_rate(yearly_discount: float, unit: str) -> float:
    """The continuously compounded rate per unit that equals a yearly discount rate, a fraction from 0 to 1."""
    return float(_core.continuous_rate(_fraction(yearly_discount, "yearly_discount", 0, "0.1 is 10 % a year"), unit))


def _fraction(value: float, name: str, lowest: int, example: str) -> float:
    """A share as a number from `lowest` to 1: 10 and 40 are percentages, and would be a hundred times too much."""
    if isinstance(value, (bool, str)):
        raise Error(f"{name} = {value!r}: expected a number, as a fraction: {example}", ErrorCode.DOMAIN)
    number = float(value)
    if not lowest <= number <= 1:
        raise Error(f"{name} = {number:g}: expected {lowest} <= {name} <= 1, as a fraction: {example}", ErrorCode.DOMAIN)
    return number


def _terms(horizon: Optional[float], yearly_discount: float, margin: float, unit: str) -> Tuple[float, float, float, str]:
    end = math.inf if horizon is None else float(horizon)
    discount = _fraction(yearly_discount, "yearly_discount", 0, "0.1 is 10 % a year")
    return end, discount, _fraction(margin, "margin", -1, "0.4 is 40 %"), unit


Spend = Union[GammaGamma, Fit[GammaGamma]]
Buying = Union[_BuyingModel, Fit[Any]]


def _native(model: Any) -> Any:
    inner = model.model if isinstance(model, Fit) else model
    if not isinstance(inner, _Model):
        raise Error(f"expected a fitted model, got {inner!r}", ErrorCode.NOT_FITTED)
    return inner._native


def _fitted_unit(model: Any) -> Optional[str]:
    return model.unit if isinstance(model, Fit) else None


def _terms_unit(model: Any, unit: Optional[str], t_x: Any = None, T: Any = None) -> str:
    """The unit of a valuation's times, which somebody has to say: taken for another one it is off by a lot in silence."""
    known = _said_unit(model, unit, t_x, T)
    if known is None:
        _native(model)  # that there is no model is told first
        raise Error("unit is missing: neither the fit nor the histories say one; expected hour, day, week or month", ErrorCode.DOMAIN)
    return known


def _said_unit(model: Any, unit: Optional[str], t_x: Any = None, T: Any = None) -> Optional[str]:
    known = _same_unit(_fitted_unit(model), unit)
    histories = _unit_of(t_x, T)
    if known is not None and histories is not None and histories != known:
        whose = "the unit that the model was fitted in" if _fitted_unit(model) else "the unit that was asked for"
        raise Error(f"the unit of the histories = {histories}: expected {known}, {whose}", ErrorCode.DOMAIN)
    return known or histories


@dataclasses.dataclass(frozen=True, eq=False)
class LifetimeValue:
    """One row per customer: value = p_alive * purchases_if_alive * expected_spend * margin; NaN where absent, and then
    ``status`` says why."""

    value: Floats
    p_alive: Floats
    purchases_if_alive: Floats
    expected_spend: Floats
    status: List[str]
    margin: float
    horizon: float
    unit: str
    yearly_discount: float
    continuous_rate: float  #: per unit, as it was applied
    rejected: Rejected
    low: Optional[Floats] = None  #: if a confidence was asked for
    high: Optional[Floats] = None
    standard_error_of_log: Optional[Floats] = None

    def to_frame(self, index: Any = None) -> pd.DataFrame:
        """The columns."""
        names = ["value", "low", "high", "p_alive", "purchases_if_alive", "expected_spend", "status"]
        found = {name: getattr(self, name) for name in names}
        return pd.DataFrame({name: column for name, column in found.items() if column is not None}, index=index)


def lifetime_value(
    model: Buying, spend: Spend, x: Any, t_x: Any, T: Any, monetary: Any, *, horizon: Optional[float] = 52,
    yearly_discount: float = 0.0, margin: float = 1.0, unit: Optional[str] = None, confidence: Optional[float] = None,
    threads: int = 1,
) -> LifetimeValue:  # fmt: skip
    """The discounted value of what each customer will buy in the horizon (None: for ever, with a discount) after T.

    ``yearly_discount`` is a yearly rate whatever the unit, as a fraction, as ``margin`` is; the result says how it was
    applied. ``unit`` is the fit's or the histories', and has to be said where neither knows it; another one is an error. With a
    ``confidence`` each value has an interval from the uncertainty of both fits, which must then be fits.
    """
    end, discount, share, unit = terms = _terms(horizon, yearly_discount, margin, _terms_unit(model, unit, t_x, T))
    columns = floats(x, "x"), floats(t_x, "t_x"), floats(T, "T"), floats(monetary, "monetary")
    if confidence is None:
        fields = _core.lifetime_value(_native(model), _native(spend), *terms, *columns, threads)
    else:
        if not (isinstance(model, Fit) and isinstance(spend, Fit)):
            raise Error("confidence: expected fits, which know how uncertain they are", ErrorCode.NOT_FITTED)
        with_errors = _native(model), model.log_covariance, _native(spend), spend.log_covariance
        fields = _core.lifetime_value_intervals(*with_errors, *terms, *columns, float(confidence), threads)
    return LifetimeValue(margin=share, horizon=end, unit=unit, yearly_discount=discount, **fields)


def lifetime_value_new(
    model: Buying, spend: Spend, *, horizon: Optional[float] = 52, yearly_discount: float = 0.0, margin: float = 1.0,
    unit: Optional[str] = None,
) -> float:  # fmt: skip
    """The value of the repeat purchases of a customer who has just made the first one; NaN where the mean spend does not
    exist."""
    terms = _terms(horizon, yearly_discount, margin, _terms_unit(model, unit))
    return float(_core.lifetime_value_new(_native(model), _native(spend), *terms)[0])


def probability_in_top(
    model: Buying, spend: Spend, x: Any, t_x: Any, T: Any, monetary: Any, *, t: float, k: int,
    simulations: int = 1000, seed: int = 0, threads: int = 1,
) -> Floats:  # fmt: skip
    """The probability of each customer to be among the k that spend most in the next t units."""
    _said_unit(model, None, t_x, T)
    columns = floats(x, "x"), floats(t_x, "t_x"), floats(T, "T"), floats(monetary, "monetary")
    return _core.probability_in_top(_native(model), _native(spend), *columns, float(t), k, simulations, seed, threads)


def simulate_histories(model: Buying, T: Any, seed: int, threads: int = 1) -> pd.DataFrame:
    """x, t_x, T of new customers of the given ages, drawn from the model; row i depends on seed and i alone. In the
    unit of the fit, which the frame knows."""
    unit = _same_unit(_fitted_unit(model), _unit_in(T), "the unit of T")
    x, t_x, ends = _core.simulate_histories(_native(model), floats(T, "T"), seed, threads)
    frame = pd.DataFrame({"x": x, "t_x": t_x, "T": ends})
    if unit is not None:
        frame.attrs["unit"] = unit
    return frame


@dataclasses.dataclass(frozen=True, eq=False)
class FrequencyCheck:
    """How many customers made 0, 1, 2, … repeat purchases (the last: or more), and how many the model expects."""

    actual: Floats
    expected: Floats
    chi_square: float
    degrees_of_freedom: float
    p_value: float


def check_frequencies(
    model: Buying, x: Any, t_x: Any, T: Any, weights: Any = None, *, bins: int = 8, parameters: int = 4
) -> FrequencyCheck:
    """Compares a model with the histogram of x, by chi-square; ``parameters``: how many were estimated on these data."""
    _said_unit(model, None, t_x, T)
    columns = floats(x, "x"), floats(t_x, "t_x"), floats(T, "T"), _optional(weights, "weights")
    return FrequencyCheck(**_core.check_frequencies(_native(model), *columns, bins, parameters))


@dataclasses.dataclass(frozen=True, eq=False)
class ForecastCheck:
    """How a forecast came out. ``bands`` has the deciles from the highest forecast down."""

    customers: float
    mean_predicted: float
    mean_actual: float
    bias: float  #: predicted / actual - 1, of the sums
    mean_absolute_error: float
    root_mean_square_error: float
    calibration_error: float  #: mean distance between predicted and actual, of the bands' means
    rank_correlation: float  #: Spearman's
    gini: float
    normalised_gini: float  #: 1: the order is perfect
    bands: pd.DataFrame


def check_forecast(predicted: Any, actual: Any, bands: int = 10) -> ForecastCheck:
    """Compares a forecast with what happened; customers with a NaN on either side are left out."""
    fields = _core.check_forecast(floats(predicted, "predicted"), floats(actual, "actual"), bands)
    names = ["customers", "mean_predicted", "mean_actual", "share_of_actual", "cumulative_share_of_actual"]
    fields["bands"] = pd.DataFrame(fields["bands"], columns=names)
    return ForecastCheck(**fields)


def track(
    model: Buying, customer: Any, time: Any, *, start: Any, observation_end: Any, days_per_period: int = 7,
    unit: Optional[str] = None, amount: Any = None, refunds: str = "net", zeros: str = "count", time_zone: str = "",
    date_format: _DateFormat = "",
) -> pd.DataFrame:  # fmt: skip
    """Repeat purchases period after period, and what the model expects: actual, expected, and both cumulated.

    ``unit`` is the fit's, and has to be said where that does not know it; another one than the fit's is an error.
    """
    rules = _core.PurchaseRules(_terms_unit(model, unit), refunds, zeros, "acquires", time_zone)
    dates = DateReader(date_format, time_zone)
    data = _Purchases(customer, time, amount, dates)
    warn_of_rejected(list(data.faults.items()))
    ends = dates.first_second(start, "start"), dates.last_second(observation_end, "observation_end")
    return pd.DataFrame(_core.track(_native(model), data.rows(), *ends, days_per_period, rules))


@dataclasses.dataclass(frozen=True)
class RfmRule:
    """A named block of the RFM cube: the lowest and highest score that it takes in each direction."""

    segment: str
    recency: Tuple[int, int] = (1, 255)
    frequency: Tuple[int, int] = (1, 255)
    monetary: Tuple[int, int] = (1, 255)


def rfm_segments(
    since_last: Any, purchases: Any, spend: Any, *, rules: Sequence[RfmRule] = (), levels: int = 4, index: Any = None
) -> pd.DataFrame:
    """RFM scores 1 … levels by quantile, and the segment of the first rule that fits (none given: the default ones, for
    quartiles). ``since_last`` is T - t_x. A customer with NaN has score 0 and no segment."""
    columns = floats(since_last, "since_last"), floats(purchases, "purchases"), floats(spend, "spend")
    fields = _core.rfm_segments(*columns, [dataclasses.astuple(rule) for rule in rules], levels)
    names = np.array([*fields["segments"], None], dtype=object)
    segment = names[np.minimum(fields["segment_of"], len(names) - 1)]
    scores = {name: fields[name] for name in ("recency", "frequency", "monetary")}
    return pd.DataFrame({**scores, "segment": segment}, index=index)


describe_all(globals())
judge_all(globals())
