"""The mapping file: what it may say, and how a fault in it is named."""

from __future__ import annotations

import json
import pathlib
from typing import Any, Callable, Dict

import jsonschema
import pytest

from scvm.command.mapping import Mapping, without_comments
from scvm.command.refusal import Refused

ROOT = pathlib.Path(__file__).resolve().parents[3]

GOOD: Dict[str, Any] = {
    "schema": "scvm-mapping/1",
    "as_of": "2026-11-21",
    "sources": {
        "customers": {"path": "c.csv", "columns": {"id": "ID"}},
        "purchases": {"path": "t.csv", "columns": {"customer_id": "c", "date": "d", "amount": "a"}, "date_format": "%m/%d/%Y"},
    },
    "output": {"format": "csv", "path": "scores.csv"},
}  # fmt: skip


def changed(change: Callable[[Dict[str, Any]], Any]) -> Dict[str, Any]:
    document: Dict[str, Any] = json.loads(json.dumps(GOOD))
    change(document)
    return document


def test_the_schema_is_a_schema_and_the_package_carries_it() -> None:
    text = (ROOT / "schema" / "scvm-mapping-1.schema.json").read_text(encoding="utf-8")
    jsonschema.Draft202012Validator.check_schema(json.loads(text))
    assert (ROOT / "python" / "scvm" / "command" / "mapping.schema.json").read_text(encoding="utf-8") == text


BAD: Dict[str, Any] = {
    "an unknown key": (lambda d: d.update(sorces={}), "unknown key sorces; expected one of "),
    "an unknown key of a source": (lambda d: d["sources"]["customers"].update(colums=1), "sources.customers: unknown key colums"),
    "an unknown column": (lambda d: d["sources"]["customers"]["columns"].update(ids="x"), "sources.customers.columns: unknown key ids; expected one of"),
    "a wrong type": (lambda d: d["sources"]["purchases"].update(missing_codes=1), "sources.purchases.missing_codes: 1 is not of type 'array'"),
    "no schema": (lambda d: d.pop("schema"), "schema is missing"),
    "no amount": (lambda d: d["sources"]["purchases"]["columns"].pop("amount"), "sources.purchases.columns: amount is missing"),
    "no customers": (lambda d: d["sources"].pop("customers"), "sources.customers is missing"),
    "no path": (lambda d: d["sources"]["customers"].pop("path"), "sources.customers: path is missing"),
    "no sources": (lambda d: d.pop("sources"), "either sources, or a preset"),
    "a preset without a database": (lambda d: (d.pop("sources"), d.update(preset="suitecrm")), "needs database"),
    "sql without a database": (lambda d: d["sources"]["customers"].update(format="sql", table="c"), "names no database"),
    "table and query": (lambda d: (d.update(database="sqlite://"), d["sources"]["customers"].update(format="sql", table="c", query="q")), "either table or query"),
    "one mark for two things": (lambda d: d["sources"]["purchases"].update(decimal_mark=",", thousands=","), "are the same"),
    "no day": (lambda d: d.update(as_of="soon"), "as_of: "),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_fault_is_named_with_its_path(name: str) -> None:
    change, message = BAD[name]
    with pytest.raises(Refused) as refused:
        Mapping(changed(change), pathlib.Path(), "m.json")
    assert str(refused.value).startswith("m.json: ") and message in str(refused.value)


def test_comments_are_allowed_and_texts_keep_their_slashes(tmp_path: pathlib.Path) -> None:
    text = json.dumps(GOOD, indent=1).replace("{", "{ // why\n", 1).replace('"scores.csv"', '"a//b\\".csv" // end')
    (tmp_path / "m.json").write_text(text, encoding="utf-8")
    assert Mapping.from_file(tmp_path / "m.json").output["path"] == 'a//b".csv'
    assert without_comments('"http://x" // y') == '"http://x" '


def test_no_json_and_a_doubled_key_are_named(tmp_path: pathlib.Path) -> None:
    for text, message in (("{", "no JSON"), ('{"a": 1, "a": 2}', 'duplicate key "a"'), ("[]", "expected a JSON object")):
        (tmp_path / "m.json").write_text(text, encoding="utf-8")
        with pytest.raises(Refused, match=message):
            Mapping.from_file(tmp_path / "m.json")


def test_a_source_without_a_date_format_takes_that_of_the_others() -> None:
    mapping = Mapping(GOOD, pathlib.Path(), "m.json")
    customers = mapping.source("customers")
    assert customers is not None and customers.days.read("01/15/2026", "date") == 1_768_435_200


def test_a_password_may_stay_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    document = changed(lambda d: d.update(database="env:SCVM_TEST_URL"))
    with pytest.raises(Refused, match="no variable SCVM_TEST_URL"):
        _ = Mapping(document, pathlib.Path(), "m.json").database
    monkeypatch.setenv("SCVM_TEST_URL", "sqlite:///x")
    mapping = Mapping(document, pathlib.Path(), "m.json")
    assert mapping.database == "sqlite:///x"
    assert mapping.hash == Mapping(changed(lambda d: d.update(database="other")), pathlib.Path(), "m.json").hash


def test_every_column_of_the_documentation_is_one_of_the_schema() -> None:
    schema = json.loads((ROOT / "schema" / "scvm-mapping-1.schema.json").read_text(encoding="utf-8"))
    page = (ROOT / "docs" / "mapping.md").read_text(encoding="utf-8")
    for key in [*schema["properties"], *schema["$defs"]["reading"]["properties"], *schema["$defs"]["output"]["properties"],
                *schema["$defs"]["suitecrm"]["properties"], *schema["$defs"]["consent"]["properties"]]:  # fmt: skip
        assert f"`{key}`" in page, f"docs/mapping.md says nothing of {key}"


def test_names_of_before_are_still_read_and_said(tmp_path: pathlib.Path) -> None:
    old = json.loads(json.dumps(GOOD))
    old["sources"]["transactions"] = old["sources"].pop("purchases")
    old["sources"]["surveys"] = {"path": "s.csv", "columns": {"customer_id": "c", "question": "q", "answer": "a"}}
    old["sources"]["customers"] = {"from": "transactions"}
    old["output"]["columns"] = {"Value__c": "clv", "Network__c": "network_equity", "Group__c": "segment"}
    mapping = Mapping(old, tmp_path, "m")
    assert list(mapping.document["sources"]) == ["customers", "purchases", "answers"]
    assert mapping.document["sources"]["customers"] == {"from": "purchases"}
    assert mapping.output["columns"] == {"Value__c": "lifetime_value", "Network__c": "network_value", "Group__c": "segment"}
    assert mapping.renamed == {
        "transactions": "purchases", "surveys": "answers", "clv": "lifetime_value", "network_equity": "network_value"
    }  # fmt: skip
    assert Mapping(GOOD, tmp_path, "m").renamed == {}

    old["sources"]["purchases"] = GOOD["sources"]["purchases"]
    with pytest.raises(Refused, match="sources.transactions: is the old name of purchases, which is there as well"):
        Mapping(old, tmp_path, "m")
