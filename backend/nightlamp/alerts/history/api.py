"""The history of an alert's messages over HTTP, for supervisors."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask.typing import ResponseReturnValue
from flask_smorest import Blueprint

from nightlamp.accounts.guard import requires
from nightlamp.accounts.models import Account
from nightlamp.accounts.permissions import Permission
from nightlamp.accounts.queries import people
from nightlamp.accounts.viewer import current_viewer
from nightlamp.agencies.queries import teams_by_id
from nightlamp.alerts.answering.showing import person_out, team_out
from nightlamp.alerts.history.queries import Told, calls_page, deliveries_page, reasons_of
from nightlamp.alerts.history.schemas import HistoryIn, HistoryOut
from nightlamp.alerts.models import AlertEvent, AlertReason
from nightlamp.alerts.queries import alert_for
from nightlamp.audit.actions import record
from nightlamp.core import clock
from nightlamp.core.clock import as_text
from nightlamp.core.db import db, writing
from nightlamp.core.errors import Forbidden
from nightlamp.core.http import make_cursor, read_cursor

blueprint = Blueprint("alert-history", __name__, description="What was sent about an alert, and what came of it")
_QUIET = {"Cache-Control": "no-store"}


@blueprint.route("/alerts/<uuid>/deliveries", methods=["GET"])
@requires(Permission.ALERT_ACKNOWLEDGE)
@blueprint.arguments(HistoryIn(), location="query")
@blueprint.response(200, HistoryOut())
def get_deliveries(asked: dict[str, Any], uuid: str) -> ResponseReturnValue:
    """Tell a supervisor who was told of an alert by what, when, and what came of it; and what reasons were given."""
    viewer, session = current_viewer(), db.session()
    after, limit = read_cursor(asked.get("cursor")), asked["limit"]
    alert = alert_for(viewer, uuid)
    if not viewer.supervises(teams_by_id([alert.team_id])[alert.team_id].place_path):
        raise Forbidden("Only a supervisor sees to whom it was sent.", code="supervisor_required")
    found = deliveries_page(session, alert, after=after, limit=limit + 1)
    page, more = found[:limit], len(found) > limit
    calls = calls_page(session, alert, after=after, until=page[-1][0].id if more else None)
    reasons = [] if after else reasons_of(session, alert)
    names = people(
        {row.account_id for row, _, _ in page}
        | {row.account_id for row, _ in reasons}
        | {person for _, detail in calls for person in detail.get("untold", ())}
    )
    if any(reason for _, reason in reasons):
        with writing() as unit:
            record(unit, "alert_reasons_seen", by=viewer.uuid, subject=f"alert:{alert.uuid}", now=clock.now())
    return (
        {
            "alert": alert.uuid,
            "items": [_delivery(told, person_out(names.get(told[0].account_id))) for told in page],
            "calls": _calls(calls, names),
            "reasons": [_reason(row, reason, names) for row, reason in reasons],
            "next_cursor": make_cursor([page[-1][0].id]) if more else None,
        },
        200,
        _QUIET,
    )


def _calls(calls: Sequence[tuple[AlertEvent, dict[str, Any]]], names: Mapping[int, Account]) -> list[dict[str, Any]]:
    teams = teams_by_id({detail["team"] for _, detail in calls if "team" in detail})
    return [
        {
            "kind": event.kind,
            "at": as_text(event.at),
            "round": detail["round"],
            "step": detail.get("step"),
            "team": team_out(teams.get(detail.get("team", 0))),
            "people": detail["people"],
            "untold": [person_out(names[person]) for person in detail.get("untold", ()) if person in names],
        }
        for event, detail in calls
    ]


def _reason(row: AlertReason, reason: str | None, names: Mapping[int, Account]) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "person": person_out(names.get(row.account_id)),
        "at": as_text(row.at),
        "round": row.round,
        "reason": reason,
    }


def _delivery(told: Told, person: dict[str, str] | None) -> dict[str, Any]:
    row, spoken, other = told
    return {
        "person": person,
        "channel": row.channel,
        "state": row.state,
        "round": row.round,
        "step": row.step,
        "created_at": as_text(row.created_at),
        "due_at": as_text(row.due_at),
        "sent_at": as_text(spoken.sent_at),
        "shown_at": as_text(spoken.shown_at),
        "failed_at": as_text(row.failed_at),
        "error": row.error,
        "attempts": spoken.attempts,
        "bundled_into": other,
    }
