#!/usr/bin/env python3
"""Takes an installed SuiteCRM 7 through the package's whole life, by its own screens, and prints a protocol.

    PYTHONPATH=build/dev/python real.py --root /var/www/suitecrm --url http://crm.example --library libscvm.so.0

`--root` is the folder of a running SuiteCRM that may be played with: contacts, surveys and invoices are made in it, the
package is installed and removed. It must run where this does, as its files and its database are looked at, too. No
system is made here: get one with its own installer. `--pictures` keeps what a browser showed.
"""

import argparse
import contextlib
import datetime
import html
import http.cookiejar
import json
import os
import pathlib
import pwd
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
import zipfile

import pymysql

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parents[1])]
import build_package  # noqa: E402
from real_systems import PHP_TAKES, Protocol, Wrong, added, added_at_once, hard_to_read, needs, storm, window, without_comments  # noqa: E402
from scvm.command.fields import FIELDS  # noqa: E402

#: The questions of the survey: what SuiteCRM offers, with texts that begin with numbers, that do not, and the best answer first.
SCALES = {
    "Are you satisfied with us?": ("Radio", ["1 - poor", "2", "3", "4", "5 - great"]),
    "Would you recommend us?": ("Scale", []),
    "How satisfied are you with": ("Matrix", ["Price", "Service"]),
    "How loyal will you be?": ("Dropdown", ["very loyal", "loyal", "not loyal"]),
    "Would you miss us?": ("Rating", []),
}


class Browser:
    """SuiteCRM's screens, as a browser without scripts sees them."""

    def __init__(self, url):
        self.url = url.rstrip("/")
        self.cookies = http.cookiejar.CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))

    def send(self, path, data=None, headers=None, method=None):
        headers = {"Referer": f"{self.url}/index.php", **(headers or {})}  # SuiteCRM refuses forms from elsewhere
        request = urllib.request.Request(f"{self.url}/{path}", data, headers, method=method)
        with self._opener.open(request, timeout=900) as answer:
            return answer.read().decode("utf-8", "replace")

    def form(self, fields, path="index.php"):
        return self.send(path, urllib.parse.urlencode(fields, doseq=True).encode())

    def upload(self, path, fields, name, file, content):
        mark = uuid.uuid4().hex
        parts = [f'--{mark}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode() for key, value in fields.items()]
        head = f'--{mark}\r\nContent-Disposition: form-data; name="{name}"; filename="{file}"\r\nContent-Type: application/zip\r\n\r\n'
        body = b"".join([*parts, head.encode(), content, f"\r\n--{mark}--\r\n".encode()])
        return self.send(path, body, {"Content-Type": f"multipart/form-data; boundary={mark}"})


def hidden(page):
    """The fields of the forms of a page that nobody fills in."""
    found = {}
    for tag in re.findall(r"<input[^>]*type=['\"]?hidden[^>]*>", page):
        name, value = (re.search(rf"\b{key}=(?:\"([^\"]*)\"|'([^']*)')", tag) for key in ("name", "value"))
        if name and value:
            found[name[1] or name[2]] = html.unescape(value[1] or value[2] or "")
    return found


class Suite:
    """An installed SuiteCRM: its screens, its files, its database and its command line."""

    def __init__(self, root, url, user, password):
        self.root, self.url = root, url
        self.user, self.password = user, password
        self.browser = Browser(url)
        said = self.php("$GLOBALS['sugar_config'] = []; include 'config.php'; print json_encode($sugar_config['dbconfig']);", bare=True)
        self.config = json.loads(said)
        self.owner = pwd.getpwuid((root / "config.php").stat().st_uid).pw_name
        self.connection = pymysql.connect(
            host=self.config["db_host_name"], port=int(self.config.get("db_port") or 3306), user=self.config["db_user_name"],
            password=self.config["db_password"], database=self.config["db_name"], autocommit=True, charset="utf8mb4",
        )  # fmt: skip

    @property
    def database(self):
        c = self.config
        quoted = urllib.parse.quote(c["db_password"], safe="")
        return f"mysql+pymysql://{c['db_user_name']}:{quoted}@{c['db_host_name']}:{int(c.get('db_port') or 3306)}/{c['db_name']}?charset=utf8mb4"

    def rows(self, sql, *values):
        with self.connection.cursor(pymysql.cursors.DictCursor) as cursor:
            cursor.execute(sql, values or None)
            return list(cursor.fetchall())

    def value(self, sql, *values):
        found = self.rows(sql, *values)
        return next(iter(found[0].values())) if found else None

    def php(self, code, bare=False):
        """PHP in SuiteCRM's folder, with its code loaded, as the web server's user."""
        start = "<?php define('sugarEntry', true); chdir('%s'); " % self.root
        start += "" if bare else "require_once 'include/entryPoint.php'; $current_user = BeanFactory::newBean('Users'); $current_user->getSystemUser(); "
        with tempfile.NamedTemporaryFile("w", suffix=".php") as script:  # SuiteCRM stops where the code is no file
            script.write(start + code)
            script.flush()
            os.chmod(script.name, 0o644)
            return self.command(["php", "-d", "error_reporting=0", script.name])

    def command(self, command):
        owner = pwd.getpwuid((self.root / "config.php").stat().st_uid).pw_name
        if os.getuid() == 0:
            command = ["runuser", "-u", owner, "--", *command]
        run = subprocess.run(command, cwd=self.root, capture_output=True, text=True, timeout=900)
        needs(run.returncode == 0, f"{command[-1][:60]}: {(run.stderr or run.stdout)[-600:]}")
        return run.stdout

    def sign_in(self):
        self.browser = Browser(self.url)
        self.browser.send("index.php?module=Users&action=Login")
        page = self.browser.form({"module": "Users", "action": "Authenticate", "user_name": self.user, "username_password": self.password})
        needs("module=Users&action=Logout" in page or "Logout" in page, "SuiteCRM does not let us in")

    def listed(self, which):
        """Packages as the module loader lists them: mti_data those to install, mti_installed_data the others."""
        page = self.browser.send("index.php?module=Administration&view=module&action=UpgradeWizard")
        found = re.search(rf"var {which} = (\[.*?\]);?\s*\n", page)
        needs(found, "the module loader lists no packages")
        return [[html.unescape(cell) for cell in re.findall(r"'((?:[^'\\]|\\.)*)'", row)] for row in re.findall(r"\[([^\[\]]*)\]", found[1])]

    def install(self, package, name):
        upload = {"run": "upload", "upgrade_zip_escaped": name}
        page = self.browser.upload("index.php?module=Administration&view=module&action=UpgradeWizard", upload, "upgrade_zip", name, package.read_bytes())
        needs("has been uploaded" in page, f"not uploaded: {text_of(page)[-300:]}")
        with zipfile.ZipFile(package) as opened:
            version = re.search(r"'version' => '([^']+)'", opened.read("manifest.php").decode())[1]
        mine = [row for row in self.listed("mti_data") if row[0] == "scvm" and row[4] == version]
        needs(mine, f"the module loader does not offer the package {version}")
        self._commit("Install", mine[-1][1])
        listed = [row[5] for row in self.removable()]
        needs(listed == [version], f"installed is {version}, listed with an Uninstall button: {listed}")

    def _commit(self, mode, file, more=None):
        page = self.browser.form({"mode": mode, "install_file": file}, "index.php?module=Administration&view=module&action=UpgradeWizard_prepare")
        fields = hidden(page[page.find("UpgradeWizard_commit") :])
        needs("unzip_dir" in fields, f"not prepared: {text_of(page)[-300:]}")
        if "radio_license_agreement" in page:
            fields["radio_license_agreement"] = "accept"
        page = self.browser.form({**fields, **(more or {})}, "index.php?module=Administration&view=module&action=UpgradeWizard_commit")
        needs("Successfully" in page, f"{mode} broke off: {text_of(page)[-300:]}")

    def removable(self):
        return [row for row in self.listed("mti_installed_data") if row and row[0] == "scvm"]

    def uninstall(self, remove):
        mine = self.removable()
        needs(mine, "the package is not listed as installed")
        self._commit("Uninstall", mine[0][2], {"remove_tables": "true" if remove else "false"})


def text_of(page):
    page = re.sub(r"(?s)<(script|style).*?</\1>", " ", page)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).split())


#: Saves contacts through their bean, as every part of SuiteCRM does.
SAVE = """
foreach (json_decode('%s') as $id) {
    BeanFactory::getBean('Contacts', $id)->save(false);
}
"""

#: Saves each contact with our hook and without it, and tells the pairs. SuiteCRM's other hooks are off in both: its search index alone takes 50 ms
#: to seconds of a save, and more the more processes write it.
COST = PHP_TAKES + """
$kept = new ReflectionProperty('LogicHook', 'hooks');
$kept->setAccessible(true);
$ours = array_filter(LogicHook::initialize()->getHooks('Contacts')['before_save'], fn ($hook) => $hook[3] === 'ScvmContactHook');
if (count($ours) !== 1) {
    throw new Exception('one hook of ours: ' . json_encode($ours));
}
$pairs = [];
foreach (json_decode('%s') as $n => $id) {
    $pair = [];
    foreach ($n %% 2 ? [0, 1] : [1, 0] as $without) {  // who saves second finds more in caches
        $kept->setValue(null, ['' => [], 'Contacts' => $without ? [] : ['before_save' => $ours]] + $kept->getValue());
        $contact = BeanFactory::getBean('Contacts', $id, ['use_cache' => false]);
        $contact->description = uniqid();
        $pair[$without] = $takes(function () use ($contact) {
            $contact->save(false);
        });
    }
    $pairs[] = [$pair[0], $pair[1]];
}
print json_encode(array_slice($pairs, 5));
"""

LAYOUTS = """
require_once 'ModuleInstall/ModuleInstaller.php';
require_once 'modules/ModuleBuilder/parsers/ParserFactory.php';
$installer = new ModuleInstaller();
foreach (['scvm_status_c', 'scvm_segment_c', 'scvm_satisfaction_c', 'scvm_lifetime_value_c', 'scvm_explain_c'] as $field) {
    $installer->addFieldsToLayout(['Contacts' => $field]);
}
$parser = ParserFactory::getParser('listview', 'Contacts');
$parser->_viewdefs['scvm_segment_c'] = ['width' => '10', 'label' => 'LBL_SCVM_SEGMENT', 'default' => true, 'name' => 'scvm_segment_c'];
$parser->handleSave(false);
"""


class Life:
    """The package's life, step by step; each method is a step and raises Wrong, or returns a remark."""

    def __init__(self, suite, options, folder):
        self.suite, self.options, self.folder = suite, options, folder
        self.model = folder / "model.json"
        self.mark = uuid.uuid4().hex[:6]
        self.contacts, self.questions, self.options_of = [], {}, {}
        self.override = suite.root / "config_override.php"
        self.override_before = self.override.read_text() if self.override.exists() else None

    def steps(self, protocol):
        """All steps in their order; False where the rest makes no sense."""
        step, suite = protocol.step, self.suite
        step("sign in", suite.sign_in)
        step("the system is clean before", self.nothing_left)
        self.before = self.traces()
        step("settings: library and model outside the web root, the scan of packages on", self.settings)
        step("install an older package by the module loader, with the scan of packages on", self.install, "0.0.9")
        if not suite.removable():
            return
        step("quick repair finds the database as the fields say it", self.repair)
        step("a contact saved by the form before there is a model waits, and says why", self.save_without_model)
        step("40 contacts and their invoices by the API", self.make_contacts)
        step("a survey by its form, and answers by the page that customers see", self.make_survey)
        step("init writes a model and a mapping without a password", self.init)
        step("check knows which scales are reversed", self.check)
        step("fit", self.fit)
        step("the scheduler scores who waits", self.schedule)
        step("score: the batch", self.score)
        step("the hook writes what the batch wrote, in every field, without a mapping", self.hook_equals_batch)
        step("the batch after saves rewrites nothing", self.nothing_changed)
        step("save by the form: scored at once, or waiting where web requests may not use FFI", self.save_by_form)
        step("save by the API keeps the scores", self.save_by_api)
        step("what a save costs", self.cost)
        step("what a save costs where eight processes save at once", self.cost_at_once)
        step("50 saves a second by the API: none is lost", self.storm)
        step("fields in the layouts, as Studio puts them there", self.layouts)
        step("the dashlet on the home page, by a browser", self.dashlet)
        step("the detail view: labels, two decimals for money, one for scores", self.detail)
        step("nothing of the package is handed out by the web server", self.closed)
        step("a withdrawal by the form empties the scores in that save", self.withdraw)
        step("the batch writes the same of it", self.withdrawn_alike)
        step("erase: nothing left of a person, and nobody scores them again", self.erase)
        step("an upgrade by the module loader keeps columns and scores", self.upgrade)
        step("a model that breaks is one line at level fatal and a reason on each contact, and heals", self.broken_model)
        step("uninstall, tables kept: fields stay readable", self.uninstall_kept)
        step("install again", self.install, None)
        step("the scores are still there", self.still_there)
        step("uninstall, tables removed", suite.uninstall, True)
        step("nothing is left: no table, column, layout, label, job, setting or file", self.nothing_left)
        step("and SuiteCRM works: home, contact, quick repair", self.works)

    def package(self, version):
        path = self.folder / f"scvm-{version or 'now'}.zip"
        if version == "0.0.9" and self.options.older:
            shutil.copy(self.options.older, path)
        else:
            build_package.build(path, version)
        return path

    def install(self, version):
        path = self.package(version)
        self.suite.install(path, path.name)
        if self.options.reload:
            subprocess.run(self.options.reload, shell=True, check=True)
            time.sleep(3)

    def settings(self):
        lines = [f"$sugar_config['scvm']['{key}'] = '{value}';" for key, value in (("library", self.options.library), ("model", self.model))]
        text = self.override_before or "<?php\n"
        self.override.write_text(text.rstrip().removesuffix("?>") + "\n" + "\n".join([*lines, "$sugar_config['moduleInstaller']['packageScan'] = true;"]) + "\n")
        owner = (self.suite.root / "config.php").stat()
        os.chown(self.override, owner.st_uid, owner.st_gid)
        time.sleep(2.5)  # opcache looks at files every two seconds

    def restore(self):
        if self.override_before is None:
            self.override.unlink(missing_ok=True)
        else:
            self.override.write_text(self.override_before)

    def repair(self):
        page = self.suite.browser.send("index.php?module=Administration&action=repair")
        said = text_of(page)
        needs("ALTER TABLE contacts_cstm" not in page and "scvm" not in page.lower().replace("scvm.php", ""), f"differences: {said[-400:]}")

    def traces(self):
        """Everything of ours, wherever it is."""
        suite, found = self.suite, []
        found += [f"table {row['TABLE_NAME']}" for row in suite.rows("SELECT table_name AS TABLE_NAME FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name LIKE 'scvm%%'")]
        found += [f"column {row['c']}" for row in suite.rows("SELECT column_name AS c FROM information_schema.columns WHERE table_schema = DATABASE() AND column_name LIKE 'scvm%%'")]
        for table, where in {
            "fields_meta_data": "name LIKE 'scvm%%'", "schedulers": "job LIKE '%%scvm%%'", "config": "category = 'scvm'", "job_queue": "target LIKE '%%scvm%%'",
            "upgrade_history": "id_name = 'scvm'", "contacts_audit": "field_name LIKE 'scvm%%'",
        }.items():  # fmt: skip
            count = suite.value(f"SELECT COUNT(*) FROM {table} WHERE {where}")
            found += [f"{count} rows of {table}"] if count else []
        for folder in ("custom", "include", "modules"):
            for path in (suite.root / folder).rglob("*"):
                name = str(path.relative_to(suite.root))
                if path.is_file() and not name.startswith("custom/history/") and ("scvm" in name.lower() or (folder == "custom" and b"scvm" in path.read_bytes().lower())):
                    found.append(name)
        return found

    def nothing_left(self):
        found = self.traces()
        needs(not found, "left: " + ", ".join(found[:12]))

    def save(self, fields, record=""):
        """A contact by the form; its id."""
        given = {"module": "Contacts", "action": "Save", "record": record, "return_module": "Contacts", "return_action": "DetailView", **fields}
        self.suite.browser.form(given)
        return record or self.suite.value("SELECT id FROM contacts WHERE last_name = %s AND deleted = 0", fields["last_name"])

    def scores(self, id):
        row = self.suite.rows("SELECT * FROM contacts_cstm WHERE id_c = %s", id)
        return {name: value for name, value in row[0].items() if name.startswith("scvm_")} if row else {}

    def save_without_model(self):
        self.model.unlink(missing_ok=True)
        self.first = self.save({"first_name": "Früh", "last_name": f"Vorher {self.mark}", "lawful_basis[]": "consent", "date_reviewed": "2026-01-02"})
        needs(self.first, "the form made no contact")
        row = self.scores(self.first)
        needs(row.get("scvm_status_c") == "stale", f"status {row.get('scvm_status_c')!r}, reason {row.get('scvm_reason_c')!r}")
        return f"reason: {row['scvm_reason_c']}"

    def api(self, method, arguments):
        data = {"method": method, "input_type": "JSON", "response_type": "JSON", "rest_data": json.dumps(arguments)}
        request = urllib.request.Request(f"{self.suite.url}/service/v4_1/rest.php", urllib.parse.urlencode(data).encode())
        with urllib.request.urlopen(request, timeout=600) as answer:
            return json.load(answer)

    def sign_in_to_api(self):
        import hashlib

        login = {"user_name": self.suite.user, "password": hashlib.md5(self.suite.password.encode()).hexdigest()}
        return self.api("login", {"user_auth": login, "application_name": "scvm", "name_value_list": []})["id"]

    def make_contacts(self):
        session = self.sign_in_to_api()
        today = datetime.date.today()
        bases = ["^consent^", "^contract^", "^legitimate_interest^", "^consent^,^contract^", ""]
        people = [
            [{"name": "first_name", "value": ["Zoë", "O'Brien", "Łukasz", "مريم", "Ann \"A\""][i % 5]}, {"name": "last_name", "value": f"Kunde {i:02d} {self.mark}"},
             {"name": "lawful_basis", "value": bases[i % 5]}, {"name": "date_reviewed", "value": "2026-01-02"}, {"name": "lawful_basis_source", "value": "Fair & <web>"}]
            for i in range(40)
        ]  # fmt: skip
        self.contacts = self.api("set_entries", {"session": session, "module_name": "Contacts", "name_value_lists": people})["ids"]
        needs(len(set(self.contacts)) == 40, "the API made fewer")
        invoices = []
        for i, contact in enumerate(self.contacts):
            for n in range(i % 6):
                day = today - datetime.timedelta(days=20 + 37 * n + 5 * i)
                invoices.append([{"name": name, "value": value} for name, value in {
                    "name": f"I {i}-{n}", "billing_contact_id": contact, "status": "Paid" if n != 4 else "Unpaid", "invoice_date": str(day),
                    "total_amount": f"{40 + 7 * i + 3 * n}.50", "currency_id": "-99",
                }.items()])  # fmt: skip
        self.api("set_entries", {"session": session, "module_name": "AOS_Invoices", "name_value_lists": invoices})
        stored = self.suite.value("SELECT COUNT(*) FROM aos_invoices WHERE name LIKE 'I %%' AND deleted = 0 AND total_amount > 0")
        needs(stored >= len(invoices), f"{stored} of {len(invoices)} invoices")

    def make_survey(self):
        fields = {"module": "Surveys", "action": "Save", "name": f"Customers {self.mark}", "status": "Public", "survey_questions_supplied": "1"}
        for n, (question, (kind, texts)) in enumerate(SCALES.items()):
            for name, value in (("names", question), ("types", kind), ("sortorder", n), ("deleted", 0), ("ids", "")):
                fields[f"survey_questions_{name}[{n}]"] = value
            for place, text in enumerate(texts):
                for name, value in (("", text), ("_id", ""), ("_deleted", 0)):
                    fields[f"survey_questions_options{name}[{n}][{place}]"] = value
        self.suite.browser.form(fields)
        survey = self.suite.value("SELECT id FROM surveys WHERE name = %s", fields["name"])
        needs(survey, "the form made no survey")
        self.questions = {row["name"]: row["id"] for row in self.suite.rows("SELECT id, name FROM surveyquestions WHERE survey_id = %s AND deleted = 0", survey)}
        needs(len(self.questions) == len(SCALES), f"{len(self.questions)} questions")
        self.options_of = {name: [row["id"] for row in self.suite.rows("SELECT id FROM surveyquestionoptions WHERE survey_question_id = %s AND deleted = 0 ORDER BY sort_order", id)]
                           for name, id in self.questions.items()}  # fmt: skip
        customer = Browser(self.suite.url)
        for i, contact in enumerate(self.contacts):
            fields = {"id": survey, "contact": contact}
            for question, (kind, texts) in SCALES.items():
                name, chosen = f"question[{self.questions[question]}]", self.options_of[question]
                if kind == "Matrix":
                    fields.update({f"{name}[{option}]": str((i + n) % 3) for n, option in enumerate(chosen)})
                else:
                    fields[name] = chosen[i % len(chosen)] if chosen else str(1 + i % (10 if kind == "Scale" else 5))
            with contextlib.suppress(urllib.error.HTTPError):  # the page of thanks may be missing
                customer.form(fields, "index.php?entryPoint=surveySubmit")
        count = self.suite.value("SELECT COUNT(*) FROM surveyresponses WHERE survey_id = %s AND deleted = 0", survey)
        needs(count == 40, f"{count} responses")

    def scvm(self, *arguments, codes=(0, 1)):
        environment = {**os.environ, "SCVM_DATABASE": self.suite.database}
        run = subprocess.run([sys.executable, "-m", "scvm", *map(str, arguments)], capture_output=True, text=True, env=environment, cwd=self.folder)
        needs(run.returncode in codes, f"scvm {arguments[0]}: {run.stderr or run.stdout}")
        return run.stdout

    def init(self):
        run = self.scvm("init", "--database", self.suite.database, "--output", "model.jsonc", "--mapping", "mapping.jsonc", "--force")
        written = (self.folder / "model.jsonc").read_text() + (self.folder / "mapping.jsonc").read_text()
        password = self.suite.config["db_password"]
        needs('"database": "env:SCVM_DATABASE"' in written and f":{password}@" not in written, "the mapping holds the URL")
        needs("export SCVM_DATABASE" in run, "init does not say which variable")
        model = without_comments(written[: written.index("// Where scvm reads")])
        self.items = {item["id"]: item for item in model["survey"]["items"]}
        asked = {"Are you satisfied with us?": (1, 5, False), "How satisfied are you with/Price": (0, 2, True), "How loyal will you be?": (0, 2, True)}
        for name, expected in asked.items():
            item = self.items.get(name) or {}
            found = item.get("lowest"), item.get("highest"), item.get("reversed", False)
            needs(found == expected, f"{name}: {found}, expected {expected}; items: {sorted(self.items)}")
        return f"{len(self.items)} items"

    def check(self):
        said = self.scvm("check", "--source", "mapping.jsonc", "--model", "model.jsonc", "--as-of", "today")
        needs("COUNTED THE WRONG WAY" not in said, said)
        wrong = (self.folder / "model.jsonc").read_text().replace(', "reversed": true', "", 1)
        (self.folder / "wrong.jsonc").write_text(wrong)
        said = " ".join(self.scvm("check", "--source", "mapping.jsonc", "--model", "wrong.jsonc", "--as-of", "today").split())
        needs("COUNTED THE WRONG WAY" in said, said)

    def fit(self):
        self.scvm("fit", "--source", "mapping.jsonc", "--model", "model.jsonc", "--as-of", "today", "--output", "fitted.json")
        document = json.loads((self.folder / "fitted.json").read_text())
        for part in (*document["treatment"]["actions"], *document["treatment"]["rules"]):  # a text that means something in HTML
            for key in ("id", "action"):
                if part.get(key) == "talk":
                    part[key] = "talk & <listen>"
        document["survey"]["labels"] = {"opponent": "Dissatisfied, not bound"}
        self.model.write_text(json.dumps(document))
        self.model.chmod(0o644)

    def cron(self):
        """The scheduler, until nobody waits; SuiteCRM runs it no more often than twice a minute."""
        for _ in range(16):
            waiting = self.suite.value("SELECT COUNT(*) FROM contacts c LEFT JOIN contacts_cstm s ON s.id_c = c.id WHERE c.deleted = 0 AND COALESCE(s.scvm_status_c, '') IN ('', 'stale')")
            if not waiting:
                return
            self.suite.command(["php", "-f", "cron.php"])
            time.sleep(15)
        raise Wrong(f"{waiting} contacts still wait; {self.log()[-1:]}")

    def log(self):
        path = self.suite.root / "suitecrm.log"
        return [line for line in path.read_text(errors="replace").splitlines() if "scvm" in line] if path.exists() else []

    def schedule(self):
        self.cron()
        row = self.scores(self.first)
        needs(row["scvm_status_c"] in ("scored", "insufficient_data"), f"{row['scvm_status_c']}: {row['scvm_reason_c']}")
        groups = {row["g"]: row["n"] for row in self.suite.rows("SELECT scvm_status_c AS g, COUNT(*) AS n FROM contacts_cstm GROUP BY 1")}
        needs(groups.get("scored", 0) >= 30 and not groups.get("error"), f"{groups}; {self.log()[-1:]}")
        return ", ".join(f"{n} {name}" for name, n in sorted(groups.items()))

    def score(self):
        said = json.loads(self.scvm("score", "--source", "mapping.jsonc", "--model", self.model, "--as-of", "today", "--add-columns", "--json"))
        return f"{said['written']}"

    def all_scores(self):
        return {row["id_c"]: {name: value for name, value in row.items() if name.startswith("scvm_")} for row in self.suite.rows("SELECT * FROM contacts_cstm")}

    def hook_equals_batch(self):
        batched = self.all_scores()
        self.suite.php(SAVE % json.dumps([self.first, *self.contacts]))
        saved = self.all_scores()
        wrong = []
        for id, row in saved.items():
            for field in FIELDS:
                mine, theirs = row[f"scvm_{field.name}_c"], batched[id][f"scvm_{field.name}_c"]
                if (mine or None) != (theirs or None) and not (isinstance(mine, type(theirs)) and not isinstance(mine, str) and abs(float(mine) - float(theirs)) < 2e-6):
                    wrong.append(f"{id} {field.name}: hook {mine!r}, batch {theirs!r}")
        needs(not wrong, f"{len(wrong)} differ:\n" + "\n".join(wrong[:8]))
        return f"{len(saved)} contacts, {len(FIELDS)} fields"

    def nothing_changed(self):
        said = json.loads(self.scvm("score", "--source", "mapping.jsonc", "--model", self.model, "--as-of", "today", "--json"))
        needs(said["written"]["changed"] == 0, f"{said['written']}")
        return f"{said['written']}"

    def save_by_form(self):
        contact = self.contacts[1]
        self.save({"first_name": "Ada", "last_name": f"Form {self.mark}"}, contact)
        row = self.scores(contact)
        needs(self.suite.value("SELECT last_name FROM contacts WHERE id = %s", contact) == f"Form {self.mark}", "not saved")
        needs(row["scvm_status_c"] in ("scored", "stale"), f"{row['scvm_status_c']}: {row['scvm_reason_c']}")
        if self.options.reload:
            needs(row["scvm_status_c"] == "scored", f"{row['scvm_status_c']}: {row['scvm_reason_c']}")
        return f"{row['scvm_status_c']}: {row['scvm_reason_c'] or 'no reason'}"

    def save_by_api(self):
        session = self.sign_in_to_api()
        contact = self.contacts[2]
        before = self.scores(contact)
        self.api("set_entry", {"session": session, "module_name": "Contacts", "name_value_list": [{"name": "id", "value": contact}, {"name": "title", "value": "Dr."}]})
        row = self.scores(contact)
        needs(row["scvm_lifetime_value_c"] == before["scvm_lifetime_value_c"] and row["scvm_segment_c"] == before["scvm_segment_c"], "other scores")
        return f"{row['scvm_status_c']}"

    def cost(self):
        return added(json.loads(self.suite.php(COST % json.dumps((self.contacts * 2)[:65]))), 20)

    def cost_at_once(self):
        return added_at_once(lambda i: json.loads(self.suite.php(COST % json.dumps(self.contacts[5 * i : 5 * i + 5] * 3))), 20)

    def storm(self):
        session = self.sign_in_to_api()

        def rename(i):
            values = [{"name": "id", "value": self.contacts[i % 40]}, {"name": "department", "value": f"storm {self.mark} {i}"}]
            self.api("set_entry", {"session": session, "module_name": "Contacts", "name_value_list": values})

        speed = storm(rename)
        stored = self.suite.value("SELECT COUNT(*) FROM contacts WHERE department LIKE %s", f"storm {self.mark} %")
        errors = self.suite.value("SELECT COUNT(*) FROM contacts_cstm WHERE scvm_status_c = 'error'")
        needs(stored == 40 and not errors, f"{stored} of 40 stored, {errors} in error")
        return f"{speed}, none in error"

    def layouts(self):
        self.suite.php(LAYOUTS)
        needs("scvm_segment_c" in (self.suite.root / "custom/modules/Contacts/metadata/detailviewdefs.php").read_text(), "no field in the detail view")

    @contextlib.contextmanager
    def window(self):
        from selenium.webdriver.common.by import By

        with window() as driver:
            driver.get(f"{self.suite.url}/index.php?module=Users&action=Login")
            driver.find_element(By.NAME, "user_name").send_keys(self.suite.user)
            driver.find_element(By.NAME, "username_password").send_keys(self.suite.password)
            driver.find_element(By.NAME, "Login").click()
            yield driver

    def picture(self, driver, name):
        if self.options.pictures:
            driver.save_screenshot(str(self.options.pictures / f"{name}.png"))

    def dashlet(self):
        from selenium.webdriver.common.by import By

        page = self.suite.browser.send("index.php?module=Home&action=index")
        action = "index.php?module=Home&action=DynamicAction&to_pdf=1&DynamicAction="
        mine = self.suite.browser.form({"type": "module", "type_module": "Home"}, f"{action}addDashlet&id=ScvmPortfolioDashlet").strip()
        others = list(dict.fromkeys(re.findall(r"id=['\"]dashlet_([0-9a-f-]{36})['\"]", page)))
        self.suite.browser.form({"selectedPage": "0", "layout": f"{','.join([mine, *others])}|"}, f"{action}saveLayout")
        with self.window() as driver:
            driver.get(f"{self.suite.url}/index.php?module=Home&action=index")
            try:
                box = driver.find_element(By.CLASS_NAME, "scvm-portfolio")
                driver.execute_script("arguments[0].scrollIntoView()", box)
                time.sleep(1)
            finally:
                self.picture(driver, "dashlet")
            lowest, low = hard_to_read(driver, box)
            said = box.text
        needs("Dissatisfied, not bound" in said and "contacts with a group" in said, said[:300])
        needs(not low, f"hard to read: {low}")
        return f"lowest contrast {lowest:.1f}"

    def detail(self):
        from selenium.webdriver.common.by import By

        opponent = self.suite.rows("SELECT id_c, scvm_lifetime_value_c AS v, scvm_satisfaction_c AS s FROM contacts_cstm WHERE scvm_segment_c = 'opponent' AND scvm_lifetime_value_c > 0")
        needs(opponent, "nobody is in that group")
        with self.window() as driver:
            driver.get(f"{self.suite.url}/index.php?module=Contacts&action=DetailView&record={opponent[0]['id_c']}")
            body = driver.find_element(By.ID, "content")
            time.sleep(2)
            for tab in driver.find_elements(By.CSS_SELECTOR, "[field^=scvm_]")[:1]:
                driver.execute_script("arguments[0].scrollIntoView()", tab)
            self.picture(driver, "detail")
            said = body.get_attribute("textContent")
        needs("LBL_SCVM" not in said, "a label is missing")
        for text in ("Dissatisfied, not bound", f"{opponent[0]['v']:,.2f}", f"{opponent[0]['s']:.1f}"):
            needs(text in said, f"{text} is not there: {' '.join(said.split())[-600:]}")
        needs(f"{opponent[0]['v']:,.6f}" not in said, "six decimals")

    def closed(self):
        found = [str(path) for path in (self.suite.root / "custom").rglob("*") if path.suffix in (".json", ".jsonc", ".so") and "scvm" in str(path)]
        needs(not found, f"below the web root: {found}")
        for path in (self.suite.root / "custom/scvm").iterdir():
            try:
                said = self.suite.browser.send(f"custom/scvm/{path.name}").strip()
            except urllib.error.HTTPError:
                continue
            needs("ScvmError" not in said and "<?php" not in said and "class " not in said, f"{path.name}: {said[:80]}")

    def withdraw(self):
        contact = self.gone = self.contacts[3]
        self.save({"first_name": "Ada", "last_name": f"Gone {self.mark}", "lawful_basis[]": ["consent", "withdrawn"]}, contact)
        row = self.scores(contact)
        needs((row["scvm_status_c"], row["scvm_reason_c"]) == ("excluded", "consent_withdrawn"), f"{row['scvm_status_c']}: {row['scvm_reason_c']}")
        full = [name for name, value in row.items() if value not in (None, "") and name not in ("scvm_status_c", "scvm_reason_c", "scvm_explain_c", "scvm_score_date_c")]
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
        self.suite.php(SAVE % json.dumps([contact]))
        row = self.scores(contact)
        needs((row["scvm_status_c"], row["scvm_reason_c"]) == ("excluded", "erased"), f"{row['scvm_status_c']}: {row['scvm_reason_c']}")
        needs(self.suite.value("SELECT COUNT(*) FROM scvm_score_history WHERE id = %s", contact) == 0, "history")

    def columns(self):
        query = "SELECT column_name AS c, column_type AS t FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = 'contacts_cstm'"
        return {row["c"]: row["t"] for row in self.suite.rows(query)}

    def upgrade(self):
        columns, scores = self.columns(), self.all_scores()
        self.install(None)
        needs(self.columns() == columns, f"other columns: {set(self.columns().items()) ^ set(columns.items())}")
        needs(self.all_scores() == scores, "other scores")
        rows = self.suite.value("SELECT COUNT(*) FROM schedulers WHERE job = 'function::scvm_rescore' AND deleted = 0")
        needs(rows == 1, f"{rows} schedulers")
        hooks = (self.suite.root / "custom/modules/Contacts/logic_hooks.php").read_text().count("ScvmContactHook")
        needs(hooks == 1, f"{hooks} hooks")

    def broken_model(self):
        whole, log = self.model.read_text(), len(self.log())
        self.suite.rows("DELETE FROM config WHERE category = 'scvm'")
        self.model.write_text('{"schema": "scvm-model/1", "id": "x", "vale": {}}')
        some = self.contacts[5:12]
        self.suite.php(SAVE % json.dumps(some))
        row = self.scores(some[0])
        needs(row["scvm_status_c"] == "stale" and "unknown key" in row["scvm_reason_c"], f"{row['scvm_status_c']}: {row['scvm_reason_c']}")
        lines = self.log()[log:]
        needs(len(lines) == 1 and "FATAL" in lines[0] and "unknown key" in lines[0], f"{len(lines)} lines: {lines[:2]}")
        self.model.write_text(whole)
        self.cron()
        needs(self.scores(some[0])["scvm_status_c"] == "scored", "not healed")
        return f"reason: {row['scvm_reason_c']}"

    def uninstall_kept(self):
        self.kept = self.all_scores()
        self.suite.uninstall(False)
        page = self.suite.browser.send(f"index.php?module=Contacts&action=DetailView&record={self.contacts[7]}")
        said = text_of(page)
        needs("LBL_SCVM" not in said and "scvm_segment_list" not in said, "a label is missing")
        group = self.kept[self.contacts[7]]["scvm_segment_c"]
        needs(group and "atisfied" in said, f"the group {group} is not readable")
        needs(not (self.suite.root / "custom/scvm").exists(), "custom/scvm is still there")

    def still_there(self):
        needs(self.all_scores() == self.kept, "other scores")

    def works(self):
        self.repair()
        for path in ("index.php?module=Home&action=index", f"index.php?module=Contacts&action=DetailView&record={self.contacts[7]}", "index.php?module=Contacts&action=index"):
            page = self.suite.browser.send(path)
            needs("scvm" not in page.lower() and "Fatal error" not in page and len(page) > 10_000, f"{path}: {re.findall('.{60}scvm.{60}', page, re.I)[:2]}")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--root", required=True, type=lambda text: pathlib.Path(text).resolve(), help="the folder of the installed SuiteCRM")
    arguments.add_argument("--url", required=True, help="where it answers")
    arguments.add_argument("--library", required=True, type=lambda text: pathlib.Path(text).resolve(), help="libscvm.so")
    arguments.add_argument("--user", default="admin")
    arguments.add_argument("--password", default="admin")
    arguments.add_argument("--pictures", type=pathlib.Path, help="a folder for what the browser showed")
    arguments.add_argument("--older", type=pathlib.Path, help="a package of an older version, to upgrade from; default: this one with a lower number")
    arguments.add_argument("--reload", help="a command that restarts the web server's PHP, where that preloads the library's class: a save must score at once")
    options = arguments.parse_args()
    if options.pictures:
        options.pictures.mkdir(parents=True, exist_ok=True)
    protocol = Protocol()
    with tempfile.TemporaryDirectory(prefix="scvm-real-") as name:
        folder = pathlib.Path(name)
        folder.chmod(0o755)  # the web server reads the model in it
        suite = Suite(options.root, options.url, options.user, options.password)
        version = re.search(r"suitecrm_version = '([^']+)'", (options.root / "suitecrm_version.php").read_text())
        print(f"SuiteCRM {version[1] if version else '?'}, {suite.value('SELECT VERSION()')}, {suite.command(['php', '-r', 'print PHP_VERSION;'])}, {datetime.date.today()}", flush=True)
        life = Life(suite, options, folder)
        try:
            life.steps(protocol)
        finally:
            life.restore()
    print(f"{protocol.number - protocol.failed} passed, {protocol.failed} failed")
    return 1 if protocol.failed else 0


if __name__ == "__main__":
    sys.exit(main())
