"""Put many rows into a database through its driver, some thousands at a time."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

import psycopg

from nightlamp.core.db import db, writing

_AT_ONCE = 20_000


def store(table: str, rows: Iterable[dict[str, Any]]) -> int:
    """Insert rows that all have the same keys, in units of their own; return how many."""
    count, left = 0, iter(rows)
    while batch := list(islice(left, _AT_ONCE)):
        values = [tuple(row.values()) for row in batch]
        (_copy if db.engine.dialect.name == "postgresql" else _insert)(table, list(batch[0]), values)
        count += len(batch)
    return count


def as_stored(at: datetime) -> str:
    """Return a time in UTC as both databases take it."""
    return f"{at:%Y-%m-%d %H:%M:%S.%f}"


def tidy(tables: Sequence[str]) -> None:
    """Let PostgreSQL go on counting keys behind ours and learn what it holds. SQLite needs neither."""
    if db.engine.dialect.name != "postgresql":
        return
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for table in tables:
            newest = f"(SELECT max(id) FROM {table})"  # noqa: S608
            connection.exec_driver_sql(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {newest})")
        connection.exec_driver_sql("VACUUM ANALYZE")


def _copy(table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    address = db.engine.url.set(drivername="postgresql").render_as_string(False)
    with psycopg.connect(address) as connection:
        with connection.cursor().copy(f"COPY {table} ({','.join(columns)}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)


def _insert(table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    marks = ",".join("?" * len(columns))
    with writing() as session:
        bare: Any = session.connection().connection.driver_connection
        bare.executemany(f"INSERT INTO {table} ({','.join(columns)}) VALUES ({marks})", rows)  # noqa: S608
