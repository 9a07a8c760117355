"""Conditions of a trigger clause: inside it ("worth over 10k"), and behind it ("and the amount is …", "(no phone)")."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from b24app.english.grammar.approvals.asking import ask
from b24app.english.grammar.clause import Clause
from b24app.english.grammar.conditions.comparisons import conditions, either
from b24app.english.grammar.conditions.fields import known_field
from b24app.english.grammar.conditions.holding import held_by, unheld
from b24app.english.grammar.conditions.leads import lead
from b24app.english.grammar.conditions.negation import opposite
from b24app.english.grammar.conditions.operators import operator
from b24app.english.grammar.conditions.sizes import size
from b24app.english.grammar.conditions.values import in_it
from b24app.english.grammar.trigger.guards import guard
from b24app.english.grammar.trigger.handing import assigned_to
from b24app.english.grammar.trigger.holders import holder
from b24app.english.grammar.trigger.modifiers import IN_NUMBERS
from b24app.english.grammar.trigger.told import joined, told
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found
from b24app.english.grammar.words.lexicons import NOUNS
from b24app.english.grammar.words.moments import duration
from b24app.plan import phrases as say
from b24app.plan.plan import Comparison, Condition

_AND = {"and", "&", "but", "+", "plus"}
_PUT = {"set", "changed", "updated", "moved", "put", "switched", "raised", "lowered", "reset"}
_GETS = {"gets", "got", "becomes", "became", "is", "was", "being", "been"}
StartsStep = Callable[[Tokens, int], bool]


def guard_role(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """Conditions inside the clause: "a deal worth over 10k", "with source = Partner portal", "from Brazil"."""
    about = tokens.word(at) in {"of", "for", "on", "to"} and NOUNS.find(
        tokens, tokens.past(at + 1, {*say.DETERMINERS, "new", "fresh"})
    )
    if not (clause.noun or clause.event or clause.watched) or (about and not clause.noun):
        return None
    if clause.watched and clause.event == "updated" and tokens.word(at) == "from":
        return None  # "(the amount changes) from below 10k": what a field was before is not known
    other = tokens.word(at) == "or" and len(clause.conditions) == 1
    one = _past_one(tokens, at)
    found = guard(tokens, one + other, clause.host or clause.noun, clause.watched) or _where(tokens, at, clause)
    if other and not found:
        found = conditions(tokens, at + 1, clause.watched)
    if not found:
        return None
    found = joined(tokens, found, clause.noun, clause.watched)
    tagged = tokens.word(at - 1) in _GETS and _is_about(found.value, "tags")
    if tagged and clause.noun and not clause.event and tokens.word(at - 2) not in {"that", "which", "who"}:
        clause.event, clause.watched = "updated", "tags"  # "a deal gets tagged VIP" happens
    if tokens.word(at) == "(":
        _explain(clause, at)
    last = found.value[-1]
    so = "so" in {tokens.word(at), tokens.word(at - 1), tokens.word(at - 2)}
    if so and clause.event == "updated" and not clause.watched and isinstance(last, Comparison):
        clause.watched = last.field  # "is updated so that its Rating is D"
    clause.conditions = either(clause.conditions[0], found.value) if other else clause.conditions + found.value
    return found.end


def _where(tokens: Tokens, at: int, clause: Clause) -> Found[tuple[Condition, ...]] | None:
    """Reads "(a lead is created) where it has the tag VIP", "(a deal) (tag inbox)" in the words of any condition."""
    bracket = tokens.word(at) == "(" and tokens.word(at + 1) != "("
    if not clause.noun or not (bracket or tokens.word(at) == "where"):
        return None
    found = told(tokens, at + 1, clause.subject, clause.watched, led=bracket)
    if not found or (bracket and tokens.word(found.end) != ")"):
        return None
    return Found(found.value, found.end + bracket)


def _past_one(tokens: Tokens, at: int) -> int:
    """Past "is one" of "(a deal that was lost) is one over 10k"."""
    return at + 2 if tokens.word(at) in {"is", "was", "being"} and tokens.word(at + 1) == "one" else at


def _is_about(rows: tuple[Condition, ...], field: str) -> bool:
    return all(isinstance(row, Comparison) and row.field == field for row in rows)


def _explain(clause: Clause, at: int) -> None:
    """Words that a bracket puts as a condition need no other reading: "because of price (Loss reason = Price)"."""
    while clause.unread and clause.unread[-1][1] == at:
        at = clause.unread.pop()[0]
    if clause.kindred:
        kept = (row for row in clause.conditions if not (isinstance(row, Comparison) and row.value == clause.kindred))
        clause.conditions, clause.kindred = tuple(kept), ""


def with_guard(tokens: Tokens, at: int, clause: Clause, starts_step: StartsStep) -> int:
    """Reads "and the amount is above 10k", "(source is Web)", "? country = Italy", "unless the amount is under 500"."""
    for _ in range(4):
        end = _one_guard(tokens, at, clause, starts_step) if clause.name else None
        if end is None:
            break
        at = end
    return at


def _opened(tokens: Tokens, at: int) -> tuple[int, str]:
    """Where a condition behind the clause would start, and the word that joins it; 0 where none can."""
    start = at + (tokens.word(at) in {",", "(", "-", "?"})
    put = IN_NUMBERS.find(tokens, at)
    start = max(start, put.end) if put and size(tokens, put.end) else start  # "(a big deal is won), say over 50k"
    joint = tokens.word(start)
    announced = lead(tokens, start + (joint in _AND)) if joint in _AND else None
    if announced and not announced.value:
        return announced.end, "and"
    if tokens.word(at) in {"so", "such"} and tokens.word(at + 1) == "that":
        return at + 2, "and"
    if joint in {"and", "&", "but", "or", "+", "plus"}:
        start += 1 + (tokens.word(start + 1) in {"if", "only", "also", "when", "now"})
    elif joint in {"if", "unless"} and start == at:
        start += 1
    elif joint in {"if", "unless", "when", "otherwise"} or start == at:
        return 0, joint
    behind = tokens.word(start) == "now" or (tokens.word(start) == "then" and joint in _AND)  # ", then" tells a step
    return start + behind, joint


def _one_guard(tokens: Tokens, at: int, clause: Clause, starts_step: StartsStep) -> int | None:
    bracket = tokens.word(at) == "("
    start, joint = _opened(tokens, at)
    if joint not in _AND and ask(tokens, start, None):
        return None  # "when a deal is won, the CFO is asked" tests no field
    found = _behind(tokens, at, clause, starts_step) if start else None
    later = clause.dwell is not None and lead(tokens, at + 1) is not None
    if not found or joint == "or" or later:  # "overdue for two weeks, and provided it is still unpaid"
        return None
    set_off = _ends(tokens, found.end) and not _is_put(tokens, start, found.end, clause)
    if tokens.word(at) in {",", "?", "-"} and joint not in _AND and not set_off:
        return None
    said = {tokens.word(place) for place in range(start - 1, found.end)}
    last = found.value[-1]
    if (
        (clause.name or "").endswith("_updated")
        and not clause.watched
        and (said & {"now", "field", "became", "becomes"} or tokens.word(at) in {"so", "such"})
        and isinstance(last, Comparison)
    ):
        clause.watched = last.field
    if bracket:
        _explain(clause, at)
    known = set(clause.conditions)
    added = opposite(found.value) if joint == "unless" else found.value
    clause.conditions += tuple(row for row in added if row not in known)
    end = found.end + (tokens.word(found.end) in {"now", "already", "afterwards", "too", "anyway"})
    return end + bracket


def _behind(tokens: Tokens, at: int, clause: Clause, starts_step: StartsStep) -> Found[tuple[Condition, ...]] | None:
    """The condition behind the clause, unless its words are a step, or tell what holds later."""
    bracket = tokens.word(at) == "("
    start, joint = _opened(tokens, at)
    field = known_field(tokens, start)
    texts = in_it(tokens, start, again=True) if _is_text(clause.conditions) else None
    steps = not bracket and not texts and starts_step(tokens, start)
    assigned = assigned_to(tokens, start) if joint in _AND and clause.announced else None
    steps = steps and not (assigned or (field and operator(tokens, field.end)))
    held = _whose(tokens, start) if tokens.word(at) in _AND else None
    if steps and not ((_of_it(tokens, start) or held) and joint in _AND):
        return None
    led = bracket or (joint in _AND and tokens.word(at) != ",")
    found = texts or assigned or held or told(tokens, start, clause.subject, clause.watched, led=led)
    if not found or (bracket and tokens.word(found.end) not in {")", "now"}):
        return None
    if steps and (not _ends(tokens, found.end) or (tokens.kind(found.end) == "END" and not starts_step(tokens, 0))):
        return None  # "(a deal is won) and it is tagged 'hot'" may be what is done
    # "and it is still open after 5 days" is tested then, not at the start
    return None if tokens.word(found.end) in {"after", "for"} and duration(tokens, found.end + 1) else found


def _whose(tokens: Tokens, at: int) -> Found[tuple[Condition, ...]] | None:
    """Reads "(and) owned by Ivan", "(and) it sits with Ivan", "(and) nobody is in charge"."""
    found = holder(tokens, at) or unheld(tokens, at)
    told = held_by(tokens, at)
    return Found((found.value,), found.end) if found else Found((*told.value,), told.end) if told else None


def _of_it(tokens: Tokens, at: int) -> bool:
    """Whether "it is tagged …", "it's assigned to …" stands there: behind "and" it may say how the record is."""
    return tokens.word(at) in {"it", "it's"}


def _is_text(rows: tuple[Condition, ...]) -> bool:
    """Whether the last condition looks for a text, so that another may follow: "and 'test' in the comments"."""
    last = rows[-1] if rows else None
    return isinstance(last, Comparison) and last.op in {"contains", "not_contains"}


def _is_put(tokens: Tokens, start: int, end: int, clause: Clause) -> bool:
    """Whether something is done to a field ("…, the stage is set to Delivery"): that is a step, not a test."""
    words = [tokens.word(at) for at in range(start, end)]
    turns = bool({"becomes", "turns", "changes"} & set(words)) and not (clause.name or "").endswith("_updated")
    return turns or any(one in {"is", "gets", "are"} and two in _PUT for one, two in pairwise(words))


def _ends(tokens: Tokens, at: int) -> bool:
    return tokens.kind(at) in {"ARROW", "END"} or tokens.word(at) in {":", "=>", ",", "?", ";", "and", "&", "then"}
