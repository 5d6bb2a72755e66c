"""Verbs on reports that exist: open, change priority, give to a team, exclude, disclose. Each leaves its line."""

from datetime import datetime, timedelta
from typing import Any

from flask import current_app
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from nightlamp.accounts.viewer import Viewer
from nightlamp.alerts.actions import exclude, raise_anew, raise_urgency, reassign, take_over
from nightlamp.alerts.answering.standing import noted
from nightlamp.alerts.queries import open_alert_on
from nightlamp.audit.actions import record
from nightlamp.audit.models import AuditEvent
from nightlamp.core.ids import new_key
from nightlamp.core.keys import KeyRing
from nightlamp.reports.milestones import (
    alert_subjects,
    milestones,
    report_milestone,
    reset_due,
    sealed_note,
    settings,
    subject_of,
)
from nightlamp.reports.models import Report, ReportAddition, ReportDetail, ReportExclusion
from nightlamp.reports.queries import exclusions_of
from nightlamp.reports.rules import CLOSED, NEW, OPENED
from nightlamp.reports.sealing import addition_row, open_identity

# Looks within this time of each other by the same person leave one line, so that a page that refreshes is one look.
SAME_LOOK = timedelta(minutes=5)


def open_report(session: Session, report: Report, *, by: Viewer, may_decide: bool, now: datetime) -> None:
    """Note that a person looks at a report's details. The first look of somebody who may decide opens it.

    A provisional acknowledgement of its alert becomes full in the name of who looks.
    """
    if may_decide and report.state == NEW and "opened" not in milestones(session, report.id):
        report_milestone(session, report, "opened", at=now, by=by, now=now)
    alert = open_alert_on(session, report.reference) if may_decide else None
    if alert:
        take_over(session, alert, account_id=by.account_id, zone=settings().time_zone, now=now)
    given = noted(session, [alert]).get(alert.id) if alert and alert.acknowledged_by == by.account_id else None
    note_look(session, report, by=by, now=now, after=given.at if given else None)


def note_look(session: Session, report: Report, *, by: Viewer, now: datetime, after: datetime | None = None) -> None:
    """Leave the line that a person looked at words of a report; looks within SAME_LOOK are one.

    `after`: when it was put into their hands; an earlier look is another one. None where it was not.
    """
    seen = select(AuditEvent.id).where(
        AuditEvent.subject == subject_of(report),
        AuditEvent.actor == by.uuid,
        AuditEvent.action == "report_seen",
        AuditEvent.at > now - SAME_LOOK,
        *([AuditEvent.at >= after] if after else []),
    )
    if session.execute(seen.limit(1)).first() is None:
        record(session, "report_seen", by=by.uuid, subject=subject_of(report), now=now)


def change_priority(session: Session, report: Report, priority: str, *, by: str, now: datetime) -> None:
    """Set a report's current priority; the first one stays beside it for ever."""
    if priority == report.priority:
        return
    before, report.priority = report.priority, priority
    # A person, or what became known, has said how much it matters.
    report.unverified = False
    report.version += 1
    record(session, "priority_changed", by=by, subject=subject_of(report), now=now, before=before, after=priority)


def raise_priority(session: Session, report: Report, priority: str, *, by: str, now: datetime) -> None:
    """Raise a report's priority for what has become known, and ring for it, whatever was decided before.

    A closed report is open again: what is known now was not known to whoever closed it.
    """
    zone = settings().time_zone
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


def give_to_team(
    session: Session, report: Report, team_id: int, *, place_code: str | None, by: str, now: datetime
) -> None:
    """Make another team the owning one; scope follows, and its alert rings there."""
    if team_id != report.team_id or place_code != report.place_code:
        report.team_id, report.place_code = team_id, place_code
        report.version += 1
        record(session, "team_changed", by=by, subject=subject_of(report), now=now, team=team_id)
        for subject in alert_subjects(report):
            reassign(session, subject, team_id, now=now)


def exclude_from_report(
    session: Session, report: Report, account_id: int, *, kind: str, reason: str | None, now: datetime
) -> None:
    """Keep a person away from a report: it does not exist for them any more, and its alert is silent for them.

    Repeating it changes nothing.
    """
    if session.get(ReportExclusion, (report.id, account_id)):
        return
    row = {"report_id": report.id, "account_id": account_id, "kind": kind, "at": now}
    row["sealed_reason"] = sealed_note(session, report, f"exclusion:{account_id}", reason)
    session.execute(insert(ReportExclusion), [row])
    report.version += 1
    for subject in alert_subjects(report):
        exclude(session, subject, account_id, now=now)


def recuse(session: Session, report: Report, *, by: Viewer, reason: str, now: datetime) -> None:
    """Step back from a report by one's own word; its alert rings for the others if it was in these hands."""
    exclude_from_report(session, report, by.account_id, kind="self_declared", reason=reason, now=now)
    record(session, "recused", by=by.uuid, subject=subject_of(report), now=now)


def disclose_reporter(session: Session, report: Report, *, by: Viewer, reason: str, now: datetime) -> dict[str, Any]:
    """Return the reporter's name and phone (None when not given), and leave the line that says who asked.

    The reason is sealed with the report: it may hold words of the case.
    """
    identity = reporter_identity(session, report)
    event_id = new_key()
    sealed = sealed_note(session, report, f"disclosure:{event_id}", reason)
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


def reporter_identity(session: Session, report: Report) -> dict[str, Any]:
    """Return what the reporter gave as name and phone, the latest of each. The caller leaves the line for it."""
    ring: KeyRing = current_app.extensions["nightlamp.keys"]
    detail = session.get_one(ReportDetail, report.id)
    identity = open_identity(ring, f"report_identity:{report.id}", detail)
    additions = select(ReportAddition).where(ReportAddition.report_id == report.id).order_by(ReportAddition.id)
    for addition in session.execute(additions).scalars():
        identity |= open_identity(ring, f"report_identity:{addition_row(addition.id)}", addition)
    return identity
