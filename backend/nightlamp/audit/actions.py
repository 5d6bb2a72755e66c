"""Record an act, and seal what was recorded. Sealing is the dispatcher's, so filing never queues behind it."""

import hmac
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select
from sqlalchemy.orm import Session

from nightlamp.audit.models import AuditEvent, AuditHead, AuditSeal
from nightlamp.core.clock import as_text
from nightlamp.core.ids import new_key
from nightlamp.core.keys import KeyRing
from nightlamp.core.text import canonical

FIRST_HASH = b"\x00" * 32


def audit_row(action: str, *, by: str, subject: str, now: datetime, **detail: Any) -> dict[str, Any]:
    """Return the row of one act, for a writer that inserts many at once. `detail` holds codes, never words."""
    return {
        "id": new_key(),
        "at": now,
        "actor": by,
        "action": action,
        "subject": subject,
        "detail": canonical(detail).decode(),
    }


def record(
    session: Session | Connection, action: str, *, by: str, subject: str, now: datetime, **detail: Any
) -> None:
    """Write one act in the caller's transaction: it stands or falls with what it records."""
    session.execute(insert(AuditEvent), [audit_row(action, by=by, subject=subject, now=now, **detail)])


def has_pending(session: Session) -> bool:
    """Tell whether some act is not sealed yet, without taking the write gate."""
    last = session.execute(select(AuditSeal).order_by(AuditSeal.seq.desc()).limit(1)).scalar_one_or_none()
    return bool(_unsealed(session, last, 1))


def seal_pending(session: Session, ring: KeyRing, *, limit: int = 500) -> int:
    """Chain up to `limit` unsealed acts, oldest first; sign the head of each day that has ended. Return how many.

    Must run in one writing unit, and by one dispatcher at a time (the unique `event_id` refuses a second).
    """
    last = session.execute(select(AuditSeal).order_by(AuditSeal.seq.desc()).limit(1)).scalar_one_or_none()
    seq, previous = (last.seq, last.hash) if last else (0, FIRST_HASH)
    day = _day_of(session, last) if last else ""
    key_id, key = ring.current("audit")
    rows: list[dict[str, Any]] = []
    for item in _unsealed(session, last, limit):
        if day and _day(item.at) > day:
            _sign_head(session, ring, day=day, seq=seq, head=previous)
        seq, day = seq + 1, max(day, _day(item.at))
        digest = link_hash(key, previous, item)
        rows.append({"seq": seq, "event_id": item.id, "key_id": key_id, "prev_hash": previous, "hash": digest})
        previous = digest
    if rows:
        session.execute(insert(AuditSeal), rows)
    return len(rows)


def link_hash(key: bytes, previous: bytes, item: AuditEvent) -> bytes:
    """Return HMAC-SHA-256 over the link before and the act's whole content."""
    fields = [item.id, as_text(item.at), item.actor, item.action, item.subject, item.detail]
    return hmac.digest(key, previous + json.dumps(fields, ensure_ascii=False).encode(), "sha256")


def head_signature(key: bytes, day: str, seq: int, head: bytes) -> bytes:
    """Return the MAC of a day's head."""
    return hmac.digest(key, f"{day} {seq} ".encode() + head, "sha256")


# Keys rise in time, but a slow transaction commits an older key late: look back this far behind the last link.
_LOOK_BACK = 600_000 << 22


def _unsealed(session: Session, last: AuditSeal | None, limit: int) -> Sequence[AuditEvent]:
    query = (
        select(AuditEvent)
        .outerjoin(AuditSeal, AuditSeal.event_id == AuditEvent.id)
        .where(AuditSeal.event_id.is_(None), AuditEvent.id > (last.event_id - _LOOK_BACK if last else 0))
        .order_by(AuditEvent.id)
        .limit(limit)
    )
    return session.execute(query).scalars().all()


def _day_of(session: Session, seal: AuditSeal) -> str:
    at = session.execute(select(AuditEvent.at).where(AuditEvent.id == seal.event_id)).scalar_one()
    return _day(at)


def _day(at: datetime) -> str:
    return at.date().isoformat()


def _sign_head(session: Session, ring: KeyRing, *, day: str, seq: int, head: bytes) -> None:
    if session.get(AuditHead, day):
        return
    key_id, key = ring.current("audit")
    row = {"day": day, "seq": seq, "hash": head, "key_id": key_id}
    session.execute(insert(AuditHead), [row | {"signature": head_signature(key, day, seq, head)}])
