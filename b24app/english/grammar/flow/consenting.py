"""Approvals told of what may not go on without one: "no quote above 12k leaves without Marta's ok"."""

from __future__ import annotations

from b24app.english.grammar.approvals.answers import answer
from b24app.english.grammar.approvals.asking import Ask, ask
from b24app.english.grammar.approvals.verdicts import consent
from b24app.english.grammar.draft import Draft
from b24app.english.grammar.people.meant import CLIENT, People, people
from b24app.english.grammar.slots.bounds import announces
from b24app.english.grammar.trigger.guards import Guards, guard
from b24app.english.grammar.trigger.told import joined, told
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.english.grammar.words.lexicons import NOUNS
from b24app.plan import phrases as say

_LEAVES = Turns(
    (
        "leaves|leave [us|here|the|our] [house|office|building|company|door|desk]",
        "goes|go|gets|get|is|are [sent] out|on|through|ahead|anywhere [to] [the] [client|clients|customer|customers]",
        "is|are sent|released|shipped|issued [out] [to] [the] [client|clients|customer|customers]",
        "may|can|must|should|shall|will leave|pass|proceed|advance [the|our] [house|office|building|company]",
        "may|can|must|should|shall|will go|get [sent] out|on|through|ahead|further",
        "may|can|must|should|shall|will be sent|released|shipped|issued [out] [to] [the] [client|customer]",
        "moves|move|proceeds|proceed|advances|advance|passes [on|ahead|further|forward]",
    )
)
_EVERY = {"any", "every", "each", "all", "those", "only"}
_ONES = {"anything", "everything", "ones", "those"}


def nothing_leaves(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Who decides, and on which records, where no other words ask them: the trigger is told behind it."""
    noun = NOUNS.find(tokens, tokens.past(at + 1, {*say.DETERMINERS, "new", "single"}))
    if not noun or draft.of(Ask):
        return None
    rows = singled_out(tokens, noun.end, noun.value)
    leaves = _LEAVES.find(tokens, rows.end if rows else noun.end)
    led = leaves is not None and tokens.word(leaves.end) in {"without", "before"}
    whose = _consent(tokens, leaves.end + 1) if leaves and led else None
    if not whose:
        return None
    if not any(_asked(tokens, place) for place in range(whose.end, len(tokens))):
        draft.items.append(Ask(whose.value, None, at, whose.end))
    draft.guards.extend(rows.value if rows else ())
    return tokens.past(whose.end, {"please", ":"})


def _consent(tokens: Tokens, at: int) -> Found[People] | None:
    """Reads "Marta's ok", or the bare name in "without Marta:"."""
    who = people(tokens, at)
    closes = who is not None and tokens.word(who.end) in {":", ".", "!", ";", "please", "-"}
    return consent(tokens, at) or (who if who and who.value and closes and CLIENT not in who.value else None)


def _asked(tokens: Tokens, at: int) -> bool:
    """Whether somebody is asked there, and it is no answer: "she approves: …"."""
    found = ask(tokens, at, None)
    return found is not None and bool(found.value.approvers) and answer(tokens, at) is None


def singled_out(tokens: Tokens, at: int, noun: str) -> Guards | None:
    found = guard(tokens, at, noun, "")
    return joined(tokens, found, noun) if found else None


def only_these(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Reads "(the boss must okay) any deal over 9k" where something else starts it: others are not gone on with."""
    last = draft.items[-1] if draft.items else None
    if not isinstance(last, Ask) or last.end != at or draft.frames:
        return None
    known = (draft.clause is not None and bool(draft.clause.name)) or draft.last_announced > at
    every = tokens.word(at) in _EVERY
    noun = NOUNS.find(tokens, at + every)
    end = noun.end if noun else at + every + (tokens.word(at + every) in _ONES)
    rows = singled_out(tokens, end, noun.value if noun else "deal") if known and (every or end > at) else None
    rows = rows or (told(tokens, at, noun.value if noun else "deal", led=True) if known else None)
    if not rows or announces(tokens, at):
        return None
    draft.guards.extend(rows.value)
    return rows.end
