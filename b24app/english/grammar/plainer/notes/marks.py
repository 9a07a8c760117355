"""Marks of notes that stand for words: "tag trial off", "sms -> client", "A / B" of what is done, "(subject)"."""

from __future__ import annotations

from b24app.english.grammar.plainer.notes.note import CLOSE, COMMA_TOO, LENGTH, Note, note

_SENT = r"(?:sms|e-?mail|mail|whatsapp|text|message|notification|bell|chat message)"
_TOLD = r"(?P<tag>'x+'|\"x+\"|“x+”|[\w-]+)"
_ARROW = r" ?(?:->|=>|→|⇒|>>) ?"
_WHO = r"(?:the |my |our )?[\w-]+(?: [\w-]+){0,2}"

_BESIDE = r"(?:in parallel|parallel|at the same time|simultaneously|at once|side by side)"
_BOXED = r"\[(?P<{}>[^\]\n]+)\]"
_NEXT = r"[ \t]*(?:\||/|,|&|\+|;|and)?[ \t]*"

MARKS: tuple[Note, ...] = (
    note(rf"{COMMA_TOO}(?P<said>(?:the )?tag:? {_TOLD} (?:off|out|removed))(?:{CLOSE}|(?= \())", "remove tag {tag}"),
    note(rf"{COMMA_TOO}(?P<said>(?:the )?tag:? {_TOLD} (?:on|added))(?:{CLOSE}|(?= \())", "add tag {tag}"),
    note(
        rf"\b(?P<what>{_SENT}){_ARROW}(?P<who>(?:the )?(?:client|customer|contact|buyer|owner|responsible)){CLOSE}",
        "{what} to the {who}",
    ),
    note(r"(?P<said>(?P<text>[\"“]x+[\"”]) ?\((?:as )?(?P<label>subject|text|body)\))", "with the {label} {text}"),
    note(
        rf"(?P<said>[ \t]?[,;/-] ?(?:the )?same (?P<who>responsible|owner|assignee))(?: person)?{CLOSE}",
        " with the same {who}",
    ),
    note(
        rf"\b(?P<said>call (?:from )?(?P<who>{_WHO}){_ARROW}(?P<whom>(?:the )?(?:client|customer|contact))){CLOSE}",
        "call for {who} with {whom}",
    ),
    note(r"(?P<said>[ \t]/[ \t])", "; "),
    note(r"(?P<said>[ \t]/[ \t])", ", "),
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
