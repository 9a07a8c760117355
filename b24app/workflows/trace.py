"""What a workflow did, read from its marks and our robots' calls.

REST returns no workflow log, so this reads nothing that a real portal would not give: a mark that did not arrive reads
"not seen", and a native step is known only by what came after it ("passed").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from sqlalchemy import Connection, RowMapping

from b24app.plan.plan import Action, Approval, Ask, Choice, ForEach, Node, Parallel, Plan, Repeat, Stop, Wait, children
from b24app.plan.vocabulary import ACTIONS, Carrier
from b24app.workflows import rows
from b24app.workflows.explain import Line, explain

Json = dict[str, Any]


def runs(connection: Connection, member_id: str, workflow_id: str, item: str = "") -> list[Json]:
    """The workflow's runs, newest first, each with the steps of its own version. Raises NotFound.

    A native start has no run row: its first mark is what tells of it. `item` (`DEAL_5`): only those on that record.
    """
    rows.find(connection, member_id, workflow_id)
    versions = rows.versions(connection, member_id, workflow_id)
    plans = {row["version"]: Plan.model_validate(row["plan"]) for row in versions}
    started = rows.runs(connection, member_id, workflow_id, item)
    marked = _by_instance(rows.marks_of(connection, member_id, workflow_id, item))
    calls = _by_instance(rows.calls_of(connection, member_id, list(marked)))
    told = [_of_app(row, plans[row["version"]], marked, calls) for row in started if row["version"] in plans]
    known = {row["portal_workflow_id"] for row in started} | {run["instance"] for run in told}
    for instance, marks in marked.items():
        if instance not in known and (number := _version(marks[0])) in plans:
            told.append(_of_portal(instance, number, marks, plans[number], calls))
    return sorted(told, key=lambda run: run["started_at"], reverse=True)


def _version(mark: RowMapping) -> int:
    number = str(mark["properties"].get("version", "")).rpartition(".")[2]
    return int(number) if number.isdecimal() else 0


def _of_app(row: RowMapping, plan: Plan, marked: dict[str, Any], calls: dict[str, Any]) -> Json:
    instance = row["portal_workflow_id"] or next(
        (name for name, marks in marked.items() if marks[0]["properties"].get("start_key") == row["key"]), ""
    )
    marks = marked.get(instance, [])
    return {
        "key": row["key"],
        "instance": instance,
        "version": row["version"],
        "occurrence": row["occurrence"],
        "document": row["document"][2],
        "started_at": row["created_at"].isoformat(),
        "state": _state(plan, marks) if row["state"] == "started" else row["state"],
        "error": row["error"],
        "steps": _steps(plan, marks, calls.get(instance, [])),
    }


def _of_portal(instance: str, version: int, marks: Sequence[RowMapping], plan: Plan, calls: dict[str, Any]) -> Json:
    return {
        "key": instance,
        "instance": instance,
        "version": version,
        "occurrence": "",
        "document": marks[0]["document"][2],
        "started_at": marks[0]["received_at"].isoformat(),
        "state": _state(plan, marks),
        "error": "",
        "steps": _steps(plan, marks, calls.get(instance, [])),
    }


def _by_instance(found: Sequence[RowMapping]) -> dict[str, list[RowMapping]]:
    grouped: dict[str, list[RowMapping]] = defaultdict(list)
    for row in found:
        grouped[row["workflow_id"]].append(row)
    return dict(grouped)


def _state(plan: Plan, marks: Sequence[RowMapping]) -> str:
    """A run has ended at its end, at a guard that did not hold, or at a stop."""
    ends = {"end", "guard"} | {node.id for node in plan.nodes() if isinstance(node, Stop)}
    return "finished" if any(_node(mark) in ends for mark in marks) else "running" if marks else "started"


def _node(mark: RowMapping) -> str:
    return str(mark["properties"].get("node", ""))


def _steps(plan: Plan, marks: Sequence[RowMapping], calls: Sequence[RowMapping]) -> list[Json]:
    marks_at = {_node(mark): mark["received_at"].isoformat() for mark in marks}
    saw = {_node(mark): str(mark["properties"].get("values") or "") for mark in marks}
    for node, at in list(marks_at.items()):
        # `n1:timed_out`, `n1:until`, `n1:empty` …: how a step ended, which only a step that was reached can tell.
        marks_at.setdefault(node.partition(":")[0], at)
    of_robots = _robot_calls(plan, marks_at.keys(), calls)
    seen = marks_at.keys() | of_robots.keys()
    passed = set(_passed(plan.steps, seen, beyond="end" in seen))
    return [_step(line, marks_at, of_robots, passed) | {"saw": saw.get(line.node, "")} for line in explain(plan)]


def _robot_calls(plan: Plan, marked: AbstractSet[str], calls: Sequence[RowMapping]) -> dict[str, RowMapping]:
    """The call of each robot step: a robot's n-th call belongs to its n-th step on the roads that were taken."""
    waiting = defaultdict(list)
    for call in calls:
        waiting[call["robot"]].append(call)
    steps = (step for step in _taken(plan.steps, marked) if ACTIONS[step.action].carrier is Carrier.ROBOT)
    return {step.id: waiting[step.action].pop(0) for step in steps if waiting[step.action]}


def _taken(steps: Sequence[Node], marked: AbstractSet[str]) -> Iterator[Action]:
    for step in steps:
        if isinstance(step, Action):
            yield step
        for head, inner in roads(step):
            if head in marked:
                yield from _taken(inner, marked)


def _passed(steps: Sequence[Node], seen: AbstractSet[str], *, beyond: bool) -> Iterator[str]:
    """Steps that leave no trace of their own but lie before something that was seen on the same road."""
    for step in reversed(steps):
        if beyond:
            yield step.id
        for head, inner in roads(step):
            yield from _passed(inner, seen, beyond=beyond and head in seen)
        beyond = beyond or step.id in seen or any(head in seen for head, _ in roads(step))


def roads(step: Node) -> list[tuple[str, Sequence[Node]]]:
    """The sequences inside a step, each with the name that its mark carries."""
    match step:
        case Choice():
            roads = [(branch.id, branch.steps) for branch in step.branches]
            return [*roads, (f"{step.id}:otherwise", step.otherwise)]
        case Parallel():
            return [(lane.id, lane.steps) for lane in step.lanes]
        case Approval():
            return [(outcome.id, children(outcome)) for outcome in children(step)]
        case Repeat() | ForEach():
            return [(step.id, step.steps)]
        case Wait() | Ask():
            return [(outcome.id, children(outcome)) for outcome in children(step)]
        case _:
            return []


def _step(line: Line, marks_at: dict[str, str], of_robots: dict[str, RowMapping], passed: set[str]) -> Json:
    call = of_robots.get(line.node)
    seen_at = call["received_at"].isoformat() if call is not None else marks_at.get(line.node)
    return {
        "node": line.node,
        "depth": line.depth,
        "text": line.text,
        "seen": "seen" if seen_at else "passed" if line.node in passed else "not seen",
        "seen_at": seen_at,
        "state": call["state"] if call is not None else "",
        "error": call["error"] if call is not None else "",
    }
