"""How people say the vocabulary's names: nouns, events, verbs, people, fields, moments.

Keys are patterns of words: `a|b` is a choice, `[a|b]` an optional word; `lexicon.expand` unfolds them. A data table:
exempt from the size budget.
"""

from __future__ import annotations

from b24app.plan.vocabulary import ActionName, EntityName, TriggerName

Noun = str
Event = str

NOUNS: dict[str, Noun] = {
    "deal|deals|opportunity|opportunities": "deal",
    "lead|leads|inquiry|inquiries|enquiry|enquiries|prospect|prospects": "lead",
    "contact|contacts": "contact",
    "company|companies|organisation|organization": "company",
    "task|tasks|to-do|todo": "task",
    "invoice|invoices|bill|bills": "invoice",
    "payment|payments": "payment",
    "quote|quotes|quotation|quotations|estimate|estimates|proposal|offer": "quote",
    "meeting|meetings|appointment|appointments": "meeting",
    "activity|activities": "activity",
    "call|calls": "call",
    "phone call|calls": "call",
    "note|notes": "note",
    "email|emails|mail": "email",
    "stage|stages": "stage",
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

EVENTS: dict[str, Event] = {
    "created|create|creates|added|add|adds|appears|appeared|arrives|arrived": "created",
    "registered|submitted|received|made": "created",
    "opened|opens|entered|comes|came|lands|landed|new": "created",
    "comes|came|gets|is|arrives|arrived in": "created",
    "shows|showed up": "created",
    "set up": "created",
    "updated|update|updates|changed|change|changes|edited|edit|edits|modified|modifies|altered|alters": "updated",
    "won|win|wins|succeeds": "won",
    "closed|closes [as] won": "won",
    "closed|closes successfully": "won",
    "successfully closed": "won",
    "marked|set [as] won": "won",
    "lost|lose|loses|fails|failed": "lost",
    "closed|closes [as] lost": "lost",
    "marked|set [as] lost": "lost",
    "converted|converts|convert|conversion": "converted",
    "turns|turned into [a] deal": "converted",
    "becomes a deal": "converted",
    "completed|completes|complete|done|finished|finishes|closed|closes": "completed",
    "marked [as] complete|completed|done|finished": "completed",
    "overdue|late": "overdue",
    "past due": "overdue",
    "past its|the deadline": "overdue",
    "past its|the due date": "overdue",
    "misses|missed|exceeds|exceeded|passes|passed its|the deadline": "overdue",
    "misses|missed|exceeds|exceeded|passes|passed its|the due date": "overdue",
    "not|isn't|wasn't paid on|in time": "overdue",
    "not|isn't|wasn't done|completed|finished on|in time": "overdue",
    "paid|pay|pays|settled|settles": "paid",
    "approved|approves|approve|accepted|accepts|accept|signed|signs|sign|confirmed|confirms": "approved",
    "scheduled|schedules|schedule|planned|plans|booked|books|arranged|arranges": "scheduled",
    "logged|logs|log|recorded|records": "logged",
}

TRIGGER_OF: dict[tuple[Noun, Event], TriggerName] = {
    ("deal", "won"): "deal_won",
    ("deal", "lost"): "deal_lost",
    ("deal", "created"): "deal_created",
    ("deal", "updated"): "deal_updated",
    ("lead", "created"): "lead_created",
    ("lead", "converted"): "lead_converted",
    ("lead", "won"): "lead_converted",
    ("lead", "updated"): "lead_updated",
    ("contact", "created"): "contact_created",
    ("contact", "updated"): "contact_updated",
    ("company", "created"): "company_created",
    ("company", "updated"): "company_updated",
    ("task", "created"): "task_created",
    ("task", "completed"): "task_completed",
    ("task", "overdue"): "task_overdue",
    ("invoice", "overdue"): "invoice_overdue",
    ("invoice", "paid"): "invoice_paid",
    ("payment", "overdue"): "invoice_overdue",
    ("payment", "created"): "invoice_paid",
    ("payment", "completed"): "invoice_paid",
    ("payment", "paid"): "invoice_paid",
    ("quote", "created"): "quote_created",
    ("quote", "approved"): "quote_approved",
    ("meeting", "scheduled"): "meeting_scheduled",
    ("meeting", "created"): "meeting_scheduled",
    **{
        (noun, event): "activity_added"
        for noun in ("activity", "call", "note", "email")
        for event in ("created", "logged")
    },
    ("stage", "updated"): "stage_changed",
}

# What an event means when no record is named: "when we win", "when the customer pays".
NOUN_OF_EVENT: dict[Event, Noun] = {"won": "deal", "lost": "deal", "converted": "lead", "paid": "invoice"}

TRIGGER_MARKERS = (
    "when",
    "whenever",
    "if",
    "once",
    "as soon as",
    "the moment|minute|second [that]",
    "every|each|any time|moment [that]",
    "after",
    "upon",
    "on",
    "following",
    "in case",
    "for every|each|any|a",
    "should",
    "in the event|case that",
    "on each|every",
)

DETERMINERS = [
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
]
AUXILIARIES = [
    "is",
    "are",
    "was",
    "were",
    "be",
    "been",
    "being",
    "get",
    "gets",
    "got",
    "getting",
    "has",
    "have",
    "had",
    "will",
    "becomes",
    "become",
    "became",
    "isn't",
    "'s",
    "does",
    "do",
    "did",
    "goes",
]
EVENT_ADVERBS = [
    "just",
    "newly",
    "successfully",
    "finally",
    "officially",
    "eventually",
    "really",
    "brand",
    "fully",
    "now",
]
AGENTS = [
    "we",
    "i",
    "you",
    "they",
    "somebody",
    "someone",
    "anyone",
    "anybody",
    "user",
    "users",
    "employee",
    "employees",
    "colleague",
    "us",
]
PLACES = ("in|into|inside|to [the|our|my|your] crm|bitrix24|bitrix|system|pipeline|portal",)

STAGE_MOVES = (
    "moves|moved|goes|went|gets|advances|advanced|progresses|switches|switched|jumps [on|over] to|into",
    "enters|reaches|reached|hits",
    "is|was|gets moved|switched|put|set|dragged to|into",
    "lands|arrives|is|sits in|at [the] stage",
    "moved to|into",
)
STAGE_TARGETS = ("to", "into", "becomes", "is", "=", "equals")
NO_STAGE = ("next", "another", "a new", "new", "different", "a different", "some other", "any")

# Field words of conditions and of "the amount changes": what people say -> the field's code, or the word itself.
FIELDS: dict[str, str] = {
    "amount|sum|value|total|worth|price": "OPPORTUNITY",
    "deal|invoice|quote|total amount|sum|value": "OPPORTUNITY",
    "currency": "CURRENCY_ID",
    "source": "SOURCE_ID",
    "stage|status": "STAGE_ID",
    "title|name": "TITLE",
    "responsible|owner|assignee": "ASSIGNED_BY_ID",
    "responsible person": "ASSIGNED_BY_ID",
    "company": "COMPANY_ID",
    "comment|comments": "COMMENTS",
    "probability": "PROBABILITY",
    "budget": "budget",
    "country": "country",
    "city": "city",
    "industry": "industry",
    "revenue": "revenue",
    "region": "region",
    "language": "language",
    "priority": "priority",
    "phone": "PHONE",
    "phone number": "PHONE",
    "email|address": "EMAIL",
    "email address": "EMAIL",
    "close date": "CLOSEDATE",
    "deadline": "DEADLINE",
    "lost reason": "lost reason",
    "company size": "employees",
    "tag|tags": "tags",
}

# Verbs that act, by what they do. Inflected forms cover "the system sends"; a verb may do several things.
VERBS: dict[str, tuple[str, ...]] = {
    "send": (
        "send|sends|drop|drops|shoot|shoots|fire|deliver|write|writes|give|gives|get|gets",
        "send|fire|shoot out|off|over",
    ),
    "create": (
        "create|creates|add|adds|make|makes|open|opens|generate|generates|raise|issue|issues|start|prepare|draft",
        "set|put|leave|leaves|log|post|write|give|assign|schedule|schedules|plan|plans|book|books|arrange|arranges",
        "set up",
    ),
    "notify": ("notify|notifies|alert|alerts|inform|informs|ping|pings|tell|tells|warn|warns|update", "let"),
    "message": ("message|messages|chat",),
    "email": ("email|emails|mail|mails",),
    "sms": ("sms|text|texts",),
    "whatsapp": ("whatsapp",),
    "call": ("call|calls|phone|phones", "call up"),
    "remind": ("remind|reminds",),
    "assign": (
        "assign|assigns|reassign|reassigns|hand|hands|transfer|pass|give|gives|delegate|route",
        "hand|pass over",
    ),
    "move": ("move|moves|put|puts|advance|push|shift|switch|transfer|send|bring|take",),
    "set": ("change|changes|set|sets|update|updates|fill",),
    "tag": ("tag|tags|label",),
    "untag": ("untag",),
    "attach": ("add|adds|put|set|attach|apply|give|use",),
    "remove": ("remove|removes|delete|deletes|drop|clear|strip", "take off|away"),
    "comment": ("comment|comments", "leave a comment", "write down"),
    "hit": ("call|calls|trigger|hit|ping|invoke|notify|request|use|fire|send|post|get|put|make|do|execute|run",),
}

# Which objects a verb of creation may have when the verb is weak: "set a reminder", not "set a deal".
WEAK_CREATORS: frozenset[str] = frozenset(
    [
        "set",
        "put",
        "leave",
        "leaves",
        "log",
        "post",
        "write",
        "give",
        "make",
        "makes",
        "assign",
        "schedule",
        "schedules",
        "plan",
        "plans",
        "book",
        "books",
        "arrange",
        "arranges",
        "start",
        "open",
        "opens",
    ]
)
WEAK_OBJECTS: frozenset[ActionName] = frozenset(
    ("create_task", "set_reminder", "schedule_call", "add_comment", "send_notification")
)

# Passive and receiving voice: "an email is sent", "the client gets a text".
TO_BE = (
    "is|are|was|gets|be",
    "should|must|shall|will|can|needs|has [to] be",
    "to be",
)
PARTICIPLES: dict[str, str] = {
    "sent|created|added|made|opened|generated|issued|raised|scheduled|planned|booked|left|set|written|posted": "object",
    "notified|informed|alerted|told|pinged|warned": "notify",
    "messaged": "message",
    "emailed|mailed": "email",
    "texted": "sms",
    "whatsapped": "whatsapp",
    "called|phoned": "call",
    "reminded": "remind",
    "assigned|reassigned|handed|given": "assign",
    "moved|put": "move",
}
RECEIVES = ("[should|must|shall|will|can] get|gets|receive|receives",)

# What a message or creation is about, in the words after the verb and its article.
OBJECTS: dict[str, ActionName] = {
    "whatsapp [message|messages|msg|text]": "send_whatsapp",
    "message|msg whatsapp": "send_whatsapp",
    "email|emails|mail [message]": "send_email",
    "sms [message|messages|text]": "send_sms",
    "text message|messages|msg": "send_sms",
    "text|texts": "send_sms",
    "notification|notifications|alert|alerts": "send_notification",
    "bell|push [notification|alert]": "send_notification",
    "message|messages|msg": "send_bitrix_message",
    "chat|internal|bitrix|bitrix24|private|direct message|messages|msg": "send_bitrix_message",
    "internal|bitrix24 chat message|msg": "send_bitrix_message",
    "im": "send_bitrix_message",
    "task|tasks|to-do|todo": "create_task",
    "deal|opportunity": "create_deal",
    "contact": "create_contact",
    "contact record|card": "create_contact",
    "company [record|card]": "create_company",
    "invoice|bill": "create_invoice",
    "quote|quotation|estimate|proposal": "create_quote",
    "reminder": "set_reminder",
    "call": "schedule_call",
    "phone call": "schedule_call",
    "comment|note": "add_comment",
    "timeline comment|note": "add_comment",
    "tag|label": "add_tag",
    "webhook|request": "webhook",
}

# Verb classes that name their channel themselves, with the person as their object.
CHANNEL_VERBS: dict[str, ActionName] = {
    "notify": "send_notification",
    "message": "send_bitrix_message",
    "email": "send_email",
    "sms": "send_sms",
    "whatsapp": "send_whatsapp",
}

CHANNELS: dict[str, ActionName] = {
    "whatsapp": "send_whatsapp",
    "email|mail": "send_email",
    "sms|text": "send_sms",
    "text message": "send_sms",
    "chat": "send_bitrix_message",
    "internal|bitrix24|bitrix|private chat": "send_bitrix_message",
    "bell": "send_notification",
    "notification": "send_notification",
}

RESPONSIBLE = (
    "responsible [person|user|manager|employee|rep|colleague]",
    "person responsible",
    "person|one in charge",
    "owner|rep|assignee|manager|salesperson|salesman|seller",
    "sales|account manager|rep|representative|person|executive",
    "assigned person|user|manager|rep|employee",
    "deal|lead|record|task|company|contact owner|manager",
)
SUPERVISOR = (
    "supervisor|boss|superior",
    "line manager",
    "department head",
    "head of department|dept",
    "head of the|their|his|her|its department|dept",
)
# What makes somebody the supervisor when it is a responsible's: "the rep's manager", "manager of the owner".
ABOVE = ("manager", "boss", "supervisor", "superior", "head", "chief", "lead", "line manager")
CLIENT = (
    "client|clients|customer|customers|buyer|purchaser",
    "contact [person]",
    "client|customer 's contact",
    "them|him|her",
    "payer",
)
CREATOR = ("creator|author",)
VAGUE_PEOPLE = ("someone|somebody|people|anyone|anybody|everyone|everybody|persons|person|users|me|us|all",)
DEPARTMENTS = [
    "sales",
    "support",
    "accounting",
    "legal",
    "finance",
    "marketing",
    "engineering",
    "ops",
    "operations",
    "hr",
    "procurement",
    "logistics",
    "purchasing",
    "billing",
    "production",
    "warehouse",
    "delivery",
    "shipping",
    "management",
]
TEAM_NOUNS = ("team", "department", "dept", "group", "desk", "crew")
ROLE_NOUNS = [
    "director",
    "ceo",
    "cfo",
    "cto",
    "coo",
    "controller",
    "accountant",
    "lawyer",
    "bookkeeper",
    "secretary",
    "administrator",
    "admin",
    "president",
    "coordinator",
    "analyst",
    "specialist",
    "dispatcher",
    "auditor",
    "buyer",
    "engineer",
    "officer",
    "manager",
    "lead",
    "leader",
    "head",
    "assistant",
]

UNITS: dict[str, str] = {
    "minute|minutes|min|mins": "minutes",
    "hour|hours|hr|hrs|h": "hours",
    "day|days|d": "days",
    "week|weeks|wk|wks": "weeks",
    "month|months": "months",
}
NUMBER_WORDS: dict[str, int] = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
        ]
    )
} | {"a": 1, "an": 1, "twenty": 20, "thirty": 30, "sixty": 60, "ninety": 90, "couple": 2}
DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

# Politeness and framing: says nothing about what is done.
FRAMING = (
    "please|pls|kindly|hey|hi|hello|thanks|ok|okay|so|well",
    "thank you",
    "i|we want|need|like [you] [to]",
    "i|we would|'d like [you] [to]",
    "i'd like [you] [to]",
    "can|could|would|will you [please]",
    "make sure [that|to]",
    "be sure to",
    "lets",
    "let 's",
    "let us",
    "have|let|get the|our system|app|bot|crm|bitrix24 [to]",
    "the|our system|app|bot|crm|bitrix24 should|must|shall|will|has [to]",
    "the|our system|app|bot|crm|bitrix24",
    "it should",
    "we|i|you|it should|must|shall|will|have|has [to]",
    "we|you",
    "help me [to]",
    "automatically|immediately|instantly|promptly|directly|also|just|simply|too|quickly|straightaway",
    "right|straight away",
    "right now",
    "at once",
    "as well",
    "first|firstly|second|secondly|third|next|finally|lastly|afterwards|afterward",
    "after that",
    "in addition",
    "workflow|automation|rule that|to|which",
    "the following",
    "do the following",
)
JOINTS = ("and", "then", "plus", "also", "&", "+", ",", ";", ".", "!", "as well as", "followed by", "-", "*", "•")
VERBS_SEEN = frozenset(
    word for patterns in VERBS.values() for pattern in patterns for word in pattern.replace("|", " ").split()
) - {"a", "up", "out", "off", "over", "down", "away"}
