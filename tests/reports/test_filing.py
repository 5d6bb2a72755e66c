"""File a report in plain JSON: what is enough, what is stored with it, and what the reporter is told."""

from typing import Any

import pytest

from tests.conftest import PretendClock
from tests.support.rows import counts, grown
from tests.support.town import COUNTY, TOWNSHIP, Town, a_report

pytestmark = pytest.mark.both_databases


def post(town: Town, body: Any, **headers: str) -> Any:
    return town.client.post("/api/v1/reports", json=body, headers=headers)


def without(*names: str, **changes: Any) -> dict[str, Any]:
    return {key: value for key, value in a_report(**changes).items() if key not in names}


def seen(town: Town, reference: str, by: str = "worker") -> Any:
    answer = town.get(by, f"/reports/{reference}")
    assert answer.status_code == 200, answer.json
    return answer.json


def test_a_report_is_stored_with_all_that_belongs_to_it_in_one_go(town: Town) -> None:
    before = counts()
    answer = post(town, a_report())
    assert answer.status_code == 201
    assert grown(before) == {
        "report": 1, "report_detail": 1, "audit_event": 1, "alert": 1, "alert_event": 2, "delivery": 1
    }  # fmt: skip
    town.rung()


def test_the_answer_holds_reference_times_and_no_priority(town: Town) -> None:
    answer = post(town, a_report(answers={"self_harm": "yes"}))
    assert set(answer.json) == {"reference", "received_at", "expected"}
    assert answer.json["received_at"] == "2026-03-02T01:00:00.000Z"
    assert answer.json["expected"] == {
        "opened_by": "2026-03-02T01:15:00.000Z", "decided_by": "2026-03-02T02:00:00.000Z"
    }  # fmt: skip
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Location"] == f"/api/v1/reports/{answer.json['reference']}"
    town.rung()


def test_the_worker_reads_what_was_sent(town: Town) -> None:
    body = a_report(
        pin={"lat": 30.25, "lon": 120.1, "accuracy_m": 40, "datum": "gcj02", "of": "child"},
        adults=[{"name": "老周", "relation": "继父", "phone": "13911112222", "has_access": "yes", "note": "常喝酒"}],
        circumstances=["many_injuries"],
        answers={"pattern": "yes", "self_harm": "no"},
        phone="057188887777",
        claimed_at="2026-03-01T20:00:00+08:00",
    )
    report = seen(town, town.file(**body))
    for name in ("what", "what_by", "danger_now", "about", "concerns", "circumstances", "answers", "children",
                 "adults", "pin", "phone", "language"):  # fmt: skip
        assert report[name] == body[name], name
    assert report["claimed_at"] == "2026-03-01T12:00:00.000Z"
    assert report["received_at"] == "2026-03-02T01:00:00.000Z"
    assert report["channel"] == "api"
    assert report["place"]["code"] == TOWNSHIP
    assert report["place_detail"]["detail"] == "菜场后面三号楼"
    assert report["reporter"] == {
        "role": "teacher", "mode": "confidential", "institution": None, "has_identity": True, "safe_contact": None,
        "share_identity": "nobody", "may_talk_to": None, "must_not_know": None,
    }  # fmt: skip
    assert (report["flags"], report["unparsed"]) == ([], None)
    assert "林老师" not in str(report)
    assert "13900000001" not in str(report)
    town.rung()


ENOUGH = {
    "a place": {"place": {"code": COUNTY}},
    "a former code of a township": {"place": {"code": "330106003"}},
    "a village": {"place": {"code": "330106012200"}},
    "a place in words": {"place": {"detail": "河坊街口的红楼"}},
    "a child's school": {"children": [{"school": "第二小学"}]},
    "a phone": {"phone": "13911112222"},
    "a child's phone": {"children": [{"phone": "13911112222"}]},
    "an adult's phone": {"adults": [{"phone": "13911112222"}]},
    "a pin": {"pin": {"lat": 30.25, "lon": 120.1}},
}


def test_one_way_to_find_the_child_is_enough(town: Town) -> None:
    for name, way in ENOUGH.items():
        body = without("place", "children", "adults") | way
        assert post(town, body).status_code == 201, name
    town.rung()


def test_without_a_place_the_root_desk_receives_it(town: Town) -> None:
    for way in ("a child's school", "a phone", "a pin", "a place in words"):
        reference = post(town, without("place", "children", "adults") | ENOUGH[way]).json["reference"]
        assert seen(town, reference, by="desk")["place"] is None
        assert town.get("worker", f"/reports/{reference}").status_code == 404
        assert town.get("supervisor", f"/reports/{reference}").status_code == 404
        assert town.rung() == ["desk"]


def test_a_pin_never_chooses_the_place(town: Town) -> None:
    reference = town.file(place={"code": TOWNSHIP}, pin={"lat": 39.9, "lon": 116.4})
    assert seen(town, reference)["place"]["code"] == TOWNSHIP
    town.rung()


def test_danger_now_needs_nothing_but_receipt_and_danger(town: Town) -> None:
    answer = post(town, {"receipt": a_report()["receipt"], "danger_now": "yes"})
    assert answer.status_code == 201
    assert seen(town, answer.json["reference"], by="desk")["priority"] == "P0"
    town.rung()


def test_no_words_are_needed_with_a_voice_note(town: Town) -> None:
    assert post(town, a_report(what="", what_by="voice")).status_code == 201
    town.rung()


def test_a_reporter_mode_that_is_not_offered_is_taken_and_flagged(town: Town) -> None:
    object.__setattr__(town.app.extensions["nightlamp.settings"], "reporter_modes", ("confidential",))
    reference = town.file(reporter={"role": "neighbour", "mode": "anonymous"})
    assert seen(town, reference)["flags"] == ["reporter_mode_not_offered"]
    town.rung()


CLAIMED = [
    ("2026-03-02T01:04:00Z", []),
    ("2026-03-02T09:06:00+08:00", ["claimed_time_in_future"]),
    ("9999-12-31T23:59:59-23:59", ["claimed_time_in_future"]),
    ("2025-01-01T00:00:00Z", ["claimed_time_long_ago"]),
    ("1970-01-01T00:00:00Z", ["claimed_time_long_ago"]),
    ("0001-01-01T00:00:00+14:00", ["claimed_time_long_ago"]),
]


def test_a_strange_time_is_taken_and_flagged(town: Town) -> None:
    for claimed, flags in CLAIMED:
        report = seen(town, town.file(claimed_at=claimed))
        assert report["flags"] == flags, claimed
        assert report["received_at"] == "2026-03-02T01:00:00.000Z"
    town.rung()


def test_fields_that_we_do_not_know_are_kept_aside(town: Town) -> None:
    more = {"colour": "blue", "children": [{"name": "小满", "school": "第二小学", "shoe": 31}]}
    report = seen(town, town.file(**more))
    assert report["unparsed"] == {"/colour": "blue", "/children/0/shoe": 31}
    assert report["flags"] == ["partly_unparsed"]
    assert report["children"] == [{"name": "小满", "school": "第二小学"}]
    town.rung()


def test_nul_and_half_characters_are_cleaned_and_never_refused(town: Town) -> None:
    raw = (
        '{"receipt": "%s", "danger_now": "no", "what": "a\\u0000b\\ud83dc", "reporter": {"role": "parent",'
        ' "name": "\\u0000", "phone": "\\udfff1"}, "place": {"code": "330106012", "detail": "\\u0000x\\udc00"},'
        ' "k\\u0000\\ud800": "v\\u0000"}'
    ).replace("%s", a_report()["receipt"])
    answer = town.client.post("/api/v1/reports", data=raw, content_type="application/json")
    assert answer.status_code == 201, answer.json
    report = seen(town, answer.json["reference"])
    assert report["what"] == "ab?c"
    assert report["place_detail"]["detail"] == "x?"
    assert report["unparsed"] == {"/k?": "v"}
    town.rung()


def test_the_language_is_taken_as_a_browser_names_it(town: Town) -> None:
    for language in ("zh-CN", "zh", "en", "en-GB", "ug"):
        assert post(town, a_report(language=language)).status_code == 201, language
    town.rung()


def test_a_receipt_is_taken_as_people_type_it(town: Town, clock: PretendClock) -> None:
    receipt = a_report()["receipt"]
    typed = f" {receipt.lower().replace('-', ' ')}．".replace("0", "o").replace("1", "Ｉ")
    assert post(town, a_report(receipt=typed)).status_code == 201
    assert town.client.post("/api/v1/follow-up", json={"receipt": receipt}).status_code == 200
    town.rung()


def test_a_browser_of_staff_may_report_too_but_not_through_another_site(town: Town) -> None:
    browser = town.browser("worker")
    assert browser.post("/api/v1/reports", json=a_report()).status_code == 201
    refused = browser.post("/api/v1/reports", json=a_report(), headers={"Sec-Fetch-Site": "cross-site"})
    assert (refused.status_code, refused.json["code"]) == (403, "cross_site")
    town.rung()


def test_a_reporter_is_never_refused_for_a_header(town: Town) -> None:
    foreign: list[dict[str, str]] = [
        {}, {"Origin": "null"}, {"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}
    ]  # fmt: skip
    for headers in foreign:
        assert post(town, a_report(), **headers).status_code == 201, headers
    town.rung()
