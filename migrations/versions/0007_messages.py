"""Messages between a reporter and the person on duty, and the clock of the result that the law owes."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "report_message",
        sa.Column("id", _KEY, autoincrement=False, nullable=False),
        sa.Column("report_id", _KEY, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", _KEY, nullable=True),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(32), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_report_message_report_id")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_report_message_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_message")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_report_message_fingerprint")),
    )
    op.create_index("ix_report_message_report_id", "report_message", ["report_id"])
    op.add_column("report", sa.Column("result_due_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("report", sa.Column("result_called_at", sa.DateTime(timezone=True), nullable=True))
    owed = sa.text("result_due_at IS NOT NULL")
    op.create_index("ix_report_result_due_at", "report", ["result_due_at"], sqlite_where=owed, postgresql_where=owed)
    unread = sa.text("read_at IS NULL AND account_id IS NULL")
    op.create_index(
        "ix_report_message_unread", "report_message", ["report_id"], sqlite_where=unread, postgresql_where=unread
    )


def downgrade() -> None:
    """Go back."""
    op.drop_index("ix_report_result_due_at", "report")
    op.drop_column("report", "result_called_at")
    op.drop_column("report", "result_due_at")
    op.drop_table("report_message")
