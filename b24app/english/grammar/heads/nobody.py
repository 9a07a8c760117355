"""Messages that are to reach nobody: "notify nobody", "e-mails to nobody", "sms no, email no"."""

from __future__ import annotations

from b24app.english.grammar.heads.forbidden import FORBIDS, Never
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns

_NOBODY = Turns(("[to] nobody|noone [else]", "[to] no one [else]", "not a soul"))
_ENDS = {
    ",",
    ".",
    ";",
    "!",
    "?",
    "(",
    ")",
    "-",
    ":",
    "and",
    "then",
    "please",
    "just",
    "only",
    "when",
    "whenever",
    "once",
}
_LEADS = {"and", "but", "please", "then", "also"}
_SAYS = ("send_", "schedule_call")


def to_nobody(tokens: Tokens, index: int) -> Found[Never] | None:
    """Reads "e-mails to nobody", "sms no, email no", "(tag it) and please tell no one"."""
    actions = FORBIDS.get(tokens.word(index))
    refused = tokens.word(index + 1) == "no" and _ends(tokens, index + 2)
    if actions is not None and refused:
        return Found(Never(actions, index, index + 2), index + 2)
    verb = tokens.past(index, _LEADS)
    actions = FORBIDS.get(tokens.word(verb))
    nobody = _NOBODY.find(tokens, verb + 1)
    says = actions is not None and all(action.startswith(_SAYS) for action in actions)
    if not actions or not says or not nobody or not _ends(tokens, nobody.end):
        return None
    others = tokens.word(nobody.end - 1) == "else"
    return Found(Never(() if others else actions, index, nobody.end), nobody.end)


def _ends(tokens: Tokens, at: int) -> bool:
    return tokens.kind(at) in {"END", "NEWLINE", "ARROW"} or tokens.word(at) in _ENDS
