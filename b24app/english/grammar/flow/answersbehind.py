"""Answers told behind their steps: "tag it 'ok' if she agrees and tag it 'x' if she declines"."""

from __future__ import annotations

from b24app.english.grammar.approvals.answers import Answer, answer
from b24app.english.grammar.draft import Draft, Item, Turn
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.head import head
from b24app.english.grammar.words.lexer import Tokens

_LEADS = {"if", "when", "once", "after", "should"}
_ENDS = {".", ";", "?", "!"}
_LONGEST_STEP = 16


def or_else_told(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Past "or" in "email them if she agrees or notify Ben if she doesn't": the step of the other answer follows."""
    start = at + (tokens.word(at) == ",") + 1
    last = draft.items[-1] if draft.items else None
    behind = isinstance(last, Answer) and tokens.word(last.start) in _LEADS
    if not behind or tokens.word(start - 1) != "or" or head(tokens, start, bare=True) is None:
        return None
    for place in range(start + 1, start + _LONGEST_STEP):
        if tokens.kind(place) in {"END", "NEWLINE"} or tokens.word(place) in _ENDS:
            return None
        told = answer(tokens, place) if tokens.word(place) in _LEADS else None
        if told:
            return start if isinstance(last, Answer) and told.value.kind != last.kind else None
    return None


def answers_behind(tokens: Tokens, draft: Draft) -> None:
    """In a sentence that ends with an answer each answer of it is that of the steps right before it."""
    items: list[Item] = []
    sentence: list[Item] = []
    for item in [*draft.items, None]:
        if item is not None and not isinstance(item, Turn):
            sentence.append(item)
            continue
        items += _in_front(sentence, draft) if _ends_in_answer(tokens, sentence) else sentence
        items += [item] if item else []
        sentence = []
    draft.items = items


def _ends_in_answer(tokens: Tokens, sentence: list[Item]) -> bool:
    step, told = sentence[-2:] if len(sentence) > 1 else (None, None)
    behind = isinstance(step, Frame) and isinstance(told, Answer) and step.end == told.start
    return behind and isinstance(told, Answer) and tokens.word(told.start) in _LEADS


def _in_front(sentence: list[Item], draft: Draft) -> list[Item]:
    """Each answer in front of its steps; behind another answer only one step is surely its own."""
    items: list[Item] = []
    since = -1
    for item in sentence:
        if not isinstance(item, Answer):
            items.append(item)
            continue
        at = len(items)
        while at and isinstance(step := items[at - 1], Frame) and step.start >= since:
            at -= 1
        if since >= 0 and len(items) - at > 1:
            draft.unread.append((item.start, item.end))
        items.insert(at, item)
        since = item.end
    return items
