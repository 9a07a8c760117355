"""Conditions of steps: "if", "unless", "only for deals over 1000", "still unpaid?", and what holds otherwise."""

from __future__ import annotations

from b24app.english.grammar.approvals.asking import Ask, ask
from b24app.english.grammar.conditions.comparisons import SAME_STAGE, conditions, implied
from b24app.english.grammar.conditions.fields import known_field, value
from b24app.english.grammar.conditions.leads import lead
from b24app.english.grammar.conditions.negation import opposite
from b24app.english.grammar.conditions.operators import operator
from b24app.english.grammar.conditions.states import state
from b24app.english.grammar.draft import Draft, Pause, Turn, When
from b24app.english.grammar.flow.bracketed import tests_one_step
from b24app.english.grammar.flow.othercase import AFTER
from b24app.english.grammar.heads.head import head
from b24app.english.grammar.heads.objects import thing
from b24app.english.grammar.people.meant import people
from b24app.english.grammar.timing.waits import wait
from b24app.english.grammar.trigger.guards import guard
from b24app.english.grammar.trigger.owners import HANDED, is_list, owner
from b24app.english.grammar.trigger.restricting import restriction
from b24app.english.grammar.trigger.told import joined
from b24app.english.grammar.trigger.told import told as told_of
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.english.grammar.words.lexicons import EVENTS, NOUNS
from b24app.english.grammar.words.moments import duration
from b24app.plan import phrases as say
from b24app.plan.plan import Comparison, Condition, Moment

_ALSO_LEADS = Turns(
    (
        "[and|but] this|that should|must|shall|will [only] apply|happen|hold [only] if|when",
        "test|find|check|look|see [out] if|whether",
        "[only] while",
        "is|are|was|were|does|do|did|has|have",
    )
)
_ASKING = {"is", "are", "was", "were", "does", "do", "did", "has", "have"}
_RECORDS = Turns(("[and|but] for|with|on [any|all|every|each|the|those|these]", "in [the] case of [a|an|the|any]"))
_ONES = Turns(
    ("the|those ones|deals|leads|invoices", "those|ones", "the ones that|which are", "[and|but] [any|the|every] one")
)
_WHICH = {"with", "without", "that", "which", "from", "over", "under", "below", "above", "of", "in", "whose"}
_OF_NATION = Turns(("ones|leads|deals|companies|clients|customers|contacts|records|firms|people|buyers",))
_BEFORE = {")", ":", ",", ";", ".", "=>", "?", "!", "and", "then", "&", "-", "(", "but", "or"}
_IN_CASE_OF = Turns(("for|with|on [the]", "in [the] case of [the]"))
_LABELS = {"condition", "conditions", "filter", "filters", "requirement", "only", "if"}
_ADJECTIVES = {"a", "an", "the", "any", "all", "every", "each", "new"}
_MOST_WORDS = 3
_FAR = 40
_OF_TRIGGERS = {"deal", "lead", "contact", "company", "task", "quote", "invoice", "meeting"}
_ON_TO = Turns(("moved|gone|progressed|advanced [on|forward|over] to|into",))
_IS_THERE = Turns(
    ("is|are there [a|an|any]", "do|does we|they|it|he|she have [a|an|any]", "have|has we|they|it [got] [a|an|any]")
)
_ON = Turns(("moved|gone|progressed|advanced on|forward|further [by|since] [then|now]", "moved by then|now"))


_THEN_INSTEAD = Turns(("[,] in which case", "[,|:|-] then", "(|=>|->|:"))


def condition(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """A condition that is led in: "if the amount is over 1000", "only for deals over 1000", "check whether …"."""
    glossed = _glossed(tokens, at) or _of_value(tokens, at) or _tag_asked(tokens, at, draft)
    if glossed:
        keep(draft, glossed.value, (at, glossed.end), set())
        return glossed.end + (tokens.word(glossed.end) == "?")
    told = lead(tokens, at) or _asking(tokens, at) or _should(tokens, at)
    if told and (_is_beside(tokens, at, told.end) or (draft.frames and tokens.word(told.end - 1) == "given")):
        return None  # "(must be moved to Done) and given the tag 'b'"
    if told and tokens.word(told.end) == "either":
        told = Found(told.value, told.end + 1)
    if told and tokens.row(told.end, 2) == ("by", "then"):
        told = Found(told.value, told.end + 2)
    first = wait(tokens, told.end) if told else None
    start = first.end if first else told.end if told else at
    subject = draft.clause.subject if draft.clause else _spoken_of(tokens, start) if told else ""
    rows_told = told_of(tokens, start, subject, topic_of(tokens, start, draft), led=True) if told else None
    found = rows_told or (_bare_guard(tokens, start, draft) if told and subject else None)
    if not told or not found:
        return _of_records(tokens, at, draft)
    if tokens.word(at) in _ASKING and not (set_off(tokens, at) and tokens.word(found.end) == "?"):
        return None
    if first:
        draft.items.append(Pause(first.value, told.end, first.end))
    rows = of_watched(tokens, (start, found.end), opposite(found.value) if told.value else found.value, draft)
    limit = None if first else _within(tokens, Found(rows, found.end))
    if limit:
        draft.items.append(Pause(limit.value, found.end, limit.end))
        found = Found(found.value, limit.end)
    excepted = told.value and bool(draft.frames) and draft.items[-1] is draft.frames[-1]
    _keep_or_bind(tokens, (at, found.end), draft, rows, told)
    instead = _THEN_INSTEAD.find(tokens, found.end) if excepted else None
    if instead:
        draft.items.append(Turn("else", found.end, instead.end))  # "to Tom, unless it is from Poland, then to Ewa"
        return instead.end
    return found.end + (tokens.word(found.end) in {"then", "?"})


def _keep_or_bind(
    tokens: Tokens, place: tuple[int, int], draft: Draft, rows: tuple[Condition, ...], told: Found[bool]
) -> None:
    """Keep it for the steps around, or, in brackets behind a step among others, for that one alone."""
    if told.value or not tests_one_step(tokens, place, draft, rows):
        keep(draft, rows, place, _words(tokens, place[0], told.end), negative=told.value)


def _tag_asked(tokens: Tokens, at: int, draft: Draft) -> Found[tuple[Condition, ...]] | None:
    """Reads "(invoice paid +) tag prepay? (…)": whether it has the tag, right behind the trigger."""
    named = at + (tokens.word(at) == "tag")
    asked = named > at and tokens.word(named + 1) == "?" and draft.clause and not draft.items
    if not asked or not tokens.at(named).inner:
        return None
    return Found((Comparison(field="tags", op="contains", value=tokens.at(named).inner),), named + 1)


def _is_beside(tokens: Tokens, at: int, end: int) -> bool:
    """Whether "while Ben is away" stands there."""
    return tokens.word(at) == "while" and people(tokens, end) is not None


def _spoken_of(tokens: Tokens, at: int) -> str:
    """The record of a trigger that follows: "if it comes from Instagram, … when a lead is created"."""
    nouns = (NOUNS.find(tokens, place) for place in range(at, min(len(tokens), at + _FAR)))
    return next((noun.value for noun in nouns if noun and noun.value in _OF_TRIGGERS), "")


def _within(tokens: Tokens, told: Found[tuple[Condition, ...]]) -> Found[Moment] | None:
    """Reads "(if it isn't done) in 4 hours", "(if it stays unpaid) for a week": looked at when they are over."""
    found = duration(tokens, told.end + 1) if tokens.word(told.end) in {"in", "within", "inside", "for"} else None
    only = told.value[0] if len(told.value) == 1 else None
    open_still = isinstance(only, Comparison) and only.op in {"ne", "empty", "not_in"}
    return found if found and found.value.amount and open_still else None


def topic_of(tokens: Tokens, at: int, draft: Draft) -> str:
    """What a size without a field measures; of "not empty" the field that was tested last."""
    sign = operator(tokens, at)
    whether = sign is not None and sign.value.op in {"empty", "not_empty"}
    return (draft.tested if whether else "") or draft.topic


def _bare_guard(tokens: Tokens, at: int, draft: Draft) -> Found[tuple[Condition, ...]] | None:
    """Reads "(if) Italian", "(when) from Italy" of the records that the workflow runs on."""
    country = say.NATIONS.get(tokens.word(at))
    told = (Comparison(field="country", op="eq", value=country),) if country else ()
    rows, end = (
        (told, at + 1) if told else (_guards(tokens, at, draft.clause.subject if draft.clause else "", draft.topic))
    )
    closed = tokens.word(end) in {",", ".", ";", "and", "or", ")", ":", "then"} or tokens.kind(end) in {
        "END",
        "NEWLINE",
    }
    led = bool(told) or tokens.word(at) in {"from", "with", "without", "in", "over", "under", "above", "below"}
    return Found(rows, end) if rows and closed and led else None


def _glossed(tokens: Tokens, at: int) -> Found[tuple[Condition, ...]] | None:
    """Reads "is the contact a Supplier (type)?", "if it's a Partner (customer type)": a value, then its field."""
    told = lead(tokens, at)
    start = told.end if told and not told.value else at
    verb = tokens.word(start) in {"is", "was", "are"} and set_off(tokens, at)
    start = tokens.past(start + verb, {"the", "this", "that", "it", "its"})
    noun = NOUNS.find(tokens, start)
    start = noun.end if noun else start
    start = tokens.past(start, {"is", "'s", "was", "a", "an", "from", "in"})
    found = value(tokens, start) if start > at + 1 else None
    field = known_field(tokens, found.end + 1) if found and tokens.word(found.end) == "(" else None
    if not found or not field or tokens.word(field.end) != ")":
        return None
    return Found((Comparison(field=field.value, op="eq", value=found.value),), field.end + 1)


def _of_value(tokens: Tokens, at: int) -> Found[tuple[Condition, ...]] | None:
    """Reads "for source Phone", "in case of type Partner": a field and its value."""
    told = _IN_CASE_OF.find(tokens, at) if set_off(tokens, at) else None
    return implied(tokens, told.end) if told else None


def _asking(tokens: Tokens, at: int) -> Found[bool] | None:
    found = _ALSO_LEADS.find(tokens, at)
    return Found(False, found.end) if found else None


_PLACED = {"in", "at", "on", "stage", "there", "left", "moved"}


def of_watched(
    tokens: Tokens, place: tuple[int, int], rows: tuple[Condition, ...], draft: Draft
) -> tuple[Condition, ...]:
    """In "(the risk status changes;) if it's still not Clear" the field is told that the trigger watches."""
    watched = draft.clause.watched if draft.clause else ""
    if not watched or _PLACED & {tokens.word(at) for at in range(*place)}:
        return rows
    staged = [row for row in rows if isinstance(row, Comparison) and row.field == "stage" and row.value != SAME_STAGE]
    return tuple(row.model_copy(update={"field": watched}) if row in staged else row for row in rows)


_BASE_FORMS = {"be", "have", "exceed", "reach", "surpass", "equal", "contain", "mention", "include", "say", "lack"}


def _should(tokens: Tokens, at: int) -> Found[bool] | None:
    """Reads "should (it still be unpaid)", "should (the source be Web)", "should (there be no phone)"."""
    if tokens.word(at) != "should" or not set_off(tokens, at):
        return None
    held = state(tokens, at + 1) is not None
    tested = None if held else conditions(tokens, at + 1, "amount")
    said = {tokens.word(place) for place in range(at + 1, tested.end)} if tested else set()
    return Found(False, at + 1) if held or said & _BASE_FORMS else None


def keep(
    draft: Draft, rows: tuple[Condition, ...], place: tuple[int, int], said: set[str], *, negative: bool = False
) -> None:
    last = draft.items[-1] if draft.items else None
    asked = isinstance(last, Ask) and last.end == place[0]  # "the CFO must approve it if it is over 5000"
    draft.items.insert(len(draft.items) - asked, When(rows, *place, negative=negative, overall="only" in said))
    draft.spoken = ""


def _words(tokens: Tokens, start: int, end: int) -> set[str]:
    return {tokens.word(place) for place in range(start, end)}


def set_off(tokens: Tokens, at: int) -> bool:
    return at == 0 or tokens.word(at - 1) in _BEFORE or tokens.kind(at - 1) in {"ARROW", "NEWLINE"}


def _of_records(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Reads "for deals over 1000", "only for leads from Germany" of the records that the workflow runs on."""
    if draft.clause is None:
        return None
    ones = _ONES.find(tokens, at) if set_off(tokens, at) else None
    ones = None if ones and tokens.word(ones.end - 1) == "one" and tokens.word(ones.end) not in _WHICH else ones
    if ones:
        rows, end = _guards(tokens, ones.end, draft.clause.subject, draft.topic)
        if rows:
            keep(draft, rows, (at, end), set())
            return end + (
                tokens.word(end) in {"get", "gets", "receive"} and head(tokens, end + 1, bare=True) is not None
            )
    off = set_off(tokens, at)
    again = _same_records(tokens, at, draft.clause.subject, draft.topic) or national(tokens, at) if off else None
    if again:
        keep(draft, again.value, (at, again.end), set())
        return again.end
    told = _RECORDS.find(tokens, at)
    noun = NOUNS.find(tokens, told.end) if told else None
    if not told or not noun or noun.value != draft.clause.subject:
        return None
    rows, end = _guards(tokens, noun.end, noun.value, draft.topic)
    if not rows:
        return None
    keep(draft, rows, (at, end), _words(tokens, at, told.end))
    return end


def restricted(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Reads "only for deals over 1000", "but not for those from Spain" of the records that the workflow runs on."""
    found = restriction(tokens, at, draft.clause.subject, draft.topic) if draft.clause else None
    if not found or _only_step(tokens, at, found.end, draft):
        return None
    negative = found.value.negative
    keep(draft, found.value.rows, (at, found.end), set() if negative else {"only"}, negative=negative)
    return found.end


def _only_step(tokens: Tokens, at: int, end: int, draft: Draft) -> bool:
    """Whether "just the tag 'unsorted'" is all that is to be done: no step is told before or behind it."""
    made = thing(tokens, at + 1) if tokens.word(at) in {"only", "just", "simply"} else None
    alone = made is not None and made[0] == "add_tag" and not draft.frames
    return alone and not any(head(tokens, place) for place in range(end, len(tokens)))


def _same_records(tokens: Tokens, at: int, subject: str, topic: str) -> Found[tuple[Condition, ...]] | None:
    """Reads "won deals in USD -> …" behind a case told of the same records."""
    if head(tokens, at):
        return None  # "open a deal 'Renewal', …"
    start = at
    while start - at < _MOST_WORDS and (tokens.word(start) in _ADJECTIVES or EVENTS.find(tokens, start)):
        start += 1
    noun = NOUNS.find(tokens, start)
    if not noun or noun.value != subject or head(tokens, at):
        return None
    rows, end = _guards(tokens, noun.end, noun.value, topic)
    off = tokens.word(end) in {":", ",", "?", "-", "go", "goes"} or tokens.kind(end) == "ARROW"
    return Found(rows, end) if rows and off else None


def national(tokens: Tokens, at: int) -> Found[tuple[Condition, ...]] | None:
    """Reads "Polish ones:", "for German companies" of the records' country."""
    start = tokens.past(at, {"for", "with", "the", "all", "any"})
    country = say.NATIONS.get(tokens.word(start))
    ones = _OF_NATION.find(tokens, start + 1) if country else None
    return Found((Comparison(field="country", op="eq", value=country),), ones.end) if country and ones else None


def _guards(tokens: Tokens, at: int, noun: str, topic: str) -> tuple[tuple[Condition, ...], int]:
    first = guard(tokens, at, noun, topic)
    found = joined(tokens, first, noun, topic) if first else None
    return (found.value, found.end) if found else ((), at)


def bare_condition(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """A condition without "if", set off on both sides: "under 3k hand it over", "still unpaid? → …"."""
    told = (_moved(tokens, at) or _present(tokens, at)) if draft.clause and set_off(tokens, at) else None
    if told:
        keep(draft, told.value, (at, told.end), set())
        return told.end + (tokens.word(told.end) in {":", ",", "?"})
    named = tokens.kind(at + 1) == "QUOTED" and head(tokens, at, bare=True) is not None
    waited = bool(draft.items) and isinstance(draft.items[-1], Pause) and draft.items[-1].end == at
    handed = tokens.kind(at - 1) == "ARROW" and tokens.word(at) in {"responsible", "owner", "assignee"}
    passed = handed or draft.clause is None or not (set_off(tokens, at) or waited) or named or _creates(tokens, at)
    found = None if passed else conditions(tokens, at, topic_of(tokens, at, draft)) or _described(tokens, at, draft)
    if not found:
        return None
    later = wait(tokens, found.end)
    step = later and head(tokens, later.end, bare=True)
    if later and (step or tokens.word(later.end) in AFTER or tokens.kind(later.end) == "ARROW"):
        draft.items.append(Pause(later.value, found.end, later.end))
        found = Found(found.value, later.end)
    labelled = tokens.word(at - 1) == ":" and tokens.word(at - 2) in _LABELS
    if labelled and (tokens.kind(found.end) in {"NEWLINE", "END"} or tokens.word(found.end) in {".", ";"}):
        keep(draft, found.value, (at, found.end), {"only"})
        return found.end
    off = tokens.word(found.end) in AFTER | {"then"} or tokens.kind(found.end) == "ARROW"
    follows = (
        off
        or head(tokens, found.end, bare=True)
        or ask(tokens, found.end, None)
        or (_assigns(tokens, draft) and owner(tokens, found.end + (tokens.word(found.end) == "to")))
    )
    if not follows or duration(tokens, at) is not None:
        return None
    keep(draft, of_watched(tokens, (at, found.end), found.value, draft), (at, found.end), set())
    return found.end + (tokens.word(found.end) in {"?", ":", ","})


def _assigns(tokens: Tokens, draft: Draft) -> bool:
    """Whether it is spoken of who gets which records."""
    listed = not draft.frames and draft.clause is not None and draft.clause.subject in HANDED and is_list(tokens)
    return draft.distributes or listed or (bool(draft.frames) and draft.frames[-1].action == "assign_responsible")


def tells_none(tokens: Tokens, at: int) -> bool:
    """Whether "no phone →", "without an e-mail:" is a case, not something forbidden."""
    found = conditions(tokens, at) if tokens.word(at) in {"no", "without"} and set_off(tokens, at) else None
    only = found.value[0] if found and len(found.value) == 1 else None
    empty = isinstance(only, Comparison) and only.op == "empty"
    return bool(found and empty and (tokens.kind(found.end) == "ARROW" or tokens.word(found.end) in {":", "?"}))


def _described(tokens: Tokens, at: int, draft: Draft) -> Found[tuple[Condition, ...]] | None:
    """Reads "from Germany:", "normal priority →", "with more than 50 to Ben" of the records spoken of."""
    rows, end = _guards(tokens, at, draft.clause.subject if draft.clause else "", draft.topic)
    off = tokens.word(end) in {":", "=>", "?"} or tokens.kind(end) == "ARROW"
    off = off or (_assigns(tokens, draft) and tokens.word(end) == "to" and owner(tokens, end + 1) is not None)
    return Found(rows, end) if rows and off else None


def _creates(tokens: Tokens, at: int) -> bool:
    """Whether a thing with its name stands there ("company 'Acme'"), which is to be created, not compared."""
    made = thing(tokens, at)
    return made is not None and made[0].startswith("create_") and tokens.kind(made[2]) == "QUOTED"


def _moved(tokens: Tokens, at: int) -> Found[tuple[Condition, ...]] | None:
    """Reads "moved on to Contract by then?" behind a wait."""
    start = tokens.past(at, {"has", "is", "it", "already"})
    on = _ON.find(tokens, start)
    if on and tokens.word(on.end) == "?":
        return Found((Comparison(field="stage", op="ne", value=SAME_STAGE),), on.end + 1)
    to = _ON_TO.find(tokens, start)
    found = value(tokens, tokens.past(to.end, {"the", "stage"})) if to else None
    end = found.end if found else at
    end += 2 * ((tokens.word(end), tokens.word(end + 1)) == ("by", "then"))
    if not found or not isinstance(found.value, str) or tokens.word(end) != "?":
        return None
    return Found((Comparison(field="stage", op="eq", value=found.value),), end + 1)


def _present(tokens: Tokens, at: int) -> Found[tuple[Condition, ...]] | None:
    """Reads "with a phone:", "has a phone?", "phone there:": a field that is filled."""
    there_is = _IS_THERE.find(tokens, at)
    asked = known_field(tokens, there_is.end) if there_is else None
    if asked and tokens.word(asked.end) == "?":
        return Found((Comparison(field=asked.value, op="not_empty"),), asked.end)
    led = tokens.word(at) in {"with", "has", "having"}
    field = known_field(tokens, tokens.past(at + led, {"a", "an", "the", "its"}))
    there = field is not None and tokens.word(field.end) in {"there", "present", "filled", "given", "known", "set"}
    if not field or not (led or there):
        return None
    end = field.end + there
    off = tokens.word(end) in {":", "?"} or tokens.kind(end) == "ARROW"
    return Found((Comparison(field=field.value, op="not_empty"),), end) if off else None
