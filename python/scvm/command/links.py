"""Social accounts of persons: one is linked to a person while the person permits it, and by nothing but the mapping's table of accounts.

There is no guessing: an account is the one of its network with exactly that name. Without permission, after a withdrawal, or where two
persons claim it, it is nobody's. A permission is given network by network; of several rows of a person and a network a withdrawal wins.
"""

from __future__ import annotations

import sqlite3
from typing import Dict, List, Optional, Tuple

from scvm.command.cells import folded

_HELD = 100_000  # accounts in memory: those that were met last


class Links:
    """The accounts of a run, in its temporary database."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._met: Dict[Tuple[str, str], Tuple[bool, Optional[str]]] = {}
        connection.execute("CREATE TABLE accounts (customer TEXT, network TEXT, account TEXT, granted INTEGER, withdrawn INTEGER, number INTEGER, way TEXT)")

    def add(self, customer: str, network: str, account: str, granted: Optional[int], withdrawn: Optional[int], number: int, way: Optional[str] = None) -> None:
        """Takes a row: since when the person permits the link, and when the permission was taken back; `way`: as what it was counted."""
        self._connection.execute("INSERT INTO accounts VALUES (?, ?, ?, ?, ?, ?, ?)", (customer, folded(network), account, granted, withdrawn, number, way))

    def finish(self, until: Optional[int]) -> List[Tuple[str, str, str, int, int, Optional[str]]]:
        """Decides whose each account is as of a moment; returns the rows of those that several persons claim: customer, network, account,
        persons, line, way."""
        self._connection.execute("CREATE INDEX accounts_of_customer ON accounts (customer, network, withdrawn)")
        self._connection.execute("CREATE TABLE links (network TEXT, account TEXT, person TEXT, PRIMARY KEY (network, account)) WITHOUT ROWID")
        permitted = """a.granted IS NOT NULL AND (:until IS NULL OR a.granted <= :until) AND NOT EXISTS (
            SELECT 1 FROM accounts w WHERE w.customer = a.customer AND w.network = a.network AND w.withdrawn IS NOT NULL)"""
        self._connection.execute(
            f"""INSERT INTO links SELECT a.network, a.account,
                CASE WHEN count(DISTINCT a.customer) = 1 AND max({permitted}) THEN min(a.customer) END
            FROM accounts a GROUP BY a.network, a.account""", {"until": until})  # fmt: skip
        return self._connection.execute(
            """SELECT a.customer, a.network, a.account, c.persons, a.number, a.way FROM accounts a JOIN (
                SELECT network, account, count(DISTINCT customer) persons FROM accounts GROUP BY 1, 2 HAVING persons > 1
            ) c ON c.network = a.network AND c.account = a.account ORDER BY a.number"""
        ).fetchall()

    def person(self, network: Optional[str], name: str) -> Optional[str]:
        """Who is meant by a name in a network: the person of that account, the name itself where it is no account, None where it may not be linked."""
        if network is None:
            return name
        key = (folded(network), name)
        if key not in self._met:
            if len(self._met) >= _HELD:
                self._met.clear()
            row = self._connection.execute("SELECT person FROM links WHERE network = ? AND account = ?", key).fetchone()
            self._met[key] = (row is not None, row[0] if row else None)
        is_account, person = self._met[key]
        return person if is_account else name

    def unlinked(self) -> Dict[str, int]:
        """Who took a permission back, and when at the latest."""
        return dict(self._connection.execute("SELECT customer, max(withdrawn) FROM accounts WHERE withdrawn IS NOT NULL GROUP BY 1").fetchall())

    def of_person(self, id: str) -> List[Dict[str, object]]:
        """What is held of somebody's accounts."""
        names = ("network", "account", "granted", "withdrawn")
        return [dict(zip(names, row)) for row in self._connection.execute(f"SELECT {', '.join(names)} FROM accounts WHERE customer = ? ORDER BY number", (id,))]
