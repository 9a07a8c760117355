"""Do for one what is done for another: "do the same for Anna", "another task for Peter", "send it to the boss too"."""

from __future__ import annotations

from b24app.english.editing import values
from b24app.english.editing.forms import Forms
from b24app.english.editing.patch import Json, Patch, Unclear
from b24app.english.editing.referring import steps_called
from b24app.english.editing.slots import Slot

_SAME = Forms(
    "[and|also|then|please] [do|create|add|send|make|give|have] [exactly]"
    " (the same [thing] / same / one [more] / a copy / a second one / duplicate|copy|repeat|another [one])"
    " [of] [<what>] [also] for|to|with <who>",
)
_TOO = Forms(
    "[and|also|please] send|give|address|do|create [also] what=(it|that|this / the <_>) [also] to|for [also] <who>",
    "[and|also] for|to <who>",
)


def copy(said: str, patch: Patch) -> bool:
    """`do the same for Anna`, `duplicate the task for Peter`, `send it to the boss too`."""
    found = _SAME.read(said)
    if found is None and patch.besides:
        found = _TOO.read(said)
    if found is None:
        return False
    people = values.people(found["who"], patch)
    if people is None:
        raise Unclear(f"Who is “{found['who']}”?", ("recipient",))
    step = _meant(found.get("what", ""), patch)
    twin = patch.copied(step)
    there, at = patch.place(step)
    there.insert(at + 1, twin)
    Slot(twin, twin["fields"], person_field(step), "people").put(people, patch)
    return True


def person_field(step: Json) -> str:
    """The field that says whom an action is for; empty when it is for nobody."""
    fields = step.get("fields", {})
    return next((name for name in ("to", "assignee") if name in fields), "")


def _meant(what: str, patch: Patch) -> Json:
    pronoun = what.casefold() in {"", "it", "that", "this", "thing"}
    step = None if pronoun else steps_called(what, patch)
    if step is None:
        for_somebody = [one for one in patch.steps() if person_field(one)]
        step = patch.only(lambda one: any(one is other for other in for_somebody), "step for somebody")
    if not person_field(step):
        raise Unclear("That step is not for anybody.", ("recipient",))
    return step
