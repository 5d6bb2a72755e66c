"""Addresses in other channels than Web Push, notices, and what the looks of every minute ask by."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _time(name: str) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=True)


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "channel_address",
        sa.Column("id", _KEY, nullable=False),
        sa.Column("uuid", sa.String(length=36), nullable=False),
        sa.Column("account_id", _KEY, nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("label", sa.String(length=80), nullable=False),
        sa.Column("address_hash", sa.LargeBinary(length=32), nullable=True),
        sa.Column("key_id", sa.String(length=40), nullable=True),
        sa.Column("wrapped_key", sa.LargeBinary(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("code_key_id", sa.String(length=40), nullable=True),
        sa.Column("code_nonce", sa.LargeBinary(length=16), nullable=True),
        _time("code_until"),
        sa.Column("code_tries", sa.Integer(), nullable=False),
        sa.Column("code_sends", sa.Integer(), nullable=False),
        _time("code_since"),
        _time("verified_at"),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        _time("sent_at"),
        _time("failed_at"),
        _time("failing_since"),
        sa.Column("failure_kind", sa.String(length=10), nullable=True),
        sa.Column("failure_code", sa.String(length=40), nullable=True),
        _time("removed_at"),
        sa.Column("removed_because", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_channel_address_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channel_address")),
        sa.UniqueConstraint("account_id", "address_hash", name=op.f("uq_channel_address_account_id_address_hash")),
        sa.UniqueConstraint("uuid", name=op.f("uq_channel_address_uuid")),
    )
    _index("ix_channel_address_failing_since", "channel_address", "failing_since", "failing_since IS NOT NULL")
    op.create_table(
        "notice_sent",
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_notice_sent")),
    )
    op.create_index(op.f("ix_notice_sent_at"), "notice_sent", ["at"])
    op.add_column("delivery", sa.Column("notice", sa.String(length=40), nullable=True))
    _index("ix_device_failing_since", "device", "failing_since", "failing_since IS NOT NULL")
    _index("ix_device_removed_at_gone", "device", "removed_at", "removed_because = 'gone'")
    op.create_index("ix_shift_starts_at", "shift", ["starts_at"])


def downgrade() -> None:
    """Go back."""
    op.drop_index("ix_shift_starts_at", "shift")
    op.drop_index("ix_device_removed_at_gone", "device")
    op.drop_index("ix_device_failing_since", "device")
    op.drop_column("delivery", "notice")
    op.drop_table("notice_sent")
    op.drop_table("channel_address")


def _index(name: str, table: str, column: str, where: str) -> None:
    op.create_index(name, table, [column], sqlite_where=sa.text(where), postgresql_where=sa.text(where))
