"""What is told ahead: "Customer class = A: when such a company is changed, …", "our ERP should hear of it: POST …"."""

from __future__ import annotations

from b24app.english.grammar.conditions.comparisons import conditions
from b24app.english.grammar.conditions.fields import known_field
from b24app.english.grammar.conditions.places import placed, places
from b24app.english.grammar.draft import Draft, When
from b24app.english.grammar.heads.webnews import system_hears
from b24app.english.grammar.slots.bounds import announces
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.english.grammar.words.lexicons import NOUNS
from b24app.plan import phrases as say
from b24app.plan.plan import Condition

_AT = "[here] at|in|with|inside our|my|the [little|small|own]"
_HERE = Turns(
    (
        f"{_AT} firm|company|agency|shop|studio|clinic|practice|office [,]",
        f"{_AT} school|business|club|gym|salon|garage|workshop|bank [,]",
        f"{_AT} hotel|restaurant|bakery|crm|bitrix24|bitrix|portal [,]",
        "here|with us ,",
    )
)
_JOINTS = {":", ",", "?", "-"}


def _just_there(tokens: Tokens, at: int) -> Found[tuple[Condition, ...]] | None:
    """Reads "for Brazil (only)" of where the clients are."""
    there = places(tokens, at + 1) if tokens.word(at) in {"for", "in"} else None
    return Found((there.value,), there.end) if there else None


def preamble(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Reads a bare condition that the trigger follows, or who hears of it by the web call that follows."""
    if heard := system_hears(tokens, at):
        return heard
    if draft.clause is not None or draft.items or draft.unread:
        return None
    here = _HERE.find(tokens, at)
    if here and tokens.word(here.end - 1) == ",":
        return here.end  # "at our firm, …"
    only = tokens.word(at) in {"only", "just"}
    whose = placed(tokens, at + only) or _just_there(tokens, at + only)
    closes = whose.end + (tokens.word(whose.end) == "only") if whose else at
    merely_there = tokens.word(at) == "in" and whose is not None and closes == whose.end  # "In Berlin, when …": who is?
    if whose and not merely_there and tokens.word(closes) in _JOINTS and announces(tokens, closes + 1):
        draft.items.append(When(whose.value, at, closes, overall=True))
        return closes + 1
    start = tokens.past(at, say.DETERMINERS)
    told_of_records = NOUNS.find(tokens, start) and not known_field(tokens, start)
    found = None if told_of_records else conditions(tokens, at)
    off = found is not None and (tokens.word(found.end) in _JOINTS or tokens.kind(found.end) == "ARROW")
    if not found or not off or not announces(tokens, found.end + 1):
        return None
    draft.items.append(When(found.value, at, found.end, overall=True))
    return found.end + 1
