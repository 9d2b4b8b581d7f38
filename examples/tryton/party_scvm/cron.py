"""The nightly job, for Tryton's scheduler (trytond-cron)."""

from trytond.pool import PoolMeta


class Cron(metaclass=PoolMeta):
    __name__ = "ir.cron"

    @classmethod
    def __setup__(cls):
        super().__setup__()
        cls.method.selection.append(("party.party|scvm_score_all", "Score Customers"))
