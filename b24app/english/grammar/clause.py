"""A trigger clause as far as it was read."""

from __future__ import annotations

from dataclasses import dataclass, field

from b24app.plan import phrases as say
from b24app.plan.plan import ActivityKind, Condition, Moment
from b24app.plan.vocabulary import EntityName, TriggerName

_KINDS: dict[str, ActivityKind] = {"call": "call", "note": "note", "email": "email"}


# One field in many words; a field of that name with a capital may be another one.
_OWNERS = {
    "owner",
    "assignee",
    "rep",
    "salesperson",
    "ownership",
    "executor",
    "performer",
    "doer",
    "handler",
    "person in charge",
    "colleague in charge",
}


@dataclass
class Clause:
    """A trigger clause as far as it was read; `name` None says that its record and event make no known trigger."""

    noun: str = ""
    event: str = ""
    host: str = ""
    stage: str = ""
    from_stage: str = ""
    pipeline: str = ""
    watched: str = ""
    watched_place: tuple[int, int] = (0, 0)
    place: tuple[int, int] = (0, 0)
    kindred: str = ""
    moves: bool = False
    heading: bool = False
    announced: bool = False
    only_new: bool = False
    dwell: Moment | None = None
    client: bool = False
    weak: bool = False
    glossing: bool = False
    refers: bool = False
    conditions: tuple[Condition, ...] = ()
    notes: list[str] = field(default_factory=list)
    unread: list[tuple[int, int]] = field(default_factory=list)

    @property
    def subject(self) -> str:
        """The kind of record, told or implied by the event."""
        if self.client and not self.noun:
            return say.NOUN_OF_CLIENT_EVENT.get(self.event, "") or say.NOUN_OF_EVENT.get(self.event, "")
        return self.noun or say.NOUN_OF_EVENT.get(self.event, "")

    @property
    def dated(self) -> str:
        """What "before it" counts from: the field watched, or the meeting."""
        return "meeting" if self.noun == "meeting" else self.watched

    @property
    def name(self) -> TriggerName | None:
        if self.moves and {self.noun, self.host} & {"contact", "company"}:
            return None  # they have no stages
        if self.moves or (self.noun == "stage" and self.event in {"updated", ""} and self.host):
            return "stage_changed"
        if self.event == "updated" and self.watched == "stage" and self.noun in {"deal", "lead"}:
            return "stage_changed"  # "on each change of a deal's stage"
        return say.TRIGGER_OF.get((self.subject, self.event))

    @property
    def entity(self) -> EntityName | None:
        """The record the plan works on: the host of an activity or stage where one is named."""
        if self.subject in {"stage", "activity", "call", "note", "email", ""} and self.host:
            return say.ENTITY_OF.get(self.host)
        return say.ENTITY_OF.get(self.subject, "CRM_DEAL" if self.name == "stage_changed" else None)

    @property
    def kind(self) -> ActivityKind | None:
        """The kind of activity, for `activity_added`."""
        return _KINDS.get(self.noun) if self.name == "activity_added" else None

    @property
    def field(self) -> str:
        """The watched field, for `*_updated`."""
        if self.event == "renamed":
            return "title"
        watched = "responsible" if self.watched in _OWNERS else self.watched
        return watched if (self.name or "").endswith("_updated") else ""
