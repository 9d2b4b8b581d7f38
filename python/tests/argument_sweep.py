"""Calls every public function, class and method of a module with arguments that do not belong there.

usage: argument_sweep.py MODULE [EVERY]   (EVERY 5: only each fifth of the strange values)

One line for each call whose outcome is neither a result nor an ``scvm.Error`` that a user can act on: any other exception
but Python's own TypeError of a call with a wrong number of arguments or an unknown keyword, an error that calls itself
a defect of scvm, and a message that shows what lies behind the Python function; and for each that computes for longer than
the limit that is set allows. The last line counts the calls.
"""

from __future__ import annotations

import contextlib
import datetime
import decimal
import enum
import importlib
import inspect
import io
import json
import os
import pathlib
import re
import resource
import sys
import tempfile
import time
import warnings
from typing import Any, Callable, Dict, Iterator, List, Tuple

import numpy as np
import pandas as pd

import scvm
from scvm import dates, equity, network, survey, value

HIDDEN = re.compile(r"incompatible (function|constructor)|std::|_core\.|pybind")
OF_THE_CALL = re.compile(r"\w+\(\) (got|missing|takes|too many|argument|a required)|takes no arguments|takes exactly|expected at most")

LIMIT, TOO_LONG = 1, 5  # seconds; costs are estimates

VECTORS = pathlib.Path(__file__).resolve().parents[2] / "tests" / "vectors"


def strange() -> Iterator[Any]:
    """What may be given for anything."""
    yield from (None, "", "x", "\ud800", b"x", {}, {"x": 1}, {1: None}, [], [None], [1, None, "x"], ["x"], [[1, 2], [3]])
    yield from (10**9, 2**31 - 1, 2**32 - 1, 1e300, 5e-324, [1e300, 2.0**53, 1e9])  # large, and allowed somewhere
    yield from (object(), 10**30, -1, -(10**30), 2**32, 2**63, 0, 3.7, float("nan"), float("inf"), -0.5, True, 1 + 2j)
    yield from ((1,), {1, 2}, range(3), [10**30], [object()], [b"x", 1], (x for x in "ab"), lambda *_: None, int, Ellipsis)
    yield from (np.array(5.0), np.array([[1.0, 2.0], [3.0, 4.0]]), np.array(["x", None], dtype=object), np.array([1 + 2j]))
    yield from (np.array([2**64 - 1], dtype=np.uint64), np.array([-1]), np.zeros(0), np.array([1.5], dtype=np.float32))
    yield from (np.ma.masked_array([1.0, 2.0], mask=[True, False]), np.array([b"x"]), np.array([(1, 2)], dtype="i4,i4"))
    yield from (np.datetime64("NaT"), np.array(["NaT"], dtype="datetime64[s]"), pd.NA, pd.NaT, decimal.Decimal("sNaN"))
    yield from (pd.DataFrame({"x": [1, 2]}), pd.Series(["a", None], dtype="category"), pd.Series([1, None], dtype="Int64"))
    yield from (datetime.date(2026, 1, 5), datetime.timedelta(1), ["2026-01-05"], "2026-01-05", pathlib.Path("/nowhere/x"))


def samples() -> Dict[str, Any]:
    """Objects of the public classes, and arguments that are right, by the parameter's name or `function.parameter`."""
    vector = json.loads((VECTORS / "pipeline.json").read_text(encoding="utf-8"))
    model = scvm.ScoringModel(vector["model"])
    base = scvm.CustomerBase.from_json(vector["base"])
    scorer = scvm.Scorer(model)
    table = scorer.score(base, vector["as_of"])
    graph = network.Graph.from_edges([0, 1, 2, 0], [1, 2, 0, 2], [0.1, 0.2, 0.3, 0.1])
    ledger = network.InteractionLedger()
    day = "2026-01-05"
    ledger.append([day] * 3, [0, 1, 2], [1, 2, 0], ["like", "comment", "post"])
    interactions = ledger.weigh(day)
    columns = {"x": [0.0, 2, 1, 5], "t_x": [0.0, 20, 15, 30], "T": [39.0, 39, 38, 38]}
    bg_nbd, spend = value.BgNbd(0.24, 4.4, 0.8, 2.4), value.GammaGamma(6.2, 3.7, 15.4)
    asked = survey.Questionnaire([survey.Item("s", "satisfaction"), survey.Item("a", "attachment")])
    placed = survey.Portfolio().place([5.0, 1, 4], [5.0, 1, 2])
    measured = survey.measure([5.0, 1, 4, 3], [5.0, 1, 2, 3], satisfaction_reliability=0.8, attachment_reliability=0.8)
    shares = survey.shares(["fan", "opponent", "fan", "mercenary"] * 9)
    moved = survey.panel(["fan", "opponent"] * 9, ["fan", "fan"] * 9)
    values = equity.network_value([200.0, 1000, 500], receiver=[0, 1, 0], giver=[1, 2, 2], share=[0.3, 0.3, 0.1])
    features = network.social_features(interactions, [1.0, 1, 1])
    purchases = {"customer": ["a", "b", "a"], "time": [day, "2026-02-05", "2026-03-05"], "amount": [10.0, 20, 30]}
    summary = value.purchase_summary(**purchases, observation_end="2026-06-01")
    treatment = equity.TreatmentTable({"group": ["fan"]}, {"invite": 1}, [{"group": "fan", "action": "invite"}])
    split = value.calibration_and_holdout(**purchases, calibration_end="2026-02-20", observation_end="2026-06-01")
    fit = value.estimate_bg_nbd([0, 2, 1, 5] * 9, [0, 20, 15, 30] * 9, [39, 39, 38, 38] * 9)
    bought = value.PurchaseLedger()
    bought.add(**purchases)
    live = network.LiveFeatures(ledger, day, [1.0, 1, 1])
    found = [
        model, base, scorer, table, graph, ledger, interactions, bg_nbd, spend, asked, placed, measured, shares, moved,
        values, summary, treatment, split, fit, bought, live, dates.DateReader(), survey.Portfolio(), network.SocialChannel(),
        network.SocialScoreModel(), network.InteractionRules(), value.MbgNbd(0.24, 4.4, 0.8, 2.4),
        value.ParetoNbd(0.55, 10.6, 0.6, 11.7), value.BgBb(1.2, 0.75, 0.66, 2.8), value.BetaGeometric(0.7, 1.2),
        equity.Money(2, "EUR"), equity.Points(2), network.social_score(features),
    ]  # fmt: skip
    by_type = {type(each).__name__: each for each in found}
    return {
        **by_type, **columns, **purchases, "document": vector["base"], "record": vector["records"][0], "as_of": vector["as_of"],
        "ScoringModel.document": vector["model"], "ScoringModel.from_json.document": vector["model"], "id": vector["base"]["customers"]["id"][0],
        "base": base, "graph": graph, "influence": [1.0, 1, 1], "interactions": interactions, "ledger": ledger, "measurement": measured,
        "model": model, "spend": spend, "questionnaire": asked, "table": "customers", "columns": {"id": ["x1"]}, "attribute": "territory",
        "native": table._native, "core": graph._core, "questionnaire.items": [], "items": [survey.Item("s", "satisfaction")],
        "segment": ["fan", "opponent", "fan"], "before": ["fan", "opponent", "fan"], "after": ["fan", "fan", "fan"],
        "moved": moved, "first": shares, "second": shares, "placed": placed, "category": ["a", "b", "a"], "amounts": [1.0, 2, 3],
        "observation_end": "2026-06-01", "calibration_end": "2026-02-20", "start": "2026-01-01", "calibration_start": "2026-01-01",
        "other": ledger, "kind": ["like", "post", "like"], "actor": [0, 1, 2], "target": [1, 2, 0], "source": [0, 1, 2],
        "document.nan": None, "frame": pd.DataFrame({"customer": ["a"], "s": [1.0]}), "customers": 3, "persons": 3, "name": "territory",
        "features": features, "scores": network.social_score(features), "forest": network.referral_trees([0, 1], [1, 2], [day, day], 3),
        "referrer": [0, 1, 2], "referred": [1, 2, 0], "receiver": [0, 1], "giver": [1, 2], "share": [0.1, 0.2], "n": 3, "k": 1, "t": 10.0,
        "helper": [0, 1, 2], "seeker": [1, 2, 0], "of_helper": [1.0, 1, 1], "of_seeker": [1.0, 1, 1], "closed": [day] * 3, "person": 1,
        "answers": [[5.0, 4], [1, 2]], "answer": 3.0, "item": "s", "dimension": "satisfaction", "outcome": [1.0, 0, 1, 0], "fit": value.estimate_bg_nbd,
        "function": lambda m: 1.0, "cohort": [0, 0, 1, 1], "purchases": summary, "credits": equity.Credits([0], [1], [0.5], 0.0),
        "boundaries": equity.boundaries_by_share([1.0, 2, 3], [0.5]), "top_shares": [0.5], "cases": {"group": ["fan"]}, "priority": [1.0],
        "path": pathlib.Path("model.json").resolve(), "value": [1.0, 2, 3], "unit": "week", "language": "en", "date": day,
        "state": 0, "today": 20000, "since_day": 19990, "vetted": True, "index": [0.5] * 5, "data": pd.DataFrame({"sex": ["f", "m"]}),
        "margins": {"sex": {"f": 0.5, "m": 0.5}}, "population": {"a": 0.5, "b": 0.5}, "stratum": ["a", "b"], "seed": 1, "users": 10,
        "faults": [(0, "x")], "rows": 3, "seconds": 86400, "values": [1.0, 2], "contract_end": [20500.0], "barrier": [1.0],
    }  # fmt: skip


def callables(module: Any) -> Iterator[Tuple[str, Callable[..., Any]]]:
    """The public functions, classes and methods, by name."""
    for name in module.__all__:
        found = getattr(module, name)
        if inspect.isclass(found):
            if issubclass(found, (enum.Enum, BaseException)) or hasattr(found, "_fields"):
                continue  # Python's own: what makes one says which words it knows
            yield name, found
            for method, what in inspect.getmembers(found):
                ours = any(of.__module__.startswith("scvm") and method in vars(of) for of in found.__mro__)
                if ours and not method.startswith("_") and callable(what):
                    yield f"{name}.{method}", what
            if "__getitem__" in vars(found):
                yield f"{name}.__getitem__", found.__getitem__
        elif inspect.isroutine(found):
            yield name, found


class Sweep:
    """Counts calls, and tells those that end wrongly."""

    def __init__(self, right: Dict[str, Any], every: int) -> None:
        self.right = right
        self.every = every
        self.calls = 0
        self.results = 0
        self.said: Dict[str, int] = {}

    def right_for(self, function: str, parameter: inspect.Parameter) -> Any:
        """A value that may do."""
        short = function.rsplit(".", 1)[-1]
        for key in (f"{function}.{parameter.name}", f"{short}.{parameter.name}"):
            if key in self.right:
                return self.right[key]
        if parameter.default is not inspect.Parameter.empty:
            return parameter.default
        hint = str(parameter.annotation)
        if hint == "float":
            return 0.5
        for kind in re.findall(r"\w+", hint):
            if kind in self.right and kind[0].isupper() and kind not in ("T",):
                return self.right[kind]
        if "Buying" in hint or "Model" in hint:
            return self.right["BgNbd"]
        if parameter.name in self.right:
            return self.right[parameter.name]
        return {"int": 1, "str": "x", "bool": True}.get(hint, [1.0, 2.0, 3.0])

    def call(self, name: str, function: Callable[..., Any], args: List[Any], named: Dict[str, Any], what: str) -> None:
        """One call."""
        self.calls += 1
        print(f"> {name} {what}", file=sys.stderr, flush=True)
        began = time.process_time()
        told = self.outcome(function, args, named)
        if time.process_time() - began > TOO_LONG:
            told = told or f"computes for {time.process_time() - began:.1f} s"
        key = f"{name}({what.split('=')[0]})"
        if told:
            self.said[key] = self.said.get(key, 0) + 1
            if self.said[key] == 1:
                print(f"{name}({what}) -> {told[:300]!r}", flush=True)

    def outcome(self, function: Callable[..., Any], args: List[Any], named: Dict[str, Any]) -> str:
        """What is wrong with the outcome of a call; empty: nothing."""
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                function(*args, **named)
            self.results += 1
            return ""
        except scvm.Error as e:
            return "" if e.code is not scvm.ErrorCode.INTERNAL and not HIDDEN.search(str(e)) else f"{e.code.name}: {e}"
        except TypeError as e:
            return "" if OF_THE_CALL.search(str(e)) and not HIDDEN.search(str(e)) else f"TypeError: {e}"
        except OSError:
            return ""
        except Exception as e:
            return f"{type(e).__name__}: {e}"

    def sweep(self, name: str, function: Callable[..., Any]) -> None:
        """All calls of one function."""
        try:
            parameters = list(inspect.signature(function).parameters.values())
        except ValueError:
            parameters = []
        owner = name.split(".")[0]
        plain = not inspect.isclass(function) and "." in name and parameters and parameters[0].name == "self"
        first = [self.right.get(owner)] if plain else []
        if plain and first[0] is None:
            return  # a result: what makes it is called
        parameters = parameters[len(first) :]
        named = {
            each.name: self.right_for(name, each)
            for each in parameters
            if each.kind not in (inspect.Parameter.VAR_KEYWORD, inspect.Parameter.VAR_POSITIONAL)
        }
        only = [each.name for each in parameters if each.kind is inspect.Parameter.POSITIONAL_ONLY]
        ordered = [named.pop(each) for each in only]
        self.call(name, function, [*first, *ordered], named, "all right")
        for parameter in named:
            for i, each in list(enumerate(strange()))[:: self.every]:
                self.call(name, function, [*first, *ordered], {**named, parameter: each}, f"{parameter}={i} {type(each).__name__}")
            self.call(name, function, [*first, *ordered], {k: v for k, v in named.items() if k != parameter}, f"without {parameter}")
        for i, each in list(enumerate(strange()))[:: self.every]:
            self.call(name, function, [*first, *[each for _ in ordered]], {key: each for key in named}, f"everything={i}")
        self.call(name, function, [*first, *range(40)], {}, "forty arguments")
        self.call(name, function, first, {**named, "misspelt": 1}, "misspelt")
        self.call(name, function, [], {}, "nothing")


def main(name: str, every: str = "1") -> None:
    warnings.simplefilter("ignore")
    np.seterr(all="ignore")
    scvm.set_limits(seconds=LIMIT, bytes=2e8)
    resource.setrlimit(resource.RLIMIT_AS, (8 << 30, 8 << 30))
    with tempfile.TemporaryDirectory() as folder:  # some write files by whatever name they get
        os.chdir(folder)
        sweep = Sweep(samples(), int(every))
        for called, function in callables(importlib.import_module(name)):
            sweep.sweep(called, function)
    print(json.dumps({"calls": sweep.calls, "results": sweep.results}))


if __name__ == "__main__":
    main(*sys.argv[1:])
