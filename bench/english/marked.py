"""Labelled texts: ‹[deal_won|Once we win a deal]›, ‹[who|Maya] should [task|get a task] [text|"Call"]›."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from b24app.english.grammar.plainer.retelling.labels import LABELS, Frame, Scope, Slot
from b24app.english.grammar.words.lexer import Tokens, lex

_PART = re.compile(r"‹([<*]?)|(›)|\[(\w+)\||(\])")


class Mislabelled(ValueError):
    """A labelled text that cannot be read, and why."""


@dataclass
class _Unmarking:
    """The text so far, the frames begun, and the label that is open."""

    text: str = ""
    frames: list[tuple[Scope, list[tuple[str, int, int]]]] = field(default_factory=list)
    inside: bool = False
    label: str = ""
    begun: int = 0

    def opened(self, scope: str) -> None:
        if self.inside:
            raise Mislabelled("a frame inside a frame")
        self.inside = True
        self.frames.append((Scope(scope), []))

    def closed(self) -> None:
        if not self.inside or self.label:
            raise Mislabelled("a frame closed that was not open")
        self.inside = False

    def labelled(self, label: str) -> None:
        if self.label or not self.inside or label not in LABELS:
            raise Mislabelled(f"[{label}| is no label, or stands outside a frame or inside another label")
        self.label, self.begun = label, len(self.text)

    def bracketed(self) -> None:
        """A bracket ends a label, or is one that was written."""
        if not self.label:
            self.text += "]"
            return
        self.frames[-1][1].append((self.label, self.begun, len(self.text)))
        self.label = ""


def unmarked(line: str) -> tuple[str, Tokens, list[Frame]]:
    """The text without marks, its tokens, and its frames. Raises Mislabelled."""
    so_far, at = _Unmarking(), 0
    for part in _PART.finditer(line):
        so_far.text += line[at : part.start()]
        at = part.end()
        if part[0].startswith("‹"):
            so_far.opened(part[1])
        elif part[2]:
            so_far.closed()
        elif part[3]:
            so_far.labelled(part[3])
        else:
            so_far.bracketed()
    text = so_far.text + line[at:]
    if so_far.inside or so_far.label:
        raise Mislabelled("a frame or label is left open")
    tokens = lex(text)
    frames = [Frame(tuple(_slot(tokens, *one) for one in slots), scope) for scope, slots in so_far.frames if slots]
    return text, tokens, frames


def _slot(tokens: Tokens, label: str, start: int, end: int) -> Slot:
    places = [at for at, token in enumerate(tokens.items) if token.start < end and token.end > start]
    if not places:
        raise Mislabelled(f"[{label}| holds no word")
    return Slot(label, places[0], places[-1] + 1)


def tags(tokens: Tokens, frames: list[Frame]) -> list[str]:
    """A tag for each token: its label with N where a frame begins, B where another slot does, I inside; or O."""
    told = ["O"] * len(tokens)
    for frame in frames:
        for place, slot in enumerate(frame.slots):
            told[slot.start : slot.end] = [f"I-{slot.label}"] * (slot.end - slot.start)
            told[slot.start] = f"{'B' if place else 'N'}-{slot.label}"
    return told
