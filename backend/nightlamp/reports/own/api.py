"""A professional's own reports over HTTP: keep one by its receipt, list, read, write to who is on duty, let go."""

from typing import Any

from flask import current_app, request
from flask.typing import ResponseReturnValue
from flask.views import MethodView
from flask_smorest import Blueprint

from nightlamp.accounts.guard import requires
from nightlamp.accounts.permissions import Permission
from nightlamp.accounts.viewer import current_viewer
from nightlamp.core import clock
from nightlamp.core.clock import as_text
from nightlamp.core.config import Settings
from nightlamp.core.db import db, writing
from nightlamp.core.keys import KeyRing
from nightlamp.reports.follow_up.actions import read_by_reporter, write_on
from nightlamp.reports.follow_up.progress import told_of
from nightlamp.reports.follow_up.schemas import ReceiptIn, TextIn, WrittenOut
from nightlamp.reports.models import Report
from nightlamp.reports.own.actions import keep, let_go
from nightlamp.reports.own.queries import entrance_of, own_report_of, own_reports_of, unread_answers
from nightlamp.reports.own.schemas import OwnReportOut, OwnReportsOut

blueprint = Blueprint("own-reports", __name__, description="What a named professional has filed, for nobody else")
_QUIET = {"Cache-Control": "no-store"}


@blueprint.route("/own-reports")
class OwnReports(MethodView):
    """The reports that I follow."""

    @requires(Permission.OWN_REPORT_WRITE)
    @blueprint.response(200, OwnReportsOut())
    def get(self) -> ResponseReturnValue:
        """List them, the newest first: how far each is, and whether somebody has answered."""
        found = own_reports_of(db.session(), _ring(), current_viewer())
        rows = [_shown(report) | {"unread": unread_answers(db.session(), report)} for report in found]
        return {"items": rows, "next_cursor": None}, 200, _QUIET

    @requires(Permission.OWN_REPORT_WRITE)
    @blueprint.arguments(ReceiptIn())
    @blueprint.response(201, OwnReportOut())
    def post(self, typed: dict[str, str]) -> ResponseReturnValue:
        """Follow a report of mine from now on. The receipt is looked up and not kept. A repeat changes nothing."""
        with writing() as session:
            report = keep(session, _ring(), typed["receipt"], by=current_viewer(), now=clock.now())
        return _shown(report), 201, _QUIET


@blueprint.route("/own-reports/<reference>")
class OneOwnReport(MethodView):
    """One report that I follow."""

    @requires(Permission.OWN_REPORT_WRITE)
    @blueprint.response(200, OwnReportOut())
    def get(self, reference: str) -> ResponseReturnValue:
        """Tell of it what its receipt tells. Answers of the people on duty count as read from then on."""
        report = own_report_of(db.session(), _ring(), current_viewer(), reference)
        shown, report_id = _shown(report), report.id
        read_by_reporter(report_id, now=clock.now())
        return shown, 200, _QUIET

    @requires(Permission.OWN_REPORT_WRITE)
    @blueprint.response(204)
    def delete(self, reference: str) -> ResponseReturnValue:
        """Follow it no more. Its receipt goes on working."""
        viewer = current_viewer()
        with writing() as session:
            report = own_report_of(session, _ring(), viewer, reference, lock=True)
            let_go(session, _ring(), report, by=viewer, now=clock.now())
        return "", 204


@blueprint.route("/own-reports/<reference>/messages", methods=["POST"])
@requires(Permission.OWN_REPORT_WRITE)
@blueprint.arguments(TextIn())
@blueprint.response(201, WrittenOut())
def post_own_message(told: dict[str, str], reference: str) -> ResponseReturnValue:
    """Write to the people on duty, as the receipt's holder does: without a name. A repeated key is stored once."""
    viewer, key = current_viewer(), request.headers.get("Idempotency-Key")
    written = write_on(
        lambda session: own_report_of(session, _ring(), viewer, reference, lock=True),
        told["text"],
        repeat_of=["key", key] if key else None,
        now=clock.now(),
    )
    return {"reference": written.reference, "at": as_text(written.at)}, 201, _QUIET


def _shown(report: Report) -> dict[str, Any]:
    settings: Settings = current_app.extensions["nightlamp.settings"]
    return told_of(db.session(), report, now=clock.now(), zone=settings.time_zone) | {
        "received_at": as_text(report.received_at),
        "entrance": entrance_of(db.session(), _ring(), report),
    }


def _ring() -> KeyRing:
    ring: KeyRing = current_app.extensions["nightlamp.keys"]
    return ring
