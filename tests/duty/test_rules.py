"""When a shift counts, and who is on."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from nightlamp.duty.rules import SELF_SHIFT_LIFE, OnDuty, Span, is_current, people_on, self_shift_end

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_a_shift_counts_from_its_start_and_up_to_its_end() -> None:
    shift = Span(NOW, NOW + HOUR)
    assert not is_current(shift, now=NOW - timedelta(microseconds=1))
    assert is_current(shift, now=NOW)
    assert is_current(shift, now=NOW + HOUR - timedelta(microseconds=1))
    assert not is_current(shift, now=NOW + HOUR)


def test_a_shift_without_an_end_counts_until_somebody_ends_it() -> None:
    assert is_current(Span(NOW, None), now=NOW + 10_000 * HOUR)
    assert not is_current(Span(NOW, None, ended_at=NOW + HOUR), now=NOW + HOUR)


def test_a_shift_that_was_cut_short_no_longer_counts() -> None:
    assert not is_current(Span(NOW, NOW + 8 * HOUR, ended_at=NOW + HOUR), now=NOW + 2 * HOUR)


def test_a_shift_that_somebody_began_lasts_a_night_between_two_office_days() -> None:
    five_in_the_afternoon = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
    assert self_shift_end(five_in_the_afternoon) == datetime(2026, 3, 3, 9, 0, tzinfo=UTC)


def test_everybody_stands_once_since_their_earliest_start_longest_on_first() -> None:
    shifts = [(1, 20, NOW), (1, 10, NOW), (1, 20, NOW - HOUR), (2, 20, NOW)]
    assert people_on(shifts, [1, 2, 3]) == {
        1: [OnDuty(20, NOW - HOUR), OnDuty(10, NOW)],
        2: [OnDuty(20, NOW)],
        3: [],
    }


@given(st.integers(0, 40), st.integers(0, 40))
def test_nobody_is_on_duty_by_having_forgotten_it(began: int, asked: int) -> None:
    start = NOW + began * HOUR
    shift = Span(start, self_shift_end(start))
    assert is_current(shift, now=NOW + asked * HOUR) == (0 <= asked - began < SELF_SHIFT_LIFE / HOUR)
