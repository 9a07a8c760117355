"""The words that announce a trigger: "when", "as soon as", "with the creation of"."""

from __future__ import annotations

from b24app.english.grammar.lexer import Tokens
from b24app.english.grammar.modifiers import MARKERS
from b24app.english.grammar.repeating import again
from b24app.english.grammar.watched import watched
from b24app.plan import phrases as say

_MOMENTS = {
    "conversion", "creation", "completion", "payment", "receipt", "approval", "acceptance", "registration", "arrival",
}  # fmt: skip
_FOR = {
    "new", "planned", "won", "lost", "incoming", "overdue", "completed", "paid", "approved", "converted", "finished",
    "anything", "anyone", "everything", "everyone", "whoever",
}  # fmt: skip


def marker(tokens: Tokens, index: int) -> int | None:
    """Where the words that announce a trigger end, if some start there."""
    if tokens.word(index) in {"at", "with", "from", "since"} and _moment(tokens, index + 1):
        return index + 1
    if tokens.word(index) == "as" and tokens.word(index + 1) in {"its", "the", "their"}:
        told = watched(tokens, index + 1, "")
        return index + 1 if told and told.value.changed else None
    found = MARKERS.find(tokens, index)
    apart = tokens.word(index) == "on" and MARKERS.find(tokens, index + 2)  # "(ping Anna) on WhatsApp when a deal …"
    if apart or (tokens.word(index) == "once" and again(tokens, index)):
        return None
    if tokens.word(index + 1) in {"all", "both"} and tokens.word(index) in {"when", "once", "after"}:
        return None
    if found and tokens.word(index) == "for" and found.end == index + 1 and tokens.word(found.end) not in _FOR:
        return None
    return found.end + (tokens.word(found.end) == ":") if found else None


def _moment(tokens: Tokens, at: int) -> bool:
    """Whether "the creation of a deal" stands there; behind "with" and "from" only with its record."""
    noun = tokens.past(at, say.DETERMINERS)
    return tokens.word(noun) in _MOMENTS and (tokens.word(at - 1) == "at" or tokens.word(noun + 1) == "of")
