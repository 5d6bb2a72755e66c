"""Who has an alert in hand, for how long, and what makes it ring again. On a fast-forward clock."""

from typing import Any

import pytest

from nightlamp.accounts.permissions import Role
from nightlamp.channels.senders import Outcome
from nightlamp.core.db import writing
from nightlamp.duty.actions import go_off_duty
from nightlamp.practice.rules import QUESTIONS
from tests.conftest import PretendClock
from tests.support.town import COUNTY, Town, a_report

pytestmark = pytest.mark.both_databases
NO = dict.fromkeys(QUESTIONS, "no")
P0, P1, P3, P4 = {"danger_now": "yes"}, {"danger_now": "unknown"}, {"answers": NO}, {"concerns": ["risk_only"]}


def alert_of(town: Town, reference: str, by: str = "desk") -> Any:
    items = town.get(by, "/alerts?state=triggered,acknowledged,closed").json["items"]
    return next(item for item in items if item["subject"] == reference)


def take(town: Town, who: str, reference: str) -> Any:
    return town.put(who, f"/alerts/{alert_of(town, reference)['id']}/acknowledgement").json


def tap(town: Town, who: str) -> Any:
    """Tap the newest notification on somebody's phone."""
    return town.client.put(f"/api/v1/deliveries/{town.tokens(who)[-1]}/acknowledgement").json


def everybody_off(town: Town, *who: str) -> None:
    for key in who:
        with writing() as session:
            go_off_duty(session, account=town.people[key].account, by="test", now=town.clock())


def test_a_p0_rings_township_and_county_then_everybody_then_those_above(town: Town, clock: PretendClock) -> None:
    town.file(**P0)
    assert town.rung() == ["county", "worker"]
    clock.forward(seconds=119)
    assert town.rung() == []
    clock.forward(seconds=1)
    assert town.rung() == ["colleague", "worker"]
    clock.forward(minutes=3)
    assert town.rung() == ["supervisor"]
    clock.forward(minutes=3)
    assert town.rung() == ["county", "supervisor"]
    clock.forward(minutes=3)
    assert town.rung() == ["desk"]
    clock.forward(minutes=15)
    assert town.rung() == ["colleague", "county", "desk", "supervisor", "worker"]


def test_with_nobody_on_duty_everybody_is_called_at_once_and_that_is_on_record(
    town: Town, clock: PretendClock
) -> None:
    everybody_off(town, "worker", "county", "desk")
    reference = town.file(**P1)
    assert town.rung() == ["colleague", "worker"]
    events = [event["kind"] for event in town.get("worker", f"/reports/{reference}").json["events"]]
    assert "nobody_on_duty" in events
    clock.forward(minutes=15)
    assert town.rung() == ["supervisor"]


def test_where_no_team_of_the_place_can_be_reached_the_alert_climbs_at_once(town: Town, clock: PretendClock) -> None:
    town.phones.outcome = lambda endpoint: Outcome(
        "gone" if endpoint.endswith(("worker", "colleague")) else "sent", "x"
    )
    town.file(**P1)
    assert town.rung() == ["worker"]
    clock.forward(seconds=1)
    assert town.rung() == ["colleague"], "the worker's only phone is gone for ever, and has been removed"
    clock.forward(seconds=1)
    assert town.rung() == ["supervisor"]
    town.file(**P1)
    clock.forward(seconds=1)
    assert town.rung() == ["supervisor"], "with no phone left in the township the next one climbs while it is filed"


def test_a_tap_holds_five_minutes_and_no_longer(town: Town, clock: PretendClock) -> None:
    reference = town.file(**P0)
    town.rung()
    assert tap(town, "worker")["state"] == "acknowledged"
    clock.forward(minutes=4, seconds=59)
    assert town.rung() == []
    clock.forward(seconds=1)
    assert town.rung() == ["county", "worker"]
    assert alert_of(town, reference)["state"] == "triggered"
    clock.forward(minutes=2)
    assert town.rung() == ["colleague", "worker"], "the ladder has begun anew"


def test_opening_the_report_makes_a_tap_full(town: Town, clock: PretendClock) -> None:
    reference = town.file(**P0)
    town.rung()
    tap(town, "worker")
    clock.forward(minutes=4)
    report = town.get("worker", f"/reports/{reference}").json
    assert (report["alert"]["provisional"], report["alert"]["acknowledged_by"]["name"]) == (False, "许知")
    clock.forward(minutes=14)
    assert town.rung() == []
    clock.forward(minutes=1)
    assert town.rung() == ["county", "worker"]


def test_a_full_acknowledgement_holds_until_its_standard_and_then_rings_again(
    town: Town, clock: PretendClock
) -> None:
    for change, minutes in ((P0, 15), (P1, 60), ({}, 240)):
        reference = town.file(**change)
        town.rung()
        assert take(town, "worker", reference)["by_me"] is True
        clock.forward(minutes=minutes, seconds=-1)
        assert town.rung() == []
        clock.forward(seconds=1)
        assert "worker" in town.rung()
        body = {"track": "harm", "priority": "P0", "disposition": "investigation", "reason": "x"}
        town.put("worker", f"/reports/{reference}/screening", body)
        town.put("worker", f"/reports/{reference}/milestones/result-told", {"note": "电话里说了"})
    clock.forward(days=3)
    assert town.rung() == [], "what is decided and told is silent"


def test_a_p3_at_night_waits_for_the_morning(town: Town, clock: PretendClock) -> None:
    clock.forward(hours=14)  # Monday 23:00
    town.file(**P3)
    assert town.rung() == []
    clock.forward(hours=9, minutes=29)
    assert town.rung() == []
    clock.forward(minutes=1)  # Tuesday 08:30; whoever went on duty on Monday morning is off again
    assert town.rung() == ["colleague", "worker"]


def test_a_p3_of_friday_evening_goes_on_on_monday(town: Town, clock: PretendClock) -> None:
    clock.forward(days=4, hours=7, minutes=30)  # Friday 16:30
    town.put("worker", "/duty/me")
    town.file(**P3)
    assert town.rung() == ["worker"]
    for _ in range(63):
        clock.forward(hours=1)
        assert town.rung() == []
    clock.forward(hours=2)  # Monday 09:30: two open hours have passed
    assert town.rung() == ["colleague", "worker"]


def test_a_p3_whose_hold_runs_out_on_saturday_rings_on_monday(town: Town, clock: PretendClock) -> None:
    clock.forward(days=4, hours=1)  # Friday 10:00
    town.put("worker", "/duty/me")
    reference = town.file(**P3)
    assert town.rung() == ["worker"]
    take(town, "worker", reference)
    clock.forward(hours=24)
    assert town.rung() == []
    assert alert_of(town, reference)["state"] == "triggered"
    clock.forward(hours=46, minutes=30)  # Monday 08:30
    assert town.rung() == ["colleague", "worker"]


def test_a_p4_rings_in_office_hours_only_however_long_nobody_answers(town: Town, clock: PretendClock) -> None:
    town.file(**P4)
    assert town.rung() == ["worker"]
    clock.forward(minutes=-30)
    rung_at = []
    for _ in range(9 * 24):
        clock.forward(hours=1)
        if town.rung():
            rung_at.append(clock.moment)
    assert len(rung_at) > 10, "it never stops"
    assert {moment.hour for moment in rung_at} <= set(range(10))  # 08:30 to 17:30 in Shanghai
    assert {moment.weekday() for moment in rung_at} <= {0, 1, 2, 3, 4}


def test_what_is_added_rings_again_whoever_held_it(town: Town, clock: PretendClock) -> None:
    body = a_report()
    reference = town.file(**body)
    town.rung()
    take(town, "worker", reference)
    clock.forward(minutes=5)
    more = {"receipt": body["receipt"], "danger_now": "yes"}
    town.client.post("/api/v1/follow-up/additions", json=more)
    assert town.rung() == ["county", "worker"]
    assert alert_of(town, reference)["urgency"] == "P0"
    town.client.post("/api/v1/follow-up/additions", json=more)
    assert town.rung() == [], "the same again is nothing new"
    town.client.post("/api/v1/follow-up/additions", json=more | {"what": "快来"})
    assert town.rung() == [], "more words of the same urgency do not ring"


@pytest.mark.parametrize("disposition", ["investigation", "outdated"])
def test_danger_that_becomes_known_after_the_decision_rings_and_waits_for_another(
    town: Town, clock: PretendClock, disposition: str
) -> None:
    body = a_report()
    reference = town.file(**body)
    town.rung()
    decision = {"track": "harm", "priority": "P2", "disposition": disposition, "reason": "x"}
    town.put("worker", f"/reports/{reference}/screening", decision)
    clock.forward(days=1)
    town.put("worker", "/duty/me")
    town.put("county", "/duty/me")
    more = {"receipt": body["receipt"], "danger_now": "yes"}
    assert town.client.post("/api/v1/follow-up/additions", json=more).status_code == 201
    assert town.rung() == ["county", "worker"]
    report = town.get("worker", f"/reports/{reference}").json
    assert (report["priority"], report["alert"]["state"]) == ("P0", "triggered")
    assert report["state"] != "closed"
    assert reference in [item["reference"] for item in town.get("worker", "/reports").json["items"]]
    kinds = [event["kind"] for event in report["events"]]
    assert kinds.count("alert_raised") == 2
    take(town, "worker", reference)
    clock.forward(minutes=15)
    assert town.rung() == ["county", "worker"]
    town.put(
        "worker", f"/reports/{reference}/screening", decision | {"priority": "P0", "disposition": "investigation"}
    )
    clock.forward(hours=1)
    assert town.rung() == []


def test_the_first_place_moves_the_report_to_the_team_there(town: Town, clock: PretendClock) -> None:
    receipt = a_report()["receipt"]
    reference = town.client.post("/api/v1/reports", json={"receipt": receipt, **P0}).json["reference"]
    assert town.rung() == ["desk"]
    take(town, "desk", reference)
    clock.forward(minutes=1)
    more = {"receipt": receipt, "place": {"code": "330106003"}}
    town.client.post("/api/v1/follow-up/additions", json=more)
    assert town.rung() == ["county", "worker"], "it rings there, whoever held it before"
    assert town.get("worker", f"/reports/{reference}").json["place"]["code"] == "330106012"
    more = {"receipt": receipt, "place": {"code": COUNTY}}
    town.client.post("/api/v1/follow-up/additions", json=more)
    assert "worker" not in town.rung()


def test_somebody_who_goes_on_duty_now_is_called_by_the_next_report(town: Town, clock: PretendClock) -> None:
    town.put("colleague", "/duty/me")
    clock.forward(seconds=1)
    town.file(**P1)
    assert town.rung() == ["colleague", "worker"]
    town.browser("worker").delete("/api/v1/duty/me")
    clock.forward(seconds=1)
    town.file(**P1)
    assert town.rung() == ["colleague"]


def test_all_phones_of_a_person_ring(town: Town) -> None:
    with writing():
        town.give_phone(town.people["worker"].account, "https://updates.push.services.mozilla.com/tablet")
    town.file(**P1)
    assert town.rung() == ["tablet", "worker"]


def test_a_person_with_two_roles_is_called_once(town: Town, clock: PretendClock) -> None:
    from nightlamp.agencies.actions import grant_role  # noqa: PLC0415

    with writing() as session:
        account = session.merge(town.people["worker"].account)
        for team in ("township", "county"):
            grant_role(
                session, account=account, team=session.merge(town.teams[team]), role=Role.SUPERVISOR, by="test",
                now=clock(),
            )  # fmt: skip
    town.file(**P0)
    assert town.rung() == ["county", "worker"]
    clock.forward(minutes=2)
    assert town.rung() == ["colleague", "worker"]
    clock.forward(minutes=3)
    assert town.rung() == ["supervisor", "worker"]


def test_a_whole_story_from_a_neighbour_to_a_child_seen(town: Town, clock: PretendClock) -> None:
    body = a_report(**P0, reporter={"role": "neighbour", "mode": "anonymous"})
    reference = town.file(**body)
    assert town.rung() == ["county", "worker"]
    clock.forward(seconds=40)
    tap(town, "worker")
    clock.forward(seconds=60)
    town.get("worker", f"/reports/{reference}")
    clock.forward(minutes=5)
    decision = {"track": "harm", "priority": "P0", "disposition": "police_joint", "reason": "孩子就在里面"}
    assert town.put("worker", f"/reports/{reference}/screening", decision).status_code == 200
    clock.forward(minutes=4)
    town.put("worker", f"/reports/{reference}/milestones/agency-told", {"note": "派出所已出警"})
    clock.forward(minutes=20)
    report = town.put("worker", f"/reports/{reference}/milestones/child-seen", {}).json
    assert report["state"] == "closed"
    town.put("worker", f"/reports/{reference}/milestones/result-told")
    times = {stage["step"]: stage["at"] for stage in report["stages"]}
    assert times == {
        "received": "2026-03-02T01:00:00.000Z", "opened": "2026-03-02T01:01:40.000Z",
        "decided": "2026-03-02T01:06:40.000Z", "agency_told": "2026-03-02T01:10:40.000Z",
        "child_seen": "2026-03-02T01:30:40.000Z",
    }  # fmt: skip
    assert town.client.post("/api/v1/follow-up", json={"receipt": body["receipt"]}).json["stage"] == "closed"
    clock.forward(days=7)
    assert town.rung() == []
