"""Keep what was sealed to a key that we do not hold, as it came, until an operator brings the key."""

import hashlib
from datetime import datetime

from flask import current_app
from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from nightlamp.audit.actions import record
from nightlamp.core.db import db, writing
from nightlamp.core.errors import DomainError, NotFound, Unprocessable
from nightlamp.core.ids import new_key
from nightlamp.core.jwe import JweBroken, KeyUnknown, open_sealed
from nightlamp.core.keys import KeyRing
from nightlamp.core.text import clean, read_json
from nightlamp.reports.attachments.actions import take_file
from nightlamp.reports.attachments.rules import unfolded
from nightlamp.reports.intake.additions import add_to_report
from nightlamp.reports.intake.filing import file_report
from nightlamp.reports.intake.reading import Received, read_opaque, read_sealed
from nightlamp.reports.models import SealedQuarantine

# Files are large, and whoever sends one under an invented key shows no receipt. Reports have no such limit.
MOST_FILES_WAITING = 20


def quarantine(compact: str, kid: str, *, now: datetime, kind: str = "report") -> None:
    """Keep a sealed body once, however often it is sent; `/healthz` turns red while one waits.

    `kind` is report (additions too) or file. Raises 503 when many files wait already: the phone keeps its copy.
    """
    digest = hashlib.sha256(compact.encode()).digest()
    row = {"id": new_key(), "kid": clean(kid)[:80], "digest": digest, "body": compact, "received_at": now}
    try:
        with writing() as session:
            if session.execute(select(SealedQuarantine.id).where(SealedQuarantine.digest == digest)).first():
                return
            _refuse_when_full(session, kind)
            session.execute(insert(SealedQuarantine), [row | {"kind": kind}])
            record(session, "sealed_quarantined", by="reporter", subject="operator", now=now)
    except IntegrityError:
        # The same body came twice at once; the other one keeps it.
        return


def open_quarantine(*, now: datetime) -> tuple[int, int]:
    """File what waits in quarantine and opens now, keeping when it was received; return how many, and how many wait.

    What was an addition to a report that is stored is added to it. Running it again files nothing twice.
    """
    waiting = select(SealedQuarantine.id).where(SealedQuarantine.opened_at.is_(None)).order_by(SealedQuarantine.id)
    opened = left = 0
    for row_id in db.session.execute(waiting).scalars().all():
        if not _open(db.session.get_one(SealedQuarantine, row_id), now=now):
            left += 1
            continue
        with writing() as session:
            session.execute(update(SealedQuarantine).where(SealedQuarantine.id == row_id).values(opened_at=now))
            record(session, "sealed_opened", by="system", subject="operator", now=now)
        opened += 1
        db.session.expunge_all()
    return opened, left


def _open(row: SealedQuarantine, *, now: datetime) -> bool:
    """Store what a row holds; False when it does not open, or is a file whose report is not there or holds enough."""
    ring: KeyRing = current_app.extensions["nightlamp.keys"]
    try:
        plain = open_sealed(ring, row.body)
        if row.kind == "file":
            take_file(unfolded(plain), sealed=True, now=now)
            return True
    except (KeyUnknown, JweBroken, NotFound, Unprocessable):
        return False
    _file(_received(plain.decode("utf-8-sig", "replace"), now=now), row, now=now)
    return True


def _refuse_when_full(session: Session, kind: str) -> None:
    waiting = select(func.count()).where(SealedQuarantine.opened_at.is_(None), SealedQuarantine.kind == "file")
    if kind == "file" and session.execute(waiting).scalar_one() >= MOST_FILES_WAITING:
        raise DomainError(
            "Files wait here for a key that we are looking for. Keep this one and send it again later.",
            status=503,
            code="busy",
            headers={"Retry-After": "60"},
        )


def _received(text: str, *, now: datetime) -> Received:
    try:
        value = read_json(text, lenient=True)
    except ValueError:
        return read_opaque(clean(text), now=now)
    return read_sealed(value, now=now) if isinstance(value, dict) else read_opaque(clean(text), now=now)


def _file(received: Received, row: SealedQuarantine, *, now: datetime) -> None:
    try:
        file_report(received, channel="app", idempotency_key=f"sealed:{row.digest.hex()}", now=now)
    except Unprocessable:
        # Its receipt belongs to a report that is there: this was an addition to it.
        add_to_report(received, now=now)
