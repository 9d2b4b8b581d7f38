"""What is held of a person is given to that person whole, and of who was erased no verb uses a row."""

from __future__ import annotations

import csv
import json
import pathlib
from typing import Any, Dict

import pytest
import sqlalchemy as sa

from small_world import AS_OF, MODEL

SERVICE = {**MODEL, "network": {}, "service": {"ways": [{"way": "hotline", "price": 4, "success": 0.3, "from_hour": 0, "to_hour": 24}]}}
TABLES = {
    "customers": "id,name\nada,Ada\nbob,Bob\ncid,Cid\n",
    "purchases": "customer_id,date,amount\nada,2026-10-05,10\nada,2026-11-05,10\nbob,2026-10-05,20\ncid,2026-10-05,30\nghost,2026-10-05,40\n",
    "interactions": "customer_id,target,kind,date\nada,bob,answer,2026-11-01\nbob,ada,answer,2026-11-02\nstan,ada,answer,2026-11-03\n",
    "referrals": "customer_id,referred,date\nada,bob,2026-01-01\n",
    "employees": "id,department,level\nstan,sales,1\n",
    "helpers": "id,since,vetted,price,skill\nhal,2026-01-01,1,20,garden\nada,2026-01-01,1,10,garden\n",
    "jobs": "helper,customer_id,asked,done,outcome\nhal,bob,2026-09-01,2026-09-02,solved\nada,cid,2026-09-01,2026-09-02,solved\n",
    "accounts": "customer_id,network,account,granted\nada,forum,@ada,2026-01-01\n",
}


class Company:
    """The tables in a folder, or in a database, and what the command says of them."""

    def __init__(self, folder: pathlib.Path, run: Any, in_database: bool) -> None:
        self.folder, self._run = folder, run
        url = f"sqlite:///{folder}/crm.sqlite"
        sources = {name: {"table": name} if in_database else {"path": f"{name}.csv"} for name in TABLES}
        output = {"format": "sql"} if in_database else {"format": "csv", "path": "scores.csv", "history": "history.csv"}
        mapping = {"schema": "scvm-mapping/1", "as_of": AS_OF, "model": "model.json", "sources": sources, "output": output}
        (folder / "mapping.json").write_text(json.dumps({**mapping, **({"database": url} if in_database else {})}))
        (folder / "model.json").write_text(json.dumps(SERVICE))
        for name, text in TABLES.items():
            (folder / f"{name}.csv").write_text(text)
        if in_database:
            engine = sa.create_engine(url)
            with engine.begin() as connection:
                for name, text in TABLES.items():
                    rows = list(csv.DictReader(text.splitlines()))
                    connection.execute(sa.text(f"CREATE TABLE {name} ({', '.join(rows[0])})"))
                    for row in rows:
                        connection.execute(sa.text(f"INSERT INTO {name} VALUES ({', '.join(':' + each for each in row)})"), row)
            engine.dispose()

    def command(self, verb: str, *more: Any, code: int = 0) -> str:
        printed: str = self._run(verb, "--source", self.folder / "mapping.json", *more, code=code)
        return printed

    def json(self, verb: str, *more: Any, code: int = 0) -> Any:
        return json.loads(self.command(verb, *more, *(["--json"] if verb != "export" else []), code=code))


@pytest.fixture(params=["files", "database"])
def company(request: Any, tmp_path: pathlib.Path, scvm_command: Any) -> Company:
    result = Company(tmp_path, scvm_command, request.param == "database")
    result.command("score", "--quiet", *(["--add-columns"] if request.param == "database" else []))
    return result


def test_no_verb_uses_a_row_of_who_was_erased(company: Company) -> None:
    route = ["--id", "cid", "--skill", "garden"]
    before = company.json("route", *route)
    assert [each["name"] for each in before["ways"] if each["way"] == "helper"] == ["ada", "hal"]
    fitted = company.json("fit", "--output", company.folder / "fitted.json")
    removed = company.json("erase", "--id", "ada", "--yes")["removed"]
    assert list(removed.values()) == [1, 1]
    assert company.json("score")["erased"] == 1 and company.json("check")["erased"] == 1
    assert company.json("fit", "--output", company.folder / "fitted.json")["customers"] == fitted["customers"] - 1 == 2
    assert "was erased" in company.command("explain", "--id", "ada", code=2)
    assert "was erased" in company.command("route", "--id", "ada", code=2)
    assert [each["name"] for each in company.json("route", *route)["ways"] if each["way"] == "helper"] == ["hal"]
    assert "not in" in company.command("explain", "--id", "nobody", code=2)
    exported = company.json("export", "--id", "ada")
    assert exported["held"] is None and not exported["scores"] and exported["history"] == [] and len(exported["erased"]) == 64
    assert "ada" not in json.dumps({**exported, "id": ""}), "what stays is a hash of the id"
    assert "ada" not in json.dumps(company.json("export", "--id", "bob")), "nor is another one's row kept that names who was erased"
    assert company.json("explain", "--id", "bob")["id"] == "bob"
    company.command("init", "--output", company.folder / "new.jsonc", "--quiet")


@pytest.mark.parametrize("company", ["files"], indirect=True)
def test_an_unreadable_row_of_who_was_erased_is_rejected_without_a_name(company: Company) -> None:
    with open(company.folder / "purchases.csv", "a", encoding="utf-8") as file:
        file.write("ada,2026-10-05,seventeen\nbob,2026-10-05,eighteen\n")
    company.command("erase", "--id", "ada", "--yes")
    assert company.json("score", "--rejected", company.folder / "rejected.csv", code=1)["rejected"] == 2
    rejected = (company.folder / "rejected.csv").read_text()
    assert "bob" in rejected and "eighteen" in rejected
    assert "ada" not in rejected and "seventeen" not in rejected
    assert rejected.count("purchases.csv") == 2, "where it is can be told"


def test_an_id_without_scores_is_said_and_erased_for_what_comes_later(company: Company) -> None:
    assert "has no scores here" not in company.command("erase", "--id", "ada", "--yes")
    assert '"ghost" has no scores here: no such customer' in company.command("erase", "--id", "ghost", "--yes")
    assert list(company.json("erase", "--id", "later", "--yes")["removed"].values()) == [0, 0]
    if (company.folder / "customers.csv").exists() and "database" not in json.loads((company.folder / "mapping.json").read_text()):
        with open(company.folder / "customers.csv", "a", encoding="utf-8") as file:
            file.write("later,Later\n")
        assert company.json("score")["erased"] == 2


def test_who_helps_or_works_here_can_be_erased_as_well(company: Company) -> None:
    for id in ("hal", "stan"):
        company.command("erase", "--id", id, "--yes", "--model", company.folder / "model.json")
        exported = company.json("export", "--id", id)
        assert exported["held"] is None and "rows" not in exported
    ways = company.json("route", "--id", "cid", "--skill", "garden")["ways"]
    assert [each["name"] for each in ways if each["way"] == "helper"] == ["ada"]
    assert "stan" not in json.dumps(company.json("export", "--id", "ada"))
    assert company.json("score")["erased"] == 0, "of the customers nobody was"


def test_an_export_gives_whatever_is_held_whoever_it_is_about(company: Company) -> None:
    stan = company.json("export", "--id", "stan")
    assert stan["held"]["kind"] == "employee" and len(stan["held"]["interactions"]) == 1
    assert stan["rows"]["employees"] == [{"id": "stan", "department": "sales", "level": "1"}] and stan["rows"]["interactions"][0][:2] == ["ada", "answer"]
    hal = company.json("export", "--id", "hal")
    assert hal["held"]["kind"] == "helper" and hal["rows"]["helpers"][0]["price"] == 20.0
    assert [(each["customer_id"], each["helper"], each["outcome"]) for each in hal["rows"]["jobs"]] == [("bob", "hal", "solved")]
    ghost = company.json("export", "--id", "ghost")
    assert ghost["held"] is None and [row[1] for row in ghost["rows"]["purchases"]] == [40.0], "a stranger's purchase is held as well"
    ada = company.json("export", "--id", "ada")
    assert ada["name"] == "Ada" and ada["held"]["kind"] == "customer" and ada["rows"]["accounts"][0]["account"] == "@ada"
    assert {each["customer_id"] for each in ada["rows"]["interactions"] if isinstance(each, dict)} == {"bob", "stan"}
    bob = company.json("export", "--id", "bob")
    assert [each["customer_id"] for each in bob["rows"]["referrals"]] == ["ada"]
    assert "nothing is held" in company.command("export", "--id", "nobody", code=2)


@pytest.mark.parametrize("id, size", [("", "0 bytes"), ("x" * 1025, "1,025 bytes")])
def test_an_id_that_nobody_can_have_is_refused_by_every_verb(id: str, size: str, company: Company) -> None:
    for verb in ("explain", "route", "export", "erase", "history"):
        more = ["--yes"] if verb == "erase" else []
        assert f"--id: {size}; an id has 1 to 1,024" in company.command(verb, "--id", id, *more, code=2), verb
    assert not (company.folder / "scores.csv.erased").exists(), "nothing is remembered"
    (company.folder / "request.json").write_text(json.dumps({"id": id}))
    assert f"id: {size}" in company.command("route", "--request", company.folder / "request.json", code=2)


def test_a_history_that_has_rows_of_others_names_whom_it_does_not_know(company: Company) -> None:
    assert 'customer "nobody": not in the history' in company.command("history", "--id", "nobody", code=2)
    assert company.json("history", "--id", "ada")["rows"]


def test_every_line_of_who_was_erased_is_accounted_for_also_one_that_the_core_would_reject(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    company = Company(tmp_path, scvm_command, False)
    with open(tmp_path / "interactions.csv", "a", encoding="utf-8") as file:
        columns = TABLES["interactions"].splitlines()[0].split(",")
        row = {"customer_id": "ada", "target": "bob", "kind": "zz", "date": "2026-05-01"}
        file.write(",".join(row.get(name, "") for name in columns) + "\n")

    def lines(code: int) -> Dict[str, Any]:
        said = company.json("score", code=code)
        found: Dict[str, Any] = {each["kind"]: each for each in said["sources"]}
        for each in found.values():
            assert each["lines"] == sum(n for way, n in each.items() if way not in ("source", "kind", "lines")) and each["read"] >= 0
        assert said["rejected"] == code
        return found

    before = lines(1)
    company.command("erase", "--id", "ada", "--yes")
    after = lines(0)
    way = "of_people_who_were_erased"
    assert after["interactions"][way] >= 1 and after["interactions"]["lines"] == before["interactions"]["lines"]
    assert way not in before["interactions"] and after["referrals"][way] == 1


def test_who_is_erased_from_a_crm_table_loses_the_scores_and_keeps_the_row(scvm_command: Any, tmp_path: pathlib.Path) -> None:
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'crm.sqlite'}")
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE people (id TEXT PRIMARY KEY, phone TEXT, worth REAL, worth_override REAL, state TEXT)")
        connection.exec_driver_sql("CREATE TABLE deals (customer_id TEXT, date TEXT, amount REAL)")
        connection.exec_driver_sql("INSERT INTO people (id, phone, worth_override) VALUES ('ada', '1', 9), ('bob', '2', NULL)")
        connection.exec_driver_sql("INSERT INTO deals VALUES ('ada', '2026-01-05', 50), ('ada', '2026-02-05', 60), ('bob', '2026-02-05', 60)")
    sources = {"customers": {"table": "people", "columns": {"id": "id"}}, "purchases": {"table": "deals"}}
    output = {"format": "sql", "table": "people", "columns": {"worth": "revenue", "state": "status"}}
    document = {"schema": "scvm-mapping/1", "database": str(engine.url), "sources": sources, "output": output}
    (tmp_path / "mapping.json").write_text(json.dumps(document))
    (tmp_path / "model.json").write_text(json.dumps({"schema": "scvm-model/1", "id": "m", "value": {"unit": "week", "horizon": 52}}))
    common = ("--source", tmp_path / "mapping.json")
    for _ in range(2):
        scvm_command("score", *common, "--model", tmp_path / "model.json", "--as-of", "2026-03-01", "--add-columns", code=None)
        with engine.connect() as connection:
            rows = {row.id: row for row in connection.execute(sa.text("SELECT * FROM people"))}
        if rows["ada"].worth is not None:
            assert json.loads(scvm_command("erase", *common, "--id", "ada", "--yes", "--json"))["removed"]["people"] == 1
    assert (rows["ada"].phone, rows["ada"].worth, rows["ada"].worth_override, rows["ada"].state) == ("1", None, None, None)
    assert (rows["bob"].phone, rows["bob"].worth) == ("2", 60.0)
