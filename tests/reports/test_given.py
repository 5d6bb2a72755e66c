"""What a supervisor put into somebody's hands says so to them until they have looked, or done something about it."""

from typing import Any

import pytest

from tests.conftest import PretendClock
from tests.support.town import Town

pytestmark = pytest.mark.both_databases


def given(town: Town, by: str = "worker") -> dict[str, Any] | None:
    (item,) = town.get(by, "/reports").json["items"]
    found: dict[str, Any] | None = item["alert"]["given"]
    return found


def give(town: Town, whom: str = "worker") -> None:
    (alert,) = town.get("supervisor", "/alerts").json["items"]
    answer = town.put("supervisor", f"/alerts/{alert['id']}/acknowledgement", {"for": town.people[whom].account.uuid})
    assert answer.json["acknowledged_by"]["name"] == town.people[whom].account.name


def test_it_says_who_gave_it_and_when_until_its_holder_opens_it(town: Town, clock: PretendClock) -> None:
    reference = town.file(danger_now="unknown")
    town.rung()
    assert given(town) is None
    clock.forward(minutes=2)
    give(town)
    supervisor = town.people["supervisor"].account
    said = {"by": {"id": supervisor.uuid, "name": supervisor.name}, "at": "2026-03-02T01:02:00.000Z"}
    assert (given(town), given(town, "supervisor")) == (said, said)
    clock.forward(minutes=1)
    town.get("supervisor", f"/reports/{reference}")
    assert given(town) == said, "that somebody else looks says nothing of its holder"
    town.get("worker", f"/reports/{reference}")
    assert given(town) is None


def test_a_look_from_before_it_was_given_does_not_count_and_the_next_one_does(
    town: Town, clock: PretendClock
) -> None:
    reference = town.file(danger_now="unknown")
    town.rung()
    town.get("worker", f"/reports/{reference}")
    clock.forward(minutes=1)
    give(town)
    assert given(town) is not None
    clock.forward(minutes=1)
    town.get("worker", f"/reports/{reference}")
    assert given(town) is None, "within the time in which looks are one, too"


def test_an_act_on_it_counts_as_well_as_a_look(town: Town, clock: PretendClock) -> None:
    reference = town.file(danger_now="unknown")
    town.rung()
    give(town)
    clock.forward(minutes=1)
    noted = town.put("worker", f"/reports/{reference}/milestones/child-seen", {"note": "x"})
    assert noted.status_code in (200, 201), noted.json
    (item,) = town.get("worker", "/reports").json["items"]
    assert not item["alert"]["given"]


def test_what_one_takes_oneself_was_given_by_nobody(town: Town) -> None:
    town.file(danger_now="unknown")
    town.rung()
    (alert,) = town.get("worker", "/alerts").json["items"]
    town.put("worker", f"/alerts/{alert['id']}/acknowledgement", {})
    assert given(town) is None
