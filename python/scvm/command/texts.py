"""What is read from the text of a post: its fingerprint, its words and its hashtags. Everything is bounded, whatever the text holds."""

from __future__ import annotations

import datetime
import hashlib
import re
import sys
import unicodedata
import zoneinfo
from typing import List, Optional, Tuple

LONGEST_TEXT = 2_000  #: characters of a post that are kept for the page; its fingerprint knows ten times as many
LONGEST_WORD = 40  #: longer words, hashtags and topics are no terms: cut to so many characters and an ellipsis
#: Fingerprint, text, format and topic.
Post = Tuple[Optional[str], Optional[str], Optional[str], Optional[str]]

_SHORT = 25  # letters and digits: what is shorter ("thanks a lot") may be said by everybody, every day
_MOST_WORDS = 60


def _marks() -> str:
    """The combining marks, which Python's \\w leaves out, as ranges of a character class."""
    ranges: List[Tuple[int, int]] = []
    for code in range(sys.maxunicode + 1 if sys.maxunicode < 0x20000 else 0x20000):
        if unicodedata.category(chr(code))[0] == "M":
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1] = (ranges[-1][0], code)
            else:
                ranges.append((code, code))
    return "".join(f"{chr(low)}-{chr(high)}" for low, high in ranges)


_LETTER = f"(?:[^\\W_]|[{_marks()}])"
_WORD = re.compile(f"#?(?:{_LETTER}|_)+(?:['\u2019]{_LETTER}+)?")
_NOT_SAID = re.compile(r"(?:https?://|www\.)\S+|(?<!\w)@[\w.-]+", re.IGNORECASE)


def words(text: str) -> List[str]:
    """The words of a text and its #hashtags, in lower case and their order; links, @mentions, emoji and punctuation are no words."""
    text = _NOT_SAID.sub(" ", unicodedata.normalize("NFKC", text[:LONGEST_TEXT]).casefold())
    return [word.strip("_") for word in _WORD.findall(text)]


def terms(text: str, stop: "frozenset[str]") -> List[str]:
    """What a text is about: its different hashtags, and words of 3 letters or more that are no stop words; 60 at most.

    Words that are too long are no terms.
    """
    found = {word: None for word in words(text) if len(word) <= LONGEST_WORD and (word[:1] == "#" or _is_term(word, stop))}
    found.pop("#", None)
    return list(found)[:_MOST_WORDS]


def _is_term(word: str, stop: "frozenset[str]") -> bool:
    return len(word) >= 3 and word not in stop and not word[0].isdigit()


def topic(said: Optional[str]) -> Optional[str]:
    """A topic as its cell names it, in lower case, one blank between words; a long one is cut."""
    if said is None:
        return None
    name = " ".join(unicodedata.normalize("NFKC", said[: 8 * LONGEST_WORD]).casefold().split())
    return (name if len(name) <= LONGEST_WORD else name[:LONGEST_WORD] + "…") or None


class PostReader:
    """The columns of an interaction that come from what somebody wrote."""

    def __init__(self, zone: str, keeps_texts: bool) -> None:
        self._zone = zoneinfo.ZoneInfo(zone)
        self._keeps_texts = keeps_texts

    def columns(self, said: Optional[str], form: Optional[str], about: Optional[str], person: str, time: Optional[int]) -> Post:
        """Fingerprint, text where it is kept, format and topic."""
        kept = said[:LONGEST_TEXT] if said and self._keeps_texts else None
        return self.fingerprint(said, person, time), kept, topic(form), topic(about)

    def fingerprint(self, said: Optional[str], person: str, time: Optional[int]) -> Optional[str]:
        """Equal for texts that differ in case, blanks, punctuation, emoji, links and @mentions only.

        A text of fewer than 25 letters and digits ("thanks a lot") is compared with the same person's of the same local day
        only, a longer one with everybody's of all times.
        """
        if said is None:
            return None
        text = _NOT_SAID.sub(" ", unicodedata.normalize("NFKC", said[: 10 * LONGEST_TEXT]).casefold())
        normal = " ".join(_WORD.findall(text)) or " ".join(said[: 10 * LONGEST_TEXT].split())
        if not normal:
            return None
        if sum(map(str.isalnum, normal[: 4 * _SHORT])) < _SHORT:
            day = "" if time is None else datetime.datetime.fromtimestamp(time, self._zone).date().isoformat()
            normal = f"{normal}\n{person}\n{day}"
        return hashlib.blake2b(normal.encode("utf-8", "replace"), digest_size=8).hexdigest()
