"""A last resort: a trained tagger says what each word of a description is, and it is told again plainly.

It understands nothing by itself. It finds the words that tell the trigger, the tests and the steps, wherever they
stand; `plain.py` puts them into the sentences that the grammar reads everywhere, and the grammar reads those. So
nothing is told that the description does not say, though something may be left out.
"""

from __future__ import annotations

from b24app.english.grammar.plainer.retelling.plain import in_plain_words
from b24app.english.grammar.plainer.retelling.tagger import tagged
from b24app.english.grammar.plainer.wording import Wording
from b24app.english.grammar.words.lexer import Tokens

# Where one of these is left out, a retelling may say the opposite of what was written.
_TURNS = {
    "not", "no", "don't", "doesn't", "didn't", "hasn't", "isn't", "aren't", "wasn't", "won't", "can't", "cannot",
    "shouldn't", "mustn't", "never", "nobody", "nothing", "neither", "nor", "none", "without", "unless", "except",
    "instead", "rather", "stop", "cancel", "ignore", "skip", "leave", "forget",
}  # fmt: skip
_SAID = {"QUOTED", "VARIABLE", "URL", "EMAIL", "PHONE"}


def retold(description: str) -> str | None:
    """The description in plain words, or None where no whole workflow is found or what was left out could turn it."""
    said = Wording.written(description)
    frames = tagged(said.tokens)
    slots = [range(slot.start, slot.end) for frame in frames for slot in frame.slots]
    if _turns(said.tokens, {at for slot in slots for at in slot}):
        return None
    pieces = in_plain_words(said, frames)
    return said.put(pieces, {}).text if pieces else None


def _turns(tokens: Tokens, told: set[int]) -> bool:
    left = [at for at in range(len(tokens)) if at not in told]
    return any(tokens.word(at) in _TURNS or tokens.kind(at) in _SAID for at in left)
