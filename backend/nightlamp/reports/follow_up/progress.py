"""How a report goes, as far as whoever holds its receipt may know."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy.orm import Session

from nightlamp.alerts.models import ACKNOWLEDGED
from nightlamp.alerts.queries import open_alert_on
from nightlamp.core.clock import as_text
from nightlamp.core.db import db
from nightlamp.core.ids import in_groups
from nightlamp.core.keys import KeyRing
from nightlamp.practice.content import due_at
from nightlamp.reports.follow_up.actions import read_by_reporter
from nightlamp.reports.follow_up.queries import messages_of
from nightlamp.reports.follow_up.rules import overdue_steps
from nightlamp.reports.intake.additions import report_of_receipt
from nightlamp.reports.milestones import milestones
from nightlamp.reports.models import Report, ReportMilestone
from nightlamp.reports.rules import CLOSED, DECIDED, NEW, OPENED

_STAGE = {NEW: "received", OPENED: "opened", DECIDED: "decided", CLOSED: "closed"}
# What a reporter is told of the steps: which agency was told, and whether the child was seen, is not theirs to know.
_TOLD = {"opened": "opened", "decided": "decided", "agency_told": "passed_on", "result_told": "result_told"}


def follow_up(receipt: str, *, now: datetime, zone: str) -> dict[str, Any]:
    """Return what a reporter may know: stage, history, what was promised, what of that is late, and the messages.

    Raises NotFound.
    """
    ring: KeyRing = current_app.extensions["nightlamp.keys"]
    report = report_of_receipt(db.session(), ring, receipt)
    told = told_of(db.session(), report, now=now, zone=zone)
    read_by_reporter(report.id, now=now)
    return told


def told_of(session: Session, report: Report, *, now: datetime, zone: str) -> dict[str, Any]:
    """Return what the reporter of this report may know of it. The caller has shown that it is theirs."""
    reached = milestones(session, report.id)
    promised = {
        step: due_at(step, report.first_priority, report.received_at, zone=zone) for step in ("opened", "decided")
    }
    told_at = reached.get("result_told")
    result_by = told_at.due_at if told_at else report.result_due_at
    return {
        "reference": in_groups(report.reference),
        "stage": _STAGE[report.state],
        "history": _history(session, report, reached),
        "expected": {f"{step}_by": as_text(at) for step, at in promised.items()} | {"result_by": as_text(result_by)},
        "overdue": overdue_steps(report.state, set(reached), promised, result_due_at=report.result_due_at, now=now),
        "messages": [
            {"at": as_text(row.at), "text": text, "mine": row.account_id is None, "kind": row.kind}
            for row, text in messages_of(session, report)
        ],
    }


def _history(session: Session, report: Report, reached: Mapping[str, ReportMilestone]) -> list[dict[str, Any]]:
    """Return what has happened, oldest first; of two at one moment the one that comes first by nature."""
    happened = [(report.received_at, "received")]
    happened += [(row.at, _TOLD[step]) for step, row in reached.items() if step in _TOLD]
    alert = open_alert_on(session, report.reference)
    if alert is not None and alert.state == ACKNOWLEDGED and alert.acknowledged_at is not None:
        happened.append((alert.acknowledged_at, "in_hand"))
    if report.state == CLOSED and report.closed_at is not None:
        happened.append((report.closed_at, "closed"))
    order = ("received", "opened", "in_hand", "decided", "passed_on", "result_told", "closed")
    in_order = sorted(happened, key=lambda one: (one[0], order.index(one[1])))
    return [{"stage": stage, "at": as_text(at)} for at, stage in in_order]
