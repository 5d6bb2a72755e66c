"""The looks: what people should be told of that is no alert. Reads only."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import String, cast, literal, select
from sqlalchemy.orm import Session

from nightlamp.accounts.permissions import Role
from nightlamp.agencies.models import Team
from nightlamp.agencies.queries import members_of, teams_over
from nightlamp.alerts.models import NoticeSent
from nightlamp.alerts.notices.changes import as_notice, due_changes
from nightlamp.alerts.notices.rules import (
    BEGAN_WITHIN,
    COVERED,
    WARN_SUPERVISOR,
    WARN_WORKER,
    Notice,
    gap_keys,
    gentle,
    is_heard,
    key_of,
)
from nightlamp.channels.queries import Address, addresses_of
from nightlamp.channels.stopped import failing_ways, gone_devices
from nightlamp.duty.queries import on_duty, starting
from nightlamp.duty.rotas.models import Rota
from nightlamp.duty.rotas.queries import gaps_between

Ways = Mapping[int, Sequence[Address]]
# So many teams a minute: a country of 40,000 teams with rotas is looked through within a working day.
_TEAMS_AT_ONCE = 100


def of_shifts(session: Session, *, now: datetime) -> list[Notice]:
    """Return who is told that their shift has begun, or begins soon and finds them unreachable."""
    begun = starting(session, since=now - BEGAN_WITHIN, until=now)
    soon = starting(session, since=now, until=now + WARN_WORKER)
    ways = _ways(session, {person for _, person, _ in [*begun, *soon]}, now=now)
    notices = [
        Notice("shift_begins", gentle(ways.get(person, ())), (key_of("shift_begins", team, person, at),))
        for team, person, at in begun
    ]
    return notices + [
        Notice("unreachable_soon", tuple(ways[person]), (key_of("unreachable_soon", team, person, at),))
        for team, person, at in soon
        if person in ways and not is_heard(ways[person])
    ]


def of_next_shifts(session: Session, *, now: datetime) -> list[Notice]:
    """Return which supervisors are told that nobody of a shift that begins in minutes can be reached."""
    teams: dict[datetime, set[int]] = {}
    for team_id, _, at in starting(session, since=now, until=now + WARN_SUPERVISOR):
        teams.setdefault(at, set()).add(team_id)
    notices = []
    for at, team_ids in teams.items():
        coming = on_duty(session, team_ids, now=at)
        ways = _ways(session, {p.account_id for people in coming.values() for p in people}, now=now)
        for team_id in sorted(team_ids):
            if any(is_heard(ways.get(person.account_id, ())) for person in coming[team_id]):
                continue
            told = _supervisors_ways(session, team_id, now=now)
            notices.append(Notice("next_shift_unreachable", told, (key_of("next_shift_unreachable", team_id, at),)))
    return notices


def of_changes(session: Session, *, now: datetime) -> list[Notice]:
    """Return who is told of what somebody else has changed in their shifts."""
    due = due_changes(session, now=now)
    ways = _ways(session, {item[0] for item in due}, now=now)
    return [as_notice(item, ways.get(item[0], ())) for item in due]


def of_ways(session: Session, *, now: datetime) -> list[Notice]:
    """Return who is told, by what else they have, that a device is gone or that something of theirs fails."""
    gone, failing = gone_devices(session, now=now), failing_ways(session, now=now)
    ways = _ways(session, {found.account_id for found in [*gone, *failing]}, now=now)

    def others(account_id: int) -> tuple[Address, ...]:
        return tuple(way for way in ways.get(account_id, ()) if way.working is not False)

    return [Notice("device_gone", others(f.account_id), (key_of("device_gone", f.address),)) for f in gone] + [
        Notice("device_failing", others(f.account_id), (key_of("device_failing", f.address, f.since),))
        for f in failing
    ]


def teams_to_look_at(session: Session, *, day: str) -> Sequence[int]:
    """Return some teams with a rota in force whose coverage nobody has looked at on this day."""
    key = literal(f"coverage_look:{day}:") + cast(Rota.team_id, String)
    looked = select(NoticeSent.key).where(NoticeSent.key == key)
    query = (
        select(Rota.team_id)
        .where(Rota.ended_at.is_(None), ~looked.exists())
        .distinct()
        .order_by(Rota.team_id)
        .limit(_TEAMS_AT_ONCE)
    )
    return session.execute(query).scalars().all()


def of_coverage(session: Session, team_ids: Collection[int], *, now: datetime) -> list[Notice]:
    """Return which supervisors are told that within COVERED there are hours of their team that nobody covers."""
    gaps = gaps_between(session, list(team_ids), since=now, until=now + COVERED)
    return [
        Notice("coverage_gap", gentle(_supervisors_ways(session, team_id, now=now)), keys)
        for team_id, found in gaps.items()
        if (keys := gap_keys(team_id, found, now=now))
    ]


def not_given_yet(session: Session, notices: Iterable[Notice]) -> list[Notice]:
    """Return those of some notices that can go somewhere and have a key that is not written down yet."""
    possible = [notice for notice in notices if notice.ways]
    keys = {key for notice in possible for key in notice.keys}
    if not keys:
        return []
    known = set(session.execute(select(NoticeSent.key).where(NoticeSent.key.in_(keys))).scalars())
    return [notice for notice in possible if not known.issuperset(notice.keys)]


def _supervisors_ways(session: Session, team_id: int, *, now: datetime) -> tuple[Address, ...]:
    """Return the ways to the nearest supervisors over a team who are heard; to the nearest at all when none is."""
    nearest: tuple[Address, ...] = ()
    for team in teams_over(session, session.get_one(Team, team_id).place_path):
        people = [member.account_id for member in members_of(session, [team.id], role=Role.SUPERVISOR)]
        found = tuple(addresses_of(session, people, now=now))
        if is_heard(found):
            return found
        nearest = nearest or found
    return nearest


def _ways(session: Session, account_ids: Collection[int], *, now: datetime) -> Ways:
    found: dict[int, list[Address]] = {}
    for address in addresses_of(session, account_ids, now=now):
        found.setdefault(address.account_id, []).append(address)
    return found
