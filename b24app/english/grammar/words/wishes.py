"""A wish as the order it is: "I'd love it if the client got an SMS" says "the client gets an SMS".

Who wishes it and how strongly changes nothing. What is wished stands in a clause of its own, whose mood is put right:
"if you texted", "that he be told". A wish with a "not" in it is none of these, nor is one under "if" or "what".
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from b24app.english.grammar.words.lexer import Token, Tokens
from b24app.english.grammar.words.lexicon import Turns, expand
from b24app.plan import phrases as say

_WE = "i|we|i'd|we'd"
_WOULD = "[would|'d|will|do] [really|also|just|very|so|much|all|only|basically]"
_GLAD = (
    "[really|very|so|most|quite|much|extremely|over] "
    "grateful|happy|glad|pleased|thankful|delighted|relieved|obliged|happier|thrilled"
)
_IT = "it|that|this|it's|that's|it'd|that'd"
_IS = "[would|'d|will|might|could] [be|'s|is|was] [really|also|just|very|so|much|quite|absolutely|a|an|of]"
_GOOD = (
    "great|nice|good|cool|perfect|lovely|helpful|ideal|useful|awesome|super|best|better|wise|sensible|fantastic|wonderful"
    "|brilliant|excellent|amazing|dream|relief|handy|ok|okay|fine|possible|desirable|preferable|advisable|idea|fun|neat|sweet"
)
_DUE = (
    "important|essential|vital|crucial|necessary|mandatory|imperative|required|obligatory|paramount|compulsory|critical"
    "|needed|key|expected|agreed|decided|desired|understood|customary"
)
_PLAN = (
    "plan|idea|goal|aim|point|wish|rule|policy|requirement|intention|agreement|thing|"
    "principle|purpose|objective|target|proposal|suggestion|hope|expectation|trick|approach"
)
_THOUGHT = "think|thought|believe|guess|hope|reckon|suggest|propose|recommend|figure|suppose|assume|feel"
_ASKED = (
    "want|need|like|love|expect|prefer|require|request|ask|demand|insist|wish|decided|agreed|decide|intend|appreciate|"
    "wanted|needed|expected|stipulate|urge|beg"
)
_HIS_VERB = (
    "wants|insists|demands|requires|expects|asks|requests|says|suggests|prefers|recommends|orders|decided|insisted|"
    "demanded|wanted|asked|requested|suggested|wishes|needs|proposes|states|stipulates|dictates|prescribes|decrees|said|"
    "want|insist|demand|require|expect|ask|request|say|suggest|prefer|state|stipulate|prescribe|ordered"
)
_SYSTEM = "[the|our|your] system|crm|app|bot|robot|automation|software|tool|bitrix|bitrix24"
_BODY = (
    "boss|manager|management|director|ceo|cfo|coo|cto|founder|company|firm|office|board|headquarters|hq|accountant|"
    "auditor|auditors|chief|president|partners|everyone|everybody|colleagues|regulator|government|landlord|insurer"
)
_PAPER = (
    "policy|policies|law|laws|rule|rules|regulation|regulations|procedure|protocol|handbook|guidelines|gdpr|compliance"
)
# What follows them is a clause, told as it is.
_THAT = Turns(
    (
        f"{_WE} {_WOULD} {_ASKED} [it] that",
        f"{_WE} {_WOULD} {_THOUGHT} that",
        "i|we|i'm|we're [am|are|'m|'re] [really|just] hoping|asking|expecting|thinking|suggesting|proposing that",
        f"{_IT} {_IS} {_GOOD}|{_DUE} [thing|idea] [for|to us|me] that",
        "it was agreed|decided|ordered|requested|suggested|planned that",
        "it goes without saying that",
        f"[and|so] [all|everything] [what|that] {_WE} {_WOULD} {_ASKED} [to] [see|have|happen] is that",
        f"[all|everything] [that] {_WE} {_WOULD} {_ASKED} is [that|for]",
        "it is|was|'s [hereby|kindly] requested|asked|desired|wished|required|proposed|recommended that",
        f"the only thing [that] {_WE} {_WOULD} {_ASKED} is [that|for]",
        f"my|our|the [main|whole|general|basic] {_PLAN} is|was|'s [simply|just] that",
        f"[my|our|the] [big|own|sales|area|general] {_BODY}|{_PAPER} {_HIS_VERB} that",
        f"my|our|the|company {_PAPER} says|say|state|states|dictates|dictate",
        f"{_PAPER} says|say|state|states",
        f"[and|so] {_WE} {_WOULD} think|guess|believe|reckon|hope",
        "[i'm|we're] [i|we] [am|are|'m|'re] [really|just] hoping",
        "would|do|can|could you make sure|certain [that]",
        "[please|kindly] make|be sure|certain [that]",
        "[would|can|could] [you] [please|kindly] ensure [that]",
        "[would|can|could] [you] [please|kindly] see [to] [it] that",
        "[would|can|could] [you] [please|kindly] arrange|provide [it] [so] that",
        "[would|can|could] [you] [please|kindly] take care that",
        "can|could it be arranged|managed that",
        "[can|could|would] [you] [please|kindly] arrange|make|set|configure it|this|things|everything [up] so [that]",
    )
)
# What follows them is a clause told as if it were not so.
_IF = Turns(
    (
        f"{_WE} {_WOULD} love|like|appreciate|prefer|welcome [it] [very|so] [much] if",
        "would really|also|just love|like|appreciate|prefer it if",
        "would love|appreciate|prefer [it] if",
        f"{_WE}|i'm|we're [would|'d|will|am|are|'m|'re] [be] {_GLAD} if",
        f"{_WE} [would|'d] feel|sleep [much|a] [lot] better if",
        f"{_IT} {_IS} {_GOOD} [thing|idea|help] if",
        f"{_WE} [would|'d] [much] rather [that]",
        "i|we wish [that]",
        f"[and|so] [all|everything] [what|that] {_WE} {_WOULD} {_ASKED} is if",
        "would|is|'s it be|possible|ok|okay|fine|alright [possible|ok|okay|fine|alright] if|that",
    )
)
# What follows them is a step in its infinitive.
_TO = Turns(
    (
        f"{_IT} {_IS} {_GOOD}|{_DUE} [thing|idea|help] to",
        "would it be|is|possible [possible|ok|okay|feasible|an|a] [good] [idea|option] to",
        "is it|there possible|ok|okay|a|any [way|chance|possibility|option] to",
        f"my|our|the [main|whole|general|basic] {_PLAN} is|was|'s [simply|just] to",
        "i|we|i've|we've [have|'ve|was|were|am|are|been] told|asked|instructed|ordered|reminded|requested to",
        "i|we|i've|we've [have|'ve] been told|asked|instructed|ordered|reminded|requested to",
        f"{_WE}|i'm|we're [am|'m|are|would|'d] [like|want] [to] ask|asking|request|requesting|beg|invite you to",
        "you|somebody|someone|we|i|one need|needs|have|has|ought to",
        "[i|we] [thought|think|guess|suppose] [maybe|perhaps|that] you|we|somebody|someone|one could|can|might|should",
        "maybe|perhaps we|you could|can|might|should",
        f"my|our|the|company {_PAPER} requires|require|obliges|oblige|forces|wants|asks us|me to",
        f"{_PAPER} requires|require|obliges|oblige|forces|asks us|me to",
        f"{_SYSTEM} should|must|shall|will|needs|has|ought [also|then|just|always] [to]",
        f"have|let|get|tell|ask {_SYSTEM} [to]",
        f"{_WE} {_WOULD} want|need|like|love|expect|prefer {_SYSTEM} to",
        "why not",
        "why don't|not we|you|i",
    )
)
# What follows it is a step, if it begins with the verb of one: "make it text the client", not "make it urgent".
_MAKE_IT = Turns(("[can|could|would|will] [you|we] [please|kindly] make it",))
# What follows them is a step in its "-ing" form.
_ING = Turns(
    (
        "would|do you mind",
        f"{_WE} {_WOULD} {_THOUGHT}|appreciate|prefer|like|love",
        "it's|this|that|it ['s|is] [all] about",
        "i'm|we're|i|we ['m|'re|am|are] looking|thinking|going|up for|of|about",
    )
)
# What follows them is something done, or somebody to do it: "I want a task created", "we expect Anna to be told".
_HAVE = Turns(
    (
        f"{_WE} {_WOULD} want|need|like|love|expect|prefer|require|request",
        f"{_IT} {_IS} {_GOOD}|{_DUE} for",
        f"my|our|the [main|whole|general|basic] {_PLAN} is|was|'s [simply|just] for",
        f"[my|our|the] [big|own|sales|area|general] {_BODY} [would|'d] wants|needs|expects|requires|like|love|prefers",
    )
)
# "(I don't want) the client to get an SMS" forbids it.
_UNWISHED = Turns(
    (
        f"{_WE} [would|do|'d|did] not|don't|wouldn't|didn't|never [really] want|need|like|expect|wish|love [for]",
        f"[my|our|the] [big|own|sales|area|general] {_BODY} does|do|would not want|need|like|expect|wish [for]",
        f"[my|our|the] [big|own|sales|area|general] {_BODY} doesn't|don't|wouldn't want|need|like|expect|wish [for]",
        "nobody|noone wants|needs|wishes|likes [for]",
        "no one wants|needs|wishes|likes [for]",
        f"{_WE} [would|'d] hate [it] [for]",
    )
)
# "(I'd prefer) not to text the client" forbids it too.
_RATHER = Turns((f"{_WE} {_WOULD} prefer|ask|like|love|want|rather|choose [you]",))
_NO_CLAUSE = {"not", "no", "never", "possible", "so", ""}
_NO_VERB = {"us", "me", "you", "him", "her", "them", "the", "a", "an", "my", "our", "your", "everyone", "everybody"}
_LONGEST_WISHED = 9
_LONGEST_LET = 5
_MADE = {
    "created",
    "made",
    "sent",
    "drafted",
    "issued",
    "prepared",
    "opened",
    "added",
    "written",
    "raised",
    "generated",
}
# Wherever they stand, as in "when a deal is won I'd love it if …"; not in "what I'd like", "as we agreed that".
_TELLERS = {"i", "we", "i'd", "we'd", "i'm", "we're", "it", "it'd", "it's"}
_SUBORDINATE = {
    "what", "as", "if", "because", "since", "which", "who", "whom", "that", "where", "when", "whenever", "once",
    "unless", "than", "like", "how", "why", "whether", "until", "before", "after", "while", "all", "everything",
}  # fmt: skip
_BEGINS = {"and", "so", "but", "then", "now", "also", "please", "basically", "kindly", "plus", "therefore", "hence"}
# Behind these, and behind the one who acts, a past tense is an order: "if you waited and then texted".
_ORDERED = {"and", "or", "then", "but", "also", "just", "automatically", "immediately", "always", "if", "after"}
_CLAUSE_ENDS = {".", "!", "?", ";"}
_AGENT = Turns(
    (
        "you|we|somebody|someone|one|it",
        _SYSTEM,
        "the|our|your|this workflow",
    )
)
_MIGHT = {"could", "would", "can", "might", "should", "to", "will", "must"}
_NOW = {
    "got": "gets", "received": "receives", "became": "becomes", "knew": "knows", "found": "finds", "saw": "sees",
    "heard": "hears", "learned": "learns", "had": "has", "took": "takes", "went": "goes", "moved": "moves",
    "came": "comes", "landed": "lands", "was": "is", "were": "are", "didn't": "don't", "wasn't": "isn't",
    "weren't": "aren't", "learnt": "learns", "owned": "owns", "started": "starts",
}  # fmt: skip
_BASE = {
    "sent": "send", "told": "tell", "gave": "give", "made": "make", "wrote": "write", "rang": "ring", "put": "put",
    "set": "set", "let": "let", "left": "leave", "got": "get", "took": "take", "kept": "keep", "brought": "bring",
    "drew": "draw", "didn't": "don't", "had": "have", "waited": "wait", "went": "go", "began": "begin",
    "threw": "throw",
}  # fmt: skip
_HELPING = {
    "is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "gets", "get", "got", "to", "should",
    "must", "shall", "will", "would", "can", "could", "may", "might", "not", "who", "which", "that", "'s", "'d",
    "'ll", "let",
}  # fmt: skip
_BARE = {"get": "gets", "receive": "receives", "know": "knows", "become": "becomes", "be": "is", "find": "finds"}


def as_orders(tokens: Tokens) -> Tokens:
    """The tokens with every wish as the clause that it wishes."""
    kept: list[Token] = []
    at, mood = 0, ""
    while at < len(tokens):
        found = _wish(tokens, at)
        if found:
            mood, at = found
            if mood == "have":
                kept.append(replace(tokens.at(at - 1), word="have"))
            at = _past_agent(tokens, at, mood)
            continue
        if barred := _unwished(tokens, at):
            kept.extend(barred[0])
            at = barred[1]
            continue
        mood = "" if tokens.word(at) in _CLAUSE_ENDS or tokens.kind(at) == "NEWLINE" else mood
        kept.append(_in_mood(tokens, at, mood))
        at += 1
        if mood and tokens.word(at - 1) == "and":
            at = _past_agent(tokens, at, mood)
    return tokens if tuple(kept) == tokens.items else Tokens(tokens.source, tuple(kept))


def _wish(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """The mood of what is wished, and where it begins."""
    before = tokens.word(at - 1)
    opens = not before or before in _BEGINS or tokens.kind(at - 1) in {"MARK", "NEWLINE", "ARROW", "END"}
    told = opens or (tokens.word(at) in _TELLERS | {"make"} and before not in _SUBORDINATE)
    if tokens.kind(at) != "WORD" or not told:
        return None
    for mood, table in (("that", _THAT), ("if", _IF), ("to", _TO)):
        found = table.find(tokens, at) if opens or mood != "to" else None
        if found and not (mood == "to" and _is_purpose(tokens, at)):
            end = found.end + (tokens.word(found.end) == ",")
            if tokens.word(end) == "to":
                return "to", end + 1
            none = tokens.word(end) in _NO_CLAUSE or (mood == "to" and tokens.word(end) in _NO_VERB)
            return None if none else (mood, end)
    if doing := _doing(tokens, at, opens=opens):
        return "to", doing
    found = _HAVE.find(tokens, at) if opens or (tokens.word(at) in _TELLERS and not _is_told(tokens, at)) else None
    if found and _to_be(tokens, found.end, tokens.word(found.end - 1)):
        return "that", found.end
    done = found is not None and tokens.word(found.end) in {"a", "an", "another"} and _is_made(tokens, found.end)
    return ("have", found.end) if found and done else None


def _doing(tokens: Tokens, at: int, *, opens: bool) -> int | None:
    """Where the step of "make it text the client", "would you mind texting them" begins."""
    found = _MAKE_IT.find(tokens, at) if tokens.word(at - 1) not in _HELPING | _NO_CLAUSE - {""} else None
    if found and tokens.word(found.end) in _verbs():
        return found.end
    found = _ING.find(tokens, at) if opens else None
    return found.end if found and tokens.word(found.end).endswith("ing") else None


def _is_purpose(tokens: Tokens, at: int) -> bool:
    """Whether "(tag it,) so (that) we can call them" stands there: what a step is for is no step."""
    amid = at > 1 and tokens.word(at - 2) not in _CLAUSE_ENDS and tokens.kind(at - 2) != "NEWLINE"
    return amid and tokens.word(at - 1) == "so"


def _is_told(tokens: Tokens, at: int) -> bool:
    """Whether somebody is told the wish: "tell Ben we want …"."""
    return tokens.kind(at - 1) == "WORD" and tokens.at(at - 1).text[:1].isupper()


def _is_made(tokens: Tokens, at: int) -> bool:
    """Whether "(I want) an SMS "Hello" sent" stands there."""
    longest = at + _LONGEST_WISHED
    end = next((end for end in range(at, longest) if tokens.kind(end) not in {"WORD", "QUOTED"}), longest)
    return any(tokens.word(place) in _MADE and tokens.word(place - 1) not in _HELPING for place in range(at + 2, end))


def _unwished(tokens: Tokens, at: int) -> tuple[list[Token], int] | None:
    """Reads "I don't want the client to get an SMS": the client should not get it; and what follows "to"."""
    found = _RATHER.find(tokens, at)
    if found and tokens.word(found.end) == "not" and tokens.word(found.end + 1) == "to":
        return [replace(tokens.at(found.end), word=word) for word in ("do", "not")], found.end + 2
    found = _UNWISHED.find(tokens, at)
    if not found or _AGENT.find(tokens, found.end) or tokens.word(found.end) == "to":
        return None
    for place in range(found.end + 1, found.end + _LONGEST_WISHED):
        if tokens.word(place) == "to":
            barred = [replace(tokens.at(place), word=word) for word in ("should", "not")]
            return [*tokens.items[found.end : place], *barred], place + 1
        if tokens.kind(place) not in {"WORD", "OWN"}:
            return None
    return None


def _to_be(tokens: Tokens, at: int, lead: str) -> bool:
    """Whether "(I expect) the deal to be moved", "(it's vital for) Ben to get …" stands there."""
    for place in range(at + 1, at + _LONGEST_WISHED):
        if tokens.word(place) == "to":
            return tokens.word(place + 1) == "be" or lead == "for"
        if tokens.kind(place) not in {"WORD", "QUOTED", "OWN"}:
            return False
    return False


def _past_agent(tokens: Tokens, at: int, mood: str) -> int:
    """Past "you", "the system" in "if you texted", "for the system to text": it is the workflow that does it."""
    agent = _AGENT.find(tokens, at)
    if not agent or mood == "to":
        return at
    verb = agent.end + (tokens.word(agent.end) in {"also", "just", "always", "then", "automatically", "please"})
    if tokens.word(verb) in _MIGHT:
        return verb + 1
    base = _base(tokens.word(verb)) if mood == "if" else ""
    return verb if base else at


def _in_mood(tokens: Tokens, at: int, mood: str) -> Token:
    token = tokens.at(at)
    if token.kind != "WORD" or not mood or tokens.word(at - 1) in _HELPING:
        return token
    orders = tokens.word(at - 1) in _ORDERED or tokens.kind(at - 1) in {"MARK", "NEWLINE", "ARROW"}
    orders = orders or bool(_AGENT.find(tokens, at - 1) and tokens.word(at - 1) not in {"one", "it"})
    if mood == "if" and orders and (base := _base(token.word)):
        return replace(token, word=base)
    if mood == "if" and token.word in _NOW:
        return replace(token, word=_NOW[token.word])
    let = any(tokens.word(place) in {"let", "lets"} for place in range(at - _LONGEST_LET, at))
    if mood == "that" and token.word in _BARE and tokens.kind(at - 1) in {"WORD", "QUOTED"} and not let:
        return replace(token, word=_BARE[token.word])
    return token


def _base(word: str) -> str:
    """The infinitive of a past tense: "texted" is "text"; empty where no verb of the grammar is meant."""
    if word in _BASE:
        return _BASE[word]
    ends = (word[:-1], word[:-2], word[:-3] + "y", word[:-3]) if word.endswith("ed") else ()
    return next((one for one in ends if one in _verbs()), "")


@cache
def _verbs() -> frozenset[str]:
    """The verbs of the steps that are one word."""
    return frozenset(
        words[0] for told in say.VERBS.values() for pattern in told for words in expand(pattern) if len(words) == 1
    )
