"""One report in staff's hands: opening, versions, milestones, stepping back, and who reported."""

from datetime import timedelta
from typing import Any

import pytest

from nightlamp.accounts.permissions import Role
from nightlamp.core.clock import as_text
from tests.conftest import START, PretendClock
from tests.support.rows import counts, grown
from tests.support.town import COUNTY, Town, a_report

pytestmark = pytest.mark.both_databases
DECISION = {"track": "harm", "priority": "P1", "disposition": "investigation", "reason": "需要核实"}


def at(**later: float) -> str:
    """Return a time after the start, as the API writes it."""
    return str(as_text(START + timedelta(**later)))


def urgent(town: Town) -> str:
    return town.file(answers={"self_harm": "yes"})


def stage(report: Any, step: str) -> Any:
    return next(item for item in report["stages"] if item["step"] == step)


def kinds(report: Any) -> list[str]:
    return [event["kind"] for event in report["events"]]


def test_the_first_look_of_somebody_who_may_decide_opens_it(town: Town, clock: PretendClock) -> None:
    reference = urgent(town)
    assert town.rung() == ["worker"]
    clock.forward(minutes=3)
    report = town.get("worker", f"/reports/{reference}").json
    assert report["state"] == "opened"
    opened = stage(report, "opened")
    assert (opened["at"], opened["by"]["name"], opened["due_at"]) == (at(minutes=3), "许知", at(minutes=15))
    clock.forward(minutes=3)
    again = town.get("supervisor", f"/reports/{reference}").json
    assert stage(again, "opened") == opened
    assert kinds(again).count("milestone_reported") == 1
    assert town.rung() == ["colleague", "worker"]


def test_every_look_is_on_record_and_a_page_that_refreshes_is_one_look(town: Town, clock: PretendClock) -> None:
    reference = town.file()
    before = counts()
    for _ in range(5):
        town.get("worker", f"/reports/{reference}")
    assert grown(before) == {"report_milestone": 1, "audit_event": 2}
    town.get("county", f"/reports/{reference}")
    clock.forward(minutes=6)
    town.get("worker", f"/reports/{reference}")
    assert grown(before) == {"report_milestone": 1, "audit_event": 4}
    town.rung()


def test_what_happened_stands_on_the_page_in_order(town: Town, clock: PretendClock) -> None:
    reference = urgent(town)
    town.rung()
    clock.forward(minutes=1)
    town.get("worker", f"/reports/{reference}")
    clock.forward(minutes=1)
    alert = town.get("worker", f"/reports/{reference}").json["alert"]
    town.put("worker", f"/alerts/{alert['id']}/acknowledgement")
    clock.forward(minutes=1)
    town.put("worker", f"/reports/{reference}/screening", DECISION)
    report = town.get("worker", f"/reports/{reference}").json
    told = kinds(report)
    for kind in ("report_filed", "alert_raised", "milestone_reported", "alert_acknowledged", "report_screened"):
        assert kind in told, kind
    times = [event["at"] for event in report["events"]]
    assert times == sorted(times)
    assert "需要核实" not in str(report["events"])
    assert {"kind", "at", "by", "detail"} == set(report["events"][0])


def test_a_change_on_an_old_version_is_refused_and_none_is_needed(town: Town) -> None:
    reference = urgent(town)
    answer = town.get("worker", f"/reports/{reference}")
    tag = answer.headers["ETag"]
    assert tag == f'"{answer.json["version"]}"'
    assert answer.headers["Cache-Control"] == "no-store"
    browser = town.browser("worker")
    path = f"/api/v1/reports/{reference}"
    fresh = browser.put(f"{path}/screening", json=DECISION, headers={"If-Match": tag})
    assert fresh.status_code == 200
    assert fresh.headers["ETag"] != tag
    before = counts()
    for method, part, body in (
        ("PUT", "screening", DECISION), ("PUT", "milestones/child-seen", {}),
        ("DELETE", "milestones/child-seen", None),
        ("PUT", "recusal", {"reason": "亲戚"}),
    ):  # fmt: skip
        stale = browser.open(f"{path}/{part}", method=method, json=body, headers={"If-Match": tag})
        assert (stale.status_code, stale.json["code"]) == (412, "version_changed"), part
    assert grown(before) == {}
    for form in ("*", "{}", "W/{}", '"0", {}', ""):
        good = form.format(fresh.headers["ETag"])
        fresh = browser.put(f"{path}/screening", json=DECISION, headers={"If-Match": good})
        assert fresh.status_code == 200, good
    town.rung()


def test_milestones_are_counted_against_their_standard(town: Town, clock: PretendClock) -> None:
    reference = urgent(town)
    clock.forward(minutes=10)
    town.put("worker", f"/reports/{reference}/screening", DECISION)
    clock.forward(minutes=10)
    report = town.put("worker", f"/reports/{reference}/milestones/agency-told", {"note": "已告知派出所"}).json
    told = stage(report, "agency_told")
    assert (told["at"], told["due_at"], told["note"]) == (at(minutes=20), at(minutes=40), "已告知派出所")
    assert report["due"]["step"] == "child_seen"
    clock.forward(hours=2)
    report = town.put("worker", f"/reports/{reference}/milestones/child-seen", {"at": at(hours=1)}).json
    assert (stage(report, "child_seen")["at"], stage(report, "child_seen")["due_at"]) == (at(hours=1), at(hours=24))
    assert (report["state"], report["due"]) == ("closed", None)
    assert town.get("worker", "/reports").json["items"] == []
    town.rung()


def test_a_milestone_is_noted_once_and_may_be_taken_back(town: Town, clock: PretendClock) -> None:
    reference = urgent(town)
    town.put("worker", f"/reports/{reference}/screening", DECISION)
    path = f"/reports/{reference}/milestones/child-seen"
    first = town.put("worker", path, {"note": "见到了"})
    assert first.status_code == 200
    again = town.put("worker", path, {})
    assert (again.status_code, again.json["code"]) == (409, "already_reached")
    undone = town.browser("worker").delete(f"/api/v1{path}")
    assert stage(undone.json, "child_seen")["at"] is None
    assert undone.json["due"]["step"] == "agency_told"
    twice = town.browser("worker").delete(f"/api/v1{path}")
    assert (twice.status_code, twice.json["code"]) == (404, "not_reached")
    assert town.put("worker", path, {}).status_code == 200
    assert kinds(town.get("worker", f"/reports/{reference}").json).count("milestone_undone") == 1
    town.rung()


def test_taking_the_last_step_back_opens_the_report_again(town: Town) -> None:
    reference = town.file()
    town.put("worker", f"/reports/{reference}/screening", DECISION | {"priority": "P2"})
    path = f"/reports/{reference}/milestones/child-seen"
    assert town.put("worker", path, {}).json["state"] == "closed"
    report = town.browser("worker").delete(f"/api/v1{path}").json
    assert (report["state"], report["due"]["step"]) == ("decided", "child_seen")
    town.rung()


def test_what_a_decision_has_closed_waits_for_nothing_whatever_is_noted(town: Town) -> None:
    reference = town.file()
    town.put("worker", f"/reports/{reference}/screening", DECISION | {"priority": "P2", "disposition": "outdated"})
    path = f"/reports/{reference}/milestones/agency-told"
    report = town.put("worker", path, {"note": "仍告知了"}).json
    assert (report["state"], report["due"]) == ("closed", None)
    report = town.browser("worker").delete(f"/api/v1{path}").json
    assert (report["state"], report["due"]) == ("closed", None)
    town.rung()


def test_a_milestone_lies_between_arrival_and_now(town: Town, clock: PretendClock) -> None:
    reference = urgent(town)
    clock.forward(hours=1)
    path = f"/reports/{reference}/milestones/child-seen"
    before = counts()
    for wrong in (at(minutes=-2), at(minutes=62), "1970-01-01T00:00:00Z", "9999-12-31T23:59:59-12:00",
                  "0001-01-01T00:00:00+12:00"):  # fmt: skip
        answer = town.put("worker", path, {"at": wrong})
        assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, "/at"), wrong
    for wrong in ("yesterday", "2026-03-02T01:30:00", 7):
        assert town.put("worker", path, {"at": wrong}).status_code == 422, wrong
    assert town.put("worker", path, {"note": "x" * 2001}).status_code == 422
    assert grown(before) == {}
    assert town.put("worker", path, {"at": "2026-03-02T09:30:00+08:00"}).status_code == 200
    town.rung()


def test_only_two_steps_are_noted_by_hand(town: Town) -> None:
    reference = town.file()
    for step in ("opened", "decided", "child_seen", "closed", "x"):
        assert town.put("worker", f"/reports/{reference}/milestones/{step}", {}).status_code == 422, step
    assert town.browser("worker").put(f"/api/v1/reports/{reference}/milestones/child-seen").status_code == 200
    town.rung()


def test_strange_text_is_cleaned_in_every_note_and_reason(town: Town) -> None:
    odd = "a\x00b\ud800c"
    reference = urgent(town)
    browser = town.browser("worker")
    path = f"/api/v1/reports/{reference}"
    assert browser.put(f"{path}/screening", json=DECISION | {"reason": odd}).status_code == 200
    seen = browser.put(f"{path}/milestones/child-seen", json={"note": odd}).json
    assert stage(seen, "child_seen")["note"] == "ab?c"
    assert town.get("worker", f"/reports/{reference}/screening").json["items"][0]["reason"] == "ab?c"
    assert browser.post(f"{path}/reporter-disclosure", json={"reason": odd}).status_code == 200
    assert browser.put(f"{path}/recusal", json={"reason": odd}).status_code == 204
    town.rung()


def test_who_steps_back_finds_the_report_no_more(town: Town) -> None:
    body = a_report()
    reference = town.file(**body)
    alert = town.get("worker", f"/reports/{reference}").json["alert"]["id"]
    answer = town.put("worker", f"/reports/{reference}/recusal", {"reason": "是我的侄女"})
    assert (answer.status_code, answer.data) == (204, b"")
    for path in (f"/reports/{reference}", f"/reports/{reference}/screening"):
        assert town.get("worker", path).status_code == 404, path
    assert town.get("worker", "/reports").json["items"] == []
    assert town.get("worker", "/alerts").json["items"] == []
    assert town.put("worker", f"/alerts/{alert}/acknowledgement").status_code == 404
    assert town.put("worker", f"/reports/{reference}/recusal", {"reason": "xx"}).status_code == 404
    report = town.get("colleague", f"/reports/{reference}").json
    assert "recused" in kinds(report)
    assert "侄女" not in str(report)
    assert town.rung() == ["colleague"]


def test_a_reason_is_needed_for_stepping_back_and_for_a_name(town: Town) -> None:
    reference = town.file()
    before = counts()
    for body in ({}, {"reason": ""}, {"reason": "x"}, {"reason": "x" * 2001}, {"reason": 7}, {"reason": None}):
        for method, part in (("PUT", "recusal"), ("POST", "reporter-disclosure")):
            answer = town.browser("worker").open(f"/api/v1/reports/{reference}/{part}", method=method, json=body)
            assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, "/reason"), body
    assert grown(before) == {}
    town.rung()


def test_a_name_is_shown_for_a_reason_and_that_stays_on_record(town: Town) -> None:
    contact = {"ok": "yes", "when": "晚上八点后", "say_who": False}
    reporter = {"role": "teacher", "mode": "confidential", "name": "林老师", "phone": "13900000001"}
    reference = town.file(reporter=reporter | {"safe_contact": contact})
    before = counts()
    answer = town.browser("worker").post(
        f"/api/v1/reports/{reference}/reporter-disclosure", json={"reason": "要约时间见面"}
    )
    assert answer.status_code == 200
    assert answer.json == {"name": "林老师", "phone": "13900000001", "safe_contact": contact}
    assert answer.headers["Cache-Control"] == "no-store"
    assert grown(before) == {"audit_event": 1}
    report = town.get("county", f"/reports/{reference}").json
    (event,) = [event for event in report["events"] if event["kind"] == "reporter_disclosed"]
    assert event["by"]["name"] == "许知"
    assert "要约时间见面" not in str(report)
    assert "林老师" not in str(report)
    town.rung()


def test_an_anonymous_reporter_has_no_name_to_show(town: Town) -> None:
    reference = town.file(reporter={"role": "neighbour", "mode": "anonymous"})
    assert town.get("worker", f"/reports/{reference}").json["reporter"]["has_identity"] is False
    told = town.browser("worker").post(f"/api/v1/reports/{reference}/reporter-disclosure", json={"reason": "想问问"})
    assert (told.json["name"], told.json["phone"]) == (None, None)
    town.rung()


def test_what_i_may_do_is_told_and_each_refusal_stands_beside_it(town: Town) -> None:
    town.add_person("admin", "方晴", "root", Role.ADMINISTRATOR, on_duty=False, phone=False)
    reference, county = urgent(town), town.file(place={"code": COUNTY})
    assert town.get("worker", f"/reports/{reference}").json["may"] == {
        "acknowledge": True, "screen": True, "lower_priority": False, "disclose": True, "recuse": True,
        "report_milestone": True, "write": True,
    }  # fmt: skip
    assert town.get("supervisor", f"/reports/{reference}").json["may"]["lower_priority"] is True
    acts: list[tuple[str, str, Any]] = [
        ("GET", "", None), ("PUT", "/screening", DECISION), ("PUT", "/milestones/child-seen", {}),
        ("POST", "/reporter-disclosure", {"reason": "想问问"}), ("PUT", "/recusal", {"reason": "亲戚"}),
    ]  # fmt: skip
    for method, part, body in acts:

        def act(by: str, which: str) -> int:
            path = f"/api/v1/reports/{which}{part}"  # noqa: B023  (called at once)
            return town.browser(by).open(path, method=method, json=body).status_code  # noqa: B023

        assert act("admin", reference) == 403, part
        assert act("worker", county) == 404, part
        assert act("worker", reference) in (200, 204), part
    town.rung()
