"""Words around the work: greetings, reasons, remarks about the writer. They change nothing and are passed over.

Only what starts like a remark is one ("because …", "we keep forgetting it"), and only as long as it holds no step, no
condition, no number, no quoted text and no prohibition: a remark that could be an order stays unread and is asked.
"""

from __future__ import annotations

from b24app.english.grammar.conditions.comparisons import conditions
from b24app.english.grammar.conditions.leads import lead
from b24app.english.grammar.draft import Draft
from b24app.english.grammar.heads.channels import CHANNELS
from b24app.english.grammar.heads.forbidding import never
from b24app.english.grammar.heads.head import head, starts_step
from b24app.english.grammar.people.meant import people
from b24app.english.grammar.slots.bounds import announces, enables, explains, past_joints
from b24app.english.grammar.slots.parties import SENDS
from b24app.english.grammar.timing.waits import wait
from b24app.english.grammar.words.chatter import CHATTER
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Turns, phrases
from b24app.english.grammar.words.moments import UNITS_BY_WORD, duration
from b24app.english.grammar.words.turns import HALT

# Statements about the writer or the business, which ask for nothing.
_SUBJECTS = Turns(
    (
        "we|i|they|it|this|that|there|he|she|our|my|here|you",
        "i'm|we're|they're|it's|that's|i've|we've|you're",
        "context|background|fyi|btw|note|sorry|situation|reason|purpose|weather|hope|because|since|as",
        "some|many|most of our|the|us",
        "everybody|everyone|people|customers|clients|colleagues",
        "the boss|team|colleagues|guys|board|office|management|company|process",
    )
)
_ORDERS = {
    "must", "should", "shall", "will", "want", "wants", "need", "needs", "needed", "required", "require", "would",
    "'d", "like", "please", "let", "has", "ought", "gets", "get", "receives", "goes", "going", "supposed", "can",
    "if", "unless", "when", "whenever", "until", "till", "except", "without", "only", "never", "not", "no", "every",
    "each", "always", "otherwise", "else", "instead", "after", "before", "once", "nor", "stop", "delete", "cancel",
    "don't", "doesn't", "won't", "can't", "cannot", "mustn't", "shouldn't", "either", "wait", "while", "meanwhile",
}  # fmt: skip
_OBLIGES = {"must", "should", "shall", "needs", "need", "gets", "get", "receives", "receive", "has"}
_FEELINGS = {
    "love", "loves", "like", "likes", "hate", "hates", "know", "knows", "always", "usually", "often", "want", "wants",
    "forget", "forgets", "forgot", "keep", "keeps", "hope", "hopes", "prefer", "prefers", "think", "guess", "care",
    "complain", "complained", "expect", "expects", "appreciate", "happy", "tired", "busy", "sorry", "important",
    "urgent", "crucial", "vital", "nice", "good", "great", "fine", "annoying", "slow", "small", "used", "sick", "tend",
    "believe", "trust", "rely", "relies", "promised", "agreed", "asked", "decided", "learned", "noticed",
}  # fmt: skip
_TELLING = {"notify", "inform", "tell", "alert", "ping", "message"}
_CLOSING = {"thanks", "thank", "many", "cheers", "regards", "kind", "best", "thx", "with", "warm"}
_LONGEST_NAME = 7
_WISH = phrases(("wants|want|wishes|wish|needs|need|expects|expect", "would|'d like|love|prefer"))
_LONGEST_WISHER = 5
_TITLES = {"context", "background", "note", "situation", "reason", "purpose", "process", "office", "company"}
_WISHES = {"want", "wants", "like", "always", "need", "needs"}
_CERTAIN = {"QUOTED", "NUMBER", "SPAN", "URL", "EMAIL", "PHONE", "VARIABLE", "COMPARE"}
_ENDS = {".", "!", "?", ";", ",", ":", "(", ")", "-"}
_LONGEST = 40
_OURS = {"we", "we're", "i", "i'm", "our", "my"}
# What somebody does for a living: "(give it to Marcus,) he does our American customers".
_WORK = {"does", "handles", "covers", "speaks", "runs", "knows", "deals", "works", "manages", "serves", "leads"}


def framed(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Past politeness ("set it up so that"), and past "after" or "before" in front of a step told as done."""
    joint = tokens.word(at) in {"after", "upon", "by", "before"}
    starts = draft.clause is None and draft.last_announced == at  # "upon creating a deal"
    if joint and not starts and tokens.word(at + 1).endswith("ing") and starts_step(tokens, at + 1):
        draft.postponed = at + 1 if tokens.word(at) == "before" and not draft.frames else draft.postponed
        return at + 1
    beside = head(tokens, at + 1, bare=True) if tokens.word(at) == "with" and draft.frames else None
    sent = beside is not None and beside.value.action in SENDS and tokens.word(beside.end) in {"to", "for"}
    quoted = beside is not None and beside.value.action in {"add_comment", "add_tag"}
    if beside and (sent or (quoted and tokens.kind(beside.end) == "QUOTED")):
        return at + 1  # "email the client, with a bell to the owner"
    onward = _onward(tokens, at) or _proposed(tokens, at) or _all_this(tokens, at)
    if onward:
        return onward
    found = CHATTER.find(tokens, at)
    led = tokens.word(at) == "not" and starts_step(tokens, at)  # "not only Anna but also Ben gets it"
    test = lead(tokens, at)
    led = led or (test is not None and test.value)  # "apart from when it is over 5k"
    halts = HALT.find(tokens, at)
    led = led or bool(found and halts and halts.end > found.end)  # "nothing more is needed"
    if not found or led or announces(tokens, at) or (tokens.word(at), tokens.word(at + 1)) == ("instead", "of"):
        return None
    if tokens.word(at) in _CLOSING and (signed := _signature(tokens, found.end)):
        return signed
    lone = found.end == at + 1 and (starts_step(tokens, at) or tokens.word(at) == "both")
    return None if lone and not starts_step(tokens, found.end) else found.end


def _all_this(tokens: Tokens, at: int) -> int | None:
    """Past "all this" in front of the trigger: "(email them …) - all this once a deal is won"."""
    whole = _ALL_THIS.find(tokens, at)
    return whole.end if whole and announces(tokens, whole.end) else None


_ALL_THIS = Turns(
    ("[and|-] all [of] this|that|it|these [happens|applies|is|done|goes]", "[and] this|that [all] happens|applies|goes")
)


def _proposed(tokens: Tokens, at: int) -> int | None:
    """Past "how about" in front of a step."""
    proposed = tokens.word(at) in {"how", "what"} and tokens.word(at + 1) == "about"
    return at + 2 if proposed and head(tokens, at + 2, bare=True) else None


def _wished(tokens: Tokens, at: int) -> int | None:
    """Past "our clinic wants", "my boss would like" in front of "clients to get …": who wishes it changes nothing."""
    if at and tokens.word(at - 1) not in _ENDS and tokens.kind(at - 1) != "NEWLINE":
        return None
    for place in range(at + 1, at + _LONGEST_WISHER):
        wish = _WISH.find(tokens, place)
        who = people(tokens, wish.end) if wish else None
        if wish:
            return wish.end if who and tokens.word(who.end) == "to" else None
        if tokens.kind(place - 1) != "WORD" or tokens.word(place - 1) in _ORDERS:
            return None
    return None


def _onward(tokens: Tokens, at: int) -> int | None:
    """Past "keep (reminding …)", "do nothing except (adding …)"."""
    none = at + (tokens.word(at) in {"do", "does"})
    only = none + 2 + (tokens.word(none + 2) == "for")
    excepted = tokens.word(none) == "nothing" and tokens.word(none + 1) in {"except", "but", "besides", "beyond"}
    if excepted and (head(tokens, only, bare=True) or tokens.word(only).endswith("ing")):
        return only
    keeps = tokens.word(at) in {"keep", "keeps", "continue", "continues", "start", "go"}
    on = at + 1 + (tokens.word(at + 1) in {"on", "by"})
    if keeps and tokens.word(on).endswith("ing") and starts_step(tokens, on):
        return on
    return None


def _announced(tokens: Tokens, at: int) -> int | None:
    """Past "only notify:", if the channel is named before the sentence ends ("…: new lead, head of sales, bell")."""
    verb = at + (tokens.word(at) in {"only", "just", "simply", "merely"})
    told = tokens.word(verb) in _TELLING and tokens.word(verb + 1) == ":"
    return verb + 2 if told and _channel_behind(tokens, verb + 2) else None


def _channel_behind(tokens: Tokens, at: int) -> bool:
    while tokens.kind(at) not in {"END", "NEWLINE"} and tokens.word(at) != ".":
        if CHANNELS.find(tokens, at):
            return True
        at += 1
    return False


def _signature(tokens: Tokens, at: int) -> int | None:
    """Past a name at the very end: "Many thanks, K. Lindqvist"."""
    end = at
    while end - at < _LONGEST_NAME and tokens.kind(end) != "END":
        named = tokens.at(end).text[:1].isupper() and not starts_step(tokens, end)
        if not (named or tokens.word(end) in {",", ".", "-", "!"} or tokens.kind(end) == "NEWLINE"):
            return None
        end += 1
    return end if tokens.kind(end) == "END" and end > at else None


def remark(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Past a reason, a clause about the writer, who wishes it, or a verb that only announces what follows."""
    told = _reason(tokens, at) or _wished(tokens, at) or _told(tokens, at, late=bool(draft.frames))
    return told or _announced(tokens, at)


def _reason(tokens: Tokens, at: int) -> int | None:
    """Reads "because they like to know", "so that nobody forgets" up to where the clause ends."""
    end = explains(tokens, at)
    if end is None or (tokens.word(at) == "since" and tokens.word(at - 1) in _COUNTED):
        return None
    while not _clause_ends(tokens, end):
        if tokens.kind(end) in _CERTAIN or tokens.word(end) in {"if", "unless", "until", "otherwise", "else"}:
            return None
        if tokens.word(at) == "as" and end > at + 1 and starts_step(tokens, end) and _orders(tokens, end):
            return None  # "as the first order of business notify Anna"
        if tokens.word(at) == "as" and tokens.word(end) in {"date", "deadline"}:
            return None  # "as the Close date nears"
        so = tokens.word(at) == "so" and tokens.word(at + 1) != "that" and not enables(tokens, at)
        if so and (tokens.word(end) in _OBLIGES or starts_step(tokens, end)):
            return None
        end += 1
    return end if end - at < _LONGEST else None


# "(3 days have) passed since …" tells from when it counts, and no reason.
_COUNTED = {"passed", "elapsed", "gone", "by", "over", "up", *UNITS_BY_WORD}


def _orders(tokens: Tokens, at: int) -> bool:
    """Whether a step that stands there is an order, not what somebody does: no "to", "will", "they" leads to it."""
    before = tokens.word(at - 1)
    return before not in _ORDERS | _OBLIGES | _DOERS and not people(tokens, at - 1)


_DOERS = {
    "we",
    "i",
    "you",
    "they",
    "he",
    "she",
    "it",
    "to",
    "will",
    "would",
    "can",
    "could",
    "may",
    "might",
    "the",
    "a",
}


def _clause_ends(tokens: Tokens, at: int) -> bool:
    word, kind = tokens.word(at), tokens.kind(at)
    if kind in {"END", "NEWLINE", "ARROW"} or (kind == "MARK" and word in _ENDS):
        return True
    if word in {"and", "so"} and tokens.word(at + 1) in {"would", "we'd", "i'd"} and CHATTER.find(tokens, at):
        return True
    return (word in {"and", "then", "but"} and starts_step(tokens, past_joints(tokens, at))) or announces(tokens, at)


def _feels(tokens: Tokens, at: int) -> bool:
    """Whether a feeling, a habit or an opinion is told: once steps are told, anything else could be one more."""
    if tokens.word(at - 1) in {"he", "she", "they"} and tokens.word(at) in _WORK:
        return True
    start = tokens.past(at, {"is", "are", "'s", "'re", "was", "were", "have", "has", "been", "really", "very", "so"})
    return tokens.word(start) in _FEELINGS


def _names_value(tokens: Tokens, at: int) -> bool:
    """Whether "reason Price" stands there: a field and its value, no remark about reasons."""
    return tokens.word(at) in _TITLES and (tokens.at(at + 1).text[:1].isupper() or tokens.kind(at + 1) == "QUOTED")


def _is_valued(tokens: Tokens, at: int) -> bool:
    """Whether "(it) is now Solar" tells a value, and nothing about the writer."""
    start = tokens.past(at, {"is", "'s", "was", "now"})
    return start > at and (tokens.at(start).text[:1].isupper() or tokens.kind(start) == "QUOTED")


def _told(tokens: Tokens, at: int, *, late: bool) -> int | None:
    """A clause about the writer that asks for nothing: "we are a small bakery", "they love it"."""
    opens = at == 0 or tokens.kind(at - 1) == "NEWLINE" or tokens.word(at - 1) in _ENDS
    subject = _SUBJECTS.find(tokens, at) if opens else None
    if subject and _is_valued(tokens, subject.end):
        return None
    if not subject or (late and not _feels(tokens, subject.end)) or _names_value(tokens, at):
        return None
    end, others = at, tokens.word(at) in {"they", "he", "she", "customers", "clients", "people"}
    while not _clause_ends(tokens, end):
        orders = tokens.word(end) in _ORDERS and not (others and tokens.word(end) in _WISHES)
        orders = orders or (tokens.word(end) in {"is", "are", "'s", "be"} and tokens.word(end + 1) == "to")
        counted = not late and tokens.kind(end) == "NUMBER" and tokens.word(at) in _OURS and not duration(tokens, end)
        certain = tokens.kind(end) in _CERTAIN and not counted
        if end - at >= _LONGEST or certain or orders or tokens.word(end) in {"who", "whom"}:
            return None
        if head(tokens, end, bare=end > at) or wait(tokens, end) or conditions(tokens, end) or never(tokens, end):
            return None
        end += 1
    return end if end > subject.end else None
