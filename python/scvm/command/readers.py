"""From tables to staged rows: CSV, NDJSON and SQL, each cell read as the mapping says, each line accounted for."""

from __future__ import annotations

import json
from typing import Any, Callable, Dict, Iterator, List, Optional, Sequence, Tuple

import sqlalchemy as sa

from scvm.command.account import DELETED, NO_CUSTOMER, NO_OTHER, NOT_SELECTED, OF_DELETED, ORPHAN, READ, REJECTED
from scvm.command.account import RejectedRows, SourceAccount
from scvm.command.cells import BadCell, ConsentRule, short, text, yes
from scvm.command.csv_file import CsvFile, Row
from scvm.command.mapping import Mapping, TableSource
from scvm.command.progress import progress
from scvm.command.refusal import Refused
from scvm.command.staging import Staging

#: The sources of a mapping that are staged as tables of their own, under their own names.
STAGED = ("purchases", "answers", "consents", "interactions", "referrals", "contributions", "contracts", "attributes")

Get = Callable[[Sequence[Any]], Any]


class SqlRows:
    """A table, a view or a query, streamed in one go."""

    def __init__(self, source: TableSource, connection: Any) -> None:
        self.source = source
        document = source.document
        if "table" in document:
            statement: Any = sa.select(sa.text("*")).select_from(_named_table(document["table"]))
        else:
            statement = sa.text(document["query"])
        self._result = connection.execution_options(stream_results=True).execute(statement)
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
            while rows := self._result.fetchmany(10_000):
                for row in rows:
                    number += 1
                    yield number, row, ""
                bar.update(len(rows))


class NdjsonRows:
    """One object a line, each a row of a tidy table."""

    def __init__(self, source: TableSource) -> None:
        self.source = source
        self.header: List[str] = []
        self._seen: Dict[str, bool] = {}

    def index(self, column: str) -> int:
        """The place of a column: those asked for, in the order of asking."""
        if column not in self.header:
            self.header.append(column)
        return self.header.index(column)

    def rows(self) -> Iterator[Row]:
        """Every line that is not empty."""
        for number, document, fault in json_lines(self.source):
            if document is None:
                yield number, None, fault
            else:
                cells: List[Any] = [document.get(name) for name in self.header]
                yield number, cells, ""


def json_lines(source: TableSource) -> Iterator[Tuple[int, Optional[Dict[str, Any]], str]]:
    """The objects of a file of lines, or why a line is no object."""
    with open(source.path, "rb") as file, progress(None, f"reading {source.path.name}", " lines") as bar:
        for number, line in enumerate(file, 1):
            bar.update(1)
            if not line.strip():
                continue
            try:
                document = json.loads(line.decode("utf-8-sig"), parse_constant=_no_constant)
            except UnicodeDecodeError:
                yield number, None, "no_utf8"
            except (ValueError, RecursionError) as e:
                cut = not line.endswith(b"\n")
                yield number, None, "no_json: the file ends in the middle of this line" if cut else f"no_json: {e}"
            else:
                if isinstance(document, dict):
                    yield number, document, ""
                else:
                    yield number, None, "no_json: expected an object"


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")


def open_rows(source: TableSource, connection: Any) -> Any:
    """The rows of a table, whatever holds it."""
    if source.format == "sql":
        return SqlRows(source, connection)
    if source.format == "ndjson":
        return NdjsonRows(source)
    return CsvFile(source.path, source.document.get("encoding", "utf-8"), source.document.get("delimiter", ","))


class TableReader:
    """Reads the tables of a mapping into the staging; `only_id` keeps one customer's rows."""

    def __init__(self, mapping: Mapping, staging: Staging, rejected: RejectedRows, only_id: Optional[str] = None) -> None:
        self.mapping = mapping
        self.staging = staging
        self.rejected = rejected
        self.only_id = only_id
        self.accounts: List[SourceAccount] = []

    def read(self, connection: Any) -> None:
        """Everything; customers first."""
        customers = self.mapping.source("customers")
        assert customers is not None
        employees = self.mapping.source("employees")
        if employees:
            self._employees(employees, connection)
        if customers.document.get("from"):
            pass  # they come from their purchases, below
        elif customers.format == "ndjson" and "columns" not in customers.document:
            from scvm.command.records import RecordReader

            RecordReader(self, customers).read()
        else:
            self._customers(customers, connection)
        for kind in STAGED:
            source = self.mapping.source(kind)
            if source:
                self._table(source, connection)
        if customers.document.get("from"):
            self.staging.customers_from("purchases")
        self.staging.finish()
        self.settle()

    def settle(self) -> None:
        """Rows of people who are not customers are counted, not rejected."""
        for account in self.accounts:
            table = account.kind if account.kind in STAGED else None
            if table:
                unknown, deleted = self.staging.homeless(table)
                account.move(ORPHAN, unknown)
                account.move(OF_DELETED, deleted)
                account.move(NO_OTHER, self.staging.loose_ends(table))

    def account(self, name: str, kind: str) -> SourceAccount:
        """A new account."""
        result = SourceAccount(name, kind)
        self.accounts.append(result)
        return result

    def _customers(self, source: TableSource, connection: Any) -> None:
        rows, account = open_rows(source, connection), self.account(source.label, "customers")
        get = _getters(rows, source, exclude=("name",))
        names = source.columns.get("name")
        name_of = _joined(rows, names if isinstance(names, list) else [names]) if names else None
        rule = self.mapping.consent
        for number, cells in self._selected(rows, source, account):
            id = text(get["id"](cells))
            if id is None:
                self._reject(account, source, number, "missing_id")
                continue
            if self.only_id is not None and id != self.only_id:
                account.count(NOT_SELECTED)
                continue
            try:
                kept = not yes(get["deleted"](cells), "deleted") if "deleted" in get else True
            except BadCell as e:
                self._reject(account, source, number, str(e))
                continue
            if not self.staging.add_customer(id, kept, name_of(cells) if name_of else None, number):
                self._reject(account, source, number, f'customer "{short(id)}": doubled id')
                continue
            account.count(READ if kept else DELETED)
            if kept:
                self._consent(source, rule, id, number, {name: get[name](cells) for name in get})

    def _consent(self, source: TableSource, rule: ConsentRule, id: str, number: int, cells: Dict[str, Any]) -> None:
        """The consents that stand in the customer's own row. What cannot be read counts as refused, and is reported."""
        state: Optional[str] = None
        when: Optional[int] = None
        try:
            state = rule.read(cells.get("consent"))
            when = source.days.read(cells.get("consent_date"), "consent_date")
        except BadCell as e:
            state = state or "refused"
            self.rejected.add(source.label, number, id, f"{e}; taken as {state}")
        self.grant(rule, id, number, state, when, text(cells.get("consent")), text(cells.get("consent_source")))
        try:
            if yes(cells.get("opt_out"), "opt_out"):
                self.staging.add("consents", id, number, None, "contact", "withdrawn", when or 0, None, "opt_out", None)
        except BadCell as e:
            self.rejected.add(source.label, number, id, str(e))

    def grant(
        self, rule: ConsentRule, id: str, number: int, state: Optional[str], when: Optional[int],
        evidence: Optional[str], source: Optional[str],
    ) -> None:  # fmt: skip
        """Stages a legal basis; a basis without a date holds since the beginning of time."""
        if state is None:
            return
        for purpose in ["*"] if state == "withdrawn" else rule.purposes:
            self.staging.add("consents", id, number, None, purpose, state, when or 0, None, evidence, source)

    def _employees(self, source: TableSource, connection: Any) -> None:
        rows, account = open_rows(source, connection), self.account(source.label, "employees")
        get = _getters(rows, source)
        for number, cells in self._selected(rows, source, account):
            id = text(get["id"](cells))
            if id is None:
                self._reject(account, source, number, "missing_id")
            elif "deleted" in get and yes(get["deleted"](cells), "deleted"):
                account.count(DELETED)
            elif self.staging.add_employee(id):
                account.count(READ)
            else:
                self._reject(account, source, number, f'employee "{short(id)}": doubled id')

    def _table(self, source: TableSource, connection: Any) -> None:
        rows, account = open_rows(source, connection), self.account(source.label, source.kind)
        get = _getters(rows, source)
        values_of = _ROWS[source.kind](source, get)
        customer_of, table, add = get["customer_id"], source.kind, self.staging.add
        deleted_of = get.get("deleted")
        for number, cells in self._selected(rows, source, account):
            customer = text(customer_of(cells))
            if customer is None:
                account.count(NO_CUSTOMER)
                continue
            if self.only_id is not None and customer != self.only_id:
                account.count(NOT_SELECTED)
                continue
            try:
                if deleted_of and yes(deleted_of(cells), "deleted"):
                    account.count(DELETED)
                    continue
                values = values_of(cells)
            except BadCell as e:
                self._reject(account, source, number, str(e))
                continue
            add(table, customer, number, None, *values)
            account.count(READ)

    def _selected(self, rows: Any, source: TableSource, account: SourceAccount) -> Iterator[Tuple[int, Any]]:
        only = [(rows.index(column), set(values)) for column, values in source.only.items()]
        for number, cells, fault in rows.rows():
            if cells is None:
                self._reject(account, source, number, fault)
            elif any((text(cells[i]) or "") not in values for i, values in only):
                account.count(NOT_SELECTED)
            else:
                yield number, cells

    def _reject(self, account: SourceAccount, source: TableSource, number: int, reason: str) -> None:
        account.count(REJECTED)
        self.rejected.add(source.label, number, None, reason)


def _getters(rows: Any, source: TableSource, exclude: Sequence[str] = ()) -> Dict[str, Get]:
    missing = set(source.document.get("missing_codes", ()))
    result: Dict[str, Get] = {}
    for name, column in source.columns.items():
        if name not in exclude:
            result[name] = _product(rows, column["product"], source) if isinstance(column, dict) else _at(rows.index(column), missing)
    return result


def _at(index: int, missing: Any) -> Get:
    if not missing:
        return lambda cells: cells[index]

    def get(cells: Sequence[Any]) -> Any:
        value = cells[index]
        return None if value is None or str(value).strip() in missing or text(value) in missing else value

    return get


def _product(rows: Any, columns: Sequence[str], source: TableSource) -> Get:
    places = [(rows.index(column), column) for column in columns]
    read = source.numbers.read

    def get(cells: Sequence[Any]) -> Optional[float]:
        result = 1.0
        for index, name in places:
            factor = read(cells[index], name)
            if factor is None:
                return None
            result *= factor
        return result

    return get


def _joined(rows: Any, columns: Sequence[str]) -> Callable[[Sequence[Any]], Optional[str]]:
    places = [rows.index(column) for column in columns]

    def get(cells: Sequence[Any]) -> Optional[str]:
        return " ".join(filter(None, (text(cells[i]) for i in places))) or None

    return get


Values = Callable[[Sequence[Any]], Tuple[Any, ...]]


def _purchase(source: TableSource, get: Dict[str, Get]) -> Values:
    day, amount, days, numbers = get["date"], get["amount"], source.days.read, source.numbers.read

    def read(cells: Sequence[Any]) -> Tuple[Any, ...]:
        when, money = days(day(cells), "date"), numbers(amount(cells), "amount")
        if when is None:
            raise BadCell("date is missing")
        if money is None:
            raise BadCell("amount is missing")
        return when, money

    return read


def _answer(source: TableSource, get: Dict[str, Get]) -> Values:
    items, scales = source.document.get("items", {}), source.document.get("scales", {})

    def read(cells: Sequence[Any]) -> Tuple[Any, ...]:
        question = text(get["question"](cells))
        if question is None:
            raise BadCell("question is missing")
        answer = source.numbers.read(get["answer"](cells), "answer")
        scale = scales.get(question)
        if answer is not None and scale and not min(scale) <= answer <= max(scale):
            raise BadCell(f"answer = {answer:g}: expected {min(scale):g} to {max(scale):g}, the scale of {short(question)}")
        when = source.days.read(get["date"](cells), "date") if "date" in get else None
        return items.get(question, question), answer, when, _whole(get, cells, "wave", source) or 0

    return read


def _whole(get: Dict[str, Get], cells: Sequence[Any], name: str, source: TableSource) -> Optional[int]:
    number = source.numbers.read(get[name](cells), name) if name in get else None
    if number is not None and not number.is_integer():
        raise BadCell(f"{name} = {number:g}: expected a whole number")
    return None if number is None else int(number)


def _plain_row(texts: Sequence[str], days: Sequence[str], numbers: Sequence[str], order: Sequence[str], needed: Sequence[str]) -> Any:
    """A reader of rows whose columns are texts, days and numbers, in the order of the staged table."""

    def of(source: TableSource, get: Dict[str, Get]) -> Values:
        def value(name: str, cells: Sequence[Any]) -> Any:
            if name not in get:
                return None
            cell = get[name](cells)
            if name in days:
                return source.days.read(cell, name)
            return source.numbers.read(cell, name) if name in numbers else text(cell)

        def read(cells: Sequence[Any]) -> Tuple[Any, ...]:
            row = {name: value(name, cells) for name in order}
            for name in needed:
                if row[name] is None:
                    raise BadCell(f"{name} is missing")
            return tuple(row[name] for name in order)

        return read

    return of


_ROWS: Dict[str, Callable[[TableSource, Dict[str, Get]], Values]] = {
    "purchases": _purchase,
    "answers": _answer,
    "consents": _plain_row(
        ["purpose", "state", "evidence", "source"], ["date", "expires"], [],
        ["purpose", "state", "date", "expires", "evidence", "source"], ["purpose", "state", "date"]),
    "interactions": _plain_row(
        ["target", "kind", "channel", "event"], ["date"], ["sentiment", "count"],
        ["target", "kind", "date", "channel", "sentiment", "count", "event"], ["kind", "date"]),
    "referrals": _plain_row(["referred"], ["date"], [], ["referred", "date"], ["referred", "date"]),
    "contributions": _plain_row(
        ["kind"], ["date"], ["units", "accepted", "value"], ["kind", "date", "units", "accepted", "value"], ["kind", "date"]),
    "contracts": _plain_row([], ["end"], ["notice_days"], ["end", "notice_days"], ["end"]),
    "attributes": _plain_row(["name", "value"], [], [], ["name", "value"], ["name"]),
}  # fmt: skip


def _named_table(name: str) -> Any:
    """A table by its name, or schema.name, quoted by the dialect."""
    schema, _, table = name.rpartition(".")
    return sa.table(sa.sql.quoted_name(table, True), schema=sa.sql.quoted_name(schema, True) if schema else None)
