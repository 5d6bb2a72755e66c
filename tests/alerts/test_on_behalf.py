"""A supervisor takes back that somebody has an alert in hand; and what an alert says of how it stands."""

from typing import Any

import pytest
from sqlalchemy import select

from nightlamp.alerts.models import AlertEvent
from nightlamp.audit.models import AuditEvent
from nightlamp.core.db import db
from tests.conftest import PretendClock
from tests.support.town import Town

pytestmark = pytest.mark.both_databases


def shown(town: Town, by: str = "supervisor") -> dict[str, Any]:
    (item,) = town.get(by, "/alerts").json["items"]
    return dict(item)


def note(town: Town, by: str = "supervisor", whom: str = "colleague") -> Any:
    body = {"for": town.people[whom].account.uuid}
    return town.put(by, f"/alerts/{shown(town)['id']}/acknowledgement", body)


def undo(town: Town, by: str) -> Any:
    return town.browser(by).delete(f"/api/v1/alerts/{shown(town)['id']}/acknowledgement")


def test_who_noted_that_somebody_has_it_takes_it_back_and_it_rings_anew(town: Town, clock: PretendClock) -> None:
    town.file(danger_now="unknown")
    assert town.rung() == ["worker"]
    assert note(town).status_code == 200
    assert shown(town)["noted_by"]["name"] == "周以宁"
    clock.forward(minutes=30)
    assert town.rung() == []
    back = undo(town, "supervisor")
    assert (back.status_code, back.json["state"], back.json["acknowledged_by"]) == (200, "triggered", None)
    assert back.json["noted_by"] is None
    assert town.rung() == ["worker"], "from the first rung"
    clock.forward(minutes=5)
    assert town.rung() == ["colleague", "worker"], "and nobody is set aside for it"
    db.session.rollback()
    event = db.session.execute(select(AlertEvent).where(AlertEvent.kind == "acknowledgement_undone")).scalar_one()
    assert event.account_id == town.people["supervisor"].account.id
    acts = select(AuditEvent).where(AuditEvent.action == "acknowledgement_undone")
    assert db.session.execute(acts).scalar_one().actor == town.people["supervisor"].account.uuid


def test_nobody_else_takes_it_back_and_nobody_what_is_theirs_by_their_own_word(
    town: Town, clock: PretendClock
) -> None:
    town.file(danger_now="unknown")
    town.rung()
    assert undo(town, "supervisor").json["code"] == "not_acknowledged"
    note(town)
    for key in ("colleague", "worker", "desk"):
        refused = undo(town, key)
        assert (refused.status_code, refused.json["code"]) == (403, "not_noted_by_you"), key
    assert undo(town, "supervisor").status_code == 200
    town.rung()
    town.put("worker", f"/alerts/{shown(town)['id']}/acknowledgement")
    assert shown(town)["noted_by"] is None
    assert undo(town, "supervisor").json["code"] == "not_noted_by_you", "an earlier round counts no more"
    assert town.browser("supervisor").delete("/api/v1/alerts/x/acknowledgement").status_code == 404


def test_an_alert_says_when_everybody_is_called_next(town: Town, clock: PretendClock) -> None:
    town.file(danger_now="unknown")
    town.rung()
    said = [shown(town)["everybody_next"]]
    for _ in range(4):
        clock.forward(minutes=10)
        town.rung()
        said.append(shown(town)["everybody_next"])
    assert said == [False, False, False, False, True]
    clock.forward(minutes=15)
    assert town.rung() == ["colleague", "county", "desk", "supervisor", "worker"]
    assert shown(town)["everybody_next"] is True
    town.put("worker", f"/alerts/{shown(town)['id']}/acknowledgement")
    assert shown(town)["everybody_next"] is False
