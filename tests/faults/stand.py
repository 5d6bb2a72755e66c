"""A whole installation that can be hurt: real processes, a push service, reporters who try until they hear 201."""

import http.client
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from flask import Flask
from sqlalchemy import func, select

from nightlamp.accounts.queries import account_by_email
from nightlamp.alerts.models import Alert, Delivery
from nightlamp.app import create_app
from nightlamp.channels.actions import register_device
from nightlamp.cli import initialise
from nightlamp.core.clock import utc_now
from nightlamp.core.config import Settings, read_settings
from nightlamp.core.db import db, writing
from nightlamp.core.ids import normalise
from nightlamp.reports.models import Report
from tests.support import push_service
from tests.support.live import free_port
from tests.support.postgres import PostgresServer
from tests.support.push_phone import Phone
from tests.support.push_service import PushService
from tests.support.town import a_report, found_town

ROOT = Path(__file__).parents[2]
PER_SECOND = 25
PEOPLE = ("worker", "colleague", "county", "supervisor", "desk")


@dataclass(frozen=True)
class Outcome:
    """What became of the reports of one scenario: all but `reports` and `duplicates` must be nought.

    lost: answered with 201 and not stored · twice: stored more often than sent · silent: stored without an alert ·
    undelivered: an alert of which no phone has heard · duplicates: messages that a phone got again.
    """

    reports: int
    lost: int
    twice: int
    silent: int
    undelivered: int
    duplicates: int
    tries: int


@dataclass
class Stand:
    """The processes of one installation, the people's phones, and everything that reporters were told."""

    settings: Settings
    environment: dict[str, str]
    service: PushService
    server: PostgresServer | None
    phones: list[Phone] = field(default_factory=list)
    told: dict[str, str] = field(default_factory=dict)
    tries: int = 0
    _running: dict[str, "subprocess.Popen[bytes]"] = field(default_factory=dict)

    def start(self, name: str) -> None:
        """Start `web`, or a dispatcher (`dispatcher`, `dispatcher-2`, …), in a process group of its own."""
        command = [sys.executable, "-m", "nightlamp", name.split("-", maxsplit=1)[0]]
        with (self.settings.home / "processes.log").open("ab") as log:
            self._running[name] = subprocess.Popen(
                command, env=self.environment, cwd=ROOT, stdout=log, stderr=log, start_new_session=True
            )

    def set_clocks(self, seconds: float) -> None:
        """Set the clocks of web and dispatchers ahead of the machine's by so many seconds, while they run."""
        fresh = self.skew_file.with_suffix(".new")
        fresh.write_text(str(seconds))
        fresh.replace(self.skew_file)

    @property
    def skew_file(self) -> Path:
        """Where the processes read how far their clocks are ahead."""
        return Path(self.environment["NIGHTLAMP_TEST_SKEW_FILE"])

    def kill(self, name: str) -> None:
        """End a process and all its children with SIGKILL, as a power cut would."""
        process = self._running.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self) -> None:
        """End everything that runs."""
        for name in list(self._running):
            self.kill(name)

    def pids(self, name: str) -> int:
        """Return the process id of what runs under a name."""
        return self._running[name].pid

    def file(self, count: int, *, clients: int = 8) -> None:
        """Send so many reports at PER_SECOND; each is sent again, byte for byte, until it is answered with 201."""
        began, lock = time.monotonic(), threading.Lock()

        def one(number: int) -> None:
            time.sleep(max(0.0, began + number / PER_SECOND - time.monotonic()))
            body = a_report()
            reference, tries = self._until_201(json.dumps(body).encode())
            with lock:
                self.told[normalise(body["receipt"])] = reference
                self.tries += tries

        with ThreadPoolExecutor(clients) as pool:
            list(pool.map(one, range(count)))

    def _until_201(self, raw: bytes) -> tuple[str, int]:
        until, tries = time.monotonic() + 120, 0
        while time.monotonic() < until:
            tries += 1
            try:
                line = http.client.HTTPConnection("127.0.0.1", self.settings.port, timeout=15)
                line.request("POST", "/api/v1/reports", raw, {"Content-Type": "application/json"})
                answer = line.getresponse()
                body = answer.read()
                line.close()
                if answer.status == 201:
                    return str(json.loads(body)["reference"]), tries
                if answer.status < 500:
                    raise AssertionError(f"A report was refused: {answer.status} {body!r}")
            except (OSError, http.client.HTTPException):
                pass
            time.sleep(0.1)
        raise AssertionError("A report found nobody for two minutes.")

    def settle(self, *, seconds: float = 150.0) -> None:
        """Wait until every alert has reached a phone and nothing is left to be sent."""
        until = time.monotonic() + seconds
        app = create_app(self.settings)
        while time.monotonic() < until:
            try:
                if not self._waiting(app) and not self._unheard(app):
                    return
            except Exception as error:  # noqa: BLE001  (the database may be away: that is what is tried)
                sys.stderr.write(f"not yet: {type(error).__name__}\n")
            time.sleep(0.5)

    def outcome(self) -> Outcome:
        """Count what became of everything."""
        app = create_app(self.settings)
        unheard = self._unheard(app)
        tokens = Counter(message["token"] for phone in self.phones for message in phone.messages())
        with app.app_context():
            stored = list(db.session.execute(select(Report.reference)).scalars())
            alerts = set(db.session.execute(select(Alert.subject)).scalars())
            db.session.remove()
            db.engine.dispose()
        told = {reference.replace("-", "") for reference in self.told.values()}
        return Outcome(
            reports=len(self.told),
            lost=len(told - set(stored)),
            twice=len(stored) - len(told),
            silent=len(set(stored) - alerts),
            undelivered=len(unheard),
            duplicates=sum(count - 1 for count in tokens.values()),
            tries=self.tries,
        )

    def _waiting(self, app: Flask) -> int:
        with app.app_context():
            query = select(func.count()).select_from(Delivery).where(Delivery.state.in_(("pending", "sending")))
            found = db.session.execute(query).scalar_one()
            db.session.remove()
            db.engine.dispose()
        return found

    def _unheard(self, app: Flask) -> set[str]:
        heard = {message["alert"] for phone in self.phones for message in phone.messages()}
        with app.app_context():
            alerts = set(db.session.execute(select(Alert.uuid)).scalars())
            db.session.remove()
            db.engine.dispose()
        return alerts - heard


@contextmanager
def standing(home: Path, server: PostgresServer | None, *, name: str = "soak") -> Iterator[Stand]:
    """Found Xihu in `home`, on SQLite or in a database of `server`, each person with a phone; nothing runs yet."""
    with push_service.running() as service:
        settings, environment = _settings(home, service, server.create_database(name) if server else None)
        app = initialise(settings, kind="demo")
        stand = Stand(settings, environment, service, server)
        with app.app_context():
            found_town(app, utc_now, phones=False)
            stand.phones = [_phone(service, f"{person}@xihu.example") for person in PEOPLE]
            db.session.remove()
            db.engine.dispose()
        try:
            yield stand
        finally:
            stand.stop()
            if server:
                server.drop_database(name)


def cut_connections(server: PostgresServer, database: str) -> None:
    """Cut every connection to a database, as a failing network would."""
    query = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
    with psycopg.connect(server.url(), autocommit=True) as connection:
        connection.execute(query, [database])


def _settings(home: Path, service: PushService, url: str | None) -> tuple[Settings, dict[str, str]]:
    port = free_port()
    ours: dict[str, Any] = {
        "NIGHTLAMP_HOME": str(home),
        "NIGHTLAMP_PORT": str(port),
        "NIGHTLAMP_ORIGIN": f"http://localhost:{port}",
        "NIGHTLAMP_PUSH_HOSTS": service.origin,
        **({"DATABASE_URL": url} if url else {}),
    }
    skew = home.parent / "skew"
    skew.write_text("0")
    path = os.pathsep.join(str(ROOT / part) for part in ("backend", "tests/faults/skew"))
    return read_settings(ours), {**os.environ, **ours, "PYTHONPATH": path, "NIGHTLAMP_TEST_SKEW_FILE": str(skew)}


def _phone(service: PushService, email: str) -> Phone:
    account, phone = account_by_email(email), service.phone()
    assert account is not None
    subscription = phone.subscription()
    with writing() as session:
        register_device(
            session,
            account=account,
            endpoint=subscription["endpoint"],
            label="Phone",
            now=utc_now(),
            **subscription["keys"],
        )
    return phone
