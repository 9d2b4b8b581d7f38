"""The one exception of scvm, and its codes."""

from __future__ import annotations

import enum
import re
import sys
import warnings
from typing import Any, List, Tuple, Type

__all__ = ["Error", "ErrorCode", "RejectedRowsWarning", "warn_of_rejected", "without_offender"]


class ErrorCode(enum.IntEnum):
    """What went wrong. The numbers are the same in every language and never change."""

    DOMAIN = 1  #: a value lies outside its documented range, or is not finite
    SIZE_MISMATCH = 2  #: the columns of one batch differ in length
    BAD_MODEL = 3  #: a model file is no JSON, or has an unknown, missing or mistyped key, or another version
    BAD_RECORD = 4  #: a record or a table is malformed
    UNKNOWN_ID = 5  #: an id or a column name that is not there
    NOT_FITTED = 6  #: the model lacks parameters, or they could not be estimated
    CLOSED = 7  #: the object was closed before the call
    BUFFER_SIZE = 8  #: the caller's buffer is too small for the result
    OUT_OF_MEMORY = 9  #: the host has no memory left
    INTERNAL = 10  #: a defect of scvm, please report it
    STOPPED = 11  #: the caller asked to stop: nothing was changed, there is no result
    TOO_COSTLY = 12  #: the call would take more time or memory than its limits allow


class Error(ValueError):
    """What scvm raises. ``str(error)`` names the offender and the rule; ``error.code`` says which kind it is."""

    code: ErrorCode

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.code = ErrorCode(code)

    def __reduce__(self) -> Tuple[Type[Error], Tuple[Any, ...]]:
        return type(self), (str(self), int(self.code))


class RejectedRowsWarning(UserWarning):
    """Some rows of a column could not be used. ``rows`` lists (row, reason)."""

    def __init__(self, rows: List[Tuple[int, str]]) -> None:
        row, reason = rows[0]
        more = f", and {len(rows) - 1} more" if len(rows) > 1 else ""
        super().__init__(f"row {row}: {reason}{more}")
        self.rows = rows


def warn_of_rejected(rows: List[Tuple[int, str]]) -> None:
    """One warning about rows that could not be used, where there are any, at the line outside of scvm that gave them."""
    if not rows:
        return
    frame, level = sys._getframe(), 1
    while frame.f_back is not None and frame.f_globals.get("__name__", "").split(".")[0] == "scvm":
        frame, level = frame.f_back, level + 1
    warnings.warn(RejectedRowsWarning(rows), stacklevel=level)


def without_offender(reason: str) -> str:
    """A reason with the offender's value taken out, to be counted and shown: `answer = "very": expected a number`.

    From the first quotation mark to the last one, since a value may hold some itself: it may be a person's name. A moment may have blanks,
    and another one of the same row may stand at the end.
    """
    hinted = re.sub(r'(; this looks like (\w+), which only date_format = )"\2"( reads)$', r"\1\2\3", reason)  # the rule's own quotation marks
    found = re.sub(r'".*"( \(\d+ bytes\))?', "…", hinted, flags=re.DOTALL)
    return re.sub(r"(?<=: expected a time not before )(\w+), .*", r"\1", re.sub(r"= \d[^:=]*(:\d\d[^:=]*)*(?=: )|= \S+(?=:)", "= …", found))
