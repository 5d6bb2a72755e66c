"""What has come to a stop is seen: /healthz turns red, and the watcher outside is told nothing, until it goes on."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from nightlamp.alerts.models import Alert
from nightlamp.channels.senders import EXTENSION, Message, Outcome
from nightlamp.core.config import Settings
from nightlamp.core.db import db, writing
from nightlamp.dispatcher import Dispatcher
from tests.conftest import PretendClock
from tests.faults.short.case import ground_of
from tests.faults.stand.standing import standing
from tests.support.town import Town
from tests.support.watcher import Watcher, watching

pytestmark = pytest.mark.both_databases
GRACE = timedelta(minutes=2)


@pytest.fixture
def watcher() -> Iterator[Watcher]:
    with watching() as watcher:
        yield watcher


@pytest.fixture
def settings(settings: Settings, watcher: Watcher) -> Settings:
    return replace(settings, dead_man_url=watcher.url)


@pytest.fixture
def dispatcher(town: Town) -> Iterator[Dispatcher]:
    """A dispatcher of its own, whose calls to the watcher are done when it is looked at."""
    with ThreadPoolExecutor(4) as pool:
        yield Dispatcher(town.app, pool=pool)


def red(town: Town) -> list[str]:
    """Return what /healthz finds wrong; it must answer 503 exactly when that is something."""
    db.session.rollback()
    answer = town.client.get("/healthz")
    assert answer.status_code == (503 if answer.json["faults"] else 200)
    found: list[str] = answer.json["faults"]
    return found


def unset_next(town: Town, clock: PretendClock) -> None:
    with writing() as session:
        session.execute(update(Alert).values(next_at=None))


def wait_for_nobody(town: Town, clock: PretendClock) -> None:
    clock.forward(minutes=2, seconds=1)


def ring_everybody(town: Town, clock: PretendClock) -> None:
    for _ in range(8):
        town.rung()
        clock.forward(minutes=5)
    town.rung()


STOPS: list[tuple[Callable[[Town, PretendClock], None], list[str]]] = [
    (unset_next, ["alert_without_next"]),
    (wait_for_nobody, ["delivery_overdue"]),
    (ring_everybody, ["urgent_unanswered"]),
]


@pytest.mark.parametrize(("stop", "faults"), STOPS)
def test_each_fault_alone_turns_healthz_red(
    town: Town, clock: PretendClock, stop: Callable[[Town, PretendClock], None], faults: list[str]
) -> None:
    town.file(danger_now="yes")
    assert red(town) == []
    stop(town, clock)
    assert red(town) == faults
    if faults != ["urgent_unanswered"]:
        with writing() as session:
            session.execute(update(Alert).values(next_at=clock()))
        town.rung()
        assert red(town) == []


def test_the_dispatcher_says_so_in_its_log_once_a_minute(
    town: Town, clock: PretendClock, caplog: pytest.LogCaptureFixture
) -> None:
    town.file()
    unset_next(town, clock)
    for _ in range(6):
        assert set(town.rung()) <= {"worker"}
        clock.forward(seconds=20)
    assert caplog.messages.count("Self-audit: alert_without_next") == 2


def test_a_p0_that_nobody_answers_is_green_again_when_somebody_has_it(town: Town, clock: PretendClock) -> None:
    town.file(danger_now="yes")
    ring_everybody(town, clock)
    assert red(town) == ["urgent_unanswered"]
    alert = town.get("worker", "/alerts").json["items"][0]["id"]
    assert town.put("worker", f"/alerts/{alert}/acknowledgement").status_code == 200
    assert red(town) == []


class _Stuck:
    """A sender that never answers until it is let go, as a resolver or a mail server may."""

    def __init__(self) -> None:
        self.reached, self.let_go = threading.Event(), threading.Event()

    def send(self, _target: Any, _message: Message) -> Outcome:
        self.reached.set()
        self.let_go.wait()
        return Outcome("sent", "http_201")


@pytest.fixture
def stuck(town: Town, dispatcher: Dispatcher) -> Iterator[_Stuck]:
    """Every push service is stuck, until the test lets go or ends."""
    stuck = _Stuck()
    yield stuck
    stuck.let_go.set()


def test_a_dispatcher_that_hangs_in_the_middle_of_a_cycle_is_seen(
    town: Town, clock: PretendClock, dispatcher: Dispatcher, stuck: _Stuck
) -> None:
    dispatcher.tick(clock())
    town.app.extensions[EXTENSION] = {"webpush": stuck}
    town.file(danger_now="yes")
    hangs = threading.Thread(target=dispatcher.tick, args=[clock()])
    hangs.start()
    try:
        assert stuck.reached.wait(60)
        assert red(town) == []
        clock.forward(minutes=4, seconds=1)
        assert red(town) == ["alert_overdue", "delivery_overdue"]
    finally:
        stuck.let_go.set()
        hangs.join()
    dispatcher.tick(clock())
    assert red(town) == []


def test_one_whose_messages_never_come_back_goes_on_and_tells_nobody_that_all_is_well(
    town: Town, clock: PretendClock, dispatcher: Dispatcher, stuck: _Stuck, watcher: Watcher
) -> None:
    dispatcher.tick(clock())
    while not watcher.asked:
        time.sleep(0.01)
    town.app.extensions[EXTENSION] = {"webpush": stuck}
    town.file(danger_now="unknown")
    dispatcher.tick(clock(), waits=False)
    clock.forward(minutes=3)
    dispatcher.tick(clock(), waits=False)
    assert red(town) == ["delivery_overdue"]
    stuck.let_go.set()
    dispatcher.tick(clock())
    assert red(town) == []
    assert len(watcher.asked) == 1, "it was not well, so nobody was told"


def test_healthz_answers_while_a_dispatcher_hangs_in_a_transaction(town: Town, clock: PretendClock) -> None:
    town.file(danger_now="yes")
    inside, let_go = threading.Event(), threading.Event()

    def hang() -> None:
        with town.app.app_context(), writing() as session:
            session.execute(update(Alert).values(step=0))
            inside.set()
            let_go.wait()

    thread = threading.Thread(target=hang)
    thread.start()
    try:
        assert inside.wait(60)
        clock.forward(minutes=5)
        assert red(town) == ["alert_overdue", "delivery_overdue"]
    finally:
        let_go.set()
        thread.join()
    town.rung()


@pytest.mark.lengthy
def test_a_dispatcher_that_is_frozen_turns_healthz_red_and_silences_the_watcher(
    database: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    ground, server = ground_of(database, request)
    with watching() as watcher, standing(tmp_path, ground, server, name="frozen") as stand:
        stand.environment["NIGHTLAMP_DEAD_MAN_URL"] = watcher.url
        stand.open()
        stand.wait_for(lambda: bool(watcher.asked), "all is well, and the watcher is told")
        with stand.frozen("dispatcher"):
            stand.file(1, danger_now="yes")
            assert stand.ask("GET", "/healthz")[0] == 200
            told = len(watcher.asked)
            stand.set_clocks(300)
            status, body = stand.ask("GET", "/healthz")
            assert (status, json.loads(body)["faults"]) == (503, ["alert_overdue", "delivery_overdue"])
        stand.settle(hurries=False)
        stand.wait_for(lambda: stand.ask("GET", "/healthz")[0] == 200, "it goes on, and /healthz is green again")
        stand.set_clocks(360)
        stand.wait_for(lambda: len(watcher.asked) > told, "the watcher is told again")
