"""Swap, remove, keep and move steps."""

from __future__ import annotations

import re
from typing import Final

from b24app.english.editing.forms import Forms
from b24app.english.editing.patch import Json, Patch, Unclear, in_order
from b24app.english.editing.referring import all_called, meant, named, step_called, steps_called

_AND = re.compile(r"\s*(?:,|\band\b|\bwith\b|&|<->)\s*", re.IGNORECASE)
_SWAP = Forms("swap|switch|exchange|flip|reverse [around|round] [the order of] [<what>]")
_TWO = Forms("[the] [two|both|order|them|of] [steps|actions|them]")
_UNWANTED = "needed|necessary|required|wanted"
_ANY_MORE = "[any|no more|longer / anymore|again|either|completely|altogether / at all]"
_REMOVE = Forms(
    "[we|i|they] (get rid of / forget about / no need for|to / no more / don't need|want [to] / do not need|want [to] /"
    " no longer need|want [to] / there's|there [is] no need for|to / do not / never mind /"
    " kick|take|leave|cut out|away / remove|delete|drop|skip|cut|omit|scrap|lose|kill|strike|erase|eliminate|cancel|"
    f"ditch|bin|axe|chuck|stop|without|no|forget|don't) <what> {_ANY_MORE}",
    f"take|leave|cut <what> out|away {_ANY_MORE}",
    f"<what> (is|are not|unnecessary|superfluous [{_UNWANTED}] / isn't|aren't {_UNWANTED} /"
    f" is|are no longer {_UNWANTED}) {_ANY_MORE}",
    "<who> (doesn't|don't|shouldn't / does|do|need|should|must not) [need|have|want] [to]"
    " (know / be notified|informed|told|bothered|disturbed) [about] [it|that|this]",
    "<what> (can|should|must|may / has|have to) (go / be removed|dropped|deleted|skipped / be left|taken out)",
)
_KEEP = Forms(
    "remove|drop|delete|skip everything|all (but / except|save [for] / other than) <what>",
    "[only|just] keep [only|just] <what>",
    "only <only>",
    "<only> only|alone",
)
_NO_STEPS: Final = {"if", "when", "for", "above", "over", "under", "below", "from", "between", "after", "in", "with"}
_PROP = "prop=(deadline|priority|description / due date / time limit / high|low priority)"
_PROPERTY = Forms(f"[the|any|a] {_PROP} [from|of|for|on|to <step>]")
_LACKING = Forms(
    "[create|send|make|do|leave] <step> [should|must] [be|have] (without|no / doesn't|does [not] need / needs no)"
    f" [a|any|the] {_PROP}",
)
# "remove the tag Cold" may be a step to add, "don't e-mail them" a rule.
_MAY_BE_NEW = re.compile(r"(?:don't|do not) |(?:remove|delete|take away|drop) (?:the )?(?:tag|label) \S", re.IGNORECASE)
_AFTER = Forms("everything|all|anything after|behind <what>", "after <what>")
_END = (
    "end=(first|last / to the [very] end|top|start|beginning|front|bottom /"
    " as|at|in the [very] end|start|beginning|top / as|at the first|last step)"
)
_PUT = "[move|put|do|place|bring|shift|let|have|make]"
_COME = "[should|must] [come|comes|go|goes|be|is|happen|happens]"
_MOVE = Forms(
    f"{_PUT} <what> [up|down|forward|back|right|directly|only|now / right away] {_COME}"
    " side=(before|after|behind|following|once|when / ahead of) <ref> [instead]",
    "[first] [make] <what> [first] [and] side=(then) <ref>",
    f"{_PUT} <what> {_COME} {_END} [instead / of all]",
)


def swap(said: str, patch: Patch) -> bool:
    """`swap the two steps`, `swap the email and the task`."""
    found = _SWAP.read(said)
    if not found:
        return False
    told = re.sub(r"^(?:the )?steps? (?=\d)", "", found["what"])
    steps = list(patch.steps())
    if not told or _TWO.read(told) is not None:
        pair = [step for step in steps if step["kind"] == "action"]
    else:
        pair = [step_called(f"step {one}" if one.isdigit() else one, patch) for one in _AND.split(told) if one]
    if len(pair) != 2:  # noqa: PLR2004 - the two of them
        raise Unclear("Which two steps?", choices=tuple(map(patch.name, steps)))
    (one, at), (other, there) = patch.place(pair[0]), patch.place(pair[1])
    one[at], other[there] = pair[1], pair[0]
    return True


def empty(said: str, patch: Patch) -> bool:
    """`no deadline`, `remove the priority of the task`, `create the task without a deadline`."""
    told = [_LACKING.read(said), *(_PROPERTY.read(removed.get("what", "")) for removed in _REMOVE.readings(said))]
    found = next((one for one in told if one), None)
    return found is not None and _emptied(found, patch)


def remove(said: str, patch: Patch) -> bool:
    """`remove the email`, `drop everything after the task`, `the first two steps are not needed`."""
    for found in _REMOVE.readings(said):
        what = found.get("what") or f"bother {found['who']}"
        if after := _AFTER.read(what):
            step = named(after["what"], patch)
            steps, at = patch.place(step) if step else ([], 0)
            del steps[at + 1 :]
            return step is not None
        parts = [one for one in _AND.split(what) if one]
        parts = [re.sub(r"\bit$", parts[at - 1], one) if at else one for at, one in enumerate(parts)]
        if _MAY_BE_NEW.match(said) and not all(meant(one, patch) for one in parts):
            return False
        targets = [all_called(one, patch) for one in parts]
        if targets and all(targets):
            for step in (step for group in targets for step in group or ()):
                patch.remove(step)
            return True
    return False


def keep(said: str, patch: Patch) -> bool:
    """`only keep the task`, `only notify the supervisor`: the others of its kind go, or all others."""
    found = _KEEP.read(said) or {}
    what = found.get("what") or found.get("only", "")
    kept = [meant(one, patch) for one in _AND.split(what) if one]
    if what.split(" ")[0].casefold() in _NO_STEPS or not kept or not all(kept):
        return False
    chosen = [step for group in kept for step in group or ()]
    alike = {step.get("action", step["kind"]) for step in chosen}
    others = [step for step in patch.steps() if "what" in found or step.get("action", step["kind"]) in alike]
    gone = [step for step in others if not _within(step, chosen)]
    for step in gone:
        patch.remove(step)
    return bool(gone)


def move(said: str, patch: Patch) -> bool:
    """`move the email before the task`, `assign it at the end`, `the task first, then the email`."""
    for found in _MOVE.readings(said):
        if "ref" in found and not meant(found["ref"], patch):
            continue
        step = named(found["what"], patch)
        ref = named(found["ref"], patch) if step and "ref" in found else None
        if step and ref:
            before = found["side"].casefold().startswith(("before", "ahead"))
            if found["side"].casefold() == "then":
                return _ordered(step, ref, patch)
            _beside(step, ref, patch, before=before)
            return True
        if step and "end" in found:
            _to_the_end(step, patch, last=bool(re.search(r"end|last|bottom", found["end"], re.IGNORECASE)))
            return True
    return False


def _ordered(first: Json, then: Json, patch: Patch) -> bool:
    """The one before the other: where they stand the other way round, each comes to the place of the other."""
    (one, at), (other, there) = patch.place(first), patch.place(then)
    if one is not other or at == there:
        return False
    one[min(at, there)], one[max(at, there)] = first, then
    return True


def _beside(step: Json, ref: Json, patch: Patch, *, before: bool) -> None:
    if step is ref:
        raise Unclear("That is one and the same step.")
    steps, at = patch.place(step)
    del steps[at]
    there, index = patch.place(ref)
    there.insert(index + (not before), step)


def _to_the_end(step: Json, patch: Patch, *, last: bool) -> None:
    steps, at = patch.place(step)
    del steps[at]
    main = patch.main
    main.insert(len(main) if last else 0, step)


def _within(step: Json, chosen: list[Json]) -> bool:
    """Whether a step is one of the chosen, stands in one, or has one in it."""
    own = {one["id"] for one in in_order([step])}
    return any(step["id"] in {one["id"] for one in in_order([other])} or other["id"] in own for other in chosen)


def _emptied(found: dict[str, str], patch: Patch) -> bool:
    """Leaves open what a step can do without: its deadline, priority, description."""
    told = found["prop"].casefold()
    name = "priority" if told.endswith("priority") else "description" if told == "description" else "deadline"
    step = steps_called(found["step"], patch) if found.get("step") else None
    holders = [one for one in patch.steps() if name in one or name in one.get("fields", {})]
    step = step or patch.only(lambda one: any(one is other for other in holders), name)
    if name not in step and name not in step.get("fields", {}):
        raise Unclear(f"That step has no {name}.")
    step.pop(name, None)
    step.get("fields", {}).pop(name, None)
    return True
