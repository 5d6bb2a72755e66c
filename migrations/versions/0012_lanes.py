"""The lane of unverified reports: many from one source within minutes. It changes order and bundling, nothing else."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_OPEN = sa.text("closed_at IS NULL")


def upgrade() -> None:
    """Go forward."""
    for table in ("report", "alert"):
        op.add_column(table, sa.Column("unverified", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.drop_index("ix_report_open", "report")
    op.create_index(
        "ix_report_open", "report", ["team_id", "unverified", "due_at"], sqlite_where=_OPEN, postgresql_where=_OPEN
    )


def downgrade() -> None:
    """Go back."""
    op.drop_index("ix_report_open", "report")
    op.create_index("ix_report_open", "report", ["team_id", "due_at"], sqlite_where=_OPEN, postgresql_where=_OPEN)
    for table in ("alert", "report"):
        op.drop_column(table, "unverified")
