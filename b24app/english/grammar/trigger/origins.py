"""What everything counts from, told as a sentence of its own: "the clock starts when …", "counts from stage Ready"."""

from __future__ import annotations

from b24app.english.grammar.conditions.believing import STAGE_WORDS
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Turns, phrases
from b24app.plan import phrases as say

_BEGINS = {"", ".", "!", "?", ";", ":", ",", "-", "(", "and", "=>"}
_SUBJECTS = Turns(
    (
        "it|this|that|everything|they [all]",
        "all [of] [this|it|that|them]",
        "which [all]",
        "the|our|this|that|my [whole] clock|count|counting|countdown|timer|time|flow|workflow|process|sequence|series",
        "the|our|this|that|my [whole] thing|story|automation|routine|procedure|chain|rule|course|programme|plan",
        "the|our|its starting|start|trigger point|event|moment",
        "the|our|its start|trigger",
    )
)
_VERBS = Turns(
    (
        "should|must|will|shall|to start|begin|run|count|commence|fire",
        "is|are|be|being to be triggered|started|launched|counted",
        "[is|are|be|being|gets|get] triggered|started|launched|kicked|counted|set [off]",
        "starts|begins|runs|counts|commences|fires|kicks|counting|starting|beginning|running [off]",
        "comes|goes|fires off|into action|play|force",
    )
)
_IS = {"is", "being", "=", ":", "are"}
_TOLD = {"count", "counts", "counted", "counting", "start", "starts", "begin", "begins", "run", "runs"}
_WHEN = phrases(
    (
        "[only|right] when|whenever|once",
        "as soon as",
        "as of when",
        "[from|at|with|on] the [very] moment|minute|second|instant|day|point|time [that|when]",
    )
)
_FROM = {"from", "at", "with", "on", "upon", "by", "after"}


def origin(tokens: Tokens, index: int) -> int | None:
    """Past the words that lead to the event from which everything counts."""
    if tokens.word(index - 1) not in _BEGINS and tokens.kind(index - 1) != "NEWLINE":
        return None
    subject = _SUBJECTS.find(tokens, index)
    start = subject.end if subject else index
    verb = _VERBS.find(tokens, start)
    named = subject is not None and tokens.word(start) in _IS
    if not verb and not named and not (tokens.word(index) in _TOLD and not subject):
        return None
    end = verb.end if verb else start + 1
    when = _WHEN.find(tokens, end)
    if when:
        return when.end
    if named and tokens.word(start) != ":" and _trigger(tokens, index, start):
        return end + (tokens.word(end) == ":")
    if tokens.word(end) not in _FROM:
        return None
    stage = tokens.past(end + 1, say.DETERMINERS)
    return end if tokens.word(stage) in STAGE_WORDS and tokens.word(end) != "by" else end + 1


def _trigger(tokens: Tokens, start: int, end: int) -> bool:
    """Whether "the trigger", "the starting point" is what is told of."""
    return bool({tokens.word(at) for at in range(start, end)} & {"trigger", "start", "starting", "point"})
