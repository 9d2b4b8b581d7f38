"""Answers as texts: "strongly agree", "5 - sehr gut", "4 von 5", four stars. The lists of words are data, beside this file."""

from __future__ import annotations

import functools
import json
import pathlib
import re
from typing import Any, Dict, FrozenSet, Iterable, List, NamedTuple, Optional, Tuple

_HERE = pathlib.Path(__file__).parent
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "'": None, "’": None, "‘": None, "`": None})
_BETWEEN = re.compile(r"[\s\-–—/,;.!]+")

_STARS = re.compile(r"[★⭐🌟☆✩✰*\ufe0f\s]+\Z")
_FILLED = re.compile("[★⭐🌟*]")
_N = r"([+-]?\d{1,3}(?:[.,]\d+)?)"
_OF = re.compile(rf"{_N}\s*(?:von|of|out of|aus|/)\s*(\d{{1,3}})(?:\s*(?:stars?|sternen?|punkten?|points?))?\Z", re.IGNORECASE)
_COUNTED = re.compile(rf"{_N}\s*(?:stars?|sterne?n?|punkte?n?|points?|%)\Z", re.IGNORECASE)
_FIRST = re.compile(rf"{_N}\s*(?:[-–—:=.)\]]\s*(?=[^\s\d])|\((?=\D)).*[^\W\d_].*\Z", re.DOTALL)  # "5 - very good"; "3-5 times" and "1." say no number
_LAST = re.compile(rf"[^\W\d_].*[(\[]{_N}[)\]]\Z", re.DOTALL)  # "very good (5)"


class Told(NamedTuple):
    """The number that a text tells, and of how many, where it says that."""

    number: float
    of: Optional[float] = None


def number_in(answer: str) -> Optional[Told]:
    """The number that an answer names beside its words; None where it names none."""
    said = answer.strip()
    if said and _STARS.match(said) and (stars := len(_FILLED.findall(said))):
        return Told(stars) if stars < 11 else None
    if found := _OF.match(said):
        return Told(_float(found[1]), _float(found[2]))
    for pattern in (_COUNTED, _FIRST, _LAST):
        if found := pattern.match(said):
            return Told(_float(found[1]))
    return None


def _float(digits: str) -> float:
    return float(digits.replace(",", "."))


def folded_answer(answer: str) -> str:
    """An answer as lists of words have it: "Weiß nicht" as "weiss nicht", "teils/teils" as "teils teils"."""
    return _BETWEEN.sub(" ", answer.casefold().translate(_UMLAUTS)).strip()


@functools.lru_cache(None)
def _document() -> Dict[str, Any]:
    result: Dict[str, Any] = json.loads((_HERE / "answer_words.json").read_text(encoding="utf-8"))
    return result


@functools.lru_cache(None)
def shipped() -> Dict[str, Dict[str, float]]:
    """The shipped lists by name: the number of each answer, folded. They count from 1, yes and no as 1 and 0."""
    result = {}
    for name, answers in _document()["scales"].items():
        first = 0 if name == "yes-no" else 1
        result[name] = {folded_answer(said): float(first + i) for i, all_said in enumerate(answers) for said in all_said}
    return result


@functools.lru_cache(None)
def _nothing() -> FrozenSet[str]:
    return frozenset(_plain(each) for each in _document()["missing"])


def _plain(answer: str) -> str:
    return " ".join(answer.casefold().translate(_UMLAUTS).split())


def says_nothing(answer: str) -> bool:
    """Whether an answer says that there is none: "don't know", "k. A."."""
    return _plain(answer) in _nothing()


def list_of(answers: Iterable[str]) -> Optional[Tuple[str, List[float]]]:
    """The shipped list that has all of some answers, the one that tells most of them apart, with the ends of its scale; None: there is none."""
    said = {folded_answer(each) for each in answers}
    fitting = [(name, words) for name, words in shipped().items() if said and said <= set(words)]
    if not fitting:
        return None
    name, words = max(fitting, key=lambda one: len({one[1][each] for each in said}))
    return name, [min(words.values()), max(words.values())]
