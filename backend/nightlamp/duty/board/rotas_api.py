"""Rotas over HTTP: list, try out, make, change, end. Reading is for everybody on duty, the rest for planners."""

from datetime import timedelta
from typing import Any

from flask import jsonify
from flask.typing import ResponseReturnValue
from flask.views import MethodView
from flask_smorest import Blueprint

from nightlamp.accounts.guard import requires
from nightlamp.accounts.permissions import Permission
from nightlamp.accounts.viewer import current_viewer
from nightlamp.agencies.models import Team
from nightlamp.core import clock
from nightlamp.core.db import db, writing
from nightlamp.core.errors import field_error
from nightlamp.core.http import check_version, with_version
from nightlamp.duty.board.schemas import (
    BoardIn,
    PreviewOut,
    RotaEndingOut,
    RotaIn,
    RotaOut,
    RotaPreviewIn,
    RotasOut,
)
from nightlamp.duty.board.showing import preview_out, rota_out, span_out
from nightlamp.duty.rotas.actions import add_rota, change_rota, end_rota
from nightlamp.duty.rotas.models import Rota
from nightlamp.duty.rotas.planning import gaps_if
from nightlamp.duty.rotas.queries import planned_turns, rota_for, rotas_of, team_for
from nightlamp.duty.rotas.reading import read_rota

blueprint = Blueprint("rotas", __name__, description="How teams fill their hours")
PREVIEW = timedelta(days=28)
_QUIET = {"Cache-Control": "no-store"}


@blueprint.route("/rotas")
class Rotas(MethodView):
    """The rotas of a team."""

    @requires(Permission.DUTY_READ)
    @blueprint.arguments(BoardIn(only=("team",)), location="query")
    @blueprint.response(200, RotasOut())
    def get(self, asked: dict[str, Any]) -> ResponseReturnValue:
        """List the rotas of a team, my own when left out."""
        team = team_for(current_viewer(), Permission.DUTY_READ, asked.get("team"))
        session = db.session()
        items = [rota_out(session, rota, team) for rota in rotas_of(session, [team.id])]
        return {"items": items, "next_cursor": None}, 200, _QUIET

    @requires(Permission.DUTY_PLAN)
    @blueprint.arguments(RotaIn())
    @blueprint.response(201, RotaOut())
    def post(self, typed: dict[str, Any]) -> ResponseReturnValue:
        """Give a team another rota. Its shifts stand on the board at once, five weeks ahead."""
        viewer = current_viewer()
        team = _team(typed["team"])
        with writing() as session:
            plan = read_rota(session, team, typed)
            rota = add_rota(session, team, plan, by=viewer.uuid, now=clock.now())
            answer = jsonify(RotaOut().dump(rota_out(session, rota, team)))
        answer.status_code = 201
        return with_version(answer, rota.version)


@blueprint.route("/rotas/preview", methods=["POST"])
@requires(Permission.DUTY_PLAN)
@blueprint.arguments(RotaPreviewIn())
@blueprint.response(200, PreviewOut())
def post_preview(typed: dict[str, Any]) -> ResponseReturnValue:
    """Show what a rota would make of the next four weeks, and what the team's rotas would then leave uncovered.

    Nothing is stored.
    """
    session, team, now = db.session(), _team(typed["team"]), clock.now()
    before = rota_for(current_viewer(), Permission.DUTY_PLAN, typed["rota"])[0].id if typed["rota"] else None
    turns, until = read_rota(session, team, typed).turns(now, now + PREVIEW), now + PREVIEW
    others = planned_turns(session, team.id, since=now, until=until, without=before)
    gaps = gaps_if(session, team.id, until=until, now=now, plus=turns, without=before)
    return preview_out(turns, others, gaps), 200, _QUIET


@blueprint.route("/rotas/<uuid>")
class OneRota(MethodView):
    """One rota."""

    @requires(Permission.DUTY_READ)
    @blueprint.response(200, RotaOut())
    def get(self, uuid: str) -> ResponseReturnValue:
        """Show a rota."""
        rota, team = rota_for(current_viewer(), Permission.DUTY_READ, uuid)
        return _answer(rota, team)

    @requires(Permission.DUTY_PLAN)
    @blueprint.arguments(RotaIn())
    @blueprint.response(200, RotaOut())
    def put(self, typed: dict[str, Any], uuid: str) -> ResponseReturnValue:
        """Change a rota from now on. What was worked stays; a shift that has begun is cut short or made longer."""
        viewer = current_viewer()
        with writing() as session:
            rota, team = rota_for(viewer, Permission.DUTY_PLAN, uuid)
            check_version(rota.version)
            if typed["team"] != team.uuid:
                raise field_error("/team", "unknown_value", "A rota stays in its team; make another one there.")
            change_rota(session, rota, team, read_rota(session, team, typed), by=viewer.uuid, now=clock.now())
        return _answer(rota, team)

    @requires(Permission.DUTY_PLAN)
    @blueprint.response(204)
    def delete(self, uuid: str) -> ResponseReturnValue:
        """End a rota: its coming shifts go, one that has begun ends now."""
        viewer = current_viewer()
        with writing() as session:
            rota, team = rota_for(viewer, Permission.DUTY_PLAN, uuid)
            check_version(rota.version)
            end_rota(session, rota, team, by=viewer.uuid, now=clock.now())
        return "", 204


@blueprint.route("/rotas/<uuid>/ending", methods=["GET"])
@requires(Permission.DUTY_PLAN)
@blueprint.response(200, RotaEndingOut())
def get_ending(uuid: str) -> ResponseReturnValue:
    """Show what ending a rota now would leave uncovered in the next four weeks, beside what is open already."""
    session, now = db.session(), clock.now()
    rota, team = rota_for(current_viewer(), Permission.DUTY_PLAN, uuid)
    until = now + PREVIEW
    before = gaps_if(session, team.id, until=until, now=now, without=None)
    made = [gap for gap in gaps_if(session, team.id, until=until, now=now, without=rota.id) if gap not in before]
    return {"gaps": [span_out(start, end if end < until else None) for start, end in made]}, 200, _QUIET


def _team(uuid: str) -> Team:
    return team_for(current_viewer(), Permission.DUTY_PLAN, uuid)


def _answer(rota: Rota, team: Team) -> ResponseReturnValue:
    return with_version(jsonify(RotaOut().dump(rota_out(db.session(), rota, team))), rota.version)
