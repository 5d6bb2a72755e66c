"""What kind of installation this database belongs to: a demo may be pretended with, a live one never."""

from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, mapped_column

from nightlamp.core.db import Base, db


class Instance(Base):
    """The single row that says what this database is."""

    __tablename__ = "instance"

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    kind: Mapped[str] = mapped_column(String(10))


def instance_kind() -> str:
    """Return `demo` or `live`; a database that does not say is live."""
    return db.session.execute(select(Instance.kind)).scalar_one_or_none() or "live"
