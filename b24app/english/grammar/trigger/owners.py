"""People alone where others are assigned: "France to Bob", "otherwise Carl", "to Lena if not"."""

from __future__ import annotations

from b24app.english.grammar.approvals.answers import answer
from b24app.english.grammar.draft import Draft, Turn, When
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.people.meant import People, person
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.english.grammar.words.turns import ELSE
from b24app.plan import phrases as say

_GOES = Turns(
    (
        "[straight|round|back|directly|off|over] to",
        "[it] [goes|go|is] [assigned|given|handed] to",
        "it is|'s",
        "it's",
        "[that|it] 's|is for",
        "for|=>",
    )
)
_LINE_ENDS = {"END", "NEWLINE", "ARROW"}
_TO = Turns(("=>|:|=|?|-|to", "[=>|:|,] goes|go|assigned|given [to|over] [to]"))
_SET_OFF = {"=>", ":", "=", "?", "-", ","}
_LEAST = 2
_MOST = 400
HANDED = {"lead", "deal", "contact", "company", "quote", "invoice", "stage"}


def elided(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """A person alone behind a condition, where others are assigned: "France to Bob", "otherwise Carl"."""
    last = draft.items[-1] if draft.items else None
    opens = isinstance(last, When) or (isinstance(last, Turn) and last.kind == "else")
    assigns = draft.distributes or (bool(draft.frames) and draft.frames[-1].action == "assign_responsible")
    if opens and tokens.word(at) == "template" and tokens.kind(at + 1) in {"NUMBER", "QUOTED"}:
        to = draft.frames[-1].to if draft.frames and draft.frames[-1].action == "send_email" else None
        draft.items.append(Frame("send_email", at, at + 2, to=to, template=tokens.at(at + 1).inner))
        return at + 2
    first = not draft.items and bool(draft.guards) and draft.sorts
    tagged = _tagged(tokens, at, draft) if (opens or first) and tokens.kind(at) == "QUOTED" else None
    if tagged:
        draft.items.append(tagged)
        return tagged.end
    following = _one_more(tokens, at, draft) if assigns and isinstance(last, When) else None
    if following:
        draft.items.append(following)
        return following.end
    routes = _routes(tokens, at, draft) or _handed(tokens, at, draft)
    if not (opens and assigns) and not routes:
        return None
    goes = _GOES.find(tokens, at)
    start = goes.end if goes else at
    who = owner(tokens, start) or _owner_if_not(tokens, start, draft)
    if not who or any(one.kind == "address" for one in who.value):
        return None  # "any other country: mail office@koru.test"
    draft.items.append(Frame("assign_responsible", at, who.end, owner=who.value))
    return who.end


def _tagged(tokens: Tokens, at: int, draft: Draft) -> Frame | None:
    """A tag alone behind a case, where records are tagged by a field: "Email → 'inbound', everything else → 'misc'"."""
    sorts = draft.sorts or (bool(draft.frames) and draft.frames[-1].action == "add_tag")
    ends = tokens.word(at + 1) in _TAG_ENDS or tokens.kind(at + 1) in _LINE_ENDS
    return Frame("add_tag", at, at + 1, tag=tokens.at(at).inner) if sorts and ends else None


_TAG_ENDS = {",", ";", ".", ")", "and", "!", "?", "else", "otherwise", "or"}


def _one_more(tokens: Tokens, at: int, draft: Draft) -> Frame | None:
    """Reads "to Pierre" in "(to Giulia if Italian,) to Pierre if French, and to Tom otherwise"."""
    before = draft.items[-2] if len(draft.items) > 1 else None
    behind = isinstance(before, Frame) and before.action == "assign_responsible"
    if not behind or tokens.word(at) not in {"to", "and"} or tokens.word(at - 1) not in {",", ";", "and"}:
        return None
    start = at + 1 + (tokens.word(at) == "and" and tokens.word(at + 1) == "to")
    who = person(tokens, start)
    if not who or not who.value or tokens.word(who.end) not in {"if", "when"} or ELSE.find(tokens, who.end):
        return None
    return Frame("assign_responsible", at, who.end, owner=(who.value,))


def _routes(tokens: Tokens, at: int, draft: Draft) -> bool:
    """Whether the first line of a list that says who gets what is at its end: "country France -> Elodie, …"."""
    told = isinstance(draft.items[-1], When) if draft.items else bool(draft.guards)
    off = tokens.word(at) in _SET_OFF or tokens.word(at - 1) in _SET_OFF or tokens.word(at) in {"to", "goes", "go"}
    return told and off and not draft.frames and is_list(tokens)


def _handed(tokens: Tokens, at: int, draft: Draft) -> bool:
    """Whether somebody named stands alone behind the arrow of a trigger: "new lead from Web → Hugo"."""
    who = owner(tokens, at) if tokens.kind(at - 1) == "ARROW" and not draft.items else None
    named = who is not None and all(one.kind in {"user", "group"} for one in who.value)
    told = draft.clause is not None and draft.clause.name and draft.clause.subject in HANDED
    alone = who is not None and (tokens.kind(who.end) in {"END", "NEWLINE"} or tokens.word(who.end) in {".", ";"})
    return bool(named and told and alone)


def _owner_if_not(tokens: Tokens, at: int, draft: Draft) -> Found[People] | None:
    """Reads "(to Viktor if …,) to Lena if not"."""
    found = person(tokens, at)
    other = ELSE.find(tokens, found.end) if found and found.value else None
    if not found or not found.value or not other:
        return None
    draft.items.append(Turn("else", found.end, other.end))
    return Found((found.value,), other.end)


def owner(tokens: Tokens, at: int) -> Found[People] | None:
    """One person or two alone: in "Germany to Anna, France to Bob" a comma joins no people."""
    if tokens.kind(at + 1) == "EMAIL" and tokens.word(at) in say.VERBS_SEEN:
        return None  # "mail sales@example.com" is a step
    first = person(tokens, at)
    joined = person(tokens, first.end + 1) if first and tokens.word(first.end) in {"and", "&"} else None
    end = joined.end if joined else first.end if first else at
    named = tuple(one.value for one in (first, joined) if one and one.value)
    ends = tokens.word(end) in {",", ";", ".", ")", "and", "!", "?"} or tokens.kind(end) in _LINE_ENDS
    return Found(named, end) if named and ends else None


def _answered(tokens: Tokens, at: int, end: int) -> bool:
    """Whether "ok →", "not ok →" of an approval stand there, behind which a stage is named."""
    said = (answer(tokens, place) for place in (at - 1, at - 2) if place >= 0)
    return any(found is not None and found.end == end for found in said)


def is_list(tokens: Tokens) -> bool:
    """Whether people stand alone behind an arrow, a colon or "to" more than once."""
    key = ("routing", 0)
    if key not in tokens.memo:
        lines, at = 0, 1
        while at < min(len(tokens), _MOST):
            to = _TO.find(tokens, at)
            who = owner(tokens, to.end) if to and not _answered(tokens, at, to.end) else None
            lines += who is not None
            at = max(at + 1, who.end if who else 0)
        tokens.memo[key] = lines >= _LEAST
    return bool(tokens.memo[key])
