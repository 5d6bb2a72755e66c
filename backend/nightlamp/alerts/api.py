"""Alerts: list, acknowledge; and what a notification may do with its delivery's token."""

from typing import Any

from flask import current_app
from flask.typing import ResponseReturnValue
from flask_smorest import Blueprint

from nightlamp.accounts.guard import requires
from nightlamp.accounts.models import Account
from nightlamp.accounts.permissions import Permission
from nightlamp.accounts.queries import people
from nightlamp.accounts.viewer import current_viewer
from nightlamp.agencies.queries import teams_by_id
from nightlamp.alerts.actions import (
    FULL,
    PROVISIONAL,
    acknowledge,
)
from nightlamp.alerts.engine.tokens import delivery_of
from nightlamp.alerts.models import ACKNOWLEDGED, CLOSED, TRIGGERED, Alert
from nightlamp.alerts.phones import acknowledge_from_notification, note_delivery_shown
from nightlamp.alerts.queries import OPEN_STATES, alert_for, alerts_for
from nightlamp.alerts.schemas import AcknowledgementOut, AlertListOut, AlertsIn, ProvisionalOut
from nightlamp.core import clock
from nightlamp.core.clock import as_text
from nightlamp.core.config import Settings
from nightlamp.core.db import writing
from nightlamp.core.errors import NotFound, field_error
from nightlamp.core.http import make_cursor, public, read_cursor
from nightlamp.core.ids import in_groups
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
    more = make_cursor([alerts[-1].urgency, alerts[-1].id]) if len(found) > limit else None
    names = people({alert.acknowledged_by for alert in alerts})
    teams = teams_by_id({alert.team_id for alert in alerts})
    items = [
        {
            "id": alert.uuid,
            "subject": in_groups(alert.subject),
            "urgency": alert.urgency,
            "state": alert.state,
            "team": {"id": teams[alert.team_id].uuid, "name": teams[alert.team_id].name},
            "raised_at": as_text(alert.raised_at),
            "next_at": as_text(alert.next_at),
            "acknowledged_by": _person(names.get(alert.acknowledged_by or 0)),
            "acknowledged_at": as_text(alert.acknowledged_at),
            "provisional": alert.state == ACKNOWLEDGED and alert.grade == PROVISIONAL,
        }
        for alert in alerts
    ]
    return {"items": items, "next_cursor": more}, 200, _QUIET


@blueprint.route("/alerts/<uuid>/acknowledgement", methods=["PUT"])
@requires(Permission.ALERT_ACKNOWLEDGE)
@blueprint.response(200, AcknowledgementOut())
def put_acknowledgement(uuid: str) -> ResponseReturnValue:
    """Take an alert in hand, in full: it is quiet until the decision standard. The first wins."""
    viewer, now = current_viewer(), clock.now()
    settings: Settings = current_app.extensions["nightlamp.settings"]
    with writing() as session:
        alert = alert_for(viewer, uuid, lock=True)
        acknowledge(session, alert, account_id=viewer.account_id, grade=FULL, zone=settings.time_zone, now=now)
    return _acknowledgement(alert, viewer.account_id), 200, _QUIET


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


def _acknowledgement(alert: Alert, account_id: int) -> dict[str, Any]:
    holder = people([alert.acknowledged_by]).get(alert.acknowledged_by or 0)
    return {
        "alert": alert.uuid,
        "acknowledged_by": _person(holder),
        "acknowledged_at": as_text(alert.acknowledged_at),
        "by_me": alert.acknowledged_by == account_id,
    }


def _person(account: Account | None) -> dict[str, str] | None:
    return {"id": account.uuid, "name": account.name} if account else None
