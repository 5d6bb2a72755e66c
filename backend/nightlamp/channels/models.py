"""Tables of what can ring: devices, and addresses in other channels."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Integer, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from nightlamp.core.db import Base, Key, UtcDateTime


class Device(Base):
    """One browser on one phone or computer that its owner lets us ring.

    Address and keys are sealed: whoever holds them can post to the phone. A removed device keeps its row for the
    trail and loses both; the same browser with the same address then becomes a new device. A device is never
    handed to another account: messages under way to its first owner would ring at the second.
    """

    __tablename__ = "device"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    uuid: Mapped[str] = mapped_column(String(36), unique=True)
    account_id: Mapped[int] = mapped_column(Key, ForeignKey("account.id"), index=True)
    channel: Mapped[str] = mapped_column(String(20), default="webpush")
    label: Mapped[str] = mapped_column(String(60))
    endpoint_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32), unique=True)
    vapid_key_id: Mapped[str] = mapped_column(String(40))
    key_id: Mapped[str | None] = mapped_column(String(40))
    wrapped_key: Mapped[bytes | None] = mapped_column(LargeBinary)
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    shown_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    failed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    failing_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    failure_kind: Mapped[str | None] = mapped_column(String(10))
    failure_code: Mapped[str | None] = mapped_column(String(40))
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    removed_because: Mapped[str | None] = mapped_column(String(20))


Index(
    "ix_device_failing_since",
    Device.failing_since,
    sqlite_where=text("failing_since IS NOT NULL"),
    postgresql_where=text("failing_since IS NOT NULL"),
)
Index(
    "ix_device_removed_at_gone",
    Device.removed_at,
    sqlite_where=text("removed_because = 'gone'"),
    postgresql_where=text("removed_because = 'gone'"),
)


class ChannelAddress(Base):
    """A person's address in another channel than Web Push: e-mail, WeCom, DingTalk, Feishu, SMS, ntfy.

    The address is sealed; `label` shows enough of it to tell it from another. It rings only once `verified_at` is
    set: its owner has typed the code that was sent there. The code itself is stored nowhere: it is the keyed hash
    of `code_nonce` (`codes.py`). `code_sends` of them were sent since `code_since`. A removed address keeps its
    name and its times.
    """

    __tablename__ = "channel_address"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    uuid: Mapped[str] = mapped_column(String(36), unique=True)
    account_id: Mapped[int] = mapped_column(Key, ForeignKey("account.id"))
    channel: Mapped[str] = mapped_column(String(20))
    label: Mapped[str] = mapped_column(String(80))
    address_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    key_id: Mapped[str | None] = mapped_column(String(40))
    wrapped_key: Mapped[bytes | None] = mapped_column(LargeBinary)
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    code_key_id: Mapped[str | None] = mapped_column(String(40))
    code_nonce: Mapped[bytes | None] = mapped_column(LargeBinary(16))
    code_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    code_tries: Mapped[int] = mapped_column(Integer, default=0)
    code_sends: Mapped[int] = mapped_column(Integer, default=0)
    code_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    verified_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    failed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    failing_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    failure_kind: Mapped[str | None] = mapped_column(String(10))
    failure_code: Mapped[str | None] = mapped_column(String(40))
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    removed_because: Mapped[str | None] = mapped_column(String(20))

    __table_args__ = (UniqueConstraint("account_id", "address_hash"),)


Index(
    "ix_channel_address_failing_since",
    ChannelAddress.failing_since,
    sqlite_where=text("failing_since IS NOT NULL"),
    postgresql_where=text("failing_since IS NOT NULL"),
)
