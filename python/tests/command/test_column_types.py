"""Types of columns that databases have beside texts and numbers, on a real MariaDB and a real PostgreSQL: read for what they are, or not at all."""

from __future__ import annotations

import pathlib
from typing import Any, Dict, List

import pytest
import sqlalchemy as sa
from small_world import World


@pytest.fixture()
def database(request: Any) -> Any:
    """A fresh database of a server by its name."""

    def make(dialect: str, *statements: str) -> sa.engine.Engine:
        server = request.getfixturevalue(dialect)
        name = server.new_database()
        server.execute(*statements, database=name)
        engine = sa.create_engine(server.url(name))
        request.addfinalizer(engine.dispose)
        return engine

    return make


def url_of(engine: sa.engine.Engine) -> str:
    return str(engine.url.render_as_string(hide_password=False))


def rejected(world: World) -> List[str]:
    """The reasons of the rows that the last run rejected, in their order."""
    lines = (world.folder / "no.csv").read_text(encoding="utf-8").splitlines()
    return [line.split(",", 3)[3].strip('"') for line in lines[1:]] if lines else []


BITS = {"mariadb": ["49", "48", "1", "0"], "postgresql": ["B'00110001'", "B'00110000'", "B'00000001'", "B'00000000'"]}


@pytest.mark.parametrize("dialect", BITS)
def test_a_bit_is_the_number_that_it_is_and_no_text(dialect: str, database: Any, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    rows = ", ".join(f"({i}, {bits})" for i, bits in enumerate(BITS[dialect], 1))
    engine = database(dialect, "CREATE TABLE t (n INT, b BIT(8))", f"INSERT INTO t VALUES {rows}")
    people: Dict[str, Any] = {"table": "t", "columns": {"id": "n"}}
    purchases: Dict[str, Any] = {"table": "t", "columns": {"customer_id": "n", "date": {"constant": "2026-01-05"}, "amount": "b"}}
    world = World(tmp_path, scvm_command, {}, {"customers": people, "purchases": purchases}, database=url_of(engine))
    world.score()
    assert world.column("revenue") == ["49.0", "48.0", "1.0", "0.0"]
    people = world.document["sources"]["customers"]
    people["columns"]["deleted"] = "b"
    world.score("--accept-loss")
    assert world.column("id") == ["4"], "whatever is not 0 is a yes"
    del people["columns"]["deleted"]
    consents = {"query": "SELECT n, 'scoring' AS p, b, '2025-01-01' AS d FROM t", "columns": {"customer_id": "n", "purpose": "p", "state": "b", "date": "d"}}
    world.document["sources"]["consents"] = consents
    world.score("--accept-loss", code=1)
    assert world.column("status") == ["excluded", "excluded", "scored", "excluded"], "1 grants, and nothing else does"


def test_a_float_of_mariadb_keeps_its_cents(database: Any, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    """The server sends six digits of it: 12345.7."""
    rows = "(1, 12345.67, 12345.67), (2, 9876.54, 0.1), (3, NULL, 2)"
    engine = database("mariadb", "CREATE TABLE t (n INT, a FLOAT, `per: cent %%s:x ``y` FLOAT)", f"INSERT INTO t VALUES {rows}")
    purchases: Dict[str, Any] = {"table": "t", "columns": {"customer_id": "n", "date": {"constant": "2026-01-05"}, "amount": "a"}}
    world = World(tmp_path, scvm_command, {}, {"customers": {"table": "t", "columns": {"id": "n"}}, "purchases": purchases}, database=url_of(engine))
    world.score(code=1)
    assert world.column("revenue") == ["12345.67", "9876.54", "0.0"]
    purchases = world.document["sources"]["purchases"]
    purchases["columns"]["amount"] = "per: cent %s:x `y"
    world.score("--accept-loss")
    assert world.column("revenue") == ["12345.67", "0.1", "2.0"]
    del purchases["table"]
    purchases.update(query="SELECT n, a AS paid FROM t", columns={**purchases["columns"], "amount": "paid"})
    world.score("--accept-loss", "--rejected", tmp_path / "no.csv", code=1)
    assert world.column("revenue") == ["0.0", "9876.54", "0.0"]
    assert rejected(world)[0] == "paid = 12345.7: a FLOAT, of which the server sends six digits; write CAST(paid AS DOUBLE) AS paid in the query"
    purchases["query"] = "SELECT n, CAST(a AS DOUBLE) AS paid FROM t"
    world.score("--accept-loss", code=1)
    assert float(world.column("revenue")[0]) == pytest.approx(12345.67, abs=0.001), "what 32 bits hold of it"


def test_a_real_of_postgresql_keeps_its_cents_whatever_the_server_is_set_to(database: Any, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    engine = database("postgresql", "CREATE TABLE t (n INT, a REAL)", "INSERT INTO t VALUES (1, 12345.67)")
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(sa.text(f'ALTER DATABASE "{engine.url.database}" SET extra_float_digits = 0'))
    columns = {"customer_id": "n", "date": {"constant": "2026-01-05"}, "amount": "a"}
    sources = {"customers": {"table": "t", "columns": {"id": "n"}}, "purchases": {"table": "t", "columns": columns}}
    world = World(tmp_path, scvm_command, {}, sources, database=url_of(engine))
    world.score()
    assert world.column("revenue") == ["12345.67"]


OUT_OF_REACH = ["'0044-03-15 BC'::date", "'10000-01-01'::date", "'4713-01-01 BC'::timestamp", "'290000-01-01'::timestamp", "'10000-01-01'::timestamptz",
                "'0001-01-01 12:00 BC'::timestamptz", "'infinity'::date", "'-infinity'::timestamp"]  # fmt: skip


@pytest.mark.parametrize("cell", OUT_OF_REACH)
def test_a_day_that_python_does_not_know_rejects_its_row_alone(cell: str, database: Any, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    kind = cell.partition("::")[2]
    engine = database("postgresql", f"CREATE TABLE t (n INT, d {kind})", f"INSERT INTO t VALUES (1, {cell}), (2, '2026-01-05')")
    columns = {"customer_id": "n", "date": "d", "amount": "a"}
    sources = {"customers": {"table": "t", "columns": {"id": "n"}}, "purchases": {"query": "SELECT n, d, 10 AS a FROM t ORDER BY n", "columns": columns}}
    world = World(tmp_path, scvm_command, {}, sources, database=url_of(engine))
    said = world.score("--rejected", tmp_path / "no.csv", code=1)
    assert said["rejected"] == 1 and world.column("revenue") == ["0.0", "10.0"]
    assert rejected(world)[0].startswith("date = ") and "expected a date" in rejected(world)[0]


def test_an_end_after_the_year_9999_is_never(database: Any, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    engine = database("postgresql", "CREATE TABLE t (n INT, e DATE)", "INSERT INTO t VALUES (1, '10000-01-01'), (2, 'infinity')")
    sources = {"customers": {"table": "t", "columns": {"id": "n"}}, "contracts": {"table": "t", "columns": {"customer_id": "n", "end": "e"}}}
    world = World(tmp_path, scvm_command, {}, sources, database=url_of(engine))
    assert world.score()["rejected"] == 0
    person = scvm_command("export", "--source", tmp_path / "mapping.json", "--id", "1")
    assert "9999-12-31" in person


KEYS = {"mariadb": ["CHAR(10)", "DECIMAL(20,2)", "INT", "INT(6) ZEROFILL", "BIGINT UNSIGNED", "VARCHAR(20) CHARACTER SET latin1", "VARCHAR(20) COLLATE utf8mb4_bin"],
        "postgresql": ["CHAR(10)", "NUMERIC(20,2)", "INTEGER", "BIGINT", "OID", "TEXT", 'VARCHAR(20) COLLATE "C"']}  # fmt: skip


@pytest.mark.parametrize("dialect, kind", [(dialect, kind) for dialect, kinds in KEYS.items() for kind in kinds])
def test_scores_stay_in_a_key_column_of_any_type(dialect: str, kind: str, database: Any, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    """A server that fills a CHAR(10) up with blanks, or writes 7.00, gives the key back in another form than it took it."""
    engine = database(dialect, f"CREATE TABLE theirs (id {kind} PRIMARY KEY, note INTEGER, revenue FLOAT, status VARCHAR(20))")
    world = World(tmp_path, scvm_command, {"customers": "id\n7\n12\n", "purchases": "cid,date,amount\n7,2026-01-05,10\n12,2026-01-05,20\n"}, database=url_of(engine))
    world.document["output"] = {"format": "sql", "table": "theirs", "columns": {"revenue": "revenue", "status": "status"}}
    assert world.score("--add-columns")["written"] == {"changed": 2, "unchanged": 0, "reset": 0}
    assert world.score()["written"] == {"changed": 0, "unchanged": 2, "reset": 0}
    world.write("customers", "id\n7\n")
    world.write("purchases", "cid,date,amount\n7,2026-01-05,10\n")
    assert world.score()["written"] == {"changed": 0, "unchanged": 1, "reset": 1}
    with engine.connect() as connection:
        assert sorted(connection.execute(sa.text("SELECT status, revenue FROM theirs")), key=str) == [("scored", 10.0), ("stale", None)]
        assert connection.execute(sa.text("SELECT id, status FROM scvm_score_history ORDER BY entry")).fetchall()[-1] == ("12", "stale")


@pytest.mark.parametrize("dialect, kind", [("mariadb", "BINARY(16)"), ("mariadb", "VARBINARY(20)"), ("postgresql", "BYTEA")])
def test_a_key_of_bytes_is_refused_before_the_work(dialect: str, kind: str, database: Any, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    engine = database(dialect, f"CREATE TABLE theirs (id {kind} PRIMARY KEY, note INTEGER, revenue FLOAT, status VARCHAR(20))")
    world = World(tmp_path, scvm_command, {"customers": "id\n7\n"}, database=url_of(engine))
    world.document["output"] = {"format": "sql", "table": "theirs", "columns": {"revenue": "revenue", "status": "status"}}
    assert f"theirs: the key id is {kind}, and ids are texts" in world.score("--add-columns", code=2)


@pytest.mark.parametrize("dialect", KEYS)
def test_ids_that_are_one_number_are_refused_with_both(dialect: str, database: Any, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    engine = database(dialect, "CREATE TABLE theirs (id INTEGER PRIMARY KEY, note INTEGER, revenue FLOAT, status VARCHAR(20))")
    world = World(tmp_path, scvm_command, {"customers": "id\n7\n8\n007\n"}, database=url_of(engine))
    world.document["output"] = {"format": "sql", "table": "theirs", "columns": {"revenue": "revenue", "status": "status"}}
    said = world.score("--add-columns", code=2)
    assert 'are one to the column id' in said and '"007"' in said and '"7"' in said
    with engine.connect() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM theirs")).scalar() == 0


SCORES = {"format": "sql", "table": "own", "columns": {"revenue": "revenue", "status": "status"}}


@pytest.mark.parametrize("id, revenue, kind", [("a" * 300, 10, "FLOAT"), ("a", 12345, "DECIMAL(4,1)")])
def test_a_lenient_mariadb_cuts_nothing_off(id: str, revenue: int, kind: str, mariadb: Any, database: Any, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    """Without strict mode a server makes one id of two long ones, and 999.9 of 12345."""
    engine = database("mariadb", f"CREATE TABLE own (id VARCHAR(255) COLLATE utf8mb4_bin PRIMARY KEY, revenue {kind}, status VARCHAR(20))")
    purchases = f"cid,date,amount\n{id}1,2026-01-05,{revenue}\n"
    world = World(tmp_path, scvm_command, {"customers": f"id\n{id}1\n{id}2\n", "purchases": purchases}, database=url_of(engine), output=SCORES)
    mariadb.execute("SET GLOBAL sql_mode = ''")
    try:
        said = world.score("--add-columns", code=2)
    finally:
        mariadb.execute("SET GLOBAL sql_mode = DEFAULT")
    assert "the database takes no more after 0 customers" in said and "A column cannot hold what it should" in said
    with engine.connect() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM own")).scalar() == 0


def test_a_table_in_a_quoted_schema_and_a_view_are_read_by_a_user_who_may_only_read(database: Any, postgresql: Any, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    engine = database(
        "postgresql", 'CREATE SCHEMA "My Schema"',
        'CREATE TABLE "My Schema"."Kunden ""A""" ("Id" INT PRIMARY KEY, net NUMERIC, gross NUMERIC GENERATED ALWAYS AS (net * 1.19) STORED)',
        'INSERT INTO "My Schema"."Kunden ""A""" ("Id", net) VALUES (1, 100), (2, 50)', 'CREATE VIEW v AS SELECT "Id" AS id, gross FROM "My Schema"."Kunden ""A"""',
        "DROP ROLE IF EXISTS looker", "CREATE ROLE looker LOGIN", "ALTER ROLE looker SET default_transaction_read_only = on",
        'GRANT USAGE ON SCHEMA "My Schema" TO looker', 'GRANT SELECT ON v, "My Schema"."Kunden ""A""" TO looker',
    )  # fmt: skip
    columns = {"customer_id": "ID", "date": {"constant": "2026-01-05"}, "amount": "gross"}
    sources = {"customers": {"table": 'My Schema.Kunden "A"', "columns": {"id": "Id"}}, "purchases": {"table": "v", "columns": columns}}
    world = World(tmp_path, scvm_command, {}, sources, database=postgresql.url(engine.url.database, "looker"))
    world.score()
    assert world.column("revenue") == ["119.0", "59.5"]
