"""Partners with scores: scored while they are saved, and all of them at night."""

import datetime
import logging
import threading
import time

import psycopg2
from odoo import _, api, fields, models
from odoo.tools import SQL

from .. import scoring
from .nullable import Nullable
from .words import REASON

_logger = logging.getLogger(__name__)

CONSENTS = [("granted", "Granted"), ("refused", "Refused"), ("withdrawn", "Withdrawn")]
USES = ("survey", "value", "network", "contact")
#: What people fill in; everything else that begins with scvm_ is computed.
BY_HAND = [f"scvm_consent_{use}{more}" for use in USES for more in ("", "_date")] + ["scvm_referred_by_id", "scvm_referred_on"]
BY_HAND += [f"scvm_{name}_override" for name in scoring.OVERRIDES]
_ACTIVITY = "scvm_crm.mail_activity_treatment"
_AT_ONCE = 200  # partners in one transaction of the night
_ATTEMPTS = 6


class ResPartner(models.Model):
    _inherit = "res.partner"

    scvm_consent_survey = fields.Selection(CONSENTS, "Consent: link survey answers", tracking=True, copy=False, groups="base.group_user")
    scvm_consent_survey_date = fields.Date("Consent to link survey answers: since", copy=False, groups="base.group_user")
    scvm_consent_value = fields.Selection(CONSENTS, "Consent: value purchases", tracking=True, copy=False, groups="base.group_user")
    scvm_consent_value_date = fields.Date("Consent to value purchases: since", copy=False, groups="base.group_user")
    scvm_consent_network = fields.Selection(CONSENTS, "Consent: use contacts with others", tracking=True, copy=False, groups="base.group_user")
    scvm_consent_network_date = fields.Date("Consent to use contacts with others: since", copy=False, groups="base.group_user")
    scvm_consent_contact = fields.Selection(CONSENTS, "Consent: be approached", tracking=True, copy=False, groups="base.group_user",
                                            help="An address on the list of opt-outs from mailings refuses it, whatever stands here.")  # fmt: skip
    scvm_consent_contact_date = fields.Date("Consent to be approached: since", copy=False, groups="base.group_user")
    scvm_referred_by_id = fields.Many2one("res.partner", "Referred by", ondelete="set null", copy=False, groups="base.group_user",
                                          help="Whom the company owes this customer to.")  # fmt: skip
    scvm_referred_on = fields.Date("Referred on", copy=False, groups="base.group_user")
    scvm_reason_text = fields.Char("Reason", compute="_compute_scvm_reason_text", groups="base.group_user")

    @api.depends("scvm_reason")
    @api.depends_context("lang")
    def _compute_scvm_reason_text(self):
        """The reason in the user's language; one that is no word, say why a model cannot be read, as it is."""
        for partner in self:
            said = REASON.get(partner.scvm_reason)
            partner.scvm_reason_text = _(said) if said else partner.scvm_reason

    @api.model
    def _order_field_to_sql(self, alias, field_name, direction, nulls, query):
        """Who has no score comes last, in the descending order, too."""
        if isinstance(self._fields.get(field_name), Nullable) and not nulls.code:
            nulls = SQL("NULLS LAST")
        return super()._order_field_to_sql(alias, field_name, direction, nulls, query)

    # --- saves ---------------------------------------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._scvm_date_consents(vals)
        partners = super().create(vals_list)
        partners._scvm_score()
        return partners

    def write(self, vals):
        if self.env.context.get("scvm_writes"):
            return super().write(vals)
        self._scvm_date_consents(vals)
        done = super().write(vals)
        self._scvm_score()
        return done

    @api.model
    def _scvm_date_consents(self, vals):
        """What somebody says without a day was said today."""
        for use in USES:
            if vals.get(f"scvm_consent_{use}") and not vals.get(f"scvm_consent_{use}_date"):
                vals[f"scvm_consent_{use}_date"] = fields.Date.context_today(self)

    @api.model
    def _scvm_later(self, partners):
        """Scores partners at the end of the transaction, once: what changed is then in the database."""
        if not partners:
            return
        waiting = self.env.cr.precommit.data.setdefault("scvm_crm", set())
        if not waiting:
            self.env.cr.precommit.add(self.browse()._scvm_score_waiting)
        waiting.update(partners.ids)

    @api.model
    def _scvm_score_waiting(self):
        waiting = self.env.cr.precommit.data.pop("scvm_crm", set())
        self.sudo().browse(waiting).exists()._scvm_score()

    def _scvm_customers(self):
        """Those whose own scores these partners' data change: of an address, whose address it is."""
        return self.browse({(partner.parent_id.id if partner.parent_id and partner.type in ("invoice", "delivery", "other", "private") else partner.id) for partner in self})

    # --- scoring -------------------------------------------------------------------------------------------------

    def _scvm_scoring(self):
        """The model in use, as it scores this database. Raises scoring.NoModel."""
        parameters = self.env["ir.config_parameter"].sudo()
        path, language = parameters.get_param("scvm_crm.model"), parameters.get_param("scvm_crm.language") or "en"
        return scoring.opened(self.env.cr.dbname, path, language, self._scvm_ask)

    def _scvm_ask(self, statement):
        with self.env.cr.savepoint(flush=False):
            self.env.cr.execute(statement)
            return self.env.cr.fetchall()

    def _scvm_rows(self, query, partners=None):
        """The rows of a source as dictionaries; `partners`: of these alone."""
        cr = self.env.cr
        if partners is None:
            cr.execute(query)
        else:
            cr.execute(f"SELECT * FROM ({query.replace('%', '%%')}) AS source WHERE customer_id = ANY(%s)", [partners.ids])
        return cr.dictfetchall()

    def _scvm_records(self, made, as_of):
        """What scvm is told of each partner that is a customer, by id."""
        self.env.cr.execute(made.own_query, {"ids": self.ids})
        found = self.env.cr.fetchall()
        return made.records(found, lambda ids: self._scvm_rows(made.queries["purchases"], self.browse(ids)), as_of)

    def _scvm_score(self):
        """Scores some partners now. Never fails because of a score: what cannot be scored keeps its old ones, and says why."""
        partners = self.sudo()
        if not partners:
            return
        partners.flush_recordset()
        try:
            with self.env.cr.savepoint(flush=False):
                made = partners._scvm_scoring()
                as_of = made.today()
                records = partners._scvm_records(made, as_of)
        except Exception as e:  # noqa: BLE001  # no save is lost because of a score
            partners._scvm_wait(e)
            return
        for partner in partners:
            record = records.get(partner.id)
            if record is None:
                partner._scvm_write(partner._scvm_reset())
                continue
            try:
                values = made.of_save(record, partner.scvm_place, partner.scvm_value_tier)
            except Exception as e:  # noqa: BLE001
                _logger.error("scvm: partner %s keeps its old scores: %s", partner.id, _line(e))
                values = {"scvm_status": "error", "scvm_reason": _line(e)[:100]}
            partner._scvm_write(values, made.actions)

    def _scvm_wait(self, e):
        """Without a model a withdrawal empties the scores all the same; the others wait."""
        if not isinstance(e, scoring.NoModel):
            _logger.error("scvm: partners %s keep their old scores: %s", self.ids[:20], _line(e))
        for partner in self:
            if any(partner[f"scvm_consent_{use}"] == "withdrawn" for use in USES[:3]):
                partner._scvm_write(scoring.withdrawn(fields.Date.to_string(fields.Date.context_today(self))))
            elif partner.active and partner == partner._scvm_customers():
                partner._scvm_write({"scvm_status": "stale", "scvm_reason": _line(e)[:100]})

    def _scvm_reset(self):
        """Of whom is no customer any more (archived, say) no score stays; of who never was one, no word."""
        if not self.scvm_status:
            return {}
        had = self.scvm_score_date or self.scvm_reason == "no_customer"
        return {**scoring.withdrawn(None), "scvm_status": "stale" if had else None, "scvm_reason": "no_customer" if had else None}

    @api.model
    def _scvm_score_all(self):
        """The night: everybody in one base, with network, equity and treatments where the model has them."""
        Partner = self.sudo().with_context(active_test=False)
        scoring.forget(self.env.cr.dbname)
        self.env.flush_all()
        try:
            made = Partner._scvm_scoring()
        except scoring.NoModel as e:
            _logger.error("scvm: nobody is scored tonight: %s", e)
            Partner.search([("scvm_status", "!=", False)])._scvm_wait(e)
            return
        as_of = made.today()
        ids = [row["id"] for row in self._scvm_rows(made.queries["customers"])]
        records = []
        for start in range(0, len(ids), 50 * _AT_ONCE):
            records += Partner.browse(ids[start:start + 50 * _AT_ONCE])._scvm_records(made, as_of).values()
        others = {source: self._scvm_rows(query) for source, query in made.queries.items() if source not in ("customers", "attributes", *scoring.OWN_SOURCES)}
        self.env.cr.execute("SELECT id, scvm_place, scvm_score_date, scvm_value_tier FROM res_partner WHERE scvm_place IS NOT NULL OR scvm_value_tier IS NOT NULL")
        placed = {str(id): (place, day and day.isoformat(), tier) for id, place, day, tier in self.env.cr.fetchall()}
        changed, waiting = 0, []
        self._scvm_commit()
        for id, hash, values in made.of_everybody(records, others, placed, as_of):
            waiting.append((int(id), hash, values))
            if len(waiting) == _AT_ONCE:
                changed += Partner._scvm_write_some(made, waiting, as_of)
                waiting = []
        changed += Partner._scvm_write_some(made, waiting, as_of)
        gone = Partner.search([("scvm_status", "!=", False), ("id", "not in", ids)])
        for partner in gone:
            changed += partner._scvm_write(partner._scvm_reset())
        _logger.info("scvm: %s customers scored as of %s, %s changed", len(records), as_of, changed)
        self._scvm_commit()

    @api.model
    def _scvm_write_some(self, made, scored, as_of):
        """Writes what the night found out of some partners: how many changed. Of whom something else is known by now, who withdrew, say, the
        save knew better, and is asked again. Whoever saves while this writes makes it begin anew: nobody waits for the night."""
        for attempt in range(_ATTEMPTS):
            try:
                partners = self.browse([id for id, _, _ in scored])
                now = partners._scvm_records(made, as_of)
                changed = 0
                for partner, (id, hash, values) in zip(partners, scored):
                    if id in now and made.hash(now[id]) == hash:
                        changed += partner._scvm_write(values, made.actions)
                    else:
                        partner.exists()._scvm_score()
                self._scvm_commit()
                return changed
            except psycopg2.errors.SerializationFailure:
                if attempt == _ATTEMPTS - 1:
                    raise
                self.env.cr.rollback()
                self.env.clear()
                time.sleep(0.1 * 2**attempt)

    def _scvm_commit(self):
        self.env.flush_all()
        self.env.invalidate_all()  # the memory of a night stays small
        if not getattr(threading.current_thread(), "testing", False):
            self.env.cr.commit()

    def _scvm_write(self, values, actions=()):
        """Writes what differs; True where anything did. The scores are the addon's, whoever saves. `actions`: those that somebody has to do."""
        self.ensure_one()
        values = scoring.by_hand(values, {name: self[f"scvm_{name}_override"] for name in scoring.OVERRIDES})
        changed = {}
        for name, value in values.items():
            if name == "scvm_currency":
                name, value = "scvm_currency_id", self._scvm_currency_of(value)
            field = self._fields[name]
            if field.type == "boolean":
                value = value == "yes"
            elif field.type == "monetary" and value is not None:
                currency = self.env["res.currency"].browse(changed.get("scvm_currency_id")) or self.scvm_currency_id
                value = round(currency.round(value), currency.decimal_places) if currency else value  # one number, one way to write it
            elif field.type == "date" and value:
                value = datetime.date.fromisoformat(value)
            value = False if value is None else value
            current = self[name].id if field.type == "many2one" else self[name]
            if value != current or (value is False) != (current is False):
                changed[name] = value
        if not changed:
            return False
        self.with_context(scvm_writes=True).write(changed)
        if "scvm_treatment" in changed:
            self._scvm_plan(actions)
        return True

    def _scvm_currency_of(self, code):
        """The id of a currency, active or not; False where Odoo has none of this code."""
        if not code or self.scvm_currency_id.name == code:
            return code and self.scvm_currency_id.id
        return self.env["res.currency"].sudo().with_context(active_test=False).search([("name", "=", code)], limit=1).id

    # --- treatments ----------------------------------------------------------------------------------------------

    def _scvm_plan(self, actions):
        """The treatment as an activity of who looks after the partner; none where there is none any more, or where nobody is approached."""
        self.activity_unlink([_ACTIVITY])
        if self.scvm_treatment in actions:
            user = self.user_id or self.company_id.partner_id.user_id or self.env.ref("base.user_admin")
            self.activity_schedule(_ACTIVITY, summary=self.scvm_treatment, user_id=user.id)


def _line(e):
    return " ".join(str(e).split()) or type(e).__name__
