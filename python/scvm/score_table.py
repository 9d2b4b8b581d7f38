"""The scores of a customer base."""

from __future__ import annotations

import difflib
import html
import json
from typing import TYPE_CHECKING, Any, Callable, Dict, Iterator, List, Optional, Tuple, Union

import numpy as np
import pandas as pd

from scvm import _core
from scvm.arguments import judge_all
from scvm.columns import rejected_frame
from scvm.errors import Error, ErrorCode

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_NUMBERS, _CATEGORIES = _core.ScoreTable.columns()
_MOMENT = "seconds since 1970-01-01 UTC"

#: What others call a column.
_ALSO = {
    "clv": "lifetime_value", "ltv": "lifetime_value", "customer_lifetime_value": "lifetime_value", "frequency": "x", "recency": "t_x",
    "age": "T", "monetary_value": "monetary", "probability_alive": "p_alive", "alive": "p_alive", "group": "segment", "clv_low": "lifetime_value_low",
    "clv_high": "lifetime_value_high", "loyalty": "attachment", "action": "treatment", "tier": "value_tier",
}  # fmt: skip


class ScoreTable:
    """One row a customer, columns by name, in the order of the base. Immutable, hence thread-safe; picklable, for the same
    version of scvm.

    ``table["lifetime_value"]`` is a read-only view of the table's own memory, NaN where a customer has no such score;
    ``table["segment"]`` is a pandas Categorical. Made by ``Scorer.score``.
    """

    __slots__ = ("_native", "_index")

    #: What there is, in this order: the categories, then the numbers.
    columns: List[str] = [*_CATEGORIES, *(name for name, _ in _NUMBERS)]
    #: The unit of each numeric column.
    units: Dict[str, str] = dict(_NUMBERS)

    def __init__(self, native: _core.ScoreTable) -> None:
        self._native = native
        self._index: Optional[pd.Index[Any]] = None

    def __len__(self) -> int:
        return len(self._native)

    def __getitem__(self, column: str) -> Union[np.ndarray[Any, np.dtype[np.float64]], pd.Categorical]:
        if not isinstance(column, str):
            raise Error(f"column {column!r}: expected a name, one of {', '.join(self.columns)}", ErrorCode.UNKNOWN_ID)
        if column not in self.columns:
            raise Error(f"column {column!r}: {_meant(column)}", ErrorCode.UNKNOWN_ID)
        if column in _CATEGORIES:
            return pd.Categorical.from_codes(self._native.codes(column), categories=self._native.labels(column))
        return self._native.numbers(column.encode("utf-8", "replace"))

    def __iter__(self) -> Iterator[Any]:
        """The customers' ids, in the order of the rows."""
        return iter(self.ids)

    def __contains__(self, id: object) -> bool:
        """Whether a customer of this id (a text, or a whole number, read as its digits) has a row."""
        if isinstance(id, bool) or not isinstance(id, (str, int, np.integer)):
            return False
        return str(id) in self.ids

    @property
    def ids(self) -> pd.Index[Any]:
        """The customers' ids."""
        if self._index is None:
            self._index = pd.Index(self._native.ids(), name="id", dtype=object)
        return self._index

    @property
    def as_of(self) -> str:
        """The day of scoring, e.g. "2026-11-21"."""
        return self._native.as_of()

    @property
    def model_id(self) -> str:
        """The name of the model that made the scores."""
        return self._native.model().id

    @property
    def model_hash(self) -> str:
        """The hash of the model that made the scores."""
        return self._native.model().hash

    def to_frame(self) -> pd.DataFrame:
        """All columns, indexed by id; ``attrs`` names the model, its hash and the day."""
        frame = pd.DataFrame({name: self[name] for name in self.columns}, index=self.ids)
        frame.attrs = {"model": self.model_id, "model_hash": self.model_hash, "as_of": self.as_of}
        return frame

    def to_pandas(self) -> pd.DataFrame:
        """As ``to_frame``, with moments as datetime64[ns] in UTC (NaT where there is none) and columns of yes and no as pandas' nullable
        booleans."""
        frame = self.to_frame()
        for name in self.columns:
            if self.units.get(name) == _MOMENT:
                frame[name] = pd.to_datetime(frame[name], unit="s", utc=True)
            elif name in _CATEGORIES and list(frame[name].cat.categories) == ["no", "yes"]:
                codes = frame[name].cat.codes.to_numpy()
                frame[name] = pd.arrays.BooleanArray(codes == 1, codes < 0)
        return frame

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """All columns for whatever speaks Arrow (``pyarrow.table(table)``, ``polars.DataFrame(table)``): ids, numbers with
        null where a customer has no such score, categories as dictionaries. They are copies."""
        return self._native.arrow_stream()

    @property
    def rejected(self) -> pd.DataFrame:
        """The base's rejected rows, and those that are more than a day later than the day of scoring: as the base's."""
        return rejected_frame(*self._native.rejected())

    def summary(self) -> Dict[str, Any]:
        """The company's figures: groups with shares and intervals, revenue, customer equity, rows accounted for."""
        result: Dict[str, Any] = json.loads(self._native.summary())
        return result

    def explain(self, id: Union[str, int]) -> Dict[str, Any]:
        """One customer's score card with the reasons of each score; raises ``Error`` for an unknown id."""
        if isinstance(id, bool) or not isinstance(id, (str, int, np.integer)):
            raise Error(f"customer {id!r}: expected an id, as a text or a whole number", ErrorCode.UNKNOWN_ID)
        result: Dict[str, Any] = json.loads(self._native.explain(str(id).encode("utf-8", "replace")))
        return result

    def to_json(self) -> str:
        """The whole table in canonical form (docs/score-card.md): the same bytes in every language."""
        return self._native.to_json()

    def treatments(self) -> Dict[str, Any]:
        """What is done for whom, why, and in which order; the attention list; what captives' releases put at risk.

        Raises ``Error`` for a model without treatments.
        """
        result: Dict[str, Any] = json.loads(self._native.treatments())
        return result

    def matters(self) -> Dict[str, Any]:
        """Who is active and influential and valuable, in order; hubs, bridges and boundary spanners; the plan of ambassadors; who was
        drawn to test.

        Raises ``Error`` for a model with neither section, and without tests.
        """
        result: Dict[str, Any] = json.loads(self._native.matters())
        return result

    def accounts(self) -> Dict[str, Any]:
        """What accounts are worth with all that belongs to them, and how their people feel; figures of few persons are None.

        Raises ``Error`` for a model without rules of accounts.
        """
        result: Dict[str, Any] = json.loads(self._native.accounts())
        return result

    def analysis(self) -> Dict[str, Any]:
        """What an analyst asks of a table (docs/analysis.md): shares with what doubts them, reliability, revenue by group,
        drivers, the fit of the purchasing model. Takes seconds for a million customers."""
        result: Dict[str, Any] = json.loads(self._native.analysis())
        return result

    def breakdown(self, attribute: str) -> Dict[str, Any]:
        """The groups by category of an attribute, ranked by the lower bound of the fan quota; what is too small to be
        shown, or would betray what is, is None (docs/analysis.md).

        Raises ``Error`` for an attribute that the base did not have.
        """
        result: Dict[str, Any] = json.loads(self._native.breakdown(str(attribute).encode("utf-8", "replace")))
        return result

    def attribute(self, name: str) -> List[Optional[str]]:
        """An attribute of the customers, e.g. their territory, in the order of the rows; None where there is none.

        Raises ``Error`` for an attribute that the base did not have.
        """
        return self._native.attribute(str(name).encode("utf-8", "replace"))

    def migration(self, before: ScoreTable) -> Dict[str, Any]:
        """Who moved between an earlier table and this one, against what asking the same people again would have produced;
        None where that would betray a small number.

        Raises ``Error`` for tables of different rules, boundaries or questionnaires.
        """
        if not isinstance(before, ScoreTable):
            raise Error(f"before: expected a ScoreTable, got {type(before).__name__}", ErrorCode.BAD_RECORD)
        result: Dict[str, Any] = json.loads(self._native.migration(before._native))
        return result

    def plot(self, ax: Optional[Axes] = None) -> Axes:
        """Draws the portfolio: one dot a customer, its size by lifetime value. Needs matplotlib."""
        from scvm.plots import customers

        return customers(self, ax)

    def model_rules(self) -> Dict[str, Any]:
        """The model that made the scores, as a dict."""
        result: Dict[str, Any] = json.loads(self._native.model().to_json())
        return result

    def __reduce__(self) -> Tuple[Callable[[bytes, str], ScoreTable], Tuple[bytes, str]]:
        return _restored, (self._native.stored(), self._native.model().to_json())

    def __repr__(self) -> str:
        return f"ScoreTable({len(self):,} customers as of {self.as_of}, model {self.model_id!r})"

    def _repr_html_(self) -> str:
        summary = self.summary()
        money = summary["currency"] or "money"
        head = ["group", "customers", "share (95 % interval)", f"revenue, {money}", f"mean lifetime value, {money}"]
        body = "".join(f"<tr>{_cells(_group_texts(group), 'td')}</tr>" for group in summary["segments"])
        caption = f"{len(self):,} customers as of {self.as_of}, model {self.model_id} ({self.model_hash[:12]}…)"
        return (
            f"<table><caption>{html.escape(caption)}</caption>"
            f"<thead><tr>{_cells(head, 'th')}</tr></thead><tbody>{body}</tbody></table>"
        )


def _meant(column: str) -> str:
    """The column that a word may mean, or all that there are."""
    wanted, names = column.lower(), {name.lower(): name for name in ScoreTable.columns}
    near = difflib.get_close_matches(wanted, [*_ALSO, *names], 1, 0.75)
    found = _ALSO.get(wanted) or names.get(wanted) or next((_ALSO.get(each) or names[each] for each in near), None)
    return f"did you mean {found}?" if found else f"expected one of {', '.join(ScoreTable.columns)}"


def _restored(stored: bytes, model: str) -> ScoreTable:
    return ScoreTable(_core.ScoreTable.restored(stored, _core.ScoringModel.from_json(model)))


def _group_texts(group: Dict[str, Any]) -> List[str]:
    share, mean = group["share"], group["mean_lifetime_value"]
    percent = "" if share is None else f"{share['value']:.1%} ({share['low']:.1%} to {share['high']:.1%})"
    value = "" if mean is None else f"{mean:,.2f}"
    few = "too few to show"
    customers = few if group["suppressed"] == "everything" else f"{group['customers']:,}"
    if group["suppressed"] != "nothing":
        return [group["segment"], customers, percent, few, few]
    return [group["segment"], customers, percent, f"{group['revenue']:,.2f}", value]


def _cells(texts: List[str], tag: str) -> str:
    return "".join(f"<{tag}>{html.escape(text)}</{tag}>" for text in texts)


judge_all(globals(), ("ScoreTable",))
