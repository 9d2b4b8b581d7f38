"""The database of the invented company: the tables of SuiteCRM 7, and beside them those named community_…

The latter have the columns that a mapping names when nothing else is said. Their dates are texts, as in imported exports.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Dict, List

import sqlalchemy as sa

from scvm.demo import suitecrm

if TYPE_CHECKING:
    from scvm.demo.company import Company

_ROWS_AT_ONCE = 20_000
_NUMBERS = {
    "sentiment", "count", "level", "units", "accepted", "value", "notice_days", "vetted", "price", "latitude", "longitude", "from_hour",
    "to_hour", "rating_of_helper", "rating_of_seeker", "amount", "hours", "views", "clicks",
}  # fmt: skip
_WHOLE = {"count", "level", "notice_days", "vetted", "from_hour", "to_hour", "rating_of_helper", "rating_of_seeker", "views", "clicks"}


def write(engine: sa.engine.Engine, company: Company) -> None:
    """Creates the tables in an empty database and fills them."""
    suitecrm.create(engine, company.tables)
    metadata = sa.MetaData()
    with engine.begin() as connection:
        for name, rows in company.tables.items():
            if not name.startswith("community_"):
                continue
            table = sa.Table(name, metadata, *(sa.Column(column, _type(column, rows)) for column in _columns(rows)))
            table.create(connection)
            for first in range(0, len(rows), _ROWS_AT_ONCE):
                connection.execute(table.insert(), rows[first : first + _ROWS_AT_ONCE])


def _columns(rows: List[Dict[str, Any]]) -> List[str]:
    return list(rows[0])


def _type(column: str, rows: List[Dict[str, Any]]) -> Any:
    if isinstance(rows[0][column], str):
        return sa.Text()  # an attribute's value, unlike a contribution's, is no number
    return sa.Integer() if column in _WHOLE else sa.Float(53) if column in _NUMBERS else sa.Text()
