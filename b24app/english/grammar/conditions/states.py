"""Conditions said as a state: "still unpaid", "if not done", "it's still in Negotiation", "nobody owns it"."""

from __future__ import annotations

from b24app.english.grammar.conditions.currencies import in_currency
from b24app.english.grammar.conditions.fields import breaks
from b24app.english.grammar.conditions.holding import unheld
from b24app.english.grammar.conditions.movedon import moved_on
from b24app.english.grammar.conditions.negation import OPPOSITE
from b24app.english.grammar.conditions.payment import payment
from b24app.english.grammar.conditions.places import placed
from b24app.english.grammar.conditions.stages import moved_out, not_left
from b24app.english.grammar.words.lexer import Tokens, remembered
from b24app.english.grammar.words.lexicon import Found, phrases
from b24app.english.grammar.words.lexicons import NOUNS
from b24app.english.grammar.words.moments import duration
from b24app.plan import phrases as say
from b24app.plan.plan import Comparison, Operator

# Stands for the stage that the workflow was started by; replaced once the trigger is known.
SAME_STAGE = "\x00same stage"
_CLIENTS = phrases(say.CLIENT)
_SUBJECTS = {"it", "this", "that", "they", "he", "she"}
_ADVERBS = {"still", "yet", "already", "now", "been", "currently", "just", "remains", "stays"}
_STAYS = {
    "sit", "sits", "sat", "sitting", "lie", "lies", "lying", "hang", "hangs", "linger", "lingers", "stay", "stuck",
    "remain", "waits",
}  # fmt: skip
_BE = {"is", "'s", "are", "was", "has", "have", "isn't", "hasn't", "wasn't", "aren't", "been", "be", "gets", "becomes"}
_NEGATED = {"isn't", "hasn't", "wasn't", "aren't"}
_PAID = {"paid": "eq", "settled": "eq", "unpaid": "ne", "outstanding": "ne"}
_AGREED = {"approved", "accepted", "confirmed", "signed", "declined", "rejected", "converted", "won", "lost"}
_NOT_AGREED = {"unconverted", "unapproved", "unsigned", "unconfirmed"}
_CONCLUDED = {"", "quote", "deal", "lead"}
_THEN = ("by", "then")
_ASKED = {"unless", "if", "until", "till", "when"}
_BY_THEN = phrases(("by|before then", "already|yet|since", "so far"))
_DONE = {"done": "eq", "completed": "eq", "complete": "eq", "finished": "eq", "closed": "eq", "open": "ne"}
_UNOWNED = phrases(
    (
        "[still] unassigned",
        "without [an|a] owner|responsible|assignee",
        "no owner|responsible|assignee [person]",
        "no owner|responsible|assignee [person] [is|was] set|given|assigned|chosen|named [yet]",
        "has no owner|responsible|assignee",
        "nobody owns it",
        "[still] nobody|noone is|was|has assigned|responsible [for it]",
        "no one is|was assigned|responsible [for it]",
        "no one|nobody owns it",
        "there 's|is no owner|responsible|assignee",
        "there 's|is no responsible person",
        "no responsible person",
        "has no responsible person",
        "isn't assigned [to anyone|anybody|somebody]",
        "is not|un assigned [to anyone|anybody|somebody]",
        "is unassigned",
        "hasn't been assigned",
        "has not been assigned",
    )
)
_THERE = phrases(
    (
        "there|here",
        "in|at that|this|the [same] stage",
        "in|at it|that",
        "where it is|was",
        "moved [on|forward|further]",
        "changed stage",
        "advanced|progressed|budged [on|further|forward]",
    )
)
_GONE = {"moved", "changed", "advanced", "progressed", "budged"}
_NOBODY = phrases(("nobody|noone [has] [yet]", "no one [has] [yet]"))
_LINKED = phrases(("linked|connected|attached|tied to a|any|some company",))
PRIORITIES = {"high", "low", "normal", "medium", "urgent", "top", "critical"}
_CODES = {"EUR", "USD", "GBP", "CHF", "RUB", "CAD", "PLN", "SEK", "NOK", "DKK", "CZK", "JPY", "AUD", "INR", "AED"}
_LONGEST = 4


@remembered
def state(tokens: Tokens, index: int) -> Found[Comparison] | None:
    """A state of the record, said without naming a field."""
    special = payment(tokens, index) or _gone(tokens, index) or unheld(tokens, index)
    if special:
        return special
    unowned = _UNOWNED.find(tokens, index) or _UNOWNED.find(tokens, _subject(tokens, index)[0])
    if unowned:
        return Found(Comparison(field="ASSIGNED_BY_ID", op="empty"), unowned.end)
    nobody = _NOBODY.find(tokens, index)
    undone = _status(tokens, nobody.end, "", negated=True, still=False) if nobody else None
    if undone:
        return Found(undone.value, undone.end + (tokens.word(undone.end) in {"it", "them"}))
    at, noun = _subject(tokens, index)
    kept = not_left(tokens, at) or (moved_out(tokens, nobody.end) if nobody else None)
    if kept:
        return Found(Comparison(field="stage", op="eq", value=kept.value), kept.end)
    early = tokens.word(at) == "still" and tokens.word(at + 1) in _BE | _STAYS
    at += early
    verb = tokens.word(at) in _BE
    negated = tokens.word(at) in _NEGATED
    start = at
    at += verb
    stays = tokens.word(at) in _STAYS and tokens.word(at + 1) in {"in", "at", "there", "on"}
    at += stays
    still = early or stays
    for _ in range(4):
        word = tokens.word(at)
        if word not in _ADVERBS and word != "not":
            break
        negated = negated or word == "not"
        still = still or word in {"still", "remains", "stays"}
        at += 1
    if tokens.word(at) in _STAYS and tokens.word(at + 1) in {"in", "at", "there", "on"}:
        at, still = at + 1, True
    if not (verb or still or negated or at > index):
        return _bare(tokens, start)
    tested = tokens.word(index - 1) == "unless" or tokens.row(index - 2, 2) == _THEN
    told = _status(tokens, at, noun, negated=negated, still=True) if tested else None
    return told or _predicate(tokens, at, noun, negated=negated, still=still)


def _gone(tokens: Tokens, index: int) -> Found[Comparison] | None:
    left = moved_on(tokens, index)
    return Found(Comparison(field="stage", op="ne", value=SAME_STAGE), left) if left else None


def _subject(tokens: Tokens, index: int) -> tuple[int, str]:
    if tokens.word(index) in _SUBJECTS:
        return index + 1, ""
    if tokens.word(index) == "its" and tokens.at(index + 1).text in _CODES:
        return index + 1, ""  # "its EUR" for "it's EUR"
    start = tokens.past(index, {"the", "its", "their", "this", "that"})
    noun = NOUNS.find(tokens, start)
    if noun and noun.value != "stage":
        return noun.end, noun.value
    client = _CLIENTS.find(tokens, start)
    return (client.end, "client") if client else (index, "")


def _bare(tokens: Tokens, at: int) -> Found[Comparison] | None:
    """Reads "paid" on its own: "stop when paid"."""
    word = tokens.word(at)
    by_then = _BY_THEN.find(tokens, at + 1)
    end = by_then.end if by_then else at + 1
    ends = tokens.kind(end) in {"END", "NEWLINE", "ARROW"} or tokens.word(end) in _ENDS
    opens = tokens.word(at - 1) in _ASKED or tokens.word(at - 1) in _ENDS
    asked = opens and word not in _PAID and (by_then or tokens.word(at - 1) == "unless")
    if asked and ends:
        return _status(tokens, at, "", negated=False, still=True)
    if word in _PAID and ends:
        return Found(Comparison(field="payment_status", op="eq" if _PAID[word] == "eq" else "ne", value="paid"), end)
    return None


_ENDS = {".", ",", ";", ")", "(", ":", "?", "or", "and", "but", "then"}


def _predicate(tokens: Tokens, at: int, noun: str, *, negated: bool, still: bool) -> Found[Comparison] | None:
    told = _status(tokens, at, noun, negated=negated, still=still) or _kind_of_record(tokens, at, negated=negated)
    if told:
        return told
    there = _THERE.find(tokens, at)
    if there and (still or negated):
        moved = tokens.word(at) in _GONE
        same = Comparison(field="stage", op="eq", value=SAME_STAGE)
        return Found(same, there.end) if moved == negated else None
    placed = tokens.word(at) in {"in", "at", "on"} and noun in {"", "deal", "lead", "quote", "invoice"}
    found = _still_in(tokens, at) if still or placed else None
    op: Operator = "ne" if negated else "eq"
    return Found(found.value.model_copy(update={"op": op}), found.end) if found else None


def _status(tokens: Tokens, at: int, noun: str, *, negated: bool, still: bool) -> Found[Comparison] | None:
    """Reads "(it is) paid", "(the task is not) done", "(the quote is still not) accepted"."""
    word = tokens.word(at)
    by_then = _BY_THEN.find(tokens, at + 1)
    end = by_then.end if by_then else at + 1
    if word in _PAID and noun in {"", "invoice", "payment"}:
        held = (_PAID[word] == "eq") != negated
        return Found(Comparison(field="payment_status", op="eq" if held else "ne", value="paid"), end)
    if word in _DONE and noun in {"", "task"}:
        held = (_DONE[word] == "eq") != negated
        return Found(Comparison(field="status", op="eq" if held else "ne", value="completed"), end)
    if word in {"late", "overdue"} and still and noun in {"", "task", "invoice"}:
        return Found(Comparison(field="status", op="eq" if negated else "ne", value="completed"), end)
    return _outcome(tokens, at, end, negated=negated, still=still) if noun in _CONCLUDED else None


def _outcome(tokens: Tokens, at: int, end: int, *, negated: bool, still: bool) -> Found[Comparison] | None:
    """Reads "(it is not) approved", "(it has been) converted by then", "neither won nor lost": what became of it."""
    word = tokens.word(at)
    either = word == "neither" and {tokens.word(at + 1), tokens.word(at + 3)} == {"won", "lost"}
    if either and tokens.word(at + 2) == "nor":
        return Found(Comparison(field="stage", op="not_in", value=("Won", "Lost")), at + 4)
    if word in _NOT_AGREED and (still or tokens.word(at - 1) in _BE):
        return Found(_became(word.removeprefix("un"), "ne"), end)
    if word in _AGREED and (negated or still or end > at + 1 or "already" in tokens.row(at - 2, 2)):
        return Found(_became(word, "ne" if negated else "eq"), end)
    return None


def _became(word: str, op: Operator) -> Comparison:
    """A lead's conversion is its status, any other outcome a stage."""
    if word == "converted":
        return Comparison(field="status", op=op, value=word)
    return Comparison(field="stage", op=op, value=word.capitalize())


def _kind_of_record(tokens: Tokens, at: int, *, negated: bool) -> Found[Comparison] | None:
    """Reads "(it is) from Germany", "in EUR", "of high priority", "linked to a company"."""
    op: Operator = "ne" if negated else "eq"
    placed = _located(tokens, at, negated=negated)
    if placed:
        return placed
    money = in_currency(tokens, at)
    if money:
        return Found(
            money.value.model_copy(update={"op": OPPOSITE[money.value.op] if negated else money.value.op}), money.end
        )
    if tokens.at(at).text in _CODES:
        return Found(Comparison(field="CURRENCY_ID", op=op, value=tokens.at(at).text), at + 1)
    start = tokens.past(at, {"of", "a", "marked", "as"})
    if tokens.word(start) in PRIORITIES and tokens.word(start + 1) in {"priority", "prio"}:
        return Found(Comparison(field="priority", op=op, value=tokens.word(start)), start + 2)
    linked = _LINKED.find(tokens, at)
    if linked:
        return Found(Comparison(field="COMPANY_ID", op="empty" if negated else "not_empty"), linked.end)
    return None


def _located(tokens: Tokens, at: int, *, negated: bool) -> Found[Comparison] | None:
    """Reads "(it is) from Spain or Portugal", "based in Germany", "in Hamburg"."""
    found = placed(tokens, at)
    told = found.value[0] if found else None
    if not found or not isinstance(told, Comparison):
        return None
    return Found(told.model_copy(update={"op": OPPOSITE[told.op]}) if negated else told, found.end)


def _still_in(tokens: Tokens, at: int) -> Found[Comparison] | None:
    start = tokens.past(at, {"in", "at", "on", "the", "stage"})
    if tokens.kind(start) == "QUOTED":
        return Found(Comparison(field="stage", op="eq", value=tokens.at(start).inner), start + 1)
    if not tokens.at(start).text[:1].isupper() or tokens.kind(start) != "WORD":
        return None
    end = start + 1
    while end - start < _LONGEST and tokens.kind(end) == "WORD" and not breaks(tokens, end):
        if duration(tokens, end):
            break
        end += 1
    name_end = end - 1 if tokens.word(end - 1) == "stage" and end - start > 1 else end
    return Found(Comparison(field="stage", op="eq", value=tokens.text(start, name_end)), end)
