"""Presets: each is a file of data, has a page, and gives the expected scores on a small database of its system."""

from __future__ import annotations

import json
import pathlib
import re
from typing import Any, Dict

import pytest
import sqlalchemy as sa

from scvm import CustomerBase, Scorer, ScoringModel
from scvm.command import presets
from scvm.command.fields import ALONE, CARRIED, FIELDS, CardMaker, place_of
from scvm.command.mapping import Mapping, without_comments
from scvm.command.readers import statement_of
from scvm.command.staging import Chunk
from scvm.command.suitecrm import numbers_of

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
        return presets.look(self.name, self.rows)


@pytest.fixture(params=presets.names())
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
    found = re.findall(r"^ +([a-z]+) +[0-9]+ +([0-9]+)\b", said, re.MULTILINE)
    assert {kind: int(count) for kind, count in found if kind in system.expected["read"]} == system.expected["read"]
    assert [line.split(": ")[1] for line in text.splitlines() if "// Left out" in line] == system.expected["left_out"]
    document = json.loads(without_comments(model.read_text()))
    assert (document["currency"], document["time_zone"]) == (system.expected["currency"], system.expected["time_zone"])
    assert {use: document["consent"][use] for use in system.found().purposes} == system.found().purposes
    ScoringModel(document)
    shown = scvm_command("check", "--source", mapping, "--model", system.model, "--as-of", system.expected["as_of"], code=None)
    for word in system.expected["rejected"]:
        assert word in shown


def test_the_scores_are_the_expected_ones(system: System, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    mapping = tmp_path / "mapping.jsonc"
    mapping.write_text(system.found().text(system.url))
    assert Mapping.from_file(mapping).document == {**system.found().mapping, "database": system.url}
    scvm_command("score", "--source", mapping, "--model", system.model, "--as-of", system.expected["as_of"], "--output", tmp_path / "scores.ndjson", code=None)
    scores = {}
    scvm_command("score", "--source", mapping, "--model", system.model, "--as-of", system.expected["as_of"], "--add-columns", code=None)
    with system.engine.connect() as connection:
        output = system.found().mapping["output"]
        table, columns = output["table"], output.get("columns", {})
        for row in connection.execute(sa.text(f"SELECT * FROM {table}")).mappings():
            scores[row["id"]] = {columns.get(column, column): value for column, value in row.items()}
    assert sorted(scores) == sorted(system.expected["scores"])
    for id, values in system.expected["scores"].items():
        assert {name: scores[id][name] for name in values} == values, id


def test_every_preset_has_its_page(system: System) -> None:
    assert (_ROOT / f"docs/presets/{system.name}.md").exists()


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
    assert answers[0] == answers[1] and len(answers[0]) == 6 and all(answers[0].values())


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
