"""A SugarCRM-style database (SugarCRM CE 6.5, SuiteCRM 7): customers, answers and invoices in, scores out.

What holds for these databases: ids are opaque texts of up to 36 characters; every table has ``deleted``, and a row
counts only where it is 0; all times are UTC; a refund is an invoice with a negative total; only paid invoices count.
"""

from __future__ import annotations

import datetime
import decimal
import math
from dataclasses import dataclass
from typing import Any, Dict, Iterator, List, Mapping, Sequence, Tuple

import numpy as np
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from scvm.command.progress import progress
from scvm.customer_base import CustomerBase
from scvm.errors import Error, ErrorCode
from scvm.score_table import ScoreTable

_ROWS_AT_ONCE = 50_000


class _Raw(sa.types.UserDefinedType):  # type: ignore[misc]
    """A column whose values pass as the driver gives them: a bad date must reject its row, not stop the read."""

    cache_ok = True

    def __init__(self, name: str) -> None:
        self.name = name

    def get_col_spec(self, **_: Any) -> str:
        return self.name


metadata = sa.MetaData()
_GUID = sa.String(36)

contacts = sa.Table(
    "contacts",
    metadata,
    sa.Column("id", _GUID, primary_key=True),
    sa.Column("first_name", sa.String(100)),
    sa.Column("last_name", sa.String(100)),
    sa.Column("date_entered", _Raw("DATETIME")),
    sa.Column("date_modified", _Raw("DATETIME")),
    sa.Column("deleted", sa.SmallInteger, server_default="0"),
)
aos_invoices = sa.Table(
    "aos_invoices",
    metadata,
    sa.Column("id", _GUID, primary_key=True),
    sa.Column("number", sa.Integer),
    sa.Column("billing_contact_id", _GUID, index=True),
    sa.Column("total_amount", _Raw("DECIMAL(26, 6)")),
    sa.Column("invoice_date", _Raw("DATE")),
    sa.Column("status", sa.String(100)),
    sa.Column("deleted", sa.SmallInteger, server_default="0"),
)
survey_answers = sa.Table(
    "survey_answers",
    metadata,
    sa.Column("id", _GUID, primary_key=True),
    sa.Column("contact_id", _GUID, index=True),
    sa.Column("item", sa.String(255)),
    sa.Column("answer", _Raw("TEXT")),
    sa.Column("wave", _Raw("INTEGER")),
    sa.Column("date_answered", _Raw("DATETIME")),
    sa.Column("deleted", sa.SmallInteger, server_default="0"),
)
contacts_cstm = sa.Table(
    "contacts_cstm",
    metadata,
    sa.Column("id_c", _GUID, primary_key=True),
    sa.Column("scvm_status_c", sa.String(20)),
    sa.Column("scvm_segment_c", sa.String(20)),
    sa.Column("scvm_satisfaction_c", sa.Float(53)),
    sa.Column("scvm_attachment_c", sa.Float(53)),
    sa.Column("scvm_p_alive_c", sa.Float(53)),
    sa.Column("scvm_expected_purchases_c", sa.Float(53)),
    sa.Column("scvm_lifetime_value_c", sa.Numeric(26, 6, asdecimal=False)),
    sa.Column("scvm_currency_c", sa.String(10)),
    sa.Column("scvm_score_date_c", _Raw("DATE")),
    sa.Column("scvm_model_c", sa.String(255)),
    sa.Column("scvm_model_hash_c", sa.String(64)),
)
_SCORES = [column for column in contacts_cstm.columns if column.name != "id_c"]


@dataclass
class TableAccount:
    """What became of the rows of one table; they add up to `rows`."""

    name: str
    rows: int
    deleted: int
    of_deleted_contacts: int
    not_paid: int
    read: int


@dataclass
class Written:
    """What a write-back did."""

    changed: int
    unchanged: int


class SugarDatabase:
    """One database, by its SQLAlchemy URL."""

    def __init__(self, url: str) -> None:
        self.engine: Engine = sa.create_engine(url)
        parsed = self.engine.url
        if parsed.get_backend_name() == "sqlite" and parsed.database not in (None, "", ":memory:"):
            open(parsed.database, "rb").close()  # SQLite would make an empty database out of a misspelt name

    def read(self) -> Tuple[CustomerBase, List[TableAccount]]:
        """All customers with their answers and purchases, and what became of every row of the tables."""
        self._require_tables(contacts, aos_invoices, survey_answers)
        base = CustomerBase()
        with self.engine.connect() as connection:
            accounts = [
                self._account(connection, contacts, None),
                self._account(connection, survey_answers, survey_answers.c.contact_id),
                self._account(connection, aos_invoices, aos_invoices.c.billing_contact_id),
            ]
            query = sa.select(contacts.c.id).where(_kept(contacts)).order_by(contacts.c.id)
            for (ids,) in _batches(connection, query, accounts[0]):
                base.add_customers(ids)
            for columns in _batches(connection, _answers_query(), accounts[1]):
                base.add_answers(*_answer_columns(*columns))
            for columns in _batches(connection, _invoices_query(), accounts[2]):
                base.add_purchases(*_purchase_columns(*columns))
        return base, accounts

    def record(self, id: str, as_of: str) -> Dict[str, Any]:
        """One customer's record for Scorer.score_customer; raises ``Error`` for an unknown or deleted id."""
        self.name(id)
        with self.engine.connect() as connection:
            answers = connection.execute(_answers_query().where(survey_answers.c.contact_id == id)).fetchall()
            invoices = connection.execute(_invoices_query().where(aos_invoices.c.billing_contact_id == id)).fetchall()
        _, items, values, times, waves = _answer_columns(*_by_columns(answers, 5))
        _, days, amounts = _purchase_columns(*_by_columns(invoices, 3))
        return {
            "id": id,
            "as_of": as_of,
            "answers": [
                {"item": i, "value": v, "time": t, "wave": w} for i, v, t, w in zip(items, values, times, waves)
            ],
            "purchases": [{"time": t, "amount": a} for t, a in zip(days, amounts)],
        }

    def name(self, id: str) -> str:
        """The name of a contact; raises ``Error`` for an unknown or deleted id."""
        self._require_tables(contacts, aos_invoices, survey_answers)
        query = sa.select(contacts.c.first_name, contacts.c.last_name).where(contacts.c.id == id, _kept(contacts))
        with self.engine.connect() as connection:
            found = connection.execute(query).first()
        if found is None:
            raise Error(f'contact "{id}": not in the table contacts, or deleted', ErrorCode.UNKNOWN_ID)
        return " ".join(part for part in found if part)

    def missing_columns(self) -> List[str]:
        """The score columns that contacts_cstm does not have yet."""
        self._require_tables(contacts_cstm)
        there = {column["name"] for column in sa.inspect(self.engine).get_columns("contacts_cstm")}
        return [column.name for column in _SCORES if column.name not in there]

    def require_columns(self) -> None:
        """Raises ``Error`` unless contacts_cstm has all score columns."""
        if missing := self.missing_columns():
            hint = "run once with --add-columns, or create them as custom fields"
            raise Error(f"contacts_cstm lacks {', '.join(missing)}: {hint}", ErrorCode.BAD_RECORD)

    def add_columns(self) -> None:
        """Adds the score columns that contacts_cstm does not have yet."""
        missing = self.missing_columns()
        with self.engine.begin() as connection:
            for column in _SCORES:
                if column.name in missing:
                    type_name = column.type.compile(self.engine.dialect)
                    connection.execute(sa.text(f"ALTER TABLE contacts_cstm ADD COLUMN {column.name} {type_name}"))

    def write_scores(self, table: ScoreTable, currency: str) -> Written:
        """Writes the scores that differ from what contacts_cstm holds; all of them or, on an error, none."""
        self.require_columns()
        names = [column.name for column in _SCORES]
        rows = list(_score_rows(table, currency))
        with self.engine.begin() as connection:
            before = {
                row[0]: tuple(_plain(value) for value in row[1:])
                for row in connection.execute(sa.select(contacts_cstm.c.id_c, *_SCORES))
            }
            changed = [(id, values) for id, values in zip(table.ids, rows) if before.get(id) != values]
            new = [{"id_c": id, **dict(zip(names, values))} for id, values in changed if id not in before]
            old = [{"key": id, **dict(zip(names, values))} for id, values in changed if id in before]
            update = contacts_cstm.update().where(contacts_cstm.c.id_c == sa.bindparam("key"))
            update = update.values({name: sa.bindparam(name) for name in names})
            _execute_all(connection, contacts_cstm.insert(), new, "inserting scores")
            _execute_all(connection, update, old, "updating scores")
        return Written(len(changed), len(rows) - len(changed))

    def _require_tables(self, *tables: sa.Table) -> None:
        inspector = sa.inspect(self.engine)
        for table in tables:
            if not inspector.has_table(table.name):
                message = f"{self.engine.url!r}: the database has no table {table.name}"
                raise Error(message, ErrorCode.BAD_RECORD)

    def _account(self, connection: Connection, table: sa.Table, contact: Any) -> TableAccount:
        def count(condition: Any) -> Any:
            return sa.func.coalesce(sa.func.sum(sa.case((condition, 1), else_=0)), 0)

        kept = _kept(table)
        gone = sa.false() if contact is None else sa.and_(kept, ~_kept(contacts))
        paid = sa.func.coalesce(table.c.status, "") == "Paid" if table is aos_invoices else sa.true()
        counts = [sa.func.count(), count(~kept), count(gone), count(sa.and_(kept, ~gone, ~paid))]
        source = table if contact is None else table.outerjoin(contacts, contacts.c.id == contact)
        rows, deleted, of_deleted, not_paid = connection.execute(sa.select(*counts).select_from(source)).one()
        read = int(rows) - int(deleted) - int(of_deleted) - int(not_paid)
        return TableAccount(table.name, int(rows), int(deleted), int(of_deleted), int(not_paid), read)


def create(engine: Engine, rows: Mapping[str, List[Dict[str, Any]]]) -> None:
    """Creates the tables in an empty database and fills them."""
    metadata.create_all(engine)
    with engine.begin() as connection:
        for table in (contacts, contacts_cstm, aos_invoices, survey_answers):
            _execute_all(connection, table.insert(), rows[table.name], f"writing {table.name}")


def _kept(table: sa.Table) -> Any:
    # NULL where an outer join found no contact at all: the core then rejects the row and names the unknown id.
    return sa.func.coalesce(table.c.deleted, 0) == 0


def _answers_query() -> Any:
    t = survey_answers
    joined = t.outerjoin(contacts, contacts.c.id == t.c.contact_id)
    columns = [t.c.contact_id, t.c.item, t.c.answer, t.c.date_answered, t.c.wave]
    return sa.select(*columns).select_from(joined).where(_kept(t), _kept(contacts))


def _invoices_query() -> Any:
    t = aos_invoices
    joined = t.outerjoin(contacts, contacts.c.id == t.c.billing_contact_id)
    columns = [t.c.billing_contact_id, t.c.invoice_date, t.c.total_amount]
    return sa.select(*columns).select_from(joined).where(_kept(t), _kept(contacts), t.c.status == "Paid")


def _batches(connection: Connection, query: Any, account: TableAccount) -> Iterator[List[List[Any]]]:
    """The columns of the query's rows, batch by batch: memory stays bounded however large the table is."""
    result = connection.execution_options(stream_results=True).execute(query)
    with progress(account.read, f"reading {account.name}") as bar:
        while rows := result.fetchmany(_ROWS_AT_ONCE):
            yield _by_columns(rows, len(rows[0]))
            bar.update(len(rows))


def _execute_all(connection: Connection, statement: Any, rows: List[Dict[str, Any]], what: str) -> None:
    with progress(len(rows), what) as bar:
        for first in range(0, len(rows), _ROWS_AT_ONCE):
            batch = rows[first : first + _ROWS_AT_ONCE]
            connection.execute(statement, batch)
            bar.update(len(batch))


def _by_columns(rows: Sequence[Any], width: int) -> List[List[Any]]:
    return [list(column) for column in zip(*rows)] if rows else [[] for _ in range(width)]


def _answer_columns(contact: List[Any], item: List[Any], answer: List[Any], when: List[Any], wave: List[Any]) -> Any:
    waves = [0 if each is None else each for each in wave]
    return contact, item, [_number(each) for each in answer], [_utc(each) for each in when], waves


def _purchase_columns(contact: List[Any], day: List[Any], amount: List[Any]) -> Any:
    return contact, [_utc(each) for each in day], [_number(each) for each in amount]


def _number(value: Any) -> Any:
    """Answers are stored as text: a number, None for an empty one; any other text goes on, to be rejected by name."""
    if isinstance(value, str):
        text = value.strip()
        try:
            return float(text) if text else None
        except ValueError:
            return value
    return value


def _utc(value: Any) -> Any:
    """SQL's "2026-08-01 14:30:00", which is UTC, with the zone that ISO 8601 asks for."""
    if isinstance(value, str) and len(value) > 10 and value[-1].isdigit() and "+" not in value:
        return value + "Z"
    return value


def _score_rows(table: ScoreTable, currency: str) -> Iterator[Tuple[Any, ...]]:
    """What contacts_cstm should hold of each customer, in the order of its score columns."""
    segment = np.asarray(table["segment"], dtype=object)
    names = ["satisfaction", "attachment", "p_alive", "expected_purchases", "lifetime_value"]
    numbers = [[None if math.isnan(x) else x for x in np.asarray(table[name]).tolist()] for name in names]
    stamp = (table.as_of, table.model_id, table.model_hash)
    for group, satisfaction, attachment, p_alive, purchases, value in zip(segment, *numbers):
        scored = group != "unclassified" or value is not None
        status = "scored" if scored else "insufficient_data"
        money = None if value is None else round(value, 6)  # the column has six decimals
        yield (status, group, satisfaction, attachment, p_alive, purchases, money, currency, *stamp)


def _plain(value: Any) -> Any:
    if isinstance(value, decimal.Decimal):
        return float(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value


