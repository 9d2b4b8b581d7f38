"""Rows with more than their file says of them: cells that merged cells leave blank, and columns of tables that are looked up by a key."""

from __future__ import annotations

import re
from typing import Any, Callable, Dict, Iterable, Iterator, List, Optional, Sequence, Tuple

from scvm.command.cells import short, text
from scvm.command.csv_file import BelowTable, Fault, Row
from scvm.command.mapping import TableSource
from scvm.command.refusal import Refused

_Key = Tuple[str, ...]


def id_form(source: TableSource) -> Optional[Callable[[str], str]]:
    """How ids are written that several sources write differently; None: as they are."""
    return {"whole numbers": whole_number, "lower case": str.lower}.get(source.document.get("ids", ""))


def whole_number(id: str) -> str:
    """The digits of an id that is a whole number: 7 of 007 and of 7.0; others as they are."""
    found = re.fullmatch(r"0*(\d+?)(?:[.,]0+)?", id)
    return found[1] if found else id


class FilledRows:
    """The rows of a table in which a blank cell of some columns says what the one above it says."""

    def __init__(self, rows: Any, columns: Sequence[str]) -> None:
        self._rows, self._columns, self.header = rows, columns, rows.header

    def index(self, column: str) -> int:
        """The place of a column."""
        place: int = self._rows.index(column)
        return place

    def rows(self) -> Iterator[Row]:
        """Every row."""
        places = [self._rows.index(column) for column in self._columns]
        last: Dict[int, Any] = {}
        for number, cells, fault in self._rows.rows():
            if cells is not None:
                cells = list(cells)
                for i in places:
                    if text(cells[i]) is None:
                        cells[i] = last.get(i)
                    else:
                        last[i] = cells[i]
            yield number, cells, fault


class EndedRows:
    """The rows of a table that ends before a row whose first filled cell begins with one of some texts; those below it have no cells."""

    def __init__(self, rows: Any, ends_at: Sequence[str]) -> None:
        self._rows, self._ends_at, self.header = rows, tuple(each.lower() for each in ends_at), rows.header

    def index(self, column: str) -> int:
        """The place of a column."""
        place: int = self._rows.index(column)
        return place

    def rows(self) -> Iterator[Row]:
        """Every row."""
        ended = False
        for number, cells, fault in self._rows.rows():
            start = getattr(fault, "start", "") if cells is None else next((said for cell in cells if (said := text(cell))), "")
            ended = ended or start.lower().startswith(self._ends_at)
            yield (number, None, BelowTable("below the table")) if ended else (number, cells, fault)


class JoinedRows:
    """The rows of a table, each with the columns of other tables that are asked for: "order.customer" of the one called order.

    Of a row without a partner these cells are empty. The other tables are held in memory, by the columns that are asked for.
    """

    def __init__(self, rows: Any, label: str, others: Sequence[Tuple[TableSource, Any]]) -> None:
        self._rows, self._label, self.header = rows, label, rows.header
        self._others = [_Other(source, other) for source, other in others]
        self._asked: List[Tuple[int, int]] = []  # which table (-1: this one), and the place there

    def index(self, column: str) -> int:
        """The place of a column: those asked for, in the order of asking."""
        place = self._place(column)
        if place not in self._asked:
            self._asked.append(place)
        return self._asked.index(place)

    def _place(self, column: str) -> Tuple[int, int]:
        for i, other in enumerate(self._others):
            if column.startswith(f"{other.name}."):
                return i, other.index(column[len(other.name) + 1 :])
        return -1, self._rows.index(column)

    def rows(self) -> Iterator[Row]:
        """Every row, with the cells that are asked for."""
        keys = [[self._place(name) for name in other.keys] for other in self._others]
        for other in self._others:
            other.read()
        nothing: Sequence[Any] = ()
        for number, cells, fault in self._rows.rows():
            if cells is None:
                yield number, None, fault if isinstance(fault, BelowTable) else Fault(fault)  # its cells stand in other places
                continue
            found: List[Sequence[Any]] = []

            def cell(at: Tuple[int, int], own: Sequence[Any] = cells, others: List[Sequence[Any]] = found) -> Any:
                if at[0] < 0:
                    return own[at[1]]
                return others[at[0]][at[1]] if at[0] < len(others) and others[at[0]] else None

            for other, key in zip(self._others, keys):
                found.append(other.rows.get(other.key(map(cell, key)), nothing))
            yield number, [cell(at) for at in self._asked], ""


class _Other:
    """A table that is looked up: its rows by their key, with the columns that are asked for."""

    def __init__(self, source: TableSource, rows: Any) -> None:
        self.name, self.keys = source.document["as"], list(source.document["on"])
        self.rows: Dict[_Key, Tuple[Any, ...]] = {}
        self._label, self._table, self._form = source.label, rows, id_form(source)
        self._places = [rows.index(name) for name in source.document["on"].values()]
        self._asked: List[int] = []

    def key(self, cells: Iterable[Any]) -> _Key:
        """The key that some cells are."""
        said = (text(cell) or "" for cell in cells)
        return tuple(map(self._form, said)) if self._form else tuple(said)

    def index(self, column: str) -> int:
        place = self._table.index(column)
        if place not in self._asked:
            self._asked.append(place)
        return self._asked.index(place)

    def read(self) -> None:
        for number, cells, fault in self._table.rows():
            if isinstance(fault, BelowTable):
                continue
            if cells is None:
                raise Refused(f"{self._label}: line {number}: {fault}")
            key = self.key(cells[i] for i in self._places)
            row = tuple(cells[i] for i in self._asked)
            if not all(key):
                continue
            if self.rows.setdefault(key, row) != row:
                raise Refused(f'{self._label}: line {number}: "{short(", ".join(key))}" was there before, with other values: expected a key that names one row')
