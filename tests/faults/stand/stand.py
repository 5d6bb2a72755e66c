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
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from flask import Flask
from sqlalchemy.orm import Session

from nightlamp.core.config import Settings
from nightlamp.core.db import writing
from nightlamp.core.ids import normalise
from tests.faults.stand.outcome import Clocks, Harm, Heard, Outcome, Stored, duplicates, let_go, stored
from tests.support.postgres import PostgresServer
from tests.support.push_service import PushService
from tests.support.town import a_report

ROOT = Path(__file__).parents[3]
PER_SECOND, _CLIENTS = 25, 8
# Past a lease, or the longest pause between two tries.
_PAST_A_LEASE = 61.0


@dataclass
class Stand:
    """The processes of one installation, the people's phones, and everything that reporters were told.

    `other` is a second push service, which is always well. With `hurries` the clocks are set ahead past leases and
    pauses when all else is done, so that a short run need not wait for them.
    """

    app: Flask
    settings: Settings
    environment: dict[str, str]
    service: PushService
    other: PushService
    server: PostgresServer | None
    hurries: bool = False
    accounts: dict[str, str] = field(default_factory=dict)
    township: str = ""
    phones: dict[str, Heard] = field(default_factory=dict)
    told: dict[str, str] = field(default_factory=dict)
    answers: "Counter[int]" = field(default_factory=Counter)
    hurt: int = 0
    clocks: Clocks = field(default_factory=Clocks)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _harms: list[Harm] = field(default_factory=list)
    _before: set[str] = field(default_factory=set)
    _since: float = 0.0
    _settled: Stored | None = None
    _running: dict[str, "subprocess.Popen[bytes]"] = field(default_factory=dict)

    def begin(self) -> None:
        """Forget what was until now: the next outcome is about what follows."""
        self.told, self.answers, self.hurt = {}, Counter(), 0
        self._settled = None
        self._harms, self._before, self._since = [], set(stored(self.app).reports), time.time()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Change rows of the database, in one unit."""
        with self.app.app_context():
            try:
                with writing() as session:
                    yield session
            finally:
                let_go()

    # --- processes ---

    def start(self, *names: str) -> None:
        """Start `web` or dispatchers (`dispatcher`, `dispatcher-2`, …), each in a process group of its own."""
        for name in names:
            if name in self._running:
                continue
            command = [sys.executable, "-m", "nightlamp", name.split("-", maxsplit=1)[0]]
            with (self.settings.home / "processes.log").open("ab") as log:
                self._running[name] = subprocess.Popen(
                    command, env=self.environment, cwd=ROOT, stdout=log, stderr=log, start_new_session=True
                )

    def open(self, *names: str) -> None:
        """Start web and dispatchers as far as they do not run, and wait until all are at work."""
        fresh = [name for name in names or ("dispatcher",) if name not in self._running]
        before = self._begun()
        self.start("web", *fresh)
        self.wait_for(self.answers_requests, "web answers")
        self.wait_for(lambda: self._begun() >= before + len(fresh), "the dispatchers run")

    def _begun(self) -> int:
        log = self.settings.home / "processes.log"
        return log.read_text().count(" runs.") if log.exists() else 0

    def kill(self, *names: str) -> None:
        """End processes and all their children with SIGKILL, as a power cut would."""
        ended = [self._running.pop(name) for name in names]
        for process in ended:
            os.killpg(process.pid, signal.SIGKILL)
        for process in ended:
            process.wait()

    @contextmanager
    def frozen(self, name: str) -> Iterator[None]:
        """Stop a process in the middle of whatever it does, and let it go on when the block ends."""
        os.killpg(self.pid(name), signal.SIGSTOP)
        try:
            yield
        finally:
            os.killpg(self.pid(name), signal.SIGCONT)

    def stop(self) -> None:
        """End everything that runs."""
        self.kill(*self.running)

    @property
    def running(self) -> list[str]:
        """The names of what runs."""
        return list(self._running)

    def pid(self, name: str) -> int:
        """Return the process id of what runs under a name; it is that of its process group, too."""
        return self._running[name].pid

    @contextmanager
    def harm(self) -> Iterator[None]:
        """Count the block as harm that may have kept a dispatcher from writing down what it had sent."""
        begins = time.time()
        try:
            yield
        finally:
            self.hurt += 1
            self._harms.append(Harm(begins, time.time()))

    def set_clocks(self, seconds: float) -> None:
        """Set the clocks of web and dispatchers ahead of the machine's by so many seconds, while they run."""
        skew = Path(self.environment["NIGHTLAMP_TEST_SKEW_FILE"])
        fresh = skew.with_suffix(".new")
        fresh.write_text(str(seconds))
        self.clocks.steps.append((time.time(), seconds))
        fresh.replace(skew)

    # --- reporters ---

    def file(self, count: int, *, lasts: float = 0.0, **changes: object) -> list[str]:
        """Send so many reports, each again, byte for byte, until 201; return their references.

        At PER_SECOND, or fewer a second so that it `lasts` so many seconds. Each comes from an address of its own:
        many from one would be a flood, and bundled.
        """
        began, pause = time.monotonic(), max(1 / PER_SECOND, lasts / max(count, 1))

        def one(number: int) -> str:
            time.sleep(max(0.0, began + number * pause - time.monotonic()))
            body = a_report(**changes)
            reference = self._until_201(json.dumps(body).encode(), source=f"198.18.{number >> 8}.{number & 255}")
            with self._lock:
                self.told[normalise(body["receipt"])] = reference
            return reference

        with ThreadPoolExecutor(_CLIENTS) as pool:
            return list(pool.map(one, range(count)))

    def ask(self, method: str, path: str, raw: bytes | None = None, *, source: str = "") -> tuple[int, bytes]:
        """Make one request, from `source` as a proxy would tell; return status and body, 0 when nobody answered."""
        line = http.client.HTTPConnection("127.0.0.1", self.settings.port, timeout=15)
        try:
            from_where = {"X-Forwarded-For": source} if source else {}
            line.request(method, path, raw, from_where | ({"Content-Type": "application/json"} if raw else {}))
            answer = line.getresponse()
            return answer.status, answer.read()
        except (OSError, http.client.HTTPException):
            return 0, b""
        finally:
            line.close()

    def answers_requests(self) -> bool:
        """Tell whether web answers."""
        return self.ask("GET", "/readyz")[0] != 0

    @property
    def refused(self) -> int:
        """How often a report was answered that nothing was stored."""
        return sum(count for status, count in self.answers.items() if status >= 500)

    def _until_201(self, raw: bytes, *, source: str) -> str:
        until = time.monotonic() + 180
        while time.monotonic() < until:
            status, body = self.ask("POST", "/api/v1/reports", raw, source=source)
            with self._lock:
                self.answers[status] += 1
            if status == 201:
                return str(json.loads(body)["reference"])
            if 0 < status < 500:
                raise AssertionError(f"A report was refused: {status} {body!r}")
            time.sleep(0.1)
        raise AssertionError(f"A report found nobody for three minutes: {dict(self.answers)}")

    # --- what became of it ---

    def wait_for(self, happened: Callable[[], bool], what: str, *, seconds: float = 120.0) -> None:
        """Wait until something is true. Raises AssertionError when it never is."""
        until = time.monotonic() + seconds
        while not happened():
            if time.monotonic() > until:
                raise AssertionError(f"In vain: {what}")
            time.sleep(0.05)

    def wait_for_messages(self, count: int, *, seconds: float) -> None:
        """Wait until so many more messages have come to the push service, or the time is over."""
        until, before = time.monotonic() + seconds, len(self.service.posts)
        while len(self.service.posts) < before + count and time.monotonic() < until:
            time.sleep(0.005)

    def settle(self, *, seconds: float = 180.0, hurries: bool | None = None) -> None:
        """Wait until every alert has reached a phone and nothing is left to be sent, or `seconds` are over.

        What it saw last counts as what is left: alerts that nobody takes climb on, and soon more is to be sent.
        It hurries only once nothing has come for three seconds and no dispatcher that lives holds a message: whoever
        is still sending, however slowly, holds a lease by right.
        """
        until, patience, came = time.monotonic() + seconds, time.monotonic() + 3.0, 0
        while time.monotonic() < until:
            if came != (came := len(self.service.posts) + len(self.other.posts)):
                patience = time.monotonic() + 3.0
            try:
                found = self._settled = stored(self.app)
                if not found.waiting and not self._unheard(found):
                    return
                if found.holders & {process.pid for process in self._running.values()}:
                    patience = time.monotonic() + 3.0
            except Exception as error:  # noqa: BLE001  (the database may be away: that is what is tried)
                sys.stderr.write(f"not yet: {type(error).__name__}\n")
            if (self.hurries if hurries is None else hurries) and time.monotonic() > patience:
                patience += 3.0
                self.set_clocks(self.clocks.steps[-1][1] + _PAST_A_LEASE)
            time.sleep(0.3)

    def heard(self) -> dict[str, set[str]]:
        """Return by person the subjects of the alerts that their phone has got."""
        subjects = stored(self.app).alerts
        return {
            who: {subjects[message["alert"]] for _, message in phone.messages() if message["alert"] in subjects}
            for who, phone in self.phones.items()
        }

    def _unheard(self, found: Stored) -> set[str]:
        heard = {message["alert"] for phone in self.phones.values() for _, message in phone.messages()}
        return set(found.alerts) - heard

    def outcome(self) -> Outcome:
        """Count what became of everything since `begin`."""
        found = stored(self.app)
        fresh = [reference for reference in found.reports if reference not in self._before]
        told = {reference.replace("-", "") for reference in self.told.values()}
        again, unexplained = duplicates(self.phones.values(), self._harms, self.clocks, since=self._since)
        return Outcome(
            reports=len(self.told),
            hurt=self.hurt,
            lost=len(told - set(found.reports)),
            twice=len(fresh) - len(told),
            silent=len(set(fresh) - set(found.alerts.values())),
            undelivered=len(self._unheard(found) | (self._settled or found).waiting),
            duplicates=again,
            unexplained=unexplained,
            tries=self.answers.total(),
        )
