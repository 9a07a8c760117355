"""What a portal chose about AI providers: their order, its keys, and what it used in a day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    json = sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql")
    op.create_table(
        "ai_choice",
        sa.Column("member_id", sa.String(length=64), nullable=False),
        sa.Column("order", json, nullable=False),
        sa.Column("shared", json, nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["portal.member_id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("member_id"),
    )
    op.create_table(
        "ai_key",
        sa.Column("member_id", sa.String(length=64), nullable=False),
        sa.Column("provider", sa.String(length=16), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["portal.member_id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("member_id", "provider"),
    )
    op.create_table(
        "ai_use",
        sa.Column("member_id", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["portal.member_id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("member_id", "day"),
    )
