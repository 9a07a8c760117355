"""What is told ahead of the work and orders nothing: "Reps come to meetings late. So when a meeting is booked, …".

It is passed over only where it is plainly no more than a reason: it holds no number, name, quoted text, condition or
prohibition, asks for no step that is not asked for behind it, and nothing behind it speaks of it again.
"""

from __future__ import annotations

from b24app.english.grammar.approvals.asking import ask
from b24app.english.grammar.conditions.comparisons import conditions
from b24app.english.grammar.conditions.fields import known_field
from b24app.english.grammar.heads.forbidding import never
from b24app.english.grammar.heads.head import head, starts_step
from b24app.english.grammar.people.meant import people
from b24app.english.grammar.plainer.backwards import speaks_of
from b24app.english.grammar.plainer.wording import Kept, Told, Wording
from b24app.english.grammar.slots.bounds import announces
from b24app.english.grammar.timing.waits import wait
from b24app.english.grammar.trigger.triggers import marked
from b24app.english.grammar.words.lexer import Tokens, lex
from b24app.english.grammar.words.lexicon import Turns
from b24app.english.grammar.words.lexicons import NOUNS
from b24app.english.grammar.words.spelling import is_word
from b24app.plan import phrases as say
from b24app.plan.plan import Span

_CONNECTIVES = Turns(
    (
        "[and] so|therefore|hence|thus|accordingly [then] [please|pls] [,|:]",
        "[and] that|this 's|is why|because|the [reason] [why] [,|:]",
        "[and] that's why [,|:]",
        "for|because|out [of] that|this [reason] [,|:]",
        "to fix|solve|avoid|prevent|change|stop|end|help [with] that|this|it [from] [happening] [,|:]",
        "in order to fix|solve|avoid|prevent|change|stop that|this [,|:]",
    )
)
_ENDS = {".", "!", "?", ";", ":"}
_CERTAIN = {"QUOTED", "NUMBER", "SPAN", "URL", "EMAIL", "PHONE", "VARIABLE", "COMPARE", "ARROW"}
_ORDERING = {
    "please", "pls", "must", "should", "shall", "ought", "let", "let's", "only", "just", "unless", "except", "if",
    "when", "whenever", "until", "till", "otherwise", "instead", "get", "gets", "receive", "receives", "needed",
    "required", "supposed", "mustn't", "shouldn't", "allowed", "forbidden", "stop", "skip", "ignore", "whose", "where",
    "responsible", "belongs", "belong", "goes", "go", "will", "won't", "approve", "approves", "approval", "ask",
    "asks", "exclude", "excluding", "besides", "apart", "everyone", "would", "make", "makes", "than",
}  # fmt: skip
_IMPERATIVES = {"don't", "do", "be", "dont", "never", "not", "no"}
_TIMES = {
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "weekend", "weekends", "night",
    "nights", "evening", "evenings", "holiday", "holidays", "summer", "winter", "hours", "weekdays", "closed", "open",
    "after", "before", "within", "during", "abroad",
}  # fmt: skip
# Words that have a capital only at the start of a sentence; of any other it is not known that it is no name.
_OPENERS = {
    "we", "they", "he", "she", "you", "it", "there", "nobody", "noone", "everybody", "people", "large", "big", "small",
    "hot", "cold", "warm", "old", "good", "bad", "long", "short", "late", "slow", "fast", "quick", "happy", "unhappy",
    "nothing", "speed", "trust", "time", "money", "communication", "quality", "service", "sales", "marketing", "too",
    "so", "many", "most", "some", "few", "lots", "half", "often", "sometimes", "usually", "unfortunately", "sadly",
    "currently", "today", "lately", "right", "at", "for", "in", "with", "as", "not", "never", "no", "none", "getting",
}  # fmt: skip
_NAMES = {"crm", "bitrix24", "bitrix", "gdpr", "i", "sla", "b2b", "erp"}
# What tells a habit, a worry or an opinion.
_TELLING = {
    "always", "often", "usually", "never", "rarely", "seldom", "hardly", "sometimes", "constantly", "forget", "forgets",
    "forgot", "late", "too", "annoying", "nice", "important", "matters", "matter", "waste", "problem", "hate", "hates",
    "love", "loves", "like", "likes", "nobody", "everything", "slow", "messy", "everybody", "keep", "keeps", "tend",
    "lose", "losing", "lost", "miss", "missing", "deserve", "deserves", "proud", "care", "hard", "difficult", "easy",
    "bad", "good", "great", "key", "crucial", "vital", "unhappy", "happy", "complain", "complains", "complaining",
    "tired", "trouble", "chaos", "sick", "unprepared", "without", "don't", "doesn't", "can't", "cannot", "expensive",
    "cheap", "better", "fast", "king", "gold", "golden", "worth", "appreciate", "appreciates", "disappear", "vanish",
    "pile", "piling", "used", "busy", "impatient", "small", "time",
}  # fmt: skip
_WISHING = Turns(("[i|we] want|wants|need|needs|wish|hope", "[i|we] 'd|would [really] like|love", "i'd|we'd like|love"))
_MILD = Turns(
    (
        "[not] to forget|miss|lose|overlook|neglect|stay|improve|grow|react|respond|avoid|keep|save|look|sound|thank",
        "[not] to be|seem|look|become [more|very|really|too] quick|quicker|fast|faster|better|polite|nice|careful|sure",
    )
)
_NARROWING = {"with", "without", "from", "over", "under", "tagged", "that", "which", "who", "in", "of"}
_PLAIN = {*say.DETERMINERS, "some", "many", "most", "few", "all", "every", "each", "more", "new", "too", "enough", "no"}
_WHOLE = {"every", "each", "all", "any", "whenever", "whatever"}
_OPENING = 3
_SHORTEST = 3
_LONGEST = 25


def background_passed_over(said: Wording, unclear: tuple[Span, ...]) -> Wording | None:
    """Without the sentences in front that only tell why."""
    tokens = said.tokens
    start = at = 0
    while (work := _past_background(tokens, at)) is not None:
        at = work
    told = tokens.span(start, at) if at else None
    if not told or not any(span.start < told.end for span in unclear):
        return None
    rest = tokens.at(at).start
    shown = " ".join(said.text[told.start : told.end].split())
    notes = {Span(start=told.start, end=rest): f"“{shown}” was passed over."}
    return said.put([Told(" ", told.start, rest), Kept(rest, len(said.text))], notes)


def _past_background(tokens: Tokens, start: int) -> int | None:
    """Where the work begins behind a sentence that orders nothing."""
    end = start
    while not _ends(tokens, end):
        if end - start > _LONGEST or tokens.kind(end) in _CERTAIN:
            return None
        end += 1
    if tokens.kind(end) == "END" or end - start < _SHORTEST:
        return None
    begins = end + (tokens.word(end) in _ENDS | {",", "-"} or tokens.kind(end) == "NEWLINE")
    while tokens.kind(begins) == "NEWLINE":
        begins += 1
    led = _CONNECTIVES.find(tokens, begins)
    work = led.end if led else begins
    if work >= len(tokens) or not _tells_when(tokens, work) or speaks_of(tokens, start, end, work):
        return None
    if not _orders_nothing(tokens, start, end, work):
        return None
    return work if led or _tells(tokens, start, end) else None


def _tells_when(tokens: Tokens, work: int) -> bool:
    """Whether what starts the work is told behind: "when a deal is won", "lead created, …", "new deal, …"."""
    told = any(NOUNS.find(tokens, at) for at in range(work, work + _OPENING))
    return told or any(announces(tokens, at) for at in range(work, len(tokens)))


def _ends(tokens: Tokens, at: int) -> bool:
    """Whether the sentence ends there, or ", so" leads on to the work."""
    joint = at + (tokens.word(at) in {",", "-"})
    led = _CONNECTIVES.find(tokens, joint) if tokens.word(joint) in {"so", "therefore", "hence", "thus"} else None
    leads_on = led is not None and (announces(tokens, led.end) or tokens.word(led.end - 1) == ":")
    return leads_on or tokens.kind(at) in {"END", "NEWLINE"} or tokens.word(at) in _ENDS


def _tells(tokens: Tokens, start: int, end: int) -> bool:
    """Whether the words themselves tell a habit, a worry or an opinion: no "so" leads on from them."""
    words = {tokens.word(at) for at in range(start, end)}
    return bool(words & _TELLING) and not _wishes(tokens, start, end)


def _wishes(tokens: Tokens, start: int, end: int) -> bool:
    return any(_WISHING.find(tokens, at) for at in range(start, end))


def _orders_nothing(tokens: Tokens, start: int, end: int, work: int) -> bool:
    """Whether the sentence neither asks for anything nor says which records are meant."""
    words = {tokens.word(at) for at in range(start, end)}
    if words & (_ORDERING | _TIMES) or names_somebody(tokens, start, end):
        return False
    gerund = tokens.word(start).endswith("ing")
    if tokens.word(start) in _IMPERATIVES or (not gerund and starts_step(tokens, start)) or _is_state(tokens, start):
        return False
    if any(_is_certain(tokens, at, end) for at in range(start, end)):
        return False
    if _happens(tokens, start, end) and not announces(tokens, work):
        return False
    return _asked_for_behind(tokens, start, end, work) and _is_whole(tokens, start, end, work)


def _is_state(tokens: Tokens, start: int) -> bool:
    """Whether it tells of the very record how it stands: "the amount is too low", "the client is always late"."""
    named = NOUNS.find(tokens, start + 1) or known_field(tokens, start + 1) or people(tokens, start)
    return tokens.word(start) in {"the", "this", "that"} and bool(named)


def names_somebody(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a name stands there: a capital that no sentence's start explains."""
    first = tokens.word(start)
    known = is_word(first) or first in _OPENERS | _NAMES | say.DETERMINERS or first.endswith(("s", "ing"))
    if first in say.GIVEN_NAMES or not (known or "'" in first):
        return True
    large = (at for at in range(start + 1, end) if tokens.at(at).text[:1].isupper())
    return any(tokens.word(at) not in _NAMES and not tokens.word(at).startswith("i'") for at in large)


def _is_certain(tokens: Tokens, at: int, end: int) -> bool:
    """Whether a condition, a wait, an approval, a prohibition or a wish for more than "to be quick" stands there."""
    wish = _WISHING.find(tokens, at)
    to = wish is not None and "to" in {tokens.word(place) for place in range(wish.end, end)}
    if wish and to and not _MILD.find(tokens, wish.end):
        return True
    test = conditions(tokens, at)
    tested = test is not None and tokens.word(test.end - 1) not in _TELLING  # "customer service is everything"
    return bool(tested or wait(tokens, at) or never(tokens, at) or ask(tokens, at, None))


def _happens(tokens: Tokens, start: int, end: int) -> bool:
    """Whether it tells an event, which may be what starts the work."""
    sentence = lex(f"when {tokens.text(start, end)}")
    clause = marked(sentence, 0, starts_step) if announces(sentence, 0) else None
    told = clause is not None and clause.end >= len(sentence) and not clause.value.unread
    return told or any(announces(tokens, at) for at in range(start, end))


def _asked_for_behind(tokens: Tokens, start: int, end: int, work: int) -> bool:
    """Whether each step that it speaks of ("we always send an offer") is asked for behind it."""
    spoken = {found.value.action for at in range(start, end) if (found := head(tokens, at, bare=True))}
    asked = {found.value.action for at in range(work, len(tokens)) if (found := head(tokens, at, bare=True))}
    return spoken <= asked


def _is_whole(tokens: Tokens, start: int, end: int, work: int) -> bool:
    """Whether it speaks of no more special records or people than the work does: "large donors deserve a call"."""
    if not any(_is_special(tokens, at, start) for at in range(start, end)):
        return True
    behind = range(work, len(tokens))
    return any(tokens.word(at) in _WHOLE or conditions(tokens, at) or tokens.kind(at) == "COMPARE" for at in behind)


def _is_special(tokens: Tokens, at: int, start: int) -> bool:
    """Whether some of the records or people are told apart there: "big deals", "leads from Spain"."""
    noun = NOUNS.find(tokens, at)
    who = people(tokens, at) if not noun else None
    found = noun or who
    if not found or tokens.word(at) in say.DETERMINERS:
        return False
    before = tokens.word(at - 1) if at > start else ""
    link = before.endswith("ing") or not before or tokens.kind(at - 1) != "WORD" or before in _PLAIN
    return not (link or _is_verbal(before)) or tokens.word(found.end) in _NARROWING


def _is_verbal(word: str) -> bool:
    """Whether no adjective stands in front of "clients": "(we) like (clients)", "to", "about"."""
    return word in _VERBAL


_VERBAL = {
    "to", "about", "of", "for", "on", "with", "at", "from", "by", "and", "or", "like", "love", "send", "sends", "make",
    "call", "have", "lose", "forget", "keep", "annoy", "annoys", "want", "need", "are", "is", "as", "in", "hate",
    "miss", "always", "never", "often", "say", "adding", "that", "but", "when", "meet",
}  # fmt: skip
