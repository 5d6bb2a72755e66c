"""The table of entrances. An institution's name and place are public: they stand on its door."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from nightlamp.core.db import Base, Key, UtcDateTime


class Entrance(Base):
    """An institution's own way in. `code` stands on posters and is no secret; `ended_at` closes it for good."""

    __tablename__ = "entrance"

    id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    code: Mapped[str] = mapped_column(String(8), unique=True)
    team_id: Mapped[int] = mapped_column(Key, ForeignKey("team.id"))
    name: Mapped[str] = mapped_column(String(80))
    role: Mapped[str] = mapped_column(String(40))
    place_code: Mapped[str] = mapped_column(String(12))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_by: Mapped[int] = mapped_column(Key, ForeignKey("account.id"))
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


Index(
    "ix_entrance_team_id",
    Entrance.team_id,
    sqlite_where=text("ended_at IS NULL"),
    postgresql_where=text("ended_at IS NULL"),
)
