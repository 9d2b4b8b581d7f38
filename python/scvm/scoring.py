"""The scoring model, its fit, and the scorer that applies it."""

from __future__ import annotations

import json
import os
from typing import Any, Dict, Tuple, Type, Union

from scvm import _core
from scvm.arguments import judge_all
from scvm.customer_base import CustomerBase, person_id
from scvm.documents import Document, text_of
from scvm.errors import Error, ErrorCode
from scvm.result import html_table
from scvm.score_table import ScoreTable


class ScoringModel:
    """Rules and fitted parameters. Immutable, hence thread-safe; picklable; equal if the contents are equal."""

    __slots__ = ("_native",)
    _native: _core.ScoringModel

    def __init__(self, document: Document) -> None:
        """Reads a model (docs/model-file.md) from JSON text or a dict; raises ``Error`` with the offender's path."""
        text = text_of(document, "model", ErrorCode.BAD_MODEL, nan_is_null=False)
        object.__setattr__(self, "_native", _core.ScoringModel.from_json(text))

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"{name}: a scoring model never changes; make another from to_dict()")

    @classmethod
    def from_json(cls, document: Document) -> ScoringModel:
        """The same as ``ScoringModel(document)``."""
        return cls(document)

    @classmethod
    def from_file(cls, path: Union[str, os.PathLike[str]]) -> ScoringModel:
        """Reads a model file; raises ``Error`` with the offender's path, and OSError where the file cannot be read."""
        with open(os.fspath(path), "rb") as file:
            return cls(file.read())

    def to_json(self) -> str:
        """The canonical form: one line, keys in order, every default written out."""
        return self._native.to_json()

    def to_dict(self) -> Dict[str, Any]:
        """The canonical form as a dict of its own."""
        result: Dict[str, Any] = json.loads(self.to_json())
        return result

    def to_file(self, path: Union[str, os.PathLike[str]]) -> None:
        """Writes a model file, indented for people; its hash stays the same. Raises OSError where it cannot be written."""
        with open(os.fspath(path), "w", encoding="utf-8", newline="\n") as file:
            file.write(json.dumps(self.to_dict(), indent=2, ensure_ascii=False) + "\n")

    @property
    def id(self) -> str:
        """The vendor's name of the model."""
        return self._native.id

    @property
    def currency(self) -> str:
        """Of all amounts, e.g. "EUR"; shown, never converted."""
        return self._native.currency

    @property
    def time_zone(self) -> str:
        """Where the customers live, as an IANA name: a day is a day there."""
        return self._native.time_zone

    @property
    def hash(self) -> str:
        """SHA-256 of the canonical form, 64 hexadecimal digits: names the model by its content."""
        return self._native.hash

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, ScoringModel):
            return NotImplemented
        return self.hash == other.hash

    def __hash__(self) -> int:
        return hash(self.hash)

    def __reduce__(self) -> Tuple[Type[ScoringModel], Tuple[str]]:
        return type(self), (self.to_json(),)

    def __repr__(self) -> str:
        return f"ScoringModel(id={self.id!r}, hash={self.hash[:12]}…)"

    def _repr_html_(self) -> str:
        """For notebooks: what ``repr`` says, as a table."""
        return html_table("ScoringModel", (("id", self.id), ("hash", f"{self.hash[:12]}…")))


def fit(base: CustomerBase, model: ScoringModel, *, as_of: Any) -> ScoringModel:
    """The model with parameters estimated on the base, from what happened up to the day ``as_of``.

    Raises ``Error`` (not_fitted) with the reason where they cannot be estimated.
    """
    _require(base, CustomerBase, "base")
    _require(model, ScoringModel, "model")
    return _model_of(_core.fit(base._native, model._native, as_of))


class Scorer:
    """Applies a scoring model. Immutable, hence thread-safe: threads may share one; picklable.

    >>> card = scorer.score_customer({"id": "ada", "as_of": "2026-11-21",
    ...                               "purchases": [{"time": "2026-08-01", "amount": 480}]})  # doctest: +SKIP
    """

    __slots__ = ("_native", "_model")

    def __init__(self, model: ScoringModel) -> None:
        _require(model, ScoringModel, "model")
        self._model = model
        self._native = _core.Scorer(model._native)

    @property
    def model(self) -> ScoringModel:
        """The model that this scorer applies."""
        return self._model

    def score(self, base: CustomerBase, as_of: Any) -> ScoreTable:
        """The scores of every customer as of a day: what happened on it counts, what happened later does not."""
        _require(base, CustomerBase, "base")
        return ScoreTable(self._native.score(base._native, as_of))

    def score_customer(self, record: Document) -> Dict[str, Any]:
        """One customer's explained score card, from a record (docs/records.md) as a dict or JSON text.

        For a save hook. The card equals the one in the table; rows of the record that could not be used stand in its
        "rejected".
        """
        result: Dict[str, Any] = json.loads(self.score_customer_json(record))
        return result

    def score_customer_json(self, record: Document) -> str:
        """The same card as canonical JSON text."""
        return self._native.score_customer(text_of(record, "record", ErrorCode.BAD_RECORD, nan_is_null=True))

    def erasure_effect(self, base: CustomerBase, id: Union[str, int], as_of: Any) -> Dict[str, Any]:
        """What erasing one person would change for others: their scores before and after. The base stays as it is.

        Scores the base twice. Raises ``Error`` for an unknown id.
        """
        _require(base, CustomerBase, "base")
        text = self._native.erasure_effect(base._native, person_id(id), as_of)
        result: Dict[str, Any] = json.loads(text)
        return result

    def __reduce__(self) -> Tuple[Type[Scorer], Tuple[ScoringModel]]:
        return type(self), (self._model,)

    def __repr__(self) -> str:
        return f"Scorer({self._model!r})"


def _model_of(native: _core.ScoringModel) -> ScoringModel:
    result = ScoringModel.__new__(ScoringModel)
    object.__setattr__(result, "_native", native)
    return result


def _require(value: object, expected: type, name: str) -> None:
    if not isinstance(value, expected):
        message = f"{name}: expected a {expected.__name__}, got {type(value).__name__}"
        raise Error(message, ErrorCode.BAD_RECORD)


judge_all(globals(), ("ScoringModel", "fit", "Scorer"))
