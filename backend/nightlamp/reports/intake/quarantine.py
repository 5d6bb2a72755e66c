"""Keep what was sealed to a key that we do not hold, as it came, until an operator brings the key."""

import hashlib
from datetime import datetime

from flask import current_app
from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from nightlamp.audit.actions import record
from nightlamp.core.db import db, writing
from nightlamp.core.errors import Unprocessable
from nightlamp.core.ids import new_key
from nightlamp.core.jwe import JweBroken, KeyUnknown, open_sealed
from nightlamp.core.keys import KeyRing
from nightlamp.core.text import clean, read_json
from nightlamp.reports.intake.additions import add_to_report
from nightlamp.reports.intake.filing import file_report
from nightlamp.reports.intake.reading import Received, read_opaque, read_sealed
from nightlamp.reports.models import SealedQuarantine


def quarantine(compact: str, kid: str, *, now: datetime) -> None:
    """Keep a sealed body once, however often it is sent; `/healthz` turns red while one waits."""
    digest = hashlib.sha256(compact.encode()).digest()
    row = {"id": new_key(), "kid": clean(kid)[:80], "digest": digest, "body": compact, "received_at": now}
    try:
        with writing() as session:
            if session.execute(select(SealedQuarantine.id).where(SealedQuarantine.digest == digest)).first():
                return
            session.execute(insert(SealedQuarantine), [row])
            record(session, "sealed_quarantined", by="reporter", subject="operator", now=now)
    except IntegrityError:
        # The same body came twice at once; the other one keeps it.
        return


def open_quarantine(*, now: datetime) -> tuple[int, int]:
    """File what waits in quarantine and opens now, keeping when it was received; return how many, and how many wait.

    What was an addition to a report that is stored is added to it. Running it again files nothing twice.
    """
    ring: KeyRing = current_app.extensions["nightlamp.keys"]
    waiting = db.session.execute(
        select(SealedQuarantine).where(SealedQuarantine.opened_at.is_(None)).order_by(SealedQuarantine.id)
    ).scalars()
    opened = left = 0
    for row in list(waiting):
        try:
            text = open_sealed(ring, row.body).decode("utf-8-sig", "replace")
        except (KeyUnknown, JweBroken):
            left += 1
            continue
        _file(_received(text, now=now), row, now=now)
        with writing() as session:
            session.execute(update(SealedQuarantine).where(SealedQuarantine.id == row.id).values(opened_at=now))
            record(session, "sealed_opened", by="system", subject="operator", now=now)
        opened += 1
    return opened, left


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
