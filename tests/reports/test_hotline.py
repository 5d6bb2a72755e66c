"""Calls: written down by who answers the telephone, filed as any report is, and read by nobody who took them."""

from datetime import timedelta
from typing import Any

import pytest

from nightlamp.accounts.permissions import Role
from nightlamp.agencies.queries import members_of
from nightlamp.core.clock import as_text
from nightlamp.core.db import db
from nightlamp.core.ids import in_groups, new_receipt
from tests.support.rows import counts, grown
from tests.support.town import COUNTY, TOWNSHIP, Town, a_report

pytestmark = pytest.mark.both_databases


@pytest.fixture
def staffed(town: Town) -> Town:
    """The town, and somebody at its hotline, whose phone must never ring."""
    town.add_person("operator", "叶知秋", "root", Role.HOTLINE_OPERATOR, on_duty=False)
    return town


def a_call(town: Town, *, minutes_ago: float = 6, **changes: Any) -> dict[str, Any]:
    began_at = as_text(town.clock() - timedelta(minutes=minutes_ago))
    return a_report(reporter={"role": "neighbour", "mode": "anonymous"}, began_at=began_at, **changes)


def file(town: Town, body: dict[str, Any], who: str = "operator", **headers: str) -> Any:
    return town.browser(who).post("/api/v1/hotline/reports", json=body, headers=headers)


def test_a_call_is_a_report_with_its_own_beginning_and_the_clock_runs_from_filing(staffed: Town) -> None:
    body = a_call(staffed, what="“他又打她了，我听见的。”")
    answer = file(staffed, body)
    assert answer.status_code == 201, answer.json
    assert answer.json["received_at"] == as_text(staffed.clock())
    shown = staffed.get("worker", f"/reports/{answer.json['reference']}").json
    assert (shown["channel"], shown["what"], shown["entrance"]) == ("hotline", body["what"], None)
    assert (shown["call"]["began_at"], shown["call"]["taken_by"]["name"]) == (body["began_at"], "叶知秋")
    assert shown["due"]["began_at"] == answer.json["received_at"]
    assert "call" not in shown["as_filed"]["fields"]
    assert "began_at" not in str(shown["as_filed"])
    filed = next(event for event in shown["events"] if event["kind"] == "report_filed")
    assert filed["by"]["name"] == "叶知秋"
    seen = staffed.client.post("/api/v1/follow-up", json={"receipt": body["receipt"]}).json
    assert (seen["reference"], seen["stage"]) == (shown["reference"], "opened")
    staffed.rung()


def test_what_came_by_no_call_says_so(staffed: Town) -> None:
    reference = staffed.file(call={"began_at": "2026-03-02T00:00:00Z", "by": "somebody"})
    shown = staffed.get("worker", f"/reports/{reference}").json
    assert (shown["call"], shown["channel"]) == (None, "api")
    assert shown["unparsed"] == {"/call": {"began_at": "2026-03-02T00:00:00Z", "by": "somebody"}}
    staffed.rung()


def test_danger_is_filed_at_once_and_the_rest_follows(staffed: Town) -> None:
    began_at = as_text(staffed.clock())
    receipt = in_groups(new_receipt())
    first = file(staffed, {"receipt": receipt, "danger_now": "yes", "began_at": began_at})
    assert first.status_code == 201, first.json
    assert "desk" in staffed.rung()
    more = {"receipt": receipt, "what": "三楼，孩子在哭。", "place": {"code": TOWNSHIP}}
    added = staffed.browser("operator").post("/api/v1/hotline/additions", json=more)
    assert (added.status_code, added.json["reference"]) == (201, first.json["reference"])
    again = staffed.browser("operator").post("/api/v1/hotline/additions", json=more)
    assert (again.status_code, again.headers["Idempotency-Replayed"]) == (201, "true")
    staffed.rung()
    shown = staffed.get("worker", f"/reports/{first.json['reference']}").json
    assert (shown["what"], len(shown["additions"])) == ("三楼，孩子在哭。", 1)
    came = next(event for event in shown["events"] if event["kind"] == "addition_received")
    assert came["by"]["name"] == "叶知秋"
    staffed.rung()


def test_the_same_call_sent_again_is_one_report_and_another_under_its_key_is_refused(staffed: Town) -> None:
    body = a_call(staffed)
    before = counts()
    first = file(staffed, body, **{"Idempotency-Key": "k-1"})
    again = file(staffed, body, **{"Idempotency-Key": "k-1"})
    assert (again.status_code, again.json, again.headers["Idempotency-Replayed"]) == (201, first.json, "true")
    other = file(staffed, body | {"what": "别的话。"}, **{"Idempotency-Key": "k-1"})
    assert (other.status_code, other.json["code"]) == (422, "idempotency_conflict")
    assert grown(before)["report"] == 1
    staffed.rung()


@pytest.mark.parametrize(
    ("minutes_ago", "code"),
    [(-4, None), (-6, "time_in_future"), (8 * 1440 - 1, None), (8 * 1440 + 1, "time_long_past")],
)
def test_a_call_begins_neither_in_the_future_nor_long_ago(
    staffed: Town, minutes_ago: float, code: str | None
) -> None:
    before = counts()
    answer = file(staffed, a_call(staffed, minutes_ago=minutes_ago))
    if code is None:
        assert answer.status_code == 201
    else:
        (error,) = answer.json["errors"]
        assert (answer.status_code, error["pointer"], error["code"]) == (422, "/began_at", code)
        assert set(grown(before)) <= {"audit_event"}
    staffed.rung()


@pytest.mark.parametrize("began_at", [None, "", "9 o'clock", "2026-03-02T09:00:00", 7])
def test_when_a_call_began_is_a_time_with_its_zone(staffed: Town, began_at: Any) -> None:
    answer = file(staffed, a_call(staffed) | {"began_at": began_at})
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json["errors"]] == ["/began_at"]


def test_only_who_answers_the_telephone_files_a_call(staffed: Town) -> None:
    for who in ("worker", "supervisor", "desk"):
        refused = file(staffed, a_call(staffed), who)
        assert (refused.status_code, refused.json["code"]) == (403, "permission_missing")
        assert staffed.browser(who).post("/api/v1/hotline/additions", json={}).status_code == 403
    assert staffed.client.post("/api/v1/hotline/reports", json=a_call(staffed)).status_code == 401


def test_who_takes_calls_reads_nothing_is_on_no_rota_and_is_called_by_no_alert(staffed: Town) -> None:
    reference = file(staffed, a_call(staffed, danger_now="yes")).json["reference"]
    rung = staffed.rung()
    assert rung
    assert "operator" not in rung
    for path in (f"/reports/{reference}", "/reports", "/alerts", "/duty/now", "/entrances", "/devices"):
        assert staffed.get("operator", path).status_code == 403, path
    assert staffed.get("operator", "/session").json["permissions"] == ["hotline:write"]
    team = staffed.teams["root"]
    assert "叶知秋" not in {member.name for member in members_of(db.session(), [team.id])}
    assert [m.name for m in members_of(db.session(), [team.id], role=Role.HOTLINE_OPERATOR)] == ["叶知秋"]


def test_who_is_named_by_a_caller_does_not_hear_of_it(staffed: Town) -> None:
    reference = file(staffed, a_call(staffed, what="许知打的。")).json["reference"]
    assert staffed.get("worker", f"/reports/{reference}").status_code == 404
    staffed.rung()


def test_a_caller_without_enough_is_asked_for_what_is_missing(staffed: Town) -> None:
    body = a_call(staffed, what=" ", place={"code": COUNTY + "999"})
    answer = file(staffed, body)
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json["errors"]] == ["/what"]
    unknown = file(staffed, a_call(staffed, place={"code": "99"}))
    assert [error["pointer"] for error in unknown.json["errors"]] == ["/place/code"]
