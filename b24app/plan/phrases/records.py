"""How people call records, and which they are."""

from __future__ import annotations

from b24app.plan.vocabulary import EntityName

Noun = str

NOUNS: dict[str, Noun] = {
    "deal|deals|opportunity|opportunities|sale": "deal",
    "sales deal|deals|opportunity|opportunities": "deal",
    "lead|leads|inquiry|inquiries|enquiry|enquiries|prospect|prospects": "lead",
    "contact|contacts": "contact",
    "face|name|person in|among|on [our|the|my] contacts": "contact",
    "contact record|records|card|cards|person|persons": "contact",
    "client|customer card|cards|record|records|profile|profiles": "contact",
    "company|companies|organisation|organization|organisations|organizations|account|accounts": "company",
    "client|customer|corporate|business|company account|accounts|company|companies": "company",
    "company|account record|records|card|cards|profile|profiles": "company",
    "deal record|records|card|cards": "deal",
    "lead record|records|card|cards": "lead",
    "task|tasks|to-do|to-dos|todo|todos": "task",
    "invoice|invoices|bill|bills|inv": "invoice",
    "sales|customer|client invoice|invoices|bill|bills": "invoice",
    "payment|payments|money|remittance|remittances": "payment",
    "invoice money": "payment",
    "quote|quotes|quotation|quotations|estimate|estimates|proposal|proposals|offer|offers": "quote",
    "commercial|price|sales|business proposal|proposals|offer|offers|quote|quotes|quotation|quotations": "quote",
    "meeting|meetings|appointment|appointments": "meeting",
    "activity|activities": "activity",
    "call|calls": "call",
    "phone|telephone call|calls|conversation|conversations|chat|chats|talk|talks": "call",
    "call|phone activity|activities": "call",
    "email|mail activity|activities|message|messages": "email",
    "note|notes": "note",
    "email|emails|mail|mails": "email",
    "stage|stages|status": "stage",
    "pipeline|sales stage|status": "stage",
}

ENTITY_OF: dict[Noun, EntityName] = {
    "deal": "CRM_DEAL",
    "lead": "CRM_LEAD",
    "contact": "CRM_CONTACT",
    "company": "CRM_COMPANY",
    "task": "TASK",
    "invoice": "CRM_INVOICE",
    "payment": "CRM_INVOICE",
    "quote": "CRM_QUOTE",
    "meeting": "CRM_ACTIVITY",
    "activity": "CRM_ACTIVITY",
    "call": "CRM_ACTIVITY",
    "note": "CRM_ACTIVITY",
    "email": "CRM_ACTIVITY",
}

# What is won and lost is a deal, whatever people call it.
WORK = (
    "job|jobs|order|orders|project|projects|contract|contracts|assignment|assignments|commission|commissions",
    "tender|tenders|bid|bids|pitch|pitches|gig|gigs|mandate|mandates|engagement|engagements|booking|bookings",
    "reservation|reservations",
    "business",
)

DETERMINERS = {
    "a",
    "an",
    "the",
    "any",
    "every",
    "each",
    "our",
    "my",
    "your",
    "their",
    "his",
    "her",
    "its",
    "this",
    "that",
    "these",
    "those",
    "some",
    "one",
    "all",
    "another",
    "existing",
}
