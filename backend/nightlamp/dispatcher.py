"""The clock: escalate, deliver, seal the audit, purge. One loop; any number of them may run at once.

Everything it does is found again in the database after a crash: it keeps nothing in memory that matters.
"""

import logging
import signal
import socket
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from os import getpid

from flask import Flask
from sqlalchemy import Select, select, text
from sqlalchemy.exc import DBAPIError

from nightlamp.accounts.actions import purge_sign_in_traces
from nightlamp.agencies.models import Team
from nightlamp.alerts.engine.mailroom import Mailroom
from nightlamp.alerts.engine.moving import move
from nightlamp.alerts.engine.sending.couriers import SLOTS
from nightlamp.alerts.engine.stepping import ClockWatch, bring_forward
from nightlamp.alerts.models import CLOSED, Alert
from nightlamp.alerts.notices.actions import first_start, look_and_tell, purge_notices, tell_of_starts
from nightlamp.audit.actions import has_pending, seal_pending
from nightlamp.core import clock
from nightlamp.core.config import Settings
from nightlamp.core.db import DATABASE_AWAY, db, writing
from nightlamp.core.dead_man import tell_that_all_is_well
from nightlamp.core.hints import Nudge, make_hint
from nightlamp.core.ids import new_token
from nightlamp.core.keys import KeyRing
from nightlamp.duty.queries import Position
from nightlamp.duty.rotas.changes.swaps import expire_swaps
from nightlamp.duty.rotas.planning import replan, teams_to_plan
from nightlamp.reports.attachments.actions import scan_waiting
from nightlamp.reports.follow_up.actions import call_for_results
from nightlamp.reports.watching import faults_now
from nightlamp.statistics.actions import fold, has_unfolded

log = logging.getLogger("nightlamp.dispatcher")

POLL_SECONDS = 1.0
PURGE_EVERY = timedelta(hours=1)
AUDIT_EVERY = timedelta(minutes=1)
PLAN_EVERY = timedelta(minutes=1)
# Plans of a whole country at once would keep alerts waiting for minutes; five take less than a twentieth of a second.
PLANS_AT_ONCE = 5
NOTICES_EVERY = timedelta(minutes=1)
RESULTS_EVERY = timedelta(minutes=1)
SCAN_EVERY = timedelta(minutes=1)


class Dispatcher:
    """One dispatcher of an application; `tick(now)` runs one whole cycle."""

    def __init__(self, app: Flask, *, threads: int = SLOTS, pool: Executor | None = None) -> None:
        self._app = app
        self._settings: Settings = app.extensions["nightlamp.settings"]
        self._ring: KeyRing = app.extensions["nightlamp.keys"]
        self._pool = pool or ThreadPoolExecutor(threads, thread_name_prefix="send")
        self._name = f"{socket.gethostname()[:20]}:{getpid()}:{new_token(3)}"
        self._stop = threading.Event()
        self._last: dict[str, datetime] = {}
        self._watch = ClockWatch()
        self._starts: Position | None = None
        self._scanning: Future[int] = Future()
        self._scanning.set_result(0)
        self._nudge = Nudge()
        name, nudge = self._name, self._nudge.give
        self._mailroom = Mailroom(app, self._ring, self._pool, worker=name, on_return=nudge)

    def tick(self, now: datetime, *, waits: bool = True) -> int:
        """Run one cycle at `now`: each part its own short transactions. Return how many things were done.

        A part that fails is logged and does not keep the others from their work. With `waits` all that is due is sent
        and answered before it returns; without, a later cycle writes down what a slow push service answers.
        """
        began = time.monotonic()

        def moment() -> datetime:
            return now + timedelta(seconds=time.monotonic() - began)

        with self._app.app_context():
            done = self._part("answers", lambda: self._call_for_results(now))
            done += self._part("advance", lambda: self._advance_due(now))
            deliver = self._mailroom.empty if waits else self._mailroom.round
            done += self._part("deliver", lambda: deliver(now, moment))
            done += self._part("seal", self._seal)
            done += self._part("fold", lambda: self._fold(now))
            self._part("plan", lambda: self._plan(now))
            done += self._part("notices", lambda: self._tell(now))
            self._scan(now, waits=waits)
            self._part("purge", lambda: self._purge(now))
            self._part("audit", lambda: self._audit_itself(now))
        return done

    def run(self) -> None:
        """Run until SIGTERM or SIGINT. What is being sent is finished first."""
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: self._end())
        with self._app.app_context():
            hint = make_hint(db.engine, self._nudge)
        log.info("Dispatcher %s runs.", self._name)
        while not self._stop.is_set():
            try:
                with self._app.app_context():
                    now = clock.now()
                self.mind_the_clock(now, ticks=time.monotonic())
                if not self.tick(now, waits=False):
                    hint.wait(POLL_SECONDS, self._stop)
            except Exception as error:  # noqa: BLE001
                # Most likely the database is away, or its disk is full. Nothing is lost: every due row waits for us,
                # and a dispatcher that ends for it would ring nobody when the database is back.
                cause = error.orig if isinstance(error, DBAPIError) else error
                log.error("This cycle failed with %s; the next one follows.", type(cause).__name__)
                self._stop.wait(POLL_SECONDS)
        self._mailroom.close(clock.now)
        self._pool.shutdown(wait=True)
        log.info("Dispatcher %s has stopped.", self._name)

    def _end(self) -> None:
        self._stop.set()
        self._nudge.give()

    def mind_the_clock(self, now: datetime, *, ticks: float) -> int:
        """Let nothing wait for time that was lost because the clock was set back; return how much is due earlier.

        `ticks` are seconds of a clock that is never set. A clock set forward needs nothing: what is due comes early.
        """
        step = self._watch.set_back_by(now, ticks=ticks)
        moved = 0
        if step:
            log.error("The clock was set back by %d s; what is due is brought forward.", step.total_seconds())
            with self._app.app_context(), writing() as session:
                moved = bring_forward(session, step, now=now)
        self._watch.look(now, ticks=ticks)
        return moved

    def _part(self, name: str, run: Callable[[], int]) -> int:
        try:
            return run()
        except DATABASE_AWAY:
            raise
        except Exception as error:
            if self._app.config.get("PROPAGATE_UNFORESEEN"):
                raise
            log.error("Part %s failed with %s; it is tried again.", name, type(error).__name__, exc_info=error)
            return 0
        finally:
            db.session.rollback()
            db.session.expunge_all()

    def _call_for_results(self, now: datetime) -> int:
        """Raise an alert where a reporter is to be told the result soon."""
        return call_for_results(now=now) if self._is_time("answers", RESULTS_EVERY, now) else 0

    def _advance_due(self, now: datetime) -> int:
        total = 0
        while due := db.session.execute(due_alerts(now)).scalars().all():
            db.session.commit()
            try:
                moved = self._advance(due, now)
            except DATABASE_AWAY:
                raise
            except Exception:  # noqa: BLE001
                # One alert that cannot be moved must not keep the others waiting; it shows in /healthz.
                moved = sum(self._part("advance one", partial(self._advance, [one], now)) for one in due)
            total += moved
            if not moved:
                break
        return total

    def _advance(self, ids: Sequence[int], now: datetime) -> int:
        with writing() as session:
            rows = session.execute(
                select(Alert, Team.place_path)
                .join(Team, Team.id == Alert.team_id)
                .where(Alert.id.in_(ids), Alert.state != CLOSED, Alert.next_at <= now)
                .order_by(Alert.urgency, Alert.next_at)
                .with_for_update(skip_locked=True, of=Alert)
            ).all()
            paths = {alert.id: path for alert, path in rows}
            return move(session, [alert for alert, _ in rows], paths=paths, zone=self._settings.time_zone, now=now)

    def _seal(self) -> int:
        if not has_pending(db.session()):
            return 0
        with writing() as session:
            # One chain, one writer: who does not get the lock leaves it to the other dispatcher.
            lock = text("SELECT pg_try_advisory_xact_lock(7001)")
            if db.engine.dialect.name == "postgresql" and not session.execute(lock).scalar_one():
                return 0
            return seal_pending(session, self._ring)

    def _fold(self, now: datetime) -> int:
        if not has_unfolded(db.session()):
            return 0
        with writing() as session:
            return fold(session, now=now)

    def _plan(self, now: datetime) -> int:
        """Draw rotas further ahead, a few teams a cycle, and end swap requests that nobody has answered in time."""
        if not self._is_time("plan", PLAN_EVERY, now):
            return 0
        with writing() as session:
            done = expire_swaps(session, now=now)
        teams = teams_to_plan(db.session(), now=now, at_most=PLANS_AT_ONCE)
        drawn = sum(self._part("plan one", partial(self._plan_one, team_id, now)) for team_id in teams)
        if drawn == PLANS_AT_ONCE:
            del self._last["plan"]  # there are more: the next cycle goes on, after it has rung what is due
        return done + drawn

    def _plan_one(self, team_id: int, now: datetime) -> int:
        with writing() as session:
            replan(session, team_id, now=now)
        return 1

    def _tell(self, now: datetime) -> int:
        """Queue notices about shifts, devices and gaps; a later cycle, which follows at once, sends them."""
        told = 0
        if self._is_time("notices", NOTICES_EVERY, now):
            told = look_and_tell(zone=self._settings.time_zone, now=now)
            self._starts = self._starts or first_start(now)
        if self._starts:
            position, self._starts = self._starts, None
            more, self._starts = tell_of_starts(position, now=now)
            told += more
        return told

    def _scan(self, now: datetime, *, waits: bool) -> None:
        """Have the virus scanner asked about files that came while it was away. It may hang: nobody waits for it."""
        if self._scanning.done() and self._is_time("scan", SCAN_EVERY, now):
            self._scanning = self._pool.submit(self._scan_aside, now)
        if waits:
            self._scanning.result()

    def _scan_aside(self, now: datetime) -> int:
        with self._app.app_context():
            try:
                return self._part("scan", lambda: scan_waiting(now=now))
            except DATABASE_AWAY as error:
                log.error("Files could not be scanned: %s", type(error.orig).__name__)
                return 0

    def _purge(self, now: datetime) -> int:
        if not self._is_time("purge", PURGE_EVERY, now):
            return 0
        with writing() as session:
            return purge_sign_in_traces(session, now=now) + purge_notices(session, now=now)

    def _audit_itself(self, now: datetime) -> int:
        if not self._is_time("audit", AUDIT_EVERY, now):
            return 0
        found = faults_now(db.session(), now=now)
        for fault in found:
            log.error("Self-audit: %s", fault)
        if not found and self._settings.dead_man_url:
            self._pool.submit(tell_that_all_is_well, self._settings.dead_man_url)
        return len(found)

    def _is_time(self, what: str, every: timedelta, now: datetime) -> bool:
        last = self._last.get(what)
        if last is not None and last <= now < last + every:
            return False
        self._last[what] = now
        return True


def due_alerts(now: datetime) -> Select[int]:
    """Return the question for up to fifty open alerts whose time has come, the most urgent first."""
    return (
        select(Alert.id)
        .where(Alert.closed_at.is_(None), Alert.next_at <= now)
        .order_by(Alert.urgency, Alert.next_at)
        .limit(50)
    )
