"""Colleagues by name: "Ms Harper", "Team lead Kim", "Nina (our controller)", "Ravi from Logistics", "tell anna"."""

from __future__ import annotations

from b24app.english.grammar.people.known import KNOWN
from b24app.english.grammar.people.naming import DEPARTMENTS, ROLES, STOP, TITLE_STOP, TITLED
from b24app.english.grammar.people.teams import SOFTWARE, department, group, named_team, team
from b24app.english.grammar.words.lexer import Tokens, remembered
from b24app.english.grammar.words.lexicon import Found
from b24app.english.grammar.words.spelling import is_word
from b24app.plan import phrases as say
from b24app.plan.plan import Person

_LONGEST_NAME = 3
_LONGEST_SHORT = 4
_SHORTEST_STATE = 5
_POSTS = {
    "pm",
    "po",
    "kam",
    "csm",
    "am",
    "bdm",
    "sdr",
    "bdr",
    "ae",
    "vp",
    "md",
    "gm",
    "cso",
    "cpo",
    "cro",
    "pa",
    "svp",
    "tl",
}
# Offices that one person holds: "the CISO", "our DPO".
_OFFICES = _POSTS - {"ae", "am", "po"} | {
    "ciso", "chro", "dpo", "mlro", "dba", "sre", "dj", "gp", "emt", "caio", "cdo", "cco", "clo", "evp", "avp", "cpa",
    "mp", "dos", "dop", "gc", "cxo", "mc", "ea",
}  # fmt: skip
# What companies call a part of themselves, where it stands alone with a capital: "goes to Enterprise".
_UNITS = {
    "enterprise", "midmarket", "mid-market", "smb", "wholesale", "retail", "hunters", "farmers", "winback", "inbound",
    "outbound", "backup", "frontdesk", "telemarketing", "renewals", "aftersales", "partnerships", "collection",
    "recovery", "banking", "lending", "leasing", "insurance", "construction", "analytics", "projects", "programs",
    "growth", "data", "brand", "content", "events", "bookings", "contracts", "tenders", "stores", "estates", "audit",
    "risk", "fraud", "tax", "creative", "studio", "platform", "credit", "export", "import", "assembly", "records",
    "archives", "scheduling", "bids", "quotations", "surveying", "actuarial", "custody", "settlements", "sourcing",
    "solutions", "north", "south", "east", "west", "central", "benelux", "emea", "dach", "apac", "nordics", "iberia",
}  # fmt: skip
_MACHINES = {"hook", "webhook", "endpoint", "api", "server", "bot", "feed"}
TITLES = {"mr", "mrs", "ms", "miss", "dr", "prof"}


def titled(tokens: Tokens, index: int) -> Found[Person | None] | None:
    """A role with the name of who has it: "Team lead Kim", "compliance officer Mr. Brandt", "Trainer Lou"."""
    for length in range(1, _LONGEST_NAME + 1):
        end = index + length
        if tokens.kind(end - 1) != "WORD" or tokens.word(end - 1) in TITLE_STOP:
            return None
        if tokens.word(end - 1) not in TITLED:
            continue
        at = end + (tokens.word(end) in TITLES)
        at += at > end and tokens.word(at) == "."
        if tokens.word(end) == "'s" and tokens.word(end + 1) in ROLES and is_name(tokens, end + 2):
            at = end + 2
        at += tokens.word(at) in DEPARTMENTS  # "VP Sales Anna"
        if is_name(tokens, at) and tokens.word(at) not in ROLES:
            return user(tokens, at)
    return None


def user(tokens: Tokens, index: int) -> Found[Person | None] | None:
    """One to three capitalised words that mean nothing else."""
    title = tokens.word(index) in TITLES and tokens.at(index).text[:1].isupper()
    dotted = title and tokens.word(index + 1) == "."
    if title and is_name(tokens, index + 1 + dotted):
        end = index + 2 + dotted
        if is_name(tokens, end) and tokens.word(end) not in ROLES:
            index, end = index + 1 + dotted, end + 1  # "Ms. Anna Weber"
        return Found(Person(kind="user", name=tokens.text(index, end)), _past_gloss(tokens, end))
    end = index
    while end - index < _LONGEST_NAME and is_name(tokens, end):
        end += 1
    if end == index:
        return None
    short = end > index + 1 and tokens.word(index) in _POSTS and tokens.at(index).text.isupper()
    index += short  # "PM Lucy"
    of = _past_team(tokens, end)
    if of:
        return Found(Person(kind="user", name=tokens.text(index, end)), of)
    name = tokens.text(index, end)
    name = name.title() if name.islower() else name  # "tell anna"
    alone = end == index + 1
    if (alone and _is_nobody(tokens.word(index))) or tokens.word(end) in _MACHINES:
        return None  # "the Slack hook"
    short = alone and tokens.at(index).text.isupper() and 1 < len(name) <= _LONGEST_SHORT
    if short or tokens.word(end - 1) in _UNITS:
        office = short and tokens.word(index) in _OFFICES
        return Found(Person(kind="role", name=name) if office else group(name), end)  # "HSE", "PMO": short for a team
    return Found(Person(kind="user", name=name), _past_gloss(tokens, end))


def _is_nobody(word: str) -> bool:
    """Whether a word names no person: "France", "Slack", "Confirmed", "(our) Belgian (firms)"."""
    country = word in say.COUNTRIES and word not in say.GIVEN_NAMES
    return country or word in SOFTWARE or word in say.NATIONS or tells_state(word)


def tells_state(word: str) -> bool:
    """Whether a word is a participle and nobody's name: "Confirmed", "Declined", but "Ahmed", "Alfred"."""
    return word.endswith("ed") and len(word) > _SHORTEST_STATE and word not in say.GIVEN_NAMES and is_word(word)


def _past_team(tokens: Tokens, end: int) -> int | None:
    """Past the team somebody is of: "Ravi from Logistics", "Anna at the front desk", "Ben over in sales"."""
    led = end + (tokens.word(end) in {"over", "down", "up"})
    if tokens.word(led) not in {"from", "in", "at", "of"}:
        return None
    start = tokens.past(led + 1, {"the", "our"})
    found = team(tokens, start) or named_team(tokens, start) or department(tokens, start, KNOWN)
    return found.end if found and found.end > start else None


def _past_gloss(tokens: Tokens, end: int) -> int:
    """Past what somebody is, in brackets: "Ravi (installer)", "Nina (our controller)", "Anna (accounting)"."""
    stop = tokens.past(end + 1, {"the", "our"})
    if tokens.word(end) != "(":
        return end
    of = team(tokens, stop) or named_team(tokens, stop) or department(tokens, stop, KNOWN)
    if of and tokens.word(of.end) == ")":
        return of.end + 1
    first = stop
    while stop - first < _LONGEST_SHORT and tokens.kind(stop) == "WORD":
        stop += 1
    role = tokens.word(stop) == ")" and tokens.word(stop - 1) in ROLES
    return stop + 1 if role and stop > first else end


def is_name(tokens: Tokens, index: int) -> bool:
    token = tokens.at(index)
    sure = token.word not in _NO_SURE_NAMES or _in_small_letters(tokens, 0)
    named = token.text[:1].isupper() or (token.word in say.GIVEN_NAMES and sure)
    return token.kind == "WORD" and named and token.word not in STOP and not _shortened(tokens, index)


def _shortened(tokens: Tokens, index: int) -> bool:
    """Whether "I'll", "We'd" stand there, or a noun that opens a saying: "Truth be told"."""
    word = tokens.word(index)
    opens = index == 0 or tokens.word(index - 1) in {".", "!", "?"}
    saying = opens and tokens.word(index + 1) == "be" and word not in say.NAMES_TOO
    return saying or ("'" in word and word.rpartition("'")[2] in _SHORT_VERBS)


_SHORT_VERBS = {"ll", "d", "ve", "re", "m"}


# Names of months, places and things too: in small letters they are names only where nothing has a capital.
_NO_SURE_NAMES = {
    "jan", "georgia", "virginia", "victoria", "charlotte", "carol", "robin", "christian", "heather", "martin", "justin",
    "jasmin", "florian", "sierra", "lucia", "marina", "viola", "gloria", "dennis", "craig", "rosemary",
}  # fmt: skip


@remembered
def _in_small_letters(tokens: Tokens, _: int) -> bool:
    """Whether the writer uses no capitals at all."""
    return all(not token.text[:1].isupper() or token.text.isupper() for token in tokens.items if token.kind == "WORD")
