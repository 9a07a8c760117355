"""What would hurt people: flooding and stalking them, frightening, deceiving, discriminating, fraud, break-ins.

Each class is told by whom it is done to or what for, never by a single everyday word: "flood damage", "charge twice the
rate", "a scary movie" are ordinary.
"""

from __future__ import annotations

from b24app.english.crimes import BREAK_INS, FRAUD
from b24app.english.harm import CLAUSE, WORDS, harm
from b24app.english.hounding import HOUNDING, THREATS

_WHOM = (
    r"(?:him|her|them|his|their|people|clients?|customers?|leads?|contacts?|patients?|users?|strangers|someone|"
    r"assignees?|debtors?|employees?|reps?)"
)
_THE_WHOM = rf"(?:(?:the|a|every|each|all|our|any) )?{_WHOM}"
_REACH = r"(?:e-?mail|mail|text|sms|whatsapp|message|call|phone|ring|contact|remind|ping)(?:s|ing)?"
_THEY = r"(?:they|he|she|people|everyone|clients?|customers?|patients?|the (?:client|customer|patient|lead|guy)s?)"
_TRAITS = (
    r"(?:pregnan(?:t|cy)|religion|religious|muslims?|jew(?:s|ish)?|hindus?|gays?|lesbians?|transgender|disabled|"
    r"handicapped|in a wheelchair|foreign-sounding|(?:lead|client|contact|customer|applicant)s? (?:is|are) black|"
    r"(?:over|above|older than) \d\d years (?:of age|old)|"
    r"\bage (?:is |was )?(?:over|above|more than|greater than|older than|>) ?[4-9]\d|gender is (?:fe)?male|"
    r"(?:is|are) (?:an? )?(?:roma|gyps(?:y|ies)|sinti)|"
    r"(?:origin|ethnic background|descent|roots) (?:is|are) (?:african|arab\w*|asian|turkish|roma|jewish|latin\w*|"
    r"slavic)|"
    r"(?:african|arab\w*|asian|turkish|roma|jewish|latin\w*) (?:origin|descent|roots|background)|"
    r"ethnicity|ethnic|skin colou?r|foreigners?|foreign-looking|immigrants?|refugees?|"
    r"black (?:people|man|men|woman|women|guy)s?|"
    r"(?:from|by|is|are|of) (?:an? )?(?:wom[ae]n|females?|girls?)(?!'s| in\b))"
)
_SLIGHTS = (
    r"(?:(?:raise|increase|double|lift)s? (?:the|his|her|their)? ?(?:price|quote|offer|rate|fee|rent)s?|"
    r"reject(?:s|ed)?|refuse[sd]?|decline[sd]?|junk|disqualif\w+|lower priority|low(?:est)? priority|"
    r"blacklist\w*|ban(?:ned)?|cancel (?:his|her|their)|close (?:it|them)|raise (?:the|his|her|their) price|"
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


# Too often, at night, without an end.
_FLOODING = (
    harm(
        "flood bombard swamp pester hound",
        rf"\b(?:flood|bombard|swamp|pester|hound)(?:s|ing)?\W+(?:the\W+)?(?:{_WHOM}|competitor'?s?|inbox|mailbox)\b",
    ),
    harm(
        "minute min second",
        rf"\b{_REACH}\W+{_THE_WHOM}\b{CLAUSE}{{0,60}}\bevery (?:single )?(?:(?:[1-9]|two|three|five|ten|10|few) )?"
        r"(?:seconds?\b(?! (?:hour|day|week|month|time))|min(?:ute)?s?\b)",
    ),
    harm(
        "night stop clock 24/7 a.m am",
        rf"\b{_REACH}\W+{_THE_WHOM}\b{CLAUSE}{{0,60}}\b(?:all night(?: long)?|day and "
        rf"night|non-?stop|around the clock|24/7|"
        r"at [1-4] ?a\.?m\.? every \w+)(?=\W*(?:$|[.,;!]|until|till|when|if\b))",
    ),
    harm(
        "minute second",
        r"\bevery (?:single )?(?:(?:[1-9]|two|three|five|ten|10|few) )?(?:seconds?|minutes?)\W+(?:\w+\W+)?"
        rf"{_REACH}\W+{_THE_WHOM}\b"
        r"|\b\d{2,}\W+times\W+(?:an?|per|every)\W+(?:second|minute)\b",
    ),
    harm(
        "hundreds dozens newsletters",
        r"\bsign\W+(?:him|her|them|the (?:client|customer|lead|guy))\W+up\b"
        rf"{CLAUSE}{{0,30}}\b(?:hundreds|dozens|newsletters)\b",
    ),
    harm(
        "flooded bombarded swamped",
        rf"\b(?:flooded|bombarded|swamped) with{WORDS}{{0,3}}?\W+"
        r"(?:mails?|e-?mails?|messages|warnings|threats|texts)\b",
    ),
    harm(
        "second minute",
        r"\b\d{2,}\W+(?:\w+\W+)?(?:requests|calls|hits)\W+(?:per|an?|every|each)\W+(?:second|"
        "minute)\b",
    ),
    harm("bomb", r"\bbomb (?:threats?|warnings?|alarms?)\b"),
    harm("life lives", rf"\bmake{WORDS}{{0,2}}? li(?:fe|ves) (?:hell|miserable|a misery)\b"),
)
# For the sake of fear.
_FRIGHTENING = (
    harm(
        "happen",
        r"\b(?:something|things|bad things?|an accident|what) (?:bad |terrible )?(?:will|might|may|could|can|is "
        r"going to)(?: also)? happen to (?:his|her|their|your)\b",
    ),
    harm(
        "know",
        r"\bwe know (?:when|where|how) (?:he|she|they) (?:leaves?|lives?|works?|sleeps?|goes|go|parks?)\b",
    ),
    harm(
        "house home accident lottery",
        r"\bsend\W+(?:people|guys|men|boys|somebody)\W+to (?:his|her|their) (?:house|home)\b|"
        r"\b(?:child|kid|son|daughter|wife|husband|mother)\W+(?:had|has had|was in) an accident\b|"
        r"\b(?:he|she|they) (?:has |have )?won (?:a|the) lottery\b",
    ),
    harm(
        "panic freak scared afraid frightened worr nervous fear feel ashamed",
        rf"\bso (?:that )?{_THEY} (?:will |would |can |'ll )?(?:panic|freak|worry|fear|"
        r"get (?:scared|afraid|frightened|worried|nervous)|feel (?:bad|guilty|afraid|scared|ashamed)|"
        r"(?:are|is) (?:scared|afraid|ashamed|frightened))",
    ),
    harm(
        "scar frighten terrif terror intimidat guilt sham",
        rf"\b(?:scare|frighten|terrify|terrorise|terrorize|intimidate|guilt-?trip|shame)(?:s|ing)?\W+{_THE_WHOM}\b",
    ),
    harm(
        "shame embarrass mock",
        r"\b(?:publicly|openly) (?:shame|embarrass|mock)|"
        rf"\b(?:shame|embarrass|mock)\w*{WORDS}{{1,4}} (?:publicly|in public)\b",
    ),
    harm(
        "positive cancer malignant infected",
        rf"\b(?:tests?|biopsy|scan|results?|blood)\b{CLAUSE}{{0,40}}\b(?:positive|cancer\w*|malignant|infected)\b"
        rf"{CLAUSE}{{0,60}}\bso (?:that )?{_THEY}\b",
    ),
)
# With what is not true.
_DECEIVING = (
    harm(
        "won isn doesn didn hasn true lie",
        r"\((?:(?:it|that|they|he|she|which|there) )?(?:won't|will not|isn't|is not|doesn't|didn't|hasn't|wasn't|"
        r"not true|is a lie|a lie|untrue)\)",
    ),
    harm(
        "bank police authorit tax court insurer government",
        r"\bas (?:if|though) we (?:were|are) (?:his|her|their|the|a)\W+(?:\w+ )?"
        r"(?:bank|police|authorit(?:y|ies)|tax office|court|insurer|government)\b",
    ),
    harm(
        "pin password login passcode cvv",
        r"\b(?:type|key|put|log|enter|submit|fill|provide|hand|get|collect|harvest)\w*\b(?:\W+[\w']+){0,3}?\W+"
        r"(?:bank|card|account|online banking)(?:'s)?\W+(?:pins?|passwords?|logins?|passcodes?|cvv)\b",
    ),
    harm(
        "trick fool mislead deceiv dupe con cheat swindle lie lying",
        rf"\b(?:trick|fool|mislead|deceive|dupe|con|cheat|swindle|lie to|lying to)(?:s|ing)?\W+{_THE_WHOM}\b",
    ),
    harm(
        "though but",
        rf"\b(?:tell|text|e-?mail|inform|say|write|claim|pretend)\w*\b{CLAUSE}{{4,80}}\b"
        r"(?:even though|although|though|but) (?:it|that|they|there|he|she|we)"
        r"(?:'s| is| has| was| are| were| have| did)(?:n't| not| plenty| enough| no)\b"
        r"(?!\W+(?:urgent|important|needed|necessary|required|due|yet|asked|any))",
    ),
    harm(
        "lie false untrue true case",
        r"\b(?:although|even though|but|when) (?:it|that)(?:'s| is) (?:a lie|false|untrue|not true|not the case)\b",
    ),
    harm(
        "review",
        r"\b(?:fake|false|bad|negative|[15][- ]star)\W+(?:\w+\W+){0,2}?reviews?\W+(?:\w+\W+){0,2}?"
        r"(?:about|on|for|in|under|of) (?:the |his |her |their |our |a )?"
        r"(?:client|customer|competitor|google|trustpilot|rival|name)|"
        r"\breviews?\W+in\W+(?:the\W+)?(?:client|customer)'?s?\W+name\b",
    ),
)
_DISCRIMINATING = (
    harm(
        "years age pregnan relig muslim jew hindu gay lesbian trans disabled handicap wheelchair skin foreign "
        "immigrant "
        "refugee black wom female male girl roma gyps sinti origin ethnic descent roots background",
        rf"\b{_SLIGHTS}\b{CLAUSE}{{0,60}}\b{_TRAITS}\b|\b{_TRAITS}\b{CLAUSE}{{0,60}}\b{_SLIGHTS}\b",
    ),
    harm(
        "race ethnic religion skin sexual",
        r"\b(?:write down|write|note|record|store|save|log|put|add)s? (?:his|her|their|the (?:client|customer|"
        r"contact|lead|"
        r"employee)'s) (?:religion|race|ethnicity|skin colou?r|sexual (?:orientation|preference)s?)\b|"
        r"\bskin colou?r (?:is|=|equals)|"
        r"\b(?:tag|label|sort|filter|score|rank|group|mark|rate|classify|route|segment)(?:s|ed|ing)?\b"
        rf"{CLAUSE}{{0,40}}\b(?:by|with|according to|based on|for)\W+(?:its |his |her |their |the )?(?:\w+'s )?"
        r"(?:race|ethnicity|ethnic (?:origin|group|background)|religion|skin colou?r|sexual (?:orientation|"
        r"preference)s?)\b"
        r"(?! (?:day|track|car|event|course|horse|book|team))",
    ),
    harm(
        "sound look seem",
        rf"\b(?:name|names|accent|voice|surname)s?\W+(?:\w+\W+){{0,2}}?(?:sound|look|"
        rf"seem)s?\W+(?:\w+\W+)?{_FOREIGN}\b",
    ),
    harm(
        "hire sell serve help accept",
        r"\b(?:don'?t|do not|never) (?:hire|sell to|serve|help|accept)\W+(?:\w+\W+){0,3}?"
        r"(?:women|foreigners|immigrants|muslims|jews|blacks|gays|disabled|old people|older than)\b",
    ),
)
_PRIVATE_MATTERS = (
    harm(
        "girlfriend boyfriend wife husband ex",
        r"\bmy (?:ex|ex-?\w+|girlfriend|boyfriend|wife|husband)(?:'s)?\b[^\n]{0,80}\b(?:location|where (?:she|he)\b|"
        r"whom? (?:she|he) (?:meets|sees)|leaves (?:home|the house))",
    ),
    harm(
        "cow pig idiot moron bitch loser bastard",
        r"\b(?:he|she|they)(?:'s|'re| is| are)\W+(?:an? )?(?:\w+ )?(?:cow|pig|idiot|"
        r"moron|bitch|loser|bastard|fool)s?\b",
    ),
    harm(
        "bonus job fired commission",
        r"\b(?:so (?:that )?|then |and )(?:he|she|they)(?:'ll| will| would|'d)?\W+(?:miss|lose|forfeit)s?\W+"
        r"(?:his|her|their) (?:bonus|job|commission)\b",
    ),
    harm(
        "track log record capture",
        rf"\btrack\W+where\W+{_THEY}\b|"
        r"\b(?:log|record|capture)\W+everything (?:she|he|they) (?:types?|says?|does|writes?)\b|"
        r"\brecord\w*\W+(?:\w+\W+){0,3}?(?:secretly|covertly)\b|\b(?:secretly|covertly)\W+record",
    ),
    harm(
        "gay jewish muslim black disabled pregnant",
        r"\b(?:tag|flag|mark|list)\w*\W+(?:all\W+|every\W+)?(?:gay|jewish|muslim|black|disabled|pregnant)\W+"
        r"(?:clients?|customers?|leads?|people|contacts?)\b",
    ),
    harm(
        "debt owe affair drug illness unpaid paid disease secret",
        rf"\b{_KIN}{WORDS}{{0,5}}?\W+(?:debts?|owes?|affair|drugs|illness|unpaid|has(?:n't| not) paid|"
        r"disease|secrets?)\b",
    ),
    harm(
        "photo picture video secret chat",
        rf"\b(?:post|publish|leak|expose|share|release|send)\w*{WORDS}{{0,3}}?\W+(?:photos?|pictures?|videos?|"
        rf"secrets?|chats?){WORDS}{{0,4}}?\W+(?:unless|if) {_THEY} (?:pay|do(?:es)?n't pay|do(?:es)? not pay|refuse)",
    ),
    harm(
        "track trace find follow spy send",
        r"\b(?:track|trace|find out|follow)\W+(?:where (?:she|he|they)|her|him)\b|\bspy(?:ing|s)?\W+on\b|"
        r"\bsend me (?:her|his|their) (?:location|home address|photos?)\b",
    ),
)
HARMS = (
    *_FLOODING, *_FRIGHTENING, *_DECEIVING, *_DISCRIMINATING, *_PRIVATE_MATTERS, *FRAUD, *BREAK_INS,
    *HOUNDING, *THREATS,
)  # fmt: skip
