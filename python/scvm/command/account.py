"""What became of every line that was read; the rejected ones go to a side file with their reasons."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass, field
from typing import IO, Any, Dict, List, Optional, Tuple

import pandas as pd

from scvm.errors import without_offender

#: The ways of a line, in the order of the closing table.
READ = "read"
DELETED = "deleted"
NOT_SELECTED = "not selected"
NO_CUSTOMER = "without a customer"
ORPHAN = "of unknown customers"
OF_DELETED = "of deleted customers"
NO_OTHER = "with an unknown person"
NOT_A_SCALE = "not on a scale"
REJECTED = "rejected"
WAYS = (READ, DELETED, NOT_SELECTED, NO_CUSTOMER, ORPHAN, OF_DELETED, NO_OTHER, NOT_A_SCALE, REJECTED)


@dataclass
class SourceAccount:
    """The lines of one source; `ways` add up to `lines`."""

    name: str
    kind: str
    lines: int = 0
    ways: "Counter[str]" = field(default_factory=Counter)

    @property
    def read(self) -> int:
        """The lines that went on to be scored."""
        return self.ways[READ]

    def count(self, way: str, lines: int = 1) -> None:
        """Counts lines that are new."""
        self.lines += lines
        self.ways[way] += lines

    def move(self, way: str, lines: int) -> None:
        """Takes lines that were counted as read to another way."""
        self.ways[READ] -= lines
        self.ways[way] += lines

    def to_dict(self) -> Dict[str, Any]:
        """For --json."""
        ways = {way.replace(" ", "_"): self.ways[way] for way in WAYS if self.ways[way] or way == READ}
        return {"source": self.name, "kind": self.kind, "lines": self.lines, **ways}


class RejectedRows:
    """The side file: source, line, id in the source, reason. Made with its first row, so that no row means no file."""

    def __init__(self, path: Optional[str]) -> None:
        self.path = path
        self.total = 0
        self.reasons: "Counter[Tuple[str, str]]" = Counter()
        self._file: Optional[IO[str]] = None

    def add(self, source: str, line: int, key: Optional[str], reason: str) -> None:
        """Notes a row."""
        self.total += 1
        self.reasons[source, without_offender(reason)] += 1
        if self.path is None:
            return
        if self._file is None:
            self._file = open(self.path, "w", encoding="utf-8", newline="")
            csv.writer(self._file).writerow(["source", "line", "id", "reason"])
        csv.writer(self._file).writerow([source, line, _harmless(key or ""), reason])

    def close(self) -> None:
        """Ends the file."""
        if self._file:
            self._file.close()

    def __enter__(self) -> RejectedRows:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def rows(self) -> List[Tuple[str, str, int]]:
        """Source, reason and count."""
        return [(source, reason, n) for (source, reason), n in sorted(self.reasons.items())]

    def frame(self) -> pd.DataFrame:
        """The same for the report."""
        return pd.DataFrame(self.rows(), columns=["table", "reason", "rows"])


def _harmless(cell: str) -> str:
    return "'" + cell if cell[:1] in ("=", "+", "-", "@") else cell  # a spreadsheet would run it
