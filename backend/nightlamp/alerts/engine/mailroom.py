"""The mailroom: takes what is due, gives it to couriers, and writes down what came of it. It waits for nobody.

What is under way is in the database as `sending`, under a lease: when this process dies, another takes it over.
"""

import logging
from collections.abc import Callable
from concurrent.futures import Executor
from datetime import datetime
from functools import partial

from flask import Flask

from nightlamp.alerts.engine.deliver import LEASE, Claimed, carry, claim, finish, target_of
from nightlamp.alerts.engine.sending.choosing import Hosts, choose
from nightlamp.alerts.engine.sending.couriers import Couriers
from nightlamp.channels.message import Outcome
from nightlamp.core.db import DATABASE_AWAY, db
from nightlamp.core.keys import KeyRing

log = logging.getLogger("nightlamp.alerts")

# Most answers come sooner, so many outcomes share a commit; nothing else waits longer than this for a slow one.
LINGER_SECONDS = 0.05
_Moment = Callable[[], datetime]


class Mailroom:
    """Sends for one dispatcher, `worker`. `on_return` is called, in another thread, when an answer is there."""

    def __init__(
        self, app: Flask, ring: KeyRing, pool: Executor, *, worker: str, on_return: Callable[[], None] | None = None
    ) -> None:
        self._app, self._ring, self._worker = app, ring, worker
        self._couriers: Couriers[Claimed] = Couriers(pool, on_return=on_return)
        self._hosts = Hosts()
        self._under_way: set[int] = set()
        self._unwritten: list[tuple[Claimed, Outcome]] = []

    def round(self, now: datetime, moment: _Moment) -> int:
        """Send what is due and has room, and write down what is back; return how much was done.

        `moment` tells the time as it goes on from `now`: leases begin, and outcomes are written, by it.
        """
        done = self._write(0.0, moment)
        before = self._couriers.under_way
        done += self._send(now, moment)
        return done + self._write(LINGER_SECONDS, moment, down_to=before)

    def empty(self, now: datetime, moment: _Moment) -> int:
        """Send all that is due at `now`, wait for each answer, and write it down; return how much was done."""
        total = self._write(0.0, moment)
        while done := self._send(now, moment) + self._write(None, moment):
            total += done
        return total

    def close(self, moment: _Moment) -> None:
        """Wait for the answers of all that is under way, and write them down as they come. Nothing more sets out."""
        with self._app.app_context():
            while self._couriers.under_way:
                try:
                    self._write(1.0, moment)
                except DATABASE_AWAY as error:
                    log.error("Outcomes could not be written at the end: %s", type(error.orig).__name__)

    def _send(self, now: datetime, moment: _Moment) -> int:
        claimed = claim(
            self._ring, worker=self._worker, now=now, until=moment() + LEASE, chosen=lambda: self._chosen(now)
        )
        of = self._hosts.of
        ready = [(of(db.session(), item.channel, item.address), item, target_of(item)) for item in claimed]
        db.session.commit()
        for host, item, target in ready:
            self._under_way.add(item.id)
            self._couriers.send(host, item, partial(carry, self._app, target=target))
        db.session.expunge_all()
        return len(claimed)

    def _chosen(self, now: datetime) -> list[int]:
        rooms = self._couriers.rooms()
        return choose(db.session(), rooms, self._hosts, now=now, under_way=self._under_way)

    def _write(self, within: float | None, moment: _Moment, *, down_to: int = 0) -> int:
        back = self._couriers.returned(within=within, down_to=down_to)
        self._under_way -= {item.id for item, _ in back}
        self._unwritten += back
        if not self._unwritten:
            return 0
        try:
            finish(self._unwritten, worker=self._worker, now=moment())
        except DATABASE_AWAY:
            # The database is away: what came of them is still known, and written when it is back.
            raise
        except Exception:  # noqa: BLE001
            # One outcome that cannot be written must not take the others with it; its message is sent again.
            self._write_each(moment)
        done = len(self._unwritten)
        self._unwritten = []
        return done

    def _write_each(self, moment: _Moment) -> None:
        for pair in self._unwritten:
            try:
                finish([pair], worker=self._worker, now=moment())
            except DATABASE_AWAY:
                raise
            except Exception as error:  # noqa: BLE001
                log.error("An outcome could not be written: %s", type(error).__name__)
