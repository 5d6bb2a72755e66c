"""Devices over HTTP: register, list, look, remove; whose they are; what is refused."""

import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from nightlamp.audit.queries import acts_on
from nightlamp.channels.actions import note_outcome, note_shown
from nightlamp.channels.message import Outcome
from nightlamp.channels.queries import addresses_of, device_for_sending
from nightlamp.core.db import db, writing
from tests.channels.conftest import Person, stored_bytes
from tests.conftest import PretendClock
from tests.support.push_phone import Phone, b64url
from tests.support.push_service import PushService


def test_a_browser_registers_and_is_listed(ada: Person, phone: Phone) -> None:
    answer = ada.register(phone.subscription())
    assert answer.status_code == 201
    device = answer.get_json()
    assert device == {
        "id": device["id"],
        "label": "Firefox · Android",
        "working": None,
        "created_at": "2026-03-02T01:00:00.000Z",
        "sent_at": None,
        "shown_at": None,
    }
    listed = ada.client.get("/api/v1/devices").get_json()
    assert listed == {"items": [device], "next_cursor": None}
    assert ada.client.get(f"/api/v1/devices/{device['id']}").get_json() == device


def test_a_person_may_name_their_device(ada: Person, phone: Phone) -> None:
    answer = ada.register(phone.subscription() | {"label": "  办公室手机\x00 "})
    assert answer.get_json()["label"] == "办公室手机"
    assert ada.register(phone.subscription() | {"label": "   "}).get_json()["label"] == "Firefox · Android"


@pytest.mark.both_databases
def test_the_same_subscription_again_is_the_same_device(ada: Person, phone: Phone, clock: PretendClock) -> None:
    first = ada.register(phone.subscription()).get_json()
    clock.forward(days=1)
    second = ada.register(phone.subscription()).get_json()
    assert second["id"] == first["id"]
    assert second["created_at"] == first["created_at"]
    assert len(ada.devices()) == 1


def test_new_keys_of_a_known_address_are_taken_over(app: Flask, ada: Person, phone: Phone) -> None:
    device = ada.register(phone.subscription()).get_json()
    auth = b64url(b"b" * 16)
    changed = phone.subscription()
    changed["keys"]["auth"] = auth
    ada.register(changed)
    target = device_for_sending(db.session(), device["id"])
    assert target is not None
    assert target.auth == auth


@pytest.mark.both_databases
def test_two_tabs_that_register_at_once_are_one_device(app: Flask, ada: Person, phone: Phone) -> None:
    cookie = ada.client.get_cookie("nightlamp")
    assert cookie is not None
    together = threading.Barrier(4)

    def register(_: int) -> tuple[int, str]:
        tab = app.test_client()
        tab.set_cookie("nightlamp", cookie.value)
        together.wait(5)
        answer = tab.post("/api/v1/devices", json=phone.subscription())
        return answer.status_code, answer.get_json()["id"]

    with ThreadPoolExecutor(4) as pool:
        answers = set(pool.map(register, range(4)))
    assert [status for status, _ in answers] == [201]
    db.session.rollback()  # This thread's own read began before the others wrote.
    assert len(ada.devices()) == 1


@pytest.mark.both_databases
def test_a_browser_that_changes_hands_rings_only_for_its_new_user(
    app: Flask, ada: Person, ben: Person, phone: Phone
) -> None:
    hers = ada.register(phone.subscription()).get_json()
    his = ben.register(phone.subscription()).get_json()
    assert his["id"] != hers["id"]
    assert ada.devices() == []
    assert [device["id"] for device in ben.devices()] == [his["id"]]
    assert device_for_sending(db.session(), hers["id"]) is None
    acts = [(act.action, act.actor) for act in acts_on(db.session(), f"device:{hers['id']}")]
    assert acts == [("device_registered", ada.account.uuid), ("device_removed", ben.account.uuid)]


def test_a_removed_device_is_gone_and_so_is_its_address(ada: Person, phone: Phone) -> None:
    device = ada.register(phone.subscription()).get_json()
    assert ada.client.delete(f"/api/v1/devices/{device['id']}").status_code == 204
    assert ada.devices() == []
    assert ada.client.get(f"/api/v1/devices/{device['id']}").status_code == 404
    assert ada.client.delete(f"/api/v1/devices/{device['id']}").status_code == 404
    assert device_for_sending(db.session(), device["id"]) is None


def test_a_removed_browser_may_come_back_as_a_new_device(ada: Person, phone: Phone) -> None:
    first = ada.register(phone.subscription()).get_json()
    ada.client.delete(f"/api/v1/devices/{first['id']}")
    second = ada.register(phone.subscription()).get_json()
    assert second["id"] != first["id"]
    assert len(ada.devices()) == 1


def test_the_device_of_somebody_else_cannot_be_seen_or_removed(ada: Person, ben: Person, phone: Phone) -> None:
    device = ada.register(phone.subscription()).get_json()
    for answer in (
        ben.client.get(f"/api/v1/devices/{device['id']}"),
        ben.client.delete(f"/api/v1/devices/{device['id']}"),
    ):
        assert answer.status_code == 404
        assert answer.get_json()["code"] == "not_found"
    assert len(ada.devices()) == 1


def test_nobody_registers_without_signing_in(client: FlaskClient, phone: Phone) -> None:
    for answer in (client.post("/api/v1/devices", json=phone.subscription()), client.get("/api/v1/devices")):
        assert answer.status_code == 401
        assert answer.get_json()["code"] == "sign_in_required"


def test_another_site_cannot_register_a_device(ada: Person, phone: Phone) -> None:
    answer = ada.client.post("/api/v1/devices", json=phone.subscription(), headers={"Origin": "https://example.org"})
    assert answer.status_code == 403
    assert ada.devices() == []


Change = Callable[[dict[str, Any]], object]


@pytest.mark.parametrize(
    ("change", "pointer", "code"),
    [
        (lambda s: s.update(endpoint="https://example.org/x"), "/endpoint", "push_host_not_allowed"),
        (lambda s: s.update(endpoint="http://127.0.0.1:1/x"), "/endpoint", "push_host_not_allowed"),
        (lambda s: s.update(endpoint="https://10.0.0.1/x"), "/endpoint", "push_host_not_allowed"),
        (lambda s: s.update(endpoint="nonsense"), "/endpoint", "not_a_url"),
        (lambda s: s.update(endpoint="https://fcm.googleapis.com/" + "x" * 2048), "/endpoint", "too_long"),
        (lambda s: s.update(endpoint=7), "/endpoint", "wrong_type"),
        (lambda s: s.pop("endpoint"), "/endpoint", "required"),
        (lambda s: s.pop("keys"), "/keys", "required"),
        (lambda s: s["keys"].pop("auth"), "/keys/auth", "required"),
        (lambda s: s["keys"].update(auth=b64url(b"a" * 15)), "/keys/auth", "not_a_key"),
        (lambda s: s["keys"].update(auth="小"), "/keys/auth", "not_a_key"),
        (lambda s: s["keys"].update(p256dh=b64url(b"\x04" + b"x" * 64)), "/keys/p256dh", "not_a_key"),
        (lambda s: s["keys"].update(p256dh=b64url(b"\x02" + b"x" * 32)), "/keys/p256dh", "not_a_key"),
        (lambda s: s["keys"].update(p256dh="not base64!"), "/keys/p256dh", "not_a_key"),
        (lambda s: s.update(label="x" * 61), "/label", "too_long"),
    ],
)
def test_what_cannot_ring_is_refused_with_the_field(
    ada: Person, phone: Phone, change: Change, pointer: str, code: str
) -> None:
    subscription = phone.subscription()
    change(subscription)
    answer = ada.register(subscription)
    assert answer.status_code == 422
    problem = answer.get_json()
    assert [(e["pointer"], e["code"]) for e in problem["errors"]] == [(pointer, code)]
    assert phone.channel not in answer.get_data(as_text=True)
    assert ada.devices() == []


def test_fields_that_browsers_add_are_no_reason_to_refuse(ada: Person, phone: Phone) -> None:
    subscription = phone.subscription() | {"contentEncoding": "aes128gcm", "expirationTime": 1}
    subscription["keys"]["something"] = "new"
    assert ada.register(subscription).status_code == 201


def test_an_account_has_at_most_ten_devices(ada: Person, service: PushService) -> None:
    for _ in range(10):
        assert ada.register(service.phone().subscription()).status_code == 201
    answer = ada.register(service.phone().subscription())
    assert (answer.status_code, answer.get_json()["code"]) == (409, "too_many_devices")
    assert len(ada.devices()) == 10


def test_a_forgotten_device_gives_way_to_a_new_one(ada: Person, service: PushService, clock: PretendClock) -> None:
    ids = [ada.register(service.phone().subscription()).get_json()["id"] for _ in range(10)]
    clock.forward(days=29)
    with writing() as session:
        note_shown(session, ids[0], now=clock())
    clock.forward(days=1)
    ada.sign_in()  # a session has ended by then
    assert ada.register(service.phone().subscription()).status_code == 201
    left = [device["id"] for device in ada.devices()]
    assert left[:-1] == [ids[0], *ids[2:]]


def test_the_owner_sees_whether_a_device_rings(ada: Person, phone: Phone, clock: PretendClock) -> None:
    uuid = ada.register(phone.subscription()).get_json()["id"]
    clock.forward(minutes=1)
    with writing() as session:
        note_outcome(session, uuid, Outcome("sent", "http_201"), now=clock())
    device = ada.client.get(f"/api/v1/devices/{uuid}").get_json()
    assert (device["working"], device["sent_at"]) == (None, "2026-03-02T01:01:00.000Z")
    clock.forward(minutes=1)
    with writing() as session:
        note_shown(session, uuid, now=clock())
    device = ada.client.get(f"/api/v1/devices/{uuid}").get_json()
    assert (device["working"], device["shown_at"]) == (True, "2026-03-02T01:02:00.000Z")


def test_a_stolen_database_rings_no_phone(ada: Person, phone: Phone) -> None:
    subscription = phone.subscription()
    assert ada.register(subscription).status_code == 201
    stolen = stored_bytes()
    assert b"device" in stolen
    for secret in (subscription["endpoint"], phone.channel, *subscription["keys"].values()):
        assert secret.encode() not in stolen


def test_answers_and_lists_hold_no_address(ada: Person, phone: Phone) -> None:
    answers = [ada.register(phone.subscription()), ada.client.get("/api/v1/devices")]
    for answer in answers:
        assert phone.channel not in answer.get_data(as_text=True)


def test_an_ended_account_is_not_rung(app: Flask, ada: Person, phone: Phone, clock: PretendClock) -> None:
    uuid = ada.register(phone.subscription()).get_json()["id"]
    with writing() as session:
        account = session.merge(ada.account)
        account.disabled_at = clock()
    assert addresses_of(db.session(), [ada.account.id]) == []
    assert device_for_sending(db.session(), uuid) is None


def test_a_body_that_is_no_json_is_refused(ada: Person) -> None:
    answer = ada.client.post("/api/v1/devices", data=os.urandom(20), content_type="application/json")
    assert answer.status_code in (400, 422)
    assert answer.mimetype == "application/problem+json"
