"""SugarCRM-style databases from end to end, on SQLite, on a real MariaDB and on a real PostgreSQL."""

from __future__ import annotations

import datetime
import json
import pathlib
import sqlite3
from typing import Any, Dict, List, Optional

import pytest
import sqlalchemy as sa

import scvm
from scvm.command import run as run_module
from scvm.command import databases, sql_target
from scvm.command.lock import database_lock
from scvm.command.mapping import Mapping
from scvm.demo import suitecrm

from conftest import AS_OF, Crm

MORNING = datetime.datetime(2026, 6, 1, 8)


def person(id: str, **more: Any) -> Dict[str, Any]:
    columns = {"date_entered": MORNING, "first_name": "Test", "last_name": id, "deleted": 0, "lawful_basis": "^consent^",
               "date_reviewed": datetime.date(2026, 1, 15), "lawful_basis_source": "website"}  # fmt: skip
    return {"id": id, **columns, **more}


def invoice(id: str, contact: Any, amount: Optional[float], day: datetime.date = datetime.date(2026, 5, 1), **more: Any) -> Dict[str, Any]:
    columns = {"total_amount": amount, "total_amount_usdollar": amount, "currency_id": "-99", "status": "Paid", "deleted": 0}
    return {"id": id, "billing_contact_id": contact, "invoice_date": day, **columns, **more}


def add(crm: Crm, **tables: List[Dict[str, Any]]) -> None:
    for name, rows in tables.items():
        for row in rows:
            suitecrm.add(crm.engine, {name: [row]})


def first(crm: Crm) -> str:
    """Somebody with a segment and a lifetime value."""
    return next(id for id, row in sorted(crm.scores().items()) if row["scvm_segment_c"] not in (None, "unclassified") and row["scvm_lifetime_value_c"])


def test_what_the_target_lacks_is_printed_as_statements_that_add_it(crm: Crm, scvm_command: Any) -> None:
    message = scvm_command("score", *crm.common, code=2)
    statements = [each.strip() for each in message.partition("--add-columns:")[2].split(";\n") if each.strip()]
    assert any("ADD COLUMN scvm_lifetime_value_c" in each for each in statements) and any("scvm_score_history" in each for each in statements)
    checked = json.loads(scvm_command("check", *crm.common, "--json"))
    assert [each.strip() for each in checked["missing_in_target"]] == statements
    with crm.engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    assert crm.score()["written"]["changed"] > 100


def test_a_second_run_changes_nothing_and_what_is_written_is_what_the_core_says(crm: Crm) -> None:
    one = crm.score("--add-columns")
    two = crm.score()
    assert one["written"]["changed"] == one["customers"] > 100 and two["written"] == {"changed": 0, "unchanged": one["customers"], "reset": 0}
    assert crm.all("SELECT count(*) FROM scvm_score_history") == [(one["customers"],)]
    with run_module.reading(Mapping.of_url(crm.url)) as read:
        base = run_module.whole_base(read)
    table = scvm.Scorer(scvm.ScoringModel.from_file(crm.model)).score(base, AS_OF)
    written = crm.scores()
    for id, row in table.to_frame().iterrows():
        mine, card = written[str(id)], table.explain(str(id))
        if row["consent_status"] != "included":
            assert mine["scvm_status_c"] == "excluded" and mine["scvm_segment_c"] is None and mine["scvm_lifetime_value_c"] is None
            continue
        assert mine["scvm_status_c"] == card["status"] and mine["scvm_segment_c"] == card["survey"]["segment"]
        for name, column in (("satisfaction", "satisfaction"), ("attachment", "attachment"), ("lifetime_value", "lifetime_value"), ("revenue", "revenue")):
            if row[column] == row[column]:
                assert float(mine[f"scvm_{name}_c"]) == pytest.approx(row[column], abs=1e-6)
            else:
                assert mine[f"scvm_{name}_c"] is None
        assert str(mine["scvm_score_date_c"]) == AS_OF and mine["scvm_model_hash_c"] == table.model_hash
        assert len(mine["scvm_input_hash_c"]) == 64 and mine["scvm_explain_c"]


def test_every_dialect_gives_the_same_scores_and_every_row_is_accounted_for(crm: Crm, demo_rows: Dict[str, Any], request: Any) -> None:
    result = crm.score("--add-columns", "--chunk-size", "17")
    for source in result["sources"]:
        ways = [value for name, value in source.items() if name not in ("source", "kind", "lines")]
        assert sum(ways) == source["lines"] == len(demo_rows.get(source["source"], []))
        assert source["read"] == source["lines"] or source["source"] in ("contacts", "aos_invoices", "surveyquestionresponses")
    assert result["orphan_purchases"] == 3
    for rows in (result["answer_rows"], result["purchase_rows"]):
        assert rows["rows"] == sum(n for name, n in rows.items() if name != "rows") and rows["rejected"] == 0
    written = {id: [str(row[f"scvm_{n}_c"]) for n in ("segment", "lifetime_value", "input_hash", "explain")] for id, row in crm.scores().items()}
    seen = request.config.__dict__.setdefault("scvm_seen", {})
    for other in seen.values():
        for id, values in written.items():
            for mine, theirs in zip(values, other[id]):
                assert mine == theirs or float(mine) == float(theirs)
    seen[crm.dialect] = written


def test_only_changed_rows_are_written_again(crm: Crm) -> None:
    crm.score("--add-columns")
    before = crm.scores()
    id = first(crm)
    crm.execute("UPDATE contacts_cstm SET scvm_segment_c = 'wrong' WHERE id_c = :id", id=id)
    assert crm.score()["written"]["changed"] == 1
    assert crm.scores() == before
    assert len(crm.all("SELECT entry FROM scvm_score_history WHERE id = :id", id=id)) == 2
    assert len(crm.all("SELECT entry FROM scvm_score_history WHERE id <> :id", id=id)) == len([r for r in before.values() if r["scvm_status_c"]]) - 1


def test_a_manual_override_wins_is_kept_and_seen(crm: Crm) -> None:
    crm.score("--add-columns")
    id = first(crm)
    computed = crm.scores()[id]["scvm_segment_c"]
    hand = "fan" if computed != "fan" else "captive"
    crm.execute("UPDATE contacts_cstm SET scvm_segment_override_c = :hand, scvm_lifetime_value_override_c = 5 WHERE id_c = :id", id=id, hand=hand)
    assert crm.score()["written"]["changed"] == 1
    row = crm.scores()[id]
    assert row["scvm_segment_c"] == row["scvm_segment_override_c"] == hand and float(row["scvm_lifetime_value_c"]) == 5
    assert f"segment: computed {computed}" in row["scvm_explain_c"]
    assert crm.score()["written"]["changed"] == 0
    assert crm.all("SELECT segment FROM scvm_score_history WHERE id = :id ORDER BY entry", id=id)[-1] == (computed,)
    crm.execute("UPDATE contacts_cstm SET scvm_segment_override_c = '', scvm_lifetime_value_override_c = NULL WHERE id_c = :id", id=id)
    crm.score()
    assert crm.scores()[id]["scvm_segment_c"] == computed


def test_whoever_withdraws_loses_the_scores_even_where_one_was_set_by_hand(crm: Crm) -> None:
    crm.score("--add-columns")
    id = first(crm)
    crm.execute("UPDATE contacts_cstm SET scvm_segment_override_c = 'fan' WHERE id_c = :id", id=id)
    crm.execute("UPDATE contacts SET lawful_basis = '^consent^,^withdrawn^' WHERE id = :id", id=id)
    result = crm.score()
    assert result["excluded"]["consent_withdrawn"] >= 1
    row = crm.scores()[id]
    assert (row["scvm_status_c"], row["scvm_reason_c"]) == ("excluded", "consent_withdrawn")
    for name in ("segment", "satisfaction", "attachment", "revenue", "p_alive", "lifetime_value", "currency", "influence", "network_value", "input_hash"):
        assert row[f"scvm_{name}_c"] is None, name
    assert crm.all("SELECT status, segment FROM scvm_score_history WHERE id = :id ORDER BY entry", id=id)[-1] == ("excluded", None)


def test_the_scores_of_deleted_contacts_are_reset_and_not_left_behind(crm: Crm) -> None:
    crm.score("--add-columns")
    id = first(crm)
    crm.execute("UPDATE contacts SET deleted = 1 WHERE id = :id", id=id)
    assert crm.score()["written"]["reset"] == 1
    row = crm.scores()[id]
    assert (row["scvm_status_c"], row["scvm_lifetime_value_c"], row["scvm_explain_c"]) == ("stale", None, None)
    assert crm.score()["written"]["reset"] == 0


def test_deleted_rows_count_in_no_join(crm: Crm) -> None:
    """One contact with everything twice, once deleted: in the tables, and in the tables that link them."""
    result = crm.score("--add-columns")
    crm.execute("DELETE FROM surveyquestionresponses WHERE id IS NULL")
    question = crm.all("SELECT id, survey_id FROM surveyquestions WHERE name = 'sat_overall'")[0]
    add(
        crm,
        contacts=[person("joined")],
        aos_invoices=[invoice("i1", "joined", 100.0), invoice("i2", "joined", 900.0, deleted=1), invoice("i3", "joined", 7.0, status="Unpaid"),
                      invoice("i4", "joined", -10.0, datetime.date(2026, 5, 9)), invoice("i5", None, 3.0),
                      invoice("i6", "joined", 50.0, datetime.date(2026, 5, 20), currency_id="chf", total_amount_usdollar=40.0)],
        surveyresponses=[{"id": "r1", "contact_id": "joined", "survey_id": question[1], "date_entered": MORNING, "deleted": 0},
                         {"id": "r2", "contact_id": "joined", "survey_id": question[1], "date_entered": MORNING, "deleted": 1}],
        surveyquestionresponses=[{"id": "a1", "surveyresponse_id": "r1", "surveyquestion_id": question[0], "answer": "5", "deleted": 0},
                                 {"id": "a2", "surveyresponse_id": "r1", "surveyquestion_id": question[0], "answer": "1", "deleted": 1},
                                 {"id": "a3", "surveyresponse_id": "r2", "surveyquestion_id": question[0], "answer": "1", "deleted": 0}],
        email_addresses=[{"id": "e1", "opt_out": 1, "deleted": 0, "confirm_opt_in": "not-opt-in", "confirm_opt_in_date": None, "date_modified": MORNING}],
        email_addr_bean_rel=[{"id": "b1", "email_address_id": "e1", "bean_id": "joined", "bean_module": "Contacts", "primary_address": 1, "deleted": 1}],
        cases=[{"id": "k1", "state": "Open", "deleted": 0}],
        contacts_cases=[{"id": "kc1", "contact_id": "joined", "case_id": "k1", "deleted": 1}],
        accounts=[{"id": "acc", "industry": "Sport", "deleted": 0}],
        accounts_contacts=[{"id": "ac1", "contact_id": "joined", "account_id": "acc", "deleted": 1}],
    )  # fmt: skip
    with run_module.reading(Mapping.of_url(crm.url), only_id="joined") as read:
        (chunk,) = read.staging.chunks(None)
    assert sorted(row[4] for row in chunk.of("purchases")) == [-10.0, 40.0, 100.0], "the CRM's own currency counts"
    assert [row[3:5] for row in chunk.of("answers")] == [("sat_overall", 5.0)]
    assert {row[3] for row in chunk.of("consents")} == {"scoring", "contact"} and all(row[4] == "granted" for row in chunk.of("consents"))
    again = crm.score()
    assert again["customers"] == result["customers"] + 1 and again["written"]["changed"] == 1
    assert float(crm.scores()["joined"]["scvm_revenue_c"]) == 130.0
    sums = json.loads(json.dumps(again))["sources"]
    assert next(s for s in sums if s["source"] == "aos_invoices")["without_a_customer"] == 1


def test_an_invoice_that_the_crm_did_not_convert_names_the_column_that_is_empty(crm: Crm, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    add(crm, contacts=[person("abroad")], aos_invoices=[invoice("i1", "abroad", 50.0, currency_id="chf", total_amount_usdollar=None), invoice("i2", "abroad", None)])
    scvm_command("check", *crm.common, "--rejected", tmp_path / "no.csv", code=1)
    said = (tmp_path / "no.csv").read_text(encoding="utf-8")
    assert "i1,\"amount is missing: total_amount_usdollar is empty, though the row is in another currency\"" in said and "i2,amount is missing\n" in said.replace("\r", "")


def test_the_databases_own_sums_and_the_cores_agree(crm: Crm, scvm_command: Any) -> None:
    checked = json.loads(scvm_command("check", *crm.common, "--json"))
    withdrawn = set(row[0] for row in crm.all("SELECT id FROM contacts WHERE lawful_basis LIKE '%withdrawn%'"))
    with run_module.reading(Mapping.of_url(crm.url)) as read:
        staged = read.staging.all("SELECT count(DISTINCT c.id), count(*), sum(amount) FROM purchases p JOIN customers c ON c.id = p.customer AND c.kept")[0]
        lost = sum(row[0] for id in withdrawn for row in read.staging.all("SELECT coalesce(sum(amount), 0) FROM purchases WHERE customer = ?", id) if read.staging.is_kept(id))
    sums = checked["sums_by_database"]
    assert (sums["customers"], sums["purchases"]) == staged[:2] and sums["net"] == pytest.approx(staged[2])
    assert sum(group["revenue"] for group in checked["segments"]) == pytest.approx(sums["net"] - lost)


def test_questions_of_every_type_become_items(crm: Crm) -> None:
    survey = {"id": "s9", "name": "types", "status": "Public", "date_entered": MORNING, "deleted": 0}
    kinds = {"qs": "Scale", "qr": "Radio", "qd": "Dropdown", "qm": "Matrix", "qc": "Checkbox", "qt": "Text"}
    options = [("o1", "qr", "7 - lucky", 1), ("o2", "qd", "often", 3), ("o5", "qd", "7 times", 4), ("o6", "qd", "never", 5), ("o3", "qm", "Stadium", 0), ("o4", "qm", "Shop", 1)]
    links = [("l1", "o1", "a_qr"), ("l2", "o2", "a_qd"), ("l3", "o3", "a_qm"), ("l4", "o4", "a_qn"), ("l5", "o2", "a_qd")]
    answers = {"a_qs": ("qs", "9", None), "a_qr": ("qr", None, None), "a_qd": ("qd", None, None), "a_qm": ("qm", "2", None),
               "a_qn": ("qm", "0", None), "a_qc": ("qc", None, 1), "a_qt": ("qt", "nice", None)}  # fmt: skip
    add(
        crm,
        contacts=[person("types")],
        surveys=[survey],
        surveyquestions=[{"id": q, "name": f"{kind}?", "survey_id": "s9", "type": kind, "sort_order": 1, "deleted": 0} for q, kind in kinds.items()],
        surveyquestionoptions=[{"id": o, "survey_question_id": q, "name": name, "sort_order": n, "deleted": 0} for o, q, name, n in options],
        surveyresponses=[{"id": "r9", "contact_id": "types", "survey_id": "s9", "date_entered": MORNING, "deleted": 0}],
        surveyquestionresponses=[
            {"id": a, "surveyresponse_id": "r9", "surveyquestion_id": q, "answer": text, "answer_bool": ticked, "deleted": 0}
            for a, (q, text, ticked) in answers.items()
        ],
        surveyquestionoptions_surveyquestionresponses=[
            {"id": link, "surveyq72c7options_ida": o, "surveyq10d4sponses_idb": a, "deleted": 0} for link, o, a in links
        ],
    )
    document = {**Mapping.of_url(crm.url).document, "suitecrm": {"items": {"Scale?": "nps", "Matrix?/Shop": "shop"}}}
    with run_module.reading(Mapping(document, pathlib.Path(), "m"), only_id="types") as read:
        (chunk,) = read.staging.chunks(None)
        account = next(a for a in read.accounts if a.kind == "answers")
        scales = {item: (scale.lowest, scale.highest, scale.is_reversed) for item, scale in read.scales.items()}
    assert scales == {"Matrix?/Stadium": (0, 2, True), "shop": (0, 2, True), "Dropdown?": (3, 5, True)}
    found = {row[3]: row[4] for row in chunk.of("answers")}
    assert found == {"nps": 9.0, "Radio?": 7.0, "Dropdown?": 3.0, "Matrix?/Stadium": 2.0, "shop": 0.0, "Checkbox?": 1.0}
    assert account.ways["not on a scale"] == 1


def test_campaigns_opt_outs_accounts_cases_and_bosses(crm: Crm) -> None:
    log = [("l1", "Survey", 2, "Contacts", 0), ("l2", "link", 1, "Contacts", 0), ("l3", "Survey", 1, "Leads", 0), ("l4", "Survey", 1, "Contacts", 1)]
    add(
        crm,
        contacts=[person("boss"), person("clerk", reports_to_id="boss", lead_source="fair")],
        campaign_log=[{"id": id, "target_id": "clerk", "target_type": kind, "activity_type": activity, "activity_date": MORNING, "hits": hits, "deleted": gone}
                      for id, activity, hits, kind, gone in log],
        email_addresses=[{"id": "e1", "opt_out": 1, "deleted": 0, "confirm_opt_in": None, "confirm_opt_in_date": None, "date_modified": MORNING},
                         {"id": "e2", "opt_out": 0, "deleted": 0, "confirm_opt_in": "confirmed-opt-in", "confirm_opt_in_date": MORNING, "date_modified": MORNING}],
        email_addr_bean_rel=[{"id": "b1", "email_address_id": "e1", "bean_id": "clerk", "bean_module": "Contacts", "primary_address": 1, "deleted": 0},
                             {"id": "b2", "email_address_id": "e2", "bean_id": "boss", "bean_module": "Contacts", "primary_address": 1, "deleted": 0}],
        accounts=[{"id": "acc", "industry": "Sport", "deleted": 0}],
        accounts_contacts=[{"id": "ac1", "contact_id": "clerk", "account_id": "acc", "deleted": 0}],
        cases=[{"id": "k1", "state": "Open", "deleted": 0}, {"id": "k2", "state": "Closed", "deleted": 0}],
        contacts_cases=[{"id": "c1", "contact_id": "clerk", "case_id": "k1", "deleted": 0}, {"id": "c2", "contact_id": "clerk", "case_id": "k2", "deleted": 0}],
        opportunities=[{"id": "o1", "name": "x", "amount": 77.0, "amount_usdollar": 77.0, "date_closed": datetime.date(2026, 4, 1), "sales_stage": "Closed Won", "deleted": 0}],
        opportunities_contacts=[{"id": "oc1", "contact_id": "clerk", "opportunity_id": "o1", "deleted": 0}, {"id": "oc2", "contact_id": "boss", "opportunity_id": "o1", "deleted": 0}],
    )  # fmt: skip
    options = {"reports_to": True, "campaign_log": {"Survey": "answer", "link": "like"}, "opportunities": {}, "attributes": {"source": "lead_source"}}
    document = {**Mapping.of_url(crm.url).document, "suitecrm": options}
    with run_module.reading(Mapping(document, pathlib.Path(), "m"), attributes=True) as read:
        chunks = {id: {t: [r[3:] for r in c.of(t)] for t in c.rows} for c in read.staging.chunks(1) for id in c.ids}
        log_account = next(a for a in read.accounts if a.name == "campaign_log")
    clerk, boss = chunks["clerk"], chunks["boss"]
    assert sorted((row[0], row[1], row[5]) for row in clerk["interactions"] if row[1] != "follow") == [(None, "answer", 2), (None, "like", 1)]
    assert [row[:2] for row in clerk["interactions"] if row[1] == "follow"] == [("boss", "follow")]
    assert ("contact", "withdrawn") in [row[:2] for row in clerk["consents"]]
    assert all(row[1] == "granted" for row in boss["consents"]) and len(boss["consents"]) == 3
    assert set(clerk["attributes"]) == {("source", "fair"), ("industry", "Sport"), ("open_case", "yes")}
    assert [row[1] for row in boss["purchases"]] == [77.0] and clerk["purchases"] == [], "an opportunity counts once"
    assert (log_account.lines, log_account.read, log_account.ways["deleted"], log_account.ways["not selected"]) == (4, 2, 1, 1)


def test_bad_values_in_the_database_reject_their_rows_alone(crm: Crm, tmp_path: pathlib.Path) -> None:
    crm.score("--add-columns")
    add(crm, contacts=[person("odd", lawful_basis="^nonsense^")], aos_invoices=[invoice("bad1", "odd", 5.0, None), invoice("bad2", "odd", None)])  # type: ignore[arg-type]
    answer = crm.all("SELECT a.id FROM surveyquestionresponses a WHERE a.deleted = 0 AND a.answer = '4' ORDER BY a.id LIMIT 1")[0][0]
    crm.execute("UPDATE surveyquestionresponses SET answer = 'very' WHERE id = :id", id=answer)
    result = crm.score("--rejected", str(tmp_path / "no.csv"), code=1)
    text = (tmp_path / "no.csv").read_text(encoding="utf-8")
    for part in ("bad1,date is missing", "bad2,amount is missing", f"{answer},", "unknown basis", "taken as refused"):
        assert part in text, part
    assert result["rejected"] == 4 and crm.scores()["odd"]["scvm_status_c"] == "excluded"


def test_ids_and_names_are_never_statements(crm: Crm, scvm_command: Any) -> None:
    evil = "a'; DROP TABLE contacts; --"
    add(crm, contacts=[person(evil, last_name='Robert"); DROP TABLE contacts_cstm;--')], aos_invoices=[invoice("i1", evil, 5.0)])
    crm.score("--add-columns")
    assert float(crm.scores()[evil]["scvm_revenue_c"]) == 5.0
    card = json.loads(scvm_command("explain", *crm.common, "--id", evil, "--json"))
    assert card["id"] == evil
    for id in ("nobody' OR '1'='1", "%", "a\\"):
        assert "not in the database" in scvm_command("explain", *crm.common, "--id", id, code=2)
        assert "nothing is held" in scvm_command("export", "--database", crm.url, "--id", id, code=2)
    others = len(crm.all("SELECT 1 FROM scvm_score_history"))
    scvm_command("erase", "--database", crm.url, "--id", "x' OR '1'='1", "--yes")
    assert len(crm.all("SELECT 1 FROM scvm_score_history")) == others
    assert crm.all("SELECT count(*) FROM contacts")[0][0] > 100


def test_names_of_columns_in_a_mapping_are_quoted(crm: Crm, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    name = 'odd "name`; DROP TABLE x'
    quote = crm.engine.dialect.identifier_preparer.quote
    crm.execute(f"CREATE TABLE {quote('my people')} (id varchar(40), {quote(name)} varchar(40))".replace(":", "\\:"))
    crm.execute(f"INSERT INTO {quote('my people')} VALUES ('a', 'Consent')".replace(":", "\\:"))
    columns = {f"x{quote('y')}": "lifetime_value", "st at\"us": "status"}
    mapping = {"schema": "scvm-mapping/1", "database": crm.url, "as_of": AS_OF, "sources": {
        "customers": {"table": "my people", "columns": {"id": "id", "consent": name}}}, "output": {"format": "sql", "table": "my scores", "columns": columns}}  # fmt: skip
    (tmp_path / "m.json").write_text(json.dumps(mapping), encoding="utf-8")
    scvm_command("score", "--source", tmp_path / "m.json", "--model", crm.model, "--add-columns")
    assert crm.all(f"SELECT count(*) FROM {quote('my scores')}") == [(1,)]
    mapping["sources"]["customers"]["columns"]["id"] = "nothing"  # type: ignore[index]
    (tmp_path / "m.json").write_text(json.dumps(mapping), encoding="utf-8")
    assert "there is no column 'nothing'" in scvm_command("score", "--source", tmp_path / "m.json", "--model", crm.model, code=2)


def test_tidy_tables_of_a_warehouse_are_scored_into_a_table_of_scvms_own(crm: Crm, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    mapping = {"schema": "scvm-mapping/1", "database": crm.url, "as_of": AS_OF, "sources": {
        "customers": {"query": "SELECT id FROM contacts WHERE deleted = 0 ORDER BY id", "columns": {"id": "id"}},
        "purchases": {"table": "aos_invoices", "only": {"status": ["Paid"]},
                      "columns": {"customer_id": "billing_contact_id", "date": "invoice_date", "amount": "total_amount", "deleted": "deleted"}}},
        "output": {"format": "sql"}}  # fmt: skip
    (tmp_path / "m.json").write_text(json.dumps(mapping), encoding="utf-8")
    common = ["score", "--source", tmp_path / "m.json", "--model", crm.model, "--json"]
    result = json.loads(scvm_command(*common, "--add-columns"))
    crm.score("--add-columns")
    mine = {row[0]: row[1] for row in crm.all("SELECT id, revenue FROM scvm_scores")}
    for id, row in crm.scores().items():
        if row["scvm_status_c"] not in (None, "excluded"):
            assert mine[id] == row["scvm_revenue_c"]
    assert json.loads(scvm_command(*common))["written"]["changed"] == 0 and result["written"]["changed"] == len(mine)


def test_erasing_takes_scores_and_history_and_holds_for_later_runs(crm: Crm, scvm_command: Any) -> None:
    crm.score("--add-columns")
    id = first(crm)
    held = json.loads(scvm_command("export", "--database", crm.url, "--id", id))
    assert held["scores"]["scvm_status_c"] == "scored" and len(held["history"]) == 1 and held["rows"]["answers"] and held["held"]
    result = json.loads(scvm_command("erase", "--database", crm.url, "--id", id, "--yes", "--json"))
    assert result["removed"] == {"contacts_cstm": 1, "scvm_score_history": 1}
    crm.score()
    row = crm.scores()[id]
    assert all(value is None for name, value in row.items() if name.startswith("scvm_"))
    assert not crm.all("SELECT 1 FROM scvm_score_history WHERE id = :id", id=id)
    assert id not in str(crm.all("SELECT * FROM scvm_erased"))


def test_the_history_shows_runs_and_people(crm: Crm, scvm_command: Any) -> None:
    crm.score("--add-columns")
    id = first(crm)
    crm.execute("UPDATE surveyquestionresponses SET answer = '1' WHERE surveyresponse_id IN (SELECT id FROM surveyresponses WHERE contact_id = :id)", id=id)
    crm.score(code=None)
    rows = json.loads(scvm_command("history", "--database", crm.url, "--id", id, "--json"))["rows"]
    assert len(rows) == 2 and rows[0]["input_hash"] != rows[1]["input_hash"] and rows[0]["model_hash"] == rows[1]["model_hash"]
    crm.score()
    runs = json.loads(scvm_command("history", "--database", crm.url, "--json"))["rows"]
    everybody = runs[0]["customers"]
    assert [(run["changed"], run["unchanged"]) for run in runs] == [(everybody, 0), (1, everybody - 1), (0, everybody)], "every run, also one without changes"
    for run in runs:
        assert run["as_of"] == AS_OF and len(run["config_hash"]) == 64 and run["library_version"] == scvm.__version__
        assert run["model_hash"] == rows[0]["model_hash"] and run["rejected"] == run["reset"] == 0 and 0 < run["seconds"] < 60
    assert json.loads(scvm_command("history", "--database", crm.url, "--json", "--limit", 2))["rows"] == runs[1:]
    assert id not in scvm_command("history", "--database", crm.url) and AS_OF in scvm_command("history", "--database", crm.url, "--id", id)


def test_a_database_of_an_earlier_version_is_scored_without_a_list_of_runs(crm: Crm, scvm_command: Any) -> None:
    crm.score("--add-columns")
    crm.execute("DROP TABLE scvm_runs")
    assert crm.score()["written"]["changed"] == 0
    assert json.loads(scvm_command("history", "--database", crm.url, "--json"))["rows"] == []
    assert any("scvm_runs" in each for each in json.loads(scvm_command("check", *crm.common, "--json"))["missing_in_target"])
    crm.score("--add-columns")
    assert len(json.loads(scvm_command("history", "--database", crm.url, "--json"))["rows"]) == 1


def test_two_processes_do_not_score_into_one_database(crm: Crm, scvm_command: Any) -> None:
    crm.score("--add-columns")
    with database_lock(sa.create_engine(crm.url)):
        message = scvm_command("score", *crm.common, code=2)
    assert "another scvm is writing there (" in message and message.count("\n") == 1
    crm.score()


def test_a_failure_in_the_middle_leaves_whole_chunks_and_the_next_run_goes_on(crm: Crm, scvm_command: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server is killed between two chunks (SQLite: the disk is full)."""
    target = run_module.target_of(Mapping.of_url(crm.url), None, crm.engine)
    target.prepare(add_columns=True)
    write, calls = sql_target.SqlTarget.write, []

    def failing(self: Any, rows: Any) -> Any:
        calls.append(len(rows))
        if len(calls) == 3:
            if crm.server is None:
                raise sa.exc.OperationalError("x", {}, Exception("database or disk is full"))
            crm.server.stop(kill=True)
        return write(self, rows)

    monkeypatch.setattr(sql_target.SqlTarget, "write", failing)
    try:
        message = scvm_command("score", *crm.common, "--chunk-size", "40", code=2)
    finally:
        monkeypatch.undo()
        if crm.server is not None:
            crm.engine.dispose()
            crm.server.stop()
            crm.server.start()
    assert "failed after 80 customers, which are complete" in message and "Run the same command again" in message
    assert sum(row["scvm_status_c"] is not None for row in crm.scores().values()) == 80
    assert crm.all("SELECT count(*) FROM scvm_score_history") == [(80,)]
    result = crm.score("--chunk-size", "40")
    assert result["written"] == {"changed": result["customers"] - 80, "unchanged": 80, "reset": 0}


def test_a_target_that_cannot_be_written_is_refused_before_the_work(crm: Crm, scvm_command: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    crm.score("--add-columns")
    crm.execute("UPDATE contacts_cstm SET scvm_segment_c = NULL")
    before = crm.scores()
    common = list(crm.common)
    if crm.server is None:
        path = crm.engine.url.database
        only_read = lambda: sqlite3.connect(f"file:{path}?mode=ro", uri=True)  # noqa: E731
        monkeypatch.setattr(databases, "connect", lambda url: sa.create_engine(url, creator=only_read))
    elif crm.dialect == "mariadb":
        crm.server.execute("CREATE OR REPLACE USER reader@localhost", f"GRANT SELECT ON {crm.name}.* TO reader@localhost")
        common[1] = crm.server.url(crm.name, "reader")
    else:
        crm.server.execute("DROP ROLE IF EXISTS reader", "CREATE ROLE reader LOGIN")
        crm.server.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader", database=crm.name)
        common[1] = crm.server.url(crm.name, "reader")
    message = scvm_command("score", *common, code=2)
    assert "the database takes no scores: " in message, message
    assert crm.scores() == before
    if crm.dialect == "postgresql":
        assert crm.server is not None
        crm.server.execute("DROP OWNED BY reader", "DROP ROLE reader", database=crm.name)


def test_the_fields_are_made_known_to_studio(crm: Crm) -> None:
    crm.score("--add-columns")
    rows = {row[0]: row[1:] for row in crm.all("SELECT name, custom_module, type, id FROM fields_meta_data")}
    assert rows["scvm_lifetime_value_c"] == ("Contacts", "decimal", "Contactsscvm_lifetime_value_c")
    assert rows["scvm_segment_c"][1] == "varchar" and "scvm_segment_override_c" in rows
    assert set(rows) == {name for name in next(iter(crm.scores().values())) if name.startswith("scvm_")}


def test_init_asks_the_database_and_what_it_writes_can_be_fitted(crm: Crm, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    model, mapping, fitted = tmp_path / "model.jsonc", tmp_path / "mapping.jsonc", tmp_path / "model.json"
    scvm_command("init", "--database", crm.url, "--output", model, "--mapping", mapping)
    assert mapping.stat().st_mode & 0o077 == 0, "it may hold a password"
    text = model.read_text(encoding="utf-8")
    assert '"missing_codes": [99]' in text and '"highest": 7' in text and "GUESSED" in text
    scvm_command("fit", "--source", mapping, "--model", model, "--as-of", AS_OF, "--output", fitted)
    assert scvm.ScoringModel.from_file(fitted).to_dict()["value"]["bg_nbd"]["fit"]["as_of"] == AS_OF
    scvm_command("score", "--source", mapping, "--model", fitted, "--as-of", AS_OF, "--add-columns")
    assert crm.score()["customers"] > 100


def test_a_password_stands_in_no_file_that_init_writes(crm: Crm, scvm_command: Any, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if crm.dialect != "postgresql":
        pytest.skip("of the servers here this one takes any password")
    url = sa.engine.make_url(crm.url).set(password="s3cret").render_as_string(hide_password=False)
    model, mapping = tmp_path / "model.jsonc", tmp_path / "mapping.jsonc"
    said = scvm_command("init", "--database", url, "--output", model, "--mapping", mapping)
    written = model.read_text(encoding="utf-8") + mapping.read_text(encoding="utf-8")
    assert "s3cret" not in written + said and '"database": "env:SCVM_DATABASE"' in written and "export SCVM_DATABASE=" in said
    monkeypatch.setenv("CRM", url)
    scvm_command("init", "--database", "env:CRM", "--output", model, "--mapping", mapping, "--force")
    assert '"database": "env:CRM"' in mapping.read_text(encoding="utf-8")


def test_a_row_that_a_save_filled_with_empty_texts_is_not_written_again(crm: Crm) -> None:
    crm.score("--add-columns")
    crm.execute("UPDATE contacts_cstm SET scvm_reason_c = '' WHERE scvm_reason_c IS NULL", "UPDATE contacts_cstm SET scvm_explain_c = '' WHERE scvm_explain_c IS NULL")
    assert crm.score()["written"]["changed"] == 0


def test_no_such_database_table_or_day_is_one_line(sqlite_crm: Crm, scvm_command: Any, tmp_path: pathlib.Path) -> None:
    bad = {"sqlite:////none/crm.sqlite": "No such file", "crm.sqlite": "URL", "oracle9://x/y": "dialect", "mysql+pymysql://x@localhost/y?unix_socket=/none": "connect"}
    for url, reason in bad.items():
        message = scvm_command("score", "--database", url, "--model", sqlite_crm.model, "--as-of", AS_OF, code=2)
        assert reason in message and len([line for line in message.splitlines() if line.startswith("Error:")]) == 1
    engine = sa.create_engine(f"sqlite:///{tmp_path}/other.sqlite")
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE x (a int)")
    assert "no table contacts" in scvm_command("check", "--database", str(engine.url), *sqlite_crm.common[2:], code=2)
    assert "expected a date" in scvm_command("score", *sqlite_crm.common[:-1], "2026-02-30", code=2)
    bad_model = tmp_path / "bad.json"
    bad_model.write_text('{"schema": "scvm-model/1", "id": "m", "walue": {}}')
    assert f"{bad_model}: model.walue: unknown key" in scvm_command("score", *sqlite_crm.common, "--model", bad_model, code=2)
