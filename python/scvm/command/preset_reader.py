"""Reads a database in place, as a preset says that reads its system: every table once, at one moment, with every row accounted for.

Such a preset (suitecrm) has, in place of a mapping that `init` writes out, `sources` of a kind, in their order, and what a mapping may say of the
system in a section of the preset's name: `{"option": "invoices.status", "else": ["Paid"]}` stands for what the section says there. Words of a source
besides those of a mapping's (docs/mapping.md):

- `of`: its tables; without one of them there is no such source, or, where it is `needed`, no run
- `if`: there is no such source where this is false; `for: people`: only where people are looked at; `each`: one for each pair of key and value
- `label`: what messages call it, if not by its first table
- `{table alias.column}` in a query: that column, NULL where the table has none, or what stands after `else`
- `left_out` and `row_count`, columns of a query: as what a row, or how many of them, are counted that do not count
- `option`, a column of answers: the chosen one of the options that the preset asks for, which count by one rule a question (`numbers_of`);
  `question`, several columns: the first that an item of the mapping is called by; `a_wave_is: response`: each day of answers is a wave
- `amount_in`, a column of purchases: where an amount should stand that is missing, for whoever mends it
- `packed`: many rows of a customer, of plain cells: MySQL and MariaDB hand them over as one text
- `{contact}` in a query: the purpose of being contacted, as the model calls it

It may ask for `options` (option, question, text, place, and the question's names) and for `scales` of other questions (question, number, text, other
names), by which `init` and `check` know which are reversed, and for `sums` of purchases, to compare with the core's. Pieces may be `words` of an
option, a list in quotes, its `cases`, or one of two by `if`.
"""

from __future__ import annotations

import re
from typing import Any, Dict, Iterator, List, Optional, Sequence, Tuple

import sqlalchemy as sa

from scvm.command import presets
from scvm.command.account import RejectedRows
from scvm.command.cells import DayStyle, NumberStyle, text
from scvm.command.databases import Databases
from scvm.command.mapping import Mapping, TableSource
from scvm.command.readers import TableReader, statement_of
from scvm.command.refusal import Refused
from scvm.command.scales import Scale, numbers_of
from scvm.command.staging import Staging

_COLUMN = re.compile(r"\{(\w+) (\w+)\.(\w+)(?: else ([^{}]*))?\}")


class PresetReader(TableReader):
    """Reads the sources of a preset, then those that the mapping names beside it."""

    def __init__(
        self, mapping: Mapping, staging: Staging, rejected: RejectedRows, databases: Databases, only_id: Optional[str] = None,
        attributes: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(mapping, staging, rejected, databases, only_id)
        assert mapping.database is not None
        self._with_people = attributes or only_id is not None
        self._name = str(mapping.document["preset"])
        self._preset = _resolved(presets.document_of(self._name), mapping.document.get(self._name, {}))
        self._engine = databases.engine(mapping.database)
        self._inspector = sa.inspect(self._engine)
        self._tables = set(self._inspector.get_table_names()) | set(self._inspector.get_view_names())
        self._columns: Dict[str, Sequence[str]] = {}
        self._texts: Dict[str, str] = {}
        self._numbers_of_options: Dict[Any, Optional[float]] = {}

    def read(self) -> None:
        """Everything; customers first, and what the mapping names beside the system's own tables last."""
        self._texts = {"contact": self.mapping.consent.to_contact.replace("'", "''"), **self._pieces()}
        items: Dict[str, str] = next((each["items"] for each in self._preset["sources"] if each.get("items")), {})
        self._read_options(items)
        for kind, source in self._sources():
            self.read_source(kind, source)
        self.staging.end_system()
        self.read_employees()
        self.read_tables()
        self.settle()

    def sums(self) -> Dict[str, Any]:
        """Customers with purchases and their net total, as the database itself adds them up: to compare with the core's."""
        customers, purchases, net = next(iter(self._asked("sums")), (0, 0, 0))
        return {"customers": int(customers or 0), "purchases": int(purchases or 0), "net": float(net or 0)}

    def _pieces(self) -> Dict[str, str]:
        """The pieces of queries, of several the one that this database can answer."""
        result: Dict[str, str] = {}
        with self._engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:  # a statement that fails ends no transaction

            def ask(statement: str) -> Any:
                return connection.execute(statement_of(statement)).all()

            for name, of in self._preset.get("pieces", {}).items():
                if "words" in of:
                    result[name] = ", ".join(map(_quoted, of["words"] or [""]))
                elif "then" in of:
                    result[name] = presets.filled(of["then"] if of["if"] is not False else of["else"], result)
                elif "cases" in of:
                    result[name] = " ".join(f"WHEN {_quoted(key)} THEN {_quoted(value)}" for key, value in of["cases"].items()) or "WHEN NULL THEN NULL"
                else:
                    result[name] = presets.first_that_works(of, ask)
        return result

    def _sources(self) -> Iterator[Tuple[str, TableSource]]:
        for said in self._preset["sources"]:
            if said.get("if", True) is False or (said.get("for") == "people" and not self._with_people):
                continue
            if said["kind"] == "prospects" and self.only_id is not None:
                continue
            if "each" in said and not said["each"]:
                continue
            if not self._tables.issuperset(said["of"]):
                if said["kind"] == "customers":
                    raise Refused(f"{self._engine.url!r}: the database has no table {said['of'][0]}: is it a {self._preset['system']}?")
                if said.get("needed"):
                    raise Refused(f"{self.mapping.name}: {self._name}: the database has no tables {' and '.join(said['of'])}")
                continue
            for pair in said["each"].items() if "each" in said else [None]:
                if pair is None or self._has_column(said, *pair):
                    yield said["kind"], self._source(said, pair)

    def _has_column(self, said: Dict[str, Any], key: str, column: str) -> bool:
        """Whether a column that the mapping names is there; a field of ours that was never written is missing, another one is a mistake."""
        if any(column in self._columns_of(table) for table in said["of"]) and re.fullmatch(r"\w+", column):
            return True
        if column.startswith(self._preset["column_prefix"]):
            return False
        raise Refused(f"{self.mapping.name}: {said['kind']}: {key}: the table {said['of'][0]} has no column {column}")

    def _source(self, said: Dict[str, Any], pair: Optional[Tuple[str, str]]) -> TableSource:
        query = self._filled(said["query"], {} if pair is None else {"key": pair[0].replace("'", "''"), "value": pair[1]})
        document = {key: said[key] for key in ("columns", "only", "items", "consent", "a_wave_is", "packed") if key in said}
        if said["kind"] in ("customers", "companies") and not self._with_people:
            document["columns"] = {name: column for name, column in document["columns"].items() if name != "name"}  # scores need no names
        label = said.get("label") or (said["of"][0] if pair is None else f"{said['of'][0]}.{pair[1]}")
        document.update(format="sql", query=query, label=label, may_be_empty=not said.get("needed"), options=self._numbers_of_options, is_of_preset=True)
        if "database" in self.mapping.document:
            document["database"] = self.mapping.document["database"]
        m = self.mapping
        return TableSource(said["kind"], document, m.folder, DayStyle((), "UTC", m.zone_of_model, m.last_second, m.latest), NumberStyle())

    def _filled(self, lines: List[str], more: Dict[str, str]) -> str:
        """A query with its pieces, its keys and the columns that there are."""
        query = presets.filled(lines, {**self._texts, **more})
        while (changed := _COLUMN.sub(self._column, query)) != query:
            query = changed
        return query

    def _column(self, found: "re.Match[str]") -> str:
        table, alias, column, otherwise = found.groups()
        return f"{alias}.{column}" if column in self._columns_of(table) else otherwise or "NULL"

    def _columns_of(self, table: str) -> Sequence[str]:
        if table not in self._columns:
            self._columns[table] = [column["name"] for column in self._inspector.get_columns(table)] if table in self._tables else []
        return self._columns[table]

    def _asked(self, what: str) -> Any:
        """The rows of what the preset asks for; none where the tables are not there."""
        said = self._preset.get("asks", {}).get(what)
        if said is None or not self._tables.issuperset(said["of"]):
            return []
        return self.databases.connection(self.mapping.database).execute(statement_of(self._filled(said["query"], {}))).all()

    def _read_options(self, items: Dict[str, str]) -> None:
        """What each option of a question counts, and how the scales run."""
        questions: Dict[Any, List[Tuple[Any, ...]]] = {}
        for row in self._asked("options"):
            questions.setdefault(row[1], []).append(tuple(row))
        for rows in questions.values():
            said = [text(row[2]) or "" for row in rows]
            numbers = numbers_of(said, [NumberStyle().read(row[3], "place") for row in rows])
            self._numbers_of_options.update(zip((row[0] for row in rows), numbers))
            counted = sorted((number, name) for number, name in zip(numbers, said) if number is not None)
            if len(counted) > 1:
                self.scales[_item(items, rows[0][4:])] = Scale(*counted[0], *counted[-1])
        others: Dict[str, List[Tuple[float, str]]] = {}
        for question, number, word, *names in self._asked("scales"):
            others.setdefault(_item(items, [question, *names]), []).append((float(number), word))
        self.scales.update({item: Scale(*min(each), *max(each)) for item, each in others.items()})


def _item(items: Dict[str, str], names: Sequence[str]) -> str:
    """The item of a question that has several names."""
    return next((items[name] for name in names if name in items), names[0])


def _resolved(said: Any, options: Dict[str, Any]) -> Any:
    """A preset in which what the mapping says stands in the place of options."""
    if isinstance(said, list):
        return [_resolved(each, options) for each in said]
    if not isinstance(said, dict):
        return said
    if set(said) != {"option", "else"}:
        return {key: _resolved(each, options) for key, each in said.items()}
    found: Any = options
    for part in said["option"].split("."):
        if not isinstance(found, dict) or part not in found:
            return said["else"]
        found = found[part]
    return found


def _quoted(word: str) -> str:
    return "'" + word.replace("'", "''") + "'"
