"""Whose turn it is: rotations, weekly shifts, overrides, and what nobody covers. Pure; moments are UTC."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Literal

from nightlamp.duty.rotas.wall import moment, months_later, span_on, wall_of, zone_of

Period = Literal["hour", "day", "week", "month"]
PERIODS: tuple[Period, ...] = ("hour", "day", "week", "month")
WEEK_MINUTES = 7 * 24 * 60
_DAYS = {"day": 1, "week": 7}


@dataclass(frozen=True, order=True)
class Turn:
    """One person is on duty from a moment up to, and without, another."""

    starts_at: datetime
    ends_at: datetime
    account_id: int


@dataclass(frozen=True)
class Window:
    """Hours of the week in which a rota has somebody: on a weekday (0 is Monday) from `begins` for `minutes`."""

    weekday: int
    begins: time
    minutes: int


@dataclass(frozen=True)
class WeeklyShift:
    """The same person each week in the same window."""

    window: Window
    account_id: int


@dataclass(frozen=True)
class Rotation:
    """People take turns of `every` periods, from `begins` on (wall clock of `zone`), in their order, for ever.

    Without `windows` somebody is on duty at every hour; with them, whoever's turn it is, in these hours only.
    """

    zone: str
    begins: datetime
    period: Period
    every: int
    people: tuple[int, ...]
    windows: tuple[Window, ...] = ()


@dataclass(frozen=True)
class Override:
    """Between two moments, `account_id` is on duty, in the place of `instead_of`.

    `instead_of` None: beside whoever is on. `account_id` None: nobody takes the place.
    """

    starts_at: datetime
    ends_at: datetime
    account_id: int | None
    instead_of: int | None


def rotation_turns(rotation: Rotation, since: datetime, until: datetime) -> list[Turn]:
    """Return the turns between two moments, cut at both. Before its beginning a rotation has nobody."""
    if not rotation.people:
        return []
    whole = [
        Turn(max(start, since), min(end, until), rotation.people[number % len(rotation.people)])
        for number, start, end in _handovers(rotation, since, until)
    ]
    whole = [turn for turn in whole if turn.starts_at < turn.ends_at]
    if not rotation.windows:
        return whole
    open_hours = list(_openings(rotation.windows, rotation.zone, since, until))
    cut = [
        replace(turn, starts_at=max(turn.starts_at, start), ends_at=min(turn.ends_at, end))
        for turn in whole
        for start, end in open_hours
    ]
    return joined(turn for turn in cut if turn.starts_at < turn.ends_at)


def weekly_turns(shifts: Iterable[WeeklyShift], zone: str, since: datetime, until: datetime) -> list[Turn]:
    """Return the turns of fixed weekly shifts between two moments, cut at both."""
    turns = [
        Turn(max(start, since), min(end, until), shift.account_id)
        for shift in shifts
        for start, end in _openings([shift.window], zone, since, until)
    ]
    return joined(turn for turn in turns if turn.starts_at < turn.ends_at)


def overridden(turns: Iterable[Turn], overrides: Iterable[Override]) -> list[Turn]:
    """Return turns as overrides leave them; a later override counts over an earlier one."""
    current = list(turns)
    for override in overrides:
        if override.instead_of is not None:
            current = [part for turn in current for part in _without(turn, override)]
        if override.account_id is not None:
            current.append(Turn(override.starts_at, override.ends_at, override.account_id))
    return joined(current)


def joined(turns: Iterable[Turn]) -> list[Turn]:
    """Return turns in order of time, those of one person that touch or overlap as one."""
    last: dict[int, Turn] = {}
    done: list[Turn] = []
    for turn in sorted(turns):
        before = last.get(turn.account_id)
        if before is not None and turn.starts_at <= before.ends_at:
            last[turn.account_id] = replace(before, ends_at=max(before.ends_at, turn.ends_at))
            continue
        if before is not None:
            done.append(before)
        last[turn.account_id] = turn
    return sorted([*done, *last.values()])


def covers(turns: Iterable[Turn], account_id: int, starts_at: datetime, ends_at: datetime) -> bool:
    """Tell whether a person is on duty for all of some hours. `turns` are joined."""
    return any(t.account_id == account_id and t.starts_at <= starts_at and t.ends_at >= ends_at for t in turns)


def gaps(turns: Iterable[Turn], since: datetime, until: datetime) -> list[tuple[datetime, datetime]]:
    """Return the stretches between two moments in which nobody is on duty, in order."""
    found, reached = [], since
    for turn in sorted(turns):
        if turn.starts_at >= until:
            break
        if turn.starts_at > reached:
            found.append((reached, turn.starts_at))
        reached = max(reached, turn.ends_at)
    if reached < until:
        found.append((reached, until))
    return found


def clashes(shifts: Sequence[WeeklyShift]) -> list[tuple[int, int]]:
    """Return the pairs (by position) of weekly shifts in which one person would be on duty twice at once."""
    pairs = overlaps([shift.window for shift in shifts])
    return [(one, other) for one, other in pairs if shifts[one].account_id == shifts[other].account_id]


def overlaps(windows: Sequence[Window]) -> list[tuple[int, int]]:
    """Return the pairs (by position) of windows that have hours of the week in common, over its end too."""
    spans = [(_week_minute(window), window.minutes) for window in windows]
    return [
        (first, second)
        for first, (start, minutes) in enumerate(spans)
        for second, (other_start, other_minutes) in enumerate(spans)
        if first < second and _overlap(start, minutes, other_start, other_minutes)
    ]


def _handovers(rotation: Rotation, since: datetime, until: datetime) -> Iterator[tuple[int, datetime, datetime]]:
    number = max(_number_before(rotation, since), 0)
    start = _handover(rotation, number)
    while start < until:
        end = _handover(rotation, number + 1)
        if end > since:
            yield number, start, end
        number, start = number + 1, end


def _handover(rotation: Rotation, number: int) -> datetime:
    """Return when turn `number` begins. Hours are counted as they pass, everything longer by the calendar."""
    zone, steps = zone_of(rotation.zone), number * rotation.every
    if rotation.period == "hour":
        return moment(rotation.begins, zone) + timedelta(hours=steps)
    if rotation.period == "month":
        return moment(months_later(rotation.begins, steps), zone)
    return moment(rotation.begins + timedelta(days=steps * _DAYS[rotation.period]), zone)


def _number_before(rotation: Rotation, at: datetime) -> int:
    """Return the number of a turn that begins before `at`, a turn or two early rather than late."""
    wall, begins = wall_of(at, zone_of(rotation.zone)), rotation.begins
    if rotation.period == "month":
        return ((wall.year - begins.year) * 12 + wall.month - begins.month) // rotation.every - 2
    length = timedelta(hours=1) if rotation.period == "hour" else timedelta(days=_DAYS[rotation.period])
    # A clock that changes moves hours by at most a day's worth of turns in any zone that ever was.
    slack = 26 // rotation.every + 2 if rotation.period == "hour" else 2
    return (wall - begins) // (length * rotation.every) - slack


def _openings(
    windows: Iterable[Window], zone_name: str, since: datetime, until: datetime
) -> Iterator[tuple[datetime, datetime]]:
    zone = zone_of(zone_name)
    # A window may be a week long, so one that began eight days ago can still be open.
    day = wall_of(since, zone).date() - timedelta(days=8)
    last = wall_of(until, zone).date() + timedelta(days=1)
    by_weekday = list(windows)
    while day <= last:
        for window in by_weekday:
            if window.weekday == day.weekday():
                start, end = span_on(day, window.begins, window.minutes, zone)
                if start < until and end > since:
                    yield start, end
        day += timedelta(days=1)


def _without(turn: Turn, override: Override) -> list[Turn]:
    if turn.account_id != override.instead_of:
        return [turn]
    before = replace(turn, ends_at=min(turn.ends_at, override.starts_at))
    after = replace(turn, starts_at=max(turn.starts_at, override.ends_at))
    return [part for part in (before, after) if part.starts_at < part.ends_at]


def _week_minute(window: Window) -> int:
    return window.weekday * 24 * 60 + window.begins.hour * 60 + window.begins.minute


def _overlap(start: int, minutes: int, other: int, other_minutes: int) -> bool:
    ahead = (other - start) % WEEK_MINUTES
    return ahead < minutes or WEEK_MINUTES - ahead < other_minutes
