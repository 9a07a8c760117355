"""Workflow, version and run rows: all SQL that reads or changes them; every query names its portal.

A workflow's `status`: `draft` (never published), `active`, `paused`, `differs` (uploaded, but not as it was sent: off
until the person decides), `archived`. A version's `state`: `draft`, `differs`, `live` (the one that runs), `retired`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from b24app.errors import NotFound
from b24app.plan.plan import Plan
from b24app.store.engine import now
from b24app.store.tables import event, invocation, run, workflow, workflow_state, workflow_version

_MOST_MARKS = 5000


def add(connection: Connection, member_id: str, workflow_id: str, name: str, plan: Plan) -> None:
    """A workflow without a published version."""
    values = {"entity": plan.entity, "trigger": plan.trigger.name, "start": "", "status": "draft", "version": 0}
    row = {"id": workflow_id, "name": name, "armed_after": 0, "created_at": now(connection)}
    connection.execute(insert(workflow).values(member_id=member_id, **row, **values))


def add_version(
    connection: Connection,
    member_id: str,
    workflow_id: str,
    *,
    author_id: int,
    description: str,
    plan: Plan,
    note: str,
    independent: bool = False,
) -> int:
    """A draft of what will be published: text, plan, note. Its number: one more than any before."""
    mine = _mine(workflow_version, member_id, workflow_id)
    newest = connection.execute(select(func.max(workflow_version.c.version)).where(mine)).scalar_one()
    number = (newest or 0) + 1
    told = {"author_id": author_id, "description": description, "plan": plan.dump(), "note": note}
    told["independent"] = independent
    empty = {"bpt": b"", "differences": [], "state": "draft", "saved_at": now(connection)}
    where = {"member_id": member_id, "workflow_id": workflow_id, "version": number}
    connection.execute(insert(workflow_version).values(**where, **told, **empty))
    return number


def change(connection: Connection, member_id: str, workflow_id: str, **values: Any) -> None:
    """Set columns of one workflow; a new status is remembered with its moment."""
    mine = and_(workflow.c.member_id == member_id, workflow.c.id == workflow_id)
    connection.execute(update(workflow).where(mine).values(**values))
    if status := values.get("status"):
        row = {"member_id": member_id, "workflow_id": workflow_id, "status": status, "at": now(connection)}
        connection.execute(insert(workflow_state).values(**row))


def change_version(connection: Connection, member_id: str, workflow_id: str, number: int, **values: Any) -> None:
    """Set columns of one version."""
    mine = and_(_mine(workflow_version, member_id, workflow_id), workflow_version.c.version == number)
    connection.execute(update(workflow_version).where(mine).values(**values))


def claim(connection: Connection, member_id: str, seen: RowMapping, **values: Any) -> bool:
    """Set columns of a workflow that is still as it was `seen`; False when somebody changed it meanwhile."""
    same = and_(workflow.c.status == seen["status"], workflow.c.version == seen["version"])
    mine = and_(workflow.c.member_id == member_id, workflow.c.id == seen["id"], same)
    if connection.execute(update(workflow).where(mine).values(**values)).rowcount != 1:
        return False
    change(connection, member_id, seen["id"], **values)
    return True


def go_live(connection: Connection, member_id: str, seen: RowMapping, number: int, **values: Any) -> bool:
    """Make this version the one that runs, the one before is retired; False when the workflow is not as `seen`."""
    if not claim(connection, member_id, seen, version=number, status="active", **values):
        return False
    live = and_(_mine(workflow_version, member_id, seen["id"]), workflow_version.c.state == "live")
    connection.execute(update(workflow_version).where(live).values(state="retired"))
    change_version(connection, member_id, seen["id"], number, state="live", published_at=now(connection))
    return True


def drop(connection: Connection, member_id: str, workflow_id: str) -> None:
    """Forget a workflow with all its versions and runs."""
    connection.execute(delete(workflow).where(workflow.c.member_id == member_id, workflow.c.id == workflow_id))


def drop_version(connection: Connection, member_id: str, workflow_id: str, number: int) -> None:
    """Forget a version that never ran."""
    mine = and_(_mine(workflow_version, member_id, workflow_id), workflow_version.c.version == number)
    connection.execute(delete(workflow_version).where(mine))


def find(connection: Connection, member_id: str, workflow_id: str) -> RowMapping:
    """One workflow. Raises NotFound."""
    mine = and_(workflow.c.member_id == member_id, workflow.c.id == workflow_id)
    row = connection.execute(select(workflow).where(mine)).mappings().one_or_none()
    if row is None:
        raise NotFound("there is no such workflow in this portal")
    return row


def find_version(connection: Connection, member_id: str, workflow_id: str, number: int) -> RowMapping:
    """One version. Raises NotFound."""
    mine = and_(_mine(workflow_version, member_id, workflow_id), workflow_version.c.version == number)
    row = connection.execute(select(workflow_version).where(mine)).mappings().one_or_none()
    if row is None:
        raise NotFound("there is no such version of this workflow")
    return row


def versions(connection: Connection, member_id: str, workflow_id: str) -> Sequence[RowMapping]:
    """All versions, newest first."""
    mine = _mine(workflow_version, member_id, workflow_id)
    rows = select(workflow_version).where(mine).order_by(workflow_version.c.version.desc())
    return connection.execute(rows).mappings().all()


def every(connection: Connection, member_id: str) -> Sequence[RowMapping]:
    """The portal's workflows, newest first."""
    rows = select(workflow).where(workflow.c.member_id == member_id).order_by(workflow.c.created_at.desc())
    return connection.execute(rows).mappings().all()


def armed(connection: Connection, member_id: str, triggers: Collection[str]) -> Sequence[RowMapping]:
    """The portal's active workflows that one of these triggers starts."""
    mine = and_(workflow.c.member_id == member_id, workflow.c.status == "active", workflow.c.trigger.in_(triggers))
    return connection.execute(select(workflow).where(mine).order_by(workflow.c.created_at)).mappings().all()


def active_plans(connection: Connection, member_id: str, *, but: str) -> list[tuple[str, Plan]]:
    """Names and plans of the portal's other active workflows."""
    mine = and_(workflow.c.member_id == member_id, workflow.c.status == "active", workflow.c.id != but)
    versions = and_(workflow_version.c.workflow_id == workflow.c.id, workflow_version.c.version == workflow.c.version)
    found = select(workflow.c.name, workflow_version.c.plan).join(workflow_version, versions).where(mine)
    return [(name, Plan.model_validate(plan)) for name, plan in connection.execute(found).all()]


def plan_of(connection: Connection, member_id: str, workflow_id: str, version: int) -> Plan:
    """The plan of one version. Raises NotFound."""
    return Plan.model_validate(find_version(connection, member_id, workflow_id, version)["plan"])


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


def states(connection: Connection, member_id: str, workflow_id: str) -> Sequence[RowMapping]:
    """When it was turned on and off, oldest first."""
    mine = _mine(workflow_state, member_id, workflow_id)
    return connection.execute(select(workflow_state).where(mine).order_by(workflow_state.c.id)).mappings().all()


def stop_runs(connection: Connection, member_id: str, instance: str) -> None:
    """The run of this running workflow of the portal was ended by a person."""
    mine = and_(run.c.member_id == member_id, run.c.portal_workflow_id == instance, run.c.state == "started")
    connection.execute(update(run).where(mine).values(state="stopped"))


def runs(connection: Connection, member_id: str, workflow_id: str, item: str = "") -> Sequence[RowMapping]:
    """The runs the app started, newest first; those on one record where `item` (`DEAL_5`) is given."""
    mine = and_(run.c.member_id == member_id, run.c.workflow_id == workflow_id)
    mine = and_(mine, run.c.document[2].as_string() == item) if item else mine
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


def marks_of(connection: Connection, member_id: str, workflow_id: str, item: str = "") -> Sequence[RowMapping]:
    """The last marks of all its versions, newest last; those on one record where `item` is given."""
    mine = and_(invocation.c.member_id == member_id, invocation.c.robot == "mark")
    mine = and_(mine, invocation.c.properties["version"].as_string().like(f"{workflow_id}.%"))
    mine = and_(mine, invocation.c.document[2].as_string() == item) if item else mine
    newest = select(invocation).where(mine).order_by(invocation.c.id.desc()).limit(_MOST_MARKS)
    return list(reversed(connection.execute(newest).mappings().all()))


def events_about(connection: Connection, member_id: str, names: Collection[str], record_id: int) -> list[RowMapping]:
    """Events of these names about one record, newest first."""
    mine = and_(event.c.member_id == member_id, event.c.name.in_(names))
    told = event.c.data["FIELDS"]["ID"].as_string() == str(record_id)
    return list(connection.execute(select(event).where(mine, told).order_by(event.c.id.desc())).mappings().all())


def _mine(table: Any, member_id: str, workflow_id: str) -> ColumnElement[bool]:
    return and_(table.c.member_id == member_id, table.c.workflow_id == workflow_id)
