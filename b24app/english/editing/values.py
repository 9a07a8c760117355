"""What a value means that is told in words, by what it is for: people, a moment, a length of time, a number, a stage.

The grammar reads it inside a description that has nothing else in it; a value with more to it is not understood.
"""

from __future__ import annotations

import re
from typing import Any, Final

from pydantic import TypeAdapter

from b24app.english.editing.patch import Json, Patch, Unclear
from b24app.english.editing.words import quoted
from b24app.english.grammar.conditions.negation import opposite
from b24app.plan.plan import Condition

_LEADS: Final = ("", "due ", "in ", "on ", "by ")
_URL = re.compile(r"https?://\S+")
_VERBAL = re.compile(
    r"(?:should|must|be|is|are|to|as|the|an?|use|make|from|with|of|it|them|that|needs?|has|have|"
    r"for|not|only|also|set|move|"
    r"tag|label|put|instead|say|read|called|by)\b ?",
    re.IGNORECASE,
)
_EAGER = re.compile(r"\b(?:at once|right away|immediately|straight away|instead|too|as well|now|later)$", re.IGNORECASE)
_CHANNELS: Final[dict[str, str]] = {
    r"e-?mails?|mails?": "send_email",
    r"sms|text(?: message)?s?": "send_sms",
    r"whats?app(?: message)?s?": "send_whatsapp",
    r"(?:bell )?notifications?|bell": "send_notification",
    r"chat(?: message)?s?|bitrix(?:24)? message": "send_bitrix_message",
}
_LEVELS: Final = {"high": "high", "urgent": "high", "top": "high", "highest": "high", "low": "low", "lowest": "low",
                  "normal": "normal", "medium": "normal", "average": "normal"}  # fmt: skip
_OUTSIDE = re.compile(
    r"(?:(?:the|our|this|that) )?(?:clients?|customers?|buyers?|them|him|her)|\S+@\S+|\+[\d ()-]+", re.IGNORECASE
)
_TIMELY = re.compile(
    r"\d|\b(?:noon|midnight|morning|evening|tomorrow|today|(?:mon|tues|wednes|thurs|fri|satur|"
    r"sun)day|week|month|date)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+)*")
_INSTEAD = re.compile(r"\b(?:in place of|instead of|rather than)\b", re.IGNORECASE)
_METHOD = re.compile(r"(?:an? |the )?(get|post|put|patch|delete)(?: request| method)?", re.IGNORECASE)
_PLAIN = re.compile(r"[\w &+/#€$%'-]{1,60}")


def people(words: str, patch: Patch) -> list[Json] | None:
    """`Anna and the team lead`, `the client`, `sales@acme.test`; names of the plan may be typed without capitals."""
    who = _named_as_in(words.strip(), patch)
    if (
        re.fullmatch(r"[a-z]+(?: [a-z]+)?", who)
        and not _OUTSIDE.fullmatch(who)
        and patch.peek(f'create a task "x" for the {who}')
    ):
        who = f"the {who}"
    outside = [f"send an email to {who}"] if _OUTSIDE.fullmatch(who) else []
    for around in (f'create a task "x" for {who}', *outside):
        read = patch.peek(around)
        steps = read.dump()["steps"] if read and not read.conditions and not read.never else []
        each = [_addressed(step) for step in steps]
        found = [one for people in each for one in people]
        if found and all(each) and (each[0] != _nobody(patch) or _is_told(who, patch)):
            return [one for at, one in enumerate(found) if one not in found[:at]]
    return None


def _nobody(patch: Patch) -> list[Json]:
    """Who gets a task that is for nobody."""
    read = patch.peek('create a task "x"')
    return _addressed(read.dump()["steps"][0]) if read else []


def _is_told(who: str, patch: Patch) -> bool:
    """Whether the words name somebody: "the owner" does, "the call" does not."""
    read = patch.peek(f"notify {who}")
    return read is not None and len(read.steps) == 1


def moment(words: str, patch: Patch) -> Any | None:
    """`3 days`, `tomorrow`, `next Friday at 5 pm`, `2 days before the close date`: a deadline."""
    for lead in _LEADS:
        read = patch.peek(f'create a task "x" {lead}{words}')
        steps = read.dump()["steps"] if read and not read.conditions else []
        if (
            len(steps) == 1
            and steps[0]["kind"] == "action"
            and set(steps[0]["fields"]) == {"title", "assignee", "deadline"}
        ):
            return steps[0]["fields"]["deadline"] if steps[0]["fields"]["title"] == "x" else None
    return None


def wait(words: str, patch: Patch) -> Json | None:
    """`3 days`, `half an hour`, `until 9 am`, `2 hours before the meeting`: a wait, without its id."""
    bare = re.sub(r"^(?:wait|for) ", "", words, flags=re.IGNORECASE)
    if _NAME.fullmatch(bare) and not _TIMELY.search(bare):
        return None
    leads = ("wait", "wait until") if _TIMELY.search(bare) else ("wait",)
    for told in (f"{lead} {bare}" for lead in leads):
        read = patch.peek(f"{told}, then add the tag x")
        steps = read.dump()["steps"] if read and not read.conditions else []
        if len(steps) == 2 and steps[0]["kind"] in {"delay", "delay_until"}:  # noqa: PLR2004 - and the tag
            return {key: value for key, value in steps[0].items() if key not in {"id", "span"}}
    return None


def interval(words: str, patch: Patch) -> Json | None:
    """`every 2 days`, `daily`, `once a week`, `a week`: how often something is repeated."""
    for told in (words, f"every {words}"):
        read = patch.peek(f"remind the responsible {told}, 3 times")
        steps = read.dump()["steps"] if read and not read.conditions else []
        if len(steps) == 1 and steps[0]["kind"] == "repeat" and steps[0].get("max") == 3:  # noqa: PLR2004 - as said
            every: Json = steps[0]["every"]
            return every
    return None


def comparison(words: str, patch: Patch, field: str = "the amount") -> list[Json] | None:
    """`over 5000`, `between 1000 and 5000`, `at least 10k`, of that field."""
    read = patch.peek(f"only if {field} is {words}, add the tag x")
    if read is None or len(read.steps) != 1:
        return None
    rows: list[Json] = read.dump()["conditions"]
    return rows or None


def field_called(words: str, patch: Patch) -> str | None:
    """The field of the record that is called so."""
    words = "amount" if words == "size" else words
    read = patch.peek(f"only if the {re.sub(r'^(?:the|its) ', '', words)} is empty, add the tag x")
    rows = read.dump()["conditions"] if read else []
    return str(rows[0]["field"]) if len(rows) == 1 else None


def operator(words: str, patch: Patch) -> str | None:
    """`below`, `at least`: how a number is compared."""
    rows = comparison(f"{words} 1", patch)
    return str(rows[0]["op"]) if rows and len(rows) == 1 and rows[0].get("value") == 1 else None


def number(words: str, patch: Patch) -> float | None:
    """`5000 EUR`, `10k`."""
    rows = comparison(f"over {words}", patch)
    value = rows[0].get("value") if rows and len(rows) == 1 else None
    return value if isinstance(value, int | float) else None


def stage(words: str, patch: Patch) -> str | None:
    """`Delivery`, `the stage "In work"`."""
    if _EAGER.search(words) or (_VERBAL.match(words) and not words.casefold().startswith("the ")):
        return None
    read = patch.peek(f"move it to {words}")
    steps = read.dump()["steps"] if read and not read.conditions else []
    found = steps[0]["fields"]["stage"] if len(steps) == 1 and steps[0].get("action") == "move_stage" else None
    return str(found) if found and not _VERBAL.match(str(found)) else None


def label(words: str, _: Patch) -> str | None:
    """A tag, a value of a field, a name: what stands in quotes, or a few words without anything else in them."""
    if given := quoted(words):
        return given[0] if len(given) == 1 and words.strip("\"' ") == given[0] else None
    return (
        words
        if _PLAIN.fullmatch(words)
        and not _INSTEAD.search(words)
        and not _EAGER.search(words)
        and not _VERBAL.match(words)
        else None
    )


def quote(words: str, _: Patch) -> str | None:
    """A text, which stands in quotes."""
    given = quoted(words)
    return given[0] if len(given) == 1 and words.strip("\"' ") == given[0] else None


def url(words: str, _: Patch) -> str | None:
    """A web address."""
    return words if _URL.fullmatch(words) else None


def level(words: str, _: Patch) -> str | None:
    """`high`, `urgent`, `normal priority`."""
    return _LEVELS.get(re.sub(r"^(?:an? |of )|[ -]prio(?:rity)?$", "", words.casefold()))


def method(words: str, _: Patch) -> str | None:
    """`GET`, `a POST request`."""
    found = _METHOD.fullmatch(words)
    return found[1].upper() if found else None


def channel(words: str, _: Patch) -> str | None:
    """`WhatsApp`, `an SMS`, `by e-mail`: the action that sends that way."""
    bare = re.sub(r"^(?:by|via|through|over|as|an?|the|in|on|with|using)\s+(?:an?\s+|the\s+)?", "", words.casefold())
    return next((action for pattern, action in _CHANNELS.items() if re.fullmatch(pattern, bare)), None)


def _addressed(step: Json) -> list[Json]:
    """Whom the step is for, when it is the one asked for and has got nothing but that person from the words."""
    fields = step.get("fields", {})
    if step.get("action") == "create_task" and fields.get("title") == "x" and set(fields) == {"title", "assignee"}:
        return list(fields["assignee"])
    if step.get("action") == "send_email" and set(fields) == {"to", "subject", "body"}:
        return list(fields["to"])
    return []


def _named_as_in(words: str, patch: Patch) -> str:
    """With the capitals that names have in the plan or at the start of a word."""
    if re.fullmatch(r"[a-z]+", words) and words in {name.casefold() for name in patch.names()}:
        return words.capitalize()
    return words


def inverted(rows: list[Json]) -> list[Json]:
    """The conditions under which those do not hold."""
    if any(len(group) > 1 for row in rows for group in row.get("any", [])) or (
        len(rows) > 1 and any("any" in row for row in rows)
    ):
        raise Unclear("That condition has several parts. Say what must hold instead: “only if …”.", ("condition",))
    holder = TypeAdapter(tuple[Condition, ...])
    return list(holder.dump_python(opposite(holder.validate_python(rows)), mode="json", exclude_none=True))
