"""Slips of the pen: "notfy the acount manager", "invoce overdu", "teh cleint".

Only words of the grammar are mended, only lower-case ones (or the first of a sentence), never what is quoted. Where
the mended description leads to a question, it is read as written. The spans stay those of the text as written.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from b24app.english.grammar.words.confusions import confused
from b24app.english.grammar.words.lexer import Token, Tokens
from b24app.english.grammar.words.lexicon import expand
from b24app.english.grammar.words.lexicons import EVENTS
from b24app.english.grammar.words.real_words import REAL_WORDS
from b24app.plan import phrases as say

_SHORTEST = 3
_SURE = 4
_MOST = 8
_SWAPPED, _DOUBLED, _LEFT_OUT, _CHANGED, _ADDED, _NO_SLIP = range(6)
_NEAR = 4
_OPENERS = {".", "!", "?", ":"}
_NAMING = {"stage", "tag", "tagged", "tags", "named", "called", "titled"}
_VOWELS = set("aeiou")
# Letters that sound alike: "sourse", "desides", "asine".
_SOUNDS = ({"c", "s"}, {"s", "z"}, {"c", "k"}, {"g", "j"}, {"c", "q"})
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_EXTRA = """
is are was will be contains contain includes empty blank missing above below more than less least most between other
until till unless stop maximum otherwise tomorrow birthday assistant department becomes should budget template
supervisor monday tuesday wednesday thursday friday saturday sunday scheduled reminder priority responsible feedback
number phone field follow assignee creator author approved rejected escalate update updated changed working business
because empty priority high the about and then after before when while without with from every each times
whenever once wait waits pause delay later during immediately simultaneously meanwhile parallel automatically please
thanks also only don't never nothing
minutes hours days weeks months maximum until always whether either
three seven eight urgent shipping deleted removed assigned
dollars euros pounds skip skips skipped nobody somebody someone anyone everybody everyone person people ones
"""

# Short for something else than the word they look like a slip of.
_SHORT = {
    "erp",
    "pos",
    "del",
    "tel",
    "cms",
    "pdf",
    "faq",
    "api",
    "app",
    "ads",
    "pto",
    "kpi",
    "roi",
    "crm",
    "sku",
    "eta",
}


@cache
def _vocabulary() -> tuple[str, ...]:
    tables = (say.NOUNS, say.EVENTS, say.OBJECTS, say.CHANNELS, say.UNITS, say.PARTICIPLES, say.FIELDS)
    words = {word for table in tables for pattern in table for phrase in expand(pattern) for word in phrase}
    lists = (say.TRIGGER_MARKERS, say.RESPONSIBLE, say.SUPERVISOR, say.CLIENT, say.STAGE_MOVES)
    words |= {word for patterns in lists for pattern in patterns for phrase in expand(pattern) for word in phrase}
    words |= {word for pattern in (*say.FRAMING, *say.PLACES) for phrase in expand(pattern) for word in phrase}
    words |= {*say.VERBS_SEEN, *say.DEPARTMENTS, *say.ROLE_NOUNS, *say.DAYS, *say.TEAM_NOUNS, *_EXTRA.split()}
    return tuple(sorted(word for word in words if len(word) >= _SHORTEST and word.isalpha()))


@cache
def _known() -> frozenset[str]:
    lists = (say.DETERMINERS, say.AUXILIARIES, say.COUNTRIES, say.NUMBER_WORDS, say.GIVEN_NAMES)
    told = (*(one for _, _, patterns in say.DOINGS for one in patterns), *say.DEEDS, *say.CLIENT_DEEDS)
    doings = (word for pattern in told for phrase in expand(pattern) for word in phrase)
    bodies = (*say.BODIES, *say.DIVISIONS, *say.ROOMS, *say.ROLES_IN_WORDS)
    groups = re.findall(r"[\w-]+", " ".join((*bodies, *say.TRADES)))
    return frozenset(
        {*_vocabulary(), *_SHORT, *groups, *REAL_WORDS.split(), *doings, *(word for words in lists for word in words)}
    )


def speaks(word: str) -> bool:
    """Whether it is a word of the grammar itself: no name, no thing."""
    return word in _vocabulary() or word in say.DETERMINERS or word in say.AUXILIARIES


def is_word(word: str) -> bool:
    """Whether the grammar or a list of everyday words knows it."""
    return word in _known()


_GLUED = ("a", "the", "to", "and", "when", "if")


@cache
def _apart(word: str) -> tuple[str, str] | None:
    """The two words that were written as one: "emailto", "adeal"; one of the two is a small word."""
    for small in _GLUED:
        for first, second in ((small, word.removeprefix(small)), (word.removesuffix(small), small)):
            other = second if first == small else first
            if first + second == word and len(other) >= _SURE and other in _vocabulary():
                return first, second
    return None


def _split(token: Token, word: str) -> tuple[Token, Token]:
    """Such a word as two tokens."""
    first, second = _apart(word) or (word, "")
    middle = token.start + len(first)
    one = replace(token, text=token.text[: len(first)], word=first, end=middle)
    return one, replace(token, text=token.text[len(first) :], word=second, start=middle)


def mended(tokens: Tokens) -> tuple[Tokens, list[str]]:
    """The tokens with slips mended, and what was mended in words."""
    notes: list[str] = []
    items: list[Token] = []
    for index, token in enumerate(tokens.items):
        opens = index == 0 or tokens.word(index - 1) in _OPENERS or tokens.kind(index - 1) in {"ARROW", "NEWLINE"}
        better = confused(tokens, index) or _better(token, opens=opens)
        better = "" if better and _is_name(tokens, index, better) else better
        glued = token.kind == "WORD" and token.text.islower() and token.word not in _known()
        if not better and glued and _apart(token.word):
            items.extend(_split(token, token.word))
            notes.append(f"“{token.text}” was read as “{' '.join(_apart(token.word) or ())}”.")
            continue
        items.append(replace(token, kind="WORD", word=better, slip=True) if better else token)
        if better:
            notes.append(f"“{token.text}” was read as “{better}”.")
    return Tokens(tokens.source, tuple(items)), notes


def _is_name(tokens: Tokens, index: int, better: str) -> bool:
    """Whether what stands there is called so: "the stage nurtur", "tag it vipp", but "the stage chnages"."""
    at = index - 1
    while tokens.word(at) in {"it", "them", "as", "is", "=", ":", "the", "a"} and index - at < _NEAR:
        at -= 1
    return tokens.word(at) in _NAMING and better not in _behind_a_name()


@cache
def _behind_a_name() -> frozenset[str]:
    """Words that go on behind "the stage", "the tag"."""
    return frozenset({*EVENTS.words(), *say.AUXILIARIES, "from", "with", "when", "and", "then", "name"})


_SLIPS = {
    "creater": "creator",
    "acctg": "accounting",
    "acctng": "accounting",
    "crated": "created",
    "giv": "give",
    "hav": "have",
    "mak": "make",
    "wen": "when",
    "whn": "when",
    "snd": "send",
    "sned": "send",
    "msg": "message",
    "deel": "deal",
    "custmer": "customer",
    "cutomer": "customer",
    "clinet": "client",
    "recieved": "received",
    "recieves": "receives",
    "tommorow": "tomorrow",
    "tommorrow": "tomorrow",
    "leed": "lead",
    "leeds": "leads",
    "recieve": "receive",
    "costumer": "customer",
    "manger": "manager",
    "payed": "paid",
    "sucessfully": "successfully",
    "definately": "definitely",
    "wich": "which",
    "thier": "their",
}


def _better(token: Token, *, opens: bool) -> str:
    word = token.word
    if token.kind == "WORD" and word in _SLIPS and (token.text.islower() or opens):
        return _SLIPS[word]
    if token.kind != "WORD" or len(word) < _SHORTEST or not word.isascii() or not word.isalpha() or word in _known():
        return ""
    if not (token.text.islower() or opens):
        return ""
    return _closest(word)


@cache
def _closest(word: str) -> str:
    """The word of the vocabulary that this is a slip of; importing the matcher waits for the first unknown word."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    if shortened := _skeletons().get(_skeleton(word), "") if _is_bare(word) else "":
        return shortened
    near = process.extract(word, _vocabulary(), scorer=OSA.distance, score_cutoff=1, limit=_MOST)
    ranked = sorted((_rank(word, known), known) for known, _, _ in near)
    if not ranked or ranked[0][0] == _NO_SLIP:
        return _shortened(word) if len(word) > _SURE else ""
    unsure = (
        len(word) < _SURE and len(ranked) > 1 and ranked[1][0] == ranked[0][0]
    )  # "lst" may be "last", "list", "lost"
    return "" if unsure else ranked[0][1]


def _shortened(word: str) -> str:
    """The only word that has this one's letters and vowels between them: "rspnsible", "mangr", "shipng"."""
    bones = _skeleton(word)
    meant = [
        one for one in _by_skeleton().get(bones, ()) if _SURE < len(one) <= len(word) + _SURE and _within(word, one)
    ]
    return meant[0] if len(meant) == 1 else ""


def _within(word: str, meant: str) -> bool:
    """Whether all letters of a word stand in another in their order."""
    letters = iter(meant)
    return all(letter in letters for letter in word)


def _is_bare(word: str) -> bool:
    """Whether hardly a vowel is left: "clnt", "mngr", "apprvl"."""
    return not _VOWELS & set(word[1:])


def _skeleton(word: str) -> str:
    """The first letter and the consonants behind it, none of them twice in a row."""
    kept = word[0] + "".join(letter for letter in word[1:] if letter not in _VOWELS)
    return "".join(letter for at, letter in enumerate(kept) if at == 0 or letter != kept[at - 1])


@cache
def _by_skeleton() -> dict[str, list[str]]:
    """Words by their skeleton."""
    found: dict[str, list[str]] = {}
    for word in _vocabulary():
        found.setdefault(_skeleton(word), []).append(word)
    return found


@cache
def _skeletons() -> dict[str, str]:
    """Words by their skeleton, where it is only theirs."""
    return {bones: words[0] for bones, words in _by_skeleton().items() if len(words) == 1 and len(bones) >= _SHORTEST}


def _rank(word: str, meant: str) -> int:
    """How likely the slip is, the likeliest lowest. Another ending is another word, not a slip."""
    if len(word) == len(meant):
        return _swapped_or_changed(word, meant)
    vowel_left_out = len(meant) >= _SURE and len(word) == len(meant) - 1 and _within(word, meant)
    twice = len(word) == len(meant) + 1 == _SURE and word == meant + meant[-1]  # "wonn"
    if not (vowel_left_out or twice) and (len(word) < _SURE or len(meant) < _SURE):
        return _NO_SLIP
    longer, shorter = (word, meant) if len(word) > len(meant) else (meant, word)
    place = next((at for at, letter in enumerate(shorter) if longer[at] != letter), len(shorter))
    if place == 0:
        return _NO_SLIP
    at_end = place == len(shorter)
    if longer is meant:
        once = meant[-1] == meant[-2]  # "whatsap"
        return _LEFT_OUT if not at_end or meant.endswith("e") or once else _NO_SLIP
    doubled = longer[place] == longer[place - 1]
    return _DOUBLED if doubled else _NO_SLIP if at_end else _ADDED


def _swapped_or_changed(word: str, meant: str) -> int:
    if sorted(word) == sorted(meant):
        return _SWAPPED
    if len(word) < _SURE or word[0] != meant[0]:
        return _NO_SLIP
    place = next(at for at, letter in enumerate(word) if meant[at] != letter)
    pair = {word[place], meant[place]}
    near = any(word[place] in row and meant[place] in _beside(row, word[place]) for row in _KEYS)
    inner = place < len(word) - 1 or meant[place] not in "sd"
    return _CHANGED if inner and (pair <= set("aeiouy") or near or pair in _SOUNDS) else _NO_SLIP


def _beside(row: str, letter: str) -> str:
    at = row.index(letter)
    return row[max(at - 1, 0) : at + 2]
