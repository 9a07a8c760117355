"""Change how long something takes: waits, deadlines, repeats."""

from __future__ import annotations

import re
from typing import Any, Final

from b24app.english.editing import values
from b24app.english.editing.patch import Json, Patch, Unclear
from b24app.english.editing.referring import steps_called
from b24app.english.editing.slots import Slot, slots
from b24app.english.editing.words import DURATION, length, lengths
from b24app.plan.vocabulary import ACTIONS

_LENGTH = re.compile(
    r"(?:(?:make|change|set|turn|extend|shorten|increase|reduce|raise)\s+)?(?P<what>it|that|this|"
    r"(?:the )?(?:(?!after |before )[a-z' -]+? )?(?:wait|delay|pause|deadline|due date|interval|period|"
    r"time|limit|repeat))?"
    r"(?:\s+(?:should be|must be|has to be|is|to|be|=|of|into))*\s*(?:(?P<lead>wait|due in|within|every|"
    rf"in|after)\s+)?{DURATION}"
    rf"(?P<rest>(?:\s+(?:instead(?: of .+)?|rather than .+|not .+|long))?)"
)
_TIMES = re.compile(
    r"(?:repeat(?: it)? |do (?:it|that|this) |send (?:it|that) )?(?:at (?:the )?most|max(?:imum)?(?: of)?|"
    r"up to|not more (?:often )?than|stop (?:it )?after|only|"
    r"no more than)\s+(\w+)\s+times?|(?:repeat(?: it)? )?(\d{1,3}) times(?: at most| max)?"
)
_UNTIL = re.compile(r"(?:repeat (?:it|that) )?until (.+)")
_LONGEST = 9
_ONCE = re.compile(
    r"(?:(?:do|send|create|notify|remind) (?:it|this|that|them) )?(?:only|just)? ?(?:a single time|"
    r"one time|once)(?: only| is enough)?|"
    r"(?:don't|do not|never|stop|no(?: need (?:to|for))?|without|remove the|drop the) ?(?:repeat(?:ing)?(?: it|"
    r" that| this)?|repetitions?|repeats?|loops?)|"
    r"(?:no|not) repeat(?:ed|ing)?|do not do it again and again",
    re.IGNORECASE,
)
_OFTEN = re.compile(
    r"(?:(?:make it|do it|do that|send it|repeat it|repeat|run it|better|change it to|it should be|only|just|rather) )*"
    r"(?P<how>(?:once |one time )?(?:every|each|per|an?|daily|weekly|monthly|hourly|once|twice)\b.*?)(?: is enough|"
    r" is fine| please| instead(?: of .+)?)?",
    re.IGNORECASE,
)
_DECIDES = re.compile(
    r"(?:(?:give|allow|grant) )?(?:she|he|they|it|them|him|her|the \w+|[A-Z]\w+)?(?: has| have|"
    r" gets?| must| should| needs? to)? ?"
    r"(?:(?:decide|answer|approve|respond|react) (?:within|in) (?P<within>.+)|(?P<how>.+?) (?:to|"
    r"for) (?:decid|answer|approv|respond|react|sign|the (?:decision|approval|answer))\w*(?: it)?)",
    re.IGNORECASE,
)
_TIMED: Final = ("delay", "repeat", "wait", "delay_until")


def duration(said: str, patch: Patch) -> bool:
    """`make it 3 days`, `wait a week instead`, `due in 5 days`, `every 2 days instead`, `2 hours before`, `10 am`."""
    found = _LENGTH.fullmatch(said.casefold())
    waits = [step for step in patch.steps() if step["kind"] in {"delay", "delay_until"}]
    leads = {"due in", "every", "wait"} if len(waits) == 1 and not patch.besides else {"due in", "every"}
    if not found or not (found["what"] or found["rest"].strip() or (found["lead"] or "") in leads):
        return _alone(said, patch)
    told, what = length(found), (found["what"] or "").strip()
    if re.search(r"\b(?:one|needs?)\b", what):
        return False
    step = _timed(what, found["lead"] or "", lengths(found["rest"]), patch)
    if step["kind"] == "repeat":
        step["every"] = told
    elif step["kind"] == "delay":
        step |= told
    elif step["kind"] in {"approval", "ask", "wait"}:
        step["deadline"] = told
    elif step["kind"] == "delay_until":
        _until(step, told)
    else:
        name = "deadline" if "deadline" in ACTIONS[step["action"]].fields else "datetime"
        step["fields"][name] = told
    return True


def _until(step: Json, told: Json) -> None:
    """A length of time for what waited until a moment: as far from it as told, where it was some time from it."""
    if step.get("offset"):
        step["offset"] = told | {"amount": told["amount"] if step["offset"]["amount"] > 0 else -told["amount"]}
        return
    kept = {key: step[key] for key in ("id", "span") if key in step}
    step.clear()
    step.update(kept | {"kind": "delay", **told})


def _alone(said: str, patch: Patch) -> bool:
    """Only a time: `10 am`, `tomorrow instead`, `3 business days`. It is for the only place that has one."""
    words = re.sub(
        r"^(?:better|rather|make it|at|due|until|wait|for|it should be|in) |,? (?:instead|please|(?:is|"
        r"would be|should be|will be) (?:enough|fine|ok|okay|better))$",
        "",
        said,
        flags=re.IGNORECASE,
    )
    if re.search(r"\b(?:and|if|when|then)\b", words) or len(words.split()) > _LONGEST:
        return False
    timed = [slot for slot in slots(patch) if slot.kind in {"wait", "moment", "interval"} and slot.value]
    before = re.fullmatch(
        r"(?P<how>.+?) (?P<side>before|earlier|after|later)(?: (?:it|that|the \w+))?", words, re.IGNORECASE
    )
    if before and (moved := [slot for slot in timed if _offset(slot)]):
        told = values.wait(before["how"], patch)
        if len(moved) != 1 or told is None or "amount" not in told:
            return False
        sign = -1 if before["side"].casefold() in {"before", "earlier"} else 1
        _offset(moved[0])["offset"] = {"amount": sign * told["amount"], "unit": told["unit"]}
        return True
    if re.search(r"\b(?:first|before|after|then)\b", words, re.IGNORECASE):
        return False
    due = [slot for slot in timed if slot.kind == "moment"] if said.casefold().startswith("due") else timed
    read = [(slot, value) for slot in due if (value := slot.read(words, patch)) is not None]
    if len(read) > 1:
        raise Unclear("Which time do you mean?", choices=tuple(patch.name(slot.step) for slot, _ in read if slot.step))
    for slot, value in read:
        _until(slot.holder, value) if slot.kind == "wait" and _offset(slot) and "amount" in value else slot.put(
            value, patch
        )
    return bool(read)


def _offset(slot: Slot) -> Json:
    """The holder of a distance from a moment, of a wait or of a deadline; empty for a time without one."""
    holder = slot.holder if slot.kind == "wait" else slot.value
    return holder if isinstance(holder, dict) and holder.get("offset") else {}


def repeated(said: str, patch: Patch) -> bool:
    """`daily please`, `once a week is enough`, `don't repeat it`, `send it just once`."""
    repeats = [step for step in patch.steps() if step["kind"] == "repeat"]
    if len(repeats) != 1:
        return False
    if _ONCE.fullmatch(said):
        steps, at = patch.place(repeats[0])
        steps[at : at + 1] = repeats[0]["steps"]
        return True
    found = _OFTEN.fullmatch(said)
    every = values.interval(found["how"], patch) if found else None
    if every is None:
        return False
    repeats[0]["every"] = every
    return True


def decided(said: str, patch: Patch) -> bool:
    """`she has 2 days to decide`, `give them a week to answer`: how long an approval or a form waits."""
    found = _DECIDES.fullmatch(said)
    asked = [step for step in patch.steps() if step["kind"] in {"approval", "ask"}]
    told = values.moment(found["how"] or found["within"], patch) if found and asked else None
    if told is None:
        return False
    patch.only(lambda step: any(step is one for one in asked), "approval")["deadline"] = told
    return True


def times(said: str, patch: Patch) -> bool:
    """`at most 5 times`."""
    found = _TIMES.fullmatch(said.casefold())
    repeat = next((step for step in patch.steps() if step["kind"] == "repeat"), None)
    if not found or repeat is None:
        return False
    told = found[1] or found[2]
    number = {"once": 1, "twice": 2, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "ten": 10}.get(told)
    repeat["max"] = number or (int(told) if told.isdigit() else 0)
    return True


def until(said: str, patch: Patch) -> bool:
    """`until it is paid`, of a repeat."""
    found = _UNTIL.fullmatch(said)
    repeat = next((step for step in patch.steps() if step["kind"] == "repeat"), None)
    if not found or repeat is None:
        return False
    read = patch.read(f"remind the responsible every day until {found[1]}")
    loop = next((step for step in read.dump()["steps"] if step["kind"] == "repeat"), None) if read else None
    if loop is None or not loop.get("until"):
        raise Unclear("Until what should it repeat?", ("end",))
    repeat["until"] = loop["until"]
    return True


def _timed(what: str, lead: str, old: list[dict[str, Any]], patch: Patch) -> Json:
    """The step whose time is meant: the one named, the one with the old length, or the only one there is."""
    bare = re.sub(r"^(?:it|that|this|the)\b\s*", "", what)
    named = re.fullmatch(
        r"(?:(.+?)(?:'s)? )?(wait|delay|pause|deadline|due date|interval|period|time|limit|repeat)?", bare
    )
    noun, kind = (named[1], named[2]) if named else (bare, None)
    if noun and (step := steps_called(bare, patch) or steps_called(noun, patch)):
        return step
    steps = list(patch.steps())
    if old:
        same = [
            step
            for step in steps
            if old[0]
            in (_length_of(step), step.get("every"), step.get("deadline"), step.get("fields", {}).get("deadline"))
        ]
        if len(same) == 1:
            return same[0]
    if kind in {"deadline", "due date"} or lead in {"due in", "within"}:
        due = [
            step
            for step in steps
            if step["kind"] in {"approval", "ask", "wait"}
            or step.get("action") in {"create_task", "set_reminder", "schedule_call"}
        ]
        return patch.only(lambda step: step in due, "deadline")
    if kind in {"interval", "repeat"} or lead == "every":
        return patch.only(lambda step: step["kind"] == "repeat", "repeat")
    waits = [step for step in steps if step["kind"] in _TIMED]
    if not waits:
        waits = [step for step in steps if "deadline" in step or "deadline" in step.get("fields", {})]
    return patch.only(lambda step: step in waits, "wait")


def _length_of(step: Json) -> Json:
    return {"amount": step.get("amount"), "unit": step.get("unit")}
