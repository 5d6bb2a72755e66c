"""Escalation policies over HTTP: list, try out, change, go back to the default."""

from datetime import datetime, timedelta
from typing import Any

from flask import Response, current_app, jsonify
from flask.typing import ResponseReturnValue
from flask.views import MethodView
from flask_smorest import Blueprint

from nightlamp.accounts.guard import requires
from nightlamp.accounts.permissions import Permission
from nightlamp.accounts.viewer import current_viewer
from nightlamp.agencies.models import Team
from nightlamp.agencies.queries import members_of
from nightlamp.alerts.engine.moving import chain_of
from nightlamp.alerts.policies.actions import end_policy, set_policy
from nightlamp.alerts.policies.preview import doubts_of, preview
from nightlamp.alerts.policies.queries import current_policy, versions_of
from nightlamp.alerts.policies.rules import as_typed, faults_of, faults_of_reach, read_policy
from nightlamp.alerts.policies.schemas import (
    PoliciesIn,
    PoliciesOut,
    PolicyIn,
    PolicyOut,
    PolicyPreviewIn,
    PolicyPreviewOut,
)
from nightlamp.core import clock
from nightlamp.core.config import Settings
from nightlamp.core.db import db, writing
from nightlamp.core.errors import Conflict, NotFound, Unprocessable, field_error
from nightlamp.core.http import check_version, with_version
from nightlamp.duty.rotas.queries import team_for
from nightlamp.practice.content import AlertPolicy
from nightlamp.practice.rules import PRIORITIES

blueprint = Blueprint("escalation-policies", __name__, description="How alerts climb in a team")
AHEAD = timedelta(days=366)
_QUIET = {"Cache-Control": "no-store"}


@blueprint.route("/escalation-policies", methods=["GET"])
@requires(Permission.DUTY_READ)
@blueprint.arguments(PoliciesIn(), location="query")
@blueprint.response(200, PoliciesOut())
def get_policies(asked: dict[str, Any]) -> ResponseReturnValue:
    """Show how alerts climb in a team, my own when left out: one policy for each urgency."""
    viewer = current_viewer()
    team = team_for(viewer, Permission.DUTY_READ, asked.get("team"))
    return (
        {
            "team": {"id": team.uuid, "name": team.name},
            "may_plan": viewer.covers(Permission.ALERT_PLAN, team.place_path),
            "items": [_policy_out(team, urgency) for urgency in PRIORITIES],
            "next_cursor": None,
        },
        200,
        _QUIET,
    )


@blueprint.route("/escalation-policies/<team_uuid>/<urgency>")
class OnePolicy(MethodView):
    """The policy of one urgency in one team."""

    @requires(Permission.ALERT_PLAN)
    @blueprint.arguments(PolicyIn())
    @blueprint.response(200, PolicyOut())
    def put(self, typed: dict[str, Any], team_uuid: str, urgency: str) -> ResponseReturnValue:
        """Let alerts of this urgency climb so from now on. Alerts that ring already keep their policy.

        409 `confirmation_needed` names steps that are asked about; sent again with `confirmed`, it is set.
        """
        viewer, now = current_viewer(), clock.now()
        with writing() as session:
            team = _team(team_uuid, urgency)
            check_version(versions_of(session, team.id).get(urgency, 0))
            policy = _checked(typed, team, urgency, now=now)
            if not typed["confirmed"]:
                _ask_about(policy, team, now=now)
            set_policy(session, team, policy, by=viewer.uuid, now=now)
        return _answer(team, urgency)

    @requires(Permission.ALERT_PLAN)
    @blueprint.response(200, PolicyOut())
    def delete(self, team_uuid: str, urgency: str) -> ResponseReturnValue:
        """Go back to the default policy."""
        viewer = current_viewer()
        with writing() as session:
            team = _team(team_uuid, urgency)
            check_version(versions_of(session, team.id).get(urgency, 0))
            end_policy(session, team, urgency, by=viewer.uuid, now=clock.now())
        return _answer(team, urgency)


@blueprint.route("/escalation-policies/preview", methods=["POST"])
@requires(Permission.ALERT_PLAN)
@blueprint.arguments(PolicyPreviewIn())
@blueprint.response(200, PolicyPreviewOut())
def post_policy_preview(typed: dict[str, Any]) -> ResponseReturnValue:
    """Tell who would be called when, if an alert arrived then and nobody answered. Nothing is stored."""
    team = _team(typed["team"], typed["urgency"])
    if abs(typed["at"] - clock.now()) > AHEAD:
        raise field_error("/at", "out_of_range", "Ask for a moment within a year of now.")
    if typed["steps"] is None:
        policy = current_policy(db.session(), team.id, typed["urgency"]).policy
    else:
        policy = _checked(typed, team, typed["urgency"], now=typed["at"])
    teams = chain_of(db.session(), team.id, team.place_path)
    return preview(db.session(), policy, teams, zone=_zone(), at=typed["at"]), 200, _QUIET


def _team(uuid: str, urgency: str) -> Team:
    if urgency not in PRIORITIES:
        raise NotFound("There is no such urgency.")
    return team_for(current_viewer(), Permission.ALERT_PLAN, uuid)


def _checked(typed: dict[str, Any], team: Team, urgency: str, *, now: datetime) -> AlertPolicy:
    policy = read_policy(urgency, typed)
    faults = faults_of(typed, policy, zone=_zone())
    if not faults:
        session = db.session()
        teams = chain_of(session, team.id, team.place_path)
        members = members_of(session, [each.id for each in teams])
        faults = faults_of_reach(policy, teams, members, zone=_zone(), now=now)
    if faults:
        raise Unprocessable(faults[0].message, errors=faults)
    return policy


def _ask_about(policy: AlertPolicy, team: Team, *, now: datetime) -> None:
    teams = chain_of(db.session(), team.id, team.place_path)
    if doubts := doubts_of(db.session(), policy, teams, zone=_zone(), now=now):
        words = " ".join(doubt.message for doubt in doubts)
        raise Conflict(
            f"{words} Send it again with `confirmed`, or change it.", code="confirmation_needed", errors=doubts
        )


def _policy_out(team: Team, urgency: str) -> dict[str, Any]:
    session = db.session()
    kept = current_policy(session, team.id, urgency)
    return as_typed(kept.policy) | {
        "urgency": urgency,
        "working_time": kept.policy.working_time,
        "is_default": kept.id is None,
        "version": versions_of(session, team.id).get(urgency, 0),
    }


def _answer(team: Team, urgency: str) -> Response:
    shown = _policy_out(team, urgency)
    return with_version(jsonify(PolicyOut().dump(shown)), shown["version"])


def _zone() -> str:
    settings: Settings = current_app.extensions["nightlamp.settings"]
    return settings.time_zone
