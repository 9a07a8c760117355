"""An index for the few invocations that are being worked on."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("invocation_leased", "invocation", ["member_id", "lease_until"], unique=False)
