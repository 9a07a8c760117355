"""The places of a plan that hold something a person can change: whom, when, how long, which text, stage, tag, channel.

Every place has a kind, which says how a value for it is read; a place may still be empty ("no deadline yet").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal

from b24app.english.editing import values
from b24app.english.editing.patch import Json, Patch, Unclear
from b24app.plan.vocabulary import ACTIONS, ActionName, FieldKind

Kind = Literal[
    "people", "moment", "wait", "interval", "text", "label", "stage", "url", "method", "level", "channel", "number",
    "word", "field", "operator", "asked",
]  # fmt: skip
_BY_NAME: Final[dict[str, Kind]] = {"priority": "level", "tag": "label", "value": "label", "method": "method"}
_BY_KIND: Final[dict[FieldKind, Kind]] = {
    FieldKind.PERSON: "people",
    FieldKind.MOMENT: "moment",
    FieldKind.STAGE: "stage",
    FieldKind.URL: "url",
    FieldKind.FIELD: "field",
}
_READ: Final[dict[Kind, Callable[[str, Patch], Any]]] = {
    "people": values.people,
    "moment": values.moment,
    "wait": values.wait,
    "interval": values.interval,
    "text": values.quote,
    "label": values.label,
    "stage": values.stage,
    "url": values.url,
    "method": values.method,
    "level": values.level,
    "channel": values.channel,
    "number": values.number,
    "word": values.label,
    "field": values.label,
    "operator": values.operator,
    "asked": values.field_called,
}


@dataclass(frozen=True)
class Slot:
    """One place: `step` is None where it belongs to the plan itself; `key` is empty where it is the whole holder."""

    step: Json | None
    holder: Json
    key: str
    kind: Kind

    @property
    def value(self) -> Any:
        """What stands there; None for nothing."""
        if self.kind == "wait":
            return {key: value for key, value in self.holder.items() if key not in {"id", "span"}}
        return self.holder.get(self.key)

    def read(self, words: str, patch: Patch) -> Any | None:
        """What the words mean there; None when nothing that fits."""
        return _READ[self.kind](words, patch)

    def put(self, value: Any, patch: Patch) -> None:
        """Put that value there. A task for several people becomes one for each, as the parser reads it."""
        match self.kind:
            case "people" if self.key == "assignee" and len(value) > 1:
                self._share(value, patch)
            case "wait" if "amount" in value and offset_of(self):
                sign = 1 if self.holder["offset"]["amount"] > 0 else -1
                self.holder["offset"] = {"amount": sign * value["amount"], "unit": value["unit"]}
            case "wait":
                kept = {key: self.holder[key] for key in ("id", "span") if key in self.holder}
                self.holder.clear()
                self.holder.update(kept | value)
            case "channel":
                _through(self.holder, value)
            case _:
                self.holder[self.key] = value

    def _share(self, people: list[Json], patch: Patch) -> None:
        if self.step is None or self.step.get("action") == "assign_responsible":
            raise Unclear("Only one can be responsible: who?", ("recipient",))
        self.holder[self.key] = people[:1]
        steps, at = patch.place(self.step)
        for number, one in enumerate(people[1:], 1):
            twin = patch.copied(self.step)
            twin["fields"][self.key] = [one]
            steps.insert(at + number, twin)


def offset_of(slot: Slot) -> Json:
    """The holder of a distance from a moment, of a wait or of a deadline; empty for a time without one."""
    holder = slot.holder if slot.kind == "wait" else slot.value
    return holder if isinstance(holder, dict) and holder.get("offset") else {}


def slots(patch: Patch) -> Iterator[Slot]:
    """Every place of the plan: its trigger's and conditions' first, then the steps' in reading order."""
    if patch.whole:
        yield from _outside(patch)
    for step in patch.steps():
        yield from slots_of(step)


def _outside(patch: Patch) -> Iterator[Slot]:
    """The places of what starts the plan and of what guards the whole."""
    for key, kind in (("stage", "stage"), ("from_stage", "stage"), ("field", "label")):
        if patch.told["trigger"].get(key):
            yield Slot(None, patch.told["trigger"], key, kind)  # type: ignore[arg-type]  # of the row above
    yield from _compared(None, patch.told.get("conditions", []))


def slots_of(step: Json) -> Iterator[Slot]:
    """The places of one step, without those of the steps in it."""
    match step["kind"]:
        case "action":
            yield from _fields(step)
        case "delay" | "delay_until":
            yield Slot(step, step, "", "wait")
        case "approval":
            yield Slot(step, step, "approvers", "people")
            yield Slot(step, step, "deadline", "moment")
        case "ask":
            yield Slot(step, step, "who", "people")
            yield Slot(step, step, "deadline", "moment")
        case "wait":
            yield Slot(step, step, "deadline", "moment")
            yield from _compared(step, step["until"])
        case "repeat":
            yield Slot(step, step, "every", "interval")
            yield from _compared(step, step.get("until", []))
        case "choice":
            for branch in step["branches"]:
                yield from _compared(step, branch["when"])
        case _:
            return


def guards(patch: Patch) -> list[list[Json]]:
    """The conditions of the whole, then those of every branch."""
    branches = [branch["when"] for step in patch.steps() if step["kind"] == "choice" for branch in step["branches"]]
    return [patch.told.setdefault("conditions", []), *branches]


def _fields(step: Json) -> Iterator[Slot]:
    name: ActionName = step["action"]
    fields = step.setdefault("fields", {})
    if name.startswith("send_"):
        yield Slot(step, step, "action", "channel")
    for field, word in ACTIONS[name].fields.items():
        kind: Kind = _BY_NAME.get(field) or _BY_KIND.get(word.kind, "text")
        yield Slot(step, fields, field, kind)


def _compared(step: Json | None, rows: list[Json]) -> Iterator[Slot]:
    for row in rows:
        for group in row.get("any", []):
            yield from _compared(step, group)
        value = row.get("value")
        if row.get("field"):
            yield Slot(step, row, "field", "asked")
        if isinstance(value, int | float):
            yield Slot(step, row, "value", "number")
            yield Slot(step, row, "op", "operator")
        elif isinstance(value, str):
            yield Slot(step, row, "value", "word")


def _through(step: Json, action: str) -> None:
    """The same message by another channel: its reader and its text stay."""
    text = next((step["fields"][key] for key in ("message", "body") if key in step["fields"]), None)
    fields: Json = {"to": step["fields"]["to"]}
    if text is not None:
        fields["body" if action == "send_email" else "message"] = text
    step |= {"action": action, "fields": fields}
