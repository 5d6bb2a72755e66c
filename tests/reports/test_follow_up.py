"""What the holder of a receipt may know, and what they may add."""

from typing import Any

import pytest

from nightlamp.core.ids import in_groups, new_receipt
from tests.conftest import PretendClock
from tests.support.rows import counts, grown
from tests.support.town import COUNTY, Town, a_report

pytestmark = pytest.mark.both_databases


def follow(town: Town, receipt: str) -> Any:
    return town.client.post("/api/v1/follow-up", json={"receipt": receipt})


def add(town: Town, receipt: str, **more: Any) -> Any:
    return town.client.post("/api/v1/follow-up/additions", json={"receipt": receipt} | more)


def decide(town: Town, by: str, reference: str, **changes: str) -> Any:
    decision = {"track": "harm", "priority": "P2", "disposition": "investigation", "reason": "需要核实"} | changes
    return town.put(by, f"/reports/{reference}/screening", decision)


def test_each_stage_is_told_with_its_time(town: Town, clock: PretendClock) -> None:
    body = a_report()
    reference = town.file(**body)
    receipt = body["receipt"]
    first = follow(town, receipt).json
    assert (first["reference"], first["stage"], first["messages"]) == (reference, "received", [])
    assert first["history"] == [{"stage": "received", "at": "2026-03-02T01:00:00.000Z"}]
    assert first["expected"] == {
        "opened_by": "2026-03-02T02:00:00.000Z", "decided_by": "2026-03-02T05:00:00.000Z", "result_by": None
    }  # fmt: skip
    clock.forward(minutes=7)
    town.get("worker", f"/reports/{reference}")
    assert follow(town, receipt).json["stage"] == "opened"
    clock.forward(minutes=7)
    decide(town, "worker", reference)
    after = follow(town, receipt).json
    assert after["stage"] == "decided"
    assert [h["stage"] for h in after["history"]] == ["received", "opened", "decided"]
    town.put("worker", f"/reports/{reference}/milestones/child-seen")
    closed = follow(town, receipt).json
    assert (closed["stage"], closed["history"][-1]["stage"]) == ("closed", "closed")
    assert set(closed) == {"reference", "stage", "history", "expected", "overdue", "messages"}
    town.rung()


def test_a_promise_that_was_not_kept_is_told_until_it_is(town: Town, clock: PretendClock) -> None:
    body = a_report()
    reference = town.file(**body)
    clock.forward(hours=1)
    assert follow(town, body["receipt"]).json["overdue"] == []
    clock.forward(seconds=1)
    assert follow(town, body["receipt"]).json["overdue"] == ["opened"]
    clock.forward(hours=3)
    assert follow(town, body["receipt"]).json["overdue"] == ["opened", "decided"]
    town.get("worker", f"/reports/{reference}")
    assert follow(town, body["receipt"]).json["overdue"] == ["decided"]
    decide(town, "worker", reference)
    assert follow(town, body["receipt"]).json["overdue"] == []
    town.rung()


def test_the_receipt_alone_tells_nothing_of_priority_people_or_words(town: Town) -> None:
    body = a_report()
    reference = town.file(**body)
    town.get("worker", f"/reports/{reference}")
    decide(town, "worker", reference)
    answer = follow(town, body["receipt"])
    # A reference is drawn by chance, and may well hold "P2".
    text = answer.get_data(as_text=True).replace(answer.get_json()["reference"], "")
    for secret in ("许知", "P2", "investigation", "需要核实", "林老师", body["what"], "neglect"):
        assert secret not in text
    town.rung()


def test_a_wrong_receipt_is_told_apart_from_a_mistyped_one(town: Town) -> None:
    unknown = follow(town, in_groups(new_receipt()))
    assert (unknown.status_code, unknown.json["code"]) == (404, "receipt_unknown")
    for mistyped in ("7K3M-9QXT-2HPC-W8RC", "", "x", "\x00\ud800", "7" * 4000):
        answer = follow(town, mistyped)
        assert answer.status_code == 422, mistyped
        assert answer.json["errors"][0]["pointer"] == "/receipt"
    assert town.client.post("/api/v1/follow-up", json={}).status_code == 422
    assert town.client.post("/api/v1/follow-up", json={"receipt": 7}).status_code == 422


def test_an_addition_is_stored_once_and_shown_to_staff(town: Town) -> None:
    body = a_report()
    reference = town.file(**body)
    before = counts()
    answer = add(town, body["receipt"], what="今天又听见了", children=[{"name": "小暑", "age": 4}])
    assert (answer.status_code, answer.json["reference"]) == (201, reference)
    assert grown(before) == {"report_addition": 1, "audit_event": 1}
    again = add(town, body["receipt"], what="今天又听见了", children=[{"name": "小暑", "age": 4}])
    assert (again.json, again.headers["Idempotency-Replayed"]) == (answer.json, "true")
    assert grown(before) == {"report_addition": 1, "audit_event": 1}
    report = town.get("worker", f"/reports/{reference}").json
    assert report["what"] == body["what"]
    (addition,) = report["additions"]
    assert addition["fields"]["what"] == "今天又听见了"
    assert addition["fields"]["children"] == [{"name": "小暑", "age": 4}]
    assert "reasons" not in addition["fields"]
    assert "addition_received" in [event["kind"] for event in report["events"]]
    town.rung()


def test_any_field_may_come_later_and_none_is_needed(town: Town) -> None:
    receipt = a_report()["receipt"]
    town.client.post("/api/v1/reports", json={"receipt": receipt, "danger_now": "yes"})
    assert add(town, receipt).status_code == 201
    for name, value in a_report().items():
        if name != "receipt":
            assert add(town, receipt, **{name: value}).status_code == 201, name
    town.rung()


def test_a_wrong_field_of_an_addition_is_pointed_at(town: Town) -> None:
    body = a_report()
    town.file(**body)
    before = counts()
    answer = add(town, body["receipt"], danger_now="maybe", children=[{"age": -1}])
    assert {(e["pointer"], e["code"]) for e in answer.json["errors"]} == {
        ("/danger_now", "unknown_value"), ("/children/0/age", "out_of_range")
    }  # fmt: skip
    assert add(town, body["receipt"], place={"code": "990000"}).status_code == 422
    assert add(town, in_groups(new_receipt()), what="x").status_code == 404
    assert town.client.post("/api/v1/follow-up/additions", json={"what": "x"}).status_code == 422
    assert grown(before) == {}
    town.rung()


def test_who_the_reporter_is_may_be_said_later_and_stays_under_its_own_key(town: Town) -> None:
    body = a_report(reporter={"role": "neighbour", "mode": "anonymous"})
    reference = town.file(**body)
    assert town.get("worker", f"/reports/{reference}").json["reporter"]["has_identity"] is False
    add(town, body["receipt"], reporter={"name": "王阿姨", "phone": "13922223333"})
    report = town.get("worker", f"/reports/{reference}")
    assert report.json["reporter"]["has_identity"] is True
    assert "王阿姨" not in report.get_data(as_text=True)
    told = town.browser("worker").post(
        f"/api/v1/reports/{reference}/reporter-disclosure", json={"reason": "要回电话"}
    )
    assert (told.json["name"], told.json["phone"]) == ("王阿姨", "13922223333")
    town.rung()


def test_an_addition_never_lowers_anything(town: Town) -> None:
    body = a_report(danger_now="yes", answers={"self_harm": "yes"})
    reference = town.file(**body)
    add(town, body["receipt"], danger_now="no", answers={"self_harm": "no"}, concerns=["risk_only"])
    report = town.get("worker", f"/reports/{reference}").json
    assert (report["priority"], report["first_priority"]) == ("P0", "P0")
    assert report["priority_reasons"][0] == {
        "question": "danger_now", "answer": "yes", "effect": "decides", "derived": False
    }  # fmt: skip
    town.rung()


def test_an_addition_may_raise_the_priority_and_the_first_one_stays(town: Town) -> None:
    body = a_report()
    reference = town.file(**body)
    assert town.get("worker", f"/reports/{reference}").json["priority"] == "P2"
    add(town, body["receipt"], answers={"afraid_to_go_home": "yes"})
    report = town.get("worker", f"/reports/{reference}").json
    assert (report["priority"], report["first_priority"]) == ("P1", "P2")
    assert report["due"]["at"] == "2026-03-02T02:00:00.000Z"
    assert "afraid_to_go_home" in [reason["question"] for reason in report["priority_reasons"]]
    changed = next(event for event in report["events"] if event["kind"] == "priority_changed")
    assert changed["detail"] == {"before": "P2", "after": "P1"}
    town.rung()


def test_a_later_word_about_the_place_keeps_the_report_where_it_is(town: Town) -> None:
    body = a_report()
    reference = town.file(**body)
    add(town, body["receipt"], place={"detail": "其实是四号楼"})
    assert town.get("worker", f"/reports/{reference}").json["place"]["code"] == "330106012"
    add(town, body["receipt"], place={"code": COUNTY})
    assert town.get("county", f"/reports/{reference}").status_code == 200
    town.rung()


def test_an_addition_says_nothing_of_the_name_unless_it_does(town: Town) -> None:
    """A plain addition with a role only must not turn `confidential` into `anonymous`."""
    body = a_report(reporter={"role": "teacher", "mode": "confidential", "name": "林", "share_identity": "police"})
    reference = town.file(**body)
    added = {"receipt": body["receipt"], "reporter": {"role": "neighbour"}}
    assert town.client.post("/api/v1/follow-up/additions", json=added).status_code == 201
    shown = town.get("worker", f"/reports/{reference}").json["reporter"]
    assert (shown["role"], shown["mode"], shown["share_identity"]) == ("neighbour", "confidential", "police")
    town.rung()
