"""The event in a relative clause of the work: "send everyone who pays their invoice a mail".

It is put first: "When somebody pays their invoice, send them a mail".
"""

from __future__ import annotations

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


def clause_in_front(said: Wording, _: tuple[Span, ...]) -> Wording | None:
    """With the event of the first relative clause announced in front of its sentence."""
    tokens = said.tokens
    announced = {at for at in range(len(tokens)) if tokens.word(at) != "should" and announces(tokens, at)}
    start = 0
    for at in range(len(tokens)):
        if tokens.word(at) in _STRONG or tokens.kind(at) == "NEWLINE":
            start = at + 1
        found = _antecedent(tokens, at)
        if found and tokens.word(found.end) in _RELATIVES:
            return None if announced - {at} else _fronted(said, tokens, start, at, found)
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


def _fronted(said: Wording, tokens: Tokens, start: int, at: int, subject: Found[str]) -> Wording | None:
    who, end = _event(tokens, subject) or ("", 0)
    if not who:
        return None
    plural = who == "somebody" or tokens.word(subject.end - 1).endswith("s")
    it = ("they" if start == at else "them") if plural else "it"
    order, told = tokens.at(start).start, tokens.span(at, end)
    relative = tokens.span(subject.end, subject.end + 1)
    pieces: list[Kept | Told] = [
        Kept(0, order),
        Told(f"when {who}", told.start, relative.end),
        Kept(relative.end, told.end),
        Told(", ", told.end - 1, told.end),
        Kept(order, told.start),
        Told(it, told.start, told.end),
        Kept(told.end, len(said.text)),
    ]
    event = f"“when {who}{said.text[relative.end : told.end]}” and “{it}”"
    return said.put(pieces, {told: f"“{said.text[told.start : told.end]}” was read as {event}."})


def _event(tokens: Tokens, subject: Found[str]) -> tuple[str, int] | None:
    """Of whom "when … pays" is an event, and where it ends; the longest that is wholly understood."""
    noun = NOUNS.find(tokens, subject.end - 1)
    several = tokens.word(subject.end - 1).endswith("s")
    subjects = [subject.value if several or subject.value == "somebody" else f"a {subject.value}"]
    subjects += ["somebody"] if noun and noun.value in _PAYERS else []
    for end in range(min(len(tokens), subject.end + _LONGEST), subject.end + 1, -1):
        for who in subjects if tokens.word(end - 1) not in say.DETERMINERS else ():
            if _is_event(lex(f"when {who} {tokens.text(subject.end + 1, end)}")):
                return who, end
    return None


def _is_event(tokens: Tokens) -> bool:
    """Whether all of it tells what happens, and nothing what does not."""
    clause = marked(tokens, 0, starts_step) if announces(tokens, 0) else None
    told = clause is not None and clause.end == len(tokens) and not clause.value.unread
    happens = clause is not None and bool(clause.value.event or clause.value.moves or clause.value.watched)
    return told and happens and not any(tokens.word(at) in _NEGATIVE for at in range(len(tokens)))
