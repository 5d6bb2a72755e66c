"""What was handed back says so until somebody has it: in the lists at once, and why to whoever may take it next."""

from typing import Any

import pytest
from sqlalchemy import select

from nightlamp.accounts.permissions import Role
from nightlamp.alerts.actions import exclude, reassign
from nightlamp.audit.models import AuditEvent
from nightlamp.core.db import db, writing
from tests.conftest import PretendClock
from tests.support.town import Town

pytestmark = pytest.mark.both_databases
WHY = "那是我邻居家的孩子"


def shown(town: Town, by: str = "colleague") -> dict[str, Any]:
    (item,) = town.get(by, "/alerts").json["items"]
    return dict(item)


def row(town: Town, by: str = "colleague") -> dict[str, Any]:
    (item,) = town.get(by, "/reports").json["items"]
    return dict(item["alert"])


def take(town: Town, by: str) -> None:
    assert town.put(by, f"/alerts/{shown(town, by)['id']}/acknowledgement", {}).status_code == 200


def give_back(town: Town, by: str, clock: PretendClock) -> str:
    """File a report, let somebody take it and hand it back two minutes later; return its reference."""
    reference = town.file(danger_now="unknown")
    town.rung()
    take(town, by)
    clock.forward(minutes=2)
    back = town.browser(by).post(f"/api/v1/alerts/{shown(town, by)['id']}/hand-back", json={"reason": WHY})
    assert back.status_code == 200
    town.rung()
    return reference


def test_it_says_who_handed_it_back_and_when_until_somebody_takes_it(town: Town, clock: PretendClock) -> None:
    assert give_back(town, "worker", clock)
    said = {"by": {"id": town.people["worker"].account.uuid, "name": "许知"}, "at": "2026-03-02T01:02:00.000Z"}
    assert (shown(town)["handed_back"], row(town)["handed_back"]) == (said, said)
    clock.forward(minutes=20)
    assert town.rung()
    assert row(town)["handed_back"] == said, "also when it climbs"
    take(town, "colleague")
    assert (shown(town)["handed_back"], row(town)["handed_back"]) == (None, None)
    clock.forward(hours=1)
    assert town.rung()
    assert (row(town)["state"], row(town)["handed_back"]) == ("triggered", None), (
        "their hold ran out: that is no hand-back"
    )


def test_a_new_alert_and_one_that_only_rings_on_were_handed_back_by_nobody(town: Town, clock: PretendClock) -> None:
    town.file(danger_now="unknown")
    town.rung()
    assert (shown(town)["handed_back"], row(town)["handed_back"]) == (None, None)
    refused = town.get("colleague", f"/alerts/{shown(town)['id']}/hand-back")
    assert (refused.status_code, refused.json["code"]) == (404, "not_handed_back")


def test_why_is_told_to_whoever_may_take_it_and_each_look_is_on_record(town: Town, clock: PretendClock) -> None:
    give_back(town, "worker", clock)
    address = f"/alerts/{shown(town)['id']}/hand-back"
    told = town.get("colleague", address)
    assert (told.status_code, told.json["reason"], told.json["by"]["name"]) == (200, WHY, "许知")
    assert told.headers["Cache-Control"] == "no-store"
    db.session.rollback()
    looks = select(AuditEvent.actor).where(AuditEvent.action == "alert_reasons_seen")
    assert db.session.execute(looks).scalars().all() == [town.people["colleague"].account.uuid]
    take(town, "colleague")
    assert town.get("colleague", address).json["code"] == "not_handed_back"


def test_who_is_kept_away_or_reads_no_report_is_not_told_why(town: Town, clock: PretendClock) -> None:
    reference = give_back(town, "worker", clock)
    address = f"/alerts/{shown(town)['id']}/hand-back"
    town.add_person("admin", "管", "township", Role.ADMINISTRATOR, on_duty=False, phone=False)
    assert town.get("admin", address).status_code == 403
    assert town.client.get(f"/api/v1{address}").status_code == 401
    with writing() as session:
        exclude(session, reference.replace("-", ""), town.people["colleague"].account.id, now=clock())
    town.rung()
    assert town.get("colleague", address).status_code == 404
    assert town.get("supervisor", address).json["reason"] == WHY


def test_another_team_to_which_it_is_given_is_told_of_no_hand_back(town: Town, clock: PretendClock) -> None:
    reference = give_back(town, "worker", clock)
    with writing() as session:
        reassign(session, reference.replace("-", ""), town.teams["county"].id, now=clock())
    town.rung()
    assert shown(town, "county")["handed_back"] is None


def preview(town: Town, by: str = "worker") -> Any:
    return town.get(by, f"/alerts/{shown(town, 'supervisor')['id']}/hand-back/preview")


def test_whom_a_hand_back_calls_is_told_before_and_nobody_is_called_by_asking(
    town: Town, clock: PretendClock
) -> None:
    town.file(danger_now="unknown")
    town.rung()
    take(town, "worker")
    clock.forward(minutes=2)
    told = preview(town)
    assert (told.status_code, [person["name"] for person in told.json["people"]]) == (200, ["何青"])
    assert told.json["team"]["id"] == town.teams["township"].uuid
    assert town.rung() == []
    town.browser("worker").post(f"/api/v1/alerts/{shown(town)['id']}/hand-back", json={"reason": "x"})
    assert town.rung() == ["colleague"], "as it was told"


def test_that_nobody_else_can_be_reached_is_told_before(town: Town) -> None:
    for key in ("colleague", "county", "supervisor", "desk"):
        device = town.get(key, "/devices").json["items"][0]["id"]
        town.browser(key).delete(f"/api/v1/devices/{device}")
    town.file(danger_now="unknown")
    assert town.rung() == ["worker"]
    take(town, "worker")
    assert preview(town).json == {"team": None, "people": [], "one_of": False}


def test_only_whoever_has_it_in_hand_asks_what_a_hand_back_calls(town: Town) -> None:
    town.file(danger_now="unknown")
    town.rung()
    free = preview(town)
    assert (free.status_code, free.json["code"]) == (409, "not_acknowledged")
    take(town, "worker")
    other = preview(town, "colleague")
    assert (other.status_code, other.json["code"]) == (403, "not_in_your_hands")
    assert town.get("worker", "/alerts/x/hand-back/preview").status_code == 404
