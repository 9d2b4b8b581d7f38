"""The company of the demo as an export and as a database, and the pages that the command makes of them."""

from __future__ import annotations

import json
import pathlib
import subprocess
import sys
from dataclasses import dataclass
from typing import Any, Dict, List

import pandas as pd
import sqlalchemy as sa

import scvm
from report_world import AS_OF
from scvm import demo

EARLIER = "2025-06-30"
TIME = {"customer_id": "customer", "date": "time"}

#: Of each source: the columns of the mapping.
COLUMNS: Dict[str, Dict[str, Any]] = {
    "customers": {"id": "id", "name": "name"},
    "purchases": {**TIME, "amount": "amount"},
    "answers": {**TIME, "question": "item", "answer": "value", "wave": "wave"},
    "consents": {**TIME, "purpose": "purpose", "state": "state"},
    "interactions": {"customer_id": "actor", "target": "target", "kind": "kind", "date": "time", "channel": "channel",
                     "sentiment": "sentiment", "count": "count", "event": "event"},
    "referrals": {"customer_id": "referrer", "referred": "referred", "date": "time"},
    "contributions": {**TIME, "kind": "kind", "units": "units", "accepted": "accepted", "value": "value"},
    "attributes": {"customer_id": "customer", "name": "name", "value": "value"},
    "employees": {"id": "id"},
}  # fmt: skip


@dataclass
class Made:
    """What stands in a folder, and the names of those who may not be on any page."""

    folder: pathlib.Path
    data: demo.Company
    secret: List[str]  # ids and names

    def page(self, source: str, *more: str, code: int = 1) -> pathlib.Path:
        """The page that the command makes, as a user would run it; some rows are rejected."""
        out = self.folder / f"{source}.html"
        command = [sys.executable, "-m", "scvm", "report", "--source", str(self.folder / f"{source}.json"), "--out", str(out)]
        done = subprocess.run([*command, *more], capture_output=True, text=True)
        assert done.returncode == code and "Traceback" not in done.stderr, done.stderr
        return out


def by_day(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows with the days of their times, as texts."""
    return frame.assign(time=frame["time"].dt.strftime("%Y-%m-%d"))


def make(folder: pathlib.Path, table: scvm.ScoreTable) -> Made:
    """Writes the sources: the company's frames, with rows that the readers and rows that only the core rejects."""
    data = demo.generate(600, seed=7)
    one, other = data.customers["id"].iloc[:2]
    status = dict(zip(table.ids, table["consent_status"]))
    excluded = data.customers[data.customers["id"].map(status) != "included"]
    assert len(excluded) > 10
    interactions = by_day(data.interactions).assign(event="")
    told = pd.DataFrame([(one, other, "comment", "2026-06-01", "", None, 3, "e1")] * 2, columns=interactions.columns)
    bad = pd.DataFrame(
        [
            (one, other, "dance", "2026-06-01", "", None, 1, ""),
            (one, other, "like", "2099-06-01", "", None, 50, ""),
        ],
        columns=interactions.columns,
    )
    who = excluded.iloc[0]
    purchases = pd.DataFrame([(who["id"], f'{who["name"]} "x" {who["name"]}', 5.0), ("nobody", "2026-01-01", 1.0)],
                             columns=["customer", "time", "amount"])  # fmt: skip
    frames = {
        # A name like nobody else's, so that it can be searched for.
        "customers": data.customers.assign(name=data.customers["name"] + " " + data.customers["id"])[["id", "name"]],
        "purchases": pd.concat([by_day(data.purchases), purchases]),
        "answers": by_day(data.answers),
        "consents": by_day(data.consents),
        "interactions": pd.concat([interactions, told, bad]),
        "referrals": by_day(data.referrals),
        "contributions": by_day(data.contributions),
        "attributes": data.customers.assign(name="territory", customer=data.customers["id"], value=data.customers["territory"])[["customer", "name", "value"]],
        "employees": pd.DataFrame({"id": data.employees}),
    }  # fmt: skip
    engine = sa.create_engine(f"sqlite:///{folder}/crm.sqlite")
    common = {"schema": "scvm-mapping/1", "as_of": AS_OF, "model": "model.json"}
    sources: Dict[str, Dict[str, Any]] = {"csv": {}, "sql": {}}
    for name, frame in frames.items():
        frame.to_csv(folder / f"{name}.csv", index=False)
        frame.to_sql(name, engine, index=False)
        sources["csv"][name] = {"path": f"{name}.csv", "columns": COLUMNS[name]}
        sources["sql"][name] = {"format": "sql", "table": name, "columns": COLUMNS[name]}
    engine.dispose()
    more: Dict[str, Dict[str, Any]] = {
        "csv": {"output": {"format": "csv", "path": "scores.csv"}},
        "sql": {"database": f"sqlite:///{folder}/crm.sqlite", "output": {"format": "sql"}},
    }
    for form in sources:
        mapping = {**common, **more[form], "sources": sources[form]}
        (folder / f"{form}.json").write_text(json.dumps(mapping), encoding="utf-8")
    (folder / "model.json").write_text(json.dumps(table.model_rules()), encoding="utf-8")
    return Made(folder, data, [*excluded["id"], *excluded["name"] + " " + excluded["id"]])
