"""What would hurt people: flooding and stalking them, frightening, deceiving, discriminating, fraud, break-ins.

Each class is told by whom it is done to or what for, never by a single everyday word: "flood damage", "charge twice the
rate", "a scary movie" are ordinary.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

_WHOM = (
    r"(?:him|her|them|his|their|people|clients?|customers?|leads?|contacts?|patients?|users?|strangers|someone|assignees?|debtors?|"
    r"employees?|reps?)"
)
_THE_WHOM = rf"(?:(?:the|a|every|each|all|our|any) )?{_WHOM}"
_REACH = r"(?:e-?mail|mail|text|sms|whatsapp|message|call|phone|ring|contact|remind|ping)(?:s|ing)?"
_THEY = r"(?:they|he|she|people|everyone|clients?|customers?|patients?|the (?:client|customer|patient|lead|guy)s?)"
_WORDS = r"(?:\W+[\w']+)"
_CLAUSE = r"[^.!?;\n]"
_TRAITS = (
    r"(?:pregnan(?:t|cy)|religion|religious|muslims?|jew(?:s|ish)?|hindus?|gays?|lesbians?|transgender|disabled|"
    r"handicapped|in a wheelchair|foreign-sounding|(?:lead|client|contact|customer|applicant)s? (?:is|are) black|"
    r"(?:over|above|older than) \d\d years (?:of age|old)|"
    r"ethnicity|ethnic|skin colou?r|foreigners?|foreign-looking|immigrants?|refugees?|"
    r"black (?:people|man|men|woman|women|guy)s?|"
    r"(?:from|by|is|are|of) (?:an? )?(?:wom[ae]n|females?|girls?)(?!'s| in\b))"
)
_SLIGHTS = (
    r"(?:reject(?:s|ed)?|refuse[sd]?|decline[sd]?|junk|disqualif\w+|lower priority|low(?:est)? priority|"
    r"blacklist\w*|ban(?:ned)?|"
    r"cancel (?:his|her|their)|close (?:it|them)|raise (?:the|his|her|their) price|"
    r"charge (?:\w+ ){0,2}more|higher price|worse|end of the (?:queue|line)|turn (?:\w+ ){0,2}away|not serve)"
)
_FOREIGN = (
    r"(?:foreign|arab\w*|african|asian|jewish|muslim|black|russian|polish|turkish|mexican|latin\w*|hispanic|indian|"
    r"chinese|ethnic|immigrant|gypsy)"
)
_KIN = (
    r"(?:wife|husband|spouse|girlfriend|boyfriend|neighbou?rs?|relatives|(?:client|customer|debtor|lead|contact)'?s'? "
    r"(?:boss|employer|family|friends|parents|kids|children|colleagues))"
)


class Harm(NamedTuple):
    """A class of harm: a pattern, and pieces of words of which a text of the class holds one."""

    pieces: tuple[str, ...]
    pattern: str

    def found(self, spoken: str, lowered: str) -> bool:
        return any(piece in lowered for piece in self.pieces) and _compiled(self.pattern).search(spoken) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """When it is first needed: most descriptions hold none of the pieces."""
    return re.compile(pattern, re.IGNORECASE | re.MULTILINE)


def _harm(pieces: str, pattern: str) -> Harm:
    return Harm(tuple(pieces.split()), pattern)


# Too often, at night, without an end.
_FLOODING = (
    _harm(
        "flood bombard swamp pester hound",
        rf"\b(?:flood|bombard|swamp|pester|hound)(?:s|ing)?\W+(?:the\W+)?(?:{_WHOM}|competitor'?s?|inbox|mailbox)\b",
    ),
    _harm(
        "minute min second",
        rf"\b{_REACH}\W+{_THE_WHOM}\b{_CLAUSE}{{0,60}}\bevery (?:single )?(?:(?:[1-9]|two|three|five|ten|10|few) )?"
        r"(?:seconds?\b(?! (?:hour|day|week|month|time))|min(?:ute)?s?\b)",
    ),
    _harm(
        "night stop clock 24/7 a.m am",
        rf"\b{_REACH}\W+{_THE_WHOM}\b{_CLAUSE}{{0,60}}\b(?:all night|day and night|non-?stop|around the clock|24/7|"
        r"at [1-4] ?a\.?m\.? every \w+)(?=\W*(?:$|[.,;!]|until|till|when|if\b))",
    ),
    _harm(
        "minute second",
        r"\bevery (?:single )?(?:(?:[1-9]|two|three|five|ten|10|few) )?(?:seconds?|minutes?)\W+(?:\w+\W+)?"
        rf"{_REACH}\W+{_THE_WHOM}\b"
        r"|\b\d{2,}\W+times\W+(?:an?|per|every)\W+(?:second|minute)\b",
    ),
    _harm(
        "hundreds dozens newsletters",
        r"\bsign\W+(?:him|her|them|the (?:client|customer|lead|guy))\W+up\b"
        rf"{_CLAUSE}{{0,30}}\b(?:hundreds|dozens|newsletters)\b",
    ),
    _harm(
        "flooded bombarded swamped",
        rf"\b(?:flooded|bombarded|swamped) with{_WORDS}{{0,3}}?\W+"
        r"(?:mails?|e-?mails?|messages|warnings|threats|texts)\b",
    ),
    _harm(
        "second minute", r"\b\d{2,}\W+(?:\w+\W+)?(?:requests|calls|hits)\W+(?:per|an?|every|each)\W+(?:second|minute)\b"
    ),
    _harm("bomb", r"\bbomb (?:threats?|warnings?|alarms?)\b"),
    _harm("life lives", rf"\bmake{_WORDS}{{0,2}}? li(?:fe|ves) (?:hell|miserable|a misery)\b"),
)
# For the sake of fear.
_FRIGHTENING = (
    _harm(
        "house home accident lottery",
        r"\bsend\W+(?:people|guys|men|boys|somebody)\W+to (?:his|her|their) (?:house|home)\b|"
        r"\b(?:child|kid|son|daughter|wife|husband|mother)\W+(?:had|has had|was in) an accident\b|"
        r"\b(?:he|she|they) (?:has |have )?won (?:a|the) lottery\b",
    ),
    _harm(
        "panic freak scared afraid frightened worr nervous fear feel ashamed",
        rf"\bso (?:that )?{_THEY} (?:will |would |can |'ll )?(?:panic|freak|worry|fear|"
        r"get (?:scared|afraid|frightened|worried|nervous)|feel (?:bad|guilty|afraid|scared|ashamed)|"
        r"(?:are|is) (?:scared|afraid|ashamed|frightened))",
    ),
    _harm(
        "scar frighten terrif terror intimidat guilt sham",
        rf"\b(?:scare|frighten|terrify|terrorise|terrorize|intimidate|guilt-?trip|shame)(?:s|ing)?\W+{_THE_WHOM}\b",
    ),
    _harm(
        "shame embarrass mock",
        r"\b(?:publicly|openly) (?:shame|embarrass|mock)|"
        rf"\b(?:shame|embarrass|mock)\w*{_WORDS}{{1,4}} (?:publicly|in public)\b",
    ),
    _harm(
        "positive cancer malignant infected",
        rf"\b(?:tests?|biopsy|scan|results?|blood)\b{_CLAUSE}{{0,40}}\b(?:positive|cancer\w*|malignant|infected)\b"
        rf"{_CLAUSE}{{0,60}}\bso (?:that )?{_THEY}\b",
    ),
)
# With what is not true.
_DECEIVING = (
    _harm(
        "trick fool mislead deceiv dupe con cheat swindle lie lying",
        rf"\b(?:trick|fool|mislead|deceive|dupe|con|cheat|swindle|lie to|lying to)(?:s|ing)?\W+{_THE_WHOM}\b",
    ),
    _harm(
        "though but",
        rf"\b(?:tell|text|e-?mail|inform|say|write|claim|pretend)\w*\b{_CLAUSE}{{4,80}}\b"
        r"(?:even though|although|though|but) (?:it|that|they|there|he|she|we)"
        r"(?:'s| is| has| was| are| were| have| did)(?:n't| not| plenty| enough| no)\b"
        r"(?!\W+(?:urgent|important|needed|necessary|required|due|yet|asked|any))",
    ),
    _harm(
        "lie false untrue true case",
        r"\b(?:although|even though|but|when) (?:it|that)(?:'s| is) (?:a lie|false|untrue|not true|not the case)\b",
    ),
    _harm(
        "review",
        r"\b(?:fake|false|bad|negative|[15][- ]star)\W+(?:\w+\W+){0,2}?reviews?\W+(?:\w+\W+){0,2}?"
        r"(?:about|on|for|in|under|of) (?:the |his |her |their |our |a )?"
        r"(?:client|customer|competitor|google|trustpilot|rival|name)|"
        r"\breviews?\W+in\W+(?:the\W+)?(?:client|customer)'?s?\W+name\b",
    ),
)
_DISCRIMINATING = (
    _harm(
        "years pregnan relig muslim jew hindu gay lesbian trans disabled handicap wheelchair skin foreign immigrant "
        "refugee black wom female girl",
        rf"\b{_SLIGHTS}\b{_CLAUSE}{{0,60}}\b{_TRAITS}\b|\b{_TRAITS}\b{_CLAUSE}{{0,60}}\b{_SLIGHTS}\b",
    ),
    _harm(
        "sound look seem",
        rf"\b(?:name|names|accent|voice|surname)s?\W+(?:\w+\W+){{0,2}}?(?:sound|look|seem)s?\W+(?:\w+\W+)?{_FOREIGN}\b",
    ),
    _harm(
        "hire sell serve help accept",
        r"\b(?:don'?t|do not|never) (?:hire|sell to|serve|help|accept)\W+(?:\w+\W+){0,3}?"
        r"(?:women|foreigners|immigrants|muslims|jews|blacks|gays|disabled|old people|older than)\b",
    ),
)
_PRIVATE_MATTERS = (
    _harm(
        "track log record capture",
        rf"\btrack\W+where\W+{_THEY}\b|"
        r"\b(?:log|record|capture)\W+everything (?:she|he|they) (?:types?|says?|does|writes?)\b|"
        r"\brecord\w*\W+(?:\w+\W+){0,3}?(?:secretly|covertly)\b|\b(?:secretly|covertly)\W+record",
    ),
    _harm(
        "gay jewish muslim black disabled pregnant",
        r"\b(?:tag|flag|mark|list)\w*\W+(?:all\W+|every\W+)?(?:gay|jewish|muslim|black|disabled|pregnant)\W+"
        r"(?:clients?|customers?|leads?|people|contacts?)\b",
    ),
    _harm(
        "debt owe affair drug illness unpaid paid disease secret",
        rf"\b{_KIN}{_WORDS}{{0,5}}?\W+(?:debts?|owes?|affair|drugs|illness|unpaid|has(?:n't| not) paid|"
        r"disease|secrets?)\b",
    ),
    _harm(
        "photo picture video secret chat",
        rf"\b(?:post|publish|leak|expose|share|release|send)\w*{_WORDS}{{0,3}}?\W+(?:photos?|pictures?|videos?|secrets?|"
        rf"chats?){_WORDS}{{0,4}}?\W+(?:unless|if) {_THEY} (?:pay|do(?:es)?n't pay|do(?:es)? not pay|refuse)",
    ),
    _harm(
        "track trace find follow spy send",
        r"\b(?:track|trace|find out|follow)\W+(?:where (?:she|he|they)|her|him)\b|\bspy(?:ing|s)?\W+on\b|"
        r"\bsend me (?:her|his|their) (?:location|home address|photos?)\b",
    ),
)
_FRAUD = (
    _harm(
        "charge raise increase inflate tax hidden",
        r"\bcharge\w*\W+(?:him|her|them|(?:the|a|every) (?:client|customer))\W+twice\b|"
        r"\b(?:raise|increase|inflate)\w*\b[^.]{0,30}\b(?:price|invoice|amount|fee|bill)s?\b[^.]{0,20}\bwithout "
        r"(?:telling|informing|asking)\b|\bhidden\W+(?:\d+\W*)?(?:fees?|charges?|costs?)\b|"
        r"\b(?:don'?t|do not|never)\W+(?:record|report|declare|show|tell)\W+(?:\w+\W+){0,3}?tax(?:man|es| office)\b",
    ),
    _harm(
        "without",
        r"\b(?:charge|debit|bill)s?\b(?:\W+\w+){0,6}?\W+(?:again|twice|double|more)\W+without\W+(?:telling|asking|informing|"
        r"(?:his|her|their) (?:consent|knowledge|permission|approval))",
    ),
    _harm(
        "hidden secret silent quiet backdat tax launder",
        r"\b(?:hidden|secret) (?:fees?|charges?|costs?)\b|\blaunder\w*\b|\bbackdat(?:e|es|ing)\b|"
        r"\b(?:secretly|silently|quietly) (?:raise|increase|change|add|inflate|charge)\w*"
        rf"{_WORDS}{{0,3}}?\W+(?:prices?|fees?|amounts?|bills?|costs?|charges?|them|him|her)\b|"
        r"\b(?:avoid|evade|dodge|cheat on)\W+(?:the\W+|our\W+)?tax(?:es)?\b",
    ),
    _harm(
        "list who",
        r"\b(?:buy|rent)\W+(?:an?\W+|some\W+)?(?:e-?mail|contact|address) lists?\b|"
        r"\b(?:people|those|anyone|contacts|everyone) who (?:never|did(?:n't| not)|have(?:n't| not)) (?:agreed|opted|"
        r"subscribed|consented|ask(?:ed)?|signed|agree|opt|consent)\b",
    ),
    _harm("stranger", rf"\b(?:e-?mail|mail|text|message|call)\w*{_WORDS}{{0,3}}?\W+strangers\b"),
    _harm(
        "unsubscribe",
        rf"\bunsubscribe[sd]?\b{_CLAUSE}{{0,40}}\b(?:(?:keep|continue|still)\W+(?:\w+\W+)?(?:e-?mail|mail|text|send|messag)\w*|"
        r"anyway|another address)\b",
    ),
)
_BREAK_INS = (
    _harm(
        "kill crash down overload cripple",
        r"\b(?:kill|crash|take down|bring down|overload|cripple)s?\W+(?:\w+(?:'s)?\W+){0,3}?"
        r"(?:shop|web ?sites?|site|servers?|network|api|competitors?)\b",
    ),
    _harm(
        "pin password cvv code",
        r"\b(?:text|send|tell|give|mail|e-?mail|reply|message)\W+us\W+(?:with\W+)?(?:(?:the|their|his|her|your)\W+)?"
        r"(?:\w+\W+)?(?:pin|password|cvv|passcode)\b",
    ),
    _harm(
        "colleague competitor coworker rival boss",
        r"\b(?:wipe|delete|erase|destroy|sabotage|ruin)s?\W+(?:(?:my|the|our|a|his|her)\W+)?"
        r"(?:colleague|competitor|co-?worker|rival|boss)'?s?\b|"
        r"\bso (?:that )?(?:he|she|they) (?:loses?|misses|gets? fired|fails?)\b",
    ),
    _harm(
        "hack break keylog spyware rootkit backdoor botnet",
        r"\bhack(?:s|ing|ed)?\W+(?:into|the|their|his|her|our|an?|competitors?'?s?|someone)\b|"
        r"\bbreak(?:s|ing)?\W+into\W+(?:the|their|his|her|our|an?)\W+(?:\w+\W+)?"
        r"(?:account|computer|system|server|crm|phone|mailbox)|\b(?:keyloggers?|spyware|rootkit|backdoor|botnet)\b",
    ),
    _harm(
        "steal scrap harvest drop",
        r"\b(?:steal|scrape|harvest)(?:s|ing)?\W+(?:\w+\W+){0,4}?(?:data|profiles|e-?mails|contacts|clients|customers|"
        r"identit\w+|passwords?|leads)\b|\bdrop\W+the\W+(?:\w+\W+)?table\b",
    ),
    _harm(
        "mafia thug goon hitm poison brakes burn",
        r"\b(?:mafia|thugs|goons|hitm[ae]n)\b|\bpoison(?:s|ing)?\W+(?:him|her|them|the client|the customer)\b|"
        r"\bcut\W+the\W+brakes\b|\bburn(?:s|ing)?\W+(?:\w+\W+){0,2}?down\b",
    ),
)
HARMS = (
    *_FLOODING, *_FRIGHTENING, *_DECEIVING, *_DISCRIMINATING, *_PRIVATE_MATTERS, *_FRAUD, *_BREAK_INS,
)  # fmt: skip
_POLITELY = r"^\W*(?:(?:please|hi|hey|hello|can you|could you|would you|will you)\W+)*"
# What an assistant that knows the world is asked for; no workflow starts so.
WORLDLY = (
    _harm(
        "draw paint sing feel lottery",
        rf"{_POLITELY}(?:(?:draw|paint|sing)\W+(?:me\W+)?an?\b|i feel \w+|give me (?:the )?lottery numbers)"
        r"(?!.*\b(?:when|whenever|once)\b)",
    ),
    _harm(
        "letter",
        rf"{_POLITELY}(?:write|draft|compose|make|give)\W+(?:me\W+)?(?:an?|my)\W+"
        r"(?:cover|resignation|love|motivation|recommendation) letter\b",
    ),
    _harm(
        "recommend suggest",
        rf"{_POLITELY}(?:recommend|suggest)\W+(?:me\W+)?(?:an?|some|the)\b"
        r"(?!.*\b(?:when|deal|lead|client|contact|task|invoice|quote)\b)",
    ),
    _harm(
        "plan fix tell summari calculate do love broken",
        rf"{_POLITELY}(?:plan my (?:trip|holiday|vacation|wedding)|fix my \w+|tell me about yourself|"
        r"summari[sz]e the \w+|"
        r"calculate \d[^a-z]*(?:of \d+)?\W*$|do my (?:taxes|homework|laundry)|i love you|my \w+ is broken)"
        r"(?!.*\b(?:when|whenever|once)\b)",
    ),
)
