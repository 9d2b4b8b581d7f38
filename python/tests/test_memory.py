"""Nothing leaks, on success or on failure, and exhausted memory is MemoryError."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
from typing import Any, Callable, Dict

import numpy as np
import pytest

import scvm


def resident() -> int:
    """The process's resident memory in bytes."""
    gc.collect()
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * 4096


def refused(call: Callable[[], Any]) -> None:
    with pytest.raises(scvm.Error):
        call()


def calls(pipeline: Dict[str, Any]) -> Dict[str, Callable[[], Any]]:
    model = scvm.ScoringModel(pipeline["model"])
    base = scvm.CustomerBase.from_json(pipeline["base"])
    big = scvm.CustomerBase(np.arange(10_000))
    scorer = scvm.Scorer(model)
    numbers, ids = np.ones(100_000), [f"customer {i}" for i in range(100_000)]
    garbage = json.dumps({"schema": "scvm-base/1", "customers": {"id": ids}, "oops": 1})
    return {
        "score": lambda: scorer.score(big, "2026-11-21")["revenue"],
        "cards": lambda: [scorer.score_customer(case["record"]) for case in pipeline["records"]],
        "table": lambda: scorer.score(base, "2026-11-21").to_frame(),
        "base": lambda: scvm.CustomerBase(ids),
        "columns of unequal length": lambda: refused(lambda: base.add_purchases(ids, numbers[:-1], numbers)),
        "a bad document": lambda: refused(lambda: scvm.CustomerBase.from_json(garbage)),
        "a bad model": lambda: refused(lambda: scvm.ScoringModel(garbage)),
        "a bad day": lambda: refused(lambda: scorer.score(big, "soon")),
    }


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_memory_stays_flat_on_success_and_on_failure(pipeline: Dict[str, Any]) -> None:
    grown = {}
    for name, call in calls(pipeline).items():
        for _ in range(3):
            call()
        before = resident()
        for _ in range(20):
            call()
        grown[name] = (resident() - before) / 2**20
    # What leaked once a call would be 20 times 1.6 MB or more.
    assert all(growth < 16 for growth in grown.values()), grown


EXHAUST = """
import resource, sys
import numpy as np
import scvm

rows = 4_000_000
base = scvm.CustomerBase(["0"])
customer, time, amount = np.zeros(rows, np.int64), np.full(rows, 1_700_000_000), np.ones(rows)
used = int(open("/proc/self/statm").read().split()[0]) * 4096
resource.setrlimit(resource.RLIMIT_AS, (used + int(sys.argv[1]) * 2**20, resource.RLIM_INFINITY))
try:
    base.add_purchases(customer, time, amount)
except MemoryError:
    resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    rules = scvm.ScoringModel({"schema": "scvm-model/1", "id": "m", "value": {}})
    before = float(scvm.Scorer(rules).score(base, "2026-01-01")["revenue"][0])
    base.add_purchases(["0"], ["2025-01-01"], [0.5])
    after = float(scvm.Scorer(rules).score(base, "2026-01-01")["revenue"][0])
    assert after == before + 0.5, (before, after)
    print("MemoryError")
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits memory by RLIMIT_AS")
@pytest.mark.parametrize("megabytes", [20, 160, 220])
def test_exhausted_memory_is_memory_error_and_the_base_still_works(megabytes: int) -> None:
    """In the binding's own buffers, and in the middle of the core's columns."""
    done = subprocess.run([sys.executable, "-c", EXHAUST, str(megabytes)], capture_output=True, text=True)
    assert (done.returncode, done.stdout.strip()) == (0, "MemoryError"), done.stderr
