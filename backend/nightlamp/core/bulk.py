"""Statements made once from the tables, for the hot path: insert many rows, ask whether any is there.

The SQL is made from the SQLAlchemy table and its column types, so that it cannot drift from the models. It goes
to the driver directly; on PostgreSQL several statements travel together (`together()`).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Dialect, LargeBinary, Table
from sqlalchemy.exc import DBAPIError

from nightlamp.core.db import UtcDateTime

Processor = Callable[[Any], Any]


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that all have the same keys. Does nothing for none. Raises the driver's errors as SQLAlchemy's."""
    if not rows:
        return
    names = tuple(rows[0])
    in_order, processors = _order(connection.dialect, table, names)
    values: list[Any] = []
    for row in rows:
        one = list(in_order(row))
        for position, process in processors:
            if one[position] is not None:
                one[position] = process(one[position])
        values += one
    statement = _statement(connection.dialect.name, table, names, len(rows))
    with _as_sqlalchemy(connection.dialect, statement):
        cursor = connection.connection.cursor()
        cursor.execute(statement, values)
        cursor.close()


def is_any_there(connection: Connection, table: Table, wanted: Mapping[str, Sequence[Any]]) -> bool:
    """Tell whether any row has one of the values wanted in one of these columns; values go to the driver as they are.

    Raises the driver's errors as SQLAlchemy's.
    """
    asked = {name: values for name, values in wanted.items() if values}
    if not asked:
        return False
    lengths = tuple((name, len(values)) for name, values in asked.items())
    statement = _question(connection.dialect.name, table, lengths)
    with _as_sqlalchemy(connection.dialect, statement):
        cursor = connection.connection.cursor()
        cursor.execute(statement, tuple(value for values in asked.values() for value in values))
        found = cursor.fetchone() is not None
        cursor.close()
    return found


@contextmanager
def together(connection: Connection) -> Iterator[None]:
    """Send what is inserted inside in one go on PostgreSQL (a pipeline); elsewhere do nothing special."""
    if connection.dialect.name != "postgresql":
        yield
        return
    driver: Any = connection.connection.driver_connection
    with _as_sqlalchemy(connection.dialect, "pipeline"), driver.pipeline():
        yield


@contextmanager
def _as_sqlalchemy(dialect: Dialect, statement: str) -> Iterator[None]:
    driver: Any = dialect.loaded_dbapi
    try:
        yield
    except driver.Error as error:
        raise DBAPIError.instance(statement, None, error, driver.Error, dialect=dialect) from error


@lru_cache(maxsize=512)
def _statement(dialect: str, table: Table, names: tuple[str, ...], count: int) -> str:
    mark = "%s" if dialect == "postgresql" else "?"
    one = f"({', '.join([mark] * len(names))})"
    columns = ", ".join(table.c[name].name for name in names)
    return f"INSERT INTO {table.name} ({columns}) VALUES {', '.join([one] * count)}"  # noqa: S608


@lru_cache(maxsize=512)
def _question(dialect: str, table: Table, lengths: tuple[tuple[str, int], ...]) -> str:
    mark = "%s" if dialect == "postgresql" else "?"
    parts = [f"{table.c[name].name} IN ({', '.join([mark] * count)})" for name, count in lengths]
    return f"SELECT 1 FROM {table.name} WHERE {' OR '.join(parts)} LIMIT 1"  # noqa: S608


@lru_cache(maxsize=128)
def _order(
    dialect: Dialect, table: Table, names: tuple[str, ...]
) -> tuple[Callable[[Mapping[str, Any]], tuple[Any, ...]], tuple[tuple[int, Processor], ...]]:
    """Return what takes a row's values in order, and by position what makes one of them fit for the driver.

    Both drivers take bytes as they are.
    """
    found = []
    for position, name in enumerate(names):
        column = table.c[name].type
        process = column.dialect_impl(dialect).bind_processor(dialect)
        if process is not None and not isinstance(column, LargeBinary):
            found.append((position, _time_processor(dialect) if isinstance(column, UtcDateTime) else process))
    return itemgetter(*names), tuple(found)


@lru_cache(maxsize=4)
def _time_processor(dialect: Dialect) -> Processor:
    """Return what makes a time fit for the driver, remembered over all columns: a report has one, and ten columns."""
    process = UtcDateTime().dialect_impl(dialect).bind_processor(dialect)
    return lru_cache(maxsize=1024)(process) if process else _as_it_is


def _as_it_is(value: Any) -> Any:
    return value
