"""Words that name nothing: "the usual stage", "the right tag", "as agreed", "the stage we talked about", "the limit".

What they mean only the writer knows: a plan that took them for names would be wrong, so they are asked about.
"""

from __future__ import annotations

from b24app.english.grammar.draft import Draft, Pause
from b24app.english.grammar.heads.duties import uncounted
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.people.meant import person
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Turns
from b24app.english.grammar.words.lexicons import NOUNS
from b24app.plan import phrases as say
from b24app.plan.plan import Comparison, Until

_VAGUE = {
    "right", "correct", "appropriate", "proper", "suitable", "relevant", "usual", "agreed", "discussed", "fitting",
    "matching", "needed", "necessary", "desired", "intended", "respective", "corresponding", "sensible", "reasonable",
    "chosen", "given", "mentioned", "whichever", "whatever", "such",
}  # fmt: skip
# These are names of tags and values too.
_VAGUE_OF = {
    "stage": {*_VAGUE, *say.VAGUE_STAGES, "normal", "best", "same", "standard", "next", "following", "any", "this",
              "that", "previous", "last"},
    "content": {*_VAGUE, "standard", "normal", "same", "regular"},
    "moment": {*_VAGUE, "best", "good", "same"},
}  # fmt: skip
_GENERIC = {
    "stage", "status", "tag", "tags", "value", "values", "text", "texts", "message", "messages", "email", "emails",
    "template", "templates", "time", "times", "moment", "date", "day", "field", "amount", "one", "ones", "thing",
    "things", "stuff", "place", "way", "words", "letter", "number", "period",
}  # fmt: skip
_EMPTY = {
    "etc", "such", "things", "thing", "stuff", "something", "anything", "whatever", "shortly", "soon", "later", "bit",
    "somehow", "accordingly", "properly", "appropriately", "needed", "necessary", "agreed", "usual", "discussed", "so",
}  # fmt: skip
_SMALL = {"and", "on", "or", "of", "before", "after", "like", "that", "this", "it", "else", "to", "be", "as", "here"}
# What opens no name and no text: "(let Anna) or somebody know", "(tell the boss) depending on the amount".
_OPEN = {"whichever", "whatever", "or", "depending", "unless", "who", "whom", "whose"}
# Nor of a value, a tag or a stage: "(set Region back to) what it was", "(move it to) where it came from".
_CLAUSES = {"what", "where", "how"}
_NAMED = {"value", "tag", "stage"}
_PRONOUNS = {
    "none",
    "neither",
    "something",
    "anything",
    "everything",
    "nothing",
    "things",
    "stuff",
    "somebody",
    "someone",
    "it",
    "they",
}
_MEASURED = {
    "amount", "budget", "revenue", "turnover", "price", "total", "sum", "value", "employees", "probability", "discount",
    "birthday", "birth date", "date of birth", "deadline", "due date", "close date", "closing date",
}  # fmt: skip
_NAMES = {"TITLE", "COMPANY_ID", "contact"}
_SIZES = {
    "high", "low", "big", "large", "small", "huge", "tiny", "near", "soon", "good", "bad", "enough", "decent", "late",
    "early", "important", "old", "close", "higher", "lower", "bigger", "smaller", "right", "wrong", "ok", "fine",
}  # fmt: skip
_ARTICLES = {"the", "a", "an", "our", "my", "your", "their", "its"}
_THING = "stage|status|tag|template|limit|threshold|address|pipeline|person|rep|colleague|amount|price|value|url"
_WE = "we|you|i|they"
_AGREED = (
    "agreed|discussed|talked|spoke|mentioned|decided|told|chose|picked|wanted|want|like|prefer|set|defined|use|need|"
    "always"
)
_WRITES = {"writes", "drafts", "composes", "pens", "types"}
_WRITTEN = {"mail", "email", "e-mail", "message", "letter", "note", "card", "text", "reply", "answer"}
_REFERENCES = Turns(
    (
        f"{_THING} [that|which] {_WE} [have|had|all|usually|'ve] {_AGREED} [use|used] [on|about|upon|of|to|for]",
        f"{_THING} [that|which] was|is|were agreed|discussed|mentioned [on|about|upon|before|earlier]",
        f"whichever|whatever {_THING} fits|applies|suits|matches",
        "has|have|having|celebrates [a|his|her|their|its] birthday|anniversary",
    )
)
_COMPARES = "exceeds|exceed|exceeded|exceeding|above|over|under|below|beyond|within|than|reaches|hits|passes|crosses"
_BOUNDS = Turns((f"{_COMPARES} [the|our|my|his|her|their|a|this|that] limit|threshold|quota|cap|maximum|norm|average",))
# Behind a record: "a deal of that type", "contacts from a certain city".
_THAT_SORT = Turns(
    (
        "of|in|from|with|at|for [a] that|such|certain|particular type|kind|sort|stage|source|region|city|country",
        "of|in|from|with|at|for [a] that|such|certain|particular category|pipeline|industry|name|size|status|product",
    )
)
_TELLING = {"QUOTED", "URL", "NUMBER", "EMAIL"}
_NEAR = 3
_RECORDED = {"filled", "set", "recorded", "field", "entered", "known", "date"}


_ENDS_OF = {"top", "bottom", "front", "back", "head", "rear"}


def names_nothing(words: str, kind: str) -> bool:
    """Whether such words are no stage, tag, text, …: "usual", "the right value", "whichever fits", "etc"."""
    adjectives = _VAGUE_OF.get(kind, _VAGUE)
    row = words.casefold().replace(".", " ").replace(",", " ").split()
    if kind == "stage" and " of " in words and words.split(maxsplit=1)[0].casefold() in _ENDS_OF:
        return True  # "the top of Anna's list"
    if kind == "stage" and {*words.split()} <= say.STAGE_RANKS | _ARTICLES | _GENERIC:
        return True
    while row and row[0] in _ARTICLES:
        row = row[1:]
    if not row:
        return False
    if row[0] in _OPEN or (row[0] in _CLAUSES and kind in _NAMED and len(row) > 1):
        return True
    vague = row[0] in adjectives and all(word in _GENERIC | adjectives for word in row[1:])
    return vague or (all(word in _EMPTY | _SMALL for word in row) and not _EMPTY.isdisjoint(row))


def unnamed(draft: Draft, tokens: Tokens) -> list[str]:
    """What has to be asked since only words that name nothing were given for it."""
    quoted = {token.inner for token in tokens.items if token.kind == "QUOTED"}
    told: list[tuple[str, str]] = []
    if draft.clause is not None and draft.clause.name == "stage_changed":
        told.append(("stage", draft.clause.stage))
    several = [frame for frame in draft.frames if uncounted(tokens, frame)]
    missing = ["which" for frame in several if len([one for one in draft.frames if one.action == frame.action]) == 1]
    for frame in draft.frames:
        told += [("stage", frame.stage), ("tag", frame.tag), ("value", frame.value)]
        told += [("content", words) for words in _free_words(frame)]
    moments = [item.moment for item in draft.items if isinstance(item, Pause)]
    moments += [frame.wait for frame in draft.frames if frame.wait is not None]
    told += [("moment", moment.until) for moment in moments if isinstance(moment, Until)]
    return missing + [name for name, words in told if words and words not in quoted and names_nothing(words, name)]


def tests_nothing(row: Comparison) -> bool:
    """Whether a comparison has no measure: "the budget is high", "something is missing"."""
    sized = isinstance(row.value, str) and row.value.casefold() in _SIZES and row.field.casefold() in _MEASURED
    return sized or _undergone(row) or _names_no_field(row.field.casefold())


def _names_no_field(field: str) -> bool:
    """Whether words that were compared are no name: "none (is given)", "is not (blank)", "France (: Elodie)"."""
    words = field.split()
    return field in _PRONOUNS | _LANDS or not words or words[0] in _NEVER_FIRST or words[-1] in _NEVER_LAST


_LANDS = {country.casefold() for country in say.COUNTRIES}
_NEVER_FIRST = {"isn't", "then", "says", "it", "they", "was"}
_NEVER_LAST = {"with", "to", "has", "goes", "is", "gets", "the", "a", "an", "and", "or", "not", "must", "should"}


def _undergone(row: Comparison) -> bool:
    """Whether it tells what was done, and no value: "the price is knocked down", "a company is overhauled"."""
    first = row.value.split()[0] if isinstance(row.value, str) and row.value.strip() else ""
    return first.islower() and first.endswith("ed") and (row.field in _NAMES or row.field.casefold() in _MEASURED)


def _free_words(frame: Frame) -> tuple[str, ...]:
    """What was said about a message or a task in no quotes."""
    return frame.text, frame.title, frame.topic, frame.content, frame.purpose, frame.about, frame.modifiers


def references(tokens: Tokens) -> list[tuple[int, int]]:
    """Places where something is meant that was told elsewhere: "the stage we agreed on", "above the limit"."""
    found: list[tuple[int, int]] = []
    for at in range(len(tokens)):
        meant = _REFERENCES.find(tokens, at) or _BOUNDS.find(tokens, at)
        meant = meant or (_THAT_SORT.find(tokens, at) if NOUNS.find(tokens, at - 1) else None)
        told = any(tokens.kind(place) in _TELLING for place in range(at, meant.end + _NEAR)) if meant else False
        if meant and not told and tokens.word(meant.end) not in _RECORDED:
            found.append((at, meant.end))
    return found


def in_person(tokens: Tokens) -> list[tuple[int, int]]:
    """Places where a person writes what would be sent by itself: "a mail that Agnes writes (herself)"."""
    found: list[tuple[int, int]] = []
    for at in range(1, len(tokens)):
        led = tokens.word(at) in {"that", "which"} and tokens.word(at - 1) in _WRITTEN
        who = person(tokens, at + 1) if led else None
        if who and tokens.word(who.end) in _WRITES:
            found.append((at, who.end + 1))
    return found
