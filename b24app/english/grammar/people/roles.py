"""Roles and trades: "the finance director", "head of sales", "our paralegals", "the upholsterer"."""

from __future__ import annotations

from b24app.english.grammar.people.known import KNOWN
from b24app.english.grammar.people.naming import DEPARTMENTS, LEFT_OPEN, PLURAL_ROLES, ROLE_STOP, ROLES, STOP
from b24app.english.grammar.people.teams import group
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found
from b24app.plan import phrases as say
from b24app.plan.plan import Person

_LONGEST_NAME = 3
_SHORTEST_TRADE = 4
# "An incoming lead" is a record, no colleague.
_OF_LEADS = {
    "incoming", "inbound", "fresh", "hot", "cold", "warm", "qualified", "unqualified", "converted", "lost", "arriving",
    "incomming", "junk", "qualifying", "promising", "dead", "unassigned", "existing", "last", "first", "next", "other",
}  # fmt: skip
_LED_BY = ROLES - {"manager", "agent", "coordinator", "specialist", "officer", "head", "lead", "admin", "analyst"}
_HOUSES = {"office", "branch", "desk", "site", "plant", "division", "team", "department"}


def role(tokens: Tokens, index: int) -> Found[Person | None] | None:
    """`director`, `finance director`, `head of sales`, `project manager`, `team lead`."""
    if tokens.word(index) in {"head", "director"} and tokens.word(index + 1) == "of":
        at = index + 2 + (tokens.word(index + 2) == "the")
        if tokens.kind(at) == "WORD" and tokens.word(at) not in {"department", "dept", *STOP}:
            named = tokens.at(at).text[:1].isupper() and tokens.word(at + 1) in _HOUSES  # "head of the Berlin office"
            place = f"{tokens.word(at)} {tokens.word(at + 1)}" if named else tokens.word(at)
            passed = not named and tokens.word(at + 1) in {"department", "dept"}  # "head of the legal department"
            return Found(Person(kind="role", name=f"{tokens.word(index)} of {place}"), at + 1 + named + passed)
    known = KNOWN.find(tokens, index)
    for length in range(_LONGEST_NAME):
        end = index + length
        if tokens.word(end) == "lead" and end == index and tokens.word(end + 1) in _LED_BY:
            continue  # "the lead designer"
        if tokens.word(end) == "lead" and (end == index or tokens.word(end - 1) in _OF_LEADS):
            return None
        if _is_plural_role(tokens, end) and not known:
            return Found(group(tokens.text(index, end + 1)), end + 1)
        if _is_role(tokens.word(end)) and not (known and known.end > end):
            stop = end + 1
            stop += 2 if (tokens.word(stop), tokens.word(stop + 1)) == ("on", "duty") else 0
            following = tokens.word(stop) in ROLES and tokens.word(stop) not in {"lead", "head"}
            stop += following and tokens.at(end).text.isupper() is False
            stop += 2 * (
                tokens.word(stop) == "of" and tokens.word(stop + 1) in DEPARTMENTS and not _pronoun(tokens, stop + 1)
            )
            stop += tokens.word(end) == "vp" and tokens.word(stop) in DEPARTMENTS  # "VP Sales"
            return Found(Person(kind="role", name=tokens.text(index, stop)), stop)
        if length == 0 and _is_noun(tokens, index):
            continue
        if (
            tokens.kind(end) != "WORD"
            or tokens.word(end) in ROLE_STOP
            or (known and length == 0 and not _heads(tokens, end))
        ):
            return None
    return None


def _is_role(word: str) -> bool:
    """Whether a word names a role, alone or behind a hyphen: "chef", "sous-chef"."""
    return word in ROLES or ("-" in word and word.rpartition("-")[2] in ROLES)


def _is_noun(tokens: Tokens, index: int) -> bool:
    """Whether a word that is a verb elsewhere can only be a noun here: "the plant manager", "our set designer"."""
    led = tokens.word(index - 1) in say.DETERMINERS and index > 0
    return led and tokens.word(index) in say.VERBS_SEEN and tokens.word(index + 1) in ROLES


def _pronoun(tokens: Tokens, at: int) -> bool:
    """Whether "it" stands there, and not the IT department: "inform the CEO of it"."""
    return tokens.word(at) == "it" and tokens.at(at).text != "IT"


def _is_plural_role(tokens: Tokens, at: int) -> bool:
    """Reads "paralegals", "the drivers": all who have that role are a group."""
    word = tokens.word(at)
    return word.endswith("s") and word not in ROLES and word[:-1] in PLURAL_ROLES


def trade(tokens: Tokens, index: int) -> Found[Person | None] | None:
    """A trade told by its ending or listed without one: "the upholsterer", "our chief vintner", "the midwives"."""
    for length in range(_LONGEST_NAME - 1):
        at = index + length
        word = tokens.word(at)
        known = KNOWN.find(tokens, at) if at > index else None
        if tokens.kind(at) != "WORD" or word in STOP or word in say.NO_AGENTS or known or word in LEFT_OPEN:
            return None
        if tokens.word(at + 1) == "'s":
            continue
        if is_trade(word):
            return Found(Person(kind="role", name=tokens.text(index, at + 1)), at + 1)
        if any(is_trade(one) for one in _singulars(word)):
            return Found(group(tokens.text(index, at + 1)), at + 1)
    return None


def is_trade(word: str) -> bool:
    """Whether a word is listed as a trade or ends like one."""
    ends = word.endswith(say.AGENT_ENDINGS) and len(word) > _SHORTEST_TRADE and word not in say.NO_AGENTS
    return ends or word in say.TRADES


def _singulars(word: str) -> tuple[str, ...]:
    if word.endswith("men"):
        return (word[:-3] + "man",)
    if word.endswith("ives"):
        return (word[:-4] + "ife",)
    if word.endswith("ies"):
        return (word[:-3] + "y",)
    return (word[:-1], word[:-2]) if word.endswith("s") else ()


def _heads(tokens: Tokens, index: int) -> bool:
    """Whether a role's noun follows: "volunteer coordinator" is no volunteer."""
    for at in range(index + 1, index + _LONGEST_NAME):
        if tokens.word(at) in ROLES:
            return True
        if tokens.kind(at) != "WORD" or tokens.word(at) in STOP:
            return False
    return False
