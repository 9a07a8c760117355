"""Add steps: at the end, first, before or after another, or at the same time."""

from __future__ import annotations

import re

from b24app.english.editing.patch import Json, Patch, Unclear
from b24app.english.editing.referring import steps_called

_BEFORE = re.compile(
    r"(?:before|prior to) (?P<ref>that|it|the [\w -]+?|step \d+|everything|[\w-]+)[,:]\s*(?P<what>.+)|"
    r"(?P<what2>.+?) (?:before|ahead of) (?P<ref2>that|it|the [\w -]+|step \d+|everything)"
)
_BEHIND = re.compile(
    r"(?:after|behind|following) (?P<ref>the [\w -]+?|step \d+)[,:]\s*(?P<what>.+)|"
    r"(?P<what2>.+?) (?:right )?after (?P<ref2>the [\w -]+|step \d+)"
)
_FIRST = re.compile(
    r"(?:first(?: of all)?|at the (?:start|beginning)|to begin with)[,:]?\s+(?P<what>.+)|"
    r"(?P<what2>.+?) (?:first|at the (?:start|beginning))"
)
_ALSO = re.compile(
    r"(?:(?:and|also|then|plus|after that|afterwards|next|finally|in addition|additionally|at the end|"
    r"in the end|it should also|another thing)[\s,:]+)+"
)
_SIDE = re.compile(
    r"(?:and )?(?:at the same time|in parallel|meanwhile|simultaneously)[,:]?\s+(.+)|"
    r"(.+?) (?:at the same time|in parallel|simultaneously)"
)
_WAITS = re.compile(r"(?:wait|pause|after|hold)\b", re.IGNORECASE)


def beside(said: str, patch: Patch) -> bool:
    """`at the same time notify the owner`: beside the last step."""
    found = _SIDE.fullmatch(said)
    if not found:
        return False
    steps = new_steps(found[1] or found[2], patch)
    main = patch.told["steps"]
    last = main.pop()
    lanes = [{"kind": "lane", "id": "n9995", "steps": [last]}, {"kind": "lane", "id": "n9996", "steps": steps}]
    main.append({"kind": "parallel", "id": "n9994", "lanes": lanes})
    return True


def insert(said: str, patch: Patch) -> bool:
    """`wait 2 days before the email`, `after the task, add a comment`, `first add the tag New`."""
    for pattern, shift in ((_BEFORE, 0), (_BEHIND, 1)):
        found = pattern.fullmatch(said)
        if not found:
            continue
        ref = (found["ref"] or found["ref2"]).casefold()
        what = _ALSO.sub("", found["what"] or found["what2"], count=1)
        everything = ref in {"everything", "that", "it"}
        step = None if everything else steps_called(ref, patch)
        steps = read_steps(what, patch) if everything or step else None
        if steps is None:
            continue
        there, at = (patch.told["steps"], 0) if step is None else patch.place(step)
        there[at + shift : at + shift] = steps
        return True
    found = _FIRST.fullmatch(said)
    steps = read_steps(found["what"] or found["what2"], patch) if found else None
    if steps is None:
        return False
    patch.told["steps"][:0] = steps
    return True


def add(said: str, patch: Patch) -> bool:
    """`also add a comment`, `then wait 2 days and create a task`."""
    words = _ALSO.sub("", said, count=1) if _ALSO.match(said) else said
    steps = read_steps(words, patch)
    if steps is None:
        return False
    main = patch.told["steps"]
    at = len(main) - (main[-1]["kind"] == "stop")
    main[at:at] = steps
    return True


def new_steps(words: str, patch: Patch) -> list[Json]:
    steps = read_steps(_ALSO.sub("", words, count=1) if _ALSO.match(words) else words, patch)
    if steps is None:
        raise Unclear(f"What should be done: “{words}”?", ("action",))
    return steps


def read_steps(words: str, patch: Patch) -> list[Json] | None:
    read = patch.read(words)
    alone = read is not None
    if read is None and _WAITS.match(words):
        read = patch.read(f"{words}, then add the tag x")  # nobody describes a wait with nothing after it
    if read is None or read.conditions or read.trigger.name != patch.told["trigger"]["name"]:
        return None
    steps = patch.steps_of(read)
    return steps if alone else steps[:-1]
