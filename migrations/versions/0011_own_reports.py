"""Reports that their reporter follows with an account: whose and which, hashed and sealed."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "own_report",
        sa.Column("holder_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("pair_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("key_id", sa.String(40), nullable=False),
        sa.Column("wrapped_key", sa.LargeBinary(80), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("holder_hash", "pair_hash", name=op.f("pk_own_report")),
    )
    op.create_index(op.f("ix_own_report_pair_hash"), "own_report", ["pair_hash"], unique=True)


def downgrade() -> None:
    """Go back."""
    op.drop_table("own_report")
