"""Who is meant: the responsible, their supervisor, the client, a team, a role, a named colleague, an address."""

from __future__ import annotations

from b24app.english.grammar.lexer import Tokens
from b24app.english.grammar.lexicon import Found, Lexicon, phrases
from b24app.plan import phrases as say
from b24app.plan.plan import Person

People = tuple[Person, ...]

RESPONSIBLE = Person(kind="responsible")
SUPERVISOR = Person(kind="supervisor")
CLIENT = Person(kind="client")
_SIMPLE: Lexicon[Person] = Lexicon(
    dict.fromkeys(say.SUPERVISOR, SUPERVISOR)
    | dict.fromkeys(say.CLIENT, CLIENT)
    | dict.fromkeys(say.CREATOR, Person(kind="creator"))
    | dict.fromkeys(say.RESPONSIBLE, RESPONSIBLE)
)
_VAGUE = phrases(say.VAGUE_PEOPLE)
_NOUNS: Lexicon[str] = Lexicon(say.NOUNS)
_DETERMINERS = {*say.DETERMINERS, "same", "assigned", "whole", "entire", "current", "new"}
_RECORD_OWN = {"his", "her", "their", "its", "my", "our"}
_LONGEST_NAME = 3
_MOST = 8
_MOST_DETERMINERS = 4


def people(tokens: Tokens, index: int) -> Found[People] | None:
    """One or several people; an empty tuple is somebody left open ("someone")."""
    first = person(tokens, index)
    if not first:
        return None
    found, end = [first.value], first.end
    while len(found) < _MOST:
        joint = end + 1 if tokens.word(end) in {",", "and", "&", "or"} else end
        joint += tokens.word(joint) == "and" and joint > end
        following = person(tokens, joint) if joint > end and tokens.word(end) != "or" else None
        if not following or _goes_on(tokens, following.end):
            break
        found.append(following.value)
        end = following.end
    named = tuple(dict.fromkeys(one for one in found if one is not None))
    return Found(named if len(named) == len(set(found)) else (), end)


def _goes_on(tokens: Tokens, end: int) -> bool:
    """Whether the words after a would-be person show that it is the subject of the next clause."""
    return tokens.word(end) in {"gets", "get", "receives", "should", "must", "is", "has", "approves", "calls"}


def person(tokens: Tokens, index: int) -> Found[Person | None] | None:
    """One person; the value None is somebody left open."""
    if tokens.kind(index) in {"EMAIL", "PHONE"}:
        return Found(Person(kind="address", value=tokens.at(index).text), index + 1)
    start = index
    while start - index < _MOST_DETERMINERS and tokens.word(start) in _DETERMINERS and not _names(tokens, start):
        start += 1
    return (
        _above(tokens, index, start)
        or _team(tokens, start)
        or _role(tokens, start)
        or _simple(tokens, start)
        or _vague(tokens, index)
        or _department(tokens, start)
        or _user(tokens, start)
    )


def _names(tokens: Tokens, index: int) -> bool:
    return bool(_SIMPLE.find(tokens, index))


def _simple(tokens: Tokens, index: int) -> Found[Person | None] | None:
    found = _SIMPLE.find(tokens, index)
    if found:
        return Found(found.value, _of_record(tokens, found.end))
    if tokens.word(index) == "lead" and tokens.word(index - 1) in {"the", "this", "that"}:
        return Found(CLIENT, index + 1)
    return None


def _of_record(tokens: Tokens, end: int) -> int:
    """Past "of the deal", "for this lead": whose responsible or client it is goes without saying."""
    if tokens.word(end) not in {"of", "for"}:
        return end
    noun = _NOUNS.find(tokens, tokens.past(end + 1, say.DETERMINERS))
    return noun.end if noun else end


def _above(tokens: Tokens, index: int, start: int) -> Found[Person | None] | None:
    """The supervisor: "the owner's boss", "manager of the responsible", "his manager"."""
    if tokens.word(start) in say.ABOVE and tokens.word(start - 1) in _RECORD_OWN and start > index:
        return Found(SUPERVISOR, start + 1) if tokens.word(start) != "lead" else None
    below = _SIMPLE.find(tokens, start)
    if below and below.value == RESPONSIBLE and tokens.word(below.end) == "'s":
        at = below.end + 1
        at += tokens.word(at) in {"direct", "line", "immediate"}
        return Found(SUPERVISOR, at + 1) if tokens.word(at) in say.ABOVE else None
    if tokens.word(start) not in say.ABOVE or tokens.word(start + 1) != "of":
        return None
    at = start + 2 + (tokens.word(start + 2) in {"the", "a", "our"})
    whose = _SIMPLE.find(tokens, at)
    if not whose or whose.value != RESPONSIBLE:
        return None
    owns_department = tokens.word(whose.end) == "'s" and tokens.word(whose.end + 1) in {"department", "team"}
    return Found(SUPERVISOR, whose.end + 2 if owns_department else whose.end)


def _team(tokens: Tokens, index: int) -> Found[Person | None] | None:
    for length in range(_LONGEST_NAME + 1):
        end = index + length
        if tokens.word(end) in say.TEAM_NOUNS and tokens.word(end + 1) not in {"lead", "leader", "head"}:
            return Found(_group(tokens.text(index, end + 1)), end + 1)
        if tokens.kind(end) != "WORD" or tokens.word(end) in _STOP:
            return None
    return None


def _department(tokens: Tokens, index: int) -> Found[Person | None] | None:
    if tokens.word(index) in say.DEPARTMENTS and tokens.word(index + 1) not in {*say.ROLE_NOUNS, "'s"}:
        return Found(_group(tokens.at(index).text), index + 1)
    return None


def _group(name: str) -> Person:
    return Person(kind="group", name=" ".join(word[:1].upper() + word[1:] for word in name.split()))


def _role(tokens: Tokens, index: int) -> Found[Person | None] | None:
    """`director`, `finance director`, `head of sales`, `project manager`, `team lead`."""
    if tokens.word(index) in {"head", "director"} and tokens.word(index + 1) == "of":
        at = index + 2 + (tokens.word(index + 2) == "the")
        if tokens.kind(at) == "WORD" and tokens.word(at) not in {"department", "dept", *_STOP}:
            return Found(Person(kind="role", name=f"{tokens.word(index)} of {tokens.word(at)}"), at + 1)
    known = _SIMPLE.find(tokens, index)
    for length in range(_LONGEST_NAME):
        end = index + length
        if tokens.word(end) in say.ROLE_NOUNS and not (known and known.end > end):
            return Found(Person(kind="role", name=tokens.text(index, end + 1).casefold()), end + 1)
        if tokens.kind(end) != "WORD" or tokens.word(end) in _STOP or (known and length == 0):
            return None
    return None


def _vague(tokens: Tokens, index: int) -> Found[Person | None] | None:
    found = _VAGUE.find(tokens, index)
    return Found(None, found.end) if found else None


def _user(tokens: Tokens, index: int) -> Found[Person | None] | None:
    """One to three capitalised words that mean nothing else."""
    end = index
    while end - index < _LONGEST_NAME and _is_name(tokens, end):
        end += 1
    if end == index:
        return None
    return Found(Person(kind="user", name=tokens.text(index, end)), end)


def _is_name(tokens: Tokens, index: int) -> bool:
    token = tokens.at(index)
    return token.kind == "WORD" and token.text[:1].isupper() and token.word not in _STOP


def _known_words() -> set[str]:
    tables: tuple[dict[str, object], ...] = (
        dict.fromkeys(say.NOUNS),
        dict.fromkeys(say.OBJECTS),
        dict.fromkeys(say.CHANNELS),
        dict.fromkeys(say.FRAMING),
    )
    words = {word for table in tables for word in Lexicon(table).words()}
    return ((words | say.VERBS_SEEN) - {"will", "mark", "chat", "assistant"}) | {
        *say.DETERMINERS, *say.AUXILIARIES, *say.DAYS, "when", "whenever", "if", "once", "after", "with", "to", "for",
        "in", "on", "by", "from", "about", "or", "and", "then", "due", "of", "at", "as", "tomorrow", "today", "unless",
        "otherwise", "else", "not", "saying", "wait", "every", "until", "while", "within", "via", "who",
    }  # fmt: skip


_STOP = _known_words()
