#!/usr/bin/env python3
"""Tests of the Odoo addon without Odoo: run.py, with the Python package of scvm on the path.

What needs Odoo's ORM is tested in Odoo's own test runner (scvm_crm/tests), and by real.py against a running one. Here: the addon's plain code
against the small database of the preset's test, on a PostgreSQL of its own; its fields, views and translations against each other;
its numbers against a double of Odoo's, which does what Odoo 17's do: read NULL as 0.0 and write 0.0 for it.
"""

import ast
import importlib.util
import json
import pathlib
import re
import sys
import tempfile
import types
import unittest
import unittest.mock
import xml.etree.ElementTree

HERE = pathlib.Path(__file__).resolve().parent
ADDON = HERE.parent / "scvm_crm"
ROOT = HERE.parents[2]
FIXTURE = ROOT / "python/tests/command/presets"
sys.path.insert(0, str(ROOT / "python/tests/command"))

import polib  # noqa: E402
import servers  # noqa: E402
import sqlalchemy as sa  # noqa: E402
from scvm import CustomerBase, ScoringModel  # noqa: E402
from scvm.command import presets  # noqa: E402
from scvm.command.fields import FIELDS, place_text  # noqa: E402
from scvm.command.readers import statement_of  # noqa: E402
from scvm.command.verbs import main as command  # noqa: E402


def module(path, **doubles):
    """A file of the addon, loaded alone."""
    before = {name: sys.modules.get(name) for name in doubles}
    sys.modules.update(doubles)
    try:
        spec = importlib.util.spec_from_file_location(f"scvm_crm_{path.stem}", path)
        result = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(result)
        return result
    finally:
        for name, each in before.items():
            if each is None:
                sys.modules.pop(name, None)
            else:
                sys.modules[name] = each


scoring = module(ADDON / "scoring.py")


class Numbers(unittest.TestCase):
    """A missing number among Odoo's."""

    @classmethod
    def setUpClass(cls):
        class Float:
            def __init__(self, string=None, **arguments):
                self.__dict__.update(arguments)

            def convert_to_column(self, value, record, values=None, validate=True):
                return float(value or 0.0)

            def convert_to_cache(self, value, record, validate=True):
                return float(value or 0.0)

            def convert_to_record(self, value, record):
                return value or 0.0

            def convert_to_export(self, value, record):
                return value if value or value == 0.0 else ""

        double = types.ModuleType("odoo")
        double.fields = types.SimpleNamespace(Float=Float, Monetary=type("Monetary", (Float,), {}))
        cls.nullable = module(ADDON / "models/nullable.py", odoo=double)

    def test_what_is_missing_stays_missing_and_zero_stays_zero(self):
        for kind in (self.nullable.NullableFloat, self.nullable.NullableMonetary):
            number = kind("Satisfaction")
            for missing in (None, False):
                self.assertIsNone(number.convert_to_column(missing, None))
                self.assertIsNone(number.convert_to_cache(missing, None))
                self.assertEqual(number.convert_to_export(missing, None), "")
            self.assertIs(number.convert_to_record(None, None), False)
            for value in (0, 0.0, 7.5):
                self.assertEqual(number.convert_to_column(value, None), value)
                self.assertEqual(number.convert_to_export(number.convert_to_cache(value, None), None), value)
                self.assertIsNot(number.convert_to_record(0.0, None), False)

    def test_people_see_as_many_decimals_as_the_field_says(self):
        self.assertEqual(self.nullable.NullableFloat("Influence", decimals=4)._description_digits(None), (16, 4))


class Database(unittest.TestCase):
    """The small Odoo of the preset's test, read by the addon and by the command."""

    @classmethod
    def setUpClass(cls):
        server = cls.enterClassContext(servers.running(servers.PostgreSql))
        cls.url = server.url(server.new_database())
        cls.engine = sa.create_engine(cls.url, isolation_level="AUTOCOMMIT")
        cls.addClassCleanup(cls.engine.dispose)
        statements = (FIXTURE / "odoo.sql").read_text(encoding="utf-8").split(";\n")
        with cls.engine.connect() as connection:
            for statement in filter(None, map(str.strip, statements)):
                connection.exec_driver_sql(statement.replace("%", "%%"))
        cls.model = {**json.loads((FIXTURE / "odoo.model.json").read_text(encoding="utf-8")), "network": {}, "equity": {}}
        cls.as_of = json.loads((FIXTURE / "odoo.expected.json").read_text(encoding="utf-8"))["as_of"]

    def ask(self, statement):
        with self.engine.connect() as connection:
            return connection.execute(statement_of(statement)).all()

    def rows(self, query, ids=None):
        of = "" if ids is None else f" WHERE customer_id IN ({', '.join(map(str, ids))})"
        with self.engine.connect() as connection:
            return [dict(row) for row in connection.execute(statement_of(f"SELECT * FROM ({query}) AS source{of}")).mappings()]

    def made(self, **more):
        return scoring.Scoring(ScoringModel({**self.model, **more}), "en", self.ask)

    def records(self, made):
        ids = [row["id"] for row in self.rows(made.queries["customers"])]
        with self.engine.connect() as connection:
            found = connection.exec_driver_sql(made.own_query, {"ids": [*ids, 13, 2]}).fetchall()  # and two who are no customers
        records = made.records([tuple(row) for row in found], lambda some: self.rows(made.queries["purchases"], some), self.as_of)
        self.assertEqual(sorted(records), sorted(ids))
        return list(records.values())

    def night(self, made, records, placed=()):
        others = {source: self.rows(query) for source, query in made.queries.items() if source not in ("customers", "attributes", *scoring.OWN_SOURCES)}
        found = list(made.of_everybody(records, others, dict(placed), self.as_of))
        self.assertEqual([hash for _, hash, _ in found], [made.hash(record) for record in records])
        return {id: values for id, _, values in found}

    def test_the_night_writes_what_the_command_writes_in_every_field(self):
        made = self.made()
        night = self.night(made, self.records(made))
        with tempfile.TemporaryDirectory() as name:
            model, mapping = pathlib.Path(name, "model.json"), pathlib.Path(name, "mapping.jsonc")
            model.write_text(json.dumps(self.model))
            mapping.write_text(presets.look("odoo", self.ask).text(self.url))
            arguments = ["score", "--source", str(mapping), "--model", str(model), "--as-of", self.as_of, "--add-columns", "--quiet"]
            with self.assertRaises(SystemExit):
                command(arguments, prog_name="scvm")
        with self.engine.connect() as connection:
            batch = {row["id"]: dict(row) for row in connection.execute(sa.text("SELECT * FROM scvm_scores")).mappings()}
        self.assertEqual(sorted(night), sorted(batch))
        for id, values in night.items():
            for field in FIELDS:
                mine, theirs = values[f"scvm_{field.name}"], batch[id][field.name]
                if field.type.__class__.__name__ == "Date":
                    theirs = theirs and theirs.isoformat()
                elif field.name == "place" and theirs:  # another mapping that writes into scvm_scores would heed refusals; the addon writes alone
                    theirs = place_text({name: part for name, part in json.loads(theirs).items() if name != "refused"})
                self.assertEqual(mine, float(theirs) if isinstance(mine, float) else theirs, (id, field.name))

    def test_a_save_writes_what_the_night_writes(self):
        made = self.made()
        records = self.records(made)
        for record in records:
            night = self.night(made, records)[record["id"]]
            saved = made.of_save(record, night["scvm_place"], night["scvm_value_tier"])
            self.assertGreater(len(saved), 20)
            self.assertEqual(saved, {name: night[name] for name in saved})
            fresh = made.of_save(record, None, None)  # before the first night: nothing of what rests on others
            if night["scvm_status"] != "excluded":
                self.assertNotIn("scvm_network_value", fresh)
                self.assertEqual(fresh["scvm_segment"], night["scvm_segment"])

    def test_a_part_that_the_model_does_not_have_is_empty_as_the_command_leaves_it(self):
        survey = self.model.pop("survey")
        self.addCleanup(self.model.update, survey=survey)
        made = self.made()
        records = self.records(made)
        night = self.night(made, records)["10"]
        self.assertEqual((night["scvm_segment"], night["scvm_revenue"]), (None, 130.5))
        saved = made.of_save(next(record for record in records if record["id"] == "10"), night["scvm_place"], None)
        self.assertEqual(saved, {name: night[name] for name in saved})

    def test_what_was_published_last_bounds_what_is_published_next(self):
        made = self.made(treatment={"previous_tier": "tier", "tiers": [{"name": "all"}, {"name": "gold", "enter": 100, "stay": 80}]})
        places = {"10": json.dumps({"network": {"published_score": 3.0}}), "12": json.dumps({"network": {}}), "99": json.dumps({"network": {"published_score": 4.0}})}
        with unittest.mock.patch.object(CustomerBase, "add_published_scores") as published, unittest.mock.patch.object(CustomerBase, "add_attributes") as attributes:
            self.night(made, self.records(made), {id: (place, "2026-03-30", "gold") for id, place in places.items()})
        published.assert_called_once_with(["10"], [3.0], ["2026-03-30"])
        attributes.assert_called_once_with("tier", ["10", "12"], ["gold", "gold"])

    def test_a_model_that_hears_of_no_field_of_consent_is_refused(self):
        with self.assertRaisesRegex(scoring.NoModel, 'consent.survey is "scoring": expected "survey"'):
            self.made(consent={"missing": "include"})
        del self.model["consent"]
        self.addCleanup(self.model.update, consent={"missing": "include", "survey": "survey", "value": "value", "network": "network", "contact": "contact"})
        self.assertEqual(self.made().document["consent"]["survey"], "survey")

    def test_a_model_file_is_read_again_when_it_changes(self):
        with tempfile.TemporaryDirectory() as name:
            path = pathlib.Path(name, "model.json")
            for wrong in ("", str(path)):
                with self.assertRaises(scoring.NoModel):
                    scoring.opened("crm", wrong, "en", self.ask)
            path.write_text(json.dumps(self.model))
            first = scoring.opened("crm", str(path), "en", self.ask)
            self.assertIs(scoring.opened("crm", str(path), "en", self.ask), first)
            path.write_text(json.dumps({**self.model, "id": "another"}))
            self.assertEqual(scoring.opened("crm", str(path), "en", self.ask).model.id, "another")
            path.write_text('{"schema": "scvm-model/1", "id": "x", "vale": {}}')
            with self.assertRaisesRegex(scoring.NoModel, "vale: unknown key"):
                scoring.opened("crm", str(path), "en", self.ask)


class Values(unittest.TestCase):
    def test_what_is_set_by_hand_stands_in_the_field_and_the_explanation_says_so(self):
        values = {"scvm_status": "scored", "scvm_segment": "fan", "scvm_lifetime_value": 12.5, "scvm_explain": "why"}
        self.assertEqual(scoring.by_hand(values, {"segment": False, "lifetime_value": False}), values)
        self.assertEqual(scoring.by_hand(values, {"segment": False, "lifetime_value": 0.0}), values)  # what a form sends for an emptied number
        changed = scoring.by_hand(values, {"segment": "captive", "lifetime_value": 7.0})
        self.assertEqual((changed["scvm_segment"], changed["scvm_lifetime_value"]), ("captive", 7.0))
        self.assertEqual(changed["scvm_explain"], "[override] segment: computed fan; lifetime_value: computed 12.5\nwhy")
        self.assertEqual(scoring.by_hand({"scvm_status": "excluded"}, {"segment": "captive"}), {"scvm_status": "excluded"})


class Files(unittest.TestCase):
    """The addon's files against each other."""

    @classmethod
    def setUpClass(cls):
        cls.source = {path.name: path.read_text(encoding="utf-8") for path in (ADDON / "models").glob("*.py")}
        cls.fields = set(re.findall(r"^    (scvm_\w+) = (?:fields\.|Nullable)", cls.source["score_fields.py"] + cls.source["res_partner.py"], re.MULTILINE))
        cls.manifest = ast.literal_eval((ADDON / "__manifest__.py").read_text(encoding="utf-8"))
        cls.views = {name: xml.etree.ElementTree.parse(ADDON / name) for name in cls.manifest["data"]}

    def test_every_field_of_the_command_is_there(self):
        self.assertEqual({f"scvm_{field.name}" for field in FIELDS} - self.fields, {"scvm_currency"})
        self.assertLessEqual({f"scvm_{field.name}_override" for field in FIELDS if field.override} | {"scvm_currency_id"}, self.fields)
        self.assertTrue(self.source["score_fields.py"].startswith("# Rendered by describe/render.py"))

    def test_every_data_file_is_in_the_manifest(self):
        self.assertEqual(sorted(self.manifest["data"]), sorted(str(path.relative_to(ADDON)) for path in ADDON.rglob("*.xml")))

    def test_views_name_fields_and_actions_that_exist(self):
        settings = set(re.findall(r"^    (scvm_\w+) = ", self.source["res_config_settings.py"], re.MULTILINE))
        own = {record.get("id") for view in self.views.values() for record in view.iter() if record.tag in ("record", "menuitem")}
        for name, view in self.views.items():
            text = (ADDON / name).read_text(encoding="utf-8")
            named = {field.get("name") for field in view.iter("field")} | set(re.findall(r"[\('\"! ](scvm_\w+)(?= ==| !=|[\"'])", text))
            named = {each for each in named if each.startswith("scvm_") and f'name="{each}" string' not in text}
            groups = {each.get("name") for each in view.iter() if each.tag in ("page", "group", "block", "setting", "filter")} | {each.get("id") for each in view.iter("setting")}
            self.assertLessEqual(named - groups, self.fields | settings, name)
            for element in view.iter():
                for reference in (element.get("ref"), element.get("action"), element.get("parent")):
                    self.assertTrue(reference is None or "." in reference or reference in own, reference)

    def test_every_text_is_in_german_too(self):
        texts, german = polib.pofile(str(ADDON / "i18n/scvm_crm.pot")), polib.pofile(str(ADDON / "i18n/de.po"))
        self.assertEqual({entry.msgid for entry in texts}, {entry.msgid for entry in german})
        self.assertEqual([entry.msgid for entry in german if not entry.msgstr or entry.fuzzy], [])
        said = {entry.msgid: entry.msgstr for entry in german}
        for field in FIELDS:
            label, label_de = (text.removeprefix("scvm: ") for text in (field.label, field.label_de))
            self.assertEqual(said[label[0].upper() + label[1:]], label_de[0].upper() + label_de[1:])
        for view in self.views.values():
            for element in view.iter():
                for text in (element.get("string"), element.get("help")):
                    self.assertTrue(text is None or text in said, text)


if __name__ == "__main__":
    unittest.main(verbosity=1)
