"""What is a crime in whatever words it stands, also within quotes: a message's threat, a task's bombs and kidnappings.

Told by what is done to whom: "a murder mystery", "kidnap insurance", "bath bombs", "you won't regret it" are ordinary.
"""

from __future__ import annotations

from b24app.english.harm import CLAUSE, harm

_SOMEBODY = (
    r"(?:him|her(?!\W+(?:task|deal|lead|quote|invoice|order|contract|subscription)s?\b)|them|you|me|somebody|someone|"
    r"people|(?:the|a|an|our|my|his|her|their|your) "
    r"(?:\w+'s? )?(?:clients?|customers?|debtors?|man|woman|girl|boy|guy|bos{2}|manager|director|colleagues?|"
    r"employees?|driver|wife|husband|daughter|son|child(?:ren)?|kids?|family|mother|father|sister|brother|parents|"
    r"neighbou?rs?|competitors?|rivals?|dog|cat|witness(?:es)?|judge|inspector))"
)
_PICTURES = r"(?:photos?|pictures?|pics|images|videos?|recordings?|footage)"
_NOT_THEIR_ORDER = (
    rf"(?!{CLAUSE}{{0,50}}\b(?:ready|print\w*|pick\w*|collect\w*|deliver\w*|albums?|frame[sd]?|galler\w+|attached|"
    rf"edited|"
    r"on file|received|back)\b)"
)
_WEAPONS = r"(?:guns?|weapons?|pistols?|rifles?|firearms?|explosives?|ammunition|grenades?)"
_PAPERS = r"(?:documents?|papers?|files?|records?|evidence|books|e-?mails?|invoices?|receipts?|contracts?|hard drives?)"
_AUTHORITIES = (
    r"(?:audit\w*|inspect\w+|police|raid|investigat\w+|prosecutors?|tax (?:office|man|inspection|audit)|court)"
)
GRAVEST = (
    harm(
        "regret sorry back wish did lesson consequences",
        rf"\b(?:he|she|they|you)(?:'ll| will| shall| are going to| is going to)\W+(?:\w+ )?(?:regret (?:it|this|that|"
        r"everything|what|(?:ever )?(?:cross|leav|refus|betray|say|reject)ing)|be (?:very |really )?sorry(?=\W*(?:$|"
        r"unless|if you don't))|pay for (?:this|what))|"
        r"\b(?:watch|mind) (?:his|her|their|your) back\b|"
        r"\b(?:i|we) know (?:exactly )?what (?:you|he|she|they) (?:did|(?:has|have) done)\b|"
        rf"\bteach(?:es)? {_SOMEBODY} a lesson\b",
    ),
    harm(
        "photo picture pics image video recording footage",
        rf"\b(?:we|i)(?:'ve| have|'ve got| have got| got| hold| keep)\W+(?:(?:some|all|those|the)(?: of)? )?"
        rf"(?:his|her|their|your)\W+(?:\w+ )?{_PICTURES}\b{_NOT_THEIR_ORDER}|"
        rf"\b(?:compromising|intimate|naked|nude|embarrassing|dirty) {_PICTURES}\b|"
        rf"\b{_PICTURES} (?:of|showing) (?:him|her|them|you|his|the client|the customer)\W+(?:\w+ )?(?:with another|"
        r"with (?:his|her|your) (?:lover|mistress|affair)|naked|in bed|cheating|undressed|kissing|drunk)\b",
    ),
    harm(
        "kidnap abduct murder assassinat rape tortur strangl lynch behead kill stab shoot strangle drown poison",
        rf"\b(?:kidnap|abduct|murder|assassinate|rape|torture|strangle|lynch|behead|kill|stab|drown|poison)s?\W+"
        rf"{_SOMEBODY}(?!\W+(?:task|deal|lead|quote|ticket|job|project|mystery)s?\b)\b|"
        rf"\bshoots?\W+{_SOMEBODY}(?=\W*(?:$|dead|in the (?:head|leg|back|knee)))",
    ),
    harm(
        "self selves suicide life",
        r"\b(?:kill|hang|shoot|drown|hurt|cut|harm)(?:s|ing)? (?:him|her|them|your|one)sel(?:f|ves)\b|"
        r"\bcommit(?:s|ting)? suicide\b|\b(?:end|take) (?:his|her|their|your) (?:own )?li(?:fe|ves)\b",
    ),
    harm(
        "bomb explosive grenade",
        r"\b(?:plant|place|build|make|assemble|hide|detonate|set off|throw|leave|put)(?:s|ing)?\W+(?:an?|the|some)?\W*"
        r"(?:pipe |nail |car |time |dirty |petrol |home-?made )?(?:bombs?|explosives?|grenades?)\b"
        r"(?!\W+(?:disposal|squad|shelter|cyclone|alert)\b)",
    ),
    harm(
        "gun weapon pistol rifle firearm explosive ammunition grenade",
        rf"\b{_WEAPONS}\b{CLAUSE}{{0,30}}\b(?:without (?:an? |any )?(?:permit|licen[cs]e|papers|registration)|"
        rf"illegally|"
        rf"on the black market)|\b(?:illegal|unregistered|unlicensed|smuggled|black market) {_WEAPONS}\b",
    ),
    harm(
        "audit inspect police raid investigat prosecutor tax court",
        rf"\b(?:shred|burn|destroy|get rid of|hide|falsify|doctor|bury)(?:s|"
        rf"ing)?\W+(?:\w+\W+){{0,3}}?"
        rf"{_PAPERS}\b{CLAUSE}{{0,40}}\b(?:before|from|ahead of|so)\b{CLAUSE}{{0,20}}\b{_AUTHORITIES}\b",
    ),
    harm(
        "tax revenue offshore",
        r"\b(?:tax (?:office|man|inspector|authorit\w+)|taxman|inland revenue|irs)\b"
        rf"{CLAUSE}{{0,12}}\b(?:does|do|will|wo|must|may|can|should)(?: ?n't| ?not|not)\W+(?:\w+ )?(?:see|know|find|"
        r"notice|learn|hear)\b|"
        rf"\b(?:hide|conceal|keep)s?\b{CLAUSE}{{0,40}}\bfrom (?:the )?(?:tax\w*|inland revenue|irs)\b",
    ),
    harm(
        "encrypt infect lock take wipe delete steal destroy spies spy log",
        r"\b(?:attachments?|files?|links?|programs?|pdfs?|apps?|macros?|code|software)\W+(?:that|which)\W+"
        r"(?:(?:secretly|silently|then|will)\W+)?(?:encrypt|infect|lock|wipe|delete|steal|destroy|take over|spy on|log|"
        r"crash|hijack|record)\w*\W+(?:\w+ )?(?:his|her|their|the (?:client|customer|user|recipient|competitor|"
        r"rival)'?s?)\W+"
        r"(?:\w+ )?(?:disk|(?:hard )?drive|files|computer|laptop|phone|device|passwords?|pc|system|keystrokes|machine|"
        r"webcam|network|server|screen)s?\b",
    ),
    harm(
        "phone directory telephone country world town internet",
        r"\b(?:text|sms|call|phone|ring|e-?mail|mail|message|whatsapp|spam)s?\W+(?:every|each|all|any)\W*(?:the )?"
        r"(?:\w+ )?(?:numbers?|address(?:es)?|persons?|people|one|body)?\W*(?:in|from|of|on)\W+(?:the|this|our|your)\W+"
        r"(?:phone ?book|telephone (?:book|directory)|phone directory|country|world|whole town|internet)\b",
    ),
    harm(
        "beat die dead else whore bitch slut bastard cunt retard shit moron idiot dick pig cow trash loser",
        rf"\bbeat(?:s|ing)? (?:up {_SOMEBODY}\b|{_SOMEBODY} up\b)|"
        r"\b(?:he|she|they|you)(?:'ll| will| are going to| is going to) die\b(?! (?:laughing|for|of (?:laughter|"
        r"envy)))|"
        r"(?:\b(?:is|are)|'re|'s) (?:an? )?(?:dead (?:man|woman|meat)|goner)\b|\bpay,? or (?:else|die|suffer)\b|"
        r"\bdick pics?\b|"
        r"\b(?:whores?|bitch(?:es)?|sluts?|cunts?|bastards?|retards?)\b|\bpiece of shit\b|"
        r"\b(?:useless|worthless|stupid|lazy|fat|dumb|ugly)(?:,? \w+)? (?:idiot|moron|piece|pig|cow|trash|loser)s?\b",
    ),
    harm(
        "smuggl counterfeit stolen fake forged falsif fabricat books counter table expired",
        r"\bsmuggl(?:e|es|ing)\W+(?!prevention|detection)\w|\b(?:to|we|and|then) counterfeit\b|"
        r"\b(?:buy|sell|use|fence|order|resell)s?\W+(?:some |the |a )?stolen\b|"
        r"\b(?:get|buy|make|print|sell|order|obtain|issue|produce|arrange|use|write|create)s?\W+(?:(?:him|her|them|"
        r"us|me)\W+)?"
        r"(?:an?|the|some|\d+)?\W*(?:fake|forged|false|counterfeit|bogus)\W+(?:\w+ )?(?:passports?|ids?|diplomas?|"
        r"certificates?|"
        r"licen[cs]es?|visas?|documents?|receipts?|invoices?|money|banknotes?|followers|likes|votes|leads|reviews?|"
        r"accounts?|"
        r"prescriptions?)\b|"
        r"\b(?:falsif(?:y|ies|ying)|fabricat(?:e|es|ing)|forg(?:e|es|ing)) (?:the|a|an|his|her|their|our|some)\b|"
        rf"\b(?:pay|pays|paid|paying|work|employ|hire)\b{CLAUSE}{{0,40}}\b(?:off the books|under the (?:counter|"
        rf"table))\b|"
        rf"\b(?:re-?label\w*|new labels?|new dates?)\b{CLAUSE}{{0,40}}\bexpired\b|"
        rf"\bexpired\b{CLAUSE}{{0,30}}\b(?:re-?label\w*|new labels?|new dates?)\b",
    ),
    harm(
        "accident jail prison hospital account card code bank inherit lottery prize million",
        r"\b(?:grandson|granddaughter|son|daughter|child|husband|wife)\b[^\n]{0,40}\b(?:accident|jail|prison|"
        r"hospital)\b"
        r"[^\n]{0,30}\b(?:money|bail|cash|gift cards?)\b|"
        rf"\bcodes?\b{CLAUSE}{{0,30}}\b(?:from|by) (?:your|his|her|their|the) bank\b|"
        r"\b(?:your|his|her|their) (?:\w+ )?(?:account|card|banking|access)\W+(?:is|has been|was|will be|"
        r"got)\W+(?:suspended|locked|blocked|frozen|"
        r"limited|"
        r"restricted|closed)\b[^\n]{0,60}\b(?:password|pin|card|cvv|log ?in|credentials)\b|"
        rf"\binherit\w*\b{CLAUSE}{{0,50}}\b(?:fee|pay|advance|million)\b|"
        rf"\b(?:won|win)\b{CLAUSE}{{0,30}}\b(?:lottery|prize|jackpot|million|iphone)\b{CLAUSE}{{0,40}}\b(?:pay (?:a|"
        rf"the|an) \w*|fee|card|bank)\b",
    ),
    harm(
        "camera microphone tap bug wiretap read phone",
        rf"\b(?:hidden|secret|spy) (?:cameras?|microphones?|recorders?)\b{CLAUSE}{{0,30}}\b(?:in|under|"
        rf"behind) (?:the|her|his|"
        r"their|a|my)\b|\b(?:wire)?taps? (?:her|his|their|the (?:client|customer|employee|colleague)'?s?) (?:\w+ )?"
        r"(?:phones?|lines?|calls?)\b|\bbugs? (?:her|his|their) (?:office|room|flat|home|phone|car)\b|"
        r"\bread(?:s|ing)? (?:her|his|their|my \w+'s|the (?:employee|colleague|client)'?s?'?) (?:(?:private|"
        r"personal) (?:\w+ )?"
        r"(?:messages?|chats?|mails?|e-?mails?|diary|inbox|mailbox)|diary|whatsapps?(?: messages?)?)\b",
    ),
    harm(
        "bribe look blind steal break slash rumour rumor lies",
        r"\bbribes? (?:the|a|an|him|her|them|our|his|their)\b|"
        r"\bso (?:that )?(?:he|she|they) (?:looks? (?:away|the other way)|turns? a blind eye)\b|"
        r"\bsteals? (?:the|his|her|their|a|an|some) (?!show|deal of|spotlight|march)|"
        r"\bbreak(?:s|ing)? into (?:the|his|her|their|an?) (?:\w+(?:'s)? ){0,2}?(?:house|home|flat|car|office|shop|"
        r"warehouse)\b|"
        r"\bslash(?:es|ing)? (?:the|his|her|their) (?:\w+'s )?tyres|\bslash(?:es|ing)? (?:the|his|her|"
        r"their) (?:\w+'s )?tires|"
        r"\bspread(?:s|ing)? (?:false |nasty )?(?:rumou?rs|lies)\b",
    ),
    harm(
        "verify confirm enter fire coming burn nude sexy hotel bed outside front",
        r"\b(?:we|i)(?:'re| are|'m| am) coming for you\b(?=\W*(?:$|['\"”]))|"
        rf"\bhope\W+(?:\w+\W+)?(?:his|her|their|your) {CLAUSE}{{0,20}}\bburns?\b|"
        r"\b(?:we|i) have (?:his|her|their|your) nudes\b|\bset(?:s|ting)? fire to (?:the|his|her|their|our)\b|"
        r"\b(?:verify|confirm|enter) your (?:card number|cvv|pin)\b|"
        r"\bsend me (?:an? |some |your |her )?(?:\w+ )?nudes?\b|\byou(?:'re| are| look) (?:so |very )?(?:sexy|"
        r"hot and)\b|"
        r"\bcome to my (?:hotel|room|flat|bed|place alone)\b|"
        r"\bwait(?:s|ing)? (?:outside|in front of) (?:his|her|their) (?:house|home|flat|door|school)\b",
    ),
    harm(
        "river lake sea forest sewer odometer mileage serial child minor kid prescription ecstasy mdma lsd",
        rf"\b(?:dump|pour|tip)s? (?:the|our|some|all)?\W*(?:\w+ )?(?:chemicals?|waste|oil|sewage|acid|"
        rf"toxins?)\b{CLAUSE}{{0,20}}"
        r"\b(?:rivers?|lakes?|sea|forests?|woods|sewers?|drains?)\b|"
        r"\b(?:roll(?:s|ing)? back|turn(?:s|ing)? back|wind(?:s|ing)? back|manipulate|tamper with) the (?:odometer|"
        r"mileage)|"
        r"\b(?:remove|file off|scratch off|erase|grind off)s? (?:the )?serial numbers?\b|"
        r"\b(?:hire|employ)s? (?:children|minors|kids)\b(?!')|"
        rf"\bsells?\b{CLAUSE}{{0,30}}\bwithout (?:an? )?prescriptions?\b|"
        r"\b(?:sell|buy|deliver|get|bring)s?\W+(?:(?:him|her|them)\W+)?(?:some |the )?(?:ecstasy|mdma|lsd)\b",
    ),
)  # fmt: skip
_ADDRESSED = r"(?:ai|llm|gpt|chatgpt|assistant|language model|chat ?bot|model|system|parser)"
_EARLIER = r"(?:previous|prior|earlier|preceding|above|foregoing)"
# Orders to a model that hide in a title or a message.
DICTATED = (
    harm("</ <|", r"</?\|?(?:user|system|assistant|prompt|instructions?|im_start|im_end)\|?>"),
    harm(
        "system: assistant: developer:",
        r"\b(?:system|assistant|developer): ?(?:you (?:are|may|must|can|will)|new|now)\b",
    ),
    harm(
        "ignore disregard forget override",
        rf"\b{_ADDRESSED}\W{{1,3}}(?:please |you (?:must|should|can|may) (?:now )?)?(?:ignore|disregard|forget|"
        rf"override)\b|"
        rf"\b(?:ignore|disregard|forget|override)\W+(?:all|any|every|your|the|these|those)\W+(?:of )?(?:the |your )?"
        rf"(?:{_EARLIER} )?(?:system )?(?:instructions|prompts?|directives|guardrails|system messages?)\b"
        r"(?!\W+(?:in|on|from|of|for|about)\b)|"
        rf"\b(?:disregard|forget|ignore) {_EARLIER} (?:instructions|prompts?|directives)\b(?!\W+(?:in|on|from|of|for|"
        rf"about)\b)",
    ),
)
