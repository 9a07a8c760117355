"""What a faultless model would answer for a plan, stage by stage, and a provider that says what it is told to say."""

import json
from typing import Any

from b24app.ai.provider import Prompt, Reply
from b24app.english import shapes
from b24app.plan.plan import Plan

Json = dict[str, Any]


def answers(plan: Plan, description: str = "") -> tuple[str, str]:
    """The outline and the filling of that plan, complete as a schema demands: null for what is not said."""
    told = plan.model_dump(mode="json")
    rows: list[Json] = []
    facts: list[Json] = []
    for step in told["steps"]:
        _tell(step, ("", ""), description, rows, facts)
    trigger = {name: value for name, value in told["trigger"].items() if name != "span"}
    outline = {
        "outcome": "workflow", "question": "", "missing": [], "choices": [], "reason": None, "entity": told["entity"],
        "trigger": trigger, "trigger_words": "", "steps": rows,
    }  # fmt: skip
    whole = {name: told[name] for name in shapes.plan_facts().model_fields}
    filling = {"question": "", "missing": [], "choices": [], "plan": _spanless(whole), "steps": _spanless(facts)}
    return json.dumps(outline), json.dumps(filling)


def question(text: str, *missing: str, choices: tuple[str, ...] = ()) -> str:
    """An outline that asks."""
    return json.dumps({"outcome": "clarify", "question": text, "missing": missing, "choices": choices})


class Scripted:
    """A provider that gives these answers in turn and keeps what it was asked. An error is raised, a text is said."""

    title = "Scripted"

    def __init__(self, *script: str | Exception) -> None:
        self.script = list(script)
        self.asked: list[Prompt] = []

    def ask(self, prompt: Prompt, within_s: float) -> Reply:
        assert within_s > 0
        self.asked.append(prompt)
        said = self.script.pop(0)
        if isinstance(said, Exception):
            raise said
        return Reply(said)


def _tell(node: Json, place: tuple[str, str], description: str, rows: list[Json], facts: list[Json]) -> None:
    kind = node["kind"]
    span = node.get("span")
    words = description[span["start"] : span["end"]] if span else ""
    row = {"id": node["id"], "parent": place[0], "slot": place[1], "kind": kind, "action": node.get("action", "")}
    rows.append({**row, "words": words})
    shape = shapes.facts(kind)
    if shape:
        told = {name: node[name] for name in shape.model_fields}
        if "fields" in told:
            told["fields"] = [{"name": name, "value": value} for name, value in told["fields"].items()]
        facts.append(told)
    for name in shapes.slots(kind):
        inside = node[name] or []
        for child in inside if isinstance(inside, list) else [inside]:
            _tell(child, (node["id"], name), description, rows, facts)


def _spanless(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _spanless(inner) for name, inner in value.items() if name != "span"}
    return [_spanless(inner) for inner in value] if isinstance(value, list) else value
