"""What else changes a partner's scores: invoices, survey answers, opt-outs. Scored once, at the end of the transaction."""

from odoo import api, fields, models


class AccountMove(models.Model):
    _inherit = "account.move"

    def write(self, vals):
        told = {"state", "partner_id", "invoice_date", "move_type"} & set(vals)
        before = self.partner_id if told else None
        done = super().write(vals)
        if told:
            sold = self.filtered(lambda move: move.move_type in ("out_invoice", "out_refund", "out_receipt"))
            self.env["res.partner"]._scvm_later((sold.partner_id | before if sold else before.browse())._scvm_customers())
        return done


class SurveyUserInput(models.Model):
    _inherit = "survey.user_input"

    partner_id = fields.Many2one(index=True)  # looked up in every save

    @api.model_create_multi
    def create(self, vals_list):
        inputs = super().create(vals_list)
        self.env["res.partner"]._scvm_later(inputs.filtered(lambda each: each.state == "done").partner_id)
        return inputs

    def write(self, vals):
        told = {"state", "partner_id", "test_entry"} & set(vals)
        before = self.partner_id if told else None
        done = super().write(vals)
        if told:
            self.env["res.partner"]._scvm_later(self.partner_id | before)
        return done

    def unlink(self):
        partners = self.partner_id
        done = super().unlink()
        self.env["res.partner"]._scvm_later(partners)
        return done


class SurveyUserInputLine(models.Model):
    _inherit = "survey.user_input.line"

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._scvm_tell()
        return lines

    def write(self, vals):
        done = super().write(vals)
        self._scvm_tell()
        return done

    def unlink(self):
        self._scvm_tell()
        return super().unlink()

    def _scvm_tell(self):
        self.env["res.partner"]._scvm_later(self.user_input_id.filtered(lambda each: each.state == "done").partner_id)


class MailBlackList(models.Model):
    _inherit = "mail.blacklist"

    @api.model_create_multi
    def create(self, values):
        listed = super().create(values)
        listed._scvm_tell()
        return listed

    def write(self, values):
        self._scvm_tell()
        done = super().write(values)
        self._scvm_tell()
        return done

    def unlink(self):
        self._scvm_tell()
        return super().unlink()

    def _scvm_tell(self):
        partners = self.env["res.partner"].sudo()
        partners._scvm_later(partners.search([("email_normalized", "in", self.mapped("email"))]))
