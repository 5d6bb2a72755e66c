"""The steps of a report and their clocks: reach one, take it back, work out what is due, close."""

from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from nightlamp.accounts.viewer import Viewer
from nightlamp.alerts.actions import settle
from nightlamp.audit.actions import record
from nightlamp.audit.models import AuditEvent
from nightlamp.core.config import Settings
from nightlamp.core.errors import Conflict, NotFound, field_error
from nightlamp.core.ids import new_key
from nightlamp.core.keys import KeyRing
from nightlamp.practice.content import due_at
from nightlamp.reports.models import Report, ReportDetail, ReportMilestone
from nightlamp.reports.rules import CLOSED, DECIDED, NEW, OPENED, next_due
from nightlamp.reports.sealing import report_key, seal_text

RESULT_TOLD = "result_told"


def subject_of(report: Report) -> str:
    """Return how the audit names a report."""
    return f"report:{report.reference}"


def message_subject(report: Report) -> str:
    """Return the subject of the alert on what the reporter has written."""
    return f"message:{report.reference}"


def result_subject(report: Report) -> str:
    """Return the subject of the alert on the result that the reporter is owed."""
    return f"result:{report.reference}"


def alert_subjects(report: Report) -> tuple[str, str, str]:
    """Return every subject that an alert about a report may have."""
    return report.reference, message_subject(report), result_subject(report)


def milestones(session: Session, report_id: int) -> dict[str, ReportMilestone]:
    """Return the milestones that a report has reached, by step; undone ones are left out."""
    query = select(ReportMilestone).where(ReportMilestone.report_id == report_id, ReportMilestone.undone_at.is_(None))
    return {row.step: row for row in session.execute(query).scalars()}


def report_milestone(
    session: Session,
    report: Report,
    step: str,
    *,
    at: datetime,
    by: Viewer,
    now: datetime,
    note: str | None = None,
) -> None:
    """Note that a report has reached a step, and set what it waits for next. A step is reached once.

    Raises Conflict when it is reached already, or the result before there is a decision to tell of;
    Unprocessable for a time before receipt or in the future.
    """
    reached = milestones(session, report.id)
    if step in reached:
        raise Conflict("This step has been noted already. Undo it first to change it.", code="already_reached")
    if step == RESULT_TOLD and "decided" not in reached:
        raise Conflict("Nothing has been decided yet that could be told. Decide first.", code="not_decided")
    if not report.received_at - timedelta(minutes=1) <= at <= now + timedelta(minutes=1):
        raise field_error("/at", "out_of_range", "The time lies between the report's arrival and now.")
    zone = settings().time_zone
    began_at = report.received_at
    if step in ("agency_told", RESULT_TOLD) and "decided" in reached:
        began_at = reached["decided"].at
    row = {
        "id": new_key(),
        "report_id": report.id,
        "step": step,
        "priority": report.priority,
        "began_at": began_at,
        "due_at": due_at(step, report.priority, began_at, zone=zone),
        "at": at,
        "account_id": by.account_id or None,
        "recorded_at": now,
        "sealed_note": sealed_note(session, report, step, note),
    }
    session.execute(insert(ReportMilestone), [row])
    if step == "decided":
        report.state, report.unverified = DECIDED, False
    elif step == "opened" and report.state == NEW:
        report.state = OPENED
    elif step == RESULT_TOLD:
        report.result_due_at = None
        settle(session, result_subject(report), by=by.account_id or None, now=now)
    reset_due(session, report, zone=zone)
    report.version += 1
    record(session, "milestone_reported", by=by.uuid, subject=subject_of(report), now=now, step=step)


def undo_milestone(session: Session, report: Report, step: str, *, by: Viewer, now: datetime) -> None:
    """Take back a milestone that was noted by mistake; the row stays, marked. Raises NotFound.

    A report that was closed because everything was done is open again, if something is to be waited for now. What a
    decision has closed stays closed until it is decided anew.
    """
    row = milestones(session, report.id).get(step)
    if row is None:
        raise NotFound("This step has not been noted.", code="not_reached")
    session.execute(update(ReportMilestone).where(ReportMilestone.id == row.id).values(undone_at=now))
    report.version += 1
    record(session, "milestone_undone", by=by.uuid, subject=subject_of(report), now=now, step=step)
    if step == RESULT_TOLD:
        owe_result(session, report, is_owed=True, now=now)
    elif report.state == CLOSED and not _is_closed_by_decision(session, report):
        follow_decision(session, report, by=by, now=now)
    else:
        reset_due(session, report, zone=settings().time_zone)


def owe_result(session: Session, report: Report, *, is_owed: bool, now: datetime) -> None:
    """Start the clock of telling the reporter the result (from the decision), or stop it when nothing is owed.

    Nothing is owed where nobody can be told: no receipt, and neither name nor phone. What was told stays told.
    """
    reached = milestones(session, report.id)
    if RESULT_TOLD in reached or "decided" not in reached:
        return
    if is_owed and _can_be_told(session, report):
        zone = settings().time_zone
        report.result_due_at = due_at(RESULT_TOLD, report.priority, reached["decided"].at, zone=zone)
        report.result_called_at = None
    else:
        report.result_due_at = None
        settle(session, result_subject(report), by=None, now=now)


def _can_be_told(session: Session, report: Report) -> bool:
    return report.receipt_hash is not None or bool(session.get_one(ReportDetail, report.id).sealed_identity)


def close_report(session: Session, report: Report, *, by: Viewer, now: datetime) -> None:
    """Close a report by a decision that it needs nothing further. It stays readable to those who may see it.

    One that is closed already keeps the time since when it is.
    """
    report.state, report.closed_at = CLOSED, report.closed_at or now
    report.due_step = report.due_from = report.due_at = None
    report.version += 1
    record(session, "report_closed", by=by.uuid, subject=subject_of(report), now=now)


def follow_decision(session: Session, report: Report, *, by: Viewer, now: datetime) -> None:
    """Let a decided report wait for what is still to come; closed before, it is open again and its line says so.

    With everything done already it is closed, as before.
    """
    closed_at, report.state, report.closed_at = report.closed_at, DECIDED, None
    reset_due(session, report, zone=settings().time_zone)
    if closed_at is not None and report.closed_at is None:
        record(session, "report_reopened", by=by.uuid, subject=subject_of(report), now=now)


def reset_due(session: Session, report: Report, *, zone: str) -> None:
    """Work out anew what a report waits for and by when: a closed one for nothing.

    With nothing left to wait for, a decided one is closed.
    """
    reached = milestones(session, report.id)
    times = {step: row.at for step, row in reached.items()}
    due = None
    if report.state != CLOSED:
        due = next_due(report.priority, received_at=report.received_at, reached=times, zone=zone)
    report.due_step = due.step if due else None
    report.due_from = due.began_at if due else None
    report.due_at = due.at if due else None
    if due is None and report.state == DECIDED:
        report.state = CLOSED
        report.closed_at = max(times.values())


def _is_closed_by_decision(session: Session, report: Report) -> bool:
    """Tell whether a closed report was closed by its last decision, and not because everything was done."""
    lines = select(AuditEvent.action).where(
        AuditEvent.subject == subject_of(report),
        AuditEvent.action.in_(("report_screened", "report_closed", "report_reopened")),
    )
    return session.execute(lines.order_by(AuditEvent.id.desc()).limit(1)).scalar() == "report_closed"


def seal_for_report(session: Session, report: Report, text: str | None, *, row: str) -> bytes | None:
    """Return a text sealed under a report's key for a row of an upper folder; blank and None stay None."""
    ring: KeyRing = current_app.extensions["nightlamp.keys"]
    return seal_text(report_key(ring, session.get_one(ReportDetail, report.id)), text, row=row)


def sealed_note(session: Session, report: Report, what: str, text: str | None) -> bytes | None:
    """Return a note of staff on a report, sealed; `what` names it within the report. Blank and None stay None."""
    return seal_for_report(session, report, text, row=f"report_note:{report.id}:{what}")


def settings() -> Settings:
    """Return the settings of this application."""
    settings: Settings = current_app.extensions["nightlamp.settings"]
    return settings
