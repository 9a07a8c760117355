"""Verbs and objects of actions, and references to the record: what the rules of heads share."""

from __future__ import annotations

from b24app.english.grammar.people.meant import people
from b24app.english.grammar.words.lexer import Tokens, remembered
from b24app.english.grammar.words.lexicon import Found, Lexicon, phrases
from b24app.english.grammar.words.lexicons import EVENTS, NOUNS, PARTICIPLES, TO_BE
from b24app.english.grammar.words.limits import HEDGES
from b24app.english.grammar.words.moments import duration
from b24app.plan import phrases as say
from b24app.plan.vocabulary import ActionName

VERBS: dict[str, Lexicon[bool]] = {name: phrases(patterns) for name, patterns in say.VERBS.items()}
OBJECTS: Lexicon[ActionName] = Lexicon(say.OBJECTS)
MOST_MODIFIERS = 4
_ONE = phrases(
    ("[another|also] one [more|too]", "another", "a second|third|further one", "the other|second [one]", "the same")
)
HAVING = {"like", "have", "get", "want", "need", "wants", "needs"}
_DONE_TO = phrases(say.DONE_TO)
_GONE = phrases(say.GONE)
_UNDONE = phrases(say.UNDONE_TO)
_MODIFYING = {
    "create_deal", "create_contact", "create_company", "create_invoice", "create_quote", "schedule_call", "send_email"
}  # fmt: skip
_ARTICLES = {*say.DETERMINERS, "another", "new"} - {"that", "all"}
_RELATED = {"related", "corresponding", "associated", "linked", "connected", "underlying", "same", "respective"}
_RECORDS = {"it", "them", "this", "that", "him", "her", "record", "card", "element", "item"}
_COUNTS = {*say.NUMBER_WORDS, "several", "many", "both", "no"}
# "Its old tag 'direct'": which one it is, not its name.
_OLD = {"old", "existing", "current", "previous", "former", "its", "their"}
_NOT_MODIFIERS = {
    "ie",
    "i.e",
    "remove",
    "removing",
    "delete",
    "swap",
    "to",
    "for",
    "in",
    "on",
    "with",
    "and",
    "or",
    "of",
    "by",
    "via",
    "through",
    "over",
    "per",
    "using",
    "about",
    "that",
    "saying",
    "at",
    "into",
    "onto",
    "as",
    "from",
    "when",
    "if",
    ",",
    "is",
    "then",
    "not",
    "no",
    "never",
    "nobody",
    "either",
    "neither",
    "without",
    "channel",
    "source",
    "whose",
    "which",
    "who",
    "don't",
    "doesn't",
    "cannot",
    "can't",
    "mustn't",
    "shouldn't",
    "we",
    "i",
    "you",
    "he",
    "she",
    "they",
    "it",
    "them",
    *say.DETERMINERS,
    *_COUNTS,
    *HEDGES,
}


_GOING_ON = {"keep", "keeps", "continue", "start", "by", "on", "while", "before", "after"}


def verb_at(tokens: Tokens, index: int, name: str) -> int | None:
    found = VERBS[name].find(tokens, index)
    if tokens.word(index) == "reminding" and tokens.word(index - 1) not in _GOING_ON:
        return None  # "a task reminding the owner"
    return found.end if found else None


def past_article(tokens: Tokens, index: int) -> int:
    """Past "a", "the", "another"."""
    return tokens.past(index, _ARTICLES)


@remembered
def record(tokens: Tokens, index: int) -> int | None:
    """Past a reference to the record itself: "it", "the deal", "this lead"."""
    at = tokens.past(past_article(tokens, index), _RELATED)
    told = NOUNS.find(tokens, at + 1) if tokens.word(at) in {"this", "that"} else None
    if told:
        return told.end
    if tokens.word(at) in _RECORDS:
        return at + 1
    if tokens.word(index) in {"it", "them", "this", "that"}:
        told = NOUNS.find(tokens, index + 1)
        return told.end if told else index + 1
    noun = NOUNS.find(tokens, at)
    return noun.end if noun and noun.value not in {"stage", "note"} else None


def _qualifies(first: ActionName, last: ActionName) -> bool:
    """Whether the first of two nouns only says what the second is about."""
    if first == "set_reminder":
        return last != "set_reminder"
    return first in _MODIFYING and last not in {*_MODIFYING, "webhook"}


# Words in -ly that qualify a thing; the others tell how something is done.
_QUALITIES = {
    "daily", "weekly", "fortnightly", "biweekly", "monthly", "quarterly", "yearly", "hourly", "nightly", "friendly",
    "early", "lovely", "costly", "timely", "family", "assembly", "supply", "reply", "elderly", "half-yearly", "lively",
    "freshly", "newly", "highly", "fully", "bi-weekly", "bi-monthly", "user-friendly", "eco-friendly", "italy", "july",
}  # fmt: skip


@remembered
def thing(tokens: Tokens, index: int) -> tuple[ActionName, str, int] | None:
    """An object with its article and modifiers: action, modifiers, end."""
    both = tokens.word(index) == "both" and tokens.word(index + 1) in {"a", "an"}
    start = past_article(tokens, index + both)  # "both an email and a text"
    counted = tokens.word(start) in _COUNTS - {"no", "a", "an"}
    near = range(start + 2, start + 6)
    start += counted and any(tokens.word(at) in {":", "one"} or tokens.kind(at) == "QUOTED" for at in near)
    length = duration(tokens, start)
    start = length.end if length and tokens.word(length.end - 2) == "-" else start  # "a 2-day task"
    start += start > index and tokens.word(start) == ","  # "a 2-day, high priority task"
    for at in range(start, start + MOST_MODIFIERS + 1):
        found = OBJECTS.find(tokens, at)
        if found:
            return _named(tokens, start, at, found)
        adverb = tokens.word(at).endswith("ly") and tokens.at(at).text.islower() and tokens.word(at) not in _QUALITIES
        thanks = tokens.row(at - 1, 2) == ("thank", "you")
        if tokens.kind(at) == "NUMBER" and tokens.word(at + 1) in {"tag", "label"}:
            continue  # "the 2024 tag"
        if tokens.kind(at) not in {"WORD", "QUOTED"} or (tokens.word(at) in _NOT_MODIFIERS and not thanks) or adverb:
            return None
    return None


def _named(tokens: Tokens, start: int, at: int, found: Found[ActionName]) -> tuple[ActionName, str, int]:
    """The object with the words before it; of two nouns the last is the head: "invoice reminder", "reminder mail"."""
    last = OBJECTS.find(tokens, found.end)
    if found.value == "add_tag":
        return found.value, tokens.text(tokens.past(start, _OLD), at), found.end
    follows = tokens.word(at).startswith("follow")
    if follows and found.value != "create_task":
        return found.value, tokens.text(start, at), found.end
    if last and (follows or _qualifies(found.value, last.value)):
        return last.value, tokens.text(start, found.end), last.end
    return found.value, tokens.text(start, at + 1 if follows else at), found.end


def done_to(tokens: Tokens, index: int) -> Found[bool] | None:
    """What is told to happen with a thing that was named: "(a text) goes out", "(the tag) is removed" (False)."""
    gone = _GONE.find(tokens, index)
    found = _DONE_TO.find(tokens, index)
    if gone or found:
        return Found(False, gone.end) if gone else found
    be = TO_BE.find(tokens, index)
    if be and _UNDONE.find(tokens, be.end):
        return Found(False, be.end + 1)
    part = PARTICIPLES.find(tokens, be.end) if be else None
    given = part is not None and part.value == "assign" and tokens.word(part.end) == "to"
    return Found(True, part.end) if part and (part.value == "object" or given) else None


def up_to(tokens: Tokens, index: int, words: set[str]) -> int:
    """The place of the next of these words, or where it started if none is near."""
    for at in range(index, index + MOST_MODIFIERS + 1):
        if tokens.word(at) in words:
            return at
        if tokens.kind(at) not in {"WORD", "NUMBER"}:
            break
    return index


def one_more(tokens: Tokens, index: int) -> int | None:
    """Past "one", "another one" in front of whom it is for, or of its name: the same thing once more."""
    found = _ONE.find(tokens, index)
    named = found is not None and tokens.word(found.end) in {"called", "named", "titled", "entitled"}
    named = named or (found is not None and tokens.kind(found.end) == "QUOTED")
    if found is None and (theirs := _one_of_theirs(tokens, index)):
        return theirs
    if not found or not (named or (tokens.word(found.end) in {"for", "to"} and people(tokens, found.end + 1))):
        return None
    return found.end


def _one_of_theirs(tokens: Tokens, index: int) -> int | None:
    """In front of "Compliance one to screen it", "Ben another to check it": work of their own; who it is stays."""
    who = people(tokens, index)
    one = who is not None and tokens.word(who.end) in {"one", "another"}
    return index if who and one and tokens.word(who.end + 1) in {"to", "for", "called", "about"} else None


def spoken_last(tokens: Tokens, index: int) -> ActionName | None:
    """The thing that was made last before a place: what "one" means there."""
    for at in range(index - 1, max(-1, index - _FAR_BACK), -1):
        made = OBJECTS.find(tokens, at)
        happens = made and EVENTS.find(tokens, tokens.past(made.end, say.AUXILIARIES))  # "a deal is won" makes none
        if made and made.value in _MAKEABLE and not happens:
            return _field_of(tokens, at) or made.value
    return None


def _field_of(tokens: Tokens, record_at: int) -> ActionName | None:
    """What is missing on that record, where it is told of it: "(the) company on a new contact (is empty)"."""
    for at in range(record_at - 1, max(-1, record_at - MOST_MODIFIERS - 1), -1):
        field = OBJECTS.find(tokens, at)
        if field and field.value in {"create_company", "create_contact"}:
            return field.value if tokens.word(field.end) in {"on", "of", "in", "for"} else None
    return None


_FAR_BACK = 20
_MAKEABLE = {"create_task", "create_deal", "create_contact", "create_company", "create_invoice", "create_quote"}


def unquoted(words: str) -> str:
    return words.strip(" \"'“”\u2018\u2019")


def is_team(tokens: Tokens, index: int) -> bool:
    who = people(tokens, index)
    return bool(who and who.value and who.value[0].kind in {"group", "role"})


_ABOUT = {"for", "of", "about"}


_THERE = {"any", "every", "each", "last", "previous", "existing"}


def there_already(tokens: Tokens, index: int) -> bool:
    """Whether a record is there, or is what another step is about: "any company", "(a task) for a contact"."""
    if not _THERE.isdisjoint(tokens.row(index, 2)):
        return True
    article = index - (tokens.word(index - 1) in {"a", "an", "another", "new", "one"})
    return bool({tokens.word(index - 1), tokens.word(article - 1)} & _ABOUT)
