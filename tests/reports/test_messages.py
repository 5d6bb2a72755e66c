"""Reporter and duty worker write to each other: stored once, heard, read, and told by the law's clock."""

from datetime import timedelta
from typing import Any

import pytest

from nightlamp.core.db import db
from nightlamp.core.ids import in_groups, new_receipt, normalise
from nightlamp.reports.models import ReportMessage
from tests.conftest import PretendClock
from tests.support.rows import counts, grown
from tests.support.sealing import seal
from tests.support.town import Town, a_report

pytestmark = pytest.mark.both_databases


def follow(town: Town, receipt: str) -> Any:
    answer = town.client.post("/api/v1/follow-up", json={"receipt": receipt})
    assert answer.status_code == 200, answer.json
    return answer.json


def write(town: Town, receipt: str, text: str, **headers: str) -> Any:
    return town.client.post("/api/v1/follow-up/messages", json={"receipt": receipt, "text": text}, headers=headers)


def reply(town: Town, who: str, reference: str, text: str, **more: Any) -> Any:
    headers = {"Idempotency-Key": more.pop("key")} if "key" in more else {}
    body = {"text": text} | more
    return town.browser(who).post(f"/api/v1/reports/{reference}/messages", json=body, headers=headers)


def decide(town: Town, reference: str, **changes: str) -> Any:
    decision = {"track": "harm", "priority": "P2", "disposition": "investigation", "reason": "需要核实"} | changes
    answer = town.put("worker", f"/reports/{reference}/screening", decision)
    assert answer.status_code == 200, answer.json
    return answer.json


def sealed_for(town: Town, body: Any) -> str:
    return seal(town.client.get("/api/v1/config").json["intake_key"], body)


def alerts(town: Town, who: str, state: str = "triggered") -> list[str]:
    return [item["subject"] for item in town.get(who, f"/alerts?state={state}").json["items"]]


@pytest.fixture
def filed(town: Town) -> tuple[str, str]:
    """A report that the worker has in hand: its receipt, and its reference."""
    body = a_report()
    reference = town.file(**body)
    town.rung()
    (alert,) = [a for a in town.get("worker", "/alerts").json["items"] if a["subject"] == reference]
    assert town.put("worker", f"/alerts/{alert['id']}/acknowledgement").status_code == 200
    town.get("worker", f"/reports/{reference}")
    town.rung()
    return body["receipt"], reference


def test_both_sides_read_what_the_other_wrote_and_no_name(
    town: Town, filed: tuple[str, str], clock: PretendClock
) -> None:
    receipt, reference = filed
    before = counts()
    answer = write(town, receipt, "她外婆五点把她接走了")
    assert (answer.status_code, answer.json["reference"]) == (201, reference)
    assert answer.headers["Cache-Control"] == "no-store"
    assert grown(before)["report_message"] == 1
    clock.forward(minutes=1)
    shown = reply(town, "worker", reference, "我看过了，谢谢您。").json
    assert [(m["text"], m["by"] and m["by"]["name"]) for m in shown["messages"]] == [
        ("她外婆五点把她接走了", None), ("我看过了，谢谢您。", town.people["worker"].account.name)
    ]  # fmt: skip
    thread = follow(town, receipt)["messages"]
    assert [(m["text"], m["mine"], m["kind"]) for m in thread] == [
        ("她外婆五点把她接走了", True, "message"), ("我看过了，谢谢您。", False, "message")
    ]  # fmt: skip
    assert town.people["worker"].account.name not in str(follow(town, receipt))
    kinds = [event["kind"] for event in shown["events"]]
    assert {"message_received", "message_sent"} <= set(kinds)
    town.rung()


def test_a_new_message_rings_until_a_person_has_it_before_their_eyes(
    town: Town, filed: tuple[str, str], clock: PretendClock
) -> None:
    receipt, reference = filed
    write(town, receipt, "他们今晚要走")
    assert town.rung() == ["worker"]
    assert alerts(town, "worker") == [f"message:{normalise(reference)}"]
    # Fetching the report is not reading: a page may do that while nobody looks.
    assert town.get("worker", f"/reports/{reference}").json["unread"] == 1
    assert alerts(town, "worker") == [f"message:{normalise(reference)}"]
    clock.forward(minutes=21)
    assert town.rung() == ["colleague", "worker"]
    done = town.put("colleague", f"/reports/{reference}/messages/read", {"seen": 1}).json
    assert (done["unread"], done["messages"][0]["read_at"] is not None) == (0, True)
    assert alerts(town, "worker") == []
    clock.forward(hours=3)
    assert town.rung() == []


def test_a_message_that_came_meanwhile_stays_unread_and_rings_on(town: Town, filed: tuple[str, str]) -> None:
    receipt, reference = filed
    write(town, receipt, "第一句")
    write(town, receipt, "第二句")
    town.rung()
    done = town.put("worker", f"/reports/{reference}/messages/read", {"seen": 1}).json
    assert done["unread"] == 1
    assert alerts(town, "worker") == [f"message:{normalise(reference)}"]
    assert town.put("worker", f"/reports/{reference}/messages/read", {"seen": 2}).json["unread"] == 0
    assert alerts(town, "worker") == []


def test_a_message_rings_again_when_the_last_one_is_in_somebodys_hands(town: Town, filed: tuple[str, str]) -> None:
    receipt, _ = filed
    write(town, receipt, "第一句")
    town.rung()
    (alert,) = [a for a in town.get("worker", "/alerts?state=triggered").json["items"]]
    town.put("worker", f"/alerts/{alert['id']}/acknowledgement")
    assert town.rung() == []
    write(town, receipt, "第二句")
    assert town.rung() == ["worker"]


def test_a_report_that_rings_already_rings_once(town: Town) -> None:
    body = a_report()
    town.file(**body)
    assert town.rung() == ["worker"]
    write(town, body["receipt"], "还有一件事")
    assert town.rung() == []


def test_somebody_named_in_a_message_hears_no_more_of_the_report(town: Town, filed: tuple[str, str]) -> None:
    receipt, reference = filed
    write(town, receipt, f"就是{town.people['worker'].account.name}打的")
    assert town.get("worker", f"/reports/{reference}").status_code == 404
    assert reply(town, "worker", reference, "x").status_code == 404
    assert "worker" not in town.rung()
    assert alerts(town, "worker") == []
    assert alerts(town, "colleague") != []


def test_a_sealed_message_is_stored_once_however_often_it_is_sent(town: Town, filed: tuple[str, str]) -> None:
    receipt, _ = filed
    body = {"receipt": receipt, "text": "封好的一句", "claimed_at": "2026-03-02T01:00:00Z"}
    sealed = {"sealed": sealed_for(town, body)}
    first = town.client.post("/api/v1/follow-up/messages", json=sealed)
    again = town.client.post("/api/v1/follow-up/messages", json=sealed)
    assert (first.status_code, again.status_code, again.json) == (201, 201, first.json)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert [m["text"] for m in follow(town, receipt)["messages"]] == ["封好的一句"]
    assert write(town, receipt, "一样的话", **{"Idempotency-Key": "k"}).status_code == 201
    assert write(town, receipt, "一样的话", **{"Idempotency-Key": "k"}).headers["Idempotency-Replayed"] == "true"
    # Without a key the same words twice are two messages: nothing that somebody says is dropped.
    assert write(town, receipt, "好").status_code == write(town, receipt, "好").status_code == 201
    assert len(follow(town, receipt)["messages"]) == 4
    town.rung()


def test_a_sealed_message_that_makes_no_sense_is_kept_whole(town: Town, filed: tuple[str, str]) -> None:
    receipt, _ = filed
    sealed = {"sealed": sealed_for(town, {"receipt": receipt, "text": ["不", "是"], "x": 1})}
    assert town.client.post("/api/v1/follow-up/messages", json=sealed).status_code == 201
    (message,) = follow(town, receipt)["messages"]
    assert "不" in message["text"]
    assert '"x"' in message["text"]
    town.rung()


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"text": ""}, "/text"), ({"text": " \n "}, "/text"), ({"text": 7}, "/text"),
        ({"text": "长" * 20_001}, "/text"),
        ({}, "/text"), ({"text": "x", "receipt": "7K3M-9QXT-2HPC-W8RC"}, "/receipt"), ({"text": "x", "y": 1}, "/y"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_plain_message_is_named_and_nothing_is_stored(
    town: Town, filed: tuple[str, str], body: dict[str, Any], pointer: str
) -> None:
    before = counts()
    answer = town.client.post("/api/v1/follow-up/messages", json={"receipt": filed[0]} | body)
    assert answer.status_code == 422, answer.json
    assert [error["pointer"] for error in answer.json["errors"]] == [pointer]
    assert grown(before) == {}


def test_an_unknown_receipt_writes_to_nobody(town: Town) -> None:
    answer = write(town, in_groups(new_receipt()), "在吗")
    assert (answer.status_code, answer.json["code"]) == (404, "receipt_unknown")


def test_the_words_lie_sealed(town: Town, filed: tuple[str, str]) -> None:
    write(town, filed[0], "一句不能外传的话")
    (row,) = db.session.query(ReportMessage).all()
    assert "一句不能外传的话".encode() not in row.sealed
    town.rung()


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


def test_who_reads_an_answer_is_seen_by_whoever_wrote_it(
    town: Town, filed: tuple[str, str], clock: PretendClock
) -> None:
    receipt, reference = filed
    assert reply(town, "worker", reference, "在").json["messages"][0]["read_at"] is None
    clock.forward(minutes=3)
    follow(town, receipt)
    (message,) = town.get("worker", f"/reports/{reference}").json["messages"]
    assert message["read_at"] == f"{clock():%Y-%m-%dT%H:%M:%S}.000Z"


def test_in_hand_is_told_only_while_somebody_has_it(town: Town, filed: tuple[str, str], clock: PretendClock) -> None:
    receipt, _ = filed
    assert [h["stage"] for h in follow(town, receipt)["history"]] == ["received", "opened", "in_hand"]
    clock.forward(hours=5)
    town.rung()
    assert "in_hand" not in [h["stage"] for h in follow(town, receipt)["history"]]


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
