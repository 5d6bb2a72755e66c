"""The mailroom: nobody waits for a host that hangs, the most urgent goes first, and no outcome is forgotten."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, event, func, select, update
from sqlalchemy.exc import OperationalError

from nightlamp.alerts.engine.mailroom import Mailroom
from nightlamp.alerts.engine.sending.choosing import Hosts, choose
from nightlamp.alerts.engine.sending.couriers import Rooms
from nightlamp.alerts.models import Alert, Delivery
from nightlamp.channels.senders import EXTENSION, Message, Outcome
from nightlamp.core.db import db, writing
from nightlamp.core.ids import new_key
from nightlamp.dispatcher import Dispatcher
from tests.conftest import PretendClock
from tests.support.town import Town

pytestmark = pytest.mark.both_databases
ELSEWHERE = "https://fcm.googleapis.com"


@dataclass
class HangingSender:
    """Gets no answer from ELSEWHERE until it is let go; every other host answers at once."""

    heard: list[str] = field(default_factory=list)
    hung: list[str] = field(default_factory=list)
    let_go: threading.Event = field(default_factory=threading.Event)

    def send(self, target: Any, message: Message) -> Outcome:
        """Hang, or note that the message was heard."""
        if target.endpoint.startswith(ELSEWHERE):
            self.hung.append(message.alert)
            self.let_go.wait()
        self.heard.append(target.endpoint.rsplit("/", 1)[1])
        return Outcome("sent", "http_201")


@pytest.fixture
def hanging(town: Town) -> Iterator[HangingSender]:
    """A town in which whoever is on duty in the township has a second phone, at a host that hangs."""
    sender = HangingSender()
    town.app.extensions[EXTENSION] = {"webpush": sender}
    with writing():
        town.give_phone(town.people["worker"].account, f"{ELSEWHERE}/worker-elsewhere")
    yield sender
    sender.let_go.set()


def states() -> dict[str, int]:
    db.session.rollback()
    query = select(Delivery.state, func.count()).group_by(Delivery.state)
    return {state: count for state, count in db.session.execute(query)}


def run(dispatcher: Dispatcher, clock: PretendClock, *, until: Callable[[], bool]) -> None:
    """Run cycles that wait for nobody until something has happened."""
    for _ in range(100):
        dispatcher.tick(clock(), waits=False)
        if until():
            return
    raise AssertionError("It never happens.")


def test_nobody_waits_for_a_host_that_hangs(town: Town, clock: PretendClock, hanging: HangingSender) -> None:
    for _ in range(50):
        town.file(danger_now="unknown")
    dispatcher = Dispatcher(town.app)
    run(dispatcher, clock, until=lambda: states().get("sent") == 50)
    assert len(hanging.hung) == 32, "a host that hangs gets half of all couriers, never all"
    town.file(danger_now="yes")
    run(dispatcher, clock, until=lambda: states().get("sent") == 52)
    assert sorted(hanging.heard[50:]) == ["county", "worker"], "what is filed now does not wait either"
    assert states() == {"sent": 52, "sending": 32, "pending": 19}
    hanging.let_go.set()
    dispatcher.tick(clock())
    assert states() == {"sent": 103}
    assert hanging.heard.count("worker-elsewhere") == 51


def test_one_that_is_told_to_stop_writes_down_what_it_has_sent(
    town: Town, clock: PretendClock, hanging: HangingSender
) -> None:
    town.file(danger_now="unknown")
    ring = town.app.extensions["nightlamp.keys"]
    with ThreadPoolExecutor(2) as pool:
        mailroom = Mailroom(town.app, ring, pool, worker="one that is stopped")
        while states().get("sent") != 1:
            mailroom.round(clock(), clock)
        assert states() == {"sent": 1, "sending": 1}
        hanging.let_go.set()
        mailroom.close(clock)
    assert states() == {"sent": 2}


def test_the_most_urgent_goes_first_and_then_what_has_waited_longest(town: Town, clock: PretendClock) -> None:
    for urgency in ("P3", "P2", "P1", "P0"):
        town.file()
        with writing() as session:
            newest = select(func.max(Alert.id)).scalar_subquery()
            session.execute(update(Alert).where(Alert.id == newest).values(urgency=urgency))
        clock.forward(seconds=1)
    query = select(Delivery.id, Alert.urgency).join(Alert, Alert.id == Delivery.alert_id)
    by_alert = {delivery: urgency for delivery, urgency in db.session.execute(query)}
    with writing() as session:
        first = session.execute(select(Delivery)).scalars().first()
        assert first is not None
        notice = _copy(first, 0, due_at=clock() - timedelta(hours=1), alert_id=None, kind="test")
        session.add(notice)
    chosen = choose(db.session(), Rooms(64, {}), Hosts(), now=clock())
    assert [by_alert.get(delivery) for delivery in chosen] == ["P0", "P1", "P3", "P2", None]
    chosen = choose(db.session(), Rooms(4, {}), Hosts(), now=clock())
    assert [by_alert[delivery] for delivery in chosen] == ["P0", "P1"], "half of what there is"
    assert choose(db.session(), Rooms(4, {"another": 4}), Hosts(), now=clock()) == []
    assert town.rung()


def test_what_is_due_at_a_full_host_hides_nothing_behind_it(town: Town, clock: PretendClock) -> None:
    for _ in range(2):
        town.file(danger_now="unknown")
    with writing() as session:
        first = session.execute(select(Delivery).order_by(Delivery.id)).scalars().first()
        assert first is not None
        many = [_copy(first, number, due_at=clock() - timedelta(minutes=1)) for number in range(1, 601)]
        session.add_all(many)
        town.give_phone(town.people["county"].account, f"{ELSEWHERE}/county-elsewhere")
    town.file(danger_now="yes")
    full = {"https://updates.push.services.mozilla.com": 32}
    chosen = choose(db.session(), Rooms(64, full), Hosts(), now=clock())
    assert len(chosen) == 1
    with writing() as session:
        session.execute(update(Delivery).values(state="cancelled"))


def test_what_came_of_a_message_is_written_when_the_database_is_back(town: Town, clock: PretendClock) -> None:
    town.file(danger_now="unknown")
    away = [True]

    def fail(_connection: Connection, _cursor: object, statement: str, *_: object) -> None:
        if away[0] and statement.startswith("UPDATE delivery SET state=") and "sent_at" in statement:
            raise OperationalError(statement, {}, Exception("the disk is full"))

    event.listen(db.engine, "before_cursor_execute", fail)
    for _ in range(3):
        with pytest.raises(OperationalError):
            town.dispatcher.tick(clock())
    assert states() == {"sending": 1}
    away[0] = False
    clock.forward(minutes=1)
    assert town.rung() == ["worker"]
    assert states() == {"sent": 1}, "it was sent once, although its lease is long over"


def _copy(delivery: Delivery, number: int, **values: Any) -> Delivery:
    columns = {name: getattr(delivery, name) for name in Delivery.__table__.columns.keys()}  # noqa: SIM118
    return Delivery(**columns | {"id": new_key(), "state": "pending", "round": number, "attempts": 0} | values)
