"""The tables. Every one but `portal` names its portal, and every query on it must too (reliability.md T-12)."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.sql.schema import SchemaItem

from b24app.store.engine import Moment

metadata = MetaData()
_Json = JSON().with_variant(JSONB(), "postgresql")
_Id = BigInteger().with_variant(Integer(), "sqlite")


def _member() -> Column[str]:
    return Column("member_id", String(64), ForeignKey("portal.member_id", ondelete="CASCADE"), nullable=False)


def _leased() -> list[SchemaItem]:
    """Columns of a row that one worker at a time works on (store/leases.py)."""
    return [
        Column("state", String(16), nullable=False),
        Column("attempts", Integer, nullable=False, default=0),
        Column("fence", Integer, nullable=False, default=0),
        Column("lease_until", Moment),
        Column("run_after", Moment, nullable=False),
        Column("received_at", Moment, nullable=False),
        Column("error", Text, nullable=False, default=""),
    ]


portal = Table(
    "portal",
    metadata,
    Column("member_id", String(64), primary_key=True),
    Column("domain", String(255), nullable=False),
    Column("client_endpoint", String(1000), nullable=False),
    Column("auth_endpoint", String(255), nullable=False),
    Column("scope", Text, nullable=False),
    Column("application_token_hash", String(64), nullable=False),
    Column("installed_by", BigInteger, nullable=False),
    Column("finished", Boolean, nullable=False),
    Column("status", String(16), nullable=False),
    Column("registered", String(64), nullable=False, default=""),
    Column("installed_at", Moment, nullable=False),
    Column("served_at", Moment, nullable=False),
)

token_pair = Table(
    "token_pair",
    metadata,
    Column("member_id", String(64), ForeignKey("portal.member_id", ondelete="CASCADE"), primary_key=True),
    Column("access", Text, nullable=False),
    Column("refresh", Text, nullable=False),
    Column("user_id", BigInteger, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("refreshing_until", Moment),
    Column("generation", Integer, nullable=False, default=0),
)

ai_choice = Table(
    "ai_choice",
    metadata,
    Column("member_id", String(64), ForeignKey("portal.member_id", ondelete="CASCADE"), primary_key=True),
    Column("order", _Json, nullable=False),
    Column("shared", _Json, nullable=False),
)

ai_key = Table(
    "ai_key",
    metadata,
    Column("member_id", String(64), ForeignKey("portal.member_id", ondelete="CASCADE"), primary_key=True),
    Column("provider", String(16), primary_key=True),
    Column("key", Text, nullable=False),
)

ai_use = Table(
    "ai_use",
    metadata,
    Column("member_id", String(64), ForeignKey("portal.member_id", ondelete="CASCADE"), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("calls", Integer, nullable=False),
)

invocation = Table(
    "invocation",
    metadata,
    Column("id", _Id, primary_key=True, autoincrement=True),
    _member(),
    Column("key", String(64), nullable=False),
    Column("robot", String(64), nullable=False),
    Column("workflow_id", String(128), nullable=False),
    Column("document", _Json, nullable=False),
    Column("properties", _Json, nullable=False),
    Column("event_token", Text, nullable=False),
    Column("waits", Boolean, nullable=False),
    Column("user_id", BigInteger, nullable=False),
    Column("deadline_at", Moment, nullable=False),
    Column("outcome", _Json),
    Column("answered_at", Moment),
    *_leased(),
    UniqueConstraint("member_id", "key", name="invocation_once"),
    Index("invocation_due", "state", "run_after"),
    Index("invocation_of_workflow", "member_id", "workflow_id"),
    Index("invocation_leased", "member_id", "lease_until"),
)

event = Table(
    "event",
    metadata,
    Column("id", _Id, primary_key=True, autoincrement=True),
    _member(),
    Column("name", String(64), nullable=False),
    Column("data", _Json, nullable=False),
    Column("sent_at", BigInteger, nullable=False),
    *_leased(),
    Index("event_due", "state", "run_after"),
)

workflow = Table(
    "workflow",
    metadata,
    Column("id", String(32), primary_key=True),
    _member(),
    Column("name", String(255), nullable=False),
    Column("status", String(16), nullable=False),
    Column("entity", String(32), nullable=False),
    Column("trigger", String(32), nullable=False),
    Column("template_id", BigInteger),
    Column("start", String(16), nullable=False),
    Column("version", Integer, nullable=False),
    Column("armed_after", BigInteger, nullable=False, default=0),
    Column("created_at", Moment, nullable=False),
    Index("workflow_of_portal", "member_id", "status", "trigger"),
)

workflow_version = Table(
    "workflow_version",
    metadata,
    _member(),
    Column("workflow_id", String(32), ForeignKey("workflow.id", ondelete="CASCADE"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("description", Text, nullable=False),
    Column("plan", _Json, nullable=False),
    Column("note", Text, nullable=False, default=""),
    Column("state", String(16), nullable=False),
    Column("bpt", LargeBinary, nullable=False),
    Column("template_id", BigInteger),
    Column("differences", _Json, nullable=False),
    Column("independent", Boolean, nullable=False, default=False),
    Column("author_id", BigInteger, nullable=False),
    Column("saved_at", Moment, nullable=False),
    Column("published_at", Moment),
)

workflow_state = Table(
    "workflow_state",
    metadata,
    Column("id", _Id, primary_key=True, autoincrement=True),
    _member(),
    Column("workflow_id", String(32), ForeignKey("workflow.id", ondelete="CASCADE"), nullable=False),
    Column("status", String(16), nullable=False),
    Column("at", Moment, nullable=False),
    Index("workflow_state_of_workflow", "member_id", "workflow_id"),
)

run = Table(
    "run",
    metadata,
    Column("key", String(32), primary_key=True),
    _member(),
    Column("workflow_id", String(32), ForeignKey("workflow.id", ondelete="CASCADE"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("document", _Json, nullable=False),
    Column("occurrence", String(128), nullable=False),
    Column("state", String(16), nullable=False),
    Column("portal_workflow_id", String(128), nullable=False, default=""),
    Column("error", Text, nullable=False, default=""),
    Column("created_at", Moment, nullable=False),
    UniqueConstraint("workflow_id", "occurrence", name="run_once"),
    Index("run_of_workflow", "member_id", "workflow_id"),
)
