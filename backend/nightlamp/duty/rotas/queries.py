"""The doors to rotas: what they are, what they say for a stretch of time, and who is on the board."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import cast

from sqlalchemy import func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from nightlamp.accounts.permissions import Permission
from nightlamp.accounts.viewer import Viewer
from nightlamp.agencies.models import Team
from nightlamp.agencies.queries import in_scope, members_of
from nightlamp.core.db import db
from nightlamp.core.errors import NotFound
from nightlamp.duty.models import Shift
from nightlamp.duty.rotas.models import Rota, RotaPerson, RotaShift, ShiftOverride, SwapRequest
from nightlamp.duty.rotas.rules import (
    Override,
    Period,
    Rotation,
    Turn,
    WeeklyShift,
    Window,
    gaps,
    joined,
    overridden,
    rotation_turns,
    weekly_turns,
)

TEAMS_SHOWN = 500
# In place of an end that nobody has set.
_OPEN = datetime(9999, 1, 1, tzinfo=UTC)
LEAST_GAP = timedelta(minutes=1)


def planned_turns(
    session: Session,
    team_id: int,
    *,
    since: datetime,
    until: datetime,
    plus: Iterable[Turn] = (),
    without: int | None = None,
) -> list[Turn]:
    """Return what a team's rotas and overrides say for a stretch of time, without people who have no role there.

    `plus`: turns of a rota that is only tried out. `without`: inner id of a rota that is left aside.
    """
    rotas = [rota for rota in rotas_of(session, [team_id]) if rota.id != without]
    turns = [*plus, *(turn for rota in rotas for turn in turns_of(session, rota, since, until))]
    there = {member.account_id for member in members_of(session, [team_id])}
    current = overridden(turns, overrides_of(session, team_id, since=since, until=until))
    cut = (Turn(max(t.starts_at, since), min(t.ends_at, until), t.account_id) for t in current)
    return [turn for turn in cut if turn.starts_at < turn.ends_at and turn.account_id in there]


def turns_of(session: Session, rota: Rota, since: datetime, until: datetime) -> list[Turn]:
    """Return the turns of one rota as it stands, overrides left aside."""
    if rota.kind == "weekly":
        return weekly_turns(shifts_in(session, rota), rota.zone, since, until)
    return rotation_turns(rotation_of(session, rota), since, until)


def rotation_of(session: Session, rota: Rota) -> Rotation:
    """Return a rota of the kind `rotation` as the rules know it."""
    people = select(RotaPerson.account_id).where(RotaPerson.rota_id == rota.id).order_by(RotaPerson.position)
    if rota.begins is None or rota.period is None or rota.every is None:
        raise ValueError(f"Rota {rota.uuid} is no rotation.")
    return Rotation(
        zone=rota.zone,
        begins=datetime.fromisoformat(rota.begins),
        period=cast(Period, rota.period),
        every=rota.every,
        people=tuple(session.execute(people).scalars()),
        windows=tuple(window_of(item) for item in json.loads(rota.windows)),
    )


def shifts_in(session: Session, rota: Rota) -> list[WeeklyShift]:
    """Return the fixed shifts of a weekly rota, in their order."""
    query = select(RotaShift).where(RotaShift.rota_id == rota.id).order_by(RotaShift.position)
    return [
        WeeklyShift(Window(row.weekday, time.fromisoformat(row.begins), row.minutes), row.account_id)
        for row in session.execute(query).scalars()
    ]


def window_of(item: dict[str, object]) -> Window:
    """Return a window as the rules know it, from {weekday, begins: "HH:MM", minutes}."""
    return Window(int(str(item["weekday"])), time.fromisoformat(str(item["begins"])), int(str(item["minutes"])))


def rotas_of(session: Session, team_ids: Iterable[int]) -> Sequence[Rota]:
    """Return the rotas of these teams that are in force, oldest first."""
    query = select(Rota).where(Rota.team_id.in_(list(team_ids)), Rota.ended_at.is_(None)).order_by(Rota.id)
    return session.execute(query).scalars().all()


def teams_due(
    session: Session, column: InstrumentedAttribute[datetime | None], *, before: datetime, at_most: int
) -> list[int]:
    """Return some teams with a rota in force whose time in a column was never set, or lies before a moment.

    Asked in two parts, each a range of the column's index: a look at all rotas of a country would be one each minute.
    """
    query = select(Rota.team_id).where(Rota.ended_at.is_(None)).order_by(column).limit(at_most)
    never, long_ago = (session.execute(query.where(p)).scalars().all() for p in (column.is_(None), column < before))
    return list(dict.fromkeys([*never, *long_ago]))[:at_most]


def overrides_of(session: Session, team_id: int, *, since: datetime, until: datetime) -> list[Override]:
    """Return the overrides of a team that touch a stretch of time, in the order in which they were made."""
    query = (
        select(ShiftOverride)
        .where(ShiftOverride.team_id == team_id, ShiftOverride.withdrawn_at.is_(None))
        .where(ShiftOverride.ends_at > since, ShiftOverride.starts_at < until)
        .order_by(ShiftOverride.id)
    )
    return [Override(o.starts_at, o.ends_at, o.account_id, o.instead_of) for o in session.execute(query).scalars()]


@dataclass(frozen=True)
class BoardShift:
    """A shift as the board shows it: who, from when, until when (None: until somebody ends it), and its source."""

    account_id: int
    starts_at: datetime
    ends_at: datetime | None
    source: str


def shifts_between(
    session: Session, team_ids: Collection[int], *, since: datetime, until: datetime
) -> dict[int, list[BoardShift]]:
    """Return the shifts of these teams that touch a stretch of time, by team, in order; cut-short ones as worked.

    Whoever has lost their role in the team or their account counts only for what they have worked.
    """
    ends = func.coalesce(Shift.ended_at, Shift.ends_at)
    query = (
        select(Shift.team_id, Shift.account_id, Shift.starts_at, Shift.ends_at, Shift.ended_at, Shift.source)
        .where(Shift.team_id.in_(list(team_ids)), Shift.starts_at < until, or_(ends.is_(None), ends > since))
        # Said once more for the index: nothing is cut short after its planned end.
        .where(or_(Shift.ends_at.is_(None), Shift.ends_at > since))
        .order_by(Shift.starts_at, Shift.id)
    )
    found: dict[int, list[BoardShift]] = {team_id: [] for team_id in team_ids}
    there = {(member.team_id, member.account_id) for member in members_of(session, list(team_ids))}
    for row in session.execute(query):
        worked = row.ended_at or row.ends_at
        if row.ended_at is not None or (row.team_id, row.account_id) in there:
            found[row.team_id].append(BoardShift(row.account_id, row.starts_at, worked, row.source))
    return found


def without_breaks(shifts: Iterable[BoardShift]) -> list[tuple[int, datetime, datetime | None]]:
    """Return whose turn it is, from when and until when, in order; shifts of one person with nothing between are one.

    None in place of an end: until they go off duty themselves.
    """
    turns = joined(Turn(shift.starts_at, shift.ends_at or _OPEN, shift.account_id) for shift in shifts)
    return [(turn.account_id, turn.starts_at, turn.ends_at if turn.ends_at < _OPEN else None) for turn in turns]


def stays_until(
    session: Session, on: Mapping[int, Collection[int]], *, now: datetime, within: timedelta
) -> dict[tuple[int, int], datetime | None]:
    """Return until when people on duty stay without a break, by team and person.

    `on` names who is on, by team. Shifts are looked at as far ahead as `within`: of an end after that it is only
    known that they stay so long. None: until they go off duty themselves.
    """
    found: dict[tuple[int, int], datetime | None] = {}
    for team_id, shifts in shifts_between(session, list(on), since=now, until=now + within).items():
        ends = {person: end for person, begins, end in reversed(without_breaks(shifts)) if begins <= now}
        found |= {(team_id, person): ends.get(person) for person in on[team_id]}
    return found


def gaps_between(
    session: Session, team_ids: Collection[int], *, since: datetime, until: datetime
) -> dict[int, list[tuple[datetime, datetime]]]:
    """Return the stretches in which nobody is on duty, by team; only whole minutes are worth a warning."""
    shifts = shifts_between(session, team_ids, since=since, until=until)
    return {
        team_id: [
            (start, end)
            for start, end in gaps((Turn(s.starts_at, s.ends_at or until, s.account_id) for s in mine), since, until)
            if end - start >= LEAST_GAP
        ]
        for team_id, mine in shifts.items()
    }


def team_for(viewer: Viewer, permission: Permission, uuid: str | None) -> Team:
    """Return a team in a viewer's scope; None is the first of their own. Raises NotFound."""
    query = select(Team).where(Team.closed_at.is_(None), in_scope(viewer, permission))
    if uuid is not None:
        query = query.where(Team.uuid == uuid)
    else:
        own = [grant.team_id for grant in viewer.grants_for(permission)]
        query = query.where(Team.id.in_(own)).order_by(Team.id)
    found = db.session.execute(query).scalars().first()
    if found is None:
        raise NotFound("There is no such team.")
    return found


def teams_for(viewer: Viewer, permission: Permission) -> Sequence[Team]:
    """Return the teams in a viewer's scope, their own first, then by place; at most TEAMS_SHOWN."""
    own = [grant.team_id for grant in viewer.grants_for(permission)]
    query = select(Team).where(Team.closed_at.is_(None), in_scope(viewer, permission))
    query = query.order_by(Team.place_path, Team.id).limit(TEAMS_SHOWN)
    # Asked apart: in one order, all teams of a country would have to be sorted before the first are known.
    mine = db.session.execute(query.where(Team.id.in_(own))).scalars().all()
    others = db.session.execute(query.where(Team.id.not_in(own))).scalars().all()
    return [*mine, *others][:TEAMS_SHOWN]


def rota_for(viewer: Viewer, permission: Permission, uuid: str) -> tuple[Rota, Team]:
    """Return a rota in force and its team, in a viewer's scope. Raises NotFound."""
    query = (
        select(Rota, Team)
        .join(Team, Team.id == Rota.team_id)
        .where(Rota.uuid == uuid, Rota.ended_at.is_(None), in_scope(viewer, permission))
    )
    row = db.session.execute(query).one_or_none()
    if row is None:
        raise NotFound("There is no such rota.")
    return row[0], row[1]


def open_overrides(session: Session, team_id: int, *, since: datetime, until: datetime) -> Sequence[ShiftOverride]:
    """Return the overrides of a team that touch a stretch of time, for the board."""
    query = (
        select(ShiftOverride)
        .where(ShiftOverride.team_id == team_id, ShiftOverride.withdrawn_at.is_(None))
        .where(ShiftOverride.ends_at > since, ShiftOverride.starts_at < until)
        .order_by(ShiftOverride.starts_at, ShiftOverride.id)
    )
    return session.execute(query).scalars().all()


def open_swaps(session: Session, team_id: int, *, now: datetime) -> Sequence[SwapRequest]:
    """Return the swap requests of a team that wait for an answer, soonest first."""
    query = (
        select(SwapRequest)
        .where(SwapRequest.team_id == team_id, SwapRequest.state == "asked", SwapRequest.ends_at > now)
        .order_by(SwapRequest.starts_at, SwapRequest.id)
    )
    return session.execute(query).scalars().all()


def has_asked(session: Session, team_id: int, account_id: int, starts_at: datetime, ends_at: datetime) -> bool:
    """Tell whether a person has a swap request that waits for an answer over some of these hours."""
    query = select(SwapRequest.id).where(
        SwapRequest.team_id == team_id,
        SwapRequest.asked_by == account_id,
        SwapRequest.state == "asked",
        SwapRequest.starts_at < ends_at,
        SwapRequest.ends_at > starts_at,
    )
    return session.execute(query.limit(1)).first() is not None
