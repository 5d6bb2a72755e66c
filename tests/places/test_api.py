"""GET /places, as a phone asks it."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from nightlamp.app import BLUEPRINTS
from nightlamp.places.api import blueprint

pytestmark = pytest.mark.skipif(blueprint not in BLUEPRINTS, reason="the route is not in the site map yet")

URL = "/api/v1/places"


def codes(answer: TestResponse) -> list[str]:
    assert answer.status_code == 200, answer.text
    assert answer.json is not None
    assert answer.json["next_cursor"] is None
    return [item["code"] for item in answer.json["items"]]


def test_without_a_question_the_provinces_are_listed(browser: FlaskClient) -> None:
    answer = browser.get(URL)
    assert len(codes(answer)) == 31
    assert answer.json is not None
    assert answer.json["items"][0] == {
        "code": "11",
        "name": "北京市",
        "level": "province",
        "path_name": "北京市",
        "has_children": True,
    }
    assert codes(browser.get(f"{URL}?parent=")) == codes(answer)


def test_the_places_below_one_leave_the_fillers_out(browser: FlaskClient) -> None:
    assert codes(browser.get(f"{URL}?parent=33"))[0] == "3301"
    assert codes(browser.get(f"{URL}?parent=11"))[0] == "110101"
    assert codes(browser.get(f"{URL}?parent=330106005"))[-1].startswith("330106005")
    assert codes(browser.get(f"{URL}?parent=330102001")) == []


def test_a_search_gives_the_best_first_and_few(browser: FlaskClient) -> None:
    found = codes(browser.get(URL, query_string={"q": "西湖"}))
    assert found[:2] == ["330106", "360103"]
    assert len(found) == 20
    assert codes(browser.get(URL, query_string={"q": " "})) == []


def test_a_code_gives_its_place_and_a_former_one_the_place_of_today(browser: FlaskClient) -> None:
    assert codes(browser.get(f"{URL}?code=330106005")) == ["330106005"]
    assert codes(browser.get(f"{URL}?code=330106003")) == ["330106012"]
    assert codes(browser.get(f"{URL}?code=330106999")) == []


@pytest.mark.parametrize(
    ("question", "pointer", "code"),
    [
        ("parent=xihu", "/parent", "wrong_type"),
        ("parent=99", "/parent", "unknown_value"),
        ("code=3", "/code", "wrong_type"),
        ("code=", "/code", "wrong_type"),
        ("q=" + "a" * 81, "/q", "too_long"),
        ("parent=33&q=a", "/q", "wrong_type"),
        ("code=33&parent=33", "/code", "wrong_type"),
        ("paren=33", "/paren", "unknown_field"),
    ],
)
def test_a_bad_question_is_refused_by_name(browser: FlaskClient, question: str, pointer: str, code: str) -> None:
    answer = browser.get(f"{URL}?{question}")
    assert answer.status_code == 422
    assert answer.mimetype == "application/problem+json"
    assert answer.json is not None
    assert [(error["pointer"], error["code"]) for error in answer.json["errors"]] == [(pointer, code)]


def test_the_answer_may_be_kept_for_an_hour_and_asked_for_again_cheaply(browser: FlaskClient) -> None:
    first = browser.get(f"{URL}?parent=33")
    assert first.headers["Cache-Control"] == "public, max-age=3600"
    assert "Set-Cookie" not in first.headers
    mark = first.headers["ETag"]
    for known in (mark, f"W/{mark}"):
        again = browser.get(f"{URL}?parent=33", headers={"If-None-Match": known})
        assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", mark)
    assert browser.get(f"{URL}?parent=33", headers={"If-None-Match": '"older"'}).status_code == 200


@pytest.mark.usefixtures("no_places")
def test_nothing_is_kept_while_no_places_are_loaded(client: FlaskClient, app: Flask) -> None:
    answer = client.get(URL)
    assert codes(answer) == []
    assert answer.headers["Cache-Control"] == "no-store"
    assert codes(client.get(URL, query_string={"q": "西湖"})) == []
