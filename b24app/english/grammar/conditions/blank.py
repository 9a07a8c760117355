"""Empty fields told by what is in them: "nothing in the company field", "the phone field has nothing in it"."""

from __future__ import annotations

from b24app.english.grammar.conditions.fieldlist import field_at
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.plan.plan import Comparison

_ENTERED = "entered|filled|written|put|noted|given|set|stored|typed|recorded|there|specified|stands|stood"
_NOTHING_IN = Turns(
    (
        f"[there] [is|was|'s] nothing [yet|at] [all] [{_ENTERED}] [down] [yet] in|under|inside|against|as|at|into",
        f"nothing is|was|has|'s [been] [yet] [{_ENTERED}] [down] [yet] in|under|inside|against|as|at|into",
        f"with|has|having nothing [yet|at] [all] [{_ENTERED}] [down] in|under|inside|against|as|at",
    )
)
_HAS_NOTHING = Turns(
    (
        "has|had|holds|contains|shows|says|got nothing [yet|at] [all] [in|inside] [it|there] [yet]",
        "with|having nothing [yet|at] [all] in|inside it|there [yet]",
    )
)


def nothing_in(tokens: Tokens, at: int) -> Found[Comparison] | None:
    """The field that is empty."""
    led = _NOTHING_IN.find(tokens, at)
    field = field_at(tokens, led.end if led else at)
    end = field.end + (tokens.word(field.end) == "field") if field else at
    behind = _HAS_NOTHING.find(tokens, end) if field and not led else None
    if not field or not (led or behind):
        return None
    return Found(Comparison(field=field.value, op="empty"), behind.end if behind else end)
