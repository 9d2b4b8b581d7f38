"""Calls every function of scvm.h with NULL in every place of a pointer, one after the other and in all at once.

usage: null_test.py LIBRARY HEADER

The functions are read from the header: a new one is called too. Each has to come back with a code: SCVM_CLOSED for a
handle or for the place of a result, some other one for a text, SCVM_OK only where the header says that NULL is taken.
"""

from __future__ import annotations

import ctypes
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, Dict, List, NamedTuple, Optional

OK, CLOSED, INTERNAL = 0, 7, 10

MODEL = (
    b'{"schema":"scvm-model/1","id":"c","currency":"EUR","survey":{"items":['
    b'{"id":"s","dimension":"satisfaction","lowest":1,"highest":5},{"id":"a","dimension":"attachment","lowest":1,"highest":5}]}}'
)
BASE = (
    b'{"schema":"scvm-base/1","customers":{"id":["k1","k2"]},"attributes":{"territory":{"customer":["k1"],"value":["n"]}},'
    b'"answers":{"customer":["k1","k1"],"item":["s","a"],"value":[5,5]}}'
)
TEXTS = {
    "id": b"k1", "as_of": b"2026-11-21", "method": b"wilson_interval", "arguments": b'{"k":1,"n":2}', "table": b"customers",
    "attribute": b"territory", "record": b'{"id":"k1","as_of":"2026-11-21","answers":[{"item":"s","value":5}]}',
}  # fmt: skip
MAY_BE_NULL = ("scvm_error*", "size_t*", "const scvm_stop*")


class Parameter(NamedTuple):
    type: str
    name: str


class Function(NamedTuple):
    name: str
    parameters: List[Parameter]


def functions_of(header: str) -> List[Function]:
    """What the header declares."""
    plain = re.sub(r"/\*.*?\*/", " ", header, flags=re.DOTALL)
    found = re.findall(r"SCVM_API\s+(?:const\s+char\*|int|void)\s+(\w+)\(([^)]*)\);", plain)
    assert len(found) == plain.count("SCVM_API ") - plain.count("define SCVM_API "), "a declaration that is not understood"
    result = []
    for name, list_of in found:
        parts = [" ".join(each.split()) for each in list_of.split(",")] if list_of.strip() != "void" else []
        split = [re.fullmatch(r"(.*?)\s*(\w+)", part) for part in parts]
        result.append(Function(name, [Parameter(each.group(1).replace("struct ", ""), each.group(2)) for each in split if each]))
    return result


class Error(ctypes.Structure):
    _fields_ = [("code", ctypes.c_int), ("message", ctypes.c_char * 1024)]


class Text(ctypes.Structure):
    _fields_ = [("data", ctypes.c_char_p), ("size", ctypes.c_size_t), ("owner", ctypes.c_void_p)]


class Caller:
    """Knows a value for every parameter."""

    def __init__(self, library: ctypes.CDLL) -> None:
        self.library = library
        self.handles: Dict[str, Any] = {}
        for kind in ("model", "base", "table", "stop"):
            self.handles[kind] = self.made(kind)

    def made(self, kind: str) -> ctypes.c_void_p:
        """A new handle."""
        handle = ctypes.c_void_p()
        to = ctypes.byref(handle)
        if kind == "table":
            model, base = self.handles["model"], self.handles["base"]
            code = self.library.scvm_score(model, base, b"2026-11-21", to, None)
        elif kind == "stop":
            code = self.library.scvm_stop_open(to, None)
        else:
            text = MODEL if kind == "model" else BASE
            code = getattr(self.library, f"scvm_{kind}_open")(text, ctypes.c_size_t(len(text)), to, None)
        assert code == OK, kind
        return handle

    def value(self, of: Function, place: int) -> Any:
        """A value that is right."""
        kind, name = of.parameters[place]
        if kind == "const char*":
            return self.text(of, name)
        if kind == "size_t":
            return ctypes.c_size_t(len(self.text(of, of.parameters[place - 1].name)))
        if kind == "scvm_text*":
            return ctypes.byref(Text())
        if kind == "scvm_error*":
            return ctypes.byref(Error())
        if kind.startswith("Arrow"):  # a released structure
            return ctypes.create_string_buffer(128)
        if kind.endswith("**") or kind == "size_t*":
            return ctypes.byref(ctypes.c_void_p())
        handle = re.fullmatch(r"(?:const )?scvm_(\w+)\*", kind)
        assert handle, kind
        return self.made(handle.group(1)) if of.name.endswith("_close") else self.handles[handle.group(1)]

    @staticmethod
    def text(of: Function, name: str) -> bytes:
        return (MODEL if "model" in of.name else BASE) if name == "json" else TEXTS[name]

    def call(self, of: Function, null: Optional[int]) -> None:
        """Calls it with NULL in one place, or in all."""
        places = range(len(of.parameters))
        pointers = [i for i in places if of.parameters[i].type.endswith("*")]
        values = [None if i in (pointers if null is None else [null]) else self.value(of, i) for i in places]
        error = Error()
        last = len(values) - 1
        if values and of.parameters[last].type == "scvm_error*" and null is not None and null != last:
            values[last] = ctypes.byref(error)
        code = getattr(self.library, of.name)(*values)
        kind = of.parameters[null].type if null is not None else "everything"
        if of.name.endswith(("_close", "_request", "_version")):
            return
        assert OK <= code <= 12 and code != INTERNAL, f"code {code}"
        if kind in MAY_BE_NULL:
            return
        assert code != OK, "taken"
        if kind.startswith(("scvm", "const scvm")) or kind == "everything":
            assert code == CLOSED, f"code {code}: {error.message!r}"
        if null is not None and null != last:
            assert error.code == code and error.message, "without a message"


def child(library: str, header: str) -> None:
    """All calls, each told before it is made."""
    loaded = ctypes.CDLL(library)
    caller = Caller(loaded)
    for of in functions_of(Path(header).read_text(encoding="utf-8")):
        pointers = [i for i, each in enumerate(of.parameters) if each.type.endswith("*")]
        for null in [*pointers, None]:
            print(of.name, "everything" if null is None else of.parameters[null].name, flush=True)
            caller.call(of, null)


def main(library: str, header: str) -> None:
    done = subprocess.run(
        [sys.executable, __file__, "child", library, header], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    lines = done.stdout.splitlines()
    if done.returncode != 0:
        sys.exit(f"NULL ends or fails the process ({done.returncode}):\n" + "\n".join(lines[-12:]))
    print(f"{len(lines)} calls of {len({line.split()[0] for line in lines})} functions came back")


if __name__ == "__main__":
    if sys.argv[1] == "child":
        child(*sys.argv[2:])
    else:
        main(*sys.argv[1:])
