"""Verbs on own reports: keep one by its receipt, let it go. The audit says that it was done, not by whom: that would
name the reporter."""

from datetime import datetime

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from nightlamp.accounts.viewer import Viewer
from nightlamp.audit.actions import record
from nightlamp.core.crypto import new_data_key
from nightlamp.core.keys import KeyRing
from nightlamp.reports.intake.additions import report_of_receipt
from nightlamp.reports.milestones import subject_of
from nightlamp.reports.models import Report
from nightlamp.reports.own.models import OwnReport
from nightlamp.reports.own.queries import holder_hashes, is_kept, pair_hashes, sealed_row


def keep(session: Session, ring: KeyRing, receipt: str, *, by: Viewer, now: datetime) -> Report:
    """Let a person follow the report that this receipt belongs to. A repeat changes nothing. Raises NotFound."""
    report = report_of_receipt(session, ring, receipt, lock=True)
    if is_kept(session, ring, by, report.id):
        return report
    pair_hash = pair_hashes(ring, by, report.id)[0]
    bound = sealed_row(pair_hash)
    key = new_data_key(ring, "kek", row=bound)
    row = {
        "holder_hash": holder_hashes(ring, by)[0],
        "pair_hash": pair_hash,
        "key_id": key.key_id,
        "wrapped_key": key.wrapped,
        "sealed": key.seal(str(report.id).encode(), row=bound),
    }
    session.execute(insert(OwnReport), [row])
    record(session, "report_kept", by="reporter", subject=subject_of(report), now=now)
    return report


def let_go(session: Session, ring: KeyRing, report: Report, *, by: Viewer, now: datetime) -> None:
    """Follow a report no more. The report stays, and so does what its receipt can do."""
    session.execute(delete(OwnReport).where(OwnReport.pair_hash.in_(pair_hashes(ring, by, report.id))))
    record(session, "report_let_go", by="reporter", subject=subject_of(report), now=now)
