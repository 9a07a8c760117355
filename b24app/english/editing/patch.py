"""A plan being changed: its JSON, with steps found by what people call them, and new ids for new steps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from typing import Any, Final

from b24app.english.editing.proposals import followed
from b24app.english.grammar.parser import parse
from b24app.english.reading import Reading, Understood
from b24app.plan.plan import Plan
from b24app.plan.vocabulary import ACTIONS, TRIGGERS, family

Json = dict[str, Any]
Case = tuple[str, str]  # the id of a branch, an outcome or a choice, and the name of its list of steps
_INSIDE: Final = ("steps", "branches", "otherwise", "lanes", "approved", "rejected", "timed_out")


class Unclear(Exception):
    """What was said could mean several things, or names what is not there."""

    def __init__(self, text: str, missing: tuple[str, ...] = ("reference",), choices: tuple[str, ...] = ()) -> None:
        super().__init__(text)
        self.missing = missing
        self.choices = choices


class Missing(Unclear):
    """What was said names what is not there."""


class There(Unclear):
    """What was to be added is there already."""


class Patch:
    """The plan's JSON, changed in place; `plan()` checks it again as a whole.

    `besides` says that the words ask for something beside what there is: "too", "as well", "also".
    """

    def __init__(self, plan: Plan, *, besides: bool = False) -> None:
        self.told: Json = plan.dump()
        self.notes: list[str] = []
        self.besides = besides
        self._plan = plan
        self._read: dict[str, Reading] = {}
        self._last = max((int(node.id[1:]) for node in plan.nodes()), default=0)
        self._case: Case | None = None

    def plan(self) -> Plan:
        """The changed plan. Raises pydantic's ValidationError when it is none."""
        return followed(self._plan, Plan.model_validate(self.told))

    def read(self, words: str) -> Plan | None:
        """What the words mean as a description of their own, behind this plan's trigger; None when they are unclear."""
        if words not in self._read:
            self._read[words] = parse(f"{self._opening()}, {words}")
        reading = self._read[words]
        if not isinstance(reading, Understood):
            return None
        self.notes += [note for note in reading.notes if note not in self.notes]
        return reading.plan

    def peek(self, words: str) -> Plan | None:
        """The same of words that are only tried: without what the reading would note."""
        noted = list(self.notes)
        plan = self.read(words)
        self.notes = noted
        return plan

    def names(self) -> Iterator[str]:
        """The names of the people in the plan."""
        return (one["name"] for one in _nodes(self.told) if set(one) == {"kind", "name", "value"} and one["name"])

    def steps_of(self, plan: Plan) -> list[Json]:
        """Its steps as new ones of this plan."""
        return [self._renumbered(step) for step in plan.dump()["steps"]]

    def node(self, kind: str, **parts: Any) -> Json:
        """A new node with an id of its own."""
        self._last += 1
        return {"kind": kind, "id": f"n{self._last}", **parts}

    def copied(self, step: Json) -> Json:
        """The step once more, with ids of its own."""
        twin: Json = self._renumbered(deepcopy(step))
        return twin

    @contextmanager
    def inside(self, case: Case) -> Iterator[None]:
        """While it lasts, nothing but the steps of that case is spoken of."""
        around, self._case = self._case, case
        try:
            yield
        finally:
            self._case = around

    def emptied(self, case: Case) -> bool:
        """Leave a case without a step; whether it had any."""
        with self.inside(case):
            had = bool(self.main)
            self.main.clear()
        return had

    @property
    def whole(self) -> bool:
        """Whether the whole plan is spoken of."""
        return self._case is None

    @property
    def main(self) -> list[Json]:
        """The steps of the plan, or of the case that is spoken of."""
        if self._case is None:
            found: list[Json] = self.told["steps"]
            return found
        holder = next(one for one in _nodes(self.told) if one.get("id") == self._case[0])
        return holder.setdefault(self._case[1], [])  # type: ignore[no-any-return]

    def around(self) -> Iterator[Json]:
        """The steps that are done before or after the case that is spoken of, whichever case it is."""
        inside = self._case[0] if self._case else None
        for steps in self.sequences() if inside else ():
            if any(inside in {one.get("id") for one in _nodes(step)} for step in steps):
                yield from steps

    def steps(self) -> Iterator[Json]:
        """Every step that does or waits for something, in reading order."""
        return in_order(self.main)

    def sequences(self, inside: Json | None = None) -> Iterator[list[Json]]:
        """Every list of steps, the main one first."""
        for key in _INSIDE:
            value = (inside or self.told).get(key)
            if isinstance(value, list) and key in {"steps", "otherwise"}:
                yield value
            for child in value if isinstance(value, list) else [value] if isinstance(value, dict) else []:
                yield from self.sequences(child)

    def place(self, step: Json) -> tuple[list[Json], int]:
        """The list that the step stands in, and where."""
        for steps in self.sequences():
            for at, one in enumerate(steps):
                if one["id"] == step["id"]:
                    return steps, at
        raise Unclear("I cannot find that step.")

    def remove(self, step: Json) -> None:
        """Take a step out; what was only there for it goes too. A lane or branch may become empty, a plan may not."""
        steps, at = self.place(step)
        del steps[at]
        self._tidy()

    def reset(self, told: Json) -> None:
        """Take back what a command began that did not understand after all."""
        self.told.clear()
        self.told.update(told)

    def only(self, holds: Callable[[Json], bool], name: str) -> Json:
        """The one step of which that holds. Raises Unclear with the choices for several."""
        found = [step for step in self.steps() if holds(step)]
        if not found:
            raise Missing(f"There is no {name} in this workflow.", choices=tuple(map(self.name, self.steps())))
        if len(found) > 1:
            raise Unclear(f"There are several: which {name} do you mean?", choices=tuple(map(self.name, found)))
        return found[0]

    def number(self, step: Json) -> str:
        """What always names a step: "step 2"."""
        return f"step {1 + [one['id'] for one in in_order(self.told['steps'])].index(step['id'])}"

    def name(self, step: Json) -> str:
        """How a question names a step: its number in reading order and what it is."""
        kind = ACTIONS[step["action"]].title if step["kind"] == "action" else step["kind"].replace("_", " ")
        fields = step.get("fields", {})
        text = next((fields[key] for key in ("title", "message", "subject", "tag") if key in fields), "")
        return f"{self.number(step)}: {kind}{f' “{text}”' if text else ''}"

    def _opening(self) -> str:
        trigger = self._plan.trigger
        record = family(self._plan.entity)
        if trigger.name.endswith("_updated") and trigger.field:
            return f"When the {trigger.field} of a {record} changes"
        if trigger.name == "stage_changed":
            return f'When a {record} moves to the stage "{trigger.stage or "X"}"'
        return f"When {TRIGGERS[trigger.name].title}"

    def _renumbered(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._renumbered(one) for one in value]
        if not isinstance(value, dict):
            return value
        told = dict(value)
        if "kind" in told and "id" in told:
            self._last += 1
            told["id"] = f"n{self._last}"
            told.pop("span", None)
        return {key: self._renumbered(one) for key, one in told.items()}

    def _tidy(self) -> None:
        """Control steps with nothing left to do go with what was in them."""
        while True:
            empty = next((step for step in in_order(self.told["steps"]) if not _does_something(step)), None)
            if empty is None:
                return
            steps, at = self.place(empty)
            left = [one for lane in empty.get("lanes", ()) if lane["steps"] for one in lane["steps"]]
            steps[at : at + 1] = left if empty["kind"] == "parallel" else []


def _nodes(value: Any) -> Iterator[Json]:
    """Every object in the plan's JSON."""
    if isinstance(value, dict):
        yield value
    if isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _nodes(one)


def in_order(steps: list[Json]) -> Iterator[Json]:
    """The steps and those in them, in reading order."""
    for step in steps:
        yield step
        for inner in _lists(step):
            yield from in_order(inner)


def _lists(step: Json) -> Iterator[list[Json]]:
    """The lists of steps directly inside a step: of its branches, lanes and outcomes, and its own."""
    for key in _INSIDE:
        value = step.get(key)
        if isinstance(value, list) and key in {"steps", "otherwise"}:
            yield value
        elif value:
            yield from (inner for child in (value if isinstance(value, list) else [value]) for inner in _lists(child))


def _does_something(step: Json) -> bool:
    match step["kind"]:
        case "parallel":
            return all(lane["steps"] for lane in step["lanes"])
        case "choice":
            return bool(step.get("otherwise")) or any(branch["steps"] for branch in step["branches"])
        case "repeat" | "for_each":
            return bool(step["steps"])
        case _:
            return True
