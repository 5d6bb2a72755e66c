"""Answers of people: what they saw, on somebody's behalf, handing back with a reason, escalating now."""

from typing import Any

import pytest
from sqlalchemy import select

from nightlamp.accounts.permissions import Role
from nightlamp.alerts.actions import exclude, raise_urgency, settle
from nightlamp.alerts.models import AlertEvent, AlertReason
from nightlamp.audit.models import AuditEvent
from nightlamp.core.db import db, writing
from tests.conftest import PretendClock
from tests.support.rows import counts, grown
from tests.support.town import Town

pytestmark = pytest.mark.both_databases


def shown(town: Town, by: str = "worker") -> dict[str, Any]:
    (item,) = town.get(by, "/alerts").json["items"]
    return dict(item)


def take(town: Town, by: str, **body: Any) -> Any:
    return town.put(by, f"/alerts/{shown(town, 'supervisor')['id']}/acknowledgement", body)


def post(town: Town, by: str, what: str, **body: Any) -> Any:
    return town.browser(by).post(f"/api/v1/alerts/{shown(town, 'supervisor')['id']}/{what}", json=body)


def kinds() -> list[str]:
    db.session.rollback()
    return list(db.session.execute(select(AlertEvent.kind).order_by(AlertEvent.id)).scalars())


def acts(action: str) -> int:
    db.session.rollback()
    return len(db.session.execute(select(AuditEvent.id).where(AuditEvent.action == action)).all())


def seen(item: dict[str, Any]) -> dict[str, Any]:
    return {"urgency": item["urgency"], "round": item["round"]}


def test_an_answer_to_what_has_changed_is_refused_and_says_what(town: Town, clock: PretendClock) -> None:
    reference = town.file()
    town.rung()
    before = shown(town)
    with writing() as session:
        raise_urgency(session, reference.replace("-", ""), "P1", now=clock())
    refused = take(town, "worker", saw=seen(before))
    assert (refused.status_code, refused.json["code"]) == (409, "alert_changed")
    assert {e["pointer"]: e["message"] for e in refused.json["errors"]} == {
        "/saw/urgency": "It is P1 now; you saw P2.",
        "/saw/round": "It rings anew, in round 1; you saw round 0.",
    }
    assert shown(town)["state"] == "triggered"
    assert take(town, "worker", saw=seen(shown(town))).json["by_me"] is True
    assert take(town, "colleague", saw=seen(before)).json["by_me"] is False, "the first has won; nothing to refuse"
    assert town.rung() == []


def test_that_it_only_goes_on_ringing_makes_no_answer_stale(town: Town, clock: PretendClock) -> None:
    town.file(danger_now="unknown")
    town.rung()
    before = shown(town)
    for _ in range(6):
        clock.forward(minutes=15)
        assert town.rung()
    assert shown(town)["round"] > before["round"]
    assert take(town, "worker", saw=seen(before)).status_code == 200


def test_an_answer_to_a_round_that_is_over_is_refused(town: Town, clock: PretendClock) -> None:
    town.file(danger_now="unknown")
    town.rung()
    before = shown(town)
    take(town, "worker")
    clock.forward(hours=1)
    assert town.rung() == ["worker"]
    refused = take(town, "worker", saw=seen(before))
    assert [e["pointer"] for e in refused.json["errors"]] == ["/saw/round"]
    for saw in (
        {"urgency": "P1"},
        {"urgency": "P9", "round": 0},
        {"urgency": "P1", "round": -1},
        "x",
        {"round": "1"},
    ):
        assert take(town, "worker", saw=saw).status_code == 422, saw
    assert take(town, "worker", saw=None).status_code == 200


def test_a_supervisor_acknowledges_on_somebodys_behalf_and_both_are_on_record(
    town: Town, clock: PretendClock
) -> None:
    town.file(danger_now="unknown")
    town.rung()
    worker, by = town.people["worker"].account, town.people["supervisor"].account
    refused = take(town, "colleague", **{"for": worker.uuid})
    assert (refused.status_code, refused.json["code"]) == (403, "supervisor_required")
    taken = take(town, "supervisor", **{"for": worker.uuid})
    assert (taken.json["acknowledged_by"]["id"], taken.json["by_me"]) == (worker.uuid, False)
    db.session.rollback()
    event = db.session.execute(select(AlertEvent).where(AlertEvent.kind == "acknowledged_for")).scalar_one()
    assert (event.account_id, by.uuid in event.detail) == (worker.id, True)
    assert acts("alert_acknowledged_for") == 1
    assert take(town, "supervisor", **{"for": town.people["colleague"].account.uuid}).json["acknowledged_by"] == {
        "id": worker.uuid, "name": worker.name
    }, "the first still wins"  # fmt: skip
    assert acts("alert_acknowledged_for") == 1
    clock.forward(minutes=59)
    assert town.rung() == []


def test_only_who_may_answer_it_can_be_named(town: Town, clock: PretendClock) -> None:
    reference = town.file(danger_now="unknown")
    town.rung()
    town.add_person("admin", "管", "township", Role.ADMINISTRATOR, on_duty=False, phone=False)
    with writing() as session:
        away = town.people["colleague"].account.id
        exclude(session, reference.replace("-", ""), away, now=clock())
    assert town.rung() == ["worker"]
    for wrong in ("x", town.people["colleague"].account.uuid, town.people["admin"].account.uuid):
        answer = take(town, "supervisor", **{"for": wrong})
        assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, "/for"), wrong
    assert shown(town)["state"] == "triggered"


def test_a_reflex_tap_does_not_keep_a_supervisor_from_naming_somebody(town: Town) -> None:
    town.file(danger_now="unknown")
    town.rung()
    (token,) = town.tokens("worker")
    town.client.put(f"/api/v1/deliveries/{token}/acknowledgement")
    taken = take(town, "supervisor", **{"for": town.people["colleague"].account.uuid})
    assert taken.json["acknowledged_by"]["name"] == "何青"
    assert shown(town)["provisional"] is False


def test_who_hands_back_is_not_called_again_in_that_round_and_the_others_are(town: Town, clock: PretendClock) -> None:
    town.file(danger_now="unknown")
    town.rung()
    take(town, "worker")
    clock.forward(minutes=10)
    back = post(town, "worker", "hand-back", reason="我在另一个镇上")
    assert (back.status_code, back.json["state"], back.json["acknowledged_by"]) == (200, "triggered", None)
    assert town.rung() == ["colleague"], "nobody else is on duty, so everybody else at once"
    clock.forward(minutes=15)
    assert town.rung() == ["supervisor"]
    for _ in range(3):
        clock.forward(minutes=10)
        town.rung()
    clock.forward(minutes=15)
    assert "worker" in town.rung(), "once everybody is called, they are too"
    assert acts("alert_handed_back") == 1
    assert "alert_handed_back" in kinds()


def test_who_hands_back_is_called_when_nobody_else_can_be_reached(town: Town) -> None:
    for key in ("colleague", "county", "supervisor", "desk"):
        device = town.get(key, "/devices").json["items"][0]["id"]
        town.browser(key).delete(f"/api/v1/devices/{device}")
    town.file(danger_now="unknown")
    assert town.rung() == ["worker"]
    take(town, "worker")
    post(town, "worker", "hand-back", reason="x")
    assert town.rung() == ["worker"]


def test_a_reason_is_sealed_and_stands_in_no_event(town: Town) -> None:
    town.file(danger_now="unknown")
    town.rung()
    take(town, "worker")
    post(town, "worker", "hand-back", reason="那是我邻居家的孩子")
    db.session.rollback()
    row = db.session.execute(select(AlertReason)).scalar_one()
    assert (row.kind, row.round, "邻居".encode() in (row.sealed or b"")) == ("hand_back", 1, False)
    assert not [e for e in db.session.execute(select(AlertEvent.detail)).scalars() if "邻居" in e]
    assert town.rung() == ["colleague"]


def test_only_what_one_has_in_hand_can_be_handed_back_and_only_with_a_reason(town: Town) -> None:
    town.file(danger_now="unknown")
    town.rung()
    free = post(town, "worker", "hand-back", reason="x")
    assert (free.status_code, free.json["code"]) == (409, "not_acknowledged")
    take(town, "worker")
    before = counts()
    other = post(town, "colleague", "hand-back", reason="x")
    assert (other.status_code, other.json["code"]) == (403, "not_in_your_hands")
    for body in ({}, {"reason": ""}, {"reason": "  "}, {"reason": None}, {"reason": "x" * 1001}, {"reason": 1}):
        answer = post(town, "worker", "hand-back", **body)
        assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, "/reason"), body
    assert town.browser("worker").post("/api/v1/alerts/x/hand-back", json={"reason": "x"}).status_code == 404
    assert grown(before) == {}


def test_anybody_who_may_answer_calls_the_next_rung_now(town: Town, clock: PretendClock) -> None:
    town.file(danger_now="unknown")
    town.rung()
    clock.forward(minutes=1)
    asked = post(town, "worker", "escalation", reason="一个人不敢去")
    assert (asked.status_code, asked.json["next_at"]) == (200, "2026-03-02T01:15:00.000Z")
    assert town.rung() == ["colleague", "worker"]
    post(town, "county", "escalation")
    assert town.rung() == ["supervisor"]
    post(town, "county", "escalation")
    assert town.rung() == ["county", "supervisor"]
    post(town, "county", "escalation")
    assert town.rung() == ["desk"]
    post(town, "county", "escalation")
    assert town.rung() == ["colleague", "county", "desk", "supervisor", "worker"], "after the last rung everybody"
    assert (acts("escalation_asked"), kinds().count("escalation_asked")) == (5, 5)


def coming(town: Town, by: str = "worker") -> tuple[str | None, set[str]]:
    answer = town.get(by, f"/alerts/{shown(town, 'supervisor')['id']}/escalation")
    assert answer.status_code == 200, answer.json
    team = answer.json["team"]
    return team and team["name"], {person["name"] for person in answer.json["people"]}


def test_whom_an_escalation_calls_is_told_before_it_is_asked_for(town: Town, clock: PretendClock) -> None:
    town.file(danger_now="unknown")
    names = {key: person.account.name for key, person in town.people.items()}
    rung = town.rung()
    for _ in range(5):
        clock.forward(minutes=1)
        team, people = coming(town)
        assert town.rung() == [], "asking calls nobody"
        post(town, "worker", "escalation")
        rung = town.rung()
        assert people == {names[key] for key in rung}
    assert team is None, "after the last rung everybody"
    assert len(people) == len(names)


def test_who_has_handed_back_is_not_named_as_coming(town: Town) -> None:
    town.file(danger_now="unknown")
    town.rung()
    take(town, "worker")
    post(town, "worker", "hand-back", reason="x")
    town.rung()
    _, people = coming(town, "supervisor")
    assert "许知" not in people


def test_a_closed_alert_has_nobody_coming_and_a_stranger_sees_none(town: Town) -> None:
    reference = town.file(danger_now="unknown")
    town.rung()
    path = f"/alerts/{shown(town)['id']}/escalation"
    assert town.client.get(f"/api/v1{path}").status_code == 401
    assert town.get("worker", "/alerts/x/escalation").status_code == 404
    with writing() as session:
        settle(session, reference.replace("-", ""), by=None, now=town.clock())
    answer = town.get("worker", path)
    assert (answer.status_code, answer.json["code"]) == (409, "alert_closed")


def test_what_somebody_has_in_hand_rings_for_more_and_not_for_all_at_once(town: Town, clock: PretendClock) -> None:
    town.file(danger_now="unknown")
    town.rung()
    take(town, "worker")
    clock.forward(minutes=50)
    assert post(town, "worker", "escalation").json["state"] == "triggered"
    assert town.rung() == ["colleague", "worker"]
    clock.forward(minutes=9)
    assert town.rung() == []
    clock.forward(minutes=1)
    assert town.rung() == ["supervisor"], "ten minutes later, as between the steps of the policy"


def test_office_work_that_a_person_escalates_does_not_wait_for_the_morning(town: Town, clock: PretendClock) -> None:
    clock.forward(hours=10)
    town.file(concerns=["risk_only"])
    assert town.rung() == []
    post(town, "worker", "escalation")
    assert town.rung() == ["worker"]


def test_a_closed_alert_can_be_neither_escalated_nor_handed_back(town: Town) -> None:
    reference = town.file(danger_now="unknown")
    town.rung()
    alert = shown(town)["id"]
    body = {"track": "harm", "priority": "P1", "disposition": "investigation", "reason": "x"}
    town.put("worker", f"/reports/{reference}/screening", body)
    for what, code in (("escalation", "alert_closed"), ("hand-back", "not_acknowledged")):
        answer = town.browser("worker").post(f"/api/v1/alerts/{alert}/{what}", json={"reason": "x"})
        assert (answer.status_code, answer.json["code"]) == (409, code)
