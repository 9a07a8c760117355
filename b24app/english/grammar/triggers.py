"""What starts the workflow: "when a deal is won", "the amount of a deal changes", "on payment", "deal won:".

A clause is a bag of roles — record, event, agent, watched field, target stage — in any order and voice, so active,
passive and clipped forms need no rules of their own. Which record and event make which trigger is a table.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from b24app.english.grammar.conditions import conditions, implied, opposite
from b24app.english.grammar.lexer import Tokens
from b24app.english.grammar.lexicon import Found, Lexicon, phrases
from b24app.english.grammar.people import CLIENT, person
from b24app.plan import phrases as say
from b24app.plan.plan import Condition
from b24app.plan.vocabulary import EntityName, TriggerName

_NOUNS: Lexicon[str] = Lexicon(say.NOUNS)
_EVENTS: Lexicon[str] = Lexicon(say.EVENTS)
_FIELDS: Lexicon[str] = Lexicon(say.FIELDS)
_MARKERS = phrases(say.TRIGGER_MARKERS)
_PLACES = phrases(say.PLACES)
_STAGE_MOVES = phrases(say.STAGE_MOVES)
_NO_STAGE = phrases(say.NO_STAGE)
_PASSED_OVER = {*say.DETERMINERS, *say.AUXILIARIES, *say.EVENT_ADVERBS} - {"not", "isn't", "all", "one"}
_ENDS = {",", ".", ";", ":", "?", "!", "=>", "-", "then", "\n"}
_MOST_UNREAD = 20
_LONGEST = 60
_ABOUT = {"of", "to", "on", "in", "with", "for", "from"}
StartsStep = Callable[[Tokens, int], bool]


@dataclass
class Clause:
    """A trigger clause as far as it was read; `name` None says that its record and event make no known trigger."""

    noun: str = ""
    event: str = ""
    host: str = ""
    stage: str = ""
    watched: str = ""
    moves: bool = False
    client: bool = False
    conditions: tuple[Condition, ...] = ()
    unread: list[tuple[int, int]] = field(default_factory=list)

    @property
    def name(self) -> TriggerName | None:
        if self.moves or (self.noun == "stage" and self.event in {"updated", ""} and self.host):
            return "stage_changed"
        return say.TRIGGER_OF.get((self.noun or say.NOUN_OF_EVENT.get(self.event, ""), self.event))

    @property
    def entity(self) -> EntityName | None:
        """The record the plan works on: the host of an activity or stage where one is named."""
        noun = self.noun or say.NOUN_OF_EVENT.get(self.event, "")
        if noun in {"stage", "activity", "call", "note", "email", ""} and self.host:
            return say.ENTITY_OF.get(self.host)
        return say.ENTITY_OF.get(noun, "CRM_DEAL" if self.name == "stage_changed" else None)

    @property
    def filter(self) -> str:
        """The kind of activity, for `activity_added`."""
        return self.noun if self.name == "activity_added" and self.noun != "activity" else ""


def marker(tokens: Tokens, index: int) -> int | None:
    """Where the words that announce a trigger end, if some start there."""
    found = _MARKERS.find(tokens, index)
    return found.end if found else None


def marked(tokens: Tokens, index: int, starts_step: StartsStep) -> Found[Clause] | None:
    """A trigger clause behind "when", "as soon as", "on", … Words it cannot use are listed as unread."""
    at = marker(tokens, index)
    if at is None:
        return None
    clause = Clause()
    end = _read(tokens, at, clause, starts_step, strict=tokens.word(index) in {"on", "if", "for", "after", "should"})
    if tokens.word(index) in {"on", "upon", "after"} and clause.noun == "payment" and not clause.event:
        clause.event = "paid"
    return Found(clause, end) if end > at and (clause.noun or clause.event or clause.moves) else None


def clipped(tokens: Tokens, index: int, starts_step: StartsStep) -> Found[Clause] | None:
    """A trigger without such a word, only where it is whole and set off: "deal won: …", "new lead -> …"."""
    clause = Clause()
    end = _read(tokens, index, clause, starts_step, strict=True)
    set_off = tokens.kind(end) == "END" or tokens.word(end) in _ENDS
    return Found(clause, end) if clause.name and set_off and end > index else None


def _read(tokens: Tokens, index: int, clause: Clause, starts_step: StartsStep, *, strict: bool) -> int:
    at = index
    while tokens.kind(at) != "END" and tokens.word(at) not in _ENDS and tokens.kind(at) != "NEWLINE":
        if at > index and _is_whole(clause) and (starts_step(tokens, at) or _starts_again(tokens, at)):
            break
        end = _one(tokens, at, clause)
        if end is None and tokens.word(at) in {"and", "or", "&"}:
            break
        if end is None and strict and not (clause.noun and clause.event):
            break
        if len(clause.unread) >= _MOST_UNREAD or at - index >= _LONGEST:
            break
        if end is None:
            clause.unread.append((at, at + 1))
        at = end or at + 1
    return _with_guard(tokens, at, clause)


def _starts_again(tokens: Tokens, at: int) -> bool:
    """A second "when": its clause is not this one's."""
    return tokens.word(at) in {"when", "whenever", "once", "if", "unless"}


def _is_whole(clause: Clause) -> bool:
    return clause.moves or bool(clause.name) or bool(clause.noun and clause.event)


def _one(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """The end of the role that starts there; None when no rule knows the word."""
    for rule in (_stage, _place, _guard, _agent, _event, _watched, _noun):
        end = rule(tokens, at, clause)
        if end is not None:
            return end
    return at + 1 if tokens.word(at) in _PASSED_OVER or tokens.word(at) == "'s" else None


def _stage(tokens: Tokens, at: int, clause: Clause) -> int | None:
    moves = _STAGE_MOVES.find(tokens, at)
    if moves and (clause.noun or not clause.event):
        end = _stage_name(tokens, moves.end, clause)
        if end > moves.end:
            clause.moves = True
            return end
    if clause.noun == "stage" and tokens.word(at) in say.STAGE_TARGETS:
        end = _stage_name(tokens, at + 1, clause)
        clause.moves = clause.moves or end > at + 1
        return end if end > at + 1 else None
    if tokens.word(at) in {"stage", "stages"} and clause.noun not in {"", "stage"} and not clause.event:
        clause.host, clause.noun = clause.noun, "stage"
        return at + 1
    if tokens.word(at) in {"stage", "stages"} and clause.noun and clause.event == "updated":
        clause.moves = True
        return at + 1
    return None


def _stage_name(tokens: Tokens, at: int, clause: Clause) -> int:
    """A quoted name, or the words up to the end of the clause without "the" and "stage"."""
    start = tokens.past(at, {"the", "stage"})
    open_ended = _NO_STAGE.find(tokens, start)
    if open_ended and tokens.word(open_ended.end) == "stage":
        return open_ended.end + 1
    if tokens.kind(start) == "QUOTED":
        clause.stage = tokens.at(start).inner
        return start + 1 + (tokens.word(start + 1) == "stage")
    end = start
    while tokens.kind(end) == "WORD" and tokens.word(end) not in {"and", "then", "or", "stage", "send"}:
        if end > start and not tokens.at(end).text[:1].isupper() and tokens.word(end) in say.VERBS_SEEN:
            break
        end += 1
    if end == start:
        return at
    clause.stage = tokens.text(start, end)
    return end + (tokens.word(end) == "stage")


def _place(tokens: Tokens, at: int, _: Clause) -> int | None:
    found = _PLACES.find(tokens, at)
    return found.end if found else None


def _guard(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """Conditions inside the clause: "a deal worth over 10k", "with source = Partner portal", "whose amount is …"."""
    lead = tokens.word(at) in {"with", "whose", "where", "having", "that", "which", "for", "over", "above"}
    if tokens.word(at) not in {"worth", "over", "above"} and not lead:
        return None
    start = at + (tokens.word(at) in {"with", "whose", "where", "having", "that", "which", "for"})
    found = conditions(tokens, start) or (implied(tokens, start) if lead else None)
    if not found:
        return None
    clause.conditions += found.value
    return found.end


def _with_guard(tokens: Tokens, at: int, clause: Clause) -> int:
    """Reads "and the amount is above 10k", ", if its source is Web", "unless the amount is under 500"."""
    if not clause.name:
        return at
    start = at + (tokens.word(at) == ",")
    joint = tokens.word(start)
    if joint not in {"and", "if", "unless", "but"}:
        return at
    again = tokens.word(start + 1) in {"if", "only"} or (joint in {"and", "but"} and tokens.word(start + 1) == "when")
    found = conditions(tokens, start + 1 + again)
    if not found or (joint in {"if", "unless"} and start > at):
        return at
    clause.conditions += opposite(found.value) if joint == "unless" else found.value
    return found.end


def _agent(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """Who did it; anybody may, and the client; a certain colleague would be a condition."""
    start = at + (tokens.word(at) == "by")
    if tokens.word(start) in say.AGENTS:
        return start + 1
    who = person(tokens, start)
    if not who or who.value is None or _NOUNS.find(tokens, _past_determiners(tokens, start)):
        return None
    if who.value == CLIENT and (start > at or not clause.noun):
        clause.client = True
        return who.end
    return None


def _past_determiners(tokens: Tokens, index: int) -> int:
    return tokens.past(index, {*say.DETERMINERS, "new"})


def _event(tokens: Tokens, at: int, clause: Clause) -> int | None:
    found = _EVENTS.find(tokens, at)
    if not found:
        return None
    if (
        tokens.word(at) == "new"
        or not clause.event
        or (clause.event == "created" and tokens.word(at - 1) in _PASSED_OVER)
    ):
        if not (clause.event and tokens.word(at) == "new"):
            clause.event = found.value
        return found.end
    return found.end if found.value == clause.event else None


def _watched(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """The field of "the amount of a deal changes", "deal's amount is updated", 'the field "Region" changes'."""
    if clause.watched or clause.stage:
        return None
    if tokens.word(at) == "field" and tokens.kind(at + 1) in {"QUOTED", "WORD"}:
        named = tokens.kind(at + 1) == "QUOTED" or tokens.at(at + 1).text[:1].isupper()
        if named:
            clause.watched = tokens.at(at + 1).inner
            return at + 2
    found = _FIELDS.find(tokens, at)
    if not found or tokens.word(at) in {"stage", "stages"}:
        return None
    noun = _NOUNS.find(tokens, at)
    if noun and not clause.noun:
        return None
    clause.watched = tokens.text(at, found.end)
    return found.end + (tokens.word(found.end) == "field")


def _noun(tokens: Tokens, at: int, clause: Clause) -> int | None:
    led = tokens.word(at) in _ABOUT
    start = tokens.past(at + 1, say.DETERMINERS) if led else at
    found = _NOUNS.find(tokens, start)
    if not found:
        whose = led and person(tokens, start)
        return whose.end if whose and whose.value == CLIENT and clause.noun in {"meeting", "call", "email"} else None
    if not clause.noun:
        clause.noun = found.value
    elif (clause.noun == "stage" and not clause.host) or (
        led and clause.noun in {"note", "call", "email", "activity", "meeting", "task", "comment"} and not clause.host
    ):
        clause.host = found.value
    else:
        return None
    return found.end
