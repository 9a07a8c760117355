"""Change how long something takes, and how often: waits, deadlines, repeats. The grammar reads the times."""

from __future__ import annotations

import re
from typing import Final

from b24app.english.editing import values
from b24app.english.editing.forms import LENGTH, Forms
from b24app.english.editing.patch import Json, Patch, Unclear
from b24app.english.editing.slots import Slot, offset_of, slots

_LEADS = "[better|rather] [make] [it|that|this] [should|must] [be|is] [to]"
_FINE = "[long] [[is|will|would|should] [be] enough|fine|ok|okay|better|sufficient|it|instead|please|actually]"
_TIMES = Forms(f"{_LEADS} <lead> <when> {_FINE}", f"{_LEADS} <when> {_FINE}")
_KINDS: Final = {"wait": {"wait"}, "due": {"moment"}, "within": {"moment"}, "every": {"interval"}}
_LEAD: Final = {*_KINDS, "at", "for", "until", "in", "after"}
_MORE = re.compile(r"\b(?:and|if|when|then|first|before|after)\b", re.IGNORECASE)
_SIDE = Forms("<how> before|earlier [it|that]", "<how> after|later [it|that]", "<how> before|after the <what>")
_LONGER = Forms(
    f"{LENGTH} later|longer|more|extra|earlier|sooner|shorter|less", "<how> later|longer|earlier|sooner|shorter"
)
_SOONER = re.compile(r"\b(?:earlier|sooner|shorter|less)\b", re.IGNORECASE)
_EXTRA = re.compile(r"\b(?:more|extra|additional) ((?:minute|hour|day|week|month)s?)\b", re.IGNORECASE)
_EARLIER = re.compile(r"\b(?:before|earlier)\b", re.IGNORECASE)
_LONGEST = 9
_ONCE = Forms(
    "[do|send|create|notify|remind] [it|this|that|them|him|her] [only|just] (once / one time / a single time)"
    " [only / is enough]",
    "(don't|never|stop|no|not|without|remove|drop / do not / no need to|for) [the] [any]"
    " repeat|repeating|repeated|repetition|repetitions|repeats|loop|loops [it|that|this]",
    "[do not / don't] do it again and again",
)
_OFTEN = Forms(
    "[make|do|send|repeat|run|change|better|rather|only|just / it should be] [it|that] [to] <how>"
    " [is enough|fine / please / instead]"
)
_HOW_OFTEN: Final = ("every", "each", "per", "a", "an", "daily", "weekly", "monthly", "hourly", "once", "twice", "one")
_ENDLESS = Forms(
    "(no|without / remove|drop the|any) limit|maximum|cap|max|end [on|to] [how often] [the|of] [repeats|times]",
    "[repeat] [it] (as often as needed|necessary / without|no limit|end / endlessly|forever)",
    "no|any limit on|to how often|many [times]",
)
_ENDS = Forms("[repeat|do|send] [it|that|this|them] <end>", "stop it <stop>")
_ASK = "decide|answer|approve|respond|react|sign|reply"
_WHO = "[she|he|they|it|them|him|her / the <who>]"
_DECIDES = Forms(
    f"[give|allow|grant] {_WHO} [has|have|get|gets|must|should|needs|need] [to] {_ASK} within|in <how>",
    f"[give|allow|grant] {_WHO} [has|have|get|gets] <how> (to {_ASK} / for the decision|approval|answer /"
    " for deciding|answering|approving) [it]",
    f"[give|allow|grant] <name> [has|have|gets] <how> to {_ASK} [it]",
)


def duration(said: str, patch: Patch) -> bool:
    """Only a time: `10 am`, `tomorrow instead`, `3 business days`, `wait a week`. For the only place with one."""
    for told in _TIMES.readings(_EXTRA.sub(r"\1 longer", said)):
        lead = told.get("lead", "").casefold()
        if (not lead or lead in _LEAD) and _timed(told["when"], _KINDS.get(lead), patch):
            return True
    return False


def _timed(words: str, kinds: set[str] | None, patch: Patch) -> bool:
    if len(words.split()) > _LONGEST or (kinds == {"wait"} and patch.besides):
        return False
    timed = [slot for slot in slots(patch) if slot.kind in (kinds or {"wait", "moment", "interval"}) and slot.value]
    side = _SIDE.read(words)
    moved = [slot for slot in timed if offset_of(slot)] if side else []
    if side and moved:
        told = values.wait(side["how"], patch)
        if len(moved) != 1 or told is None or "amount" not in told:
            return False
        sign = -1 if _EARLIER.search(words) else 1
        offset_of(moved[0])["offset"] = {"amount": sign * told["amount"], "unit": told["unit"]}
        return True
    if longer := _LONGER.read(words):
        return _moved(timed, longer["how"], -1 if _SOONER.search(words) else 1, patch)
    read = [(slot, value) for slot in timed if not _MORE.search(words) and (value := slot.read(words, patch))]
    if len(read) > 1:
        raise Unclear("Which time do you mean?", choices=tuple(patch.name(slot.step) for slot, _ in read if slot.step))
    for slot, value in read:
        slot.put(value, patch)
    return bool(read)


def _moved(timed: list[Slot], words: str, sign: int, patch: Patch) -> bool:
    """`2 days later`, `a day less`: so much from what it is."""
    told = values.wait(words, patch)
    if told is None or not timed:
        return False
    was = timed[0].value
    if len(timed) > 1 or not isinstance(was, dict) or was.get("unit") != told.get("unit"):
        raise Unclear("How long should it be then, all in all?", ("delay",))
    timed[0].put({**was, "amount": was["amount"] + sign * told["amount"]}, patch)
    return True


def repeated(said: str, patch: Patch) -> bool:
    """`daily please`, `send it just once`, `at most 5 times`, `until it is paid`, `no limit`: of the only repeat."""
    repeats = [step for step in patch.steps() if step["kind"] == "repeat"]
    if len(repeats) != 1:
        return False
    if _ONCE.read(said) is not None:
        steps, at = patch.place(repeats[0])
        steps[at : at + 1] = repeats[0]["steps"]
        return True
    if _ENDLESS.read(said) is not None:
        return repeats[0].pop("max", None) is not None
    found = _OFTEN.read(said)
    often = found["how"] if found and found["how"].casefold().startswith(_HOW_OFTEN) else ""
    if every := values.interval(often, patch) if often else None:
        repeats[0]["every"] = every
        return True
    return any(_ended(repeats[0], told.get("end") or f"stop {told['stop']}", patch) for told in _ENDS.readings(said))


def _ended(repeat: Json, words: str, patch: Patch) -> bool:
    """`at most 5 times`, `until it is paid`: when it ends."""
    read = patch.peek(f"remind the responsible every day, {words}")
    steps = read.dump()["steps"] if read and not read.conditions else []
    ends = {key: steps[0][key] for key in ("max", "until") if steps[0].get(key)} if len(steps) == 1 else {}
    repeat |= ends
    return bool(ends)


def decided(said: str, patch: Patch) -> bool:
    """`she has 2 days to decide`, `give them a week to answer`: how long an approval or a form waits."""
    asked = [step for step in patch.steps() if step["kind"] in {"approval", "ask"}]
    told = [value for found in _DECIDES.readings(said) if asked and (value := values.moment(found["how"], patch))]
    if not told:
        return False
    patch.only(lambda step: any(step is one for one in asked), "approval")["deadline"] = told[0]
    return True
