"""Swap, remove, keep and move steps."""

from __future__ import annotations

import re

from b24app.english.editing.patch import Json, Patch, Unclear, in_order
from b24app.english.editing.referring import all_called, meant, step_called, steps_called

_AND = re.compile(r"\s*(?:,|\band\b|\bwith\b|&|<->)\s*", re.IGNORECASE)
_SWAP = re.compile(r"(?:swap|switch|exchange|flip|reverse)(?: around| round)?(?: the order of)?(?: the\b)?\s*(.*)")
_REMOVE = re.compile(
    r"(?:(?:and|but|please) )*(?:remove|delete|drop|skip|cut|omit|scrap|lose|kill|kick out|strike|"
    r"erase|eliminate|take (?:out|away)|"
    r"leave out|leave away|get rid of|forget(?: about)?|no need (?:for|to)|no more|no|without|stop|do not|don't|"
    r"(?:we|i|they) (?:do not|don't|no longer) (?:need|want)(?: to)?|there(?:'s| is) no need (?:for|"
    r"to)|never mind|cancel)\s+(?P<what>.+?)"
    r"(?: any ?more| any longer| at all| again| either| completely| altogether)?|"
    r"(?P<what2>the .+?|step \d+) (?:is|are) (?:not needed|no longer needed|unnecessary|superfluous)(?: any ?more)?|"
    r"(?P<what3>the .+?|step \d+) (?:can|should|must|has to|may) (?:go|be removed|be dropped|be deleted|be skipped)",
    re.IGNORECASE,
)
_KEEP = re.compile(
    r"(?:only |just )?keep (?:only |just )?(?P<what>.+?)|only (?P<only>.+?)|(?P<alone>.+?) (?:only|alone)|"
    r"(?:remove|drop|delete) everything (?:but|except(?: for)?) (?P<but>.+)",
    re.IGNORECASE,
)
_OPTIONAL = r"(?P<prop>deadline|due date|time limit|(?:high |low )?priority|description)"
_PROPERTY = re.compile(rf"(?:the |any |a )?{_OPTIONAL}(?: (?:from|of|for|on|to) (?P<step>.+))?", re.IGNORECASE)
_SPARED = re.compile(
    r"(?P<who>.+?) (?:does not|doesn't|do not|don't|need not|should not|shouldn't|must not) (?:need to |"
    r"have to |need |want to )?"
    r"(?:know|be (?:notified|informed|told|bothered|disturbed))(?: (?:about )?(?:it|that|this))?",
    re.IGNORECASE,
)
_LACKING = re.compile(
    rf"(?:create |send |make |do |leave )?(?P<step>(?:the |step ).+?) (?:(?:should|must|needs to) (?:be|have) )?"
    rf"(?:without|no|does not need|doesn't need|needs no) (?:a |any |the )?{_OPTIONAL}",
    re.IGNORECASE,
)
# "remove the tag Cold" may be a step to add, "don't e-mail them" a rule.
_MAY_BE_NEW = re.compile(r"(?:don't|do not) |(?:remove|delete|take away|drop) (?:the )?(?:tag|label) \S", re.IGNORECASE)
_AFTER = re.compile(r"everything (?:after|behind) (.+)|(?:stop|end) (?:it )?after (.+)")
_MOVE = re.compile(
    r"(?:(?:and|but|please) )*(?:move|put|do|send|place|create|add|make|bring|shift|let|have|set|"
    r"notify|run|post|schedule) ?(?P<what>.+?)"
    r"(?: (?:up|down|forward|back))?,? (?:(?:come |go |be |right |immediately |directly |only )?(?P<side>before|"
    r"after|behind|"
    r"ahead of|following|once|when) (?P<ref>.+?)|(?P<end>first|last|to the (?:very )?(?:end|top|"
    r"start|beginning|front|bottom)|"
    r"(?:as|at|in) the (?:very )?(?:end|start|beginning|top|first step|last step|first|last)))(?: instead| of all)?",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"(?:first )?(?P<first>(?:the |step ).+?)(?: first)?,? (?:and )?(?:then|comes before|should come before|"
    r"goes before|before) (?P<then>(?:the |step ).+?)|"
    r"(?P<after>(?:the |step ).+?) (?:comes|should come|goes|must come|should be|happens|should happen) (?:after|"
    r"behind) (?P<front>(?:the |step ).+)|"
    r"(?P<sole>(?:the |step ).+?)(?: should| must)? (?:come|comes|goes|go|be|is)? ?(?P<end>first|last)",
    re.IGNORECASE,
)
_DONE = re.compile(r" (?:is|are|was|were|has been|have been|gets|being) .+$|(?<=ing)$", re.IGNORECASE)


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


def spare(said: str, patch: Patch) -> bool:
    """`the boss does not need to know`: what is sent to that person goes."""
    found = _SPARED.fullmatch(said)
    steps = meant(f"bother {found['who']}", patch) if found else None
    if not steps:
        return False
    patch.remove(patch.only(lambda step: any(step is one for one in steps), "message"))
    return True


def empty(said: str, patch: Patch) -> bool:
    """`no deadline`, `remove the priority of the task`, `create the task without a deadline`."""
    removed = _REMOVE.fullmatch(said)
    found = _LACKING.fullmatch(said) or (_PROPERTY.fullmatch(removed["what"] or "") if removed else None)
    return found is not None and _emptied(found, patch)


def remove(said: str, patch: Patch) -> bool:
    """`remove the email`, `drop everything after the task`, `don't notify the boss`."""
    found = _REMOVE.fullmatch(said)
    if not found:
        return False
    what = found["what"] or found["what2"] or found["what3"]
    if after := _AFTER.fullmatch(what):
        steps, at = patch.place(step_called(after[1] or after[2], patch))
        del steps[at + 1 :]
        return True
    parts = [one for one in _AND.split(what) if one]
    if _MAY_BE_NEW.match(said) and not all(meant(one, patch) for one in parts):
        return False
    targets = [all_called(one, patch) for one in parts]
    if not targets or not all(targets):
        return False
    for step in (step for group in targets for step in group or ()):
        patch.remove(step)
    return True


def keep(said: str, patch: Patch) -> bool:
    """`only keep the task`, `only notify the supervisor`: the others of its kind go, or all others."""
    found = _KEEP.fullmatch(said)
    what = next((part for part in found.groups() if part), "") if found else ""
    if not what or re.match(r"(?:if|when|for|above|over|under|below|from|between|above|after)\b", what, re.IGNORECASE):
        return False
    kept = [meant(one, patch) for one in _AND.split(what) if one]
    if not kept or not all(kept):
        return False
    chosen = [step for group in kept for step in group or ()]
    every = list(patch.steps())
    alike = {step.get("action", step["kind"]) for step in chosen}
    all_of = found is not None and (found["what"] or found["but"])
    others = [step for step in every if all_of or step.get("action", step["kind"]) in alike]
    gone = [step for step in others if not _within(step, chosen)]
    if not gone:
        return False
    for step in gone:
        patch.remove(step)
    return True


def move(said: str, patch: Patch) -> bool:
    """`move the email before the task`, `do the task first`, `create the task before waiting`."""
    found = _MOVE.fullmatch(said)
    what = found["what"].removesuffix(",").removesuffix(" right away") if found else ""
    step = _named(what, patch) if found else None
    if not found or step is None:
        return False
    if found["end"]:
        _to_the_end(step, patch, last=bool(re.search(r"end|last|bottom", found["end"], re.IGNORECASE)))
        return True
    ref = _named(_DONE.sub("", found["ref"]), patch)
    if ref is None:
        return False
    _beside(step, ref, patch, before=found["side"].casefold() in {"before", "ahead of"})
    return True


def order(said: str, patch: Patch) -> bool:
    """`the task first, then the email`, `the email should come after the task`, `the task comes last`."""
    found = _ORDER.fullmatch(said)
    if not found:
        return False
    if found["sole"]:
        step = _named(found["sole"], patch)
        if step is None:
            return False
        _to_the_end(step, patch, last=found["end"].casefold() == "last")
        return True
    one, other = (_named(part, patch) for part in (found["first"] or found["front"], found["then"] or found["after"]))
    if one is None or other is None:
        return False
    if found["after"]:
        _beside(other, one, patch, before=False)
    else:
        _beside(one, other, patch, before=True)
    return True


def _named(words: str, patch: Patch) -> Json | None:
    """The step that is called so; None when there is none, for what may be the words of a new one."""
    found = meant(words, patch)
    return patch.only(lambda step: any(step is one for one in found), words) if found else None


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


def _numbered(said: str, patch: Patch) -> Json:
    return step_called(f"step {said}" if said.isdigit() else said, patch)


def _emptied(found: re.Match[str], patch: Patch) -> bool:
    """Leaves open what a step can do without: its deadline, priority, description."""
    told = found["prop"].casefold()
    name = "priority" if told.endswith("priority") else "description" if told == "description" else "deadline"
    step = steps_called(found["step"], patch) if found["step"] else None
    holders = [one for one in patch.steps() if name in one or name in one.get("fields", {})]
    step = step or patch.only(lambda one: any(one is other for other in holders), name)
    if name not in step and name not in step.get("fields", {}):
        raise Unclear(f"That step has no {name}.")
    step.pop(name, None)
    step.get("fields", {}).pop(name, None)
    return True
