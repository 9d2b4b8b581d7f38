"""Merging contacts: refusals win, and the scores are made anew from what both did."""

from odoo import models

from .res_partner import USES

_STRICTER = {"withdrawn": 3, "refused": 2, "granted": 1, False: 0}


class MergePartner(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _update_values(self, src_partners, dst_partner):
        consents = {}
        for use in USES:
            said = [(partner[f"scvm_consent_{use}"], partner[f"scvm_consent_{use}_date"]) for partner in src_partners | dst_partner]
            # A withdrawal beats all; else the newest word counts, of two of one day the refusal.
            state, day = max(said, key=lambda each: (each[0] == "withdrawn", str(each[1] or ""), _STRICTER[each[0]]))
            consents.update({f"scvm_consent_{use}": state, f"scvm_consent_{use}_date": day})
        place = dst_partner.sudo().scvm_place
        super()._update_values(src_partners, dst_partner)
        if dst_partner.scvm_referred_by_id == dst_partner:  # the one had brought the other
            consents.update(scvm_referred_by_id=False, scvm_referred_on=False)
        dst_partner.sudo().write({**consents, "scvm_place": place})

    def _merge(self, partner_ids, dst_partner=None, extra_checks=True):
        partners = self.env["res.partner"].browse(partner_ids)
        result = super()._merge(partner_ids, dst_partner, extra_checks)
        partners.exists()._scvm_score()
        return result
