"""Add steps at the end, and what is done only in some case. The grammar reads them as if they followed the trigger."""

from __future__ import annotations

import re

from b24app.english.editing.patch import Json, Patch, Unclear
from b24app.english.editing.proposals import open_texts
from b24app.english.editing.referring import meant

_ALSO = re.compile(
    r"(?:(?:and|also|then|plus|after that|after this|afterwards|next|finally|lastly|in addition|"
    r"additionally|at the end|at the very end|"
    r"in the end|it should also|it should|another thing|besides|on top of that|once (?:that's|"
    r"that is|all is|everything is) done|"
    r"when (?:that's|that is|all (?:of (?:it|them|this) )?(?:is|are)|everything is|both are|they are|"
    r"it is|they're) (?:done|finished|over|ready)|"
    r"after (?:both|all(?: of (?:them|that|this))?|everything)|we (?:also )?need to|i (?:also )?need you to)[\s,:]+)+",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r",? (?:at the (?:very )?end|in the end|afterwards|after that|at last|after everything(?: else)?)$", re.IGNORECASE
)
# "Add" goes with every noun in an edit: "add a wait of 2 days", "add an SMS to the client".
_PAUSE = re.compile(
    r"^(?:put|add|insert|include|make|have)(?: in)? (?:an? |another )?(?:(?:wait|delay|pause|break) (?:of|"
    r"for) (?P<of>.+)|"
    r"(?P<long>(?:\d+|an?|one|two|three|half an?)[ -]?[a-z]+(?: [a-z]+)?)[ -](?:wait|delay|pause|break))",
    re.IGNORECASE,
)
_ADDED = re.compile(
    r"^(?:add|put|insert|include)(?: in)? (?=(?:an? |another )(?:e-?mail|sms|whats?app|chat message|"
    r"notification|text)\b)",
    re.IGNORECASE,
)
_WAITS = re.compile(r"(?:wait|pause|after|hold)\b", re.IGNORECASE)
_DEFINITE = re.compile(
    r"\b(?:the|his|her|their|its|that|this|\w+'s) (?:same )?(e-?mail|sms|text|task|whatsapp|notification|"
    r"reminder|call|comment|invoice|approval|wait)\b",
    re.IGNORECASE,
)
_NO_FIELD = re.compile(r"^(?:it|that|this|them|everything|the workflow|one|him|her|me|us)$", re.IGNORECASE)
_AGAIN = re.compile(r"\b(?:again|another|second|once more|one more|further|more)\b", re.IGNORECASE)
_SAME = re.compile(
    r"\b(?:same|instead|rather than|not|no|never|anyone else|something|someone|somebody|longer|shorter|better)\b",
    re.IGNORECASE,
)
_EAGER = re.compile(r"\b(?:at once|right away|immediately|straight away)$", re.IGNORECASE)
_NAMED_FIELD = re.compile(r"\b(?:field|set)\b", re.IGNORECASE)


def add(said: str, patch: Patch) -> bool:
    """`also add a comment`, `then wait 2 days and create a task`."""
    steps = read_steps(
        _TRAILING.sub("", _ALSO.sub("", said, count=1)) if _ALSO.match(said) else _TRAILING.sub("", said), patch
    )
    if steps is None:
        return False
    if steps[-1]["kind"] in {"delay", "delay_until"}:
        raise Unclear("What should it wait before? Say for example “wait 2 days before the email”.")
    if any(is_there(one, patch) for one in steps) and not _AGAIN.search(said):
        raise Unclear(
            "There is such a step already. Should there be a second one?", choices=("another one", "leave it as it is")
        )
    main = patch.told["steps"]
    stop = main[-1:] if main[-1]["kind"] == "stop" else []
    patch.told["steps"] = [*behind(main[: len(main) - len(stop)], steps), *stop]
    return True


def is_there(step: Json, patch: Patch) -> bool:
    """Whether a new step is one that the plan has: the same done to the same people, and nobody gave it other words."""
    if step["kind"] != "action":
        return False
    proposals = open_texts(step, patch.told)
    told = {name: value for name, value in step.get("fields", {}).items() if name not in proposals}
    return bool(told) and any(
        one.get("action") == step["action"] and all(one.get("fields", {}).get(name) == told[name] for name in told)
        for one in patch.steps()
    )


def behind(there: list[Json], steps: list[Json]) -> list[Json]:
    """The steps with the new ones behind them. A record that is assigned twice in a row is asked about."""
    assigned = [step for step in (*there, *steps) if step.get("action") == "assign_responsible"]
    if len(assigned) > 1 and any(step.get("action") == "assign_responsible" for step in steps):
        raise Unclear("It is assigned there already. Should that go? Say “… instead of …” with both names.")
    return [*there, *steps]


def conditional(said: str, patch: Patch) -> bool:
    """`if the currency is USD, notify Olga`: further steps in a case of their own."""
    read = patch.read(_ALSO.sub("", said, count=1) if _ALSO.match(said) else said)
    if read is None or not read.conditions or read.never or read.trigger.name != patch.told["trigger"]["name"]:
        return False
    steps = patch.steps_of(read)
    if _says_more(said, steps, patch):
        return False
    when = read.dump()["conditions"]
    patch.told["steps"].append(
        patch.node("choice", branches=[patch.node("branch", when=when, steps=steps)], otherwise=[])
    )
    return True


def new_steps(words: str, patch: Patch) -> list[Json]:
    """The steps that the words tell. Raises Unclear."""
    steps = read_steps(_ALSO.sub("", words, count=1) if _ALSO.match(words) else words, patch)
    if steps is None:
        raise Unclear(f"What should be done: “{words}”?", ("action",))
    return steps


def read_steps(words: str, patch: Patch) -> list[Json] | None:
    """The same; None when they tell none, and when they speak of what is there already ("the task")."""
    words = _ADDED.sub("send ", _PAUSE.sub(r"wait \1\2", words, count=1), count=1)
    read = patch.read(words)
    alone = read is not None
    if read is None and _WAITS.match(words):
        read = patch.read(f"{words}, then add the tag x")  # nobody describes a wait with nothing after it
    if read is None or read.conditions or read.never or read.trigger.name != patch.told["trigger"]["name"]:
        return None
    steps = patch.steps_of(read) if alone else patch.steps_of(read)[:-1]
    return None if _says_more(words, steps, patch) else steps


def _says_more(words: str, steps: list[Json], patch: Patch) -> bool:
    """Whether the words may be about the steps that are there, so that they are no new ones."""
    bare = re.sub(r'"[^"]*"', "", words)
    if _SAME.search(bare):
        return True
    if any(_is_no_field(step, bare) or _EAGER.search(str(step.get("fields", {}).get("stage", ""))) for step in steps):
        return True
    named = [meant(found[0], patch) for found in _DEFINITE.finditer(bare)]
    added = {step.get("action", step["kind"]) for step in steps}
    return any(step.get("action", step["kind"]) in added for found in named for step in found or ())


def _is_no_field(step: Json, words: str) -> bool:
    """`change Olga to Anna` is no field called Olga: where it is not said to be one, a field is written small."""
    if step.get("action") not in {"update_field", "update_deal", "update_task"}:
        return False
    field = step["fields"].get("field", "")
    return bool(_NO_FIELD.match(field)) or (
        not _NAMED_FIELD.search(words) and field == field.capitalize() != field.lower()
    )
