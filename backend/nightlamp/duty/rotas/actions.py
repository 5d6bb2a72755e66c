"""Verbs on rotas: make, change and end one. Each draws the plan anew."""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from nightlamp.agencies.models import Team
from nightlamp.audit.actions import record
from nightlamp.core.ids import uuid7
from nightlamp.duty.rotas.models import Rota, RotaPerson, RotaShift
from nightlamp.duty.rotas.planning import replan
from nightlamp.duty.rotas.reading import RotaPlan
from nightlamp.duty.rotas.rules import Window


def add_rota(session: Session, team: Team, plan: RotaPlan, *, by: str, now: datetime) -> Rota:
    """Give a team another rota and draw its plan, with an audit line."""
    rota = Rota(uuid=uuid7(), team_id=team.id, created_at=now, created_by=by, version=0)
    session.add(rota)
    _write(session, rota, plan)
    record(session, "rota_added", by=by, subject=f"team:{team.uuid}", now=now, rota=rota.uuid)
    replan(session, team.id, now=now)
    return rota


def change_rota(session: Session, rota: Rota, team: Team, plan: RotaPlan, *, by: str, now: datetime) -> None:
    """Change a rota from now on; what was worked stays as it was."""
    _write(session, rota, plan)
    record(session, "rota_changed", by=by, subject=f"team:{team.uuid}", now=now, rota=rota.uuid)
    replan(session, team.id, now=now)


def end_rota(session: Session, rota: Rota, team: Team, *, by: str, now: datetime) -> None:
    """End a rota: its shifts that have not begun go, one that has begun ends now."""
    rota.ended_at = now
    session.flush()
    record(session, "rota_ended", by=by, subject=f"team:{team.uuid}", now=now, rota=rota.uuid)
    replan(session, team.id, now=now)


def _write(session: Session, rota: Rota, plan: RotaPlan) -> None:
    turn = plan.rotation
    rota.name, rota.zone, rota.kind = plan.name, plan.zone, "rotation" if turn else "weekly"
    rota.begins = f"{turn.begins:%Y-%m-%dT%H:%M}" if turn else None
    rota.period, rota.every = (turn.period, turn.every) if turn else (None, None)
    rota.windows = json.dumps([_window_row(window) for window in turn.windows] if turn else [])
    rota.version += 1
    session.flush()
    for table in (RotaPerson, RotaShift):
        session.execute(delete(table).where(table.rota_id == rota.id))
    for position, account_id in enumerate(turn.people if turn else ()):
        session.add(RotaPerson(rota_id=rota.id, position=position, account_id=account_id))
    for position, shift in enumerate(plan.shifts):
        row = _window_row(shift.window)
        session.add(RotaShift(rota_id=rota.id, position=position, account_id=shift.account_id, **row))
    session.flush()


def _window_row(window: Window) -> dict[str, Any]:
    return {"weekday": window.weekday, "begins": f"{window.begins:%H:%M}", "minutes": window.minutes}
