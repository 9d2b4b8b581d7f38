"""What the page says, in the reader's language: texts by key, and numbers as that language writes them."""

from __future__ import annotations

import json
import math
import pathlib
import re
from typing import Any, Dict, List, Mapping, Optional

from scvm import _core, survey
from scvm.errors import Error, ErrorCode
from scvm.report.direction import isolated
from scvm.report.disclosure import too_few

LANGUAGES = ("en", "de")
_FOLDER = pathlib.Path(__file__).parent
_NO_BREAK = "\u00a0"


def texts(language: str) -> Dict[str, str]:
    """All texts of a language, by key."""
    if language not in LANGUAGES:
        raise Error(f"language {language!r}: expected one of {', '.join(LANGUAGES)}", ErrorCode.DOMAIN)
    result: Dict[str, str] = json.loads((_FOLDER / f"{language}.json").read_text(encoding="utf-8"))
    return result


def group_labels(rules: Mapping[str, Any], language: str) -> Dict[str, str]:
    """What people read for the groups: the model's own texts in its language, else the library's. `rules`: a model's document."""
    own = rules.get("survey") or {}
    if own.get("language") == language:
        return dict(own["labels"])
    return dict(zip((each.name.lower() for each in survey.Segment), survey.labels(language)))


def group_names(rules: Mapping[str, Any], language: str) -> Dict[str, str]:
    """What is said of one customer: the model's own texts in its language, else the library's neutral ones. `rules`: a model's document."""
    own = rules.get("survey") or {}
    words = [each.name.lower() for each in survey.Segment]
    chosen = [own["labels"][word] for word in words] if own.get("language") == language else None
    return dict(zip(words, survey.group_names(language, chosen)))


class Wording:
    """Texts and numbers for one language. Immutable, hence thread-safe. What is absent is a dash, never a zero."""

    def __init__(self, language: str, currency: str, fewest: int = 0) -> None:
        """`fewest`: of fewer people no number is told, as the model's `privacy.fewest_shown` says; 0 where nobody is counted."""
        self.language = language
        self.currency = currency
        self.fewest = fewest
        self._texts = texts(language)
        english = texts("en")
        self._faults = [(_pattern(english[key]), said) for key, said in self._texts.items() if key.startswith("fault_")]
        self._months: List[str] = self._texts["months"].split()

    def __call__(self, key: str, **values: Any) -> str:
        """The text of a key, with its {places} filled; an unknown key is a KeyError."""
        text = self._texts[key]
        values = {name: isolated(value) if type(value) is str else value for name, value in values.items()}
        values.setdefault("fewest", self.fewest)
        if any(hasattr(value, "__html__") for value in values.values()):
            import markupsafe  # comes with Jinja2, which cards do not need

            text = markupsafe.escape(text)  # what is put in is then escaped as well, save for marked numbers
        return text.format(**values)

    def known(self, key: str, word: str) -> str:
        """The text of a key, or the word itself where a newer core uses one that is not known here."""
        return self._texts.get(key, word.replace("_", " "))

    def has(self, key: str) -> bool:
        """Whether there is a text of this key."""
        return key in self._texts

    def shipped(self, text: str) -> str:
        """A text of a model: where it is one of those in the model that scvm brings, in this language, else as it is."""
        return _core.shipped_text(text, self.language)

    def action(self, id: str) -> str:
        """What people call an action."""
        return self.shipped(id).replace("_", " ")

    def fault(self, reason: str) -> str:
        """Why a row was rejected, the offender's value taken out: in this language where scvm said it, else as it is. Names of columns
        and words of a mapping stay."""
        if self.language == "en":
            return reason
        for pattern, said in self._faults:
            if found := pattern.fullmatch(reason):
                return said.format(**{place: self.fault(value) for place, value in found.groupdict().items()})
        return reason

    def count(self, number: Any) -> str:
        """A whole number of things, its thousands grouped. Of people: see `people`."""
        return self.decimal(number, 0)

    def told(self, number: Any) -> bool:
        """Whether a number of people may be told."""
        return not _absent(number) and not too_few(number, self.fewest)

    def share_told(self, share: Any, n: Any) -> bool:
        """Whether a share of so many people may be told: of neither those in it nor the others there are too few."""
        return _absent(share) or _absent(n) or (self.told(round(share * n)) and self.told(n - round(share * n)))

    def people(self, number: Any) -> Any:
        """A number of people, marked as such; of too few only that they are, and "some" where it is not told. All numbers of people on the
        page come from here."""
        import markupsafe

        said = self("untold") if _absent(number) else self("few") if too_few(number, self.fewest) else self.count(number)
        return markupsafe.Markup('<span class="people">{}</span>').format(said)

    def decimal(self, number: Any, digits: int = 2) -> str:
        """A number with so many decimals."""
        if _absent(number):
            return "–"
        text = f"{number:,.{digits}f}"
        if text.startswith("-"):
            text = "\u2212" + text[1:] if text.strip("-0.,") else text[1:]
        return text.translate(str.maketrans(",.", ".,")) if self.language == "de" else text

    def shortly(self, number: Any) -> str:
        """A number with as many digits as it needs, six at most."""
        return f"{number:g}".translate(str.maketrans(",.", ".,")) if self.language == "de" else f"{number:g}"

    def percent(self, share: Any, digits: int = 1) -> str:
        """A share as a percentage."""
        if _absent(share):
            return "–"
        return f"{self.decimal(100 * share, digits)}{_NO_BREAK}%"

    def points(self, share: Any) -> str:
        """A difference of shares in percentage points, with its sign."""
        if _absent(share):
            return "–"
        return ("+" if share > 0 else "") + self.decimal(100 * share, 1)

    def money(self, amount: Any, digits: Optional[int] = None) -> str:
        """An amount with its currency: to the cent below 1,000, whole above."""
        if _absent(amount):
            return "–"
        digits = (2 if abs(amount) < 1000 else 0) if digits is None else digits
        return f"{self.decimal(amount, digits)}{_NO_BREAK}{self.currency}".rstrip(_NO_BREAK)

    def span(self, low: Any, high: Any) -> str:
        """An interval of shares."""
        if _absent(low) or _absent(high):
            return "–"
        return self("span", low=self.decimal(100 * low, 1), high=self.percent(high))

    def money_span(self, low: Any, high: Any) -> str:
        """An interval of amounts."""
        if _absent(low) or _absent(high):
            return "–"
        digits = 2 if abs(high) < 1000 else 0
        return self("span", low=self.decimal(low, digits), high=self.money(high, digits))

    def p_value(self, p: Any) -> str:
        """A p-value to three decimals."""
        if _absent(p):
            return "–"
        return f"<{_NO_BREAK}{self.decimal(0.001, 3)}" if p < 0.001 else self.decimal(p, 3)

    def p_is(self, p: Any) -> str:
        """A p-value in a sentence, e.g. "p = 0.448"."""
        said = self.p_value(p)
        return f"p{_NO_BREAK}{said}" if said.startswith("<") else f"p{_NO_BREAK}={_NO_BREAK}{said}"

    def day(self, iso: str) -> str:
        """A date, e.g. "30 June 2026"."""
        try:
            year, month, day = (int(part) for part in iso[:10].split("-"))
            name = self._months[month - 1]
        except (ValueError, IndexError):
            return iso
        return f"{day}.{_NO_BREAK}{name} {year}" if self.language == "de" else f"{day}{_NO_BREAK}{name} {year}"


def _pattern(text: str) -> "re.Pattern[str]":
    """What reads a text of the catalogue back: the more a {place} holds, the less of the text is left, so that it takes little first."""
    return re.compile("".join(f"(?P<{each[1:-1]}>.+?)" if each.startswith("{") else re.escape(each) for each in re.split(r"(\{\w+\})", text)), re.DOTALL)


def _absent(number: Any) -> bool:
    return number is None or (isinstance(number, float) and not math.isfinite(number))
