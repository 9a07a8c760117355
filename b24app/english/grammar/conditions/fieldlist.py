"""Several fields of which one thing is told: "neither phone nor email", "both the phone and the email"."""

from __future__ import annotations

from dataclasses import dataclass

from b24app.english.grammar.conditions.currencies import CURRENCY_NAMES
from b24app.english.grammar.conditions.fields import capitalised, known_field, past_own
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found
from b24app.plan import phrases as say
from b24app.plan.plan import AnyOf, Comparison, Condition

_HEADS = {"neither", "either", "both"}
_JOINTS = {"and", "or", "nor", "&", "+", "/"}
_ARTICLES = {"a", "an", "the", "any", "no", "its", "their"}
_KINDS = {"and": "and", "&": "and", "+": "and"}
_VERBS = {"email", "phone", "tag", "contact", "group", "label", "comment", "close", "text"}
_OBJECTS = {
    "the",
    "a",
    "an",
    "our",
    "my",
    "his",
    "her",
    "their",
    "him",
    "them",
    "us",
    "me",
    "everyone",
    "all",
    "template",
}
_MOST = 6


@dataclass(frozen=True)
class FieldList:
    """Two fields or more: `lead` is "neither", "either", "both" or nothing, `joint` is "and" or "or"."""

    lead: str
    names: tuple[str, ...]
    joint: str


def field_list(tokens: Tokens, index: int) -> Found[FieldList] | None:
    """Reads "neither a phone nor an email", "phone, email or company"; a second "no" makes it another condition."""
    lead = tokens.word(index) if tokens.word(index) in _HEADS else ""
    first = field_at(tokens, index + bool(lead))
    if not first:
        return None
    names, joint, end = [first.value], "", first.end
    while not joint and len(names) < _MOST:
        at = end + (tokens.word(end) == ",")
        told = tokens.word(at) if tokens.word(at) in _JOINTS else ""
        more = (
            field_at(tokens, at + bool(told)) if (told or at > end) and tokens.word(at + bool(told)) != "no" else None
        )
        if not more:
            break
        names, joint, end = [*names, more.value], _KINDS.get(told, "or" if told else ""), more.end
    clashes = lead and (lead == "both") != (joint == "and")
    if not joint or clashes or _goes_on(tokens, end):
        return None
    return Found(FieldList(lead, tuple(names), joint), end)


def _goes_on(tokens: Tokens, end: int) -> bool:
    """Whether the last word was no field: "(without a phone) and email the owner", "and phone Ben"."""
    if tokens.word(end - 1) not in _VERBS:
        return False
    named = tokens.at(end).text[:1].isupper() or tokens.kind(end) in {"QUOTED", "EMAIL", "VARIABLE"}
    return named or tokens.word(end) in _OBJECTS


def field_at(tokens: Tokens, index: int) -> Found[str] | None:
    """A field, with its article: one that the table knows, or a name with a capital letter."""
    known = known_field(tokens, index)
    if known:
        return known
    start = past_own(tokens, index)
    if tokens.word(start) == "contact" and tokens.word(start - 1) in _ARTICLES | _JOINTS:
        return Found("contact", start + 1)
    end = capitalised(tokens, start)
    somebody = end == start + 1 and tokens.word(start) in say.GIVEN_NAMES
    code = tokens.at(start).text.isupper() and CURRENCY_NAMES.find(tokens, start) is not None
    return Found(tokens.text(start, end), end) if end > start and not (somebody or code) else None


def all_or_any(rows: tuple[Comparison, ...], joint: str) -> tuple[Condition, ...]:
    """All of the comparisons, or one of them."""
    return rows if joint == "and" else (AnyOf(any=tuple((row,) for row in rows)),)
