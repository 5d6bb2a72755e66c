"""What came of messages, written down; and the doors that alerts use."""

from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import select

from nightlamp.audit.queries import acts_on
from nightlamp.channels.actions import note_outcome, note_shown
from nightlamp.channels.message import Outcome
from nightlamp.channels.models import Device
from nightlamp.channels.queries import Address, addresses_of, device_for_sending
from nightlamp.channels.senders import senders
from nightlamp.core.db import db, writing, writing_connection
from nightlamp.core.keys import KeyRing
from tests.channels.conftest import Person
from tests.channels.test_payload import MESSAGE
from tests.conftest import PretendClock
from tests.support.push_phone import Phone
from tests.support.push_service import PushService

pytestmark = pytest.mark.both_databases

SENT = Outcome("sent", "http_201")
BUSY = Outcome("later", "http_503")
GONE = Outcome("gone", "http_410")
REFUSED = Outcome("refused", "http_403")
FAILED = Outcome("failed", "http_400")


@pytest.fixture
def device(ada: Person, phone: Phone) -> str:
    """The public id of a registered device."""
    uuid: str = ada.register(phone.subscription()).get_json()["id"]
    return uuid


def note(uuid: str, outcome: Outcome, now: datetime) -> bool:
    with writing() as session:
        return note_outcome(session, uuid, outcome, now=now)


def shown(uuid: str, now: datetime) -> None:
    with writing() as session:
        note_shown(session, uuid, now=now)


def address(ada: Person) -> Address:
    db.session.rollback()
    (found,) = addresses_of(db.session(), [ada.account.id])
    return found


def test_a_device_becomes_an_address(ada: Person, device: str) -> None:
    assert address(ada) == Address(ada.account.id, "webpush", device, None, None, label=address(ada).label)
    assert address(ada).label


def test_addresses_come_for_many_people_and_for_nobody(
    app: Flask, ada: Person, ben: Person, service: PushService
) -> None:
    for person in (ada, ben, ben):
        person.register(service.phone().subscription())
    found = addresses_of(db.session(), [ada.account.id, ben.account.id])
    assert [item.account_id for item in found] == [ada.account.id, ben.account.id, ben.account.id]
    assert addresses_of(db.session(), []) == []


def test_addresses_can_be_read_on_a_bare_connection(app: Flask, ada: Person, device: str) -> None:
    with writing_connection() as connection:
        assert [item.address for item in addresses_of(connection, [ada.account.id])] == [device]
        assert device_for_sending(connection, device) is not None
        note_shown(connection, device, now=ada.account.created_at)
    assert address(ada).working is True


def test_what_is_opened_for_sending_is_what_was_registered(app: Flask, device: str, phone: Phone) -> None:
    target = device_for_sending(db.session(), device)
    assert target is not None
    told = phone.subscription()
    assert (target.endpoint, target.p256dh, target.auth) == (told["endpoint"], *told["keys"].values())
    assert senders(app)["webpush"].send(target, MESSAGE) == SENT
    assert phone.messages()[0]["alert"] == MESSAGE.alert


def test_an_unknown_address_opens_nothing(app: Flask) -> None:
    assert device_for_sending(db.session(), "no-such-device") is None
    assert note("no-such-device", GONE, MESSAGE.at) is False


def test_shown_proves_and_failure_disproves(ada: Person, device: str, clock: PretendClock) -> None:
    note(device, SENT, clock())
    assert address(ada).working is None
    shown(device, clock.forward(seconds=2))
    assert address(ada).working is True
    note(device, FAILED, clock.forward(hours=1))
    assert address(ada).working is False
    note(device, SENT, clock.forward(hours=1))
    assert address(ada).working is None
    shown(device, clock.forward(seconds=2))
    assert address(ada).working is True
    clock.forward(days=8)
    assert address(ada).working is None


def test_a_busy_service_disproves_only_when_it_stays_busy(ada: Person, device: str, clock: PretendClock) -> None:
    shown(device, clock())
    note(device, BUSY, clock.forward(minutes=1))
    assert address(ada).working is None
    note(device, BUSY, clock.forward(minutes=10))
    assert address(ada).working is False
    note(device, SENT, clock.forward(minutes=1))
    note(device, BUSY, clock.forward(minutes=1))
    assert address(ada).working is None


def test_a_refusal_is_our_fault_and_removes_nothing(ada: Person, device: str, clock: PretendClock) -> None:
    assert note(device, REFUSED, clock()) is False
    assert address(ada).working is False
    assert device_for_sending(db.session(), device) is not None


def test_a_dead_address_is_removed_and_that_is_on_record(
    app: Flask, ada: Person, device: str, clock: PretendClock
) -> None:
    assert note(device, GONE, clock()) is True
    assert note(device, GONE, clock()) is False
    db.session.rollback()
    assert addresses_of(db.session(), [ada.account.id]) == []
    assert ada.devices() == []
    row = db.session.execute(select(Device).where(Device.uuid == device)).scalar_one()
    db.session.refresh(row)
    assert (row.sealed, row.wrapped_key, row.endpoint_hash, row.removed_because) == (None, None, None, "gone")
    assert [(a.action, a.actor) for a in acts_on(db.session(), f"device:{device}")][1:] == [("device_gone", "system")]


def test_a_removed_device_is_left_as_it_was(ada: Person, device: str, clock: PretendClock) -> None:
    ada.client.delete(f"/api/v1/devices/{device}")
    shown(device, clock.forward(minutes=1))
    note(device, SENT, clock())
    row = db.session.execute(select(Device).where(Device.uuid == device)).scalar_one()
    db.session.refresh(row)
    assert (row.shown_at, row.sent_at, row.removed_because) == (None, None, "owner")


def test_a_seal_that_does_not_open_rings_nobody_and_is_said_aloud(
    app: Flask, device: str, caplog: pytest.LogCaptureFixture
) -> None:
    app.extensions["nightlamp.keys"] = KeyRing(app.extensions["nightlamp.settings"].home / "nowhere")
    assert device_for_sending(db.session(), device) is None
    assert device in caplog.text
    assert "KeyMissing" in caplog.text


def test_one_device_does_not_open_with_the_seal_of_another(
    app: Flask, ada: Person, device: str, service: PushService
) -> None:
    other = ada.register(service.phone().subscription()).get_json()["id"]
    with writing() as session:
        rows = {row.uuid: row for row in session.execute(select(Device)).scalars()}
        rows[other].sealed, rows[other].wrapped_key = rows[device].sealed, rows[device].wrapped_key
    assert device_for_sending(db.session(), other) is None
    assert device_for_sending(db.session(), device) is not None
