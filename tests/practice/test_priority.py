"""The first priority, held against its table line by line; and that not knowing never lowers it."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightlamp.practice.content import codes, read
from nightlamp.practice.rules import (
    PRIORITIES,
    QUESTIONS,
    THREE_DAY_QUESTIONS,
    TODAY_QUESTIONS,
    Reason,
    derived_yes,
    first_priority,
    is_lower,
    stronger,
)

ALL_NO = dict.fromkeys(QUESTIONS, "no")
answers = st.sampled_from(["no", "unknown", "yes"])
concerns = st.lists(st.sampled_from(codes("concerns")), max_size=4, unique=True)
ages = st.lists(st.floats(0, 25), max_size=3)


def priority(danger: str = "no", given: Mapping[str, str] = ALL_NO, **more: object) -> str:
    return first_priority(danger_now=danger, answers=given, **more).code  # type: ignore[arg-type]


def test_the_questions_are_those_of_the_table() -> None:
    assert TODAY_QUESTIONS == (
        "child_under_6_injured", "private_injury_or_pregnancy_under_14", "serious_or_patterned_injury",
        "sexual_access_48h", "young_child_alone_now", "threat_to_kill_or_remove", "afraid_to_go_home", "self_harm",
        "missing_or_trafficked", "no_capable_carer",
    )  # fmt: skip
    assert THREE_DAY_QUESTIONS == ("carer_has_access", "pattern", "cannot_speak_or_disabled", "medical_neglect")
    assert tuple(item["code"] for item in read("questions")["items"]) == QUESTIONS


@pytest.mark.parametrize("given_answers", [{}, ALL_NO, dict.fromkeys(QUESTIONS, "yes")])
def test_danger_now_is_p0_whatever_else_is_said(given_answers: Mapping[str, str]) -> None:
    assert priority("yes", given_answers) == "P0"
    assert priority("yes", given_answers, concerns=["risk_only"]) == "P0"


@pytest.mark.parametrize("question", TODAY_QUESTIONS)
def test_one_yes_of_today_is_p1(question: str) -> None:
    assert priority("no", ALL_NO | {question: "yes"}) == "P1"
    assert priority("no", ALL_NO | {question: "yes"}, concerns=["risk_only"]) == "P1"


def test_danger_unknown_is_p1_whatever_else_is_said() -> None:
    assert priority("unknown") == "P1"
    assert priority("unknown", ALL_NO, concerns=["risk_only"]) == "P1"


@pytest.mark.parametrize("question", QUESTIONS)
def test_one_unknown_is_p2_and_stands_open_for_the_worker(question: str) -> None:
    found = first_priority(danger_now="no", answers=ALL_NO | {question: "unknown"})
    assert found.code == "P2"
    assert Reason(question, "unknown", "open") in found.reasons
    missing = {q: a for q, a in ALL_NO.items() if q != question}
    assert first_priority(danger_now="no", answers=missing) == found


@pytest.mark.parametrize("question", THREE_DAY_QUESTIONS)
def test_one_yes_of_three_days_is_p2(question: str) -> None:
    assert priority("no", ALL_NO | {question: "yes"}) == "P2"


def test_everything_explicitly_no_is_p3() -> None:
    assert priority() == "P3"
    assert priority("no", ALL_NO, concerns=["physical", "neglect"]) == "P3"


def test_risk_only_is_p4_and_with_another_concern_it_is_not() -> None:
    assert priority("no", {}, concerns=["risk_only"]) == "P4"
    assert priority("no", dict.fromkeys(THREE_DAY_QUESTIONS, "yes"), concerns=["risk_only"]) == "P4"
    assert priority("no", {}, concerns=["risk_only", "neglect"]) == "P2"


def test_no_answer_at_all_is_p2_with_every_question_open() -> None:
    found = first_priority(danger_now="no", answers={})
    assert found.code == "P2"
    assert [reason.question for reason in found.reasons if reason.effect == "open"] == list(QUESTIONS)


@pytest.mark.parametrize(
    ("said", "years", "derived"),
    [
        (["physical"], [5.9], {"child_under_6_injured"}),
        (["physical"], [6], set()),
        (["neglect"], [2], set()),
        (["unattended"], [7.9], {"young_child_alone_now"}),
        (["abandonment"], [0], {"young_child_alone_now"}),
        (["unattended"], [8], set()),
        (["unattended"], [], set()),
        (["self_harm"], [], {"self_harm"}),
        (["missing_or_trafficked"], [15], {"missing_or_trafficked"}),
        (["physical", "unattended"], [12, 3], {"child_under_6_injured", "young_child_alone_now"}),
        ([], [3], set()),
    ],
)
def test_ages_and_concerns_answer_by_themselves(said: list[str], years: list[float], derived: set[str]) -> None:
    assert derived_yes(said, years) == derived
    found = first_priority(danger_now="no", answers=ALL_NO, concerns=said, ages=years)
    assert found.code == ("P1" if derived else "P3")
    assert {reason.question for reason in found.reasons if reason.derived} == derived


cases = st.tuples(st.dictionaries(st.sampled_from(QUESTIONS), answers), answers, concerns, ages)


@given(cases, st.sampled_from(QUESTIONS))
def test_no_then_unknown_then_yes_never_lowers(
    case: tuple[dict[str, str], str, list[str], list[float]], question: str
) -> None:
    given_answers, danger, said, years = case

    def rank(danger: str, answer: str | None = None) -> int:
        changed = given_answers | ({question: answer} if answer else {})
        return PRIORITIES.index(priority(danger, changed, concerns=said, ages=years))

    assert rank(danger, "yes") <= rank(danger, "unknown") <= rank(danger, "no")
    assert rank("yes") <= rank("unknown") <= rank("no")


@given(cases)
def test_every_priority_says_why(case: tuple[dict[str, str], str, list[str], list[float]]) -> None:
    given_answers, danger, said, years = case
    found = first_priority(danger_now=danger, answers=given_answers, concerns=said, ages=years)
    assert found.code in PRIORITIES
    assert found.reasons
    effects = [reason.effect for reason in found.reasons]
    assert effects == sorted(effects), "what decides stands before what is open"


def test_lower_means_a_longer_wait() -> None:
    assert is_lower("P2", "P1")
    assert not is_lower("P1", "P1")
    assert not is_lower("P0", "P4")


@given(answers, answers)
def test_of_two_answers_the_more_worrying_counts(first: str, second: str) -> None:
    rank = ["no", "unknown", "yes"]
    assert stronger(first, second) == stronger(second, first) == rank[max(rank.index(first), rank.index(second))]
