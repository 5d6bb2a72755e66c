"""The same report again is one report; another one under a used name is refused."""

from typing import Any

import pytest

from nightlamp.core.keys import KeyRing, add_key
from tests.conftest import PretendClock
from tests.support.rows import counts, grown
from tests.support.town import Town, a_report

pytestmark = pytest.mark.both_databases


def post(town: Town, body: Any, **headers: str) -> Any:
    return town.client.post("/api/v1/reports", json=body, headers=headers)


def test_the_same_content_under_the_same_receipt_is_answered_again(town: Town, clock: PretendClock) -> None:
    body = a_report()
    first = post(town, body)
    before = counts()
    clock.forward(days=40)
    again = post(town, dict(reversed(list(body.items()))))
    assert (again.status_code, again.json) == (201, first.json)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert grown(before) == {}
    town.rung()


def test_other_content_under_the_same_receipt_is_a_conflict(town: Town) -> None:
    body = a_report()
    post(town, body)
    before = counts()
    answer = post(town, body | {"what": "其他的事"})
    assert (answer.status_code, answer.json["code"]) == (422, "idempotency_conflict")
    assert grown(before) == {}
    town.rung()


def test_an_idempotency_key_names_one_report_for_ever(town: Town, clock: PretendClock) -> None:
    key = "0191d9f4-7a3e-7bbb-8888-0123456789ab"
    body = a_report()
    first = post(town, body, **{"Idempotency-Key": key})
    clock.forward(days=400)
    before = counts()
    again = post(town, body, **{"Idempotency-Key": key})
    assert (again.json, again.headers["Idempotency-Replayed"]) == (first.json, "true")
    other = post(town, a_report(), **{"Idempotency-Key": key})
    assert (other.status_code, other.json["code"]) == (422, "idempotency_conflict")
    assert grown(before) == {}
    town.rung()


def test_the_same_body_under_another_key_is_the_same_report(town: Town) -> None:
    body = a_report()
    first = post(town, body, **{"Idempotency-Key": "one"})
    assert post(town, body, **{"Idempotency-Key": "two"}).json == first.json
    assert post(town, body).json == first.json
    town.rung()


def test_a_strange_key_is_a_key_too(town: Town) -> None:
    for key in ("x" * 4000, "é", '"quoted"', "{}"):
        body = a_report()
        first = post(town, body, **{"Idempotency-Key": key})
        assert first.status_code == 201, key
        assert post(town, body, **{"Idempotency-Key": key}).json == first.json
    town.rung()


def test_a_refused_report_does_not_use_its_receipt_up(town: Town) -> None:
    body = a_report()
    assert post(town, body | {"danger_now": "maybe"}, **{"Idempotency-Key": "k"}).status_code == 422
    assert post(town, body, **{"Idempotency-Key": "k"}).status_code == 201
    town.rung()


def test_a_new_key_of_the_house_kills_no_receipt_and_no_repeat(town: Town) -> None:
    body = a_report()
    first = post(town, body, **{"Idempotency-Key": "k"})
    added = {"receipt": body["receipt"], "what": "又听见了"}
    town.client.post("/api/v1/follow-up/additions", json=added)
    settings = town.app.extensions["nightlamp.settings"]
    add_key(settings.keys_dir, "hmac")
    town.app.extensions["nightlamp.keys"] = KeyRing(settings.keys_dir)
    before = counts()
    assert post(town, body, **{"Idempotency-Key": "k"}).json == first.json
    assert post(town, body).json == first.json
    assert town.client.post("/api/v1/follow-up", json={"receipt": body["receipt"]}).status_code == 200
    again = town.client.post("/api/v1/follow-up/additions", json=added)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert grown(before) == {}
    town.rung()
