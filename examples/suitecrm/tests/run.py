#!/usr/bin/env python3
"""Tests of the SuiteCRM package: run.py LIBSCVM.SO, with the Python package of scvm on the path

Builds the package, unpacks it, and runs its PHP tests with Debian's php-cli on SQLite and on a MariaDB server that is
started for them; then a web server that saves a contact with and without preloaded FFI.
"""

import datetime
import getpass
import json
import os
import pathlib
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import xml.etree.ElementTree
import zipfile
import zoneinfo

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parents[1])]
import build_package  # noqa: E402
from mariadb_server import mariadb  # noqa: E402
from scvm.command.fields import FIELDS  # noqa: E402


def php(script, *arguments, folder, environment, options=()):
    """Runs a PHP file in a folder that stands for SuiteCRM's; what it prints goes to our output."""
    command = ["php", "-d", "zend.assertions=1", "-d", "error_reporting=-1", *options, str(HERE / script), *arguments]
    return subprocess.run(command, cwd=folder, env={**os.environ, **environment}).returncode == 0


def crm(folder, name):
    result = folder / name
    result.mkdir()
    return result


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def saved_over_the_web(folder, environment, options):
    port = free_port()
    with open(folder / "web.log", "w") as log:
        server = subprocess.Popen(
            ["php", *options, "-S", f"127.0.0.1:{port}", str(HERE / "web.php")],
            cwd=folder, env={**os.environ, **environment}, stdout=log, stderr=log,
        )  # fmt: skip
        try:
            for _ in range(100):
                try:
                    with urllib.request.urlopen(f"http://127.0.0.1:{port}/?id=ada", timeout=30) as answer:
                        return json.load(answer)
                except urllib.error.URLError:
                    if server.poll() is not None:
                        break
                    time.sleep(0.1)
            raise RuntimeError((folder / "web.log").read_text())
        finally:
            server.terminate()
            server.wait(30)


def web(folder, environment):
    """Debian's php.ini has ffi.enable = preload: what a web request may do, and what the scheduler does then."""
    environment = {**environment, "SCVM_TEST_DATABASE": f"sqlite:{folder / 'crm.sqlite'}"}
    checks = {}
    good = php("web_contact.php", folder=folder, environment=environment)
    default = ["-d", "ffi.enable=preload"]
    before = saved_over_the_web(folder, environment, default)
    checks["a web request may not use FFI by default: it marks the contact"] = (
        good and before["scores"]["scvm_status_c"] == "stale" and before["log"] == []
    )
    good = php("web_contact.php", "job", folder=folder, environment=environment, options=default)
    after = saved_over_the_web(folder, environment, default)["scores"]
    checks["the scheduler's command line may use it by default: the contact has scores"] = (
        good and after["scvm_segment_c"] == "fan" and float(after["scvm_lifetime_value_c"]) > 0
    )
    php("web_contact.php", folder=folder, environment=environment)
    outside = folder.parent / "preload.php"
    outside.write_text((HERE.parent / "preload.php").read_text().replace("/var/www/suitecrm", str(folder)))
    preload = ["-d", "opcache.enable=1", "-d", f"opcache.preload={outside}"]
    preload += ["-d", f"opcache.preload_user={getpass.getuser()}", *default]
    after = saved_over_the_web(folder, environment, preload)
    checks["with preload.php a web request scores while it saves"] = (
        after["scores"]["scvm_status_c"] == "scored" and after["scores"]["scvm_segment_c"] == "fan" and after["log"] == []
    )
    (folder / "custom/scvm/Engine.php").rename(folder / "Engine.php")
    checks["PHP starts with preload.php when the package is gone"] = (
        subprocess.run(["php", *preload, "-d", "opcache.enable_cli=1", "-r", "exit(3);"], env=os.environ).returncode == 3
    )
    return checks


#: What both write of everybody, as far as a contact's own data give it, and what rests on others, too.
ALONE = [field.name for field in FIELDS if field.part in ("", "survey", "value") and field.name != "place"]
AMONG_OTHERS = [field.name for field in FIELDS if field.part not in ("", "survey", "value")]


#: What the CRM does not hold: a hook knows it by the place.
COMPLAINTS = """customer_id,kind,opened,answered,closed,channel,sentiment,topic,case_id
fan1,,2026-09-01T10:00:00Z,2026-09-02T10:00:00Z,,phone,-1,delivery,k1
fan1,complaint,2026-09-01T11:00:00Z,,,phone,,delivery,k1
fan2,praise,2026-08-01T08:00:00Z,,,,1,staff,
c03,complaint,2026-07-01T08:00:00Z,2026-07-01T09:00:00Z,2026-07-02T09:00:00Z,mail,-0.5,invoice,k2
"""


class Agreement:
    """A database whose contacts are scored by the hook and by the command `scvm score`, in turn."""

    def __init__(self, folder, environment, url, alchemy, model, zone="UTC", complaints=None):
        self.folder, self.model, self.zone = folder, folder / "model.json", zone
        more = {"time_zone": zone} if complaints is None else {"time_zone": zone, "service": {}}
        self.model.write_text(json.dumps({**json.loads((HERE / model).read_text()), **more}))
        self.environment = {**os.environ, **environment, "SCVM_TEST_DATABASE": url}
        mapping = {"schema": "scvm-mapping/1", "preset": "suitecrm", "database": alchemy, "model_version": "2026.11", "currency": "EUR"}
        section = {"items": {"q4": "att_return"}, "opportunities": {}, "campaign_log": {"Survey": "answer", "link": "like"}, "reports_to": True}
        section["consent"] = {"labels": {"Zustimmung": "consent"}}
        mapping |= {"suitecrm": section, "output": {"format": "sql", "explain": "text"}}
        if complaints is not None:
            (folder / "complaints.csv").write_text(complaints)
            mapping["sources"] = {"complaints": {"path": "complaints.csv"}}
        (folder / "mapping.json").write_text(json.dumps(mapping))

    def contacts(self, action):
        """What contacts_cstm holds after an action of agree.php."""
        command = ["php", str(HERE / "agree.php"), action, str(self.model)]
        run = subprocess.run(command, cwd=self.folder, env=self.environment, stdout=subprocess.PIPE, check=True)
        return json.loads(run.stdout)

    def batch(self):
        """The same after a run of the command, and what the command says."""
        command = [sys.executable, "-m", "scvm", "score", "--source", str(self.folder / "mapping.json"), "--model", str(self.model)]
        today = datetime.datetime.now(zoneinfo.ZoneInfo(self.zone)).date().isoformat()
        run = subprocess.run([*command, "--as-of", today, "--add-columns", "--json"], capture_output=True, text=True)
        if run.returncode > 1 or not run.stdout:
            raise RuntimeError(run.stderr)
        return self.contacts("show"), json.loads(run.stdout)


def differences(hooked, batched, names):
    """Where they differ, said in words."""
    result = []
    for id, hook in hooked.items():
        batch = batched[id]
        for name in names:
            mine, theirs = hook[f"scvm_{name}_c"], batch[f"scvm_{name}_c"]
            if name == "explain" and theirs:
                # Rows that cannot be read are in the batch's file of rejected rows.
                mine = "\n".join(line for line in (mine or "").splitlines() if not line.startswith("! "))
            if not alike(mine, theirs):
                result.append(f"{id}: {name}: hook {mine!r}, batch {theirs!r}")
    print("".join(f"  {line}\n" for line in result[:20]), end="")
    return result


def agreement(folder, environment, url, alchemy):
    """Without places: the hook first, then the batch. With places: the batch, the hook on the same and on changed data, the batch."""
    world = Agreement(crm(folder, "agree"), environment, url, alchemy, "model.json")
    world.contacts("make")
    hooked = world.contacts("save")
    world.contacts("empty")
    scored, _ = world.batch()
    groups = {row["scvm_segment_c"] for row in hooked.values()}
    reasons = {row["scvm_reason_c"] for row in hooked.values()}
    checks = {
        "hook and batch give the same scores, reasons, hashes and explanations": not differences(hooked, scored, ALONE),
        "and the contacts are of many kinds": len(hooked) == 65 and len(groups) > 4 and len(reasons) > 5
        and {"scored", "excluded", "insufficient_data"} <= {row["scvm_status_c"] for row in hooked.values()},
        "a model without a network leaves no place, but for who refused others something": all(
            row["scvm_place_c"] is None or list(json.loads(row["scvm_place_c"])) == ["refused"] for row in scored.values()
        ),
    }
    for zone in ("Asia/Kolkata", "America/New_York"):
        world = Agreement(crm(folder, f"agree-{zone.partition('/')[2]}"), environment, url, alchemy, "model.json", zone)
        world.contacts("make")
        hooked = world.contacts("save")
        scored, _ = world.batch()
        checks[f"and so where customers live in {zone}"] = len(hooked) == 65 and not differences(hooked, scored, ALONE)
    world = Agreement(crm(folder, "planned"), environment, url, alchemy, "planned.json", complaints=COMPLAINTS)
    world.contacts("make")
    without = world.contacts("save")
    checks["without a place the hook invents no value of the network, tier or treatment"] = all(
        row[f"scvm_{name}_c"] in (None, "") and "network value" not in (row["scvm_explain_c"] or "") for row in without.values() for name in AMONG_OTHERS
    )
    first, _ = world.batch()
    places = [json.loads(row["scvm_place_c"]) for row in first.values() if row["scvm_place_c"]]
    waiting = [id for id, row in first.items() if '"no_capacity"' in (row["scvm_place_c"] or "")]
    treated = {name: sum(row["scvm_treatment_c"] == name for row in first.values()) for name in ("invite", "call", "leave")}
    checks["places are many, and so are treatments, tiers and those who wait"] = (
        len(places) > 20 and len(waiting) > 1 and treated["invite"] == 4 and min(treated.values()) > 1
        and len({row["scvm_value_tier_c"] or "" for row in first.values()}) == 3
    )  # fmt: skip
    saved = world.contacts("save")
    checks["a save of unchanged contacts with places writes what the batch wrote, in every field"] = not differences(saved, first, [*ALONE, *AMONG_OTHERS, "place"])
    second, said = world.batch()
    checks["and the batch after it changes only what it says of rejected rows"] = not differences(saved, second, [*ALONE, *AMONG_OTHERS, "place"])
    checks["a third run changes nothing"] = world.batch()[1]["written"]["changed"] == 0
    world.contacts("change")
    changed = world.contacts("save")
    moved = {name for name in [*ALONE, *AMONG_OTHERS] for id in changed if not alike(changed[id][f"scvm_{name}_c"], second[id][f"scvm_{name}_c"])}
    third, _ = world.batch()
    own = {id: row for id, row in changed.items() if id in ("fan0", "fan1", "fan2", "fan5", "c02", "c03")}
    checks["changed contacts get in their save what the next batch gives them, network, tier and treatment too"] = not differences(
        own, third, [*ALONE, *AMONG_OTHERS]
    ) and {"network_value", "engagement_value", "value_tier", "lifetime_value", "input_hash"} <= moved
    checks["and capacity is the batch's to give: the hook takes it from nobody and gives it to nobody who waits"] = all(
        changed[id]["scvm_treatment_c"] != "invite" for id in waiting
    ) and changed["fan1"]["scvm_treatment_c"] == "leave" and "fan1" in waiting
    checks["whoever withdraws loses the place in that save"] = alike(changed["fan0"]["scvm_place_c"], None) and changed["fan0"]["scvm_status_c"] == "excluded"
    return checks


def alike(hook, batch):
    if hook in (None, "") or batch in (None, ""):
        return hook in (None, "") and batch in (None, "")
    try:
        return abs(float(hook) - float(batch)) < 2e-6
    except ValueError:
        return hook == batch


def package_checks(package, second):
    build_package.build(package)
    time.sleep(1.1)  # a time stamp in the zip would show
    build_package.build(second)
    with zipfile.ZipFile(package) as built:
        names = built.namelist()
    return {
        "the same files make the same package": package.read_bytes() == second.read_bytes(),
        "the manifest lies at the top of the package": "manifest.php" in names,
        "no script of the package has a name that SuiteCRM takes for a function's": not any(name.startswith("scripts/") for name in names),
        "nothing in the package has a name that a module loader refuses": all(
            name.endswith(".php") for name in names
        ),
    }


def command_fields():
    """The custom fields that `scvm score` expects in contacts_cstm."""
    from scvm.command.sql_target import override_of

    names = [f"scvm_{field.name}_c" for field in FIELDS]
    return json.dumps(names + [override_of(f"scvm_{field.name}_c") for field in FIELDS if field.override])


def is_well_formed(page):
    try:
        xml.etree.ElementTree.fromstring(f"<html>{page.read_text()}</html>")
    except (OSError, xml.etree.ElementTree.ParseError) as error:
        print(f"{page.name}: {error}")
        return False
    return True


def main(library):
    checks, suites = {}, []
    with tempfile.TemporaryDirectory(prefix="scvm-suitecrm-") as name:
        folder = pathlib.Path(name)
        checks.update(package_checks(folder / "scvm.zip", folder / "again.zip"))
        with zipfile.ZipFile(folder / "scvm.zip") as package:
            package.extractall(folder / "package")
        environment = {"SCVM_LIBRARY": library, "SCVM_TEST_PACKAGE": str(folder / "package"), "SCVM_TEST_LOG": str(folder / "php.log")}
        environment["SCVM_TEST_FIELDS"] = command_fields()

        def suite(script, place, url, options=()):
            suites.append(php(script, folder=crm(folder, place), environment={**environment, "SCVM_TEST_DATABASE": url}, options=options))

        off = ("-d", "ffi.enable=0")
        for test in ("install", "hook"):
            suite(f"{test}_test.php", f"{test}-sqlite", f"sqlite:{folder / f'{test}.sqlite'}")
        suite("off_test.php", "off-sqlite", f"sqlite:{folder / 'off.sqlite'}", off)
        with mariadb(folder) as address:
            for test in ("install", "hook"):
                suite(f"{test}_test.php", f"{test}-mariadb", f"mariadb:{address}")
            suite("off_test.php", "off-mariadb", f"mariadb:{address}", off)
            alchemy = f"mysql+pymysql://root@/crm?unix_socket={address}&charset=utf8mb4"
            checks.update(agreement(folder, environment, f"mariadb:{address}", alchemy))
        for page in ("dashlet.html", "dashlet-hostile.html"):
            checks[f"{page} is well formed"] = is_well_formed(folder / "hook-sqlite" / page)
        checks.update(web(crm(folder, "web"), environment))
        checks["the database bridge had nothing to complain about"] = (folder / "php.log").read_text() == ""
    for sentence, good in checks.items():
        if not good:
            print(f"FAILED: {sentence}")
    print(f"package and web: {sum(checks.values())} passed, {len(checks) - sum(checks.values())} failed")
    return 0 if all(suites) and all(checks.values()) else 1


if __name__ == "__main__":
    sys.exit(main(str(pathlib.Path(sys.argv[1]).resolve())))
