"""Tables of the audit. Triggers of the first migration refuse to change or delete their rows."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from nightlamp.core.db import Base, Key, UtcDateTime


class AuditEvent(Base):
    """One act: when, who (an account, or `reporter`, `system`), what, on what, and codes about it."""

    __tablename__ = "audit_event"

    id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor: Mapped[str] = mapped_column(String(40))
    action: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(80), index=True)
    detail: Mapped[str] = mapped_column(String, default="{}")


class AuditSeal(Base):
    """One link of the chain: the event's MAC over its content and the link before."""

    __tablename__ = "audit_seal"

    seq: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    event_id: Mapped[int] = mapped_column(Key, ForeignKey("audit_event.id"), unique=True)
    key_id: Mapped[str] = mapped_column(String(40))
    prev_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))


class AuditHead(Base):
    """The head of the chain at the end of a day, signed: a cut tail shows against it."""

    __tablename__ = "audit_head"

    day: Mapped[str] = mapped_column(String(10), primary_key=True)
    seq: Mapped[int] = mapped_column(Key)
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    signature: Mapped[bytes] = mapped_column(LargeBinary(32))
    key_id: Mapped[str] = mapped_column(String(40))
