"""Sizes told by words: "bigger ones" beside a range, "for the big ones, over 5,000,", and the names of cases."""

from __future__ import annotations

from b24app.english.grammar.conditions.amounts import amount_at
from b24app.english.grammar.conditions.comparisons import conditions
from b24app.english.grammar.conditions.leads import lead
from b24app.english.grammar.conditions.sizes import size
from b24app.english.grammar.draft import Draft, Turn, When
from b24app.english.grammar.flow.branching import keep, set_off
from b24app.english.grammar.heads.head import head
from b24app.english.grammar.trigger.owners import owner
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Lexicon, Turns
from b24app.english.grammar.words.turns import MAYBE_ELSE
from b24app.plan import phrases as say
from b24app.plan.plan import Comparison, Condition, Operator

_ONES = "ones|one|deals|deal|leads|lead|invoices|invoice|quotes|quote|amounts|amount|values|orders|companies|cases"
_MORE = "more|bigger|larger|higher|greater|above|over|beyond|exceeding"
_LESS = "less|smaller|lower|fewer|below|under|cheaper|beneath"
_THAT = "that|this|it|these|those"


def _words(words: str, op: Operator) -> dict[str, Operator]:
    return {
        f"{words} [than] [{_THAT}]": op,
        f"for|with|if|when|is [it|it's|they|the|any] [is|'s|are] {words} [than] [{_THAT}]": op,
        f"[for|with] [the|all|any|those|anything|everything|all] {words} [{_ONES}]": op,
        f"[for|with] anything|everything|all|those [that] [is|are] {words} [than] [{_THAT}]": op,
        f"it|they|this|that is|'s|are {words} [than] [{_THAT}]": op,
    }


_BEYOND: Lexicon[Operator] = Lexicon(_words(_MORE, "gt") | _words(_LESS, "lt"))
_BIG = "big|bigger|large|larger|high|higher|major|expensive|valuable|huge|great"
_SMALL = "small|smaller|little|minor|low|lower|cheap|cheaper|tiny"
_SIZED = Turns(
    (
        f"[and|but] [for|with|on] [the|a|any|all|those] [really|very] {_BIG}|{_SMALL} {_ONES}",
        f"[and|but] if|when it|this|that|they 's|is|are [the|a] [really|very] {_BIG}|{_SMALL} [{_ONES}]",
    )
)
_GLOSSES = {",", "(", "-", ":"}
_CASES = {"case", "scenario", "situation"}
_ORDINALS = {"first", "second", "third", "fourth"}
_FOLLOW = {":", "=>", ",", "-", "?", "to", "goes", "go"}


def beyond(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Reads "bigger to Sofia", "above → sms", "is it less?" of the size tested last: the other case, or a case more."""
    found = _BEYOND.find(tokens, at) if set_off(tokens, at) else None
    if not found or amount_at(tokens, found.end) or not _follows(tokens, found.end):
        return None
    last = _last_size(draft)
    bounds = {row.op: row for row in last}
    other = bounds.get("lte") or bounds.get("lt") if found.value == "gt" else bounds.get("gte") or bounds.get("gt")
    if not last:
        return None
    if not other or not isinstance(other.value, float):
        draft.unread.append((at, found.end))  # "over 10k …, bigger …": bigger than what?
        return found.end
    if len(last) > 1:
        op: Operator = _OUTSIDE[other.op]
        keep(draft, (other.model_copy(update={"op": op}),), (at, found.end), set())
    else:
        draft.items.append(Turn("else", at, found.end, whole=True))
    return found.end + (tokens.word(found.end) in {":", ",", "-", "?"})


_OUTSIDE: dict[str, Operator] = {"lte": "gt", "lt": "gte", "gte": "lt", "gt": "lte"}


def _last_size(draft: Draft) -> list[Comparison]:
    """The test of one number that was told last."""
    told: list[tuple[Condition, ...]] = [item.conditions for item in draft.items if isinstance(item, When)]
    last = told[-1] if told else tuple(draft.guards)
    rows = [row for row in last if isinstance(row, Comparison) and isinstance(row.value, float)]
    return rows if rows and len(rows) == len(last) and len({row.field for row in rows}) == 1 else []


def _follows(tokens: Tokens, at: int) -> bool:
    off = tokens.word(at) in _FOLLOW or tokens.kind(at) == "ARROW"
    return off or head(tokens, at, bare=True) is not None or owner(tokens, at) is not None


def sized(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Reads "for bigger ones, over 5,000,", "if it's a small one (under 100)": a word and the size that it means."""
    word = _SIZED.find(tokens, at) if draft.clause and set_off(tokens, at) else None
    found = size(tokens, word.end + 1, draft.topic) if word and tokens.word(word.end) in _GLOSSES else None
    if not word or not found:
        return None
    bracket = tokens.word(word.end) == "("
    if bracket and tokens.word(found.end) != ")":
        return None
    end = found.end + bracket
    keep(draft, found.value, (at, end), set())
    return end + (tokens.word(end) in {",", ":", "-"})


def case_named(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Past "Case one:", "Scenario B -", "Second case:" in front of a case."""
    if draft.clause is None or not set_off(tokens, at):
        return None
    start = at + (tokens.word(at) in _ORDINALS)
    if tokens.word(start) not in _CASES:
        return None
    end = start + 1
    if start == at:
        named = tokens.kind(end) == "NUMBER" or tokens.word(end) in say.NUMBER_WORDS or len(tokens.word(end)) == 1
        end += named and tokens.word(end).isalnum()
    off = end > at + 1 and tokens.word(end) in {":", "-", ".", ")"}
    tells = off and (
        conditions(tokens, end + 1, draft.topic) or _BEYOND.find(tokens, end + 1) or MAYBE_ELSE.find(tokens, end + 1)
    )
    return end + 1 if tells or (off and lead(tokens, end + 1)) else None
