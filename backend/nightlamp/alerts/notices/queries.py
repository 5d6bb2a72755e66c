"""The looks: what people should be told of that is no alert. Reads only."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from nightlamp.accounts.permissions import Role
from nightlamp.agencies.queries import members_of, teams_over_each
from nightlamp.agencies.rules import TeamRef
from nightlamp.alerts.models import NoticeSent
from nightlamp.alerts.notices.changes import as_notice, due_changes
from nightlamp.alerts.notices.kinds import NoticeCode
from nightlamp.alerts.notices.rules import (
    COVERED,
    WARN_SUPERVISOR,
    Notice,
    gap_keys,
    gentle,
    is_heard,
    key_of,
)
from nightlamp.channels.queries import Address, addresses_of
from nightlamp.channels.stopped import failing_ways, gone_devices
from nightlamp.duty.queries import Start, on_duty
from nightlamp.duty.rotas.queries import gaps_between

Ways = Mapping[int, Sequence[Address]]


def of_starts(session: Session, starts: Sequence[Start], *, now: datetime) -> list[Notice]:
    """Return who is told of some shifts that begin about now.

    Their people, that it has begun, or begins soon and finds them unreachable; and, minutes before, which supervisors
    that nobody of it can be reached.
    """
    ways = _ways(session, {start.account_id for start in starts}, now=now)
    begun = [start for start in starts if start.starts_at <= now]
    soon = [start for start in starts if start.starts_at > now]
    return [
        *(Notice("shift_begins", gentle(ways.get(s.account_id, ())), (_key("shift_begins", s),)) for s in begun),
        *(
            Notice("unreachable_soon", tuple(ways[s.account_id]), (_key("unreachable_soon", s),))
            for s in soon
            if s.account_id in ways and not is_heard(ways[s.account_id])
        ),
        *_of_next_shifts(session, [start for start in soon if start.starts_at <= now + WARN_SUPERVISOR], now=now),
    ]


def _of_next_shifts(session: Session, starts: Iterable[Start], *, now: datetime) -> list[Notice]:
    teams: dict[datetime, set[int]] = {}
    for start in starts:
        teams.setdefault(start.starts_at, set()).add(start.team_id)
    unheard: list[tuple[int, datetime]] = []
    for at, team_ids in teams.items():
        coming = on_duty(session, team_ids, now=at)
        ways = _ways(session, {p.account_id for people in coming.values() for p in people}, now=now)
        for team_id in sorted(team_ids):
            if not any(is_heard(ways.get(person.account_id, ())) for person in coming[team_id]):
                unheard.append((team_id, at))
    told = _supervisors_ways(session, {team_id for team_id, _ in unheard}, now=now)
    code: NoticeCode = "next_shift_unreachable"
    return [Notice(code, told[team_id], (key_of(code, team_id, at),)) for team_id, at in unheard]


def _key(code: NoticeCode, start: Start) -> str:
    return key_of(code, start.team_id, start.account_id, start.starts_at)


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


def of_coverage(session: Session, team_ids: Collection[int], *, now: datetime) -> list[Notice]:
    """Return which supervisors are told that within COVERED there are hours of their team that nobody covers."""
    gaps = gaps_between(session, team_ids, since=now, until=now + COVERED)
    keys = {team_id: gap_keys(team_id, found, now=now) for team_id, found in gaps.items() if found}
    told = _supervisors_ways(session, keys, now=now)
    return [Notice("coverage_gap", gentle(told[team_id]), mine) for team_id, mine in keys.items() if mine]


def not_given_yet(session: Session, notices: Iterable[Notice]) -> list[Notice]:
    """Return those of some notices that can go somewhere and have a key that is not written down yet."""
    possible = [notice for notice in notices if notice.ways]
    keys = {key for notice in possible for key in notice.keys}
    if not keys:
        return []
    known = set(session.execute(select(NoticeSent.key).where(NoticeSent.key.in_(keys))).scalars())
    return [notice for notice in possible if not known.issuperset(notice.keys)]


def _supervisors_ways(
    session: Session, team_ids: Collection[int], *, now: datetime
) -> dict[int, tuple[Address, ...]]:
    """Return by team the ways to the nearest supervisors over it who are heard; to the nearest at all when none is.

    The same few statements for one team and for hundreds.
    """
    over = teams_over_each(session, team_ids)
    above = {team.id for teams in over.values() for team in teams}
    people: dict[int, list[int]] = {}
    for member in members_of(session, above, role=Role.SUPERVISOR):
        people.setdefault(member.team_id, []).append(member.account_id)
    ways = _ways(session, {person for found in people.values() for person in found}, now=now)

    def of(team: TeamRef) -> tuple[Address, ...]:
        return tuple(way for person in people.get(team.id, ()) for way in ways.get(person, ()))

    found = {team_id: [mine for team in teams if (mine := of(team))] for team_id, teams in over.items()}
    return {
        team_id: next((mine for mine in nearest if is_heard(mine)), nearest[0] if nearest else ())
        for team_id, nearest in found.items()
    }


def _ways(session: Session, account_ids: Collection[int], *, now: datetime) -> Ways:
    found: dict[int, list[Address]] = {}
    for address in addresses_of(session, account_ids, now=now):
        found.setdefault(address.account_id, []).append(address)
    return found
