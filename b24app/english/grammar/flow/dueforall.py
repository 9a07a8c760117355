"""A deadline of several tasks, told behind them: "both have ten days", "deadline 10 days for both", "two days each"."""

from __future__ import annotations

from b24app.english.grammar.draft import Draft, Turn
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.timing.deadlines import past_latest
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.english.grammar.words.moments import when

_TIMED = {"create_task", "set_reminder"}
_ALL = "both|each|all [of] [them|these|those] [tasks|people|two|three]"
_BEHIND = Turns((f"[in] [for] {_ALL}", "for the two|three [of] [them|these] [tasks]", "for [all] the tasks", "each"))
_HAVE = "have|has|get|gets"
_TO_BE_DONE = "done|finished|completed|ready"
_IN_FRONT = Turns(
    (
        f"[they] {_ALL} {_HAVE} [a|the] [same] [deadline|limit] [of]",
        f"they {_HAVE} [both|each|all] [a|the] [same] [deadline|limit] [of]",
        f"[they] {_ALL} are|is [to] [be] [due|{_TO_BE_DONE}]",
        f"[they] {_ALL} must|should|shall|will|need|needs|have|has|ought [to] be [due|{_TO_BE_DONE}]",
        f"[the] deadline|due [date] [for|of] {_ALL} [is|:|=]",
        f"{_ALL} with [a|the] deadline|limit [of]",
        f"{_ALL} due",
    )
)
_TO_FINISH = Turns(
    (
        "[in] [which] to do|finish|complete [it|this|that|them|theirs|so]",
        "for it|this|that|them|theirs",
        "time",
        "as [a|the|their] deadline",
    )
)
_LED = {"in", "within", "by", "until", "before", "on", "at", "of", "for", ":", "is", "="}
_CLOSES = {",", ".", ";", ")", "and", "!", "then", "when", "once"}
_PAIR = 2


def due_for_all(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Shares the deadline that is told behind a row of tasks."""
    row = _row(draft)
    if len(row) < _PAIR:
        return None
    return _each(tokens, at, row) or _told_behind(tokens, at, row)


def _row(draft: Draft) -> list[Frame]:
    """The tasks told last, one behind the other, the last one first."""
    row: list[Frame] = []
    for item in reversed(draft.items):
        if isinstance(item, Frame) and item.action in _TIMED and (not row or item.action == row[0].action):
            row.append(item)
        elif not (isinstance(item, Turn) and item.kind == "end"):
            break
    return row


def _each(tokens: Tokens, at: int, row: list[Frame]) -> int | None:
    """Reads "(deadline 10 days) for both", "(two days) each" right behind the deadline of the last."""
    found = _BEHIND.find(tokens, at) if row[0].due is not None and row[0].end in {at, at - 1} else None
    return _shared(tokens, at, found.end, row) if found and _closed(tokens, found.end) else None


def _told_behind(tokens: Tokens, at: int, row: list[Frame]) -> int | None:
    """Reads "both have ten days (to finish)", "each of them must be done within a week"."""
    found = _IN_FRONT.find(tokens, at + (tokens.word(at) in {",", "and"})) if row[0].due is None else None
    told = when(tokens, tokens.past(found.end, _LED)) if found else None
    if not told:
        return None
    finish = _TO_FINISH.find(tokens, told.end)
    end = finish.end if finish else past_latest(tokens, Found(told.value, told.end)).end
    behind = _BEHIND.find(tokens, end)
    end = behind.end if behind else end
    if not _closed(tokens, end):
        return None
    row[0].due = told.value
    if shared := _shared(tokens, at, end, row):
        return shared
    row[0].due = None
    return None


def _shared(tokens: Tokens, at: int, end: int, row: list[Frame]) -> int | None:
    """The others have the deadline of the last, if none of them has one already and "both" means two."""
    two = "both" in {tokens.word(place) for place in range(at, end)}
    if any(one.due is not None for one in row[1:]) or (two and len(row) != _PAIR):
        return None
    if _they(tokens, at, end) and any(person.kind == "group" for person in row[0].owner or ()):
        return None
    for one in row[1:]:
        one.due = row[0].due
    return end


def _they(tokens: Tokens, at: int, end: int) -> bool:
    """Whether only "they" is told, which may be the team of the last task, and not all who have one."""
    words = {tokens.word(place) for place in range(at, end)}
    return "they" in words and words.isdisjoint({"both", "each", "all"})


def _closed(tokens: Tokens, at: int) -> bool:
    return tokens.kind(at) in {"END", "NEWLINE", "ARROW"} or tokens.word(at) in _CLOSES
