"""Swap, remove and move steps; drop the conditions of the whole."""

from __future__ import annotations

import re

from b24app.english.editing.patch import Json, Patch, Unclear
from b24app.english.editing.referring import step_called, steps_called

_AND = re.compile(r"\s*(?:,|\band\b|\bwith\b|&|<->)\s*")
_SWAP = re.compile(r"(?:swap|switch|exchange|flip|reverse)(?: around| round)?(?: the order of)?(?: the\b)?\s*(.*)")
_REMOVE = re.compile(
    r"(?:remove|delete|drop|skip|cut|omit|scrap|lose|take (?:out|away)|leave out|get rid of|"
    r"forget(?: about)?|no|without|"
    r"(?:do not|don't|we don't need|no need for|no more))\s+(.+)"
)
_CONDITION_WORDS = r"(?:conditions?|restrictions?|limits?|filters?|criteria|if|guards?)"
_NO_CONDITION = re.compile(
    rf"(?:remove|delete|drop|without|no|ignore|lift)(?: the| any| all| that)? {_CONDITION_WORDS}|always|"
    r"for all of them|for every (?:deal|lead|one)|whatever the amount"
)
_AFTER = re.compile(r"everything (?:after|behind) (.+)|(?:stop|end) (?:it )?after (.+)")
_MOVE = re.compile(
    r"(?:move|put|do|send|place) (.+?) (?:(before|after|behind) (.+)|(first|last|to the (?:end|top|start|"
    r"beginning|front)|at the (?:end|start|beginning|top)))"
)


def swap(said: str, patch: Patch) -> bool:
    """`swap the two steps`, `swap the email and the task`."""
    found = _SWAP.fullmatch(said.casefold())
    if not found:
        return False
    named = re.sub(r"^(?:steps? )?", "", found[1]).strip()
    steps = list(patch.steps())
    if not named or re.fullmatch(r"(?:the )?(?:two|both|order|them)?(?: steps| actions| of them)?", named):
        pair = [step for step in steps if step["kind"] == "action"]
        if len(pair) != 2:  # noqa: PLR2004 - the two of them
            raise Unclear("Which two steps?", choices=tuple(map(patch.name, steps)))
    else:
        pair = [_numbered(one, patch) for one in _AND.split(named) if one]
    if len(pair) != 2:  # noqa: PLR2004
        raise Unclear("Which two steps?", choices=tuple(map(patch.name, steps)))
    (one, at), (other, there) = patch.place(pair[0]), patch.place(pair[1])
    one[at], other[there] = pair[1], pair[0]
    return True


def no_conditions(said: str, patch: Patch) -> bool:
    """`remove the condition`, `always`."""
    if not _NO_CONDITION.fullmatch(said.casefold()):
        return False
    if not patch.told.get("conditions"):
        raise Unclear("There is no condition for the whole workflow.", ("condition",))
    patch.told["conditions"] = []
    return True


def remove(said: str, patch: Patch) -> bool:
    """`remove the email`, `drop everything after the task`, `no deadline`."""
    found = _REMOVE.fullmatch(said.casefold())
    if not found:
        return False
    after = _AFTER.fullmatch(found[1])
    if after:
        steps, at = patch.place(step_called(after[1] or after[2], patch))
        del steps[at + 1 :]
        return True
    if re.fullmatch(r"(?:the )?(?:deadline|due date)", found[1]):
        return _without_deadline(patch)
    named = re.sub(r"^(?:send|create|add|post|make|write|schedule|do)(?:ing)? ", "", found[1])
    targets = [steps_called(one, patch) for one in _AND.split(named) if one]
    if not targets or None in targets:
        return False
    for target in targets:
        if target is not None:
            patch.remove(target)
    return True


def move(said: str, patch: Patch) -> bool:
    """`move the email before the task`, `do the task first`."""
    found = _MOVE.fullmatch(said.casefold())
    step = steps_called(found[1], patch) if found else None
    if not found or step is None:
        return False
    steps, at = patch.place(step)
    del steps[at]
    if found[2]:
        there, index = patch.place(step_called(found[3], patch))
        there.insert(index + (found[2] != "before"), step)
    else:
        main = patch.told["steps"]
        main.insert(len(main) if "end" in found[4] or found[4] == "last" else 0, step)
    return True


def _numbered(said: str, patch: Patch) -> Json:
    return step_called(f"step {said}" if said.isdigit() else said, patch)


def _without_deadline(patch: Patch) -> bool:
    step = patch.only(lambda one: "deadline" in one or "deadline" in one.get("fields", {}), "deadline")
    step.pop("deadline", None)
    step.get("fields", {}).pop("deadline", None)
    return True
