"""Who was told of an alert by what, and what came of it; and that anything can raise one."""

from typing import Any

import pytest
from sqlalchemy import select

from nightlamp.alerts.actions import raise_alert, raise_urgency, settle
from nightlamp.audit.models import AuditEvent
from nightlamp.channels.senders import Outcome
from nightlamp.core.db import db, writing
from nightlamp.core.http import make_cursor
from tests.conftest import PretendClock
from tests.support.town import Town

pytestmark = pytest.mark.both_databases
ZONE = "Asia/Shanghai"


def first_alert(town: Town) -> str:
    return str(town.get("supervisor", "/alerts").json["items"][0]["id"])


def history(town: Town, by: str = "supervisor", query: str = "") -> Any:
    return town.get(by, f"/alerts/{first_alert(town)}/deliveries{query}")


def test_a_supervisor_sees_who_was_told_by_what_and_what_came_of_it(town: Town, clock: PretendClock) -> None:
    town.file(danger_now="unknown")
    town.rung()
    town.client.put(f"/api/v1/deliveries/{town.tokens('worker')[0]}/shown")
    town.phones.outcome = lambda endpoint: Outcome("failed" if endpoint.endswith("colleague") else "sent", "http_400")
    clock.forward(minutes=5)
    assert town.rung() == ["colleague", "worker"]
    items = history(town).json["items"]
    told = [(i["person"]["name"], i["round"], i["step"], i["state"], i["error"]) for i in items]
    assert sorted(told[1:]) == [("何青", 0, 1, "failed", "http_400"), ("许知", 0, 1, "sent", None)]
    assert told[0] == ("许知", 0, 0, "shown", None)
    assert items[0]["shown_at"] == "2026-03-02T01:00:00.000Z"
    failed = next(item for item in items if item["state"] == "failed")
    assert (failed["failed_at"][:16], failed["sent_at"], failed["attempts"]) == ("2026-03-02T01:05", None, 1)
    assert {item["channel"] for item in items} == {"webpush"}


def test_only_supervisors_see_it_and_only_of_their_place(town: Town) -> None:
    town.file(danger_now="unknown")
    town.rung()
    refused = history(town, "worker")
    assert (refused.status_code, refused.json["code"]) == (403, "supervisor_required")
    assert history(town, "desk").status_code == 200, "of a place above"
    assert town.get("supervisor", "/alerts/x/deliveries").status_code == 404
    for cursor in ("x", make_cursor(["1"]), make_cursor([-1]), make_cursor([1, 2]), make_cursor([2**70])):
        assert history(town, query=f"?cursor={cursor}").status_code == 400, cursor
    assert history(town, query="?limit=0").status_code == 422


def test_it_is_read_page_by_page(town: Town, clock: PretendClock) -> None:
    town.file(danger_now="yes")
    town.rung()
    clock.forward(minutes=2)
    town.rung()
    every = history(town).json["items"]
    assert len(every) == 4
    walked: list[Any] = []
    query = "?limit=3"
    while query:
        page = history(town, query=query).json
        walked += page["items"]
        query = f"?limit=3&cursor={page['next_cursor']}" if page["next_cursor"] else ""
    assert walked == every


def test_what_was_bundled_tells_of_the_message_that_spoke_for_it(town: Town) -> None:
    town.file(concerns=["risk_only"])
    town.file(concerns=["risk_only"])
    assert town.rung() == ["worker"]
    first, second = (item["id"] for item in town.get("supervisor", "/alerts").json["items"])
    (bundled,) = town.get("supervisor", f"/alerts/{first}/deliveries").json["items"]
    (spoke,) = town.get("supervisor", f"/alerts/{second}/deliveries").json["items"]
    assert (bundled["state"], bundled["bundled_into"], bundled["sent_at"]) == ("bundled", second, spoke["sent_at"])
    assert (spoke["state"], spoke["bundled_into"]) == ("sent", None)


def test_reasons_are_opened_for_a_supervisor_and_the_look_is_on_record(town: Town) -> None:
    town.file(danger_now="unknown")
    town.rung()
    path = f"/api/v1/alerts/{first_alert(town)}"
    town.put("worker", f"/alerts/{first_alert(town)}/acknowledgement")
    town.browser("worker").post(f"{path}/hand-back", json={"reason": "是我邻居家"})
    town.browser("colleague").post(f"{path}/escalation")
    reasons = history(town).json["reasons"]
    assert [(r["kind"], r["person"]["name"], r["reason"], r["round"]) for r in reasons] == [
        ("hand_back", "许知", "是我邻居家", 1), ("escalation", "何青", None, 1)
    ]  # fmt: skip
    db.session.rollback()
    look = select(AuditEvent).where(AuditEvent.action == "alert_reasons_seen")
    assert db.session.execute(look).scalar_one().actor == town.people["supervisor"].account.uuid
    town.rung()


def test_anything_can_raise_an_alert_by_a_subject_and_an_urgency(town: Town, clock: PretendClock) -> None:
    team = town.teams["township"].id
    away = town.people["colleague"].account.id
    with writing() as session:
        uuid = raise_alert(session, "visit:42", team_id=team, urgency="P1", exclude=[away], zone=ZONE, now=clock())
    assert town.rung() == ["worker"]
    (item,) = town.get("worker", "/alerts").json["items"]
    assert (item["id"], item["subject"], item["urgency"]) == (uuid, "visit:42", "P1")
    clock.forward(minutes=5)
    assert town.rung() == ["worker"], "whoever is excluded hears nothing"
    assert town.put("worker", f"/alerts/{uuid}/acknowledgement").json["by_me"] is True
    clock.forward(hours=1)
    assert town.rung() == ["worker"], "and the hold runs out like any other"
    with writing() as session:
        assert raise_urgency(session, "visit:42", "P0", now=clock())
    assert town.rung() == ["county", "worker"]
    with writing() as session:
        settle(session, "visit:42", by=None, now=clock())
    clock.forward(hours=1)
    assert town.rung() == []


def calls(town: Town, query: str = "") -> list[tuple[Any, ...]]:
    told = history(town, query=query).json["calls"]
    names = {"西湖区值班组": "county", "灵隐街道值班组": "township", "总值班组": "root", None: None}
    return [
        (call["kind"], call["step"], names[call["team"] and call["team"]["name"]], call["people"],
         [person["name"] for person in call["untold"]])
        for call in told
    ]  # fmt: skip


def take_phones_from(town: Town, *keys: str) -> None:
    for key in keys:
        for device in town.get(key, "/devices").json["items"]:
            assert town.browser(key).delete(f"/api/v1/devices/{device['id']}").status_code == 204


def test_calls_that_reach_nobody_are_told_with_the_names_of_whom_they_could_not_tell(
    town: Town, clock: PretendClock
) -> None:
    town.browser("worker").delete("/api/v1/duty/me")
    take_phones_from(town, "worker", "colleague", "supervisor")
    town.file(danger_now="unknown")
    assert town.rung() == ["county"]
    found = history(town).json
    assert [item["person"]["name"] for item in found["items"]] == ["沈舟"]
    assert calls(town) == [
        ("nobody_on_duty", 0, "township", 0, []),
        ("nobody_reachable", 1, "township", 2, ["许知", "何青"]),
        ("nobody_reachable", 2, "township", 1, ["周以宁"]),
        ("alert_escalated", 3, "county", 2, ["周以宁"]),
    ]
    assert {call["at"] for call in found["calls"]} == {"2026-03-02T01:00:00.000Z"}
    clock.forward(minutes=35)
    assert town.rung() == ["desk"]
    clock.forward(minutes=15)
    assert town.rung() == ["county", "desk"]
    assert calls(town)[-1] == ("alert_exhausted", None, None, 5, ["许知", "何青", "周以宁"])


def test_each_page_holds_the_calls_of_its_messages(town: Town, clock: PretendClock) -> None:
    town.file(danger_now="yes")
    town.rung()
    clock.forward(minutes=2)
    town.rung()
    every = history(town).json["calls"]
    assert len(every) == 2
    walked: list[Any] = []
    query = "?limit=1"
    while query:
        page = history(town, query=query).json
        walked += page["calls"]
        query = f"?limit=1&cursor={page['next_cursor']}" if page["next_cursor"] else ""
    assert walked == every


def test_inner_ids_of_whom_a_call_could_not_tell_stay_inside(town: Town) -> None:
    take_phones_from(town, "worker", "colleague", "supervisor")
    reference = town.file(danger_now="unknown")
    town.rung()
    events = town.get("supervisor", f"/reports/{reference}").json["events"]
    assert {event["kind"] for event in events} >= {"nobody_reachable", "alert_escalated"}
    assert not any({"untold", "team"} & set(event["detail"]) for event in events)
