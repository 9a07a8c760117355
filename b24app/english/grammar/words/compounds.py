"""Names of stages of which only the first word is large: "Ready to ship", "Repair in progress", "Handed over".

Where such a name is told as a stage's, it becomes one quoted name, so that every rule reads it alike.
"""

from __future__ import annotations

from b24app.english.grammar.words.lexer import Token, Tokens
from b24app.english.grammar.words.lexicons import EVENTS
from b24app.english.grammar.words.moments import clock_time, duration
from b24app.plan import phrases as say

_NOUNS = {"stage", "status", "phase", "column", "lane"}
_LINKS = {":", "=", "is", "to", "becomes", "called", "named", "in", "into", "at", "of", "on"}
_ENTERS = {"reaches", "reached", "reach", "enters", "entered", "enter", "entering", "hits", "hit", "becomes"}
_INTO = {"to", "into", "in", "at"}
_STAYS = {
    "still", "stuck", "sits", "sit", "sitting", "been", "stays", "stay", "stayed", "parked", "remains", "kept", "lies",
    "back", "is", "'s", "rests", "hangs", "waits", "lingers",
}  # fmt: skip
_MOVES = say.MOVE_VERBS | _STAYS
_FAR = 4
_PLACING = {"on", "in", "at", "with", "under", "off", "out", "for"}
_DONE = {"sent", "paid", "held", "made", "done", "drawn", "built", "met", "known", "written", "shipped", "given"}
_REACHED = {"reached", "entered", "attained", "selected", "chosen", "assigned"}
_AWAY = {"over", "off", "up", "out", "through"}
_AWAITS = {
    "ready", "waiting", "awaiting", "pending", "out", "prepared", "up", "due", "time", "scheduled", "cleared",
}  # fmt: skip
_LEADING = {"ready", "sent", "work", "waiting", "yet", "out", "left", "nothing", "things", "something"}
_CLOSED = {
    ",", ":", ".", ";", "?", "!", ")", "-", "and", "or", "then", "if", "unless", "when", "once", "as", "should",
}  # fmt: skip
_CLOSES = _CLOSED | _NOUNS | say.VERBS_SEEN | say.DETERMINERS
_JOINTS = {"and", "or", "then", "it", "them", "but"}
_LENGTHS = {"for", "after", "within", "since", "longer"}
# No name ends in such a word.
_NO_TAIL = {
    *say.DETERMINERS, "it", "them", "him", "her", "me", "us", "now", "once", "first", "good", "what", "then", "all",
    "advance", "time", "person", "writing", "full", "total", "turn", "parallel", "addition", "case", "general",
    "itself", "themselves",
    "excess", "fact", "question", "sight", "mind", "detail", "vain", "effect", "principle", "theory", "practice",
}  # fmt: skip


def compounded(tokens: Tokens) -> Tokens:
    """The tokens with each such name as one quoted token."""
    kept: list[Token] = []
    at = 0
    while at < len(tokens):
        end = _name(tokens, at) if _large(tokens, at) else None
        end = end if end and (tokens.word(end) in _NOUNS or _led(tokens, at)) else None
        kept.append(_quoted(tokens, at, end) if end else tokens.at(at))
        at = end or at + 1
    return Tokens(tokens.source, tuple(kept)) if len(kept) < len(tokens) else tokens


def _quoted(tokens: Tokens, at: int, end: int) -> Token:
    text = f'"{tokens.text(at, end)}"'
    return Token("QUOTED", text, text.casefold(), tokens.at(at).start, tokens.at(end - 1).end)


def _large(tokens: Tokens, at: int) -> bool:
    return tokens.kind(at) == "WORD" and tokens.at(at).text[:1].isupper()


def _small(tokens: Tokens, at: int) -> bool:
    return tokens.kind(at) == "WORD" and tokens.at(at).text.islower()


def _led(tokens: Tokens, at: int) -> bool:
    """Whether a stage is told there: "the stage is …", "reaches …", "move it to …", "still in …"."""
    at -= tokens.word(at - 1) == "the"
    before = tokens.word(at - 1)
    if before in say.MOVE_VERBS and tokens.word(at) in _PLACING:
        return True
    if before in _NOUNS or before in _ENTERS or (before in _LINKS and tokens.word(at - 2) in _NOUNS):
        return True
    row = tokens.row(max(0, at - 1 - _FAR), min(_FAR, at - 1))
    return before in _INTO and not ({".", "!", "?"} & {*row}) and bool(_MOVES & {*row})


def _name(tokens: Tokens, at: int) -> int | None:
    """The end of the name: its large words, and what belongs to them."""
    if tokens.word(at) in say.NAMES_TOO:
        return None
    end = at + 1
    while _large(tokens, end):
        end += 1
    if first := _placing(tokens, at) or _before_noun(tokens, at, end):
        return first
    done = _done(tokens, end)
    placed = _placed(tokens, done or end, tokens.word(done - 1 if done else at))
    return placed or done


def _placing(tokens: Tokens, at: int) -> int | None:
    """Reads "On hold", "With accounting": a large preposition where no sentence starts."""
    inside = tokens.word(at) in _PLACING and tokens.kind(at - 1) == "WORD"
    return at + 2 if inside and _small(tokens, at + 1) and _closes(tokens, at + 2) else None


def _before_noun(tokens: Tokens, at: int, end: int) -> int | None:
    """Reads "(the No) answer (stage)"."""
    last = end
    while last < end + _FAR and _small(tokens, last) and tokens.word(last) not in _NOUNS | say.DETERMINERS | _JOINTS:
        last += 1
    inside = tokens.kind(at - 1) == "WORD" and tokens.word(at - 1) in _INTO | say.DETERMINERS
    return last if inside and last > end and tokens.word(last) in _NOUNS else None


def _done(tokens: Tokens, at: int) -> int | None:
    """Reads "(Proposal) sent", "(Handed) over"."""
    word, after = tokens.word(at), tokens.word(at + 1)
    happens = word in _REACHED or (EVENTS.find(tokens, at) is not None and word not in _DONE)
    if not _small(tokens, at) or happens or (after in say.DETERMINERS and word in _AWAY):
        return None
    done = word.endswith("ed") and not word.endswith("eed") and _closes(tokens, at + 1)  # no "(Review) need a task"
    return at + 1 if done or word in _DONE | _AWAY else None


def _placed(tokens: Tokens, at: int, first: str) -> int | None:
    """Reads "(Repair) in progress", "(Ready) to ship", "(Work) to be done", "(Waiting) for the client"."""
    word = tokens.word(at)
    last = at + 1
    if clock_time(tokens, at):
        return None  # "(move it to Delivery) at noon"
    if word == "to":
        last += tokens.word(last) == "be"
        fits = last > at + 1 or first in _LEADING or first.endswith("ed")
    elif word in {"by", "from"}:
        fits = first.endswith("ed") or first in _DONE
    elif word in {"for", "on"}:
        fits = first in _AWAITS or first.endswith("ing")
        last += fits and tokens.word(last) in {"the", "our", "your", "a"}
    else:
        fits = word in {"in", "under", "at"}
    tail = _small(tokens, last) and tokens.word(last) not in _NO_TAIL and not duration(tokens, last)
    return last + 1 if fits and tail and _closes(tokens, last + 1) else None


def _closes(tokens: Tokens, at: int) -> bool:
    """Whether the clause ends there, or only tells how long."""
    if tokens.word(at) in _CLOSES or tokens.kind(at) in {"END", "NEWLINE", "ARROW"}:
        return True
    length = at + 1 + 2 * (tokens.word(at + 1) in {"more", "longer"} and tokens.word(at + 2) == "than")
    return tokens.word(at) in _LENGTHS and duration(tokens, length) is not None
