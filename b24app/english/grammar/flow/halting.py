"""Where nothing is done (any more): "do nothing", "stop there", "leave it as is", "skip otherwise"."""

from __future__ import annotations

from b24app.english.grammar.draft import Draft, Halt, Turn, When
from b24app.english.grammar.heads.head import head
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.turns import HALT

_ALONE = {".", ",", ";", ")", "!"}


def halted(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Reads "do nothing", "stop there", "leave it as is"."""
    if _not_then(tokens, at, draft):
        draft.items.append(Halt(at, at + 1 + (tokens.word(at + 1) == "not")))
        return draft.items[-1].end
    found = HALT.find(tokens, at) if draft.items or draft.clause else None
    tested = bool(draft.items) and isinstance(draft.items[-1], When)
    alone = tokens.word(at) in ({"nothing", "fine", "good", "great", "perfect"} if tested else {"nothing"}) and (
        tokens.kind(at + 1) in {"END", "NEWLINE"}
        or tokens.word(at + 1) in _ALONE
        or (tokens.word(at + 1) in {"if", "unless", "for"} and tokens.word(at) == "nothing")
    )
    last = draft.frames[-1] if draft.frames else None
    if alone and last is not None and last.end == at:
        return None  # "an e-mail tells the client nothing"
    if alone and not found:
        draft.items.append(Halt(at, at + 1))
        return at + 1
    step = head(tokens, at) if found else None  # "keep the owner informed"
    ends = found.end if found and not (step and step.end > found.end) else at
    if _stops_and(tokens, at, ends):
        return ends if _is_last(tokens, ends, draft) else None
    goes_on = tokens.row(ends - 2, 2) == ("no", "more") and not _closes(tokens, ends)  # "no more than twice"
    if not found or ends == at or goes_on or tokens.word(ends) in {"when", "once", "after", "as", "until"}:
        return None
    draft.items.append(Halt(at, found.end))
    return found.end


def _closes(tokens: Tokens, at: int) -> bool:
    return tokens.kind(at) in {"END", "NEWLINE"} or tokens.word(at) in _ALONE


def _stops_and(tokens: Tokens, at: int, end: int) -> bool:
    """Whether "stop and tell the owner" stands there: a step comes first, and no more behind it."""
    stops = end > at and tokens.word(at) in {"stop", "halt", "hold"} and tokens.word(end) in {"and", "&", "but"}
    return stops and head(tokens, end + 1) is not None


def _is_last(tokens: Tokens, end: int, draft: Draft) -> bool:
    return not draft.frames and not any(tokens.word(place) in {".", ";"} for place in range(end, len(tokens) - 2))


def _not_then(tokens: Tokens, at: int, draft: Draft) -> bool:
    """Whether "don't" or "not" alone closes a case: "if it has moved on - don't"."""
    last = draft.items[-1] if draft.items else None
    case = isinstance(last, When) or (isinstance(last, Turn) and last.kind == "else")
    end = at + 1 + (tokens.word(at) == "do" and tokens.word(at + 1) == "not")
    word = tokens.word(at) in {"don't", "not"} or end > at + 1
    return case and word and (tokens.kind(end) in {"END", "NEWLINE"} or tokens.word(end) in _ALONE)
