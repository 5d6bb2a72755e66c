"""The shift board over HTTP: teams, shifts, overrides, taking over, swaps."""

from datetime import datetime, timedelta
from typing import Any

from flask import g
from flask.typing import ResponseReturnValue
from flask_smorest import Blueprint
from sqlalchemy.orm import Session

from nightlamp.accounts.guard import requires
from nightlamp.accounts.models import Account
from nightlamp.accounts.permissions import Permission
from nightlamp.accounts.queries import people_by_uuid
from nightlamp.accounts.viewer import current_viewer
from nightlamp.agencies.models import Team
from nightlamp.core import clock
from nightlamp.core.clock import as_text
from nightlamp.core.db import db, writing
from nightlamp.core.errors import Forbidden, NotFound, field_error
from nightlamp.duty.board.schemas import (
    BoardIn,
    BoardOut,
    DutyTeamsOut,
    OverrideIn,
    OverrideOut,
    SwapAnswerIn,
    SwapIn,
    SwapOut,
    TakeIn,
)
from nightlamp.duty.board.showing import board_out, override_out, swap_out, team_out
from nightlamp.duty.rotas.changes.overrides import Change, add_override, current_override, withdraw_override
from nightlamp.duty.rotas.changes.swaps import (
    Asked,
    accept_swap,
    ask_for_swap,
    refuse_swap,
    swap_request,
    take_back_answer,
    withdraw_swap,
)
from nightlamp.duty.rotas.changes.takes import Wanted, take_hours
from nightlamp.duty.rotas.models import SwapRequest
from nightlamp.duty.rotas.queries import gaps_between, rotas_of, team_for, teams_for

blueprint = Blueprint("board", __name__, description="Who is on duty when, and who stands in for whom")
WEEK, LONGEST, WARNED = timedelta(days=7), timedelta(days=35), timedelta(days=14)
_QUIET = {"Cache-Control": "no-store"}


@blueprint.route("/duty/teams", methods=["GET"])
@requires(Permission.DUTY_READ)
@blueprint.response(200, DutyTeamsOut())
def get_teams() -> ResponseReturnValue:
    """List the teams whose board I may see, my own first, and what nobody covers in the next 14 days."""
    viewer, session, now = current_viewer(), db.session(), clock.now()
    teams = teams_for(viewer, Permission.DUTY_READ)
    own = {grant.team_id for grant in viewer.grants}
    planned = {rota.team_id for rota in rotas_of(session, [team.id for team in teams])}
    gaps = gaps_between(session, [team.id for team in teams], since=now, until=now + WARNED)
    items = [
        team_out(team)
        | {
            "may_plan": viewer.covers(Permission.DUTY_PLAN, team.place_path),
            "mine": team.id in own,
            "gaps": len(gaps[team.id]),
            "first_gap_at": as_text(gaps[team.id][0][0]) if gaps[team.id] else None,
            "has_rota": team.id in planned,
        }
        for team in teams
    ]
    return {"items": items, "next_cursor": None}, 200, _QUIET


@blueprint.route("/duty/shifts", methods=["GET"])
@requires(Permission.DUTY_READ)
@blueprint.arguments(BoardIn(), location="query")
@blueprint.response(200, BoardOut())
def get_shifts(asked: dict[str, Any]) -> ResponseReturnValue:
    """Show the board of a team: who is on duty from when to when, what nobody covers, and open requests."""
    viewer, now = current_viewer(), clock.now()
    team = team_for(viewer, Permission.DUTY_READ, asked.get("team"))
    since: datetime = asked.get("since") or now
    until: datetime = asked.get("until") or since + WEEK
    if not since < until <= since + LONGEST:
        raise field_error("/to", "out_of_range", "Ask for at most five weeks, the end after the beginning.")
    return board_out(db.session(), viewer, team, since=since, until=until, now=now), 200, _QUIET


@blueprint.route("/duty/overrides", methods=["POST"])
@requires(Permission.DUTY_PLAN)
@blueprint.arguments(OverrideIn())
@blueprint.response(201, OverrideOut())
def post_override(typed: dict[str, Any]) -> ResponseReturnValue:
    """Put somebody on duty for some hours, in the place of somebody else."""
    viewer = current_viewer()
    team = team_for(viewer, Permission.DUTY_PLAN, typed["team"])
    change = Change(
        typed["starts_at"],
        typed["ends_at"],
        _account("/account", typed["account"]),
        _account("/instead_of", typed["instead_of"]),
    )
    with writing() as session:
        override = add_override(session, team, change, source="override", by=viewer.uuid, now=clock.now())
    return override_out(override), 201, _QUIET


@blueprint.route("/duty/overrides/<uuid>", methods=["DELETE"])
@requires(Permission.DUTY_WRITE)
@blueprint.response(204)
def delete_override(uuid: str) -> ResponseReturnValue:
    """Take an override back: a planner any, everybody the hours that they took over themselves."""
    viewer = current_viewer()
    with writing() as session:
        override = current_override(session, uuid)
        team = session.get(Team, override.team_id) if override else None
        if override is None or team is None or not viewer.covers(Permission.DUTY_READ, team.place_path):
            raise NotFound("There is no such override.")
        taken_by_me = override.source == "take" and override.account_id == viewer.account_id
        if not taken_by_me and not viewer.covers(Permission.DUTY_PLAN, team.place_path):
            raise Forbidden("Only a supervisor can take this back.", code="supervisor_required")
        withdraw_override(session, override, team, by=viewer.uuid, now=clock.now())
    return "", 204


@blueprint.route("/duty/takes", methods=["POST"])
@requires(Permission.DUTY_WRITE)
@blueprint.arguments(TakeIn())
@blueprint.response(201, OverrideOut())
def post_take(typed: dict[str, Any]) -> ResponseReturnValue:
    """Take over a shift of my team, now or later, or fill a gap. Whoever stood there is off duty for these hours."""
    team = team_for(current_viewer(), Permission.DUTY_WRITE, typed["team"])
    wanted = _wanted(typed)
    with writing() as session:
        override = take_hours(session, team, wanted, account=g.account, now=clock.now())
    return override_out(override), 201, _QUIET


@blueprint.route("/duty/swaps", methods=["POST"])
@requires(Permission.DUTY_WRITE)
@blueprint.arguments(SwapIn())
@blueprint.response(201, SwapOut())
def post_swap(typed: dict[str, Any]) -> ResponseReturnValue:
    """Ask to be replaced for some hours of mine, by a colleague or by anybody of the team."""
    viewer = current_viewer()
    team = team_for(viewer, Permission.DUTY_WRITE, typed["team"])
    back = typed["gives_back"] or {}
    asked = Asked(
        typed["starts_at"],
        typed["ends_at"],
        _account("/asked_of", typed["asked_of"]),
        back.get("starts_at"),
        back.get("ends_at"),
    )
    with writing() as session:
        request = ask_for_swap(session, team, asked, account=g.account, now=clock.now())
    return swap_out(request, viewer, team), 201, _QUIET


@blueprint.route("/duty/swaps/<uuid>/answer", methods=["DELETE"])
@requires(Permission.DUTY_WRITE)
@blueprint.response(200, SwapOut())
def delete_swap_answer(uuid: str) -> ResponseReturnValue:
    """Take back what I answered, within ten minutes and before the hours begin: the request is open again."""
    viewer = current_viewer()
    with writing() as session:
        request, team = _request(session, uuid)
        take_back_answer(session, request, team, by=g.account, now=clock.now())
    return swap_out(request, viewer, team), 200, _QUIET


@blueprint.route("/duty/swaps/<uuid>/answer", methods=["PUT"])
@requires(Permission.DUTY_WRITE)
@blueprint.arguments(SwapAnswerIn())
@blueprint.response(200, SwapOut())
def put_swap_answer(typed: dict[str, Any], uuid: str) -> ResponseReturnValue:
    """Answer a request: the colleague who was asked, anybody of the team when nobody was, or a supervisor."""
    viewer, now = current_viewer(), clock.now()
    with writing() as session:
        request, team = _request(session, uuid)
        plans = viewer.covers(Permission.DUTY_PLAN, team.place_path)
        asked = request.asked_of in (None, viewer.account_id) and request.asked_by != viewer.account_id
        if not (asked or plans):
            raise Forbidden("Only who was asked, or a supervisor, can answer this.", code="not_asked")
        if typed["accept"]:
            taker = _account("/account", typed["account"]) if plans else None
            accept_swap(session, request, team, taker=taker or _taker(session, request), by=g.account, now=now)
        elif request.asked_of is None and not plans:
            raise Forbidden("The whole team was asked; leave it to the others.", code="not_asked")
        else:
            refuse_swap(session, request, team, by=g.account, now=now)
    return swap_out(request, viewer, team), 200, _QUIET


@blueprint.route("/duty/swaps/<uuid>", methods=["DELETE"])
@requires(Permission.DUTY_WRITE)
@blueprint.response(204)
def delete_swap(uuid: str) -> ResponseReturnValue:
    """Take my own request back."""
    with writing() as session:
        request, team = _request(session, uuid)
        withdraw_swap(session, request, team, by=g.account, now=clock.now())
    return "", 204


def _wanted(typed: dict[str, Any]) -> Wanted:
    if "instead_of" not in typed:
        return Wanted(typed["starts_at"], typed["ends_at"])
    return Wanted(typed["starts_at"], typed["ends_at"], _account("/instead_of", typed["instead_of"]))


def _taker(session: Session, request: SwapRequest) -> Account:
    """Return who takes the hours of a request: the colleague who was asked, else whoever answers."""
    account: Account = session.get_one(Account, request.asked_of) if request.asked_of else g.account
    return account


def _request(session: Session, uuid: str) -> tuple[SwapRequest, Team]:
    request = swap_request(session, uuid)
    team = session.get(Team, request.team_id) if request else None
    if request is None or team is None or not current_viewer().covers(Permission.DUTY_READ, team.place_path):
        raise NotFound("There is no such request.")
    return request, team


def _account(pointer: str, uuid: str | None) -> Account | None:
    if uuid is None:
        return None
    found = people_by_uuid([uuid]).get(uuid)
    if found is None:
        raise field_error(pointer, "unknown_value", "There is no such person.")
    return found
