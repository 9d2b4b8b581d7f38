"""How a column writes numbers and days, by its cells: what they decide, and what they leave open."""

from __future__ import annotations

import datetime
import decimal
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Dict, Iterable, List, Optional, Sequence, Tuple

from scvm.command.cells import CURRENCY, CODES_OF_SIGN, BadCell, DayStyle, NumberStyle, short, text

_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DAY = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{4}|\d{2})(?=\D|\Z)(.*)", re.DOTALL)
_TIME = r"[T, ]*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?"
_MOST_UNREADABLE = 0.1  # of cells: a column with more of them is no column of days


@dataclass
class DayForm:
    """How days are written: `formats` to name in a mapping (none: ISO 8601, or typed), or the `choices` that the cells leave open."""

    formats: List[str] = field(default_factory=list)
    said: str = ""
    choices: List[Any] = field(default_factory=list)  #: a format each, or a list of them
    shown: List[str] = field(default_factory=list)  #: the first three different cells


def day_form(cells: Sequence[Any], more: Iterable[Any] = (), known: Sequence[str] = (), is_named: bool = False) -> Optional[DayForm]:
    """How a column writes days; None where it has none. `more`: cells beyond the sample, asked where that decides nothing.

    `known`: the formats of other columns of this export, which decide what this one leaves open. `is_named`: the column is called
    like one of days, so that numbers may be some.
    """
    filled = [cell for cell in cells if text(cell) is not None]
    if not filled:
        return None
    if all(isinstance(cell, (datetime.date, datetime.datetime)) for cell in filled):
        return DayForm(said="dates of the workbook")
    said = [cell if isinstance(cell, str) else text(cell) or "" for cell in filled if not isinstance(cell, (datetime.date, datetime.datetime))]
    said = [each.strip() for each in said]
    shown = list(dict.fromkeys(said))[:3]
    if _share(said, lambda each: re.match(r"\d{4}-\d{2}-\d{2}(?!\d)", each)) >= 1 - _MOST_UNREADABLE and _reads(filled, []):
        return DayForm(said=f"ISO 8601, as {shown[0]!r}", shown=shown)
    numbers = _numbers(said, filled, is_named)
    if numbers is not None:
        return numbers
    parts = [(each, _DAY.match(each)) for each in said]
    found = [(each, part) for each, part in parts if part]
    if len(found) >= (1 - _MOST_UNREADABLE) * len(said):
        return _by_places(filled, [part for _, part in found], shown, more, known)
    for pattern, form in (
        (rf"\d{{1,2}}[ -](?:{_MONTHS})[a-z]*[ -]\d{{4}}", "%d{0}%b{0}%Y"), (rf"(?:{_MONTHS})[a-z]* \d{{1,2}}, \d{{4}}", "%b %d, %Y"),
        (rf"(?:{_MONTHS})[a-z]* \d{{1,2}} \d{{4}}", "%b %d %Y"), (rf"\d{{1,2}}\. (?:{_MONTHS})[a-z]* \d{{4}}", "%d. %b %Y"),
    ):  # fmt: skip
        if _share(said, lambda each: re.match(pattern, each, re.IGNORECASE)) >= 1 - _MOST_UNREADABLE:
            sep = "-" if re.match(r"\d{1,2}-", said[0]) else " "
            for name in (form.format(sep), form.format(sep).replace("%b", "%B")):
                if _reads(filled, [name]):
                    return DayForm([name], f"the month stands as a word in {shown[0]!r}", shown=shown)
    return None


def _share(said: Sequence[str], test: Any) -> float:
    return sum(test(each) is not None and bool(test(each)) for each in said) / len(said)


def _reads(cells: Sequence[Any], formats: Sequence[str]) -> bool:
    days, bad = DayStyle(formats), 0
    for cell in cells[:500]:
        try:
            days.read(cell, "day")
        except BadCell:
            bad += 1
    return bad <= _MOST_UNREADABLE * min(len(cells), 500)


def _numbers(said: Sequence[str], filled: Sequence[Any], is_named: bool) -> Optional[DayForm]:
    """Days that are numbers."""
    if not all(re.fullmatch(r"\d+(\.0+)?", each) for each in said):
        return None
    values = [int(float(each)) for each in said]
    if all(19_000_101 <= each <= 20_991_231 and 1 <= each // 100 % 100 <= 12 and 1 <= each % 100 <= 31 for each in values):
        return DayForm(["yyyymmdd"], f"{values[0]} is a day as yyyymmdd", shown=list(dict.fromkeys(said))[:3])
    if not is_named:
        return None
    for low, high, name, what in (
        (631_152_000, 4_102_444_800, "seconds", "seconds since 1970"), (631_152_000_000, 4_102_444_800_000, "milliseconds", "milliseconds since 1970"),
        (20_000, 80_000, "excel", "days as a workbook counts them"),
    ):  # fmt: skip
        if all(low <= each <= high for each in values):
            return DayForm([name], f"{values[0]} are {what}", shown=list(dict.fromkeys(said))[:3])
    return None


def _by_places(filled: Sequence[Any], parts: List[Any], shown: List[str], more: Iterable[Any], known: Sequence[str]) -> Optional[DayForm]:
    """Days of three numbers: which is the month tells a 13 in its place, a year, or another column of the export."""
    mark = Counter(str(part[2]) for part in parts).most_common(1)[0][0]
    rest = next((str(part[5]) for part in parts if re.search(r"[A-Z]{3,4}\Z|(GMT|UTC)", part[5])), "")
    time = ""
    if zone := re.search(r"\s(?:(?:GMT|UTC)([+-]\d{1,2})?|[A-Z]{3,4})\Z", rest):
        if zone[0].strip() not in ("AM", "PM"):
            seconds = ":%S" if re.search(r"\d:\d{2}:\d{2}", rest) else ""
            time = f" %I:%M{seconds} %p %Z" if re.search(r"[ap]m", rest, re.IGNORECASE) else f" %H:%M{seconds} %Z"
    years = [part for part in parts if len(part[1]) == 4]
    if years and len(years) < len(parts):
        return _of_several(filled, years, shown, more, known)
    if years:
        form = f"%Y{mark}%m{mark}%d{time}"
        return DayForm([form], f"{shown[0]!r} begins with its year", shown=shown) if _reads(filled, [form]) else None
    year = "%Y" if all(len(part[4]) == 4 for part in parts if len(part[1]) < 3) else "%y"
    day_first, month_first = f"%d{mark}%m{mark}{year}{time}", f"%m{mark}%d{mark}{year}{time}"

    def evidence(cells: Iterable[Any]) -> Tuple[Optional[str], Optional[str]]:
        first = second = None
        for cell in cells:
            if part := _DAY.match((text(cell) or "").strip()):
                if first is None and len(part[1]) < 3 and int(part[1]) > 12:
                    first = part[0]
                if second is None and int(part[3]) > 12:
                    second = part[0]
            if first and second:
                break
        return first, second

    first, second = evidence(filled)
    if first is None and second is None:
        for cell in more:
            first, second = evidence([cell])
            if first or second:
                break
    if first and not second:
        return _checked(filled, day_first, f"{first!r} has more than 12 in its first place", shown)
    if second and not first:
        return _checked(filled, month_first, f"{second!r} has more than 12 in its second place", shown)
    if first and second:
        return DayForm(choices=[day_first, month_first], shown=[first, second, *shown[:1]], said=f"{first!r} has the day first and {second!r} the month")
    for form in (day_first, month_first):
        other = month_first if form == day_first else day_first
        if form in known and other not in known:
            return DayForm([form], f"as in the other columns of this export ({form})", shown=shown)
    return DayForm(choices=[day_first, month_first], shown=shown, said="no cell has a number above 12 in its first or second place")


def _of_several(filled: Sequence[Any], years: List[Any], shown: List[str], more: Iterable[Any], known: Sequence[str]) -> Optional[DayForm]:
    """A column in which some days begin with their year, and others do not."""
    first = [part[0] for part in years]
    others = [cell for cell in filled if (part := _DAY.match((text(cell) or "").strip())) and len(part[1]) < 4]
    one = _by_places(first, years, [years[0][0]], (), known)
    other = _by_places(others, [_DAY.match((text(cell) or "").strip()) for cell in others], [str(text(cell)) for cell in others[:1]], more, known)
    if one is None or other is None:
        return None
    if other.choices:
        return DayForm(choices=[[*one.formats, each] for each in other.choices], shown=shown, said=f"{one.said}; of the others {other.said}")
    return DayForm([*one.formats, *other.formats], f"{one.said}; {other.said}", shown=shown)


def _checked(filled: Sequence[Any], form: str, said: str, shown: List[str]) -> Optional[DayForm]:
    return DayForm([form], said, shown=shown) if _reads(filled, [form]) else None


def read_as(cell: str, form: Any) -> str:
    """A day as a format, or several, read it, in words: 5 January 2026."""
    try:
        seconds = DayStyle([form] if isinstance(form, str) else form).read(cell, "day")
    except BadCell:
        return "no day"
    if seconds is None:
        return "no day"
    day = datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc)
    return f"{day.day} {day:%B %Y}"


@dataclass
class NumberForm:
    """How numbers are written, as words of a mapping; `choices`: the marks that the cells leave open."""

    words: Dict[str, Any] = field(default_factory=dict)
    said: str = ""
    choices: List[str] = field(default_factory=list)
    currencies: List[str] = field(default_factory=list)
    shown: List[str] = field(default_factory=list)
    has_marks: bool = False


_BLANKS = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2019": "'", "\u2212": "-"})


def number_form(cells: Sequence[Any], known: Optional[str] = None) -> Optional[NumberForm]:
    """How a column writes numbers; None where it has others than numbers. `known`: the decimal mark of other columns of this export."""
    filled = [cell for cell in cells if text(cell) is not None]
    if not filled or any(isinstance(cell, (bool, datetime.date, datetime.datetime)) for cell in filled):
        return None
    said = [cell.strip().translate(_BLANKS) for cell in filled if isinstance(cell, str)]
    if not said:
        return NumberForm(said="numbers", shown=[str(each) for each in filled[:3]]) if all(isinstance(each, (int, float, decimal.Decimal)) for each in filled) else None
    signs = [found[0].strip() for each in said if (found := CURRENCY.search(each))]
    plain = [CURRENCY.sub("", each, 1).strip().removesuffix("%").strip(" ()+-'\u2013\u2014") for each in said]
    plain = [re.sub(r"(?<=\d)[.,]-?\Z", "", each) for each in plain]
    numeric = [each for each in plain if re.fullmatch(r"(?:\d[\d.,' ]*|[.,]\d+)(?:[eE][+-]?\d+)?", each)]
    if len(numeric) < 0.9 * len(plain):
        return None
    form = NumberForm(shown=list(dict.fromkeys(said))[:3])
    if signs:
        form.words["strip_currency_sign"] = True
        form.currencies = _codes(signs)
    form.has_marks = any(re.search(r"[.,]", each) for each in numeric)
    mark, thousands, why = _marks(numeric, known)
    if mark is None:
        form.choices = [",", "."]
        form.said = why
        return form
    if mark == "," or thousands:
        form.words.update({"decimal_mark": mark, **({"thousands": thousands} if thousands else {})})
    elif mark == "." and any(re.fullmatch(r"\d{1,3}\.\d{3}", each) for each in numeric):
        form.words["decimal_mark"] = "."
    form.said = why
    style = NumberStyle(**form.words)
    bad = 0
    for cell in filled[:500]:
        try:
            style.read(cell, "number")
        except BadCell:
            bad += 1
    return form if bad <= 0.1 * min(len(filled), 500) else None


def _marks(numeric: Sequence[str], known: Optional[str]) -> Tuple[Optional[str], str, str]:
    """Decimal mark, what separates thousands, and why; no mark where nothing decides."""
    for mark, other in ((",", "."), (".", ",")):
        both = next((each for each in numeric if re.search(rf"\d{re.escape(other)}\d{{3}}.*{re.escape(mark)}\d", each)), None)
        if both:
            return mark, other, f"{both!r} has both marks"
    for mark, other in ((",", "."), (".", ",")):
        clear = next((each for each in numeric if re.search(rf"{re.escape(mark)}(?:\d{{1,2}}|\d{{4,}})\Z", each)), None)
        if clear:
            grouped = next((each for each in numeric if re.search(rf"\d{re.escape(other)}\d{{3}}\Z", each)), None)
            groups = next((sep for sep in " '" if any(re.search(rf"\d{sep}\d{{3}}(?!\d)", each) for each in numeric)), "")
            return mark, other if grouped else groups, f"{clear!r} has cents"
    several = next(((each, sep) for each in numeric for sep in ".,' " if each.count(sep) > 1), None)
    if several:
        return ("," if several[1] == "." else "."), several[1], f"{several[0]!r} has several groups of thousands"
    doubtful = next((each for each in numeric if re.fullmatch(r"\d{1,3}[.,]\d{3}", each)), None)
    groups = next((sep for sep in " '" if any(re.search(rf"\d{sep}\d{{3}}(?!\d)", each) for each in numeric)), "")
    if doubtful and not any(re.fullmatch(r"\d+\.\d+", each) and len(each.split(".")[1]) != 3 for each in numeric):
        sep = "." if "." in doubtful else ","
        if known:
            return known, "" if sep == known else sep, f"as the other columns of this export, {known!r} begins the cents"
        return None, "", f"{doubtful!r} may be {doubtful.replace(sep, '')} or {doubtful.replace(sep, '.')}"
    return ".", groups, "whole numbers" if not any("." in each for each in numeric) else "decimal points"


def _codes(signs: Iterable[str]) -> List[str]:
    found: Dict[str, None] = {}
    for sign in set(signs):
        name = sign.rstrip(".").upper()
        codes = CODES_OF_SIGN.get(name, frozenset({name}))
        found["USD" if "USD" in codes else "JPY" if "JPY" in codes else sorted(codes)[0]] = None
    return sorted(found)


def plain(value: Any, longest: int = 24) -> str:
    """A cell for a preview."""
    said = short(" ".join((text(value) or "").split()))
    return said if len(said) <= longest else said[: longest - 1] + "…"
