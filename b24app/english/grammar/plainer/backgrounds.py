"""Why something is done, told in a sentence before "so": "my reps turn up without papers. So after a meeting …".

Such a sentence orders nothing and narrows nothing: it has no figure, no name, no quoted text and no word of an order.
"""

from __future__ import annotations

from b24app.english.grammar.heads.head import starts_step
from b24app.english.grammar.plainer.wording import Kept, Wording
from b24app.english.grammar.slots.bounds import announces
from b24app.english.grammar.words.lexer import Tokens, lex
from b24app.english.grammar.words.lexicon import Turns
from b24app.english.grammar.words.lexicons import EVENTS
from b24app.plan.plan import Span

_ENDS = {".", "!", ";", "-", "...", "…"}
_SO = Turns(("[and] so|therefore|hence [,|:]", "[and] that 's why [,|:]", "[and] that is why [,|:]"))
_MORE = Turns(
    (
        "i|we 'd|would [really] like|love|appreciate [to] [get|have|see] more|better|fewer|faster|less|happier",
        "we'd|i'd [really] like|love|appreciate [to] [get|have|see] more|better|fewer|faster|less|happier",
        "i|we [really] want|need [to] [get|have|see] more|better|fewer|faster|less|happier",
    )
)
_ORDERING = {
    "please", "must", "should", "shall", "unless", "except", "if", "let", "don't", "not", "no", "nobody", "noone",
    "this", "that", "these", "those", "it", "they", "pipeline", "stage", "funnel", "source", "every", "each", "all",
    "any", "tag", "tagged", "whose", "other", "others", "only", "never", "just", "when", "whenever", "have", "has",
    "remind", "notify", "email", "call", "text", "tell", "send", "create", "assign", "task", "message", "until",
}  # fmt: skip
_LATER = {"after", "once", "upon", "before"}
_NARROWS = {"for", "from", "with", "in", "to", "over", "of", "under", "above", "below", "by", "at"}
_LONGEST = 16


def reasons_left_out(said: Wording, unclear: tuple[Span, ...]) -> Wording | None:
    """Without the first sentence, where it only tells why: "we'd love more reviews. Invoice gets paid, …"."""
    tokens = lex(said.text)
    end = next((at for at in range(1, min(len(tokens), _LONGEST)) if tokens.word(at) in _ENDS), 0)
    whole = tokens.span(0, end + 1) if end else None
    if not whole or not any(span.start < whole.end for span in unclear) or not _is_plain(tokens, end):
        return None
    start = end
    while tokens.word(start) in _ENDS:
        start += 1
    so = _SO.find(tokens, start)
    if not (so and (_tells_when(tokens, so.end)) and _orders_nothing(tokens, end)) and not _wishes_more(tokens, end):
        return None
    kept = tokens.span(so.end if so else start, len(tokens))
    told = Span(start=whole.start, end=kept.start)
    return said.put(
        [Kept(kept.start, len(said.text))], {told: f"“{said.text[whole.start : whole.end]}” was passed over."}
    )


def _tells_when(tokens: Tokens, at: int) -> bool:
    """Whether the event follows: "so when …", "so: invoice paid, …"."""
    return announces(tokens, at) or tokens.word(at - 1) == ":" or EVENTS.find(tokens, at + 1) is not None


def _is_plain(tokens: Tokens, end: int) -> bool:
    """Whether there are nothing but plain words, none of them a name."""
    words = all(tokens.kind(at) == "WORD" or tokens.word(at) in {",", "'s", "'d"} for at in range(end))
    return words and not any(tokens.at(at).text[:1].isupper() for at in range(1, end) if tokens.word(at) != "i")


def _wishes_more(tokens: Tokens, end: int) -> bool:
    """Whether it says "we want more reviews", and nothing of what is to be done for it."""
    found = _MORE.find(tokens, 0)
    words = {tokens.word(at) for at in range(found.end, end)} if found else set()
    return found is not None and end - found.end in {1, 2} and words.isdisjoint(_ORDERING | _NARROWS | _LATER)


def _orders_nothing(tokens: Tokens, end: int) -> bool:
    """Whether it tells how things are; "only after payment", "never before it" say what the event says anyway."""
    words = {tokens.word(at) for at in range(end)}
    timed = words & _LATER and words.isdisjoint(_NARROWS)
    ordering = _ORDERING - {"only", "never"} if timed else _ORDERING
    return words.isdisjoint(ordering) and not starts_step(tokens, 0) and not announces(tokens, 0)
