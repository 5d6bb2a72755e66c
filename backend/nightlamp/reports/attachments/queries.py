"""The doors to a report's files. Each comes after the report's own door, which takes the viewer."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from nightlamp.accounts.viewer import Viewer
from nightlamp.core.clock import as_text
from nightlamp.core.crypto import DataKey
from nightlamp.core.db import db
from nightlamp.core.errors import Conflict, Forbidden, NotFound
from nightlamp.core.keys import KeyRing
from nightlamp.files.rules import BLOCKED, READY, UNREADABLE, UNSCANNED
from nightlamp.files.storing import whole_file
from nightlamp.reports.attachments.models import ReportAttachment
from nightlamp.reports.models import Report, ReportDetail
from nightlamp.reports.sealing import report_key


def attachment_row(file_id: int) -> str:
    """Return what the sealed description of a file is bound to."""
    return f"report_attachment:{file_id}"


def key_of(report: Report) -> DataKey:
    """Return the data key of a report. The caller has shown that it may be used. Raises KeyMissing or SealBroken."""
    return _key_of(report.id)


def described(key: DataKey, attachment: ReportAttachment) -> dict[str, Any]:
    """Return what a file is, as it was sealed beside it."""
    told: dict[str, Any] = json.loads(key.open(attachment.sealed, row=attachment_row(attachment.id)))
    return told


def attachments_of(report: Report, *, supervises: bool) -> list[dict[str, Any]]:
    """Return the files of a report that the viewer may see, oldest first, as its page shows them.

    `supervises`: the viewer is a supervisor there, and so may save what nobody could open.
    """
    query = select(ReportAttachment).where(ReportAttachment.report_id == report.id).order_by(ReportAttachment.id)
    found: Sequence[ReportAttachment] = db.session.execute(query).scalars().all()
    key = key_of(report) if found else None
    return [_shown(key, attachment, supervises=supervises) for attachment in found if key]


def attachment_for(
    viewer: Viewer, report: Report, uuid: str, *, place_path: str
) -> tuple[ReportAttachment, dict[str, Any]]:
    """Return one file of a report that the viewer may see, and what it is. The caller notes the look.

    Raises NotFound; Conflict for one that is blocked or not scanned yet; Forbidden for one that nobody could open,
    which is a supervisor's to save.
    """
    query = select(ReportAttachment).where(ReportAttachment.report_id == report.id, ReportAttachment.uuid == uuid)
    found = db.session.execute(query).scalar_one_or_none()
    if found is None:
        raise NotFound("There is no such file.")
    if found.state == BLOCKED:
        raise Conflict("The virus scanner knows something bad in this file. It stays sealed.", code="file_blocked")
    if found.state == UNSCANNED:
        raise Conflict(
            "This file is not scanned yet. It is tried each minute; come back to it.", code="file_unscanned"
        )
    told = described(key_of(report), found)
    if told["kind"] == UNREADABLE and not viewer.supervises(place_path):
        raise Forbidden("Nobody could open this file. A supervisor may save it.", code="supervisor_required")
    return found, told


def content_of(attachment: ReportAttachment) -> bytes:
    """Return a file's content. The caller has shown that it may be read. Raises SealBroken."""
    return whole_file(db.session(), _key_of(attachment.report_id), attachment.id)


def unscanned(session: Session, *, before: datetime) -> int:
    """Return how many files that came before a time still wait for the scanner."""
    query = select(func.count()).where(ReportAttachment.state == UNSCANNED, ReportAttachment.received_at < before)
    return session.execute(query).scalar_one()


def _key_of(report_id: int) -> DataKey:
    ring: KeyRing = current_app.extensions["nightlamp.keys"]
    return report_key(ring, db.session.get_one(ReportDetail, report_id))


def _shown(key: DataKey, attachment: ReportAttachment, *, supervises: bool) -> dict[str, Any]:
    told = described(key, attachment)
    is_open = attachment.state == READY and (told["kind"] != UNREADABLE or supervises)
    return told | {
        "id": attachment.uuid,
        "bytes": attachment.size_bytes,
        "received_at": as_text(attachment.received_at),
        "state": attachment.state,
        "may_open": is_open,
    }
