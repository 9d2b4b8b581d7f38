"""A SugarCRM-style database (SugarCRM CE 6.5, SuiteCRM 7): contacts, consents, answers, invoices, campaigns.

What holds for these databases: ids are opaque texts of up to 36 characters; every table has ``deleted``, link tables,
too, and a row counts only where it is 0 in every table of a join; all times are UTC; a refund is an invoice with a
negative total. Columns and tables that a version lacks are left out of the statements.
"""

from __future__ import annotations

import json
import re
from typing import Any, Dict, List, Optional, Tuple, Union

import sqlalchemy as sa

from scvm.command.account import DELETED, LATER, NO_CUSTOMER, NOT_A_SCALE, NOT_SELECTED, OF_DELETED, READ, RejectedRows, SourceAccount
from scvm.command.cells import BadCell, DayStyle, LaterDay, NumberStyle, short, text, yes
from scvm.command.databases import Databases
from scvm.command.mapping import SUITECRM, Mapping
from scvm.command.progress import progress
from scvm.command.readers import TableReader, basis
from scvm.command.scales import Scale
from scvm.command.refusal import Refused
from scvm.command.staging import UNREADABLE, Staging

_ROWS_AT_ONCE = 10_000
_UNSAID = (None,) * 4  # fingerprint, text, format and topic of an interaction that is no post

# What a row of a query is called, if not by its table.
_CHOICES = ("Radio", "Dropdown")  # one of several options
_SCALES = ("Rating", "Scale", *_CHOICES, "Matrix", "Checkbox")

#: "1 - poor" begins with 1; "1st", "1/5" and "1 - 2 times" begin with no number of their own.
_BETWEEN = r"[-\u2013\u2014 \t\u00a0:=.,)/|+*%]"
_LEADING = re.compile(rf"([+-]?[0-9]+(?:[.,][0-9]+)?)(?:\Z|{_BETWEEN}+(?!{_BETWEEN}|[0-9]))")


#: SuiteCRM stores 0, 1 and 2 whatever it writes on the page: the better the answer, the lower the number.
_MATRIX = Scale(0, "satisfied", 2, "dissatisfied")


class SuiteCrmReader(TableReader):
    """Reads the database into the staging, every table once; all that it sees is of one moment."""

    def __init__(
        self, mapping: Mapping, staging: Staging, rejected: RejectedRows, databases: Databases, only_id: Optional[str] = None,
        attributes: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(mapping, staging, rejected, databases, only_id)
        assert mapping.database is not None
        self._with_attributes = attributes or only_id is not None
        self._options: Dict[str, Any] = mapping.document.get(SUITECRM, {})
        self._days, self._numbers = DayStyle((), "UTC", mapping.zone_of_model, mapping.last_second, mapping.latest), NumberStyle()
        self._engine = databases.engine(mapping.database)
        self._inspector = sa.inspect(self._engine)
        self._tables: Dict[str, Any] = {}
        self._scales_of_questions: Dict[Any, Scale] = {}
        self._names = set(self._inspector.get_table_names()) | set(self._inspector.get_view_names())

    def read(self) -> None:
        """Everything; contacts first, and what the mapping names beside the CRM's own tables last."""
        connection = self.databases.connection(self.mapping.database)
        self._contacts(connection)
        self._opt_outs(connection)
        self._invoices(connection)
        self._opportunities(connection)
        self._survey_responses(connection)
        self._flat_answers(connection)
        self._campaign_log(connection)
        self._reports_to(connection)
        if self._with_attributes:
            self._account_attributes(connection)
        if self._options.get("leads", False) and self.only_id is None:
            self._outside(connection)
        if self._options.get("accounts", False):
            self._memberships_of_accounts(connection)
        self.staging.end_system()
        self.read_employees()
        self.read_tables()
        self.settle()

    def sums(self, connection: Any) -> Dict[str, Any]:
        """Customers with purchases and their net total, as the database itself adds them up: to compare with the core's.

        Invoices are summed in a derived table of their own before anything is joined, so that nothing counts twice.
        """
        c, i = self._named("contacts"), self._named("aos_invoices")
        if i is None:
            return {"customers": 0, "purchases": 0, "net": 0.0}
        per = (
            sa.select(i.c.billing_contact_id, sa.func.count().label("n"), sa.func.sum(self._amount(i)).label("net"))
            .where(_kept(i), i.c.status.in_(self._paid()), i.c.invoice_date.isnot(None))
            .group_by(i.c.billing_contact_id)
            .subquery("per_contact")
        )
        joined = sa.join(c, per, per.c.billing_contact_id == c.c.id)
        query = sa.select(sa.func.count(), sa.func.sum(per.c.n), sa.func.sum(per.c.net)).select_from(joined).where(_kept(c))
        customers, purchases, net = connection.execute(query).one()
        return {"customers": int(customers or 0), "purchases": int(purchases or 0), "net": float(net or 0)}

    def _named(self, name: str, *needed: str) -> Any:
        """A table with the columns that it really has; None where there is none."""
        if name not in self._names:
            return None
        if name not in self._tables:
            columns = [column["name"] for column in self._inspector.get_columns(name)]
            self._tables[name] = sa.table(name, *map(sa.column, columns))
        table = self._tables[name]
        for column in needed:
            if column not in table.c:
                raise Refused(f"{self.mapping.name}: the table {name} has no column {column}")
        return table

    def _contacts(self, connection: Any) -> None:
        t = self._named("contacts", "id", "deleted")
        if t is None:
            raise Refused(f"{self._engine.url!r}: the database has no table contacts: is it a SugarCRM-style one?")
        account, rule = self.account("contacts", "customers"), self.mapping.consent
        wanted = self._attribute_columns(t)
        spoken = ["first_name", "last_name"] if self._with_attributes else []  # scores need no names
        names = ["lawful_basis", "date_reviewed", "lawful_basis_source", *spoken]
        query = sa.select(t.c.id, _deleted(t), *(_or_null(t, name) for name in names), *wanted.values())
        if any(column.table is not t for column in wanted.values()):
            custom = self._named("contacts_cstm")
            query = query.select_from(t.outerjoin(custom, custom.c.id_c == t.c.id))
        query = query.order_by(t.c.id) if self.only_id is None else query.where(t.c.id == self.only_id)
        count, people = 0, []
        for id, deleted, lawful_basis, reviewed, source, *more in self._rows(connection, query, account.name):
            count += 1
            kept = not yes(deleted, "deleted")
            name = " ".join(filter(None, map(text, more[: len(spoken)]))) or None
            people.append((id, kept, name, count))  # the table's key: no id is there twice
            account.count(READ if kept else DELETED)
            if not kept:
                continue
            state, when, fault = basis(rule, self._days, lawful_basis, reviewed, "date_reviewed")
            if fault:
                self.rejected.add(account.name, count, id, fault)
            self.grant(rule, id, count, state, when, text(lawful_basis), text(source))
            for attribute, value in zip(wanted, more[len(spoken) :]):
                if text(value) is not None:
                    self.staging.add("attributes", id, count, None, attribute, text(value))
            if len(people) >= _ROWS_AT_ONCE:
                self.staging.add_customers(people)
                people = []
        self.staging.add_customers(people)

    def _outside(self, connection: Any) -> None:
        """Leads, and the targets of campaigns: people outside the base until they are converted to a contact.

        A target is converted to a lead, a lead to a contact, on the day on which the contact was made.
        """
        contact, lead, target = self._named("contacts"), self._named("leads", "id", "deleted"), self._named("prospects", "id", "deleted")
        when = _or_null(contact, "date_entered")
        for t in (lead, target):
            if t is None:
                continue
            joined, became = t, _or_null(t, "contact_id")
            if t is target and lead is not None and "lead_id" in t.c and "contact_id" in lead.c:
                joined, became = t.outerjoin(lead, sa.and_(lead.c.id == t.c.lead_id, _kept(lead))), lead.c.contact_id
            query = sa.select(t.c.id, _deleted(t), _or_null(t, "date_entered"), became, contact.c.id, when, *(_or_null(t, name) for name in ("lawful_basis", "date_reviewed", "lawful_basis_source")))
            self._people_outside(connection, t.name, query.select_from(joined.outerjoin(contact, contact.c.id == became)).order_by(t.c.id))

    def _people_outside(self, connection: Any, table: str, query: Any) -> None:
        account, rule = self.account(table, "prospects", needed=False), self.mapping.consent
        for number, (id, deleted, since, became, there, made, lawful_basis, reviewed, source) in enumerate(self._rows(connection, query, table), 1):
            try:
                if yes(deleted, "deleted"):
                    account.count(DELETED)
                    continue
                known_since, converted = self._days.read(since, "date_entered"), self._days.read(made, "date_entered of the contact", later=True)
            except BadCell as e:
                self._reject_row(account, number, id, str(e))
                continue
            became = text(became)
            if became and not there:  # the contact was purged, and with it whoever this was
                account.count(OF_DELETED)
                continue
            if converted is not None and known_since is not None and converted < known_since:
                converted = None  # the contact was there before: it says nothing of when this one was converted to it
            account.count(self.add_prospect(table, number, id, known_since, became, converted if became else None))
            state, agreed, fault = basis(rule, self._days, lawful_basis, reviewed, "date_reviewed")
            if fault:
                self.rejected.add(table, number, id, fault)
            self.grant(rule, id, number, state, agreed, text(lawful_basis), text(source))

    def _attribute_columns(self, contacts: Any) -> Dict[str, Any]:
        """The columns of contacts, or of its custom fields, that the mapping names; a score that was never written is missing."""
        custom = self._named("contacts_cstm", "id_c")
        result: Dict[str, Any] = {}
        for attribute, name in self._options.get("attributes", {}).items():
            if custom is not None and name in custom.c and name not in contacts.c:
                result[attribute] = custom.c[name]
            elif name in contacts.c or not name.startswith("scvm_"):
                result[attribute] = self._named("contacts", name).c[name]
        return result

    def _opt_outs(self, connection: Any) -> None:
        """Consent to be contacted hangs on the e-mail address: opt_out withdraws it, a confirmed opt-in grants it."""
        link = self._named("email_addr_bean_rel", "bean_id", "email_address_id")
        address = self._named("email_addresses", "id", "opt_out")
        if link is None or address is None:
            return
        account = self.account("email_addresses", "consents", needed=False)
        primary = sa.func.coalesce(link.c.primary_address, 0) == 1 if "primary_address" in link.c else sa.true()
        columns = [link.c.bean_id, address.c.id, address.c.opt_out]
        columns += [_or_null(address, n) for n in ("confirm_opt_in", "confirm_opt_in_date", "date_modified")]
        joined = sa.join(link, address, address.c.id == link.c.email_address_id)
        query = sa.select(*columns).select_from(joined)
        query = query.where(link.c.bean_module == "Contacts", _kept(link), _kept(address), primary)
        for n, row in enumerate(self._rows(connection, self._only(query, link.c.bean_id), account.name), 1):
            contact, key, opt_out, confirmed, confirmed_on, modified = row
            opted_out, when, fault = True, None, ""
            try:
                opted_out = yes(opt_out, "opt_out")
            except BadCell as e:
                fault = str(e)
            if not opted_out and confirmed != "confirmed-opt-in":
                account.count(NOT_SELECTED)
                continue
            state, evidence = ("withdrawn", "opt_out") if opted_out else ("granted", confirmed)
            try:
                when = self._days.read(*((modified, "date_modified") if opted_out else (confirmed_on, "confirm_opt_in_date")), later=True)
            except BadCell as e:
                if not opted_out:  # an opt-out counts whatever its date
                    state, fault = "withdrawn", str(e)
            if fault:
                self._reject_row(account, n, key, f"{fault}; taken as an opt-out")
                key = UNREADABLE
            else:
                account.count(READ)
            purpose = self.mapping.consent.purpose_of_contact(state)
            self.staging.add("consents", contact, n, key, purpose, state, when or 0, None, evidence, "e-mail")

    def _invoices(self, connection: Any) -> None:
        i = self._named("aos_invoices", "id", "billing_contact_id", "invoice_date", "status", "total_amount")
        if i is None or self._options.get("invoices") is False:
            return
        account = self.account("aos_invoices", "purchases", needed=False)
        self._count_left_out(connection, account, i, i.c.status, self._paid())
        account.selection = f"status in {json.dumps(self._paid(), ensure_ascii=False)}"
        query = sa.select(i.c.billing_contact_id, i.c.id, i.c.invoice_date, self._amount(i))
        query = query.where(_kept(i), i.c.status.in_(self._paid()))
        self._purchases(connection, account, self._only(query, i.c.billing_contact_id))

    def _opportunities(self, connection: Any) -> None:
        """Won opportunities as purchases, each of them once: of several contacts, the first by id has it."""
        options = self._options.get("opportunities", False)
        o, link = self._named("opportunities"), self._named("opportunities_contacts")
        if options is False or o is None or link is None:
            return
        account = self.account("opportunities", "purchases", needed=False)
        stages = options.get("sales_stage", ["Closed Won"])
        self._count_left_out(connection, account, o, o.c.sales_stage, stages)
        account.selection = f"sales_stage in {json.dumps(stages, ensure_ascii=False)}"
        first = (
            sa.select(link.c.opportunity_id, sa.func.min(link.c.contact_id).label("contact_id"))
            .where(_kept(link))
            .group_by(link.c.opportunity_id)
            .subquery("first_contact")
        )
        joined = sa.outerjoin(o, first, first.c.opportunity_id == o.c.id)
        query = sa.select(first.c.contact_id, o.c.id, o.c.date_closed, self._amount(o, "amount", "amount_usdollar"))
        query = query.select_from(joined).where(_kept(o), o.c.sales_stage.in_(stages))
        self._purchases(connection, account, self._only(query, first.c.contact_id))

    def _purchases(self, connection: Any, account: SourceAccount, query: Any) -> None:
        rows: List[Tuple[Any, ...]] = []
        day, number = self._days.read, self._numbers.read
        for n, (contact, key, when, amount) in enumerate(self._purchase_rows(connection, query, account.name), 1):
            if not contact:
                account.count(NO_CUSTOMER)
                continue
            try:
                seconds, money = day(when, "date"), number(amount, "amount")
                if seconds is None or money is None:
                    raise BadCell("date is missing" if seconds is None else "amount is missing")
            except BadCell as e:
                self._reject_row(account, n, key, e)
                continue
            account.count(READ)
            rows.append((contact, n, key, seconds, money))
            if len(rows) == _ROWS_AT_ONCE:
                self.staging.add_many("purchases", rows)
                rows = []
        self.staging.add_many("purchases", rows)

    def _purchase_rows(self, connection: Any, query: Any, name: str) -> Any:
        """The rows of a query of contact, key, day and amount.

        pymysql takes longer for a row than MariaDB for a contact's whole list: there, one row a contact is read, with the
        list as text. Its count comes along, so that a list that the server cut short is an error and not a loss.
        """
        if connection.dialect.name not in ("mysql", "mariadb"):
            yield from self._rows(connection, query, name)
            return
        connection.exec_driver_sql("SET SESSION group_concat_max_len = 1073741824")
        each = query.subquery("each_purchase")
        contact, *others = each.c
        cells = sa.func.concat_ws(sa.literal_column("0x1f"), *(sa.func.coalesce(sa.cast(c, sa.CHAR), "") for c in others))
        listed = sa.func.group_concat(cells.op("SEPARATOR")(sa.literal_column("0x1e")))
        packed = sa.select(sa.func.min(contact), sa.func.count(), listed).group_by(sa.cast(contact, sa.LargeBinary))
        for id, count, rows in self._rows(connection, packed, name):
            found = rows.split("\x1e") if rows is not None else []
            if len(found) != count:
                raise Refused(f"{name}: {count:,} rows of {id} do not fit into a packet: raise the server's max_allowed_packet")
            for row in found:
                yield (id, *row.split("\x1f"))

    def _survey_responses(self, connection: Any) -> None:
        """Answers of the module Surveys."""
        a, r = self._named("surveyquestionresponses"), self._named("surveyresponses")
        q, s = self._named("surveyquestions"), self._named("surveys")
        if a is None or r is None or q is None or s is None:
            return
        account = self.account("surveyquestionresponses", "answers", needed=False)
        total = int(connection.execute(sa.select(sa.func.count()).select_from(a)).scalar())
        o, link = self._named("surveyquestionoptions"), self._named("surveyquestionoptions_surveyquestionresponses")
        joined = a.join(r, sa.and_(r.c.id == a.c.surveyresponse_id, _kept(r)))
        joined = joined.join(q, sa.and_(q.c.id == a.c.surveyquestion_id, _kept(q)))
        joined = joined.join(s, sa.and_(s.c.id == q.c.survey_id, _kept(s)))
        option: List[Any] = [sa.null(), sa.null()]
        numbers: Dict[Any, Optional[float]] = {}
        if o is not None and link is not None:
            chosen = (  # one option an answer: a link that was saved twice must not double the answer
                sa.select(
                    link.c.surveyq10d4sponses_idb.label("answer_id"), sa.func.min(link.c.surveyq72c7options_ida).label("option_id")
                )
                .where(_kept(link))
                .group_by(link.c.surveyq10d4sponses_idb)
                .subquery("chosen")
            )
            joined = joined.outerjoin(chosen, chosen.c.answer_id == a.c.id)
            joined = joined.outerjoin(o, sa.and_(o.c.id == chosen.c.option_id, _kept(o)))
            option = [o.c.id, o.c.name]
            numbers = self._numbers_of_options(connection, o)
        columns = [r.c.contact_id, a.c.id, q.c.id, q.c.name, q.c.type, a.c.answer, _or_null(a, "answer_bool"), r.c.date_entered]
        query = sa.select(*columns, *option).select_from(joined).where(_kept(a))
        latest_only = self._options.get("waves") == "response"
        items: Dict[str, str] = self._options.get("items", {})
        rows: List[Tuple[Any, ...]] = []
        seen = 0
        for n, row in enumerate(self._rows(connection, self._only(query, r.c.contact_id), account.name), 1):
            contact, key, question_id, question, kind, answer, ticked, when, chosen_option, chosen_name = row
            seen += 1
            if not contact:
                account.count(NO_CUSTOMER)
            elif kind not in _SCALES:
                account.count(NOT_A_SCALE)
            else:
                name = f"{question}/{chosen_name}" if kind == "Matrix" and chosen_name else question
                item = items.get(name) or items.get(question_id) or items.get(question) or name
                if kind == "Matrix":
                    self.scales[item] = _MATRIX
                elif kind in _CHOICES and question_id in self._scales_of_questions:
                    self.scales[item] = self._scales_of_questions[question_id]
                try:
                    value = self._answer(kind, answer, ticked, numbers.get(chosen_option))
                    seconds = self._days.read(when, "date_entered")
                except BadCell as e:
                    self._reject_row(account, n, key, e)
                    continue
                wave = _day_number(seconds) if latest_only and seconds is not None else 0
                rows.append((contact, n, key, item, value, seconds, wave))
                account.count(READ)
                if len(rows) == _ROWS_AT_ONCE:
                    self.staging.add_many("answers", rows)
                    rows = []
        self.staging.add_many("answers", rows)
        account.count(DELETED if self.only_id is None else NOT_SELECTED, total - seen)

    def _answer(self, kind: str, answer: Any, ticked: Any, option: Optional[float]) -> Optional[float]:
        if kind == "Checkbox":
            return None if ticked is None else float(yes(ticked, "answer_bool"))
        return option if kind in _CHOICES else self._numbers.read(answer, "answer")

    def _numbers_of_options(self, connection: Any, options: Any) -> Dict[Any, Optional[float]]:
        """What each option of the questions counts: one rule for all options of a question (`numbers_of`)."""
        questions: Dict[Any, List[Tuple[Any, Any, Any]]] = {}
        query = sa.select(options.c.id, _or_null(options, "survey_question_id"), options.c.name, options.c.sort_order).where(_kept(options))
        for id, question, name, place in connection.execute(query):
            questions.setdefault(question or ("alone", id), []).append((id, name, place))
        result: Dict[Any, Optional[float]] = {}
        for question, each in questions.items():
            names = [text(name) or "" for _, name, _ in each]
            numbers = numbers_of(names, [self._numbers.read(place, "sort_order") for *_, place in each])
            result.update(zip((id for id, *_ in each), numbers))
            counted = sorted((number, name) for number, name in zip(numbers, names) if number is not None)
            if len(counted) > 1:
                self._scales_of_questions[question] = Scale(*counted[0], *counted[-1])
        return result

    def _flat_answers(self, connection: Any) -> None:
        """A table survey_answers, for answers that were imported from a survey tool: one row an answer."""
        t = self._named("survey_answers", "id", "contact_id", "item", "answer")
        if t is None:
            return
        account = self.account("survey_answers", "answers", needed=False)
        self._count_left_out(connection, account, t, None, [])
        query = sa.select(t.c.contact_id, t.c.id, t.c.item, t.c.answer, _or_null(t, "date_answered"), _or_null(t, "wave"))
        rows: List[Tuple[Any, ...]] = []
        query = self._only(query.where(_kept(t)), t.c.contact_id)
        for n, (contact, key, item, answer, when, wave) in enumerate(self._rows(connection, query, account.name), 1):
            if not contact:
                account.count(NO_CUSTOMER)
                continue
            try:
                number = self._numbers.whole(wave, "wave") or 0
                values = (self._numbers.read(answer, "answer"), self._days.read(when, "date_answered"), number)
            except BadCell as e:
                self._reject_row(account, n, key, e)
                continue
            account.count(READ)
            rows.append((contact, n, key, item, *values))
            if len(rows) == _ROWS_AT_ONCE:
                self.staging.add_many("answers", rows)
                rows = []
        self.staging.add_many("answers", rows)

    def _campaign_log(self, connection: Any) -> None:
        t = self._named("campaign_log", "target_id", "target_type", "activity_type", "activity_date")
        kinds: Dict[str, str] = self._options.get("campaign_log", {"Survey": "answer"})
        if t is None or not kinds:
            return
        account = self.account("campaign_log", "interactions", needed=False)
        self._count_left_out(connection, account, t, t.c.activity_type, list(kinds), t.c.target_type == "Contacts")
        query = sa.select(t.c.target_id, t.c.id, t.c.activity_type, t.c.activity_date, _or_null(t, "hits"))
        query = query.where(_kept(t), t.c.target_type == "Contacts", t.c.activity_type.in_(list(kinds)))
        for n, (contact, key, activity, when, hits) in enumerate(self._rows(connection, self._only(query, t.c.target_id), account.name), 1):
            if not contact:
                account.count(NO_CUSTOMER)
                continue
            try:
                seconds = self._days.read(when, "activity_date")
                if seconds is None:
                    raise BadCell("activity_date is missing")
            except BadCell as e:
                self._reject_row(account, n, key, e)
                continue
            account.count(READ)
            self.staging.add("interactions", contact, n, key, None, kinds[activity], seconds, "campaign", None, max(int(hits or 1), 1), key, *_UNSAID)

    def _reports_to(self, connection: Any) -> None:
        t = self._named("contacts")
        if not self._options.get("reports_to") or "reports_to_id" not in t.c:
            return
        account = self.account("contacts.reports_to_id", "interactions", needed=False)
        query = sa.select(t.c.id, t.c.reports_to_id, _or_null(t, "date_entered")).where(_kept(t), t.c.reports_to_id.isnot(None), t.c.reports_to_id != "")
        for n, (contact, boss, when) in enumerate(self._rows(connection, self._only(query, t.c.id), account.name), 1):
            try:
                seconds = self._days.read(when, "date_entered") or 0
            except BadCell as e:
                self._reject_row(account, n, contact, e)
                continue
            account.count(READ)
            self.staging.add("interactions", contact, n, None, boss, "follow", seconds, "reports_to", None, None, None, *_UNSAID)

    def _memberships_of_accounts(self, connection: Any) -> None:
        """To which account a contact belongs, of those that there are the one whose link was made or changed last, and an account to
        its parent. The CRM does not say since when."""
        link, account = self._named("accounts_contacts", "contact_id", "account_id"), self._named("accounts", "id", "deleted")
        if link is None or account is None:
            raise Refused(f"{self.mapping.name}: suitecrm.accounts: the database has no tables accounts and accounts_contacts")
        there = link.join(account, sa.and_(account.c.id == link.c.account_id, _kept(account)))
        newest = _or_null(link, "date_modified").desc()
        links = sa.select(link.c.contact_id, link.c.account_id).select_from(there).where(_kept(link), link.c.contact_id.isnot(None))
        queries = [links.order_by(link.c.contact_id, newest, link.c.account_id)]
        if "parent_id" in account.c:
            parent = account.alias("parent")
            both = account.join(parent, sa.and_(parent.c.id == account.c.parent_id, _kept(parent)))
            queries.append(sa.select(account.c.id, account.c.parent_id).select_from(both).where(_kept(account)).order_by(account.c.id))
        told = self.account("accounts_contacts, accounts.parent_id", "memberships")
        number = 0
        for query in queries:
            seen = set()
            for member, of in self._rows(connection, query, told.name):
                number += 1
                told.count(NOT_SELECTED if member in seen else READ)
                if member not in seen and (self.only_id is None or self.only_id == member):
                    self.staging.add_membership(number, member, of, None, None)
                seen.add(member)

    def _account_attributes(self, connection: Any) -> None:
        """The industry of a contact's account and whether a case is open: categories for breakdowns."""
        c = self._named("contacts")
        link, account = self._named("accounts_contacts"), self._named("accounts")
        if link is not None and account is not None and "industry" in account.c:
            joined = c.join(link, sa.and_(link.c.contact_id == c.c.id, _kept(link)))
            joined = joined.join(account, sa.and_(account.c.id == link.c.account_id, _kept(account)))
            query = sa.select(c.c.id, sa.func.min(account.c.industry)).select_from(joined)
            query = query.where(_kept(c), account.c.industry.isnot(None), account.c.industry != "").group_by(c.c.id)
            self._attribute(connection, "industry", self._only(query, c.c.id))
        link, case = self._named("contacts_cases"), self._named("cases")
        if link is not None and case is not None and "state" in case.c:
            per = (
                sa.select(link.c.contact_id, sa.func.max(sa.case((case.c.state == "Open", 1), else_=0)).label("is_open"))
                .select_from(link.join(case, sa.and_(case.c.id == link.c.case_id, _kept(case))))
                .where(_kept(link))
                .group_by(link.c.contact_id)
                .subquery("per_contact")
            )
            joined = c.outerjoin(per, per.c.contact_id == c.c.id)
            query = sa.select(c.c.id, sa.case((per.c.is_open == 1, "yes"), else_="no")).select_from(joined).where(_kept(c))
            self._attribute(connection, "open_case", self._only(query, c.c.id))

    def _attribute(self, connection: Any, name: str, query: Any) -> None:
        rows: List[Tuple[Any, ...]] = [(id, n, None, name, value) for n, (id, value) in enumerate(self._rows(connection, query, name), 1)]
        self.staging.add_many("attributes", rows)

    def _count_left_out(
        self, connection: Any, account: SourceAccount, table: Any, column: Any, values: List[str], also: Any = None
    ) -> None:  # fmt: skip
        """Counts the rows that the next query leaves out, so that every row of the table is accounted for."""
        wanted = sa.true() if column is None else sa.func.coalesce(column, "").in_(values)
        if also is not None:
            wanted = sa.and_(wanted, also)
        kept = _kept(table)
        counts = [sa.func.count(), _count_if(~kept), _count_if(sa.and_(kept, ~wanted))]
        total, deleted, other = connection.execute(sa.select(*counts).select_from(table)).one()
        if self.only_id is None:
            account.count(DELETED, int(deleted))
            account.count(NOT_SELECTED, int(other))
            if other and column is not None:
                some = sa.select(column).where(kept, ~wanted).distinct().limit(5)
                account.others = sorted(f'"{short(str(row[0]))}"' for row in connection.execute(some))

    def _only(self, query: Any, column: Any) -> Any:
        return query if self.only_id is None else query.where(column == self.only_id)

    def _paid(self) -> List[str]:
        options = self._options.get("invoices") or {}
        return list(options.get("status", ["Paid"]))

    @staticmethod
    def _amount(table: Any, amount: str = "total_amount", converted: str = "total_amount_usdollar") -> Any:
        """The amount in the system's own currency: what the CRM converted where the row has another one."""
        if converted not in table.c or "currency_id" not in table.c:
            return table.c[amount]
        own = sa.or_(table.c.currency_id.is_(None), table.c.currency_id.in_(["", "-99"]))
        return sa.case((own, table.c[amount]), else_=table.c[converted])

    @staticmethod
    def _rows(connection: Any, query: Any, name: str) -> Any:
        result = connection.execution_options(stream_results=True).execute(query)
        with progress(None, f"reading {name}") as bar:
            while rows := result.fetchmany(_ROWS_AT_ONCE):
                yield from rows
                bar.update(len(rows))

    def _reject_row(self, account: SourceAccount, number: int, key: Any, reason: Union[str, BadCell]) -> None:
        if isinstance(reason, LaterDay):
            account.count(LATER)
            return
        account.reject(str(reason))
        self.rejected.add(account.name, number, None if key is None else str(key), str(reason))


def numbers_of(names: List[str], places: List[Optional[float]]) -> List[Optional[float]]:
    """What each option of a question counts, by one rule for all of them.

    The number with which its text begins, where more than half of the options begin with one and no two with the same ("1 - poor",
    "2", "3 - great"; an option without one is then no answer); else its place.
    """
    said = [_LEADING.match(name) for name in names]
    numbers = [None if each is None else float(each[1].replace(",", ".")) for each in said]
    known = [each for each in numbers if each is not None]
    return numbers if 2 * len(known) > len(names) and len(set(known)) == len(known) else places


def _kept(table: Any) -> Any:
    return sa.func.coalesce(table.c.deleted, 0) == 0 if "deleted" in table.c else sa.true()


def _deleted(table: Any) -> Any:
    return sa.func.coalesce(table.c.deleted, 0)


def _count_if(condition: Any) -> Any:
    return sa.func.coalesce(sa.func.sum(sa.case((condition, 1), else_=0)), 0)


def _or_null(table: Any, column: str) -> Any:
    return table.c[column] if column in table.c else sa.null()


def _day_number(seconds: int) -> int:
    return seconds // 86_400
