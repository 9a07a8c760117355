"""Try a plan on a record without any effect: which condition saw what, which branch, what would go to whom and when.

Nothing is sent and nothing is written. What people would answer, and how the record would change meanwhile, is assumed
and said: approvals are given and forms are filled in with nothing unless the trial says otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from b24app.plan.defaults import with_defaults
from b24app.plan.plan import Action, Approval, Ask, Interval, Plan
from b24app.plan.snapshot import Snapshot
from b24app.plan.vocabulary import ACTIONS, FieldKind
from b24app.workflows import moments, wording
from b24app.workflows.facts import Facts, facts
from b24app.workflows.stepper import Decision, Stepper


class Change(BaseModel):
    """How the record changes while the workflow waits: `fields`, so long after the start."""

    model_config = ConfigDict(extra="forbid")

    after: Interval
    fields: dict[str, Any] = Field(max_length=50)


class Trial(BaseModel):
    """A record to try a plan on. Keys of `fields` are words (`amount`) or template codes (`CONTACT.NAME`).

    `decisions` by the id of the approval, `answers` and `inputs` by name; `variables` stand in for what the record does
    not lead to.
    """

    model_config = ConfigDict(extra="forbid")

    fields: dict[str, Any] = Field(default_factory=dict, max_length=500)
    variables: dict[str, str] = Field(default_factory=dict, max_length=50)
    inputs: dict[str, str] = Field(default_factory=dict, max_length=50)
    decisions: dict[str, Literal["approved", "rejected", "late"]] = Field(default_factory=dict, max_length=200)
    answers: dict[str, str] = Field(default_factory=dict, max_length=200)
    unanswered: bool = False
    changes: list[Change] = Field(default_factory=list, max_length=50)
    now: datetime | None = None


@dataclass(frozen=True)
class Happening:
    """One thing of a dry run: when, at which node, of which kind, in words, with its details."""

    at: datetime
    node: str
    kind: str
    text: str
    details: dict[str, Any]


@dataclass
class Recorder:
    """The port of a dry run: keeps what would have been done."""

    trial: Trial
    start: datetime
    happenings: list[Happening] = field(default_factory=list)
    _changed: int = 0

    def act(self, step: Action, facts: Facts) -> Mapping[str, Any]:
        """Record the effect with its final texts and people; follow what it changes in the record."""
        told = _effect(step, facts)
        self._add(step.id, "would do", facts, wording.action(step, facts.entity), {"action": step.action, **told})
        _follow(step, facts, told)
        return {"TaskId": "0", "error": "", "IsTimeout": "0"}

    def decide(self, step: Approval, facts: Facts) -> Decision:
        """What the trial says, else approved; a deadline is needed to be late."""
        told: Decision = self.trial.decisions.get(step.id, "approved")
        who = facts.people(step.approvers)
        self._add(step.id, "asks", facts, f"Ask {', '.join(who)} to approve", {"to": who})
        return told

    def answer(self, step: Ask, facts: Facts) -> Mapping[str, str] | None:
        """What the trial says, else the defaults."""
        who = facts.people(step.who)
        self._add(step.id, "asks", facts, f"Ask {', '.join(who)} for information", {"to": who})
        if self.trial.unanswered:
            return None
        return {one.name: self.trial.answers.get(one.name, one.default) for one in step.answers}

    def tell(self, node_id: str, kind: str, facts: Facts, **details: Any) -> None:
        """What the machine did itself."""
        self._add(node_id, kind, facts, _said(kind, details), details)

    def changed(self, facts: Facts) -> None:
        """Apply what the trial says has changed by now."""
        calendar = facts.snapshot.calendar
        for change in self.trial.changes[self._changed :]:
            if moments.after(self.start, change.after, calendar) > facts.now:
                return
            for name, value in change.fields.items():
                facts.write(name, value)
            self._changed += 1

    def _add(self, node_id: str, kind: str, facts: Facts, text: str, details: dict[str, Any]) -> None:
        self.happenings.append(Happening(facts.now, node_id, kind, text, details))


def dryrun(plan: Plan, trial: Trial, snapshot: Snapshot, now: datetime) -> list[Happening]:
    """What would happen, in order. Raises PlanRejected for a name that cannot be resolved."""
    plan = with_defaults(plan)
    start = trial.now or now
    start = start if start.tzinfo else start.replace(tzinfo=now.tzinfo)
    known = facts(plan, snapshot, start, trial.fields)
    known.variables |= trial.variables
    known.values |= {name.casefold(): value for name, value in trial.inputs.items()}
    recorder = Recorder(trial, start)
    Stepper(known, recorder).run()
    return recorder.happenings


def effects(happenings: list[Happening]) -> list[Happening]:
    """Only what would be done to others."""
    return [one for one in happenings if one.kind == "would do"]


def _effect(step: Action, known: Facts) -> dict[str, Any]:
    told: dict[str, Any] = {"on": step.on} if step.on != "record" else {}
    for name, word in ACTIONS[step.action].fields.items():
        value = step.fields.get(name)
        if isinstance(value, tuple):
            told[name] = known.people(value)
        elif isinstance(value, str):
            told[name] = known.text(value) if word.kind is not FieldKind.STAGE else value
        elif value is not None:
            told[name] = wording.fields(step)[name]
    return told


def _follow(step: Action, known: Facts, told: Mapping[str, Any]) -> None:
    """The record as it would be afterwards, for later conditions."""
    if step.on != "record":
        return
    match step.action:
        case "move_stage":
            known.write("stage", told["stage"], step.id)
        case "update_field":
            known.write(str(told["field"]), told["value"], step.id)
        case "update_deal" if known.entity == "CRM_DEAL":
            known.write(str(told["field"]), told["value"], step.id)
        case "assign_responsible":
            known.write("owner", told["assignee"][0], step.id)
        case "create_task":
            known.task_title = str(told.get("title", ""))


def _said(kind: str, details: Mapping[str, Any]) -> str:
    match kind:
        case "condition":
            saw = ", ".join(f"{wording.field(name)} is {value}" for name, value in details["saw"].items())
            return f"{'Yes' if details['holds'] else 'No'}: {saw}"
        case "waits":
            return f"Wait until {details['until']:%Y-%m-%d %H:%M}"
        case "decided":
            return {"approved": "Approved", "rejected": "Rejected", "late": "No answer in time"}[details["decision"]]
        case "answered":
            return "Answered: " + ", ".join(
                f"{name} = {value or 'nothing'}" for name, value in details["answers"].items()
            )
        case _:
            return _WORDS[kind]


_WORDS = {
    "otherwise": "Otherwise",
    "no date": "There is no date to wait for: it goes on at once",
    "late": "It did not come about in time",
    "spent": "Repeated as often as it may be",
    "stopped": "The workflow stops here",
    "cut": "It goes on; no more than this is tried",
    "ended": "The workflow ends",
}
