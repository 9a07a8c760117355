"""Names of fields and the values they are compared with: "Customer type", "the lead's source", "five thousand EUR".

Fields are an open class: a portal has its own. A name is taken when the table knows it, when it is announced ("field …"
or quotes, a capital letter) or when an operator follows it at once.
"""

from __future__ import annotations

import re

from b24app.english.grammar.conditions.amounts import CURRENCIES, amount_at
from b24app.english.grammar.conditions.documents import document_field
from b24app.english.grammar.conditions.fieldtails import past_verbal
from b24app.english.grammar.conditions.fragments import past_grade
from b24app.english.grammar.conditions.operators import operator
from b24app.english.grammar.people.owned import owned_next
from b24app.english.grammar.words.lexer import Tokens, remembered
from b24app.english.grammar.words.lexicon import Found, Lexicon, Turns, phrases
from b24app.english.grammar.words.lexicons import EVENTS, NOUNS
from b24app.english.grammar.words.limits import SAID_OF_VALUES
from b24app.plan import phrases as say

FIELDS: Lexicon[str] = Lexicon(say.FIELDS)
_CLIENTS = phrases(say.CLIENT)
_MOVES = phrases((*say.STAGE_MOVES, "returns|falls|transitions|steps|turns|slides|drops [back] to|into|in"))
AMOUNT = "OPPORTUNITY"
CURRENCY = re.compile(r"[€$£]|\b(?:eur|euros?|usd|dollars?|gbp|pounds?|chf|rub)\b", re.IGNORECASE)
OWN_WORDS = {"the", "its", "their", "a", "an", "any", "our", "this", "that", "his", "her", "my", "new", "own"}
_OWNERS = {"client", "customer", "person", "assignee", "it", "record", "patient", "guest"}
_ABOUT_RECORD = Turns(
    (
        "of|on|in|for|at the|a|this|that|its|any|our [new|same|won|lost] deal|lead|contact|company|task|invoice|quote",
        "of|on|in|at the|a|any|every|each|our deal|lead|contact|company|invoice|quote card|record|profile|page",
        "of|in|on a|the|any|each|every newly|freshly|just|recently created|added|registered deal|lead|contact|task",
        "of|in|on a|the|any|each|every newly|freshly|just|recently created|added|registered company|quote|invoice",
        "of the|our|this|that client|customer|buyer|patient|guest|donor",
        "on it",
    )
)
_NEVER_IN_NAMES = {
    "shall",
    "should",
    "must",
    "will",
    "to",
    "from",
    "and",
    "or",
    "then",
    "if",
    "when",
    "with",
    "on",
    "field",
    "by",
    "now",
    "still",
    "already",
    "currently",
}
# Words that a name may end in, though it cannot go on with them.
_CLOSING = {"by", "on", "from", "to", "with", "until", "at"}
_CLOSERS = {",", ".", ";", ":", ")", "?", "!", "or", "and", "/", "is", "are"}
_LONGEST_NAME = 5
_LONGEST_VALUE = 5
_TAIL = 3
# Verbs before an object: "(to Madrid) call the client".
_VERBS_TOO = {"test", "contact", "open", "call", "email", "phone", "text", "mark", "chat", "start", "run"}
_REACHES = {"call", "email", "phone", "text"}
_OBJECTS = {"the", "a", "an", "our", "him", "her", "them", "it", "me", "us", "client", "customer", "somebody"}
# Words that tell what happens to a record, whatever stands before them.
_HAPPENINGS = {
    "attaining", "being", "came", "conversion", "creation", "declared", "ended", "ending", "ends", "enter", "fallen",
    "fell", "flagged", "getting", "gone", "happens", "hit", "hits", "hitting", "leaving", "left", "loss", "lost",
    "marked", "reach", "reached", "reaches", "reaching", "stage", "touching", "turning", "went", "win", "won",
}  # fmt: skip
_NO_HAPPENINGS = {
    "progress", "pass", "calls", "contacts", "posts", "notes", "imports", "records", "logs", "books", "emails",
    "registers",
}  # fmt: skip
_CHANGES = {
    "changed",
    "edited",
    "updated",
    "modified",
    "altered",
    "filled",
    "set",
    "raised",
    "added",
    "created",
    "moved",
}
# Words that end a name or a value written without quotes.
_BREAKS = {
    "whether", "what", "how", "where",
    "and", "or", "nor", "then", "the", "a", "an", "if", "when", "unless", "otherwise", "else", "to", "please", "we",
    "i", "it",
    "its", "is", "are", "was", "with", "without", "by", "for", "from", "in", "on", "at", "gets", "get", "has", "have",
    "should", "must", "will", "shall", "needs", "so", "but", "until", "till", "only", "just", "not", "of", "as", "be",
    "his", "her", "their", "our", "my", "your", "this", "that", "they", "he", "she", "you", "after", "before", "also",
    "once", "whenever",
    "comes", "came", "lands", "landed", "arrived", "appears", "appeared", "pops", "popped", "walks", "walked", "hits",
    "back", "whose", "which", "who", "now", "still", "go", "goes", "going", "becomes", "contains", "contain", "&", "=>",
    "skip", "skips", "means", "flips", "flipped", "into", "somewhere", "anywhere", "everywhere", "any", "anymore",
    "being", "never", "instead",
    "don't", "doesn't", "didn't", "won't", "can't", "cannot", "isn't", "aren't", "wasn't", "weren't", "hasn't",
    "haven't", "shouldn't", "mustn't", "wouldn't",
}  # fmt: skip


def past_own(tokens: Tokens, index: int) -> int:
    """Past "the", "its", "a new"; few, so that reading stays linear."""
    return tokens.past(index, OWN_WORDS)


def owned_from(tokens: Tokens, index: int) -> int:
    """Past "the lead's", "its", "the deal", in front of a field of that record."""
    at = past_own(tokens, index)
    at += tokens.word(at) == "custom" and tokens.word(at + 1) == "field"
    if tokens.word(at) == "value" and tokens.word(at + 1) == "of":
        at = past_own(tokens, at + 2)
    noun = None if document_field(tokens, at) else NOUNS.find(tokens, at)
    known = FIELDS.find(tokens, at)
    if noun and noun.value != "stage" and not (known and known.end > noun.end):
        after = noun.end + (tokens.word(noun.end) == "'s")
        named = tokens.kind(after + 1) == "QUOTED" or tokens.at(after + 1).text[:1].isupper()
        field = FIELDS.find(tokens, after) or (tokens.word(after) == "field" and named)
        return after if tokens.word(noun.end) == "'s" or field else at
    if tokens.word(at) in _OWNERS and tokens.word(at + 1) == "'s":
        return at + 2
    return at


@remembered
def known_field(tokens: Tokens, index: int) -> Found[str] | None:
    """A field that the table knows or that is announced as one, with the record it belongs to."""
    at = owned_from(tokens, index)
    if own := document_field(tokens, past_own(tokens, index)):
        return _of_record(tokens, own.value, own.end)
    announced = tokens.word(at) == "field" and not FIELDS.find(tokens, at)
    found = FIELDS.find(tokens, at + announced)
    called = found is not None and tokens.word(found.end - 1) == "phone" and tokens.row(found.end, 2) in _CALLING
    longer = _before_field(tokens, at) if found and tokens.at(at).text[:1].isupper() else None
    if found and longer and tokens.word(found.end) != "field":
        return longer  # "(the) Source detail field"
    if found and not announced and not called:
        boxed = tokens.word(found.end) in _BOXES or (tokens.row(found.end - 1, 2) == ("phone", "line"))
        return _of_record(tokens, found.value or _as_said(tokens, at, found.end), found.end + boxed)
    if announced:
        return _announced(tokens, at + 1)
    if tokens.kind(at) == "QUOTED" and tokens.word(at + 1) == "field":
        return _of_record(tokens, tokens.at(at).inner, at + 2)
    return _before_field(tokens, at) or _of_a_kind(tokens, at)


def _of_a_kind(tokens: Tokens, at: int) -> Found[str] | None:
    """Reads "Roof type (Flat)", "Event city (Paris)": a name that ends in a field, where a value follows."""
    named = at > 0 and tokens.kind(at) == "WORD" and tokens.at(at).text[:1].isupper()
    told = named and not (NOUNS.find(tokens, at) or EVENTS.find(tokens, at) or breaks(tokens, at))
    sort = FIELDS.find(tokens, at + 1) if told and tokens.at(at + 1).text.islower() else None
    valued = sort and (tokens.kind(sort.end) in {"QUOTED", "NUMBER"} or tokens.at(sort.end).text[:1].isupper())
    return Found(tokens.text(at, sort.end), sort.end) if sort and valued else None


_BOXES = {"field", "box", "slot", "entry", "cell", "column"}
# "A phone call with them" names no field; "if it has a phone call them" does.
_CALLING = {(call, word) for call in ("call", "calls") for word in ("to", "with", "by", "for", "from", "on", "in", ",")}


def _before_field(tokens: Tokens, at: int) -> Found[str] | None:
    """Reads "(the) budget field", "(the) Is VIP field": the name before the word."""
    large = tokens.at(at).text[:1].isupper() and at > 0
    for end in range(at + 1, at + _LONGEST_NAME):
        own = tokens.word(end - 1) in _CLOSING and tokens.word(end) == "field"  # "(the) Delivered on field"
        breaks_off = tokens.word(end - 1) in _BREAKS and not (large and (end - 1 == at or own))
        if tokens.kind(end - 1) != "WORD" or breaks_off:
            return None
        if tokens.word(end) == "field" and (large or (end == at + 1 and tokens.word(at) not in _NO_NAMES)):
            return _of_record(tokens, tokens.text(at, end), end + 1)
    return None


# "Any old field" is no field called "old", and "set field 'Region'" none called "set".
_NO_NAMES = {
    "old", "same", "other", "certain", "particular", "single", "given", "random", "wrong", "right", "specific",
    "set", "put", "change", "update", "fill", "make", "write", "clear", "switch", "move",
}  # fmt: skip


def _as_said(tokens: Tokens, start: int, end: int) -> str:
    """A name in capitals as written; any other in the words of the table ("e-mail" is "email")."""
    named = tokens.at(start).text[:1].isupper() and start > 0
    return tokens.text(start, end) if named else " ".join(tokens.word(at) for at in range(start, end))


def _until_operator(tokens: Tokens, at: int) -> Found[str] | None:
    """The words of an announced name up to what it is compared by: "(field) Number of rooms (is over 3)"."""
    for end in range(at + 1, at + _LONGEST_NAME + 1):
        ends = tokens.word(end - 1) in _CLOSING and operator(tokens, end) is not None  # "Closed by = …"
        if tokens.kind(end - 1) != "WORD" or (end - 1 > at and tokens.word(end - 1) in _NEVER_IN_NAMES and not ends):
            return None
        whose = about_record(tokens, end)
        if whose > end or (end > at + (tokens.word(at) in _BREAKS) and (operator(tokens, end) or _turns(tokens, end))):
            return Found(tokens.text(at, end), whose)
    return None


def _turns(tokens: Tokens, at: int) -> bool:
    """Whether "gets changed", "is edited" stands there: no name goes on with it."""
    return tokens.word(at) in {"gets", "got", "is", "was"} and tokens.word(at + 1) in _CHANGES


def _announced(tokens: Tokens, at: int) -> Found[str] | None:
    at += tokens.word(at) in {"called", "named", "labelled", "labeled", "titled"}  # "the field called Season"
    if tokens.kind(at) == "QUOTED":
        return _of_record(tokens, tokens.at(at).inner, at + 1)
    meant = tokens.word(at) in {"for", "of", "holding"}  # "the field for the phone"
    if tokens.at(at).text in {"on", "in", "at"}:
        return None  # "the stage field on a deal"
    at = past_own(tokens, at + meant) if meant else at
    known = FIELDS.find(tokens, at)
    if meant and not known:
        return None
    if known and not tokens.at(at).text[:1].isupper():
        return _of_record(tokens, known.value or tokens.text(at, known.end), known.end)
    compared = _until_operator(tokens, at)
    if compared:
        return compared
    end = _past_preposition(tokens, past_verbal(tokens, at, capitalised(tokens, at, known.end if known else at)))
    return _of_record(tokens, tokens.text(at, end), end) if end > at else None


def _past_preposition(tokens: Tokens, end: int) -> int:
    """Past "on" of a field "Delivered on", where the clause ends behind it."""
    ends = tokens.kind(end + 1) in {"END", "NEWLINE"} or tokens.word(end + 1) in {",", ".", ";", ")"}
    return end + (ends and tokens.word(end) in {"on", "by", "at", "until", "from", "in"})


def about_record(tokens: Tokens, index: int) -> int:
    """Past "on the deal", "of a company"."""
    whose = _ABOUT_RECORD.find(tokens, index)
    return whose.end if whose else index


def _of_record(tokens: Tokens, name: str, end: int) -> Found[str]:
    whose = _ABOUT_RECORD.find(tokens, end)
    return Found(name, whose.end if whose else end)


def capitalised(tokens: Tokens, at: int, least: int | None = None) -> int:
    """The end of a name that starts with a capital letter: "Customer type", "Installation date"."""
    end = at if least is None else least
    if not tokens.at(at).text[:1].isupper() or tokens.kind(at) != "WORD" or befalls(tokens, at):
        return end
    end = max(end, at + 1)
    while end - at < _LONGEST_NAME and tokens.kind(end) == "WORD" and not breaks(tokens, end):
        end += 1
    return end


def befalls(tokens: Tokens, at: int) -> bool:
    """Whether what happens is told there, no field: "Won deal …", "Quote approved, …", "(when) the client says yes"."""
    client = _CLIENTS.find(tokens, tokens.past(at, {"the", "our", "their"}))
    if client and tokens.word(client.end) in {"says", "said", "turns"}:
        return True
    if at and tokens.word(at - 1) not in {".", "!", "?", ";", ":"}:
        return False
    event = EVENTS.find(tokens, at)
    noun = NOUNS.find(tokens, event.end if event else at)
    event = event or (EVENTS.find(tokens, noun.end) if noun else None)
    return event is not None and noun is not None and (noun.value, event.value) in say.TRIGGER_OF


def joins(tokens: Tokens, index: int) -> bool:
    """Whether a word that only joins others stands there: no name ends with it."""
    return tokens.word(index) in _BREAKS


_CHECKED = {"if", "whether", "that", "the", "its", "it"}


def breaks(tokens: Tokens, index: int) -> bool:
    """Whether a name without quotes cannot go on with this word."""
    word = tokens.word(index)
    timed = tokens.kind(index + 1) in {"NUMBER", "SPAN"} or tokens.word(index + 1) in {
        *say.NUMBER_WORDS,
        "until",
        "for",
    }
    if word in {"hold", "pause", "wait"} and (timed or tokens.word(index + 1) == "till"):
        return True
    reached = tokens.word(index + 1) in _OBJECTS or (word in _REACHES and tokens.word(index + 1) in say.GIVEN_NAMES)
    if word in _VERBS_TOO and reached and index > 0:
        return True
    at_once = word in {"right", "straight"} and tokens.word(index + 1) in {"away", "now"}
    checks = word == "check" and (tokens.word(index + 1) in _CHECKED or not tokens.at(index - 1).text[:1].isupper())
    if at_once or checks or word in _BREAKS or word in CURRENCIES:
        return True
    return word in _STOPPERS and not tokens.at(index).text[:1].isupper()


def happens(tokens: Tokens, index: int) -> bool:
    """Whether a word in small letters tells what happens to the record: "(source Webinar) reaches", "conversion"."""
    word = tokens.word(index)
    if not tokens.at(index).text[:1].islower():
        return False
    if word.endswith("s") and tokens.word(index + 1) in {"in", "up", "through", "over", "off", "out", "down", "away"}:
        return True  # "(a lead from Austria) flies in"
    verb = word in say.MOVE_VERBS or word in say.EVENTS_OF_ONE_WORD
    return word in _HAPPENINGS or (verb and word.endswith(("s", "ed", "ing")) and word not in _NO_HAPPENINGS)


def value(tokens: Tokens, index: int, *, numeric: bool = False, loose: bool = False) -> Found[str | float] | None:
    """A number, a quoted text, or a name; `loose` takes any single word ("= referral")."""
    at = index + (tokens.word(index) in CURRENCIES)
    amount = amount_at(tokens, at)
    if amount or numeric:
        return amount
    if tokens.kind(index) in {"QUOTED", "VARIABLE", "EMAIL", "URL", "PHONE"}:
        return Found(tokens.at(index).inner, index + 1)
    token = tokens.at(index)
    led = token.text[:1].isupper() and token.word in {"in", "at", "to", "for"}  # "In progress", "To do"
    denied = token.text == "not" and tokens.at(index + 1).text[:1].isupper()  # "(currency:) not EUR"
    name = (loose and not denied and (led or token.word in {"not", "on"})) or _stands_alone(tokens, index)
    if token.kind != "WORD" or (token.word in _BREAKS and not name):
        return None
    if not token.text[:1].isupper() and (not loose or token.word in OWN_WORDS or token.word in _CHANGES):
        return None
    if not led and _leads_to_name(tokens, index):
        return None
    end = _name_end(tokens, index)
    if led and tokens.kind(index + 1) == "WORD":
        end = max(end, index + 2)
    end = past_grade(tokens, end)
    return Found(tokens.text(index, end), end)


def _leads_to_name(tokens: Tokens, at: int) -> bool:
    """Whether words stand there that are none of the value's: "marked (Facebook)", "none other than (Facebook)"."""
    if tokens.kind(at) != "WORD" or tokens.at(at).text[:1].isupper():
        return False
    goes_on = tokens.kind(at + 1) == "WORD" and not breaks(tokens, at + 1)
    return goes_on and (tokens.word(at) in SAID_OF_VALUES or tokens.at(at + 1).text[:1].isupper())


def _stands_alone(tokens: Tokens, index: int) -> bool:
    """Whether a word in capitals is a whole value, not an article or a pronoun: "class A", "IT", "type B or C"."""
    closed = tokens.kind(index + 1) in {"END", "NEWLINE", "ARROW"} or tokens.word(index + 1) in _CLOSERS
    return closed and index > 0 and tokens.at(index).text.isupper() and not tokens.at(index - 1).text.isupper()


def _name_end(tokens: Tokens, index: int) -> int:
    """Capitalised words, and the lower-case ones behind them up to a boundary: "Trade fair", "Partner portal"."""
    end = index + 1
    while end - index < _LONGEST_VALUE and tokens.kind(end) == "WORD" and tokens.at(end).text[:1].isupper():
        if tokens.word(end) in _BREAKS:
            break
        end += 1
    tail = end
    while tail - end < _TAIL and tokens.kind(tail) == "WORD" and not _ends_value(tokens, tail):
        tail += 1
    return tail


def _ends_value(tokens: Tokens, at: int) -> bool:
    return breaks(tokens, at) or happens(tokens, at) or _befalls_next(tokens, at) or owned_next(tokens, at)


def _befalls_next(tokens: Tokens, at: int) -> bool:
    """Whether the verb of an event stands there: "(source Web) shows up", "(from Brazil) returns to Negotiation"."""
    event = EVENTS.find(tokens, at)
    third = tokens.word(at).endswith("s")
    return (event is not None and (third or event.end > at + 1)) or (third and _MOVES.find(tokens, at) is not None)


_STOPPERS = (
    (
        (say.VERBS_SEEN | {word for pattern in say.RECEIVES for word in re.split(r"[\s\[\]|]+", pattern)})
        - {"test", "contact", "open", "call", "email", "phone", "text", "mark", "field", "chat", "start", "run"}
    )
    | {
        "created",
        "edited",
        "updated",
        "changed",
        "added",
        "won",
        "lost",
        "converted",
        "completed",
        "overdue",
        "paid",
        "made",
    }
    | {"opened", "arrives", "coming", "arriving", "comes", "came"}
    | {"empty", "blank", "missing", "filled", "above", "below", "over", "under", "contains", "contain"}
)
