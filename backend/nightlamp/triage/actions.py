"""Verbs of screening."""

from datetime import datetime

from sqlalchemy.orm import Session

from nightlamp.accounts.viewer import Viewer
from nightlamp.alerts.actions import raise_urgency, settle
from nightlamp.audit.actions import record
from nightlamp.core.ids import new_key
from nightlamp.practice.rules import is_lower
from nightlamp.reports.actions import change_priority
from nightlamp.reports.milestones import (
    close_report,
    follow_decision,
    milestones,
    owe_result,
    report_milestone,
    seal_for_report,
    subject_of,
)
from nightlamp.reports.models import Report
from nightlamp.triage.models import Screening
from nightlamp.triage.rules import closes, owes_result


def screen(
    session: Session,
    report: Report,
    *,
    track: str,
    priority: str,
    disposition: str,
    reason: str,
    family_contact: bool = False,
    by: Viewer,
    now: datetime,
) -> Screening:
    """Write a decision: priority, track and milestone follow, the alert is settled, and all of it is on record.

    Deciding again adds a decision; the first one's time stays the milestone. It may open a closed report again: then
    it waits for what is still to come, and nothing rings, for it is in the hands of who decides. The clock of telling
    the reporter begins with it. `family_contact`: decided for a child who reports for themself; the audit says so.
    """
    screening = Screening(
        id=new_key(),
        report_id=report.id,
        track=track,
        priority=priority,
        priority_before=report.priority,
        disposition=disposition,
        account_id=by.account_id,
        at=now,
    )
    screening.sealed_reason = seal_for_report(session, report, reason, row=f"screening:{screening.id}")
    session.add(screening)
    report.track = track
    change_priority(session, report, priority, by=by.uuid, now=now)
    reached = milestones(session, report.id)
    for step in ("opened", "decided"):
        if step not in reached:
            report_milestone(session, report, step, at=now, by=by, now=now)
    detail = {"disposition": disposition, "priority": priority, "track": track}
    if family_contact:
        detail["family_contact"] = "decided"
    record(session, "report_screened", by=by.uuid, subject=subject_of(report), now=now, **detail)
    if is_lower(screening.priority_before, priority):
        raise_urgency(session, report.reference, priority, now=now)
    settle(session, report.reference, by=by.account_id, now=now)
    if closes(disposition):
        close_report(session, report, by=by, now=now)
    else:
        follow_decision(session, report, by=by, now=now)
    owe_result(session, report, is_owed=owes_result(disposition), now=now)
    report.version += 1
    return screening
