"""What the look of every minute at changed shifts asks by."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_index("ix_shift_override_created_at", "shift_override", ["created_at"])
    op.create_index("ix_swap_request_created_at", "swap_request", ["created_at"])
    op.create_index("ix_swap_request_answered_at", "swap_request", ["answered_at"])


def downgrade() -> None:
    """Go back."""
    op.drop_index("ix_swap_request_answered_at", "swap_request")
    op.drop_index("ix_swap_request_created_at", "swap_request")
    op.drop_index("ix_shift_override_created_at", "shift_override")
