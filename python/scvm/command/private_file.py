"""Files that hold people's data: readable by their owner alone, and no cell of a table is run by a spreadsheet."""

from __future__ import annotations

import os
import pathlib
import stat
from typing import IO, Any, Union

from scvm.command.refusal import Refused

#: How a cell begins that a spreadsheet would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def open_private(path: Union[str, pathlib.Path], mode: str = "w", encoding: str = "utf-8") -> IO[str]:
    """Opens a file for writing ("w") or appending ("a"), as text with the line ends that are given; its mode is 0600."""
    file = open(path, mode, encoding=encoding, newline="", opener=lambda name, flags: os.open(name, flags, 0o600))
    if hasattr(os, "fchmod") and stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        os.fchmod(file.fileno(), 0o600)  # an older one may have been readable by everybody
    return file


def require_writable(path: pathlib.Path) -> None:
    """Raises Refused where no file can be written: before the long work, not after it."""
    if not path.name or path.is_dir():
        raise Refused(f"{path}: is a folder; expected the name of a file")
    if not path.parent.is_dir():
        raise Refused(f"{path.parent}: there is no such folder")
    if not os.access(path if path.exists() else path.parent, os.W_OK):
        raise Refused(f"{path}: cannot be written")


def harmless(cell: Any) -> Any:
    """A text that begins like a formula, behind an apostrophe, which `cells.text` takes away again. Numbers stay numbers."""
    return "'" + cell if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
