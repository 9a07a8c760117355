"""Change what starts the workflow: "start when the deal is lost", "only when it moves to Contract", "on lost deals"."""

from __future__ import annotations

import re
from typing import Final

from b24app.english.editing import values
from b24app.english.editing.conditions import guard
from b24app.english.editing.patch import Json, Patch, Unclear
from b24app.english.grammar.parser import parse
from b24app.english.reading import Understood
from b24app.plan.vocabulary import family

_MARK = r"(?:when(?:ever)?|once|as soon as|after|if|on|every time|each time|the moment|upon)"
_STARTS = (
    r"(?:(?:let|make|have) (?:it|this|that|the workflow) |(?:it|this|that|the workflow|everything) "
    r"(?:should |must |has to |needs to |shall |is to )?)?(?:only )?(?:start|run|trigger|fire|launch|begin|happen|do)s?"
    r"(?: (?:it|this|that|everything|the workflow|all this))?(?: only)?"
)
_NOT = r",? instead(?: of .+)?| rather than .+|, ?(?:and )?not .+"
_FORMS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_STARTS} {_MARK} (?P<event>.+?)(?: instead)?(?: of .+| rather than .+|, not .+)?",
        rf"(?:not {_MARK} [^,]+?(?:, ?but|,) )?{_MARK} (?P<event>.+?)(?:{_NOT})",
        rf"not {_MARK} [^,]+?(?:,? but|,) {_MARK} (?P<event>.+)",
        r"(?:change|set|switch|make) the (?:trigger|start|event)(?: (?:to|into|be|=))* (?P<event>.+)",
        rf"the (?:trigger|start|event) (?:is|should be|must be|has to be)(?: {_MARK})? (?P<event>.+)",
        r"trigger: (?P<event>.+)",
        r"(?:but )?only (?:when(?:ever)?|once|as soon as|after) (?P<narrow>.+)",
    )
)
_NOUN = r"(?:it|the (?:deal|lead|invoice|quote|task|contact|company))"
_NOUNS: Final = {"spa": "item", "activity": "activity", "list": "item"}


def start(said: str, patch: Patch) -> bool:
    """`when it's lost instead`, `start when a lead is created`, `only when it moves to Contract`."""
    for form in _FORMS:
        found = form.fullmatch(said)
        if not found:
            continue
        narrow = "narrow" in found.groupdict()
        if narrow and guard(said, patch):
            return False
        if values.wait(found["narrow" if narrow else "event"], patch):
            return False
        read = _read(found["narrow" if narrow else "event"], patch)
        if read is None and narrow:
            return False
        if read is None:
            raise Unclear("What should start it?", ("trigger",))
        if patch.besides:
            raise Unclear("A workflow is started by one event. Describe a second workflow for the other.", ("trigger",))
        patch.told |= {"entity": read["entity"], "trigger": read["trigger"]}
        patch.told["trigger"].pop("span", None)
        return True
    return False


def _read(event: str, patch: Patch) -> Json | None:
    """The trigger that the event tells, of the plan's own record where it is only "it"."""
    kind = family(patch.told["entity"])
    noun = _NOUNS.get(kind, kind)
    event = re.sub(rf"^{_NOUN}'s ", "it is ", event, flags=re.IGNORECASE)
    event = re.sub(rf"^{_NOUN}(?= )", lambda found: f"a {found[0].split(' ')[-1]}", event, flags=re.IGNORECASE)
    event = re.sub(r"^a it(?= )", f"a {noun}", event, flags=re.IGNORECASE)
    told = (
        [event] if re.search(rf"\b{noun}|\b(?:a|an|new)\b", event, re.IGNORECASE) else [f"a {noun} is {event}", event]
    )
    for one in told:
        for opening in (f"When {one}", f"Once {one}", f"On {one}"):
            reading = parse(f"{opening}, add the tag x")
            if isinstance(reading, Understood) and not reading.plan.conditions and len(reading.plan.steps) == 1:
                return reading.plan.dump()
    return None
