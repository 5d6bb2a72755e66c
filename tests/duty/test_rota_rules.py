"""Whose turn it is, in zones whose clocks change and in the one where they do not."""

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightlamp.duty.rotas.rules import (
    PERIODS,
    Override,
    Rotation,
    Turn,
    WeeklyShift,
    Window,
    clashes,
    gaps,
    joined,
    overridden,
    rotation_turns,
    weekly_turns,
)
from nightlamp.duty.rotas.wall import zone_of

HERE = "Asia/Shanghai"
ZONES = (HERE, "Europe/London", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo", "UTC")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


def rotation(**other: object) -> Rotation:
    given_ = {"zone": HERE, "begins": wall("2026-01-05T08:00"), "period": "week", "every": 1, "people": (1, 2, 3)}
    return Rotation(**given_ | other)  # type: ignore[arg-type]


def test_people_take_turns_by_the_week() -> None:
    turns = rotation_turns(rotation(), at("2026-01-05T00:00"), at("2026-01-26T00:00"))
    assert [(t.account_id, t.starts_at) for t in turns] == [
        (1, at("2026-01-05T00:00")), (2, at("2026-01-12T00:00")), (3, at("2026-01-19T00:00"))
    ]  # fmt: skip


def test_nobody_is_on_before_a_rotation_begins() -> None:
    (turn,) = rotation_turns(rotation(), at("2025-12-30T00:00"), at("2026-01-06T00:00"))
    assert turn == Turn(at("2026-01-05T00:00"), at("2026-01-06T00:00"), 1)


def test_a_month_without_the_day_hands_over_on_its_last() -> None:
    monthly = rotation(zone="UTC", begins=wall("2026-01-31T09:00"), period="month")
    turns = rotation_turns(monthly, at("2026-02-01T00:00"), at("2026-05-15T00:00"))
    assert [t.starts_at for t in turns[1:]] == [
        at("2026-02-28T09:00"),
        at("2026-03-31T09:00"),
        at("2026-04-30T09:00"),
    ]


def test_a_daily_turn_keeps_its_hour_when_the_clocks_change() -> None:
    # London: clocks go forward on 29 March 2026 and back on 25 October 2026.
    daily = rotation(zone="Europe/London", begins=wall("2026-03-27T09:00"), period="day")
    spring = rotation_turns(daily, at("2026-03-28T09:00"), at("2026-03-30T12:00"))
    assert [t.ends_at - t.starts_at for t in spring[:2]] == [timedelta(hours=23), timedelta(hours=24)]
    autumn = rotation_turns(daily, at("2026-10-24T08:00"), at("2026-10-25T12:00"))
    assert autumn[0].ends_at - autumn[0].starts_at == timedelta(hours=25)


def test_hours_are_counted_as_they_pass() -> None:
    hourly = rotation(zone="Europe/London", begins=wall("2026-10-24T00:00"), period="hour", every=6)
    turns = rotation_turns(hourly, at("2026-10-24T23:00"), at("2026-10-26T00:00"))
    assert {t.ends_at - t.starts_at for t in turns[:-1]} == {timedelta(hours=6)}


def test_a_night_shift_ends_by_the_clock_on_the_wall() -> None:
    night = WeeklyShift(Window(5, time(22), 8 * 60), 7)
    spring = weekly_turns([night], "Europe/London", at("2026-03-28T12:00"), at("2026-03-29T12:00"))
    assert [t.ends_at - t.starts_at for t in spring] == [timedelta(hours=7)]
    autumn = weekly_turns([night], "Europe/London", at("2026-10-24T12:00"), at("2026-10-25T12:00"))
    assert [t.ends_at - t.starts_at for t in autumn] == [timedelta(hours=9)]


def test_an_hour_that_is_left_out_does_not_lose_a_shift() -> None:
    early = WeeklyShift(Window(6, time(1, 30), 60), 7)
    (turn,) = weekly_turns([early], "Europe/London", at("2026-03-29T00:00"), at("2026-03-29T12:00"))
    assert (turn.starts_at, turn.ends_at) == (at("2026-03-29T01:00"), at("2026-03-29T01:30"))
    within = WeeklyShift(Window(6, time(1), 60), 7)
    assert weekly_turns([within], "Europe/London", at("2026-03-29T00:00"), at("2026-03-29T12:00")) == []


def test_windows_leave_the_turn_its_hours() -> None:
    nights = tuple(Window(day, time(18), 14 * 60) for day in range(7))
    turns = rotation_turns(rotation(windows=nights), at("2026-01-05T00:00"), at("2026-01-07T00:00"))
    assert turns == [
        Turn(at("2026-01-05T10:00"), at("2026-01-06T00:00"), 1),
        Turn(at("2026-01-06T10:00"), at("2026-01-07T00:00"), 1)
    ]  # fmt: skip


def test_the_monday_morning_after_a_window_of_sunday_night_is_the_next_person() -> None:
    nights = tuple(Window(day, time(18), 15 * 60) for day in range(7))
    turns = rotation_turns(rotation(windows=nights), at("2026-01-11T10:00"), at("2026-01-12T02:00"))
    assert turns == [
        Turn(at("2026-01-11T10:00"), at("2026-01-12T00:00"), 1),
        Turn(at("2026-01-12T00:00"), at("2026-01-12T01:00"), 2)
    ]  # fmt: skip


def test_overrides_replace_add_and_take_away() -> None:
    week = [Turn(at("2026-01-05T00:00"), at("2026-01-12T00:00"), 1)]
    day = (at("2026-01-07T00:00"), at("2026-01-08T00:00"))
    replaced = overridden(week, [Override(*day, account_id=2, instead_of=1)])
    assert [t.account_id for t in replaced] == [1, 2, 1]
    assert gaps(replaced, at("2026-01-05T00:00"), at("2026-01-12T00:00")) == []
    beside = overridden(week, [Override(*day, account_id=2, instead_of=None)])
    assert [t.account_id for t in beside] == [1, 2]
    away = overridden(week, [Override(*day, account_id=None, instead_of=1)])
    assert gaps(away, at("2026-01-05T00:00"), at("2026-01-12T00:00")) == [day]


def test_a_later_override_counts_over_an_earlier_one() -> None:
    week = [Turn(at("2026-01-05T00:00"), at("2026-01-12T00:00"), 1)]
    whole = (at("2026-01-05T00:00"), at("2026-01-12T00:00"))
    taken = overridden(week, [Override(*whole, 2, 1), Override(*whole, 3, 2)])
    assert [t.account_id for t in taken] == [3]


def test_one_person_twice_at_once_is_a_clash_also_over_the_end_of_the_week() -> None:
    sunday = WeeklyShift(Window(6, time(20), 12 * 60), 1)
    monday = WeeklyShift(Window(0, time(6), 60), 1)
    assert clashes([sunday, monday]) == [(0, 1)]
    assert clashes([sunday, WeeklyShift(monday.window, 2)]) == []
    assert clashes([sunday, WeeklyShift(Window(0, time(8), 60), 1)]) == []


def test_a_zone_that_does_not_exist_is_named() -> None:
    for name in ("Mars/Olympus", "", "../etc/passwd"):
        with pytest.raises(ValueError, match="time zone"):
            zone_of(name)


moments = st.datetimes(wall("2025-01-01T00:00"), wall("2027-12-31T00:00")).map(lambda d: d.replace(tzinfo=UTC))


@given(
    zone=st.sampled_from(ZONES), period=st.sampled_from(PERIODS), every=st.integers(1, 30), start=moments,
    length=st.integers(1, 24 * 40), people=st.integers(1, 6),
    begins=st.datetimes(wall("2020-01-01T00:00"), wall("2024-12-31T00:00")),
)  # fmt: skip
def test_a_rotation_leaves_no_gap_and_never_has_two(
    *, zone: str, period: str, every: int, start: datetime, length: int, people: int, begins: datetime
) -> None:
    until = start + timedelta(hours=length)
    ours = rotation(zone=zone, period=period, every=every, people=tuple(range(people)), begins=begins)
    turns = rotation_turns(ours, start, until)
    assert gaps(turns, start, until) == []
    assert all(before.ends_at == after.starts_at for before, after in pairwise(turns))
    assert (turns[0].starts_at, turns[-1].ends_at) == (start, until)


@given(zone=st.sampled_from(ZONES), start=moments, cut=st.integers(1, 24 * 20))
def test_a_question_for_a_part_gives_the_part_of_the_answer(zone: str, start: datetime, cut: int) -> None:
    windows = tuple(Window(day, time(22), 10 * 60) for day in (0, 2, 4, 5, 6))
    ours = rotation(zone=zone, windows=windows, begins=wall("2024-01-01T09:00"))
    middle, until = start + timedelta(hours=cut), start + timedelta(hours=cut * 2)
    parts = rotation_turns(ours, start, middle) + rotation_turns(ours, middle, until)
    assert joined(parts) == rotation_turns(ours, start, until)
