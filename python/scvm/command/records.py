"""One customer an object: the records that hooks and queues write (NDJSON, or one array), in the words of docs/records.md or in plain ones."""

from __future__ import annotations

from typing import Any, Dict, List, Optional

from scvm.command.account import DELETED, LATER, NOT_SELECTED, READ, REPEATED, SourceAccount
from scvm.command.cells import BadCell, LaterDay, MixedCurrencies, complaint_kind, consent_state, short, text, yes
from scvm.command.json_file import json_objects
from scvm.command.mapping import TableSource
from scvm.command.readers import ENDS, basis
from scvm.command.refusal import Refused
from scvm.command.staging import UNREADABLE
from scvm.command.texts import PostReader

#: The tables by the keys of a record, with what else those may be called.
RECORD_TABLES = {"transactions": "purchases", "purchases": "purchases", "surveys": "answers", "answers": "answers"}
RECORD_TABLES.update({name: name for name in ("consents", "contracts", "interactions", "referrals", "contributions", "complaints")})

_KEYS = {"id", "as_of", "name", "deleted", "consent", "attributes", *RECORD_TABLES}

# The columns of each staged table by the keys of a row: several names for one column, "!" marks a needed one.
_ROWS: Dict[str, List[str]] = {
    "purchases": ["!time|date", "!amount", "order"],
    "answers": ["!item|q|question", "value|v|answer", "time|date", "wave"],
    "consents": ["!purpose", "!state|status", "time|date", "expires", "evidence", "source"],
    "contracts": ["!end", "notice_days"],
    "interactions": ["target|to", "!kind|type", "!time|date", "channel", "sentiment", "count", "event", "text", "format", "topic"],
    "referrals": ["!referred", "!time|date"],
    "contributions": ["!kind", "!time|date", "units", "accepted", "value"],
    "complaints": ["kind", "!opened", "answered", "closed", "channel", "sentiment", "topic", "case_id"],
}
_DAYS = {"time", "expires", "end", "opened", "answered", "closed"}
_NUMBERS = {"notice_days", "sentiment", "count", "units", "accepted"}


class RecordReader:
    """Reads a file of records into the staging."""

    def __init__(self, reader: Any, source: TableSource) -> None:
        self._reader = reader
        self._source = source
        self._account: SourceAccount = reader.account(source.label, "records")
        self._accounts: Dict[str, SourceAccount] = {}
        self._rule = reader.mapping.consent
        self._money = reader.mapping.money()
        self._posts = PostReader(reader.mapping.zone_of_model, reader.mapping.keeps_texts)
        self._missing = set(source.document.get("missing_codes", ()))
        self._as_of: Optional[str] = reader.mapping.document.get("as_of")

    def read(self) -> None:
        """All objects."""
        for number, record, fault in json_objects(self._source):
            if record is None:
                self._reject(number, None, fault)
            else:
                self._record(number, record)

    def _record(self, number: int, record: Dict[str, Any]) -> None:
        id = text(record.get("id"))
        if id is None:
            return self._reject(number, None, "missing_id")
        if isinstance(record.get("id"), (dict, list)) or "\0" in id:
            return self._reject(number, None, f'id "{short(id)}": expected one value' if "\0" not in id else f'id "{short(id)}": has a NUL byte')
        unknown = sorted(set(record) - _KEYS)
        if unknown:
            return self._reject(number, id, f"unknown key {short(unknown[0])}; expected one of {', '.join(sorted(_KEYS))}")
        if self._reader.only_id is not None and id != self._reader.only_id:
            return self._account.count(NOT_SELECTED)
        try:
            kept = not yes(record.get("deleted"), "deleted")
        except BadCell as e:
            return self._reject(number, id, str(e))
        if not self._reader.staging.add_customer(id, kept, text(record.get("name")), number):
            self._reject(number, id, f'customer "{short(id)}": doubled id')
            return self._withdraw_unless_granted(id, number, record)
        self._account.count(READ if kept else DELETED)
        if kept:
            self._consent(id, number, record.get("consent"))
            for key, table in RECORD_TABLES.items():
                self._rows(id, number, key, table, record.get(key))
            self._attributes(id, number, record.get("attributes") or {})

    def _attributes(self, id: str, number: int, attributes: Any) -> None:
        if not isinstance(attributes, dict):
            self._reader.rejected.add(self._source.label, number, id, "attributes: expected an object")
            return
        for name, value in attributes.items():
            if isinstance(value, (dict, list)):
                self._reader.rejected.add(self._source.label, number, id, f"attributes.{short(name)}: expected one value")
            else:
                self._reader.staging.add("attributes", id, number, None, name, text(value))

    def _withdraw_unless_granted(self, id: str, number: int, record: Dict[str, Any]) -> None:
        """Of a record that repeats a customer, whatever is no grant counts, and nothing else does."""
        rows = record.get("consents") or []
        said = [] if record.get("consent") is None else [record["consent"]]
        for row in said + (rows if isinstance(rows, list) else [rows]):
            try:
                fields = row if isinstance(row, dict) else {"status": row}
                state = self._rule.read(fields.get("status", fields.get("state")))
            except BadCell:
                state = "withdrawn"
            if state != "granted":
                self._reader.staging.add("consents", id, number, UNREADABLE, "*", "withdrawn", 0, None, None, None)

    def _consent(self, id: str, number: int, consent: Any) -> None:
        if consent is None:
            return
        fields = consent if isinstance(consent, dict) else {"status": consent}
        state, when, fault = basis(self._rule, self._source.days, fields.get("status"), fields.get("date"), "consent.date")
        unknown = sorted(set(fields) - {"status", "date", "source"})
        if unknown and not fault:  # a misspelt key may hold a refusal
            state, fault = "refused", f"consent: unknown key {short(unknown[0])}; taken as refused"
        if fault:
            self._reader.rejected.add(self._source.label, number, id, fault)
        self._reader.grant(self._rule, id, number, state, when, text(fields.get("status")), text(fields.get("source")))

    def _rows(self, id: str, number: int, key: str, table: str, rows: Any) -> None:
        if rows is None:
            return
        if key not in self._accounts:
            self._accounts[key] = self._reader.account(f"{self._source.label}: {key}", key, needed=False, within=self._account)
        account = self._accounts[key]
        for i, row in enumerate(rows if isinstance(rows, list) else [rows]):
            try:
                values = self._values(table, row, id)
                if table == "purchases" and self._reader.is_repeated(id, values.pop(), *values):
                    account.count(REPEATED)
                    continue
            except LaterDay:
                account.count(LATER)
                continue
            except BadCell as e:
                reason = f"{key}[{i}]: {e}" + ("; taken as withdrawn" if table == "consents" else "")
                account.reject(reason)
                self._reader.rejected.add(self._source.label, number, id, reason)
                if table == "consents":
                    purpose = self._rule.purpose(row.get("purpose"), "withdrawn") if isinstance(row, dict) and isinstance(row.get("purpose"), str) else None
                    self._reader.staging.add(table, id, number, UNREADABLE, purpose or "*", "withdrawn", 0, None, None, None)
                continue
            except MixedCurrencies as e:
                raise Refused(f'{self._source.label}: line {number}: {e}: name the currency of the mapping, and rates of the others') from None
            account.count(READ)
            self._reader.staging.add(table, id, number, None, *values)

    def _values(self, table: str, row: Any, person: str) -> List[Any]:
        if not isinstance(row, dict):
            raise BadCell("expected an object")
        known = {name for each in _ROWS[table] for name in each.lstrip("!").split("|")} | {"currency"}
        unknown = sorted(set(row) - known)
        if unknown:
            raise BadCell(f"unknown key {short(unknown[0])}")
        values = [self._value(table, each, row) for each in _ROWS[table]]
        if table == "purchases":
            values[1] = self._money.own_amount(values[1], row.get("amount"), row.get("currency"))
        if table == "interactions":
            *plain, said, form, about = values
            values = [*plain, *self._posts.columns(said, form, about, person, plain[2])]
        if table == "complaints":
            values[0] = complaint_kind(values[0])
        if table == "consents":
            values[1] = consent_state(values[1])
            values[0] = self._rule.purpose(values[0], values[1])
            if values[2] is None and values[1] == "granted":
                raise BadCell("time is missing")
            values[2] = values[2] or 0  # what is no grant holds for ever without one
            if values[1] != "granted":
                values[3] = None
            elif values[3] is not None and values[3] <= values[2]:
                raise BadCell("expires: expected a time after the consent's own")
        return values

    def _value(self, table: str, column: str, row: Dict[str, Any]) -> Any:
        names = column.lstrip("!").split("|")
        given = next((row[name] for name in names if row.get(name) is not None), None)
        name = names[0]
        if isinstance(given, (dict, list)):
            raise BadCell(f"{name}: expected one value")
        if name in _DAYS:
            value: Any = self._source.days.read(given, name, ends=name in ("end", "expires"), later=(table, name) == ("consents", "time") or name in ENDS)
        elif name == "amount":
            value = None if str(given) in self._missing else self._source.numbers.money(given, name)
        elif name in _NUMBERS or (name == "value" and table in ("answers", "contributions")):
            value = None if str(given) in self._missing else self._source.numbers.read(given, name)
        elif name == "wave":
            value = self._source.numbers.whole(given, name) or 0
        else:
            value = text(given)
        if value is None and column.startswith("!"):
            raise BadCell(f"{name} is missing")
        return value

    def _reject(self, number: int, id: Optional[str], reason: str) -> None:
        self._account.reject(reason)
        self._reader.rejected.add(self._source.label, number, id, reason)
        self._reader.staging.add_fault(number, reason.partition(":")[0] if reason.startswith("no_") else reason)
