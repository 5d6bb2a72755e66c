"""Percentiles, shares, and how a span of days is put together. Pure: durations and days in, figures out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple

from nightlamp.agencies.rules import depth
from nightlamp.places.rules import path_of
from nightlamp.statistics import spread

ALL = "all"
DAY, WEEK = "day", "week"
# In the place of a step: the decision that a report was a test, spam or a wrong number.
SET_ASIDE = "set_aside"
DEFAULT_DAYS = 28
# A year and a day: what a person compares. Longer spans are asked for in parts.
MAX_DAYS = 366
# Lengths of place codes.
PROVINCE, PREFECTURE, COUNTY, TOWNSHIP = 2, 4, 6, 9


@dataclass(frozen=True)
class Figures:
    """What is said of one step: how often it was reached, how long half and nine in ten took, how many in time.

    `share_within_standard` is of those that had a standard; None when none had. Percentiles are None without any.
    """

    n: int
    p50_seconds: int | None
    p90_seconds: int | None
    share_within_standard: float | None


@dataclass
class Tally:
    """Durations of one step, counted one by one. `judged` had a standard, `within` of them met it."""

    seconds: list[int] = field(default_factory=list)
    judged: int = 0
    within: int = 0

    def add(self, seconds: int, within: bool | None) -> None:
        """Count one reached step; `within` is None where no standard was set."""
        self.seconds.append(seconds)
        self.judged += within is not None
        self.within += within is True

    def figures(self) -> Figures:
        """Return the exact figures."""
        ordered = sorted(self.seconds)
        return Figures(
            len(ordered),
            nearest_rank(ordered, 50),
            nearest_rank(ordered, 90),
            share(self.within, self.judged),
        )


@dataclass
class SpreadTally:
    """The same for many: durations as a spread (see spread.py), rounded by less than 1 %; counts stay exact."""

    n: int = 0
    judged: int = 0
    within: int = 0
    spread: int = spread.EMPTY

    def add(self, n: int, judged: int, within: int, durations: int) -> None:
        """Add another tally's content, or a negative one to take something away."""
        self.n += n
        self.judged += judged
        self.within += within
        self.spread += durations

    def take_away(self, seconds: int, within: bool | None) -> None:
        """Take out one reached step that was counted."""
        self.add(-1, -(within is not None), -(within is True), -spread.spread_of(seconds))

    def figures(self) -> Figures:
        """Return the figures."""
        half, nine_in_ten = spread.percentiles(self.spread, (50, 90))
        return Figures(self.n, half, nine_in_ten, share(self.within, self.judged))


def nearest_rank(ordered: Sequence[int], percent: int) -> int | None:
    """Return the percentile of durations in rising order: the least one that `percent` of them do not exceed.

    Nearest rank: always a duration that was really taken, never a mean of two. None for an empty row.
    """
    if not ordered:
        return None
    rank = -(-percent * len(ordered) // 100)
    return ordered[max(rank, 1) - 1]


def share(part: int, whole: int) -> float | None:
    """Return a share from 0 to 1, to four places; None of nothing."""
    return round(part / whole, 4) if whole else None


def default_span(today: date) -> tuple[date, date]:
    """Return the first and last day of the last 28 days, today included."""
    return today - timedelta(days=DEFAULT_DAYS - 1), today


def days_of(first: date, last: date) -> list[date]:
    """Return every day of a span, both ends included; [] when it ends before it begins."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def week_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def in_weeks(first: date, last: date) -> tuple[list[date], list[date]]:
    """Return a span as whole weeks (by their Mondays) and the single days that are left over."""
    days = days_of(first, last)
    inside = set(days)
    weeks = [day for day in days if day.weekday() == 0 and day + timedelta(days=6) in inside]
    covered = {day + timedelta(days=n) for day in weeks for n in range(7)}
    return weeks, [day for day in days if day not in covered]


def within_standard(at: datetime, due_at: datetime | None) -> bool | None:
    """Return whether a step was reached in time; None without a standard."""
    return None if due_at is None else at <= due_at


class Fact(NamedTuple):
    """One reached milestone, as `response_fact` keeps it."""

    milestone_id: int
    report_id: int
    day: date
    place_code: str
    owner_depth: int
    step: str
    priority: str
    seconds: int
    within: bool | None


class SpreadKey(NamedTuple):
    """Which row of `response_spread`."""

    place_code: str
    priority: str
    unit: str
    begins: date
    step: str
    owner_depth: int


def owner_depth(place_code: str, team_path: str) -> int:
    """Return the level of the owning team, 0 (only the root sees it) when it does not stand above the place."""
    path = path_of(place_code) if place_code else ""
    return depth(team_path) if path.startswith(team_path) else 0


def changes(gone: Iterable[Fact], come: Iterable[Fact]) -> dict[SpreadKey, SpreadTally]:
    """Return what to add to each row of the spreads when these facts go and those come."""
    deltas: dict[SpreadKey, SpreadTally] = {}
    for sign, facts in ((-1, gone), (1, come)):
        for fact in facts:
            durations = sign * spread.spread_of(fact.seconds)
            judged, within = sign * (fact.within is not None), sign * (fact.within is True)
            for key in _rows_of(fact):
                deltas.setdefault(key, SpreadTally()).add(sign, judged, within, durations)
    return deltas


def _rows_of(fact: Fact) -> Iterable[SpreadKey]:
    """Yield the rows that a fact counts in: country and province by priority and all, prefecture all only."""
    for place_code in above(fact.place_code):
        seen_from = min(fact.owner_depth, len(place_code) // 2)
        for priority in (ALL, fact.priority) if len(place_code) < PREFECTURE else (ALL,):
            yield SpreadKey(place_code, priority, DAY, fact.day, fact.step, seen_from)
            yield SpreadKey(place_code, priority, WEEK, week_of(fact.day), fact.step, seen_from)


def above(place_code: str) -> list[str]:
    """Return the areas of a place that spreads are kept for: the whole country (""), province, prefecture."""
    return [place_code[:length] for length in (0, PROVINCE, PREFECTURE) if length <= len(place_code)]


class ChildFinder:
    """Finds which of some places another lies at or below. Codes of several lengths may stand side by side."""

    def __init__(self, codes: Iterable[str]) -> None:
        self._codes = frozenset(codes)
        self._lengths = sorted({len(code) for code in self._codes})
        self._found: dict[str, str | None] = {}

    @property
    def longest(self) -> int:
        """How many digits of a code decide."""
        return self._lengths[-1] if self._lengths else TOWNSHIP

    def child_of(self, place_code: str) -> str | None:
        """Return the code at or above `place_code`, or None."""
        if place_code not in self._found:
            beginnings = (place_code[:length] for length in self._lengths)
            self._found[place_code] = next((code for code in beginnings if code in self._codes), None)
        return self._found[place_code]
