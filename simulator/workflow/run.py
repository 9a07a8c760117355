"""One running workflow: its steps, its values, and the queue that moves it.

Starts, answers, timers and signals arrive on any thread, also from inside the workflow's own calls; each becomes a job
in the mailbox, and whoever finds the workflow idle works the mailbox off. So a workflow never runs twice at once and
no caller ever waits for another.
"""

from __future__ import annotations

import html
import threading
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from simulator.workflow import values
from simulator.workflow.activities import build
from simulator.workflow.expressions import Evaluator
from simulator.workflow.importer import is_active
from simulator.workflow.instance import QUEUED, RUNNING, Instance
from simulator.workflow.other_document import type_of
from simulator.workflow.people_tasks import Board
from simulator.workflow.references import whole
from simulator.workflow.scope import RunScope
from simulator.workflow.step import Fault, Step
from simulator.workflow.template import Node, Template, defaults
from simulator.workflow.world import DocumentId, DocumentType, World

Job = Callable[[], None]
_MAX_ROUNDS = 1000


class StartRefused(Exception):
    """The template imported, but cannot run."""


class Siblings(Protocol):
    """What a run may ask of the engine beside the portal."""

    board: Board

    def end_others(self, of: Instance) -> None:
        """Terminate the other runs of the same template on the same document."""

    def end_all(self, document_id: DocumentId) -> None:
        """Terminate every run on a document."""

    def start_inside(
        self, template: Template, document_id: DocumentId, parent: Run, parameters: Mapping[str, Any]
    ) -> str:
        """Start a template from inside a workflow; its id."""

    def runs(self, workflow_id: str) -> bool:
        """Whether a workflow has not ended yet."""

    def turn(self, key: str) -> int:
        """0, 1, 2… for each who asks in turn with that key."""

    def ended(self, instance: Instance) -> None:
        """A run is over."""


class Run:
    """A template being executed on a document."""

    def __init__(
        self,
        world: World,
        template: Template,
        instance: Instance,
        parameters: Mapping[str, Any],
        siblings: Siblings,
        *,
        changed_fields: Sequence[str] | None = None,
        depth: int = 0,
    ) -> None:
        self.world = world
        self.depth = depth
        self.template = template
        self.instance = instance
        self.siblings = siblings
        self.changed_fields = changed_fields
        self.parameters = _start_parameters(template, parameters, instance.started_by)
        self.variables = defaults(template.variables)
        self.constants = defaults(template.constants)
        # Nobody is the current user once the workflow has paused (variables.md, "{=System:NowLocal}").
        self.current_user = instance.started_by
        self.steps: dict[str, Step] = {}
        self.scope = RunScope(self)
        self._evaluator = Evaluator(self.scope)
        self._listeners: dict[str, dict[Step, Callable[[Any], None]]] = {}
        self._queue: deque[Job] = deque()
        self._mailbox: deque[Job] = deque()
        self._lock = threading.Lock()
        self._is_busy = False
        self._rounds = 0
        self._elsewhere: DocumentId | None = None
        if not template.tree:
            raise StartRefused("The workflow template is empty.")
        try:
            self.root = self._plant(template.tree[0], None)
        except RecursionError as error:
            raise StartRefused("The workflow template is nested too deep.") from error

    def _plant(self, node: Node, parent: Step | None) -> Step:
        """Import refuses what is no node; a tree that came another way is refused here."""
        if not isinstance(node, dict):
            raise StartRefused("The workflow template is broken: a node must be an array.")
        step = build(self, node, parent)
        if step.name in self.steps:
            raise StartRefused("DuplicateActivityName")
        self.steps[step.name] = step
        children = node.get("Children") or []
        if not isinstance(children, list | dict):
            raise StartRefused("The workflow template is broken: Children must be an array.")
        for child in children.values() if isinstance(children, dict) else children:
            if not isinstance(child, dict) or is_active(child):
                step.children.append(self._plant(child, step))
        return step

    # -- jobs from outside

    def post(self, job: Job) -> None:
        """Run `job` inside the workflow: now when it is idle, else right after what it is doing."""
        with self._lock:
            self._mailbox.append(job)
            if self._is_busy:
                return
            self._is_busy = True
        while True:
            with self._lock:
                if not self._mailbox:
                    self._is_busy = False
                    return
                job = self._mailbox.popleft()
            self._perform(job)

    def _perform(self, job: Job) -> None:
        self._rounds = 0
        try:
            if self.is_running:
                job()
            while self._queue and self.is_running:
                self._queue.popleft()()
        except Fault as fault:
            self.end("faulted", error=str(fault))
        except Exception as error:  # noqa: BLE001 - whatever a step throws faults the process, as on the portal
            self.end("faulted", error=f"{type(error).__name__}: {error}")
        self.current_user = None

    def signal(self, key: str, payload: Any) -> None:
        """Tell the steps that wait for `key`."""
        for action in list(self._listeners.get(key, {}).values()):
            action(payload)

    # -- what steps ask for

    @property
    def is_running(self) -> bool:
        return self.instance.state == RUNNING

    def execute(self, step: Step) -> None:
        """Begin a step soon; the queue keeps deep templates and long loops off the stack."""
        parent = step.parent
        self._queue.append(lambda: step.begin() if parent is None or parent.is_running else None)

    def closed(self, step: Step) -> None:
        """A step has ended: its parent goes on, or the workflow is done."""
        parent = step.parent
        if parent is None:
            self.end("done")
        elif parent.is_running:
            self._queue.append(lambda: self.within(parent, lambda: self._tell(parent, step)))

    @staticmethod
    def _tell(parent: Step, child: Step) -> None:
        if parent.is_running:
            parent.child_closed(child)

    def end(self, state: str, *, status: str = "", error: str = "") -> None:
        """Finish the process; nothing of it runs any more."""
        if self.instance.state not in {RUNNING, QUEUED}:
            return
        self.root.cancel()
        self._queue.clear()
        self._listeners.clear()
        self.instance.error = error
        self.instance.status = status or error or self.instance.status
        self.instance.modified_at = self.world.now()
        self.instance.state = state
        self.siblings.ended(self.instance)

    def stop(self, status: str = "") -> None:
        """Terminate from outside; one that queues has not begun and needs no turn."""
        if self.instance.state == QUEUED:
            self.end("terminated", status=status)
        else:
            self.post(lambda: self.end("terminated", status=status))

    def count_round(self) -> None:
        """Loops without a wait throw after 1000 rounds (compile-map.md, "repeat until / max")."""
        self._rounds += 1
        if self._rounds > _MAX_ROUNDS:
            raise Fault("The loop has run 1000 rounds without a wait")

    def call_at(self, when: datetime, job: Job) -> None:
        self.world.call_at(when, lambda: self.post(job))

    def listen(self, signal: str, step: Step, action: Callable[[Any], None]) -> None:
        self._listeners.setdefault(signal, {})[step] = lambda payload: self.within(step, lambda: action(payload))

    def forget(self, step: Step) -> None:
        for waiting in self._listeners.values():
            waiting.pop(step, None)

    def log(self, step: Step, text: str) -> None:
        now = self.world.now()
        self.instance.modified_at = now
        self.instance.log.append({"at": now.isoformat(), "node": step.name, "title": step.title, "text": text})

    # -- values

    def within(self, step: Step, action: Job) -> None:
        """Run `action` on the document of a step (bpt-format.md, "Node": `Document`)."""
        before, self._elsewhere = self._elsewhere, step.document_id
        try:
            action()
        finally:
            self._elsewhere = before

    @property
    def document_id(self) -> DocumentId:
        return self._elsewhere or self.instance.document_id

    @property
    def document_type(self) -> DocumentType:
        return type_of(self._elsewhere) if self._elsewhere else self.template.document_type

    def document(self) -> Mapping[str, Any]:
        return self.world.document(self.document_id) or {}

    def evaluate(self, value: Any) -> Any:
        return self._evaluator.evaluate(value)

    def text(self, value: Any) -> str:
        return self._evaluator.text(value)

    def html(self, value: Any) -> str:
        """A text of HTML, in which inserted values are escaped (compile-map.md, `send_email`)."""
        if isinstance(value, str) and whole(value):
            return html.escape(self.text(value))
        return Evaluator(self.scope, html.escape).text(value)

    def people(self, value: Any) -> list[int]:
        """User ids behind evaluated people; in CRM `author` is the responsible person (bpt-format.md, "Users")."""
        names: list[str] = []
        for item in values.flatten(value):
            for part in values.to_text(item).replace(";", ",").split(","):
                names += self._named(part.strip())
        return self.world.user_ids(names)

    def _named(self, name: str) -> list[str]:
        lower = name.lower()
        if lower not in {"author", "responsible_head"}:
            return [name] if name else []
        is_crm = self.document_type[0] == "crm"
        owner = self.document().get("ASSIGNED_BY_ID" if is_crm or lower == "responsible_head" else "CREATED_BY")
        if lower == "author":
            return [values.to_text(owner)] if owner else []
        ids = self.world.user_ids([values.to_text(owner)]) if owner else []
        head = self.world.head_of(ids[0]) if ids else None
        return [f"user_{head}"] if head else []


def _start_parameters(template: Template, given: Mapping[str, Any], started_by: int | None) -> dict[str, Any]:
    """A missing parameter takes its Default; undeclared ones are dropped; TargetUser is the server's own."""
    merged = {code: given.get(code, default) for code, default in defaults(template.parameters).items()}
    return merged | {"TargetUser": f"user_{started_by}" if started_by else None}
