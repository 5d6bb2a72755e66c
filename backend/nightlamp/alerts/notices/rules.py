"""When a notice is due, by which ways it goes, and what it is known by. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from nightlamp.alerts.notices.kinds import NoticeCode
from nightlamp.channels.queries import Address

# Long enough to walk to a charger, or to call a colleague; and then for a supervisor to find somebody else.
WARN_WORKER, WARN_SUPERVISOR = timedelta(minutes=30), timedelta(minutes=10)
# A dispatcher that was away for longer tells of the beginning of a shift no more.
BEGAN_WITHIN = timedelta(hours=1)
COVERED = timedelta(days=14)
# A gap is told of when it is first seen, and again when it is so near.
NEAR = timedelta(days=2)
# Coverage is planned by day: nobody is woken for a gap of next week.
_FROM_HOUR, _TO_HOUR = 9, 20


@dataclass(frozen=True)
class Notice:
    """A notice that is due: what about, by which ways, and the keys by which it is known to have been given."""

    code: NoticeCode
    ways: tuple[Address, ...]
    keys: tuple[str, ...]


def is_heard(ways: Iterable[Address]) -> bool:
    """Tell whether a message is likely to be noticed: a proven device, or another channel that does not fail.

    An address is proved once, by its code; a device proves itself with every message that it shows.
    """
    return any(way.working or (way.working is None and way.channel != "webpush") for way in ways)


def gentle(ways: Collection[Address]) -> tuple[Address, ...]:
    """Return the ways for what is good to know: devices that do not fail, or else the other channels."""
    hopeful = [way for way in ways if way.working is not False]
    devices = [way for way in hopeful if way.channel == "webpush"]
    return tuple(devices or hopeful)


def is_by_day(now: datetime, *, zone: str) -> bool:
    """Tell whether it is a time of day at which people plan."""
    return _FROM_HOUR <= now.astimezone(ZoneInfo(zone)).hour < _TO_HOUR


def key_of(code: NoticeCode, *parts: object) -> str:
    """Return what a notice is known by: its code, inner ids, and times."""
    return ":".join(
        [code, *(f"{part:%Y-%m-%dT%H:%M:%SZ}" if isinstance(part, datetime) else str(part) for part in parts)]
    )


def gap_keys(team_id: int, gaps: Iterable[tuple[datetime, datetime]], *, now: datetime) -> tuple[str, ...]:
    """Return what the gaps of a team are known by: each once, once more when it is near, an open one every week."""
    keys: list[str] = []
    for starts_at, _ in gaps:
        if starts_at <= now:
            year, week, _day = now.isocalendar()
            keys.append(key_of("coverage_gap", team_id, f"{year}-W{week:02}"))
            continue
        keys.append(key_of("coverage_gap", team_id, starts_at))
        if starts_at - now <= NEAR:
            keys.append(key_of("coverage_gap", team_id, starts_at, "near"))
    return tuple(keys)
