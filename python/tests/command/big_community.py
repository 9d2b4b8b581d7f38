"""A community of any size as CSV files, with the mapping and the model beside them: how long does the command take, how much memory?

    python3 python/tests/command/big_community.py 5000000 /tmp/big
    /usr/bin/time -v python3 -m scvm score --source /tmp/big/mapping.json

For each 25 rows of interactions there is one customer and there are four people outside; few of them do most, and the seed is fixed.
"""

from __future__ import annotations

import json
import pathlib
import sys
from typing import Any

import numpy as np

ROWS_AT_ONCE = 500_000
KINDS = np.array(["post", "comment", "like", "share", "answer"])


def generate(rows: int, folder: pathlib.Path, seed: int = 7) -> None:
    """Writes customers.csv, interactions.csv, mapping.json and model.json."""
    customers, random = max(rows // 25, 1), np.random.default_rng(seed)
    people = 5 * customers
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "customers.csv").write_text("id\n" + "".join(f"c{i}\n" for i in range(customers)), encoding="utf-8")

    def named(numbers: Any) -> Any:
        return np.char.add(np.where(numbers < customers, "c", "a"), numbers.astype(str))

    with open(folder / "interactions.csv", "w", encoding="utf-8") as file:
        file.write("source,target,type,date\n")
        for first in range(0, rows, ROWS_AT_ONCE):
            n = min(ROWS_AT_ONCE, rows - first)
            actor = np.minimum((random.pareto(1.2, n) * 50).astype(np.int64), people - 1) * 7919 % people
            target = (random.random(n) ** 2 * people).astype(np.int64)
            kind = KINDS[random.choice(5, n, p=[0.1, 0.2, 0.5, 0.1, 0.1])]
            day = np.datetime64("2025-07-01") + random.integers(0, 364, n)
            to = np.where(kind == "post", "", named(target))
            file.write("\n".join(map(",".join, zip(named(actor), to, kind, day.astype(str)))) + "\n")
    columns = {"customer_id": "source", "target": "target", "kind": "type", "date": "date"}
    sources = {"customers": {"path": "customers.csv"}, "interactions": {"path": "interactions.csv", "columns": columns}, "prospects": {"from": "interactions"}}
    mapping = {"schema": "scvm-mapping/1", "as_of": "2026-06-30", "model": "model.json", "sources": sources, "output": {"format": "csv", "path": "scores.csv"}}
    (folder / "mapping.json").write_text(json.dumps(mapping), encoding="utf-8")
    (folder / "model.json").write_text(json.dumps({"schema": "scvm-model/1", "id": "big", "currency": "EUR", "network": {}}), encoding="utf-8")


if __name__ == "__main__":
    generate(int(sys.argv[1]), pathlib.Path(sys.argv[2]))
