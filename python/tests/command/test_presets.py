"""Presets: each is a file of data, has a page, and gives the expected scores on a small database of its system."""

from __future__ import annotations

import csv
import json
import pathlib
import re
from typing import Any, Dict

import pytest
import sqlalchemy as sa

from scvm import CustomerBase, Scorer, ScoringModel
from scvm.command import presets, run
from scvm.command.fields import ALONE, CARRIED, FIELDS, CardMaker, place_of
from scvm.command.mapping import Mapping, without_comments
from scvm.command.readers import statement_of
from scvm.command.refusal import Refused
from scvm.command.scales import numbers_of
from scvm.command.staging import Chunk

_FIXTURES = pathlib.Path(__file__).parent / "presets"
_ROOT = pathlib.Path(__file__).resolve().parents[3]
_PIPELINE = json.loads((_ROOT / "tests/vectors/pipeline.json").read_text(encoding="utf-8"))


class System:
    """A small database of a preset's system, and what is expected of it."""

    def __init__(self, name: str, url: str) -> None:
        self.name, self.url = name, url
        self.expected: Dict[str, Any] = json.loads((_FIXTURES / f"{name}.expected.json").read_text(encoding="utf-8"))
        self.model = _FIXTURES / f"{name}.model.json"
        self.engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")

    def run(self, *statements: str) -> None:
        with self.engine.connect() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement.replace("%", "%%"))

    def rows(self, statement: str) -> Any:
        with self.engine.connect() as connection:
            return connection.execute(statement_of(statement)).all()

    def found(self) -> presets.Preset:
        return presets.look(self.name, self.rows, tables=sa.inspect(self.engine).get_table_names())

    @property
    def is_read_in_place(self) -> bool:
        return "sources" in presets.document_of(self.name)

    def mapping(self) -> Dict[str, Any]:
        """What a mapping file says of it, at the least."""
        made = {"schema": "scvm-mapping/1", "preset": self.name} if self.is_read_in_place else self.found().mapping
        return {**made, "database": self.url}

    @property
    def output(self) -> Dict[str, Any]:
        if self.is_read_in_place:
            return {"table": "contacts_cstm", "key": "id_c", "columns": {f"scvm_{field.name}_c": field.name for field in FIELDS}}
        return dict(self.found().mapping["output"])


#: The presets that read a database, and those that read exports.
_OF_FILES = [name for name in presets.names() if presets.way_of(presets.document_of(name)) == presets.FILES]
_OF_DATABASES = [name for name in presets.names() if name not in _OF_FILES]


@pytest.fixture(params=_OF_DATABASES)
def system(request: Any) -> Any:
    expected = json.loads((_FIXTURES / f"{request.param}.expected.json").read_text(encoding="utf-8"))
    server = request.getfixturevalue(expected["server"])
    result = System(request.param, server.url(server.new_database()))
    result.run(*filter(None, map(str.strip, (_FIXTURES / f"{request.param}.sql").read_text(encoding="utf-8").split(";\n"))))
    yield result
    result.engine.dispose()


def test_init_writes_a_mapping_and_a_model_from_which_everything_follows(system: System, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    mapping, model = tmp_path / "mapping.jsonc", tmp_path / "model.jsonc"
    said = scvm_command("init", "--preset", system.name, "--database", system.url, "--mapping", mapping, "--output", model, code=None)
    text = mapping.read_text()
    found = re.findall(r"^ +([a-z_]+) +[0-9]+ +([0-9]+)\b", said, re.MULTILINE)
    assert {kind: int(count) for kind, count in found if kind in system.expected["read"]} == system.expected["read"]
    assert [line.split(": ")[1] for line in text.splitlines() if "// Left out" in line] == system.expected["left_out"]
    document = json.loads(without_comments(model.read_text()))
    assert (document.get("currency"), document["time_zone"]) == (system.expected["currency"], system.expected["time_zone"])
    purposes = {} if system.is_read_in_place else system.found().purposes
    assert {use: document["consent"][use] for use in purposes} == purposes
    ScoringModel(document)
    shown = scvm_command("check", "--source", mapping, "--model", system.model, "--as-of", system.expected["as_of"], code=None)
    for word in system.expected["rejected"]:
        assert word in shown


def test_the_scores_are_the_expected_ones(system: System, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    mapping = tmp_path / "mapping.jsonc"
    mapping.write_text(json.dumps(system.mapping()) if system.is_read_in_place else system.found().text(system.url))
    assert Mapping.from_file(mapping).document == system.mapping()
    scvm_command("score", "--source", mapping, "--model", system.model, "--as-of", system.expected["as_of"], "--output", tmp_path / "scores.ndjson", code=None)
    scores = {}
    scvm_command("score", "--source", mapping, "--model", system.model, "--as-of", system.expected["as_of"], "--add-columns", code=None)
    with system.engine.connect() as connection:
        table, columns = system.output["table"], system.output.get("columns", {})
        for row in connection.execute(sa.text(f"SELECT * FROM {table}")).mappings():
            scores[row[system.output.get("key", "id")]] = {columns.get(column, column): value for column, value in row.items()}
    assert sorted(scores) == sorted(system.expected["scores"])
    for id, values in system.expected["scores"].items():
        assert {name: scores[id][name] for name in values} == values, id


def test_what_a_mapping_says_of_a_system_that_is_read_in_place(mariadb: Any) -> None:
    """Every option of the section `suitecrm`, as the preset's data understand it."""
    system = System("suitecrm", mariadb.url(mariadb.new_database()))
    system.run(*filter(None, map(str.strip, (_FIXTURES / "suitecrm.sql").read_text().split(";\n"))))

    def read(**options: Any) -> Dict[str, Any]:
        with run.reading(Mapping({**system.mapping(), "suitecrm": options}, pathlib.Path(), "m")) as found:
            rows = {table: sorted(found.staging.all(f"SELECT customer, {columns} FROM {table}"), key=str) for table, columns in {
                "purchases": "key, amount", "answers": "item, value, wave", "interactions": "target, kind, count", "attributes": "name, value"}.items()}  # fmt: skip
            ways = {each.name: {way: n for way, n in each.ways.items() if n} for each in found.accounts}
            scales = {item: (scale.lowest, scale.highest, scale.is_reversed) for item, scale in found.scales.items()}
            return {**rows, "ways": ways, "scales": scales, "memberships": sorted(row[1:3] for row in found.staging.memberships()),
                    "prospects": [row[1::2] for row in found.staging.others().prospects]}  # fmt: skip

    plain, full = read(), read(**system.expected["options"])
    assert plain["purchases"] == [("ada", "i1", 100.5), ("ada", "i2", 30.0), ("bob", "i4", 40.0), ("dan", "i9", 30.0), ("eve", "i7", 9.0)]
    assert plain["answers"] == [("ada", "Again?", 1.0, 0), ("ada", "Recommend?", 9.0, 0), ("ada", "Satisfied?", 4.0, 0), ("ada", "With what?/Price", 0.0, 0), ("cy", "Satisfied?", 2.0, 0)]
    assert plain["interactions"] == [("ada", None, "answer", 2.0)] and plain["memberships"] == plain["prospects"] == plain["attributes"] == []
    assert plain["scales"] == {"Satisfied?": (1, 5, False), "With what?/Price": (0, 2, True)} and full["scales"]["price"] == (0, 2, True)
    assert plain["ways"]["aos_invoices"] == {"read": 4, "not selected": 1, "deleted": 1, "rejected": 1, "of deleted customers": 1, "without a customer": 1}
    assert plain["ways"]["surveyquestionresponses"] == {"read": 5, "not on a scale": 1, "without a customer": 1, "deleted": 1, "rejected": 1}
    assert plain["ways"]["campaign_log"] == {"read": 1, "not selected": 2, "deleted": 1}
    assert plain["ways"]["email_addresses"] == {"read": 2, "not selected": 1}
    assert ("bob", "o1", 35.0) in full["purchases"] and ("acme", "i8", 500.0) in full["purchases"] and full["ways"]["accounts"] == {"read": 1}
    assert ("ada", None, "like", 1.0) in full["interactions"] and ("bob", "ada", "follow", None) in full["interactions"]
    assert ("ada", "again", 1.0, 20513) in full["answers"] and ("ada", "price", 0.0, 20513) in full["answers"]
    assert full["attributes"] == [("ada", "territory", "DE"), ("bob", "territory", "FR")]
    assert full["memberships"] == [("acme", "group"), ("ada", "acme"), ("bob", "acme")]
    assert [row[:2] for row in full["prospects"]] == [("lead", "bob"), ("open", None), ("target", "bob")]
    assert full["ways"]["leads"] == {"read": 2, "of deleted customers": 1} and full["ways"]["prospects"] == {"read": 1, "deleted": 1}
    assert read(invoices=False, campaign_log={})["purchases"] == [] and read(invoices={"status": ["Unpaid", "it's"]})["purchases"] == [("ada", "i3", 900.0)]
    with pytest.raises(Refused, match="the table contacts has no column nonsense"):
        read(attributes={"x": "nonsense"})
    system.run("ALTER TABLE contacts DROP COLUMN lawful_basis, DROP COLUMN reports_to_id", "ALTER TABLE aos_invoices DROP COLUMN currency_id", "DROP TABLE campaign_log",
               "ALTER TABLE email_addr_bean_rel DROP COLUMN primary_address")  # fmt: skip
    older = read(reports_to=True)
    assert ("ada", "i2", 60.0) in older["purchases"] and older["interactions"] == [] and older["ways"]["email_addresses"]["read"] == 3
    system.run("ALTER TABLE aos_invoices DROP COLUMN invoice_date")
    with pytest.raises(sa.exc.DBAPIError, match="invoice_date"):
        read()
    system.engine.dispose()


#: Who buys for himself, beside the few of the fixtures: as many as it takes for what persons buy to be told, and with it what companies do.
OTHERS = [str(number) for number in range(101, 107)]


def values(form: str) -> str:
    """The rows of an INSERT, one for each of the others."""
    return ", ".join(form.format(id=each) for each in OTHERS)


def test_what_a_company_buys_without_a_contact_counts_for_its_people_and_is_written_of_nobody(mariadb: Any, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    system = System("suitecrm", mariadb.url(mariadb.new_database()))
    system.run(*filter(None, map(str.strip, (_FIXTURES / "suitecrm.sql").read_text().split(";\n"))))
    document = json.loads(system.model.read_text())
    actions = [{"id": "call", "contacts": True}, {"id": "leave", "contacts": False}]
    treatment = {"actions": actions, "rules": [{"when": {"segment": ["fan", "sympathizer", "mercenary", "captive", "opponent", "unclassified"]}, "action": "call"}]}
    (tmp_path / "model.json").write_text(json.dumps({**document, "accounts": {}, "treatment": treatment}))
    common = ("--source", tmp_path / "m.json", "--model", tmp_path / "model.json", "--as-of", "2026-03-31")

    def written(accounts: bool) -> Dict[str, Any]:
        (tmp_path / "m.json").write_text(json.dumps({**system.mapping(), "suitecrm": {"accounts": accounts}}))
        scvm_command("score", *common, "--add-columns", code=None)
        return {row[0]: row[1] for row in system.rows("SELECT id_c, scvm_account_revenue_c FROM contacts_cstm")}

    assert set(written(False).values()) == {None}
    assert set(written(True).values()) == {None}  # two persons bought: what the company buys would tell their sum, beside the total
    system.run(
        "INSERT INTO contacts (id, date_entered, last_name, lawful_basis, date_reviewed) VALUES "
        + values("('{id}', '2026-01-05 10:00:00', 'X', '^consent^,^contract^', '2026-01-02')"),
        "INSERT INTO aos_invoices VALUES " + values("('i{id}', NULL, '{id}', 100, 100, '-99', '2026-01-10', 'Paid', 0)"),
    )
    assert written(True) == {"ada": 500, "bob": 500, **{each: None for each in ("cy", "dan", *OTHERS)}}
    sums = json.loads(scvm_command("check", *common, "--json", code=None))["sums_by_database"]
    assert sums == {"customers": 4 + 6, "purchases": 5 + 6, "net": 700.5 + 600}
    explained = " ".join(scvm_command("explain", *common, "--id", "acme", code=None).split())
    assert "500" in explained and "call" not in explained
    silent = {**document, "accounts": {}, "treatment": treatment, "consent": {"missing": "include"}}
    (tmp_path / "model.json").write_text(json.dumps(silent))
    assert "call" not in scvm_command("explain", *common, "--id", "acme", code=None)
    system.engine.dispose()


def test_what_an_account_buys_without_a_contact_counts_for_its_people_in_espocrm(mariadb: Any, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    """Where the model adds accounts up: 500 and 80 at 0.5 are Acme's own; what its one contact bought is not told."""
    system = System("espocrm", mariadb.url(mariadb.new_database()))
    system.run(*filter(None, map(str.strip, (_FIXTURES / "espocrm.sql").read_text().split(";\n"))))
    (tmp_path / "m.json").write_text(json.dumps(system.mapping()))
    document = json.loads(system.model.read_text())
    actions = [{"id": "call", "contacts": True}, {"id": "leave", "contacts": False}]
    treatment = {"actions": actions, "rules": [{"when": {"segment": ["fan", "sympathizer", "mercenary", "captive", "opponent", "unclassified"]}, "action": "call"}]}
    common = ("--source", tmp_path / "m.json", "--model", tmp_path / "model.json", "--as-of", "2026-03-31")

    def written(**more: Any) -> Any:
        (tmp_path / "model.json").write_text(json.dumps({**document, **more}))
        said = json.loads(scvm_command("score", *common, "--add-columns", "--json", code=None))
        ways = {each["source"]: (each["read"], each.get("of_unknown_customers")) for each in said["sources"]}
        return ways, {row[0]: row[1:] for row in system.rows("SELECT id, scvm_account_revenue, scvm_revenue FROM contact WHERE NOT deleted")}

    ways, plain = written()
    assert "companies" not in ways and ways["purchases"] == (4, 3) and {row[0] for row in plain.values()} == {None}
    ways, few = written(accounts={}, treatment=treatment)
    assert ways["companies"] == (1, None) and ways["purchases"] == (6, 1)
    assert few == {"ada": (None, 130.5), "bob": (None, 40), "cy": (None, 0), "dan": (None, None)}  # two persons bought
    system.run(
        "INSERT INTO contact (id, last_name, scvm_legal_basis, scvm_legal_basis_date) VALUES " + values("('{id}', 'X', 'contract', '2026-01-02')"),
        "INSERT INTO opportunity VALUES " + values("('o{id}', 'Closed Won', 100, 'EUR', '2026-01-10', '{id}', NULL, 0)"),
    )
    _, full = written(accounts={}, treatment=treatment)
    assert full == {"ada": (500 + 80 * 0.5, 130.5), "bob": (None, 40), "cy": (None, 0), "dan": (None, None), **{each: (None, 100) for each in OTHERS}}
    assert [row[0] for row in system.rows("SELECT id FROM contact WHERE id > '2' ORDER BY id")] == ["ada", "bob", "cy", "dan", "eve"]
    explained = " ".join(scvm_command("explain", *common, "--id", "acme", code=None).split())
    assert "540" in explained and "call" not in explained
    assert {row[0]: row[1] for row in system.rows("SELECT id, scvm_treatment FROM contact WHERE NOT deleted")}["ada"] == "call"
    system.engine.dispose()


def test_what_a_company_buys_in_odoo_counts_for_its_people(postgresql: Any, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    """There a company is a partner, and a customer as people are: 100 - 20 of its own, 50.5 of its address for invoices; Cleo (15) belongs to it."""
    system = System("odoo", postgresql.url(postgresql.new_database()))
    system.run(*filter(None, map(str.strip, (_FIXTURES / "odoo.sql").read_text().split(";\n"))))
    (tmp_path / "m.json").write_text(json.dumps(system.mapping()))
    (tmp_path / "model.json").write_text(json.dumps({**json.loads(system.model.read_text()), "accounts": {}}))

    def written() -> Dict[str, Any]:
        scvm_command("score", "--source", tmp_path / "m.json", "--model", tmp_path / "model.json", "--as-of", "2026-03-31", "--add-columns", code=None)
        return {row[0]: row[1:] for row in system.rows("SELECT id, revenue, account_revenue FROM scvm_scores")}

    assert written() == {"10": (130.5, None), "12": (104, None), "15": (0, None), "16": (None, None)}  # Ben alone bought
    system.run(
        "INSERT INTO res_partner (id, name, active, type, supplier_rank, customer_rank) VALUES " + values("({id}, 'X', true, 'contact', 0, 1)"),
        "INSERT INTO account_move VALUES " + values("({id}, {id}, 1, 'posted', 'out_invoice', '2026-01-10', 100)"),
    )
    company = 100 - 20 + 50.5
    assert written() == {"10": (130.5, company), "12": (104, None), "15": (0, company), "16": (None, None), **{each: (100, None) for each in OTHERS}}
    system.engine.dispose()


def test_a_mapping_beside_a_preset_names_no_companies() -> None:
    source = {"format": "sql", "query": "SELECT 1 AS id"}
    with pytest.raises(Refused, match="sources.companies: the preset reads the customers"):
        Mapping({"schema": "scvm-mapping/1", "preset": "suitecrm", "database": "sqlite://", "sources": {"companies": source}}, pathlib.Path(), "m")


def _read(said: str) -> Any:
    """A cell of a file of scores: a number, a text, or None."""
    return float(said) if re.fullmatch(r"-?[0-9.]+", said) else said or None


@pytest.mark.parametrize("name", _OF_FILES)
def test_exports_give_the_expected_scores(name: str, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    """The three commands that a user types, with the fixture's model in place of the fitted one."""
    expected = json.loads((_FIXTURES / f"{name}.expected.json").read_text(encoding="utf-8"))
    mapping, model, scores = tmp_path / "mapping.jsonc", tmp_path / "model.jsonc", tmp_path / "scores.csv"
    files = sorted((_FIXTURES / name).iterdir())
    arguments = ("init", "--preset", name, *files, "--mapping", mapping, "--output", model)
    for typed, said in expected.get("refused", {}).items():
        assert said in scvm_command(*arguments, *filter(None, typed.split()), code=2)
    said = scvm_command(*arguments, *expected.get("typed", []), code=None)
    read = json.loads(scvm_command("check", "--source", mapping, "--model", _FIXTURES / f"{name}.model.json", "--as-of", expected["as_of"], "--json", code=None))
    found: Dict[str, Dict[str, int]] = {}
    for each in read["sources"]:
        counted = found.setdefault(each["kind"], {})
        for way, number in each.items():
            if isinstance(number, int) and number:
                counted[way] = counted.get(way, 0) + number
    assert found == expected["read"]
    ScoringModel(without_comments(model.read_text()))
    for word in expected["said"]:
        assert word in " ".join((said + mapping.read_text() + model.read_text()).split())
    scvm_command("score", "--source", mapping, "--model", _FIXTURES / f"{name}.model.json", "--as-of", expected["as_of"], "--output", scores, code=None)
    with open(scores, encoding="utf-8", newline="") as file:
        rows = {row["id"]: {field: _read(said) for field, said in row.items()} for row in csv.DictReader(file)}
    assert sorted(rows) == sorted(expected["scores"])
    for id, values in expected["scores"].items():
        assert {field: rows[id][field] for field in values} == values, id


def test_a_report_of_salesforce_ends_above_its_footer(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    """Whose first line is the name of the report; the day tells itself by the 13."""
    (tmp_path / "report.csv").write_text(
        '"Contact ID","Last Name","Opportunity Name","Stage","Close Date","Amount","Primary"\n"003A","L","Big, first","Closed Won","1/13/2026","1,000.00","1"\n'
        '"003a","B","Big, first","Closed Won","1/13/2026","1,000.00","0"\n"003A","L","Second","Closed Won","2/10/2026","50.50","1"\n"003a","B","Lost","Closed Lost","2/11/2026","9,000.00","1"\n\n\n'
        '"Won by contact"\n"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."\n"Confidential Information - Do Not Distribute"\n"Generated By:  Sam  3/31/2026 10:00 AM"\n"Acme"\n'
    )
    mapping = tmp_path / "m.jsonc"
    scvm_command("init", "--preset", "salesforce", tmp_path / "report.csv", "--mapping", mapping, "--output", tmp_path / "model.jsonc")
    said = json.loads(scvm_command("check", "--source", mapping, "--model", _FIXTURES / "salesforce.model.json", "--as-of", "2026-03-31", "--json"))
    ways = {way: number for way, number in said["sources"][0].items() if isinstance(number, int) and number}
    assert ways == {"lines": 9, "read": 2, "not_selected": 2, "below_the_table": 5}


def test_files_of_a_preset_are_told_by_their_columns(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    (tmp_path / "o.csv").write_text("a,b\n1,2\n")
    arguments = ("--mapping", tmp_path / "m.jsonc", "--output", tmp_path / "model.jsonc")
    assert "o.csv: is none of the exports that the preset shopify reads: Orders > Export" in scvm_command("init", "--preset", "shopify", tmp_path / "o.csv", *arguments, code=2)
    customers, orders = _FIXTURES / "shopify/customers_export.csv", _FIXTURES / "shopify/orders_export.csv"
    assert "none of the files is Orders > Export" in scvm_command("init", "--preset", "shopify", customers, *arguments, code=2)
    (tmp_path / "other.csv").write_text("Vendor," + orders.read_text(encoding="utf-8").replace("\n#", "\nV,#"), encoding="utf-8")
    assert "are both Orders > Export" in scvm_command("init", "--preset", "shopify", orders, tmp_path / "other.csv", *arguments, code=2)
    assert "reads exports, no database" in scvm_command("init", "--preset", "shopify", "--database", f"sqlite:///{tmp_path}/x.sqlite", *arguments, code=2)
    assert "needs --database" in scvm_command("init", "--preset", "odoo", orders, *arguments, code=2)


@pytest.mark.parametrize("name", presets.names())
def test_every_preset_has_its_page_and_stands_in_the_list(name: str, scvm_command: Any) -> None:
    document = presets.document_of(name)
    page = (_ROOT / f"docs/presets/{name}.md").read_text(encoding="utf-8")
    assert f"--preset {name}" in page or name == "suitecrm"
    assert f"presets/{name}.md" in (_ROOT / "docs/mapping.md").read_text(encoding="utf-8")
    listed = next(each for each in json.loads(scvm_command("presets", "--json")) if each["name"] == name)
    assert listed == {"name": name, "system": document["system"], "versions": document["versions"], "kind": presets.way_of(document), "page": f"docs/presets/{name}.md"}
    assert name in scvm_command("presets")


def test_woocommerce_reads_the_store_of_orders_that_the_shop_has_chosen(mariadb: Any) -> None:
    system = System("woocommerce", mariadb.url(mariadb.new_database()))
    system.run(*filter(None, map(str.strip, (_FIXTURES / "woocommerce.sql").read_text().split(";\n"))))

    def bought() -> Any:
        return sorted((row[0], float(row[2]), row[3]) for row in system.rows(system.found().mapping["sources"]["purchases"]["query"]) if row[0] is not None)

    assert len(bought()) == 7 and ("ada@example.com", -20.25, "EUR") in bought()
    in_posts = [("old@example.com", -50.0, "EUR"), ("old@example.com", 200.0, "EUR")]
    system.run("UPDATE shop_options SET option_value = 'no' WHERE option_name = 'woocommerce_custom_orders_table_enabled'")
    assert bought() == in_posts
    system.run("DROP TABLE shop_wc_orders", "DELETE FROM shop_options WHERE option_name = 'woocommerce_custom_orders_table_enabled'")  # before WooCommerce 7.1
    assert bought() == in_posts
    people = [row[0] for row in system.rows(system.found().mapping["sources"]["customers"]["query"] + " ORDER BY 1")]
    assert people == ["ada@example.com", "old@example.com"]
    system.engine.dispose()


def test_of_several_installations_in_one_database_the_user_chooses(mariadb: Any, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    system = System("woocommerce", mariadb.url(mariadb.new_database()))
    text = (_FIXTURES / "woocommerce.sql").read_text()
    system.run(*filter(None, map(str.strip, text.split(";\n"))), *filter(None, map(str.strip, text.replace("shop_", "wp_").replace("wp_order", "shop_order").split(";\n"))))
    arguments = ("init", "--preset", "woocommerce", "--database", system.url, "--mapping", tmp_path / "m.jsonc", "--output", tmp_path / "model.jsonc")
    assert "begin with shop_, wp_: choose with --set prefix=shop_" in scvm_command(*arguments, code=2)
    assert "begin with shop_, wp_" in scvm_command(*arguments, "--set", "prefix=wq_", code=2)
    assert "--set: is for exports" in scvm_command(*arguments, "--set", "currency=EUR", code=2)
    scvm_command(*arguments, "--set", "prefix=wp_", code=None)
    assert "FROM wp_wc_orders" in (tmp_path / "m.jsonc").read_text() and "shop_options" not in (tmp_path / "m.jsonc").read_text()
    system.engine.dispose()


def test_what_the_database_cannot_answer_is_left_out_and_told(postgresql: Any) -> None:
    system = System("odoo", postgresql.url(postgresql.new_database()))
    with pytest.raises(Exception, match='the database is no Odoo: relation "res_partner" does not exist'):
        system.found()
    system.run(*filter(None, map(str.strip, (_FIXTURES / "odoo.sql").read_text().split(";\n"))))
    system.run("DROP TABLE account_move", "ALTER TABLE res_partner DROP COLUMN supplier_rank", "ALTER TABLE res_partner DROP COLUMN scvm_referred_by_id",
               "ALTER TABLE res_partner DROP COLUMN scvm_consent_value", "DROP TABLE survey_user_input_line", "DROP TABLE res_currency_rate")  # fmt: skip
    found = system.found()
    assert sorted(found.left_out) == ["answers", "purchases", "referrals"]
    assert "Left out, as the database cannot answer it: answers: " in found.text("env:X")
    # A mere vendor cannot be told any more; of the consents the opt-outs of mailings are left.
    assert [row[0] for row in system.rows(found.mapping["sources"]["customers"]["query"] + " ORDER BY c.id")] == [10, 12, 13, 15, 16]
    assert [tuple(row)[:3] for row in system.rows(found.mapping["sources"]["consents"]["query"])] == [(12, "contact", "refused")]
    system.run("DROP TABLE mail_blacklist")
    assert system.rows(system.found().mapping["sources"]["consents"]["query"]) == []
    system.engine.dispose()


def test_espocrm_answers_alike_on_postgresql(mariadb: Any, postgresql: Any) -> None:
    text = (_FIXTURES / "espocrm.sql").read_text()
    answers = []
    for server in (mariadb, postgresql):
        if server is postgresql:  # the types that EspoCRM has there: its flags are booleans
            text = re.sub(r"TINYINT\(1\)", "SMALLINT", text.replace("BIGINT AUTO_INCREMENT", "BIGSERIAL").replace("DOUBLE", "DOUBLE PRECISION").replace("DATETIME", "TIMESTAMP"))
        system = System("espocrm", server.url(server.new_database()))
        system.run(*filter(None, map(str.strip, text.split(";\n"))))
        if server is postgresql:
            for table, column in re.findall(r"(\w+)\.(\w+)", "contact.do_not_call email_address.opt_out campaign_log_record.is_test " + " ".join(
                f"{name}.deleted" for name in re.findall(r"CREATE TABLE (\w+)", text) if name != "currency"
            )):
                change = f"ALTER {column} DROP DEFAULT, ALTER {column} TYPE BOOLEAN USING {column} <> 0"
                system.run(f"ALTER TABLE {table} {change}")
        sources = system.found().mapping["sources"]
        answers.append({kind: sorted(map(str, system.rows(source["query"]))) for kind, source in sources.items()})
        system.engine.dispose()
    assert answers[0] == answers[1] and len(answers[0]) == 7 and all(answers[0].values())


def test_limesurvey_answers_alike_on_postgresql(mariadb: Any, postgresql: Any) -> None:
    text = (_FIXTURES / "limesurvey.sql").read_text()
    answers = []
    for server in (mariadb, postgresql):
        if server is postgresql:  # where names keep their case in quotes only
            text = re.sub(r" COLLATE \w+", "", text.replace("DATETIME", "TIMESTAMP"))
            text = re.sub(r"(\d+X\d+X\w+|Q\d\w*) (?=[VTD])", r'"\1" ', text)
        system = System("limesurvey", server.url(server.new_database()))
        system.run(*filter(None, map(str.strip, text.split(";\n"))))
        found = system.found()
        assert found.left_out == {} and found.scales["111111/satisfied"].lowest_text == "very satisfied"
        answers.append({kind: sorted(map(str, system.rows(source["query"]))) for kind, source in found.mapping["sources"].items()})
        system.engine.dispose()
    assert answers[0] == answers[1] and len(answers[0]["answers"]) == 20


def test_a_choice_counts_in_the_database_as_it_does_in_the_command(postgresql: Any) -> None:
    system = System("odoo", postgresql.url(postgresql.new_database()))
    system.run(*filter(None, map(str.strip, (_FIXTURES / "odoo.sql").read_text().split(";\n"))))
    wordings = [
        ["1 - poor", "2", "3", "4", "5 - great"], ["very loyal", "loyal", "not loyal"], ["1 - 2 times", "3 - 4 times"], ["1st", "2nd"], ["2", "2", "3"],
        ["0,5 h", "1,5 h", "never"], ["10 % or so", "-5", "+7"], ["1/5", "2/5"], ["4) good", "3) fair", "no answer"], ["1\u00a0\u2013 low", "2\u00a0\u2013 high"], ["12abc", "3"],
    ]  # fmt: skip
    for number, names in enumerate(wordings):
        texts = ", ".join(f"({1000 * number + 100 + i}, {100 + number}, NULL, {i}, '{json.dumps({'en_US': name})}')" for i, name in enumerate(names))
        system.run(f"INSERT INTO survey_question VALUES ({100 + number}, '{{\"en_US\": \"Q{number}\"}}', 'simple_choice')", f"INSERT INTO survey_question_answer VALUES {texts}")
        for i in range(len(names)):
            input = 1000 * number + 100 + i
            system.run(f"INSERT INTO survey_user_input VALUES ({input}, 10, 'done', false, '2026-03-01', NULL)",
                       f"INSERT INTO survey_user_input_line VALUES ({input}, {input}, {100 + number}, {input}, NULL, false, 0, 0)")  # fmt: skip
    answers = system.rows(f"SELECT question, answer FROM ({system.found().mapping['sources']['answers']['query']}) a WHERE question LIKE 'Q%'")
    for number, names in enumerate(wordings):
        expected = numbers_of(names, [float(i + 1) for i in range(len(names))])
        assert sorted(str(answer) for question, answer in answers if question == f"Q{number}") == sorted(str(each) for each in expected), names
    system.engine.dispose()


def test_a_preset_needs_its_database(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    (tmp_path / "m.json").write_text('{"schema": "scvm-mapping/1", "sources": {"customers": {"path": "c.csv"}}}')
    assert "--preset: needs --database" in scvm_command("init", "--preset", "odoo", "--source", tmp_path / "m.json", code=2)


def test_an_empty_table_is_a_question_unless_the_mapping_says_that_it_is_none(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    (tmp_path / "c.csv").write_text("id\na\n")
    (tmp_path / "p.csv").write_text("customer_id,date,amount\n")
    sources: Dict[str, Any] = {"customers": {"path": "c.csv"}, "purchases": {"path": "p.csv"}}
    arguments = ("check", "--source", tmp_path / "m.json", "--model", _FIXTURES / "odoo.model.json", "--as-of", "2026-03-31")
    (tmp_path / "m.json").write_text(json.dumps({"schema": "scvm-mapping/1", "sources": sources}))
    assert "there is no row" in scvm_command(*arguments, code=None)
    sources["purchases"]["may_be_empty"] = True
    (tmp_path / "m.json").write_text(json.dumps({"schema": "scvm-mapping/1", "sources": sources}))
    assert "there is no row" not in scvm_command(*arguments, code=None)


def test_a_save_hook_makes_of_a_card_what_the_batch_makes_of_the_table() -> None:
    model = ScoringModel(_PIPELINE["model"])
    table = Scorer(model).score(CustomerBase.from_json(_PIPELINE["base"]), _PIPELINE["as_of"])
    for style in ("text", "json", "none"):
        maker = CardMaker(model.to_dict(), model.hash, "v", model.currency, "de", style)
        ids = [str(id) for id in table.ids]
        for row in maker.rows(table, Chunk(ids, [None] * len(ids), list(range(len(ids))))):
            card = table.explain(row["id"])
            other = maker.of_card(card, row["input_hash"])
            assert {field.name: other[field.name] for field in FIELDS} == {field.name: row[field.name] for field in FIELDS}
            saved = maker.of_save(card, row["input_hash"], {name: card[name] for name in CARRIED if card.get(name) is not None})
            assert saved == {name: other[name] for name in saved} and "place" not in saved or row["status"] == "excluded"
            alone = maker.of_save(card, row["input_hash"], {})
            if row["status"] != "excluded" and place_of(card):
                assert not {field.name for field in FIELDS if field.part and field.part not in ALONE} & set(alone)
                assert style != "text" or "etzwerkwert" not in alone["explain"]
