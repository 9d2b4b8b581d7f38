"""Bases, tables, models, scorers, graphs and rules are copied, pickled and sent to other processes."""

from __future__ import annotations

import copy
import multiprocessing
import pickle
import subprocess
import sys
import time
from typing import Any, Callable, Dict, List

import numpy as np
import pytest

import scvm
from scvm import dates, equity, network, survey, value

Ways = List[Callable[[Any], Any]]
WAYS: Ways = [
    copy.copy, copy.deepcopy, lambda of: pickle.loads(pickle.dumps(of)), lambda of: pickle.loads(pickle.dumps(of, protocol=2)),
]  # fmt: skip


@pytest.fixture(params=range(len(WAYS)), ids=["copy", "deepcopy", "pickle", "protocol 2"])
def again(request: pytest.FixtureRequest) -> Callable[[Any], Any]:
    return WAYS[request.param]


def pages(table: scvm.ScoreTable) -> List[Any]:
    """All that a table tells."""
    return [
        table.to_json(), table.summary(), table.treatments(), table.analysis(), table.breakdown("territory"),
        table.attribute("territory"), [table.explain(each) for each in table.ids], table.model_rules(), table.as_of,
        table.to_frame().to_csv(), repr(table), table._repr_html_(),
    ]  # fmt: skip


def test_a_table_tells_the_same_after_a_copy(table: scvm.ScoreTable, again: Callable[[Any], Any]) -> None:
    found = again(table)
    assert pages(found) == pages(table)
    assert pickle.dumps(found) == pickle.dumps(table)
    assert found.migration(table) == table.migration(found) == table.migration(table)


def test_a_base_scores_the_same_after_a_copy(
    base: scvm.CustomerBase, model: scvm.ScoringModel, pipeline: Dict[str, Any], again: Callable[[Any], Any]
) -> None:
    found = again(base)
    scorer = scvm.Scorer(model)
    assert scorer.score(found, pipeline["as_of"]).to_json() == scorer.score(base, pipeline["as_of"]).to_json()
    assert found.rejected.equals(base.rejected) and len(found.rejected) > 0
    assert repr(found) == repr(base) and pickle.dumps(found) == pickle.dumps(base)
    for person in pipeline["base"]["customers"]["id"][:3]:
        assert found.export_person(person) == base.export_person(person)
        assert found.erase_person(person) == base.erase_person(person)
    assert scvm.fit(found, model, as_of=pipeline["as_of"]) == scvm.fit(base, model, as_of=pipeline["as_of"])


def test_a_copy_of_a_base_goes_its_own_way(again: Callable[[Any], Any]) -> None:
    base = scvm.CustomerBase(["a", "b"])
    base.add_consents(["b"], "scoring", "perhaps")
    found = again(base)
    base.add_customers(["c"])
    found.add_customers(["c", "a"])
    assert (len(base), len(found)) == (3, 3)
    assert found.rejected["row"].tolist() == [0, 3], "rows are counted on from where the base stood"
    assert [row["state"] for row in found.export_person("b")["consents"]] == ["unclear"], "the refusal went along"


def test_what_is_no_stored_base_is_refused(table: scvm.ScoreTable) -> None:
    base = scvm.CustomerBase(["a", "b"])
    make, (stored,) = base.__reduce__()
    kept, (columns, model) = table.__reduce__()
    spoilt = [b"", b"x", stored[:-1], stored[:60], stored + b" ", columns, stored.replace(b"base", b"BASE")]
    spoilt += [stored[:i] + bytes([stored[i] ^ 1]) + stored[i + 1 :] for i in range(len(stored))]
    for each in spoilt:
        with pytest.raises(scvm.Error, match="^base: ") as caught:
            make(each)
        assert caught.value.code is scvm.ErrorCode.BAD_RECORD
    with pytest.raises(scvm.Error, match="^table: "):
        kept(stored, model)


def test_models_scorers_rules_and_errors_are_copied(model: scvm.ScoringModel, again: Callable[[Any], Any]) -> None:
    assert again(model) == model and again(scvm.Scorer(model)).model == model
    rules = network.InteractionRules()
    rules.half_life_days = 12.5
    rules.weight = [9.0, *rules.weight[1:]]
    found = again(rules)
    assert (found.half_life_days, found.weight, found.window_days) == (12.5, rules.weight, rules.window_days)
    scores = network.SocialScoreModel()
    scores.channels = [network.SocialChannel(), network.SocialChannel()]
    scores.floor = 1.5
    assert (len(again(scores).channels), again(scores).floor) == (2, 1.5)
    assert again(equity.Money(2.5, "EUR")) == equity.Money(2.5, "EUR")
    assert again(equity.Points(3)) == equity.Points(3)
    assert again(value.BgNbd(0.24, 4.4, 0.8, 2.4)) == value.BgNbd(0.24, 4.4, 0.8, 2.4)
    limits = scvm.limits()
    assert again(limits) == limits


@pytest.mark.parametrize("weight", [None, [0.5, 0.25, 1.0, 0.5]])
@pytest.mark.parametrize("directed", [True, False])
def test_a_graph_is_copied_edge_by_edge(again: Callable[[Any], Any], weight: Any, directed: bool) -> None:
    graph = network.Graph.from_edges([0, 0, 3, 0], [1, 2, 3, 1], weight, nodes=7, directed=directed)
    for each in (graph, graph.reversed(), network.Graph.from_edges([], [])):
        found = again(each)
        assert (found.node_count, found.edge_count, found.weighted) == (each.node_count, each.edge_count, each.weighted)
        assert all(np.array_equal(a, b) for a, b in zip(found.edges(), each.edges()))
        assert np.array_equal(network.pagerank(found).value, network.pagerank(each).value)


def test_ledgers_go_on_where_they_were(again: Callable[[Any], Any]) -> None:
    day = 86400
    ledger = network.InteractionLedger()
    ledger.append([20000 * day] * 4, [0, 1, 1, 2], [1, 0, 0, network.NOBODY], ["like"] * 4, id=[1, 2, 2, 0], count=[1, 2, 3, 1])
    found = again(ledger)
    for each in (ledger, found):
        each.append([20001 * day, 20001 * day], [1, 5], [2, 0], ["share", "post"], id=[2, 7])
    assert found.person_count == ledger.person_count == 6
    one, other = (each.weigh(20002 * day) for each in (ledger, found))
    assert one.report == other.report and np.array_equal(one.activity, other.activity)
    assert all(np.array_equal(a, b) for a, b in zip(one.graph.edges(), other.graph.edges()))


def test_a_ledger_merges_with_itself() -> None:
    events = network.InteractionLedger()
    events.append(["2026-01-05"] * 3, [0, 1, 2], [1, 2, 0], ["like"] * 3, id=[0, 7, 0])
    events.merge(events)
    assert events.weigh("2026-01-05").report["counted"] == 5, "what has an id counts once"
    bought = value.PurchaseLedger(unit="day")
    bought.add(["a", "b", "c"], ["2026-01-05", "2026-01-06", "05.01.2026"], [10.0, 20.0, 30.0])
    bought.merge(bought)
    with pytest.warns(scvm.RejectedRowsWarning, match="and 1 more"):
        assert bought.summary("2026-02-01").revenue.tolist()[:2] == [20.0, 40.0]


def test_what_never_changes_is_made_anew_from_what_it_was_made_of(again: Callable[[Any], Any]) -> None:
    asked = survey.Questionnaire([survey.Item("s", "satisfaction"), survey.Item("a", "attachment")], minimum_coverage=0.75)
    assert again(asked).fingerprint == asked.fingerprint
    portfolio = survey.Portfolio(survey.Boundaries(60, 70, 90), captive_rule="barrier")
    assert again(portfolio).fingerprint == portfolio.fingerprint
    read = dates.DateReader("%d.%m.%Y", "Europe/Berlin")
    assert again(read).first_second("05.01.2026", "day") == read.first_second("05.01.2026", "day")
    rules = equity.TreatmentTable({"group": ["fan"]}, {"invite": 1}, [{"group": "fan", "action": "invite"}])
    assert again(rules).treat({"group": ["fan"]}, [1.0]).action.tolist() == ["invite"]


def test_what_cannot_be_copied_says_so(again: Callable[[Any], Any]) -> None:
    with pytest.raises(scvm.Error, match="PurchaseLedger: cannot be pickled or copied; make another one"):
        again(value.PurchaseLedger()._ledger)
    with pytest.raises(scvm.Error, match="cannot be pickled or copied"):
        pickle.dumps(value.PurchaseLedger())
    values = equity.network_value([200.0, 1000], receiver=[0], giver=[1], share=[0.3])
    with pytest.raises(scvm.Error, match="NetworkValues: cannot be pickled or copied"):
        pickle.dumps(values)


def size_of(base: scvm.CustomerBase) -> int:
    return len(base)


def test_another_process_gets_a_base_and_gives_a_table_back(
    base: scvm.CustomerBase, model: scvm.ScoringModel, pipeline: Dict[str, Any]
) -> None:
    scorer = scvm.Scorer(model)
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        table = pool.apply(scorer.score, (base, pipeline["as_of"]))
        assert pool.apply(size_of, (base,)) == len(base)
    assert table.to_json() == scorer.score(base, pipeline["as_of"]).to_json()


def test_a_large_base_is_copied_in_time_that_grows_with_it() -> None:
    def seconds(rows: int) -> float:
        base = scvm.CustomerBase(np.arange(rows))
        base.add_purchases(np.arange(rows), np.full(rows, 1_700_000_000), np.ones(rows))
        begin = time.process_time()
        assert len(pickle.loads(pickle.dumps(base))) == rows
        return time.process_time() - begin

    seconds(1000)
    small, large = min(seconds(30_000) for _ in range(3)), seconds(300_000)
    assert large < 40 * small + 0.2


UNMADE = '''
import inspect, sys, types
from scvm import _core
from scvm.errors import Error

made = [_core] + [value for value in vars(_core).values() if isinstance(value, types.ModuleType)]
classes = [value for module in made for value in vars(module).values() if inspect.isclass(value)]
calls = 0

def tried(what, call):
    global calls
    calls += 1
    print(what, flush=True)
    try:
        call()
    except (Error, TypeError, AttributeError):
        return
    except Exception as other:
        sys.exit(f"{what}: {other!r}")

for of in classes:
    for name in dir(of):
        if name in ("__class__", "__new__", "__init_subclass__", "__subclasshook__", "__dict__"):
            continue
        for arguments in ((), (None,), (1,), (1, 2), ("x",), (of.__new__(of),), (of.__new__(of), 1.0, 1.0)):
            tried((of, name, len(arguments)), lambda: getattr(of.__new__(of), name)(*arguments))
        if isinstance(getattr(of, name, None), property):
            tried((of, name), lambda: getattr(of.__new__(of), name))
            tried((of, name, "set"), lambda: setattr(of.__new__(of), name, 1))
    for does in (repr, str, len, iter, hash, bool, list, float, int, dir, vars):
        tried((of, does), lambda: does(of.__new__(of)))
    for does in (lambda x: x + x, lambda x: x < x, lambda x: x == x, lambda x: 2 * x, lambda x: x[0], lambda x: x in x):
        tried((of, does), lambda: does(of.__new__(of)))
for module in made:
    for function in vars(module).values():
        if inspect.isroutine(function):
            for of in classes:
                for places in range(1, 7):
                    tried((function, of, places), lambda: function(*[of.__new__(of)] * places))
print(len(classes), calls)
'''


def test_an_object_that_new_alone_has_made_ends_no_process() -> None:
    done = subprocess.run([sys.executable, "-c", UNMADE], capture_output=True, text=True)
    assert done.returncode == 0, (done.returncode, done.stdout[-300:], done.stderr[-300:])
    classes, calls = map(int, done.stdout.split()[-2:])
    assert classes >= 20 and calls > 5000


@pytest.mark.parametrize("name", ["CustomerBase", "ScoreTable", "Scorer", "ScoringModel", "network.Graph", "network.InteractionRules"])
def test_what_new_alone_has_made_says_that_it_holds_nothing(name: str) -> None:
    of: Any = scvm._core
    for part in name.split("."):
        of = getattr(of, part)
    for use in (
        lambda: of.__new__(of).__len__() if name == "ScoreTable" else None,
        lambda: scvm._core.fit(of.__new__(of), of.__new__(of), 0) if name == "CustomerBase" else None,
        lambda: scvm._core.Scorer(of.__new__(of)) if name == "ScoringModel" else None,
    ):
        try:
            use()
        except scvm.Error as e:
            assert e.code is scvm.ErrorCode.CLOSED and "holds nothing" in str(e)
