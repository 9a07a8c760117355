"""The supervisor, told by whose superior it is: "the owner's boss", "whoever the rep reports to"."""

from __future__ import annotations

from b24app.english.grammar.people.known import KNOWN, RESPONSIBLE, SUPERVISOR
from b24app.english.grammar.people.naming import ADJECTIVES, DEPARTMENTS, ROLES
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns, phrases
from b24app.plan import phrases as say
from b24app.plan.plan import Person

RECORD_OWN = {"his", "her", "their", "its", "my", "our"}
_REPORTS_TO = phrases(("reports|answers|report|answer to", "works|work for|under"))
_SUPERIORS = Turns(("[direct|line|immediate] team lead|leader", "higher-up|higher-ups", "head of department|dept|team"))
_OVER = Turns(
    (
        "[direct|line|immediate|next] manager|boss|supervisor|superior|head|chief|lead of|above|over",
        "higher-up|person|one|superior above|over",
    )
)


def above(tokens: Tokens, index: int, start: int) -> Found[Person | None] | None:
    """The supervisor: "the owner's boss", "manager of the responsible", "his manager"."""
    more = tokens.word(start + 1)
    other = more in ROLES or more in say.TRADES or (more == "of" and tokens.word(start - 1) in {"our", "my"})
    other = other or more in {
        "office",
        "branch",
        "quarters",
    }  # "our chief engineer", "our head of sales", "our head office"
    led = start - (tokens.word(start - 1) in ADJECTIVES)
    if tokens.word(start) in say.ABOVE and tokens.word(led - 1) in RECORD_OWN and led > index and not other:
        return Found(SUPERVISOR, start + 1) if tokens.word(start) != "lead" else None
    that = tokens.word(start) in {"person", "colleague"} and tokens.word(start - 1) in {"that", "this"}
    below = Found(RESPONSIBLE, start + 1) if that else KNOWN.find(tokens, start)
    if below and below.value == RESPONSIBLE and tokens.word(below.end) == "'s":
        at = below.end + 1
        at += tokens.word(at) in {"direct", "line", "immediate"}
        named = _SUPERIORS.find(tokens, at)
        return Found(SUPERVISOR, named.end if named else at + 1) if named or tokens.word(at) in say.ABOVE else None
    over = _OVER.find(tokens, start)
    if not over:
        return _reported_to(tokens, start)
    at = over.end + (tokens.word(over.end) in {"the", "a", "our", "that", "this", "its", "their"})
    whose = KNOWN.find(tokens, at)
    if not whose or whose.value != RESPONSIBLE:
        return None
    owns_department = tokens.word(whose.end) == "'s" and tokens.word(whose.end + 1) in {"department", "team"}
    return Found(SUPERVISOR, whose.end + 2 if owns_department else whose.end)


_LEADS = Turns(
    (
        "whoever|person|one|colleague|guy|lady|man|woman [who|that] runs|manages|leads|heads|directs|oversees",
        "whoever|person|one|colleague|guy|lady|man|woman [who|that] [is|'s] running|managing|leading|heading|directing",
        "boss|chief|leader of",
    )
)
_FIRST = ("number", "one")
_HOUSES = {"department", "dept", "team"}


def leading(tokens: Tokens, start: int) -> Found[Person | None] | None:
    """Reads "whoever runs marketing", "(the) boss of sales", "(the) marketing number one": the head of it."""
    led = _LEADS.find(tokens, start)
    at = tokens.past(led.end, {"the", "our"}) if led else start
    named = tokens.word(at) in DEPARTMENTS and (tokens.word(at) != "it" or tokens.at(at).text == "IT")
    first = tokens.row(at + 1, 2) == _FIRST
    if not named or not (led or first):
        return None
    end = at + 3 if first else at + 1 + (tokens.word(at + 1) in _HOUSES)
    return Found(Person(kind="role", name=f"head of {tokens.word(at)}"), end)


def _reported_to(tokens: Tokens, at: int) -> Found[Person | None] | None:
    """Reads "whoever the owner reports to", "the person the rep works for"."""
    if tokens.word(at) not in {"whoever", "who", "whom", "person", "one", "colleague", "manager"}:
        return None
    whose = KNOWN.find(tokens, tokens.past(at + 1, {"the", "its", "that", "who", "whom", "their"}))
    below = whose is not None and (whose.value == RESPONSIBLE or tokens.word(at + 1) in {"he", "she"})
    reports = _REPORTS_TO.find(tokens, whose.end) if whose and below else None
    return Found(SUPERVISOR, reports.end) if reports else None
