"""Marks of notes that stand for words: "tag trial off", "sms -> client", "A / B" of what is done, "(subject)"."""

from __future__ import annotations

import re

from b24app.english.grammar.people.meant import CLIENT, people
from b24app.english.grammar.plainer.notes.note import CLOSE, COMMA_TOO, LENGTH, Note, note
from b24app.english.grammar.words.lexer import lex

_SENT = r"(?:sms|e-?mail|mail|whatsapp|text|message|notification|bell|chat message)"
_TOLD = r"(?P<tag>'x+'|\"x+\"|“x+”|[\w-]+)"
_ARROW = r" ?(?:->|=>|→|⇒|>>) ?"
_WHO = r"(?:the |my |our )?[\w-]+(?: [\w-]+){0,2}"

_TONE = (
    r"(?:very )?(?:friendly|polite|short|brief|nice|kind|formal|informal|personal|quick|simple|warm|gentle|soft|firm)"
)
_BESIDE = r"(?:in parallel|parallel|at the same time|simultaneously|at once|side by side)"
_BOXED = r"\[(?P<{}>[^\]\n]+)\]"
_NEXT = r"[ \t]*(?:\||/|,|&|\+|;|and)?[ \t]*"


def _are_colleagues(_: str, match: re.Match[str]) -> bool:
    """Whether each of those named there is one colleague or a role, and no client."""
    named = [lex(told) for name, told in match.groupdict().items() if name in {"a", "b", "c"}]
    return all((who := people(one, 0)) and who.end == len(one) and CLIENT not in who.value for one in named)


_ASSIGNED = rf"(?P<{{0}}>[\w-]+(?: [\w-]+){{{{0,2}}}}?)(?P<{{0}}t> \({LENGTH}\))?"


def _joins(text: str, match: re.Match[str]) -> bool:
    """Whether a stroke only sets off the next thing: "Anna / Ben" may be one of the two."""
    before, behind = text[: match.start()].split(), lex(text[match.end() :][:_NEAR])
    who = people(behind, 0)
    somebody = who is not None and bool(who.value) and all(one.kind == "user" for one in who.value)
    return not (somebody and before[-1:] and before[-1][:1].isupper())


def _sets_off(text: str, match: re.Match[str]) -> bool:
    """Whether a stroke parts two steps: in "position -> CEO / Owner: tag …" it means one of two values."""
    value, label = _VALUE.search(text[: match.start()]), _LABEL.match(text[match.end() :])
    return value is None or label is None


_VALUE = re.compile(r"(?:[=→⇒]|->|=>|>>) ?[A-Z]\w*(?: / [A-Z]\w*)*$")
_LABEL = re.compile(r"[A-Z]\w*(?: / [A-Z]\w*)* ?:")
_NEAR = 60

MARKS: tuple[Note, ...] = (
    note(rf"{COMMA_TOO}(?P<said>(?:the )?tag:? {_TOLD} (?:off|out|removed))(?:{CLOSE}|(?= \())", "remove tag {tag}"),
    note(rf"{COMMA_TOO}(?P<said>(?:the )?tag:? {_TOLD} (?:on|added))(?:{CLOSE}|(?= \())", "add tag {tag}"),
    note(
        rf"\b(?P<what>{_SENT}){_ARROW}(?P<who>(?:the )?(?:client|customer|contact|buyer|owner|responsible)){CLOSE}",
        "{what} to the {who}",
    ),
    note(r"(?P<said>(?P<text>[\"“]x+[\"”]) ?\((?:as )?(?P<label>subject|text|body)\))", "with the {label} {text}"),
    note(
        rf"\b(?P<said>(?P<what>{_SENT}\b[^.;,:>\n]*?), (?:an? |the )?"
        r"(?P<topic>(?!get|post|put|patch|http|web|api)[a-z]+ "
        rf"(?:request|survey|link|form|update|confirmation|invitation))){CLOSE}",
        "{what} with a {topic}",
    ),
    note(
        rf"(?P<said>[ \t]?[,;/-] ?(?:the )?same (?P<who>responsible|owner|assignee))(?: person)?{CLOSE}",
        " with the same {who}",
    ),
    note(
        rf"\b(?P<said>call (?:from )?(?P<who>{_WHO}){_ARROW}(?P<whom>(?:the )?(?:client|customer|contact))){CLOSE}",
        "call for {who} with {whom}",
    ),
    note(
        rf"\b(?P<said>(?P<what>(?:schedule )?(?:an? )?(?:call|meeting))[:,] (?P<who>{_WHO}?)(?: to | with |{_ARROW})"
        rf"(?P<whom>(?:the )?(?:client|customer|contact))){CLOSE}",
        "{what} for {who} with {whom}",
    ),
    note(
        rf"\b(?P<said>(?:2|two) tasks?:? (?:for )?{_ASSIGNED.format('a')}(?: ?[+,/&;] ?| and )"
        rf"{_ASSIGNED.format('b')}){CLOSE}",
        "task for {a} {at}; task for {b} {bt}",
        _are_colleagues,
    ),
    note(
        rf"\b(?P<said>(?:3|three) tasks?:? (?:for )?{_ASSIGNED.format('a')}(?: ?[+,/&;] ?){_ASSIGNED.format('b')}"
        rf"(?: ?[+,/&;] ?|,? and ){_ASSIGNED.format('c')}){CLOSE}",
        "task for {a} {at}; task for {b} {bt}; task for {c} {ct}",
        _are_colleagues,
    ),
    note(rf"(?P<said>[ \t]?\({_TONE}(?:(?:,|,? and|,? but) {_TONE})*\))", ""),
    note(r"(?P<said>[ \t]/[ \t])", "; ", _sets_off),
    note(r"(?P<said>[ \t]/[ \t])", ", ", _joins),
    note(r"(?P<said>[ \t]\|{1,2}[ \t])", "; "),
    note(
        rf"{_BESIDE}[:,]? (?P<said>{_BOXED.format('a')}{_NEXT}{_BOXED.format('b')})(?=[ \t]*(?:[.\n]|$))",
        "(a) {a}, (b) {b}",
        lambda _, match: not set(",;→>&+") & set(match["a"]),  # what stands there is one step
    ),
    note(
        rf"{_BESIDE}: (?P<said>(?P<a>[^:.;,|/\n]+?)(?: [|/] |; |,? and )(?:after(?: waiting)?|wait|in) "
        rf"(?P<time>{LENGTH}),? (?:then )?(?P<b>[^:.;|/\n]+))(?=[.;]|$)",
        "(a) {a}, (b) wait {time}, then {b}",
    ),
)
