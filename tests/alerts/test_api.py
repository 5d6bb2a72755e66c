"""Alerts through the API: who sees them, who takes them, and what a phone may do with its token."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from nightlamp.accounts.actions import disable_account
from nightlamp.agencies.actions import end_role
from nightlamp.agencies.models import RoleGrant
from nightlamp.alerts.models import Alert, Delivery
from nightlamp.channels.models import Device
from nightlamp.core.db import db, writing
from nightlamp.core.http import make_cursor
from tests.conftest import PretendClock
from tests.support.rows import counts, grown
from tests.support.town import COUNTY, Town

pytestmark = pytest.mark.both_databases


def alert_id(town: Town, by: str = "worker") -> str:
    (item,) = town.get(by, "/alerts").json["items"]
    return str(item["id"])


def answer(town: Town, token: str, what: str = "acknowledgement"):  # type: ignore[no-untyped-def]
    return town.client.put(f"/api/v1/deliveries/{token}/{what}")


def test_an_alert_tells_no_word_of_the_case(town: Town) -> None:
    reference = town.file(danger_now="unknown")
    (item,) = town.get("worker", "/alerts").json["items"]
    assert set(item) == {
        "id", "subject", "urgency", "round", "state", "team", "raised_at", "next_at", "acknowledged_by",
        "acknowledged_at", "provisional", "everybody_next", "noted_by", "unverified", "handed_back",
    }  # fmt: skip
    assert (item["subject"], item["urgency"], item["state"]) == (reference, "P1", "triggered")
    assert item["next_at"] == "2026-03-02T01:05:00.000Z"
    (_, message) = town.phones.sent[0] if town.rung() else (None, None)
    assert message is not None
    assert (message.alert, message.kind, message.urgency) == (item["id"], "alert", "P1")
    assert reference.replace("-", "") not in str(vars(message))


def test_everybody_sees_the_alerts_of_their_place_the_most_urgent_first(town: Town) -> None:
    p2, p0 = town.file(), town.file(danger_now="yes")
    county = town.file(place={"code": COUNTY}, danger_now="unknown")
    subjects = [item["subject"] for item in town.get("county", "/alerts").json["items"]]
    assert subjects == [p0, county, p2]
    assert [item["subject"] for item in town.get("worker", "/alerts").json["items"]] == [p0, p2]
    county_alert = next(i for i in town.get("county", "/alerts").json["items"] if i["subject"] == county)
    assert town.put("worker", f"/alerts/{county_alert['id']}/acknowledgement").status_code == 404
    for odd in ("x", "%00", "0" * 400, "é"):
        assert town.put("worker", f"/alerts/{odd}/acknowledgement").status_code == 404, odd
    town.rung()


def test_states_may_be_asked_for(town: Town) -> None:
    town.file()
    assert [i["state"] for i in town.get("worker", "/alerts?state=triggered").json["items"]] == ["triggered"]
    assert town.get("worker", "/alerts?state=acknowledged,closed").json["items"] == []
    wrong = town.get("worker", "/alerts?state=loud")
    assert (wrong.status_code, wrong.json["errors"][0]["pointer"]) == (422, "/state")
    town.rung()


def test_the_first_to_acknowledge_wins_and_asking_again_changes_nothing(town: Town, clock: PretendClock) -> None:
    town.file(danger_now="unknown")
    town.rung()
    alert = alert_id(town)
    first = town.put("worker", f"/alerts/{alert}/acknowledgement").json
    assert (first["alert"], first["acknowledged_by"]["name"], first["by_me"]) == (alert, "许知", True)
    before = counts()
    clock.forward(minutes=10)
    second = town.put("colleague", f"/alerts/{alert}/acknowledgement").json
    assert (second["acknowledged_by"]["name"], second["by_me"]) == ("许知", False)
    assert second["acknowledged_at"] == first["acknowledged_at"]
    assert town.put("worker", f"/alerts/{alert}/acknowledgement").json == first
    assert grown(before) == {}
    clock.forward(minutes=49)
    assert town.rung() == [], "asking again has not prolonged it, and it still holds"
    clock.forward(minutes=1)
    assert town.rung() == ["worker"]


def test_a_token_acknowledges_for_a_while_without_a_sign_in(town: Town, clock: PretendClock) -> None:
    town.file(danger_now="unknown")
    town.rung()
    (token,) = town.tokens("worker")
    taken = answer(town, token)
    assert (taken.status_code, taken.json) == (
        200, {"state": "acknowledged", "holds_until": "2026-03-02T01:05:00.000Z"}
    )  # fmt: skip
    assert taken.headers["Cache-Control"] == "no-store"
    (item,) = town.get("worker", "/alerts").json["items"]
    assert (item["provisional"], item["acknowledged_by"]["name"]) == (True, "许知")
    clock.forward(minutes=3)
    assert answer(town, token).json["holds_until"] == "2026-03-02T01:05:00.000Z", "tapping again holds no longer"
    clock.forward(minutes=2)
    assert town.rung() == ["worker"]


def test_a_token_that_is_not_ours_is_refused_in_one_way(town: Town) -> None:
    town.file(danger_now="unknown")
    town.rung()
    (token,) = town.tokens("worker")
    key_id, _, rest = token.partition(".")
    changed = ("B" if rest[0] == "A" else "A") + rest[1:]
    before = counts()
    for wrong in ("x", ".", "..", f"{key_id}.", f"{key_id}.{changed}", f"other.{rest}", f"{key_id}.{rest[:10]}",
                  "%00", "é", "A" * 3000, f"../{key_id}.{rest}"):  # fmt: skip
        for what in ("acknowledgement", "shown"):
            assert answer(town, wrong, what).status_code == 404, wrong
    assert grown(before) == {}


def test_shown_is_noted_once_and_moves_no_alert(town: Town, clock: PretendClock) -> None:
    town.file(danger_now="unknown")
    town.rung()
    (token,) = town.tokens("worker")
    before = counts()
    clock.forward(seconds=2)
    shown = answer(town, token, "shown")
    assert (shown.status_code, shown.data) == (204, b"")
    clock.forward(seconds=20)
    assert answer(town, token, "shown").status_code == 204
    assert grown(before) == {"alert_event": 1}
    db.session.expire_all()
    delivery = db.session.execute(select(Delivery)).scalar_one()
    assert (delivery.state, delivery.shown_at) == ("shown", clock() - timedelta(seconds=20))
    assert db.session.execute(select(Alert.state)).scalar_one() == "triggered"
    device = db.session.execute(select(Device).where(Device.uuid == delivery.address)).scalar_one()
    assert device.shown_at == delivery.shown_at
    clock.forward(minutes=5)
    assert town.rung() == ["colleague", "worker"]


def test_who_has_left_cannot_silence_an_alert_with_an_old_phone(town: Town, clock: PretendClock) -> None:
    town.file(danger_now="yes")
    town.rung()
    (token,) = town.tokens("worker")
    account = town.people["worker"].account
    with writing() as session:
        end_role(session, session.query(RoleGrant).filter_by(account_id=account.id).one(), by="test", now=clock())
    assert answer(town, token).status_code == 404
    (other,) = town.tokens("county")
    with writing() as session:
        disable_account(session, session.merge(town.people["county"].account), by="test", now=clock())
    assert answer(town, other).status_code == 404
    assert town.get("desk", "/alerts").json["items"][0]["state"] == "triggered"


def test_a_closed_alert_is_answered_and_stays_closed(town: Town) -> None:
    reference = town.file(danger_now="unknown")
    town.rung()
    alert, (token,) = alert_id(town), town.tokens("worker")
    body = {"track": "harm", "priority": "P1", "disposition": "investigation", "reason": "x"}
    town.put("worker", f"/reports/{reference}/screening", body)
    before = counts()
    assert answer(town, token).json == {"state": "closed", "holds_until": None}
    assert town.put("worker", f"/alerts/{alert}/acknowledgement").status_code == 200
    assert town.get("worker", "/alerts?state=closed").json["items"][0]["state"] == "closed"
    assert grown(before) == {}


def test_a_test_message_acknowledges_nothing(town: Town) -> None:
    device = town.get("worker", "/devices").json["items"][0]["id"]
    assert town.browser("worker").post(f"/api/v1/devices/{device}/test").status_code == 202
    assert town.rung() == ["worker"]
    (token,) = town.tokens("worker")
    assert answer(town, token).status_code == 404
    assert answer(town, token, "shown").status_code == 204
    assert town.get("worker", f"/devices/{device}").json["working"] is True


def test_alerts_are_walked_page_by_page_without_loss(town: Town, clock: PretendClock) -> None:
    for number in range(7):
        town.file(danger_now=("unknown", "yes", "no")[number % 3])
        clock.forward(seconds=1)
    every = [item["id"] for item in town.get("worker", "/alerts").json["items"]]
    walked: list[str] = []
    cursor = ""
    while True:
        page = town.get("worker", f"/alerts?limit=2&cursor={cursor}").json
        walked += [item["id"] for item in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert walked == every
    assert len(every) == 7
    for wrong in (
        "x",
        make_cursor(["P9", 1]),
        make_cursor(["P1", "1"]),
        make_cursor([1]),
        make_cursor(["P1", 2**70]),
    ):
        answer = town.get("worker", f"/alerts?cursor={wrong}")
        assert (answer.status_code, answer.json["code"]) == (400, "invalid_cursor"), wrong
    assert town.get("worker", "/alerts?limit=0").status_code == 422
    town.rung()
