"""Who is meant: the responsible, their supervisor, the client, a team, a role, a named colleague, an address."""

from __future__ import annotations

import re

from b24app.english.grammar.lexer import Tokens, remembered
from b24app.english.grammar.lexicon import Found, Lexicon, phrases
from b24app.english.grammar.lexicons import NOUNS
from b24app.english.grammar.naming import (
    DEPARTMENTS,
    PLURAL_ROLES,
    ROLE_STOP,
    ROLES,
    STOP,
    TITLE_STOP,
    TITLED,
)
from b24app.english.grammar.teams import department, group, house, named_team, team
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
_DOERS: Lexicon[tuple[str, str]] = Lexicon(say.DOERS)
_VAGUE = phrases(say.VAGUE_PEOPLE)
_DETERMINERS = {*say.DETERMINERS, "same", "assigned", "whole", "entire", "current", "new"}
_I_AM = re.compile(
    r"\bi\s?['\u2019]?a?m\s+(?:its|the|their)\s+(?:one\s+|person\s+)?(?:responsible|owner|assignee)"
    r"|\bme\s*\((?:the|its)\s+(?:responsible|owner)",
    re.IGNORECASE,
)
_RECORD_OWN = {"his", "her", "their", "its", "my", "our"}
_LONGEST_NAME = 3
_JOINTS = phrases(say.PEOPLE_JOINTS)
_PREDICATES = {"get", "receive", "should", "must", "shall", "will", "are", "have", "need", "want", "can", "'s", "to"}
_NO_SUBJECTS = say.NO_VERBS - {
    "gets", "receives", "is", "has", "goes", "calls", "approves", "signs", "hears", "owns", "handles", "texts",
    "emails",
}  # fmt: skip
_PRONOUNS = {"who", "he", "she", "they", "him", "her", "them"}
_REACHES_CLIENTS = {"whatsapp", "sms", "text", "texts", "thank", "congratulate", "greet", "welcome"}
_CALLS = {"call", "calls", "ring", "rings", "phone", "phones", "calling"}
_FARTHEST_MENTION = 30
_TITLES = {"mr", "mrs", "ms", "dr", "prof"}
_MOST = 8
_SHORTEST_TRADE = 4
_LONGEST_SHORT = 4
_MOST_DETERMINERS = 4


@remembered
def subjects(tokens: Tokens, index: int) -> Found[People] | None:
    """People of whom something is said: "both Ana and the finance lead (should be notified)"."""
    return people(tokens, index, objects=False)


def people(tokens: Tokens, index: int, *, objects: bool = True) -> Found[People] | None:
    """One or several people; an empty tuple is somebody left open ("someone")."""
    index += tokens.word(index) == "both" and person(tokens, index + 1) is not None
    first = person(tokens, index)
    if not first:
        return None
    found, end = [first.value], first.end
    while len(found) < _MOST:
        joint = _JOINTS.find(tokens, end)
        preposition = tokens.word(index - 1) if tokens.word(index - 1) in {"to", "for"} else ""
        again = joint.end + (tokens.word(joint.end) == preposition != "") if joint else end
        following = person(tokens, again) if joint else None
        listed = preposition == "for" and tokens.word(following.end if following else end) == "to"
        if not following or (objects and not listed and _goes_on(tokens, following.end)):
            break
        found.append(following.value)
        end = following.end
    end += len(found) > 1 and tokens.word(end) in {"both", "each"}
    named = tuple(dict.fromkeys(one for one in found if one is not None))
    return Found(named if len(named) == len(set(found)) else (), end)


def _goes_on(tokens: Tokens, end: int) -> bool:
    """Whether the words after a would-be person show that it is the subject of the next clause."""
    word = tokens.word(end)
    verb = tokens.kind(end) == "WORD" and word.endswith("s") and word.islower() and word not in _NO_SUBJECTS
    return verb or word in _PREDICATES


@remembered
def person(tokens: Tokens, index: int) -> Found[Person | None] | None:
    """One person; the value None is somebody left open."""
    key = ("person", index)
    if key not in tokens.memo:
        tokens.memo[key] = _person(tokens, index)
    found: Found[Person | None] | None = tokens.memo[key]
    return found


def doer(tokens: Tokens, index: int) -> Found[tuple[str, str]] | None:
    """Reads "every payer", "each late payer": a client named after what happened, as record and event."""
    return _DOERS.find(tokens, index + 1) if tokens.word(index) in {"every", "each"} else None


def _person(tokens: Tokens, index: int) -> Found[Person | None] | None:
    whoever = doer(tokens, index)
    if whoever:
        return Found(CLIENT, whoever.end)
    found = _one(tokens, index)
    named = _user(tokens, found.end + 1) if found and tokens.word(found.end) == "(" else None
    if found and found.value and found.value.kind == "role" and named and tokens.word(named.end) == ")":
        return Found(named.value, named.end + 1)  # "our bookkeeper (Lena)"
    if (
        found
        and found.value == CLIENT
        and tokens.word(index) in {"all", "every"}
        and tokens.word(found.end - 1) != "all"
    ):
        return Found(None, found.end)  # a workflow reaches the client of its record, not all there are
    return found


def _one(tokens: Tokens, index: int) -> Found[Person | None] | None:
    if tokens.kind(index) in {"EMAIL", "PHONE"}:
        return Found(Person(kind="address", value=tokens.at(index).text), index + 1)
    if tokens.at(index).text == "@":
        return _user(tokens, index + 1)
    whoever = (
        tokens.word(index) == "whoever" and tokens.word(index + 1) in {"is", "'s"} and tokens.word(index + 2) == "the"
    )
    if whoever:
        return _one(tokens, index + 2)
    start = index
    while start - index < _MOST_DETERMINERS and tokens.word(start) in _DETERMINERS and not _names(tokens, start):
        if tokens.at(start).text == "New" and tokens.at(start + 1).text[:1].isupper() and start > 0:
            break  # "the New York office"
        start += 1
    return (
        _myself(tokens, index)
        or _above(tokens, index, start)
        or _meant(tokens, index)
        or _pool(tokens, index)
        or _pool(tokens, start)
        or named_team(tokens, start)
        or _titled(tokens, start)
        or team(tokens, start)
        or house(tokens, start)
        or _role(tokens, start)
        or _simple(tokens, start)
        or _vague(tokens, index)
        or (department(tokens, start, _SIMPLE) if tokens.word(index) not in {"a", "an"} else None)
        or _user(tokens, start)
        or (_trade(tokens, start) if start > index and tokens.word(index) in {"the", "our"} else None)
    )


def _meant(tokens: Tokens, index: int) -> Found[Person | None] | None:
    """Whom "her", "they" mean: the colleague or team spoken of last, if there is one. Clients are meant otherwise."""
    word = tokens.word(index)
    before = tokens.word(index - 1)
    if word == "who" and before != ",":
        return None
    if word not in _PRONOUNS or before in _CALLS or (word == "them" and before in _REACHES_CLIENTS):
        return None
    last: Person | None = None
    at = max(0, index - _FARTHEST_MENTION)
    while at < index:
        found = person(tokens, at) if tokens.word(at) not in _PRONOUNS else None
        if found and found.value and found.end <= index:
            last, at = found.value, found.end
        else:
            at += 1
    individual = word not in {"they", "them"}
    if last is None or last.kind == "client" or (individual and last.kind == "group"):
        return None
    return Found(last, index + 1)


def _myself(tokens: Tokens, index: int) -> Found[Person | None] | None:
    """The word "me" where the writer says to be the responsible."""
    if tokens.word(index) not in {"me", "i"}:
        return None
    if tokens.word(index) == "me" and _I_AM.search(tokens.source):
        bracket = tokens.word(index + 1) == "("
        known = _SIMPLE.find(tokens, tokens.past(index + 2, {"the"})) if bracket else None
        return Found(RESPONSIBLE, known.end + 1 if known and tokens.word(known.end) == ")" else index + 1)
    return None


def _pool(tokens: Tokens, index: int) -> Found[Person | None] | None:
    """Reads "pool "Inside sales"", "team 'North'", "everyone in Sales", "user Aaron"."""
    word = tokens.word(index)
    if word in say.ANY_OF and tokens.word(index + 1) in {"in", "from", "of", "on", "at"}:
        at = tokens.past(index + 2, {"the", "our"})
        return team(tokens, at) or department(tokens, at, _SIMPLE)
    if word in say.TEAM_NOUNS and tokens.kind(index + 1) == "QUOTED" and tokens.at(index + 1).inner:
        return Found(group(tokens.at(index + 1).inner), index + 2)
    capital = tokens.kind(index + 1) == "WORD" and tokens.at(index + 1).text[:1].isupper()
    if word in {"team", "department", "group", "dept", "unit", "division"} and capital:
        end = index + 1
        while end - index <= _LONGEST_NAME and tokens.kind(end) == "WORD" and tokens.at(end).text[:1].isupper():
            end += 1
        return Found(group(tokens.text(index + 1, end)), end)
    if word == "user" and _is_name(tokens, index + 1):
        return _user(tokens, index + 1)
    return None


def _titled(tokens: Tokens, index: int) -> Found[Person | None] | None:
    """A role with the name of who has it: "Team lead Kim", "compliance officer Mr. Brandt", "Trainer Lou"."""
    for length in range(1, _LONGEST_NAME + 1):
        end = index + length
        if tokens.kind(end - 1) != "WORD" or tokens.word(end - 1) in TITLE_STOP:
            return None
        if tokens.word(end - 1) not in TITLED:
            continue
        at = end + (tokens.word(end) in {"mr", "mrs", "ms", "dr"})
        at += at > end and tokens.word(at) == "."
        if tokens.word(end) == "'s" and tokens.word(end + 1) in ROLES and _is_name(tokens, end + 2):
            at = end + 2
        if _is_name(tokens, at) and tokens.word(at) not in ROLES:
            return _user(tokens, at)
    return None


def _names(tokens: Tokens, index: int) -> bool:
    own = tokens.word(index) in _RECORD_OWN and tokens.word(index + 1) in say.ABOVE
    return bool(_SIMPLE.find(tokens, index)) and not own


def _simple(tokens: Tokens, index: int) -> Found[Person | None] | None:
    found = _SIMPLE.find(tokens, index)
    if found:
        return Found(found.value, _of_record(tokens, found.end))
    if tokens.word(index) in {"lead", "person"} and tokens.word(index - 1) in {"the", "this", "that"}:
        return Found(CLIENT, index + 1)
    return None


def _of_record(tokens: Tokens, end: int) -> int:
    """Past "of the deal", "for this lead": whose responsible or client it is goes without saying."""
    if tokens.word(end) not in {"of", "for"}:
        return end
    noun = NOUNS.find(tokens, tokens.past(end + 1, say.DETERMINERS))
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
    at = start + 2 + (tokens.word(start + 2) in {"the", "a", "our", "that", "this"})
    whose = _SIMPLE.find(tokens, at)
    if not whose or whose.value != RESPONSIBLE:
        return None
    owns_department = tokens.word(whose.end) == "'s" and tokens.word(whose.end + 1) in {"department", "team"}
    return Found(SUPERVISOR, whose.end + 2 if owns_department else whose.end)


def _role(tokens: Tokens, index: int) -> Found[Person | None] | None:
    """`director`, `finance director`, `head of sales`, `project manager`, `team lead`."""
    if tokens.word(index) in {"head", "director"} and tokens.word(index + 1) == "of":
        at = index + 2 + (tokens.word(index + 2) == "the")
        if tokens.kind(at) == "WORD" and tokens.word(at) not in {"department", "dept", *STOP}:
            return Found(Person(kind="role", name=f"{tokens.word(index)} of {tokens.word(at)}"), at + 1)
    known = _SIMPLE.find(tokens, index)
    for length in range(_LONGEST_NAME):
        end = index + length
        if end == index and tokens.word(end) == "lead":
            return None
        if _is_plural_role(tokens, end) and not known:
            return Found(group(tokens.text(index, end + 1)), end + 1)
        if tokens.word(end) in ROLES and not (known and known.end > end):
            stop = end + 1
            stop += 2 if (tokens.word(stop), tokens.word(stop + 1)) == ("on", "duty") else 0
            following = tokens.word(stop) in ROLES and tokens.word(stop) not in {"lead", "head"}
            stop += following and tokens.at(end).text.isupper() is False
            stop += 2 * (tokens.word(stop) == "of" and tokens.word(stop + 1) in DEPARTMENTS)
            return Found(Person(kind="role", name=tokens.text(index, stop)), stop)
        if (
            tokens.kind(end) != "WORD"
            or tokens.word(end) in ROLE_STOP
            or (known and length == 0 and not _heads(tokens, end))
        ):
            return None
    return None


def _is_plural_role(tokens: Tokens, at: int) -> bool:
    """Reads "paralegals", "the drivers": all who have that role are a group."""
    word = tokens.word(at)
    return word.endswith("s") and word not in ROLES and word[:-1] in PLURAL_ROLES


def _trade(tokens: Tokens, index: int) -> Found[Person | None] | None:
    """A trade that no table knows, told by its ending: "the upholsterer", "our chief vintner"."""
    for length in range(_LONGEST_NAME - 1):
        at = index + length
        word = tokens.word(at)
        if tokens.kind(at) != "WORD" or word in STOP or word in say.NO_AGENTS:
            return None
        if word.endswith(say.AGENT_ENDINGS) and len(word) > _SHORTEST_TRADE and tokens.word(at + 1) != "'s":
            return Found(Person(kind="role", name=tokens.text(index, at + 1)), at + 1)
    return None


def _heads(tokens: Tokens, index: int) -> bool:
    """Whether a role's noun follows: "volunteer coordinator" is no volunteer."""
    for at in range(index + 1, index + _LONGEST_NAME):
        if tokens.word(at) in ROLES:
            return True
        if tokens.kind(at) != "WORD" or tokens.word(at) in STOP:
            return False
    return False


def _vague(tokens: Tokens, index: int) -> Found[Person | None] | None:
    found = _VAGUE.find(tokens, index)
    return Found(None, found.end) if found else None


def _user(tokens: Tokens, index: int) -> Found[Person | None] | None:
    """One to three capitalised words that mean nothing else."""
    title = tokens.word(index) in _TITLES and tokens.at(index).text[:1].isupper()
    dotted = title and tokens.word(index + 1) == "."
    if title and _is_name(tokens, index + 1 + dotted):
        end = index + 2 + dotted
        return Found(Person(kind="user", name=tokens.text(index, end)), end)
    end = index
    while end - index < _LONGEST_NAME and _is_name(tokens, end):
        end += 1
    if end == index:
        return None
    if tokens.word(end) in {"from", "in"} and tokens.word(tokens.past(end + 1, {"the", "our"})) in DEPARTMENTS:
        of = tokens.past(end + 1, {"the", "our"}) + 1
        return Found(Person(kind="user", name=tokens.text(index, end)), of)
    name = tokens.text(index, end)
    if end == index + 1 and name.isupper() and 1 < len(name) <= _LONGEST_SHORT:
        return Found(group(name), end)  # "HSE", "PMO": short for a team
    return Found(Person(kind="user", name=name), _past_gloss(tokens, end))


def _past_gloss(tokens: Tokens, end: int) -> int:
    """Past what somebody is, in brackets: "Ravi (installer)", "Nina (our controller)"."""
    at = tokens.past(end + 1, {"the", "our"})
    role = tokens.word(end) == "(" and (tokens.word(at) in ROLES or tokens.word(at + 1) in ROLES)
    stop = at + 1 + (tokens.word(at + 1) in ROLES)
    return stop + 1 if role and tokens.word(stop) == ")" else end


def _is_name(tokens: Tokens, index: int) -> bool:
    token = tokens.at(index)
    return token.kind == "WORD" and token.text[:1].isupper() and token.word not in STOP
