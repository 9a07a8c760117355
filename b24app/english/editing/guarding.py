"""Change when the workflow runs and what else it does: conditions, trigger, otherwise, outcomes of an approval."""

from __future__ import annotations

import re
from typing import Any, Final

from b24app.english.editing.adding import new_steps
from b24app.english.editing.patch import Patch, Unclear

_CONDITION = re.compile(
    r"(?:but |and )?(?:only|just|provided|as long as|unless|except|but not|not|restrict (?:it|this) to|"
    r"limit (?:it|this) to|skip it)\b.*|(?:but )?if (?!.*(?:approved|rejected|declined|answers?\b)).*"
)
_LIMIT = re.compile(
    r"(?:(?:make|change|set|raise|lower|move) )?(?:the )?(?:limit|threshold|minimum|maximum|amount|"
    r"condition)(?: (?:in|of) the condition)?(?: should be| must be| to| is| be| =)* (?P<value>[^\s].*)"
)
_TRIGGER = re.compile(
    r"(?:(?:start|run|trigger|fire|launch|do)(?: it| this| that)? )?(when|once|as soon as|after|if|on|"
    r"whenever|every time) (.+?) instead(?: of .+)?|(?:start|run|trigger|fire|launch)(?: it| this)? (when|"
    r"once|as soon as|whenever|on) (.+)|(?:change|set) the trigger to (.+)"
)
_OTHERWISE = re.compile(r"(?:otherwise|else|if not|in (?:all )?other cases?)[,:]?\s+(.+)")
_OUTCOME = re.compile(
    r"(?:and |but )?(?:if|when|once|on|after) (?:it(?:'s| is)?|he|she|they|that)?\s*(?P<how>approved|"
    r"approval|rejected|rejection|declined|refused|approves?|rejects?|declines?|nobody answers|no answer|"
    r"no one answers|time-?out)(?: in time)?[,:]?\s+(?P<what>.+)"
)
_OUTCOMES: Final = {"appr": "approved", "reje": "rejected", "decl": "rejected", "refu": "rejected"}


def limit(said: str, patch: Patch) -> bool:
    """`make the limit 5000`: the number in the condition that there is."""
    found = _LIMIT.fullmatch(said.casefold())
    rows = [row for row in patch.told.get("conditions", []) if isinstance(row.get("value"), int | float)]
    if not found or len(rows) != 1:
        return False
    read = patch.read(f"only if the amount is over {found['value']}, add the tag x")
    if read is None or len(read.conditions) != 1:
        return False
    rows[0]["value"] = read.dump()["conditions"][0]["value"]
    return True


def condition(said: str, patch: Patch) -> bool:
    """`only above 5000 EUR`, `unless the source is Facebook`: a guard of the whole; the same field is replaced."""
    if not _CONDITION.fullmatch(said.casefold()):
        return False
    words = re.sub(r"^(?:but|and) ", "", said)
    words = re.sub(r"^(?:restrict|limit) (?:it|this) to ", "only for ", words)
    read = patch.read(f"{words}, add the tag x") or patch.read(f"add the tag x {words}")
    if read is None:
        return False
    rows = read.dump().get("conditions", [])
    if not rows or len(read.steps) != 1:
        return False
    fields = {row.get("field") for row in rows}
    kept = [row for row in patch.told.get("conditions", []) if row.get("field") not in fields]
    patch.told["conditions"] = [*kept, *rows]
    return True


def trigger(said: str, patch: Patch) -> bool:
    """`when it's lost instead`, `start when a lead is created`."""
    found = _TRIGGER.fullmatch(said)
    if not found:
        return False
    event = found[2] or found[4] or found[5]
    noun = {"CRM_LEAD": "lead", "CRM_INVOICE": "invoice", "CRM_QUOTE": "quote", "TASK": "task"}.get(
        patch.told["entity"], "deal"
    )
    event = re.sub(r"^(?:it|the (?:deal|lead|invoice|quote|task))(?:'s| is)? ", f"a {noun} is ", event)
    event = event.replace(" is gets ", " gets ").replace(" is moves ", " moves ")
    read = _read_trigger(event)
    if read is None:
        raise Unclear("What should start it?", ("trigger",))
    patch.told |= {"entity": read["entity"], "trigger": read["trigger"]}
    patch.told["trigger"].pop("span", None)
    return True


def otherwise(said: str, patch: Patch) -> bool:
    """`otherwise add the tag Small`: of the last choice, or of the condition that guards the whole."""
    found = _OTHERWISE.fullmatch(said)
    if not found:
        return False
    steps = new_steps(found[1], patch)
    choices = [step for step in patch.steps() if step["kind"] == "choice"]
    if choices:
        choices[-1]["otherwise"] = [*choices[-1].get("otherwise", []), *steps]
        return True
    if not patch.told.get("conditions"):
        raise Unclear("What does “otherwise” refer to? Say the condition first: “only if …”.", ("condition",))
    inner = {"kind": "branch", "id": "n9998", "when": patch.told["conditions"], "steps": patch.told["steps"]}
    patch.told["steps"] = [{"kind": "choice", "id": "n9999", "branches": [inner], "otherwise": steps}]
    patch.told["conditions"] = []
    return True


def outcome(said: str, patch: Patch) -> bool:
    """`if rejected, notify the owner`."""
    found = _OUTCOME.fullmatch(said)
    approvals = [step for step in patch.steps() if step["kind"] == "approval"]
    if not found or not approvals:
        return False
    key = _OUTCOMES.get(found["how"][:4].casefold(), "timed_out")
    steps = new_steps(found["what"], patch)
    part = approvals[-1].setdefault(key, {"kind": "outcome", "id": "n9997", "steps": []})
    part["steps"] = [*part.get("steps", []), *steps]
    return True


def _read_trigger(event: str) -> dict[str, Any] | None:
    from b24app.english.grammar.parser import parse
    from b24app.english.reading import Understood

    for opening in (f"When {event}", f"Once {event}", f"On {event}"):
        reading = parse(f"{opening}, add the tag x")
        if isinstance(reading, Understood) and not reading.plan.conditions:
            return reading.plan.dump()
    return None
