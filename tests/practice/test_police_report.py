"""Must I report this? Every role with every circumstance."""

from itertools import combinations

import pytest

from nightlamp.practice import content
from nightlamp.practice.guidance import guidance, police_report
from nightlamp.practice.rules import police_report as rule

ROLES = content.codes("roles")
NINE = content.codes("circumstances")
WORK = {
    "teacher", "out_of_school", "nursery", "doctor", "mental_health", "procurator_or_court", "child_director",
    "child_supervisor", "village_committee", "social_worker", "rescue_agency", "hotel",
}  # fmt: skip


@pytest.mark.parametrize("circumstance", NINE)
@pytest.mark.parametrize("role", ROLES)
def test_one_circumstance_is_enough_for_whoever_has_the_duty_and_for_nobody_else(
    role: str, circumstance: str
) -> None:
    found = police_report(role, [circumstance])
    if role in WORK:
        expected = ("work_must", True, ("opinions_2020_who_when", "minor_protection_11"))
    elif role == "police":
        expected = ("police_must", True, ("opinions_2020_police", "minor_protection_11"))
    elif role == "parent":
        expected = ("guardian_must", True, ("minor_protection_20",))
    else:
        expected = ("anyone_serious", False, ("minor_protection_11",))
    assert (found.answer, found.must, found.laws) == expected


@pytest.mark.parametrize("role", ROLES)
def test_without_a_circumstance_nobody_must_and_everybody_may(role: str) -> None:
    found = police_report(role, [])
    assert found.must is False
    assert found.answer == ("work_should" if role in WORK | {"police"} else "anyone_may")
    assert found.laws == ("minor_protection_11",)


@pytest.mark.parametrize("role", ROLES)
def test_more_circumstances_never_weaken_the_answer(role: str) -> None:
    one = police_report(role, NINE[:1])
    assert all(police_report(role, both) == one for both in combinations(NINE, 2))
    assert police_report(role, NINE) == one


def test_the_obligation_agrees_with_who_is_mandated() -> None:
    for role in ROLES:
        told = content.role(role)
        assert told["mandated"] is (told["obligation"] in ("work", "police")), role


def test_an_obligation_that_nobody_described_is_refused() -> None:
    with pytest.raises(KeyError):
        rule(obligation="perhaps", circumstances=NINE)


def test_an_unknown_role_is_refused() -> None:
    with pytest.raises(KeyError):
        police_report("astronaut", NINE)


def test_every_answer_is_given_to_somebody_and_names_laws_that_are_described() -> None:
    given = {answer for row in guidance()["police_reports"] for answer in (row["with_circumstance"], row["without"])}
    assert given == {each["code"] for each in guidance()["police_answers"]}
    laws = {each["code"] for each in guidance()["laws"]}
    assert {law for each in guidance()["police_answers"] for law in each["laws"]} == laws


def test_whoever_must_is_told_so_again_after_reporting_here_and_nobody_else_is() -> None:
    assert all(each["must"] is ("also" in each) for each in guidance()["police_answers"])


def test_what_is_published_for_a_role_is_what_the_rule_says() -> None:
    for row in guidance()["police_reports"]:
        assert row["with_circumstance"] == police_report(row["role"], NINE[:1]).answer
        assert row["without"] == police_report(row["role"], []).answer
