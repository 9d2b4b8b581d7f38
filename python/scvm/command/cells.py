"""What stands in one cell: text, numbers as CRM systems print them, days, legal bases.

Every function returns the value, None for an empty cell, or raises `BadCell`, whose message names value and rule.
"""

from __future__ import annotations

import datetime
import decimal
import functools
import math
import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any, Dict, FrozenSet, List, Optional, Sequence, Set, Tuple

from scvm._core import means_every_purpose, read_consent_state
from scvm.dates import DateReader
from scvm.errors import Error

KNOWN_BASES = {
    "consent", "contract", "legal_obligation", "protection_of_interest", "public_interest", "legitimate_interest", "withdrawn",
}  # fmt: skip  # lawful_basis_dom of SuiteCRM

_PLAIN_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?\Z")
_YES = {"1", "true", "yes", "y", "t", "on", "ja", "j"}
_NO = {"", "0", "false", "no", "n", "f", "off", "nein"}
_BYTES = (bytes, bytearray, memoryview)


class BadCell(ValueError):
    """A cell that cannot be read."""


class LaterDay(BadCell):
    """A day that is no mistake, and later than that of scoring."""


def text(value: Any) -> Optional[str]:
    """The text without surrounding blanks, and without the apostrophe that exports put before a leading sign.

    A number is written as ids are: 1.0 is "1", and NaN is nothing, as lists and objects of JSON columns are. Bytes are UTF-8
    text where that can be printed, hexadecimal where not.
    """
    if value is None:
        return None
    result = (value if isinstance(value, str) else _printed(value)).strip()
    if result[:1] == "'" and result[1:2] and result[1] in "-+=@":
        result = result[1:]
    return result or None


def _printed(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, _BYTES):
        return _printed_bytes(bytes(value))
    if isinstance(value, (float, decimal.Decimal)) and math.isfinite(value) and value == int(value):
        return str(int(value))
    return "" if value != value or isinstance(value, (dict, list)) else str(value)


def _printed_bytes(value: bytes) -> str:
    try:
        found = value.rstrip(b"\0").decode("utf-8")  # a column of fixed width fills up with zeros
    except UnicodeDecodeError:
        found = ""
    return found if found.isprintable() and found.strip() else value.hex()


def yes(value: Any, name: str) -> bool:
    """Of a flag: 0 and 1, yes and no, a bit, in any case; an empty cell is no."""
    if isinstance(value, (bool, int)):
        return bool(value)
    if isinstance(value, (dict, list)):
        raise BadCell(f"{name}: expected one value")
    if isinstance(value, _BYTES) and all(byte < 32 for byte in bytes(value)):
        return any(bytes(value))
    word = (text(value) or "").lower()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise BadCell(f'{name} = "{short(word)}": expected 0 or 1, yes or no')


_MINUS = str.maketrans({"\u2212": "-", "\ufe63": "-", "\uff0d": "-", "\u2019": "'", "\u02bc": "'"})
_BLANK = re.compile(r"\s+")  # no-break and thin spaces, too
_NO_CENTS = re.compile(r"(?<=\d)([.,])(?:-{1,2}|[\u2010-\u2015])\Z")  # 12,- and 1.250,\u2013
_MAYBE_THOUSANDS = re.compile(r"(?<![\d.,])[1-9]\d{0,2}\.\d{3}(?![\d.,])")


@dataclass
class NumberStyle:
    """How a file writes numbers."""

    decimal_mark: str = "."
    thousands: str = ""
    strip_currency_sign: bool = False
    named: bool = True  # false: nobody said how, and 1.250 may be twelve hundred and fifty

    def __post_init__(self) -> None:
        mark, decimal_mark = re.escape(self.thousands), re.escape(self.decimal_mark)
        self._plain_point = self.decimal_mark == "." and self.thousands != "."
        digits = (rf"[1-9]\d{{0,2}}(?:{mark}\d{{3}})+|" if mark else "") + r"\d{1,15}"
        number = rf"((?:{digits})(?:{decimal_mark}\d{{1,9}})?)"
        sign = "[$€£]" if self.strip_currency_sign else r"(?!)"
        self._usual = re.compile(rf"(?:{sign} ?)?{number}\Z|{number} ?{sign}\Z")  # a part of what is read below, and quicker
        self._plain_dollars = self.strip_currency_sign and self._plain_point
        self._grouped = re.compile(rf"[+-]?[1-9]\d{{0,2}}({mark}\d{{2,3}})*{mark}\d{{3}}({decimal_mark}\d*)?\Z") if mark else None

    def read(self, value: Any, name: str) -> Optional[float]:
        """A finite number, e.g. of "$-50.25", "1,234.50 EUR", "(50.25)", "'-99", "12,-"."""
        if type(value) is str:  # what millions of rows of one export look like
            if self._plain_dollars and value[:1] == "$" and _PLAIN_NUMBER.match(value, 1):
                return self._finite(float(value[1:]), value, name)
            if self._plain_point and _PLAIN_NUMBER.match(value):
                return self._finite(float(value), value, name)
            if usual := self._usual.match(value):
                return float((usual[1] or usual[2]).replace(self.thousands, "").replace(self.decimal_mark, "."))
        elif isinstance(value, (int, float, decimal.Decimal)):
            number = float(value)
            if math.isfinite(number):
                return number
            raise BadCell(f"{name} = {value}: expected a finite number")
        cell = text(value)
        if cell is None:
            return None
        plain = _BLANK.sub(" ", cell).translate(_MINUS)
        if self.strip_currency_sign:
            plain = CURRENCY.sub("", plain, 1).strip()
        in_brackets = plain.startswith("(") and plain.endswith(")")
        plain = plain[1:-1].strip() if in_brackets else plain
        round_sum = _NO_CENTS.search(plain)
        if round_sum and round_sum[1] == self.decimal_mark and self.decimal_mark not in plain[: round_sum.start()]:
            plain = plain[: round_sum.start()]
        elif plain.endswith("-") and plain[:1].isdigit() and plain[-2:-1].isdigit():
            plain = "-" + plain[:-1]
        if self.thousands and self.thousands in plain:
            if not self._grouped or not self._grouped.match(plain):
                raise BadCell(f'{name} = "{short(cell)}": "{self.thousands}" is no separator of thousands there')
            plain = plain.replace(self.thousands, "")
        if self.decimal_mark == ",":
            if "." in plain:
                raise BadCell(f'{name} = "{short(cell)}": expected a number with a decimal comma')
            plain = plain.replace(",", ".")
        if not _PLAIN_NUMBER.match(plain) or (in_brackets and plain[0] in "+-"):
            raise BadCell(f'{name} = "{short(cell)}": expected a number{self._advice(plain)}')
        number = self._finite(float(plain), cell, name)
        return -number if in_brackets else number

    def whole(self, value: Any, name: str) -> Optional[int]:
        """A whole number of at most 32 bits."""
        number = self.read(value, name)
        if number is not None and (not number.is_integer() or abs(number) >= 2**31):
            raise BadCell(f"{name} = {number:g}: expected a whole number")
        return None if number is None else int(number)

    def money(self, value: Any, name: str) -> Optional[float]:
        """The same of an amount, which is never taken for a thousandth of itself."""
        if isinstance(value, bool):
            raise BadCell(f"{name} = {text(value)}: expected a number")
        if not self.named and isinstance(value, str) and value.find(".") != len(value) - 3 and _MAYBE_THOUSANDS.search(value):
            raise BadCell(f'{name} = "{short(value)}": may mean a thousand times as much; name the decimal_mark in the mapping')
        return self.read(value, name)

    def _advice(self, plain: str) -> str:
        if not self.strip_currency_sign and CURRENCY.search(plain):
            return "; strip_currency_sign takes signs of currencies away"
        if self.decimal_mark == "." and re.fullmatch(r"-?[\d. ']*,(\d+|-)", plain):
            return "; name the decimal_mark, and what separates thousands"
        if not self.thousands and re.fullmatch(r"-?\d{1,3}([,. ']\d{3})+([.,]\d+)?", plain):
            return "; name what separates thousands"
        return ""

    @staticmethod
    def _finite(number: float, cell: str, name: str) -> float:
        if not math.isfinite(number):
            raise BadCell(f'{name} = "{short(cell)}": expected a finite number')
        return number


# A sign of Unicode's class Sc, with the letters of US$ before it, or a code of three letters before or after the number, or
# what a country writes in place of one.
_SIGN = "[$\u00a2-\u00a5\u058f\u060b\u09f2\u09f3\u0e3f\u17db\u20a0-\u20c0\ufdfc\ufe69\uff04\uffe0\uffe1\uffe5\uffe6]"
_SHORT = r"(?:[Rr]s|S?Fr|[Kk]r|zł|Kč|Ft)"
CURRENCY = re.compile(
    rf"\b[A-Z]{{1,3}}{_SIGN}|{_SIGN}|(?<![^\s(+-])(?:[A-Z]{{3}}(?=[\s\d.+(-])|{_SHORT}\.?(?=[\s\d+(-]))|(?<=[\s\d.,)-])(?:[A-Z]{{3}}|{_SHORT}\.?)\Z"
)
_DOLLARS = frozenset({"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP"})
CODES_OF_SIGN = {
    "$": _DOLLARS, "€": frozenset({"EUR"}), "£": frozenset({"GBP"}), "¥": frozenset({"JPY", "CNY"}), "₹": frozenset({"INR"}),
    "₽": frozenset({"RUB"}), "₺": frozenset({"TRY"}), "₩": frozenset({"KRW"}), "₪": frozenset({"ILS"}), "₴": frozenset({"UAH"}),
    "US$": frozenset({"USD"}), "CA$": frozenset({"CAD"}), "C$": frozenset({"CAD"}), "A$": frozenset({"AUD"}), "AU$": frozenset({"AUD"}),
    "RS": frozenset({"INR", "PKR", "LKR", "NPR", "MUR"}), "FR": frozenset({"CHF"}), "SFR": frozenset({"CHF"}), "KČ": frozenset({"CZK"}),
    "KR": frozenset({"SEK", "NOK", "DKK", "ISK"}), "ZŁ": frozenset({"PLN"}), "FT": frozenset({"HUF"}),
    "NZ$": frozenset({"NZD"}), "HK$": frozenset({"HKD"}), "S$": frozenset({"SGD"}), "R$": frozenset({"BRL"}), "MX$": frozenset({"MXN"}),
}  # fmt: skip


class Amount(float):
    """A number of a cell that shows it with a currency."""

    currency: str  #: its sign or its code

    def __new__(cls, value: float, currency: str) -> Amount:
        """The number, and what stands beside it."""
        result = super().__new__(cls, value)
        result.currency = currency
        return result


@dataclass
class Money:
    """Which currency amounts are in. Amounts of several do not add up: they are rejected, unless there are rates."""

    own: str = ""  #: the code or the sign that a mapping or a model names
    rates: Dict[str, float] = field(default_factory=dict)  #: what one unit of another currency is worth in its own
    _seen: Optional[FrozenSet[str]] = None
    _usual: FrozenSet[str] = frozenset({"?"})  # what the sign says that was read last, and taken as it is

    def own_amount(self, amount: float, said: Any, currency: Any = None) -> float:
        """An amount in the own currency, by the sign or the code that stands in its cell, or in a cell of its own."""
        if currency is None and said.__class__ is str and said:
            first, last = CODES_OF_SIGN.get(said[0]), CODES_OF_SIGN.get(said[-1])
            if first is self._usual or (last is self._usual and not said[-2:-1].isalpha()):
                return amount  # the sign of nearly all rows: taken as it is once, it always is
        codes = _codes_in(said, currency)
        if not codes:
            return amount
        if not self.own:
            before, self._seen = self._seen or codes, codes & (self._seen or codes)
            if not self._seen:
                raise MixedCurrencies(f"amounts in {_either(codes)} after amounts in {_either(before)}")
            self._usual = codes
            return amount
        own = self.own.upper()
        if codes & CODES_OF_SIGN.get(own, frozenset({own})):
            self._usual = codes
            return amount
        known = codes & set(self.rates)
        if len(known) != 1:
            raise BadCell(f"amount in {_either(known or codes)}: expected {self.own}, or one rate for it in rates")
        return amount * self.rates[next(iter(known))]


def _codes_in(said: Any, currency: Any) -> FrozenSet[str]:
    if currency is not None and (named := text(currency)):
        code = named.upper()
        if code not in CODES_OF_SIGN and not re.fullmatch(rf"[A-Z]{{3}}|{_SIGN}", code):
            raise BadCell(f'currency = "{short(named)}": expected a code like EUR')
        return CODES_OF_SIGN.get(code, frozenset({code}))
    if isinstance(said, Amount):
        said = f"0 {said.currency}"
    if not isinstance(said, str) or (said[:1].isdigit() and said[-1:].isdigit()):
        return frozenset()
    found = CURRENCY.search(said.strip())
    name = found[0].rstrip(".").upper() if found else ""
    return CODES_OF_SIGN.get(name, frozenset({name})) if found else frozenset()


def _either(codes: FrozenSet[str]) -> str:
    return " or ".join(sorted(codes)) if len(codes) < 4 else "dollars"


class MixedCurrencies(ValueError):
    """A source has amounts in several currencies, and nobody said which is the right one."""


_LATER = object()  # what is no mistake, and not yet

_TIMED = re.compile("%[HI]")
_FOREIGN_DAY = re.compile(r"\d{1,2}([./-])\d{1,2}\1\d{4}\b")
_FORMS = {".": "%d.%m.%Y", "/": "%m/%d/%Y or %d/%m/%Y", "-": "%d-%m-%Y"}


# Names of zones as forms and mail print them, which the names of tz do not tell: hours from UTC.
_ZONES = {
    "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 1, "CET": 1, "CEST": 2, "MEZ": 1, "MESZ": 2, "EET": 2, "EEST": 3, "OEZ": 2, "OESZ": 3,
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
}  # fmt: skip
_NAMED_ZONE = re.compile(r"\s+(?:(?:GMT|UTC)([+-])(\d{1,2})(?::?(\d{2}))?|([A-Za-z]{1,4}))\Z")


def _with_offset(cell: str) -> str:
    """A time with the offset of the zone that it names at its end; without a known one as it is."""
    found = _NAMED_ZONE.search(cell)
    if not found or (found[4] and found[4].upper() not in _ZONES):
        return cell
    hours = _ZONES[found[4].upper()] if found[4] else int(found[1] + found[2])
    return f"{cell[: found.start()]} {'-' if hours < 0 else '+'}{abs(hours):02d}{found[3] or '00'}"


class DayStyle:
    """How a file writes days and times: the formats besides ISO 8601, and the zone of times without an offset.

    A day is its first second where the customers live, which is UTC unless the model says otherwise. What is later than
    ``not_after`` is rejected, unless it is an end, or may be later: a decision of somebody, or how something ended that had begun. Of
    what is no later than ``latest``, `LaterDay` says that it was not mistyped.
    """

    def __init__(
        self, formats: Sequence[str] = (), zone: Optional[str] = None, zone_of_days: str = "", not_after: Optional[int] = None,
        latest: Optional[int] = None,
    ) -> None:  # fmt: skip
        self.formats = [each.replace("%Z", "%z") for each in formats]
        self._timed, self._zoned = any(map(_TIMED.search, self.formats)), any("%Z" in each for each in formats)

        def readers(place: str) -> List[DateReader]:
            return [DateReader(self.formats, place, not_after), DateReader(self.formats, place, ends=True), DateReader(self.formats, place)]

        self._days, self._times = readers(zone_of_days), readers(zone or zone_of_days)
        self._known: Dict[Any, Any] = {}
        self._latest = latest
        self._texts: Tuple[Dict[str, Optional[int]], ...] = ({}, {}, {})  # as they stand in the file

    def read(self, value: Any, name: str, ends: bool = False, later: bool = False) -> Optional[int]:
        """Seconds since 1970-01-01 UTC; an end that lies beyond all dates, as 9999-12-31, is `scvm.dates.NEVER`."""
        reader = 2 if later else int(ends)
        texts = self._texts[reader]
        if value.__class__ is str and value in texts:
            return texts[value]
        cell = value
        if isinstance(value, (str, bytes, bytearray, memoryview)):
            cell = text(value)
        if cell is None:
            return None
        if isinstance(cell, (dict, list)):
            raise BadCell(f"{name}: expected one value")
        found = self._known.get((cell, reader))
        if found is None:
            found = self._read(cell, reader)
            if len(self._known) < 200_000:  # files repeat few days; the bound keeps memory constant
                self._known[cell, reader] = found
        if isinstance(found, str):
            raise BadCell(f"{name}{found}")
        if found is _LATER:
            raise LaterDay(f"{name}: after the day of scoring")
        result = None if found is None else int(found)
        if value.__class__ is str and len(texts) < 200_000:
            texts[value] = result
        return result

    def _read(self, cell: Any, reader: int) -> Any:
        has_time = ":" in cell or self._timed if isinstance(cell, str) else isinstance(cell, datetime.datetime)
        cell = _with_offset(cell) if self._zoned and isinstance(cell, str) else cell
        try:
            return (self._times if has_time else self._days)[reader].cell(cell, "")
        except Error as e:
            if reader == 0 and self._is_later(cell, has_time):
                return _LATER
            value, mark, rule = str(e).rpartition(": expected")
            if not self.formats and isinstance(cell, str) and (shape := _FOREIGN_DAY.match(cell)):
                rule += f"; name the date_format, such as {_FORMS[shape[1]]}"
            return value + mark + rule.replace('"', "")  # what is shown of a reason ends with its last quotation mark

    def _is_later(self, cell: Any, has_time: bool) -> bool:
        """Whether a cell that cannot be read has a day that is only later than it should be."""
        if self._latest is None:
            return False
        try:
            found = (self._times if has_time else self._days)[2].cell(cell, "")
        except Error:
            return False
        return found is not None and found <= self._latest


#: What a row of complaints is, by the words that exports have for it; one that does not say it is a complaint.
KINDS_OF_COMPLAINT = {
    "complaint": "complaint", "complaints": "complaint", "beschwerde": "complaint", "reklamation": "complaint", "beanstandung": "complaint",
    "praise": "praise", "compliment": "praise", "lob": "praise",
}  # fmt: skip


def complaint_kind(value: Any) -> str:
    """complaint or praise."""
    said = text(value)
    kind = KINDS_OF_COMPLAINT["complaint"] if said is None else KINDS_OF_COMPLAINT.get(folded(said))
    if kind is None:
        raise BadCell(f'kind = "{short(said or "")}": expected one of {", ".join(KINDS_OF_COMPLAINT)}')
    return kind


@functools.lru_cache(maxsize=1000)
def _state_word(said: str) -> Optional[str]:
    """granted, refused or withdrawn, if the core knows the word."""
    return read_consent_state(said.encode("utf-8", "replace"))


_NAME_OF_REFUSALS = re.compile(
    "opt_?(ed_?)?out|unsubscri|do_?not|no_?contact|black_?list|block|suppress|withdr|revoke|object|refus|widerruf|widerspr|gesperrt|sperr|abgemeldet|abbestellt"
)


def says_refusals(column: str) -> bool:
    """Whether a flag in a column of this name, like HasOptedOutOfEmail, says that somebody refused."""
    return _NAME_OF_REFUSALS.search(folded(re.sub(r"(?<=[a-z])(?=[A-Z])", "_", column))) is not None


def is_flag(value: Any) -> bool:
    """Whether a cell is a bit, or yes or no."""
    if isinstance(value, _BYTES):
        return all(byte < 32 for byte in bytes(value))
    return isinstance(value, (bool, int)) or (text(value) or "").lower() in _YES | _NO - {""}


def consent_state(value: Any) -> str:
    """granted, refused or withdrawn, by the core's words of English and German; a flag grants or refuses."""
    if isinstance(value, _BYTES) and value and all(byte < 32 for byte in bytes(value)):
        value = int.from_bytes(bytes(value), "big")  # BIT(1), BINARY(1)
    said = text(value) or ""
    state = _state_word(said)
    if state:
        return state
    shown = folded(said) if len(said) <= 30 and folded(said).replace("_", "").isalpha() else f'"{short(said)}"'
    raise BadCell(f"unknown state {shown}; expected granted, refused or withdrawn" if said else "state is missing")


@dataclass
class ConsentRule:
    """Which legal bases allow scoring, and for which purposes."""

    allow: Set[str]
    deny: Set[str]
    labels: Dict[str, str]
    purposes: List[str]
    missing: Optional[str]
    withdrawn_for_all: bool = False  #: the model has no consent section: a withdrawal is for every purpose, as the core takes it
    to_contact: str = "contact"  #: the purpose that the model's use `contact` needs

    @classmethod
    def of(cls, document: Optional[Dict[str, Any]], withdrawn_for_all: bool = False, to_contact: str = "contact") -> ConsentRule:
        """From a mapping's "consent"."""
        given = document or {}
        return cls(
            {folded(each) for each in given.get("allow", ["consent", "contract", "legitimate_interest"])},
            {folded(each) for each in given.get("deny", ["withdrawn"])},
            {folded(label): folded(basis) for label, basis in given.get("labels", {}).items()},
            list(given.get("purposes", ["scoring", "contact"])),
            given.get("missing"),
            withdrawn_for_all,
            to_contact,
        )

    def read(self, value: Any) -> Optional[str]:
        """granted, refused or withdrawn, from e.g. "^consent^,^contract^" or "Legitimate Interest"; None: no basis.

        A cell that holds a state in place of a basis is read as a state: "opted out", "abgemeldet", a flag.
        """
        if isinstance(value, (dict, list)):
            raise BadCell("consent: expected one value")
        words = [folded(each) for each in re.split(r"[,;|]", (text(value) or "").replace("^", ""))]
        bases = {self.labels.get(word, word) for word in words if word}
        if not bases:
            return None
        if bases & self.deny or any(_state_word(each) == "withdrawn" for each in bases - self.allow):
            return "withdrawn"
        unknown = bases - self.allow - KNOWN_BASES
        if unknown and len(bases) == 1:
            try:
                return consent_state(value)
            except BadCell:
                pass  # it is no state either
        if unknown:
            known = ", ".join(sorted(KNOWN_BASES | self.allow))
            raise BadCell(f'consent = "{short(sorted(unknown)[0])}": unknown basis, expected one of {known}, or a label')
        return "granted" if bases & self.allow else "refused"

    def purpose_of_contact(self, state: str) -> str:
        """What an opt-out or opt-in is about: being contacted, under whatever name; of a silent model a withdrawal is of everything."""
        return "*" if state == "withdrawn" and self.withdrawn_for_all else self.to_contact

    def purpose(self, value: Any, state: str) -> Optional[str]:
        """What a row of consents is about: a purpose as the rule writes it, whatever its case; "*" for every purpose."""
        said = text(value)
        if said is None:
            return None
        if state == "withdrawn" and self.withdrawn_for_all:
            return "*"
        word = folded(said)
        return "*" if means_every_purpose(said.encode("utf-8", "replace")) else next((each for each in self.purposes if folded(each) == word), said)


def plain_id(id: str) -> str:
    """An id without what differs where two systems write the same one: case, forms of characters, those that nobody sees, zeros
    before a number and .0 behind it."""
    seen = "".join(c for c in unicodedata.normalize("NFKC", id).casefold() if unicodedata.category(c) not in ("Cc", "Cf") and not c.isspace())
    number = re.fullmatch(r"0*(\d+?)(?:\.0+)?", seen)
    return number[1] if number else seen


def folded(label: str) -> str:
    """A word as lists of words have it: lower case, one underline between its parts."""
    return re.sub(r"[\s_-]+", "_", label.strip().lower())


def short(value: str) -> str:
    """At most 60 characters of a value, for a message: without line ends."""
    plain = "".join(c if c.isprintable() else "?" for c in value)
    return plain if len(plain) <= 60 else plain[:57] + "..."
