"""What starts it, told by its record alone: "contact: VIP = Yes (changed)", "quote -> Sent", "new won deal"."""

from __future__ import annotations

import re

from b24app.english.grammar.heads.head import head
from b24app.english.grammar.plainer.notes.note import CLOSE, RECORD, Note, note
from b24app.english.grammar.words.lexer import lex
from b24app.english.grammar.words.spelling import is_word
from b24app.plan.phrases import GIVEN_NAMES

_START = r"^[-*\s]*(?:when(?:ever)? |if |once |on )?(?:an? |the |any )?"
_CHANGED = r"(?:changed|updated|edited|modified|changes|updates)"
# No word of a field's name: what happens to a record, who has it, and what leads to something else.
_NO_FIELD = (
    r"(?!(?:\w+ed|won|lost|paid|overdue|done|is|gets?|stages?|tags?|tasks?|owner|responsible|assignee|in|at|on|with|for|"
    r"from|to|of|over|under|above|below|and|or|if|when|by|goes|comes|has|new|field)\b)"
)
_FIELD = rf"(?P<field>(?:the )?{_NO_FIELD}[\w-]+(?: {_NO_FIELD}[\w-]+){{0,2}}?)"
_ARROW = r" ?(?:->|=>|→|⇒|>>) ?"
_VALUE = r"(?P<value>[\"'“]x+[\"'”]|(?-i:[A-Z0-9])[\w-]*(?: (?-i:[A-Z0-9])[\w-]*){0,3})"
_VALUES = rf"{_VALUE[:-1]}(?: ?/ ?(?-i:[A-Z])[\w-]*)*)"
_STAGED = r"(?:deal|lead|quote|invoice)s?"
_OUTCOME = r"(?:paid|overdue|accepted|approved|converted|won|lost|completed|done)"
_TEXTS = r"(?:title|name|subject|text|description|body|job title|comment)"
_SOMEBODY = r"(?:someone|somebody|anyone|anybody|a user|a rep|a colleague)"
_SETS = r"(?:sets|changes|switches|flips|puts|turns|set|changed|switched|flipped|turned)"
_CLOSED = r"(?= ?(?:[:,;]|->|=>|→|⇒|>>| - |$))"


def _is_value(_: str, match: re.Match[str]) -> bool:
    """Whether no colleague and no step stands there: "Retail"."""
    tokens = lex(match["value"])
    return tokens.word(0) not in GIVEN_NAMES and not head(tokens, 0, bare=True)


def _is_stage(text: str, match: re.Match[str]) -> bool:
    """Whether a stage stands there, a word that is no name: "Sent", and neither "Sofia", who gets it, nor "Email"."""
    tokens = lex(match["value"])
    said = [tokens.word(at) for at in range(len(tokens))]
    known = tokens.kind(0) == "QUOTED" or is_word(said[0]) or said[0].endswith("ed")
    known = known or any(is_word(one) or one == "ok" for one in said[1:])
    return known and _is_value(text, match)


EVENTS: tuple[Note, ...] = (
    note(
        rf"\b(?P<said>(?:(?:when|whenever|if|once) )?{_SOMEBODY} {_SETS} {_FIELD} to {_VALUE} "
        rf"(?:on|for|of|in) (?P<which>an?|the|any) (?P<record>{RECORD}))\b",
        "when {field} of {which} {record} is changed to {value}",
    ),
    note(rf"{_START}(?P<said>(?P<record>{RECORD}) ?[,/-] ?{_FIELD} (?P<did>{_CHANGED}))\b", "{record}: {field} {did}"),
    note(
        rf"{_START}(?P<said>(?P<record>{RECORD})s?:? {_FIELD} ?= ?{_VALUE} ?"
        rf"(?:\((?:is |was |just )?{_CHANGED}\)|, {_CHANGED}\b))",
        "{record} {field} changed to {value}",
    ),
    note(
        rf"{_START}(?P<said>(?P<record>{RECORD})s?:? {_FIELD}{_ARROW}{_VALUES}){_CLOSED}",
        "{record} {field} changed to {value}",
        _is_value,
    ),
    note(rf"{_START}(?P<said>(?P<record>{RECORD}){_ARROW}(?P<did>{_OUTCOME})){_CLOSED}", "{record} {did}"),
    note(
        rf"{_START}(?P<said>(?P<record>{_STAGED}){_ARROW}(?!{_OUTCOME}\b)(?:stage )?{_VALUE}){_CLOSED}",
        "{record} moved to {value}",
        _is_stage,
    ),
    note(
        rf"{_START}(?P<said>(?P<record>{_STAGED}){_ARROW})(?P<value>(?-i:[A-Z])[\w-]*(?: [\w-]+){{0,3}}?)(?= \+ )",
        "{record} moved to ",
        _is_stage,
    ),
    note(
        rf"{_START}(?P<head>(?P<record>{RECORD})s?:? {_FIELD} {_CHANGED}[,;]? )"
        r"(?P<said>(?P<sign>contains|includes|mentions|is now|becomes|equals|now says) )",
        "and it {sign} ",
    ),
    note(
        rf"\b(?P<said>(?P<what>{_TEXTS}) (?:has|having|with|includes|mentions) (?P<text>\"x+\"|'x+'|“x+”))",
        "{what} contains {text}",
    ),
    note(
        rf"{_START}(?P<said>new (?P<did>won|lost|converted|paid|overdue|completed|approved) (?P<record>{RECORD}))\b",
        "{did} {record}",
    ),
    note(
        r"\b(?P<said>(?P<lead>stage (?:is |was |has )?(?:changed|changes|change|updated)) \(?(?:to )?any"
        r"(?: stage| change| one)?\)?)",
        "{lead}",
    ),
    note(r"\bif (?P<said>(?:(?:it is|it's|that is|that's|this is) )?now (?P<value>[\"'“]x+[\"'”]))", "it is {value}"),
    note(
        rf"\bif (?P<said>(?:(?:it|that|this)(?: is|'s) )?(?:now )?= ?(?P<value>[^\"'“”→;,.:=\n-]+?)){CLOSE}",
        'it is "{value}"',
    ),
    note(
        r"(?P<said>\b(?P<did>created|with|for|new) an existing (?P<record>company|contact|client))\b",
        "{did} a {record}",
    ),
)
