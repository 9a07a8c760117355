"""Changes of the task that is spoken of: "set the task to done", "the task is now due on Friday"."""

from __future__ import annotations

from b24app.english.grammar.heads.belonging import inside_event, told_of_event
from b24app.english.grammar.heads.fieldnotes import closes
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.objects import spoken_last
from b24app.english.grammar.timing.deadlines import deadline
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Lexicon, Turns
from b24app.english.grammar.words.moments import later

_TASK = "the|this|that [current|linked|existing|related|open] task|to-do|todo"
_DUTY = "[should|must|shall|will|has|needs|is] [to] [now]"
_SET = "set|put|mark|move|switch|change|flip|turn"
_TO = "[back] to|as|into [status]"
_SET_TO = Turns(
    (
        f"{_SET}|sets|marks {_TASK} [status] {_TO}",
        f"mark|marks|declare {_TASK}",
        f"{_TASK} {_DUTY} be|gets|is|becomes set|marked|put|moved|switched|changed|declared {_TO}",
        f"{_TASK} {_DUTY} be|gets|is marked|declared",
        f"{_TASK} {_DUTY} go|goes|jumps|moves|switches|changes [back] to|into [status]",
    )
)
_STATUS: Lexicon[str] = Lexicon(
    {
        "done|complete|completed|finished|closed": "completed",
        "deferred|postponed": "deferred",
        "[in] progress": "in progress",
        "in-progress|started|running": "in progress",
        "pending|open|reopened|paused": "pending",
    }
)
_AGAIN = Turns(
    (
        f"open|opens {_TASK} [up] again|anew|afresh",
        f"open|opens up {_TASK} again|anew|afresh",
        f"{_TASK} {_DUTY} open|opens [up] again|anew",
        f"{_TASK} {_DUTY} be|gets|is opened [up] again|anew",
    )
)
_DUE = Turns(
    (
        f"make|makes|set|sets {_TASK} [be] [now] due [on|by]",
        f"{_TASK} {_DUTY} be|becomes|is [now] due [on|by]",
        f"{_TASK} becomes|is [now] due [on|by]",
        f"give|gives|grant|allow {_TASK} [time] until|till",
        f"schedule|schedules|reschedule|reschedules {_TASK} for|to",
        f"postpone|postpones|delay|delays|defer|push|move|shift|put {_TASK} [off|out|back|forward] to|until|till",
    )
)
_CALLED = Turns(
    (
        f"{_TASK} {_DUTY} be called|named|titled|entitled",
        f"{_TASK} {_DUTY} read|reads|say|says [now]",
        f"{_TASK} [now] reads|says|becomes",
        f"{_TASK} is now called|named|titled|entitled",
        f"call|name|title|retitle {_TASK}",
        f"give|gives {_TASK} the|a|this [new] name|title [of]",
    )
)
_GRADED = Turns(
    (
        f"{_TASK} {_DUTY} go|goes|jump|jumps|move|moves|rises|climbs|drops|falls|gets [up|down] to priority",
        f"{_TASK} {_DUTY} be|is|gets raised|bumped|lifted|moved|put|set|lowered [up|down] to priority",
        f"put|set|move|raise|bump|lift|lower {_TASK} [up|down] to|on|at priority",
    )
)


_ARTICLES = {"the", "this", "that"}


def task_changed(tokens: Tokens, index: int) -> Found[Frame] | None:
    """The first of these that stands there, unless the task spoken of is one that was only just asked for."""
    tells = tokens.word(index) in _ARTICLES and (inside_event(tokens, index) or told_of_event(tokens, index))
    if tells or spoken_last(tokens, index) == "create_task":
        return None
    return next((found for rule in (_status, _due, _called, _graded) if (found := rule(tokens, index))), None)


def _status(tokens: Tokens, index: int) -> Found[Frame] | None:
    again = _AGAIN.find(tokens, index)
    if again and closes(tokens, again.end):
        return _changed(index, again.end, "status", "pending")
    told = _SET_TO.find(tokens, index)
    status = _STATUS.find(tokens, told.end) if told else None
    return _changed(index, status.end, "status", status.value) if status and closes(tokens, status.end) else None


def _due(tokens: Tokens, index: int) -> Found[Frame] | None:
    told = _DUE.find(tokens, index)
    if not told:
        return None
    when = later(tokens, told.end) or deadline(tokens, told.end - 1)
    if not when or when.end <= told.end or not closes(tokens, when.end):
        return None
    return _changed(index, when.end, "deadline", tokens.text(told.end, when.end))


def _called(tokens: Tokens, index: int) -> Found[Frame] | None:
    told = _CALLED.find(tokens, index)
    named = told is not None and tokens.kind(told.end) in {"QUOTED", "VARIABLE"}
    return _changed(index, told.end, "title") if told and named else None


def _graded(tokens: Tokens, index: int) -> Found[Frame] | None:
    told = _GRADED.find(tokens, index)
    return _changed(index, told.end, "priority") if told and tokens.kind(told.end) == "WORD" else None


def _changed(index: int, end: int, field: str, value: str = "") -> Found[Frame]:
    return Found(Frame("update_task", index, end, field_name=field, value=value, of_task=True), end)
