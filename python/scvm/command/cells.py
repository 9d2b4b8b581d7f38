"""What stands in one cell: text, numbers as CRM systems print them, days, legal bases.

Every function returns the value, None for an empty cell, or raises `BadCell`, whose message names value and rule.
"""

from __future__ import annotations

import calendar
import datetime
import decimal
import math
import re
import unicodedata
import zoneinfo
from dataclasses import dataclass, field
from typing import Any, Dict, List, Optional, Sequence, Set

KNOWN_BASES = {
    "consent", "contract", "legal_obligation", "protection_of_interest", "public_interest", "legitimate_interest", "withdrawn",
}  # fmt: skip  # lawful_basis_dom of SuiteCRM

_PLAIN_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?\Z")
_YES = {"1", "true", "yes", "y", "t", "on", "ja", "j"}
_NO = {"", "0", "false", "no", "n", "f", "off", "nein"}


class BadCell(ValueError):
    """A cell that cannot be read."""


def text(value: Any) -> Optional[str]:
    """The text without surrounding blanks, and without the apostrophe that exports put before a leading sign."""
    if value is None:
        return None
    result = str(value).strip()
    if len(result) > 1 and result[0] == "'" and result[1] in "-+=@":
        result = result[1:]
    return result or None


def yes(value: Any, name: str) -> bool:
    """Of a flag: 0 and 1, yes and no, in any case; an empty cell is no."""
    if isinstance(value, (bool, int)):
        return bool(value)
    word = (text(value) or "").lower()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise BadCell(f'{name} = "{short(word)}": expected 0 or 1, yes or no')


@dataclass
class NumberStyle:
    """How a file writes numbers."""

    decimal_mark: str = "."
    thousands: str = ""
    strip_currency_sign: bool = False

    def __post_init__(self) -> None:
        mark = re.escape(self.thousands)
        self._plain_dollars = self.strip_currency_sign and self.decimal_mark == "." and self.thousands != "."
        self._grouped = re.compile(rf"[+-]?\d{{1,3}}({mark}\d{{2,3}})*{mark}\d{{3}}(\D.*)?\Z") if mark else None

    def read(self, value: Any, name: str) -> Optional[float]:
        """A finite number, e.g. of "$-50.25", "1,234.50 EUR", "(50.25)", "'-99"."""
        if isinstance(value, (int, float, decimal.Decimal)):
            number = float(value)
            if math.isfinite(number):
                return number
            raise BadCell(f"{name} = {value}: expected a finite number")
        cell = text(value)
        if cell is None:
            return None
        if _PLAIN_NUMBER.match(cell) and self.decimal_mark == "." and self.thousands != ".":
            return self._finite(float(cell), cell, name)
        if cell[0] == "$" and self._plain_dollars and _PLAIN_NUMBER.match(cell, 1):
            return self._finite(float(cell[1:]), cell, name)  # what millions of rows of one export look like
        plain = cell.replace("\u2212", "-")
        negative = plain.startswith("(") and plain.endswith(")")
        plain = plain[1:-1] if negative else plain
        if self.strip_currency_sign:
            plain = _without_currency(plain)
        plain = plain.replace("\u00a0", " ").replace("\u202f", " ").strip()
        if plain.endswith("-") and plain[:1].isdigit():
            plain = "-" + plain[:-1]
        if self.thousands and self.thousands in plain:
            if not self._grouped or not self._grouped.match(plain):
                raise BadCell(f'{name} = "{short(cell)}": "{self.thousands}" is no separator of thousands there')
            plain = plain.replace(self.thousands, "")
        if self.decimal_mark == ",":
            if "." in plain:
                raise BadCell(f'{name} = "{short(cell)}": expected a number with a decimal comma')
            plain = plain.replace(",", ".")
        if not _PLAIN_NUMBER.match(plain):
            raise BadCell(f'{name} = "{short(cell)}": expected a number')
        number = self._finite(float(plain), cell, name)
        return -number if negative else number

    @staticmethod
    def _finite(number: float, cell: str, name: str) -> float:
        if not math.isfinite(number):
            raise BadCell(f'{name} = "{short(cell)}": expected a finite number')
        return number


def _without_currency(cell: str) -> str:
    """Without currency signs (of Unicode's class Sc) and without a code of three letters before or after the number."""
    plain = "".join(c for c in cell if unicodedata.category(c) != "Sc").strip()
    return re.sub(r"\A[A-Z]{3}(?=[\s\d.+-])|(?<=[\s\d.])[A-Z]{3}\Z", "", plain).strip()


_TIMES = ("", " %H:%M", " %H:%M:%S", " %I:%M%p", " %I:%M %p")


@dataclass
class DayStyle:
    """How a file writes days and times: the formats to try after ISO 8601, and the zone of times without one."""

    formats: Sequence[str] = ()
    zone: Optional[str] = None
    _known: Dict[str, Any] = field(default_factory=dict)

    def read(self, value: Any, name: str) -> Optional[int]:
        """Seconds since 1970-01-01 UTC; a day is its first second, in every zone."""
        if value is None:
            return None
        if isinstance(value, datetime.datetime):
            return _seconds(value)
        if isinstance(value, datetime.date):
            return calendar.timegm(value.timetuple())
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        cell = text(value)
        if cell is None:
            return None
        found = self._known.get(cell)
        if found is None:
            found = self._parse(cell)
            if len(self._known) < 200_000:  # files repeat few days; the bound keeps memory constant
                self._known[cell] = found
        if found is False:
            expected = " or ".join(["2026-11-21", *self.formats])
            raise BadCell(f'{name} = "{short(cell)}": expected a date like {expected}')
        return int(found)

    def _parse(self, cell: str) -> Any:
        try:
            when = datetime.datetime.fromisoformat(cell[:-1] + "+00:00" if cell[-1] in "Zz" else cell)
            return self._utc(when, len(cell) > 10)
        except ValueError:
            pass
        for form in self.formats:
            for tail in _TIMES:
                try:
                    return self._utc(datetime.datetime.strptime(cell, form + tail), bool(tail) or "%H" in form)
                except ValueError:
                    continue
        return False

    def _utc(self, when: datetime.datetime, has_time: bool) -> int:
        if has_time and when.tzinfo is None and self.zone:
            when = when.replace(tzinfo=zoneinfo.ZoneInfo(self.zone))
        return _seconds(when)


def _seconds(when: datetime.datetime) -> int:
    offset = when.utcoffset() or datetime.timedelta(0)
    return calendar.timegm(when.replace(tzinfo=None).timetuple()) - offset // datetime.timedelta(seconds=1)


@dataclass
class ConsentRule:
    """Which legal bases allow scoring, and for which purposes."""

    allow: Set[str]
    deny: Set[str]
    labels: Dict[str, str]
    purposes: List[str]
    missing: Optional[str]

    @classmethod
    def of(cls, document: Optional[Dict[str, Any]]) -> ConsentRule:
        """From a mapping's "consent"."""
        given = document or {}
        return cls(
            {_word(each) for each in given.get("allow", ["consent", "contract", "legitimate_interest"])},
            {_word(each) for each in given.get("deny", ["withdrawn"])},
            {_word(label): _word(basis) for label, basis in given.get("labels", {}).items()},
            list(given.get("purposes", ["scoring", "contact"])),
            given.get("missing"),
        )

    def read(self, value: Any) -> Optional[str]:
        """granted, refused or withdrawn, from e.g. "^consent^,^contract^" or "Legitimate Interest"; None: no basis."""
        words = [_word(each) for each in re.split(r"[,;|]", (text(value) or "").replace("^", ""))]
        bases = {self.labels.get(word, word) for word in words if word}
        if not bases:
            return None
        if bases & self.deny:
            return "withdrawn"
        unknown = bases - self.allow - KNOWN_BASES
        if unknown:
            known = ", ".join(sorted(KNOWN_BASES | self.allow))
            raise BadCell(f'consent = "{short(sorted(unknown)[0])}": unknown basis, expected one of {known}, or a label')
        return "granted" if bases & self.allow else "refused"


def _word(label: str) -> str:
    return re.sub(r"[\s_-]+", "_", label.strip().lower())


def short(value: str) -> str:
    """At most 60 characters of a value, for a message: without line ends."""
    plain = "".join(c if c.isprintable() else "?" for c in value)
    return plain if len(plain) <= 60 else plain[:57] + "..."
