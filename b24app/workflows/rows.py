"""Workflow, version and run rows: all SQL that reads or changes them; every query names its portal."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, and_, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from b24app.errors import NotFound
from b24app.plan.plan import Plan
from b24app.store.engine import now
from b24app.store.tables import invocation, run, workflow, workflow_version


def add(connection: Connection, member_id: str, workflow_id: str, name: str, *, trigger: str, start: str) -> None:
    """A workflow that is being published; `start` says who starts it, `native_create` or `app`."""
    values = {
        "id": workflow_id,
        "name": name,
        "trigger": trigger,
        "start": start,
        "status": "publishing",
        "version": 1,
        "armed_after": 0,
    }
    connection.execute(insert(workflow).values(member_id=member_id, created_at=now(connection), **values))


def add_version(
    connection: Connection,
    member_id: str,
    workflow_id: str,
    *,
    author_id: int,
    description: str,
    plan: Plan,
    bpt: bytes,
) -> None:
    """What was published: text, plan and bytes."""
    values = {"version": 1, "author_id": author_id, "description": description, "bpt": bpt}
    where = {"member_id": member_id, "workflow_id": workflow_id, "published_at": now(connection)}
    connection.execute(insert(workflow_version).values(plan=plan.dump(), **where, **values))


def change(connection: Connection, member_id: str, workflow_id: str, **values: Any) -> None:
    """Set columns of one workflow."""
    mine = and_(workflow.c.member_id == member_id, workflow.c.id == workflow_id)
    connection.execute(update(workflow).where(mine).values(**values))


def drop(connection: Connection, member_id: str, workflow_id: str) -> None:
    """Forget a workflow that was never published."""
    connection.execute(delete(workflow).where(workflow.c.member_id == member_id, workflow.c.id == workflow_id))


def find(connection: Connection, member_id: str, workflow_id: str) -> RowMapping:
    """One workflow. Raises NotFound."""
    mine = and_(workflow.c.member_id == member_id, workflow.c.id == workflow_id)
    row = connection.execute(select(workflow).where(mine)).mappings().one_or_none()
    if row is None:
        raise NotFound("there is no such workflow in this portal")
    return row


def every(connection: Connection, member_id: str) -> Sequence[RowMapping]:
    """The portal's workflows, newest first."""
    rows = select(workflow).where(workflow.c.member_id == member_id).order_by(workflow.c.created_at.desc())
    return connection.execute(rows).mappings().all()


def armed(connection: Connection, member_id: str, triggers: Collection[str]) -> Sequence[RowMapping]:
    """The portal's active workflows that one of these triggers starts."""
    mine = and_(workflow.c.member_id == member_id, workflow.c.status == "active", workflow.c.trigger.in_(triggers))
    return connection.execute(select(workflow).where(mine).order_by(workflow.c.created_at)).mappings().all()


def plan_of(connection: Connection, member_id: str, workflow_id: str, version: int) -> Plan:
    """The plan of one version. Raises NotFound."""
    mine = and_(workflow_version.c.member_id == member_id, workflow_version.c.workflow_id == workflow_id)
    row = select(workflow_version.c.plan).where(mine, workflow_version.c.version == version)
    told = connection.execute(row).scalar_one_or_none()
    if told is None:
        raise NotFound("there is no such version of this workflow")
    return Plan.model_validate(told)


def plan_run(connection: Connection, member_id: str, values: dict[str, Any]) -> RowMapping:
    """The run of this occurrence: new, or the one that is there already."""
    insert_run = (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(run)
    row = insert_run.values(member_id=member_id, state="planned", created_at=now(connection), **values)
    connection.execute(row.on_conflict_do_nothing())
    mine = and_(run.c.member_id == member_id, run.c.workflow_id == values["workflow_id"])
    return connection.execute(select(run).where(mine, run.c.occurrence == values["occurrence"])).mappings().one()


def change_run(connection: Connection, member_id: str, key: str, *, since: str, **values: Any) -> bool:
    """Move a run on from state `since`; False when somebody else did."""
    mine = and_(run.c.member_id == member_id, run.c.key == key, run.c.state == since)
    return connection.execute(update(run).where(mine).values(**values)).rowcount == 1


def runs(connection: Connection, member_id: str, workflow_id: str) -> Sequence[RowMapping]:
    """The runs the app started, newest first."""
    mine = and_(run.c.member_id == member_id, run.c.workflow_id == workflow_id)
    return connection.execute(select(run).where(mine).order_by(run.c.created_at.desc()).limit(100)).mappings().all()


def count_runs(connection: Connection, member_id: str, workflow_id: str) -> int:
    """Runs the app started, and those the portal started itself, which only their marks tell of."""
    mine = and_(run.c.member_id == member_id, run.c.workflow_id == workflow_id)
    started = connection.execute(select(func.count()).select_from(run).where(mine)).scalar_one()
    marked = and_(invocation.c.member_id == member_id, invocation.c.robot == "mark")
    native = and_(marked, invocation.c.properties["version"].as_string().like(f"{workflow_id}.%"))
    native = and_(native, invocation.c.properties["start_key"].as_string() == "")
    instances = select(func.count(func.distinct(invocation.c.workflow_id))).where(native)
    return int(started + connection.execute(instances).scalar_one())


def calls_of(connection: Connection, member_id: str, portal_workflow_ids: Collection[str]) -> Sequence[RowMapping]:
    """Every robot call of these running workflows of the portal, in order of arrival."""
    mine = and_(invocation.c.member_id == member_id, invocation.c.workflow_id.in_(portal_workflow_ids))
    return connection.execute(select(invocation).where(mine).order_by(invocation.c.id)).mappings().all()


def marks(connection: Connection, member_id: str, *, version: str) -> Sequence[RowMapping]:
    """The marks that a version's template sent, newest last."""
    mine = and_(invocation.c.member_id == member_id, invocation.c.robot == "mark")
    mine = and_(mine, invocation.c.properties["version"].as_string() == version)
    return connection.execute(select(invocation).where(mine).order_by(invocation.c.id)).mappings().all()
