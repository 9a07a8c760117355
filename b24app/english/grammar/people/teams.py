"""Teams and departments: "the sales team", "Customer Success", "our northern office", "legal"."""

from __future__ import annotations

from b24app.english.grammar.people.known import KNOWN
from b24app.english.grammar.people.naming import (
    DEPARTMENT_STOP,
    DEPARTMENTS,
    GOES_ON,
    ROLES,
    ROLES_OR_HEAD,
    ROLES_OR_OWN,
    TEAM_ENDS,
    TEAM_STOP,
)
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Lexicon, Turns, phrases
from b24app.plan import phrases as say
from b24app.plan.plan import Person

_LONGEST_NAME = 3
_SERVED = {
    "customer",
    "client",
    "patient",
    "guest",
    "tenant",
    "member",
    "student",
    "investor",
    "partner",
    "public",
    "family",
}
_SERVICES = {"success", "care", "support", "service", "services", "relations", "experience"}
_CENTRES = phrases(("call|contact|support|service centre|center", "front|help|service|support|reception desk"))
_HOUSES = {"office", "desk", "branch"}
# "Several people" and "people" alone are no team.
_SOME = {
    "several",
    "some",
    "many",
    "few",
    "most",
    "various",
    "other",
    "more",
    "enough",
    "different",
    "certain",
    "usual",
    "right",
    "relevant",
    "appropriate",
    "affected",
    "interested",
    "concerned",
    "proper",
    "suitable",
    "correct",
}
_PEOPLE = {"people", "folks", "guys", "staff"}
_OWN = {
    "desk", "plate", "list", "queue", "to-do", "todo", "agenda", "calendar", "task", "tasks", "job", "duty", "turn",
    "inbox", "mailbox", "bell", "chat", "phone", "channel", "internal", "group", "team", "ok", "okay", "approval",
    "sign-off", "signoff", "consent", "blessing", "go-ahead", "green", "yes", "signature", "decision", "permission",
    "clearance", "verdict",
}  # fmt: skip
# Words of the grammar inside the name of a team: "Data entry department", "New business team".
_INSIDE_NAMES = {
    "accounts",
    "deals",
    "entry",
    "note",
    "account",
    "deal",
    "lead",
    "quote",
    "invoice",
    "mail",
    "card",
    "task",
    "message",
}
_OF_DEPARTMENTS = {"ops", "operations", "enablement", "support", "admin"}
SOFTWARE = {
    "system", "software", "tool", "app", "server", "database", "api", "erp", "program", "platform", "package", "wms",
    "tms", "dms", "pos", "pms", "etl", "sap", "crm", "website", "webshop", "backend",
}  # fmt: skip


def named_team(tokens: Tokens, index: int) -> Found[Person | None] | None:
    """Reads "Customer Success", "Business Development": names in capitals that close like a team's."""
    served = tokens.word(index) in _SERVED and tokens.word(index + 1) in _SERVICES
    if served and tokens.word(index + 2) not in GOES_ON:
        return Found(group(tokens.text(index, index + 2)), index + 2)
    centre = _CENTRES.find(tokens, index)
    if centre and tokens.word(centre.end) not in ROLES_OR_OWN:
        end = centre.end + (tokens.word(centre.end) in say.TEAM_NOUNS)
        return Found(group(tokens.text(index, end)), end)
    two = tokens.at(index).text[:1].isupper() and tokens.at(index + 1).text[:1].isupper()
    if (
        two
        and tokens.word(index + 1) in TEAM_ENDS
        and tokens.word(index) not in ROLES
        and tokens.word(index + 2) not in ROLES_OR_OWN
    ):
        return Found(group(tokens.text(index, index + 2)), index + 2 + (tokens.word(index + 2) in say.TEAM_NOUNS))
    return None


def team(tokens: Tokens, index: int) -> Found[Person | None] | None:
    if tokens.word(index) in say.NUMBER_WORDS:
        return None
    if tokens.word(index) in _SOME or tokens.word(index) in _PEOPLE:
        return None
    for length in range(_LONGEST_NAME + 1):
        end = index + length
        end += tokens.word(end) in say.TEAM_NOUNS and tokens.word(end + 1) in say.TEAM_NOUNS  # "Enterprise desk team"
        whose = _told_behind(tokens, index) if length == 0 and tokens.word(index) in say.TEAM_NOUNS else None
        if whose:
            return whose
        if tokens.word(end) in say.TEAM_NOUNS and tokens.word(end + 1) not in ROLES_OR_HEAD:
            return Found(group(tokens.text(index, end + 1)), end + 1)
        named = length > 0 and tokens.at(index).text[:1].isupper() and tokens.word(end) in _INSIDE_NAMES
        if tokens.kind(end) != "WORD" or (tokens.word(end) in TEAM_STOP and not named):
            return None
    return None


_WHERE = Turns(("[over|down|up] in|at|from [the|our]", "that|who does|do|handles|handle|runs|run [the|our]"))


def _told_behind(tokens: Tokens, index: int) -> Found[Person | None] | None:
    """Reads "(the) team over in accounting", "(the) department of logistics", "(the) team that does marketing"."""
    of = tokens.word(index + 1) == "of"
    led = Found(True, index + 2) if of else _WHERE.find(tokens, index + 1)
    found = department(tokens, led.end, KNOWN) if led else None
    if not found or not led or not of:
        return found
    return Found(group(f"{tokens.text(led.end, found.end)} {tokens.word(index)}"), found.end)


def department(tokens: Tokens, index: int, simple: Lexicon[Person]) -> Found[Person | None] | None:
    for length in range(1, _LONGEST_NAME):
        end = index + length
        if (
            tokens.kind(end - 1) != "WORD"
            or tokens.word(end - 1) in DEPARTMENT_STOP
            or _is_person(tokens, index, length)
        ):
            break
        if tokens.word(end) in TEAM_ENDS and tokens.word(end + 1) not in GOES_ON:
            modified = tokens.word(end - 1) not in DEPARTMENTS and not simple.find(tokens, end - 1)
            if (modified or tokens.word(end) in _HOUSES) and tokens.kind(end) == "WORD":
                return Found(group(tokens.text(index, end + 1)), end + 1)
    both = tokens.word(index) in DEPARTMENTS and tokens.word(index + 1) in _OF_DEPARTMENTS
    if both and tokens.word(index + 2) not in GOES_ON:
        return Found(group(tokens.text(index, index + 2)), index + 2)  # "sales ops"
    pronoun = tokens.word(index) == "it" and tokens.at(index).text != "IT"
    first = tokens.row(index + 1, 2) == ("number", "one")  # "the marketing number one" is who leads it
    if first or tokens.word(index + 1) in SOFTWARE or _crafts(tokens, index):
        return None
    own = tokens.word(index + 1) == "'s" and tokens.word(index + 2) in _OWN  # "Finance's inbox"
    if tokens.word(index) in DEPARTMENTS and not pronoun and (own or tokens.word(index + 1) not in ROLES_OR_OWN):
        return Found(group(tokens.text(index, index + 1)), index + 1)
    return None


def _is_person(tokens: Tokens, index: int, length: int) -> bool:
    """Whether a given name in front of small words stands there: "(notify) Ben outside office hours" names none."""
    named = tokens.word(index) in say.GIVEN_NAMES and tokens.at(index).text[:1].isupper()
    return named and length > 1 and tokens.at(index + 1).text.islower()


def _crafts(tokens: Tokens, index: int) -> bool:
    """Whether the department only says which trade is meant: "the kitchen porter", "the claims handler"."""
    word = tokens.word(index + 1)
    ends = word.endswith(say.AGENT_ENDINGS) and word not in say.NO_AGENTS and not say.VERBS_SEEN & {word}
    definite = index > 0 and tokens.word(index - 1) in {"the", "our"}
    return definite and (ends or word in say.TRADES or word in _SORTED)


# Things that a department's name only tells the sort of: "(a deal for) the maintenance part".
_SORTED = {
    "part", "parts", "work", "works", "contract", "contracts", "job", "jobs", "side", "phase", "project", "agreement",
    "visit", "fee", "fees", "costs", "cost", "package", "kit", "date", "dates", "brief", "checklist", "documents",
    "slot", "window", "address", "bit", "piece", "half", "portion", "share", "stage",
}  # fmt: skip


def house(tokens: Tokens, index: int) -> Found[Person | None] | None:
    """Reads "the head office", "the controller desk": a role's noun that only says which office."""
    named = tokens.word(index) in ROLES or tokens.word(index) in _SERVED
    owned = index + 1 + (tokens.word(index + 1) == "'s" and tokens.word(index) in ROLES)  # "the dean's office"
    told = named and tokens.word(owned) in {"office", "desk", "branch"}
    return Found(group(tokens.text(index, owned + 1)), owned + 1) if told else None


def group(name: str) -> Person:
    for loose in _PEOPLE:
        name = name if name.lower() == loose else name.removesuffix(f" {loose}")  # "the logistics guys"
    return Person(kind="group", name=" ".join(word[:1].upper() + word[1:] for word in name.split()))
