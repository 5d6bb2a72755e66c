"""By which of their addresses people are told of an alert, and when. Pure.

Rules and quiet hours order who is told when. They never make an alert silent: where they would leave a rung with
nobody who can be expected to hear, they do not count.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from nightlamp.channels.queries import Address
from nightlamp.duty.rotas.wall import span_on, wall_of, zone_of
from nightlamp.practice.content import calendar
from nightlamp.practice.working_time import next_open_moment

DEVICES = "webpush"
# What no rule and no quiet hours hold back.
ALWAYS = ("P0", "P1")
# Devices ring at once; other channels follow, in case no device was heard. Office work waits for office hours.
OTHERS_AFTER = {"P0": 0, "P1": 60, "P2": 300, "P3": 0, "P4": 0}
IN_OFFICE_HOURS = ("P3", "P4")

Planned = list[tuple[Address, datetime]]


@dataclass(frozen=True)
class Quiet:
    """When a person would rather not be told: on weekdays (0 is Monday) from `begins`, by the clock of `zone`."""

    zone: str
    weekdays: frozenset[int]
    begins: time
    minutes: int


@dataclass(frozen=True)
class Habits:
    """What a person has set: seconds by (urgency, channel), None for never; and their quiet hours."""

    after: Mapping[tuple[str, str], int | None] = field(default_factory=dict)
    quiet: Quiet | None = None


NONE_SET = Habits()


def quiet_until(quiet: Quiet, *, now: datetime) -> datetime | None:
    """Return when the quiet hours end in which `now` lies, or None outside of them.

    They are kept by the clock on the wall: 22:00 to 06:00 ends at 06:00 on the nights of a change of clocks too.
    """
    try:
        zone = zone_of(quiet.zone)
    except ValueError:
        # A zone that this machine has lost must not keep an alert from ringing.
        return None
    today = wall_of(now, zone).date()
    for day in (today - timedelta(days=1), today):
        begins, ends = span_on(day, quiet.begins, quiet.minutes, zone)
        if day.weekday() in quiet.weekdays and begins <= now < ends:
            return ends
    return None


def planned(
    addresses: Sequence[Address], urgency: str, habits: Mapping[int, Habits], *, zone: str, now: datetime
) -> Planned:
    """Return which of the addresses of a rung's people are told when. Never nothing while there is an address.

    Outside of quiet hours as set; within, P2 to P4 wait for their end. When that leaves nobody who can be expected
    to hear, everybody is told at once by every address.
    """
    if not habits and all(address.channel == DEVICES for address in addresses):
        return [(address, now) for address in addresses]
    people: dict[int, list[Address]] = {}
    for address in addresses:
        people.setdefault(address.account_id, []).append(address)
    found: Planned = []
    somebody_hears = False
    for person, own in people.items():
        set_by = habits.get(person, NONE_SET)
        mine = _by_rules(own, urgency, set_by, zone=zone, now=now)
        until = None if urgency in ALWAYS or set_by.quiet is None else quiet_until(set_by.quiet, now=now)
        if until is None:
            somebody_hears = somebody_hears or any(address.working is not False for address, _ in mine)
        found += [(address, max(due, until) if until else due) for address, due in mine]
    return found if somebody_hears else [(address, now) for address in addresses]


def _by_rules(own: Sequence[Address], urgency: str, habits: Habits, *, zone: str, now: datetime) -> Planned:
    """Return the addresses of one person by their rules; what rings first rings at once where it must not wait."""
    after = {
        address: seconds
        for address in own
        if (seconds := _seconds_after(address.channel, urgency, habits)) is not None
    }
    has_own_rules = any(key[0] == urgency for key in habits.after)
    if urgency in ALWAYS or not has_own_rules:
        hopeful = [seconds for address, seconds in after.items() if address.working is not False]
        first = min(hopeful, default=0)
        after = {address: max(seconds - first, 0) for address, seconds in after.items()}
    return [
        (address, _in_office_hours(address, urgency, now + timedelta(seconds=seconds), zone))
        for address, seconds in after.items()
    ]


def _seconds_after(channel: str, urgency: str, habits: Habits) -> int | None:
    if (urgency, channel) in habits.after:
        return habits.after[urgency, channel]
    return 0 if channel == DEVICES else OTHERS_AFTER[urgency]


def _in_office_hours(address: Address, urgency: str, due: datetime, zone: str) -> datetime:
    if urgency not in IN_OFFICE_HOURS or address.channel == DEVICES:
        return due
    return next_open_moment(calendar(zone), due)
