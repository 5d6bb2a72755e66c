"""Who is on duty and can be reached, going on and off duty, and the proof that a phone rings.

Here, because duty and channels do not know each other.
"""

from datetime import datetime, timedelta
from typing import Any

from flask import current_app, g
from flask.typing import ResponseReturnValue
from flask.views import MethodView
from flask_smorest import Blueprint

from nightlamp.accounts.guard import requires
from nightlamp.accounts.permissions import Permission
from nightlamp.accounts.queries import people
from nightlamp.accounts.viewer import current_viewer
from nightlamp.agencies.queries import teams_over
from nightlamp.agencies.rules import TeamRef, receiving_teams
from nightlamp.alerts.actions import CALLED_GRANTS
from nightlamp.alerts.phones import queue_test
from nightlamp.alerts.schemas import DutyIn, DutyOut, TestOut
from nightlamp.channels.queries import Address, addresses_of, own_device
from nightlamp.channels.rules import is_reachable
from nightlamp.core import clock
from nightlamp.core.clock import as_text
from nightlamp.core.config import Settings
from nightlamp.core.db import db, writing
from nightlamp.core.errors import Forbidden, field_error
from nightlamp.duty.actions import go_off_duty, go_on_duty
from nightlamp.duty.queries import OnDuty, on_duty
from nightlamp.duty.rotas.queries import shifts_between, team_for
from nightlamp.duty.rules import people_on
from nightlamp.places.queries import find

blueprint = Blueprint("hearing", __name__, description="Who is on duty, and whose phone rings")
_QUIET = {"Cache-Control": "no-store"}


@blueprint.route("/duty/now", methods=["GET"])
@requires(Permission.DUTY_READ)
@blueprint.arguments(DutyIn(), location="query")
@blueprint.response(200, DutyOut())
def get_duty_now(asked: dict[str, Any]) -> ResponseReturnValue:
    """Tell who of a team, or of the one that answers for a place, is on duty, now or then, and can be reached now."""
    if "team" in asked:
        found = team_for(current_viewer(), Permission.DUTY_READ, asked["team"])
        team = TeamRef(found.id, found.uuid, found.name, found.place_path)
    else:
        team = _team_of_place(asked["place"]) if "place" in asked else _own_team()
    return _duty(team, at=asked.get("at")), 200, _QUIET


@blueprint.route("/duty/me")
class DutyOfMine(MethodView):
    """Whether I am on duty in my teams."""

    @requires(Permission.DUTY_WRITE)
    @blueprint.response(200, DutyOut())
    def put(self) -> ResponseReturnValue:
        """Go on duty now in all my teams. It ends by itself after 16 hours."""
        viewer = current_viewer()
        ids = [grant.team_id for grant in viewer.grants if grant.role in CALLED_GRANTS]
        with writing() as session:
            go_on_duty(session, account=g.account, team_ids=ids, by=viewer.uuid, now=clock.now())
        return _duty(_own_team()), 200, _QUIET

    @requires(Permission.DUTY_WRITE)
    @blueprint.response(200, DutyOut())
    def delete(self) -> ResponseReturnValue:
        """Go off duty now, whatever the rota says."""
        with writing() as session:
            go_off_duty(session, account=g.account, by=current_viewer().uuid, now=clock.now())
        return _duty(_own_team()), 200, _QUIET


@blueprint.route("/devices/<uuid>/test", methods=["POST"])
@requires(Permission.DEVICE_WRITE)
@blueprint.response(202, TestOut())
def post_device_test(uuid: str) -> ResponseReturnValue:
    """Send a test alert to one of my devices, by the way that a real one takes. GET the device to see it shown."""
    viewer, now = current_viewer(), clock.now()
    own_device(db.session(), uuid, account_id=viewer.account_id, now=now)
    with writing() as session:
        queue_test(session, address=uuid, account_id=viewer.account_id, now=now)
    return {"id": uuid, "queued_at": as_text(now)}, 202, _QUIET


def _duty(team: TeamRef, *, at: datetime | None = None) -> dict[str, Any]:
    now = clock.now()
    shifts = _on_duty_at(team.id, at) if at else on_duty(db.session(), [team.id], now=now)[team.id]
    names = people({person.account_id for person in shifts})
    devices: dict[int, list[Address]] = {}
    for address in addresses_of(db.session(), list(names), now=now):
        devices.setdefault(address.account_id, []).append(address)
    return {
        "team": {"id": team.uuid, "name": team.name},
        "on_duty": [
            {
                "id": names[person.account_id].uuid,
                "name": names[person.account_id].name,
                "reachable": is_reachable(way.working for way in devices.get(person.account_id, [])),
                "since": as_text(person.since),
            }
            for person in shifts
        ],
    }


def _on_duty_at(team_id: int, at: datetime) -> list[OnDuty]:
    """Return who was or will be on duty at a moment; what was cut short counts as it was worked."""
    shifts = shifts_between(db.session(), [team_id], since=at, until=at + timedelta(seconds=1))[team_id]
    there = [(team_id, shift.account_id, shift.starts_at) for shift in shifts if shift.starts_at <= at]
    return people_on(there, [team_id])[team_id]


def _own_team() -> TeamRef:
    grants = current_viewer().grants
    for grant in grants:
        for team in teams_over(db.session(), grant.place_path):
            if team.id == grant.team_id:
                return team
    raise Forbidden("You are in no team.", code="no_team")


def _team_of_place(code: str) -> TeamRef:
    settings: Settings = current_app.extensions["nightlamp.settings"]
    place = find(db.session(), code)
    if place is None:
        raise field_error("/place", "unknown_value", "No place has this code. See GET /places.")
    teams = receiving_teams(
        teams_over(db.session(), place.path), place.path, intake_level=settings.intake_level, about=()
    )
    if not teams:
        raise field_error("/place", "no_team", "No team answers for this place.")
    return teams[0]
