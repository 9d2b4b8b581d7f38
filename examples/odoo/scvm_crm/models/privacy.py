"""Erasure by Odoo's privacy lookup. A contact that is deleted takes its scores along. One that has to stay, for its invoices, say, is
archived there: then no score, no trace of one, and no consent stays, and nobody scores it again."""

from odoo import api, fields, models

from .res_partner import BY_HAND, USES


class PrivacyLookupWizardLine(models.TransientModel):
    _inherit = "privacy.lookup.wizard.line"

    @api.onchange("is_active")
    def _onchange_is_active(self):
        result = super(PrivacyLookupWizardLine, self.with_context(tracking_disable=True))._onchange_is_active()  # no trace of what goes
        for line in self:
            if line.res_model == "res.partner" and line.res_id and not line.is_active:
                self.env["res.partner"].sudo().browse(line.res_id)._scvm_erase()
        return result


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _scvm_erase(self):
        today = fields.Date.context_today(self)
        for partner in self:
            partner.activity_unlink(["scvm_crm.mail_activity_treatment"])
            computed = [name for name, field in self._fields.items() if name.startswith("scvm_") and field.store and name not in BY_HAND]
            values = {name: False for name in [*computed, *BY_HAND]}
            values.update({f"scvm_consent_{use}": "withdrawn" for use in USES}, **{f"scvm_consent_{use}_date": today for use in USES})
            partner.with_context(scvm_writes=True, tracking_disable=True).write(values)
            partner._scvm_forget_changes()
        self.search([("scvm_referred_by_id", "in", self.ids)]).write({"scvm_referred_by_id": False, "scvm_referred_on": False})

    def _scvm_forget_changes(self):
        """What the chatter says of scores."""
        messages = self.env["mail.message"].sudo().search([("model", "=", "res.partner"), ("res_id", "in", self.ids)])
        told = messages.tracking_value_ids.filtered(lambda each: each.field_id.name and each.field_id.name.startswith("scvm_"))
        emptied = told.mail_message_id
        told.unlink()
        emptied.filtered(lambda each: not each.tracking_value_ids and not each.body).unlink()
