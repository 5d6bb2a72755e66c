"""Wall-clock time in a named zone, made into moments. Pure.

A rota is kept in wall-clock time: the night shift begins at 22:00 in summer and in winter. Nights on which the
clocks change are the reason for this file (PEP 495; IANA time zone database).
"""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

# Clocks change at whole minutes of UTC since 1972; the search is finer, and rounded.
_STEP = timedelta(microseconds=1)


def zone_of(name: str) -> ZoneInfo:
    """Return the zone of an IANA name. Raises ValueError for an unknown one."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"There is no time zone {name!r}. Use a name such as Asia/Shanghai.") from None


def moment(wall: datetime, zone: ZoneInfo) -> datetime:
    """Return the UTC moment of a naive wall-clock time.

    An hour that comes twice counts the first time. One that is left out counts as the moment at which the clocks
    change: a shift that begins within it begins then, one that ends within it ends then. Moments never go backwards.
    """
    early = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    late = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if late <= early:
        return late
    while late - early > _STEP:
        middle = early + (late - early) // 2
        early, late = (early, middle) if wall_of(middle, zone) > wall else (middle, late)
    return late


def wall_of(at: datetime, zone: ZoneInfo) -> datetime:
    """Return the naive wall-clock time of an aware moment."""
    return at.astimezone(zone).replace(tzinfo=None)


def months_later(wall: datetime, months: int) -> datetime:
    """Return the same day and time `months` later; a day that the month does not have becomes its last."""
    year, month = divmod(wall.year * 12 + wall.month - 1 + months, 12)
    return wall.replace(year=year, month=month + 1, day=min(wall.day, monthrange(year, month + 1)[1]))


def span_on(day: date, begins: time, minutes: int, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Return the moments between which the wall clock runs `minutes` on from `begins` on a day.

    22:00 for eight hours ends at 06:00 by the clock on the wall, whether the night has seven hours, eight or nine.
    """
    wall = datetime.combine(day, begins)
    return moment(wall, zone), moment(wall + timedelta(minutes=minutes), zone)
