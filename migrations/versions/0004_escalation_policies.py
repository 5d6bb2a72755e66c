"""Escalation policies, whose turn it is, reasons, how people are told, and what was bundled."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "hearing_rule",
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("urgency", sa.String(length=2), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("after_seconds", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_hearing_rule_account_id")),
        sa.PrimaryKeyConstraint("account_id", "urgency", "channel", name=op.f("pk_hearing_rule")),
    )
    op.create_table(
        "quiet_hours",
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("zone", sa.String(length=40), nullable=False),
        sa.Column("weekdays", sa.String(length=7), nullable=False),
        sa.Column("begins", sa.String(length=5), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_quiet_hours_account_id")),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_quiet_hours")),
    )
    op.create_table(
        "escalation_policy",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("uuid", sa.String(length=36), nullable=False),
        sa.Column("team_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("urgency", sa.String(length=2), nullable=False),
        sa.Column("steps", sa.String(), nullable=False),
        sa.Column("hold_seconds", sa.Integer(), nullable=True),
        sa.Column("hold_working_days", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(length=40), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_escalation_policy_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_escalation_policy")),
        sa.UniqueConstraint("uuid", name=op.f("uq_escalation_policy_uuid")),
    )
    with op.batch_alter_table("escalation_policy", schema=None) as batch_op:
        batch_op.create_index(
            "uq_escalation_policy_current",
            ["team_id", "urgency"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "round_robin",
        sa.Column("team_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_round_robin_account_id")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_round_robin_team_id")),
        sa.PrimaryKeyConstraint("team_id", name=op.f("pk_round_robin")),
    )
    op.create_table(
        "alert_reason",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("alert_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key_id", sa.String(length=40), nullable=True),
        sa.Column("wrapped_key", sa.LargeBinary(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_alert_reason_account_id")),
        sa.ForeignKeyConstraint(["alert_id"], ["alert.id"], name=op.f("fk_alert_reason_alert_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_reason")),
    )
    with op.batch_alter_table("alert_reason", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_alert_reason_alert_id"), ["alert_id"], unique=False)

    op.add_column(
        "alert", sa.Column("policy_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True)
    )

    op.add_column(
        "delivery", sa.Column("bundled_into", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True)
    )
    op.add_column("delivery", sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index(
        "ix_delivery_address_sent_at",
        "delivery",
        ["address", "sent_at"],
        unique=False,
        sqlite_where=sa.text("sent_at IS NOT NULL"),
        postgresql_where=sa.text("sent_at IS NOT NULL"),
    )
    op.create_index(
        "ix_delivery_bundled_into",
        "delivery",
        ["bundled_into"],
        unique=False,
        sqlite_where=sa.text("bundled_into IS NOT NULL"),
        postgresql_where=sa.text("bundled_into IS NOT NULL"),
    )


def downgrade() -> None:
    """Go back."""
    op.drop_index("ix_delivery_bundled_into", table_name="delivery")
    op.drop_index("ix_delivery_address_sent_at", table_name="delivery")
    op.drop_column("delivery", "failed_at")
    op.drop_column("delivery", "bundled_into")

    op.drop_column("alert", "policy_id")

    with op.batch_alter_table("alert_reason", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_alert_reason_alert_id"))

    op.drop_table("alert_reason")
    op.drop_table("round_robin")
    with op.batch_alter_table("escalation_policy", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_escalation_policy_current",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.drop_table("escalation_policy")
    op.drop_table("quiet_hours")
    op.drop_table("hearing_rule")
