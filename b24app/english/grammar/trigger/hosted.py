"""What is logged on a record, told in two nouns: "every new deal note", "when a lead call is logged"."""

from __future__ import annotations

from b24app.english.grammar.heads.objects import verb_at
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found
from b24app.english.grammar.words.lexicons import EVENTS
from b24app.plan import phrases as say

_HOSTS = {"deal", "lead", "contact", "company"}
_LOGGED = {"note", "call", "email"}
_TELLS = {"notify", "tell", "inform", "alert", "post", "create", "send", "let", "ping", "remind", "add", "message"}


def of_host(tokens: Tokens, noun: Found[str], host: str) -> bool:
    """Whether the second noun is what is logged: "a deal note is added", not "on each deal call Ben"."""
    if noun.value not in _LOGGED or host not in _HOSTS:
        return False
    behind = tokens.past(noun.end, say.AUXILIARIES)
    happens = EVENTS.find(tokens, behind) is not None and tokens.word(behind) != "in"
    noted = noun.value == "note" and (
        tokens.word(noun.end) in _TELLS | {",", ":"} or verb_at(tokens, noun.end, "notify")
    )
    return happens or bool(noted)
