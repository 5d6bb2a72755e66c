"""Encrypt-and-send over TLS: our sender beside pywebpush as its manual uses it, one thread each, in turn, in one run.

A third measure is the dispatcher's own way: its threads, kept connections, a push service that is 50 ms away.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pywebpush
from cryptography.hazmat.primitives.asymmetric import ec
from tests.support.certificates import self_signed
from tests.support.push_phone import Phone

from bench.figures import Table
from bench.servers import ROOT
from nightlamp.channels.message import Message
from nightlamp.channels.webpush.connections import Connections, strict_tls
from nightlamp.channels.webpush.payload import plain_payload
from nightlamp.channels.webpush.sender import WebPushSender
from nightlamp.channels.webpush.target import read_target
from nightlamp.core.clock import utc_now
from nightlamp.core.keys import KeyRing, make_missing_keys

ROUNDS, MESSAGES, WARM_UP = 8, 150, 20
THREADS, AWAY_SECONDS = 32, 0.05
CONTACT, ORIGIN = "mailto:operator@nightlamp.example", "https://nightlamp.example"


@dataclass
class Spent:
    """What one sender's messages took: how many, seconds by the clock, seconds of this process's processor time."""

    messages: int = 0
    seconds: float = 0.0
    cpu_seconds: float = 0.0

    def per_second(self) -> float:
        """Return messages a second by the clock."""
        return self.messages / self.seconds

    def per_core_second(self) -> float:
        """Return messages for each second of processor time."""
        return self.messages / self.cpu_seconds


def run() -> Table:
    """Compare at full size."""
    return compared(rounds=ROUNDS, messages=MESSAGES)


def compared(*, rounds: int, messages: int) -> Table:
    """Send `messages` by each sender in each of `rounds`; the one that begins changes with the round."""
    with tempfile.TemporaryDirectory(prefix="nightlamp-bench-") as name:
        folder = Path(name)
        certificate = self_signed(folder, "localhost", "127.0.0.1")
        with sink(certificate) as origin, _trusted(certificate):
            sends = (our_send(folder, _phone(origin), certificate), their_send(folder, _phone(origin)))
            spent = _in_turn(sends, rounds=rounds, messages=messages)
        with sink(certificate, AWAY_SECONDS) as origin:
            together = _together(our_send(folder, _phone(origin), certificate), rounds * messages)
    return _table(*spent, together)


def _in_turn(sends: tuple[Callable[[], None], ...], *, rounds: int, messages: int) -> tuple[Spent, Spent]:
    spent = (Spent(), Spent())
    for send in sends:
        _spend(send, Spent(), min(WARM_UP, messages))
    for number in range(rounds):
        for which in (0, 1) if number % 2 == 0 else (1, 0):
            _spend(sends[which], spent[which], messages)
    return spent


def _together(send: Callable[[], None], messages: int) -> Spent:
    """Send from as many threads as a dispatcher has, the making of their connections included."""
    spent = Spent()
    with ThreadPoolExecutor(THREADS) as pool:
        _spend(lambda: list(pool.map(lambda _: send(), range(messages))), spent, 1)
    spent.messages = messages
    return spent


def our_send(folder: Path, phone: Phone, certificate: Path | None = None) -> Callable[[], None]:
    """Return what sends one message by our sender, all of it: judged, padded, sealed, signed, posted."""
    ring, tls = _ring(folder), strict_tls()
    if certificate:
        tls.load_verify_locations(certificate)
    sender = WebPushSender(
        ring, contact=CONTACT, public_origin=ORIGIN, listed={phone.origin}, connections=Connections(tls=tls)
    )
    told = phone.subscription()
    key_id = ring.current_pair("vapid")[0]
    target = read_target(told["endpoint"], **told["keys"], vapid_key_id=key_id, listed={phone.origin})

    def send() -> None:
        outcome = sender.send(target, _message())
        assert outcome.kind == "sent", outcome

    return send


def their_send(folder: Path, phone: Phone) -> Callable[[], None]:
    """Return what sends the same bytes by `pywebpush.webpush`, as the first example of its manual does."""
    ring = _ring(folder)
    private_key = str(ring.directory / "vapid" / f"{ring.current_pair('vapid')[0]}.pem")
    told, data = phone.subscription(), plain_payload(_message(), public_origin=ORIGIN)

    def send() -> None:
        answer = pywebpush.webpush(
            subscription_info=told, data=data, vapid_private_key=private_key, vapid_claims={"sub": CONTACT}
        )
        assert answer.status_code == 201

    return send


@contextmanager
def sink(certificate: Path, seconds: float = 0.0) -> Iterator[str]:
    """Run the push service that takes everything in a process of its own; give its origin."""
    command = [sys.executable, "-m", "bench.push_sink", str(certificate), str(seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().removeprefix("ready ").strip()
        finally:
            process.terminate()


@contextmanager
def _trusted(certificate: Path) -> Iterator[None]:
    """Let `requests`, and so pywebpush, believe our certificate by the way that its manual gives."""
    before = os.environ.get("REQUESTS_CA_BUNDLE")
    os.environ["REQUESTS_CA_BUNDLE"] = str(certificate)
    try:
        yield
    finally:
        del os.environ["REQUESTS_CA_BUNDLE"]
        if before is not None:
            os.environ["REQUESTS_CA_BUNDLE"] = before


def _spend(send: Callable[[], object], spent: Spent, messages: int) -> None:
    began, cpu = time.perf_counter(), time.process_time()
    for _ in range(messages):
        send()
    spent.cpu_seconds += time.process_time() - cpu
    spent.seconds += time.perf_counter() - began
    spent.messages += messages


def _table(ours: Spent, theirs: Spent, together: Spent) -> Table:
    table = Table(f"Encrypt and send over TLS, {ours.messages:,} messages each, one thread")
    table.add("Nightlamp", ours.per_core_second(), "a core-second")
    table.add("pywebpush", theirs.per_core_second(), "a core-second")
    ratio = ours.per_core_second() / theirs.per_core_second()
    table.add("Nightlamp ÷ pywebpush, by CPU", ratio, "", at_least=5)
    table.add("Nightlamp, by the clock", ours.per_second(), "1/s")
    table.add("pywebpush, by the clock", theirs.per_second(), "1/s")
    table.add("Nightlamp ÷ pywebpush, by the clock", ours.per_second() / theirs.per_second(), "", at_least=5)
    away = f"{THREADS} threads, service {1000 * AWAY_SECONDS:.0f} ms away"
    table.add(f"Nightlamp, {away}", together.per_core_second(), "a core-second")
    table.add(f"Nightlamp, {away}", together.per_second(), "1/s")
    table.notes += [
        "ours keeps its connections; pywebpush.webpush() as in its manual opens one for each message",
        "it trusts our one certificate, which costs it less than the usual list of some 140",
        f"CPU is the sending process's alone; load of the machine {os.getloadavg()[0]:.1f}",
    ]
    return table


def _phone(origin: str) -> Phone:
    return Phone(origin, [], "bench", ec.generate_private_key(ec.SECP256R1()), os.urandom(16))


def _ring(folder: Path) -> KeyRing:
    make_missing_keys(folder)
    return KeyRing(folder)


def _message() -> Message:
    return Message(
        alert="01J9Z6T4QH8W2K5N7R3V1X0YBC",
        kind="alert",
        urgency="P0",
        at=utc_now(),
        token="t" * 43,
        language="zh-CN",
        ttl_seconds=3600,
    )
