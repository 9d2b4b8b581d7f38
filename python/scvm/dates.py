"""The one reader of dates, for columns and single values: it never guesses.

Read are ISO 8601 dates and times (texts), whole seconds from 1990 to 2099 (ints), and what is a date or a time already
(``datetime``, ``numpy.datetime64``, ``pandas.Timestamp``, their columns). Everything else is read by the format that is
named, or not at all.
"""

from __future__ import annotations

from typing import Any, List, Optional, Sequence, Tuple, Union

import numpy as np
import numpy.typing as npt
import pandas as pd

from scvm import columns
from scvm._core import dates as _core
from scvm.arguments import Remade, judge_all
from scvm.errors import Error, ErrorCode

__all__ = ["NEVER", "NO_TIME", "DateReader"]

NO_TIME = int(np.iinfo(np.int64).min)  #: the second of a row that has no date, or none that can be read
NEVER: int = _core.NEVER  #: the end of what has none, such as 9999-12-31

Seconds = npt.NDArray[np.int64]
Faults = List[Tuple[int, str]]


class DateReader(Remade):
    """Reads dates as seconds since 1970-01-01 UTC. Immutable, thread-safe.

    ``date_format``: how dates are written that are not ISO 8601. A pattern as of ``strptime`` ("%d.%m.%Y"; one without a
    time takes a time after the date as well), or what numbers count: "seconds", "milliseconds", "yyyymmdd" or "excel".
    Several may be given; a cell that two of them read differently is refused. ``time_zone``: the IANA name of the place
    of days and of times without an offset; none: UTC. ``not_after``: the last second that is taken. ``ends``: what lies
    after it is ``NEVER``.
    """

    __slots__ = ("_native",)

    def __init__(
        self, date_format: Union[str, Sequence[str]] = "", time_zone: str = "", not_after: Optional[int] = None,
        ends: bool = False,
    ) -> None:  # fmt: skip
        form = date_format if isinstance(date_format, str) else "|".join(date_format)
        self._native = _core.Reader(form, time_zone, not_after, ends)

    def column(self, values: Any, name: str) -> Tuple[Seconds, Faults]:
        """Seconds of every row, ``NO_TIME`` where there are none, and (row, reason) of those that cannot be read."""
        found = columns.as_column(values, name)
        read: Tuple[Seconds, Faults]
        if isinstance(found, list):
            read = self._native.cells(found, name)
        elif found.dtype.kind == "M":
            zoned = isinstance(getattr(values, "dtype", None), pd.DatetimeTZDtype)
            read = (self._native.moments if zoned else self._native.local)(columns.seconds_of(found), name)
        elif found.dtype.kind in "iu" and (found.size == 0 or found.max() <= np.iinfo(np.int64).max):
            read = self._native.numbers(np.ascontiguousarray(found, dtype=np.int64), name)
        elif found.dtype.kind in "iufbOUS" or found.size == 0:
            read = self._native.cells(found.tolist(), name)
        else:
            message = f"{name}: expected dates, times or whole seconds since 1970, got a column of {found.dtype}"
            raise Error(message, ErrorCode.BAD_RECORD)
        return read

    def required(self, values: Any, name: str) -> Tuple[Seconds, Faults]:
        """The same where every row has to have a date: one without is a fault, too. Faults by row."""
        found, faults = self.column(values, name)
        known = {row for row, _ in faults}
        gaps = [int(row) for row in np.flatnonzero(found == NO_TIME) if int(row) not in known]
        return found, sorted([*faults, *((row, f"{name}[{row}]: expected a date, found none") for row in gaps)])

    def all_of(self, values: Any, name: str) -> Seconds:
        """The same where a row without a date, or with one that cannot be read, is an error."""
        found, faults = self.required(values, name)
        if faults:
            more = f", and {len(faults) - 1} more" if len(faults) > 1 else ""
            raise Error(faults[0][1] + more, ErrorCode.BAD_RECORD)
        return found

    def first_second(self, value: Any, name: str) -> int:
        """One date or time; of a date, its first second. Raises ``Error`` for what cannot be read."""
        return self._required(self._native.first_second(value, name), name)

    def last_second(self, value: Any, name: str) -> int:
        """The same; of a date, its last second: an end includes its day."""
        return self._required(self._native.last_second(value, name), name)

    def cell(self, value: Any, name: str) -> Optional[int]:
        """One cell: the first second of its date, None where there is none. Raises ``Error`` for what cannot be read."""
        return self._native.first_second(value, name)

    def shown(self, seconds: int) -> str:
        """A moment as a date and, where it is not midnight, a time."""
        return self._native.shown(seconds)

    @staticmethod
    def _required(found: Optional[int], name: str) -> int:
        if found is None:
            raise Error(f"{name}: expected a date, found none", ErrorCode.BAD_RECORD)
        return found


judge_all(globals())
