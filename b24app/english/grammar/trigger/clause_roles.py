"""A trigger clause read role by role, in any order: record, event, agent, watched field, stage, conditions."""

from __future__ import annotations

from dataclasses import replace

from b24app.english.grammar.clause import Clause
from b24app.english.grammar.conditions.comparisons import conditions
from b24app.english.grammar.conditions.fieldlist import field_list
from b24app.english.grammar.conditions.fields import known_field
from b24app.english.grammar.conditions.stages import moved_to, stage
from b24app.english.grammar.heads.forbidding import at_once, never
from b24app.english.grammar.people.meant import CLIENT, person
from b24app.english.grammar.timing.dates import until
from b24app.english.grammar.timing.repeating import again
from b24app.english.grammar.timing.waits import wait
from b24app.english.grammar.trigger.altering import alters
from b24app.english.grammar.trigger.doers import goods
from b24app.english.grammar.trigger.doings import deed, doing, lets, renewal
from b24app.english.grammar.trigger.dwelling import dwells, is_still_late, lateness, unmoved
from b24app.english.grammar.trigger.entering import turns
from b24app.english.grammar.trigger.everyday import (
    fresh,
    into_what,
    leaves_lying,
    marks_it,
    one_more,
    payable,
    placing,
    visit_role,
    work_role,
)
from b24app.english.grammar.trigger.fieldnames import ITS
from b24app.english.grammar.trigger.glosses import field_told, gloss, gloss_ahead, in_other_words, stage_told, take_over
from b24app.english.grammar.trigger.guards import guard
from b24app.english.grammar.trigger.handing import handed
from b24app.english.grammar.trigger.happenings import (
    agent_role,
    because,
    by_its_name,
    comes_in,
    deadline_role,
    event_role,
    pipeline_role,
    received,
    stage_role,
)
from b24app.english.grammar.trigger.hosted import of_host
from b24app.english.grammar.trigger.markers import marker
from b24app.english.grammar.trigger.modifiers import PASSED_OVER, kind_named, modifier, way
from b24app.english.grammar.trigger.onward import gets_thing, goes_to, tells_steps
from b24app.english.grammar.trigger.referring import one_role, such_role
from b24app.english.grammar.trigger.revising import revised
from b24app.english.grammar.trigger.standing import standing, stood
from b24app.english.grammar.trigger.trailing import StartsStep, guard_role, with_guard
from b24app.english.grammar.trigger.undone import undone
from b24app.english.grammar.trigger.watched import watched
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import phrases
from b24app.english.grammar.words.lexicons import EVENTS, NOUNS
from b24app.english.grammar.words.lines import numbered
from b24app.english.grammar.words.manner import manner, whatever
from b24app.english.grammar.words.moments import duration
from b24app.plan import phrases as say
from b24app.plan.plan import AnyOf

_PLACES = phrases(say.PLACES)
ENDS = {",", ".", ";", ":", "?", "!", "=>", "-", "then", "\n", "(", ")", "="}
_MOST_UNREAD = 12
_LONGEST = 60
_FAR_BACK = 5
_FOR_CLIENTS = {"meeting", "call", "email", "quote", "invoice", "payment", "note", "activity"}
_ABOUT = {"against", "by", "of", "to", "on", "in", "with", "for", "from", "about", "at", "into", "under", "inside"}
_CHECKS = {"ok", "okay", "right", "yes", "yeah", "correct", "eh", "huh", "fine", "good"}
_CARDS = {"card", "record", "profile", "file", "timeline", "page"}
_PARTICULARS = {"details", "data", "information", "info", "particulars", "properties", "fields"}
_HELD = {"note", "call", "email", "activity", "meeting", "task", "comment"}
_LOOSE_EVENTS = {"renewed", "created", "in", "completed", "updated"}
_ONWARD = {"to", "into", "back", "over", "up", "down"}
_NEW = {"new", "newly", "freshly"}
# Behind these a clause follows, while "every lead goes to Ben" is a sentence of its own.
_SUBORDINATING = {
    "when", "whenever", "once", "if", "ever", "as", "that", "where", "time", "moment", "minute", "second", "instant",
    "day", "point", "case", "after", "should", "anytime", "occasion", "instance", "suppose", "say", "assume",
}  # fmt: skip
_DUTIES = {"must", "should", "shall"}


def read_roles(tokens: Tokens, index: int, clause: Clause, starts_step: StartsStep, *, strict: bool) -> int:
    at = index
    announced = any(marker(tokens, index - back) == index for back in range(1, _FAR_BACK))
    clause.announced = announced and tokens.word(index - 1) in _SUBORDINATING
    while tokens.kind(at) not in {"END", "NEWLINE"}:
        told = _is_whole(clause) or is_tested(clause)
        step = at > index and not _moves_on(tokens, at, clause)
        if step and _begins_step(tokens, at, clause, starts_step, told=told, announced=announced):
            break
        given = goes_to(tokens, at, starts_step, announced=announced) or (
            bool(clause.name) and not announced and gets_thing(tokens, at)
        )
        if at > index and (given or (clause.name and tells_steps(tokens, at))):
            break
        end = _one(tokens, at, clause)
        if end is None and tokens.word(at) == ":" and clause.noun and not clause.event and not clause.moves:
            end = _after_colon(tokens, at, clause)
        if end is None and at > index:
            end = _in_other_words(tokens, at, clause, starts_step) or _past_aside(tokens, at, clause)
        if end is None and tokens.word(at) == "and" and _narrates(tokens, index, at, clause, starts_step):
            clause.unread, end = [], at + 1
        end = manner(tokens, at) if end is None and told else end
        if end is None and (_stops(tokens, at, strict=strict) or (told and (never(tokens, at) or at_once(tokens, at)))):
            break
        if len(clause.unread) >= _MOST_UNREAD or at - index >= _LONGEST:
            break
        if end is None:
            clause.unread.append((at, at + 1))
        at = end or at + 1
    at = stood(tokens, index, at, clause)
    end = _past_check(tokens, with_guard(tokens, at, clause, starts_step), clause)
    _keep_unused(tokens, clause)
    return end


def _moves_on(tokens: Tokens, at: int, clause: Clause) -> bool:
    """Whether it is told where the record goes, not what is to be done: "(when a new lead) is moved to Qualified"."""
    new = clause.only_new and clause.event == "created" and clause.announced
    if not new and not is_described(clause):
        return False
    probe = replace(clause, event="")
    if not comes_in(tokens, at, probe) and not handed(tokens, at, probe):
        return False
    clause.event = ""
    return True


def _past_check(tokens: Tokens, at: int, clause: Clause) -> int:
    """Past the "ok?" of "invoice paid ok?", the ", right?" of "a lead pops up, right?"."""
    aside = at + (tokens.word(at) in {",", "(", "-"})
    anyway = whatever(tokens, aside) if clause.name else None  # "(Task closed as done,) no matter if late"
    if anyway:
        return anyway + (tokens.word(at) == "(" and tokens.word(anyway) == ")")
    start = at + (tokens.word(at) == ",")
    checks = tokens.word(start) in _CHECKS and tokens.word(start + 1) == "?"
    return start + 1 if checks and clause.name else at


def _after_colon(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """Reads "company: Support plan becomes Gold"."""
    told = revised(tokens, at + 1, clause)
    if told:
        return told
    found = watched(tokens, at + 1, clause.noun)
    return _watched(tokens, at + 1, clause) if found and found.value.changed else None


def _in_other_words(tokens: Tokens, at: int, clause: Clause, starts_step: StartsStep) -> int | None:
    """Reads "(when a guest books a table,) i.e. a deal is created", "(the client says yes,) meaning …"."""
    start = in_other_words(tokens, at) if clause.unread or not clause.name else None
    if start is None or starts_step(tokens, start):
        return None
    probe = Clause(noun=clause.noun if tokens.word(start) in ITS else "")
    end = read_roles(tokens, start, probe, starts_step, strict=True)
    joint = tokens.word(at + (tokens.word(at) in {",", "-", "("}))
    if not take_over(clause, probe, joint):
        return None
    return end + (tokens.word(at) == tokens.word(end) == "-" or (tokens.word(at) == "(" and tokens.word(end) == ")"))


def _begins_step(
    tokens: Tokens, at: int, clause: Clause, starts_step: StartsStep, *, told: bool, announced: bool
) -> bool:
    """Whether the steps begin there, also behind a record told with conditions: "a lead from Facebook: assign …"."""
    if tokens.word(at) == "after" and is_still_late(clause):
        return False  # "an overdue invoice is still unpaid after 30 days"
    if told:
        return _starts_again(tokens, at) or (starts_step(tokens, at) and not _qualifies(tokens, at, clause))
    return is_described(clause) and starts_step(tokens, at) and not _befalls_it(tokens, at, clause, announced=announced)


def _qualifies(tokens: Tokens, at: int, clause: Clause) -> bool:
    """Whether "assigned to Ivan", "tagged VIP" stands right behind the record: it says which one."""
    noun = NOUNS.find(tokens, at - 1)
    behind = noun is not None and noun.end == at and noun.value == clause.noun
    led = tokens.word(at).endswith("ed") or tokens.word(at) in {"that", "which", "who"}
    return behind and led and guard(tokens, at, clause.noun, clause.watched) is not None


def _befalls_it(tokens: Tokens, at: int, clause: Clause, *, announced: bool) -> bool:
    """Whether an event is told of the record there: "(when a deal over 10k) moves to Won"; else it is a step."""
    befalls = EVENTS.find(tokens, tokens.past(at, PASSED_OVER - say.DETERMINERS))
    happens = befalls and befalls.value != "updated" and (clause.noun, befalls.value) in say.TRIGGER_OF
    if happens or EVENTS.find(tokens, at):
        return True
    moved = stage(tokens, at, of_stage=False, known=True) or moved_to(tokens, at, known=True)
    if announced and tokens.word(at).endswith("s") and tokens.word(at + 1) in _ONWARD:
        return True
    off = moved is not None and (tokens.kind(moved.end) == "ARROW" or tokens.word(moved.end) in {":", "?"})
    return moved is not None and (announced or off)


def _narrates(tokens: Tokens, index: int, at: int, clause: Clause, starts_step: StartsStep) -> bool:
    """Whether what people did is told before the event: "we phoned a customer and the call got logged"."""
    if clause.name or clause.noun or clause.conditions or tokens.word(index) not in say.AGENTS:
        return False
    probe = Clause()
    read_roles(tokens, at + 1, probe, starts_step, strict=True)
    return probe.name is not None and not probe.unread


def _stops(tokens: Tokens, at: int, *, strict: bool) -> bool:
    """Whether a clause cannot go on with a word that no rule knows."""
    if tokens.word(at) in ENDS or tokens.kind(at) == "ARROW" or numbered(tokens, at):
        return True
    return (strict or tokens.word(at) in {"and", "or", "&"}) and not gloss_ahead(tokens, at)


def _past_aside(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """Past the comma of "an invoice of 2000 or more, currency CHF, went past due", "deal of type X, new"."""
    if tokens.word(at) != "," or _is_whole(clause):
        return None
    start = tokens.past(at + 1, {"right", "just", "immediately"})
    announced = marker(tokens, start) if clause.noun else None
    pronoun = announced is not None and tokens.word(announced) in {"they", "it", "they're", "it's"}
    if announced and _befalls(tokens, announced + pronoun, clause):
        return announced + pronoun
    if not clause.noun or not clause.conditions:
        return None
    if _befalls(tokens, at + 1, clause):
        return at + 1
    return at + 1 if guard(tokens, at + 1, clause.noun, clause.watched) else None


def _befalls(tokens: Tokens, at: int, clause: Clause) -> bool:
    """Whether an event of that record is told there, without naming it again: "(tasks,) once made", "being paid"."""
    event = EVENTS.find(tokens, tokens.past(at, PASSED_OVER))
    return event is not None and (clause.noun, event.value) in say.TRIGGER_OF


def _starts_again(tokens: Tokens, at: int) -> bool:
    """A second "when", or a wait, "but" before it: it is not of this clause."""
    at += tokens.word(at) == "but"
    if tokens.word(at) in {"when", "whenever", "once", "if", "unless", "wait", "until", "depending", *_DUTIES}:
        return True
    if tokens.word(at) == "check":
        return not tokens.at(at - 1).text[:1].isupper() or tokens.word(at + 1) in {"if", "whether", "that"}
    if duration(tokens, at) and tokens.word(at - 1) not in {"=>", ","}:
        return wait(tokens, at) is not None
    return wait(tokens, at) is not None or until(tokens, at) is not None or again(tokens, at) is not None


def _is_whole(clause: Clause) -> bool:
    unmoved = clause.noun == "stage" and not clause.event and not clause.moves
    return not unmoved and (clause.moves or bool(clause.name) or bool(clause.noun and clause.event))


def is_described(clause: Clause) -> bool:
    """Whether a record was told with conditions, and nothing that happens to it."""
    return bool(clause.noun and (clause.conditions or clause.kindred)) and not (
        clause.event or clause.moves or clause.unread
    )


def is_tested(clause: Clause) -> bool:
    """Whether a field was compared: "once the revenue (of a company) is over 2 million"."""
    return bool(clause.watched and clause.conditions)


def _one(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """The end of the role that starts there; None when no rule knows the word."""
    rules = (
        way,
        goods, fresh, marks_it, leaves_lying, into_what, _all_such, by_its_name, turns, revised, one_more, one_role,
        such_role, payable, work_role, visit_role, placing, alters, unmoved, undone, doing, deed, lets, renewal,
        pipeline_role, handed, standing, stage_role, _place, deadline_role, dwells, lateness, stage_told, field_told,
        guard_role, agent_role, gloss, _of_new, _watched, event_role, because, kind_named, _noun, modifier,
    )  # fmt: skip
    for rule in rules:
        end = rule(tokens, at, clause)
        if end is not None and end > at:
            return end
    if tokens.word(at) == ")" and clause.glossing:
        clause.glossing = False
        return at + 1
    if tokens.word(at) == "first" and clause.noun and (event := EVENTS.find(tokens, at + 1)):
        return at + 1 if event.value == "created" else None
    return at + 1 if tokens.word(at) in PASSED_OVER or tokens.word(at) == "'s" else None


def _one_is(tokens: Tokens, at: int) -> bool:
    """Whether "one is won", "one gets paid" stands there: which record it is goes without saying."""
    led = tokens.word(at) == "one" and tokens.word(at + 1) in {"is", "gets"}
    led = led and not any(tokens.word(place) in {".", ":", "!"} for place in range(at))  # else it was told before
    event = EVENTS.find(tokens, at + 2) if led else None
    return event is not None and event.value in say.NOUN_OF_EVENT


def _all_such(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """Reads "all newly created tasks", "one (deal is lost)", "one of my guys (opens a deal)": each, and anybody."""
    if clause.noun or clause.event:
        return None
    one = NOUNS.find(tokens, tokens.past(at + 1, {"single", "new"})) if tokens.word(at) in {"one", "single"} else None
    if one or _one_is(tokens, at):
        return at + 1
    if tokens.word(at) in {"one", "any", "some", "anyone", "someone"} and tokens.word(at + 1) == "of":
        agent = tokens.past(at + 2, {*say.DETERMINERS, "sales"})
        if tokens.word(at) in {"one", "any"} and agent > at + 2 and NOUNS.find(tokens, agent):
            return agent
        return agent + 1 if tokens.word(agent) in say.AGENTS else None
    if tokens.word(at) != "all":
        return None
    event = EVENTS.find(tokens, tokens.past(at + 1, PASSED_OVER))
    noun = NOUNS.find(tokens, event.end if event else tokens.past(at + 1, {"the", "our"}))
    told = noun and (event or guard(tokens, noun.end, noun.value, "") or tokens.word(noun.end) in {"that", "which"})
    return at + 1 if told else None


def _place(tokens: Tokens, at: int, _: Clause) -> int | None:
    found = _PLACES.find(tokens, at)
    return found.end if found and tokens.word(found.end) != "stage" else None


def _keep_unused(tokens: Tokens, clause: Clause) -> None:
    """A field that was named but nothing came of it ("a deal that has an industry is won") was not understood."""
    start, end = clause.watched_place
    field = known_field(tokens, start) if end else None
    meant = {clause.watched.casefold(), field.value.casefold() if field else ""}
    tested = any(isinstance(row, AnyOf) or row.field.casefold() in meant for row in clause.conditions)
    if end and clause.name and not clause.field and clause.watched not in {"", "stage"} and not tested:
        clause.unread.append((start, end))


def _watched(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """The field of "the amount of a deal changes", "deal's Region is updated", 'the field "Region" changes'."""
    if clause.watched or clause.stage or (clause.event and clause.event not in _LOOSE_EVENTS):
        return None
    first = tokens.past(at, {"the", "a", "any"})
    several = None if clause.event == "created" and NOUNS.find(tokens, first) else field_list(tokens, first)
    if several:
        clause.unread.append((at, several.end))  # one field can be watched
        return several.end
    found = watched(tokens, at, clause.noun)
    if not found or (not found.value.changed and _told_whom(tokens, found.end)):
        return None
    clause.watched, clause.watched_place = found.value.field, (at, found.end)
    clause.noun = clause.noun or found.value.noun
    clause.weak = found.value.weak
    clause.conditions += found.value.conditions
    clause.event = "updated" if found.value.changed else clause.event
    return found.end


def _told_whom(tokens: Tokens, end: int) -> bool:
    """Whether the field is a verb: "(if there's a new lead) email the client"."""
    verb = tokens.word(end - 1) in {"email", "phone", "comment", "tag"} and tokens.word(end - 2) != "'s"
    return verb and tokens.word(end) in {"the", "our", "its", "their"}


def _of_new(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """Reads "Company on a new contact empty?", "the budget of a new deal not given": a condition of what is created."""
    field = known_field(tokens, at) if not (clause.noun or clause.event or clause.watched) else None
    of = next((place for place in range(at, field.end if field else at) if tokens.word(place) in _ABOUT), 0)
    if not field or not of or not {tokens.word(place) for place in range(of, field.end)} & _NEW:
        return None
    found = conditions(tokens, at)
    nouns = [noun.value for place in range(of, field.end) if (noun := NOUNS.find(tokens, place))]
    if not found or found.end <= field.end or not nouns or (nouns[-1], "created") not in say.TRIGGER_OF:
        return None
    clause.noun, clause.event = nouns[-1], "created"
    clause.conditions += found.value
    return found.end


def _noun(tokens: Tokens, at: int, clause: Clause) -> int | None:
    led = tokens.word(at) in _ABOUT
    start = tokens.past(at + 1, {*say.DETERMINERS, "new", "fresh"}) if led else at
    found = NOUNS.find(tokens, start)
    if not found:
        if tokens.word(at) == "of" and (ended := received(tokens, start, clause)):
            return ended
        whose = led and person(tokens, start)
        return whose.end if whose and whose.value == CLIENT and clause.noun in _FOR_CLIENTS else None
    if not clause.noun:
        clause.noun = found.value
    elif found.value == clause.noun or (led and clause.noun == "payment"):
        return found.end
    elif clause.noun == "invoice" and found.value == "payment" and not clause.event:
        clause.event = "paid"
    elif led and clause.noun == "note" and found.value in {"call", "email"}:
        return None  # "makes a note of a call" tells the call
    elif not led and of_host(tokens, found, clause.noun):
        clause.noun, clause.host = found.value, clause.noun
    elif (clause.noun == "stage" and not clause.host) or (led and clause.noun in _HELD and not clause.host):
        clause.host = found.value
    else:
        return None
    own = tokens.word(found.end) == "'s"
    card = own and tokens.word(found.end + 1) in _CARDS
    card = card or (found.value == "stage" and tokens.word(found.end) == "field")
    particulars = clause.event in {"", "updated"} and tokens.word(found.end + own) in _PARTICULARS
    return found.end + own + 1 if card or particulars else found.end
