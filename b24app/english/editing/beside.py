"""At the same time or one after another: "notify the owner at the same time", "not in parallel"."""

from __future__ import annotations

from b24app.english.editing.adding import new_steps
from b24app.english.editing.forms import Forms
from b24app.english.editing.patch import Json, Patch, Unclear
from b24app.english.editing.referring import named

_TIME = "(at the same time / in parallel / meanwhile|simultaneously|concurrently)"
_SIDE = Forms(
    f"[and|also] {_TIME} [as|with|to <ref> ,] <what>",
    f"<what> {_TIME} as|with|to <ref>",
    f"<what> {_TIME}",
)
_ALL = "[it|them|that|these|this|both|all|everything] [of them] [the] [two|three|four|five] [steps] [run|happen]"
_ONE_BY_ONE = Forms(
    f"[do|run|make|let] {_ALL} [please] (not {_TIME} / one after|by the other|another|one / sequentially /"
    " in sequence|order / step by step / one at a time / after each other)",
    f"(don't / do not) do|run it|them|that|everything {_TIME}",
    "no parallel|parallelism [steps|branches]",
)
_TOGETHER = Forms(f"[do|run|make|start|let] {_ALL} ({_TIME} / [all] at once / together|parallel)")


def one_by_one(said: str, patch: Patch) -> bool:
    """`not in parallel`, `do them one after the other`."""
    if _ONE_BY_ONE.read(said) is None:
        return False
    step = patch.only(lambda one: one["kind"] == "parallel", "parallel part")
    steps, at = patch.place(step)
    steps[at : at + 1] = [one for lane in step["lanes"] for one in lane["steps"]]
    return True


def together(said: str, patch: Patch) -> bool:
    """`do them at the same time`: the steps of a plan that has nothing but actions."""
    if _TOGETHER.read(said) is None:
        return False
    steps = patch.main
    if len(steps) < 2 or any(step["kind"] != "action" for step in steps):  # noqa: PLR2004 - beside each other
        raise Unclear("Which steps should run at the same time?", choices=tuple(map(patch.name, patch.steps())))
    patch.main[:] = [patch.node("parallel", lanes=[patch.node("lane", steps=[step]) for step in steps])]
    return True


def beside(said: str, patch: Patch) -> bool:
    """`at the same time notify the owner`, `… in parallel with the task`: beside the last step, or that one."""
    found = _SIDE.read(said)
    if not found:
        return False
    steps = new_steps(found["what"], patch)
    there, at = _place(found.get("ref"), patch)
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
    step = named(ref, patch)
    if step is None:
        raise Unclear(f"Which step is “{ref}”?", choices=tuple(map(patch.name, patch.steps())))
    around = next(
        (
            one
            for one in patch.steps()
            if one["kind"] == "parallel" and any(lane["steps"] == [step] for lane in one["lanes"])
        ),
        None,
    )
    return patch.place(around or step)
