"""Conditions behind several steps that hold for all of them: "email them and tell Ben, but only if …".

One that is set apart by a comma is said of the whole sentence; so is one behind what "both" makes a pair. Without
either it could be meant for the last step alone, which is asked.
"""

from __future__ import annotations

from dataclasses import replace

from b24app.english.grammar.draft import Item, When
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Turns

_COMMAS = {",", "-", ";", "("}
_LIMITS = Turns(
    (
        "[and|but] only|just if|when|where|for|in|with|provided|once|as",
        "[and|but] [all|both] provided|providing [that]",
        "[but] as|so long as",
        "[but] on [the] condition|understanding|proviso [that]",
        "[but] in|under no|one case|condition",
        "this|that|all|both only if|when",
    )
)
_PAIRS = {"and", "&", "+", "plus"}


def set_apart(tokens: Tokens, items: list[Item]) -> list[Item]:
    """The items with each such condition marked."""
    return [
        replace(item, apart=True) if isinstance(item, When) and _of_all(tokens, item, _run(items, at)) else item
        for at, item in enumerate(items)
    ]


def _run(items: list[Item], at: int) -> list[Frame]:
    """The steps right before a condition, in reading order."""
    run: list[Frame] = []
    while at and isinstance(step := items[at - 1], Frame):
        run.insert(0, step)
        at -= 1
    return run


def _of_all(tokens: Tokens, when: When, steps: list[Frame]) -> bool:
    if len(steps) < 2:  # noqa: PLR2004 - one step needs no scope
        return False
    start = when.start - (tokens.word(when.start - 1) in {"but", "and"})
    comma = tokens.word(start - 1) in _COMMAS and tokens.word(when.start + (tokens.word(when.start) == "but")) != "not"
    limits = _LIMITS.find(tokens, start) is not None
    return (comma and (limits or _paired(tokens, steps))) or _coupled(tokens, steps)


def _paired(tokens: Tokens, steps: list[Frame]) -> bool:
    """Whether the last step is joined to the others by "and" alone, so that the comma behind it parts more than it."""
    last = steps[-1].start
    return tokens.word(last - 1) in _PAIRS and tokens.word(last - 2) not in _COMMAS


def _coupled(tokens: Tokens, steps: list[Frame]) -> bool:
    """Whether "both" leads these steps: "both email and text the client"."""
    first, last = steps[0], steps[-1]
    both = "both" in {tokens.word(at) for at in range(first.start - 1, last.start + 1)}
    told_as_one = tokens.row(last.start - 3, 3) == ("as", "well", "as")
    return len(steps) == 2 and (both or told_as_one)  # noqa: PLR2004 - "both" is of two
