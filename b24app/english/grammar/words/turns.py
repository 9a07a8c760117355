"""Phrases that turn the reading: otherwise, at the same time, after that, nothing, one more."""

from __future__ import annotations

from b24app.english.grammar.words.lexicon import Turns, phrases

_TERMS = "[the|this|that|these|those] condition|conditions|requirement|requirements|criterion|criteria|test"
_HOLD = "hold|apply|fit|match|happen"
ELSE = Turns(
    (
        "[or|and] otherwise|else|elsewise|conversely|contrariwise|contrarily",
        f"[and|but] if|when {_TERMS} is|are|was|were not met|fulfilled|satisfied|true|given",
        f"[and|but] if|when {_TERMS} isn't|aren't|wasn't|weren't met|fulfilled|satisfied|true|given",
        f"[and|but] if|when {_TERMS} doesn't|don't|didn't {_HOLD}",
        f"[and|but] if|when {_TERMS} does|do|did not {_HOLD}",
        f"[and|but] if|when {_TERMS} fails|fail|failed",
        f"[and|but] should {_TERMS} not {_HOLD}",
        f"[and|but] should it|that|this|they not {_HOLD}",
        "[and|but] should it|that|this|they not be [the] [so|case|true]",
        f"[and|but] should neither|none [of] [them|these|those|the] [two] {_HOLD}",
        "[and|but] should it|that|this|they fail",
        "[and|but] if|when not|more|less|none|higher|lower",
        "[and|but] if no [,|:|=>|-]",
        "[and|but] if|when it|that|this|they|he|she isn't|doesn't|wasn't|hasn't|aren't|don't [the|so] [case|true]",
        "[and|but] if|when it|that|this 's|is|does|has not [the] [so|case|true]",
        "[and|but] in|for any|all|every|each [the] other|remaining case|cases",
        "in|for|with all|any|every [the] others|other",
        "for|with everyone|everybody|everything|anyone|anything|all else",
        "for|with [all] the rest|others",
        "all|any [the] other|remaining [deals|leads|invoices|tasks|contacts|companies|quotes|cases|ones]",
        "for|with all|any [the] other|remaining [deals|leads|invoices|tasks|contacts|companies|quotes|cases|ones]",
        "any|every|all other currency|country|source|type|stage|region|priority|value|amount|city|industry|status",
        "failing that|this|which",
        "[and|but] from|in|of|to anywhere|everywhere|anything|everything|anyone|everyone|anybody else",
        "[and|but] [if|when] [it|they] [is|are|comes|come] [from] elsewhere",
        "[and|but] if|when it|that|this 's|is|was anything|something|everything else|different",
        "everything|anything|anyone|all|those|ones [that] ['s|is|are] smaller|bigger|larger|less|lower|higher|cheaper",
        "below|above|under|over that|this|it",
        "smaller|bigger|larger|lower|higher|cheaper ones|deals|leads|invoices|quotes|amounts",
        "[if|when|for|with] [those|ones|the] [ones] [coming|is|are] [it] from|in anywhere|somewhere|everywhere else",
        "or else",
        "smaller|bigger|larger|less|lower|higher|more|cheaper|fewer|below|above|under|over|beyond than that|this|it",
        "smaller|bigger|larger|less|lower|higher|more|cheaper than that|this",
        "anything|everything|all|those|ones|deals|invoices|leads|quotes below|above|under|over|beyond that|this|it",
        "one|anyone below|above|under|over|beyond that|this|it",
        "[a|an|any|every] deal|invoice|lead|quote below|above|under|over|beyond that|this|it",
        "for|with [the] smaller|bigger|larger|lower|higher|cheaper ones|deals|leads|invoices|quotes|amounts",
        "is|was it|that|this anything|something|everything else [?]",
        "[and] [for|with|to|in] whatever|whichever|whoever|wherever else [it|that|they|he|she] [is|becomes|was|says]",
        "[and|but] [as] for|with everybody|everyone|everything|anything|anyone|all else",
    )
)
# What means "otherwise" only when it is set off from what follows.
MAYBE_ELSE = Turns(
    (
        "no|nope|else|other|others|rest|default|remaining",
        "the rest|others|remainder",
        "all|any [the] other|others|remaining",
        "[the] rest [of] [the] leads|deals|tasks|invoices|contacts|companies|quotes|ones",
        "everyone|everybody|everything|anything|anyone|everywhere|anywhere|all else",
        "[and|but] [if|when|where] [it|that|this|they] [is|'s|are] neither|none [of] [them|these|those|the] [two]",
        "[and|but] if|when neither|none [of] [them|these|those|the] [two] applies|fits|matches|holds|is [true|met]",
        "[and|but] [for|with|if] [it|they|that] [is|'s|are|falls] in the middle|between [of] [them|these|those] [two]",
        "[and] everything|anything|all|those between [of] [them|these|those|the] [two]",
        "[in|from|with] neither|none [of] [them|these|those|both|the] [two|three|above|cases|others] [applies|fits]",
        "anything|everything|something|anywhere|someone|anyone different",
        "any|every|all other [one|value|option]",
        "[and] [anything|everything|those|all|the] in between",
        "[and] [anything|everything|those|all] between those|these|that|them|the two",
    )
)
HALT = Turns(
    (
        "[then] [just] do nothing [else|special|more|at] [all]",
        "nothing [should|must|will|shall] happens|happen|else|special|more|done|needed [to] [do|be] [done|needed]",
        "nothing to do|be [done]",
        "nothing at all",
        "nothing whatsoever",
        "skip|stop|ignore [it|this|that|them] otherwise|elsewise|else",
        "[do] nothing otherwise|elsewise",
        "no action|steps otherwise|elsewise",
        "nothing needs|has|is to be done|happen",
        "leave|keep [the|its] owner|responsible|assignee|stage|everything|rest [as|unchanged|alone] [it|they] [is|are]",
        "[there] [is|'s] nothing|no action [to] [be] [done|needed|do|required]",
        "it|everything|they|that|this stays|stay|remains|remain [as] [it|they] [is|are|was] [unchanged]",
        "[just] leave|keep it|them|that|everything [exactly] [as] [it|they] [is|are|alone|be|unchanged]",
        "leave as is|it [is|alone]",
        "leave alone",
        "leave them|it alone",
        "stop|end|finish|quit|exit [right] [there|here|it|now] [the] [workflow|process|automation|flow|everything]",
        "skip|ignore it|this|that|them|everything",
        "no action|actions|steps",
        "no|nothing [further|more|other] [action|actions|step|steps] is|are needed|required|necessary|taken|wanted|due",
        "no further|other|more action|actions|step|steps [is|are] [needed|required|necessary|taken]",
        "can|may|should be ignored|skipped|disregarded|neglected|forgotten|dropped [about]",
        "can|may|should be left alone|out|untouched|aside|be",
        "need|needs|require|requires|take|takes no action|step|steps|work|attention [at] [all]",
        "don't|doesn't|needn't|won't matter|count|interest|concern|bother [us|me]",
        "do|does|need|will not matter|count|interest|concern|bother [us|me]",
        "is|are of no interest|concern|importance|relevance [to] [us|me]",
        "is|are not interesting|relevant|important|needed [to|for] [us|me]",
        "is|are uninteresting|irrelevant|unimportant [to|for] [us|me]",
        "[and|but] ignore|skip|forget|disregard|drop [about] [all] the rest|others|other|remaining [ones|deals|leads]",
        "the workflow|process|automation|flow ends|stops|is|should|must [end|stop|over|finished] [there|here|then]",
        "we're|we done [here|there]",
        "[and] leave|let|keep the rest|others|other [deals|leads|ones] [be|alone|as|untouched] [it|they] [is|are]",
        "[and] leave|let|keep [all] others [be|alone|as|untouched] [it|they] [is|are]",
        "[and] let|leave it|them|that|this be",
        "[and] leave|leaving it at that",
        "don't|never touch it|them|these|those|anything",
        "do not touch it|them|these|those|anything",
        "don't touch",
        "[and] stays|stay|remains|remain|keeps|keep with whoever has|owns|had|owned it|them [now|already|before]",
        "[and] stays|stay|remains|remain with its|their|the [current|present|old|previous] owner|owners|responsible",
        "stays|stay|remains|remain where|as it|they is|are|was|were",
        "nobody|noone [is|needs|has] [to] [be] bothered|disturbed|contacted|asked|involved [by|with] [it]",
        "that 's|is it|all [then]",
        "[and] [that|this] 's|is [also] where|when it|everything|that|this|we stops|ends|stop|end",
        "[then] it|everything|that|this stops|ends [there|here]",
        "[and] nothing [more|else] after|beyond that|this",
        "[and] no more",
        "[and] no more after|beyond that|this",
    )
)
NOTHING = phrases(
    (
        "[do] [in] [that|this] order",
        "done",
        "nobody",
        "of course",
        "before anything [goes] [out|else]",
        "approve|approved automatically",
        "no timeout [stuff]",
        "no special [steps]",
        "[and|but] nobody|noone else",
        "[and|but] no|not one|anyone|anybody else",
        "is|are enough|sufficient",
        "will|would|should do|suffice",
        "[there] ['s|is] [no|without] need [of|for] [any|an] approval|sign-off",
        "no|without [any] approval|sign-off [is] [needed|necessary|required]",
        "skip|skips|skipping [all|any|the] approval|approvals|sign-off|sign-offs",
    )
)
# Whatever the case was: back to what is always done.
ALWAYS = Turns(
    (
        "in|for|with either|both|any|every|each|all [of] [these|the|those] case|cases|event",
        "either|any way",
        "regardless [of] [that|this|it|which|the] [case|amount|answer|outcome|result]",
        "in any case",
        "no matter what|which [case]",
        "always|anyway|anyhow",
        "whatever the|happens [case|outcome|answer|result|amount]",
        "whatever he|she|they decide|decides|say|says|answer|answers",
    )
)
_COUNT = "two|three|four|2|3|4|all|both|several"
_THINGS = "things|steps|actions|tasks|lanes|tracks|branches|paths|threads"
_TEAMS = "[of] [the|our] teams|departments|groups|sides|people|colleagues [should|must|shall|will|to|can]"
_DO = "[do|run|start|execute|have] [the] [following]"
_SIDE = "parallel|simultaneously|concurrently|simultaneous|parallelly|together"
_WANT = "want|need|like|wish|expect|'d"
_GOING = "going|go|happening|happen|running|run|done|started|starting|start|begin|kicked [off|on]"
_AT_ONCE = "[all] [at|in|off] once|simultaneously|concurrently|parallel [please|pls]"
PARALLEL = Turns(
    (
        "[and|all|both|but] [exactly] at [exactly] the [very] same time|moment [as]",
        "[and|all|both] in parallel [with|to] [this|that|it]",
        "while|whilst [,] at the same time",
        "while|whilst [,] simultaneously|concurrently|meanwhile [,]",
        "[and] [all|both|again] simultaneously|meanwhile|concurrently|parallel|parallelly",
        "[and] simultaneously|concurrently|parallel|parallelly to|with this|that|it",
        "[and] in the meantime|meanwhile",
        "[and] together with it|this|that",
        "side by side",
        "hand in hand|glove",
        "cheek by jowl",
        "shoulder to shoulder",
        "[and] in tandem|lockstep|unison|concert|synchrony [with] [this|that|it]",
        "[and] [all|both] contemporaneously|synchronously|coincidentally",
        f"[and] [i|we] {_WANT} [to] [have|see] [these|the|following] [{_COUNT}] {_THINGS} [to] {_GOING} {_AT_ONCE}",
        f"[{_COUNT}] {_THINGS} {_AT_ONCE}",
        f"[{_COUNT}] {_THINGS} [should|must|shall|will|to] {_GOING} {_AT_ONCE}",
        f"[and] [i|we] {_WANT} [to] [have|see] [{_COUNT}] {_THINGS} [to] {_GOING} at the [very] same time",
        f"[{_COUNT}] {_THINGS} [should|must|shall|will|to] {_GOING} at the [very] same time",
        f"[and] everything [below] [should|must|shall|will|to|has] [to] {_GOING} {_AT_ONCE}",
        f"[and] everything [below] [should|must|shall|will|to|has] [to] {_GOING} at the [very] same time",
        f"[and] [all] [{_COUNT}] {_TEAMS} {_GOING} [work] {_AT_ONCE}",
        f"[and] [all] [{_COUNT}] {_TEAMS} {_GOING} [work] [in] {_SIDE}",
        f"[and] [all] [{_COUNT}] {_TEAMS} {_GOING} [work] at the [very] same time",
        f"{_DO} [these|them|this|it|both|all] [{_COUNT}] [{_THINGS}] [run|running|happen] [in] {_SIDE} [please|pls]",
        f"{_DO} [these] [{_COUNT}] {_SIDE} {_THINGS} [please|pls]",
        f"[do|run|start|execute|have] [these|the] [{_COUNT}] {_THINGS} at once|the [same] [time]",
        f"[do|run|start] [these|them|this|it|both|all] [{_COUNT}] [{_THINGS}] at the same time",
        "[and] [all|both] [of] [them|these|it] at once",
        "[and] [all|both] [of] [them|these|it] in|at|with one go|sweep|swoop|stroke|shot|burst",
        "[and] [all|both] in one single|and|fell [the] go|sweep|swoop|stroke|shot|same [go]",
        f"[the] following [{_THINGS}] happen|happens|run|runs|start|go|are [done|executed|started] in|at {_SIDE}",
        f"[the] following [{_THINGS}] happen|happens|run|runs|start|go|are [done|executed|started] at the same time",
        f"[both|all|these|they|these|those] [{_THINGS}] run|happen|go|start|are|be [done] [in] {_SIDE}",
        f"[both|all|these|they|these|those] [{_THINGS}] run|happen|go|start|are|be [done] at the same time",
        f"[these|the|following] {_COUNT} {_THINGS} start|begin|happen|go|run|are|come [done] [off] side by side",
        f"[these|the|following] {_COUNT} {_THINGS} start|begin|happen|go|run|are [done] [in] {_SIDE}",
        f"[these|the|following] {_COUNT} {_THINGS} start|begin|happen|go|run|are [done] at once|the [same] [time]",
        f"do|run|start|have [these|the|following] [{_COUNT}] [{_THINGS}] side by side",
        "[do|run] both|all [of] [them|this|that] [at] [the] same time",
        f"[do|run|start] [the] following [{_THINGS}] at once|the [same] [time] [and independently of each other]",
        "[at once and] independently of|from each|one other|another",
        "we|they|you|i do|work|act [on] [it|this] in parallel|simultaneously",
    )
)
BRANCH = Turns(("[in|on] [the] first|second|third|one|other|another branch|lane|track|path|thread [:]",))
NUMBERED = {"branch", "lane", "track", "path", "thread"}
_DONE = "done|finished|completed|complete|over|through|ready"
AFTERWARDS = Turns(
    (
        f"[and] [only] after|when|once all|both [of] [them|that|this|three|two|these|those] [steps] [is|are] [{_DONE}]",
        f"[and] [only] after|when|once [these|those|the] [two|three] [steps|branches] [is|are] [{_DONE}]",
        "[and] afterwards|afterward",
        "[and|then] after that|this|these|both",
        "[and] then",
    )
)
MAKE_IT = Turns(("[oh|or|no|well] [wait|actually|sorry|better] [,] make|let it|that [be]",))
ONE_MORE = phrases(
    (
        "[create|make|add|open|start|raise|issue|launch|begin|generate|plan|schedule|book|arrange|set] another [one]",
        "[create|make|add|open|start|raise|issue|launch|begin|generate] [the] next one [:]",
        "open|create|start|make|raise|launch|begin|generate|add|issue a|one new|fresh|further|follow-up one",
        "one more",
        "[create|make|add|open|start|raise|issue|launch|begin|generate] a second|third one",
    )
)
# What joins a happening to what shall follow: "a change should produce a message".
MEANS = phrases(
    (
        "[should|must|shall|will|to] deserve|deserves|mean|means|trigger|triggers|need|needs|require|requires",
        "[should|must|shall|will|to] cause|causes|produce|produces|generate|generates|prompt|prompts|bring|brings",
        "[should|must|shall|will|to] result|results|end in",
        "[should|must|shall|will|to] lead|leads to",
        "[should|must|shall|will|to] set|sets|kick|kicks|spark|sparks|trigger|triggers off",
        "[should|must|shall|will|to] set|sets in motion",
        "[should|must|shall|will|to] call|calls for",
        "[should|must|shall|will|to] spark|sparks|spawn|spawns|initiate|initiates|yield|yields|entail|entails",
        "[should|must|shall|will|to] warrant|warrants|merit|merits|demand|demands|launch|launches",
        "[should|must|shall|will|to] earn|earns|spell|spells|equal|equals|give|gives us",
        "resulting in",
        "leading to",
        "calling for",
        "triggering|causing|meaning|prompting|requiring|producing|generating",
    )
)
