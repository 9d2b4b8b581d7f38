"""The company of the notebooks as an export and as a database, and the pages that the command makes of them."""

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
from report_world import company

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
    data: company.Company
    secret: List[str]  # ids and names

    def page(self, source: str, *more: str, code: int = 1) -> pathlib.Path:
        """The page that the command makes, as a user would run it; some rows are rejected."""
        out = self.folder / f"{source}.html"
        command = [sys.executable, "-m", "scvm", "report", "--source", str(self.folder / f"{source}.json"), "--out", str(out)]
        done = subprocess.run([*command, *more], capture_output=True, text=True)
        assert done.returncode == code and "Traceback" not in done.stderr, done.stderr
        return out


def make(folder: pathlib.Path, table: scvm.ScoreTable) -> Made:
    """Writes the sources: as frames of the notebooks, with rows that the readers and rows that only the core rejects."""
    data = company.generate(600, seed=7)
    for name, frame in vars(data).items():
        if "time" in frame:
            setattr(data, name, frame.assign(time=frame["time"].dt.strftime("%Y-%m-%d")))
    status = dict(zip(table.ids, table["consent_status"]))
    excluded = data.customers[data.customers["id"].map(status) != "included"]
    assert len(excluded) > 10
    interactions = data.interactions.assign(event="")
    told = pd.DataFrame([("C00001", "C00002", "comment", "2026-06-01", "", None, 3, "e1")] * 2, columns=interactions.columns)
    bad = pd.DataFrame(
        [
            ("C00001", "C00002", "dance", "2026-06-01", "", None, 1, ""),
            ("C00001", "C00002", "like", "2027-06-01", "", None, 50, ""),
        ],
        columns=interactions.columns,
    )
    who = excluded.iloc[0]
    purchases = pd.DataFrame([(who["id"], f'{who["name"]} "x" {who["name"]}', 5.0), ("nobody", "2026-01-01", 1.0)],
                             columns=["customer", "time", "amount"])  # fmt: skip
    frames = {
        # A name like nobody else's, so that it can be searched for.
        "customers": data.customers.assign(name=data.customers["name"] + " " + data.customers["id"])[["id", "name"]],
        "purchases": pd.concat([data.purchases, purchases]),
        "answers": data.answers,
        "consents": data.consents,
        "interactions": pd.concat([interactions, told, bad]),
        "referrals": data.referrals,
        "contributions": data.contributions,
        "attributes": data.customers.assign(name="territory", customer=data.customers["id"], value=data.customers["territory"])[["customer", "name", "value"]],
        "employees": pd.DataFrame({"id": company.EMPLOYEES}),
    }  # fmt: skip
    engine = sa.create_engine(f"sqlite:///{folder}/crm.sqlite")
    common = {"schema": "scvm-mapping/1", "as_of": company.AS_OF, "model": "model.json"}
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
