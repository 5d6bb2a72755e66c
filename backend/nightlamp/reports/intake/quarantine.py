"""Keep what was sealed to a key that we do not hold, as it came, until an operator brings the key."""

import hashlib
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from nightlamp.audit.actions import record
from nightlamp.core.db import writing
from nightlamp.core.ids import new_key
from nightlamp.core.text import clean
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
