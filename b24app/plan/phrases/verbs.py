"""Verbs and objects of actions, in every voice, and the channels they go through."""

from __future__ import annotations

from b24app.plan.vocabulary import ActionName

# Verbs that act, by what they do. Inflected forms cover "the system sends"; a verb may do several things.
VERBS: dict[str, tuple[str, ...]] = {
    "send": (
        "send|sends|drop|drops|shoot|shoots|fire|deliver|write|writes|give|gives|get|gets|sending|hand|hands|pass",
        "send|fire|shoot|push|pass out|off|over|along",
        "push|pop|show|forward|forwards|relay|issue|post|posts|raise|transmit|share|shares",
        "pop up",
        "dispatch|dispatches",
    ),
    "create": (
        "create|creates|add|adds|make|makes|open|opens|generate|generates|raise|issue|issues|start|prepare|draft",
        "set|put|leave|leaves|log|post|write|give|assign|schedule|schedules|plan|plans|book|books|arrange|arranges",
        "set up",
        "creating|adding|opening|scheduling|building|build|produce|register|insert|enter|launch|compose|file|save",
        "registers|builds|drafts|prepares|launches|files|inserts|enters|starts|produces|logs|puts|sets|raises",
        "draw|make|write|put|whip|spin|line up|out|together|in|on",
        "must|should|shall|will be made|created|added|opened|generated|issued|drafted|prepared",
        "hand|hands|delegate|delegates|allot|allots|entrust",
        "kick off",
        "pencil|pencils in",
        "place|places",
        "book|books|schedule|schedules in",
        "pop|pops|stick|sticks|throw|throws|bung|whack|chuck",
    ),
    "notify": (
        "notify|notifies|alert|alerts|inform|informs|ping|pings|tell|tells|warn|warns|update|nudge|nudges",
        "bug|bugs|pester|pesters|poke|pokes|prod|prods|buzz|buzzes|badger|badgers|hound|hounds|hammer|hammers|bombard",
        "acquaint|apprise|apprises|forewarn|badgering|hounding|nudging|pinging|pestering|chasing|warning",
        "notifying|informing|alerting|telling",
        "let|bell",
        "ring|rings|sound|sounds the|a bell for|of|at",
        "give a heads-up to",
        "say|report to",
        "reach|loop in",
    ),
    "message": ("message|messages|chat|chats|dm|dms|im|messaging|dming",),
    "email": ("email|emails|mail|mails|emailing|mailing|cc|bcc",),
    "sms": ("sms|text|texts|texting|smsing",),
    "whatsapp": ("whatsapp|whatsapps",),
    "call": (
        "call|calls|phone|phones|ring|rings|calling|phoning|ringing|telephone|dial|dials",
        "call|ring|phone up|back",
    ),
    "remind": ("remind|reminds|reminding|nag|nags|nagging",),
    "address": ("thank|thanks|congratulate|greet|welcome|invite|reach|contact|write to|answer|reassure",),
    "ask": ("ask|asks",),
    "assign": (
        "assign|assigns|reassign|reassigns|hand|hands|transfer|pass|give|gives|delegate|route|allocate|escalate",
        "forward|redirect|entrust|refer|distribute|transfers|passes|routes|escalates|forwards",
        "hand|pass|transfer over|on|along",
        "assigning|reassigning|dedicate|dedicates|devote|commit|consign|entrusts|delegates|allocates|refers|redirects",
    ),
    "move": (
        "move|moves|put|puts|advance|push|shift|switch|transfer|send|bring|take|return|go|goes|moving",
        "bump|drag|drop|place|progress|promote|transition|change|pull|advances|pushes|shifts|set|kick",
        "throw|toss|chuck|dump|sling|park|relegate|demote|elevate|slide|carry|throws|tosses|dumps",
        "begin|start|launch|begins|starts",
        "flip|flips|revert|reverts|roll|rolls|bumps|sends|brings|takes|pushing|bumping|advancing|switching",
    ),
    "set": (
        "change|changes|set|sets|update|updates|fill|raise|lower|bump|mark|switch|write|make|let|put|reset",
        "increase|decrease|reduce|adjust|edit|modify|turn|flip|fill [in]",
        "stamp|stamps|populate|populates|overwrite|overwrites|replace|amend|amends|fills|raises|lowers|switches",
        "setting|changing|updating|filling|stamping|raising|lowering|switching",
    ),
    "tag": ("tag|tags|label|tagging|labels|retag",),
    "untag": ("untag|untags",),
    "attach": (
        "add|adds|put|set|attach|apply|give|use|stick|slap|assign|append|place|pin|puts|hang",
        "pop|pops|bung|whack|tack|affix|glue|tie|clip|smack|plant|fasten|sticks|slaps|attaches|applies|hello|hi",
    ),
    "remove": (
        "get rid of",
        "bye-bye|bye|goodbye|farewell [to]",
        "cross|crosses|crossing|strike|strikes off|out",
        "remove|removes|delete|deletes|drop|clear|strip|take|minus|erase|detach|removing",
        "take off|away",
        "peel|peels|kill|kills|axe|pull|pulls|clears|drops|takes|deletes|strips",
        "strip|strips|stripping|lift|knock|chop|get|throw|drop|clean off|away",
        "cross|crosses|crossing|strike|strikes|scratch|rub|wipe|peel|pull|tick|rip off|out",
        "wipe|wipes|purge|purges",
        "rid|rids|relieve|relieves|free|frees|lose|loses|shed|sheds|withdraw|revoke|unset|discard|scrap|ditch|unassign",
    ),
    "comment": (
        "comment|comments",
        "leave|add|write|put|post [a|the|as] comment",
        "write|note|jot|put|log down",
        "write|note|jot",
    ),
    "hit": (
        "tell|inform|report|upload|submit|forward|export|transmit|alert|update|let|share|deliver|pass",
        "call|calls|trigger|hit|ping|invoke|notify|request|use|fire|send|post|posts|get|put|make|do|execute|run|push",
        "patch|delete|register|sync",
        "copy|copies|mirror|mirrors|replicate|replicates|fwd|relay|relays|hand|hands",
        "call|calls|calling up",
    ),
}

# Verbs whose person stands in the middle: "keep the CFO posted", "drop Anna a line", "give the rep a heads-up".
TOLD_AROUND: dict[str, tuple[str, ...]] = {
    "keep|keeps": ("posted|informed|updated|aware", "up to date|speed", "in the loop", "in the picture"),
    "make": ("aware [of] [it|this]",),
    "put|puts|have": ("in the picture|loop|know",),
    "clue|clues|fill|fills": ("in",),
    "hit|hits": ("up",),
    "give|gives|drop|send|shoot": (
        "a|the|another [quick|short|friendly|brief] heads-up|headsup|line|word|shout|nudge|note|ping",
        "a|the [quick|short|friendly] heads up",
        "notice",
    ),
    "bring": ("up to speed|date", "in|into the loop|picture"),
    "loop|loops": ("in",),
    "leave|leaves": ("a|another [short|quick] message|line|word|text",),
    "get|have": ("informed|notified|told|alerted",),
    "have": ("know",),
    "let": ("know|hear [about|of] [it|this]", "in on it|this|the-news", "in on the news"),
}

# Verbs of speaking to somebody through whatever channel is named: the person follows.
SPEAKING = (
    "thank|thanks|congratulate|greet|welcome|invite|invites|reassure|reach|contact|contacts|ask|asks|remind|reminds|write",
    "write|writes to|back",
    "reach|reaches out to",
    "get|gets [back] in touch with",
    "get back to",
    "follow|check|touch up|in|base with",
    "apologise|apologize|reply|respond|answer|explain [to]",
    "wish|wishes|offer|offers|assure|promise|advise|brief|reminds",
    "nudge|tell|chase|inform|notify|alert|update|ping|warn",
    "advise|brief|prompt|dun|page|pursue|summon|hail|beep|caution|dunning|advises|briefs|prompts|pages|cautions",
    "nudges|tells|chases|informs|notifies|alerts|updates|pings|warns|thanks|congratulates|greets|welcomes",
    "chase|chases|chasing up",
    "tip|tips off",
    "express|voice|convey|extend our|my|the gratitude|thanks|appreciation|regret|regrets|congratulations to",
    "send our|my thanks|regards|congratulations|apologies|wishes to",
    "drop a line|note|word to",
    "flag|flags|signal [it|this|that] [up] to|with|for",
    "raise|raises|sound|sounds the|an alarm with|to|for",
    "raise|raises|flag it|this|that with|to",
    "wake|wakes up",
    "hit up",
    "give|gives notice|word to",
    "circle|check|come back to|with",
    "say thanks|thank-you|hello|welcome|congratulations|sorry to",
    "say thank you|well done to",
    "announce|report|communicate|mention [it|this|that] to",
    "announce|report|communicate|spread|break|share|pass|fwd the|this news|word|info|update|result|win|loss to|with",
    "forward|relay|bring|carry|send|give|get|tell the|this [good|bad] news|word|info|update|result|win|loss to|with",
    "spread|share|pass|forward|fwd|relay|bring|send on|along|out the|this news|word|info|update to|with",
    "spread|share|pass|forward|fwd|relay|bring|send|let|get the|this news|word|info|update on|along|out to|with",
    "let out the|this news|word to",
    "pass|send|get|spread|give word [on|along|out] to",
    "fwd|forward|forwards|pass|relay it|this|that [on|along|over] to",
)

# What is said to be done with something that is told without a verb: "a text goes out to …", "the tag is added".
DONE_TO = (
    "[should|must|shall|will|has|have|needs|need] [to] go|goes|fire|fires|ring|rings|land|lands [out|off|over]",
    "follows",
    "leaves|leave|departs|flies [out]",
    "[should|must|shall|will|has|have|needs|need|is|are] [to] take|takes place",
    "is|are going out",
    "is|are on its|the way [out]",
    "should|must|shall|will be on its|the way [out]",
    "should|must|shall|will|has|needs [to] exist",
    "comes|come into being|existence",
    "is|are needed|required|wanted|enough|sufficient|fine",
    "appears|appear|arrives|pops|shows [up]",
)

GONE = ("[should|must|shall|will] go|goes|come|comes away|off", "[should|must|will] disappear|disappears|vanishes")

UNDONE_TO = ("removed|deleted|dropped|cleared|stripped|taken|detached [off|away]",)

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
        "hand",
        "hands",
        "delegate",
        "delegates",
        "allot",
        "allots",
        "entrust",
        "place",
        "places",
        *["pop", "pops", "stick", "sticks", "throw", "throws", "bung", "whack", "chuck"],
    ]
)

WEAK_OBJECTS: frozenset[ActionName] = frozenset(
    ("create_task", "set_reminder", "schedule_call", "add_comment", "send_notification")
)

# Passive and receiving voice: "an email is sent", "the client gets a text".
TO_BE = (
    "wants|want|wishes|wish|would|'d [like|love|prefer] [to] be",
    "is|are|was|gets|get|be",
    "should|must|shall|will|can|could|might|needs|has|have|need|is|are|ought [to] be",
    "should|must|shall|will|is|are [to] merely|only|simply|just|also|then|always|automatically|immediately be",
    "to be",
    "should|must|shall|will|can|needs|has|have|need|ought [to] get",
    "[is|are] being",
    "is|are going|supposed|meant to be|get",
)

PARTICIPLES: dict[str, str] = {
    "sent|created|added|made|opened|generated|issued|raised|scheduled|planned|booked|left|set|written|posted": "object",
    "notified|informed|alerted|told|pinged|warned": "notify",
    "kept informed|posted|updated": "notify",
    "made aware": "notify",
    "nudged|buzzed|briefed|advised|poked|nagged|prodded|pestered|prompted|tipped|chased|dunned [off|up]": "notify",
    "belled|paged|apprised|acquainted|forewarned|flagged|badgered|hounded|updated|cautioned": "notify",
    "let know|in on it": "notify",
    "given a [short|quick] heads-up|headsup|shout|nudge|ping|notice|word|line|bell|buzz": "notify",
    "given word|notice": "notify",
    "clued|filled in": "notify",
    "kept in the loop|picture": "notify",
    "kept up to date|speed": "notify",
    "brought up to speed": "notify",
    "prepared|drafted|produced|drawn|registered|logged|put|added|filed|raised|attached|placed|applied": "object",
    "recorded|established|launched|compiled|composed|entered|noted|saved|started|stored|built|created": "object",
    "set|written|noted|put|entered up|down|out|together": "object",
    "fired|triggered|dispatched|delivered|pushed|shown|arranged|issued|assigned": "object",
    "drawn|drafted|made|written|typed|set|put|whipped|popped|lined up|out|together|down": "object",
    "messaged|dmed|dm'd|dm'ed|chatted|im'd": "message",
    "sent a dm": "message",
    "emailed|mailed": "email",
    "texted|smsed|sms'd|sms'ed": "sms",
    "whatsapped|whatsapp'd|whatsapp'ed": "whatsapp",
    "thanked|congratulated|welcomed|greeted|invited|contacted|reassured|acknowledged|answered": "speak",
    "replied|responded|apologised|apologized to": "speak",
    "written to": "speak",
    "called|phoned|rung|telephoned|dialled|dialed [up|back]": "call",
    "reminded": "remind",
    "assigned|reassigned|handed|given": "assign",
    "moved|put": "move",
}

RECEIVES = (
    "should|must|will|shall find|see",
    "should|must|will|shall each|both|all get|receive|have|find|see",
    "each|both|all get|receive",
    "owes|owe us|me",
    "ought to get|receive",
    "[should|must|shall|will|can|to|needs|need|has|have] [to] get|gets|receive|receives",
    "needs|need|wants|want|deserves|deserve|expects|expect|awaits|await",
    "wants|want|wishes|wish|would|'d [like|love|prefer] [to] get|receive|have|see",
    "would|'d like|love",
    "is|are to get|receive|find|have",
    "is|are to be given|sent|assigned|handed",
    "should|must|shall|will|can|needs|has|have [to] be given|sent|assigned|handed",
    "gets given|sent|assigned|handed",
    "[should|must|shall|will|can] find|finds|see|sees",
    "[should|must|shall] [each|both] be assigned|given|sent",
    "is|are|gets [each|both] assigned|given|sent",
)

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
    "heads-up|headsup|ping|nudge": "send_notification",
    "heads up": "send_notification",
    "push|in-app|system|pop-up|popup|desktop notification|alert|message": "send_notification",
    "internal notification|alert": "send_notification",
    "email|mail notification|alert|update|info": "send_email",
    "notification|alert|info email|mail": "send_email",
    "sms|text notification|alert|update|info": "send_sms",
    "notification|alert|info sms|text": "send_sms",
    "whatsapp notification|alert|update|info": "send_whatsapp",
    "message|messages|msg": "send_bitrix_message",
    "chat|internal|bitrix|bitrix24|private|direct message|messages|msg": "send_bitrix_message",
    "internal|bitrix24 chat message|msg": "send_bitrix_message",
    "im": "send_bitrix_message",
    "instant message|messages": "send_bitrix_message",
    "task|tasks|to-do|to-dos|todo|ticket|tickets|assignment": "create_task",
    "work order": "create_task",
    "action|to-do|todo|task item": "create_task",
    "deal|opportunity": "create_deal",
    "contact": "create_contact",
    "contact record|card": "create_contact",
    "company [record|card]": "create_company",
    "invoice|bill": "create_invoice",
    "quote|quotation|estimate|proposal": "create_quote",
    "reminder|reminders": "set_reminder",
    "call": "schedule_call",
    "phone|follow-up|check-in|callback call": "schedule_call",
    "follow up call": "schedule_call",
    "callback|call-back|ring|buzz|phonecall|phone-call|tinkle": "schedule_call",
    "comment|note|comments|remark|remarks|annotation": "add_comment",
    "timeline|history comment|note|entry": "add_comment",
    "tag|label|tags|labels": "add_tag",
    "follow-up|followup [task]": "create_task",
    "dm": "send_bitrix_message",
    "chat|dm|im ping|nudge|alert|notification|note": "send_bitrix_message",
    "chat": "send_bitrix_message",
    "webhook|request": "webhook",
    "web|http call|request": "webhook",
}

# Verb classes that name their channel themselves, with the person as their object.
CHANNEL_VERBS: dict[str, ActionName] = {
    "notify": "send_notification",
    "message": "send_bitrix_message",
    "email": "send_email",
    "sms": "send_sms",
    "whatsapp": "send_whatsapp",
    "speak": "send_notification",
}

CHANNELS: dict[str, ActionName] = {
    "whatsapp": "send_whatsapp",
    "email|mail": "send_email",
    "electronic mail": "send_email",
    "sms|text": "send_sms",
    "text message": "send_sms",
    "chat|dm|im|messenger": "send_bitrix_message",
    "internal|bitrix24|bitrix|private|team|group|company|work|staff chat|messenger": "send_bitrix_message",
    "internal bitrix|bitrix24 chat": "send_bitrix_message",
    "bitrix24|bitrix": "send_bitrix_message",
    "phone|text message": "send_sms",
    "internal|chat|private message": "send_bitrix_message",
    "bell|notification|notifications": "send_notification",
    "bell|push|in-app|internal|system notification|alert": "send_notification",
}

VERBS_SEEN = frozenset(
    word for patterns in VERBS.values() for pattern in patterns for word in pattern.replace("|", " ").split()
) - {"a", "up", "out", "off", "over", "down", "away", "back", "in", "on", "to", "together", "along"}
