"""What a word can be in a description: the head of a trigger, a test or a step, or what fills one of its slots.

A description is a row of frames, each a head with its slots: ‹Once we win a deal› ‹Maya gets a task "Call" within two
days›. The labels are what the tagger learns and what `tests/english/labelled/*.txt` marks by hand; the plain words are
those that the grammar reads everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Scope(Enum):
    """What a test or a wait holds for; its value is the mark in labelled texts, its name the tag's prefix."""

    N = ""  # what follows
    K = "<"  # the step before it
    G = "*"  # every step


@dataclass(frozen=True)
class Slot:
    """Tokens `start` up to `end` with what they are."""

    label: str
    start: int
    end: int


@dataclass(frozen=True)
class Frame:
    """A trigger, a test, a step or a mark of the flow, with what belongs to it, in reading order."""

    slots: tuple[Slot, ...]
    scope: Scope = Scope.N

    @property
    def start(self) -> int:
        return min(slot.start for slot in self.slots)

    @property
    def end(self) -> int:
        return max(slot.end for slot in self.slots)

    def get(self, *labels: str) -> Slot | None:
        """The first slot that is one of these."""
        return next((slot for slot in self.slots if slot.label in labels), None)

    @property
    def trigger(self) -> Slot | None:
        return self.get(*TRIGGERS)

    @property
    def step(self) -> Slot | None:
        return self.get(*STEPS)

    @property
    def wait(self) -> Slot | None:
        return self.get(*WAITS)

    @property
    def never(self) -> Slot | None:
        return self.get(*NEVERS)

    @property
    def mark(self) -> Slot | None:
        """What the flow turns on: otherwise, in any case, an answer, at the same time."""
        return self.get(*MARKS)

    @property
    def is_test(self) -> bool:
        """Whether it tests something; a field and a value alone are a test, too."""
        tested = self.get(*TESTS, *STATES, *FIELDS) or (self.get("field") and self.get("value"))
        return tested is not None and not (self.step or self.trigger or self.never)

    def all(self, *labels: str) -> list[Slot]:
        return [slot for slot in self.slots if slot.label in labels]


TRIGGERS = {
    "deal_won": "a deal is won",
    "deal_lost": "a deal is lost",
    "deal_created": "a deal is created",
    "deal_updated": "a deal is updated",
    "stage_changed": "the stage of a {record} changes",
    "lead_created": "a lead is created",
    "lead_converted": "a lead is converted",
    "lead_updated": "a lead is updated",
    "contact_created": "a contact is created",
    "contact_updated": "a contact is updated",
    "company_created": "a company is created",
    "company_updated": "a company is updated",
    "task_created": "a task is created",
    "task_completed": "a task is completed",
    "task_overdue": "a task is overdue",
    "invoice_overdue": "an invoice is overdue",
    "invoice_paid": "an invoice is paid",
    "quote_created": "a quote is created",
    "quote_approved": "a quote is approved",
    "meeting_scheduled": "a meeting is scheduled",
    "activity_added": "an activity is added{on}",
    "call_added": "a call is added{on}",
    "email_added": "an e-mail is added{on}",
    "note_added": "a note is added{on}",
}
# What is tested where only the value is told: "Google Ads leads", "deals above 5k".
FIELDS = {
    "source": "source", "amount": "amount", "budget": "budget", "country": "country", "city": "city",
    "industry": "industry", "priority": "priority", "instage": "stage", "score": "score", "employees": "employees",
    "position": "position", "currency": "currency", "product": "product",
    "tagged": "tags",
}  # fmt: skip
TESTS = {
    "gt": "is more than", "gte": "is at least", "lt": "is less than", "lte": "is at most", "eq": "is", "ne": "is not",
    "empty": "is empty", "filled": "is filled in", "has": "contains", "hasnot": "does not contain",
}  # fmt: skip
STATES = {"state": "it is ", "raw": "", "stays": "the stage is "}
MARKS = {
    "else": "Otherwise", "join": "In any case", "yes": "If approved", "no": "If rejected",
    "silent": "If there is no answer", "parallel": "At the same time",
}  # fmt: skip
WAITS = ("wait", "until")
PEOPLE = {
    "rep": "the responsible person", "client": "the client", "boss": "the responsible person's supervisor",
}  # fmt: skip
MAKES = {"deal", "contact", "company", "invoice", "quote"}
STEPS = {
    "task", "notify", "chat", "email", "sms", "whatsapp", "comment", "call", "assign", "move", "set", "tag", "untag",
    "remind", "retask", "webhook", "approval", *MAKES,
}  # fmt: skip
NEVERS = {
    "no_email": "send an e-mail", "no_sms": "send an SMS", "no_whatsapp": "send a WhatsApp",
    "no_task": "create a task", "no_call": "schedule a call", "no_invoice": "create an invoice",
    "no_notify": "send a notification", "no_client": "contact the client", "no_move": "move the stage",
    "no_assign": "change the responsible person", "no_comment": "add a comment", "no_tag": "add a tag",
    "no_set": "change a field",
}  # fmt: skip
SLOTS = {
    "record", "stage", "from", "watched", "field", "value", "who", "text", "subject", "about", "due", "by", "url",
    "template", "high", "low", "normal", "every", "max", "stop", "while", "before", "after", "method",
}  # fmt: skip
# Without one of these a step or a test says too little.
NEEDS: dict[str, tuple[str, ...]] = {
    "tag": ("value", "text"), "untag": ("value", "text"), "move": ("stage", "value"), "assign": (*PEOPLE, "who"),
    "approval": (*PEOPLE, "who"), "set": ("value", "text", *PEOPLE, "who"), "retask": ("value", "text", *PEOPLE, "who"),
    "webhook": ("url",), **dict.fromkeys(("gt", "gte", "lt", "lte", "ne", "eq", "has", "hasnot"), ("value", *FIELDS)),
}  # fmt: skip
LABELS = {*TRIGGERS, *FIELDS, *TESTS, *STATES, *MARKS, *WAITS, *PEOPLE, *STEPS, *NEVERS, *SLOTS}
