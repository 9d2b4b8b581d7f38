#!/usr/bin/env python3
"""Takes an installed EspoCRM 8 through the extension's whole life, by its own API and screens, and prints a protocol.

    PYTHONPATH=build/dev/python real.py --root /var/www/espocrm --url http://crm.example --library libscvm.so.0

`--root` is the folder of a running EspoCRM that may be played with: contacts, accounts and opportunities are made in it, the
extension is installed and removed. It must run where this does, as its files and its database are looked at, too. No
system is made here: get one with its own installer. `--pictures` keeps what a browser showed.
"""

import argparse
import base64
import contextlib
import datetime
import json
import os
import pathlib
import pwd
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid

import pymysql

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parents[1])]
import build_package  # noqa: E402
from real_systems import PHP_TAKES, Protocol, Wrong, added, added_at_once, hard_to_read, needs, storm, window, without_comments  # noqa: E402
from scvm.command.fields import FIELDS  # noqa: E402

#: The questions, with their lowest and highest answer.
QUESTIONS = {"Are you satisfied with us?": (1, 5), "Would you recommend us?": (0, 10), "Would you miss us?": (1, 5)}


class Espo:
    """An installed EspoCRM: its API, its files, its database and its command line."""

    def __init__(self, root, url, user, password):
        self.root, self.url, self.user, self.password = root, url.rstrip("/"), user, password
        said = self.php("print json_encode((include 'data/config-internal.php')['database']);", bare=True)
        self.config = json.loads(said)
        self.connection = pymysql.connect(
            host=self.config["host"], port=int(self.config.get("port") or 3306), user=self.config["user"], password=self.config["password"],
            database=self.config["dbname"], autocommit=True, charset="utf8mb4",
        )  # fmt: skip

    @property
    def database(self):
        c = self.config
        quoted = urllib.parse.quote(c["password"], safe="")
        return f"mysql+pymysql://{c['user']}:{quoted}@{c['host']}:{int(c.get('port') or 3306)}/{c['dbname']}?charset=utf8mb4"

    def rows(self, sql, *values):
        with self.connection.cursor(pymysql.cursors.DictCursor) as cursor:
            cursor.execute(sql, values or None)
            return list(cursor.fetchall())

    def value(self, sql, *values):
        found = self.rows(sql, *values)
        return next(iter(found[0].values())) if found else None

    def php(self, code, bare=False):
        """PHP in EspoCRM's folder, with its code loaded, as the web server's user."""
        start = "<?php chdir('%s'); " % self.root
        start += "" if bare else "include 'bootstrap.php'; $app = new Espo\\Core\\Application(); $app->setupSystemUser(); $container = $app->getContainer(); "
        start += "" if bare else "$factory = $container->getByClass(Espo\\Core\\InjectableFactory::class); $em = $container->getByClass(Espo\\ORM\\EntityManager::class); "
        with tempfile.NamedTemporaryFile("w", suffix=".php") as script:
            script.write(start + code)
            script.flush()
            os.chmod(script.name, 0o644)
            return self.command(["php", script.name])

    def command(self, command, text=None):
        owner = pwd.getpwuid((self.root / "data").stat().st_uid).pw_name
        if os.getuid() == 0:
            command = ["runuser", "-u", owner, "--", *command]
        run = subprocess.run(command, cwd=self.root, capture_output=True, text=True, timeout=900, input=text)
        needs(run.returncode == 0, f"{' '.join(command[-2:])[:80]}: {(run.stderr or run.stdout)[-600:]}")
        return run.stdout

    def api(self, method, path, data=None, kind="application/json"):
        secret = base64.b64encode(f"{self.user}:{self.password}".encode()).decode()
        body = data.encode() if isinstance(data, str) else None if data is None else json.dumps(data).encode()
        headers = {"Authorization": f"Basic {secret}", "Content-Type": kind}
        request = urllib.request.Request(f"{self.url}/api/v1/{path}", body, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=900) as answer:
                said = answer.read()
        except urllib.error.HTTPError as e:
            raise Wrong(f"{method} {path}: {e.code} {e.headers.get('X-Status-Reason') or e.read()[:300]!r}") from None
        return json.loads(said) if said else None

    def install(self, package):
        """By the extension manager, as its page does it."""
        encoded = "data:application/zip;base64," + base64.b64encode(package.read_bytes()).decode()
        said = self.api("POST", "Extension/action/upload", encoded, "application/zip")
        self.api("POST", "Extension/action/install", {"id": said["id"]})
        listed = self.installed()
        needs([each["version"] for each in listed] == [said["version"]], f"installed is {said['version']}, listed: {listed}")

    def installed(self):
        return self.rows("SELECT id, version FROM extension WHERE name = 'scvm' AND is_installed = 1 AND deleted = 0")

    def uninstall(self):
        listed = self.installed()
        needs(listed, "the extension is not listed as installed")
        self.api("POST", "Extension/action/uninstall", {"id": listed[0]["id"]})
        self.api("DELETE", f"Extension/{listed[0]['id']}")


#: Scores contacts as the hook does.
SCORE = """
$scoring = $factory->create(Espo\\Modules\\Scvm\\Tools\\Scoring::class);
foreach (json_decode('%s') as $id) {
    $contact = $em->getEntityById('Contact', $id);
    $scoring->score($contact);
    $contact->set('description', uniqid());
    $em->saveEntity($contact);
}
"""

#: Saves each contact with our hook and without it, and tells the pairs. EspoCRM keeps a list of hooks; without is the same list less ours.
COST = PHP_TAKES + """
$manager = $container->getByClass(Espo\\Core\\HookManager::class);
$list = new ReflectionProperty($manager, 'hookListHash');
$list->setAccessible(true);
$key = 'Contact_afterSave';
$ids = json_decode('%s');
$first = $em->getEntityById('Contact', $ids[0]);
$em->saveEntity($first);  // makes the list
$all = $list->getValue($manager)[$key];
$less = array_values(array_filter($all, fn ($name) => !str_starts_with($name, 'Espo\\\\Modules\\\\Scvm')));
if (count($less) !== count($all) - 1) {
    throw new Exception('one hook of ours among ' . json_encode($all));
}
$pairs = [];
foreach ($ids as $n => $id) {
    $pair = [];
    foreach ($n %% 2 ? [0, 1] : [1, 0] as $without) {  // who saves second finds more in caches
        $list->setValue($manager, [$key => $without ? $less : $all] + $list->getValue($manager));
        $contact = $em->getEntityById('Contact', $id);
        $contact->set('description', uniqid());
        $pair[$without] = $takes(function () use ($em, $contact) {
            $em->saveEntity($contact);
        });
    }
    $pairs[] = [$pair[0], $pair[1]];
}
print json_encode(array_slice($pairs, 5));
"""


class Life:
    """The extension's life, step by step; each method is a step and raises Wrong, or returns a remark."""

    def __init__(self, espo, options, folder):
        self.espo, self.options, self.folder = espo, options, folder
        self.model = folder / "model.json"
        self.mark = uuid.uuid4().hex[:6]
        self.contacts, self.first = [], None

    def steps(self, protocol):
        """All steps in their order; False where the rest makes no sense."""
        step, espo = protocol.step, self.espo
        step("the API lets us in", espo.api, "GET", "App/user")
        step("the system is clean before", self.nothing_left)
        step("settings: library and model outside the web root", self.settings)
        step("install an older package by the extension manager", self.install, "0.0.9")
        if not espo.installed():
            return
        step("rebuild", self.rebuild)
        step("a contact saved by the API before there is a model waits, and says why", self.save_without_model)
        step("40 contacts with accounts and won opportunities by the API", self.make_contacts)
        step("answers by the API", self.make_answers)
        step("init --preset espocrm writes a model and a mapping without a password", self.init)
        step("check", self.check)
        step("fit", self.fit)
        step("the scheduled job scores who waits", self.schedule)
        step("score: the batch", self.score)
        step("the hook writes what the batch wrote, in every field, without a mapping", self.hook_equals_batch)
        step("the batch after saves rewrites nothing", self.nothing_changed)
        step("save by the API: scored at once, or waiting where web requests may not use FFI", self.save_by_api)
        step("nobody writes a score by the API, and nobody reads the place", self.guarded)
        step("a won opportunity, an answer and an opt-out count in their own save", self.counts_at_once)
        step("what a save costs", self.cost)
        step("what a save costs where eight processes save at once", self.cost_at_once)
        step("50 saves by the API, eight at a time: none is lost", self.storm)
        step("the dashlet on the dashboard, by a browser", self.dashlet)
        step("the detail view: labels and decimals", self.detail)
        step("nothing of the extension but its view is handed out by the web server", self.closed)
        step("a withdrawal empties the scores in that save", self.withdraw)
        step("the batch writes the same of it", self.withdrawn_alike)
        step("erase: nothing left of a person's scores, and nobody scores them again", self.erase)
        step("a contact that was deleted loses the scores, and has them again when restored", self.restored)
        step("an upgrade by the extension manager keeps columns and scores", self.upgrade)
        step("a model that breaks is one line in the log and a reason on each contact, and heals", self.broken_model)
        step("uninstall: code and job are gone, EspoCRM works", self.uninstall)
        step("install again: the scores are still there", self.still_there)
        step("uninstall, and what the README says to remove the data: nothing is left", self.all_gone)
        step("and EspoCRM works", self.works)

    def package(self, version):
        path = self.folder / f"scvm-{version or 'now'}.zip"
        build_package.build(path, version)
        return path

    def install(self, version):
        self.espo.install(self.package(version))
        self.reload()

    def reload(self):
        if self.options.reload:
            subprocess.run(self.options.reload, shell=True, check=True)
            time.sleep(2)

    def configure(self, value):
        writer = "$writer = $factory->create(Espo\\Core\\Utils\\Config\\ConfigWriter::class); "
        self.espo.php(writer + ("$writer->remove('scvm');" if value is None else f"$writer->set('scvm', json_decode('{json.dumps(value)}', true));") + " $writer->save();")

    def settings(self):
        self.configure({"library": str(self.options.library), "model": str(self.model)})
        time.sleep(2.5)  # opcache looks at files every two seconds: a web request before that writes the configuration back as it was

    def rebuild(self):
        self.espo.command(["php", "command.php", "rebuild"])
        columns = self.columns()
        missing = [field.name for field in FIELDS if f"scvm_{field.name}" not in columns]
        needs(not missing, f"no columns for {missing}")
        return f"{len(columns)} columns"

    def columns(self):
        query = "SELECT column_name AS c, column_type AS t FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = 'contact' AND column_name LIKE 'scvm%%'"
        return {row["c"]: row["t"] for row in self.espo.rows(query)}

    def traces(self):
        """Everything of ours, wherever it is."""
        espo, found = self.espo, []
        found += [f"table {row['t']}" for row in espo.rows("SELECT table_name AS t FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name LIKE 'scvm%%'")]
        found += [f"column {name}" for name in self.columns()]
        found += [f"index {row['i']}" for row in espo.rows("SELECT DISTINCT index_name AS i FROM information_schema.statistics WHERE table_schema = DATABASE() AND index_name LIKE '%%scvm%%'")]
        for table, where in {"scheduled_job": "job LIKE '%%Scvm%%'", "job": "job LIKE '%%Scvm%%' OR name LIKE '%%scvm%%'", "extension": "name = 'scvm' AND deleted = 0"}.items():
            count = espo.value(f"SELECT COUNT(*) FROM `{table}` WHERE {where}")
            found += [f"{count} rows of {table}"] if count else []
        for folder in ("custom", "client/custom", "data/cache", "data/upload/extensions", "data/.backup"):
            for path in (espo.root / folder).rglob("*"):
                name = str(path.relative_to(espo.root))
                if path.is_file() and ("scvm" in name.lower() or b"scvm" in path.read_bytes().lower()):
                    found.append(name)
        return found

    def nothing_left(self):
        found = self.traces()
        needs(not found, "left: " + ", ".join(found[:12]))

    def scores(self, id):
        row = self.espo.rows("SELECT * FROM contact WHERE id = %s", id)
        return {name: value for name, value in row[0].items() if name.startswith("scvm_") and "legal_basis" not in name} if row else {}

    def all_scores(self):
        return {row["id"]: self.scores(row["id"]) for row in self.espo.rows("SELECT id FROM contact WHERE deleted = 0")}

    def save_without_model(self):
        self.model.unlink(missing_ok=True)
        said = self.espo.api("POST", "Contact", {"firstName": "Früh", "lastName": f"Vorher {self.mark}", "scvmLegalBasis": "consent", "scvmLegalBasisDate": "2026-01-02"})
        self.first = said["id"]
        row = self.scores(self.first)
        needs(row.get("scvm_status") == "stale", f"status {row.get('scvm_status')!r}, reason {row.get('scvm_reason')!r}")
        return f"reason: {row['scvm_reason']}"

    def make_contacts(self):
        today, espo = datetime.date.today(), self.espo
        bases = ["consent", "contract", "legitimate_interest", "consent", ""]
        accounts = [espo.api("POST", "Account", {"name": f"Firma {n} {self.mark}", "industry": ["Banking", "Chemical", "Energy"][n]})["id"] for n in range(3)]
        count = 0
        for i in range(40):
            person = {
                "firstName": ["Zoë", "O'Brien", "Łukasz", "مريم", "Ann \"A\" 🎉"][i % 5], "lastName": f"Kunde {i:02d} {self.mark}", "accountId": accounts[i % 3],
                "scvmLegalBasis": bases[i % 5], "scvmLegalBasisDate": "2026-01-02" if i % 4 else None, "doNotCall": i % 9 == 4, "addressCountry": ["DE", "AT", "CH"][i % 3],
                "emailAddress": f"kunde{i}.{self.mark}@example.com",
            }  # fmt: skip
            self.contacts.append(espo.api("POST", "Contact", person)["id"])
        for i, contact in enumerate(self.contacts):
            for n in range(i % 6):
                day = today - datetime.timedelta(days=20 + 37 * n + 5 * i)
                deal = {"name": f"D {i}-{n} {self.mark}", "stage": "Closed Won" if n != 4 else "Negotiation", "probability": 100 if n != 4 else 80, "closeDate": str(day),
                        "amount": 40 + 7 * i + 3 * n + 0.5, "amountCurrency": espo.value("SELECT id FROM currency WHERE rate = 1"), "accountId": accounts[i % 3]}  # fmt: skip
                deal["contactsIds"] = [contact, self.contacts[(i + 1) % 40]] if n == 3 else [contact]
                if n != 2:
                    deal["contactId"] = contact
                espo.api("POST", "Opportunity", deal)
                count += 1
        return f"{count} opportunities"

    def make_answers(self):
        for i, contact in enumerate(self.contacts):
            for n, (question, (low, high)) in enumerate(QUESTIONS.items()):
                answer = {"name": question, "contactId": contact, "value": low + (3 * i + n) % (high - low + 1), "answeredOn": "2026-09-01", "wave": i % 2}
                self.espo.api("POST", "ScvmAnswer", answer)
        count = self.espo.value("SELECT COUNT(*) FROM scvm_answer WHERE deleted = 0")
        needs(count == 40 * len(QUESTIONS), f"{count} answers")

    def scvm(self, *arguments, codes=(0, 1)):
        environment = {**os.environ, "SCVM_DATABASE": self.espo.database}
        run = subprocess.run([sys.executable, "-m", "scvm", *map(str, arguments)], capture_output=True, text=True, env=environment, cwd=self.folder)
        needs(run.returncode in codes, f"scvm {arguments[0]}: {run.stderr or run.stdout}")
        return run.stdout

    def init(self):
        self.scvm("init", "--preset", "espocrm", "--database", self.espo.database, "--output", "model.jsonc", "--mapping", "mapping.jsonc", "--force")
        written = (self.folder / "model.jsonc").read_text() + (self.folder / "mapping.jsonc").read_text()
        password = self.espo.config["password"]
        needs('"database": "env:SCVM_DATABASE"' in written and f":{password}@" not in written, "the mapping holds the URL")
        model = without_comments((self.folder / "model.jsonc").read_text())
        found = {item["id"]: (item["lowest"], item["highest"]) for item in model["survey"]["items"]}
        needs(found == QUESTIONS, f"items: {found}")
        return f"{len(found)} items"

    def check(self):
        self.scvm("check", "--source", "mapping.jsonc", "--model", "model.jsonc", "--as-of", "today")

    def fit(self):
        self.scvm("fit", "--source", "mapping.jsonc", "--model", "model.jsonc", "--as-of", "today", "--output", "fitted.json")
        document = json.loads((self.folder / "fitted.json").read_text())
        document["survey"]["labels"] = {"opponent": "Dissatisfied, not bound"}
        self.model.write_text(json.dumps(document))
        self.model.chmod(0o644)

    def waiting(self):
        return self.espo.value("SELECT COUNT(*) FROM contact WHERE deleted = 0 AND COALESCE(scvm_status, '') IN ('', 'stale')")

    def cron(self):
        """EspoCRM's cron, until nobody waits."""
        job = self.espo.value("SELECT id FROM scheduled_job WHERE job = 'ScvmRescore' AND deleted = 0")
        needs(job, "there is no scheduled job")
        self.espo.api("PUT", f"ScheduledJob/{job}", {"scheduling": "* * * * *"})
        for _ in range(16):
            if not self.waiting():
                return
            self.espo.command(["php", "cron.php"])
            if self.waiting():
                time.sleep(10)
        raise Wrong(f"{self.waiting()} contacts still wait; {self.log()[-1:]}")

    def log(self):
        return [line for path in sorted((self.espo.root / "data/logs").glob("*.log")) for line in path.read_text(errors="replace").splitlines() if "scvm" in line]

    def schedule(self):
        self.espo.rows("UPDATE contact SET scvm_status = 'stale' WHERE deleted = 0")
        self.cron()
        row = self.scores(self.first)
        needs(row["scvm_status"] in ("scored", "insufficient_data"), f"{row['scvm_status']}: {row['scvm_reason']}")
        groups = {row["g"]: row["n"] for row in self.espo.rows("SELECT scvm_status AS g, COUNT(*) AS n FROM contact WHERE deleted = 0 GROUP BY 1")}
        needs(groups.get("scored", 0) >= 30 and not groups.get("error"), f"{groups}; {self.log()[-1:]}")
        return ", ".join(f"{n} {name}" for name, n in sorted(groups.items()))

    def score(self):
        said = json.loads(self.scvm("score", "--source", "mapping.jsonc", "--model", self.model, "--as-of", "today", "--add-columns", "--json"))
        return f"{said['written']}"

    def save_all(self, contacts):
        if self.options.reload:
            for id in contacts:
                self.espo.api("PUT", f"Contact/{id}", {"description": f"saved {self.mark}"})
        else:  # web requests may not use FFI, the command line may
            self.espo.php(SCORE % json.dumps(list(contacts)))

    def hook_equals_batch(self):
        batched = self.all_scores()
        self.save_all(batched)
        wrong, saved = [], self.all_scores()
        for id, row in saved.items():
            for field in FIELDS:
                mine, theirs = row[f"scvm_{field.name}"], batched[id][f"scvm_{field.name}"]
                if (mine or None) != (theirs or None) and not (isinstance(mine, float) and isinstance(theirs, float) and abs(mine - theirs) < 2e-6):
                    wrong.append(f"{id} {field.name}: hook {mine!r}, batch {theirs!r}")
        needs(not wrong, f"{len(wrong)} differ:\n" + "\n".join(wrong[:8]))
        full = sum(1 for row in saved.values() if row["scvm_network_value"] is not None or row["scvm_treatment"])
        return f"{len(saved)} contacts, {len(FIELDS)} fields, {full} with network or treatment"

    def nothing_changed(self):
        said = json.loads(self.scvm("score", "--source", "mapping.jsonc", "--model", self.model, "--as-of", "today", "--json"))
        needs(said["written"]["changed"] == 0, f"{said['written']}")
        return f"{said['written']}"

    def save_by_api(self):
        contact = self.contacts[1]
        said = self.espo.api("PUT", f"Contact/{contact}", {"lastName": f"Form {self.mark}"})
        row = self.scores(contact)
        needs(row["scvm_status"] in (("scored",) if self.options.reload else ("scored", "stale")), f"{row['scvm_status']}: {row['scvm_reason']}")
        needs(said.get("scvmStatus", row["scvm_status"]) == row["scvm_status"], "the API answers something else")
        return f"{row['scvm_status']}: {row['scvm_reason'] or 'no reason'}"

    def guarded(self):
        contact = self.contacts[2]
        before = self.scores(contact)
        self.espo.api("PUT", f"Contact/{contact}", {"scvmSegment": "fan", "scvmLifetimeValue": 1e6, "scvmPlace": "{}"})
        after = self.scores(contact)
        needs(all(after[name] == before[name] for name in ("scvm_segment", "scvm_lifetime_value", "scvm_place")), "somebody wrote a score")
        needs("scvmPlace" not in self.espo.api("GET", f"Contact/{contact}"), "the place is handed out")

    def counts_at_once(self):
        espo, contact = self.espo, self.contacts[7]
        before = self.scores(contact)
        deal = {"name": f"Now {self.mark}", "stage": "Closed Won", "probability": 100, "closeDate": str(datetime.date.today()), "amount": 500, "contactId": contact, "contactsIds": [contact],
                "amountCurrency": espo.value("SELECT id FROM currency WHERE rate = 1")}  # fmt: skip
        deal = espo.api("POST", "Opportunity", deal)
        after = self.scores(contact)
        if after["scvm_status"] == "stale":
            return "web requests may not use FFI here"
        needs(after["scvm_revenue"] == (before["scvm_revenue"] or 0) + 500, f"revenue {before['scvm_revenue']} to {after['scvm_revenue']}")
        espo.api("DELETE", f"Opportunity/{deal['id']}")
        needs(self.scores(contact)["scvm_revenue"] == before["scvm_revenue"], "a deleted opportunity still counts")
        answer = espo.api("POST", "ScvmAnswer", {"name": next(iter(QUESTIONS)), "contactId": contact, "value": 5, "answeredOn": str(datetime.date.today()), "wave": 9})
        needs(self.scores(contact)["scvm_input_hash"] != before["scvm_input_hash"], "an answer does not count")
        espo.api("DELETE", f"ScvmAnswer/{answer['id']}")
        needs(self.scores(contact)["scvm_input_hash"] == before["scvm_input_hash"], "a deleted answer still counts")
        address = f"kunde7.{self.mark}@example.com"
        espo.api("PUT", f"Contact/{contact}", {"emailAddressData": [{"emailAddress": address, "primary": True, "optOut": True, "invalid": False}]})
        opted = self.scores(contact)
        needs(opted["scvm_input_hash"] != before["scvm_input_hash"] and opted["scvm_status"] == "scored", "an opt-out in the same form does not count")
        espo.api("PUT", f"Contact/{contact}", {"emailAddressData": [{"emailAddress": address, "primary": True, "optOut": False, "invalid": False}]})

    def cost(self):
        return added(json.loads(self.espo.php(COST % json.dumps((self.contacts * 3)[:105]))), 20)

    def cost_at_once(self):
        return added_at_once(lambda i: json.loads(self.espo.php(COST % json.dumps(self.contacts[5 * i : 5 * i + 5] * 5))), 20)

    def storm(self):
        def rename(i):
            self.espo.api("PUT", f"Contact/{self.contacts[i % 40]}", {"title": f"storm {self.mark} {i}"})

        speed = storm(rename)
        stored = self.espo.value("SELECT COUNT(*) FROM account_contact WHERE role LIKE %s", f"storm {self.mark} %")
        errors = self.espo.value("SELECT COUNT(*) FROM contact WHERE scvm_status = 'error'")
        needs(stored == 40 and not errors, f"{stored} of 40 stored, {errors} in error")
        return f"{speed}, none in error"

    @contextlib.contextmanager
    def window(self):
        from selenium.webdriver.common.by import By

        with window() as driver:
            driver.get(f"{self.espo.url}/")
            driver.find_element(By.ID, "field-userName").send_keys(self.espo.user)
            driver.find_element(By.ID, "field-password").send_keys(self.espo.password)
            driver.find_element(By.ID, "btn-login").click()
            driver.find_element(By.ID, "navbar")
            yield driver

    def picture(self, driver, name):
        if self.options.pictures:
            driver.save_screenshot(str(self.options.pictures / f"{name}.png"))

    def dashlet(self):
        from selenium.webdriver.common.by import By

        user = self.espo.api("GET", "App/user")["user"]["id"]
        layout = [{"name": "My Espo", "layout": [{"id": "dscvm", "name": "ScvmPortfolio", "x": 0, "y": 0, "width": 4, "height": 5}]}]
        before = self.espo.api("GET", f"Preferences/{user}")
        self.espo.api("PUT", f"Preferences/{user}", {"dashboardLayout": layout})
        try:
            with self.window() as driver:
                try:
                    box = driver.find_element(By.CLASS_NAME, "scvm-portfolio")
                    time.sleep(1)
                finally:
                    self.picture(driver, "dashlet")
                lowest, low = hard_to_read(driver, box)
                said = driver.find_element(By.CSS_SELECTOR, "#dashlet-dscvm, .dashlet").text
                shown = driver.execute_script("return [...arguments[0].querySelectorAll('tr')].slice(1).map(row => +row.cells[1].textContent)", box)
        finally:
            self.espo.api("PUT", f"Preferences/{user}", {"dashboardLayout": before.get("dashboardLayout")})
        needs("Dissatisfied, not bound" in said and "contacts with a group" in said and "LBL_" not in said and "Customer Portfolio" in said, said[:600])
        needs(not low, f"hard to read: {low}")
        group = "COALESCE(NULLIF(scvm_segment_override, ''), scvm_segment)"
        counted = self.espo.rows(f"SELECT {group} AS g, COUNT(*) AS n FROM contact WHERE deleted = 0 AND scvm_status <> 'excluded' AND {group} <> 'unclassified' GROUP BY 1")
        needs(sorted(filter(None, shown)) == sorted(row["n"] for row in counted) and counted, f"shown {shown}, in the database {counted}")
        return f"lowest contrast {lowest:.1f}"

    def detail(self):
        from selenium.webdriver.common.by import By

        opponent = self.espo.rows("SELECT id, scvm_lifetime_value AS v, scvm_satisfaction AS s FROM contact WHERE scvm_segment = 'opponent' AND scvm_lifetime_value > 0 AND deleted = 0")
        needs(opponent, "nobody is in that group")
        with self.window() as driver:
            driver.get(f"{self.espo.url}/#Contact/view/{opponent[0]['id']}")
            box = driver.find_element(By.CSS_SELECTOR, "[data-name=scvmSegment]")
            driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", box)
            time.sleep(1)
            self.picture(driver, "detail")
            said = driver.find_element(By.CSS_SELECTOR, ".side").text
        for text in ("Customer scores", "Dissatisfied, not bound", f"{opponent[0]['v']:,.2f}", f"{opponent[0]['s']:.1f}", "Lifetime value"):
            needs(text.lower() in said.lower(), f"{text} is not there: {' '.join(said.split())[:600]}")
        needs("scvm" not in said.replace("scvm-", ""), "a label is missing")

    def closed(self):
        for path in ("custom/Espo/Modules/Scvm/lib/ffi.php", "custom/Espo/Modules/Scvm/Resources/scvm/mapping.json", "data/config.php", "../data/config.php"):
            with contextlib.suppress(urllib.error.HTTPError):
                with urllib.request.urlopen(f"{self.espo.url}/{path}", timeout=60) as answer:
                    said = answer.read(2000).decode("utf-8", "replace")
                needs("scvm" not in said.lower() and "<?php" not in said, f"{path}: {said[:80]}")

    def withdraw(self):
        contact = self.gone = self.contacts[3]
        self.espo.api("PUT", f"Contact/{contact}", {"scvmLegalBasis": "withdrawn", "scvmLegalBasisDate": str(datetime.date.today())})
        row = self.scores(contact)
        needs((row["scvm_status"], row["scvm_reason"]) == ("excluded", "consent_withdrawn"), f"{row['scvm_status']}: {row['scvm_reason']}")
        full = [name for name, value in row.items() if value not in (None, "") and name not in ("scvm_status", "scvm_reason", "scvm_explain", "scvm_score_date")]
        needs(not full, f"not emptied: {full}")

    def withdrawn_alike(self):
        before = {name: value or None for name, value in self.scores(self.gone).items()}
        self.score()
        after = {name: value or None for name, value in self.scores(self.gone).items()}
        needs(before == after, f"{[(name, before[name], after[name]) for name in before if before[name] != after[name]]}")

    def erase(self):
        contact = self.contacts[4]
        self.scvm("erase", "--source", "mapping.jsonc", "--id", contact, "--yes")
        row = self.scores(contact)
        needs(not any(row.values()), f"left: {[name for name, value in row.items() if value]}")
        self.espo.api("PUT", f"Contact/{contact}", {"description": "again"})
        row = self.scores(contact)
        needs((row["scvm_status"], row["scvm_reason"]) == ("excluded", "erased"), f"{row['scvm_status']}: {row['scvm_reason']}")
        needs(self.espo.value("SELECT COUNT(*) FROM scvm_score_history WHERE id = %s", contact) == 0, "history")

    def restored(self):
        contact = self.contacts[8]
        before = self.scores(contact)
        needs(before["scvm_status"] == "scored", "not scored before")
        self.espo.api("DELETE", f"Contact/{contact}")
        self.score()
        row = self.scores(contact)
        needs(row["scvm_segment"] is None and row["scvm_lifetime_value"] is None, "a deleted contact has scores")
        self.espo.api("POST", "Contact/action/restoreDeleted", {"id": contact})
        self.score()
        after = self.scores(contact)
        names = ("scvm_status", "scvm_segment", "scvm_lifetime_value", "scvm_input_hash")
        needs([after[name] for name in names] == [before[name] for name in names], f"{[(name, before[name], after[name]) for name in names]}")

    def upgrade(self):
        columns, scores = self.columns(), self.all_scores()
        self.install(None)
        needs(self.columns() == columns, f"other columns: {set(self.columns().items()) ^ set(columns.items())}")
        needs(self.all_scores() == scores, "other scores")
        rows = self.espo.value("SELECT COUNT(*) FROM scheduled_job WHERE job = 'ScvmRescore' AND deleted = 0")
        needs(rows == 1, f"{rows} scheduled jobs")

    def broken_model(self):
        whole = self.model.read_text()
        for path in (self.espo.root / "data/cache").rglob("scvmComplained.php"):
            path.unlink()
        log = len(self.log())
        self.model.write_text('{"schema": "scvm-model/1", "id": "x", "vale": {}}')
        some = [id for id in self.contacts[9:20] if self.scores(id)["scvm_status"] == "scored"]
        self.save_all(some)
        row = self.scores(some[0])
        needs(row["scvm_status"] == "stale" and "unknown key" in row["scvm_reason"], f"{row['scvm_status']}: {row['scvm_reason']}")
        lines = self.log()[log:]
        needs(len(lines) == 1 and "ERROR" in lines[0] and "unknown key" in lines[0], f"{len(lines)} lines: {lines[:2]}")
        self.model.write_text(whole)
        self.cron()
        needs(self.scores(some[0])["scvm_status"] == "scored", "not healed")
        return f"reason: {row['scvm_reason']}"

    def uninstall(self):
        self.kept = self.all_scores()
        self.espo.uninstall()
        self.reload()
        found = [each for each in self.traces() if not each.startswith(("column", "index", "table"))]
        needs(not found, f"left: {found[:8]}")
        said = self.espo.api("PUT", f"Contact/{self.contacts[10]}", {"description": "without"})
        needs(not any(name.startswith("scvm") for name in said), "a field is still there")

    def still_there(self):
        self.install(None)
        needs(self.all_scores() == self.kept, "other scores")

    def all_gone(self):
        self.espo.uninstall()
        self.configure(None)
        self.reload()
        self.espo.command(["php", "command.php", "rebuild", "--hard"], "Y\n")
        for table in ("scvm_score_history", "scvm_runs", "scvm_erased", "scvm_answer"):
            self.espo.rows(f"DROP TABLE IF EXISTS {table}")
        self.espo.rows("ALTER TABLE contact FORCE")  # else columns that were dropped at once go on taking room in each row
        self.nothing_left()

    def works(self):
        self.espo.command(["php", "command.php", "rebuild"])
        contact = self.espo.api("GET", f"Contact/{self.contacts[10]}")
        needs(contact["lastName"], "no contact")
        for path in ("Contact", "Account", "Opportunity"):
            needs(self.espo.api("GET", path)["total"], path)

    def restore(self):
        with contextlib.suppress(Wrong):
            self.configure(None)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--root", required=True, type=lambda text: pathlib.Path(text).resolve(), help="the folder of the installed EspoCRM")
    arguments.add_argument("--url", required=True, help="where it answers")
    arguments.add_argument("--library", required=True, type=lambda text: pathlib.Path(text).resolve(), help="libscvm.so")
    arguments.add_argument("--user", default="admin")
    arguments.add_argument("--password", default="admin")
    arguments.add_argument("--pictures", type=pathlib.Path, help="a folder for what the browser showed")
    arguments.add_argument("--reload", help="a command that restarts the web server's PHP, where that preloads the library's class: a save must score at once")
    options = arguments.parse_args()
    if options.pictures:
        options.pictures.mkdir(parents=True, exist_ok=True)
    protocol = Protocol()
    with tempfile.TemporaryDirectory(prefix="scvm-real-") as name:
        folder = pathlib.Path(name)
        folder.chmod(0o755)  # the web server reads the model in it
        espo = Espo(options.root, options.url, options.user, options.password)
        version = espo.php("print (include 'data/config.php')['version'] . ', PHP ' . PHP_VERSION;", bare=True)
        print(f"EspoCRM {version}, {espo.value('SELECT VERSION()')}, {datetime.date.today()}", flush=True)
        life = Life(espo, options, folder)
        try:
            life.steps(protocol)
        finally:
            life.restore()
    print(f"{protocol.number - protocol.failed} passed, {protocol.failed} failed")
    return 1 if protocol.failed else 0


if __name__ == "__main__":
    sys.exit(main())
