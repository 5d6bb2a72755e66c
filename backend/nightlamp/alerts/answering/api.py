"""Answers to an alert over HTTP: take it, hand it back, have it escalated now."""

from typing import Any

from flask import current_app
from flask.typing import ResponseReturnValue
from flask.views import MethodView
from flask_smorest import Blueprint

from nightlamp.accounts.guard import requires
from nightlamp.accounts.permissions import Permission
from nightlamp.accounts.queries import people
from nightlamp.accounts.viewer import current_viewer
from nightlamp.alerts.actions import FULL, acknowledge
from nightlamp.alerts.answering.actions import (
    acknowledge_for,
    check_unchanged,
    escalate,
    hand_back,
    undo_acknowledgement_for,
)
from nightlamp.alerts.answering.coming import call_after_hand_back, coming_call
from nightlamp.alerts.answering.schemas import (
    AcknowledgementIn,
    AcknowledgementOut,
    ComingCallOut,
    EscalationIn,
    HandBackIn,
    HandBackOut,
)
from nightlamp.alerts.answering.showing import acknowledgement_out, alerts_out, person_out
from nightlamp.alerts.answering.standing import handed_back
from nightlamp.alerts.history.queries import last_hand_back
from nightlamp.alerts.queries import alert_for
from nightlamp.alerts.schemas import AlertOut
from nightlamp.audit.actions import record
from nightlamp.core import clock
from nightlamp.core.clock import as_text
from nightlamp.core.config import Settings
from nightlamp.core.db import db, writing
from nightlamp.core.errors import NotFound, field_error

blueprint = Blueprint("answers", __name__, description="What people answer to an alert")
_QUIET = {"Cache-Control": "no-store"}


@blueprint.route("/alerts/<uuid>/acknowledgement")
class Acknowledgement(MethodView):
    """In whose hands an alert is."""

    @requires(Permission.ALERT_ACKNOWLEDGE)
    @blueprint.arguments(AcknowledgementIn(), required=False)
    @blueprint.response(200, AcknowledgementOut())
    def put(self, typed: dict[str, Any], uuid: str) -> ResponseReturnValue:
        """Take an alert in hand, in full: it is quiet until the decision standard. The first wins.

        With `saw`, an alert that has changed since is not taken: 409 `alert_changed` says what. With `for`, a
        supervisor takes it in somebody's name.
        """
        viewer, now = current_viewer(), clock.now()
        with writing() as session:
            alert = alert_for(viewer, uuid, lock=True)
            check_unchanged(session, alert, typed["saw"])
            if typed["on_behalf_of"] is not None:
                acknowledge_for(session, alert, typed["on_behalf_of"], by=viewer, zone=_zone(), now=now)
            else:
                acknowledge(session, alert, account_id=viewer.account_id, grade=FULL, zone=_zone(), now=now)
        return acknowledgement_out(alert, viewer.account_id), 200, _QUIET

    @requires(Permission.ALERT_ACKNOWLEDGE)
    @blueprint.response(200, AlertOut())
    def delete(self, uuid: str) -> ResponseReturnValue:
        """Take back that I noted it in somebody's name, as long as it is held so: it rings anew for everybody."""
        viewer, now = current_viewer(), clock.now()
        with writing() as session:
            alert = alert_for(viewer, uuid, lock=True)
            undo_acknowledgement_for(session, alert, by=viewer, now=now)
        return alerts_out([alert])[0], 200, _QUIET


@blueprint.route("/alerts/<uuid>/hand-back")
class HandBack(MethodView):
    """Giving back an alert that one has in hand; and who did so last, and why."""

    @requires(Permission.ALERT_ACKNOWLEDGE)
    @blueprint.response(200, HandBackOut())
    def get(self, uuid: str) -> ResponseReturnValue:
        """Tell whoever may take an alert who handed it back, when and why, with a line in the audit.

        404 `not_handed_back` once somebody has taken it.
        """
        viewer, session = current_viewer(), db.session()
        alert = alert_for(viewer, uuid)
        found = last_hand_back(session, alert) if handed_back(session, [alert]) else None
        if found is None:
            raise NotFound("Nobody has handed this alert back.", code="not_handed_back")
        row, reason = found
        by = person_out(people([row.account_id]).get(row.account_id))
        with writing() as unit:
            record(unit, "alert_reasons_seen", by=viewer.uuid, subject=f"alert:{alert.uuid}", now=clock.now())
        return {"by": by, "at": as_text(row.at), "reason": reason}, 200, _QUIET

    @requires(Permission.ALERT_ACKNOWLEDGE)
    @blueprint.arguments(HandBackIn())
    @blueprint.response(200, AlertOut())
    def post(self, typed: dict[str, Any], uuid: str) -> ResponseReturnValue:
        """Hand back an alert that I have in hand: it rings for the others at once."""
        if not typed["reason"].strip():
            raise field_error("/reason", "required", "Say why you cannot take it.")
        viewer, now = current_viewer(), clock.now()
        with writing() as session:
            alert = alert_for(viewer, uuid, lock=True)
            hand_back(session, alert, typed["reason"], by=viewer, now=now)
        return alerts_out([alert])[0], 200, _QUIET


@blueprint.route("/alerts/<uuid>/hand-back/preview", methods=["GET"])
@requires(Permission.ALERT_ACKNOWLEDGE)
@blueprint.response(200, ComingCallOut())
def get_hand_back_preview(uuid: str) -> ResponseReturnValue:
    """Tell whom it would call if I handed it back now; no team where nobody else can be reached."""
    viewer = current_viewer()
    alert = alert_for(viewer, uuid)
    found = call_after_hand_back(db.session(), alert, by=viewer.account_id, zone=_zone(), now=clock.now())
    return found, 200, _QUIET


@blueprint.route("/alerts/<uuid>/escalation")
class Escalation(MethodView):
    """The next rung of an alert: whom it would call, and calling it now."""

    @requires(Permission.ALERT_ACKNOWLEDGE)
    @blueprint.response(200, ComingCallOut())
    def get(self, uuid: str) -> ResponseReturnValue:
        """Tell whom an escalation would call now. Nothing is called by asking."""
        alert = alert_for(current_viewer(), uuid)
        return coming_call(db.session(), alert, zone=_zone(), now=clock.now()), 200, _QUIET

    @requires(Permission.ALERT_ACKNOWLEDGE)
    @blueprint.arguments(EscalationIn(), required=False)
    @blueprint.response(200, AlertOut())
    def post(self, typed: dict[str, Any], uuid: str) -> ResponseReturnValue:
        """Call the next rung of an alert now. In somebody's hands or not, it rings for more people."""
        viewer, now = current_viewer(), clock.now()
        with writing() as session:
            alert = alert_for(viewer, uuid, lock=True)
            escalate(session, alert, typed["reason"], by=viewer, zone=_zone(), now=now)
        return alerts_out([alert])[0], 200, _QUIET


def _zone() -> str:
    settings: Settings = current_app.extensions["nightlamp.settings"]
    return settings.time_zone
