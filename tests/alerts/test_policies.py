"""Escalation policies: set, refused, tried out, kept by the alert; and one person at a time."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, select

from nightlamp.accounts.permissions import Role
from nightlamp.agencies.actions import end_role
from nightlamp.agencies.models import RoleGrant
from nightlamp.alerts.actions import raise_urgency
from nightlamp.alerts.models import Alert
from nightlamp.alerts.policies.models import EscalationPolicy
from nightlamp.core.db import db, writing
from tests.conftest import PretendClock
from tests.support.rows import counts, grown
from tests.support.town import Town

pytestmark = pytest.mark.both_databases
Body = dict[str, Any]


def step(seconds: int | None, *who: str, **more: Any) -> Body:
    return {"after_seconds": seconds, "who": list(who)} | more


def path(town: Town, urgency: str, team: str = "township") -> str:
    return f"/escalation-policies/{town.teams[team].uuid}/{urgency}"


def put(town: Town, urgency: str, *steps: Body, team: str = "township", **more: Any) -> Any:
    return town.put("supervisor", path(town, urgency, team), {"steps": list(steps)} | more)


def faults(answer: Any) -> dict[str, str]:
    assert answer.status_code == 422, answer.json
    return {fault["pointer"]: fault["code"] for fault in answer.json["errors"]}


def preview(town: Town, urgency: str, at: str, by: str = "supervisor", **more: Any) -> Any:
    body = {"team": town.teams["township"].uuid, "urgency": urgency, "at": at} | more
    return town.browser(by).post("/api/v1/escalation-policies/preview", json=body)


def test_a_team_without_policies_shows_the_default_ones(town: Town) -> None:
    answer = town.get("worker", "/escalation-policies").json
    assert [item["urgency"] for item in answer["items"]] == ["P0", "P1", "P2", "P3", "P4"]
    assert {(item["is_default"], item["version"]) for item in answer["items"]} == {(True, 0)}
    assert answer["may_plan"] is False
    p4 = answer["items"][4]
    assert [(s["after_seconds"], s["after_working_days"], s["who"]) for s in p4["steps"]] == [
        (0, None, ["on_duty"]), (None, 1, ["everyone"]), (None, 2, ["supervisors"])
    ]  # fmt: skip
    assert (p4["hold_seconds"], p4["hold_working_days"]) == (None, 3)
    asked = town.get("supervisor", f"/escalation-policies?team={town.teams['township'].uuid}").json
    assert (asked["may_plan"], asked["team"]["id"]) == (True, town.teams["township"].uuid)


def test_a_policy_is_set_changed_and_ended_and_no_row_is_lost(town: Town) -> None:
    first = put(town, "P1", step(0, "everyone"), step(120, "supervisors"), hold_seconds=600)
    assert (first.status_code, first.json["version"], first.headers["ETag"]) == (200, 1, '"1"')
    assert (first.json["hold_seconds"], first.json["is_default"]) == (600, False)
    stale = town.browser("supervisor").put(
        f"/api/v1{path(town, 'P1')}", json={"steps": [step(0, "everyone")]}, headers={"If-Match": '"0"'}
    )
    assert stale.status_code == 412
    assert put(town, "P1", step(0, "on_duty")).json["version"] == 3
    gone = town.browser("supervisor").delete(f"/api/v1{path(town, 'P1')}")
    assert (gone.json["is_default"], gone.json["version"]) == (True, 4)
    again = town.browser("supervisor").delete(f"/api/v1{path(town, 'P1')}")
    assert (again.status_code, again.json["code"]) == (404, "is_default")
    db.session.rollback()
    assert len(db.session.execute(select(EscalationPolicy)).all()) == 2


def test_only_planners_of_the_place_change_a_policy(town: Town) -> None:
    body = {"steps": [step(0, "on_duty")]}
    assert town.put("worker", path(town, "P1"), body).status_code == 403
    assert preview(town, "P1", "2026-03-07T18:00:00Z", by="worker").status_code == 403
    assert put(town, "P1", step(0, "on_duty"), team="root").status_code == 404
    town.add_person("admin", "管", "township", Role.ADMINISTRATOR, on_duty=False, phone=False)
    assert town.put("admin", path(town, "P1"), body).status_code == 200
    for odd in ("P9", "x", "p1"):
        assert town.put("supervisor", path(town, odd), body).status_code == 404
    assert town.put("supervisor", "/escalation-policies/nobody/P1", body).status_code == 404


@pytest.mark.parametrize(
    ("urgency", "body", "expected"),
    [
        ("P2", {"steps": []}, {"/steps": "required"}),
        ("P2", {"steps": [step(n, "everyone") for n in range(11)]}, {"/steps": "too_many"}),
        ("P2", {"steps": [step(0)]}, {"/steps/0/who": "required"}),
        ("P2", {"steps": [step(0, "mayor")]}, {"/steps/0/who/0": "unknown_value"}),
        ("P2", {"steps": [step(None, "everyone")]}, {"/steps/0/after_seconds": "required"}),
        ("P3", {"steps": [step(1, "everyone", after_working_days=1)]}, {"/steps/0/after_seconds": "required"}),
        ("P2", {"steps": [step(0, "everyone"), step(0, "supervisors")]}, {"/steps/1/after_seconds": "out_of_order"}),
        ("P2", {"steps": [step(60, "everyone"), step(30, "county")]}, {"/steps/1/after_seconds": "out_of_order"}),
        ("P0", {"steps": [step(1, "everyone")]}, {"/steps/0/after_seconds": "too_late"}),
        ("P1", {"steps": [step(60, "everyone")]}, {"/steps/0/after_seconds": "too_late"}),
        ("P2", {"steps": [step(3601, "everyone")]}, {"/steps/0/after_seconds": "too_late"}),
        ("P4", {"steps": [step(None, "on_duty", after_working_days=2)]}, {"/steps/0/after_working_days": "too_late"}),
        ("P1", {"steps": [step(0, "on_duty"), step(3601, "everyone")]}, {"/steps/1/after_seconds": "too_late"}),
        ("P1", {"steps": [step(0, "on_duty"), step(None, "everyone", after_working_days=1)]},
         {"/steps/1/after_working_days": "not_in_working_days"}),
        ("P4", {"steps": [step(0, "on_duty"), step(None, "everyone", after_working_days=1), step(7200, "everyone")]},
         {"/steps/2/after_seconds": "mixed_units"}),
        ("P1", {"steps": [step(0, "on_duty")], "hold_seconds": 3601}, {"/hold_seconds": "out_of_range"}),
        ("P1", {"steps": [step(0, "on_duty")], "hold_seconds": 0}, {"/hold_seconds": "out_of_range"}),
        ("P4", {"steps": [step(0, "on_duty")], "hold_seconds": 60, "hold_working_days": 1},
         {"/hold_seconds": "mixed_units"}),
        ("P2", {"steps": [step(-1, "everyone")]}, {"/steps/0/after_seconds": "out_of_range"}),
        ("P2", {"steps": [step(10**40, "everyone")]}, {"/steps/0/after_seconds": "out_of_range"}),
        ("P2", {"steps": "x"}, {"/steps": "wrong_type"}),
        ("P2", {}, {"/steps": "required"}),
    ],
)  # fmt: skip
def test_a_policy_that_would_not_ring_is_refused(
    town: Town, urgency: str, body: Body, expected: dict[str, str]
) -> None:
    before = counts()
    assert faults(town.put("supervisor", path(town, urgency), body)) == expected
    assert grown(before) == {}


def test_a_step_that_names_nobody_is_refused(town: Town, clock: PretendClock) -> None:
    alone = put(town, "P1", step(0, "supervisors"), confirmed=True)
    assert alone.status_code == 200, "the county has a supervisor"
    person = town.people["supervisor"].account
    with writing() as session:
        end_role(session, session.query(RoleGrant).filter_by(account_id=person.id).one(), by="test", now=clock())
    town.add_person("admin", "管", "root", Role.ADMINISTRATOR, on_duty=False, phone=False)
    body = {"steps": [step(0, "on_duty"), step(60, "supervisors")]}
    assert faults(town.put("admin", path(town, "P1"), body)) == {"/steps/1/who": "reaches_nobody"}
    with writing() as session:
        for key in ("worker", "colleague"):
            own = session.query(RoleGrant).filter_by(account_id=town.people[key].account.id).one()
            end_role(session, own, by="test", now=clock())
    answer = town.put("admin", path(town, "P1"), {"steps": [step(0, "on_duty"), step(60, "everyone")]})
    assert faults(answer) == {"/steps/0/who": "reaches_nobody", "/steps/1/who": "reaches_nobody"}


def test_an_alert_rings_by_the_policy_of_its_team_and_keeps_it(town: Town, clock: PretendClock) -> None:
    put(town, "P1", step(0, "everyone"), step(60, "supervisors"), hold_seconds=300)
    town.file(danger_now="unknown")
    assert town.rung() == ["colleague", "worker"]
    town.browser("supervisor").delete(f"/api/v1{path(town, 'P1')}")
    clock.forward(seconds=60)
    assert town.rung() == ["supervisor"], "the policy by which it was raised, though it has ended"
    alert = town.get("worker", "/alerts").json["items"][0]["id"]
    town.put("worker", f"/alerts/{alert}/acknowledgement")
    clock.forward(minutes=5)
    assert town.rung() == ["colleague", "worker"], "and its hold"
    town.file(danger_now="unknown")
    assert town.rung() == ["worker"], "a new one rings by the default"


def test_a_policy_of_one_step_still_climbs_and_never_stops(town: Town, clock: PretendClock) -> None:
    put(town, "P1", step(0, "on_duty"))
    town.file(danger_now="unknown")
    assert town.rung() == ["worker"]
    clock.forward(minutes=10)
    assert town.rung() == ["county", "supervisor"]
    clock.forward(minutes=10)
    assert town.rung() == ["desk"]
    for _ in range(4):
        clock.forward(minutes=15)
        assert town.rung() == ["county", "desk", "supervisor", "worker"]


def test_more_urgent_means_by_the_policy_of_that_urgency(town: Town) -> None:
    put(town, "P0", step(0, "everyone"))
    put(town, "P2", step(0, "on_duty"))
    reference = town.file()
    assert town.rung() == ["worker"]
    with writing() as session:
        assert raise_urgency(session, reference.replace("-", ""), "P0", now=town.clock())
    assert town.rung() == ["colleague", "worker"]


def test_in_turn_one_person_is_called_at_a_time_and_who_cannot_hear_is_skipped(
    town: Town, clock: PretendClock
) -> None:
    town.add_person("third", "三", "township", Role.WORKER, on_duty=False)
    town.add_person("deaf", "四", "township", Role.WORKER, on_duty=False, phone=False)
    put(town, "P1", step(0, "everyone", round_robin=True), step(300, "everyone"))
    order = []
    for _ in range(5):
        town.file(danger_now="unknown")
        order += town.rung()
    assert order == ["worker", "colleague", "third", "worker", "colleague"]
    clock.forward(minutes=5)
    assert sorted(town.rung()) == sorted(["colleague", "third", "worker"] * 5), "the next step calls all of them"


def test_the_turn_goes_on_when_the_dispatcher_calls(town: Town, clock: PretendClock) -> None:
    put(town, "P2", step(0, "everyone"), step(600, "everyone", round_robin=True))
    town.file()
    town.file()
    assert town.rung() == ["colleague", "colleague", "worker", "worker"]
    clock.forward(minutes=10)
    assert town.rung() == ["colleague", "worker"]


def test_the_preview_says_who_is_called_when(town: Town) -> None:
    answer = preview(town, "P1", "2026-03-06T18:00:00Z").json  # 02:00 on Saturday; nobody's shift lasts so long
    assert answer["reaches_somebody"] is True
    assert answer["repeats_every_seconds"] == 900
    told = [
        (r["due_at"][11:16], sorted({p["name"] for c in r["calls"] for p in c["people"]})) for r in answer["rungs"]
    ]
    assert told == [
        ("18:00", []), ("18:00", ["何青", "许知"]), ("18:15", ["周以宁"]), ("18:25", ["周以宁", "沈舟"]),
        ("18:35", ["陆遥"]),
    ]  # fmt: skip
    assert [r["reaches_somebody"] for r in answer["rungs"]] == [False, True, True, True, True]
    now = preview(town, "P1", "2026-03-02T02:00:00Z").json["rungs"][0]
    assert (now["calls"][0]["whom"], now["calls"][0]["people"][0]["name"]) == ("on_duty", "许知")
    assert now["calls"][0]["people"][0]["reachable"] is None
    office = preview(town, "P3", "2026-03-07T18:00:00Z").json["rungs"]
    assert office[0]["due_at"] == "2026-03-09T00:30:00.000Z"


def test_steps_can_be_tried_out_before_they_are_set(town: Town) -> None:
    before = counts()
    steps = [step(0, "everyone", round_robin=True), step(60, "supervisors")]
    rungs = preview(town, "P1", "2026-03-02T02:00:00Z", steps=steps).json["rungs"]
    assert [(r["due_at"][11:19], r["round_robin"]) for r in rungs[:2]] == [("02:00:00", True), ("02:01:00", False)]
    assert faults(preview(town, "P1", "2026-03-02T02:00:00Z", steps=[])) == {"/steps": "required"}
    assert faults(preview(town, "P1", "9999-12-31T23:59:59Z")) == {"/at": "out_of_range"}
    assert faults(preview(town, "P1", "2026-03-02T02:00:00")) == {"/at": "wrong_type"}
    assert preview(town, "P1", "2026-03-02T02:00:00Z", team="x").status_code == 404
    assert grown(before) == {}


def test_raising_by_a_policy_asks_the_database_nothing_more_for_each_report(town: Town) -> None:
    put(town, "P2", step(0, "on_duty"))
    town.file()
    asked: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *a: asked.append(a[2]))
    town.file()
    assert [text for text in asked if "escalation_policy" in text or "round_robin" in text] == []
    db.session.rollback()
    ids = db.session.execute(select(Alert.policy_id)).scalars().all()
    assert len(set(ids)) == 1
    assert ids[0] is not None
    town.rung()


def test_times_of_steps_are_told_as_typed(town: Town) -> None:
    days = {"after_working_days": 1, "who": ["everyone"]}
    answer = put(town, "P4", step(0, "on_duty"), days, hold_working_days=2).json
    assert [s["after_working_days"] for s in answer["steps"]] == [None, 1]
    assert answer["hold_working_days"] == 2
    assert timedelta(seconds=answer["steps"][0]["after_seconds"]) == timedelta()
