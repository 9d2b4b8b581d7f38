"""A folder of small tables, typed into a test, with the mapping and the model beside them."""

from __future__ import annotations

import csv
import json
import pathlib
from typing import Any, Dict, List, Optional

AS_OF = "2026-11-21"
MODEL: Dict[str, Any] = {
    "schema": "scvm-model/1", "id": "t",
    "survey": {
        "items": [
            {"id": "sat", "dimension": "satisfaction", "lowest": 1, "highest": 5},
            {"id": "att", "dimension": "attachment", "lowest": 1, "highest": 5},
        ],
        "out_of_range": "missing",
    },
    "value": {
        "unit": "week", "horizon": 52, "yearly_discount": 0.1, "margin": 1, "purchasing_model": "bg_nbd",
        "bg_nbd": {"r": 0.2426, "alpha": 4.4136, "a": 0.7929, "b": 2.4259}, "gamma_gamma": {"p": 6.25, "q": 3.74, "v": 15.44},
    },
}  # fmt: skip
COLUMNS = {
    "customers": {"id": "id"},
    "purchases": {"customer_id": "cid", "date": "date", "amount": "amount"},
    "answers": {"customer_id": "cid", "question": "q", "answer": "a"},
    "consents": {"customer_id": "cid", "purpose": "p", "state": "s", "date": "d"},
    "contracts": {"customer_id": "cid", "end": "end"},
}


class World:
    """`tables` are texts of CSV, by source; `sources` says more of how each is read."""

    def __init__(self, folder: pathlib.Path, run: Any, tables: Dict[str, str], sources: Optional[Dict[str, Any]] = None, **mapping: Any) -> None:
        self.folder, self._run = folder, run
        self.document: Dict[str, Any] = {
            "schema": "scvm-mapping/1",
            "sources": {name: {"path": f"{name}.csv", "columns": dict(COLUMNS[name])} for name in tables},
            "output": {"format": "csv", "path": "scores.csv", "explain": "none"},
        }
        for name, more in (sources or {}).items():
            columns = {**self.document["sources"].setdefault(name, {}).get("columns", {}), **more.get("columns", {})}
            self.document["sources"][name].update({**more, "columns": columns} if columns else more)
        self.document.update(mapping)
        for name, text in tables.items():
            self.write(name, text)
        (folder / "model.json").write_text(json.dumps(MODEL), encoding="utf-8")

    def write(self, name: str, text: str) -> None:
        (self.folder / self.document["sources"][name]["path"]).write_text(text, encoding="utf-8")

    def command(self, verb: str, *more: Any, code: int = 0) -> str:
        (self.folder / "mapping.json").write_text(json.dumps(self.document, ensure_ascii=False), encoding="utf-8")
        printed: str = self._run(verb, "--source", self.folder / "mapping.json", *more, code=code)
        return printed

    def score(self, *more: Any, code: int = 0) -> Any:
        """The JSON of a run, or the line on stderr where it is refused."""
        printed = self.command("score", "--model", self.folder / "model.json", "--as-of", AS_OF, "--json", *more, code=code)
        return printed if code == 2 else json.loads(printed)

    def rows(self) -> List[Dict[str, str]]:
        with open(self.folder / "scores.csv", encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def column(self, name: str) -> List[str]:
        return [row[name] for row in self.rows()]
