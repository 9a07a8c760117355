"""The writer told as the responsible: "notify me (= the responsible)", "as its owner I want to be told when …"."""

from __future__ import annotations

import re

from b24app.english.grammar.plainer.wording import Kept, Told, Wording
from b24app.plan.plan import Span

_RECORD = r"(?:deal|lead|task|quote|invoice|company|contact|record|client)"
_OWNER = (
    r"(?:the |its |their )?(?:current )?(?:responsible(?: person| one| manager| employee)?|owner|assignee|"
    r"(?:person|one|employee|manager) (?:responsible|in charge))"
)
_WHOSE = rf"(?: (?:for|of) (?:it|them|(?:the|a|an|each|that|this) {_RECORD}s?))?"
_ME = re.compile(
    rf"\bme ?(?:\((?:=|i\.?e\.?,?|as|being|that is,?|namely)? ?{_OWNER}{_WHOSE}\)"
    rf"|(?:,|-|\u2013|\u2014|=) ?(?:(?:i\.?e\.?|as|being|namely|that is),? )?{_OWNER}{_WHOSE}(?=[,.;!]|$)"
    rf"|(?:,? (?:as|being)| ?=) {_OWNER}{_WHOSE}\b)",
    re.IGNORECASE,
)
_AS_OWNER = re.compile(
    rf"^as {_OWNER}(?: (?:for|of) (?P<of>it|them|(?:the|a|an|each|that|this) {_RECORD}s?))?,? "
    r"i(?: want|['\u2019]d like| would like| need| wish|['\u2019]d love| would love| have) (?P<be>to be |to get |to )?",
    re.IGNORECASE,
)
_IT = re.compile(r"\b(?:(?P<its>its)|it)\b", re.IGNORECASE)
_PERSON = "the responsible person"


def writer_as_responsible(said: Wording, _: tuple[Span, ...]) -> Wording | None:
    """With the responsible person for the writer, who says to be it."""
    text = said.text
    if "responsible" not in (low := text.casefold()) and "owner" not in low and "charge" not in low:
        return None
    if me := _ME.search(text):
        return _put(said, [(me.start(), me.end(), _PERSON)])
    if told := _AS_OWNER.match(text):
        verb = (told["be"] or "").casefold()
        duty = "should be " if "be" in verb else "should get " if "get" in verb or not verb else "should "
        renamed = _renamed(text, told.end(), (told["of"] or "").casefold())
        return None if renamed is None else _put(said, [(0, told.end(), f"{_PERSON} {duty}"), *renamed])
    return None


def _renamed(text: str, start: int, record: str) -> list[tuple[int, int, str]] | None:
    """With "the deal's" for "its", where the owner was said to be the deal's; None where it would get lost."""
    noun = record.rsplit(maxsplit=1)[-1] if record else ""
    if noun in {"", "it", "them"} or re.search(rf"\b{noun}", text[start:], re.IGNORECASE):
        return []
    found = _IT.search(text, start)
    return [(found.start(), found.end(), record + ("'s" if found["its"] else ""))] if found else None


def _put(said: Wording, changes: list[tuple[int, int, str]]) -> Wording:
    pieces: list[Kept | Told] = []
    notes: dict[Span, str] = {}
    at = 0
    for start, end, words in sorted(changes):
        pieces += [Kept(at, start), Told(words, start, end)]
        told = said.text[start:end].strip()
        notes[Span(start=start, end=end)] = (
            f"“{told}” was read as “{words.strip()}”." if words else f"“{told}” is the same."
        )
        at = end
    return said.put([*pieces, Kept(at, len(said.text))], notes)
