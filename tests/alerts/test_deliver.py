"""Delivering: leases, fences, retries, and that one bad phone takes nothing from the others."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from nightlamp.alerts.engine.deliver import LEASE, MAX_ATTEMPTS, carry, claim, finish, target_of
from nightlamp.alerts.models import Alert, AlertEvent, Delivery
from nightlamp.alerts.queries import faults
from nightlamp.channels.models import Device
from nightlamp.channels.senders import Outcome
from nightlamp.core.db import db, writing
from nightlamp.core.ids import new_key
from nightlamp.dispatcher import Dispatcher
from tests.conftest import PretendClock
from tests.support.town import Town

pytestmark = pytest.mark.both_databases
GIVE_UP = {"refused", "failed", "gone"}


def look_anew() -> None:
    """End what this test has read: on SQLite an open read goes on showing what was there when it began."""
    db.session.rollback()
    db.session.expire_all()


def deliveries() -> list[Delivery]:
    look_anew()
    return list(db.session.execute(select(Delivery).order_by(Delivery.id)).scalars())


def events(kind: str) -> int:
    look_anew()
    return len(db.session.execute(select(AlertEvent.id).where(AlertEvent.kind == kind)).all())


def wrong(clock: PretendClock) -> list[str]:
    look_anew()
    return faults(db.session(), now=clock())


def outcome_of(**by_person: Outcome) -> Callable[[str], Outcome]:
    """Return a sender's behaviour: an outcome by person, sent for the rest."""
    return lambda endpoint: by_person.get(endpoint.rsplit("/", 1)[1], Outcome("sent", "http_201"))


def test_sent_means_that_the_push_service_took_it(town: Town, clock: PretendClock) -> None:
    town.file(danger_now="unknown")
    assert town.rung() == ["worker"]
    (delivery,) = deliveries()
    assert (delivery.state, delivery.attempts, delivery.shown_at) == ("sent", 1, None)
    assert clock() <= delivery.sent_at <= clock() + timedelta(seconds=5)
    assert events("delivery_sent") == 1


def test_what_failed_for_a_moment_is_tried_again_later_and_then_given_up(town: Town, clock: PretendClock) -> None:
    town.phones.outcome = outcome_of(worker=Outcome("later", "http_503"))
    town.file(concerns=["risk_only"])
    waits = []
    for _ in range(MAX_ATTEMPTS):
        assert town.rung() == ["worker"]
        (delivery,) = deliveries()
        if delivery.state == "failed":
            break
        assert (delivery.state, delivery.error) == ("pending", "http_503")
        assert town.rung() == [], "not before its time"
        waits.append(round((delivery.due_at - clock()).total_seconds()))
        clock.moment = delivery.due_at
    # Counted from when the answer came, so a busy machine adds a second.
    assert all(0 <= wait - least <= 2 for wait, least in zip(waits, [2, 4, 8, 16, 32, 60, 60], strict=True)), waits
    assert (delivery.state, delivery.attempts) == ("failed", MAX_ATTEMPTS)
    town.phones.outcome = outcome_of()
    clock.forward(seconds=1)
    assert town.rung() == ["colleague", "worker"], "nobody was reached, so the next step is called at once"


def test_a_service_that_names_a_time_is_obeyed(town: Town, clock: PretendClock) -> None:
    town.phones.outcome = outcome_of(worker=Outcome("later", "http_429", retry_after_seconds=90.0))
    town.file()
    town.rung()
    clock.forward(seconds=85)
    assert town.rung() == []
    town.phones.outcome = outcome_of()
    clock.forward(seconds=7)
    assert town.rung() == ["worker"]
    assert deliveries()[0].state == "sent"


def test_what_waits_for_a_service_that_asked_to_be_left_alone_was_not_tried(town: Town, clock: PretendClock) -> None:
    town.phones.outcome = outcome_of(worker=Outcome("held", "told_to_wait", retry_after_seconds=2.0))
    town.file(concerns=["risk_only"])
    for _ in range(MAX_ATTEMPTS + 4):
        assert town.rung() == ["worker"], "however often it waits, it is not given up"
        (delivery,) = deliveries()
        assert (delivery.state, delivery.attempts, delivery.error) == ("pending", 0, "told_to_wait")
        clock.moment = delivery.due_at
    failing = select(Device.failing_since, Device.failed_at).where(Device.failed_at.is_not(None))
    assert db.session.execute(failing).first() is None, "the phone is not to blame"
    town.phones.outcome = outcome_of()
    assert town.rung() == ["worker"]
    assert [(delivery.state, delivery.attempts) for delivery in deliveries()] == [("sent", 1)]


@pytest.mark.parametrize("kind", sorted(GIVE_UP))
def test_when_every_phone_of_a_step_fails_the_next_step_is_called_at_once(
    town: Town, clock: PretendClock, kind: str
) -> None:
    town.phones.outcome = outcome_of(worker=Outcome(kind, "x"))  # type: ignore[arg-type]
    town.file()
    assert town.rung() == ["worker"]
    clock.forward(seconds=1)
    assert "colleague" in town.rung()
    assert events("delivery_failed") >= 1
    removed = db.session.execute(select(Device.removed_at).where(Device.label == "Test").order_by(Device.id)).first()
    assert removed is not None
    assert (removed[0] is not None) == (kind == "gone"), "only an address that is gone for ever is removed"


def test_one_failing_phone_of_two_does_not_hurry(town: Town, clock: PretendClock) -> None:
    with writing():
        town.give_phone(town.people["worker"].account, "https://updates.push.services.mozilla.com/second")
    town.phones.outcome = outcome_of(worker=Outcome("failed", "x"))
    town.file()
    assert town.rung() == ["second", "worker"]
    clock.forward(minutes=1)
    assert town.rung() == []


def test_a_sender_that_breaks_takes_nothing_from_the_others(town: Town) -> None:
    def break_for_worker(endpoint: str) -> Outcome:
        if endpoint.endswith("/worker"):
            raise KeyError(endpoint)
        return Outcome("sent", "http_201")

    town.phones.outcome = break_for_worker
    town.file(danger_now="yes")
    assert town.rung() == ["county", "worker"]
    assert {d.state for d in deliveries()} == {"sent", "pending"}
    assert {d.error for d in deliveries()} == {None, "sender_fault"}


def test_two_dispatchers_at_once_send_each_message_once(town: Town, clock: PretendClock) -> None:
    for _ in range(10):
        town.file(danger_now="unknown")
    others = [Dispatcher(town.app, threads=2) for _ in range(3)]
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda dispatcher: dispatcher.tick(clock()), others))
    assert town.rung() == ["worker"] * 10
    assert [(d.state, d.attempts) for d in deliveries()] == [("sent", 1)] * 10


def test_a_dispatcher_that_dies_leaves_its_messages_to_the_next(town: Town, clock: PretendClock) -> None:
    town.file(danger_now="unknown")
    ring = town.app.extensions["nightlamp.keys"]
    (lost,) = claim(ring, worker="one that dies", now=clock())
    assert town.rung() == [], "while the lease lasts nobody else takes it"
    clock.forward(seconds=LEASE.total_seconds())
    assert town.rung() == ["worker"]
    (delivery,) = deliveries()
    assert (delivery.state, delivery.attempts) == ("sent", 2)
    finish([(lost, Outcome("failed", "too late"))], worker="one that dies", now=clock())
    (delivery,) = deliveries()
    assert delivery.state == "sent", "who has lost the lease writes nothing"


def test_what_is_acknowledged_meanwhile_is_not_sent(town: Town, clock: PretendClock) -> None:
    town.file(danger_now="yes")
    alert = town.get("worker", "/alerts").json["items"][0]["id"]
    town.put("worker", f"/alerts/{alert}/acknowledgement")
    assert {d.state for d in deliveries()} == {"cancelled"}
    assert town.rung() == []


def test_what_was_claimed_before_the_acknowledgement_is_cancelled_when_it_comes_round(
    town: Town, clock: PretendClock
) -> None:
    town.file(danger_now="unknown")
    ring = town.app.extensions["nightlamp.keys"]
    claim(ring, worker="one that dies", now=clock())
    alert = town.get("worker", "/alerts").json["items"][0]["id"]
    town.put("worker", f"/alerts/{alert}/acknowledgement")
    clock.forward(minutes=1)
    assert town.rung() == []
    assert [d.state for d in deliveries()] == ["cancelled"]


def test_each_message_carries_a_token_of_its_own_and_the_language_of_its_reader(town: Town) -> None:
    town.file(danger_now="yes")
    town.rung()
    messages = [message for _, message in town.phones.sent]
    assert len({message.token for message in messages}) == len(messages) == 2
    assert {message.language for message in messages} == {"zh-CN"}
    assert {message.ttl_seconds for message in messages} == {900}


def test_a_phone_whose_seal_is_broken_fails_and_the_others_ring(town: Town, clock: PretendClock) -> None:
    town.file(danger_now="yes")
    ring = town.app.extensions["nightlamp.keys"]
    claimed = claim(ring, worker="test", now=clock())
    device = db.session.execute(select(Device).where(Device.uuid == claimed[0].address)).scalar_one()
    with writing() as session:
        session.merge(device).sealed = b"\x00" * 60
    finish([(item, carry(town.app, item, target_of(item))) for item in claimed], worker="test", now=clock())
    assert sorted(d.state for d in deliveries()) == ["failed", "sent"]
    town.rung()


def test_the_self_audit_sees_what_has_come_to_a_stop(town: Town, clock: PretendClock) -> None:
    town.file(danger_now="unknown")
    assert wrong(clock) == []
    clock.forward(minutes=2, seconds=1)
    assert wrong(clock) == ["delivery_overdue"]
    clock.forward(minutes=5)
    assert wrong(clock) == ["alert_overdue", "delivery_overdue"]
    assert town.client.get("/healthz").status_code == 503
    town.rung()
    assert wrong(clock) == []
    assert town.client.get("/healthz").json == {"ok": True, "faults": []}
    assert db.session.execute(select(Alert.next_at)).scalar_one() is not None


def test_an_alert_that_cannot_be_moved_keeps_no_other_waiting(town: Town, clock: PretendClock) -> None:
    town.app.config["PROPAGATE_UNFORESEEN"] = False
    town.file(danger_now="unknown")
    assert town.rung() == ["worker"]
    (first,) = deliveries()
    town.file(danger_now="unknown")
    assert town.rung() == ["worker"]
    with writing() as session:
        colleague = town.people["colleague"].account.id
        device = select(Device.uuid).where(Device.account_id == colleague)
        address = session.execute(device).scalar_one()
        columns = {name: getattr(first, name) for name in Delivery.__table__.columns.keys()}  # noqa: SIM118
        theirs = {"id": new_key(), "step": 1, "account_id": colleague, "address": address}
        session.add(Delivery(**columns | theirs))
    clock.forward(minutes=5)
    assert town.rung() == ["colleague", "worker"], "the database refuses to move one of them; the other one rings"
