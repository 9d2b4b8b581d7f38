"""Everything that was read, put in order: a temporary SQLite database from which customers are taken chunk by chunk.

Memory stays constant however long the sources are; what grows is its file, by the columns that are used. The file has no
name (SQLite takes it away while it is open), so that not even a run that is killed leaves people's data behind.
"""

from __future__ import annotations

import datetime
import sqlite3
import zoneinfo
from collections import Counter
from dataclasses import dataclass, field
from typing import AbstractSet, Any, Callable, Collection, Dict, Iterator, List, Optional, Sequence, Set, Tuple

from scvm.command.cells import plain_id
from scvm.command.links import Links
from scvm.customer_base import tables

#: The columns of each table besides the customer. The first two of interactions and referrals are customers, too.
TABLES: Dict[str, Tuple[str, ...]] = {
    "answers": ("item", "value", "time", "wave"),
    "purchases": ("time", "amount"),
    "consents": ("purpose", "state", "time", "expires", "evidence", "source"),
    "contracts": ("end", "notice_days"),
    "interactions": ("target", "kind", "time", "channel", "sentiment", "count", "event", "fingerprint", "text", "format", "topic"),
    "referrals": ("referred", "time"),
    "contributions": ("kind", "time", "units", "accepted", "value"),
    "attributes": ("name", "value"),
    "complaints": ("kind", "opened", "answered", "closed", "channel", "sentiment", "topic", "case_id"),
    "jobs": ("helper", "asked", "outcome", "done", "skill", "price", "rating_of_helper", "rating_of_seeker", "job"),
    "ideas": ("idea", "state", "time", "value"),
    "votes": ("idea", "time"),
    "tests": ("test", "time"),
    "offers": ("campaign", "time", "held_out", "redeemed", "amount"),
}

#: What a cost may be for.
COSTS = ("campaign", "community", "staff")

#: The columns of the helpers, who need not be customers.
HELPERS = ("number", "id", "since", "vetted", "price", "skill", "latitude", "longitude", "from_hour", "to_hour")

#: The columns of people outside the base.
PROSPECTS = ("number", "id", "since", "became", "converted")
_PROSPECTS = f"SELECT {', '.join(PROSPECTS)} FROM prospects ORDER BY number, id"

#: The columns of who belongs to which account; both may be customers.
MEMBERSHIPS = ("number", "member", "account", "since", "end")

#: What a column of the base means that names a person, by the core's descriptions.
PEOPLE = frozenset({"an_owner", "a_customer", "a_brought", "a_person", "a_target", "a_prospect", "a_helper", "a_job_helper", "a_member", "an_account"})


def _second(meanings: AbstractSet[str]) -> Dict[str, str]:
    """The columns that name a second person in a staged row, by table."""
    known = tables()  # offers are none of the core's: they name nobody else
    return {table: each.name for table, columns in TABLES.items() for each in known.get(table, ()) if each.name in columns and each.meaning in meanings}


#: Who is named second in a row.
SECOND = _second(PEOPLE)

#: The tables of which everybody at once takes the rows by batches, in the order of their source: the longest ones, which nobody else needs.
STREAMED = ("interactions",)

# Where such a row counts only if that person is known; who helps need not be.
_OTHERS = _second(PEOPLE - {"a_job_helper"})
_NO_STRANGER = " AND (t.{0} IS NULL OR t.{0} NOT IN (SELECT id FROM strangers))"
_KNOWN_OTHER = """ AND (t.{0} IS NULL OR EXISTS (SELECT 1 FROM customers o WHERE o.id = t.{0} AND o.kept)
    OR t.{0} IN (SELECT id FROM employees) OR t.{0} IN (SELECT id FROM prospects))"""

# The tables in which people outside have rows.
_OF_PROSPECTS = ("interactions", "referrals", "consents")

# Every column that names a person.
_PEOPLE = [
    ("customers", "id"), ("employees", "id"), ("helpers", "id"), ("prospects", "id"), ("prospects", "became"), ("accounts", "customer"),
    ("memberships", "member"), ("memberships", "account"),
    ("orders", "customer"), *((table, "customer") for table in TABLES), *SECOND.items(),
]  # fmt: skip

#: Of several sources of one table, the second's lines are numbered from here on, the third's from twice here on, and so on.
LINES = 1 << 40

#: The key of a consent that stands for a row that cannot be read.
UNREADABLE = "unreadable"

_FILLED = ("customer", "number")  # in every row

_ROWS_AT_ONCE = 10_000
_ROWS_IN_CHUNK = 50_000  # a chunk ends here even with few customers, so that memory stays constant
_PEOPLE_AT_ONCE = 20
_NAMES_HELD = 100_000  # in memory, before they go to the file


@dataclass
class Chunk:
    """Some customers in their order, with all their rows; each row begins with the customer's id and its own number."""

    ids: List[str]
    names: List[Optional[str]]
    numbers: List[int]
    rows: Dict[str, Any] = field(default_factory=dict)

    def of(self, table: str) -> Any:
        """The rows of a table: customer, number, key, then its columns. A list, or `StagedRows`, which may be walked through again and again."""
        return self.rows.get(table, [])


def rows_without(table: str, rows: List[Tuple[Any, ...]], ids: AbstractSet[str]) -> List[Tuple[Any, ...]]:
    """Some rows of a chunk without those that name one of these people."""
    second = 3 + TABLES[table].index(SECOND[table]) if table in SECOND else 0
    return [row for row in rows if row[0] not in ids and row[second] not in ids]


@dataclass
class Others:
    """Whoever takes part and is no customer, and what they did; rows as in a chunk."""

    employees: List[Tuple[str, Optional[str], Optional[str], int]] = field(default_factory=list)  #: id, department, level, line
    helpers: List[Tuple[Any, ...]] = field(default_factory=list)
    prospects: List[Tuple[Any, ...]] = field(default_factory=list)  #: of PROSPECTS
    memberships: List[Tuple[Any, ...]] = field(default_factory=list)  #: of MEMBERSHIPS
    rows: Dict[str, List[Tuple[Any, ...]]] = field(default_factory=dict)

    def without(self, ids: Set[str]) -> Others:
        """The same without some people, and without the rows that name them."""
        if not ids:
            return self
        helpers, prospects = ([row for row in rows if row[1] not in ids] for rows in (self.helpers, self.prospects))
        rows = {table: rows_without(table, of, ids) for table, of in self.rows.items()}
        memberships = [row for row in self.memberships if row[1] not in ids and row[2] not in ids]
        return Others(self.employees, helpers, prospects, memberships, rows)


class Staging:
    """The temporary database. Use it in a with statement: it is gone afterwards."""

    def __init__(self) -> None:
        self._connection = sqlite3.connect("")  # a database on disk without a name
        self._connection.isolation_level = None
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "temp_store=FILE", "cache_size=-16384"):
            self._connection.execute(f"PRAGMA {pragma}")
        self._connection.execute(
            "CREATE TABLE customers (pos INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kept INTEGER NOT NULL,"
            " name TEXT, number INTEGER)"
        )
        self._connection.execute("CREATE TABLE employees (id TEXT PRIMARY KEY, department TEXT, level TEXT, number INTEGER)")
        self._connection.execute("CREATE TABLE costs (number INTEGER, kind TEXT, time INTEGER, amount REAL)")
        self._connection.execute("CREATE TABLE views (number INTEGER, time INTEGER, views REAL, clicks REAL, channel TEXT, format TEXT, campaign TEXT)")
        self._connection.execute(f"CREATE TABLE helpers ({', '.join(HELPERS)})")
        self._connection.execute('CREATE TABLE memberships (number INTEGER, member TEXT, account TEXT, since INTEGER, "end" INTEGER)')
        self._connection.execute("CREATE TABLE account_names (id TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID")
        self._connection.execute("CREATE TABLE prospects (number INTEGER, id TEXT PRIMARY KEY, since INTEGER, became TEXT, converted INTEGER)")
        self._connection.execute("CREATE TABLE named (id TEXT)")
        self._connection.execute("CREATE TABLE strangers (id TEXT PRIMARY KEY) WITHOUT ROWID")
        self._connection.execute("CREATE TABLE faults (number INTEGER PRIMARY KEY, reason TEXT)")
        self._connection.execute("CREATE TABLE scored_before (id TEXT PRIMARY KEY, what INTEGER) WITHOUT ROWID")
        self._connection.execute(
            "CREATE TABLE orders (customer TEXT, name TEXT, refund INTEGER, time INTEGER, amount REAL,"
            " PRIMARY KEY (customer, name, refund)) WITHOUT ROWID"
        )
        for table, columns in TABLES.items():
            names = ", ".join(["place INTEGER PRIMARY KEY", "customer TEXT NOT NULL", "number INTEGER", "key TEXT", *map(_quoted, columns)])
            self._connection.execute(f"CREATE TABLE {table} ({names})")
        self.links = Links(self._connection)
        self._pending: Dict[str, List[Tuple[Any, ...]]] = {table: [] for table in TABLES}
        self._used: Dict[str, Set[str]] = {table: set() for table in TABLES}
        self._names: Set[Any] = set()
        self._part: Dict[str, int] = {}
        self._beside: Dict[str, int] = {"consents": 1}
        self._connection.execute("BEGIN")

    def __enter__(self) -> Staging:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def add_customer(self, id: str, kept: bool, name: Optional[str] = None, number: int = 0) -> bool:
        """Adds a customer at the end; False where the id is there already."""
        statement = "INSERT OR IGNORE INTO customers (id, kept, name, number) VALUES (?, ?, ?, ?)"
        return self._connection.execute(statement, (id, int(kept), name, number)).rowcount == 1

    def add_customers(self, rows: List[Tuple[str, bool, Optional[str], int]]) -> None:
        """Adds customers whose ids are known to differ: id, kept, name, number."""
        self._connection.executemany("INSERT INTO customers (id, kept, name, number) VALUES (?, ?, ?, ?)", rows)

    def add_fault(self, number: int, reason: str) -> None:
        """Notes a line without a usable customer, for an output that shows it in its place."""
        self._connection.execute("INSERT OR IGNORE INTO faults VALUES (?, ?)", (number, reason))

    def add_employee(self, number: int, id: str, department: Optional[str] = None, level: Optional[str] = None) -> bool:
        """Adds somebody who works here; False where the id is there already."""
        statement = "INSERT OR IGNORE INTO employees VALUES (?, ?, ?, ?)"
        return self._connection.execute(statement, (id, department, level, number)).rowcount == 1

    def begin(self, table: str) -> int:
        """The number of the source that the table's next rows come from: 0 for its first one."""
        self._flush(table)
        self._part[table] = self._part.get(table, -1) + 1
        return self._part[table]

    def end_system(self) -> None:
        """Says that what follows was not written by the system that everything up to here comes from."""
        self._beside = {table: self._part.get(table, -1) + 1 for table in TABLES}

    def beside(self, table: str) -> int:
        """The number from which on a table's rows are not of the first system."""
        return self._beside[table] * LINES

    def add_cost(self, number: int, kind: str, time: int, amount: float) -> None:
        """Adds what was spent; it belongs to nobody."""
        self._connection.execute("INSERT INTO costs VALUES (?, ?, ?, ?)", (number, kind, time, amount))

    def costs(self) -> List[Tuple[str, int, float]]:
        """What was spent: kind, time, amount."""
        return self._connection.execute("SELECT kind, time, amount FROM costs ORDER BY number").fetchall()

    def add_view(self, *values: Any) -> None:
        """Adds how often something was shown and clicked: number, time, views, clicks, channel, format, campaign; nobody stands in it."""
        self._connection.execute("INSERT INTO views VALUES (?, ?, ?, ?, ?, ?, ?)", values)

    def views(self) -> List[Tuple[Any, ...]]:
        """How often what was shown and clicked: time, views, clicks, channel, format, campaign."""
        return self._connection.execute("SELECT time, views, clicks, channel, format, campaign FROM views ORDER BY number").fetchall()

    def add_helper(self, *values: Any) -> None:
        """Adds a row of HELPERS."""
        self._connection.execute(f"INSERT INTO helpers VALUES ({', '.join('?' * len(HELPERS))})", values)

    def helpers(self) -> List[Tuple[Any, ...]]:
        """The rows of HELPERS, in the order of the source; those of deleted customers aside."""
        return self._connection.execute(
            "SELECT h.* FROM helpers h LEFT JOIN customers c ON c.id = h.id WHERE c.kept IS NOT 0 ORDER BY h.number"
        ).fetchall()

    def add_membership(self, *values: Any) -> None:
        """Adds a row of MEMBERSHIPS."""
        self._connection.execute("INSERT INTO memberships VALUES (?, ?, ?, ?, ?)", values)

    def add_account_name(self, id: str, name: str) -> None:
        """Notes what people read for an account; the first that is told."""
        self._connection.execute("INSERT OR IGNORE INTO account_names VALUES (?, ?)", (id, name))

    def memberships(self) -> List[Tuple[Any, ...]]:
        """The rows of MEMBERSHIPS, in the order of the source; those of deleted customers aside."""
        return self._connection.execute(
            """SELECT m.* FROM memberships m LEFT JOIN customers c ON c.id = m.member LEFT JOIN customers a ON a.id = m.account
            WHERE c.kept IS NOT 0 AND a.kept IS NOT 0 ORDER BY m.number"""
        ).fetchall()

    def add_prospect(self, number: int, id: str, since: Optional[int] = None, became: Optional[str] = None, converted: Optional[int] = None) -> bool:
        """Adds somebody outside the base; False where the id is there already."""
        statement = "INSERT OR IGNORE INTO prospects VALUES (?, ?, ?, ?, ?)"
        return self._connection.execute(statement, (number, id, since, became, converted)).rowcount == 1

    def prospects_from_rows(self) -> int:
        """Makes everybody outside whom interactions and referrals name, and who is nobody else; returns how many."""
        for table in _OTHERS:
            self._flush(table)
        named = [f"SELECT {column} FROM {table}" for table, other in _OTHERS.items() if table not in STREAMED for column in ("customer", other)]
        made = self._connection.execute(
            f"INSERT OR IGNORE INTO prospects (id) SELECT id FROM ({self._everybody_named(named)})"
            " WHERE id NOT IN (SELECT id FROM customers) AND id NOT IN (SELECT id FROM employees)"
        ).rowcount
        self._connection.execute("UPDATE prospects SET number = rowid WHERE number IS NULL")
        return made

    def _everybody_named(self, more: Collection[str] = ()) -> str:
        """The query of who is named in streamed tables, and by some queries: each once, in the order of the ids.

        A look-up of each in an index then walks through it once; of names in the order of rows, each would read a page of its own.
        """
        self._flush_names()
        return f"SELECT id FROM ({' UNION ALL '.join(['SELECT id FROM named', *more])}) WHERE id IS NOT NULL GROUP BY id"

    def is_deleted(self, id: str) -> bool:
        """True for a customer whom the source has deleted."""
        return bool(self._connection.execute("SELECT 1 FROM customers WHERE id = ? AND NOT kept", (id,)).fetchone())

    def is_prospect(self, id: str) -> bool:
        """True for somebody outside the base."""
        return bool(self._connection.execute("SELECT 1 FROM prospects WHERE id = ?", (id,)).fetchone())

    def add(self, table: str, customer: str, number: int, key: Optional[str], *values: Any) -> None:
        """Adds a row of a table; `number` is its line in the source, `key` its id there."""
        pending = self._pending[table]
        pending.append((customer, number, key, *values))
        if len(pending) >= _ROWS_AT_ONCE:
            self._flush(table)

    def add_many(self, table: str, rows: List[Tuple[Any, ...]]) -> None:
        """Adds rows that begin with customer, number and key."""
        if rows:
            self.add_columns(table, *zip(*rows))

    def add_columns(self, table: str, customers: Sequence[str], numbers: Sequence[int], keys: Optional[Sequence[Any]], *values: Optional[Sequence[Any]]) -> None:
        """Adds many rows by columns, after those that were added before; None stands for a column that is empty."""
        self._flush(table)
        first = self._part.get(table, 0) * LINES
        given = {"customer": customers, "number": [first + each for each in numbers] if first else numbers, "key": keys, **dict(zip(TABLES[table], values))}
        filled = {name: column for name, column in given.items() if column is not None and (name in _FILLED or column.count(None) < len(column))}
        self._used[table].update(filled)
        into = f"INSERT INTO {table} ({', '.join(map(_quoted, filled))}) VALUES ({', '.join('?' * len(filled))})"
        self._connection.executemany(into, zip(*filled.values()))
        if table in STREAMED:
            self._names.update(customers, given[SECOND[table]] or ())
            if len(self._names) >= _NAMES_HELD:
                self._flush_names()

    def used(self, table: str) -> List[str]:
        """The columns of a table in which something stands."""
        return [name for name in TABLES[table] if name in self._used[table]]

    def _flush_names(self) -> None:
        self._names.discard(None)
        self._connection.executemany("INSERT INTO named VALUES (?)", zip(self._names))
        self._names = set()

    def refusals_of_nobody(self) -> List[Tuple[int, str, str]]:
        """Gives refusals of an id that is nobody's to whom it would be if it were written as theirs is; returns their number, id and customer."""
        self._flush("consents")
        strays: Dict[str, List[Tuple[Any, ...]]] = {}
        query = f"""SELECT number, customer, purpose, state, time, expires, evidence, source FROM consents WHERE state <> 'granted'
            AND key IS NOT '{UNREADABLE}' AND customer NOT IN (SELECT id FROM customers) AND customer NOT IN (SELECT id FROM prospects)"""
        for row in self._connection.execute(query):
            strays.setdefault(plain_id(row[1]), []).append(row)
        found = []
        for (id,) in self._connection.execute("SELECT id FROM customers WHERE kept ORDER BY pos").fetchall() if strays else ():
            for number, said, *values in strays.get(plain_id(id), ()):
                found.append((number, said, id))
                self.add("consents", id, number, UNREADABLE, *values)
        self._connection.executemany(f"UPDATE consents SET key = '{UNREADABLE}' WHERE number = ? AND customer = ?", [each[:2] for each in found])
        return found

    def finish(self, last_second: Optional[int] = None) -> List[Tuple[int, bool, int, int]]:
        """Ends the writing: puts the pending rows and the indexes in place.

        Returns which decisions there are of later than the day after: the source's number, whether they are grants, rows and
        customers.
        """
        for table in TABLES:
            self._flush(table)
            if table not in STREAMED:  # those have theirs once it is needed
                self._sort_by_customer(table)
        self._connection.execute(
            f"INSERT INTO strangers SELECT id FROM ({self._everybody_named()}) n WHERE id NOT IN (SELECT id FROM employees)"
            " AND id NOT IN (SELECT id FROM prospects) AND NOT EXISTS (SELECT 1 FROM customers c WHERE c.id = n.id AND c.kept)"
        )
        later = [] if last_second is None else self._settle_later(last_second)
        if self._part.get("consents", 0) >= self._beside["consents"]:
            self._let_refusals_win(last_second)
        self._connection.execute("COMMIT")
        return later

    def _sort_by_customer(self, table: str) -> None:
        """All columns by customer, then in the order of the source: one sort, and no search for single rows later."""
        names = ", ".join(["customer", "number", "place", "key", *map(_quoted, TABLES[table])])
        self._connection.execute(f"CREATE INDEX IF NOT EXISTS {table}_by_customer ON {table} ({names})")

    def _settle_later(self, last_second: int) -> List[Tuple[int, bool, int, int]]:
        """A grant that is later allows nothing yet, and takes nothing back; a refusal that is later counts: consent is as of today.

        So the core decides as well, which would list each of them: they get times that are none of its faults.
        """
        until = last_second + 86_400
        found = self._connection.execute(
            f"SELECT number / {LINES}, state = 'granted', count(*), count(DISTINCT customer) FROM consents WHERE time > ? GROUP BY 1, 2 ORDER BY 1, 2", (until,)
        ).fetchall()
        self._connection.execute("UPDATE consents SET time = CASE WHEN state = 'granted' THEN ? ELSE 0 END WHERE time > ?", (until, until))
        return [(part, bool(is_grant), rows, customers) for part, is_grant, rows, customers in found]

    def _let_refusals_win(self, last_second: Optional[int]) -> None:
        """A refusal that is the last word of one system counts whatever other systems say later, as a withdrawal does anyway.

        Such a refusal loses its date: it holds since ever.
        """
        system = f"CASE WHEN {{0}}.number < {self.beside('consents')} THEN 0 ELSE {{0}}.number / {LINES} END"
        mine, other = system.format("consents"), system.format("o")
        begun = "1" if last_second is None else f"o.time <= {last_second}"
        about = f"o.state = 'granted' AND {begun} AND (o.purpose = consents.purpose OR '*' IN (o.purpose, consents.purpose))"
        grant = f"EXISTS (SELECT 1 FROM consents o WHERE o.customer = consents.customer AND {about} AND {other} {{}})"
        self._connection.execute(
            f"UPDATE consents SET time = 0 WHERE state = 'refused' AND time > 0 AND {grant.format(f'<> {mine}')}"
            f" AND NOT {grant.format(f'= {mine} AND o.time > consents.time')}"
        )

    def take_out_ideas(self, zone: str) -> Dict[int, int]:
        """Takes contributions of the kind ideas out that the table of ideas has as well: of a customer and a local day as many as there.

        An idea is a contribution anyway. Returns how many were taken out, by the number of their source.
        """
        local = zoneinfo.ZoneInfo(zone)

        def day(time: int) -> datetime.date:
            return datetime.datetime.fromtimestamp(time, local).date()

        there = Counter((customer, day(time)) for customer, time in self._connection.execute("SELECT customer, time FROM ideas"))
        out: "Counter[int]" = Counter()
        query = "SELECT place, number, customer, time FROM contributions WHERE kind = 'ideas' AND coalesce(units, 1) = 1 ORDER BY number, place"
        for place, number, customer, time in self._connection.execute(query).fetchall() if there else ():
            if there[customer, day(time)] > 0:
                there[customer, day(time)] -= 1
                out[number // LINES] += 1
                self._connection.execute("DELETE FROM contributions WHERE place = ?", (place,))
        return out

    def take_out_offers(self) -> List[Tuple[int, str, str, bool]]:
        """Takes offers out that contradict others of the same campaign and person: of somebody who was held out in one row and reached in
        another all, of several redemptions all but the first, by day and then by line. Returns number, customer, campaign, and whether
        the person was held out as well."""
        of_one = "(PARTITION BY customer, campaign)"
        found = self._connection.execute(
            f"""SELECT place, number, customer, campaign, is_both FROM (
                SELECT place, number, customer, campaign, min(coalesce(held_out, 0)) OVER {of_one} <> max(coalesce(held_out, 0)) OVER {of_one} AS is_both,
                    redeemed IS NOT NULL AND row_number() OVER (PARTITION BY customer, campaign ORDER BY redeemed IS NULL, redeemed, number) > 1 AS is_second
                FROM offers) WHERE is_both OR is_second ORDER BY number"""
        ).fetchall()
        self._connection.executemany("DELETE FROM offers WHERE place = ?", [(place,) for place, *_ in found])
        return [(number, customer, campaign, bool(is_both)) for _, number, customer, campaign, is_both in found]

    def customers_from(self, table: str) -> None:
        """Makes everybody of a table a customer who is none yet, in the order of first appearance."""
        self._flush(table)
        self._connection.execute(
            f"INSERT OR IGNORE INTO customers (id, kept) SELECT customer, 1 FROM {table} GROUP BY customer ORDER BY min(number), customer"
        )

    def leave_out(self, is_meant: Callable[[str], bool]) -> Tuple[int, "Counter[Tuple[str, int]]"]:
        """Takes some people out, customers or not, with every row that names them.

        Returns how many of the customers who count, and how many rows of each table by the number of their source; refusals read from
        rejected rows aside.
        """
        rows: "Counter[Tuple[str, int]]" = Counter()
        for table in TABLES:
            self._flush(table)
        everybody = self._everybody_named([f"SELECT {column} FROM {table}" for table, column in _PEOPLE if table not in STREAMED])
        found = [(id,) for (id,) in self._connection.execute(everybody) if is_meant(id)]
        if not found:
            return 0, rows
        before = len(self)
        self._connection.execute("CREATE TEMPORARY TABLE left_out (id TEXT PRIMARY KEY) WITHOUT ROWID")
        self._connection.executemany("INSERT INTO left_out VALUES (?)", found)
        self._connection.execute("INSERT OR IGNORE INTO left_out SELECT id FROM prospects WHERE became IN (SELECT id FROM left_out)")
        ideas = "SELECT idea FROM ideas WHERE customer IN (SELECT id FROM left_out)"
        for table, column, those in [("votes", "idea", ideas), *((table, column, "SELECT id FROM left_out") for table, column in _PEOPLE)]:
            if table in TABLES:
                counted = f"SELECT number / {LINES}, count(*) FROM {table} WHERE {column} IN ({those}) AND key IS NOT '{UNREADABLE}' GROUP BY 1"
                rows.update({(table, part): n for part, n in self._connection.execute(counted)})
            self._connection.execute(f"DELETE FROM {table} WHERE {column} IN ({those})")
        self._connection.execute("DROP TABLE left_out")
        return before - len(self), rows

    def names_somebody(self, id: str) -> bool:
        """True for the id of a customer or an employee."""
        return self.is_kept(id) or bool(self._connection.execute("SELECT 1 FROM employees WHERE id = ?", (id,)).fetchone())

    def rows_of(self, id: str) -> Dict[str, List[Any]]:
        """Every row that names a person, by table: lists of the person's own, objects of those that others began, and of who works or helps here."""
        result: Dict[str, List[Any]] = {}
        for table, columns in TABLES.items():
            names = ", ".join(map(_quoted, columns))
            own = self.all(f"SELECT {names} FROM {table} WHERE customer = ? ORDER BY number, place", id)
            other = SECOND.get(table)
            named = self.all(f"SELECT customer, {names} FROM {table} WHERE {other} = ? AND customer <> ? ORDER BY number, place", id, id) if other else []
            result[table] = [list(row) for row in own] + [dict(zip(("customer_id", *columns), row)) for row in named]
        for table, columns in {"employees": ("id", "department", "level"), "helpers": HELPERS[1:], "prospects": PROSPECTS[1:]}.items():
            found = self.all(f"SELECT {', '.join(columns)} FROM {table} WHERE id = ?", id)
            result[table] = [dict(zip(columns, row)) for row in found]
        for row in self.all('SELECT member, account, since, "end" FROM memberships WHERE member = ? OR account = ? ORDER BY number', id, id):
            result.setdefault("memberships", []).append(dict(zip(MEMBERSHIPS[1:], row)))
        result["accounts"] = list(self.links.of_person(id))
        return {table: rows for table, rows in result.items() if rows}

    def __len__(self) -> int:
        """The number of customers who count."""
        return int(self._connection.execute("SELECT count(*) FROM customers WHERE kept").fetchone()[0])

    def is_kept(self, id: str) -> bool:
        """True for a customer who counts."""
        return bool(self._connection.execute("SELECT 1 FROM customers WHERE id = ? AND kept", (id,)).fetchone())

    def add_order(self, customer: str, name: str, time: Optional[int], amount: Optional[float]) -> bool:
        """Notes an order, or the refund of one; False where it was noted before. Raises ValueError where it was another one.

        Exports repeat an order on each line of it, with its day and its amount or without.
        """
        refund = int(amount is not None and amount < 0)
        known = "SELECT time, amount FROM orders WHERE customer = ? AND name = ?"
        if time is None or amount is None:
            return self._connection.execute(known, (customer, name)).fetchone() is None
        inserted = self._connection.execute("INSERT OR IGNORE INTO orders VALUES (?, ?, ?, ?, ?)", (customer, name, refund, time, amount))
        if inserted.rowcount == 1:
            return True
        before = self._connection.execute(f"{known} AND refund = ?", (customer, name, refund)).fetchone()
        if before != (time, amount):
            raise ValueError("was there before, with another amount" if before[1] != amount else "was there before, on another day")
        return False

    def some_ids(self) -> List[str]:
        """The ids of a few customers."""
        return [row[0] for row in self._connection.execute("SELECT id FROM customers WHERE kept ORDER BY pos LIMIT 2")]

    def some_strangers(self, table: str, part: int) -> List[str]:
        """A few ids of one source of a table that are no customer's who counts."""
        return [
            row[0]
            for row in self._connection.execute(
                f"SELECT DISTINCT customer FROM {table} t WHERE {_of(part)} AND customer NOT IN (SELECT id FROM customers WHERE kept)"
                " ORDER BY place LIMIT 2"
            )
        ]

    def add_scored_before(self, rows: Iterator[Tuple[str, int]]) -> None:
        """Notes what customers were scored for last time, as bits."""
        self._connection.executemany("INSERT OR IGNORE INTO scored_before VALUES (?, ?)", rows)

    def scored_before(self, id: str) -> int:
        """What a customer was scored for last time; 0: for nothing."""
        found = self._connection.execute("SELECT what FROM scored_before WHERE id = ?", (id,)).fetchone()
        return int(found[0]) if found else 0

    def homeless(self, table: str, part: int) -> Tuple[int, int]:
        """The rows of one source of a table whose customer is unknown, and those whose customer is deleted; refusals read from
        rejected rows aside."""
        if table in STREAMED and not self._has_strangers():
            return 0, 0
        rows = f"{table} t" if table in STREAMED else f"{table} t INDEXED BY {table}_by_customer"
        query = f"""SELECT coalesce(sum(c.id IS NULL), 0), coalesce(sum(c.kept = 0), 0)
            FROM {rows} LEFT JOIN customers c ON c.id = t.customer WHERE {_of(part)}"""
        if table in STREAMED:
            query += " AND t.customer IN (SELECT id FROM strangers)"
        elif table in _OF_PROSPECTS:
            query += " AND t.customer NOT IN (SELECT id FROM prospects)"
        if table == "consents":
            query += f" AND t.key IS NOT '{UNREADABLE}'"
        unknown, deleted = self._connection.execute(query).fetchone()
        return int(unknown), int(deleted)

    def loose_ends(self, table: str, part: int) -> int:
        """The rows of one source whose other person is neither a customer who counts nor an employee."""
        if table not in _OTHERS or (table in STREAMED and not self._has_strangers()):
            return 0
        query = f"SELECT count(*) FROM {table} t CROSS JOIN customers c ON c.id = t.customer AND c.kept WHERE {_of(part)} AND NOT (1{_known_other(table)})"
        return int(self._connection.execute(query).fetchone()[0])

    def _has_strangers(self) -> bool:
        """Whether streamed tables name anybody who is no customer who counts, no employee and nobody outside."""
        return bool(self._connection.execute("SELECT 1 FROM strangers LIMIT 1").fetchone())

    def with_former(self, ids: Set[str]) -> Set[str]:
        """Some people, and whom they were before they became customers."""
        rows = self._connection.execute("SELECT id, became FROM prospects WHERE became IS NOT NULL") if ids else ()
        return ids | {id for id, became in rows if became in ids}

    def others(self, but: Collection[str] = ()) -> Others:
        """Whoever takes part and is no customer, without the rows of some tables. Who has a customer's id is that customer, and has
        no rows here."""
        read = self._connection.execute
        result = Others(
            read("SELECT id, department, level, number FROM employees ORDER BY id").fetchall(), self.helpers(),
            read(_PROSPECTS).fetchall() if "prospects" not in but else [], self.memberships(),
        )  # fmt: skip
        result.rows = {table: read(f"SELECT {_row(table)} {_rows_of_others(table)}").fetchall() for table in _OF_PROSPECTS if table not in but}
        return result

    def by_batches(self, table: str, gone: Set[str], columns: Optional[Sequence[str]] = None) -> Iterator[List[Tuple[Any, ...]]]:
        """The rows of a streamed table, or the people outside, in the order of their source, some thousand at a time, each with its
        place at the end; without those that name somebody of `gone`. `columns`: some of a table, in place of all."""
        if table == "prospects":
            query, people = _PROSPECTS.replace(" FROM", ", rowid FROM"), [1]
        else:
            known = f" AND t.customer NOT IN (SELECT id FROM strangers){_known_other(table)}" if self._has_strangers() else ""
            query = f"SELECT {_row(table, columns)}, t.place FROM {table} t WHERE 1{known} ORDER BY t.place"
            people = [0, *(3 + i for i, name in enumerate(TABLES[table] if columns is None else columns) if name == SECOND[table])]
        cursor = self._connection.execute(query)
        while rows := cursor.fetchmany(_ROWS_AT_ONCE):
            kept = [row for row in rows if gone.isdisjoint([row[i] for i in people])] if gone else rows
            if kept:
                yield kept

    def by_customers(self, table: str) -> Iterator[List[Tuple[Any, ...]]]:
        """The rows of a table of those customers who count, in the order of `chunks`, some thousand at a time, each with its place at the end."""
        self._sort_by_customer(table)
        cursor = self._connection.execute(f"SELECT {_row(table)}, t.place {_rows_of_customers(table)}")
        while rows := cursor.fetchmany(_ROWS_AT_ONCE):
            yield rows

    def scalar(self, query: str, *values: Any) -> Any:
        """The single value of a query of our own."""
        row = self._connection.execute(query, values).fetchone()
        return None if row is None else row[0]

    def all(self, query: str, *values: Any) -> List[Tuple[Any, ...]]:
        """The rows of a query of our own."""
        return self._connection.execute(query, values).fetchall()

    def chunks(self, size: Optional[int], id: Optional[str] = None, but: Collection[str] = ()) -> Iterator[Chunk]:
        """Customers in their order, each with all rows but those of some tables: `size` at a time (None: all at once), fewer where they
        have many rows."""
        one = "" if id is None else " AND c.id = :id"
        for table in STREAMED:
            if table not in but:
                self._sort_by_customer(table)
        cursor = self._connection.execute(f"SELECT id, name, number FROM customers c WHERE kept{one} ORDER BY pos", {"id": id})
        streams = {table: _Stream(self._connection, table, one, id) for table in TABLES if table not in but}
        if size is None:
            people = cursor.fetchall()
            if people:
                yield _filled(Chunk([], [], []), people, streams)
            return
        chunk = Chunk([], [], [])
        while people := cursor.fetchmany(min(_PEOPLE_AT_ONCE, size - len(chunk.ids))):
            _filled(chunk, people, streams)
            if len(chunk.ids) >= size or sum(map(len, chunk.rows.values())) >= _ROWS_IN_CHUNK:
                yield chunk
                chunk = Chunk([], [], [])
        if chunk.ids:
            yield chunk

    def _flush(self, table: str) -> None:
        if self._pending[table]:
            rows, self._pending[table] = self._pending[table], []
            self.add_many(table, rows)


class StagedRows:
    """The rows of a table of those customers who count, in the order of the customers, each walk through them read anew from the staging."""

    def __init__(self, staging: Staging, table: str, gone: Set[str]) -> None:
        self._staging, self._table, self._gone = staging, table, gone

    def __iter__(self) -> Iterator[Tuple[Any, ...]]:
        return (row for _, row in self.placed())

    def placed(self) -> Iterator[Tuple[int, Tuple[Any, ...]]]:
        """Each row after its place in the staging."""
        for rows in self._staging.by_customers(self._table):
            for row in rows_without(self._table, rows, self._gone) if self._gone else rows:
                yield row[-1], row[:-1]

    def cell(self, place: int, column: str) -> Any:
        """What stands in a column of the row of a place."""
        return self._staging.scalar(f"SELECT {_quoted(column)} FROM {self._table} WHERE place = ?", place) if column in self._staging.used(self._table) else None


class _Stream:
    """The rows of a table in the order of their customers, taken as far as a chunk goes."""

    def __init__(self, connection: sqlite3.Connection, table: str, one: str, id: Optional[str]) -> None:
        self._cursor = connection.execute(f"SELECT {_row(table)} {_rows_of_customers(table, one)}", {"id": id})
        self._held: List[Tuple[Any, ...]] = []
        self._next = 0

    def take(self, ids: Set[str]) -> List[Tuple[Any, ...]]:
        result: List[Tuple[Any, ...]] = []
        while True:
            if self._next >= len(self._held):
                self._held, self._next = self._cursor.fetchmany(_ROWS_AT_ONCE), 0
                if not self._held:
                    return result
            rows, first = self._held, self._next
            end = len(rows) if rows[-1][0] in ids else first  # customers come in the order of the chunks
            while end < len(rows) and rows[end][0] in ids:
                end += 1
            result += rows[first:end]
            self._next = end
            if end < len(rows):
                return result


def _filled(chunk: Chunk, people: List[Tuple[Any, ...]], streams: Dict[str, _Stream]) -> Chunk:
    """The chunk with more people and their rows."""
    chunk.ids += [row[0] for row in people]
    chunk.names += [row[1] for row in people]
    chunk.numbers += [row[2] or 0 for row in people]
    here = {row[0] for row in people}
    for table, stream in streams.items():
        chunk.rows.setdefault(table, []).extend(stream.take(here))
    return chunk


def _row(table: str, columns: Optional[Sequence[str]] = None) -> str:
    """The columns of a row as everybody takes it, or some of them."""
    return ", ".join(f"t.{_quoted(name)}" for name in ("customer", "number", "key", *(TABLES[table] if columns is None else columns)))


def _rows_of_customers(table: str, one: str = "") -> str:
    """The rows of those who count, in their order."""
    known = _known_other(table)
    return f"""FROM customers c CROSS JOIN {table} t INDEXED BY {table}_by_customer ON t.customer = c.id
        WHERE c.kept{one}{known} ORDER BY c.pos, t.number, t.place"""


def _rows_of_others(table: str) -> str:
    """The rows of those who are no customers."""
    known = _known_other(table)
    staff = " UNION SELECT id FROM employees" if table == "interactions" else ""
    return f"""FROM {table} t WHERE t.customer IN (SELECT id FROM prospects{staff})
        AND t.customer NOT IN (SELECT id FROM customers WHERE kept){known} ORDER BY t.number, t.place"""


def _known_other(table: str) -> str:
    """What a row's other person has to be, for the row to count."""
    known = _NO_STRANGER if table in STREAMED else _KNOWN_OTHER
    return known.format(_OTHERS[table]) if table in _OTHERS else ""


def _of(part: int) -> str:
    """The rows of one source of a table."""
    return f"t.number >= {part * LINES} AND t.number < {(part + 1) * LINES}"


def _quoted(name: str) -> str:
    return '"' + name + '"'
