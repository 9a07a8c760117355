"""What one template is built for, and the small activities that every part of it uses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Final

from b24app.bizproc import activities, people, variables
from b24app.bizproc.activities import Activity
from b24app.bizproc.documents import DocumentKind, kind_of
from b24app.bizproc.literals import Part, encode, variable
from b24app.bizproc.names import Names, Role
from b24app.bizproc.variables import EarlierTask
from b24app.errors import PlanRejected
from b24app.plan.plan import Declared, Person, Step
from b24app.plan.snapshot import Snapshot
from b24app.plan.vocabulary import Entity

START_KEY: Final = "StartKey"


@dataclass(frozen=True)
class Value:
    """An input, variable or answer of the plan: how it is declared, and the object that holds it in a template."""

    declared: Declared
    object: str

    @property
    def expression(self) -> str:
        return f"{{={self.object}:{self.declared.name}}}"


@dataclass(frozen=True)
class Done:
    """A step that has certainly run by now, and the name of the activity that keeps its results."""

    step: Step
    activity: str


@dataclass(frozen=True)
class Target:
    """The portal, the record and the application of one template.

    `pipeline` is the one that its trigger names. `names` gives out its names, `own` collects the declarations of the
    variables that loops need, `values` are the plan's values by lower-case name. The rest is told anew for every step:
    `done` is what has run before it, by node id; `item` the expression of what a `for_each` is at; `task` the task
    step before; `more` says that something follows the step.
    """

    entity: Entity
    snapshot: Snapshot
    client_id: str
    version_ref: str
    pipeline: str = ""
    names: Names = field(default_factory=Names)
    own: dict[str, dict[str, str]] = field(default_factory=dict)
    values: Mapping[str, Value] = field(default_factory=dict)
    done: Mapping[str, Done] = field(default_factory=lambda: MappingProxyType({}))
    item: str = ""
    task: EarlierTask | None = None
    more: bool = False

    @property
    def kind(self) -> DocumentKind:
        return kind_of(self.entity)

    def name(self, node_id: str, role: Role = Role.STEP) -> str:
        """A new activity name for a part of this node."""
        return self.names.take(node_id, role)

    @property
    def responsible(self) -> str:
        """Whom the record belongs to."""
        return people.responsible(self.entity)

    def declare(self, code: str, title: str, kind: str = "string", default: str = "") -> str:
        """The code of a variable of the template's own, declared."""
        self.own[code] = variable(title, default) | {"Type": kind}
        return code

    def after(self, step: Step, activity: str, task: EarlierTask | None = None) -> Target:
        """The same once `step` has run."""
        return replace(self, done={**self.done, step.id: Done(step, activity)}, task=task or self.task)

    def users(self, who: tuple[Person, ...], node_id: str) -> list[str]:
        """The people as an activity takes them."""
        found: list[str] = []
        for one in who:
            match one.kind:
                case "item" if self.item:
                    found.append(self.item)
                case "answer" if value := self.values.get(one.name.casefold()):
                    found.append(value.expression)
                case "item" | "answer":
                    raise PlanRejected(f'There is no value "{one.name or "item"}" that holds people here.', node_id)
                case _:
                    found += people.users((one,), self.entity, self.snapshot, node_id)
        return list(dict.fromkeys(found))

    def parts(self, text: str, task: EarlierTask | None, node_id: str, *, keep: bool = False) -> list[Part]:
        """A person's text with our variables as expressions; `keep` leaves those that the record does not give."""
        named = {name: value.expression for name, value in self.values.items()}
        if self.item:
            named["item"] = self.item
        return variables.parts(text, self.entity, task, node_id, named, keep=keep)

    def text(self, text: str, task: EarlierTask | None, node_id: str, *, keep: bool = False) -> str:
        """A person's text as a property's value."""
        return encode(self.parts(text, task, node_id, keep=keep))

    def mark(self, says: str, node_id: str = "", values: Sequence[str] = ()) -> Activity:
        """Our robot that reports "the workflow was here", with what a condition reads as lines `name={=…}`.

        It never waits, so a lost mark costs a line of the trace and nothing else.
        """
        properties: dict[str, Any] = {
            "start_key": f"{{=Template:{START_KEY}}}",
            "node": says,
            "version": encode([self.version_ref]),
            "values": "\n".join(values),
        }
        kind = activities.robot_type(self.client_id, "mark")
        return activities.robot(kind, self.name(node_id, Role.MARK), "Mark", properties)

    def report(self, node_id: str, what: str, text: str) -> list[Activity]:
        """A mark `<node>:<what>` and a notification of the responsible person."""
        return [
            self.mark(f"{node_id}:{what}", node_id),
            activities.notify(self.name(node_id, Role.NOTE), [self.responsible], text, self.responsible),
        ]

    def outcome(self, node_id: str, failures: list[Activity]) -> Activity:
        """A choice of failure branches after a step; nothing happens when none is taken."""
        done = activities.otherwise(self.name(node_id, Role.DONE), [])
        return activities.if_else(self.name(node_id, Role.OUTCOME), "How did it go?", [*failures, done])


def needed(text: object, title: str, what: str, node_id: str) -> str:
    """`text` when it says something; else `PlanRejected`."""
    if isinstance(text, str) and text.strip():
        return text
    raise PlanRejected(f'"{title}" needs a {what}.', node_id)
