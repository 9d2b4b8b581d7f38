"""Scales as a source describes them: which number is which answer, and whether the better answer is the lower number."""

from __future__ import annotations

import re
from typing import List, NamedTuple, Optional

_WORSE = r"dissatisf|unsatisf|unhapp|poor|bad|worse|worst|terribl|awful|disagree|unlikely|never|\bno[tn]?\b|\bun(zufried|wahrsch)|schlecht|mangelh|ungen|nein|\bnie|\bnicht|kein"
_BETTER = r"satisf|happ|great|good|better|best|excellen|perfect|agree|likely|always|loyal|\byes|zufried|wahrsch|gut|ausgezeichn|stimm|\bja\b|immer|sehr|treu"


#: "1 - poor" begins with 1; "1st", "1/5" and "1 - 2 times" begin with no number of their own.
_BETWEEN = r"[-\u2013\u2014 \t\u00a0:=.,)/|+*%]"
_LEADING = re.compile(rf"([+-]?[0-9]+(?:[.,][0-9]+)?)(?:\Z|{_BETWEEN}+(?!{_BETWEEN}|[0-9]))")


class Scale(NamedTuple):
    """Lowest and highest number, with the texts that people choose."""

    lowest: float
    lowest_text: str
    highest: float
    highest_text: str

    @property
    def is_reversed(self) -> Optional[bool]:
        """True where the better answer has the lower number; None where the words do not tell."""
        low, high = _better(self.lowest_text), _better(self.highest_text)
        return None if low is None and high is None or low == high else high is False or low is True

    @property
    def said(self) -> str:
        """Both ends, in words."""
        return " and ".join(f'{number:g} is "{text[:40]}"' for number, text in ((self.lowest, self.lowest_text), (self.highest, self.highest_text)))


def numbers_of(names: List[str], places: List[Optional[float]]) -> List[Optional[float]]:
    """What each option of a question counts, by one rule for all of them.

    The number with which its text begins, where more than half of the options begin with one and no two with the same ("1 - poor",
    "2", "3 - great"; an option without one is then no answer); else its place.
    """
    said = [_LEADING.match(name) for name in names]
    numbers = [None if each is None else float(each[1].replace(",", ".")) for each in said]
    known = [each for each in numbers if each is not None]
    return numbers if 2 * len(known) > len(names) and len(set(known)) == len(known) else places


def _better(text: str) -> Optional[bool]:
    if re.search(_WORSE, text.lower()):
        return False
    return True if re.search(_BETTER, text.lower()) else None
