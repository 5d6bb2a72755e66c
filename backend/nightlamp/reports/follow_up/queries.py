"""The doors to messages. The caller has shown that the report may be read, or holds its receipt."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from nightlamp.core.keys import KeyRing
from nightlamp.reports.models import Report, ReportDetail, ReportMessage
from nightlamp.reports.sealing import open_text, report_key

MESSAGE, RESULT = "message", "result"


def message_row(message_id: int) -> str:
    """Return what a message's text is bound to."""
    return f"report_message:{message_id}"


def messages_of(session: Session, report: Report) -> list[tuple[ReportMessage, str]]:
    """Return the messages of a report with their words, oldest first."""
    query = select(ReportMessage).where(ReportMessage.report_id == report.id).order_by(ReportMessage.id)
    rows = session.execute(query).scalars().all()
    if not rows:
        return []
    ring: KeyRing = current_app.extensions["nightlamp.keys"]
    key = report_key(ring, session.get_one(ReportDetail, report.id))
    return [(row, open_text(key, row.sealed, row=message_row(row.id)) or "") for row in rows]


def unread_of(session: Session, report_ids: Collection[int]) -> dict[int, int]:
    """Return how many messages of the reporter nobody has read yet, by report; reports without any are left out."""
    if not report_ids:
        return {}
    query = (
        select(ReportMessage.report_id, func.count())
        .where(
            ReportMessage.report_id.in_(report_ids),
            ReportMessage.read_at.is_(None),
            ReportMessage.account_id.is_(None),
        )
        .group_by(ReportMessage.report_id)
    )
    return {report_id: count for report_id, count in session.execute(query)}


def results_due(session: Session, *, before: datetime, limit: int) -> list[Any]:
    """Return the reports whose result is to be told before then and for whom nobody was called yet, oldest first."""
    query = (
        select(Report.id)
        .where(Report.result_due_at <= before, Report.result_called_at.is_(None))
        .order_by(Report.result_due_at)
        .limit(limit)
    )
    return list(session.execute(query).scalars())
