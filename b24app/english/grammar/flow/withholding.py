"""Steps that wait for somebody's consent: "don't email them until the CFO agrees", "no invoice without her OK"."""

from __future__ import annotations

from dataclasses import replace

from b24app.english.grammar.approvals.answers import Answer
from b24app.english.grammar.approvals.asking import Ask, ask
from b24app.english.grammar.approvals.verdicts import consent
from b24app.english.grammar.draft import Draft, Item
from b24app.english.grammar.heads.forbidding import PROHIBITS
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Turns

_UNTIL = Turns(("until|till|til|before|unless|without|except [with|if|when|once]",))
_ONLY = Turns(
    (
        "[and|but] only if|when|once|after|with|upon|following|provided|given",
        "if|when|once|after|upon|with|following",
        "provided|providing|assuming|supposing [that]",
        "[but] [only] as|so long as",
        "[but] [only] on|under [the] condition|understanding|proviso|premise that|of",
        "[but] [only] subject|contingent|conditional to|on|upon",
    )
)
_ONWARD = {
    "proceed",
    "continue",
    "advance",
    "go",
    "move",
    "on",
    "ahead",
    "further",
    "forward",
    "leave",
    "leaves",
    "out",
}
_PROCEEDS = Turns(
    (
        "may|can|must|should|shall|will [be] proceed|continue|advance|go|move|moved [on|ahead|further|forward]",
        "moves|proceeds|advances on|ahead|further|forward",
        "leave|proceed|continue|advance|pass [the|our] [house|office|building]",
        "go|get|be [sent] out|on|ahead|further|forward|anywhere [to] [the] [client|customer]",
    )
)
_SETS_OFF = {".", ";", "!", "?", ":"}
_FARTHEST = 16


def withheld(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Past "no", "don't", "before" of a step that waits for a consent told behind it, or that consent itself."""
    if draft.of(Ask):
        return None
    led = PROHIBITS.find(tokens, at)
    if led and any(_awaited(tokens, place) for place in _clause(tokens, led.end)):
        draft.withheld = led.end
        return led.end
    opens = tokens.word(at) == "before" and (at == 0 or tokens.word(at - 1) in _SETS_OFF | {","})
    if opens and any(_asked(tokens, place) for place in _clause(tokens, at + 1)):
        draft.withheld = at + 1
        return at + 1
    return _consented(tokens, at, draft)


def _clause(tokens: Tokens, at: int) -> range:
    """The places up to the sentence's end, if it is near."""
    end = at
    while end - at < _FARTHEST and tokens.kind(end) not in {"END", "NEWLINE"} and tokens.word(end) not in _SETS_OFF:
        end += 1
    return range(at, end)


def _awaited(tokens: Tokens, at: int) -> bool:
    led = _UNTIL.find(tokens, at)
    return led is not None and consent(tokens, led.end) is not None


def _asked(tokens: Tokens, at: int) -> bool:
    return tokens.word(at) == "," and ask(tokens, at + 1, None) is not None


def _consented(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Reads "(email them) only once the CFO agrees", "(no invoice) without the CFO's OK"."""
    last = draft.items[-1] if draft.items else None
    proceeds = _PROCEEDS.find(tokens, at) if draft.withheld >= 0 and not draft.frames else None
    if proceeds:
        return proceeds.end  # "no deal may proceed unless …"
    waits = tokens.word(at - 1) in _ONWARD and draft.withheld >= 0
    if not waits and (not isinstance(last, Frame) or last.end != at):
        return None
    led = _UNTIL.find(tokens, at) if draft.withheld >= 0 else _ONLY.find(tokens, at)
    told = consent(tokens, led.end) if led else None
    if not told:
        return None
    hold(draft, Ask(told.value, None, at, told.end))
    return told.end


def hold(draft: Draft, asked: Ask) -> None:
    """Keep an approval that the steps told right before it wait for."""
    start = len(draft.items)
    while start and isinstance(draft.items[start - 1], Frame):
        start -= 1
    told: list[Item] = [replace(asked, conditional=True), Answer("yes", asked.end, asked.end)]
    draft.items[start:start] = told if start < len(draft.items) else told[:1]
    draft.answered = start < len(draft.items)
