"""The table of own reports. It says neither whose nor which: a reporter is not to be known from a stolen database."""

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from nightlamp.core.db import Base


class OwnReport(Base):
    """That somebody follows a report of theirs: who by a keyed hash, which one sealed. Without a time, on purpose."""

    __tablename__ = "own_report"

    holder_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    pair_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True, unique=True, index=True)
    key_id: Mapped[str] = mapped_column(String(40))
    wrapped_key: Mapped[bytes] = mapped_column(LargeBinary(80))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
