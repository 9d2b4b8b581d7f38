"""`scvm init` on a database that holds more than the CRM: what it proposes is accepted by every verb as it stands."""

from __future__ import annotations

import json
import pathlib
from typing import Any, Dict, List

import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scvm.command.mapping import Mapping, needed_of, source_kinds, without_comments, words_of
from scvm.demo import suitecrm

from conftest import AS_OF, Crm
from test_databases import invoice, person


def started(crm: Crm, scvm_command: Any, folder: pathlib.Path) -> Dict[str, Any]:
    """The mapping that init writes."""
    scvm_command("init", "--database", crm.url, "--output", folder / "model.jsonc", "--mapping", folder / "m.jsonc", "--force", code=None)
    document: Dict[str, Any] = json.loads(without_comments((folder / "m.jsonc").read_text(encoding="utf-8")))
    return document


def table(crm: Crm, name: str, columns: List[str], rows: List[List[Any]]) -> None:
    named = '"' + name.replace('"', '""') + '"'
    quoted = [f'"{each}"' for each in columns]
    crm.execute(f"CREATE TABLE {named} ({', '.join(quoted)})")
    for row in rows:
        values = ", ".join("NULL" if each is None else "'" + str(each).replace("'", "''") + "'" for each in row)
        crm.execute(f'INSERT INTO {named} VALUES ({values})'.replace(":", "\\:"))


def test_what_init_proposes_of_a_community_is_accepted_as_it_is(sqlite_crm: Crm, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    ids = [id for (id,) in sqlite_crm.all("SELECT id FROM contacts WHERE deleted = 0 ORDER BY id LIMIT 20")]
    table(sqlite_crm, "forum", ["Customer_ID", "target", "kind", "date"], [[one, other, "like", "2026-05-01"] for one in ids for other in ids[:5] if one != other])
    table(sqlite_crm, "brought", ["customer_id", "referred", "date"], [[ids[0], ids[1], "2026-03-01"], [ids[2], ids[3], "soon"]])
    table(sqlite_crm, "our_staff", ["id"], [["e1"]])
    table(sqlite_crm, "box", ["customer_id", "kind", "date"], [[ids[0], "ideas", "2026-05-01"]])
    table(sqlite_crm, "all_complaints", ["customer_id", "opened", "closed", "channel"], [[ids[3], "2026-05-01", "2026-05-02", "phone"], [ids[4], "2026-05-03", None, None]])
    table(sqlite_crm, "neighbour_helpers", ["id", "since", "skill"], [[ids[5], "2026-01-01", "battery"], [ids[5], "2026-01-01", "brakes"]])
    table(sqlite_crm, "neighbour_jobs", ["helper", "customer_id", "asked", "done", "outcome"], [[ids[5], ids[6], "2026-05-01", "2026-05-02", "solved"]])
    table(sqlite_crm, "board", ["idea", "customer_id", "date", "state"], [["i1", ids[7], "2026-05-05", "open"]])
    table(sqlite_crm, "board_votes", ["idea", "customer_id", "date"], [["i1", ids[8], "2026-05-06"]])
    table(sqlite_crm, "product_tests", ["test", "customer_id", "date"], [["e // bike", ids[8], "2026-05-06"]])
    sqlite_crm.execute("UPDATE contacts SET primary_address_country = CASE WHEN id < '8' THEN 'North' ELSE 'South' END")
    document = started(sqlite_crm, scvm_command, tmp_path)
    assert {kind: each["table"] for kind, each in document["sources"].items()} == {
        "interactions": "forum", "referrals": "brought", "contributions": "box", "employees": "our_staff", "complaints": "all_complaints",
        "helpers": "neighbour_helpers", "jobs": "neighbour_jobs", "ideas": "board", "votes": "board_votes", "tests": "product_tests"}  # fmt: skip
    assert document["suitecrm"]["attributes"] == {"territory": "primary_address_country"}
    text = (tmp_path / "m.jsonc").read_text(encoding="utf-8")
    assert "GUESSED by its columns: 95 rows; 100 % of customer_id are contacts; kinds like" in text
    starter = (tmp_path / "model.jsonc").read_text(encoding="utf-8")
    model = json.loads(without_comments(starter))
    assert {"survey", "value", "network", "equity", "matters", "ambassadors", "service", "cocreation", "treatment", "consent"} <= set(model)
    for seen in ("2 complaints of 2 customers, 2026-05-01 to 2026-05-03: 1 phone", "1 job of 1 customer", "// 1 helper\n", "1 idea of 1 customer", "1 vote of 1 customer", "1 application for a test of 1 customer", "1 e // bike"):
        assert seen in starter, seen
    assert model["cocreation"]["tests"] == [{"test": "e // bike", "places": 10}]
    for guess in ("promised_hours", "voting_days", "places", "top_share", "count\": 10"):
        assert "GUESSED" in next(line for line in starter.splitlines() if f'"{guess}' in line), guess
    common = ["--source", tmp_path / "m.jsonc", "--as-of", AS_OF]
    scvm_command("check", *common, "--model", tmp_path / "model.jsonc", code=1)  # the referral of "soon" is rejected
    scvm_command("fit", *common, "--model", tmp_path / "model.jsonc", "--output", tmp_path / "model.json", code=1)
    one = json.loads(scvm_command("score", *common, "--model", tmp_path / "model.json", "--add-columns", "--json", code=1))
    assert one["owned"] == ["survey", "value", "network", "equity", "matters", "ambassadors", "service", "treatment"] and one["written"]["changed"] > 100
    two = json.loads(scvm_command("score", *common, "--model", tmp_path / "model.json", "--json", code=1))
    assert two["written"]["changed"] == 0
    scvm_command("report", *common, "--model", tmp_path / "model.json", "--out", tmp_path / "page.html", code=1)
    assert "South" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_a_table_of_strangers_or_of_other_words_is_no_source(sqlite_crm: Crm, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    (id,) = sqlite_crm.all("SELECT id FROM contacts WHERE deleted = 0 ORDER BY id LIMIT 1")[0]
    table(sqlite_crm, "log", ["customer_id", "kind", "date"], [["nobody", "like", "2026-05-01"]])
    table(sqlite_crm, "tickets", ["customer_id", "kind", "date"], [[id, "printer on fire", "2026-05-01"]])
    table(sqlite_crm, "things", ["id"], [["x"]])
    table(sqlite_crm, "referrals", ["customer_id", "referred", "date"], [])
    table(sqlite_crm, "posts", ["customer_id", "kind", "date"], [[id, "post", "the other day"]])
    document = started(sqlite_crm, scvm_command, tmp_path)
    assert "sources" not in document
    assert "Left out: interactions from posts: posts: none of 1 row counts" in (tmp_path / "m.jsonc").read_text(encoding="utf-8")


def test_of_two_tables_the_one_with_more_of_the_words_is_proposed_and_the_other_named(sqlite_crm: Crm, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    (id,) = sqlite_crm.all("SELECT id FROM contacts WHERE deleted = 0 ORDER BY id LIMIT 1")[0]
    table(sqlite_crm, "a_posts", ["customer_id", "kind", "date"], [[id, "post", "2026-05-01"]])
    table(sqlite_crm, "b_posts", ["customer_id", "kind", "date", "channel"], [[id, "post", "2026-05-01", "forum"]])
    assert started(sqlite_crm, scvm_command, tmp_path)["sources"]["interactions"] == {"table": "b_posts"}
    assert "ALSO interactions? a_posts has their columns, too" in (tmp_path / "m.jsonc").read_text(encoding="utf-8")


def test_every_source_says_what_it_needs() -> None:
    assert all(set(needed_of(kind)) <= set(words_of(kind)) for kind in source_kinds() if kind != "answers")


CELLS = st.sampled_from([None, "", "p1", "p2", "nobody", "like", "ideas", "2026-05-01", "yesterday", "1", "-3", "granted", "withdrawn", "perhaps", "scoring", "x // \"y"])
NAMES = st.sampled_from(["forum", "consents", "Staff", "jobs // x", 'say "hi"', "helpers", "ideas", "list", "données"])
COLUMNS = st.lists(st.sampled_from(sorted({word for kind in source_kinds() for word in words_of(kind)})), min_size=1, max_size=6, unique=True)
WORLD = st.dictionaries(NAMES, st.tuples(st.one_of(COLUMNS, st.sampled_from(source_kinds()).map(needed_of)), st.lists(st.lists(CELLS, min_size=8, max_size=8), max_size=4)), max_size=3)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(WORLD)
def test_init_never_writes_what_is_refused(tmp_path: pathlib.Path, scvm_command: Any, world: Any) -> None:
    path = tmp_path / "crm.sqlite"
    path.unlink(missing_ok=True)
    path.write_bytes(b"")
    engine = sa.create_engine(f"sqlite:///{path}")
    suitecrm.create(engine, {"contacts": [person("p1"), person("p2")], "aos_invoices": [invoice("i1", "p1", 20.0), invoice("i2", "p2", 30.0)]})
    crm = Crm("sqlite", str(engine.url), tmp_path / "none", None, "crm")
    for name, (columns, rows) in world.items():
        table(crm, name, columns, [row[: len(columns)] for row in rows])
    crm.engine.dispose()
    engine.dispose()
    document = started(crm, scvm_command, tmp_path)
    Mapping(document, tmp_path, "m.jsonc")
    common = ["--source", tmp_path / "m.jsonc", "--model", tmp_path / "model.jsonc", "--as-of", AS_OF]
    for verb, more in (("check", []), ("fit", ["--output", tmp_path / "model.json"]), ("score", ["--add-columns"])):
        said = scvm_command(verb, *common, *more, "--json", code=None)
        assert said.startswith("{"), f"{verb}: {said}"
