"""Insert many rows of a table in one statement, compiled once: what the hot path needs and the ORM is too slow for.

The SQL is made from the SQLAlchemy table and its column types, so that it cannot drift from the models.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, Table

Processor = Callable[[Any], Any] | None


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that all have the same keys. Does nothing for none. Raises the driver's errors as SQLAlchemy's."""
    if not rows:
        return
    names = tuple(rows[0])
    processors = _processors(connection.dialect, table, names)
    values: list[Any] = []
    for row in rows:
        for name, process in processors:
            value = row[name]
            values.append(process(value) if process is not None and value is not None else value)
    connection.exec_driver_sql(_statement(connection.dialect.name, table, names, len(rows)), tuple(values))


@lru_cache(maxsize=512)
def _statement(dialect: str, table: Table, names: tuple[str, ...], count: int) -> str:
    mark = "%s" if dialect == "postgresql" else "?"
    one = f"({', '.join([mark] * len(names))})"
    columns = ", ".join(table.c[name].name for name in names)
    return f"INSERT INTO {table.name} ({columns}) VALUES {', '.join([one] * count)}"  # noqa: S608


@lru_cache(maxsize=128)
def _processors(dialect: Dialect, table: Table, names: tuple[str, ...]) -> tuple[tuple[str, Processor], ...]:
    return tuple((name, table.c[name].type.dialect_impl(dialect).bind_processor(dialect)) for name in names)
