"""Versions of a workflow: drafts, notes, each version's own template, and what the portal kept differently."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_JSON = sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    with op.batch_alter_table("workflow") as table:
        table.add_column(sa.Column("entity", sa.String(length=32), nullable=True))
    with op.batch_alter_table("workflow_version") as table:
        table.add_column(sa.Column("note", sa.Text(), nullable=True))
        table.add_column(sa.Column("state", sa.String(length=16), nullable=True))
        table.add_column(sa.Column("template_id", sa.BigInteger(), nullable=True))
        table.add_column(sa.Column("differences", _JSON, nullable=True))
        table.add_column(sa.Column("saved_at", _MOMENT, nullable=True))
        table.alter_column("published_at", existing_type=_MOMENT, nullable=True)
    _fill()
    with op.batch_alter_table("workflow") as table:
        table.alter_column("entity", existing_type=sa.String(length=32), nullable=False)
    with op.batch_alter_table("workflow_version") as table:
        table.alter_column("note", existing_type=sa.Text(), nullable=False)
        table.alter_column("state", existing_type=sa.String(length=16), nullable=False)
        table.alter_column("differences", existing_type=_JSON, nullable=False)
        table.alter_column("saved_at", existing_type=_MOMENT, nullable=False)


def _fill() -> None:
    """What was published before had one version each."""
    connection = op.get_bind()
    workflow = sa.table("workflow", sa.column("id"), sa.column("entity"), sa.column("template_id"), sa.column("status"))
    version = sa.table(
        "workflow_version",
        sa.column("workflow_id"),
        sa.column("plan", _JSON),
        sa.column("note"),
        sa.column("state"),
        sa.column("template_id"),
        sa.column("differences", _JSON),
        sa.column("saved_at"),
        sa.column("published_at"),
    )
    for row in connection.execute(sa.select(version.c.workflow_id, version.c.plan)).all():
        connection.execute(
            sa.update(workflow).where(workflow.c.id == row.workflow_id).values(entity=row.plan["entity"])
        )
    connection.execute(sa.update(workflow).where(workflow.c.entity.is_(None)).values(entity="CRM_DEAL"))
    own = sa.select(workflow.c.template_id).where(workflow.c.id == version.c.workflow_id).scalar_subquery()
    status = sa.select(workflow.c.status).where(workflow.c.id == version.c.workflow_id).scalar_subquery()
    state = sa.case((status.in_(("active", "paused")), "live"), (status == "differs", "differs"), else_="draft")
    connection.execute(
        sa.update(version).values(
            note="", differences=[], template_id=own, state=state, saved_at=version.c.published_at
        )
    )
