"""Entrances over HTTP: what a poster's address fills in; and making, listing and ending them."""

from typing import Any

from flask import current_app
from flask.typing import ResponseReturnValue
from flask.views import MethodView
from flask_smorest import Blueprint

from nightlamp.accounts.guard import requires
from nightlamp.accounts.permissions import Permission
from nightlamp.accounts.viewer import current_viewer
from nightlamp.agencies.models import Team
from nightlamp.agencies.queries import teams_by_id
from nightlamp.core import clock
from nightlamp.core.clock import as_text
from nightlamp.core.config import Settings
from nightlamp.core.db import db, writing
from nightlamp.core.errors import NotFound
from nightlamp.core.http import public
from nightlamp.core.ids import in_groups
from nightlamp.places.queries import find_each
from nightlamp.reports.entrances.actions import end_entrance, make_entrance
from nightlamp.reports.entrances.models import Entrance
from nightlamp.reports.entrances.queries import Door, door_of, entrance_for, entrances_for
from nightlamp.reports.entrances.schemas import DoorOut, EntranceIn, EntranceOut, EntrancesOut

blueprint = Blueprint("entrances", __name__, description="Institutions' own ways to report")
_QUIET = {"Cache-Control": "no-store"}


@blueprint.route("/entrances")
class Entrances(MethodView):
    """The entrances of the teams that I may set up."""

    @requires(Permission.ENTRANCE_WRITE)
    @blueprint.response(200, EntrancesOut())
    def get(self) -> ResponseReturnValue:
        """List the open ones, by name."""
        return {"items": _out(entrances_for(current_viewer())), "next_cursor": None}, 200, _QUIET

    @requires(Permission.ENTRANCE_WRITE)
    @blueprint.arguments(EntranceIn())
    @blueprint.response(201, EntranceOut())
    def post(self, typed: dict[str, str]) -> ResponseReturnValue:
        """Make one for an institution. It belongs to the nearest team over that place that I may set up."""
        with writing() as session:
            made = make_entrance(
                session,
                name=typed["name"].strip(),
                role=typed["role"],
                place=typed["place"],
                by=current_viewer(),
                now=clock.now(),
            )
        return _out([(made, teams_by_id([made.team_id])[made.team_id])])[0], 201, _QUIET


@blueprint.route("/entrances/<code>")
class OneEntrance(MethodView):
    """One entrance, by the code on its poster."""

    @public
    @blueprint.response(200, DoorOut())
    def get(self, code: str) -> ResponseReturnValue:
        """Tell what this entrance fills in. The code stands on a door and is no secret."""
        door = door_of(db.session(), code)
        if door is None:
            raise NotFound("There is no such entrance (any more). Report all the same.", code="entrance_unknown")
        return _door(door), 200, {"Cache-Control": "public, max-age=3600"}

    @requires(Permission.ENTRANCE_WRITE)
    @blueprint.response(204)
    def delete(self, code: str) -> ResponseReturnValue:
        """End it for good. Whoever still comes by its address reports as anybody does."""
        viewer = current_viewer()
        with writing() as session:
            end_entrance(session, entrance_for(viewer, code), by=viewer, now=clock.now())
        return "", 204


def _door(door: Door) -> dict[str, Any]:
    place = find_each(db.session(), [door.place_code]).get(door.place_code)
    return {
        "code": in_groups(door.code),
        "name": door.name,
        "role": door.role,
        "place": {"code": place.code, "name": place.name, "path_name": place.path_name} if place else None,
    }


def _out(found: list[tuple[Entrance, Team]] | Any) -> list[dict[str, Any]]:
    settings: Settings = current_app.extensions["nightlamp.settings"]
    return [
        _door(Door(one.code, one.name, one.role, one.place_code))
        | {
            "address": f"{settings.public_origin}/e/{one.code}",
            "team": {"id": team.uuid, "name": team.name},
            "created_at": as_text(one.created_at),
        }
        for one, team in found
    ]
