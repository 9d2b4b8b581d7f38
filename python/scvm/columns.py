"""What people hold in lists, arrays and pandas Series, as the columns that the core reads.

A contiguous array of the right type is borrowed; any other array is converted once, here and nowhere else.
A column of mixed Python values becomes a list, which the core reads value by value: a value that cannot be read
rejects its row, not the batch.
"""

from __future__ import annotations

import datetime
import decimal
import fractions
import math
from typing import Any, Callable, List, Optional, Sequence, Tuple, TypeVar, Union, cast

import numpy as np
import numpy.typing as npt
import pandas as pd

from scvm.errors import Error, ErrorCode

Column = Union["np.ndarray[Any, Any]", List[Any]]

_INT32 = np.iinfo(np.int32)
_INT64 = np.iinfo(np.int64)


def ids(values: Any, name: str) -> Column:
    """Opaque ids: an int64 array, or a list of str and int."""
    column = as_column(values, name)
    if isinstance(column, list):
        return _without_na(column)
    if column.dtype.kind in "iu" and _fits(column, _INT64):
        return np.ascontiguousarray(column, dtype=np.int64)
    if column.dtype.kind in "iuUSO" or column.size == 0:
        return _without_na(column.tolist())
    hint = "; pandas turns whole numbers into floats where some are missing: convert with .astype('Int64')"
    raise _unusable(name, column, "ids, as text or whole numbers", hint if column.dtype.kind == "f" else "")


def decisions(values: Any, name: str) -> Column:
    """What somebody decided: a list of texts, of true and false, of 1 and 0; a database's BIT(1) is one of the last."""
    column = as_column(values, name)
    if isinstance(column, np.ndarray):
        if column.dtype.kind not in "biufUSO" and column.size > 0:
            raise _unusable(name, column, "texts, or true and false")
    given: List[Any] = column if isinstance(column, list) else column.tolist()
    return [value[0] if isinstance(value, bytes) and len(value) == 1 else value for value in _without_na(given)]


def numbers(values: Any, name: str) -> Column:
    """Numbers, NaN where absent: a float64 array, or a list of numbers and None."""
    column = as_column(values, name)
    if isinstance(column, list):
        return _without_na(column)
    if column.dtype.kind in "iuf":
        return np.ascontiguousarray(column, dtype=np.float64)
    if column.dtype.kind in "OUS" or column.size == 0:
        return _without_na(column.tolist())
    raise _unusable(name, column, "numbers")


def times(values: Any, name: str) -> Column:
    """Times: an int64 array of seconds since 1970-01-01 UTC, a datetime64[s] array of what clocks show, or a list."""
    column = as_column(values, name)
    if isinstance(column, list):
        return column
    if column.dtype.kind == "M":
        seconds = seconds_of(column)
        if not isinstance(getattr(values, "dtype", None), pd.DatetimeTZDtype):
            return seconds.view("datetime64[s]")
        missing = np.isnat(column)
        return seconds if not missing.any() else [None if m else s for s, m in zip(seconds.tolist(), missing)]
    if column.dtype.kind in "iu" and _fits(column, _INT64):
        return np.ascontiguousarray(column, dtype=np.int64)
    if column.dtype.kind in "iufOUS" or column.size == 0:
        return cast(List[Any], column.tolist())
    raise _unusable(name, column, "dates, times, ISO 8601 texts or seconds since 1970-01-01 UTC")


def waves(values: Any, name: str) -> Column:
    """Numbers of survey waves: an int32 array, or a list of whole numbers."""
    column = as_column(values, name)
    if isinstance(column, list):
        return _without_na(column)
    if column.dtype.kind in "iu" and _fits(column, _INT32):
        return np.ascontiguousarray(column, dtype=np.int32)
    if column.dtype.kind in "iufOUS" or column.size == 0:
        return _without_na(column.tolist())
    raise _unusable(name, column, "whole numbers of survey waves")


def floats(values: Any, name: str) -> npt.NDArray[np.float64]:
    """The same as `numbers`, always as an array; a value that is no number is an error."""
    column = numbers(values, name)
    if isinstance(column, list):
        if all(type(value) in (float, int) for value in column):
            try:
                return np.array(column, dtype=np.float64)
            except OverflowError:
                pass  # the loop says which
        array = np.empty(len(column))
        for row, value in enumerate(column):
            array[row] = _number(value, name, row)
        return array
    return column


def _number(value: Any, name: str, row: int) -> float:
    """One number; a text is none, whatever it says, nor is what is true or false: as a base reads its columns."""
    if value is None:
        return math.nan
    if isinstance(value, (int, float, np.integer, np.floating, decimal.Decimal, fractions.Fraction)) and not isinstance(value, bool):
        try:
            return float(value)
        except (ValueError, OverflowError):
            pass
    if isinstance(value, (list, tuple, np.ndarray, pd.Series)):
        raise Error(f"{name}: expected one column, got rows of {type(value).__name__}", ErrorCode.SIZE_MISMATCH)
    said = str(value) if isinstance(value, np.generic) else repr(value)
    raise Error(f"{name}[{row}] = {said[:60]}: expected a number", ErrorCode.BAD_RECORD)


def rows(values: Any, name: str) -> npt.NDArray[np.float64]:
    """Rows of numbers, NaN where absent, as an array of whatever shape was given; a value that is no number is an error."""
    try:
        array = np.asarray(unmasked(values))
    except ValueError as cause:  # lists of different lengths
        raise Error(f"{name}: expected rows of numbers, all of one length: {cause}", ErrorCode.DOMAIN) from cause
    if array.dtype.kind in "iuf" or array.size == 0:
        return np.ascontiguousarray(array, dtype=np.float64)
    if array.dtype.kind != "O":
        raise _unusable(name, array, "rows of numbers")
    if array.ndim == 1:
        return floats(array, name)
    return np.array([rows(row, f"{name}[{i}]") for i, row in enumerate(array)])


def whole(values: Any, name: str, kind: Any) -> npt.NDArray[Any]:
    """Whole numbers of a kind of numpy's, which all of them must fit."""
    column = as_column(values, name)
    try:
        array = np.asarray(column)
    except ValueError:  # a list in which some are lists
        raise Error(f"{name}: expected whole numbers", ErrorCode.BAD_RECORD) from None
    _require_one_column(array, name)
    if array.dtype == kind:
        return np.ascontiguousarray(array)
    if array.dtype.kind == "b" or array.size == 0:
        return np.ascontiguousarray(array, dtype=kind)
    limits = np.iinfo(kind)
    if array.dtype.kind not in "iu" or array.min() < limits.min or array.max() > limits.max:
        raise Error(f"{name}: expected whole numbers from {limits.min} to {limits.max}", ErrorCode.DOMAIN)
    return np.ascontiguousarray(array, dtype=kind)


def require_rows(rows: int, **others: npt.NDArray[Any]) -> None:
    """Raises ``Error`` unless all columns have so many rows."""
    for name, column in others.items():
        if len(column) != rows:
            message = f"{name} has {len(column)} rows: expected {rows}, as the first column has"
            raise Error(message, ErrorCode.SIZE_MISMATCH)


def readable_rows(rows: int, faults: List[Tuple[int, str]]) -> Optional[npt.NDArray[np.intp]]:
    """The rows without a fault; None: all of them."""
    if not faults:
        return None
    keep = np.ones(rows, dtype=bool)
    keep[[row for row, _ in faults]] = False
    return np.flatnonzero(keep)


def with_faults(
    rejected: List[Tuple[int, str]], rows: Optional[npt.NDArray[np.intp]], faults: List[Tuple[int, str]]
) -> List[Tuple[int, str]]:
    """What the core rejected of the rows that it was given, and those that it was not, by row."""
    found = rejected if rows is None else [(int(rows[row]), reason) for row, reason in rejected]
    return sorted([*found, *faults])


def persons(values: Any, name: str) -> npt.NDArray[np.uint32]:
    """Persons by their numbers."""
    return whole(values, name, np.uint32)


def flags(values: Any, name: str) -> npt.NDArray[np.uint8]:
    """1 for what is true, 0 for what is not, of bools or of the numbers 1 and 0; a text, a missing value or another number is an error."""
    column = as_column(values, name)
    if isinstance(column, np.ndarray) and column.dtype.kind in "biuf":
        wrong = np.flatnonzero(~((column == 0) | (column == 1)))
        if wrong.size == 0:
            return np.ascontiguousarray(column, dtype=np.uint8)
        raise _no_flag(name, int(wrong[0]), column[wrong[0]])
    result = np.zeros(len(column), dtype=np.uint8)
    for row, value in enumerate(column):
        if not isinstance(value, (bool, int, float, np.bool_, np.number)) or not (value == 0 or value == 1):
            raise _no_flag(name, row, value)
        result[row] = value == 1
    return result


def _no_flag(name: str, row: int, value: Any) -> Error:
    said = str(value) if isinstance(value, np.generic) else repr(value)
    return Error(f"{name}[{row}] = {said[:60]}: expected true or false, or 1 or 0", ErrorCode.BAD_RECORD)


_Converted = TypeVar("_Converted")


def optional(convert: Callable[..., _Converted], values: Any, *more: Any) -> Optional[_Converted]:
    """What the conversion makes of values that are there."""
    return None if values is None else convert(values, *more)


def is_scalar(value: Any, numbers: bool = False) -> bool:
    """True for one value that stands for a whole column, of numbers or of something else."""
    return isinstance(value, (str, int, np.integer, datetime.date, np.datetime64)) or (
        numbers and isinstance(value, (float, np.number))
    )


def from_frame(frame: pd.DataFrame, table: str, required: Sequence[str], optional: Sequence[str] = ()) -> List[Any]:
    """The named columns of a frame, None for an optional one that it lacks; a column that nobody knows is an error."""
    expected = [*required, *optional]
    for name in required:
        if name not in frame.columns:
            message = f'{table}: the frame has no column "{name}"; expected {", ".join(expected)}'
            raise Error(message, ErrorCode.BAD_RECORD)
    for name in frame.columns:
        if name not in expected:
            message = f'{table}: unknown column "{name}"; expected one of {", ".join(expected)}'
            raise Error(message, ErrorCode.BAD_RECORD)
    return [frame[name] if name in frame.columns else None for name in expected]


def rejected_frame(table: List[str], row: List[int], code: List[int], reason: List[str]) -> pd.DataFrame:
    """Rejected rows as a frame."""
    return pd.DataFrame(
        {
            "table": pd.Series(table, dtype=object),
            "row": pd.Series(row, dtype=np.int64),
            "code": pd.Series(code, dtype=np.int64),
            "reason": pd.Series(reason, dtype=object),
        }
    )


def as_column(values: Any, name: str) -> Column:
    """What was given, as an array or as a list of its own; times with a zone in UTC."""
    if isinstance(values, (pd.Series, pd.Index)):
        if isinstance(values.dtype, pd.DatetimeTZDtype):
            values = pd.DatetimeIndex(values).tz_convert("UTC").tz_localize(None)
        return cast("np.ndarray[Any, Any]", values.to_numpy())
    if isinstance(values, np.ndarray):
        _require_one_column(values, name)
        shown = unmasked(values) if isinstance(values, np.ma.MaskedArray) else values
        if shown.dtype.kind == "M" and np.datetime_data(shown.dtype)[0] in ("Y", "M", "W"):
            return list(shown)  # no days: each is refused where a date is read
        return cast("np.ndarray[Any, Any]", shown)
    if isinstance(values, pd.api.extensions.ExtensionArray):
        return as_column(pd.Series(values), name)
    if isinstance(values, pd.DataFrame):
        raise Error(f"{name}: expected one column, got a frame of {values.shape[1]}", ErrorCode.SIZE_MISMATCH)
    if isinstance(values, (list, tuple, range)):
        return list(values)  # a list of our own: another thread may change the caller's while the core reads it
    if values is None:
        raise Error(f"{name}: expected a column, got None", ErrorCode.BAD_RECORD)
    message = f"{name}: expected a column (a list, an array or a Series), got {type(values).__name__}"
    raise Error(message, ErrorCode.BAD_RECORD)


def _require_one_column(values: np.ndarray[Any, Any], name: str) -> None:
    if values.ndim != 1:
        raise Error(f"{name}: expected one column, got an array of shape {values.shape}", ErrorCode.SIZE_MISMATCH)


def unmasked(values: Any) -> Any:
    """A masked array without its mask: what it hides is NaN, NaT or None. Anything else as it is."""
    if not isinstance(values, np.ma.MaskedArray):
        return values
    shown, hidden = np.asarray(values.data), np.asarray(values.mask)
    if not hidden.any():
        return shown
    if shown.dtype.kind in "biuf":
        return np.where(hidden, np.nan, shown.astype(np.float64))
    if shown.dtype.kind in "mM":
        return np.where(hidden, np.array("NaT", dtype=shown.dtype), shown)
    return np.where(hidden, np.array(None), shown.astype(object))


def seconds_of(column: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Whole seconds of datetime64 values of any unit, cut towards the past; those of NaT are numpy's NaT."""
    unit, _ = np.datetime_data(column.dtype)
    if unit in ("ms", "us", "ns"):
        per_second = {"ms": 10**3, "us": 10**6, "ns": 10**9}[unit]
        whole = column.astype(f"datetime64[{unit}]").view(np.int64) // per_second
        return np.where(np.isnat(column), _INT64.min, whole)
    seconds = column.astype("datetime64[s]")
    beyond = (seconds.astype(column.dtype) != column) & ~np.isnat(column)  # of 64 bits: no date of ours
    return np.where(beyond, _INT64.max, seconds.view(np.int64))


def _fits(column: np.ndarray[Any, Any], limits: Any) -> bool:
    return bool(column.size == 0 or (column.min() >= limits.min and column.max() <= limits.max))


def _without_na(values: List[Any]) -> List[Any]:
    return [None if value is pd.NA or value is pd.NaT else value for value in values]


def _unusable(name: str, column: np.ndarray[Any, Any], wanted: str, hint: str = "") -> Error:
    return Error(f"{name}: expected {wanted}, got a column of {column.dtype}{hint}", ErrorCode.BAD_RECORD)
