"""What became of every line that was read; the rejected ones go to a side file with their reasons."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass, field
from typing import IO, Any, Callable, Dict, List, Optional, Tuple

import pandas as pd

from scvm.command.cells import short
from scvm.command.private_file import harmless, open_private
from scvm.command.staging import Staging
from scvm.errors import without_offender

#: The ways of a line, in the order of the closing table.
READ = "read"
DELETED = "deleted"
NOT_SELECTED = "not selected"
NO_CUSTOMER = "without a customer"
ORPHAN = "of unknown customers"
OF_DELETED = "of deleted customers"
ERASED = "of people who were erased"
NO_OTHER = "with an unknown person"
NOT_A_SCALE = "not on a scale"
UNLINKED = "of accounts without permission"
REPEATED = "of an order read before"
LATER = "after the day of scoring"
IDEA = "also among the ideas"
BELOW = "below the table"
REJECTED = "rejected"
WAYS = (READ, DELETED, NOT_SELECTED, NO_CUSTOMER, ORPHAN, OF_DELETED, ERASED, NO_OTHER, UNLINKED, NOT_A_SCALE, REPEATED, LATER, IDEA, BELOW, REJECTED)


@dataclass
class SourceAccount:
    """The lines of one source; `ways` add up to `lines`.

    Where nothing of a source counts, customers would lose their scores. `needed`: also where there is no row at all.
    `selection`: what a row must say to be selected, `others`: what some say that are not. `part`: which of several sources
    of one staged table it is. `agreed_later`, `refused_later`: customers who decided after the day of scoring.
    """

    name: str
    kind: str
    lines: int = 0
    ways: "Counter[str]" = field(default_factory=Counter)
    needed: bool = True
    selection: str = ""
    others: List[str] = field(default_factory=list)
    fault: str = ""
    part: int = 0
    rows_of_a_line: int = 1  #: staged rows: of a sheet one for each question
    agreed_later: int = 0
    refused_later: int = 0

    @property
    def read(self) -> int:
        """The lines that went on to be scored."""
        return self.ways[READ]

    def count(self, way: str, lines: int = 1) -> None:
        """Counts lines that are new."""
        self.lines += lines
        self.ways[way] += lines

    def move(self, way: str, lines: int, before: str = READ) -> None:
        """Takes lines that were counted as read, or as something else before, to another way."""
        self.ways[before] -= lines
        self.ways[way] += lines

    def reject(self, reason: str) -> None:
        """Counts a rejected line; the first reason stands for all where every line is rejected."""
        self.count(REJECTED)
        self.fault = self.fault or reason

    def leave_out(self, said: Any) -> None:
        """Counts a line that is not selected, by what stands in the cell that decides."""
        self.count(NOT_SELECTED)
        if len(self.others) < 5 and (word := f'"{short(str(said))}"') not in self.others:
            self.others.append(word)

    def loss(self, staging: Staging) -> Optional[str]:
        """Why nothing of this source counts, in one line; None where something does."""
        beside = (DELETED, NOT_A_SCALE, NO_CUSTOMER, BELOW) if self.selection else (DELETED, NOT_A_SCALE, NO_CUSTOMER, BELOW, NOT_SELECTED)
        if self.read or self.ways[ERASED] or (not self.needed and self.lines == sum(self.ways[way] for way in beside)):
            return None
        if self.lines == self.ways[BELOW]:
            return f"{self.name}: there is no row"
        way, rows = self.ways.most_common(1)[0]
        if way == NOT_SELECTED and self.selection:
            return f"{self.name}: {self.selection} selects none of {counted(self.lines, 'row')}; there is {', '.join(self.others)}"
        are = "is" if rows == 1 else "are"
        said = f"{self.name}: none of {counted(self.lines, 'row')} counts, {rows:,} {are} {way}"
        if way in (ORPHAN, OF_DELETED):
            strange, known = staging.some_strangers(self.kind, self.part), staging.some_ids()
            return f"{said}: {_quoted(strange)} here, customers are {_quoted(known)}"
        return f"{said}: {self.fault}" if way == REJECTED else said

    def to_dict(self) -> Dict[str, Any]:
        """For --json."""
        ways = {way.replace(" ", "_"): self.ways[way] for way in WAYS if self.ways[way] or way == READ}
        later = {"agreed": self.agreed_later, "refused": self.refused_later}
        return {"source": self.name, "kind": self.kind, "lines": self.lines, **ways, **({"decided_later": later} if any(later.values()) else {})}


class RejectedRows:
    """The side file: source, line, id (the row's own or the customer's), reason. Made with its first row, so that no row means no file."""

    def __init__(self, path: Optional[str]) -> None:
        self.path = path
        self.total = 0
        self.reasons: "Counter[Tuple[str, str]]" = Counter()
        self._file: Optional[IO[str]] = None
        self.is_erased: Callable[[str], bool] = lambda id: False  #: of whom neither the id nor a value is written

    def add(self, source: str, line: int, key: Optional[str], reason: str) -> None:
        """Notes a row."""
        self.total += 1
        self.reasons[source, without_offender(reason)] += 1
        if self.path is None:
            return
        if self._file is None:
            self._file = open_private(self.path)
            csv.writer(self._file).writerow(["source", "line", "id", "reason"])
        if key and self.is_erased(key):
            key, reason = None, without_offender(reason)
        csv.writer(self._file).writerow(map(harmless, [source, line, key or "", reason]))

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


def counted(n: int, noun: str, nouns: str = "") -> str:
    """A number with what it counts."""
    return f"{n:,} {noun if n == 1 else nouns or noun + 's'}"


def _quoted(ids: List[str]) -> str:
    return ", ".join(f'"{short(id)}"' for id in ids) or "none"
