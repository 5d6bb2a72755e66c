"""Percentiles, shares, spans of days, and what a fact changes."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightlamp.practice.rules import PRIORITIES
from nightlamp.statistics.rules import (
    ALL,
    DAY,
    MAX_DAYS,
    WEEK,
    ChildFinder,
    Fact,
    Figures,
    SpreadTally,
    Tally,
    above,
    changes,
    days_of,
    default_span,
    in_weeks,
    nearest_rank,
    owner_depth,
    share,
    week_of,
    within_standard,
)

MONDAY = date(2026, 3, 2)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
FACTS = st.builds(
    Fact,
    milestone_id=st.integers(1, 1000),
    report_id=st.integers(1, 300),
    day=st.dates(MONDAY, MONDAY + timedelta(days=20)),
    place_code=st.sampled_from(("", "33", "3301", "330106", "330106012", "330106109", "110101001")),
    owner_depth=st.integers(0, 4),
    step=st.sampled_from(("opened", "decided")),
    priority=st.sampled_from(PRIORITIES),
    seconds=st.integers(0, 10**6),
    within=st.sampled_from((True, False, None)),
)


@pytest.mark.parametrize(
    ("durations", "half", "nine_in_ten"),
    [
        ([], None, None),
        ([7], 7, 7),
        ([1, 2], 1, 2),
        ([1, 2, 3], 2, 3),
        (list(range(1, 11)), 5, 9),
        (list(range(1, 12)), 6, 10),
        ([5, 5, 5, 900], 5, 900),
    ],
)
def test_percentiles_are_by_nearest_rank(durations: list[int], half: int | None, nine_in_ten: int | None) -> None:
    assert nearest_rank(durations, 50) == half
    assert nearest_rank(durations, 90) == nine_in_ten


@given(st.lists(st.integers(0, 10**6), min_size=1), st.integers(1, 100))
def test_a_percentile_is_the_least_duration_that_so_many_do_not_exceed(durations: list[int], percent: int) -> None:
    ordered = sorted(durations)
    found = nearest_rank(ordered, percent)
    assert found in ordered
    assert sum(d <= found for d in ordered) * 100 >= percent * len(ordered)
    assert sum(d < found for d in ordered) * 100 < percent * len(ordered)


def test_a_share_of_nothing_is_none() -> None:
    assert share(0, 0) is None
    assert share(0, 4) == 0.0
    assert share(2, 3) == 0.6667


def test_a_tally_counts_only_what_had_a_standard() -> None:
    tally = Tally()
    for seconds, within in ((300, True), (900, False), (60, None)):
        tally.add(seconds, within)
    assert tally.figures() == Figures(n=3, p50_seconds=300, p90_seconds=900, share_within_standard=0.5)


def test_in_time_is_up_to_the_standard_itself() -> None:
    due = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
    assert within_standard(due, due) is True
    assert within_standard(due + timedelta(seconds=1), due) is False
    assert within_standard(due, None) is None


def test_the_last_four_weeks_include_today() -> None:
    first, last = default_span(MONDAY)
    assert (first, last) == (date(2026, 2, 3), MONDAY)
    assert len(days_of(first, last)) == 28


@given(DAYS, st.integers(0, MAX_DAYS))
def test_weeks_and_left_over_days_make_up_the_span_once(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    weeks, days = in_weeks(first, last)
    covered = [week + timedelta(days=n) for week in weeks for n in range(7)] + days
    assert sorted(covered) == days_of(first, last)
    assert all(week.weekday() == 0 for week in weeks)
    assert len(days) <= 12


def test_a_span_that_ends_before_it_begins_has_no_days() -> None:
    assert days_of(MONDAY, MONDAY - timedelta(days=1)) == []
    assert in_weeks(MONDAY, MONDAY - timedelta(days=1)) == ([], [])


def test_a_week_begins_on_monday() -> None:
    assert week_of(MONDAY) == week_of(MONDAY + timedelta(days=6)) == MONDAY


@pytest.mark.parametrize(
    ("place_code", "team_path", "level"),
    [
        ("330106012", "33/3301/330106/330106012/", 4),
        ("330106012", "33/3301/330106/", 3),
        ("330106012", "", 0),
        ("330106012", "33/3301/330102/", 0),
        ("", "", 0),
        ("", "33/3301/330106/", 0),
    ],
)
def test_a_report_is_seen_from_the_level_of_the_team_above_its_place(
    place_code: str, team_path: str, level: int
) -> None:
    assert owner_depth(place_code, team_path) == level


def test_spreads_are_kept_for_the_country_the_province_and_the_prefecture() -> None:
    assert above("330106012") == ["", "33", "3301"]
    assert above("33") == ["", "33"]
    assert above("") == [""]


@given(st.lists(FACTS, max_size=20))
def test_what_comes_and_goes_again_changes_nothing(facts: list[Fact]) -> None:
    assert all(delta == SpreadTally() for delta in changes(facts, facts).values())


@given(FACTS)
def test_a_fact_counts_once_in_each_row_that_it_belongs_to(fact: Fact) -> None:
    rows = changes([], [fact])
    assert all(delta.n == 1 for delta in rows.values())
    for place_code in above(fact.place_code):
        kept = {key.priority for key in rows if key.place_code == place_code}
        assert kept == ({ALL} if len(place_code) == 4 else {ALL, fact.priority})
    assert {(key.unit, key.begins) for key in rows} == {(DAY, fact.day), (WEEK, week_of(fact.day))}
    assert all(key.owner_depth <= len(key.place_code) // 2 for key in rows)


def test_a_child_is_found_by_whichever_length_its_code_has() -> None:
    finder = ChildFinder(["3301", "429004"])
    assert finder.longest == 6
    assert finder.child_of("330106012") == "3301"
    assert finder.child_of("429004001") == "429004"
    assert finder.child_of("4290") is None
    assert finder.child_of("") is None
    assert ChildFinder([]).child_of("33") is None
