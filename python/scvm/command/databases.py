"""The databases that a run reads: each opened once, seen at one moment, and closed at the end."""

from __future__ import annotations

import contextlib
from typing import Any, Dict, Optional

import sqlalchemy as sa

from scvm.command import sql_cells
from scvm.command.refusal import Refused


def connect(url: str) -> sa.engine.Engine:
    """An engine that sees one moment of the database and speaks UTF-8."""
    try:
        parsed = sa.engine.make_url(url)
        name = parsed.get_backend_name()
        if name == "sqlite" and parsed.database not in (None, "", ":memory:"):
            open(str(parsed.database), "rb").close()  # SQLite would make an empty database out of a misspelt name
        if name in ("mysql", "mariadb") and "charset" not in parsed.query:
            parsed = parsed.update_query_dict({"charset": "utf8mb4"})
        options: Dict[str, Any] = {} if name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
        if "@" in (parsed.host or ""):
            raise Refused("the database: write an @ in the password of its URL as %40")
        engine = sa.create_engine(parsed, **options)
        sql_cells.listen(engine)
        return engine
    except sa.exc.NoSuchModuleError as e:
        raise Refused(f"the database: {e}") from None
    except (sa.exc.ArgumentError, ValueError):  # without what it says: that may be a part of the password
        raise Refused("the database: expected a URL like sqlite:///crm.sqlite or mysql+pymysql://USER@HOST:3306/NAME") from None


class Databases:
    """Opens a database when the first of its tables is read. Use it in a with statement."""

    def __init__(self) -> None:
        self._engines: Dict[str, sa.engine.Engine] = {}
        self._connections: Dict[str, Any] = {}
        self._open = contextlib.ExitStack()

    def __enter__(self) -> Databases:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def engine(self, url: str) -> sa.engine.Engine:
        """The engine of a URL."""
        if url not in self._engines:
            self._engines[url] = connect(url)
            self._open.callback(self._engines[url].dispose)
        return self._engines[url]

    def connection(self, url: Optional[str]) -> Any:
        """The connection of a URL; None without one."""
        if url is None:
            return None
        if url not in self._connections:
            self._connections[url] = self._open.enter_context(self.engine(url).connect())
        return self._connections[url]

    def release(self) -> None:
        """Ends what was begun for reading: nothing that writes has to wait for it."""
        while self._connections:
            self._connections.popitem()[1].close()
