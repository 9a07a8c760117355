"""Words of the talk about a request: what opens it ("not sure this is the place, but …"), what closes it ("thanks!").

None of them names a record, a person, a channel or a field, and none denies anything outside a whole phrase.
"""

from __future__ import annotations

from b24app.english.grammar.words.lexicon import Turns


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SMALL = _words("""
i i'm we we're you he she they it this that these those there here a an the my our your me us is are was were be been
am 's 'm 're 'd 've 'll i'd i've i'll we'd we've will would could can may might do does did have has had to of for in
on at with by as so and or but if whether what how which where just really very quite rather pretty some little bit
please pls plz kindly also too well then now ok okay right alright all one two three more again back down up out
should shall must oh ah
""")
# What only talk about the request is made of.
TALK = _words("""
want need like love wish wanted needed wanna imagine imagined picture see think thought believe mind guess hope wonder
wondering try trying start keep explain describe help possible doable feasible simple easy short quick small brief
basic clear straightforward new first last next following follows below above place form channel page way idea
question favour favor request rule rules workflow workflows flow flows automation automations robot process procedure
scenario logic setup recipe policy automate automated implement configure work works working look looks goes go going
happen happens happening something thing things exactly plan goal summary nutshell story words general principle
future effect immediate immediately effective hereby basically essentially simply mainly generally speaking plain
plainly case use todo tl dr mean means hi hello hey hiya yo dear greetings um umm uh uhh hmm hm er erm uhm listen
alright sir madam bot bitrix bitrix24 apply applies valid sure correct feature oh again ideally
important crucial attention urgent fyi btw nb note
""")
MAKES = _words("""
set setting add adding make making create creating build building put putting get give write
""")
# Behind these the talk is over, with or without a mark.
INTERJECTIONS = _words("""
um umm uh uhh uhm hmm hm er erm hi hello hey hiya yo bot dr again
""")
REQUEST = _words("""
following rule rules workflow workflows flow flows automation automations robot process procedure scenario logic setup
recipe policy request something thing things this that it sure so
""")
NUMBERED = {"rule", "workflow", "flow", "automation", "scenario", "step", "request", "process", "case", "idea"}
_ME = "me|us"
ASIDE = Turns(
    (
        f"[my|our|the] boss|manager|management|team|company|colleagues told|asked {_ME} to",
        "[i'm|we're] not [really|quite|entirely|too|so] sure|certain if|whether|that|where|how|what|about",
        "[i|we] 'm|am|are not [really|quite|entirely|too|so] sure|certain [if|whether|that|where|how|what|about]",
        "[i|we] don't|dunno [know] [really|quite] if|whether|how|where [exactly]",
        "not sure|certain",
        "no idea if|whether|how",
        "[i'm|we're] [i|we] ['m|am|are] not very|so|too|really good at|with this|these",
        "[i'm|we're] not [a|an] [very] [tech|technical|it] person|expert|technical|techie|native|speaker",
        "[i|we] 'm|am|are not [a|an] [very] [tech|technical|it] person|expert|technical|techie|native|speaker",
        "not [a|an|very|too|so] [tech|technical|computer] savvy|person|expert",
        "not [very|too|so] tech|technical",
        "[please|kindly] be advised|informed|aware|notified|reminded [that]",
        "[please|kindly] note|notice|remember|observe that",
        "[i|we] would|'d like to inform|advise|tell you [that]",
        "this is to inform|advise|notify you [that]",
        f"bear|stay with {_ME}",
        "[my|our|the] boss|manager|management|team|company|colleague wants|needs|wanted|decided|agreed [on] [this|it]",
        "[to] write|type|put|enter this|it [all] [down|here|up] [like] [this|so]",
        "as agreed|discussed|requested|decided [on|in|at|with] [the|our|my] [meeting|call|boss|team|yesterday]",
        "[as] per [our|the] [company] policy|agreement|discussion|handbook|rules|guidelines|procedure",
        "first time [i'm|we're] [i|we] ['m] [using|doing|trying] [this|here]",
        "i 'm new here|to|at [this|it]",
        "starting|beginning [from|with] now|today|tomorrow|monday",
        "let 's|us [just] try|start|keep|make|do [it|this|with|by] [something|simple|easy|short|here|this]",
        "lets [just] try|start|keep|make|do [it|this|with|by] [something|simple|easy|short|here|this]",
        "to make|cut a long story short",
        "long story short",
        "right|ok|okay|well|alright|yeah|yep|yes|cool|fine so|then|now",
        "so yeah|ok|okay|basically|anyway|anyways [,]",
        "good|a|very good|nice|lovely morning|afternoon|evening|day [to] [you|all]",
        "hope|hoping [you|all|this|it|that] ['s|is|are] [all] [you] ['re|well|good|fine|great|finds|ok] [you] [well]",
        "i hope|trust [you|all|this|it] ['re|are|is|'s] [all] well|good|fine|great",
        "thanks|thank|thx [you] for [your] [the] help|support|time|patience|everything",
        "sorry|apologies|excuse|pardon [for|about|to|if|me|my] [bother|bothering|the|my] [you|english|typos|disturb]",
    )
)
_THANKS = "thanks|thank|thx|ty|ta|tia|cheers"
_THEY_WANT = (
    "[the|my|our] boss|we|they|management|i|everyone|team "
    "wants|want|wanted|agreed|asked|decided|need|needs|do|did|does|like|likes"
)
_LOST = (
    "[it|they|we|things|stuff|everything|something|people|that|this] [get|gets|will|'ll|is|are|gets] [always] "
    "forget|forgets|lose|loses|lost|forgotten|miss|misses|missed|slip|slips|fall|falls|disappear|disappears|overlooked "
    "[it|them|this|track|sight|count|through|between|under] [the|of|two] [cracks|stools|net|radar|it|table|them|things]"
)
FAREWELL = Turns(
    (
        "[and|so] [i] [think|guess] that|this|it 's|is|was|would|'d [be|basically|really|about] it|all|everything",
        "[and|so] that|this|it 's|is [basically|really|pretty] [much] it|all [really|basically|folks|for] [now]",
        f"[many|with|best|ok|and|big] [kind] {_THANKS} [you] [so|very|a|again] [much|lot|bunch|million|ton|heap|all]",
        f"[many|ok|and|big] {_THANKS} [you] [in] [advance] [everyone|all|guys|team|mate|everybody]",
        f"{_THANKS} [you] [in] [advance] for [all] [your|the] help|support|time|patience|effort|understanding|reading",
        "[kind|best|warm|kindest|warmest|many] regards|wishes|greetings",
        "yours|sincerely|respectfully [sincerely|faithfully|truly|yours]",
        "[it|this|that] [would|'d] [be] [is] [very] much|greatly|really|highly|truly appreciated|obliged",
        "[we|i] [we'd|i'd] [would|'d] [really|greatly|very] [much] appreciate it|that|this|your [help]",
        f"[please] let {_ME} know if|whether [you|this|that|it|anything|something|there] ['s|is|are]",
        f"[please] let {_ME} know how|what you|it|that goes|think|works",
        "any questions|problems|issues|doubts|trouble [,|:|?|-] [just|please|feel|let|give|then] [free] [to]",
        "[if|should] you have [any] questions|problems|issues [,] [just|please|feel|let] [free] [to]",
        "[please] feel free to ask|shout|reply|call|write [me|us|back|out]",
        "just ask|shout|reply [me|us|back|out]",
        "[does|do|did] [that|this|it] make|makes|made [any|some] sense [to] [you]",
        "[i|we] hope|trust [that] [this|it|that|you|i] [i] ['m|is|'s|makes|make|was|helps|am] [clear|sense]",
        "is|was this|that|it [all] doable|possible|clear|ok|okay|fine|understandable|feasible|alright",
        "if [that|this|it] isn't|'s|is [not] ok|okay|fine|possible|doable",
        "if [that|this|it] isn't|'s|is [not] too|to much [trouble|hassle|ask]",
        "[pretty|pls|plz] please|pls|plz [with] [a|sugar] [cherry|on] [on] [top]",
        "nothing fancier|fancy|special|complicated|complex|more|else [than|to] [that|this|needed|required] [it|really]",
        "no more than that|this",
        "[i|we|i'm|we're] ['m|am|are] sorry|apologies for|about [the|my|this|any] [long|bad|poor] text|mail|english",
        "[i|we|i'm|we're] ['m|am|are] sorry|apologies [if|that] [this|all|it] [is|was] [long|bad|unclear|confusing]",
        "have|wish [you|a] [a] nice|good|great|lovely|wonderful day|weekend|week|one|evening|time",
        "looking|look forward to [it|hearing|your] [from|reply] [you]",
        "can|could|would you do|manage|arrange|build|make that|this|it [for] [me|us] [please]",
        "simple|easy as that|pie",
        "[as] simple|easy as that|pie",
        "over and out",
        # What it would be good for, and how it is done today.
        "[that|this|it] would|'d|will|'ll [really] save|help|mean [me|us] [a|so] [lot|much|hours] [of] [time]",
        "[that|this|it] would|'d|will|'ll [really] be [so|very] great|awesome|nice|lovely|perfect|cool|fine|good",
        "[that|this|it] would|'d|will|'ll [really] be [a] [huge|great|big] fantastic|super|enough|help|relief",
        f"[and] [that|this|it] 's|is [exactly] what|how {_THEY_WANT} [for|on] [it]",
        f"[and] that's|it's [exactly] what|how {_THEY_WANT} [for|on] [it]",
        "[the|my|our] boss|manager|management|director|accountant insists|insisted [on] [it|this|that]",
        "[the|my|our] boss 's|is idea|wish|order|rule",
        "it|this|that|it's|that's ['s|is] [really|very|quite] urgent|important|crucial|vital [to|for] [us|me]",
        "very|really important|urgent",
        "now|currently|today [we|i|this|that|it] [all] [is|'s] do|done [all] [of] [this|that|it] [by] hand|manually",
        "[we|i] do [all] [of] [this|that|it] by hand [right] [now|today|currently]",
        "[we|i] do [all] [of] [this|that|it] manually [right] [now|today|currently]",
        "everything else we|i do by hand|ourselves",
        "we|i keep|kept|often|always|sometimes forget|forgetting|forgot|missing|losing [about] [it|this|that|them]",
        f"[because|since|as] otherwise|else {_LOST}",
        f"so [that] nothing|nobody|noone|none|we {_LOST}",
        f"so [that] we|i don't {_LOST}",
        "see above|below",
        "as discussed|agreed|promised|mentioned|usual|always|said [above|before|yesterday|earlier] [on] [the] [phone]",
        "[my|the|our] boss 's|is idea",
        "not mine",
        "end of story|message|request",
        "full stop",
        "period",
        "no|not more [,|and] [no|not] [less]",
        "[plain|it's|that's] [and] simple|easy [,] [right|enough|really]",
        "can|could [you] [this|that|it] [be] done|possible|do [that|this|it]",
        "can|could this|that|it be done|automated|arranged",
        "[how|what] does|do that|this|you sound|think|say|seem",
        "how|what about that|it",
        "sounds|sound good|ok|okay|fine|right|reasonable",
        "did|do|have i explain|explained|make|made [it|this|that|myself] [well|clear|ok|enough|right|sense]",
        "[sorry] typed|typing|written|writing|sent [this|it] on|from|with my|a|the phone|mobile|iphone|ipad|tablet",
        "excuse|pardon|ignore|forgive [the|my|any] typos|spelling|mistakes|english|brevity",
        "[and] everything|all|anything else stays|remains [as] [it|they] [is|are|unchanged|untouched|same|now|before]",
        "[and] the rest stays|remains [as] [it|they] [is|are|unchanged|untouched|same|now|before]",
        "🙏|👍|😊|🙂|😀|😅|😂|🤞|❤",
        "best|br|rgds|xx|xo|vg|lg|hugs [,]",
        "lol|haha|hehe|hihi|ok|okay|right|yeah|eh|huh|asap|amen",
        "you know",
        "if you know what i mean",
        "[i|we] [i'd|we'd] [would] [really] love that|it",
        "[and] that'd be all|it|everything|great",
        "the end",
    )
)
FAREWELL_WORDS = _words("""
thanks thank thx ty ta tia cheers regards appreciate appreciated help support sorry please pls plz works work working
anything unclear need needs else questions question clear sense english typos mistakes long short advance
bunch million lot much really basically now then all everyone guys team again so very for the a an my your our this
that it 's is are was if you i we to be in of and or me us out have has any it's that's ok okay great good fine
possible doable well day xx x free happy know think goes how missing wrong from doubt understandable explained explain
confusing wrote too trouble bye haha lol would save life easier awesome perfect lovely fantastic by hand
manually huge headache hours done doing boss wants idea mine no less simple easy period typed """)
# These need no mark before them.
ALONE = _words("lol haha hehe hihi asap 🙏 👍 😊 🙂 😀 😅 😂 🤞 ❤")
UNMARKED = ALONE | _words("and kind pretty because otherwise so")
