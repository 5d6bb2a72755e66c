"""Institutions' own ways in: made by who looks after the place, read by anybody, ended for good."""

from typing import Any

import pytest

from tests.support.rows import counts, grown
from tests.support.town import COUNTY, TOWNSHIP, Town, a_report

pytestmark = pytest.mark.both_databases
BODY = {"name": "灵隐小学", "role": "teacher", "place": TOWNSHIP}


def make(town: Town, who: str, **changes: Any) -> Any:
    return town.browser(who).post("/api/v1/entrances", json=BODY | changes)


def test_an_entrance_fills_in_who_and_where_and_its_reports_say_so(town: Town) -> None:
    made = make(town, "supervisor").json
    assert made["address"].endswith(f"/e/{made['code'].replace('-', '')}")
    door = town.client.get(f"/api/v1/entrances/{made['code']}").json
    assert (door["name"], door["role"], door["place"]["code"]) == ("灵隐小学", "teacher", TOWNSHIP)
    assert set(door) == {"code", "name", "role", "place"}
    reference = town.file(entrance=made["code"].lower())
    shown = town.get("worker", f"/reports/{reference}").json
    assert (shown["entrance"], shown["channel"]) == ({"name": "灵隐小学", "role": "teacher"}, "entrance")
    assert [one["name"] for one in town.get("supervisor", "/entrances").json["items"]] == ["灵隐小学"]
    town.rung()


def test_one_that_is_ended_fills_in_nothing_and_the_report_still_comes(town: Town) -> None:
    code = make(town, "supervisor").json["code"]
    assert town.browser("supervisor").delete(f"/api/v1/entrances/{code}").status_code == 204
    gone = town.client.get(f"/api/v1/entrances/{code}")
    assert (gone.status_code, gone.json["code"]) == (404, "entrance_unknown")
    assert town.browser("supervisor").delete(f"/api/v1/entrances/{code}").status_code == 404
    assert town.get("supervisor", "/entrances").json["items"] == []
    reference = town.file(entrance=code)
    shown = town.get("worker", f"/reports/{reference}").json
    assert (shown["entrance"], shown["channel"]) == ({"name": code, "role": None}, "api")
    assert "entrance_unknown" in shown["flags"]
    town.rung()


def test_only_who_looks_after_a_place_makes_ends_and_lists_its_entrances(town: Town) -> None:
    assert make(town, "worker").status_code == 403
    assert town.get("worker", "/entrances").status_code == 403
    assert town.client.post("/api/v1/entrances", json=BODY).status_code == 401
    assert make(town, "supervisor", place=COUNTY).json["team"]["name"] == town.teams["county"].name
    elsewhere = make(town, "supervisor", place="3301")
    assert elsewhere.status_code == 422
    assert [(e["pointer"], e["code"]) for e in elsewhere.json["errors"]] == [("/place", "out_of_scope")]


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"name": " "}, "/name"),
        ({"name": "长" * 81}, "/name"),
        ({"role": "x"}, "/role"),
        ({"place": "99"}, "/place"),
        ({"place": "here"}, "/place"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_stored(town: Town, changes: dict[str, Any], pointer: str) -> None:
    before = counts()
    answer = make(town, "supervisor", **changes)
    assert answer.status_code == 422
    assert answer.json["errors"][0]["pointer"] == pointer
    assert grown(before) == {}


def test_a_code_that_is_none_is_no_reason_to_refuse_a_report(town: Town) -> None:
    for typed in ("", "K7Q2-9MXE", "x" * 40, None):
        assert town.client.post("/api/v1/reports", json=a_report(entrance=typed)).status_code == 201
    assert town.client.get("/api/v1/entrances/K7Q2-9MXE").status_code == 404
    town.rung()
