"""A second chance: what would end in a question is put in plainer words, step by step, and read again.

A step is kept when less is left open behind it. None of them is tried on a description that is understood, so a new one
cannot change how anything else is read; and the reading says what was read as what.
"""

from __future__ import annotations

from b24app.english.grammar.plainer.allotments import receivers_by_case, shares_behind
from b24app.english.grammar.plainer.answering import answers_set_off
from b24app.english.grammar.plainer.antecedents import it_named, one_named
from b24app.english.grammar.plainer.backgrounds import background_passed_over
from b24app.english.grammar.plainer.consequences import so_as_when
from b24app.english.grammar.plainer.destinations import moves_told
from b24app.english.grammar.plainer.doers import doers_as_assignees
from b24app.english.grammar.plainer.eventobjects import events_first
from b24app.english.grammar.plainer.factlabels import facts_in_sentences
from b24app.english.grammar.plainer.glossed import records_plainly
from b24app.english.grammar.plainer.latertests import tested_later
from b24app.english.grammar.plainer.notes import NOTES
from b24app.english.grammar.plainer.othercases import other_cases_as_otherwise
from b24app.english.grammar.plainer.paraphrases import all_in_plain_words, unclear_in_plain_words
from b24app.english.grammar.plainer.placed import place_apart
from b24app.english.grammar.plainer.quotedfirst import quoted_told
from b24app.english.grammar.plainer.reasons import reason_dropped
from b24app.english.grammar.plainer.receivers import receivers_behind
from b24app.english.grammar.plainer.relatives import clause_in_front
from b24app.english.grammar.plainer.statements import event_announced
from b24app.english.grammar.plainer.submitting import submitted_as_approved
from b24app.english.grammar.plainer.taglists import tags_in_plain_words
from b24app.english.grammar.plainer.untils import untils_behind
from b24app.english.grammar.plainer.webcalls import web_calls_plainly
from b24app.english.grammar.plainer.wisheddone import wished_done
from b24app.english.grammar.plainer.wording import Rewriter, Wording
from b24app.english.grammar.plainer.writers import writer_as_responsible

# In this order: whole clauses in another order, then what touches only the words that were not understood.
REWRITERS: tuple[Rewriter, ...] = (
    *NOTES,
    facts_in_sentences,
    quoted_told,
    writer_as_responsible,
    so_as_when,
    doers_as_assignees,
    shares_behind,
    receivers_by_case,
    one_named,
    wished_done,
    receivers_behind,
    submitted_as_approved,
    answers_set_off,
    events_first,
    untils_behind,
    moves_told,
    tested_later,
    unclear_in_plain_words,
    records_plainly,
    background_passed_over,
    event_announced,
    reason_dropped,
    it_named,
    clause_in_front,
    other_cases_as_otherwise,
    all_in_plain_words,
    web_calls_plainly,
    tags_in_plain_words,
    place_apart,
)

__all__ = ["REWRITERS", "Rewriter", "Wording"]
