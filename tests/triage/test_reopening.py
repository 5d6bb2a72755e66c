"""What was noted or decided by mistake can be put right, also when the report is closed."""

from typing import Any

import pytest

from tests.conftest import PretendClock
from tests.support.town import Town, a_report

pytestmark = pytest.mark.both_databases
DECISION = {"track": "harm", "priority": "P1", "disposition": "investigation", "reason": "需要核实"}


def decide(town: Town, by: str, reference: str, **changes: Any) -> Any:
    return town.put(by, f"/reports/{reference}/screening", DECISION | changes).json


def note(town: Town, reference: str, step: str, **body: Any) -> Any:
    return town.put("worker", f"/reports/{reference}/milestones/{step}", body).json


def undo(town: Town, reference: str, step: str, by: str = "worker") -> Any:
    answer = town.browser(by).delete(f"/api/v1/reports/{reference}/milestones/{step}")
    assert answer.status_code == 200, answer.json
    return answer.json


def done(town: Town) -> str:
    """Return a report that is closed because its child was seen, and the agency told before."""
    reference = town.file(answers={"self_harm": "yes"})
    decide(town, "worker", reference)
    note(town, reference, "agency-told")
    assert note(town, reference, "child-seen")["state"] == "closed"
    return reference


def kinds(report: Any) -> list[str]:
    return [event["kind"] for event in report["events"]]


@pytest.mark.parametrize("step", ["agency-told", "child-seen"])
def test_a_step_of_a_closed_report_is_taken_back_and_it_waits_again(
    town: Town, clock: PretendClock, step: str
) -> None:
    reference = done(town)
    clock.forward(hours=1)
    report = undo(town, reference, step)
    assert (report["state"], report["due"]["step"]) == ("decided", step.replace("-", "_"))
    assert report["due"]["overdue"] is (step == "agency-told")
    assert kinds(report)[-2:] == ["milestone_undone", "report_reopened"]
    assert report["events"][-1]["by"]["name"] == "许知"
    assert [row["reference"] for row in town.get("worker", "/reports").json["items"]] == [reference]
    again = note(town, reference, step)
    assert (again["state"], again["due"]) == ("closed", None)
    assert town.get("worker", "/reports").json["items"] == []
    assert town.rung() == []


def test_the_reporter_follows_a_report_that_is_open_again(town: Town, clock: PretendClock) -> None:
    body = a_report()
    reference = town.file(**body)
    town.get("worker", f"/reports/{reference}")
    clock.forward(minutes=1)
    decide(town, "worker", reference, priority="P2")
    note(town, reference, "child-seen")
    undo(town, reference, "child-seen")
    told = town.client.post("/api/v1/follow-up", json={"receipt": body["receipt"]}).json
    assert (told["stage"], [h["stage"] for h in told["history"]]) == ("decided", ["received", "opened", "decided"])
    town.rung()


def test_the_figures_follow(town: Town, clock: PretendClock) -> None:
    def seen() -> tuple[int, int]:
        body = town.get("supervisor", "/statistics/response-times").json
        (row,) = [s for s in body["steps"] if (s["step"], s["priority"]) == ("child_seen", "all")]
        return row["n"], row["waiting"]

    reference = done(town)
    clock.forward(minutes=5)
    town.rung()
    assert seen() == (1, 0)
    undo(town, reference, "child-seen")
    assert seen()[1] == 1, "who waits is read live"
    clock.forward(seconds=5)
    town.rung()
    assert seen() == (0, 1)
    note(town, reference, "child-seen")
    clock.forward(seconds=5)
    town.rung()
    assert seen() == (1, 0)


def test_a_step_that_nothing_waits_for_is_taken_back_and_the_report_stays_closed(town: Town) -> None:
    reference = town.file()
    decide(town, "worker", reference, priority="P2")
    note(town, reference, "agency-told")
    closed = note(town, reference, "child-seen")
    report = undo(town, reference, "agency-told")
    assert (report["state"], report["due"]) == ("closed", None)
    assert kinds(report).count("report_reopened") == 0
    assert kinds(closed)[-1] == "milestone_reported"
    town.rung()


def test_only_who_may_note_a_step_takes_it_back(town: Town) -> None:
    reference = done(town)
    assert town.put("worker", f"/reports/{reference}/recusal", {"reason": "亲戚"}).status_code == 204
    refused = town.browser("worker").delete(f"/api/v1/reports/{reference}/milestones/child-seen")
    assert refused.status_code == 404
    assert undo(town, reference, "child-seen", by="supervisor")["state"] == "decided"
    town.rung()


def test_a_decision_that_closed_is_changed_and_the_report_waits_again(town: Town, clock: PretendClock) -> None:
    reference = town.file()
    first = decide(town, "worker", reference, priority="P2", disposition="outdated")
    assert first["may"]["screen"] is True
    assert kinds(first)[-1] == "report_closed"
    clock.forward(minutes=30)
    report = decide(town, "colleague", reference, priority="P2")
    assert (report["state"], report["due"]["step"], report["alert"]["state"]) == ("decided", "child_seen", "closed")
    assert kinds(report)[-2:] == ["report_screened", "report_reopened"]
    assert [s["at"] for s in report["stages"]] == [s["at"] for s in first["stages"]]
    assert note(town, reference, "child-seen")["state"] == "closed"
    assert undo(town, reference, "child-seen")["state"] == "decided"
    town.rung()


def test_a_more_urgent_decision_opens_what_was_done(town: Town) -> None:
    reference = town.file()
    decide(town, "worker", reference, priority="P2")
    assert note(town, reference, "child-seen")["state"] == "closed"
    assert decide(town, "worker", reference, priority="P2")["state"] == "closed", "all is done as before"
    report = decide(town, "worker", reference, priority="P1")
    assert (report["state"], report["due"]["step"]) == ("decided", "agency_told")
    assert kinds(report)[-1] == "report_reopened"
    town.rung()


def test_what_a_second_decision_closes_stays_closed_since_it_was(town: Town, clock: PretendClock) -> None:
    body = a_report()
    reference = town.file(**body)
    decide(town, "worker", reference, priority="P2")
    note(town, reference, "child-seen")
    clock.forward(hours=1)
    report = decide(town, "worker", reference, priority="P2", disposition="duplicate")
    assert (report["state"], kinds(report)[-1]) == ("closed", "report_closed")
    told = town.client.post("/api/v1/follow-up", json={"receipt": body["receipt"]}).json
    assert told["history"][-1] == {"stage": "closed", "at": "2026-03-02T01:00:00.000Z"}
    assert undo(town, reference, "child-seen")["state"] == "closed"
    assert decide(town, "worker", reference, priority="P2")["due"]["step"] == "child_seen"
    town.rung()
