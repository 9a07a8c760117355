"""Where a record moves, told without the verb: "and to Draft if he declines", "Signing is the next stage"."""

from __future__ import annotations

from b24app.english.grammar.conditions.leads import leads
from b24app.english.grammar.people.meant import people
from b24app.english.grammar.plainer.wording import Kept, Told, Wording
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Turns
from b24app.plan import phrases as say
from b24app.plan.plan import Span

_NEXT = Turns(("is|becomes [then] the|its [next|new] stage", "is|comes [then] next"))
_MOVES = {"move", "moves", "moved", "shift", "shifts", "goes", "go", "put", "returns", "comes"}
_JOINTS = {"and", ",", "or", "but", ";"}
_OPENERS = {",", ".", ":", ";", "then", "-", "otherwise"}
_CASES = {"if", "when", "once", "otherwise", "in"}
_ENDS = {".", ",", ";", "!", "and", "otherwise", ""}
_LONGEST = 3
_FAR = 24


def moves_told(said: Wording, _: tuple[Span, ...]) -> Wording | None:
    """With the verb: "and move it to Draft if he declines", "move it to Signing"."""
    tokens = said.tokens
    pieces: list[Kept | Told] = []
    notes: dict[Span, str] = {}
    done = 0
    for at in range(1, len(tokens)):
        end = _next_stage(tokens, at) or _elided(tokens, at)
        if not end or tokens.span(at, end).start < done:
            continue
        whole = tokens.span(at, end)
        stage = tokens.span(at + (tokens.word(at) == "to"), _stage(tokens, at + (tokens.word(at) == "to")))
        pieces += [Kept(done, whole.start), Told("move it to ", whole.start, whole.end), Kept(stage.start, stage.end)]
        shown = said.text[stage.start : stage.end]
        notes |= said.read_as(whole, f"move it to {shown}")
        done = whole.end
    return said.put([*pieces, Kept(done, len(said.text))], notes) if pieces else None


def _stage(tokens: Tokens, at: int) -> int:
    """Behind the words in capitals, or in quotes, that name a stage there; the same place if none do."""
    if tokens.kind(at) == "QUOTED":
        return at + 1
    who = people(tokens, at)
    if who and (any(one.kind != "user" for one in who.value) or tokens.word(at) in say.GIVEN_NAMES):
        return at
    end = at
    while end - at < _LONGEST and tokens.kind(end) == "WORD" and tokens.at(end).text[:1].isupper():
        end += 1
    return end


def _next_stage(tokens: Tokens, at: int) -> int | None:
    """Reads "Signing is the next stage"."""
    end = _stage(tokens, at) if tokens.word(at - 1) in _OPENERS else at
    found = _NEXT.find(tokens, end) if end > at else None
    return found.end if found and tokens.word(found.end) in _ENDS else None


def _elided(tokens: Tokens, at: int) -> int | None:
    """Reads "to Draft (if he declines)" behind "move it to Sent if he agrees and"."""
    joined = tokens.word(at) == "to" and tokens.word(at - 1) in _JOINTS
    end = _stage(tokens, at + 1) if joined else at
    tested = tokens.word(end) in _CASES or leads(tokens, end)
    before = {tokens.word(place) for place in range(max(0, at - _FAR), at)}
    return end if joined and end > at + 1 and tested and before & _MOVES else None
