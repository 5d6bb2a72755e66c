"""What keeps the looks of every minute small in a country: indexes, and when a team's coverage was looked through."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_IN_FORCE = sa.text("ended_at IS NULL")
_ASKED = sa.text("state = 'asked'")


def upgrade() -> None:
    """Go forward."""
    op.create_index("ix_shift_team_id_ends_at", "shift", ["team_id", "ends_at"])
    op.drop_index("ix_shift_team_id_ends_at_open", "shift")
    op.add_column("rota", sa.Column("looked_at", sa.DateTime(timezone=True), nullable=True))
    for column in ("planned_until", "looked_at"):
        op.create_index(f"ix_rota_{column}", "rota", [column], sqlite_where=_IN_FORCE, postgresql_where=_IN_FORCE)
    op.create_index(
        "ix_swap_request_starts_at_asked", "swap_request", ["starts_at"], sqlite_where=_ASKED, postgresql_where=_ASKED
    )
    op.create_index(op.f("ix_account_session_expires_at"), "account_session", ["expires_at"])


def downgrade() -> None:
    """Go back."""
    op.drop_index(op.f("ix_account_session_expires_at"), "account_session")
    op.drop_index("ix_swap_request_starts_at_asked", "swap_request")
    for column in ("looked_at", "planned_until"):
        op.drop_index(f"ix_rota_{column}", "rota")
    op.drop_column("rota", "looked_at")
    op.create_index(
        "ix_shift_team_id_ends_at_open", "shift", ["team_id", "ends_at"],
        sqlite_where=_IN_FORCE, postgresql_where=_IN_FORCE,
    )  # fmt: skip
