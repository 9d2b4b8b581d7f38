"""Scales as a source describes them: which number is which answer, and whether the better answer is the lower number."""

from __future__ import annotations

import re
from typing import NamedTuple, Optional

_WORSE = r"dissatisf|unsatisf|unhapp|poor|bad|worse|worst|terribl|awful|disagree|unlikely|never|\bno[tn]?\b|\bun(zufried|wahrsch)|schlecht|mangelh|ungen|nein|\bnie|\bnicht|kein"
_BETTER = r"satisf|happ|great|good|better|best|excellen|perfect|agree|likely|always|loyal|\byes|zufried|wahrsch|gut|ausgezeichn|stimm|\bja\b|immer|sehr|treu"


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


def _better(text: str) -> Optional[bool]:
    if re.search(_WORSE, text.lower()):
        return False
    return True if re.search(_BETTER, text.lower()) else None
