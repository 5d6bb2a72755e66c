"""Decide about a report, and see what was decided."""

from typing import Any

from flask.typing import ResponseReturnValue
from flask.views import MethodView
from flask_smorest import Blueprint

from nightlamp.accounts.guard import requires
from nightlamp.accounts.permissions import Permission
from nightlamp.accounts.viewer import current_viewer
from nightlamp.agencies.queries import teams_by_id
from nightlamp.core import clock
from nightlamp.core.db import writing
from nightlamp.core.http import check_version
from nightlamp.reports.actions import note_look
from nightlamp.reports.api import present
from nightlamp.reports.queries import open_for, report_for
from nightlamp.reports.schemas import ReportOut
from nightlamp.triage.actions import screen
from nightlamp.triage.queries import screenings_of
from nightlamp.triage.rules import check_decision, check_family_contact, contacts_family
from nightlamp.triage.schemas import ScreeningIn, ScreeningsOut

blueprint = Blueprint("triage", __name__, description="Screening: what a person decides about a report")


@blueprint.route("/reports/<reference>/screening")
class ScreeningOfReport(MethodView):
    """The decision about a report."""

    @requires(Permission.REPORT_READ)
    @blueprint.response(200, ScreeningsOut())
    def get(self, reference: str) -> ResponseReturnValue:
        """Tell what was decided, by whom and why, the newest first; no item means: not yet. The look is on record."""
        viewer = current_viewer()
        with writing() as session:
            report = report_for(viewer, reference, lock=True)
            note_look(session, report, by=viewer, now=clock.now())
        return {"items": screenings_of(report), "next_cursor": None}, 200, {"Cache-Control": "no-store"}

    @requires(Permission.REPORT_SCREEN)
    @blueprint.arguments(ScreeningIn())
    @blueprint.response(200, ReportOut())
    def put(self, decision: dict[str, Any], reference: str) -> ResponseReturnValue:
        """Decide: track, priority, disposition, reason. Settles the alert.

        Deciding again adds a decision, and may open a closed report again. When the child reports for themself
        (`child_reports`), what brings somebody to the family (`contacts_family`) needs `family_contact` and a reason.
        """
        viewer = current_viewer()
        with writing() as session:
            report = report_for(viewer, reference, permission=Permission.REPORT_SCREEN, lock=True)
            check_version(report.version)
            path = teams_by_id([report.team_id])[report.team_id].place_path
            check_decision(
                track=decision["track"],
                code=decision["disposition"],
                priority=decision["priority"],
                current=report.priority,
                reason=decision["reason"],
                is_supervisor=viewer.supervises(path),
            )
            if contacts_family(decision["disposition"]) and open_for(viewer, reference).is_by_child:
                decided, reason = decision["family_contact"], decision["reason"]
                check_family_contact(decision["disposition"], decided=decided, reason=reason)
            else:
                decision["family_contact"] = False
            screen(session, report, **decision, by=viewer, now=clock.now())
        return present(reference)
