"""The same action once more: "another one for Ben", "(a task 'A') and 'B' for Ben", "Compliance one to screen it"."""

from __future__ import annotations

from b24app.english.grammar.draft import Draft
from b24app.english.grammar.heads.changing import one_more_field
from b24app.english.grammar.heads.duties import one_more_work
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.moreofthem import more_of_them
from b24app.english.grammar.heads.objects import one_more, thing
from b24app.english.grammar.heads.passives import one_more_given, one_more_told
from b24app.english.grammar.people.meant import people
from b24app.english.grammar.slots.freewords import next_party
from b24app.english.grammar.slots.telling import told
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found
from b24app.english.grammar.words.turns import ONE_MORE
from b24app.plan.vocabulary import ActionName

_OWNED = {"create_task", "create_deal", "create_quote"}
_TOO = {"too", "also", "as", ".", ",", ";", "!"}


def anew(tokens: Tokens, at: int, draft: Draft) -> Found[Frame] | None:
    """The action, and an end only where it shares with the one before what was told once."""
    alike = _alike(tokens, at, draft)
    if alike:
        return Found(alike, alike.end)
    if not draft.frames:
        return _of_trigger(tokens, at, draft)
    before = draft.frames[-1]
    theirs = _theirs(tokens, at, before) or _template(tokens, at, before)
    more = one_more(tokens, at)
    if theirs or more:
        if _only_counts(tokens, before):
            draft.items.remove(before)
        return Found(theirs or _as_before(before, at, more or at), 0)
    found = ONE_MORE.find(tokens, at)
    planned = tokens.word(at) in _PLANS or (tokens.word(at) in _OPENS and before.action.startswith("send_"))
    if planned and before.action not in _AGAIN:
        return _of_trigger(tokens, at, draft)  # "tell Ben and plan another one": another call
    if found and before.action.startswith("send_") and not thing(tokens, found.end):
        return Found(Frame(before.action, at, found.end, verb=before.verb, to=before.to, channel=before.channel), 0)
    named = thing(tokens, found.end) if found else None
    end = named[2] if named and named[0] == before.action else found.end if found else at
    return Found(Frame(before.action, at, end), 0) if found and before.action in _AGAIN else None


def _only_counts(tokens: Tokens, before: Frame) -> bool:
    """Whether it told how many there are, and no more: "send two emails, (one to Ann and one to Ben)"."""
    counted = {tokens.word(at) for at in range(before.start, before.end)} & _COUNTED
    whom = before.to if before.action.startswith("send_") else before.owner
    return bool(counted) and whom is None and not told(before) and before.due is None


_COUNTED = {"emails", "mails", "messages", "texts", "notifications", "tasks", "to-dos", "todos", "calls", "reminders"}
_OPENS = {"open", "create", "start", "raise", "launch", "generate", "issue"}
_PLANS = {"plan", "schedule", "book", "arrange"}
_AGAIN = {"create_task", "schedule_call", "set_reminder"}


def _of_trigger(tokens: Tokens, at: int, draft: Draft) -> Found[Frame] | None:
    """Reads "(when a task is completed,) create the next one", "(a deal is won:) open another one"."""
    noun = draft.clause.noun if draft.clause is not None else ""
    noun = "" if draft.clause is not None and draft.clause.host and noun != "call" else noun
    found = ONE_MORE.find(tokens, at) if noun in _MADE else None
    named = found is not None and noun != "task" and tokens.word(found.end - 1) != "one"  # "open another deal …"
    return Found(Frame(_MADE[noun], at, found.end), 0) if found and not named else None


_MADE: dict[str, ActionName] = {
    "task": "create_task",
    "deal": "create_deal",
    "quote": "create_quote",
    "invoice": "create_invoice",
    "call": "schedule_call",
}


def _as_before(before: Frame, at: int, end: int) -> Frame:
    return Frame(before.action, at, end, verb=before.verb, channel=before.channel, modifiers=before.modifiers)


def _template(tokens: Tokens, at: int, before: Frame) -> Frame | None:
    """Reads "(mail template 3 now,) template 4 in ten days"."""
    named = tokens.word(at) == "template" and tokens.kind(at + 1) in {"NUMBER", "QUOTED"}
    if not named or not before.template:
        return None
    return Frame(before.action, at, at, verb=before.verb, to=before.to, channel=before.channel)


def _theirs(tokens: Tokens, at: int, before: Frame) -> Frame | None:
    """Reads "(Purchasing gets a task …,) Compliance one to screen it", "(the client gets an email,) Ben one too"."""
    joined = at + (tokens.word(at) == "and")
    who = people(tokens, joined)
    gets = who is not None and tokens.word(who.end) in _GETS
    one = who.end + gets if who and tokens.word(who.end + gets) in {"one", "another"} else 0
    if not who or not who.value or not one or (joined > at and not gets):
        return None
    end = one + 1 + (tokens.word(one + 1) == "one")
    again = _as_before(before, at, end)
    ends = tokens.word(end) in _TOO or tokens.kind(end) in {"END", "NEWLINE", "QUOTED"}
    if before.action in _OWNED | _AGAIN and (tokens.word(end) in _TASK_TELLS or (gets and ends)):
        again.owner = who.value
        return again
    if before.action.startswith("send_") and ends:
        again.to = who.value
        return again
    return None


_GETS = {"gets", "get", "receives", "receive"}
_TASK_TELLS = {"to", "for", "called", "about", "due"}


def _alike(tokens: Tokens, at: int, draft: Draft) -> Frame | None:
    """Reads "(tasks for Mina ('Check credit')) and Oskar ('Prepare samples')", "(a task 'A') and 'B' for Ben"."""
    last = draft.items[-1] if draft.items else None
    start = at + 1 + (tokens.word(at + 1) == "and") if tokens.word(at) in {"and", ",", "&", "+", ";"} else at
    if start == at or not isinstance(last, Frame) or last.end != at:
        return None
    then = start + (tokens.word(start) == "then")
    if last.template and tokens.word(then) == "template":  # "mail template 3 now, template 4 in a week"
        return Frame(last.action, start, then, verb=last.verb, to=last.to, channel=last.channel)
    handed = one_more_given(tokens, start, last) or more_of_them(tokens, start, last)
    if handed or last.action in {"update_field", "update_deal", "update_task", "move_stage"}:
        return handed or one_more_field(tokens, start, last.action)
    more = _to_another(tokens, at, last) or one_more_told(tokens, start, last)
    if more or last.action not in _OWNED or not last.texts:
        return more or one_more_work(tokens, start, last)
    if tokens.kind(start) == "QUOTED":
        return Frame(last.action, start, start, verb=last.verb, modifiers=last.modifiers)
    who = people(tokens, start)
    told = who and tokens.kind(who.end + (tokens.word(who.end) in {"(", "-", ":"})) == "QUOTED"
    return Frame(last.action, start, who.end, verb=last.verb, owner=who.value) if who and told else None


def _to_another(tokens: Tokens, at: int, last: Frame) -> Frame | None:
    """Reads "(email the client a thank-you) and the owner a summary": something else by the same channel."""
    party = next_party(tokens, at) if last.action.startswith("send_") else None
    if not party or thing(tokens, party.end):
        return None
    return Frame(last.action, at, party.end, verb=last.verb, to=party.value, channel=last.channel)
