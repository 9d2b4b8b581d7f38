#!/usr/bin/env python3
"""Tests of the EspoCRM extension: run.py LIBSCVM.SO, with the Python package of scvm on the path

Builds the package, unpacks it, looks whether its files fit together, and runs hooks and job with Debian's php-cli in a double
of EspoCRM (espo.php) on a MariaDB server with the small database of the preset; the batch then writes the same.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import unittest.mock
import zipfile

import sqlalchemy as sa

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
sys.path[:0] = [str(HERE.parent), str(HERE.parents[1])]
import build_package  # noqa: E402
from mariadb_server import mariadb  # noqa: E402
from real_systems import Wrong, added  # noqa: E402
from scvm.command import presets  # noqa: E402
from scvm.command.fields import FIELDS  # noqa: E402
from scvm.command.readers import statement_of  # noqa: E402

FIXTURE = ROOT / "python/tests/command/presets"
MODULE = pathlib.Path("custom/Espo/Modules/Scvm")
TYPES = {"float": "DOUBLE", "date": "DATE", "text": "MEDIUMTEXT", "enum": "VARCHAR(255)"}


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def keys(value):
    return {key: keys(each) for key, each in value.items()} if isinstance(value, dict) else None


def underscored(name):
    return re.sub("[A-Z]", lambda found: "_" + found[0].lower(), name)


def package_checks(folder, unpacked):
    build_package.build(folder / "scvm.zip")
    time.sleep(1.1)  # a time stamp in the zip would show
    build_package.build(folder / "again.zip")
    build_package.build(folder / "older.zip", "0.0.9")
    with zipfile.ZipFile(folder / "scvm.zip") as package:
        package.extractall(unpacked)
    manifest = read(unpacked / "manifest.json")
    with zipfile.ZipFile(folder / "older.zip") as package:
        older = json.loads(package.read("manifest.json"))["version"]
    files, module = unpacked / "files", unpacked / "files" / MODULE
    resources = module / "Resources"
    fields = read(resources / "metadata/entityDefs/Contact.json")["fields"]
    texts = {language: read(resources / f"i18n/{language}/Contact.json") for language in ("en_US", "de_DE")}
    classes = {str(path.relative_to(module)): path.read_text() for path in module.rglob("*.php") if "lib" not in path.relative_to(module).parts}
    named = [*read(resources / "metadata/app/scheduledJobs.json").values(), *read(resources / "routes.json")]
    named = [value for each in named for key, value in each.items() if key.endswith("ClassName")]
    panels = [name for panel in read(resources / "metadata/clientDefs/Contact.json")["sidePanels"].values() for each in panel[1:] for name in each["fieldList"]]
    view = read(resources / "metadata/dashlets/ScvmPortfolio.json")["view"].partition(":")[2]
    faults = [path for path in files.rglob("*.php") if subprocess.run(["php", "-l", path], capture_output=True).returncode]
    queries = [source["query"] for source in read(resources / "scvm/mapping.json")["sources"].values()]
    portfolio = classes["Api/GetPortfolio.php"]
    return {
        "the same files make the same package": (folder / "scvm.zip").read_bytes() == (folder / "again.zip").read_bytes(),
        "its manifest has what the extension manager asks for": all(manifest.get(key) for key in ("name", "version", "description", "acceptableVersions", "releaseDate")),
        "and a version, another one where it is wanted": re.fullmatch(r"\d+\.\d+\.\d+", manifest["version"]) is not None and older == "0.0.9",
        "all of its PHP is PHP": not faults,
        "a class is where EspoCRM looks for it": all(
            f"namespace Espo\\Modules\\Scvm\\{path.rpartition('/')[0].replace('/', chr(92))};" in text and f"class {pathlib.Path(path).stem}" in text for path, text in classes.items()
        ),
        "hooks have names of their own, as EspoCRM takes each name once": all(
            pathlib.Path(path).stem.startswith("Scvm") for path in classes if path.startswith("Hooks/")
        ),
        "what metadata and routes name is there": all((files / "custom" / (name.replace("\\", "/") + ".php")).exists() for name in named) and len(named) == 2
        and (files / f"client/custom/modules/scvm/src/{view}.js").exists(),
        "the library is in it": (module / "lib/ffi.php").exists() and (module / "lib/src/SaveHook.php").exists(),
        "every field of the command is a field of contacts, and nobody writes one": all(
            fields[f"scvm{''.join(map(str.capitalize, field.name.split('_')))}"].get("readOnly") for field in FIELDS
        ),
        "and column names are those that the batch writes": {f"scvm_{field.name}" for field in FIELDS} <= set(map(underscored, fields)),
        "every field and option has its text, in English and German": all(
            set(fields) <= set(each["fields"]) and all(set(fields[name]["options"]) == set(each["options"][name]) for name in fields if "options" in fields[name])
            for each in texts.values()
        ),
        "the languages say the same": all(
            keys(read(path)) == keys(read(resources / "i18n/de_DE" / path.name)) for path in (resources / "i18n/en_US").glob("*.json")
        ),
        "what a customer may read of their group names nobody an opponent": not any(
            re.search("opponent|mercenar|captive|gegner|söldner|gefangen", text, re.IGNORECASE) for each in texts.values() for text in each["options"]["scvmSegment"].values()
        ),
        "panels show fields that there are": set(panels) <= set(fields),
        "the dashlet's texts are there": set(re.findall(r"'(LBL_\w+)'", portfolio)) <= set(read(resources / "i18n/en_US/Scvm.json")["labels"]),
        "the queries are whole": len(queries) == 6 and not any("{" in query for query in queries),
    }  # fmt: skip


def judged(load, clock, processor, at_once=1):
    """Whether a hook keeps 5 ms on a machine of two cores, where it adds this to saves of 10 ms by the clock and 7 of the processor."""
    pairs = [([10 + more + clock, 7 + more + processor], [10 + more, 7 + more]) for more in (0, 1, 90)]
    with unittest.mock.patch("os.getloadavg", return_value=(load, 0, 0)), unittest.mock.patch("os.sched_getaffinity", return_value={0, 1}):
        try:
            return bool(added(pairs, 5, at_once))
        except Wrong:
            return False


def judgement():
    """The judgement of the drivers of all real systems."""
    return {
        "what a hook adds to a save has to keep its goal by the processor, whatever the load": judged(1, 4, 4) and judged(20, 4, 4) and not judged(1, 4, 6) and not judged(20, 4, 6),
        "by the clock it has to where no save waits for others": not judged(1.9, 6, 4) and judged(2, 600, 4) and judged(0, 600, 4, at_once=2),
    }


def php(folder, environment, *arguments, options=()):
    command = ["php", "-d", "zend.assertions=1", "-d", "error_reporting=-1", *options, str(HERE / "hook_test.php"), *arguments]
    return subprocess.run(command, cwd=folder, env={**os.environ, **environment}).returncode == 0


def small_system(engine, fields):
    """The database of the preset's tests, with a column for each field, as EspoCRM makes them."""
    with engine.connect() as connection:
        for statement in filter(None, map(str.strip, (FIXTURE / "espocrm.sql").read_text().split(";\n"))):
            connection.exec_driver_sql(statement)
        there = {column["name"] for column in sa.inspect(engine).get_columns("contact")}
        for name, of in fields.items():
            if underscored(name) not in there:
                kind = f"VARCHAR({of['maxLength']})" if of["type"] == "varchar" else TYPES[of["type"]]
                connection.exec_driver_sql(f"ALTER TABLE contact ADD COLUMN {underscored(name)} {kind}")


def other_buyers(engine):
    """Who buys for himself: as many as it takes for what persons buy to be told, and with it what companies do."""
    with engine.connect() as connection:
        for number in range(6):
            connection.exec_driver_sql(f"INSERT INTO contact (id, last_name, scvm_legal_basis, scvm_legal_basis_date) VALUES ('x{number}', 'X', 'contract', '2026-01-02')")
            connection.exec_driver_sql(f"INSERT INTO opportunity VALUES ('x{number}', 'Closed Won', 100, 'EUR', '2026-01-10', 'x{number}', NULL, 0)")


def scores(engine):
    with engine.connect() as connection:
        return {row["id"]: dict(row) for row in connection.execute(sa.text("SELECT * FROM contact WHERE NOT deleted")).mappings()}


def alike(hook, batch):
    if isinstance(hook, float) and isinstance(batch, float):
        return abs(hook - batch) < 2e-6
    return (hook or None) == (batch or None)


def differences(hooked, batched, without=()):
    """Where they differ, said in words."""
    result = []
    for id, row in hooked.items():
        for name in (field.name for field in FIELDS if field.name not in without):
            mine, theirs = row[f"scvm_{name}"], batched[id][f"scvm_{name}"]
            if name == "explain" and mine:  # rows that cannot be read are in the batch's file of rejected rows
                mine = "\n".join(line for line in mine.splitlines() if not line.startswith("! "))
            if not alike(mine, theirs):
                result.append(f"{id}: {name}: hook {mine!r}, batch {theirs!r}")
    print("".join(f"  {line}\n" for line in result[:10]), end="")
    return result


def batch(folder, environment, engine, url):
    """What the command writes, by a mapping of the preset's."""

    def ask(statement):
        with engine.connect() as connection:
            return connection.execute(statement_of(statement)).all()

    (folder / "mapping.jsonc").write_text(presets.look("espocrm", ask).text(url))
    command = [sys.executable, "-m", "scvm", "score", "--source", folder / "mapping.jsonc", "--model", environment["SCVM_TEST_MODEL"], "--as-of", "today"]
    run = subprocess.run([*map(str, command), "--add-columns", "--json"], capture_output=True, text=True)
    if run.returncode > 1:
        raise RuntimeError(run.stderr)


def saved_batched_saved(folder, unpacked, environment, engine, url):
    """Whether all saves went well, and the scores after the first save and after the batch."""
    good = php(unpacked / "files", environment, "save")
    hooked = scores(engine)
    batch(folder, environment, engine, url)
    batched = scores(engine)
    return php(unpacked / "files", environment, "save") and good, hooked, batched


def agreement(folder, unpacked, environment, engine, url):
    """The hook first, then the batch, on the same contacts."""
    good, hooked, batched = saved_batched_saved(folder, unpacked, environment, engine, url)
    return {
        "the hook saves everybody without a complaint": good and len(hooked) == 4,
        "hook and batch give the same scores, reasons, hashes and explanations": not differences(hooked, batched, {"place"}),  # which is the batch's
        "and a save after the batch changes nothing": not differences(scores(engine), batched),
        "and the contacts are of several kinds": {row["scvm_status"] for row in hooked.values()} == {"scored", "insufficient_data", "excluded"},
    }


def accounts(folder, unpacked, environment, engine, url):
    """With a model that adds accounts up: what an account buys without a contact is the batch's, and a save keeps it."""
    good, before, batched = saved_batched_saved(folder, unpacked, environment, engine, url)
    return {
        "a save without a place knows what the contact bought, and nothing of the account": good and before["ada"]["scvm_revenue"] == 130.5
        and before["ada"]["scvm_account_revenue"] is None,
        "the batch writes what the account bought, to its contacts alone": {id: row["scvm_account_revenue"] for id, row in batched.items()}
        == {"ada": 540, **{id: None for id in batched if id != "ada"}},
        "and a save after it changes nothing, with accounts, too": not differences(scores(engine), batched),
    }  # fmt: skip


def main(library):
    with tempfile.TemporaryDirectory(prefix="scvm-espocrm-") as name:
        folder = pathlib.Path(name)
        unpacked = folder / "package"
        checks = {**package_checks(folder, unpacked), **judgement()}
        with mariadb(folder) as address:
            url = f"mysql+pymysql://root@/crm?unix_socket={address}&charset=utf8mb4"
            engine = sa.create_engine(url, isolation_level="AUTOCOMMIT", poolclass=sa.pool.NullPool)
            fields = read(unpacked / "files" / MODULE / "Resources/metadata/entityDefs/Contact.json")["fields"]
            small_system(engine, fields)
            environment = {"SCVM_LIBRARY": library, "SCVM_TEST_DATABASE": f"mariadb:{address}", "SCVM_TEST_MODEL": str(FIXTURE / "espocrm.model.json")}
            checks.update(agreement(folder, unpacked, environment, engine, url))
            suites = [php(unpacked / "files", environment), php(unpacked / "files", environment, "off", options=("-d", "ffi.enable=0"))]
            with engine.connect() as connection:
                connection.exec_driver_sql("DROP DATABASE crm")
                connection.exec_driver_sql("CREATE DATABASE crm CHARACTER SET utf8mb4")
            small_system(engine, fields)
            other_buyers(engine)
            environment["SCVM_TEST_MODEL"] = str(folder / "model.json")
            (folder / "model.json").write_text(json.dumps({**read(FIXTURE / "espocrm.model.json"), "accounts": {}}))
            checks.update(accounts(folder, unpacked, environment, engine, url))
    for sentence, good in checks.items():
        if not good:
            print(f"FAILED: {sentence}")
    print(f"EspoCRM's package: {sum(checks.values())} passed, {len(checks) - sum(checks.values())} failed")
    return 0 if all(suites) and all(checks.values()) else 1


if __name__ == "__main__":
    sys.exit(main(str(pathlib.Path(sys.argv[1]).resolve())))
