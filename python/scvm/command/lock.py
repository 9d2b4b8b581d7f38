"""Two processes must not score into one target at once: a lock that goes away with the process that holds it."""

from __future__ import annotations

import contextlib
import hashlib
import os
import pathlib
from typing import Iterator

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from scvm.command.refusal import Refused

try:
    import fcntl
except ModuleNotFoundError:  # not on Windows: two runs at once are then up to the scheduler
    fcntl = None  # type: ignore[assignment]


#: The end of the name of the file beside a target that holds its lock.
LOCK = ".scvm-lock"


@contextlib.contextmanager
def file_lock(target: pathlib.Path) -> Iterator[None]:
    """Holds the lock of a target file: a file beside it."""
    if fcntl is None:
        yield
        return
    path = target.with_name(target.name + LOCK)
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as e:
        raise Refused(f"{path}: {e.strerror}: the folder of the target cannot be written") from None
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            holder = os.read(descriptor, 100).decode("ascii", "replace").strip()
            raise Refused(_message(str(target), f"process {holder}" if holder else "another process")) from None
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"{os.getpid()}\n".encode())
        yield  # the file stays: taking it away would let two later processes lock two files
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def database_lock(engine: Engine) -> Iterator[None]:
    """Holds the lock of a database: an advisory lock of MariaDB or PostgreSQL, a file beside SQLite's."""
    name = engine.dialect.name
    if name == "sqlite":
        database = engine.url.database
        if database in (None, "", ":memory:"):
            yield
            return
        with file_lock(pathlib.Path(str(database))):
            yield
        return
    if name not in ("mysql", "mariadb", "postgresql"):
        raise Refused(f"{name}: scvm writes into SQLite, MariaDB or MySQL, and PostgreSQL")
    # A connection of its own, which ends with the lock; without a transaction, which would keep vacuum waiting.
    own = sa.create_engine(engine.url, isolation_level="AUTOCOMMIT", poolclass=sa.pool.NullPool)
    connection = own.connect()
    try:
        (_take_postgresql if name == "postgresql" else _take_mysql)(connection, engine)
        yield
    finally:
        with contextlib.suppress(Exception):  # a server that is gone has let the lock go
            # Closing lets it go, too, but only once the server sees to it: a run that follows at once would be refused.
            connection.execute(sa.text("SELECT pg_advisory_unlock_all()" if name == "postgresql" else "DO RELEASE_ALL_LOCKS()"))
        with contextlib.suppress(Exception):
            connection.close()


def _take_mysql(connection: sa.engine.Connection, engine: Engine) -> None:
    key = "scvm " + hashlib.sha256(str(engine.url.database).encode()).hexdigest()[:32]
    if connection.execute(sa.text("SELECT GET_LOCK(:key, 0)"), {"key": key}).scalar() != 1:
        holder = connection.execute(sa.text("SELECT IS_USED_LOCK(:key)"), {"key": key}).scalar()
        raise Refused(_message(str(engine.url.database), f"connection {holder} of the server"))


def _take_postgresql(connection: sa.engine.Connection, engine: Engine) -> None:
    key = 0x5343564D  # "SCVM"; PostgreSQL's advisory locks are of one database
    if not connection.execute(sa.text("SELECT pg_try_advisory_lock(:key)"), {"key": key}).scalar():
        query = "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = :key AND granted"
        holder = connection.execute(sa.text(query), {"key": key}).scalar()
        raise Refused(_message(str(engine.url.database), f"server process {holder}"))


def _message(target: str, holder: str) -> str:
    return f"{target}: another scvm is writing there ({holder}): wait until it is done, then run again"
