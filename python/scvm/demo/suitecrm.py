"""The tables of SuiteCRM 7 that scvm reads, with the columns that matter."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from scvm.command.progress import progress

_ROWS_AT_ONCE = 20_000
metadata = sa.MetaData()
_GUID = sa.String(36)


def _table(name: str, *columns: Any, key: str = "id") -> sa.Table:
    deleted = [sa.Column("deleted", sa.SmallInteger, server_default="0")] if key == "id" else []
    return sa.Table(name, metadata, sa.Column(key, _GUID, primary_key=True), *columns, *deleted)


def _text(name: str, length: int = 255) -> Any:
    return sa.Column(name, sa.String(length))


def _id(name: str) -> Any:
    return sa.Column(name, _GUID)


def _time(name: str) -> Any:
    return sa.Column(name, sa.DateTime)


_table("accounts", _text("name", 150), _text("industry", 50), _text("annual_revenue", 100), _id("parent_id"))
_table("accounts_contacts", _id("contact_id"), _id("account_id"), _time("date_modified"))
_table(
    "contacts", _time("date_entered"), _time("date_modified"), _text("first_name", 100), _text("last_name", 100),
    sa.Column("do_not_call", sa.SmallInteger), _text("lead_source"), _id("reports_to_id"), _text("primary_address_country"),
    sa.Column("lawful_basis", sa.Text), sa.Column("date_reviewed", sa.Date), _text("lawful_basis_source", 100),
)  # fmt: skip
_table("contacts_cstm", key="id_c")
_table(
    "leads", _time("date_entered"), sa.Column("converted", sa.SmallInteger), _id("contact_id"), sa.Column("lawful_basis", sa.Text),
    sa.Column("date_reviewed", sa.Date), _text("lawful_basis_source", 100),
)  # fmt: skip
_table("prospects", _time("date_entered"), _id("lead_id"), sa.Column("lawful_basis", sa.Text), sa.Column("date_reviewed", sa.Date))
sa.Table(
    "fields_meta_data", metadata, sa.Column("id", sa.String(255), primary_key=True), _text("name"), _text("vname"),
    _text("comments"), _text("help"), _text("custom_module"), _text("type"), sa.Column("len", sa.Integer),
    sa.Column("required", sa.SmallInteger), _text("default_value"), _time("date_modified"), sa.Column("deleted", sa.SmallInteger),
    sa.Column("audited", sa.SmallInteger), sa.Column("massupdate", sa.SmallInteger), sa.Column("duplicate_merge", sa.SmallInteger),
    sa.Column("reportable", sa.SmallInteger), _text("importable"), _text("ext1"), _text("ext2"), _text("ext3"), sa.Column("ext4", sa.Text),
)  # fmt: skip
_table(
    "aos_invoices", sa.Column("number", sa.Integer), _id("billing_account_id"), _id("billing_contact_id"),
    sa.Column("total_amount", sa.Numeric(26, 6)), sa.Column("total_amount_usdollar", sa.Numeric(26, 6)), _id("currency_id"),
    sa.Column("invoice_date", sa.Date), _text("status", 100),
)  # fmt: skip
_table(
    "opportunities", _text("name", 50), sa.Column("amount", sa.Float(53)), sa.Column("amount_usdollar", sa.Float(53)),
    _id("currency_id"), sa.Column("date_closed", sa.Date), _text("sales_stage"),
)  # fmt: skip
_table("opportunities_contacts", _id("contact_id"), _id("opportunity_id"), _text("contact_role", 50))
_table("cases", _text("name"), _text("state", 100), _text("status", 100), _id("account_id"))
_table("contacts_cases", _id("contact_id"), _id("case_id"))
_table("surveys", _text("name"), _text("status", 100), _time("date_entered"))
_table(
    "surveyquestions", _text("name"), _id("survey_id"), _text("type", 100), sa.Column("sort_order", sa.Integer),
    sa.Column("happiness_question", sa.SmallInteger),
)  # fmt: skip
_table("surveyquestionoptions", _text("name"), _id("survey_question_id"), sa.Column("sort_order", sa.Integer))
_table(
    "surveyresponses", _text("name"), _time("date_entered"), _id("contact_id"), _id("account_id"), _id("campaign_id"),
    _id("survey_id"), sa.Column("happiness", sa.Integer),
)  # fmt: skip
_table(
    "surveyquestionresponses", sa.Column("answer", sa.Text), sa.Column("answer_bool", sa.SmallInteger), _time("answer_datetime"),
    _id("surveyquestion_id"), _id("surveyresponse_id"),
)  # fmt: skip
_table(
    "surveyquestionoptions_surveyquestionresponses", _id("surveyq72c7options_ida"), _id("surveyq10d4sponses_idb"), _time("date_modified"),
)  # fmt: skip
_table(
    "campaign_log", _id("campaign_id"), _id("target_id"), _text("target_type", 100), _text("activity_type", 100),
    _time("activity_date"), sa.Column("hits", sa.Integer),
)  # fmt: skip
_table(
    "email_addresses", _text("email_address"), sa.Column("opt_out", sa.SmallInteger), sa.Column("invalid_email", sa.SmallInteger),
    _text("confirm_opt_in"), _time("confirm_opt_in_date"), _time("date_modified"),
)  # fmt: skip
_table(
    "email_addr_bean_rel", _id("email_address_id"), _id("bean_id"), _text("bean_module", 100), sa.Column("primary_address", sa.SmallInteger),
)  # fmt: skip


def create(engine: Engine, rows: Mapping[str, List[Dict[str, Any]]]) -> None:
    """Creates the tables in an empty database and fills them."""
    metadata.create_all(engine)
    add(engine, rows)


def add(engine: Engine, rows: Mapping[str, List[Dict[str, Any]]]) -> None:
    """Adds rows. All rows of one table have the same keys."""
    with engine.begin() as connection:
        for table in metadata.sorted_tables:
            wanted = rows.get(table.name, [])
            with progress(len(wanted), f"writing {table.name}") as bar:
                for first in range(0, len(wanted), _ROWS_AT_ONCE):
                    batch = wanted[first : first + _ROWS_AT_ONCE]
                    connection.execute(table.insert(), batch)
                    bar.update(len(batch))
