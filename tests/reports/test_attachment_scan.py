"""With a virus scanner: nothing is shown before it was asked, and what it knows is never shown."""

import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from nightlamp.core.config import Settings
from nightlamp.dispatcher import Dispatcher
from tests.conftest import PretendClock
from tests.support import clamd, files
from tests.support.attaching import attach, attach_sealed
from tests.support.clamd import FakeClamd
from tests.support.rows import counts, grown
from tests.support.town import Town, a_report

pytestmark = pytest.mark.both_databases


@pytest.fixture
def daemon() -> Iterator[FakeClamd]:
    """A scanner."""
    with clamd.running() as running:
        yield running


@pytest.fixture
def settings(settings: Settings, daemon: FakeClamd) -> Settings:
    """Settings of an installation with a scanner."""
    return replace(settings, clamd=daemon.address)


def point_at(town: Town, address: str) -> None:
    """Let the application look for its scanner somewhere else."""
    town.app.extensions["nightlamp.settings"] = replace(town.app.extensions["nightlamp.settings"], clamd=address)


def nowhere() -> str:
    """Return an address at which nobody listens."""
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{nobody.getsockname()[1]}"


def only_file(town: Town, reference: str) -> dict[str, Any]:
    (item,) = town.get("worker", f"/reports/{reference}").json["attachments"]
    return dict(item)


def test_what_is_clean_is_shown_and_what_is_known_is_kept_sealed(town: Town, daemon: FakeClamd) -> None:
    body = a_report()
    reference = town.file(**body)
    town.rung()
    assert attach(town, body["receipt"], files.pdf(inside=clamd.BAD)).status_code == 201
    bad = only_file(town, reference)
    assert (bad["state"], bad["may_open"]) == ("blocked", False)
    for person in ("worker", "supervisor"):
        answer = town.get(person, f"/reports/{reference}/attachments/{bad['id']}")
        assert (answer.status_code, answer.json["code"]) == (409, "file_blocked")
    attach_sealed(town, body["receipt"], files.pdf())
    good = town.get("worker", f"/reports/{reference}").json["attachments"][1]
    assert (good["state"], good["may_open"]) == ("ready", True)
    assert daemon.seen == [files.pdf(inside=clamd.BAD), files.pdf()]


def test_while_the_scanner_is_away_files_are_taken_and_not_shown(
    town: Town, daemon: FakeClamd, clock: PretendClock
) -> None:
    body = a_report()
    reference = town.file(**body)
    town.rung()
    point_at(town, nowhere())
    assert attach_sealed(town, body["receipt"], files.pdf()).status_code == 201
    item = only_file(town, reference)
    path = f"/reports/{reference}/attachments/{item['id']}"
    assert (item["state"], item["may_open"]) == ("unscanned", False)
    assert town.get("worker", path).json["code"] == "file_unscanned"
    clock.forward(minutes=1)
    town.dispatcher.tick(clock())
    assert only_file(town, reference)["state"] == "unscanned"
    version = town.get("worker", f"/reports/{reference}").json["version"]
    assert "files_not_scanned" not in town.client.get("/healthz").json["faults"]
    clock.forward(minutes=10)
    assert "files_not_scanned" in town.client.get("/healthz").json["faults"]
    point_at(town, daemon.address)
    before = counts()
    town.dispatcher.tick(clock())
    assert grown(before)["audit_event"] >= 1
    assert (only_file(town, reference)["state"], town.get("worker", path).data) == ("ready", files.pdf())
    assert town.get("worker", f"/reports/{reference}").json["version"] == version + 1
    assert "files_not_scanned" not in town.client.get("/healthz").json["faults"]
    town.dispatcher.tick(clock.forward(minutes=1))
    assert len(daemon.seen) == 1
    town.rung()


def test_a_file_that_waited_is_blocked_when_the_scanner_knows_it(
    town: Town, daemon: FakeClamd, clock: PretendClock
) -> None:
    body = a_report()
    reference = town.file(**body)
    town.rung()
    daemon.answer = b""
    assert attach(town, body["receipt"], files.pdf(inside=clamd.BAD)).status_code == 201
    daemon.answer = None
    town.dispatcher.tick(clock.forward(minutes=1))
    assert only_file(town, reference)["state"] == "blocked"
    town.rung()


def test_a_scanner_that_hangs_keeps_no_alert_waiting(
    town: Town, daemon: FakeClamd, clock: PretendClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    body, asked, let_go = a_report(), threading.Event(), threading.Event()
    reference = town.file(**body)
    daemon.answer = b""
    attach(town, body["receipt"], files.pdf())

    def hang(content: bytes) -> bytes:
        asked.set()
        let_go.wait()
        return b"stream: OK\0"

    monkeypatch.setattr(daemon, "verdict", hang)
    dispatcher = Dispatcher(town.app)
    dispatcher.tick(clock.forward(minutes=1), waits=False)
    assert asked.wait(60)
    town.file(danger_now="unknown")
    clock.forward(minutes=1)
    for _ in range(100):
        dispatcher.tick(clock(), waits=False)
        if len(town.phones.sent) == 2:
            break
    assert len(town.phones.sent) == 2, "the second alert rings while the scanner hangs"
    let_go.set()
    dispatcher.tick(clock())
    assert only_file(town, reference)["state"] == "ready"
    assert town.rung() == ["worker", "worker"]
