"""Who can hear us now, over HTTP. Here, because duty and channels do not know each other."""

from flask.typing import ResponseReturnValue
from flask_smorest import Blueprint

from nightlamp.accounts.guard import requires
from nightlamp.accounts.permissions import Permission
from nightlamp.accounts.viewer import current_viewer
from nightlamp.alerts.reach.below import teams_below
from nightlamp.alerts.reach.board import hearing_board
from nightlamp.alerts.reach.schemas import HearingBoardIn, HearingBoardOut, TeamsBelowOut
from nightlamp.core import clock
from nightlamp.core.db import db
from nightlamp.duty.rotas.queries import team_for, teams_for

blueprint = Blueprint("hearing-board", __name__, description="Who of a team can be reached now, and by what")


@blueprint.route("/hearing/board", methods=["GET"])
@requires(Permission.DUTY_READ)
@blueprint.arguments(HearingBoardIn(), location="query")
@blueprint.response(200, HearingBoardOut())
def get_hearing_board(asked: dict[str, str]) -> ResponseReturnValue:
    """Show who of a team can be reached now, by what, whether the next shift can, and which teams I may see."""
    viewer, session = current_viewer(), db.session()
    team = team_for(viewer, Permission.DUTY_READ, asked.get("team"))
    teams = [{"id": item.uuid, "name": item.name} for item in teams_for(viewer, Permission.DUTY_READ)]
    board = hearing_board(session, viewer, team, now=clock.now()) | {"teams": teams}
    return board, 200, {"Cache-Control": "no-store"}


@blueprint.route("/duty/below", methods=["GET"])
@requires(Permission.DUTY_READ)
@blueprint.response(200, TeamsBelowOut())
def get_teams_below() -> ResponseReturnValue:
    """Show a supervisor every team below: who is on duty now, and who of them can be reached."""
    return teams_below(db.session(), current_viewer(), now=clock.now()), 200, {"Cache-Control": "no-store"}
