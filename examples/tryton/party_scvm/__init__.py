"""Customer scores on Tryton's parties: survey answers, purchases and consents in, explained scores out."""

from trytond.pool import Pool

from . import cron, history, party

__all__ = ["register"]


def register():
    Pool.register(
        history.Answer, history.Purchase, history.Consent, party.Party, cron.Cron, module="party_scvm", type_="model"
    )
    Pool.register(party.Replace, party.Erase, module="party_scvm", type_="wizard")
