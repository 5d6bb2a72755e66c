"""The ladder of an alert: whom it calls, in which order, when; and that office work waits for office hours."""

from datetime import UTC, datetime, timedelta

import pytest

from nightlamp.agencies.rules import TeamRef
from nightlamp.alerts.engine.rules import Call, everybody, ladder, retry_after
from nightlamp.practice.content import alert_policies, calendar

ZONE = "Asia/Shanghai"
TOWNSHIP = TeamRef(1, "u1", "township", "33/3301/330106/330106012/")
COUNTY = TeamRef(2, "u2", "county", "33/3301/330106/")
ROOT = TeamRef(3, "u3", "root", "")
CHAIN = [TOWNSHIP, COUNTY, ROOT]
MONDAY = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # 09:00 in Shanghai
FRIDAY_EVENING = datetime(2026, 3, 6, 9, 0, tzinfo=UTC)  # 17:00
SATURDAY_NIGHT = datetime(2026, 3, 7, 18, 0, tzinfo=UTC)
MONDAY_OPENS = datetime(2026, 3, 9, 0, 30, tzinfo=UTC)


def on_duty(team: int) -> Call:
    return Call("on_duty", team)


def everyone(team: int) -> Call:
    return Call("everyone", team)


def supervisors(team: int) -> Call:
    return Call("supervisors", team)


def above(team: int) -> tuple[Call, Call]:
    return Call("on_duty_or_everyone", team), supervisors(team)


RUNGS = {
    "P0": [(0, (on_duty(1), Call("on_duty_or_everyone", 2))), (2, (everyone(1),)),
           (5, (supervisors(1), supervisors(2))), (8, above(2)), (11, above(3))],
    "P1": [(0, (on_duty(1),)), (5, (everyone(1),)), (15, (supervisors(1), supervisors(2))), (25, above(2)),
           (35, above(3))],
    "P2": [(0, (on_duty(1),)), (20, (everyone(1),)), (60, (supervisors(1), supervisors(2))), (100, above(2)),
           (140, above(3))],
    "P3": [(0, (on_duty(1),)), (120, (everyone(1),)), (240, (supervisors(1), supervisors(2))), (360, above(2)),
           (480, above(3))],
}  # fmt: skip


@pytest.mark.parametrize("urgency", RUNGS)
def test_the_rungs_of_each_urgency(urgency: str) -> None:
    rungs = ladder(alert_policies()[urgency], CHAIN, start=MONDAY, zone=ZONE)
    assert [((rung.due_at - MONDAY) / timedelta(minutes=1), rung.calls) for rung in rungs] == RUNGS[urgency]


@pytest.mark.parametrize("urgency", ["P0", "P1", "P2"])
def test_what_is_urgent_rings_at_night_and_at_weekends(urgency: str) -> None:
    rungs = ladder(alert_policies()[urgency], CHAIN, start=SATURDAY_NIGHT, zone=ZONE)
    assert rungs[0].due_at == SATURDAY_NIGHT


@pytest.mark.parametrize("urgency", ["P3", "P4"])
@pytest.mark.parametrize("start", [MONDAY, FRIDAY_EVENING, SATURDAY_NIGHT])
def test_every_rung_of_office_work_stands_in_office_hours(urgency: str, start: datetime) -> None:
    working = calendar(ZONE)
    rungs = ladder(alert_policies()[urgency], CHAIN, start=start, zone=ZONE)
    for rung in rungs:
        local = rung.due_at.astimezone(working.zone)
        assert working.is_working_day(local.date()), local
        assert working.opens <= local.time() <= working.closes, local
    assert [rung.due_at for rung in rungs] == sorted(rung.due_at for rung in rungs)


def test_p3_on_a_saturday_night_waits_for_monday() -> None:
    rungs = ladder(alert_policies()["P3"], CHAIN, start=SATURDAY_NIGHT, zone=ZONE)
    hours = [0, 2, 4, 6, 8]
    assert [rung.due_at for rung in rungs] == [MONDAY_OPENS + timedelta(hours=h) for h in hours]


def test_a_repeat_of_office_work_waits_for_office_hours_and_an_urgent_one_does_not() -> None:
    policies = alert_policies()
    assert policies["P3"].repeat_at(SATURDAY_NIGHT, zone=ZONE) == MONDAY_OPENS
    assert policies["P4"].repeat_at(MONDAY, zone=ZONE) == MONDAY + timedelta(minutes=15)
    for urgency in ("P0", "P1", "P2"):
        assert policies[urgency].repeat_at(SATURDAY_NIGHT, zone=ZONE) == SATURDAY_NIGHT + timedelta(minutes=15)


def test_a_hold_that_ends_at_night_does_not_ring_before_the_doors_open() -> None:
    policy = alert_policies()["P3"]
    assert policy.holds_until(FRIDAY_EVENING, zone=ZONE) == FRIDAY_EVENING + timedelta(hours=24)
    again = ladder(policy, CHAIN, start=FRIDAY_EVENING + timedelta(hours=24), zone=ZONE)
    assert again[0].due_at == MONDAY_OPENS


@pytest.mark.parametrize("urgency", ["P0", "P1", "P2", "P3", "P4"])
def test_the_ladder_ends_at_the_root_even_when_it_is_the_only_team(urgency: str) -> None:
    for chain in ([ROOT], [COUNTY, ROOT], CHAIN):
        rungs = ladder(alert_policies()[urgency], chain, start=MONDAY, zone=ZONE)
        assert rungs[-1].team_id == 3
        assert {call.team_id for call in everybody(rungs)} == {team.id for team in chain}


def test_p0_of_the_county_itself_does_not_call_it_twice() -> None:
    rungs = ladder(alert_policies()["P0"], [COUNTY, ROOT], start=MONDAY, zone=ZONE)
    assert rungs[0].calls == (on_duty(2), Call("on_duty_or_everyone", 3))


def test_everybody_is_each_call_once() -> None:
    calls = everybody(ladder(alert_policies()["P0"], CHAIN, start=MONDAY, zone=ZONE))
    assert len(calls) == len(set(calls))


@pytest.mark.parametrize(
    ("attempts", "asked", "seconds"),
    [(1, None, 2), (2, None, 4), (5, None, 32), (6, None, 60), (60, None, 60), (1, 30.0, 30), (1, 0.0, 1),
     (1, -5.0, 1), (1, 1e9, 3600)],
)  # fmt: skip
def test_waiting_before_another_try(attempts: int, asked: float | None, seconds: float) -> None:
    assert retry_after(attempts, asked) == timedelta(seconds=seconds)
