"""The mood of a text by a small lexicon, German and English; None where it cannot tell. What it is worth: docs/report.md."""

from __future__ import annotations

import json
import pathlib
import re
import unicodedata
from functools import lru_cache
from typing import Any, Dict, FrozenSet, List, Optional

from scvm.command.texts import LONGEST_TEXT, words

_SCOPE = 3  # a negator turns what comes within so many words of its clause
_CLAUSE = re.compile(r"[.!?,;:()\n\u2026\u061f\u060c]+|\s[-–—]\s")
_BUT = frozenset({"but", "however", "aber", "sondern", "jedoch"})


class _Language:
    def __init__(self, of: Dict[str, Any]) -> None:
        self.sign = {**dict.fromkeys(of["positive"], 1), **dict.fromkeys(of["negative"], -1)}
        self.negators = frozenset(of["negators"])
        self.not_negating = [tuple(each.split()) for each in of["not_negating"]]
        self.stop: FrozenSet[str] = frozenset(of["stop"])


@lru_cache(maxsize=1)
def _lexicon() -> Dict[str, Any]:
    text = (pathlib.Path(__file__).parents[1] / "data" / "moods.json").read_text(encoding="utf-8")
    result: Dict[str, Any] = json.loads(text)
    return result


@lru_cache(maxsize=2)
def _language(name: str) -> _Language:
    return _Language(_lexicon()[name])


@lru_cache(maxsize=1)
def _emoji() -> Dict[str, int]:
    of = _lexicon()["emoji"]
    return {**dict.fromkeys(of["positive"], 1), **dict.fromkeys(of["negative"], -1)}


@lru_cache(maxsize=1)
def stop_words() -> FrozenSet[str]:
    """Words that are about nothing, and words of mood and negation, of both languages."""
    every = [_language(name) for name in ("en", "de")]
    return frozenset().union(*(each.stop | each.negators for each in every))


def language_of(found: List[str]) -> Optional[str]:
    """The language whose small words are more; None where neither is."""
    english, german = (sum(word in _language(name).stop or word in _language(name).negators for word in found) for name in ("en", "de"))
    return None if english == german else "en" if english > german else "de"


def mood(text: str) -> Optional[float]:
    """From -1 (against) to 1 (in favour): (p - n) / (p + n) of the words in favour and against; None where there are none, or
    as many of both.

    A negator turns the words of mood within three words after it, in its clause; in German also those before it ("gefällt mir nicht").
    Whoever wrote in no known language is unknown unless an emoji tells.
    """
    text = text[:LONGEST_TEXT]
    small = words(text)
    name = language_of(small)
    signs = [_emoji()[c] for c in text if c in _emoji()]
    if name is not None:
        for clause in _CLAUSE.split(unicodedata.normalize("NFKC", text)):
            signs += _signs(words(clause), _language(name), name == "de")
    elif small:
        both = [_language(each).sign for each in ("en", "de")]
        for word in small:  # a few words without any small one: what only one language has, or both have alike
            known = {sign[word] for sign in both if word in sign}
            signs += list(known) if len(known) == 1 else []
    total = sum(signs)
    return total / len(signs) if total else None


def _signs(clause: List[str], language: _Language, also_before: bool) -> List[int]:
    negators = [
        i for i, word in enumerate(clause)
        if word in language.negators and not any(tuple(clause[i : i + len(phrase)]) == phrase for phrase in language.not_negating)
    ]  # fmt: skip
    result = []
    for i, word in enumerate(clause):
        sign = language.sign.get(word, 0)
        if not sign or i in negators:
            continue
        between = [n for n in negators if 0 < i - n <= _SCOPE or (also_before and 0 < n - i <= _SCOPE)]
        turned = any(not _BUT.intersection(clause[min(i, n) : max(i, n)]) for n in between)
        result.append(-sign if turned else sign)
    return result
