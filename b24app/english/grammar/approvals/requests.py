"""Words that ask for an approval: "the CFO must approve", "get an OK from", "on condition that … agrees"."""

from __future__ import annotations

from b24app.english.grammar.approvals.answers import NOD, WHOSE
from b24app.english.grammar.words.lexicon import Turns

_ASSENTS = (
    f"[{WHOSE}] [clear|written|formal|explicit|final|internal] {NOD}",
    f"{WHOSE}|my|our [clear|written|formal|explicit|final] yes|go|release|agreement|verdict",
    f"[{WHOSE}|my|our] [clear|written|formal|explicit|final] signature|endorsement|decision",
    f"[{WHOSE}] green|thumbs light|up",
)
_OUGHT = "must|should|shall|will|can|has|have|needs|need|is|are|wants|ought"
_OKAY = "approve|approves|confirm|confirms|authorise|authorises|authorize|authorizes|clear|clears|accept|okay|ok"
_IT = "it|this|that|them|everything"
_TO_OKAY = (
    f"[to] [first|personally] [review|check] [and] {_OKAY}|decide|agree|green-light|greenlight [on|to] [{_IT}]",
    f"[to] [first] sign {_IT} off",
    "[to] [first] sign off [on]",
    f"[to] [first] nod|wave|rubber-stamp|wink {_IT} through",
    f"[to] [first] bless|rubber-stamp|sanction|endorse|ratify|countersign {_IT}",
    *(f"[to] [first] give|grant [{_IT}] {assent} [to|for|on]" for assent in _ASSENTS),
    "[to] say yes [to]",
    f"[to] be asked to {_OKAY}|decide [{_IT}] [first]",
    "[to] be asked for approval",
)
_EACH = "both|each|all|jointly|together"
_WANTED = "needed|required|necessary|mandatory|wanted|awaited|missing"
DECIDES = Turns(
    (
        *(f"{_OUGHT} [first|then|now|also|still|{_EACH}] {told}" for told in _TO_OKAY),
        *(f"{_EACH} [must|should|have|need] {told}" for told in _TO_OKAY),
        *(f"to {told}" for told in _TO_OKAY),
        f"approves|decides|agrees|confirms|authorises|authorizes|greenlights|okays|oks|endorses [on] [{_IT}] [first]",
        "[should|must|will] has|have|holds|hold [the|a] [right] [of] veto",
        f"has|have|gets|get the last|final|deciding word|say|vote [on|over|about] [{_IT}]",
        f"signs [{_IT}] off [on] [first]",
        *(f"gives|grants [{_IT}] {assent} [to|for|on]" for assent in _ASSENTS),
        *(f"{_OUGHT} [to] [first] look at|over|into [{_IT}] and {told}" for told in _TO_OKAY),
        f"looks at|over|into [{_IT}] and approves|decides|agrees [{_IT}] [or not|rejects|declines|refuses]",
        f"{_OUGHT} look at|over|into [{_IT}] and approve|decide|agree [{_IT}] [or not|reject|decline|refuse]",
        f"{_OUGHT} approve or not|reject|decline|refuse [{_IT}]",
        f"checks|reviews|vets|examines|reads [{_IT}] and approves|decides|agrees [{_IT}] [or not|rejects|declines]",
        f"approves [{_IT}] or not|rejects|declines|refuses [{_IT}]",
        f"decides|agrees [{_IT}] or not",
        f"checks|reviews|vets|evaluates|inspects [{_IT}] [first]",
        "is|are|gets|get asked|consulted [first] [about|for] [it|approval|permission]",
        "says|say|answers|gives|give [a] yes|ok|okay",
        f"'s {NOD}|decision [is] [{_WANTED}] [first]",
        f"'s yes|go|signature|verdict|agreement|endorsement [is] {_WANTED} [first]",
        f"'s green|thumbs light|up [is] {_WANTED} [first]",
        f"{NOD}|decision|signature is|are {_WANTED} [first]",
        f"{NOD}|decision|signature {_WANTED} [first]",
    )
)
_GET = "get|request|obtain|seek|collect|need|needs|require|requires|await|want|wants|secure|start|launch|run|do|trigger"
_FROM = "from|by|of|with|through|via"
_AUTHORISED = (
    "approved|confirmed|okayed|authorised|authorized|cleared|signed|accepted|blessed|rubber-stamped|sanctioned|ratified|"
    "countersigned|greenlighted|green-lighted|greenlit|green-lit|endorsed|validated"
)
_OBTAINED = "obtained|sought|requested|asked|collected|secured|granted|given|got|gained|awaited"
BY = Turns(
    (
        *(f"[{_GET}] {assent} {_FROM}" for assent in _ASSENTS),
        f"[{_GET}] [{WHOSE}] approval process|request|step {_FROM}",
        f"{_OUGHT} [first] [to] pass|clear [first] [through|past|by]",
        f"{_OUGHT} [first] [to] go|run|get [first] through|past|by",
        *(f"ask|asks [for] {assent} {_FROM}" for assent in _ASSENTS),
        *(f"wait|waits [for] {assent} {_FROM}" for assent in _ASSENTS),
        f"{NOD} [is|are] [needed|required|necessary] {_FROM}",
        *(f"{assent} {_OUGHT} [to] [first] [be] {_OBTAINED} [for] {_FROM}" for assent in _ASSENTS),
        f"send|submit|forward|give|pass|hand|put|present|escalate|route|goes|go [{_IT}] [over] for {NOD} to|by",
        f"{_OUGHT} [to] [first] [be|get] {_AUTHORISED} [off] [first] by",
        f"[to] be|get {_AUTHORISED} [off] [first] by",
        f"get|gets|have [{_IT}] {_AUTHORISED} [off] by",
        "is|are|gets approved|confirmed|signed [off] by",
    )
)
# In front of who decides, with what they are asked for behind: "send it to the CFO for approval".
PUT = Turns(
    (
        "ask|asks [for]",
        "request from",
        f"send|submit|forward|give|pass|hand|put|present|escalate|route|goes|go [{_IT}] [over] to",
        f"run|put|take [{_IT}] past|by|to",
        "have|let|make [first]",
        "[is|are|be|being] subject|conditional to|on|upon",
        "wait|waits|waiting for|until",
        "hold|hang|sit on|off|fire|back|tight for|until|till",
        f"{_GET}",
        "check with",
        "consult [with]",
        "[but] only if|when|once|after|upon|with",
        "if|when|once|after|upon",
        "[but] [only] as|so long as",
        "[but] on|under [the] condition|understanding|proviso|premise that|of",
        "provided|providing|assuming|supposing [that]",
    )
)
TO_APPROVE = Turns(
    (
        *(f"{told}" for told in _TO_OKAY),
        *(f"for|with {assent} [on|of|for]" for assent in _ASSENTS),
        f"'s {NOD}|decision [for|on|of|to]",
        "'s yes|go|signature|verdict|agreement|release [for|on|of|to]",
        "'s green|thumbs light|up [for|on|to]",
        "if|whether",
        "who|which [then|must|should] approves|approve|decides|decide|confirms [it] [or rejects|declines|not] [it]",
        "has|have [first] approved|agreed|confirmed|accepted|decided [it|this]",
        "approves|agrees|confirms|accepts|decides [it|this]",
        "okays|oks|greenlights|green-lights|blesses|endorses|signs|authorises|authorizes|sanctions [it|this] [off]",
        "is|are|'s happy|fine|ok|okay|good|cool|satisfied|comfortable|content|pleased [with] [it|this|that]",
        "is|are|'s on board|side [with] [it|this|that]",
        "is|are|'s in favour|favor|agreement [of|with] [it|this|that]",
        "says|say yes|ok|okay|go|aye|yep|yeah",
    )
)
