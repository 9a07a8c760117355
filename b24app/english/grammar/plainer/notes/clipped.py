"""Clipped notes: "2 weeks in Negotiation without moving", "is it over 10? then", "< 100 nothing", "(cancel it?)"."""

from __future__ import annotations

import re

from b24app.english.grammar.heads.head import head, starts_step
from b24app.english.grammar.people.meant import people
from b24app.english.grammar.plainer.notes.note import CLOSE, COMMA_TOO, LENGTH, RECORD, Note, note
from b24app.english.grammar.words.lexer import lex
from b24app.plan.phrases import COUNTRIES

_STAGE = r"(?P<stage>[\"'“]x+[\"'”]|(?-i:[A-Z])[\w-]*(?: (?!and\b|without\b|with\b)[\w-]+){0,2})"
_STILL = (
    r"(?:(?:,? and|,? with|,?) (?:no|without(?: any| a)?) "
    r"(?:moves?|movement|moving|change|progress|stage change|activity)"
    r"(?: to (?:another|a new|the next) stage| at all)?|,? (?:and )?(?:not moved|no further|unmoved|unchanged))"
)
_SIZED = r"(?:[<>]=? ?|under |below |over |above |less than |more than |at least |up to )"
_AMOUNT = rf"{_SIZED}[€$£]?\d[\d.,k]*(?: ?(?:eur|usd|euros))?"
_DECIDED = re.compile(r"\b(?:approv\w+|sign-?off|ok|okay|go-ahead|decides?|decision)\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?:^|(?<=\s))\d(?= [a-z])")


def _counts(text: str, match: re.Match[str]) -> bool:
    """Whether the steps are counted "1 assign it … 2 remove …", this one among them."""
    found = [one for one in _NUMBER.finditer(text) if starts_step(lex(text[one.end() : one.end() + 80].strip()), 0)]
    told = [one.group() for one in found]
    return (
        len(told) > 1
        and told == [str(at + 1) for at in range(len(told))]
        and match.start() in {one.start() for one in found}
    )


def _asked_for(text: str, match: re.Match[str]) -> bool:
    """Whether somebody decides just before: the question in brackets is what they are asked."""
    return _DECIDED.search(text[: match.start()]) is not None


def _is_colleague(_: str, match: re.Match[str]) -> bool:
    """Whether a colleague by name stands there, nothing to do: "over 20k: Sandra"."""
    tokens = lex(match["who"])
    who = people(tokens, 0)
    return who is not None and all(one.kind == "user" for one in who.value) and not head(tokens, 0, bare=True)


def _after_change(text: str, match: re.Match[str]) -> bool:
    """Whether a field that is no stage changed before: "Risk changed to High … not Low?" is about the risk."""
    before = text[: match.start("said")]
    return _CHANGE.search(before) is not None and not re.search(r"\bstage\b", before, re.IGNORECASE)


_CHANGE = re.compile(
    rf"\b(?:chang|updat|edit|switch|turn)\w+ (?:from \w+ )?to\b|^{RECORD}s?:? [\w ]{{2,30}} ?(?:->|=>|→|⇒)",
    re.IGNORECASE,
)
_VALUE = r"(?P<told>[\"'“]x+[\"'”]|(?-i:[A-Z])[\w-]*(?: [\w-]+)?)"

CLIPPED: tuple[Note, ...] = (
    note(
        rf"(?P<said>(?P<time>{LENGTH}) (?:in|at|on) (?:the )?(?:stage )?{_STAGE}{_STILL}"
        r"[ \t]*(?:=|->|=>|→|:|,|-(?= )|\band\b)[ \t]*)",
        "deal sits in the stage {stage} for {time}: ",
    ),
    note(
        rf"^(?P<said>(?P<time>{LENGTH}) (?:in|at) (?:the )?(?:stage )?{_STAGE}[ \t]*(?:=|->|=>|→|:)[ \t]*)",
        "deal sits in the stage {stage} for {time}: ",
        lambda _, match: match["stage"].casefold() not in COUNTRIES,
    ),
    note(
        r"(?P<said>\bis it (?P<told>(?:now )?[^?.:;\n]{2,40}?)(?: now)?\? ?(?:then|if so|if yes|yes:|->|→)[,:]? )",
        "if it is {told}, ",
    ),
    note(
        rf"{COMMA_TOO}(?P<said>(?:still )?not {_VALUE}\? ?(?:->|→|then)?)",
        "if still not {told}, ",
        _after_change,
    ),
    note(
        r"\bif (?P<said>(?:it is|it's|that is|that's) not )(?=[\"'“]x|(?-i:[A-Z]))",
        "still not ",
        _after_change,
    ),
    note(r"(?:^|(?<=\s))(?P<said>(?P<number>\d) )(?=[a-z])", "{number}) ", _counts),
    note(
        rf"(?:^|(?<=[:;,./]))[ \t]*(?P<said>(?P<size>{_AMOUNT}) (?P<none>nothing|do nothing|no action)){CLOSE}",
        "{size}: {none}",
    ),
    note(
        rf"(?:^|(?<=[:;,/>→]))[ \t]*(?P<said>(?P<size>{_AMOUNT}) ?(?:[:=]|->|=>|→) ?(?P<who>(?-i:[A-Z])[\w-]+)){CLOSE}",
        "{size}: assign it to {who}",
        _is_colleague,
    ),
    note(
        rf"\b(?P<said>(?P<often>daily|weekly|hourly|(?:every|each|once a) (?:day|week|hour)), "
        rf"(?:for )?(?P<time>{LENGTH})){CLOSE}",
        "{often} for {time}",
    ),
    note(r"(?P<said>[ \t]?\([^()?]{2,40}\?\))", "", _asked_for),
)
