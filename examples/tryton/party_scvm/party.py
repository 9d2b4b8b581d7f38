"""Parties with scores, their scoring, and what must happen to it when parties are merged or erased."""

import datetime
import logging
from collections import defaultdict

from trytond.model import fields
from trytond.pool import Pool, PoolMeta
from trytond.tools import grouped_slice
from trytond.transaction import Transaction

from . import scoring

logger = logging.getLogger(__name__)

# Neutral words: a customer may ask to see what is stored of him.
SEGMENTS = [
    (None, ""),
    ("fan", "Satisfied, closely attached"),
    ("sympathizer", "Satisfied, attached"),
    ("mercenary", "Satisfied, not attached"),
    ("captive", "Dissatisfied, but bound"),
    ("opponent", "Dissatisfied, not bound"),
    ("unclassified", "Not classified"),
]
STATUSES = [
    (None, ""),
    ("scored", "Scored"),
    ("excluded", "Excluded: no legal basis"),
    ("insufficient_data", "Not enough data"),
    ("stale", "Old score: waiting for scoring"),
    ("error", "Old score: the last scoring failed"),
]
_STATES = ("granted", "refused", "withdrawn")
_LONG_AGO = datetime.date(1990, 1, 1)
_HISTORIES = ["party.scvm.answer", "party.scvm.purchase", "party.scvm.consent"]
# What people set by hand.
_BY_HAND = ["scvm_segment_override", "scvm_lifetime_value_override"]
_FIELDS = scoring.SCORES + ["scvm_status", "scvm_reason", "scvm_score_date", "scvm_model", "scvm_model_hash"]


class Party(metaclass=PoolMeta):
    __name__ = "party.party"

    scvm_answers = fields.One2Many("party.scvm.answer", "party", "Survey Answers")
    scvm_purchases_known = fields.One2Many("party.scvm.purchase", "party", "Purchases")
    scvm_consents = fields.One2Many("party.scvm.consent", "party", "Consents")
    scvm_referred_by = fields.Many2One(
        "party.party", "Referred By", ondelete="SET NULL", help="Whom the company owes this customer to."
    )
    scvm_referred_on = fields.Date("Referred On")

    scvm_group = fields.Function(fields.Selection(SEGMENTS, "Group"), "get_scvm_group", searcher="search_scvm_group")
    scvm_segment_override = fields.Selection(SEGMENTS, "Group Set by Hand", help="Wins over the computed group.")
    scvm_segment = fields.Selection(SEGMENTS, "Computed Group", readonly=True)
    scvm_satisfaction = fields.Float("Satisfaction", digits=(3, 6), readonly=True, help="0 to 100.")
    scvm_attachment = fields.Float("Attachment", digits=(3, 6), readonly=True, help="0 to 100.")
    scvm_revenue = fields.Numeric("Revenue", digits=(16, 2), readonly=True, help="Of all purchases, refunds deducted.")
    scvm_p_alive = fields.Float("Probability of Still Being a Customer", digits=(1, 6), readonly=True)
    scvm_expected_purchases = fields.Float("Expected Purchases", digits=(16, 6), readonly=True)
    scvm_value = fields.Function(fields.Numeric("Lifetime Value", digits=(16, 2)), "get_scvm_value", searcher="search_scvm_value")
    scvm_lifetime_value_override = fields.Numeric(
        "Lifetime Value Set by Hand", digits=(16, 2), help="Wins over the computed lifetime value."
    )
    scvm_lifetime_value = fields.Numeric("Computed Lifetime Value", digits=(16, 2), readonly=True)
    scvm_currency = fields.Char("Currency of the Lifetime Value", readonly=True)
    scvm_influence = fields.Float("Influence", digits=(1, 6), readonly=True, help="Share of all attention.")
    scvm_social_score = fields.Float("Social Score", digits=(3, 6), readonly=True, help="0 to 100.")
    scvm_network_value = fields.Numeric("Network Value", digits=(16, 2), readonly=True)
    scvm_engagement_value = fields.Numeric("Engagement Value", digits=(16, 2), readonly=True)
    scvm_value_tier = fields.Char("Value Tier", readonly=True)
    scvm_treatment = fields.Char("Treatment", readonly=True)
    scvm_status = fields.Selection(STATUSES, "Scoring Status", readonly=True)
    scvm_reason = fields.Char("Reason of the Status", readonly=True)
    scvm_score_date = fields.Date("Scored On", readonly=True)
    scvm_model = fields.Char("Scored By", readonly=True)
    scvm_model_hash = fields.Char("Fingerprint of the Model", readonly=True)
    scvm_input_hash = fields.Char("Fingerprint of the Scored Data", readonly=True)
    scvm_explanation = fields.Text("Why These Scores", readonly=True)
    scvm_network_explanation = fields.Text("Why These Values of the Network", readonly=True)
    # For programs: no view shows it.
    scvm_place = fields.Text("Place Among Others", readonly=True)

    def get_scvm_group(self, name):
        return self.scvm_segment_override or self.scvm_segment

    def get_scvm_value(self, name):
        return self.scvm_lifetime_value if self.scvm_lifetime_value_override is None else self.scvm_lifetime_value_override

    @classmethod
    def search_scvm_group(cls, name, clause):
        return _either("scvm_segment_override", "scvm_segment", clause)

    @classmethod
    def search_scvm_value(cls, name, clause):
        return _either("scvm_lifetime_value_override", "scvm_lifetime_value", clause)

    @classmethod
    def copy(cls, parties, default=None):
        # A copy is somebody else: nobody has scored him, and nobody asked him anything.
        default = {} if default is None else default.copy()
        for name in [*_FIELDS, *_BY_HAND, "scvm_referred_by", "scvm_referred_on"]:
            default.setdefault(name, None)
        for name in ["scvm_answers", "scvm_purchases_known", "scvm_consents"]:
            default.setdefault(name, [])
        return super().copy(parties, default=default)

    @classmethod
    def scvm_purchases(cls, parties):
        """(party id, date, amount) of each purchase. Extend this where sales or invoices are installed."""
        rows = _read("party.scvm.purchase", parties, ["date", "amount"])
        return [(row["party"], row["date"], row["amount"]) for row in rows if row["date"] and row["amount"] is not None]

    @classmethod
    def scvm_interactions(cls, parties):
        """(actor, target or None, kind, date) of what parties did with each other, or with the company; ids of parties.

        None here: extend this where messages, reviews or a forum are installed.
        """
        return []

    @classmethod
    def scvm_contributions(cls, parties):
        """(party id, kind, date, units, accepted, value) of what parties gave: ideas, reviews, … None here: extend this."""
        return []

    @classmethod
    def scvm_records(cls, parties, as_of):
        """What scvm is told of each party (docs/records.md), in the order of the parties."""
        answers, purchases, consents, contributions = (defaultdict(list) for _ in range(4))
        for row in _read("party.scvm.answer", parties, ["item", "value", "date", "wave"]):
            if row["item"]:
                answers[row["party"]].append(
                    {"item": row["item"], "value": row["value"], "time": _iso(row["date"]), "wave": row["wave"] or 0}
                )
        for party, date, amount in cls.scvm_purchases(parties):
            purchases[party].append({"time": _iso(date), "amount": float(amount)})
        for row in _read("party.scvm.consent", parties, ["purpose", "state", "date", "expires", "evidence"]):
            if not (row["purpose"] and row["state"] in _STATES and row["date"]):  # what cannot be read may be a withdrawal
                row.update(purpose=row["purpose"] or "*", state="withdrawn", date=row["date"] or _LONG_AGO, expires=None)
            consents[row["party"]].append({
                "purpose": row["purpose"], "state": row["state"], "time": _iso(row["date"]),
                "expires": _iso(row["expires"]), "evidence": row["evidence"] or None,
            })  # fmt: skip
        for party, kind, date, units, accepted, value in cls.scvm_contributions(parties):
            contributions[party].append(
                {"kind": kind, "time": _iso(date), "units": units, "accepted": accepted, "value": None if value is None else float(value)}
            )
        return [
            {
                "id": str(party.id), "as_of": _iso(as_of), "answers": answers[party.id],
                "purchases": purchases[party.id], "consents": consents[party.id], "contributions": contributions[party.id],
            }
            for party in parties
        ]  # fmt: skip

    @classmethod
    def scvm_score(cls, parties):
        """Scores some parties now. Never fails because of a score: what cannot be scored keeps its old ones."""
        as_of = scoring.today()
        scored = []
        for party, record in zip(parties, cls.scvm_records(parties, as_of)):
            place = scoring.place_of(party.scvm_place)
            scored.append((party, cls._scvm_values(
                party, record, lambda: scoring.values_for_one(scoring.card_of(record, place, party.scvm_value_tier), record, place)
            )))  # fmt: skip
        cls._scvm_write(scored)

    @classmethod
    def scvm_score_all(cls):
        """The nightly job: scores everybody in one base, with network, equity and treatments where the model has them."""
        as_of = scoring.today()
        parties = cls.search([("replaced_by", "=", None)], order=[("id", "ASC")])
        records = []
        for some in grouped_slice(parties, 1000):
            records += cls.scvm_records(list(some), as_of)
        ids = {party.id for party in parties}
        referrals = [
            (str(party.scvm_referred_by.id), str(party.id), _iso(party.scvm_referred_on))
            for party in parties
            if party.scvm_referred_by and party.scvm_referred_by.id in ids and party.scvm_referred_on
        ]
        interactions = [
            (str(actor), "" if target is None else str(target), kind, _iso(date))
            for actor, target, kind, date in cls.scvm_interactions(parties)
            if actor in ids and (target is None or target in ids)
        ]
        tiers = {str(party.id): party.scvm_value_tier for party in parties if party.scvm_value_tier}
        try:
            cards = scoring.cards_of(records, interactions, referrals, tiers, _iso(as_of))
        except (scoring.NoModel, ValueError) as error:
            logger.error("scvm: nobody is scored tonight: %s", error)
            cards = None
        scored = []
        for party, record in zip(parties, records):
            if cards is not None:
                scored.append((party, cls._scvm_values(party, record, lambda: scoring.values_for_all(cards[record["id"]], record))))
            elif _withdrawn(record):
                scored.append((party, scoring.excluded("consent_withdrawn", record["as_of"])))
            else:
                scored.append((party, _failed("stale")))
        cls._scvm_write(scored)

    @classmethod
    def _scvm_values(cls, party, record, values_of):
        if _withdrawn(record):  # needs no library and no model
            return scoring.excluded("consent_withdrawn", record["as_of"])
        try:
            return values_of()
        except (scoring.NoModel, ValueError, KeyError) as error:
            logger.error("scvm: party %s keeps its old scores: %s", party.id, " ".join(str(error).split()))
            return _failed("error")

    @classmethod
    def _scvm_write(cls, scored):
        """Writes what differs. The scores are the module's, not the user's, who may only see them."""
        actions = []
        for party, values in scored:
            changed = {name: value for name, value in values.items() if getattr(party, name) != value}
            if changed:
                actions.append(([party], changed))
        with Transaction().set_context(_check_access=False):
            for some in grouped_slice(actions, 500):
                cls.write(*[argument for action in some for argument in action])


class Replace(metaclass=PoolMeta):
    __name__ = "party.replace"

    @classmethod
    def fields_to_replace(cls):
        own = [(model, "party") for model in _HISTORIES] + [("party.party", "scvm_referred_by")]
        return super().fields_to_replace() + own

    def transition_replace(self):
        result = super().transition_replace()
        Pool().get("party.party").scvm_score([self.ask.destination])
        return result


class Erase(metaclass=PoolMeta):
    __name__ = "party.erase"

    def to_erase(self, party_id):
        """Scores, what was set by hand, and every answer, purchase and consent; also what others' rows say of the person."""
        pool = Pool()
        Party, Answer, Purchase, Consent = (pool.get(name) for name in ["party.party", *_HISTORIES])
        of_the_party = [("party", "=", party_id)]
        own = [*_FIELDS, *_BY_HAND, "scvm_referred_by", "scvm_referred_on"]
        answer, purchase = ["item", "value", "date", "wave"], ["date", "amount"]
        consent = ["purpose", "state", "date", "expires", "evidence"]
        return super().to_erase(party_id) + [
            (Party, [("id", "=", party_id)], True, own, [None] * len(own)),
            (Party, [("scvm_referred_by", "=", party_id)], False, ["scvm_referred_by", "scvm_referred_on"], [None, None]),
            (Answer, of_the_party, True, answer, [None] * len(answer)),
            (Purchase, of_the_party, True, purchase, [None] * len(purchase)),
            (Consent, of_the_party, True, consent, [None] * len(consent)),
        ]


def _either(by_hand, computed, clause):
    """A search in what was set by hand, and where nothing was, in what was computed."""
    return ["OR", [(by_hand, "!=", None), (by_hand, *clause[1:])], [(by_hand, "=", None), (computed, *clause[1:])]]


def _read(model, parties, names):
    Model = Pool().get(model)
    with Transaction().set_context(_check_access=False):
        domain = [("party", "in", [party.id for party in parties])]
        return Model.search_read(domain, order=[("id", "ASC")], fields_names=["party", *names])


def _withdrawn(record):
    return any(row["state"] == "withdrawn" and row["purpose"] == "*" for row in record["consents"])


def _failed(status):
    return {"scvm_status": status, "scvm_reason": "the server's log says why"}


def _iso(date):
    return None if date is None else date.isoformat()
