"""The other case: "otherwise", "if not", "the rest", and "yes"/"no" behind a condition told as a question."""

from __future__ import annotations

from b24app.english.grammar.approvals.asking import Ask
from b24app.english.grammar.conditions.comparisons import conditions
from b24app.english.grammar.conditions.fields import value
from b24app.english.grammar.draft import Draft, Turn, When
from b24app.english.grammar.flow.othervalue import other_value
from b24app.english.grammar.heads.forbidding import never
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.head import head
from b24app.english.grammar.trigger.owners import owner
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.english.grammar.words.lexicons import NOUNS
from b24app.english.grammar.words.lines import ternary
from b24app.english.grammar.words.turns import ELSE, HALT, MAYBE_ELSE
from b24app.plan.plan import Comparison, Condition

AFTER = {":", ",", "?", "=>", "-", ")"}
_LONGEST_STAGE = 3
_SO = Turns(
    (
        "so|then|yes|yeah|yep|true",
        "if|when|in so|yes|true|ok",
        "if|when that|this|it 's|is [so|true|yes]",
        "if|when that|this 's|is the case",
        "in that|this|such|which case",
        "if it does|has",
        "if they are|do|have",
    )
)
_FOR = {"for", "with", "in", "at", "on", "of", "from"}
_MERELY = {"only", "just", "simply", "merely"}
_LONGEST_KIND = 3
_OTHERS = {"others", "rest", "other", "remaining", "remainder", "ones", "deals", "leads", "quotes", "invoices", "tasks"}
_IS_MISSING = Turns(
    (
        "[and|but] without [one|it|any]",
        "[and|but] if|when there is|'s none",
        "if|when none",
        "is|are there none|no [?]",
        "[if|when] [it|they] has|have none|no",
        "not known|given|set|filled|there|available|present [?]",
        "none [there|given|known] [?]",
    )
)
_IS_THERE = Turns(
    (
        "known|given|there|present|available|filled [?]",
        "[and|but] if|when it|there 's|is there|present|set|filled|given|known|one [in|out|already]",
    )
)


_KINDS = ("ones", "companies", "leads", "deals", "clients", "customers", "contacts", "orders", "firms", "buyers")
_ABOVE = {"above", "over", "beyond", "bigger", "larger", "higher", "more"}
_BELOW = {"below", "under", "smaller", "lower", "less", "fewer", "cheaper"}


def otherwise(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """The other case: "otherwise", "if not", "in all other cases", and "yes"/"no" behind a question."""
    if not draft.guards and not draft.of(When) and not draft.of(Ask):
        return None
    valued = other_value(tokens, at, _last_test(draft))
    if never(tokens, at) and not valued and not _filled(tokens, at, draft):
        return None
    so = _so(tokens, at, draft)
    if so is not None:
        return so
    if ternary(tokens, at) and draft.frames:
        draft.items.append(Turn("else", at, at + 1))
        return at + 1
    found = (
        _any_other(tokens, at, draft.clause.subject if draft.clause else "")
        or ELSE.find(tokens, at)
        or _at_home(tokens, at, draft)
        or _moved_on(tokens, at, draft)
        or _filled(tokens, at, draft)
    )
    found = max((one for one in (found, valued) if one), key=lambda one: one.end, default=None)
    maybe = MAYBE_ELSE.find(tokens, at)
    if maybe and (not found or maybe.end > found.end):
        off = tokens.word(maybe.end) in {":", ",", "=>", "-", "?"} or tokens.kind(maybe.end) == "ARROW"
        start = tokens.past(maybe.end, {"only", "just", "simply", "get", "gets"})
        told = head(tokens, start, bare=True) or owner(tokens, maybe.end + (tokens.word(maybe.end) == "to"))
        none = HALT.find(tokens, maybe.end) or tokens.word(maybe.end) == "nothing"
        found = maybe if off or told or none else found
    whole = found is not None and tokens.word(found.end - 1) in {"case", "so", "true"}
    tested = conditions(tokens, at + 1, draft.topic) if not whole and tokens.word(at) in {"if", "when"} else None
    longer = tested and tested.end > found.end and found is not valued if found else False
    if not found or longer or _same_side(tokens, at, found.end, draft):
        return None
    found = _not_so(tokens, found.end, draft) or found
    words = {tokens.word(place) for place in range(at, found.end)}
    others = bool(words & _OTHERS) and not words & {"case", "cases"}
    draft.items.append(Turn("else", at, found.end, whole=others))
    end = found.end + (tokens.word(found.end) in {":", ",", "-", "?"})
    return tokens.past(end, {"get", "gets"}) if head(tokens, end + 1, bare=True) else end


def _not_so(tokens: Tokens, at: int, draft: Draft) -> Found[bool] | None:
    """Past the value told again in "if it's not Poland" behind "if it's Poland"."""
    last = _last_test(draft)
    denied = tokens.word(at - 1) in {"not", "isn't", "aren't", "wasn't"} and isinstance(last, Comparison)
    told = value(tokens, at) if denied else None
    same = told and isinstance(last, Comparison) and str(told.value).casefold() == str(last.value).casefold()
    return Found(True, told.end) if told and same else None


def _same_side(tokens: Tokens, start: int, end: int, draft: Draft) -> bool:
    """Whether "above that" stands behind "over 5000": no other case, so what is meant has to be asked."""
    last = _last_test(draft)
    bounds = {"gt": _ABOVE, "gte": _ABOVE, "lt": _BELOW, "lte": _BELOW}
    same = bounds.get(last.op, set()) if isinstance(last, Comparison) else set()
    referred = tokens.word(end - 1) in {"that", "this", "it"}
    return referred and bool(same & {tokens.word(at) for at in range(start, end)})


def _last_test(draft: Draft) -> Condition | None:
    last = next((item for item in reversed(draft.items) if isinstance(item, When)), None)
    rows = last.conditions if last else draft.guards
    return rows[-1] if rows else None


def _filled(tokens: Tokens, at: int, draft: Draft) -> Found[bool] | None:
    """Reads "if it's there" behind a test whether a field is empty, "without:" behind one whether it is filled."""
    last = _last_test(draft)
    op = last.op if isinstance(last, Comparison) else ""
    if op == "not_empty":
        found = _IS_MISSING.find(tokens, at)
        lone = found is not None and tokens.word(found.end - 1) == "without"  # "without emailing them"
        return found if found and _follows(tokens, found.end, set_off=lone) else None
    return _IS_THERE.find(tokens, at) if op == "empty" else None


_GONE = Turns(
    (
        "[and|but] if|when|where it|this|that|they has|'s|have|is [already|been|since] moved|gone [on|further|ahead]",
        "[and|but] if|when|where it|this|that|they moved|went on|further|ahead",
        "[and|but] if|when|where it|this|that|they has|'s|have [already|since] left [it|that|the] [stage]",
        "[and|but] if|when|where it|this|that|they isn't|is [not] there [any] [more|longer|anymore]",
        "[and|but] if|when|where [already] gone|moved [on]",
    )
)


def _moved_on(tokens: Tokens, at: int, draft: Draft) -> Found[bool] | None:
    """Reads "if it has moved on" behind a test whether it is still in a stage."""
    last = _last_test(draft)
    stays = isinstance(last, Comparison) and last.field == "stage" and last.op == "eq"
    found = _GONE.find(tokens, at) if stays else None
    return found if found and _follows(tokens, found.end, set_off=True) else None


_HOME = Turns((f"[and|but] [for|with] [the|all] domestic|local|national|inland|home {'|'.join(_KINDS)}",))
_ABROAD = Turns(
    (
        f"[and|but] [for|with] [the|all] foreign|international|overseas|export {'|'.join(_KINDS)}",
        "[and|but] [the|all] [those|ones] from abroad|overseas",
    )
)


def _at_home(tokens: Tokens, at: int, draft: Draft) -> Found[bool] | None:
    """Reads "domestic ones" behind "from outside Germany", "foreign ones" behind "from Germany"."""
    last = _last_test(draft)
    if not isinstance(last, Comparison) or last.field != "country" or last.op not in {"eq", "ne"}:
        return None
    return (_HOME if last.op == "ne" else _ABROAD).find(tokens, at)


def _any_other(tokens: Tokens, at: int, subject: str) -> Found[bool] | None:
    """Reads "any other reason:", "all other regions ->", "for other courses", "in any other stage only"."""
    led = tokens.word(at) in _FOR
    start = tokens.past(at + led, {"any", "all", "every", "each", "the", "some"})
    if tokens.word(start) not in {"other", "remaining", "different"} or (start == at and tokens.word(at) != "other"):
        return None
    end = start + 1
    records = NOUNS.find(tokens, end)
    if records and records.value not in {subject, "stage"}:
        return None
    while end - start <= _LONGEST_KIND and tokens.kind(end) == "WORD" and not _follows(tokens, end):
        end += 1
    named = start + 1 < end <= start + 1 + _LONGEST_KIND
    return Found(True, end) if named and _follows(tokens, end, set_off=not led) else None


def _follows(tokens: Tokens, at: int, *, set_off: bool = False) -> bool:
    """Whether what is done in that case starts there, or a mark that sets it off."""
    if tokens.word(at) in {":", ",", "=>", "-"} or tokens.kind(at) == "ARROW":
        return True
    start = tokens.past(at, _MERELY)
    return not set_off and bool(HALT.find(tokens, at) or head(tokens, start, bare=start > at))


def _so(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Past "if so", "yes ->" behind a condition that was told as a question, or as one to check."""
    last = draft.items[-1] if draft.items else None
    asked = last is None and bool(draft.guards) and tokens.word(at - 1) == "?"
    found = _SO.find(tokens, at) if isinstance(last, When) or asked else None
    other = ELSE.find(tokens, at)
    if not found or (other and other.end > found.end):
        return None if other else _same_case(tokens, at, draft) or _denied(tokens, at, draft)
    more = conditions(tokens, at + 1, draft.topic) if tokens.word(at) in {"if", "when"} else None
    if more and more.end > found.end:
        return None
    if isinstance(last, When) and last.negative and tokens.word(found.end - 1) == "case":
        draft.items.append(Turn("else", at, found.end))
        return found.end
    lone = found.end == at + 1
    off = tokens.word(found.end) in AFTER or tokens.kind(found.end) == "ARROW"
    if lone and not off and not head(tokens, found.end, bare=True):
        return None
    return found.end + (tokens.word(found.end) in AFTER)


_IN_THAT_CASE = Turns(("[and|but] in that|this|such|which case [also|too]",))


def _same_case(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Past "in that case" of a new sentence: its steps belong to the case told last, or to what "unless" left out."""
    found = _IN_THAT_CASE.find(tokens, at)
    if not found:
        return None
    last = draft.items[-1] if draft.items else None
    told = [item for item in draft.items if isinstance(item, When | Ask) or (isinstance(item, Turn) and item.whole)]
    case = told[-1] if told else None
    if not isinstance(last, Turn) or last.kind != "end" or not isinstance(case, When):
        return None
    if case.negative:
        draft.items.append(Turn("else", at, found.end))
    else:
        draft.items.pop()
    return found.end + (tokens.word(found.end) in {",", ":"})


_IS = Turns(("[and|but] if|when|where it|that|this|they is|'s|does|are|do|has",))


def _denied(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Reads "if it is" behind "unless it is Poland, …": what was denied holds."""
    test = _last_test(draft)
    negative = isinstance(test, Comparison) and test.op in {"ne", "not_in"} and bool(draft.frames)
    found = _IS.find(tokens, at) if negative else None
    if not found or conditions(tokens, at + 1, draft.topic):
        return None
    start = found.end + (tokens.word(found.end) in {",", ":", "-"})
    if start == found.end and not head(tokens, start, bare=True):
        return None
    draft.items.append(Turn("else", at, start))
    return start


def bare_stage(tokens: Tokens, at: int) -> Frame | None:
    """Reads "yes: Signing": a name alone behind an answer is a stage."""
    named = tokens.at(at).text[:1].isupper() and tokens.kind(at) == "WORD"
    end = at + 1
    goes_on = named and tokens.kind(end) == "WORD"
    while goes_on and end - at < _LONGEST_STAGE and tokens.word(end) != "and" and not head(tokens, end, bare=True):
        end += 1
        goes_on = tokens.kind(end) == "WORD"
    alone = tokens.kind(end) in {"END", "NEWLINE"} or tokens.word(end) in {",", ".", ";", "+", "&", ")", "/", "|"}
    closed = "and" if end > at else ""
    alone = alone or (tokens.word(end) == closed and head(tokens, end + 1, bare=True) is not None)
    return Frame("move_stage", at, at) if named and alone and not head(tokens, at, bare=True) else None
