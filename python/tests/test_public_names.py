"""What a module offers is what its __all__ lists."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from types import ModuleType
from typing import Set

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
