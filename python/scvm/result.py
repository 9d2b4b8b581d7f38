"""How a document that scvm gives becomes a value."""

from __future__ import annotations

import dataclasses
import datetime
import enum
import functools
import html
import typing
from typing import Any, Callable, Dict, Iterable, Mapping, Tuple, Type, TypeVar, Union

_Result = TypeVar("_Result", bound="Result")
_NONE = type(None)


class Result:
    """What scvm gives, as a value: a frozen dataclass with one attribute for each key of the document.

    A number that is not known, and a part that is not there, are None. A key that is a word of Python ends in "_".
    """

    @classmethod
    def of(cls: Type[_Result], document: Mapping[str, Any]) -> _Result:
        """The value of a document such as ``ScoreTable.explain`` or ``ScoreTable.summary`` give."""
        readers: Dict[str, Tuple[str, _Reader]] = _readers(cls)  # type: ignore[arg-type]
        return cls(**{name: read(document.get(key)) for name, (key, read) in readers.items()})

    def _repr_html_(self) -> str:
        """For notebooks: what is known, two levels deep."""
        return html_table(type(self).__name__, _told(self, ""))


def _told(of: Result, before: str) -> Iterable[Tuple[str, str]]:
    """The texts, numbers, flags, days and words of a value, and of the values right in it; what is not known is left out."""
    for field in dataclasses.fields(of):
        value, name = getattr(of, field.name), before + field.name.rstrip("_")
        if isinstance(value, enum.Enum):
            yield name, str(value.value)
        elif isinstance(value, float):
            yield name, f"{value:,.6g}"
        elif isinstance(value, (str, bool, int, datetime.date)):
            yield name, str(value)
        elif isinstance(value, Result) and not before:
            yield from _told(value, f"{name}.")


def html_table(caption: str, rows: Iterable[Tuple[str, str]]) -> str:
    """A small table for a notebook: names and values, escaped."""
    body = "".join(f"<tr><th>{html.escape(name)}</th><td>{html.escape(value)}</td></tr>" for name, value in rows)
    return f"<table><caption>{html.escape(caption)}</caption><tbody>{body}</tbody></table>"


_Reader = Callable[[Any], Any]


@functools.lru_cache(maxsize=None)
def _readers(of: Type[Any]) -> Dict[str, Tuple[str, _Reader]]:
    hints = typing.get_type_hints(of)
    names = [field.name for field in dataclasses.fields(of)]
    return {name: (name.rstrip("_"), _reader(hints[name])) for name in names}


def _reader(hint: Any) -> _Reader:
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin is Union:
        known = [each for each in inner if each is not _NONE]
        if len(known) > 1:  # texts, numbers and flags are what they are
            return _as_it_is
        read = _reader(known[0])
        return lambda value: None if value is None else read(value)
    if origin is tuple:
        read_each = _reader(inner[0])
        return lambda values: tuple(read_each(value) for value in values)
    if origin is not None:  # a mapping
        read_value = _reader(inner[1])
        return lambda values: {key: read_value(value) for key, value in values.items()}
    if hint is datetime.date:
        return datetime.date.fromisoformat
    if issubclass(hint, Result):
        read_result: _Reader = hint.of
        return read_result
    if issubclass(hint, (enum.Enum, float)):  # JSON says 1 for 1.0
        make: _Reader = hint
        return make
    return _as_it_is


def _as_it_is(value: Any) -> Any:
    return value
