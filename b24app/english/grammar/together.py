"""Steps at the same time: "in parallel: …", "meanwhile", "while notifying the owner", and what comes when all are done."""

from __future__ import annotations

from b24app.english.grammar.draft import Draft, Side, Turn
from b24app.english.grammar.frames import Frame
from b24app.english.grammar.heads import starts_step
from b24app.english.grammar.lexer import Tokens
from b24app.english.grammar.lexicon import Turns

_AT_ONCE = "at the same time|moment"
_COUNT = "two|three|four|2|3|4|all|both|several"
_THINGS = "things|steps|actions|tasks|lanes|tracks|branches|paths|threads"
_SIDE = "parallel|simultaneously|concurrently|simultaneous|parallelly|together"
PARALLEL = Turns(
    (
        "[and|all|both|but] [exactly] at [exactly] the [very] same time|moment [as]",
        "[and|all|both] in parallel [with|to] [this|that|it]",
        "[and] [all|both|again] simultaneously|meanwhile|concurrently|parallel|parallelly",
        "[and] in the meantime|meanwhile",
        "side by side",
        "[do|run|start|execute|have] [the] [following] "
        f"[these|them|this|it|both|all] [{_COUNT}] [{_THINGS}] [run|running|happen|happening] [in] {_SIDE} [please|pls]",
        f"[do|run|start|execute|have] [the] [following] [these] [{_COUNT}] {_SIDE} {_THINGS} [please|pls]",
        f"[do|run|start|execute|have] [these|the] [{_COUNT}] {_THINGS} at once|the [same] [time]",
        f"[do|run|start] [these|them|this|it|both|all] [{_COUNT}] [{_THINGS}] at the same time",
        "[all] at once",
        f"[the] following [{_THINGS}] happen|happens|run|runs|start|go|are [done|executed|started] in|at {_SIDE}",
        f"[the] following [{_THINGS}] happen|happens|run|runs|start|go|are [done|executed|started] at the same time",
        f"[both|all|these|they|these|those] [{_THINGS}] run|happen|go|start|are|be [done] [in] {_SIDE}",
        f"[both|all|these|they|these|those] [{_THINGS}] run|happen|go|start|are|be [done] at the same time",
    )
)
_BRANCH = Turns(("[in|on] [the] first|second|third|one|other|another branch|lane|track|path|thread [:]",))
_NUMBERED = {"branch", "lane", "track", "path", "thread"}
_DONE = "done|finished|completed|complete|over|through|ready"
AFTERWARDS = Turns(
    (
        f"[and] [only] after|when|once all|both [of] [them|that|this|three|two|these|those] [steps] [is|are] [{_DONE}]",
        f"[and] [only] after|when|once [these|those|the] [two|three] [steps|branches] [is|are] [{_DONE}]",
        "[and] afterwards|afterward",
        "[and|then] after that|this|these|both",
        "[and] then",
    )
)
_BEHIND = {",", ";", "and", "-", "&", "+"}


def together(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Where lanes open, are joined, or end."""
    opened = [item for item in draft.items if isinstance(item, Side)]
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
    numbered = tokens.word(at) in _NUMBERED and len(tokens.word(at + 1)) == 1
    named = _BRANCH.find(tokens, at)
    if not (numbered or named):
        return None
    end = named.end if named else at + 2
    if not any(isinstance(item, Side) for item in draft.items):
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
    if any(isinstance(item, Side) and item.kind == "open" for item in told) and not lists:
        return found.end
    ends = tokens.kind(found.end) in {"END", "NEWLINE"} or tokens.word(found.end) in {".", ",", ";", "then", "!"}
    starts = isinstance(last, Turn) and not last.soft
    if isinstance(last, Frame) and not lists and (not behind or ends) and not starts_step(tokens, found.end):
        draft.items.append(Side("back", at, found.end))
    else:
        joined = bool(told) and isinstance(told[-1], Frame) and not lists and (behind or starts or last is told[-1])
        draft.items.append(Side("with" if joined else "open", at, found.end))
    return found.end + (tokens.word(found.end) in {":", ",", "-"} or tokens.kind(found.end) == "ARROW")
