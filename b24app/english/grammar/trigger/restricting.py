"""Records singled out: "only for deals over 1000", "but not those from Spain", "if it is one in EUR"."""

from __future__ import annotations

from dataclasses import dataclass

from b24app.english.grammar.conditions.negation import opposite
from b24app.english.grammar.conditions.places import CLIENTS, places
from b24app.english.grammar.heads.head import head
from b24app.english.grammar.trigger.guards import ONLINE, Guards, guard
from b24app.english.grammar.trigger.told import joined, told
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.english.grammar.words.lexicons import NOUNS
from b24app.plan import phrases as say
from b24app.plan.plan import Comparison, Condition

_ONLY = Turns(
    (
        "[and|but|though|although] only|just|solely [for|with|on|to] [any|all|every|each|the|those|these|a|an]",
        "[and|but|though] [do|send] [this|that|it] [so] only|just for [the|those|any]",
        "[and|but] only do|send this|that|it [so] for [the|those|any]",
        "[and|but] this|that|it [should|must|shall|will] [only] applies|apply|is|goes|counts|holds [only] for|to",
        "[it] [only] applies|counts|goes|holds [only] for|to [the|those|any]",
        "[and|but|though] [only] if|when|where|provided it|this|that [is|'s|was] one",
        "[and|but|though] [only] if|when it's one",
        "[and|but] limited|restricted to [the|those|any]",
    )
)
_EXCEPT = Turns(
    (
        "[and|but|though] not for|with|on [any|the|those|these|a]",
        "[and|but|though] not the|those|any",
        "[but|with] except|excluding|excepting|barring|bar|besides [for|those] [the|those|any]",
        "[but] save|minus for [the|those|any]",
        "disregarding|ignoring|omitting|discounting|sparing [the|those|any]",
        "with|at the [one|only|sole|single] exception|exclusion of [the|those|any]",
        "apart|aside|short from|of [the|those|any]",
        "other than [for] [the|those|any]",
        "skip|skipping|leave|leaving out [the|those|any]",
        "[and|but] [please|just] skip|skipping|ignore|disregard|omit|exclude [the|those|any]",
        "[and|but] nothing for|with|on [the|those|any]",
    )
)
_ONES = {"ones", "those", "one"}
_CLOSES = {".", ",", ";", "!", ":", "please", "pls"}
_SIZES_IN_WORDS = {"big", "small", "large", "little", "tiny", "bigger", "smaller", "larger", "huge", "cheap"}
_FAR = 8


@dataclass(frozen=True)
class Restriction:
    """What the records must be, or must not."""

    rows: tuple[Condition, ...]
    negative: bool


def past_sized(tokens: Tokens, at: int) -> int:
    """Past "big" of "(only) the big ones over 500", "small deals under 100": how big they are is told behind."""
    ones = tokens.word(at + 1) in _ONES or NOUNS.find(tokens, at + 1) is not None
    return at + 1 if tokens.word(at) in _SIZES_IN_WORDS and ones else at


def restriction(tokens: Tokens, at: int, noun: str, topic: str = "") -> Found[Restriction] | None:
    """Reads "only for deals over 1000", "though only the ones in EUR", "except those from Spain".

    Where the record is not known yet (an empty `noun`), any will do.
    """
    return _of_ones(tokens, at, noun, topic) or _alone(tokens, at, noun or "lead", topic)


def _of_ones(tokens: Tokens, at: int, noun: str, topic: str) -> Found[Restriction] | None:
    """Reads "only for deals over 1000", "except those from Spain": the records are named again, or "ones", "those"."""
    only = _ONLY.find(tokens, at)
    lead = only or _EXCEPT.find(tokens, at)
    if not lead:
        return None
    start = past_sized(tokens, lead.end)
    country = say.NATIONS.get(tokens.word(start), "")
    if country and (
        tokens.word(start + 1) in _ONES or NOUNS.find(tokens, start + 1) or CLIENTS.find(tokens, start + 1)
    ):
        row = Comparison(field="country", op="eq" if only else "ne", value=country)
        return Found(Restriction((row,), only is None), start + 2)
    ones = tokens.word(start) in _ONES or tokens.word(lead.end - 1) in {"those", "one"}
    record = NOUNS.find(tokens, start)
    if record and (not noun or record.value == noun):
        start = record.end
    elif tokens.word(start) in _ONES:
        start += 1
    elif not ones:
        return None
    kind = noun or (record.value if record else "lead")
    first = guard(tokens, start, kind, topic)
    if not first:
        return None
    found = joined(tokens, first, kind, topic)
    rows = found.value if only else opposite(found.value)
    end = found.end + (tokens.word(found.end) == "only")
    return Found(Restriction(rows, only is None), end)


def _alone(tokens: Tokens, at: int, noun: str, topic: str) -> Found[Restriction] | None:
    """Reads "(over 5k only)", "only in USD.", "- Facebook only": a condition that "only" makes one."""
    bracket = tokens.word(at) == "("
    start = at + bracket
    start += tokens.word(start) in {"but", "and", "though"} and tokens.word(start + 1) in {"only", "just"}
    led = tokens.word(start) in {"only", "just"}
    start += led
    start += led and tokens.word(start) == "for" and places(tokens, start + 1) is not None
    if not led and not any(tokens.word(place) == "only" for place in range(start + 1, start + _FAR)):
        return None
    if led and head(tokens, start):
        return None  # "otherwise just tag it small"
    found = told(tokens, start, noun, topic, led=True) or _named(tokens, start, noun)
    end = found.end if found else at
    behind = "only" in {tokens.word(end), tokens.word(end - 1)}
    end += tokens.word(end) == "only"
    closed = (
        tokens.word(end) == ")" if bracket else tokens.word(end) in _CLOSES or tokens.kind(end) in {"END", "NEWLINE"}
    )
    if not found or not closed or not (led or behind):
        return None
    return Found(Restriction(found.value, negative=False), end + bracket)


def _named(tokens: Tokens, at: int, noun: str) -> Guards | None:
    """Reads "Germany", "Lyon or Lille", of a lead "Facebook": where it has to be from."""
    there = places(tokens, at)
    if there:
        return Found((there.value,), there.end)
    source = noun == "lead" and tokens.word(at) in ONLINE and tokens.at(at).text[:1].isupper()
    return Found((Comparison(field="SOURCE_ID", op="eq", value=tokens.at(at).text),), at + 1) if source else None
