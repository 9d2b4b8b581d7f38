"""Times a full run on a generated SuiteCRM database: 50,000 contacts, 250,000 invoices, 60,000 answers, on a MariaDB of its own.

usage: python3 big_database.py [CONTACTS [INVOICES]]   (prints seconds, peak memory, rows changed and the machine's load)
"""

from __future__ import annotations

import datetime
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time
from typing import Any, Dict, List

import numpy as np
import sqlalchemy as sa

sys.path.insert(0, str(pathlib.Path(__file__).parent))

import servers

from scvm import demo
from scvm.demo import model as demo_model
from scvm.demo import suitecrm
from scvm.demo.people import guid

SEED = 20_261_121


def rows(contacts: int, invoices: int) -> Dict[str, List[Dict[str, Any]]]:
    """The demo's people for the answers, and as many invoices as asked for, spread unevenly."""
    result = dict(demo.generate(contacts // 10, SEED).tables)
    result.pop("aos_invoices")
    random = np.random.default_rng(SEED)
    start = demo.START
    for _ in range(contacts - len(result["contacts"])):
        id = guid(random)
        result["contacts"].append({**result["contacts"][0], "id": id, "deleted": 0})
        result["contacts_cstm"].append({"id_c": id})
    buyer = np.minimum((random.random(invoices) ** 1.6 * contacts).astype(int), contacts - 1)
    days, amounts = random.integers(0, 720, invoices), np.round(random.gamma(3, 20, invoices), 2)
    result["aos_invoices"] = [
        {
            "id": guid(random), "number": n, "billing_contact_id": result["contacts"][buyer[n]]["id"],
            "total_amount": float(amounts[n]), "total_amount_usdollar": float(amounts[n]), "currency_id": "-99",
            "invoice_date": start + datetime.timedelta(days=int(days[n])), "status": "Paid", "deleted": 0,
        }
        for n in range(invoices)
    ]  # fmt: skip
    return result


def timed(*arguments: str) -> Dict[str, Any]:
    """The JSON that a run of the command prints, with its seconds and its peak memory."""
    began = time.monotonic()
    done = subprocess.run([sys.executable, "-m", "scvm", *arguments], capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stderr
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    return {"seconds": round(time.monotonic() - began, 1), "peak_mb": peak, **json.loads(done.stdout)}


def main(contacts: int = 50_000, invoices: int = 250_000) -> None:
    with servers.running(servers.MariaDb) as server, tempfile.TemporaryDirectory() as folder:
        url = server.url(server.new_database())
        engine = sa.create_engine(url)
        suitecrm.create(engine, rows(contacts, invoices))
        engine.dispose()
        rules, model = pathlib.Path(folder) / "rules.json", pathlib.Path(folder) / "model.json"
        rules.write_text(demo_model.load("survey", "value").to_json(), encoding="utf-8")
        day = ["--as-of", demo.AS_OF.isoformat(), "--json"]
        fitted = timed("fit", "--database", url, "--model", str(rules), *day, "--output", str(model))
        print(f"fit     {fitted['seconds']:6.1f} s, {fitted['peak_mb']} MB", flush=True)
        for run in ("first", "second"):
            more = ["--add-columns"] if run == "first" else []
            done = timed("score", "--database", url, "--model", str(model), *day, *more)
            written = done["written"]
            print(f"{run:7s} {done['seconds']:6.1f} s, {done['customers']:,} customers, {written['changed']:,} rows changed,"
                  f" load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores", flush=True)  # fmt: skip


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
