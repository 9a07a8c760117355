"""A stage told as such behind its name: "Lease signed (stage).", "Out for delivery (deal stage) → …"."""

from __future__ import annotations

from b24app.english.grammar.clause import Clause
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, phrases
from b24app.plan import phrases as say

_IS_STAGE = phrases(
    ("[new|a|the|as|=] [new|deal|lead] stage|column|phase", "deal|lead 's stage", "stage of the|a deal|lead")
)
_NEVER_FIRST = {"when", "whenever", "once", "if", "after", "on", "upon", "as", "for", "every", "each", "any", "move"}
_CLOSES = {":", ".", "-", "?", ",", ";"}
_LONGEST = 5


def stage_in_brackets(tokens: Tokens, index: int) -> Found[Clause] | None:
    """The trigger of such a heading, where a mark or an arrow closes it."""
    if tokens.kind(index) not in {"WORD", "QUOTED"} or tokens.word(index) in {*_NEVER_FIRST, *say.VERBS_SEEN}:
        return None
    end = index
    while end - index < _LONGEST and tokens.kind(end) in {"WORD", "QUOTED"}:
        end += 1
    told = _IS_STAGE.find(tokens, end + 1) if tokens.word(end) == "(" else None
    if not told or tokens.word(told.end) != ")":
        return None
    closed = tokens.word(told.end + 1) in _CLOSES or tokens.kind(told.end + 1) in {"ARROW", "NEWLINE"}
    host = "lead" if "lead" in {tokens.word(at) for at in range(end, told.end)} else "deal"
    name = tokens.at(index).inner if end == index + 1 else tokens.text(index, end)
    return Found(Clause(noun=host, moves=True, stage=name), told.end + 1) if closed else None
