"""Files of a report: what each is, its sealed pieces; and a mark on quarantined bodies that are files."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "report_attachment",
        sa.Column("id", _KEY, autoincrement=False, nullable=False),
        sa.Column("uuid", sa.String(length=36), nullable=False),
        sa.Column("report_id", _KEY, nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(length=32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_report_attachment_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_attachment")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_report_attachment_fingerprint")),
        sa.UniqueConstraint("uuid", name=op.f("uq_report_attachment_uuid")),
    )
    op.create_index(op.f("ix_report_attachment_report_id"), "report_attachment", ["report_id"])
    waits = sa.text("state = 'unscanned'")
    op.create_index(
        "ix_report_attachment_unscanned",
        "report_attachment",
        ["received_at"],
        sqlite_where=waits,
        postgresql_where=waits,
    )
    op.create_table(
        "file_chunk",
        sa.Column("file_id", _KEY, autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("file_id", "number", name=op.f("pk_file_chunk")),
    )
    op.add_column(
        "sealed_quarantine", sa.Column("kind", sa.String(length=10), server_default="report", nullable=False)
    )


def downgrade() -> None:
    """Go back."""
    op.drop_column("sealed_quarantine", "kind")
    op.drop_table("file_chunk")
    op.drop_index("ix_report_attachment_unscanned", "report_attachment")
    op.drop_index(op.f("ix_report_attachment_report_id"), "report_attachment")
    op.drop_table("report_attachment")
