"""From tables to a mapping: which table is what, which column plays which part, and what somebody has to decide.

Nothing is taken for more than it shows. Each part of a column has its evidence, which stands as a comment in the mapping. What the
data leave open is a `Decision`; one without a proposal nobody but the user can take.
"""

from __future__ import annotations

import json
import pathlib
import re
from dataclasses import dataclass, field
from typing import Any, Dict, List, Optional, Sequence, Set, Tuple

from scvm.command.account import counted
from scvm.command.answer_words import list_of, says_nothing
from scvm.command.cell_forms import DayForm, NumberForm, day_form, plain, read_as
from scvm.command.cells import folded, is_flag, says_refusals, short, text
from scvm.command.column_parts import (
    Columns, amount_of, as_number, called, consents_in, file_called, name_of, one_called, person_of, product_of, purpose_of, questions_of, says_status, state_of,
)
from scvm.command.looking import Look
from scvm.command.mapping import columns_in, needed_of, words_of
from scvm.command.readers import COUNTS_NOT_AS_STATUS, COUNTS_AS_STATUS
from scvm.command.refusal import Refused
from scvm.command.starter import dimension_of

_DAY_WORDS = {"date", "opened", "answered", "closed", "expires", "consent_date", "since", "end", "asked", "done", "converted", "granted", "withdrawn"}
_NUMBER_WORDS = {"amount", "answer", "sentiment", "count", "units", "accepted", "value", "price", "hours", "notice_days"}
_AMONG = ("purchases", "answers", "consents", "interactions", "contributions")


@dataclass
class Decision:
    """What somebody has to decide: a key of the mapping and the values it may have. `proposal`: the likelier one, None where only the user can tell."""

    key: str
    said: str
    choices: List[Tuple[Any, str]]
    proposal: Optional[Any] = None

    @property
    def commands(self) -> List[str]:
        """What to add to the command for each choice."""
        return [f"--set '{self.key}={value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}'" for value, _ in self.choices]


@dataclass
class Part:
    """A table with its part: a source of the mapping, its document, and the evidence by path within it."""

    kind: str
    look: Look
    document: Dict[str, Any]
    evidence: Dict[Tuple[str, ...], str] = field(default_factory=dict)
    left_out: List[str] = field(default_factory=list)
    joined: Optional[Columns] = None  #: the table that says whose a row is


@dataclass
class Proposal:
    """A mapping, with what stands as comments in it, and what is left to decide."""

    parts: List[Part] = field(default_factory=list)
    decisions: List[Decision] = field(default_factory=list)
    currency: str = ""
    customers_from: List[str] = field(default_factory=list)
    left_out: List[str] = field(default_factory=list)  #: tables that are nothing
    texts: Dict[str, str] = field(default_factory=dict)  #: what is asked, by item
    dimensions: Dict[str, str] = field(default_factory=dict)  #: what an item asks, where the user says it
    words: Dict[str, Any] = field(default_factory=dict)  #: of the mapping's top level, where a preset says them

    def part(self, kind: str) -> Optional[Part]:
        """The table that plays a part."""
        return next((each for each in self.parts if each.kind == kind), None)

    def document(self) -> Dict[str, Any]:
        """The mapping."""
        result: Dict[str, Any] = {"schema": "scvm-mapping/1", **self.words}
        if self.currency:
            result["currency"] = self.currency
        sources: Dict[str, Any] = {"customers": {"from": self.customers_from[0] if len(self.customers_from) == 1 else self.customers_from}} if self.customers_from else {}
        for part in self.parts:
            sources[part.kind] = part.document
        result["sources"] = sources
        return result


def propose(looks: Sequence[Look], connection: Any = None) -> Proposal:
    """A mapping of some tables."""
    marks, formats = _known(looks, connection)
    result = Proposal()
    tables = [Columns(look, formats, marks, connection) for look in looks]
    kinds = [_kinds(each) for each in tables]
    people = next((i for i, found in enumerate(kinds) if found and found[0][0] == "customers"), None)
    ids = _ids(tables[people]) if people is not None else {}
    taken: Dict[str, int] = {}
    order = sorted(range(len(tables)), key=lambda i: (kinds[i][0][0] != "customers" if kinds[i] else True, -kinds[i][0][1] if kinds[i] else 0))
    lookups: List[int] = []
    for i in order:
        chosen = next((kind for kind, _ in kinds[i] if kind not in taken), None)
        if chosen is None:
            lookups.append(i)
            continue
        taken[chosen] = i
    for kind, i in taken.items():
        part = _part(kind, tables[i], tables, ids if kind != "customers" else {}, result)
        if part:
            result.parts.append(part)
        else:
            lookups.append(i)
    for i in lookups:
        label = tables[i].look.label
        if any(label in json.dumps(part.document.get("join", ""), ensure_ascii=False) or str(tables[i].look.reading.get("path")) in json.dumps(part.document.get("join", ""), ensure_ascii=False) for part in result.parts):
            continue
        if (state := state_of(tables[i])) and "consents" not in taken:
            raise Refused(f"{label}: its column {state} tells of consents ({', '.join(map(short, sorted(tables[i].distinct(state))[:4]))}), and whose they are was not found: write consents into the mapping, or name the files without this one")
        why = f"a mapping reads one table of a kind, and {kinds[i][0][0]} is {tables[taken[kinds[i][0][0]]].look.label}" if kinds[i] and kinds[i][0][0] in taken and taken[kinds[i][0][0]] != i else "no part for it was found: no day with an amount, no answers, no people"
        result.left_out.append(f"{label}: {why}")
    result.parts.sort(key=lambda each: ["customers", "purchases", "answers", "consents"].index(each.kind) if each.kind in ("customers", "purchases", "answers", "consents") else 9)
    if not result.part("customers"):
        result.customers_from = [each.kind for each in result.parts if each.kind in _AMONG]
        if not result.customers_from:
            raise Refused(_nothing_found(tables))
    if all(each.kind == "customers" for each in result.parts):
        raise Refused(f"{result.parts[0].look.label}: customers alone have nothing to score: give their purchases or answers beside it. {' '.join(result.left_out)}".rstrip())
    return result


def _nothing_found(tables: Sequence[Columns]) -> str:
    said = "; ".join(f"{each.look.label} has {', '.join(map(short, each.names[:12])) or 'no column'}" for each in tables[:3])
    return f"no table of customers, purchases or answers was found: {said}. Write the mapping by hand (docs/mapping.md), or name the parts: --set 'purchases.columns.customer_id=…'"


def _known(looks: Sequence[Look], connection: Any) -> Tuple[Optional[str], List[str]]:
    """The decimal mark and the formats of days that columns of the export decide, for those that do not."""
    marks: Set[str] = set()
    formats: Set[str] = set()
    for look in looks:
        columns = Columns(look, connection=connection)
        columns.look.is_whole, was = True, columns.look.is_whole
        for name in columns.names[:400]:
            days = columns.days(name)
            if days:
                formats.update(days.formats)
            elif (numbers := columns.numbers(name)) and numbers.has_marks and not numbers.choices:
                marks.add(numbers.words.get("decimal_mark", "."))
        columns.look.is_whole = was
    return (marks.pop() if len(marks) == 1 else None), sorted(formats)


def _kinds(table: Columns) -> List[Tuple[str, float]]:
    """What a table may be, the likeliest first."""
    found: Dict[str, float] = {}
    lowered = {name.lower() for name in table.names}
    for kind in ("consents", "interactions", "referrals", "contributions", "complaints", "contracts", "attributes", "jobs", "ideas", "votes", "tests", "memberships", "costs", "accounts", "purchases", "answers"):
        needed = set(needed_of(kind))
        if needed <= lowered and len(needed) > 1:
            found[kind] = 3 + len(lowered & set(words_of(kind))) / 10 + (2 if re.search(kind.rstrip("s"), name_of(table.look.label)) else 0)
    label = name_of(pathlib.PurePath(str(table.look.label)).name)
    days = [name for name in table.names if table.days(name)]
    if days and (amount_of(table) or product_of(table)):
        found["purchases"] = max(found.get("purchases", 0), 2 + (1 if file_called(label, "purchases") else 0))
    if not days and (product_of(table) or amount_of(table)) and any(called(name, "order") for name in table.names):
        found["purchases"] = 1.5  # order lines, whose order may say when
    questions = questions_of(table)
    if len(questions) > 1 or any(dimension_of(name) or file_called(label, "answers") for name in questions):
        share = len(questions) / max(1, len(table.names))
        found["answers"] = max(found.get("answers", 0), 1 + 2 * share + (1.5 if file_called(label, "answers") else 0) + (0.5 if sum(map(bool, map(dimension_of, questions))) > 1 else 0))
    if one_called(table, "question") and one_called(table, "answer") and one_called(table, "question") != one_called(table, "answer"):
        found["answers"] = max(found.get("answers", 0), 2.6)
    person = person_of(table, {})
    if person and (state := state_of(table)) and (purpose_of(table, state) or called(state, "state")) and len(table.names) <= 10 and "purchases" not in found:
        found["consents"] = max(found.get("consents", 0), 2.8)
    if person and days and not found and any(called(name, "end") for name in days) and len(table.names) <= 6:
        found["contracts"] = 2.5
    if person and table.is_unique(person[0]):
        more = sum(any(called(name, part) for name in table.names) for part in ("name", "consent"))
        is_named = bool(file_called(label, "customers"))
        score = 0.6 + 0.6 * more + (1.5 if is_named else 0)
        if "purchases" not in found and "answers" not in found and not more and not is_named:
            score = 0.7
        if more or is_named or len(table.names) == 1 or not found:
            found["customers"] = score
    return sorted(found.items(), key=lambda each: -each[1])


def _ids(table: Columns) -> Dict[str, Set[str]]:
    """The columns of the customers by which others may name them, with what stands there; all of it, where the sample is not."""
    result = {}
    for name in table.names:
        if table.may_be_person(name) and table.is_unique(name) and (called(name, "person") or called(name, "own_id")):
            cells = table.filled[name] if table.look.is_whole else table.look.all_of(name)
            result[name] = {said for cell in cells if (said := text(cell)) is not None}
    return result


def _part(kind: str, table: Columns, tables: Sequence[Columns], ids: Dict[str, Set[str]], proposal: Proposal) -> Optional[Part]:
    part = Part(kind, table.look, dict(table.look.reading))
    if table.look.said:
        part.evidence[()] = "; ".join(table.look.said)
    columns: Dict[str, Any] = {}
    part.document["columns"] = columns
    if kind == "customers":
        return _customers(part, table, proposal)
    if kind not in ("purchases", "answers", "consents", "contracts") or {name.lower() for name in table.names} >= set(needed_of(kind)):
        return _by_words(part, table, ids, proposal)
    person = _person(part, table, tables, ids, proposal)
    if kind == "answers" and not person:
        columns["customer_id"] = {"numbered": "R"}
        part.evidence[("columns", "customer_id")] = "nobody is named: each row is somebody"
    elif not person:
        return None
    if kind == "consents":
        _consent_rows(part, table, proposal)
    elif kind == "contracts":
        _day(part, table, "end", proposal, [name for name in table.names if called(name, "end")])
    elif kind == "purchases":
        _purchases(part, table, proposal)
    else:
        _answers(part, table, proposal)
    return part


def _consent_rows(part: Part, table: Columns, proposal: Proposal) -> None:
    """Who agreed to what, a row each. Every row has to have a day: one that has none refuses."""
    columns = part.document["columns"]
    state = state_of(table)
    assert state is not None
    purpose = purpose_of(table, state)
    columns["purpose"], columns["state"] = purpose or {"constant": "all"}, state
    known, unknown = consents_in({each for each in table.distinct(state)})
    part.evidence["columns", "state"] = f"its words: {', '.join(map(short, sorted(known)[:6]))}" + (f"; UNKNOWN, TAKEN AS WITHDRAWN: {', '.join(map(short, sorted(unknown)[:6]))}" if unknown else "")
    if purpose:
        part.evidence["columns", "purpose"] = f"few words: {', '.join(map(short, sorted(table.distinct(purpose))[:6]))}"
    if not _day(part, table, "date", proposal):
        able = [name for name in table.names if name not in (state, purpose, columns["customer_id"])]
        named = [name for name in able if called(name, "date")] or [name for name in able if any(re.match(r"\d{4}-\d{2}-\d{2}", each) for each in table.distinct(name))]
        if not named:
            raise Refused(f"{part.look.label}: tells of consents ({state}), and no column says when: name it with --set 'consents.columns.date=…', or leave the file out")
        columns["date"] = named[0]
        part.evidence["columns", "date"] = "SOME OF ITS DAYS CANNOT BE READ: their rows are taken as withdrawn"


def _person(part: Part, table: Columns, tables: Sequence[Columns], ids: Dict[str, Set[str]], proposal: Proposal) -> bool:
    """Names the column of the customer, in this table or in one that it is joined with."""
    columns = part.document["columns"]
    found = person_of(table, ids)
    people = proposal.part("customers")
    strange = bool(found and ids and found[2] is None)
    if found and not strange:
        name, why, other, form = found
        id = people.document["columns"]["id"] if people else None
        if other is not None and people is not None and other != id:
            as_ = "customer"
            part.document["join"] = [{"as": as_, **people.look.reading, **({"ids": form} if form else {}), "on": {name: other}}]
            columns["customer_id"] = f"{as_}.{id}"
            part.evidence[("columns", "customer_id")] = f"{name}: {why}"
            return True
        if form and people is not None:
            part.document["ids"] = people.document["ids"] = form
        columns["customer_id"] = name
        part.evidence[("columns", "customer_id")] = why + (f"; ids are compared as {form}" if form else "")
        return True
    for other_table in tables:
        if other_table is table or other_table.look is (people.look if people else None):
            continue
        joined = _join(table, other_table, ids)
        if joined:
            key, theirs, person = joined
            part.document["join"] = [{"as": "order", **other_table.look.reading, "on": {key: theirs}}]
            part.joined = other_table
            columns["customer_id"] = f"order.{person}"
            part.evidence[("join",)] = f"{key} names a row of {other_table.look.label}, which says whose it is"
            part.evidence[("columns", "customer_id")] = f"of {other_table.look.label}"
            return True
    if found:
        columns["customer_id"] = found[0]
        part.evidence[("columns", "customer_id")] = found[1]
        own, there = sorted(table.distinct(found[0]))[:3], sorted(next(iter(ids.values())))[:3]
        choices: List[Tuple[Any, str]] = [(name, f"{name}: {', '.join(sorted(table.distinct(name))[:3])}") for name in table.names if table.may_be_person(name)][:6]
        proposal.decisions.append(Decision(f"{part.kind}.columns.customer_id", f"which column names the customer? {found[0]} has {', '.join(own)}; customers are {', '.join(there)}", choices))
        return True
    return False


def _join(table: Columns, other: Columns, ids: Dict[str, Set[str]]) -> Optional[Tuple[str, str, str]]:
    """How rows of a table find their person in another one: by which column, which one there, and where the person stands."""
    person = person_of(other, ids)
    if not person or (ids and person[2] is None):
        return None
    for theirs in other.names:
        if not other.is_unique(theirs) or theirs == person[0] or other.days(theirs):
            continue
        values = other.distinct(theirs)
        for key in table.names:
            own = table.distinct(key)
            if len(own) > 1 and len(own & values) >= 0.8 * len(own) and (called(key, "order") or name_of(key) == name_of(theirs) or re.search(r"id$|nr$|no$", name_of(key))):
                return key, theirs, person[0]
    return None


def _day(part: Part, table: Columns, word: str, proposal: Proposal, able: Optional[Sequence[str]] = None) -> bool:
    """Names a column of days, and how they are written."""
    found = [name for name in able or table.names if table.days(name) is not None and table.share(name) > 0.3]
    found.sort(key=lambda name: (not called(name, "date"), bool(re.search(r"modif|geaend|update|birth|geburt|due|faellig|review|cancel|end", name_of(name))), table.names.index(name)))
    preferred = [name for name in found if re.search(r"order|bestell|invoice_?date|rechnungsdatum|kauf|buchung|paid|transaction|^datum$|^date$|created_at|submit", name_of(name))]
    if not found:
        return False
    name = (preferred or found)[0]
    form = table.days(name)
    assert form is not None
    part.document["columns"][word] = name
    others = [each for each in found if each != name]
    part.evidence[("columns", word)] = form.said + (f"; or {', '.join(map(short, others[:4]))}?" if others else "")
    note_format(part, name, form, proposal)
    return True


def note_days(part: Part, name: str, word: str, proposal: Proposal) -> None:
    """Takes another column for one of days, with how that one writes them."""
    if name not in part.look.header:
        return
    form = day_form(part.look.column(name), () if part.look.is_whole else part.look.all_of(name), is_named=True)
    if form is None:
        raise Refused(f"{part.look.label}: {name} holds no days: {', '.join(plain(cell) for cell in part.look.column(name)[:3])}")
    part.document["columns"][word] = name
    part.document.pop("date_format", None)
    part.evidence["columns", word] = form.said
    proposal.decisions = [each for each in proposal.decisions if each.key != f"{part.kind}.date_format"]
    note_format(part, name, form, proposal)


def note_format(part: Part, name: str, form: DayForm, proposal: Proposal) -> None:
    """Names how a column writes days, or asks."""
    if form.choices:
        shown: List[Tuple[Any, str]] = [(each, "; ".join(f"{cell} is {read_as(cell, each)}" for cell in form.shown)) for each in form.choices]
        proposal.decisions.append(Decision(f"{part.kind}.date_format", f"how does {name} of {part.look.label} write days? {form.said}", shown))
    elif form.formats:
        part.document["date_format"] = form.formats[0] if len(form.formats) == 1 else form.formats


def note_amount(part: Part, name: str, form: NumberForm, proposal: Proposal) -> None:
    """Names how a column writes amounts and in which currency, or asks."""
    part.document.update(form.words)
    if form.choices:
        choices: List[Tuple[Any, str]] = [(mark, f"{form.shown[0]} is {_read_number(form.shown[0], mark)}") for mark in form.choices]
        proposal.decisions.append(Decision(f"{part.kind}.decimal_mark", f"which mark begins the cents in {name} of {part.look.label}? {form.said}", choices))
    if len(form.currencies) == 1 and not proposal.currency:
        proposal.currency = form.currencies[0]
    elif len(form.currencies) > 1:
        proposal.decisions.append(Decision("currency", f"{name} of {part.look.label} has amounts in {', '.join(form.currencies)}: which is yours? The others are rejected, unless rates say what they are worth", [(code, code) for code in form.currencies], None))


def _read_number(cell: str, mark: str) -> str:
    digits = re.sub(r"[^\d.,\-]", "", cell)
    other = "." if mark == "," else ","
    return digits.replace(other, "").replace(mark, ".")


def _purchases(part: Part, table: Columns, proposal: Proposal) -> None:
    columns = part.document["columns"]
    if not _day(part, table, "date", proposal):
        if part.joined is None or not _day(part, part.joined, "date", proposal):
            raise Refused(f"{part.look.label}: no column says when something was bought: name it with --set 'purchases.columns.date=…'")
        columns["date"] = f"order.{columns['date']}"
    amount, product = amount_of(table), product_of(table)
    is_line = product and (amount is None or amount == product[1] or called(amount, "price"))
    if is_line and product:
        columns["amount"] = {"product": product}
        part.evidence[("columns", "amount")] = f"order lines: {product[0]} times {product[1]}; lines of one customer and day are one purchase"
        form = table.numbers(product[1])
    else:
        assert amount is not None
        columns["amount"] = amount
        form = table.numbers(amount)
        others = [name for name in table.names if name != amount and called(name, "amount") and table.numbers(name) and re.search(r"brutto|netto|total|gross|net$", name_of(name))]
        part.evidence[("columns", "amount")] = (form.said if form else "") + (f"; or {', '.join(map(short, others[:4]))}?" if others else "")
    if form:
        note_amount(part, str(product[1] if is_line and product else amount), form, proposal)
    if not is_line and (order := _order_of(table, columns)):
        columns["order"] = order
        part.evidence[("columns", "order")] = "rows repeat it: each order counts once"
    currency = next((name for name in table.names if called(name, "currency") and all(re.fullmatch(r"[A-Za-z]{3}", each) for each in table.distinct(name)) and table.distinct(name)), None)
    if currency:
        columns["currency"] = currency
        note_currency(part, table, currency, proposal)
    if not proposal.currency and not currency:
        name = str(columns["amount"]) + " " + " ".join(part.look.said)
        code = re.search(r"(?<![A-Za-z])(EUR|USD|GBP|CHF|SEK|NOK|DKK|PLN|CZK|HUF|JPY|CAD|AUD)(?![A-Za-z])|([€£])|[_ (]([Ee]ur|[Uu]sd)\b", name)
        if code:
            proposal.currency = (code[1] or code[3] or {"€": "EUR", "£": "GBP"}[code[2]]).upper()
            part.evidence[("columns", "amount")] += f"; {proposal.currency} by its name"
    status = next((name for name in table.names if says_status(table, name)), None)
    if status:
        columns["status"] = status
        unknown = sorted(each for each in table.distinct(status) if folded(each) not in COUNTS_AS_STATUS | COUNTS_NOT_AS_STATUS)
        part.evidence[("columns", "status")] = "paid, completed, shipped and the like count" + (f"; REJECTED ARE {', '.join(map(short, unknown[:5]))}: name in only which words count" if unknown else "")
    _deleted(part, table)


def note_currency(part: Part, table: Columns, name: str, proposal: Proposal) -> None:
    """Takes the one currency that a column names, or asks which of several is the mapping's."""
    codes = sorted({each.upper() for each in table.distinct(name)})
    if len(codes) == 1:
        proposal.currency = proposal.currency or codes[0]
        part.evidence[("columns", "currency")] = f"all are {codes[0]}"
    elif codes:
        proposal.decisions.append(Decision("currency", f"{name} of {part.look.label} has {', '.join(codes)}: which is yours? The others are rejected, unless rates say what they are worth", [(code, code) for code in codes]))


def _order_of(table: Columns, columns: Dict[str, Any]) -> Optional[str]:
    """The column of the order's id, where several rows repeat it with one customer and no two amounts."""
    amount, person = columns["amount"], columns["customer_id"]
    for name in table.names:
        if name in columns.values() or not (called(name, "order") or name == "Name") or table.is_unique(name) or table.share(name) < 0.9 or table.days(name):
            continue
        seen: Dict[str, Set[str]] = {}
        repeats = 0
        for order, said in zip(table.cells[name], table.cells[amount]):
            key, value = text(order) or "", text(said)
            repeats += key in seen
            seen.setdefault(key, set()).update([value] if value is not None else [])
        if repeats and len(seen) > 1 - 1 and sum(len(each) > 1 for each in seen.values()) <= 0.05 * len(seen) and (person in table.cells or "." in str(person)):
            return name
    return None


def _deleted(part: Part, table: Columns) -> None:
    name = next((each for each in table.names if called(each, "deleted") and table.filled[each] and all(map(is_flag, table.filled[each]))), None)
    if name:
        part.document["columns"]["deleted"] = name
        part.evidence[("columns", "deleted")] = "a flag"


def _customers(part: Part, table: Columns, proposal: Proposal) -> Optional[Part]:
    columns = part.document["columns"]
    able = [name for name in table.names if table.may_be_person(name) and table.is_unique(name)]
    named = [name for name in able if called(name, "person") or called(name, "own_id")]
    if not named and len(table.names) > 1:
        return None
    ranked = sorted(named or able, key=lambda name: (re.search(r"mail", name_of(name)) is not None, re.search(r"name", name_of(name)) is not None, table.names.index(name)))
    if not ranked:
        return None
    columns["id"] = ranked[0]
    part.evidence[("columns", "id")] = f"each of the first {counted(len(table.look.rows), 'row')} has its own" + (f"; or {', '.join(map(short, ranked[1:4]))}?" if len(ranked) > 1 else "")
    names = [name for name in table.names if called(name, "name") and name not in columns.values() and not table.numbers(name)]
    parts = [name for name in names if re.search(r"vorname|first|nachname|last|familien", name_of(name))]
    if names:
        columns["name"] = parts if len(parts) > 1 else (parts or names)[0]
        part.evidence[("columns", "name")] = "shown by explain and report, never scored"
    for name in sorted(table.names, key=lambda each: called(each, "contact_only")):
        if name in columns.values() or not (called(name, "consent") or says_refusals(name)) or table.days(name) or not table.filled[name]:
            continue
        said = table.distinct(name)
        if says_refusals(name):
            if all(map(is_flag, said)) and "opt_out" not in columns:
                columns["opt_out"] = name
                part.evidence[("columns", "opt_out")] = "says who refused"
        elif called(name, "contact_only"):
            if all(map(is_flag, said)) and "opt_out" not in columns:
                no = sorted(each for each in said if each.lower() in ("0", "no", "n", "false", "nein", "off", "f"))
                yes = sorted(said - set(no))
                columns["opt_out"] = {"column": name, "values": {**dict.fromkeys(no, "yes"), **dict.fromkeys(yes, "no")}}
                part.evidence["columns", "opt_out"] = "who does not want mail is not contacted, and scored all the same"
        elif "consent" not in columns and len(said) <= 30:
            known, unknown = consents_in(said)
            if known:
                columns["consent"] = name
                part.evidence[("columns", "consent")] = f"consent by its name and its words: {', '.join(map(short, sorted(known)[:6]))}" + (
                    f"; UNKNOWN, TAKEN AS REFUSED: {', '.join(map(short, sorted(unknown)[:6]))}" if unknown else "")  # fmt: skip
    if "consent" in columns or "opt_out" in columns:
        when = next((name for name in table.names if called(name, "consent_date") and table.days(name)), None)
        if when:
            form = table.days(when)
            assert form is not None
            columns["consent_date"] = when
            part.evidence[("columns", "consent_date")] = form.said
            note_format(part, when, form, proposal)
    _deleted(part, table)
    return part


def _by_words(part: Part, table: Columns, ids: Dict[str, Set[str]], proposal: Proposal) -> Optional[Part]:
    """A table whose columns are called as a mapping calls them."""
    lowered = {name.lower(): name for name in table.names}
    columns = part.document["columns"]
    formats: List[str] = []
    for word in words_of(part.kind):
        name = lowered.get(word)
        if name is None or not isinstance(name, str) or word == "questions":
            continue
        columns[word] = name
        if word in _DAY_WORDS and (form := table.days(name)):
            if form.choices:
                note_format(part, name, form, proposal)
            formats += [each for each in form.formats if each not in formats]
            part.evidence[("columns", word)] = form.said
        elif word == "amount" and (numbers := table.numbers(name)):
            note_amount(part, name, numbers, proposal)
            part.evidence[("columns", word)] = numbers.said
    if formats:
        part.document["date_format"] = formats[0] if len(formats) == 1 else formats
    part.evidence.setdefault((), "its columns are called as a mapping calls them")
    if part.kind == "answers" and "answer" in columns:
        _long_answers(part, table, columns["question"], columns["answer"], proposal)
    if ids and "customer_id" in columns:
        own = table.distinct(columns["customer_id"])
        theirs = next(iter(ids.values()))
        if not own & theirs:
            found = person_of(table, ids)
            people = proposal.part("customers")
            if found and found[3] and people and found[0] == columns["customer_id"]:
                part.document["ids"] = people.document["ids"] = found[3]
    return part


def _answers(part: Part, table: Columns, proposal: Proposal) -> None:
    columns = part.document["columns"]
    questions = [name for name in questions_of(table) if name not in [columns["customer_id"]]]
    question, answer = one_called(table, "question"), one_called(table, "answer")
    is_long = question and answer and question != answer and not (len(questions) > 2 and answer in questions and question in questions)
    if is_long and question and answer:
        columns.update(question=question, answer=answer)
        _long_answers(part, table, question, answer, proposal)
    else:
        _sheet(part, table, questions, proposal)
    _day(part, table, "date", proposal, [name for name in table.names if name not in questions and name not in (question, answer)])
    wave = next((name for name in table.names if re.fullmatch(r"wave|welle", name_of(name)) and table.numbers(name)), None)
    if wave:
        columns["wave"] = wave
        part.evidence[("columns", "wave")] = "the number of the survey"
    others = [name for name in table.names if name not in questions and name not in columns.values()]
    if others and not is_long:
        _not_taken(part, others)
    _end_of_answers(part, table, questions)


def _not_taken(part: Part, others: Sequence[str]) -> None:
    part.left_out.append(f"not taken for questions: {', '.join(map(short, others[:12]))}{' …' if len(others) > 12 else ''}")


def _end_of_answers(part: Part, table: Columns, questions: Sequence[str]) -> None:
    """What holds for all questions: the codes of no answer, and the decimal mark."""
    if nothing := part.document.get("missing_codes"):
        part.evidence[("missing_codes",)] = "they say that nothing was answered"
        part.document["missing_codes"] = sorted(set(nothing))
    marks = {table.numbers(name).words.get("decimal_mark") for name in questions if table.numbers(name)}  # type: ignore[union-attr]
    if "," in marks:
        part.document["decimal_mark"] = ","


def _sheet(part: Part, table: Columns, questions: List[str], proposal: Proposal) -> None:
    """A column for each question."""
    part.document["columns"]["questions"] = questions
    part.evidence[("columns", "questions")] = f"{counted(len(questions), 'column')} of answers"
    for name in questions:
        _words(part, table, name, table.distinct(name))
        if name in table.look.texts:
            proposal.texts[name] = table.look.texts[name]


def sheet_of(part: Part, table: Columns, but: Sequence[str], proposal: Proposal) -> None:
    """The questions of a sheet whose other columns are known: those that the part names, and those that a pattern of `but` names in whole."""
    named = {name for column in part.document["columns"].values() for name in columns_in(column)}
    known = re.compile("|".join(but) or r"(?!)", re.IGNORECASE)
    able = [name for name in table.names if name not in named and not known.fullmatch(name.strip())]
    questions = questions_of(table, able)
    _sheet(part, table, questions, proposal)
    if others := [name for name in able if name not in questions]:
        _not_taken(part, others)
    _end_of_answers(part, table, questions)


def _long_answers(part: Part, table: Columns, question: str, answer: str, proposal: Proposal) -> None:
    by: Dict[str, Set[str]] = {}
    for asked, said in zip(table.cells[question], table.cells[answer]):
        if text(asked) is not None and text(said) is not None:
            by.setdefault(text(asked) or "", set()).add(text(said) or "")
    for name, said in by.items():
        _words(part, table, name, said)
    if nothing := part.document.get("missing_codes"):
        part.document["missing_codes"] = sorted(set(nothing))
        part.evidence[("missing_codes",)] = "they say that nothing was answered"


def _words(part: Part, table: Columns, question: str, said: Set[str]) -> None:
    """What a question's answers that are texts mean."""
    nothing = {each for each in said if says_nothing(each) and as_number(each) is None}
    part.document.setdefault("missing_codes", []).extend(sorted(nothing))
    if not part.document["missing_codes"]:
        del part.document["missing_codes"]
    words = sorted(each for each in said - nothing if as_number(each) is None)
    if not words:
        return
    found = list_of(words)
    if found:
        part.document.setdefault("labels_of", {})[question] = found[0]
        numbers = [number for each in said - nothing if (number := as_number(each)) is not None]
        if all(found[1][0] <= number <= found[1][1] for number in numbers):
            part.document.setdefault("scales", {})[question] = [int(each) for each in found[1]]
        part.evidence[("labels_of", question)] = f"{', '.join(map(short, words[:3]))}"
    else:
        part.left_out.append(f"{short(question)}: no list has {', '.join(repr(short(each)) for each in words[:5])}: add them to labels")


def preview(part: Part, most: int = 5) -> Tuple[List[str], List[List[str]]]:
    """The first rows of a source: what a mapping calls its columns, and what stands there."""
    columns, header = part.document["columns"], part.look.header
    shown: List[Tuple[str, List[int]]] = []
    for word, column in columns.items():
        names = columns_in(column)
        if word == "questions":
            shown += [(name, [header.index(name)]) for name in names[:4]]
        elif all(name in header for name in names):
            shown.append((word, [header.index(name) for name in names]))
        else:
            shown.append((word, []))
    rows = []
    for row in part.look.rows[:most]:
        rows.append([" ".join(plain(row[i]) for i in places) if places else "looked up" if isinstance(columns.get(word), str) else "by its line" for word, places in shown])
    return [plain(word, 18) for word, _ in shown], rows
