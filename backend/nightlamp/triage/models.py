"""Tables of screening."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from nightlamp.core.db import Base, Key, UtcDateTime


class Screening(Base):
    """One decision about a report. A later one stands beside it, never over it; the newest counts."""

    __tablename__ = "screening"

    id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    report_id: Mapped[int] = mapped_column(Key, ForeignKey("report.id"), index=True)
    track: Mapped[str] = mapped_column(String(10))
    priority: Mapped[str] = mapped_column(String(2))
    priority_before: Mapped[str] = mapped_column(String(2))
    disposition: Mapped[str] = mapped_column(String(40))
    account_id: Mapped[int] = mapped_column(Key, ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    sealed_reason: Mapped[bytes | None] = mapped_column(LargeBinary)
