"""A part of an action in a sentence of its own: "Subject: "…".", "The text should read "…".", "Call the task "…"."."""

from __future__ import annotations

from b24app.english.grammar.draft import Draft, Turn
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.slots.facts import payload_apart
from b24app.english.grammar.slots.fill import fill
from b24app.english.grammar.slots.parties import OWNED, SENDS
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Turns

_LABELS = {
    "for", "to", "assignee", "responsible", "owner", "due", "text", "body", "message", "subject", "title",
    "description", "deadline", "priority", "content", "wording",
}  # fmt: skip
_OWNERS = {"assignee", "responsible", "owner"}
_THING = "[task|to-do|reminder|deal|quote|invoice|contact|company|record|call]"
_IS = "is|reads|says|:|="
_OUGHT = "should|must|shall|will|is|has [to] be|read|say"
_WORDS = "text|body|message|content|wording|words"
_NAMED = Turns(
    (
        f"call|name|title|entitle|label it|this|that|the|her {_THING} [:]",
        f"it|this|that|the {_THING} is|'s|should|must|shall|will [to] [be] called|named|titled|entitled [:]",
        f"[with|and|use] [as] [the|its|a] title|name {_IS}",
        "give it|this|that|them the|a title|name|heading|headline [of|:]",
        f"[the|its] title|name {_OUGHT}",
    )
)
_SUBJECT = Turns(
    (
        f"[the|its] subject [line] [of the|it email|mail|message] {_IS}",
        f"[the|its] subject [line] [of the|it email|mail|message] {_OUGHT}",
    )
)
_TEXT = Turns(
    (
        f"[the|its] {_WORDS} [of the|it email|mail|message|sms] {_IS}",
        f"[the|its] {_WORDS} [of the|it email|mail|message|sms] {_OUGHT}",
        "[and] it|this|that|they should|must|shall|will|has [to] read|say",
        "[and] it|this|that reads|says",
    )
)


def apart(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Reads "Subject: "…"", "The subject is "…"", "Call it "…"" where an action was told before."""
    last = next((item for item in reversed(draft.items) if not isinstance(item, Turn)), None)
    named = _quoted(tokens, at, last) if isinstance(last, Frame) else None
    if named:
        return named
    labelled = tokens.word(at) in _LABELS and tokens.word(at + 1) in {":", "=", "is"}
    unowned = labelled and tokens.word(at) in _OWNERS and isinstance(last, Frame) and last.action not in OWNED
    if not isinstance(last, Frame) or not labelled or unowned:
        return payload_apart(tokens, at, draft)
    last.end = at
    fill(tokens, last)
    return last.end if last.end > at else None


def _quoted(tokens: Tokens, at: int, last: Frame) -> int | None:
    """The name, subject or text of the action, told by a sentence that ends with it in quotes."""
    for lexicon in (_NAMED, _SUBJECT, _TEXT):
        found = lexicon.find(tokens, at)
        if found and tokens.kind(found.end) == "QUOTED" and _kept(last, lexicon, tokens.at(found.end).inner):
            return found.end + 1
    return None


def _kept(last: Frame, lexicon: Turns, said: str) -> bool:
    """Whether the action has a place for these words that nothing filled yet."""
    sends = (last.channel or last.action) in SENDS
    if lexicon is _SUBJECT:
        fits = (last.channel or last.action) == "send_email" and not last.subject
        last.subject = said if fits else last.subject
        return fits
    if lexicon is _TEXT:
        fits = (sends or last.action == "add_comment") and not last.texts and not last.text
    else:
        made = {"create_contact", "create_company", "create_invoice"}
        fits = last.action in OWNED | made and not last.texts and not last.title
    if fits:
        last.texts.append(said)
    return fits
