"""Descriptions that are refused whatever else they say.

Judged by general signals: who is addressed (the app instead of the workflow), what would leave the portal and how much
of it, where a web call would go. Quoted text is data and only its addresses are looked at.
"""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

from b24app.english.crimes import BREAK_INS, FRAUD
from b24app.english.defences import without_defences
from b24app.english.gravest import DICTATED, GRAVEST
from b24app.english.harm import Harm
from b24app.english.harms import HARMS
from b24app.english.hounding import THREATS
from b24app.english.injections import INJECTIONS
from b24app.english.leaks import LEAKS
from b24app.english.reading import Reason, Refusal
from b24app.english.worldly import WORLDLY

_QUOTED = re.compile(r"\"[^\"\n]*\"|“[^”\n]*”|„[^“”\n]*[“”]|«[^»\n]*»")
# An apostrophe is no quote.
_SINGLE_QUOTED = re.compile(r"(?<!\S)'[^'\n]*'(?![\w'])")
_URL = re.compile(r"\b[a-z][a-z0-9+.\-]{1,20}://[^\s\"'<>“”]+", re.IGNORECASE)
_OUTSIDE = re.compile(
    r"://|[\w.+\-]{1,64}@[\w\-]{1,63}\.[\w.\-]{2,63}|\b[\w\-]+\.(?:example|com|net|org|io|test)\b|\b(?:pastebin|"
    r"dropbox|ftp|gmail|telegram|competitors?)\b",
    re.IGNORECASE,
)
_SIGNALS: tuple[tuple[Reason, str], ...] = (
    *(("prompt_injection", pattern) for pattern in INJECTIONS),
    (
        "data_exfiltration",
        (
            r"\bcapture\W+(?:his|her|their|the|all)\W+(?:\w+\W+)?passwords?\b|"
            r"\bleak\w*\W+(?:all|our|the|every|these)\b(?:\W+\w+)?\W+(?:deals?|data|"
            r"contacts?|clients?|records?|list)\b|"
            r"\bleak\W+all\W+\w+\b|\bsell\W+(?:our|the|all|"
            r"their)\b(?:\W+\w+){0,2}?\W+(?:data|database|contact list)\b|"
            r"\b(?:send|forward|e-?mail|mail|post|copy|text)\w*\b(?:\W+\w+){0,5}?\W+(?:credit|debit|bank|his|her|"
            r"their|(?:client|customer)(?:'?s)?)\W+card (?:numbers?|details|data)\b"
        ),
    ),
    (
        "data_exfiltration",
        (
            r"\b(?:send|post|e-?mail|mail|forward|export|upload|dump|show|give|leak|print|reveal|share|copy|webhook|"
            r"output|display|list|tell)\w*\b"
            r"(?:\W+\w+){0,8}?\W+(?:passwords?(?!\W+(?:reset|change|recovery))|tokens?|api\W?keys?|credentials?|"
            r"secrets?|credit cards?|client_secret|access_token|refresh_token)\b"
        ),
    ),
    (
        "harmful",
        (
            r"\b(?:delete|deletes|erase|erases|wipe|wipes|destroy|destroys|purge|purges|truncate)\b"
            r"(?:\W+\w+){0,3}?\W*\b(?:all|every|everything|whole|entire|database)\b|"
            r"\b(?:remove|removes|drop|drops)\W+(?:all|every|everything|the whole|the entire)\b(?:\W+\w+){0,2}?\W+"
            r"(?:deals?|leads?|"
            r"contacts?|compan(?:y|ies)|records?|data(?:base)?|clients?|customers?|invoices?|users?)\b"
        ),
    ),
    (
        "harmful",
        (
            r"\b(?:spam(?:s|ming|med)|harass\w*|stalk\w*|blackmail\w*|threaten\w*|phish\w*|"
            r"scam\w*|ransom(?!\s*(?:&|and)\s)\w*|"
            r"ddos|malware|virus(?!\s+scan)|trojan|dox\w*|bully\w*|insult\w*|extort\w*|defraud\w*|racist|nudes?|"
            r"porn\w*|threats?(?!\s+(?:level|score|assessment|analysis|model|intelligence|report))|"
            r"brib(?:e|es|ing)|forges?\s+(?:the|a|an|his|her|their)|impersonat\w+|disguised as|suicide|"
            r"stupid idiot|humiliat\w+)\b|"
            r"\b(?<!not )(?<!n't )(?<!never )spam\s+"
            r"(?:all|every\w*|him|her|them|my|his|their|the|our|people|clients?|customers?|users?)\b|"
            r"\b(?:pretend\w*|posing|claim\w*) (?:to be|as|to come from|it is from|we are) (?:\w+ ){0,2}?"
            r"(?:bank|police|tax|court|government|paypal|microsoft|post)\b|"
            r"\b(?:fake|forged?)\W+(?:\w+\W+)?(?:notice|invoice|bill|bank|e-?mail|message|letter|document)s?\b"
        ),
    ),
    (
        "harmful",
        (
            r"\b(?:ask|asks|asking|request|requests|demand|enter|tell us|give us|confirm)\b(?:\W+\w+){0,8}?\W+"
            r"(?:card numbers?|card details|pin|cvv|passwords?|one-time codes?)\b|"
            r"\b(?:publish|post|leak|share)\b(?:\W+\w+){0,4}?\W+(?:home address|private \w+|phone numbers?)\b"
            r"(?:\W+\w+){0,2}?\W+(?:on|to|in) (?:twitter|facebook|instagram|the internet|public|social media)\b|"
            r"\b(?:money|funds?|payments?|transfer|pay|deposit)\b(?:\W+\w+){0,6}?\W+my (?:own |private |personal )?"
            r"(?:bank )?(?:account|iban|wallet)\b(?!\s+(?:manager|owner|executive))|"
            r"\b(?:iban|bank account|account number|payment details)\b(?:\W+\w+){0,6}?\W+(?:to|with|by) (?:mine|my)\b|"
            r"\b(?:reject|refuse|block|ignore|decline)\b(?:\W+\w+){0,3}?\W+(?:her|women|woman|men|jews|muslims|"
            r"blacks|gays|foreigners|immigrants|disabled)\b|"
            r"\b\d{3,}\s+(?:messages|e-?mails|calls|(?:sms|texts)(?!\s+(?:the|a|an|our|him|her|them)\b))\b|"
            r"\b(?:card pin|pin code|bank (?:details|account|login)|cvv)\b"
            r"(?:\W+\w+){0,8}?\W+(?:mine|me|my|asking|steal)\b|"
            r"\b(?:asking|ask) for (?:their|his|her) (?:card|bank|pin|password)\b|\bmoney goes to me\b|"
            r"\b(?:jewish|muslim|black|white|gay|arab|gypsy|asian)\W+"
            r"(?:sounding|looking|people|men|women)\b|"
            r"\b(?:every|all) (?:woman|women|girl|girls|man|men)\b|\bwhere (?:she|he|they) lives?\b|"
            r"\b\d{2,}\W+(?:sms|texts?|messages|e-?mails|calls)\W+(?:an?|per|every|"
            r"each)\W+(?:minute|hour|day|second)\b"
        ),
    ),
    (
        "harmful",
        (
            r"\b(?:e-?mails?|mails|texts?|sms|messages|tells?|calls)\W+(?:everybody|everyone|all|every\w*)\W+"
            r"(?:\w+\W+){0,3}?"
            r"(?:database|crm|world|list)\b(?:\W+\w+){0,2}?\W+(?:hourly|every (?:minute|hour)|non-?stop)\b"
        ),
    ),
)
# What no message says to a client, so that quotes do not excuse it.
_DICTATED = re.compile(r"\bignore all (?:previous|prior|earlier|above|your) instructions\b", re.IGNORECASE)
# Threats and traps for people are hostile in a message's own words too.
_VIOLENT = re.compile(
    r"\b(?:hurt|kill|murder|bomb|beat|stab|shoot(?!\W+\w+\W+(?:an?|another)\b))\W+"
    r"(?:him|her|them|his|their|you|your|people|me)\b|"
    r"\b(?:break|breaks|cut|burn)\W+(?:his|her|their|your)\W+(?:legs?|arms?|bones?|neck|house|car|face|fingers?)\b|"
    r"\b(?:we|i) (?:will |'ll )?(?:know|knows|found|find)\b(?:\W+\w+){0,3}?\W*"
    r"(?:his|her|their|your|he|she|they|you)\b(?:\W+\w+){0,2}?\W*"
    r"(?:lives?|family|kids?|children|school|sleeps?|wife|husband|home)\b",
    re.IGNORECASE,
)
_ALSO_QUOTED: tuple[tuple[Reason, re.Pattern[str]], ...] = (("harmful", _VIOLENT), ("prompt_injection", _DICTATED))
_IN_ANY_WORDS: tuple[tuple[Reason, tuple[Harm, ...]], ...] = (
    ("harmful", (*GRAVEST, *FRAUD, *BREAK_INS, *THREATS)),
    ("prompt_injection", DICTATED),
)
_CLASSES: tuple[tuple[Reason, tuple[Harm, ...]], ...] = (
    ("harmful", HARMS),
    ("irrelevant", WORLDLY),
    ("data_exfiltration", LEAKS),
)
_COMPILED = tuple((reason, re.compile(pattern, re.IGNORECASE | re.MULTILINE)) for reason, pattern in _SIGNALS)
_MANY = re.compile(
    r"\b(?:all|every|entire|whole|complete|full)\b"
    r"(?!\W+(?:single )?(?:updates?|changes?|edits?|creations?|modifications?|additions?|wins?|time)\b)"
    r"(?:\W+\w+){0,3}?\W+"
    r"(?:deals|leads|contacts|clients|customers|companies|invoices|quotes|users|employees|records?|data(?:base)?|crm|"
    r"numbers|e-?mails|list|base|passports?|ids?)\b|"
    r"\b(?:phone|address) ?books?\b|"
    r"\bof (?:every|each) (?:contact|client|customer|lead|deal|company|employee|user)\b"
    r"(?=\W+(?:to|at|into|onto)\b|\W*$)|"
    r"\b(?:every|each|all)\W+(?:leads?|deals?|contacts?|clients?|e-?mails?|invoices?|messages?)\W+"
    r"(?:we (?:have|own|know)|(?:that was )?ever)\b|\ball (?:passports|documents|ids)\b|"
    r"\b(?:client|customer|contact|user)s?\W+(?:base|list|database|directory)\b|\{\{contact_(?:email|"
    r"phone)\}\}[^.]*\{\{contact_(?:email|phone)\}\}",
    re.IGNORECASE,
)
_LEAVES = re.compile(
    r"\b(?:send|post|forward|export|upload|dump|copy|e-?mail|mail|webhook|push|sync|transmit|bcc|cc)\w*\b",
    re.IGNORECASE,
)
# By whatever way something gets out, where it is to stay hidden.
_PASSED = re.compile(
    rf"{_LEAVES.pattern}|\b(?:goes|go|gets?|gives?|given|hand(?:s|ed)?|pass(?:es|ed)?|copied|flows?|writes?|written|"
    rf"puts?)\b",
    re.IGNORECASE,
)
_HIDDEN = re.compile(
    r"(?:\b(?:no|zero|without|without any|not (?:a|any))|n't (?:leave|have|want) (?:a|any))\W+(?:\w+\W+)?"
    r"(?:logs?|logging|log entr(?:y|ies)|traces?|audit|trail|record of (?:it|this|that))\b|"
    r"\b(?:keep|kept|leave|stay|hide|omit|exclude|remove|strike)s?\W+(?:\w+\W+){0,3}?(?:out of|off|from)\W+"
    r"(?:the |any |our |all )?(?:logs?|logging|audit)\b|"
    r"(?:\b(?:not|never)|n't)\W+(?:\w+\W+){0,4}?(?:logged|recorded|audited|traced|documented|in the logs?)\b"
    r"(?!\W+(?:within|for|by|in \d|yet|until|after|since))|"
    r"\blogging\W+(?:\w+\W+){0,3}?(?:disabled|off|suppressed|deactivated|skipped|stopped)\b|"
    r"\b(?:erase|delete|wipe|scrub|clear|clean)s?\W+(?:the |all |any )?(?:logs?|traces?|tracks)\b|"
    r"\boff the record\b|\b(?:hidden|secret|invisible|covert) (?:flow|workflow|automation|rule|process|step)\b|"
    r"\bso (?:that )?(?:nobody|no ?one|none of \w+) (?:sees|can see|finds|spots|notices|knows|hears)\b|"
    r"\b(?:do(?:es)?n'?t|do(?:es)? not|without|never|not)\W+(?:\w+\W+){0,2}?(?:log|logging|tell|telling|notice|"
    r"noticing|trace|"
    r"audit|know(?:ing)?)\b|\b(?:must|may|should)(?:n'?t| not| never) (?:\w+ )?(?:find "
    r"out|know|notice|see it|hear of it)\b|"
    r"\bkeep (?:it|this|that|them) (?:an? )?secret\b|\bsecretly\b|\bcovertly\b|\bsilently\b|\bquietly\b|\bin secret\b|"
    r"\bbehind (?:his|her|their|our) back\b|\b(?:nobody|no one|anyone)\W+(?:\w+\W+){0,4}?"
    r"(?:notices?|noticing|knows?|knowing|finds? out)\b|\b(?:hide|conceal)\b",
    re.IGNORECASE,
)
_DATA = re.compile(
    r"\bevery message\b|contact_|\bcontact's\b|\binfo(?:rmation)?\b|"
    r"\b(?:diagnos[ie]s|salar(?:y|ies)|passports?|phone|message|messages|data|details|records?|numbers?|contacts|"
    r"e-?mails?|deals|leads|clients|list)\b",
    re.IGNORECASE,
)
_INTERNAL_NAMES = (
    "localhost", ".localhost", ".internal", "metadata", ".localdomain", "ip6-localhost", ".lan", ".home", ".corp",
    ".private", ".localtest.me", ".nip.io", ".sslip.io", ".xip.io", ".lvh.me", ".svc",
    ".cluster", ".consul", ".arpa", ".onion",
)  # fmt: skip
# What every office has in its own network.
_INSIDE = re.compile(
    r"(?:[\w-]+\.)*(?:intranet|router|printer|nas|gateway|admin|server|db|database|redis|payroll|fritz|dc\d*|"
    r"proxy)\d*\.local|(?:[\w-]+\.)+(?:intranet|intra)"
)
_TEXTS: dict[Reason, str] = {
    "prompt_injection": "This speaks to the app instead of describing a workflow, so nothing was built. "
    "Please say what should happen in Bitrix24, and when.",
    "data_exfiltration": "This would send a lot of data, or secrets, out of your portal, so nothing was built. "
    "A workflow may send single fields of the record it runs on: please name those and the address.",
    "ssrf": "That web address is not reachable from the public internet, or points inside a network, so it is not "
    "called. Please give a public https address.",
    "harmful": "This could harm people or destroy data, so nothing was built. "
    "Please describe a workflow for a record, such as: When a deal is won, send an email to the client.",
    "irrelevant": "This is not about a Bitrix24 workflow. "
    "Please say what should happen and when, for example: When a deal is won, notify the sales team.",
    "gibberish": "I could not find any words I know in this. "
    "Please write it in English, for example: When a new lead is created, create a task for the manager.",
}


def refusal(description: str) -> Refusal | None:
    """The refusal that a description earns, if any."""
    if any(is_internal(url) for url in _URL.findall(description)):
        return refused("ssrf")
    said = description.replace("\u2019", "'")
    for reason, pattern in _ALSO_QUOTED:
        if pattern.search(said):
            return refused(reason)
    evil = without_defences(said)
    for reason, classes in _IN_ANY_WORDS:
        if any(each.found(evil, evil.casefold()) for each in classes):
            return refused(reason)
    spoken = without_defences(_QUOTED.sub('""', said))
    unquoted = _SINGLE_QUOTED.sub('""', spoken)
    for reason, pattern in _COMPILED:
        if pattern.search(unquoted):
            return refused(reason)
    lowered = spoken.casefold()
    for reason, classes in _CLASSES:
        if any(each.found(spoken, lowered) for each in classes):
            return refused(reason)
    return refused("data_exfiltration") if _exfiltrates(spoken) else None


def refused(reason: Reason) -> Refusal:
    """A refusal in words."""
    return Refusal(reason, _TEXTS[reason])


def _exfiltrates(spoken: str) -> bool:
    if not _OUTSIDE.search(spoken):
        return False
    much = _LEAVES.search(spoken) and _MANY.search(spoken)
    return bool(much or (_PASSED.search(spoken) and _HIDDEN.search(spoken) and _DATA.search(spoken)))


def is_internal(url: str) -> bool:
    """Whether an address is none of the public internet, by its looks."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".").casefold()
    except ValueError:
        return True
    if parts.scheme.casefold() not in {"http", "https"} or not host:
        return True
    if any(host == name.lstrip(".") or (name[0] == "." and host.endswith(name)) for name in _INTERNAL_NAMES):
        return True
    if _INSIDE.fullmatch(host):
        return True
    return _is_private_number(host)


def _is_private_number(host: str) -> bool:
    """Also the decimal, octal and hexadecimal forms that a resolver takes for an IPv4 address."""
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return bool(re.fullmatch(r"(?:0x[0-9a-f]+|\d+)(?:\.(?:0x[0-9a-f]+|\d+)){0,3}", host))
