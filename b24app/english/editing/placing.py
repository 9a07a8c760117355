"""Add steps at a place: before or after another, between two, first, or as soon as may be."""

from __future__ import annotations

import re
from collections.abc import Iterator

from b24app.english.editing import values
from b24app.english.editing.adding import is_there, new_steps, read_steps
from b24app.english.editing.patch import Json, Patch, Unclear
from b24app.english.editing.referring import meant

_LED = re.compile(
    r"(?:and |but |then )*(?P<side>right before|just before|before|prior to|ahead of|right after|"
    r"directly after|after|behind|following|once|when)\s+(?P<rest>.+)",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"(?P<what>.+?),? (?:right |just |directly |immediately )?(?P<side>before|prior to|ahead of|"
    r"after|behind|following|once|when) (?P<ref>.+)",
    re.IGNORECASE,
)
_FIRST = re.compile(
    r"(?:first(?: of all)?|(?:start|begin)(?: off)? (?:with|by)|at the (?:very )?(?:start|beginning)|"
    r"to begin with|to start with|before (?:anything|everything)(?: else)?|initially)[,:]?\s+(?P<what>.+)|"
    r"(?P<what2>.+?) (?:first|(?:right )?at the (?:very )?(?:start|beginning)|before (?:anything|"
    r"everything)(?: else)?|as the first step)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"(?:in )?between (?P<pair>.+?)[,:]\s*(?P<what>.+)|(?P<what2>.+?) (?:in )?between (?P<pair2>.+)", re.IGNORECASE
)
_PAIR = re.compile(r"(?P<one>.+?) and (?P<other>.+)", re.IGNORECASE)
_THEM = re.compile(r"(?:them|the two|both|these|the steps|the two steps|those|the two of them)", re.IGNORECASE)
_WHOLE = r"(?:it|this|that|everything|all(?: of (?:it|that|this))?|the (?:whole )?(?:workflow|thing))"
_DELAYED = re.compile(
    rf"(?:start|begin|run|do)(?: {_WHOLE})?(?: only)? (?:after|in) (?P<how>[^,]+?)(?: only)?|"
    rf"(?:delay|postpone|hold back) {_WHOLE} (?:by|for) (?P<how2>.+)",
    re.IGNORECASE,
)
_AT_ONCE = re.compile(
    r"(?:(?P<what>.+?),? )?(?:right away|immediately|at once|straight away|instantly|without (?:any )?(?:waiting|"
    r"delay|a delay|a wait))",
    re.IGNORECASE,
)
_ALL = {
    "everything",
    "that",
    "it",
    "this",
    "all",
    "everything else",
    "anything",
    "anything else",
    "all of it",
    "all that",
}
_STATE = re.compile(r" (?:is|are|was|has been|gets|goes|went|were) (?:\w+)(?: out)?$", re.IGNORECASE)
_BEFORE = ("before", "prior", "ahead")


def between(said: str, patch: Patch) -> bool:
    """`wait 1 day between them`, `between the email and the task, add a comment`."""
    found = _BETWEEN.fullmatch(said)
    if not found:
        return False
    told = found["pair"] or found["pair2"]
    pair = _PAIR.fullmatch(told)
    if _THEM.fullmatch(told):
        ends = [step for step in patch.steps() if step["kind"] == "action"]
    elif pair:
        ends = [step for part in (pair["one"], pair["other"]) if (step := _named(part, patch))]
    else:
        return False
    if len(ends) != 2:  # noqa: PLR2004 - between two
        raise Unclear("Between which two steps?", choices=tuple(map(patch.name, patch.steps())))
    (there, at), (other, index) = patch.place(ends[0]), patch.place(ends[1])
    if there is not other or abs(at - index) != 1:
        raise Unclear(
            "They do not follow each other directly. After which step?", choices=tuple(map(patch.name, patch.steps()))
        )
    steps = new_steps(found["what"] or found["what2"], patch)
    there[max(at, index) : max(at, index)] = steps
    return True


def place(said: str, patch: Patch) -> bool:
    """`wait 2 days before the email`, `after the task, add a comment`, `before the approval wait one day`."""
    for side, ref, what in _readings(said):
        before = (
            side.casefold().split()[-1 if " " in side and not side.startswith(("prior", "ahead")) else 0] in _BEFORE
        )
        everything = ref.casefold() in _ALL
        step = None if everything else _named(_STATE.sub("", ref), patch)
        if not everything and step is None:
            continue
        steps = read_steps(what, patch)
        if steps is None:
            continue
        if any(is_there(one, patch) for one in steps):
            raise Unclear(
                "There is such a step already. Should it move, or be done once more?", choices=("move it", "once more")
            )
        main = patch.main
        there, at = (main, 0 if before else len(main) - 1) if step is None else patch.place(step)
        _put(steps, there, at + (not before))
        return True
    return False


def first(said: str, patch: Patch) -> bool:
    """`first add the tag New`, `wait 2 days first`."""
    found = _FIRST.fullmatch(said)
    steps = read_steps(found["what"] or found["what2"], patch) if found else None
    if steps is None:
        return False
    _put(steps, patch.main, 0)
    return True


def delay(said: str, patch: Patch) -> bool:
    """`start after 2 weeks`, `delay everything by a day`, `3 days later`: a wait before all the rest."""
    found = _DELAYED.fullmatch(said)
    told = values.wait(found["how"] or found["how2"], patch) if found else None
    if told is None:
        return False
    _put([patch.node(**told)], patch.main, 0)
    return True


def at_once(said: str, patch: Patch) -> bool:
    """`send the email right away`, `without waiting`: the wait before it goes, or the step goes before the wait."""
    found = _AT_ONCE.fullmatch(said)
    if not found:
        return False
    waits = [step for step in patch.steps() if step["kind"] in {"delay", "delay_until"}]
    what = found["what"] or ""
    if what.casefold() in {"", "do it", "do everything", "all", "everything", "it", "send it", "start"}:
        patch.remove(patch.only(lambda step: any(step is one for one in waits), "wait"))
        return True
    step = _named(what, patch)
    if step is None:
        return False
    steps, at = patch.place(step)
    wait = max((index for index in range(at) if steps[index] in waits), default=-1)
    if wait < 0:
        raise Unclear("There is no wait before that step.")
    if wait < at - 1 or len(waits) > 1:
        raise Unclear(
            "Should the wait go, or should that step come before it?",
            choices=("remove the wait", "move it before the wait"),
        )
    if at == len(steps) - 1:
        del steps[wait]
    else:
        steps[wait], steps[at] = step, steps[wait]
    return True


def _readings(said: str) -> Iterator[tuple[str, str, str]]:
    """Side, step and what is to be added, for each way in which the words can be cut."""
    if led := _LED.fullmatch(said):
        rest = led["rest"]
        if cut := re.fullmatch(r"([^,:\"]+)[,:]\s*(.+)", rest):
            yield led["side"], cut[1], cut[2]
        words = re.findall(r'"[^"]*"|\S+', rest)
        for at in range(min(6, len(words) - 1), 0, -1):
            yield led["side"], " ".join(words[:at]).rstrip(","), " ".join(words[at:])
    for found in (_BEHIND.fullmatch(said),):
        if found:
            yield found["side"], found["ref"], found["what"]


def _named(words: str, patch: Patch) -> Json | None:
    found = meant(words.strip(" ,"), patch)
    return patch.only(lambda step: any(step is one for one in found), words) if found else None


def _put(steps: list[Json], there: list[Json], at: int) -> None:
    """Put steps at a place; a wait alone takes the place of the wait that stands there, two would add up."""
    if len(steps) == 1 and steps[0]["kind"] == "delay":
        for near in (at - 1, at):
            if 0 <= near < len(there) and there[near]["kind"] == "delay":
                there[near] |= {"amount": steps[0]["amount"], "unit": steps[0]["unit"]}
                return
    there[at:at] = steps
