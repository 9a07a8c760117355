"""Put one thing in the place of another: "Olga instead of Anna", "Instagram, not Facebook", "replace “A” with “B”".

What is to go says where: it is looked up among all that the plan holds, and what comes is read as the same kind of
thing. What stands at several places of one kind is replaced at each, as it was said; of several kinds, it is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from b24app.english.editing.adding import read_steps
from b24app.english.editing.patch import Json, Patch, Unclear
from b24app.english.editing.referring import meant, steps_called
from b24app.english.editing.slots import Slot, slots
from b24app.english.editing.words import quoted

_AFRESH = r"(?:,? ?(?:instead of|rather than|in place of|in lieu of|and not|but not|not)) "
_VERBS = "send|use|make|notify|create|wait|assign|it|ask"
_CHANGES = "change|switch|turn|rename|update|set|raise|lower|increase|reduce|extend|shorten|correct|make|move"
_FORMS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<new>.+?){_AFRESH}(?P<old>.+?)",
        r"(?:instead of|rather than|in place of) (?P<old>.+?),\s*(?P<new>.+)",
        rf"(?:instead of|rather than|in place of) (?P<old>.+?) (?P<new>(?:{_VERBS}).+)",
        r"(?:replace|substitute|exchange|swap) (?P<old>.+?) (?:with|by|for|to) (?P<new>.+)",
        rf"(?:{_CHANGES}) (?:it |that |this |the [\w -]+? )?(?:from )?(?P<old>.+?) (?:to|into|->|=>|→) (?P<new>.+)",
        r"not (?P<old>.+?)(?:,? but|,) (?P<new>.+)",
        r"(?P<old>.+?) (?:should be|must be|has to be|->|=>|→|becomes) (?P<new>.+)",
    )
)
_EXCHANGE = re.compile(r"(?:swap|switch|exchange) (?:around )?(.+?) (?:and|with) (.+)", re.IGNORECASE)
_IN_CASE = re.compile(r"(?:for|if|when|in|on|after|before|otherwise)\b", re.IGNORECASE)
_LEADING = re.compile(
    r"^(?:tag|label|use|take|make|have|let|put|set|send|give|write|notify|tell|inform|assign|ask|wait|move|"
    r"do|start|run|change|go|"
    r"switch|alert|ping|remind|e-?mail|text|message|with|to|for|by|via|through|as|into|until|in|from|it|them|that|this|"
    r"should|be|read|say|is|are|i meant|i mean|of course|goes|go|only|and|but|the|an?|all|hand|over|pass|every|due)\s+",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"\s+(?:know(?: about it)?|approve|decide|sign(?: it| off)?|do (?:it|that|the task)|approve it|"
    r"do the approval|instead|approves?(?: it)?|"
    r"should approve(?: it)?|take (?:it|care of it)|please)$",
    re.IGNORECASE,
)
_COMMAND = re.compile(r"(?:remove|delete|drop|only|don't|never|add|also|if|when|unless)\b", re.IGNORECASE)


def replace(said: str, patch: Patch) -> bool:
    """`Olga instead of Anna`, `use WhatsApp, not SMS`, `replace the task with a comment "x"`."""
    if _COMMAND.match(said):
        return False
    return any(_replaced(old, new, patch) for old, new in _pairs(said))


def exchange(said: str, patch: Patch) -> bool:
    """`swap Peter and Olga`: what stands at two places, each in the place of the other."""
    found = _EXCHANGE.fullmatch(said)
    places = [[slot for slot in slots(patch) if _holds(slot, one, patch)] for one in found.groups()] if found else []
    if not all(places) or len({slot.kind for part in places for slot in part}) != 1 or not places:
        return False
    values = [part[0].value for part in places]
    for part, value in zip(places, reversed(values), strict=True):
        for slot in part:
            slot.put(value, patch)
    return True


def _pairs(said: str) -> Iterator[tuple[str, str]]:
    for form in _FORMS:
        if found := form.fullmatch(said):
            yield found["old"].strip(" ,"), found["new"].strip(" ,")


def _replaced(old: str, new: str, patch: Patch) -> bool:
    places = [slot for slot in slots(patch) if slot.kind != "field" and _holds(slot, old, patch)]
    if places and (pairs := _read(places, new, patch)):
        if len({slot.kind for slot, _ in pairs}) > 1:
            raise Unclear(f"“{old}” stands at several places: which one do you mean?", choices=_names(places, patch))
        if pairs[0][0].kind == "channel" and len(pairs) > 1:
            raise Unclear(f"There are several: which {old} do you mean?", choices=_names(places, patch))
        for slot, value in pairs:
            slot.put(value, patch)
        return True
    return _step_replaced(old, new, patch)


def _read(places: list[Slot], new: str, patch: Patch) -> list[tuple[Slot, Any]]:
    """The places with what comes there: of the words, the longest end that has a meaning at any."""
    for words, lead in _values(new):
        step = steps_called(lead, patch) if lead else None
        meant = [slot for slot in places if step is None or slot.step is step]
        read = [(slot, value) for slot in meant if (value := slot.read(words, patch)) is not None]
        if read:
            return read
    return []


def _values(new: str) -> Iterator[tuple[str, str]]:
    """What may be the value in the words, and the step named before it: `send the email to Anna`."""
    words = new
    seen = set()
    while words not in seen:
        seen.add(words)
        yield words, ""
        if (short := _TRAILING.sub("", words)) != words:
            yield short, ""
        words = _LEADING.sub("", words, count=1)
    if said := re.fullmatch(
        r"(?:(?:the |a )?(?:comment|text|message|title|subject|name|task|tag) )(\"[^\"]*\")", new, re.IGNORECASE
    ):
        yield said[1], ""
    if found := re.fullmatch(r"(.+?) (?:is|are|should be|must be|goes|should go) (?:for|to) (.+)", new, re.IGNORECASE):
        yield found[2], found[1]
    if found := re.fullmatch(r"(?:send|assign|give|address|move|hand) (the .+?) (?:to|for) (.+)", new, re.IGNORECASE):
        yield found[2], found[1]


def _holds(slot: Slot, old: str, patch: Patch) -> bool:
    """Whether that is what stands there."""
    value = slot.value
    if value is None or value == {}:
        return False
    given = quoted(old)
    bare = given[0] if given else re.sub(r"^(?:the|an?|from|to|for|by|due|in|at) ", "", old, flags=re.IGNORECASE)
    if slot.kind in {"text", "label", "word"} or (slot.kind == "stage" and isinstance(value, str)):
        return isinstance(value, str) and bare.casefold() == value.casefold()
    if given:
        return False
    if slot.kind == "people":
        return _is_named(value, bare) or slot.read(old, patch) == value
    return any(slot.read(told, patch) == value for told in dict.fromkeys((old, bare)))


def _is_named(people: list[Json], words: str) -> bool:
    """Whether that is what one person's name, or a part of it, is: "sales" of the Sales Team, "Anna" of Anna Berg."""
    name = people[0].get("name", "").casefold() if len(people) == 1 else ""
    told = words.casefold()
    return bool(name) and (told == name or (told in name.split() and len(told) > 2))  # noqa: PLR2004 - no "of", "it"


def _step_replaced(old: str, new: str, patch: Patch) -> bool:
    """`replace the task with a comment "x"`: other steps in the place of one."""
    named = meant(old, patch) if re.match(r"(?:the|that|step)\b", old, re.IGNORECASE) else None
    step = steps_called(old, patch) if named else None
    steps = read_steps(new, patch) if step and not _IN_CASE.match(new) else None
    if step is None or steps is None or len(steps) > 1:
        return False
    there, at = patch.place(step)
    there[at : at + 1] = steps
    return True


def _names(places: list[Slot], patch: Patch) -> tuple[str, ...]:
    return tuple(dict.fromkeys(patch.name(slot.step) if slot.step else "what starts it" for slot in places))
