"""Models, fits, scorers: the shared vector byte for byte, bad models, days of scoring, threads, pickling."""

from __future__ import annotations

import concurrent.futures
import copy
import datetime
import decimal
import json
import pathlib
import pickle
import threading
import time
from typing import Any, Callable, Dict, List

import jsonschema
import numpy as np
import pandas as pd
import pytest

import scvm
from scvm.demo import model as demo_model

AS_OF = "2026-11-21"
VECTORS = pathlib.Path(__file__).resolve().parents[2] / "tests" / "vectors"


def by_columns(document: Dict[str, Any]) -> scvm.CustomerBase:
    base = scvm.CustomerBase(document["customers"]["id"])
    base.add_employees(document["employees"]["id"])
    base.add_consents(**document["consents"])
    base.add_answers(**document["answers"])
    base.add_purchases(**document["purchases"])
    for name, attribute in document.get("attributes", {}).items():
        base.add_attributes(name, **attribute)
    base.add_contracts(**document.get("contracts", {"customer": [], "end": []}))
    base.add_interactions(**document["interactions"])
    base.add_referrals(**document["referrals"])
    base.add_contributions(**document["contributions"])
    base.add_anonymous_answers(**document["anonymous_answers"])
    return base


# --- the shared vector ---------------------------------------------------------------------------------------------


def test_the_pipeline_gives_the_same_bytes_from_json(pipeline: Dict[str, Any], table: scvm.ScoreTable) -> None:
    assert table.to_json() == pipeline["scores"]
    assert table.model_hash == pipeline["model_hash"]


def test_typed_service_tables_give_the_same_bytes_as_json() -> None:
    vector = json.loads((VECTORS / "service.json").read_text(encoding="utf-8"))
    tables = vector["base"]
    typed = scvm.CustomerBase(tables["customers"]["id"])
    for name in ("purchases", "complaints", "helpers", "jobs", "ideas", "votes", "tests", "memberships"):
        getattr(typed, f"add_{name}")(**tables[name])
    assert len(typed.rejected) == 0
    scorer = scvm.Scorer(scvm.ScoringModel.from_json(json.dumps(vector["model"])))
    for base in (typed, scvm.CustomerBase.from_json(json.dumps(tables))):
        assert scorer.score(base, vector["as_of"]).to_json() == vector["scores"]


def test_the_pipeline_gives_the_same_bytes_from_columns(pipeline: Dict[str, Any], model: scvm.ScoringModel) -> None:
    table = scvm.Scorer(model).score(by_columns(pipeline["base"]), pipeline["as_of"])
    assert table.to_json() == pipeline["scores"]


def test_the_pipeline_gives_the_same_bytes_from_pandas(pipeline: Dict[str, Any], model: scvm.ScoringModel) -> None:
    document = pipeline["base"]

    def frame(columns: Dict[str, Any]) -> pd.DataFrame:
        return pd.DataFrame({name: pd.Series(column, dtype=object) for name, column in columns.items()})

    base = scvm.CustomerBase(frame(document["customers"]))
    base.add_employees(frame(document["employees"]))
    base.add_consents(frame(document["consents"]))
    base.add_answers(frame(document["answers"]))
    base.add_purchases(frame(document["purchases"]))
    for name, attribute in document.get("attributes", {}).items():
        base.add_attributes(name, frame(attribute))
    base.add_contracts(frame(document.get("contracts", {"customer": [], "end": []})))
    base.add_interactions(frame(document["interactions"]))
    base.add_referrals(frame(document["referrals"]))
    base.add_contributions(frame(document["contributions"]))
    base.add_anonymous_answers(frame(document["anonymous_answers"]))
    assert scvm.Scorer(model).score(base, pipeline["as_of"]).to_json() == pipeline["scores"]


def test_cards_explain_with_the_same_bytes(pipeline: Dict[str, Any], table: scvm.ScoreTable) -> None:
    assert pipeline["explained"]
    for id, text in pipeline["explained"].items():
        assert table._native.explain(id) == text
        assert table.explain(id) == json.loads(text)


def test_analysis_breakdown_and_migration_give_the_same_bytes(
    pipeline: Dict[str, Any], model: scvm.ScoringModel, table: scvm.ScoreTable
) -> None:
    assert table._native.analysis() == pipeline["analysis"]
    assert table.analysis() == json.loads(pipeline["analysis"])
    assert table._native.breakdown("territory") == pipeline["breakdown"]["territory"]
    assert table.breakdown("territory")["attribute"] == "territory"
    before = scvm.Scorer(model).score(scvm.CustomerBase.from_json(pipeline["base"]), pipeline["earlier"])
    assert table._native.migration(before._native) == pipeline["migration"]
    assert table.migration(before)["to"] == pipeline["as_of"]
    assert table._native.treatments() == pipeline["treatments"]
    assert table.treatments() == json.loads(pipeline["treatments"])
    with pytest.raises(scvm.Error, match="region") as refused:
        table.breakdown("region")
    assert refused.value.code == scvm.ErrorCode.UNKNOWN_ID
    with pytest.raises(scvm.Error, match="expected a ScoreTable"):
        table.migration("earlier")  # type: ignore[arg-type]


def test_export_and_effect_of_an_erasure_give_the_same_bytes(
    pipeline: Dict[str, Any], model: scvm.ScoringModel
) -> None:
    base = scvm.CustomerBase.from_json(pipeline["base"])
    for id, held in pipeline["exported"].items():
        assert base._native.export_person(id) == held
        assert base.export_person(id) == json.loads(held)
    scorer = scvm.Scorer(model)
    for id, effect in pipeline["erasure_effect"].items():
        assert scorer.erasure_effect(base, id, pipeline["as_of"]) == json.loads(effect)
        before = len(base)
        assert base.erase_person(id)["removed"]["customers"] == 1
        assert len(base) == before - 1
        with pytest.raises(scvm.Error, match="neither a customer nor an employee") as refused:
            base.export_person(id)
        assert refused.value.code == scvm.ErrorCode.UNKNOWN_ID


def test_records_give_the_same_bytes_one_by_one(pipeline: Dict[str, Any], model: scvm.ScoringModel) -> None:
    scorer = scvm.Scorer(model)
    assert pipeline["records"]
    for case in pipeline["records"]:
        for record in (case["record"], json.dumps(case["record"]), json.dumps(case["record"]).encode()):
            assert scorer.score_customer_json(record) == case["card"]
        assert scorer.score_customer(case["record"]) == json.loads(case["card"])


# --- models --------------------------------------------------------------------------------------------------------


def test_a_model_comes_back_from_its_text_its_dict_and_its_file(
    model: scvm.ScoringModel, tmp_path: pathlib.Path
) -> None:
    path = tmp_path / "modèle 💙.json"
    model.to_file(path)
    again = [
        scvm.ScoringModel.from_file(path),
        scvm.ScoringModel.from_file(str(path)),
        scvm.ScoringModel.from_json(model.to_json()),
        scvm.ScoringModel(model.to_dict()),
        pickle.loads(pickle.dumps(model)),
        copy.deepcopy(model),
    ]
    for each in again:
        assert each == model and hash(each) == hash(model) and each.to_json() == model.to_json()
    assert len(model.hash) == 64 and model.id == "pipeline" and model.currency == "EUR"
    assert repr(model) == f"ScoringModel(id='pipeline', hash={model.hash[:12]}…)"


def test_models_differ_by_their_contents_alone(model: scvm.ScoringModel) -> None:
    other = model.to_dict()
    other["value"]["horizon"] = 53
    assert scvm.ScoringModel(other) != model
    assert model != "pipeline" and not model == None  # noqa: E711
    reordered = dict(reversed(list(model.to_dict().items())))
    assert scvm.ScoringModel(reordered) == model


def test_a_model_never_changes(model: scvm.ScoringModel) -> None:
    with pytest.raises(AttributeError):
        model.id = "other"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        model._native = None  # type: ignore[assignment]


def changed(model: scvm.ScoringModel, *path: Any, to: Any) -> Dict[str, Any]:
    document = model.to_dict()
    place: Any = document
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = to
    return document


BAD_MODELS: Dict[str, Any] = {
    "no JSON": ("hello", "not JSON from byte 1"),
    "empty": ("", "not JSON"),
    "half": ('{"schema": "scvm-model/1"', "not JSON"),
    "an array": ("[]", "model: expected an object"),
    "null": ("null", "model: expected an object"),
    "bytes that are no text": (b"\xff\xfe\x00", "not JSON"),
    "a lone surrogate": ("\ud800", "surrogate"),
    "1,000 nested arrays": ("[" * 1000 + "]" * 1000, "nested deeper than 32 levels"),
    "1,000 nested objects": ('{"a":' * 1000 + "1" + "}" * 1000, "nested deeper than 32 levels"),
    "NaN in the text": ('{"schema": "scvm-model/1", "id": "m", "value": {"horizon": NaN}}', "not JSON"),
    "a number": (5, "expected JSON text or a dict"),
    "None": (None, "expected JSON text or a dict"),
}


@pytest.mark.parametrize("name", BAD_MODELS)
def test_what_is_no_model_raises_one_error_that_says_why(name: str) -> None:
    document, reason = BAD_MODELS[name]
    with pytest.raises(scvm.Error, match=reason) as caught:
        scvm.ScoringModel(document)
    assert caught.value.code is scvm.ErrorCode.BAD_MODEL


BAD_CHANGES: Dict[str, Any] = {
    "misspelt key": (("value", "horizont"), 52, "model.value.horizont: unknown key"),
    "misspelt section": (("surway",), {}, "model.surway: unknown key"),
    "wrong schema": (("schema",), "scvm-model/2", "model.schema"),
    "NaN horizon": (("value", "horizon"), float("nan"), r"model.value.horizon = nan: expected a finite number"),
    "NaN parameter": (("value", "bg_nbd", "r"), float("nan"), r"model.value.bg_nbd.r = nan"),
    "infinite parameter": (("value", "bg_nbd", "alpha"), float("inf"), r"model.value.bg_nbd.alpha = inf"),
    "negative parameter": (("value", "bg_nbd", "alpha"), -1, "model.value.bg_nbd.alpha"),
    "text for a number": (("value", "margin"), "0.3", "model.value.margin: expected a number"),
    "text for an array": (("survey", "items"), "none", "model.survey.items: expected an array"),
    "number for a text": (("id",), 7, "model.id: expected a text"),
    "upside-down scale": (("survey", "items", 0, "lowest"), 9, "model.survey"),
    "a class of our own": (("value", "margin"), object(), "model.value.margin: a object has no place in JSON"),
    "a key that is no text": (("value",), {1: 2}, "model.value: the key 1 is no text"),
}


@pytest.mark.parametrize("name", BAD_CHANGES)
def test_a_bad_key_or_value_is_named_by_its_path(name: str, model: scvm.ScoringModel) -> None:
    path, value, reason = BAD_CHANGES[name]
    with pytest.raises(scvm.Error, match=reason) as caught:
        scvm.ScoringModel(changed(model, *path, to=value))
    assert caught.value.code is scvm.ErrorCode.BAD_MODEL


def test_a_document_that_contains_itself_raises(model: scvm.ScoringModel) -> None:
    document = model.to_dict()
    document["value"]["self"] = document
    with pytest.raises(scvm.Error, match="nested deeper"):
        scvm.ScoringModel(document)


def test_a_hundred_megabytes_of_garbage_raise_at_once() -> None:
    for garbage in (b"\x00" * 10**8, b"{" * 10**8, b'{"schema": "' + b"x" * 10**8):
        with pytest.raises(scvm.Error) as caught:
            scvm.ScoringModel(garbage)
        assert caught.value.code is scvm.ErrorCode.BAD_MODEL
        assert len(str(caught.value)) < 1000


def test_a_missing_file_raises_the_error_that_python_users_expect(tmp_path: pathlib.Path) -> None:
    with pytest.raises(FileNotFoundError):
        scvm.ScoringModel.from_file(tmp_path / "none.json")


def test_models_fulfil_the_json_schema(root: pathlib.Path, model: scvm.ScoringModel) -> None:
    schema = json.loads((root / "schema/scvm-model-1.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    demo = json.loads(demo_model.path().read_text(encoding="utf-8"))
    for document in (model.to_dict(), demo, scvm.ScoringModel(demo).to_dict()):
        validator.validate(document)


@pytest.mark.parametrize("name", [name for name in BAD_CHANGES if name not in ("upside-down scale",)])
def test_the_json_schema_refuses_what_the_reader_refuses(
    name: str, root: pathlib.Path, model: scvm.ScoringModel
) -> None:
    path, value, _ = BAD_CHANGES[name]
    if isinstance(value, float) or type(value) is object or isinstance(value, dict) and 1 in value:
        return  # nothing that a JSON text could say
    schema = json.loads((root / "schema/scvm-model-1.schema.json").read_text(encoding="utf-8"))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate(changed(model, *path, to=value))


# --- fitting -------------------------------------------------------------------------------------------------------


def bought(customers: int, seed: int = 5) -> scvm.CustomerBase:
    """Customers by whole-number ids, with purchases of two years that follow BG/NBD and Gamma-Gamma."""
    random = np.random.default_rng(seed)
    rate = random.gamma(0.8, 1 / 6, customers)
    dropout = random.beta(0.8, 2.5, customers)
    spend = 1 / random.gamma(4, 1 / 36, customers)
    base = scvm.CustomerBase(np.arange(customers))
    start = np.datetime64("2024-01-01T00:00:00").astype(int)
    active, week = np.arange(customers), random.uniform(0, 85, customers)
    while active.size:
        base.add_purchases(active, start + (604800 * week).astype(np.int64), random.gamma(6, spend[active]))
        week = week + random.exponential(1 / rate[active])
        stays = (week < 104) & (random.random(active.size) >= dropout[active])
        active, week = active[stays], week[stays]
    return base


@pytest.fixture(scope="module")
def rules() -> scvm.ScoringModel:
    return scvm.ScoringModel(
        {"schema": "scvm-model/1", "id": "rules", "currency": "EUR", "value": {"unit": "week", "margin": 0.3}}
    )


def test_a_fit_fills_the_parameters_and_says_on_what(rules: scvm.ScoringModel) -> None:
    base = bought(2000)
    fitted = scvm.fit(base, rules, as_of=datetime.date(2026, 1, 1))
    value = fitted.to_dict()["value"]
    assert value["bg_nbd"]["fit"]["as_of"] == "2026-01-01"
    assert value["bg_nbd"]["fit"]["customers"] == 2000
    assert value["bg_nbd"]["fit"]["log_likelihood"] < 0
    assert 0 < value["gamma_gamma"]["fit"]["customers"] < 2000
    assert fitted.hash != rules.hash and "bg_nbd" not in rules.to_dict()["value"]
    again = scvm.fit(base, fitted, as_of="2026-01-01")
    assert again == fitted, "fitting twice gives the same model"
    scores = scvm.Scorer(fitted).score(base, "2026-01-01")
    assert np.isfinite(scores["lifetime_value"]).all()


def test_what_cannot_be_fitted_says_why(rules: scvm.ScoringModel) -> None:
    for base in (scvm.CustomerBase(), scvm.CustomerBase(["ada"])):
        with pytest.raises(scvm.Error, match="could not be fitted: purchasing: no_data, there is no customer") as caught:
            scvm.fit(base, rules, as_of=AS_OF)
        assert caught.value.code is scvm.ErrorCode.NOT_FITTED


def test_one_purchase_is_enough_for_a_score_that_says_what_it_rests_on(rules: scvm.ScoringModel) -> None:
    one = scvm.CustomerBase(["ada"])
    one.add_purchases(["ada"], ["2026-01-01"], [5])
    fitted = scvm.fit(one, rules, as_of=AS_OF)
    found = fitted.to_dict()["value"]
    assert found["purchasing_fit"]["status"] == found["spending_fit"]["status"] == "from_prior"
    assert "1 customers: " in found["purchasing_fit"]["reason"] and "last year's fit" in found["purchasing_fit"]["reason"]
    card = scvm.Scorer(fitted).score(one, AS_OF).explain("ada")
    value = card["value"]
    assert value["status"] == "from_prior"
    assert 0 < value["lifetime_value_low"] < value["lifetime_value"] < value["lifetime_value_high"]
    assert any("a prior fills in" in reason["sentence"] for reason in card["explanation"])


def test_a_model_without_value_rules_needs_no_purchases_to_fit(model: scvm.ScoringModel) -> None:
    survey = model.to_dict()
    del survey["value"], survey["equity"]  # credit is a part of lifetime values
    fitted = scvm.fit(scvm.CustomerBase(), scvm.ScoringModel(survey), as_of=AS_OF)
    survey["survey"].pop("measurement", None)  # without answers, nothing is known of their errors
    found = fitted.to_dict()["survey"]["measurement_fit"]
    assert found["status"] == "no_data" and "expected at least 2" in found["reason"]
    survey["survey"]["measurement_fit"] = found
    if "network" in survey:
        survey["network"]["reference_fit"] = fitted.to_dict()["network"]["reference_fit"]
    assert fitted == scvm.ScoringModel(survey)


# --- scoring -------------------------------------------------------------------------------------------------------

DAYS: List[Any] = [
    "2026-11-21",
    "2026-11-21T12:00:00Z",
    datetime.date(2026, 11, 21),
    datetime.datetime(2026, 11, 21, 23, 59, 59),
    pd.Timestamp("2026-11-21 08:00", tz="UTC"),
    np.datetime64("2026-11-21"),
    1795219200,
    np.int64(1795219200),
]


@pytest.mark.parametrize("day", DAYS, ids=lambda day: type(day).__name__)
def test_the_day_may_come_in_any_kind(
    day: Any, pipeline: Dict[str, Any], model: scvm.ScoringModel, base: scvm.CustomerBase
) -> None:
    assert scvm.Scorer(model).score(base, day).to_json() == pipeline["scores"]


BAD_DAYS: List[Any] = ["", "today", "21.11.2026", "2026-02-30", "\ud800", None, 1.5, True, pd.NaT, 10**30, -(2**63), [], {}]


@pytest.mark.parametrize("day", BAD_DAYS, ids=repr)
def test_what_is_no_day_raises(day: Any, model: scvm.ScoringModel, base: scvm.CustomerBase) -> None:
    for call in (lambda: scvm.Scorer(model).score(base, day), lambda: scvm.fit(base, model, as_of=day)):
        with pytest.raises(scvm.Error, match="as_of") as caught:
            call()
        assert caught.value.code is scvm.ErrorCode.DOMAIN


def test_what_happened_after_the_day_does_not_count(model: scvm.ScoringModel, base: scvm.CustomerBase) -> None:
    table = scvm.Scorer(model).score(base, "1990-01-01")
    assert set(table["value_status"]) == {"no_purchases", "no_consent"}
    summary = table.summary()
    assert summary["purchase_rows"]["rejected"] > 0 and summary["purchase_rows"]["used"] == 0, "they are dated after the day after"


def test_empty_bases_and_single_customers_are_scored(model: scvm.ScoringModel) -> None:
    empty = scvm.Scorer(model).score(scvm.CustomerBase(), AS_OF)
    assert len(empty) == 0 and empty.summary()["customers"] == 0 and len(empty.to_frame()) == 0
    one = scvm.Scorer(model).score(scvm.CustomerBase(["ada"]), AS_OF)
    assert list(one["segment"]) == ["unclassified"] and np.isnan(one["lifetime_value"]).all()


@pytest.mark.parametrize("wrong", [None, "model", 5, object()])
def test_wrong_nouns_raise_with_their_name(wrong: Any, model: scvm.ScoringModel, base: scvm.CustomerBase) -> None:
    for call, name in (
        (lambda: scvm.Scorer(wrong), "model"),
        (lambda: scvm.Scorer(model).score(wrong, AS_OF), "base"),
        (lambda: scvm.fit(wrong, model, as_of=AS_OF), "base"),
        (lambda: scvm.fit(base, wrong, as_of=AS_OF), "model"),
    ):
        with pytest.raises(scvm.Error, match=f"{name}: expected a"):
            call()


def test_a_record_may_hold_what_python_holds(model: scvm.ScoringModel) -> None:
    day = datetime.datetime(2026, 8, 1, 14, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=2)))
    mine = {
        "id": np.int64(17),
        "as_of": datetime.date(2026, 11, 21),
        "answers": ({"item": "sat_overall", "value": np.float32(4), "time": day}, {"item": "att_trust", "value": np.nan}),
        "purchases": [{"time": np.datetime64("2026-08-01"), "amount": decimal.Decimal("480.25")}],
    }
    plain = {
        "id": "17",
        "as_of": "2026-11-21",
        "answers": [
            {"item": "sat_overall", "value": 4, "time": "2026-08-01T12:30:00Z"},
            {"item": "att_trust", "value": None},
        ],
        "purchases": [{"time": "2026-08-01T00:00:00Z", "amount": 480.25}],
    }
    scorer = scvm.Scorer(model)
    assert scorer.score_customer_json(mine) == scorer.score_customer_json(plain)


BAD_RECORDS: Dict[str, Any] = {
    "no JSON": ("hello", scvm.ErrorCode.BAD_RECORD),
    "nothing": ({}, scvm.ErrorCode.BAD_RECORD),
    "no id": ({"as_of": AS_OF}, scvm.ErrorCode.BAD_RECORD),
    "no day": ({"id": "ada"}, scvm.ErrorCode.BAD_RECORD),
    "empty id": ({"id": "", "as_of": AS_OF}, scvm.ErrorCode.DOMAIN),
    "misspelt key": ({"id": "ada", "as_of": AS_OF, "answer": []}, scvm.ErrorCode.BAD_RECORD),
    "invalid day": ({"id": "ada", "as_of": "soon"}, scvm.ErrorCode.BAD_RECORD),
    "id that is a list": ({"id": ["ada"], "as_of": AS_OF}, scvm.ErrorCode.BAD_RECORD),
    "nested": ('{"id":' * 1000, scvm.ErrorCode.BAD_RECORD),
    "a list": ([], scvm.ErrorCode.BAD_RECORD),
    "None": (None, scvm.ErrorCode.BAD_RECORD),
}


@pytest.mark.parametrize("name", BAD_RECORDS)
def test_what_is_no_record_raises_one_error(name: str, model: scvm.ScoringModel) -> None:
    record, code = BAD_RECORDS[name]
    with pytest.raises(scvm.Error) as caught:
        scvm.Scorer(model).score_customer(record)
    assert caught.value.code is code


def test_bad_rows_of_a_record_are_rejected_alone(model: scvm.ScoringModel) -> None:
    purchases: List[Any] = [
        {"time": "2026-08-01", "amount": 480},
        {"time": "2026-08-02", "amount": float("inf")},
        {"time": "2026-08-02", "amount": float("nan")},
        {"time": "never", "amount": 1},
        {"time": "2026-08-02", "amont": 1},
        5,
    ]
    card = scvm.Scorer(model).score_customer({"id": "ada", "as_of": AS_OF, "purchases": purchases})
    assert [row["row"] for row in card["rejected"]] == [1, 2, 3, 4, 5]
    assert card["value"]["revenue"] == 480


# --- threads and processes -----------------------------------------------------------------------------------------


def test_threads_may_share_a_scorer(pipeline: Dict[str, Any], model: scvm.ScoringModel, base: scvm.CustomerBase) -> None:
    scorer = scvm.Scorer(model)
    record = pipeline["records"][0]

    def work(_: int) -> bool:
        same = scorer.score(base, pipeline["as_of"]).to_json() == pipeline["scores"]
        return same and scorer.score_customer_json(record["record"]) == record["card"]

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        assert all(pool.map(work, range(200)))


def test_rows_may_come_in_while_other_threads_score(model: scvm.ScoringModel) -> None:
    base = scvm.CustomerBase(["ada"])
    scorer = scvm.Scorer(model)
    days = pd.Series(pd.date_range("2020-01-01", periods=50))

    def add(_: int) -> int:
        return base.add_purchases(["ada"] * 50, days, np.ones(50))

    def score(_: int) -> float:
        return float(scorer.score(base, AS_OF)["revenue"][0])

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        added, seen = pool.map(add, range(200)), pool.map(score, range(200))
        assert sum(added) == 10_000
        assert all(revenue % 50 == 0 for revenue in seen), "no thread saw half a batch"
    assert score(0) == 10_000


def a_large_document() -> str:
    n = 200_000
    ids = list(range(n))
    purchases = {"customer": ids, "time": ["2026-01-01"] * n, "amount": [1.5] * n}
    return json.dumps({"schema": "scvm-base/1", "customers": {"id": ids}, "purchases": purchases})


@pytest.fixture(scope="module")
def calls(rules: scvm.ScoringModel) -> Dict[str, Callable[[], Any]]:
    """Calls that stay in C++ for a good while, without a Python object in their hands."""
    base = bought(150_000)
    model = scvm.fit(base, rules, as_of="2026-01-01")
    scorer, document = scvm.Scorer(model), a_large_document()
    table = scorer.score(base, "2026-01-01")
    return {
        "score": lambda: scorer.score(base, "2026-01-01"),
        "fit": lambda: scvm.fit(base, rules, as_of="2026-01-01"),
        "to_json": table.to_json,
        "from_json": lambda: scvm.CustomerBase.from_json(document),
    }


@pytest.mark.parametrize("name", ["score", "fit", "to_json", "from_json"])
def test_other_threads_run_while_the_core_works(name: str, calls: Dict[str, Callable[[], Any]]) -> None:
    """With the GIL held, this thread could not look at the clock in the middle half of the call."""
    ends: List[float] = []

    def work() -> None:
        ends.append(time.perf_counter())
        calls[name]()
        ends.append(time.perf_counter())

    worker = threading.Thread(target=work)
    looks = []
    worker.start()
    while worker.is_alive():
        looks.append(time.perf_counter())
    worker.join()
    start, end = ends
    middle = [t for t in looks if start + 0.25 * (end - start) < t < start + 0.75 * (end - start)]
    assert len(middle) >= 3, f"{len(looks)} looks, none in the middle half of {end - start:.3f} s"


def test_scorers_travel_between_processes(pipeline: Dict[str, Any], model: scvm.ScoringModel) -> None:
    record = pipeline["records"][0]
    scorer = pickle.loads(pickle.dumps(scvm.Scorer(model)))
    assert scorer.model == model
    with concurrent.futures.ProcessPoolExecutor(2) as pool:
        cards = list(pool.map(scorer.score_customer_json, [record["record"]] * 4))
    assert cards == [record["card"]] * 4
