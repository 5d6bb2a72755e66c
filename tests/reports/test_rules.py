"""What a report waits for, who is named in it, and what is known altogether."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightlamp.practice.rules import QUESTIONS
from nightlamp.reports.rules import Person, excerpt, known, merged, named_in, next_due, pending_steps

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # Monday, 09:00 in Shanghai
ZONE = "Asia/Shanghai"


def due(priority: str, **reached: int) -> tuple[str, datetime, datetime | None] | None:
    """Return (step, from, by) of what is due; steps reached are given in minutes after arrival."""
    times = {step: NOW + timedelta(minutes=minutes) for step, minutes in reached.items()}
    found = next_due(priority, received_at=NOW, reached=times, zone=ZONE)
    return (found.step, found.began_at, found.at) if found else None


def minutes(number: float) -> datetime:
    return NOW + timedelta(minutes=number)


def test_opening_comes_first_then_deciding() -> None:
    assert due("P1") == ("opened", NOW, minutes(15))
    assert due("P1", opened=3) == ("decided", NOW, minutes(60))


def test_after_the_decision_the_agency_is_due_from_the_decision_and_the_child_from_arrival() -> None:
    assert due("P1", opened=3, decided=20) == ("agency_told", minutes(20), minutes(50))
    assert due("P1", opened=3, decided=20, agency_told=30) == ("child_seen", NOW, minutes(24 * 60))
    assert due("P1", opened=3, decided=20, agency_told=30, child_seen=90) is None


def test_the_soonest_is_due_first() -> None:
    assert due("P0", opened=1, decided=45) == ("child_seen", NOW, minutes(60))


def test_where_no_standard_is_set_nothing_is_waited_for() -> None:
    assert due("P2", opened=1, decided=2) == ("child_seen", NOW, minutes(72 * 60))
    assert due("P2", opened=1, decided=2, child_seen=3) is None


def test_a_child_seen_before_anybody_decided_leaves_the_decision_due() -> None:
    assert due("P1", child_seen=5) == ("opened", NOW, minutes(15))
    assert due("P1", opened=4, child_seen=5) == ("decided", NOW, minutes(60))


@given(st.sampled_from(["P0", "P1", "P2", "P3", "P4"]), st.sets(st.sampled_from(["opened", "decided", "child_seen"])))
def test_what_is_pending_was_not_reached_and_is_sorted_by_time(priority: str, reached: set[str]) -> None:
    times = dict.fromkeys(reached, NOW)
    waiting = pending_steps(priority, received_at=NOW, reached=times, zone=ZONE)
    assert not {item.step for item in waiting} & reached
    moments = [item.at for item in waiting if item.at]
    assert moments == sorted(moments)


STAFF = [
    Person(1, "许知", "13900000001"),
    Person(2, "Anna Lee", None),
    Person(3, "李", "057187654321"),
    Person(4, "何青", ""),
]


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ({}, set()),
        ({"adults": [{"name": "许知"}]}, {1}),
        ({"adults": [{"name": "许 知"}]}, {1}),
        ({"adults": [{"name": "ANNA LEE"}]}, {2}),
        ({"children": [{"name": "许知"}]}, {1}),
        ({"adults": [{"phone": "+86 139-0000-0001"}]}, {1}),
        ({"children": [{"phone": "１３９００００ ０００１"}]}, {1}),
        ({"phone": "139 0000 0001"}, {1}),
        ({"what": "是村里的许知打的"}, {1}),
        ({"what": "他的电话是 139-0000-0001。"}, {1}),
        ({"what": "0571-8765 4321 打来的"}, {3}),
        ({"adults": [{"note": "anna-lee told me"}]}, {2}),
        ({"children": [{"note": "老师许知", "school": "第二小学"}]}, {1}),
        ({"place": {"detail": "何青家"}}, {4}),
        ({"pin": {"lat": 1.0}, "what": "x"}, set()),
        ({"reporter": {"name": "许知", "phone": "13900000001"}}, set()),
        ({"what": "李"}, set()),
        ({"adults": [{"name": "李"}]}, set()),
        ({"adults": [{"name": None, "phone": None}]}, set()),
        ({"adults": [{"phone": "139"}], "what": "139"}, set()),
        ({"unparsed": {"/adults": "许知", "/more": [{"x": "anna lee"}]}}, {1, 2}),
        ({"adults": [{"name": "许知"}], "what": "Anna Lee 和何青"}, {1, 2, 4}),
    ],
)
def test_staff_who_are_named_are_found_by_name_phone_and_words(content: dict[str, Any], named: set[int]) -> None:
    assert named_in(content, STAFF) == named


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("", ""),
        ("孩子总说饿。衣服很久没换。", "孩子总说饿"),
        ("Is he safe? I doubt it.", "Is he safe?"),
        ("He weighs 3.5 kg. Too little.", "He weighs 3.5 kg"),
        ("一\n\n二  三", "一 二 三"),
        ("啊" * 80, "啊" * 80),
        ("啊" * 81, "啊" * 79 + "…"),
    ],
)
def test_the_excerpt_is_the_first_sentence(text: str, first: str) -> None:
    assert excerpt(text) == first


@given(st.text(max_size=300))
def test_an_excerpt_is_never_longer_than_its_limit_and_stands_in_the_text(text: str) -> None:
    found = excerpt(text)
    assert len(found) <= 80
    assert "\n" not in found
    assert " ".join(text.split()).startswith(found.removesuffix("…"))


def test_a_later_addition_stands_beside_what_was_said() -> None:
    first = {"what": "一", "concerns": ["neglect"], "children": [{"name": "小满"}], "about": ["family"]}
    later = {"what": "二", "concerns": ["physical", "neglect"], "children": [{"name": "小暑"}], "phone": "139"}
    assert merged(first, [later]) == {
        "what": "一\n二", "concerns": ["neglect", "physical"], "children": [{"name": "小满"}, {"name": "小暑"}],
        "about": ["family"], "phone": "139",
    }  # fmt: skip
    assert first["concerns"] == ["neglect"], "the first words are not touched"


def test_a_later_word_about_the_place_does_not_forget_its_code() -> None:
    known = {"place": {"code": "330106012", "detail": "三号楼"}}
    assert merged(known, [{"place": {"detail": "四号楼"}}])["place"] == {
        "code": "330106012", "detail": "三号楼\n四号楼"
    }  # fmt: skip
    assert merged(known, [{"place": {"code": None, "detail": None}}])["place"] == known["place"]
    assert merged(known, [{"place": {"code": "330106011"}}])["place"]["code"] == "330106011"


def test_what_was_said_of_the_reporter_is_not_forgotten() -> None:
    first = {"reporter": {"role": "teacher", "mode": "identified", "safe_contact": {"ok": "no"}}}
    whole = merged(first, [{"reporter": {"institution": "第二小学"}}])
    assert whole["reporter"]["role"] == "teacher"
    assert whole["reporter"]["safe_contact"] == {"ok": "no"}


@pytest.mark.parametrize(
    ("first", "later", "together"),
    [
        (
            {"ok": "yes", "when": "晚上", "say_who": True},
            {"ok": "no", "say_who": False},
            {"ok": "no", "say_who": False},
        ),
        ({"ok": "yes", "say_who": True}, {"ok": "unknown"}, {"ok": "unknown"}),
        ({"ok": "no"}, {"ok": "yes", "when": "中午"}, {"ok": "yes", "when": "中午"}),
        ({"ok": "no", "when": "晚上"}, {"when": "中午"}, {"ok": "no", "when": "中午"}),
        ({"ok": "no"}, None, {"ok": "no"}),
    ],
)
def test_how_to_call_the_reporter_is_the_latest_answer_alone(first: Any, later: Any, together: Any) -> None:
    whole = merged({"reporter": {"safe_contact": first}}, [{"reporter": {"safe_contact": later}}])
    assert whole["reporter"]["safe_contact"] == together


def test_what_is_not_said_of_the_reporter_replaces_nothing() -> None:
    first = {"reporter": {"role": "teacher", "mode": "identified", "share_identity": "police"}}
    later = {"reporter": {"role": "not_stated", "mode": "anonymous", "share_identity": "nobody"}}
    assert merged(first, [later])["reporter"] == {
        "role": "teacher", "mode": "identified", "share_identity": "nobody"
    }  # fmt: skip
    assert merged(later, [first])["reporter"] == first["reporter"]


def test_a_person_told_of_again_with_more_stands_once() -> None:
    first = {"children": [{"age": 7}, {"name": "小满"}, {"age": 7, "sex": "unknown"}]}
    later = {"children": [{"age": 7, "sex": "f"}, {"name": "小满", "age": None}, {"age": 3}]}
    assert merged(first, [later])["children"] == [
        {"age": 7, "sex": "f"}, {"name": "小满"}, {"age": 7, "sex": "unknown"}, {"age": 3}
    ]  # fmt: skip
    twins = {"children": [{"age": 7}, {"age": 7}]}
    assert merged({}, [twins])["children"] == merged({"children": []}, [twins])["children"] == twins["children"]
    assert merged(twins, [twins])["children"] == twins["children"]


def test_where_the_reporter_stands_does_not_hide_where_the_child_is() -> None:
    child, reporter = {"lat": 1, "lon": 2, "accuracy_m": 9, "of": "child"}, {"lat": 3, "lon": 4, "of": "reporter"}
    assert merged({"pin": reporter}, [{"pin": child}])["pin"] == child
    assert merged({"pin": child}, [{"pin": reporter}])["pin"] == child
    assert merged({"pin": reporter}, [{"pin": {"lat": 5, "lon": 6}}])["pin"] == {"lat": 5, "lon": 6}


def test_of_what_nobody_could_read_nothing_is_lost() -> None:
    first, later = {"unparsed": {"/mood": "bad", "/x": 1}}, {"unparsed": {"/mood": [2], "/x": 1, "/y": None}}
    assert merged(first, [later])["unparsed"] == {"/mood": ["bad", [2]], "/x": 1, "/y": None}


def test_the_words_are_the_reports_own_or_the_first_that_came() -> None:
    bare = {"danger_now": "yes", "reasons": ["first"]}
    assert known(bare, []) == bare | {"what": "", "what_by": None}
    whole = known(bare, [{"what": " "}, {"what": "一", "what_by": "voice", "reasons": ["later"]}, {"what": "二"}])
    assert (whole["what"], whole["what_by"], whole["reasons"]) == ("一", "voice", ["later"])
    assert known({"what": "零", "what_by": "text"}, [{"what": "一", "what_by": "voice"}])["what_by"] == "text"


@pytest.mark.parametrize(
    ("before", "after", "together"),
    [("yes", "no", "yes"), ("yes", "unknown", "yes"), ("unknown", "no", "no"), ("no", "unknown", "unknown"),
     ("no", "yes", "yes"), ("unknown", "yes", "yes")],
)  # fmt: skip
def test_a_yes_is_never_taken_back(before: str, after: str, together: str) -> None:
    answers = merged({"answers": {"pattern": before}}, [{"answers": {"pattern": after}}])["answers"]
    assert answers["pattern"] == together
    assert merged({"danger_now": before}, [{"danger_now": after}])["danger_now"] == together


@given(st.lists(st.dictionaries(st.sampled_from(QUESTIONS), st.sampled_from(["yes", "no", "unknown"])), max_size=4))
def test_additions_never_take_a_yes_away(additions: list[dict[str, str]]) -> None:
    whole = merged({}, [{"answers": answers} for answers in additions]).get("answers", {})
    for answers in additions:
        assert all(whole[q] == "yes" for q, answer in answers.items() if answer == "yes")
