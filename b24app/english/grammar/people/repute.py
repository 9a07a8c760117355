"""What somebody is known for, told behind the name: "Tom, who runs the warehouse,". It changes nothing."""

from __future__ import annotations

from b24app.english.grammar.words.lexer import Tokens
from b24app.plan import phrases as say

# What somebody does all the time; other verbs could be work that is asked for: "Tom, who packs the goods".
_STANDS = {"runs", "heads", "leads", "oversees", "supervises", "manages", "chairs", "owns", "directs", "works", "sits"}
_IS = {"is", "'s", "was"}
_PLACES = {"in", "at", "from", "on"}
_KNOWS = {"knows", "know", "speaks", "speak", "likes", "met", "remembers", "remember", "understands"}
_RECORDS = {"deal", "lead", "contact", "task", "quote", "invoice", "it", "this", "that", "them", "client", "customer"}
_LONGEST = 7


def past_gloss(tokens: Tokens, at: int) -> int | None:
    """Past "who runs the warehouse," up to the comma or the end of the sentence; a closing comma is taken."""
    verb = tokens.word(at + 1)
    if tokens.word(at) in {"he", "she", "they", "who"} and verb in _KNOWS:
        return _remark_end(tokens, at)
    stands = verb in _STANDS and tokens.word(at + 2) in {*say.DETERMINERS, *_PLACES, "with"}
    what = verb in _IS and (tokens.word(at + 2) in say.DETERMINERS or tokens.word(at + 2) in _PLACES)
    if tokens.word(at) != "who" or not (stands or what):
        return None
    end = at + 2
    while tokens.kind(end) == "WORD" and tokens.word(end) not in _RECORDS and end - at < _LONGEST:
        end += 1
    if tokens.word(end) == (")" if tokens.word(at - 1) == "(" else ","):
        return end + 1
    if tokens.word(at - 1) == "(":
        return None
    return end if tokens.kind(end) in {"END", "NEWLINE"} or tokens.word(end) in {".", "!", ";"} else None


def _remark_end(tokens: Tokens, at: int) -> int | None:
    """Past "he knows them)", "she speaks Spanish" at the end of the sentence or of its brackets."""
    end = at + 2
    while tokens.kind(end) == "WORD" and tokens.word(end) not in _NO_REMARKS and end - at < _LONGEST:
        end += 1
    if tokens.word(at - 1) == "(":
        return end + 1 if tokens.word(end) == ")" else None
    if tokens.word(at) == "who" and tokens.word(end) == ",":
        return end + 1
    return end if tokens.kind(end) in {"END", "NEWLINE"} or tokens.word(end) in {".", "!", ";"} else None


_NO_REMARKS = {"and", "or", "but", "if", "unless", "only", "not", "about", "of", "by", "via", "when", "so", "that"}
