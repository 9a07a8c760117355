"""What only announces the steps: "only thing to do: …", "three things to create then: …", a text before its task."""

from __future__ import annotations

import re

from b24app.english.grammar.plainer.notes.note import EDGE, RECORD, Note, note

_MANY = r"(?:two|three|four|five|several|some|a few|\d)"
_QUOTE = r"(?P<text>[\"“]x+[\"”]|(?<!\w)'x+')"
_WORK = r"(?:task|to-?do|reminder)"
_SENT = r"(?:sms|text message|e-?mail|mail|whatsapp|notification|chat message)"
_WHEN = r"(?:each time|every time|when|whenever|if|once|as soon as|after)\b"
_OPENS = r"(?:^|(?<=[.;:,?!\n-] )|(?<=\n))"


def _repeats(text: str, match: re.Match[str]) -> bool:
    """Whether something is repeated before: only that has such an end."""
    return re.search(r"\b(?:repeat|every|each|daily|weekly)\b", text[: match.start()], re.IGNORECASE) is not None


ANNOUNCED: tuple[Note, ...] = (
    note(
        rf"{_OPENS}(?P<said>(?:the |and )?(?:only|just|one|just one|only one) (?:single )?thing"
        r"(?: (?:left )?to (?:do|be done|happen)| we do| that happens| (?:we|i) want| needed)?(?: here| then| now)?"
        r"(?:: ?| is(?: to)?:? | - ))(?=[a-z\"“])",
        "",
    ),
    note(
        rf"{_OPENS}(?P<said>(?:there are |we have )?(?:{_MANY} )?things (?:we have |we need |i need |i want )?to "
        r"(?P<did>create|make|add)(?: here| then| now)?: ?)",
        "{did} ",
    ),
    note(rf"{_OPENS}(?P<said>to (?P<did>create|make|add): ?)", "{did} "),
    note(
        rf"{_OPENS}(?P<said>(?:there are |we have )?{_MANY} things (?:to do|to be done|have to happen|should happen)"
        r"(?: here| then| now)?: ?)",
        "",
    ),
    note(
        rf"^(?P<said>{_QUOTE} ?[-,:]? ?(?:(?:that|this|it) )?(?:(?:should|must|shall|has to|will) be|is|as) "
        rf"(?P<what>an? (?:[a-z]+ ){{0,3}}{_WORK} (?:for|to) [^.;:,\n\"]+?) )(?={_WHEN})",
        "create {what} {text} ",
    ),
    note(
        rf"^(?P<said>{_QUOTE} ?[-,:]? ?(?:(?:that|this|it) )?(?:(?:should|must|shall|has to|will) be|is|as) "
        rf"(?P<what>an? (?:[a-z]+ ){{0,3}}{_SENT} (?:for|to) [^.;:,\n\"]+?) )(?={_WHEN})",
        "send {what} {text} ",
    ),
    note(r"(?P<said> then)(?=: ?[\"“]x)", ""),
    note(
        r"\b(?P<said>(?P<lead>(?:like|want|wants|need|needs) [^.;:,\n]{2,40}? to) have)"
        r"(?= (?:an?|another|one) (?:\w+ )?(?:task|reminder|to-?do)\b)",
        "{lead} get",
    ),
    note(
        rf"\b(?P<said>(?:we |i )?(?:need|want|would like|'d like) (?:the|an?) (?P<what>{RECORD}) "
        r"(?P<name>[\"'“]x+[\"'”]) (?:to be )?(?:created|made|set up))(?=[ \t]*(?:$|[.;,\n]| and ))",
        "create a {what} {name}",
    ),
    note(
        r"(?P<said>[.;,]? ?\b(?:end|ends|ending|stop|stops|until) ?[:=-] ?)(?=(?:the )?[\w ]{3,30} (?:=|is|are) ?\w)",
        " until ",
        _repeats,
    ),
    note(r"\b(?P<head>task|call|reminder|sms|e-?mail)(?P<said> then)(?=: )", ""),
    note(r"(?P<said> - )(?=due (?:tomorrow|today|tonight|in|by|on|within|next)\b)", ", "),
    note(r"(?P<said>,? but (?:only )?)(?=(?:next|the following|on the next) \w+day\b)", " "),
    note(
        rf"{EDGE}(?P<said>(?P<record>{RECORD})s? ?\+ ?(?P<what>(?:a )?new (?:note|call|activity|e-?mail|meeting)))\b",
        "{what} on a {record}",
    ),
    note(
        rf"{EDGE}(?P<said>(?P<what>(?:a )?new (?:note|call|activity|e-?mail|meeting)) ?\+ ?(?P<record>{RECORD})s?)\b",
        "{what} on a {record}",
    ),
    note(
        r"^(?P<said>(?:the )?(?:client|customer)s? (?:didn't|did not|hasn't|has not|doesn't|haven't)(?: yet)? "
        r"(?:pay|paid|pays)(?: us| it)?(?: yet| (?:in|on) time)?, so )"
        r"(?=[^()]*\((?:trigger|event) ?[:=] ?(?:the )?invoice)",
        "",
    ),
)
