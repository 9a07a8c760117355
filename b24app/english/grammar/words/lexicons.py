"""The tables that rules of several files look phrases up in, each unfolded once."""

from __future__ import annotations

from b24app.english.grammar.words.lexicon import Lexicon, phrases
from b24app.plan import phrases as say

NOUNS: Lexicon[str] = Lexicon(say.NOUNS)
EVENTS: Lexicon[str] = Lexicon(say.EVENTS)
PARTICIPLES: Lexicon[str] = Lexicon(say.PARTICIPLES)
TO_BE = phrases(say.TO_BE)
RECEIVES = phrases(say.RECEIVES)
WORK = phrases(say.WORK)
