"""The result that a reporter is owed, its clock and its alert; and words that could reveal who they are."""

from datetime import timedelta

import pytest

from nightlamp.core.ids import normalise
from tests.conftest import PretendClock
from tests.reports.thread_steps import alerts, decide, follow, reply, sealed_for, write
from tests.support.town import Town, a_report

pytestmark = pytest.mark.both_databases


def test_the_result_is_told_once_decided_and_its_clock_ends(
    town: Town, filed: tuple[str, str], clock: PretendClock
) -> None:
    receipt, reference = filed
    early = reply(town, "worker", reference, "结果", kind="result")
    assert (early.status_code, early.json["code"]) == (409, "not_decided")
    assert follow(town, receipt)["messages"] == []
    shown = decide(town, reference)
    due = clock() + timedelta(days=3)
    assert shown["result"] == {"due_at": f"{due:%Y-%m-%dT%H:%M:%S}.000Z", "overdue": False, "at": None, "by": None}
    assert follow(town, receipt)["expected"]["result_by"] == shown["result"]["due_at"]
    clock.forward(hours=5)
    told = reply(town, "worker", reference, "我们会跟进。", kind="result", key="once").json
    assert (told["result"]["overdue"], told["result"]["by"]["name"]) == (False, town.people["worker"].account.name)
    reply(town, "worker", reference, "我们会跟进。", kind="result", key="once")
    after = follow(town, receipt)
    assert [m["kind"] for m in after["messages"]] == ["result"]
    assert [h["stage"] for h in after["history"]] == ["received", "opened", "decided", "result_told"]
    clock.forward(days=4)
    assert town.rung() == []


def test_an_answer_that_is_not_given_rings_a_day_before_it_is_due_and_then_shows(
    town: Town, filed: tuple[str, str], clock: PretendClock
) -> None:
    receipt, reference = filed
    decide(town, reference)
    clock.forward(days=1, hours=23)
    assert town.rung() == []
    clock.forward(hours=1, minutes=2)
    # The worker's own hours on duty are over by then, so everybody of the team is called.
    assert town.rung() == ["colleague", "worker"]
    assert alerts(town, "worker") == [f"result:{normalise(reference)}"]
    assert follow(town, receipt)["overdue"] == []
    clock.forward(days=1)
    assert follow(town, receipt)["overdue"] == ["result_told"]
    assert "supervisor" in town.rung()
    assert (
        town.put("worker", f"/reports/{reference}/milestones/result-told", {"note": "打电话说的"}).status_code == 200
    )
    assert alerts(town, "worker") == []
    assert follow(town, receipt)["overdue"] == []
    clock.forward(days=1)
    assert town.rung() == []


def test_an_answer_noted_by_mistake_is_owed_again(town: Town, filed: tuple[str, str]) -> None:
    _, reference = filed
    early = town.put("worker", f"/reports/{reference}/milestones/result-told")
    assert (early.status_code, early.json["code"]) == (409, "not_decided")
    decide(town, reference)
    town.put("worker", f"/reports/{reference}/milestones/result-told")
    again = town.browser("worker").delete(f"/api/v1/reports/{reference}/milestones/result-told").json
    assert (again["result"]["at"], again["result"]["due_at"] is not None) == (None, True)


@pytest.mark.parametrize(("disposition", "owed"), [("advice_given", True), ("test_or_spam", False)])
def test_what_needs_nothing_further_is_still_answered_but_a_test_is_not(
    town: Town, filed: tuple[str, str], disposition: str, owed: bool
) -> None:
    _, reference = filed
    shown = decide(town, reference, disposition=disposition)
    assert shown["state"] == "closed"
    assert (shown["result"] is not None) is owed
    listed = [row["reference"] for row in town.get("worker", "/reports?unanswered=true").json["items"]]
    assert (reference in listed) is owed
    assert reference not in [row["reference"] for row in town.get("worker", "/reports").json["items"]]


def test_without_a_receipt_nobody_can_be_written_to(town: Town) -> None:
    sealed = {"sealed": sealed_for(town, {"danger_now": "no", "what": "看见了", "reporter": {"role": "teacher"}})}
    reference = town.client.post("/api/v1/reports", json=sealed).json["reference"]
    town.rung()
    shown = town.get("desk", f"/reports/{reference}").json
    assert shown["may"]["write"] is False
    answer = reply(town, "desk", reference, "在吗")
    assert (answer.status_code, answer.json["code"]) == (409, "no_receipt")


def test_the_unanswered_are_listed_for_those_who_may_see_them(town: Town, filed: tuple[str, str]) -> None:
    receipt, reference = filed
    assert town.get("worker", "/reports?unanswered=true").json["items"] == []
    write(town, receipt, "有人在吗")
    (row,) = town.get("worker", "/reports?unanswered=true").json["items"]
    assert (row["reference"], row["unread"]) == (reference, 1)
    reply(town, "worker", reference, "在")
    assert town.get("worker", "/reports?unanswered=true").json["items"] == []
    town.rung()


def test_words_that_could_reveal_the_reporter_are_pointed_at(town: Town) -> None:
    body = a_report(what="我今天放学时看见小雨胳膊上又有三道红印子，她说不想回家")
    body["reporter"] = {"role": "teacher", "mode": "confidential", "name": "林晓月", "phone": "139 0000 0001"}
    reference = town.file(**body)
    town.rung()

    def check(text: str) -> list[tuple[str, str]]:
        answer = town.browser("worker").post(f"/api/v1/reports/{reference}/word-check", json={"text": text})
        assert answer.status_code == 200, answer.json
        return [(item["kind"], item["text"]) for item in answer.json["items"]]

    assert check("我们想了解孩子最近的情况，方便时请联系我们。") == []
    assert check("晓月说的")[0] == ("name", "晓月")
    assert ("phone", "139 0000 0001") in check("请拨13900000001")
    assert ("role", "老师") in check("是老师发现的")
    assert check("有人反映孩子受了伤") == [("reporting", "有人反映")]
    assert check("听说胳膊上又有三道红印子，她说")[0][0] == "own_words"
    assert (
        town.browser("worker").post(f"/api/v1/reports/{reference}/word-check", json={"text": " "}).status_code == 422
    )
