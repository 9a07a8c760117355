"""Which tags a record has: "tagged VIP", "that carries the tag inbox", "without the tag test"."""

from __future__ import annotations

from b24app.english.grammar.conditions.fields import breaks, value
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Lexicon, Turns
from b24app.english.grammar.words.lexicons import EVENTS
from b24app.plan.plan import Comparison, Operator

_TAGGED = Turns(
    (
        "[that|which|who] [is|are|was|were|'s] [also] tagged|labelled|labeled [as|with]",
        "[that|which|who] [is|are|was|were|'s] marked with the tag|label",
        "[that|which|who] carries|carrying|carry|bears|bearing|bear|has|have|had the tag|label",
        "with|having [the|a] tag|label [=|:|is]",
    )
)
_UNTAGGED = Turns(
    (
        "[that|which|who] [is|are|was|were] not tagged|labelled|labeled [as|with]",
        "[that|which|who] isn't|aren't|wasn't tagged|labelled|labeled [as|with]",
        "[that|which|who] doesn't|don't have|carry|bear the tag|label",
        "[that|which|who] does|do not have|carry|bear the tag|label",
        "without|lacking|lacks|lack|missing|no [the|any] tag|label",
        "with|has|have no tag|label",
    )
)
_HAVING: Lexicon[bool] = Lexicon(
    {
        "with|having|has|carrying|bearing|carries|bears": True,
        "that|which|who has|have|carries|carry|bears": True,
        "without|lacking|lacks|missing|no": False,
        "doesn't|don't have|carry|bear": False,
        "that|which|who doesn't|don't have|carry|bear": False,
    }
)
_HOW_MANY = {"no", "any", "some"}
_DEALT = {
    "removed", "deleted", "dropped", "cleared", "stripped", "taken", "peeled", "pulled", "added", "set", "applied",
    "attached", "put", "stuck", "slapped",
}  # fmt: skip


def tagged(tokens: Tokens, at: int) -> Found[Comparison] | None:
    """Reads "tagged VIP", "that carries the tag inbox", "having the VIP tag", "not tagged test"."""
    led = _TAGGED.find(tokens, at)
    bare = _UNTAGGED.find(tokens, at) if not led else None
    start = led or bare
    named = tag_named(tokens, start.end) if start else None
    if named and tokens.word(named.end) in _DEALT:
        return None  # "the deal has the tag 'old' removed" is a step
    if start and named:
        op: Operator = "contains" if led else "not_contains"
        return Found(Comparison(field="tags", op=op, value=named.value), named.end)
    having = _HAVING.find(tokens, at)
    start_of = tokens.past(having.end, {"the", "a", "an"}) if having else at
    priced = tokens.row(start_of, 2) == ("price", "tag")
    named = tag_named(tokens, start_of) if having and not priced else None
    if not having or not named or tokens.word(named.end) not in {"tag", "label"}:
        return None
    if tokens.word(named.end - 1) in _HOW_MANY:  # "a deal with no tag"
        op = "empty" if (tokens.word(named.end - 1) == "no") == having.value else "not_empty"
        return Found(Comparison(field="tags", op=op), named.end + 1)
    op = "contains" if having.value else "not_contains"
    return Found(Comparison(field="tags", op=op, value=named.value), named.end + 1)


def tag_named(tokens: Tokens, at: int) -> Found[str] | None:
    """The name of a tag: in quotes, with a capital letter, or one plain word."""
    named = value(tokens, at)
    if named and isinstance(named.value, str):
        return Found(named.value, named.end)
    plain = tokens.kind(at) == "WORD" and not breaks(tokens, at) and not EVENTS.find(tokens, at)
    return Found(tokens.text(at, at + 1), at + 1) if plain else None
