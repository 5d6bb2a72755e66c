"""Nobody judges their own case: who is named, and whose house it is, hears nothing of it and can reach none of it."""

import json
from typing import Any

import pytest

from nightlamp.core.db import writing
from tests.conftest import PretendClock
from tests.support.sealing import seal
from tests.support.town import TOWNSHIP, Town, a_report

pytestmark = pytest.mark.both_databases
DECISION = {"track": "harm", "priority": "P1", "disposition": "investigation", "reason": "x"}


def hears_and_reaches_nothing(town: Town, who: str, reference: str, *, seen_by: str) -> None:
    """Try every way that somebody has to a report, with its reference, its alert's id and their own old tokens."""
    alert = town.get(seen_by, f"/reports/{reference}").json["alert"]["id"]
    path = f"/api/v1/reports/{reference}"
    browser = town.browser(who)
    assert reference not in browser.get("/api/v1/reports?state=new,opened,decided,closed").get_data(as_text=True)
    alerts = browser.get("/api/v1/alerts?state=triggered,acknowledged,closed").get_data(as_text=True)
    assert reference not in alerts
    assert alert not in alerts
    tried = [
        browser.get(path),
        browser.get(f"{path}/screening"),
        browser.put(f"{path}/screening", json=DECISION),
        browser.put(f"{path}/milestones/child-seen", json={}),
        browser.delete(f"{path}/milestones/child-seen"),
        browser.put(f"{path}/recusal", json={"reason": "xx"}),
        browser.post(f"{path}/reporter-disclosure", json={"reason": "xx"}),
        browser.put(f"/api/v1/alerts/{alert}/acknowledgement"),
        *[town.client.put(f"/api/v1/deliveries/{token}/acknowledgement") for token in town.tokens(who)],
    ]
    assert {answer.status_code for answer in tried} == {404}
    assert all(reference not in answer.get_data(as_text=True) for answer in tried)


def with_phone(town: Town, who: str, phone: str) -> None:
    with writing() as session:
        session.merge(town.people[who].account).phone = phone


NAMED: dict[str, dict[str, Any]] = {
    "as an adult": {"adults": [{"name": "许 知", "relation": "邻居"}]},
    "by a phone": {"adults": [{"phone": "+86 139-1234-5678"}]},
    "in the words": {"what": "听说是街道的许知做的，孩子不敢回家。"},
    "by a phone in the words": {"what": "那个人的电话是 139 1234 5678。"},
    "in a note about the child": {"children": [{"name": "小满", "note": "许知常来接", "school": "第二小学"}]},
    "in the directions": {"place": {"code": TOWNSHIP, "detail": "许知家楼下"}},
}


@pytest.mark.parametrize("how", NAMED.values(), ids=NAMED.keys())
def test_the_person_on_duty_is_the_one_who_is_named(town: Town, clock: PretendClock, how: dict[str, Any]) -> None:
    with_phone(town, "worker", "13912345678")
    reference = town.file(danger_now="unknown", **how)
    assert town.rung() == ["colleague"], "nobody else is on duty there, so everybody else is called at once"
    hears_and_reaches_nothing(town, "worker", reference, seen_by="colleague")
    clock.forward(minutes=15)
    assert town.rung() == ["supervisor"]
    for _ in range(6):
        clock.forward(minutes=15)
        assert "worker" not in town.rung()
    town.put("worker", "/duty/me")
    clock.forward(minutes=15)
    assert "worker" not in town.rung()


def test_a_named_supervisor_is_passed_over_by_the_ladder_too(town: Town, clock: PretendClock) -> None:
    reference = town.file(danger_now="yes", adults=[{"name": "周以宁"}])
    assert town.rung() == ["county", "worker"]
    rung = set()
    for minutes in (2, 3, 3, 3, 15, 15):
        clock.forward(minutes=minutes)
        rung |= set(town.rung())
    assert rung == {"worker", "colleague", "county", "desk"}
    hears_and_reaches_nothing(town, "supervisor", reference, seen_by="worker")


def test_where_everybody_is_named_the_root_desk_is_called_and_it_never_stops(town: Town, clock: PretendClock) -> None:
    names = [{"name": name} for name in ("许知", "何青", "沈舟", "周以宁")]
    reference = town.file(danger_now="unknown", adults=names)
    assert town.rung() == ["desk"]
    for _ in range(5):
        clock.forward(minutes=15)
        assert town.rung() == ["desk"]
    for who in ("worker", "colleague", "county", "supervisor"):
        hears_and_reaches_nothing(town, who, reference, seen_by="desk")


def test_a_name_that_came_sealed_counts_as_well(town: Town) -> None:
    key = town.client.get("/api/v1/config").json["intake_key"]
    body = a_report(danger_now="unknown", adults=[{"name": "许知"}])
    answer = town.client.post("/api/v1/reports", json={"sealed": seal(key, body)})
    assert town.rung() == ["colleague"]
    hears_and_reaches_nothing(town, "worker", answer.json["reference"], seen_by="colleague")


@pytest.mark.parametrize("nonsense", [{"adults": "是许知"}, {"whom": ["许知"]}, {"adults": [{"name": ["许知"]}]}])
def test_a_name_in_what_could_not_be_read_counts_as_well(town: Town, nonsense: dict[str, Any]) -> None:
    key = town.client.get("/api/v1/config").json["intake_key"]
    body = a_report(danger_now="unknown") | nonsense
    answer = town.client.post("/api/v1/reports", json={"sealed": seal(key, body)})
    assert town.rung() == ["colleague"]
    hears_and_reaches_nothing(town, "worker", answer.json["reference"], seen_by="colleague")


def test_a_reporter_of_the_same_name_is_not_a_person_who_is_named(town: Town) -> None:
    town.file(danger_now="unknown", reporter={"role": "teacher", "mode": "identified", "name": "许知"})
    assert town.rung() == ["worker"]


def test_somebody_named_later_is_cut_off_at_once(town: Town, clock: PretendClock) -> None:
    body = a_report(danger_now="unknown")
    reference = town.file(**body)
    assert town.rung() == ["worker"]
    alert = town.get("worker", "/alerts").json["items"][0]["id"]
    town.put("worker", f"/alerts/{alert}/acknowledgement")
    clock.forward(minutes=1)
    more = {"receipt": body["receipt"], "what": "我想起来了，是许知。"}
    assert town.client.post("/api/v1/follow-up/additions", json=more).status_code == 201
    assert town.rung() == ["colleague"], "what was in the wrong hands rings for the others"
    hears_and_reaches_nothing(town, "worker", reference, seen_by="colleague")


def test_a_worry_about_staff_goes_past_the_township(town: Town, clock: PretendClock) -> None:
    reference = town.file(danger_now="yes", about=["village_or_community_staff"])
    assert town.get("county", f"/reports/{reference}").json["team"]["name"] == "西湖区值班组"
    assert set(town.rung()) == {"county", "desk"}
    for who in ("worker", "colleague"):
        hears_and_reaches_nothing(town, who, reference, seen_by="county")
    for minutes in (2, 3, 5, 15, 15):
        clock.forward(minutes=minutes)
        assert not {"worker", "colleague"} & set(town.rung())


def test_a_worry_that_turns_out_to_be_about_staff_is_taken_away_from_the_township(
    town: Town, clock: PretendClock
) -> None:
    body = a_report(danger_now="unknown")
    reference = town.file(**body)
    assert town.rung() == ["worker"]
    clock.forward(minutes=5)
    town.dispatcher._advance_due(clock())  # the next step has been queued, and not yet sent
    more = {"receipt": body["receipt"], "about": ["child_service_staff"]}
    assert town.client.post("/api/v1/follow-up/additions", json=more).status_code == 201
    assert town.rung() == ["county"]
    for who in ("worker", "colleague"):
        hears_and_reaches_nothing(town, who, reference, seen_by="county")


def test_a_place_known_later_moves_the_report_but_not_to_who_was_named_before(town: Town) -> None:
    body = {key: value for key, value in a_report(danger_now="unknown").items() if key != "place"}
    body["adults"] = [{"name": "许知"}]
    reference = town.client.post("/api/v1/reports", json=body).json["reference"]
    assert town.rung() == ["desk"]
    assert town.get("colleague", f"/reports/{reference}").status_code == 404
    more = {"receipt": body["receipt"], "place": {"code": TOWNSHIP}}
    assert town.client.post("/api/v1/follow-up/additions", json=more).status_code == 201
    assert town.rung() == ["colleague"]
    report = town.get("colleague", f"/reports/{reference}").json
    assert (report["team"]["name"], report["place"]["code"]) == ("灵隐街道值班组", TOWNSHIP)
    hears_and_reaches_nothing(town, "worker", reference, seen_by="colleague")


def test_stepping_back_after_taking_it_in_hand_rings_for_the_others(town: Town, clock: PretendClock) -> None:
    reference = town.file(danger_now="unknown")
    town.rung()
    alert = town.get("worker", "/alerts").json["items"][0]["id"]
    town.put("worker", f"/alerts/{alert}/acknowledgement")
    clock.forward(minutes=2)
    assert town.put("worker", f"/reports/{reference}/recusal", {"reason": "是我表姐家"}).status_code == 204
    assert town.rung() == ["colleague"]
    hears_and_reaches_nothing(town, "worker", reference, seen_by="colleague")
    clock.forward(minutes=15)
    assert town.rung() == ["supervisor"]


def test_who_has_stepped_back_stays_away_when_it_rings_for_something_new(town: Town, clock: PretendClock) -> None:
    body = a_report()
    reference = town.file(**body)
    town.rung()
    town.put("worker", f"/reports/{reference}/screening", DECISION | {"priority": "P2"})
    town.put("worker", f"/reports/{reference}/recusal", {"reason": "是我表姐家"})
    more = {"receipt": body["receipt"], "danger_now": "yes"}
    assert town.client.post("/api/v1/follow-up/additions", json=more).status_code == 201
    assert town.rung() == ["county"]
    clock.forward(minutes=2)
    assert town.rung() == ["colleague"]
    hears_and_reaches_nothing(town, "worker", reference, seen_by="colleague")


def test_what_is_told_of_a_report_names_nobody_who_is_excluded_by_word(town: Town) -> None:
    reference = town.file(danger_now="unknown", adults=[{"name": "许知"}])
    town.rung()
    report = town.get("colleague", f"/reports/{reference}").json
    assert "named" not in json.dumps(report["events"])


def test_what_is_counted_for_somebody_leaves_out_the_report_that_names_them(town: Town) -> None:
    town.file()
    town.file(adults=[{"name": "周以宁"}])

    def waiting(who: str) -> int:
        steps = town.get(who, "/statistics/response-times?place=330106").json["steps"]
        return int(next(row["waiting"] for row in steps if (row["step"], row["priority"]) == ("opened", "P2")))

    assert (waiting("desk"), waiting("supervisor")) == (2, 1)
    town.rung()
