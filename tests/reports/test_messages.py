"""Reporter and duty worker write to each other: stored once, heard, and read."""

from typing import Any

import pytest

from nightlamp.core.db import db
from nightlamp.core.ids import in_groups, new_receipt, normalise
from nightlamp.reports.models import ReportMessage
from tests.conftest import PretendClock
from tests.reports.thread_steps import alerts, follow, reply, sealed_for, write
from tests.support.rows import counts, grown
from tests.support.town import Town, a_report

pytestmark = pytest.mark.both_databases


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
