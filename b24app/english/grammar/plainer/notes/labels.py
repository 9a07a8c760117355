"""Labels of a note: "Recipient: Ana", "Approver: Legal", "Field: amount", "Trigger - …", "- condition: …"."""

from __future__ import annotations

import re

from b24app.english.grammar.people.meant import CLIENT, people
from b24app.english.grammar.plainer.notes.note import CLOSE, EDGE, RECORD, Note, note
from b24app.english.grammar.words.lexer import lex

_BREAK = r"[ \t]*[.;,\n][ \t]*[-*]?[ \t]*"
_WHOM = r"(?:recipients?|receivers?|addressee|sent? to|to whom|to|target)"
_WHOSE = r"(?:for|assignee|assigned to|responsible|owner|who|performer|executor)"
_SENT = r"(?:sms|e-?mail|mail|whatsapp|text|message|notification|bell|chat|dm)"
_WORK = r"(?:tasks?|to-?do|reminder|call|meeting)"
_LABEL = (
    r"(?:trigger|event|condition|conditions|action|actions|when|if|then|filter|wait|delay|deadline|"
    r"due(?: date)?|subject|priority|step \d)"
)


def _labelled(text: str, _: re.Match[str]) -> bool:
    """Whether there are two such labels: one alone may be any word."""
    return len(re.findall(rf"{EDGE}{_LABEL} ?[-=] ?\w", text, re.IGNORECASE)) > 1


def _is_whose(text: str, match: re.Match[str]) -> bool:
    """Whether somebody stands there, with nothing else: "approval commercial director"."""
    tokens = lex(text[slice(*match.span("who"))])
    who = people(tokens, 0)
    return who is not None and who.end == len(tokens) and CLIENT not in who.value


LABELS: tuple[Note, ...] = (
    note(
        r"\b(?P<said>non-(?P<what>(?-i:[A-Z]{3})) (?P<record>(?:deal|quote|invoice|lead)s?))\b",
        "{record} not in {what}",
    ),
    note(rf"(?P<said>(?P<what>\b{_SENT}\b[^.;\n]*?){_BREAK}{_WHOM} ?[:=] ?)(?=\w)", "{what} to "),
    note(rf"(?P<said>(?P<what>\b{_WORK}\b[^.;\n]*?){_BREAK}{_WHOSE} ?[:=] ?)(?=\w)", "{what} for "),
    note(
        rf"{EDGE}(?P<said>(?:approvers?|approval(?: by| from| of)?|approved by|sign-?off|decided by) ?[:=] ?)"
        r"(?!(?:the )?(?:client|customer|contact|buyer))(?=\w)",
        "approval by ",
    ),
    note(
        rf"{EDGE}(?P<said>(?:approval|sign-?off|ok|okay|go-ahead) "
        rf"(?P<who>(?!by|from|of|for|to)[\w-]+(?:'s)?(?: [\w-]+(?:'s)?){{0,3}}?))(?:(?= ?\()|{CLOSE})",
        "approval by {who}",
        _is_whose,
    ),
    note(
        rf"(?P<said>(?P<record>{RECORD}) (?P<did>updated|changed|edited|modified)[.,;:]? \(?(?:the )?fields? ?[:=]? ?"
        rf"(?P<field>(?-i:[\w-]+(?: [\w-]+){{0,2}}?))\)?){CLOSE}",
        "{record} {field} {did}",
    ),
    note(
        rf"{EDGE}(?P<said>(?:when|trigger|event) ?[:=-] ?)(?=(?:after|upon|once|whenever|every time|as soon as) )", ""
    ),
    note(rf"{EDGE}(?P<said>(?P<label>{_LABEL}) ?[-=] ?)(?=\w)", "{label}: ", _labelled),
    note(r"(?P<said>\b(?P<label>trigger|event) is )", "{label}: "),
    note(r"(?P<said>[ \t]?[-.;,\n] ?(?:conditions?|only if|provided|filter) ?[:=] ?)(?=\w)", ", if "),
    note(rf"\b(?P<said>(?:the )?{RECORD}(?:'s)? (?P<label>title|name|owner|responsible) ?[:=]) ?", "{label}: "),
    note(rf"\b(?P<said>(?:the )?(?P<label>title|name|owner|responsible) of the {RECORD} ?[:=]) ?", "{label}: "),
)
