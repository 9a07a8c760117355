"""The event in a relative clause of the work: "send everyone who pays their invoice a mail".

It is put first: "When somebody pays their invoice, send them a mail".
"""

from __future__ import annotations

from dataclasses import dataclass

from b24app.english.grammar.heads.head import starts_step
from b24app.english.grammar.plainer.wording import Kept, Told, Wording
from b24app.english.grammar.slots.bounds import announces
from b24app.english.grammar.trigger.triggers import marked
from b24app.english.grammar.words.lexer import Tokens, lex
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.english.grammar.words.lexicons import NOUNS
from b24app.plan import phrases as say
from b24app.plan.plan import Span

_PEOPLE = Turns(
    (
        "everyone|everybody|anyone|anybody|whoever|those",
        "[all|any|the|those|our] [of] [the|our] [new] people|customers|clients|ones",
        "every|each|any [new] customer|client|person",
    )
)
_ANY = {*say.DETERMINERS, "all", "any", "every", "each", "those", "new"}
_BEFORE = {"of", "about", "on", "to", "for", "with", "and", "want"}
_OPENERS = {"END", "NEWLINE", "MARK"}
_RELATIVES = {"who", "that", "which"}
_EACH = {"all", "any", "every", "each"}
_MADE = {"created", "added", "entered", "opened", "registered"}
_HAVING = {"with", "without", "from", "whose", "over", "under", "above", "below"}
_TAGS = {"tag", "mark", "label", "flag"}
_NEW = " is created"
_PAYERS = {"company", "contact", "lead"}
_LONGEST = 12
_NEGATIVE = {
    "not",
    "no",
    "never",
    "haven't",
    "hasn't",
    "don't",
    "doesn't",
    "didn't",
    "isn't",
    "aren't",
    "nobody",
    "without",
}
_STRONG = {".", "!", "?", ";"}


@dataclass(frozen=True)
class _Clause:
    """Where the words about the records go on behind a verb of the event, and what the event ends with."""

    verb: str
    start: int
    behind: str

    @property
    def is_record(self) -> bool:
        """Whether it is told of a single record: "(when a deal) is created with …"."""
        return bool(self.verb or self.behind)


def clause_in_front(said: Wording, _: tuple[Span, ...]) -> Wording | None:
    """With the event of the first relative clause announced in front of its sentence."""
    tokens = said.tokens
    announced = {at for at in range(len(tokens)) if tokens.word(at) != "should" and announces(tokens, at)}
    start = 0
    for at in range(len(tokens)):
        if tokens.word(at) in _STRONG or tokens.kind(at) == "NEWLINE":
            start = at + 1
        found = _antecedent(tokens, at)
        if found and (told := _told_of(tokens, at, found)):
            return None if announced - {at} else _fronted(said, tokens, (start, at), found, told)
    return None


def _antecedent(tokens: Tokens, at: int) -> Found[str] | None:
    """Who or what the clause tells of, as the subjects of "when … pays": a person, a record or several."""
    if who := _PEOPLE.find(tokens, at):
        return Found("somebody", who.end)
    start = tokens.past(at, _ANY)
    noun = NOUNS.find(tokens, start)
    before = tokens.word(at - 1) in _BEFORE or bool({tokens.kind(at - 1), tokens.kind(at - 2)} & _OPENERS)
    if not noun or not (start > at or before or starts_step(tokens, at - 1)):
        return None  # "every last deal"
    return Found(" ".join(tokens.row(start, noun.end - start)), noun.end)


def _told_of(tokens: Tokens, at: int, subject: Found[str]) -> _Clause | None:
    """What is told of them behind: "who pay …", "(all deals) created with …", "(any new lead) without a phone"."""
    if tokens.word(subject.end) in _RELATIVES:
        said = _Clause("", subject.end + 1, "")
        return (
            said if _event(tokens, subject, said) or "new" not in tokens.row(at, 2) else _Clause("", subject.end, _NEW)
        )
    if tokens.word(at) not in _EACH or not NOUNS.find(tokens, subject.end - 1):
        return None
    if tokens.word(subject.end) in _MADE:
        return _Clause("is ", subject.end, "")
    return (
        _Clause("", subject.end, _NEW) if tokens.word(at + 1) == "new" and tokens.word(subject.end) in _HAVING else None
    )


def _fronted(
    said: Wording, tokens: Tokens, place: tuple[int, int], subject: Found[str], clause: _Clause
) -> Wording | None:
    """With the event in front of the order that begins at the first place, and a pronoun at the second."""
    start, at = place
    who, end = _event(tokens, subject, clause) or ("", 0)
    if not who:
        return None
    plural = who == "somebody" or (tokens.word(subject.end - 1).endswith("s") and not clause.is_record)
    it = ("they" if start == at else "them") if plural else "it"
    order, told = tokens.at(start).start, tokens.span(at, end)
    goes_on = tokens.at(clause.start).start
    pieces: list[Kept | Told] = [
        Kept(0, order),
        Told(f"when {who} {clause.verb}", told.start, goes_on),
        Kept(goes_on, told.end),
        Told(f"{clause.behind}, ", told.end - 1, told.end),
        *_with_pronoun(tokens, (start, at), Told(it, told.start, told.end)),
        Kept(told.end, len(said.text)),
    ]
    event = f"“when {who} {clause.verb}{said.text[goes_on : told.end]}{clause.behind}” and “{it}”"
    return said.put(pieces, {told: f"“{said.text[told.start : told.end]}” was read as {event}."})


def _with_pronoun(tokens: Tokens, order: tuple[int, int], it: Told) -> list[Kept | Told]:
    """The order up to a place and "it", which stands in front of "as": "tag it as junk"."""
    start, end = tokens.at(order[0]).start, tokens.at(order[1]).start
    named = next((at for at in range(*order) if tokens.word(at) in _TAGS and tokens.word(at + 1) == "as"), None)
    if named is None:
        return [Kept(start, end), it]
    verb = tokens.at(named).end
    return [Kept(start, verb), Told(f" {it.text}", it.start, it.end), Kept(verb, end)]


def _event(tokens: Tokens, subject: Found[str], clause: _Clause) -> tuple[str, int] | None:
    """Of whom "when … pays" is an event, and where it ends; the longest that is wholly understood."""
    noun = NOUNS.find(tokens, subject.end - 1)
    several = tokens.word(subject.end - 1).endswith("s") and not clause.is_record
    one = noun.value if noun and clause.is_record else subject.value
    article = "an" if one == "invoice" else "a"
    subjects = [one if several or one == "somebody" else f"{article} {one}"]
    subjects += ["somebody"] if noun and noun.value in _PAYERS and not clause.is_record else []
    for end in range(min(len(tokens), subject.end + _LONGEST), subject.end + 1, -1):
        for who in subjects if tokens.word(end - 1) not in say.DETERMINERS else ():
            if _is_event(lex(f"when {who} {clause.verb}{tokens.text(clause.start, end)}{clause.behind}"), clause):
                return who, end
    return None


def _is_event(tokens: Tokens, said: _Clause) -> bool:
    """Whether all of it tells what happens, and nothing what does not."""
    clause = marked(tokens, 0, starts_step) if announces(tokens, 0) else None
    told = clause is not None and clause.end == len(tokens) and not clause.value.unread
    happens = clause is not None and bool(clause.value.event or clause.value.moves or clause.value.watched)
    denied = not said.behind and any(tokens.word(at) in _NEGATIVE for at in range(len(tokens)))
    return told and happens and not denied
