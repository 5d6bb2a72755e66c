"""The practice data: complete in every language, and the figures that the design gives."""

from datetime import UTC, datetime, timedelta

import pytest

from nightlamp.practice import content
from nightlamp.practice.rules import PRIORITIES

MONDAY = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # 09:00 in Shanghai
ZONE = "Asia/Shanghai"
M, H, D = 60, 3600, 86400

LADDERS = {
    "P0": ([(0, ("on_duty", "county")), (2 * M, ("everyone",)), (5 * M, ("supervisors",))], 15 * M, False),
    "P1": ([(0, ("on_duty",)), (5 * M, ("everyone",)), (15 * M, ("supervisors",))], H, False),
    "P2": ([(0, ("on_duty",)), (20 * M, ("everyone",)), (60 * M, ("supervisors",))], 4 * H, False),
    "P3": ([(0, ("on_duty",)), (2 * H, ("everyone",)), (4 * H, ("supervisors",))], 24 * H, True),
}
STANDARDS = {
    ("opened", "P0"): 5 * M, ("opened", "P1"): 15 * M, ("opened", "P2"): H, ("opened", "P3"): 4 * H,
    ("decided", "P0"): 15 * M, ("decided", "P1"): H, ("decided", "P2"): 4 * H, ("decided", "P3"): 24 * H,
    ("agency_told", "P0"): 30 * M, ("agency_told", "P1"): 30 * M,
    ("child_seen", "P0"): H, ("child_seen", "P1"): 24 * H, ("child_seen", "P2"): 72 * H,
    ("child_seen", "P4"): 10 * D,
}  # fmt: skip


@pytest.mark.parametrize("urgency", LADDERS)
def test_the_steps_of_each_urgency(urgency: str) -> None:
    steps, hold, working = LADDERS[urgency]
    policy = content.alert_policies()[urgency]
    assert [(step.after, step.who) for step in policy.steps] == [(timedelta(seconds=s), who) for s, who in steps]
    assert policy.hold == timedelta(seconds=hold)
    assert policy.working_time is working
    assert policy.step_at(0, MONDAY, zone=ZONE) == MONDAY
    assert policy.step_at(1, MONDAY, zone=ZONE) == MONDAY + timedelta(seconds=steps[1][0])


def test_the_digest_counts_in_working_days() -> None:
    policy = content.alert_policies()["P4"]
    friday_night = datetime(2026, 3, 6, 14, 0, tzinfo=UTC)
    monday = datetime(2026, 3, 9, 0, 30, tzinfo=UTC)  # 08:30 in Shanghai
    assert policy.step_at(0, friday_night, zone=ZONE) == monday
    assert policy.step_at(1, friday_night, zone=ZONE) == monday + timedelta(hours=9)
    assert policy.step_at(2, friday_night, zone=ZONE) == monday + timedelta(days=1, hours=9)
    assert policy.holds_until(MONDAY, zone=ZONE) == datetime(2026, 3, 5, 9, 30, tzinfo=UTC)


def test_repeats_and_provisional_holds() -> None:
    assert content.repeat_every() == timedelta(minutes=15)
    assert content.provisional_hold() == timedelta(minutes=5)


@pytest.mark.parametrize(("step", "priority"), STANDARDS)
def test_the_standards_by_the_clock(step: str, priority: str) -> None:
    seconds = STANDARDS[step, priority]
    assert content.due_at(step, priority, MONDAY, zone=ZONE) == MONDAY + timedelta(seconds=seconds)


def test_the_standards_in_working_days() -> None:
    friday = datetime(2026, 3, 6, 2, 0, tzinfo=UTC)
    five_days_later = datetime(2026, 3, 13, 9, 30, tzinfo=UTC)
    assert content.due_at("child_seen", "P3", friday, zone=ZONE) == five_days_later
    assert content.due_at("agency_told", "P2", friday, zone=ZONE) is None


@pytest.mark.parametrize("step", ["opened", "decided"])
def test_every_priority_has_a_standard_for_opening_and_deciding(step: str) -> None:
    assert all(content.due_at(step, priority, MONDAY, zone=ZONE) for priority in PRIORITIES)


@pytest.mark.parametrize("name", ["concerns", "circumstances", "roles", "questions", "about", "priorities", "tracks",
                                  "dispositions"])  # fmt: skip
def test_every_code_has_words_in_every_language(name: str) -> None:
    items = content.read(name)["items"]
    assert len({item["code"] for item in items}) == len(items)
    for item in items:
        assert item["code"].isascii()
        for words in (v for v in item.values() if isinstance(v, dict)):
            assert set(words) == set(content.LANGUAGES), item["code"]
            assert all(text.strip() for text in words.values())


def test_the_codes_that_the_interface_promises() -> None:
    assert set(content.codes("about")) == {
        "family", "school_staff", "medical_staff", "village_or_community_staff", "child_service_staff", "police",
        "other", "unknown",
    }  # fmt: skip
    assert len(content.codes("circumstances")) == 9
    assert content.codes("tracks") == ("harm", "risk")
    assert tuple(content.codes("priorities")) == PRIORITIES
    assert {content.disposition(c)["group"] for c in content.codes("dispositions")} == {
        "accept", "refer", "no_further_action"
    }  # fmt: skip
    assert [c for c in content.codes("dispositions") if content.disposition(c)["supervisor_only"]] == ["proven_false"]
    assert "withdrawn" not in content.codes("dispositions")


def test_replies_are_kind_short_and_in_both_languages_and_name_nothing() -> None:
    replies = content.read("replies")
    assert set(replies["message_urgency"]) == set(PRIORITIES)
    groups = {item["group"] for item in content.read("dispositions")["items"]}
    results = [item for item in replies["items"] if item["kind"] == "result"]
    assert groups == {group for item in results for group in item["groups"]}
    for item in replies["items"]:
        assert set(item["text"]) == set(content.LANGUAGES)
        assert item["kind"] in ("message", "result")
        assert len(item["text"]["zh-CN"]) <= 100
        assert not (item["for_child"] and "您" in item["text"]["zh-CN"])
