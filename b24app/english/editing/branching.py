"""Swap the branches of a choice, invert what it asks, route people, and leave cases without a step."""

from __future__ import annotations

from b24app.english.editing import values
from b24app.english.editing.cases import choices_of, gone, only_choice
from b24app.english.editing.forms import Forms
from b24app.english.editing.patch import Patch, Unclear
from b24app.english.editing.values import inverted

_GO = "[should|must|shall|will] (go|goes / be assigned|given) to <who>"
_ROUTED = Forms(
    f"(everybody|everyone|everything|all else / [all] [the] other|others / the rest) {_GO}",
    f"[all] [the] <value> leads|deals|ones|quotes|invoices|contacts|companies {_GO}",
)
_TURN = Forms(
    "(swap|switch|exchange|flip|reverse / turn around) [the] [two|both] (branches|cases|paths / if and [the]"
    " else|otherwise)",
    "[it's|do|make] [it] [exactly] the other way round|around",
)
_INVERT = Forms(
    "(invert|negate|reverse|flip / turn around) [the|that] condition|if|check|logic",
    "[do] [exactly] the opposite",
)


def swap(said: str, patch: Patch) -> bool:
    """`swap the branches`, `the other way round`, `invert the condition`."""
    turned, inverts = _TURN.read(said) is not None, _INVERT.read(said) is not None
    choices = choices_of(patch)
    if inverts and not choices and patch.told.get("conditions"):
        patch.told["conditions"] = inverted(patch.told["conditions"])
        return True
    if not inverts and not (turned and choices):
        return False
    choice = only_choice(choices, patch)
    if len(choice["branches"]) > 1:
        raise Unclear("There are more than two branches. Which ones do you mean?")
    branch = choice["branches"][0]
    if choice.get("otherwise"):
        branch["steps"], choice["otherwise"] = choice["otherwise"], branch["steps"]
    else:
        branch["when"] = inverted(branch["when"])
    return True


def without(said: str, patch: Patch) -> bool:
    """`drop the otherwise`, `delete what happens on rejection`."""
    emptied = [patch.emptied(case) for case in gone(said, patch)]
    return any(emptied)


def routed(said: str, patch: Patch) -> bool:
    """`Google leads go to Maria`, `everybody else goes to Anna`: to whom a branch assigns the record."""
    found = _ROUTED.read(said)
    choices = choices_of(patch)
    people = values.people(found["who"], patch) if found and choices else None
    if not found or people is None:
        return False
    value = found.get("value", "").casefold()
    lists = [choice.get("otherwise", []) for choice in choices if not value]
    lists += [
        branch["steps"]
        for choice in choices
        for branch in choice["branches"]
        if value and any(str(row.get("value", "")).casefold() == value for row in branch["when"])
    ]
    assigned = [step for steps in lists for step in steps if step.get("action") == "assign_responsible"]
    if len(assigned) != 1:
        return False
    assigned[0]["fields"]["assignee"] = people
    return True
