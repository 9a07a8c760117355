"""Persecuting people: an ex who gets no peace, women whose home is known, bones and windows that will be broken.

Told by whom it is done to together with how: "my ex" alone, "a broken window", "flood damage" are ordinary.
"""

from __future__ import annotations

from b24app.english.harm import CLAUSE, harm

_EX = (
    r"\bmy (?:ex(?!\w|-?(?:client|customer|employee|colleague|supplier|boss|employer|partner company)s?\b)|"
    r"(?:ex-?|former |old )(?:wife|husband|girlfriend|boyfriend|partner|fianc[ée]e?|lover|spouse|flatmate|boss))\b"
)
_AGAIN_AND_AGAIN = (
    r"(?:every|each|hourly|daily|nightly|non-?stop|constantly|endless\w*|all the time|all (?:day|night)|once an? \w+|"
    r"per (?:minute|hour|day)|an hour|again and again|over and over|\d+ (?:messages|texts|sms|mails|e-?mails|calls)|"
    r"spam\w*|flood\w*|bombard\w*|annoy\w*|harass\w*)"
)
_MESSAGES = r"(?:sms(?:es)?|texts?|messages?|whats?apps?|e-?mails?|mails?|calls|notifications|pings|reminders)"
_NOT = r"(?<!not )(?<!n't )(?<!never )(?<!not to )(?<!without )(?<!stop )"
_THEIRS = r"(?:his|her|their|your|the (?:client|customer|debtor|guy|man|woman|tenant)'?s?)"
_BODY = r"(?:legs?|arms?|bones?|necks?|knees?|kneecaps?|fingers?|noses?|teeth|skulls?|ribs?|hands?)"
_DEAR = r"(?:house|home|car|shop|windows?|dog|cat|pets?|family|kids?|children|wife|husband)"
_WOMEN = r"(?:women|woman|girls?|ladies|females)"
HOUNDING = (
    harm("ex former old", rf"\A(?=[\s\S]*?{_EX})[\s\S]*?\b{_AGAIN_AND_AGAIN}\b"),
    harm(
        "bombard flood swamp spam annoy blow",
        r"\b(?:bombard|flood|swamp)(?:s|ing|ed)?\W+(?:[\w']+\W+){0,5}?(?:phones?|phone numbers?|numbers?|every one|"
        r"inbox(?:es)?|mailbox(?:es)?)\b(?!\W+(?:damage|control|warning)s?)|"
        rf"\b(?:send|sends|sending|hourly|daily|get|gets|{_MESSAGES})\W+(?:\w+\W+)?spam\W+"
        rf"(?:to|->|→|=>|all|every|{_MESSAGES})(?!\W+(?:the )?(?:folder|tag|stage|list|team|filter)\b)|"
        r"\bi want it to be spam\b|\bblow(?:s|ing)? up\W+(?:his|her|their|the|my)\W+(?:\w+\W+)?phones?\b|"
        rf"\bannoying\W+(?:\w+\W+)?{_MESSAGES}\W+(?:every|each|all|hourly|daily|non)|"
        rf"\b{_NOT}annoy(?:s|ing)? (?:him|her|them|people|my|the (?:client|customer|debtor|guy))\b{CLAUSE}{{0,60}}"
        r"\b(?:every|hourly|daily|non-?stop|until)\b",
    ),
    harm(
        "peace crazy mad insane nuts",
        r"\bso (?:that )?(?:he|she|they)\W+(?:(?:will|'ll|would|can|could)\W+)?"
        r"(?:never (?:gets?|has|have|finds?) (?:any |a moment'?s? )?(?:peace|rest|sleep)|(?:gets?|has|have|finds?) no "
        r"(?:peace|rest|sleep)|goes? (?:crazy|mad|insane|nuts))|"
        rf"\b{_NOT}drives?\W+(?:him|her|them|my \w+|the (?:client|customer|debtor)s?)\W+(?:crazy|mad|insane|nuts)\b",
    ),
    harm(
        "endless stop countless ending",
        r"\b(?<!stop )(?:send|sends|sending|text|texts)\W+(?:\w+\W+){0,3}?"
        rf"(?:endless|non-?stop|countless|never-ending)\W+{_MESSAGES}\b",
    ),
    harm(
        "home live address",
        rf"\b{_WOMEN}\b(?!'s){CLAUSE}{{0,60}}\b(?:whose (?:home |private )?address(?:es)? (?:i|we) (?:know|have)|"
        r"who lives? (?:alone|near me|by themselves))|"
        rf"\bi know where\b{CLAUSE}{{0,60}}\b(?:{_WOMEN}|she|he|they|clients?|customers?|debtors?)\b{CLAUSE}{{0,40}}"
        r"\blives?\b",
    ),
    harm("wom girl ladies female", rf"\b(?:every|all|each)(?: of)?(?: the| our| my| single)+ {_WOMEN}\b(?!'s)"),
)
THREATS = (
    harm(
        "broken smashed crushed cut",
        rf"\b{_THEIRS}\W+{_BODY}\W+(?:will|would|may|might|could|shall|are going to|is going to|get|gets)"
        r"(?:\W+(?:be|get|all|soon))*\W+(?:broken|smashed|crushed|cut off|shattered)\b",
    ),
    harm(
        "burn smashed poisoned torched blown fire killed hurt harmed vanish",
        rf"\b{_THEIRS}\W+(?:\w+\W+)?{_DEAR}\W+(?:will|may|might|could|shall|is going to|are going to)"
        r"(?:\W+(?:be|get|soon))*\W+(?:burn(?:ed|t)?(?: down)?|smashed|poisoned|torched|blown up|set on fire|killed|"
        r"hurt|harmed|vanish)\b",
    ),
    harm(
        "hurt killed harmed beaten",
        rf"\b(?:get|gets|be|is)\W+(?:hurt|killed|harmed|beaten)\b{CLAUSE}{{0,40}}\b(?:unless|until|if)\b"
        rf"{CLAUSE}{{0,24}}\bpa(?:y|ys|id)\b",
    ),
)
