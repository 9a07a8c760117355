"""A field that is looked at, and what is done about it: "check Visit date. Empty - remind Ana. Filled - tag it"."""

from __future__ import annotations

import re

from b24app.english.grammar.plainer.notes.note import Note, note

_FIELD = (
    r"(?:the )?(?:(?:field|value of|value in) )?(?P<field>[\"'“]x+[\"'”]|(?-i:[A-Z])[\w-]*(?: [\w-]+){0,2}?)(?: field)?"
)
_LOOKS = rf"(?:then )?(?:we |you |please )?(?:check|look at|look up|look in|inspect|verify) {_FIELD}"
_EMPTY = (
    r"(?:if )?(?:(?:it|it's|it is|still|is|there is|there's) ){0,2}"
    r"(?:empty|blank|missing|nothing(?: in it| there| inside)|not filled(?: in)?)"
)
_FULL = (
    r"(?:if )?(?:(?:it|it's|it is|is|there is|there's) ){0,2}"
    r"(?:filled(?: in)?|not empty|not blank|something(?: in it| there| inside)|set|given)"
)
_THEN = r" ?(?:[-:,?]|->|→) ?"
_EITHER = re.compile(
    rf"(?:{_LOOKS}[.:;,?] ?(?:{_EMPTY}|{_FULL})|\bif [\w ]{{2,30}} is (?:empty|filled in))\b", re.IGNORECASE
)


def _is_other(text: str, match: re.Match[str]) -> bool:
    """Whether a field was looked at before, and the other case was told."""
    seen = _EITHER.search(text[: match.start("said")])
    told = re.compile(_EMPTY if match["full"] else _FULL, re.IGNORECASE)
    return seen is not None and told.search(seen.group()) is not None


INSPECTED: tuple[Note, ...] = (
    note(rf"(?P<said>{_LOOKS}[.:;,?] ?{_EMPTY}{_THEN})(?=[\w\"“])", "if {field} is empty, "),
    note(rf"(?P<said>{_LOOKS}[.:;,?] ?{_FULL}{_THEN})(?=[\w\"“])", "if {field} is filled in, "),
    note(rf"(?<=[.;,/] )(?P<said>(?:(?P<full>{_FULL})|{_EMPTY}){_THEN})(?=[\w\"“])", "otherwise ", _is_other),
)
