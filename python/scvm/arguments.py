"""The one place where complaints of Python and of the bindings about an argument become ``scvm.Error``.

A public function runs as it is written. Only when it has failed are its arguments held against its type hints, to name
the one that does not fit and what was expected. A call without a required argument, or with one that does not exist,
stays Python's own TypeError.
"""

from __future__ import annotations

import collections.abc
import datetime
import enum
import functools
import inspect
import os
import re
import types
import typing
from typing import Any, Callable, Dict, Iterable, Optional, Tuple, Type, TypeVar, Union

import numpy as np
import pandas as pd

from scvm.errors import Error, ErrorCode

_Function = TypeVar("_Function", bound=Callable[..., Any])

_NONE = type(None)
_COMPLAINTS = (TypeError, ValueError, ArithmeticError, AttributeError, LookupError, AssertionError, RuntimeError, StopIteration)
_OF_PYTHON = re.compile(r"(TypeError|ValueError|OverflowError): ")  # in a binding, on its way through the core
_BINDING = re.compile(r"incompatible (function|constructor) arguments")


def judge(function: _Function) -> _Function:
    """The function; its complaints about arguments are ``Error``."""

    @functools.wraps(function)
    def call(*args: Any, **named: Any) -> Any:
        try:
            return function(*args, **named)
        except Error as complaint:
            if complaint.code != ErrorCode.INTERNAL or not _OF_PYTHON.match(str(complaint)):
                raise
            raise _judged(function, args, named, TypeError(str(complaint))) from complaint
        except _COMPLAINTS as complaint:
            if getattr(complaint, "_of_the_call", False) or _came_from((*args, *named.values()), complaint):
                raise
            raise _judged(function, args, named, complaint) from complaint

    call._judges = True  # type: ignore[attr-defined]
    return typing.cast(_Function, call)


def judge_all(module: Dict[str, Any], names: Optional[Iterable[str]] = None) -> None:
    """Judges all functions and methods of a module that users see: those of its names, by default of its ``__all__``. ``dir`` of the module
    shows its ``__all__`` from then on, and not what it is made with."""
    if "__all__" in module and "__dir__" not in module:
        module["__dir__"] = lambda: sorted(module["__all__"])
    for name in module["__all__"] if names is None else names:
        value = module[name]
        if not str(getattr(value, "__module__", "")).startswith(module["__name__"]):
            continue
        if inspect.isfunction(value):
            module[name] = judge(value)
        elif inspect.isclass(value) and not issubclass(value, (enum.Enum, Exception)):
            for of in value.__mro__:
                if of.__module__.startswith(module["__name__"]):
                    _judge_methods(of)


def judge_fields(of: Type[Any]) -> None:
    """Makes a class of the core whose fields may be set say which one cannot take a value, and lets it be pickled."""
    plain_set: Callable[..., None] = of.__setattr__
    fields = [name for name, value in vars(of).items() if isinstance(value, property)]

    def set_field(self: Any, name: str, value: Any) -> None:
        try:
            plain_set(self, name, value)
        except TypeError as complaint:
            expected = _described(type(getattr(self, name)))
            raise Error(f"{name}{_equals(value)}: expected {expected}, got {_kind(value)}", ErrorCode.DOMAIN) from complaint

    def reduced(self: Any) -> Tuple[Any, ...]:
        return _with_fields, (of, {name: getattr(self, name) for name in fields})

    judge_made(of)
    setattr(of, "__setattr__", set_field)
    setattr(of, "__reduce__", reduced)


def judge_made(of: Type[Any], **parameters: Type[Any]) -> None:
    """The same for a class of the core that is made once, of these parameters, which its attributes show."""
    plain_init: Callable[..., None] = of.__init__

    def init(self: Any, *args: Any, **named: Any) -> None:
        plain_init(self, *args, **named)

    def reduced(self: Any) -> Tuple[Any, ...]:
        return of, tuple(getattr(self, name) for name in parameters)

    names = [inspect.Parameter(name, inspect.Parameter.POSITIONAL_OR_KEYWORD) for name in ("self", *parameters)]
    init.__signature__ = inspect.Signature(names)  # type: ignore[attr-defined]
    init.__annotations__ = dict(parameters)
    init.__qualname__ = of.__name__
    setattr(of, "__init__", judge(init))
    setattr(of, "__reduce__", reduced)


def _with_fields(of: Type[Any], fields: Dict[str, Any]) -> Any:
    result = of()
    for name, value in fields.items():
        setattr(result, name, value)
    return result


class Remade:
    """What never changes: copied and pickled by the arguments that it was made of."""

    __slots__ = ("_made_of",)
    _made_of: Tuple[Tuple[Any, ...], Dict[str, Any]]

    def __new__(cls, *args: Any, **named: Any) -> Any:
        result = super().__new__(cls)
        object.__setattr__(result, "_made_of", (args, named))
        return result

    def __reduce__(self) -> Tuple[Any, ...]:
        return _made, (type(self), *self._made_of)


def _made(of: Type[Any], args: Tuple[Any, ...], named: Dict[str, Any]) -> Any:
    return of(*args, **named)


def _judge_methods(of: Type[Any]) -> None:
    for name, value in list(vars(of).items()):
        if name.startswith("_") and name not in ("__init__", "__getitem__", "__call__"):
            continue
        if isinstance(value, (staticmethod, classmethod)):
            if not getattr(value.__func__, "_judges", False):
                setattr(of, name, type(value)(judge(value.__func__)))
        elif inspect.isfunction(value) and not getattr(value, "_judges", False):
            setattr(of, name, judge(value))


def _came_from(given: Iterable[Any], complaint: Exception) -> bool:
    """Whether it was a function of the caller's that complained: that is nobody else's to judge."""
    codes = [each.__code__ for each in given if inspect.isfunction(each) and not each.__module__.startswith("scvm")]
    trace = complaint.__traceback__
    while codes and trace is not None:
        if trace.tb_frame.f_code in codes:
            return True
        trace = trace.tb_next
    return False


def _judged(function: Callable[..., Any], args: Any, named: Any, complaint: Exception) -> Exception:
    try:
        given = inspect.signature(function).bind(*args, **named)
    except TypeError as wrong_call:
        if _BINDING.search(str(complaint)):
            complaint = TypeError(f"{function.__qualname__}() {wrong_call}")
        complaint._of_the_call = True  # type: ignore[attr-defined]  # no argument is to blame
        return complaint
    hints = {name: _hint(function, name) for name in given.arguments}
    for name, value in given.arguments.items():
        misfit = _misfit(value, hints[name], name)
        if misfit:
            return Error(misfit, ErrorCode.DOMAIN)
    for name, value in given.arguments.items():
        if isinstance(value, (int, np.integer)) and not 0 <= value < 2**32:
            rule = "0 or more" if value < 0 else f"less than 2^{64 if value >= 2**64 else 32}"
            return Error(f"{name}{_equals(value)}: expected {rule}", ErrorCode.DOMAIN)
    reason = str(complaint).split("\n", 1)[0]
    if "pybind11" in reason or _BINDING.search(reason):
        reason = "expected numbers, in columns of one length"

    def blame(name: str) -> Tuple[bool, int]:
        value = given.arguments[name]
        return f"'{_kind(value)}'" in reason.replace("NoneType", "None"), _oddity(value)

    free = [name for name in given.arguments if hints[name] is Any]
    if not free:
        for name, value in given.arguments.items():
            if isinstance(value, (int, np.integer)) and value >= 2**31:  # of days, which count from before 1970, too
                return Error(f"{name}{_equals(value)}: expected less than 2^31", ErrorCode.DOMAIN)
    oddest = max(free, key=blame, default="")
    if oddest and blame(oddest) > (False, 0):
        return Error(f"{oddest}: cannot take this {_kind(given.arguments[oddest])}: {reason}", ErrorCode.BAD_RECORD)
    if any(hasattr(given.arguments[name], "__len__") for name in given.arguments):
        return Error(f"{', '.join(given.arguments)}: cannot be taken together: {reason}", ErrorCode.BAD_RECORD)
    return Error(f"{function.__qualname__}: {type(complaint).__name__}: {reason}", ErrorCode.INTERNAL)


def _oddity(value: Any) -> int:
    """How little a value looks like a column of numbers, one number or date, a text, of which no hint says more."""
    if isinstance(value, np.ndarray):
        odd = value.ndim == 0 or value.dtype.kind in "cVS"
        return 4 if odd else 3 if value.ndim > 1 or value.dtype.kind == "O" else 2 if value.dtype.kind in "UM" else 0
    if isinstance(value, (list, tuple)):
        plain = all(isinstance(each, (int, float, np.number)) for each in value)
        return 0 if plain and len(value) > 0 else 2 if all(isinstance(each, str) for each in value) else 3
    if isinstance(value, (str, bytes, int, float, np.number, datetime.date, np.datetime64)) or value is None:
        return 1
    if isinstance(value, (pd.Series, pd.Index)):
        return 0 if pd.api.types.is_numeric_dtype(value.dtype) else 2
    return 0 if type(value).__module__.startswith("scvm") else 3 if isinstance(value, pd.DataFrame) else 4


def _hint(function: Callable[..., Any], name: str) -> Any:
    """What a parameter is to be; Any where it does not say so."""
    hint = getattr(function, "__annotations__", {}).get(name, Any)
    if not isinstance(hint, str):
        return hint
    try:
        found = typing.get_type_hints(
            types.SimpleNamespace(__annotations__={name: hint}), getattr(function, "__globals__", {})
        )
    except NameError:  # a name that only type checkers see
        return Any
    return found[name]


def _misfit(value: Any, hint: Any, name: str) -> str:
    """What is wrong with a value: `threads = "x": expected a whole number`; nothing where nothing is known to be."""
    if _fits(value, hint):
        inner = typing.get_args(hint)
        if typing.get_origin(hint) is Union:
            found = [_misfit(value, each, name) for each in inner if _fits(value, each)]
            return "" if "" in found else found[0]
        if isinstance(value, (list, tuple)) and len(inner) == 1:
            for i, each in enumerate(value):
                misfit = _misfit(each, inner[0], f"{name}[{i}]")
                if misfit:
                    return misfit
        if isinstance(value, collections.abc.Mapping) and len(inner) == 2:
            for key, each in value.items():
                misfit = _misfit(key, inner[0], f"a key of {name}") or _misfit(each, inner[1], f"{name}[{key!r}]")
                if misfit:
                    return misfit
        return ""
    return f"{name}{_equals(value)}: expected {_described(hint)}, got {_kind(value)}"


def _fits(value: Any, hint: Any) -> bool:
    origin = typing.get_origin(hint)
    if origin is Union:
        return any(_fits(value, each) for each in typing.get_args(hint))
    if origin is collections.abc.Callable:
        return callable(value)
    if origin in (collections.abc.Sequence, list, tuple):
        unsized = not hasattr(value, "__len__") or (isinstance(value, np.ndarray) and value.ndim == 0)
        if unsized or isinstance(value, (str, bytes, collections.abc.Mapping)):
            return False
        places = typing.get_args(hint)
        return origin is not tuple or Ellipsis in places or len(value) == len(places)
    if origin in (collections.abc.Mapping, dict):
        return isinstance(value, collections.abc.Mapping)
    if origin is os.PathLike:
        return isinstance(value, os.PathLike)
    if hint is Any or origin is not None or not isinstance(hint, type):
        return True
    if hint is int:
        return isinstance(value, (int, np.integer))
    if hint is bool:
        return isinstance(value, (int, np.integer, np.bool_))
    if hint is str:
        return isinstance(value, str) and not any("\ud800" <= each <= "\udfff" for each in value)
    if hint is float:
        if isinstance(value, (str, bytes)):
            return False
        try:
            float(value)
        except (TypeError, ValueError, OverflowError):
            return False
        return True
    return isinstance(value, hint)


def _described(hint: Any) -> str:
    plain = {
        int: "a whole number", bool: "True or False", float: "a number", str: "a text of Unicode characters", _NONE: "None",
        bytes: "bytes", object: "a value",
    }  # fmt: skip
    if hint in plain:
        return plain[hint]
    origin = typing.get_origin(hint)
    if origin is Union:
        return " or ".join(dict.fromkeys(_described(each) for each in typing.get_args(hint)))
    if origin is tuple and Ellipsis not in typing.get_args(hint):
        return f"{len(typing.get_args(hint))} values"
    if hint is list or origin in (collections.abc.Sequence, list, tuple):
        return "a list"
    if origin in (collections.abc.Mapping, dict):
        return "a dict"
    if origin is collections.abc.Callable:
        return "a function"
    name = getattr(hint, "__name__", str(hint))
    return f"{'an' if name[:1] in 'AEIOU' else 'a'} {name}"


def _kind(value: Any) -> str:
    return "None" if value is None else type(value).__name__


def _equals(value: Any) -> str:
    """" = 1.5": a number or a short text as it is; nothing for what is longer, or a container."""
    if not isinstance(value, (str, bytes, bool, int, float, np.number)):
        return ""
    shown = "a number of many digits" if isinstance(value, int) and abs(value) >= 2**256 else repr(value)
    return f" = {shown}" if len(shown) <= 80 else ""
