"""Real database servers of the tests' own: a data directory under the temporary folder, a unix socket, stopped at the end."""

from __future__ import annotations

import contextlib
import getpass
import glob
import os
import pathlib
import pwd
import shutil
import subprocess
import tempfile
import time
from typing import Iterator, List, Optional

import sqlalchemy as sa


class Server:
    """A running server, and the databases that tests make on it."""

    def __init__(self, dialect: str, folder: pathlib.Path) -> None:
        self.dialect = dialect
        self.folder = folder
        self.process: Optional["subprocess.Popen[bytes]"] = None
        self.template: Optional[str] = None  # a database that new ones copy, where the server can
        self._made = 0

    def url(self, database: str, user: str = "") -> str:
        if self.dialect == "mariadb":
            return f"mysql+pymysql://{user or 'root'}@localhost/{database}?unix_socket={self.folder}/s"
        return f"postgresql+psycopg2://{user or 'scvm'}@/{database}?host={self.folder}"

    def execute(self, *statements: str, database: str = "") -> None:
        default = "mysql" if self.dialect == "mariadb" else "postgres"
        engine = sa.create_engine(self.url(database or default), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)
        engine.dispose()

    def new_database(self) -> str:
        self._made += 1
        name = f"crm_{self._made}"
        copied = f" TEMPLATE {self.template}" if self.template else ""
        self.execute(f"CREATE DATABASE {name}" + (" CHARACTER SET utf8mb4" if self.dialect == "mariadb" else copied))
        return name

    def start(self) -> None:
        raise NotImplementedError

    def stop(self, kill: bool = False) -> None:
        raise NotImplementedError

    def wait(self) -> None:
        engine = sa.create_engine(self.url("mysql" if self.dialect == "mariadb" else "postgres"))
        for _ in range(600):
            try:
                engine.connect().close()
                engine.dispose()
                return
            except sa.exc.OperationalError:
                assert self.process is None or self.process.poll() is None, (self.folder / "log").read_text()
                time.sleep(0.1)
        raise AssertionError((self.folder / "log").read_text(errors="replace"))


class MariaDb(Server):
    """MariaDB from Debian's packages; runs as whoever runs the tests."""

    def start(self) -> None:
        data = self.folder / "data"
        user = getpass.getuser()
        environment = {**os.environ, "TMPDIR": str(self.folder)}  # a server that starts removes the temporary tables of others there
        if not data.exists():
            command = ["mariadb-install-db", "--no-defaults", f"--datadir={data}", f"--user={user}", "--skip-test-db",
                       "--auth-root-authentication-method=normal", "--skip-name-resolve"]  # fmt: skip
            done = subprocess.run(command, capture_output=True, text=True, env=environment)
            assert done.returncode == 0, done.stdout + done.stderr
        program = shutil.which("mariadbd") or "/usr/sbin/mariadbd"
        options = [f"--datadir={data}", f"--user={user}", f"--socket={self.folder}/s", "--skip-networking", "--skip-log-bin",
                   f"--pid-file={self.folder}/pid", "--innodb-flush-log-at-trx-commit=2", "--innodb-buffer-pool-size=128M"]  # fmt: skip
        with open(self.folder / "log", "ab") as log:
            self.process = subprocess.Popen([program, "--no-defaults", *options], stdout=log, stderr=log, env=environment)
        self.wait()

    def stop(self, kill: bool = False) -> None:
        if self.process is not None:
            (self.process.kill if kill else self.process.terminate)()
            self.process.wait(60)
            self.process = None


class PostgreSql(Server):
    """PostgreSQL from Debian's packages; it refuses root, who becomes postgres or nobody for it."""

    def start(self) -> None:
        data = self.folder / "data"
        if not data.exists():
            self._run("initdb", "-D", str(data), "-U", "scvm", "-A", "trust", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8")
        options = f"-k {self.folder} -c listen_addresses= -c fsync=off"
        self._run("pg_ctl", "-D", str(data), "-w", "-t", "60", "-l", f"{self.folder}/log", "-o", options, "start")
        self.wait()

    def stop(self, kill: bool = False) -> None:
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-w", "-m", "immediate" if kill else "fast", "stop", check=False)

    def _run(self, program: str, *arguments: str, check: bool = True) -> None:
        found = sorted(glob.glob(f"/usr/lib/postgresql/*/bin/{program}"))
        command = [found[-1] if found else str(shutil.which(program)), *arguments]
        prefix: List[str] = []
        if os.getuid() == 0:
            person = pwd.getpwnam(_ordinary_user())
            os.chown(self.folder, person.pw_uid, person.pw_gid)
            prefix = ["setpriv", f"--reuid={person.pw_uid}", f"--regid={person.pw_gid}", "--clear-groups"]
        with open(self.folder / "run.log", "a+b") as log:  # no pipe: the server would keep it open
            done = subprocess.run([*prefix, *command], stdout=log, stderr=log, cwd="/")
        assert done.returncode == 0 or not check, (self.folder / "run.log").read_text(errors="replace")


def _ordinary_user() -> str:
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    raise AssertionError("PostgreSQL refuses root, and there is no user postgres or nobody")


@contextlib.contextmanager
def running(kind: type) -> Iterator[Server]:
    """A server of a kind, for a with statement."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="scvm-", dir="/tmp"))  # short: a socket's path has at most 107 bytes
    os.chmod(folder, 0o755)
    server: Server = kind("mariadb" if kind is MariaDb else "postgresql", folder)
    try:
        server.start()
        yield server
    finally:
        server.stop(kill=True)  # nobody needs what it would still write
        shutil.rmtree(folder, ignore_errors=True)
