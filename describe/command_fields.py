"""What the command `scvm` says of its fields, read from its source: the package itself need not be built to be read."""

from __future__ import annotations

import ast
from typing import Any

from shapes import ROOT

_COMMAND = ROOT / "python/scvm/command"
_NAMES = ("name", "type", "label", "label_de", "column", "part", "card")  # of a Field, in the order of its arguments


def _assigned(module: str, name: str) -> ast.expr:
    """What a constant of a module is."""
    for node in ast.parse((_COMMAND / f"{module}.py").read_text(encoding="utf-8")).body:
        if isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(target, ast.Name) and target.id == name for target in targets):
                return node.value
    raise ValueError(f"{module}.py has no {name}")


def constant(module: str, name: str) -> Any:
    return ast.literal_eval(_assigned(module, name))


def fields() -> list[dict[str, Any]]:
    """The arguments of each Field, by name; `type` is the source's text."""
    result = []
    for call in _assigned("fields", "FIELDS").elts:
        said = {name: ast.unparse(value) if name == "type" else ast.literal_eval(value) for name, value in zip(_NAMES, call.args)}
        said.update({keyword.arg: ast.literal_eval(keyword.value) for keyword in call.keywords})
        result.append(said)
    return result


def uses() -> dict[str, list[str]]:
    """The parts of the scores in their order, each with the uses of a person's data that it rests on."""
    parts = _assigned("ownership", "PARTS")
    return {ast.literal_eval(name): list(ast.literal_eval(part.args[0])) for name, part in zip(parts.keys, parts.values)}
