"""Answers and the other stage in few words: "a yes and it goes to Active, a no and it's lost", "else to Declined"."""

from __future__ import annotations

from b24app.english.grammar.plainer.wording import Kept, Told, Wording
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Turns
from b24app.plan import phrases as say
from b24app.plan.plan import Span

_ANSWERS = Turns(
    (
        "[a|an] yes|no|ok|okay|approval|refusal|rejection",
        "[if] not ok|okay|approved|agreed|fine",
        "approved|rejected|declined|refused|agreed",
    )
)
_ASKED = {
    "approve", "approves", "approved", "approval", "sign-off", "decide", "decides", "ok", "okay", "okayed", "oked",
    "sign", "signs", "agree", "agrees", "confirm", "confirms", "accept",
}  # fmt: skip
_OPENERS = {",", ".", ";", ":", "!", "?", "-", ")"}
_SUBJECTS = {"it", "the", "we", "he", "she", "they", "you", "a", "an", "that", "this", "his", "her", "our", "i"}
_OTHERWISE = Turns(("else|otherwise [,|:]", "if not [,|:]", "in any other case [,|:]"))
_MOVES = {"move", "moves", "moved", "goes", "go", "push", "put", "advance", "advances", "shift", "set"}
_BETWEEN = {"email", "send", "notify", "message", "text", "assign", "give", "tell", "write", "forward", "hand"}
_FAR = 9


def answers_set_off(said: Wording, _: tuple[Span, ...]) -> Wording | None:
    """With a colon behind an answer that "and" leads to its step, and "move it" in front of the other stage alone."""
    tokens = said.tokens
    asked = any(tokens.word(at) in _ASKED for at in range(len(tokens)))
    pieces: list[Kept | Told] = []
    notes: dict[Span, str] = {}
    at = 0
    for place in range(1, len(tokens)):
        span, words = (_led_by_and(tokens, place) if asked else None) or _other_stage(tokens, place) or (None, "")
        if span is None or span.start < at:
            continue
        pieces += [Kept(at, span.start), Told(words, span.start, span.end)]
        notes[span] = f"“{said.text[span.start : span.end]}” was read as “{words}”."
        at = span.end
    return said.put([*pieces, Kept(at, len(said.text))], notes) if notes else None


def _led_by_and(tokens: Tokens, at: int) -> tuple[Span, str] | None:
    """Reads "yes and (the deal goes on to Active)"."""
    opens = tokens.word(at - 1) in _OPENERS or tokens.kind(at - 1) == "NEWLINE"
    found = _ANSWERS.find(tokens, at) if opens else None
    if not found or tokens.word(found.end) != "and" or tokens.word(found.end + 1) not in _SUBJECTS:
        return None
    start = at + (tokens.word(at) in {"a", "an", "if"})
    words = " ".join(tokens.row(start, found.end - start))
    return tokens.span(at, found.end + 1), f"{words}:"


def _other_stage(tokens: Tokens, at: int) -> tuple[Span, str] | None:
    """Reads "(move it to Active,) else to Declined"."""
    other = _OTHERWISE.find(tokens, at)
    to = other.end if other else 0
    if not other or tokens.word(to) not in {"to", "into"}:
        return None
    stage = tokens.past(to + 1, {"the", "stage"})
    named = tokens.kind(stage) == "QUOTED" or tokens.at(stage).text[:1].isupper()
    before = [tokens.word(place) for place in range(max(0, at - _FAR), at)]
    moves = bool(_MOVES & set(before)) and not _BETWEEN & set(before)
    if not named or not moves or tokens.word(stage) in say.GIVEN_NAMES:
        return None
    return tokens.span(to, to + 1), f"move it {tokens.word(to)}"
