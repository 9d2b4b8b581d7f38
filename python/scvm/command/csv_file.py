"""Delimited files as CRM systems export them: quoted or not, LF or CRLF, any encoding, doubled headers, cut off."""

from __future__ import annotations

import codecs
import contextlib
import csv
import difflib
import gzip
import io
import itertools
import os
import pathlib
import re
import zlib
from typing import IO, Any, Iterator, List, Optional, Sequence, Set, Tuple

from scvm.command.cells import short
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


class CsvFile:
    """A file with a header line. Rows are streamed: memory does not grow with the file.

    The header is the first line that has all the wanted columns, by the first delimiter that shows them.
    """

    def __init__(self, path: pathlib.Path, encoding: str = "utf-8", delimiter: Optional[str] = None, wanted: Sequence[str] = ()) -> None:
        self.path = path
        try:
            name = codecs.lookup(encoding).name
        except LookupError:
            raise Refused(f'{path}: encoding "{encoding}": unknown') from None
        self.encoding = "utf-8-sig" if name == "utf-8" else name
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
            reader = csv.reader(bounded(file, self.path, "\n"), delimiter=self.delimiter, strict=True)
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
                except (EOFError, OSError, zlib.error) as e:
                    raise Refused(f"{self.path}: line {first}: {e}") from None
                if row is None:
                    break
                if reader.line_num - shown > 20_000:
                    shown = reader.line_num
                    bar.update(raw.tell() - bar.n)
                if first > self._before and row:
                    yield first, row, ""

    def _find_header(self, delimiters: List[str], wanted: Set[str]) -> Tuple[str, int, List[str]]:
        """The delimiter, the number of lines up to the end of the header, and its names."""
        try:
            with self._open() as (_, file):
                lines = list(itertools.islice(bounded(file, self.path, "\n"), HEADER_WITHIN))
        except UnicodeDecodeError as e:
            raise self._undecodable(e) from None
        except (EOFError, gzip.BadGzipFile, zlib.error) as e:
            raise Refused(f"{self.path}: {e}") from None
        if lines and "\0" in lines[0]:
            raise Refused(f'{self.path}: line 1 has NUL bytes: is the file UTF-16? Then say "encoding": "utf-16-le" (or "utf-16-be") in the mapping')
        skipped = 0
        if lines and (named := _DELIMITER_LINE.match(lines[0])):
            skipped, delimiters = 1, [named[1]]
        found = [(each, end, names) for each in delimiters for end, names in _rows_of(lines[skipped:], each)]
        complete = [one for one in found if wanted and wanted <= set(one[2])]
        first = [next((one for one in found if one[0] == each), None) for each in delimiters]
        widest = max((one for one in first if one), key=lambda one: len(one[2]), default=None)
        if not widest:
            fault = next(_faults_of(lines[skipped:], delimiters[0]), "the file is empty: expected a header line")
            raise Refused(f"{self.path}: {fault}")
        delimiter, end, names = complete[0] if complete else widest
        return delimiter, end + skipped, names

    def _open(self) -> Any:
        return _Opened(self.path, self.encoding)

    def _undecodable(self, error: UnicodeDecodeError) -> Refused:
        """Finds the line: the decoder knows only the place within its buffer."""
        with self._open() as (raw, _):
            start = raw.read(4)
        if start[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            name = "utf-32" if start == codecs.BOM_UTF32_LE else "utf-16"
            return Refused(f'{self.path}: the file is {name.upper()}: say "encoding": "{name}" in the mapping')
        with contextlib.suppress(EOFError, OSError, zlib.error), open_bytes(self.path) as (_, file):
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

    def __init__(self, path: pathlib.Path, encoding: str) -> None:
        self._path, self._encoding = path, encoding

    def __enter__(self) -> Tuple[IO[bytes], IO[str]]:
        self._files = contextlib.ExitStack()
        raw, data = self._files.enter_context(open_bytes(self._path))
        return raw, self._files.enter_context(io.TextIOWrapper(data, encoding=self._encoding, newline=""))

    def __exit__(self, *_: object) -> None:
        self._files.close()


@contextlib.contextmanager
def open_bytes(path: pathlib.Path) -> Iterator[Tuple[IO[bytes], Any]]:
    """The file, whose place tells how far one is, and its bytes, unpacked where its name ends in .gz."""
    with open(path, "rb") as raw:
        magic = raw.read(4)
        if magic == b"PK\x03\x04":
            raise Refused(f'{path}: is a workbook or an archive: of a workbook say "format": "xlsx", or save its sheet as CSV')
        if magic == b"\xd0\xcf\x11\xe0":
            raise Refused(f"{path}: is a workbook of the old form .xls: save it as .xlsx or CSV")
        raw.seek(0)
        if path.suffix == ".gz":
            with gzip.GzipFile(fileobj=raw) as data:
                yield raw, data
        else:
            yield raw, raw


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


def _rows_of(lines: List[str], delimiter: str) -> Iterator[Tuple[int, List[str]]]:
    """The rows of the first lines that have a cell: the number of lines up to their end, and their cells without blanks."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    with contextlib.suppress(csv.Error):
        for row in reader:
            names = [name.strip("\ufeff \t\r\n\v\f\u00a0") for name in row]
            while names and not names[-1]:
                names.pop()  # a delimiter at the end of the line
            if names:
                yield reader.line_num, names


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
    return number, None, fault
