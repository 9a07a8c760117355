"""Records by everyday names, and one more of them: "we won the job", "another company on our books"."""

from __future__ import annotations

from b24app.english.grammar.clause import Clause
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import phrases
from b24app.english.grammar.words.lexicons import EVENTS, NOUNS, WORK
from b24app.plan import phrases as say

_ONE_MORE = phrases(("[yet] another", "[yet] one more"))
_ENDINGS = {"won", "lost"}
_MADE = {"deal", "lead", "contact", "company", "quote"}
_FAR = 5


def work_role(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """Reads "(we won) the job", "(the) order (is lost)": only deals are won and lost."""
    found = WORK.find(tokens, at) if not clause.noun and not clause.client else None
    if not found or NOUNS.find(tokens, found.end) or not (clause.event in _ENDINGS or _ends(tokens, found.end, clause)):
        return None
    clause.noun = "deal"
    return found.end


def _ends(tokens: Tokens, at: int, clause: Clause) -> bool:
    """Whether it is told behind it that it is won or lost."""
    if clause.event not in {"", "created"}:
        return False
    end = tokens.past(at, {*say.AUXILIARIES, *say.EVENT_ADVERBS, *say.AGENTS, *say.DETERMINERS})
    event = EVENTS.find(tokens, end) if end - at < _FAR else None
    return event is not None and event.value in _ENDINGS


def one_more(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """Reads "another company (on our books)", "yet another (overdue invoice)": a new one, unless more is told."""
    found = _ONE_MORE.find(tokens, at) if not (clause.noun or clause.event or clause.unread) else None
    if not found:
        return None
    event = EVENTS.find(tokens, found.end)
    noun = NOUNS.find(tokens, event.end if event else found.end)
    if event:
        return found.end if noun and (noun.value, event.value) in say.TRIGGER_OF else None
    if noun and noun.value in _MADE:
        clause.event = "created"
    return found.end if noun or WORK.find(tokens, found.end) else None


def fresh(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """Reads "a just-arrived (lead)", "a freshly-won (deal)", "a newborn (lead)", "inbound (leads)"."""
    if clause.noun or (clause.event and clause.event != "created"):
        return None
    noun = NOUNS.find(tokens, at + 1)
    adverb, _, participle = tokens.word(at).partition("-")
    event = say.EVENTS_OF_ONE_WORD.get(participle) if adverb in _JUST else None
    if noun and noun.value in _MADE and (tokens.word(at) in _NEW or (participle == "new" and adverb == "brand")):
        event = "created"
    if tokens.word(at) == "inbound" and noun and noun.value != "lead":
        return None
    if not noun or not event or (noun.value, event) not in say.TRIGGER_OF:
        return None
    clause.event = event
    return at + 1


_JUST = {"just", "newly", "freshly", "recently", "new", "fresh", "already"}
_NEW = {"newborn", "new-born", "inbound", "newest", "latest", "new-found", "brand-new", "incomming"}
