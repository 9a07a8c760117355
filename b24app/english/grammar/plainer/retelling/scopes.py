"""What the scope tagger sees of each frame: what it is, where it stands, and the words around its beginning."""

from __future__ import annotations

from b24app.english.grammar.plainer.retelling.labels import MARKS, WAITS, Frame
from b24app.english.grammar.words.lexer import Tokens

_BREAKS = {".", "!", "?", ";", ":", "\n", "=>"}


def kind(frame: Frame) -> str:
    """A trigger, a test, a wait, a step, a ban or the mark that it is."""
    if frame.trigger:
        return "trigger"
    if frame.is_test:
        return "test"
    if frame.never:
        return "never"
    if mark := frame.get(*WAITS, *MARKS):
        return mark.label
    return "step" if frame.step else "slots"


def scope_features(tokens: Tokens, frames: list[Frame]) -> list[list[str]]:
    """A list of named features for each frame."""
    kinds = [kind(frame) for frame in frames]
    told: list[list[str]] = []
    for place, frame in enumerate(frames):
        before = kinds[place - 1] if place else "^"
        behind = kinds[place + 1] if place + 1 < len(kinds) else "$"
        steps = (min(kinds[:place].count("step"), 3), min(kinds[place:].count("step"), 2))
        triggered = "trigger" in kinds[:place]
        here = kinds[place]
        end = frames[place - 1].end if place else 0
        between = [tokens.word(at) for at in range(max(end, frame.start - 4), frame.start)]
        gap = range(end, frame.start)
        breaks = any(tokens.word(at) in _BREAKS or tokens.kind(at) in {"NEWLINE", "ARROW"} for at in gap)
        next_start = frames[place + 1].start if place + 1 < len(frames) else len(tokens)
        after = [tokens.word(at) for at in range(frame.end, min(frame.end + 2, next_start))]
        ends = any(word in _BREAKS for word in after[:1]) or behind == "$"
        shape = f"{here}|{before}|{behind}"
        told.append([
            "b", f"k={here}", f"bef={before}", f"beh={behind}", f"shape={shape}", f"steps={steps}",
            f"trig={triggered}", f"k+steps={here}|{steps}|{triggered}", f"brk={breaks}", f"end={ends}",
            f"shape+={shape}|{breaks}|{ends}|{triggered}", f"k+brk={here}|{before}|{breaks}|{triggered}|{steps[1]}",
            f"first={tokens.word(frame.start)}", f"last={tokens.word(frame.end - 1)}", f"l={frame.slots[0].label}",
            *(f"w{step}={word}|{here}" for step, word in enumerate(reversed(between))),
            *(f"in={word}|{here}" for word in between),
            *(f"a{step}={word}|{here}" for step, word in enumerate(after)),
            f"w1+={between[-1] if between else '-'}|{shape}|{triggered}",
        ])  # fmt: skip
    return told
