"""Questions about the audit: what happened to one subject, and does the chain hold."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from nightlamp.audit.actions import FIRST_HASH, head_signature, link_hash
from nightlamp.audit.models import AuditEvent, AuditHead, AuditSeal
from nightlamp.core.keys import KeyRing


@dataclass(frozen=True)
class Verdict:
    """What a check of the chain found. `faults` name the first broken links; none means that it holds."""

    sealed: int
    pending: int
    faults: list[str]


def acts_on(session: Session, subject: str) -> Sequence[AuditEvent]:
    """Return the acts on one subject, oldest first."""
    query = select(AuditEvent).where(AuditEvent.subject == subject).order_by(AuditEvent.id)
    return session.execute(query).scalars().all()


def verify(session: Session, ring: KeyRing) -> Verdict:
    """Recompute the whole chain and the daily heads; a changed, removed or reordered act shows as a fault."""
    faults: list[str] = []
    previous, sealed = FIRST_HASH, 0
    heads = {head.seq: head for head in session.execute(select(AuditHead)).scalars()}
    rows = session.execute(
        select(AuditSeal, AuditEvent)
        .outerjoin(AuditEvent, AuditEvent.id == AuditSeal.event_id)
        .order_by(AuditSeal.seq)
        .execution_options(yield_per=1000)
    )
    for seal, event in rows:
        sealed += 1
        faults += _link_faults(ring, seal, event, previous, sealed)
        previous = seal.hash
        if head := heads.pop(seal.seq, None):
            faults += _head_faults(ring, head, previous)
    faults += [f"head of {head.day}: link {head.seq} is gone" for head in heads.values()]
    total = session.execute(select(func.count()).select_from(AuditEvent)).scalar_one()
    return Verdict(sealed=sealed, pending=total - sealed, faults=faults[:20])


def _link_faults(
    ring: KeyRing, seal: AuditSeal, event: AuditEvent | None, previous: bytes, expected_seq: int
) -> list[str]:
    if event is None:
        return [f"link {seal.seq}: its event is gone"]
    if seal.seq != expected_seq or seal.prev_hash != previous:
        return [f"link {seal.seq}: does not follow the link before"]
    digest = link_hash(ring.secret("audit", seal.key_id), previous, event)
    return [] if hmac.compare_digest(digest, seal.hash) else [f"link {seal.seq}: its event was changed"]


def _head_faults(ring: KeyRing, head: AuditHead, link: bytes) -> list[str]:
    signed = head_signature(ring.secret("audit", head.key_id), head.day, head.seq, head.hash)
    ok = hmac.compare_digest(signed, head.signature) and head.hash == link
    return [] if ok else [f"head of {head.day}: does not match link {head.seq}"]
