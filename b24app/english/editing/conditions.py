"""Change under which conditions the workflow or a branch runs: "only above 5000 EUR", "forget about the source"."""

from __future__ import annotations

import re
from typing import Final

from b24app.english.editing import values
from b24app.english.editing.forms import Forms
from b24app.english.editing.patch import Json, Patch, Unclear
from b24app.english.editing.slots import guards
from b24app.english.editing.values import inverted
from b24app.english.grammar.words.lexer import lex
from b24app.english.grammar.words.lexicon import Turns
from b24app.plan.vocabulary import family

_WORDS = r"(?:conditions?|restrictions?|limits?|limitations?|filters?|criteria|criterion|if|guards?|requirements?)"
_GONE = r"(?:remove|delete|drop|without|no|ignore|lift|skip|forget(?: about)?|scrap|take (?:out|away)|get rid of)"
_NONE = re.compile(
    rf"{_GONE}(?: the| any| all| all the| that)? {_WORDS}|always|(?:run (?:it )?|do (?:it|this) )?"
    r"(?:always|every time|unconditionally|in (?:any|every) case|no matter what)|"
    r"for (?:all of them|every (?:deal|lead|one|record)|all (?:deals|leads|records|contacts|companies|invoices|quotes))"
)
_WITHOUT = re.compile(
    rf"{_GONE} (?:the )?{_WORDS} (?:on|about|for|of|that checks|regarding) (?P<on>.+)|"
    rf"{_GONE} (?:the )?(?P<named>[\w ]+?) {_WORDS}|"
    r"(?:forget(?: about)?|ignore|disregard|never mind) (?P<field>.+)|"
    r"(?:regardless of|whatever|no matter|independent of|irrespective of)(?: what)? (?P<whatever>.+?)(?: is)?|"
    r"(?:for \w+ )?(?:of|with) any (?P<any_of>size|value|amount|sum|source|currency|stage)|"
    r"for (?:all|any|every) (?P<all>[\w ]+?)s?|(?P<any>(?:the )?[\w ]+?) (?:does not|doesn't) matter(?: any ?more)?"
)
_ONLY = re.compile(
    r"(?:only|just|provided|as long as|unless|except|but not|not|skip it)\b.*|if (?!.*(?:approved|rejected|declined|"
    r"answers?\b)).*",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^(?:but |and |also )*(?:it should |it must |let it |make it |please |run it |run |do it |"
    r"do this |this should |start it )*(?:run |be done |apply |start )?"
    r"(?=only|just|unless|except|if|not|as long|for .+ only$)",
    re.IGNORECASE,
)
_RESTRICT = re.compile(
    r"^(?:(?:restrict|limit|narrow|confine) (?:it|this|that|the workflow)(?: down)? to|apply (?:it|this) only to) ",
    re.IGNORECASE,
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
_EXCEPT = re.compile(
    r"^for (?:all|any|every) (\w+) (?:except|but|other than|but not) (?:for |from )?(?:the )?", re.IGNORECASE
)
_STATED = re.compile(
    r"^(?:add|put in|insert|with|include) (?:a|the|another) condition(?: that|:| for| on)? ?", re.IGNORECASE
)
_COMPARED = re.compile(
    r"(?:it should be |make it |should be |must be |the (?:amount|limit|sum|value) (?:should be|"
    r"must be|is) )?(?P<how>(?:over|above|under|below|"
    r"more than|less than|at least|at most|between|greater than|higher than|lower than|from|up to|"
    r"exactly|>=?|<=?)\b.*?)"
    r"(?:,? (?:not|instead of|rather than) .+| instead)?",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"(?:(?:and |also )+(?:for |from |if it is |when it is )?|or (?:for |from )?|include |allow )"
    r"(?P<value>(?!instead)[\w\"&-]+(?: (?!instead)[\w\"&-]+){0,2})",
    re.IGNORECASE,
)
_SOURCE: Final = "SOURCE_ID"
_LISTED: Final = {"eq", "in"}


def none(said: str, patch: Patch) -> bool:
    """`remove the condition`, `always`."""
    if not _NONE.fullmatch(said.casefold()):
        return False
    if not patch.told.get("conditions"):
        raise Unclear("There is no condition for the whole workflow.", ("condition",))
    patch.told["conditions"] = []
    return True


def without(said: str, patch: Patch) -> bool:
    """`remove the condition on the source`, `forget about the amount`, `for all sources`: of one field."""
    found = _WITHOUT.fullmatch(said.casefold())
    told = next((value for value in found.groupdict().values() if value), "") if found else ""
    field = field_called(told, patch) if told else None
    lists = [rows for rows in guards(patch) if any(row.get("field") == field for row in rows)] if field else []
    if not lists:
        return False
    if len(lists) > 1:
        raise Unclear(f"There are several conditions on {told}.", ("condition",))
    kept = [row for row in lists[0] if row.get("field") != field]
    if not kept and lists[0] is not patch.told["conditions"]:
        raise Unclear("Then nothing decides between the branches. Which steps should stay?", ("condition",))
    lists[0][:] = kept
    return True


def bare(said: str, patch: Patch) -> bool:
    """`under 1000`, `at least 10000, not over`: of the amount, where a condition already is about it."""
    found = _COMPARED.fullmatch(said)
    rows = values.comparison(found["how"], patch) if found else None
    if not rows or len({row.get("field") for row in rows}) != 1:
        return False
    lists = _about(rows[0].get("field"), patch)
    if len(lists) != 1:
        return False
    _put(rows, lists[0])
    return True


def only(said: str, patch: Patch) -> bool:
    """`only above 5000 EUR`, `unless the source is Facebook`: a guard of the whole; the same field is replaced."""
    beside = _beside_idle(said)
    if beside != said and (nothing := _WHEN.read(beside)):
        rows = guard(f"if {nothing['when']}", patch)
        return bool(rows) and _also(inverted(rows), patch)
    words = _EXCEPT.sub(_but_not, _LEADING.sub("", said))
    words = re.sub(r"^(for .+|if .+) only$", r"only \1", words, flags=re.IGNORECASE)
    words = _RESTRICT.sub("only for ", words)
    stated = _STATED.match(words)
    words = f"only if {words[stated.end() :]}" if stated else words
    if not _ONLY.fullmatch(words):
        return False
    rows = guard(words, patch)
    return bool(rows) and _also(rows, patch)


def _but_not(found: re.Match[str]) -> str:
    """`for all countries except …` in the words of a condition."""
    return f"only if the {re.sub('s$', '', re.sub('ies$', 'y', found[1]))} is not "


def _also(rows: list[Json], patch: Patch) -> bool:
    """Asks for that too before anything is done."""
    fields = {row.get("field") for row in rows}
    elsewhere = [rows for rows in guards(patch)[1:] if any(row.get("field") in fields for row in rows)]
    if elsewhere and not any(row.get("field") in fields for row in patch.told["conditions"]):
        raise Unclear("A branch already asks for that. Say “under 1000” to change it there.", ("condition",))
    _put(rows, patch.told["conditions"])
    return True


def more(said: str, patch: Patch) -> bool:
    """`also for Instagram`, `or Instagram`: one more value of the only condition that compares with a name."""
    found = _MORE.fullmatch(said)
    rows = [row for rows in guards(patch) for row in rows if _is_named(row)]
    if not found or len(rows) != 1 or not _is_value(said, found["value"], patch):
        return False
    read = values.comparison(found["value"], patch, rows[0]["field"])
    if not read or len(read) != 1 or read[0]["op"] != "eq":
        return False
    value = rows[0]["value"]
    rows[0] |= {"op": "in", "value": [*(value if isinstance(value, list) else [value]), read[0]["value"]]}
    return True


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


def field_called(words: str, patch: Patch) -> str | None:
    """The field of the record that is called so."""
    words = "amount" if words == "size" else words
    read = patch.peek(f"only if the {re.sub(r'^(?:the|its) ', '', words)} is empty, add the tag x")
    rows = read.dump()["conditions"] if read else []
    return str(rows[0]["field"]) if len(rows) == 1 else None


def _is_named(row: Json) -> bool:
    value = row.get("value")
    return row.get("op") in _LISTED and isinstance(value, str | list)


def _is_value(said: str, value: str, patch: Patch) -> bool:
    """Whether that can be no person: behind "or", and where "from …" names a source."""
    if said.casefold().startswith("or "):
        return True
    noun = family(patch.told["entity"])
    return any(row.get("field") == _SOURCE for row in guard(f"only for {noun}s from {value}", patch))
