"""Stories of alerts, from a report to somebody who has it in hand, on a fast-forward clock."""

import pytest

from tests.conftest import PretendClock
from tests.support.town import Town

pytestmark = pytest.mark.both_databases


def test_alert_climbs_until_somebody_takes_it(town: Town, clock: PretendClock) -> None:
    reference = town.file(danger_now="unknown")
    assert town.rung() == ["worker"]
    clock.forward(minutes=4)
    assert town.rung() == []
    clock.forward(minutes=1)
    assert town.rung() == ["colleague", "worker"]
    clock.forward(minutes=10)
    assert town.rung() == ["supervisor"]
    clock.forward(minutes=10)
    assert town.rung() == ["county", "supervisor"]
    alert = town.get("county", "/alerts").json["items"][0]
    taken = town.put("county", f"/alerts/{alert['id']}/acknowledgement")
    assert taken.json["by_me"] is True
    assert alert["subject"] == reference
    clock.forward(minutes=59)
    assert town.rung() == []
    clock.forward(minutes=1)
    assert town.rung() == ["worker"]
    clock.forward(seconds=30)
    town.put("worker", f"/alerts/{alert['id']}/acknowledgement")


def test_alert_that_nobody_answers_never_stops(town: Town, clock: PretendClock) -> None:
    town.file(danger_now="yes")
    rung = [town.rung()]
    for _ in range(40):
        clock.forward(minutes=15)
        rung.append(town.rung())
    assert rung[0] == ["county", "worker"]
    assert all(rung)
