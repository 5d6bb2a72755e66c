"""Plan rotas ahead: what they and their overrides say becomes `shift` rows, for everybody who asks who is on duty.

A plan reaches HORIZON ahead and is drawn anew after every change, and daily by the dispatcher. What was worked is
never touched: a shift that has begun is only cut short or made longer, and keeps its start.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from nightlamp.agencies.models import Team
from nightlamp.core.remember import forget_everything
from nightlamp.duty.models import Shift
from nightlamp.duty.rotas.models import Rota
from nightlamp.duty.rotas.queries import LEAST_GAP, planned_turns, shifts_between, teams_due
from nightlamp.duty.rotas.rules import Override, Turn, gaps, overridden

# Five weeks: a coverage warning 14 days ahead, and a monthly rotation's next hand-over, lie within it.
HORIZON = timedelta(days=35)
REPLAN_EVERY = timedelta(hours=12)
PLANNED = "plan"


def lock_plan(session: Session, team_id: int) -> None:
    """Let nobody else change this team's plan until the caller's unit ends: of two who ask at once, one waits.

    Reports that are filed for the team meanwhile do not wait (`FOR NO KEY UPDATE`). SQLite has its gate.
    """
    session.execute(select(Team.id).where(Team.id == team_id).with_for_update(key_share=True))


def replan(session: Session, team_id: int, *, now: datetime) -> int:
    """Draw a team's plan anew from `now` on, in the caller's unit; return how many shifts were changed.

    One at a time: whoever plans the same team meanwhile waits, and finds what was planned.
    """
    lock_plan(session, team_id)
    until = now + HORIZON
    turns = overridden(
        planned_turns(session, team_id, since=now, until=until), _left_early(session, team_id, now=now)
    )
    wanted = {(turn.account_id, max(turn.starts_at, now)): turn for turn in turns}
    changed = 0
    for shift in _planned(session, team_id, now=now):
        turn = wanted.pop((shift.account_id, max(shift.starts_at, now)), None)
        if turn is None:
            changed += _taken_back(session, shift, now=now)
        elif shift.ends_at != turn.ends_at:
            shift.ends_at, changed = turn.ends_at, changed + 1
    for turn in wanted.values():
        session.add(_shift(team_id, turn, now=now))
    rotas = update(Rota).where(Rota.team_id == team_id, Rota.ended_at.is_(None)).values(planned_until=until)
    session.execute(rotas)
    session.flush()
    forget_everything()
    return changed + len(wanted)


def gaps_if(
    session: Session, team_id: int, *, until: datetime, now: datetime, plus: Sequence[Turn] = (), without: int | None
) -> list[tuple[datetime, datetime]]:
    """Return what nobody would cover if a team's plan were drawn with turns of another rota, or without one.

    All its other rotas, overrides, shifts put there by hand and people who are on by themselves count. Nothing is
    stored.
    """
    turns = overridden(
        planned_turns(session, team_id, since=now, until=until, plus=plus, without=without),
        _left_early(session, team_id, now=now),
    )
    others = shifts_between(session, [team_id], since=now, until=until)[team_id]
    turns += [Turn(s.starts_at, s.ends_at or until, s.account_id) for s in others if s.source != PLANNED]
    return [(start, end) for start, end in gaps(turns, now, until) if end - start >= LEAST_GAP]


def teams_to_plan(session: Session, *, now: datetime, at_most: int) -> list[int]:
    """Return some teams whose plan was never drawn or is older than REPLAN_EVERY, those without any first."""
    return teams_due(session, Rota.planned_until, before=now + HORIZON - REPLAN_EVERY, at_most=at_most)


def teams_to_look_at(session: Session, *, since: datetime, at_most: int) -> list[int]:
    """Return some teams with a rota in force whose coverage nobody has looked through since a moment."""
    return teams_due(session, Rota.looked_at, before=since, at_most=at_most)


def note_look(session: Session, team_ids: Collection[int], *, now: datetime) -> None:
    """Write down that the coverage of some teams was looked through."""
    if team_ids:
        looked = update(Rota).where(Rota.team_id.in_(team_ids), Rota.ended_at.is_(None)).values(looked_at=now)
        session.execute(looked.execution_options(synchronize_session=False))


def _planned(session: Session, team_id: int, *, now: datetime) -> Sequence[Shift]:
    query = (
        select(Shift)
        .where(Shift.team_id == team_id, Shift.source == PLANNED, Shift.ended_at.is_(None), Shift.ends_at > now)
        .order_by(Shift.starts_at, Shift.id)
    )
    return session.execute(query).scalars().all()


def _left_early(session: Session, team_id: int, *, now: datetime) -> list[Override]:
    """Return who went off duty before the end of a planned shift: no plan brings them back before that end."""
    query = select(Shift.ends_at, Shift.account_id).where(
        Shift.team_id == team_id, Shift.source == PLANNED, Shift.ended_at.is_not(None), Shift.ends_at > now
    )
    return [Override(now, row.ends_at, None, row.account_id) for row in session.execute(query) if row.ends_at]


def _taken_back(session: Session, shift: Shift, *, now: datetime) -> int:
    if shift.starts_at > now:
        session.execute(delete(Shift).where(Shift.id == shift.id))
    else:
        # Both, so that it does not look as if the person had left: a changed plan may call them again.
        shift.ends_at = shift.ended_at = now
    return 1


def _shift(team_id: int, turn: Turn, *, now: datetime) -> Shift:
    return Shift(
        team_id=team_id,
        account_id=turn.account_id,
        starts_at=turn.starts_at,
        ends_at=turn.ends_at,
        source=PLANNED,
        created_at=now,
        created_by="system",
    )
