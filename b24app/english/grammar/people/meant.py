"""Who is meant: the responsible, their supervisor, the client, a team, a role, a named colleague, an address."""

from __future__ import annotations

from b24app.english.grammar.people.above import RECORD_OWN, above, leading
from b24app.english.grammar.people.befallen import befallen
from b24app.english.grammar.people.bodies import body, role_in_words
from b24app.english.grammar.people.called import by_name
from b24app.english.grammar.people.incharge import past_charge
from b24app.english.grammar.people.instances import named_behind
from b24app.english.grammar.people.known import CLIENT, KNOWN, RESPONSIBLE, SUPERVISOR
from b24app.english.grammar.people.mentions import handed_over, is_post, is_value, names_stage, several_clients
from b24app.english.grammar.people.myself import myself
from b24app.english.grammar.people.naming import ADJECTIVES
from b24app.english.grammar.people.pools import pool
from b24app.english.grammar.people.records import of_record
from b24app.english.grammar.people.repute import past_gloss
from b24app.english.grammar.people.roles import role, trade
from b24app.english.grammar.people.teams import department, house, named_team, team
from b24app.english.grammar.people.users import TITLES, titled, user
from b24app.english.grammar.words.lexer import Tokens, remembered
from b24app.english.grammar.words.lexicon import Found, Lexicon, phrases
from b24app.english.grammar.words.lexicons import NOUNS
from b24app.english.grammar.words.turns import PARALLEL
from b24app.plan import phrases as say
from b24app.plan.plan import Person

__all__ = ["CLIENT", "RESPONSIBLE", "SUPERVISOR", "People", "doer", "people", "person", "subjects"]

People = tuple[Person, ...]

_DOERS: Lexicon[tuple[str, str]] = Lexicon(say.DOERS)
_VAGUE = phrases(say.VAGUE_PEOPLE)
_DETERMINERS = {*say.DETERMINERS, "same", "assigned", "whole", "entire", "current", "new", *ADJECTIVES}
_JOINTS = phrases(say.PEOPLE_JOINTS)
_BUT_ALSO = phrases(("[,] but [also]",))
_PREDICATES = {
    "get", "receive", "should", "must", "shall", "will", "are", "have", "need", "want", "can", "'s", "to", "field", "=",
    "belong",
    "tag", "label",
}  # fmt: skip
# "notify Anna, boss informed": the boss is no second Anna.
_BEING_TOLD = {"notified", "informed", "alerted", "told", "pinged", "warned", "emailed", "mailed", "texted", "messaged"}
_ASKED_TO = {
    "remind", "reminds", "ask", "asks", "tell", "tells", "instruct", "request", "task", "want", "wants", "invite",
}  # fmt: skip
_MAILBOXES = {"our", "my", "the", "phone", "number", "mobile", "mailbox", "inbox", "address", "mail", "email", "line"}
# What goes on behind "our deputy, Karl,": the verb, the channel, the reason of the same clause.
_GOING_ON = {
    "is", "are", "gets", "must", "should", "shall", "will", "has", "needs", "by", "via", "in", "on", "over", "through",
    "to", "that", "hears", "calls", "receives", "wants", "unless", "if", "when", "with", "about", "as",
}  # fmt: skip
_NO_SUBJECTS = say.NO_VERBS - {
    "gets", "receives", "is", "has", "goes", "calls", "approves", "signs", "hears", "owns", "handles", "texts",
    "emails",
}  # fmt: skip
_SUBJECTS = {"he", "she", "they"}
_PRONOUNS = {"who", "which", "he", "she", "they", "him", "her", "them"}
_REACHES_CLIENTS = {"whatsapp", "sms", "text", "texts", "thank", "congratulate", "greet", "welcome"}
_CALLS = {"call", "calls", "ring", "rings", "phone", "phones", "calling"}
_FARTHEST_MENTION = 30
_MOST = 8
_MOST_DETERMINERS = 4


@remembered
def subjects(tokens: Tokens, index: int) -> Found[People] | None:
    """People of whom something is said: "both Ana and the finance lead (should be notified)", "it is Ana who (…)"."""
    if tokens.word(index) == "it" and tokens.word(index + 1) in {"is", "'s"}:
        cleft = people(tokens, index + 2, objects=False)
        return Found(cleft.value, cleft.end + 1) if cleft and tokens.word(cleft.end) in {"who", "that"} else None
    alone = tokens.word(index) in {"nobody", "no-one"} and tokens.word(index + 1) in {"but", "except"}
    found = people(tokens, index + 2 * alone, objects=False)
    again = found and tokens.word(found.end) in {"he", "she", "they"} and tokens.word(found.end - 1) != ","
    return Found(found.value, found.end + 1) if found and again else found  # "the customer he receives an SMS"


def people(tokens: Tokens, index: int, *, objects: bool = True) -> Found[People] | None:
    """One or several people; an empty tuple is somebody left open ("someone")."""
    index += tokens.word(index) == "both" and person(tokens, index + 1) is not None
    only = tokens.row(index, 2) == ("not", "only") and person(tokens, index + 2) is not None
    index += 2 * only
    first = person(tokens, index)
    if not first:
        return None
    found, end = [first.value], first.end
    while len(found) < _MOST:
        joint = (_BUT_ALSO.find(tokens, end) if only else None) or _JOINTS.find(tokens, end)
        preposition = tokens.word(index - 1) if tokens.word(index - 1) in {"to", "for"} else ""
        again = joint.end + (tokens.word(joint.end) == preposition != "") if joint else end
        # "give it to Marcus, he knows them"; "the owner and the boss, both by mail"
        alone = joint is not None and (
            tokens.word(again) in {"he", "she", "both"} or bool(PARALLEL.find(tokens, again))
        )
        following = person(tokens, again) if joint and not alone else None
        asked = tokens.word(index - 1) in _ASKED_TO and tokens.word(joint.end - 1 if joint else end) in {"and", "&"}
        listed = (preposition == "for" or asked) and tokens.word(following.end if following else end) == "to"
        told = tokens.word(again) in _LABELS and tokens.word(again - 1) == ","
        if not following or told or (objects and not listed and _goes_on(tokens, following.end)):
            break
        if tokens.word(again - 1) == "," and (
            _heads_a_case(tokens, again, following.end) or _is_label(tokens, following.end)
        ):
            break
        found.append(following.value)
        end = following.end
    end += len(found) > 1 and tokens.word(end) in {"both", "each"}
    named = tuple(dict.fromkeys(one for one in found if one is not None))
    return Found(named if len(named) == len(set(found)) else (), end)


def _heads_a_case(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a word in a list, no given name, tells the next case: "Sent → sms the client, Declined → …"."""
    alone = end == start + 1 and tokens.at(start).text[:1].isupper() and tokens.word(start) not in say.GIVEN_NAMES
    while alone and tokens.word(end) in {"and", "or", "&"} and tokens.at(end + 1).text[:1].isupper():
        end += 2  # "(belongs to Giulia,) Rome and Naples belong to Marco"
    told = tokens.kind(end) == "ARROW" or tokens.word(end) in _OWNED
    return alone and told and tokens.word(start) not in say.DEPARTMENTS


_OWNED = {"belong", "go"}


def _is_label(tokens: Tokens, end: int) -> bool:
    """Whether the word before only says who does it: "call them, caller = owner", "…, owner: Ben"."""
    labels = tokens.word(end - 1) in {"caller", "owner", "responsible", "assignee", "executor"}
    return tokens.word(end) == "=" or (labels and tokens.word(end) in {":", "is"})


def _goes_on(tokens: Tokens, end: int) -> bool:
    """Whether the words after a would-be person show that it is the subject of the next clause."""
    word = tokens.word(end)
    verb = tokens.kind(end) == "WORD" and word.endswith("s") and word.islower() and word not in _NO_SUBJECTS
    work = tokens.word(end - 2) == "," and tokens.at(end - 1).text.islower() and word in _WORKS
    label = word == ":" and tokens.word(end - 1) in _LABELS and tokens.kind(end + 1) != "QUOTED"
    return verb or work or label or word in _PREDICATES or word in _BEING_TOLD


_WORKS = {"task", "tasks", "to-do", "todo", "reminder"}  # "email to the client, ops task with one day"
_LABELS = {"responsible", "owner", "assignee", "person"}  # "email the client and responsible: Anna"


@remembered
def person(tokens: Tokens, index: int) -> Found[Person | None] | None:
    """One person; the value None is somebody left open."""
    key = ("person", index)
    if key not in tokens.memo:
        tokens.memo[key] = _person(tokens, index)
    found: Found[Person | None] | None = tokens.memo[key]
    return found


def doer(tokens: Tokens, index: int) -> Found[tuple[str, str]] | None:
    """Reads "every payer", "any client whose invoice is late": a client told by what happened, as record and event."""
    named = _DOERS.find(tokens, index + 1) if tokens.word(index) in {"every", "each"} else None
    return named or befallen(tokens, index)


def _person(tokens: Tokens, index: int) -> Found[Person | None] | None:
    whoever = doer(tokens, index)
    if whoever:
        return Found(CLIENT, whoever.end)
    found = _instance(tokens, index) or _in_charge(tokens, index, _one(tokens, index))
    if found and tokens.word(found.end) in _MAILBOXES and tokens.kind(found.end + 1) == "EMAIL":
        return _one(tokens, found.end + 1)  # "our ops mailbox ops@…"
    apposed = (by_name(tokens, found) or _apposed(tokens, index, found)) if found else None
    if apposed:
        return apposed
    named = user(tokens, found.end + 1) if found and tokens.word(found.end) == "(" else None
    if found and found.value and found.value.kind == "role" and named and tokens.word(named.end) == ")":
        return Found(named.value, named.end + 1)  # "our bookkeeper (Lena)"
    return Found(None, found.end) if found and _left_open(tokens, index, found) else found


def _instance(tokens: Tokens, index: int) -> Found[Person | None] | None:
    """Reads "someone senior, say the commercial director,": the director."""
    at = named_behind(tokens, index)
    named = _one(tokens, at) if at is not None else None
    if at is None or named is None or named.value is None:
        return None
    opened = next(place for place in range(at - 1, index, -1) if tokens.word(place) in {",", "(", "-"})
    closed = tokens.word(named.end) == _CLOSED[tokens.word(opened)]
    return Found(named.value, named.end + closed)


_CLOSED = {",": ",", "(": ")", "-": "-"}


def _in_charge(tokens: Tokens, index: int, found: Found[Person | None] | None) -> Found[Person | None] | None:
    """Reads "the broker in charge", "the consultant handling it": the responsible, by their trade."""
    trades = found is not None and found.value is not None and found.value.kind == "role"
    end = past_charge(tokens, found.end) if found and trades and tokens.word(index) in {"the", "our"} else None
    return Found(RESPONSIBLE, end) if end is not None else found


def _left_open(tokens: Tokens, index: int, found: Found[Person | None]) -> bool:
    """Whether "another rep" does not say which, or "all clients" are more than the one that a record has."""
    if tokens.word(index) == "another":
        return found.value == RESPONSIBLE
    every = tokens.word(index) in {"all", "every"} and tokens.word(found.end - 1) != "all"
    every = every and tokens.word(index + 1) not in {"new", "newly"}  # "email every new contact": the one just made
    return every and found.value == CLIENT


def _apposed(tokens: Tokens, index: int, found: Found[Person | None]) -> Found[Person | None] | None:
    """Reads "our deputy, Karl, (…)": who has the role; "the deputy, Karl and Ben" are three."""
    glossed = _glossed(tokens, found)
    if glossed:
        return glossed
    role_told = found.value is not None and found.value.kind == "role" and tokens.word(found.end) == ","
    definite = tokens.word(index) in {"the", "our", "my"}
    named = user(tokens, found.end + 1) if role_told and definite else None
    if not named or named.value is None or named.value.kind != "user":
        return None
    closed = tokens.word(named.end) == ","
    joint = tokens.word(named.end) in {"and", "&", "or", "plus"}
    joined = (joint and _one(tokens, named.end + 1) is not None) or _goes_on(tokens, named.end)
    listed = named.end + 1 + (tokens.word(named.end + 1) in {"and", "&", "or", "plus"})
    if joined or (closed and _one(tokens, listed) is not None):
        return None
    return Found(named.value, named.end + (closed and not _ends_clause(tokens, named.end + 1)))


def _glossed(tokens: Tokens, found: Found[Person | None]) -> Found[Person | None] | None:
    """Reads "Tom, the project lead": what somebody is, behind the name; "Tom, the CFO and Ben" are three."""
    told = found.value is not None and found.value.kind == "user" and tokens.word(found.end) == ","
    start = found.end + 1
    known_for = past_gloss(tokens, start) if found.value and tokens.word(found.end) in {",", "("} else None
    if known_for:
        return Found(found.value, known_for)
    definite = tokens.word(start) in {"the", "our", "my"}
    heads = tokens.word(start) in {"head", "director"} and tokens.word(start + 1) == "of"
    what = role(tokens, start + definite) if told and (definite or heads) else None
    if not what or not what.value or what.value.kind != "role":
        return None
    closed = tokens.word(what.end) == ","
    behind = what.end + closed
    listed = closed and tokens.word(behind) not in _LABELS  # "make Kim, our team lead, responsible"
    more = _one(tokens, behind + (tokens.word(behind) in {"and", "&", "or", "plus"})) if listed else None
    more = more or (_one(tokens, behind + 1) if tokens.word(behind) in {"and", "&", "or", "plus"} else None)
    if (more and not _goes_on(tokens, more.end)) or (not closed and _goes_on(tokens, what.end)):
        return None
    return Found(found.value, what.end + (closed and not _ends_clause(tokens, what.end + 1)))


def _ends_clause(tokens: Tokens, at: int) -> bool:
    """Whether the comma before belongs to the sentence: a step could begin behind it."""
    return tokens.kind(at) != "WORD" or tokens.word(at) not in _GOING_ON


def _one(tokens: Tokens, index: int) -> Found[Person | None] | None:
    if tokens.kind(index) in {"EMAIL", "PHONE"}:
        return Found(Person(kind="address", value=tokens.at(index).text), index + 1)
    at = tokens.past(index, _MAILBOXES)
    if at > index and tokens.kind(at) in {"EMAIL", "PHONE"}:
        return Found(Person(kind="address", value=tokens.at(at).text), at + 1)  # "our phone +346…"
    if tokens.at(index).text == "@":
        return user(tokens, index + 1)
    if tokens.row(index, 3) in {("whoever", "is", "the"), ("whoever", "'s", "the")}:
        return _one(tokens, index + 2)
    if tokens.word(index) in {"this", "that"} and tokens.word(index + 1) in {"the", "our", "my"}:
        return None  # "after this the lawyer (gets a task)"
    start = index
    while start - index < _MOST_DETERMINERS and tokens.word(start) in _DETERMINERS and not _names(tokens, start):
        if tokens.at(start).text == "New" and tokens.at(start + 1).text[:1].isupper() and start > 0:
            break  # "the New York office"
        start += 1
    return (
        myself(tokens, index)
        or _same(tokens, index)
        or above(tokens, index, start)
        or leading(tokens, start)
        or _meant(tokens, index)
        or pool(tokens, index)
        or pool(tokens, start)
        or body(tokens, index, start)
        or role_in_words(tokens, start)
        or named_team(tokens, start)
        or titled(tokens, start)
        or team(tokens, start)
        or house(tokens, start)
        or role(tokens, start)
        or _simple(tokens, start)
        or _vague(tokens, index)
        or (department(tokens, start, KNOWN) if tokens.word(index) not in {"a", "an"} else None)
        or user(tokens, start)
        or (trade(tokens, start) if start > index and tokens.word(index) in {"the", "our"} else None)
    )


def _meant(tokens: Tokens, index: int) -> Found[Person | None] | None:
    """Whom "her", "they" mean: the colleague or team spoken of last, if there is one. Clients are meant otherwise."""
    word = tokens.word(index)
    before = tokens.word(index - 1)
    if word in {"who", "which"} and before != ",":
        return None
    if word not in _PRONOUNS or before in _CALLS or (word == "them" and before in _REACHES_CLIENTS):
        return None
    last = next(iter(_mentioned(tokens, index)), None)
    individual = word not in {"they", "them", "which"}
    several = last is not None and last.kind == "user" and several_clients(tokens, index)
    subject = word in _SUBJECTS and (last == CLIENT or (last is None and _client_told(tokens, index)))
    if subject or (several and word == "they") or handed_over(tokens, index):
        return Found(CLIENT, index + 1)
    if last == CLIENT and _inside(tokens, index + 1):
        last = next((one for one in _mentioned(tokens, index) if one != CLIENT), None)
    if last is None and (individual or word == "them") and _works(tokens, index):
        return Found(RESPONSIBLE, index + 1)
    thing = word == "which" and (last is None or last.kind != "group")  # "the deal, which is big"
    if last is None or thing or several or last.kind == "client" or (individual and last.kind == "group"):
        return None
    return Found(last, index + 1)


def _same(tokens: Tokens, index: int) -> Found[Person | None] | None:
    """Reads "the same person", "that same team", "this department": who was spoken of last; open if nobody was."""
    points = tokens.word(index) in {"that", "this", "those", "these"}
    at = tokens.past(index + 1, {"very"}) if points or tokens.word(index) == "the" else index
    same = at > index and tokens.word(at) == "same"
    word, end = tokens.word(at + same), at + same + 1
    if not (same or (points and word in _TEAMS)) or word not in _SAME or tokens.word(end) in {"who", "that"}:
        return None
    told = (one for one in _mentioned(tokens, index) if one.kind not in {"client", "address"})
    last = next((one for one in told if (one.kind == "group") == (word in _TEAMS)), None)
    return Found(last, end) if last or word in _TEAMS else None


_TEAMS = {"team", "department", "group", "people"}
_SAME = {*_TEAMS, "person", "colleague", "employee", "one", "rep", "manager", "salesperson", "agent"}


def _works(tokens: Tokens, index: int) -> bool:
    """Whether somebody's task was spoken of, and nobody else: "someone forgot his task: remind him"."""
    before = {tokens.word(at) for at in range(max(0, index - _FARTHEST_MENTION), index)}
    return bool(before & {"task", "to-do", "todo"} and before & {"someone", "somebody", "colleague", "employee"})


def _mentioned(tokens: Tokens, index: int) -> list[Person]:
    """Who was spoken of before, the last first."""
    found: list[Person] = []
    at = max(0, index - _FARTHEST_MENTION)
    while at < index:
        one = person(tokens, at) if tokens.word(at) not in _PRONOUNS else None
        made = tokens.word(at) in {"a", "an", "new"} and tokens.word(at + 1) in {"contact", "new"}
        made = made or (one is not None and _opens_only(tokens, at, one))
        if one and one.value and one.end <= index and not made:
            found.append(one.value)
            at = one.end
        else:
            at += 1
    return found[::-1]


def _opens_only(tokens: Tokens, at: int, one: Found[Person | None]) -> bool:
    """Whether a capital is that of a sentence or a value, not of a name: "Delivered (stage) → ask them"."""
    opens = at == 0 or tokens.kind(at - 1) == "NEWLINE" or tokens.word(at - 1) in {".", "!", "?"}
    unknown = one.value is not None and one.value.kind == "user" and tokens.word(at) not in say.NAMES_TOO
    grouped = one.value is not None and one.value.kind == "group" and names_stage(tokens, at, one.end)
    if (unknown and is_value(tokens, at)) or grouped or is_post(tokens, at):
        return True
    return opens and unknown and not _goes_on(tokens, one.end) and tokens.word(at) not in TITLES


def _inside(tokens: Tokens, at: int) -> bool:
    """Whether a channel of the house follows, by which no client is reached: "(remind him) via the bell"."""
    led = tokens.word(at) in {"via", "by", "in", "on", "through", "over"}
    return led and bool({tokens.word(at + 1), tokens.word(at + 2), tokens.word(at + 3)} & {"bell", "chat"})


def _client_told(tokens: Tokens, index: int) -> bool:
    """Whether a contact or lead was spoken of: "a contact is created, he (is invited)"."""
    told = (NOUNS.find(tokens, at) for at in range(max(0, index - _FARTHEST_MENTION), index))
    return any(noun is not None and noun.value in {"contact", "lead"} for noun in told)


def _names(tokens: Tokens, index: int) -> bool:
    own = tokens.word(index) in RECORD_OWN and tokens.word(index + 1) in say.ABOVE
    return bool(KNOWN.find(tokens, index)) and not own


def _simple(tokens: Tokens, index: int) -> Found[Person | None] | None:
    found = KNOWN.find(tokens, index)
    if found:
        end = of_record(tokens, found.end)
        something = tokens.word(end) in {"for", "of"} and tokens.word(end - 1) in {"responsible", "charge"}
        both = tokens.word(index) == "both" and tokens.word(index + 1) in {"a", "an"}  # "both a task and a bell"
        if (something and end > index + 1) or both:
            return None  # "whoever is responsible for marketing"
        return Found(found.value, end)
    if tokens.word(index) in {"lead", "person"} and tokens.word(index - 1) in {"the", "this", "that"}:
        return Found(CLIENT, index + 1)
    return None


def _vague(tokens: Tokens, index: int) -> Found[Person | None] | None:
    found = _VAGUE.find(tokens, index)
    return Found(None, found.end) if found else None
