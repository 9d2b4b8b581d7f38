"""Every method by name with hostile arguments of at most 4 KB: a result or an error, in little time and memory.

usage: hostile_calls_test.py LIBRARY SOURCE [CALLS]

Starts from one right call of each method (tests/c/one_call_each.json) and puts an extreme in one place after the
other: of every argument that docs/reference/methods.md lists, of every number within them, and of whole columns of 300.
Without CALLS, 80 of them for each method, drawn with a fixed seed; with it, so many, or "all".
"""

from __future__ import annotations

import ctypes
import json
import random
import re
import resource
import select
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Dict, Iterator, List, Sequence, Tuple

SECONDS = 5  # of the CPU; promised are 2 on an ordinary core without sanitizers
MEGABYTES = 512
OUT_OF_MEMORY, INTERNAL, CODES = 9, 10, 12

NUMBERS = ["1e9", "1e18", "1e308", "5e-324", "1e-300", "1e-9", "-1", "0", '"nan"', '"inf"', "0.5", "1", "2"]
COUNTS = ["10000000", "100000000", "1000000000", "2147483647", "4294967295", "9007199254740992"]
DATES = ['"1990-01-01"', '"2099-12-31"', '"9999-12-31"', "0", "1e18"]
EXTREMES = ["1e308", "-1e308", "5e-324", "1e18", "1e9", "-1", "0", '"nan"', '"inf"', "0.5"]
ROWS = 300

GRAPH = {"source": [0, 0, 0, 4], "target": [1, 2, 3, 5], "nodes": 7}
BROKE = [  # the draw may miss what took minutes, or failed within, before
    ("pareto_nbd.probability_of", {"n": 0, "t": 5e-324, "r": 0.5, "alpha": 8, "s": 0.7, "beta": 8}),
    ("pareto_nbd.probability_of", {"n": 200, "t": 5e-324, "r": 200, "alpha": 8, "s": 0.7, "beta": 8}),
    ("bg_bb.probability_of", {"x": 6, "n": 10**9, "alpha": 1.2, "beta": 0.75, "gamma": 0.66, "delta": 2.8}),
    ("pagerank", {"graph": {"source": [0, 1, 1], "target": [1, 2, 2], "nodes": 10**6}, "tolerance": 1e-300, "max_iterations": 10**9}),
    ("helper_trust", {"successes": [18, 0, 3], "jobs": [20, 1e18, 1e308], "vetted": [True, False, True]}),
    ("ambassadors", {"graph": GRAPH, "model": "constant", "probability": 0.5, "k": 2, "check_sets": 10**8}),
]


class Spelt(str):
    """JSON as it is."""


def spelt(value: Any) -> str:
    if isinstance(value, Spelt):
        return str(value)
    if isinstance(value, dict):
        return "{" + ",".join(f"{json.dumps(key)}:{spelt(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(spelt(each) for each in value) + "]"
    return json.dumps(value)


def arguments_of(page: str) -> Dict[str, List[Tuple[str, str]]]:
    """The arguments of each method, with what they are."""
    result = {}
    for section in re.split(r"^## ", page, flags=re.MULTILINE)[1:]:
        rows = re.findall(r"^\| `(\w+)` \| (.*?) \|(?= (?:`|required|\|))", section.split("\nGives")[0], flags=re.MULTILINE)
        result[section[1 : section.index("`", 1)]] = rows
    return result


def places(value: Any, path: Tuple[Any, ...] = ()) -> Iterator[Tuple[Tuple[Any, ...], Any]]:
    """Everything within a call, the first three of a list."""
    yield path, value
    if isinstance(value, dict):
        for key, each in value.items():
            yield from places(each, (*path, key))
    elif isinstance(value, list):
        for i, each in enumerate(value[:3]):
            yield from places(each, (*path, i))


def put(value: Any, path: Sequence[Any], new: Any) -> Any:
    """A copy with something else in one place."""
    if not path:
        return new
    if isinstance(value, dict):
        return {key: put(each, path[1:], new) if key == path[0] else each for key, each in value.items()}
    return [put(each, path[1:], new) if i == path[0] else each for i, each in enumerate(value)]


def long(value: Any) -> Any:
    """A copy whose columns have 300 rows."""
    if isinstance(value, dict):
        return {key: long(each) for key, each in value.items()}
    if isinstance(value, list) and value and not isinstance(value[0], dict):
        return [value[i % len(value)] for i in range(ROWS)]
    return value


def hostile(call: Dict[str, Any], arguments: List[Tuple[str, str]]) -> Iterator[Any]:
    """The call with an extreme in one place."""
    for name, what in arguments:
        words = re.findall(r"`(\w+)`", what)
        if what.startswith("list of"):
            values = ["[" + ",".join([each] * ROWS) + "]" for each in EXTREMES]
        elif words:
            values = [f'"{word}"' for word in words]
        elif "date" in what or "moment" in what or "time" in what:
            values = DATES
        else:
            values = COUNTS + NUMBERS
        for each in values:
            yield {**call, name: Spelt(each)}
    columns = long(call)
    yield columns
    for path, value in places(call):
        if isinstance(value, list) and value and not isinstance(value[0], (list, dict)):
            for each in EXTREMES:
                yield put(columns, path, [Spelt(each)] * ROWS)
            yield put(columns, path, [Spelt(EXTREMES[i % len(EXTREMES)]) for i in range(ROWS)])
        elif path and not isinstance(value, (list, dict, bool)):
            for each in DATES if isinstance(value, str) else COUNTS + NUMBERS:
                yield put(call, path, Spelt(each))


class Worker:
    """A process of 2 GB that calls, and is replaced when it does not come back."""

    def __init__(self, library: str) -> None:
        self.library = library
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, __file__, "work", self.library], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self, method: str, arguments: str) -> Tuple[int, float, float, str]:
        """The code, seconds of the CPU, megabytes, and the message."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps([method, arguments]) + "\n")
        self.process.stdin.flush()
        ready, _, _ = select.select([self.process.stdout], [], [], 10 * SECONDS)
        line = self.process.stdout.readline() if ready else ""
        if line:
            code, seconds, megabytes, message = json.loads(line)
            return code, seconds, megabytes, message
        self.process.kill()
        ended = self.process.wait()
        self.start()
        return -1, 10 * SECONDS if not ready else 0, 0, "does not come back" if not ready else f"ends the process ({ended})"


def work(path: str) -> None:
    """Calls what comes in, line by line."""

    class Error(ctypes.Structure):
        _fields_ = [("code", ctypes.c_int), ("message", ctypes.c_char * 1024)]

    class Text(ctypes.Structure):
        _fields_ = [("data", ctypes.c_char_p), ("size", ctypes.c_size_t), ("owner", ctypes.c_void_p)]

    library = ctypes.CDLL(path)
    resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
    for line in sys.stdin:
        method, arguments = (each.encode() for each in json.loads(line))
        text, error = Text(), Error()
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        begin = time.process_time()
        size = ctypes.c_size_t(len(arguments))
        code = library.scvm_call(method, arguments, size, ctypes.byref(text), ctypes.byref(error))
        seconds = time.process_time() - begin
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        library.scvm_text_close(ctypes.byref(text))
        print(json.dumps([code, seconds, grown, error.message.decode("utf-8", "replace")]), flush=True)


def main(library: str, source: str, each: str = "80") -> None:
    calls = json.loads((Path(source) / "tests/c/one_call_each.json").read_text(encoding="utf-8"))["calls"]
    listed = arguments_of((Path(source) / "docs/reference/methods.md").read_text(encoding="utf-8"))
    wrong = [f"{name}: has no call in one_call_each.json" for name in listed if name not in calls]
    worker, chance = Worker(library), random.Random(13)
    slowest: List[Tuple[float, str]] = []
    done = 0
    for method, call in calls.items():
        code, _, _, message = worker.ask(method, spelt(call))
        if code != 0:
            wrong.append(f"{method}: the right call fails: {message}")
        tried = [text for text in dict.fromkeys(spelt(of) for of in hostile(call, listed.get(method, []))) if len(text) <= 4096]
        drawn = tried if each == "all" else chance.sample(tried, min(int(each), len(tried)))
        for text in [*(spelt(of) for name, of in BROKE if name == method), *drawn]:
            code, seconds, megabytes, message = worker.ask(method, text)
            done += 1
            slowest = sorted([*slowest, (seconds, f"{method} {text[:120]}")], reverse=True)[:10]
            if not 0 <= code <= CODES or code in (OUT_OF_MEMORY, INTERNAL) or seconds > SECONDS or megabytes > MEGABYTES:
                wrong.append(f"{method}: {code} {message} {seconds:.1f} s {megabytes:.0f} MB: {text[:400]}")
    for seconds, what in slowest:
        print(f"{seconds:8.3f} s  {what}")
    print(f"{done} calls of {len(calls)} methods")
    if wrong:
        sys.exit("\n".join(wrong))


if __name__ == "__main__":
    if sys.argv[1] == "work":
        work(sys.argv[2])
    else:
        main(*sys.argv[1:])
