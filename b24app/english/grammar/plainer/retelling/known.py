"""What the grammar's own tables say of a word: a verb that sends, an object that is a task, a role, a city, a unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Lexicon
from b24app.plan import phrases as say


def _each(patterns: Iterable[str], name: str) -> Lexicon[str]:
    return Lexicon(dict.fromkeys(patterns, name))


def _verbs(classes: Mapping[str, tuple[str, ...]]) -> Lexicon[str]:
    return Lexicon({pattern: verb for verb, patterns in classes.items() for pattern in patterns})


_TABLES: dict[str, Lexicon[str]] = {
    "verb": _verbs(say.VERBS),
    "object": Lexicon({pattern: str(action) for pattern, action in say.OBJECTS.items()}),
    "event": Lexicon({pattern: str(event) for pattern, event in say.EVENTS.items()}),
    "noun": Lexicon({pattern: str(noun) for pattern, noun in say.NOUNS.items()}),
    "field": _each(say.FIELDS, "one"),
    "moves": _each(say.STAGE_MOVES, "one"),
    "rep": _each(say.RESPONSIBLE, "one"),
    "boss": _each(say.SUPERVISOR, "one"),
    "client": _each(say.CLIENT, "one"),
    "creator": _each(say.CREATOR, "one"),
    "receives": _each(say.RECEIVES, "one"),
    "source": _each(say.SOURCES, "one"),
    "city": _each(say.CITIES, "one"),
    "marker": _each(say.TRIGGER_MARKERS, "one"),
}
_WORDS: dict[str, Iterable[str]] = {
    "name": say.GIVEN_NAMES,
    "country": say.COUNTRIES,
    "department": say.DEPARTMENTS,
    "team": (*say.TEAM_NOUNS, *say.TEAM_ENDS),
    "role": say.ROLE_NOUNS,
    "number": say.NUMBER_WORDS,
    "day": say.DAYS,
    "wish": say.WISHES,
    "unit": [word for pattern in say.UNITS for word in pattern.split("|")],
    "currency": [word for pattern in say.CURRENCIES for word in pattern.split("|")],
}
_SETS = {name: frozenset(words) for name, words in _WORDS.items()}


def known(tokens: Tokens) -> list[list[str]]:
    """For each token the tables that know it: "verb:send", "rep", and with ">" inside a phrase."""
    told: list[list[str]] = [[] for _ in range(len(tokens))]
    for at in range(len(tokens)):
        word = tokens.word(at)
        told[at] += [name for name, words in _SETS.items() if word in words]
        for name, table in _TABLES.items():
            if found := table.find(tokens, at):
                told[at].append(f"{name}:{found.value}")
                for inside in range(at + 1, found.end):
                    told[inside].append(f">{name}")
    return told
