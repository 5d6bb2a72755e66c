"""When a shift counts. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

# From the end of one office day (17:00) to the start of the next (09:00). A shift that somebody begins themselves
# ends after that, so that nobody stays on duty, and is relied upon, by having forgotten it.
SELF_SHIFT_LIFE = timedelta(hours=16)


@dataclass(frozen=True)
class Span:
    """The times of one shift; it counts from its start up to, and without, its end."""

    starts_at: datetime
    ends_at: datetime | None
    ended_at: datetime | None = None


@dataclass(frozen=True)
class OnDuty:
    """A person who is on duty in a team, and since when."""

    account_id: int
    since: datetime


def is_current(span: Span, *, now: datetime) -> bool:
    """Tell whether a shift counts at a moment."""
    ends = [end for end in (span.ends_at, span.ended_at) if end is not None]
    return span.starts_at <= now and all(now < end for end in ends)


def self_shift_end(now: datetime) -> datetime:
    """Return when a shift that somebody begins now ends by itself."""
    return now + SELF_SHIFT_LIFE


def people_on(shifts: Iterable[tuple[int, int, datetime]], team_ids: Iterable[int]) -> dict[int, list[OnDuty]]:
    """Return who is on duty by team, from (team, person, start) of current shifts.

    Each team asked for is in the answer. A person stands there once, since the earliest start; longest on first.
    """
    since: dict[int, dict[int, datetime]] = {team_id: {} for team_id in team_ids}
    for team_id, account_id, starts_at in shifts:
        team = since[team_id]
        team[account_id] = min(starts_at, team.get(account_id, starts_at))
    return {team_id: _longest_first(team) for team_id, team in since.items()}


def _longest_first(team: dict[int, datetime]) -> list[OnDuty]:
    people: Sequence[OnDuty] = [OnDuty(account_id, start) for account_id, start in team.items()]
    return sorted(people, key=lambda person: (person.since, person.account_id))
