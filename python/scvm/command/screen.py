"""Texts and tables that fit the terminal: where there is none, as in a pipe, a table is as wide as it is."""

from __future__ import annotations

import re
import shutil
import textwrap
from typing import List, Optional, Sequence

_LONGEST_LINE = 100  # of a sentence, on a screen that is wider
_NARROWEST = 20
_GAPS = (3, 2, 1)

_WORDS = re.compile(r"[^ _/]*[_/]+|[^ _/]+ *| +")  # with what may end a line
_HELD = "\u00a0"  # a blank at which no line ends, in the cells that are handed in

_Row = Sequence[str]


def width() -> int:
    """The columns of the terminal; 0: there is none."""
    found = shutil.get_terminal_size((0, 24)).columns
    return max(found, _NARROWEST) if found else 0


def wrapped(text: str, indent: str = "  ", then: str = "  ") -> str:
    """A sentence in lines of at most 100 characters, and no wider than the screen."""
    limit = min(width() or _LONGEST_LINE, _LONGEST_LINE)
    return textwrap.fill(text, limit, initial_indent=indent, subsequent_indent=then, break_long_words=False, break_on_hyphens=False)


def grid(header: _Row, rows: Sequence[Optional[_Row]], left: int = 1) -> str:
    """Columns three blanks apart, the first `left` of them flush left, the others flush right. A None row is a rule.

    A table that is wider than the screen is folded: texts and headers at blanks and after _ and /, then numbers; the blanks between
    columns become fewer; what still does not fit is written row by row, each cell with its header and without the dashes. A
    cell is not folded at a no-break blank, which is printed as any other.
    """
    texts = [row for row in rows if row is not None]
    columns = [[row[c] for row in [header, *texts]] for c in range(len(header))]
    widths, gap = [max(map(len, column)) for column in columns], _GAPS[0]
    if limit := width():
        for folds_numbers, gap in [(False, each) for each in _GAPS] + [(True, _GAPS[-1])]:
            least = [_least(column, c < left or folds_numbers) for c, column in enumerate(columns)]
            widths = _narrowed([max(map(len, column)) for column in columns], least, limit - 2 - gap * (len(header) - 1))
            if 2 + sum(widths) + gap * (len(header) - 1) <= limit:
                break
        else:
            return "\n".join(_apart(header, row, limit) for row in texts).replace(_HELD, " ")

    def lines(row: _Row, is_header: bool = False) -> List[str]:
        cells = [_folded(cell, widths[c]) if len(cell) > widths[c] else [cell] for c, cell in enumerate(row)]
        height = max(map(len, cells))
        filled = [[""] * (height - len(cell)) + cell if is_header else cell + [""] * (height - len(cell)) for cell in cells]
        placed = [[text.ljust(widths[c]) if c < left else text.rjust(widths[c]) for text in cell] for c, cell in enumerate(filled)]
        return [("  " + (" " * gap).join(parts)).rstrip() for parts in zip(*placed)]

    rule = ["  " + "-" * (sum(widths) + gap * (len(widths) - 1))]
    body = [line for row in rows for line in (rule if row is None else lines(row))]
    return "\n".join([*lines(header, True), *rule, *body]).replace(_HELD, " ")


def held(text: str) -> str:
    """A text of which a table makes one line."""
    return text.replace(" ", _HELD)


def _least(column: Sequence[str], is_folded: bool) -> int:
    """To how many characters a column may be narrowed: its header always at blanks, its cells only where they are folded."""
    header, *cells = column
    words = [word.strip() for text in ([header, *cells] if is_folded else [header]) for word in _WORDS.findall(text)]
    return max([0, *map(len, words), *(map(len, () if is_folded else cells))])


def _narrowed(widths: List[int], least: List[int], room: int) -> List[int]:
    """Widths that leave no more than the room, the widest column narrowed first."""
    while sum(widths) > room:
        able = [c for c in range(len(widths)) if widths[c] > least[c]]
        if not able:
            break
        widths[max(able, key=lambda c: widths[c])] -= 1
    return widths


def _folded(cell: str, room: int) -> List[str]:
    """The lines of a cell."""
    lines = [""]
    for word in _WORDS.findall(cell):
        if lines[-1] and len((lines[-1] + word).rstrip()) > room:
            lines.append("")
        lines[-1] += word
    return [line.rstrip() for line in lines]


def _apart(header: _Row, row: _Row, limit: int) -> str:
    """A row that no line has room for: its first cell, and below it the others."""
    others = " \u00b7 ".join(f"{name} {cell}".strip() for name, cell in zip(header[1:], row[1:]) if cell not in ("", "-"))
    return "\n".join(textwrap.fill(text, limit, initial_indent=" " * indent, subsequent_indent=" " * indent, break_on_hyphens=False)
                     for text, indent in ((row[0] or "-", 2), (others, 4)) if text)  # fmt: skip
