"""A receipt is slow to guess, a wrong answer tells nothing, and a right receipt opens wherever it comes from."""

from typing import Any

import pytest

from nightlamp.core.ids import new_receipt
from nightlamp.reports.attachments import turns
from nightlamp.reports.intake.additions import FREE_WRONG_RECEIPTS
from tests.conftest import PretendClock
from tests.support.town import Town, a_report

pytestmark = pytest.mark.both_databases


def guess(town: Town, receipt: str | None = None, **more: Any) -> Any:
    told = {"receipt": receipt or new_receipt()}
    return town.client.post("/api/v1/follow-up", json=told, **more)


def test_guessing_is_answered_with_longer_and_longer_waits_until_the_window_ends(
    town: Town, clock: PretendClock
) -> None:
    first = [guess(town) for _ in range(FREE_WRONG_RECEIPTS)]
    assert {(answer.status_code, answer.json["code"]) for answer in first} == {(404, "receipt_unknown")}
    later = [guess(town) for _ in range(4)]
    assert {(answer.status_code, answer.json["code"]) for answer in later} == {(429, "too_many_attempts")}
    assert [answer.headers["Retry-After"] for answer in later] == ["2", "4", "8", "16"]
    assert all("no-store" in answer.headers["Cache-Control"] for answer in later)
    clock.forward(minutes=10)
    assert guess(town).status_code == 404


def test_wrong_answers_are_the_same_to_the_last_byte(town: Town) -> None:
    town.file()
    town.rung()
    bodies = {guess(town).data for _ in range(FREE_WRONG_RECEIPTS)}
    assert len(bodies) == 1
    assert len({guess(town).data for _ in range(5)}) == 1


def test_a_right_receipt_and_every_report_go_through_from_a_source_that_guesses(town: Town) -> None:
    body = a_report()
    reference = town.file(**body)
    for _ in range(FREE_WRONG_RECEIPTS + 5):
        guess(town)
    assert guess(town, body["receipt"]).json["reference"] == reference
    message = {"receipt": body["receipt"], "text": "她今天没有来。"}
    assert town.client.post("/api/v1/follow-up/messages", json=message).status_code == 201
    addition = {"receipt": body["receipt"], "what": "还有一件事。"}
    assert town.client.post("/api/v1/follow-up/additions", json=addition).status_code == 201
    assert town.client.post("/api/v1/reports", json=a_report()).status_code == 201
    town.rung()


def test_what_is_written_with_a_wrong_receipt_counts_as_a_guess(town: Town) -> None:
    for _ in range(FREE_WRONG_RECEIPTS):
        guess(town)
    message = {"receipt": new_receipt(), "text": "在吗？"}
    assert town.client.post("/api/v1/follow-up/messages", json=message).status_code == 429


def test_another_source_is_not_slowed(town: Town) -> None:
    for _ in range(FREE_WRONG_RECEIPTS + 1):
        guess(town)
    assert guess(town, environ_base={"REMOTE_ADDR": "192.0.2.9"}).status_code == 404


def test_many_files_wait_and_reports_do_not(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "_MOST_FROM_ONE", 2)
    sent = [town.client.post("/api/v1/follow-up/attachments", data={}) for _ in range(3)]
    assert [answer.status_code == 429 for answer in sent] == [False, False, True]
    assert sent[2].json["code"] == "too_many_files_at_once"
    assert 0 < int(sent[2].headers["Retry-After"]) <= 600
    assert town.client.post("/api/v1/reports", json=a_report()).status_code == 201
    town.rung()
