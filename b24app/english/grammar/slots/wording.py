"""Words proposed where a description gives none: task titles, messages to colleagues and to clients."""

from __future__ import annotations

import re

from b24app.english.grammar.heads.objects import unquoted
from b24app.english.grammar.slots.freewords import sentence
from b24app.plan.defaults import record_named, wording
from b24app.plan.vocabulary import TRIGGERS, Entity, TriggerName

_NAMED_BY: dict[Entity, str] = {
    "CRM_DEAL": "{{DEAL_TITLE}}",
    "CRM_LEAD": "{{LEAD_NAME}}",
    "CRM_CONTACT": "{{CONTACT_NAME}}",
    "CRM_COMPANY": "{{COMPANY_TITLE}}",
    "TASK": "{{TASK_TITLE}}",
    "CRM_INVOICE": "{{INVOICE_ID}}",
}
_TO_CLIENT: dict[TriggerName, str] = {
    "deal_won": "Congratulations, {{CONTACT_NAME}}, and thank you for choosing us!",
    "deal_lost": "Thank you for your time, {{CONTACT_NAME}}. We would be glad to hear from you again.",
    "lead_created": "Hello {{CONTACT_NAME}}, thank you for your interest. We will be in touch soon.",
    "lead_converted": "Welcome, {{CONTACT_NAME}}! We look forward to working with you.",
    "invoice_overdue": "Hello {{CONTACT_NAME}}, your invoice {{INVOICE_ID}} over {{INVOICE_AMOUNT}} is overdue.",
    "invoice_paid": "Thank you, {{CONTACT_NAME}}: your payment has arrived.",
    "meeting_scheduled": "Hello {{CONTACT_NAME}}, our meeting is confirmed.",
}
_PARTNERS = {"CRM_LEAD", "CRM_CONTACT", "CRM_COMPANY"}
_REVIEWED: dict[TriggerName, str] = {"deal_lost": "lost deal reasons"}
_FOLLOWED: dict[TriggerName, str] = {"lead_created": "new lead"}
_ARTICLES = {"a", "an", "the", "our", "my", "your"}
_LONGEST_THING = 5
_EMPTY_WORDS = {
    "new", "quick", "short", "automatic", "simple", "internal", "urgent", "high-priority", "priority", "high", "low",
    "follow", "another", "follow-up", "followup", "top", "important", "critical", "single", "separate", "small",
    "little",
}  # fmt: skip


def task_title(trigger: TriggerName, entity: Entity, modifiers: str) -> str:
    """A title from the words before "task": a follow-up, a review, anything else, nothing."""
    said = modifiers.casefold().replace("-", " ").strip(" \"'")
    record = record_named(entity)
    if said in {"follow up", "followup"}:
        return f"Follow up {'with' if entity in _PARTNERS else 'on'} {_FOLLOWED.get(trigger, record)}"
    if said == "review":
        return f"Review {_REVIEWED.get(trigger, record)}"
    kept = telling(modifiers)
    if kept != unquoted(kept):
        return unquoted(kept)  # "a "Contract" task" is called just so
    return f"{sentence(kept)}: {record}" if kept else wording("create_task", "title", trigger, entity)


def telling(modifiers: str) -> str:
    """Those words before the object that say something about its content."""
    return " ".join(word for word in modifiers.split() if word.casefold() not in _EMPTY_WORDS)


_WISHES = {
    "for": "may we ask you for",
    "to": "could you please",
    "if": "may we ask if",
    "whether": "may we ask whether",
}


def asked_for(wish: str, said: str) -> str:
    """What a client is asked, from the words behind "for", "to" or "whether": a review, to sign, if they are happy."""
    told = said[:1].lower() + said[1:].removesuffix(" from the client").removesuffix(" from the customer")
    told = re.sub(r"\b(his|her|their)\b", "your", told) if wish == "for" else told
    told = _to_them(told) if wish in {"if", "whether"} else told
    return f"Hello {{{{CONTACT_NAME}}}}, {_WISHES[wish]} {told}?"


def _to_them(told: str) -> str:
    """What is asked about the client, said to the client: "he wants to buy" is "you want to buy"."""
    who, _, rest = told.partition(" ")
    subject, mark, verb = who.partition("'")
    if subject not in {"they", "he", "she"}:
        return told
    if subject == "they" or mark:
        return f"you{mark}{'re' if mark and verb == 's' else verb} {rest}"
    first, _, more = rest.partition(" ")
    return " ".join(filter(None, ("you", _YOURS.get(first, first.removesuffix("s")), more)))


_YOURS = {"is": "are", "was": "were", "has": "have", "does": "do", "goes": "go"}


def handing_over(text: str) -> str:
    """A sentence for a client around what is only named: "the price list"; any other text as it is."""
    words = text.split()
    whole = text[-1:] in ".!?" or not {"is", "are", "was", "were", "has", "have", "will"}.isdisjoint(words)
    if not 1 < len(words) <= _LONGEST_THING or words[0].casefold() not in _ARTICLES or whole:
        return text
    several = words[-1].endswith("s") and not words[-1].endswith("ss") and words[0].casefold() not in {"a", "an"}
    return f"Hello {{{{CONTACT_NAME}}}}, here {'are' if several else 'is'} {text[0].lower()}{text[1:]}."


def internal_text(trigger: TriggerName, entity: Entity) -> str:
    """What a colleague is told."""
    named = _NAMED_BY.get(entity, "")
    told = sentence(TRIGGERS[trigger].title)
    return f"{told}: {named}" if named else told


def client_text(trigger: TriggerName) -> str:
    """What a client is told."""
    return _TO_CLIENT.get(trigger) or f"Hello {{{{CONTACT_NAME}}}}, {TRIGGERS[trigger].letter}"
