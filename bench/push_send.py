"""Encrypt-and-send: our sender beside pywebpush as its manual uses it, one thread each, in turn, in one run."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pywebpush
from cryptography.hazmat.primitives.asymmetric import ec
from tests.support.push_phone import Phone

from bench.figures import Table
from bench.servers import ROOT
from nightlamp.channels.message import Message
from nightlamp.channels.webpush.payload import plain_payload
from nightlamp.channels.webpush.sender import WebPushSender
from nightlamp.channels.webpush.target import read_target
from nightlamp.core.clock import utc_now
from nightlamp.core.keys import KeyRing, make_missing_keys

ROUNDS, MESSAGES, WARM_UP = 8, 250, 20
CONTACT, ORIGIN = "mailto:operator@nightlamp.example", "https://nightlamp.example"


@dataclass
class Spent:
    """What one sender's messages took: how many, seconds by the clock, seconds of this process's processor time."""

    messages: int = 0
    seconds: float = 0.0
    cpu_seconds: float = 0.0

    def per_second(self) -> float:
        """Return messages a second."""
        return self.messages / self.seconds

    def cpu_ms(self) -> float:
        """Return milliseconds of processor time for one message."""
        return 1000 * self.cpu_seconds / self.messages


def run() -> Table:
    """Compare at full size."""
    return compared(rounds=ROUNDS, messages=MESSAGES)


def compared(*, rounds: int, messages: int) -> Table:
    """Send `messages` by each sender in each of `rounds`; the one that begins changes with the round."""
    with tempfile.TemporaryDirectory(prefix="nightlamp-bench-") as folder, sink() as origin:
        phone = Phone(origin, [], "bench", ec.generate_private_key(ec.SECP256R1()), os.urandom(16))
        sends = (our_send(Path(folder), phone), their_send(Path(folder), phone))
        spent = (Spent(), Spent())
        for send in sends:
            _spend(send, Spent(), min(WARM_UP, messages))
        for number in range(rounds):
            for which in (0, 1) if number % 2 == 0 else (1, 0):
                _spend(sends[which], spent[which], messages)
    return _table(*spent)


def our_send(folder: Path, phone: Phone) -> Callable[[], None]:
    """Return what sends one message by our sender, all of it: judged, padded, sealed, signed, posted."""
    ring = _ring(folder)
    sender = WebPushSender(ring, contact=CONTACT, public_origin=ORIGIN, listed={phone.origin})
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
def sink() -> Iterator[str]:
    """Run the push service that takes everything in a process of its own; give its origin."""
    command = [sys.executable, "-m", "bench.push_sink"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().removeprefix("ready ").strip()
        finally:
            process.terminate()


def _spend(send: Callable[[], None], spent: Spent, messages: int) -> None:
    began, cpu = time.perf_counter(), time.process_time()
    for _ in range(messages):
        send()
    spent.cpu_seconds += time.process_time() - cpu
    spent.seconds += time.perf_counter() - began
    spent.messages += messages


def _table(ours: Spent, theirs: Spent) -> Table:
    table = Table(f"Encrypt and send, {ours.messages:,} messages each, one thread, plain HTTP on the loopback")
    table.add("Nightlamp, messages", ours.per_second(), "1/s")
    table.add("pywebpush, messages", theirs.per_second(), "1/s")
    table.add("Nightlamp ÷ pywebpush, messages", ours.per_second() / theirs.per_second(), "", at_least=5)
    table.add("Nightlamp, CPU a message", ours.cpu_ms(), "ms")
    table.add("pywebpush, CPU a message", theirs.cpu_ms(), "ms")
    table.add("pywebpush ÷ Nightlamp, CPU", theirs.cpu_ms() / ours.cpu_ms(), "", at_least=5)
    table.notes.append(f"load of the machine {os.getloadavg()[0]:.1f}; CPU is the sending process's alone")
    return table


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
