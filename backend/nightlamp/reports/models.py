"""Tables of the reports. In clear: owning team, township, priority, track, state, times, channel; else sealed."""

from datetime import datetime

from sqlalchemy import Boolean, ForeignKey, Index, Integer, LargeBinary, String, false, text
from sqlalchemy.orm import Mapped, mapped_column

from nightlamp.core.db import Base, Key, UtcDateTime


class Report(Base):
    """One report, without a word of it. `due_at` is when the next step (`due_step`) is due; null when none is.

    `result_due_at`: by when the reporter is told the result; null before the decision, and when nothing is owed (any
    more). `result_called_at`: when an alert was raised on it. `unverified`: one of many from one source within
    minutes, of which no person has decided yet; it stands behind the others in the list, and is as due as they are.
    """

    __tablename__ = "report"

    id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    reference: Mapped[str] = mapped_column(String(10), unique=True)
    receipt_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32), unique=True)
    receipt_key_id: Mapped[str | None] = mapped_column(String(40))
    idempotency_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32), unique=True)
    fingerprint: Mapped[bytes] = mapped_column(LargeBinary(32))
    hmac_key_id: Mapped[str] = mapped_column(String(40))
    team_id: Mapped[int] = mapped_column(Key, ForeignKey("team.id"))
    place_code: Mapped[str | None] = mapped_column(String(9))
    first_priority: Mapped[str] = mapped_column(String(2))
    priority: Mapped[str] = mapped_column(String(2))
    practice_version: Mapped[str] = mapped_column(String(20))
    track: Mapped[str | None] = mapped_column(String(10))
    state: Mapped[str] = mapped_column(String(10))
    channel: Mapped[str] = mapped_column(String(10))
    language: Mapped[str] = mapped_column(String(10))
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    claimed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    due_step: Mapped[str | None] = mapped_column(String(12))
    due_from: Mapped[datetime | None] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    result_due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    result_called_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(Integer, default=1)
    unverified: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())


Index(
    "ix_report_open",
    Report.team_id,
    Report.unverified,
    Report.due_at,
    sqlite_where=text("closed_at IS NULL"),
    postgresql_where=text("closed_at IS NULL"),
)


Index(
    "ix_report_result_due_at",
    Report.result_due_at,
    sqlite_where=text("result_due_at IS NOT NULL"),
    postgresql_where=text("result_due_at IS NOT NULL"),
)


class ReportDetail(Base):
    """The sealed content: the report under one data key, the reporter's identity under another, kept apart."""

    __tablename__ = "report_detail"

    report_id: Mapped[int] = mapped_column(Key, ForeignKey("report.id"), primary_key=True)
    key_id: Mapped[str] = mapped_column(String(40))
    wrapped_key: Mapped[bytes] = mapped_column(LargeBinary(80))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    identity_key_id: Mapped[str | None] = mapped_column(String(40))
    identity_wrapped_key: Mapped[bytes | None] = mapped_column(LargeBinary(80))
    sealed_identity: Mapped[bytes | None] = mapped_column(LargeBinary)


class ReportAddition(Base):
    """What the reporter added later, each with its own time, sealed under the report's data key."""

    __tablename__ = "report_addition"

    id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    report_id: Mapped[int] = mapped_column(Key, ForeignKey("report.id"), index=True)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    fingerprint: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    identity_key_id: Mapped[str | None] = mapped_column(String(40))
    identity_wrapped_key: Mapped[bytes | None] = mapped_column(LargeBinary(80))
    sealed_identity: Mapped[bytes | None] = mapped_column(LargeBinary)


class ReportMessage(Base):
    """A message in the thread of a report, sealed under the report's data key. `account_id` is null: the reporter's.

    `kind`: message, or result (what the law owes the reporter). `read_at`: when the other side had it before them.
    """

    __tablename__ = "report_message"

    id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    report_id: Mapped[int] = mapped_column(Key, ForeignKey("report.id"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    account_id: Mapped[int | None] = mapped_column(Key, ForeignKey("account.id"))
    kind: Mapped[str] = mapped_column(String(10))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    fingerprint: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


Index(
    "ix_report_message_unread",
    ReportMessage.report_id,
    sqlite_where=text("read_at IS NULL AND account_id IS NULL"),
    postgresql_where=text("read_at IS NULL AND account_id IS NULL"),
)


class ReportMilestone(Base):
    """A step that was reached: when, by whom, against which standard. A note is sealed under the report's key."""

    __tablename__ = "report_milestone"

    id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    report_id: Mapped[int] = mapped_column(Key, ForeignKey("report.id"), index=True)
    step: Mapped[str] = mapped_column(String(12))
    priority: Mapped[str] = mapped_column(String(2))
    began_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    account_id: Mapped[int | None] = mapped_column(Key, ForeignKey("account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sealed_note: Mapped[bytes | None] = mapped_column(LargeBinary)
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


Index(
    "uq_report_milestone_current",
    ReportMilestone.report_id,
    ReportMilestone.step,
    unique=True,
    sqlite_where=text("undone_at IS NULL"),
    postgresql_where=text("undone_at IS NULL"),
)


class ReportExclusion(Base):
    """A person who must not receive a report: `named` in it, or `self_declared`. The reason is sealed."""

    __tablename__ = "report_exclusion"

    report_id: Mapped[int] = mapped_column(Key, ForeignKey("report.id"), primary_key=True)
    account_id: Mapped[int] = mapped_column(Key, ForeignKey("account.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    sealed_reason: Mapped[bytes | None] = mapped_column(LargeBinary)


class SealedQuarantine(Base):
    """A sealed report, addition or file whose key we do not hold: kept as it came, and the operator is alarmed.

    `kind` is report (an addition too) or file.
    """

    __tablename__ = "sealed_quarantine"

    id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    kid: Mapped[str] = mapped_column(String(80))
    digest: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    body: Mapped[str] = mapped_column(String)
    kind: Mapped[str] = mapped_column(String(10), server_default="report")
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
