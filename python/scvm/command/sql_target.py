"""Scores in a database: only changed rows are written, overrides are kept, a history grows, people can be erased.

Every name goes through the dialect's quoting, every value is a bound parameter: an id cannot become a statement.
"""

from __future__ import annotations

import contextlib
import datetime
import decimal
import hashlib
import unicodedata
from dataclasses import dataclass
from typing import Any, ContextManager, Dict, Iterable, Iterator, List, Mapping, Optional, Sequence, Set, Tuple

import sqlalchemy as sa
from sqlalchemy.dialects import mysql, postgresql, sqlite
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.schema import CreateIndex, CreateTable

from scvm import __version__
from scvm.command.cells import plain_id, short, text
from scvm.command.fields import BY_NAME, FIELDS, SCORES, Field, Scored, number_text
from scvm.command.lock import database_lock
from scvm.command.ownership import PARTS, Ownership, Sharing, fields_of, lost_in_history, published_day
from scvm.command.progress import note
from scvm.command.refusal import Refused
from scvm.command.staging import Staging

HISTORY = "scvm_score_history"
RUNS = "scvm_runs"
ERASED = "scvm_erased"
_IDS_AT_ONCE = 500

# Ids are compared by their bytes: in MariaDB's usual collations Ann, ann and änn are one.
_BINARY = "utf8mb4_bin"
_ID = sa.String(255)
for _dialect in ("mysql", "mariadb"):
    _ID = _ID.with_variant(mysql.VARCHAR(255, collation=_BINARY), _dialect)

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _origin() -> List[sa.Column[Any]]:
    """What a row was made by."""
    return [
        sa.Column("model_version", sa.String(255)),
        sa.Column("model_hash", sa.String(64)),
        sa.Column("config_hash", sa.String(64)),
        sa.Column("library_version", sa.String(20)),
    ]


_history = sa.Table(
    HISTORY,
    sa.MetaData(),
    sa.Column("entry", _BIG, primary_key=True, autoincrement=True),
    sa.Column("id", _ID, nullable=False, index=True),
    sa.Column("as_of", sa.Date, nullable=False),
    sa.Column("written_at", sa.DateTime, nullable=False),
    *_origin(),
    sa.Column("input_hash", sa.String(64)),
    *(sa.Column(f.name, f.type) for f in FIELDS if f.name in ("status", "reason", "currency") or f.column),
)
_HISTORY_FIELDS = [column.name for column in _history.columns if column.name in BY_NAME]
_erased = sa.Table(
    ERASED,
    sa.MetaData(),
    sa.Column("id_hash", sa.String(64), primary_key=True),
    sa.Column("erased_on", sa.Date, nullable=False),
)
_runs = sa.Table(
    RUNS,
    sa.MetaData(),
    sa.Column("run", _BIG, primary_key=True, autoincrement=True),
    sa.Column("written_at", sa.DateTime, nullable=False),
    sa.Column("as_of", sa.Date, nullable=False),
    *_origin(),
    *(sa.Column(name, sa.Integer, nullable=False) for name in ("customers", "changed", "unchanged", "reset", "rejected")),
    sa.Column("seconds", sa.Float(53), nullable=False),
    sa.Column("parts", sa.String(255)),  # of the scores, which the run owned
)
_NO_RUN: Dict[str, Any] = {"as_of": "2000-01-01", **dict.fromkeys(("customers", "changed", "unchanged", "reset", "rejected", "seconds"), 0)}


@dataclass
class Written:
    """What a write-back did."""

    changed: int = 0
    unchanged: int = 0
    reset: int = 0

    def add(self, other: Written) -> None:
        """Adds another chunk's counts."""
        self.changed += other.changed
        self.unchanged += other.unchanged
        self.reset += other.reset


class SqlTarget:
    """One table of scores, by its key column and the field behind each of its columns."""

    def __init__(self, engine: Engine, table: str, key: str, columns: Mapping[str, str], config_hash: str, sugar: bool) -> None:
        unknown = sorted(set(columns.values()) - set(BY_NAME))
        if unknown:
            raise Refused(f"output.columns: there is no field {unknown[0]}; expected one of {', '.join(BY_NAME)}")
        self.engine = engine
        self.name = table
        self.columns = dict(columns)
        self._sugar = sugar
        self._config_hash = config_hash
        known = [sa.Column(name, BY_NAME[field].type) for name, field in columns.items()]
        self.table = sa.Table(table, sa.MetaData(), sa.Column(key, sa.String(36) if sugar else _ID, primary_key=True), *known)
        self._key = self.table.c[key]
        self._limits = [(c.name, c.type.length) for c in known if isinstance(c.type, sa.String) and c.type.length]
        self._dates = [c.name for c in known if isinstance(c.type, sa.Date)]
        self._overrides: Dict[str, sa.Column[Any]] = {}
        self.present = self._present(table)
        self.sharing = Sharing(Ownership(tuple(PARTS)), set())
        for name, field in columns.items():
            column = override_of(name)
            if column in self.present:
                self._overrides[name] = sa.Column(column, BY_NAME[field].type)
        for each in self._overrides.values():
            self.table.append_column(each)

    @property
    def label(self) -> str:
        """What people call it."""
        return f"table {self.name}"

    def statements(self) -> List[str]:
        """What must be run before scores can be written: the statements that add what is missing."""
        result: List[str] = []
        if not self.present:
            result.append(self._create(self.table))
            result += [self._add(self.name, override_of(name), BY_NAME[field]) for name, field in self._overridable()]
        else:
            missing = [name for name in self.columns if name not in self.present]
            result += [self._add(self.name, name, BY_NAME[self.columns[name]]) for name in missing]
            result += [
                self._add(self.name, override_of(name), BY_NAME[field])
                for name, field in self._overridable()
                if name in missing and override_of(name) not in self.present
            ]
        if not self._sugar and not self._is_shared:  # tables of an earlier version; the ids of a SugarCRM are ASCII in one case
            result += self._made_binary(self.name, self._key.name) + self._made_binary(HISTORY, "id")
        if not self._present(HISTORY):
            result.append(self._create(_history))
            result += [str(CreateIndex(index).compile(self.engine)).strip() for index in _history.indexes]
        if not self._present(ERASED):
            result.append(self._create(_erased))
        runs = self._present(RUNS)
        if not runs:
            result.append(self._create(_runs))
        elif "parts" not in runs:
            result.append(self._add_to_runs())
        return result

    def _add_to_runs(self) -> str:
        quote = self.engine.dialect.identifier_preparer.quote
        return f"ALTER TABLE {quote(RUNS)} ADD COLUMN {quote('parts')} {_runs.c.parts.type.compile(dialect=self.engine.dialect)}"

    @property
    def _is_shared(self) -> bool:
        """True for a table that holds more than scores: it is the CRM's, and stays as it is."""
        return bool(set(self.present) - {self._key.name, *self.columns, *map(override_of, self.columns)})

    @property
    def _is_of_others(self) -> bool:
        """True for a table with columns that no run of ours makes: who is taken out of it loses the scores, and keeps the row."""
        ours = {self._key.name, *self.columns, *map(override_of, self.columns), *BY_NAME, *map(override_of, BY_NAME)}
        return self._sugar or bool(set(self.present) - ours)

    def _made_binary(self, table: str, column: str) -> List[str]:
        if self.engine.dialect.name not in ("mysql", "mariadb") or not self._present(table):
            return []
        schema, _, name = table.rpartition(".")
        query = "SELECT collation_name FROM information_schema.columns WHERE table_schema = coalesce(:schema, database())"
        query += " AND table_name = :table AND column_name = :column"
        with self.engine.connect() as connection:
            found = connection.execute(sa.text(query), {"schema": schema or None, "table": name, "column": column}).scalar()
        if found is None or found.endswith("_bin"):
            return []
        quote = self.engine.dialect.identifier_preparer.quote
        place = ".".join(quote(part) for part in table.split("."))
        return [f"ALTER TABLE {place} MODIFY {quote(column)} VARCHAR(255) CHARACTER SET utf8mb4 COLLATE {_BINARY} NOT NULL"]

    def prepare(self, add_columns: bool) -> None:
        """Refuses to begin where nothing could be written at the end. What no person reads may be lacking: it is left out."""
        if isinstance(kind := self.present.get(self._key.name), sa.types._Binary):
            said = f"the key {self._key.name} is {kind}, and ids are texts: name a table whose key is a text or a whole number"
            raise Refused(f"{self.name}: {said}")
        statements = self.statements()
        lacking = [name for name in self.columns if self.present and name not in self.present]
        if not add_columns and lacking and not any(BY_NAME[self.columns[name]].for_people for name in lacking):
            for name in lacking:
                note(f"{self.name} has no column {name}, and goes without it: see scvm check, or score with --add-columns")
            self._without(lacking)
            statements = self.statements()
        if not add_columns and statements in ([self._create(_runs)], [self._add_to_runs()]):  # an earlier version wrote here
            lacking_table = "no table" if not self._present(RUNS) else "no column parts in"
            note(f"there is {lacking_table} {RUNS}, so this run stands in no list or not whole: see scvm check, or score with --add-columns")
            statements = []
        if statements and not add_columns:
            listed = "".join(f"\n  {statement};" for statement in statements)
            raise Refused(f"{self.name}: the database lacks columns or tables. Run this, or score with --add-columns:{listed}")
        try:
            with self.engine.begin() as connection:
                for statement in statements:
                    connection.exec_driver_sql(statement.replace("%", "%%"))
                if self._sugar and statements:
                    self._describe(connection)
            with self.engine.connect() as connection, connection.begin() as transaction:
                nothing = sa.false() if self.engine.dialect.name != "sqlite" else sa.text("0 = 1")
                connection.execute(self.table.update().values({self._key: self._key}).where(nothing))
                connection.execute(_history.delete().where(nothing))
                if self._present(RUNS):
                    connection.execute(_runs.insert(), self._run(_NO_RUN))
                transaction.rollback()
        except (sa.exc.OperationalError, sa.exc.ProgrammingError, sa.exc.InternalError) as e:
            raise Refused(f"{self.name}: the database takes no scores: {_first_line(e)}") from None
        if statements:
            self._without([])

    def _without(self, names: Sequence[str]) -> None:
        """Looks at the table again, and leaves out some columns."""
        kept = {name: field for name, field in self.columns.items() if name not in names}
        self.__init__(self.engine, self.name, self._key.name, kept, self._config_hash, self._sugar)  # type: ignore[misc]

    def lock(self) -> ContextManager[None]:
        """Keeps other processes out."""
        return database_lock(self.engine)

    def begin(self, ownership: Ownership) -> None:
        """Looks at what others wrote, before anything is written."""
        filled, marked = set(), False
        columns = {field: self.table.c[name] for name, field in self.columns.items() if name in self.present}
        with self.engine.connect() as connection:

            def any_row(condition: Any) -> bool:
                return connection.execute(sa.select(self._key).where(condition).limit(1)).first() is not None

            for part in ownership.others:
                there = [_holds(columns[name]) for name in fields_of([part]) if name in columns]
                if there and any_row(sa.or_(*there)):
                    filled.add(part)
            if "place" in columns:  # a refusal that another run found
                mine = sa.func.replace(columns["place"], ownership.mark, "")
                marked = any_row(mine.like('%"by":%'))
        self.sharing = Sharing(ownership, filled, marked, "place" in columns)
        if self.sharing.is_shared:
            self.sharing.learn(self._refusals(columns))

    def _refusals(self, columns: Mapping[str, Any]) -> Iterator[Scored]:
        """What stands there of those who refused something."""
        shown = {name: columns[name] for name in ("status", "reason", "place") if name in columns}
        there = [columns["status"] == "excluded"] if "status" in shown else []
        there += [columns["place"].like('%"by":%')] if "place" in shown else []
        if there:
            with self.engine.connect() as connection:
                for id, *values in connection.execute(sa.select(self._key, *shown.values()).where(sa.or_(*there))):
                    yield {"status": None, "reason": None, "place": None, "id": str(text(id)), **dict(zip(shown, values))}

    def write(self, rows: Sequence[Scored]) -> Written:
        """Writes a chunk in one transaction: all of it, or nothing."""
        names, copyable = list(self.columns), self._copyable
        with self.engine.begin() as connection:
            if self.sharing.is_shared:
                before = self._before(connection, [row["id"] for row in rows])
                rows = [self.sharing.merged(row, self._fields(row["id"], before.get(row["id"]))) for row in rows]
                unchanged: Set[str] = set()
            else:
                rows = [self.sharing.merged(row, None) for row in rows]
                unchanged, differing = self._compared(connection, rows)
                before = self._before(connection, [row["id"] for row in rows if row["id"] not in unchanged | differing])
            changed: List[Dict[str, Any]] = []
            entries: List[Scored] = []
            copied: List[str] = []
            for row in rows:
                if row["id"] in unchanged:
                    continue
                stored = before.get(row["id"])
                values = self._values(row)
                overridden = bool(stored and row["status"] != "excluded" and self._keep_overrides(values, stored))
                if stored is None or not _all_alike(stored, values, names):  # or it is known to differ
                    values[self._key.name] = row["id"]
                    for name in self._dates:
                        values[name] = _day(values[name])
                    changed.append(values)
                    if overridden or not copyable:
                        entries.append(row)  # the history holds what was computed, not what was set by hand
                    else:
                        copied.append(row["id"])
            if changed:
                self._insert_or_update(connection, names, changed)
                if copied:
                    self._copy_into_history(connection, copied, rows[0])
                if entries:
                    connection.execute(_history.insert(), self._entries(entries))
            self._clear_history(connection, rows)
            if self._is_shared and not self._sugar:
                self._refuse_like_ids(connection, [row["id"] for row in rows])
        return Written(len(changed), len(rows) - len(changed))

    def _fields(self, id: str, stored: Optional[Dict[str, Any]]) -> Optional[Scored]:
        """What stands in the table of a customer, by fields."""
        if stored is None:
            return None
        nothing: Scored = {each.name: None for each in FIELDS}
        return {**nothing, "id": id, **{field: stored[name] for name, field in self.columns.items()}}

    def _clear_history(self, connection: Connection, rows: Sequence[Scored]) -> None:
        """Takes out of the history what consents do not cover any more; that there was an entry stays."""
        ids: Dict[Tuple[Tuple[str, ...], str], List[str]] = {}
        for row in rows:
            for loss in lost_in_history(row):
                ids.setdefault(loss, []).append(row["id"])
        for (lost, until), people in ids.items():
            columns = [_history.c[name] for name in lost if name in _history.c]
            there = sa.or_(*(column.isnot(None) for column in columns))
            for first in range(0, len(people), _IDS_AT_ONCE):
                of = sa.and_(_history.c.id.in_(people[first : first + _IDS_AT_ONCE]), _history.c.as_of <= datetime.date.fromisoformat(until))
                connection.execute(_history.update().where(of, there).values({column.name: None for column in columns}))

    def _refuse_like_ids(self, connection: Connection, ids: List[str]) -> None:
        """Refuses ids that the key column of somebody else's table takes for one: their scores overwrote each other."""
        there: Set[str] = set()
        for first in range(0, len(ids), _IDS_AT_ONCE):
            found = connection.execute(sa.select(self._key).where(self._key.in_(ids[first : first + _IDS_AT_ONCE])))
            there.update(str(text(row[0])) for row in found)
        for id in ids:
            if id not in there:
                raise self._like_ids(id, there)

    def _like_ids(self, id: str, others: Iterable[str]) -> Refused:
        other = _like(id, others) or "another one"
        said = f'ids "{short(id)}" and "{short(other)}" are one to the column {self._key.name}'
        return Refused(f"{self.name}: {said}: give it a collation, or a type, that tells them apart")

    def finish(self, staging: Staging) -> Written:
        """Nulls the scores of everybody who has some and is no customer any more: yesterday's score must not stay."""
        status = next((name for name, field in self.columns.items() if field == "status"), None)
        if status is None:
            return Written()
        column = self.table.c[status]
        query = sa.select(self._key).where(column.isnot(None), column != "stale")
        if self._sugar:  # the database itself knows who is still a contact; what it finds is looked up again below
            contacts = sa.table("contacts", sa.column("id"), sa.column("deleted"))
            there = sa.select(contacts.c.id).where(contacts.c.id == self._key, sa.func.coalesce(contacts.c.deleted, 0) == 0)
            query = query.where(~there.exists())
        with self.engine.connect() as connection:
            keys = (row[0] for row in connection.execution_options(stream_results=True).execute(query))
            gone = [key if isinstance(key, str) else str(text(key)) for key in keys if not staging.is_kept(str(text(key)))]
        reset = 0
        for first in range(0, len(gone), _IDS_AT_ONCE):
            ids = gone[first : first + _IDS_AT_ONCE]
            with self.engine.begin() as connection:
                if self.sharing.is_shared and not self._sugar:  # a contact who is gone is nobody's customer
                    ids = self._leave_to_others(connection, ids)
                if ids:
                    self._reset(connection, ids, "stale", "not_a_customer")
            reset += len(ids)
        return Written(reset=reset)

    def _leave_to_others(self, connection: Connection, ids: List[str]) -> List[str]:
        """Empties what this run owns of some people, where others wrote of them, too; returns those of whom nobody else did."""
        alone, changed = [], []
        for id, stored in self._before(connection, ids).items():
            row = self.sharing.without_own(self._fields(id, stored) or {})
            if row is None:
                alone.append(id)
            else:
                values = {**self._values(row), self._key.name: id}
                if any(values[name] != stored[name] for name in self.columns):
                    changed.append({**values, **{name: _day(values[name]) for name in self._dates}})
        if changed:
            self._insert_or_update(connection, list(self.columns), changed)
        return alone

    def scored(self) -> Iterator[Dict[str, Any]]:
        """The scores of the last run, by fields, of everybody who has some."""
        known = {field: name for name, field in self.columns.items() if field in ("status", *SCORES) and name in self.present}
        if not known:
            return
        wanted = {field: name for field, name in known.items() if field in ("status", "segment", "lifetime_value") or "status" not in known}
        there = self.table.c[known["status"]] == "scored" if "status" in known else sa.or_(*(self.table.c[name].isnot(None) for name in known.values()))
        query = sa.select(self._key, *(self.table.c[name] for name in wanted.values())).where(there)
        with self.engine.connect() as connection:
            for id, *values in connection.execution_options(stream_results=True).execute(query):
                yield {"id": text(id), **dict(zip(wanted, values))}

    def placed(self) -> Iterator[Tuple[str, Any, Any]]:
        """Everybody who has a place, with it and the day of which it is."""
        columns = {field: self.table.c[name] for name, field in self.columns.items() if field in ("place", "score_date") and name in self.present}
        if len(columns) == 2:
            query = sa.select(self._key, columns["place"], columns["score_date"]).where(columns["place"].isnot(None))
            with self.engine.connect() as connection:
                for id, place, day in connection.execution_options(stream_results=True).execute(query):
                    yield str(text(id)), place, published_day(place, day)

    def stored(self, id: str) -> Optional[Dict[str, Any]]:
        """What the table holds of a customer."""
        if not self.present:
            return None
        columns = [c for c in self.table.columns if c.name in self.present]
        with self.engine.connect() as connection:
            row = connection.execute(sa.select(*columns).where(self._key == id)).first()
        return None if row is None else {name: _plain(value) for name, value in row._mapping.items()}

    def history(self, id: Optional[str], limit: int) -> List[Dict[str, Any]]:
        """The newest entries, or those of one customer in their order."""
        if not self._present(HISTORY):
            return []
        query = sa.select(_history).order_by(_history.c.entry.desc()).limit(limit)
        with self.engine.connect() as connection:
            found = connection.execute(query if id is None else query.where(_history.c.id == id)).fetchall()
        return [{name: _plain(value) for name, value in row._mapping.items()} for row in reversed(found)]

    def note_run(self, run: Dict[str, Any]) -> None:
        """Notes a run that is complete, also one that changed nothing."""
        if self._present(RUNS):
            with self.engine.begin() as connection:
                connection.execute(_runs.insert(), self._run(run))

    def _run(self, run: Dict[str, Any]) -> Dict[str, Any]:
        stamp: Dict[str, Any] = {"written_at": _now(), "config_hash": self._config_hash, "library_version": __version__}
        row = {**run, **stamp, "as_of": datetime.date.fromisoformat(run["as_of"])}
        return {name: value for name, value in row.items() if name in self._present(RUNS)}

    def runs(self, limit: int) -> List[Dict[str, Any]]:
        """The newest runs, in their order."""
        if not self._present(RUNS):
            return []
        there = self._present(RUNS)
        query = sa.select(*(column for column in _runs.columns if column.name in there)).order_by(_runs.c.run.desc()).limit(limit)
        with self.engine.connect() as connection:
            found = connection.execute(query).fetchall()
        return [{name: _plain(value) for name, value in row._mapping.items() if name != "run"} for row in reversed(found)]

    def erase(self, id: str, day: datetime.date) -> Dict[str, int]:
        """Takes a person out of scores and history, and remembers a hash of the id so that no later run scores them again."""
        result = {}
        with self.engine.begin() as connection:
            values = {name: None for name in self.columns}
            found = connection.execute(sa.select(self._key).where(self._key == id)).first()
            if self._is_of_others:  # the row is the person's, and not ours to delete
                if found:
                    everything = {**values, **{each.name: None for each in self._overrides.values()}}
                    connection.execute(self.table.update().where(self._key == id).values(everything))
            else:
                connection.execute(self.table.delete().where(self._key == id))
            result[self.name] = int(found is not None)
            result[HISTORY] = connection.execute(_history.delete().where(_history.c.id == id)).rowcount
            known = connection.execute(sa.select(_erased.c.id_hash).where(_erased.c.id_hash == id_hash(id))).first()
            if not known:
                connection.execute(_erased.insert(), {"id_hash": id_hash(id), "erased_on": day})
        return result

    def _before(self, connection: Connection, ids: Sequence[str]) -> Dict[str, Dict[str, Any]]:
        result: Dict[str, Dict[str, Any]] = {}
        query = sa.select(self.table).where(self._key.in_(sa.bindparam("ids", expanding=True)))
        columns = [column.name for column in self.table.columns]
        for first in range(0, len(ids), _IDS_AT_ONCE):
            for row in connection.execute(query, {"ids": list(ids[first : first + _IDS_AT_ONCE])}):
                result[str(text(row[0]))] = {name: value if value is None or isinstance(value, str) else _plain(value) for name, value in zip(columns, row)}
        return result

    @property
    def _copyable(self) -> bool:
        """True where the table has every column of the history, so that rows can be copied inside the database."""
        writes_otherwise = isinstance(self.present.get(self._key.name), sa.Numeric)  # 7.00 of 7
        return set(_HISTORY_FIELDS) <= set(self.columns.values()) and not writes_otherwise

    def _copy_into_history(self, connection: Connection, ids: List[str], row: Scored) -> None:
        names = {field: name for name, field in self.columns.items()}
        stamp = {name: value for name, value in self._entries([row])[0].items() if name not in _HISTORY_FIELDS and name != "id"}
        copied = [self.table.c[names[field]] for field in _HISTORY_FIELDS]
        fixed = [sa.bindparam(f"fixed_{name}", value, type_=_history.c[name].type) for name, value in stamp.items()]
        for first in range(0, len(ids), _IDS_AT_ONCE):
            some = ids[first : first + _IDS_AT_ONCE]
            query = sa.select(self._key, *fixed, *copied).where(self._key.in_(some)).order_by(self._key)
            connection.execute(_history.insert().from_select(["id", *stamp, *_HISTORY_FIELDS], query, include_defaults=False))

    def _values(self, row: Scored) -> Dict[str, Any]:
        """What the columns should hold of a customer; no text is longer than its column."""
        values = {name: row[field] for name, field in self.columns.items()}
        for name, limit in self._limits:
            said = values[name]
            if said is not None and len(said) > limit:
                values[name] = said[:limit]
        return values

    def _compared(self, connection: Connection, rows: Sequence[Scored]) -> Tuple[Set[str], Set[str]]:
        """Those whose stored row has the digest of the new one, and those whose row has another; who has an override is in
        neither. Only where the driver, pymysql, reads columns so slowly that digests made by the server pay."""
        if self.engine.dialect.name not in ("mysql", "mariadb"):
            return set(), set()
        parts = [_server_text(self.table.c[name]) for name in self.columns]
        joined = sa.func.concat_ws(sa.literal_column("0x1f"), *parts).op("USING")(sa.literal_column("utf8mb4"))
        set_by_hand = sa.false()
        for column in self._overrides.values():
            set_by_hand = sa.or_(set_by_hand, sa.func.coalesce(sa.cast(column, sa.CHAR), "") != "")
        query = sa.select(self._key, sa.func.md5(sa.func.convert(joined)), sa.case((set_by_hand, 1), else_=0))
        query = query.where(self._key.in_(sa.bindparam("ids", expanding=True)))
        stamps = [self.table.c[name] for name, field in self.columns.items() if field in ("status", "score_date")]
        if stamps:  # a row that was never written needs no digest
            query = query.where(sa.or_(set_by_hand, *(column.isnot(None) for column in stamps)))
        new = {row["id"]: row for row in rows}
        ids = list(new)
        unchanged: Set[str] = set()
        differing = set(ids)
        for first in range(0, len(ids), _IDS_AT_ONCE):
            for key, digest, overridden in connection.execute(query, {"ids": ids[first : first + _IDS_AT_ONCE]}):
                id = str(text(key))
                if id in new:
                    same = not overridden and digest == _digest(self._values(new[id]).values())
                    if overridden or same:
                        differing.discard(id)
                    if same:
                        unchanged.add(id)
        return unchanged, differing

    def _keep_overrides(self, values: Dict[str, Any], stored: Dict[str, Any]) -> bool:
        """Puts what was set by hand in the place of what was computed; True where anything was."""
        set_by_hand = {}
        for name, column in self._overrides.items():
            if stored[column.name] not in (None, ""):
                set_by_hand[self.columns[name]] = values[name]
                values[name] = stored[column.name]
        explain = next((name for name, field in self.columns.items() if field == "explain"), None)
        if set_by_hand and explain and values[explain] is not None and not values[explain].startswith("["):
            said = "; ".join(f"{field}: computed {_said(value)}" for field, value in set_by_hand.items())
            values[explain] = f"[override] {said}\n{values[explain]}"
        return bool(set_by_hand)

    def _insert_or_update(self, connection: Connection, names: Sequence[str], rows: List[Dict[str, Any]]) -> None:
        """Writes rows, each of another customer."""
        statement = self._upsert(names)
        if self.engine.driver != "psycopg2":
            connection.execute(statement, rows)
            return
        import psycopg2
        from psycopg2 import errors, extras

        # SQLAlchemy sends rows with ON CONFLICT one by one, since two might meet each other; of ours none has the key of another one.
        compiled = statement.compile(dialect=self.engine.dialect, column_keys=list(rows[0]))
        row, escaped = f"({compiled.insert_single_values_expr})", compiled.escaped_bind_names
        if escaped:  # names of columns with a % or a bracket
            rows = [{escaped.get(name, name): value for name, value in each.items()} for each in rows]
        try:
            with connection.connection.cursor() as cursor:
                extras.execute_values(cursor, str(compiled).replace(row, "%s"), rows, template=row, page_size=_IDS_AT_ONCE)
        except errors.CardinalityViolation:
            ids = [str(each[self._key.name]) for each in rows]
            id = next((each for i, each in enumerate(ids) if _like(each, ids[:i])), ids[-1])
            raise self._like_ids(id, ids[: ids.index(id)]) from None
        except psycopg2.Error as e:  # as what goes through SQLAlchemy
            raise sa.exc.DBAPIError.instance(None, None, e, psycopg2.Error, dialect=self.engine.dialect) from e

    def _upsert(self, names: Sequence[str]) -> Any:
        dialect = self.engine.dialect.name
        if dialect in ("mysql", "mariadb"):
            insert = mysql.insert(self.table)
            return insert.on_duplicate_key_update({name: insert.inserted[name] for name in names})
        statement = postgresql.insert(self.table) if dialect == "postgresql" else sqlite.insert(self.table)
        return statement.on_conflict_do_update(
            index_elements=[self._key], set_={name: statement.excluded[name] for name in names}
        )

    def _entries(self, rows: Iterable[Scored]) -> List[Dict[str, Any]]:
        stamp = {"written_at": _now(), "config_hash": self._config_hash, "library_version": __version__}
        return [
            {
                "id": row["id"],
                "as_of": datetime.date.fromisoformat(row["as_of"]),
                **stamp,
                **{name: row[name] for name in _HISTORY_FIELDS},
            }
            for row in rows
        ]

    def _reset(self, connection: Connection, ids: List[str], status: str, reason: str) -> None:
        fields = {name: field for name, field in self.columns.items() if field in SCORES or field == "explain"}
        values: Dict[str, Any] = {name: None for name in fields}
        values.update({name: status for name, field in self.columns.items() if field == "status"})
        values.update({name: reason for name, field in self.columns.items() if field == "reason"})
        connection.execute(self.table.update().where(self._key.in_(ids)).values(values))
        day = datetime.datetime.now(datetime.timezone.utc).date().isoformat()
        empty: Scored = {field.name: None for field in FIELDS}
        rows = [{**empty, "id": text(id), "as_of": day, "status": status, "reason": reason} for id in ids]
        connection.execute(_history.insert(), self._entries(rows))

    def _present(self, table: str) -> Dict[str, Any]:
        inspector = sa.inspect(self.engine)
        schema, _, name = table.rpartition(".")
        with contextlib.suppress(sa.exc.NoSuchTableError):
            return {column["name"]: column["type"] for column in inspector.get_columns(name, schema=schema or None)}
        return {}

    def _overridable(self) -> List[Any]:
        return [(name, field) for name, field in self.columns.items() if BY_NAME[field].override]

    def _create(self, table: sa.Table) -> str:
        text = str(CreateTable(table).compile(self.engine)).strip()
        return text + " DEFAULT CHARSET=utf8mb4" if self.engine.dialect.name in ("mysql", "mariadb") else text

    def _add(self, table: str, column: str, field: Field) -> str:
        quote = self.engine.dialect.identifier_preparer.quote
        kind = field.type.compile(dialect=self.engine.dialect)
        return f"ALTER TABLE {quote(table)} ADD COLUMN {quote(column)} {kind}"

    def _describe(self, connection: Connection) -> None:
        """Rows of fields_meta_data, by which Studio, list views and reports of SuiteCRM know the fields."""
        known = self._present("fields_meta_data")
        if not known:
            return
        meta = sa.table("fields_meta_data", *(sa.column(name) for name in known))
        present = {row[0] for row in connection.execute(sa.select(meta.c.id).where(meta.c.custom_module == "Contacts"))}
        wanted = dict(self.columns)
        wanted.update({override_of(name): field for name, field in self._overridable()})
        for name, field in wanted.items():
            if f"Contacts{name}" not in present:
                row: Dict[str, Any] = {**_META, "id": f"Contacts{name}", "name": name, "vname": f"LBL_{name[:-2].upper()}"}
                row.update(reportable=int(BY_NAME[field].for_people))
                row.update(type=_sugar_type(BY_NAME[field]), len=str(getattr(BY_NAME[field].type, "length", None) or 26))
                row.update(date_modified=datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0, tzinfo=None))
                connection.execute(meta.insert(), {key: value for key, value in row.items() if key in known})


_META: Dict[str, Any] = {
    "custom_module": "Contacts", "required": 0, "deleted": 0, "audited": 0, "massupdate": 0, "duplicate_merge": 0,
    "reportable": 1, "importable": "false", "default_value": None, "comments": "scvm", "help": "",
}  # fmt: skip


def _sugar_type(field: Field) -> str:
    names = {sa.Date: "date", sa.Text: "text", sa.Float: "float", sa.Numeric: "decimal"}
    return next((name for kind, name in names.items() if isinstance(field.type, kind)), "varchar")


def override_of(column: str) -> str:
    """The column in which people override one: scvm_segment_c has scvm_segment_override_c, segment segment_override."""
    return f"{column[:-2]}_override_c" if column.endswith("_c") else f"{column}_override"


def erased_in(engine: Engine) -> Set[str]:
    """The hashes of those who were erased: no run uses them again."""
    if not sa.inspect(engine).has_table(ERASED):
        return set()
    with engine.connect() as connection:
        return set(connection.execute(sa.select(_erased.c.id_hash)).scalars())


def id_hash(id: str) -> str:
    """SHA-256 of an id: enough to know an erased person again, too little to know who it was."""
    return hashlib.sha256(id.encode("utf-8", "replace")).hexdigest()


def _like(id: str, others: Iterable[str]) -> Optional[str]:
    """An id that a column may take for another one, since they differ in case, accents or zeros."""
    return next((each for each in others if _without_accents(plain_id(each)) == _without_accents(plain_id(id))), None)


def _without_accents(id: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", id.casefold()) if not unicodedata.combining(c))


_ABSENT = "\u2205"  # in a digest, an absent value is an empty text, and no other


def _alike(stored: Any, value: Any) -> bool:
    """Whether a column holds a value already: CRMs save an empty text where there is none."""
    return stored == value or (stored in (None, "") and value in (None, ""))


def _all_alike(stored: Mapping[str, Any], values: Mapping[str, Any], names: Sequence[str]) -> bool:
    """The same of all columns; most rows of most runs are what they were, cell by cell."""
    return all(stored[name] == values[name] or _alike(stored[name], values[name]) for name in names)


def _holds(column: Any) -> Any:
    """Whether something stands there: CRMs save an empty text where there is none."""
    return sa.func.coalesce(column, "") != "" if isinstance(column.type, sa.String) else column.isnot(None)


def _server_text(column: Any) -> Any:
    """A column as the text that `_text` makes of a value: numbers in whole millionths, since servers print floats differently."""
    if isinstance(column.type, (sa.Float, sa.Numeric)):
        column = sa.cast(sa.func.round(column * sa.literal_column("1000000")), sa.Numeric(40, 0))
    elif isinstance(column.type, (sa.String, sa.Text)):
        column = sa.func.nullif(column, "")
    return sa.func.coalesce(sa.cast(column, sa.CHAR), _ABSENT)


def _text(value: Any) -> str:
    if value in (None, ""):
        return _ABSENT
    if isinstance(value, float):
        return str(round(value * 1e6) if abs(value) < 1e9 else int(decimal.Decimal(repr(value)).scaleb(6)))
    return str(value)


def _digest(values: Iterable[Any]) -> str:
    return hashlib.md5("\x1f".join(map(_text, values)).encode("utf-8", "replace"), usedforsecurity=False).hexdigest()


def _now() -> datetime.datetime:
    """UTC, to the second, without a zone, as databases hold it."""
    return datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0, tzinfo=None)


def _day(value: Any) -> Any:
    return datetime.date.fromisoformat(value) if isinstance(value, str) else value


def _plain(value: Any) -> Any:
    """As the fields hold it: numbers as float to six decimals, days as text."""
    if isinstance(value, (decimal.Decimal, float)):
        return round(float(value), 6) + 0.0
    if isinstance(value, datetime.datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value


def _said(value: Any) -> str:
    return "-" if value is None else number_text(value) if isinstance(value, float) else str(value)


def _first_line(error: Any) -> str:
    said = getattr(error, "orig", None) or error
    parts = getattr(said, "args", None) or [said]
    return str(parts[-1]).splitlines()[0] if str(parts[-1]) else str(said)
