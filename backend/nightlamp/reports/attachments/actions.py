"""Take a file, whole or not at all; look again for what could not be scanned; note who has seen one."""

import hashlib
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from nightlamp.accounts.viewer import Viewer
from nightlamp.audit.actions import record
from nightlamp.core.config import Settings
from nightlamp.core.crypto import blind_index
from nightlamp.core.db import db, writing
from nightlamp.core.errors import Unprocessable, field_error
from nightlamp.core.ids import in_groups, new_key, uuid7
from nightlamp.core.keys import KeyRing
from nightlamp.core.text import canonical, to_json
from nightlamp.files.reading.checking import check
from nightlamp.files.rules import DOCUMENT, UNREADABLE, UNSCANNED, VOICE, Checked, FileRefused
from nightlamp.files.scanning import state_after_scan
from nightlamp.files.storing import put_chunks, sealed_chunks
from nightlamp.reports.attachments.models import ReportAttachment
from nightlamp.reports.attachments.queries import attachment_row, content_of, described, key_of
from nightlamp.reports.attachments.rules import MOST_BYTES_TOGETHER, MOST_FILES, Incoming, is_full
from nightlamp.reports.intake.additions import report_of_receipt
from nightlamp.reports.milestones import subject_of
from nightlamp.reports.models import Report

# How many files one look asks the scanner about, so that the dispatcher is not kept from its alerts.
_AT_ONCE = 5


@dataclass(frozen=True)
class Taken:
    """The answer to a file; `replayed` when the same file had been stored with this report before."""

    reference: str
    received_at: datetime
    kind: str
    replayed: bool


def take_file(incoming: Incoming, *, sealed: bool, now: datetime) -> Taken:
    """Store a file with its report: its row, all its pieces, the audit line and the new version, or nothing of it.

    What came sealed is kept even if it cannot be opened, for the phone cannot mend it. Raises NotFound for a receipt
    of no report, and Unprocessable: a plain file that cannot be kept, or a report that holds enough files.
    """
    ring: KeyRing = current_app.extensions["nightlamp.keys"]
    settings: Settings = current_app.extensions["nightlamp.settings"]
    report = report_of_receipt(db.session(), ring, incoming.receipt)
    fingerprints = _fingerprints(ring, report, incoming.content)
    if (known := _known(db.session(), report, fingerprints)) is not None:
        return known
    _refuse_when_full(db.session(), report, len(incoming.content))
    report_id, key = report.id, key_of(report)
    db.session.rollback()  # no transaction stands open while a picture is drawn and a scanner asked
    checked, problem = _checked(incoming.content, sealed=sealed)
    file_id = new_key()
    row = {
        "id": file_id,
        "uuid": uuid7(),
        "report_id": report_id,
        "received_at": now,
        "size_bytes": len(checked.content),
        "state": state_after_scan(settings.clamd, checked.content),
        "fingerprint": fingerprints[0],
        "sealed": key.seal(to_json(_told(checked, problem, incoming)), row=attachment_row(file_id)),
    }
    chunks = sealed_chunks(key, file_id, checked.content)
    with writing() as session:
        report = report_of_receipt(session, ring, incoming.receipt, lock=True)
        if (known := _known(session, report, fingerprints)) is not None:
            return known
        _refuse_when_full(session, report, len(checked.content))
        session.execute(insert(ReportAttachment), [row])
        put_chunks(session, chunks)
        report.version += 1
        record(session, "attachment_received", by="reporter", subject=subject_of(report), now=now)
        return Taken(in_groups(report.reference), now, checked.kind, replayed=False)


def note_seen(session: Session, report: Report, attachment: ReportAttachment, *, by: Viewer, now: datetime) -> None:
    """Leave the line that a person was given a file of a report."""
    record(session, "attachment_seen", by=by.uuid, subject=subject_of(report), now=now, attachment=attachment.uuid)


def scan_waiting(*, now: datetime) -> int:
    """Ask the scanner about files that it could not be asked about when they came. Return how many it has judged.

    With no scanner set up any more they are shown as they are.
    """
    settings: Settings = current_app.extensions["nightlamp.settings"]
    query = select(ReportAttachment.id).where(ReportAttachment.state == UNSCANNED)
    waiting = db.session.execute(query.order_by(ReportAttachment.received_at).limit(_AT_ONCE)).scalars().all()
    done = 0
    for file_id in waiting:
        content = content_of(db.session.get_one(ReportAttachment, file_id))
        db.session.rollback()  # nothing is asked over a network while a transaction is open
        state = state_after_scan(settings.clamd, content)
        if state == UNSCANNED:
            break
        _settle(file_id, state, now=now)
        done += 1
    return done


def _settle(file_id: int, state: str, *, now: datetime) -> None:
    with writing() as session:
        row = session.get_one(ReportAttachment, file_id)
        changed = session.execute(
            update(ReportAttachment)
            .where(ReportAttachment.id == file_id, ReportAttachment.state == UNSCANNED)
            .values(state=state)
        )
        if changed.rowcount:  # type: ignore[attr-defined]
            report = session.execute(select(Report).where(Report.id == row.report_id).with_for_update()).scalar_one()
            report.version += 1
            record(session, "attachment_scanned", by="system", subject=subject_of(report), now=now, state=state)


def _checked(content: bytes, *, sealed: bool) -> tuple[Checked, str | None]:
    """Return what may be kept of a file, and what is wrong with one that can only be kept as it came."""
    try:
        return check(content), None
    except FileRefused as refused:
        if not sealed:
            raise field_error("/file", refused.code, str(refused)) from None
        return Checked(UNREADABLE, "application/octet-stream", content), refused.code


def _told(checked: Checked, problem: str | None, incoming: Incoming) -> dict[str, Any]:
    """Return the description of a file, as it is sealed. The name of a picture or recording is not kept."""
    told = {name: value for name, value in asdict(checked).items() if name != "content"}
    return told | {
        "seconds": checked.seconds or (incoming.seconds if checked.kind == VOICE else None),
        "name": incoming.name if checked.kind in (DOCUMENT, UNREADABLE) else None,
        "claimed_at": incoming.claimed_at,
        "problem": problem,
    }


def _fingerprints(ring: KeyRing, report: Report, content: bytes) -> list[bytes]:
    """Return what a file of a report is known by under each key, the newest first."""
    value = canonical([report.id, hashlib.sha256(content).hexdigest()])
    return [blind_index(ring, "attachment", value, key_id=key_id)[1] for key_id in ring.secret_ids("hmac")]


def _known(session: Session, report: Report, fingerprints: list[bytes]) -> Taken | None:
    query = select(ReportAttachment).where(ReportAttachment.fingerprint.in_(fingerprints))
    found = session.execute(query).scalar_one_or_none()
    if found is None:
        return None
    kind = described(key_of(report), found)["kind"]
    return Taken(in_groups(report.reference), found.received_at, kind, replayed=True)


def _refuse_when_full(session: Session, report: Report, more: int) -> None:
    query = select(ReportAttachment.id, ReportAttachment.size_bytes).where(ReportAttachment.report_id == report.id)
    sizes = {row.id: row.size_bytes for row in session.execute(query)}
    if is_full(sizes, more):
        raise Unprocessable(
            f"A report holds at most {MOST_FILES} files and {MOST_BYTES_TOGETHER // 2**20} MB. "
            "Say in words what the others show, and keep them.",
            code="too_many_files",
        )
