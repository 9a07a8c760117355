"""A second chance: what would end in a question is put in plainer words, step by step, and read again.

A step is kept when less is left open behind it. None of them is tried on a description that is understood, so a new one
cannot change how anything else is read; and the reading says what was read as what.
"""

from __future__ import annotations

from b24app.english.grammar.plainer.antecedents import it_named
from b24app.english.grammar.plainer.glossed import records_plainly
from b24app.english.grammar.plainer.paraphrases import all_in_plain_words, unclear_in_plain_words
from b24app.english.grammar.plainer.relatives import clause_in_front
from b24app.english.grammar.plainer.statements import event_announced
from b24app.english.grammar.plainer.wording import Rewriter, Wording

# In this order: first what touches only the words that were not understood; last what another step may have laid bare.
REWRITERS: tuple[Rewriter, ...] = (
    unclear_in_plain_words,
    all_in_plain_words,
    records_plainly,
    event_announced,
    it_named,
    clause_in_front,
    all_in_plain_words,
)

__all__ = ["REWRITERS", "Wording"]
