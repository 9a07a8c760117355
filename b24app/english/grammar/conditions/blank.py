"""Fields by what is in them: "nothing in the company field", "the phone has nothing in it", "something in Region"."""

from __future__ import annotations

from b24app.english.grammar.conditions.fieldlist import field_at
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.plan import phrases as say
from b24app.plan.plan import Comparison

_ENTERED = "entered|filled|written|put|noted|given|set|stored|typed|recorded|there|specified|stands|stood"
_NOTHING_IN = Turns(
    (
        f"[there] [is|was|'s] nothing [yet|at] [all] [{_ENTERED}] [down] [yet] in|under|inside|against|as|at|into",
        f"nothing is|was|has|'s [been] [yet] [{_ENTERED}] [down] [yet] in|under|inside|against|as|at|into",
        f"with|has|having nothing [yet|at] [all] [{_ENTERED}] [down] in|under|inside|against|as|at",
    )
)
_SOMETHING_IN = Turns(
    (
        f"there is|'s|are something|anything [already|now] [{_ENTERED}] [down] [already] in|under|inside",
        f"something|anything is|was|has|'s [been] [already|now] [{_ENTERED}] [down] [already] in|under|inside",
        f"is there something|anything [already|now] [{_ENTERED}] [down] [already] in|under|inside",
        f"is something|anything [already|now] [{_ENTERED}] [down] [already] in|under|inside",
    )
)
_HAS_NOTHING = Turns(
    (
        "has|had|holds|contains|shows|says|got nothing [yet|at] [all] [in|inside] [it|there] [yet]",
        "with|having nothing [yet|at] [all] in|inside it|there [yet]",
    )
)


def nothing_in(tokens: Tokens, at: int) -> Found[Comparison] | None:
    """The field that is empty, or has something in it."""
    filled = _SOMETHING_IN.find(tokens, at)
    elsewhere = {"it", "there"} | say.COUNTRIES  # "there is something in Spain"
    there = field_at(tokens, filled.end) if filled and tokens.word(filled.end) not in elsewhere else None
    if there:
        return Found(Comparison(field=there.value, op="not_empty"), there.end + (tokens.word(there.end) == "field"))
    led = _NOTHING_IN.find(tokens, at)
    field = field_at(tokens, led.end if led else at)
    end = field.end + (tokens.word(field.end) == "field") if field else at
    behind = _HAS_NOTHING.find(tokens, end) if field and not led else None
    if not field or not (led or behind):
        return None
    return Found(Comparison(field=field.value, op="empty"), behind.end if behind else end)
