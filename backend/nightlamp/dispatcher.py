"""The clock: escalate, deliver, seal the audit, purge. One loop; any number of them may run at once.

Everything it does is found again in the database after a crash: it keeps nothing in memory that matters.
"""

import logging
import signal
import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from datetime import datetime, timedelta
from os import getpid

from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from nightlamp.accounts.actions import purge_sign_in_traces
from nightlamp.agencies.models import Team
from nightlamp.alerts.actions import move
from nightlamp.alerts.engine.deliver import claim, finish, send_all
from nightlamp.alerts.models import CLOSED, Alert
from nightlamp.alerts.queries import faults
from nightlamp.audit.actions import seal_pending
from nightlamp.core import clock
from nightlamp.core.config import Settings
from nightlamp.core.db import db, writing
from nightlamp.core.keys import KeyRing

log = logging.getLogger("nightlamp.dispatcher")

POLL_SECONDS = 1.0
HINT_SECONDS = 0.02
PURGE_EVERY = timedelta(hours=1)
AUDIT_EVERY = timedelta(minutes=1)


class Dispatcher:
    """One dispatcher of an application; `tick(now)` runs one whole cycle."""

    def __init__(self, app: Flask, *, threads: int = 16, pool: Executor | None = None) -> None:
        self._app = app
        self._settings: Settings = app.extensions["nightlamp.settings"]
        self._ring: KeyRing = app.extensions["nightlamp.keys"]
        self._pool = pool or ThreadPoolExecutor(threads, thread_name_prefix="send")
        self._name = f"{socket.gethostname()[:20]}:{getpid()}"
        self._stop = threading.Event()
        self._last: dict[str, datetime] = {}

    def tick(self, now: datetime) -> int:
        """Run one cycle at `now`: each part its own short transaction. Return how many things were done."""
        done = 0
        began = time.monotonic()

        def moment() -> datetime:
            return now + timedelta(seconds=time.monotonic() - began)

        with self._app.app_context():
            done += self._advance_due(now)
            done += self._deliver_due(now, moment)
            done += self._seal()
            self._purge(now)
            self._audit_itself(now)
        return done

    def run(self) -> None:
        """Run until SIGTERM or SIGINT. What is being sent is finished first."""
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: self._stop.set())
        with self._app.app_context():
            changed = _change_hint()
        log.info("Dispatcher %s runs.", self._name)
        while not self._stop.is_set():
            try:
                with self._app.app_context():
                    now = clock.now()
                if self.tick(now):
                    continue
            except DBAPIError as error:
                # The database is away: nothing is lost, every due row waits for us.
                log.error("The database did not answer: %s", type(error.orig).__name__)
                self._stop.wait(POLL_SECONDS)
            self._wait(changed)
        self._pool.shutdown(wait=True)
        log.info("Dispatcher %s has stopped.", self._name)

    def _wait(self, changed: Callable[[], bool]) -> None:
        waited = 0.0
        while waited < POLL_SECONDS and not self._stop.is_set():
            if changed():
                return
            self._stop.wait(HINT_SECONDS)
            waited += HINT_SECONDS

    def _advance_due(self, now: datetime) -> int:
        total = 0
        while True:
            with writing() as session:
                due = session.execute(
                    select(Alert, Team.place_path)
                    .join(Team, Team.id == Alert.team_id)
                    .where(Alert.closed_at.is_(None), Alert.state != CLOSED, Alert.next_at <= now)
                    .order_by(Alert.urgency, Alert.next_at)
                    .limit(50)
                    .with_for_update(skip_locked=True, of=Alert)
                ).all()
                paths = {alert.id: path for alert, path in due}
                zone = self._settings.time_zone
                moved = move(session, [alert for alert, _ in due], paths=paths, zone=zone, now=now)
            db.session.expunge_all()
            total += moved
            if moved < 50:
                return total

    def _deliver_due(self, now: datetime, moment: Callable[[], datetime]) -> int:
        total = 0
        while claimed := claim(self._ring, worker=self._name, now=now):
            results = send_all(self._app, claimed, self._pool)
            finish(results, worker=self._name, now=moment())
            db.session.expunge_all()
            total += len(claimed)
        return total

    def _seal(self) -> int:
        with writing() as session:
            # One chain, one writer: who does not get the lock leaves it to the other dispatcher.
            lock = text("SELECT pg_try_advisory_xact_lock(7001)")
            if db.engine.dialect.name == "postgresql" and not session.execute(lock).scalar_one():
                return 0
            return seal_pending(session, self._ring)

    def _purge(self, now: datetime) -> None:
        if self._is_time("purge", PURGE_EVERY, now):
            with writing() as session:
                purge_sign_in_traces(session, now=now)

    def _audit_itself(self, now: datetime) -> None:
        if self._is_time("audit", AUDIT_EVERY, now):
            for fault in faults(db.session(), now=now):
                log.error("Self-audit: %s", fault)
            db.session.commit()

    def _is_time(self, what: str, every: timedelta, now: datetime) -> bool:
        last = self._last.get(what)
        if last is not None and last <= now < last + every:
            return False
        self._last[what] = now
        return True


def _change_hint() -> Callable[[], bool]:
    """Return a cheap question: has somebody written since I last asked? A hint only; the poll is the guarantee."""
    if db.engine.dialect.name != "sqlite":
        return lambda: False
    connection = db.engine.raw_connection()
    driver = connection.driver_connection
    connection.detach()
    seen = [-1]

    def changed() -> bool:
        version = driver.execute("PRAGMA data_version").fetchone()[0]  # type: ignore[union-attr]
        before, seen[0] = seen[0], version
        return bool(before != version)

    return changed
