"""Actions told as nouns: "the creation of an invoice is required", "a notification of the owner should follow"."""

from __future__ import annotations

from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.objects import past_article, record, thing, unquoted
from b24app.english.grammar.people.meant import people
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns

_MAKING = {
    "creation", "issuing", "issuance", "preparation", "generation", "opening", "drafting", "scheduling", "setup",
    "booking", "registration", "addition", "adding", "sending", "dispatch", "placing",
}  # fmt: skip
_TELLING = {"notification", "notifying", "alerting", "informing", "information"}
_HANDING = {"assignment", "transfer", "handover", "reassignment"}
_REMOVING = {"removal", "removing", "deletion"}
_WANTED = Turns(
    (
        "is|are|becomes [also|then|automatically] needed|required|wanted|necessary|expected|due|desired",
        "should|must|shall|will|has|needs [also|then|automatically] [to] follow|happen|occur",
        "should|must|shall|will take place",
    )
)
# What the noun may follow at once: "deal won: creation of an invoice", "(that) triggers the creation of a task".
_CAUSES = {
    ":", "=>", ",", "-", "and", "+", "triggers", "trigger", "causes", "cause", "means", "starts", "requires",
    "triggering", "prompts", "prompt", "entails", "involves", "includes", "demands", "calls", "then",
}  # fmt: skip
_FAR = 10


def nominal(tokens: Tokens, index: int) -> Found[Frame] | None:
    """An action that a noun names, where it is said to be needed."""
    noun = past_article(tokens, index)
    of = noun + 1
    caused = tokens.word(index - 1) in _CAUSES or (tokens.kind(index - 1) == "ARROW" and index > 0) or index == 0
    who = people(tokens, of + 1) if tokens.word(noun) in _HANDING and tokens.word(of) == "to" and caused else None
    if who and who.value:
        return Found(Frame("assign_responsible", index, who.end, owner=who.value), who.end)
    if tokens.word(of) != "of" or (not caused and not any(_WANTED.find(tokens, at) for at in range(of + 1, of + _FAR))):
        return None
    frame = _made(tokens, index, noun, of + 1) or _told(tokens, index, noun, of + 1)
    if not frame:
        return None
    wanted = _WANTED.find(tokens, frame.end)
    frame.end = wanted.end if wanted else frame.end
    return Found(frame, frame.end)


def _made(tokens: Tokens, index: int, noun: int, at: int) -> Frame | None:
    """Reads "the creation of a task", "the removal of the tag hot"."""
    found = thing(tokens, at) if tokens.word(noun) in _MAKING | _REMOVING else None
    removed = tokens.word(noun) in _REMOVING
    if not found or (removed and found[0] != "add_tag"):
        return None
    tag = unquoted(found[1]) if found[0] == "add_tag" else ""
    if found[0] == "add_tag" and not tag and tokens.kind(found[2]) in {"QUOTED", "WORD"}:
        tag = tokens.at(found[2]).inner
        return Frame("remove_tag" if removed else "add_tag", index, found[2] + 1, tag=tag)
    return Frame("remove_tag" if removed else found[0], index, found[2], verb="create", modifiers=found[1], tag=tag)


def _told(tokens: Tokens, index: int, noun: int, at: int) -> Frame | None:
    """Reads "the notification of the owner", "the assignment of the lead to Olga"."""
    if tokens.word(noun) in _TELLING:
        who = people(tokens, at)
        return Frame("send_notification", index, who.end, verb="create", to=who.value) if who and who.value else None
    whose = record(tokens, at) if tokens.word(noun) in _HANDING else None
    who = people(tokens, whose + 1) if whose and tokens.word(whose) == "to" else None
    return Frame("assign_responsible", index, who.end, owner=who.value) if who and who.value else None
