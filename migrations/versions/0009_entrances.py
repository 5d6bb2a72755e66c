"""Entrances of institutions."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "entrance",
        sa.Column("id", _KEY, autoincrement=False, nullable=False),
        sa.Column("code", sa.String(8), nullable=False),
        sa.Column("team_id", _KEY, nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("place_code", sa.String(12), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", _KEY, nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_entrance_team_id")),
        sa.ForeignKeyConstraint(["created_by"], ["account.id"], name=op.f("fk_entrance_created_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entrance")),
        sa.UniqueConstraint("code", name=op.f("uq_entrance_code")),
    )
    here = sa.text("ended_at IS NULL")
    op.create_index("ix_entrance_team_id", "entrance", ["team_id"], sqlite_where=here, postgresql_where=here)


def downgrade() -> None:
    """Go back."""
    op.drop_table("entrance")
