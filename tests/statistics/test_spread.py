"""Spreads: durations as one number that is added, subtracted, stored and asked for percentiles."""

from hypothesis import given
from hypothesis import strategies as st

from nightlamp.statistics import spread
from nightlamp.statistics.rules import nearest_rank

DURATIONS = st.integers(0, 2**31 - 1) | st.integers(0, 20_000)


def spread_of_all(durations: list[int]) -> int:
    return sum(spread.spread_of(seconds) for seconds in durations)


@given(DURATIONS)
def test_a_duration_is_given_back_within_one_part_in_128(seconds: int) -> None:
    assert abs(spread.rounded(seconds) - seconds) * 128 <= seconds


@given(st.integers(0, 127))
def test_up_to_two_minutes_are_exact(seconds: int) -> None:
    assert spread.rounded(seconds) == seconds


@given(DURATIONS, DURATIONS)
def test_rounding_keeps_the_order(one: int, other: int) -> None:
    shorter, longer = sorted((one, other))
    assert spread.bucket_of(shorter) <= spread.bucket_of(longer)
    assert spread.rounded(shorter) <= spread.rounded(longer)


@given(DURATIONS)
def test_what_was_rounded_is_rounded_to_itself(seconds: int) -> None:
    assert spread.rounded(spread.rounded(seconds)) == spread.rounded(seconds)


@given(st.lists(DURATIONS, max_size=80), st.sampled_from((1, 50, 90, 100)))
def test_a_percentile_is_the_rounded_percentile_of_the_durations(durations: list[int], percent: int) -> None:
    exact = nearest_rank(sorted(durations), percent)
    expected = None if exact is None else spread.rounded(exact)
    assert spread.percentiles(spread_of_all(durations), [percent]) == [expected]


@given(st.lists(DURATIONS, max_size=40), st.lists(DURATIONS, max_size=40))
def test_spreads_are_added_and_taken_away_in_any_order(some: list[int], more: list[int]) -> None:
    together = spread_of_all(some) + spread_of_all(more)
    assert together == spread_of_all(more + some)
    assert together - spread_of_all(some) == spread_of_all(more)
    assert spread.size(together) == len(some) + len(more)


@given(st.lists(DURATIONS, max_size=40))
def test_a_spread_is_stored_and_read_back(durations: list[int]) -> None:
    whole = spread_of_all(durations)
    assert spread.unpacked(spread.packed(whole)) == whole


def test_an_empty_spread_has_no_percentile() -> None:
    assert spread.percentiles(spread.EMPTY, (50, 90)) == [None, None]
    assert spread.size(spread.unpacked(spread.packed(spread.EMPTY))) == 0


def test_what_is_longer_than_the_longest_counts_as_the_longest() -> None:
    assert spread.bucket_of(2**40) == spread.bucket_of(2**31 - 1)
    assert spread.bucket_of(-5) == 0


def test_four_thousand_million_of_one_duration_do_not_spill_over() -> None:
    full = (2**32 - 1) * spread.spread_of(60) + spread.spread_of(61)
    assert spread.percentiles(full, (50, 100)) == [60, 61]
    assert spread.size(full) == 2**32
