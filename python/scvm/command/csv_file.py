"""Delimited files as CRM systems export them: quoted or not, LF or CRLF, any encoding, doubled headers, cut off."""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import os
import pathlib
from typing import IO, Any, Iterator, List, Optional, Tuple

from scvm.command.cells import short
from scvm.command.progress import progress
from scvm.command.refusal import Refused

Row = Tuple[int, Optional[List[str]], str]  # number of its first line, cells, or the reason why there are none

_LONGEST_CELL = 10_000_000


class CsvFile:
    """A file with a header line. Rows are streamed: memory does not grow with the file."""

    def __init__(self, path: pathlib.Path, encoding: str = "utf-8", delimiter: str = ",") -> None:
        self.path = path
        self.delimiter = delimiter
        try:
            name = codecs.lookup(encoding).name
        except LookupError:
            raise Refused(f'{path}: encoding "{encoding}": unknown') from None
        self.encoding = "utf-8-sig" if name == "utf-8" else name
        self.header = self._read_header()

    def index(self, column: str) -> int:
        """The place of a column; a duplicate header is an error only here, where it is needed."""
        found = [i for i, name in enumerate(self.header) if name == column]
        if len(found) == 1:
            return found[0]
        if found:
            places = " and ".join(str(i + 1) for i in found)
            raise Refused(f'{self.path}: duplicate header "{column}", in columns {places}: rename one in the file')
        near = [name for name in self.header if name.lower() == column.lower()]
        hint = f'; did you mean "{near[0]}"?' if near else f": {', '.join(map(short, self.header[:60]))}"
        raise Refused(f'{self.path}: there is no column "{column}"{hint}')

    def rows(self) -> Iterator[Row]:
        """Every row after the header; blank lines are skipped and counted nowhere."""
        width = len(self.header)
        held: Optional[Tuple[int, List[str]]] = None
        for number, cells, fault in self._raw_rows():
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
            reader = csv.reader(file, delimiter=self.delimiter, strict=True)
            csv.field_size_limit(_LONGEST_CELL)
            first = shown = 0
            while True:
                first = reader.line_num + 1
                try:
                    row = next(reader, None)
                except csv.Error as e:
                    if "unexpected end of data" not in str(e):
                        raise Refused(f"{self.path}: line {first}: {_csv_fault(e)}") from None
                    yield first, None, "the file ends in the middle of this row"
                    break
                except UnicodeDecodeError as e:
                    raise self._undecodable(e) from None
                except (EOFError, OSError) as e:
                    raise Refused(f"{self.path}: line {first}: {e}") from None
                if row is None:
                    break
                if reader.line_num - shown > 20_000:
                    shown = reader.line_num
                    bar.update(raw.tell() - bar.n)
                if first > 1 and row:
                    yield first, row, ""

    def _read_header(self) -> List[str]:
        try:
            with self._open() as (_, file):
                row = next(csv.reader(file, delimiter=self.delimiter, strict=True), None)
        except UnicodeDecodeError as e:
            raise self._undecodable(e) from None
        except csv.Error as e:
            raise Refused(f"{self.path}: line 1: {_csv_fault(e)}") from None
        except (EOFError, gzip.BadGzipFile) as e:
            raise Refused(f"{self.path}: {e}") from None
        if not row:
            raise Refused(f"{self.path}: the file is empty: expected a header line")
        return [name.strip() for name in row]

    def _open(self) -> Any:
        return _Opened(self.path, self.encoding)

    def _undecodable(self, error: UnicodeDecodeError) -> Refused:
        """Finds the line: the decoder knows only the place within its buffer."""
        with self._open() as (raw, _):
            start = raw.read(4)
        if start[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            return Refused(f'{self.path}: the file is UTF-16: say "encoding": "utf-16" in the mapping')
        packed = self.path.suffix == ".gz"
        with gzip.open(self.path) if packed else open(self.path, "rb") as file:
            for number, line in enumerate(file, 1):
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
        self._raw = open(self._path, "rb")
        data: Any = gzip.GzipFile(fileobj=self._raw) if self._path.suffix == ".gz" else self._raw
        self._text = io.TextIOWrapper(data, encoding=self._encoding, newline="")
        return self._raw, self._text

    def __exit__(self, *_: object) -> None:
        self._text.close()
        self._raw.close()


def _csv_fault(error: csv.Error) -> str:
    said = str(error)
    if "field larger than field limit" in said:
        return f"a cell of more than {_LONGEST_CELL:,} characters: is there a quote that nobody closes?"
    return said


def _checked(number: int, cells: List[str], width: int, last: bool) -> Row:
    if len(cells) == width:
        return number, cells, ""
    if last and len(cells) < width:
        return number, None, f"the file ends in the middle of this row: {len(cells)} of {width} cells"
    return number, None, f"{len(cells)} cells where the header has {width}"
