"""Slips of the pen: "notfy the acount manager", "invoce overdu".

Only words of triggers and actions are mended, only lower-case ones (or the first of a sentence), never what is quoted,
and only after the description as written led to a question. The spans stay those of the text as written.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from b24app.english.grammar.lexer import Token, Tokens
from b24app.english.grammar.lexicon import expand
from b24app.plan import phrases as say

_SHORTEST = 3
_SURE = 4
_MOST = 5
# English words that are one letter away from a word of the vocabulary and mean something else.
_REAL_WORDS = """
dead lend load loan mead read real seal heal meal teal dean dear text test next taste past post host most cost lost
list last fast mask make male mate mare marl mart wait want weight tax tag tang task ask asks call tall hall ball
mall fall well will wall sell seller selling buy lead leaf lean leap leaked won win wine wind word work world form
from farm for fork four hour our out oil old order offer often over open pen plan plane plant place price prize
print paint point pain paid pair part party page sage stage state store story stop step stem sent send bend lend
mend tend spend cent rent dent bell belt best rest nest west east team tear term then than them they there their
these those this thing think thank tank bank rank note not nut new news now know knew snow show slow low law raw row
owe own town down dawn data date late rate gate hate plate later latter letter better bitter butter matter number
member wide side site size rise raise praise phase phrase phone photo quote quite quiet quick chat that what hat cat
car card care cart chart charm chair share shape ship shop short sort sport support report repeat receipt receive
deceive reach teach each beach peach create crate great grate treat threat closer closers closest prospectus nude
nudes attached contains regional insurance existing portal timeline named file less times agents owned wants
webhooks contracts through thorough though tough trial trail angel angle desert dessert affect effect contact
contract contrast content context contest company companies comment commence moment amount account count country
county field filed fields yield child build guild guide guest quest request require inquire acquire leave leader
reader header header's leading loading missing mission session version person prison reason season lesson close
closed clothes cheese choose chosen frozen dozen weekly week weak wear year yeah hear near dear fear gear bear beer
deer peer pier renew review
"""
_EXTRA = """
is are was will be contains contain includes empty blank missing above below more than less least most between other
until till unless stop maximum otherwise tomorrow birthday assistant department becomes should budget template
supervisor monday tuesday wednesday thursday friday saturday sunday scheduled reminder priority responsible feedback
number phone field follow assignee creator author approved rejected escalate update updated changed working business
because empty priority high the about
"""


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
    return frozenset({*_vocabulary(), *_REAL_WORDS.split(), *say.DETERMINERS, *say.AUXILIARIES, *say.COUNTRIES})


def mended(tokens: Tokens) -> tuple[Tokens, list[str]]:
    """The tokens with slips mended, and what was mended in words."""
    notes: list[str] = []
    items: list[Token] = []
    for index, token in enumerate(tokens.items):
        better = _better(token, opens=index == 0 or tokens.word(index - 1) in {".", "!", "?", ":"})
        items.append(replace(token, word=better) if better else token)
        if better:
            notes.append(f"“{token.text}” was read as “{better}”.")
    return Tokens(tokens.source, tuple(items)), notes


_SLIPS = {
    "creater": "creator",
    "leed": "lead",
    "leeds": "leads",
    "recieve": "receive",
    "costumer": "customer",
    "manger": "manager",
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

    near = process.extract(word, _vocabulary(), scorer=OSA.distance, score_cutoff=1, limit=_MOST)
    slips = [known for known, _, _ in near if _is_slip(word, known)]
    return slips[0] if slips else ""


def _is_slip(word: str, meant: str) -> bool:
    """Two letters swapped, one left out, one typed twice or slipped in. Another ending is another word, not a slip."""
    if word[0] != meant[0] and len(word) == len(meant) and sorted(word) != sorted(meant):
        return False
    if len(word) == len(meant):
        return sorted(word) == sorted(meant)
    if len(word) < _SURE or len(meant) < _SURE:
        return False
    longer, shorter = (word, meant) if len(word) > len(meant) else (meant, word)
    place = next((at for at, letter in enumerate(shorter) if longer[at] != letter), len(shorter))
    if place == 0:
        return False
    at_end = place == len(shorter)
    if longer is meant:
        return not at_end or meant.endswith("e")
    return longer[place] == longer[place - 1] if at_end else True
