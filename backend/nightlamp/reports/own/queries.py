"""The doors to own reports. They take the viewer, and show what this very person has kept."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from nightlamp.accounts.viewer import Viewer
from nightlamp.core.crypto import unwrap_data_key
from nightlamp.core.errors import NotFound
from nightlamp.core.ids import REFERENCE_LENGTH, is_well_formed, normalise
from nightlamp.core.keys import KeyRing
from nightlamp.core.text import canonical
from nightlamp.reports.intake.additions import hashes_of
from nightlamp.reports.models import Report, ReportDetail, ReportMessage
from nightlamp.reports.own.models import OwnReport
from nightlamp.reports.sealing import open_detail

# Years of one person's reports; the newest stand first.
MOST = 200


def holder_hashes(ring: KeyRing, viewer: Viewer) -> list[bytes]:
    """Return what a person is known by in this table, under each key, the newest first."""
    return hashes_of(ring, "own-report-holder", viewer.uuid.encode())


def pair_hashes(ring: KeyRing, viewer: Viewer, report_id: int) -> list[bytes]:
    """Return what a person and a report are known by together."""
    return hashes_of(ring, "own-report", canonical([viewer.uuid, report_id]))


def sealed_row(pair_hash: bytes) -> str:
    """Return what a sealed report's id is bound to."""
    return f"own_report:{pair_hash.hex()}"


def own_reports_of(session: Session, ring: KeyRing, viewer: Viewer) -> Sequence[Report]:
    """Return the reports that a person has kept, the newest first, at most MOST."""
    rows = session.execute(select(OwnReport).where(OwnReport.holder_hash.in_(holder_hashes(ring, viewer)))).scalars()
    ids = [_report_id(ring, row) for row in rows]
    query = select(Report).where(Report.id.in_(ids)).order_by(Report.received_at.desc(), Report.id.desc())
    return session.execute(query.limit(MOST)).scalars().all()


def own_report_of(session: Session, ring: KeyRing, viewer: Viewer, reference: str, *, lock: bool = False) -> Report:
    """Return one report that this person has kept; `lock` holds it until the end of the unit. Raises NotFound."""
    code = normalise(reference)
    if is_well_formed(code, REFERENCE_LENGTH):
        query = select(Report).where(Report.reference == code)
        if lock:
            query = query.with_for_update().execution_options(populate_existing=True)
        report = session.execute(query).scalar_one_or_none()
        if report is not None and is_kept(session, ring, viewer, report.id):
            return report
    raise NotFound("You follow no such report here.")


def is_kept(session: Session, ring: KeyRing, viewer: Viewer, report_id: int) -> bool:
    """Tell whether this person follows this report."""
    query = select(OwnReport.pair_hash).where(OwnReport.pair_hash.in_(pair_hashes(ring, viewer, report_id)))
    return session.execute(query.limit(1)).first() is not None


def entrance_of(session: Session, ring: KeyRing, report: Report) -> str | None:
    """Return the name of the institution whose entrance a report came through; None for no such."""
    entered = open_detail(ring, session.get_one(ReportDetail, report.id)).get("entrance")
    return entered.get("name") if isinstance(entered, dict) else None


def unread_answers(session: Session, report: Report) -> int:
    """Return how many answers of the people on duty the reporter has not seen yet."""
    query = (
        select(func.count())
        .select_from(ReportMessage)
        .where(
            ReportMessage.report_id == report.id,
            ReportMessage.account_id.is_not(None),
            ReportMessage.read_at.is_(None),
        )
    )
    return session.execute(query).scalar_one()


def _report_id(ring: KeyRing, row: OwnReport) -> int:
    bound = sealed_row(row.pair_hash)
    key = unwrap_data_key(ring, "kek", row.key_id, row.wrapped_key, row=bound)
    return int(key.open(row.sealed, row=bound))
