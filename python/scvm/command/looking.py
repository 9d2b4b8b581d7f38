"""What a file or table is, by its content: how it is packed and encoded, where its header stands, what is no row of it, and a sample of rows.

Memory is bounded by the sample, however long the file is or its only line.
"""

from __future__ import annotations

import codecs
import contextlib
import csv
import os
import pathlib
import re
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Dict, Iterator, List, Optional, Sequence, Tuple

from scvm.command.cells import DayStyle, NumberStyle, short, text
from scvm.command.csv_file import HEADER_WITHIN, joined_names, marked_encoding
from scvm.command.json_file import json_objects
from scvm.command.mapping import TableSource
from scvm.command.packed import DAMAGED, entries, open_bytes, packed_form, plain_name
from scvm.command.refusal import Refused

SAMPLE = 5_000  #: rows
_HEAD = 1 << 20  # bytes: where encoding, delimiter and header are found out
_CHECKED = 256 << 20  # bytes: so far it is checked that they are UTF-8
_TAIL = 1 << 16
_DELIMITERS = ",;\t|^~\x1f\x01"
_WESTERN = set("äöüÄÖÜßéèêëàâáçñíîïóôòúûùåøæœÉÈÀÇÑØÅÆ€£§°–—„“”’…«»®©´²³½")
_ENCODINGS = ("cp1252", "mac_roman", "cp850")
_NO_DATA = {
    ".md", ".html", ".htm", ".pdf", ".png", ".jpg", ".jpeg", ".doc", ".docx", ".py", ".sh", ".log", ".ini", ".yml", ".yaml", ".jsonc", ".notes", ".lock", ".sqlite", ".db",
}  # fmt: skip
_OTHER = [
    (b"%PDF", "a PDF"), (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"), (b"SQLite format 3\0", "a database of SQLite: give sqlite:///{path} in its place"),
    (b"{\\rtf", "a text with styles"),
]  # fmt: skip
_MARKUP = re.compile(rb"\s*(<\?xml|<!doctype html|<html|<table|<meta|<body)", re.IGNORECASE)

_BELOW = re.compile(
    r"((?:grand |sub)?totals?|sum|summe|gesamt(?:summe|ergebnis)?|zwischensumme|ergebnis|insgesamt|average|mean|mittelwert|durchschnitt|anzahl|count|confidential|copyright|©|\(c\)|generated|"
    r"exported|exportiert|erstellt|stand|quelle|source|report|bericht|filter|page|seite|\*{2,}|-{3,}|={3,})(?![a-zäöü])",
    re.IGNORECASE,
)


@dataclass
class Look:
    """One table: the words of a mapping that read it, its columns, a sample of its rows, and what was seen."""

    label: str
    reading: Dict[str, Any]
    header: List[str] = field(default_factory=list)
    rows: List[Sequence[Any]] = field(default_factory=list)
    said: List[str] = field(default_factory=list)
    texts: Dict[str, str] = field(default_factory=dict)  #: what a column asks, where a second line of the header says it
    is_whole: bool = False  #: the sample is all there is
    is_records: bool = False  #: whole records of customers, which need no columns
    folder: pathlib.Path = field(default_factory=pathlib.Path)

    def column(self, name: str) -> List[Any]:
        """The sample of a column."""
        place = self.header.index(name)
        return [row[place] for row in self.rows]

    def all_of(self, name: str, connection: Any = None) -> Iterator[Any]:
        """Every cell of a column, beyond the sample."""
        from scvm.command.readers import open_rows  # it reads by this module's findings

        source = self._source({**self.reading, "columns": {"id": name}}, [name])
        rows = open_rows(source, connection)
        place = rows.index(name)
        for _, cells, _ in rows.rows():
            if cells is not None:
                yield cells[place]

    def sample(self, connection: Any = None) -> None:
        """Fills header and rows from what `reading` says; of JSON the columns are those that its objects have."""
        from scvm.command.readers import open_rows

        if self.reading.get("format") == "ndjson":
            self._sample_objects()
            return
        source = self._source(self.reading, self.header)
        rows = open_rows(source, connection)
        self.header = list(rows.header)
        ends = tuple(each.lower() for each in self.reading.get("ends_at", ()))
        self.is_whole = True
        found = rows.rows()
        for _, cells, fault in found:
            start = getattr(fault, "start", "") if cells is None else next((said for cell in cells if (said := text(cell))), "")
            if ends and start.lower().startswith(ends):
                break
            if cells is not None:
                self.rows.append(cells)
            if len(self.rows) >= SAMPLE:
                self.is_whole = False
                break
        found.close()

    def _source(self, document: Dict[str, Any], wanted: Sequence[str]) -> TableSource:
        document = {**document, "columns": {f"column {i}": name for i, name in enumerate(wanted)}}
        return TableSource("looked at", document, self.folder, DayStyle(), NumberStyle())

    def _sample_objects(self) -> None:
        names: Dict[str, None] = {}
        lists: Counter[str] = Counter()
        objects: List[Dict[str, Any]] = []
        self.is_whole = True
        for number, found, fault in json_objects(self._source(self.reading, ())):
            if found is None:
                if number == 1:
                    raise Refused(f"{self.label}: {fault}: expected one object a line, or one array of objects")
                continue
            flat: Dict[str, Any] = {}
            _flatten(found, "", flat, lists)
            names.update(dict.fromkeys(flat))
            objects.append(flat)
            if len(objects) >= SAMPLE:
                self.is_whole = False
                break
        self.is_records = bool(objects) and "id" in names and any(each in lists for each in ("transactions", "purchases", "surveys", "answers", "interactions"))
        self.header = list(names)
        self.rows = [[each.get(name) for name in self.header] for each in objects]
        if lists and not self.is_records:
            self.said.append(f"lists within the objects are not read: {', '.join(sorted(lists))}")


def _flatten(document: Dict[str, Any], before: str, flat: Dict[str, Any], lists: "Counter[str]") -> None:
    for name, value in document.items():
        if isinstance(value, dict):
            _flatten(value, f"{before}{name}.", flat, lists)
        elif isinstance(value, list):
            lists[before + name] += 1
        else:
            flat[before + name] = value


def files_in(named: Sequence[str]) -> List[pathlib.Path]:
    """The files that some names, patterns and folders mean; of a folder those that may hold data."""
    result: Dict[pathlib.Path, None] = {}
    for name in named:
        path = pathlib.Path(name)
        if path.is_dir():
            found = [each for each in sorted(path.iterdir()) if each.is_file() and _may_be_data(each)]
            if not found:
                raise Refused(f"{path}: there is no file of data in this folder")
        elif path.exists():
            found = [path]
        else:
            found = sorted(path.parent.glob(path.name)) if re.search(r"[*?\[]", path.name) else []
            if not found:
                raise Refused(f"{path}: there is no such file")
        result.update(dict.fromkeys(found))
    return list(result)


def _may_be_data(path: pathlib.Path) -> bool:
    """Not what scvm itself writes beside an export, nor what no table can be in."""
    if path.name.startswith((".", "~$")) or path.suffix.lower() in _NO_DATA or path.stat().st_size == 0:
        return False
    if path.suffix.lower() == ".json":
        with open(path, "rb") as file:
            return re.search(rb'"schema"\s*:\s*"scvm-', file.read(4096)) is None
    if plain_name(path.name).endswith(".csv") and path.stat().st_size:
        with contextlib.suppress(*DAMAGED, Refused), open_bytes(path) as (_, data):
            return not re.match(rb"(?:\xef\xbb\xbf)?id,status,reason,", data.read(40))  # scores
    return True


def look_at(path: pathlib.Path, folder: pathlib.Path) -> List[Look]:
    """The tables in a file: one, or one of each sheet or file in a zip. `folder`: the mapping's."""
    form = packed_form(path)
    named = os.path.relpath(path, folder) if not path.is_absolute() or folder.is_absolute() else str(path)
    if form == "xlsx":
        return _sheets(path, named, folder)
    if form == "parquet":
        found = Look(path.name, {"path": named, "format": "parquet"} if not named.lower().endswith(".parquet") else {"path": named}, folder=folder)
        found.sample()
        return [found]
    inside = entries(path)
    several: List[Optional[str]] = [*inside] if len(inside) > 1 else [None]
    results = []
    for entry in several:
        if entry is not None and pathlib.PurePath(entry).suffix.lower() in _NO_DATA:
            continue
        found = Look(path.name if entry is None else f"{path.name}: {entry}", {"path": named, **({"entry": entry} if entry else {})}, folder=folder)
        _look_at_text(path, entry or (inside[0] if inside else None), found)
        results.append(found)
    return results


def _look_at_text(path: pathlib.Path, entry: Optional[str], found: Look) -> None:
    try:
        with open_bytes(path, entry) as (_, data):
            head = data.read(_HEAD)
    except Refused:
        raise
    except DAMAGED as e:
        raise Refused(str(e) if isinstance(e, FileNotFoundError) else f"{path}: cannot be unpacked: {e}") from None
    if not head.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise Refused(f"{found.label}: the file is empty")
    for magic, what in _OTHER:
        if head.startswith(magic):
            raise Refused(f"{found.label}: is {what.format(path=path)}{'' if '{' in what else ': export the data as CSV or .xlsx'}")
    if _MARKUP.match(head.lstrip(codecs.BOM_UTF8)):
        raise Refused(f"{found.label}: is HTML or XML, whatever its name says: open it in a spreadsheet program, and save it as .xlsx or CSV")
    begin = head.lstrip(codecs.BOM_UTF8).lstrip()
    if begin[:1] in (b"{", b"["):
        found.reading["format"] = "ndjson"
        found.sample()
        return
    encoding = _encoding(path, entry, head, found)
    if encoding not in ("utf-8", "utf-8-sig"):
        found.reading["encoding"] = encoding
    lines = _text(head, encoding).splitlines(keepends=True)
    if len(head) == _HEAD:
        if len(lines) < 2:
            raise Refused(f"{found.label}: line 1 goes on for more than {_HEAD:,} bytes: a table has a line a row; is it one long JSON text, or has it other line ends?")
        lines = lines[:-1]
    _table_of(lines[:2_000], found)
    _end_of(path, entry, encoding, found)
    found.sample()


def _text(data: bytes, encoding: str) -> str:
    return codecs.getincrementaldecoder(encoding)("replace").decode(data).lstrip("\ufeff")


def _encoding(path: pathlib.Path, entry: Optional[str], head: bytes, found: Look) -> str:
    """By the mark at the beginning, or else by evidence: UTF-8 where all is, UTF-16 where every other byte is 0, or what makes letters of the rest."""
    if marked := marked_encoding(head[:4]):
        return marked
    zeros = [head[0:4000:2].count(0), head[1:4000:2].count(0)]
    if max(zeros) > len(head[:4000]) / 5:
        found.said.append("every other byte is 0: UTF-16")
        return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
    if head.count(0) > 10:
        raise Refused(f"{found.label}: is no text: expected a table as CSV, JSON, .xlsx or Parquet")
    decoder, place = codecs.getincrementaldecoder("utf-8")(), 0
    part = b""
    with contextlib.suppress(*DAMAGED), open_bytes(path, entry) as (_, data):
        try:
            while place < _CHECKED and (part := data.read(_HEAD)):
                decoder.decode(part)
                place += len(part)
            return "utf-8"
        except UnicodeDecodeError as e:
            bad, at = part[max(0, e.start - 200) : e.start + 200_000], place + e.start
    foreign = re.findall(rb"[\x80-\xff]", head + bad)
    letters = {name: sum(chr in _WESTERN for chr in b"".join(foreign).decode(name, "replace")) / len(foreign) for name in _ENCODINGS}
    best = max(_ENCODINGS, key=lambda name: letters[name])
    if letters[best] < 0.6 or _is_other_script((head + bad).decode(best, "replace")):
        best = _guessed(head + bad) or best
    shown = next((word for word in re.findall(r"\w*[^\x00-\x7f]\w*", bad.decode(best, "replace")) if len(word) > 2), "")
    found.said.append(f"byte {at:,} is no UTF-8; as {best} it says {shown!r}" if shown else f"byte {at:,} is no UTF-8; read as {best}")
    return best


def _is_other_script(said: str) -> bool:
    """Whether words have no letter of ASCII at all: Western languages have few such words, others little else."""
    foreign = [word for word in re.findall(r"[^\W\d_]{3,}", said) if not word.isascii()]
    return sum(not re.search("[A-Za-z]", word) for word in foreign) > 0.3 * len(foreign)


def _guessed(data: bytes) -> Optional[str]:
    """What charset_normalizer takes a text of another script for, where it is installed."""
    try:
        import charset_normalizer
    except ImportError:
        return None
    found = charset_normalizer.from_bytes(data[:100_000]).best()
    return None if found is None else str(found.encoding)


def _table_of(lines: List[str], found: Look) -> None:
    """Delimiter, quotes and header of a text."""
    named = re.match(r'"?sep=(.)"?\r?\n?\Z', lines[0])
    if named:
        found.said.append(f"its first line says that {named[1]!r} separates")
        lines = lines[1:]
    quote = '"'
    full = [line.rstrip("\r\n") for line in lines if line.strip()]
    quoted = [line for line in full if len(line) > 2 and line[0] == line[-1] == '"' and not re.search(r'(?<!")"(?:[,;\t|])"(?!")', line) and re.search(r"[,;\t|]", line)]
    if len(quoted) > 0.8 * len(full) and len(full) > 1:
        quote, lines = "line", [line[1:-1].replace('""', '"') + "\n" if line[:1] == line[-1:] == '"' else line + "\n" for line in full]
    elif sum(len(re.findall(r"(?:^|[,;\t|])'[^']*'(?=[,;\t|]|$)", line)) for line in full[:50]) > len(full[:50]):
        quote = "'"
    delimiters = [named[1]] if named else list(_DELIMITERS)
    parsed = {each: _rows(lines, each, quote) for each in delimiters}
    strict = max(parsed, key=lambda each: _fit(parsed[each]))
    if _fit(parsed[strict])[0] < 0.9 and quote == '"':
        plain = {each: [line.split(each) for line in full] for each in delimiters}
        other = max(plain, key=lambda each: _fit(plain[each]))
        if _fit(plain[other])[0] > _fit(parsed[strict])[0] + 0.05:
            strict, parsed, quote = other, plain, "none"
    delimiter, rows = strict, parsed[strict]
    if _width(rows) < 2 and not named:
        blanks = [line.split() for line in full]
        if _fit(blanks)[0] > 0.95 and _width(blanks) > 1 and all(re.search(r"\d", line) for line in full[1:20]):
            delimiter, rows = " ", blanks
    if quote != '"':
        found.reading["quote"] = quote
    if _width(rows) > 1 and (delimiter not in ",;\t|" or not named):
        found.reading["delimiter"] = delimiter
    _header_of(rows, found)


def _rows(lines: List[str], delimiter: str, quote: str) -> List[List[str]]:
    result: List[List[str]] = []
    with contextlib.suppress(csv.Error):
        for row in csv.reader(lines, delimiter=delimiter, quotechar="'" if quote == "'" else '"', strict=True):
            result.append(row)
        return result
    return result if len(result) > 50 else result[:1] + [[""]] * len(lines)  # a quote in the wrong place: it fits badly


def _filled(row: Sequence[Any]) -> int:
    """How wide a row is without what a delimiter at its end makes."""
    width = len(row)
    while width and not str(row[width - 1] or "").strip():
        width -= 1
    return width


def _width(rows: Sequence[Sequence[Any]]) -> int:
    counts = Counter(len(row) for row in rows if _filled(row))
    return max(counts, key=lambda width: (counts[width], width)) if counts else 0


def _fit(rows: Sequence[Sequence[Any]]) -> Tuple[float, int]:
    """The share of rows that are as wide as most, 0 where that is one cell; and how wide."""
    filled = [row for row in rows if _filled(row)]
    width = _width(filled)
    if width < 2 or not filled:
        return 0.0, 0
    return round(sum(abs(len(row) - width) <= 1 and _filled(row) > 1 for row in filled) / len(filled), 1), width


def _is_value(cell: Any) -> bool:
    """Whether a cell holds a number, a day or an address, which names of columns rarely are."""
    if cell is None or isinstance(cell, (str, bytes)):
        said = text(cell) or ""
        return bool(re.fullmatch(r"[^\w]*[\d.,:/ '\-]*\d[\d.,:/ '%€$£\-]*", said) or re.fullmatch(r"\S+@\S+\.\S+|\d{4}-\d{2}-\d{2}.*", said))
    return True


def _header_of(rows: List[List[Any]], found: Look) -> None:
    """Where the header stands, over how many lines it goes, and what its columns are called."""
    first = [row for row in rows[: HEADER_WITHIN + 5] if _filled(row)]
    width = max(_width([row[: _filled(row)] for row in rows if _filled(row)]), 1)
    at = next((i for i, row in enumerate(first[:HEADER_WITHIN]) if _looks_like_header(row, width)), None)
    if at is None or (width > 1 and _is_data(first[at], first[at + 1 : at + 20])):
        if sum(map(_is_value, first[0])) * 2 >= len(first[0]) or at is not None:
            found.reading["header_lines"] = 0
            found.header = [str(i + 1) for i in range(max(map(len, first)))]
            found.said.append("it has no header: columns are called by their number")
            return
        at = 0
    if at:
        found.said.append(f"{at} line{'s' if at > 1 else ''} above the header {'are' if at > 1 else 'is'} left out: {short(' '.join(str(c) for c in first[0] if c))!r}")
    lines = _header_lines(first[at:], found)
    if lines > 1:
        found.reading["header_lines"] = lines
        found.said.append(f"its header goes over {lines} lines")
    found.header = joined_names([_names(row) for row in first[at : at + lines]])


def _names(row: Sequence[Any]) -> List[str]:
    return [str(cell or "").strip("\ufeff \t\r\n\v\f\u00a0") for cell in row[: _filled(row)]]


def _looks_like_header(row: Sequence[Any], width: int) -> bool:
    names = [name for name in _names(row) if name]
    enough = len(names) >= max(1, min(width, 2) if width < 4 else 0.5 * width)
    return enough and sum(map(_is_value, names)) * 2 < len(names)


def _is_data(row: Sequence[Any], below: Sequence[Sequence[Any]]) -> bool:
    """Whether a row is one of those below it: a value wherever they have values."""
    columns = [i for i in range(_filled(row)) if below and sum(i < len(each) and _is_value(each[i]) for each in below) * 2 > len(below)]
    return bool(columns) and all(_is_value(row[i]) for i in columns)


def _header_lines(rows: Sequence[Sequence[Any]], found: Look) -> int:
    """1, or 2 or 3 where survey tools write texts and options below the names."""
    if len(rows) > 2 and any("ImportId" in str(cell) for cell in rows[2]):
        found.texts = {str(name).strip(): " ".join(str(asked).split()) for name, asked in zip(rows[0], rows[1]) if asked}
        return 3
    if len(rows) < 3:
        second: Sequence[Any] = rows[1] if len(rows) > 1 else []
    else:
        second = rows[1]
    names, below = _names(rows[0]), [str(cell or "").strip() for cell in second]
    if not any(below) or any(map(_is_value, filter(None, below))):
        return 1
    width = max(len(names), len(below))
    names, below = names + [""] * (width - len(names)), below + [""] * (width - len(below))
    gaps = [i for i in range(width) if not names[i]]
    repeats = [i for i in range(1, width) if names[i] and names.count(names[i]) > 1]
    if (gaps and all(below[i] for i in gaps)) or (repeats and all(below[i] for i in repeats)):
        return 2
    data = rows[2:20]
    asks = [i for i in range(width) if i < len(below) and len(below[i]) > 20 and " " in below[i]]
    numbers = [i for i in asks if data and sum(i < len(row) and _is_value(row[i]) for row in data) * 2 > len(data)]
    if len(numbers) >= 2 and len(numbers) * 2 >= len(asks):
        found.texts = {name: asked for name, asked in zip(names, below) if asked}
        return 2
    return 1


def _end_of(path: pathlib.Path, entry: Optional[str], encoding: str, found: Look) -> None:
    """Totals, and what stands below them: by the last lines of a file."""
    size = path.stat().st_size
    try:
        with open_bytes(path, entry) as (raw, data):
            if raw is data and size > _TAIL and not encoding.startswith("utf-16"):
                data.seek(size - _TAIL)
                tail = data.read().split(b"\n", 1)[-1]
            else:
                tail = b""
                while part := data.read(_HEAD):
                    tail = (tail + part)[-_TAIL * 4 :]
    except DAMAGED:
        return  # a file that is cut has no end; reading it says so
    lines = _text(tail, encoding).splitlines(keepends=True)
    delimiter = found.reading.get("delimiter", ",")
    rows = [line.split() for line in lines] if delimiter == " " else _rows(lines[-60:], delimiter, found.reading.get("quote", '"'))
    _note_end([row for row in rows if _filled(row)], found)


def _note_end(rows: Sequence[Sequence[Any]], found: Look) -> None:
    width = len(found.header)
    first: Optional[Sequence[Any]] = None
    for row in reversed(rows[-25:]):
        start = next((said for cell in row if (said := text(cell))), "")
        few = width > 2 and sum(text(cell) is not None for cell in row) == 1 and not _is_value(start)
        if not (_BELOW.match(start) or few):
            break
        first = row
    if first is None or list(map(str, first[:2])) == found.header[:2]:
        return
    start = next((said for cell in first if (said := text(cell))), "")
    known = _BELOW.match(start)
    found.reading["ends_at"] = [known[0] if known else start[:40]]
    found.said.append(f"it ends before {short(start)!r}")


def _sheets(path: pathlib.Path, named: str, folder: pathlib.Path) -> List[Look]:
    """The sheets of a workbook that are shown and have cells."""
    try:
        import openpyxl
    except ImportError:
        raise Refused(f"{path}: workbooks need openpyxl (Debian: python3-openpyxl); or save the sheet as CSV") from None
    results, hidden = [], []
    try:
        with open(path, "rb") as file, contextlib.closing(openpyxl.load_workbook(file, read_only=True)) as book:
            shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
            hidden = [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]
            for sheet in shown:
                sheet.reset_dimensions()
                first = [[cell.value for cell in row] for row, _ in zip(sheet.iter_rows(), range(400))]
                if sum(_filled(row) > 0 for row in first) < 2:
                    continue
                found = Look(f"{path.name}: {sheet.title}" if len(shown) > 1 else path.name, {"path": named}, folder=folder)
                if not named.lower().endswith((".xlsx", ".xlsm")):
                    found.reading["format"] = "xlsx"
                if len(book.worksheets) > 1:
                    found.reading["sheet"] = sheet.title
                _header_of(first, found)
                found.sample()
                _note_end([row for row in found.rows[-25:] if _filled(row)], found) if found.is_whole else None
                if "ends_at" in found.reading:
                    found.rows = []
                    found.sample()
                _note_merged(path, sheet, found)
                results.append(found)
    except (Refused, OSError):
        raise
    except Exception as e:  # a damaged workbook ends in whatever its XML leads to
        raise Refused(f"{path}: cannot be read as a workbook: {short(str(e)) or type(e).__name__}") from None
    if not results:
        raise Refused(f"{path}: no sheet of the workbook that is shown has a table")
    if hidden:
        results[0].said.append(f"hidden sheets are left out: {', '.join(map(short, hidden))}")
    return results


def _note_merged(path: pathlib.Path, sheet: Any, found: Look) -> None:
    """Columns in which cells are merged over several rows: what is below the first says the same."""
    from openpyxl.utils.cell import range_boundaries

    merged: List[str] = []
    with zipfile.ZipFile(path) as packed, contextlib.suppress(KeyError, AttributeError), packed.open(sheet._worksheet_path) as part:
        while data := part.read(_HEAD):
            merged += [each.decode() for each in re.findall(rb'<mergeCell ref="([A-Z]+\d+:[A-Z]+\d+)"', data)]
    columns = []
    for ref in merged:
        left, top, right, bottom = range_boundaries(ref)
        if bottom > top and left == right and left <= len(found.header):
            columns.append(found.header[left - 1])
    below = [name for name in dict.fromkeys(columns) if name and any(cell is None for cell in found.column(name))]
    if below and found.reading.get("header_lines", 1) == 1:
        found.reading["fill_down"] = below
        found.said.append(f"cells of {', '.join(map(short, below))} are merged over several rows")
