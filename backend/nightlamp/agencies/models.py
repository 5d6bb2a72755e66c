"""Tables of the agencies: who exists, which place each team answers for, and who plays which role."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from nightlamp.accounts.permissions import Role
from nightlamp.core.db import Base, Key, UtcDateTime


class Agency(Base):
    """A body with duties towards children. `kind` is one of practice's agency codes (civil_affairs, police…)."""

    __tablename__ = "agency"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    uuid: Mapped[str] = mapped_column(String(36), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(40))


class Team(Base):
    """People of one agency who answer for one place and all below it; no place means everywhere (the root).

    `place_path` repeats the place's materialised path, so that scope is a comparison of beginnings.
    """

    __tablename__ = "team"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    uuid: Mapped[str] = mapped_column(String(36), unique=True)
    agency_id: Mapped[int] = mapped_column(Key, ForeignKey("agency.id"))
    name: Mapped[str] = mapped_column(String(120))
    place_code: Mapped[str | None] = mapped_column(String(12))
    place_path: Mapped[str] = mapped_column(String(40), index=True)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    agency: Mapped[Agency] = relationship(lazy="joined")


class RoleGrant(Base):
    """A person's role in a team, from when to when."""

    __tablename__ = "role_grant"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    account_id: Mapped[int] = mapped_column(Key, ForeignKey("account.id"), index=True)
    team_id: Mapped[int] = mapped_column(Key, ForeignKey("team.id"), index=True)
    role: Mapped[Role] = mapped_column(String(20))
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    team: Mapped[Team] = relationship(lazy="joined")


Index(
    "uq_role_grant_current",
    RoleGrant.account_id,
    RoleGrant.team_id,
    RoleGrant.role,
    unique=True,
    sqlite_where=text("ended_at IS NULL"),
    postgresql_where=text("ended_at IS NULL"),
)
