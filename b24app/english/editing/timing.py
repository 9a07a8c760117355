"""Change how long something takes: waits, deadlines, repeats."""

from __future__ import annotations

import re
from typing import Any, Final

from b24app.english.editing.patch import Json, Patch, Unclear
from b24app.english.editing.referring import steps_called
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
    r"(?:repeat(?: it)? )?(?:at most|max(?:imum)?(?: of)?|up to|not more than|"
    r"no more than)\s+(\w+)\s+times?|(?:repeat(?: it)? )?(\d{1,3}) times(?: at most| max)?"
)
_UNTIL = re.compile(r"(?:repeat (?:it|that) )?until (.+)")
_TIMED: Final = ("delay", "repeat", "wait", "delay_until")


def duration(said: str, patch: Patch) -> bool:
    """`make it 3 days`, `wait a week instead`, `due in 5 days`, `every 2 days instead`."""
    found = _LENGTH.fullmatch(said.casefold())
    if not found or not (found["what"] or found["rest"].strip() or (found["lead"] or "") in {"due in", "every"}):
        return False
    told, what = length(found), (found["what"] or "").strip()
    step = _timed(what, found["lead"] or "", lengths(found["rest"]), patch)
    if step["kind"] == "repeat":
        step["every"] = told
    elif step["kind"] == "delay":
        step |= told
    elif step["kind"] in {"approval", "ask", "wait"}:
        step["deadline"] = told
    elif step["kind"] == "delay_until":
        steps, at = patch.place(step)
        steps[at] = {"kind": "delay", "id": step["id"], **told}
    else:
        name = "deadline" if "deadline" in ACTIONS[step["action"]].fields else "datetime"
        step["fields"][name] = told
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
