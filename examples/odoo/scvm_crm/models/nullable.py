"""Numbers that may be missing. Odoo's own read NULL as 0.0, and write 0.0 for it: a customer without a score would have the lowest one.

In Python a missing number is False, as an empty text or date is; Odoo's client shows False as an empty cell, and sums, averages and
search for what is not set go by the database's NULL.
"""

from odoo import fields


class Nullable:
    def convert_to_column(self, value, record, values=None, validate=True):
        return None if _missing(value) else super().convert_to_column(value, record, values, validate)

    def convert_to_cache(self, value, record, validate=True):
        return None if _missing(value) else super().convert_to_cache(value, record, validate)

    def convert_to_record(self, value, record):
        return False if value is None else value

    def convert_to_export(self, value, record):
        return "" if _missing(value) else value


class NullableFloat(Nullable, fields.Float):
    """`decimals`: how many people see; the column keeps what was computed."""

    decimals = 2

    def _description_digits(self, env):
        return (16, self.decimals)


class NullableMonetary(Nullable, fields.Monetary):
    """Money, in its currency's decimals."""


def _missing(value):
    return value is None or value is False
