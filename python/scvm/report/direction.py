"""Texts that run from right to left, kept from turning round what stands beside them.

A name in Hebrew or Arabic takes a number, a bracket or a full stop beside it into its own direction, unless it is isolated (Unicode
Standard Annex 9, 3.1: first strong isolate U+2068 to pop directional isolate U+2069; what <bdi> is in HTML, and as good in an attribute,
an option or a chart).
"""

from __future__ import annotations

import unicodedata
from typing import Any

_ISOLATE, _END = "\u2068", "\u2069"
_STARTS = ("LRI", "RLI", "FSI")
_TURNS = frozenset(("R", "AL", "AN", "LRE", "RLE", "LRO", "RLO", "PDF", "PDI", *_STARTS))


def isolated(text: str) -> str:
    """The text, isolated if it may run from right to left. What it opens ends with it, and it ends nothing that stands before it: a
    paragraph separator in it would, and is a blank."""
    if text.isascii():
        return text
    kinds = [unicodedata.bidirectional(each) for each in text]
    if _TURNS.isdisjoint(kinds):
        return text
    depth, kept = 0, []
    for each, kind in zip(text, kinds):
        if kind == "PDI" and depth == 0:
            continue  # it would end our own
        depth += (kind in _STARTS) - (kind == "PDI")
        kept.append(" " if kind == "B" else each)
    return _ISOLATE + "".join(kept) + _END * depth + _END


def plain(text: str) -> str:
    """The text without the marks of isolation."""
    return text.replace(_ISOLATE, "").replace(_END, "")


def finished(value: Any) -> Any:
    """What a template puts onto the page: a plain text isolated, anything else as it is."""
    return isolated(value) if type(value) is str else value
