"""Waits in notes: "- 1 week -", "3 weeks pause", "+5 days", "another 20 days", "until Warranty end minus 30 days"."""

from __future__ import annotations

import re

from b24app.english.grammar.plainer.notes.note import CLOSE, COMMA_TOO, EDGE, LENGTH, Note, note

_MORE = r"(?:then |and then |after )?(?:another |an? (?:further|additional) |(?:further|additional) |\+ ?)?"
_BARE = rf"{EDGE}(?P<said>{_MORE}(?P<time>{LENGTH})){CLOSE}"
# Behind these a length of time may be a deadline: "task for Ana - 3 days", "approval by Legal; 1 day".
_DATED = re.compile(
    r"\b(?:tasks?|to-?do|approv\w*|sign\w*|ok|okay|go-ahead|decision|decides?|deadline|due|remind\w*|call|meeting|every|"
    r"daily|each)\b",
    re.IGNORECASE,
)
_SEPARATORS = re.compile(r"[.;:|\n→⇒]|->|=>|>>|\s[-/]\s")


def _is_wait(text: str, match: re.Match[str]) -> bool:
    """Whether that is no deadline: something is told before and behind it, and more than one, or no task before."""
    start, end = match.span("said")
    before = [part for part in _SEPARATORS.split(text[:start]) if part.strip(" -")]
    behind = text[end:].strip(" .;->=/|→⇒:,\n")
    if not before[1:] or not behind:
        return False
    several = len(re.findall(_BARE, text, re.IGNORECASE)) > 1
    asked = re.search(r"\bapprov|\bsign|\bok\b|\bgo-ahead", before[-1], re.IGNORECASE)
    return not asked and (several or not _DATED.search(before[-1]))


WAITS: tuple[Note, ...] = (
    note(
        rf"{COMMA_TOO}(?P<said>{_MORE}(?P<time>{LENGTH}) (?:of )?(?:pause|wait|waiting|delay|break|gap)){CLOSE}",
        "wait {time}",
    ),
    note(rf"{COMMA_TOO}(?P<said>{_MORE}(?P<time>{LENGTH}) (?:pass|passes|go by|goes by)){CLOSE}", "wait {time}"),
    note(
        rf"{COMMA_TOO}(?P<said>(?:another |one |the next )?(?P<time>hour|day|week|month) (?:passes|goes by)){CLOSE}",
        "wait 1 {time}",
    ),
    note(rf"\b(?P<said>(?P<time>{LENGTH}) (?:max|maximum|tops|at most|at the most))\b", "max {time}"),
    note(_BARE, "wait {time}", _is_wait),
    note(
        rf"(?P<said>(?P<mark>\([a-e\d]\)|\b[a-e\d]\)) after (?:waiting )?(?P<time>{LENGTH}),? (?:then )?)(?=\w)",
        "{mark} wait {time}, then ",
    ),
    note(
        rf"(?P<said>(?P<lead>\b(?:after|then|and|until|till) )an (?:additional|extra) (?P<time>{LENGTH}))",
        "{lead}another {time}",
    ),
    note(
        rf"\b(?P<said>(?P<lead>until |till |on )(?P<date>(?:the )?(?-i:[A-Z])[\w-]*(?: [\w-]+){{0,2}}?)"
        rf" (?:minus|less) (?P<time>{LENGTH}))",
        "{time} before {date}",
    ),
    note(
        rf"\b(?P<said>(?:until |till |on )?(?P<date>(?:the )?(?-i:[A-Z])[\w-]*(?: [\w-]+){{0,2}}?)"
        rf" plus (?P<time>{LENGTH}))",
        "{time} after {date}",
    ),
    note(
        rf"{COMMA_TOO}(?P<said>(?P<wait>wait)?,? ?(?P<date>(?:the )?(?-i:[A-Z])[\w-]*(?: [\w-]+){{0,2}}?)"
        rf" (?:minus|less) (?P<time>{LENGTH})){CLOSE}",
        "{wait} {time} before {date}",
    ),
    note(
        rf"\b(?P<said>(?:until |till )(?P<date>(?:the )?(?-i:[A-Z])[\w-]*(?: [\w-]+){{0,2}}?) - (?P<time>{LENGTH}))",
        "{time} before {date}",
    ),
    note(
        rf"\b(?P<said>(?:until |till )(?P<date>(?:the )?(?-i:[A-Z])[\w-]*(?: [\w-]+){{0,2}}?) \+ (?P<time>{LENGTH}))",
        "{time} after {date}",
    ),
    note(
        rf"(?<=\w)(?P<said>, ?)(?=(?:{LENGTH} (?:before|after|later)|(?-i:[A-Z])[\w ]{{2,30}} minus {LENGTH})"
        r"[^,;()]*? \(?[b-e]\))",
        " ",
    ),
    note(rf"(?P<said>\b(?:timing|time|moment|when) ?(?:[=:-]|is) ?)(?={LENGTH} (?:before|after)\b)", ""),
    note(
        r"\b(?P<said>(?P<what>sms|e-?mail|whatsapp|text|message|notification|(?:phone )?call|reminder)"
        rf" \+ ?(?P<time>{LENGTH})){CLOSE}",
        "{what} after {time}",
    ),
)
