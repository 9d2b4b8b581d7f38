"""What the descriptions of the core say of a method, for the docstring of the function of the same name.

The file data/methods.json is rendered from them, as the reference of all methods is: what an argument is, and its default, are
written once for every language.
"""

from __future__ import annotations

import functools
import inspect
import json
import textwrap
from pathlib import Path
from typing import Any, Dict, List

_WIDTH = 100
_ERROR = "Names the argument that does not fit, and what was expected; its ``code`` is stable."


@functools.lru_cache(maxsize=1)
def _methods() -> Dict[str, Any]:
    found: Dict[str, Any] = json.loads((Path(__file__).parent / "data" / "methods.json").read_text(encoding="utf-8"))["methods"]
    return found


def describe_all(module: Dict[str, Any]) -> None:
    """Completes the docstrings of all functions that a module shows: parameters, errors, cost, example, source."""
    for name in module["__all__"]:
        function = module[name]
        if name in _methods() and inspect.isfunction(function) and function.__doc__:
            function.__doc__ = "\n".join([inspect.cleandoc(function.__doc__), *_described(function, _methods()[name])])


def _described(function: Any, method: Dict[str, Any]) -> List[str]:
    lines: List[str] = []
    told = [each for each in inspect.signature(function).parameters.values() if each.name in method["arguments"]]
    if told:
        lines += ["", "Parameters", "----------"]
        for parameter in told:
            what, meaning = method["arguments"][parameter.name]
            if what.startswith("object") and parameter.annotation not in (inspect.Parameter.empty, "Any"):
                what = parameter.annotation
            lines += [f"{parameter.name} : {what}", *_wrapped(meaning[:1].upper() + meaning[1:])]
    lines += ["", "Raises", "------", "Error", *_wrapped(_ERROR)]
    notes = [method["cost"]] if "cost" in method else []
    if "source" in method:
        notes.append(f"Formula and sources: {method['source']}.")
    if notes:
        lines += ["", "Notes", "-----", *textwrap.wrap(" ".join(notes), _WIDTH)]
    if "example" in method:
        lines += ["", "In every language by name, from the shared vectors::", ""]
        lines += [f"    {method['example'][0]}", f"    -> {method['example'][1]}"]
    return lines


def _wrapped(text: str) -> List[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent="    ", subsequent_indent="    ") or ["    ."]
