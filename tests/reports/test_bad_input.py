"""What comes in broken: refused with a pointer to each fault, never a 500, and nothing stored by halves."""

import gzip
import json
from typing import Any

import pytest

from tests.support.rows import counts, grown
from tests.support.town import Town, a_report

LONG = "长" * 20_001


def post(town: Town, body: Any, path: str = "/reports") -> Any:
    return town.client.post(f"/api/v1{path}", json=body)


def refused(answer: Any, status: int, code: str, name: str) -> None:
    """Hold a refusal: its status and its shape."""
    assert answer.status_code == status, (name, answer.json)
    assert answer.mimetype == "application/problem+json", name
    assert (answer.json["status"], answer.json["code"]) == (status, code), name
    assert answer.json["detail"], name


FIELDS = {
    "receipt missing": ({"receipt": None}, "/receipt", "required"),
    "receipt mistyped": ({"receipt": "7K3M-9QXT-2HPC-W8RC"}, "/receipt", "wrong_type"),
    "receipt a number": ({"receipt": 7}, "/receipt", "wrong_type"),
    "danger missing": ({"danger_now": None}, "/danger_now", "required"),
    "danger unknown word": ({"danger_now": "maybe"}, "/danger_now", "unknown_value"),
    "danger true": ({"danger_now": True}, "/danger_now", "wrong_type"),
    "words empty": ({"what": "  \n"}, "/what", "required"),
    "words too long": ({"what": LONG}, "/what", "too_long"),
    "words a list": ({"what": ["x"]}, "/what", "wrong_type"),
    "reporter missing": ({"reporter": None}, "/reporter", "required"),
    "reporter a string": ({"reporter": "teacher"}, "/reporter", "wrong_type"),
    "role missing": ({"reporter": {"mode": "anonymous"}}, "/reporter/role", "required"),
    "role unknown": ({"reporter": {"role": "astronaut"}}, "/reporter/role", "unknown_value"),
    "mode unknown": ({"reporter": {"role": "teacher", "mode": "secret"}}, "/reporter/mode", "unknown_value"),
    "name too long": ({"reporter": {"role": "teacher", "name": "x" * 81}}, "/reporter/name", "too_long"),
    "contact wrong": (
        {"reporter": {"role": "teacher", "safe_contact": {"ok": 7}}}, "/reporter/safe_contact/ok", "wrong_type"
    ),
    "place unknown": ({"place": {"code": "990106"}}, "/place/code", "unknown_value"),
    "place of an unknown county": ({"place": {"code": "330199"}}, "/place/code", "unknown_value"),
    "place a number": ({"place": {"code": 330106}}, "/place/code", "wrong_type"),
    "place with letters": ({"place": {"code": "33x"}}, "/place/code", "wrong_type"),
    "place a string": ({"place": "330106"}, "/place", "wrong_type"),
    "place in full-width digits": ({"place": {"code": "３３０１０６"}}, "/place/code", "wrong_type"),
    "detail too long": ({"place": {"code": "330106", "detail": "x" * 501}}, "/place/detail", "too_long"),
    "about unknown": ({"about": ["family", "martians"]}, "/about/1", "unknown_value"),
    "about a string": ({"about": "family"}, "/about", "wrong_type"),
    "concern unknown": ({"concerns": ["theft"]}, "/concerns/0", "unknown_value"),
    "circumstance unknown": ({"circumstances": [{}]}, "/circumstances/0", "wrong_type"),
    "question unknown": ({"answers": {"is_it_raining": "yes"}}, "/answers/is_it_raining", "unknown_value"),
    "answer unknown": ({"answers": {"self_harm": "perhaps"}}, "/answers/self_harm", "unknown_value"),
    "answers a list": ({"answers": []}, "/answers", "wrong_type"),
    "age a word": ({"children": [{"age": "seven"}]}, "/children/0/age", "wrong_type"),
    "age beyond all": ({"children": [{"age": 150}]}, "/children/0/age", "out_of_range"),
    "age below none": ({"children": [{}, {"age": -1}]}, "/children/1/age", "out_of_range"),
    "age beyond numbers": ({"children": [{"age": "1e999"}]}, "/children/0/age", "invalid"),
    "sex unknown": ({"children": [{"sex": "x"}]}, "/children/0/sex", "unknown_value"),
    "children an object": ({"children": {"name": "x"}}, "/children", "wrong_type"),
    "child a string": ({"children": ["小满"]}, "/children/0", "wrong_type"),
    "ten thousand children": ({"children": [{"age": 3}] * 10_000}, "/children", "too_long"),
    "adult's phone too long": ({"adults": [{"phone": "1" * 41}]}, "/adults/0/phone", "too_long"),
    "pin beyond the pole": ({"pin": {"lat": 91, "lon": 0}}, "/pin/lat", "out_of_range"),
    "pin by half": ({"pin": {"lat": 30}}, "/pin/lon", "required"),
    "pin true": ({"pin": {"lat": True, "lon": 0}}, "/pin/lat", "wrong_type"),
    "datum unknown": ({"pin": {"lat": 1, "lon": 1, "datum": "bd09"}}, "/pin/datum", "unknown_value"),
    "time a word": ({"claimed_at": "yesterday"}, "/claimed_at", "wrong_type"),
    "time without a zone": ({"claimed_at": "2026-03-01T10:00:00"}, "/claimed_at", "wrong_type"),
    "time beyond the calendar": ({"claimed_at": "20260-01-01T00:00:00Z"}, "/claimed_at", "wrong_type"),
    "language a sentence": ({"language": "Chinese, please"}, "/language", "wrong_type"),
    "voice unknown": ({"what_by": "dance"}, "/what_by", "unknown_value"),
}  # fmt: skip


def test_each_wrong_field_is_pointed_at(town: Town) -> None:
    before = counts()
    for name, (change, pointer, code) in FIELDS.items():
        answer = post(town, a_report(**change))
        refused(answer, 422, "invalid_content", name)
        assert (pointer, code) in {(error["pointer"], error["code"]) for error in answer.json["errors"]}, name
    assert grown(before) == {}


def test_all_faults_are_told_at_once(town: Town) -> None:
    answer = post(town, a_report(danger_now="maybe", about=["x"], children=[{"age": "x"}]))
    assert {error["pointer"] for error in answer.json["errors"]} == {"/danger_now", "/about/0", "/children/0/age"}


def test_what_is_missing_is_told_by_its_field(town: Town) -> None:
    answer = post(town, {"receipt": a_report()["receipt"], "danger_now": "no"})
    assert {(e["pointer"], e["code"]) for e in answer.json["errors"]} == {
        ("/what", "required"), ("/reporter", "required"), ("/place", "required")
    }  # fmt: skip
    answer = post(town, {})
    assert {"/receipt", "/danger_now"} <= {error["pointer"] for error in answer.json["errors"]}


NOT_A_WAY = [
    {}, {"place": {}}, {"place": {"detail": " "}}, {"children": [{"name": "小满", "age": 7}]}, {"phone": " "},
    {"adults": [{"name": "x"}]}, {"place": None, "pin": None},
]  # fmt: skip


def test_a_report_that_leads_to_no_child_is_told_so(town: Town) -> None:
    for way in NOT_A_WAY:
        body = {k: v for k, v in a_report().items() if k not in ("place", "children", "adults")} | way
        answer = post(town, body)
        assert answer.status_code == 422, way
        assert "/place" in {error["pointer"] for error in answer.json["errors"]}, way


BODIES = {
    "nothing": (b"", 400, "not_json"),
    "cut off": (json.dumps(a_report()).encode()[:-20], 400, "not_json"),
    "no JSON": (b"help", 400, "not_json"),
    "other quotes": (b"{'danger_now': 'yes'}", 400, "not_json"),
    "GB18030": (json.dumps(a_report(), ensure_ascii=False).encode("gb18030"), 400, "not_json"),
    "UTF-16": (json.dumps(a_report()).encode("utf-16"), 400, "not_json"),
    "NaN": (b'{"danger_now": NaN}', 400, "not_json"),
    "an array": (b"[]", 400, "not_an_object"),
    "a word": (b'"x"', 400, "not_an_object"),
    "null": (b"null", 400, "not_an_object"),
    "gzip": (gzip.compress(json.dumps(a_report()).encode()), 400, "not_json"),
    "5 MB": (json.dumps(a_report(what="x" * 5_000_000)).encode(), 413, "too_large"),
    "600 KB": (json.dumps(a_report(what="x" * 600_000)).encode(), 413, "too_large"),
    "very deep": (b'{"a":' * 60_000 + b"1" + b"}" * 60_000, 400, "too_deep"),
    "deep lists": (b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}", 400, "too_deep"),
}


@pytest.mark.parametrize("path", ["/reports", "/follow-up/additions"])
def test_a_body_that_cannot_be_read_is_refused(town: Town, path: str) -> None:
    before = counts()
    for name, (raw, status, code) in BODIES.items():
        answer = town.client.post(f"/api/v1{path}", data=raw, content_type="application/json")
        refused(answer, status, code, name)
    assert grown(before) == {}


def test_depth_is_never_a_fault_of_ours(town: Town) -> None:
    for depth in (10, 24, 100, 300, 450, 480, 500, 700, 900, 960, 990):
        for opens, closes in (("[", "]"), ('{"x":', "}")):
            nested = opens * depth + "1" + closes * depth
            for field in ("colour", "what", "children", "answers", "place"):
                raw = json.dumps(a_report())[:-1] + f', "{field}": {nested}}}'
                answer = town.client.post("/api/v1/reports", data=raw, content_type="application/json")
                assert answer.status_code in (201, 400, 422), (depth, field, answer.json)
    town.rung()


KINDS = ["", "text/plain", "text/json", "application/x-www-form-urlencoded", "multipart/form-data", "image/png"]


def test_another_content_type_is_refused(town: Town) -> None:
    before = counts()
    for path in ("/reports", "/follow-up/additions", "/follow-up", "/session"):
        for kind in KINDS:
            answer = town.client.post(f"/api/v1{path}", data=json.dumps(a_report()), content_type=kind)
            refused(answer, 415, "unsupported_media_type", f"{path} {kind}")
    assert grown(before) == {}


def test_json_with_a_charset_is_json(town: Town) -> None:
    kind = "application/json; charset=utf-8"
    assert town.client.post("/api/v1/reports", data=json.dumps(a_report()), content_type=kind).status_code == 201
    town.rung()


def test_another_method_is_refused_and_told_which_are_allowed(town: Town) -> None:
    answer = town.client.delete("/api/v1/reports")
    assert answer.status_code == 405
    assert answer.json["code"] == "method_not_allowed"
    assert {"GET", "POST"} <= set(answer.headers["Allow"].replace(" ", "").split(","))


def test_an_unknown_address_is_a_problem_too(town: Town) -> None:
    answer = town.client.get("/api/v1/nothing-here")
    assert (answer.status_code, answer.json["code"]) == (404, "not_found")


def test_a_very_large_number_of_fields_is_read_in_time(town: Town) -> None:
    body = a_report() | {f"field{n}": n for n in range(20_000)}
    assert post(town, body).status_code == 201
    town.rung()
