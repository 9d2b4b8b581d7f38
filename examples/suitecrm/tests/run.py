#!/usr/bin/env python3
"""Tests of the SuiteCRM package: run.py LIBSCVM.SO, with the Python package of scvm on the path

Builds the package, unpacks it, and runs its PHP tests with Debian's php-cli on SQLite and on a MariaDB server that is
started for them; then a web server that saves a contact with and without preloaded FFI.
"""

import contextlib
import getpass
import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import xml.etree.ElementTree
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import build_package  # noqa: E402


@contextlib.contextmanager
def mariadb(folder):
    """A server of its own, with a socket and no port; yields the socket."""
    data, log = folder / "mariadb", open(folder / "mariadb.log", "w")
    user = ["--user=" + getpass.getuser()]
    subprocess.run(
        ["mariadb-install-db", "--no-defaults", "--auth-root-authentication-method=normal", "--skip-test-db", *user]
        + [f"--datadir={data}"],
        check=True,
        stdout=log,
        stderr=log,
    )
    address = str(folder / "sql")  # short: a socket's path has 108 bytes at most
    server = subprocess.Popen(
        [shutil.which("mariadbd") or "/usr/sbin/mariadbd", "--no-defaults", f"--datadir={data}", *user]
        + [f"--socket={address}", "--skip-networking", f"--pid-file={folder / 'pid'}", "--innodb-buffer-pool-size=32M"]
        + ["--innodb-flush-log-at-trx-commit=0", "--innodb-doublewrite=0"],  # nothing here outlives the test
        stdout=log,
        stderr=log,
    )
    try:
        import pymysql

        for _ in range(300):
            try:
                with pymysql.connect(unix_socket=address, user="root") as connection:
                    connection.cursor().execute("CREATE DATABASE crm CHARACTER SET utf8mb4")
                break
            except pymysql.err.OperationalError:
                if server.poll() is not None:
                    raise RuntimeError((folder / "mariadb.log").read_text()) from None
                time.sleep(0.1)
        yield address
    finally:
        server.terminate()
        server.wait(60)


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
        good and after["scvm_segment_c"] == "fan" and float(after["scvm_clv_c"]) > 0
    )
    php("web_contact.php", folder=folder, environment=environment)
    preload = ["-d", "opcache.enable=1", "-d", f"opcache.preload={folder / 'custom/scvm/preload.php'}"]
    preload += ["-d", f"opcache.preload_user={getpass.getuser()}", *default]
    after = saved_over_the_web(folder, environment, preload)
    checks["with preload.php a web request scores while it saves"] = (
        after["scores"]["scvm_status_c"] == "scored" and after["scores"]["scvm_segment_c"] == "fan" and after["log"] == []
    )
    return checks


#: What hook and batch must agree on; hash, explanation and reason are each one's own.
AGREED = "status segment satisfaction attachment revenue p_alive expected_purchases clv currency score_date model_version model_hash"


def agreement(folder, environment, url, alchemy):
    """Every contact scored by the hook, then by the command `scvm score` on the same database."""
    environment = {**environment, "SCVM_TEST_DATABASE": url}
    mapping = {"schema": "scvm-mapping/1", "preset": "suitecrm", "database": alchemy}
    mapping |= {"model_version": "2026.11", "suitecrm": {"items": {"q4": "att_return"}}, "output": {"format": "sql", "explain": "text"}}
    (folder / "mapping.json").write_text(json.dumps(mapping))

    def contacts(action):
        command = ["php", str(HERE / "agree.php"), action]
        run = subprocess.run(command, cwd=folder, env={**os.environ, **environment}, stdout=subprocess.PIPE, check=True)
        return json.loads(run.stdout)

    hooked = contacts("make")
    contacts("empty")
    today = time.strftime("%Y-%m-%d", time.gmtime())
    command = [sys.executable, "-m", "scvm", "score", "--source", str(folder / "mapping.json"), "--model", str(HERE / "model.json")]
    batch = subprocess.run([*command, "--as-of", today, "--add-columns"], capture_output=True, text=True)
    if batch.returncode > 1:
        print(batch.stderr)
    scored = contacts("show")
    differences = [
        f"{id}: {name}: hook {hooked[id][f'scvm_{name}_c']!r}, batch {scored[id][f'scvm_{name}_c']!r}"
        for id in hooked
        for name in AGREED.split()
        if not (name.startswith("model_") and hooked[id]["scvm_status_c"] == "excluded")  # the hook needs none for that
        and not alike(hooked[id][f"scvm_{name}_c"], scored[id][f"scvm_{name}_c"])
    ]
    print("".join(f"  {line}\n" for line in differences[:20]), end="")
    groups = {row["scvm_segment_c"] for row in hooked.values()}
    return {
        "hook and batch give the same scores": not differences and batch.returncode <= 1,
        "and the contacts are of many kinds": len(hooked) == 59 and len(groups) > 4 and {"scored", "excluded", "insufficient_data"}
        <= {row["scvm_status_c"] for row in hooked.values()},
    }


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
        "nothing in the package has a name that a module loader refuses": all(
            name.endswith((".php", ".txt")) for name in names
        ),
    }


def command_fields():
    """The custom fields that `scvm score` expects in contacts_cstm."""
    from scvm.command.fields import FIELDS
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
            checks.update(agreement(crm(folder, "agree"), environment, f"mariadb:{address}", alchemy))
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
