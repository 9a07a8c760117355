"""What does not matter: "no matter who owned it", "we don't mind which", "however small it is", "whoever did it".

Such a clause limits nothing and is passed over, up to the mark that ends it. It holds no step, and stands before any
test or question: behind one it would tell that what follows is done in every case.
"""

from __future__ import annotations

from b24app.english.grammar.approvals.asking import Ask
from b24app.english.grammar.draft import Draft, When
from b24app.english.grammar.heads.head import head
from b24app.english.grammar.slots.bounds import announces
from b24app.english.grammar.timing.waits import wait
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Turns

_ASKING = "who|whom|whose|what|which|where|when|how|why|if|whether|by|the|its|his|her|their|about|old|new|big|small"
_NO_MATTER = Turns(
    (
        f"[and] no matter {_ASKING}",
        f"[and] regardless|irrespective of {_ASKING}",
        f"[and] [it|that] doesn't|don't matter {_ASKING}",
        f"[and] [it|that] does|do not matter {_ASKING}",
        f"[and] [i|we] don't|doesn't care|mind {_ASKING}",
        f"[and] [i|we] do not care|mind {_ASKING}",
        f"[and] [i|we] could|couldn't not care less {_ASKING}",
        f"[and] who cares|minds {_ASKING}",
        f"[and] never mind {_ASKING}",
        "by whomever|whoever",
        "whoever|whichever|whatever did|does|made|makes|won|owns|owned|has|had|created|changed|is|was|the|sold|closed",
        "whoever|whichever|whatever added|adds|wrote|writes|entered|logged|edited|edits|updated|booked|sent",
        "whoever|whichever|whatever it|that|this",
        "whoever|whichever|whatever may|might be|have|did|has",
        "[and] no matter to|in|into|from|with|for|of|at which|what|whom|who|whose",
        "[and] regardless|irrespective of to|in|into|from|with|for which|what|whom|who|whose",
        "whichever|whatever one|stage|field|value|amount|kind|type|sort [it|that|this] [is|was]",
        "however big|small|large|little|old|new|much|many|late|tiny|huge",
        "whether or not",
        "be it|they",
    )
)
_SHRUGS = Turns(
    (
        "[it|that|this] doesn't|don't|does|do [not] matter|count",
        "[i|we] don't|do [not] care|mind",
        "no matter",
        "whatever|regardless|either way|alike",
        "all|both the same",
        "who cares",
    )
)
_ENDS = {".", ",", "!", "?", ";", ":", ")", "(", "-"}
_PICKING = {"whoever", "whichever", "whatever", "however"}
_TURNS = {"but", "only", "unless", "except", "then", "so", "and", "until", "not", "never"}
_LONGEST = 8


def indifferent(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Past such a clause."""
    if either := _either(tokens, at):
        return either
    found = _NO_MATTER.find(tokens, at)
    tested = any(isinstance(item, When | Ask) for item in draft.items) or (draft.guards and draft.frames)
    picked = tokens.word(at) in _PICKING and tokens.word(at - 1) not in _ENDS  # "a task for whoever is free"
    if not found or tested or picked:
        return None
    end = found.end
    while tokens.word(end) not in _ENDS and tokens.kind(end) not in {"NEWLINE", "END", "ARROW"}:
        step = head(tokens, end) or wait(tokens, end) or announces(tokens, end)
        if step or tokens.word(end) in _TURNS or tokens.kind(end) != "WORD" or end - at > _LONGEST:
            return None
        end += 1
    return end


def _either(tokens: Tokens, at: int) -> int | None:
    """Past "late or on time, doesn't matter:", "big or small, we don't care:" where a sentence opens."""
    if at and tokens.word(at - 1) not in {".", "!", ";", ":"} and tokens.kind(at - 1) != "NEWLINE":
        return None
    end = at
    while tokens.kind(end) == "WORD" and end - at <= _LONGEST:
        end += 1
    joined = "or" in {tokens.word(place) for place in range(at + 1, end - 1)}
    shrug = _SHRUGS.find(tokens, end + 1) if joined and tokens.word(end) in {",", "-"} else None
    if not shrug or tokens.word(shrug.end) not in {":", ",", ".", "-", "!"}:
        return None
    works = any(announces(tokens, one) or head(tokens, one) or wait(tokens, one) for one in range(at, end))
    return None if works else shrug.end + 1
