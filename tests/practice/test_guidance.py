"""The guidance: complete in both languages, every sentence with its source, the same wherever it is told."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from nightlamp.practice import VERSION, content
from nightlamp.practice.guidance import guidance

GUIDANCE = "/api/v1/practice/guidance"
AUDIENCES = {"teacher", "doctor", "neighbour", "police"}
# A report and the people in it are named without judging; also in languages that no other check reads.
JUDGING = re.compile(r"举报|加害|受害|嫌疑|施暴者|指控|\baccus|\bvictim|\bperpetrat|\babuser|\balleg", re.IGNORECASE)


def every_dict(of: Any) -> Iterator[dict[str, Any]]:
    """Yield every object in a tree of JSON."""
    if isinstance(of, dict):
        yield of
        of = list(of.values())
    if isinstance(of, list):
        for each in of:
            yield from every_dict(each)


def points() -> list[dict[str, Any]]:
    """Return everything that carries a source."""
    return [each for each in every_dict(guidance()) if "source" in each]


def texts() -> list[dict[str, Any]]:
    """Return every text, by language."""
    return [each for each in every_dict(guidance()) if set(each) & {"zh-CN", "en"}]


def test_every_text_is_there_in_every_language() -> None:
    assert len(texts()) > 150
    for text in texts():
        assert list(text) == list(content.LANGUAGES), text
        for said in text.values():
            phrases = said if isinstance(said, list) else [said]
            assert phrases
            assert all(phrase.strip() == phrase and phrase for phrase in phrases), text


def test_every_sentence_names_a_source_that_is_described() -> None:
    known = {each["code"]: each for each in guidance()["sources"]}
    assert len(points()) > 100
    for point in points():
        assert point["source"] in known, point["code"]
        if known[point["source"]]["kind"] == "law":
            assert re.fullmatch(r"\d+(-\d+)?", point["article"]), point["code"]
        else:
            assert "article" not in point, point["code"]
    unused = set(known) - {point["source"] for point in points()}
    assert unused == set()


def test_general_knowledge_is_marked_as_such_and_law_is_dated() -> None:
    for source in guidance()["sources"]:
        assert source["checked"] is (source["kind"] != "general")
        assert bool(source["since"]) is source["checked"]
    assert not [
        each for audience in guidance()["audiences"] for each in audience["law"] if each["source"] == "general"
    ]


def test_no_word_judges_anybody() -> None:
    everything = [
        phrase for text in texts() for said in text.values() for phrase in ([said] if isinstance(said, str) else said)
    ]
    assert [said for said in everything if JUDGING.search(said)] == []


def test_each_audience_is_told_what_to_say_to_do_to_leave_and_what_the_law_says() -> None:
    told = {each["code"]: each for each in guidance()["audiences"]}
    assert set(told) == AUDIENCES == set(content.read("indicators")["items"])
    for audience in told.values():
        assert 6 <= len(audience["signs"]) <= 8
        for part in ("say", "dos", "donts", "law"):
            assert 2 <= len(audience[part]) <= 5, part
            codes = [each["code"] for each in audience[part]]
            assert len(set(codes)) == len(codes)


def test_signs_for_doctors_have_two_grades_and_others_none() -> None:
    grades = {each["code"] for each in guidance()["grades"]}
    assert grades == {"consider", "suspicion"}
    for code, signs in content.read("indicators")["items"].items():
        told = {sign.get("grade") for sign in signs}
        assert told == (grades if code == "doctor" else {None})
        assert {sign["source"] for sign in signs} == ({"nice_cg89"} if code == "doctor" else {"general"})


def test_what_happens_afterwards_is_told_in_order_with_what_cannot_be_promised() -> None:
    steps = [step["code"] for step in guidance()["afterwards"]["steps"]]
    assert steps == ["received", "read", "looked_into", "passed_on", "decided", "answered"]
    assert len(guidance()["afterwards"]["limits"]) == 3


def test_the_nine_circumstances_keep_the_source_that_demands_the_report(client: FlaskClient) -> None:
    nine = client.get("/api/v1/practice").json["circumstances"]
    assert len(nine) == 9
    assert all("article 4" in each["source"] for each in nine)


def test_anybody_may_read_the_guidance_and_keep_it(client: FlaskClient) -> None:
    answer = client.get(GUIDANCE)
    assert answer.status_code == 200
    assert answer.json["version"] == VERSION
    assert {each["code"] for each in answer.json["audiences"]} == AUDIENCES
    assert answer.json["police_answers"][0]["laws"] == ["opinions_2020_who_when", "minor_protection_11"]
    assert "public" in answer.headers["Cache-Control"]
    again = client.get(GUIDANCE, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_another_edition_is_sent_in_full(client: FlaskClient) -> None:
    assert client.get(GUIDANCE, headers={"If-None-Match": '"of-an-earlier-edition"'}).status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_nobody_changes_the_guidance_over_the_network(client: FlaskClient, method: str) -> None:
    assert client.open(GUIDANCE, method=method.upper(), json={}).status_code == 405
