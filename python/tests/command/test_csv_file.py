"""Delimited files as they are found: line numbers, encodings, doubled headers, ends in the middle."""

from __future__ import annotations

import gzip
import pathlib
from typing import Any, List

import pytest

from scvm.command.csv_file import CsvFile
from scvm.command.refusal import Refused


def rows(path: pathlib.Path, **more: Any) -> List[Any]:
    return list(CsvFile(path, **more).rows())


def write(folder: pathlib.Path, content: bytes, name: str = "a.csv") -> pathlib.Path:
    (folder / name).write_bytes(content)
    return folder / name


def test_rows_have_the_number_of_their_first_line(tmp_path: pathlib.Path) -> None:
    path = write(tmp_path, b'"a","b"\r\n"1","two\r\nlines"\r\n\r\n"3","4"\r\n')
    assert rows(path) == [(2, ["1", "two\r\nlines"], ""), (5, ["3", "4"], "")]


def test_a_doubled_header_is_an_error_only_where_it_is_used(tmp_path: pathlib.Path) -> None:
    file = CsvFile(write(tmp_path, b"id,Total,Total\n1,2,3\n"))
    assert file.index("id") == 0
    with pytest.raises(Refused, match='duplicate header "Total", in columns 2 and 3'):
        file.index("Total")


def test_a_missing_header_is_named_with_those_that_are_there(tmp_path: pathlib.Path) -> None:
    file = CsvFile(write(tmp_path, b"ID,Total\n"))
    with pytest.raises(Refused, match='no column "id"; did you mean "ID"'):
        file.index("id")
    with pytest.raises(Refused, match='no column "x": ID, Total'):
        file.index("x")


@pytest.mark.parametrize("end", [b'"3","4', b'"3"', b'"3', b'"3",'])
def test_an_export_cut_in_the_middle_of_a_row_loses_that_row_alone(tmp_path: pathlib.Path, end: bytes) -> None:
    found = rows(write(tmp_path, b'"a","b","c"\r\n"1","2","3"\r\n' + end))
    assert found[0] == (2, ["1", "2", "3"], "")
    assert found[1][:2] == (3, None) and "ends in the middle" in found[1][2] and len(found) == 2


def test_a_row_of_another_width_is_rejected_alone(tmp_path: pathlib.Path) -> None:
    found = rows(write(tmp_path, b"a,b\n1\n2,3\n4,5,6\n7,8\n"))
    assert found == [(2, None, "1 cells where the header has 2"), (3, ["2", "3"], ""), (4, None, "3 cells where the header has 2"), (5, ["7", "8"], "")]  # fmt: skip


def test_latin_1_is_read_where_declared_and_found_out_where_not(tmp_path: pathlib.Path) -> None:
    path = write(tmp_path, "id,name\n1,Anna\n2,Jürgen\n".encode("latin-1"))
    assert rows(path, encoding="latin-1")[1] == (3, ["2", "Jürgen"], "")
    with pytest.raises(Refused, match=r'line 3: byte 0xFC is no utf-8.*"encoding": "latin-1"'):
        rows(path)


def test_latin_1_in_the_header_is_found_out_too(tmp_path: pathlib.Path) -> None:
    with pytest.raises(Refused, match="line 1: byte 0xE4"):
        CsvFile(write(tmp_path, "Geschäft\n1\n".encode("latin-1")))


def test_byte_order_marks_and_utf_16(tmp_path: pathlib.Path) -> None:
    assert CsvFile(write(tmp_path, b"\xef\xbb\xbfid,b\n1,2\n")).header == ["id", "b"]
    for encoding in ("utf-16", "utf-32", "utf-8-sig"):
        path = write(tmp_path, "id,ä\n1,2\n".encode(encoding))
        assert CsvFile(path).header == ["id", "ä"] and rows(path, encoding="latin-1") == [(2, ["1", "2"], "")], "the mark says more than the mapping"
    with pytest.raises(Refused, match='"encoding": "utf-16-le"'):
        CsvFile(write(tmp_path, "id,b\n1,2\n".encode("utf-16-le")))


def test_compressed_files_are_read_as_they_are_and_cut_ones_refused(tmp_path: pathlib.Path) -> None:
    packed = gzip.compress(b"a,b\n" + b"1,2\n" * 100_000)
    assert len(rows(write(tmp_path, packed, "a.csv.gz"))) == 100_000
    with pytest.raises(Refused, match="line "):
        rows(write(tmp_path, packed[: len(packed) // 2], "cut.csv.gz"))


def test_an_empty_file_and_an_unknown_encoding_are_refused(tmp_path: pathlib.Path) -> None:
    with pytest.raises(Refused, match="the file is empty"):
        CsvFile(write(tmp_path, b""))
    with pytest.raises(Refused, match="unknown"):
        CsvFile(write(tmp_path, b"a\n"), encoding="klingon")


def test_a_quote_that_nobody_closes_does_not_eat_the_memory(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scvm.command.csv_file.LONGEST_CELL", 1_000)
    path = write(tmp_path, b'a,b\n1,"2\n' + b"3,4\n" * 10_000)
    with pytest.raises(Refused, match="line 2: .* quote that nobody closes"):
        rows(path)
