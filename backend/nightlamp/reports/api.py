"""What staff do with reports: list, read, note milestones, step back, see who reported."""

from typing import Any

from flask import current_app, make_response
from flask.typing import ResponseReturnValue
from flask.views import MethodView
from flask_smorest import Blueprint

from nightlamp.accounts.guard import requires
from nightlamp.accounts.permissions import Permission
from nightlamp.accounts.viewer import current_viewer
from nightlamp.agencies.queries import teams_by_id
from nightlamp.core import clock
from nightlamp.core.config import Settings
from nightlamp.core.db import db, writing
from nightlamp.core.errors import field_error
from nightlamp.core.http import check_version, make_cursor, read_cursor, with_version
from nightlamp.places.queries import find
from nightlamp.places.rules import township_of
from nightlamp.practice.rules import PRIORITIES
from nightlamp.reports.actions import (
    disclose_reporter,
    open_report,
    recuse,
)
from nightlamp.reports.milestones import report_milestone, undo_milestone
from nightlamp.reports.presenting import rows, whole
from nightlamp.reports.queries import open_for, position_of, report_for, reports_for
from nightlamp.reports.rules import CLOSED, DECIDED, NEW, OPENED
from nightlamp.reports.schemas import DisclosureOut, ListIn, ListOut, MilestoneIn, ReasonIn, ReportOut

blueprint = Blueprint("reports", __name__, description="Reports, for the people who answer them")

# What follows a decision; opening and deciding note themselves.
_BY_HAND = {"agency-told": "agency_told", "child-seen": "child_seen", "result-told": "result_told"}


@blueprint.route("/reports", methods=["GET"])
@requires(Permission.REPORT_READ)
@blueprint.arguments(ListIn(), location="query")
@blueprint.response(200, ListOut())
def get_reports(asked: dict[str, Any]) -> ResponseReturnValue:
    """List reports by the time left, those without a standard last. Listing is not opening."""
    limit: int = asked["limit"]
    found = reports_for(
        current_viewer(),
        states=_words(asked.get("state"), "/state", (NEW, OPENED, DECIDED, CLOSED)),
        priorities=_words(asked.get("priority"), "/priority", PRIORITIES),
        place=_place(asked.get("place")),
        after=read_cursor(asked.get("cursor")),
        limit=limit + 1,
        unanswered=asked["unanswered"],
    )
    page = found[:limit]
    more = make_cursor(position_of(page[-1].report)) if len(found) > limit else None
    return {"items": rows(page, now=clock.now()), "next_cursor": more}, 200, {"Cache-Control": "no-store"}


@blueprint.route("/reports/<reference>", methods=["GET"])
@requires(Permission.REPORT_READ)
@blueprint.response(200, ReportOut())
def get_report(reference: str) -> ResponseReturnValue:
    """Show one report. The first look of somebody who may decide opens it; every look is on record."""
    viewer, now = current_viewer(), clock.now()
    with writing() as session:
        report = report_for(viewer, reference, lock=True)
        may_decide = viewer.covers(Permission.REPORT_SCREEN, teams_by_id([report.team_id])[report.team_id].place_path)
        open_report(session, report, by=viewer, may_decide=may_decide, now=now)
    return present(reference)


@blueprint.route("/reports/<reference>/milestones/<step>")
class Milestone(MethodView):
    """A step on the way to a child seen, `agency-told` or `child-seen`; and `result-told`: the reporter was told."""

    @requires(Permission.MILESTONE_WRITE)
    @blueprint.arguments(MilestoneIn())
    @blueprint.response(200, ReportOut())
    def put(self, told: dict[str, Any], reference: str, step: str) -> ResponseReturnValue:
        """Note when a step was reached. Counted from the report's arrival, against its standard."""
        viewer, now = current_viewer(), clock.now()
        with writing() as session:
            report = report_for(viewer, reference, permission=Permission.MILESTONE_WRITE, lock=True)
            check_version(report.version)
            at = told["at"] or now
            report_milestone(session, report, _step(step), at=at, by=viewer, now=now, note=told["note"])
        return present(reference)

    @requires(Permission.MILESTONE_WRITE)
    @blueprint.response(200, ReportOut())
    def delete(self, reference: str, step: str) -> ResponseReturnValue:
        """Take back a step that was noted by mistake. The line stays on record.

        A report that was closed because everything was done is open again; one that a decision closed stays closed.
        """
        viewer = current_viewer()
        with writing() as session:
            report = report_for(viewer, reference, permission=Permission.MILESTONE_WRITE, lock=True)
            check_version(report.version)
            undo_milestone(session, report, _step(step), by=viewer, now=clock.now())
        return present(reference)


@blueprint.route("/reports/<reference>/recusal", methods=["PUT"])
@requires(Permission.REPORT_READ)
@blueprint.arguments(ReasonIn())
@blueprint.response(204)
def put_recusal(told: dict[str, str], reference: str) -> ResponseReturnValue:
    """Step back from a report that concerns oneself or one's own people. It is not there for me any more."""
    viewer = current_viewer()
    with writing() as session:
        report = report_for(viewer, reference, lock=True)
        check_version(report.version)
        recuse(session, report, by=viewer, reason=told["reason"], now=clock.now())
    return "", 204


@blueprint.route("/reports/<reference>/reporter-disclosure", methods=["POST"])
@requires(Permission.REPORT_DISCLOSE)
@blueprint.arguments(ReasonIn())
@blueprint.response(200, DisclosureOut())
def post_reporter_disclosure(told: dict[str, str], reference: str) -> ResponseReturnValue:
    """Show who reported, for a reason. That it was shown, to whom and why, stays on record."""
    viewer = current_viewer()
    with writing() as session:
        report = report_for(viewer, reference, permission=Permission.REPORT_DISCLOSE)
        identity = disclose_reporter(session, report, by=viewer, reason=told["reason"], now=clock.now())
        reporter = open_for(viewer, reference).known.get("reporter") or {}
    answer = identity | {"safe_contact": reporter.get("safe_contact")}
    return answer, 200, {"Cache-Control": "no-store"}


def present(reference: str) -> ResponseReturnValue:
    """Return the answer that shows a report as it stands now; upper folders end their verbs with it."""
    settings: Settings = current_app.extensions["nightlamp.settings"]
    viewer = current_viewer()
    db.session.expire_all()
    opened = open_for(viewer, reference)
    body = ReportOut().dump(whole(opened, viewer, zone=settings.time_zone, now=clock.now()))
    return with_version(make_response(body), opened.report.version)


def _place(code: str | None) -> str | None:
    """Return the code that stands in reports for a place that is asked for, by a former or a longer code too."""
    if code is None:
        return None
    found = find(db.session(), code)
    if found is None:
        raise field_error("/place", "unknown_value", "No place has this code. See GET /places.")
    return township_of(found.code)


def _step(word: str) -> str:
    if word not in _BY_HAND:
        raise field_error("/step", "unknown_value", f"Must be one of: {', '.join(_BY_HAND)}.")
    return _BY_HAND[word]


def _words(text: str | None, pointer: str, known: tuple[str, ...]) -> list[str]:
    words = [word for word in (text or "").split(",") if word]
    if any(word not in known for word in words):
        raise field_error(pointer, "unknown_value", f"Must be one of: {', '.join(known)}.")
    return words
