"""Alerts: list them; and what a notification may do with its delivery's token."""

from typing import Any

from flask import current_app
from flask.typing import ResponseReturnValue
from flask_smorest import Blueprint

from nightlamp.accounts.guard import requires
from nightlamp.accounts.permissions import Permission
from nightlamp.accounts.viewer import current_viewer
from nightlamp.alerts.answering.showing import alerts_out
from nightlamp.alerts.engine.tokens import delivery_of
from nightlamp.alerts.models import ACKNOWLEDGED, CLOSED, TRIGGERED
from nightlamp.alerts.phones import acknowledge_from_notification, note_delivery_shown
from nightlamp.alerts.queries import OPEN_STATES, alerts_for, position_of
from nightlamp.alerts.schemas import AlertListOut, AlertsIn, ProvisionalOut
from nightlamp.core import clock
from nightlamp.core.clock import as_text
from nightlamp.core.config import Settings
from nightlamp.core.db import writing
from nightlamp.core.errors import NotFound, field_error
from nightlamp.core.http import make_cursor, public, read_cursor
from nightlamp.core.keys import KeyRing

blueprint = Blueprint("alerts", __name__, description="What must be answered, and by whom it is")
_QUIET = {"Cache-Control": "no-store"}


@blueprint.route("/alerts", methods=["GET"])
@requires(Permission.ALERT_ACKNOWLEDGE)
@blueprint.arguments(AlertsIn(), location="query")
@blueprint.response(200, AlertListOut())
def get_alerts(asked: dict[str, Any]) -> ResponseReturnValue:
    """List the alerts that I may answer, the most urgent first."""
    states = [word for word in asked.get("state", "").split(",") if word] or list(OPEN_STATES)
    if any(state not in (TRIGGERED, ACKNOWLEDGED, CLOSED) for state in states):
        raise field_error("/state", "unknown_value", "Must be one of: triggered, acknowledged, closed.")
    limit: int = asked["limit"]
    found = alerts_for(current_viewer(), states=states, after=read_cursor(asked.get("cursor")), limit=limit + 1)
    alerts = found[:limit]
    more = make_cursor(position_of(alerts[-1])) if len(found) > limit else None
    return {"items": alerts_out(alerts), "next_cursor": more}, 200, _QUIET


@blueprint.route("/deliveries/<token>/acknowledgement", methods=["PUT"])
@public
@blueprint.response(200, ProvisionalOut())
def put_delivery_acknowledgement(token: str) -> ResponseReturnValue:
    """Acknowledge from a notification, without a sign-in: provisional, it holds five minutes and shows nothing."""
    settings: Settings = current_app.extensions["nightlamp.settings"]
    with writing() as session:
        state, holds_until = acknowledge_from_notification(
            session, _delivery_id(token), zone=settings.time_zone, now=clock.now()
        )
    return {"state": state, "holds_until": as_text(holds_until)}, 200, _QUIET


@blueprint.route("/deliveries/<token>/shown", methods=["PUT"])
@public
@blueprint.response(204)
def put_delivery_shown(token: str) -> ResponseReturnValue:
    """Tell that a phone displayed a notification. It does not mean that a person saw it, and moves no alert."""
    with writing() as session:
        note_delivery_shown(session, _delivery_id(token), now=clock.now())
    return "", 204


def _delivery_id(token: str) -> int:
    ring: KeyRing = current_app.extensions["nightlamp.keys"]
    delivery_id = delivery_of(ring, token)
    if delivery_id is None:
        raise NotFound("This is not one of our tokens.", code="token_unknown")
    return delivery_id
