"""GET /statistics/response-times: what a supervisor is told, and what they are not."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from nightlamp.accounts.permissions import Role
from nightlamp.core.db import db, writing
from nightlamp.core.ids import normalise
from nightlamp.practice.rules import PRIORITIES
from nightlamp.reports.actions import exclude_from_report
from nightlamp.reports.models import Report
from tests.conftest import PretendClock
from tests.statistics.naive import fold_all
from tests.support.town import COUNTY, TOWNSHIP, Town

STEPS = ("opened", "decided", "agency_told", "child_seen")
# A report that asks for somebody today, and all its standards are by the clock.
URGENT: dict[str, Any] = {"answers": {"afraid_to_go_home": "yes"}}
PATH = "/statistics/response-times"


class Figures:
    """One answer, by step and priority."""

    def __init__(self, body: dict[str, Any]) -> None:
        self.body = body

    def __getitem__(self, key: tuple[str, str]) -> dict[str, Any]:
        (found,) = [r for r in self.body["steps"] if (r["step"], r["priority"]) == key]
        return found

    def child(self, code: str, step: str) -> dict[str, Any]:
        """Return the row of a place below."""
        (found,) = [c for c in self.body["children"] if c["place"]["code"] == code]
        (row,) = [r for r in found["steps"] if r["step"] == step]
        return row


Ask = Callable[..., Figures]


@pytest.fixture
def ask(town: Town, clock: PretendClock) -> Ask:
    """Fold what has happened and ask for the figures as somebody."""

    def asked(key: str = "supervisor", query: str = "") -> Figures:
        fold_all(clock())
        answer = town.get(key, f"{PATH}{query}")
        assert answer.status_code == 200, answer.json
        return Figures(answer.json)

    return asked


def opened_after(town: Town, clock: PretendClock, *, minutes: float, **changes: Any) -> str:
    """File a report that is opened after so many minutes, by the worker."""
    reference = town.file(**URGENT | changes)
    clock.forward(minutes=minutes)
    assert town.get("desk", f"/reports/{reference}").status_code == 200
    return reference


def row_of(reference: str) -> Report:
    """Return the stored report."""
    db.session.rollback()
    return db.session.execute(select(Report).where(Report.reference == normalise(reference))).scalar_one()


@pytest.mark.both_databases
def test_half_and_nine_in_ten_and_the_share_in_time(town: Town, clock: PretendClock, ask: Ask) -> None:
    for minutes in (4, 6, 10, 14, 40):
        opened_after(town, clock, minutes=minutes)
    found = ask()["opened", "P1"]
    assert found == {
        "step": "opened",
        "priority": "P1",
        "n": 5,
        "p50_seconds": 600,
        "p90_seconds": 2400,
        "share_within_standard": 0.8,
        "standard_seconds": 900,
        "waiting": 0,
        "oldest_waiting_seconds": None,
    }


@pytest.mark.both_databases
def test_who_waits_now_is_told_at_once(town: Town, clock: PretendClock, ask: Ask) -> None:
    town.file(**URGENT)
    clock.forward(minutes=20)
    town.file(**URGENT)
    clock.forward(minutes=3)
    opened_after(town, clock, minutes=1)
    found = ask()
    assert (found["opened", "P1"]["waiting"], found["opened", "P1"]["oldest_waiting_seconds"]) == (2, 24 * 60)
    assert (found["decided", "all"]["waiting"], found["decided", "all"]["oldest_waiting_seconds"]) == (1, 60)
    assert found.child(TOWNSHIP, "opened")["waiting"] == 2
    assert found.child(TOWNSHIP, "opened")["oldest_waiting_seconds"] == 24 * 60
    assert found.child("330106002", "opened")["waiting"] == 0


@pytest.mark.both_databases
def test_what_waits_in_all_is_what_waits_at_each_priority(town: Town, clock: PretendClock, ask: Ask) -> None:
    town.file()
    clock.forward(minutes=61)
    town.file(danger_now="yes")
    opened_after(town, clock, minutes=22, **URGENT)
    found = ask()
    for step in STEPS:
        rows = [found[step, priority] for priority in PRIORITIES]
        waits = [row["oldest_waiting_seconds"] for row in rows if row["oldest_waiting_seconds"] is not None]
        together = found[step, "all"]
        assert together["waiting"] == sum(row["waiting"] for row in rows)
        assert together["oldest_waiting_seconds"] == max(waits, default=None), step
    # The first is furthest beyond its own standard, the second waits longest: both are true.
    assert found["opened", "P0"]["oldest_waiting_seconds"] == 22 * 60
    assert found["opened", "all"]["oldest_waiting_seconds"] == 83 * 60


def test_all_four_steps_with_their_standards(town: Town, clock: PretendClock, ask: Ask) -> None:
    reference = opened_after(town, clock, minutes=10)
    clock.forward(minutes=20)
    decision = {"track": "harm", "priority": "P1", "disposition": "investigation", "reason": ""}
    assert town.put("worker", f"/reports/{reference}/screening", decision).status_code == 200
    clock.forward(minutes=40)
    assert town.put("worker", f"/reports/{reference}/milestones/agency-told").status_code == 200
    clock.forward(hours=2)
    assert town.put("worker", f"/reports/{reference}/milestones/child-seen").status_code == 200
    found = ask()
    told = {step: (found[step, "P1"]["p50_seconds"], found[step, "P1"]["share_within_standard"]) for step in STEPS}
    assert told == {
        "opened": (600, 1.0),
        "decided": (1800, 1.0),
        "agency_told": (2400, 0.0),  # counted from the decision
        "child_seen": (70 * 60 + 7200, 1.0),
    }


def test_every_step_and_priority_has_a_row(ask: Ask) -> None:
    found = ask()
    rows = [(row["step"], row["priority"]) for row in found.body["steps"]]
    assert rows == [(step, priority) for step in STEPS for priority in (*PRIORITIES, "all")]
    assert found["opened", "all"]["n"] == 0
    assert found["opened", "all"]["p50_seconds"] is None
    assert found["opened", "all"]["share_within_standard"] is None


def test_a_standard_in_working_days_is_not_told_in_seconds_but_is_judged(
    town: Town, clock: PretendClock, ask: Ask
) -> None:
    opened_after(town, clock, minutes=30, concerns=["risk_only"], answers={})
    found = ask()
    assert found["opened", "P4"]["standard_seconds"] is None
    assert found["opened", "P4"]["share_within_standard"] == 1.0
    assert found["agency_told", "P3"]["standard_seconds"] is None
    assert found["child_seen", "P2"]["standard_seconds"] == 3 * 86400


def test_my_own_place_and_the_last_28_days_are_what_is_told_unasked(ask: Ask) -> None:
    body = ask().body
    assert body["place"] == {"code": COUNTY, "name": "西湖区", "path_name": "浙江省 杭州市 西湖区"}
    assert (body["from"], body["to"]) == ("2026-02-03", "2026-03-02")
    assert len(body["children"]) == 12
    assert body["children"][0]["place"] == {"code": "330106002", "name": "北山街道"}
    assert [row["step"] for row in body["children"][0]["steps"]] == list(STEPS)


def test_the_root_sees_the_whole_country_and_what_has_no_place(town: Town, clock: PretendClock, ask: Ask) -> None:
    opened_after(town, clock, minutes=4)
    opened_after(town, clock, minutes=8, place=None)
    found = ask("desk")
    assert found.body["place"] == {"code": "", "name": "全国", "path_name": "全国"}
    assert found["opened", "all"]["n"] == 2
    assert found.child("33", "opened")["n"] == 1
    assert len(found.body["children"]) == 31
    assert ask("desk", "?place=33")["opened", "all"]["n"] == 1
    assert ask("desk", "?place=3301").child(COUNTY, "opened")["n"] == 1


def test_a_place_is_found_by_its_former_code(town: Town, clock: PretendClock, ask: Ask) -> None:
    opened_after(town, clock, minutes=4)
    found = ask(query="?place=330106003")
    assert found.body["place"]["code"] == TOWNSHIP
    assert found["opened", "all"]["n"] == 1
    assert found.body["children"] == []


@pytest.mark.both_databases
def test_only_the_days_asked_for_count(town: Town, clock: PretendClock, ask: Ask) -> None:
    opened_after(town, clock, minutes=4)
    clock.forward(days=1)
    opened_after(town, clock, minutes=8)
    assert ask(query="?from=2026-03-02&to=2026-03-02")["opened", "all"]["p50_seconds"] == 240
    assert ask(query="?from=2026-03-03")["opened", "all"]["p50_seconds"] == 480
    assert ask(query="?to=2026-03-01")["opened", "all"]["n"] == 0
    assert ask()["opened", "all"]["n"] == 2


@pytest.mark.parametrize(
    ("query", "pointer", "code"),
    [
        ("?from=yesterday", "/from", "wrong_type"),
        ("?to=2026-02-30", "/to", "wrong_type"),
        ("?from=2026-03-02&to=2026-03-01", "/to", "out_of_range"),
        ("?from=2026-03-05", "/from", "out_of_range"),
        ("?from=2024-01-01&to=2026-01-01", "/from", "out_of_range"),
        ("?to=0001-01-01", "/to", "out_of_range"),
        ("?place=Xihu", "/place", "wrong_type"),
    ],
)
def test_days_that_make_no_sense_are_named(town: Town, query: str, pointer: str, code: str) -> None:
    answer = town.get("supervisor", f"{PATH}{query}")
    assert answer.status_code == 422
    (error,) = answer.json["errors"]
    assert (error["pointer"], error["code"]) == (pointer, code)


@pytest.mark.parametrize("code", ["330102", "3301", "33", "330106012001", "999999"])
def test_a_place_that_is_not_mine_is_not_there(town: Town, code: str) -> None:
    answer = town.get("supervisor", f"{PATH}?place={code}")
    assert (answer.status_code, answer.json["code"]) == (404, "not_found")


def test_a_village_has_no_figures_even_for_the_root(town: Town) -> None:
    assert town.get("desk", f"{PATH}?place=330106012001").status_code == 404


def test_workers_and_strangers_are_refused(town: Town) -> None:
    refused = town.get("worker", PATH)
    assert (refused.status_code, refused.json["code"]) == (403, "permission_missing")
    assert refused.json["detail"] == "Only a supervisor may do this (it needs statistics:read)."
    assert town.client.get(f"/api/v1{PATH}").status_code == 401


@pytest.mark.both_databases
def test_a_report_that_is_kept_from_me_is_in_none_of_my_figures(town: Town, clock: PretendClock, ask: Ask) -> None:
    opened_after(town, clock, minutes=4)
    kept = opened_after(town, clock, minutes=30)
    with writing() as session:
        account = town.people["supervisor"].account.id
        exclude_from_report(session, session.merge(row_of(kept)), account, kind="named", reason=None, now=clock())
    mine, theirs = ask(), ask("desk", f"?place={COUNTY}")
    assert (mine["opened", "all"]["n"], mine["opened", "all"]["p90_seconds"]) == (1, 240)
    assert (mine["decided", "all"]["waiting"], mine.child(TOWNSHIP, "decided")["waiting"]) == (1, 1)
    assert mine.child(TOWNSHIP, "opened")["n"] == 1
    assert (theirs["opened", "all"]["n"], theirs["decided", "all"]["waiting"]) == (2, 2)


@pytest.mark.both_databases
def test_a_worry_about_staff_is_not_in_the_figures_of_their_own_township(
    town: Town, clock: PretendClock, ask: Ask
) -> None:
    town.add_person("head", "方远", "township", Role.SUPERVISOR, on_duty=False, phone=False)
    opened_after(town, clock, minutes=4)
    opened_after(town, clock, minutes=9, about=["village_or_community_staff"])
    head, county = ask("head"), ask(query=f"?place={TOWNSHIP}")
    assert (head["opened", "all"]["n"], head["decided", "all"]["waiting"]) == (1, 1)
    assert (county["opened", "all"]["n"], county["decided", "all"]["waiting"]) == (2, 2)


@pytest.mark.both_databases
def test_what_was_undone_does_not_count(town: Town, clock: PretendClock, ask: Ask) -> None:
    reference = opened_after(town, clock, minutes=4)
    assert town.put("worker", f"/reports/{reference}/milestones/child-seen").status_code == 200
    assert ask()["child_seen", "all"]["n"] == 1
    assert town.browser("worker").delete(f"/api/v1/reports/{reference}/milestones/child-seen").status_code == 200
    assert ask()["child_seen", "all"]["n"] == 0


@pytest.mark.both_databases
def test_what_was_done_earlier_and_noted_later_counts_on_its_day(town: Town, clock: PretendClock, ask: Ask) -> None:
    reference = opened_after(town, clock, minutes=4)
    seen_at = (clock() + timedelta(hours=3)).isoformat()
    clock.forward(days=2)
    answer = town.put("worker", f"/reports/{reference}/milestones/child-seen", {"at": seen_at})
    assert answer.status_code == 200, answer.json
    assert ask(query="?to=2026-03-02")["child_seen", "all"]["p50_seconds"] == 3 * 3600 + 240


def test_no_cache_keeps_the_figures(town: Town) -> None:
    assert town.get("supervisor", PATH).headers["Cache-Control"] == "no-store"


def test_the_answer_names_no_report_and_no_person(town: Town, clock: PretendClock, ask: Ask) -> None:
    reference = opened_after(town, clock, minutes=4)
    text = str(ask().body)
    assert reference not in text
    assert "陆遥" not in text
