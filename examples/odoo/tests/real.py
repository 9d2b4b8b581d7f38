#!/usr/bin/env python3
"""Takes a running Odoo 17 through the addon's whole life, by its own screens and its API, and prints a protocol.

    PYTHONPATH=build/dev/python real.py --root /opt/odoo --config odoo.conf --url http://localhost:8069 --database test

The database may be played with: it has base, contacts, crm, sale_management, account with a chart of accounts, survey, privacy_lookup and
mass_mailing installed, and not the addon, whose folder is in the server's addons_path. Contacts, surveys and invoices are made in it, the addon is
installed, upgraded and removed. It must run where Odoo does: the database is looked at, too. `--pictures` keeps what a browser showed.
"""

import argparse
import concurrent.futures
import configparser
import contextlib
import datetime
import http.cookiejar
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
import uuid

import psycopg2
import psycopg2.extras

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2]))
from real_systems import Protocol, Wrong, added, added_at_once, needs, storm, window, without_comments  # noqa: E402
from scvm.command.fields import FIELDS  # noqa: E402

SATISFIED, LOYAL, RECOMMEND, HOW = "Are you satisfied with us?", "How loyal will you be?", "Would you recommend us?", "How satisfied are you with"
OPTIONS = {SATISFIED: ["1 - poor", "2", "3", "4", "5 - great"], LOYAL: ["very loyal", "loyal", "not loyal"], HOW: ["satisfied", "so so", "dissatisfied"]}
#: What scores may stand in after an erasure or a withdrawal.
SAYS_WHY = {"scvm_status", "scvm_reason", "scvm_score_date", "scvm_explain"}


class Odoo:
    """A running Odoo: its API as its own client calls it, its database, its shell."""

    def __init__(self, options):
        self.options, self.url = options, options.url.rstrip("/")
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        config = configparser.ConfigParser(interpolation=None)
        config.read(options.config)
        said = dict(config["options"])
        self.at = {key: said[f"db_{key}"] for key in ("host", "port", "user", "password") if said.get(f"db_{key}", "False") != "False"}
        self.connection = psycopg2.connect(dbname=options.database, **self.at)
        self.connection.autocommit = True

    @property
    def database_url(self):
        quoted = {key: urllib.parse.quote(value, safe="") for key, value in self.at.items()}
        secret = f":{quoted['password']}" if "password" in quoted else ""
        return f"postgresql+psycopg2://{quoted.get('user', '')}{secret}@/{self.options.database}?host={quoted.get('host', '')}&port={quoted.get('port', '5432')}"

    def rows(self, sql, *values):
        with self.connection.cursor(cursor_factory=psycopg2.extras.RealDictCursor) as cursor:
            cursor.execute(sql, values or None)
            return [dict(row) for row in cursor.fetchall()]

    def value(self, sql, *values):
        found = self.rows(sql, *values)
        return next(iter(found[0].values())) if found else None

    def post(self, path, parameters, visitor=False):
        """`visitor`: somebody who is not signed in."""
        body = json.dumps({"jsonrpc": "2.0", "method": "call", "params": parameters}).encode()
        request = urllib.request.Request(f"{self.url}{path}", body, {"Content-Type": "application/json"})
        with (urllib.request.build_opener() if visitor else self.opener).open(request, timeout=600) as answer:
            said = json.load(answer)
        if "error" in said:
            raise Wrong(f"{path}: {said['error']['data']['message'][:600]}")
        return said.get("result")

    def call(self, model, method, *arguments, **named):
        return self.post(f"/web/dataset/call_kw/{model}/{method}", {"model": model, "method": method, "args": list(arguments), "kwargs": named})

    def sign_in(self):
        said = self.post("/web/session/authenticate", {"db": self.options.database, "login": self.options.user, "password": self.options.password})
        needs(said and said.get("uid"), "Odoo does not let us in")
        self.uid = said["uid"]
        return said["server_version"]

    def module(self, button):
        """A button of the Apps screen."""
        self.call("ir.module.module", "update_list")
        found = self.call("ir.module.module", "search", [["name", "=", "scvm_crm"]])
        needs(found, "Odoo does not know the addon: its folder must be in addons_path")
        self.call("ir.module.module", button, found)
        self.sign_in()

    def state(self):
        return self.value("SELECT state FROM ir_module_module WHERE name = 'scvm_crm'")

    def shell(self, code):
        """Python in a process of Odoo's own; what it prints after a mark."""
        command = [sys.executable, str(self.options.root / "odoo-bin"), "shell", "-c", str(self.options.config), "-d", self.options.database, "--no-http", "--log-level=error"]
        if os.getuid() == 0:
            command = ["runuser", "-u", self.options.owner, "--preserve-environment", "--", *command]
        run = subprocess.run(command, input=code, capture_output=True, text=True, timeout=900, cwd=self.options.root, env={**os.environ, "HOME": "/tmp"})
        found = re.search(r"MARK(.*)", run.stdout)
        needs(found, f"the shell: {(run.stderr or run.stdout)[-800:]}")
        return json.loads(found[1])


#: Saves contacts with the hook and without, turn by turn, and takes all of it back.
COST = """
import json, time
partners = env['res.partner'].browse(%s)
found = []
for i in range(%d):
    pair = {}
    for alone in (False, True) if i %% 2 else (True, False):
        partner = partners[i %% len(partners)].with_context(scvm_writes=alone)
        before, start = time.process_time(), time.perf_counter()
        partner.write({'comment': 'saved %%s %%s' %% (i, alone)})
        env.flush_all()
        pair[alone] = [1000 * (time.perf_counter() - start), 1000 * (time.process_time() - before)]
    found.append([pair[False], pair[True]])
env.cr.rollback()
print('MARK' + json.dumps(found[len(partners):]))
"""


class Life:
    """The addon's life, step by step; each method is a step and raises Wrong, or returns a remark."""

    def __init__(self, odoo, options, folder):
        self.odoo, self.options, self.folder = odoo, options, folder
        self.model, self.mapping = folder / "model.json", folder / "mapping.jsonc"
        self.mark = uuid.uuid4().hex[:6]
        self.partners = []

    def steps(self, protocol):
        step, odoo = protocol.step, self.odoo
        step("sign in", odoo.sign_in)
        step("the system is clean before", self.nothing_left)
        step("install by the button of the Apps screen", self.install)
        if odoo.state() != "installed":
            return
        step("a contact saved by the form before there is a model waits, and says why", self.save_without_model)
        step("40 contacts by the API, their invoices and credit notes posted", self.make_partners)
        step("a survey, and answers by the page that customers see", self.make_survey)
        step("referrals, consents of each use, and an opt-out of mailings", self.make_consents)
        step("init --preset odoo writes a model and a mapping", self.init)
        step("check knows which scales are reversed", self.check)
        step("fit", self.fit)
        step("settings: the model file and the language", self.settings)
        step("the scheduled action scores everybody", self.night)
        step("score: the command writes what the night wrote, in every field", self.command_equals_night)
        step("a save by the API writes what the batch wrote, in every field", self.hook_equals_batch)
        step("the next night changes nothing", self.nothing_changes)
        step("a save by the form returns the scores of now", self.save_by_form)
        step("an invoice posted, and taken back: revenue follows in that transaction", self.invoice_moves)
        step("what a save costs", self.cost)
        step("what a save costs where eight processes save at once", self.cost_at_once)
        step("50 saves by the API, eight at a time: none is lost", self.storm)
        step("saves while the night runs: neither fails, and a withdrawal stays one", self.saves_at_night)
        step("what is missing is empty, and no zero: read, averages, search, export", self.missing)
        step("what is set by hand wins", self.by_hand)
        step("treatments are activities; an opt-out takes them away", self.treatments)
        step("pictures: kanban, list, graph, pivot, treatments, contact, settings", self.pictures)
        step("the same in German", self.german)
        step("a withdrawal by the form empties the scores in that save", self.withdraw)
        step("the night and the command write the same of it", self.withdrawn_alike)
        step("merging two contacts: the refusal wins, the scores are made anew", self.merge)
        step("erase by the privacy lookup: who can be deleted", self.erase_deleted)
        step("erase by the privacy lookup: who has to stay for invoices", self.erase_archived)
        step("a model that breaks is a reason on the contact, and heals", self.broken_model)
        step("upgrade by the button: columns and scores stay", self.upgrade)
        step("uninstall by the button", self.uninstall)
        step("the tables of the command, dropped as the README says", self.drop)
        step("nothing is left: no table, column, view, action, menu, job, parameter, activity or message", self.nothing_left)
        step("and Odoo works: contacts, invoices, surveys", self.works)

    # --- helpers -------------------------------------------------------------------------------------------------

    def scvm(self, *arguments, code=(0, 1)):
        environment = {**os.environ, "SCVM_DATABASE": self.odoo.database_url}  # named in the mapping where the URL has a password
        run = subprocess.run([sys.executable, "-m", "scvm", *map(str, arguments)], capture_output=True, text=True, cwd=self.folder, timeout=600, env=environment)
        needs(run.returncode in code, f"scvm {arguments[0]}: {(run.stderr or run.stdout)[-600:]}")
        return run.stdout

    def create(self, model, values):
        return self.odoo.call(model, "create", values)

    def columns(self):
        return [row["column_name"] for row in self.odoo.rows("SELECT column_name FROM information_schema.columns WHERE table_name = 'res_partner' AND column_name LIKE 'scvm\\_%%' ORDER BY 1")]

    def scores(self, id=None):
        computed = [name for name in self.columns() if name in self.computed]
        rows = self.odoo.rows(f"SELECT id, {', '.join(computed)} FROM res_partner WHERE scvm_status IS NOT NULL AND (%s IS NULL OR id = %s) ORDER BY id", id, id)
        return {row.pop("id"): row for row in rows}

    @property
    def computed(self):
        return {"scvm_currency_id" if field.name == "currency" else f"scvm_{field.name}" for field in FIELDS}

    def move(self, partner, amount, day, kind="out_invoice"):
        line = {"name": "Chair", "quantity": 1, "price_unit": amount, "tax_ids": [[5, 0, 0]], "account_id": self.account}
        return {"move_type": kind, "partner_id": partner, "invoice_date": day, "invoice_line_ids": [[0, 0, line]]}

    def invoice(self, partner, amount, day, kind="out_invoice"):
        move = self.create("account.move", self.move(partner, amount, day, kind))
        self.odoo.call("account.move", "action_post", [move])
        return move

    # --- steps ---------------------------------------------------------------------------------------------------

    def nothing_left(self):
        odoo, left = self.odoo, []
        tables = {
            "columns": "SELECT table_name || '.' || column_name FROM information_schema.columns WHERE column_name LIKE 'scvm\\_%' AND table_name NOT LIKE 'scvm\\_%'",
            "fields": "SELECT model || '.' || name FROM ir_model_fields WHERE name LIKE 'scvm\\_%'",
            "data": "SELECT model || ' ' || name FROM ir_model_data WHERE module = 'scvm_crm'",
            "views": "SELECT name FROM ir_ui_view WHERE name LIKE '%scvm%' OR arch_db::text LIKE '%scvm\\_%'",
            "actions": "SELECT name::text FROM ir_actions WHERE name::text LIKE '%Customer Value%'",
            "jobs": "SELECT cron_name FROM ir_cron WHERE cron_name LIKE '%Customer Value%'",
            "menus": "SELECT name::text FROM ir_ui_menu WHERE name::text LIKE '%Customer Value%'",
            "parameters": "SELECT key FROM ir_config_parameter WHERE key LIKE 'scvm%'",
            "activity types": "SELECT name::text FROM mail_activity_type WHERE name::text LIKE '%Treatment%'",
            "tracked": "SELECT v.id::text FROM mail_tracking_value v WHERE v.field_info::text LIKE '%scvm\\_%'",
            "tables": "SELECT table_name FROM information_schema.tables WHERE table_name LIKE '%scvm\\_%'",
        }
        for what, query in tables.items():
            found = [str(next(iter(row.values()))) for row in odoo.rows(query)]
            left += [f"{what}: {', '.join(found[:6])}"] if found else []
        needs(not left, "\n".join(left))

    def install(self):
        self.odoo.module("button_immediate_install")
        needs(self.odoo.state() == "installed", f"state {self.odoo.state()}")
        return f"{len(self.columns())} columns"

    def save_without_model(self):
        saved = self.odoo.call("res.partner", "web_save", [], {"name": f"Early {self.mark}"}, specification={"scvm_status": {}, "scvm_reason": {}, "scvm_reason_text": {}})
        self.early = saved[0]["id"]
        needs(saved[0]["scvm_status"] == "stale" and "no model" in saved[0]["scvm_reason_text"] == saved[0]["scvm_reason"], str(saved))
        return saved[0]["scvm_reason"]

    def make_partners(self):
        odoo = self.odoo
        company = odoo.call("res.users", "read", [odoo.uid], ["company_id"])[0]["company_id"][0]
        self.account = odoo.call("account.account", "search", [["company_id", "=", company], ["account_type", "=", "income"]], limit=1)[0]
        names = ["O'Brien \"%s\" {x}", "עדה", "Ada 👩‍🔬"]
        values = [{"name": f"{names[i] if i < 3 else 'Customer'} {i} {self.mark}", "email": f"c{i}.{self.mark}@example.com"} for i in range(40)]
        self.partners = self.create("res.partner", values)
        chance, today, moves = random.Random(11), datetime.date.today(), []
        for partner in self.partners[:36]:
            for _ in range(chance.randint(1, 4)):
                day = (today - datetime.timedelta(days=chance.randint(1, 700))).isoformat()
                moves.append(self.move(partner, chance.choice([50, 80, 120.5, 300]), day, "out_invoice" if chance.random() < 0.9 else "out_refund"))
        address = self.create("res.partner", {"name": "Bookkeeping", "parent_id": self.partners[0], "type": "invoice"})
        moves.append(self.move(address, 77.7, today.isoformat()))
        odoo.call("account.move", "action_post", self.create("account.move", moves))
        return f"{len(moves)} invoices and credit notes"

    def make_survey(self):
        odoo = self.odoo
        survey = self.create("survey.survey", {"title": f"Satisfaction {self.mark}", "questions_layout": "one_page", "access_mode": "public", "users_login_required": False})
        token = odoo.call("survey.survey", "read", [survey], ["access_token"])[0]["access_token"]
        ids, choices = {}, {}
        for title, kind in ((SATISFIED, "simple_choice"), (LOYAL, "simple_choice"), (RECOMMEND, "numerical_box"), (HOW, "matrix")):
            values = {"survey_id": survey, "title": title, "question_type": kind, "suggested_answer_ids": [[0, 0, {"value": each, "sequence": i}] for i, each in enumerate(OPTIONS.get(title, []))]}
            if kind == "matrix":
                values["matrix_row_ids"] = [[0, 0, {"value": each, "sequence": i}] for i, each in enumerate(["Price", "Service"])]
            ids[title] = self.create("survey.question", values)
            choices[title] = odoo.call("survey.question", "read", [ids[title]], ["suggested_answer_ids", "matrix_row_ids"])[0]
        chance = random.Random(5)
        answering = self.partners[4:]
        for partner in answering:
            mood = chance.random()
            answer = odoo.call("survey.user_input", "read", [self.create("survey.user_input", {"survey_id": survey, "partner_id": partner})], ["access_token"])[0]["access_token"]
            odoo.post(f"/survey/begin/{token}/{answer}", {}, visitor=True)
            better = lambda title, up: choices[title]["suggested_answer_ids"][min(len(OPTIONS[title]) - 1, int((mood if up else 1 - mood) * len(OPTIONS[title])))]  # noqa: E731
            said = {str(ids[SATISFIED]): str(better(SATISFIED, True)), str(ids[LOYAL]): str(better(LOYAL, False)), str(ids[RECOMMEND]): str(round(10 * mood))}
            said[str(ids[HOW])] = {str(row): [str(better(HOW, False))] for row in choices[HOW]["matrix_row_ids"]}
            odoo.post(f"/survey/submit/{token}/{answer}", said, visitor=True)
        done = odoo.value("SELECT count(*) FROM survey_user_input WHERE survey_id = %s AND state = 'done'", survey)
        needs(done == len(answering), f"{done} of {len(answering)} done")
        return f"{done} answered"

    def make_consents(self):
        write = self.odoo.call
        for partner in self.partners[5:9]:
            write("res.partner", "write", [partner], {"scvm_referred_by_id": self.partners[4], "scvm_referred_on": "2025-01-05"})
        for partner in self.partners[:38]:
            write("res.partner", "write", [partner], {f"scvm_consent_{use}": "granted" for use in ("survey", "value", "network", "contact")})
        write("res.partner", "write", [self.partners[38]], {"scvm_consent_survey": "granted", "scvm_consent_value": "refused"})
        for partner in self.partners[4:20]:
            write("res.partner", "message_post", [partner], body="A question", author_id=partner, message_type="comment", email_from="x@example.com")
        self.create("mail.blacklist", {"email": f"c30.{self.mark}@example.com"})
        dated = self.odoo.value("SELECT scvm_consent_value_date FROM res_partner WHERE id = %s", self.partners[38])
        needs(dated is not None, "a consent without a day")

    def init(self):
        said = self.scvm("init", "--preset", "odoo", "--database", self.odoo.database_url, "--output", "starter.jsonc", "--mapping", self.mapping)
        text = (self.folder / "starter.jsonc").read_text()
        document = without_comments(text)
        needs(document["consent"]["survey"] == "survey", "purposes")
        needs("password" not in self.odoo.at or self.odoo.at["password"] not in self.mapping.read_text(), "a password in the mapping")
        items = {item["id"]: item for item in document["survey"]["items"]}
        needs(items[LOYAL].get("reversed") and items[f"{HOW}: Price"].get("reversed") and not items[SATISFIED].get("reversed"), str(items))
        return ", ".join(" ".join(line.split()[:2]) for line in said.splitlines()[2:10])

    def check(self):
        said = self.scvm("check", "--source", self.mapping, "--model", "starter.jsonc", "--as-of", "today")
        needs("customers" in said and "Left out" not in said, said[-400:])

    def fit(self):
        self.scvm("fit", "--source", self.mapping, "--model", "starter.jsonc", "--as-of", "today", "--output", self.model)
        self.model.chmod(0o644)

    def settings(self):
        wizard = self.create("res.config.settings", {"scvm_model": str(self.model), "scvm_language": "en"})
        self.odoo.call("res.config.settings", "execute", [wizard])
        needs(self.odoo.value("SELECT value FROM ir_config_parameter WHERE key = 'scvm_crm.model'") == str(self.model), "not set")

    def run_night(self):
        job = self.odoo.rows("SELECT c.id FROM ir_cron c JOIN ir_model_data d ON d.res_id = c.id AND d.model = 'ir.cron' WHERE d.module = 'scvm_crm'")[0]["id"]
        self.odoo.call("ir.cron", "method_direct_trigger", [job])

    def night(self):
        self.run_night()
        scores = self.scores()
        statuses = [row["scvm_status"] for row in scores.values()]
        needs(statuses.count("scored") >= 30 and "error" not in statuses, str({each: statuses.count(each) for each in set(statuses)}))
        needs(scores[self.partners[4]]["scvm_network_value"] is not None and scores[self.partners[4]]["scvm_place"], "no network value")
        needs(scores[self.early]["scvm_status"] != "stale", "the early contact still waits")
        return ", ".join(f"{statuses.count(each)} {each}" for each in sorted(set(statuses)))

    def differing(self):
        batch = {int(row["id"]): row for row in self.odoo.rows("SELECT * FROM scvm_scores WHERE status <> 'stale'")}
        mine = {id: row for id, row in self.scores().items() if row["scvm_status"] != "stale"}
        needs(sorted(batch) == sorted(mine), f"others: {sorted(set(batch) ^ set(mine))[:10]}")
        digits = {row["id"]: row["name"] for row in self.odoo.rows("SELECT id, name FROM res_currency")}
        wrong = []
        for id, row in batch.items():
            for field in FIELDS:
                theirs, own = row[field.name], mine[id]["scvm_currency_id" if field.name == "currency" else f"scvm_{field.name}"]
                if field.name == "currency":
                    own = digits.get(own)
                elif field.none == "no":
                    own = "yes" if own else None
                elif field.name == "place":
                    theirs, own = ({name: each for name, each in json.loads(text or "{}").items() if name != "refused"} for text in (theirs, own))
                elif field.type.__class__.__name__ == "Numeric" and theirs is not None:
                    theirs, own = round(float(theirs), 2), own if own is None else float(own)
                if theirs != own and not (isinstance(own, float) and theirs is not None and abs(float(theirs) - own) < 0.0051 * (field.type.__class__.__name__ == "Numeric")):
                    wrong.append(f"{id} {field.name}: Odoo {own!r}, command {theirs!r}")
        needs(not wrong, f"{len(wrong)} differ:\n" + "\n".join(wrong[:8]))
        return f"{len(batch)} contacts, {len(FIELDS)} fields"

    def command_equals_night(self):
        self.scvm("score", "--source", self.mapping, "--model", self.model, "--as-of", "today", "--add-columns")
        return self.differing()

    def hook_equals_batch(self):
        before = self.scores()
        for id in before:
            self.odoo.call("res.partner", "write", [id], {"function": f"saved {self.mark}"})
        after = self.scores()
        wrong = [f"{id} {name}: {before[id][name]!r} then {after[id][name]!r}" for id in before for name in before[id] if before[id][name] != after[id][name]]
        needs(not wrong, f"{len(wrong)} differ:\n" + "\n".join(wrong[:8]))
        return self.differing()

    def nothing_changes(self):
        before = self.odoo.rows("SELECT id, write_date FROM res_partner ORDER BY id")
        self.run_night()
        after = self.odoo.rows("SELECT id, write_date FROM res_partner ORDER BY id")
        needs(before == after, f"{sum(a != b for a, b in zip(before, after))} written")

    def save_by_form(self):
        partner = self.partners[6]
        said = self.odoo.call("res.partner", "web_save", [partner], {"phone": "1"}, specification={"scvm_segment": {}, "scvm_lifetime_value": {}, "scvm_score_date": {}})[0]
        needs(said["scvm_segment"] and said["scvm_score_date"], str(said))
        return f"{said['scvm_segment']}, {said['scvm_lifetime_value']}"

    def invoice_moves(self):
        partner = self.partners[7]
        revenue = lambda: float(self.scores(partner)[partner]["scvm_revenue"])  # noqa: E731
        before = revenue()
        move = self.invoice(partner, 1000, datetime.date.today().isoformat())
        needs(abs(revenue() - before - 1000) < 0.005, f"{before} then {revenue()}")
        self.odoo.call("account.move", "button_draft", [move])
        needs(abs(revenue() - before) < 0.005, f"{before} then {revenue()}")

    def cost(self):
        return added(self.odoo.shell(COST % (self.partners[4:30], 126)), 5)

    def cost_at_once(self):
        return added_at_once(lambda i: self.odoo.shell(COST % (self.partners[4 + 3 * i : 7 + 3 * i], 20)), 20)

    def storm(self):
        def rename(i):
            self.odoo.call("res.partner", "write", [self.partners[i % 40]], {"website": f"http://storm{i}.{self.mark}.example"})

        speed = storm(rename)
        stored = self.odoo.value("SELECT count(*) FROM res_partner WHERE website LIKE %s", f"http://storm%.{self.mark}.example")
        bad = self.odoo.value("SELECT count(*) FROM res_partner WHERE scvm_status IN ('error', 'stale')")
        needs(stored == 40 and not bad, f"{stored} of 40 stored, {bad} in error")
        return f"{speed}, none in error"

    def saves_at_night(self):
        partner, done = self.partners[13], []
        values = [{f"scvm_consent_{use}": state for use in ("survey", "value", "network")} for state in ("withdrawn", "granted")]
        for state in values:  # the night scores him as he is; the save comes between
            with concurrent.futures.ThreadPoolExecutor(6) as pool:
                self.odoo.call("res.partner", "write", self.partners[4:30], {"vat": False, "function": f"night {len(done)}"})
                night = pool.submit(self.run_night)
                time.sleep(0.15)
                saves = [pool.submit(self.odoo.call, "res.partner", "write", [id], {"function": f"by day {len(done)}"}) for id in self.partners[14:30]]
                self.odoo.call("res.partner", "write", [partner], state)
                done += [each.result() for each in [night, *saves]]
            row = self.scores(partner)[partner]
            needs((row["scvm_status"] == "excluded") == (state is values[0]), f"{row['scvm_status']}: {row['scvm_reason']}")
        self.run_night()
        bad = self.odoo.value("SELECT count(*) FROM res_partner WHERE scvm_status IN ('error', 'stale')")
        needs(not bad, f"{bad} in error")
        return f"{len(done)} calls, none failed"

    def missing(self):
        call, empty = self.odoo.call, self.partners[3]  # never answered
        said = call("res.partner", "web_read", [empty], specification={"scvm_satisfaction": {}, "scvm_revenue": {}})[0]
        needs(said["scvm_satisfaction"] is False and isinstance(said["scvm_revenue"], float), str(said))
        domain = [["id", "in", self.partners]]
        found = call("res.partner", "read_group", domain, ["scvm_satisfaction:avg"], [])[0]["scvm_satisfaction"]
        true = self.odoo.value("SELECT avg(scvm_satisfaction) FROM res_partner WHERE id = ANY(%s)", self.partners)
        needs(abs(found - true) < 1e-9, f"{found} {true}")
        without = call("res.partner", "search_count", [*domain, ["scvm_satisfaction", "=", False]])
        needs(empty in call("res.partner", "search", [*domain, ["scvm_satisfaction", "=", False]]), "not found by `is not set`")
        exported = call("res.partner", "export_data", [empty], ["scvm_satisfaction", "scvm_revenue"])["datas"][0]
        needs(exported[0] == "", f"{exported}")
        return f"{without} without a satisfaction, average of the others {found:.1f}"

    def by_hand(self):
        partner = self.partners[8]
        read = lambda: self.scores(partner)[partner]  # noqa: E731
        before = read()
        self.odoo.call("res.partner", "web_save", [partner], {"scvm_segment_override": "captive"}, specification={})
        needs(read()["scvm_segment"] == "captive" and read()["scvm_explain"].startswith("[override] segment: computed "), str(read()["scvm_explain"]))
        self.odoo.call("res.partner", "web_save", [partner], {"scvm_segment_override": False, "scvm_lifetime_value_override": 0}, specification={})
        needs(read() == before, "not as before")

    def treatments(self):
        planned = "SELECT count(*) FROM mail_activity a JOIN ir_model_data d ON d.res_id = a.activity_type_id AND d.model = 'mail.activity.type' WHERE d.module = 'scvm_crm' AND a.active"
        treated = {id: row["scvm_treatment"] for id, row in self.scores().items() if row["scvm_treatment"]}
        approached = [id for id, action in treated.items() if action == "talk"]
        needs(approached and self.odoo.value(planned) == len(approached), f"{len(approached)} to talk to, {self.odoo.value(planned)} activities")
        needs(approached and self.partners[30] not in approached, "nobody to talk to, or who opted out")
        self.create("mail.blacklist", {"email": self.odoo.call("res.partner", "read", [approached[0]], ["email"])[0]["email"]})
        needs(not self.scores(approached[0])[approached[0]]["scvm_treatment"], "still treated")
        needs(self.odoo.value(f"{planned} AND a.res_id = %s", approached[0]) == 0, "the activity is still there")
        return f"{len(approached)} activities of {len(treated)} treatments"

    @contextlib.contextmanager
    def window(self):
        from selenium.webdriver.common.by import By

        with window() as driver:
            driver.implicitly_wait(30)
            driver.get(f"{self.odoo.url}/web/login?db={self.options.database}")
            driver.find_element(By.NAME, "login").send_keys(self.options.user)
            driver.find_element(By.NAME, "password").send_keys(self.options.password)
            driver.find_element(By.CSS_SELECTOR, "button[type=submit]").click()
            driver.find_element(By.CLASS_NAME, "o_main_navbar")
            yield driver

    def shown(self, driver, name, address, wait, language="en"):
        """What a screen says, once an element is there; a picture of it is kept."""
        from selenium.webdriver.common.by import By

        driver.get("about:blank")
        driver.get(f"{self.odoo.url}/web#{address}")
        try:
            driver.find_element(By.CSS_SELECTOR, wait)
            time.sleep(2)
        finally:
            if self.options.pictures:
                driver.save_screenshot(str(self.options.pictures / f"{name}.{language}.png"))
        said = driver.find_element(By.CSS_SELECTOR, ".o_action_manager").text
        needs(not driver.execute_script("return document.querySelectorAll('.o_error_dialog').length"), "an error dialog")
        return said

    def action(self, name):
        return self.odoo.value("SELECT res_id FROM ir_model_data WHERE module = 'scvm_crm' AND name = %s", name)

    def pictures(self):
        from selenium.webdriver.common.by import By

        portfolio, treatments = self.action("action_portfolio"), self.action("action_treatments")
        partner = next(id for id, row in self.scores().items() if row["scvm_segment"] == "opponent" and row["scvm_lifetime_value"])
        with self.window() as driver:
            said = self.shown(driver, "kanban", f"action={portfolio}&view_type=kanban", ".o_kanban_record")
            needs("Dissatisfied, not bound" in said and "Lifetime value" in said, said[:400])
            said = self.shown(driver, "list", f"action={portfolio}&view_type=list", ".o_data_row")
            needs("Satisfaction" in said, said[:400])
            worth = driver.execute_script("return [...document.querySelectorAll('td[name=scvm_lifetime_value]')].map(e => e.textContent.trim() !== '')")
            needs(worth[0] and not worth[-1] and sorted(worth, reverse=True) == worth, f"who has no lifetime value is not last: {worth}")
            empty = driver.execute_script("return [...document.querySelectorAll('td[name=scvm_satisfaction]')].filter(e => !e.textContent.trim()).length")
            needs(empty >= 1, "no cell of the list is empty")
            self.shown(driver, "graph", f"action={portfolio}&view_type=graph", ".o_graph_renderer canvas")
            said = self.shown(driver, "pivot", f"action={portfolio}&view_type=pivot", ".o_pivot table")
            needs("Dissatisfied, not bound" in said and "Total" in said, said[:400])
            self.shown(driver, "treatments", f"action={treatments}&view_type=list", ".o_group_header")
            self.shown(driver, "contact", f"id={partner}&model=res.partner&view_type=form", ".o_form_view")
            tab = driver.find_element(By.CSS_SELECTOR, "a.nav-link[name=scvm]")
            driver.execute_script("arguments[0].click()", tab)
            time.sleep(1)
            driver.execute_script("arguments[0].scrollIntoView()", tab)
            if self.options.pictures:
                driver.save_screenshot(str(self.options.pictures / "page.en.png"))
            said = driver.find_element(By.CSS_SELECTOR, ".tab-pane.active").text
            for text in ("Consent", "Dissatisfied, not bound", "$"):
                needs(text.lower() in said.lower(), f"{text}: {said[:600]}")
            explained = driver.find_element(By.CSS_SELECTOR, ".tab-pane.active [name=scvm_explain]")
            needs("Dissatisfied" in explained.text or len(explained.text) > 100, f"no explanation: {explained.text}")
            driver.execute_script("arguments[0].scrollIntoView(false)", explained)
            if self.options.pictures:
                driver.save_screenshot(str(self.options.pictures / "explanation.en.png"))
            self.shown(driver, "settings", f"action={self.odoo.value('SELECT id FROM ir_act_window WHERE res_model = %s ORDER BY id LIMIT 1', 'res.config.settings')}", "[name=scvm_model]")
            driver.execute_script("document.querySelector('[name=scvm_model]').scrollIntoView()")
            if self.options.pictures:
                driver.save_screenshot(str(self.options.pictures / "settings.en.png"))

    def german(self):
        from selenium.webdriver.common.by import By

        wizard = self.create("base.language.install", {"lang_ids": [[6, 0, self.odoo.call("res.lang", "search", [["code", "=", "de_DE"]], context={"active_test": False})]], "overwrite": True})
        self.odoo.call("base.language.install", "lang_install", [wizard])
        self.odoo.call("res.users", "write", [self.odoo.uid], {"lang": "de_DE"})
        try:
            with self.window() as driver:
                said = self.shown(driver, "kanban", f"action={self.action('action_portfolio')}&view_type=kanban", ".o_kanban_record", "de")
                needs("Unzufrieden, nicht gebunden" in said and "Kundenwert" in said, said[:400])
                self.shown(driver, "contact", f"id={self.partners[6]}&model=res.partner&view_type=form", ".o_form_view", "de")
                tab = driver.find_element(By.CSS_SELECTOR, "a.nav-link[name=scvm]")
                driver.execute_script("arguments[0].click()", tab)
                time.sleep(1)
                said = driver.find_element(By.CSS_SELECTOR, ".tab-pane.active").text
                if self.options.pictures:
                    driver.save_screenshot(str(self.options.pictures / "page.de.png"))
                for text in ("Zufriedenheit", "Einwilligung", "Maßnahme"):
                    needs(text.lower() in said.lower(), f"{text}: {said[:600]}")
        finally:
            self.odoo.call("res.users", "write", [self.odoo.uid], {"lang": "en_US"})

    def withdraw(self):
        self.gone = self.partners[9]
        values = {f"scvm_consent_{use}": "withdrawn" for use in ("survey", "value", "network")}
        said = self.odoo.call("res.partner", "web_save", [self.gone], values, specification={"scvm_status": {}, "scvm_reason": {}})[0]
        needs((said["scvm_status"], said["scvm_reason"]) == ("excluded", "consent_withdrawn"), str(said))
        full = [name for name, value in self.scores(self.gone)[self.gone].items() if value not in (None, False) and name not in SAYS_WHY]
        needs(not full, f"not emptied: {full}")

    def withdrawn_alike(self):
        self.run_night()
        return self.command_equals_night()

    def merge(self):
        a, b = self.partners[10], self.partners[11]
        before = sum(float(self.scores(id)[id]["scvm_revenue"]) for id in (a, b))
        self.odoo.call("res.partner", "write", [b], {"scvm_consent_contact": "withdrawn", "email": f"c10.{self.mark}@example.com"})
        wizard = self.create("base.partner.merge.automatic.wizard", {"state": "selection", "partner_ids": [[6, 0, [a, b]]], "dst_partner_id": a})
        self.odoo.call("base.partner.merge.automatic.wizard", "action_merge", [wizard])
        needs(not self.odoo.value("SELECT count(*) FROM res_partner WHERE id = %s", b), "still two")
        row = self.scores(a)[a]
        needs(abs(float(row["scvm_revenue"]) - before) < 0.005, f"{before} then {row['scvm_revenue']}")
        needs(self.odoo.value("SELECT scvm_consent_contact FROM res_partner WHERE id = %s", a) == "withdrawn", "the withdrawal is lost")
        self.partners.remove(b)

    def lookup(self, id):
        name, email = (self.odoo.call("res.partner", "read", [id], ["name", "email"])[0][key] for key in ("name", "email"))
        wizard = self.create("privacy.lookup.wizard", {"name": name, "email": email})
        self.odoo.call("privacy.lookup.wizard", "action_lookup", [wizard])
        return self.odoo.call("privacy.lookup.wizard.line", "search_read", [["wizard_id", "=", wizard]], ["res_model", "res_id", "is_active"])

    def erase_deleted(self):
        id = self.partners[37]  # never bought
        lines = self.lookup(id)
        for line in [each["id"] for each in lines if each["res_model"] == "survey.user_input"] + [each["id"] for each in lines if each["res_model"] == "res.partner"]:
            self.odoo.call("privacy.lookup.wizard.line", "action_unlink", [line])
        needs(not self.odoo.value("SELECT count(*) FROM res_partner WHERE id = %s", id), "still there")
        left = {table: self.odoo.value(f"SELECT count(*) FROM {table} WHERE {condition}", id) for table, condition in
                {"mail_activity": "res_model = 'res.partner' AND res_id = %s", "survey_user_input": "partner_id = %s", "mail_message": "model = 'res.partner' AND res_id = %s"}.items()}  # fmt: skip
        needs(not any(left.values()), str(left))
        self.partners.remove(id)
        return f"{len(lines)} records found"

    def erase_archived(self):
        id = self.partners[12]
        line = next(each["id"] for each in self.lookup(id) if each["res_model"] == "res.partner" and each["res_id"] == id)
        self.odoo.call("privacy.lookup.wizard.line", "action_archive_all", [line])
        row = self.odoo.rows("SELECT * FROM res_partner WHERE id = %s", id)[0]
        full = [name for name in row if name.startswith("scvm_") and not name.startswith("scvm_consent_") and row[name] not in (None, False)]
        needs(not row["active"] and not full, f"left: {full}")
        told = self.odoo.value("SELECT count(*) FROM mail_tracking_value v JOIN mail_message m ON m.id = v.mail_message_id JOIN ir_model_fields f ON f.id = v.field_id"
                               " WHERE m.model = 'res.partner' AND m.res_id = %s AND f.name LIKE 'scvm\\_%%'", id)  # fmt: skip
        needs(not told, f"{told} changes told in the chatter")
        self.run_night()
        self.odoo.call("res.partner", "write", [id], {"active": True})
        row = self.odoo.rows("SELECT scvm_status, scvm_reason FROM res_partner WHERE id = %s", id)[0]
        needs(row["scvm_status"] == "excluded", str(row))
        self.scvm("erase", "--source", self.mapping, "--id", id, "--yes")
        needs(not self.odoo.value("SELECT count(*) FROM scvm_scores WHERE id = %s", str(id)), "the command's table")

    def broken_model(self):
        whole = self.model.read_text()
        self.model.write_text('{"schema": "scvm-model/1", "id": "x", "vale": {}}')
        partner = self.partners[6]
        before = self.scores(partner)[partner]
        self.odoo.call("res.partner", "write", [partner], {"phone": "2"})
        row = self.scores(partner)[partner]
        needs(row["scvm_status"] == "stale" and "vale" in row["scvm_reason"] and row["scvm_segment"] == before["scvm_segment"], f"{row['scvm_status']}: {row['scvm_reason']}")
        self.model.write_text(whole)
        self.odoo.call("res.partner", "write", [partner], {"phone": "3"})
        needs(self.scores(partner)[partner] == before, "not healed")
        return row["scvm_reason"]

    def upgrade(self):
        columns, scores = self.columns(), self.scores()
        self.odoo.module("button_immediate_upgrade")
        needs(self.columns() == columns and self.scores() == scores, "other columns or scores")
        needs(self.odoo.value("SELECT count(*) FROM ir_cron WHERE cron_name LIKE 'Customer Value%%'") == 1, "jobs")

    def uninstall(self):
        self.odoo.module("button_immediate_uninstall")
        needs(self.odoo.state() == "uninstalled", f"state {self.odoo.state()}")

    def drop(self):
        with self.odoo.connection.cursor() as cursor:
            cursor.execute("DROP TABLE scvm_scores, scvm_score_history, scvm_runs, scvm_erased")

    def works(self):
        call = self.odoo.call
        for model in ("res.partner", "account.move", "survey.survey", "res.config.settings"):
            needs("scvm" not in json.dumps(call(model, "get_views", [[False, "form"]])), model)
        call("res.partner", "web_save", [self.partners[0]], {"phone": "4"}, specification={"name": {}})
        self.invoice(self.partners[0], 10, datetime.date.today().isoformat())


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--root", required=True, type=lambda text: pathlib.Path(text).resolve(), help="the folder with odoo-bin")
    arguments.add_argument("--config", required=True, type=lambda text: pathlib.Path(text).resolve(), help="the server's configuration file")
    arguments.add_argument("--url", required=True, help="where it answers")
    arguments.add_argument("--database", required=True)
    arguments.add_argument("--user", default="admin")
    arguments.add_argument("--password", default="admin")
    arguments.add_argument("--owner", default="odoo", help="whom Odoo runs as, where this runs as root")
    arguments.add_argument("--pictures", type=pathlib.Path, help="a folder for what the browser showed")
    options = arguments.parse_args()
    if options.pictures:
        options.pictures.mkdir(parents=True, exist_ok=True)
    protocol = Protocol()
    with tempfile.TemporaryDirectory(prefix="scvm-real-") as name:
        folder = pathlib.Path(name)
        folder.chmod(0o755)  # Odoo reads the model in it
        odoo = Odoo(options)
        print(f"Odoo {odoo.value('SELECT latest_version FROM ir_module_module WHERE name = %s', 'base')}, PostgreSQL {odoo.value('SHOW server_version')}, Python {sys.version.split()[0]}, {datetime.date.today()}", flush=True)
        Life(odoo, options, folder).steps(protocol)
    print(f"{protocol.number - protocol.failed} passed, {protocol.failed} failed")
    return 1 if protocol.failed else 0


if __name__ == "__main__":
    sys.exit(main())
