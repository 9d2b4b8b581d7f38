"""A MariaDB server for the tests of an example."""

import contextlib
import getpass
import os
import shutil
import subprocess
import time


@contextlib.contextmanager
def mariadb(folder):
    """A server of its own, with a socket and no port; yields the socket."""
    data, log = folder / "mariadb", open(folder / "mariadb.log", "w")
    user = ["--user=" + getpass.getuser()]
    environment = {**os.environ, "TMPDIR": str(folder)}  # a server that starts removes the temporary tables of others there
    subprocess.run(
        ["mariadb-install-db", "--no-defaults", "--auth-root-authentication-method=normal", "--skip-test-db", *user]
        + [f"--datadir={data}"],
        check=True,
        stdout=log,
        stderr=log,
        env=environment,
    )
    address = str(folder / "sql")  # short: a socket's path has 108 bytes at most
    server = subprocess.Popen(
        [shutil.which("mariadbd") or "/usr/sbin/mariadbd", "--no-defaults", f"--datadir={data}", *user]
        + [f"--socket={address}", "--skip-networking", f"--pid-file={folder / 'pid'}", "--innodb-buffer-pool-size=32M"]
        + ["--innodb-flush-log-at-trx-commit=0", "--innodb-doublewrite=0"],  # nothing here outlives the test
        stdout=log,
        stderr=log,
        env=environment,
    )
    try:
        import pymysql

        for _ in range(300):
            try:
                with pymysql.connect(unix_socket=address, user="root") as connection:
                    connection.cursor().execute("CREATE DATABASE crm CHARACTER SET utf8mb4")
                break
            except pymysql.err.OperationalError:
                if server.poll() is not None:
                    raise RuntimeError((folder / "mariadb.log").read_text()) from None
                time.sleep(0.1)
        yield address
    finally:
        server.terminate()
        server.wait(60)
