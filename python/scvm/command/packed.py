"""The bytes of a file, unpacked by what it is, whatever its name says: gzip, xz, bzip2, zip, or plain."""

from __future__ import annotations

import bz2
import contextlib
import fnmatch
import gzip
import lzma
import pathlib
import zipfile
import zlib
from typing import IO, Any, Iterator, List, Optional, Tuple

from scvm.command.cells import short
from scvm.command.refusal import Refused

#: What reading a packed file may raise where it is damaged or cut.
DAMAGED = (EOFError, gzip.BadGzipFile, lzma.LZMAError, zlib.error, zipfile.BadZipFile, OSError)

_ZIP = b"PK\x03\x04"
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
_PARQUET = b"PAR1"
_PACKED_BY_NAME = (".gz", ".xz", ".bz2", ".zip")


def plain_name(name: str) -> str:
    """A file's name in lower case, without the end that says how it is packed."""
    result = name.lower()
    for end in _PACKED_BY_NAME:
        result = result.removesuffix(end)
    return result


def packed_form(path: pathlib.Path) -> Optional[str]:
    """xlsx or parquet, where a file is one by its bytes, whatever it is called; None for every other file."""
    try:
        with open(path, "rb") as file:
            magic = file.read(4)
        if magic == _ZIP:
            with zipfile.ZipFile(path) as packed:
                return "xlsx" if any(name.startswith("xl/") for name in packed.namelist()) else None
        return "parquet" if magic == _PARQUET else None
    except (OSError, zipfile.BadZipFile):
        return None


def entries(path: pathlib.Path) -> List[str]:
    """The files in a zip that hold data: not those that macOS puts beside them. Empty for every other file."""
    try:
        with open(path, "rb") as file:
            if file.read(4) != _ZIP:
                return []
        with zipfile.ZipFile(path) as packed:
            return [each for each in packed.namelist() if not each.endswith("/") and not each.startswith("__MACOSX/") and not each.rpartition("/")[2].startswith(".")]
    except (OSError, zipfile.BadZipFile):
        return []


@contextlib.contextmanager
def open_bytes(path: pathlib.Path, entry: Optional[str] = None) -> Iterator[Tuple[IO[bytes], Any]]:
    """The file, whose place tells how far one is, and its bytes; of a zip those of `entry`, or of the only file in it."""
    with open(path, "rb") as raw, contextlib.ExitStack() as stack:
        magic = raw.read(6)
        if magic[:4] == _OLD_WORKBOOK:
            raise Refused(f"{path}: is a workbook of the old form .xls: save it as .xlsx or CSV")
        if magic[:4] == _PARQUET:
            raise Refused(f'{path}: is a file of Parquet: say "format": "parquet"')
        raw.seek(0)
        if magic[:2] == b"\x1f\x8b":
            yield raw, stack.enter_context(gzip.GzipFile(fileobj=raw))
        elif magic == b"\xfd7zXZ\0":
            yield raw, stack.enter_context(lzma.LZMAFile(raw))
        elif magic[:3] == b"BZh":
            yield raw, stack.enter_context(bz2.BZ2File(raw))
        elif magic[:4] == _ZIP:
            yield raw, stack.enter_context(_of_zip(path, raw, entry))
        else:
            yield raw, raw


def _of_zip(path: pathlib.Path, raw: IO[bytes], entry: Optional[str]) -> Any:
    if packed_form(path) == "xlsx":
        raise Refused(f'{path}: is a workbook: say "format": "xlsx", or save its sheet as CSV')
    if not zipfile.is_zipfile(path):
        raise Refused(f"{path}: is a workbook or an archive that is damaged, or cut")
    there = entries(path)
    found = [each for each in there if entry is None or each == entry or fnmatch.fnmatch(each, entry)]
    if len(found) != 1:
        named = ", ".join(map(short, there[:20])) or "nothing"
        raise Refused(f'{path}: the zip has {named}: name the one to read as "entry"')
    packed = zipfile.ZipFile(raw)
    if packed.getinfo(found[0]).flag_bits & 1:
        raise Refused(f"{path}: is locked with a password: unpack it first")
    return packed.open(found[0])
