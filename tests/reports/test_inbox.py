"""The inbox: ordered by the time left, filtered, walked without loss, and only what the viewer may see."""

from typing import Any

import pytest

from nightlamp.core.http import make_cursor
from nightlamp.practice.rules import QUESTIONS
from tests.conftest import PretendClock
from tests.support.town import COUNTY, TOWNSHIP, Town, a_report

pytestmark = pytest.mark.both_databases
ALL_NO = dict.fromkeys(QUESTIONS, "no")
OF_PRIORITY: dict[str, dict[str, Any]] = {
    "P0": {"danger_now": "yes"},
    "P1": {"danger_now": "unknown"},
    "P2": {},
    "P3": {"answers": ALL_NO},
    "P4": {"concerns": ["risk_only"]},
}


def listed(town: Town, by: str = "worker", **asked: Any) -> list[str]:
    answer = town.browser(by).get("/api/v1/reports", query_string=asked)
    assert answer.status_code == 200, answer.json
    return [item["reference"] for item in answer.json["items"]]


def walk(town: Town, limit: int, **asked: Any) -> list[str]:
    """Return all references, page by page."""
    found: list[str] = []
    cursor = None
    for _ in range(100):
        query = asked | {"limit": limit} | ({"cursor": cursor} if cursor else {})
        page = town.browser("worker").get("/api/v1/reports", query_string=query).json
        assert len(page["items"]) <= limit
        found += [item["reference"] for item in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            return found
    raise AssertionError("the walk never ends")


def file_each(town: Town) -> dict[str, str]:
    return {priority: town.file(**change) for priority, change in reversed(OF_PRIORITY.items())}


def test_the_soonest_due_stands_first(town: Town, clock: PretendClock) -> None:
    old = town.file()
    clock.forward(minutes=50)
    by_priority = file_each(town)
    assert listed(town) == [by_priority["P0"], old, by_priority["P1"], by_priority["P2"], by_priority["P3"],
                            by_priority["P4"]]  # fmt: skip
    town.rung()


def test_a_row_tells_what_a_list_needs_and_no_more(town: Town, clock: PretendClock) -> None:
    town.file(
        what="孩子总说饿。衣服很久没换。", reporter={"role": "teacher", "name": "林老师", "phone": "13900000001"}
    )
    clock.forward(hours=2)
    answer = town.get("worker", "/reports")
    (row,) = answer.json["items"]
    assert row["state"] == "new"
    due = row["due"]
    assert (due["step"], due["at"], due["overdue"]) == ("opened", "2026-03-02T02:00:00.000Z", True)
    assert (row["excerpt"], row["role"], row["concerns"]) == ("孩子总说饿", "teacher", ["neglect"])
    assert row["place"]["code"] == TOWNSHIP
    assert row["alert"]["state"] == "triggered"
    text = answer.get_data(as_text=True)
    assert "林老师" not in text
    assert "小满" not in text
    assert answer.headers["Cache-Control"] == "no-store"
    town.rung()


def test_listing_is_not_opening(town: Town) -> None:
    reference = town.file()
    listed(town)
    assert town.get("worker", "/reports").json["items"][0]["state"] == "new"
    assert town.get("worker", f"/reports/{reference}").json["state"] == "opened"
    assert town.get("worker", "/reports").json["items"][0]["state"] == "opened"
    town.rung()


def test_filters_by_state_priority_and_place(town: Town) -> None:
    by_priority = file_each(town)
    opened = by_priority["P2"]
    town.get("worker", f"/reports/{opened}")
    assert listed(town, state="opened") == [opened]
    assert opened not in listed(town, state="new")
    assert set(listed(town, state="new,opened")) == set(by_priority.values())
    assert listed(town, priority="P3") == [by_priority["P3"]]
    assert listed(town, priority="P0,P4") == [by_priority["P0"], by_priority["P4"]]
    assert listed(town, state="closed") == []
    assert listed(town, place="330105") == []
    for place in (TOWNSHIP, "330106003", COUNTY, "3301", "330100", "33"):
        assert len(listed(town, "desk", place=place)) == 5, place
    town.rung()


def test_what_is_closed_is_listed_only_when_asked_for(town: Town) -> None:
    reference = town.file()
    body = {"track": "harm", "priority": "P2", "disposition": "duplicate", "reason": "已有一份"}
    town.put("worker", f"/reports/{reference}/screening", body)
    assert listed(town) == []
    assert listed(town, state="closed") == [reference]
    assert listed(town, state="new,opened,decided,closed") == [reference]
    town.rung()


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 200])
def test_a_walk_loses_and_repeats_nothing(town: Town, clock: PretendClock, limit: int) -> None:
    references = []
    for number in range(7):
        references.append(town.file(**list(OF_PRIORITY.values())[number % 3 + 1]))
        clock.forward(seconds=number % 2)
    found = walk(town, limit)
    assert len(found) == len(set(found))
    assert set(found) == set(references)
    assert found == listed(town)
    town.rung()


def test_reports_without_a_due_time_are_last_and_walked_too(town: Town) -> None:
    body = {"track": "harm", "priority": "P2", "disposition": "investigation", "reason": "x"}
    waiting, done = town.file(), [town.file() for _ in range(3)]
    for reference in done:
        town.put("worker", f"/reports/{reference}/screening", body)
        town.put("worker", f"/reports/{reference}/milestones/child-seen")
    everything = "new,opened,decided,closed"
    assert walk(town, 1, state=everything)[0] == waiting
    assert sorted(walk(town, 2, state=everything)) == sorted([waiting, *done])
    town.rung()


def test_a_report_that_moves_up_meanwhile_is_not_shown_twice(town: Town) -> None:
    bodies = [a_report() for _ in range(4)]
    references = [town.file(**body) for body in bodies]
    page = town.browser("worker").get("/api/v1/reports?limit=2").json
    more = {"receipt": bodies[3]["receipt"], "danger_now": "yes"}
    town.client.post("/api/v1/follow-up/additions", json=more)
    rest = town.browser("worker").get(f"/api/v1/reports?limit=9&cursor={page['next_cursor']}").json
    seen = [item["reference"] for item in page["items"] + rest["items"]]
    assert len(seen) == len(set(seen))
    assert set(references[:3]) <= set(seen)
    town.rung()


def test_a_senseless_question_is_answered_with_what_is_wrong(town: Town) -> None:
    town.file()
    for query in ("state=shut", "state=new,shut", "priority=P9", "limit=0", "limit=201", "limit=x", "place=x",
                  "place=99", "place=%00", "state=new%00,%00shut", "priority=%ED%A0%80"):  # fmt: skip
        answer = town.browser("worker").get(f"/api/v1/reports?{query}")
        assert answer.status_code == 422, query
        assert answer.json["errors"][0]["pointer"].startswith("/"), query
    town.rung()


def test_a_foreign_cursor_is_a_bad_request_and_nothing_worse(town: Town) -> None:
    town.file()
    foreign = [
        [], ["x", 1], ["2026-03-02T01:00:00", 1], ["2026-03-02T01:00:00Z"], [1, 2], [None, None],
        ["2026-03-02T01:00:00Z", "abc"], ["2026-03-02T01:00:00Z", 2**70], ["2026-03-02T01:00:00Z", -1],
        ["0001-01-01T00:00:00+14:00", 1], [["2026-03-02T01:00:00Z"], 1], ["2026-03-02T01:00:00Z", {"a": 1}],
    ]  # fmt: skip
    cursors = ["x", "AAAA", "%00", "é", *[make_cursor(position) for position in foreign[1:]]]
    for cursor in cursors:
        answer = town.browser("worker").get("/api/v1/reports", query_string={"cursor": cursor})
        assert (answer.status_code, answer.json["code"]) == (400, "invalid_cursor"), cursor
    town.rung()


def test_everybody_sees_their_place_and_all_below_it(town: Town) -> None:
    township = town.file()
    county = town.file(place={"code": COUNTY})
    nowhere = town.file(place={"detail": "红楼"})
    assert listed(town, "worker") == [township]
    assert set(listed(town, "county")) == {township, county}
    assert set(listed(town, "supervisor")) == {township, county}
    assert set(listed(town, "desk")) == {township, county, nowhere}
    town.rung()


def test_out_of_scope_and_not_there_look_the_same(town: Town) -> None:
    county = town.file(place={"code": COUNTY})
    missing = "0000-0000-00"
    for path in ("", "/screening"):
        there = town.get("worker", f"/reports/{county}{path}")
        nowhere = town.get("worker", f"/reports/{missing}{path}")
        assert there.status_code == nowhere.status_code == 404
        assert there.json == nowhere.json
    for odd in ("x", "%00", "K7Q2-9MXD-4D", "é", "0" * 500):
        assert town.get("worker", f"/reports/{odd}").status_code == 404, odd
    body = {"track": "harm", "priority": "P2", "disposition": "investigation", "reason": "x"}
    writes = {"/screening": body, "/milestones/child-seen": {}, "/recusal": {"reason": "xx"}}
    for path, content in writes.items():
        there, nowhere = (town.put("worker", f"/reports/{r}{path}", content) for r in (county, missing))
        assert (there.status_code, there.json) == (404, nowhere.json), path
    told = [
        town.browser("worker").post(f"/api/v1/reports/{r}/reporter-disclosure", json={"reason": "xx"})
        for r in (county, missing)
    ]
    assert told[0].status_code == 404
    assert told[0].json == told[1].json
    town.rung()


def test_a_reference_is_found_however_it_is_typed(town: Town) -> None:
    reference = town.file()
    for typed in (reference.lower(), reference.replace("-", ""), reference.replace("-", " ")):
        assert town.get("worker", f"/reports/{typed}").json["reference"] == reference
    town.rung()
