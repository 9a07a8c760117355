"""Records that are sent to somebody for approval, as what it asks for: "send won deals to the CFO for approval"."""

from __future__ import annotations

from dataclasses import dataclass

from b24app.english.grammar.approvals.answers import NOD
from b24app.english.grammar.people.meant import CLIENT, people
from b24app.english.grammar.plainer.wording import Kept, Told, Wording
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Turns
from b24app.english.grammar.words.lexicons import NOUNS
from b24app.plan.plan import Span

_SENDS = {"send", "submit", "forward", "pass", "present", "put", "hand", "route", "give", "bring", "take"}
_PASSED = "sent|submitted|forwarded|passed|presented|handed|routed|put"
_DUTY = "[should|must|have|has|need|needs] [to]"
_SENT = Turns(
    (
        f"{_DUTY} be {_PASSED} [over|on] to",
        f"is|are [to] [be] {_PASSED} [over|on] to",
        f"{_DUTY} go|goes [over|on] to",
    )
)
_TO_APPROVE = Turns(
    (
        f"for [his|her|their|a|an|the|final|formal] {NOD}|decision",
        f"to get [his|her|their|a|an|the] {NOD}|decision",
        "to approve|decide|confirm|okay|ok|be [approved|confirmed|okayed|checked] [on|about] [it|them]",
        "to sign off [on] [it|them]",
        "to sign it|them off",
        "who approves|approve|decides|decide [or] [rejects|reject|declines|decline] [it|them|on] [it|them]",
    )
)
_OPENERS = {".", ";", ":", "!", "?", ",", "and", "please", "so", "-", "to", "you", "then", "we"}
_ENDS = {",", ".", ";", ":", "!", "?", "(", ")", "and", "then"}
_PRONOUNS = {"it", "this", "them", "that"}
_PARTICLES = {"over", "on", "up", "along"}
_LONGEST = 16


@dataclass(frozen=True)
class _Submission:
    """What is sent to whom for approval, and where that is told: each from its first token to behind its last."""

    records: tuple[int, int]
    who: tuple[int, int]
    whole: tuple[int, int]


def submitted_as_approved(said: Wording, _: tuple[Span, ...]) -> Wording | None:
    """With "must be approved by" in place of "is sent to … for approval"."""
    tokens = said.tokens
    for at in range(len(tokens)):
        if at == 0 or tokens.word(at - 1) in _OPENERS or tokens.kind(at - 1) == "NEWLINE":
            found = _submission(tokens, at)
            if found:
                return _turned(said, tokens, found)
    return None


def _submission(tokens: Tokens, at: int) -> _Submission | None:
    start = at + (tokens.word(at) in _SENDS)
    named = False
    for place in range(start, start + _LONGEST):
        if tokens.kind(place) in {"END", "NEWLINE"} or tokens.word(place) in _ENDS:
            return None
        named = named or NOUNS.find(tokens, place) is not None or tokens.word(place) in _PRONOUNS
        sent = _SENT.find(tokens, place) if start == at else None
        to = sent.end - 1 if sent else place
        if not named or tokens.word(to) != "to" or not (sent or start > at):
            continue
        who = people(tokens, to + 1)
        asks = _TO_APPROVE.find(tokens, who.end) if who and who.value and CLIENT not in who.value else None
        if who and asks:
            end = place - (start > at and tokens.word(place - 1) in _PARTICLES)
            led = {"up", "along"}.isdisjoint({tokens.word(one) for one in range(start, end)})  # "up the line to Anna"
            return _Submission((start, end), (to + 1, who.end), (at, asks.end)) if led else None
    return None


def _turned(said: Wording, tokens: Tokens, told: _Submission) -> Wording:
    whole, records, who = tokens.span(*told.whole), tokens.span(*told.records), tokens.span(*told.who)
    pieces: list[Kept | Told] = [
        Kept(0, whole.start),
        Kept(records.start, records.end),
        Told(" must be approved by ", whole.start, whole.end),
        Kept(who.start, who.end),
        Kept(whole.end, len(said.text)),
    ]
    words = f"{said.text[records.start : records.end]} must be approved by {said.text[who.start : who.end]}"
    return said.put(pieces, said.read_as(whole, words))
