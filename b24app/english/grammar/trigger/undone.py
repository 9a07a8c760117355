"""What was not done by its time: "nobody finished a task in time", "unpaid past its date"."""

from __future__ import annotations

from b24app.english.grammar.clause import Clause
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.english.grammar.words.lexicons import NOUNS
from b24app.english.grammar.words.moments import duration
from b24app.plan import phrases as say

_DATE = "[the|its|their|his|her|a|any] [agreed|set|planned|payment|due|target] deadline|deadlines|date|dates|term|limit"
_IN_TIME = Turns(
    (
        "in|on [due] time",
        "when due",
        f"by|before|until|within|on|at|past|after|beyond {_DATE}",
        f"by|before|until|within|on|at|past|after|beyond {_DATE} of payment",
        "on schedule",
    )
)
_PAST = Turns((f"past|after|beyond|over {_DATE}", "past due"))
_OPEN = Turns(
    (
        "[still] open|undone|unpaid|unsettled|unfinished|incomplete|uncompleted|outstanding|pending|unresolved",
        "[still] not [yet] done|finished|completed|closed|paid|settled",
        "[still] in progress",
    )
)
_STAYS = {"still", "remains", "remain", "remained", "stays", "stay", "stayed", "left", "is", "are", "was", "'s", "yet"}
_MISSES = Turns(
    (
        f"misses|missed|miss|passes|passed|exceeds|exceeded|overruns|overran|overshoots|overshot|blows|blew {_DATE}",
        f"goes|gone|went|go|runs|ran|run|slips|slipped|slip [on] past|over|beyond {_DATE}",
        f"drags|dragged|drag|drifts|drifted|drift [on] past|over|beyond {_DATE}",
        f"is|are|was past|over|beyond {_DATE}",
        "missing|exceeding|passing|overrunning the|its|their|his|her [due] deadline|date",
    )
)
_UNPAID = Turns(("without [any|a] [being] payment|money|settlement|paid|settled|done|completed|completion|result",))
_NOT = {
    "not", "isn't", "wasn't", "hasn't", "haven't", "aren't", "weren't", "didn't", "doesn't", "don't", "never", "no",
    "nobody", "noone", "none", "fails", "failed", "fail",
}  # fmt: skip
_BETWEEN = {"has", "have", "had", "is", "was", "been", "be", "being", "gets", "get", "got", "to", "yet", "one", "even"}
_PAYS = {"paid", "pay", "pays", "settled", "settle", "settles", "cleared", "clear"}
_SEES = {"seen", "see", "received", "receive", "had", "got", "registered", "recorded"}
_FINISHES = {
    "done", "do", "does", "finished", "finish", "finishes", "completed", "complete", "completes", "closed", "close",
    "closes", "delivered", "deliver", "accomplished", "fulfilled",
}  # fmt: skip
_COMES = {"comes", "come", "came", "arrives", "arrived", "arrive", "received", "in", "made", "reaches", "reached", "is"}
_LATE = {"task", "invoice", "payment"}


def undone(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """A task or an invoice past its time, told by what did not happen, or by how it still is."""
    if clause.event or clause.noun not in {"", *_LATE}:
        return None
    found = _not_in_time(tokens, at, clause) or _no_payment(tokens, at, clause) or _still_open(tokens, at, clause)
    if not found:
        return None
    clause.noun, clause.event = found.value, "overdue"
    return found.end


def _not_in_time(tokens: Tokens, at: int, clause: Clause) -> Found[str] | None:
    """Reads "(a task) nobody finished in time", "(a client) did not pay his invoice by the due date"."""
    if tokens.word(at) not in _NOT:
        return None
    verb = tokens.past(at + 1, _BETWEEN)
    what = NOUNS.find(tokens, tokens.past(verb + 1, say.DETERMINERS))
    pays = tokens.word(verb) in _PAYS or (tokens.word(verb) in _SEES and what is not None and what.value == "payment")
    if not pays and tokens.word(verb) not in _FINISHES:
        return None
    noun = clause.noun or (what.value if what else "invoice" if pays else "")
    if noun not in _LATE or (what and what.value not in {noun, "payment"}):
        return None
    by = tokens.past(what.end if what else verb + 1, say.AGENTS | {"by"})
    when = _IN_TIME.find(tokens, by) or _IN_TIME.find(tokens, what.end if what else verb + 1)
    return Found(noun, when.end) if when else None


def _no_payment(tokens: Tokens, at: int, clause: Clause) -> Found[str] | None:
    """Reads "no payment has come by the due date", "no money arrives in time"."""
    noun = NOUNS.find(tokens, at + 1) if tokens.word(at) == "no" and not clause.noun else None
    if not noun or noun.value != "payment":
        return None
    comes = tokens.past(noun.end, _BETWEEN)
    when = _IN_TIME.find(tokens, comes + (tokens.word(comes) in _COMES))
    return Found("invoice", when.end) if when else None


def _still_open(tokens: Tokens, at: int, clause: Clause) -> Found[str] | None:
    """Reads "(an invoice) is still unpaid after its due date", "(a task) drags on beyond its deadline"."""
    if not clause.noun:
        return None
    misses = _MISSES.find(tokens, at)
    if misses:
        unpaid = _UNPAID.find(tokens, misses.end)
        return Found(clause.noun, unpaid.end if unpaid else misses.end)
    still = _OPEN.find(tokens, tokens.past(at, _STAYS))
    when = _PAST.find(tokens, still.end) if still else None
    return Found(clause.noun, when.end) if when else _unpaid_so_long(tokens, still.end, clause) if still else None


def _unpaid_so_long(tokens: Tokens, at: int, clause: Clause) -> Found[str] | None:
    """Reads "(an invoice remains unpaid) for 30 days", "after a month", "10 days after its due date"."""
    led = tokens.word(at) in {"for", "after"}
    found = (
        duration(tokens, tokens.past(at + 1, _MORE) if led else at) if clause.noun in {"invoice", "payment"} else None
    )
    past = _PAST.find(tokens, found.end) if found else None
    if not found or not (led or past):
        return None
    clause.dwell = found.value
    clause.notes.append("It was counted from the day on which the invoice is due.")
    return Found(clause.noun, past.end if past else found.end)


_MORE = {"more", "longer", "than", "over", "at", "least", "about", "already", "almost", "another"}
