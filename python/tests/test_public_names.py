"""What a module offers is what its __all__ lists."""

from __future__ import annotations

import importlib
import inspect
import json
import math
import pkgutil
import re
from pathlib import Path
from types import ModuleType
from typing import Dict, Set

import pytest

import scvm

MODULES = ["scvm", *(found.name for found in pkgutil.walk_packages(scvm.__path__, "scvm."))]


def offered(module: ModuleType) -> Set[str]:
    """The classes and functions that the module defines under a public name."""
    return {
        name
        for name, value in vars(module).items()
        if not name.startswith("_")
        and (inspect.isclass(value) or inspect.isroutine(value))
        and getattr(value, "__module__", None) == module.__name__
    }


@pytest.mark.parametrize("name", ["scvm.survey", "scvm.value", "scvm.network", "scvm.equity", "scvm.plots"])
def test_the_modules_that_users_import_say_what_they_offer(name: str) -> None:
    assert importlib.import_module(name).__all__


@pytest.mark.parametrize("name", [name for name in MODULES if not name.endswith("__main__") and "._core" not in name])
def test_all_lists_every_public_name_once_and_nothing_else(name: str) -> None:
    module = importlib.import_module(name)
    if not hasattr(module, "__all__"):
        pytest.skip("the module is not for users: it lists nothing")
    assert len(module.__all__) == len(set(module.__all__))
    assert [each for each in module.__all__ if not hasattr(module, each)] == []
    assert sorted(offered(module) - set(module.__all__)) == []


METHODS_PAGE = Path(__file__).parents[2] / "docs" / "reference" / "methods.md"


def described_defaults() -> Dict[str, Dict[str, str]]:
    """Each method's arguments with their defaults as JSON, empty where there is none: the page is rendered from the core."""
    result: Dict[str, Dict[str, str]] = {}
    method: Dict[str, str] = {}
    for line in METHODS_PAGE.read_text().splitlines():
        if line.startswith("## "):
            method = result.setdefault(line.removeprefix("## ").strip("`"), {})
        elif row := re.match(r"\| `(\w+)` \| (?:[^|]|\\\|)* \| ([^|]*) \| ", line):
            method[row[1]] = row[2].strip().strip("`")
    return result


def test_a_function_has_the_defaults_of_the_method_of_its_name() -> None:
    other = {
        "purchase_summary.unit", "calibration_and_holdout.unit",  # a method without one takes that of the fit, else week
    }  # fmt: skip
    compared = 0
    differ = []
    described = described_defaults()
    for room in ("survey", "value", "network", "equity"):
        for name, function in inspect.getmembers(importlib.import_module(f"scvm.{room}"), inspect.isfunction):
            for parameter in inspect.signature(function).parameters.values():
                default = described.get(name, {}).get(parameter.name)
                ours = parameter.default
                if default is None or ours in (parameter.empty, None) or f"{name}.{parameter.name}" in other:
                    continue  # None: the core's own default
                compared += 1
                if default in ("required", ""):
                    same = default == "" and (ours in (math.inf, (), "") or ours != ours)  # absent: no bound, or nothing
                elif isinstance(ours, str):
                    same = ours == default
                else:
                    same = (list(ours) if isinstance(ours, tuple) else ours) == json.loads(default)
                if not same:
                    differ.append(f"{room}.{name}: {parameter.name} = {ours!r}, described: {default or 'nothing'}")
    assert differ == []
    assert compared > 200
