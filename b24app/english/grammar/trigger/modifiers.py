"""What kind of record a trigger speaks of: "a high-priority task", "an insurance deal"."""

from __future__ import annotations

from b24app.english.grammar.clause import Clause
from b24app.english.grammar.conditions.currencies import CURRENCY_NAMES
from b24app.english.grammar.conditions.fields import known_field
from b24app.english.grammar.conditions.sizes import size
from b24app.english.grammar.conditions.states import PRIORITIES
from b24app.english.grammar.people.meant import person
from b24app.english.grammar.words.lexer import Tokens, lex
from b24app.english.grammar.words.lexicon import Found, Turns, phrases
from b24app.english.grammar.words.lexicons import EVENTS, NOUNS
from b24app.plan import phrases as say
from b24app.plan.plan import Comparison

MARKERS = phrases(say.TRIGGER_MARKERS)
PASSED_OVER = {*say.DETERMINERS, *say.AUXILIARIES, *say.EVENT_ADVERBS} - {"not", "isn't", "all", "one", "ever"}
_PRIORITY = {"high-priority": "high", "low-priority": "low", "top-priority": "high", "urgent": "high"}
_LACKED = {
    "phone": "phone", "email": "email", "e-mail": "email", "owner": "ASSIGNED_BY_ID", "contact": "contact",
    "company": "COMPANY_ID", "source": "SOURCE_ID", "budget": "budget", "address": "address",
}  # fmt: skip
_SIZED = {
    "big", "huge", "large", "small", "tiny", "major", "massive", "giant", "little", "minor", "sizeable", "sizable",
    "great", "good", "nice", "fat", "juicy", "mega", "important", "significant", "substantial", "enormous",
}  # fmt: skip
_ENTIRE = {"full", "complete", "final", "successful", "actual", "regular", "ordinary", "proper"}
_ONLINE = {
    "facebook", "instagram", "linkedin", "google", "twitter", "tiktok", "youtube", "telegram", "referral", "website",
    "webinar", "newsletter", "webform",
}  # fmt: skip
_SORTED = {"deal", "lead", "contact", "company", "quote", "invoice", "task"}
_BARE = {
    "unassigned": "ASSIGNED_BY_ID", "ownerless": "ASSIGNED_BY_ID", "unowned": "ASSIGNED_BY_ID", "untagged": "tags",
    "unlabelled": "tags", "unlabeled": "tags", "orphaned": "ASSIGNED_BY_ID", "orphan": "ASSIGNED_BY_ID",
    "masterless": "ASSIGNED_BY_ID",
}  # fmt: skip
# What tells records apart in most firms, whatever their trade.
_TYPES = {
    "renewal", "upsell", "cross-sell", "upselling", "wholesale", "retail", "b2b", "b2c", "enterprise", "corporate",
    "commercial", "residential", "industrial", "government", "institutional", "export", "import", "strategic", "vip",
    "premium", "gold", "silver", "platinum", "internal", "external", "trial", "test", "pilot", "key", "key-account",
}  # fmt: skip
# Words with such an end tell how a record is, not what a firm's records are.
_STATES = ("less", "ed", "ful", "able")
_PARTIES = {"contact", "company"}
_PARTNERS = {
    "supplier", "partner", "competitor", "vendor", "reseller", "customer", "client", "distributor", "dealer", "agency",
}  # fmt: skip
_ONLY = {"only", "just", "solely", "exclusively", "no", "not", "except", "without"}
_COMMANDS = {
    "move", "put", "push", "shift", "send", "bring", "take", "transfer", "assign", "give", "hand", "pass", "route",
    "forward", "advance", "promote", "tag", "label", "mark", "set", "make", "let", "have", "add", "remove", "email",
    "text", "tell", "notify",
}  # fmt: skip
_MOST_BETWEEN = 4
_SPOKEN = {"call", "email"}
_WAYS = {
    "inbound": "inbound", "outbound": "outbound", "outgoing": "outbound",
}  # fmt: skip
_FAR = 7
_MOST_MODIFIERS = 2
_NO_MODIFIERS = {
    *(say.NUMBER_WORDS.keys() - {"couple"}),
    "dozen", "dozens", "handful", "enough", "few", "fewer", "hundred", "batch", "bunch",
    "all", "not", "no", "one", "first", "second", "last", "every", "two", "three", "several", "many", "both", "only",
    "big", "good",
    "bad", "important", "large", "small", "hot", "cold", "almost", "nearly", "never", "unless", "without", "from", "in",
    "on", "of", "with", "and", "or", "to", "for", "by", "before", "after", "until", "most", "other", "same", "old",
    "near", "whatever", "whichever", "more", "yet", "such", "else", "what", "which", "whose",
    "so", "concerning", "regarding", "about", "well", "okay", "ok", "hey", "hi", "hello", "basically", "handle", "like",
    "because", "while", "though", "although", "during", "within", "against", "among", "despite", "except", "past",
    "toward", "towards", "versus", "also", "please", "pls", "thanks", "say", "suppose", "imagine", "got", "any",
    "seen", "than", "then", "later", "earlier", "sooner", "per", "via", "as", "soon", "since", "upon", "between",
}  # fmt: skip
# What a record is called, but no type of it: "the third deal", "a foreign client's".
_NO_SORTS = {
    "third", "fourth", "fifth", "tenth", "next", "previous", "former", "foreign", "domestic", "local", "distant",
    "nearby", "returning", "recurring", "current", "future", "possible", "potential", "doubtful", "strange",
    "difficult", "easy", "cheap", "expensive", "recent", "early", "late", "long", "short", "similar", "identical",
    "different", "certain", "particular", "specific", "special", "single", "double", "half", "extra", "additional",
    "further", "real", "fake", "right", "wrong", "interesting", "suspicious", "profitable", "promising", "serious",
    "weird", "slow", "fast", "quick", "dead", "stale", "active", "inactive", "open", "closed", "pending",
    "remaining", "usual", "typical", "lucrative", "tardy", "laggard", "straggling", "lagging", "trailing", "dragging",
    "slipping", "struggling", "dying", "sleeping", "delinquent", "outstanding", "dormant", "idle", "sleepy", "stuck",
    "rotten", "lazy", "sluggish", "naughty", "guilty", "lousy", "dodgy", "shaky", "risky", "sick", "rip", "dud", "bust",
    "conv", "duplicate", "incomplete", "invalid", "incorrect", "inaccurate", "irrelevant", "anonymous", "bogus",
    "dubious", "repeat", "worthy", "worthless", "hopeless", "careless", "half-finished", "half-done", "hopeful",
    "spurious",
}  # fmt: skip


def modifier(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """Reads "a high-priority task", "an insurance deal": what kind of record it has to be."""
    if clause.noun or tokens.kind(at) != "WORD":
        return None
    word = tokens.word(at)
    tag = _tagged(tokens, at)
    told_of = NOUNS.find(tokens, tag.end) if tag else None
    sorted_by = _prioritised(tokens, at) or tag
    if sorted_by:
        clause.conditions += (sorted_by.value,)
        clause.noun = told_of.value if told_of else ""
        return told_of.end if told_of else sorted_by.end
    told = _missing(tokens, at) or _of_kind(tokens, at)
    clause.conditions += told
    entire = word in _ENTIRE and NOUNS.find(tokens, at + 1)  # "full payment", "a regular meeting"
    if told or entire or (word in _SIZED and _measured(tokens, at)):
        return at + 1
    end = at
    while end - at < _MOST_MODIFIERS and _modifies(tokens, end):
        end += 1
    noun = NOUNS.find(tokens, end)
    if end == at or not noun or noun.value in {"stage", "note", "call", "email", "activity"}:
        return None
    kind = tokens.text(at, end)
    if denied := _denied_kind(kind):
        clause.conditions += (denied,)
        return end
    clause.kindred = kind
    if _singles_out(tokens, at, end, noun.value):
        clause.conditions += (Comparison(field="type", op="eq", value=kind),)
        clause.notes.append(f"“{kind}” was read as the type of the {noun.value}.")
    else:
        clause.notes.append(f"“{kind}” only describes the {noun.value}: every {noun.value} is meant.")
    return end


def _denied_kind(kind: str) -> Comparison | None:
    """Reads "a non-EUR deal", "non-German companies", "a non-VIP contact": which ones are not meant."""
    prefix, _, rest = kind.partition("-")
    if prefix.casefold() != "non" or not rest:
        return None
    money, nation = CURRENCY_NAMES.find(lex(rest), 0), say.NATIONS.get(rest.casefold())
    level = _PRIORITY.get(rest.casefold())
    field, value = (
        ("CURRENCY_ID", money.value)
        if money
        else ("country", nation)
        if nation
        else ("priority", level)
        if level
        else ("type", rest if rest[:1].isupper() else "")
    )
    return Comparison(field=field, op="ne", value=value) if value else None


def _prioritised(tokens: Tokens, at: int) -> Found[Comparison] | None:
    """Reads "high-priority (task)", "high priority (task)"."""
    word = tokens.word(at)
    apart = word in PRIORITIES and tokens.word(at + 1) == "priority"
    level = word if apart else _PRIORITY.get(word, "")
    return Found(Comparison(field="priority", op="eq", value=level), at + 1 + apart) if level else None


def _tagged(tokens: Tokens, at: int) -> Found[Comparison] | None:
    """Reads "VIP-tagged (deals)", "a VIP tagged (contact)"."""
    text, _, done = tokens.at(at).text.rpartition("-")
    apart = tokens.word(at + 1) in _TAGGED and tokens.at(at).text[:1].isupper()
    name = tokens.at(at).text if apart else text if done.casefold() in _TAGGED else ""
    end = at + 1 + apart
    return Found(Comparison(field="tags", op="contains", value=name), end) if name and NOUNS.find(tokens, end) else None


_TAGGED = {"tagged", "labelled", "labeled"}


def _singles_out(tokens: Tokens, at: int, end: int, noun: str) -> bool:
    """Whether the words in front of a record say which ones are meant, not only what this firm's records are.

    A boiler firm's "boiler enquiry" is any lead of theirs. Known types do, and so does what stands behind "only", is
    written as a value ("a Renewal deal"), or is told apart from others of the kind ("… and wholesale deals …").
    """
    first = tokens.word(at)
    if first in _TYPES or first.startswith("non-") or (noun in _PARTIES and first in _PARTNERS):
        return True
    if any(tokens.word(place) in _ONLY for place in range(at - _MOST_BETWEEN, at)):
        return True
    written = tokens.at(at).text[:1].isupper() and tokens.kind(at - 1) == "WORD"
    return written or any(_told_apart(tokens, place, noun) for place in range(end + 1, len(tokens)))


def _told_apart(tokens: Tokens, at: int, noun: str) -> bool:
    """Whether records of that kind are told there with another word in front, to which something happens."""
    found = NOUNS.find(tokens, at)
    if not found or found.value != noun or not _modifies(tokens, at - 1):
        return False
    happens = EVENTS.find(tokens, tokens.past(found.end, PASSED_OVER))
    return tokens.word(at).endswith("s") or happens is not None


def way(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """Reads "an inbound (call)", "an outgoing (email)": which way it went."""
    noun = NOUNS.find(tokens, at + 1) if tokens.word(at) in _WAYS and not clause.noun else None
    if not noun or noun.value not in _SPOKEN:
        return None
    clause.conditions += (Comparison(field="direction", op="eq", value=_WAYS[tokens.word(at)]),)
    return at + 1


def kind_named(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """Reads "Webshop deals (source)": the field of what was told as the kind of record."""
    field = known_field(tokens, at + 1) if clause.kindred and tokens.word(at) == "(" else None
    if not field or tokens.word(field.end) != ")":
        return None
    rows = (row for row in clause.conditions if not (isinstance(row, Comparison) and row.value == clause.kindred))
    clause.conditions = (*rows, Comparison(field=field.value, op="eq", value=clause.kindred))
    clause.notes = [note for note in clause.notes if clause.kindred not in note]
    clause.kindred = ""
    return field.end + 1


# In front of the number that a vague size stands for.
IN_NUMBERS = Turns(
    ("(|, [say|meaning|i.e|ie] [so|let]", ",|- let 's|us say", ",|- lets say", ",|- that is|means [,]", "- say")
)


def _measured(tokens: Tokens, at: int) -> bool:
    """Whether it is told how big "a huge win (over 200k)", "a big deal is won, say more than 50k" is."""
    for place in range(at + 1, at + _FAR):
        put = IN_NUMBERS.find(tokens, place)
        if put:
            return size(tokens, put.end) is not None
    return False


def _missing(tokens: Tokens, at: int) -> tuple[Comparison, ...]:
    """Reads "phone-less", "emailless (leads)": what they lack."""
    bare = tokens.word(at).removesuffix("less").removesuffix("-")
    known = bare in _LACKED and tokens.word(at).endswith("less") and NOUNS.find(tokens, at + 1)
    return (Comparison(field=_LACKED[bare], op="empty"),) if known else ()


def _of_kind(tokens: Tokens, at: int) -> tuple[Comparison, ...]:
    """Reads "an unassigned (lead)", "German (companies)", "Facebook (leads)", "EUR (invoices)"."""
    noun = NOUNS.find(tokens, at + 1)
    if not noun or noun.value not in _SORTED:
        return ()
    word, text = tokens.word(at), tokens.at(at).text
    money = CURRENCY_NAMES.find(tokens, at) if text.isupper() else None
    if word in _BARE:
        return (Comparison(field=_BARE[word], op="empty"),)
    if word in say.NATIONS:
        return (Comparison(field="country", op="eq", value=say.NATIONS[word]),)
    if money and money.end == at + 1:
        return (Comparison(field="CURRENCY_ID", op="eq", value=money.value),)
    source = noun.value == "lead" and word in _ONLINE and text[:1].isupper()
    return (Comparison(field="SOURCE_ID", op="eq", value=text),) if source else ()


KINDS = {"family", "household", "couple"}  # people of a record elsewhere, in front of its noun its kind


def _is_kind(tokens: Tokens, at: int) -> bool:
    """Whether a word for people only describes the record: "a driver task is created", "a new roofing lead"."""
    noun = NOUNS.find(tokens, at + 1)
    if not noun or noun.value not in _SORTED or not tokens.at(at).text.islower() or tokens.word(noun.end) == "'s":
        return False
    if noun.value != "lead":
        return True  # nobody is a "driver task"
    event = EVENTS.find(tokens, tokens.past(noun.end, PASSED_OVER))
    happens = event is not None and (noun.value, event.value) in say.TRIGGER_OF
    set_off = tokens.kind(noun.end) == "ARROW" or tokens.word(noun.end) == ";"
    return happens or set_off or tokens.word(at - 1) in {"new", "fresh", "incoming"}


def _tells_state(tokens: Tokens, at: int) -> bool:
    """Whether "belated", "abandoned" stands there: what became of a record, and not what kind of one it is."""
    word = tokens.word(at)
    undone = word.startswith("un") and len(word) > _LONGEST_ROOT and word not in _NOT_UNDONE
    named = at > 0 and tokens.at(at).text[:1].isupper()  # "a Closed Circuit deal"
    return (undone or (word.endswith("ed") and len(word) > _LONGEST_ROOT)) and not named


_LONGEST_ROOT = 4  # "bed", "shed", "used"
_NOT_UNDONE = {"union", "university", "universal", "uniform", "uniforms", "underfloor", "underwear", "underwater"}


def _modifies(tokens: Tokens, at: int) -> bool:
    word = tokens.word(at)
    if (
        tokens.kind(at) != "WORD"
        or word.endswith("n't")
        or _tells_state(tokens, at)
        or word in PASSED_OVER | _NO_MODIFIERS | _NO_SORTS
        or known_field(tokens, at)
    ):
        return False
    state = at > 0 and word.endswith(_STATES) and NOUNS.find(tokens, at + 1)  # "a neglected deal" is not any deal
    if state or (at == 0 and word in _COMMANDS):
        return False  # "Move quote-accepted deals to Production"
    named = person(tokens, at) if at and word not in KINDS else None  # the first word is large anyway
    named = None if _is_kind(tokens, at) else named
    return not (NOUNS.find(tokens, at) or EVENTS.find(tokens, at) or named or MARKERS.find(tokens, at))
