"""One sheet of a workbook (.xlsx), read with openpyxl: dates, numbers and texts as its cells hold them."""

from __future__ import annotations

import contextlib
import datetime
import functools
import itertools
import re
import warnings
import zipfile
from typing import Any, Iterator, List, Optional, Sequence, Tuple

from scvm.command.cells import CODES_OF_SIGN, CURRENCY, Amount, short, text
from scvm.command.csv_file import HEADER_WITHIN, Fault, Row, joined_names, place_of
from scvm.command.mapping import TableSource
from scvm.command.progress import progress
from scvm.command.refusal import Refused

_MOST_UNPACKED = 2_000_000_000  # bytes: openpyxl holds all texts of a workbook in memory
_MOST_ROWS = 1_048_576  # of a sheet of Excel; a file that names a later row would have us count up to it

_EPOCH = datetime.datetime(1899, 12, 30)  # of a workbook's numbers for days; those of old Macs begin in 1904

_CURRENCIES = frozenset(CODES_OF_SIGN).union(*CODES_OF_SIGN.values())

Numbered = Iterator[Tuple[int, Sequence[Any]]]


class SheetRows:
    """The rows of one sheet, streamed; the header is its first row that has all the wanted columns."""

    def __init__(self, source: TableSource) -> None:
        self.source, self.path, self._days_later = source, source.path, 0
        wanted, lines = set(source.named_columns), source.document.get("header_lines", 1)
        with self._opened() as rows:
            first = [(number, [text(cell.value) or "" for cell in row]) for number, row in itertools.islice(rows, HEADER_WITHIN)]
        found = _headers(first, lines)
        complete = [one for one in found if wanted and wanted <= set(one[1])]
        widest: Tuple[int, List[str]] = max(found, key=lambda one: sum(map(bool, one[1])), default=(0, []))
        self._before, self.header = (complete or [widest])[0]
        if not any(self.header):
            raise Refused(f"{self.path}: the sheet is empty: expected a row of headers")

    def index(self, column: str) -> int:
        """The place of a column; a duplicate header is an error only here, where it is needed."""
        return place_of(column, self.header, self.path)

    def rows(self) -> Iterator[Row]:
        """Every row after the header that has a cell, by its number in the sheet."""
        named = [i for i, name in enumerate(self.header) if name in set(self.source.named_columns)]
        serials = [self.header.index(name) for name in self.source.serial_columns if name in self.header]
        results: Optional[Numbered] = None
        with contextlib.ExitStack() as files:
            rows = files.enter_context(self._opened())
            bar = files.enter_context(progress(None, f"reading {self.path.name}", " rows"))
            for number, row in rows:
                if number <= self._before or all(cell.value is None for cell in row):
                    continue
                bar.update(1)
                computed = [i for i in named if i < len(row) and row[i].data_type == "f"]
                if computed:  # what a formula gave when the workbook was saved stands in a second reading of it
                    results = results or files.enter_context(self._opened(results=True))
                    row = next(each for at, each in results if at == number)
                cells = [_value(cell) for cell in row[: len(self.header)]]
                cells += [None] * (len(self.header) - len(cells))
                for i in serials if self._days_later else ():
                    cells[i] = self._day_of_windows(cells[i])
                fault = next((f"{short(self.header[i])}: {said}" for i in named if i < len(row) and (said := _fault(row[i], i in computed))), "")
                if not fault:
                    yield number, cells, ""
                    continue
                broken = Fault(fault)
                broken.cells = cells
                yield number, None, broken

    def _day_of_windows(self, cell: Any) -> Any:
        """A number of days, be it written as a text, as one that is counted from the usual first day."""
        if isinstance(cell, str):
            return str(float(cell) + self._days_later) if re.fullmatch(r"\s*\d{1,6}(\.\d+)?\s*", cell) else cell
        return cell + self._days_later if isinstance(cell, (int, float)) and not isinstance(cell, bool) else cell

    @contextlib.contextmanager
    def _opened(self, results: bool = False) -> Iterator[Numbered]:
        """The numbered rows of the sheet, with formulas or with their results."""
        try:
            import openpyxl
        except ImportError:
            raise Refused(f"{self.path}: workbooks need openpyxl (Debian: python3-openpyxl); or save the sheet as CSV") from None
        try:
            with zipfile.ZipFile(self.path) as packed:
                if sum(each.file_size for each in packed.infolist()) > _MOST_UNPACKED:
                    raise Refused(f"{self.path}: unpacks to more than {_MOST_UNPACKED:,} bytes")
            with open(self.path, "rb") as file, warnings.catch_warnings(), contextlib.closing(openpyxl.load_workbook(file, read_only=True, data_only=results)) as book:
                warnings.simplefilter("ignore")  # what openpyxl cannot keep, such as styles, is not read here
                self._days_later = (book.epoch - _EPOCH).days
                yield _numbered(self._sheet(book), str(self.path))
        except (Refused, OSError, GeneratorExit):
            raise
        except Exception as e:  # a damaged workbook ends in whatever its XML leads to
            raise Refused(f"{self.path}: cannot be read as a workbook: {short(str(e)) or type(e).__name__}") from None

    def _sheet(self, book: Any) -> Any:
        name = self.source.document.get("sheet")
        sheets = {sheet.title: sheet for sheet in book.worksheets}
        if name is not None and name not in sheets:
            raise Refused(f'{self.path}: there is no sheet "{short(name)}": {", ".join(map(short, sheets))}')
        if not sheets:
            raise Refused(f"{self.path}: the workbook has no sheet of cells")
        shown = [sheet for sheet in sheets.values() if sheet.sheet_state == "visible"]
        return sheets[name] if name is not None else (shown or list(sheets.values()))[0]


def _headers(rows: List[Tuple[int, List[str]]], lines: int) -> List[Tuple[int, List[str]]]:
    """What may be the header: the number of its last row, and its names."""
    if lines == 0:
        return [(0, [str(i + 1) for i in range(len(row))]) for _, row in rows if any(row)]
    return [(rows[i + lines - 1][0], joined_names([row for _, row in rows[i : i + lines]])) for i in range(len(rows) - lines + 1)]


def _numbered(sheet: Any, path: str) -> Numbered:
    sheet.reset_dimensions()  # some exports name the wrong ones
    for number, row in enumerate(sheet.iter_rows(), 1):
        if number > _MOST_ROWS:
            raise Refused(f"{path}: more than {_MOST_ROWS:,} rows")
        yield number, row


def _value(cell: Any) -> Any:
    """What a cell holds; a day is a date, which a workbook writes as its first moment."""
    value = cell.value
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date()
    if isinstance(value, (int, float)) and not isinstance(value, bool) and cell.has_style:
        sign = _currency_in(cell.number_format)
        return Amount(value, sign) if sign else value
    return value


@functools.lru_cache(maxsize=1000)
def _currency_in(form: str) -> str:
    """The sign or the code of the currency that a format of numbers shows; none of those that each country's Excel shows as its own."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS

    if form in BUILTIN_FORMATS.values():
        return ""
    first = form.split(";")[0]
    if named := re.search(r"\[\$([^\]-]+)", first):
        return named[1].strip()
    plain = re.sub(r"[_*].|\[[^\]]*\]", "", first).replace("\\", "").replace('"', "")
    found = CURRENCY.search(re.sub(r"[#0?.,]+", "0", plain).strip())
    return found[0] if found and found[0].rstrip(".").upper() in _CURRENCIES else ""  # a quoted PCS is none


def _fault(cell: Any, computed: bool) -> str:
    if cell.data_type == "e":
        return f"{cell.value}, an error of the workbook"
    if computed and cell.value is None:
        return "a formula without a result: open the workbook and save it again"
    return ""
