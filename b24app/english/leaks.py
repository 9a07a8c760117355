"""What would leave the portal and must not: secrets to anywhere, private matters to strangers, records for a "
"favour.
"""

from __future__ import annotations

from b24app.english.harm import CLAUSE, harm

_KEYS = (
    r"(?:(?:api|access|refresh|auth\w*|bearer|session)\W+(?:tokens?|keys?|bearer)|(?:db |database )?connection "
    r"strings?|private keys?|client secrets?)"
)
_LOGIN = rf"(?:passwords?(?!\W+(?:reset|change|recovery|policy))|passcodes?|pins?\b|card (?:data|details)|cvv|{_KEYS})"
_PRIVATE = (
    r"(?:diagnos[ie]s|sick notes?|salar(?:y|ies)|payslips?|passports?|home address(?:es)?|medical (?:file|record|"
    r"histor)\w*|test results?|criminal records?|ibans?)"
)
_GIVES = (
    r"(?:send|post|put|write|paste|insert|transmit|forward|copy|copie[sd]|hand|store|place|include|e-?mail|mail|text|"
    r"sms|whatsapp|upload|export|sync\w*|pass|give|share|tell)(?:s|ed|ing)?"
)
_KIN = (
    r"(?:friend|cousin|brother|sister|uncle|aunt|mate|buddy|neighbou?r|girlfriend|boyfriend|wife|husband|ex(?:-\w+)?|"
    r"father|mother|dad|mum)"
)
_OTHERS = (
    rf"\b(?:my (?:\w+ )?{_KIN}\b|{_KIN} of mine\b|my (?:next|new|future|other) (?:employer|job|company|firm)\b|"
    r"(?<!\blost )(?<!\blose )(?<!\bloses )(?:to|for|with|at) (?:some |an? |the |our |local )*"
    r"(?:journalist|newspaper|tabloid|reporter|competitor|rival)s?\b|"
    r"(?:his|her|their|the (?:patient|client|customer|tenant|lead)'?s?'?|(?:patient|client|customer|tenant)'s)"
    r"\W+(?:employer|boss|landlord|ex)\b)"
)
_OWN = (
    r"\bmy (?:own |private |personal )"
    r"(?:box|mailbox|e-?mail|mail|address|gmail|account|drive|cloud|server|phone|number)\b"
)
_STRANGER = rf"(?:{_OTHERS}|{_OWN})"
_OUT = r"(?:://|[\w.+\-]{1,64}@[\w\-]{1,63}\.\w|\+\d[\d \-]{6,})"
_GAIN = (
    r"(?:(?:they|he|she|who) (?:pays?|buys?|bought|paid)\b|\bpays? (?:us|me) (?:per|for)\b|\bi (?:sell|test|try) "
    r"them\b|\bsuch lists?\b|\bfor my portfolio\b)"
)
_RECORDS = (
    r"(?:contacts?|clients?|customers?|leads?|deals?|compan(?:y|ies)|invoices?|records?|data|lists?|database|base)"
)
LEAKS = (
    # Keys of the portal and of people have no place in a message, a comment or a call.
    harm(
        "token key secret string bearer",
        rf"\b{_GIVES}\b{CLAUSE}{{0,60}}\b(?:portal|our|app|crm|system|server|"
        rf"your)(?:'s)?\b{CLAUSE}{{0,20}}\b{_KEYS}\b",
    ),
    harm("password passcode pin card cvv", rf"\b{_GIVES}\b{CLAUSE}{{0,60}}\b{_LOGIN}{CLAUSE}{{0,90}}{_OUT}"),
    harm(
        "password passcode pin card cvv iban",
        rf"\b(?:{_LOGIN}|ibans?\b){CLAUSE}{{0,120}}\b(?:{_STRANGER}|so (?:that )?(?:my|a) \w+)",
    ),
    harm(
        "friend cousin brother sister uncle aunt mate buddy neighbo girlfriend boyfriend wife husband ex employer job "
        "company private personal own journalist newspaper tabloid reporter competitor rival boss landlord father "
        "mother dad mum firm",
        rf"\b{_RECORDS}\b{CLAUSE}{{0,160}}{_OTHERS}{CLAUSE}{{0,60}}{_OUT}|"
        rf"\b{_PRIVATE}\b{CLAUSE}{{0,160}}{_STRANGER}{CLAUSE}{{0,60}}{_OUT}|"
        rf"{_OUT}{CLAUSE}{{0,80}}{_STRANGER}{CLAUSE}{{0,80}}(?:{_GAIN}|\blists?\b)|"
        rf"\b{_PRIVATE}\b{CLAUSE}{{0,80}}(?:to|for|with)\W+(?:some |a |the )?{_OTHERS}|"
        rf"\b{_GIVES}\W+{_OTHERS}\W+(?:his |her |their |the |a |all )?{_PRIVATE}",
    ),
)  # fmt: skip
