"""The module against a real tryton-server. Started by run_tests.py, which lets Tryton find it."""

import datetime
import logging
import pathlib
import re
import shutil
import tempfile
import unittest
import zoneinfo
from decimal import Decimal

import scvm
from trytond.config import config
from trytond.exceptions import UserError
from trytond.pool import Pool
from trytond.tests import test_tryton
from trytond.tests.test_tryton import with_transaction
from trytond.transaction import Transaction

MODEL = pathlib.Path(__file__).resolve().parent / "model.json"
SCORES = [
    "scvm_segment", "scvm_satisfaction", "scvm_attachment", "scvm_revenue", "scvm_p_alive", "scvm_expected_purchases",
    "scvm_lifetime_value", "scvm_input_hash",
]  # fmt: skip
AMONG_OTHERS = [
    "scvm_influence", "scvm_social_score", "scvm_network_value", "scvm_engagement_value", "scvm_value_tier", "scvm_treatment",
    "scvm_network_explanation",
]  # fmt: skip

logging.getLogger("trytond").setLevel(logging.CRITICAL)


def use_model(path):
    if not config.has_section("scvm"):
        config.add_section("scvm")
    config.set("scvm", "model", str(path))


def day(text):
    return datetime.date.fromisoformat(text)


def today(zone="UTC"):
    return datetime.datetime.now(zoneinfo.ZoneInfo(zone)).date()


def new_party(name="Ada", **more):
    party, = Pool().get("party.party").create([{"name": name, **more}])
    return party


def add(model, party, **values):
    row, = Pool().get(f"party.scvm.{model}").create([{"party": party.id, **values}])
    return row


def customer(name="Ada", **more):
    """A satisfied customer who bought twice and agreed to be scored."""
    party = new_party(name, **more)
    add("consent", party, purpose="*", state="granted", date=day("2026-01-02"))
    add("answer", party, item="sat_overall", value=5.0, date=day("2026-03-01"))
    add("answer", party, item="att_recommend", value=9.0, date=day("2026-03-01"))
    add("purchase", party, date=day("2026-04-02"), amount=Decimal("52.00"))
    add("purchase", party, date=day("2026-10-11"), amount=Decimal("66.00"))
    return party


def expected_card(**changes):
    record = {
        "id": "x",
        "as_of": today().isoformat(),
        "consents": [{"purpose": "*", "state": "granted", "time": "2026-01-02"}],
        "answers": [
            {"item": "sat_overall", "value": 5, "time": "2026-03-01"},
            {"item": "att_recommend", "value": 9, "time": "2026-03-01"},
        ],
        "purchases": [{"time": "2026-04-02", "amount": 52}, {"time": "2026-10-11", "amount": 66}],
    }
    return scvm.Scorer(scvm.ScoringModel.from_file(MODEL)).score_customer({**record, **changes})


class PartyScvmTestCase(test_tryton.ModuleTestCase):
    "Besides Tryton's own checks of views, fields, access, wizards and translations of a module"
    module = "party_scvm"

    def setUp(self):
        super().setUp()
        use_model(MODEL)

    def assert_scored_as(self, card, party):
        self.assertEqual(party.scvm_status, "scored")
        self.assertEqual(party.scvm_segment, card["survey"]["segment"])
        self.assertAlmostEqual(party.scvm_satisfaction, card["survey"]["satisfaction"], 6)
        self.assertAlmostEqual(party.scvm_attachment, card["survey"]["attachment"], 6)
        self.assertAlmostEqual(party.scvm_p_alive, min(card["value"]["p_alive"], 1 - 1e-6), 6)
        self.assertEqual(party.scvm_lifetime_value, Decimal(repr(card["value"]["lifetime_value"])).quantize(Decimal("0.01")))

    def assert_logged_once(self, logs, *words):
        self.assertEqual(len(logs.output), 1, logs.output)
        for word in words:
            self.assertIn(word, logs.output[0])

    @with_transaction()
    def test_a_new_row_scores_its_party_as_the_library_does(self):
        party = customer()
        self.assert_scored_as(expected_card(), party)
        self.assertEqual(party.scvm_segment, "fan")
        self.assertGreater(party.scvm_lifetime_value, 1)
        self.assertEqual(party.scvm_currency, "EUR")
        self.assertEqual(party.scvm_score_date, today())
        self.assertEqual((party.scvm_model, party.scvm_model_hash), ("tryton-test", expected_card()["model"]["hash"]))
        self.assertEqual(party.scvm_revenue, Decimal("118.00"))
        self.assertAlmostEqual(party.scvm_expected_purchases, expected_card()["value"]["expected_purchases"], 6)
        self.assertIn("The satisfaction is 100.00", party.scvm_explanation)
        self.assertIn("\n  sat_overall: 100.00\n", party.scvm_explanation)

    @with_transaction()
    def test_explanations_speak_the_language_of_the_configuration(self):
        config.set("scvm", "language", "de")
        self.addCleanup(config.remove_option, "scvm", "language")
        self.assertIn("Zufriedenheit", customer().scvm_explanation)

    @with_transaction()
    def test_changed_moved_and_deleted_rows_score_their_parties_anew(self):
        ada, bob = customer("Ada"), customer("Bob")
        Answer = Pool().get("party.scvm.answer")
        of_ada = Answer.search([("party", "=", ada.id), ("item", "=", "sat_overall")])
        Answer.write(of_ada, {"value": 1.0})
        self.assertEqual(ada.scvm_satisfaction, 0)
        Answer.write(of_ada, {"party": bob.id, "value": 2.0, "date": day("2026-04-01")})
        self.assertIsNone(ada.scvm_satisfaction)
        self.assertEqual(ada.scvm_segment, "unclassified")
        self.assertEqual(bob.scvm_satisfaction, 25)
        Answer.delete(of_ada)
        self.assertEqual(bob.scvm_satisfaction, 100)

    @with_transaction()
    def test_a_score_that_cannot_be_made_any_more_is_emptied(self):
        party = customer()
        for model in ("answer", "purchase"):
            Model = Pool().get(f"party.scvm.{model}")
            Model.delete(Model.search([("party", "=", party.id)]))
        self.assertEqual(party.scvm_status, "insufficient_data")
        self.assertEqual(party.scvm_reason, "survey_no_answers, value_no_purchases")
        self.assertIsNone(party.scvm_lifetime_value)
        self.assertIsNone(party.scvm_satisfaction)

    @with_transaction()
    def test_without_consent_nobody_is_scored(self):
        party = new_party()
        add("purchase", party, date=day("2026-04-02"), amount=Decimal("52.00"))
        self.assertEqual((party.scvm_status, party.scvm_reason), ("excluded", "consent_missing"))
        add("consent", party, purpose="*", state="refused", date=day("2026-01-02"))
        self.assertEqual((party.scvm_status, party.scvm_reason), ("excluded", "consent_refused"))
        self.assertEqual([getattr(party, name) for name in SCORES], [None] * len(SCORES))

    @with_transaction()
    def test_a_withdrawal_empties_every_score_even_where_the_model_does_not_work(self):
        party = customer()
        use_model("/nowhere/model.json")
        add("consent", party, purpose="*", state="withdrawn", date=day("2020-01-01"))
        self.assertEqual((party.scvm_status, party.scvm_reason), ("excluded", "consent_withdrawn"))
        self.assertEqual([getattr(party, name) for name in SCORES], [None] * len(SCORES))
        self.assertIsNone(party.scvm_explanation)

    @with_transaction()
    def test_the_group_set_by_hand_wins_and_stays(self):
        party = customer()
        Party = Pool().get("party.party")
        Party.write([party], {"scvm_segment_override": "captive"})
        add("purchase", party, date=day("2026-11-01"), amount=Decimal("5"))
        Party.scvm_score_all()
        self.assertEqual((party.scvm_group, party.scvm_segment, party.scvm_segment_override), ("captive", "fan", "captive"))
        other = customer("Bob")
        self.assertEqual(Party.search([("scvm_group", "=", "captive")]), [party])
        self.assertEqual(Party.search([("scvm_group", "=", "fan")]), [other])

    @with_transaction()
    def test_the_lifetime_value_set_by_hand_wins_and_stays_even_where_it_is_nothing(self):
        Party = Pool().get("party.party")
        party, other = customer(), customer("Bob")
        computed = party.scvm_lifetime_value
        self.assertEqual(party.scvm_value, computed)
        Party.write([party], {"scvm_lifetime_value_override": Decimal("0")})
        add("purchase", party, date=day("2026-11-01"), amount=Decimal("5"))
        Party.scvm_score_all()
        self.assertEqual((party.scvm_value, party.scvm_lifetime_value_override), (0, 0))
        self.assertNotEqual(party.scvm_lifetime_value, computed)
        self.assertEqual(Party.search([("scvm_value", ">", 1)]), [other])
        self.assertEqual(Party.search([("scvm_value", "=", 0)]), [party])

    @with_transaction()
    def test_a_missing_model_loses_no_row_and_keeps_the_old_scores(self):
        party = customer()
        before = {name: getattr(party, name) for name in SCORES}
        use_model("/nowhere/model.json")
        with self.assertLogs("trytond.modules.party_scvm", "ERROR") as logs:
            add("purchase", party, date=day("2026-11-01"), amount=Decimal("5"))
        self.assert_logged_once(logs, "keeps its old scores", "/nowhere/model.json")
        self.assertEqual(party.scvm_status, "error")
        self.assertEqual({name: getattr(party, name) for name in SCORES}, before)
        self.assertEqual(len(Pool().get("party.scvm.purchase").search([("party", "=", party.id)])), 3)

    @with_transaction()
    def test_a_model_that_is_none_loses_no_row(self):
        party = customer()
        with tempfile.TemporaryDirectory() as folder:
            broken = pathlib.Path(folder) / "model.json"
            broken.write_text('{"schema": "scvm-model/1", "id": "x", "vale": {}}')
            use_model(broken)
            with self.assertLogs("trytond.modules.party_scvm", "ERROR") as logs:
                add("answer", party, item="sat_overall", value=1.0, date=day("2026-05-01"))
        self.assert_logged_once(logs, "unknown key")
        self.assertEqual(party.scvm_status, "error")

    @with_transaction()
    def test_a_model_that_was_fitted_anew_is_used_at_once(self):
        with tempfile.TemporaryDirectory() as folder:
            model = pathlib.Path(folder) / "model.json"
            shutil.copy(MODEL, model)
            use_model(model)
            party = customer()
            before = party.scvm_lifetime_value
            model.write_text(MODEL.read_text().replace('"margin": 0.4', '"margin": 0.80'))
            Pool().get("party.party").scvm_score([party])
        self.assertAlmostEqual(party.scvm_lifetime_value, 2 * before, 1)

    @with_transaction()
    def test_the_nightly_job_scores_everybody_like_the_hook_and_then_changes_nothing(self):
        Party = Pool().get("party.party")
        parties = [customer(name) for name in ("Ada", "Bob", "Cy")]
        names = [name for name in Party._fields if name.startswith("scvm_")]
        hooked = [{name: getattr(party, name) for name in names} for party in parties]
        Party.write(parties, {name: None for name in [*SCORES, "scvm_status", "scvm_score_date", "scvm_explanation"]})
        Cron = Pool().get("ir.cron")
        cron, = Cron.search([("method", "=", "party.party|scvm_score_all")])
        Cron.run_once([cron])
        for party, before in zip(parties, hooked):
            after = {name: getattr(party, name) for name in names}
            for name in set(names) - {*AMONG_OTHERS, "scvm_place"}:
                self.assertEqual(after[name], before[name], name)
        stamps = [party.write_date for party in Party.browse(parties)]
        count = len(written(Party, lambda: Party.scvm_score_all()))
        self.assertEqual(count, 0)
        self.assertEqual(sorted(party.scvm_treatment or "" for party in parties), ["", "invite", "invite"])  # room for two
        count = len(written(Party, lambda: Party.scvm_score([party for party in parties if party.scvm_treatment])))
        self.assertEqual(count, 0)  # with its place, a change of nothing says what the night said
        self.assertEqual([party.write_date for party in Party.browse(parties)], stamps)

    @with_transaction()
    def test_where_days_are_not_those_of_utc_the_night_says_what_the_hook_said(self):
        from scvm.command.fields import input_hash

        Party = Pool().get("party.party")
        names = [name for name in Party._fields if name.startswith("scvm_") and name not in (*AMONG_OTHERS, "scvm_place")]
        for zone in ("America/New_York", "Asia/Kolkata"):
            with self.subTest(zone), tempfile.TemporaryDirectory() as folder:
                model = pathlib.Path(folder) / "model.json"
                model.write_text(MODEL.read_text().replace('"id": "tryton-test"', f'"id": "tryton-test", "time_zone": "{zone}"'))
                use_model(model)
                here = today(zone)
                days = [day("2026-03-08"), day("2026-03-09"), day("2026-11-01"), day("2026-11-02"), here, here + datetime.timedelta(1)]
                parties = []
                for when in days:  # of 23 and of 25 hours, and the last ones
                    parties.append(customer(str(when)))
                    add("answer", parties[-1], item="sat_overall", value=3.0, date=when)
                    add("purchase", parties[-1], date=when, amount=Decimal("20.00"))
                hooked = [{name: getattr(party, name) for name in names} for party in parties]
                self.assertEqual({each["scvm_score_date"] for each in hooked}, {here})
                self.assertEqual([each["scvm_revenue"] for each in hooked], 5 * [Decimal("138.00")] + [Decimal("118.00")])
                applied = scvm.Scorer(scvm.ScoringModel.from_file(model))
                reader = scvm.dates.DateReader(time_zone=zone)
                for party, when in zip(parties, days):
                    record, = Party.scvm_records([party], here)
                    self.assertEqual(record["as_of"], here.isoformat())
                    self.assert_scored_as(applied.score_customer(record), party)
                    second = {text: reader.first_second(text, "day") for text in ("2026-01-02", "2026-03-01", "2026-04-02", "2026-10-11", str(when))}
                    rows = [
                        ("consents", "*", "granted", second["2026-01-02"], None, None, None),
                        ("answers", "sat_overall", 5.0, second["2026-03-01"], 0), ("answers", "att_recommend", 9.0, second["2026-03-01"], 0),
                        ("answers", "sat_overall", 3.0, second[str(when)], 0), ("purchases", second["2026-04-02"], 52.0),
                        ("purchases", second["2026-10-11"], 66.0), ("purchases", second[str(when)], 20.0),
                    ]  # fmt: skip
                    self.assertEqual(party.scvm_input_hash, input_hash(str(party.id), rows))
                Party.write(parties, {name: None for name in [*SCORES, "scvm_status", "scvm_score_date", "scvm_explanation"]})
                Party.scvm_score_all()
                for party, before in zip(parties, hooked):
                    self.assertEqual({name: getattr(party, name) for name in names}, before)
                Party.write(parties, {"active": False})

    @with_transaction()
    def test_the_nightly_job_without_a_model_keeps_the_old_scores_but_not_of_those_who_withdrew(self):
        Party = Pool().get("party.party")
        ada, bob = customer("Ada"), customer("Bob")
        before = ada.scvm_lifetime_value
        Consent = Pool().get("party.scvm.consent")
        table = Consent.__table__()
        # Behind the hook's back, as an import by SQL would do it.
        Transaction().connection.cursor().execute(*table.update([table.state], ["withdrawn"], where=table.party == bob.id))
        use_model("/nowhere/model.json")
        with self.assertLogs("trytond.modules.party_scvm", "ERROR") as logs:
            Party.scvm_score_all()
        self.assert_logged_once(logs, "nobody is scored tonight")
        self.assertEqual((ada.scvm_status, ada.scvm_lifetime_value), ("stale", before))
        self.assertEqual((bob.scvm_status, bob.scvm_lifetime_value), ("excluded", None))

    @with_transaction()
    def test_a_consent_that_cannot_be_read_is_a_withdrawal(self):
        Party, Consent = Pool().get("party.party"), Pool().get("party.scvm.consent")
        table = Consent.__table__()
        for column, value in ((table.state, "opt-out"), (table.state, "REFUSED"), (table.state, ""), (table.date, None), (table.purpose, "")):
            party = customer("Ada")
            # Behind the hook's back, as an import by SQL would do it.
            Transaction().connection.cursor().execute(*table.update([column], [value], where=table.party == party.id))
            Party.scvm_score([Party(party.id)])
            self.assertEqual((Party(party.id).scvm_status, Party(party.id).scvm_lifetime_value), ("excluded", None), (column, value))

    @with_transaction()
    def test_who_referred_a_customer_has_network_value_until_that_customer_is_erased(self):
        Party = Pool().get("party.party")
        ada, bob = customer("Ada"), customer("Bob")
        Party.write([bob], {"scvm_referred_by": ada.id, "scvm_referred_on": day("2026-04-10")})
        Party.scvm_score_all()
        alone = ada.scvm_lifetime_value
        self.assertGreater(ada.scvm_network_value, alone)
        moved = ada.scvm_network_value + bob.scvm_network_value - 2 * alone
        self.assertLessEqual(abs(moved), Decimal("0.01"))  # credit is moved, not made: each field is rounded to a cent
        self.assertIn("The network value is", ada.scvm_network_explanation)
        value = ada.scvm_network_value
        add("purchase", ada, date=day("2026-11-01"), amount=Decimal("5"))
        renewed = {name: getattr(ada, name) for name in AMONG_OTHERS}
        self.assertNotEqual(ada.scvm_network_value, value)
        Party.scvm_score_all()
        self.assertEqual({name: getattr(ada, name) for name in AMONG_OTHERS}, renewed)  # what the place promised
        self.erase(bob)
        Party.scvm_score_all()
        ada = Party(ada.id)
        self.assertEqual(ada.scvm_network_value, ada.scvm_lifetime_value)

    @with_transaction()
    def test_without_a_place_a_change_leaves_what_the_night_wrote(self):
        Party = Pool().get("party.party")
        party = customer()
        self.assertEqual({getattr(party, name) for name in AMONG_OTHERS}, {None})
        written_by_night = {"scvm_network_value": Decimal("77"), "scvm_value_tier": "gold"}
        for stored in (None, "nonsense", "[1]", '{"treatment": {"value_tier": "basic"}}'):
            Party.write([party], {"scvm_place": stored, **written_by_night})
            Party.scvm_score([party])
            self.assertEqual((party.scvm_status, party.scvm_network_value, party.scvm_value_tier), ("scored", Decimal("77"), "gold"))
        Party.write([party], {"scvm_place": '{"network": {"surprise": 1}}'})
        with self.assertLogs("trytond.modules.party_scvm", "ERROR") as logs:
            Party.scvm_score([party])
        self.assert_logged_once(logs, "keeps its old scores", "surprise")
        self.assertEqual((party.scvm_status, party.scvm_network_value), ("error", Decimal("77")))

    @with_transaction()
    def test_interactions_and_contributions_of_other_modules_make_influence_and_knowledge_value(self):
        Party = Pool().get("party.party")
        ada, bob, cy = (customer(name) for name in ("Ada", "Bob", "Cy"))
        when = day("2026-11-01")
        replaced = {
            "scvm_interactions": [
                (bob.id, ada.id, "comment", when), (cy.id, ada.id, "share", when), (ada.id, None, "post", when), (0, ada.id, "like", when),
            ],
            "scvm_contributions": [(ada.id, "ideas", when, 1, 1, Decimal("300"))],
        }
        for name, rows in replaced.items():
            setattr(Party, name, classmethod(lambda cls, parties, rows=rows: rows))
            self.addCleanup(delattr, Party, name)
        Party.scvm_score_all()
        self.assertGreater(ada.scvm_influence, bob.scvm_influence)
        self.assertGreater(ada.scvm_social_score, 1)
        self.assertGreater(ada.scvm_network_value, bob.scvm_network_value)
        self.assertEqual(ada.scvm_engagement_value, ada.scvm_network_value + 300)
        self.assertEqual(ada.scvm_value_tier, "gold")
        before = {name: getattr(ada, name) for name in AMONG_OTHERS}
        self.assertEqual(len(written(Party, lambda: Party.scvm_score([ada]))), 0)
        Answer = Pool().get("party.scvm.answer")
        Answer.write(Answer.search([("party", "=", ada.id), ("item", "=", "sat_overall")]), {"value": 1.0})
        self.assertEqual(ada.scvm_treatment, "call")
        self.assertEqual(ada.scvm_engagement_value, before["scvm_engagement_value"])
        add("consent", ada, purpose="*", state="withdrawn", date=day("2026-11-02"))
        self.assertEqual({getattr(ada, name) for name in [*AMONG_OTHERS, "scvm_place"]}, {None})

    @with_transaction()
    def test_who_waits_for_an_actions_capacity_waits_until_the_night(self):
        Party = Pool().get("party.party")
        parties = [customer(name) for name in ("Ada", "Bob", "Cy")]
        Party.scvm_score_all()
        waiting, = [party for party in parties if not party.scvm_treatment]
        self.assertIn("others come first", waiting.scvm_network_explanation)
        add("purchase", waiting, date=day("2026-11-01"), amount=Decimal("5"))
        self.assertIsNone(waiting.scvm_treatment)
        Party.scvm_score_all()
        self.assertEqual(waiting.scvm_treatment, "invite")  # worth more than another one now

    @with_transaction()
    def test_a_tier_is_kept_until_the_value_falls_below_what_it_takes_to_stay(self):
        Party = Pool().get("party.party")
        party = customer()
        Party.scvm_score_all()
        self.assertEqual(party.scvm_value_tier, "gold")
        with tempfile.TemporaryDirectory() as folder:
            model = pathlib.Path(folder) / "model.json"
            use_model(model)
            rules = MODEL.read_text().replace('"enter": 20, "stay": 20', '"enter": 1000, "stay": 20')
            model.write_text(rules.replace('"tiers": [', '"previous_tier": "before", "tiers": ['))
            for score in (Party.scvm_score_all, lambda: Party.scvm_score([party])):
                score()
                self.assertEqual(party.scvm_value_tier, "gold")
            model.write_text(rules)  # a model that keeps no tiers
            for score in (lambda: Party.scvm_score([party]), Party.scvm_score_all):
                Party.write([party], {"scvm_value_tier": "gold"})
                score()
                self.assertEqual(party.scvm_value_tier, "basic")

    @with_transaction()
    def test_scores_of_many_decimals_are_no_reason_to_refuse_a_row(self):
        party = customer()
        add("answer", party, item="sat_overall", value=7 / 3, date=day("2026-05-01"))
        self.assertEqual(party.scvm_satisfaction, 33.333333)

    @with_transaction()
    def test_the_hash_of_the_input_is_that_of_the_command(self):
        from scvm.command.fields import input_hash

        party = customer()
        consent, = party.scvm_consents
        Pool().get("party.scvm.consent").write([consent], {"evidence": "a\\b c", "expires": day("2030-01-01")})
        add("answer", party, item="Zufrieden?", value=None, date=day("2026-03-02"), wave=2)
        rows = [
            ("consents", "*", "granted", 1767312000, 1893456000, "a\\b c", None),
            ("answers", "sat_overall", 5.0, 1772323200, 0), ("answers", "att_recommend", 9.0, 1772323200, 0),
            ("answers", "Zufrieden?", None, 1772409600, 2),
            ("purchases", 1775088000, 52.0), ("purchases", 1791676800, 66.0),
        ]  # fmt: skip
        self.assertEqual(party.scvm_input_hash, input_hash(str(party.id), rows))

    def erase(self, party):
        pool = Pool()
        Party, Erase = pool.get("party.party"), pool.get("party.erase", type="wizard")
        Party.write([party], {"active": False})
        session, start, end = Erase.create()
        Erase.execute(session, {"ask": {"party": party.id}}, "erase")
        Transaction().cache.clear()  # the wizard writes by SQL

    @with_transaction()
    def test_erasing_a_party_leaves_no_score_and_no_answer_purchase_or_consent(self):
        Party = Pool().get("party.party")
        party, other = customer("Ada"), customer("Bob")
        Party.write([party], {"scvm_segment_override": "fan", "scvm_lifetime_value_override": Decimal("5")})
        Party.write([other], {"scvm_referred_by": party.id, "scvm_referred_on": day("2026-02-01")})
        Party.scvm_score_all()
        self.assertIn("given_share", party.scvm_place)
        self.erase(party)
        cursor = Transaction().connection.cursor()
        kept = {"id", "party", "create_uid", "create_date", "write_uid", "write_date", "rec_name"}
        for model in ("party.scvm.answer", "party.scvm.purchase", "party.scvm.consent"):
            table = Pool().get(model).__table__()
            names = [name for name, field in Pool().get(model)._fields.items() if field.sql_type() and name not in kept]
            cursor.execute(*table.select(*[getattr(table, name) for name in names], where=table.party == party.id))
            rows = cursor.fetchall()
            self.assertTrue(rows, model)
            self.assertEqual({value for row in rows for value in row}, {None}, model)
        table = Party.__table__()
        names = [name for name, field in Party._fields.items() if name.startswith("scvm_") and field.sql_type()]
        cursor.execute(*table.select(*[getattr(table, name) for name in names], where=table.id == party.id))
        self.assertEqual(set(cursor.fetchone()), {None})
        cursor.execute(*table.select(table.scvm_referred_by, table.scvm_segment, where=table.id == other.id))
        self.assertEqual(tuple(cursor.fetchone()), (None, "fan"))
        Party.scvm_score_all()
        cursor.execute(*table.select(table.scvm_segment, where=table.id == party.id))
        self.assertEqual(tuple(cursor.fetchone()), (None,))

    @with_transaction()
    def test_a_party_that_is_active_is_not_erased(self):
        pool = Pool()
        Erase = pool.get("party.erase", type="wizard")
        party = customer()
        session, start, end = Erase.create()
        with self.assertRaises(UserError):
            Erase.execute(session, {"ask": {"party": party.id}}, "erase")
        self.assertEqual(party.scvm_segment, "fan")

    @with_transaction()
    def test_merged_parties_are_scored_on_the_data_of_both(self):
        pool = Pool()
        Replace = pool.get("party.replace", type="wizard")
        ada, again = customer("Ada"), customer("Ada")
        Purchase = pool.get("party.scvm.purchase")
        Purchase.write(Purchase.search([("party", "=", again.id)]), {"date": day("2026-11-05")})
        session, start, end = Replace.create()
        Replace.execute(session, {"ask": {"source": again.id, "destination": ada.id}}, "replace")
        Purchase = pool.get("party.scvm.purchase")
        self.assertEqual(len(Purchase.search([("party", "=", ada.id)])), 4)
        Party = pool.get("party.party")
        self.assertIn("purchases of", Party(ada.id).scvm_explanation)
        purchases = [("2026-04-02", 52), ("2026-10-11", 66), ("2026-11-05", 118)]
        card = expected_card(purchases=[{"time": time, "amount": amount} for time, amount in purchases])
        self.assert_scored_as(card, Party(ada.id))

    @with_transaction()
    def test_a_copy_of_a_party_is_somebody_else(self):
        party = customer()
        copy, = Pool().get("party.party").copy([party])
        self.assertEqual([getattr(copy, name) for name in SCORES], [None] * len(SCORES))
        self.assertEqual((copy.scvm_answers, copy.scvm_purchases_known, copy.scvm_consents), ((), (), ()))

    @with_transaction()
    def test_a_party_with_a_history_can_be_deleted(self):
        party = customer()
        Pool().get("party.party").delete([party])
        self.assertEqual(Pool().get("party.scvm.answer").search([]), [])

    @with_transaction()
    def test_names_and_items_with_quotes_and_markup_are_only_text(self):
        party = customer("'; DROP TABLE party_party; -- <script>alert(1)</script>")
        add("answer", party, item="sat_overall'; DROP TABLE party_party; --", value=1.0, date=day("2026-05-01"))
        self.assert_scored_as(expected_card(), party)

    @with_transaction()
    def test_who_may_add_purchases_needs_no_right_to_write_scores(self):
        pool = Pool()
        party = customer()
        before = party.scvm_lifetime_value
        User, Group, Access = pool.get("res.user"), pool.get("res.group"), pool.get("ir.model.access")
        group, = Group.search([("name", "=", "Customer Value")])
        clerk, = User.create([{"name": "Clerk", "login": "clerk", "groups": [("add", [group.id])]}])
        stranger, = User.create([{"name": "Stranger", "login": "stranger"}])
        model, = pool.get("ir.model").search([("model", "=", "party.party")])
        Access.create([{"model": model.id, "perm_read": True, "perm_write": False, "perm_create": False, "perm_delete": False}])
        row = {"party": party.id, "date": day("2026-11-01"), "amount": Decimal("50")}
        Purchase = pool.get("party.scvm.purchase")
        with Transaction().set_user(stranger.id), Transaction().set_context(_check_access=True):
            self.assertRaises(UserError, Purchase.create, [row])
            self.assertRaises(UserError, Purchase.search_read, [], fields_names=["amount"])
        with Transaction().set_user(clerk.id), Transaction().set_context(_check_access=True):
            Purchase.create([row])
        self.assertNotEqual(pool.get("party.party")(party.id).scvm_lifetime_value, before)

    @with_transaction()
    def test_every_text_that_people_see_is_there_in_german(self):
        folder = pathlib.Path(__file__).resolve().parent.parent
        text = (folder / "locale" / "de.po").read_text(encoding="utf-8")
        own = Pool().get("ir.translation").search([("module", "=", "party_scvm"), ("lang", "=", "en"), ("src", "!=", "")])
        self.assertGreater(len(own), 60)
        for each in own:
            if each.type != "selection" or each.src:
                entry = f'msgctxt "{each.type}:{each.name}:{xml_id(each)}"\nmsgid {quoted(each.src)}\nmsgstr "'
                self.assertRegex(text, re.escape(entry) + "[^\"]", entry)


def quoted(text):
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def xml_id(translation):
    """Texts of records are known by the record's XML id."""
    if translation.type != "model" or translation.res_id == -1:
        return ""
    Data = Pool().get("ir.model.data")
    model = translation.name.split(",")[0]
    found = Data.search([("module", "=", "party_scvm"), ("model", "=", model), ("db_id", "=", translation.res_id)])
    return found[0].fs_id if found else ""


def written(Model, action):
    """The rows of a model that an action writes."""
    rows = []
    original = Model.write.__func__

    def spy(cls, records, values, *more):
        rows.extend(row for each in [records, *more[::2]] for row in each)
        return original(cls, records, values, *more)

    Model.write = classmethod(spy)
    try:
        action()
    finally:
        del Model.write
    return rows


if __name__ == "__main__":
    unittest.main()
