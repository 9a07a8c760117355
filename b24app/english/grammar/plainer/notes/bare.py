"""Conditions noted bare behind what starts it: "(pipeline Renewals)", "(France / Belgium) ->"."""

from __future__ import annotations

import re

from b24app.english.grammar.plainer.notes.note import CLOSE, Note, note
from b24app.plan.phrases import COUNTRIES

_NAME = r"(?P<value>[\"'“]x+[\"'”]|(?-i:[A-Z])[\w-]*(?: (?-i:[A-Z])[\w-]*){0,2})"
_OPENS = r"^[^:→\n]*?[\w\"'](?: ?\(|[,;] ?|: | [-+/] )"
_LAND = "|".join(sorted(map(re.escape, COUNTRIES), key=len, reverse=True))
_LANDS = rf"(?P<value>(?:{_LAND})(?:(?: ?/ ?| or |, or | & )(?:{_LAND}))*)"
_TOLD = re.compile(rf"\b(?:if|country|countries|from|in|unless|{_LAND})\b", re.IGNORECASE)
_STEPPED = re.compile(r"->|=>|>>|⇒")


def _is_early(text: str, match: re.Match[str]) -> bool:
    """Whether no arrow leads to a step before."""
    return _STEPPED.search(text[: match.start("said")]) is None


def _is_land(text: str, match: re.Match[str]) -> bool:
    """Whether a country is written like one there, "Turkey", and none was told before: "from Spain, Italy, …"."""
    before = text[: match.start("said")]
    return match["value"][:1].isupper() and _is_early(text, match) and not _TOLD.search(before)


BARE: tuple[Note, ...] = (
    note(rf"{_OPENS}(?P<said>(?:in |the )?(?:pipeline|funnel):? {_NAME}){CLOSE}", "pipeline = {value}", _is_early),
    note(
        rf"{_OPENS}(?P<said>(?:in )?(?:the |our )?{_NAME} (?:pipeline|funnel)){CLOSE}", "pipeline = {value}", _is_early
    ),
    note(rf"{_OPENS}(?P<said>(?:from |in )?{_LANDS}(?: only)?){CLOSE}", "country = {value}", _is_land),
)
