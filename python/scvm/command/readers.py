"""From tables to staged rows: CSV, JSON, workbooks and SQL, each cell read as the mapping says, each line accounted for."""

from __future__ import annotations

import dataclasses
import json
import math
import re
from typing import Any, Callable, Dict, Iterator, List, Optional, Sequence, Set, Tuple, Union, cast

import sqlalchemy as sa

from scvm.command import sql_cells
from scvm.command.account import BELOW, DELETED, ERASED, IDEA, LATER, NO_CUSTOMER, NO_OTHER, NOT_SELECTED, OF_DELETED, ORPHAN, READ, REJECTED, REPEATED, UNLINKED
from scvm.command.account import RejectedRows, SourceAccount
from scvm.command.answer_words import folded_answer, number_in, shipped
from scvm.command.cells import CURRENCY, Amount, BadCell, ConsentRule, DayStyle, LaterDay, MixedCurrencies, complaint_kind, consent_state, folded, is_flag, plain_id, says_refusals, short, text, yes
from scvm.command.csv_file import BelowTable, CsvFile, Fault, Row, no_column
from scvm.command.databases import Databases
from scvm.command.json_file import JsonRows
from scvm.command.joined_rows import EndedRows, FilledRows, JoinedRows, id_form
from scvm.command.mapping import Mapping, TableSource, columns_in
from scvm.command.packed import packed_form
from scvm.command.parquet_file import ParquetRows
from scvm.command.progress import progress
from scvm.command.refusal import Refused
from scvm.command.scales import Scale
from scvm.command.staging import COSTS, LINES, TABLES, UNREADABLE, Staging
from scvm.command.texts import PostReader
from scvm.command.workbook import SheetRows

# Where persons may be named by their social accounts.
_LINKED = ("interactions", "referrals")

#: The sources of a mapping that are staged as tables of their own, under their own names.
STAGED = ("purchases", "answers", "consents", "interactions", "referrals", "contributions", "contracts", "attributes",
          "complaints", "jobs", "ideas", "votes", "tests", "offers")  # fmt: skip

# The staged tables that rows of these sources go into, besides those of their own kind.
BESIDE = {"customers": ("consents", "attributes"), "prospects": ("consents",), "records": tuple(TABLES)}

#: The days on which something ended that had begun: of a look back it is open still, whatever came later.
ENDS = ("answered", "closed", "done", "redeemed")

# The sources that hold decisions of customers.
_DECIDES = ("consents", "customers", "records")

_HOURS_OF_A_WEEK = 168

Get = Callable[[Sequence[Any]], Any]
_Columns = Callable[[Sequence[Sequence[Any]]], Optional[List[Any]]]


class SqlRows:
    """A table, a view or a query, streamed in one go."""

    def __init__(self, source: TableSource, connection: Any, only: Optional[Tuple[str, str]] = None) -> None:
        self.source = source
        document = source.document
        if only is not None:  # the rows of a query in which a column has a value
            statement: Any = sa.text(f"SELECT * FROM ({_escaped(document['query'])}) every_row WHERE {only[0]} = :value").bindparams(value=only[1])
        elif "table" in document:
            statement = sa.select(sa.text("*")).select_from(_named_table(document["table"]))
        else:
            statement = statement_of(document["query"])
        self._connection = connection
        self._run(statement)
        self._floats = sql_cells.floats(self._result, connection.dialect.name)
        self._is_whole = bool(self._floats) and "table" in document and only is None
        if self._is_whole:
            self._result.close()
            self._run(sa.select(sql_cells.with_all_digits(self.header, self._floats)).select_from(_named_table(document["table"])))
        self._bits = sql_cells.bits(self._result, connection.dialect.name)

    def _run(self, statement: Any) -> None:
        self._result = self._read(0, lambda: self._connection.execution_options(stream_results=True).execute(statement))
        self.header = list(self._result.keys())

    def index(self, column: str) -> int:
        """The place of a column."""
        found = [i for i, name in enumerate(self.header) if name == column]
        found = found or [i for i, name in enumerate(self.header) if name.lower() == column.lower()]
        if len(found) == 1:
            return found[0]
        fault = f"the column {column!r} is there {len(found)} times" if found else f"there is no column {column!r}"
        self._result.close()
        raise Refused(f"{self.source.label}: {fault}; the columns are {', '.join(map(short, self.header))}")

    def rows(self) -> Iterator[Row]:
        """Every row, numbered from 1."""
        number = 0
        with progress(None, f"reading {self.source.label}") as bar:
            while rows := self._read(number, lambda: self._result.fetchmany(10_000)):
                for row in rows:
                    number += 1
                    yield self._settled(number, row) if self._bits or self._floats else (number, row, "")
                bar.update(len(rows))

    def _settled(self, number: int, row: Any) -> Row:
        """A row that has bits, or floats of 32 bits: of those a query gives, the server has left out digits of long ones."""
        cells = list(row)
        for i in self._bits:
            cells[i] = sql_cells.number_of_bits(cells[i])
        for i in self._floats:
            if self._is_whole:
                cells[i] = sql_cells.shortest(cells[i])
            elif self.header[i] in self.source.named_columns and cells[i] is not None and abs(cells[i]) >= sql_cells.ROUNDED_FROM:
                name = short(self.header[i])
                broken = Fault(f"{name} = {cells[i]:g}: a FLOAT, of which the server sends six digits; write CAST({name} AS DOUBLE) AS {name} in the query")
                broken.cells = cells
                return number, None, broken
        return number, cells, ""

    def _read(self, number: int, read: Callable[[], Any]) -> Any:
        try:
            return read()
        except (ValueError, OverflowError) as e:  # a year before Christ, for one
            raise Refused(f"{self.source.label}: after row {number:,} stands a value that the driver cannot read: {e}") from None


class PackedRows(SqlRows):
    """The rows of a preset's query, one for each customer, with the list of his rows as a text, on MySQL and MariaDB.

    pymysql takes longer for a row than the server for a customer's whole list. Its count comes along, so that a list that the server cut short
    is an error and not a loss.
    """

    def __init__(self, source: TableSource, connection: Any) -> None:
        query, customer = source.document["query"], source.columns["customer_id"]
        header = list(connection.execute(statement_of(f"SELECT * FROM ({query}) every_row LIMIT 0")).keys())
        marks = "replace(replace({}, char(30 USING utf8mb4), ''), char(31 USING utf8mb4), '')"  # anybody may have written them into an answer
        cells = ", ".join(marks.format(f"coalesce(cast({name} AS CHAR), '')") for name in header)
        connection.exec_driver_sql("SET SESSION group_concat_max_len = 1073741824")
        packed = f"SELECT min({customer}), count(*), group_concat(concat_ws(0x1f, {cells}) SEPARATOR 0x1e) FROM ({query}) every_row GROUP BY cast({customer} AS BINARY)"
        super().__init__(dataclasses.replace(source, document={**source.document, "query": packed}), connection)
        self.header = header

    def rows(self) -> Iterator[Row]:
        """Every row, numbered from 1; an empty cell is none."""
        number = 0
        for _, packed, _ in super().rows():
            id, count, listed = cast(Any, packed)
            found = listed.split("\x1e") if listed is not None else []
            if len(found) != count:
                raise Refused(f"{self.source.label}: {count:,} rows of {id} do not fit into a packet: raise the server's max_allowed_packet")
            for row in found:
                number += 1
                yield number, cast(Any, [cell or None for cell in row.split("\x1f")]), ""


def statement_of(query: str) -> Any:
    """A statement of somebody's own, in which nothing is a parameter."""
    return sa.text(_escaped(query))


def _escaped(query: str) -> str:
    return _COLON.sub(r"\:", query)


_COLON = re.compile(r"(?<![:\w\\]):(?=\w)")  # before a word; sa.text would take it for a parameter


def open_rows(source: TableSource, connection: Any, only: Optional[Tuple[str, str]] = None) -> Any:
    """The rows of a table, whatever holds it; of a query, `only` those in which a column has a value."""
    if source.format == "sql":
        if source.document.get("packed") and only is None and connection.dialect.name in ("mysql", "mariadb"):
            return PackedRows(source, connection)
        return SqlRows(source, connection, only)
    if source.format == "ndjson":
        return JsonRows(source)
    form = None if "format" in source.document else packed_form(source.path)
    if "xlsx" in (source.format, form):
        return SheetRows(source)
    if "parquet" in (source.format, form):
        return ParquetRows(source)
    told = {name: source.document[name] for name in ("quote", "header_lines", "entry") if name in source.document}
    return CsvFile(source.path, source.document.get("encoding", "utf-8"), source.document.get("delimiter"), source.named_columns, **told)


def with_columns(source: TableSource, header: Sequence[str]) -> TableSource:
    """A source that names no columns, with those of its table that are called as a mapping calls them."""
    if source.columns:
        return source
    there = {name.lower(): name for name in header}
    missing = [name for name in source.needed if name not in there]
    if missing:
        raise Refused(f"{source.label}: there is no column {missing[0]!r}, and the mapping names no columns; there are {', '.join(map(short, header))}")
    return source.of_columns({name: there[name] for name in source.words if name in there})


class TableReader:
    """Reads the tables of a mapping into the staging; `only_id` keeps one customer's rows."""

    def __init__(
        self, mapping: Mapping, staging: Staging, rejected: RejectedRows, databases: Databases, only_id: Optional[str] = None
    ) -> None:  # fmt: skip
        self.mapping = mapping
        self.staging = staging
        self.rejected = rejected
        self.databases = databases
        self.only_id = only_id
        self.accounts: List[SourceAccount] = []
        self.unread_refusals: List[str] = []
        self.is_erased: Optional[Callable[[str], bool]] = None  #: who is left out, with every row that names them
        self.companies: Set[str] = set()  #: customers who are no people: nothing is written of them
        self.erased = 0  #: how many of the customers were
        self.scales: Dict[str, Scale] = {}  #: of items whose answers have texts in the source

    def read(self) -> None:
        """Everything; customers first."""
        customers = self.mapping.source("customers")
        assert customers is not None
        self.read_employees()
        tables = customers.document.get("from", [])  # they come from what they do, below
        for each in () if tables else customers.each_file():
            if each.format == "ndjson" and "columns" not in each.document:
                from scvm.command.records import RecordReader

                RecordReader(self, each).read()
            else:
                self._customers(each)
        for each in self._each("companies") if self.mapping.adds_accounts_up else ():
            self._customers(each)
        self.read_tables()
        for table in [tables] if isinstance(tables, str) else tables:
            self.staging.customers_from(table)
        self.settle()

    def read_source(self, kind: str, source: TableSource) -> None:
        """One source of a preset, of a kind that a preset may have."""
        {"customers": self._customers, "companies": self._customers, "prospects": self._prospects, "memberships": self._memberships}.get(kind, self._table)(source)

    def _each(self, kind: str) -> List[TableSource]:
        """The source of a kind, once for each of its files."""
        source = self.mapping.source(kind)
        return source.each_file() if source else []

    def read_employees(self) -> None:
        """Those who work here: what they do is no customer's."""
        for employees in self._each("employees"):
            self._employees(employees)

    def read_tables(self) -> None:
        """Every source that is staged under its own name; whose each social account is, before what was done with it."""
        for accounts in self._each("accounts"):
            self._accounts(accounts)
        for helpers in self._each("helpers"):
            self._helpers(helpers)
        for memberships in self._each("memberships"):
            self._memberships(memberships)
        outside = self.mapping.source("prospects")
        if outside and "from" not in outside.document and self.only_id is None:
            for prospects in outside.each_file():
                self._prospects(prospects)
        for kind in STAGED:
            for source in self._each(kind):
                self._table(source)
        if outside and "from" in outside.document and self.only_id is None:
            self.account("prospects", "prospects", needed=False).count(READ, self.staging.prospects_from_rows())
        for costs in self._each("costs"):
            self._costs(costs)
        if views := self.mapping.source("views"):
            self._views(views)

    def opened(self, source: TableSource) -> Tuple[Any, TableSource]:
        """The rows of a source, and the source with its columns."""
        rows = self._rows_of(source)
        if fill := source.document.get("fill_down"):
            rows = FilledRows(rows, fill)
        if joined := source.joined:
            rows = JoinedRows(rows, source.label, [(each, self._rows_of(each)) for each in joined])
        source = source if source.columns else with_columns(source, rows.header)
        if "consent_date" in source.columns and not {"consent", "opt_out"} & set(source.columns):
            raise Refused(
                f"{source.label}: consent_date stands without consent: a date alone allows nothing and refuses nothing;"
                " name the column of the consent, or name the columns without consent_date"
            )
        return rows, source

    def _rows_of(self, source: TableSource) -> Any:
        url = self.mapping.url_of(source) if source.format == "sql" else None
        of_one = self.only_id is not None and source.is_of_preset and ("id" if source.kind in ("customers", "companies") else "customer_id" if source.kind in STAGED else None)
        rows = open_rows(source, self.databases.connection(url), (of_one, self.only_id) if of_one and self.only_id is not None else None)
        return EndedRows(rows, source.document["ends_at"]) if "ends_at" in source.document else rows

    def settle(self) -> None:
        """Ends the reading. Rows of people who are not customers are counted, not rejected, and so are grants of later days."""
        if self.is_erased:
            self._leave_out_erased(self.is_erased)
        told: Set[int] = set()
        for number, said, customer in self.staging.refusals_of_nobody():
            account = next(each for each in self.accounts if each.kind in _DECIDES and each.part == number // LINES)
            reason = f'customer "{short(said)}": no such customer; taken as of "{short(customer)}"'
            self.rejected.add(account.name, number % LINES, said, reason)
            if account.kind == "consents" and number not in told:
                account.move(REJECTED, 1)
                account.fault = account.fault or reason
            told.add(number)
        last = self.mapping.last_second
        for part, is_grant, rows, customers in self.staging.finish(None if last is None else last - 86_400):
            account = next(each for each in self.accounts if each.kind in _DECIDES and each.part == part)
            if is_grant:
                account.agreed_later += customers
                account.move(LATER, rows if account.kind == "consents" else 0)
            else:
                account.refused_later += customers
        for part, rows in self.staging.take_out_ideas(self.mapping.zone_of_model).items():
            next(each for each in self.accounts if each.kind == "contributions" and each.part == part).move(IDEA, rows)
        for number, customer, campaign, is_both in self.staging.take_out_offers() if self.only_id is None else ():  # whoever asks for all of a person's rows gets these, too
            account = next(each for each in self.accounts if each.kind == "offers" and each.part == number // LINES)
            why = "held out in one row and reached in another; no row of the person counts" if is_both else "redeemed a second time, the first one counts"
            reason = f'offer "{short(campaign)}": {why}'
            self.rejected.add(account.name, number % LINES, customer, reason)
            account.move(REJECTED, 1)
            account.fault = account.fault or reason
        for account in self.accounts:
            if account.kind in STAGED:
                unknown, deleted = self.staging.homeless(account.kind, account.part)
                account.move(ORPHAN, unknown // account.rows_of_a_line)
                account.move(OF_DELETED, deleted // account.rows_of_a_line)
                account.move(NO_OTHER, self.staging.loose_ends(account.kind, account.part))

    def _leave_out_erased(self, is_erased: Callable[[str], bool]) -> None:
        """Before anything else is counted, so that of each line one thing is said."""
        from scvm.command.records import RECORD_TABLES

        self.erased, rows = self.staging.leave_out(is_erased)
        for account in self.accounts:
            place = (RECORD_TABLES.get(account.kind, account.kind), account.part)
            if place[0] in STAGED:
                lines = min(rows[place] // account.rows_of_a_line, account.read)  # a record may have a table under two names
                rows[place] -= lines * account.rows_of_a_line
                account.move(ERASED, lines)

    def losses(self) -> List[str]:
        """Why customers would lose scores by accident, one line a source; a run that looks for one person has none."""
        if self.only_id is not None:
            return []
        found = [account.loss(self.staging) for account in self.accounts]
        return [each for each in found if each] + self.unread_refusals

    def account(self, name: str, kind: str, needed: bool = True, within: Optional[SourceAccount] = None) -> SourceAccount:
        """A new account; `within` the one of a source whose rows it counts a part of."""
        result = SourceAccount(name, kind, needed=needed)
        if within is None:
            for table in BESIDE.get(kind, (kind,) if kind in TABLES else ()):
                result.part = self.staging.begin(table)
        self.accounts.append(result)
        return result

    def _customers(self, source: TableSource) -> None:
        rows, source = self.opened(source)
        are_people = source.kind != "companies"
        account = self.account(source.label, "customers", needed=are_people)
        get = _getters(rows, source, exclude=("name",))
        names = source.columns.get("name")
        name_of = _joined(rows, names if isinstance(names, list) else [names]) if names else None
        rule = self.mapping.consent
        for number, cells in self._selected(rows, source, account):
            id = text(get["id"](cells))
            if id is None or "\0" in id:
                self._reject(account, source, number, None, "missing_id" if id is None else f'id "{short(id)}": has a NUL byte')
                continue
            if self.only_id is not None and id != self.only_id:
                account.count(NOT_SELECTED)
                continue
            try:
                kept = not yes(get["deleted"](cells), "deleted") if "deleted" in get else True
            except BadCell as e:
                self._reject(account, source, number, id, e)
                continue
            if not self.staging.add_customer(id, kept, name_of(cells) if name_of else None, number):
                self._reject(account, source, number, id, f'customer "{short(id)}": doubled id')
                self._consent(source, rule, id, number, {name: get[name](cells) for name in get}, grants=False)
                continue
            account.count(READ if kept else DELETED)
            if kept and not are_people:
                self.companies.add(id)
                for purpose in {*rule.purposes, rule.to_contact}:
                    state = "refused" if purpose == rule.to_contact else "granted"  # there is nobody to call, whatever the model makes of silence
                    self.staging.add("consents", id, number, None, purpose, state, 0, None, None, None)
            elif kept:
                self._consent(source, rule, id, number, {name: get[name](cells) for name in get})

    def _consent(self, source: TableSource, rule: ConsentRule, id: str, number: int, cells: Dict[str, Any], grants: bool = True) -> None:
        """The consents that stand in the customer's own row. What cannot be read counts as refused, and is reported.

        Of a row that repeats a customer, a refusal counts and a grant does not.
        """
        state, when, fault = basis(rule, source.days, cells.get("consent"), cells.get("consent_date"), "consent_date")
        if fault and grants:
            self.rejected.add(source.label, number, id, fault)
        if not grants and state is not None:
            state = None if state == "granted" else "withdrawn"
        self.grant(rule, id, number, state, when, text(cells.get("consent")), text(cells.get("consent_source")))
        try:
            said = cells.get("opt_out")
            opted_out = any([yes(each, "opt_out") for each in (said or [] if isinstance(source.columns.get("opt_out"), list) else [said])])
        except BadCell as e:
            opted_out = True
            if grants:
                self.rejected.add(source.label, number, id, f"{e}; taken as an opt-out")
        if opted_out:
            purpose = rule.purpose_of_contact("withdrawn")
            self.staging.add("consents", id, number, None, purpose, "withdrawn", when or 0, None, "opt_out", None)

    def grant(
        self, rule: ConsentRule, id: str, number: int, state: Optional[str], when: Optional[int],
        evidence: Optional[str], source: Optional[str],
    ) -> None:  # fmt: skip
        """Stages a legal basis; a basis without a date holds since the beginning of time."""
        if state is None:
            return
        for purpose in rule.purposes if state == "granted" else ["*"]:
            self.staging.add("consents", id, number, None, purpose, state, when or 0, None, evidence, source)

    def _employees(self, source: TableSource) -> None:
        rows, source = self.opened(source)
        account = self.account(source.label, "employees", needed=not source.may_be_empty)
        get = _getters(rows, source)
        for number, cells in self._selected(rows, source, account):
            id = text(get["id"](cells))
            if id is None:
                self._reject(account, source, number, None, "missing_id")
            elif "deleted" in get and yes(get["deleted"](cells), "deleted"):
                account.count(DELETED)
            elif self.staging.add_employee(number, id, *(text(get[name](cells)) if name in get else None for name in ("department", "level"))):
                account.count(READ)
            else:
                self._reject(account, source, number, id, f'employee "{short(id)}": doubled id')

    def _costs(self, source: TableSource) -> None:
        """What was spent. A row without a day, a kind or an amount is rejected: a cost is neither guessed nor left out in silence."""
        rows, source = self.opened(source)
        account = self.account(source.label, "costs", needed=False)
        get, money, rate = _getters(rows, source), self.mapping.money(), source.document.get("staff_rate")
        for number, cells in self._selected(rows, source, account):
            try:
                if "deleted" in get and yes(get["deleted"](cells), "deleted"):
                    account.count(DELETED)
                    continue
                when, kind = source.days.read(get["date"](cells), "date"), folded(text(get["kind"](cells)) or "")
                said = get["amount"](cells) if "amount" in get else None
                amount = source.numbers.money(said, "amount")
                hours = source.numbers.read(get["hours"](cells), "hours") if "hours" in get else None
                if when is None:
                    raise BadCell("date is missing")
                if hours is not None and not 0 <= hours <= _HOURS_OF_A_WEEK:
                    raise BadCell(f"hours = {hours:g}: expected 0 to {_HOURS_OF_A_WEEK}, one person's of a week at most; of several, one row each, or the amount")
                if kind not in COSTS:
                    raise BadCell(f'kind = "{short(kind)}": expected one of {", ".join(COSTS)}')
                if amount is not None:
                    amount = money.own_amount(amount, said, text(get["currency"](cells)) if "currency" in get else None)
                elif hours is not None and rate is not None:
                    amount = hours * rate
                if amount is None or not amount >= 0:
                    raise BadCell("amount is missing" if amount is None else f"amount = {amount:g}: expected 0 or more")
            except BadCell as e:
                self._reject(account, source, number, None, e)
                continue
            except MixedCurrencies as e:
                raise Refused(f'{source.label}: line {number}: {e}: name the currency of the mapping, and rates of the others') from None
            self.staging.add_cost(number, kind, when, amount)
            account.count(READ)

    def _views(self, source: TableSource) -> None:
        """How often what was published was shown and clicked."""
        rows, source = self.opened(source)
        account = self.account(source.label, "views", needed=False)
        get = _getters(rows, source)
        for number, cells in self._selected(rows, source, account):
            try:
                if "deleted" in get and yes(get["deleted"](cells), "deleted"):
                    account.count(DELETED)
                    continue
                when = source.days.read(get["date"](cells), "date")
                views, clicks = (source.numbers.read(get[name](cells), name) for name in ("views", "clicks"))
                for name, number_of in (("views", views), ("clicks", clicks)):
                    if number_of is not None and math.isfinite(number_of) and not number_of.is_integer():
                        raise BadCell(f"{name} = {number_of:g}: expected a whole number")
                if when is None:
                    raise BadCell("date is missing")
                if views is None or clicks is None:
                    raise BadCell(f"{'views' if views is None else 'clicks'} is missing")
                if not 0 <= clicks <= views < math.inf:
                    raise BadCell(f"clicks = {clicks:g} of views = {views:g}: expected 0 or more, and no more clicks than views")
                named = (text(get[name](cells)) if name in get else None for name in ("channel", "format", "campaign"))
            except BadCell as e:
                self._reject(account, source, number, None, e)
                continue
            self.staging.add_view(number, when, views, clicks, *named)
            account.count(READ)

    def _accounts(self, source: TableSource) -> None:
        """Social accounts. What is no clear permission is none; a withdrawal counts whatever its date."""
        rows, source = self.opened(source)
        account = self.account(source.label, "accounts", needed=not source.may_be_empty)
        get, links = _getters(rows, source), self.staging.links
        for number, cells in self._selected(rows, source, account):
            customer, network, name = (text(get[each](cells)) for each in ("customer_id", "network", "account"))
            if customer is None:
                account.count(NO_CUSTOMER)
                continue
            try:
                if "deleted" in get and yes(get["deleted"](cells), "deleted"):
                    account.count(DELETED)
                    continue
                if network is None or name is None:
                    raise BadCell(f"{'network' if network is None else 'account'} is missing")
                if self.staging.names_somebody(name):
                    raise BadCell(f'account "{short(name)}": is the id of a customer or an employee')
            except BadCell as e:
                self._reject(account, source, number, customer, e)
                continue
            granted, withdrawn, fault = _permission(source.days, get, cells)
            is_known = self.only_id is not None or self.staging.is_kept(customer) or not len(self.staging)
            links.add(customer, network, name, granted, withdrawn, number, None if fault else READ if is_known else ORPHAN)
            if fault:
                self._reject(account, source, number, customer, f"{fault}; taken as withdrawn")
            else:
                account.count(READ if is_known else ORPHAN)
        for customer, network, name, persons, number, way in links.finish(self.mapping.last_second and self.mapping.last_second - 86_400):
            if way is None:  # its line was rejected before, with a reason of its own
                continue
            said = f'account "{short(name)}" of {short(network)}: {persons} persons claim it, and it is linked to none'
            self.rejected.add(source.label, number, customer, said)
            account.move(REJECTED, 1, way)

    def _prospects(self, source: TableSource) -> None:
        """People outside the base, and what they agreed to: a consent that cannot be read is a refusal."""
        rows, source = self.opened(source)
        account = self.account(source.label, "prospects", needed=False)
        get = _getters(rows, source)
        rule = ConsentRule.of(source.document.get("consent"))
        for number, cells in self._selected(rows, source, account):
            id, became = (text(get[name](cells)) if name in get else None for name in ("id", "became"))
            try:
                if "deleted" in get and yes(get["deleted"](cells), "deleted"):
                    account.count(DELETED)
                    continue
                if id is None:
                    raise BadCell("missing_id")
                since, converted = (source.days.read(get[name](cells), name, later=name == "converted") if name in get else None for name in ("since", "converted"))
            except BadCell as e:
                self._reject(account, source, number, id, str(e))
                continue
            account.count(self.add_prospect(source.label, number, id, since, became, converted))
            self._consent(source, rule, id, number, {name: get[name](cells) for name in get if name.startswith("consent")})

    def add_prospect(self, label: str, number: int, id: str, since: Optional[int], became: Optional[str], converted: Optional[int]) -> str:
        """Stages somebody outside the base; returns what became of the row. Who is a customer that was deleted is nobody."""
        if self.staging.is_deleted(id) or (became is not None and self.staging.is_deleted(became)):
            return OF_DELETED
        if self.staging.add_prospect(number, id, since, became, converted):
            return READ
        self.rejected.add(label, number, id, f'prospect "{short(id)}": doubled id')
        return REJECTED

    def _memberships(self, source: TableSource) -> None:
        """Who belongs to which account, be they customers or not."""
        rows, source = self.opened(source)
        account = self.account(source.label, "memberships", needed=not source.may_be_empty)
        get = _getters(rows, source)
        values_of, named = _ROWS["memberships"](source, get, self.mapping), get.get("account_name")
        for number, cells in self._selected(rows, source, account):
            member = text(get["member"](cells))
            try:
                if "deleted" in get and yes(get["deleted"](cells), "deleted"):
                    account.count(DELETED)
                    continue
                if member is None:
                    raise BadCell("missing_id")
                account_id, since, end = values_of(cells)
                if self.staging.is_deleted(member) or self.staging.is_deleted(account_id):
                    account.count(OF_DELETED)
                    continue
                if self.is_erased is not None and (self.is_erased(member) or self.is_erased(account_id)):
                    account.count(ERASED)
                    continue
                if self.only_id is None or self.only_id in (member, account_id):
                    self.staging.add_membership(number, member, account_id, since, end)
                    if named is not None and (name := text(named(cells))) is not None:
                        self.staging.add_account_name(account_id, name)
            except BadCell as e:
                self._reject(account, source, number, member, e)
                continue
            account.count(READ)

    def _helpers(self, source: TableSource) -> None:
        """Who helps need not be a customer: every readable row counts."""
        rows, source = self.opened(source)
        account = self.account(source.label, "helpers", needed=False)
        get = _getters(rows, source)
        values_of = _ROWS["helpers"](source, get, self.mapping)
        for number, cells in self._selected(rows, source, account):
            id = text(get["id"](cells))
            try:
                if "deleted" in get and yes(get["deleted"](cells), "deleted"):
                    account.count(DELETED)
                    continue
                if id is None:
                    raise BadCell("missing_id")
                self.staging.add_helper(number, id, *values_of(cells))
            except BadCell as e:
                self._reject(account, source, number, id, e)
                continue
            account.count(READ)

    def _table(self, source: TableSource) -> None:
        rows, source = self.opened(source)
        account = self.account(source.label, source.kind, needed=not source.may_be_empty)
        get = _getters(rows, source)
        table, add = source.kind, self.staging.add
        numbered = source.columns["customer_id"]["numbered"] if "customer_id" not in get else None
        customer_of = get.get("customer_id", lambda cells: None)
        deleted_of = get.get("deleted")
        order_of, is_counted = get.get("order"), _status_rule(source, get, account)
        answers_of = _sheet(rows, source, get) if "questions" in source.columns else None
        if answers_of:
            account.rows_of_a_line = len(source.columns["questions"])
        values_of = None if answers_of else _ROWS[source.kind](source, get, self.mapping)
        unreadable = self._refusal(source, get, account) if table == "consents" else None
        links = self.staging.links if table in _LINKED and not source.is_of_preset and self.mapping.source("accounts") else None
        channel_of, key_of = get.get("channel"), get.get("key")

        def take(number: int, cells: Sequence[Any]) -> None:
            customer = text(customer_of(cells)) if numbered is None else f"{numbered}{number}"
            if customer is None:
                if unreadable and not (deleted_of and _is_deleted(deleted_of(cells))):
                    self.unread_refusals.append(f"{source.label}: line {number} tells of a consent, and not whose it is")
                account.count(NO_CUSTOMER)
                return
            network = text(channel_of(cells)) if links and channel_of else None
            if links:
                customer = links.person(network, customer)
                if customer is None:
                    account.count(UNLINKED)
                    return
            if self.only_id is not None and customer != self.only_id and not (unreadable and plain_id(customer) == plain_id(self.only_id)):
                account.count(NOT_SELECTED)
                return
            try:
                if deleted_of and yes(deleted_of(cells), "deleted"):
                    account.count(DELETED)
                    return
                if answers_of:
                    for values in answers_of(cells):
                        add(table, customer, number, None, *values)
                    account.count(READ)
                    return
                order = text(order_of(cells)) if order_of else None
                if order is not None and text(get["amount"](cells)) is None and not self.staging.add_order(customer, order, None, None):
                    account.count(REPEATED)
                    return
                if is_counted and not is_counted(cells):
                    return
                assert values_of is not None
                values = values_of(cells)
                if links and values[0] is not None:  # the other person
                    other = links.person(network, values[0])
                    if other is None:
                        account.count(UNLINKED)
                        return
                    values = (other, *values[1:])
                if order is not None and self.is_repeated(customer, order, *values):
                    account.count(REPEATED)
                    return
            except BadCell as e:
                if unreadable:
                    unreadable(number, cells, str(e))
                else:
                    self._reject(account, source, number, (key_of and text(key_of(cells))) or customer, e)
                return
            except MixedCurrencies as e:
                raise Refused(f'{source.label}: line {number}: {e}: name the currency of the mapping, and rates of the others') from None
            add(table, customer, number, text(key_of(cells)) if key_of else None, *values)
            account.count(READ)

        plain = not links and self.only_id is None and all(isinstance(column, str) for column in source.columns.values()) and id_form(source) is None
        if table in _BY_COLUMNS and plain:
            self._take_blocks(_BY_COLUMNS[table](rows, source, self.mapping), take, rows, source, account)
        else:
            for row in self._selected(rows, source, account, unreadable):
                take(*row)

    def _take_blocks(self, by_columns: _Columns, take: Callable[[int, Sequence[Any]], None], rows: Any, source: TableSource, account: SourceAccount) -> None:
        """Stages a table by blocks of rows; `take` one row after another of a block in which anything is out of the ordinary."""
        block: List[Tuple[int, Any]] = []

        def take_block() -> None:
            if not block:
                return
            numbers, cells = zip(*block)
            try:
                found = by_columns(cells)
            except (BadCell, TypeError):
                found = None
            if found is None:
                for row in block:
                    take(*row)
            else:
                customers, *values = found
                self.staging.add_columns(source.kind, customers, numbers, None, *values)
                account.count(READ, len(block))
            block.clear()

        for row in self._selected(rows, source, account, before_fault=take_block):
            block.append(row)
            if len(block) >= _BLOCK:
                take_block()
        take_block()

    def is_repeated(self, customer: str, order: Optional[str], time: int, amount: float) -> bool:
        """Whether a purchase says again what the same order said before. Raises BadCell where it says something else."""
        try:
            return order is not None and not self.staging.add_order(customer, order, time, amount)
        except ValueError as e:
            said = short(order or "")
            raise BadCell(f'order "{said}" {e}') from None

    def _refusal(self, source: TableSource, get: Dict[str, Get], account: SourceAccount) -> Callable[[int, Sequence[Any], str], None]:
        """What becomes of a row of consents that cannot be read: whoever it names is not scored, whatever it says."""
        rule, purpose_of, customer_of = self.mapping.consent, get["purpose"], get["customer_id"]

        def refuse(number: int, cells: Sequence[Any], reason: str) -> None:
            customer, purpose = _there(customer_of, cells), rule.purpose(_there(purpose_of, cells), "withdrawn") or "*"
            if customer is None:
                self._reject(account, source, number, None, reason)
                self.unread_refusals.append(f"{source.label}: line {number} cannot be read, and nobody knows whose consent it tells of: {reason}")
            elif self.only_id is None or customer == self.only_id:
                self._reject(account, source, number, customer, f"{reason}; taken as withdrawn")
                evidence, said_by = (_there(get[name], cells) if name in get else None for name in ("evidence", "source"))
                self.staging.add("consents", customer, number, UNREADABLE, purpose, "withdrawn", 0, None, evidence, said_by)

        return refuse

    def _selected(
        self, rows: Any, source: TableSource, account: SourceAccount, unreadable: Any = None, before_fault: Optional[Callable[[], None]] = None
    ) -> Iterator[Tuple[int, Any]]:  # fmt: skip
        """The lines that are selected and can be used. `before_fault`: called before another one is rejected, so that the rejected ones
        keep the order of their lines."""
        only = [(rows.index(column), {_selectable(each) for each in values}) for column, values in source.only.items()]
        account.selection = " and ".join(f"only {column} in {json.dumps(values, ensure_ascii=False)}" for column, values in source.only.items())
        if "status" in source.columns and not account.selection:
            account.selection = f"the column {columns_in(source.columns['status'])[0]}" if columns_in(source.columns["status"]) else ""
        left_out = _left_out(rows, source)
        for number, cells, fault in rows.rows():
            if isinstance(fault, BelowTable):
                account.count(BELOW)
                continue
            if left_out and cells is not None and cells[left_out[0]] is not None:
                account.count(cells[left_out[0]], int(cells[left_out[1]]) if left_out[1] is not None else 1)
                continue
            if cells is None:
                if before_fault:
                    before_fault()
                if unreadable:
                    unreadable(number, getattr(fault, "cells", ()), fault)
                else:
                    self._reject(account, source, number, None, fault)
                continue
            for i, values in only:
                said = _selectable(cells[i])
                if said not in values and not (said and "*" in values):
                    account.leave_out(cells[i])
                    break
            else:
                yield number, cells

    def _reject(self, account: SourceAccount, source: TableSource, number: int, id: Optional[str], reason: Union[str, BadCell]) -> None:
        if isinstance(reason, LaterDay):
            account.count(LATER)
            return
        account.reject(str(reason))
        self.rejected.add(source.label, number, id, str(reason))


def _left_out(rows: Any, source: TableSource) -> Optional[Tuple[int, Optional[int]]]:
    """The places in the rows of a preset that say what rows are counted as that do not count, and how many."""
    if not source.is_of_preset or "left_out" not in rows.header:
        return None
    return rows.index("left_out"), rows.index("row_count") if "row_count" in rows.header else None


def basis(rule: ConsentRule, days: DayStyle, cell: Any, date: Any, name: str) -> Tuple[Optional[str], Optional[int], str]:
    """State and time of a legal basis, and what could not be read of it: then it is a refusal."""
    state: Optional[str] = None
    try:
        state = rule.read(cell)
        return state, days.read(date, name, later=True), ""
    except BadCell as e:
        state = "withdrawn" if state == "withdrawn" else "refused"
        return state, None, f"{e}; taken as {state}"


def _permission(days: DayStyle, get: Dict[str, Get], cells: Sequence[Any]) -> Tuple[Optional[int], Optional[int], str]:
    """Since when somebody permits the link of an account, when this was taken back, and what of it cannot be read: then it was."""
    fault, granted, withdrawn = "", None, None
    try:
        granted = days.read(get["granted"](cells), "granted", later=True) if "granted" in get else None
    except BadCell as e:
        fault, withdrawn = str(e), 0
    said = get["withdrawn"](cells) if "withdrawn" in get else None
    if text(said) is not None:
        try:
            withdrawn = days.read(said, "withdrawn", later=True)
        except BadCell as e:
            if not is_flag(said):
                fault, withdrawn = fault or str(e), 0
            elif yes(said, "withdrawn"):
                withdrawn = 0
    return granted, withdrawn, fault


def _is_deleted(cell: Any) -> bool:
    """Whether a row surely says that it does not count."""
    try:
        return yes(cell, "deleted")
    except BadCell:
        return False


def _there(get: Get, cells: Sequence[Any]) -> Optional[str]:
    """The text of a cell of a row that may be too short for it."""
    try:
        return text(get(cells))
    except IndexError:
        return None


def _selectable(value: Any) -> str:
    """A cell as a selection names it: a flag is true or false, in files and databases alike."""
    if isinstance(value, (bytes, bytearray, memoryview)) and len(value) == 1:
        value = bytes(value)[0]
    said = text(value) or ""
    return _FLAGS.get(said.lower(), said)


_FLAGS = {"true": "1", "false": "0"}


#: What a mapping calls the columns that name persons.
_PERSONS = frozenset({"id", "customer_id", "target", "referred", "helper", "member", "became"})


def _getters(rows: Any, source: TableSource, exclude: Sequence[str] = ()) -> Dict[str, Get]:
    missing, form = _missing_of(source), id_form(source)
    result: Dict[str, Get] = {}
    for name, column in source.columns.items():
        if name in exclude or name == "questions" or (isinstance(column, dict) and "numbered" in column):
            continue
        if isinstance(column, list):
            result[name] = _each(rows, column) if name != "opt_out" else _all_of(rows, column)
            continue
        result[name] = _cell_of(rows, column, source, missing)
        if form and name in _PERSONS:
            result[name] = _formed(result[name], form)
        if isinstance(column, dict) and source.numbers.strip_currency_sign and ("product" in column or "difference" in column):
            result[f"sign_of_{name}"] = _sign_in(rows, columns_in(column))
        if name in ("state", "consent") and any(map(says_refusals, columns_in(column))):
            result[name] = _without_flags(result[name], columns_in(column)[0])
    return result


def _cell_of(rows: Any, column: Any, source: TableSource, missing: Optional[Callable[[Any], bool]]) -> Get:
    """The cells of a column, or what a mapping says in place of one."""
    if isinstance(column, str):
        return _at(rows.index(column), missing)
    if "product" in column:
        return _product(rows, column["product"], source)
    if "difference" in column:
        return _difference(rows, column["difference"], source)
    if "constant" in column:
        constant = column["constant"]
        return lambda cells: constant
    plain, before = _at(rows.index(column["column"]), missing), column.get("first_before")
    meant = {said.strip().lower(): value for said, value in column.get("values", {}).items()}

    def get(cells: Sequence[Any]) -> Any:
        cell = plain(cells)
        if before is not None and (said := text(cell)) is not None:
            cell = next((each for each in map(str.strip, said.split(before)) if each), None)
        return meant.get((text(cell) or "").lower(), cell) if meant else cell

    return get


def _formed(get: Get, form: Callable[[str], str]) -> Get:
    def formed(cells: Sequence[Any]) -> Any:
        id = text(get(cells))
        return None if id is None else form(id)

    return formed


def _without_flags(get: Get, column: str) -> Get:
    """The cells of a column of opt-outs, whose yes is no grant and whose no is none either: as words that nobody knows."""

    def said(cells: Sequence[Any]) -> Any:
        cell = get(cells)
        return f"{text(cell)} in {column}" if cell is not None and is_flag(cell) else cell

    return said


def _missing_of(source: TableSource) -> Optional[Callable[[Any], bool]]:
    """Whether a cell says that there is no value; None where no code says so."""
    codes = set(source.document.get("missing_codes", ()))
    return (lambda value: value is None or str(value).strip() in codes or text(value) in codes) if codes else None


def _at(index: int, is_missing: Optional[Callable[[Any], bool]]) -> Get:
    if is_missing is None:
        return lambda cells: cells[index]
    says_nothing = is_missing
    return lambda cells: None if says_nothing(cells[index]) else cells[index]


def _all_of(rows: Any, columns: Sequence[str]) -> Get:
    places = [rows.index(column) for column in columns]
    return lambda cells: [cells[i] for i in places]


def _each(rows: Any, columns: Sequence[str]) -> Get:
    places = [rows.index(column) for column in columns]
    return lambda cells: [text(cells[i]) for i in places]


def _product(rows: Any, columns: Sequence[Any], source: TableSource) -> Get:
    places = [(rows.index(column), column) for column in columns if isinstance(column, str)]
    constant = math.prod(factor for factor in columns if not isinstance(factor, str))
    read = source.numbers.read

    def get(cells: Sequence[Any]) -> Optional[float]:
        result = float(constant)
        for index, name in places:
            factor = read(cells[index], name)
            if factor is None:
                return None
            result *= factor
        return result

    return get


def _difference(rows: Any, columns: Sequence[str], source: TableSource) -> Get:
    """What is left of the first column when the others are taken away; of those, a blank cell is nothing."""
    first, *others = [(rows.index(column), column) for column in columns]
    read = source.numbers.money

    def get(cells: Sequence[Any]) -> Optional[float]:
        result = read(cells[first[0]], first[1])
        return None if result is None else result - math.fsum(read(cells[index], name) or 0.0 for index, name in others)

    return get


def _sign_in(rows: Any, columns: Sequence[str]) -> Get:
    """The first of some cells that names a currency."""
    places = [rows.index(column) for column in columns]
    return lambda cells: next((cells[i] for i in places if isinstance(cells[i], str) and CURRENCY.search(cells[i])), None)


def _joined(rows: Any, columns: Sequence[str]) -> Callable[[Sequence[Any]], Optional[str]]:
    places = [rows.index(column) for column in columns]

    def get(cells: Sequence[Any]) -> Optional[str]:
        return " ".join(filter(None, (text(cells[i]) for i in places))) or None

    return get


Values = Callable[[Sequence[Any]], Tuple[Any, ...]]


def _purchase(source: TableSource, get: Dict[str, Get], mapping: Mapping) -> Values:
    day, amount, days, money = get["date"], get["amount"], source.days.read, mapping.money()
    number = source.numbers.read if isinstance(source.columns["amount"], dict) and {"product", "difference"} & set(source.columns["amount"]) else source.numbers.money
    currency, sign_of = get.get("currency"), get.get("sign_of_amount")

    def read(cells: Sequence[Any]) -> Tuple[Any, ...]:
        said = amount(cells)
        try:
            when, value = days(day(cells), "date"), number(said, "amount")
        except BadCell as e:
            try:  # whoever mends the reading of a file wants to know all that is wrong with it
                number(said, "amount")
            except BadCell as also:
                raise BadCell(f"{e}; {also}" if str(e) != str(also) else str(e)) from None
            raise
        if when is None:
            raise BadCell("date is missing")
        if value is None:
            column = text(get["amount_in"](cells)) if "amount_in" in get else None
            raise BadCell(f"amount is missing: {column} is empty, though the row is in another currency" if column else "amount is missing")
        if sign_of:
            said = sign_of(cells)
        if currency or isinstance(said, (str, Amount)):
            value = money.own_amount(value, said, currency(cells) if currency else None)
        return when, value

    return read


# What the column `status` of purchases says, where `only` does not say which of its words count.
COUNTS_AS_STATUS = {
    "paid", "completed", "complete", "closed", "closed_won", "won", "fulfilled", "invoiced", "settled", "succeeded", "delivered", "shipped",
    "captured", "bezahlt", "abgeschlossen", "gewonnen", "geliefert", "versendet", "beglichen",
}  # fmt: skip
COUNTS_NOT_AS_STATUS = {
    "cancelled", "canceled", "draft", "void", "voided", "unpaid", "open", "pending", "failed", "declined", "expired", "refunded", "rejected",
    "on_hold", "processing", "quote", "lost", "closed_lost", "authorized", "abandoned", "overdue", "uncollectible", "storniert", "entwurf",
    "unbezahlt", "offen", "fehlgeschlagen", "abgelehnt", "erstattet", "verloren", "in_bearbeitung",
}  # fmt: skip


def _status_rule(source: TableSource, get: Dict[str, Get], account: SourceAccount) -> Optional[Callable[[Sequence[Any]], bool]]:
    """Whether a purchase counts by its status; None where no status decides. One that does not count is counted as left out."""
    if "status" not in get or set(columns_in(source.columns["status"])) & set(source.only):
        return None
    status_of = get["status"]

    def counts(cells: Sequence[Any]) -> bool:
        said = status_of(cells)
        status = folded(text(said) or "")
        if status in COUNTS_AS_STATUS:
            return True
        if status not in COUNTS_NOT_AS_STATUS:
            raise BadCell(f'status = "{short(status)}": expected paid, cancelled or the like; name in only which ones count')
        account.leave_out(said)
        return False

    return counts


def _answer(source: TableSource, get: Dict[str, Get], mapping: Mapping) -> Values:
    value_of, items = _answered(source), source.document.get("items", {})
    question_of, answer_of, option_of = get["question"], get["answer"], get.get("option")
    has_several_names, waves_are_days = isinstance(source.columns["question"], list), source.document.get("a_wave_is") == "response"
    numbers: Dict[Any, Optional[float]] = source.document.get("options", {})

    def read(cells: Sequence[Any]) -> Tuple[Any, ...]:
        said = question_of(cells)
        question = next((name for name in said if name in items), said[0]) if has_several_names else text(said)
        if question is None:
            raise BadCell("question is missing")
        option = option_of(cells) if option_of else None
        item, answer = value_of(question, answer_of(cells)) if option is None else (items.get(question, question), numbers.get(option))
        when = source.days.read(get["date"](cells), "date") if "date" in get else None
        wave = when // 86_400 if waves_are_days and when is not None else _wave(source, get, cells)
        return item, answer, when, wave

    return read


def _sheet(rows: Any, source: TableSource, get: Dict[str, Get]) -> Callable[[Sequence[Any]], List[Tuple[Any, ...]]]:
    """The answers of a row of a sheet, which has a column for each question; one that cannot be read rejects its row."""
    missing = _missing_of(source)
    columns = [(name, _at(rows.index(name), missing)) for name in source.columns["questions"]]
    value_of = _answered(source)

    def read(cells: Sequence[Any]) -> List[Tuple[Any, ...]]:
        when = source.days.read(get["date"](cells), "date") if "date" in get else None
        wave = _wave(source, get, cells)
        return [(*value_of(name, answer_of(cells)), when, wave) for name, answer_of in columns]

    return read


def _wave(source: TableSource, get: Dict[str, Get], cells: Sequence[Any]) -> int:
    return (source.numbers.whole(get["wave"](cells), "wave") or 0) if "wave" in get else 0


def _answered(source: TableSource) -> Callable[[str, Any], Tuple[str, Optional[float]]]:
    """The item of a question, and the number that was answered: of a text, the one that the labels name, or that stands in it."""
    items, scales = source.document.get("items", {}), source.document.get("scales", {})
    labels = {folded_answer(label): float(value) for label, value in source.document.get("labels", {}).items()}
    own = {question: {**labels, **_labels(said, source)} for question, said in source.document.get("labels_of", {}).items()}

    def value_of(question: str, cell: Any) -> Tuple[str, Optional[float]]:
        answer, of = own.get(question, labels).get(folded_answer(cell)) if isinstance(cell, str) else None, None
        if answer is None:
            try:
                answer = source.numbers.read(cell, "answer")
            except BadCell as e:
                told = number_in(cell) if isinstance(cell, str) else None
                if told is None:
                    raise BadCell(f"{e}; labels give the number of each text") from None
                answer, of = told
        scale = scales.get(question)
        if answer is not None and scale and not min(scale) <= answer <= max(scale):
            raise BadCell(f"answer = {answer:g}: expected {min(scale):g} to {max(scale):g}, the scale of {short(question)}")
        if of is not None and scale and of != max(scale):
            raise BadCell(f"answer of {of:g}: expected one of {max(scale):g}, the scale of {short(question)}")
        return items.get(question, question), answer

    return value_of


def _labels(said: Any, source: TableSource) -> Dict[str, float]:
    """The numbers of texts: of a shipped list, or those that the mapping gives."""
    if isinstance(said, dict):
        return {folded_answer(label): float(value) for label, value in said.items()}
    if said not in shipped():
        raise Refused(f'{source.label}: labels_of: {no_column("list", said, list(shipped()))}')
    return shipped()[said]


def _consent(source: TableSource, get: Dict[str, Get], mapping: Mapping) -> Values:
    """What somebody agreed to. A grant must be clear in every cell; what is no grant needs no date, and without one holds for ever."""
    rule, days = mapping.consent, source.days.read

    def read(cells: Sequence[Any]) -> Tuple[Any, ...]:
        state = consent_state(get["state"](cells))
        purpose = rule.purpose(get["purpose"](cells), state)
        when = days(get["date"](cells), "date", later=True)
        expires = days(get["expires"](cells), "expires", ends=True) if "expires" in get and state == "granted" else None
        if purpose is None or (when is None and state == "granted"):
            raise BadCell("purpose is missing" if purpose is None else "date is missing")
        when = when or 0
        if expires is not None and expires <= when:
            raise BadCell("expires: expected a time after the consent's own")
        evidence, said_by = (text(get[name](cells)) if name in get else None for name in ("evidence", "source"))
        return purpose, state, when, expires, evidence, said_by

    return read


def _plain_row(
    texts: Sequence[str], days: Sequence[str], numbers: Sequence[str], order: Sequence[str], needed: Sequence[str], flags: Sequence[str] = ()
) -> Any:  # fmt: skip
    """A reader of rows whose columns are texts, days, numbers and flags, in the order of the staged table."""

    def of(source: TableSource, get: Dict[str, Get], mapping: Mapping) -> Values:
        def value(name: str, cells: Sequence[Any]) -> Any:
            if name not in get:
                return None
            cell = get[name](cells)
            if name in days:
                return source.days.read(cell, name, ends=name == "end", later=name in ENDS)
            if name in flags:
                return None if text(cell) is None else float(yes(cell, name))
            return source.numbers.read(cell, name) if name in numbers else text(cell)

        def read(cells: Sequence[Any]) -> Tuple[Any, ...]:
            row = {name: value(name, cells) for name in order}
            for name in needed:
                if row[name] is None:
                    raise BadCell(f"{name} is missing")
            return tuple(row[name] for name in order)

        return read

    return of


_PLAIN_COMPLAINT = _plain_row(
    ["kind", "channel", "topic", "case_id"], ["opened", "answered", "closed"], ["sentiment"],
    ["kind", "opened", "answered", "closed", "channel", "sentiment", "topic", "case_id"], ["opened"])  # fmt: skip


def _complaint(source: TableSource, get: Dict[str, Get], mapping: Mapping) -> Values:
    plain = _PLAIN_COMPLAINT(source, get, mapping)

    def read(cells: Sequence[Any]) -> Tuple[Any, ...]:
        kind, *row = plain(cells)
        return (complaint_kind(kind), *row)

    return read


_PLAIN_INTERACTION = _plain_row(
    ["target", "kind", "channel", "event"], ["date"], ["sentiment", "count"],
    ["target", "kind", "date", "channel", "sentiment", "count", "event"], ["kind", "date"])  # fmt: skip


def _interaction(source: TableSource, get: Dict[str, Get], mapping: Mapping) -> Values:
    """What somebody did, the fingerprint of what he wrote, and, where a page wants it, the text itself."""
    plain, customer_of = _PLAIN_INTERACTION(source, get, mapping), get["customer_id"]
    said_of, form_of, topic_of = (get.get(name) for name in ("text", "format", "topic"))
    posts = PostReader(mapping.zone_of_model, mapping.keeps_texts)

    def read(cells: Sequence[Any]) -> Tuple[Any, ...]:
        row = plain(cells)
        said, form, about = (text(each(cells)) if each else None for each in (said_of, form_of, topic_of))
        return (*row, *posts.columns(said, form, about, text(customer_of(cells)) or "", row[2]))

    return read


def _interaction_columns(rows: Any, source: TableSource, mapping: Mapping) -> _Columns:
    """The same of many rows by columns, customers first, an absent one None; None, or BadCell, where a row needs a look of its own.

    What it returns is what `_interaction` returns of each.
    """
    is_missing = _missing_of(source)
    places = {name: rows.index(column) for name, column in source.columns.items()}
    posts = PostReader(mapping.zone_of_model, mapping.keeps_texts)
    days, numbers = source.days.read, source.numbers.read

    def read(block: Sequence[Sequence[Any]]) -> Optional[List[Any]]:
        cells = list(zip(*block))

        def column(name: str, convert: Callable[[Sequence[Any]], List[Any]]) -> Any:
            if name not in places:
                return None
            found = cells[places[name]]
            return convert([None if is_missing(each) else each for each in found] if is_missing else found)

        customers, targets, kinds = (column(name, _texts) for name in ("customer_id", "target", "kind"))
        if "deleted" in places and any(yes(each, "deleted") for each in cells[places["deleted"]]):
            return None
        times = column("date", lambda found: list(map({each: days(each, "date") for each in set(found)}.__getitem__, found)))
        if None in customers or None in kinds or None in times:
            return None

        def number(name: str) -> Any:
            return column(name, lambda found: [numbers(each, name) for each in found])

        result = [customers, targets, kinds, times, column("channel", _texts), number("sentiment"), number("count"), column("event", _texts)]
        written = [column(name, _texts) for name in ("text", "format", "topic")]
        if written == [None, None, None]:
            return [*result, None, *written]
        nothing = [None] * len(block)
        return [*result, *zip(*map(posts.columns, *(each or nothing for each in written), customers, times))]

    return read


def _texts(cells: Sequence[Any]) -> List[Optional[str]]:
    """`text` of each cell."""
    try:
        stripped = list(map(str.strip, cells))
    except TypeError:
        return list(map(text, cells))
    return list(map(text, stripped)) if "'" in "".join(stripped) else [each or None for each in stripped]


_plain_job = _plain_row(
    ["helper", "outcome", "skill", "job"], ["asked", "done"], ["price", "rating_of_helper", "rating_of_seeker"],
    ["helper", "asked", "outcome", "done", "skill", "price", "rating_of_helper", "rating_of_seeker", "job"], ["helper", "asked"])  # fmt: skip


def _job(source: TableSource, get: Dict[str, Get], mapping: Mapping) -> Values:
    """A job: one that is done says how it ended."""
    plain = _plain_job(source, get, mapping)

    def read(cells: Sequence[Any]) -> Tuple[Any, ...]:
        row: Tuple[Any, ...] = plain(cells)
        if row[2] is None and row[3] is not None:
            raise BadCell("outcome is missing, of a job that is done")
        return row

    return read


_PLAIN_OFFER = _plain_row(["campaign"], ["date", "redeemed"], [], ["campaign", "date", "held_out", "redeemed"], ["campaign", "date"], ["held_out"])


def _offer(source: TableSource, get: Dict[str, Get], mapping: Mapping) -> Values:
    """What a campaign offered to somebody, or would have: nobody redeems what a lot left him without, or before it was offered."""
    plain, money = _PLAIN_OFFER(source, get, mapping), mapping.money()

    def read(cells: Sequence[Any]) -> Tuple[Any, ...]:
        campaign, when, held_out, redeemed = plain(cells)
        said = get["amount"](cells) if "amount" in get else None
        amount = source.numbers.money(said, "amount")
        if amount is not None:
            amount = money.own_amount(amount, said, text(get["currency"](cells)) if "currency" in get else None)
        if amount is not None and amount < 0:  # whoever gave it back has redeemed nothing
            raise BadCell(f"amount = {amount:g}: expected 0 or more")
        if amount and redeemed is None:
            raise BadCell("redeemed is missing, of an offer with an amount")
        if redeemed is not None and held_out:
            raise BadCell("redeemed, though held_out")
        if redeemed is not None and redeemed < when:
            raise BadCell("redeemed: expected no day before the offer's own")
        return campaign, when, held_out, redeemed, amount

    return read


_ROWS: Dict[str, Callable[[TableSource, Dict[str, Get], Mapping], Values]] = {
    "purchases": _purchase,
    "answers": _answer,
    "consents": _consent,
    "interactions": _interaction,
    "referrals": _plain_row(["referred"], ["date"], [], ["referred", "date"], ["referred", "date"]),
    "contributions": _plain_row(
        ["kind"], ["date"], ["units", "accepted", "value"], ["kind", "date", "units", "accepted", "value"], ["kind", "date"]),
    "complaints": _complaint,
    "helpers": _plain_row(
        ["skill"], ["since"], ["price", "latitude", "longitude", "from_hour", "to_hour"],
        ["since", "vetted", "price", "skill", "latitude", "longitude", "from_hour", "to_hour"], ["since"], ["vetted"]),
    "memberships": _plain_row(["account"], ["since", "end"], [], ["account", "since", "end"], ["account"]),
    "jobs": _job,
    "ideas": _plain_row(["idea", "state"], ["date"], ["value"], ["idea", "state", "date", "value"], ["idea", "date"]),
    "votes": _plain_row(["idea"], ["date"], [], ["idea", "date"], ["idea", "date"]),
    "tests": _plain_row(["test"], ["date"], [], ["test", "date"], ["test", "date"]),
    "offers": _offer,
    "contracts": _plain_row([], ["end"], ["notice_days"], ["end", "notice_days"], ["end"]),
    "attributes": _plain_row(["name", "value"], [], [], ["name", "value"], ["name"]),
}  # fmt: skip


#: The tables of which many rows are read at once, by columns.
_BY_COLUMNS: Dict[str, Callable[[Any, TableSource, Mapping], _Columns]] = {"interactions": _interaction_columns}
_BLOCK = 5_000


def _named_table(name: str) -> Any:
    """A table by its name, or schema.name, quoted by the dialect."""
    schema, _, table = name.rpartition(".")
    return sa.table(sa.sql.quoted_name(table, True), schema=sa.sql.quoted_name(schema, True) if schema else None)
