"""Add steps at a place: before or after another, between two, first, or as soon as may be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from b24app.english.editing import values
from b24app.english.editing.adding import is_there, read_steps
from b24app.english.editing.forms import LENGTH, Forms
from b24app.english.editing.patch import Json, Patch, Unclear
from b24app.english.editing.referring import all_called, named

_SIDE = "side=(before|after|behind|following|once|when / right|just|directly before|after / prior to / ahead of)"
_LED = Forms(f"[and|but|then] {_SIDE} <rest>")
_BEHIND = Forms(f"<what> [right|just|directly|immediately] {_SIDE} <ref>")
_START = "(at the [very] start|beginning / before anything|everything [else])"
_FIRST = Forms(
    f"(first [of all] / start|begin [off] with|by / to begin|start with / initially / {_START}) <what>",
    f"<what> (first / [right] {_START} / as the first step)",
)
_BETWEEN = Forms(
    "[in] between <one> and <other> , <what>",
    "<what> [in] between <one> and <other>",
    "[in] between them|both|these|those <what>",
    "[in] between the two [steps] <what>",
    "[in] between <one> and <rest>",
    "<what> [in] between (them|both|these|those / [the] two [steps] [of] [them] / the steps)",
)
_WHOLE = "(it|this|that|everything|all / all of it|that|this / the [whole] workflow|thing)"
_DELAYED = Forms(
    f"start|begin|run|do [{_WHOLE}] [only] after|in <how> [only]", f"delay|postpone|(hold back) {_WHOLE} by|for <how>"
)
_AT_ONCE = Forms(
    "[<what>] (right|straight away / immediately|instantly / at once / without [any|a] waiting|delay|wait)",
)
_GO = "[should|must|will|shall / has to / needs to] [be|go|come|happen|start] [sent|done|created|out|off|made] [only]"
_LATER = Forms(f"[make|do|let] <what> {_GO} after|in {LENGTH}", f"[make|do|let] <what> {_GO} {LENGTH} later")
_LENGTH = Forms(LENGTH)
_EACH = re.compile(r"(?:each|every|both|all)\b", re.IGNORECASE)
_ALL: Final = {"everything", "that", "it", "this", "all", "everything else", "anything", "anything else", "all of it"}
_ANY_STEP: Final = {"", "do it", "do everything", "all", "everything", "it", "send it", "start"}


def between(said: str, patch: Patch) -> bool:
    """`wait 1 day between them`, `between the email and the task, add a comment`."""
    for found in _BETWEEN.readings(said):
        halves = _cut(found["rest"]) if "rest" in found else [(found.get("other", ""), found["what"])]
        for other, what in halves:
            ends = [named(part, patch) for part in (found["one"], other)] if "one" in found else _actions(patch)
            steps = read_steps(what, patch) if all(ends) else None
            if steps:
                _put_between([end for end in ends if end], steps, patch)
                return True
    return False


def _actions(patch: Patch) -> list[Json | None]:
    return [step for step in patch.steps() if step["kind"] == "action"]


def _put_between(ends: list[Json], steps: list[Json], patch: Patch) -> None:
    choices = tuple(map(patch.name, patch.steps()))
    if len(ends) != 2:  # noqa: PLR2004 - between two
        raise Unclear("Between which two steps?", choices=choices)
    (there, at), (other, index) = map(patch.place, ends)
    if there is not other or abs(at - index) != 1:
        raise Unclear("They do not follow each other directly. After which step?", choices=choices)
    there[max(at, index) : max(at, index)] = steps


def place(said: str, patch: Patch) -> bool:
    """`wait 2 days before the email`, `after each message, add a comment`, `3 days before the call`."""
    for side, ref, what in _readings(said):
        before = side.casefold().split()[0] in {"before", "prior", "ahead"} or side.casefold().endswith(" before")
        everything = ref.casefold() in _ALL
        each = (all_called(ref, patch) or []) if _EACH.match(ref) else [named(ref, patch)]
        refs = [step for step in each if step and not everything]
        steps = read_steps(f"wait {what}" if _LENGTH.read(what) else what, patch) if everything or refs else None
        if steps is None:
            continue
        if any(is_there(one, patch) for one in steps):
            raise Unclear(
                "There is such a step already. Should it move, or be done once more?", choices=("move it", "once more")
            )
        if len(refs) > 1 and steps[-1]["kind"] == "delay" and not before:
            raise Unclear("What should it wait before? Say for example “wait 2 days before the email”.")
        main = patch.main
        for ref_step in refs or [main[0 if before else -1]]:
            there, at = patch.place(ref_step)
            _put(steps if ref_step is (refs or main)[0] else list(map(patch.copied, steps)), there, at + (not before))
        return True
    return False


def first(said: str, patch: Patch) -> bool:
    """`first add the tag New`, `wait 2 days first`."""
    found = _FIRST.read(said)
    steps = read_steps(found["what"], patch) if found else None
    if steps is None:
        return False
    _put(steps, patch.main, 0)
    return True


def delay(said: str, patch: Patch) -> bool:
    """`start after 2 weeks`, `delay everything by a day`, `3 days later`: a wait before all the rest."""
    found = _DELAYED.read(said)
    told = values.wait(found["how"], patch) if found else None
    if told is None:
        return False
    _put([patch.node(**told)], patch.main, 0)
    return True


def later(said: str, patch: Patch) -> bool:
    """`tell Olga one hour later`, `the second email should go out after 2 weeks`: a step of the plan, after a wait."""
    for found in _LATER.readings(said):
        step = named(found["what"], patch)
        told = values.wait(found["how"], patch) if step else None
        if step and told and told["kind"] == "delay":
            there, at = patch.place(step)
            _put([patch.node(**told)], there, at)
            return True
    return False


def at_once(said: str, patch: Patch) -> bool:
    """`send the email right away`, `without waiting`: the wait before it goes, or the step goes before the wait."""
    found = _AT_ONCE.read(said)
    if not found:
        return False
    waits = [step for step in patch.steps() if step["kind"] in {"delay", "delay_until"}]
    what = found["what"]
    if what.casefold() in _ANY_STEP:
        patch.remove(patch.only(lambda step: any(step is one for one in waits), "wait"))
        return True
    step = named(what, patch)
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
    for led in _LED.readings(said):
        yield from ((led["side"], ref, what) for ref, what in _cut(led["rest"]))
    for found in _BEHIND.readings(said):
        yield found["side"], found["ref"], found["what"]


def _cut(words: str) -> Iterator[tuple[str, str]]:
    """The name of a step and what follows it: at a comma, else the longest name first."""
    pieces = re.findall(r'"[^"]*"|\S+', words)
    cuts = range(min(6, len(pieces) - 1), 0, -1)
    for at in sorted(cuts, key=lambda at: not pieces[at - 1].endswith((",", ":"))):
        yield " ".join(pieces[:at]).rstrip(",:"), " ".join(pieces[at:])


def _put(steps: list[Json], there: list[Json], at: int) -> None:
    """Put steps at a place; a wait alone takes the place of the wait that stands there, two would add up."""
    if len(steps) == 1 and steps[0]["kind"] == "delay":
        for near in (at - 1, at):
            if 0 <= near < len(there) and there[near]["kind"] == "delay":
                there[near] |= {"amount": steps[0]["amount"], "unit": steps[0]["unit"]}
                return
    there[at:at] = steps
