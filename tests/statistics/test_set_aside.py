"""What a person decides to be a test or spam is counted apart from the response times."""

from typing import Any

import pytest

from tests.conftest import PretendClock
from tests.statistics.naive import fold_all
from tests.support.town import Town

pytestmark = pytest.mark.both_databases


def asked(town: Town, clock: PretendClock) -> tuple[dict[str, Any], dict[str, Any]]:
    """Fold what has happened; return the supervisor's answer, and its rows of all priorities by step."""
    fold_all(clock())
    answer = town.get("supervisor", "/statistics/response-times")
    assert answer.status_code == 200, answer.json
    return answer.json, {row["step"]: row for row in answer.json["steps"] if row["priority"] == "all"}


def opened_after(town: Town, clock: PretendClock, *, minutes: float) -> str:
    reference = town.file(answers={"afraid_to_go_home": "yes"})
    clock.forward(minutes=minutes)
    assert town.get("desk", f"/reports/{reference}").status_code == 200
    return reference


def test_it_makes_no_step_look_fast_and_counts_again_when_somebody_changes_their_mind(
    town: Town, clock: PretendClock
) -> None:
    _, spam = (opened_after(town, clock, minutes=minutes) for minutes in (10, 1))
    decision = {"track": "risk", "priority": "P1", "disposition": "test_or_spam", "reason": "同一句话发了四十遍"}
    desk = town.browser("desk")
    assert desk.put(f"/api/v1/reports/{spam}/screening", json=decision).status_code == 200
    body, steps = asked(town, clock)
    assert body["set_aside"] == 1
    assert sum(child["set_aside"] for child in body["children"]) == 1
    assert (steps["opened"]["n"], steps["opened"]["p50_seconds"], steps["decided"]["n"]) == (1, 600, 0)
    again = decision | {"disposition": "assessment", "reason": "看错了，是真的"}
    assert desk.put(f"/api/v1/reports/{spam}/screening", json=again).status_code == 200
    body, steps = asked(town, clock)
    assert body["set_aside"] == 0
    assert (steps["opened"]["n"], steps["decided"]["n"]) == (2, 1)
