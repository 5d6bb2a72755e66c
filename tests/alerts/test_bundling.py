"""Many messages that can wait become one; what is urgent never waits, and no alert is hidden by it."""

import pytest
from sqlalchemy import select

from nightlamp.alerts.actions import exclude
from nightlamp.alerts.engine.sending.couriers import SLOTS
from nightlamp.alerts.models import Alert, Delivery
from nightlamp.channels.senders import Outcome
from nightlamp.core.db import db, writing
from tests.conftest import PretendClock
from tests.support.town import Town

pytestmark = pytest.mark.both_databases
OFFICE = {"concerns": ["risk_only"]}


def states() -> list[str]:
    db.session.rollback()
    db.session.expire_all()
    return list(db.session.execute(select(Delivery.state).order_by(Delivery.id)).scalars())


def alert_of(town: Town, reference: str) -> str:
    items = town.get("worker", "/alerts").json["items"]
    return str(next(item["id"] for item in items if item["subject"] == reference))


def told_of(town: Town) -> str:
    """Return the alert that the last message was about."""
    return town.phones.sent[-1][1].alert


def test_the_first_rings_at_once_and_those_that_follow_come_as_one(town: Town, clock: PretendClock) -> None:
    references = [town.file(**OFFICE)]
    assert town.rung() == ["worker"]
    for _ in range(3):
        clock.forward(minutes=1)
        references.append(town.file(**OFFICE))
        assert town.rung() == []
    clock.forward(minutes=6, seconds=50)
    assert town.rung() == []
    clock.forward(seconds=20)
    assert town.rung() == ["worker"]
    assert told_of(town) == alert_of(town, references[-1])
    assert states() == ["sent", "bundled", "bundled", "sent"]
    rows = db.session.execute(select(Delivery).order_by(Delivery.id)).scalars().all()
    assert {row.bundled_into for row in rows[1:3]} == {rows[3].id}
    assert {item["subject"] for item in town.get("worker", "/alerts").json["items"]} == set(references)


def test_what_is_urgent_never_waits_and_speaks_for_nobody(town: Town) -> None:
    for urgent in ("no", "unknown", "yes"):
        town.file(**OFFICE)
        town.file(danger_now=urgent)
        town.file(danger_now=urgent)
    assert town.rung() == ["county", "county", *["worker"] * 7]
    messages = [message.urgency for endpoint, message in town.phones.sent if endpoint.endswith("/worker")]
    assert sorted(messages) == ["P0", "P0", "P1", "P1", "P2", "P2", "P4"]


def test_all_that_waited_for_monday_is_one_message_however_much_it_is(town: Town, clock: PretendClock) -> None:
    clock.forward(hours=10)
    for _ in range(SLOTS + 6):
        town.file(**OFFICE)
    assert town.rung() == []
    clock.forward(hours=14)
    assert town.rung() == ["colleague", "worker"], "nobody is on duty any more, so everybody, once each"
    assert sorted(states()) == ["bundled"] * 2 * (SLOTS + 5) + ["sent"] * 2


def test_when_the_one_that_speaks_is_taken_the_others_ring_by_themselves(town: Town, clock: PretendClock) -> None:
    town.phones.outcome = lambda _: Outcome("later", "http_503")
    references = [town.file(**OFFICE) for _ in range(3)]
    assert town.rung() == ["worker"]
    town.phones.outcome = lambda _: Outcome("sent", "http_201")
    town.put("worker", f"/alerts/{told_of(town)}/acknowledgement")
    clock.forward(seconds=1)
    assert town.rung() == ["worker"]
    assert told_of(town) in {alert_of(town, reference) for reference in references}
    assert sorted(states()) == ["bundled", "cancelled", "sent"]


def test_when_the_one_that_speaks_fails_all_of_them_climb_at_once(town: Town, clock: PretendClock) -> None:
    town.phones.outcome = lambda endpoint: Outcome("failed" if endpoint.endswith("worker") else "sent", "x")
    for _ in range(3):
        town.file(**OFFICE)
    assert town.rung() == ["worker"]
    assert states() == ["failed"] * 3
    clock.forward(seconds=1)
    assert town.rung() == ["colleague", "worker"], "one message each for the three of them"
    db.session.rollback()
    assert set(db.session.execute(select(Alert.step)).scalars()) == {1}


def test_an_exclusion_from_the_one_that_speaks_lets_the_others_ring(town: Town, clock: PretendClock) -> None:
    town.phones.outcome = lambda _: Outcome("later", "http_503")
    references = [town.file(**OFFICE) for _ in range(2)]
    assert town.rung() == ["worker"]
    town.phones.outcome = lambda _: Outcome("sent", "http_201")
    speaking = told_of(town)
    about = next(reference for reference in references if alert_of(town, reference) == speaking)
    with writing() as session:
        exclude(session, about.replace("-", ""), town.people["worker"].account.id, now=clock())
    clock.forward(seconds=1)
    assert town.rung() == ["colleague", "worker"]
    assert "bundled" not in states()
