"""A record that the sentence before told: "Leads must not wait. When one comes in …", "such a deal", "above that"."""

from __future__ import annotations

from b24app.english.grammar.clause import Clause
from b24app.english.grammar.trigger.guards import guard
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Lexicon, phrases
from b24app.english.grammar.words.lexicons import NOUNS
from b24app.plan import phrases as say
from b24app.plan.plan import Comparison, Condition

_RECORDS = {"deal", "lead", "contact", "company", "task", "invoice", "quote", "meeting"}
_ENDS = {".", "!", "?", ":", ";", "-"}
_MOST_GUARDS = 3
_NONE: tuple[Condition, ...] = ()
_LIKE_IT = phrases(("like|of that|this [kind|sort|type|size]", "like these|those"))
_FIGURE: Lexicon[str] = Lexicon(
    {
        "above|over|beyond|exceeding|past that|this [figure|amount|sum|limit|value|threshold|mark|line]": "gt",
        "more|bigger|larger|higher than that|this [figure|amount|sum|limit|value|threshold]": "gt",
        "below|under that|this [figure|amount|sum|limit|value|threshold|mark|line]": "lt",
    }
)


def one_role(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """Reads "(when) one (comes in)": the record of the sentence before, with what was told of it."""
    of_them = tokens.word(at + 1) == "of" and tokens.word(at + 2) in {"them", "these", "those"}
    if clause.noun or tokens.word(at) != "one" or NOUNS.find(tokens, at + 1):
        return None
    if tokens.word(at + 1) == "of" and not of_them:
        return None
    noun, rows = _told_before(tokens, at)
    if not noun:
        return None
    clause.noun, clause.refers = noun, True
    clause.conditions += () if _figure_ahead(tokens, at) else rows
    return at + 3 if of_them else at + 1


def such_role(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """Reads "such a deal", "a deal like that", "(a quote) above that (figure)"."""
    if clause.noun:
        return _like_it(tokens, at, clause) or _above_it(tokens, at, clause)
    if tokens.word(at) != "such":
        return None
    noun = NOUNS.find(tokens, tokens.past(at + 1, say.DETERMINERS))
    told, rows = _told_before(tokens, at)
    if not noun or noun.value != told:
        return None
    clause.noun, clause.refers = told, True
    clause.conditions += rows
    return noun.end


def _like_it(tokens: Tokens, at: int, clause: Clause) -> int | None:
    found = _LIKE_IT.find(tokens, at)
    told, rows = _told_before(tokens, at) if found else ("", ())
    if not found or told != clause.noun or not rows:
        return None
    clause.conditions, clause.refers = clause.conditions + rows, True
    return found.end


def _above_it(tokens: Tokens, at: int, clause: Clause) -> int | None:
    found = _FIGURE.find(tokens, at)
    told, rows = _told_before(tokens, at) if found else ("", ())
    sized = [row for row in rows if isinstance(row, Comparison) and isinstance(row.value, float)]
    if not found or told != clause.noun or len(sized) != 1:
        return None
    bound = sized[0].model_copy(update={"op": found.value})
    clause.conditions, clause.refers = (*clause.conditions, bound, *_beside(rows, sized[0])), True
    return found.end


def _beside(rows: tuple[Condition, ...], sized: Comparison) -> tuple[Condition, ...]:
    """The currency of "(no quote) over 15,000 EUR"."""
    return tuple(row for row in rows if row != sized and isinstance(row, Comparison) and row.field == "CURRENCY_ID")


def _figure_ahead(tokens: Tokens, at: int) -> bool:
    end = at
    while tokens.kind(end) == "WORD":
        if _FIGURE.find(tokens, end):
            return True
        end += 1
    return False


def sentence_before(tokens: Tokens, at: int) -> tuple[int, int]:
    """From where to where the sentence before the one of that place goes."""
    end = _begins(tokens, at)
    return _begins(tokens, end - 1) if end else 0, end


def _begins(tokens: Tokens, at: int) -> int:
    while at > 0 and tokens.word(at - 1) not in _ENDS and tokens.kind(at - 1) != "NEWLINE":
        at -= 1
    return max(at, 0)


def _told_before(tokens: Tokens, at: int) -> tuple[str, tuple[Condition, ...]]:
    """The one kind of record of the sentence before, and the conditions told of it."""
    start, end = sentence_before(tokens, at)
    noun, rows = "", _NONE
    place = start
    while place < end:
        found = NOUNS.find(tokens, place)
        place += 1
        if not found or found.value not in _RECORDS:
            continue
        if noun and found.value != noun:
            return "", ()
        if not noun:
            noun = found.value
            rows, place = _guards(tokens, found.end, noun)
    return noun, rows


def _guards(tokens: Tokens, at: int, noun: str) -> tuple[tuple[Condition, ...], int]:
    rows: tuple[Condition, ...] = ()
    for _ in range(_MOST_GUARDS):
        found = guard(tokens, at, noun, "")
        if not found:
            break
        rows, at = rows + found.value, found.end
    return rows, at
