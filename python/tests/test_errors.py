from __future__ import annotations

import pathlib
import pickle
import re

import pytest

import scvm


def test_the_codes_are_those_of_the_core(root: pathlib.Path) -> None:
    header = (root / "core/include/scvm/error.hpp").read_text(encoding="utf-8")
    enum = header[header.index("enum class errc") : header.index("};")]
    codes = {name.upper(): int(number) for name, number in re.findall(r"^\s*(\w+) = (\d+),", enum, re.MULTILINE)}
    assert codes == {code.name: int(code) for code in scvm.ErrorCode}


def test_an_error_is_a_value_error_with_a_code_and_survives_pickling() -> None:
    with pytest.raises(ValueError) as caught:
        scvm.ScoringModel("{}")
    assert isinstance(caught.value, scvm.Error)
    assert caught.value.code is scvm.ErrorCode.BAD_MODEL
    again = pickle.loads(pickle.dumps(caught.value))
    assert (str(again), again.code) == (str(caught.value), caught.value.code)


def test_the_version_is_the_one_in_cmakelists(root: pathlib.Path) -> None:
    stated = re.search(r'version = "(.+)"', (root / "core" / "include" / "scvm" / "version.hpp").read_text(encoding="utf-8"))
    assert stated is not None and scvm.__version__ == stated.group(1)
