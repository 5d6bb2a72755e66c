"""Tables of escalation policies, and of whose turn it is."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column

from nightlamp.core.db import Base, Key, UtcDateTime


class EscalationPolicy(Base):
    """How alerts of one urgency climb in one team. A row is never changed: a change ends it and adds another.

    `steps` is JSON: a list of {after_seconds or after_working_days, who, round_robin}. A team without a current row
    rings by the default steps of practice.
    """

    __tablename__ = "escalation_policy"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    uuid: Mapped[str] = mapped_column(String(36), unique=True)
    team_id: Mapped[int] = mapped_column(Key, ForeignKey("team.id"))
    urgency: Mapped[str] = mapped_column(String(2))
    steps: Mapped[str] = mapped_column(String)
    hold_seconds: Mapped[int | None] = mapped_column(Integer)
    hold_working_days: Mapped[int | None] = mapped_column(Integer)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_by: Mapped[str] = mapped_column(String(40))
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


Index(
    "uq_escalation_policy_current",
    EscalationPolicy.team_id,
    EscalationPolicy.urgency,
    unique=True,
    sqlite_where=text("ended_at IS NULL"),
    postgresql_where=text("ended_at IS NULL"),
)


class RoundRobin(Base):
    """Who of a team was called last where one person at a time is called; None: nobody yet."""

    __tablename__ = "round_robin"

    team_id: Mapped[int] = mapped_column(Key, ForeignKey("team.id"), primary_key=True)
    account_id: Mapped[int | None] = mapped_column(Key, ForeignKey("account.id"))
