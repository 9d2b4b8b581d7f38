"""Files of JSON objects, one a line or in one array: streamed, so that memory does not grow with the file."""

from __future__ import annotations

import codecs
import json
import pathlib
import re
from typing import Any, Dict, Iterator, List, Optional, Set, Tuple

from scvm.command.cells import short
from scvm.command.csv_file import LONGEST_CELL, Fault, Row, bounded, no_column
from scvm.command.mapping import TableSource
from scvm.command.packed import DAMAGED, open_bytes
from scvm.command.progress import progress
from scvm.command.refusal import Refused

Found = Tuple[int, Optional[Dict[str, Any]], str]  # its number, the object, or why it is none


class JsonRows:
    """Objects, each a row of a tidy table; "billing_details.email" is what an object within it holds."""

    def __init__(self, source: TableSource) -> None:
        self.source = source
        self.header: List[str] = []

    def index(self, column: str) -> int:
        """The place of a column: those asked for, in the order of asking."""
        if column not in self.header:
            self.header.append(column)
        return self.header.index(column)

    def rows(self) -> Iterator[Row]:
        """Every object. Raises Refused where none has one of the keys: it is misspelt."""
        unseen: Set[str] = set(self.header)
        keys: Set[str] = set()
        for number, document, fault in json_objects(self.source):
            if document is None:
                yield number, None, fault
                continue
            if unseen:
                unseen -= {name for name in unseen if _within(document, name) is not _ABSENT}
                keys |= set(document) if len(keys) < 60 else set()
            cells: List[Any] = [None if (cell := _within(document, name)) is _ABSENT else cell for name in self.header]
            nested = next((name for name, cell in zip(self.header, cells) if isinstance(cell, (dict, list))), None)
            if nested is None:
                yield number, cells, ""
            else:
                fault = Fault(f"{short(nested)}: expected one value")
                fault.cells = [None if isinstance(cell, (dict, list)) else cell for cell in cells]
                yield number, None, fault
        if unseen and keys:
            raise Refused(f"{self.source.label}: {no_column('key', sorted(unseen)[0], sorted(keys))}")


_ABSENT = object()


def _within(document: Any, name: str) -> Any:
    """The value of a key, or of a path of keys with points between them."""
    if name in document:
        return document[name]
    first, point, rest = name.partition(".")
    inner = document.get(first)
    return _within(inner, rest) if point and isinstance(inner, dict) else _ABSENT


def json_objects(source: TableSource) -> Iterator[Found]:
    """The objects of a file, numbered by its lines or by the elements of its array, or why one cannot be read."""
    path = source.path
    try:
        yield from _objects_of(path, source.document.get("entry"))
    except FileNotFoundError:
        raise
    except DAMAGED as e:
        raise Refused(f"{path}: {e}") from None


def _objects_of(path: pathlib.Path, entry: Optional[str]) -> Iterator[Found]:
    with open_bytes(path, entry) as (_, file):
        beginning = file.read(_CHUNK).lstrip(codecs.BOM_UTF8)
        if beginning[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) or b"\0" in beginning[:4]:
            raise Refused(f"{path}: is no UTF-8 text, which JSON is: save it as UTF-8")
        is_array = beginning.lstrip().startswith(b"[")
    with open_bytes(path, entry) as (_, file), progress(None, f"reading {path.name}", " objects" if is_array else " lines") as bar:
        texts = _elements(file, path) if is_array else ((n, text, text.endswith(b"\n")) for n, text in enumerate(bounded(file, path, b"\n"), 1))
        for number, text, whole in texts:
            bar.update(1)
            if text.strip():
                if number == 1 and not is_array and text.lstrip(codecs.BOM_UTF8).strip() == b"{":
                    raise Refused(f"{path}: its first line is no object: expected one object a line, or one array of objects")
                yield (number, *_object(text, whole, "element" if is_array else "line"))


def _object(text: bytes, whole: bool, what: str) -> Tuple[Optional[Dict[str, Any]], str]:
    try:
        document = json.loads(text.decode("utf-8-sig"), parse_constant=_no_constant, object_pairs_hook=_once)
        if b"\\ud" in text or b"\\uD" in text:  # half a character is none
            json.dumps(document, ensure_ascii=False).encode("utf-8")
    except UnicodeError:
        return None, "no_utf8"
    except (ValueError, RecursionError) as e:
        return None, f"no_json: {e}" if whole else f"no_json: the file ends in the middle of this {what}"
    return (document, "") if isinstance(document, dict) else (None, "no_json: expected an object")


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")


def _once(pairs: List[Tuple[str, Any]]) -> Dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise ValueError("a key stands twice in one object")
    return result


_CHUNK = 1 << 20
_TOKEN = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{},"]', re.DOTALL)
_STEP = {b"[": 1, b"{": 1, b"]": -1, b"}": -1}


def _elements(file: Any, path: pathlib.Path) -> Iterator[Tuple[int, bytes, bool]]:
    """The elements of an array as bytes, numbered from 1, and whether the file went on behind them."""
    text = file.read(_CHUNK)
    start = place = text.index(b"[") + 1
    number, depth, ended = 1, 0, False
    while not ended:
        for token in _TOKEN.finditer(text, place):
            said = token[0]
            if said == b'"':  # of a text that goes on
                break
            place = token.end()
            depth += _STEP.get(said, 0)
            if depth < 0 or (depth == 0 and said == b","):
                yield number, text[start : token.start()], True
                start, number, ended = place, number + 1, depth < 0
                if ended:
                    break
        if len(text) - start > LONGEST_CELL:
            raise Refused(f"{path}: element {number}: more than {LONGEST_CELL:,} bytes without an end")
        if not ended:
            more = file.read(_CHUNK)
            if not more:
                yield number, b"]", False  # what is there of the last element may be cut
                return
            text, place, start = text[start:] + more, place - start, 0
    rest = text[start:]
    while not rest.strip() and rest:
        rest = file.read(_CHUNK)
    if rest.strip():
        yield number, b"]", True
