"""Add steps at the end, and what is done only in some case. The grammar reads them as if they followed the trigger."""

from __future__ import annotations

import re
from typing import Final

from b24app.english.editing.forms import Forms
from b24app.english.editing.patch import Case, Json, Patch, There, Unclear
from b24app.english.editing.proposals import open_texts
from b24app.english.editing.referring import meant, named
from b24app.plan.vocabulary import family

_DONE = "done|finished|over|ready"
_ALSO = Forms(
    "and|also|then|plus|afterwards|next|finally|lastly|additionally|besides",
    "after that|this|both|all|everything [of them|that|this]",
    "in addition|(the end)",
    "at the [very] end",
    "(it / we|i [also] / we|i|you just) should|need|needs|must [also] [you] [to]",
    "another thing",
    "on top of that",
    f"once|when (that's|they're / that|this|all|everything|both|they|it [of] [it|them|this] is|are) {_DONE}",
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
_SINGLE: Final = {"assign_responsible", "move_stage"}
_DEFINITE = re.compile(
    r"\b(?:the|his|her|their|its|that|this|\w+'s) (?:same )?(e-?mail|sms|text|task|whatsapp|notification|"
    r"reminder|call|comment|invoice|approval|wait)\b",
    re.IGNORECASE,
)
_NO_FIELD = re.compile(r"^(?:it|that|this|them|everything|the workflow|one|him|her|me|us)$", re.IGNORECASE)
_DEMANDS = re.compile(r"\bmust be\b", re.IGNORECASE)  # may be a condition
_AGAIN = re.compile(r"\b(?:again|another|second|once more|one more|further|more)\b", re.IGNORECASE)
_SAME = re.compile(
    r"\b(?:same|instead|rather than|not|no|never|anyone else|something|someone|somebody|longer|shorter|better)\b",
    re.IGNORECASE,
)
_EAGER = re.compile(r"\b(?:at once|right away|immediately|straight away)$", re.IGNORECASE)
_CLIPPED = re.compile(r"(?:\w+ )?(tasks?|notifications?|reminders?|sms)\b", re.IGNORECASE)
_NOUN = re.compile(r"(?:an?|another) ", re.IGNORECASE)
_HANDED = re.compile(r"(?:give|assign|hand|pass|forward) the (\w+) to\b", re.IGNORECASE)
_CHANGES = re.compile(r"(?:change|rename|raise|lower|extend|shorten|correct|switch|turn|replace)\b", re.IGNORECASE)
_NAMED_FIELD = re.compile(r"\b(?:field|set)\b", re.IGNORECASE)


def add(said: str, patch: Patch) -> bool:
    """`also add a comment`, `then wait 2 days and create a task`."""
    steps = read_steps(_TRAILING.sub("", said), patch)
    if steps is None:
        return False
    if steps[-1]["kind"] in {"delay", "delay_until"}:
        raise Unclear("What should it wait before? Say for example “wait 2 days before the email”.")
    if any(is_there(one, patch) for one in steps) and not _AGAIN.search(said):
        raise There(
            "There is such a step already. Should there be a second one?", choices=("another one", "leave it as it is")
        )
    main = patch.main
    stop = [step for step in main[-1:] if step["kind"] == "stop"]
    main[:] = [*behind(main[: len(main) - len(stop)], steps, patch), *stop]
    return True


def is_there(step: Json, patch: Patch) -> bool:
    """Whether a new step is one that the plan has: the same done to the same people, and nobody gave it other words."""
    if step["kind"] != "action":
        return False
    proposals = open_texts(step, patch.told)
    told = {name: value for name, value in step.get("fields", {}).items() if name not in proposals}
    return bool(told) and any(
        one.get("action") == step["action"] and all(one.get("fields", {}).get(name) == told[name] for name in told)
        for one in (*patch.steps(), *patch.around())
    )


def behind(there: list[Json], steps: list[Json], patch: Patch) -> list[Json]:
    """The steps with the new ones behind them.

    A record is in one stage and has one who is responsible: in a case, another takes the place of the one told there.
    """
    for step in steps:
        same = [one for one in there if one.get("action") == step.get("action") in _SINGLE]
        if same and len(steps) == 1 == len(same) and not patch.whole and not patch.besides:
            at = there.index(same[0])
            return [*there[:at], step, *there[at + 1 :]]
        if same and step["action"] == "assign_responsible":
            raise Unclear("It is assigned there already. Should that go? Say “… instead of …” with both names.")
    return [*there, *steps]


def moved_into(case: Case, what: str, patch: Patch) -> bool:
    """`notify the boss only if rejected`: a step that is done elsewhere goes there."""
    step = named(what, patch)
    if step is None:
        return False
    steps, at = patch.place(step)
    del steps[at]
    with patch.inside(case):
        patch.main.append(step)
    return True


def conditional(said: str, patch: Patch) -> bool:
    """`if the currency is USD, notify Olga`: further steps in a case of their own."""
    read = patch.read(_ALSO.behind(said))
    if read is None or not read.conditions or read.never or read.trigger.name != patch.told["trigger"]["name"]:
        return False
    steps = patch.steps_of(read)
    if _says_more(said, steps, patch):
        return False
    when = read.dump()["conditions"]
    patch.main.append(patch.node("choice", branches=[patch.node("branch", when=when, steps=steps)], otherwise=[]))
    return True


def new_steps(words: str, patch: Patch) -> list[Json]:
    """The steps that the words tell. Raises Unclear."""
    steps = read_steps(words, patch)
    if steps is None:
        raise Unclear(f"What should be done: “{words}”?", ("action",))
    return steps


def read_steps(words: str, patch: Patch) -> list[Json] | None:
    """The same; None when they tell none, and when they speak of what is there already ("the task")."""
    words = _ADDED.sub("send ", _PAUSE.sub(r"wait \1\2", _ALSO.behind(words), count=1), count=1)
    read = patch.read(words) or (patch.read(f"add {words}") if _NOUN.match(words) else None)
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
    if _SAME.search(bare) or (_CHANGES.match(bare) and not _NAMED_FIELD.search(bare)):
        return True
    if _CLIPPED.match(bare) and not patch.besides and meant(_CLIPPED.match(bare)[1], patch):  # type: ignore[index]
        return True
    if (handed := _HANDED.match(bare)) and handed[1].casefold() not in {family(patch.told["entity"]), "record"}:
        return True
    if any(_is_no_field(step, bare) or _EAGER.search(str(step.get("fields", {}).get("stage", ""))) for step in steps):
        return True
    named = [meant(found[0], patch) for found in _DEFINITE.finditer(bare)]
    added = {step.get("action", step["kind"]) for step in steps}
    theirs = any(named) and "assign_responsible" in added  # "make Ben responsible for the task"
    return theirs or any(step.get("action", step["kind"]) in added for found in named for step in found or ())


def _is_no_field(step: Json, words: str) -> bool:
    """`change Olga to Anna` is no field called Olga: where it is not said to be one, a field is written small."""
    if step.get("action") not in {"update_field", "update_deal", "update_task"}:
        return False
    field = step["fields"].get("field", "")
    return bool(_NO_FIELD.match(field) or _DEMANDS.search(words)) or (
        not _NAMED_FIELD.search(words) and field == field.capitalize() != field.lower()
    )
