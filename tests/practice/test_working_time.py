"""Working time: weekends, holidays, working weekend days, and zones whose clocks jump."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightlamp.practice.working_time import Calendar, add_working_days, add_working_time, next_open_moment

SHANGHAI = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")


def calendar(
    zone: ZoneInfo = SHANGHAI, holidays: tuple[date, ...] = (), worked: tuple[date, ...] = (), days: str = "01234"
) -> Calendar:
    return Calendar(
        zone, time(8, 30), time(17, 30), frozenset(map(int, days)), frozenset(holidays), frozenset(worked)
    )


def at(text: str, zone: ZoneInfo = SHANGHAI) -> datetime:
    """Return a local time, as in `2026-03-06 17:00` (a Friday)."""
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


HOURS = {
    "within a day": ("2026-03-02 09:00", 2, "2026-03-02 11:00"),
    "to the very end": ("2026-03-02 15:30", 2, "2026-03-02 17:30"),
    "over night": ("2026-03-02 16:30", 2, "2026-03-03 09:30"),
    "over a weekend": ("2026-03-06 17:00", 2, "2026-03-09 10:00"),
    "from a Sunday": ("2026-03-08 12:00", 4, "2026-03-09 12:30"),
    "before the doors open": ("2026-03-02 05:00", 1, "2026-03-02 09:30"),
    "after they close": ("2026-03-02 20:00", 1, "2026-03-03 09:30"),
    "over several days": ("2026-03-02 08:30", 20, "2026-03-04 10:30"),
}


@pytest.mark.parametrize(("start", "hours", "end"), HOURS.values(), ids=HOURS.keys())
def test_hours_are_counted_while_offices_are_open(start: str, hours: int, end: str) -> None:
    assert add_working_time(calendar(), at(start), timedelta(hours=hours)) == at(end)


def test_a_holiday_is_skipped_and_a_worked_saturday_counts() -> None:
    holiday = calendar(holidays=(date(2026, 3, 3),))
    assert add_working_time(holiday, at("2026-03-02 17:00"), timedelta(hours=1)) == at("2026-03-04 09:00")
    worked = calendar(worked=(date(2026, 3, 7),))
    assert add_working_time(worked, at("2026-03-06 17:00"), timedelta(hours=1)) == at("2026-03-07 09:00")
    both = calendar(holidays=(date(2026, 3, 7),), worked=(date(2026, 3, 7),))
    assert not both.is_working_day(date(2026, 3, 7))


def test_an_open_day_has_nine_hours_also_when_the_clock_jumps() -> None:
    spring, autumn = "2026-03-27 17:00", "2026-10-23 17:00"  # Fridays before the change
    for start, monday in ((spring, "2026-03-30 09:00"), (autumn, "2026-10-26 09:00")):
        assert add_working_time(calendar(BERLIN), at(start, BERLIN), timedelta(hours=1)) == at(monday, BERLIN)
    sundays = calendar(BERLIN, days="6")
    jump = add_working_time(sundays, at("2026-03-29 00:00", BERLIN), timedelta(hours=9))
    assert jump == at("2026-03-29 17:30", BERLIN)


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2026-03-02 09:00", 1, "2026-03-03 17:30"),
        ("2026-03-02 23:59", 1, "2026-03-03 17:30"),
        ("2026-03-06 09:00", 1, "2026-03-09 17:30"),
        ("2026-03-07 09:00", 1, "2026-03-09 17:30"),
        ("2026-03-02 09:00", 5, "2026-03-09 17:30"),
        ("2026-03-05 09:00", 3, "2026-03-10 17:30"),
    ],
)
def test_working_days_end_when_offices_close(start: str, days: int, end: str) -> None:
    assert add_working_days(calendar(), at(start), days) == at(end)


def test_the_day_is_the_local_one() -> None:
    # Monday 23:00 UTC is already Tuesday in Shanghai.
    start = datetime(2026, 3, 2, 23, 0, tzinfo=UTC)
    assert add_working_days(calendar(), start, 1) == at("2026-03-04 17:30")


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        ("2026-03-02 10:00", "2026-03-02 10:00"),
        ("2026-03-02 08:30", "2026-03-02 08:30"),
        ("2026-03-02 08:29", "2026-03-02 08:30"),
        ("2026-03-02 17:30", "2026-03-03 08:30"),
        ("2026-03-06 18:00", "2026-03-09 08:30"),
    ],
)
def test_the_next_open_moment(moment: str, opens: str) -> None:
    assert next_open_moment(calendar(), at(moment)) == at(opens)


def test_a_calendar_without_open_days_never_holds_anything_up_for_ever() -> None:
    never, start = calendar(days=""), at("2026-03-02 09:00")
    assert add_working_time(never, start, timedelta(hours=2)) == start + timedelta(hours=2)
    assert add_working_days(never, start, 2) == start + timedelta(days=2)
    assert next_open_moment(never, start) == start


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001
    st.timedeltas(timedelta(0), timedelta(hours=60)),
    st.timedeltas(timedelta(0), timedelta(hours=60)),
    st.sampled_from([SHANGHAI, BERLIN]),
)
def test_more_time_never_ends_earlier_and_parts_add_up(
    start: datetime, first: timedelta, second: timedelta, zone: ZoneInfo
) -> None:
    one = add_working_time(calendar(zone), start, first)
    both = add_working_time(calendar(zone), start, first + second)
    assert start <= one <= both
    assert add_working_time(calendar(zone), one, second) == both
