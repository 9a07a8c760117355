"""A colleague told by a role and a name: "the rep named Anna"; or only whose they are: "the assistant of Anna"."""

from __future__ import annotations

from b24app.english.grammar.people.users import user
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.plan.plan import Person

# Which of them is meant, nobody knows: "the rep with the most deals", "the manager of the week".
_WHICH = Turns(
    (
        "with the|a most|fewest|least|best|worst|highest|lowest|largest|smallest|longest|shortest",
        "of the [current|last|previous] day|week|month|quarter|year|shift",
        "of the|our|this client|customer|buyer|contact",
        "on duty|call|shift|standby|leave",
    )
)
_CALLED = Turns(("named|called", "with the name [of]", "by the name of"))


def by_name(tokens: Tokens, found: Found[Person | None]) -> Found[Person | None] | None:
    """Reads "the rep named Anna"; "the assistant of Anna", "the team of Ben" say whose, and nobody knows who."""
    kind = found.value.kind if found.value else ""
    if kind not in {"role", "group", "supervisor", "responsible"}:
        return None
    which = _WHICH.find(tokens, found.end) if kind in {"supervisor", "responsible"} else None
    if which:
        return Found(None, which.end)
    called = _CALLED.find(tokens, found.end)
    named = user(tokens, called.end if called else found.end + 1)
    if not named or named.value is None or named.value.kind != "user":
        return None
    if called:
        return named if kind != "group" else None
    return Found(None, named.end) if tokens.word(found.end) == "of" else None
