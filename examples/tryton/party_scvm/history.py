"""What scores are made of, one row each: answers, purchases, consents. A change of them scores their party anew.

Debian ships no sales or invoices of Tryton; where they are installed, a module of your own adds them by extending
Party.scvm_purchases (see the README).
"""

from trytond.model import ModelSQL, ModelView, fields
from trytond.pool import Pool


class _History(ModelSQL, ModelView):
    # Required of people, but nullable in the database: erasing empties these columns.
    party = fields.Many2One("party.party", "Party", required=True, ondelete="CASCADE", select=True)

    @classmethod
    def create(cls, vlist):
        rows = super().create(vlist)
        cls._score(rows)
        return rows

    @classmethod
    def write(cls, rows, values, *more):
        changed = [rows, *more[::2]]
        parties = {row.party for each in changed for row in each}  # a row may move to another party
        super().write(rows, values, *more)
        cls._score([row for each in changed for row in each], parties)

    @classmethod
    def delete(cls, rows):
        parties = {row.party for row in rows}
        super().delete(rows)
        cls._score([], parties)

    @classmethod
    def _score(cls, rows, parties=()):
        found = {row.party.id for row in rows} | {party.id for party in parties}
        Party = Pool().get("party.party")
        Party.scvm_score(Party.browse(sorted(found)))


class Answer(_History):
    "Survey Answer"
    __name__ = "party.scvm.answer"

    item = fields.Char("Item", states={"required": True}, help="The item of the scoring model's questionnaire.")
    value = fields.Float("Answer", help="The raw answer; empty: shown, but not answered.")
    date = fields.Date("Date", states={"required": True})
    wave = fields.Integer("Wave", help="Of the newest wave that was answered, the answers count.")

    @staticmethod
    def default_wave():
        return 0


class Purchase(_History):
    "Purchase"
    __name__ = "party.scvm.purchase"

    date = fields.Date("Date", states={"required": True})
    amount = fields.Numeric(
        "Amount", digits=(16, 2), states={"required": True}, help="In the model's currency; a negative amount is a refund."
    )


class Consent(_History):
    "Consent"
    __name__ = "party.scvm.consent"

    purpose = fields.Char("Purpose", states={"required": True}, help='A purpose of the scoring model, or "*": every purpose.')
    state = fields.Selection(
        [("granted", "Granted"), ("refused", "Refused"), ("withdrawn", "Withdrawn")], "State", states={"required": True}
    )
    date = fields.Date("Date", states={"required": True})
    expires = fields.Date("Expires", help="The first day without it.")
    evidence = fields.Char("Evidence", help="Where the consent can be seen.")

    @staticmethod
    def default_purpose():
        return "*"

    @staticmethod
    def default_state():
        return "granted"
