"""The table of a report's files. In clear: when, how large, whether it may be shown; what it is, is sealed."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Integer, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from nightlamp.core.db import Base, Key, UtcDateTime


class ReportAttachment(Base):
    """One file of a report. `sealed` holds what it is, under the report's key; its content lies in `file_chunk`."""

    __tablename__ = "report_attachment"

    id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    uuid: Mapped[str] = mapped_column(String(36), unique=True)
    report_id: Mapped[int] = mapped_column(Key, ForeignKey("report.id"), index=True)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    size_bytes: Mapped[int] = mapped_column(Integer)
    state: Mapped[str] = mapped_column(String(12))
    fingerprint: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


Index(
    "ix_report_attachment_unscanned",
    ReportAttachment.received_at,
    sqlite_where=text("state = 'unscanned'"),
    postgresql_where=text("state = 'unscanned'"),
)
