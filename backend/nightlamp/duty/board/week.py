"""The shifts and gaps that a board shows. Reads only."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from nightlamp.duty.rotas.models import Rota
from nightlamp.duty.rotas.planning import HORIZON
from nightlamp.duty.rotas.queries import BoardShift, planned_turns, shifts_between
from nightlamp.duty.rotas.rules import Turn, gaps

Gap = tuple[datetime, datetime]
_LEAST_GAP = timedelta(minutes=1)


def week_of(
    session: Session, team_id: int, *, since: datetime, until: datetime, now: datetime
) -> tuple[list[BoardShift], list[Gap]]:
    """Return the shifts of a team that touch a stretch of time, and the gaps of it that are not over.

    A gap is whole, from now at the earliest to the end of what is planned at the latest: whoever fills it sees all
    of it. Beyond what is planned already, the rotas say who will be on.
    """
    ahead = max(until, now + HORIZON)
    shifts = _known(session, team_id, since=min(since, now), until=ahead)
    shown = [s for s in shifts if s.starts_at < until and (s.ends_at is None or s.ends_at > since)]
    turns = [Turn(s.starts_at, s.ends_at or ahead, s.account_id) for s in shifts]
    open_hours = gaps(turns, now, ahead) if until > now else []
    return shown, [
        (start, end) for start, end in open_hours if end > since and start < until and end - start >= _LEAST_GAP
    ]


def _known(session: Session, team_id: int, *, since: datetime, until: datetime) -> list[BoardShift]:
    shifts = shifts_between(session, [team_id], since=since, until=until)[team_id]
    query = select(func.min(Rota.planned_until)).where(Rota.team_id == team_id, Rota.ended_at.is_(None))
    planned_until = session.execute(query).scalar_one()
    if planned_until is None or planned_until >= until:
        return shifts
    beyond = planned_turns(session, team_id, since=max(planned_until, since), until=until + HORIZON)
    return _continued(shifts, beyond)


def _continued(shifts: Sequence[BoardShift], beyond: Sequence[Turn]) -> list[BoardShift]:
    """Return shifts with the turns after them; one that goes on where the plan ends is one shift."""
    found = list(shifts)
    for turn in beyond:
        before = (turn.account_id, turn.starts_at, "plan")
        at = next((n for n, s in enumerate(found) if (s.account_id, s.ends_at, s.source) == before), None)
        if at is None:
            found.append(BoardShift(turn.account_id, turn.starts_at, turn.ends_at, "plan"))
        else:
            found[at] = replace(found[at], ends_at=turn.ends_at)
    return found
