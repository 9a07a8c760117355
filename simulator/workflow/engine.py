"""The portal's workflow engine: starts templates, takes answers, keeps the record of every run.

`event_token` is `workflowId|activityName|eventId`, signed by the portal after a dot (rest-robots.md, "event_token").
"""

from __future__ import annotations

import hmac
import secrets
import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from simulator.workflow import people_tasks
from simulator.workflow.activities.rest_robot import RestRobot
from simulator.workflow.instance import QUEUED, RUNNING, Instance
from simulator.workflow.people_tasks import Board, PeopleTask, TaskAnswer
from simulator.workflow.run import Run, StartRefused
from simulator.workflow.template import Template
from simulator.workflow.world import DocumentId, World

__all__ = ["Engine", "Instance", "StartRefused"]

# Templates that start each other without end die on the portal of its recursion guard; the depth is ours.
_DEEPEST = 20
_AUTOMATION = 8


class Engine:
    """All workflows of one portal; every method may be called from any thread, also from inside a workflow."""

    def __init__(self, world: World, waiting_limit: int = 0) -> None:
        """`waiting_limit`: how many workflows may run on one CRM item before others queue; 0 is no limit.

        The cloud's help pages say two, the server's own default is none (triggers.md, "Limits on running workflows").
        """
        self.board = Board()
        self.waiting_limit = waiting_limit
        self._world = world
        self._lock = threading.Lock()
        self._instances: dict[str, Instance] = {}
        self._runs: dict[str, Run] = {}
        self._children: set[str] = set()
        self._turns: Counter[str] = Counter()

    def start(
        self,
        template: Template,
        document_id: DocumentId,
        started_by: int | None,
        parameters: Mapping[str, Any],
        *,
        changed_fields: Sequence[str] | None = None,
    ) -> str:
        """Run a template up to its first wait and return the workflow's id; raises StartRefused."""
        run = self._prepare(template, document_id, started_by, parameters, changed_fields=changed_fields)
        self._admit(run)
        return run.instance.id

    def start_inside(
        self, template: Template, document_id: DocumentId, parent: Run, parameters: Mapping[str, Any]
    ) -> str:
        """The same, by a step of another workflow."""
        if parent.depth >= _DEEPEST:
            raise StartRefused(f"Workflows start each other more than {_DEEPEST} deep")
        run = self._prepare(template, document_id, parent.instance.started_by, parameters, depth=parent.depth + 1)
        with self._lock:
            self._children.add(run.instance.id)
        self._admit(run)
        return run.instance.id

    def _prepare(
        self,
        template: Template,
        document_id: DocumentId,
        started_by: int | None,
        parameters: Mapping[str, Any],
        *,
        changed_fields: Sequence[str] | None = None,
        depth: int = 0,
    ) -> Run:
        now = self._world.now()
        instance = Instance(
            id=f"{int(now.timestamp()):08x}{secrets.token_hex(3)}.{secrets.randbelow(10**8):08}",
            template_id=template.id,
            document_id=document_id,
            started_at=now,
            started_by=started_by,
            modified_at=now,
        )
        return Run(self._world, template, instance, parameters, self, changed_fields=changed_fields, depth=depth)

    def _admit(self, run: Run) -> None:
        """Begin now, or queue behind those that run on the same CRM item."""
        instance = run.instance
        with self._lock:
            self._instances[instance.id] = instance
            is_full = self._is_full(run)
            self._runs[instance.id] = run
            if is_full:
                instance.state = QUEUED
        if not is_full:
            run.post(lambda: run.execute(run.root))

    def _is_full(self, coming: Run) -> bool:
        """Robots on stages are no workflows of the limit, neither as guests nor as hosts."""
        document_id = coming.instance.document_id
        if not self.waiting_limit or document_id[0] != "crm" or coming.template.auto_execute >= _AUTOMATION:
            return False
        running = [run for run in self._runs.values() if run.is_running and run.template.auto_execute < _AUTOMATION]
        return sum(run.instance.document_id == document_id for run in running) >= self.waiting_limit

    def ended(self, instance: Instance) -> None:
        """A run is over: tell who waits for it and begin what queued behind it."""
        with self._lock:
            self._runs.pop(instance.id, None)
            is_awaited = instance.id in self._children
            self._children.discard(instance.id)
            following = self._dequeue(instance.document_id)
        if is_awaited:
            self.signal(f"workflow:{instance.id}")
        if following:
            # On the clock's thread: a long queue must not pile up on this stack.
            self._world.call_at(self._world.now(), lambda: following.post(lambda: following.execute(following.root)))

    def _dequeue(self, document_id: DocumentId) -> Run | None:
        queued = (run for run in self._runs.values() if run.instance.state == QUEUED)
        following = next((run for run in queued if run.instance.document_id == document_id), None)
        if following is None or self._is_full(following):
            return None
        following.instance.state = RUNNING
        return following

    def runs(self, workflow_id: str) -> bool:
        """Whether a workflow has not ended yet."""
        return self._run(workflow_id) is not None

    def turn(self, key: str) -> int:
        """0, 1, 2… for each who asks in turn with that key."""
        with self._lock:
            self._turns[key] += 1
            return self._turns[key] - 1

    def answer(self, event_token: str, return_values: Any, log_message: str | None = None) -> bool:
        """Take a robot's answer; False only when the token is forged, stale ones are silently ignored."""
        parts = self._verified(event_token)
        if parts is None:
            return False
        workflow_id, name, event_id = parts
        run = self._run(workflow_id)
        if run is not None:
            run.post(lambda: _deliver(run, name, event_id, return_values, log_message))
        return True

    def note(self, event_token: str, text: str) -> bool:
        """Write into the log of a step that waits; False when the token is forged or the step waits no more."""
        parts = self._verified(event_token)
        run = self._run(parts[0]) if parts else None
        step = _waiting_robot(run, parts[1], parts[2]) if run and parts else None
        if run is None or step is None:
            return False
        run.log(step, text)
        return True

    def signal(self, key: str, payload: Any = None) -> None:
        """Tell every workflow that something happened: `task:12` closed, `document:DEAL_5` changed."""
        for run in self._running_runs():
            run.post(lambda run=run: run.signal(key, payload))  # type: ignore[misc]  # binds the loop's value

    def tasks(self) -> list[PeopleTask]:
        """Every request to people there ever was, oldest first."""
        return self.board.all()

    def complete_task(self, task_id: int, answer: TaskAnswer) -> bool:
        """Take a person's answer; False when the task is over or was never theirs to answer."""
        task = self.board.get(task_id)
        run = self._run(task.workflow_id) if task else None
        if task is None or run is None or task.status != people_tasks.RUNNING:
            return False
        if answer.user_id not in task.user_ids or answer.user_id in task.answers:
            return False
        run.post(lambda: run.signal(f"people_task:{task_id}", answer))
        return True

    def instances(self) -> list[Instance]:
        """Every run there ever was, oldest first."""
        with self._lock:
            return list(self._instances.values())

    def running(self) -> list[Instance]:
        """Those that have not ended, queued ones too."""
        return [instance for instance in self.instances() if instance.state in {RUNNING, QUEUED}]

    def terminate(self, workflow_id: str, status: str = "") -> bool:
        """End a run and keep its record; False when it does not run."""
        run = self._run(workflow_id)
        if run is None:
            return False
        run.stop(status)
        return True

    def kill(self, workflow_id: str) -> bool:
        """End a run whose data the portal forgets; the record stays here for tests. False for an unknown id."""
        with self._lock:
            known = workflow_id in self._instances
        self.terminate(workflow_id, "killed")
        return known

    def end_others(self, of: Instance) -> None:
        for run in self._running_runs():
            other = run.instance
            if other is not of and (other.template_id, other.document_id) == (of.template_id, of.document_id):
                run.stop()

    def end_all(self, document_id: DocumentId) -> None:
        for run in self._running_runs():
            if run.instance.document_id == document_id:
                run.stop()

    def _verified(self, event_token: str) -> tuple[str, str, str] | None:
        body, _, signature = event_token.rpartition(".")
        if not body or not hmac.compare_digest(self._world.sign(body).encode(), signature.encode()):
            return None
        parts = body.split("|")
        return (parts[0], parts[1], parts[2]) if len(parts) == 3 else None

    def _run(self, workflow_id: str) -> Run | None:
        with self._lock:
            return self._runs.get(workflow_id)

    def _running_runs(self) -> list[Run]:
        with self._lock:
            return list(self._runs.values())


def _waiting_robot(run: Run, name: str, event_id: str) -> RestRobot | None:
    step = run.steps.get(name)
    return step if isinstance(step, RestRobot) and step.expects(event_id) else None


def _deliver(run: Run, name: str, event_id: str, return_values: Any, log_message: str | None) -> None:
    step = _waiting_robot(run, name, event_id)
    if step is not None:
        run.within(step, lambda: step.answer(return_values, log_message))
