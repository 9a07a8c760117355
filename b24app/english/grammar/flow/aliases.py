"""What a business calls its records: "a policy (deal)", "the doctor's (contact's) city".

The record takes the place of the word there and wherever else the word stands, so that no other rule needs to know.
"""

from __future__ import annotations

from dataclasses import replace

from b24app.english.grammar.conditions.fields import known_field
from b24app.english.grammar.people.meant import person
from b24app.english.grammar.words.lexer import Token, Tokens
from b24app.english.grammar.words.lexicons import EVENTS, NOUNS
from b24app.plan import phrases as say

_RECORDS = {"deal", "lead", "contact", "company", "quote", "invoice", "task"}
_EQUALS = {"=", "i.e", "ie", "aka", "=>"}
_USED = {
    "we",
    "use",
    "these",
    "they're",
    "they",
    "are",
    "have",
    "call",
    "them",
    "this",
    "is",
    "ours",
    "means",
    "meaning",
}
_HERE = {"for", "us", "in", "our", "crm", "here", "with", "bitrix24", "bitrix"}
_LED = {*say.DETERMINERS, "new", "of", "when", "whenever", "once", "if", "per", "as", "and", ""}
_PLURALS = {"company": "companies"}
_SINGULARS = {many: one for one, many in _PLURALS.items()}
_PLACING = {"on", "in", "at", "to", "into", "onto", "by", "from", "for", "with", "via", "through", "under"}
_ENDS = {".", "!", ";", ""}
_SHORTEST = 3


def renamed(tokens: Tokens) -> Tokens:
    """The tokens with such words as the records they stand for."""
    meant: dict[str, str] = {}
    kept: list[Token] = []
    at = 0
    while at < len(tokens):
        glossed = _glossed(tokens, at)
        if glossed:
            said, owns, end = glossed
            meant.setdefault(tokens.word(at), _SINGULARS.get(tokens.word(said), tokens.word(said).removesuffix("s")))
            kept.append(replace(tokens.at(at), word=tokens.word(said)))
            kept.extend(replace(tokens.at(end - 1), kind="OWN", word="'s") for _ in range(owns))
            at = end
            continue
        kept.append(tokens.at(at))
        at += 1
    return Tokens(tokens.source, tuple(_spoken(token, meant) for token in kept)) if meant else tokens


def _spoken(token: Token, meant: dict[str, str]) -> Token:
    """The word as the record it was said to stand for, in its number."""
    if token.kind != "WORD" or not token.text.islower():
        return token
    record = meant.get(token.word)
    several = meant.get(token.word.removesuffix("s")) if not record and token.word.endswith("s") else None
    if several:
        return replace(token, word=_PLURALS.get(several, f"{several}s"))
    return replace(token, word=record) if record else token


def _glossed(tokens: Tokens, at: int) -> tuple[int, bool, int] | None:
    """The place of the record in "policy (a deal)", "doctor's (contact's)", whether it owns something, and the end."""
    owned = tokens.word(at + 1) == "'s"
    opens = at + 1 + owned
    if tokens.word(opens) != "(" or not _may_be_called(tokens, at, owned=owned):
        return None
    start = tokens.past(opens + 1, {*say.DETERMINERS, *_EQUALS, *_USED})
    record = NOUNS.find(tokens, start)
    if not record or record.value not in _RECORDS or record.end != start + 1:
        return None
    close = record.end + (tokens.word(record.end) == "'s")
    close = tokens.past(close, _HERE)  # "orders (deals for us)"
    if tokens.word(close) != ")":
        return None
    behind = tokens.word(close + 1) == "'s"
    changes = EVENTS.find(tokens, tokens.past(close + 1, say.AUXILIARIES))
    if changes and changes.value == "updated" and tokens.at(at).text[:1].isupper() and not owned:
        return None  # "Zone (deal) changes" may speak of a field
    return start, owned or tokens.word(record.end) == "'s" or behind, close + 1 + behind


def _may_be_called(tokens: Tokens, at: int, *, owned: bool) -> bool:
    """Whether a plain word stands there that means nothing else, with nothing before it that says which one."""
    token = tokens.at(at)
    opens = tokens.word(at - 1) in _ENDS or tokens.kind(at - 1) in {"NEWLINE", "ARROW"}
    plain = token.kind == "WORD" and len(token.word) >= _SHORTEST and (token.text.islower() or opens)
    led = tokens.word(at - 1) in _LED or opens or tokens.word(at - 1) in {":", "-", ","}
    before = at - 1
    while tokens.word(before) in {*say.DETERMINERS, "new"}:
        before -= 1
    led = led and tokens.word(before) not in _PLACING  # "a job on the board (a deal)" explains the job
    if not plain or not led or NOUNS.find(tokens, at) or EVENTS.find(tokens, at) or known_field(tokens, at):
        return False
    who = None if owned else person(tokens, at)
    stranger = who and who.value and who.value.kind == "user" and opens and token.word not in say.GIVEN_NAMES
    return who is None or bool(stranger)
