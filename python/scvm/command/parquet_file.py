"""Files of Parquet, read batch by batch with pyarrow or fastparquet, whichever is installed."""

from __future__ import annotations

from typing import Any, Iterator, List

from scvm.command.cells import short
from scvm.command.csv_file import Row, place_of
from scvm.command.mapping import TableSource
from scvm.command.progress import progress
from scvm.command.refusal import Refused

_AT_ONCE = 10_000


class ParquetRows:
    """The rows of a file, numbered from 1."""

    def __init__(self, source: TableSource) -> None:
        self.path = source.path
        self.path.stat()
        try:
            self._file = _opened(str(self.path))
        except ImportError:
            raise Refused(f"{self.path}: files of Parquet need pyarrow or fastparquet (pip install pyarrow); or write the table as CSV") from None
        except Exception as e:  # a damaged file ends in whatever its bytes lead to
            raise Refused(f"{self.path}: cannot be read as Parquet: {short(str(e)) or type(e).__name__}") from None
        self.header = self._file.names

    def index(self, column: str) -> int:
        """The place of a column."""
        return place_of(column, self.header, self.path)

    def rows(self) -> Iterator[Row]:
        """Every row."""
        number = 0
        with progress(None, f"reading {self.path.name}", " rows") as bar:
            for columns in self._file.batches():
                for cells in zip(*columns):
                    number += 1
                    yield number, list(cells), ""
                bar.update(len(columns[0]) if columns else 0)


def _opened(path: str) -> Any:
    try:
        import pyarrow.parquet
    except ImportError:
        return _OfFastparquet(path)
    return _OfArrow(pyarrow.parquet.ParquetFile(path))


class _OfArrow:
    def __init__(self, file: Any) -> None:
        self._file, self.names = file, list(file.schema_arrow.names)

    def batches(self) -> Iterator[List[List[Any]]]:
        for batch in self._file.iter_batches(batch_size=_AT_ONCE):
            yield [column.to_pylist() for column in batch.columns]


class _OfFastparquet:
    def __init__(self, path: str) -> None:
        import fastparquet

        self._file = fastparquet.ParquetFile(path)
        self.names = list(self._file.columns)

    def batches(self) -> Iterator[List[List[Any]]]:
        for frame in self._file.iter_row_groups():
            yield [frame[name].astype(object).where(frame[name].notna(), None).tolist() for name in self.names]
