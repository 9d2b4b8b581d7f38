"""Runs the tests' SQL on a real database: one statement a line (base64) in, one JSON answer a line out.

Debian's php-cli has no database driver of its own; Python has SQLite, and MariaDB by pymysql.
"""

import base64
import json
import sys


def connect(url):
    if url.startswith("sqlite:"):
        import sqlite3

        connection = sqlite3.connect(url[len("sqlite:") :], isolation_level=None, timeout=30)
        connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
        return connection, sqlite3.Error
    import pymysql

    connection = pymysql.connect(
        unix_socket=url[len("mariadb:") :], user="root", database="crm", charset="utf8mb4", autocommit=True
    )
    return connection, pymysql.Error


def main():
    connection, errors = connect(sys.argv[1])
    for line in sys.stdin:
        cursor = connection.cursor()
        try:
            # % stays as it is: without arguments neither driver looks for placeholders.
            cursor.execute(base64.b64decode(line).decode("utf-8", "replace"))
            names = [column[0] for column in cursor.description or ()]
            rows = [dict(zip(names, map(text, row))) for row in cursor.fetchall()] if names else []
            answer = {"rows": rows}
        except errors as error:
            answer = {"error": str(error)}
        print(json.dumps(answer), flush=True)


def text(value):
    # mysqli hands everything over as text, NULL as null.
    if value is None:
        return None
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


main()
