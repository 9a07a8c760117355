"""Change under which conditions the workflow or a branch runs: "only above 5000 EUR", "forget about the source"."""

from __future__ import annotations

import re
from typing import Any, Final

from b24app.english.editing import values
from b24app.english.editing.forms import Forms
from b24app.english.editing.patch import Json, Patch, Unclear
from b24app.english.editing.referring import meant
from b24app.english.editing.slots import guards
from b24app.english.editing.values import inverted
from b24app.english.grammar.words.lexer import lex
from b24app.english.grammar.words.lexicon import Turns
from b24app.plan.vocabulary import family

_THING = (
    "condition|conditions|restriction|restrictions|limit|limits|limitation|filter|filters|criterion|criteria|if|guard|"
    "requirement|requirements"
)
_GONE = (
    "(forget about / take out|away / get rid of / remove|delete|drop|without|no|ignore|lift|skip|forget|scrap)"
    " [the|any|that|all] [the]"
)
_RECORDS = "deal|lead|one|record|deals|leads|records|contacts|companies|invoices|quotes"
_NONE = Forms(
    f"{_GONE} {_THING}",
    "[run|do] [it|this] (always|unconditionally / every time / in any|every case / no matter what)",
    f"[it's|it|that] [is|runs|should] [run] for (all of them / every|all|any [<_>] {_RECORDS})",
)
_WITHOUT = Forms(
    f"{_GONE} {_THING} (on|about|for|of|regarding / that checks) <on>",
    f"{_GONE} <on> {_THING}",
    "(forget about / never mind / forget|ignore|disregard) <on>",
    "take|leave <on> out|away",
    "(regardless|independent|irrespective of / whatever / no matter) [what] <on> [is]",
    f"[for {_RECORDS}] of|with any <on>",
    "for all|any|every <on>",
    "<on> (doesn't / does not) matter [anymore / any more]",
)
_ONLY: Final = ("only", "just", "provided", "as long as", "unless", "except", "but not", "not", "skip it", "if")
_ANSWERS = re.compile(r"if .*\b(?:approved|rejected|declined|answers?)\b", re.IGNORECASE)
_LEADING = Forms(
    "but|and|also|please",
    "(it / let|make|run|do|start it|this / this) [should|must] [run|apply|start / be done]",
)
_ONLY_SO = Forms(
    "(restrict|limit|narrow|confine it|this|that|the [workflow] [down] to / apply it|this only to) <for>",
    "for <for> only",
    "(add|insert|with|include / put in) a|the|another condition [that|for|on] <if>",
    "if <if> only",
)
_LEFT_OUT = Forms(
    "(skip|ignore|exclude / leave out) for=(deals|leads|invoices|quotes|contacts|companies|tasks|ones <_>)"
)
_EXCEPT = Forms("for all|any|every <field> (except|but / other than / but not) [for|from] [the] <value>")
_WHERE = "side=(if|when|where|for|on|with|unless / in case)"
_OF_STEP = Forms(
    f"[do|send|create|make] <what> [should|must|is|are] [be] [sent|done|created|made|planned] only|just {_WHERE} <if>",
    "[do|send|create|make] <what> side=(unless) <if>",
    f"<what> should|must only|just [be] [sent|done|created|made|planned] {_WHERE} <if>",
    f"no=(skip|omit|drop|remove|no / leave out / don't send|create|do / do not send|create|do) <what> {_WHERE} <if>",
)
IDLE = Turns(
    (
        "[just] do nothing [else|more|at] [all]",
        "don't do anything [else|more]",
        "do not do anything [else|more]",
        "nothing [happens|else|more]",
        "nothing should happen",
        "[just] skip|ignore|leave it|them|that|those|these [ones|leads|deals|out|alone|be]",
        "[just] leave|let it|them|that|those|these leads|deals|ones alone|be",
        "[just] stop [there|it]",
    )
)
_WHEN = Forms("[but|and] if|when <when> [then]")
_COMPARED = Forms(
    "[make] [it / the amount|limit|sum|value] [should|must|is] [be] <how> [(not / instead of / rather than) <old>]"
    " [instead]"
)
_MORE = Forms(
    "and|also [also] [for|from / if|when it is] <value>", "or [for|from] <value>", "include|allow <value>",
    "<there> or|and <value>", "<value>",
)  # fmt: skip
_MOST_WORDS = 3
_LISTED: Final = {"eq", "in"}


def none(said: str, patch: Patch) -> bool:
    """`remove the condition`, `always`."""
    if _NONE.read(said) is None:
        return False
    if not patch.told.get("conditions"):
        raise Unclear("There is no condition for the whole workflow.", ("condition",))
    patch.told["conditions"] = []
    return True


def of_step(said: str, patch: Patch) -> bool:
    """`the task only if the amount is above 10k`, `skip the email for deals below 500`: a condition of one step."""
    for found in _OF_STEP.readings(said):
        steps = meant(found["what"], patch) or []
        rows = guard(f"only {found['side']} {found['if']}", patch) if len(steps) == 1 else []
        if rows:
            there, at = patch.place(steps[0])
            branch = patch.node("branch", when=inverted(rows) if found.get("no") else rows, steps=[steps[0]])
            there[at] = patch.node("choice", branches=[branch], otherwise=[])
            return True
    return False


def without(said: str, patch: Patch) -> bool:
    """`remove the condition on the source`, `forget about the amount`, `for all sources`: of one field."""
    names = [name for found in _WITHOUT.readings(said) for name in (found["on"], found["on"].removesuffix("s"))]
    fields = [field for name in names if (field := values.field_called(name, patch))]
    lists = next((lists for field in fields if (lists := _about(field, patch))), [])
    if not lists:
        return False
    if len(lists) > 1:
        raise Unclear(f"There are several conditions on {names[0]}.", ("condition",))
    kept = [row for row in lists[0] if row.get("field") not in fields]
    if not kept and lists[0] is not patch.told["conditions"]:
        raise Unclear("Then nothing decides between the branches. Which steps should stay?", ("condition",))
    lists[0][:] = kept
    return True


def bare(said: str, patch: Patch) -> bool:
    """`under 1000`, `at least 10000, not over`: of the one number that conditions ask for."""
    found = _COMPARED.read(said)
    numbers = [row for rows in guards(patch) for row in rows if isinstance(row.get("value"), int | float)]
    fields = {row["field"] for row in numbers if row.get("field")}
    rows = values.comparison(found["how"], patch, *fields) if found and len(fields) == 1 else None
    lists = _about(next(iter(fields)), patch) if rows else []
    if not rows or len(lists) != 1 or found is None or found["how"][0].isdigit():
        return False
    _put(rows, lists[0])
    return True


def only(said: str, patch: Patch) -> bool:
    """`only above 5000 EUR`, `unless the source is Facebook`: a guard of the whole; the same field is replaced."""
    beside = _beside_idle(said)
    if beside != said and (nothing := _WHEN.read(beside)):
        rows = guard(f"if {nothing['when']}", patch)
        return bool(rows) and _also(inverted(rows), patch)
    words = _as_told(_LEADING.behind(said))
    if not words.casefold().startswith(_ONLY) or _ANSWERS.match(words):
        return False
    rows = guard(words, patch) or (guard(f"only for {words[5:]}", patch) if words.startswith("only ") else [])
    return bool(rows) and _also(rows, patch)


def _as_told(words: str) -> str:
    """The condition as descriptions tell it: `for all countries except Germany`, `restrict it to leads from Rome`."""
    if told := _EXCEPT.read(words):
        field = re.sub("s$", "", re.sub("ies$", "y", told["field"]))
        return f"only if the {field} is not {told['value']}"
    if left_out := _LEFT_OUT.read(words):
        return f"not for {left_out['for']}"
    told = _ONLY_SO.read(words)
    return words if told is None else f"only for {told['for']}" if "for" in told else f"only if {told['if']}"


def _also(rows: list[Json], patch: Patch) -> bool:
    """Asks for that too before anything is done."""
    fields = {row.get("field") for row in rows}
    elsewhere = [rows for rows in guards(patch)[1:] if any(row.get("field") in fields for row in rows)]
    if elsewhere and not any(row.get("field") in fields for row in patch.told["conditions"]):
        raise Unclear("A branch already asks for that. Say “under 1000” to change it there.", ("condition",))
    _put(rows, patch.told["conditions"])
    return True


def more(said: str, patch: Patch) -> bool:
    """`also for Instagram`, `Website or Instagram`: one more value of the only condition that compares with a name."""
    rows = [row for rows in guards(patch) for row in rows if _is_named(row)]
    for found in _MORE.readings(said) if len(rows) == 1 else ():
        there = rows[0]["value"] if isinstance(rows[0]["value"], list) else [rows[0]["value"]]
        if "there" in found and found["there"].casefold() not in [str(one).casefold() for one in there]:
            continue
        sure = "there" in found or said.casefold().startswith("or ")
        if (sure or patch.besides) and (value := _one_more(rows[0], found["value"], patch, sure=sure)):
            rows[0] |= {"op": "in", "value": [*there, value]}
            return True
    return False


def _one_more(row: Json, words: str, patch: Patch, *, sure: bool) -> Any | None:
    """The value that the words are for the field of that condition; where it may be a person, only a known one."""
    field = row["field"]
    read = values.comparison(words, patch, field) if len(words.split()) <= _MOST_WORDS else None
    if not read or len(read) != 1 or read[0]["op"] != "eq" or "instead" in words.casefold():
        return None
    known = sure or any(one.get("field") == field for one in guard(f"only for {_noun(patch)}s from {words}", patch))
    return read[0].get("value") if known else None


def _noun(patch: Patch) -> str:
    return family(patch.told["entity"])


def idle(words: str) -> bool:
    """Whether they say that nothing is done."""
    return bool(words) and not _beside_idle(words)


def _beside_idle(said: str) -> str:
    """What is said before or after "do nothing"; all where that is not said."""
    tokens = lex(said)
    for at in range(len(tokens)):
        found = IDLE.find(tokens, at)
        if found and found.end == len(tokens):
            return said[: tokens.at(at).start].rstrip(" ,")
        if found and at == 0:
            return said[tokens.at(found.end).start :]
    return said


def guard(words: str, patch: Patch) -> list[Json]:
    """What the words ask for before anything is done; empty for nothing, and for more than that."""
    read = patch.read(f"{words}, add the tag x") or patch.read(f"add the tag x {words}")
    if (
        read is None
        or read.never
        or len(read.steps) != 1
        or read.steps[0].kind != "action"
        or _beside_idle(words) != words
    ):
        return []
    rows: list[Json] = read.dump().get("conditions", [])
    return rows


def _about(field: str | None, patch: Patch) -> list[list[Json]]:
    return [rows for rows in guards(patch) if field and any(row.get("field") == field for row in rows)]


def _put(rows: list[Json], there: list[Json]) -> None:
    """The rows in the place of those about the same fields, or behind the others."""
    fields = {row.get("field") for row in rows}
    at = next((index for index, row in enumerate(there) if row.get("field") in fields), len(there))
    there[:] = [*there[:at], *rows, *(row for row in there[at:] if row.get("field") not in fields)]


def _is_named(row: Json) -> bool:
    value = row.get("value")
    return row.get("op") in _LISTED and isinstance(value, str | list)
