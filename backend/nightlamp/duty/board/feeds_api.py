"""Calendar addresses over HTTP: make, list, revoke; and what a calendar program reads there."""

from typing import Any

from flask import Response, current_app, g
from flask.typing import ResponseReturnValue
from flask.views import MethodView
from flask_smorest import Blueprint

from nightlamp.accounts.guard import requires
from nightlamp.accounts.permissions import Permission
from nightlamp.accounts.queries import people
from nightlamp.accounts.viewer import Viewer, current_viewer
from nightlamp.agencies.models import Team
from nightlamp.agencies.queries import grants_of
from nightlamp.core import clock
from nightlamp.core.clock import as_text
from nightlamp.core.config import Settings
from nightlamp.core.db import db, writing
from nightlamp.core.errors import NotFound
from nightlamp.core.http import public
from nightlamp.duty.board.feeds import (
    AHEAD,
    BACK,
    as_calendar,
    end_feed,
    feed_by_secret,
    feeds_of,
    open_feed,
    should_note_read,
)
from nightlamp.duty.board.schemas import FeedIn, FeedOut, FeedsOut
from nightlamp.duty.board.showing import team_out
from nightlamp.duty.rotas.models import CalendarFeed
from nightlamp.duty.rotas.queries import BoardShift, shifts_between, team_for

blueprint = Blueprint("feeds", __name__, description="Shifts in one's own calendar program")
_QUIET = {"Cache-Control": "no-store"}


@blueprint.route("/duty/feeds")
class Feeds(MethodView):
    """My calendar addresses."""

    @requires(Permission.DUTY_READ)
    @blueprint.response(200, FeedsOut())
    def get(self) -> ResponseReturnValue:
        """List my calendar addresses. The address itself is shown only when it is made."""
        items = [_out(feed, None) for feed in feeds_of(db.session(), g.account.id)]
        return {"items": items, "next_cursor": None}, 200, _QUIET

    @requires(Permission.DUTY_READ)
    @blueprint.arguments(FeedIn())
    @blueprint.response(201, FeedOut())
    def post(self, typed: dict[str, Any]) -> ResponseReturnValue:
        """Make an address for my own shifts, or those of a team. The one before it ends."""
        viewer = current_viewer()
        team = team_for(viewer, Permission.DUTY_READ, typed["team"]) if typed["team"] else None
        with writing() as session:
            feed, secret = open_feed(session, g.account, team, now=clock.now())
        settings: Settings = current_app.extensions["nightlamp.settings"]
        return _out(feed, f"{settings.public_origin}/api/v1/duty/calendar/{secret}.ics"), 201, _QUIET


@blueprint.route("/duty/feeds/<feed_id>", methods=["DELETE"])
@requires(Permission.DUTY_READ)
@blueprint.response(204)
def delete_feed(feed_id: str) -> ResponseReturnValue:
    """Revoke one of my calendar addresses at once."""
    with writing() as session:
        feed = next((each for each in feeds_of(session, g.account.id) if str(each.id) == feed_id), None)
        if feed is None:
            raise NotFound("There is no such calendar address.")
        end_feed(session, feed, by=current_viewer().uuid, now=clock.now())
    return "", 204


@blueprint.route("/duty/calendar/<secret>.ics", methods=["GET"])
@public
@blueprint.response(200, {"type": "string"}, content_type="text/calendar")
def get_calendar(secret: str) -> ResponseReturnValue:
    """Answer a calendar program that knows the secret: shifts and names, no word of any case."""
    now, session = clock.now(), db.session()
    found = feed_by_secret(session, secret)
    if found is None:
        raise NotFound("This calendar address does not exist, or was revoked.")
    feed, account = found
    viewer = Viewer(account.id, account.uuid, account.name, grants_of(account.id))
    shifts = _shifts(feed, viewer)
    name = shifts[0][0].name if feed.team_id and shifts else account.name
    settings: Settings = current_app.extensions["nightlamp.settings"]
    written = as_calendar(
        name, shifts, people({s.account_id for _, s in shifts}), url=f"{settings.public_origin}/staff/duty", now=now
    )
    if should_note_read(feed, now=now):
        with writing():
            feed.read_at = now
    return Response(written, mimetype="text/calendar", headers={"Cache-Control": "private, max-age=900"})


def _shifts(feed: CalendarFeed, viewer: Viewer) -> list[tuple[Team, BoardShift]]:
    """Return what a feed shows: its owner's shifts in their teams, or those of the team while they may see it."""
    now, session = clock.now(), db.session()
    ids = [feed.team_id] if feed.team_id else [grant.team_id for grant in viewer.grants]
    teams = {i: team for i in ids if (team := session.get(Team, i)) is not None}
    if feed.team_id and not viewer.covers(Permission.DUTY_READ, teams[feed.team_id].place_path):
        raise NotFound("This calendar address does not exist, or was revoked.")
    found = shifts_between(session, list(teams), since=now - BACK, until=now + AHEAD)
    return [
        (teams[team_id], shift)
        for team_id, shifts in found.items()
        for shift in shifts
        if feed.team_id or shift.account_id == viewer.account_id
    ]


def _out(feed: CalendarFeed, url: str | None) -> dict[str, Any]:
    team = db.session.get(Team, feed.team_id) if feed.team_id else None
    return {
        "id": str(feed.id),
        "team": team_out(team) if team else None,
        "url": url,
        "created_at": as_text(feed.created_at),
        "read_at": as_text(feed.read_at),
    }
