"""When a workflow was turned on and off, and which versions are independent of the app."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "workflow_state",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True, autoincrement=True),
        sa.Column("member_id", sa.String(64), sa.ForeignKey("portal.member_id", ondelete="CASCADE"), nullable=False),
        sa.Column("workflow_id", sa.String(32), sa.ForeignKey("workflow.id", ondelete="CASCADE"), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("workflow_state_of_workflow", "workflow_state", ["member_id", "workflow_id"], unique=False)
    with op.batch_alter_table("workflow_version") as table:
        table.add_column(sa.Column("independent", sa.Boolean(), nullable=True))
    op.execute(sa.text("UPDATE workflow_version SET independent = false"))
    with op.batch_alter_table("workflow_version") as table:
        table.alter_column("independent", existing_type=sa.Boolean(), nullable=False)
