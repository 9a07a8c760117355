"""Words that frame the work and change nothing: politeness, titles of the request, joints in whole phrases, reasons."""

from __future__ import annotations

from b24app.english.grammar.lexicon import Turns

_A_FLOW = "[a|an|the|this|our] [new|simple|small|little|quick] workflow|automation|rule|process|flow|robot"
_THAT = "[for me|us] [that|which|where|so] [it] [:]"
_HAPPEN = "[to] [be] happen|happens|occur|done|executed|performed"
_ADDRESSED = "colleague|sir|madam|friend|friends|all|team|everyone|guys|folks|colleagues|support"
_DONE = "done|finished|completed|complete|over|sent|out|ready"
# What joins two steps.
CONNECTIVES = (
    "in addition [to] [that|this]",
    "besides [that|this]",
    "apart from [that|this]",
    "but|and also",
    "as well as",
    "[and] followed by",
    "after|upon which",
    f"once|when|after that|this|it|all|everything 's|is|has|was [been] {_DONE}",
    f"once|when|after {_DONE}",
    f"once|when|after both|all|these [of them] are|is {_DONE}",
    "and only then",
    "subsequently|thereafter|thereupon|afterwards|afterward|additionally|furthermore|moreover",
)
CONNECTIVE = Turns(CONNECTIVES)
CHATTER = Turns(
    (
        *CONNECTIVES,
        "[please] set|get|make|put it|this|things|everything|something [up] so|such [that]",
        f"[please] set|put up|together [me|us] {_A_FLOW} {_THAT}",
        f"[please] build|make|create|configure|prepare|do|write|give|have [me|us] {_A_FLOW} {_THAT}",
        f"i|we want|need|like|looking to|for have|create|build|make|get {_A_FLOW} {_THAT}",
        f"i|we want|need {_A_FLOW} {_THAT}",
        f"{_A_FLOW} for|about|should [do] [this] [:]",
        "here 's|is|are [the|our|my|a] [idea|process|thing|plan|flow|deal|steps|rule|workflow|story|setup]",
        "the idea|plan|rule|thing|process|flow|point|goal|story is [this|simple|that|:]",
        "can|could we|you|i|it [please] have|do|get|make [it] so|such that",
        "can|could|would you|somebody|someone|anyone|anybody [please]",
        "is it|there possible|way|any [to|that]",
        "[it] would|'d be great|nice|good|cool|perfect|lovely|helpful|ideal|useful|awesome|super if|to|that",
        "if [at all] possible",
        "if you can|could|may [please]",
        "please|pls|plz|kindly [to]",
        "ideally|basically|essentially|preferably|naturally|obviously|actually|luckily|seriously|honestly|hopefully",
        "[for|in] our|the|my|your records|information|convenience|files|reference",
        "just in case|so you know",
        "is that|this|it possible|doable|feasible|ok|okay|fine [with you] [?]",
        "can you do that|this|it [for] [me|us] [?]",
        "would that|this work|be [possible] [?]",
        "in short|brief|summary|general|principle|practice|theory",
        "[and] that|this 's|is|should|would|will [be] it|all|everything|enough [then|really|please] [for now]",
        "nothing else|more [to do] [please|is|needed|should|happen]",
        "no more|further actions|steps [needed|required|please]",
        "all for now [from me]",
        "that 's all [folks] [from me] [for now]",
        "[with] many thanks [in advance] [to all]",
        "thanks|thx|ty|ta|tia|cheers [a lot] [so much] [very much] [in advance] [again|everyone|all|guys|team]",
        "thank you [a lot] [so much] [very much] [in advance] [again|everyone|all|guys|team]",
        "[kind|best|warm] regards|wishes|greetings",
        "sent from my phone|iphone|mobile|ipad|android",
        f"hi|hey|hello|dear|good [morning|afternoon|evening|day] [there] [{_ADDRESSED}]",
        f"morning|evening|afternoon {_ADDRESSED}",
        "see to it that",
        "take care that|to",
        "don't forget [to|that]",
        "do not forget [to|that]",
        "remember|sure to",
        "start|begin|continue|finish|end [off|up] by|with",
        f"[the] following [things|steps|actions|points] should|must|shall|will|has|have|need|needs|is|are {_HAPPEN}",
        "[the] following [things|steps|actions|points] happen|happens|occur|occurs|apply|applies",
        f"this|that|it should|must|shall|will|has [then] {_HAPPEN}",
        "what should|must|has to happen [is|then|next] [this|:]",
        "what i|we want|need|'d|would [like] [expect] [to happen|see|do] [is|:] [this|that] [the following]",
        "my|our|the request|wish|goal|idea|rule|question|process|plan [is] [:]",
        "do|does|execute|run|perform [all] the following [things|steps|actions|please] [in order]",
        "in [the] this|that|following|given|right|exact|same order",
        "one after|by another|the [other|one]",
        "step by step",
        "goes|go|works|work|looks|look|runs|run [like] this|so [:]",
        "goes|go|works|work|runs|run as follows [:]",
        "[the|these|those] steps|actions|procedure [to] [take|do|follow]",
        "in a row|sequence",
        "skip|spare|cut [us|me] the drama|fuss|details|explanations|chitchat|ceremony",
        "without|with no [any] delay|waiting|hesitation",
        "by the way",
        "for sure",
        "got it",
        "not only",
        "both|instead",
        "nothing more|else|other than|but|except",
        "nothing but",
        "keep|stay in touch",
        "no matter|whatever|whichever [which|what] [the] stage|field|value|amount|reason|source|type [is|was]",
    )
)
REASONS = Turns(
    (
        "because|cuz|bcs|cause [of]",
        "since|as we|they|it|he|she|i|our|this|that|the|you|nobody|everyone|customers",
        "so|such that",
        "so we|they|he|she|i|nobody|everyone|everybody|it|our|the|you|no",
        "so as to|not",
        "in order to|that|for|not",
        "that 's why|how",
        "which is|'s why|how",
        "this|that way we|they|he|she|i|nobody|everyone|it|the|our",
        "for our|the sake|benefit of",
        "due|thanks|owing to",
        "as usual|always|agreed|discussed|requested|mentioned|before|per",
        "as they|we|he|she|it",
        "just in case",
        "in case you|anybody|someone|we|they are|wonder|wonders|need|needs|ask|asks|forget|forgets",
        "lest",
        "i|we want|need|have|like to be|make [absolutely] sure|certain [that] nobody|no",
    )
)
