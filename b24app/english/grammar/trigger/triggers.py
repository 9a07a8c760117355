"""What starts the workflow: "when a deal is won", "the amount of a deal changes", "on payment", "deal won:".

A clause is a bag of roles — record, event, agent, watched field, target stage, guards — in any order and voice, so
active, passive and clipped forms need no rules of their own. Which record and event make which trigger is a table.
"""

from __future__ import annotations

from functools import cache

from b24app.english.grammar.clause import Clause
from b24app.english.grammar.conditions.comparisons import conditions
from b24app.english.grammar.conditions.stages import by_name
from b24app.english.grammar.conditions.states import state
from b24app.english.grammar.heads.forbidding import never
from b24app.english.grammar.heads.marks import list_mark
from b24app.english.grammar.timing.waits import wait
from b24app.english.grammar.trigger.clause_roles import ENDS, is_tested, read_roles
from b24app.english.grammar.trigger.markers import TESTING, about, marker
from b24app.english.grammar.trigger.onward import gets_thing, tells_steps
from b24app.english.grammar.trigger.origins import origin
from b24app.english.grammar.trigger.trailing import StartsStep
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found
from b24app.english.grammar.words.lexicons import EVENTS, NOUNS
from b24app.english.grammar.words.turns import HALT, MEANS
from b24app.plan import phrases as say
from b24app.plan.plan import Comparison, Condition

_STRICT = {"on", "for", "after", "should", "every", "each", "following", "in", "whatever", "whichever", *TESTING}
_RECORDS = {"deal", "lead", "contact", "company", "task", "quote"}
_MODALS = {
    "should", "must", "shall", "will", "have", "has", "needs", "need", "belongs", "belong", "deserves", "deserve",
    "go", "goes", "means", "ought",
}  # fmt: skip
_MAKES = {"produce", "create", "make", "generate", "open", "start", "raise", "issue", "add", "trigger"}
_GOES_ON = {"proceed", "continue", "advance", "go", "move"}
_SPEAKS_OF_ALL = {"when", "whenever", "once", "every", "each", "for", "as", "the"}
# States that are reached by an event of the same name: "if the invoice is paid".
_EVENTFUL = {"payment_status", "status"}
_WHEN = {"when", "whenever", "once", "as", "that", "moment", "minute", "second", "instant", "day", "point", "time"}
_THEN_HAPPENS = {"when", "whenever", "once", "as", "after", "upon", "at", "on"}
_EACH = {"any", "every", "each", "all"}
_event_words = cache(EVENTS.words)


def marked(tokens: Tokens, index: int, starts_step: StartsStep, noun: str = "") -> Found[Clause] | None:
    """A trigger clause behind "when", "as soon as", "on", … Words it cannot use are listed as unread.

    `noun` is the kind of record, where it was told before.
    """
    at = marker(tokens, index)
    if at is None:
        return _any_stage(tokens, index) or _onward(tokens, index, starts_step)
    made = tokens.word(index) == "should" and tokens.word(at) in _MAKES | {"be"}  # "a comment should be added"
    if made or (at == index + 1 and tokens.word(at) == tokens.word(index)):
        return None
    if tokens.word(index) in TESTING and _goes_before(tokens, at, starts_step):
        return None
    clause = Clause(noun=noun)
    counted = origin(tokens, index) is not None and tokens.word(at - 1) not in _WHEN
    strict = tokens.word(index) in _STRICT or counted or about(tokens, index) is not None
    end = read_roles(tokens, at, clause, starts_step, strict=strict)
    if clause.noun == "payment" and not clause.event:
        clause.event = "paid"
    mere = clause.moves and not clause.host and not clause.event and tokens.word(index) in TESTING
    if (
        mere
        and tokens.word(tokens.past(at, say.DETERMINERS)) in {"stage", "status"}
        and not clause.noun.replace("stage", "")
    ):
        return None
    step = bool(clause.name) and starts_step(tokens, end)  # "if there's a new lead email the client"
    tested = conditions(tokens, at) if tokens.word(index) in TESTING and not step else None
    if tested and (clause.weak or tested.end >= end) and not _happens(tokens, at, clause, tested.value):
        return None
    if tokens.word(index) in _SPEAKS_OF_ALL:
        _imply(clause, alone=bool(clause.host) and tokens.word(at - 1) in _EACH)
    elif tokens.word(index) == "after" and tokens.word(at - 1) in _EACH:
        _imply(clause, alone=True)
    told = clause.noun or clause.event or clause.moves or is_tested(clause)
    return Found(clause, end) if end > at and told else None


def _goes_before(tokens: Tokens, at: int, starts_step: StartsStep) -> bool:
    """Whether "if the type is set to Partner (when a deal is won)" stands there: a test before what happens."""
    tested = conditions(tokens, at)
    if not tested or tokens.word(tested.end) not in _THEN_HAPPENS:
        return False
    other = marked(tokens, tested.end, starts_step)
    return other is not None and other.value.name is not None


def _onward(tokens: Tokens, index: int, starts_step: StartsStep) -> Found[Clause] | None:
    """Reads "from the won deal onward", "from the conversion of a lead on"."""
    clause = Clause()
    end = read_roles(tokens, index + 1, clause, starts_step, strict=True) if tokens.word(index) == "from" else index
    told = clause.name and not clause.unread and tokens.word(end) in {"onward", "onwards", "on", "forward", "forwards"}
    return Found(clause, end + 1) if told else None


def _any_stage(tokens: Tokens, index: int) -> Found[Clause] | None:
    """Reads "whatever stage a deal goes to", "whichever stage a lead enters"."""
    if tokens.word(index) not in {"whatever", "whichever"} or tokens.word(index + 1) != "stage":
        return None
    noun = NOUNS.find(tokens, tokens.past(index + 2, say.DETERMINERS))
    if not noun:
        return None
    enters = tokens.word(noun.end) in {"enters", "reaches", "hits", "enter", "reach"}
    moves = by_name(tokens, noun.end) and tokens.word(noun.end + 1) in {"to", "into", "in"}
    end = noun.end + 1 + (not enters)
    return Found(Clause(noun=noun.value, moves=True), end) if enters or moves else None


def _happens(tokens: Tokens, at: int, clause: Clause, tested: tuple[Condition, ...]) -> bool:
    """Whether words that could be a condition tell an event: "if an email is logged"."""
    held = state(tokens, at)
    if held:
        return held.value.field in _EVENTFUL and not clause.weak
    if clause.watched and clause.event == "updated" and not clause.weak:
        return True
    if clause.moves or ((clause.name or "").endswith("_overdue") and not clause.watched):
        return True
    first = tested[0]
    if isinstance(first, Comparison) and first.op == "not_empty" and clause.noun in {"company", "contact"}:
        return clause.event == "created"  # "if there's a new company"
    return isinstance(first, Comparison) and first.op == "eq" and str(first.value).casefold() in _event_words()


def clipped(tokens: Tokens, index: int, starts_step: StartsStep) -> Found[Clause] | None:
    """A trigger without such a word, only where it is whole and set off: "deal won: …", "new lead -> …"."""
    clause = Clause()
    end = read_roles(tokens, index, clause, starts_step, strict=True)
    if clause.noun == "payment" and not clause.event and "of" in {tokens.word(place) for place in range(index, end)}:
        clause.event = "paid"  # "payment of an invoice → …"
    label = tokens.word(end) == ":" or tokens.word(end - 1) == ":"
    waits = wait(tokens, end + (tokens.word(end) == ":")) if label else None
    if waits and clause.noun in _RECORDS and not clause.event and not clause.moves and not clause.unread:
        _created(clause)  # "leads: wait a day, then …"
    noted = clause.noun in {"note", "activity"} and bool(clause.host)  # "note on a deal → …"
    if "still" not in tokens.row(index, end - index):  # "(if 5 days later) a deal is still in Negotiation"
        _imply(clause, alone=tokens.word(index) in {*_EACH, "new"} or noted)
    set_off = _set_off(tokens, end, starts_step) or (clause.moves and wait(tokens, end) is not None)
    whole = clause.name and (set_off or starts_step(tokens, end)) and not (clause.noun == "" and clause.event == "in")
    return Found(clause, end) if whole and end > index and len(clause.unread) <= 1 else None


def _set_off(tokens: Tokens, end: int, starts_step: StartsStep) -> bool:
    """Whether a mark, or words that only steps go on with, close what was read."""
    if tokens.kind(end) in {"END", "NEWLINE", "ARROW"} or tokens.word(end) in ENDS | {"and", "&", "+", *_MODALS}:
        return True
    if never(tokens, end) is not None or list_mark(tokens, end) is not None or MEANS.find(tokens, end) is not None:
        return True
    if HALT.find(tokens, end) or (tokens.word(end) in {"may", "can"} and tokens.word(end + 1) in _GOES_ON):
        return True
    behind = tokens.word(end) in {"/", "before"} and starts_step(tokens, end + 1)
    return behind or tells_steps(tokens, end) or gets_thing(tokens, end)


def _imply(clause: Clause, *, alone: bool = False) -> None:
    """A record told with conditions and no event: "leads from Facebook go to Chidi" speaks of new ones."""
    if clause.noun in {"call", "note", "email", "activity"} and not clause.event and not clause.unread and alone:
        clause.event = "logged"
    told = clause.noun in _RECORDS and bool(clause.conditions or clause.kindred)
    if told and not clause.event and not clause.moves and not clause.unread:
        _created(clause)


def _created(clause: Clause) -> None:
    clause.event = "updated" if clause.watched else "created"
    clause.notes.append(f"No event was named: it was read as “when a {clause.noun} is {clause.event}”.")
