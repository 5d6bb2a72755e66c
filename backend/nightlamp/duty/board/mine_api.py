"""My own shifts over HTTP: the one that runs, and those to come."""

from datetime import datetime, timedelta
from typing import Any

from flask.typing import ResponseReturnValue
from flask_smorest import Blueprint
from sqlalchemy import select
from sqlalchemy.orm import Session

from nightlamp.accounts.guard import requires
from nightlamp.accounts.permissions import Permission
from nightlamp.accounts.viewer import Viewer, current_viewer
from nightlamp.agencies.models import Team
from nightlamp.core import clock
from nightlamp.core.clock import as_text
from nightlamp.core.db import db
from nightlamp.duty.board.schemas import MyShiftsOut
from nightlamp.duty.board.showing import span_out, team_out
from nightlamp.duty.rotas.queries import shifts_between, without_breaks

blueprint = Blueprint("my-shifts", __name__, description="When I am on duty")
# As far as gaps are warned of.
AHEAD = timedelta(days=14)


@blueprint.route("/duty/me/shifts", methods=["GET"])
@requires(Permission.DUTY_WRITE)
@blueprint.response(200, MyShiftsOut())
def get_my_shifts() -> ResponseReturnValue:
    """List my shifts of the next 14 days in all my teams, soonest first, the one that runs included.

    What goes on without a break is one shift, however it was planned.
    """
    now = clock.now()
    until = now + AHEAD
    items = _mine(db.session(), current_viewer(), since=now, until=until)
    return {"items": items, "until": as_text(until), "next_cursor": None}, 200, {"Cache-Control": "no-store"}


def _mine(session: Session, viewer: Viewer, *, since: datetime, until: datetime) -> list[dict[str, Any]]:
    ids = {grant.team_id for grant in viewer.grants_for(Permission.DUTY_WRITE)}
    teams = session.execute(select(Team).where(Team.id.in_(ids)).order_by(Team.id)).scalars().all()
    shifts = shifts_between(session, ids, since=since, until=until)
    found = []
    for team in teams:
        mine = [shift for shift in shifts[team.id] if shift.account_id == viewer.account_id]
        found += [(starts_at, ends_at, team) for _, starts_at, ends_at in without_breaks(mine)]
    found.sort(key=lambda shift: shift[0])
    return [span_out(starts_at, ends_at) | {"team": team_out(team)} for starts_at, ends_at, team in found]
