"""Screening through the API: what a decision moves, who may take it, and that none is ever overwritten."""

from typing import Any

import pytest

from tests.conftest import PretendClock
from tests.support.rows import counts, grown
from tests.support.town import Town

pytestmark = pytest.mark.both_databases
DECISION = {"track": "harm", "priority": "P2", "disposition": "investigation", "reason": "需要核实"}


def decide(town: Town, by: str, reference: str, **changes: Any) -> Any:
    return town.put(by, f"/reports/{reference}/screening", DECISION | changes)


def test_a_decision_moves_state_clock_and_alert_in_one_go(town: Town, clock: PretendClock) -> None:
    reference = town.file()
    town.rung()
    clock.forward(minutes=9)
    report = decide(town, "worker", reference, track="risk", disposition="assessment").json
    assert (report["state"], report["track"], report["priority"]) == ("decided", "risk", "P2")
    assert [s["step"] for s in report["stages"] if s["at"]] == ["received", "opened", "decided"]
    assert report["alert"]["state"] == "closed"
    assert report["due"]["step"] == "child_seen"
    assert town.get("worker", "/alerts").json["items"] == []
    clock.forward(days=1)
    assert town.rung() == []


def test_what_was_decided_is_told_with_who_and_why(town: Town) -> None:
    reference = town.file()
    assert town.get("worker", f"/reports/{reference}/screening").json == {"items": [], "next_cursor": None}
    decide(town, "worker", reference)
    (item,) = town.get("colleague", f"/reports/{reference}/screening").json["items"]
    assert item["by"]["name"] == "许知"
    assert {k: item[k] for k in DECISION} == DECISION
    assert (item["priority_before"], item["at"]) == ("P2", "2026-03-02T01:00:00.000Z")
    town.rung()


def test_deciding_again_stands_beside_and_the_first_time_stays(town: Town, clock: PretendClock) -> None:
    reference = town.file()
    decide(town, "worker", reference)
    first = town.get("worker", f"/reports/{reference}").json["stages"]
    clock.forward(hours=1)
    report = decide(town, "supervisor", reference, priority="P1", disposition="police_joint").json
    assert report["priority"] == "P1"
    assert [(s["step"], s["at"]) for s in report["stages"]] == [(s["step"], s["at"]) for s in first]
    items = town.get("worker", f"/reports/{reference}/screening").json["items"]
    assert [item["disposition"] for item in items] == ["police_joint", "investigation"]
    assert report["events"][-1]["kind"] == "report_screened"
    town.rung()


def test_lowering_needs_a_reason_and_from_the_top_a_supervisor(town: Town) -> None:
    urgent, plain = town.file(danger_now="yes"), town.file()
    before = counts()
    refused = decide(town, "worker", urgent, priority="P2")
    assert (refused.status_code, refused.json["code"]) == (403, "supervisor_required")
    refused = decide(town, "supervisor", urgent, priority="P2", reason=" ")
    assert (refused.status_code, refused.json["errors"][0]["pointer"]) == (422, "/reason")
    refused = decide(town, "worker", plain, priority="P3", reason="")
    assert (refused.status_code, refused.json["errors"][0]["code"]) == (422, "required")
    assert grown(before) == {}
    assert decide(town, "supervisor", urgent, priority="P2").json["priority"] == "P2"
    lowered = decide(town, "worker", plain, priority="P3").json
    assert (lowered["priority"], lowered["first_priority"]) == ("P3", "P2")
    assert decide(town, "worker", plain, priority="P0", reason="").status_code == 200
    town.rung()


def test_what_was_raised_by_a_worker_is_lowered_by_a_supervisor_only(town: Town) -> None:
    reference = town.file()
    decide(town, "worker", reference, priority="P0")
    assert decide(town, "worker", reference, priority="P2").status_code == 403
    assert decide(town, "supervisor", reference, priority="P2").status_code == 200
    town.rung()


def test_proven_false_is_a_supervisors_word(town: Town) -> None:
    reference = town.file()
    refused = decide(town, "worker", reference, disposition="proven_false")
    assert (refused.status_code, refused.json["code"]) == (403, "supervisor_required")
    report = decide(town, "supervisor", reference, disposition="proven_false").json
    assert (report["state"], report["due"]) == ("closed", None)
    town.rung()


def test_a_supervisor_elsewhere_is_none_here(town: Town, clock: PretendClock) -> None:
    from nightlamp.accounts.permissions import Role  # noqa: PLC0415
    from nightlamp.agencies.actions import found_team, grant_role  # noqa: PLC0415
    from nightlamp.agencies.models import Agency  # noqa: PLC0415
    from nightlamp.core.db import writing  # noqa: PLC0415

    with writing() as session:
        agency = session.query(Agency).first()
        assert agency is not None
        other = found_team(
            session, agency=agency, name="另一街道", place_code="330106011", place_path="33/3301/330106/330106011/",
            by="test", now=clock(),
        )  # fmt: skip
        account = session.merge(town.people["worker"].account)
        grant_role(session, account=account, team=other, role=Role.SUPERVISOR, by="test", now=clock())
    reference = town.file(danger_now="yes")
    assert decide(town, "worker", reference, priority="P2").status_code == 403
    assert town.get("worker", f"/reports/{reference}").json["may"]["lower_priority"] is False
    elsewhere = town.file(danger_now="yes", place={"code": "330106011"})
    assert decide(town, "worker", elsewhere, priority="P2").status_code == 200
    town.rung()


def test_no_further_action_closes_and_may_be_decided_anew(town: Town) -> None:
    reference = town.file()
    report = decide(town, "worker", reference, disposition="cannot_locate").json
    assert (report["state"], report["due"], report["alert"]["state"]) == ("closed", None, "closed")
    again = decide(town, "worker", reference, disposition="investigation").json
    assert (again["state"], again["due"]["step"]) == ("decided", "child_seen")
    assert len(town.get("worker", "/reports").json["items"]) == 1
    town.rung()


WRONG: dict[str, tuple[dict[str, Any], str, str]] = {
    "track": ({"track": "both"}, "/track", "unknown_value"),
    "priority": ({"priority": "P5"}, "/priority", "unknown_value"),
    "disposition": ({"disposition": "withdrawn"}, "/disposition", "unknown_value"),
    "disposition of the other track": ({"track": "risk"}, "/disposition", "wrong_track"),
    "nothing": ({"track": None}, "/track", "required"),
    "a number": ({"reason": 7}, "/reason", "wrong_type"),
    "a novel": ({"reason": "长" * 4001}, "/reason", "too_long"),
    "unknown": ({"mood": "good"}, "/mood", "unknown_field"),
}


def test_a_wrong_decision_is_pointed_at_and_changes_nothing(town: Town) -> None:
    reference = town.file()
    before = counts()
    for name, (change, pointer, code) in WRONG.items():
        answer = decide(town, "worker", reference, **change)
        assert answer.status_code == 422, name
        assert (answer.json["errors"][0]["pointer"], answer.json["errors"][0]["code"]) == (pointer, code), name
    assert town.browser("worker").put(f"/api/v1/reports/{reference}/screening").status_code == 422
    assert grown(before) == {}
    town.rung()


def test_reading_why_it_was_decided_is_a_look_on_record_and_opens_nothing(town: Town) -> None:
    reference = town.file()
    before = counts()
    assert town.get("worker", f"/reports/{reference}/screening").status_code == 200
    assert grown(before) == {"audit_event": 1}
    assert town.get("worker", "/reports").json["items"][0]["state"] == "new"
    town.get("worker", f"/reports/{reference}")
    assert grown(before) == {"audit_event": 2, "report_milestone": 1}
    town.rung()
