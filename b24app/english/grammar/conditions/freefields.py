"""Fields that no table knows: "(if) the risk level (is high)", "Roof pitch (= steep)", "'Dress code' (says casual)"."""

from __future__ import annotations

from b24app.english.grammar.conditions.amounts import CURRENCIES
from b24app.english.grammar.conditions.fields import FIELDS, OWN_WORDS, breaks, owned_from
from b24app.english.grammar.conditions.operators import operator
from b24app.english.grammar.conditions.sizes import PRONOUNS, SIZES, VERBS_OF_SIZE
from b24app.english.grammar.people.meant import person
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found
from b24app.english.grammar.words.lexicons import EVENTS, NOUNS
from b24app.plan import phrases as say

_ASKING = {
    "if", "unless", "whose", "provided", "that", "where", "and", "when", "whether", "assuming", "case", "as", "&",
    "supposing", "providing",
}  # fmt: skip
_PRICED = {"worth", "costs", "valued", "priced"}
_CONJUNCTIONS = {
    "while", "whilst", "although", "though", "because", "since", "as", "until", "provided", "providing", "assuming",
    "supposing", "given", "granted", "granting", "iff", "save", "bar", "barring", "excepting",
}  # fmt: skip
_LONGEST_FIELD = 4
_BEFORE_OF = {"case", "because", "event", "instead", "out", "regardless", "irrespective", "soon", "value"}
# No name of a field ends with such a word: "EUR and (over 20k)", "Budget now (is over 5k)", "Segment should (be Top)".
_NEVER_LAST = {
    "and", "or", "nor", "but", "the", "a", "an", "now", "should", "must", "shall", "would", "will", "can", "may",
    "has", "have", "had", "still", "already", "currently", "when", "if", "than", "that", "which", "is", "are", "was",
    "be", "were", "also", "only", "just", "either", "both", "then", "been", "always", "ever", "went", "goes", "gets",
    "got", "becomes", "became", "turns", "turned", "changes", "changed", "those", "ones", "one", "does", "do", "did",
    "doesn't", "don't", "didn't",
}  # fmt: skip
# "Number of guests", "date of arrival" are whole names.
# Orders that end names too: "product line", "rate plan", "revenue share".
_NAMING = {"line", "plan", "share"}
_OF = {"number", "count", "date", "type", "kind", "length", "level", "country", "place", "degree", "source"}
# Who is spoken of is no field: "(if) we're talking (over a million)".
_NEVER_FIRST = {
    "we", "we're", "we'd", "we'll", "we've", "they", "they're", "they'd", "they've", "i", "i'm", "i'd", "you", "you're",
    "he", "she", "he's", "she's", "somebody", "someone", "anybody", "anyone", "nobody", "noone", "everybody",
    "everyone", "regarding", "concerning", "about", "touching", "re", "with", "beyond", "besides",
    "gone", "went", "risen", "grown", "climbed", "fallen", "dropped",
    "carrying", "having", "holding", "bearing", "bringing", "amounting", "making",
}  # fmt: skip
# What was told before, or how things are: "if the opposite is true", "when the foregoing is done".
_NO_NAMES = {
    "opposite", "reverse", "contrary", "foregoing", "above", "former", "latter", "preceding", "aforesaid", "same",
    "truth", "rest", "case", "converse", "aforementioned", "inverse",
}  # fmt: skip
_SHOULD = {"should", "would", "must", "shall", "may", "let", "the", "its", "their"}
# "If the condition is met" tells of a test, no field.
_TERMS = {"condition", "conditions", "requirement", "requirements", "criterion", "criteria", "test"}
_MET = {"met", "fulfilled", "satisfied", "true", "given", "hold", "apply"}
_OWNER_WORDS = {"responsible", "owner", "assignee"}
_GIVEN = {"a", "an", "another", "the", "his", "her", "their", "new"}
TESTED = {"if", "when", "and", "or", "unless", "but", "whenever", "once", "where"}


def free_field(tokens: Tokens, index: int) -> Found[str] | None:
    """Words that an operator follows, where they can be a field's name."""
    at = owned_from(tokens, index)
    if tokens.kind(at) == "QUOTED":
        return Found(tokens.at(at).inner, at + 1) if operator(tokens, at + 1) else None
    return None if tokens.word(at) in _NEVER_FIRST or _owns(tokens, at) else _up_to_operator(tokens, index, at)


def _owns(tokens: Tokens, at: int) -> bool:
    """Whether whose field it is stands there: "the region of a member company (changes to North)"."""
    start = at
    while at - start < _LONGEST_FIELD and tokens.word(start - 1) in OWN_WORDS | {"every", "each"}:
        start -= 1
    return start < at and tokens.word(start - 1) == "of" and tokens.word(start - 2) not in _BEFORE_OF


def _up_to_operator(tokens: Tokens, index: int, at: int) -> Found[str] | None:
    """The words of such a name from `at`, where the whole was told from `index`."""
    large = tokens.at(at).text[:1].isupper()
    inner = large and at > 0 and tokens.word(at - 1) not in {".", "?", "!", ":"}
    for end in range(at + 1, at + _LONGEST_FIELD + 1):
        opens = end - 1 > at and tokens.word(end - 1) in TESTED - {"and", "or"}
        if (
            opens
            or tokens.kind(end - 1) != "WORD"
            or tokens.word(at) in _CONJUNCTIONS | CURRENCIES
            or (
                breaks(tokens, end - 1)
                and not (large and (inner or end - 1 > at))
                and not _may_go_on(tokens, index, at, end)
            )
        ):
            return None
        if (end == at + 1 and inner and breaks(tokens, at)) or tokens.word(end - 1) in _NEVER_LAST:
            continue
        if tokens.word(end - 1) in PRONOUNS | VERBS_OF_SIZE | _PRICED or tokens.word(end - 1) in {"no", "not"} - (
            {"not"} if large else set()
        ):
            return None
        saying = tokens.word(end) == "be" and tokens.word(index - 1) not in _SHOULD  # "Truth be told, …"
        sign = None if saying else operator(tokens, end)
        if not sign or (large and tokens.word(end) == "not" and sign.value.op not in {"empty", "not_empty"}):
            continue
        given = sign.value.op == "not_empty" and tokens.word(sign.end) in _GIVEN
        named = end == at + 1 or tokens.word(at + 1) in {"or", "and"}
        given = given or (named and tokens.word(at) in say.GIVEN_NAMES and sign.value.weak)
        noun = NOUNS.find(tokens, at)
        acts = (
            noun is not None
            and noun.end < end
            and tokens.word(noun.end).endswith("s")
            and EVENTS.find(tokens, noun.end)
        )
        does = sign.value.op in SIZES and _does(tokens, at, end)
        does = does or (tokens.word(end - 1) in _TERMS and tokens.word(sign.end) in _MET)
        no_field = end == at + 1 and sign.value.weak and _is_no_field(tokens, at)
        if acts or does or given or no_field or (noun and noun.end == end) or _of_somebody(tokens, sign.end):
            return None  # "Ben becomes responsible", "Petra is busy", "Anna is given a new task": they are no fields
        plain = not large and sign.value.op in {"eq", "ne"} and sign.value.weak and not _led_in(tokens, index, at)
        telling = tokens.kind(sign.end) in {"QUOTED", "NUMBER"} or tokens.at(sign.end).text[:1].isupper()
        name = tokens.text(at, end - (tokens.word(end - 1) == "of"))  # "a room count of at least 20"
        named = end > at + 1 and tokens.word(end - 1) in say.FIELD_HEADS  # "(if) warranty status (is expired)"
        return None if plain and not (telling or named) else Found(name, end)
    return None


def _does(tokens: Tokens, at: int, end: int) -> bool:
    """Whether a field that the table knows does something there: "the budget permits (more than 5k)"."""
    known = FIELDS.find(tokens, at)
    return known is not None and known.end < end and tokens.word(known.end).endswith(("s", "ly"))


def _may_go_on(tokens: Tokens, index: int, at: int, end: int) -> bool:
    """Whether a word may stand in a name, though it ends others: "the vehicle make (is …)", "number of guests"."""
    word = tokens.word(end - 1)
    of = word == "of" and end == at + 2 and tokens.word(at) in _OF
    verb = word in say.VERBS_SEEN and end > at + 1 and operator(tokens, end) is not None
    return of or (verb and (word in _NAMING or _led_in(tokens, index, at)))


def _led_in(tokens: Tokens, index: int, at: int) -> bool:
    """Whether "if the …" or "whose …" leads: plain words can only be a field then, "if the risk level is high"."""
    owned = tokens.word(at - 1) in {"the", "its", "their", "'s", "whose"}
    asked = tokens.word(index - 1) in _ASKING
    return owned and (asked or tokens.word(index) == "whose") and not person(tokens, at)


def _of_somebody(tokens: Tokens, at: int) -> bool:
    """Whether "(Ben becomes) responsible", "(they are) Ben's" is told there: no value of a field."""
    genitive = tokens.word(at + 1) == "'s" and tokens.kind(at + 2) not in {"WORD", "QUOTED"}
    return genitive or tokens.word(tokens.past(at, OWN_WORDS)) in _OWNER_WORDS


def _is_no_field(tokens: Tokens, at: int) -> bool:
    """Whether one word is somebody's name or points to what was told: "if Anna is happy", "the opposite is true"."""
    named = tokens.word(at) in say.GIVEN_NAMES and tokens.at(at).text[:1].isupper()
    return named or tokens.word(at) in _NO_NAMES
