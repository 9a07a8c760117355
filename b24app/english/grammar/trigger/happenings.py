"""What happens to the record of a trigger clause, and who does it: events, stages, deadlines, agents."""

from __future__ import annotations

import re

from b24app.english.grammar.clause import Clause
from b24app.english.grammar.conditions.comparisons import conditions
from b24app.english.grammar.conditions.fields import value
from b24app.english.grammar.conditions.stages import (
    from_to,
    moved_to,
    named_here,
    named_to,
    placed,
    reached_stage,
    set_off,
    stage,
)
from b24app.english.grammar.people.meant import CLIENT, RESPONSIBLE, person
from b24app.english.grammar.trigger.doers import acts, doer_of_work
from b24app.english.grammar.trigger.doubtful import agreed, channel_told, may_tell_another
from b24app.english.grammar.trigger.entering import enters, goal, heads_for, is_entry, leaves, new_stage
from b24app.english.grammar.trigger.guards import ONLINE
from b24app.english.grammar.trigger.handing import is_somebody
from b24app.english.grammar.trigger.modifiers import KINDS, PASSED_OVER
from b24app.english.grammar.trigger.owners import is_list
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, phrases
from b24app.english.grammar.words.lexicons import EVENTS, NOUNS, WORK
from b24app.plan import phrases as say
from b24app.plan.plan import Comparison
from b24app.plan.vocabulary import TRIGGERS

_DUE = phrases(
    (
        "[payment|agreed|set|target] deadline|deadlines|term|terms",
        "[payment|settlement] due date|dates|day",
        "payment date|term",
        "time limit",
        "deadline|term for|of payment",
    )
)
_REASONS = phrases(("because of [the|a|our]", "due|owing to [the|a|our]", "on account of [the|a|our]"))
_PASSES = phrases(
    (
        "passes|passed|pass|missed|expires|expired|expire|lapses|lapsed|over|exceeded|elapsed|elapses|overrun|overdue",
        "is over|up",
        "runs|ran|goes|gone|went|slips out|by|past",
        "not met|kept",
        "gone|blown|ignored|unmet",
        "comes|came and goes|went|gone",
        "came|comes|passes|passed|expires|expired|arrives|arrived|by without [a|any] payment|money|result|completion",
        "passes|passed|expires|expired|runs out|by unmet|unpaid|unused",
    )
)
_STEPS = {"move", "moves", "shift", "shifts", "transition", "transitions", "switch", "switches", "step", "jump", "hop"}
_PASSING = phrases(
    (
        "expiry|expiration|lapse|lapsing|passing|overrunning|missing|elapsing of",
        "missed|expired|lapsed|blown|exceeded|unmet",
    )
)
_STAGED = {"deal", "lead", "quote", "invoice"}
# "For deals over 10k move to VIP" asks for it.
_BASES = {"move", "go", "push", "put", "set", "drop", "shift", "switch", "drag", "transfer", "promote", "advance"}
_PIPELINES = {"pipeline", "funnel"}
_NO_PIPELINE = {"sales", "deal", "lead", "other", "same", "whole", "new", "right", "wrong", "first", "next", "last"}
_NOT_NAMED = {"is", "are", "was", "and", "or", "in", "to", "stage", "with", "from", "at", "on", "if", "of", "the"}
_LONGEST_PIPELINE = 4
_FAR = 9
_COME_IN = {"deal", "company", "contact", "quote", "task"}
_MARKS = {":", ".", ";", ",", "?", "!", "=>", "-"}
_GETS = {"get", "gets", "got", "have", "has"}
_AMONG_US = phrases(("from|in|on|of our|the|my team|company|office|staff|firm|house|side",))
_IDLE = {"happens", "completed", "logged", "set"}
_WITHOUT_STAGES = {"contact", "company", "payment", "meeting", "call", "email", "note", "activity"}
# Names in small letters tell what happens; "Paid" is a stage of the portal.
_ENDED = {
    ("invoice", "paid"): "paid",
    ("quote", "approved"): "approved",
    ("quote", "accepted"): "approved",
    **{("task", told): "completed" for told in ("done", "completed", "finished", "complete", "Done", "Completed")},
}
# What a stage is called where it only says how it ended.
_OUTCOMES = {
    **dict.fromkeys(("won", "success", "successful", "successful outcome", "win"), "won"),
    **dict.fromkeys(("lost", "failure", "failed", "unsuccessful", "loss"), "lost"),
}
_ENDING = re.compile(r"^(?:its |the |a )?(?:closed[ -])?(?:as )?(.*?)(?: stage)?$")
_INDEFINITE = {"a", "an", "any", "some", "one", "our", "the", "another"}


def by_its_name(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """Reads the trigger's own name: "on company_created: …"."""
    if clause.noun or clause.event or tokens.word(at) not in TRIGGERS:
        return None
    names = ((noun, event) for (noun, event), name in say.TRIGGER_OF.items() if name == tokens.word(at))
    clause.noun, clause.event = next(names)
    return at + 1


def pipeline_role(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """Reads "in the Wholesale pipeline", "in pipeline 'Partners'": where the record has to be."""
    if clause.pipeline or clause.noun not in {"deal", "lead", "stage"} or tokens.word(at) not in {"in", "into", "of"}:
        return None
    start = tokens.past(at + 1, say.DETERMINERS)
    if tokens.word(start) in _PIPELINES:
        named = tokens.kind(start + 1) == "QUOTED" or tokens.at(start + 1).text[:1].isupper()
        clause.pipeline = tokens.at(start + 1).inner if named else ""
        return start + 2 if named else None
    for end in range(start + 1, start + _LONGEST_PIPELINE):
        if tokens.word(end) in _PIPELINES and tokens.word(start) not in _NO_PIPELINE:
            clause.pipeline = tokens.at(start).inner if tokens.kind(start) == "QUOTED" else tokens.text(start, end)
            return end + 1
        if tokens.kind(end - 1) not in {"WORD", "QUOTED"} or tokens.word(end - 1) in _NOT_NAMED:
            return None
    return None


def stage_role(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """A stage that the record comes into, or leaves open which; "Won" and "Lost" are events of their own."""
    told = new_stage(tokens, at, clause) or leaves(tokens, at, clause) or enters(tokens, at, clause)
    return told or _comes_into(tokens, at, clause)


def _comes_into(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """Reads "(a deal) goes to Signing", "from Negotiation to Contract", "(its stage becomes) Won"."""
    if (
        clause.noun in _WITHOUT_STAGES
        or clause.moves
        or (clause.event and clause.event != "updated" and clause.noun not in {"", "stage"})
    ):
        return None
    between = from_to(tokens, at) if clause.noun else None
    if between and between.value[0].casefold().split()[0] not in say.COUNTRIES | ONLINE | say.GIVEN_NAMES:
        clause.moves, (clause.from_stage, clause.stage) = True, between.value
        return between.end
    if {tokens.word(at), tokens.word(at - 1)} & {"go", "goes"} and is_list(tokens):
        return None  # "deals over 20k go to Ivan, the others go to Olga"
    found = _stage_first(tokens, at, clause) or _stage_after(tokens, at, clause)
    ended = found and _ENDED.get((clause.host or clause.noun, found.value or ""))
    if found and ended and tokens.kind(found.end - 1) != "QUOTED":
        clause.noun, clause.event = clause.host or clause.noun, ended
        return found.end
    if (clause.host or clause.noun) == "task":
        return None
    if found and found.value is not None:
        if tokens.word(found.end) == "again":
            clause.unread.append((found.end, found.end + 1))  # not for the first time only
        ending = _OUTCOMES.get(_ENDING.sub(r"\1", found.value.casefold()), "")
        if ending and tokens.kind(found.end - 1) != "QUOTED" and (clause.subject != "stage" or clause.host):
            clause.noun, clause.event = clause.host or clause.noun, ending
        else:
            clause.moves, clause.stage = True, found.value
    return found.end if found else None


def comes_in(tokens: Tokens, at: int, clause: Clause) -> bool:
    """Whether "(a lead from Spain) goes to In progress" tells the event, not a step: behind "when", "that", "we" …

    Without them only where a mark sets it off from the steps: "(a deal over 10k) is moved to Production → …".
    """
    if clause.noun not in _STAGED:
        return False
    start = tokens.past(at, PASSED_OVER - {"goes", "go", "going"})
    found = stage(tokens, at, of_stage=False, known=True) or stage(tokens, start, of_stage=False, known=True)
    found = found or moved_to(tokens, start, known=True)
    if not found or not found.value or found.value.casefold() in say.PLACES_SEEN:
        return False
    related = bool({tokens.word(at - 1), tokens.word(at)} & {"that", "which", *say.AGENTS})
    closed = tokens.kind(found.end) == "ARROW" or tokens.word(found.end) in {":", "?"}
    goes_on = tokens.word(found.end + 1) in {"and", "then", "&"}
    closed = closed or (tokens.word(found.end) in {",", "-", "."} and not goes_on and _one_of_them(tokens, at))
    gerund = tokens.word(at).endswith("ing") or (is_entry(tokens, at) and not tokens.word(at - 1).endswith("s"))
    related = related or gerund
    return related or closed or (clause.announced and not (start == at and tokens.word(at) in _BASES))


def _one_of_them(tokens: Tokens, at: int) -> bool:
    """Whether "a deal (over 10k)" is spoken of, one at a time."""
    return any(tokens.word(place) in {"a", "an"} and NOUNS.find(tokens, place + 1) for place in range(at - _FAR, at))


def _stage_first(tokens: Tokens, at: int, clause: Clause) -> Found[str | None] | None:
    """The stage before what happens to it: "the Signing stage is reached", "a deal's stage …"; None: no name yet."""
    bare = not clause.event and not clause.noun
    reached = (placed(tokens, at) if bare else None) or (reached_stage(tokens, at) if not clause.event else None)
    if not reached and clause.noun in {"deal", "lead"} and not clause.event and not clause.unread:
        reached = set_off(tokens, at)
    if reached:
        return Found(reached.value, reached.end)
    heading = heads_for(tokens, at, clause)
    if heading:
        return Found(None, heading)
    step = tokens.word(at) in _STEPS and tokens.word(at + 1) not in {"to", "into"}
    if clause.noun == "stage" and step and tokens.word(at - 1) in {"stage", "status"}:
        return Found("", at + 1)
    if tokens.word(at) not in {"stage", "stages", "status"} or clause.noun in {"", "stage"}:
        return None
    if clause.event == "updated":
        named = named_to(tokens, at + 1)
        return Found(named.value, named.end) if named else Found("", at + 1)
    clause.host, clause.noun = clause.noun, "stage"
    return Found(None, at + 1)


def _stage_after(tokens: Tokens, at: int, clause: Clause) -> Found[str | None] | None:
    """Where the record goes: "enters Signing", "steps into Signing", "(the stage becomes) Signing"."""
    known = bool(clause.noun)
    told = EVENTS.find(tokens, at)
    of_stage = clause.noun == "stage" and (not clause.event or tokens.word(at) in {"to", "into"})
    heading = goal(tokens, at) if clause.heading and known else None
    found = heading or stage(tokens, at, of_stage=of_stage, known=known) or moved_to(tokens, at, known=known)
    if not found and clause.noun == "stage" and tokens.word(at - 1) in {"stage", "status"}:
        found = named_here(tokens, at)
    if not found or (told and told.end >= found.end) or found.value.casefold() in say.PLACES_SEEN:
        return None
    goes = next((place for place in range(at, found.end) if tokens.word(place) in {"to", "into"}), None)
    if goes is not None and is_somebody(tokens, goes + 1):
        return None  # "(a deal) goes to Ben"
    return Found(found.value, found.end)


def _object(tokens: Tokens, at: int, clause: Clause) -> bool:
    """Whether people have or get a record there; of clients only an appointment: "the client gets a call" is a step."""
    noun = NOUNS.find(tokens, tokens.past(at, say.DETERMINERS))
    met = clause.client and noun is not None and noun.value == "meeting"
    return noun is not None and (met or tokens.word(at - 2) in say.AGENTS)


def event_role(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """The event; of two the one that makes a trigger with the record: "a new deal is won", "makes changes"."""
    implied = _without_record(tokens, at, clause)
    if implied:
        return implied
    found = EVENTS.find(tokens, at)
    noun = NOUNS.find(tokens, at)
    if not found and tokens.word(at) in _GETS and tokens.word(at - 1) in {"we", "i"} and clause.noun:
        found = Found("created", at + 1)  # "leads that we get"
    if not found or (noun and noun.end >= found.end and not clause.noun) or may_tell_another(tokens, at, clause):
        return None
    if found.value == "in" and clause.event and NOUNS.find(tokens, tokens.past(at + 1, say.DETERMINERS)):
        return None  # "(a note is added) in the lead's card"
    comes = clause.noun in _COME_IN and not clause.event  # "company in: …"
    comes = comes and (tokens.kind(found.end) in {"ARROW", "END"} or tokens.word(found.end) in _MARKS)
    if found.value == "in" and comes:
        clause.event = "created"
    if found.value == "in" and (clause.noun not in {"lead", "payment", "email", "call"} or clause.event):
        return found.end if clause.event == "created" else None
    if not clause.event or (clause.event == "created" and _overrides(clause, found.value)):
        told = "created" if found.value == "renewed" and not clause.noun else found.value  # "we've got a new company"
        clause.event = "won" if _closes_deal(tokens, at, found.end, clause) else told
        clause.only_new = tokens.word(at) in {"new", "fresh", "incoming", "inbound"} and not clause.noun
        return _past_channel(tokens, found.end, clause)
    return found.end if _repeats(tokens, at, clause, found.value) else None


def _past_channel(tokens: Tokens, at: int, clause: Clause) -> int:
    """Past "by email" of "(a client gets in touch) by email", which no trigger tells: it is asked about."""
    if not (clause.client and clause.event == "created" and channel_told(tokens, at)):
        return at
    clause.unread.append((at, at + 2))
    return at + 2


def received(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """Reads "(receipt of) a signed quote": what happened to the record before it came."""
    event = EVENTS.find(tokens, at) if clause.event == "created" and not clause.noun else None
    noun = NOUNS.find(tokens, event.end) if event else None
    if not event or not noun or (noun.value, event.value) not in say.TRIGGER_OF:
        return None
    clause.noun, clause.event = noun.value, event.value
    return noun.end


def _without_record(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """Reads "we get (a lead)", "anything won", "(we) lose one": the record is told later, or goes without saying."""
    if clause.event or clause.noun:
        return None
    if tokens.word(at) in _GETS and _object(tokens, at + 1, clause) and not agreed(tokens, at):
        clause.event = "created"
        return at + 1
    any_of_it = tokens.word(at) in {"anything", "everything", "whatever"}
    found = EVENTS.find(tokens, at + any_of_it)
    said = any_of_it or (found is not None and tokens.word(found.end) in {"one", "it", "this"})
    if not found or not said or found.value not in say.NOUN_OF_EVENT:
        return None
    clause.event = found.value
    return found.end + (not any_of_it)


def _repeats(tokens: Tokens, at: int, clause: Clause, event: str) -> bool:
    """Whether the word adds nothing to the event told already: "a new deal is created", "a conversion is done"."""
    if event == clause.event or tokens.word(at) in {"new", "incoming", "inbound", "fresh"}:
        return True
    if (event, clause.event) in {("opened", "created"), ("created", "logged")}:
        return True
    made = clause.event == "updated" and tokens.word(at) in {"made", "make", "makes"}
    return made or ((clause.subject, clause.event) in say.TRIGGER_OF and event in _IDLE)


def _closes_deal(tokens: Tokens, at: int, end: int, clause: Clause) -> bool:
    """Whether somebody closes a deal: that is to win it, while a deal that "is closed" may be lost too."""
    told = tokens.past(end, {*say.DETERMINERS, "new"})
    noun = NOUNS.find(tokens, told)
    if tokens.word(at) in {"make", "makes", "made", "making"} and tokens.word(told) == "sale":
        return True
    if WORK.find(tokens, told) and tokens.word(at) in {"land", "lands", "landed", "landing"}:
        return True
    if clause.noun == "deal" and tokens.word(at - 1) in say.AGENTS and tokens.word(at) in {"close", "closed", "closes"}:
        return True
    return tokens.word(at) in {"close", "closes", "closed", "closing", "land", "lands", "landed", "landing"} and bool(
        noun and noun.value == "deal"
    )


def _overrides(clause: Clause, event: str) -> bool:
    """Whether the later event is the one that counts: "a new deal is won", "a created task is overdue"."""
    if not clause.noun and event == "updated":
        return True
    return event not in {"created", "in"} and (clause.subject, event) in say.TRIGGER_OF


def deadline_role(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """Reads "the deadline of a task passes", "expiry of an invoice's due date", "a missed task deadline": overdue."""
    start = tokens.past(at, say.DETERMINERS)
    led = _PASSING.find(tokens, start)
    start = tokens.past(led.end, say.DETERMINERS) if led else start
    owner = NOUNS.find(tokens, start)
    whose = owner.end + (tokens.word(owner.end) == "'s") if owner else start
    due = _DUE.find(tokens, start) or _DUE.find(tokens, whose)
    if not due or clause.event:
        return None
    of = tokens.word(due.end) in {"of", "on", "for"}
    noun = NOUNS.find(tokens, tokens.past(due.end + 1, say.DETERMINERS)) if of else owner
    end = tokens.past(noun.end if noun and of else due.end, PASSED_OVER)
    passes = Found(True, noun.end if noun and of else due.end) if led else _PASSES.find(tokens, end)
    if not passes:
        return None
    told = noun.value if noun else clause.noun
    told = told or ("payment" if tokens.word(at) == "payment" else "")
    if (told, "overdue") not in say.TRIGGER_OF:
        return None
    clause.noun, clause.event = told, "overdue"
    return passes.end


def agent_role(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """Who did it; anybody may, "a rep" too, and the client; a certain colleague would be a condition."""
    start = at + (tokens.word(at) == "by")
    start += tokens.word(start) in {"the", "our", "a"} and tokens.word(start + 1) in say.AGENTS
    if tokens.word(start) in say.AGENTS and clause.event != "renewed":
        among = _AMONG_US.find(tokens, start + 1)
        return (among.end if among else start + 1) if tokens.word(start) != "nobody" else None
    several = ("couple", "of") in {tokens.row(start, 2), tokens.row(start + 1, 2)}  # "a couple of deals"
    who = None if several else person(tokens, start)
    if start == at and (anyone := doer_of_work(tokens, at, clause)):
        return anyone
    if not who or who.value is None or NOUNS.find(tokens, tokens.past(start, {*say.DETERMINERS, "new"})):
        return None
    if tokens.word(who.end - 1) in KINDS and any(NOUNS.find(tokens, place) for place in (who.end, who.end + 1)):
        return None  # "a household insurance deal"
    acting = bool(clause.noun) and not clause.event and _befalls(tokens, who.end, clause)
    related = tokens.word(at - 1) in {"that", "which", "whom"} or acting
    if who.value == CLIENT and (start > at or related or not clause.noun):
        clause.client = True
        new = "new" in {tokens.word(place) for place in range(start, who.end)}
        if new and tokens.word(who.end) == "(" and not clause.event:
            clause.event = "created"  # "new patient (contact)"
        return who.end + (tokens.word(who.end) == "'s")
    anyone = who.value == RESPONSIBLE or (
        who.value.kind in {"role", "creator"} and tokens.word(start) in _INDEFINITE - {"the"}
    )
    return who.end if anyone and (start > at or acts(tokens, who.end)) else None


def _befalls(tokens: Tokens, at: int, clause: Clause) -> bool:
    """Whether the client's doing makes a trigger with the record: "quotes the client approves"."""
    event = EVENTS.find(tokens, tokens.past(at, PASSED_OVER))
    return event is not None and (clause.noun, event.value) in say.TRIGGER_OF


def because(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """Reads "(lost) because of price", "(lost) due to timing": the reason that the deal was lost for."""
    led = _REASONS.find(tokens, at) if clause.name == "deal_lost" else None
    why = value(tokens, led.end, loose=True) if led else None
    if not why:
        return None
    bracket = why.end + (tokens.word(why.end) == "?")
    if tokens.word(bracket) != "(" or not conditions(tokens, bracket + 1):  # else the bracket tells it as a test
        clause.conditions += (Comparison(field="Lost reason", op="eq", value=why.value),)
    return why.end
