"""A record that changes hands: "(when a deal) is assigned to Ben", "goes to Maria", "gets reassigned"."""

from __future__ import annotations

from b24app.english.grammar.clause import Clause
from b24app.english.grammar.conditions.believing import STAGE_WORDS
from b24app.english.grammar.conditions.operators import Sign
from b24app.english.grammar.conditions.values import valued
from b24app.english.grammar.people.meant import person
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.plan import phrases as say
from b24app.plan.plan import Condition

_HANDED = Turns(
    (
        "is|was|are|gets|get|got|been|be|being [now] assigned|reassigned|handed|given|passed|transferred [over|on] to",
        "is|was|are|gets|get|got|been|be|being [now] allocated|allotted|delegated|entrusted to",
        "goes|go|went|passes|passed|comes|came|moves|moved [over|on] to",
        "assigned|reassigned|handed|passed [over|on] to",
    )
)
_HANDS = Turns(
    (
        "changes|changed|change hands|owner|owners|responsible",
        "is|was|are|gets|get|got [been] reassigned [to] [somebody|someone] [else]",
        "has|have been reassigned [to] [somebody|someone] [else]",
    )
)
# Whoever it is: only that the responsible changes is told.
_STAFF = (
    "manager|salesperson|salesman|rep|agent|employee|colleague|consultant|person|owner|specialist|advisor|adviser|"
    "representative|member|user|coworker|team|department"
)
_ANYBODY = Turns(
    (
        "somebody|someone|anybody|anyone [else|new]",
        f"a|an|another|one [new|different|other|certain] [sales|account|service|support] {_STAFF}",
        "one of the|our [sales] managers|salespeople|reps|agents|employees|colleagues|consultants|people",
    )
)
_GOES = {"goes", "go", "went"}
_UPDATED = {"deal", "lead", "contact", "company"}
_TEAMS = {"team", "department", "group", "desk", "crew", "staff", "office"}
RESPONSIBLE = "responsible"


def is_somebody(tokens: Tokens, at: int) -> Found[object] | None:
    """Whether a colleague by name or a team stands there, no stage: "(goes to) Maria Lopez", "the Legal team"."""
    who = person(tokens, at)
    if not who or not who.value or tokens.word(who.end) in STAGE_WORDS or tokens.kind(at) == "QUOTED":
        return None
    start = tokens.past(at, say.DETERMINERS)
    if who.value.kind == "user":
        return Found(who.value, who.end) if tokens.word(start) in say.NAMES_TOO else None
    team = who.value.kind == "group" and tokens.word(who.end - 1) in _TEAMS
    return Found(who.value, who.end) if team else None


def assigned_to(tokens: Tokens, at: int) -> Found[tuple[Condition, ...]] | None:
    """Reads "(a lead comes in and) is assigned to Ben": whose it is."""
    led = _HANDED.find(tokens, at) if tokens.word(at) in {"is", "was", "are", "were", "gets", "got"} else None
    who = is_somebody(tokens, led.end) if led else None
    told = valued(tokens, "ASSIGNED_BY_ID", Sign("eq"), led.end) if led and who else None
    return told if told and who and told.end == who.end else None


def handed(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """Reads "(a deal) is assigned to Ben", "goes to Maria Lopez", "changes hands": its responsible changes.

    Only behind "when" and the like: "lost deals go to Ben" asks for it.
    """
    if not clause.announced or clause.noun not in _UPDATED or clause.event or clause.moves or clause.watched:
        return None
    hands = _HANDS.find(tokens, at)
    led = _HANDED.find(tokens, at)
    anybody = _ANYBODY.find(tokens, led.end) if led else None
    who = is_somebody(tokens, led.end) if led and not anybody else None
    told = valued(tokens, "ASSIGNED_BY_ID", Sign("eq"), led.end) if led and who else None
    if anybody and tokens.word(at) in _GOES and clause.noun == "deal" and tokens.word(anybody.end - 1) == "else":
        return None  # "a deal goes to someone else" may tell that it is lost
    hands = anybody or hands
    if not hands and not (told and who and told.end == who.end):
        return None
    clause.event, clause.watched = "updated", RESPONSIBLE
    clause.conditions += told.value if told else ()
    return told.end if told else hands.end if hands else None
