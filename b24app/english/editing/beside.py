"""At the same time or one after another: "notify the owner at the same time", "not in parallel"."""

from __future__ import annotations

import re

from b24app.english.editing.adding import new_steps
from b24app.english.editing.patch import Json, Patch, Unclear
from b24app.english.editing.referring import meant

_TIME = r"(?:at the same time|in parallel|meanwhile|simultaneously|concurrently)"
_SIDE = re.compile(
    rf"(?:and |also )*{_TIME}(?: (?:as|with|to) (?P<ref>(?:the |step )[\w -]+?))?[,:]?\s+(?P<what>.+)|"
    rf"(?P<what2>.+?) {_TIME}(?: (?:as|with|to) (?P<ref2>.+))?",
    re.IGNORECASE,
)
_ONE_BY_ONE = re.compile(
    r"(?:(?:do|run|make|let) (?:it|them|that|these|this|both|all|everything|the steps) (?:run |"
    rf"happen )?)?(?:please )?(?:not {_TIME}|one (?:after|by) (?:the other|another|one)|"
    r"sequentially|in sequence|step by step|in order|one at a time|after each other)|don't (?:do|"
    rf"run) (?:it|them|that|everything) {_TIME}|no parallel(?:ism| steps| branches)?",
    re.IGNORECASE,
)
_TOGETHER = re.compile(
    r"(?:do|run|make|start|let) (?:it|them|that|these|this|both|all|everything|all of them|all (?:two|"
    r"three|four|five)|both of them|the (?:two )?steps|both steps|all steps)(?: steps)?(?: run|"
    r" happen)? "
    rf"(?:{_TIME}|all at once|together|parallel)|(?:all|both)(?: two| three| four| five| of them|"
    rf" steps)? {_TIME}|{_TIME}",
    re.IGNORECASE,
)


def one_by_one(said: str, patch: Patch) -> bool:
    """`not in parallel`, `do them one after the other`."""
    if not _ONE_BY_ONE.fullmatch(said):
        return False
    step = patch.only(lambda one: one["kind"] == "parallel", "parallel part")
    steps, at = patch.place(step)
    steps[at : at + 1] = [one for lane in step["lanes"] for one in lane["steps"]]
    return True


def together(said: str, patch: Patch) -> bool:
    """`do them at the same time`: the steps of a plan that has nothing but actions."""
    if not _TOGETHER.fullmatch(said):
        return False
    steps = patch.main
    if len(steps) < 2 or any(step["kind"] != "action" for step in steps):  # noqa: PLR2004 - beside each other
        raise Unclear("Which steps should run at the same time?", choices=tuple(map(patch.name, patch.steps())))
    patch.main[:] = [patch.node("parallel", lanes=[patch.node("lane", steps=[step]) for step in steps])]
    return True


def beside(said: str, patch: Patch) -> bool:
    """`at the same time notify the owner`, `… in parallel with the task`: beside the last step, or that one."""
    found = _SIDE.fullmatch(said)
    if not found:
        return False
    ref = found["ref"] or found["ref2"]
    steps = new_steps(found["what"] or found["what2"], patch)
    there, at = _place(ref, patch)
    lane = patch.node("lane", steps=steps)
    if there[at]["kind"] == "parallel":
        there[at]["lanes"].append(lane)
        return True
    there[at] = patch.node("parallel", lanes=[patch.node("lane", steps=[there[at]]), lane])
    return True


def _place(ref: str | None, patch: Patch) -> tuple[list[Json], int]:
    """Where the step stands that the new ones run beside: the part that is parallel already, when it is in one."""
    main = patch.main
    if not ref or ref.casefold() in {"it", "that", "this", "them"}:
        return main, len(main) - 1
    found = meant(ref, patch)
    if not found:
        raise Unclear(f"Which step is “{ref}”?", choices=tuple(map(patch.name, patch.steps())))
    step = patch.only(lambda one: any(one is other for other in found), ref)
    around = next(
        (
            one
            for one in patch.steps()
            if one["kind"] == "parallel" and any(lane["steps"] == [step] for lane in one["lanes"])
        ),
        None,
    )
    return patch.place(around or step)
