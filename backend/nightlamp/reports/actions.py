"""Verbs on reports that exist: open, reach a milestone, change priority, exclude, disclose. Each leaves its line."""

from datetime import datetime, timedelta
from typing import Any

from flask import current_app
from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from nightlamp.accounts.viewer import Viewer
from nightlamp.alerts.actions import exclude, raise_anew, raise_urgency, reassign, take_over
from nightlamp.alerts.queries import open_alert_on
from nightlamp.audit.actions import record
from nightlamp.audit.models import AuditEvent
from nightlamp.core.config import Settings
from nightlamp.core.errors import Conflict, NotFound, field_error
from nightlamp.core.ids import new_key
from nightlamp.core.keys import KeyRing
from nightlamp.practice.content import due_at
from nightlamp.reports.models import (
    Report,
    ReportAddition,
    ReportDetail,
    ReportExclusion,
    ReportMilestone,
)
from nightlamp.reports.queries import exclusions_of
from nightlamp.reports.rules import CLOSED, DECIDED, NEW, OPENED, next_due
from nightlamp.reports.sealing import addition_row, open_identity, report_key, seal_text

# Looks within this time of each other by the same person leave one line, so that a page that refreshes is one look.
SAME_LOOK = timedelta(minutes=5)


def subject_of(report: Report) -> str:
    """Return how the audit names a report."""
    return f"report:{report.reference}"


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

    Raises Conflict when it is reached already, Unprocessable for a time before receipt or in the future.
    """
    reached = milestones(session, report.id)
    if step in reached:
        raise Conflict("This step has been noted already. Undo it first to change it.", code="already_reached")
    if not report.received_at - timedelta(minutes=1) <= at <= now + timedelta(minutes=1):
        raise field_error("/at", "out_of_range", "The time lies between the report's arrival and now.")
    zone = _settings().time_zone
    began_at = reached["decided"].at if step == "agency_told" and "decided" in reached else report.received_at
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
        "sealed_note": _sealed_note(session, report, step, note),
    }
    session.execute(insert(ReportMilestone), [row])
    if step == "decided":
        report.state = DECIDED
    elif step == "opened" and report.state == NEW:
        report.state = OPENED
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
    if report.state == CLOSED and not _is_closed_by_decision(session, report):
        follow_decision(session, report, by=by, now=now)
    else:
        reset_due(session, report, zone=_settings().time_zone)


def open_report(session: Session, report: Report, *, by: Viewer, may_decide: bool, now: datetime) -> None:
    """Note that a person looks at a report's details. The first look of somebody who may decide opens it.

    A provisional acknowledgement of its alert becomes full in the name of who looks.
    """
    if may_decide and report.state == NEW and "opened" not in milestones(session, report.id):
        report_milestone(session, report, "opened", at=now, by=by, now=now)
    if may_decide and (alert := open_alert_on(session, report.reference)):
        take_over(session, alert, account_id=by.account_id, zone=_settings().time_zone, now=now)
    note_look(session, report, by=by, now=now)


def note_look(session: Session, report: Report, *, by: Viewer, now: datetime) -> None:
    """Leave the line that a person looked at words of a report; looks within SAME_LOOK are one."""
    seen = select(AuditEvent.id).where(
        AuditEvent.subject == subject_of(report),
        AuditEvent.actor == by.uuid,
        AuditEvent.action == "report_seen",
        AuditEvent.at > now - SAME_LOOK,
    )
    if session.execute(seen.limit(1)).first() is None:
        record(session, "report_seen", by=by.uuid, subject=subject_of(report), now=now)


def change_priority(session: Session, report: Report, priority: str, *, by: str, now: datetime) -> None:
    """Set a report's current priority; the first one stays beside it for ever."""
    if priority == report.priority:
        return
    before, report.priority = report.priority, priority
    report.version += 1
    record(session, "priority_changed", by=by, subject=subject_of(report), now=now, before=before, after=priority)


def raise_priority(session: Session, report: Report, priority: str, *, by: str, now: datetime) -> None:
    """Raise a report's priority for what has become known, and ring for it, whatever was decided before.

    A closed report is open again: what is known now was not known to whoever closed it.
    """
    zone = _settings().time_zone
    change_priority(session, report, priority, by=by, now=now)
    if report.state == CLOSED:
        report.state, report.closed_at = OPENED, None
        record(session, "report_reopened", by=by, subject=subject_of(report), now=now)
    if not raise_urgency(session, report.reference, priority, now=now):
        away = exclusions_of(session, report.id)
        raise_anew(
            session, report.reference, team_id=report.team_id, urgency=priority, exclude=away, zone=zone, now=now
        )
    reset_due(session, report, zone=zone)


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
    reset_due(session, report, zone=_settings().time_zone)
    if closed_at is not None and report.closed_at is None:
        record(session, "report_reopened", by=by.uuid, subject=subject_of(report), now=now)


def _is_closed_by_decision(session: Session, report: Report) -> bool:
    """Tell whether a closed report was closed by its last decision, and not because everything was done."""
    lines = select(AuditEvent.action).where(
        AuditEvent.subject == subject_of(report),
        AuditEvent.action.in_(("report_screened", "report_closed", "report_reopened")),
    )
    return session.execute(lines.order_by(AuditEvent.id.desc()).limit(1)).scalar() == "report_closed"


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


def give_to_team(
    session: Session, report: Report, team_id: int, *, place_code: str | None, by: str, now: datetime
) -> None:
    """Make another team the owning one; scope follows, and its alert rings there."""
    if team_id != report.team_id or place_code != report.place_code:
        report.team_id, report.place_code = team_id, place_code
        report.version += 1
        record(session, "team_changed", by=by, subject=subject_of(report), now=now, team=team_id)
        reassign(session, report.reference, team_id, now=now)


def exclude_from_report(
    session: Session, report: Report, account_id: int, *, kind: str, reason: str | None, now: datetime
) -> None:
    """Keep a person away from a report: it does not exist for them any more, and its alert is silent for them.

    Repeating it changes nothing.
    """
    if session.get(ReportExclusion, (report.id, account_id)):
        return
    row = {"report_id": report.id, "account_id": account_id, "kind": kind, "at": now}
    row["sealed_reason"] = _sealed_note(session, report, f"exclusion:{account_id}", reason)
    session.execute(insert(ReportExclusion), [row])
    report.version += 1
    exclude(session, report.reference, account_id, now=now)


def recuse(session: Session, report: Report, *, by: Viewer, reason: str, now: datetime) -> None:
    """Step back from a report by one's own word; its alert rings for the others if it was in these hands."""
    exclude_from_report(session, report, by.account_id, kind="self_declared", reason=reason, now=now)
    record(session, "recused", by=by.uuid, subject=subject_of(report), now=now)


def disclose_reporter(session: Session, report: Report, *, by: Viewer, reason: str, now: datetime) -> dict[str, Any]:
    """Return the reporter's name and phone (None when not given), and leave the line that says who asked.

    The reason is sealed with the report: it may hold words of the case.
    """
    ring: KeyRing = current_app.extensions["nightlamp.keys"]
    detail = session.get_one(ReportDetail, report.id)
    identity = open_identity(ring, f"report_identity:{report.id}", detail)
    additions = select(ReportAddition).where(ReportAddition.report_id == report.id).order_by(ReportAddition.id)
    for addition in session.execute(additions).scalars():
        identity |= open_identity(ring, f"report_identity:{addition_row(addition.id)}", addition)
    event_id = new_key()
    sealed = _sealed_note(session, report, f"disclosure:{event_id}", reason)
    record(
        session,
        "reporter_disclosed",
        by=by.uuid,
        subject=subject_of(report),
        now=now,
        reason_id=event_id,
        reason=sealed.hex() if sealed else "",
    )
    return {"name": identity.get("name"), "phone": identity.get("phone")}


def seal_for_report(session: Session, report: Report, text: str | None, *, row: str) -> bytes | None:
    """Return a text sealed under a report's key for a row of an upper folder; blank and None stay None."""
    ring: KeyRing = current_app.extensions["nightlamp.keys"]
    return seal_text(report_key(ring, session.get_one(ReportDetail, report.id)), text, row=row)


def _sealed_note(session: Session, report: Report, what: str, text: str | None) -> bytes | None:
    return seal_for_report(session, report, text, row=f"report_note:{report.id}:{what}")


def _settings() -> Settings:
    settings: Settings = current_app.extensions["nightlamp.settings"]
    return settings
