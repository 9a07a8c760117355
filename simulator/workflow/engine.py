"""The portal's workflow engine: starts templates, takes answers, keeps the record of every run.

`event_token` is `workflowId|activityName|eventId`, signed by the portal after a dot (rest-robots.md, "event_token").
"""

from __future__ import annotations

import hmac
import secrets
import threading
from collections.abc import Mapping, Sequence
from typing import Any

from simulator.workflow.activities.rest_robot import RestRobot
from simulator.workflow.instance import Instance
from simulator.workflow.people_tasks import RUNNING, Board, PeopleTask, TaskAnswer
from simulator.workflow.run import Run, StartRefused
from simulator.workflow.template import Template
from simulator.workflow.world import DocumentId, World

__all__ = ["Engine", "Instance", "StartRefused"]


class Engine:
    """All workflows of one portal; every method may be called from any thread, also from inside a workflow."""

    def __init__(self, world: World) -> None:
        self.board = Board()
        self._world = world
        self._lock = threading.Lock()
        self._instances: dict[str, Instance] = {}
        self._runs: dict[str, Run] = {}

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
        now = self._world.now()
        instance = Instance(
            id=f"{int(now.timestamp()):08x}{secrets.token_hex(3)}.{secrets.randbelow(10**8):08}",
            template_id=template.id,
            document_id=document_id,
            started_at=now,
            started_by=started_by,
            modified_at=now,
        )
        run = Run(self._world, template, instance, parameters, self, changed_fields=changed_fields)
        with self._lock:
            self._instances[instance.id] = instance
            self._runs[instance.id] = run
        run.post(lambda: run.execute(run.root))
        self._drop_ended()
        return instance.id

    def answer(self, event_token: str, return_values: Any, log_message: str | None = None) -> bool:
        """Take a robot's answer; False only when the token is forged, stale ones are silently ignored."""
        parts = self._verified(event_token)
        if parts is None:
            return False
        workflow_id, name, event_id = parts
        run = self._run(workflow_id)
        if run is not None:
            run.post(lambda: _deliver(run, name, event_id, return_values, log_message))
            self._drop_ended()
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
        self._drop_ended()

    def tasks(self) -> list[PeopleTask]:
        """Every request to people there ever was, oldest first."""
        return self.board.all()

    def complete_task(self, task_id: int, answer: TaskAnswer) -> bool:
        """Take a person's answer; False when the task is over or was never theirs to answer."""
        task = self.board.get(task_id)
        run = self._run(task.workflow_id) if task else None
        if task is None or run is None or task.status != RUNNING:
            return False
        if answer.user_id not in task.user_ids or answer.user_id in task.answers:
            return False
        run.post(lambda: run.signal(f"people_task:{task_id}", answer))
        self._drop_ended()
        return True

    def instances(self) -> list[Instance]:
        """Every run there ever was, oldest first."""
        with self._lock:
            return list(self._instances.values())

    def running(self) -> list[Instance]:
        return [instance for instance in self.instances() if instance.state == "running"]

    def terminate(self, workflow_id: str, status: str = "") -> bool:
        """End a run and keep its record; False when it does not run."""
        run = self._run(workflow_id)
        if run is None:
            return False
        run.post(lambda: run.end("terminated", status=status))
        self._drop_ended()
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
                run.post(lambda run=run: run.end("terminated"))  # type: ignore[misc]  # binds the loop's value

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

    def _drop_ended(self) -> None:
        with self._lock:
            for workflow_id in [key for key, run in self._runs.items() if not run.is_running]:
                del self._runs[workflow_id]


def _waiting_robot(run: Run, name: str, event_id: str) -> RestRobot | None:
    step = run.steps.get(name)
    return step if isinstance(step, RestRobot) and step.expects(event_id) else None


def _deliver(run: Run, name: str, event_id: str, return_values: Any, log_message: str | None) -> None:
    step = _waiting_robot(run, name, event_id)
    if step is not None:
        step.answer(return_values, log_message)
