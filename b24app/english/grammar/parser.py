"""The built-in parser: a description to a plan, or to what has to be asked.

Every word is accounted for. Words no rule could use are uncovered; if one of them carries meaning, the outcome is a
question, since a plan that ignores it could be wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from pydantic import ValidationError

from b24app.english.grammar.assembly import Assembled, assemble
from b24app.english.grammar.clause import Clause
from b24app.english.grammar.clauses import read_clauses
from b24app.english.grammar.conditions.comparisons import AMOUNT, CURRENCY
from b24app.english.grammar.conditions.tested import comparisons
from b24app.english.grammar.draft import Draft
from b24app.english.grammar.flow.aliases import renamed
from b24app.english.grammar.flow.asides import asides
from b24app.english.grammar.flow.bythen import without_then
from b24app.english.grammar.flow.corrections import corrected
from b24app.english.grammar.flow.courtesies import unframed
from b24app.english.grammar.flow.sametask import told_again
from b24app.english.grammar.flow.vagueness import in_person, references, tests_nothing, unnamed
from b24app.english.grammar.flow.valuing import unvalued
from b24app.english.grammar.heads.forbidden import Never
from b24app.english.grammar.people.meant import CLIENT
from b24app.english.grammar.plainer import REWRITERS, Rewriter, Wording
from b24app.english.grammar.slots.meaning import Setting
from b24app.english.grammar.words.compounds import compounded
from b24app.english.grammar.words.definitions import defined
from b24app.english.grammar.words.lexer import Tokens, lex
from b24app.english.grammar.words.lexicons import NOUNS
from b24app.english.grammar.words.quoting import worded
from b24app.english.grammar.words.seeming import plainly
from b24app.english.grammar.words.shouting import calmed
from b24app.english.grammar.words.spelling import is_word, mended
from b24app.english.grammar.words.wishes import as_orders
from b24app.english.questions import question, shortened, unsupported
from b24app.english.reading import Question, Reading, Understood
from b24app.english.refusals import refusal, refused
from b24app.errors import ReadingEndless
from b24app.plan import phrases as say
from b24app.plan.plan import Action, Node, Plan, Span, Trigger, children
from b24app.plan.plan import Never as Forbidden
from b24app.plan.vocabulary import TRIGGERS

_WITHOUT_MEANING = {
    "a", "an", "the", "to", "of", "so", "that", "it", "is", "are", "be", "this", "for", "at", "with", "by", "our", "my",
    "your", "their", "his", "her", "its", "we", "i", "you", "there", "here", "please", "also", "too", "then", "and",
    "'s", "should", "will", "shall", "would", "do", "does", "has", "have", "been", "being", "just",
}  # fmt: skip
_CONTENT_KINDS = {"WORD", "QUOTED", "VARIABLE", "URL", "EMAIL", "PHONE", "SPAN", "NUMBER", "COMPARE", "OTHER"}
# What is put in other words, or left out, before the clauses are read; in this order.
_BEFORE_READING = (
    calmed,
    plainly,
    defined,
    renamed,
    compounded,
    as_orders,
    worded,
    corrected,
    unframed,
    unvalued,
    without_then,
)
_ROUNDS = 2  # what one step of rewording lays bare another may use
_LONGEST_REWORDED = 2_000  # of a long paste one word in other words makes no plan
_QUESTIONS = {"who", "what", "why", "how", "where", "which", "whose", "what's", "who's"}
_ASKED_OF_US = {"do you", "are you", "did you", "have you"}
# No vowel, a row of consonants, a letter again and again, a run along the keyboard, a syllable said twice.
_NO_WORD = re.compile(
    r"^[^aeiouy]+$|[bcdfghjklmnpqrstvwxz]{5}|(.)\1{3}|asdf|qwer|zxcv|hjkl|uiop|jkl|^(\w{2,4})\2+$|q[^u]|[kz]j|jh|zx|[xv]q",
    re.IGNORECASE,
)
_FILLER = ["lorem", "ipsum"]


def parse(description: str) -> Reading:
    """The plan that a description gives, or what has to be asked about it."""
    reading = _safely(description)
    if isinstance(reading, Question) and (left := shortened(description, reading)):
        return replace(reading, without=left if isinstance(_safely(left), Understood) else "")
    return reading


def _safely(description: str) -> Reading:
    try:
        return _parsed(description)
    except ReadingEndless:
        return question(description, ["endless"])


def _parsed(description: str) -> Reading:
    """What is said, and where that would be a question, what it says in plainer words."""
    first = _told(description)
    if not isinstance(first, Question) or len(description) > _LONGEST_REWORDED:
        return first
    said, reading = Wording.written(description), first
    tried: dict[Rewriter, Wording] = {}
    for plainer in REWRITERS * _ROUNDS:
        if tried.get(plainer) is said:
            continue
        tried[plainer] = said
        told = plainer(said, reading.uncovered)
        again = _told(told.text) if told and not refusal(told.text) else None
        if told and isinstance(again, Understood):
            return told.as_written(again)
        if told and isinstance(again, Question) and _leaves_less_open(again, reading):
            said, reading = told, again
    return first


def _leaves_less_open(again: Question, reading: Question) -> bool:
    fewer = _unused(again) < _unused(reading), len(again.missing) < len(reading.missing)
    return any(fewer) and _unused(again) <= _unused(reading) and len(again.missing) <= len(reading.missing)


def _told(description: str) -> Reading:
    tokens = lex(description)
    for rewritten in _BEFORE_READING:
        tokens = rewritten(tokens)
    better, mends = mended(tokens)
    again = _read(description, better) if mends else None
    if isinstance(again, Understood):
        return replace(again, notes=(*mends, *again.notes))
    plain = _read(description, tokens)
    if isinstance(plain, Question) and isinstance(again, Question) and _unused(again) < _unused(plain):
        return again
    return plain


def _unused(asked: Question) -> int:
    """How much of the description the question could not use."""
    return sum(span.end - span.start for span in asked.uncovered)


def _read(description: str, tokens: Tokens) -> Reading:
    draft = read_clauses(tokens)
    draft.unread.extend((*references(tokens), *in_person(tokens)))
    unread = _content(tokens, draft.unread)
    idle = asides(tokens, draft, unread)
    again = _content(tokens, told_again(tokens, draft))
    unread = sorted({*(at for at in unread if at not in idle), *again})
    if _is_foreign_to_crm(tokens, draft):
        return refused("irrelevant")
    if _is_gibberish(tokens, draft):
        return refused("gibberish")
    clause = draft.clause or Clause()
    built = assemble(draft, tokens, Setting(clause.name, clause.entity, clause.field))
    missing = _missing(draft, tokens, built)
    plan = None if missing or unread else _plan(draft, tokens, built)
    if plan is not None and any(tests_nothing(row) for row in comparisons(plan)):
        plan, missing = None, ["measure"]
    if plan is None:
        about = missing or ([] if unread else ["length"])
        return _question(description, draft, about, _spans(tokens, unread))
    left = _all_uncovered(tokens, draft)
    covered = _spans(tokens, [index for index in range(len(tokens)) if index not in left])
    covered += _taken_back(description, tokens)
    told = [*clause.notes, *built.notes, *_currency_note(tokens, plan)]
    notes = tuple(dict.fromkeys([*told, *_idle_note(description, _spans(tokens, sorted(idle)))]))
    return Understood(plan, covered, _spans(tokens, sorted(left)), notes)


def _taken_back(description: str, tokens: Tokens) -> tuple[Span, ...]:
    """The words that a correction took out of the reading: "Bruno's lead… no wait, any lead" accounts for them."""
    kept = {token.start for token in tokens.items}
    whole = lex(description)
    return _spans(whole, [index for index in range(len(whole)) if whole.at(index).start not in kept])


def _idle_note(description: str, spans: tuple[Span, ...]) -> list[str]:
    return [f"“{description[span.start : span.end]}” was not needed and not used." for span in spans]


def _currency_note(tokens: Tokens, plan: Plan) -> list[str]:
    """An amount is compared as it stands in the record: a currency beside it is not converted."""
    named = any(CURRENCY.search(token.text) for token in tokens.items if token.kind != "QUOTED")
    compared = any(row.field == AMOUNT for row in comparisons(plan))
    return ["Amounts are compared in the record's own currency; nothing is converted."] if named and compared else []


def _missing(draft: Draft, tokens: Tokens, built: Assembled) -> list[str]:
    missing = [] if draft.clause and draft.clause.name and draft.clause.entity else ["trigger"]
    if not draft.frames:
        missing.append("action")
    barred = draft.barred
    if barred and any(item.breaks(action) for action in _actions(built.steps) for item in barred):
        missing.append("forbidden")
    if draft.awaits:
        missing.append("awaited")
    if any(_works_for_us(action) for action in _actions(built.steps)):
        missing.append("recipient")
    if draft.limits and "end" not in built.missing:
        missing.append("end")
    return missing + built.missing + unnamed(draft, tokens)


def _works_for_us(action: Action) -> bool:
    """Whether a client would get a task: they have no list of tasks."""
    who = action.fields.get("assignee")
    return action.action == "create_task" and isinstance(who, tuple) and CLIENT in who


def _actions(steps: Iterable[Node]) -> Iterator[Action]:
    for step in steps:
        if isinstance(step, Action):
            yield step
        yield from _actions(children(step))


def _plan(draft: Draft, tokens: Tokens, built: Assembled) -> Plan | None:
    clause = draft.clause
    if clause is None or clause.name is None or clause.entity is None:
        return None
    try:
        trigger = Trigger(
            name=clause.name,
            span=tokens.span(draft.clause_start, draft.clause_end),
            stage=clause.stage if clause.name == "stage_changed" else "",
            from_stage=clause.from_stage if clause.name == "stage_changed" else "",
            pipeline=clause.pipeline,
            field=clause.field,
            kind=clause.kind,
        )
        rules = tuple(_rule(item, tokens) for item in draft.barred if not item.whom)
        return Plan(entity=clause.entity, trigger=trigger, never=rules, conditions=built.conditions, steps=built.steps)
    except ValidationError:
        return None


def _rule(never: Never, tokens: Tokens) -> Forbidden:
    return Forbidden(
        actions=never.actions, to="client" if never.clients else "anyone", span=tokens.span(never.start, never.end)
    )


def _question(description: str, draft: Draft, missing: list[str], uncovered: tuple[Span, ...]) -> Question:
    clause = draft.clause
    if clause and clause.name is None and clause.noun:
        known = (name for (noun, _), name in say.TRIGGER_OF.items() if noun == clause.noun)
        return question(description, missing, uncovered, unsupported(clause.noun, dict.fromkeys(known)))
    understood = f"I understood that it starts when {TRIGGERS[clause.name].title}." if clause and clause.name else ""
    return question(description, missing, uncovered, understood)


def _content(tokens: Tokens, unread: Iterable[tuple[int, int]]) -> list[int]:
    """The unread tokens that mean something."""
    places = sorted({index for start, end in unread for index in range(start, end)})
    return [
        index for index in places if tokens.kind(index) in _CONTENT_KINDS and tokens.word(index) not in _WITHOUT_MEANING
    ]


def _all_uncovered(tokens: Tokens, draft: Draft) -> set[int]:
    return {index for start, end in draft.unread for index in range(start, min(end, len(tokens)))}


def _spans(tokens: Tokens, places: Iterable[int]) -> tuple[Span, ...]:
    """Neighbouring tokens as one span."""
    spans: list[Span] = []
    previous = -2
    for index in places:
        token = tokens.at(index)
        start = spans.pop().start if index == previous + 1 and spans else token.start
        spans.append(Span(start=start, end=token.end))
        previous = index
    return tuple(spans)


def _is_foreign_to_crm(tokens: Tokens, draft: Draft) -> bool:
    """A question about the world, or a wish that no CRM grants ("write me a poem"): no record in it, no event."""
    words = [tokens.word(index) for index in range(len(tokens))]
    if (draft.clause and draft.clause.noun) or any(NOUNS.find(tokens, index) for index in range(len(tokens))):
        return False
    asks = words[:1] and (words[0] in _QUESTIONS or " ".join(words[:2]) in _ASKED_OF_US)
    asks = asks or any(one in _QUESTIONS and two in {"is", "are", "was", "were"} for one, two in pairwise(words))
    wishes = bool(say.WISHES & set(words)) and not (draft.clause and draft.clause.name)
    return wishes or (bool(asks) and not draft.frames)


def _is_gibberish(tokens: Tokens, draft: Draft) -> bool:
    """Nothing understood, and hardly any word more than a repetition or a row of consonants."""
    words = [tokens.word(index) for index in range(len(tokens)) if tokens.kind(index) == "WORD"]
    if draft.frames or draft.clause or not tokens.items:
        return False
    if not words:
        return not any(tokens.kind(index) in {"VARIABLE", "QUOTED"} for index in range(len(tokens)))
    repeated = len(words) > 1 and len(set(words)) == 1
    mashed = [word for word in words if word.isascii() and _NO_WORD.search(word)]
    unknown = not any(is_word(word) for word in words)
    return repeated or len(mashed) == len(words) or (unknown and 2 * len(mashed) >= len(words)) or words[:2] == _FILLER
