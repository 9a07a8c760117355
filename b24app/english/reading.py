"""What reading a description comes to: a plan, a question, or a refusal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from b24app.plan.confirm import Confirmation, to_confirm
from b24app.plan.plan import Plan, Span

Reason = Literal["prompt_injection", "data_exfiltration", "ssrf", "harmful", "irrelevant", "gibberish"]


@dataclass(frozen=True, kw_only=True)
class Read:
    """Who read it, and why those that were asked before could not."""

    reader: str = "the built-in parser"
    setbacks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Understood(Read):
    """A plan. `notes` say what was proposed where the description left something open."""

    plan: Plan
    covered: tuple[Span, ...] = ()
    uncovered: tuple[Span, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def to_confirm(self) -> tuple[Confirmation, ...]:
        """What has to be ticked before it is published."""
        return to_confirm(self.plan)


@dataclass(frozen=True)
class Question(Read):
    """What has to be said before there can be a plan; `missing` names it for programs, `choices` offers answers.

    `without` is the description less its `uncovered` words, given where that would be a plan.
    """

    text: str
    missing: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    uncovered: tuple[Span, ...] = ()
    without: str = ""


@dataclass(frozen=True)
class Refusal(Read):
    """A description that will not become a workflow."""

    reason: Reason
    text: str
    without: ClassVar[str] = ""  # nothing is offered instead


Reading = Understood | Question | Refusal
