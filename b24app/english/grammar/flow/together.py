"""Steps at the same time: "in parallel: …", "meanwhile", "while notifying the owner", and what comes after all."""

from __future__ import annotations

from b24app.english.grammar.draft import Draft, Side, Turn
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.head import head, starts_step
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.turns import AFTERWARDS, BRANCH, NUMBERED, PARALLEL

_BEHIND = {",", ";", "and", "-", "&", "+", "plus"}


def together(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Where lanes open, are joined, or end."""
    opened = draft.of(Side)
    after = AFTERWARDS.find(tokens, at) if opened else None
    if after and _closes(tokens, at, draft, opened[-1]):
        draft.items.append(Side("close", at, after.end))
        return after.end
    return _while(tokens, at, draft) or _branch(tokens, at, draft) or _side(tokens, at, draft)


def _closes(tokens: Tokens, at: int, draft: Draft, side: Side) -> bool:
    """Whether the lanes end there: a mere "then" does so only behind a sentence's or a list's end."""
    if tokens.word(at) not in {"then", "and"} or side.kind == "close":
        return side.kind != "close"
    frames = [item for item in draft.items if isinstance(item, Frame) and item.start > side.start]
    return side.kind != "open" or len(frames) > 1


def _while(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Reads "(email the client) while notifying the owner"."""
    start = at + 1 + (tokens.word(at) == "with")
    doing = tokens.word(at) == "while" and tokens.word(start).endswith("ing") and starts_step(tokens, start)
    if not doing or not draft.frames:
        return None
    draft.items.append(Side("with", at, start))
    return start


def _branch(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Past "branch 1:", "the other lane:" where lanes are told."""
    numbered = tokens.word(at) in NUMBERED and len(tokens.word(at + 1)) == 1
    named = BRANCH.find(tokens, at)
    if not (numbered or named):
        return None
    end = named.end if named else at + 2
    if not draft.of(Side):
        draft.items.append(Side("open", at, end))
    return end + (tokens.word(end) in {":", ")", ".", "-"})


def _side(tokens: Tokens, at: int, draft: Draft) -> int | None:
    found = PARALLEL.find(tokens, at)
    if not found:
        return None
    told = [item for item in draft.items if not isinstance(item, Turn)]
    last = draft.items[-1] if draft.items else None
    behind = tokens.word(at - 1) in _BEHIND
    lists = tokens.word(found.end) in {":", "-"} or tokens.kind(found.end) in {"ARROW", "NEWLINE"}
    if tokens.row(at, 2) == ("at", "once") and not told and not lists and starts_step(tokens, found.end):
        return found.end  # "(when a deal is won,) at once email the client"
    if any(isinstance(item, Side) and item.kind == "open" for item in told) and not lists:
        return found.end
    ends = tokens.kind(found.end) in {"END", "NEWLINE"} or tokens.word(found.end) in {".", ",", ";", "then", "!"}
    named = behind and head(tokens, found.end + 1, bare=True) is not None  # "and, in parallel, a task for Ops"
    ends = ends and not (tokens.word(found.end) in {",", "then"} and (named or starts_step(tokens, found.end + 1)))
    starts = isinstance(last, Turn) and not last.soft
    if isinstance(last, Frame) and not lists and (not behind or ends) and not starts_step(tokens, found.end):
        draft.items.append(Side("back", at, found.end))
    else:
        joined = bool(told) and isinstance(told[-1], Frame) and not lists and (behind or starts or last is told[-1])
        draft.items.append(Side("with" if joined else "open", at, found.end))
    return found.end + (tokens.word(found.end) in {":", ",", "-"} or tokens.kind(found.end) == "ARROW")
