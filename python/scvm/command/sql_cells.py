"""What drivers make of some types of columns, put right: a bit is a number, FLOAT has all its digits, no date ends a run."""

from __future__ import annotations

import datetime
import re
from typing import Any, Callable, Dict, List, Sequence

import numpy as np
import sqlalchemy as sa

# Type codes of a cursor's description.
_BITS = {"mysql": {16}, "mariadb": {16}, "postgresql": {1560, 1562}}
_FLOAT, _ANY_SCALE = 4, 31  # of MySQL; FLOAT(10,2) has a scale of its own, and is sent with it

#: From here on six digits, which MySQL sends of a FLOAT, leave out cents.
ROUNDED_FROM = 10_000.0


def listen(engine: sa.engine.Engine) -> None:
    """Has each connection of a PostgreSQL give every day that it holds, and every digit of a float; a MySQL may cut off nothing."""
    if engine.driver == "psycopg2":
        sa.event.listen(engine, "connect", _settle)
    elif engine.dialect.name in ("mysql", "mariadb"):
        sa.event.listen(engine, "connect", _be_strict)


def bits(result: Any, dialect: str) -> List[int]:
    """The places of a result's columns of bits."""
    return [i for i, each in enumerate(result.cursor.description) if each[1] in _BITS.get(dialect, ())]


def floats(result: Any, dialect: str) -> List[int]:
    """The places of those of a result's columns of which a MySQL sends no more than six digits."""
    if dialect not in ("mysql", "mariadb"):
        return []
    return [i for i, each in enumerate(result.cursor.description) if each[1] == _FLOAT and each[5] == _ANY_SCALE]


def number_of_bits(cell: Any) -> Any:
    """A cell of such a column: BIT(8) comes as a byte, which is no text, or as digits of the base 2."""
    if isinstance(cell, str):
        return int(cell, 2) if cell else None
    return cell if cell is None or isinstance(cell, int) else int.from_bytes(bytes(cell), "big")


def shortest(cell: Any) -> Any:
    """A float of 32 bits by the fewest digits that name it: 12345.67 of 12345.669921875."""
    return None if cell is None else float(str(np.float32(cell)))


def with_all_digits(header: Sequence[str], places: Sequence[int]) -> Any:
    """The columns of a table of MySQL, those at some places as floats of 64 bits."""
    quoted = ["`" + name.replace("`", "``").replace(":", r"\:") + "`" for name in header]
    return sa.text(", ".join(f"{each} + 0E0 AS {each}" if i in places else each for i, each in enumerate(quoted)))


def _settle(connection: Any, _: Any) -> None:
    from psycopg2 import extensions

    kinds: Dict[str, Any] = {"PYDATE": extensions.PYDATE, "PYDATETIME": extensions.PYDATETIME, "PYDATETIMETZ": extensions.PYDATETIMETZ}
    for name, kind in kinds.items():
        extensions.register_type(extensions.new_type(kind.values, name, _within_years(kind)), connection)
    with connection.cursor() as cursor:
        cursor.execute("SET extra_float_digits = 1")
    connection.commit()


def _be_strict(connection: Any, _: Any) -> None:
    """What does not fit into a column is an error, as it is unless an administrator has set it aside."""
    with connection.cursor() as cursor:
        cursor.execute("SET SESSION sql_mode = concat(@@sql_mode, ',STRICT_ALL_TABLES')")


def _within_years(kind: Any) -> Callable[[Any, Any], Any]:
    """A reader of days that Python has none for: after the year 9999 its last one, as of infinity; before Christ as they are written."""

    def read(said: Any, cursor: Any) -> Any:
        try:
            return kind(said, cursor)
        except (ValueError, OverflowError):
            return datetime.date.max if re.match(r"\d{5,}-.*(?<!BC)\Z", said) else said

    return read
