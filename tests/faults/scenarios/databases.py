"""The database goes away, or its disk is full, while reports come in."""

import random
import resource
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg

from tests.faults.scenarios.killing import meanwhile
from tests.faults.stand.stand import Stand
from tests.support.full_disk import Ballast, descendants, limit_files
from tests.support.postgres import PostgresServer

_REFUSALS = 3


def database_restarted(stand: Stand, count: int) -> None:
    """PostgreSQL is stopped at once, every client with it, and started again, several times.

    SQLite lives in the processes that have its file open: all of them are killed at once, so that the first one that
    opens the file again recovers it from its log.
    """
    stand.open()

    def hurt(_: random.Random) -> None:
        if stand.server is not None:
            with stand.harm():
                stand.server.restart()
            return
        with stand.harm():
            stand.kill("web", "dispatcher")
        stand.open()

    with meanwhile(hurt, every=(1.0, 2.5)):
        stand.file(count)


def connections_cut(stand: Stand, count: int) -> None:
    """PostgreSQL: every connection is cut, again and again. SQLite: another program holds its lock for a second."""
    stand.open()

    def hurt(_: random.Random) -> None:
        with stand.harm():
            if stand.server is not None:
                _cut(stand.server, str(stand.settings.database_url).rsplit("/", 1)[1].split("?")[0])
            else:
                _lock(stand)

    with meanwhile(hurt, every=(0.5, 1.5)):
        stand.file(count)


def disk_full(stand: Stand, count: int) -> None:
    """Nothing more can be written for some seconds. Then there is room again, and whoever has stopped is started."""
    stand.open()
    failed: list[BaseException] = []

    def fill_and_clear() -> None:
        try:
            stand.wait_for(lambda: len(stand.told) >= min(count // 4, 100), "reports come in")
            with stand.harm(), _full(stand) as still:
                stand.wait_for(lambda: still() and stand.refused >= _REFUSALS, "writing fails", seconds=60.0)
                time.sleep(2.0)
        except BaseException as error:  # noqa: BLE001  (raised below, in the scenario's own thread)
            failed.append(error)

    thread = threading.Thread(target=fill_and_clear)
    thread.start()
    stand.file(count)
    thread.join()
    if failed:
        raise failed[0]


@contextmanager
def _full(stand: Stand) -> Iterator[Callable[[], bool]]:
    """Leave no room where the database writes. What is yielded keeps it so; it is always true."""
    server = stand.server
    if server is None or server.disk is None:
        limit_files(_writers(stand), 4096)
        try:
            yield lambda: True
        finally:
            limit_files(_writers(stand), resource.RLIM_INFINITY)
            _start_again(server)
        return
    ballast = Ballast(server.disk)

    def still() -> bool:
        ballast.fill()
        return True

    try:
        yield still
    finally:
        ballast.drop()
        _start_again(server)


def _writers(stand: Stand) -> list[int]:
    """Return the processes that write the database's files."""
    if stand.server is not None:
        return descendants(stand.server.pid)
    return [pid for name in stand.running for pid in descendants(stand.pid(name))]


def _start_again(server: PostgresServer | None) -> None:
    if server is not None and not server.is_running:
        server.start()


def _cut(server: PostgresServer, database: str) -> None:
    query = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
    with psycopg.connect(server.url(), autocommit=True) as connection:
        connection.execute(query, [database])


def _lock(stand: Stand) -> None:
    connection = sqlite3.connect(stand.settings.home / "nightlamp.db", timeout=30, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    time.sleep(1.0)
    connection.execute("ROLLBACK")
    connection.close()
