"""The trained tagger: what each word of a description is, and how sure that is.

Two conditional random fields, trained by `make tagger` on `tests/english/labelled/`: one tags words, one says what each
frame holds for. They are tables of weights; the same text always goes through them in the same way.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from threading import Lock

import pycrfsuite

from b24app.english.grammar.plainer.retelling.features import features
from b24app.english.grammar.plainer.retelling.labels import Frame, Scope, Slot
from b24app.english.grammar.plainer.retelling.scopes import scope_features
from b24app.english.grammar.words.lexer import Tokens

WORDS, SCOPES = (Path(__file__).with_name(f"{name}.crfsuite") for name in ("words", "scopes"))
_ONE_AT_A_TIME = Lock()  # a tagger keeps the sentence that it is working on


def tagged(tokens: Tokens) -> list[Frame]:
    """The most probable frames: what each word is, and what each frame holds for."""
    with _ONE_AT_A_TIME:
        frames = frames_of(_opened(WORDS).tag(features(tokens)))
        scopes = _opened(SCOPES).tag(scope_features(tokens, frames)) if frames else []
    return [replace(frame, scope=Scope[scope]) for frame, scope in zip(frames, scopes, strict=True)]


def frames_of(told: list[str]) -> list[Frame]:
    """The frames that tags tell of; what each holds for is not known yet."""
    found: list[list[Slot]] = []
    for at, tag in enumerate(told):
        prefix, _, label = tag.partition("-")
        last = found[-1][-1] if found else None
        if prefix == "I" and last and last.label == label and last.end == at:
            found[-1][-1] = Slot(label, last.start, at + 1)
        elif label and (prefix == "N" or not found):
            found.append([Slot(label, at, at + 1)])
        elif label:
            found[-1].append(Slot(label, at, at + 1))
    return [Frame(tuple(slots)) for slots in found]


@cache
def _opened(model: Path) -> pycrfsuite.Tagger:
    tagger = pycrfsuite.Tagger()
    tagger.open(str(model))
    return tagger
