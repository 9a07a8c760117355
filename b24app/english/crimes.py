"""Fraud and break-ins: what takes money, deceives authorities, or attacks somebody's computers."""

from __future__ import annotations

from b24app.english.harm import CLAUSE, WORDS, harm

FRAUD = (
    harm(
        "tax auditor inspector revenue authorit",
        r"\b(?:tax ?man|tax office|auditors?|inspectors?|inland revenue|authorities)\b[^.!?\n]{0,50}\b(?:find nothing|"
        r"(?:must|need|should|may|do|does|wo)(?:n't| not)(?: have)?(?: to)? (?:see|know|"
        r"find|notice|learn)|never (?:see|know))",
    ),
    harm(
        "envelope kickback table bribe",
        r"\bkickbacks?\b|\bunder the table\b|\benvelope with (?:\d|cash|money|some)|\bcash in an envelope\b|"
        r"\b\d+ ?% (?:in cash )?for the (?:\w+ )?(?:officer|official|buyer|mayor|inspector)\b",
    ),
    harm(
        "unsubscribed opted",
        r"\b(?:also|even|including|incl\.?)\W+(?:those|people|the ones|contacts|everyone)\W+(?:who|"
        r"that)\W+(?:have\W+)?(?:unsubscribed|opted out|said no|asked us to stop)\b",
    ),
    harm(
        "drop cocaine heroin meth",
        r"\b(?:cocaine|heroin|crystal meth|methamphetamine|crack)\b(?! (?:clinic|rehab|therap))|"
        r"\bdrop point\b[^\n]{0,40}\bdelete\b",
    ),
    harm(
        "charge raise increase inflate tax hidden",
        r"\bcharge\w*\W+(?:him|her|them|(?:the|a|every) (?:client|customer))\W+twice\b|"
        r"\b(?:raise|increase|inflate)\w*\b[^.]{0,30}\b(?:price|invoice|amount|fee|bill)s?\b[^.]{0,20}\bwithout "
        r"(?:telling|informing|asking)\b|\bhidden\W+(?:\d+\W*)?(?:fees?|charges?|costs?)\b|"
        r"\b(?:don'?t|do not|never)\W+(?:record|report|declare|show|tell)\W+(?:\w+\W+){0,3}?tax(?:man|es| office)\b",
    ),
    harm(
        "without",
        r"\b(?:charge|debit|bill)s?\b(?:\W+\w+){0,6}?\W+(?:again|twice|double|more)\W+without\W+(?:telling|asking|"
        r"informing|(?:his|her|their) (?:consent|knowledge|permission|approval))",
    ),
    harm(
        "hidden secret silent quiet backdat tax launder",
        r"\b(?:hidden|secret) (?:fees?|charges?|costs?)\b|\blaunder\w*\b|\bbackdat(?:e|es|ing)\b|"
        r"\b(?:secretly|silently|quietly) (?:raise|increase|change|add|inflate|charge)\w*"
        rf"{WORDS}{{0,3}}?\W+(?:prices?|fees?|amounts?|bills?|costs?|charges?|them|him|her)\b|"
        r"\b(?:avoid|evade|dodge|cheat on)\W+(?:the\W+|our\W+)?tax(?:es)?\b",
    ),
    harm(
        "list who",
        r"\b(?:buy|rent)\W+(?:an?\W+|some\W+)?(?:e-?mail|contact|address) lists?\b|"
        r"\b(?:people|those|anyone|contacts|everyone) who (?:never|did(?:n't| not)|have(?:n't| not)) (?:agreed|opted|"
        r"subscribed|consented|ask(?:ed)?|signed|agree|opt|consent)\b",
    ),
    harm("stranger", rf"\b(?:e-?mail|mail|text|message|call)\w*{WORDS}{{0,3}}?\W+strangers\b"),
    harm(
        "unsubscribe",
        rf"\bunsubscribe[sd]?\b{CLAUSE}{{0,40}}\b(?:(?:keep|continue|"
        rf"still)\W+(?:\w+\W+)?(?:e-?mail|mail|text|send|messag)\w*|"
        r"anyway|another address)\b",
    ),
)
BREAK_INS = (
    harm(
        "request bombard hits",
        r"\b(?:\d[\d.,]*|hundreds?|thousands?|ten thousand|a million|millions)\W+(?:of\W+)?(?:\w+\W+)?(?:requests|"
        r"hits|calls)\W+(?:an?|per|every|each)\W+(?:second|minute|hour)\b|\bbombard\w*\W+https?:|"
        r"\b(?:till|until|so that|so)\W+(?:their|his|her|the)\W+(?:\w+\W+)?(?:shop|site|website|server|service)\W+"
        r"(?:is|goes|are)\W+(?:down|dead|offline)\b",
    ),
    harm(
        "kill crash down overload cripple",
        r"\b(?:kill|crash|take down|bring down|overload|cripple)s?\W+(?:\w+(?:'s)?\W+){0,3}?"
        r"(?:shop|web ?sites?|site|servers?|network|api|competitors?)\b",
    ),
    harm(
        "pin password cvv code",
        r"\b(?:text|send|tell|give|mail|e-?mail|reply|message)\W+us\W+(?:with\W+)?(?:(?:the|their|his|her|your)\W+)?"
        r"(?:\w+\W+)?(?:pin|password|cvv|passcode)\b",
    ),
    harm(
        "colleague competitor coworker rival boss",
        r"\b(?:wipe|delete|erase|destroy|sabotage|ruin)s?\W+(?:(?:my|the|our|a|his|her)\W+)?"
        r"(?:colleague|competitor|co-?worker|rival|boss)'?s?\b|"
        r"\bso (?:that )?(?:he|she|they) (?:loses?|misses|gets? fired|fails?)\b",
    ),
    harm(
        "hack break keylog spyware rootkit backdoor botnet",
        r"\bhack(?:s|ing|ed)?\W+(?:into|the|their|his|her|our|an?|competitors?'?s?|someone)\b|"
        r"\bbreak(?:s|ing)?\W+into\W+(?:the|their|his|her|our|an?)\W+(?:\w+\W+)?"
        r"(?:account|computer|system|server|crm|phone|mailbox)|\b(?:keyloggers?|spyware|rootkit|backdoor|botnet)\b",
    ),
    harm(
        "steal scrap harvest drop",
        r"\b(?:steal|scrape|harvest)(?:s|ing)?\W+(?:\w+\W+){0,4}?(?:data|profiles|e-?mails|contacts|clients|customers|"
        r"identit\w+|passwords?|leads)\b|\bdrop\W+the\W+(?:\w+\W+)?table\b",
    ),
    harm(
        "mafia thug goon hitm poison brakes burn",
        r"\b(?:mafia|thugs|goons|hitm[ae]n)\b|\bpoison(?:s|ing)?\W+(?:him|her|them|the client|the customer)\b|"
        r"\bcut\W+the\W+brakes\b|\bburn(?:s|ing)?\W+(?:\w+\W+){0,2}?down\b",
    ),
)
