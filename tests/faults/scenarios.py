"""What may go wrong, one function a scenario: each hurts a running installation while reports come in."""

import random
import resource
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from nightlamp.accounts.queries import account_by_email
from nightlamp.app import create_app
from nightlamp.core.clock import utc_now
from nightlamp.core.db import db, writing
from nightlamp.duty.actions import go_off_duty
from tests.faults.stand import PEOPLE, Stand, cut_connections

Scenario = Callable[[Stand, int], None]


def _run(stand: Stand, *names: str) -> None:
    for name in names:
        stand.start(name)


@contextmanager
def _meanwhile(hurt: Callable[[random.Random], None], *, every: tuple[float, float]) -> Iterator[None]:
    """Do something again and again, at random moments, while the block runs."""
    stop, dice = threading.Event(), random.Random(7)

    def go() -> None:
        while not stop.wait(dice.uniform(*every)):
            hurt(dice)

    thread = threading.Thread(target=go)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def killed(stand: Stand, count: int) -> None:
    """Web and dispatcher are killed with SIGKILL at random, and started again."""
    _run(stand, "web", "dispatcher")

    def hurt(dice: random.Random) -> None:
        name = dice.choice(("web", "dispatcher", "dispatcher"))
        stand.kill(name)
        stand.start(name)

    with _meanwhile(hurt, every=(0.4, 1.6)):
        stand.file(count)


def four_dispatchers(stand: Stand, count: int) -> None:
    """Four dispatchers at once; one of them is killed and started again."""
    names = [f"dispatcher-{number}" for number in range(1, 5)]
    _run(stand, "web", *names)

    def hurt(dice: random.Random) -> None:
        name = dice.choice(names)
        stand.kill(name)
        stand.start(name)

    with _meanwhile(hurt, every=(1.0, 3.0)):
        stand.file(count)


def push_in_trouble(stand: Stand, count: int) -> None:
    """The push service is slow, silent, busy, wrong, or closes in the middle of an answer."""
    _run(stand, "web", "dispatcher")
    service = stand.service

    def hurt(dice: random.Random) -> None:
        status = dice.choice((429, 406, 500, 502, 503, 401, 0, -1, -2))
        if status > 0:
            service.fail_next(status, retry_after="2" if status in (429, 406) else None, times=3)
        elif status == 0:
            service.hang_next(2.0, times=2)
        elif status == -1:
            service.close_next(times=3)
        else:
            service.close_idle()

    with _meanwhile(hurt, every=(0.1, 0.5)):
        stand.file(count)


def phones_gone(stand: Stand, count: int) -> None:
    """The phone of whoever is on duty is gone (410) in the middle of it all: the alert climbs at once."""
    _run(stand, "web", "dispatcher")
    stand.file(count // 2)
    stand.service.channels.pop(stand.phones[0].channel)
    stand.file(count - count // 2)


def database_away(stand: Stand, count: int) -> None:
    """PostgreSQL: every connection is cut, again and again. SQLite: somebody else holds the lock for a while."""
    _run(stand, "web", "dispatcher")

    def hurt(_: random.Random) -> None:
        if stand.server is not None:
            cut_connections(stand.server, str(stand.settings.database_url).rsplit("/", 1)[1].split("?")[0])
            return
        connection = sqlite3.connect(stand.settings.home / "nightlamp.db", timeout=30, isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
        time.sleep(1.0)
        connection.execute("ROLLBACK")
        connection.close()

    with _meanwhile(hurt, every=(0.5, 1.5)):
        stand.file(count)


def disk_full(stand: Stand, count: int) -> None:
    """Nothing more can be written for some seconds: no file of web and dispatcher may grow. Then there is room again.

    SQLite only: the files of PostgreSQL belong to another process, which stops by itself when its disk is full.
    """
    _run(stand, "web", "dispatcher")

    def limit(size: int) -> None:
        for name in ("web", "dispatcher"):
            for process in _family(stand.pids(name)):
                resource.prlimit(process, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

    def fill_and_clear() -> None:
        time.sleep(1.0)
        limit(4096)
        time.sleep(4.0)
        limit(resource.RLIM_INFINITY)

    thread = threading.Thread(target=fill_and_clear)
    thread.start()
    stand.file(count)
    thread.join()


def database_restarted(stand: Stand, count: int) -> None:
    """PostgreSQL is stopped at once, every client with it, and started again, several times."""
    _run(stand, "web", "dispatcher")
    server = stand.server
    if server is None:
        raise ValueError("SQLite has no server that could be restarted.")
    with _meanwhile(lambda _: server.restart(), every=(1.0, 2.5)):
        stand.file(count)


def clocks_set(stand: Stand, count: int) -> None:
    """The clock of the machine is set back an hour, then forward two, while reports come in."""
    _run(stand, "web", "dispatcher")
    third = count // 3
    stand.file(third)
    stand.set_clocks(-3600)
    stand.file(third)
    stand.set_clocks(3600)
    stand.file(count - 2 * third)


def nobody_on_duty(stand: Stand, count: int) -> None:
    """Nobody is on duty anywhere: no report waits for a step that would call nobody."""
    app = create_app(stand.settings)
    with app.app_context():
        for person in PEOPLE:
            account = account_by_email(f"{person}@xihu.example")
            with writing() as session:
                go_off_duty(session, account=account, by="test", now=utc_now())  # type: ignore[arg-type]
        db.session.remove()
        db.engine.dispose()
    _run(stand, "web", "dispatcher")
    stand.file(count)


def _family(group: int) -> list[int]:
    """Return the processes of a process group."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group:
            found.append(int(stat.parent.name))
    return found


SCENARIOS: dict[str, Scenario] = {
    "kill -9 of web and dispatcher": killed,
    "four dispatchers, kill -9": four_dispatchers,
    "push service in trouble": push_in_trouble,
    "phone gone (410)": phones_gone,
    "database away": database_away,
    "disk full": disk_full,
    "database restarted": database_restarted,
    "clocks set back and forward": clocks_set,
    "nobody on duty": nobody_on_duty,
}
_ONLY = {"disk full": "sqlite", "database restarted": "postgresql"}


def applies(scenario: str, database: str) -> bool:
    """Tell whether a scenario can happen to a database."""
    return _ONLY.get(scenario, database) == database
