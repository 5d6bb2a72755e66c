"""The doors to screening."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from nightlamp.accounts.queries import people
from nightlamp.core.clock import as_text
from nightlamp.core.db import db
from nightlamp.reports.models import Report
from nightlamp.reports.queries import open_note
from nightlamp.triage.models import Screening
from nightlamp.triage.rules import TEST_OR_SPAM


def screenings_of(report: Report) -> list[dict[str, Any]]:
    """Return all decisions about a report that the caller has shown may be seen, the newest first."""
    query = select(Screening).where(Screening.report_id == report.id).order_by(Screening.id.desc())
    rows = db.session.execute(query).scalars().all()
    names = people({row.account_id for row in rows})
    return [
        {
            "track": row.track,
            "priority": row.priority,
            "priority_before": row.priority_before,
            "disposition": row.disposition,
            "reason": open_note(report, row.sealed_reason, row=f"screening:{row.id}"),
            "by": {"id": names[row.account_id].uuid, "name": names[row.account_id].name},
            "at": as_text(row.at),
        }
        for row in rows
    ]


def set_aside(session: Session, report_ids: Collection[int]) -> set[int]:
    """Return those of some reports that a person, by the newest decision, holds for a test or spam."""
    newest = select(func.max(Screening.id)).where(Screening.report_id.in_(report_ids)).group_by(Screening.report_id)
    query = select(Screening.report_id).where(Screening.id.in_(newest), Screening.disposition == TEST_OR_SPAM)
    return set(session.execute(query).scalars())
