"""The database: one declarative base, aware times, and the one way to write.

Reads are deferred transactions. Every unit that writes goes through `writing()`: on SQLite it begins
IMMEDIATE behind a gate that is fair within a process and shared between processes (a deferred
read-then-write fails at once with SQLITE_BUSY_SNAPSHOT, and SQLite's own lock starves the unlucky);
on PostgreSQL it is a plain transaction.
"""

import fcntl
import os
import sqlite3
import threading
import weakref
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask import Flask, current_app
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import BigInteger, DateTime, Dialect, Integer, MetaData, event
from sqlalchemy.engine import Connection, Engine, make_url
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator

CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The base of every table."""

    metadata = MetaData(naming_convention=CONVENTION)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware time, kept in UTC. Refuses naive datetimes: whoever has one does not know what it means."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Return the value in UTC. Raises ValueError for a naive one."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A naive datetime was handed to the database; make it aware.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Return the value, aware, in UTC (SQLite keeps no zone)."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# SQLite gives a rowid only to INTEGER, and PostgreSQL needs 63 bits for keys that rise in time.
Key = BigInteger().with_variant(Integer, "sqlite")

# The database is away, full, or locked: then nothing can be written at all. Its other errors concern one row.
DATABASE_AWAY = (InterfaceError, OperationalError)

db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})


def init_db(app: Flask) -> None:
    """Bind the database to an application and set what each connection needs."""
    db.init_app(app)
    with app.app_context():
        engine = db.engine
        app.extensions["nightlamp.gate"] = _gate_for(engine)
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _prepare_sqlite)
            event.listen(engine, "begin", _begin_sqlite)
        else:
            event.listen(engine, "connect", _prepare_postgresql)


@event.listens_for(Session, "before_flush")
def _refuse_write_outside(session: Session, *_: Any) -> None:
    if not session.info.get("writing") and (session.new or session.dirty or session.deleted):
        raise RuntimeError("Rows were changed outside `writing()`; on SQLite that loses races.")


@contextmanager
def writing() -> Iterator[Session]:
    """Run one short unit that writes: all of it is committed at the end, or none of it.

    Ends a read transaction that is open in the session first; loaded objects stay usable.
    Nested use joins the outer unit. Never send anything over a network inside.
    """
    session: Session = db.session()
    if session.info.get("writing"):
        yield session
        return
    session.commit()
    with gate():
        session.info["writing"] = True
        try:
            session.connection(execution_options={"nightlamp_writing": True})
            yield session
            session.commit()
        except BaseException:
            session.rollback()
            raise
        finally:
            session.info["writing"] = False


@contextmanager
def writing_connection() -> Iterator[Connection]:
    """Run one unit that writes with Core only, on a connection of its own: the hot path's way."""
    with gate(), db.engine.connect() as bare:
        connection = bare.execution_options(nightlamp_writing=True)
        with connection.begin():
            yield connection


def gate() -> "Gate":
    """Return the write gate of the current application, to be used as a context manager."""
    found: Gate = current_app.extensions["nightlamp.gate"]
    return found


class Gate:
    """First come, first served within the process; between processes a lock on a file beside the database."""

    def __init__(self, path: str | None) -> None:
        self._path = path
        self._descriptor: tuple[int, int] | None = None
        self._mutex = threading.Lock()
        self._held = False
        self._waiting: deque[threading.Lock] = deque()

    def __enter__(self) -> None:
        if self._path is None:
            return
        turn = None
        with self._mutex:
            if self._held:
                turn = threading.Lock()
                turn.acquire()
                self._waiting.append(turn)
            self._held = True
        if turn is not None:
            turn.acquire()
        try:
            fcntl.flock(self._file(), fcntl.LOCK_EX)
        except BaseException:
            # No room for the file, or no descriptor left: whoever waits behind must come to try for themselves.
            self._pass_on()
            raise

    def __exit__(self, *_: object) -> None:
        if self._path is None:
            return
        try:
            fcntl.flock(self._file(), fcntl.LOCK_UN)
        finally:
            self._pass_on()

    def _pass_on(self) -> None:
        with self._mutex:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._held = False

    def _file(self) -> int:
        pid = os.getpid()
        if self._descriptor is None or self._descriptor[0] != pid:
            assert self._path is not None  # noqa: S101
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            weakref.finalize(self, os.close, descriptor).atexit = False
            self._descriptor = (pid, descriptor)
        return self._descriptor[1]


def _gate_for(engine: Engine) -> Gate:
    database = engine.url.database
    if engine.dialect.name != "sqlite" or not database or database == ":memory:":
        return Gate(None)
    return Gate(f"{database}.gate")


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "busy_timeout=10000",
        "wal_autocheckpoint=8000",
        "temp_store=MEMORY",
        "trusted_schema=OFF",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _prepare_postgresql(connection: Any, _record: object) -> None:
    """Have a commit wait for the disk, also where the server was told not to: what is answered with 201 stays."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'"
        )
    connection.commit()


def _begin_sqlite(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("nightlamp_writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


# A network that loses packets without a word shows as an error within half a minute: the system would wait for two
# hours, and with it a dispatcher, or every thread of web. What the URL says counts instead.
_LIVELY = {
    "connect_timeout": "10",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "4",
    "tcp_user_timeout": "30000",
}


def engine_options(url: str) -> dict[str, object]:
    """Return the engine's options: a connection for each thread of a web process and a few to spare."""
    if url.startswith("sqlite"):
        return {"connect_args": {"check_same_thread": False}, "pool_size": 20}
    lively = {name: value for name, value in _LIVELY.items() if name not in make_url(url).query}
    return {"pool_size": 10, "max_overflow": 10, "pool_pre_ping": True, "connect_args": lively}


def migrations_dir() -> Path:
    """Return where the migrations lie: in the checkout, or inside the installed package."""
    checkout = Path(__file__).resolve().parents[3] / "migrations"
    return checkout if checkout.is_dir() else Path(__file__).resolve().parents[1] / "migrations"
