"""Renders the stubs of Python's native module, python/scvm/_core/*.pyi, from the signatures that the built module itself
tells.

    stubs.py PACKAGES --write     writes the files; PACKAGES is the folder that holds the built package
    stubs.py PACKAGES --check     says which of them are out of date, and exits 1
"""

import ast
import importlib
import inspect
import pathlib
import re
import sys
from types import ModuleType
from typing import Any, Iterator

FOLDER = pathlib.Path(__file__).resolve().parents[1] / "python" / "scvm"
RENDERED = "# Rendered by describe/stubs.py from the native module; do not edit."
ROOT = "scvm._core"
#: What pybind11 calls by a name of its own, or leaves open.
TYPES = {"dict": "Dict[str, Any]", "tuple": "Any", "list": "List[Any]", "handle": "Any", "object": "Any",
         "function": "Callable[..., Any]", "numpy.ndarray": "npt.NDArray[Any]"}
#: What every object has, by these signatures.
OF_ALL = {"__eq__", "__ne__", "__hash__", "__repr__", "__str__"}
HEAD = ["from typing import Any, Callable, Dict, List, Optional, Sequence, Tuple, Union, overload", "", "import numpy as np",
        "import numpy.typing as npt"]


def split(text: str) -> list[str]:
    """At the commas that stand in no bracket."""
    parts, depth = [""], 0
    for c in text:
        depth += (c in "[({") - (c in "])}")
        if c == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += c
    return [part.strip() for part in parts if part.strip()]


def typed(of: str, module: str, given: bool) -> str:
    """A type as pybind11 writes it, as one of Python's; what is given may be any sequence."""
    if given and of == "str":
        return "Union[str, bytes]"
    if given and of.startswith("Tuple["):  # one of another length, or of other elements, is refused when it is called
        return "Tuple[Any, ...]"
    if of in TYPES:
        return TYPES[of]
    of = re.sub(r"\[\d+\]$", "", of)  # the length of an array
    name, _, inner = of.partition("[")
    if "::" in of:  # a class that pybind11 did not know yet when it wrote the signature
        return "".join(part.capitalize() for part in of.rpartition("::")[2].split("_"))
    if not inner:
        return of[len(module) + 1:] if of.startswith(module + ".") else of
    inner = inner[:-1]
    if name == "numpy.ndarray":
        return f"npt.NDArray[np.{inner.split('.')[1]}]" if inner.startswith("numpy.") else "npt.NDArray[Any]"
    if name == "Callable":
        arguments, result = split(inner)
        return f"Callable[[{', '.join(typed(each, module, False) for each in split(arguments[1:-1]))}], {typed(result, module, given)}]"
    name = "Sequence" if name == "List" and given else name
    return f"{name}[{', '.join(typed(each, module, given) for each in split(inner))}]"


def argument(text: str, module: str) -> str:
    name, colon, of = text.partition(": ")
    if not colon:
        return text
    of, _, default = of.partition(" = ")
    if default:
        try:
            default = " = " + repr(ast.literal_eval(default))
        except (ValueError, SyntaxError):
            default = " = ..."
    return f"{name}: {typed(of, module, True)}{default}"


def signature(line: str, name: str, module: str) -> str:
    arguments, _, result = line.partition("(")[2].rpartition(") -> ")
    given = [argument(each, module) for each in split(arguments)]
    if given and given[0].startswith("self: "):
        given[0] = "self"
    return f"def {name}({', '.join(given)}) -> {typed(result, module, False)}: ..."


def function(of: Any, name: str, module: str) -> list[str]:
    lines = (of.__doc__ or "").splitlines()
    overloads = [line.partition(". ")[2] for line in lines if re.match(rf"\d+\. {name}\(", line)]
    if overloads:
        return [line for each in overloads for line in ("@overload", signature(each, name, module))]
    if not lines or " -> " not in lines[0]:
        raise ValueError(f"{module}.{name} tells no signature")
    return [signature(lines[0], name, module)]


def members(of: type, module: str) -> Iterator[str]:
    for name, member in vars(of).items():
        if isinstance(member, property):
            result = (member.fget.__doc__ or "").rpartition(" -> ")[2].strip()
            yield from ("@property", f"def {name}(self) -> {typed(result, module, False)}: ...")
        elif callable(getattr(of, name)) and " -> " in (getattr(of, name).__doc__ or "") and name not in OF_ALL:
            static = isinstance(member, staticmethod)
            for line in function(getattr(of, name), name, module):
                if static and line.startswith("def "):
                    yield "@staticmethod"
                yield line


def stub(of: ModuleType) -> str:
    module, lines = of.__name__, []
    for name, member in vars(of).items():
        if isinstance(member, ModuleType) or (name.startswith("_") and name != "__version__"):
            continue
        if isinstance(member, type):
            if issubclass(member, Exception):
                lines += ["", f"class {name}(Exception): ..."]
                continue
            body = list(members(member, module))
            lines += ["", f"class {name}:", *(f"    {line}" for line in body or ["..."])]
        elif callable(member):
            lines += ["", *function(member, name, module)]
        else:
            lines += ["", f"{name}: {type(member).__name__}"]
    text = "\n".join(lines)
    others = sorted(set(re.findall(rf"\b({re.escape(ROOT)}(?:\.[a-z]\w*)?)\.[A-Z]", text)))
    names = [name for name in HEAD[0].partition("import ")[2].split(", ") if re.search(rf"\b{name}\b", text)]
    head = ([f"from typing import {', '.join(names)}"] if names else []) + (["", *HEAD[2:]] if "np" in text else [])
    return "\n".join([RENDERED, *head, *([""] if others else []), *(f"import {each}" for each in others)]) + "\n" + text + "\n"


def main() -> int:
    packages, action = sys.argv[1:]
    sys.path.insert(0, packages)
    core = importlib.import_module(ROOT)
    modules = [core, *(member for _, member in inspect.getmembers(core, inspect.ismodule))]
    stale = []
    for each in modules:
        name = "__init__" if each is core else each.__name__.rpartition(".")[2]
        file = FOLDER / "_core" / f"{name}.pyi"
        if action == "--write":
            file.write_text(stub(each), encoding="utf-8")
        elif file.read_text(encoding="utf-8") != stub(each):
            stale.append(file.name)
    for each in stale:
        print(f"python/scvm/_core/{each} is not what the module says: run ./dev render", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
