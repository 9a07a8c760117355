"""Records by everyday names, and one more of them: "we won the job", "another company on our books"."""

from __future__ import annotations

from b24app.english.grammar.clause import Clause
from b24app.english.grammar.conditions.stages import moved_to, stage
from b24app.english.grammar.trigger.guards import guard
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import phrases
from b24app.english.grammar.words.lexicons import EVENTS, NOUNS, WORK
from b24app.plan import phrases as say

_ONE_MORE = phrases(("[yet] another", "[yet] one more"))
_ENDINGS = {"won", "lost"}
_MADE = {"deal", "lead", "contact", "company", "quote"}
_FAR = 5


def payable(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """Reads "the premium (is paid)", "rent (overdue)": what is paid or late with it is an invoice."""
    if clause.noun or clause.event or tokens.word(at) not in _PAYABLES or clause.client:
        return None
    event = EVENTS.find(tokens, tokens.past(at + 1, say.AUXILIARIES | say.EVENT_ADVERBS))
    if not event or event.value not in {"paid", "overdue"}:
        return None
    clause.noun = "invoice"
    clause.notes.append(f"“{tokens.text(at, at + 1)}” was read as an invoice.")
    return at + 1


_PAYABLES = {
    "premium", "premiums", "rent", "rents", "fee", "fees", "deposit", "deposits", "instalment", "instalments",
    "installment", "installments", "tuition", "dues", "subscription", "subscriptions", "retainer", "prepayment",
}  # fmt: skip


def work_role(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """Reads "(we won) the job", "(the) order (is lost)": only deals are won and lost."""
    found = WORK.find(tokens, at) if not clause.noun and not clause.client else None
    if not found or NOUNS.find(tokens, found.end):
        return None
    told = guard(tokens, found.end, "deal", "")
    behind = told.end if told else found.end  # "an order (over 500) comes in"
    ends = clause.event in _ENDINGS or _ends(tokens, behind, clause)
    if not ends and not (tokens.word(at) in _ORDERS and _comes(tokens, behind, clause)):
        return None
    clause.noun = "deal"
    if not ends:
        clause.notes.append(f"“{tokens.text(at, found.end)}” was read as a deal.")
    return found.end


_ORDERS = {
    "job",
    "jobs",
    "order",
    "orders",
    "project",
    "projects",
    "booking",
    "bookings",
    "reservation",
    "reservations",
}


def _comes(tokens: Tokens, at: int, clause: Clause) -> bool:
    """Whether an order, a job is told to come in, or to move to a stage: "(a new job) comes in", "moves to 'Hold'"."""
    end = tokens.past(at, {*say.AUXILIARIES, *say.EVENT_ADVERBS} - {"goes", "go"})
    goes = stage(tokens, at, of_stage=False, known=True) or stage(tokens, end, of_stage=False, known=True)
    goes = goes or moved_to(tokens, end, known=True)
    named = goes is not None and bool(goes.value) and goes.value.casefold() not in say.PLACES_SEEN
    event = EVENTS.find(tokens, end)
    comes = event is not None and event.value == "created"
    comes = clause.event in {"", "created"} and (comes or _placed(tokens, end))
    return comes or named or (clause.event == "created" and not clause.only_new)


def placing(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """Reads "(an order) is placed", not "(a deal) is placed in Negotiation"."""
    if clause.noun != "deal" or clause.event or not _placed(tokens, at):
        return None
    clause.event = "created"
    return at + 1


def _placed(tokens: Tokens, at: int) -> bool:
    return tokens.word(at) == "placed" and tokens.word(at + 1) not in {"in", "into", "on", "at", "under", "to"}


def _ends(tokens: Tokens, at: int, clause: Clause) -> bool:
    """Whether it is told behind it that it is won or lost."""
    if clause.event not in {"", "created"}:
        return False
    end = tokens.past(at, {*say.AUXILIARIES, *say.EVENT_ADVERBS, *say.AGENTS, *say.DETERMINERS})
    event = EVENTS.find(tokens, end) if end - at < _FAR else None
    return event is not None and event.value in _ENDINGS


_VISITS = phrases(
    (
        "[site|home|house|property|factory|on-site] visit|visits|viewing|viewings|inspection|inspections|tour|tours",
        "[product|free|online|video|live] demo|demos|demonstration|demonstrations|consultation|consultations",
        "[flat|apartment|showroom] viewing|viewings",
        "[job] interview|interviews",
        "test drive|drives",
        "check-up|check-ups|checkup|checkups|fitting|fittings|tasting|tastings|session|sessions|showing|showings",
        "[first] [video] conference|conferences",
    )
)
_PLANNED = {"scheduled", "booked", "arranged", "planned", "fixed"}


def visit_role(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """Reads "(a site visit) is scheduled", "(we plan) a demo": a meeting by its purpose."""
    found = _VISITS.find(tokens, at) if not clause.noun and clause.event in {"", "scheduled", "created"} else None
    if not found or NOUNS.find(tokens, found.end):
        return None
    told = guard(tokens, found.end, "meeting", "")
    verb = tokens.past(told.end if told else found.end, {*say.AUXILIARIES, *say.EVENT_ADVERBS})
    if clause.event != "scheduled" and tokens.word(verb) not in _PLANNED:
        return None
    clause.noun = "meeting"
    clause.notes.append(f"“{tokens.text(at, found.end)}” was read as a meeting.")
    return found.end


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
    clause.event, clause.only_new = event, event == "created"
    return at + 1


def marks_it(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """Reads "(a rep) flags (a deal as lost)", "declares": a verb whose object is told to be won or lost behind it."""
    if clause.noun or clause.event or tokens.word(at) not in MARKS:
        return None
    noun = NOUNS.find(tokens, tokens.past(at + 1 + (tokens.word(at + 1) == "of"), say.DETERMINERS))
    if not noun or noun.value not in _MADE:
        return None
    end = noun.end
    for _ in range(_MOST_GUARDS):
        told = guard(tokens, end, noun.value, "")
        end = told.end if told else end
    event = EVENTS.find(tokens, tokens.past(end, {"as", "being", "off"}))
    return at + 1 if event and (noun.value, event.value) in say.TRIGGER_OF and event.value != "created" else None


def into_what(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """Past "into a contact" in "(we convert a lead) into a contact": what else it becomes changes nothing."""
    if clause.event != "converted" or not clause.noun or tokens.word(at) not in {"to", "into"}:
        return None
    start = tokens.past(at + 1, {"a", "an", "the", "new", "our", "paying"})
    if tokens.word(start) in {"client", "customer", "clients", "customers"}:
        return start + 1
    noun = NOUNS.find(tokens, start)
    return noun.end if noun and noun.value in {"deal", "contact", "company"} else None


def leaves_lying(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """Reads "(a rep) leaves (a deal lying in Proposal for 5 days)", "lets (a lead) sit"."""
    noun = NOUNS.find(tokens, tokens.past(at + 1, say.DETERMINERS)) if tokens.word(at) in LEAVES else None
    lies = noun is not None and tokens.word(noun.end) in _LYING and noun.value in _MADE
    return at + 1 if lies and not clause.noun and not clause.event else None


LEAVES = {"leaves", "leave", "left", "keeps", "lets", "let", "leaving"}
_LYING = {"lying", "sitting", "waiting", "hanging", "rotting", "resting", "parked", "stuck", "lie", "sit", "wait"}
MARKS = {
    "flags", "flag", "flagged", "flagging", "declares", "declare", "declared", "declaring", "labels", "label", "books",
    "marks", "mark", "marked", "marking", "reports", "reported", "sets", "set", "puts", "put", "writes", "wrote",
    "registers", "registered", "classifies", "classified", "closes", "closed", "closing",
}  # fmt: skip
_MOST_GUARDS = 3
_JUST = {"just", "newly", "freshly", "recently", "new", "fresh", "already"}
_NEW = {"newborn", "new-born", "inbound", "newest", "latest", "new-found", "brand-new", "incomming"}
