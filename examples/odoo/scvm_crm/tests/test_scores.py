"""The addon in a real Odoo: odoo-bin -d DATABASE -i scvm_crm --test-tags /scvm_crm --stop-after-init"""

import json
import pathlib
import tempfile

from odoo import fields
from odoo.tests import Form, TransactionCase, tagged
from odoo.tools import mute_logger

from .. import scoring

MODEL = {
    "schema": "scvm-model/1",
    "id": "tests",
    "currency": "EUR",
    "survey": {
        "items": [
            {"id": "Satisfied?", "dimension": "satisfaction", "lowest": 1, "highest": 5},
            {"id": "Loyal?", "dimension": "attachment", "lowest": 0, "highest": 10},
        ]
    },
    "value": {
        "unit": "week", "horizon": 52, "yearly_discount": 0.1, "margin": 0.5, "purchasing_model": "bg_nbd",
        "bg_nbd": {"r": 0.8, "alpha": 12.0, "a": 0.7, "b": 3.0}, "gamma_gamma": {"p": 6.0, "q": 4.0, "v": 200.0},
    },
    "network": {},
    "equity": {"referral_share": 0.2, "influence_share": 0.2},
    "treatment": {
        "actions": [{"id": "talk", "contacts": True, "capacity": 50}, {"id": "leave", "contacts": False}],
        "rules": [{"when": {"segment": ["opponent", "captive"]}, "action": "talk", "reason": "dissatisfied"},
                  {"when": {"segment": ["fan", "sympathizer", "mercenary", "unclassified"]}, "action": "leave"}],
    },
    "consent": {"missing": "include", "survey": "survey", "value": "value", "network": "network", "contact": "contact"},
}  # fmt: skip


class ScvmCase(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        folder = tempfile.TemporaryDirectory(prefix="scvm-odoo-")
        cls.addClassCleanup(folder.cleanup)
        cls.model = pathlib.Path(folder.name) / "model.json"
        cls.model.write_text(json.dumps({**MODEL, "currency": cls.env.company.currency_id.name}))
        cls.env["ir.config_parameter"].set_param("scvm_crm.model", str(cls.model))
        cls.env["ir.config_parameter"].set_param("scvm_crm.language", "en")
        if not cls.env.company.chart_template:
            cls.env["account.chart.template"].try_loading("generic_coa", cls.env.company)
        survey = cls.env["survey.survey"].create({"title": "How are we doing"})
        options = [(0, 0, {"value": text, "sequence": i}) for i, text in enumerate(["1 - poor", "2", "3", "4", "5 - great"])]
        question = {"survey_id": survey.id, "title": "Satisfied?", "question_type": "simple_choice", "suggested_answer_ids": options}
        cls.satisfied = cls.env["survey.question"].create(question)
        cls.loyal = cls.env["survey.question"].create({"survey_id": survey.id, "title": "Loyal?", "question_type": "numerical_box"})
        cls.ada, cls.ben = cls.env["res.partner"].create([{"name": "Ada", "email": "ada@scvm.example"}, {"name": "Ben", "email": "ben@scvm.example"}])

    def at_commit(self):
        self.env.flush_all()
        self.env.cr.precommit.run()

    def answer(self, partner, satisfied, loyal):
        answered = self.env["survey.user_input"].create({"survey_id": self.satisfied.survey_id.id, "partner_id": partner.id})
        choice = self.satisfied.suggested_answer_ids[satisfied - 1]
        self.env["survey.user_input.line"].create([
            {"user_input_id": answered.id, "question_id": self.satisfied.id, "answer_type": "suggestion", "suggested_answer_id": choice.id},
            {"user_input_id": answered.id, "question_id": self.loyal.id, "answer_type": "numerical_box", "value_numerical_box": loyal},
        ])  # fmt: skip
        answered._mark_done()
        self.at_commit()

    def invoice(self, partner, amount, kind="out_invoice", day="2026-01-10", company=None):
        company = company or self.env.company
        account = self.env["account.account"].search([("company_id", "=", company.id), ("account_type", "=", "income")], limit=1)
        line = {"name": "Chair", "quantity": 1, "price_unit": amount, "account_id": account.id, "tax_ids": [(5,)]}
        move = self.env["account.move"].with_company(company).create({
            "move_type": kind, "partner_id": partner.id, "invoice_date": day, "currency_id": company.currency_id.id, "invoice_line_ids": [(0, 0, line)],
        })  # fmt: skip
        move.action_post()
        self.at_commit()
        return move

    def fields_of(self, partner):
        partner.invalidate_recordset()
        return partner.sudo().read([name for name in partner._fields if name.startswith("scvm_")])[0]


@tagged("post_install", "-at_install")
class TestScores(ScvmCase):
    def test_a_partner_is_scored_while_created(self):
        self.assertEqual((self.ada.scvm_status, self.ada.scvm_reason), ("insufficient_data", "survey_no_answers,value_no_purchases"))

    def test_people_read_a_reason_in_their_language(self):
        self.assertEqual(self.ada.scvm_reason_text, "Answers: no answer of this customer counts; Purchases: no purchase of this customer counts")
        self.env["res.lang"]._activate_lang("de_DE")
        german = self.ada.with_context(lang="de_DE")
        self.assertEqual(german.scvm_reason_text, "Antworten: es zählt keine Antwort dieser Person; Käufe: es zählt kein Kauf dieser Person")
        self.ada.with_context(scvm_writes=True).scvm_reason = "no model"
        self.assertEqual(german.scvm_reason_text, "no model")

    def test_a_missing_number_is_no_zero(self):
        self.assertIs(self.ada.scvm_satisfaction, False)
        self.assertIs(self.ada.scvm_lifetime_value, False)
        self.env.flush_all()
        self.env.cr.execute("SELECT scvm_satisfaction, scvm_lifetime_value FROM res_partner WHERE id = %s", [self.ada.id])
        self.assertEqual(self.env.cr.fetchone(), (None, None))
        self.answer(self.ada, 1, 0)
        self.assertEqual((self.ada.scvm_satisfaction, self.ada.scvm_segment), (0.0, "opponent"))
        both = self.ada | self.ben
        Partner = self.env["res.partner"]
        self.assertEqual(Partner.search([("id", "in", both.ids), ("scvm_satisfaction", "=", 0)]), self.ada)
        self.assertEqual(Partner.search([("id", "in", both.ids), ("scvm_satisfaction", "=", False)]), self.ben)
        self.assertEqual(Partner.search([("id", "in", both.ids)], order="scvm_satisfaction desc"), self.ada | self.ben)  # nobody before who has a score
        found = Partner.read_group([("id", "in", both.ids)], ["scvm_satisfaction:avg"], [])
        self.assertEqual(found[0]["scvm_satisfaction"], 0.0)
        self.assertEqual(self.ben.export_data(["scvm_satisfaction", "scvm_lifetime_value"])["datas"], [["", ""]])
        self.assertEqual(self.ada.export_data(["scvm_satisfaction"])["datas"], [[0.0]])
        self.assertIs(self.ben.read(["scvm_satisfaction"])[0]["scvm_satisfaction"], False)

    def test_answers_count_by_the_number_of_their_text(self):
        self.answer(self.ada, 4, 8)
        self.assertEqual((self.ada.scvm_satisfaction, self.ada.scvm_attachment, self.ada.scvm_status), (75.0, 80.0, "scored"))

    def test_posted_invoices_and_credit_notes_are_purchases(self):
        self.invoice(self.ada, 100)
        self.invoice(self.ada, 30, "out_refund", "2026-02-01")
        address = self.env["res.partner"].create({"name": "Books", "parent_id": self.ada.id, "type": "invoice"})
        posted = self.invoice(address, 50.5, day="2026-03-01")
        self.assertEqual((self.ada.scvm_revenue, self.ada.scvm_currency_id), (120.5, self.env.company.currency_id))
        self.assertFalse(address.scvm_status)
        posted.button_draft()
        self.at_commit()
        self.assertEqual(self.ada.scvm_revenue, 70)

    def test_amounts_of_another_company_are_converted_by_its_rate(self):
        own, other = self.env.company.currency_id, self.env.ref("base.CHF")
        other.active = True
        company = self.env["res.company"].create({"name": "Second", "currency_id": other.id})
        self.env["account.chart.template"].try_loading("generic_coa", company)
        company.currency_id = other
        self.env["res.currency.rate"].create({"currency_id": own.id, "company_id": company.id, "name": "2026-01-01", "rate": 2.0})
        self.invoice(self.ada, 100, company=company)
        self.assertEqual((self.ada.scvm_revenue, self.ada.scvm_currency_id), (200.0, own))

    def test_the_night_and_the_save_write_the_same(self):
        for partner, satisfied, loyal in ((self.ada, 5, 9), (self.ben, 2, 3)):
            self.answer(partner, satisfied, loyal)
            self.invoice(partner, 100)
            self.invoice(partner, 80, day="2026-02-20")
        self.ben.write({"scvm_referred_by_id": self.ada.id, "scvm_referred_on": "2026-01-02"})
        both = self.ada | self.ben
        both.env["res.partner"]._scvm_score_all()
        night = {partner: self.fields_of(partner) for partner in both}
        self.assertTrue(self.ada.scvm_place and self.ada.scvm_network_value is not False and self.ben.scvm_treatment)
        both._scvm_score()
        self.assertEqual({partner: self.fields_of(partner) for partner in both}, night)
        both.env["res.partner"]._scvm_score_all()
        self.assertEqual({partner: self.fields_of(partner) for partner in both}, night)

    def test_a_treatment_is_an_activity_of_who_looks_after_the_partner(self):
        user = self.env["res.users"].create({"name": "Rep", "login": "scvm_rep"})
        self.ben.user_id = user
        self.answer(self.ben, 1, 1)
        self.env["res.partner"]._scvm_score_all()
        planned = self.ben.activity_ids.filtered(lambda each: each.activity_type_id == self.env.ref("scvm_crm.mail_activity_treatment"))
        self.assertEqual((planned.summary, planned.user_id), ("talk", user))
        self.env["mail.blacklist"]._add(self.ben.email)  # who may not be approached is not treated
        self.at_commit()
        self.assertFalse(self.ben.scvm_treatment or self.ben.activity_ids)

    def test_to_leave_somebody_alone_is_no_activity(self):
        self.answer(self.ada, 5, 9)
        self.env["res.partner"]._scvm_score_all()
        self.assertEqual((self.ada.scvm_treatment, len(self.ada.activity_ids)), ("leave", 0))

    def test_a_withdrawal_empties_the_scores_in_that_save(self):
        self.answer(self.ada, 5, 9)
        self.invoice(self.ada, 100)
        self.ada.write({"scvm_consent_value": "withdrawn"})
        self.assertEqual(self.ada.scvm_consent_value_date, fields.Date.context_today(self.ada))
        self.assertEqual((self.ada.scvm_lifetime_value, self.ada.scvm_segment), (False, "fan"))
        self.ada.write({"scvm_consent_survey": "withdrawn", "scvm_consent_network": "withdrawn"})
        self.assertEqual((self.ada.scvm_status, self.ada.scvm_reason, self.ada.scvm_segment, self.ada.scvm_place), ("excluded", "consent_withdrawn", False, False))

    def test_who_withdraws_while_the_night_runs_stays_withdrawn(self):
        self.answer(self.ada, 5, 9)
        self.answer(self.ben, 5, 9)
        made = scoring.Scoring.of_everybody

        def late(*arguments):
            found = list(made(*arguments))
            self.ada.write({f"scvm_consent_{use}": "withdrawn" for use in ("survey", "value", "network")})
            self.ben.unlink()
            return iter(found)

        self.patch(scoring.Scoring, "of_everybody", late)
        self.env["res.partner"]._scvm_score_all()
        self.assertEqual((self.ada.scvm_status, self.ada.scvm_segment), ("excluded", False))
        self.assertFalse(self.ben.exists())

    def test_a_withdrawal_needs_no_model(self):
        self.answer(self.ada, 5, 9)
        gone = self.model.with_suffix(".gone")
        self.model.rename(gone)
        try:
            self.ben.write({"function": "clerk"})
            self.assertEqual(self.ben.scvm_status, "stale")
            self.assertIn("No such file", self.ben.scvm_reason)
            self.ada.write({"scvm_consent_survey": "withdrawn"})
            self.assertEqual((self.ada.scvm_status, self.ada.scvm_segment), ("excluded", False))
        finally:
            gone.rename(self.model)
        self.ben.write({"function": "boss"})
        self.assertEqual(self.ben.scvm_status, "insufficient_data")

    def test_a_model_that_hears_of_no_field_of_consent_is_refused(self):
        whole = self.model.read_text()
        self.addCleanup(self.model.write_text, whole)
        self.model.write_text(json.dumps({**MODEL, "consent": {"missing": "include"}}))
        self.ben.write({"function": "clerk"})
        self.assertIn('consent.survey is "scoring"', self.ben.scvm_reason)

    def test_no_save_is_lost_because_of_a_score(self):
        def broken(*_):
            raise RuntimeError("out of order")

        self.patch(scoring.Scoring, "of_save", broken)
        with mute_logger("odoo.addons.scvm_crm.models.res_partner"):
            self.ada.write({"function": "clerk"})
        self.assertEqual((self.ada.function, self.ada.scvm_status, self.ada.scvm_reason), ("clerk", "error", "out of order"))

    def test_what_is_set_by_hand_wins_and_the_explanation_says_so(self):
        self.answer(self.ada, 5, 9)
        self.ada.write({"scvm_segment_override": "captive"})
        self.assertEqual(self.ada.scvm_segment, "captive")
        self.assertTrue(self.ada.scvm_explain.startswith("[override] segment: computed fan\n"), self.ada.scvm_explain)
        self.ada.write({"scvm_segment_override": False})
        self.assertEqual(self.ada.scvm_segment, "fan")

    def test_of_two_who_are_merged_the_refusal_wins_and_the_purchases_add_up(self):
        self.invoice(self.ada, 100)
        self.invoice(self.ben, 60)
        self.env["res.partner"]._scvm_score_all()
        self.ada.write({"scvm_consent_contact": "granted", "scvm_consent_contact_date": "2026-02-01", "scvm_consent_network": "granted"})
        self.ben.write({"scvm_consent_contact": "withdrawn", "scvm_consent_contact_date": "2026-01-01", "scvm_referred_by_id": self.ada.id, "scvm_referred_on": "2026-01-01"})
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((self.ada | self.ben).ids, self.ada)
        self.assertFalse(self.ben.exists())
        self.assertEqual((self.ada.scvm_revenue, self.ada.scvm_consent_contact, self.ada.scvm_consent_network), (160, "withdrawn", "granted"))
        self.assertFalse(self.ada.scvm_referred_by_id)

    def test_a_copy_is_somebody_else(self):
        self.answer(self.ada, 5, 9)
        self.ada.write({"scvm_consent_contact": "granted"})
        copied = self.ada.copy()
        self.assertEqual((copied.scvm_segment, copied.scvm_consent_contact, copied.scvm_status), ("unclassified", False, "insufficient_data"))

    def test_who_is_archived_has_no_scores(self):
        self.answer(self.ada, 5, 9)
        self.ada.active = False
        self.assertEqual((self.ada.scvm_status, self.ada.scvm_segment), ("stale", False))

    def test_the_privacy_lookup_erases(self):
        self.answer(self.ada, 5, 9)
        self.invoice(self.ada, 100)
        self.env["res.partner"]._scvm_score_all()
        self.at_commit()
        wizard = self.env["privacy.lookup.wizard"].create({"name": "Ada", "email": "ada@scvm.example"})
        wizard.action_lookup()
        line = wizard.line_ids.filtered(lambda each: each.res_model == "res.partner" and each.res_id == self.ada.id)
        line.action_archive_all()  # there are invoices: the contact has to stay
        self.at_commit()  # when the chatter tells of changes
        left = {name: value for name, value in self.fields_of(self.ada).items() if value and name != "id" and not name.startswith("scvm_consent_")}
        self.assertEqual(left, {})
        told = self.env["mail.tracking.value"].search([("mail_message_id.model", "=", "res.partner"), ("mail_message_id.res_id", "=", self.ada.id)])
        self.assertFalse([each.field_id.name for each in told if each.field_id.name.startswith("scvm_")])
        self.ada.active = True
        self.assertEqual((self.ada.scvm_status, self.ada.scvm_reason), ("excluded", "consent_withdrawn"))

    def test_who_can_be_deleted_takes_everything_along(self):
        self.answer(self.ada, 1, 1)
        self.env["res.partner"]._scvm_score_all()
        wizard = self.env["privacy.lookup.wizard"].create({"name": "Ada", "email": "ada@scvm.example"})
        wizard.action_lookup()
        wizard.line_ids.filtered(lambda each: each.res_model == "res.partner").action_unlink_all()
        self.assertFalse(self.ada.exists())
        self.assertFalse(self.env["mail.activity"].search([("res_model", "=", "res.partner"), ("res_id", "=", self.ada.id)]))

    def test_a_form_shows_and_saves(self):
        with Form(self.ada) as form:
            form.function = "clerk"
            form.scvm_consent_contact = "granted"
        self.assertEqual(self.ada.scvm_consent_contact_date, fields.Date.context_today(self.ada))

    def test_users_see_scores_and_guests_do_not(self):
        guest, staff = self.env["res.users"].create([
            {"name": name, "login": f"scvm_{name}", "groups_id": [(6, 0, [self.env.ref(f"base.{group}").id])]} for name, group in (("guest", "group_portal"), ("staff", "group_user"))
        ])  # fmt: skip
        Partner = self.env["res.partner"]
        self.assertIn("scvm_segment", Partner.with_user(staff).fields_get())
        self.assertNotIn("scvm_place", Partner.with_user(staff).fields_get())
        self.assertNotIn("scvm_segment", Partner.with_user(guest).fields_get())

    def test_the_views_open(self):
        Partner = self.env["res.partner"]
        for name in ("view_portfolio_kanban", "view_portfolio_tree", "view_portfolio_graph", "view_portfolio_pivot"):
            view = self.env.ref(f"scvm_crm.{name}")
            self.assertTrue(Partner.get_view(view.id, view.type)["arch"])
        self.assertIn("scvm_explain", Partner.get_view(view_type="form")["arch"])

    def test_names_are_only_names(self):
        for name in ("O'Brien \"%s\" {x}", "עדה", "Ada 👩‍🔬", "%(id)s; DROP"):
            partner = self.env["res.partner"].create({"name": name, "email": f"{len(name)}@scvm.example"})
            self.answer(partner, 5, 9)
            self.assertEqual((partner.name, partner.scvm_segment), (name, "fan"))
