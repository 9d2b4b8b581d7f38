"""Delimited files as CRM systems export them: quoted or not, LF or CRLF, any encoding, doubled headers, cut off."""

from __future__ import annotations

import codecs
import contextlib
import csv
import difflib
import io
import itertools
import os
import pathlib
import re
from typing import IO, Any, Iterator, List, Optional, Sequence, Set, Tuple

from scvm.command.cells import short
from scvm.command.packed import DAMAGED, open_bytes
from scvm.command.progress import progress
from scvm.command.refusal import Refused

Row = Tuple[int, Optional[List[str]], str]  # number of its first line, cells, or the reason why there are none

LONGEST_CELL = 10_000_000
_DELIMITERS = (",", ";", "\t", "|")
HEADER_WITHIN = 30  # lines: exports put a title and the day before the header
_DELIMITER_LINE = re.compile(r'\ufeff?"?sep=(.)"?\r?\n?\Z')  # as Excel writes it


class Fault(str):
    """Why a row cannot be used, with those of its cells that stand where they belong."""

    cells: Sequence[Optional[str]] = ()
    start: str = ""  #: the first cell of the row that says anything


class BelowTable(Fault):
    """Why a line is no row: it stands below the end of its table."""


class CsvFile:
    """A file with a header line. Rows are streamed: memory does not grow with the file.

    The header is the first line that has all the wanted columns, by the first delimiter that shows them. One over `header_lines` lines
    is called by the first of them, where several columns share it by both: first/second; 0: columns are called 1, 2, 3. `quote` is what
    stands around cells, "none", or "line": around lines. `entry`: which file of a zip.
    """

    def __init__(
        self, path: pathlib.Path, encoding: str = "utf-8", delimiter: Optional[str] = None, wanted: Sequence[str] = (), *, quote: str = '"',
        header_lines: int = 1, entry: Optional[str] = None,
    ) -> None:  # fmt: skip
        self.path, self._quote, self._header_lines, self._entry = path, quote, header_lines, entry
        try:
            name = codecs.lookup(encoding).name
        except LookupError:
            raise Refused(f'{path}: encoding "{encoding}": unknown') from None
        self.encoding = self._marked("utf-8-sig" if name == "utf-8" else name)
        self.delimiter, self._before, self.header = self._find_header([delimiter] if delimiter else list(_DELIMITERS), set(wanted))

    def index(self, column: str) -> int:
        """The place of a column; a duplicate header is an error only here, where it is needed."""
        return place_of(column, self.header, self.path)

    def rows(self) -> Iterator[Row]:
        """Every row after the header; blank lines are skipped and counted nowhere."""
        width, header = len(self.header), list(self.header)
        held: Optional[Tuple[int, List[str]]] = None
        for number, cells, fault in self._raw_rows():
            if cells and cells[0] == header[0] and [name.strip() for name in cells[:width]] == header:
                cells, fault = None, Fault("the header again: are several files in one?")
            if held:
                yield _checked(*held, width, last=False)
            held = (number, cells) if cells is not None else None
            if cells is None:
                yield number, None, fault
        if held:
            yield _checked(*held, width, last=True)

    def _raw_rows(self) -> Iterator[Row]:
        size = os.path.getsize(self.path)
        with self._open() as (raw, file), progress(size, f"reading {self.path.name}", "B") as bar:
            reader = self._reader(bounded(file, self.path, "\n"), self.delimiter)
            csv.field_size_limit(LONGEST_CELL)
            first = shown = 0
            while True:
                first = reader.line_num + 1
                try:
                    row = next(reader, None)
                except csv.Error as e:
                    if "unexpected end of data" not in str(e):
                        raise Refused(f"{self.path}: line {first}: {_csv_fault(e)}") from None
                    yield first, None, Fault("the file ends in the middle of this row")
                    break
                except UnicodeDecodeError as e:
                    raise self._undecodable(e) from None
                except DAMAGED as e:
                    raise Refused(f"{self.path}: line {first}: {e}") from None
                if row is None:
                    break
                if reader.line_num - shown > 20_000:
                    shown = reader.line_num
                    bar.update(raw.tell() - bar.n)
                if first > self._before and row:
                    yield first, _split(row, self.delimiter), ""

    def _find_header(self, delimiters: List[str], wanted: Set[str]) -> Tuple[str, int, List[str]]:
        """The delimiter, the number of lines up to the end of the header, and its names."""
        try:
            with self._open() as (_, file):
                lines = list(itertools.islice(bounded(file, self.path, "\n"), HEADER_WITHIN))
        except UnicodeDecodeError as e:
            raise self._undecodable(e) from None
        except FileNotFoundError:
            raise
        except DAMAGED as e:
            raise Refused(f"{self.path}: {e}") from None
        if lines and "\0" in lines[0]:
            raise Refused(f'{self.path}: line 1 has NUL bytes: is the file UTF-16? Then say "encoding": "utf-16-le" (or "utf-16-be") in the mapping')
        skipped = 0
        if lines and (named := _DELIMITER_LINE.match(lines[0])):
            skipped, delimiters = 1, [named[1]]
        found = [(each, *row) for each in delimiters for row in self._headers(lines[skipped:], each)]
        complete = [one for one in found if wanted and wanted <= set(one[2])]
        first = [next((one for one in found if one[0] == each), None) for each in delimiters]
        widest = max((one for one in first if one), key=lambda one: len(one[2]), default=None)
        if not widest:
            fault = next(_faults_of(lines[skipped:], delimiters[0]), "the file is empty: expected a header line")
            raise Refused(f"{self.path}: {fault}")
        delimiter, end, names = complete[0] if complete else widest
        return delimiter, end + skipped, names

    def _headers(self, lines: List[str], delimiter: str) -> Iterator[Tuple[int, List[str]]]:
        """What may be the header: the number of lines up to its end, and its names."""
        rows = [(end, _stripped(_split(row, delimiter))) for end, row in _rows_of(self._reader(lines, delimiter))]
        if self._header_lines == 0:
            yield from [(0, [str(i + 1) for i in range(len(row))]) for _, row in rows if any(row)]
            return
        for i in range(len(rows) - self._header_lines + 1):
            names = joined_names([row for _, row in rows[i : i + self._header_lines]])
            if names:
                yield rows[i + self._header_lines - 1][0], names

    def _reader(self, lines: Any, delimiter: str) -> Any:
        if self._quote == "line":
            return csv.reader(_without_quotes(lines), delimiter=delimiter, strict=True)
        if self._quote == "none":
            return csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE)
        return csv.reader(lines, delimiter=delimiter, quotechar=self._quote, strict=True, skipinitialspace=delimiter == " ")

    def _marked(self, encoding: str) -> str:
        """The encoding that the first bytes of the file tell, or else the one that is named."""
        with contextlib.suppress(*DAMAGED), open_bytes(self.path, self._entry) as (_, data):
            return marked_encoding(data.read(4)) or encoding
        return encoding

    def _open(self) -> Any:
        return _Opened(self.path, self.encoding, self._entry)

    def _undecodable(self, error: UnicodeDecodeError) -> Refused:
        """Finds the line: the decoder knows only the place within its buffer."""
        with contextlib.suppress(*DAMAGED), open_bytes(self.path, self._entry) as (_, file):
            for number, line in enumerate(bounded(file, self.path, b"\n"), 1):
                try:
                    line.decode(self.encoding)
                except UnicodeDecodeError as e:
                    byte = line[e.start]
                    return Refused(
                        f"{self.path}: line {number}: byte 0x{byte:02X} is no {self.encoding.replace('-sig', '')}:"
                        f' the file seems to be Latin-1; say "encoding": "latin-1" (or "cp1252") in the mapping'
                    )
        return Refused(f"{self.path}: no {self.encoding} text: {error.reason}")


class _Opened:
    """The bytes and the text of a file, for a with statement."""

    def __init__(self, path: pathlib.Path, encoding: str, entry: Optional[str]) -> None:
        self._path, self._encoding, self._entry = path, encoding, entry

    def __enter__(self) -> Tuple[IO[bytes], IO[str]]:
        self._files = contextlib.ExitStack()
        raw, data = self._files.enter_context(open_bytes(self._path, self._entry))
        return raw, self._files.enter_context(io.TextIOWrapper(data, encoding=self._encoding, newline=""))

    def __exit__(self, *_: object) -> None:
        self._files.close()


def marked_encoding(start: bytes) -> Optional[str]:
    """The encoding that a file's first four bytes name; None where they name none."""
    if start in (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE):
        return "utf-32"
    if start[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return "utf-16"
    return "utf-8-sig" if start[:3] == codecs.BOM_UTF8 else None


def joined_names(rows: Sequence[Sequence[str]]) -> List[str]:
    """The names of columns whose header goes over several lines: those of the first, first/second where several columns share one.

    A blank cell continues the one on its left.
    """
    first, *others = rows
    if not others:
        return list(first)
    width = max(map(len, rows))
    names: List[str] = []
    groups: List[str] = []
    for i in range(width):
        own = first[i] if i < len(first) else ""
        below = next((row[i] for row in others if i < len(row) and row[i]), "")
        groups.append(own or (groups[-1] if groups and (below or i < len(first)) else ""))
        names.append(below)
    shared = {group for group in groups if groups.count(group) > 1}
    return [group if group not in shared else f"{group}/{name}" if name else group for group, name in zip(groups, names)]


def bounded(file: Any, path: pathlib.Path, end: Any) -> Iterator[Any]:
    """The lines of a file, none of which is longer than a row may be: what never ends would fill the memory."""
    read, number = file.readline, 0
    while line := read(LONGEST_CELL):
        number += 1
        if len(line) == LONGEST_CELL and not line.endswith(end):
            raise Refused(f"{path}: line {number}: more than {LONGEST_CELL:,} characters without an end")
        yield line


def place_of(column: str, header: Sequence[str], path: pathlib.Path) -> int:
    """The place of a column in the header of a file. Raises Refused unless it is there once."""
    found = [i for i, name in enumerate(header) if name == column]
    if len(found) == 1:
        return found[0]
    if found:
        places = " and ".join(str(i + 1) for i in found)
        raise Refused(f'{path}: duplicate header "{column}", in columns {places}: rename one in the file')
    raise Refused(f"{path}: {no_column('column', column, header)}")


def no_column(what: str, name: str, names: Sequence[str]) -> str:
    """That a column or key is not there, with the one that may be meant, or with those that are."""
    near = [each for each in names if each.lower() == name.lower()] or difflib.get_close_matches(name, names, 1)
    hint = f'; did you mean "{near[0]}"?' if near else f": {', '.join(map(short, names[:60]))}"
    return f'there is no {what} "{name}"{hint}'


def _rows_of(reader: Any) -> Iterator[Tuple[int, List[str]]]:
    """The rows of the first lines that have a cell: the number of lines up to their end, and their cells."""
    with contextlib.suppress(csv.Error):
        for row in reader:
            if any(map(str.strip, row)):
                yield reader.line_num, row


def _split(row: List[str], delimiter: str) -> List[str]:
    """The cells of a row, or, where they stand apart by any number of blanks, those that there are."""
    return [cell for cell in row if cell] if delimiter == " " else row


def _stripped(row: Sequence[str]) -> List[str]:
    """The cells of a header without blanks around them, and without what a delimiter at its end makes."""
    names = [name.strip("\ufeff \t\r\n\v\f\u00a0") for name in row]
    while names and not names[-1]:
        names.pop()
    return names


def _without_quotes(lines: Any) -> Iterator[str]:
    """Lines without the quotes around each of them."""
    for line in lines:
        text = line.rstrip("\r\n")
        yield text[1:-1].replace('""', '"') + "\n" if text[:1] == text[-1:] == '"' and len(text) > 1 else line


def _faults_of(lines: List[str], delimiter: str) -> Iterator[str]:
    try:
        list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error as e:
        yield f"line 1: {_csv_fault(e)}"


def _csv_fault(error: csv.Error) -> str:
    said = str(error)
    if "field larger than field limit" in said:
        return f"a cell of more than {LONGEST_CELL:,} characters: is there a quote that nobody closes?"
    return said


def _checked(number: int, cells: List[str], width: int, last: bool) -> Row:
    if len(cells) == width or (len(cells) > width and not any(map(str.strip, cells[width:]))):  # a delimiter at the end
        return number, cells, ""
    short_end = last and len(cells) < width
    said = f"{len(cells)} of {width} cells" if short_end else f"{len(cells)} cells where the header has {width}"
    fault = Fault(f"the file ends in the middle of this row: {said}" if short_end else said)
    fault.cells = cells[:-1] if short_end else cells  # the last one may be cut
    fault.start = next((cell.strip() for cell in cells if cell.strip()), "")
    return number, None, fault
