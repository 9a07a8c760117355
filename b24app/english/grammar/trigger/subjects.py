"""The record that a trigger clause left out: "(tasks …) as soon as they're created", "when created, deals are …"."""

from __future__ import annotations

from b24app.english.grammar.clause import Clause
from b24app.english.grammar.conditions.fields import known_field
from b24app.english.grammar.trigger.guards import guard
from b24app.english.grammar.trigger.told import joined
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found
from b24app.english.grammar.words.lexicons import EVENTS, NOUNS
from b24app.plan import phrases as say
from b24app.plan.plan import Condition

RECORDS = {"deal", "lead", "contact", "company", "task", "invoice", "quote"}
_NOMINAL = {
    "creation", "conversion", "completion", "approval", "payment", "acceptance", "signing", "arrival", "receipt",
    "registration", "loss",
}  # fmt: skip

_VERBS = {
    "is", "are", "get", "gets", "go", "goes", "must", "should", "shall", "will", "have", "has", "need", "needs",
    "belong", "belongs", "receive", "receives",
}  # fmt: skip


def find_record(tokens: Tokens, start: int, found: Found[Clause]) -> None:
    """The record that the clause left out: a pronoun stands for it, or only a field of it was named."""
    clause = found.value
    unnamed = clause.event and not clause.noun and not clause.conditions
    if clause.event and not clause.subject and speaks_of(tokens, start, found.end):
        clause.noun = _record_told(tokens, start, clause.event) or _record_told(tokens, len(tokens), "created")
    if clause.event and not clause.subject and not clause.unread:
        clause.noun = _subject_behind(tokens, found.end, clause.event)
    if unnamed and speaks_of(tokens, start, found.end):
        clause.conditions += _told_of_them(tokens, start, clause.subject)
    if not clause.noun and clause.watched and _changes(tokens, start, clause):
        clause.noun = _record_told(tokens, len(tokens)) or _record_meant(tokens, clause)
        clause.event = "updated"


def _told_of_them(tokens: Tokens, end: int, noun: str) -> tuple[Condition, ...]:
    """Which records "they" are: those that were told of in "(tell Anna about) deals over 5000 once they are won"."""
    for at in range(end):
        found = NOUNS.find(tokens, at)
        same = found is not None and found.value == noun
        several = found is not None and tokens.word(found.end - 1).endswith("s") and tokens.word(at - 1) in _ABOUT
        each = tokens.word(at - 1) in {"each", "every", "any", "a"} and tokens.word(at - 2) in _ABOUT | {"over"}
        if found and same and (several or each):
            rows = guard(tokens, found.end, noun, "")
            return joined(tokens, rows, noun).value if rows else ()
    return ()


def _subject_behind(tokens: Tokens, at: int, event: str) -> str:
    """The record of "(when freshly created), deals are assigned …": what the steps speak of, not what they make."""
    start = tokens.past(at + 1, say.DETERMINERS)
    noun = NOUNS.find(tokens, start) if tokens.word(at) == "," and tokens.word(at + 1) not in {"a", "an"} else None
    verb = noun is not None and tokens.word(noun.end) in _VERBS
    made = EVENTS.find(tokens, tokens.past(noun.end, say.AUXILIARIES)) if noun else None
    plural = start > at + 1 or tokens.word(start).endswith("s")
    if not noun or not verb or not plural or (made and made.value == "created"):
        return ""
    return noun.value if (noun.value, event) in say.TRIGGER_OF else ""


def _record_told(tokens: Tokens, end: int, event: str = "") -> str:
    """The one kind of record that is named up to there: "update deal field Priority as soon as amount > 75k".

    What a step makes was not created before: "(on completion) create a task" tells none.
    """
    created = event == "created"
    told = ((at, NOUNS.find(tokens, at)) for at in range(end) if not _is_name(tokens, at))
    places = [(found.value, _is_made(tokens, at)) for at, found in told if found and found.value in RECORDS]
    nouns = {noun for noun, made in places if not (created and made)}
    if len(nouns) > 1:
        nouns = {noun for noun, made in places if not made}  # "make a quote for a lead as soon as its budget is set"
    return nouns.pop() if len(nouns) == 1 else ""


def _is_name(tokens: Tokens, at: int) -> bool:
    """Whether a noun with a capital names a tag or a stage: "the tag Prospect"."""
    named = tokens.word(at - 1) in {"tag", "tags", "stage", "label", "to", "for", "from", "by"}
    return named and tokens.at(at).text[:1].isupper()


def _is_made(tokens: Tokens, at: int) -> bool:
    """Whether a record is spoken of that a step may make: "a task", "another quote"; nobody makes a lead."""
    if tokens.word(at).startswith("task") and tokens.word(at + 1) in {"about", "for", "to"}:
        return True
    while tokens.kind(at - 1) == "WORD" and tokens.word(at - 1) in {"new", "follow-up", "next", "further"}:
        at -= 1
    about = tokens.word(at - 2) in {"on", "to", "of", "in", "from", "about", "for"}  # "(a comment) on a task"
    return tokens.word(at - 1) in {"a", "an", "another", "one"} and not (about or tokens.word(at).startswith("lead"))


def speaks_of(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a pronoun stands for the record: "(contacts go to Bruno) as soon as they're created"."""
    said = {tokens.word(at) for at in range(start, end)}
    if tokens.word(start) in {"on", "upon"} and tokens.word(end - 1) in _NOMINAL:
        return True  # "(We don't want quotes mailed.) On creation …"
    happened = EVENTS.find(tokens, tokens.past(start + 1, _JUST)) if tokens.word(start) in _WHENS else None
    if happened and happened.end == end:
        return True  # "(tasks go to Bookkeeping) when created"
    return bool(said & {"they", "they're", "it", "it's", "them", "one", "its", "their"})


_WHENS = {"when", "whenever", "once", "soon", "moment", "minute", "after", "upon"}
_ABOUT = {"about", "of", "for", "on", "regarding", "concerning"}
_JUST = {"as", "they", "just", "newly", "freshly", "first", "soon"}


def _record_meant(tokens: Tokens, clause: Clause) -> str:
    """A deal where a field is named and no record anywhere ("when probability is edited"), else nothing."""
    if not known_field(tokens, clause.watched_place[0]):
        return ""
    clause.notes.append(f"No record was named: “{clause.watched}” was read as a field of the deal.")
    return "deal"


def _changes(tokens: Tokens, at: int, clause: Clause) -> bool:
    """Whether a field is told to change, or to have come over a bound ("once revenue is past 2 million")."""
    crossed = bool(clause.conditions) and not clause.event and tokens.word(at) in {"once", "when", "whenever", "as"}
    return clause.event == "updated" or crossed
