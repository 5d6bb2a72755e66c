"""Tables of the alert engine: what must be answered, who was told by what, and everything that happened."""

from datetime import datetime
from typing import Literal

from sqlalchemy import (
    Boolean,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    UniqueConstraint,
    false,
    literal_column,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from nightlamp.core.db import Base, Key, UtcDateTime

TRIGGERED, ACKNOWLEDGED, CLOSED = "triggered", "acknowledged", "closed"

# Everything that can happen to an alert; `event_row` takes no other word.
AlertEventKind = Literal[
    "alert_raised", "alert_called", "alert_escalated", "nobody_on_duty", "nobody_reachable", "alert_exhausted",
    "alert_repeated", "delivery_sent", "delivery_failed", "delivery_shown", "alert_acknowledged", "hold_expired",
    "urgency_raised", "alert_reassigned", "person_excluded", "alert_closed",
    "acknowledged_for", "alert_handed_back", "escalation_asked", "alert_renewed",
    "acknowledgement_undone",
]  # fmt: skip


class Alert(Base):
    """Something that a person must answer. `next_at` is never null while it is open: the dispatcher lives by it.

    `step` is the rung of the ladder that was called last (-1: none yet), `round` counts how often the ladder
    began anew, `ladder_from` when it last began. `grade` of an acknowledgement is provisional or full.
    `policy_id` is the escalation policy by which it was raised; None is the default one. `unverified`: of a report
    that is one of many from one source: it stands behind others of its urgency, and a P2 may be bundled with them.
    """

    __tablename__ = "alert"

    id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    uuid: Mapped[str] = mapped_column(String(36), unique=True)
    subject: Mapped[str] = mapped_column(String(80), index=True)
    team_id: Mapped[int] = mapped_column(Key, ForeignKey("team.id"))
    urgency: Mapped[str] = mapped_column(String(2))
    policy_id: Mapped[int | None] = mapped_column(Key)
    state: Mapped[str] = mapped_column(String(12), default=TRIGGERED)
    step: Mapped[int] = mapped_column(Integer, default=-1)
    round: Mapped[int] = mapped_column(Integer, default=0)
    raised_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ladder_from: Mapped[datetime] = mapped_column(UtcDateTime)
    next_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decide_by: Mapped[datetime | None] = mapped_column(UtcDateTime)
    exhausted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    acknowledged_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    acknowledged_by: Mapped[int | None] = mapped_column(Key, ForeignKey("account.id"))
    grade: Mapped[str | None] = mapped_column(String(12))
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    unverified: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())


Index(
    "ix_alert_next_at",
    Alert.next_at,
    sqlite_where=text("closed_at IS NULL"),
    postgresql_where=text("closed_at IS NULL"),
)


class AlertExclusion(Base):
    """A person who must not hear of an alert: named, kin, or by their own word."""

    __tablename__ = "alert_exclusion"

    alert_id: Mapped[int] = mapped_column(Key, ForeignKey("alert.id"), primary_key=True)
    account_id: Mapped[int] = mapped_column(Key, ForeignKey("account.id"), primary_key=True)


class Delivery(Base):
    """One message to one address. While `sending`, `due_at` is when the lease ends and another may take it.

    `kind`: alert, test, code or notice; the last three belong to no alert. `notice` says what a notice is about.
    `bundled`: another message to the same address speaks for it, the one with the id `bundled_into`.
    """

    __tablename__ = "delivery"

    id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    alert_id: Mapped[int | None] = mapped_column(Key, ForeignKey("alert.id"))
    kind: Mapped[str] = mapped_column(String(10), default="alert")
    round: Mapped[int] = mapped_column(Integer)
    step: Mapped[int] = mapped_column(Integer)
    account_id: Mapped[int] = mapped_column(Key, ForeignKey("account.id"))
    channel: Mapped[str] = mapped_column(String(20))
    address: Mapped[str] = mapped_column(String(80))
    state: Mapped[str] = mapped_column(String(12), default="pending")
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    worker: Mapped[str | None] = mapped_column(String(40))
    error: Mapped[str | None] = mapped_column(String(60))
    bundled_into: Mapped[int | None] = mapped_column(Key)
    notice: Mapped[str | None] = mapped_column(String(40))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    shown_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    failed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (UniqueConstraint("alert_id", "round", "step", "account_id", "channel", "address"),)


Index(
    "ix_delivery_due_at",
    Delivery.due_at,
    sqlite_where=text("state IN ('pending', 'sending')"),
    postgresql_where=text("state IN ('pending', 'sending')"),
)
# What the index of due deliveries holds. Its words stand in the statement, not beside it as values: SQLite takes a
# partial index only where the statement itself says that it applies.
IS_WAITING = Delivery.state.in_([literal_column("'pending'"), literal_column("'sending'")])
# Both partial, so that inserting a delivery costs nothing more.
Index(
    "ix_delivery_address_sent_at",
    Delivery.address,
    Delivery.sent_at,
    sqlite_where=text("sent_at IS NOT NULL"),
    postgresql_where=text("sent_at IS NOT NULL"),
)
Index(
    "ix_delivery_bundled_into",
    Delivery.bundled_into,
    sqlite_where=text("bundled_into IS NOT NULL"),
    postgresql_where=text("bundled_into IS NOT NULL"),
)


class AlertReason(Base):
    """Why somebody handed an alert back, or had it escalated; `round` is the one that begins or goes on with it.

    The reason may hold words of a case, so it is sealed. None was given where `sealed` is null.
    """

    __tablename__ = "alert_reason"

    id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    alert_id: Mapped[int] = mapped_column(Key, ForeignKey("alert.id"), index=True)
    account_id: Mapped[int] = mapped_column(Key, ForeignKey("account.id"))
    kind: Mapped[str] = mapped_column(String(12))
    round: Mapped[int] = mapped_column(Integer)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    key_id: Mapped[str | None] = mapped_column(String(40))
    wrapped_key: Mapped[bytes | None] = mapped_column(LargeBinary)
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)


class HearingRule(Base):
    """How a person is told of alerts of one urgency by one channel: so many seconds after the rung that calls them.

    `after_seconds` None: not by this channel. Whoever has set nothing for an urgency is told by the defaults.
    """

    __tablename__ = "hearing_rule"

    account_id: Mapped[int] = mapped_column(Key, ForeignKey("account.id"), primary_key=True)
    urgency: Mapped[str] = mapped_column(String(2), primary_key=True)
    channel: Mapped[str] = mapped_column(String(20), primary_key=True)
    after_seconds: Mapped[int | None] = mapped_column(Integer)


class QuietHours(Base):
    """When a person is told of nothing but P0 and P1: from `begins` ("22:00") for `minutes`, on these weekdays.

    Wall clock of `zone`; `weekdays` are digits, 0 is Monday.
    """

    __tablename__ = "quiet_hours"

    account_id: Mapped[int] = mapped_column(Key, ForeignKey("account.id"), primary_key=True)
    zone: Mapped[str] = mapped_column(String(40))
    weekdays: Mapped[str] = mapped_column(String(7))
    begins: Mapped[str] = mapped_column(String(5))
    minutes: Mapped[int] = mapped_column(Integer)


class NoticeSent(Base):
    """A notice that was given, or a daily look that was taken; `key` names it by codes, inner ids and times.

    Whoever inserts the key gives the notice, in the same transaction; who finds it there gives none.
    """

    __tablename__ = "notice_sent"

    key: Mapped[str] = mapped_column(String(120), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class AlertEvent(Base):
    """What happened to an alert (`AlertEventKind`), append-only, in the transaction in which it happened."""

    __tablename__ = "alert_event"

    id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    alert_id: Mapped[int] = mapped_column(Key, ForeignKey("alert.id"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    kind: Mapped[str] = mapped_column(String(40))
    account_id: Mapped[int | None] = mapped_column(Key)
    detail: Mapped[str] = mapped_column(String, default="{}")
