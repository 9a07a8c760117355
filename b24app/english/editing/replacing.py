"""Put one thing in the place of another: "Olga instead of Anna", "Instagram, not Facebook", "replace “A” with “B”".

What is to go says where: it is looked up among all that the plan holds, and what comes is read as the same kind of
thing. What stands at several places of one kind is replaced at each, as it was said; of several kinds, it is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from b24app.english.editing import values
from b24app.english.editing.adding import read_steps
from b24app.english.editing.forms import Forms
from b24app.english.editing.patch import Json, Patch, Unclear
from b24app.english.editing.proposals import open_texts
from b24app.english.editing.referring import meant, steps_called
from b24app.english.editing.slots import Slot, slots, slots_of
from b24app.english.editing.words import quoted

_INSTEAD = "(instead of / rather than / in place|lieu of)"
_FORMS: Final = Forms(
    f"<new> ({_INSTEAD} / [and|but] not) <old>",
    "replace|substitute|exchange|swap <old> with|by|for|to <new>",
    "change|switch|turn|rename|update|set|raise|lower|increase|reduce|extend|shorten|correct|make|move"
    " [it|that|this] [from] <old> to|into|->|=>|→ <new>",
    "change|switch|turn|rename|update|set|raise|lower|increase|reduce|extend|shorten|correct|make|move"
    " the <property> [from] <old> to|into|->|=>|→ <new>",
    "(should|must not be / not / don't / do not) [notify|tell|email|text|ask|use|send] [it] [to] <old> but <new>",
    "<old> (should|must be / has to be / ->|=>|→|becomes) <new>",
)
_CHECK = Forms(f"[it|you] [should] (check|test|ask|compare / look at) [for] <new> ({_INSTEAD} / [and] not) <old>")
_LED = Forms(f"{_INSTEAD} <rest>", "no|not <rest>")
_EXCHANGE = Forms("swap|switch|exchange [around] <one> and|with <other>")
_BUT = Forms("but|just|only|please")
_ANEW = Forms("<what> instead")
_NO_STEP = re.compile(r"(?:for|if|when|in|on|after|before|otherwise|due|sent|done|made|given|\w+ed)\b", re.IGNORECASE)
_CHANNELS: Final = {"email", "e-mail", "mail", "text", "sms", "whatsapp", "call"}
_UNIT = re.compile(r"\b(?:business )?(?:minute|hour|day|week|month)s?\b", re.IGNORECASE)
# What may stand before a value: "with WhatsApp", "give it to Olga", "the stage is Offer".
_LEADS: Final = {
    "tag", "label", "use", "take", "make", "have", "let", "put", "set", "send", "give", "write", "notify", "tell",
    "inform", "assign", "ask", "wait", "move", "do", "start", "run", "trigger", "change", "go", "switch", "alert",
    "ping", "remind", "email", "e-mail", "text", "message", "with", "to", "for", "by", "via", "through", "as",
    "into", "until", "in", "from", "it", "them", "that", "this", "should", "be", "read", "say", "is", "are", "mean",
    "meant", "of", "course", "goes", "only", "and", "but", "the", "an", "a", "all", "everything", "hand", "over",
    "pass", "every",
    "due", "just", "stage", "status", "title", "subject", "deadline", "approver", "recipient", "threshold", "limit",
    "i",
}  # fmt: skip
_TAILS: Final = (
    "know", "know about it", "approve", "approve it", "decide", "sign", "sign it", "sign off", "do it", "do that",
    "do the task", "do the approval", "instead", "approves", "approves it", "should approve", "should approve it",
    "take it", "take care of it", "please",
)  # fmt: skip
_NOT_FOR: Final = {"remove", "delete", "drop", "only", "never", "add", "also", "if", "when", "unless"}
_MOST_WORDS = 12


def replace(said: str, patch: Patch) -> bool:
    """`Olga instead of Anna`, `use WhatsApp, not SMS`, `replace the task with a comment "x"`."""
    if said.split(" ", maxsplit=1)[0].casefold() in _NOT_FOR:
        return False
    return any(_asked(found, patch) for found in _CHECK.readings(said)) or any(
        instead_of(old, new, patch) for old, new in _pairs(said)
    )


def _asked(told: dict[str, str], patch: Patch) -> bool:
    """`check the email, not the phone`: the field that a condition asks for."""
    field = values.field_called(told["new"], patch)
    places = [slot for slot in slots(patch) if slot.kind == "asked" and _holds(slot, told["old"], patch)]
    if len(places) != 1 or field is None:
        return False
    places[0].put(field, patch)
    return True


def exchange(said: str, patch: Patch) -> bool:
    """`swap Peter and Olga`: what stands at two places, each in the place of the other."""
    found = _EXCHANGE.read(said)
    places = [[slot for slot in slots(patch) if _holds(slot, one, patch)] for one in found.values()] if found else []
    kinds = {slot.kind for part in places for slot in part}
    if not all(places) or len(kinds) != 1 or kinds == {"channel"}:
        return False  # "the email and the SMS" are steps
    told = [part[0].value for part in places]
    for part, value in zip(places, reversed(told), strict=True):
        for slot in part:
            slot.put(value, patch)
    return True


def instead(said: str, patch: Patch) -> bool:
    """`move it to Closing instead`, `email them instead`: the one step of that kind, or the only one of a case."""
    found = _ANEW.read(said)
    steps = read_steps(found["what"], patch) if found else None
    if not steps or len(steps) > 1:
        return False
    new, there = steps[0], list(patch.steps())
    alike = [step for step in there if step.get("action") == new.get("action")]
    sent = [step for step in there if str(step.get("action")).startswith("send_")]
    old = alike or (sent if str(new.get("action")).startswith("send_") else []) or ([] if patch.whole else there)
    return len(old) == 1 and _becomes(old[0], new, patch)


def remade(step: Json, words: str, patch: Patch) -> bool:
    """`make it an SMS "Hello"`: the step becomes what is told, and keeps what is not told anew."""
    steps = read_steps(words, patch) if re.match(r"an? ", words, re.IGNORECASE) else None
    return steps is not None and len(steps) == 1 and _becomes(step, steps[0], patch)


def _becomes(step: Json, new: Json, patch: Patch) -> bool:
    if "action" not in new or "action" not in step:
        return False
    channel = next((slot for slot in slots_of(step) if slot.kind == "channel"), None)
    if step["action"] == new["action"] or (channel and new["action"].startswith("send_")):
        if channel and channel.value != new["action"]:
            channel.put(new["action"], patch)
        proposed = open_texts(new, patch.told)
        told = {name: value for name, value in new["fields"].items() if name not in proposed}
        step["fields"] |= {name: value for name, value in told.items() if name != "to" or not _is_client(value)}
        return True
    steps, at = patch.place(step)
    steps[at] = new
    return True


def _pairs(said: str) -> Iterator[tuple[str, str]]:
    for found in _FORMS.readings(said):
        yield found["old"], found["new"]
    if led := _LED.read(said):
        words = re.findall(r'"[^"]*"|\S+', led["rest"])
        cuts = range(1, len(words) if len(words) <= _MOST_WORDS else 0)
        for at in sorted(cuts, key=lambda at: not words[at - 1].endswith(",")):
            new = " ".join(words[at:])
            yield " ".join(words[:at]).rstrip(","), _BUT.behind(new)


def instead_of(old: str, new: str, patch: Patch) -> bool:
    """Whether the new could be put in the place of the old, wherever that stands."""
    if old.casefold() in {"it", "that", "this", "them", "he", "she"}:
        return False
    if old.isdigit() and (unit := _UNIT.search(new)):
        old = f"{old} {unit[0]}"
    if new.isdigit() and (unit := _UNIT.search(old)):
        new = f"{new} {unit[0]}"
    places = [slot for slot in slots(patch) if slot.kind not in {"field", "asked"} and _holds(slot, old, patch)]
    sent = meant(new.split(" ")[0], patch) if places and new.split(" ")[0].casefold() in _CHANNELS else None
    places = [slot for slot in places if any(slot.step is step for step in sent)] if sent else places
    if places and (pairs := _read(places, new, patch)):
        if len({slot.kind for slot, _ in pairs}) > 1:
            raise Unclear(f"“{old}” stands at several places: which one do you mean?", choices=_names(places, patch))
        if pairs[0][0].kind == "channel" and len(pairs) > 1:
            raise Unclear(f"There are several: which {old} do you mean?", choices=_names(places, patch))
        for slot, value in pairs:
            slot.put(value, patch)
        return True
    return _step_instead(old, new, patch)


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
    words = new.split(" ")
    while words:
        told = " ".join(words)
        yield told, ""
        yield from ((told.removesuffix(f" {tail}"), "") for tail in _TAILS if told.endswith(f" {tail}"))
        words = words[1:] if words[0].casefold().rstrip(",") in _LEADS else []
    if said := re.fullmatch(
        r"(?:(?:the |a )?(?:comment|text|message|title|subject|name|task|tag) )(\"[^\"]*\")", new, re.IGNORECASE
    ):
        yield said[1], ""
    if found := re.fullmatch(r"(.+?) (?:is|are|should be|must be|goes|should go) (?:for|to) (.+)", new, re.IGNORECASE):
        yield found[2], found[1]
    if found := re.fullmatch(
        r"(?:send|assign|give|address|move|hand) ((?:the|his|her|their) .+?) (?:to|for) (.+)", new, re.IGNORECASE
    ):
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
        return is_called(value, bare) or slot.read(old, patch) == value
    return any(slot.read(told, patch) == value for told in dict.fromkeys((old, bare)))


def is_called(people: list[Json], words: str) -> bool:
    """Whether that is what one person's name, or a part of it, is: "sales" of the Sales Team, "Anna" of Anna Berg."""
    name = people[0].get("name", "").casefold() if len(people) == 1 else ""
    told = words.casefold().removeprefix("the ")
    return bool(name) and (told == name or (told in name.split() and len(told) > 2))  # noqa: PLR2004 - no "of", "it"


def _step_instead(old: str, new: str, patch: Patch) -> bool:
    """`replace the task with a comment "x"`: other steps in the place of one."""
    steps = read_steps(new, patch) if meant(old, patch) and not _NO_STEP.match(new) else None
    step = steps_called(old, patch) if steps else None
    if step is None or steps is None or len(steps) > 1:
        return False
    there, at = patch.place(step)
    there[at : at + 1] = steps
    return True


def _is_client(people: object) -> bool:
    return isinstance(people, list) and any(one["kind"] == "client" for one in people)


def _names(places: list[Slot], patch: Patch) -> tuple[str, ...]:
    return tuple(dict.fromkeys(patch.name(slot.step) if slot.step else "what starts it" for slot in places))
