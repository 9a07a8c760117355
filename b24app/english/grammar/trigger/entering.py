"""Stages that are left or come into by other words: "leaves Proposal for Contract", "entry into Contract"."""

from __future__ import annotations

from b24app.english.grammar.clause import Clause
from b24app.english.grammar.conditions.believing import STAGE_WORDS, believable
from b24app.english.grammar.conditions.stages import by_name, named_to, stage_name
from b24app.english.grammar.people.meant import person
from b24app.english.grammar.trigger.guards import guard
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.english.grammar.words.lexicons import EVENTS, NOUNS
from b24app.plan import phrases as say

_STAGED = {"", "deal", "lead", "quote", "invoice", "stage"}
_LEAVES = Turns(
    (
        "leaves|leave|left|leaving|exits|exit|exited|exiting|departs|departed|quits|quit [from] [stage]",
        "moves|moved|move|moving|goes|went|go|going|drops|dropped|drop|falls|fell|slips|slipped|slides|slid out of",
        "gets|got|comes|came|steps|stepped|is|was|are|be|been|being out of",
        "moved|taken|pulled|dragged|put|pushed|dropped|kicked|shifted|removed|brought|thrown out of",
        "moves|moved|goes|went|drops|dropped|falls|fell|taken|pulled|dragged|pushed away|off from",
        "taken|pulled|dragged|removed from",
        "moves|moved|goes|went|gets|got|advances|advanced|progresses|progressed|is|was past|beyond",
    )
)
_IS_LEFT = Turns(
    (
        "is|was|are|gets|got|being [just|now|finally] left|exited|vacated|abandoned|departed",
        "has|have been left|exited|vacated|abandoned",
        "is|was|has been|behind [been] left behind",
    )
)
_ONWARD = Turns(
    (
        "for|to|into|towards|toward",
        "and|, [it] [then] enters|reaches|hits",
        "and|, [it] [then] goes|moves|gets|comes|lands to|into|in|at|on|over [to|into]",
        "heading|headed|bound|going for|to|into|towards",
        "in favour|favor of",
    )
)
_ENTRIES = {
    "entry", "entrance", "arrival", "move", "transition", "transfer", "promotion", "advance", "advancement", "passage",
    "shift", "admission", "progression", "progress", "return", "change", "jump", "switch", "moving", "shifting",
    "dragging", "pushing", "promoting", "switching", "movement", "push", "drag", "relocation", "forwarding",
}  # fmt: skip
_INTO = {"to", "into", "in", "at", "onto", "on"}
_MOST_GUARDS = 3
_BECOMES = Turns(
    (
        "is|was|becomes|became|gets|'s [now] the|its|their|our [new|current|present|next] stage|status|phase",
        "is|was|becomes|became|'s [now] the|its|their [new|current] deal|lead|quote|invoice stage|status|phase",
        "is|was|becomes|became|'s [now] the|a deal|lead|quote|invoice 's [new|current] stage|status|phase",
    )
)
_OBLIGED = {"has", "have", "needs", "need", "ought", "is", "are", "wants", "want"}


def heads_for(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """Reads "the entry of (a deal over 10k into Signing)", "moving (a lead from Spain to Qualified)".

    Where it goes is told behind the record, and behind what is told of it.
    """
    if clause.noun or clause.moves or clause.heading:
        return None
    nominal = tokens.word(at) in _ENTRIES and tokens.word(at + 1) in {"of", "by"}
    if not nominal and not by_name(tokens, at):
        return None
    start = at + 1 + nominal
    record = NOUNS.find(tokens, tokens.past(start, {*say.DETERMINERS, "new"}))
    if not record or record.value not in _STAGED or not _goal_ahead(tokens, record):
        return None
    clause.heading = True
    return start


def is_entry(tokens: Tokens, at: int) -> bool:
    """Whether "move to", "transfer into" stands there as a noun may."""
    return tokens.word(at) in _ENTRIES and tokens.word(at + 1) in _INTO


def _goal_ahead(tokens: Tokens, record: Found[str]) -> bool:
    """Whether "into Signing" follows a record, what is told of it between them."""
    at = record.end
    for _ in range(_MOST_GUARDS):
        if goal(tokens, at):
            return True
        told = guard(tokens, at, record.value, "")
        if not told:
            return False
        at = told.end
    return goal(tokens, at) is not None


def goal(tokens: Tokens, at: int) -> Found[str] | None:
    """The stage of "into Signing", "to the stage 'Visa'"."""
    if tokens.word(at) == "'s" and tokens.word(at + 1) in STAGE_WORDS:
        at += 2
    onward = tokens.word(at) in {"over", "back", "on", "up", "down", "forward", "along"}
    start = at + (onward and tokens.word(at + 1) in _INTO)
    if tokens.word(start) not in _INTO or (tokens.word(start) == "to" and tokens.word(start - 1) in _OBLIGED):
        return None  # "every stage change has to be recorded"
    if tokens.word(start) in {"in", "at", "on"} and guard(tokens, start, "deal", ""):
        return None  # "(the arrival of a lead) in USD"
    into = tokens.word(start) in {"to", "into", "onto"}  # "puts a quote on hold" names no stage
    found = stage_name(tokens, start + 1, sure=False, bounded=into)
    named = found and found.value and believable(tokens, at, start + 1, found)
    return found if found and named and found.value.casefold() not in say.PLACES_SEEN else None


def leaves(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """Reads "(a deal) leaves Proposal (for Contract)", "is taken out of 'Visa'", "(when) stage Proposal is left"."""
    if clause.moves or clause.event or clause.noun not in _STAGED:
        return None
    led = _LEAVES.find(tokens, at)
    left = stage_name(tokens, led.end, sure=False) if led else None
    if not led:
        left = _left_behind(tokens, at)
    if not left or not left.value or left.value.casefold() in say.GIVEN_NAMES:
        return None
    onward = _ONWARD.find(tokens, left.end)
    goal = stage_name(tokens, onward.end, sure=False) if onward else None
    clause.moves, clause.from_stage = True, left.value
    clause.stage = goal.value if goal else ""
    return goal.end if goal else left.end


def _left_behind(tokens: Tokens, at: int) -> Found[str] | None:
    """Reads "(stage) Proposal is left", "'Visa' has been exited"."""
    if not _named(tokens, at + (tokens.word(at) in STAGE_WORDS)):
        return None
    name = stage_name(tokens, at, sure=False)
    behind = _IS_LEFT.find(tokens, name.end) if name else None
    return Found(name.value, behind.end) if name and behind else None


def enters(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """Reads "(upon) entry into Contract", "arrival at stage 'Visa'", "(when) Contract becomes the stage"."""
    if clause.moves or clause.event or clause.noun not in _STAGED:
        return None
    entry = tokens.word(at) in _ENTRIES and tokens.word(at + 1) in _INTO
    found = stage_name(tokens, at + 2, sure=False) if entry else _become(tokens, at)
    if not found or found.value.casefold() in say.PLACES_SEEN:
        return None
    clause.moves, clause.stage = True, found.value
    return found.end


def _become(tokens: Tokens, at: int) -> Found[str] | None:
    name = stage_name(tokens, at, sure=False) if _named(tokens, at) else None
    becomes = _BECOMES.find(tokens, name.end) if name else None
    return Found(name.value, becomes.end) if name and becomes else None


def new_stage(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """Past "new" in "(when) the new stage (is Contract)": the stage that a record comes into is new to it."""
    if clause.moves or clause.event:
        return None
    if tokens.word(at) in {"new", "current", "resulting"}:
        return at + 1 if tokens.word(at + 1) in STAGE_WORDS else None
    whose = tokens.word(at) in {"whose", "where"} and clause.noun in _STAGED - {"", "stage"}
    of_it = tokens.past(at + 1, {*say.DETERMINERS, "deal", "sales", "pipeline"})
    moving = tokens.word(of_it) in STAGE_WORDS and by_name(tokens, tokens.past(of_it + 1, _PASSIVE))
    if not whose or not (moving or (tokens.word(of_it) in STAGE_WORDS and tokens.word(of_it + 1) in _TURNS)):
        return None
    clause.host, clause.noun = clause.noun, "stage"  # "a lead whose stage goes to Interested"
    return of_it + 1


def turns(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """Reads "(a deal) becomes Dispatched", "(an invoice) turns 'Disputed'"."""
    if clause.moves or clause.event or clause.watched or clause.noun not in _STAGED - {"", "stage"}:
        return None
    its = tokens.past(at + 1, {"its", "the", "their"})
    if tokens.word(at) in _CHANGES and its > at + 1 and tokens.word(its) in STAGE_WORDS:
        goal = named_to(tokens, its + 1)  # "(a lead) changes its stage (to Warm)"
        clause.moves, clause.stage = True, goal.value if goal else ""
        return goal.end if goal else its + 1
    start = at + 1 + (tokens.word(at + 1) == "to")
    shouted = tokens.at(start).text.isupper()  # "a deal becomes VIP" may tell a tag
    if tokens.word(at) not in _TURNS or not _named(tokens, start) or shouted or EVENTS.find(tokens, at):
        return None
    event = EVENTS.find(tokens, start) if tokens.kind(start) != "QUOTED" else None
    found = None if event and (clause.noun, event.value) in say.TRIGGER_OF else stage_name(tokens, start, sure=False)
    if not found or not found.value or _is_somebody(tokens, start, found.end):
        return None
    clause.moves, clause.stage = True, found.value
    return found.end


def _is_somebody(tokens: Tokens, start: int, end: int) -> bool:
    """Whether those words name people: "becomes Ben's", "becomes the boss's"; any large word could be a name."""
    who = person(tokens, start) if tokens.kind(start) != "QUOTED" else None
    if not who or who.end < end:
        return False
    stranger = who.value is not None and who.value.kind == "user" and tokens.word(start) not in say.GIVEN_NAMES
    return not stranger or tokens.word(end) == "'s"


_CHANGES = {"changes", "change", "changed", "switches", "switched"}
_TURNS = {"becomes", "become", "became", "turns", "turned", "turn"}
_PASSIVE = {"is", "was", "gets", "got", "has", "been", "have", "are", "just", "being"}


def _named(tokens: Tokens, at: int) -> bool:
    return tokens.kind(at) == "QUOTED" or tokens.at(at).text[:1].isupper()
