"""Working time: when offices are open, and how to count in it. Pure; the calendar is handed in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Calendar:
    """Opening hours in one time zone, with holidays and the weekend days that are worked instead."""

    zone: ZoneInfo
    opens: time
    closes: time
    weekdays: frozenset[int]
    holidays: frozenset[date]
    working_weekend_days: frozenset[date]

    def is_working_day(self, day: date) -> bool:
        """Tell whether offices are open on a day."""
        if day in self.holidays:
            return False
        return day in self.working_weekend_days or day.weekday() in self.weekdays

    def hours_from(self, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Yield the open spans (UTC) that end after `moment`, soonest first, for at most a year."""
        day = moment.astimezone(self.zone).date()
        for _ in range(366):
            if self.is_working_day(day):
                start = datetime.combine(day, self.opens, self.zone).astimezone(UTC)
                end = datetime.combine(day, self.closes, self.zone).astimezone(UTC)
                if end > moment:
                    yield start, end
            day += timedelta(days=1)


def add_working_time(calendar: Calendar, start: datetime, length: timedelta) -> datetime:
    """Return when `length` of open hours has passed since `start`.

    A calendar without open hours for a year counts by the clock, so that nothing waits for ever.
    """
    left = length
    for opens, closes in calendar.hours_from(start):
        begins = max(opens, start)
        if closes - begins >= left:
            return begins + left
        left -= closes - begins
    return start + length


def add_working_days(calendar: Calendar, start: datetime, days: int) -> datetime:
    """Return the close of the `days`-th working day after the day of `start`."""
    day, left = start.astimezone(calendar.zone).date(), days
    for _ in range(3660):
        day += timedelta(days=1)
        left -= calendar.is_working_day(day)
        if left == 0:
            return datetime.combine(day, calendar.closes, calendar.zone).astimezone(UTC)
    return start + timedelta(days=days)


def next_open_moment(calendar: Calendar, moment: datetime) -> datetime:
    """Return `moment` when offices are open then, else when they next open."""
    for opens, _ in calendar.hours_from(moment):
        return max(opens, moment)
    return moment
