"""The report's tables and charts as a folder of CSV files."""

from __future__ import annotations

import csv
import pathlib
from typing import Any, Mapping

import pandas as pd

from scvm.command.private_file import harmless, open_private
from scvm.command.refusal import Refused


def require_empty_folder(path: pathlib.Path) -> None:
    """Raises Refused unless the folder is empty, or is not there and can be made: what an earlier report told, and this one hides, must not stay
    beside it."""
    if path.is_dir():
        if any(path.iterdir()):
            raise Refused(f"{path}: is not empty; expected an empty folder, or none, for the CSV files")
    elif path.exists():
        raise Refused(f"{path}: is a file; expected a folder for the CSV files")
    elif not path.resolve().parent.is_dir():
        raise Refused(f"{path.parent}: there is no such folder")


def write_frames(path: pathlib.Path, frames: Mapping[str, pd.DataFrame]) -> None:
    """Writes each frame as a file of its name, UTF-8 with a header; an absent value is an empty cell. They name people: 0600, in a folder of 0700."""
    path.mkdir(mode=0o700, exist_ok=True)
    for name, frame in frames.items():
        with open_private(path / f"{name}.csv") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(map(harmless, frame.columns))
            writer.writerows([_cell(value) for value in row] for row in frame.itertuples(index=False, name=None))


def _cell(value: Any) -> Any:
    if value is None or value != value:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    return harmless(value)
