"""Hints that somebody has written: they shorten the dispatcher's wait. The poll stays the guarantee.

SQLite: `PRAGMA data_version` of a connection changes when another one commits; asked every 20 ms it costs about
3 % of a core. PostgreSQL: a trigger of migration 0002 notifies `nightlamp_delivery`.
"""

import contextlib
import logging
import select
import socket
import threading
import time
from typing import Any, Protocol

from sqlalchemy import Engine

log = logging.getLogger("nightlamp.hints")

ASK_SECONDS = 0.02
CHANNEL = "nightlamp_delivery"


class Nudge:
    """Ends a wait from another thread of this process, also one that has not begun yet."""

    def __init__(self) -> None:
        self._reading, self._writing = socket.socketpair()  # closed with the object, which a pipe's numbers are not
        self._reading.setblocking(False)
        self._writing.setblocking(False)

    def give(self) -> None:
        """Nudge. Never waits."""
        # A line that is full holds nudges that nobody has felt yet: one more tells nothing.
        with contextlib.suppress(BlockingIOError):
            self._writing.send(b"!")

    def wait(self, seconds: float, *others: int) -> bool:
        """Wait until there is a nudge, or something to read from `others`; tell whether there was a nudge."""
        poll = select.poll()  # `select` refuses file numbers from 1,024 on
        for number in (self._reading.fileno(), *others):
            poll.register(number, select.POLLIN)
        readable = {number for number, _ in poll.poll(seconds * 1000)}
        if nudged := self._reading.fileno() in readable:
            self._empty()
        return nudged

    def _empty(self) -> None:
        with contextlib.suppress(BlockingIOError):
            while len(self._reading.recv(65536)) == 65536:
                pass


class Hint(Protocol):
    """Waits until somebody may have written."""

    def wait(self, seconds: float, stop: threading.Event) -> None:
        """Return after `seconds`, or sooner when there may be something to do, or `stop` is set."""
        ...


def make_hint(engine: Engine, nudge: Nudge | None = None) -> Hint:
    """Return the hint of a database; it holds one connection of its own. A nudge ends its waits as well."""
    kind = SqliteHint if engine.dialect.name == "sqlite" else PostgresHint
    return kind(engine, nudge or Nudge())


class SqliteHint:
    """Asks for the data version. When that fails it opens another connection; meanwhile the poll does the work."""

    def __init__(self, engine: Engine, nudge: Nudge) -> None:
        self._engine, self._nudge = engine, nudge
        self._connection: Any = None
        self._seen = 0

    def wait(self, seconds: float, stop: threading.Event) -> None:
        """Return when the version has changed."""
        until = time.monotonic() + seconds
        try:
            if self._connection is None:
                self._connection = _own_connection(self._engine)
                self._seen = self._version()
                return  # what was written before it was open is not told: look at once
            while time.monotonic() < until and not stop.is_set():
                version = self._version()
                if version != self._seen:
                    self._seen = version
                    return
                if self._nudge.wait(ASK_SECONDS):
                    return
        except Exception as error:  # noqa: BLE001  (a hint may be lost; the poll goes on)
            log.warning("No hints for the moment: %s", type(error).__name__)
            self._connection = None
            stop.wait(seconds)

    def _version(self) -> int:
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])


class PostgresHint:
    """Listens. When its connection is lost it opens another; meanwhile the poll alone does the work."""

    def __init__(self, engine: Engine, nudge: Nudge) -> None:
        self._engine, self._nudge = engine, nudge
        self._connection: Any = None

    def wait(self, seconds: float, stop: threading.Event) -> None:
        """Return when a notification has come. A connection that was lost shows here, and is opened anew."""
        try:
            if self._connection is None:
                self._connection = _own_connection(self._engine)
                self._connection.autocommit = True
                self._connection.execute(f"LISTEN {CHANNEL}")
            self._nudge.wait(seconds, self._connection.fileno())
            list(self._connection.notifies(timeout=0))
        except Exception as error:  # noqa: BLE001  (a hint may be lost; the poll goes on)
            log.warning("No notifications for the moment: %s", type(error).__name__)
            self._connection = None
            stop.wait(seconds)


def _own_connection(engine: Engine) -> Any:
    """Return a driver connection that belongs to nobody's pool."""
    proxy = engine.raw_connection()
    connection = proxy.driver_connection
    proxy.detach()
    return connection
