"""Many reports from one source: none is refused, none is hidden, and what is urgent does not wait behind them."""

from typing import Any

import pytest
from sqlalchemy import select

from nightlamp.alerts.models import Alert, Delivery
from nightlamp.core.db import db
from nightlamp.core.lanes import warn_once
from nightlamp.reports.intake.filing import MANY, MANY_BY_ENTRANCE
from nightlamp.reports.models import Report
from tests.conftest import PretendClock
from tests.support.town import TOWNSHIP, Town, a_report

pytestmark = pytest.mark.both_databases
DECISION = {"track": "harm", "priority": "P2", "disposition": "investigation", "reason": "需要核实"}
ELSEWHERE = {"REMOTE_ADDR": "198.51.100.7"}


def flood(town: Town, count: int = MANY, **changes: Any) -> list[str]:
    return [town.file(**changes) for _ in range(count)]


def listed(town: Town, **asked: Any) -> dict[str, bool]:
    """Return what the worker's list shows, in its order, over all its pages: whether each is unverified."""
    found: dict[str, bool] = {}
    cursor = None
    while True:
        query = "&".join(f"{key}={value}" for key, value in (asked | ({"cursor": cursor} if cursor else {})).items())
        page = town.get("worker", f"/reports?{query}").json
        found |= {row["reference"].replace("-", ""): row["unverified"] for row in page["items"]}
        cursor = page["next_cursor"]
        if cursor is None:
            return found


def elsewhere(town: Town, **changes: Any) -> str:
    answer = town.client.post("/api/v1/reports", json=a_report(**changes), environ_base=ELSEWHERE)
    assert answer.status_code == 201, answer.json
    return str(answer.json["reference"])


def plain(reference: str) -> str:
    return reference.replace("-", "")


def test_a_flood_is_stored_whole_and_stands_behind_what_came_from_elsewhere(town: Town, clock: PretendClock) -> None:
    first, more = flood(town), flood(town, 3)
    clock.forward(minutes=1)
    last = elsewhere(town)
    found = listed(town)
    assert list(found)[: MANY + 1] == [plain(reference) for reference in (*first, last)], "by the time left"
    assert [reference for reference, unverified in found.items() if unverified] == [plain(each) for each in more]
    assert list(listed(town, limit=2)) == list(found), "page by page nothing is left out"
    due = {row.reference: row.due_at - row.received_at for row in db.session.execute(select(Report)).scalars()}
    assert len(set(due.values())) == 1, "it is as due as any other"


@pytest.mark.parametrize(
    "urgent", [{"danger_now": "yes"}, {"danger_now": "unknown"}, {"reporter": {"role": "child", "mode": "anonymous"}}]
)
def test_what_is_urgent_and_what_a_child_writes_is_never_put_behind(town: Town, urgent: dict[str, Any]) -> None:
    flood(town)
    reference = town.file(**urgent)
    assert listed(town)[plain(reference)] is False
    alert = db.session.execute(select(Alert).where(Alert.subject == plain(reference))).scalar_one()
    assert alert.unverified is False


def an_entrance(town: Town) -> str:
    body = {"name": "灵隐小学", "role": "teacher", "place": TOWNSHIP}
    made = town.browser("supervisor").post("/api/v1/entrances", json=body)
    assert made.status_code == 201, made.json
    return str(made.json["code"])


def test_an_institution_is_not_put_behind_by_what_comes_past_it(town: Town) -> None:
    entrance = an_entrance(town)
    flood(town)
    through, past = plain(town.file(entrance=entrance)), plain(town.file())
    found = listed(town)
    assert (found[through], found[past]) == (False, True)


def test_an_entrance_whose_address_was_spread_is_a_source_of_its_own(town: Town) -> None:
    entrance, other = an_entrance(town), an_entrance(town)
    flood(town, MANY_BY_ENTRANCE, entrance=entrance)
    more, elsewhere_in, urgent = (
        plain(town.file(**changes))
        for changes in ({"entrance": entrance}, {"entrance": other}, {"entrance": entrance, "danger_now": "yes"})
    )
    found = listed(town)
    assert (found[more], found[elsewhere_in], found[urgent]) == (True, False, False)
    assert sum(found.values()) == 1


def test_who_sends_the_same_report_again_and_again_has_filed_one(town: Town) -> None:
    body = a_report()
    for _ in range(MANY + 5):
        assert town.client.post("/api/v1/reports", json=body).status_code == 201
    assert list(listed(town).values()) == [False]
    reference = town.file()
    assert listed(town)[plain(reference)] is False


def test_behind_a_proxy_that_is_not_set_up_nobody_pays_for_all_the_others(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    warn_once.cache_clear()
    for _ in range(MANY + 1):
        answer = town.client.post(
            "/api/v1/reports", json=a_report(), headers={"X-Forwarded-For": "198.51.100.7"}, environ_base=ELSEWHERE
        )
        assert answer.status_code == 201
    assert set(listed(town).values()) == {False}
    assert sum("NIGHTLAMP_PROXIES" in line for line in caplog.messages) == 1, "said once"
    assert "198.51.100.7" not in caplog.text


def test_a_quarter_of_an_hour_later_the_same_source_is_like_any_other(town: Town, clock: PretendClock) -> None:
    flood(town, MANY + 1)
    clock.forward(minutes=15)
    reference = town.file()
    assert listed(town)[plain(reference)] is False


def test_the_phone_rings_for_each_of_the_first_and_once_for_the_rest(town: Town, clock: PretendClock) -> None:
    for _ in range(MANY):
        town.file()
        assert town.rung() == ["worker"], "P2 rings by itself"
    town.file()
    assert town.rung() == ["worker"], "the first of the rest as well"
    for _ in range(5):
        town.file()
        assert town.rung() == []
    urgent = town.file(danger_now="unknown")
    assert town.rung() == ["worker"], "and P1 at once"
    assert town.phones.sent[-1][1].urgency == "P1"
    clock.forward(minutes=10, seconds=5)
    assert "worker" in town.rung()
    states = list(db.session.execute(select(Delivery.state).order_by(Delivery.id)).scalars())
    assert states.count("bundled") == 4, "one message for the five that waited"
    found = town.get("worker", "/alerts").json["items"]
    assert found[0]["subject"] == urgent
    assert len(found) == MANY + 7, "each is in the list"


def test_alerts_of_a_flood_stand_behind_others_of_their_urgency_page_by_page(town: Town) -> None:
    flood(town, MANY + 2)
    last = elsewhere(town)
    subjects: list[str] = []
    cursor = ""
    while cursor is not None:
        page = town.get("worker", f"/alerts?limit=3&cursor={cursor}" if cursor else "/alerts?limit=3").json
        subjects += [item["subject"] for item in page["items"]]
        cursor = page["next_cursor"]
    assert len(subjects) == len(set(subjects)) == MANY + 3
    assert subjects[MANY] == last, "before the two that were one too many"


def test_what_a_person_has_decided_is_in_its_place_again(town: Town) -> None:
    flood(town)
    reference = town.file()
    assert listed(town)[plain(reference)] is True
    assert town.put("worker", f"/reports/{reference}/screening", DECISION).status_code == 200
    assert listed(town)[plain(reference)] is False
