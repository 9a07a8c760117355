"""The event told as a sentence of its own, with the work behind it: "A deal is lost and nobody notices. Tell Anna."

It is put as "When a deal is lost, tell Anna": the complaint around it orders nothing, and "each time", "in that case",
"when that happens" in the next sentence say no more than "when" does.
"""

from __future__ import annotations

from collections.abc import Iterator

from b24app.english.grammar.heads.head import starts_step
from b24app.english.grammar.people.meant import people
from b24app.english.grammar.plainer.complaints import complaint_before, complaint_behind, news_missed
from b24app.english.grammar.plainer.verbforms import forms
from b24app.english.grammar.plainer.wording import Kept, Told, Wording
from b24app.english.grammar.slots.bounds import announces, enables, past_joints
from b24app.english.grammar.words.lexer import Tokens, lex
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.english.grammar.words.lexicons import NOUNS
from b24app.english.grammar.words.spelling import is_word
from b24app.english.grammar.words.turns import PARALLEL
from b24app.plan import phrases as say
from b24app.plan.plan import Span

_STRONG = {".", "!", "?", ";"}
_GREETINGS = Turns(("hi|hello|hey|hiya [there|team|all] [,|.|!]", "so|well|ok|okay|basically|currently|today|now ,"))
_ANEW = Turns(
    (
        "[right] in that|such case|cases|situation|event [,]",
        "[right] at that|this point|moment [,]",
        "each|every time [that|this|it|happens] [happens] [,]",
        "when|whenever|once|if|as|after [soon] [as] that|this|it happens|happened|occurs [,]",
        "when|whenever that|this|it is the case [,]",
        "at|on|upon|after|with each|every|any [such] change|update|edit [of|to|in] [that|this|the] [field]",
        "each|every time [that|this|the] field changes [,]",
        "each|every time [that|this|the] field is|gets changed|updated|edited|modified [,]",
        "then|there [,]",
    )
)
_ORDERING = {
    "should", "must", "shall", "will", "would", "please", "let", "want", "wants", "need", "needs", "only", "without",
    "never", "not", "don't", "doesn't", "no", "nobody", "noone", "unless", "except", "if", "can", "could", "have",
}  # fmt: skip
_ANYBODY = {"someone", "somebody", "anyone", "anybody", "people", "we", "i"}
_PLEADING = {"please", "pls", "plz", "kindly"}
_GOES = {"moves", "goes", "comes", "gets", "moved", "went", "came", "move", "go", "jumps", "switches", "passes"}
_KEEPING = {"keep", "keeps"}
_THEM = {"him", "her", "them", "it"}
_TOLD_TO = {
    "want", "like", "let", "tell", "inform", "notify", "ping", "email", "text", "to", "message", "alert", "for", "send",
    "give",
}  # fmt: skip
_LONGEST = 40


def event_announced(said: Wording, _: tuple[Span, ...]) -> Wording | None:
    """With the event of the first sentence announced, and without what complains around it."""
    tokens = said.tokens
    start = found.end if (found := _GREETINGS.find(tokens, 0)) else 0
    end = _sentence_end(tokens, start)
    work = _past_joint(tokens, end)
    if end - start > _LONGEST or work >= len(tokens):
        return None
    if _announced_behind(tokens, work):
        return _without_news(said, tokens, start, end, work)
    before = complaint_before(tokens, start, end)
    behind = complaint_behind(tokens, before.event, end)
    told = Span(start=tokens.span(start, end).start, end=tokens.span(end, end + 1).end)
    event: list[Kept | Told] = [Kept(told.start, told.end), Told(" ", told.end - 1, told.end)]
    notes: dict[Span, str] = {}
    if (before.event, behind) != (start, end) or not any(announces(tokens, at) for at in range(start, end)):
        event = list(_event(tokens, before.event, behind, sure=before.event > start))
        notes = {told: f"“{said.text[told.start : told.end]}” was read as “{_in_words(said, event)}”."}
        event += [Told(f" of a {before.record}", told.end - 1, told.end)] if event and before.record else []
        event += [Told(", ", told.end - 1, told.end)] if event else []
    last = _sentence_end(tokens, work)
    done = list(_work(tokens, work, last, before.missed_by))
    missed = before.missed_by and not _reached(tokens, before.missed_by, range(work, last))
    if not event or missed or (not notes and len(done) == 1):
        return None
    return said.put([Kept(0, told.start), *event, *done, Kept(tokens.span(last - 1, last).end, len(said.text))], notes)


def _without_news(said: Wording, tokens: Tokens, start: int, end: int, work: int) -> Wording | None:
    """Without who misses the news, where the event is told behind it: "… never hear of wins. When …, tell them"."""
    who = news_missed(tokens, start, end)
    last = _sentence_end(tokens, work)
    if not who or not any(_is_told(tokens, at) for at in range(work, last)):
        return None
    told = Span(start=tokens.span(start, end).start, end=tokens.span(end, end + 1).end)
    pieces = [
        Kept(0, told.start),
        *_work(tokens, work, last, who),
        Kept(tokens.span(last - 1, last).end, len(said.text)),
    ]
    return said.put(pieces, {told: f"“{said.text[told.start : told.end]}” was passed over."})


def _reached(tokens: Tokens, who: tuple[int, int], work: range) -> bool:
    """Whether the work is for whoever misses the news ("(the CFO never hears …) let her know"), or for a system."""
    if not people(tokens, who[0]) and any(tokens.kind(at) == "URL" for at in work):
        return True
    return any(tokens.word(at) == tokens.word(who[1] - 1) or _is_told(tokens, at) for at in work)


def _is_told(tokens: Tokens, at: int) -> bool:
    """Whether "(let) them (know)", "(a mail to) her" stands there."""
    return tokens.word(at) in _THEM and tokens.word(at - 1) in _TOLD_TO


def _announced_behind(tokens: Tokens, work: int) -> bool:
    """Whether the event is told behind the first sentence."""
    return any(tokens.word(at) != "should" and announces(tokens, at) for at in range(work, len(tokens)))


def _sentence_end(tokens: Tokens, start: int) -> int:
    """Where the sentence ends, or ", so" leads on to the work."""
    at = start
    while at < len(tokens) and tokens.kind(at) != "NEWLINE" and tokens.word(at) not in _STRONG:
        if at > start and (_leads_on(tokens, at) or _so_behind(tokens, at)):
            break
        at += 1
    return at


def _so_behind(tokens: Tokens, at: int) -> bool:
    return tokens.word(at) in {",", "-"} and tokens.word(at + 1) in {"so", "therefore"}


def _leads_on(tokens: Tokens, at: int) -> bool:
    """Whether "so (please push it …)" stands there without a comma, and no "so that we know"."""
    plain = tokens.word(at) == "so" and tokens.word(at + 1) != "that" and not enables(tokens, at)
    beside = PARALLEL.find(tokens, at + 1)  # "so at the same time send him …"
    work = beside.end if beside else past_joints(tokens, at + 1)
    return plain and (tokens.word(at + 1) in _PLEADING or starts_step(tokens, work))


def _past_joint(tokens: Tokens, end: int) -> int:
    at = end + 1
    while at < len(tokens) and (tokens.kind(at) == "NEWLINE" or tokens.word(at) in {"so", "therefore", ",", "that's"}):
        at += 1
    return at


def _event(tokens: Tokens, start: int, end: int, *, sure: bool) -> list[Kept | Told]:
    """The event behind "when", if it is one; `sure` where "sometimes" said that it happens."""
    announced = announces(tokens, start) or tokens.word(start) in {"when", "whenever"}
    if start >= end or not (announced or _is_statement(tokens, start, end, sure=sure)):
        return []
    first = tokens.span(start, start + 1)
    pieces: list[Kept | Told] = [] if announced else [Told("when ", first.start, first.end)]
    if kept_up := _kept_up(tokens, start, end):
        told, verb = kept_up.value, kept_up.end - 2
        pieces += [*_lowered(tokens, start, verb), Told(f" {told} ", *_both(tokens, verb, kept_up.end))]
        pieces.append(Kept(*_both(tokens, kept_up.end, end)))
    else:
        pieces += _lowered(tokens, start, end)
    return pieces if announces(lex(_text(tokens.source, pieces)), 0) else []


def _both(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    span = tokens.span(start, end)
    return span.start, span.end


def _lowered(tokens: Tokens, start: int, end: int, *, opens: bool = True) -> Iterator[Kept | Told]:
    """The words there, the first without the capital that only the sentence gives it."""
    if end <= start:
        return
    whole, first = tokens.span(start, end), tokens.span(start, start + 1)
    word = tokens.source[first.start : first.end]
    if opens and word.casefold() != word and _is_common(word):
        yield Told(word.casefold(), first.start, first.end)
        yield Kept(first.end, whole.end)
    else:
        yield Kept(whole.start, whole.end)


def _is_common(word: str) -> bool:
    """Whether a word has its capital only from the sentence: "We", "Deals", but not "I", "Anna", "CFO"."""
    low = word.casefold()
    known = low in _ANYBODY | say.DETERMINERS or (word[1:].islower() and is_word(low))
    return known and low not in say.GIVEN_NAMES and low != "i"


def _is_statement(tokens: Tokens, start: int, end: int, *, sure: bool) -> bool:
    """Whether the sentence orders nothing: "A rep logs a call" tells what happens, but not "The owner calls them"."""
    moves = _moves(tokens, start, leads_on="so" in {tokens.word(end), tokens.word(end + 1)})
    steps = not sure and not moves and starts_step(tokens, start)
    if steps or any(tokens.word(at) in _ORDERING for at in range(start, end)):
        return False
    told = sure or moves or tokens.word(start) in {*_ANYBODY, "a", "an", "my", "our"}
    joints = [at for at in range(start, end) if tokens.word(at) in {"and", ","}]
    done = range(joints[0] if joints else end, end) if told else range(start, end)
    return not any(starts_step(tokens, at) for at in done)


def _moves(tokens: Tokens, start: int, *, leads_on: bool) -> bool:
    """Whether "a deal goes to (Packed)" tells what happens; "the deal goes" does so only in front of "so"."""
    noun = NOUNS.find(tokens, tokens.past(start, say.DETERMINERS))
    if not noun or not (leads_on or tokens.word(start) not in {"the", "this", "that"}):
        return False
    goes = tokens.word(noun.end) in _GOES and tokens.word(noun.end + 1) in {"to", "into"}
    return goes or (tokens.word(noun.end) in {"is", "are"} and tokens.word(noun.end + 1) == "in")


def _kept_up(tokens: Tokens, start: int, end: int) -> Found[str] | None:
    """Reads "(our reps) keep changing (the date)": they change it."""
    for at in range(start + 1, end - 1):
        if tokens.word(at) in _KEEPING and (verb := _verb(tokens.word(at + 1))):
            return Found(forms(verb)["base" if tokens.word(at) == "keep" else "does"], at + 2)
    return None


def _verb(gerund: str) -> str:
    """The verb of a gerund: "change" of "changing"."""
    stem = gerund.removesuffix("ing")
    known = (stem, f"{stem}e", stem[:-1]) if stem != gerund and len(stem) > 1 else ()
    return next((verb for verb in known if is_word(verb) and forms(verb)["doing"] == gerund), "")


def _work(tokens: Tokens, start: int, end: int, missed_by: tuple[int, int] | None) -> Iterator[Kept | Told]:
    """The next sentence without "in that case", and with whoever misses the news for the first "him" or "them"."""
    at = kept = start
    while at < end:
        anew = _ANEW.find(tokens, at)
        anew = anew if anew and (at == start or anew.end == end or tokens.word(anew.end) == "and") else None
        whom = missed_by if _is_told(tokens, at) else None
        if anew or whom:
            yield from _lowered(tokens, kept, at, opens=kept == start)
            named = _text(tokens.source, list(_lowered(tokens, *whom))) if whom else ""
            yield Told(f" {named} ".rstrip() + " ", *_both(tokens, at, at + 1))
            missed_by = None if whom else missed_by
        at = anew.end if anew else at + 1
        kept = at if anew or whom else kept
    yield from _lowered(tokens, kept, end, opens=kept == start)


def _text(source: str, pieces: list[Kept | Told]) -> str:
    return "".join(source[one.start : one.end] if isinstance(one, Kept) else one.text for one in pieces)


def _in_words(said: Wording, pieces: list[Kept | Told]) -> str:
    return " ".join(_text(said.text, pieces).split())
