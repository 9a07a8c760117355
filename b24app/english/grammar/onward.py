"""Where the telling of the trigger gives way to that of the steps."""

from __future__ import annotations

from b24app.english.grammar.asking import ask
from b24app.english.grammar.chatter import CHATTER
from b24app.english.grammar.fields import known_field
from b24app.english.grammar.lexer import Tokens
from b24app.english.grammar.turns import PARALLEL


def tells_steps(tokens: Tokens, at: int) -> bool:
    """Whether what follows is about the steps: politeness, an approval, "in parallel", "by source:"."""
    field = known_field(tokens, at + 1) if tokens.word(at) in {"by", "per"} else None
    if field and tokens.word(field.end) == ":":
        return True
    return bool(CHATTER.find(tokens, at) or PARALLEL.find(tokens, at) or ask(tokens, at, None))
