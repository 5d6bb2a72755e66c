"""The doors to screening."""

from typing import Any

from sqlalchemy import select

from nightlamp.accounts.queries import people
from nightlamp.core.clock import as_text
from nightlamp.core.db import db
from nightlamp.reports.models import Report
from nightlamp.reports.queries import open_note
from nightlamp.triage.models import Screening


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
